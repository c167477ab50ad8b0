"""A database that looks used: many agents and a long audit log with a valid hash chain, made in bulk.

Rows are built by the core's own functions and written into the product's own tables, so ``audit.verify()`` passes and
every meter says what its log says. Everything follows from numbers: the same seed makes the same tokens again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.schema import CreateIndex

from bench import access as one
from bench.databases import ask, connect, kind_of, marks, sqlite_file
from bench.floor import dialect_of
from pykavach.core import audit, codec, money, tokens
from pykavach.core.agents import Agent, Kind, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.redact import keep
from pykavach.open import Settings
from pykavach.ports import Changes
from pykavach.storage import tables as t
from pykavach.storage.rows import agent_values

_DAY = 86_400_000_000
#: Over how long the log stretches, until now.
_SPAN = 60 * _DAY
_CHUNK = 10_000
#: Each so-manyth decision of the log is a denial.
_DENIED = 20


@dataclass(frozen=True, slots=True)
class Seed:
    """``roots`` agents, each with ``children`` agents below it, and ``rows`` entries about the children in ``logs`` logs."""

    roots: int = 100
    children: int = 999
    rows: int = 1_000_000
    logs: int = 1

    @property
    def agents(self) -> int:
        return self.roots * (1 + self.children)

    def tokens(self, count: int | None = None) -> list[str]:
        """The tokens of the first ``count`` children. Neighbours hang under different roots."""
        below = self.roots * self.children
        return [token_of(self.roots + 1 + n) for n in range(below if count is None else min(count, below))]

    def root_of(self, n: int) -> int:
        """The number of the root above agent ``n``."""
        return n if n <= self.roots else (n - self.roots - 1) % self.roots + 1


def token_of(n: int) -> str:
    """The token of agent number ``n``."""
    return tokens.mint(sha256(f"bench token {n}".encode()).digest())


def id_of(n: int) -> str:
    """The public id of agent number ``n``."""
    return "agt_" + sha256(f"bench agent {n}".encode()).hexdigest()[:24]


def make(url: str, seed: Seed) -> None:
    """Fill a new database. Raises ``FileExistsError`` for one that has been used."""
    if kind_of(url) == "sqlite" and Path(sqlite_file(url)).exists():
        raise FileExistsError(url)
    _store(url).close()
    if ask(url, "SELECT count(*) FROM agent") != [(0,)]:
        raise FileExistsError(url)
    with closing(connect(url)) as raw:
        bulk = {"sqlite": SqliteBulk, "postgresql": PostgresBulk, "mysql": MySQLBulk}[kind_of(url)](url, raw)
        ends = _fill(bulk, seed, time.time_ns() // 1000)
        bulk.done()
    store = _store(url)  # the product itself writes where its logs end
    with closing(store):
        for last in ends:
            log, position = audit.log_and_position(last.seq)
            with store.unit() as unit:
                unit.save(Changes(audit.Head(log, position, last.hash), rows=[last]))


def _store(url: str) -> Any:
    return Settings(url, durability="process")._open_store()


class Bulk:
    """Many rows at once into the tables of a database that nobody else uses yet."""

    def __init__(self, url: str, raw: Any) -> None:
        self._url = url
        self._raw = raw
        self._cursor = raw.cursor()
        self._prepare()
        self._indexes = sorted(t.audit.indexes, key=lambda index: str(index.name))
        for index in self._indexes:
            self._cursor.execute(self._drop_index.format(index.name))

    _drop_index = "DROP INDEX {}"

    def _prepare(self) -> None:
        self._cursor.execute("BEGIN")

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names, values = ",".join(columns), marks(self._url, len(columns))
        while some := list(islice(rows, _CHUNK)):
            self._cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", some)

    def done(self) -> None:
        for index in self._indexes:  # sorted once instead of found one by one
            self._cursor.execute(str(CreateIndex(index).compile(dialect=dialect_of(self._url))))
        self._cursor.execute("COMMIT")


class SqliteBulk(Bulk):
    def _prepare(self) -> None:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144", "locking_mode=EXCLUSIVE"):
            self._cursor.execute(f"PRAGMA {pragma}").fetchall()
        super()._prepare()

    def done(self) -> None:
        super().done()
        self._cursor.execute("PRAGMA locking_mode=NORMAL").fetchall()
        self._cursor.execute("PRAGMA journal_mode=WAL").fetchall()


class PostgresBulk(Bulk):
    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        with self._cursor.copy(f"COPY {table} ({','.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def done(self) -> None:
        super().done()
        for table, column in (("agent", "n"), ("meter", "id")):
            last = f"(SELECT max({column}) FROM {table})"
            self._cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}','{column}'),{last})")
        self._cursor.execute("VACUUM ANALYZE agent, meter, audit, audit_span")


class MySQLBulk(Bulk):
    _drop_index = "DROP INDEX {} ON audit"

    def done(self) -> None:
        super().done()
        self._cursor.execute("ANALYZE TABLE agent, meter, audit, audit_span")


def _fill(bulk: Bulk, seed: Seed, now: int) -> list[audit.Row]:
    """Write agents, meters and the logs but for the last row of each, which are returned."""
    held: dict[int, audit.Row] = {}
    used: dict[int, list[int]] = {}
    listed: set[tuple[Any, ...]] = set()

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in entries(seed, now, used):
            log, _ = audit.log_and_position(row.seq)
            if (before := held.get(log)) is not None:
                listed.add((before.agent, before.seq >> t.SPAN_BITS))
                yield before
            held[log] = row

    bulk.insert("audit", list(audit.Row._fields), rows())
    bulk.insert("audit_span", ["agent", "span"], iter(sorted(listed)))
    _agents(bulk, seed, now)
    meters = ((n, n, "agent", *used.get(n, (0, 0, None))) for n in range(1, seed.agents + 1))
    bulk.insert("meter", ["id", "agent", "level", "calls", "usd", "last_at"], meters)
    return [held[log] for log in sorted(held)]


def _agents(bulk: Bulk, seed: Seed, now: int) -> None:
    born = now - _SPAN - _DAY
    columns = [column.name for column in t.agent.c]
    draft = Agent(
        id="",
        kind=Kind.SERVICE,
        user_id=None,
        name="",
        digest=b"",
        created_at=born,
        changed_at=born,
        permissions=parse_permissions(one.PERMISSIONS),
        constraints=Constraints.parse(one.CONSTRAINTS),
    )
    template = agent_values(draft)

    def row(n: int) -> tuple[Any, ...]:
        root = seed.root_of(n)
        below = n != root
        values = template | {
            "n": n,
            "id": id_of(n),
            "parent": root if below else None,
            "root": root,
            "depth": int(below),
            "kind": (Kind.DELEGATED if below else Kind.SERVICE).value,
            "user_id": f"user_{root}",
            "name": f"agent {n}",
            "digest": tokens.digest(token_of(n)),
            "max_depth": 4 if below else 5,
        }
        return tuple(values[name] for name in columns)

    bulk.insert("agent", columns, (row(n) for n in range(1, seed.agents + 1)))


def entries(seed: Seed, now: int, used: dict[int, list[int]]) -> Iterator[audit.Row]:
    """The logs, in the order of time. ``used`` collects calls, micro-dollars and last use by meter."""
    dice = Random(1)
    cost = money.micros(one.COST, "cost")
    texts = [codec.snapshot(one.arguments(n)) for n in range(64)]
    shown = [(text, keep(text, "redact")) for text in texts if text is not None]
    previous = [audit.GENESIS] * seed.logs
    below = seed.roots * seed.children
    ids = [id_of(n) for n in range(seed.agents + 1)]
    for number in range(seed.rows):
        n = seed.roots + 1 + int(dice.random() * below)
        log, position = number % seed.logs, number // seed.logs + 1
        root, seq, at = (
            seed.root_of(n),
            audit.sequence(log, position),
            now - _SPAN + _SPAN * number // seed.rows,
        )
        me, above = ids[n], ids[root]
        allowed = number % _DENIED != 0
        text, kept = shown[number % len(shown)]
        salt = dice.randbytes(16)
        charges = ""
        if allowed:
            charges = f"{audit.charge_text(me, 'agent', n)}}},{audit.charge_text(above, 'agent', root)}}}"
            for meter in (n, root):
                total = used.setdefault(meter, [0, 0, 0])
                total[0] += 1
                total[1] += cost
                total[2] = at
        line = audit.decision_entry(
            audit.Frame(one.RESOURCE, one.ACTION, me, (me, above), 1, f"user_{root}", None),
            id=audit.entry_id(seq, salt[:4].hex()),
            log=log,
            position=position,
            previous=previous[log],
            at=at,
            kind="decision",
            outcome="allow" if allowed else "deny",
            code="ok" if allowed else "rate_limited",
            reason="Allowed." if allowed else "maxCallsPerMinute of 60 is used up. Try again in 30 s.",
            args=audit.commit_to(salt, text, kept),
            charges=charges,
            cost=cost,
            ip=one.IP,
            latency=300,
            marks=None,
        )
        previous[log] = audit.digest(line)
        code, booked = ("ok", cost) if allowed else ("rate_limited", None)
        yield audit.Row(seq, at, n, "decision", code, booked, codec.stored(line), kept, salt, previous[log])
