"""SQLite: one file, many processes, one writer at a time.

Every writer takes, in this order: the store's own mutex, the lock file, ``BEGIN IMMEDIATE``. Everything a decision needs
is then read and written on one connection whose statements are kept compiled. Readers use connections of their own and,
in WAL mode, never wait for a writer.

Checkpoints run only under the lock file: SQLite before 3.51.3 can corrupt a database when a WAL reset meets a
checkpoint in another process.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, create_engine, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from pykavach.core.approvals import Request
from pykavach.core.audit import GENESIS, Head, Row
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.core.meters import Reading
from pykavach.ports import ApprovalKey, Changes, Doubtful, Loaded, Memo, Settlement, Start, Unstorable, Wanted
from pykavach.storage import forking
from pykavach.storage import tables as t
from pykavach.storage.lockfile import LockFile
from pykavach.storage.migrations import migrate
from pykavach.storage.network import network_file_system
from pykavach.storage.rows import request_of
from pykavach.storage.unit import SqlUnit, SqlView

#: Pages in the WAL before the writer that commits also checkpoints.
CHECKPOINT_PAGES = 4000
_MEMORY = ":memory:"
_METER = [column.name for column in t.meter.c if column.name not in ("agent", "level", "hash")]
_CALLS = _METER.index("calls")
_LOST = "the database has lost its epoch or the head of its log; restore a backup"
_AUDIT = [column.name for column in t.audit.c]

TimeSource = Callable[[], int]


def _places(rows: int, columns: int) -> str:
    return ",".join(["(" + ",".join("?" * columns) + ")"] * rows)


@lru_cache(1024)
def _select_meters(count: int) -> str:
    return f"SELECT {','.join(_METER)} FROM meter WHERE id IN ({','.join('?' * count)}) AND id>0"


@lru_cache(1024)
def _begin(count: int) -> str:
    meters = ",".join(f"m.{name}" for name in _METER)
    ids = ",".join("?" * count)
    return f"SELECT m.hash, e.n, e.schema, {meters} FROM epoch e, meter m WHERE e.id=1 AND m.id IN (0,{ids})"


def _padded(ids: list[int]) -> list[int]:
    """Statements are kept compiled per length: rounded up to a power of two, there are few of them."""
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


@lru_cache(1024)
def _insert_audit(count: int) -> str:
    return f"INSERT INTO audit ({','.join(_AUDIT)}) VALUES {_places(count, len(_AUDIT))}"


_START = "SELECT e.n, e.schema, m.calls, m.hash FROM epoch e, meter m WHERE e.id=1 AND m.id=0"
_UPDATE_METER = f"UPDATE meter SET {','.join(f'{name}=?' for name in (*_METER[1:], 'hash'))} WHERE id=?"
_APPROVAL = "SELECT * FROM approval WHERE agent=? AND fingerprint=? ORDER BY n"
_ENTRY = f"SELECT {','.join(_AUDIT)} FROM audit WHERE seq=?"
_SETTLEMENT = "SELECT seq,cost,at FROM settlement WHERE seq=?"
_INSERT_SETTLEMENT = "INSERT INTO settlement (seq,cost,at) VALUES (?,?,?)"
_MEMO = "SELECT kind,scope,key,expires_at,fingerprint,value FROM memo WHERE kind=? AND scope=? AND key=?"


_REFUSALS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


class _Link:
    """One connection, as SQLAlchemy sees it and as the driver's own."""

    def __init__(self, engine: Engine) -> None:
        self.sql: Connection = engine.connect()
        raw = self.sql.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self.raw = raw

    def close(self) -> None:
        self.sql.close()


class _SqliteView(SqlView):
    def __init__(self, link: _Link, now: TimeSource) -> None:
        super().__init__(link.sql)
        self._raw = link.raw
        self._now = now

    def start(self) -> Start:
        row = self._raw.execute(_START).fetchone()
        if row is None:
            raise Unavailable(_LOST)
        return Start(row[0], row[1], self._now(), Head(0, row[2], row[3]))

    def load(self, wanted: Wanted) -> Loaded:
        meters: dict[int, Reading] = {}
        ids = sorted(wanted.meters)
        for start in range(0, len(ids), 500):
            some = _padded(ids[start : start + 500])
            for row in self._raw.execute(_select_meters(len(some)), some):
                meters[row[0]] = Reading(*row)
        return self._with_the_rest(meters, wanted)

    def _with_the_rest(self, meters: dict[int, Reading], wanted: Wanted) -> Loaded:
        execute = self._raw.execute
        approvals: dict[ApprovalKey, list[Request]] = {}
        for key in wanted.approvals:
            cursor = execute(_APPROVAL, key)
            names = [column[0] for column in cursor.description]
            approvals[key] = [request_of(dict(zip(names, row, strict=True))) for row in cursor]
        memos = {key: Memo(*row) for key in wanted.memos for row in execute(_MEMO, key)}
        return Loaded(meters, approvals, memos)

    def integrity(self, limit: int) -> list[str]:
        try:
            found = [str(row[0]) for row in self._raw.execute(f"PRAGMA integrity_check({int(limit)})")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    # A tool call ends with a settle: what it needs is read and written without a detour, too.

    def entry(self, seq: int) -> Row | None:
        row = self._raw.execute(_ENTRY, (seq,)).fetchone()
        return None if row is None else Row(*row)

    def settlement(self, seq: int) -> Settlement | None:
        row = self._raw.execute(_SETTLEMENT, (seq,)).fetchone()
        return None if row is None else Settlement(*row)


class _SqliteUnit(_SqliteView, SqlUnit):
    def begin(self, wanted: Wanted) -> tuple[Start, Loaded]:
        ids = sorted(wanted.meters)
        if not 0 < len(ids) <= 500:
            return self.start(), self.load(wanted)
        ids = _padded(ids)
        meters: dict[int, Reading] = {}
        start: Start | None = None
        for hash, epoch, schema, *counts in self._raw.execute(_begin(len(ids)), ids):
            if counts[0]:
                meters[counts[0]] = Reading(*counts)
            else:
                start = Start(epoch, schema, self._now(), Head(0, counts[_CALLS], hash))
        if start is None:
            raise Unavailable(_LOST)
        return start, self._with_the_rest(meters, wanted)

    def save(self, changes: Changes) -> None:
        execute = self._raw.execute
        moved = [reading.counts() for reading in changes.meters]
        if changes.rows:
            moved.append((0, 0, 0, 0, 0, 0, 0, 0, changes.head.position, 0, None, None, changes.head.hash, 0))
        if moved:
            self._raw.executemany(_UPDATE_METER, moved)
        if changes.opened or changes.requests:
            self._save_requests(changes.opened, changes.requests)
        if changes.memos:
            self._save_memos(changes.memos)
        if changes.settlements:
            self._save_settlements(changes.settlements)
        if changes.events:
            self._save_events(changes.events)
        if changes.rows:
            for start in range(0, len(changes.rows), 256):
                some = changes.rows[start : start + 256]
                execute(_insert_audit(len(some)), [value for row in some for value in row])

    def _save_settlements(self, settlements: Sequence[Settlement]) -> None:
        self._raw.executemany(_INSERT_SETTLEMENT, settlements)


class SqliteStore:
    """A store in one SQLite file, or in memory."""

    def __init__(
        self,
        path: str,
        *,
        now: TimeSource | None = None,
        durability: str = "disk",
        timeout: float = 2.0,
        migrate: bool = True,
        unsafe_network_file_system: bool = False,
    ) -> None:
        """Open the file at ``path`` (``":memory:"`` for none), creating it and its schema where missing.

        ``durability``: ``"disk"``, committed means on disk; ``"process"``, committed survives the death of any process.
        """
        if durability not in ("disk", "process"):
            raise InvalidInput("durability", 'must be "disk" or "process"')
        self._memory = path == _MEMORY
        self._path = path if self._memory else os.path.abspath(path)
        self._durability = durability
        self._timeout = timeout
        self._now = now or _host_time
        if not self._memory:
            kind = network_file_system(Path(self._path).parent)
            if kind is not None and not unsafe_network_file_system:
                raise InvalidInput(
                    "db",
                    f"{kind} is a network file system, where SQLite's locks are not safe; use a local disk, a server "
                    "database, or name it: unsafe_network_file_system=True",
                )
            self._create_file()
        self._closed = False
        self._start()
        forking.register(self)
        try:
            self._prepare(migrate)
        except sqlite3.Error as error:
            self.close()
            raise Unavailable(f"the database could not be opened: {error}") from error
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        return f"sqlite:///{self._path}"

    # -- connections -------------------------------------------------------------------------------------------------

    def _create_file(self) -> None:
        folder = Path(self._path).parent
        if not folder.is_dir():
            raise InvalidInput("db", f"the folder {str(folder)!r} does not exist; create it first")
        try:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise Unavailable(f"the database file cannot be opened: {error.strerror}") from error

    def _start(self) -> None:
        """Everything that does not cross a fork, new. Connections open when they are first needed."""
        #: The process whose connections these are; 0: none are open.
        self._pid = 0
        self._mutex = threading.Lock()
        self._lock: LockFile | None = None
        self._idle: list[_Link] = []
        #: Guards what follows: how many connections read just now, and whether a fork waits for them.
        self._gate = threading.Condition()
        self._readers = 0
        self._forking = False

    def _connect(self) -> None:
        """Open the writer. The caller holds the mutex and the lock file."""
        if self._closed:
            raise Unavailable("the database is closed")
        self._engine = create_engine(
            "sqlite://", creator=self._open, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        try:
            writer = _Link(self._engine)
            try:
                self._set_up_writer(writer.raw)
            except BaseException:
                writer.close()
                raise
        except (sqlite3.Error, SQLAlchemyError) as error:
            reason = getattr(error, "orig", None) or error
            raise Unavailable(f"the database could not be opened: {reason}") from error
        self._writer = writer
        self._pid = os.getpid()

    def _open(self) -> sqlite3.Connection:
        raw = sqlite3.connect(
            self._path,
            timeout=self._timeout * 0.8,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        raw.execute("PRAGMA wal_autocheckpoint=0")
        raw.execute("PRAGMA foreign_keys=OFF")
        return raw

    def _set_up_writer(self, raw: sqlite3.Connection) -> None:
        if not self._memory:
            mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode != "wal":
                raise Unavailable(
                    f"the database cannot use write-ahead logging here (it stays in {mode!r} mode)"
                )
        raw.execute(
            "PRAGMA secure_delete=FAST"
        )  # what is erased or pruned does not linger where it costs nothing
        raw.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        raw.execute("PRAGMA synchronous=" + ("FULL" if self._durability == "disk" else "NORMAL"))

    def _prepare(self, may_migrate: bool) -> None:
        with self._exclusive(time.monotonic() + max(self._timeout, 5.0)):
            raw, sql = self._writer.raw, self._writer.sql
            raw.execute("BEGIN IMMEDIATE")
            try:
                known = raw.execute("SELECT 1 FROM sqlite_master WHERE name='epoch'").fetchone()
                if known is None:
                    self._create_schema(sql)
                else:
                    migrate(sql, allowed=may_migrate)
                raw.execute("COMMIT")
            except BaseException:
                _roll_back(raw)
                raise

    @staticmethod
    def _create_schema(sql: Connection) -> None:
        for table in t.metadata.sorted_tables:
            sql.execute(CreateTable(table))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                sql.execute(CreateIndex(index))
        sql.execute(insert(t.epoch).values(id=1, n=0, schema=t.SCHEMA))
        sql.execute(insert(t.log).values(log=0, base=0, base_hash=GENESIS))
        sql.execute(insert(t.meter).values(id=0, agent=0, level="log", hash=GENESIS))
        sql.execute(insert(t.setting).values(name="installation", value=os.urandom(16).hex()))
        sql.execute(insert(t.setting).values(name="fingerprint_key", value=os.urandom(32).hex()))

    def before_fork(self) -> None:
        """Let go of every connection, waiting for those in use; if that takes too long, the child will go without."""
        if self._closed or self._pid != os.getpid() or self._memory:
            return
        deadline = time.monotonic() + self._timeout
        try:
            self._enter(deadline)
        except Unavailable:
            return
        with self._gate:
            self._forking = True
            if self._gate.wait_for(lambda: not self._readers, max(0.0, deadline - time.monotonic())):
                self._close_links()
                if self._lock is not None:  # another store of this process may stand on the same file
                    self._lock.release()
                return  # the mutex stays taken until the fork is over
            self._forking = False
            self._gate.notify_all()
        self._leave()

    def after_fork_in_parent(self) -> None:
        if self._forking:
            with self._gate:
                self._forking = False
                self._gate.notify_all()
            self._mutex.release()

    def after_fork_in_child(self) -> None:
        """Start anew. Where connections were open, the child is refused: it must not use what is its parent's."""
        lock, pid = self._lock, self._pid
        self._start()
        self._pid = pid
        if lock is not None:
            lock.close()  # else the child would keep the parent's lock alive

    def _check_owner(self) -> None:
        if self._closed and not self._pid:
            raise Unavailable("the database is closed")
        if self._pid and self._pid != os.getpid():
            raise Unavailable(
                "the database was in use while this process was forked, or is in its parent's memory; "
                "open a Kavach of its own in a process that is started anew"
            )

    def _enter(self, deadline: float | None) -> None:
        """Take the store's mutex, then the lock file: the right to use the writer, which is open then."""
        if self._pid != os.getpid():
            self._check_owner()
        wait = -1 if deadline is None else max(0.0, deadline - time.monotonic())
        if not self._mutex.acquire(timeout=wait):
            raise Unavailable("the database is busy; try again")
        try:
            if self._lock is None and not self._memory:
                self._lock = _lock_file(self._path)
            if self._lock is not None:
                self._lock.acquire(deadline)
        except BaseException:
            self._mutex.release()
            raise
        if not self._pid:
            try:
                self._connect()
            except BaseException:
                self._leave()
                raise

    def _leave(self) -> None:
        try:
            if self._lock is not None:
                self._lock.release()
        finally:
            self._mutex.release()

    @contextmanager
    def _exclusive(self, deadline: float | None) -> Generator[None]:
        self._enter(deadline)
        try:
            yield
        finally:
            self._leave()

    # -- transactions ------------------------------------------------------------------------------------------------

    def unit(self, deadline: float | None = None) -> _UnitOfWork:
        return _UnitOfWork(self, deadline)

    @contextmanager
    def view(self, deadline: float | None = None) -> Generator[_SqliteView]:
        if self._memory:  # one connection is all there is
            with self._exclusive(deadline):
                yield _SqliteView(self._writer, self._now)
            return
        link = self._borrow(deadline)
        broken = True
        try:
            link.raw.execute("BEGIN")
            yield _SqliteView(link, self._now)
            broken = False
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise _translated(error) from error
        except BaseException:
            broken = False
            raise
        finally:
            _roll_back(link.raw)
            self._give_back(link, keep=not broken)

    def _borrow(self, deadline: float | None) -> _Link:
        """A connection to read with."""
        while True:
            self._check_owner()
            with self._gate:
                wait = None if deadline is None else max(0.0, deadline - time.monotonic())
                if not self._gate.wait_for(lambda: not self._forking, wait):
                    raise Unavailable("the database is busy; try again")
                if self._pid:
                    self._readers += 1
                    break
            with self._exclusive(deadline):  # opens the writer first: a reader alone would have to clean up
                pass
        try:
            return self._idle.pop()
        except IndexError:
            pass
        try:
            return _Link(self._engine)
        except (sqlite3.Error, SQLAlchemyError) as error:
            self._give_back(None, keep=False)
            raise _translated(error) from error
        except BaseException:
            self._give_back(None, keep=False)
            raise

    def _give_back(self, link: _Link | None, *, keep: bool) -> None:
        with self._gate:
            try:
                if link is not None:
                    if keep and not self._closed and len(self._idle) < 4:
                        self._idle.append(link)
                    else:
                        link.close()
            finally:
                self._readers -= 1
                self._gate.notify_all()

    def describe(self) -> dict[str, str]:
        with self._exclusive(time.monotonic() + max(self._timeout, 5.0)):
            journal = self._writer.raw.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = self._writer.raw.execute("PRAGMA synchronous").fetchone()[0]
        return {
            "database": f"SQLite {sqlite3.sqlite_version}",
            "durability": self._durability,
            "journal": str(journal).upper(),
            "synchronous": {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}.get(synchronous, str(synchronous)),
        }

    def close(self) -> None:
        """Close every connection. The last one of all processes checkpoints, hence under the lock."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._pid == os.getpid():
                with self._exclusive(time.monotonic() + max(self._timeout, 5.0)):
                    with (
                        self._gate
                    ):  # who still reads would close, and so perhaps checkpoint, outside the lock
                        self._gate.wait_for(lambda: not self._readers, 1.0)
                    self._close_links()
        except Unavailable:  # whoever keeps the lock: closing hides no other error; the process's end closes the rest
            pass
        finally:
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def _close_links(self) -> None:
        for link in [*self._idle, self._writer]:
            link.close()
        self._idle.clear()
        self._pid = 0


class _UnitOfWork:
    """One write transaction as a context: commits when left, undoes everything on an exception.

    A class and not a generator: this is entered once per batch, on the hot path.
    """

    __slots__ = ("_deadline", "_raw", "_store")

    def __init__(self, store: SqliteStore, deadline: float | None) -> None:
        self._store = store
        self._deadline = deadline

    def __enter__(self) -> _SqliteUnit:
        store = self._store
        store._enter(self._deadline)
        try:
            if store._closed:
                raise Unavailable("the database is closed")
            self._raw = store._writer.raw
            self._raw.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            store._leave()
            raise Unavailable(f"the database cannot be written: {error}") from error
        except BaseException:
            store._leave()
            raise
        return _SqliteUnit(store._writer, store._now)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is not None:
                _roll_back(self._raw)
                if isinstance(error, sqlite3.Error | SQLAlchemyError):
                    raise _translated(error) from error
                return
            try:
                self._raw.execute("COMMIT")
            except sqlite3.Error as failed:
                _roll_back(self._raw)
                raise Doubtful(f"the database failed while committing: {failed}") from failed
        finally:
            self._store._leave()


def _translated(error: Exception) -> Unavailable:
    """A driver's error as ours. SQLAlchemy's own text is left out: it quotes the parameters."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, _REFUSALS):
        return Unstorable(f"the database refused the data: {cause}")
    text = str(cause) if isinstance(cause, sqlite3.Error) else type(cause).__name__
    return Unavailable(f"the database failed: {text}")


def _lock_file(path: str) -> LockFile:
    try:
        return LockFile(Path(path + ".lock"))
    except OSError as error:
        raise Unavailable(f"the lock file beside the database cannot be opened: {error.strerror}") from error


def _roll_back(raw: sqlite3.Connection) -> None:
    try:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    except sqlite3.Error:  # the connection is beyond help; the next BEGIN will say so
        pass


def _host_time() -> int:
    return time.time_ns() // 1000


__all__ = ["CHECKPOINT_PAGES", "SqliteStore", "TimeSource"]
