"""What the processes of a ``Fleet`` do. Each job takes a gate first: it is passed when all processes are ready."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from process_world import Board

from pykavach import CallerError
from pykavach.aio import Kavach as AsyncKavach
from pykavach.engine.batch import Batch
from pykavach.sync import Kavach

Gate = Callable[[], None]
Answer = dict[str, Any]


def _options(at: float | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a Kavach; ``at``: the time of its clock, in seconds since the epoch."""
    found: dict[str, Any] = {"durability": "process", "timeout": 60.0, **options}
    if at is not None:
        found["clock"] = lambda: datetime.fromtimestamp(at, UTC)
    return found


def _short(decision: Any) -> Answer:
    return {
        "outcome": decision.outcome,
        "code": decision.code,
        "id": decision.audit_id,
        "throttled": decision.throttled,
        "replayed": decision.replayed,
        "approval": decision.approval_id,
    }


def ask(
    gate: Gate,
    db: str,
    calls: list[Mapping[str, Any]],
    *,
    threads: int = 4,
    tasks: int = 8,
    at: float | None = None,
    settle: Any = None,
    **options: Any,
) -> list[Answer]:
    """Authorize every call of a list: half from threads, half from tasks of an event loop, all on one engine.

    ``settle``: the true cost at which each allow is settled at once.
    """
    return asyncio.run(_ask(gate, db, calls, threads, tasks, settle, _options(at, options)))


async def _ask(
    gate: Gate,
    db: str,
    calls: list[Mapping[str, Any]],
    threads: int,
    tasks: int,
    settle: Any,
    options: Mapping[str, Any],
) -> list[Answer]:
    answers: list[Answer] = []
    async with AsyncKavach(db, **options) as kavach:
        blocking_agents, blocking_usage = kavach.agents._noun, kavach.usage._noun
        half = len(calls) // 2 if tasks else len(calls)
        from_threads, from_tasks = iter(calls[:half]), iter(calls[half:])
        lock = threading.Lock()

        def blocking() -> None:
            while True:
                with lock:
                    call = next(from_threads, None)
                if call is None:
                    return
                decision = blocking_agents.authorize(**call)
                answers.append(_short(decision))
                if decision.allowed and settle is not None and not decision.replayed:
                    blocking_usage.settle(decision.audit_id, cost_usd=settle)

        async def awaiting() -> None:
            for call in from_tasks:
                decision = await kavach.authorize(**call)
                answers.append(_short(decision))
                if decision.allowed and settle is not None and not decision.replayed:
                    await kavach.usage.settle(decision.audit_id, cost_usd=settle)

        gate()
        with ThreadPoolExecutor(max(1, threads)) as pool:
            started = [pool.submit(blocking) for _ in range(threads)]
            await asyncio.gather(*(awaiting() for _ in range(tasks)))
            await asyncio.gather(*map(asyncio.wrap_future, started))
    return answers


def change(
    gate: Gate,
    db: str,
    calls: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    threads: int = 4,
    at: float | None = None,
    **options: Any,
) -> list[str]:
    """Make changes (``("agents.create", {…})``) from threads: for each the id that came of it, or the error's code."""

    def one(name: str, arguments: Mapping[str, Any]) -> str:
        noun, _, method = name.partition(".")
        try:
            made = getattr(getattr(kavach, noun), method)(**arguments)
        except CallerError as error:
            return error.code
        return str(made.agent.id)

    with Kavach(db, **_options(at, options)) as kavach:
        gate()
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda call: one(*call), calls))


def open_and_ask(gate: Gate, db: str, **options: Any) -> str:
    """Open a file that may not exist yet, make an agent, and ask once; the installation's name."""
    gate()
    with Kavach(db, **_options(None, options)) as kavach:
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
        )
        assert kavach.authorize(token=made.token, resource="a", action="read").allowed
        return kavach.engine.installation


def decide(
    gate: Gate, db: str, board: str, callers: tuple[int, int], access: Mapping[str, Any], stale: int = 0
) -> Counter[str]:
    """Ask for what the board says until it ends: half of the callers are threads, half are tasks.

    Counts the decisions that lie wholly inside a stop (``"after"``), those of them that were allows (``"late"``), and
    all others by their code. ``stale``: the bug of the control; the epoch is looked at in every so many transactions.
    """
    return asyncio.run(_decide(gate, db, Board(Path(board)), range(*callers), access, stale))


async def _decide(
    gate: Gate, db: str, board: Board, callers: range, access: Mapping[str, Any], stale: int
) -> Counter[str]:
    found: Counter[str] = Counter()

    def note(caller: int, turn: int, begun_after: bool, decision: Any) -> None:
        if begun_after and board.stopped == turn:
            found["after"] += 1
            found["late"] += decision.allowed
            board.finished(caller, turn)
        elif decision.allowed:
            board.allowed(caller, turn)
        if not decision.allowed:
            found[decision.code] += 1

    async with AsyncKavach(db, **_options(None, {})) as kavach:
        if stale:
            _look_seldom(stale)
        agents = kavach.agents._noun

        def blocking(caller: int) -> None:
            while (task := board.task()) is not None:
                turn, token = task
                after = board.stopped == turn
                note(caller, turn, after, agents.authorize(token=token, **access))

        async def awaiting(caller: int) -> None:
            while (task := board.task()) is not None:
                turn, token = task
                after = board.stopped == turn
                note(caller, turn, after, await kavach.authorize(token=token, **access))

        gate()
        half = len(callers) // 2
        with ThreadPoolExecutor(half) as pool:
            started = [pool.submit(blocking, caller) for caller in callers[:half]]
            await asyncio.gather(*(awaiting(caller) for caller in callers[half:]))
            await asyncio.gather(*map(asyncio.wrap_future, started))
    return found


def _look_seldom(transactions: int) -> None:
    """The bug that the control has on purpose: most transactions do not look at the epoch."""
    real, count = Batch._advance, itertools.count()

    def advance(self: Any, epoch: int) -> bool:
        return real(self, epoch) if next(count) % transactions == 0 else False

    Batch._advance = advance  # type: ignore[method-assign]
