"""The databases that the bench is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

import mysql_server
import postgres_server
from bench import databases
from pykavach.core.errors import InvalidInput
from pykavach.open import check_address

#: MySQL in the long suite: what the bench does there is what it does on PostgreSQL.
KINDS = [pytest.param(kind, marks=[pytest.mark.soak] if kind == "mysql" else []) for kind in databases.KINDS]


@pytest.fixture(params=KINDS)
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
        pytest.skip("this version does not open MySQL")
    mysql_server.need()
