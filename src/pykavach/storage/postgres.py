"""PostgreSQL. The tables lie in the first schema of the search path."""

from __future__ import annotations

import time
from types import MappingProxyType
from typing import Any, Final, LiteralString
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from pykavach.core.errors import InvalidInput
from pykavach.storage import tables as t
from pykavach.storage.migrations import Upgrade, may_create, migrate, outdated
from pykavach.storage.postgres_link import FAILURES, Bounded, Link, addresses, connect, said, translated
from pykavach.storage.postgres_unit import PostgresDialect, bounded
from pykavach.storage.server import MIGRATION, MOST_LINKS, ServerStore, check_durability, fill
from pykavach.storage.server_link import ServerLink
from pykavach.storage.server_unit import TimeSource

#: Held by whoever creates or migrates the schema.
_PREPARING: Final = 0x6B61_7601
_TABLES: Final = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid=c.relnamespace"
    " WHERE n.nspname=current_schema() AND c.relkind IN ('r','p','v','m','f')"
)
_SETTINGS: Final = "SELECT current_setting('fsync'),current_setting('full_page_writes'),current_setting('synchronous_commit')"
#: Those that hold every text. (The second takes whatever bytes it is given.)
_ENCODINGS: Final = ("UTF8", "SQL_ASCII")
_NARROW: Final = (
    "the database is encoded in {encoding}, which does not hold every text; "
    "create one with ENCODING 'UTF8' TEMPLATE template0"
)
_FOREIGN: Final = (
    "its schema {schema!r} has a table {table!r} that is not Kavach's; name a schema of its own, "
    "as in postgresql://…/database?options=-csearch_path%3Dkavach"
)


class PostgresStore(ServerStore):
    """A store in one schema of a PostgreSQL database."""

    _failures = FAILURES
    _kind = "postgresql+psycopg"
    _engine_options = MappingProxyType({"use_native_hstore": False})
    _translated = staticmethod(translated)
    _said = staticmethod(said)

    def __init__(
        self,
        url: str,
        *,
        now: TimeSource | None = None,
        durability: str = "disk",
        timeout: float = 2.0,
        migrate: bool | Upgrade = False,
    ) -> None:
        """Open the database at ``url`` (as libpq reads it), creating the tables where they are missing.

        ``durability``: ``"disk"``, committed means on disk, and a server that does otherwise is refused;
        ``"process"``, committed survives the death of any process, the server's too.
        """
        check_durability(durability)
        self._dialect = PostgresDialect(flushed=durability == "disk")
        try:
            shown = _shown(url)
            self._addresses = addresses(url)
        except psycopg.Error:
            raise InvalidInput(
                "db", "is no address; use postgresql://user:password@host:5432/database"
            ) from None
        super().__init__(shown, now=now, durability=durability, timeout=timeout, migrate=migrate)

    def _link(self) -> ServerLink:
        return Link(self._engine)

    def _reach(self, deadline: float) -> Bounded:
        raw = connect(self._addresses, deadline)
        try:
            self._check_settings(raw)
        except BaseException:
            raw.close()
            raise
        return raw

    def _check_settings(self, raw: Bounded) -> None:
        """Refuse a server that may lose what it has committed (DB-1)."""
        if self._durability != "disk":
            return
        found = raw.execute(_SETTINGS).fetchone()
        assert found is not None
        for name, value in zip(("fsync", "full_page_writes", "synchronous_commit"), found, strict=True):
            if value == "off":
                raise InvalidInput(
                    "durability",
                    f"the server runs with {name}=off, which loses commits; turn it on, or choose "
                    'durability="process" and accept that',
                )

    def _prepare_with(self, link: ServerLink, may_migrate: bool | Upgrade, deadline: float) -> None:
        raw, sql = link.raw, link.sql
        schema = _scalar(raw, "SELECT current_schema()")
        if schema is None:
            raise InvalidInput(
                "db",
                "none of the schemas in its search path exists for this role; create one, or grant USAGE on it",
            )
        encoding = _scalar(raw, "SELECT current_setting('server_encoding')")
        if encoding not in _ENCODINGS:
            raise InvalidInput("db", _NARROW.format(encoding=encoding))
        raw.execute("BEGIN")
        raw.execute(*bounded(deadline - time.monotonic()))
        # Everybody who opens the database at the same time comes through here one by one (DB-4).
        raw.execute("SELECT pg_advisory_xact_lock(%s,hashtext(current_schema()))", (_PREPARING,))
        there = {name for (name,) in raw.execute(_TABLES)}
        if {"epoch", "meter", "audit"} <= there:
            if may_migrate and outdated(sql):
                raw.deadline = time.monotonic() + MIGRATION
                raw.execute(*bounded(MIGRATION))
            migrate(sql, allowed=may_migrate)
        elif foreign := sorted(there & t.metadata.tables.keys()):
            raise InvalidInput("db", _FOREIGN.format(schema=schema, table=foreign[0]))
        else:
            may_create(may_migrate)
            for statement in t.definitions(sql.dialect):
                sql.exec_driver_sql(statement)
            fill(sql)
        raw.execute("COMMIT")

    @property
    def schema(self) -> str:
        """The schema that the tables lie in."""
        with self.view() as view:
            view.start()
            return str(_scalar(view.link.raw, "SELECT current_schema()"))

    def _about(self, link: ServerLink) -> dict[str, str]:
        version = _scalar(link.raw, "SELECT current_setting('server_version')")
        fsync, full_page_writes, synchronous = link.raw.execute(_SETTINGS).fetchone() or ("", "", "")
        return {
            "database": f"PostgreSQL {version}",
            "durability": self._durability,
            "fsync": fsync,
            "full_page_writes": full_page_writes,
            "synchronous_commit": synchronous if self._durability == "disk" else "off",
        }


def _scalar(raw: Any, statement: LiteralString) -> object:
    row = raw.execute(statement).fetchone()
    return None if row is None else row[0]


def _shown(url: str) -> str:
    """The address without its password, user and whatever else it says."""
    found = conninfo_to_dict(url)
    host, port = str(found.get("host") or "localhost"), found.get("port")
    where = quote(host, safe=",.:[]") + (f":{port}" if port and "," not in host else "")
    return f"postgresql://{where}/{quote(str(found.get('dbname') or ''))}"


__all__ = ["MOST_LINKS", "PostgresStore", "TimeSource"]
