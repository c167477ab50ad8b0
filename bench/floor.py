"""The floor F: what one raw connection can do. ``BEGIN; INSERT one audit row; COMMIT``, and nothing else.

On the same server and disk as what is measured, with the same durability, in a database of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.schema import CreateTable

from bench.databases import AUDIT, Server, connect, kind_of, marks
from pykavach.storage import tables
from pykavach.storage.sqlite import CHECKPOINT_PAGES


def dialect_of(url: str) -> Dialect:
    """How SQLAlchemy spells statements there."""
    from sqlalchemy.dialects import mysql, postgresql, sqlite

    modules = {"sqlite": sqlite, "postgresql": postgresql, "mysql": mysql}
    dialect: Dialect = modules[kind_of(url)].dialect()
    return dialect


@contextmanager
def floor(server: Server, durability: str, row: Sequence[Any]) -> Iterator[Floor]:
    """A floor that writes rows like this one, in a new database of this server."""
    with server.new() as url, closing(Floor(url, durability, row)) as made:
        yield made


class Floor:
    """The audit table's columns and only its primary key, in the database at ``url``."""

    def __init__(self, url: str, durability: str, row: Sequence[Any]) -> None:
        self._row = list(row)
        self._connection = raw = connect(url)
        cursor = raw.cursor()
        self._begin = "BEGIN"
        kind = kind_of(url)
        if kind == "sqlite":
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
            cursor.execute("PRAGMA synchronous=" + ("FULL" if durability == "disk" else "NORMAL"))
            self._begin = "BEGIN IMMEDIATE"
        elif kind == "postgresql":
            cursor.execute("SET synchronous_commit=" + ("on" if durability == "disk" else "off"))
            cursor = raw.cursor(binary=True)
        columns = [
            Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable, autoincrement=False)
            for c in tables.audit.c
        ]
        table = Table("audit", MetaData(), *columns)
        cursor.execute(str(CreateTable(table).compile(dialect=dialect_of(url))))
        self._insert = f"INSERT INTO audit ({','.join(AUDIT)}) VALUES ({marks(url, len(AUDIT))})"
        self._cursor = cursor
        self._execute: Callable[..., Any] = cursor.execute
        self._next = 1
        #: microseconds of CPU per transaction, in the last measurement
        self.cpu = 0.0

    def rate(self, seconds: float) -> float:
        """Transactions per second, over that many seconds."""
        execute, start, insert, rest = self._execute, self._begin, self._insert, self._row[1:]
        first = n = self._next
        spent = time.process_time()
        begin = now = time.perf_counter()
        end = begin + seconds
        while now < end:
            execute(start)
            execute(insert, (n, *rest))
            execute("COMMIT")
            n += 1
            now = time.perf_counter()
        self._next = n
        self.cpu = (time.process_time() - spent) / (n - first) * 1e6
        return (n - first) / (now - begin)

    def close(self) -> None:
        self._connection.close()
