"""The log: finding entries, one entry with its why, and whether it verifies."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from pykavach.core.access import Code
from pykavach.core.decision import Decision
from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.core.roles import Right
from pykavach.engine.conditions import KINDS
from pykavach.engine.entries import Entry
from pykavach.server.dashboard.board import names_of
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 50
_OUTCOMES: Final = ("allow", "deny", "pending")
_FILTERS: Final = ("agent_id", "subtree", "user_id", "outcome", "code", "kind", "action", "resource")
_TIMES: Final = ("since", "until")
#: Kinds of entries whose question can be asked again.
_ASKED: Final = ("decision", "replay", "explain")


async def explore(visit: Visit) -> Response:
    given = {name: visit.asked(name) for name in (*_FILTERS, *_TIMES)}
    kept = urlencode({name: value for name, value in given.items() if value})
    items: list[Entry] = []
    cursor: str | None = None
    problem: str | None = None
    try:
        wanted: dict[str, Any] = {name: given[name] or None for name in _FILTERS}
        wanted |= {name: _time(given[name], name) for name in _TIMES}
        found = await visit.view.audit.query(
            **wanted, newest_first=True, limit=_FEW, cursor=visit.asked("cursor") or None
        )
        items, cursor = found.items, found.next_cursor
    except CallerError as error:
        problem = f"{error}."
    return page(
        visit,
        "audit.html",
        400 if problem else 200,
        items=items,
        next_cursor=cursor,
        problem=problem,
        names=await names_of(visit.view, (entry.agent_id for entry in items)),
        given=given,
        more=f"/audit?{kept}&" if kept else "/audit?",
        outcomes=_OUTCOMES,
        codes=[code.value for code in Code],
        kinds=KINDS,
        verification=visit.board.verification,
        whole=visit.caller.tenant_id is None and visit.caller.user_id is None,
    )


def _time(text: str, path: str) -> datetime | None:
    """A time as ``datetime-local`` fields give it, in UTC."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(path, "must be a time, such as 2026-03-01T09:00") from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


async def one(visit: Visit) -> Response:
    entry = await visit.view.audit.get(visit.path["id"])
    names = await names_of(
        visit.view, [*entry.chain, *(str(charge.get("agent")) for charge in entry.charges)]
    )
    return page(visit, "entry.html", entry=entry, names=names, now=await _now(visit, entry))


async def _now(visit: Visit, entry: Entry) -> Decision | None:
    """The same question asked at this moment, which takes nothing and leaves no entry; None where none was asked."""
    if entry.kind not in _ASKED or entry.agent_id is None or not entry.resource or not entry.action:
        return None
    kept = entry.arguments
    try:
        return await visit.view.agents.explain(
            agent_id=entry.agent_id,
            resource=entry.resource,
            action=entry.action,
            arguments=kept if isinstance(kept, dict) else None,
            ip=entry.ip,
            cost_usd=entry.cost_usd,
        )
    except NotFound:
        return None


async def verify(visit: Visit) -> Response:
    """Begin to walk over the log; the page tells how far it is."""
    if visit.caller.tenant_id is not None or visit.caller.user_id is not None:
        raise NotFound("page")
    visit.board.verify(visit.view, visit.by)
    return go("/audit#verification")


PAGES: Final = (
    Page(path="/audit", run=explore, right=Right.AUDIT),
    Page(path="/audit/verify", run=verify, right=Right.VERIFY, method="POST"),
    Page(path="/audit/{id}", run=one, right=Right.AUDIT),
)
