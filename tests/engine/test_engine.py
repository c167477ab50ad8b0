"""What the engine does when its store fails it: who is denied, what is looked up again, and what is undone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from engine_world import EVERYTHING, World, a_world
from pykavach.core.audit import Head, Row
from pykavach.core.errors import Conflict, Unavailable
from pykavach.core.meters import Reading
from pykavach.engine.agents import Agents
from pykavach.engine.approvals import Approvals
from pykavach.engine.engine import Engine
from pykavach.engine.scope import Scope
from pykavach.engine.usage import Usage
from pykavach.ports import Collided, Doubtful, Unstorable
from pykavach.storage.sqlite import SqliteStore
from pykavach.storage.sqlite_unit import SqliteUnit
from pykavach.storage.tables import SCHEMA

ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


def raw(world: World, statement: str, *values: Any) -> None:
    """What somebody does who has the file."""
    world.engine.store._writer.raw.execute(statement, values)


# -- commits of unknown fate ------------------------------------------------------------------------------------------


@contextmanager
def doubtful(world: World, *, happened: bool = True) -> Iterator[None]:
    """Meanwhile no commit says whether it happened."""
    kind = type(world.engine.store.unit())
    real = kind.__exit__

    def leave(unit: Any, error: Any, value: Any, trace: Any) -> None:
        lost = Doubtful("the fate of a commit is unknown")
        real(unit, error, value, trace) if happened else real(unit, Doubtful, lost, None)
        raise lost

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "__exit__", leave)
        yield


def undelivered(world: World) -> list[str]:
    return [e["facts"]["entry"] for e in world.entries("authorize") if e["kind"] == "undelivered"]


def many(world: World, *accesses: dict[str, Any]) -> list[str]:
    """The codes of calls that share a batch."""
    calls = [world.engine.prepare(**ACCESS | access) for access in accesses]
    return [decision.code for decision in world.engine.authorize_many(calls)]


@pytest.mark.promise("AUD-6", "FC-1")
@pytest.mark.parametrize("happened", [True, False])
def test_of_a_batch_of_unknown_fate_nobody_is_allowed_and_its_allows_are_undone(world, happened):
    agent, other = world.agent({"budgetUsd": 1}), world.agent(permissions=[])
    calls = [{"agent_id": agent.id, "cost_usd": "0.25"}, {"agent_id": other.id}, {"agent_id": agent.id}]
    with doubtful(world, happened=happened):
        assert many(world, *calls) == ["unavailable"] * 3
    world.allow(agent, cost_usd="0.10")
    booked = [e["id"] for e in world.entries("write") if e["outcome"] == "allow"]
    assert undelivered(world) == (booked[:2] if happened else [])
    assert world.reading(agent).usd == 100_000
    # Undone once: what was found is not looked for again.
    world.allow(agent, cost_usd="0.10")
    assert len(undelivered(world)) == (2 if happened else 0)
    assert world.reading(agent).usd == 200_000


@pytest.mark.promise("AUD-6", "PRM-5")
def test_who_comes_again_with_the_key_of_an_allow_that_was_undone_gets_a_decision_of_his_own(world):
    agent = world.agent({"budgetUsd": 1})
    access = {"cost_usd": "0.60", "idempotency_key": "k"}
    with doubtful(world):
        assert world.ask(agent, **access).code == "unavailable"
    world.engine.work(lambda work: None)  # any change settles what is owed
    again = world.allow(agent, **access)
    assert not again.replayed
    assert world.reading(agent).usd == 600_000
    assert world.allow(agent, **access).replayed


@pytest.mark.promise("AUD-6", "BUD-5")
def test_an_undelivered_allow_that_was_settled_meanwhile_stays_as_it_is(world):
    agent = world.agent()
    with doubtful(world):
        assert world.ask(agent, cost_usd="0.60").code == "unavailable"
    (allowed,) = world.entries("write")
    Usage(world.open()).settle(allowed["id"], cost_usd="0.20")  # another process, which knows of no doubt
    world.allow(agent)
    assert undelivered(world) == []
    assert world.reading(agent).usd == 200_000


@pytest.mark.promise("AUD-6", "EX-2")
def test_an_undelivered_allow_whose_entry_is_damaged_stands_in_nobodys_way(tmp_path, caplog):
    world = World(tmp_path)
    try:
        agent = world.agent()
        with doubtful(world):
            many(world, {"agent_id": agent.id, "cost_usd": 1}, {"agent_id": agent.id, "cost_usd": 2})
        raw(world, "UPDATE audit SET entry='nonsense' WHERE booked=1000000")
        world.allow(agent)
        assert "cannot be undone" in caplog.text
        assert len(world.engine.store._writer.raw.execute("SELECT * FROM settlement").fetchall()) == 1
        assert world.reading(agent).usd == 1_000_000  # its booking stands, the other one is gone
        caplog.clear()
        world.allow(agent)
        assert caplog.text == ""
    finally:
        world.close()


@pytest.mark.promise("AUD-6", "EX-2")
def test_an_allow_that_was_never_committed_takes_nothing_from_who_has_its_number(world):
    """Its caller was interrupted, its transaction undone; another entry stands in the log at its place."""
    agent = world.agent({"budgetUsd": 1})
    call = world.engine.prepare(**ACCESS, agent_id=agent.id, cost_usd="0.25")
    world.engine.authorize_many([call])
    id = call.answer.audit_id
    call.answer.audit_id = id[:-1] + ("1" if id.endswith("0") else "0")
    world.engine.late([call])
    world.allow(agent, cost_usd="0.10")
    assert undelivered(world) == []
    assert world.reading(agent).usd == 350_000


@pytest.mark.promise("AUD-6", "EX-2")
def test_an_allow_whose_commit_failed_takes_nothing_from_who_has_its_number(world):
    agent = world.agent({"budgetUsd": 1})
    with doubtful(world, happened=False):
        assert world.ask(agent, cost_usd="0.25").code == "unavailable"
    other = world.open()  # another process, which knows of no doubt
    other.authorize(other.prepare(**ACCESS, agent_id=agent.id, cost_usd="0.10"))
    other.close()
    world.allow(agent, cost_usd="0.10")
    assert undelivered(world) == []
    assert world.reading(agent).usd == 200_000


@pytest.mark.promise("AUD-6")
def test_what_is_owed_is_written_at_the_latest_on_closing(world):
    agent = world.agent()
    with doubtful(world):
        world.ask(agent, cost_usd=1)
    owing, world.engine = world.engine, world.open()
    owing.close()
    owing.close()  # a second time does nothing
    assert len(undelivered(world)) == 1
    assert world.reading(agent).usd == 0


@pytest.mark.promise("AUD-6")
@pytest.mark.parametrize("busy", [3, 1_000_000])
def test_on_closing_a_log_that_others_append_to_is_looked_at_again(world, caplog, monkeypatch, busy):
    agent = world.agent()
    with doubtful(world):
        world.ask(agent, cost_usd=1)
    owing, world.engine = world.engine, world.open()
    asked = iter(range(1_000_000_000))
    monkeypatch.setattr(SqliteUnit, "over", lambda self, seq: next(asked) >= busy)
    monkeypatch.setattr(owing, "timeout", 30.0 if busy == 3 else 0.1)
    owing.close()
    assert next(asked) >= 4
    assert len(undelivered(world)) == (busy == 3)
    assert ("1 allows could not be marked" in caplog.text) is (busy != 3)


@pytest.mark.promise("AUD-6")
def test_what_is_owed_when_a_store_that_fails_is_closed_is_said(world, caplog, monkeypatch):
    agent = world.agent()
    with doubtful(world):
        many(world, {"agent_id": agent.id}, {"agent_id": agent.id})
    owing, world.engine = world.engine, world.open()

    def gone(deadline: float | None = None) -> Any:
        raise Unavailable("the disk is gone")

    monkeypatch.setattr(owing.store, "unit", gone)
    owing.close()
    assert "2 allows could not be marked as undelivered" in caplog.text
    assert undelivered(world) == []


# -- a batch that fails on data ---------------------------------------------------------------------------------------


@pytest.mark.promise("EX-2")
@pytest.mark.parametrize("error", [Unstorable("the database refuses a row"), ValueError("a bug")])
def test_a_batch_that_fails_on_data_is_run_again_one_by_one(world, monkeypatch, caplog, error):
    agents = [world.agent({"maxCalls": 2}) for _ in range(3)]
    real = SqliteUnit.append

    def append(self: Any, head: Head, rows: Sequence[Row], meters: Sequence[Reading]) -> None:
        if any("culprit" in row.entry for row in rows):
            raise error
        real(self, head, rows, meters)

    monkeypatch.setattr(SqliteUnit, "append", append)
    calls = [{"agent_id": agent.id} for agent in agents]
    calls[1]["resource"] = "culprit"
    assert many(world, *calls) == ["ok", "unavailable", "ok"]
    assert [world.reading(agent).calls for agent in agents] == [1, 0, 1]
    # The culprit's denial could not be recorded: the next entry says so (AUD-1).
    world.allow(agents[0])
    assert [e["marks"].get("unavailable") for e in world.entries("write")] == [None, None, 1]
    assert [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR] == ["a decision failed"]


# -- changes ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-3", "AGT-4")
def test_a_change_that_loses_its_compare_and_swap_conflicts_and_leaves_nothing(world, monkeypatch):
    """On a database whose lock others may pass, the swap is what protects a change."""
    agents = Agents(world.engine)
    made = agents.create(name="a", type="service", permissions=EVERYTHING)
    before = len(world.rows())
    monkeypatch.setattr(SqliteUnit, "update_agent", lambda self, agent, *, if_version: False)
    for change in (
        lambda: agents.update(made.agent.id, name="b"),
        lambda: agents.rotate(made.agent.id),
    ):
        with pytest.raises(Conflict, match="read it again"):
            change()
    assert len(world.rows()) == before
    assert world.ask(made.agent, token=made.token, agent_id=None).allowed


@contextmanager
def a_leader_that_hangs(world: World, agent: Any) -> Iterator[Callable[[], None]]:
    """Somebody leads and cannot commit until this ends, or until what it gives is called."""
    kind = type(world.engine.store.unit())
    real = kind.__exit__
    inside, go_on = threading.Event(), threading.Event()

    def leave(unit: Any, error: Any, value: Any, trace: Any) -> None:
        inside.set()
        go_on.wait(30)
        real(unit, error, value, trace)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr(kind, "__exit__", leave)
        leader = pool.submit(world.allow, agent)
        try:
            assert inside.wait(30)
            yield go_on.set
        finally:
            go_on.set()
            leader.result(30)


@pytest.mark.promise("AUD-6", "ERR-1")
def test_a_change_behind_a_leader_that_hangs_is_given_up_in_time(world):
    agent = world.agent()
    with a_leader_that_hangs(world, agent):
        began = time.monotonic()
        with pytest.raises(Unavailable, match="look before you repeat it"):
            world.engine.work(lambda work: work.record("agents.update", "ann"), patience=0.1)
        assert time.monotonic() - began < 10
    assert world.entries("agents.update") == []


@pytest.mark.promise("DB-4", "FC-1")
def test_a_database_that_has_lost_its_key_is_not_opened(world):
    raw(world, "DELETE FROM setting WHERE name='fingerprint_key'")
    store = SqliteStore(str(world.path), durability="process")
    try:
        with pytest.raises(Unavailable, match="lost its own key"):
            Engine(store, (), schema=SCHEMA)
    finally:
        store.close()


@pytest.mark.promise("AGT-4", "TOK-6", "EVT-1")
def test_a_stop_of_very_many_is_one_transaction_with_one_entry_that_says_how_many(world, monkeypatch):
    """The stop button must not wait for an entry, an event and a line in the epoch for each."""
    monkeypatch.setattr("pykavach.engine.agents._FEW", 110)
    row = world.agent()

    def make(work: Any) -> None:
        for n in range(111):
            another = replace(row, root=0, id=f"agt_{n}", digest=n.to_bytes(32, "big"), user_id="bob")
            work.unit.insert_agent(another, ["agent"])

    def asked(id: str) -> str:
        return world.ask(row, token=None, agent_id=id).code

    world.engine.work(make)
    assert asked("agt_7") == "ok"
    world.listen()
    stopped = Agents(world.engine).suspend(user_id="bob", by="ann")
    assert (len(stopped.changed), stopped.affected) == (111, 111)
    facts = {"count": 111, "userId": "bob", "tenantId": None, "all": False}
    (entry,) = world.entries("agents.suspend")
    assert (entry["actor"], entry["agent"], entry["facts"]) == ("ann", None, facts)
    (event,) = world.heard()
    assert (event["type"], event["agentId"], event["data"]) == ("agent.suspended", None, facts)
    assert [asked(id) for id in ("agt_7", "agt_110", row.id)] == ["suspended", "suspended", "ok"]


@pytest.mark.promise("AGT-4", "TEN-1")
def test_a_stop_of_very_many_in_a_view_says_whose_they_were(world, monkeypatch):
    monkeypatch.setattr("pykavach.engine.agents._FEW", 2)
    other = world.agent()
    top = world.agent()
    for _ in range(2):
        world.agent(parent=top)
    stopped = Agents(world.engine, Scope(user_id="user_1", agent_id=top.id)).revoke(all=True)
    assert len(stopped.changed) == 3
    (entry,) = world.entries("agents.revoke")
    facts = {"count": 3, "userId": "user_1", "tenantId": None, "subtree": top.id, "all": True}
    assert (entry["agent"], entry["facts"]) == (None, facts)
    assert world.ask(other).allowed


# -- rows that are gone -----------------------------------------------------------------------------------------------


@pytest.mark.promise("FC-1", "PRM-3")
@pytest.mark.parametrize("known", [True, False])
def test_an_agent_whose_meters_are_lost_is_denied(world, known):
    limited = {"resource": "mcp:*", "actions": ["*"], "constraints": {"maxCalls": 5}}
    agent = world.agent({"maxCallsPerDay": 5}, permissions=[limited])
    if known:
        world.allow(agent)
    raw(world, "DELETE FROM meter WHERE agent=?", agent.n)
    for access in ({}, {"resource": ""}, {"cost_usd": 1}):
        decision = world.ask(agent, **access)
        assert decision.outcome == "deny"
        assert decision.audit_id is not None
    assert world.ask(agent).code == "unreadable_constraint"
    levels = Agents(world.engine).limits(agent.id)
    assert [(level.level, level.unreadable, level.limits[0].left) for level in levels] == [
        ("agent", True, 0),
        ("mcp:* *", True, 0),
    ]
    world.allow(world.agent())


# -- waiting for a person ---------------------------------------------------------------------------------------------


def pending(world: World, constraints: dict[str, Any] | None = None) -> tuple[Any, Any, str]:
    """A gated agent, its call, and the request that the call has opened."""
    agent = world.agent({"requireApprovalFor": ["*"]} | (constraints or {}))
    call = world.engine.prepare(**ACCESS, agent_id=agent.id)
    decision = world.engine.authorize(call)
    assert decision.outcome == "pending"
    return agent, call, decision.approval_id


@pytest.mark.promise("APR-4")
def test_a_decision_that_comes_while_a_waiter_looks_is_not_slept_through(world, monkeypatch):
    _, _, id = pending(world)
    monkeypatch.setattr("pykavach.engine.engine._FIRST_LOOK", 30.0)
    monkeypatch.setattr("pykavach.engine.engine._LAST_LOOK", 30.0)
    look, looks = world.engine.request_state, []

    def and_then_somebody_decides(which: str) -> str:
        looks.append(look(which))
        if len(looks) == 1:
            Approvals(world.engine).approve(id, by="ann")
        return looks[-1]

    monkeypatch.setattr(world.engine, "request_state", and_then_somebody_decides)
    began = time.monotonic()
    assert world.engine.wait_for(id, 60.0) == "approved"
    assert time.monotonic() - began < 20
    assert looks == ["open", "approved"]


@pytest.mark.promise("APR-2", "APR-4", "TOK-6")
def test_a_call_that_waited_is_judged_by_what_its_agent_is_now(world):
    agent, call, id = pending(world)
    Approvals(world.engine).approve(id, by="ann")
    world.change(agent, permissions=())
    world.ask(world.agent())  # the cache has entered the new epoch: nothing is known of the agent
    assert world.engine.authorize(world.engine.again(call, id)).code == "not_permitted"


# -- the cache --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-6")
def test_the_cache_is_bounded_and_forgets_without_harm(world, monkeypatch):
    monkeypatch.setattr("pykavach.engine.cache._MOST", 8)
    root = world.agent({"maxCalls": 60})
    agents = [world.agent(parent=root) for _ in range(20)]
    for _ in range(3):
        for agent in agents:
            world.allow(agent)
            assert len(world.engine.cache) <= 9  # a new one and its chain are added before the next look
    assert world.ask(agents[0]).code == "rate_limited"
    assert world.reading(root).calls == 60


# -- transactions in each other's way ---------------------------------------------------------------------------------


@contextmanager
def colliding(world: World, times: int) -> Iterator[list[int]]:
    """That many transactions are undone by the database when they would commit; how many have been begun so far."""
    kind = type(world.engine.store.unit())
    real, begun = kind.__exit__, [0]

    def leave(unit: Any, error: Any, value: Any, trace: Any) -> None:
        begun[0] += 1
        if error is None and begun[0] <= times:
            collided = Collided("a deadlock")
            real(unit, Collided, collided, None)
            raise collided
        real(unit, error, value, trace)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "__exit__", leave)
        yield begun


@pytest.mark.promise("EX-1", "AUD-1")
def test_decisions_that_collide_are_made_again(world):
    agent = world.agent({"maxCalls": 2})
    with colliding(world, 2) as begun:
        assert many(world, *[{"agent_id": agent.id}] * 3) == ["ok", "ok", "rate_limited"]
    assert begun == [3]
    assert world.reading(agent).calls == 2
    assert len(world.entries("write")) == 3


@pytest.mark.promise("FC-1", "AUD-6")
def test_decisions_that_collide_until_their_deadline_are_denied(world):
    agent = world.agent()
    world.engine.timeout = 0.05
    with colliding(world, 10**6) as begun:
        assert many(world, {"agent_id": agent.id}) == ["unavailable"]
        assert world.ask(agent).code == "unavailable"
    assert begun[0] > 2
    world.engine.timeout = 30.0
    world.allow(agent)
    assert world.reading(agent).calls == 1


@pytest.mark.promise("AGT-4", "EX-1")
def test_a_change_that_collides_is_made_again_until_its_time_is_over(world):
    agents = Agents(world.engine)
    with colliding(world, 2) as begun:
        made = agents.create(user_id="u", name="n", type="service", permissions=EVERYTHING)
    assert begun == [3]
    assert [agent.id for agent in agents.list().items] == [made.agent.id]
    with colliding(world, 10**6), pytest.raises(Collided):
        world.engine.work(lambda work: None, patience=0.05)


@pytest.mark.promise("AUD-6")
def test_a_commit_that_is_still_under_way_is_looked_up_later(world, monkeypatch):
    """Its entry is not there yet, and may come: what is owed is kept until nobody can be about to write it."""
    agent = world.agent()
    with doubtful(world):
        assert world.ask(agent, cost_usd="0.60").code == "unavailable"
    monkeypatch.setattr(SqliteUnit, "over", lambda unit, seq: False)
    world.allow(agent)
    assert undelivered(world) == []
    monkeypatch.undo()
    world.allow(agent)
    assert len(undelivered(world)) == 1
    assert world.reading(agent).usd == 0
