"""One connection to PostgreSQL."""

from __future__ import annotations

import logging
import select
import time
from collections.abc import Iterable
from functools import cache
from itertools import count
from typing import Any, Final, TypeVar

import psycopg
from psycopg import errors, pq, waiting
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import tuple_row
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import Collided, Unstorable
from pykavach.storage.server_link import Result, ServerLink, Statement, cause_of, lacking

RV = TypeVar("RV")

#: What a connection is opened with where its address does not say otherwise. A host that has gone is noticed by TCP.
_DEFAULTS: Final = {
    "application_name": "kavach",
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
    told = _DEFAULTS | conninfo_to_dict(url) | {"client_encoding": "UTF8"}  # any other loses texts
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
            raw.pooled = True
            raw.prepare_threshold = None  # then nothing is prepared, whatever a statement asks for
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


class Link(ServerLink):
    """A connection to PostgreSQL. Statements are a text with its values, whose types the server knows from the text.

    Trips go past the driver's cursors, over its wrapper of libpq: they would take several times as long as the server
    does, and send every statement by itself.
    """

    raw: Bounded

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._reader = Transformer(self.raw)
        self._waiter = select.poll()
        #: Statements that the server has prepared on this connection, by their texts.
        self._prepared: dict[str, bytes] = {}
        #: For their names, which are not used again: of those in a trip that failed some may be taken.
        self._numbers = count()

    def run(self, statements: Iterable[Statement]) -> list[Result]:
        pgconn = self.raw.pgconn
        asked = [(text, [_sent(value) for value in values]) for text, values in statements]
        new: dict[str, bytes] = {}
        #: The places of the replies that are answers; the others are to what prepares statements.
        answers: list[int] = []
        place = 0
        pgconn.enter_pipeline_mode()
        try:
            for text, values in asked:
                if self.raw.pooled:
                    pgconn.send_query_params(_numbered(text), values, None, None, pq.Format.BINARY)
                else:
                    name = self._prepared.get(text) or new.get(text)
                    if name is None:
                        name = new[text] = b"kavach_%d" % next(self._numbers)
                        pgconn.send_prepare(name, _numbered(text))
                        place += 1
                    pgconn.send_query_prepared(name, values, None, pq.Format.BINARY)
                answers.append(place)
                place += 1
            pgconn.pipeline_sync()
            replies = self._replies(pgconn)
        except BaseException:
            pgconn.finish()  # what was asked may still be running there, and its answer may still come
            raise
        pgconn.exit_pipeline_mode()
        for reply in replies:
            if reply.status == pq.ExecStatus.FATAL_ERROR:
                raise errors.error_from_result(reply)
        self._prepared |= new
        return [self._rows(replies[answer]) for answer in answers]

    def _replies(self, pgconn: pq.abc.PGconn) -> list[pq.abc.PGresult]:
        """Send what is waiting to be sent, and receive up to the end of the trip."""
        waiter = self._waiter
        found: list[pq.abc.PGresult] = []
        unsent = pgconn.flush()
        waiter.register(pgconn.socket, select.POLLIN | select.POLLOUT if unsent else select.POLLIN)
        nothing = False
        while True:
            while not pgconn.is_busy():
                reply = pgconn.get_result()
                if reply is None:  # between two statements; twice: the connection is at its end
                    if nothing:
                        raise psycopg.OperationalError("the server has closed the connection")
                    nothing = True
                    continue
                nothing = False
                if reply.status == pq.ExecStatus.PIPELINE_SYNC:
                    return found
                found.append(reply)
            left = self.raw.deadline - time.monotonic()
            if left <= 0 or not waiter.poll(left * 1000):
                raise errors._WaitTimeout("the server does not answer")
            pgconn.consume_input()
            if unsent:
                unsent = pgconn.flush()
                waiter.modify(pgconn.socket, select.POLLIN | select.POLLOUT if unsent else select.POLLIN)

    def _rows(self, reply: pq.abc.PGresult) -> Result:
        if not reply.ntuples:
            return []
        self._reader.set_pgresult(reply)
        return self._reader.load_rows(0, reply.ntuples, tuple)

    def undo(self) -> bool:
        """Not after an error of the server: the driver takes statements for prepared that the error has skipped."""
        status = self.raw.info.transaction_status
        if status == pq.TransactionStatus.IDLE:
            return True
        if status != pq.TransactionStatus.INTRANS:
            return False
        self._roll_back()
        return True

    def _roll_back(self) -> None:
        """Past the driver, which forgets what is prepared when it sees a ROLLBACK."""
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

    def undone(self, error: BaseException) -> bool:
        if self.lost:
            return False
        status = self.raw.info.transaction_status
        if status == pq.TransactionStatus.INERROR:
            return True  # a statement before it failed
        refused = isinstance(error, psycopg.Error) and error.sqlstate is not None
        return status == pq.TransactionStatus.IDLE and (refused or isinstance(error, UnicodeError))

    @property
    def lost(self) -> bool:
        return self.raw.closed or self.raw.pgconn.status != pq.ConnStatus.OK

    def elsewhere(self, error: BaseException) -> bool:
        return self.lost or isinstance(cause_of(error), errors.ReadOnlySqlTransaction)

    def _descriptor(self) -> int | None:
        try:
            return self.raw.pgconn.socket
        except psycopg.Error:  # it was closed before
            return None


@cache
def _numbered(text: str) -> bytes:
    """A statement with its placeholders as the server reads them."""
    first, *rest = text.split("%s")
    return "".join([first, *(f"${place}{part}" for place, part in enumerate(rest, 1))]).encode()


def _sent(value: object) -> bytes | None:
    """A value as its text on the wire. Raises ``Unstorable``, with nothing sent."""
    if type(value) is int:
        return b"%d" % value
    if type(value) is str:
        try:
            sent = value.encode()
        except UnicodeEncodeError:
            raise Unstorable("the database cannot hold this text") from None
        if b"\0" not in sent:  # which would end it
            return sent
    if type(value) is bytes:
        return b"\\x" + value.hex().encode()
    if value is None:
        return None
    raise Unstorable("the database cannot hold this value")


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
    if isinstance(cause, errors.InsufficientPrivilege):
        return Unavailable(said(cause))
    if isinstance(cause, psycopg.Error):
        text = cause.diag.message_primary or str(cause).partition("\n")[0]
        return Unavailable(f"the database failed: {text or type(cause).__name__}")
    return Unavailable(f"the database failed: {type(cause).__name__}")


def said(error: BaseException) -> str:
    """The driver's error in its own words."""
    if isinstance(error, errors.InsufficientPrivilege):
        return lacking(error.diag.message_primary or "permission denied")
    if isinstance(error, psycopg.Error):
        return error.diag.message_primary or str(error).partition("\n")[0] or type(error).__name__
    return str(error)


#: Whatever a driver, or SQLAlchemy over it, raises.
FAILURES: Final = (psycopg.Error, DBAPIError, UnicodeError, OverflowError)
