"""One transaction on an SQLite connection: the statements of the hot path, kept compiled on the driver's own cursor."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine

from pykavach.core.approvals import Request
from pykavach.core.audit import Head, Row, listed_under
from pykavach.core.errors import Unavailable
from pykavach.core.meters import COLUMNS, Reading, columns_of, readable
from pykavach.ports import ApprovalKey, Changes, Damaged, Loaded, Memo, Settlement, Start, Unstorable, Wanted
from pykavach.storage import tables as t
from pykavach.storage.rows import request_of
from pykavach.storage.unit import SqlUnit, SqlView

_METER = COLUMNS
#: A named tuple without its own constructor, which is a function in Python.
_made = tuple.__new__
#: Readings that are written one by one, as those of a chain or two are; more are written by one statement.
_FEW = 8
#: Readings in such a statement at most: SQLite takes 999 values.
_MOST_SAVED = 64
#: Readings, and agents listed in spans, that the writer remembers at most; beyond, it starts anew.
_MOST_KNOWN = 100_000
_LOST = "the database has lost its epoch or the head of its log; restore a backup"
_AUDIT = [column.name for column in t.audit.c]

TimeSource = Callable[[], int]


def _places(rows: int, columns: int) -> str:
    return ",".join(["(" + ",".join("?" * columns) + ")"] * rows)


@lru_cache(1024)
def _select_meters(count: int) -> str:
    return f"SELECT {','.join(_METER)} FROM meter WHERE id IN ({','.join('?' * count)}) AND id>0"


@lru_cache(64)
def _save_meters(count: int) -> str:
    """Many updates as one statement: between two, another thread would take the interpreter, and give it back late.

    The rows are there: they were read in this transaction, or are known to stand as they did. One that is not would be
    inserted as a meter of nobody, and the second such refused.
    """
    columns = ",".join(("agent", "level", *_METER[1:], "id"))
    rows = ",".join([f"(0,'',{','.join('?' * len(_METER))})"] * count)
    news = ",".join(f"{name}=excluded.{name}" for name in _METER[1:])
    return f"INSERT INTO meter ({columns}) VALUES {rows} ON CONFLICT (id) DO UPDATE SET {news}"


def _padded(ids: list[int]) -> list[int]:
    """Statements are kept compiled per length: rounded up to a power of two, there are few of them."""
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


@lru_cache(1024)
def _insert_audit(count: int) -> str:
    return f"INSERT INTO audit ({','.join(_AUDIT)}) VALUES {_places(count, len(_AUDIT))}"


_INSERT_ENTRY = _insert_audit(1)
_START = "SELECT e.n, e.schema, m.calls, m.hash FROM epoch e, meter m WHERE e.id=1 AND m.id=0"
_UPDATE_METER = f"UPDATE meter SET {','.join(f'{name}=?' for name in _METER[1:])} WHERE id=?"
#: Of a reading without a last use everything but that: for each NULL the driver would look for an adapter.
_UPDATE_UNUSED = f"UPDATE meter SET {','.join(f'{name}=?' for name in _METER[1:-2])} WHERE id=?"
_LIST = "INSERT OR IGNORE INTO audit_span (agent,span) VALUES (?,?)"
_UPDATE_HEAD = "UPDATE meter SET calls=?,hash=? WHERE id=0"
_APPROVAL = "SELECT * FROM approval WHERE agent=? AND fingerprint=? ORDER BY n"
_ENTRY = f"SELECT {','.join(_AUDIT)} FROM audit WHERE seq=?"
_SETTLEMENT = "SELECT seq,cost,at FROM settlement WHERE seq=?"
_INSERT_SETTLEMENT = "INSERT INTO settlement (seq,cost,at) VALUES (?,?,?)"
_MEMO = "SELECT kind,scope,key,expires_at,fingerprint,value FROM memo WHERE kind=? AND scope=? AND key=?"


def _bound(row: Row) -> tuple[object, ...]:
    """A row as the driver takes it at once: ``bytes`` it would ask for an adapter, a named tuple for one item after the other."""
    seq, at, agent, kind, code, booked, entry, kept, salt, hash = row
    shown = None if salt is None else bytearray(salt)
    return seq, at, agent, kind, code, booked, entry, kept, shown, bytearray(hash)


_REFUSALS = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OverflowError,  # a number beyond 64 bits, which the driver says in its own way
)


def _stays(exception: BaseException | None = None) -> None:
    """Instead of ``Connection.invalidate``."""


class Raw(sqlite3.Connection):
    """A connection that ends with each transaction what its statements have not read to their ends.

    Who is interrupted while reading leaves such a statement, and whoever keeps his exception (a notebook does) keeps its
    cursor. Until that is gone, SQLite keeps the connection at the state that it was reading: it could not write any more, and
    reads would be of the past.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, factory: Any = sqlite3.Cursor) -> sqlite3.Cursor:  # type: ignore[override]
        """A cursor that is closed when the transaction ends."""
        cursor: sqlite3.Cursor = super().cursor(factory)
        self._cursors.add(cursor)
        return cursor

    # The driver's own would make cursors past the method above.

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> sqlite3.Cursor:
        return self.cursor().executemany(sql, parameters)

    def lasting_cursor(self) -> sqlite3.Cursor:
        """One that stays open. It is to be used again after whatever happens, which ends what it has not read."""
        return super().cursor()

    def end(self) -> None:
        """Undo whatever is open, and end every statement, as far as the connection still listens."""
        for cursor in list(self._cursors):
            with suppress(sqlite3.Error):
                cursor.close()
        # Where it fails the connection is beyond help; the next BEGIN will say so.
        with suppress(sqlite3.Error):
            if self.in_transaction:
                self.execute("ROLLBACK")


class Link:
    """One connection, as SQLAlchemy sees it and as the driver's own."""

    #: The thread that reads with it.
    reader = 0

    def __init__(self, engine: Engine) -> None:
        self.sql: Connection = engine.connect()
        # SQLAlchemy would close it where a statement is interrupted. It is as good as before; and closed in the middle of
        # a transaction it would keep SQLite's lock until the last cursor is collected.
        self.sql.invalidate = _stays  # type: ignore[method-assign]
        raw = self.sql.connection.driver_connection
        assert isinstance(raw, Raw)
        self.raw = raw
        #: For the statements of the hot path, one after the other: what each answers is read before the next runs.
        self.cursor = raw.lasting_cursor()

    def close(self) -> None:
        self.raw.end()  # else it stays open in secret until the last cursor is collected
        self.sql.close()


class Known:
    """What the writer knows of the database after its last batch: true as long as nobody else has committed.

    SQLite says so itself: ``PRAGMA data_version`` changes on a connection exactly when another one has committed.
    """

    __slots__ = ("epoch", "head", "readings", "schema", "spans", "version")

    def __init__(self, version: int, epoch: int, schema: int, head: Head) -> None:
        self.version = version
        self.epoch = epoch
        self.schema = schema
        self.head = head
        self.readings: dict[int, Reading] = {}
        #: Agents that are listed in a span of the log, as (agent, span).
        self.spans: set[tuple[int | None, int]] = set()


class SqliteView(SqlView):
    """A consistent state of the file, for reading."""

    def __init__(self, link: Link, now: TimeSource) -> None:
        super().__init__(link.sql)
        self._raw = link.raw
        self._now = now

    def start(self) -> Start:
        epoch, schema, head = self._read_start()
        return Start(epoch, schema, self._now(), head)

    def load(self, wanted: Wanted) -> Loaded:
        return self._with_the_rest(self._read_meters(wanted.meters), wanted)

    def _read_start(self) -> tuple[int, int, Head]:
        row = self._raw.execute(_START).fetchone()
        if row is None:
            raise Damaged(_LOST)
        return row[0], row[1], Head(0, row[2], row[3])

    def _read_meters(self, wanted: Iterable[int]) -> dict[int, Reading]:
        meters: dict[int, Reading] = {}
        ids = sorted(wanted)
        for start in range(0, len(ids), 500):
            some = _padded(ids[start : start + 500])
            for row in self._raw.execute(_select_meters(len(some)), some):
                if readable(row):
                    meters[row[0]] = Reading(*row)
        return meters

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

    def rows(self, seqs: Iterable[int]) -> dict[int, Row]:
        found = ((seq, self.entry(seq)) for seq in seqs)
        return {seq: row for seq, row in found if row is not None}

    def settlements(self, seqs: Iterable[int]) -> dict[int, Settlement]:
        found = ((seq, self.settlement(seq)) for seq in seqs)
        return {seq: settlement for seq, settlement in found if settlement is not None}


class SqliteUnit(SqliteView, SqlUnit):
    """The transactions of the writer, one after the other.

    ``known`` is what was known when the transaction before was committed, ``known_after`` what will be once this one is.
    ``written`` counts entries since the last checkpoint.
    """

    def __init__(self, link: Link, now: TimeSource) -> None:
        super().__init__(link, now)
        self._cursor = link.cursor
        self.known: Known | None = None
        self.known_after: Known | None = None
        self.written = 0

    def start(self) -> Start:
        self._forget()  # the way of every use case but a batch, and those may change anything
        return super().start()

    def load(self, wanted: Wanted) -> Loaded:
        self._forget()
        return super().load(wanted)

    def _forget(self) -> None:
        self.known = self.known_after = None

    def begin(self, wanted: Wanted) -> tuple[Start, Loaded]:
        known = self.known
        cursor = self._cursor
        cursor.execute("PRAGMA data_version")
        (version,) = cursor.fetchone()
        if known is None or known.version != version:
            known = Known(version, *self._read_start())
        readings = known.readings
        if not wanted.meters <= readings.keys():
            if len(readings) > _MOST_KNOWN:
                readings.clear()
            # Not by a difference of sets, which would look at all that are known.
            readings |= self._read_meters([id for id in wanted.meters if id not in readings])
        self.known = None
        self.known_after = known
        start = _made(Start, (known.epoch, known.schema, self._now(), known.head))
        if wanted.approvals or wanted.memos:
            return start, self._with_the_rest(readings, wanted)
        return start, _made(Loaded, (readings, {}, {}))

    def over(self, seq: int) -> bool:  # noqa: ARG002 - whoever may write holds the only lock there is
        return True

    def save(self, changes: Changes) -> None:
        if changes.opened or changes.requests:
            self._save_requests(changes.opened, changes.requests)
        if changes.memos:
            self._save_memos(changes.memos)
        if changes.settlements:
            self._save_settlements(changes.settlements)
        if changes.events:
            self._save_events(changes.events)
        self.append(changes.head, changes.rows, changes.meters)

    def append(self, head: Head, rows: Sequence[Row], meters: Sequence[Reading]) -> None:
        cursor = self._cursor
        if meters:
            self._save_readings(meters)
        if not rows:
            return
        cursor.execute(_UPDATE_HEAD, (head.position, bytearray(head.hash)))
        if (known := self.known_after) is not None:
            known.head = head
        self.written += len(rows)
        spans = known.spans if known is not None else set()
        if len(rows) == 1:
            row = rows[0]
            if row.agent is None or (row.agent, row.seq >> t.SPAN_BITS) not in spans:
                self._list(rows, spans)
            cursor.execute(_INSERT_ENTRY, _bound(row))
            return
        self._list(rows, spans)
        for start in range(0, len(rows), 256):
            some = rows[start : start + 256]
            cursor.execute(_insert_audit(len(some)), list(chain.from_iterable(map(_bound, some))))

    def _save_readings(self, readings: Sequence[Reading]) -> None:
        execute = self._cursor.execute
        if len(readings) > _FEW:
            for start in range(0, len(readings), _MOST_SAVED):
                some = list(map(columns_of, readings[start : start + _MOST_SAVED]))
                some += some[-1:] * (-len(some) % _FEW)  # again the same: so there are few statements
                execute(_save_meters(len(some)), list(chain.from_iterable(some)))
            return
        for reading in readings:
            columns = columns_of(reading)
            if reading.last_at is None:
                execute(_UPDATE_UNUSED, (*columns[:-3], reading.id))
            else:
                execute(_UPDATE_METER, columns)

    def _list(self, rows: Sequence[Row], listed: set[tuple[int | None, int]]) -> None:
        """List the agents and tenants of these entries in their spans, except where they are known to be listed."""
        new = []
        for row in rows:
            number = row.agent if row.agent is not None else listed_under(row)
            place = number, row.seq >> t.SPAN_BITS
            if number is not None and place not in listed:
                listed.add(place)
                new.append(place)
        if new:
            self._cursor.executemany(_LIST, new)
            if len(listed) > _MOST_KNOWN:
                listed.clear()

    def _save_settlements(self, settlements: Sequence[Settlement]) -> None:
        self._raw.executemany(_INSERT_SETTLEMENT, settlements)


def translated(error: Exception) -> Unavailable:
    """A driver's error as ours. SQLAlchemy's own text is left out: it quotes the parameters."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, _REFUSALS):
        return Unstorable(f"the database refused the data: {cause}")
    text = str(cause) if isinstance(cause, sqlite3.Error) else type(cause).__name__
    return Unavailable(f"the database failed: {text}")
