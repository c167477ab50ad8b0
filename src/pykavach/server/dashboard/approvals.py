"""The inbox: what waits for a person's yes, and exactly what will run."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from pykavach.core.roles import Right
from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 50
_STATES: Final = ("open", "approved", "denied", "used", "expired", "closed")


async def inbox(visit: Visit) -> Response:
    state = visit.asked("state") or "open"
    found = await visit.view.approvals.list(state=state, limit=_FEW, cursor=visit.asked("cursor") or None)
    names = await names_of(visit.view, (request.agent_id for request in found.items))
    return page(
        visit,
        "approvals.html",
        found=found,
        names=names,
        state=state,
        states=_STATES,
        more=f"/approvals?state={state}&",
    )


async def one(visit: Visit) -> Response:
    request = await visit.view.approvals.get(visit.path["id"])
    names = await names_of(visit.view, [request.agent_id, request.root_id])
    return page(visit, "approval.html", request=request, names=names)


async def approve(visit: Visit) -> Response:
    note = visit.given("note") or None
    await visit.view.approvals.approve(visit.path["id"], by=visit.by, note=note)
    return go("/approvals")


async def deny(visit: Visit) -> Response:
    note = visit.given("note") or None
    await visit.view.approvals.deny(visit.path["id"], by=visit.by, note=note)
    return go("/approvals")


PAGES: Final = (
    Page(path="/approvals", run=inbox),
    Page(path="/approvals/{id}", run=one),
    Page(path="/approvals/{id}/approve", run=approve, right=Right.APPROVE, method="POST"),
    Page(path="/approvals/{id}/deny", run=deny, right=Right.APPROVE, method="POST"),
)
