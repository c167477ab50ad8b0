"""A database that looks used: many agents and a long audit log with a valid hash chain, made in bulk.

Rows are built by the core's own functions and written into the product's own tables, so ``audit.verify()`` passes and
every meter says what its log says. Everything follows from numbers: the same seed makes the same tokens again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from bench import access as one
from pykavach.core import audit, codec, money, tokens
from pykavach.core.agents import Agent, Kind, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.redact import keep
from pykavach.ports import Changes
from pykavach.storage import tables as t
from pykavach.storage.rows import agent_values
from pykavach.storage.sqlite import SqliteStore

_DAY = 86_400_000_000
#: Over how long the log stretches, until now.
_SPAN = 60 * _DAY
_CHUNK = 10_000
#: Each so-manyth decision of the log is a denial.
_DENIED = 20


@dataclass(frozen=True, slots=True)
class Seed:
    """``roots`` agents, each with ``children`` agents below it, and ``rows`` entries about the children."""

    roots: int = 100
    children: int = 999
    rows: int = 1_000_000

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


def make(path: str | Path, seed: Seed) -> None:
    """Fill a new SQLite file. Raises ``FileExistsError``."""
    if Path(path).exists():
        raise FileExistsError(path)
    SqliteStore(str(path), durability="process").close()
    now = time.time_ns() // 1000
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144", "locking_mode=EXCLUSIVE"):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        raw.execute("BEGIN")
        indexes = sorted(t.audit.indexes, key=lambda index: str(index.name))
        for index in indexes:
            raw.execute(f"DROP INDEX {index.name}")
        _agents(raw, seed, now)
        last = _log(raw, seed, now)
        for index in indexes:  # sorted once instead of found one by one
            raw.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
        raw.execute("COMMIT")
        raw.execute("PRAGMA locking_mode=NORMAL").fetchall()
        raw.execute("PRAGMA journal_mode=WAL").fetchall()
    finally:
        raw.close()
    if last is not None:  # the product itself writes where its log ends
        _, position = audit.log_and_position(last.seq)
        store = SqliteStore(str(path), durability="process")
        with store.unit() as unit:
            unit.save(Changes(audit.Head(0, position, last.hash), rows=[last]))
        store.close()


def _insert(
    raw: sqlite3.Connection, table: str, columns: list[str], rows: Iterator[tuple[object, ...]]
) -> None:
    statement = f"INSERT INTO {table} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"
    while some := list(islice(rows, _CHUNK)):
        raw.executemany(statement, some)


def _agents(raw: sqlite3.Connection, seed: Seed, now: int) -> None:
    born = now - _SPAN - _DAY
    permissions = parse_permissions(one.PERMISSIONS)
    constraints = Constraints.parse(one.CONSTRAINTS)
    columns = [column.name for column in t.agent.c]
    template: dict[str, object] = {}

    def row(n: int) -> tuple[object, ...]:
        root = seed.root_of(n)
        below = n != root
        if not template:
            draft = Agent(
                id="",
                kind=Kind.SERVICE,
                user_id=None,
                name="",
                digest=b"",
                created_at=born,
                changed_at=born,
                permissions=permissions,
                constraints=constraints,
            )
            template.update(agent_values(draft))
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

    _insert(raw, "agent", columns, (row(n) for n in range(1, seed.agents + 1)))
    meters = ((n, n, "agent") for n in range(1, seed.agents + 1))
    _insert(raw, "meter", ["id", "agent", "level"], meters)


def _log(raw: sqlite3.Connection, seed: Seed, now: int) -> audit.Row | None:
    """Write all rows but the last, which is returned, and what the meters add up to."""
    last: audit.Row | None = None
    used: dict[int, list[int]] = {}
    listed: set[tuple[object, ...]] = set()

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal last
        for row in entries(seed, now, used):
            if last is not None:
                listed.add((last.agent, last.seq >> t.SPAN_BITS))
                yield last
            last = row

    _insert(raw, "audit", list(audit.Row._fields), rows())
    _insert(raw, "audit_span", ["agent", "span"], iter(sorted(listed)))
    totals = ((calls, usd, last, id) for id, (calls, usd, last) in used.items())
    raw.executemany("UPDATE meter SET calls=?, usd=?, last_at=? WHERE id=?", totals)
    return last


def entries(seed: Seed, now: int, used: dict[int, list[int]]) -> Iterator[audit.Row]:
    """The log of one chain, in order. ``used`` collects calls, micro-dollars and last use by meter."""
    dice = Random(1)
    cost = money.micros(one.COST, "cost")
    texts = [codec.snapshot(one.arguments(n)) for n in range(64)]
    shown = [(text, keep(text, "redact")) for text in texts if text is not None]
    previous = audit.GENESIS
    below = seed.roots * seed.children
    ids = [id_of(n) for n in range(seed.agents + 1)]
    for position in range(1, seed.rows + 1):
        n = seed.roots + 1 + int(dice.random() * below)
        root, seq, at = (
            seed.root_of(n),
            audit.sequence(0, position),
            now - _SPAN + _SPAN * position // seed.rows,
        )
        me, above = ids[n], ids[root]
        allowed = position % _DENIED != 0
        text, kept = shown[position % len(shown)]
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
            log=0,
            position=position,
            previous=previous,
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
        previous = audit.digest(line)
        code, booked = ("ok", cost) if allowed else ("rate_limited", None)
        yield audit.Row(seq, at, n, "decision", code, booked, codec.stored(line), kept, salt, previous)
