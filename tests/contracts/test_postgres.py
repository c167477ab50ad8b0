"""The contract of every store, kept by the store on PostgreSQL, in a schema of its own for every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import partitioning
import postgres_server
from pykavach.storage.postgres import PostgresStore
from pykavach.testing.stores import (
    EngineContract,
    RecordContract,
    StoreContract,
    StoreHarness,
    TransactionContract,
)

pytestmark = pytest.mark.promise("EX-1", "DB-1", "DB-4")


class OnPostgres(StoreHarness):
    durability = "disk"

    def setup_method(self) -> None:
        self.schema = postgres_server.new_schema()
        super().setup_method()

    def teardown_method(self) -> None:
        super().teardown_method()
        postgres_server.drop_schema(self.schema)

    def open_store(self, place: Path, now: Callable[[], int]) -> PostgresStore:
        url = postgres_server.address(self.schema)
        return PostgresStore(url, now=now, durability=self.durability, timeout=30.0)


class TestPostgresOnDisk(OnPostgres, StoreContract):
    pass


class TestPostgresUnflushed(OnPostgres, TransactionContract):
    """How a commit is flushed concerns transactions."""

    durability = "process"


class TestPostgresDivided(OnPostgres, RecordContract, EngineContract):
    """The log is divided by months, as docs/how-to/partition-the-log.md says."""

    def open_store(self, place: Path, now: Callable[[], int]) -> PostgresStore:
        store = super().open_store(place, now)
        if not partitioning.partitions("postgres", self.schema):
            partitioning.divide("postgres", self.schema)
        return store
