"""What was spent and what is left of budgets: one row for each agent that stands under nobody."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 20
_MANY: Final = 50


async def usage(visit: Visit) -> Response:
    found = await visit.view.agents.list(roots_only=True, limit=_FEW, cursor=visit.asked("cursor") or None)
    levels = await asyncio.gather(*(visit.view.agents.limits(agent.id) for agent in found.items))
    return page(
        visit,
        "usage.html",
        rows=list(zip(found.items, levels, strict=True)),
        next_cursor=found.next_cursor,
    )


async def unsettled(visit: Visit) -> Response:
    """Bookings that nobody has settled."""
    agent_id = visit.asked("agent_id")
    found = await visit.view.usage.unsettled(
        agent_id=agent_id or None, limit=_MANY, cursor=visit.asked("cursor") or None
    )
    kept = urlencode({"agent_id": agent_id}) if agent_id else ""
    return page(
        visit,
        "unsettled.html",
        found=found,
        names=await names_of(visit.view, [agent_id, *(call.agent_id for call in found.items)]),
        agent_id=agent_id,
        more=f"/usage/open?{kept}&" if kept else "/usage/open?",
    )


PAGES: Final = (
    Page(path="/usage", run=usage),
    Page(path="/usage/open", run=unsettled),
)
