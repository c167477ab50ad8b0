"""The queue: whoever is interrupted while waiting harms nobody, and answers that nobody waits for are undone."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from engine_world import EVERYTHING, World, a_world
from process_world import until, url
from pykavach import aio
from pykavach.aio import Kavach as AsyncKavach
from pykavach.engine.committer import Committer, Job
from pykavach.storage import sqlite
from pykavach.sync import Kavach

ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


class Gate:
    """Where the first leader waits before it commits, until told to go on."""

    def __init__(self) -> None:
        self.inside, self._open = threading.Event(), threading.Event()

    def pass_through(self) -> None:
        self.inside.set()
        assert self._open.wait(30)

    def open(self) -> None:
        self._open.set()


@contextmanager
def a_gate(world: World) -> Iterator[Gate]:
    gate = Gate()
    kind = type(world.engine.store.unit())
    real = kind.__exit__

    def leave(unit: Any, error: Any, value: Any, trace: Any) -> None:
        gate.pass_through()
        real(unit, error, value, trace)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "__exit__", leave)
        try:
            yield gate
        finally:
            gate.open()


# -- interrupts -------------------------------------------------------------------------------------------------------


class Interrupted(BaseException):
    """Like ``KeyboardInterrupt``: it comes from outside and is no ``Exception``."""


def waits() -> bool:
    """Whether the main thread has come to where it waits for the lead or for its answer, and not beyond."""
    frame = sys._current_frames()[threading.main_thread().ident or 0]
    return frame.f_code is Committer._wait.__code__ and "wait" in frame.f_locals


@contextmanager
def interrupted_while_waiting(meanwhile: Callable[[], Any]) -> Iterator[None]:
    """The main thread is interrupted once it waits, as by Ctrl-C; ``meanwhile`` happens before it notices."""
    assert threading.current_thread() is threading.main_thread()

    noticed, over = threading.Event(), threading.Event()

    def handle(number: int, frame: Any) -> None:
        if noticed.is_set():
            return
        noticed.set()
        meanwhile()
        raise Interrupted

    def interrupt() -> None:
        until(waits, seconds=30, what="the main thread to wait")
        while not noticed.is_set() and not over.is_set():
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
            noticed.wait(0.5)  # one that comes just before a thread falls asleep is noticed when it wakes up

    before = signal.signal(signal.SIGUSR1, handle)
    sender = threading.Thread(target=interrupt)
    try:
        sender.start()
        yield
    finally:
        over.set()
        sender.join(30)
        signal.signal(signal.SIGUSR1, before)


@pytest.mark.promise("API-4", "AUD-6")
@pytest.mark.parametrize("when", ["it only waits", "the lead is its own", "it has its answer"])
def test_who_is_interrupted_while_waiting_leaves_the_queue_to_the_others(world, when):
    leader, other, agent = world.agent(), world.agent(), world.agent()
    with a_gate(world) as gate, ThreadPoolExecutor(2) as pool:
        led: Future[Any] = pool.submit(world.allow, leader)
        assert gate.inside.wait(30)
        queue = world.engine.committer._queue
        before = None
        if when == "it has its answer":  # given by another follower, who leads for both
            before = pool.submit(world.allow, other)
            until(lambda: queue, seconds=30, what="the other follower")

        def meanwhile() -> None:
            if when != "it only waits":
                gate.open()
                led.result(30)  # the lead has been handed on
            if before is not None:
                before.result(30)

        with interrupted_while_waiting(meanwhile), pytest.raises(Interrupted):
            world.ask(agent)
        gate.open()
        led.result(30)
        # Nobody was left with the lead: the next call is answered at once, and by whoever asks.
        assert pool.submit(world.ask, other).result(10).allowed
    assert not queue
    assert world.reading(agent).calls == (1 if when == "it has its answer" else 0)


# -- answers that come as the time ends -------------------------------------------------------------------------------


@pytest.mark.promise("AUD-6", "EX-1")
def test_an_answer_that_comes_as_its_time_ends_is_taken(world):
    """The batch was committed after the wait had ended and before anybody could be told that the caller had gone."""
    committer, job = world.engine.committer, Job(time.monotonic())

    class Park:
        def acquire(self, timeout: float) -> bool:
            assert timeout == 0
            job.done = True
            return False

    assert committer._wait([job], Park())
    assert not job.abandoned


# -- answers that nobody waits for ------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-6", "FC-1")
@pytest.mark.parametrize("allowed", [True, False])
def test_who_has_gone_with_a_denial_when_his_batch_commits_has_taken_nothing(world, monkeypatch, allowed):
    """A thread whose call is in the batch of another, which hangs until the thread's time is over."""
    leader, follower = world.agent(), world.agent()
    agent = world.agent(permissions=EVERYTHING if allowed else ())
    gates = [Gate(), Gate()]
    kind = type(world.engine.store.unit())
    real, leaving = kind.__exit__, iter(gates)

    def leave(unit: Any, error: Any, value: Any, trace: Any) -> None:
        if (gate := next(leaving, None)) is not None:
            gate.pass_through()
        real(unit, error, value, trace)

    late = world.engine.prepare(agent_id=agent.id, cost_usd=1, **ACCESS)
    monkeypatch.setattr(kind, "__exit__", leave)
    queue = world.engine.committer._queue
    with ThreadPoolExecutor(3) as pool:
        try:
            first = pool.submit(world.allow, leader)
            assert gates[0].inside.wait(30)
            second = pool.submit(world.allow, follower)
            until(lambda: len(queue) == 1, seconds=30, what="the follower")
            late.deadline = time.monotonic() + 3
            denied = pool.submit(world.engine.authorize, late)
            until(lambda: len(queue) == 2, seconds=3, what="the call that will be late")
            gates[0].open()
            assert gates[1].inside.wait(30)  # both are in one batch
            assert denied.result(30).code == "unavailable"
        finally:
            for gate in gates:
                gate.open()
        assert first.result(30).allowed
        assert second.result(30).allowed
    world.engine.work(lambda work: None)  # any change settles what is owed
    undone = [e["facts"]["entry"] for e in world.entries("authorize") if e["kind"] == "undelivered"]
    (judged,) = [e for e in world.entries("write") if e["agent"] == agent.id]
    assert judged["outcome"] == ("allow" if allowed else "deny")
    assert undone == ([judged["id"]] if allowed else [])
    assert world.reading(agent).usd == 0


@pytest.mark.promise("API-4", "AUD-6")
@pytest.mark.parametrize("end", ["the call is cancelled", "the loop is closed"])
def test_a_task_that_is_gone_when_its_answer_comes_harms_nobody(world, end):
    agent = world.agent()

    async def opened() -> AsyncKavach:
        # With "process" the loop would run the batch itself, and could not leave.
        kavach = AsyncKavach(url(world.path), durability="disk", timeout=30.0)
        await kavach.open()
        assert (await kavach.authorize(agent_id=agent.id, **ACCESS)).allowed
        return kavach

    async def leave_one_behind(kavach: AsyncKavach, gate: Gate) -> None:
        call = asyncio.ensure_future(kavach.authorize(agent_id=agent.id, cost_usd=1, **ACCESS))
        await asyncio.to_thread(gate.inside.wait, 30)
        if end == "the call is cancelled":
            call.cancel()
            await asyncio.wait([call])
            gate.open()
            assert (await kavach.authorize(agent_id=agent.id, **ACCESS)).allowed

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, what: None)  # says that a task was left behind: that is the point
    kavach = loop.run_until_complete(opened())
    engine = kavach.engine
    with a_gate(world) as gate:
        loop.run_until_complete(leave_one_behind(kavach, gate))
        if end == "the loop is closed":
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
            gate.open()
            until(lambda: not engine.committer._running, seconds=30, what="the answer")
            engine.close()
            kavach._pool.close()
        else:
            loop.run_until_complete(kavach.aclose())
            loop.close()
    undone = [e for e in world.entries("authorize") if e["kind"] == "undelivered"]
    # What was cancelled stays booked, as after a crash; of an answer that could not be delivered the booking goes.
    assert len(undone) == (1 if end == "the loop is closed" else 0)
    assert world.reading(agent).usd == (0 if undone else 1_000_000)


@pytest.mark.parametrize("long", [False, True], ids=["at once", "long"])
def test_a_busy_loop_stands_still_for_its_answers_but_not_for_long(world, monkeypatch, long):
    """Of many calls together it waits a moment for the thread that judges them, and goes on where that takes longer."""
    agent = world.agent()
    ticks = 0
    seen: list[tuple[int, int, int]] = []

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    async def story() -> None:
        async with AsyncKavach(url(world.path), durability="disk", timeout=60.0) as kavach:
            assert (await kavach.authorize(agent_id=agent.id, **ACCESS)).allowed
            committer = kavach.engine.committer
            real = committer._decide

            def decide(calls: list[Any]) -> None:
                before = ticks
                real(calls)
                seen.append((len(calls), before, ticks))

            monkeypatch.setattr(committer, "_decide", decide)
            ticking = asyncio.ensure_future(tick())
            with a_gate(world) if long else nullcontext() as gate:
                asked = [
                    asyncio.ensure_future(kavach.authorize(agent_id=agent.id, **ACCESS)) for _ in range(16)
                ]
                if gate is not None:
                    await asyncio.to_thread(gate.inside.wait, 30)
                    reached = ticks + 50
                    while ticks < reached:  # noqa: ASYNC110 - that the loop goes on is what is waited for
                        await asyncio.sleep(0)
                    gate.open()
                answers = await asyncio.gather(*asked)
            assert {decision.code for decision in answers} == {"ok"}
            ticking.cancel()

    # So long that nothing but standing still explains it; or as it is, while the commit does not come.
    monkeypatch.setattr(aio, "_MOMENT", aio._MOMENT if long else 30)
    asyncio.run(story())
    (calls, before, after) = seen[0]
    assert calls == 16
    assert after - before >= 50 if long else after == before


@contextmanager
def asking(
    path: Path, surface: str, durability: str = "process"
) -> Iterator[tuple[Any, Callable[[str], bool]]]:
    """An engine, and a way to ask it: whether the agent with that id may act."""
    if surface == "a thread":
        with Kavach(url(path), durability=durability, timeout=30.0) as kavach:
            yield kavach.engine, lambda id: kavach.authorize(agent_id=id, **ACCESS).allowed
        return
    with asyncio.Runner() as runner:
        waited = runner.run(AsyncKavach(url(path), durability=durability, timeout=30.0).open())

        async def ask(id: str) -> bool:
            return (await waited.authorize(agent_id=id, **ACCESS)).allowed

        try:
            yield waited.engine, lambda id: runner.run(ask(id))
        finally:
            runner.run(waited.aclose())


@pytest.mark.promise("DB-1", "DB-3")
@pytest.mark.parametrize("surface", ["a thread", "a loop"])
def test_while_a_checkpoint_waits_for_the_disk_decisions_go_on(world, monkeypatch, surface):
    """It takes as long as the disk does: no caller makes it, and none waits for it."""
    agent = world.agent()
    flushing, go_on = threading.Event(), threading.Event()
    by: list[int] = []

    def flush(log: int) -> None:
        by.append(threading.get_ident())
        flushing.set()
        assert go_on.wait(30)
        os.fdatasync(log)

    monkeypatch.setattr(sqlite, "_flush", flush)
    with asking(world.path, surface) as (engine, ask):
        assert ask(agent.id)
        until(lambda: not engine.committer._leader, what="the answer to the cold call")
        monkeypatch.setattr(engine.store, "_stretch", 8)
        try:
            for _ in range(8):
                assert ask(agent.id)
            assert flushing.wait(30)
            for _ in range(6):
                assert ask(agent.id)
            assert engine.store._unit.written >= 6  # it has not come to the checkpoint
        finally:
            go_on.set()
        until(lambda: engine.store._stretch > 8, what="the checkpoint")
        assert len(by) == 1
        assert threading.get_ident() not in by


@pytest.mark.promise("DB-1")
def test_a_log_that_is_on_disk_already_is_not_brought_there_again(world, monkeypatch):
    agent = world.agent()
    monkeypatch.setattr(sqlite, "_flush", lambda log: pytest.fail("it is"))
    with asking(world.path, "a thread", "disk") as (engine, ask):
        assert ask(agent.id)
        monkeypatch.setattr(engine.store, "_stretch", 1)
        assert ask(agent.id)
        until(lambda: engine.store._stretch > 1, what="the checkpoint")


@pytest.mark.promise("DB-1", "AUD-6")
@pytest.mark.parametrize("fault", ["no more threads", "a log that cannot be flushed"])
def test_a_checkpoint_is_made_whatever_is_missing_for_it(world, monkeypatch, fault):
    agent = world.agent()

    def start(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    def flush(log: int) -> None:
        raise OSError(errno.EIO, "the disk is broken")

    with asking(world.path, "a thread") as (engine, ask):
        assert ask(agent.id)
        monkeypatch.setattr(engine.store, "_stretch", 1)
        if fault == "no more threads":
            monkeypatch.setattr(threading.Thread, "start", start)
        else:
            monkeypatch.setattr(sqlite, "_flush", flush)
        assert ask(agent.id)
        until(lambda: engine.store._stretch > 1, what="the checkpoint")
        assert ask(agent.id)


@pytest.mark.promise("DB-3")
def test_what_is_due_after_a_batch_of_the_worker_keeps_nobody_waiting():
    done, go_on = threading.Event(), threading.Event()

    def after() -> None:
        assert go_on.wait(30)
        done.set()

    asked = iter([True])
    committer = Committer(lambda jobs: None, lambda jobs: None, after, due=lambda: next(asked, False))
    for _ in range(2):
        job = Job(None)
        committer.enqueue([job])
        until(lambda job=job: job.done, what="the job")
    assert not done.is_set()
    go_on.set()
    assert done.wait(30)
    committer.close(30.0)


@pytest.mark.promise("API-4")
def test_a_job_that_comes_when_the_worker_has_gone_gets_another():
    """As a task's whose Kavach is closed meanwhile: it is told so, and does not wait for its deadline."""
    by: list[threading.Thread] = []

    def decide(jobs: list[Job]) -> None:
        by.append(threading.current_thread())
        for job in jobs:
            job.answer = "decided"

    def ask() -> Job:
        job = Job(None)
        committer.enqueue([job])
        until(lambda: job.done, what="the answer")
        return job

    committer = Committer(decide, late=lambda jobs: None, after=lambda: None, due=lambda: False)
    assert ask().answer == "decided"
    committer.close(30.0)
    assert not by[0].is_alive()
    assert ask().answer == "decided"
    committer.close(30.0)
    assert not by[1].is_alive()


@pytest.mark.promise("API-4")
def test_a_job_that_comes_as_the_worker_ends_is_still_done():
    committer = Committer(lambda jobs: None, late=lambda jobs: None, after=lambda: None, due=lambda: False)
    first, second = Job(None), Job(None)
    committer.enqueue([first])
    until(lambda: first.done and committer._leader is None, what="the first job")
    worker = committer._worker
    assert worker is not None
    with committer._mutex:
        committer._wake.put(False)  # as ``close`` does
        until(committer._wake.empty, what="the worker to notice")
        committer._queue.append(second)  # as ``enqueue`` does
        committer._call_worker()
    worker.join(30)
    assert not worker.is_alive()
    assert second.done


@pytest.mark.promise("API-4")
@pytest.mark.parametrize("leader", ["a thread", "the loop"])
def test_threads_and_a_loop_that_judges_itself_queue_behind_each_other(world, leader):
    agent = world.agent({"maxCalls": 3})

    async def opened() -> AsyncKavach:
        kavach = await AsyncKavach(url(world.path), durability="process", timeout=30.0).open()
        assert (await kavach.authorize(agent_id=agent.id, **ACCESS)).allowed
        return kavach

    loop = asyncio.new_event_loop()
    kavach = loop.run_until_complete(opened())
    committer = kavach.engine.committer

    def from_the_loop() -> Any:
        return loop.run_until_complete(kavach.authorize(agent_id=agent.id, **ACCESS))

    def from_a_thread() -> Any:
        return kavach.agents._noun.authorize(agent_id=agent.id, **ACCESS)

    first, second = (from_a_thread, from_the_loop) if leader == "a thread" else (from_the_loop, from_a_thread)
    with ThreadPoolExecutor(2) as pool, a_gate(world) as gate:
        leading = pool.submit(first)
        assert gate.inside.wait(30)
        following = pool.submit(second)
        until(lambda: committer._queue, seconds=30, what="whoever comes second")
        gate.open()
        assert leading.result(30).allowed
        assert following.result(30).allowed
    loop.run_until_complete(kavach.aclose())
    loop.close()
    assert world.reading(agent).calls == 3
