"""AuthZEN 1.0's searches: which subjects, resources or actions an evaluation would permit now. They take nothing.

What can be named is tried: agents, and the resources and actions that permissions name one by one. What a ``*`` admits
cannot be listed; the answer then says that it is not complete, and a caller who knows more names it in
``page.properties``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pykavach.core.access import Code
from pykavach.core.errors import InvalidInput, NotFound, Unavailable
from pykavach.core.resources import ANY, Pattern, parse_resource
from pykavach.core.roles import Right
from pykavach.engine.views import AgentView
from pykavach.server.asks import Answer, Ask
from pykavach.server.authzen import PATHS, TAG, WORDING, entity
from pykavach.server.authzen_pages import KNOWN, PAGE, Paging, paging
from pykavach.server.endpoints import Endpoint
from pykavach.server.entities import AGENT, Question, Subject, agent_for, read, resource_of
from pykavach.server.naming import name_of, segment
from pykavach.server.schemas import INTEGER, OBJECT, STRING, Schema, array, ref

#: What one request tries at most; a page that ends there is followed by another.
_TRIES: Final = 1000
_FETCHES: Final = 20
#: Accesses that are tried side by side.
_SIDE_BY_SIDE: Final = 64
_INCOMPLETE: Final = (
    "A permission with * admits more than can be listed; name what is known in page.properties.{}."
)


@dataclass(slots=True)
class Found:
    """Part of the results, and the position of the rest; None: that was all. ``complete``: nothing is beyond naming."""

    results: list[dict[str, str]]
    position: str | None = None
    complete: bool = True


async def _permitted(ask: Ask, accesses: Sequence[dict[str, Any]]) -> list[bool]:
    """Whether each would be allowed now. Raises ``Unavailable`` where that cannot be told."""
    found: list[bool] = []
    for start in range(0, len(accesses), _SIDE_BY_SIDE):
        some = accesses[start : start + _SIDE_BY_SIDE]
        for decision in await asyncio.gather(*(ask.view.explain(**access) for access in some)):
            if decision.code == Code.UNAVAILABLE.value:
                raise Unavailable(decision.reason)
            found.append(decision.allowed)
    return found


# -- subjects ------------------------------------------------------------------------------------------------------------


async def subjects(ask: Ask) -> Answer:
    question, page = _asked(ask, "subject")
    kind = question.subject.type
    filters: dict[str, Any] = {} if kind == AGENT else {"name": kind, "roots_only": True}
    found = Found([], page.position)
    tried = fetches = 0
    while found.position is not None and len(found.results) < page.limit:
        if tried >= _TRIES or fetches >= _FETCHES:
            break
        some = page.limit - len(found.results)
        try:
            agents = await ask.view.agents.list(**filters, limit=some, cursor=found.position)
        except InvalidInput:  # what can be no name is nobody's
            found.position = None
            break
        live = [agent for agent in agents.items if agent.status == "active"]
        permitted = await _permitted(ask, [question.access(agent.id) for agent in live])
        for agent, may in zip(live, permitted, strict=True):
            if may and (id := await _id_of(ask, kind, agent)) is not None:
                found.results.append({"type": kind, "id": id})
        found.position = agents.next_cursor
        tried, fetches = tried + len(agents.items), fetches + 1
    return _answer(page, found, "")


async def _id_of(ask: Ask, kind: str, agent: AgentView) -> str | None:
    """The id by which an agent stands for a subject of this type; None if it stands for none."""
    if kind == AGENT:
        return agent.id
    if agent.user_id is None or (await agent_for(ask.view, Subject(kind, agent.user_id)))[0] != agent.id:
        return None
    return agent.user_id


# -- resources and actions -----------------------------------------------------------------------------------------------


async def resources(ask: Ask) -> Answer:
    question, page = _asked(ask, "resource")
    kind, action = segment(question.resource_type), question.action
    try:
        every = Pattern.parse(f"{kind}:{ANY}")
    except InvalidInput:  # no resource has such a type
        return _answer(page, Found([]), "resource")

    def named(permission: dict[str, Any]) -> tuple[list[str], bool]:
        """The ids of this type that a permission names, and whether it admits others as well."""
        pattern = Pattern.parse(permission["resource"])
        if not {action, ANY} & set(permission["actions"]):
            return [], False
        if ANY in pattern.segments:
            return [], pattern.meets(every)
        first, _, rest = pattern.text.partition(":")
        id = name_of(rest) if first == kind and rest else None
        return [] if id is None else [id], False

    return await _search(
        ask,
        "resource",
        question,
        page,
        named,
        lambda agent_id, name: question.access(agent_id, resource_id=name),
        lambda name: {"type": question.resource_type, "id": name},
    )


async def actions(ask: Ask) -> Answer:
    question, page = _asked(ask, "action")
    try:
        resource = parse_resource(resource_of(question.resource_type, question.resource_id or ""))
    except InvalidInput:  # there is no such resource
        return _answer(page, Found([]), "action")

    def named(permission: dict[str, Any]) -> tuple[list[str], bool]:
        """The actions on this resource that a permission names, and whether it admits others as well."""
        if not Pattern.parse(permission["resource"]).matches(resource):
            return [], False
        return [action for action in permission["actions"] if action != ANY], ANY in permission["actions"]

    return await _search(
        ask,
        "action",
        question,
        page,
        named,
        lambda agent_id, action: question.access(agent_id, action=action),
        lambda action: {"name": action},
    )


async def _search(
    ask: Ask,
    seeks: str,
    question: Question,
    page: Paging,
    named: Callable[[dict[str, Any]], tuple[list[str], bool]],
    access: Callable[[str, str], dict[str, Any]],
    result: Callable[[str], dict[str, str]],
) -> Answer:
    """Try what the agent's permissions name, and those above it; or what the caller knows of."""
    agent_id, _ = await agent_for(ask.view, question.subject)
    chain = await _chain(ask, agent_id)
    if agent_id is None or not chain or chain[0].status != "active":
        return _answer(page, Found([]), seeks)
    candidates, complete = page.known, True
    if candidates is None:
        candidates, complete = _candidates(chain, named)
    start = min(int(page.position), len(candidates))
    found = Found([], str(start), complete)
    tried = 0
    while start < len(candidates) and len(found.results) < page.limit and tried < _TRIES:
        some = candidates[start : start + min(page.limit - len(found.results), _TRIES - tried)]
        permitted = await _permitted(ask, [access(agent_id, each) for each in some])
        found.results += [result(each) for each, may in zip(some, permitted, strict=True) if may]
        start, tried = start + len(some), tried + len(some)
    found.position = str(start) if start < len(candidates) else None
    return _answer(page, found, seeks)


def _candidates(
    chain: Sequence[AgentView], named: Callable[[dict[str, Any]], tuple[list[str], bool]]
) -> tuple[tuple[str, ...], bool]:
    """All that the permissions of a chain name, in order, and whether that is all there can be.

    Every agent of a chain has to allow an access: it is enough that one of them names all that it allows.
    """
    names: set[str] = set()
    complete = False
    for agent in chain:
        others = False
        for permission in agent.permissions:
            if permission.get("effect", "allow") == "allow":
                found, more = named(permission)
                names.update(found)
                others = others or more
        complete = complete or not others
    return tuple(sorted(names)), complete


async def _chain(ask: Ask, agent_id: str | None) -> Sequence[AgentView]:
    if agent_id is None:
        return ()
    try:
        return await ask.view.agents.chain(agent_id)
    except (NotFound, InvalidInput):
        return ()


# -- all three -----------------------------------------------------------------------------------------------------------


def _asked(ask: Ask, seeks: str) -> tuple[Question, Paging]:
    question = read(ask.json, seeks=seeks)
    question.ours.pop("idempotency_key", None)  # nothing is repeated where nothing is taken
    return question, paging(ask.json, seeks)


def _answer(page: Paging, found: Found, seeks: str) -> Answer:
    value: dict[str, Any] = {}
    if page.spoken or found.position is not None:
        token = "" if found.position is None else page.token(found.position)
        value["page"] = {"next_token": token, "count": len(found.results)}
    if not found.complete:
        value["context"] = {"complete": False, "reason": _INCOMPLETE.format(KNOWN[seeks])}
    return Answer(value | {"results": found.results})


def _endpoint(seeks: str, run: Any, request: dict[str, Schema], result: Schema, doc: str = "") -> Endpoint:
    return Endpoint(
        method="POST",
        path=PATHS[f"search_{seeks}_endpoint"],
        id=f"authzenSearch{seeks.capitalize()}",
        tag=TAG,
        summary=f"Which {seeks}s an evaluation would permit now",
        doc=f"Takes nothing, and leaves no entry. {doc}".strip(),
        run=run,
        right=Right.DECIDE,
        quick=True,
        body_schema={
            "type": "object",
            "properties": {**request, "context": ref("AuthzenContext"), "page": PAGE},
            "required": list(request),
        },
        answer={
            "type": "object",
            "properties": {
                "page": {
                    "type": "object",
                    "properties": {"next_token": STRING, "count": INTEGER},
                    "required": ["next_token", "count"],
                },
                "context": OBJECT,
                "results": array(result),
            },
            "required": ["results"],
            "additionalProperties": False,
        },
        wording=WORDING,
    )


_LISTED: Final = "What a permission with `*` admits cannot be listed: `context.complete` is then false."
_RESULT: Final[Schema] = {
    "type": "object",
    "properties": {"type": STRING, "id": STRING},
    "required": ["type", "id"],
}
ENDPOINTS: Final = (
    _endpoint(
        "subject",
        subjects,
        {"subject": entity("type"), "action": ref("AuthzenAction"), "resource": ref("AuthzenResource")},
        _RESULT,
    ),
    _endpoint(
        "resource",
        resources,
        {"subject": ref("AuthzenSubject"), "action": ref("AuthzenAction"), "resource": entity("type")},
        _RESULT,
        _LISTED,
    ),
    _endpoint(
        "action",
        actions,
        {"subject": ref("AuthzenSubject"), "resource": ref("AuthzenResource")},
        {"type": "object", "properties": {"name": STRING}, "required": ["name"]},
        _LISTED,
    ),
)
