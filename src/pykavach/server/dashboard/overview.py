"""The first page: what happened lately."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from pykavach.core.roles import Right
from pykavach.server.dashboard import charts
from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit


async def overview(visit: Visit) -> Response:
    if not visit.may(Right.AUDIT):  # it counts entries: who may not read those begins with what they may
        return go("/approvals" if visit.may(Right.APPROVE) else "/agents")
    recent = await visit.board.recent(visit.view)
    waiting = await visit.view.approvals.list(limit=100)
    names = await names_of(
        visit.view, [*(id for id, *_ in recent.spenders), *(entry.agent_id for entry in recent.newest)]
    )
    most = max((n for _, n in recent.codes), default=1)
    dearest = max((usd for *_, usd in recent.spenders), default=0)
    return page(
        visit,
        "overview.html",
        recent=recent,
        waiting=waiting,
        names=names,
        chart=charts.lines(
            f"Decisions over time: {recent.decisions} in all, {recent.denied} denied",
            recent.all,
            recent.refused,
        ),
        codes=[(code, n, charts.bar(n / most, "bad")) for code, n in recent.codes],
        spenders=[
            (id, calls, denied, usd, charts.bar(float(usd / dearest) if dearest else 0.0))
            for id, calls, denied, usd in recent.spenders
        ],
    )


PAGES: Final = (Page(path="/", run=overview),)
