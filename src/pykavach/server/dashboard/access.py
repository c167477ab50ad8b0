"""Who may do this? And what may this agent, and everyone below it, do and spend?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from pykavach.core.agents import Permission
from pykavach.core.decision import Decision
from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.core.resources import Pattern, parse_action
from pykavach.engine.views import AgentView
from pykavach.server.dashboard.below import subtree
from pykavach.server.dashboard.render import page
from pykavach.server.dashboard.visits import Page, Visit

#: Agents looked through for one answer, and decisions asked for.
_LOOK: Final = 250
_ASK: Final = 25


@dataclass(frozen=True, slots=True)
class Who:
    """An answer over a part of the agents: those who may, or who would have to ask a person."""

    rows: list[tuple[AgentView, Decision]]
    looked: int
    next_cursor: str | None


async def access(visit: Visit) -> Response:
    resource, action, agent_id = visit.asked("resource"), visit.asked("action"), visit.asked("agent")
    if resource and not action:  # payments:write, as people say it
        resource, _, action = resource.rpartition(":")
    who: Who | None = None
    problem: str | None = None
    found = None
    agent = None
    try:
        if resource or action:
            who = await _who(visit, resource, action)
        if agent_id:
            agent = await visit.view.agents.get(agent_id)
            found = await subtree(visit, agent_id)
    except NotFound:
        problem = "There is no agent by that id."
    except CallerError as error:
        problem = f"{error}."
    more = urlencode({"resource": resource, "action": action})
    return page(
        visit,
        "access.html",
        400 if problem else 200,
        resource=resource,
        action=action,
        agent_id=agent_id,
        agent=agent,
        used=None if agent is None else (await visit.view.agents.limits(agent.id))[0],
        who=who,
        found=found,
        problem=problem,
        more=f"/access?{more}&",
    )


async def _who(visit: Visit, resource: str, action: str) -> Who:
    """Look through some agents for those who could, and ask of each what would be decided now.

    Without arguments, address and cost: rules about those show as refusals.
    """
    wanted = Pattern.parse(resource)
    if "*" in resource:
        raise InvalidInput("resource", "must name one thing, without *")
    parse_action(action)
    segments = tuple(resource.split(":"))
    page = await visit.view.agents.list(limit=_LOOK, cursor=visit.asked("cursor") or None)
    able = [agent for agent in page.items if agent.status == "active" and _holds(agent, segments, action)]
    asked, rest = able[:_ASK], able[_ASK:]
    decisions = await asyncio.gather(
        *(
            visit.view.agents.explain(agent_id=agent.id, resource=wanted.text, action=action)
            for agent in asked
        )
    )
    cursor = page.next_cursor
    looked = len(page.items)
    if rest:  # go on behind the last of whom it was asked
        cursor = await _cursor_behind(visit, page.items, asked[-1])
        looked = page.items.index(asked[-1]) + 1
    return Who(list(zip(asked, decisions, strict=True)), looked, cursor)


async def _cursor_behind(visit: Visit, items: list[AgentView], last: AgentView) -> str | None:
    place = items.index(last) + 1
    again = await visit.view.agents.list(limit=place, cursor=visit.asked("cursor") or None)
    return again.next_cursor


def _holds(agent: AgentView, segments: tuple[str, ...], action: str) -> bool:
    """Whether one of its allows is about it."""
    for wire in agent.permissions:
        found = _read(wire)
        if found is None or not found.allow:
            continue
        if ("*" in found.actions or action in found.actions) and found.pattern.matches(segments):
            return True
    return False


def _read(wire: dict[str, Any]) -> Permission | None:
    try:
        return Permission.parse(wire, "permission")
    except InvalidInput:  # what cannot be read denies
        return None


PAGES: Final = (Page(path="/access", run=access),)
