"""One transaction on PostgreSQL: what a batch reads is one trip to the server, what it writes and its commit another.

READ COMMITTED, with every row that is read to be changed locked first, in the order of the keys: meters, then a log
that nobody else appends to at the moment, then requests; the epoch is read last, so that whoever has waited for a change
sees it. Changes that are not decisions lock the row of the epoch before anything else, which puts them in line.
Rows travel as one JSON text: the driver makes arrays slowly.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import Connection

from pykavach.core.agents import Agent
from pykavach.core.approvals import LIVING, Request, State
from pykavach.core.audit import Head, Row, log_and_position
from pykavach.core.meters import COLUMNS, Reading, columns_of, readable
from pykavach.ports import (
    ApprovalKey,
    Changes,
    Damaged,
    Event,
    Loaded,
    Memo,
    MemoKey,
    Settlement,
    Start,
    Unstorable,
    Wanted,
)
from pykavach.storage import tables as t
from pykavach.storage.postgres_link import IDLE_AT_MOST, Link, Result, Statement, is_elsewhere
from pykavach.storage.rows import request_of, request_values
from pykavach.storage.unit import SqlUnit, SqlView

TimeSource = Callable[[], int]
Place = tuple[int, int]

_LOST: Final = "the database has lost its epoch or the head of a log; restore a backup"
_NOW: Final = "(extract(epoch from clock_timestamp())*1000000)::bigint"
_AUDIT: Final = tuple(column.name for column in t.audit.c)
_REQUEST: Final = tuple(column.name for column in t.approval.c)
_BYTES: Final = frozenset({"hash", "salt", "fingerprint", "key"})
#: Held by whoever drops what has expired: one process at a time, and nobody waits for it.
_TIDYING: Final = 0x6B61_7661_6368_02


def _recordset(columns: Iterable[tuple[str, str]]) -> str:
    """The rows of a JSON parameter, as ``v``."""
    return f"json_to_recordset(%s::json) AS v({','.join(f'{name} {kind}' for name, kind in columns)})"


def _typed(columns: Iterable[str], texts: Iterable[str]) -> list[tuple[str, str]]:
    known = set(texts)
    return [(name, "text" if name in known or name in _BYTES else "bigint") for name in columns]


def _value(name: str) -> str:
    return f"decode(v.{name},'hex')" if name in _BYTES else f"v.{name}"


def _insert(table: str, columns: Sequence[str], texts: Iterable[str], more: str = "") -> str:
    values = ",".join(map(_value, columns))
    source = _recordset(_typed(columns, texts))
    return f"INSERT INTO {table} ({','.join(columns)}) SELECT {values} FROM {source}{more}"


_BEGIN: Final = "BEGIN"
_BEGIN_VIEW: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_COMMIT: Final = "COMMIT"
_BOUND: Final = "SELECT set_config('statement_timeout',%s,true),set_config('lock_timeout',%s,true)"
_UNFLUSHED: Final = _BOUND + ",set_config('synchronous_commit','off',true)"
#: What a session of our own is set to once.
_POOLED: Final = f",set_config('idle_in_transaction_session_timeout','{IDLE_AT_MOST}',true)"
_START: Final = f"SELECT n,schema,{_NOW} FROM epoch WHERE id=1"
_LOCK_EPOCH: Final = "SELECT 1 FROM epoch WHERE id=1 FOR UPDATE"
_FREE_LOG: Final = (
    "SELECT -id,calls,hash FROM meter WHERE id<=0 ORDER BY id DESC LIMIT 1 FOR UPDATE SKIP LOCKED"
)
_ANY_LOG: Final = "SELECT -id,calls,hash FROM meter WHERE id=%s FOR UPDATE"
_FIRST_LOG: Final = "SELECT -id,calls,hash FROM meter WHERE id=0"
_LOG_IS_FREE: Final = "SELECT 1 FROM meter WHERE id=%s FOR UPDATE SKIP LOCKED"
_METERS: Final = f"SELECT {','.join(COLUMNS)} FROM meter WHERE id=ANY(%s::bigint[]) AND id>0 ORDER BY id"
_LOCK_METERS: Final = _METERS + " FOR UPDATE"
_LOCK_METERS_OF: Final = "SELECT 1 FROM meter WHERE agent=ANY(%s::bigint[]) AND id>0 ORDER BY id FOR UPDATE"
_REQUESTS: Final = (
    f"SELECT {','.join(_REQUEST)} FROM approval WHERE (agent,fingerprint) IN "
    f"(SELECT v.agent,decode(v.fingerprint,'hex') FROM {_recordset([('agent', 'bigint'), ('fingerprint', 'text')])})"
    " ORDER BY n"
)
_LOCK_REQUESTS: Final = _REQUESTS + " FOR UPDATE"
_MEMO_KEY: Final = (("kind", "text"), ("scope", "bigint"), ("key", "text"))
_MEMOS: Final = (
    "SELECT kind,scope,key,expires_at,fingerprint,value FROM memo WHERE (kind,scope,key) IN "
    f"(SELECT v.kind,v.scope,decode(v.key,'hex') FROM {_recordset(_MEMO_KEY)})"
)
_UPDATE_METERS: Final = (
    f"UPDATE meter m SET {','.join(f'{name}=v.{name}' for name in COLUMNS[1:])} "
    f"FROM {_recordset(_typed(COLUMNS, ['last_ip']))} WHERE m.id=v.id"
)
_UPDATE_HEAD: Final = "UPDATE meter SET calls=%s,hash=%s WHERE id=%s"
_INSERT_ENTRIES: Final = _insert("audit", _AUDIT, ["kind", "code", "entry", "kept"])
_LIST: Final = _insert("audit_span", ("agent", "span"), (), " ON CONFLICT DO NOTHING")
_SAVE_MEMOS: Final = _insert(
    "memo",
    Memo._fields,
    ["kind", "value"],
    " ON CONFLICT (kind,scope,key) DO UPDATE SET "
    "expires_at=excluded.expires_at,fingerprint=excluded.fingerprint,value=excluded.value",
)
_INSERT_SETTLEMENTS: Final = _insert("settlement", Settlement._fields, ())
_REQUEST_TEXTS: Final = ("id", "resource", "action", "arguments", "state", "decided_by", "note")
_OPEN_REQUESTS: Final = _insert("approval", _REQUEST[1:], _REQUEST_TEXTS)
_UPDATE_REQUESTS: Final = (
    f"UPDATE approval a SET {','.join(f'{name}={_value(name)}' for name in _REQUEST[1:])} "
    f"FROM {_recordset(_typed(_REQUEST, _REQUEST_TEXTS))} WHERE a.n=v.n"
)
_TELL: Final = (
    "INSERT INTO outbox (sink,agent,at,due_at,attempts,body) SELECT s.name,v.agent,v.at,v.at,0,v.body FROM "
    + _recordset([("i", "bigint"), ("agent", "bigint"), ("at", "bigint"), ("body", "text")])
    + " CROSS JOIN sink s ORDER BY v.i,s.name"
)
_MAY_TIDY: Final = f"SELECT pg_try_advisory_xact_lock({_TIDYING})"
_DROP_MEMOS: Final = (
    "DELETE FROM memo WHERE (kind,scope,key) IN (SELECT kind,scope,key FROM memo WHERE expires_at<=%s"
    " LIMIT 1000 FOR UPDATE SKIP LOCKED)"
)
_END_REQUESTS: Final = (
    f"UPDATE approval SET state='{State.EXPIRED.value}',arguments=NULL WHERE n IN (SELECT n FROM approval"
    f" WHERE expires_at<=%s AND state IN ({','.join(repr(state.value) for state in LIVING)})"
    " LIMIT 100 FOR UPDATE SKIP LOCKED)"
)
_BROKEN_INDEXES: Final = (
    "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid=i.indexrelid JOIN pg_namespace n ON n.oid=c.relnamespace"
    " WHERE n.nspname=current_schema() AND NOT i.indisvalid ORDER BY 1 LIMIT %s"
)
_CHECKSUMS: Final = (
    "SELECT coalesce(checksum_failures,0) FROM pg_stat_database WHERE datname=current_database()"
)


def _json(rows: Any) -> str:
    try:
        return to_json(rows).decode()
    except (PydanticSerializationError, ValueError) as error:
        raise Unstorable("the database cannot hold this text") from error


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, sorted(numbers))) + "}"


class PostgresView(SqlView):
    """A consistent state, for reading. The transaction begins with the first statement."""

    _begin = _BEGIN_VIEW
    _read_meters = _METERS
    _read_requests = _REQUESTS

    def __init__(
        self,
        link: Link,
        now: TimeSource | None,
        deadline: float,
        again: Callable[[Link], Link],
        bound: str = _BOUND,
    ) -> None:
        # The parent's constructor is not called: its connection is an attribute, here it begins the transaction.
        self.link = link
        self._now = now
        self._deadline = deadline
        self._again = again
        self._bound = bound
        self._begun = False
        self._started: Start | None = None

    @property
    def _sql(self) -> Connection:  # type: ignore[override]  # read-only here
        self._ready()
        return self.link.sql

    def _ready(self) -> None:
        if not self._begun:
            self._trip([])

    def _trip(self, statements: Sequence[Statement]) -> list[Result]:
        """Run statements; the first go begins the transaction, on another connection if this one was of no use."""
        link = self.link
        if self._begun:
            return link.run(statements)
        left = max(1, int((self._deadline - time.monotonic()) * 900))  # ms: the server gives up before we do
        bound = self._bound + _POOLED if link.raw.pooled else self._bound
        first: list[Statement] = [(self._begin, ()), (bound, (str(left), str(left)))]
        try:
            found = link.run([*first, *statements])
        except Exception as error:
            if not (link.used and is_elsewhere(link, error)) or time.monotonic() >= self._deadline:
                raise
            self.link = link = self._again(link)
            found = link.run([*first, *statements])
        self._begun = link.used = True
        return found[2:]

    def end(self) -> None:
        """End without a trace."""
        if self._begun:
            self.link.run([(_COMMIT, ())])

    # -- reading -----------------------------------------------------------------------------------------------------

    def start(self) -> Start:
        if self._started is None:
            epoch, head = self._trip([(_START, ()), (_FIRST_LOG, ())])
            self._started = self._start_of(epoch, head)
        return self._started

    def _start_of(self, epoch: Result, head: Result) -> Start:
        if not epoch or not head:
            raise Damaged(_LOST)
        [(n, schema, now)] = epoch
        return Start(n, schema, now if self._now is None else self._now(), Head(*head[0]))

    def load(self, wanted: Wanted) -> Loaded:
        return self._loaded(wanted, self._trip(self._reads(wanted)))

    def _reads(self, wanted: Wanted) -> list[Statement]:
        return [(self._read_meters, (_array(wanted.meters),)), *self._reads_beside(wanted)]

    def _reads_beside(self, wanted: Wanted) -> list[Statement]:
        reads: list[Statement] = []
        if wanted.approvals:
            keys = [{"agent": n, "fingerprint": key.hex()} for n, key in sorted(wanted.approvals)]
            reads.append((self._read_requests, (_json(keys),)))
        if wanted.memos:
            names = [{"kind": k, "scope": s, "key": key.hex()} for k, s, key in sorted(wanted.memos)]
            reads.append((_MEMOS, (_json(names),)))
        return reads

    def _loaded(self, wanted: Wanted, found: list[Result]) -> Loaded:
        meters = {row[0]: Reading(*row) for row in found[0] if readable(row)}
        approvals: dict[ApprovalKey, list[Request]] = {key: [] for key in wanted.approvals}
        memos: dict[MemoKey, Memo] = {}
        rest = iter(found[1:])
        if wanted.approvals:
            for row in next(rest):
                request = request_of(dict(zip(_REQUEST, row, strict=True)))
                approvals.setdefault((request.agent, request.fingerprint), []).append(request)
        if wanted.memos:
            memos = {memo[:3]: memo for memo in map(Memo._make, next(rest))}
        return Loaded(meters, approvals, memos)

    def integrity(self, limit: int) -> list[str]:
        broken, failures = self._trip([(_BROKEN_INDEXES, (limit,)), (_CHECKSUMS, ())])
        found = [f"the index {name} is not valid; run REINDEX" for (name,) in broken]
        if failures and failures[0][0]:
            found.append(f"{failures[0][0]} pages of this database did not match their checksums")
        return found[:limit]


class PostgresUnit(PostgresView, SqlUnit):
    """A transaction that writes. What is to be written waits here until something is read, or the commit."""

    _begin = _BEGIN
    _read_meters = _LOCK_METERS
    _read_requests = _LOCK_REQUESTS

    def __init__(
        self,
        link: Link,
        now: TimeSource | None,
        deadline: float,
        again: Callable[[Link], Link],
        bound: str,
        listed: set[Place],
    ) -> None:
        super().__init__(link, now, deadline, again, bound)
        self._waiting: list[Statement] = []
        #: Readings that are locked, as they stand with what is to be written.
        self._held: dict[int, Reading] = {}
        #: Agents that are known to be listed in a span of a log, and those that will be after the commit.
        self._listed = listed
        self._new: set[Place] = set()

    def _ready(self) -> None:
        super()._ready()
        self._flush()

    def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.link.run(waiting)

    def commit(self) -> None:
        """Write what waits, and commit. All of it is one trip."""
        if self._waiting and not self._begun:
            self._trip([])  # what begins may be run again on another connection: no commit may be among it
        if self._begun:
            self._trip([*self._waiting, (_COMMIT, ())])
            self._listed |= self._new

    # -- reading to write --------------------------------------------------------------------------------------------

    def start(self) -> Start:
        """Begin a change that is no decision: behind every other."""
        if self._started is None:
            _, head, epoch = self._trip([(_LOCK_EPOCH, ()), (_FREE_LOG, ()), (_START, ())])
            self._started = self._start_of(epoch, head or self._wait_for_log())
        return self._started

    def _wait_for_log(self) -> Result:
        """Every log is being appended to at this moment: wait for one of them."""
        log = random.randrange(t.LOGS)  # noqa: S311 - to spread those who wait, not to hide anything
        return self._trip([(_ANY_LOG, (-log,))])[0]

    def begin(self, wanted: Wanted) -> tuple[Start, Loaded]:
        if self._started is not None:
            return self._started, self.load(wanted)
        reads = self._reads(wanted)
        found = self._trip([reads[0], (_FREE_LOG, ()), *reads[1:], (_START, ())])
        head = found.pop(1)
        self._started = self._start_of(found.pop(), head or self._wait_for_log())
        loaded = self._loaded(wanted, found)
        self._held |= loaded.meters
        return self._started, loaded

    def load(self, wanted: Wanted) -> Loaded:
        missing = Wanted(wanted.meters - self._held.keys(), wanted.approvals, wanted.memos)
        if missing.meters or missing.approvals or missing.memos:
            self._ready()
            loaded = self._loaded(missing, self._trip(self._reads(missing)))
            self._held |= loaded.meters
        else:
            loaded = Loaded({}, {}, {})
        return loaded._replace(meters={id: self._held[id] for id in wanted.meters if id in self._held})

    def over(self, seq: int) -> bool:
        return bool(self._trip([(_LOG_IS_FREE, (-log_and_position(seq)[0],))])[0])

    # -- writing -----------------------------------------------------------------------------------------------------

    def save(self, changes: Changes) -> None:
        if changes.requests:
            self._wait_to(
                _UPDATE_REQUESTS, [_request(r) for r in sorted(changes.requests, key=lambda r: r.n)]
            )
        if changes.opened:
            self._wait_to(_OPEN_REQUESTS, [_request(request) for request in changes.opened])
        if changes.memos:
            last = {memo[:3]: memo for memo in changes.memos}  # a statement may not write one row twice
            rows = [
                m._asdict() | {"key": m.key.hex(), "fingerprint": m.fingerprint.hex()} for m in last.values()
            ]
            self._wait_to(_SAVE_MEMOS, sorted(rows, key=lambda row: (row["kind"], row["scope"], row["key"])))
        if changes.settlements:
            self._wait_to(_INSERT_SETTLEMENTS, [settlement._asdict() for settlement in changes.settlements])
        if changes.events:
            self._wait_to(_TELL, [_event(place, event) for place, event in enumerate(changes.events)])
        self.append(changes.head, changes.rows, changes.meters)

    def append(self, head: Head, rows: Sequence[Row], meters: Sequence[Reading]) -> None:
        if meters:
            self._wait_to(_UPDATE_METERS, [_meter(reading) for reading in meters])
        if not rows:
            return
        self._waiting.append((_UPDATE_HEAD, (head.position, head.hash, -head.log)))
        self._wait_to(_INSERT_ENTRIES, [_row(row) for row in rows])
        places = {(row.agent, row.seq >> t.SPAN_BITS) for row in rows if row.agent is not None}
        if new := sorted(places - self._listed - self._new):
            self._new.update(new)
            self._wait_to(_LIST, [{"agent": agent, "span": span} for agent, span in new])
        if self._started is not None:
            self._started = self._started._replace(head=head)

    def _wait_to(self, statement: str, rows: list[dict[str, Any]]) -> None:
        self._waiting.append((statement, (_json(rows),)))

    def touch(self, agents: Iterable[int] | None) -> None:
        super().touch(agents)
        if self._started is not None:
            self._started = self._started._replace(epoch=self._started.epoch + 1)

    def close_requests(self, *, agents: Sequence[int] | None, now: int) -> int:
        if agents is not None:  # a decision under way may be opening one: it holds the meter of its agent
            self._ready()
            self._trip([(_LOCK_METERS_OF, (_array(agents),))])
        return super().close_requests(agents=agents, now=now)

    def insert_agent(self, agent: Agent, levels: Sequence[str]) -> Agent:
        self._ready()
        return super().insert_agent(agent, levels)

    def tidy(self, now: int) -> None:
        self._ready()
        [[(mine,)]] = self._trip([(_MAY_TIDY, ())])
        if mine:
            self._trip([(_DROP_MEMOS, (now,)), (_END_REQUESTS, (now,))])
            self._drop_sinks(now)


def _meter(reading: Reading) -> dict[str, Any]:
    values = columns_of(reading)
    return dict(zip(COLUMNS, (values[-1], *values[:-1]), strict=True))


def _row(row: Row) -> dict[str, Any]:
    values = row._asdict()
    values["hash"] = row.hash.hex()
    values["salt"] = _hex(row.salt)
    return values


def _request(request: Request) -> dict[str, Any]:
    return request_values(request) | {"n": request.n, "fingerprint": request.fingerprint.hex()}


def _event(place: int, event: Event) -> dict[str, Any]:
    return {"i": place, "agent": event.agent, "at": event.at, "body": event.body}
