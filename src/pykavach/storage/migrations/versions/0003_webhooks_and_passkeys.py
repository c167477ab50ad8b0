"""Webhooks that are set up while a server runs, sinks that want some events only, and passkeys."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_HASH = sa.LargeBinary(32).with_variant(mysql.VARBINARY(32), "mysql")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql").with_variant(mysql.LONGTEXT(), "mysql")


def _string(length: int) -> TypeEngine[str]:
    return sa.String(length).with_variant(sa.Text(collation="C"), "postgresql")


def _options(op: Operations) -> dict[str, str]:
    """As the tables of the first schema lie on MySQL."""
    dialect = op.get_bind().dialect
    if dialect.name != "mysql":
        return {}
    return {
        "mysql_engine": "InnoDB",
        "mysql_row_format": "DYNAMIC",
        "mysql_default_charset": "utf8mb4",
        "mysql_collate": "utf8mb4_nopad_bin" if getattr(dialect, "is_mariadb", False) else "utf8mb4_0900_bin",
        "comment": "Kavach",
    }


def _sinks_want_some(op: Operations) -> None:
    """Two columns more for sinks, of which there are few."""
    bind = op.get_bind()
    columns = (sa.Column("tenant_id", _string(200)), sa.Column("kinds", _TEXT))
    if bind.dialect.name != "sqlite":
        known = {column["name"] for column in sa.inspect(bind).get_columns("sink")}
        for column in columns:
            if column.name not in known:
                op.add_column("sink", column)
        return
    # SQLite keeps the text of a table as it was written: made anew, it is that of a database that begins with it.
    rows = [tuple(row) for row in bind.execute(sa.text("SELECT name,seen_at FROM sink"))]
    op.drop_table("sink")
    made = op.create_table(
        "sink",
        sa.Column("name", _string(200), primary_key=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        *columns,
    )
    op.bulk_insert(made, [{"name": name, "seen_at": seen_at} for name, seen_at in rows])


def upgrade(op: Operations) -> None:
    options: dict[str, Any] = _options(op)
    there = sa.inspect(op.get_bind())  # where nothing is undone, some of it may be done
    if not there.has_table("passkey"):
        op.create_table(
            "passkey",
            sa.Column("n", _NUMBER, primary_key=True),
            sa.Column("id", _string(64), nullable=False, unique=True),
            sa.Column("digest", _HASH, nullable=False, unique=True),
            sa.Column("user_id", _string(200), nullable=False),
            sa.Column("name", _string(200), nullable=False),
            sa.Column("credential_id", _TEXT, nullable=False),
            sa.Column("public_key", _TEXT, nullable=False),
            sa.Column("sign_count", sa.BigInteger(), nullable=False),
            sa.Column("created_at", sa.BigInteger(), nullable=False),
            sa.Column("revoked_at", sa.BigInteger()),
            sa.Column("last_used_at", sa.BigInteger()),
            **options,
        )
    if not there.has_table("webhook"):
        op.create_table(
            "webhook",
            sa.Column("n", _NUMBER, primary_key=True),
            sa.Column("id", _string(64), nullable=False, unique=True),
            sa.Column("name", _string(200), nullable=False),
            sa.Column("tenant_id", _string(200)),
            sa.Column("url", _TEXT, nullable=False),
            sa.Column("events", _TEXT, nullable=False),
            sa.Column("secrets", _TEXT, nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("created_at", sa.BigInteger(), nullable=False),
            sa.Column("created_by", _string(200), nullable=False),
            sa.Column("changed_at", sa.BigInteger(), nullable=False),
            sa.Column("paused_at", sa.BigInteger()),
            sa.Column("gone_at", sa.BigInteger()),
            sa.Column("taken_at", sa.BigInteger()),
            sa.Column("failed_at", sa.BigInteger()),
            sa.Column("failure", _TEXT),
            **options,
        )
    _sinks_want_some(op)
    for table, column in (("passkey", "user_id"), ("webhook", "tenant_id")):
        name = f"ix_{table}_{column}"
        if not any(index["name"] == name for index in sa.inspect(op.get_bind()).get_indexes(table)):
            op.create_index(name, table, [column])
