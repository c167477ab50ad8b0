"""The floor F: what one raw connection can do. ``BEGIN IMMEDIATE; INSERT one audit row; COMMIT``, and nothing else."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from pykavach.storage import tables
from pykavach.storage.sqlite import CHECKPOINT_PAGES

_COLUMNS = [column.name for column in tables.audit.c]


def sample_row(database: str) -> tuple[object, ...]:
    """The last decision in a database: the floor writes rows of its size."""
    connection = sqlite3.connect(database)
    try:
        statement = f"SELECT {','.join(_COLUMNS)} FROM audit WHERE kind='decision' ORDER BY seq DESC LIMIT 1"
        row: tuple[object, ...] = connection.execute(statement).fetchone()
        return row
    finally:
        connection.close()


class Floor:
    """A file of its own beside the measured one, with the audit table's columns and only its primary key."""

    def __init__(self, folder: Path, durability: str, row: tuple[object, ...]) -> None:
        self._row = list(row)
        self._connection = raw = sqlite3.connect(folder / f"floor-{durability}.db", isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        raw.execute("PRAGMA synchronous=" + ("FULL" if durability == "disk" else "NORMAL"))
        columns = [
            Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in tables.audit.c
        ]
        table = Table("audit", MetaData(), *columns)
        raw.execute("DROP TABLE IF EXISTS audit")
        raw.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        self._insert = f"INSERT INTO audit ({','.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})"
        self._next = 1
        #: microseconds of CPU per transaction, in the last measurement
        self.cpu = 0.0

    def rate(self, seconds: float) -> float:
        """Transactions per second, over that many seconds."""
        execute, insert, rest = self._connection.execute, self._insert, self._row[1:]
        first = n = self._next
        spent = time.process_time()
        begin = now = time.perf_counter()
        end = begin + seconds
        while now < end:
            execute("BEGIN IMMEDIATE")
            execute(insert, (n, *rest))
            execute("COMMIT")
            n += 1
            now = time.perf_counter()
        self._next = n
        self.cpu = (time.process_time() - spent) / (n - first) * 1e6
        return (n - first) / (now - begin)

    def close(self) -> None:
        self._connection.close()
