"""Databases of every released schema, brought to the newest."""

from __future__ import annotations

from pathlib import Path

import pytest

from pykavach.storage import tables
from stored_world import KINDS, VERSIONS, Stored, as_next_version, stored


def test_every_schema_is_stored():
    assert list(range(1, tables.SCHEMA + 1)) == VERSIONS


@pytest.mark.promise("DB-4", "EX-1", "AUD-3")
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_database_goes_on_at_the_newest_schema(kind: str, version: int, tmp_path: Path):
    with stored(kind, tmp_path, version) as old:
        assert old.version == version
        old.check_all()
        assert old.version == tables.SCHEMA


@pytest.mark.promise("DB-4", "EX-1", "AUD-3")
def test_a_step_changes_tables_and_moves_what_is_in_them(old: Stored):
    with as_next_version():
        old.check_all()
        assert old.version == 2
    names = old.read("SELECT name, nickname FROM agent WHERE name IN ('spender', 'helper') ORDER BY 1")
    assert names == [("helper", "HELPER"), ("spender", "SPENDER")]
    assert old.read("SELECT text FROM note") == [("go on",)]
    assert old.read("SELECT count(*) FROM settlement WHERE at=0") == [(1,)]
