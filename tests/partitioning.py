"""The SQL of ``docs/how-to/partition-the-log.md``, run as it stands there, and what it makes of the log."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import mysql_server
import postgres_server

PAGE: Final = Path(__file__).parents[1] / "docs" / "how-to" / "partition-the-log.md"
#: The blocks of the page by the names under which an operator saves them.
SQL: Final = dict(
    re.findall(r'^```sql title="([^"]+)"\n(.*?)^```$', PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
)


def run(kind: str, what: str, schema: str) -> None:
    """One block: ``divide``, ``months``, ``drop`` or ``undivide``."""
    if kind == "postgres":
        if what == "drop":
            postgres_server.run("VACUUM audit", schema=schema)
        postgres_server.run(SQL[f"postgresql-{what}.sql"], schema=schema)
    else:
        mysql_server.load(SQL[f"mysql-{what}.sql"], schema)


def divide(kind: str, schema: str) -> None:
    """Divide a log, and make the months ahead."""
    run(kind, "divide", schema)
    run(kind, "months", schema)


def partitions(kind: str, schema: str) -> dict[str, int]:
    """How many entries each partition holds, by its name without what all names begin with."""
    if kind == "postgres":
        names = postgres_server.run(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid=i.inhrelid"
            " WHERE i.inhparent='audit'::regclass",
            schema=schema,
        )
        counts = {
            name: postgres_server.run(f"SELECT count(*) FROM {name}", schema=schema) for (name,) in names
        }
    else:
        names = mysql_server.run(
            "SELECT partition_name FROM information_schema.partitions WHERE table_schema=database()"
            " AND table_name='audit' AND partition_name IS NOT NULL",
            schema=schema,
        )
        counts = {
            name: mysql_server.run(f"SELECT count(*) FROM audit PARTITION ({name})", schema=schema)
            for (name,) in names
        }
    return {re.sub(r"^audit_|^p(?=\d)", "", name): count for name, [(count,)] in counts.items()}


def month(distance: int) -> datetime:
    """When a month begins, counted from the present one."""
    now = datetime.now(UTC)
    years, place = divmod(now.year * 12 + now.month - 1 + distance, 12)
    return datetime(years, place + 1, 1, tzinfo=UTC)


def name_of(distance: int) -> str:
    """A month as partitions name it."""
    return f"{month(distance):%Y_%m}"
