"""What this server is, and how the pages look."""

from __future__ import annotations

import re
from typing import Final

from starlette.responses import Response

from pykavach.core.roles import Right
from pykavach.server.dashboard.render import page
from pykavach.server.dashboard.visits import Page, Visit

_KEYS: Final = (
    ("Tab", "from one thing to the next; the first one skips to the content"),
    ("/", "to the search of the page"),
    ("g, then o, a, p, l, u, x or s", "to the overview, agents, approvals, log, usage, access or settings"),
)


async def settings(visit: Visit) -> Response:
    administers = visit.may(Right.ADMINISTER)
    checkpoints = []
    if visit.may(Right.VERIFY) and visit.caller.tenant_id is None and visit.caller.user_id is None:
        checkpoints = await visit.view.audit.checkpoints()
    return page(
        visit,
        "settings.html",
        database=_database(repr(visit.house.kavach)) if administers else None,
        public_url=visit.house.public_url,
        checkpoints=checkpoints,
        keys=_KEYS,
    )


def _database(shown: str) -> str:
    """The address of the database, as Kavach shows itself: without credentials."""
    found = re.search(r"'(.*)'", shown)
    return found[1] if found else "–"


PAGES: Final = (Page(path="/settings", run=settings),)
