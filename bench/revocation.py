"""Late allows: does a revocation bind every decision that begins after it has returned, in every process (TOK-6)?

One revoker and two deciding processes, each with several callers on an event loop, on one database. Each turn has an agent
of its own. The callers ask for it until each has been allowed, the revoker revokes it (every other time the agent above
it) and, when ``revoke`` has returned, raises a flag in shared memory. A caller reads the flag *before* it begins a call,
so an allow that follows a raised flag is late, whatever the clocks. The revoker waits until every caller has finished a
decision begun after the flag: without that wait an interval is shorter than a decision, and nothing is proved.

The control runs the same race with a deliberately stale cache, where a process looks at the epoch only in every
eighth transaction. It must find late allows, or the detector is blind.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bench.access import TIMEOUT, accesses
from bench.databases import Server
from bench.load import Effort
from bench.report import Report
from bench.seed import Seed, id_of, make, token_of

_SPAWN = multiprocessing.get_context("spawn")
PROCESSES = 2
CALLERS = 4
#: For how many transactions the control keeps an epoch.
STALE = 8
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Race:
    """``after``: decisions begun after their agent's revocation had returned; ``late``: those that were allows."""

    revocations: int
    decisions: int
    after: int
    late: int
    seconds: float
    #: outcomes that are neither an allow before nor a denial ``revoked``
    odd: dict[str, int]


def run(report: Report, server: Server, effort: Effort) -> None:
    turns = effort.count or (50 if effort.quick else 10_000)
    control = min(turns, 20 if effort.quick else 200)
    report.start(
        "revocation", f"{turns:,} revocations, {PROCESSES} deciding processes with {CALLERS} callers each"
    )
    blind = race(server, "process", control, stale=STALE)
    _show(report, "stale control", blind)
    report.bar("revocation: late allows that the stale control finds", blind.late, "≥", 1)
    found = race(server, "process", turns)
    _show(report, "the product", found)
    report.bar(f"revocation: late allows in {turns:,} revocations", found.late, "≤", 0, exact=True)


def _show(report: Report, name: str, race: Race) -> None:
    for what in ("revocations", "decisions", "after", "late"):
        report.fact(f"{name}: {what}", getattr(race, what), "")
    report.fact(f"{name}: took", race.seconds, "s")
    if race.odd:
        print(f"   {name}: other answers: {race.odd}")


class Shared:
    """What the processes tell each other. Each slot has one writer."""

    def __init__(self, turns: int, slots: int) -> None:
        #: the turn that is on; -1 ends the race
        self.turn = _SPAWN.RawValue("q", 0)
        #: by turn: the revocation has returned
        self.revoked = _SPAWN.RawArray("b", turns)
        #: by caller: the last turn in which it was allowed, and in which it finished a decision begun after the revoke
        self.allowed = _SPAWN.RawArray("q", [-1] * slots)
        self.finished = _SPAWN.RawArray("q", [-1] * slots)


def race(
    server: Server,
    durability: str,
    turns: int,
    *,
    stale: int = 0,
    processes: int = PROCESSES,
    callers: int = CALLERS,
) -> Race:
    """Run the race on a new database. ``stale``: for how many transactions deciders keep an epoch."""
    from pykavach.sync import Kavach

    with server.new() as url:
        make(url, Seed(roots=turns, children=1, rows=0))
        shared = Shared(turns, processes * callers)
        pipes: list[Connection] = []
        deciders = []
        for number in range(processes):
            pipe, theirs = _SPAWN.Pipe()
            first = number * callers
            args = (theirs, url, durability, turns, shared, range(first, first + callers), stale)
            deciders.append(_SPAWN.Process(target=_decider, args=args, daemon=True))
            deciders[-1].start()
            theirs.close()
            pipes.append(pipe)
        begin = time.perf_counter()
        try:
            with Kavach(url, durability=durability, timeout=TIMEOUT) as kavach:
                _revoke_all(kavach, shared, turns, deciders)
        finally:
            shared.turn.value = -1
        seconds = time.perf_counter() - begin
        found = [pipe.recv() for pipe in pipes]
        for decider in deciders:
            decider.join()
    odd: Counter[str] = sum((Counter(one[3]) for one in found), Counter())
    return Race(
        turns,
        sum(one[0] for one in found),
        sum(one[1] for one in found),
        sum(one[2] for one in found),
        seconds,
        dict(odd),
    )


def _revoke_all(kavach: Any, shared: Shared, turns: int, deciders: list[Any]) -> None:
    for turn in range(turns):
        shared.turn.value = turn
        _wait(shared.allowed, turn, deciders)  # every caller has this agent in its cache
        child, root = turns + 1 + turn, turn + 1
        kavach.agents.revoke(id_of(root if turn % 2 else child))
        shared.revoked[turn] = 1
        _wait(shared.finished, turn, deciders)


def _wait(slots: Any, turn: int, deciders: list[Any]) -> None:
    until = time.monotonic() + _PATIENCE
    while any(slot < turn for slot in slots[:]):
        time.sleep(0.0002)
        if time.monotonic() > until or any(decider.exitcode is not None for decider in deciders):
            raise RuntimeError(f"turn {turn}: a decider has stopped answering")


def _decider(
    pipe: Connection, url: str, durability: str, turns: int, shared: Shared, slots: range, stale: int
) -> None:
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    pipe.send(asyncio.run(_decide(url, durability, turns, shared, slots, stale)))


def _end_with(pipe: Connection) -> None:
    """End this process when the other end of its pipe is gone: a race that was killed leaves nobody behind."""
    pipe.poll(None)  # nothing is ever sent this way
    os._exit(1)


async def _decide(
    url: str, durability: str, turns: int, shared: Shared, slots: range, stale: int
) -> tuple[int, int, int, dict[str, int]]:
    from pykavach import Kavach

    tokens = [token_of(turns + 1 + turn) for turn in range(turns)]
    access = accesses(1)[0]
    decisions = after = late = 0
    odd: Counter[str] = Counter()
    async with Kavach(url, durability=durability, timeout=TIMEOUT) as kavach:
        if stale:
            keep_epochs(kavach.engine.store, stale)

        async def caller(slot: int) -> None:
            nonlocal decisions, after, late
            while (turn := shared.turn.value) >= 0:
                revoked = shared.revoked[turn]
                decision = await kavach.authorize(token=tokens[turn], **access)
                decisions += 1
                if revoked:
                    after += 1
                    late += decision.allowed
                    shared.finished[slot] = turn
                elif decision.allowed:
                    shared.allowed[slot] = turn
                if not decision.allowed and decision.code != "revoked":
                    odd[decision.code] += 1

        await asyncio.gather(*(caller(slot) for slot in slots))
    return decisions, after, late, dict(odd)


def keep_epochs(store: Any, transactions: int) -> None:
    """The bug that the control has on purpose: an epoch, once read, is believed for some transactions."""
    with store.unit() as unit:
        kind = type(unit)
    real = kind.begin
    kept = [0, 0]

    def begin(self: Any, wanted: Any) -> Any:
        found, loaded = real(self, wanted)
        if kept[0] == 0:
            kept[:] = [transactions, found.epoch]
        kept[0] -= 1
        return found._replace(epoch=kept[1]), loaded

    kind.begin = begin
