"""AuthZEN 1.0 (OpenID Authorization API 1.0): evaluation of accesses, and where everything is. Search is next door.

An evaluation is a decision like any other: it charges limits and is recorded. Searches take nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from pykavach.core.access import Code
from pykavach.core.decision import Decision
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.server.asks import Answer, Ask
from pykavach.server.endpoints import Endpoint, Wording
from pykavach.server.entities import Question, Subject, agent_for, read
from pykavach.server.problems import Problem
from pykavach.server.schemas import BOOLEAN, OBJECT, STRING, Schema, array, record, ref

TAG: Final = "authzen"
#: Evaluations in one request at most.
MOST: Final = 256
_LARGEST: Final = 8 << 20
#: Findings that are told to an administrator.
_MOST_FINDINGS: Final = 8
#: After which answer a semantic goes no further; None: after none.
SEMANTICS: Final = {"execute_all": None, "deny_on_first_deny": False, "permit_on_first_permit": True}

_OPEN: Final[Schema] = {"type": "object", "additionalProperties": True}


def entity(*required: str, more: Schema | None = None) -> Schema:
    """An entity of the information model. Fields that are not here are passed over, as the protocol wants it."""
    properties = {name: STRING for name in ("type", "id", "name") if name in required}
    return {
        **_OPEN,
        "properties": {**properties, "properties": OBJECT, **(more or {})},
        "required": list(required),
    }


CONTEXT: Final[Schema] = {
    **_OPEN,
    "description": "`ip` is the address that is judged, `kavach` holds `costUsd` and `idempotencyKey`; `time` is set "
    "aside. The rest are arguments.",
}
SUBJECT: Final = entity("type", "id")
RESOURCE: Final = entity("type", "id")
ACTION: Final = entity("name")
_TUPLE: Final = {
    "subject": ref("AuthzenSubject"),
    "resource": ref("AuthzenResource"),
    "action": ref("AuthzenAction"),
    "context": ref("AuthzenContext"),
}
SCHEMAS: Final[dict[str, Schema]] = {
    "AuthzenSubject": SUBJECT,
    "AuthzenResource": RESOURCE,
    "AuthzenAction": ACTION,
    "AuthzenContext": CONTEXT,
    "AuthzenEvaluation": {**_OPEN, "properties": _TUPLE, "required": ["subject", "resource", "action"]},
    "AuthzenEvaluations": {
        **_OPEN,
        "properties": {
            **_TUPLE,
            "evaluations": array({**_OPEN, "properties": _TUPLE}, maxItems=MOST),
            "options": {
                **_OPEN,
                "properties": {"evaluations_semantic": {"type": "string", "enum": list(SEMANTICS)}},
            },
        },
    },
    "AuthzenDecision": {
        "type": "object",
        "properties": {"decision": BOOLEAN, "context": OBJECT},
        "required": ["decision"],
        "additionalProperties": False,
    },
}


def _word(problem: Problem) -> Problem:
    """A value that breaks a rule is a bad request in this protocol."""
    if problem.status != 422:
        return problem
    return Problem("malformed_request", problem.detail, headers=problem.headers, **problem.more)


WORDING: Final = Wording(_word)

#: Where things are, by their names in the metadata.
PATHS: Final = {
    "access_evaluation_endpoint": "/access/v1/evaluation",
    "access_evaluations_endpoint": "/access/v1/evaluations",
    "search_subject_endpoint": "/access/v1/search/subject",
    "search_resource_endpoint": "/access/v1/search/resource",
    "search_action_endpoint": "/access/v1/search/action",
}


async def configuration(ask: Ask) -> Answer:
    base = ask.base_url
    return Answer({"policy_decision_point": base} | {name: base + path for name, path in PATHS.items()})


async def evaluation(ask: Ask) -> Answer:
    [answer] = await _evaluate(ask, [read(ask.json)], None)
    return Answer(answer)


async def evaluations(ask: Ask) -> Answer:
    body = ask.json
    items = body.get("evaluations") if isinstance(body, dict) else None
    if items is None or items == []:
        return await evaluation(ask)
    if not isinstance(items, list) or len(items) > MOST:
        raise InvalidInput("evaluations", f"must be a list of at most {MOST} evaluations")
    defaults = {name: body[name] for name in _TUPLE if body.get(name) is not None}
    questions = [read(item, defaults=defaults, at=f"evaluations[{n}].") for n, item in enumerate(items)]
    return Answer({"evaluations": await _evaluate(ask, questions, _last(body))})


def _last(body: dict[str, Any]) -> bool | None:
    """After which answer no more are asked for."""
    options = body.get("options")
    if options is None:
        options = {}
    if not isinstance(options, dict):
        raise InvalidInput("options", "must be a JSON object")
    semantic = options.get("evaluations_semantic", "execute_all")
    if not isinstance(semantic, str) or semantic not in SEMANTICS:
        raise InvalidInput("options.evaluations_semantic", f"must be one of {', '.join(SEMANTICS)}")
    return SEMANTICS[semantic]


async def _evaluate(ask: Ask, questions: Sequence[Question], last: bool | None) -> list[dict[str, Any]]:
    """The answers in order, up to and with the first that is ``last``. What comes after it is not asked."""
    subjects = list(dict.fromkeys(question.subject for question in questions))
    found = await asyncio.gather(*(agent_for(ask.view, subject) for subject in subjects))
    agents: dict[Subject, tuple[str | None, str]] = dict(zip(subjects, found, strict=True))
    accesses = [question.access(agents[question.subject][0] or "") for question in questions]
    if last is None:
        decisions = await ask.view.authorize_many(accesses)
    else:
        decisions = []
        for access in accesses:
            decisions.append(await ask.view.authorize(**access))
            if decisions[-1].allowed is last:
                break
    for decision in decisions:
        ask.house.observer.decided(decision.outcome, decision.code)
    return [
        told(decision, agents[question.subject][1])
        for decision, question in zip(decisions, questions, strict=False)
    ]


def told(decision: Decision, nobody: str = "") -> dict[str, Any]:
    """A decision as the protocol has it. ``nobody``: why no agent stood for the subject."""
    context: dict[str, Any] = {"code": decision.code}
    if not decision.allowed:
        said = decision.wire()
        reason = said["reason"]
        if nobody and decision.code == Code.UNKNOWN_TOKEN.value:
            reason = "No agent stands for this subject."
        context["reason_user"] = {"en": reason}
        sentences = [finding["sentence"] for finding in said["findings"][:_MOST_FINDINGS]]
        if admin := nobody or " ".join(sentences):
            context["reason_admin"] = {"en": admin}
        context["retry"] = decision.retry
    facts = {
        "auditId": decision.audit_id,
        "agentId": decision.agent_id,
        "approvalId": decision.approval_id,
        "retryAfter": decision.retry_after,
        "throttled": decision.throttled or None,
        "replayed": decision.replayed or None,
    }
    context |= {name: fact for name, fact in facts.items() if fact is not None}
    return {"decision": decision.allowed, "context": context}


ENDPOINTS: Final = (
    Endpoint(
        method="GET",
        path="/.well-known/authzen-configuration",
        id="authzenConfiguration",
        tag=TAG,
        summary="Where the endpoints of AuthZEN are",
        run=configuration,
        open=True,
        answer=record({"policy_decision_point": STRING} | dict.fromkeys(PATHS, STRING)),
    ),
    Endpoint(
        method="POST",
        path=PATHS["access_evaluation_endpoint"],
        id="authzenEvaluation",
        tag=TAG,
        summary="May this subject do this, now?",
        doc="A decision: charged and recorded. How it is read: docs/how-to/authzen.",
        run=evaluation,
        right=Right.DECIDE,
        quick=True,
        body_schema=ref("AuthzenEvaluation"),
        answer=ref("AuthzenDecision"),
        wording=WORDING,
    ),
    Endpoint(
        method="POST",
        path=PATHS["access_evaluations_endpoint"],
        id="authzenEvaluations",
        tag=TAG,
        summary="Several evaluations, all of them or up to the first denial or permission",
        doc="Each that is evaluated is a decision: charged and recorded.",
        run=evaluations,
        right=Right.DECIDE,
        quick=True,
        body_schema=ref("AuthzenEvaluations"),
        answer={
            "anyOf": [ref("AuthzenDecision"), record({"evaluations": array(ref("AuthzenDecision"))})],
        },
        wording=WORDING,
        most=_LARGEST,
    ),
)
