"""Settles that arrive together share a transaction; each gets its own answer, and nobody's cancellation loses one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from engine_world import World, a_world
from process_world import until, url
from pykavach.aio import Kavach as AsyncKavach
from pykavach.core.errors import Conflict, NotFound, Unavailable
from pykavach.engine.usage import Usage
from pykavach.ports import Collided

ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


@pytest.fixture
def usage(world):
    return Usage(world.engine)


class Turnstile:
    """The first transaction waits before it commits until it is told to go on; all are counted."""

    def __init__(self) -> None:
        self.inside, self.go_on = threading.Event(), threading.Event()
        self.passed = 0
        #: Raised instead of this many commits, from the second transaction on.
        self.collisions = 0

    def pass_through(self, leave: Callable[..., None], unit: Any, error: Any, value: Any, trace: Any) -> None:
        self.passed += 1
        if self.passed == 1:
            self.inside.set()
            assert self.go_on.wait(30)
        elif self.collisions and error is None:
            self.collisions -= 1
            collided = Collided("a deadlock")
            leave(unit, Collided, collided, None)
            raise collided
        leave(unit, error, value, trace)


@contextmanager
def a_turnstile(world: World) -> Iterator[Turnstile]:
    turnstile = Turnstile()
    kind = type(world.engine.store.unit())
    real = kind.__exit__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "__exit__", lambda *args: turnstile.pass_through(real, *args))
        try:
            yield turnstile
        finally:
            turnstile.go_on.set()


def together(
    world: World, calls: list[Callable[[], Any]], collisions: int = 0
) -> tuple[list[Any], Turnstile]:
    """What these calls return or raise if they all arrive, in this order, while another transaction is under way."""
    busy = world.agent()
    queue = world.engine.committer._queue
    answers: list[Any] = []
    with a_turnstile(world) as turnstile, ThreadPoolExecutor(len(calls) + 1) as pool:
        turnstile.collisions = collisions
        leader = pool.submit(world.allow, busy)
        assert turnstile.inside.wait(30)
        waiting: list[Future[Any]] = []
        for place, call in enumerate(calls, 1):
            waiting.append(pool.submit(call))
            until(lambda place=place: len(queue) == place, seconds=30, what="the next in the queue")
        turnstile.go_on.set()
        leader.result(30)
        for future in waiting:
            error = future.exception(30)
            answers.append(error if error is not None else future.result())
    return answers, turnstile


@pytest.mark.promise("BUD-5", "EX-1", "EX-2")
def test_settles_that_wait_together_share_a_transaction_and_let_calls_share_theirs(world, usage):
    agent = world.agent()
    ids = [world.allow(agent, cost_usd="0.10").audit_id for _ in range(4)]
    calls: list[Callable[[], Any]] = []
    for place, id in enumerate(ids):
        calls += [
            lambda id=id, place=place: usage.settle(id, cost_usd=place),
            lambda: world.ask(agent, cost_usd=1),
        ]
    calls.append(lambda: world.engine.work(lambda work: work.now))
    answers, turnstile = together(world, calls)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert [answer.cost_usd for answer in answers[:8:2]] == [Decimal(place) for place in range(4)]
    assert all(answer.allowed for answer in answers[1:8:2])
    # The one that was under way, the settles, the calls, the other piece of work.
    assert turnstile.passed == 4
    assert world.reading(agent).usd == (0 + 1 + 2 + 3 + 4 * 1) * 1_000_000
    assert len(world.entries("usage.settle")) == 4


@pytest.mark.promise("BUD-5", "EX-2")
def test_one_that_cannot_be_settled_does_not_hold_up_the_others(world, usage):
    agent = world.agent()
    first, second, settled = (world.allow(agent, cost_usd="0.10").audit_id for _ in range(3))
    denied = world.ask(world.agent(permissions=()))
    usage.settle(settled, cost_usd="0.05")
    calls: list[Callable[[], Any]] = [
        lambda: usage.settle(first, cost_usd="0.01"),
        lambda: usage.settle(denied.audit_id, cost_usd="0.01"),
        lambda: usage.settle("aud_ffff_00000000", cost_usd="0.01"),
        lambda: usage.settle(settled, cost_usd="0.06"),
        lambda: usage.settle(settled, cost_usd="0.05"),
        lambda: usage.settle(first, cost_usd="0.02"),
        lambda: usage.settle(first, cost_usd="0.01"),
        lambda: usage.settle(second, cost_usd="0.03"),
    ]
    answers, turnstile = together(world, calls)
    kinds = [type(answer) for answer in answers]
    settle = kinds[0]
    assert kinds == [settle, Conflict, NotFound, Conflict, settle, Conflict, settle, settle]
    assert not issubclass(settle, Exception)
    assert turnstile.passed == 2
    assert world.reading(agent).usd == 10_000 + 50_000 + 30_000
    assert len(world.entries("usage.settle")) == 3


@pytest.mark.promise("BUD-5", "EX-2", "FC-1")
def test_an_entry_that_somebody_has_damaged_fails_alone(world, usage):
    agent = world.agent()
    ids = [world.allow(agent, cost_usd="0.10").audit_id for _ in range(3)]
    raw = world.engine.store._writer.raw
    (seq, entry) = raw.execute("SELECT seq,entry FROM audit WHERE agent=? AND seq=?", (agent.n, 2)).fetchone()
    raw.execute("UPDATE audit SET entry=? WHERE seq=?", (entry.replace('"meter"', '"metre"'), seq))
    try:
        answers, _ = together(world, [lambda id=id: usage.settle(id, cost_usd="0.01") for id in ids])
    finally:
        raw.execute("UPDATE audit SET entry=? WHERE seq=?", (entry, seq))
    failed = [isinstance(answer, Exception) for answer in answers]
    assert failed == [id.startswith("aud_2_") for id in ids]
    assert failed.count(True) == 1
    assert isinstance(answers[failed.index(True)], Unavailable)
    assert world.reading(agent).usd == 10_000 + 100_000 + 10_000


@pytest.mark.promise("BUD-5", "EX-1")
def test_settles_that_collide_are_run_again(world, usage):
    agent = world.agent()
    ids = [world.allow(agent, cost_usd="0.10").audit_id for _ in range(3)]
    calls = [lambda id=id: usage.settle(id, cost_usd="0.01") for id in ids]
    answers, turnstile = together(world, calls, collisions=2)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert turnstile.passed == 4
    assert world.reading(agent).usd == 30_000
    assert len(world.entries("usage.settle")) == 3


@pytest.mark.promise("BUD-5", "AUD-6")
def test_settles_that_collide_until_their_deadline_are_unavailable(world, usage, monkeypatch):
    agent = world.agent()
    id = world.allow(agent, cost_usd="0.10").audit_id
    with a_turnstile(world) as turnstile:
        turnstile.passed, turnstile.collisions = 1, 10**9
        monkeypatch.setattr("pykavach.engine.engine._PATIENCE", 0.2)
        with pytest.raises(Collided):
            usage.settle(id, cost_usd="0.01")
        assert turnstile.passed > 1
    monkeypatch.undo()
    usage.settle(id, cost_usd="0.01")
    assert world.reading(agent).usd == 10_000


@pytest.mark.promise("BUD-5", "AUD-6")
def test_who_cannot_wait_any_longer_is_told_to_look(world, usage, monkeypatch):
    agent = world.agent()
    id = world.allow(agent, cost_usd="0.10").audit_id
    busy = world.agent()
    with a_turnstile(world) as turnstile, ThreadPoolExecutor(1) as pool:
        leader = pool.submit(world.allow, busy)
        assert turnstile.inside.wait(30)
        monkeypatch.setattr("pykavach.engine.engine._PATIENCE", 0.05)
        with pytest.raises(Unavailable, match="look before you repeat"):
            usage.settle(id, cost_usd="0.01")
        turnstile.go_on.set()
        leader.result(30)
    assert world.reading(agent).usd == 100_000  # it was dropped unstarted


# -- event loops ------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-5", "API-4")
@pytest.mark.parametrize("how", ["settle", "guard"])
def test_who_is_cancelled_while_settling_has_settled(world, how):
    agent = world.agent()

    async def opened(kavach: AsyncKavach) -> str:
        decision = await kavach.authorize(agent_id=agent.id, cost_usd="0.10", **ACCESS)
        return str(decision.audit_id)

    async def a_tool(kavach: AsyncKavach, inside: asyncio.Event) -> None:
        async with kavach.guard(agent_id=agent.id, cost_usd="0.10", **ACCESS) as permit:
            permit.cost_usd = "0.01"
            inside.set()
            await asyncio.sleep(3600)

    async def story() -> None:
        async with AsyncKavach(url(world.path), durability="process", timeout=30.0) as kavach:
            queue = kavach.engine.committer._queue
            id = await opened(kavach)
            if how == "guard":
                await kavach.usage.settle(id, cost_usd="0.00")
                inside = asyncio.Event()
                task = asyncio.ensure_future(a_tool(kavach, inside))
                await inside.wait()
            with a_turnstile(world) as turnstile, ThreadPoolExecutor(1) as pool:
                leader = pool.submit(kavach.engine.work, lambda work: None)
                await asyncio.to_thread(turnstile.inside.wait, 30)
                if how == "settle":
                    task = asyncio.ensure_future(kavach.usage.settle(id, cost_usd="0.01"))
                else:
                    task.cancel()
                await asyncio.to_thread(until, lambda: queue, seconds=30, what="the settle")
                task.cancel()
                await asyncio.wait([task])
                assert task.cancelled()
                assert world.reading(agent).usd == 100_000
                turnstile.go_on.set()
                await asyncio.wrap_future(leader)
            # Whoever comes after it in the queue has its answer: so it has, too.
            await asyncio.to_thread(kavach.engine.work, lambda work: None)
            assert world.reading(agent).usd == 10_000

    asyncio.run(story())


@pytest.mark.promise("BUD-5", "AUD-6")
def test_on_a_loop_too_nobody_waits_for_a_store_that_hangs(world, monkeypatch):
    decision = world.allow(world.agent(), cost_usd="0.10")

    async def story() -> None:
        async with AsyncKavach(url(world.path), durability="process", timeout=0.2) as kavach:
            with a_turnstile(world) as turnstile, ThreadPoolExecutor(1) as pool:
                leader = pool.submit(kavach.engine.work, lambda work: None)
                await asyncio.to_thread(turnstile.inside.wait, 30)
                monkeypatch.setattr("pykavach.engine.engine._PATIENCE", 0.05)
                with pytest.raises(Unavailable, match="look before you repeat"):
                    await kavach.usage.settle(decision.audit_id, cost_usd="0.01")
                monkeypatch.undo()
                turnstile.go_on.set()
                await asyncio.wrap_future(leader)
            with pytest.raises(NotFound):
                await kavach.usage.settle("aud_ffff_00000000", cost_usd="0.01")

    asyncio.run(story())
