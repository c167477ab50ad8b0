"""The revisions make, one after the other, what ``tables`` makes at once; and what is released never changes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from process_world import url
from pykavach import Unavailable
from pykavach.storage import migrations, tables
from pykavach.storage.migrations import compare, steps
from pykavach.sync import Kavach
from stored_world import KINDS, NEXT, NOW, VERSIONS, Stored, an_empty_place, stored

_COLUMNS = (
    "SELECT c.relname,a.attname,format_type(a.atttypid,a.atttypmod),a.attnotnull,pg_get_expr(d.adbin,d.adrelid),"
    "l.collname FROM pg_attribute a JOIN pg_class c ON c.oid=a.attrelid LEFT JOIN pg_collation l ON l.oid=a.attcollation"
    " LEFT JOIN pg_attrdef d ON d.adrelid=c.oid AND d.adnum=a.attnum"
    " WHERE c.relnamespace=current_schema()::regnamespace AND c.relkind='r' AND a.attnum>0 AND NOT a.attisdropped"
)
_INDEXES = "SELECT tablename,indexname,replace(indexdef,schemaname||'.','') FROM pg_indexes WHERE schemaname=current_schema()"
_CONSTRAINTS = (
    "SELECT conrelid::regclass::text,conname,pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace=current_schema()::regnamespace"
)
_STORAGE = "SELECT relname,reloptions FROM pg_class WHERE relnamespace=current_schema()::regnamespace AND relkind='r'"
_SEQUENCES = (
    "SELECT sequencename,data_type::text,start_value,increment_by,cycle FROM pg_sequences"
    " WHERE schemaname=current_schema()"
)
_POSTGRES = (_COLUMNS, _INDEXES, _CONSTRAINTS, _STORAGE, _SEQUENCES)
_SQLITE = ("SELECT type,name,tbl_name,sql FROM sqlite_master",)


def shape(sql: Connection) -> list[tuple[Any, ...]]:
    """All there is but rows, as the database itself tells it."""
    statements = _SQLITE if sql.dialect.name == "sqlite" else _POSTGRES
    return sorted(tuple(map(str, row)) for statement in statements for row in sql.exec_driver_sql(statement))


def connected(path: Path) -> Connection:
    """A connection past Kavach."""
    address = url(path).replace("postgresql://", "postgresql+psycopg://")
    return create_engine(address, poolclass=NullPool).connect()


def shape_at(path: Path) -> list[tuple[Any, ...]]:
    with connected(path) as sql:
        return shape(sql)


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("kind", KINDS)
def test_all_steps_together_make_what_is_made_at_once(kind: str, tmp_path: Path):
    with an_empty_place(kind, tmp_path) as path:
        with Kavach(url(path), durability="process"):
            pass
        at_once = shape_at(path)
    with an_empty_place(kind, tmp_path) as path, connected(path) as sql:
        steps.create_all(sql)
        sql.commit()
        assert shape(sql) == at_once
        assert compare.changes(sql) == []
        assert compare.differences(sql) == []
    assert len(at_once) > len(tables.metadata.tables)


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_database_has_the_shape_that_its_steps_still_make(kind: str, version: int, tmp_path: Path):
    """Whoever changes a released revision makes databases that nobody has."""
    with stored(kind, tmp_path, version) as old:
        before = shape_at(old.path)
    with an_empty_place(kind, tmp_path) as path, connected(path) as sql:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "SCHEMA", version)
            steps.create_all(sql)
        sql.commit()
        assert shape(sql) == before


def test_a_revision_knows_nothing_of_the_present():
    """It imports none of ours: what they say today, they need not say tomorrow."""
    scripts = steps.revisions()
    assert len(scripts) == tables.SCHEMA
    for script in scripts:
        assert script.doc
        tree = ast.parse(Path(script.path).read_text())
        imported = {
            name.partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            )
        }
        assert imported <= {"__future__", "alembic", "sqlalchemy"} | sys.stdlib_module_names


def test_revisions_are_one_line_without_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = '"""Odd."""\nrevision = "{}"\ndown_revision = {!r}\n\n\ndef upgrade(op):\n    pass\n'
    for name, down, message in (
        (f"{NEXT + 1:04}", f"{NOW:04}", "one line"),
        (f"{NEXT:04}", f"{NOW - 1:04}", "one line"),
        (f"{NEXT:04}", None, "one line"),
    ):
        (tmp_path / "odd.py").write_text(text.format(name, down))
        monkeypatch.setattr(migrations, "VERSIONS", (*migrations.VERSIONS[:1], tmp_path))
        with pytest.raises(Unavailable, match=message):
            steps.revisions()
    (tmp_path / "odd.py").write_text(text.format(f"{NEXT:04}", "0009"))
    with pytest.warns(UserWarning, match="0009"), pytest.raises(Unavailable, match="cannot be read"):
        steps.revisions()


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_is_up_to_date_opens_without_alembic(kind: str, tmp_path: Path):
    with stored(kind, tmp_path) as old:
        old.open().open().close()
        code = (
            "import sys; from pykavach.sync import Kavach\n"
            "for db in sys.argv[1:]:\n"
            "    with Kavach(db, migrate=True): pass\n"
            "print([m for m in sys.modules if m.partition('.')[0] in ('alembic', 'mako')])"
        )
        new = f"sqlite:///{tmp_path / 'new.db'}"
        ran = subprocess.run(
            [sys.executable, "-c", code, old.url, new],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        assert ran.stdout == "[]\n"


@pytest.mark.promise("DB-4")
def test_what_is_missing_or_strange_is_named(old: Stored):
    with old.open() as kavach:
        said = lambda: _drift(kavach)  # noqa: E731
        assert said() == []
        old.read("CREATE TABLE of_others (n integer)")
        old.read("CREATE INDEX of_others_too ON agent (name)")
        assert said() == []
        old.read("DROP INDEX ix_agent_user_id")
        old.read("DROP TABLE checkpoint")
        old.read("ALTER TABLE approval DROP COLUMN note")
        old.read("ALTER TABLE sink ADD COLUMN extra integer")
        old.read("CREATE UNIQUE INDEX once ON agent (tenant_id, n)")
        if old.kind == "sqlite":
            old.read(
                "CREATE TRIGGER free AFTER UPDATE ON meter BEGIN UPDATE meter SET calls=0 WHERE id=new.id; END"
            )
            strange = ["the trigger free on meter is not of this schema"]
        else:
            old.read("CREATE FUNCTION undo() RETURNS trigger AS 'BEGIN RETURN OLD; END' LANGUAGE plpgsql")
            old.read("CREATE TRIGGER free BEFORE UPDATE ON meter FOR EACH ROW EXECUTE FUNCTION undo()")
            old.read("CREATE RULE none AS ON INSERT TO settlement DO INSTEAD NOTHING")
            old.read("ALTER TABLE memo DROP CONSTRAINT memo_pkey")
            old.read("ALTER TABLE meter ALTER COLUMN calls DROP DEFAULT")
            old.read("ALTER TABLE meter ALTER COLUMN usd TYPE numeric")
            old.read("ALTER TABLE agent ALTER COLUMN status DROP NOT NULL")
            old.read("ALTER TABLE agent DROP CONSTRAINT agent_digest_key")
            strange = [
                "the column meter.calls has another default",
                "the column meter.usd has another type",
                "the column agent.status has another nullability",
                "the unique constraint on agent (digest) is missing",
                "the primary key of memo is another one (none)",
                "the rule none on settlement is not of this schema",
                "the trigger free on meter is not of this schema",
            ]
        expected = [
            "the index ix_agent_user_id on agent is missing",
            "the table checkpoint is missing",
            "the column approval.note is missing",
            "the column sink.extra is not of this schema",
            "the unique index once on agent is not of this schema",
        ]
        assert sorted(said()) == sorted(expected + strange)


def _drift(kavach: Kavach) -> list[str]:
    with kavach.engine.reading() as view:
        return view.drift(50)
