"""Exceptions from outside: a handler of signals raises between any two steps of a call (an interrupt, a time limit).

A profiler is told of exactly those steps at which Python runs handlers: when a function begins, and when one that is
written in C returns. Here it raises at each of them in turn.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from process_world import Books, a_database, url
from pykavach.aio import Kavach as AsyncKavach
from pykavach.storage.sqlite import SqliteStore
from pykavach.sync import Kavach
from servers import SERVERS

# Raised where Python collects garbage, it goes no further, and is told as a warning.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SQLITE = pytest.param("sqlite", marks=pytest.mark.covering)
LOOPS = str(Path(asyncio.__file__).parent)


class Interrupted(BaseException):
    """Like ``KeyboardInterrupt``."""


class TimeLimit(Exception):
    """Like those of task queues, which mean to be caught."""


@pytest.fixture(params=[SQLITE, *SERVERS])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    with a_database(request.param, tmp_path) as path:
        yield path


#: The last exception, as a notebook keeps it: with every frame that it has left, and what is open in them.
kept: list[BaseException] = []


def interrupted(call: Callable[[], object], step: int, error: type[BaseException]) -> bool:
    """Run a call, raising at that step of it; whether it has so many."""
    left = step + 1
    hit = False

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left, hit
        if hit or event not in ("call", "c_return") or argument is sys.setprofile:
            return
        # Where a loop is thrown out of its own code, it has lost a callback.
        if frame.f_code.co_filename.startswith(LOOPS):
            return
        left -= 1
        if left < 0:
            hit = True
            raise error

    before = sys.getprofile()
    try:
        sys.setprofile(profile)
        call()
    except (error, Exception) as caught:  # noqa: BLE001 - what a library makes of it is reported as the database's failure
        kept[:] = [caught]
    finally:
        sys.setprofile(before)
    return hit


@pytest.mark.promise("AUD-1", "AUD-6", "API-4", "EX-1", "FC-1")
@pytest.mark.parametrize(("error", "calls"), [(Interrupted, 1), (TimeLimit, 3)])
def test_whoever_is_interrupted_at_any_step_leaves_nothing_taken(path: Path, error: Any, calls: int):
    with (
        Kavach(url(path), durability="process", timeout=20.0) as kavach,
        Kavach(url(path), durability="process", timeout=20.0) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        made = kavach.agents.create(
            user_id="user",
            name="agent",
            permissions=[{"resource": "*", "actions": ["*"]}],
            constraints={"budgetUsd": 1000},
        )
        call = {"token": made.token, "resource": "a", "action": "read", "cost_usd": "0.01"}
        assert kavach.authorize(**call).allowed
        received: list[str | None] = []

        def ask() -> None:
            decisions = kavach.agents.authorize_many([call] * calls)
            received.extend(decision.audit_id for decision in decisions if decision.allowed)

        for step in count(step=1 if isinstance(kavach.engine.store, SqliteStore) else 4):
            if not interrupted(ask, step, error):
                break
            # Neither this process nor another waits for who has gone.
            for asked in (pool.submit(kavach.authorize, **call).result(60), other.authorize(**call)):
                assert asked.allowed, step
                received.append(asked.audit_id)
        assert step > 20
        kavach.agents.update(made.agent.id, name="settles what is owed")
    books = Books(path)
    undone = [entry for entry in books.entries if entry["kind"] == "undelivered"]
    allows = books.allows()
    assert {entry["id"] for entry in allows} >= set(received)
    assert books.spent(made.agent.id) == 10_000 * (len(allows) - len(undone))


@pytest.mark.promise("API-4")
@pytest.mark.parametrize("error", [Interrupted, TimeLimit])
@pytest.mark.parametrize("path", [SQLITE], indirect=True)
def test_whoever_is_interrupted_in_a_look_or_a_change_stands_in_nobodys_way(path: Path, error: Any):
    with (
        Kavach(url(path), durability="process", timeout=20.0) as kavach,
        Kavach(url(path), durability="process", timeout=20.0) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
        )
        call = {"token": made.token, "resource": "a", "action": "read", "cost_usd": "0.01"}
        settled = other.authorize(**call).audit_id
        jobs: list[Callable[[], object]] = [
            kavach.agents.list,
            lambda: kavach.agents.update(made.agent.id, metadata={"a": 1}),
            lambda: kavach.usage.settle(settled, cost_usd="0.005"),
        ]
        for job in jobs:
            for step in range(0, 100_000, 29):  # there are a great many
                if not interrupted(job, step, error):
                    break
                assert pool.submit(kavach.authorize, **call).result(60).allowed, step
                assert other.authorize(**call).allowed, step
            assert kavach.agents.list().items
        for store in (kavach.engine.store, other.engine.store):
            assert not store._readers


@pytest.mark.promise("AUD-6", "API-4")
@pytest.mark.parametrize("path", [SQLITE], indirect=True)
def test_a_loop_that_goes_on_after_an_interrupt_answers_every_task(path: Path):
    """What a loop judges itself is judged in the thread that signals interrupt."""

    async def story() -> list[str]:
        async with AsyncKavach(url(path), durability="process", timeout=60.0) as kavach:
            made = await kavach.agents.create(
                user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
            )
            call = {"token": made.token, "resource": "a", "action": "read"}
            assert (await kavach.authorize(**call)).allowed
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda loop, context: None)
            front = kavach.agents._desk.front()
            flush = front._flush
            codes: list[str] = []
            for step in count():
                hit: list[bool] = []

                def flush_interrupted(step: int = step, hit: list[bool] = hit) -> None:
                    hit.append(interrupted(flush, step, TimeLimit))

                front._flush = flush_interrupted  # type: ignore[method-assign]
                front._patient_until = 0.0  # however slow the disk is just now, the loop judges itself
                asked = [asyncio.ensure_future(kavach.authorize(**call)) for _ in range(2)]
                done = await asyncio.wait_for(asyncio.gather(*asked), 30)
                codes += [decision.code for decision in done]
                if not hit[0]:
                    return codes
        raise AssertionError

    codes = asyncio.run(story())
    assert len(codes) > 100
    assert set(codes) <= {"ok", "unavailable", "invalid_request"}
    assert codes[-2:] == ["ok", "ok"]
