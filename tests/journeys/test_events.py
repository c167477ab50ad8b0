"""SPEC 7, EVT: what listeners are told."""

from __future__ import annotations

import threading
import time
from collections import Counter

import pytest

from journey_world import DAY, DELETE, GATED, NOON, READ
from patience import PATIENCE, until
from pykavach import Conflict, InvalidInput
from pykavach.engine.events import KINDS


class Listener:
    """Takes events; what it does with each may be told."""

    def __init__(self, name="taker", then=None, timeout=10.0):
        self.name = name
        self.timeout = timeout
        self.then = then
        self.seen = []
        self.changed = threading.Condition()

    def __call__(self, event):
        with self.changed:
            self.seen.append(event)
            self.changed.notify_all()
        if self.then is not None:
            self.then(event)

    def wait(self, count):
        """The first so many events; nothing else may have come."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.seen) >= count, PATIENCE), [
                e.type for e in self.seen
            ]
        time.sleep(0.05)
        assert len(self.seen) == count, [e.type for e in self.seen]
        return list(self.seen)


class AsyncListener(Listener):
    async def __call__(self, event):  # type: ignore[override]
        Listener.__call__(self, event)


def burn(event):
    raise RuntimeError("the listener is broken")


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("kind", [Listener, AsyncListener])
def test_each_kind_of_event_is_told_once(world, kind):
    taker = kind()
    world.begin(listeners=[taker])
    # power
    root = world.agent({"budgetUsd": "1.00"} | GATED, tenant_id="acme", expires_in=30 * DAY)
    child = world.agent(parent=root)
    world.k.agents.update(root.id, name="new")
    old = root.token
    root.token = world.k.agents.rotate(root.id, grace=60).token
    world.k.agents.suspend(child.id)
    world.k.agents.resume(child.id)
    world.k.agents.revoke(child.id)
    # tokens: each told once a minute, however often they are used
    for _ in range(3):
        world.allow(old)
        assert world.code(child) == "revoked"
    # approvals
    yes = world.ask(root, **DELETE).approval_id
    world.ask(root, **DELETE)
    no = world.ask(root, **DELETE | {"arguments": {}}).approval_id
    world.k.approvals.approve(yes, by="ann")
    world.k.approvals.deny(no, by="bob")
    # budgets
    for cost in ("0.79", "0.01", "0.01", "0.19"):
        world.allow(root, cost_usd=cost)
    assert world.code(root) == "budget_exceeded"
    seen = taker.wait(15)
    assert [e.type for e in seen if e.agent_id == root.id] == [
        "agent.created",
        "agent.updated",
        "agent.rotated",
        "token.old_used",
        "approval.opened",
        "approval.opened",
        "approval.approved",
        "approval.denied",
        "budget.threshold",
        "budget.reached",
    ]
    assert [e.type for e in seen if e.agent_id == child.id] == [
        "agent.created",
        "agent.suspended",
        "agent.resumed",
        "agent.revoked",
        "token.dead_used",
    ]
    assert len({e.id for e in seen}) == len(seen)
    for event in seen:
        assert (event.at, event.user_id, event.tenant_id) == (NOON, "user_1", "acme")
        assert old not in str(event.wire())
        assert root.token not in str(event.wire())
    data = {e.type: e.data for e in seen}
    assert data["approval.approved"] == {"approval": yes, "by": "ann"}
    assert data["approval.denied"] == {"approval": no, "by": "bob"}
    assert (data["budget.threshold"]["usedUsd"], data["budget.threshold"]["limitUsd"]) == ("0.80", "1.00")
    assert data["budget.threshold"]["rule"] == data["budget.reached"]["rule"] == "budgetUsd"
    # the minute is over: the dead token is told of again
    world.clock.tick(minutes=2)
    world.code(child)
    assert taker.wait(16)[-1].type == "token.dead_used"


@pytest.mark.promise("EVT-1")
def test_the_kinds_are_closed(world):
    assert len(KINDS) == len(set(KINDS)) == 22


@pytest.mark.promise("EVT-1", "AUD-3")
def test_a_log_that_does_not_verify_is_told(world):
    taker = Listener()
    agent = world.agent()
    world.allow(agent)
    world.begin(listeners=[taker])
    assert world.k.audit.verify().ok
    ((last,),) = world.sql("SELECT max(seq) FROM audit")
    world.sql("UPDATE audit SET code='rate_limited' WHERE seq=?", last)
    world.verified = False
    assert not world.k.audit.verify().ok
    (told,) = taker.wait(1)
    assert (told.type, told.agent_id, told.data["position"]) == ("audit.verification_failed", None, 2)


@pytest.mark.promise("EVT-1")
def test_an_agent_that_will_expire_in_a_week_is_told_of(world):
    due = world.agent(expires_in=30 * DAY)
    world.agent(expires_in=40 * DAY)
    world.agent(expires_in=6 * DAY)  # made to live shorter: no news
    world.clock.now = NOON + 23 * DAY
    taker = Listener()
    world.begin(listeners=[taker])
    (told,) = taker.wait(1)
    assert (told.type, told.agent_id) == ("agent.expiring", due.id)
    world.begin(listeners=[taker])
    taker.wait(1)


@pytest.mark.promise("EVT-1", "EX-2")
@pytest.mark.parametrize("fault", ["raises", "hangs", "exits"])
def test_a_listener_that_raises_or_hangs_changes_nothing(world, fault):
    released = threading.Event()

    def quit(event):
        raise SystemExit

    bad = Listener(
        "bad", {"raises": burn, "hangs": lambda e: released.wait(PATIENCE), "exits": quit}[fault], timeout=0.2
    )
    good = Listener("good")
    world.begin(listeners=[bad, good])
    try:
        agent = world.agent({"maxCalls": 5} | GATED)
        began = time.monotonic()
        assert [world.code(agent) for _ in range(6)] == ["ok"] * 5 + ["rate_limited"]
        world.k.agents.update(agent.id, constraints=GATED)
        id = world.ask(agent, **DELETE).approval_id
        world.k.approvals.approve(id, by="ann")
        assert world.allow(agent, **DELETE).approval_id == id
        assert time.monotonic() - began < PATIENCE / 2
        assert [e.type for e in good.wait(4)] == [
            "agent.created",
            "agent.updated",
            "approval.opened",
            "approval.approved",
        ]
        world.k.agents.suspend(agent.id)
        assert world.code(agent) == "suspended"
        # Of one agent's events it gets the next only after it has taken the one before.
        assert {e.type for e in bad.seen} == {"agent.created"}
    finally:
        released.set()


@pytest.mark.promise("EVT-1")
def test_events_are_kept_through_failures_and_restarts_in_order_per_agent(world):
    broken = Listener("mailer", burn)
    world.begin(listeners=[broken])
    first, second = world.agent(), world.agent()
    for n in range(3):
        world.k.agents.update(first.id, name=f"n{n}")
    with broken.changed:
        assert broken.changed.wait_for(lambda: len(broken.seen) >= 2, PATIENCE)
    world.begin()  # a process without listeners meanwhile: what it tells is kept as well
    world.k.agents.suspend(first.id)
    world.clock.tick(hours=1)
    mended = Listener("mailer")
    world.begin(listeners=[mended])
    seen = mended.wait(6)
    assert [e.type for e in seen if e.agent_id == first.id] == [
        "agent.created",
        *["agent.updated"] * 3,
        "agent.suspended",
    ]
    assert [e.data.get("version") for e in seen if e.type == "agent.updated"] == [2, 3, 4]
    assert [e.type for e in seen if e.agent_id == second.id] == ["agent.created"]
    assert {e.id for e in broken.seen} <= {e.id for e in seen}
    world.begin(listeners=[mended])
    mended.wait(6)


@pytest.mark.promise("EVT-1")
def test_processes_that_share_a_listeners_name_share_its_events(world):
    one, two = Listener("shared"), Listener("shared")
    world.begin(listeners=[one])
    other = world.open(listeners=[two])
    agents = [world.agent() for _ in range(10)]
    for agent in agents:
        other.agents.suspend(agent.id)
    until(lambda: len(one.seen) + len(two.seen) >= 20, what="twenty events")
    told = Counter(e.id for e in (*one.seen, *two.seen))
    assert len(told) == 20
    assert set(told.values()) == {1}


@pytest.mark.promise("EVT-1")
def test_what_does_not_happen_is_not_told(world):
    taker = Listener()
    world.begin(listeners=[taker])
    agent = world.agent(GATED | {"budgetUsd": "1.00"})
    with pytest.raises(Conflict):
        world.k.agents.update(agent.id, name="x", if_version=7)
    world.k.explain(token=agent.token, **DELETE)
    world.k.explain(agent_id=agent.id, **READ, cost_usd=1)
    assert world.code(agent, cost_usd=2) == "budget_exceeded"
    assert world.code("kv_" + "0" * 72) == "unknown_token"
    assert [e.type for e in taker.wait(1)] == ["agent.created"]


@pytest.mark.promise("EVT-1")
def test_settling_and_recording_cross_budgets_too(world):
    taker = Listener()
    world.begin(listeners=[taker])
    root = world.agent({"budgetUsdPerDay": "1.00"})
    child = world.agent({"budgetUsd": "9.00"}, parent=root)
    world.k.usage.record(child.id, cost_usd="0.85")
    spent = world.allow(child, cost_usd="0.01")
    world.k.usage.settle(spent.audit_id, cost_usd="0.50")
    seen = taker.wait(4)
    assert [e.type for e in seen[2:]] == ["budget.threshold", "budget.reached"]
    assert {e.data["budgetAgentId"] for e in seen[2:]} == {root.id}


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("listeners", [[5], [Listener, None], [Listener(timeout=0)], [Listener(name="")]])
def test_wrong_listeners_are_refused(world, listeners):
    with pytest.raises(InvalidInput) as caught:
        world.open(listeners=listeners)
    assert "listeners[" in str(caught.value)
