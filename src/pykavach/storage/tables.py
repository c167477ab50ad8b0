"""The schema: the one place that names columns.

Times are microseconds since the epoch, money micro-dollars. Agents, meters and requests have small numbers of their own,
so that indexes stay narrow; public ids are looked up once. Entries are numbered ``log << 48 | position``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.mysql import LONGTEXT, VARBINARY
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

#: The version of this schema. A process that meets a newer one denies (DB-4).
SCHEMA: Final = 3

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")
#: MySQL's TEXT ends at 64 KiB, and a BLOB there is no key.
_Hash = LargeBinary(32).with_variant(VARBINARY(32), "mysql")
_Salt = LargeBinary(16).with_variant(VARBINARY(16), "mysql")
#: How many hash chains a server's database has, so that as many writers do not wait for each other (AUD-3).
LOGS: Final = 64
#: Compared byte by byte, whatever the database's language; on MySQL the tables say so.
_Text = Text().with_variant(Text(collation="C"), "postgresql").with_variant(LONGTEXT(), "mysql")


def _string(length: int) -> TypeEngine[str]:
    return String(length).with_variant(Text(collation="C"), "postgresql")


setting = Table("setting", metadata, Column("name", _string(64), primary_key=True), Column("value", _Text))

epoch = Table(
    "epoch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("schema", Integer, nullable=False),
)

#: Which agents each epoch changed; agent 0 stands for all.
change = Table(
    "change",
    metadata,
    Column("n", BigInteger, nullable=False),
    Column("agent", BigInteger, nullable=False),
    PrimaryKeyConstraint("n", "agent"),
)

agent = Table(
    "agent",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("id", _string(64), nullable=False, unique=True),
    Column("parent", BigInteger, index=True),
    Column("root", BigInteger, nullable=False, index=True),
    Column("depth", Integer, nullable=False),
    Column("kind", _string(16), nullable=False),
    Column("user_id", _string(200), index=True),
    Column("tenant_id", _string(200), index=True),
    Column("name", _string(200), nullable=False),
    Column("status", _string(16), nullable=False),
    Column("digest", _Hash, nullable=False, unique=True),
    Column("old_digest", _Hash, unique=True),
    Column("old_until", BigInteger),
    Column("version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    Column("max_depth", Integer, nullable=False),
    Column("permissions", _Text, nullable=False),
    Column("constraints", _Text, nullable=False),
    Column("metadata", _Text, nullable=False),
    Column("observe_until", BigInteger),
    Column("by_token", Boolean, nullable=False),
)

#: What every decision changes: the readings of levels, and the heads of the logs. The head of log N is the row with the
#: id -N; its position is ``calls`` and its hash ``hash``. They share a table because SQLite writes whole pages: in one
#: of its own, a head would cost each decision a third more.
meter = Table(
    "meter",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("agent", BigInteger, nullable=False),
    Column("level", _string(200), nullable=False),
    Column("minute", BigInteger, nullable=False, server_default="0"),
    Column("minute_calls", BigInteger, nullable=False, server_default="0"),
    Column("throttle_calls", BigInteger, nullable=False, server_default="0"),
    Column("day", BigInteger, nullable=False, server_default="0"),
    Column("day_calls", BigInteger, nullable=False, server_default="0"),
    Column("day_usd", BigInteger, nullable=False, server_default="0"),
    Column("month", BigInteger, nullable=False, server_default="0"),
    Column("month_usd", BigInteger, nullable=False, server_default="0"),
    Column("calls", BigInteger, nullable=False, server_default="0"),
    Column("usd", BigInteger, nullable=False, server_default="0"),
    Column("last_at", BigInteger),
    Column("last_ip", _string(64)),
    Column("hash", _Hash),
    UniqueConstraint("agent", "level"),
    postgresql_with={"fillfactor": 50},  # room on the page: a new reading then touches no index
)

approval = Table(
    "approval",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("id", _string(64), nullable=False, unique=True),
    Column("agent", BigInteger, nullable=False),
    Column("root", BigInteger, nullable=False),
    Column("fingerprint", _Hash, nullable=False),
    Column("cost", BigInteger, nullable=False),
    Column("resource", _string(512), nullable=False),
    Column("action", _string(64), nullable=False),
    Column("arguments", _Text),
    Column("state", _string(16), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("decided_at", BigInteger),
    Column("decided_by", _string(200)),
    Column("note", _Text),
    Index("approval_access", "agent", "fingerprint"),
    Index("approval_root", "root", "state"),
)

memo = Table(
    "memo",
    metadata,
    Column("kind", _string(16), nullable=False),
    Column("scope", BigInteger, nullable=False),
    Column("key", _Hash, nullable=False),
    Column("expires_at", BigInteger, index=True),
    Column("fingerprint", _Hash, nullable=False),
    Column("value", _Text, nullable=False),
    PrimaryKeyConstraint("kind", "scope", "key"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("agent", BigInteger),
    Column("kind", _string(16), nullable=False),
    Column("code", _string(32)),
    Column("booked", BigInteger),
    Column("entry", _Text, nullable=False),
    Column("kept", _Text),
    Column("salt", _Salt),
    Column("hash", _Hash, nullable=False),
)
_unusual = audit.c.code != "ok"
Index("audit_code", audit.c.code, audit.c.seq, sqlite_where=_unusual, postgresql_where=_unusual)

#: Which agents have entries in which *span* of 1,024 numbers: how entries are found by agent. An index by agent would
#: change a page of its own for every decision; this changes one when an agent is the first time in a span. Numbers below
#: zero are those of tenants (``core.audit.tenant_number``): changes which are about a tenant's keys and people, and no agent.
SPAN_BITS: Final = 10
audit_span = Table(
    "audit_span",
    metadata,
    Column("agent", BigInteger, nullable=False),
    Column("span", BigInteger, nullable=False),
    PrimaryKeyConstraint("agent", "span"),
    sqlite_with_rowid=False,
)

#: Where each hash chain starts: what lies at or below has been pruned. Where it ends stands in ``meter``.
log = Table(
    "log",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("base", BigInteger, nullable=False),
    Column("base_hash", _Hash, nullable=False),
)

settlement = Table(
    "settlement",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("cost", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("text", _Text, nullable=False),
)

#: Who wants events. A sink that has not been seen for long is dropped with what waits for it. One may want only those
#: about a tenant, and only those of some types: these as ``,type,type,``.
sink = Table(
    "sink",
    metadata,
    Column("name", _string(200), primary_key=True),
    Column("seen_at", BigInteger, nullable=False),
    Column("tenant_id", _string(200)),
    Column("kinds", _Text),
)

outbox = Table(
    "outbox",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("sink", _string(200), nullable=False),
    Column("agent", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", _string(64)),
    Column("claimed_until", BigInteger),
    Column("body", _Text, nullable=False),
    Index("outbox_sink", "sink", "agent", "n"),
)

#: Who signs in. The id is the ``user_id`` of the agents that a person owns.
person = Table(
    "person",
    metadata,
    Column("id", _string(200), primary_key=True),
    Column("name", _string(200), nullable=False),
    Column("role", _string(16), nullable=False),
    Column("tenant_id", _string(200)),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
)

#: Admin keys, sessions, and links that sign in once: of each only the hash. A session that comes from a key names it.
credential = Table(
    "credential",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("id", _string(64), nullable=False, unique=True),
    Column("kind", _string(16), nullable=False, index=True),
    Column("digest", _Hash, nullable=False, unique=True),
    Column("name", _string(200), nullable=False),
    Column("role", _string(16), nullable=False),
    Column("user_id", _string(200), index=True),
    Column("tenant_id", _string(200)),
    Column("parent", BigInteger, index=True),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", _string(200), nullable=False),
    Column("expires_at", BigInteger),
    Column("revoked_at", BigInteger),
    Column("last_used_at", BigInteger),
)

#: A person's passkeys: public keys only. The id is the hash of the credential id that the authenticator chose, which may
#: be longer than a key of an index.
passkey = Table(
    "passkey",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("id", _string(64), nullable=False, unique=True),
    Column("digest", _Hash, nullable=False, unique=True),
    Column("user_id", _string(200), nullable=False, index=True),
    Column("name", _string(200), nullable=False),
    Column("credential_id", _Text, nullable=False),
    Column("public_key", _Text, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Column("last_used_at", BigInteger),
)

#: Where events are posted. The secrets that sign them are sealed: the database alone does not give them away.
webhook = Table(
    "webhook",
    metadata,
    Column("n", _Number, primary_key=True),
    Column("id", _string(64), nullable=False, unique=True),
    Column("name", _string(200), nullable=False),
    Column("tenant_id", _string(200), index=True),
    Column("url", _Text, nullable=False),
    Column("events", _Text, nullable=False),
    Column("secrets", _Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", _string(200), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("paused_at", BigInteger),
    Column("gone_at", BigInteger),
    Column("taken_at", BigInteger),
    Column("failed_at", BigInteger),
    Column("failure", _Text),
)


_definitions: dict[str, tuple[str, ...]] = {}


def definitions(dialect: Dialect) -> tuple[str, ...]:
    """The statements that make the tables and their indexes, as a database says them; written once for each kind."""
    if (known := _definitions.get(dialect.name)) is None:
        made: list[CreateTable | CreateIndex] = []
        for table in metadata.sorted_tables:
            made.append(CreateTable(table))
            made += map(CreateIndex, sorted(table.indexes, key=lambda index: str(index.name)))
        known = _definitions[dialect.name] = tuple(str(each.compile(dialect=dialect)) for each in made)
    return known
