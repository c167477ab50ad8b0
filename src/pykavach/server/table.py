"""All endpoints there are, and their description."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from pykavach.server import (
    agents,
    approvals,
    audit,
    authzen,
    authzen_search,
    decisions,
    envoy,
    meta,
    oauth,
    people,
    webhooks,
)
from pykavach.server.endpoints import Endpoint
from pykavach.server.openapi import description
from pykavach.server.schemas import Schema

#: The question comes first: routes are tried in order, and it is asked a thousand times as often as all others.
ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *decisions.ENDPOINTS,
    *agents.ENDPOINTS,
    *approvals.ENDPOINTS,
    *audit.ENDPOINTS,
    *people.ENDPOINTS,
    *webhooks.ENDPOINTS,
    *authzen.ENDPOINTS,
    *authzen_search.ENDPOINTS,
    *oauth.ENDPOINTS,
    *envoy.ENDPOINTS,
    *meta.ENDPOINTS,
)
SCHEMAS: Final[dict[str, Schema]] = {
    **decisions.SCHEMAS,
    **agents.SCHEMAS,
    **approvals.SCHEMAS,
    **audit.SCHEMAS,
    **people.SCHEMAS,
    **webhooks.SCHEMAS,
    **authzen.SCHEMAS,
    **oauth.SCHEMAS,
    **meta.SCHEMAS,
}


@lru_cache(1)
def described() -> dict[str, Any]:
    """The OpenAPI 3.1 description of all of it."""
    return description(ENDPOINTS, SCHEMAS)
