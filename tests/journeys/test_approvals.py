"""SPEC 7: approvals and events."""

from __future__ import annotations

import queue
import threading
from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import NOON, READ, SECRET, at_once
from pykavach import Conflict, InvalidInput

PAY = READ | {"action": "pay"}
GATED = {"requireApprovalFor": ["*:pay"]}


def asked(world, agent, **access):
    decision = world.ask(agent, **{"action": "pay"} | access)
    assert (decision.outcome, decision.code, decision.retry) == (
        "pending",
        "approval_required",
        "with_approval",
    )
    assert not decision
    assert decision.approval_id
    return decision


@pytest.mark.promise("APR-1", "AUD-1")
def test_a_gated_call_opens_one_request_and_calls_like_it_join(world):
    agent = world.agent(GATED)
    first = asked(world, agent, arguments={"b": 1, "a": [2]}, cost_usd="0.5")
    assert world.last().outcome == "pending"
    for same in (
        {"arguments": {"a": [2], "b": 1}},
        {"arguments": {"b": 1.0, "a": [2]}},
        {"cost_usd": "0.1"},
        {"ip": "10.0.0.1"},
    ):
        again = asked(world, agent, **{"arguments": {"b": 1, "a": [2]}, "cost_usd": "0.5"} | same)
        assert again.approval_id == first.approval_id, same
    (request,) = world.k.approvals.list().items
    assert (request.agent_id, request.root_id, request.resource, request.action) == (
        agent.id,
        agent.id,
        *PAY.values(),
    )
    assert (request.state, request.arguments, request.cost_usd) == (
        "open",
        {"b": 1, "a": [2]},
        Decimal("0.5"),
    )
    assert (request.opened_at, request.expires_at) == (NOON, NOON + timedelta(hours=1))
    assert len(world.entries(kind="decision")) == 5
    for other in (
        {"arguments": {"a": [2], "b": 2}},
        {"arguments": None},
        {"arguments": {}},
        {"resource": "x"},
        {"cost_usd": "0.6"},
    ):
        assert (
            asked(world, agent, **{"arguments": {"b": 1, "a": [2]}, "cost_usd": "0.5"} | other).approval_id
            != first.approval_id
        )
    assert asked(world, world.agent(GATED), arguments={"b": 1, "a": [2]}).approval_id != first.approval_id
    assert len(world.k.approvals.list().items) == 7


@pytest.mark.promise("APR-1", "DEC-1")
def test_only_with_everything_else_passing(world):
    agent = world.agent(GATED | {"ipAllowlist": ["10.0.0.1"], "maxCalls": 0})
    assert world.code(agent, action="pay") == "ip_not_allowed"
    assert world.code(agent, action="pay", ip="10.0.0.1") == "rate_limited"
    assert world.k.approvals.list(state=None).items == []


@pytest.mark.promise("APR-1", "APR-3")
def test_any_agent_of_the_chain_may_ask_and_one_yes_serves_all(world):
    root = world.agent(GATED)
    child = world.agent(GATED, parent=root)
    leaf = world.agent(parent=child)
    waiting = asked(world, leaf)
    request = world.k.approvals.get(waiting.approval_id)
    assert (request.agent_id, request.root_id) == (leaf.id, root.id)
    world.k.approvals.approve(waiting.approval_id, by="ann")
    world.allow(leaf, action="pay")


@pytest.mark.promise("APR-2")
def test_after_a_yes_the_identical_call_passes_exactly_once(world):
    agent = world.agent(GATED | {"maxCallsPerMinute": 1})
    waiting = asked(world, agent, arguments={"to": "bob"}, cost_usd="2")
    approved = world.k.approvals.approve(waiting.approval_id, by="ann", note="fine")
    assert (approved.state, approved.decided_by, approved.note, approved.decided_at) == (
        "approved",
        "ann",
        "fine",
        NOON,
    )
    # Another call still waits; a denial leaves the yes.
    assert asked(world, agent, arguments={"to": "eve"}, cost_usd="2").approval_id != waiting.approval_id
    assert asked(world, agent, arguments={"to": "bob"}, cost_usd="2.01").approval_id != waiting.approval_id
    world.allow(agent)
    assert world.code(agent, action="pay", arguments={"to": "bob"}, cost_usd="2") == "rate_limited"
    assert world.k.approvals.get(waiting.approval_id).state == "approved"
    world.clock.tick(minutes=1)
    allowed = world.allow(agent, action="pay", arguments={"to": "bob"}, cost_usd="1")
    assert allowed.approval_id == waiting.approval_id
    assert world.last().marks["approval"] == waiting.approval_id
    assert world.k.approvals.get(waiting.approval_id).state == "used"
    world.clock.tick(minutes=1)
    again = asked(world, agent, arguments={"to": "bob"}, cost_usd="1")
    assert again.approval_id != waiting.approval_id


@pytest.mark.promise("APR-2", "EX-1")
def test_a_yes_is_used_once_under_concurrency(world):
    other = world.open()
    agent = world.agent(GATED)
    waiting = asked(world, agent)
    world.k.approvals.approve(waiting.approval_id, by="ann")
    answers = at_once(
        [lambda of=of: world.ask(agent, of=of, action="pay") for of in (world.k, other) for _ in range(8)]
    )
    assert sorted(a.outcome for a in answers) == ["allow", *["pending"] * 15]
    assert len({a.approval_id for a in answers}) == 2


@pytest.mark.promise("APR-2", "APR-3")
def test_a_no_holds_until_the_request_expires(world):
    agent = world.agent(GATED)
    waiting = asked(world, agent)
    world.clock.tick(minutes=30)
    denied = world.k.approvals.deny(waiting.approval_id, by="ann", note="no")
    assert denied.state == "denied"
    decision = world.ask(agent, action="pay")
    assert (decision.code, decision.retry, decision.approval_id) == (
        "approval_denied",
        "never",
        waiting.approval_id,
    )
    world.clock.now = NOON + timedelta(hours=1, microseconds=-1)
    assert world.code(agent, action="pay") == "approval_denied"
    world.clock.tick(microseconds=1)
    assert asked(world, agent).approval_id != waiting.approval_id


@pytest.mark.promise("APR-3")
def test_requests_and_yeses_last_an_hour(world):
    agent = world.agent(GATED)
    first = asked(world, agent)
    world.clock.tick(hours=1, microseconds=-1)
    assert asked(world, agent).approval_id == first.approval_id
    world.clock.tick(microseconds=1)
    assert world.k.approvals.get(first.approval_id).state == "expired"
    for decide in (world.k.approvals.approve, world.k.approvals.deny):
        with pytest.raises(Conflict):
            decide(first.approval_id, by="ann")
    second = asked(world, agent)
    assert second.approval_id != first.approval_id
    world.clock.tick(minutes=59)
    approved = world.k.approvals.approve(second.approval_id, by="ann")
    assert approved.expires_at == world.clock.now + timedelta(hours=1)
    world.clock.tick(hours=1)
    assert asked(world, agent).approval_id != second.approval_id
    assert world.k.approvals.get(second.approval_id).state == "expired"


@pytest.mark.promise("APR-3")
def test_exactly_one_decision_wins(world):
    agent = world.agent(GATED)
    waiting = asked(world, agent)
    other = world.open()
    answers = at_once(
        [
            lambda d=d: d(waiting.approval_id, by="ann")
            for k in (world.k, other)
            for d in (k.approvals.approve, k.approvals.deny)
            for _ in range(3)
        ]
    )
    assert sum(isinstance(a, Conflict) for a in answers) == 11
    (won,) = [a for a in answers if not isinstance(a, Exception)]
    assert world.ask(agent, action="pay").allowed is (won.state == "approved")


@pytest.mark.promise("APR-3")
def test_only_a_person_decides(world):
    agent = world.agent(GATED)
    waiting = asked(world, agent)
    for by in (
        agent.id,
        agent.id.upper(),
        f" {agent.id}",
        agent.token,
        f"token {agent.token}",
        "kv_x",
        "agt_other",
        "",
        " ",
        None,
        5,
        "a\n",
    ):
        with pytest.raises(InvalidInput):
            world.k.approvals.approve(waiting.approval_id, by=by)
    for note in (5, "x" * 2001, "a\x00"):
        with pytest.raises(InvalidInput):
            world.k.approvals.deny(waiting.approval_id, by="ann", note=note)
    with pytest.raises(TypeError):
        world.k.approvals.approve(waiting.approval_id)
    assert world.k.approvals.get(waiting.approval_id).state == "open"
    world.k.approvals.approve(waiting.approval_id, by="ann@example.com")
    entry = world.last()
    assert (entry.action, entry.actor, entry.agent_id) == ("approvals.approve", "ann@example.com", agent.id)


@pytest.mark.promise("APR-4")
def test_requests_of_each_kind_are_bounded_per_root(world):
    root = world.agent(GATED)
    child = world.agent(parent=root)
    first = asked(world, root, arguments={"n": 0})
    world.clock.tick(minutes=1)
    for n in range(1, 20):
        asked(world, child if n % 2 else root, arguments={"n": n})
    full = world.ask(root, action="pay", arguments={"n": 20})
    assert (full.outcome, full.code, full.approval_id, full.retry_after) == (
        "deny",
        "approval_required",
        None,
        59 * 60,
    )
    assert asked(world, root, arguments={"n": 0}).approval_id == first.approval_id  # joining is not opening
    asked(world, world.agent(GATED))  # another root
    requests = world.k.approvals.list(limit=100).items[:20]
    for request in requests:
        world.k.approvals.approve(request.id, by="ann")
    assert world.ask(root, action="pay", arguments={"n": 20}).outcome == "deny"  # approved, unused
    world.allow(root, action="pay", arguments={"n": 0})
    asked(world, root, arguments={"n": 20})


@pytest.mark.promise("APR-4", "AUD-1")
@pytest.mark.parametrize("verdict", ["approve", "deny"])
def test_wait_returns_the_final_decision(world, verdict):
    heard = queue.Queue()
    world.begin(listeners=[heard.put])
    agent = world.agent(GATED)
    answers = queue.Queue()
    caller = threading.Thread(target=lambda: answers.put(world.ask(agent, action="pay", wait=60)))
    caller.start()
    while (event := heard.get(timeout=60)).type != "approval.opened":
        pass
    getattr(world.k.approvals, verdict)(event.data["approval"], by="ann")
    decision = answers.get(timeout=60)
    caller.join()
    assert decision.code == {"approve": "ok", "deny": "approval_denied"}[verdict]
    entries = world.entries(kind="decision")
    assert [e.outcome for e in entries] == ["pending", {"approve": "allow", "deny": "deny"}[verdict]]
    assert entries[1].marks["waitedOn"] == event.data["approval"]


@pytest.mark.promise("APR-4")
def test_waiting_in_vain_returns_the_pending_one(world):
    agent = world.agent(GATED)
    decision = world.ask(agent, action="pay", wait=0.01)
    assert decision.outcome == "pending"
    assert world.k.approvals.wait(decision.approval_id, timeout=0).state == "open"
    world.k.approvals.deny(decision.approval_id, by="ann")
    assert world.k.approvals.wait(decision.approval_id).state == "denied"
    assert world.allow(agent, wait=5)


@pytest.mark.promise("APR-2", "APR-4")
def test_who_waited_on_a_used_approval_gets_it_back_and_opens_none(world):
    heard = queue.Queue()
    world.begin(listeners=[heard.put])
    agent = world.agent(GATED)
    answers = queue.Queue()
    callers = [
        threading.Thread(target=lambda: answers.put(world.ask(agent, action="pay", wait=60)))
        for _ in range(3)
    ]
    for caller in callers:
        caller.start()
    while (event := heard.get(timeout=60)).type != "approval.opened":
        pass
    while len(world.entries(outcome="pending")) < 3:
        pass
    world.k.approvals.approve(event.data["approval"], by="ann")
    decisions = [answers.get(timeout=60) for _ in callers]
    for caller in callers:
        caller.join()
    assert sorted(d.outcome for d in decisions) == ["allow", "pending", "pending"]
    assert {d.approval_id for d in decisions} == {event.data["approval"]}
    assert len(world.k.approvals.list(state=None).items) == 1


@pytest.mark.promise("APR-5", "TOK-2")
@pytest.mark.parametrize("secret", [None, SECRET])
def test_the_person_sees_what_will_run_until_it_closes(world, secret):
    world.begin(secret=secret)
    agent = world.agent(GATED)
    arguments = {"to": "visible-recipient", "password": "hunter2", "nested": [{"key": f"{agent.token}"}]}
    waiting = asked(world, agent, arguments=arguments)
    request = world.k.approvals.get(waiting.approval_id)
    assert request.arguments["to"] == "visible-recipient"
    assert "hunter2" not in str(request.arguments)
    assert set(request.hidden) == {"/password", "/nested/0/key"}
    assert agent.token not in str(request.wire())
    ((stored,),) = world.sql("SELECT arguments FROM approval")
    assert ("visible-recipient" in stored) is (secret is None)
    assert "hunter2" not in stored
    if secret is not None:
        # Another first secret still opens it; without the old one, everything is hidden.
        assert (
            world.open(secret=["x" * 32, secret]).approvals.get(request.id).arguments["to"]
            == "visible-recipient"
        )
        assert world.open(secret="y" * 32).approvals.get(request.id).hidden == ("",)
    world.k.approvals.approve(request.id, by="ann")
    assert world.k.approvals.get(request.id).arguments["to"] == "visible-recipient"
    world.allow(agent, action="pay", arguments=arguments)
    assert world.k.approvals.get(request.id).arguments is None
    assert world.sql("SELECT arguments FROM approval") == [(None,)]
    denied = asked(world, agent, arguments=arguments)
    world.k.approvals.deny(denied.approval_id, by="ann")
    assert world.k.approvals.get(denied.approval_id).arguments is None


@pytest.mark.promise("APR-1", "TOK-4")
def test_what_was_approved_under_an_old_secret_passes_under_the_new_one(world):
    world.begin(secret=SECRET)
    agent = world.agent(GATED)
    waiting = asked(world, agent, arguments={"a": 1})
    world.k.approvals.approve(waiting.approval_id, by="ann")
    world.begin(secret=["x" * 32, SECRET])
    assert world.allow(agent, action="pay", arguments={"a": 1}).approval_id == waiting.approval_id


@pytest.mark.promise("APR-2", "TOK-4")
@pytest.mark.parametrize("end", ["revoke", "compromise"])
def test_stopping_an_agent_closes_its_requests(world, end):
    agent = world.agent(GATED)
    still = asked(world, agent, arguments={"n": 1})
    approved = asked(world, agent, arguments={"n": 2})
    world.k.approvals.approve(approved.approval_id, by="ann")
    if end == "revoke":
        assert world.k.agents.revoke(agent.id).closed_approvals == 2
    else:
        assert world.k.agents.rotate(agent.id, compromised=True).closed_approvals == 2
    for id in (still.approval_id, approved.approval_id):
        assert world.k.approvals.get(id).state == "closed"
    with pytest.raises(Conflict):
        world.k.approvals.approve(still.approval_id, by="ann")


@pytest.mark.promise("APR-2", "DEC-1")
def test_an_approval_survives_a_suspension_but_passes_nothing_meanwhile(world):
    agent = world.agent(GATED)
    waiting = asked(world, agent)
    world.k.approvals.approve(waiting.approval_id, by="ann")
    world.k.agents.suspend(agent.id)
    assert world.code(agent, action="pay") == "suspended"
    world.k.agents.resume(agent.id)
    world.allow(agent, action="pay")


@pytest.mark.promise("APR-3")
def test_listing_requests(world):
    agent, other = world.agent(GATED), world.agent(GATED)
    made = [asked(world, agent, arguments={"n": n}).approval_id for n in range(4)] + [
        asked(world, other).approval_id
    ]
    world.k.approvals.approve(made[0], by="ann")
    world.k.approvals.deny(made[1], by="ann")
    listed = lambda **f: [r.id for r in world.k.approvals.list(**f).items]  # noqa: E731
    assert listed() == made[2:]
    assert listed(state="approved") == [made[0]]
    assert listed(state="denied") == [made[1]]
    assert listed(state=None) == made
    assert listed(agent_id=other.id) == [made[4]]
    page = world.k.approvals.list(limit=2)
    assert [r.id for r in world.k.approvals.list(limit=2, cursor=page.next_cursor).items] == made[4:]
    world.clock.tick(hours=1)
    assert listed() == []
    assert listed(state="expired") == made


# -- events -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_events_come_after_their_transaction_in_order_per_agent(world):
    heard = queue.Queue()
    world.begin(listeners=[heard.put], secret=SECRET)
    agent = world.agent(GATED | {"budgetUsdPerDay": 1})
    waiting = asked(world, agent)
    world.k.approvals.approve(waiting.approval_id, by="ann")
    world.allow(agent, cost_usd="0.8")
    world.allow(agent, cost_usd="0.2")
    rotated = world.k.agents.rotate(agent.id, grace=60)
    world.ask(agent)  # with the old token
    world.k.agents.update(agent.id, constraints={})
    world.k.agents.suspend(agent.id)
    world.k.agents.resume(agent.id)
    world.k.agents.revoke(agent.id)
    world.code(rotated.token)
    expected = [
        "agent.created",
        "approval.opened",
        "approval.approved",
        "budget.threshold",
        "budget.reached",
        "agent.rotated",
        "token.old_used",
        "agent.updated",
        "agent.suspended",
        "agent.resumed",
        "agent.revoked",
        "token.dead_used",
    ]
    events = [heard.get(timeout=60) for _ in expected]
    assert [e.type for e in events] == expected
    assert {e.agent_id for e in events} == {agent.id}
    assert len({e.id for e in events}) == len(events)
    assert all(e.at == NOON for e in events)
    assert events[3].data["rule"] == "budgetUsdPerDay"
    assert (events[3].data["usedUsd"], events[3].data["limitUsd"]) == ("0.80", "1.00")
    assert agent.token not in str([e.wire() for e in events])


@pytest.mark.promise("EVT-1")
def test_a_listener_that_raises_or_hangs_changes_no_decision(world):
    hang = threading.Event()
    heard = queue.Queue()

    def raising(event):
        heard.put(event)
        raise RuntimeError(event.type)

    def hanging(event):
        heard.put(event)
        hang.wait(60)

    world.begin(listeners=[raising, hanging], timeout=2)
    agent = world.agent()
    try:
        for _ in range(2):
            heard.get(timeout=60)
        world.allow(agent)
        world.k.agents.suspend(agent.id)
        assert world.code(agent) == "suspended"
    finally:
        hang.set()


@pytest.mark.promise("EVT-1")
def test_an_agent_that_expires_within_7_days_is_told_of(world):
    heard = queue.Queue()
    world.begin()
    agent = world.agent(expires_in=timedelta(days=30))
    world.clock.tick(days=23, seconds=1)
    world.begin(listeners=[heard.put])
    while (event := heard.get(timeout=60)).type != "agent.expiring":
        pass
    assert event.agent_id == agent.id
