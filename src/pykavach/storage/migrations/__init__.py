"""Bringing an older schema up to this version, one step at a time (DB-4).

Steps are numbered by the version they lead to. A released step is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, update

from pykavach.core.errors import Unavailable
from pykavach.storage import tables as t

#: version → what brings the version before it there
STEPS: Mapping[int, Callable[[Connection], None]] = {}


def migrate(
    sql: Connection, *, allowed: bool, steps: Mapping[int, Callable[[Connection], None]] = STEPS
) -> None:
    """Run the missing steps inside the open transaction. Refuses a newer schema, and any change unless ``allowed``."""
    found = sql.execute(select(t.epoch.c.schema)).scalar()
    if type(found) is not int or found < 1:
        raise Unavailable("the version of the database's schema cannot be read; restore a backup")
    if found > t.SCHEMA:
        raise Unavailable(
            f"the database has schema {found}, newer than this version of pykavach knows ({t.SCHEMA}); upgrade pykavach"
        )
    if found < t.SCHEMA and not allowed:
        raise Unavailable(
            f"the database has schema {found}, this version needs {t.SCHEMA}; run: kavach db upgrade"
        )
    for version in range(found + 1, t.SCHEMA + 1):
        steps[version](sql)
        sql.execute(update(t.epoch).values(schema=version))
