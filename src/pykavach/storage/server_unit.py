"""One transaction on a server: what a batch reads is one trip, what it writes and its commit another.

READ COMMITTED, with every row that is read to be changed locked first, in the order of the keys: meters, then a log
that nobody else appends to at the moment, then requests; the epoch is read last, so that whoever has waited for a change
sees it. Changes that are not decisions lock the row of the epoch before anything else, which puts them in line.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol

from sqlalchemy import Connection

from pykavach.core.agents import Agent
from pykavach.core.approvals import Request
from pykavach.core.audit import Head, Row, listed_under, log_and_position
from pykavach.core.meters import Reading, readable
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
    Wanted,
)
from pykavach.storage import tables as t
from pykavach.storage.rows import request_of
from pykavach.storage.server_link import Result, ServerLink, Statement
from pykavach.storage.unit import SqlUnit, SqlView

TimeSource = Callable[[], int]
#: An agent in a span of a log.
Place = tuple[int, int]
Trip = Callable[[Sequence[Statement]], list[Result]]

_LOST: Final = "the database has lost its epoch or the head of a log; restore a backup"
#: The columns of a request, as ``Dialect.requests`` reads them.
REQUEST: Final = tuple(column.name for column in t.approval.c)


class Dialect(Protocol):
    """The statements of the hot path as one server understands them.

    Each that reads is one statement; what is to be written may take several.
    """

    #: Whether an UPDATE may ask its own table for what it changes.
    asks_itself: bool
    commit: Statement
    #: The row of the epoch, locked.
    lock_epoch: Statement
    #: Epoch, schema and the time.
    start: Statement
    #: The head of the first log; of the first one that nobody appends to, locked.
    first_log: Statement
    free_log: Statement
    #: A row where nobody else tidies at the moment, and nobody will until this transaction is over.
    may_tidy: Statement

    def opening(self, link: ServerLink, seconds: float, *, writes: bool) -> list[Statement]:
        """Begin a transaction in which no statement takes longer than that."""
        ...

    def any_log(self, log: int) -> Statement: ...
    def log_is_free(self, log: int) -> Statement: ...
    def meters(self, ids: Iterable[int], *, lock: bool) -> Statement: ...
    def readings(self, found: Result) -> Result:
        """What ``meters`` has found, as the constructor of a reading takes it."""
        ...

    def meters_of(self, agents: Iterable[int]) -> Statement:
        """All meters of these agents, locked."""
        ...

    def requests(self, keys: Iterable[ApprovalKey], *, lock: bool) -> Statement: ...
    def memos(self, keys: Iterable[MemoKey]) -> Statement: ...
    def entries(self, seqs: Iterable[int]) -> Statement: ...
    def settlements(self, seqs: Iterable[int]) -> Statement: ...
    def update_meters(self, readings: Sequence[Reading]) -> list[Statement]: ...
    def update_head(self, head: Head) -> Statement: ...
    def insert_entries(self, rows: Sequence[Row]) -> list[Statement]: ...
    def list_places(self, places: Sequence[Place]) -> list[Statement]: ...
    def update_requests(self, requests: Sequence[Request]) -> list[Statement]: ...
    def open_requests(self, requests: Sequence[Request]) -> list[Statement]: ...
    def save_memos(self, memos: Sequence[Memo]) -> list[Statement]: ...
    def insert_settlements(self, settlements: Sequence[Settlement]) -> list[Statement]: ...
    def tell(self, events: Sequence[Event]) -> list[Statement]: ...
    def expire(self, trip: Trip, now: int) -> None:
        """Drop some memos and end some requests whose time is over, without waiting for anybody."""
        ...

    def broken(self, trip: Trip, limit: int) -> list[str]:
        """What the server finds broken in its files."""
        ...


class ServerView(SqlView):
    """A consistent state, for reading. The transaction begins with the first statement."""

    _writes = False

    def __init__(
        self,
        link: ServerLink,
        dialect: Dialect,
        now: TimeSource | None,
        deadline: float,
        again: Callable[[ServerLink], ServerLink],
    ) -> None:
        # The parent's constructor is not called: its connection is an attribute, here it begins the transaction.
        self.link = link
        self._say = dialect
        self._now = now
        self._deadline = deadline
        self._again = again
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
        left = max(0.001, (self._deadline - time.monotonic()) * 0.9)  # the server gives up before we do
        opening = self._say.opening(link, left, writes=self._writes)
        try:
            found = link.run([*opening, *statements])
        except Exception as error:
            if not (link.used and link.elsewhere(error)) or time.monotonic() >= self._deadline:
                raise
            self.link = link = self._again(link)
            opening = self._say.opening(link, left, writes=self._writes)
            found = link.run([*opening, *statements])
        self._begun = link.used = True
        return found[len(opening) :]

    def end(self) -> None:
        """End without a trace."""
        if self._begun:
            self.link.run([self._say.commit])

    # -- reading -----------------------------------------------------------------------------------------------------

    def start(self) -> Start:
        if self._started is None:
            epoch, head = self._trip([self._say.start, self._say.first_log])
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
        reads = [self._say.meters(wanted.meters, lock=self._writes)]
        if wanted.approvals:
            reads.append(self._say.requests(wanted.approvals, lock=self._writes))
        if wanted.memos:
            reads.append(self._say.memos(wanted.memos))
        return reads

    def _loaded(self, wanted: Wanted, found: list[Result]) -> Loaded:
        meters = {row[0]: Reading(*row) for row in self._say.readings(found[0]) if readable(row)}
        approvals: dict[ApprovalKey, list[Request]] = {key: [] for key in wanted.approvals}
        memos: dict[MemoKey, Memo] = {}
        rest = iter(found[1:])
        if wanted.approvals:
            for row in next(rest):
                request = request_of(dict(zip(REQUEST, row, strict=True)))
                approvals.setdefault((request.agent, request.fingerprint), []).append(request)
        if wanted.memos:
            memos = {memo[:3]: memo for memo in map(Memo._make, next(rest))}
        return Loaded(meters, approvals, memos)

    def rows(self, seqs: Iterable[int]) -> dict[int, Row]:
        return {row[0]: Row(*row) for row in self._asked(self._say.entries(seqs))}

    def settlements(self, seqs: Iterable[int]) -> dict[int, Settlement]:
        return {row[0]: Settlement(*row) for row in self._asked(self._say.settlements(seqs))}

    def _asked(self, statement: Statement) -> Result:
        return self._trip([statement])[0]

    def integrity(self, limit: int) -> list[str]:
        return self._say.broken(self._trip, limit)[:limit]


class ServerUnit(ServerView, SqlUnit):
    """A transaction that writes. What is to be written waits here until something is read, or the commit."""

    _writes = True

    def __init__(
        self,
        link: ServerLink,
        dialect: Dialect,
        now: TimeSource | None,
        deadline: float,
        again: Callable[[ServerLink], ServerLink],
        listed: set[Place],
    ) -> None:
        super().__init__(link, dialect, now, deadline, again)
        self._asks_itself = dialect.asks_itself
        self._waiting: list[Statement] = []
        #: Readings that are locked, as they stand with what is to be written.
        self._held: dict[int, Reading] = {}
        #: Agents that are known to be listed in a span of a log, and those that will be after the commit.
        self._listed = listed
        self._new: set[Place] = set()

    def _ready(self) -> None:
        super()._ready()
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.link.run(waiting)

    def commit(self) -> None:
        """Write what waits, and commit. All of it is one trip."""
        if not self._begun:
            if not self._waiting:
                return
            super()._ready()  # what holds the commit is never run again
        self._trip([*self._waiting, self._say.commit])
        self._listed |= self._new

    # -- reading to write --------------------------------------------------------------------------------------------

    def start(self) -> Start:
        """Begin a change that is no decision: behind every other."""
        if self._started is None:
            _, head, epoch = self._trip([self._say.lock_epoch, self._say.free_log, self._say.start])
            if not head:
                head, epoch = self._wait_for_log()
            self._started = self._start_of(epoch, head)
        return self._started

    def _wait_for_log(self) -> list[Result]:
        """Every log is being appended to at this moment: wait for one of them. Its head, and the epoch behind it.

        Who waits may wait for somebody that closes the database, and must see that it is closed.
        """
        log = random.randrange(t.LOGS)  # noqa: S311 - to spread those who wait, not to hide anything
        return self._trip([self._say.any_log(log), self._say.start])

    def begin(self, wanted: Wanted) -> tuple[Start, Loaded]:
        if self._started is not None:
            return self._started, self.load(wanted)
        reads = self._reads(wanted)
        found = self._trip([reads[0], self._say.free_log, *reads[1:], self._say.start])
        head, epoch = found.pop(1), found.pop()
        if not head:
            head, epoch = self._wait_for_log()
        self._started = self._start_of(epoch, head)
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

    def _asked(self, statement: Statement) -> Result:
        if self._waiting:
            self._ready()
        return super()._asked(statement)

    def over(self, seq: int) -> bool:
        return bool(self._trip([self._say.log_is_free(log_and_position(seq)[0])])[0])

    # -- writing -----------------------------------------------------------------------------------------------------

    def save(self, changes: Changes) -> None:
        say, waiting = self._say, self._waiting
        if changes.requests:
            waiting += say.update_requests(sorted(changes.requests, key=lambda request: request.n))
        if changes.opened:
            waiting += say.open_requests(changes.opened)
        if changes.memos:
            last = {memo[:3]: memo for memo in changes.memos}  # a statement may not write one row twice
            waiting += say.save_memos([last[key] for key in sorted(last)])
        if changes.settlements:
            waiting += say.insert_settlements(changes.settlements)
        if changes.events:
            waiting += say.tell(changes.events)
        self.append(changes.head, changes.rows, changes.meters)

    def append(self, head: Head, rows: Sequence[Row], meters: Sequence[Reading]) -> None:
        if meters:
            self._waiting += self._say.update_meters(meters)
        if not rows:
            return
        self._waiting.append(self._say.update_head(head))
        self._waiting += self._say.insert_entries(rows)
        numbers = ((row.agent if row.agent is not None else listed_under(row), row) for row in rows)
        places = {(n, row.seq >> t.SPAN_BITS) for n, row in numbers if n is not None}
        if new := sorted(places - self._listed - self._new):
            self._new.update(new)
            self._waiting += self._say.list_places(new)
        if self._started is not None:
            self._started = self._started._replace(head=head)

    def touch(self, agents: Iterable[int] | None) -> None:
        super().touch(agents)
        if self._started is not None:
            self._started = self._started._replace(epoch=self._started.epoch + 1)

    def close_requests(self, *, agents: Sequence[int] | None, now: int) -> int:
        if agents:  # a decision under way may be opening one: it holds the meter of its agent
            self._ready()
            self._trip([self._say.meters_of(agents)])
        return super().close_requests(agents=agents, now=now)

    def insert_agent(self, agent: Agent, levels: Sequence[str]) -> Agent:
        self._ready()
        return super().insert_agent(agent, levels)

    def tidy(self, now: int) -> None:
        self._ready()
        if self._trip([self._say.may_tidy])[0]:
            self._say.expire(self._trip, now)
            self._drop_sinks(now)
