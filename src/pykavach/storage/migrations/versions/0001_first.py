"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_HASH = sa.LargeBinary(32).with_variant(mysql.VARBINARY(32), "mysql")
_SALT = sa.LargeBinary(16).with_variant(mysql.VARBINARY(16), "mysql")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql").with_variant(mysql.LONGTEXT(), "mysql")


def _string(length: int) -> TypeEngine[str]:
    return sa.String(length).with_variant(sa.Text(collation="C"), "postgresql")


def _options(op: Operations) -> dict[str, str]:
    """How tables lie on MySQL: they are told from others by their comment, and compare texts byte by byte."""
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
    op.create_table(
        "setting",
        sa.Column("name", _string(64), primary_key=True),
        sa.Column("value", _TEXT),
        **options,
    )
    op.create_table(
        "epoch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        **options,
    )
    op.create_table(
        "change",
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("n", "agent"),
        **options,
    )
    op.create_table(
        "agent",
        sa.Column("n", _NUMBER, primary_key=True),
        sa.Column("id", _string(64), nullable=False, unique=True),
        sa.Column("parent", sa.BigInteger()),
        sa.Column("root", sa.BigInteger(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("kind", _string(16), nullable=False),
        sa.Column("user_id", _string(200)),
        sa.Column("tenant_id", _string(200)),
        sa.Column("name", _string(200), nullable=False),
        sa.Column("status", _string(16), nullable=False),
        sa.Column("digest", _HASH, nullable=False, unique=True),
        sa.Column("old_digest", _HASH, unique=True),
        sa.Column("old_until", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("max_depth", sa.Integer(), nullable=False),
        sa.Column("permissions", _TEXT, nullable=False),
        sa.Column("constraints", _TEXT, nullable=False),
        sa.Column("metadata", _TEXT, nullable=False),
        sa.Column("observe_until", sa.BigInteger()),
        sa.Column("by_token", sa.Boolean(), nullable=False),
        **options,
    )
    op.create_index("ix_agent_parent", "agent", ["parent"])
    op.create_index("ix_agent_root", "agent", ["root"])
    op.create_index("ix_agent_tenant_id", "agent", ["tenant_id"])
    op.create_index("ix_agent_user_id", "agent", ["user_id"])
    op.create_table(
        "meter",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("agent", sa.BigInteger(), nullable=False),
        sa.Column("level", _string(200), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("minute_calls", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("throttle_calls", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("day", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("day_calls", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("day_usd", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("month", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("month_usd", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("calls", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("usd", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_at", sa.BigInteger()),
        sa.Column("last_ip", _string(64)),
        sa.Column("hash", _HASH),
        sa.UniqueConstraint("agent", "level"),
        postgresql_with={"fillfactor": 50},
        **options,
    )
    op.create_table(
        "approval",
        sa.Column("n", _NUMBER, primary_key=True),
        sa.Column("id", _string(64), nullable=False, unique=True),
        sa.Column("agent", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", _HASH, nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("resource", _string(512), nullable=False),
        sa.Column("action", _string(64), nullable=False),
        sa.Column("arguments", _TEXT),
        sa.Column("state", _string(16), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("decided_by", _string(200)),
        sa.Column("note", _TEXT),
        **options,
    )
    op.create_index("approval_access", "approval", ["agent", "fingerprint"])
    op.create_index("approval_root", "approval", ["root", "state"])
    op.create_table(
        "memo",
        sa.Column("kind", _string(16), nullable=False),
        sa.Column("scope", sa.BigInteger(), nullable=False),
        sa.Column("key", _HASH, nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("fingerprint", _HASH, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "scope", "key"),
        **options,
    )
    op.create_index("ix_memo_expires_at", "memo", ["expires_at"])
    op.create_table(
        "audit",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.BigInteger()),
        sa.Column("kind", _string(16), nullable=False),
        sa.Column("code", _string(32)),
        sa.Column("booked", sa.BigInteger()),
        sa.Column("entry", _TEXT, nullable=False),
        sa.Column("kept", _TEXT),
        sa.Column("salt", _SALT),
        sa.Column("hash", _HASH, nullable=False),
        **options,
    )
    op.create_index(
        "audit_code",
        "audit",
        ["code", "seq"],
        sqlite_where=sa.text("code != 'ok'"),
        postgresql_where=sa.text("code != 'ok'"),
    )
    op.create_table(
        "audit_span",
        sa.Column("agent", sa.BigInteger(), nullable=False),
        sa.Column("span", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent", "span"),
        sqlite_with_rowid=False,
        **options,
    )
    op.create_table(
        "log",
        sa.Column("log", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("base_hash", _HASH, nullable=False),
        **options,
    )
    op.create_table(
        "settlement",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        **options,
    )
    op.create_table(
        "checkpoint",
        sa.Column("n", _NUMBER, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        **options,
    )
    op.create_table(
        "sink",
        sa.Column("name", _string(200), primary_key=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        **options,
    )
    op.create_table(
        "outbox",
        sa.Column("n", _NUMBER, primary_key=True),
        sa.Column("sink", _string(200), nullable=False),
        sa.Column("agent", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", _string(64)),
        sa.Column("claimed_until", sa.BigInteger()),
        sa.Column("body", _TEXT, nullable=False),
        **options,
    )
    op.create_index("outbox_sink", "outbox", ["sink", "agent", "n"])
