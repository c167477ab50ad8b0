"""Appending to one log inside one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final, Protocol

from pykavach.core import audit, codec
from pykavach.core.audit import Row
from pykavach.core.redact import redact

#: ``Row`` from a tuple: its own constructor is a function in Python.
_row: Final = tuple.__new__


class Whom(Protocol):
    """Whom an entry or an event is about: an agent, or as much of one as an earlier entry tells."""

    @property
    def n(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def user_id(self) -> str | None: ...
    @property
    def tenant_id(self) -> str | None: ...


class Detail:
    """Before and after of a change as they are kept. Made once, it serves every agent that one call changes alike."""

    __slots__ = ("kept", "whole")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.whole = codec.canonical(redact(dict(values)))
        self.kept = codec.stored(self.whole)


class Journal:
    """The end of a log as this transaction moves it, and the rows to be saved."""

    __slots__ = ("log", "position", "previous", "rows", "seq")

    def __init__(self, head: audit.Head) -> None:
        self.log, self.position, self.previous = head
        #: The store's number of the last entry.
        self.seq = audit.sequence(self.log, self.position)
        self.rows: list[audit.Row] = []

    @property
    def head(self) -> audit.Head:
        return audit.Head(self.log, self.position, self.previous)

    def add(
        self,
        text: str,
        at: int,
        agent: int | None,
        kind: str,
        code: str | None,
        booked: int | None = None,
        kept: str | None = None,
        salt: bytes | None = None,
    ) -> None:
        """Append an entry whose text names the next position and the previous hash."""
        self.position += 1
        self.seq += 1
        self.previous = digest = sha256(text.encode()).digest()
        entry = text if text.isascii() else codec.stored(text)
        row = self.seq, at, agent, kind, code, booked, entry, kept, salt, digest
        self.rows.append(_row(Row, row))

    def add_change(
        self,
        action: str,
        *,
        at: int,
        actor: str,
        agent: Whom | None = None,
        chain: Iterable[str] = (),
        detail: Mapping[str, Any] | Detail | None = None,
        facts: Mapping[str, object] | None = None,
        kind: str = "change",
    ) -> str:
        """Append the entry of a change and return its id. ``detail`` (before, after, notes) can be erased later."""
        entropy = os.urandom(20)
        salt, suffix = entropy[:16], entropy[16:].hex()
        id = audit.entry_id(self.seq + 1, suffix)
        kept, promised = None, "null"
        if detail:
            told = detail if isinstance(detail, Detail) else Detail(detail)
            kept, promised = told.kept, audit.commit_to(salt, told.whole, told.kept)
        text = audit.change_entry(
            id=id,
            log=self.log,
            position=self.position + 1,
            previous=self.previous,
            at=at,
            kind=kind,
            action=action,
            agent_id=agent.id if agent is not None else None,
            owner=agent.user_id if agent is not None else None,
            tenant=agent.tenant_id if agent is not None else None,
            chain=chain,
            actor=actor,
            detail=promised,
            facts=facts,
        )
        self.add(
            text,
            at=at,
            agent=agent.n if agent is not None else None,
            kind=kind,
            code=None,
            kept=kept,
            salt=salt if kept is not None else None,
        )
        return id
