"""One process of a simulation: callers that do what the users of an installation do, and note what they were told."""

from __future__ import annotations

import asyncio
import time
from array import array
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from random import Random
from typing import Any, NamedTuple, TypeVar

from bench.sim_world import DEEPEST, UPDATES, Someone, World, access, delegate, payment
from pykavach.core.errors import KavachError, Unavailable

T = TypeVar("T")
_now = time.monotonic_ns  # one clock for all processes of a host
#: Agents that one process adds at most.
_MOST_NEW = 200
#: Open bookings and requests that one process remembers.
_MOST_OPEN = 1000

#: What callers do, and how often, in thousandths.
MIX = {
    "authorize": 790,
    "keyed": 30,
    "explain": 30,
    "settle": 70,
    "record": 8,
    "pay": 20,
    "decide": 15,
    "delegate": 8,
    "rotate": 6,
    "suspend": 4,
    "revoke": 4,
    "update": 5,
    "stranger": 10,
}


class Answer(NamedTuple):
    """A decision as its caller got it, and between which moments of the monotonic clock, in nanoseconds."""

    audit_id: str | None
    agent_id: str
    kind: str  # decision, explain
    outcome: str
    code: str
    replayed: bool
    key: str | None
    begun: int
    ended: int
    #: Asked with a token whose rotation had returned before.
    stale: bool = False


class Stop(NamedTuple):
    """From when to when an agent was stopped for certain; 0: until the end."""

    agent_id: str
    since: int
    until: int


@dataclass(slots=True)
class Notes:
    """What one process, or all of them, can tell."""

    answers: list[Answer] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    #: (audit id, micro-dollars) of settles that returned, and (agent, micro-dollars) of records that did.
    settled: dict[str, int] = field(default_factory=dict)
    recorded: list[tuple[str, int]] = field(default_factory=list)
    #: Ids of requests that a person has said yes to, and no.
    approved: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    #: By call: nanoseconds of each.
    times: dict[str, array[int]] = field(default_factory=dict)
    #: Errors that were raised, by call and name, and texts of those that should not have been.
    errors: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Notes) -> None:
        self.answers += other.answers
        self.stops += other.stops
        self.settled |= other.settled
        self.recorded += other.recorded
        self.approved |= other.approved
        self.refused |= other.refused
        for call, times in other.times.items():
            self.times.setdefault(call, array("q")).extend(times)
        self.errors += other.errors
        self.unexpected += other.unexpected
        self.seconds = max(self.seconds, other.seconds)


class Callers:
    """The callers of one process."""

    def __init__(self, kavach: Any, world: World, me: int, seed: int) -> None:
        self._kavach = kavach
        self._world = world
        self._me = me
        self._dice = Random(seed)
        self._numbers = count(1)
        self.notes = Notes()
        self._bookings: deque[tuple[str, int]] = deque(maxlen=_MOST_OPEN)
        self._pending: deque[tuple[str, Someone, dict[str, Any]]] = deque(maxlen=_MOST_OPEN)
        #: Agents that are being rotated, suspended or revoked by a caller of this process.
        self._busy: set[str] = set()
        self._mine = [one for tree in world.trees for one in tree if one.owner == me]
        self._new = 0
        names = list(MIX)
        self._acts: list[Callable[[], Awaitable[None]]] = [getattr(self, f"_{name}") for name in names]
        self._weights = list(MIX.values())

    async def run(self, callers: int, seconds: float, least: int) -> None:
        """For so long, and until each caller has done so many things."""
        begun = _now()
        end = begun + int(seconds * 1e9)
        await asyncio.gather(*(self._caller(end, least) for _ in range(callers)))
        self.notes.seconds = (_now() - begun) / 1e9

    async def _caller(self, end: int, least: int) -> None:
        done = 0
        while done < least or _now() < end:
            [act] = self._dice.choices(self._acts, self._weights)
            await act()
            done += 1

    # -- noting ------------------------------------------------------------------------------------------------------

    async def _timed(self, call: str, waited: Awaitable[T]) -> T:
        begun = _now()
        try:
            return await waited
        finally:
            self.notes.times.setdefault(call, array("q")).append(_now() - begun)

    async def _change(self, call: str, waited: Awaitable[T]) -> T | None:
        """A change that others may have made impossible meanwhile."""
        try:
            return await self._timed(call, waited)
        except KavachError as error:
            self.notes.errors[f"{call}: {type(error).__name__}"] += 1
            if isinstance(error, Unavailable):
                self.notes.unexpected.append(f"{call}: {error}")
            return None

    async def _ask(
        self,
        who: Someone,
        what: dict[str, Any],
        call: str = "authorize",
        *,
        key: str | None = None,
        token: str | None = None,
    ) -> Any:
        """Ask, and note the answer. ``token``: one that has been rotated away."""
        ask = self._kavach.explain if call == "explain" else self._kavach.authorize
        name = {"token": token or who.token} if token or who.owner == self._me else {"agent_id": who.id}
        kind = "explain" if call == "explain" else "decision"
        begun = _now()
        decision = await self._timed(call, ask(**name, **what, idempotency_key=key))
        noted = None if kind == "explain" and "agent_id" in name else decision.audit_id
        self.notes.answers.append(
            Answer(
                noted,
                who.id,
                kind,
                decision.outcome,
                decision.code,
                decision.replayed,
                key,
                begun,
                _now(),
                token is not None,
            )
        )
        if kind == "decision" and decision.allowed and not decision.replayed:
            self._bookings.append((decision.audit_id, round((what["cost_usd"] or 0) * 1_000_000)))
        return decision

    def _take(self, *, child: bool = False) -> Someone | None:
        """A living agent of this process that nobody is changing; it counts as being changed from now on."""
        for _ in range(8):
            who = self._dice.choice(self._mine)
            if not who.dead and who.id not in self._busy and (who.depth or not child):
                self._busy.add(who.id)
                return who
        return None

    # -- what they do ------------------------------------------------------------------------------------------------

    async def _authorize(self) -> None:
        await self._ask(self._world.pick(self._dice), access(self._dice))

    async def _keyed(self) -> None:
        """The same call twice under one key, at the same time or one after the other."""
        who, what = self._world.pick(self._dice), access(self._dice)
        key = f"key {self._me} {next(self._numbers)}"
        first = self._ask(who, what, "authorize, keyed", key=key)
        second = self._ask(who, what, "authorize, keyed", key=key)
        if self._dice.random() < 0.5:
            await asyncio.gather(first, second)
        else:
            await first
            await second

    async def _explain(self) -> None:
        await self._ask(self._world.pick(self._dice), access(self._dice), "explain")

    async def _stranger(self) -> None:
        decision = await self._timed(
            "authorize, unknown token",
            self._kavach.authorize(token="kv_" + self._dice.randbytes(36).hex(), **access(self._dice)),
        )
        if decision.allowed:
            self.notes.unexpected.append(f"a token that nobody has was allowed: {decision}")

    async def _settle(self) -> None:
        """Mostly less than was booked, now and then nothing or more."""
        if not self._bookings:
            return
        audit_id, booked = self._bookings.popleft()
        kind = self._dice.random()
        cost = booked * self._dice.randrange(100) // 100
        if kind < 0.1:
            cost = 0
        elif kind > 0.95:
            cost = booked + booked // 2 + 1
        usd = f"{cost // 1_000_000}.{cost % 1_000_000:06d}"
        settled = await self._change("usage.settle", self._kavach.usage.settle(audit_id, cost_usd=usd))
        if settled is not None:
            self.notes.settled[audit_id] = cost

    async def _record(self) -> None:
        who, key = self._world.pick(self._dice), f"record {self._me} {next(self._numbers)}"
        record = self._kavach.usage.record
        made = await self._change("usage.record", record(who.id, cost_usd="0.003", key=key))
        if made is not None:
            self.notes.recorded.append((who.id, 3000))
            if self._dice.random() < 0.2:  # again, under the same key: charged once
                await self._change("usage.record", record(who.id, cost_usd="0.003", key=key))

    async def _pay(self) -> None:
        who = self._world.pick(self._dice)
        what = payment(f"{self._me}-{next(self._numbers)}", self._dice)
        decision = await self._ask(who, what, "authorize, with approval")
        if decision.outcome == "pending":
            self._pending.append((decision.approval_id, who, what))

    async def _decide(self) -> None:
        """A person says yes or no; then the call comes again, more than once."""
        if not self._pending:
            return
        id, who, what = self._pending.popleft()
        if self._dice.random() < 0.7:
            decided = await self._change("approvals.approve", self._kavach.approvals.approve(id, by="anna"))
            noted = self.notes.approved
        else:
            decided = await self._change("approvals.deny", self._kavach.approvals.deny(id, by="anna"))
            noted = self.notes.refused
        if decided is not None:
            noted.add(id)
            await asyncio.gather(*(self._ask(who, what, "authorize, with approval") for _ in range(2)))

    async def _delegate(self) -> None:
        above = self._dice.choice(self._mine)
        if above.depth >= DEEPEST or above.dead or self._new >= _MOST_NEW:
            return
        made = await self._change(
            "agents.delegate",
            self._kavach.agents.delegate(parent_token=above.token, **delegate(above, self._dice)),
        )
        if made is not None:
            self._new += 1
            child = Someone(made.agent.id, made.token, above.tree, above.depth + 1, self._me, above.id)
            self._world.trees[above.tree].append(child)
            self._mine.append(child)

    async def _rotate(self) -> None:
        """The old token must be worth nothing from then on."""
        who = self._take()
        if who is None:
            return
        old = who.token
        made = await self._change("agents.rotate", self._kavach.agents.rotate(who.id))
        if made is not None:
            who.token = made.token
            await self._ask(who, access(self._dice), token=old)
        self._busy.discard(who.id)

    async def _suspend(self) -> None:
        """Stopped for a few calls."""
        who = self._take(child=self._dice.random() < 0.9)
        if who is None:
            return
        agents = self._kavach.agents
        if await self._change("agents.suspend", agents.suspend(who.id)) is not None:
            since = _now()
            await asyncio.gather(*(self._ask(who, access(self._dice)) for _ in range(3)))
            self.notes.stops.append(Stop(who.id, since, _now()))
            await self._change("agents.resume", agents.resume(who.id))
        self._busy.discard(who.id)

    async def _revoke(self) -> None:
        """For good; it goes on being asked for, by those who have not heard of it."""
        who = self._take(child=True)
        if who is None or (self._new < 2 and self._dice.random() < 0.7):
            if who is not None:
                self._busy.discard(who.id)
            return
        if await self._change("agents.revoke", self._kavach.agents.revoke(who.id)) is not None:
            self.notes.stops.append(Stop(who.id, _now(), 0))
            who.dead = True
            await asyncio.gather(*(self._ask(who, access(self._dice)) for _ in range(2)))
        self._busy.discard(who.id)

    async def _update(self) -> None:
        mine = [tree[0] for tree in self._world.trees if tree[0].updatable and tree[0].owner == self._me]
        if mine:
            who = self._dice.choice(mine)
            update = self._kavach.agents.update(who.id, constraints=self._dice.choice(UPDATES))
            await self._change("agents.update", update)


def work(
    pipe: Connection,
    url: str,
    durability: str,
    patience: float,
    world: World,
    me: int,
    callers: int,
    seconds: float,
    least: int,
) -> None:
    """The life of a process: open, say so, wait for the word, run, tell."""
    pipe.send(asyncio.run(_work(pipe, url, durability, patience, world, me, callers, seconds, least)))


async def _work(
    pipe: Connection,
    url: str,
    durability: str,
    patience: float,
    world: World,
    me: int,
    callers: int,
    seconds: float,
    least: int,
) -> Notes:
    from pykavach import Kavach

    async with Kavach(url, durability=durability, timeout=patience) as kavach:
        running = Callers(kavach, world, me, seed=me)
        pipe.send("ready")
        pipe.recv()
        await running.run(callers, seconds, least)
    return running.notes
