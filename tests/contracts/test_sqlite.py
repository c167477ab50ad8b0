"""The contract of every store, kept by the store on SQLite: in a file, and in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pykavach.storage.sqlite import SqliteStore
from pykavach.testing.stores import StoreContract

pytestmark = pytest.mark.promise("EX-1", "DB-1", "DB-4")


class TestSqliteFile(StoreContract):
    def open_store(self, place: Path, now: Callable[[], int]) -> SqliteStore:
        return SqliteStore(str(place / "kavach.db"), now=now, durability="process", timeout=30.0)


class TestSqliteFileOnDisk(StoreContract):
    def open_store(self, place: Path, now: Callable[[], int]) -> SqliteStore:
        return SqliteStore(str(place / "kavach.db"), now=now, durability="disk", timeout=30.0)


class TestSqliteInMemory(StoreContract):
    shared = False
    concurrent = False

    def open_store(self, place: Path, now: Callable[[], int]) -> SqliteStore:
        return SqliteStore(":memory:", now=now, timeout=30.0)
