"""The steps from one schema to the next, run by Alembic's operations over the store's own open transaction."""

from __future__ import annotations

import logging
from typing import Any, Final

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, column, inspect, select, table, update
from sqlalchemy.exc import DBAPIError

from pykavach.core.errors import Unavailable
from pykavach.storage import migrations
from pykavach.storage import tables as t
from pykavach.storage.migrations import EPOCH, UNFINISHED, Upgrade

_log: Final = logging.getLogger("pykavach")
#: Databases in which a transaction undoes DDL as well.
_ATOMIC: Final = frozenset({"postgresql", "sqlite"})
#: Waiting for tables makes everybody behind us wait, too. A backup that reads them goes on for long, so we give up.
_LOCK_WAIT: Final = "10s"
_TRIES: Final = 3
_UNDONE: Final = frozenset({"40P01", "55P03"})  # a deadlock, a lock that was not given in time
_PATIENCE: Final = (
    f"SELECT set_config('lock_timeout','{_LOCK_WAIT}',true),set_config('statement_timeout','0',true),"
    "set_config('idle_in_transaction_session_timeout','600s',true)"
)
_METER: Final = table("meter", column("id"))


def revisions() -> list[Script]:
    """All of them, in the order in which they are run: the place is the number."""
    places = [str(folder) for folder in migrations.VERSIONS]
    try:
        scripts = list(ScriptDirectory(places[0], version_locations=places).walk_revisions())
    except (CommandError, KeyError) as error:
        raise Unavailable(f"the migrations of this installation cannot be read: {error}") from error
    scripts.reverse()
    if [script.revision for script in scripts] != [f"{n:04}" for n in range(1, len(scripts) + 1)]:
        raise Unavailable("the migrations of this installation are not one line; install pykavach again")
    return scripts


def run(sql: Connection, found: int, upgrade: Upgrade, *, atomic: bool | None = None) -> None:
    """Run what follows version ``found``. ``atomic``: the whole is undone if any of it fails.

    Where the database cannot do that, everybody is first made to deny, each step is committed with its number, and what
    was broken off is run again from that step on: its revision must be able to find some of its work done.
    """
    todo = [(n, script) for n, script in enumerate(revisions(), 1) if found < n <= t.SCHEMA]
    if [n for n, _ in todo] != list(range(found + 1, t.SCHEMA + 1)):
        raise Unavailable("the migrations of this installation are not complete; install pykavach again")
    if upgrade.backup is not None:
        from pykavach.storage.migrations.backup import copy_file

        copy_file(sql, upgrade.backup)
    if atomic is None:
        atomic = sql.dialect.name in _ATOMIC
    if not atomic:
        _stop_everybody(sql, found + 1)
    elif sql.dialect.name == "postgresql":
        _wait_until_alone(sql)
    op = Operations(MigrationContext.configure(sql))
    for n, script in todo:
        title = script.doc.partition("\n")[0].strip()
        if upgrade.tell is not None:
            upgrade.tell(n, title)
        _log.info("the database's schema goes from version %d to %d: %s", n - 1, n, title)
        try:
            script.module.upgrade(op)
        except Exception as error:
            after = "" if atomic else "; it is run again when the database is next upgraded"
            raise Unavailable(
                f"the step to schema {n} failed{' and was undone' if atomic else ''}: {_reason(error)}{after}"
            ) from error
        if atomic:
            _set_version(sql, n)
        else:
            _set_version(sql, n if n == t.SCHEMA else UNFINISHED + n + 1)
            _commit(sql)


def create_all(sql: Connection) -> None:
    """The tables of this version, made by all steps one after the other instead of at once. Without a row in them."""
    op: Any = Operations(MigrationContext.configure(sql))
    for script in revisions()[: t.SCHEMA]:
        script.module.upgrade(op)


def _reason(error: Exception) -> str:
    """Why, without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = getattr(getattr(cause, "diag", None), "message_primary", None) or (cause.args or (cause,))[-1]
    return str(said).partition("\n")[0] or type(cause).__name__


def _set_version(sql: Connection, n: int) -> None:
    sql.execute(update(EPOCH).where(EPOCH.c.id == 1).values(schema=n))


def _commit(sql: Connection) -> None:
    sql.exec_driver_sql("COMMIT")
    sql.exec_driver_sql("BEGIN")


def _wait_until_alone(sql: Connection) -> None:
    """Take every table for ourselves, on PostgreSQL.

    A decision locks meters before it reads the version; one that has read it will still write. So it must have ended
    before anything is changed, and those that come later must not get as far as to read the version before we end.
    """
    sql.exec_driver_sql(_PATIENCE)
    sql.execute(select(EPOCH.c.id).where(EPOCH.c.id == 1).with_for_update())  # changes begin with this row
    quote = sql.dialect.identifier_preparer.quote
    ours = sorted(t.metadata.tables.keys() & set(inspect(sql).get_table_names()))
    ours.sort(key=lambda name: name != "meter")  # decisions begin with this one
    lock = f"LOCK TABLE {','.join(map(quote, ours))} IN ACCESS EXCLUSIVE MODE"
    sql.exec_driver_sql("SAVEPOINT alone")
    for left in reversed(range(_TRIES)):
        try:
            sql.exec_driver_sql(lock)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _UNDONE:
                raise
            if not left:
                raise Unavailable(
                    "the schema cannot be changed while others use the tables for long; end them (a backup? a long "
                    "query?) and try again"
                ) from error
            sql.exec_driver_sql("ROLLBACK TO SAVEPOINT alone")
        else:
            return


def _stop_everybody(sql: Connection, n: int) -> None:
    """Make everybody deny before the first step, where it cannot be undone.

    Changes begin with the row of the epoch; a decision takes the head of a log before it reads the version. Who holds
    all of them knows that nobody is between reading the version and writing.
    """
    sql.execute(select(EPOCH.c.id).where(EPOCH.c.id == 1).with_for_update())
    sql.execute(
        select(_METER.c.id).where(_METER.c.id <= 0).order_by(_METER.c.id.desc()).with_for_update()
    ).all()
    _set_version(sql, UNFINISHED + n)
    _commit(sql)
