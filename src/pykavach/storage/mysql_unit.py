"""The statements of the hot path as MySQL and MariaDB understand them.

Several go in one string, so that a batch is two trips here too. A statement that fails ends its string: the COMMIT at the
end is not reached. Indexes are named where rows are locked: what a server looks at on its way, it locks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pydantic_core import from_json

from pykavach.core.approvals import LIVING, Request, State
from pykavach.core.audit import Head, Row
from pykavach.core.meters import COLUMNS, Reading, columns_of
from pykavach.ports import ApprovalKey, Event, Memo, MemoKey, Settlement
from pykavach.storage import tables as t
from pykavach.storage.mysql_link import Link
from pykavach.storage.mysql_literals import literal, literals
from pykavach.storage.rows import request_values
from pykavach.storage.server_link import Result, ServerLink
from pykavach.storage.server_unit import REQUEST, Place, Trip

#: Characters of rows in one statement at most, but one row always. What a server takes is rarely less.
_MOST: Final = 1 << 18
#: Readings that are written one by one; more are joined, which is one statement for all.
_FEW: Final = 4


def _names(columns: Iterable[str]) -> str:
    return ",".join(f"`{name}`" for name in columns)


_LOCK: Final = " FOR UPDATE"
_FREE: Final = " FOR UPDATE SKIP LOCKED"
_HEAD: Final = "SELECT -id,calls,hash FROM meter FORCE INDEX (PRIMARY)"
_NOW: Final = "TIMESTAMPDIFF(MICROSECOND,TIMESTAMP'1970-01-01 00:00:00',SYSDATE(6))"
#: The numbers of a reading as one JSON list: that is read in a fraction of the time that columns of their own take.
_NUMBERS: Final = ",',',".join(f"COALESCE(`{name}`,'null')" for name in COLUMNS[:-1])
_METERS: Final = f"SELECT CONCAT('[',{_NUMBERS},']'),{COLUMNS[-1]} FROM meter FORCE INDEX (PRIMARY)"
_METERS_OF: Final = "SELECT id FROM meter FORCE INDEX (agent)"
_REQUESTS: Final = f"SELECT {_names(REQUEST)} FROM approval FORCE INDEX (approval_access)"
_MEMOS: Final = f"SELECT {_names(Memo._fields)} FROM memo FORCE INDEX (PRIMARY)"
_AUDIT: Final = f"INSERT INTO audit ({_names(Row._fields)}) VALUES "
#: Who appends to a log lists alone there. ON DUPLICATE KEY UPDATE would take the right to change what is listed.
_LIST: Final = (
    "INSERT INTO audit_span (agent,span) SELECT v.agent,v.span FROM ({}) v"
    " LEFT JOIN audit_span s ON s.agent=v.agent AND s.span=v.span WHERE s.span IS NULL"
)
_OPEN: Final = f"INSERT INTO approval ({_names(REQUEST[1:])}) VALUES "
_SAVE_MEMOS: Final = f"INSERT INTO memo ({_names(Memo._fields)}) VALUES "
_OVER_MEMOS: Final = " ON DUPLICATE KEY UPDATE " + ",".join(
    f"`{name}`=VALUES(`{name}`)" for name in ("expires_at", "fingerprint", "value")
)
_SETTLE: Final = f"INSERT INTO settlement ({_names(Settlement._fields)}) VALUES "
_TELL: Final = (
    "INSERT INTO outbox (sink,agent,at,due_at,attempts,body) SELECT name,{agent},{at},{at},0,{body} FROM sink"
    " WHERE (tenant_id IS NULL OR tenant_id={tenant}) AND (kinds IS NULL OR INSTR(kinds,{kind})>0) ORDER BY name"
)
_LIVING: Final = ",".join(literal(state.value) for state in LIVING)
#: Every table is here and InnoDB's, or transactions are none.
_STRANGE: Final = (
    "SELECT table_name,coalesce(engine,'no engine') FROM information_schema.tables"
    f" WHERE table_schema=DATABASE() AND table_name IN ({','.join(map(literal, sorted(t.metadata.tables)))})"
    " AND coalesce(engine,'')<>'InnoDB' ORDER BY table_name"
)


def _tuples(rows: Iterable[Iterable[object]]) -> list[str]:
    """Rows as literals, spelled column by column: many columns of a batch say the same in every row."""
    columns = [
        [literal(values[0])] * len(values) if _same(values) else literals(values)
        for values in zip(*rows, strict=True)
    ]
    return [f"({row})" for row in map(",".join, zip(*columns, strict=True))]


def _same(values: Sequence[object]) -> bool:
    return values.count(values[0]) == len(values)


def _named(name: str, values: Sequence[object]) -> list[str]:
    """A column of rows, as literals; the first names it."""
    first, *rest = literals(values)
    return [f"{first} AS `{name}`", *rest]


def _in(numbers: Iterable[int]) -> str:
    return ",".join(literals(sorted(numbers))) or "NULL"


def _insert(statement: str, rows: Iterable[Iterable[object]], more: str = "") -> list[str]:
    return [statement + ",".join(some) + more for some in _parts(_tuples(rows))]


def _parts(texts: Iterable[str]) -> Iterable[list[str]]:
    some: list[str] = []
    size = 0
    for text in texts:
        if some and size + len(text) > _MOST:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield some


class MysqlDialect:
    """See ``Dialect``. Every statement is a text."""

    asks_itself = False
    #: Whether the server is MariaDB.
    maria = False
    commit = "COMMIT"
    lock_epoch = "SELECT 1 FROM epoch WHERE id=1" + _LOCK
    start = f"SELECT n,`schema`,{_NOW} FROM epoch WHERE id=1"
    first_log = f"{_HEAD} WHERE id=0"
    free_log = f"{_HEAD} WHERE id<=0 ORDER BY id DESC LIMIT 1{_FREE}"
    #: The head of the last log: a row that whoever decides may lock, and that is free unless as many append at once.
    may_tidy = f"SELECT 1 FROM meter WHERE id={1 - t.LOGS}{_FREE}"

    def opening(self, link: ServerLink, seconds: float, *, writes: bool) -> list[str]:
        if writes:
            return [*self.bounding(link, seconds), "START TRANSACTION"]
        return [
            *self.bounding(link, seconds),
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ]

    def bounding(self, link: ServerLink, seconds: float) -> list[str]:
        """Let no statement take longer than that, from here on; nothing where the session knows already."""
        assert isinstance(link, Link)
        if seconds > 1:  # the same for calls that have nearly the same time left
            seconds = int(seconds * 10) / 10
        whole = max(1, int(seconds))
        bound = f"SET SESSION innodb_lock_wait_timeout={whole},lock_wait_timeout={whole}"
        if link.raw.maria:
            bound += f",max_statement_time={seconds:.3f}"
        else:
            bound += f",max_execution_time={max(1, int(seconds * 1000))}"  # of what only reads
        if link.bound == bound:
            return []
        link.bound = bound
        return [bound]

    def any_log(self, log: int) -> str:
        return f"{_HEAD} WHERE id={literal(-log)}{_LOCK}"

    def log_is_free(self, log: int) -> str:
        return f"SELECT 1 FROM meter WHERE id={literal(-log)}{_FREE}"

    def meters(self, ids: Iterable[int], *, lock: bool) -> str:
        return f"{_METERS} WHERE id IN ({_in(id for id in ids if id > 0)}) ORDER BY id{_LOCK if lock else ''}"

    def readings(self, found: Result) -> list[tuple[Any, ...]]:
        numbers = from_json(f"[{','.join([text for text, _ in found])}]")
        return [(*some, ip) for some, (_, ip) in zip(numbers, found, strict=True)]

    def meters_of(self, agents: Iterable[int]) -> str:
        return f"{_METERS_OF} WHERE agent IN ({_in(agents)}) AND id>0 ORDER BY id{_LOCK}"

    def requests(self, keys: Iterable[ApprovalKey], *, lock: bool) -> str:
        return f"{_REQUESTS} WHERE (agent,fingerprint) IN ({','.join(_tuples(sorted(keys)))}) ORDER BY n{_LOCK if lock else ''}"

    def memos(self, keys: Iterable[MemoKey]) -> str:
        return f"{_MEMOS} WHERE (kind,scope,`key`) IN ({','.join(_tuples(sorted(keys)))})"

    def entries(self, seqs: Iterable[int]) -> str:
        return f"SELECT {_names(Row._fields)} FROM audit WHERE seq IN ({_in(seqs)})"

    def settlements(self, seqs: Iterable[int]) -> str:
        return f"SELECT {_names(Settlement._fields)} FROM settlement WHERE seq IN ({_in(seqs)})"

    def update_meters(self, readings: Sequence[Reading]) -> list[str]:
        if len(readings) <= _FEW:
            return [self._update("meter", COLUMNS[1:], columns_of(reading)) for reading in readings]
        *columns, ids = zip(*map(columns_of, readings), strict=True)
        joined, sets = [_named("id", ids)], list[str]()
        for name, values in zip(COLUMNS[1:], columns, strict=True):
            if _same(values):  # the windows, mostly
                sets.append(f"m.`{name}`={literal(values[0])}")
            else:
                sets.append(f"m.`{name}`=v.`{name}`")
                joined.append(_named(name, values))
        first, *rest = map(",".join, zip(*joined, strict=True))
        # MySQL has not always had a spelling for the shorter one.
        more = f"VALUES ({'),('.join(rest)})" if self.maria else f"SELECT {' UNION ALL SELECT '.join(rest)}"
        # A join in this order: the other way round, the server would read and lock every meter there is.
        rows = f"(SELECT {first} UNION ALL {more}) v"
        return [f"UPDATE {rows} STRAIGHT_JOIN meter m ON m.id=v.id SET {','.join(sets)}"]

    def update_head(self, head: Head) -> str:
        return f"UPDATE meter SET calls={literal(head.position)},hash={literal(head.hash)} WHERE id={literal(-head.log)}"

    def insert_entries(self, rows: Sequence[Row]) -> list[str]:
        return _insert(_AUDIT, rows)

    def list_places(self, places: Sequence[Place]) -> list[str]:
        rows = (f"SELECT {literal(agent)} AS agent,{literal(span)} AS span" for agent, span in places)
        return [_LIST.format(" UNION ALL ".join(some)) for some in _parts(rows)]

    def update_requests(self, requests: Sequence[Request]) -> list[str]:
        names = ("state", "arguments")
        return [self._update("approval", names, (r.state.value, r.arguments, r.n), "n") for r in requests]

    def open_requests(self, requests: Sequence[Request]) -> list[str]:
        return _insert(_OPEN, _columns(REQUEST[1:], requests))

    def save_memos(self, memos: Sequence[Memo]) -> list[str]:
        return _insert(_SAVE_MEMOS, memos, _OVER_MEMOS)

    def insert_settlements(self, settlements: Sequence[Settlement]) -> list[str]:
        return _insert(_SETTLE, settlements)

    def tell(self, events: Sequence[Event]) -> list[str]:
        return [
            _TELL.format(
                agent=literal(event.agent),
                at=literal(event.at),
                body=literal(event.body),
                tenant=literal(event.tenant_id),
                kind=literal(f",{event.kind},"),
            )
            for event in events
        ]

    @staticmethod
    def _update(table: str, names: Iterable[str], values: Iterable[object], key: str = "id") -> str:
        *rest, id = values
        sets = ",".join(f"`{name}`={literal(value)}" for name, value in zip(names, rest, strict=True))
        return f"UPDATE {table} SET {sets} WHERE {key}={literal(id)}"

    def expire(self, trip: Trip, now: int) -> None:
        over = f"expires_at<={literal(now)}"
        lapsed = f"{over} AND state IN ({_LIVING})"
        memos, requests = trip(
            [
                f"SELECT kind,scope,`key` FROM memo FORCE INDEX (ix_memo_expires_at) WHERE {over} LIMIT 1000{_FREE}",
                f"SELECT n FROM approval WHERE {lapsed} LIMIT 100",  # without a lock: it looks at every request
            ]
        )
        if memos:
            trip([f"DELETE FROM memo WHERE (kind,scope,`key`) IN ({','.join(_tuples(sorted(memos)))})"])
        if requests:
            some = f"n IN ({_in(n for (n,) in requests)}) AND {lapsed}"
            [locked] = trip([f"SELECT n FROM approval FORCE INDEX (PRIMARY) WHERE {some}{_FREE}"])
            ended = f"UPDATE approval SET state={literal(State.EXPIRED.value)},arguments=NULL"
            trip([f"{ended} WHERE n IN ({_in(n for (n,) in locked)})"])

    def broken(self, trip: Trip, limit: int) -> list[str]:  # noqa: ARG002 - there are not that many tables
        return [
            f"the table {name} is not InnoDB's ({engine}); nothing can be relied on: restore a backup"
            for name, engine in trip([_STRANGE])[0]
        ]


def _columns(names: Sequence[str], requests: Sequence[Request]) -> Iterable[list[object]]:
    for request in requests:
        values = request_values(request)
        yield [values[name] for name in names]
