"""One connection to MySQL or MariaDB. Statements are texts, with their values in them as literals.

The driver connects, and serves SQLAlchemy. It makes an object of every packet and of every column, which would be the
larger part of a client's time: answers to our own statements are read here.
"""

from __future__ import annotations

import socket
import ssl
import struct
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pymysql import err
from pymysql.connections import Connection
from pymysql.constants import CLIENT, COMMAND, CR, ER, SERVER_STATUS
from sqlalchemy.exc import DBAPIError

from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.ports import Collided, Unstorable
from pykavach.storage import mysql_wire as wire
from pykavach.storage.mysql_address import Address
from pykavach.storage.mysql_literals import literal
from pykavach.storage.server_link import Result, ServerLink, cause_of, lacking

#: Strict, so that nothing is cut or guessed; and log 0 has the number 0.
_MODE: Final = "STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION"
#: Answers are whole, changes are made, and a COMMIT only commits: a server may be set to keep its people from mistakes.
_WHOLE: Final = (
    "SET SESSION sql_select_limit=18446744073709551615,sql_big_selects=1,sql_safe_updates=0,completion_type=0"
)
#: A client that stops in the middle must not hold its locks for ever.
_IDLE: Final = 15
#: What is asked about a server when it is reached. There are more settings in the one and in the other.
_ASKED: Final = (
    "group_replication_single_primary_mode",
    "innodb_doublewrite",
    "innodb_flush_log_at_trx_commit",
    "innodb_flush_method",
    "log_bin",
    "max_allowed_packet",
    "sync_binlog",
    "version",
    "wsrep_on",
)
_OLDEST: Final = {True: (10, 6), False: (8, 0, 17)}

_TIMEOUT: Final = frozenset({ER.QUERY_TIMEOUT, ER.STATEMENT_TIMEOUT, ER.QUERY_INTERRUPTED})
#: A deadlock; a lock that was not given in whole seconds; a row or a table that has changed under a snapshot; a cluster.
_COLLISIONS: Final = frozenset(
    {ER.LOCK_DEADLOCK, ER.LOCK_WAIT_TIMEOUT, ER.CHECKREAD, ER.TABLE_DEF_CHANGED, 3101}
)
_GONE: Final = frozenset({ER.SERVER_SHUTDOWN, 1927, 3169, 4031})
#: What is wrong is with the server or its settings: its words quote nobody's data.
_TELLING: Final = frozenset({1021, 1030, 1040, 1045, 1049, 1053, 1114, 1146, 1290, 1836, 2061})
#: A right on a database, a table or a column that the account has not.
_DENIED: Final = frozenset(
    {ER.DBACCESS_DENIED_ERROR, ER.TABLEACCESS_DENIED_ERROR, ER.COLUMNACCESS_DENIED_ERROR}
)
_UNDONE: Final = frozenset({ER.LOCK_DEADLOCK, 3101})
#: Data of the wrong kind or size: by the driver's classes, and by number where it has no class for it.
_REFUSALS: Final = (err.DataError, err.IntegrityError, err.NotSupportedError)
_REFUSED: Final = frozenset({ER.NET_PACKET_TOO_LARGE, ER.TOO_BIG_ROWSIZE, 1118, 1300, 1366, 1690, 3854})
#: The server may leave out what ends columns. We count on it.
_NO_END: Final = 1 << 24
_TOO_LARGE: Final = "more than max_allowed_packet"


if TYPE_CHECKING:
    _Connection = Connection[Any]
else:
    _Connection = Connection


class _Driver(_Connection):
    """What is used of the driver beside its public face."""

    if TYPE_CHECKING:
        _sock: socket.socket
        _next_seq_id: int
        _result: Any
        _secure: bool
        server_status: int

        def _execute_command(self, command: int, sql: bytes) -> None: ...
        def _read_query_result(self, unbuffered: bool = ...) -> int: ...
        def _force_close(self) -> None: ...
        def _create_ssl_ctx(self, sslp: object) -> ssl.SSLContext: ...


class Bounded(_Driver):
    """A driver's connection with a deadline (``time.monotonic()``) for whatever it waits for."""

    deadline = 0.0
    #: Whether everything that was asked has been answered.
    clean = False
    maria = False
    #: Bytes of a statement at most.
    most = 1 << 20
    settings: Mapping[str, str] = {}
    _read_from: object = None
    _held = b""
    _at = 0

    # -- waiting ---------------------------------------------------------------------------------------------------

    def _read_bytes(self, num_bytes: int) -> bytes:
        self._hold(num_bytes)
        begin = self._at
        end = self._at = begin + num_bytes
        return self._held[begin:end]

    def _hold(self, count: int) -> None:
        """Wait until that many bytes are here."""
        if self._read_from is not self._sock:  # TLS has begun: what came in the clear is not part of it
            self._read_from, self._held, self._at = self._sock, b"", 0
        missing = self._at + count - len(self._held)
        if missing > 0:
            parts = [self._held[self._at :]]
            while missing > 0:
                parts.append(self._receive(max(missing, 1 << 16)))
                missing -= len(parts[-1])
            self._held, self._at = b"".join(parts), 0

    def _receive(self, count: int) -> bytes:
        try:
            self._sock.settimeout(self._left())
            data: bytes = self._sock.recv(count)
        except OSError as error:
            self._force_close()
            raise err.OperationalError(CR.CR_SERVER_LOST, _why(error)) from None
        except BaseException:
            self._force_close()
            raise
        if not data:
            self._force_close()
            raise err.OperationalError(CR.CR_SERVER_LOST, "the server has closed the connection")
        return data

    def _write_bytes(self, data: bytes) -> None:
        try:
            self._sock.settimeout(self._left())
            self._sock.sendall(data)
        except OSError as error:
            self._force_close()
            raise err.OperationalError(CR.CR_SERVER_GONE_ERROR, _why(error)) from None
        except BaseException:
            self._force_close()
            raise

    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    # -- talking ---------------------------------------------------------------------------------------------------

    def escape(self, obj: object, mapping: object = None) -> str:  # noqa: ARG002 - the driver's own way knows more types
        return literal(obj)

    def query(self, sql: str | bytes | bytearray, unbuffered: bool = False) -> int:  # noqa: FBT002 - the driver's
        """The way that SQLAlchemy takes: one statement."""
        self.clean = False
        self._execute_command(COMMAND.COM_QUERY, sql.encode() if isinstance(sql, str) else bytes(sql))
        return self._read_query_result(unbuffered=unbuffered)

    def ask(self, sql: bytes, answers: list[Result]) -> None:
        """Run some statements and read the rows of each, as far as they come."""
        self.clean = False
        self._execute_command(COMMAND.COM_QUERY, sql)
        with self._reading():
            more = True
            while more:
                answers.append(self._answer())
                more = bool(self.server_status & SERVER_STATUS.SERVER_MORE_RESULTS_EXISTS)
        self.clean = True

    def _answer(self) -> Result:
        """The rows of one statement."""
        first = self._packet()
        if first[0] == wire.DONE:
            self.server_status = wire.status_when_done(first)
            return []
        readers = [wire.reader(self._packet()) for _ in range(wire.columns(first))]
        if not wire.is_end(self._packet()):
            raise ValueError("more columns than were promised")
        rows: Result = []
        while not wire.is_end(packet := self._packet()):
            rows.append(wire.row(packet, readers))
        self.server_status = wire.status_at_end(packet)
        return rows

    def _packet(self, *, more: bool = False) -> bytes:
        """What the next packet says; ``more``: what there was no room for in the one before.

        Raises what the server reports. Mostly all of it is here already: nothing is called then that waits.
        """
        if len(self._held) - self._at < 4:
            self._hold(4)
        held, begin = self._held, self._at + 4
        size = held[begin - 4] | held[begin - 3] << 8 | held[begin - 2] << 16
        if held[begin - 1] != self._next_seq_id:
            self._force_close()
            raise err.OperationalError(CR.CR_SERVER_LOST, "the server has ended the session")
        self._next_seq_id = (self._next_seq_id + 1) & 0xFF
        if len(held) - begin < size:
            self._hold(4 + size)
            held, begin = self._held, self._at + 4
        end = self._at = begin + size
        packet = held[begin:end]
        if size == wire.FULL:
            packet += self._packet(more=True)
        if not more and packet[0] == wire.ERROR:
            err.raise_mysql_exception(packet)
        return packet

    def _read_query_result(self, unbuffered: bool = False) -> int:  # noqa: FBT002 - the driver's
        with self._reading():
            found = super()._read_query_result(unbuffered=unbuffered)
        self._affected_rows = found
        self.clean = not self._result.has_next
        return found

    @contextmanager
    def _reading(self) -> Generator[None]:
        """While this lasts, whatever is no answer ends the connection, as an error of the driver."""
        try:
            yield
        except err.Error as error:
            if code_of(error) in _GONE:
                self._force_close()
            self.clean = self.open  # an error is the last answer
            raise
        except Exception as error:  # noqa: BLE001 - bytes that are no answer make one stumble in many ways
            self._force_close()
            raise err.OperationalError(
                CR.CR_MALFORMED_PACKET, f"no answer that can be read ({type(error).__name__})"
            ) from None

    def close(self) -> None:
        """Once or again; a word of farewell where the server can listen."""
        if self.open:
            self.deadline = time.monotonic() + 0.1
            super().close()

    def _create_ssl_ctx(self, sslp: object) -> ssl.SSLContext:
        return _context() if sslp == {} else super()._create_ssl_ctx(sslp)


@lru_cache(1)
def _context() -> ssl.SSLContext:
    """For servers that offer TLS to clients who do not ask for it: reading the system's certificates takes a while."""
    return _Driver._create_ssl_ctx(_Driver.__new__(_Driver), {})


def _why(error: OSError) -> str:
    return (
        "the server does not answer"
        if isinstance(error, TimeoutError)
        else error.strerror or type(error).__name__
    )


def connect(address: Address, deadline: float) -> Bounded:
    """Connect, within the deadline."""
    raw = Bounded(
        **address.options,
        charset="utf8mb4",
        client_flag=CLIENT.MULTI_STATEMENTS | CLIENT.FOUND_ROWS,
        autocommit=True,
        defer_connect=True,
        program_name="kavach",
    )
    raw.client_flag &= ~_NO_END  # even if a later driver asks for it
    raw.deadline = deadline
    try:
        if address.unix_socket is not None:
            raw._secure = True
        raw.connect(_socket(address, deadline))
        _set_up(raw)
    except (err.Error, InvalidInput):
        raw.close()
        raise
    except OSError as error:
        raise err.OperationalError(CR.CR_CONN_HOST_ERROR, _why(error)) from None
    except (RuntimeError, ValueError, LookupError, struct.error, TypeError) as error:
        raw.close()
        raise err.OperationalError(CR.CR_MALFORMED_PACKET, str(error) or type(error).__name__) from None
    return raw


def _socket(address: Address, deadline: float) -> socket.socket:
    """The first of the host's addresses that answers."""
    if address.unix_socket is not None:
        return _reach(socket.AF_UNIX, address.unix_socket, deadline)
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    failed: OSError = TimeoutError()
    for family, _, _, _, where in found:
        try:
            sock = _reach(family, where, deadline)
        except OSError as error:
            failed = error
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in (("KEEPIDLE", 10), ("KEEPINTVL", 5), ("KEEPCNT", 3), ("USER_TIMEOUT", 10_000)):
            if (option := getattr(socket, f"TCP_{name}", None)) is not None:
                sock.setsockopt(socket.IPPROTO_TCP, option, value)
        return sock
    raise failed


def _reach(family: int, where: Any, deadline: float) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left)
        sock.connect(where)
    except BaseException:
        sock.close()
        raise
    return sock


def _set_up(raw: Bounded) -> None:
    """Fix what statements and literals mean, whatever the server's settings are."""
    names = ",".join(map(literal, _ASKED))
    found: list[Result] = []
    raw.ask(f"{_WHOLE};SHOW VARIABLES WHERE Variable_name IN ({names})".encode(), found)
    raw.settings = settings = {str(name).lower(): str(value) for name, value in found[1]}
    raw.maria = check_version(settings["version"])
    raw.most = max(1 << 16, int(settings["max_allowed_packet"]) - 1024)
    more = (
        f"idle_transaction_timeout={_IDLE},in_predicate_conversion_threshold=0"
        if raw.maria
        else f"wait_timeout={_IDLE}"  # there is no other bound on a transaction that nobody goes on with
    )
    raw.ask(
        f"SET NAMES utf8mb4;SET SESSION sql_mode='{_MODE}',time_zone='+00:00',{more};"
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED".encode(),
        found,
    )


def check_version(version: str) -> bool:
    """Whether a server is MariaDB. Raises ``InvalidInput`` for one that is too old."""
    maria = "mariadb" in version.lower()
    numbers = version.removeprefix("5.5.5-").partition("-")[0].split(".")
    if tuple(int(number) for number in numbers if number.isdigit()) < _OLDEST[maria]:
        raise InvalidInput(
            "db", f"the server is {version}; Kavach needs MariaDB 10.6, MySQL 8.0.17, or newer"
        )
    return maria


def collation(maria: bool) -> str:
    """Texts are equal if their bytes are: blanks at the end count, too."""
    return "utf8mb4_nopad_bin" if maria else "utf8mb4_0900_bin"


class Link(ServerLink):
    """A connection to MySQL or MariaDB."""

    raw: Bounded
    #: How many statements were to be run last, and how many have been answered.
    _asked = 0
    _answered = 0
    #: What was said last about how long statements may take, if it has been heard.
    bound: str | None = None

    def run(self, statements: Iterable[str]) -> list[Result]:
        raw = self.raw
        self._asked = self._answered = 0
        bound, self.bound = self.bound, None
        if raw.server_status & SERVER_STATUS.SERVER_STATUS_NO_BACKSLASH_ESCAPES:
            raw._force_close()  # nobody but us sets the mode of this session
            raise err.OperationalError(CR.CR_UNKNOWN_ERROR, "literals do not mean here what they should")
        ready = [statement.encode() for statement in statements]
        self._asked = len(ready)
        answers: list[Result] = []
        try:
            for packet in _packets(ready, raw.most):
                raw.ask(packet, answers)
        finally:
            self._answered = len(answers)
        if len(answers) != len(ready):
            raw._force_close()
            raise err.OperationalError(CR.CR_MALFORMED_PACKET, "there are not as many answers as statements")
        self.bound = bound
        return answers

    def undo(self) -> bool:
        if not self.raw.clean:
            return False
        if self.raw.server_status & SERVER_STATUS.SERVER_STATUS_IN_TRANS:
            self.run(["ROLLBACK"])
        return True

    def undone(self, error: BaseException) -> bool:
        if self.lost or not self.raw.clean:
            return False
        return (
            isinstance(error, UnicodeError) or self._answered < self._asked - 1 or code_of(error) in _UNDONE
        )

    @property
    def lost(self) -> bool:
        return not self.raw.open

    def _descriptor(self) -> int | None:
        return self.raw._sock.fileno() if self.raw.open else None


def _packets(statements: list[bytes], most: int) -> Iterator[bytes]:
    """Statements together, as many as the server takes at once. Nothing is sent if one alone is too much."""
    if max(map(len, statements), default=0) > most:
        raise err.DataError(ER.NET_PACKET_TOO_LARGE, _TOO_LARGE)
    some: list[bytes] = []
    size = 0
    for statement in statements:
        if some and size + len(statement) >= most:
            yield b";".join(some)
            some, size = [], 0
        some.append(statement)
        size += len(statement) + 1
    if some:
        yield b";".join(some)


def code_of(error: BaseException) -> int | None:
    """The number of a driver's error."""
    code = error.args[0] if isinstance(error, err.Error) and error.args else None
    return code if isinstance(code, int) else None


def translated(error: BaseException) -> Unavailable:
    """A driver's error as ours. What the server says is left out where it may quote data."""
    cause = cause_of(error)
    code = code_of(cause)
    if code in _COLLISIONS:
        return Collided("other changes were in the way; try again")
    if code in _TIMEOUT:
        return Unavailable("the database did not answer in time; try again")
    if isinstance(cause, (*_REFUSALS, UnicodeError, OverflowError)) or code in _REFUSED:
        return Unstorable(f"the database refused the data ({code or type(cause).__name__})")
    if code in _DENIED:
        return Unavailable(said(cause))
    if code is None or code in _TELLING or CR.CR_ERROR_FIRST <= code <= CR.CR_ERROR_LAST:
        return Unavailable(f"the database failed: {said(cause)}")
    return Unavailable(f"the database failed (error {code})")


def said(error: BaseException) -> str:
    """The driver's error in its own words."""
    if isinstance(error, err.Error):
        text = str(error.args[1]) if len(error.args) > 1 and error.args[1] else type(error).__name__
        return lacking(text) if code_of(error) in _DENIED else text
    return str(error)


#: Whatever the driver, or SQLAlchemy over it, raises.
FAILURES: Final = (err.Error, DBAPIError, UnicodeError, OverflowError)
