"""The audit log over HTTP: find, export, verify, sign, erase, prune."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal, Unpack

from pykavach.client.agents import moment
from pykavach.client.exchange import LONG, Again, Plan, path_of, query_of
from pykavach.client.nouns import Noun, as_library, items_of
from pykavach.client.wire import Unreadable, field, read, read_damaged, read_list
from pykavach.core.errors import InvalidInput
from pykavach.engine import audit as library
from pykavach.engine.checkpoints import Checkpoint, wanted
from pykavach.engine.conditions import Filters
from pykavach.engine.entries import Entry
from pykavach.engine.report import Report
from pykavach.engine.values import Page, flag, instant, page_limit

_AUDIT: Final = "/v1/audit"


class Audit(Noun):
    """The log, or what the key sees of it."""

    @as_library(library.Audit.query)
    def query(
        self,
        *,
        agent_id: str | None = None,
        subtree: str | None = None,
        user_id: str | None = None,
        code: str | Sequence[str] | None = None,
        outcome: Literal["allow", "deny", "pending"] | None = None,
        kind: str | Sequence[str] | None = None,
        action: str | None = None,
        resource: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest_first: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Plan[Page[Entry]]:
        filters: Filters = {
            "agent_id": agent_id,
            "subtree": subtree,
            "user_id": user_id,
            "code": code,
            "outcome": outcome,
            "kind": kind,
            "action": action,
            "resource": resource,
            "since": since,
            "until": until,
        }
        query = _conditions(filters)
        query |= {"newest_first": flag(newest_first, "newest_first") or None}
        query |= {"limit": page_limit(limit), "cursor": cursor}
        return self._page_of(_entry, _AUDIT, query=query)

    @as_library(library.Audit.tail_cursor)
    def tail_cursor(self) -> Plan[str]:
        value = yield from self._line.call("GET", f"{_AUDIT}/follow")
        return self._understood(lambda: read(str, field(value, "nextCursor")))

    @as_library(library.Audit.follow)
    def follow(self, cursor: str, *, limit: int = 100, **filters: Unpack[Filters]) -> Plan[Page[Entry]]:
        query = {**_conditions(filters), "limit": page_limit(limit), "cursor": cursor}
        return self._page_of(_entry, f"{_AUDIT}/follow", query=query)

    @as_library(library.Audit.get)
    def get(self, id: str) -> Plan[Entry]:
        value = yield from self._line.call("GET", path_of("v1", "audit", id))
        return self._understood(lambda: _entry(value))

    @staticmethod
    def export_path(format: object, filters: Filters) -> str:
        """What an export asks for. Raises ``InvalidInput``."""
        if format not in ("jsonl", "csv"):
            raise InvalidInput("format", 'must be "jsonl" or "csv"')
        return f"{_AUDIT}/export{query_of({'format': format, **_conditions(filters)})}"

    def verify(self, *, checkpoint: Mapping[str, Any] | str | None = None) -> Plan[Report]:
        """Let the server check every entry: its hash, its link to the one before it, and what is kept beside it.

        ``checkpoint`` is what ``checkpoint()`` returned, or its JSON text, kept elsewhere: only with one is a rewrite by
        somebody who may write the database found, and the loss of the newest entries. The server says what it finds;
        whoever does not trust it verifies an export, or the database, with the library. Takes as long as it takes, at
        most ten minutes.
        """
        body = {"checkpoint": checkpoint}
        return self._one(Report, "POST", f"{_AUDIT}/verify", body=body, again=Again.SAFE, within=LONG)

    @as_library(library.Audit.checkpoint)
    def checkpoint(self) -> Plan[dict[str, Any]]:
        return self._one(dict[str, Any], "POST", f"{_AUDIT}/checkpoints", expected=201, within=LONG)

    @as_library(library.Audit.checkpoints)
    def checkpoints(self) -> Plan[builtins.list[dict[str, Any]]]:
        value = yield from self._line.call("GET", f"{_AUDIT}/checkpoints")
        return self._understood(lambda: read_list(dict[str, Any], items_of(value)))

    @as_library(library.Audit.proof)
    def proof(self, id: str, *, checkpoint: Mapping[str, Any] | str | None = None) -> Plan[dict[str, Any]]:
        given = wanted(checkpoint)
        # A whole checkpoint is too long for an address: the server finds its own copy.
        query = {"checkpoint": given.wire["signature"] if isinstance(given, Checkpoint) else given}
        path = path_of("v1", "audit", id, "proof")
        return self._one(dict[str, Any], "GET", path, query=query, within=LONG)

    @as_library(library.Audit.erase_arguments)
    def erase_arguments(
        self,
        *,
        agent_id: str | None = None,
        user_id: str | None = None,
        before: datetime | None = None,
        ids: Sequence[str] | None = None,
    ) -> Plan[int]:
        body = {"agent_id": agent_id, "user_id": user_id, "before": moment(before, "before"), "ids": ids}
        value = yield from self._line.call("POST", f"{_AUDIT}/erase", body=body, within=LONG)
        return self._understood(lambda: read(int, field(value, "erased")))

    @as_library(library.Audit.prune)
    def prune(self, *, before: datetime) -> Plan[int]:
        instant(before, "before")
        body = {"before": moment(before, "before")}
        value = yield from self._line.call("POST", f"{_AUDIT}/prune", body=body, within=LONG)
        return self._understood(lambda: read(int, field(value, "pruned")))


def _conditions(filters: Filters) -> dict[str, Any]:
    """Filters as they go into a query."""
    found: dict[str, Any] = dict(filters)
    for name in ("since", "until"):
        moment(found.get(name), name)
    for name in ("code", "kind"):
        if isinstance(found.get(name), list | tuple | set | frozenset) and not found[name]:
            raise InvalidInput(name, "must be a text, or a list of at least one")
    return found


#: What every entry has, also a damaged one.
_SURE: Final = frozenset({"id", "at", "kind", "log", "position", "hash"})


def _entry(value: object) -> Entry:
    """An entry. One that somebody has damaged in the database is shown as the library shows it, and hides no other."""
    try:
        return read(Entry, value)
    except Unreadable:
        return read_damaged(Entry, value, _SURE)
