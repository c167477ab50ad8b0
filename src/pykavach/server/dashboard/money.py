"""What was spent and what is left of budgets: one row for each agent that stands under nobody."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.responses import Response

from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 20


async def usage(visit: Visit) -> Response:
    view = visit.view
    found = await view.agents.list(roots_only=True, limit=_FEW, cursor=visit.asked("cursor") or None)
    summaries, levels, unsettled = await asyncio.gather(
        asyncio.gather(*(view.usage.summary(agent.id) for agent in found.items)),
        asyncio.gather(*(view.agents.limits(agent.id) for agent in found.items)),
        view.usage.unsettled(limit=_FEW),
    )
    names = {agent.id: agent for agent in found.items}
    names |= await names_of(view, {call.agent_id for call in unsettled.items} - names.keys())
    return page(
        visit,
        "usage.html",
        rows=list(zip(found.items, summaries, levels, strict=True)),
        next_cursor=found.next_cursor,
        unsettled=unsettled,
        names=names,
    )


PAGES: Final = (Page(path="/usage", run=usage),)
