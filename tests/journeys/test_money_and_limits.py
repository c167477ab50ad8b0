"""SPEC 5: call limits, budgets, bookings and their settlement, on a clock that is set."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import EVERYTHING, MICROSECOND, at_once
from pykavach import InvalidInput, Unavailable

DAY = timedelta(days=1)
NOON_TO_MIDNIGHT = 43_200
NOON_TO_FEBRUARY = 16 * 86_400 + NOON_TO_MIDNIGHT


def refusal(world, agent, **access):
    """What a denied call is told: its code, how to retry, and after how many seconds."""
    decision = world.ask(agent, **access)
    assert not decision.allowed
    return decision.code, decision.retry, decision.retry_after


def spent(world, agent):
    """Dollars of today, of this month and in all, as the agent's meter has them."""
    told = world.k.usage.summary(agent.id)
    return told.usd_today, told.usd_this_month, told.usd


def usd(*amounts):
    return tuple(Decimal(amount) for amount in amounts)


# -- calls ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("RATE-1", "TIM-1")
def test_a_minute_is_that_of_utc_and_the_wait_ends_with_it(world):
    agent = world.agent({"maxCallsPerMinute": 2})
    world.clock.at("2025-01-15T12:00:59.999998")
    assert world.count(agent) == 2
    assert refusal(world, agent) == ("rate_limited", "after", 1)
    world.clock.now += MICROSECOND
    assert refusal(world, agent)[2] == 1
    world.clock.now += MICROSECOND
    assert world.count(agent) == 2
    assert refusal(world, agent)[2] == 60
    world.clock.now += MICROSECOND
    assert refusal(world, agent)[2] == 60
    world.clock.at("2025-01-15T12:01:01")
    assert refusal(world, agent)[2] == 59


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
    for agent in (
        world.agent({rule: 0}),
        world.agent(permissions=[EVERYTHING[0] | {"constraints": {rule: 0}}]),
        world.agent(parent=world.agent({rule: 0})),
    ):
        assert refusal(world, agent) == ("rate_limited", "after", None)
        world.clock.now += 40 * DAY
        world.clock.now -= 40 * DAY - timedelta(minutes=1)
        assert world.count(agent) == 0


@pytest.mark.promise("RATE-2", "DEL-3")
def test_one_meter_for_every_resource_and_for_the_whole_subtree(world):
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
        assert world.k.explain(token=root.token, resource="a", action="x", cost_usd=1).allowed
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


# -- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-1")
def test_money_is_exact_and_costs_round_up_once(world):
    agent = world.agent({"budgetUsd": 1})
    for cost in (0.1, "0.1", Decimal("0.1"), "1e-1", "0.10", 0.3, "0.199999"):
        world.allow(agent, cost_usd=cost)
    world.allow(agent, cost_usd="0.0000001")
    assert spent(world, agent)[2] == 1
    assert world.code(agent, cost_usd=0) == "budget_exceeded"
    floats = world.agent({"budgetUsd": 0.3})
    assert world.code(floats, cost_usd=0.1 + 0.2) == "budget_exceeded"  # 0.30000000000000004, rounded up
    world.allow(floats, cost_usd=0.3)
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
    world.allow(agent, cost_usd="0.7")
    assert refusal(world, agent, cost_usd="0.300001") == ("budget_exceeded", "after", wait)
    last = world.allow(agent, cost_usd="0.30")
    assert last.remaining[agent.id]["agent"][rule] == "0.00"
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


@pytest.mark.promise("BUD-2")
def test_what_no_window_can_hold_is_promised_no_wait(world):
    agent = world.agent({"budgetUsdPerDay": 1, "maxUsdPerCall": "2"})
    assert refusal(world, agent, cost_usd="1.000001") == ("budget_exceeded", "after", None)
    world.allow(agent, cost_usd=1)
    call = world.agent({"maxUsdPerCall": "0.5"})
    assert refusal(world, call, cost_usd="0.500001") == ("budget_exceeded", "after", None)
    world.allow(call, cost_usd="0.5")
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


@pytest.mark.promise("BUD-2", "DEL-3", "EX-1")
def test_a_budget_is_shared_by_the_chain_and_never_passed_by_many_at_once(world):
    root = world.agent({"budgetUsd": "1.00", "throttleCallsPerMinute": 1000})
    team = [world.agent({"budgetUsd": "0.30"}, parent=root) for _ in range(5)]
    found = at_once(
        [lambda agent=agent: world.code(agent, cost_usd="0.05") for agent in team for _ in range(8)]
    )
    assert found.count("ok") == 20
    assert found.count("budget_exceeded") == 20
    assert spent(world, root)[2] == 1


# -- the throttle -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-3")
def test_from_80_percent_before_the_call_six_a_minute_pass(world):
    agent = world.agent({"budgetUsdPerDay": "1.00", "budgetUsd": "1.00"})
    for _ in range(10):
        assert not world.allow(agent, cost_usd="0.079999").throttled
    decision = world.allow(agent, cost_usd="0.00001")  # 79.999 % before, 80 % after
    assert not decision.throttled
    for _ in range(6):
        assert world.allow(agent, cost_usd=0).throttled
    assert refusal(world, agent, cost_usd=0) == ("budget_throttled", "after", 60)
    assert world.code(agent, cost_usd="0.3") == "budget_exceeded"  # which clears later
    world.clock.at("2025-01-15T12:00:59.5")
    assert refusal(world, agent, cost_usd=0)[2] == 1
    world.clock.at("2025-01-15T12:01")
    assert world.count(agent) == 6
    world.clock.at("2025-01-16T00:00")
    assert world.allow(agent).throttled  # the day is new, the life is not


@pytest.mark.promise("BUD-3", "DEL-3")
def test_the_throttle_is_shared_by_the_subtree_of_the_level_that_set_it(world):
    root = world.agent({"budgetUsdPerMonth": 10, "throttleCallsPerMinute": 4})
    left = world.agent({"budgetUsd": 2, "throttleCallsPerMinute": 2}, parent=root)
    right = world.agent({"throttleCallsPerMinute": 1}, parent=root)
    world.allow(left, cost_usd="1.6")
    world.allow(right, cost_usd="6.4")
    assert world.count(left) == 2  # its own
    assert world.code(left) == "budget_throttled"
    assert world.count(right) == 2  # what the root has left; its own number belongs to no budget
    assert world.code(root) == "budget_throttled"
    assert world.code(world.agent(parent=right)) == "budget_throttled"
    assert "throttleCallsPerMinute" not in world.ask(right).reason  # the root's rule, not its own
    assert world.allow(world.agent({"budgetUsd": 1})).throttled is False


@pytest.mark.promise("BUD-3")
def test_a_throttle_of_none_waits_for_the_budget(world):
    agent = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 0})
    assert world.count(agent, cost_usd="0.4") == 2
    assert refusal(world, agent, cost_usd=0) == ("budget_throttled", "after", NOON_TO_MIDNIGHT)
    world.clock.at("2025-01-16T00:00")
    world.allow(agent)


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
def test_a_permission_has_a_throttle_of_its_own(world):
    paid = {"resource": "paid:*", "actions": ["*"], "constraints": {"budgetUsdPerDay": 1}}
    agent = world.agent(permissions=[paid, {"resource": "free", "actions": ["*"]}])
    world.allow(agent, resource="paid:a", cost_usd="0.8")
    assert world.count(agent, resource="paid:b") == 6
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
