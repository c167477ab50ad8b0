"""A step succeeds, or has not happened; and nobody decides while it runs."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

import postgres_server
from process_world import check_whole, until
from pykavach import InvalidInput, NotFound, Unavailable
from pykavach.open import upgrade_schema
from pykavach.ports import Wanted
from pykavach.storage import tables
from pykavach.storage.migrations import UNFINISHED, Upgrade, steps
from pykavach.storage.postgres import PostgresStore
from pykavach.sync import Kavach
from stored_world import ALL_KINDS, ISSUES, NEXT, NOW, Stored, as_next_version, stored


@pytest.fixture
def postgres(tmp_path: Path) -> Any:
    with stored("postgresql", tmp_path) as old:
        yield old


@pytest.fixture
def sqlite(tmp_path: Path) -> Any:
    with stored("sqlite", tmp_path) as old:
        yield old


def code(kavach: Kavach, old: Stored, who: str = "updated") -> str:
    return kavach.authorize(token=old.facts[who]["token"], **ISSUES).code


# -- refusing ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-4", "ERR-2")
def test_another_version_is_refused_unless_it_may_be_migrated(old: Stored):
    with as_next_version():
        with pytest.raises(
            Unavailable, match=rf"schema {NOW}, this version needs {NEXT}; run: kavach db upgrade"
        ):
            old.open(migrate=False).open()
        assert old.version == NOW
        if old.kind == "postgresql":  # a server's database is not migrated because somebody opens it
            with pytest.raises(Unavailable, match="kavach db upgrade"):
                old.open(migrate=None).open()
        with old.open(migrate=True if old.kind == "postgresql" else None) as kavach:
            assert code(kavach, old) == "ok"
    for migrate in (True, False):
        with pytest.raises(Unavailable, match=rf"schema {NEXT}, newer .* knows \({NOW}\); upgrade pykavach"):
            old.open(migrate=migrate).open()
    for broken in ("0", "-1"):
        old.read(f"UPDATE epoch SET schema={broken}")
        with pytest.raises(Unavailable, match="restore a backup"):
            old.open().open()
    old.read("DELETE FROM epoch")
    with pytest.raises(Unavailable, match="restore a backup"):
        old.open().open()


@pytest.mark.promise("DB-4", "FC-1")
def test_a_process_of_the_old_version_denies_once_the_schema_has_changed(old: Stored):
    with old.open() as kavach:
        assert code(kavach, old) == "ok"
        with as_next_version():
            upgrade_schema(old.url, Upgrade())
        late = kavach.authorize(token=old.facts["updated"]["token"], **ISSUES)
        assert (late.outcome, late.code) == ("deny", "unavailable")
        assert "newer schema" in late.reason
        with pytest.raises(Unavailable, match="newer schema"):
            kavach.agents.revoke(old.facts["updated"]["id"])
    assert old.version == NEXT


def test_an_installation_that_lacks_steps_says_so(old: Stored, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "SCHEMA", NEXT + 1)
    with pytest.raises(Unavailable, match="not complete"):
        old.open().open()
    assert old.version == NOW


# -- failing -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-4", "EX-1")
def test_a_step_that_fails_leaves_the_old_version_working(old: Stored, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KAVACH_TEST_STEP", "fail")
    before = old.read("SELECT count(*) FROM settlement")
    with (
        as_next_version(),
        pytest.raises(Unavailable, match=f"step to schema {NEXT} failed and was undone") as failed,
    ):
        old.open().open()
    assert "no_such_table" in str(failed.value)
    assert "secret" not in str(failed.value)
    assert (old.version, old.read("SELECT count(*) FROM settlement")) == (NOW, before)
    with old.open(migrate=False) as kavach, kavach.engine.reading() as view:
        assert view.drift(5) == []  # no column of it is left
    with pytest.raises((sqlite3.OperationalError, psycopg.errors.UndefinedTable)):
        old.read("SELECT * FROM note")
    old.check_all()


@pytest.mark.promise("DB-4", "FC-1")
def test_where_steps_cannot_be_undone_everybody_denies_until_they_are_done(
    old: Stored, monkeypatch: pytest.MonkeyPatch
):
    """As on MySQL, whose DDL commits by itself: here each step is committed, and the next program goes on with it."""
    monkeypatch.setattr(steps, "_ATOMIC", frozenset())
    with old.open() as kavach:
        assert code(kavach, old) == "ok"
        with as_next_version():
            monkeypatch.setenv("KAVACH_TEST_STEP", "fail")
            with pytest.raises(Unavailable, match="run again when the database is next upgraded"):
                old.open().open()
            assert old.version == UNFINISHED + NEXT
        assert code(kavach, old) == "unavailable"
    with pytest.raises(Unavailable, match="newer"):
        old.open().open()
    with as_next_version():
        with pytest.raises(Unavailable, match="interrupted; run: kavach db upgrade"):
            old.open(migrate=False).open()
        monkeypatch.setenv("KAVACH_TEST_STEP", "")
        upgrade = Upgrade()
        upgrade_schema(old.url, upgrade)
        assert (upgrade.found, old.version) == (UNFINISHED + NEXT, NEXT)
        assert old.read("SELECT text FROM note") == [("go on",)]
        with old.open() as kavach:
            assert code(kavach, old) == "ok"


@pytest.mark.promise("DB-4")
def test_a_step_that_was_broken_off_in_the_middle_is_found_done_or_not(
    old: Stored, monkeypatch: pytest.MonkeyPatch
):
    """Half of the work may be there, as it is where nothing is undone."""
    monkeypatch.setattr(steps, "_ATOMIC", frozenset())
    old.read(f"UPDATE epoch SET schema={UNFINISHED + NEXT}")
    old.read("CREATE TABLE note (request bigint PRIMARY KEY, text text NOT NULL)")
    old.read("ALTER TABLE agent ADD COLUMN nickname text")
    with as_next_version():
        old.check_all()
    assert old.version == NEXT


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize(
    ("step", "left"),
    [
        (2, ()),
        (2, ("DROP INDEX ix_credential_user_id", "DROP INDEX ix_credential_parent")),
        (2, ("DROP TABLE credential",)),
        (3, ()),
        (3, ("DROP INDEX ix_webhook_tenant_id",)),
        (3, ("DROP TABLE passkey",)),
    ],
)
def test_a_step_goes_on_where_it_was_broken_off(
    kind: str, step: int, left: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """``left`` undoes what the step had not come to."""
    monkeypatch.setattr(steps, "_ATOMIC", frozenset())
    with stored(kind, tmp_path, 1) as old:
        old.open().open().close()
        for statement in left:
            table = statement.removeprefix("DROP INDEX ix_").partition("_")[0]
            old.read(statement + (f" ON {table}" if kind == "mysql" and "INDEX" in statement else ""))
        old.read(f'UPDATE epoch SET "schema"={UNFINISHED + step}')
        with old.open() as kavach, kavach.engine.reading() as view:
            assert view.drift(9) == []
        assert old.version == NOW


# -- what it says, what it keeps ------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-4")
def test_whoever_upgrades_is_told_what_happens(old: Stored, caplog: pytest.LogCaptureFixture):
    told: list[Any] = []
    caplog.set_level("INFO", "pykavach")
    with as_next_version():
        for found in (NOW, NEXT):
            upgrade = Upgrade(tell=lambda *step: told.append(step))
            upgrade_schema(old.url, upgrade)
            assert upgrade.found == found
    assert told == [(NEXT, "A step that only tests know.")]
    assert [r.getMessage() for r in caplog.records if r.name == "pykavach"] == [
        f"the database's schema goes from version {NOW} to {NEXT}: A step that only tests know."
    ]


@pytest.mark.promise("DB-4")
def test_looking_creates_nothing():
    with postgres_server.a_schema() as schema:
        looked = Upgrade(allowed=False, create=False)
        with pytest.raises(NotFound, match="no tables"):
            upgrade_schema(postgres_server.address(schema), looked)
        assert looked.found is None
        assert postgres_server.run("SELECT count(*) FROM pg_tables WHERE schemaname=%s", schema) == [(0,)]


@pytest.mark.promise("DB-4", "DB-2")
def test_a_backup_is_the_file_as_it_was(sqlite: Stored, tmp_path: Path):
    copy = tmp_path / "before.db"
    with sqlite.open() as kavach:
        assert code(kavach, sqlite) == "ok"  # stands in the write-ahead log, not yet in the file
        entries = kavach.audit.verify().entries
        with as_next_version():
            upgrade_schema(sqlite.url, Upgrade(backup=copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("before.db*")] == ["before.db"]
    assert sqlite.version == NEXT
    with Kavach(f"sqlite:///{copy}", sqlite.facts["secret"], migrate=False) as kavach:
        assert kavach.audit.verify(checkpoint=sqlite.facts["checkpoint"]).entries == entries
    check_whole(copy)


@pytest.mark.promise("DB-4", "ERR-2")
def test_without_the_backup_asked_for_nothing_is_changed(sqlite: Stored, tmp_path: Path):
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    with as_next_version():
        for path in (taken, tmp_path / "nowhere" / "x.db", tmp_path):
            with pytest.raises(InvalidInput) as refused:
                upgrade_schema(sqlite.url, Upgrade(backup=path))
            assert refused.value.field == "backup"
    assert (sqlite.version, taken.read_text()) == (NOW, "mine")
    with as_next_version(), stored("postgresql", tmp_path) as old:
        with pytest.raises(InvalidInput, match="server's own"):
            upgrade_schema(old.url, Upgrade(backup=tmp_path / "x.db"))
        assert old.version == NOW


def test_a_backup_that_fails_leaves_nothing_behind(sqlite: Stored, tmp_path: Path):
    with sqlite3.connect(sqlite.path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.executemany(
            "INSERT INTO checkpoint (at, text) VALUES (0, ?)", [("x" * 2000,) for _ in range(3000)]
        )
    raw.close()
    copy = Path("/dev/shm") / f"kavach-{os.getpid()}.db"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        with as_next_version(), pytest.raises(Unavailable, match="backup failed, so nothing was changed"):
            upgrade_schema(sqlite.url, Upgrade(backup=copy))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not copy.exists()
    assert sqlite.version == NOW


# -- others, on a server ------------------------------------------------------------------------------------------------


def waited_for(pid: int) -> Callable[[], Any]:
    """Whether somebody waits for what this session of the server has locked."""
    return lambda: postgres_server.run(
        "SELECT 1 FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))", pid
    )


@pytest.mark.promise("DB-4", "EX-1")
@pytest.mark.parametrize("what", ["decision", "change"])
def test_what_is_being_decided_is_finished_first(postgres: Stored, what: str):
    """Else a decision that has read the old version would write into the new schema."""
    store = PostgresStore(postgres.url)
    with ThreadPoolExecutor(1) as pool, as_next_version():
        with store.unit() as unit:
            start = unit.begin(Wanted())[0] if what == "decision" else unit.start()
            assert start.schema == NOW
            upgrading = pool.submit(upgrade_schema, postgres.url, Upgrade())
            until(waited_for(unit.link.raw.info.backend_pid), what=f"the upgrade to wait for the {what}")
            unit.put_setting("written", "by the old version")
            assert not upgrading.done()
        upgrading.result(60)
    store.close()
    assert postgres.read("SELECT value FROM setting WHERE name='written'") == [("by the old version",)]
    assert postgres.version == NEXT


@pytest.mark.promise("DB-4")
def test_an_upgrade_gives_up_when_tables_are_used_for_long(postgres: Stored, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steps, "_PATIENCE", steps._PATIENCE.replace(steps._LOCK_WAIT, "200ms"))
    with psycopg.connect(postgres_server.address(postgres.schema)) as reader, as_next_version():
        reader.execute("SELECT count(*) FROM audit")  # as a backup does
        with pytest.raises(Unavailable, match="use the tables for long"):
            postgres.open().open()
    assert postgres.version == NOW
    with postgres.open(migrate=False) as kavach:
        assert code(kavach, postgres) == "ok"


@pytest.mark.promise("DB-4")
def test_a_deadlock_with_a_reader_is_tried_again(postgres: Stored):
    """A reader that has read one table and wants another, which the upgrade has taken, as it wants the reader's."""
    address = postgres_server.address(postgres.schema, "-cdeadlock_timeout=60s")
    with ThreadPoolExecutor(1) as pool, as_next_version(), psycopg.connect(address) as reader:
        reader.execute("SELECT count(*) FROM audit")
        upgrading = pool.submit(upgrade_schema, postgres.url, Upgrade())
        until(waited_for(reader.info.backend_pid), what="the upgrade to wait for the reader")
        assert reader.execute("SELECT count(*) FROM meter").fetchone() is not None
        reader.rollback()
        upgrading.result(60)
    assert postgres.version == NEXT


def test_threads_that_open_several_databases_at_once_do_not_meet(tmp_path: Path):
    """Alembic's own way keeps what it works on in the module ``alembic.op``, one for all threads."""
    with as_next_version():
        places = [stored("sqlite", tmp_path) for _ in range(8)]
        olds = [place.__enter__() for place in places]
        gate = threading.Barrier(len(olds))

        def opened(old: Stored) -> str:
            gate.wait()
            with old.open() as kavach:
                return code(kavach, old)

        with ThreadPoolExecutor(len(olds)) as pool:
            assert list(pool.map(opened, olds)) == ["ok"] * len(olds)
        for old in olds:
            assert old.version == NEXT
            with closing(sqlite3.connect(old.path)) as raw:
                assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
