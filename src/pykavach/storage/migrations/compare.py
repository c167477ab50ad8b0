"""How the tables that are there differ from those this version makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from pykavach.storage import tables as t

#: Nothing of ours is a trigger or a rule: what one does behind a decision's back is not what was decided.
_STRANGE: Final = {
    "sqlite": "SELECT 'trigger',name,tbl_name FROM sqlite_master WHERE type='trigger'",
    "postgresql": "SELECT 'trigger',g.tgname,c.relname FROM pg_trigger g JOIN pg_class c ON c.oid=g.tgrelid"
    " JOIN pg_namespace n ON n.oid=c.relnamespace WHERE n.nspname=current_schema() AND NOT g.tgisinternal"
    " UNION ALL SELECT 'rule',rulename,tablename FROM pg_rules WHERE schemaname=current_schema()",
} | dict.fromkeys(
    ("mysql", "mariadb"),
    "SELECT 'trigger',trigger_name,event_object_table FROM information_schema.triggers WHERE trigger_schema=database()",
)


def differences(sql: Connection) -> list[str]:
    """One sentence for each. Other tables beside ours are nobody's business, nor is an index that only helps reading."""
    return [*_sentences(changes(sql)), *_primary_keys(sql), *_strange(sql)]


def changes(sql: Connection) -> list[Any]:
    """What Alembic would do to make the tables ours; nothing, if they are."""
    options = {
        "include_name": lambda name, kind, parents: kind != "table" or name in t.metadata.tables,
        "compare_type": True,
        "compare_server_default": True,
    }
    found = compare_metadata(MigrationContext.configure(sql, opts=options), t.metadata)
    # On MySQL the tables are told from others by a comment, of which tables.py does not know.
    return [change for change in found if not str(change[0]).endswith("_comment")]


def _sentences(found: Iterable[Any]) -> Iterator[str]:
    for change in found:
        if isinstance(change, list):  # what differs in one column
            yield from _sentences(change)
            continue
        what, *about = change
        match what:
            case "add_table":
                yield f"the table {about[0].name} is missing"
            case "add_column":
                yield f"the column {about[1]}.{about[2].name} is missing"
            case "remove_column":
                yield f"the column {about[1]}.{about[2].name} is not of this schema"
            case "add_index":
                yield f"the index {about[0].name} on {about[0].table.name} is missing"
            case "remove_index":
                if about[0].unique:
                    yield f"the unique index {about[0].name} on {about[0].table.name} is not of this schema"
            case "add_constraint":
                yield f"the unique constraint on {about[0].table.name} ({_columns(about[0])}) is missing"
            case "remove_constraint":
                yield f"the constraint {about[0].name} on {about[0].table.name} is not of this schema"
            case "modify_type" | "modify_nullable" | "modify_default":
                aspect = what.removeprefix("modify_").replace("nullable", "nullability")
                yield f"the column {about[1]}.{about[2]} has another {aspect}"
            case _:
                yield f"the schema differs: {what}"


def _columns(constraint: Any) -> str:
    return ", ".join(column.name for column in constraint.columns)


def _primary_keys(sql: Connection) -> Iterator[str]:
    look = inspect(sql)
    there = set(look.get_table_names())
    for name, table in sorted(t.metadata.tables.items()):
        if name in there:
            key = look.get_pk_constraint(name)["constrained_columns"]
            if key != [column.name for column in table.primary_key.columns]:
                yield f"the primary key of {name} is another one ({', '.join(key) or 'none'})"


def _strange(sql: Connection) -> Iterator[str]:
    statement = _STRANGE.get(sql.dialect.name)
    if statement is not None:
        for kind, name, table in sorted(map(tuple, sql.exec_driver_sql(statement))):
            if table in t.metadata.tables:
                yield f"the {kind} {name} on {table} is not of this schema"
