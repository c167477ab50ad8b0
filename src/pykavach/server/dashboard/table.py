"""All pages there are."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

from pykavach.server.dashboard import (
    access,
    agents,
    approvals,
    audit,
    creating,
    money,
    overview,
    passkeys,
    people,
    settings,
    signin,
    webhooks,
)
from pykavach.server.dashboard.shown import routes_of
from pykavach.server.dashboard.visits import Page
from pykavach.server.house import House

PAGES: Final[tuple[Page, ...]] = (
    *overview.PAGES,
    *signin.PAGES,
    *creating.PAGES,  # before the agents, whose pages would take "new" for an id
    *agents.PAGES,
    *approvals.PAGES,
    *audit.PAGES,
    *money.PAGES,
    *access.PAGES,
    *people.PAGES,
    *webhooks.PAGES,
    *settings.PAGES,
    *passkeys.PAGES,
)


def routes(house: House) -> list[BaseRoute]:
    """The dashboard's routes over an opened house."""
    return routes_of(house, PAGES)
