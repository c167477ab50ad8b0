"""Requests for a person's yes, over HTTP."""

from __future__ import annotations

import time
from typing import Final

from pykavach.client.decisions import LOOK
from pykavach.client.exchange import Plan, path_of
from pykavach.client.nouns import Noun, as_library
from pykavach.core.approvals import State
from pykavach.core.errors import InvalidInput
from pykavach.engine import approvals as library
from pykavach.engine.approvals import patience_of
from pykavach.engine.requests import Approval
from pykavach.engine.values import Page, page_limit

_STATES: Final = frozenset(state.value for state in State)


class Approvals(Noun):
    """The requests that the key sees."""

    @as_library(library.Approvals.list)
    def list(
        self,
        *,
        state: str | None = "open",
        agent_id: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Plan[Page[Approval]]:
        if state is not None and state not in _STATES:
            names = ", ".join(f'"{each.value}"' for each in State)
            raise InvalidInput("state", f"must be one of {names}, or None for all")
        query = {"state": state or "any", "agent_id": agent_id, "limit": page_limit(limit), "cursor": cursor}
        return self._page(Approval, "/v1/approvals", query=query)

    @as_library(library.Approvals.get)
    def get(self, id: str) -> Plan[Approval]:
        return self._one(Approval, "GET", path_of("v1", "approvals", id))

    def wait(self, id: str, *, timeout: float | None = None) -> Plan[Approval]:
        """Wait until the request is no longer open, at most ``timeout`` seconds; then the request as it is.

        It ends by the clock after an hour at the latest. A decision is seen within half a second. Raises ``Unavailable``
        where the server goes away meanwhile.
        """
        end = time.monotonic() + patience_of(timeout)
        path = path_of("v1", "approvals", id)
        while True:
            look = min(LOOK, max(0.0, end - time.monotonic()))
            query = {"wait": f"{look:.3f}"}
            found = yield from self._one(Approval, "GET", path, query=query, within=look)
            if found.state != State.OPEN.value or time.monotonic() >= end:
                return found

    def approve(self, id: str, *, note: str | None = None) -> Plan[Approval]:
        """Say yes: the identical access, at a cost not above the one shown, passes once within the next hour.

        Whoever holds the key says so. It is judged afresh when it comes; a limit that is used up by then still denies
        it. ``note`` is free text of up to 2,000 characters. Raises ``Conflict`` if the request is not open any more, and
        while 20 approved calls under the same root are still unused (APR-4).
        """
        return self._one(Approval, "POST", path_of("v1", "approvals", id, "approve"), body={"note": note})

    def deny(self, id: str, *, note: str | None = None) -> Plan[Approval]:
        """Say no: the identical access is ``approval_denied`` until the request expires. As ``approve`` otherwise."""
        return self._one(Approval, "POST", path_of("v1", "approvals", id, "deny"), body={"note": note})
