"""The contract of every store, kept by the store on MySQL and MariaDB, in a database of its own for every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import mysql_server
from pykavach.storage.mysql import MysqlStore
from pykavach.testing.stores import StoreContract

pytestmark = pytest.mark.promise("EX-1", "DB-1", "DB-4")


class OnMysql(StoreContract):
    durability = "disk"

    def setup_method(self) -> None:
        self.schema = mysql_server.new_schema()
        super().setup_method()

    def teardown_method(self) -> None:
        super().teardown_method()
        mysql_server.drop_schema(self.schema)

    def open_store(self, place: Path, now: Callable[[], int]) -> MysqlStore:
        url = mysql_server.address(self.schema)
        return MysqlStore(url, now=now, durability=self.durability, timeout=30.0)


class TestMysqlOnDisk(OnMysql):
    pass


class TestMysqlUnflushed(OnMysql):
    durability = "process"
