"""SPEC 5: bookings and what they are settled at, spend that nobody booked, and clocks that step."""

from __future__ import annotations

from decimal import Decimal

import pytest

from journey_world import DAY, MICROSECOND, NOON, READ, at_once, spent, usd
from pykavach import Conflict, InvalidInput, NotFound

HOUR = 3600


# -- settling ---------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-5")
def test_a_settle_replaces_the_booking_at_every_level(world):
    root = world.agent({"budgetUsdPerDay": 1})
    leaf = world.agent(
        parent=world.agent(parent=root),
        permissions=[{"resource": "*", "actions": ["*"], "constraints": {"budgetUsd": "0.5"}}],
    )
    first = world.allow(leaf, cost_usd="0.5")
    assert world.code(leaf) == "budget_exceeded"
    settled = world.k.usage.settle(first.audit_id, cost_usd="0.1")
    assert (settled.booked_usd, settled.cost_usd, settled.agent_id) == (
        Decimal("0.5"),
        Decimal("0.1"),
        leaf.id,
    )
    assert settled.wire()["costUsd"] == "0.10"
    assert spent(world, root) == usd("0.1", "0.1", "0.1")
    assert world.code(leaf, cost_usd="0.400001") == "budget_exceeded"
    world.allow(leaf, cost_usd="0.4")


@pytest.mark.promise("BUD-5")
def test_a_call_is_settled_once(world):
    agent = world.agent()
    decision = world.allow(agent, cost_usd=1)
    first = world.k.usage.settle(decision.audit_id, cost_usd="0.25")
    world.clock.tick(minutes=5)
    assert world.k.usage.settle(decision.audit_id, cost_usd=0.25) == first
    assert world.k.usage.settle(decision.audit_id, cost_usd="0.2499999") == first  # the same, rounded up
    for other in (1, 0, "0.250001"):
        with pytest.raises(Conflict):
            world.k.usage.settle(decision.audit_id, cost_usd=other)
    assert spent(world, agent)[2] == Decimal("0.25")
    assert len([e for e in world.entries() if e.action == "usage.settle"]) == 1
    again = world.allow(agent, cost_usd=1)
    found = at_once([lambda n=n: world.k.usage.settle(again.audit_id, cost_usd=n) for n in range(6)])
    assert sum(isinstance(item, Conflict) for item in found) == 5
    (won,) = [item for item in found if not isinstance(item, Exception)]
    assert spent(world, agent)[2] == Decimal("0.25") + won.cost_usd


@pytest.mark.promise("BUD-4", "BUD-5")
def test_a_true_cost_above_the_booking_is_recorded_and_is_the_only_overshoot(world):
    agent = world.agent({"budgetUsd": 1})
    calls = [world.allow(agent, cost_usd="0.3") for _ in range(3)]
    for call in calls:
        world.k.usage.settle(call.audit_id, cost_usd="2.5")
    assert spent(world, agent)[2] == Decimal("7.5")
    refused = world.ask(agent, cost_usd=0)
    assert (refused.code, refused.remaining) == (
        "budget_exceeded",
        {agent.id: {"agent": {"budgetUsd": "0.00"}}},
    )
    assert world.k.agents.limits(agent.id)[0].limits[0].left == "0.00"


@pytest.mark.promise("BUD-5")
def test_a_settle_changes_the_windows_in_which_it_was_booked(world):
    world.clock.at("2025-01-31T23:59:59.999999")
    agent = world.agent({"budgetUsdPerDay": 1, "budgetUsdPerMonth": 1, "budgetUsd": 9})
    old = world.allow(agent, cost_usd=1)
    world.clock.at("2025-02-01T00:00")
    new = world.allow(agent, cost_usd="0.6")
    world.k.usage.settle(old.audit_id, cost_usd=5)
    assert spent(world, agent) == usd("0.6", "0.6", "5.6")
    assert not world.allow(agent, cost_usd="0.1").throttled
    world.clock.at("2025-02-02T00:00")
    world.k.usage.settle(new.audit_id, cost_usd=0)
    assert spent(world, agent) == usd("0", "0.1", "5.1")
    world.clock.at("2025-02-01T12:00")  # back: the meter stays in its later day
    assert spent(world, agent)[1:] == usd("0.1", "5.1")


@pytest.mark.promise("BUD-5")
@pytest.mark.parametrize("call", ["revoke", "suspend"])
def test_whatever_became_of_the_agents(world, call):
    root = world.agent({"budgetUsd": 1})
    child = world.agent(
        parent=root, permissions=[{"resource": "*", "actions": ["*"], "constraints": {"maxCalls": 3}}]
    )
    decision = world.allow(child, cost_usd=1)
    assert world.code(root) == "budget_exceeded"
    world.k.agents.update(child.id, permissions=[])
    getattr(world.k.agents, call)(child.id)
    world.k.usage.settle(decision.audit_id, cost_usd="0.2")
    assert spent(world, root)[2] == spent(world, child)[2] == Decimal("0.2")
    last = world.allow(root, cost_usd="0.8")
    getattr(world.k.agents, call)(all=True)
    world.clock.now += 20 * DAY
    world.k.usage.settle(last.audit_id, cost_usd="3")
    assert spent(world, root)[2] == Decimal("3.2")


@pytest.mark.promise("BUD-5", "BUD-6")
def test_after_35_days_the_booking_stands(world):
    agent = world.agent()
    calls = [world.allow(agent, cost_usd=1) for _ in range(3)]
    world.k.usage.settle(calls[0].audit_id, cost_usd="0.5")
    world.clock.now = NOON + 35 * DAY - MICROSECOND
    assert len(world.k.usage.unsettled().items) == 2
    world.k.usage.settle(calls[1].audit_id, cost_usd="0.5")
    world.clock.now = NOON + 35 * DAY
    assert world.k.usage.unsettled().items == []
    for cost in ("0.5", 1):
        with pytest.raises(Conflict):
            world.k.usage.settle(calls[2].audit_id, cost_usd=cost)
    world.k.usage.settle(calls[0].audit_id, cost_usd="0.5")
    assert spent(world, agent)[2] == 2


@pytest.mark.promise("BUD-5", "RATE-3")
def test_only_an_allowed_call_is_settled(world):
    agent = world.agent({"maxUsdPerCall": 1, "requireApprovalFor": ["*:pay"]})
    made = world.last(kind="change")
    allowed = world.allow(agent, idempotency_key="k")
    world.allow(agent, idempotency_key="k")
    refused = [
        *(world.ask(agent, cost_usd=2), world.ask(agent, resource=""), world.ask(agent, action="pay")),
        world.ask("kv_x"),
    ]
    for id in (*(decision.audit_id for decision in refused), made.id, world.last(kind="replay").id):
        with pytest.raises((Conflict, NotFound)):
            world.k.usage.settle(id, cost_usd=1)
    forged = allowed.audit_id[:-1] + ("0" if allowed.audit_id[-1] != "0" else "1")
    for unknown in ("", "x", "0", allowed.audit_id + "0", forged, agent.id):
        with pytest.raises(NotFound):
            world.k.usage.settle(unknown, cost_usd=1)
    assert spent(world, agent) == usd(0, 0, 0)
    assert world.k.usage.settle(allowed.audit_id, cost_usd=1).booked_usd == 0
    assert spent(world, agent) == usd(1, 1, 1)


@pytest.mark.promise("BUD-6")
def test_a_crash_leaves_the_booking_and_lists_the_call(world):
    root = world.agent()
    child = world.agent(parent=root)
    lost = world.allow(child, cost_usd="0.75", resource="mcp:github", action="write")
    world.allow(child)  # booked nothing
    world.k.usage.settle(world.allow(root, cost_usd=1).audit_id, cost_usd=0)
    world.begin()
    (item,) = world.k.usage.unsettled().items
    assert (item.audit_id, item.agent_id, item.resource, item.action) == (
        lost.audit_id,
        child.id,
        "mcp:github",
        "write",
    )
    assert (item.booked_usd, item.at, item.settle_before) == (Decimal("0.75"), NOON, NOON + 35 * DAY)
    assert world.k.usage.unsettled(agent_id=root.id).items == [item]
    told = world.k.usage.summary(root.id)
    assert (told.open_bookings, told.booked_usd, told.usd) == (1, Decimal("0.75"), Decimal("0.75"))
    world.k.usage.settle(item.audit_id, cost_usd="0.7")
    assert world.k.usage.unsettled().items == []
    assert spent(world, root)[2] == Decimal("0.7")


@pytest.mark.promise("BUD-6")
def test_unsettled_calls_come_in_pages(world):
    agent = world.agent()
    ids = [world.allow(agent, cost_usd=1).audit_id for _ in range(5)]
    found, cursor = [], None
    while True:
        page = world.k.usage.unsettled(limit=2, cursor=cursor)
        found += [item.audit_id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ids


# -- recording --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-7", "BUD-4")
def test_a_record_charges_agent_and_ancestors_whatever_the_budgets_say(world):
    root = world.agent({"budgetUsdPerDay": 1})
    child = world.agent({"budgetUsd": 5}, parent=root)
    recorded = world.k.usage.record(child.id, cost_usd="0.8")
    assert (recorded.cost_usd, recorded.replayed) == (Decimal("0.8"), False)
    assert world.k.usage.summary(child.id).calls == 0
    assert world.allow(root).throttled
    world.k.usage.record(child.id, cost_usd="0.2000001")
    assert spent(world, root)[2] == spent(world, child)[2] == Decimal("1.000001")
    assert world.code(root) == world.code(child) == "budget_exceeded"
    world.k.agents.revoke(child.id)
    world.k.usage.record(child.id, cost_usd=3)
    entry = world.last()
    assert (entry.action, entry.agent_id, entry.facts["costUsd"]) == ("usage.record", child.id, "3.00")
    assert spent(world, root)[2] == Decimal("4.000001")
    world.clock.at("2025-01-16T00:00")
    world.allow(root, cost_usd=1)
    with pytest.raises(NotFound):
        world.k.usage.record("nobody", cost_usd=1)


@pytest.mark.promise("BUD-7")
def test_a_record_under_a_key_happens_once(world):
    root = world.agent()
    agent = world.agent(parent=root)
    first = world.k.usage.record(agent.id, cost_usd="0.5", key="invoice 7")
    world.clock.now += 400 * DAY
    world.begin()
    again = world.k.usage.record(agent.id, cost_usd=0.5, key="invoice 7")
    assert (first.replayed, again.replayed, again.audit_id) == (False, True, first.audit_id)
    assert (again.recorded_at, again.cost_usd) == (NOON, Decimal("0.5"))
    for other in ({"cost_usd": "0.500001"}, {"cost_usd": 0}, {"model": "gpt-4o", "input_tokens": 5}):
        with pytest.raises(Conflict):
            world.k.usage.record(agent.id, key="invoice 7", **other)
    assert spent(world, root)[2] == Decimal("0.5")
    world.k.usage.record(root.id, cost_usd="0.25", key="invoice 7")  # a key is the agent's
    assert spent(world, root)[2] == Decimal("0.75")
    at_once([lambda: world.k.usage.record(root.id, cost_usd=1, key="k") for _ in range(5)])
    assert spent(world, root)[2] == Decimal("1.75")
    assert spent(world, agent)[2] == Decimal("0.5")


@pytest.mark.promise("BUD-7")
def test_a_model_is_priced_and_an_unknown_one_refused(world):
    pytest.importorskip("genai_prices")
    agent = world.agent()
    told = world.k.usage.record(agent.id, model="gpt-4o", input_tokens=1000, output_tokens=1000, key="m")
    assert told.cost_usd == spent(world, agent)[2] > 0
    assert told.model == "gpt-4o"
    for unknown in ({"model": "no such model"}, {"model": "gpt-4o", "provider": "nobody"}):
        with pytest.raises(InvalidInput) as refused:
            world.k.usage.record(agent.id, input_tokens=1, **unknown)
        assert refused.value.field == "model"
    for given in (
        {"model": "gpt-4o", "input_tokens": -1, "output_tokens": 1},
        {"model": "gpt-4o", "input_tokens": True, "output_tokens": 1},
        {"model": "gpt-4o", "input_tokens": 1, "output_tokens": 1, "cost_usd": 1},
        {"input_tokens": 1},
        {},
    ):
        with pytest.raises(InvalidInput):
            world.k.usage.record(agent.id, **given)
    with pytest.raises(Conflict):
        world.k.usage.record(agent.id, model="gpt-4o", input_tokens=1000, output_tokens=1001, key="m")
    assert spent(world, agent)[2] == told.cost_usd


# -- the clock --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TIM-2", "RATE-1")
def test_a_clock_that_steps_back_only_denies_more(world):
    agent = world.agent({"maxCallsPerMinute": 2, "maxCallsPerDay": 6})
    assert world.count(agent) == 2
    world.clock.tick(minutes=5)
    world.allow(agent)
    world.clock.tick(minutes=-5)
    assert world.count(agent) == 1  # taken from the later minute
    decision = world.ask(agent)
    assert (decision.code, decision.retry_after) == ("rate_limited", 6 * 60)
    world.clock.tick(days=-1)
    assert world.code(agent) == "rate_limited"
    world.clock.tick(days=1)
    world.clock.tick(minutes=5)
    assert world.count(agent) == 0
    world.clock.tick(minutes=1)
    assert world.count(agent) == 2
    # The day has counted each of them, once.
    assert world.ask(agent).remaining[agent.id]["agent"] == {"maxCallsPerMinute": 0, "maxCallsPerDay": 0}


@pytest.mark.promise("TIM-2", "PRM-3")
@pytest.mark.parametrize("who", ["token", "agent_id"])
def test_an_explanation_opens_no_window_for_a_clock_that_steps_back(world, who):
    root = world.agent({"maxCallsPerMinute": 2})
    child = world.agent(parent=root)
    assert world.count(child) == 2
    world.clock.tick(minutes=1)
    told = world.k.explain(**{who: getattr(child, who.removeprefix("agent_"))}, **READ)
    assert told.allowed
    assert told.remaining[root.id]["agent"] == {"maxCallsPerMinute": 2}
    world.clock.tick(minutes=-1)
    assert world.count(child) == 0


@pytest.mark.promise("TIM-2", "BUD-2", "BUD-5")
def test_money_of_a_clock_that_steps_back_stays_in_the_later_windows(world):
    world.clock.at("2025-02-01T00:30")
    agent = world.agent({"budgetUsdPerDay": 1, "budgetUsdPerMonth": 2})
    world.allow(agent, cost_usd="0.4")
    world.clock.at("2025-01-31T23:30")
    back = world.allow(agent, cost_usd="0.6")
    decision = world.ask(agent)
    assert (decision.code, decision.retry_after) == ("budget_exceeded", 24 * HOUR + HOUR // 2)
    world.clock.at("2025-02-01T01:00")
    assert world.code(agent) == "budget_exceeded"
    world.k.usage.settle(back.audit_id, cost_usd="0.1")  # where it was booked
    assert spent(world, agent) == usd("0.5", "0.5", "0.5")


@pytest.mark.promise("TIM-2")
def test_two_processes_whose_clocks_differ_share_the_cap(world):
    agent = world.agent({"maxCallsPerDay": 4})
    late = world.open(clock=lambda: NOON + 3 * DAY)
    assert world.count(agent) == 4
    assert sum(world.ask(agent, of=late).allowed for _ in range(6)) == 4
    world.clock.tick(days=1)
    assert world.count(agent) == 0
    assert world.ask(agent).retry_after == 2 * 86_400 + 12 * HOUR


@pytest.mark.promise("TIM-1", "AUD-1")
def test_the_time_of_a_decision_is_the_time_of_its_entry(world):
    agent = world.agent()
    world.clock.at("2025-03-01T00:00:00.000001")
    decision = world.allow(agent)
    assert world.k.audit.get(decision.audit_id).at == world.clock.now
    assert world.k.agents.get(agent.id).last_used_at == world.clock.now


@pytest.mark.promise("DEC-1")
@pytest.mark.parametrize(
    ("constraints", "code", "wait"),
    [
        ({"maxCallsPerMinute": 1, "maxCallsPerDay": 1}, "rate_limited", 12 * HOUR),
        ({"maxCallsPerMinute": 1, "budgetUsdPerDay": 1}, "budget_exceeded", 12 * HOUR),
        ({"maxCallsPerDay": 1, "budgetUsdPerMonth": 1}, "budget_exceeded", 16 * 86_400 + 12 * HOUR),
        ({"maxCalls": 1, "budgetUsdPerMonth": 1}, "rate_limited", None),
        ({"maxCallsPerDay": 1, "budgetUsd": 1}, "budget_exceeded", None),
        ({"maxCallsPerDay": 1, "budgetUsd": "1.25", "throttleCallsPerMinute": 0}, "budget_throttled", None),
        ({"maxCallsPerDay": 1, "budgetUsd": "1.25", "throttleCallsPerMinute": 1}, "rate_limited", 12 * HOUR),
    ],
)
def test_of_what_clears_by_itself_the_last_is_told(world, constraints, code, wait):
    agent = world.agent(constraints)
    world.allow(agent, cost_usd=1)
    decision = world.ask(agent, cost_usd=0)
    assert (decision.code, decision.retry_after) == (code, wait)
    assert {finding["code"] for finding in decision.findings} >= {code}


@pytest.mark.promise("DEC-1", "HRS-1")
def test_closed_hours_and_used_up_calls_whichever_ends_later(world):
    agent = world.agent({"allowedHoursUTC": "12:00-13:00", "maxCallsPerDay": 1, "maxCallsPerMinute": 1})
    world.allow(agent)
    world.clock.at("2025-01-15T13:00")
    decision = world.ask(agent)
    assert (decision.code, decision.retry_after) == ("off_hours", 23 * HOUR)
    early = world.agent({"allowedHoursUTC": "12:00-13:00", "maxCalls": 0})
    assert (world.code(early), world.ask(early).retry_after) == ("rate_limited", None)
    late = world.agent({"allowedHoursUTC": ["13:00-14:00", "20:00-21:00"], "maxCallsPerDay": 1})
    world.allow(late)
    world.clock.at("2025-01-15T14:00")
    decision = world.ask(late)
    assert (decision.code, decision.retry_after) == ("rate_limited", 10 * HOUR)


@pytest.mark.promise("DEC-1", "DEC-2", "DEL-3")
def test_a_wait_of_an_agent_above_is_told_without_its_numbers(world):
    root = world.agent({"maxCallsPerDay": 17})
    child = world.agent({"maxCallsPerMinute": 17}, parent=root, expires_in=3 * DAY)
    assert world.count(child) == 17
    decision = world.ask(child)
    assert (decision.code, decision.retry_after) == ("rate_limited", 12 * HOUR)
    assert "17" not in decision.reason
    assert "maxCallsPerDay" not in decision.reason
    world.clock.at("2025-01-16T00:00")
    assert world.count(child) == 17
    world.clock.at("2025-01-16T23:59:30")
    assert world.ask(child).retry_after == 30
