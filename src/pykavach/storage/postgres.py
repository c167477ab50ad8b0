"""PostgreSQL: one database, many processes on many hosts, and no writer waits for another that it has nothing to do with.

A batch takes a free one of 64 logs in its own transaction and locks the meters of its agents in the order of their keys.
Every wait is bounded, on the server and on the socket. The tables lie in the first schema of the search path.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, LiteralString
from urllib.parse import quote

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from pykavach.core.audit import GENESIS
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import AT_ONCE, Busy, Doubtful
from pykavach.storage import forking
from pykavach.storage import tables as t
from pykavach.storage.migrations import Upgrade, may_create, migrate, outdated
from pykavach.storage.postgres_link import FAILURES, Bounded, Link, cause_of, connect, translated
from pykavach.storage.postgres_unit import _BOUND, _UNFLUSHED, Place, PostgresUnit, PostgresView, TimeSource

#: Connections of one store at most: its process has one writer at a time, and some readers.
MOST_LINKS: Final = 16
_MOST_LISTED: Final = 50_000
#: Seconds that reading may take where the caller sets no bound, and that opening may.
_PATIENCE: Final = 30.0
#: Seconds that migrating the schema may take.
_MIGRATION: Final = 6 * 3600.0
#: Held by whoever creates or migrates the schema.
_PREPARING: Final = 0x6B61_7601
_TABLES: Final = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid=c.relnamespace"
    " WHERE n.nspname=current_schema() AND c.relkind IN ('r','p','v','m','f')"
)
_SETTINGS: Final = "SELECT current_setting('fsync'),current_setting('full_page_writes'),current_setting('synchronous_commit')"
_FOREIGN: Final = (
    "its schema {schema!r} has a table {table!r} that is not Kavach's; name a schema of its own, "
    "as in postgresql://…/database?options=-csearch_path%3Dkavach"
)
#: What a child has inherited: never used, and never closed with a word to the server, which is still its parent's.
_abandoned: list[object] = []


class PostgresStore:
    """A store in one schema of a PostgreSQL database."""

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
        if durability not in ("disk", "process"):
            raise InvalidInput("durability", 'must be "disk" or "process"')
        self._durability = durability
        self._address = url
        self._timeout = timeout
        self._now = now
        self._bound = _BOUND if durability == "disk" else _UNFLUSHED
        try:
            self._url = _shown(url)
        except psycopg.Error:
            raise InvalidInput(
                "db", "is no address; use postgresql://user:password@host:5432/database"
            ) from None
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            use_native_hstore=False,
            pool_reset_on_return=None,
        )
        self._closed = self._opened = False
        self._start()
        forking.register(self)
        try:
            self._prepare(migrate)
            self._opened = True
        except FAILURES as error:
            self.close()
            raise Unavailable(f"the database could not be opened: {_reason(error)}") from None
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        return self._url

    @property
    def instant(self) -> bool:
        return False

    # -- connections -------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        """Everything that does not cross a fork, new. Connections open when they are first needed."""
        self._gate = threading.Condition()
        self._idle: list[Link] = []
        self._links: set[Link] = set()
        self._count = 0
        self._wanted = threading.local()
        #: Agents known to be listed in a span of a log.
        self._listed: set[Place] = set()

    def before_fork(self) -> None:
        """Nothing: the parent goes on with what is its own."""

    def after_fork_in_parent(self) -> None:
        """Nothing either."""

    def after_fork_in_child(self) -> None:
        """Start anew, with connections of our own. Those of the parent stay its own: they are not ended from here."""
        _abandoned.append((list(self._links), self._engine))
        for link in self._links:
            link.abandon()
        self._start()

    def _connect(self) -> Bounded:
        """Called by SQLAlchemy for a new connection."""
        raw = connect(self._address, self._wanted.deadline)
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

    def _new_link(self, deadline: float) -> Link:
        self._wanted.deadline = deadline
        try:
            link = Link(self._engine)
        except FAILURES as error:
            raise Unavailable(f"the database cannot be reached: {_reason(error)}") from None
        except InvalidInput as error:
            if self._opened:  # the server has been changed since
                raise Unavailable(error.message) from error
            raise
        with self._gate:
            self._links.add(link)
        return link

    def _borrow(self, deadline: float) -> Link:
        with self._gate:
            wait = max(0.0, deadline - time.monotonic())
            if not self._gate.wait_for(lambda: self._closed or self._count < MOST_LINKS, wait):
                raise Unavailable("all connections to the database are in use; try again")
            if self._closed:
                raise Unavailable("the database is closed")
            self._count += 1
            link = self._idle.pop() if self._idle else None
        try:
            if link is None:
                link = self._new_link(deadline)
            link.raw.deadline = deadline
        except BaseException:
            with self._gate:
                self._count -= 1
                self._gate.notify()
            raise
        return link

    def _give_back(self, link: Link, *, keep: bool) -> None:
        with self._gate:
            self._count -= 1
            keep = keep and not self._closed
            if keep:
                self._idle.append(link)
            self._gate.notify()
        if not keep:
            self._drop(link)

    def _drop(self, link: Link) -> None:
        with self._gate:
            self._links.discard(link)
        link.close()

    def _replace(self, link: Link) -> Link:
        """Another connection for one that was lost while nobody used it; its idle sisters will have been lost with it."""
        deadline = link.raw.deadline
        with self._gate:
            idle, self._idle = self._idle, []
            self._listed = set()  # another server may have taken over, or a backup been restored
        for each in [link, *idle]:
            self._drop(each)
        new = self._new_link(deadline)
        new.raw.deadline = deadline
        return new

    # -- the schema --------------------------------------------------------------------------------------------------

    def _prepare(self, may_migrate: bool | Upgrade) -> None:
        deadline = time.monotonic() + max(self._timeout, _PATIENCE)
        link = self._borrow(deadline)
        keep = False
        try:
            self._prepare_with(link, may_migrate)
            keep = True
        finally:
            self._give_back(link, keep=keep)

    @staticmethod
    def _prepare_with(link: Link, may_migrate: bool | Upgrade) -> None:
        raw, sql = link.raw, link.sql
        schema = _scalar(raw, "SELECT current_schema()")
        if schema is None:
            raise InvalidInput("db", "none of the schemas in its search path exists; create one first")
        raw.execute("BEGIN")
        # Everybody who opens the database at the same time comes through here one by one (DB-4).
        raw.execute("SELECT pg_advisory_xact_lock(%s,hashtext(current_schema()))", (_PREPARING,))
        there = {name for (name,) in raw.execute(_TABLES)}
        if {"epoch", "meter", "audit"} <= there:
            if may_migrate and outdated(sql):
                raw.deadline = time.monotonic() + _MIGRATION
            migrate(sql, allowed=may_migrate)
        elif foreign := sorted(there & t.metadata.tables.keys()):
            raise InvalidInput("db", _FOREIGN.format(schema=schema, table=foreign[0]))
        else:
            may_create(may_migrate)
            _create_schema(sql)
        raw.execute("COMMIT")

    # -- transactions ------------------------------------------------------------------------------------------------

    def unit(self, deadline: float | None = None) -> _UnitOfWork:
        return _UnitOfWork(self, deadline)

    @contextmanager
    def view(self, deadline: float | None = None) -> Generator[PostgresView]:
        if deadline is None:
            deadline = time.monotonic() + max(self._timeout, _PATIENCE)
        view = PostgresView(self._borrow(deadline), self._now, deadline, self._replace)
        keep = False
        try:
            yield view
            view.end()
            keep = True
        except FAILURES as error:
            raise translated(error) from error
        except BaseException:
            keep = _rolled_back(view.link)
            raise
        finally:
            self._give_back(view.link, keep=keep)

    def upkeep(self) -> None:
        """Nothing: the server looks after itself."""

    @property
    def wants_upkeep(self) -> bool:
        return False

    def describe(self) -> dict[str, str]:
        with self.view(time.monotonic() + max(self._timeout, 5.0)) as view:
            view.start()
            raw = view.link.raw
            version = _scalar(raw, "SELECT current_setting('server_version')")
            fsync, full_page_writes, synchronous = raw.execute(_SETTINGS).fetchone() or ("", "", "")
        return {
            "database": f"PostgreSQL {version}",
            "durability": self._durability,
            "fsync": fsync,
            "full_page_writes": full_page_writes,
            "synchronous_commit": synchronous if self._durability == "disk" else "off",
        }

    def close(self) -> None:
        """Close every connection; those in use when they are given back."""
        with self._gate:
            self._closed = True
            idle, self._idle = self._idle, []
            self._gate.notify_all()
        for link in idle:
            self._drop(link)


class _UnitOfWork:
    """One write transaction as a context: commits when left, undoes everything on an exception."""

    __slots__ = ("_deadline", "_store", "_unit")

    def __init__(self, store: PostgresStore, deadline: float | None) -> None:
        self._store = store
        self._deadline = deadline

    def __enter__(self) -> PostgresUnit:
        store, deadline = self._store, self._deadline
        if deadline == AT_ONCE:
            raise Busy("a server is always waited for")
        if deadline is None:
            deadline = time.monotonic() + store._timeout
        link = store._borrow(deadline)
        if len(store._listed) > _MOST_LISTED:
            store._listed = set()
        self._unit = PostgresUnit(link, store._now, deadline, store._replace, store._bound, store._listed)
        return self._unit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        unit = self._unit
        keep = False
        try:
            if error is None:
                self._commit(unit)
                keep = True
            elif isinstance(error, FAILURES):
                raise translated(error) from error
            else:
                keep = _rolled_back(unit.link)
        finally:
            self._store._give_back(unit.link, keep=keep)

    @staticmethod
    def _commit(unit: PostgresUnit) -> None:
        try:
            unit.commit()
        except FAILURES as error:
            if _is_undone(unit.link, cause_of(error)):
                raise translated(error) from error
            raise Doubtful(f"the database failed while committing: {_reason(error)}") from error


def _is_undone(link: Link, error: BaseException) -> bool:
    """Whether a failed commit has certainly not happened: the server is there, and it has said no."""
    if link.lost:
        return False
    status = link.raw.info.transaction_status
    if status == pq.TransactionStatus.INERROR:
        return True  # a statement before it failed
    refused = isinstance(error, psycopg.Error) and error.sqlstate is not None
    return status == pq.TransactionStatus.IDLE and (refused or isinstance(error, UnicodeError))


def _rolled_back(link: Link) -> bool:
    """Undo whatever is open on a connection; whether it can be used again.

    After an error of the server it is not: the driver takes statements for prepared that the error has skipped.
    """
    status = link.raw.info.transaction_status if not link.lost else pq.TransactionStatus.UNKNOWN
    if status == pq.TransactionStatus.IDLE:
        return True
    if status != pq.TransactionStatus.INTRANS:
        return False
    try:
        link.raw.deadline = max(link.raw.deadline, time.monotonic() + 0.1)
        link.roll_back()
    except FAILURES:
        return False
    return True


def _create_schema(sql: Connection) -> None:
    for table in t.metadata.sorted_tables:
        sql.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            sql.execute(CreateIndex(index))
    sql.execute(insert(t.epoch).values(id=1, n=0, schema=t.SCHEMA))
    logs = range(t.LOGS)
    sql.execute(insert(t.log), [{"log": log, "base": 0, "base_hash": GENESIS} for log in logs])
    heads = [{"id": -log, "agent": 0, "level": f"log {log}", "hash": GENESIS} for log in logs]
    sql.execute(insert(t.meter), heads)
    sql.execute(insert(t.setting).values(name="installation", value=os.urandom(16).hex()))
    sql.execute(insert(t.setting).values(name="fingerprint_key", value=os.urandom(32).hex()))


def _scalar(raw: Bounded, statement: LiteralString) -> object:
    row = raw.execute(statement).fetchone()
    return None if row is None else row[0]


def _shown(url: str) -> str:
    """The address without its password, user and whatever else it says."""
    found = conninfo_to_dict(url)
    host, port = str(found.get("host") or "localhost"), found.get("port")
    where = quote(host, safe=",.:[]") + (f":{port}" if port and "," not in host else "")
    return f"postgresql://{where}/{quote(str(found.get('dbname') or ''))}"


def _reason(error: BaseException) -> str:
    """Why, without the parameters that SQLAlchemy quotes."""
    cause = cause_of(error)
    if isinstance(cause, psycopg.Error):
        return cause.diag.message_primary or str(cause).partition("\n")[0] or type(cause).__name__
    return type(cause).__name__ if isinstance(error, DBAPIError) else str(cause)


__all__ = ["MOST_LINKS", "PostgresStore", "TimeSource"]
