"""Copies of a database file, and hands that change them behind Kavach's back: raw SQL, as an intruder would use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from pykavach.core.audit import sequence
from pykavach.engine.entries import Entry


@dataclass(frozen=True, slots=True)
class Forgery:
    """One way to tamper with an entry: what it is, the SQL, and how far behind the entry the break shows."""

    name: str
    apply: Callable[[sqlite3.Connection, int], object]
    offset: int


def copy_to(source: Path, target: Path) -> None:
    """A whole copy of a database file, also of what is still in its write-ahead log."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


def tamper(path: Path, forgery: Forgery, entry: Entry) -> None:
    """Change the file at ``path`` at this entry."""
    with closing(sqlite3.connect(path)) as database, database:
        forgery.apply(database, sequence(entry.log, entry.position))


def _turn(database: sqlite3.Connection, seq: int) -> None:
    """Make an allow of a denial, in the entry and in the columns beside it."""
    ((text, code),) = database.execute("SELECT entry, code FROM audit WHERE seq = ?", (seq,))
    text = text.replace('"outcome":"deny"', '"outcome":"allow"').replace(f'"code":"{code}"', '"code":"ok"')
    columns = "entry = ?1, code = 'ok', booked = nullif(json_extract(?1, '$.cost'), 0)"
    database.execute(f"UPDATE audit SET {columns} WHERE seq = ?2", (text, seq))  # noqa: S608 - fixed text


def _turn_and_hash(database: sqlite3.Connection, seq: int) -> None:
    """The same, with the hash of the entry made anew."""
    _turn(database, seq)
    ((text,),) = database.execute("SELECT entry FROM audit WHERE seq = ?", (seq,))
    database.execute("UPDATE audit SET hash = ? WHERE seq = ?", (sha256(text.encode()).digest(), seq))


def _delete(database: sqlite3.Connection, seq: int) -> None:
    database.execute("DELETE FROM audit WHERE seq = ?", (seq,))


FORGERIES: Final = (
    Forgery("turned into an allow", _turn, 0),
    Forgery("the same, its hash made anew", _turn_and_hash, 1),
    Forgery("deleted", _delete, 0),
)
