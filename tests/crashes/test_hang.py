"""AUD-6: a store that does not answer. Every caller is denied in time, and an allow that nobody received is undone."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from process_world import Books, Member, check_whole, until, url
from pykavach import Unavailable
from pykavach.aio import Kavach as AsyncKavach
from pykavach.sync import Kavach

pytestmark = [pytest.mark.promise("AUD-6"), pytest.mark.covering]

TIMEOUT = 1.0
#: A follower that is handed the lead at its last moment waits once more; the rest is a slow machine.
PROMPT = 2 * TIMEOUT + 5.0
EVERYTHING = [{"resource": "*", "actions": ["*"]}]


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "kavach.db"
    with Kavach(url(path), durability="process"):
        pass
    yield path
    check_whole(path)


@pytest.fixture(scope="module")
def holder() -> Iterator[Member]:
    """Another process."""
    member = Member()
    member.answer()
    yield member
    member.end()


@contextmanager
def held(holder: Member, path: Path, how: str) -> Iterator[Callable[[], None]]:
    """Nobody can write while this lasts, or until what it gives is called."""
    holder.start("hold", db=url(path), how=how)
    holder.ready()
    holder.go()
    holder.ready()
    released = False

    def release() -> None:
        nonlocal released
        if not released:
            released = True
            holder.go()
            holder.answer()

    try:
        yield release
    finally:
        release()


def make(path: Path) -> dict[str, Any]:
    with Kavach(url(path), durability="process") as kavach:
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=EVERYTHING, constraints={"budgetUsd": 10}
        )
    return {"token": made.token, "resource": "a", "action": "read", "cost_usd": "0.10"}


def timed(ask: Callable[[], Any]) -> tuple[str, float]:
    begun = time.monotonic()
    return ask().code, time.monotonic() - begun


@pytest.mark.promise("FC-1", "AUD-1")
@pytest.mark.parametrize("how", ["flock", "exclusive", "unit"])
def test_blocking_callers_are_denied_in_time(holder: Member, path: Path, how: str):
    call = make(path)
    with Kavach(url(path), durability="process", timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**call).allowed
        with held(holder, path, how), ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(timed, lambda: kavach.authorize(**call)) for _ in range(8)]
            found = [one.result(timeout=60) for one in asked]
            assert [code for code, _ in found] == ["unavailable"] * 8
            assert max(seconds for _, seconds in found) < PROMPT
        assert kavach.authorize(**call).allowed
        assert kavach.authorize(**call).allowed
    books = Books(path)
    # Nothing was taken, and the next entry says how many denials could not be recorded.
    assert [entry["marks"].get("unavailable") for entry in books.decisions()] == [None, 8, None]
    assert books.spent(books.decisions()[0]["agent"]) == 300_000


@pytest.mark.parametrize("how", ["flock", "exclusive", "unit"])
def test_tasks_are_denied_in_time_and_what_nobody_received_is_undone(holder: Member, path: Path, how: str):
    call = make(path)

    async def story() -> list[str]:
        async with AsyncKavach(url(path), durability="process", timeout=TIMEOUT) as kavach:
            assert (await kavach.authorize(**call)).allowed
            with held(holder, path, how) as release:
                begun = time.monotonic()
                found = await asyncio.gather(*(kavach.authorize(**call) for _ in range(5)))
                assert time.monotonic() - begun < PROMPT
                await asyncio.to_thread(release)
            last = await kavach.authorize(**call)
            # A change settles what is owed, at the latest.
            await kavach.usage.settle(last.audit_id, cost_usd="0.10")
            return [decision.code for decision in found]

    assert asyncio.run(story()) == ["unavailable"] * 5
    books = Books(path)
    agent = books.decisions()[0]["agent"]
    allows = books.allows()
    undone = [e["facts"] for e in books.entries if e["kind"] == "undelivered"]
    # Whoever was denied and yet committed is undone: settled at nothing.
    assert len(undone) == len(allows) - 2
    assert {facts["entry"] for facts in undone} < {entry["id"] for entry in allows}
    assert books.spent(agent) == 200_000
    with Kavach(url(path), durability="process") as kavach:
        # The first allow alone is open: it was delivered and never settled.
        assert [u.audit_id for u in kavach.usage.unsettled().items] == [allows[0]["id"]]


@pytest.mark.parametrize("how", ["flock", "exclusive", "unit"])
def test_a_loop_goes_on_with_other_tasks_while_somebody_else_writes(holder: Member, path: Path, how: str):
    """It judges small batches itself where nobody has to be waited for: here somebody has."""
    call = make(path)

    async def story() -> None:
        async with AsyncKavach(url(path), durability="process", timeout=30.0) as kavach:
            assert (await kavach.authorize(**call)).allowed
            with held(holder, path, how) as release:
                asked = asyncio.create_task(kavach.authorize(**call))
                for _ in range(20):
                    await asyncio.sleep(0.001)
                assert not asked.done()  # where the loop waits itself, it turns when the time is over
                await asyncio.to_thread(release)
                assert (await asked).allowed

    asyncio.run(story())


@pytest.mark.promise("API-4")
def test_followers_of_a_leader_that_hangs_are_denied_in_time(holder: Member, path: Path):
    """Threads and tasks together: the worker waits as long as it takes, and no thread behind it does."""
    call = make(path)

    async def story() -> list[tuple[str, float]]:
        async with AsyncKavach(url(path), durability="process", timeout=TIMEOUT) as kavach:
            agents = kavach.agents._noun
            assert (await kavach.authorize(**call)).allowed
            with held(holder, path, "flock") as release, ThreadPoolExecutor(6) as pool:
                first = asyncio.create_task(kavach.authorize(**call))
                await asyncio.to_thread(
                    until, lambda: kavach.engine.committer._running, seconds=10, what="the worker leads"
                )
                threads = [
                    asyncio.wrap_future(pool.submit(timed, lambda: agents.authorize(**call)))
                    for _ in range(6)
                ]
                found = await asyncio.gather(*threads)
                assert (await first).code == "unavailable"
                await asyncio.to_thread(release)
            assert (await kavach.authorize(**call)).allowed
            return found

    found = asyncio.run(story())
    assert [code for code, _ in found] == ["unavailable"] * 6
    assert max(seconds for _, seconds in found) < PROMPT
    books = Books(path)
    agent = books.decisions()[0]["agent"]
    undone = [e for e in books.entries if e["kind"] == "undelivered"]
    assert books.spent(agent) == 200_000
    assert len(books.allows()) == 2 + len(undone)


@pytest.mark.promise("ERR-1")
def test_changes_and_openings_end_with_unavailable(
    holder: Member, path: Path, monkeypatch: pytest.MonkeyPatch
):
    call = make(path)
    monkeypatch.setattr("pykavach.engine.engine._PATIENCE", 0.3)
    with Kavach(url(path), durability="process", timeout=TIMEOUT) as kavach, held(holder, path, "flock"):
        with pytest.raises(Unavailable):
            kavach.agents.create(user_id="u", name="n", permissions=EVERYTHING)
        # Who only reads does not wait for a writer.
        assert kavach.agents.list().items
        assert kavach.audit.query().items
        assert not kavach.authorize(**call).allowed


@pytest.mark.promise("DB-3")
def test_a_process_that_is_stopped_in_a_transaction_blocks_until_it_is_killed(path: Path):
    call = make(path)
    frozen = Member()
    try:
        frozen.answer()
        with Kavach(url(path), durability="process", timeout=TIMEOUT) as kavach:
            frozen.start("hold", db=url(path), how="unit")
            frozen.ready()
            os.kill(frozen.pid, signal.SIGSTOP)
            code, seconds = timed(lambda: kavach.authorize(**call))
            assert (code, seconds < PROMPT) == ("unavailable", True)
            frozen.kill()
            # The kernel has freed both locks: the next writer gets in at once.
            code, seconds = timed(lambda: kavach.authorize(**call))
            assert (code, seconds < PROMPT) == ("ok", True)
    finally:
        frozen.end()


@pytest.mark.promise("API-4", "EX-1")
def test_cancelled_calls_harm_nobody(path: Path):
    """Some are dropped unstarted, some are booked and their answer is thrown away; who shares their batch gets his."""
    call = make(path)

    async def story() -> tuple[int, int]:
        async with AsyncKavach(url(path), durability="process", timeout=30.0) as kavach:
            answered = cancelled = 0
            for turn in range(60):
                tasks = [asyncio.create_task(kavach.authorize(**{**call, "cost_usd": 0})) for _ in range(10)]
                for _ in range(turn % 4):  # before it is handed over, while it is queued, while it runs
                    await asyncio.sleep(0)
                if turn % 4 == 3:
                    await asyncio.sleep(0.0005)
                for task in tasks[::2]:
                    task.cancel()
                found = await asyncio.gather(*tasks, return_exceptions=True)
                assert all(found[place].allowed for place in range(1, 10, 2))
                answered += sum(not isinstance(one, BaseException) for one in found)
                cancelled += sum(isinstance(one, asyncio.CancelledError) for one in found)
            return answered, cancelled

    answered, cancelled = asyncio.run(story())
    assert answered + cancelled == 600
    assert answered >= 300
    assert cancelled > 0
    books = Books(path)
    allows = len(books.allows())
    assert answered <= allows <= 600
    assert books.calls(books.decisions()[0]["agent"]) == allows


class _Interrupted(BaseException):
    """Like ``KeyboardInterrupt``: it comes from outside and is no ``Exception``."""


@pytest.mark.promise("AUD-1", "FC-1")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("calls", [1, 3])
def test_an_interrupt_around_the_commit_gives_nobody_an_allow_that_is_not_there(
    path: Path, moment: str, calls: int, monkeypatch: pytest.MonkeyPatch
):
    """A leader that is interrupted answers for its followers: none is allowed, and what was committed is undone."""
    call = make(path)
    with Kavach(url(path), durability="process", timeout=20.0) as kavach:
        store = kavach.engine.store
        unit = type(store.unit())
        real = unit.__exit__
        armed = threading.Event()
        inside, go_on = threading.Event(), threading.Event()

        def leave(self: Any, kind: Any, error: Any, trace: Any) -> None:
            if not armed.is_set() or kind is not None:
                return real(self, kind, error, trace)
            armed.clear()
            inside.set()
            go_on.wait(20)
            stop = _Interrupted()
            if moment == "before":
                real(self, _Interrupted, stop, None)
            else:
                real(self, kind, error, trace)
            raise stop

        monkeypatch.setattr(unit, "__exit__", leave)
        assert kavach.authorize(**call).allowed
        armed.set()

        def lead() -> str:
            try:
                return kavach.agents.authorize_many([call] * calls)[0].code
            except _Interrupted:
                return "interrupted"

        with ThreadPoolExecutor(2) as pool:
            leader = pool.submit(lead)
            assert inside.wait(20)
            follower = pool.submit(lambda: kavach.authorize(**call).code)
            until(lambda: kavach.engine.committer._queue, seconds=20, what="a follower")
            go_on.set()
            assert leader.result(20) == "interrupted"
            assert follower.result(20) == "ok"
        kavach.agents.update(kavach.agents.list().items[0].id, name="settles what is owed")
    books = Books(path)
    undone = [e["facts"]["entry"] for e in books.entries if e["kind"] == "undelivered"]
    assert len(undone) == {"before": 0, "after": calls}[moment]
    assert len(books.allows()) == 2 + len(undone)
    assert books.spent(books.decisions()[0]["agent"]) == 200_000
