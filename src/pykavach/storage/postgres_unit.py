"""The statements of the hot path as PostgreSQL understands them.

Rows that every decision writes travel as values of their own, all others as one JSON text: that is one statement for any
number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, Final

from pydantic_core import PydanticSerializationError, to_json

from pykavach.core.approvals import LIVING, Request, State
from pykavach.core.audit import Head, Row
from pykavach.core.meters import COLUMNS, Reading, columns_of
from pykavach.ports import ApprovalKey, Event, Memo, MemoKey, Settlement, Unstorable
from pykavach.storage import tables as t
from pykavach.storage.postgres_link import IDLE_AT_MOST
from pykavach.storage.rows import request_values
from pykavach.storage.server_link import Result, ServerLink
from pykavach.storage.server_unit import REQUEST, Place, Trip

_Statement = tuple[str, Sequence[Any]]

_NOW: Final = "(extract(epoch from clock_timestamp())*1000000)::bigint"
_AUDIT: Final = tuple(column.name for column in t.audit.c)
#: Rows of one statement that has a value of its own for every column of them.
_MOST_VALUES: Final = 64
_BYTES: Final = frozenset({"hash", "salt", "fingerprint", "key"})
#: Held by whoever drops what has expired: one process of an installation at a time, and nobody waits for it.
_TIDYING: Final = 0x6B61_7602


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
    f"SELECT {','.join(REQUEST)} FROM approval WHERE (agent,fingerprint) IN "
    f"(SELECT v.agent,decode(v.fingerprint,'hex') FROM {_recordset([('agent', 'bigint'), ('fingerprint', 'text')])})"
    " ORDER BY n"
)
_LOCK_REQUESTS: Final = _REQUESTS + " FOR UPDATE"
_MEMO_KEY: Final = (("kind", "text"), ("scope", "bigint"), ("key", "text"))
_MEMOS: Final = (
    "SELECT kind,scope,key,expires_at,fingerprint,value FROM memo WHERE (kind,scope,key) IN "
    f"(SELECT v.kind,v.scope,decode(v.key,'hex') FROM {_recordset(_MEMO_KEY)})"
)
_ENTRIES: Final = f"SELECT {','.join(_AUDIT)} FROM audit WHERE seq=ANY(%s::bigint[])"
_SETTLEMENTS: Final = "SELECT seq,cost,at FROM settlement WHERE seq=ANY(%s::bigint[])"
_UPDATE_HEAD: Final = "UPDATE meter SET calls=%s,hash=%s WHERE id=%s"
_LIST: Final = _insert("audit_span", ("agent", "span"), (), " ON CONFLICT DO NOTHING")
_SAVE_MEMOS: Final = _insert(
    "memo",
    Memo._fields,
    ["kind", "value"],
    " ON CONFLICT (kind,scope,key) DO UPDATE SET "
    "expires_at=excluded.expires_at,fingerprint=excluded.fingerprint,value=excluded.value",
)
_REQUEST_TEXTS: Final = ("id", "resource", "action", "arguments", "state", "decided_by", "note")
_OPEN_REQUESTS: Final = _insert("approval", REQUEST[1:], _REQUEST_TEXTS)
_UPDATE_REQUESTS: Final = (
    "UPDATE approval a SET state=v.state,arguments=v.arguments "
    f"FROM {_recordset([('n', 'bigint'), ('state', 'text'), ('arguments', 'text')])} WHERE a.n=v.n"
)
_TELL: Final = (
    "INSERT INTO outbox (sink,agent,at,due_at,attempts,body) SELECT s.name,v.agent,v.at,v.at,0,v.body FROM "
    + _recordset(
        [(name, "bigint") for name in ("i", "agent", "at")]
        + [(name, "text") for name in ("body", "kind", "tenant")]
    )
    + " JOIN sink s ON (s.tenant_id IS NULL OR s.tenant_id=v.tenant) AND (s.kinds IS NULL OR strpos(s.kinds,v.kind)>0)"
    " ORDER BY v.i,s.name"
)
_MAY_TIDY: Final = f"SELECT 1 WHERE pg_try_advisory_xact_lock({_TIDYING},hashtext(current_schema()))"
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


def _values(rows: int, columns: int) -> str:
    return ",".join(["(" + ",".join(["%s"] * columns) + ")"] * rows)


@cache
def _insert_entries(rows: int) -> str:
    return f"INSERT INTO audit ({','.join(_AUDIT)}) VALUES {_values(rows, len(_AUDIT))}"


@cache
def _insert_settlements(rows: int) -> str:
    names = Settlement._fields
    return f"INSERT INTO settlement ({','.join(names)}) VALUES {_values(rows, len(names))}"


@cache
def _update_meters(rows: int) -> str:
    """Of readings as ``columns_of`` gives them."""
    names = (*COLUMNS[1:], "id")
    first = ",".join(f"%s::{'text' if name == 'last_ip' else 'bigint'}" for name in names)
    rest = f",{_values(rows - 1, len(names))}" if rows > 1 else ""
    return (
        f"UPDATE meter m SET {','.join(f'{name}=v.{name}' for name in COLUMNS[1:])} "
        f"FROM (VALUES ({first}){rest}) v ({','.join(names)}) WHERE m.id=v.id"
    )


def _in_parts(statement: Callable[[int], str], rows: Sequence[Sequence[object]]) -> list[_Statement]:
    """Rows as values of their own, in parts of a few lengths, so that few statements are to be prepared.

    For the two tables that every decision writes: as JSON they take the server twice as long.
    """
    found: list[_Statement] = []
    start = 0
    while left := len(rows) - start:
        length = min(1 << (left.bit_length() - 1), _MOST_VALUES)
        found.append((statement(length), tuple(chain.from_iterable(rows[start : start + length]))))
        start += length
    return found


def _json(rows: Any) -> str:
    try:
        return to_json(rows).decode()
    except (PydanticSerializationError, ValueError) as error:
        raise Unstorable("the database cannot hold this text") from error


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, sorted(numbers))) + "}"


def bounded(seconds: float, statement: str = _BOUND) -> _Statement:
    """Let the statements of this transaction, and their waits for locks, take so long, whatever the role's may take."""
    left = str(max(1, int(seconds * 1000)))
    return statement, (left, left)


class PostgresDialect:
    """See ``Dialect``. Every statement is a text with its values."""

    asks_itself = True
    commit: _Statement = (_COMMIT, ())
    lock_epoch: _Statement = (_LOCK_EPOCH, ())
    start: _Statement = (_START, ())
    first_log: _Statement = (_FIRST_LOG, ())
    free_log: _Statement = (_FREE_LOG, ())
    may_tidy: _Statement = (_MAY_TIDY, ())

    def __init__(self, *, flushed: bool) -> None:
        self._bound = _BOUND if flushed else _UNFLUSHED

    def opening(self, link: ServerLink, seconds: float, *, writes: bool) -> list[_Statement]:
        bound = self._bound if writes else _BOUND
        if link.raw.pooled:
            bound += _POOLED
        return [(_BEGIN if writes else _BEGIN_VIEW, ()), bounded(seconds, bound)]

    def any_log(self, log: int) -> _Statement:
        return _ANY_LOG, (-log,)

    def log_is_free(self, log: int) -> _Statement:
        return _LOG_IS_FREE, (-log,)

    def meters(self, ids: Iterable[int], *, lock: bool) -> _Statement:
        return _LOCK_METERS if lock else _METERS, (_array(ids),)

    def readings(self, found: Result) -> Result:
        return found

    def meters_of(self, agents: Iterable[int]) -> _Statement:
        return _LOCK_METERS_OF, (_array(agents),)

    def requests(self, keys: Iterable[ApprovalKey], *, lock: bool) -> _Statement:
        rows = [{"agent": n, "fingerprint": key.hex()} for n, key in sorted(keys)]
        return _LOCK_REQUESTS if lock else _REQUESTS, (_json(rows),)

    def memos(self, keys: Iterable[MemoKey]) -> _Statement:
        return _MEMOS, (_json([{"kind": k, "scope": s, "key": key.hex()} for k, s, key in sorted(keys)]),)

    def entries(self, seqs: Iterable[int]) -> _Statement:
        return _ENTRIES, (_array(seqs),)

    def settlements(self, seqs: Iterable[int]) -> _Statement:
        return _SETTLEMENTS, (_array(seqs),)

    def update_meters(self, readings: Sequence[Reading]) -> list[_Statement]:
        return _in_parts(_update_meters, list(map(columns_of, readings)))

    def update_head(self, head: Head) -> _Statement:
        return _UPDATE_HEAD, (head.position, head.hash, -head.log)

    def insert_entries(self, rows: Sequence[Row]) -> list[_Statement]:
        return _in_parts(_insert_entries, rows)

    def list_places(self, places: Sequence[Place]) -> list[_Statement]:
        return _rows(_LIST, ({"agent": agent, "span": span} for agent, span in places))

    def update_requests(self, requests: Sequence[Request]) -> list[_Statement]:
        rows = ({"n": r.n, "state": r.state.value, "arguments": r.arguments} for r in requests)
        return _rows(_UPDATE_REQUESTS, rows)

    def open_requests(self, requests: Sequence[Request]) -> list[_Statement]:
        return _rows(_OPEN_REQUESTS, map(_request, requests))

    def save_memos(self, memos: Sequence[Memo]) -> list[_Statement]:
        return _rows(
            _SAVE_MEMOS,
            (m._asdict() | {"key": m.key.hex(), "fingerprint": m.fingerprint.hex()} for m in memos),
        )

    def insert_settlements(self, settlements: Sequence[Settlement]) -> list[_Statement]:
        return _in_parts(_insert_settlements, settlements)

    def tell(self, events: Sequence[Event]) -> list[_Statement]:
        return _rows(_TELL, (_event(place, event) for place, event in enumerate(events)))

    def expire(self, trip: Trip, now: int) -> None:
        trip([(_DROP_MEMOS, (now,)), (_END_REQUESTS, (now,))])

    def broken(self, trip: Trip, limit: int) -> list[str]:
        broken, failures = trip([(_BROKEN_INDEXES, (limit,)), (_CHECKSUMS, ())])
        found = [f"the index {name} is not valid; run REINDEX" for (name,) in broken]
        if failures and failures[0][0]:
            found.append(f"{failures[0][0]} pages of this database did not match their checksums")
        return found


def _rows(statement: str, rows: Iterable[dict[str, Any]]) -> list[_Statement]:
    return [(statement, (_json(list(rows)),))]


def _request(request: Request) -> dict[str, Any]:
    return request_values(request) | {"n": request.n, "fingerprint": request.fingerprint.hex()}


def _event(place: int, event: Event) -> dict[str, Any]:
    return {
        "i": place,
        "agent": event.agent,
        "at": event.at,
        "body": event.body,
        "kind": f",{event.kind},",
        "tenant": event.tenant_id,
    }
