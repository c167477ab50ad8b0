"""Databases of every released schema, brought to the newest."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from process_world import Fleet, until
from pykavach.storage import tables
from pykavach.storage.migrations import UNFINISHED
from stored_world import ALL_KINDS, ISSUES, NEXT, VERSIONS, as_next_version, stored


def test_every_schema_is_stored():
    assert list(range(1, tables.SCHEMA + 1)) == VERSIONS


@pytest.mark.promise("DB-4", "EX-1", "AUD-3")
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_stored_database_goes_on_at_the_newest_schema(kind: str, version: int, tmp_path: Path):
    with stored(kind, tmp_path, version) as old:
        assert old.version == version
        old.check_all()
        assert old.version == tables.SCHEMA


@pytest.mark.promise("DB-4", "EX-1", "AUD-3")
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_step_changes_tables_and_moves_what_is_in_them(kind: str, tmp_path: Path):
    with stored(kind, tmp_path) as old:
        with as_next_version():
            old.check_all()
            assert old.version == NEXT
        names = old.read("SELECT name, nickname FROM agent WHERE name IN ('spender', 'helper') ORDER BY 1")
        assert names == [("helper", "HELPER"), ("spender", "SPENDER")]
        assert old.read("SELECT text FROM note") == [("go on",)]
        assert old.read("SELECT count(*) FROM settlement WHERE at=0") == [(1,)]


@pytest.mark.promise("DB-4", "DB-1")
def test_kill_9_on_mysql_leaves_a_database_that_the_new_version_goes_on_with(tmp_path: Path):
    """What was done stays done there; everybody denies until the rest is."""
    mark = tmp_path / "middle"
    with stored("mysql", tmp_path) as old, closing(Fleet(1)) as fleet:
        [member] = fleet.members
        asked = {"token": old.facts["updated"]["token"], **ISSUES}
        member.start("open_as_next_version", db=old.url, access=asked, way=str(mark))
        member.ready()
        with old.open() as running:
            member.go()
            until(lambda: mark.exists() and mark.read_text(), what="the middle of the step")
            member.kill()
            assert running.authorize(**asked).code == "unavailable"
        assert old.version == UNFINISHED + NEXT
        assert old.read("SELECT text FROM note") == [("go on",)]
        with as_next_version():
            old.check_all()
        assert old.version == NEXT
        assert old.read("SELECT count(*) FROM settlement WHERE at=0") == [(1,)]
