"""One connection to PostgreSQL: none of its waits goes on beyond a deadline, and no error of the driver leaves it.

Time-outs of the server end what the server works on. They do not help when it has stopped, when its host is gone, or
when something between is silent: so the client bounds every wait on its socket too.
"""

from __future__ import annotations

import logging
import os
import select
import time
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

import psycopg
from psycopg import errors, pq, waiting
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import tuple_row
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import Collided, Unstorable

RV = TypeVar("RV")
Statement = tuple[str, Sequence[Any]]
Result = list[tuple[Any, ...]]

#: What a connection is opened with where its address does not say otherwise. A host that has gone is noticed by TCP.
_DEFAULTS: Final = {
    "application_name": "kavach",
    "client_encoding": "UTF8",
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
#: A client that stops in the middle must not hold its locks for ever.
IDLE_AT_MOST: Final = "15s"
#: How a session is set up that is ours alone. Of a pooler it gives no row: that gives its clients numbers of its own.
_SESSION: Final = (
    f"SELECT set_config('idle_in_transaction_session_timeout','{IDLE_AT_MOST}',false),"
    "set_config('tcp_keepalives_idle','10',false),set_config('tcp_keepalives_interval','5',false),"
    "set_config('tcp_keepalives_count','3',false) WHERE pg_backend_pid()=%s"
)
_NO_OPTIONS: Final = (
    "a connection pooler stands before the server, and hands no options= on; leave them out of the address, and give "
    "the role its schema: ALTER ROLE … SET search_path = …"
)
#: Seconds in which one of several hosts must have answered.
_SHARE: Final = 5.0
_BUSY: Final = (errors.QueryCanceled, errors.LockNotAvailable)
_COLLISIONS: Final = (errors.DeadlockDetected, errors.SerializationFailure)
_REFUSALS: Final = (
    psycopg.DataError,
    psycopg.IntegrityError,
    psycopg.NotSupportedError,
    errors.ProgramLimitExceeded,
)


# What the driver says of connections that are lost, we say ourselves, of the calls that were lost with them. A program
# that handles its log still gets it; one that does not finds none of it on its standard error.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class Bounded(psycopg.Connection[tuple[Any, ...]]):
    """A driver's connection with a deadline (``time.monotonic()``) for whatever it waits for.

    A wait that runs out, or is interrupted, ends the connection: what was asked may still be running there, and its
    answer may still come. (The driver would wait for that, after an interrupt: ten seconds more.)
    """

    deadline = 0.0
    #: A pooler may give every transaction another session of the server: nothing may be left behind in one, no settings
    #: and no prepared statements.
    pooled = False

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        left = max(0.0, self.deadline - time.monotonic())
        try:
            left = left if timeout is None else min(timeout, left)
            return waiting.wait(gen, self.pgconn.socket, interval=interval, timeout=left)
        except (errors._WaitTimeout, KeyboardInterrupt, SystemExit):
            self.pgconn.finish()
            raise


def addresses(url: str) -> list[str]:
    """What to connect to, one after the other: an address that names several hosts as one for each of them."""
    told = _DEFAULTS | conninfo_to_dict(url)
    lists = {name: str(told[name]).split(",") for name in ("host", "hostaddr", "port") if told.get(name)}
    count = max(map(len, lists.values()), default=1)
    if any(len(values) not in (1, count) for values in lists.values()):
        return [make_conninfo("", **told)]  # it makes no sense; the driver says so
    return [
        make_conninfo("", **told | {name: values[n % len(values)] for name, values in lists.items()})
        for n in range(count)
    ]


def connect(known: list[str], deadline: float) -> Bounded:
    """Connect to the first of these addresses that answers as it should, within the deadline; it then comes first.

    Each gets its share of the time: where one host is silent, another must still be asked. Raises ``InvalidInput`` where
    a pooler stands between and the address says what does not get past it.
    """
    asked = list(known)
    for n, address in enumerate(asked):
        now, others = time.monotonic(), len(asked) - n - 1
        share = min((deadline - now) / (others + 1), _SHARE) if others else deadline - now
        try:
            raw = _connect(address, now + share)
        except psycopg.Error:
            if not others:
                raise
        else:
            if n:
                known[:] = [address, *asked[:n], *asked[n + 1 :]]
            raw.deadline = deadline
            return raw
    raise AssertionError  # pragma: no cover - there is always an address


def _connect(address: str, deadline: float) -> Bounded:
    """Connect. The driver's own way takes two seconds at least before it gives up."""
    pgconn = pq.PGconn.connect_start(address.encode())
    waiter = select.poll()
    while True:
        if pgconn.status == pq.ConnStatus.BAD:
            raise psycopg.OperationalError(_said(pgconn))
        status = pgconn.connect_poll()
        if status == pq.PollingStatus.OK:
            break
        if status == pq.PollingStatus.FAILED:
            raise psycopg.OperationalError(_said(pgconn))
        reading = status == pq.PollingStatus.READING
        socket = pgconn.socket
        waiter.register(socket, select.POLLIN if reading else select.POLLOUT)
        left = deadline - time.monotonic()
        if left <= 0 or not waiter.poll(left * 1000):
            pgconn.finish()
            raise psycopg.OperationalError("the server does not answer")
        waiter.unregister(socket)  # the next address of the host has another
    pgconn.nonblocking = 1
    raw = Bounded(pgconn, row_factory=tuple_row)
    raw.deadline = deadline
    try:
        raw.autocommit = True
        if raw.execute(_SESSION, (pgconn.backend_pid,)).fetchone() is None:
            raw.pooled, raw.prepare_threshold = (
                True,
                None,
            )  # None prepares nothing, whatever a statement asks for
            if any(option.keyword == b"options" and option.val for option in pgconn.info):
                raise InvalidInput("db", _NO_OPTIONS)
    except BaseException:
        raw.close()
        raise
    return raw


def _said(pgconn: pq.abc.PGconn) -> str:
    text = pgconn.get_error_message()
    pgconn.finish()
    if (
        "unsupported startup parameter" in text and "options" in text
    ):  # PgBouncer, if it is not told to ignore them
        raise InvalidInput("db", _NO_OPTIONS)
    return text.splitlines()[0] if text else "no connection"


class Link:
    """A connection, as SQLAlchemy sees it and as the driver's own."""

    def __init__(self, engine: Engine) -> None:
        self.sql: Connection = engine.connect()
        raw = self.sql.connection.driver_connection
        assert isinstance(raw, Bounded)
        self.raw = raw
        #: Whether it has served a transaction: it may have been lost since, which says nothing about the server now.
        self.used = False

    def run(self, statements: Iterable[Statement]) -> list[Result]:
        """Run statements in one trip; the rows of each, nothing for those that give none."""
        raw = self.raw
        cursors: list[psycopg.Cursor[tuple[Any, ...]]] = []
        with raw.pipeline():
            for text, values in statements:
                cursor = raw.cursor(binary=True)
                cursor.execute(text.encode(), values, prepare=True)
                cursors.append(cursor)
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]

    def roll_back(self) -> None:
        """Undo the open transaction. Past the driver, which forgets what is prepared when it sees a ROLLBACK."""
        pgconn = self.raw.pgconn
        pgconn.send_query(b"ROLLBACK")
        waiter = select.poll()
        waiter.register(pgconn.socket, select.POLLIN)
        pgconn.flush()
        while True:
            while not pgconn.is_busy():
                if pgconn.get_result() is None:
                    return
            left = self.raw.deadline - time.monotonic()
            if left <= 0 or not waiter.poll(left * 1000):
                raise psycopg.OperationalError("the server does not answer")
            pgconn.consume_input()

    @property
    def lost(self) -> bool:
        """Whether there is nobody at the other end any more, as far as is known."""
        return self.raw.closed or self.raw.pgconn.status != pq.ConnStatus.OK

    def close(self) -> None:
        self.raw.close()
        try:
            if not (self.sql.closed or self.sql.invalidated):
                self.sql.invalidate()
            self.sql.close()
        except SQLAlchemyError:  # it has noticed the loss by itself
            pass

    def abandon(self) -> None:
        """In a forked child: let go of the parent's connection without a word to the server.

        Its descriptor leads nowhere from now on, and stays taken: whatever still closes it meets nothing of ours.
        """
        nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        try:
            os.dup2(nowhere, self.raw.pgconn.socket, inheritable=False)
        except (psycopg.Error, OSError):  # it was closed before
            pass
        finally:
            os.close(nowhere)


def cause_of(error: BaseException) -> BaseException:
    """The driver's error in what SQLAlchemy makes of it, whose text quotes the parameters."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def is_elsewhere(link: Link, error: BaseException) -> bool:
    """Whether the server that a connection leads to has gone, or takes no changes any more: another may have taken over."""
    return link.lost or isinstance(cause_of(error), errors.ReadOnlySqlTransaction)


def translated(error: BaseException) -> Unavailable:
    """A driver's error as ours. What the server says is left out where it may quote data."""
    cause = cause_of(error)
    if isinstance(cause, _COLLISIONS):
        return Collided("other changes were in the way; try again")
    if isinstance(cause, (*_BUSY, errors._WaitTimeout)):
        return Unavailable("the database did not answer in time; try again")
    if isinstance(cause, errors.ReadOnlySqlTransaction):
        return Unavailable(
            "the server takes no changes: it is a standby, or set to read only; name the primary, or all hosts with "
            "target_session_attrs=read-write"
        )
    if isinstance(cause, (*_REFUSALS, UnicodeError, OverflowError)):
        state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
        return Unstorable(f"the database refused the data ({state or type(cause).__name__})")
    if isinstance(cause, psycopg.Error):
        said = cause.diag.message_primary or str(cause).partition("\n")[0]
        return Unavailable(f"the database failed: {said or type(cause).__name__}")
    return Unavailable(f"the database failed: {type(cause).__name__}")


#: Whatever a driver, or SQLAlchemy over it, raises.
FAILURES: Final = (psycopg.Error, DBAPIError, UnicodeError, OverflowError)
