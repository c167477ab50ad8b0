from __future__ import annotations

import asyncio
import functools
import logging
import os
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from pykavach.core.agents import Agent, Kind, Permission, Status
from pykavach.core.decision import Decision
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.engine import attempts, sinks
from pykavach.engine.attempts import TRIED_FOR, Caller, retry_at
from pykavach.engine.authorize import Authorize
from pykavach.engine.dispatch import Dispatcher, Event, Gone
from pykavach.engine.engine import Engine
from pykavach.engine.events import Muted, event
from pykavach.engine.expiring import NOTICE, PAUSE, Expiring
from pykavach.ports import EntryFilter
from pykavach.storage import tables
from pykavach.storage.sqlite import SqliteStore

SECOND = 1_000_000
DAY = 86_400 * SECOND
START = 1_800_000_000 * SECOND
LONG = 30  # seconds after which a test gives up; nothing here takes that long


class Clock:
    def __init__(self) -> None:
        self.us = START

    def __call__(self) -> int:
        return self.us


class Taker:
    """A listener that keeps what it gets."""

    name = "taker"

    def __init__(self, fail=None, name="taker") -> None:
        self.name = name
        self.fail = fail
        self.events: list[Event] = []
        self.calls = 0
        self.changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self.changed:
            self.calls += 1
            self.changed.notify_all()
            if self.fail is not None:
                raise self.fail
            self.events.append(event)

    def wait(self, count: int) -> list[Event]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.events) >= count, LONG), self.events
            return list(self.events)

    def wait_calls(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.calls >= count, LONG)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path) -> str:
    return str(tmp_path / "kavach.db")


@pytest.fixture
def engine(path, clock):
    engine = open_engine(path, clock)
    yield engine
    engine.close()


def open_engine(path, now) -> Engine:
    return Engine(SqliteStore(path, now=now, durability="process"), schema=tables.SCHEMA)


@pytest.fixture
def dispatch(engine):
    made: list[Dispatcher] = []

    def start(*listeners) -> Dispatcher:
        dispatcher = Dispatcher(engine, listeners)
        made.append(dispatcher)
        dispatcher.start()
        return dispatcher

    yield start
    for dispatcher in made:
        dispatcher.stop(5)


def make_agent(engine: Engine, id: str, **fields) -> Agent:
    def insert(work) -> Agent:
        defaults = {
            "kind": Kind.SERVICE,
            "user_id": "user_1",
            "name": id,
            "digest": os.urandom(32),
            "created_at": work.now,
            "changed_at": work.now,
            "permissions": (Permission.parse({"resource": "*", "actions": ["*"]}, "permissions"),),
        }
        return work.unit.insert_agent(Agent(id=id, **(defaults | fields)), ["agent"])

    return engine.work(insert)


def tell(engine: Engine, agent: Agent | None, *numbers: int) -> None:
    for number in numbers:
        engine.work(lambda work, number=number: work.tell("agent.updated", agent, {"number": number}))


def outbox(engine: Engine) -> list[dict]:
    with engine.store.view() as view:
        return [dict(row) for row in view._sql.execute(select(tables.outbox)).mappings()]


def decide(engine: Engine, id: str) -> Decision:
    return Authorize(engine).authorize(resource="a:b", action="read", agent_id=id)


def eventually(condition) -> None:
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.01)


def entries(engine: Engine, action: str) -> list[str]:
    with engine.store.view() as view:
        rows = view.entries(EntryFilter(), log=0, after=0, until=10**6, limit=1000)
    return [row.entry for row in rows if f'"{action}"' in row.entry]


# -- the event -------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_an_event_says_what_happened_when_and_to_whom(engine, dispatch):
    taker = Taker()
    dispatch(taker)
    agent = make_agent(engine, "agt_1", tenant_id="acme")
    tell(engine, agent, 7)
    (got,) = taker.wait(1)
    assert (got.type, got.agent_id, got.user_id, got.tenant_id) == (
        "agent.updated",
        "agt_1",
        "user_1",
        "acme",
    )
    assert got.at == datetime.fromtimestamp(START / SECOND, UTC)
    assert got.data == {"number": 7}
    assert got.id.startswith("evt_")
    assert got.wire() == {
        "id": got.id,
        "type": "agent.updated",
        "at": "2027-01-15T08:00:00Z",
        "agentId": "agt_1",
        "userId": "user_1",
        "tenantId": "acme",
        "data": {"number": 7},
    }
    with pytest.raises(FrozenInstanceError):
        got.type = "other"


def test_events_about_no_agent_have_none(engine, dispatch):
    taker = Taker()
    dispatch(taker)
    tell(engine, None, 1)
    (got,) = taker.wait(1)
    assert got.agent_id is got.user_id is got.tenant_id is None


@pytest.mark.promise("EVT-1")
def test_every_listener_gets_every_event_under_the_same_id(engine, dispatch):
    first, second = Taker(name="first"), Taker(name="second")
    dispatch(first, second)
    tell(engine, make_agent(engine, "agt_1"), 1, 2)
    assert [e.id for e in first.wait(2)] == [e.id for e in second.wait(2)]


def test_an_event_that_is_rolled_back_is_never_delivered(engine, dispatch):
    taker = Taker()
    dispatch(taker)
    agent = make_agent(engine, "agt_1")

    def failing(work) -> None:
        work.tell("agent.updated", agent, {"number": 1})
        raise InvalidInput("field", "no")

    with pytest.raises(InvalidInput):
        engine.work(failing)
    tell(engine, agent, 2)
    assert [e.data["number"] for e in taker.wait(1)] == [2]
    assert outbox(engine) == [] or eventually(lambda: outbox(engine) == []) is None


# -- delivering ------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_events_of_an_agent_come_in_order_while_others_come_too(engine, dispatch):
    taker = Taker()
    agents = [make_agent(engine, f"agt_{i}") for i in range(5)]
    dispatch(taker)
    for number in range(8):
        for agent in agents:
            tell(engine, agent, number)
    taker.wait(40)
    for agent in agents:
        assert [e.data["number"] for e in taker.events if e.agent_id == agent.id] == list(range(8))
    eventually(lambda: outbox(engine) == [])


@pytest.mark.promise("EVT-1")
def test_a_failing_event_holds_back_only_its_own_agent(engine, dispatch, clock):
    class Picky(Taker):
        def __call__(self, event):
            if event.agent_id == "agt_bad" and event.data["number"] == 1 and clock.us == START:
                raise RuntimeError("not now")
            super().__call__(event)

    taker = Picky()
    dispatcher = dispatch(taker)
    bad, good = make_agent(engine, "agt_bad"), make_agent(engine, "agt_good")
    tell(engine, bad, 1, 2)
    tell(engine, good, 1, 2)
    assert [e.agent_id for e in taker.wait(2)] == ["agt_good", "agt_good"]
    eventually(lambda: [row["attempts"] for row in outbox(engine)] == [1, 0])
    clock.us += 6 * SECOND
    dispatcher.wake()
    assert [(e.agent_id, e.data["number"]) for e in taker.wait(4)[2:]] == [("agt_bad", 1), ("agt_bad", 2)]


@pytest.mark.promise("EVT-1")
def test_backoff_by_the_stores_clock_until_the_event_is_dropped_with_an_entry(
    engine, dispatch, clock, caplog
):
    taker = Taker(fail=RuntimeError("never"))
    dispatcher = dispatch(taker)
    agent = make_agent(engine, "agt_1")
    tell(engine, agent, 1)
    waits = []
    tries = 0
    while True:
        tries += 1
        taker.wait_calls(tries)
        eventually(lambda tries=tries: not (rows := outbox(engine)) or rows[0]["attempts"] == tries)
        if not (rows := outbox(engine)):
            break
        assert rows[0]["claimed_until"] is None
        waits.append((rows[0]["due_at"] - clock.us) / SECOND)
        clock.us = rows[0]["due_at"]
        dispatcher.wake()
    for wait, least in zip(waits[:4], (5, 30, 120, 600), strict=True):
        assert least <= wait <= least * 1.2
    assert all(3600 <= wait <= 3600 * 1.2 for wait in waits[4:-1])
    assert waits[-1] <= 3600 * 1.2
    assert clock.us == START + TRIED_FOR  # the last attempt is made when 72 hours have passed
    (entry,) = entries(engine, "events.dropped")
    assert '"agt_1"' in entry
    assert '"taker"' in entry
    assert any(r.levelno == logging.ERROR and "dropped for taker" in r.message for r in caplog.records)
    taker.fail = None
    tell(engine, agent, 2)
    assert taker.wait(1)[0].data == {"number": 2}


def test_no_attempt_is_made_before_its_time(engine, dispatch, clock):
    taker = Taker(fail=RuntimeError("not now"))
    dispatcher = dispatch(taker)
    tell(engine, make_agent(engine, "agt_1"), 1)
    taker.wait_calls(1)
    eventually(lambda: outbox(engine)[0]["attempts"] == 1)
    clock.us = outbox(engine)[0]["due_at"] - 1
    dispatcher.wake()
    other = make_agent(engine, "agt_2")
    taker.fail = None
    tell(engine, other, 2)  # a later look has happened once this one is here
    assert [e.agent_id for e in taker.wait(1)] == ["agt_2"]
    assert taker.calls == 2


def test_the_schedule():
    at = START
    assert [retry_at(n, at, at, 0.0) - at for n in (1, 2, 3, 4, 5, 6, 99)] == [
        n * SECOND for n in (5, 30, 120, 600, 3600, 3600, 3600)
    ]
    assert retry_at(1, at, at, 1.0) == at + 6 * SECOND
    assert retry_at(50, at + TRIED_FOR - SECOND, at, 0.5) == at + TRIED_FOR
    assert retry_at(50, at + TRIED_FOR, at, 0.5) is None


@pytest.mark.promise("EVT-1")
def test_async_listeners_are_awaited_on_one_private_loop(engine, dispatch):
    loops, taker = set(), Taker()

    async def listener(event: Event) -> None:
        loops.add(asyncio.get_running_loop())
        await asyncio.sleep(0)
        taker(event)

    class Callable:
        name = "object"

        async def __call__(self, event: Event) -> None:
            await listener(event)

    dispatch(Callable())
    agent = make_agent(engine, "agt_1")
    tell(engine, agent, 1, 2, 3)
    assert [e.data["number"] for e in taker.wait(3)] == [1, 2, 3]
    assert len(loops) == 1


def test_an_async_listener_past_its_time_out_is_cancelled_and_tried_again(engine, dispatch, clock):
    cancelled = threading.Event()

    async def listener(event: Event) -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    listener.timeout = 0.05
    dispatch(listener)
    tell(engine, make_agent(engine, "agt_1"), 1)
    assert cancelled.wait(LONG)
    eventually(lambda: outbox(engine)[0]["attempts"] == 1)


# -- hanging and raising ---------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_a_hanging_listener_delays_no_decision_and_no_other_listener(engine, dispatch):
    release, hanging = threading.Event(), threading.Event()

    def hang(event: Event) -> None:
        hanging.set()
        release.wait(LONG)

    taker = Taker()
    dispatch(hang, taker)
    try:
        agent = make_agent(engine, "agt_1")
        tell(engine, agent, 1)
        assert hanging.wait(LONG)
        for _ in range(50):
            started = time.monotonic()
            assert decide(engine, "agt_1").allowed
            assert time.monotonic() - started < LONG / 2
        tell(engine, agent, 2)
        assert [e.data["number"] for e in taker.wait(2)] == [1, 2]
        assert not release.is_set()
    finally:
        release.set()


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("error", [RuntimeError("boom"), SystemExit(3), KeyboardInterrupt(), StopIteration()])
def test_a_raising_listener_changes_no_decision(engine, dispatch, error, caplog):
    taker = Taker(fail=error)
    dispatch(taker)
    agent = make_agent(engine, "agt_1", status=Status.REVOKED)
    for _ in range(3):
        assert decide(engine, "agt_1").code == "revoked"
    taker.wait_calls(1)
    eventually(lambda: outbox(engine)[0]["attempts"] == 1)
    assert agent.id not in caplog.text or "attempt 1" in caplog.text


def test_hanging_calls_are_bounded(monkeypatch):
    monkeypatch.setattr(attempts, "GRACE", 0.01)
    release, started = threading.Event(), threading.Semaphore(0)

    def hang(event: object) -> None:
        started.release()
        release.wait(LONG)

    caller = Caller("hang", hang, 0.01)
    given = Event("evt_1", "agent.updated", datetime.now(UTC), None, None, None, {})
    try:
        errors = [caller.call(given) for _ in range(attempts.MAX_HANGING + 3)]
        assert all(isinstance(error, TimeoutError) for error in errors)
        for _ in range(attempts.MAX_HANGING):
            assert started.acquire(timeout=LONG)
        assert not started.acquire(blocking=False)
        hung = list(caller._hanging)
    finally:
        release.set()
    for hand in hung:
        hand.thread.join(LONG)  # a call that comes back ends its thread
        assert not hand.thread.is_alive()
    assert caller.call(given) is None
    caller.close()


def test_a_listener_that_is_gone_is_dropped_with_what_waits(engine, dispatch, caplog):
    taker, other = Taker(fail=Gone("no more")), Taker(name="other")
    agent = make_agent(engine, "agt_1")
    engine.work(lambda work: work.unit.see_sink("taker", work.now))
    tell(engine, agent, 1, 2, 3)
    dispatch(taker, other)
    eventually(lambda: entries(engine, "events.dropped"))
    assert outbox(engine) == []
    assert '"count":3' in entries(engine, "events.dropped")[0]
    tell(engine, agent, 4)
    other.wait(1)
    assert taker.calls == 1
    eventually(lambda: outbox(engine) == [])  # nothing is kept for who is gone


def test_stored_garbage_is_dropped_with_an_entry_and_what_follows_is_delivered(engine, dispatch):
    engine.work(lambda work: work.unit.see_sink("taker", work.now))
    agent = make_agent(engine, "agt_1")
    tell(engine, agent, 1, 2, 3)
    with engine.store.unit() as unit:
        rows = unit._sql.execute(select(tables.outbox.c.n)).scalars().all()
        for n, body in zip(rows, ("{", "[]"), strict=False):
            unit._sql.execute(tables.outbox.update().where(tables.outbox.c.n == n).values(body=body))
    taker = Taker()
    dispatch(taker)
    assert [e.data["number"] for e in taker.wait(1)] == [3]
    eventually(lambda: len(entries(engine, "events.dropped")) == 2)


# -- sinks -----------------------------------------------------------------------------------------------------------


def some_listener(event: Event) -> None: ...


def test_names_and_time_outs(engine):
    class Slow(Taker):
        timeout = 2

    partial = functools.partial(some_listener)
    listeners = [
        some_listener,
        some_listener,
        Slow(name="slow"),
        Taker(name="slow"),
        partial,
        Taker(name="x" * 200),
        Taker(name="x" * 200),
    ]
    specs = Dispatcher(engine, listeners)._specs
    own = f"{__name__}.some_listener"
    assert [s.name for s in specs] == [
        own, f"{own}#2", "slow", "slow#2", "functools.partial", "x" * 200, "x" * 190 + "#2",
    ]  # fmt: skip
    assert [s.timeout for s in specs[:3]] == [10.0, 10.0, 2.0]
    long = type("L" * 500, (), {"__call__": lambda self, event: None})()
    assert len(Dispatcher(engine, [long])._specs[0].name) <= 200


@pytest.mark.parametrize(
    ("listener", "field"),
    [
        (7, "listeners[0]"),
        (Taker(name=""), "listeners[0].name"),
        (Taker(name=3), "listeners[0].name"),
        (Taker(name="a\nb"), "listeners[0].name"),
    ],
)
def test_bad_listeners_are_refused(engine, listener, field):
    with pytest.raises(InvalidInput) as caught:
        Dispatcher(engine, [listener])
    assert caught.value.field == field


@pytest.mark.parametrize("timeout", [0, -1, True, "10", 301, float("nan")])
def test_bad_time_outs_are_refused(engine, timeout):
    taker = Taker()
    taker.timeout = timeout
    with pytest.raises(InvalidInput) as caught:
        Dispatcher(engine, [taker])
    assert caught.value.field == "listeners[0].timeout"


def test_without_listeners_nothing_runs_and_nothing_is_kept(engine, dispatch):
    before = threading.active_count()
    dispatcher = dispatch()
    assert threading.active_count() == before
    tell(engine, make_agent(engine, "agt_1"), 1)
    assert outbox(engine) == []
    dispatcher.stop()


def test_two_processes_share_a_sink_and_each_event_goes_to_one(engine, dispatch, path, clock):
    other = open_engine(path, clock)
    first, second = Taker(), Taker()
    dispatch(first)
    beside = Dispatcher(other, [second])
    beside.start()
    try:
        agents = [make_agent(engine, f"agt_{i}") for i in range(10)]
        for agent in agents:
            tell(engine, agent, 1, 2)
        eventually(lambda: len(first.events) + len(second.events) >= 20)
        eventually(lambda: outbox(engine) == [])
    finally:
        beside.stop(5)
        other.close()
    got = [(e.agent_id, e.data["number"]) for e in first.events + second.events]
    assert sorted(got) == sorted((a.id, n) for a in agents for n in (1, 2))


def test_what_another_process_tells_is_found_without_being_woken(engine, dispatch, path, clock):
    taker = Taker()
    dispatch(taker)
    other = open_engine(path, clock)
    try:
        tell(other, make_agent(other, "agt_1"), 1)
    finally:
        other.close()
    assert taker.wait(1)[0].agent_id == "agt_1"


def test_a_claim_that_is_no_longer_ones_own_does_nothing(engine, clock):
    engine.work(lambda work: work.unit.see_sink("sink", work.now))
    agent = make_agent(engine, "agt_1")
    tell(engine, agent, 1)

    def claim(by):
        def use(work):
            numbers = work.unit.waiting("sink", work.now, 10)
            return work.unit.claim("sink", by, work.now, work.now + 60 * SECOND, numbers)

        return engine.work(use)

    (first,) = claim("first")
    assert claim("second") == []
    clock.us += 61 * SECOND
    (again,) = claim("second")  # the first has not come back in time
    assert again.n == first.n
    assert engine.work(lambda work: work.unit.delivered(first.n, "first")) is False
    engine.work(lambda work: work.unit.postpone(first.n, "first", clock.us, 9))
    assert outbox(engine)[0]["claimed_by"] == "second"
    assert engine.work(lambda work: work.unit.delivered(again.n, "second")) is True
    tell(engine, agent, 2)  # numbers are used again: the late first must not delete this one
    assert engine.work(lambda work: work.unit.delivered(first.n, "first")) is False
    assert len(outbox(engine)) == 1


def test_a_sink_unseen_for_a_week_is_dropped_with_what_waits(engine, clock):
    engine.work(lambda work: work.unit.see_sink("old", work.now))
    tell(engine, make_agent(engine, "agt_1"), 1)
    clock.us += 8 * DAY
    engine.work(lambda work: work.unit.see_sink("new", work.now))
    engine.work(lambda work: work.unit.tidy(work.now))
    assert outbox(engine) == []
    tell(engine, None, 2)
    assert [row["sink"] for row in outbox(engine)] == ["new"]


def test_a_running_sink_says_that_it_exists(engine, dispatch, clock):
    taker = Taker()
    dispatcher = dispatch(taker)
    tell(engine, None, 1)
    taker.wait(1)
    clock.us += 8 * DAY
    dispatcher.wake()

    def seen() -> int:
        with engine.store.view() as view:
            return view._sql.execute(select(tables.sink.c.seen_at)).scalar()

    eventually(lambda: seen() == clock.us)


# -- ending ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_stop_delivers_what_is_due_and_ends_the_threads(engine):
    before = set(threading.enumerate())
    taker = Taker()
    dispatcher = Dispatcher(engine, [taker])
    dispatcher.start()
    dispatcher.start()  # once is enough
    agents = [make_agent(engine, f"agt_{i}") for i in range(3)]
    for agent in agents:
        tell(engine, agent, *range(10))
    dispatcher.stop(LONG)
    assert len(taker.events) == 30
    assert outbox(engine) == []
    assert set(threading.enumerate()) <= before
    tell(engine, agents[0], 99)
    assert taker.calls == 30
    assert len(outbox(engine)) == 1  # it waits for the next start
    dispatcher.start()
    assert taker.wait(31)[-1].data == {"number": 99}
    dispatcher.stop(LONG)


def test_stop_gives_back_what_a_hanging_listener_holds(engine):
    release, hanging = threading.Event(), threading.Event()

    class Hang:
        name = "sink"

        def __call__(self, event: Event) -> None:
            hanging.set()
            release.wait(LONG)

    dispatcher = Dispatcher(engine, [Hang()])
    dispatcher.start()
    try:
        for i in range(3):
            tell(engine, make_agent(engine, f"agt_{i}"), 1)
        assert hanging.wait(LONG)
        started = time.monotonic()
        dispatcher.stop(0.05)
        assert time.monotonic() - started < LONG / 2
        rows = outbox(engine)
        assert len(rows) == 3
        assert all(row["claimed_by"] is None and row["attempts"] == 0 for row in rows)
    finally:
        release.set()
    taker = Taker(name="sink")
    after = Dispatcher(engine, [taker])
    after.start()
    taker.wait(3)
    after.stop(LONG)


def test_closing_the_engine_first_ends_the_threads_too(path, clock):
    engine = open_engine(path, clock)
    taker = Taker()
    dispatcher = Dispatcher(engine, [taker])
    dispatcher.start()
    thread = dispatcher._sinks[0].thread
    tell(engine, None, 1)
    taker.wait(1)
    engine.close()
    dispatcher.wake()
    thread.join(LONG)
    assert not thread.is_alive()
    dispatcher.stop()


CHILD = """
import os, sys, threading, time
from pykavach.engine.authorize import Authorize
from pykavach.engine.dispatch import Dispatcher
from pykavach.engine.engine import Engine
from pykavach.storage import tables
from pykavach.storage.sqlite import SqliteStore

engine = Engine(SqliteStore(sys.argv[1]), schema=tables.SCHEMA)

class Hang:
    name, timeout = "taker", 300
    def __call__(self, event):
        os.write(1, f"called {event.id}\\n".encode())  # at once: two threads write here
        threading.Event().wait()

if sys.argv[2] == "during":
    Dispatcher(engine, [Hang()]).start()
else:
    engine.work(lambda work: work.unit.see_sink("taker", work.now))
for number in range(3):
    engine.work(lambda work: work.tell("agent.updated", None, {"number": number}))
os.write(1, b"committed\\n")
threading.Event().wait()
"""


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("when", ["before", "during"])
def test_after_kill_9_a_new_process_delivers(path, when):
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(CHILD), path, when], stdout=subprocess.PIPE, text=True
    )
    try:
        lines = [child.stdout.readline().split()[0] for _ in range(2 if when == "during" else 1)]
    finally:
        child.kill()
        child.wait(LONG)
        child.stdout.close()
    assert "committed" in lines
    later = 3600 * SECOND  # the dead process's claim has run out
    engine = open_engine(path, lambda: time.time_ns() // 1000 + later)
    taker = Taker()
    dispatcher = Dispatcher(engine, [taker])
    dispatcher.start()
    try:
        assert [e.data["number"] for e in taker.wait(3)] == [0, 1, 2]
    finally:
        dispatcher.stop(LONG)
        assert outbox(engine) == []
        engine.close()


@pytest.mark.promise("EVT-1", "API-3")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_delivers_nothing_unless_asked(engine, dispatch, tmp_path):
    taker = Taker()
    dispatcher = dispatch(taker)
    agent = make_agent(engine, "agt_1")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            tell(engine, agent, 1)  # the parent delivers this
            status = 0 if dispatcher._sinks == [] and threading.active_count() == 1 else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [e.data["number"] for e in taker.wait(1)] == [1]


# -- trouble with the database ---------------------------------------------------------------------------------------


def test_results_that_could_not_be_written_are_written_later(engine, dispatch, monkeypatch, caplog):
    monkeypatch.setattr(sinks, "POLL", 0.01)
    taker = Taker()
    failures = [2]
    write = sinks.Sink._write

    def failing(self, work, result) -> None:
        if failures[0]:
            failures[0] -= 1
            raise OSError("the disk is full")
        write(self, work, result)

    monkeypatch.setattr(sinks.Sink, "_write", failing)
    dispatch(taker)
    tell(engine, make_agent(engine, "agt_1"), 1)
    taker.wait(1)
    eventually(lambda: outbox(engine) == [])
    assert taker.calls == 1
    assert "events wait for taker" in caplog.text


@pytest.fixture
def sink(engine):
    """A sink whose thread has not been started."""
    engine.work(lambda work: work.unit.see_sink("taker", work.now))
    taker = Taker()
    sink = sinks.Sink(engine, sinks.Spec("taker", taker, 10.0), lambda: None)
    sink.taker = taker
    yield sink
    sink._caller.close()


def test_what_the_lease_does_not_cover_is_given_back(engine, sink):
    for i in range(3):
        tell(engine, make_agent(engine, f"agt_{i}"), 1)
    sink._lease = sink._caller.patience  # no time is left as soon as they are claimed
    assert sink._round() is True
    assert sink.taker.calls == 0
    assert [(row["claimed_by"], row["attempts"]) for row in outbox(engine)] == [(None, 0)] * 3


def test_an_aborted_sink_calls_nobody(engine, sink):
    tell(engine, make_agent(engine, "agt_1"), 1)
    sink.abort()
    sink._round()
    assert sink.taker.calls == 0
    given = Event("evt_1", "agent.updated", datetime.now(UTC), None, None, None, {})
    assert isinstance(sink._caller.call(given), attempts.Stopped)
    assert outbox(engine)[0]["claimed_by"] is None


def test_results_are_written_while_a_slow_batch_goes_on(engine, sink, monkeypatch):
    monkeypatch.setattr(sinks, "_SAVE_AFTER", -1.0)
    for i in range(3):
        tell(engine, make_agent(engine, f"agt_{i}"), 1)
    left = []
    sink.taker.__class__ = type(
        "Watching", (Taker,), {"__call__": lambda self, event: left.append(len(outbox(engine)))}
    )
    sink._round()
    assert left == [3, 2, 1]


def test_what_another_process_has_taken_over_is_not_dropped_here(engine, sink, clock):
    tell(engine, make_agent(engine, "agt_1"), 1)
    sink.taker.fail = RuntimeError("no")
    clock.us += TRIED_FOR
    (number,) = engine.work(lambda work: work.unit.waiting("taker", work.now, 1))
    (delivery,) = engine.work(
        lambda work: work.unit.claim("taker", "other", work.now, work.now + SECOND, [number])
    )
    sink._results = [sinks._Result(delivery, "mine", None, RuntimeError("no"))]
    sink._save()
    assert len(outbox(engine)) == 1
    assert entries(engine, "events.dropped") == []


def test_dropping_a_sink_takes_the_lock_for_a_little_at_a_time(engine, sink, monkeypatch):
    monkeypatch.setattr(sinks, "DROPPED_AT_ONCE", 2)
    tell(engine, make_agent(engine, "agt_1"), 1, 2, 3, 4, 5)
    sink._leave()
    assert outbox(engine) == []
    assert '"count":5' in entries(engine, "events.dropped")[0]


def test_no_threads_left_is_a_failure_of_the_attempt(engine, sink, monkeypatch):
    def refuse(*args) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(attempts, "_Hand", refuse)
    tell(engine, make_agent(engine, "agt_1"), 1)
    sink._round()
    assert outbox(engine)[0]["attempts"] == 1


def test_the_sink_of_a_closed_engine_is_silent(path, clock, caplog):
    engine = open_engine(path, clock)
    sink = sinks.Sink(engine, sinks.Spec("taker", Taker(), 10.0), lambda: None)
    engine.close()
    assert sink._work(sink._round) is False
    assert caplog.records == []


def test_an_unavailable_database_is_waited_for(engine, sink, caplog):
    def fail() -> None:
        raise Unavailable("the database is busy")

    assert sink._work(fail) is False
    assert "events wait for taker: the database is busy" in caplog.text


# -- agent.expiring --------------------------------------------------------------------------------------------------


@pytest.fixture
def expiring(engine):
    seconds = [0.0]
    expiring = Expiring(engine, lambda: seconds[0])
    engine.work(lambda work: work.unit.see_sink("sink", work.now))
    engine.sinks = ("sink",)

    def look() -> list[str]:
        before = len(outbox(engine))
        expiring.look()
        seconds[0] += PAUSE
        return [row["body"].split('"agentId":"')[1].split('"')[0] for row in outbox(engine)[before:]]

    look.seconds = seconds
    look.expiring = expiring
    return look


@pytest.mark.promise("EVT-1")
def test_an_agent_is_told_of_once_a_week_before_it_expires(engine, expiring, clock):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    make_agent(engine, "agt_forever")
    make_agent(engine, "agt_short", expires_at=START + DAY)  # made to live a day: that it ends is no news
    make_agent(engine, "agt_revoked", expires_at=START + 30 * DAY, status=Status.REVOKED)
    assert expiring() == []
    clock.us = START + 30 * DAY - NOTICE - 1
    assert expiring() == []
    clock.us += 1
    assert expiring() == ["agt_1"]
    assert '"expiresAt":"2027-02-14T08:00:00Z"' in outbox(engine)[0]["body"]
    clock.us += 1
    assert expiring() == []
    engine.work(lambda work: work.unit.tidy(work.now))
    assert expiring() == []
    clock.us = START + 31 * DAY
    assert expiring() == []


def test_an_expiry_that_is_moved_is_told_again(engine, expiring, clock):
    agent = make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    clock.us = START + 25 * DAY
    assert expiring() == ["agt_1"]
    with engine.store.unit() as unit:
        unit._sql.execute(
            tables.agent.update().where(tables.agent.c.n == agent.n).values(expires_at=START + 31 * DAY)
        )
    assert expiring() == ["agt_1"]
    assert expiring() == []


def test_a_child_of_the_dead_is_not_told_of(engine, expiring, clock):
    root = make_agent(engine, "agt_root", status=Status.REVOKED)
    make_agent(
        engine,
        "agt_child",
        kind=Kind.DELEGATED,
        parent=root.n,
        root=root.n,
        depth=1,
        expires_at=START + 30 * DAY,
    )
    clock.us = START + 29 * DAY
    assert expiring() == []


def test_a_look_is_bounded_and_goes_on_where_it_stopped(engine, expiring, clock, monkeypatch):
    monkeypatch.setattr("pykavach.engine.expiring._SPAN", 4)
    monkeypatch.setattr("pykavach.engine.expiring._MOST", 3)
    for i in range(9):
        make_agent(engine, f"agt_{i}", expires_at=START + 30 * DAY)
    clock.us = START + 29 * DAY
    looks = [expiring() for _ in range(5)]
    assert [len(some) for some in looks] == [3, 3, 3, 0, 0]
    assert sorted(id for some in looks for id in some) == [f"agt_{i}" for i in range(9)]


def test_two_processes_tell_once(engine, expiring, clock, path):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    clock.us = START + 29 * DAY
    from pykavach.engine.expiring import _tell

    for _ in range(2):
        engine.work(lambda work: _tell(work, [1, 999]))  # the other one has vanished meanwhile
    assert len(outbox(engine)) == 1


def test_looks_are_a_minute_apart_and_one_at_a_time(engine, expiring, clock):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    assert expiring() == []
    clock.us = START + 29 * DAY
    expiring.seconds[0] -= 1
    assert expiring() == []
    expiring.seconds[0] -= PAUSE - 1
    with expiring.expiring._lock:
        assert expiring() == []
    expiring.seconds[0] -= PAUSE
    assert expiring() == ["agt_1"]


def test_a_dispatcher_looks_for_expiring_agents(engine, dispatch, clock):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    clock.us = START + 29 * DAY
    taker = Taker()
    dispatch(taker)
    assert [e.type for e in taker.wait(1)] == ["agent.expiring"]


@pytest.mark.promise("EVT-1")
def test_looks_go_by_the_clock_of_the_database(engine, dispatch, clock):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    make_agent(engine, "agt_2", expires_at=START + 20 * DAY)
    clock.us = START + 14 * DAY
    taker = Taker()
    dispatch(taker)
    assert [e.agent_id for e in taker.wait(1)] == ["agt_2"]
    clock.us = START + 24 * DAY  # the process runs on, and notices
    assert [e.agent_id for e in taker.wait(2)] == ["agt_2", "agt_1"]


def test_a_clock_that_was_set_back_does_not_end_the_looks(engine, expiring, clock):
    make_agent(engine, "agt_1", expires_at=START + 30 * DAY)
    assert expiring() == []
    clock.us = START + 29 * DAY
    expiring.seconds[0] -= 10 * PAUSE
    assert expiring() == ["agt_1"]


# -- floods ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_use_of_a_dead_token_is_told_once_a_minute_while_every_use_has_its_entry(engine, clock):
    engine.work(lambda work: work.unit.see_sink("sink", work.now))
    for i in range(2):
        make_agent(engine, f"agt_{i}", status=Status.REVOKED)

    def use(times: int) -> None:
        for _ in range(times):
            for i in range(2):
                assert decide(engine, f"agt_{i}").code == "revoked"

    use(20)
    assert len(outbox(engine)) == 2
    clock.us += 60 * SECOND
    use(5)
    assert len(outbox(engine)) == 4
    with engine.store.view() as view:
        rows = view.entries(EntryFilter(codes=("revoked",)), log=0, after=0, until=10**6, limit=1000)
    assert len(rows) == 50


def test_only_what_was_committed_is_muted():
    muted = Muted()
    minute = 60 * SECOND
    assert not muted.has("token.dead_used", 1, 0)
    assert not muted.has("token.dead_used", 1, 1)  # nothing has been committed
    told = event("token.dead_used", 1, None, {})._replace(agent=1)
    muted.keep([told, told._replace(kind="agent.updated")])
    assert muted.has("token.dead_used", 1, minute - 1)
    assert not muted.has("agent.updated", 1, 1)
    assert not muted.has("token.old_used", 1, 1)
    assert not muted.has("token.dead_used", 2, 1)
    assert not muted.has("token.dead_used", 1, minute)
