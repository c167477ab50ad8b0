"""Agents: the list, one agent with its meters, its tree, its token, and stopping it."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import quote, urlencode

from starlette.responses import Response

from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.server.dashboard.below import picture, subtree
from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 25
_TYPES: Final = ("autonomous", "delegated", "service")
#: How long an old token may go on after a rotation, in seconds.
_GRACES: Final = {"0": "at once", "3600": "in an hour", "86400": "in a day"}


async def listed(visit: Visit) -> Response:
    wanted = visit.asked("id")
    if wanted:
        return go(f"/agents/{quote(wanted, safe='')}")
    owner, name, kind = visit.asked("user_id"), visit.asked("name"), visit.asked("type")
    roots = visit.asked("roots") == "1"
    found = await visit.view.agents.list(
        user_id=owner or None,
        name=name or None,
        type=kind or None,
        roots_only=roots,
        limit=_FEW,
        cursor=visit.asked("cursor") or None,
    )
    levels = await asyncio.gather(*(visit.view.agents.limits(agent.id) for agent in found.items))
    own = [
        [level for level in each if level.agent_id == agent.id]
        for agent, each in zip(found.items, levels, strict=True)
    ]
    given = {"user_id": owner, "name": name, "type": kind, "roots": "1" if roots else ""}
    kept = urlencode({name: value for name, value in given.items() if value})
    return page(
        visit,
        "agents.html",
        rows=list(zip(found.items, own, strict=True)),
        next_cursor=found.next_cursor,
        more=f"/agents?{kept}&" if kept else "/agents?",
        given=given,
        types=_TYPES,
    )


async def one(visit: Visit) -> Response:
    id, view = visit.path["id"], visit.view
    agent = await view.agents.get(id)
    levels, chain, children = await asyncio.gather(
        view.agents.limits(id),
        view.agents.chain(id),
        view.agents.children(id, limit=_FEW),
    )
    entries = []
    if visit.may(Right.AUDIT):
        entries = (await view.audit.query(agent_id=id, newest_first=True, limit=10)).items
    names = {each.id: each for each in chain}
    return page(
        visit,
        "agent.html",
        agent=agent,
        own=[level for level in levels if level.agent_id == id],
        above=[(each, [level for level in levels if level.agent_id == each.id]) for each in chain[1:]],
        used=levels[0],
        chain=chain,
        children=children,
        entries=entries,
        names=names,
        graces=_GRACES,
    )


async def tree(visit: Visit) -> Response:
    agent = await visit.view.agents.get(visit.path["id"])
    found = await subtree(visit, agent.root_id, limits=False)
    return page(
        visit, "tree.html", agent=agent, found=found, picture=picture(found.agents, agent.root_id, agent.id)
    )


async def preview(visit: Visit) -> Response:
    """What stopping an agent would take with it."""
    agent = await visit.view.agents.get(visit.path["id"])
    how = "suspend" if visit.address.partition("?")[0].endswith("/suspend") else "revoke"
    return page(
        visit,
        "stop.html",
        agent=agent,
        how=how,
        found=await subtree(visit, agent.id),
        used=(await visit.view.agents.limits(agent.id))[0],
    )


async def revoke(visit: Visit) -> Response:
    await visit.view.agents.revoke(visit.path["id"], by=visit.by)
    return _back(visit)


async def suspend(visit: Visit) -> Response:
    await visit.view.agents.suspend(visit.path["id"], by=visit.by)
    return _back(visit)


async def resume(visit: Visit) -> Response:
    await visit.view.agents.resume(visit.path["id"], by=visit.by)
    return _back(visit)


def _back(visit: Visit) -> Response:
    return go(f"/agents/{quote(visit.path['id'], safe='')}")


async def rotate(visit: Visit) -> Response:
    """A new token, on this answer and nowhere else."""
    grace, stolen = visit.given("grace") or "0", visit.ticked("compromised")
    if grace not in _GRACES:
        raise InvalidInput("grace", "must be one of those offered")
    rotated = await visit.view.agents.rotate(
        visit.path["id"],
        grace=None if stolen or grace == "0" else float(grace),
        compromised=stolen,
        if_version=visit.version() if visit.given("version") else None,
        by=visit.by,
    )
    names = await names_of(visit.view, rotated.revoked[:_FEW])
    return page(visit, "token.html", agent=rotated.agent, token=rotated.token, rotated=rotated, names=names)


PAGES: Final = (
    Page(path="/agents", run=listed),
    Page(path="/agents/{id}", run=one),
    Page(path="/agents/{id}/tree", run=tree),
    Page(path="/agents/{id}/revoke", run=preview, right=Right.MANAGE),
    Page(path="/agents/{id}/revoke", run=revoke, right=Right.MANAGE, method="POST"),
    Page(path="/agents/{id}/suspend", run=preview, right=Right.MANAGE),
    Page(path="/agents/{id}/suspend", run=suspend, right=Right.MANAGE, method="POST"),
    Page(path="/agents/{id}/resume", run=resume, right=Right.MANAGE, method="POST"),
    Page(path="/agents/{id}/rotate", run=rotate, right=Right.MANAGE, method="POST"),
)
