"""Appending to one log inside one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final, Protocol

from pykavach.core import audit, codec
from pykavach.core.audit import Head, Row
from pykavach.core.redact import redact

#: A named tuple without its own constructor, which is a function in Python.
_made: Final = tuple.__new__


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


def row_of(
    seq: int,
    text: str,
    at: int,
    agent: int | None,
    kind: str,
    code: str | None,
    booked: int | None,
    kept: str | None,
    salt: bytes | None,
) -> Row:
    """The row of an entry with this text."""
    entry = text if text.isascii() else codec.stored(text)
    digest = sha256(text.encode()).digest()
    return _made(Row, (seq, at, agent, kind, code, booked, entry, kept, salt, digest))


def after(head: Head, row: Row) -> Head:
    """The end of a log with one more entry."""
    log, position, _ = head
    return _made(Head, (log, position + 1, row.hash))


class Journal:
    """The end of a log as this transaction moves it, and the rows to be saved."""

    __slots__ = ("head", "rows", "seq")

    def __init__(self, head: Head) -> None:
        self.head = head
        #: The store's number of the last entry.
        self.seq = audit.sequence(head.log, head.position)
        self.rows: list[Row] = []

    def append(self, row: Row) -> None:
        """Append an entry that follows ``head``."""
        self.head = after(self.head, row)
        self.seq += 1
        self.rows.append(row)

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
        self.append(row_of(self.seq + 1, text, at, agent, kind, code, booked, kept, salt))

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
        tenant_id: str | None = None,
    ) -> str:
        """Append the entry of a change and return its id. ``detail`` (before, after, notes) can be erased later.

        ``tenant_id`` is that of a change which is about no agent.
        """
        entropy = os.urandom(20)
        salt, suffix = entropy[:16], entropy[16:].hex()
        id = audit.entry_id(self.seq + 1, suffix)
        kept, promised = None, "null"
        if detail:
            told = detail if isinstance(detail, Detail) else Detail(detail)
            kept, promised = told.kept, audit.commit_to(salt, told.whole, told.kept)
        log, position, previous = self.head
        text = audit.change_entry(
            id=id,
            log=log,
            position=position + 1,
            previous=previous,
            at=at,
            kind=kind,
            action=action,
            agent_id=agent.id if agent is not None else None,
            owner=agent.user_id if agent is not None else None,
            tenant=agent.tenant_id if agent is not None else tenant_id,
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
