"""People, admin keys, and sessions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_HASH = sa.LargeBinary(32).with_variant(mysql.VARBINARY(32), "mysql")
#: The columns of ``credential`` that have an index.
_FOUND_BY = ("kind", "parent", "user_id")


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


def upgrade(op: Operations) -> None:
    options: dict[str, Any] = _options(op)
    there = sa.inspect(op.get_bind())  # where nothing is undone, some of it may be done
    if not there.has_table("person"):
        op.create_table(
            "person",
            sa.Column("id", _string(200), primary_key=True),
            sa.Column("name", _string(200), nullable=False),
            sa.Column("role", _string(16), nullable=False),
            sa.Column("tenant_id", _string(200)),
            sa.Column("created_at", sa.BigInteger(), nullable=False),
            sa.Column("disabled_at", sa.BigInteger()),
            **options,
        )
    if not there.has_table("credential"):
        op.create_table(
            "credential",
            sa.Column("n", _NUMBER, primary_key=True),
            sa.Column("id", _string(64), nullable=False, unique=True),
            sa.Column("kind", _string(16), nullable=False),
            sa.Column("digest", _HASH, nullable=False, unique=True),
            sa.Column("name", _string(200), nullable=False),
            sa.Column("role", _string(16), nullable=False),
            sa.Column("user_id", _string(200)),
            sa.Column("tenant_id", _string(200)),
            sa.Column("parent", sa.BigInteger()),
            sa.Column("created_at", sa.BigInteger(), nullable=False),
            sa.Column("created_by", _string(200), nullable=False),
            sa.Column("expires_at", sa.BigInteger()),
            sa.Column("revoked_at", sa.BigInteger()),
            sa.Column("last_used_at", sa.BigInteger()),
            **options,
        )
        known: set[str | None] = set()
    else:
        known = {index["name"] for index in there.get_indexes("credential")}
    for column in _FOUND_BY:
        if f"ix_credential_{column}" not in known:
            op.create_index(f"ix_credential_{column}", "credential", [column])
