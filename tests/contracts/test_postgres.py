"""The contract of every store, kept by the store on PostgreSQL, in a schema that no other test uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import partitioning
import postgres_server
import ready_schemas
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
    #: Makes the tables.
    make = staticmethod(ready_schemas.make_tables)

    def setup_method(self) -> None:
        self.ready = ready_schemas.take("postgres", self.make)
        self.schema = self.ready.name
        super().setup_method()

    def teardown_method(self) -> None:
        super().teardown_method()
        ready_schemas.give_back(self.ready)

    def open_store(self, place: Path, now: Callable[[], int]) -> PostgresStore:
        url = postgres_server.address(self.schema)
        return PostgresStore(url, now=now, durability=self.durability, timeout=30.0)


class TestPostgresOnDisk(OnPostgres, StoreContract):
    pass


class TestPostgresUnflushed(OnPostgres, TransactionContract):
    """How a commit is flushed concerns transactions."""

    durability = "process"


def divided(server: str, schema: str) -> None:
    ready_schemas.make_tables(server, schema)
    partitioning.divide(server, schema)


class TestPostgresDivided(OnPostgres, RecordContract, EngineContract):
    """The log is divided by months, as docs/how-to/partition-the-log.md says."""

    make = staticmethod(divided)
