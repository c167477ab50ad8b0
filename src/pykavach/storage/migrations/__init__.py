"""Bringing an older schema up to this version (DB-4).

The version of a database's schema stands in ``epoch.schema``: the number of the last revision in ``versions`` that it
has been through. It is read with the epoch by every transaction, so it is what binds running processes, and the only
place that says so. Alembic is imported only when a step must run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Integer, column, select, table

from pykavach.core.errors import NotFound, Unavailable
from pykavach.ports import CLOSED, MOVE, Closed
from pykavach.storage import tables as t

#: Folders of revisions.
VERSIONS: Sequence[Path] = (Path(__file__).with_name("versions"),)
#: Added to the number of the step that runs, where the database cannot undo it: everybody else then denies.
UNFINISHED: Final = 1_000_000
#: What every version of the schema has, and none may change: how else should one find out which it is?
EPOCH: Final = table("epoch", column("id", Integer), column("schema", Integer))


@dataclass(slots=True)
class Upgrade:
    """How a database is opened whose schema may be an older one.

    ``allowed``: migrate it. ``create``: create the tables where there are none. ``backup``: copy an SQLite file there
    before the first step. ``tell`` is called before each step with its number and title. ``closed``: open it also where
    a move has closed it. ``found`` is what the database had; None, when there were no tables, and where it is closed.
    """

    allowed: bool = True
    create: bool = True
    backup: Path | None = None
    tell: Callable[[int, str], None] | None = None
    closed: bool = False
    found: int | None = None

    def __bool__(self) -> bool:
        return self.allowed


def migrate(sql: Connection, *, allowed: bool | Upgrade) -> None:
    """Run the missing steps inside the open transaction. Refuses a newer schema, and any change unless ``allowed``.

    The caller holds the lock under which schemas are changed. Where the database commits DDL by itself the transaction
    is committed after each step, and another one is open on return.
    """
    upgrade = allowed if isinstance(allowed, Upgrade) else Upgrade(allowed)
    found = _found(sql)
    if found in CLOSED:
        if upgrade.closed:
            return
        raise Closed(found, sql.execute(select(t.setting.c.value).where(t.setting.c.name == MOVE)).scalar())
    upgrade.found = found
    if found == t.SCHEMA:
        return
    broken_off = found > UNFINISHED
    target = found - UNFINISHED if broken_off else found
    if target > t.SCHEMA:
        raise Unavailable(
            f"the database has schema {target}, newer than this version of pykavach knows ({t.SCHEMA}); upgrade pykavach"
        )
    if not upgrade.allowed:
        raise Unavailable(
            f"an upgrade of the database to schema {target} was interrupted; run: kavach db upgrade"
            if broken_off
            else f"the database has schema {found}, this version needs {t.SCHEMA}; run: kavach db upgrade"
        )
    from pykavach.storage.migrations.steps import run

    run(sql, target - 1 if broken_off else found, upgrade)


def outdated(sql: Connection) -> bool:
    """Whether the database has another schema than this version makes."""
    return _found(sql) != t.SCHEMA


def may_create(allowed: bool | Upgrade) -> None:
    """Raise ``NotFound`` where the tables are missing and shall not be created."""
    if isinstance(allowed, Upgrade) and not allowed.create:
        raise NotFound("db: there are no tables of Kavach; create them with: kavach init")


def _found(sql: Connection) -> int:
    found = sql.execute(select(EPOCH.c.schema).where(EPOCH.c.id == 1)).scalar()
    if type(found) is not int or found < 1:
        raise Unavailable("the version of the database's schema cannot be read; restore a backup")
    return found
