"""``kavach db current``, ``upgrade`` and ``check``: which schema there is, which is needed, and the way between."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import postgres_server
from cli_world import Ran, Shell
from stored_world import KINDS, NEXT, NOW, Stored, stored


def next_version(shell: Shell, *args: object, code: int = 0) -> Ran:
    """The command of the version after this one."""
    return shell(*args, code=code, version="next")


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, empty: Shell, tmp_path: Path) -> Any:
    """A stored database of this schema, which is the one that the shell works on."""
    with stored(request.param, tmp_path) as found:
        empty.env |= {"KAVACH_DB": found.url, "KAVACH_SECRET": found.facts["secret"]}
        yield found


@pytest.mark.promise("DB-4")
def test_what_is_up_to_date_is_left_alone(kavach: Shell):
    assert kavach("db", "current", "--json").json == {"schema": NOW, "needed": NOW, "state": "current"}
    assert kavach("db", "current").out == f"schema {NOW}: what this program needs\n"
    told = {"from": NOW, "schema": NOW, "upgraded": False, "backup": None, "drift": []}
    assert kavach("db", "upgrade", "--backup", "b.db", "--json").json == told
    assert kavach("db", "upgrade").out == f"schema {NOW} is up to date\n"
    assert not (kavach.folder / "b.db").exists()
    assert kavach("db", "check", "--json").json["ok"] is True
    for command in ("current", "upgrade", "check"):
        assert "everybody's" in kavach("db", command, "--tenant", "acme", code=4).err


@pytest.mark.promise("DB-4", "ERR-2")
def test_a_newer_schema_is_refused(old: Stored, empty: Shell):
    old.read("UPDATE epoch SET schema=99")
    assert empty("db", "current", "--json", code=6).json == {"schema": 99, "needed": NOW, "state": "newer"}
    assert "upgrade pykavach" in empty("db", "current", code=6).out
    for args in (("db", "upgrade"), ("db", "check"), ("agents", "list")):
        assert "newer" in empty(*args, code=5).err
    assert old.version == 99


@pytest.mark.promise("DB-4", "ERR-2")
def test_an_older_schema_is_looked_at_then_upgraded(old: Stored, empty: Shell):
    told = {"schema": NOW, "needed": NEXT, "state": "older"}
    assert next_version(empty, "db", "current", "--json", code=6).json == told
    assert "run: kavach db upgrade" in next_version(empty, "db", "current", code=6).out
    assert "run: kavach db upgrade" in next_version(empty, "db", "check", code=5).err
    assert old.version == NOW  # looking has changed nothing
    ran = next_version(empty, "db", "upgrade")
    assert ran.err == f"to schema {NEXT}: A step that only tests know.\n"
    assert ran.out == f"upgraded from schema {NOW} to {NEXT}\n"
    assert next_version(empty, "db", "check", "--json").json["ok"] is True
    assert old.version == NEXT
    assert next_version(empty, "db", "current").out == f"schema {NEXT}: what this program needs\n"
    assert empty("db", "current", "--json", code=6).json["state"] == "newer"


@pytest.mark.promise("DB-4")
def test_an_upgrade_that_was_interrupted_is_said_to_be(old: Stored, empty: Shell):
    old.read(f"UPDATE epoch SET schema={1_000_000 + NEXT}")
    told = {"schema": NEXT, "needed": NEXT, "state": "unfinished"}
    assert next_version(empty, "db", "current", "--json", code=6).json == told
    assert "interrupted" in next_version(empty, "db", "current", code=6).out
    assert empty("db", "current", "--json", code=6).json["state"] == "newer"


@pytest.mark.promise("DB-4", "DB-2")
def test_a_copy_is_made_before_the_upgrade(empty: Shell, tmp_path: Path):
    with stored("sqlite", tmp_path) as old:
        empty.env |= {"KAVACH_DB": old.url, "KAVACH_SECRET": old.facts["secret"]}
        (empty.folder / "taken.db").write_text("mine")
        refused = next_version(empty, "db", "upgrade", "--backup", "taken.db", "--json", code=4)
        assert "exists already" in refused.json["error"]["message"]
        told = next_version(empty, "db", "upgrade", "--backup", "before.db", "--json").json
        assert (told["from"], told["schema"], told["upgraded"], told["backup"]) == (
            NOW,
            NEXT,
            True,
            "before.db",
        )
        copy = empty.folder / "before.db"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert empty("db", "check", "--db", f"sqlite:///{copy}", "--json").json["ok"] is True
        # This version can go back to it.
        assert empty("db", "current", "--db", f"sqlite:///{copy}", "--json").json["schema"] == NOW


@pytest.mark.promise("DB-4", "ERR-2")
def test_where_there_is_no_database_none_is_made_by_looking(empty: Shell):
    for command in ("current", "upgrade", "check"):
        assert "kavach init" in empty("db", command, code=4).err
    assert not empty.file.exists()
    with postgres_server.a_schema() as schema:
        empty.env["KAVACH_DB"] = postgres_server.address(schema)
        assert "no tables" in empty("db", "current", code=4).err
        assert "server's own" in empty("db", "upgrade", "--backup", "x.db", code=4).err
        assert postgres_server.run("SELECT count(*) FROM pg_tables WHERE schemaname=%s", schema) == [(0,)]
        assert empty("db", "upgrade").out == f"created schema {NOW}\n"
        assert empty("db", "upgrade").out == f"schema {NOW} is up to date\n"


@pytest.mark.promise("DB-4")
def test_tables_that_differ_are_named(kavach: Shell):
    with closing(sqlite3.connect(kavach.file)) as raw, raw:
        raw.execute("DROP INDEX audit_code")
        raw.execute("CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit WHERE seq=new.seq; END")
    sentences = ["the index audit_code on audit is missing", "the trigger t on audit is not of this schema"]
    found = kavach("db", "check", "--json", code=6).json
    assert (found["ok"], found["drift"], found["problems"]) == (False, sentences, [])
    ran = kavach("db", "check", code=6)
    assert f"version {NOW}, but its tables differ" in ran.out
    assert all(f"  {sentence}\n" in ran.out for sentence in sentences)
    assert kavach("db", "upgrade", "--json", code=6).json["drift"] == sentences
    assert f"but {sentences[0]}\n" in kavach("db", "upgrade", code=6).out
