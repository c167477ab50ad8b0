"""SPEC 5, second half: calls, hours, addresses, approval patterns, budgets, throttling, settling, recording, arguments."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import EVERYTHING, NOON, READ, at_once
from pykavach import Conflict, InvalidInput, NotFound

# -- calls ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("RATE-1")
@pytest.mark.parametrize(
    ("name", "full_at", "retry_after", "free_at"),
    [
        ("maxCallsPerMinute", "2025-01-15T12:00:00", 60, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:59.999999", 1, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:58.999999", 2, "2025-01-15T12:01:00"),
        ("maxCallsPerMinute", "2025-01-15T12:00:59", 1, "2025-01-15T12:01:00"),
        ("maxCallsPerDay", "2025-01-15T12:00:00", 43_200, "2025-01-16T00:00:00"),
        ("maxCallsPerDay", "2025-01-15T23:59:59.5", 1, "2025-01-16T00:00:00"),
        ("maxCallsPerDay", "2025-01-15T00:00:00", 86_400, "2025-01-16T00:00:00"),
        ("maxCalls", "2025-01-15T12:00:00", None, None),
    ],
)
def test_over_a_cap_calls_wait_for_the_reset(world, name, full_at, retry_after, free_at):
    agent = world.agent({name: 2})
    world.clock.at(full_at)
    for left in (1, 0):
        assert world.allow(agent).remaining == {agent.id: {"agent": {name: left}}}
    decision = world.ask(agent)
    assert (decision.code, decision.retry, decision.retry_after) == ("rate_limited", "after", retry_after)
    assert decision.remaining == {agent.id: {"agent": {name: 0}}}
    (finding,) = decision.findings
    assert (finding["rule"], finding["used"], finding["limit"]) == (name, 2, 2)
    if free_at is None:
        world.clock.tick(days=400)
        assert world.count(agent) == 0
    else:
        world.clock.at(free_at)
        world.clock.tick(microseconds=-1)
        assert world.count(agent) == 0
        world.clock.tick(microseconds=1)
        assert world.count(agent) == 2


@pytest.mark.promise("RATE-1", "EX-1")
def test_a_limit_of_n_admits_n_under_concurrency_in_two_processes(world):
    other = world.open()
    agent = world.agent({"maxCalls": 17})
    answers = at_once([lambda of=of: world.ask(agent, of=of) for of in (world.k, other) for _ in range(20)])
    assert sum(answer.allowed for answer in answers) == 17
    assert {answer.code for answer in answers} == {"ok", "rate_limited"}
    many = world.k.authorize_many([{"agent_id": world.agent({"maxCalls": 5}).id, **READ}] * 9)
    assert [d.allowed for d in many] == [True] * 5 + [False] * 4


@pytest.mark.promise("RATE-2")
def test_one_meter_whatever_the_resource(world):
    agent = world.agent({"maxCalls": 3})
    accesses = [{"resource": "a"}, {"resource": "b", "action": "x"}, {"resource": "c:d"}, {"resource": "e"}]
    assert [world.ask(agent, **access).allowed for access in accesses] == [True, True, True, False]
    limited = {"resource": "files:*", "actions": ["read", "write"], "constraints": {"maxCalls": 2}}
    agent = world.agent(permissions=[limited])
    accesses = [{}, {"action": "write", "resource": "files:x"}, {"resource": "files:y"}]
    assert [world.ask(agent, **access).allowed for access in accesses] == [True, True, False]


@pytest.mark.promise("RATE-3")
def test_denied_and_pending_calls_take_nothing(world):
    agent = world.agent(
        {"maxCalls": 2, "ipAllowlist": ["10.0.0.1"], "requireApprovalFor": ["*:pay"], "budgetUsd": 1}
    )
    here = {"ip": "10.0.0.1"}
    for _ in range(3):
        assert not world.ask(agent).allowed
        assert world.ask(agent, action="pay", cost_usd="0.9", **here).outcome == "pending"
        assert world.code(agent, cost_usd=2, **here) == "budget_exceeded"
        assert world.code(agent, resource="", **here) == "invalid_request"
    summary = world.k.usage.summary(agent.id)
    assert (summary.calls, summary.usd, summary.open_bookings) == (0, 0, 0)
    assert world.count(agent, **here) == 2


@pytest.mark.promise("RATE-4")
@pytest.mark.parametrize("name", ["maxCallsPerMinute", "maxCallsPerDay", "maxCalls"])
def test_zero_means_none(world, name):
    agent = world.agent({name: 0})
    for days in (0, 1, 100):
        world.clock.tick(days=days)
        assert world.code(agent) == "rate_limited"


@pytest.mark.promise("RATE-5")
def test_updates_never_reset_a_meter(world):
    agent = world.agent({"maxCalls": 5, "budgetUsd": 10})
    for _ in range(4):
        world.allow(agent, cost_usd=1)

    def caps(**constraints):
        world.k.agents.update(agent.id, constraints=constraints)

    caps(maxCalls=4)
    assert world.code(agent) == "rate_limited"
    caps(maxCalls=3)
    assert world.code(agent) == "rate_limited"
    caps(maxCalls=6)
    assert world.allow(agent).remaining[agent.id]["agent"] == {"maxCalls": 1}
    caps()
    world.allow(agent)
    caps(maxCalls=6, maxCallsPerDay=7, budgetUsd="4.5")
    assert world.code(agent) == "rate_limited"
    caps(maxCallsPerDay=7, budgetUsd="4.5")
    assert world.code(agent, cost_usd="0.6") == "budget_exceeded"
    assert world.k.agents.rotate(agent.id).token != agent.token
    assert {limit.rule: limit.used for limit in world.k.agents.limits(agent.id)[0].limits}[
        "maxCallsPerDay"
    ] == 6


def limited(actions, most=5, resource="files:*"):
    return {"resource": resource, "actions": actions, "constraints": {"maxCalls": most}}


@pytest.mark.promise("RATE-5", "AGT-1")
def test_removing_an_action_from_a_limited_permission_keeps_its_meter(world):
    agent = world.agent(permissions=[limited(["read", "write"])])
    for _ in range(4):
        world.allow(agent)
    world.k.agents.update(agent.id, permissions=[limited(["read"])])
    assert world.count(agent) == 1
    world.k.agents.update(agent.id, permissions=[limited(["read"], 4)])
    assert world.count(agent) == 0


@pytest.mark.promise("RATE-5")
def test_neither_narrowing_a_pattern_nor_widening_it_again_gives_a_fresh_meter(world):
    agent = world.agent(permissions=[limited(["read", "write"], 8)])
    for permission in (
        limited(["read"], 8),
        limited(["read"], 8, resource="files:reports:*"),
        limited(["read", "list"], 8, resource="files:reports:*"),
        limited(["*"], 8, resource="*"),
        limited(["read", "write"], 8),
    ):
        world.allow(agent)
        world.k.agents.update(agent.id, permissions=[permission])
    assert world.count(agent) == 3


@pytest.mark.promise("RATE-5")
def test_a_permission_that_comes_back_finds_its_meter(world):
    agent = world.agent(permissions=[limited(["read"])])
    world.allow(agent)
    world.k.agents.update(agent.id, permissions=[])
    world.k.agents.update(agent.id, permissions=[limited(["read"])])
    assert world.count(agent) == 4
    # One beside it has a meter of its own.
    world.k.agents.update(agent.id, permissions=[limited(["read"]), limited(["write"], 2)])
    assert world.count(agent, action="write") == 2


@pytest.mark.promise("TIM-2")
def test_a_clock_that_steps_back_only_denies_more(world):
    agent = world.agent({"maxCallsPerMinute": 1, "maxCallsPerDay": 3})
    world.allow(agent)
    world.clock.tick(minutes=-5)
    decision = world.ask(agent)
    assert (decision.code, decision.retry_after) == ("rate_limited", 6 * 60)
    world.clock.tick(days=-1)
    assert world.code(agent) == "rate_limited"
    world.clock.at("2025-01-15T12:01")
    world.allow(agent)
    world.clock.at("2025-01-15T12:02")
    assert world.allow(agent).remaining[agent.id]["agent"] == {"maxCallsPerMinute": 0, "maxCallsPerDay": 0}


@pytest.mark.promise("RATE-1", "DEL-3")
def test_limits_says_what_is_left_at_every_level(world):
    root = world.agent({"maxCallsPerDay": 10, "budgetUsdPerMonth": 5})
    child = world.agent({"maxCallsPerMinute": 3}, parent=root, permissions=[limited(["read"], 7)])
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
    assert {"agentId", "level", "limits", "calls", "usd", "throttled"} == levels[0].wire().keys()


# -- hours ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("HRS-1")
@pytest.mark.parametrize(
    ("window", "at", "retry_after"),
    [
        ("09:00-18:00", "2025-01-15T08:59:59.999999", 1),
        ("09:00-18:00", "2025-01-15T09:00", 0),
        ("09:00-18:00", "2025-01-15T17:59:59.999999", 0),
        ("09:00-18:00", "2025-01-15T18:00", 15 * 3600),
        ("22:00-06:00", "2025-01-15T21:59", 60),
        ("22:00-06:00", "2025-01-15T23:59", 0),
        ("22:00-06:00", "2025-01-16T00:00", 0),
        ("22:00-06:00", "2025-01-16T05:59:59", 0),
        ("22:00-06:00", "2025-01-16T06:00", 16 * 3600),
        ("Mon-Fri 09:00-18:00", "2025-01-17T18:00", 63 * 3600),
        ("Mon-Fri 09:00-18:00", "2025-01-20T09:00", 0),
        ("Fri 22:00-06:00", "2025-01-18T05:59", 0),  # Saturday: the window started on Friday
        ("Fri 22:00-06:00", "2025-01-17T05:59", 16 * 3600 + 60),
        ("Sun 22:00-06:00", "2025-01-20T05:59", 0),  # over the end of the week
        ("Sat-Mon 10:00-11:00", "2025-01-19T10:30", 0),  # days that wrap
        ("Sat-Mon 10:00-11:00", "2025-01-21T10:30", 4 * 86_400 - 1800),
        ("00:00-24:00", "2025-01-15T23:59:59.999999", 0),
        ("18:00-24:00", "2025-01-16T00:00", 18 * 3600),
        (["09:00-10:00", "12:00-13:00"], "2025-01-15T11:00", 3600),
        (["09:00-10:00", "12:00-13:00"], "2025-01-15T12:30", 0),
    ],
)
def test_hours(world, window, at, retry_after):
    agent = world.agent({"allowedHoursUTC": window})
    world.clock.at(at)
    decision = world.ask(agent)
    if retry_after == 0:
        assert decision.allowed
    else:
        assert (decision.code, decision.retry, decision.retry_after) == ("off_hours", "after", retry_after)
        assert world.last(kind="decision").code == "off_hours"


# -- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    ("listed", "inside", "outside"),
    [
        (
            ["10.1.0.0/16"],
            ["10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3", "::ffff:a01:203"],
            ["10.2.0.0", "::a01:203"],
        ),
        (["192.0.2.7"], ["192.0.2.7", "::ffff:192.0.2.7"], ["192.0.2.8"]),
        (
            ["2001:db8::/32"],
            ["2001:db8::1", "2001:0DB8:0:0:0:0:0:1", "2001:DB8::"],
            ["2001:db9::1", "10.0.0.1"],
        ),
        (["::ffff:10.0.0.0/104"], ["10.5.5.5"], ["11.0.0.0"]),
        (["0.0.0.0/0"], ["1.2.3.4"], ["::1", "2001:db8::1"]),
        (["10.0.0.1", "2001:db8::1"], ["10.0.0.1", "2001:db8:0::1"], ["10.0.0.2"]),
    ],
)
def test_addresses(world, listed, inside, outside):
    agent = world.agent({"ipAllowlist": listed})
    for ip in inside:
        assert world.code(agent, ip=ip) == "ok", ip
    strange = [
        None,
        "",
        "localhost",
        "10.1.2",
        "010.1.2.3",
        "10.1.2.3 ",
        "10.1.2.3/32",
        "10.1.2.3:80",
        "0x0a010203",
    ]
    strange += [
        "fe80::1%eth0",
        "[2001:db8::1]",
        167838211,
        b"10.1.2.3",
        "10.1.2.3\n",
        "१०.१.२.३",
        "x" * 1000,
        True,
    ]
    for ip in [*outside, *strange]:
        decision = world.ask(agent, ip=ip)
        assert (decision.code, decision.retry) == ("ip_not_allowed", "never"), ip
        assert not any(text in decision.reason for text in listed)


@pytest.mark.promise("IP-2")
def test_the_calls_address_is_judged_at_every_level(world):
    root = world.agent({"ipAllowlist": ["10.0.0.0/8"]})
    child = world.agent({"ipAllowlist": ["10.1.0.0/16", "192.0.2.1"]}, parent=root)
    assert [world.code(child, ip=ip) for ip in ("10.1.2.3", "10.2.2.3", "192.0.2.1")] == [
        "ok",
        "ip_not_allowed",
        "ip_not_allowed",
    ]
    on_permission = world.agent(permissions=[EVERYTHING[0] | {"constraints": {"ipAllowlist": ["10.0.0.1"]}}])
    assert [world.code(on_permission, ip=ip) for ip in ("10.0.0.1", "10.0.0.2")] == ["ok", "ip_not_allowed"]


# -- approval patterns ------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-0")
@pytest.mark.parametrize(
    ("pattern", "asked", "free"),
    [
        (
            "payments:*:refund",
            ["payments:a refund", "payments:a:b:c refund", "PAYMENTS:A Refund"],
            ["payments refund", "payments:a pay"],
        ),
        ("*", ["a b", "a:b:c d"], []),
        ("*:pay", ["a pay", "a:b:c PAY"], ["a paid"]),
        ("a:*", ["a x", "A X", "a:b x"], ["b x"]),
        (
            {"resource": "Db:*", "actions": ["Drop", "delete"]},
            ["db:x drop", "db:x:y DELETE"],
            ["db drop", "db:x read"],
        ),
        ({"resource": "db:x", "actions": ["*"]}, ["db:x anything", "db:x:y z"], ["db:y z"]),
    ],
)
def test_what_asks_a_person(world, pattern, asked, free):
    agent = world.agent({"requireApprovalFor": [pattern]})
    for access in asked:
        resource, action = access.split()
        assert world.ask(agent, resource=resource, action=action).outcome == "pending", access
    for access in free:
        resource, action = access.split()
        assert world.ask(agent, resource=resource, action=action).outcome == "allow", access


# -- budgets ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-1")
def test_amounts_in_every_spelling_round_up_once_and_caps_down(world):
    agent = world.agent({"budgetUsd": 0.3})
    for cost in (0.1, "0.1", Decimal("0.1")):
        world.allow(agent, cost_usd=cost)
    assert world.k.usage.summary(agent.id).usd == Decimal("0.3")
    agent = world.agent({"budgetUsd": "1.0000019"})
    world.allow(agent, cost_usd="0.0000001")
    assert world.k.usage.summary(agent.id).usd == Decimal("0.000001")
    world.allow(agent, cost_usd=1)
    assert world.code(agent) == "budget_exceeded"
    assert agent.view.constraints == {"budgetUsd": "1.000001"}
    rich = world.agent({"budgetUsd": 10**9})
    world.allow(rich, cost_usd=10**9)
    with pytest.raises(InvalidInput):
        world.agent({"budgetUsd": 10**9 + 1})


@pytest.mark.promise("BUD-2", "BUD-4")
@pytest.mark.parametrize(
    ("name", "retry_after", "free_at"),
    [
        ("budgetUsdPerDay", 43_200, "2025-01-16T00:00"),
        ("budgetUsdPerMonth", 16 * 86_400 + 43_200, "2025-02-01T00:00"),
        ("budgetUsd", None, None),
    ],
)
def test_a_budget_is_reached_exactly_and_then_nothing_passes(world, name, retry_after, free_at):
    agent = world.agent({name: 1, "throttleCallsPerMinute": 100})
    world.allow(agent, cost_usd="0.6")
    over = world.ask(agent, cost_usd="0.400001")
    assert (over.code, over.retry, over.retry_after) == ("budget_exceeded", "after", retry_after)
    assert over.remaining == {agent.id: {"agent": {name: "0.40"}}}
    exact = world.allow(agent, cost_usd="0.4")
    assert exact.remaining == {agent.id: {"agent": {name: "0.00"}}}
    for cost in (None, 0, "0.000001"):
        refused = world.ask(agent, cost_usd=cost)
        assert (refused.code, refused.retry_after) == ("budget_exceeded", retry_after)
    if free_at is not None:
        world.clock.at(free_at)
        world.clock.tick(microseconds=-1)
        assert world.ask(agent).retry_after == 1
        world.clock.tick(microseconds=1)
        world.allow(agent, cost_usd=1)


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
def test_a_call_that_states_no_cost_books_the_largest_reserve_of_the_chain(world):
    root = world.agent({"reserveUsdPerCall": "0.30", "budgetUsd": "0.65"})
    child = world.agent({"reserveUsdPerCall": "0.20"}, parent=root)
    world.allow(child)
    assert world.k.usage.summary(child.id).usd == Decimal("0.3")
    world.allow(child, cost_usd=0)
    world.allow(child, cost_usd="0.05")
    assert world.k.usage.summary(root.id).usd == Decimal("0.35")
    assert world.allow(child).remaining[root.id]["agent"] == {"budgetUsd": "0.00"}
    assert world.k.usage.summary(world.agent().id).usd == 0


@pytest.mark.promise("BUD-2", "EX-1")
def test_a_budget_is_never_overbooked_under_concurrency(world):
    other = world.open()
    agent = world.agent({"budgetUsd": 1, "throttleCallsPerMinute": 1000})
    answers = at_once(
        [lambda of=of: world.ask(agent, of=of, cost_usd="0.07") for of in (world.k, other) for _ in range(15)]
    )
    assert sum(a.allowed for a in answers) == 14
    assert world.k.usage.summary(agent.id).usd == Decimal("0.98")


@pytest.mark.promise("BUD-2")
def test_max_usd_per_call(world):
    agent = world.agent({"maxUsdPerCall": "0.5"})
    assert [world.code(agent, cost_usd=c) for c in ("0.5", "0.500001", None)] == [
        "ok",
        "budget_exceeded",
        "ok",
    ]
    # What is reserved counts as well.
    agent = world.agent({"maxUsdPerCall": "0.5", "reserveUsdPerCall": "0.6"})
    assert world.code(agent) == "budget_exceeded"


# -- throttling -------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-3")
@pytest.mark.parametrize("name", ["budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"])
def test_at_80_percent_calls_are_throttled(world, name):
    agent = world.agent({name: 1})
    world.allow(agent, cost_usd="0.799999")
    assert not world.allow(agent, cost_usd="0.000001").throttled  # 80 % after it, not before
    for _ in range(6):
        assert world.allow(agent).throttled
    world.clock.tick(seconds=10)
    decision = world.ask(agent)
    assert (decision.code, decision.retry, decision.retry_after) == ("budget_throttled", "after", 50)
    assert world.last(kind="decision").code == "budget_throttled"
    world.clock.tick(seconds=50)
    assert world.count(agent) == 6
    # One that does not fit at all is over the budget.
    assert world.code(agent, cost_usd="0.3") == ("budget_exceeded")


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


@pytest.mark.promise("BUD-3")
def test_the_level_that_set_it_has_one_throttle_for_its_whole_subtree(world):
    root = world.agent({"budgetUsdPerDay": 1, "budgetUsd": 1, "throttleCallsPerMinute": 3})
    children = [world.agent(parent=root) for _ in range(2)]
    world.allow(children[0], cost_usd="0.8")
    assert [world.code(children[n % 2]) for n in range(5)] == [
        "ok",
        "ok",
        "ok",
        "budget_throttled",
        "budget_throttled",
    ]
    assert world.code(root) == "budget_throttled"
    assert world.ask(children[0]).reason.startswith("A budget of an agent above this one is nearly used up")


@pytest.mark.promise("BUD-3")
def test_a_throttle_of_none_waits_for_the_budget(world):
    agent = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 0})
    first = world.allow(agent, cost_usd="0.8")
    decision = world.ask(agent)
    assert (decision.code, decision.retry_after) == ("budget_throttled", 43_200)
    world.k.usage.settle(first.audit_id, cost_usd="0.799999")
    assert not world.allow(agent).throttled
    for_life = world.agent({"budgetUsd": 1, "throttleCallsPerMinute": 0})
    world.allow(for_life, cost_usd="0.8")
    assert world.ask(for_life).retry_after is None


@pytest.mark.promise("BUD-3")
def test_a_permissions_budget_throttles_that_permission(world):
    cheap = {
        "resource": "llm:*",
        "actions": ["call"],
        "constraints": {"budgetUsdPerDay": 1, "throttleCallsPerMinute": 1},
    }
    agent = world.agent(permissions=[cheap, {"resource": "files:*", "actions": ["*"]}])
    llm = {"resource": "llm:gpt", "action": "call"}
    world.allow(agent, cost_usd="0.9", **llm)
    assert [world.code(agent, **llm) for _ in range(2)] == ["ok", "budget_throttled"]
    assert not world.allow(agent).throttled


# -- settling ---------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-5")
def test_settling_replaces_the_booking_once_at_every_level(world):
    root = world.agent({"budgetUsdPerDay": 10})
    child = world.agent({"budgetUsd": 10}, parent=root)
    spent = world.allow(child, cost_usd="2")
    settled = world.k.usage.settle(spent.audit_id, cost_usd="0.0042")
    assert (settled.booked_usd, settled.cost_usd, settled.agent_id) == (
        Decimal(2),
        Decimal("0.0042"),
        child.id,
    )
    assert settled.wire()["costUsd"] == "0.0042"
    for agent in (root, child):
        assert world.k.usage.summary(agent.id).usd == Decimal("0.0042")
    before = len(world.entries())
    assert world.k.usage.settle(spent.audit_id, cost_usd=0.0042).cost_usd == Decimal("0.0042")
    assert len(world.entries()) == before
    for other in ("0.0043", 0, 2):
        with pytest.raises(Conflict):
            world.k.usage.settle(spent.audit_id, cost_usd=other)
    assert world.k.usage.summary(root.id).usd == Decimal("0.0042")


@pytest.mark.promise("BUD-5", "BUD-4")
def test_a_true_cost_above_the_booking_is_recorded_and_blocks(world):
    agent = world.agent({"budgetUsdPerDay": 1})
    spent = world.allow(agent, cost_usd="0.5")
    world.k.usage.settle(spent.audit_id, cost_usd=3)
    assert world.k.usage.summary(agent.id).usd_today == 3
    assert world.code(agent) == "budget_exceeded"
    assert world.ask(agent).remaining == {agent.id: {"agent": {"budgetUsdPerDay": "0.00"}}}


@pytest.mark.promise("BUD-5")
def test_settling_reaches_back_into_the_windows_of_the_booking(world):
    agent = world.agent({"budgetUsdPerDay": 1, "budgetUsdPerMonth": 10, "budgetUsd": 100})
    world.clock.at("2025-01-31T23:59:59")
    old = world.allow(agent, cost_usd=1)
    world.clock.at("2025-02-01T00:00")
    new = world.allow(agent, cost_usd="0.5")
    world.k.usage.settle(old.audit_id, cost_usd="0.25")
    summary = world.k.usage.summary(agent.id)
    assert (summary.usd_today, summary.usd_this_month, summary.usd) == (
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal("0.75"),
    )
    world.clock.at("2025-02-02T00:00")
    world.allow(agent, cost_usd="0.1")
    world.k.usage.settle(new.audit_id, cost_usd="0.75")
    summary = world.k.usage.summary(agent.id)
    assert (summary.usd_today, summary.usd_this_month, summary.usd) == (
        Decimal("0.1"),
        Decimal("0.85"),
        Decimal("1.1"),
    )


@pytest.mark.promise("BUD-5")
def test_settling_does_not_mind_what_became_of_the_agents(world):
    root = world.agent({"budgetUsd": 10})
    child = world.agent(parent=root, permissions=[limited(["read"]) | {"constraints": {"budgetUsd": 5}}])
    calls = [world.allow(child, cost_usd=1) for _ in range(3)]
    world.k.usage.settle(calls[0].audit_id, cost_usd=0)
    world.k.agents.update(child.id, permissions=[])
    world.k.usage.settle(calls[1].audit_id, cost_usd=0)
    world.k.agents.revoke(root.id)
    world.k.usage.settle(calls[2].audit_id, cost_usd="0.5")
    assert world.k.usage.summary(root.id).usd == world.k.usage.summary(child.id).usd == Decimal("0.5")


@pytest.mark.promise("BUD-5", "BUD-6")
def test_a_booking_is_open_for_35_days_and_then_stands(world):
    agent = world.agent({"reserveUsdPerCall": 1})
    first, second = world.allow(agent), world.allow(agent)
    world.clock.tick(days=35, microseconds=-1)
    assert {u.audit_id for u in world.k.usage.unsettled().items} == {first.audit_id, second.audit_id}
    world.k.usage.settle(first.audit_id, cost_usd=0)
    world.clock.tick(microseconds=1)
    assert world.k.usage.unsettled().items == []
    with pytest.raises(Conflict):
        world.k.usage.settle(second.audit_id, cost_usd=0)
    world.k.usage.settle(first.audit_id, cost_usd=0)  # the same again: still no more than that
    assert world.k.usage.summary(agent.id).usd == 1


@pytest.mark.promise("BUD-5")
def test_only_an_allowed_call_is_settled(world):
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    denied = world.ask(agent, resource="")
    pending = world.ask(agent, action="pay")
    change = world.last(kind="change")
    for id in (denied.audit_id, pending.audit_id, change.id):
        with pytest.raises(Conflict):
            world.k.usage.settle(id, cost_usd=1)
    allowed = world.allow(agent, idempotency_key="k")
    world.allow(agent, idempotency_key="k")
    with pytest.raises(Conflict):
        world.k.usage.settle(world.last(kind="replay").id, cost_usd=1)
    forged = allowed.audit_id[:-1] + ("0" if allowed.audit_id[-1] != "0" else "1")
    with pytest.raises(NotFound):
        world.k.usage.settle(forged, cost_usd=1)
    assert world.k.usage.settle(allowed.audit_id, cost_usd=1).booked_usd == 0


@pytest.mark.promise("BUD-5", "EX-1")
def test_of_simultaneous_settlements_one_wins(world):
    agent = world.agent()
    spent = world.allow(agent, cost_usd=5)
    answers = at_once([lambda n=n: world.k.usage.settle(spent.audit_id, cost_usd=n) for n in range(6)])
    assert sum(isinstance(a, Conflict) for a in answers) == 5
    (won,) = [a for a in answers if not isinstance(a, Exception)]
    assert world.k.usage.summary(agent.id).usd == won.cost_usd


@pytest.mark.promise("BUD-6")
def test_unsettled_lists_what_nobody_settled(world):
    root, other = world.agent({"reserveUsdPerCall": "0.1"}), world.agent()
    child = world.agent(parent=root)
    calls = [world.allow(a) for a in (root, child, root)]
    world.allow(other)  # books nothing
    world.allow(other, cost_usd=2)
    found = world.k.usage.unsettled(agent_id=root.id)
    assert [u.audit_id for u in found.items] == [c.audit_id for c in calls]
    item = found.items[1]
    assert (item.agent_id, item.resource, item.action, item.booked_usd) == (
        child.id,
        *READ.values(),
        Decimal("0.1"),
    )
    assert (item.at, item.settle_before) == (NOON, NOON + timedelta(days=35))
    page = world.k.usage.unsettled(limit=3)
    assert len(page.items) == 3
    assert len(world.k.usage.unsettled(limit=3, cursor=page.next_cursor).items) == 1
    world.k.usage.settle(calls[0].audit_id, cost_usd="0.1")
    assert len(world.k.usage.unsettled().items) == 3
    summary = world.k.usage.summary(root.id)
    assert (summary.open_bookings, summary.booked_usd, summary.calls) == (2, Decimal("0.2"), 3)


# -- recording --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-7")
def test_recorded_spend_is_charged_to_the_agent_and_everyone_above(world):
    root = world.agent({"budgetUsdPerDay": 1})
    child = world.agent(parent=root)
    recorded = world.k.usage.record(child.id, cost_usd="0.9")
    assert (recorded.cost_usd, recorded.replayed) == (Decimal("0.9"), False)
    assert [world.k.usage.summary(a.id).usd_today for a in (root, child)] == [Decimal("0.9")] * 2
    assert world.k.usage.summary(child.id).calls == 0
    assert world.allow(child).throttled
    world.k.usage.record(root.id, cost_usd=5)
    assert world.code(child) == "budget_exceeded"
    world.k.agents.revoke(root.id)
    world.k.usage.record(child.id, cost_usd=1)
    entry = world.last()
    assert (entry.action, entry.agent_id, entry.facts["costUsd"]) == ("usage.record", child.id, "1.00")


@pytest.mark.promise("BUD-7")
def test_under_a_key_spend_is_recorded_once(world):
    agent = world.agent()
    first = world.k.usage.record(agent.id, cost_usd="0.1", key="k")
    world.clock.tick(days=400)
    again = world.k.usage.record(agent.id, cost_usd=0.1, key="k")
    assert (again.audit_id, again.replayed, again.cost_usd) == (first.audit_id, True, first.cost_usd)
    for other in ({"cost_usd": "0.2"}, {"model": "gpt-4o", "input_tokens": 5}):
        with pytest.raises(Conflict):
            world.k.usage.record(agent.id, key="k", **other)
    assert not world.k.usage.record(world.agent().id, cost_usd="0.2", key="k").replayed
    assert world.k.usage.summary(agent.id).usd == Decimal("0.1")


@pytest.mark.promise("BUD-7")
def test_a_model_is_priced_and_an_unknown_one_refused(world):
    agent = world.agent()
    recorded = world.k.usage.record(agent.id, model="gpt-4o", input_tokens=1000, output_tokens=500)
    assert recorded.cost_usd > 0
    assert recorded.model == "gpt-4o"
    assert world.k.usage.summary(agent.id).usd == recorded.cost_usd
    for options in ({"model": "gpt-9-imaginary"}, {"model": "gpt-4o", "provider": "nobody"}):
        with pytest.raises(InvalidInput) as refused:
            world.k.usage.record(agent.id, input_tokens=1, **options)
        assert refused.value.field == "model"
    assert world.k.usage.summary(agent.id).usd == recorded.cost_usd


# -- arguments --------------------------------------------------------------------------------------------------------

DATA = {"under": "/srv/data"}
HOSTS = {"hosts": ["example.com", "*.example.org", "192.0.2.1", "[2001:db8::1]"]}


@pytest.mark.promise("ARG-1", "ARG-2", "ARG-3", "ARG-4", "ARG-5")
@pytest.mark.parametrize(
    ("rules", "passes", "fails"),
    [
        (
            {"argPatterns": {"a": "x+"}},
            [{"a": "xx"}, {"a": "x", "b": 1}],
            [None, {}, {"a": None}, {"a": "xy"}, {"a": "yx"}, {"a": "x\n"}],
        ),
        ({"argPatterns": {"a": "x|y"}}, [{"a": "y"}], [{"a": "xz"}, {"a": "zy"}]),
        (
            {"argPatterns": {"a": "5|true|1.5"}},
            [{"a": 5}, {"a": True}, {"a": 1.5}, {"a": "5"}, {"a": 5.0}],
            [{"a": 51}, {"a": {}}],
        ),
        (
            {"argPatterns": {"a": "x"}},
            [{"a": ["x", "x"]}, {"a": [["x"]]}],
            [{"a": []}, {"a": ["x", "y"]}, {"a": {"x": "x"}}, {"a": ["x", None]}],
        ),
        ({"argPatterns": {"a?": "x"}}, [None, {}, {"a": "x"}, {"a": None}], [{"a": "y"}, {"a": []}]),
        ({"argPatterns": {"a": ["x", {"min": 3}]}}, [{"a": "x"}, {"a": 3}], [{"a": 2}, {"a": "y"}]),
        (
            {"argPatterns": {"a.b": "x"}},
            [{"a": {"b": "x"}}, {"a": [{"b": "x"}, {"b": "x"}]}],
            [{"a.b": "x"}, {"a": "x"}, {"a": [{"b": "x"}, {}]}],
        ),
        ({"argPatterns": {"/a.b/c~1d": "x"}}, [{"a.b": {"c/d": "x"}}], [{"a": {"b": {"c": {"d": "x"}}}}]),
        ({"argPatterns": {"a": "x*"}}, [{"a": "x" * 4096}], [{"a": "x" * 4097}]),
        (
            {"argPatterns": {"a": {"maxLength": 65536}}},
            [{"a": "x" * 65536}],
            [{"a": "x" * 65537}, {"a": "é" * 65536}, {"a": 5}],
        ),
        (
            {"argPatterns": {"a": DATA}},
            [{"a": "/srv/data"}, {"a": "/srv/data/x/../y"}, {"a": "/srv/./data//x"}],
            [
                {"a": t}
                for t in (
                    "/srv/database",
                    "/srv/data/../x",
                    "srv/data",
                    "/srv/data/%2e%2e/x",
                    "/srv/data/..\\x",
                    "/srv/data/\0",
                    "/SRV/data",
                    "",
                    "/srv/data/\x7f",
                )
            ],
        ),
        (
            {"argPatterns": {"a": HOSTS}},
            [
                {"a": t}
                for t in (
                    "https://example.com/x?y#z",
                    "HTTP://EXAMPLE.COM",
                    "https://a.b.example.org:8080/",
                    "http://192.0.2.1/",
                    "http://[2001:db8::1]/",
                )
            ],
            [
                {"a": t}
                for t in (
                    "example.com",
                    "ftp://example.com",
                    "https://user@example.com/",
                    "https://example.com@evil.test/",
                    "https://evil.test/example.com",
                    "https://example.org/",
                    "https://evilexample.com",
                    "http://3221225985/",
                    "http://0xc0.0.2.1/",
                    "http://192.0.513/",
                    "http://0300.0.2.1/",
                    "http://[::ffff:192.0.2.1]/",
                    "https://example.com.evil.test/",
                    "https://example.com\\@evil.test",
                    "//example.com/",
                    "https://example.com./",
                    " https://example.com/",
                )
            ],
        ),
        (
            {"argPatterns": {"a": {"min": 1, "max": 5}}},
            [{"a": 1}, {"a": 5.0}, {"a": 2.5}],
            [{"a": 0.999}, {"a": 6}, {"a": "3"}, {"a": True}],
        ),
        (
            {"argPatterns": {"a": {"oneOf": ["x", 1, False]}}},
            [{"a": "x"}, {"a": 1}, {"a": 1.0}, {"a": False}],
            [{"a": True}, {"a": 0}, {"a": "1"}],
        ),
        ({"argPatterns": {"a": {"const": True}}}, [{"a": True}], [{"a": 1}, {"a": "true"}]),
        ({"argPatterns": {"a": {"under": "/srv", "maxLength": 6}}}, [{"a": "/srv/x"}], [{"a": "/srv/xx"}]),
        (
            {"argPatterns": {"a?": "x"}, "argsOnly": True},
            [None, {}, {"a": "x"}],
            [{"b": 1}, {"a": "x", "b": None}, {"a": "x", "b": {}}],
        ),
        ({"argsOnly": True}, [None, {}], [{"a": 1}]),
        ({"argPatterns": {"a.b": "x"}, "argsOnly": True}, [{"a": {"b": "x"}}], [{"a": {"b": "x", "c": 1}}]),
    ],
)
def test_arguments(world, rules, passes, fails):
    on_agent = world.agent(rules)
    on_permission = world.agent(permissions=[EVERYTHING[0] | {"constraints": rules}])
    child = world.agent(parent=on_agent)
    for agent in (on_agent, on_permission, child):
        for arguments in passes:
            assert world.code(agent, arguments=arguments) == "ok", arguments
        for arguments in fails:
            decision = world.ask(agent, arguments=arguments)
            assert (decision.code, decision.retry) == ("argument_mismatch", "with_other_arguments"), arguments


@pytest.mark.promise("ARG-1")
def test_a_pattern_cannot_break_out_of_its_anchors(world):
    for pattern in ("x)|(?:.*", ")|(", "(?x)x#", "x\\", "[x", "(?P<a", "a{2000}", "(?:a{10}){101}"):
        with pytest.raises(InvalidInput) as refused:
            world.agent({"argPatterns": {"a": pattern}})
        assert refused.value.field == "constraints.argPatterns.a"
    agent = world.agent({"argPatterns": {"a": "(?:x?){30}x{30}"}})
    assert world.code(agent, arguments={"a": "x" * 30}) == "ok"
    agent = world.agent({"argPatterns": {"a": "(?i)abc|def$"}})
    assert [world.code(agent, arguments={"a": t}) for t in ("ABC", "def", "abcx", "def\n")] == [
        "ok",
        "ok",
        "argument_mismatch",
        "argument_mismatch",
    ]


def nested(depth):
    value = "x"
    for _ in range(depth):
        value = {"a": value}
    return value


def cyclic():
    value = {}
    value["a"] = value
    return value


class Sneaky(dict):
    pass


@pytest.mark.promise("BND-1", "API-1")
@pytest.mark.parametrize(
    ("make", "fits"),
    [
        (lambda: {"a": "x" * (2**20 - 8)}, True),
        (lambda: {"a": "x" * (2**20 - 7)}, False),
        (lambda: {"a": "é" * (2**19 - 4)}, True),
        (lambda: {"a": "é" * (2**19 - 3)}, False),
        (lambda: nested(31), True),
        (lambda: nested(33), False),
        (lambda: nested(10_000), False),
        (lambda: {"a": [0] * 9_998}, True),
        (lambda: {"a": [0] * 10_000}, False),
        (lambda: {str(n): 0 for n in range(9_999)}, True),
        (lambda: {str(n): 0 for n in range(10_001)}, False),
        (lambda: {"a": "x" * 100_000_000}, False),
        (cyclic, False),
        (lambda: {"a": 10**99}, True),
        (lambda: {"a": 10**100}, False),
        (lambda: {"a": 10**100_000}, False),
        (lambda: {"a": 1e308, "b": -0.0, "c": None, "d": True}, True),
        (lambda: {"a": float("inf")}, False),
        (lambda: {"a": float("nan")}, False),
        (lambda: {"a": "\ud800"}, False),
        (lambda: {"\udfff": 1}, False),
        (lambda: {"a": b"x"}, False),
        (lambda: {"a": (1, 2)}, False),
        (lambda: {"a": Decimal(1)}, False),
        (lambda: {1: 2}, False),
        (lambda: {"a": object()}, False),
        (lambda: Sneaky(a=1), False),
        (list, False),
        (lambda: "x", False),
        (lambda: 0, False),
        (dict, True),
        (lambda: None, True),
    ],
)
def test_the_bounds_of_arguments(world, make, fits):
    agent = world.agent()
    arguments = make()
    decision = world.ask(agent, arguments=arguments)
    assert decision.code == ("ok" if fits else "invalid_request")
    entry = world.last(kind="decision")
    assert entry.id == decision.audit_id
    if fits and arguments is not None:
        assert len(entry.commitment) == 64
        assert len(str(entry.arguments)) <= 4200


@pytest.mark.promise("BND-1", "AUD-2")
def test_entries_keep_at_most_4_kib_and_commit_to_the_rest(world):
    import hashlib

    agent = world.agent()
    world.allow(agent, arguments={"b": "x" * 5000, "a": 1})
    entry = world.last(kind="decision")
    assert list(entry.arguments) == ["$truncated"]
    ((kept, salt),) = world.sql("SELECT kept, salt FROM audit WHERE code='ok'")
    assert len(kept) <= 4096
    canonical = '{"a":1,"b":"' + "x" * 5000 + '"}'
    assert entry.commitment == hashlib.sha256(salt + canonical.encode()).hexdigest()
