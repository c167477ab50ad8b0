"""Agents over HTTP: create, delegate, look, narrow, rotate, stop."""

from __future__ import annotations

from typing import Any, Final

from pykavach.core.agents import Kind
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.engine.spend import Summary
from pykavach.engine.views import AgentView, Stopped
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field, flag_query, seconds, time_field
from pykavach.server.schemas import (
    BOOLEAN,
    INTEGER,
    NAME,
    NUMBER,
    OBJECT,
    STRING,
    TIME,
    Schema,
    array,
    nullable,
    of_dataclass,
    page_of,
    record,
    ref,
)

TAG: Final = "agents"
_STATES: Final[Schema] = {
    "type": "string",
    "enum": ["active", "suspended", "revoked", "expired", "unreadable"],
    "description": "The effective state: a child of a revoked root is revoked.",
}
PERMISSION: Final[Schema] = {
    "type": "object",
    "description": "What may be done (or, with the effect deny, what may not): docs/reference/permissions.",
    "properties": {
        "effect": {"type": "string", "enum": ["allow", "deny"]},
        "resource": {"type": "string", "minLength": 1, "maxLength": 512},
        "actions": array(STRING, minItems=1, maxItems=50),
        "constraints": ref("Constraints"),
    },
    "required": ["resource", "actions"],
}
CONSTRAINTS: Final[Schema] = {
    "type": "object",
    "description": "Conditions that can only narrow: docs/reference/constraints.",
}
SCHEMAS: Final[dict[str, Schema]] = {
    "Permission": PERMISSION,
    "Constraints": CONSTRAINTS,
    "Agent": of_dataclass(
        AgentView,
        type={"type": "string", "enum": [kind.value for kind in Kind]},
        status=_STATES,
        permissions=array(ref("Permission")),
        constraints=ref("Constraints"),
    ),
    "Created": record({"agent": ref("Agent"), "token": STRING}),
    "Rotated": record(
        {
            "agent": ref("Agent"),
            "token": STRING,
            "oldValidUntil": nullable(TIME),
            "revoked": array(STRING),
            "closedApprovals": INTEGER,
        }
    ),
    "Stopped": of_dataclass(Stopped),
    "Summary": of_dataclass(Summary),
    "Limits": record({"levels": array(OBJECT)}),
}

_LIFE: Final = (
    Field("expires_in", {**NUMBER, "exclusiveMinimum": 0}, read=seconds, doc="The life in seconds from now."),
    time_field("expires_at", "Or when it ends."),
)
_WHAT: Final = (
    Field("permissions", array(ref("Permission"), maxItems=100), required=True),
    Field("constraints", ref("Constraints")),
    *_LIFE,
    Field("max_depth", {**INTEGER, "minimum": 0, "maximum": 16}, doc="Levels of delegates allowed below it."),
    Field("metadata", OBJECT, doc="Up to 8 KiB of your own."),
    Field("idempotency_key", NAME, doc="The same request under the same key is made once (24 hours)."),
)
_NEW: Final = (
    Field("user_id", nullable(NAME), doc="The owner. Only agents of the type service may go without."),
    Field("name", NAME, required=True),
    Field("type", {"type": "string", "enum": ["autonomous", "service"]}, required=True),
    *_WHAT,
    Field("tenant_id", nullable(NAME)),
    time_field("unsafe_observe_until", "Until then refusals are noted and let pass."),
)


async def create(ask: Ask) -> Answer:
    made = await ask.view.agents.create(**ask.body, by=ask.by)
    return Answer(made.wire(), 201, {"location": f"/v1/agents/{made.agent.id}"})


async def delegate(ask: Ask) -> Answer:
    parent = ask.path["agentId"]
    if ask.caller.is_agent:  # the parent's own token, and nobody's word for it (DEL-7)
        ask.own_agent(parent)
        made = await ask.view.agents.delegate(parent_token=ask.caller.token, **ask.body)
    else:
        made = await ask.view.agents.delegate(parent_id=parent, **ask.body, by=ask.by)
    return Answer(made.wire(), 201, {"location": f"/v1/agents/{made.agent.id}"})


async def list_agents(ask: Ask) -> Answer:
    page = await ask.view.agents.list(**ask.query)
    return paged(page)


async def get(ask: Ask) -> Answer:
    return Answer((await ask.view.agents.get(ask.path["agentId"])).wire())


async def update(ask: Ask) -> Answer:
    return Answer((await ask.view.agents.update(ask.path["agentId"], **ask.body, by=ask.by)).wire())


async def rotate(ask: Ask) -> Answer:
    agent_id = ask.path["agentId"]
    ask.own_agent(agent_id)
    if ask.caller.is_agent and ask.body.keys() & {"compromised", "since"}:
        raise InvalidInput(
            "compromised", "is an administrator's to say: it ends what was delegated with the token"
        )
    rotated = await ask.view.agents.rotate(agent_id, **ask.body, by=ask.by)
    return Answer(rotated.wire())


async def suspend(ask: Ask) -> Answer:
    return Answer((await ask.view.agents.suspend(ask.path["agentId"], by=ask.by)).wire())


async def resume(ask: Ask) -> Answer:
    return Answer((await ask.view.agents.resume(ask.path["agentId"], by=ask.by)).wire())


async def revoke(ask: Ask) -> Answer:
    return Answer((await ask.view.agents.revoke(ask.path["agentId"], by=ask.by)).wire())


async def stop(ask: Ask) -> Answer:
    """The stop button."""
    how = ask.body.pop("how")
    stop_them = ask.view.agents.revoke if how == "revoke" else ask.view.agents.suspend
    return Answer((await stop_them(**ask.body, by=ask.by)).wire())


def _how(value: object, path: str) -> object:
    if value not in ("suspend", "revoke"):
        raise InvalidInput(path, 'must be "suspend" or "revoke"')
    return value


async def children(ask: Ask) -> Answer:
    page = await ask.view.agents.children(ask.path["agentId"], **ask.query)
    return paged(page)


async def chain(ask: Ask) -> Answer:
    found = await ask.view.agents.chain(ask.path["agentId"])
    return Answer({"items": [agent.wire() for agent in found]})


async def limits(ask: Ask) -> Answer:
    agent_id = ask.path["agentId"]
    found = await ask.view.agents.limits(agent_id)
    mine = found if not ask.caller.is_agent else [level for level in found if level.agent_id == agent_id]
    return Answer({"levels": [level.wire() for level in mine]})


async def summary(ask: Ask) -> Answer:
    return Answer((await ask.view.usage.summary(ask.path["agentId"])).wire())


def _one(method: str, tail: str, id: str, words: str, run: Any, **more: Any) -> Endpoint:
    """A row about one agent."""
    more = {"tag": TAG, "answer": ref("Agent"), "right": Right.MANAGE, "problems": ("conflict",), **more}
    return Endpoint(
        method=method, path=f"/v1/agents/{{agentId}}{tail}", id=id, summary=words, run=run, **more
    )


ENDPOINTS: Final = (
    Endpoint(
        method="POST",
        path="/v1/agents",
        id="createAgent",
        tag=TAG,
        summary="Create an agent",
        doc="The token in the answer is shown once and stored nowhere. A key of role owner makes its own user's agents.",
        run=create,
        right=Right.MANAGE,
        body=_NEW,
        answer=ref("Created"),
        status=201,
        problems=("conflict",),
    ),
    Endpoint(
        method="GET",
        path="/v1/agents",
        id="listAgents",
        tag=TAG,
        summary="List agents",
        doc="For an agent's own token: itself and what hangs under it.",
        run=list_agents,
        right=Right.READ,
        agents=True,
        query=(
            Field("user_id", NAME),
            Field("tenant_id", NAME),
            Field("name", NAME, doc="Of exactly this name."),
            Field("type", {"type": "string", "enum": [kind.value for kind in Kind]}),
            flag_query("roots_only", "Only agents without a parent."),
            *PAGING,
        ),
        answer=page_of(ref("Agent")),
    ),
    Endpoint(
        method="POST",
        path="/v1/agents/stop",
        id="stopAgents",
        tag=TAG,
        summary="Stop all agents of a user, of a tenant, or all there are",
        run=stop,
        right=Right.MANAGE,
        body=(
            Field("how", {"type": "string", "enum": ["suspend", "revoke"]}, required=True, read=_how),
            Field("user_id", NAME),
            Field("tenant_id", NAME),
            Field("all", BOOLEAN),
        ),
        answer=ref("Stopped"),
    ),
    _one("GET", "", "getAgent", "One agent", get, right=Right.READ, agents=True),
    _one(
        "PATCH",
        "",
        "updateAgent",
        "Change an agent; an autonomous one can only be narrowed",
        update,
        body=(
            Field("name", NAME),
            Field("permissions", array(ref("Permission"), maxItems=100)),
            Field("constraints", ref("Constraints")),
            *_LIFE,
            Field("metadata", OBJECT),
            Field("max_depth", {**INTEGER, "minimum": 0, "maximum": 16}),
            time_field("unsafe_observe_until"),
            Field("if_version", INTEGER),
        ),
        problems=("conflict", "permissions_locked", "exceeds_parent"),
    ),
    _one(
        "POST",
        "/delegate",
        "delegateAgent",
        "Make an agent under this one",
        delegate,
        agents=True,
        body=(Field("name", NAME, required=True), *_WHAT),
        answer=ref("Created"),
        status=201,
        problems=("conflict", "exceeds_parent"),
    ),
    _one(
        "POST",
        "/rotate",
        "rotateAgent",
        "Give an agent a new token",
        rotate,
        agents=True,
        body=(
            Field("grace", {**NUMBER, "minimum": 0, "maximum": 86_400}, read=seconds, doc="Seconds the old token still works."),
            Field("compromised", BOOLEAN, doc="The old token is in wrong hands: no grace, and what it made is revoked."),
            time_field("since", "Since when, if it is known."),
            Field("if_version", INTEGER),
            Field("idempotency_key", NAME),
        ),
        answer=ref("Rotated"),
    ),
    _one("POST", "/suspend", "suspendAgent", "Stop an agent and everyone under it, for now", suspend, answer=ref("Stopped")),
    _one("POST", "/resume", "resumeAgent", "Let a suspended agent go on", resume, answer=ref("Stopped")),
    _one("POST", "/revoke", "revokeAgent", "End an agent and everyone under it", revoke, answer=ref("Stopped")),
    _one(
        "GET", "/children", "listChildren", "The agents right under this one", children,
        right=Right.READ, agents=True, query=PAGING, answer=page_of(ref("Agent")),
    ),
    _one(
        "GET", "/chain", "getChain", "This agent and everyone above it", chain,
        right=Right.READ, answer=record({"items": array(ref("Agent"))}),
    ),
    _one(
        "GET", "/limits", "getLimits", "What is left at every level", limits,
        right=Right.READ, agents=True, answer=ref("Limits"),
    ),
    _one(
        "GET", "/usage", "getUsage", "What an agent and everyone under it have used", summary,
        right=Right.READ, agents=True, answer=ref("Summary"),
    ),
)  # fmt: skip
