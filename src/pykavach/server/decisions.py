"""The one question over HTTP: may this agent do this, now? And what calls have cost."""

from __future__ import annotations

import time
from typing import Any, Final

from pydantic_core import to_json

from pykavach.core.access import Code
from pykavach.core.decision import Decision
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.engine.spend import Recorded, Settled, Unsettled
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field, documented, read_object
from pykavach.server.problems import unknown
from pykavach.server.ratelimit import limit_headers
from pykavach.server.schemas import (
    BOOLEAN,
    INTEGER,
    NAME,
    NUMBER,
    OBJECT,
    STRING,
    USD,
    USD_IN,
    Schema,
    array,
    nullable,
    of_dataclass,
    page_of,
    record,
    ref,
)

TAG: Final = "decisions"
USAGE: Final = "usage"
#: Accesses in one batch at most.
MOST: Final = 256
_BATCH: Final = 8 << 20

_FINDING: Final[Schema] = record(
    {
        "agent": STRING,
        "level": STRING,
        "rule": STRING,
        "code": ref("Code"),
        "outcome": ref("Outcome"),
        "sentence": STRING,
        "used": INTEGER,
        "limit": INTEGER,
    },
    optional=frozenset({"used", "limit"}),
)
SCHEMAS: Final[dict[str, Schema]] = {
    "Outcome": {"type": "string", "enum": ["allow", "deny", "pending"]},
    "Code": {
        "type": "string",
        "enum": [code.value for code in Code],
        "description": "Closed within a major version. A client treats one that it does not know as deny, never retry.",
    },
    "Finding": _FINDING,
    "Decision": record(
        {
            "allowed": BOOLEAN,
            "outcome": ref("Outcome"),
            "code": ref("Code"),
            "reason": {"type": "string", "description": "One sentence that may be shown to a model."},
            "auditId": nullable(STRING),
            "agentId": nullable(STRING),
            "chain": array(STRING),
            "depth": INTEGER,
            "throttled": BOOLEAN,
            "replayed": BOOLEAN,
            "retry": {"type": "string", "enum": ["never", "after", "with_approval", "with_other_arguments"]},
            "retryAfter": nullable(INTEGER),
            "approvalId": nullable(STRING),
            "remaining": OBJECT,
            "findings": array(ref("Finding")),
            "wouldDeny": nullable(ref("Code")),
            "bookedUsd": {
                **nullable(USD),
                "description": "What an allow has booked, until it is settled. Not told to an agent.",
            },
            "latencyUs": INTEGER,
        }
    ),
    "Settled": of_dataclass(Settled),
    "Recorded": of_dataclass(Recorded),
    "Unsettled": of_dataclass(Unsettled),
}

_ACCESS: Final = (
    Field("resource", {"type": "string"}, required=True, doc="What it is about: segments joined by colons."),
    Field("action", {"type": "string"}, required=True),
    Field(
        "token",
        {"type": "string"},
        doc="The agent's token. With a key: this or agentId. An agent asks for itself.",
    ),
    Field("agent_id", {"type": "string"}, doc="Or the agent, by an administrator's word."),
    Field("arguments", OBJECT, doc="What the tool will be called with."),
    Field(
        "ip",
        STRING,
        doc="The caller's address, as the guard knows it. Of an agent's own question: the socket's.",
    ),
    Field("cost_usd", USD_IN, doc="What it will cost at most."),
    Field(
        "idempotency_key",
        STRING,
        doc="The same access under this key gets an earlier allow again (24 hours).",
    ),
)
SCHEMAS["Access"] = record(documented(_ACCESS), optional=frozenset(f.wire for f in _ACCESS if not f.required))
_WAIT: Final = Field(
    "wait", {**NUMBER, "minimum": 0, "maximum": 3600}, doc="Seconds to wait for a person, where one is asked."
)
#: What an agent cannot say for itself (TM-1).
_TRUSTED: Final = ("token", "agent_id", "ip")


def access_of(ask: Ask, body: dict[str, Any], at: str = "") -> dict[str, Any]:
    """The arguments of ``authorize``: of a guard's statement, or of an agent's own question (TM-1)."""
    if ask.caller.is_agent:
        for name in _TRUSTED:
            if name in body:
                field = next(field.wire for field in _ACCESS if field.name == name)
                raise InvalidInput(
                    at + field,
                    "is a guard's to say; an agent's own credential asks for itself, from where it is",
                )
        return {**body, "token": ask.caller.token, "ip": ask.ip}
    if (body.get("token") is None) == (body.get("agent_id") is None):
        raise InvalidInput(f"{at}token", "give either token or agentId")
    return body


def answer_of(ask: Ask, decision: Decision) -> Decision:
    """A decision that counts, as this caller may see it."""
    ask.house.observer.decided(decision.outcome, decision.code)
    return shown(ask, decision)


def told(ask: Ask, decision: Decision) -> dict[str, Any] | bytes:
    """A decision on the wire. What it has booked may be the estimate of a rule above: an agent is not told."""
    if ask.caller.is_agent:
        return {**decision.wire(), "bookedUsd": None}
    return decision.json().encode()


def shown(ask: Ask, decision: Decision) -> Decision:
    """The decision as this caller may see it (DEC-2)."""
    if not ask.caller.is_agent:
        return decision
    if (
        decision.code == Code.UNKNOWN_TOKEN.value
    ):  # it was somebody's when the request came, and is nobody's now
        raise unknown()
    return decision.for_agent()


async def authorize(ask: Ask) -> Answer:
    decision = await ask.view.authorize(**access_of(ask, ask.body))
    answer = answer_of(ask, decision)
    return Answer(told(ask, answer), headers=limit_headers(answer, time.time()))


async def explain(ask: Ask) -> Answer:
    decision = await ask.view.explain(**access_of(ask, ask.body))
    return Answer(told(ask, shown(ask, decision)))


async def authorize_many(ask: Ask) -> Answer:
    items = ask.body["accesses"]
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        raise InvalidInput("accesses", f"must be a list of 1 to {MOST} accesses")
    places = [(f"accesses[{place}]", item) for place, item in enumerate(items)]
    accesses = [access_of(ask, read_object(item, _ACCESS, at), f"{at}.") for at, item in places]
    decisions = await ask.view.authorize_many(accesses)
    seen = [told(ask, answer_of(ask, decision)) for decision in decisions]
    texts = [wire if isinstance(wire, bytes) else to_json(wire) for wire in seen]
    return Answer(b'{"decisions":[%s]}' % b",".join(texts))


async def settle(ask: Ask) -> Answer:
    return Answer((await ask.view.usage.settle(ask.path["auditId"], **ask.body, by=ask.by)).wire())


async def record_use(ask: Ask) -> Answer:
    recorded = await ask.view.usage.record(ask.path["agentId"], **ask.body, by=ask.by)
    return Answer(recorded.wire())


async def unsettled(ask: Ask) -> Answer:
    page = await ask.view.usage.unsettled(**ask.query)
    return paged(page)


_LIMIT_HEADERS: Final = {
    "RateLimit": {"type": "string"},
    "RateLimit-Policy": {"type": "string"},
    "Retry-After": INTEGER,
}
_GUARDS: Final = (
    "Asked by a guard, with a key, about an agent; or by an agent about itself: then it is advice (TM-1)."
)

ENDPOINTS: Final = (
    Endpoint(
        method="POST",
        path="/v1/authorize",
        id="authorize",
        tag=TAG,
        summary="May this agent do this, now?",
        doc=f"{_GUARDS} A denial is an answer, not an error: the status is 200, `allowed` says it.",
        run=authorize,
        right=Right.DECIDE,
        agents=True,
        quick=True,
        body=(*_ACCESS, _WAIT),
        answer=ref("Decision"),
        headers=_LIMIT_HEADERS,
    ),
    Endpoint(
        method="POST",
        path="/v1/authorize/batch",
        id="authorizeMany",
        tag=TAG,
        summary="Many questions at once, each decided on its own",
        doc=_GUARDS,
        run=authorize_many,
        right=Right.DECIDE,
        agents=True,
        quick=True,
        body=(
            Field(
                "accesses",
                array(ref("Access"), minItems=1, maxItems=MOST),
                required=True,
            ),
        ),
        answer=record({"decisions": array(ref("Decision"))}),
        most=_BATCH,
    ),
    Endpoint(
        method="POST",
        path="/v1/explain",
        id="explain",
        tag=TAG,
        summary="The decision that authorize would give, with every finding, taking nothing",
        run=explain,
        right=Right.DECIDE,
        agents=True,
        quick=True,
        body=_ACCESS,
        answer=ref("Decision"),
    ),
    Endpoint(
        method="POST",
        path="/v1/permits/{auditId}/settle",
        id="settle",
        tag=USAGE,
        summary="Replace what an allowed call booked by what it cost",
        doc="Once: the same value again changes nothing, another is a conflict. Open for 35 days.",
        run=settle,
        right=Right.DECIDE,
        quick=True,
        body=(Field("cost_usd", USD_IN, required=True),),
        answer=ref("Settled"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/agents/{agentId}/usage",
        id="recordUsage",
        tag=USAGE,
        summary="Charge an agent for spend that no authorization booked",
        run=record_use,
        right=Right.DECIDE,
        quick=True,
        body=(
            Field("cost_usd", USD_IN),
            Field("model", NAME),
            Field("input_tokens", {**INTEGER, "minimum": 0}),
            Field("output_tokens", {**INTEGER, "minimum": 0}),
            Field("provider", NAME),
            Field("key", NAME, doc="Under a key it is recorded once, for ever."),
        ),
        answer=ref("Recorded"),
        problems=("conflict",),
    ),
    Endpoint(
        method="GET",
        path="/v1/usage/unsettled",
        id="listUnsettled",
        tag=USAGE,
        summary="Allowed calls whose cost nobody has stated yet",
        run=unsettled,
        right=Right.READ,
        query=(Field("agent_id", NAME), *PAGING),
        answer=page_of(ref("Unsettled")),
    ),
)
