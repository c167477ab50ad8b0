"""How the tables that are there differ from those this version makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from pykavach.storage import tables as t

#: Nothing of ours is a trigger or a rule: what one does behind a decision's back is not what was decided. Each with the
#: table it stands on and the one whose rows it meets: another one, where that is a partition.
_STRANGE: Final = {
    "sqlite": "SELECT 'trigger',name,tbl_name,tbl_name FROM sqlite_master WHERE type='trigger'",
    "postgresql": "SELECT 'trigger',g.tgname,c.relname,r.relname FROM pg_trigger g JOIN pg_class c ON c.oid=g.tgrelid"
    " JOIN pg_class r ON r.oid=coalesce(pg_partition_root(c.oid),c.oid) JOIN pg_namespace n ON n.oid=r.relnamespace"
    " WHERE n.nspname=current_schema() AND NOT g.tgisinternal"
    " UNION ALL SELECT 'rule',rulename,tablename,tablename FROM pg_rules WHERE schemaname=current_schema()",
} | dict.fromkeys(
    ("mysql", "mariadb"),
    "SELECT 'trigger',trigger_name,event_object_table,event_object_table FROM information_schema.triggers"
    " WHERE trigger_schema=database()",
)
#: Tables whose rows a crash of the server may take, or that are another server's.
_LOST: Final = {
    "postgresql": "SELECT c.relname,r.relname FROM pg_class c JOIN pg_class r ON"
    " r.oid=coalesce(pg_partition_root(c.oid),c.oid) JOIN pg_namespace n ON n.oid=r.relnamespace"
    " WHERE n.nspname=current_schema() AND (c.relpersistence<>'p' OR c.relkind='f')",
}
#: By what the log is divided, where it is, and whether there is a partition for what belongs in no other.
_DIVIDED: Final = {
    "postgresql": "SELECT pg_get_partkeydef(c.oid),p.partdefid<>0 FROM pg_partitioned_table p"
    " JOIN pg_class c ON c.oid=p.partrelid JOIN pg_namespace n ON n.oid=c.relnamespace"
    " WHERE n.nspname=current_schema() AND c.relname='audit'",
} | dict.fromkeys(
    ("mysql", "mariadb"),
    "SELECT concat(partition_method,' (',replace(partition_expression,'`',''),')') AS divided,"
    "max(partition_description='MAXVALUE') FROM information_schema.partitions"
    " WHERE table_schema=database() AND table_name='audit' AND partition_method IS NOT NULL GROUP BY divided",
)
#: By what it may be divided. What a table is divided by belongs to its key, on all of them.
_BY_TIME: Final = "RANGE (at)"
_KEY_BY_TIME: Final = ["seq", "at"]


def differences(sql: Connection) -> list[str]:
    """One sentence for each. Other tables beside ours are nobody's business, nor is an index that only helps reading.

    The log may be divided by time (docs/how-to/partition-the-log.md), with a partition for whatever belongs in no other.
    """
    divided = dict(map(tuple, _asked(sql, _DIVIDED)))
    found = [
        *_sentences(changes(sql)),
        *_primary_keys(sql, by_time=_BY_TIME in divided),
        *_strange(sql),
        *_lost(sql),
    ]
    if not divided.get(_BY_TIME, True):
        found.append(
            "the table audit has no partition for entries that belong in no other, which are refused"
        )
    return found


def _asked(sql: Connection, statements: Mapping[str, str]) -> Sequence[Any]:
    """What a statement finds on databases that have it."""
    statement = statements.get(sql.dialect.name)
    return () if statement is None else sql.exec_driver_sql(statement).all()


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


def _primary_keys(sql: Connection, *, by_time: bool) -> Iterator[str]:
    look = inspect(sql)
    there = set(look.get_table_names())
    for name, table in sorted(t.metadata.tables.items()):
        if name in there:
            key = look.get_pk_constraint(name)["constrained_columns"]
            ours = [column.name for column in table.primary_key.columns]
            if key != (_KEY_BY_TIME if by_time and table is t.audit else ours):
                yield f"the primary key of {name} is another one ({', '.join(key) or 'none'})"


def _strange(sql: Connection) -> Iterator[str]:
    for kind, name, place, table in sorted(map(tuple, _asked(sql, _STRANGE))):
        if table in t.metadata.tables:
            yield f"the {kind} {name} on {place} is not of this schema"


def _lost(sql: Connection) -> Iterator[str]:
    for place, table in sorted(map(tuple, _asked(sql, _LOST))):
        if table in t.metadata.tables:
            yield f"the table {place} is unlogged, or lies elsewhere: a crash may take what was committed"
