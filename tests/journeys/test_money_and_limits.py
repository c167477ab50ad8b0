"""SPEC 5: call limits, budgets, bookings and their settlement, on a clock that is set."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import DAY, EVERYTHING, MICROSECOND, READ, at_once, spent, usd
from pykavach import InvalidInput, Unavailable

NOON_TO_MIDNIGHT = 43_200
NOON_TO_FEBRUARY = 16 * 86_400 + NOON_TO_MIDNIGHT


def refusal(world, agent, **access):
    """What a denied call is told: its code, how to retry, and after how many seconds."""
    decision = world.ask(agent, **access)
    assert not decision.allowed
    return decision.code, decision.retry, decision.retry_after


# -- calls ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("RATE-1", "TIM-1")
@pytest.mark.parametrize(
    ("name", "full_at", "wait", "free_at"),
    [
        ("maxCallsPerMinute", "2025-01-15T12:00:00", 60, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:00.000001", 60, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:01", 59, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:58.999999", 2, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:59", 1, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:59.999999", 1, "2025-01-15T12:01:00"),
        ("maxCallsPerDay", "2025-01-15T00:00:00", 86_400, "2025-01-16T00:00:00"),
        ("maxCallsPerDay", "2025-01-15T12:00:00", NOON_TO_MIDNIGHT, "2025-01-16T00:00:00"),
        ("maxCallsPerDay", "2025-01-15T23:59:59.5", 1, "2025-01-16T00:00:00"),
        ("maxCalls", "2025-01-15T12:00:00", None, None),
    ],
)
def test_over_a_cap_calls_wait_for_the_reset(world, name, full_at, wait, free_at):
    agent = world.agent({name: 2})
    world.clock.at(full_at)
    for left in (1, 0):
        assert world.allow(agent).remaining == {agent.id: {"agent": {name: left}}}
    decision = world.ask(agent)
    assert (decision.code, decision.retry, decision.retry_after) == ("rate_limited", "after", wait)
    assert decision.remaining == {agent.id: {"agent": {name: 0}}}
    (finding,) = decision.findings
    assert (finding["rule"], finding["used"], finding["limit"]) == (name, 2, 2)
    if free_at is None:
        world.clock.tick(days=400)
        assert world.count(agent) == 0
        return
    world.clock.at(free_at)
    world.clock.now -= MICROSECOND
    assert refusal(world, agent) == ("rate_limited", "after", 1)
    world.clock.now += MICROSECOND
    assert world.count(agent) == 2


@pytest.mark.promise("RATE-1", "TIM-1")
def test_a_day_is_that_of_utc_and_a_life_never_starts_anew(world):
    agent = world.agent({"maxCallsPerDay": 2, "maxCalls": 5})
    assert world.count(agent) == 2
    assert refusal(world, agent) == ("rate_limited", "after", NOON_TO_MIDNIGHT)
    world.clock.at("2025-01-15T23:59:59.999999")
    assert refusal(world, agent)[2] == 1
    world.clock.at("2025-01-16T00:00")
    assert world.count(agent) == 2
    assert refusal(world, agent)[2] == 86_400
    world.clock.at("2025-01-17T00:00")
    assert world.count(agent) == 1
    assert refusal(world, agent) == ("rate_limited", "after", None)
    world.clock.at("2031-01-01T00:00")
    assert refusal(world, agent) == ("rate_limited", "after", None)


@pytest.mark.promise("RATE-4")
@pytest.mark.parametrize("rule", ["maxCallsPerMinute", "maxCallsPerDay", "maxCalls"])
def test_none_is_none(world, rule):
    """A cap of 0 admits nothing in any window, so no wait is promised."""
    agents = (
        world.agent({rule: 0}),
        world.agent(permissions=[EVERYTHING[0] | {"constraints": {rule: 0}}]),
        world.agent(parent=world.agent({rule: 0}), expires_in=400 * DAY),
    )
    for days in (0, 1, 100):
        world.clock.tick(days=days, minutes=1)
        for agent in agents:
            assert refusal(world, agent) == ("rate_limited", "after", None)


@pytest.mark.promise("RATE-2")
def test_one_meter_whatever_the_resource(world):
    agent = world.agent({"maxCalls": 3})
    accesses = [{"resource": "a"}, {"resource": "b", "action": "x"}, {"resource": "c:d"}, {"resource": "e"}]
    assert [world.ask(agent, **access).allowed for access in accesses] == [True, True, True, False]
    limited = {"resource": "files:*", "actions": ["read", "write"], "constraints": {"maxCalls": 2}}
    agent = world.agent(permissions=[limited])
    accesses = [{}, {"action": "write", "resource": "files:x"}, {"resource": "files:y"}]
    assert [world.ask(agent, **access).allowed for access in accesses] == [True, True, False]


@pytest.mark.promise("RATE-2", "DEL-3")
def test_one_meter_for_the_whole_subtree(world):
    root = world.agent({"maxCallsPerDay": 6})
    left, right = world.agent({"maxCallsPerDay": 4}, parent=root), world.agent(parent=root)
    deep = world.agent({"maxCalls": 4}, parent=right)
    assert world.count(left, resource="a", action="x") == 4
    world.allow(deep, resource="b:c", action="y")
    world.allow(root)
    for agent in (root, left, right, deep):
        assert refusal(world, agent) == ("rate_limited", "after", NOON_TO_MIDNIGHT)
    world.clock.at("2025-01-16T00:00")
    assert world.count(deep) == 3
    assert refusal(world, deep)[2] is None
    assert world.count(right) == 3


@pytest.mark.promise("RATE-3", "PRM-2")
def test_what_is_denied_or_pending_takes_nothing(world):
    root = world.agent({"maxCallsPerMinute": 3, "budgetUsd": 1, "requireApprovalFor": ["*:pay"]})
    child = world.agent({"maxCalls": 2, "ipAllowlist": ["10.0.0.1"]}, parent=root)
    for _ in range(5):
        assert world.code(child, cost_usd="0.5") == "ip_not_allowed"
        assert world.code(root, cost_usd="1.01") == "budget_exceeded"
        assert world.code(root, action="pay", cost_usd="0.1") == "approval_required"
        assert world.code(root, arguments={"x": {1}}) == "invalid_request"
        assert world.code(root, resource="") == "invalid_request"
        assert world.k.explain(token=root.token, resource="a", action="x", cost_usd=1).allowed
    for agent in (root, child):
        summary = world.k.usage.summary(agent.id)
        assert (summary.calls, summary.usd, summary.open_bookings) == (0, 0, 0)
    assert spent(world, root) == usd(0, 0, 0)
    assert world.count(child, ip="10.0.0.1") == 2
    assert world.count(child, ip="10.0.0.1") == 0
    assert world.count(root) == 1


@pytest.mark.promise("RATE-2")
def test_of_two_permissions_the_first_that_has_calls_left_is_charged(world):
    agent = world.agent(
        permissions=[
            {"resource": "*", "actions": ["*"], "constraints": {"maxCalls": 2}},
            {"resource": "files:*", "actions": ["read"], "constraints": {"maxCallsPerMinute": 1}},
        ]
    )
    assert world.count(agent, resource="mail", action="send") == 2
    assert world.count(agent) == 1
    assert refusal(world, agent) == ("rate_limited", "after", 60)
    assert world.code(agent, resource="mail", action="send") == "rate_limited"


@pytest.mark.promise("RATE-1", "EX-1")
def test_a_limit_of_n_admits_n_under_concurrency_in_two_processes(world):
    other = world.open()
    agent = world.agent({"maxCalls": 17})
    answers = at_once([lambda of=of: world.ask(agent, of=of) for of in (world.k, other) for _ in range(20)])
    assert sum(answer.allowed for answer in answers) == 17
    assert {answer.code for answer in answers} == {"ok", "rate_limited"}
    many = world.k.authorize_many([{"agent_id": world.agent({"maxCalls": 5}).id, **READ}] * 9)
    assert [d.allowed for d in many] == [True] * 5 + [False] * 4


@pytest.mark.promise("RATE-1", "DEL-3")
def test_limits_says_what_is_left_at_every_level(world):
    root = world.agent({"maxCallsPerDay": 10, "budgetUsdPerMonth": 5})
    limited = {"resource": "files:*", "actions": ["read"], "constraints": {"maxCalls": 7}}
    child = world.agent({"maxCallsPerMinute": 3}, parent=root, permissions=[limited])
    world.allow(child, cost_usd="1.25")
    levels = world.k.agents.limits(child.id)
    shown = {
        (level.agent_id, level.level): {x.rule: (x.used, x.limit, x.left, x.resets_at) for x in level.limits}
        for level in levels
    }
    assert shown == {
        (child.id, "agent"): {"maxCallsPerMinute": (1, 3, 2, "2025-01-15T12:01:00Z")},
        (child.id, "files:* read"): {"maxCalls": (1, 7, 6, None)},
        (root.id, "agent"): {
            "maxCallsPerDay": (1, 10, 9, "2025-01-16T00:00:00Z"),
            "budgetUsdPerMonth": ("1.25", "5.00", "3.75", "2025-02-01T00:00:00Z"),
        },
    }
    for level in (levels[0], levels[-1]):
        used = {"calls": 1, "callsToday": 1, "usd": "1.25", "usdToday": "1.25", "usdThisMonth": "1.25"}
        rest = {"agentId", "level", "limits", "throttled", "unreadable"}
        assert level.wire() == used | {name: level.wire()[name] for name in rest}


# -- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-1")
def test_money_is_exact_and_costs_round_up_once_and_caps_down(world):
    agent = world.agent({"budgetUsd": 1})
    for cost in (0.1, "0.1", Decimal("0.1"), "1e-1", "0.10", 0.3, "0.199999"):
        world.allow(agent, cost_usd=cost)
    world.allow(agent, cost_usd="0.0000001")
    assert spent(world, agent)[2] == 1
    assert world.code(agent, cost_usd=0) == "budget_exceeded"
    floats = world.agent({"budgetUsd": 0.3})
    assert world.code(floats, cost_usd=0.1 + 0.2) == "budget_exceeded"  # 0.30000000000000004, rounded up
    world.allow(floats, cost_usd=0.3)
    assert spent(world, floats)[2] == Decimal("0.3")
    capped = world.agent({"budgetUsd": "1.0000019"})
    assert capped.view.constraints == {"budgetUsd": "1.000001"}
    world.allow(capped, cost_usd="0.0000001")
    assert spent(world, capped)[2] == Decimal("0.000001")
    world.allow(capped, cost_usd=1)
    assert world.code(capped) == "budget_exceeded"
    million = world.agent({"budgetUsd": 10**9})
    assert world.code(million, cost_usd="1000000000.000001") == "invalid_request"
    world.allow(million, cost_usd=10**9)
    assert world.code(million) == "budget_exceeded"


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "amount",
    [
        -1,
        "-0.01",
        float("nan"),
        float("inf"),
        "NaN",
        "Infinity",
        "1,5",
        "",
        " 1",
        "1_0",
        True,
        [],
        10**9 + 1,
        "1e10",
    ],
)
def test_what_is_no_amount_is_refused(world, amount):
    for rule in ("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd", "maxUsdPerCall", "reserveUsdPerCall"):
        with pytest.raises(InvalidInput, match=rule):
            world.agent({rule: amount})
    agent = world.agent()
    assert world.code(agent, cost_usd=amount) == "invalid_request"
    for call in (
        lambda: world.k.usage.record(agent.id, cost_usd=amount),
        lambda: world.k.usage.settle(world.allow(agent).audit_id, cost_usd=amount),
    ):
        with pytest.raises(InvalidInput, match="cost_usd"):
            call()
    assert spent(world, agent) == usd(0, 0, 0)


@pytest.mark.promise("BUD-2", "BUD-4")
@pytest.mark.parametrize(
    ("rule", "wait", "anew"),
    [
        ("budgetUsdPerDay", NOON_TO_MIDNIGHT, "2025-01-16T00:00"),
        ("budgetUsdPerMonth", NOON_TO_FEBRUARY, "2025-02-01T00:00"),
        ("budgetUsd", None, None),
    ],
)
def test_a_cap_may_be_reached_exactly_and_then_free_calls_wait_too(world, rule, wait, anew):
    agent = world.agent({rule: "1.00"})
    world.allow(agent, cost_usd="0.6")
    assert refusal(world, agent, cost_usd="0.400001") == ("budget_exceeded", "after", wait)
    assert world.ask(agent, cost_usd="0.400001").remaining == {agent.id: {"agent": {rule: "0.40"}}}
    last = world.allow(agent, cost_usd="0.40")
    assert last.remaining == {agent.id: {"agent": {rule: "0.00"}}}
    for cost in (None, 0, "0.000001"):
        assert refusal(world, agent, cost_usd=cost) == ("budget_exceeded", "after", wait)
    if anew is None:
        world.clock.at("2029-01-01T00:00")
        assert refusal(world, agent) == ("budget_exceeded", "after", None)
        return
    world.clock.at(anew)
    world.clock.now -= MICROSECOND
    assert refusal(world, agent)[2] == 1
    world.clock.at(anew)
    world.allow(agent, cost_usd="1")
    assert refusal(world, agent, cost_usd=0)[0] == "budget_exceeded"


@pytest.mark.promise("BUD-4", "TIM-1")
@pytest.mark.parametrize(
    ("at", "next_month"),
    [
        ("2024-02-29T23:59:59", "2024-03-01T00:00"),
        ("2025-12-31T00:00", "2026-01-01T00:00"),
        ("2025-02-28T12:00", "2025-03-01T00:00"),
    ],
)
def test_months_are_utc_calendar_months(world, at, next_month):
    agent = world.agent({"budgetUsdPerMonth": 1})
    world.clock.at(at)
    world.allow(agent, cost_usd=1)
    then = world.clock.now
    wait = world.ask(agent).retry_after
    world.clock.at(next_month)
    assert timedelta(seconds=wait) == world.clock.now - then
    world.allow(agent, cost_usd=1)


@pytest.mark.promise("BUD-2")
def test_what_no_window_can_hold_is_promised_no_wait(world):
    agent = world.agent({"budgetUsdPerDay": 1, "maxUsdPerCall": "2"})
    assert refusal(world, agent, cost_usd="1.000001") == ("budget_exceeded", "after", None)
    world.allow(agent, cost_usd=1)
    call = world.agent({"maxUsdPerCall": "0.5"})
    assert refusal(world, call, cost_usd="0.500001") == ("budget_exceeded", "after", None)
    world.allow(call, cost_usd="0.5")
    world.allow(call)
    reserving = world.agent({"maxUsdPerCall": "0.5", "reserveUsdPerCall": "0.6"})
    assert world.code(reserving) == "budget_exceeded"  # what is reserved counts as well
    nothing = world.agent({"budgetUsdPerMonth": 0})
    assert refusal(world, nothing, cost_usd=0) == ("budget_exceeded", "after", None)
    free = world.agent({"maxUsdPerCall": 0})
    world.allow(free)
    assert world.code(free, cost_usd="0.000001") == "budget_exceeded"


@pytest.mark.promise("BUD-2")
def test_a_call_that_states_no_cost_books_the_largest_reserve_of_the_chain(world):
    root = world.agent({"reserveUsdPerCall": "0.10"})
    middle = world.agent(
        parent=root, permissions=[EVERYTHING[0] | {"constraints": {"reserveUsdPerCall": "0.30"}}]
    )
    leaf = world.agent({"reserveUsdPerCall": "0.20", "budgetUsd": "0.90"}, parent=middle)
    assert world.count(leaf) == 3
    assert world.code(leaf) == "budget_exceeded"
    assert [spent(world, agent)[2] for agent in (root, middle, leaf)] == list(usd("0.9", "0.9", "0.9"))
    world.allow(root)
    world.allow(middle, cost_usd=0)
    world.allow(middle, cost_usd="0.01")
    assert [spent(world, agent)[2] for agent in (root, middle)] == list(usd("1.01", "0.91"))
    capped = world.agent({"maxUsdPerCall": "0.05"}, parent=root)
    assert world.code(capped) == "budget_exceeded"
    free = world.agent()
    world.allow(free)
    assert spent(world, free)[2] == 0
    tight = world.agent({"budgetUsd": "0.65", "reserveUsdPerCall": "0.65"})
    assert world.allow(world.agent(parent=tight)).remaining == {tight.id: {"agent": {"budgetUsd": "0.00"}}}


@pytest.mark.promise("BUD-2", "DEL-3", "EX-1")
@pytest.mark.parametrize(("cost", "passes"), [("0.05", 20), ("0.07", 14)])
def test_a_budget_is_shared_by_the_chain_and_never_passed_by_many_at_once(world, cost, passes):
    other = world.open()
    root = world.agent({"budgetUsd": "1.00", "throttleCallsPerMinute": 1000})
    team = [world.agent({"budgetUsd": "0.30"}, parent=root) for _ in range(5)]
    found = at_once(
        [
            lambda agent=agent, of=of: world.ask(agent, of=of, cost_usd=cost).code
            for agent in team
            for of in (world.k, other)
            for _ in range(4)
        ]
    )
    assert found.count("ok") == passes
    assert found.count("budget_exceeded") == 40 - passes
    assert spent(world, root)[2] == passes * Decimal(cost)


# -- the throttle -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-3")
@pytest.mark.parametrize("rule", ["budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"])
def test_from_80_percent_before_the_call_six_a_minute_pass(world, rule):
    agent = world.agent({rule: "1.00"})
    for _ in range(10):
        assert not world.allow(agent, cost_usd="0.079999").throttled
    assert not world.allow(agent, cost_usd="0.00001").throttled  # 79.999 % before, 80 % after
    for _ in range(6):
        assert world.allow(agent, cost_usd=0).throttled
    assert refusal(world, agent, cost_usd=0) == ("budget_throttled", "after", 60)
    assert world.last(kind="decision").code == "budget_throttled"
    assert world.code(agent, cost_usd="0.3") == "budget_exceeded"  # which clears later
    world.clock.at("2025-01-15T12:00:10")
    assert refusal(world, agent, cost_usd=0)[2] == 50
    world.clock.at("2025-01-15T12:00:59.5")
    assert refusal(world, agent, cost_usd=0)[2] == 1
    world.clock.at("2025-01-15T12:01")
    assert world.count(agent) == 6
    world.clock.at("2025-01-16T00:00")
    assert world.allow(agent).throttled is (rule != "budgetUsdPerDay")


@pytest.mark.promise("BUD-3")
def test_the_throttle_counts_only_what_is_allowed_while_throttled(world):
    agent = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 2, "ipAllowlist": ["10.0.0.1"]})
    here = {"ip": "10.0.0.1"}
    for _ in range(8):
        world.allow(agent, cost_usd="0.1", **here)  # 80 %, none of them throttled
    for _ in range(5):
        assert world.code(agent) == "ip_not_allowed"
    assert world.count(agent, **here) == 2
    assert world.last(outcome="allow").marks["throttled"] is True


@pytest.mark.promise("BUD-3", "DEL-3")
def test_the_throttle_is_shared_by_the_subtree_of_the_level_that_set_it(world):
    # Two budgets of one level share its throttle as well: a call counts once.
    root = world.agent({"budgetUsdPerMonth": 10, "budgetUsd": 10, "throttleCallsPerMinute": 4})
    left = world.agent({"budgetUsd": 2, "throttleCallsPerMinute": 2}, parent=root)
    right = world.agent({"throttleCallsPerMinute": 1}, parent=root)
    world.allow(left, cost_usd="1.6")
    world.allow(right, cost_usd="6.4")
    assert world.count(left) == 2  # its own
    assert world.code(left) == "budget_throttled"
    assert world.count(right) == 2  # what the root has left; its own number belongs to no budget
    assert world.code(root) == "budget_throttled"
    assert world.code(world.agent(parent=right)) == "budget_throttled"
    # The root's rule, not its own.
    assert world.ask(right).reason.startswith("A budget of an agent above this one is nearly used up")
    assert world.allow(world.agent({"budgetUsd": 1})).throttled is False


@pytest.mark.promise("BUD-3")
def test_a_throttle_of_none_waits_for_the_budget(world):
    agent = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 0})
    assert world.count(agent, cost_usd="0.4") == 2
    assert refusal(world, agent, cost_usd=0) == ("budget_throttled", "after", NOON_TO_MIDNIGHT)
    world.clock.at("2025-01-16T00:00")
    world.allow(agent)
    for_life = world.agent({"budgetUsd": 1, "throttleCallsPerMinute": 0})
    world.allow(for_life, cost_usd="0.8")
    assert refusal(world, for_life) == ("budget_throttled", "after", None)


@pytest.mark.promise("BUD-3", "BUD-5")
def test_a_settle_below_80_percent_lifts_the_throttle(world):
    root = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 0})
    child = world.agent(parent=root)
    first = world.allow(child, cost_usd="0.85")
    assert world.code(root) == world.code(child) == "budget_throttled"
    world.k.usage.settle(first.audit_id, cost_usd="0.80")
    assert world.code(child) == "budget_throttled"
    lifted = world.agent({"budgetUsd": 1, "throttleCallsPerMinute": 0})
    booked = world.allow(lifted, cost_usd=1)
    assert world.code(lifted) == "budget_exceeded"
    world.k.usage.settle(booked.audit_id, cost_usd="0.799999")
    assert not world.allow(lifted, cost_usd=0).throttled
    under = world.agent(parent=lifted)
    assert not world.allow(under, cost_usd="0.000001").throttled
    assert world.code(under) == "budget_throttled"


@pytest.mark.promise("BUD-3")
@pytest.mark.parametrize(("throttle", "passes"), [({}, 6), ({"throttleCallsPerMinute": 1}, 1)])
def test_a_permission_has_a_throttle_of_its_own(world, throttle, passes):
    paid = {"resource": "paid:*", "actions": ["*"], "constraints": {"budgetUsdPerDay": 1} | throttle}
    agent = world.agent(permissions=[paid, {"resource": "free", "actions": ["*"]}])
    world.allow(agent, resource="paid:a", cost_usd="0.8")
    assert world.count(agent, resource="paid:b") == passes
    assert world.code(agent, resource="paid:a") == "budget_throttled"
    assert not world.allow(agent, resource="free").throttled


@pytest.mark.promise("EX-2", "ERR-1", "FC-1")
def test_a_meter_that_can_hold_no_more_denies_its_own_calls_alone(world):
    full, other = world.agent(), world.agent()
    kept = world.allow(full, cost_usd="0.01")
    world.sql("UPDATE meter SET usd=? WHERE agent=1 AND level='agent'", 2**63 - 1)
    asked = [
        {"token": one.token, "resource": "a", "action": "b", "cost_usd": 1}
        for one in (full, other, full, other)
    ]
    assert [bool(answer) for answer in world.k.authorize_many(asked)] == [False, True, False, True]
    for change in (
        lambda: world.k.usage.record(full.id, cost_usd="0.01"),
        lambda: world.k.usage.settle(kept.audit_id, cost_usd="0.02"),
    ):
        with pytest.raises(Unavailable, match="refused the data"):
            change()
    assert [entry.kind for entry in world.entries(kind="change")] == ["change", "change"]
    world.allow(full)
