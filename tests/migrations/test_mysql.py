"""The same on MySQL and MariaDB, whose DDL commits by itself: a step that was broken off is run again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import mysql_server
from process_world import PATIENCE, until
from pykavach import NotFound, Unavailable
from pykavach.ports import Wanted
from pykavach.storage import tables
from pykavach.storage.migrations import UNFINISHED, Upgrade, compare, steps
from pykavach.storage.mysql import MysqlStore
from stored_world import NEXT, NOW, as_next_version


@pytest.fixture
def schema() -> Iterator[str]:
    with mysql_server.a_schema() as name:
        yield name


def opened(schema: str, migrate: Any = True) -> MysqlStore:
    return MysqlStore(mysql_server.address(schema), durability="process", timeout=PATIENCE, migrate=migrate)


def version(schema: str) -> int:
    return int(mysql_server.run("SELECT `schema` FROM epoch", schema=schema)[0][0])


def shape(schema: str) -> dict[str, str]:
    found = mysql_server.run("SELECT table_name FROM information_schema.tables WHERE table_schema=%s", schema)
    texts = {name: mysql_server.run(f"SHOW CREATE TABLE `{name}`", schema=schema)[0][1] for (name,) in found}
    return {name: re.sub(r" AUTO_INCREMENT=\d+", "", text) for name, text in texts.items()}


@pytest.mark.promise("DB-4")
def test_all_steps_together_make_what_is_made_at_once(schema: str):
    store = opened(schema)
    with store.view() as view:
        assert view.drift(50) == []
    at_once = shape(schema)
    for name in tables.metadata.tables:
        mysql_server.run(f"DROP TABLE `{name}`", schema=schema)
    with store.view() as view:
        sql = view._sql
        view.end()
        steps.create_all(sql)
        assert compare.changes(sql) == []
    store.close()
    assert shape(schema) == at_once
    assert set(at_once) == set(tables.metadata.tables)


@pytest.mark.promise("DB-4")
def test_what_is_missing_or_strange_is_named(schema: str):
    store = opened(schema)
    for statement in (
        "DROP INDEX ix_agent_user_id ON agent",
        "DROP TABLE checkpoint",
        "ALTER TABLE approval DROP COLUMN note",
        "CREATE TRIGGER free BEFORE UPDATE ON meter FOR EACH ROW SET NEW.calls=0",
    ):
        mysql_server.run(statement, schema=schema)
    with store.view() as view:
        assert sorted(view.drift(50)) == [
            "the column approval.note is missing",
            "the index ix_agent_user_id on agent is missing",
            "the table checkpoint is missing",
            "the trigger free on meter is not of this schema",
        ]
    store.close()


@pytest.mark.promise("DB-4", "FC-1")
def test_a_step_that_fails_makes_everybody_deny_until_it_is_run_again(
    schema: str, monkeypatch: pytest.MonkeyPatch
):
    running = opened(schema)
    with running.unit() as unit:
        assert unit.start().schema == NOW
    with as_next_version():
        with pytest.raises(Unavailable, match="kavach db upgrade"):
            opened(schema, migrate=False)
        monkeypatch.setenv("KAVACH_TEST_STEP", "fail")
        with pytest.raises(Unavailable, match="run again when the database is next upgraded") as failed:
            opened(schema)
        assert "secret" not in str(failed.value)
        assert version(schema) == UNFINISHED + NEXT
        with pytest.raises(Unavailable, match="interrupted"):
            opened(schema, migrate=False)
    with running.view() as view:
        assert view.start().schema > tables.SCHEMA  # which is what makes it deny
    running.close()
    with pytest.raises(Unavailable, match="newer"):
        opened(schema)
    monkeypatch.setenv("KAVACH_TEST_STEP", "")
    with as_next_version():
        upgrade = Upgrade()
        store = opened(schema, upgrade)
        assert upgrade.found == UNFINISHED + NEXT
        with store.unit() as unit:  # nothing is left open on the connection
            assert unit.start().schema == NEXT
        store.close()
    assert version(schema) == NEXT


@pytest.mark.promise("DB-4")
def test_twenty_that_open_at_once_migrate_once(schema: str):
    opened(schema).close()
    mysql_server.run("INSERT INTO settlement VALUES (5, 1, 1)", schema=schema)
    told: list[int] = []
    with as_next_version(), ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda _: opened(schema, Upgrade(tell=lambda n, _: told.append(n))), range(20)))
        for store in found:
            store.close()
    assert told == [NEXT]
    assert mysql_server.run("SELECT count(*) FROM settlement WHERE at=0", schema=schema) == [(1,)]


@pytest.mark.promise("DB-4", "EX-1")
@pytest.mark.parametrize("what", ["decision", "change"])
def test_what_is_being_decided_is_finished_first(schema: str, what: str):
    store = opened(schema)
    with ThreadPoolExecutor(1) as pool, as_next_version():
        with store.unit() as unit:
            start = unit.begin(Wanted())[0] if what == "decision" else unit.start()
            assert start.schema == NOW
            upgrading = pool.submit(opened, schema)
            until(
                lambda: mysql_server.waiting(schema),
                what=f"the upgrade to wait for the {what}",
            )
            unit.put_setting("written", "by the old version")
            assert not upgrading.done()
        upgrading.result(60).close()
    store.close()
    assert version(schema) == NEXT
    found = mysql_server.run("SELECT value FROM setting WHERE name='written'", schema=schema)
    assert found == [("by the old version",)]


@pytest.mark.promise("DB-4")
def test_looking_creates_nothing(schema: str):
    with pytest.raises(NotFound, match="no tables"):
        opened(schema, Upgrade(allowed=False, create=False))
    assert shape(schema) == {}
