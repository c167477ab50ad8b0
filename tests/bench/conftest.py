"""The databases that the bench is tried on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import postgres_server
from bench import databases
from pykavach.core.errors import InvalidInput
from pykavach.open import check_address


@pytest.fixture(params=databases.KINDS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> databases.Server:
    """Each kind of database that this version opens, where there is a server."""
    if request.param == "postgresql":
        postgres_server.need()
    elif request.param == "mysql":
        _need_mysql()
    return databases.server(request.param, tmp_path)


def _need_mysql() -> None:
    try:
        check_address(databases.MYSQL)
    except InvalidInput:
        pytest.skip("this version has no store on MySQL")
    pymysql = pytest.importorskip("pymysql")
    try:
        databases.connect(databases.MYSQL).close()
    except pymysql.Error as error:
        if os.environ.get("CI"):
            pytest.fail(f"no MySQL server (KAVACH_TEST_MYSQL): {error}")
        pytest.skip(f"no MySQL server (KAVACH_TEST_MYSQL): {error}")
