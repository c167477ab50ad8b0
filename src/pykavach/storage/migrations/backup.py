"""A copy of an SQLite file as it is before the first step of a migration."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from pykavach.core.errors import InvalidInput, Unavailable


def copy_file(sql: Connection, to: Path) -> None:
    """Copy the file that ``sql`` is about to write, and has not written yet: nobody else can in between.

    Mode 0600. Never over a file that is there.
    """
    if sql.dialect.name != "sqlite":
        raise InvalidInput("backup", "is for SQLite files; use the server's own backup")
    name = next(row[2] for row in sql.exec_driver_sql("PRAGMA database_list") if row[1] == "main")
    try:
        os.close(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        raise InvalidInput("backup", f"{str(to)!r} exists already; name a new file") from None
    except OSError as error:
        raise InvalidInput("backup", f"{str(to)!r} cannot be written: {error.strerror}") from None
    try:
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    except sqlite3.Error as error:
        to.unlink(missing_ok=True)
        raise Unavailable(f"the backup failed, so nothing was changed: {error}") from error
