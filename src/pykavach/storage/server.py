"""A store on a server: many processes on many hosts, and no writer waits for another that it has nothing to do with.

A batch takes a free one of 64 logs in its own transaction and locks the meters of its agents in the order of their keys.
Every wait is bounded, on the server and on the socket. What is said to which server is its dialect's.
"""

from __future__ import annotations

import os
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType, TracebackType
from typing import ClassVar, Final

from sqlalchemy import Connection, Engine, create_engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pykavach.core.audit import GENESIS
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import AT_ONCE, Busy, Doubtful
from pykavach.storage import forking
from pykavach.storage import tables as t
from pykavach.storage.migrations import Upgrade
from pykavach.storage.server_link import ServerLink, cause_of
from pykavach.storage.server_unit import Dialect, Place, ServerUnit, ServerView, TimeSource

#: Connections of one store at most: its process has one writer at a time, and some readers.
MOST_LINKS: Final = 16
_MOST_LISTED: Final = 50_000
#: Seconds that reading may take where the caller sets no bound, and that opening may.
_PATIENCE: Final = 30.0
#: Seconds that migrating the schema may take.
MIGRATION: Final = 6 * 3600.0
#: What a child has inherited: never used, and never closed with a word to the server, which is still its parent's.
_abandoned: list[object] = []


class _Loan:
    """A connection that a thread holds, or is on the way to."""

    __slots__ = ("link", "thread")

    def __init__(self, thread: int) -> None:
        self.thread = thread
        self.link: ServerLink | None = None


class ServerStore(ABC):
    """A store in a database of a server. Its tables are made where they are missing when it is opened."""

    #: Whatever the driver, or SQLAlchemy over it, raises.
    _failures: ClassVar[tuple[type[Exception], ...]]
    #: SQLAlchemy's name of the server and its driver, and what its engine needs beside.
    _kind: ClassVar[str]
    _engine_options: ClassVar[Mapping[str, bool]] = MappingProxyType({})
    _dialect: Dialect

    def __init__(
        self, shown: str, *, now: TimeSource | None, durability: str, timeout: float, migrate: bool | Upgrade
    ) -> None:
        self._url = shown
        self._durability = durability
        self._timeout = timeout
        self._now = now
        self._engine: Engine = create_engine(
            f"{self._kind}://",
            creator=self._connect,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            pool_reset_on_return=None,
            **self._engine_options,
        )
        self._closed = self._opened = False
        self._start()
        forking.register(self)
        try:
            self._prepare(migrate)
            self._opened = True
        except self._failures as error:
            self.close()
            raise Unavailable(f"the database could not be opened: {self._reason(error)}") from None
        except BaseException:
            self.close()
            raise

    # -- what a server has of its own ----------------------------------------------------------------------------------

    @abstractmethod
    def _reach(self, deadline: float) -> object:
        """A new connection of the driver. Refuses a server that may lose what it has committed (DB-1)."""

    @abstractmethod
    def _link(self) -> ServerLink:
        """The same, as SQLAlchemy has it too."""

    @abstractmethod
    def _prepare_with(self, link: ServerLink, may_migrate: bool | Upgrade, deadline: float) -> None:
        """Create the schema, or bring it up to date, with nobody else doing so (DB-4)."""

    @abstractmethod
    def _about(self, link: ServerLink) -> dict[str, str]: ...

    @staticmethod
    @abstractmethod
    def _translated(error: BaseException) -> Unavailable:
        """A driver's error as ours. What the server says is left out where it may quote data."""

    @staticmethod
    @abstractmethod
    def _said(error: BaseException) -> str:
        """A driver's error in its own words, for whoever opens a connection."""

    # -- the same on all of them ---------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        return self._url

    @property
    def instant(self) -> bool:
        return False

    @property
    def near(self) -> bool:
        return False

    def _reason(self, error: BaseException) -> str:
        """Why, without the parameters that SQLAlchemy quotes."""
        cause = cause_of(error)
        if isinstance(error, DBAPIError) and cause is error:
            return type(cause).__name__
        return self._said(cause)

    def _start(self) -> None:
        """Everything that does not cross a fork, new. Connections open when they are first needed."""
        #: Guards what follows. Taken by itself: between two steps of the condition's own code a signal may interrupt.
        self._gate_lock = threading.RLock()
        self._gate = threading.Condition(self._gate_lock)
        self._idle: list[ServerLink] = []
        self._links: set[ServerLink] = set()
        self._loans: set[_Loan] = set()
        self._wanted = threading.local()
        #: Agents known to be listed in a span of a log.
        self._listed: set[Place] = set()

    def before_fork(self) -> None:  # noqa: B027 - no server needs more
        """Nothing: the parent goes on with what is its own."""

    def after_fork_in_parent(self) -> None:  # noqa: B027 - as above
        """Nothing either."""

    def after_fork_in_child(self) -> None:
        """Start anew, with connections of our own. Those of the parent stay its own: they are not ended from here."""
        _abandoned.append((list(self._links), self._engine))
        for link in self._links:
            link.abandon()
        self._start()

    def let_go(self) -> None:
        """End the connections that this thread still holds after an exception came from outside (a signal's)."""
        me = threading.get_ident()
        with self._gate_lock:
            mine = [loan for loan in self._loans if loan.thread == me]
            self._loans.difference_update(mine)
            self._gate.notify_all()
        for loan in mine:
            if loan.link is not None:
                self._drop(loan.link)

    # -- connections -------------------------------------------------------------------------------------------------

    def _connect(self) -> object:
        """Called by SQLAlchemy for a new connection."""
        return self._reach(self._wanted.deadline)

    def _new_link(self, deadline: float) -> ServerLink:
        self._wanted.deadline = deadline
        try:
            link = self._link()
        except self._failures as error:
            raise Unavailable(f"the database cannot be reached: {self._reason(error)}") from None
        except InvalidInput as error:
            if self._opened:  # the server has been changed since
                raise Unavailable(error.message) from error
            raise
        with self._gate_lock:
            self._links.add(link)
        return link

    def _borrow(self, deadline: float) -> ServerLink:
        loan = _Loan(threading.get_ident())
        with self._gate_lock:
            wait = max(0.0, deadline - time.monotonic())
            if not self._gate.wait_for(lambda: self._closed or len(self._loans) < MOST_LINKS, wait):
                raise Unavailable("all connections to the database are in use; try again")
            if self._closed:
                raise Unavailable("the database is closed")
            self._loans.add(loan)
            if self._idle:
                loan.link = self._idle.pop()
        try:
            link = loan.link = loan.link or self._new_link(deadline)
            link.loan = loan
            link.raw.deadline = deadline
        except BaseException:
            with self._gate_lock:
                self._loans.discard(loan)
                self._gate.notify()
            raise
        return link

    def _give_back(self, link: ServerLink, *, keep: bool) -> None:
        with self._gate_lock:
            lent = link.loan in self._loans  # else it has been let go of
            self._loans.discard(link.loan)
            keep = keep and lent and not self._closed
            if keep:
                self._idle.append(link)
            self._gate.notify()
        if not keep:
            self._drop(link)

    def _drop(self, link: ServerLink) -> None:
        with self._gate_lock:
            self._links.discard(link)
        link.close()

    def _replace(self, link: ServerLink) -> ServerLink:
        """Another connection for one that turned out to be of no use; its idle sisters are of none either."""
        deadline = link.raw.deadline
        with self._gate_lock:
            idle, self._idle = self._idle, []
            self._listed = set()  # another server may have taken over, or a backup been restored
        for each in [link, *idle]:
            self._drop(each)
        new = self._new_link(deadline)
        new.loan, new.loan.link = link.loan, new
        new.raw.deadline = deadline
        return new

    def _prepare(self, may_migrate: bool | Upgrade) -> None:
        deadline = time.monotonic() + max(self._timeout, _PATIENCE)
        link = self._borrow(deadline)
        keep = False
        try:
            self._prepare_with(link, may_migrate, deadline)
            keep = True
        finally:
            self._give_back(link, keep=keep)

    # -- transactions ------------------------------------------------------------------------------------------------

    def unit(self, deadline: float | None = None) -> _UnitOfWork:
        return _UnitOfWork(self, deadline)

    @contextmanager
    def view(self, deadline: float | None = None) -> Generator[ServerView]:
        if deadline is None:
            deadline = time.monotonic() + max(self._timeout, _PATIENCE)
        view = ServerView(self._borrow(deadline), self._dialect, self._now, deadline, self._replace)
        keep = False
        try:
            yield view
            view.end()
            keep = True
        except self._failures as error:
            keep = self._undo(view.link)
            raise self._translated(error) from error
        except BaseException:
            keep = self._undo(view.link)
            raise
        finally:
            self._give_back(view.link, keep=keep)

    def _undo(self, link: ServerLink) -> bool:
        """Undo whatever is open on a connection; whether it can be used again."""
        if link.lost:
            return False
        link.raw.deadline = max(link.raw.deadline, time.monotonic() + 0.1)
        try:
            return link.undo()
        except self._failures:
            return False

    def upkeep(self) -> None:  # noqa: B027 - no server needs more
        """Nothing: the server looks after itself."""

    def wants_upkeep(self) -> bool:
        return False

    def describe(self) -> dict[str, str]:
        with self.view(time.monotonic() + max(self._timeout, 5.0)) as view:
            view.start()
            return self._about(view.link)

    def close(self) -> None:
        """Close every connection; those in use when they are given back."""
        with self._gate_lock:
            self._closed = True
            idle, self._idle = self._idle, []
            self._gate.notify_all()
        for link in idle:
            self._drop(link)


class _UnitOfWork:
    """One write transaction as a context: commits when left, undoes everything on an exception."""

    __slots__ = ("_deadline", "_store", "_unit")

    def __init__(self, store: ServerStore, deadline: float | None) -> None:
        self._store = store
        self._deadline = deadline

    def __enter__(self) -> ServerUnit:
        store, deadline = self._store, self._deadline
        if deadline == AT_ONCE:
            raise Busy("a server is always waited for")
        if deadline is None:
            deadline = time.monotonic() + store._timeout
        link = store._borrow(deadline)
        if len(store._listed) > _MOST_LISTED:
            store._listed = set()
        self._unit = ServerUnit(link, store._dialect, store._now, deadline, store._replace, store._listed)
        return self._unit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        store, unit = self._store, self._unit
        keep = False
        try:
            if error is None:
                self._commit(unit)
                keep = True
                return
            keep = store._undo(unit.link)
            if isinstance(error, store._failures):
                raise store._translated(error) from error
        finally:
            store._give_back(unit.link, keep=keep)

    def _commit(self, unit: ServerUnit) -> None:
        store = self._store
        try:
            unit.commit()
        except store._failures as error:
            if unit.link.undone(cause_of(error)):
                raise store._translated(error) from error
            raise Doubtful(f"the database failed while committing: {store._reason(error)}") from error


def check_durability(durability: str) -> None:
    """Raise ``InvalidInput`` for what is neither ``"disk"`` nor ``"process"``."""
    if durability not in ("disk", "process"):
        raise InvalidInput("durability", 'must be "disk" or "process"')


def fill(sql: Connection) -> None:
    """The first rows of new tables."""
    logs = range(t.LOGS)
    sql.execute(insert(t.log), [{"log": log, "base": 0, "base_hash": GENESIS} for log in logs])
    heads = [{"id": -log, "agent": 0, "level": f"log {log}", "hash": GENESIS} for log in logs]
    sql.execute(insert(t.meter), heads)
    sql.execute(insert(t.setting).values(name="installation", value=os.urandom(16).hex()))
    sql.execute(insert(t.setting).values(name="fingerprint_key", value=os.urandom(32).hex()))
    sql.execute(insert(t.epoch).values(id=1, n=0, schema=t.SCHEMA))
