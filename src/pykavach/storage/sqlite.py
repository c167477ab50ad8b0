"""SQLite: one file, many processes, one writer at a time.

Every writer takes, in this order: the store's own mutex, the lock file, ``BEGIN IMMEDIATE``. Everything a decision needs
is then read and written on one connection whose statements are kept compiled. Readers use connections of their own and,
in WAL mode, never wait for a writer.

Checkpoints run only under the lock file: SQLite before 3.51.3 can corrupt a database when a WAL reset meets a
checkpoint in another process.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from pykavach.core.audit import GENESIS
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import AT_ONCE, Busy, Doubtful
from pykavach.storage import forking
from pykavach.storage import tables as t
from pykavach.storage.lockfile import LockFile, identity
from pykavach.storage.migrations import Upgrade, migrate
from pykavach.storage.network import network_file_system
from pykavach.storage.sqlite_unit import (
    Link,
    Raw,
    SqliteUnit,
    SqliteView,
    TimeSource,
    translated,
)

_log: Final = logging.getLogger("pykavach")
#: Pages in the WAL at which it is checkpointed, once everybody has been answered (``upkeep``).
CHECKPOINT_PAGES = 6000
#: Pages in the WAL at which the writer that commits checkpoints whatever happens: it must not grow without end.
MOST_PAGES = 2 * CHECKPOINT_PAGES
#: Seconds that a checkpoint shall hold the lock, which is promised to be held 100 ms at most (DB-3).
LONGEST_CHECKPOINT = 0.05
#: A decision changes a meter and appends an entry: in small pages, less is written beside what has changed.
PAGE_BYTES = 2048
#: Seconds between two tries to write while somebody does who does not know the lock file.
_PAUSE = 0.002
#: Seconds in which files that were found in their places are not looked for again: to look is a tenth of a decision's work.
FILES_STAND = 0.005
#: Seconds that opening waits for others: one of them may be migrating the schema.
_PATIENCE = 30.0
_MEMORY = ":memory:"
#: A descriptor's file to disk, as SQLite brings it there.
_flush = getattr(os, "fdatasync", os.fsync)
#: Keeps SQLite from moving a log into its database when it closes the last connection: nobody wants a log that has lost
#: its name. Python 3.12 and newer can say so.
_LEAVE_LOG: int | None = getattr(sqlite3, "SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE", None)
# It is left alone, its mode of journal too; and its own program would run checkpoints outside of the lock file.
_FOREIGN = "is another program's database: it has tables, but not Kavach's; name a file of its own"


class SqliteStore:
    """A store in one SQLite file, or in memory."""

    def __init__(
        self,
        path: str,
        *,
        now: TimeSource | None = None,
        durability: str = "disk",
        timeout: float = 2.0,
        migrate: bool | Upgrade = True,
        unsafe_network_file_system: bool = False,
    ) -> None:
        """Open the file at ``path`` (``":memory:"`` for none), creating it and its schema where missing.

        ``durability``: ``"disk"``, committed means on disk; ``"process"``, committed survives the death of any process.
        """
        if durability not in ("disk", "process"):
            raise InvalidInput("durability", 'must be "disk" or "process"')
        self._memory = path == _MEMORY
        # Links resolved, as SQLite does: whoever comes to the file by another name must queue on the same lock file.
        self._path = path if self._memory else os.path.realpath(path)
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
            self._check_place()
        self._closed = False
        #: The file that was opened first: whatever takes its place later is another database.
        self._file: tuple[int, int] | None = None
        self._start()
        forking.register(self)
        try:
            self._prepare(migrate)
        except (sqlite3.Error, SQLAlchemyError) as error:
            self.close()
            reason = getattr(error, "orig", None) or error
            raise Unavailable(f"the database could not be opened: {reason}") from error
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        return f"sqlite:///{self._path}"

    # -- connections -------------------------------------------------------------------------------------------------

    def _check_place(self) -> None:
        path = Path(self._path)
        try:
            there, folder = path.parent.is_dir(), path.is_dir()
        except OSError as error:  # a folder that may not be looked into, a name that is too long
            raise Unavailable(f"the database file cannot be opened: {error.strerror}") from error
        if not there:
            raise InvalidInput("db", f"the folder {str(path.parent)!r} does not exist; create it first")
        if folder:
            raise Unavailable("the database file cannot be opened: it is a folder")

    def _create_file(self) -> None:
        """Make the file where there is none, readable by its owner alone. The caller holds the lock file.

        A file that is there is not opened: closing it would take from this process every lock that SQLite holds on it,
        for another store (POSIX). The next process to leave would then take itself for the last and remove the
        write-ahead log, and whatever that store committed afterwards would be lost.
        """
        try:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            pass
        except OSError as error:
            raise Unavailable(f"the database file cannot be opened: {error.strerror}") from error

    def _start(self) -> None:
        """Everything that does not cross a fork, new. Connections open when they are first needed."""
        #: Entries written between two checkpoints: as many as fill ``CHECKPOINT_PAGES``, by the last of them.
        self._stretch = CHECKPOINT_PAGES // 4
        #: The process whose connections these are; 0: none are open.
        self._pid = 0
        #: It knows which thread holds it: ``let_go`` asks. Nobody takes it twice.
        self._mutex = threading.RLock()
        self._lock: LockFile | None = None
        self._idle: list[Link] = []
        #: Guards what follows: the threads that read just now, and whether a fork waits for them. The lock is taken by
        #: itself where it is taken: between two steps of the condition's own code a signal may interrupt (``let_go``).
        self._gate_lock = threading.RLock()
        self._gate = threading.Condition(self._gate_lock)
        self._readers: list[int] = []
        self._forking = False

    def _connect(self) -> None:
        """Open the writer. The caller holds the mutex and the lock file."""
        if self._closed:
            raise Unavailable("the database is closed")
        if not self._memory:
            self._create_file()
        self._engine = create_engine(
            "sqlite://",
            creator=self._open,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        try:
            writer = Link(self._engine)
            try:
                self._set_up_writer(writer.raw)
            except BaseException:
                writer.close()
                raise
        except (sqlite3.Error, SQLAlchemyError) as error:
            reason = getattr(error, "orig", None) or error
            raise Unavailable(f"the database could not be opened: {reason}") from error
        if not self._memory:
            self._file = self._file or identity(self._path)
            self._log_file = identity(self._path + "-wal")
        self._files_stand_until = 0.0
        self._writer = writer
        self._unit = SqliteUnit(writer, self._now)
        self._pid = os.getpid()

    def _check_files(self) -> None:
        """Refuse to commit into files that nobody finds under their names any more. The caller has begun to write.

        Every other process works on those that stand there now: what is committed here would count for nobody. Only
        the lock file holds nothing, so whoever finds another in its place goes over to that.
        """
        now = time.monotonic()
        if self._memory or now < self._files_stand_until:
            return
        if not self._in_place():
            raise Unavailable(
                "the database file, or the write-ahead log beside it, was removed or replaced while it was open; "
                "start this process anew"
            )
        if self._lock is not None and not self._lock.in_place():
            _log.warning(
                "the lock file beside the database was removed or replaced; going over to the new one"
            )
            try:
                self._lock.move()
            except OSError as error:
                raise _no_lock_file(error) from error
            except Busy as error:
                raise Unavailable("another process holds the database's new lock file; try again") from error
        self._files_stand_until = now + FILES_STAND

    def _in_place(self) -> bool:
        """Whether the file and the log that are open stand under their names."""
        log = identity(self._path + "-wal")
        if self._log_file is None:  # of a new file there is none before something is written
            self._log_file = log
        return log is not None and log == self._log_file and identity(self._path) == self._file

    def _open(self) -> Raw:
        raw = sqlite3.connect(
            self._path,
            timeout=self._timeout * 0.8,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            factory=Raw,
        )
        try:
            raw.execute("PRAGMA wal_autocheckpoint=0")
            raw.execute("PRAGMA foreign_keys=OFF")
        except BaseException:
            raw.close()
            raise
        return raw

    def _set_up_writer(self, raw: sqlite3.Connection) -> None:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if tables and not tables >= {"epoch", "meter", "audit"}:
            raise InvalidInput("db", _FOREIGN)
        raw.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of a new file; others keep theirs
        if not self._memory:
            mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode != "wal":
                raise Unavailable(
                    f"the database cannot use write-ahead logging here (it stays in {mode!r} mode)"
                )
        raw.execute(
            "PRAGMA secure_delete=FAST"
        )  # what is erased or pruned does not linger where it costs nothing
        raw.execute(f"PRAGMA wal_autocheckpoint={MOST_PAGES}")
        raw.execute("PRAGMA synchronous=" + ("FULL" if self._durability == "disk" else "NORMAL"))
        raw.execute(
            "PRAGMA busy_timeout=0"
        )  # whoever does not know the lock file is waited for in ``_begin``

    def _prepare(self, may_migrate: bool | Upgrade) -> None:
        with self._exclusive(time.monotonic() + max(self._timeout, _PATIENCE)):
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
                raw.end()
                raise

    @staticmethod
    def _create_schema(sql: Connection) -> None:
        for statement in t.definitions(sql.dialect):
            sql.exec_driver_sql(statement)
        sql.execute(insert(t.epoch).values(id=1, n=0, schema=t.SCHEMA))
        sql.execute(insert(t.log).values(log=0, base=0, base_hash=GENESIS))
        sql.execute(insert(t.meter).values(id=0, agent=0, level="log", hash=GENESIS))
        sql.execute(insert(t.setting).values(name="installation", value=os.urandom(16).hex()))
        sql.execute(insert(t.setting).values(name="fingerprint_key", value=os.urandom(32).hex()))

    def before_fork(self) -> None:
        """Let go of every connection, and keep everybody out of SQLite, whose own locks cross a fork as they stand.

        Waits for the connections in use. If that takes too long, the child will go without this database.
        """
        if self._pid not in (0, os.getpid()):
            return
        deadline = time.monotonic() + self._timeout
        if self._mutex_is_ours() or not self._mutex.acquire(timeout=self._timeout):
            return
        with self._gate_lock:
            self._forking = True
        if self._quiet(deadline):
            return  # the mutex stays taken until the fork is over
        with self._gate_lock:
            self._forking = False
            self._gate.notify_all()
        self._mutex.release()

    def _quiet(self, deadline: float) -> bool:
        """Whether no connection is open, and nobody is on the way to one. The caller holds the mutex."""
        if not self._pid or self._memory:
            return True
        try:
            if self._lock is not None:
                self._lock.acquire(deadline)
        except Unavailable:
            return False
        try:
            with self._gate_lock:
                if not self._gate.wait_for(lambda: not self._readers, max(0.0, deadline - time.monotonic())):
                    return False
            self._close_links()
        finally:
            if self._lock is not None:  # another store of this process may stand on the same file
                self._lock.release()
        return True

    def after_fork_in_parent(self) -> None:
        if self._forking:
            with self._gate_lock:
                self._forking = False
                self._gate.notify_all()
            self._mutex.release()

    def after_fork_in_child(self) -> None:
        """Start anew. Where connections were open, the child is refused: it must not use what is its parent's."""
        lock, clean = self._lock, self._forking and not self._memory
        self._start()
        if not clean:
            self._pid = -1
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
        if self._mutex_is_ours():
            raise Unavailable("this thread is in the middle of a transaction")
        if not self._mutex.acquire(False):
            if deadline == AT_ONCE:
                raise Busy("another thread writes")
            wait = -1 if deadline is None else max(0.0, deadline - time.monotonic())
            if not self._mutex.acquire(timeout=wait):
                raise Unavailable("the database is busy; try again")
        try:
            if self._lock is None and not self._memory:
                if self._closed:  # while this thread waited
                    raise Unavailable("the database is closed")
                self._lock = _lock_file(self._path)
            if self._lock is not None:
                self._lock.acquire(deadline)
        except BaseException:
            self._leave()  # interrupted, it may have been taken
            raise
        if not self._pid:
            try:
                self._connect()
            except BaseException:
                self._leave()
                raise

    def _mutex_is_ours(self) -> bool:
        return self._mutex._is_owned()  # type: ignore[attr-defined,no-any-return]  # what ``Condition`` asks it, too

    def let_go(self) -> None:
        """Undo, and let go of, whatever this thread still holds after an exception came from outside (a signal's)."""
        with self._gate_lock:
            me = threading.get_ident()
            self._readers[:] = [reader for reader in self._readers if reader != me]
            self._gate.notify_all()
        if self._mutex_is_ours():
            try:
                if self._pid == os.getpid():
                    self._unit.known = None
                    self._writer.raw.end()
            finally:
                self._leave()

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

    @property
    def instant(self) -> bool:
        return self._durability == "process"

    @property
    def near(self) -> bool:
        return True

    def unit(self, deadline: float | None = None) -> _UnitOfWork:
        return _UnitOfWork(self, deadline)

    @contextmanager
    def view(self, deadline: float | None = None) -> Generator[SqliteView]:
        if self._memory:  # one connection is all there is
            with self._exclusive(deadline):
                yield SqliteView(self._writer, self._now)
            return
        link = self._borrow(deadline)
        broken = True
        try:
            link.raw.execute("BEGIN")
            yield SqliteView(link, self._now)
            broken = False
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise translated(error) from error
        except BaseException:
            broken = False
            raise
        finally:
            link.raw.end()
            self._give_back(link, keep=not broken)

    def _borrow(self, deadline: float | None) -> Link:
        """A connection to read with."""
        while True:
            self._check_owner()
            with self._gate_lock:
                wait = None if deadline is None else max(0.0, deadline - time.monotonic())
                if not self._gate.wait_for(lambda: not self._forking, wait):
                    raise Unavailable("the database is busy; try again")
                if self._pid:
                    self._readers.append(threading.get_ident())
                    break
            with self._exclusive(deadline):  # opens the writer first: a reader alone would have to clean up
                pass
        try:
            link = self._idle.pop()
        except IndexError:
            link = None
        try:
            if link is None:
                link = Link(self._engine)
            link.reader = threading.get_ident()
            return link
        except (sqlite3.Error, SQLAlchemyError) as error:
            self._give_back(None, keep=False)
            raise translated(error) from error
        except BaseException:
            self._give_back(None, keep=False)
            raise

    def _give_back(self, link: Link | None, *, keep: bool) -> None:
        with self._gate_lock:
            try:
                if link is not None:
                    if keep and not self._closed and len(self._idle) < 4:
                        self._idle.append(link)
                    else:
                        link.close()
            finally:
                reader = threading.get_ident() if link is None else link.reader
                if reader in self._readers:  # else it has been let go of
                    self._readers.remove(reader)
                self._gate.notify_all()

    def wants_upkeep(self) -> bool:
        return self._pid != 0 and self._unit.written >= self._stretch and not self._memory

    def upkeep(self) -> None:
        """Checkpoint when enough has been written: under the write lock, once everybody has been answered.

        After how many entries to come again follows from this one. Others write into the same log, and SQLite itself
        ends what grows beyond ``MOST_PAGES``.
        """
        if not self.wants_upkeep():
            return
        written, self._unit.written = self._unit.written, 0  # so that nobody else comes for this one
        if self._durability == "process":
            self._flush_log()
        try:
            with self._exclusive(time.monotonic() + self._timeout):
                written, self._unit.written = written + self._unit.written, 0
                self._check_files()
                begin = time.monotonic()
                _, pages, _ = self._writer.raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                self._stretch = next_stretch(written, pages, time.monotonic() - begin)
        except (Unavailable, sqlite3.Error):
            pass  # another process holds the lock, or the disk fails, of which the next commit will tell

    def _flush_log(self) -> None:
        """Bring the log to disk, which is most of what a checkpoint waits for, while others go on writing into it."""
        try:
            log = os.open(self._path + "-wal", os.O_RDONLY)
            try:
                _flush(log)
            finally:
                os.close(log)
        except OSError:  # SQLite does it again under the lock, and tells
            pass

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
                        self._gate_lock
                    ):  # who still reads would close, and so perhaps checkpoint, outside the lock
                        self._gate.wait_for(lambda: not self._readers, 1.0)
                    self._close_links()
        except (
            Unavailable
        ):  # whoever keeps the lock: closing hides no other error; the process's end closes the rest
            pass
        finally:
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def _close_links(self) -> None:
        lost = not self._memory and not self._in_place()
        for link in [*self._idle, self._writer]:
            if lost and _LEAVE_LOG is not None:
                link.raw.setconfig(_LEAVE_LOG, True)  # type: ignore[attr-defined]  # as far as Python 3.11 knows
            link.close()
        self._idle.clear()
        self._pid = 0


class _UnitOfWork:
    """One write transaction as a context: commits when left, undoes everything on an exception.

    A class and not a generator: this is entered once per batch, on the hot path.
    """

    __slots__ = ("_deadline", "_link", "_store", "_unit")

    def __init__(self, store: SqliteStore, deadline: float | None) -> None:
        self._store = store
        self._deadline = deadline

    def __enter__(self) -> SqliteUnit:
        store = self._store
        store._enter(self._deadline)
        try:
            if store._closed:
                raise Unavailable("the database is closed")
            self._link = link = store._writer
            try:
                link.cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                self._wait_for_strangers(error)
            store._check_files()
        except sqlite3.Error as error:
            store._leave()
            raise Unavailable(f"the database cannot be written: {error}") from error
        except BaseException:
            store.let_go()  # interrupted, it may have begun
            raise
        self._unit = unit = store._unit
        unit.known_after = None
        return unit

    def _wait_for_strangers(self, error: sqlite3.OperationalError) -> None:
        """Begin as soon as those are done who write past the lock file: a shell, a backup. Nobody waits for them long."""
        deadline = self._deadline
        if deadline is None:
            deadline = time.monotonic() + self._store._timeout * 0.8
        while True:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise error
            if deadline == AT_ONCE:
                raise Busy("another program writes")
            if time.monotonic() >= deadline:
                raise Unavailable("another program holds the database's write lock; try again") from error
            time.sleep(_PAUSE)
            try:
                self._link.cursor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as again:
                error = again
            else:
                return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        unit = self._unit
        done = False
        try:
            unit.known = None  # until this has been committed, nothing is known
            if error is not None:
                self._link.raw.end()
                done = True
                if isinstance(error, sqlite3.Error | SQLAlchemyError | OverflowError):
                    raise translated(error) from error
                return
            try:
                self._link.cursor.execute("COMMIT")
            except sqlite3.Error as failed:
                self._link.raw.end()
                done = True
                raise Doubtful(f"the database failed while committing: {failed}") from failed
            unit.known = unit.known_after
            done = True
        finally:
            if done:
                self._store._leave()
            else:  # interrupted
                self._store.let_go()


def next_stretch(written: int, pages: int, took: float) -> int:
    """How many entries until the next checkpoint, by one that found so many entries in so many pages and took ``took`` seconds.

    As many as fill ``CHECKPOINT_PAGES``, which SQLite tells only afterwards; fewer where that holds the lock too long, as it
    does if every page is another agent's. But not less than a quarter: a slow disk costs its time however little it is given.
    """
    filling = written * CHECKPOINT_PAGES // max(pages, 1)
    quick = int(written * LONGEST_CHECKPOINT / max(took, 1e-6))
    return min(max(filling // 4, min(filling, quick), 64), 4 * CHECKPOINT_PAGES)


def _lock_file(path: str) -> LockFile:
    try:
        return LockFile(Path(path + ".lock"))
    except OSError as error:
        raise _no_lock_file(error) from error


def _no_lock_file(error: OSError) -> Unavailable:
    return Unavailable(f"the lock file beside the database cannot be opened: {error.strerror}")


def _host_time() -> int:
    return time.time_ns() // 1000


__all__ = ["CHECKPOINT_PAGES", "SqliteStore", "TimeSource"]
