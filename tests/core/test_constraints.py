"""Constraints: every field's bounds and paths, both spellings, the round trip through the wire, and what is narrower."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from enum import IntEnum

import pytest
from hypothesis import given

import worlds
from pykavach.core import codec
from pykavach.core.constraints import (
    DEFAULT_THROTTLE,
    MAX_APPROVAL_PATTERNS,
    MAX_COUNT,
    NONE,
    PARSED_FIELDS,
    Constraints,
)
from pykavach.core.errors import InvalidInput
from pykavach.core.tokens import mint

COUNTS = {
    "maxCallsPerMinute": "max_calls_per_minute",
    "maxCallsPerDay": "max_calls_per_day",
    "maxCalls": "max_calls",
    "throttleCallsPerMinute": "throttle_calls_per_minute",
}
MONEY = {
    "budgetUsdPerDay": "budget_usd_per_day",
    "budgetUsdPerMonth": "budget_usd_per_month",
    "budgetUsd": "budget_usd",
    "maxUsdPerCall": "max_usd_per_call",
    "reserveUsdPerCall": "reserve_usd_per_call",
}
#: Name on the wire, its spelling in Python, the field, a value, and the value's canonical form on the wire.
EVERY = [
    *((name, snake, snake, 5, 5) for name, snake in COUNTS.items()),
    *((name, snake, snake, 1.5, "1.50") for name, snake in MONEY.items()),
    ("allowedHoursUTC", "allowed_hours_utc", "hours", "Mon 09:00-18:00", "Mon 09:00-18:00"),
    (
        "ipAllowlist",
        "ip_allowlist",
        "addresses",
        ["10.0.0.0/8", "::ffff:10.1.2.3"],
        ["10.0.0.0/8", "10.1.2.3"],
    ),
    ("requireApprovalFor", "require_approval_for", "approvals", ["B:x", "a:X"], ["a:x", "b:x"]),
    ("argPatterns", "arg_patterns", "arguments", {"max_n": "a+"}, {"max_n": "a+"}),
    ("argsOnly", "args_only", "arguments", True, True),
]


def refused(value, path="constraints"):
    with pytest.raises(InvalidInput) as caught:
        Constraints.parse(value, path)
    return caught.value.field, caught.value.message


@pytest.mark.promise("API-6")
@pytest.mark.parametrize(("name", "snake", "field", "value", "wire"), EVERY, ids=[e[0] for e in EVERY])
def test_each_name_in_both_spellings(name, snake, field, value, wire):
    parsed = Constraints.parse({name: value})
    assert getattr(parsed, field) not in {None, ()}
    assert parsed.wire() == {name: wire}
    assert Constraints.parse({snake: value}).wire() == parsed.wire()
    assert Constraints.parse(parsed.wire()).wire() == parsed.wire()
    others = set(PARSED_FIELDS) - {field}
    assert all(getattr(parsed, other) == getattr(NONE, other) for other in others)
    where, message = refused({name: value, snake: value})
    assert (where, "twice" in message) == (f"constraints.{name}", True)


def test_every_field_has_its_name():
    assert {field for _, _, field, _, _ in EVERY} == set(PARSED_FIELDS)
    everything = {name: value for name, _, _, value, _ in EVERY}
    assert Constraints.parse(everything).wire() == {name: wire for name, _, _, _, wire in EVERY}


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("constraints", "field", "message"),
    [
        ({"argPatterns": None}, "argPatterns", "must not be null; leave it out if there is no such rule"),
        ({"argsOnly": None}, "argsOnly", "must not be null; leave it out if there is no such rule"),
        (
            {"requireApprovalFor": []},
            "requireApprovalFor",
            'must be a non-empty list of "resource:action" patterns; leave it out for none',
        ),
    ],
)
def test_messages_name_the_rule_and_the_way_out(constraints, field, message):
    with pytest.raises(InvalidInput) as caught:
        Constraints.parse(constraints)
    assert (caught.value.field, caught.value.message) == (f"constraints.{field}", message)


@pytest.mark.promise("AGT-6", "API-6")
def test_what_is_not_known_is_refused_by_name():
    field, message = refused({"maxCallPerDay": 5})
    assert field == "constraints.maxCallPerDay"
    assert "did you mean maxCallsPerDay" in message
    assert refused({"colour": 1}, "permissions[2].constraints")[0] == "permissions[2].constraints.colour"
    for wrong in ([], "maxCalls", 1, True):
        assert refused(wrong)[0] == "constraints"
    assert refused({1: 1})[0] == "constraints"


@pytest.mark.promise("TOK-2")
def test_no_token_is_stored_in_a_rule_on_arguments():
    token = mint(bytes(32))
    for rules in (
        {"k": token},
        {"k": {"oneOf": ["a", token[:60]]}},
        {"k": ["a", f"x{token.upper()}"]},
        {token: "a"},
    ):
        field, message = refused({"argPatterns": rules}, "permissions[2].constraints")
        assert field == "permissions[2].constraints.argPatterns"
        assert message == "must not hold a token: it would be stored in the clear"
    assert Constraints.parse({"argPatterns": {"k": "kv_[0-9a-f]{72}"}}).arguments is not None


def test_nothing_is_nothing():
    assert Constraints.parse(None) is NONE
    assert Constraints.parse({}) == NONE
    assert NONE.wire() == {}
    assert NONE.approvals == ()
    assert (NONE.metered, NONE.has_budget, NONE.throttle) == (False, False, DEFAULT_THROTTLE)


@pytest.mark.promise("PRM-4")
@pytest.mark.parametrize("name", ["minTrust", "min_trust"])
def test_trust_is_refused_until_it_is_built(name):
    assert refused({name: 50}) == (
        "constraints.minTrust",
        "trust scores are not available yet; leave minTrust out (PRM-4)",
    )


class Number(IntEnum):
    FIVE = 5


@pytest.mark.promise("AGT-6", "RATE-4")
@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    for value in (0, 1, MAX_COUNT, Number.FIVE):
        count = getattr(Constraints.parse({name: value}), COUNTS[name])
        assert (count, type(count)) == (value, int)
    for wrong in (True, False, 1.0, "1", None, Decimal(1), [1]):
        assert refused({name: wrong}) == (f"constraints.{name}", "must be a whole number, 0 or more")
    for wrong in (-1, MAX_COUNT + 1, 10**400):
        assert refused({name: wrong}) == (
            f"constraints.{name}",
            f"must be a whole number from 0 to {MAX_COUNT}",
        )
    assert MAX_COUNT == 10**15


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize("name", MONEY)
def test_amounts(name):
    for value in (0, 2, "2.00", 2.5, Decimal("0.1"), 10**9):
        assert getattr(Constraints.parse({name: value}), MONEY[name]) == Decimal(str(value)) * 10**6
    for wrong in (True, -1, "-0.01", float("nan"), float("inf"), 10**9 + 1, "x", None, [], "1,5"):
        assert refused({name: wrong})[0] == f"constraints.{name}"


@pytest.mark.promise("BUD-1")
@pytest.mark.parametrize("name", MONEY)
def test_caps_round_down_and_a_reserve_up(name):
    """What the decimal cannot say exactly never admits more."""
    expected = 2 if name == "reserveUsdPerCall" else 1
    assert getattr(Constraints.parse({name: "0.0000015"}), MONEY[name]) == expected


@pytest.mark.promise("AGT-6")
@pytest.mark.parametrize(
    ("constraints", "field"),
    [
        ({"allowedHoursUTC": []}, "allowedHoursUTC"),
        ({"allowedHoursUTC": None}, "allowedHoursUTC"),
        ({"allowedHoursUTC": ["09:00-18:00", "9-5"]}, "allowedHoursUTC[1]"),
        ({"allowedHoursUTC": "09:00-09:00"}, "allowedHoursUTC"),
        ({"ipAllowlist": []}, "ipAllowlist"),
        ({"ipAllowlist": "10.0.0.1"}, "ipAllowlist"),
        ({"ipAllowlist": ["10.0.0.1", "10.0.0.1/8"]}, "ipAllowlist[1]"),
        ({"requireApprovalFor": []}, "requireApprovalFor"),
        ({"requireApprovalFor": "a:b"}, "requireApprovalFor"),
        ({"requireApprovalFor": None}, "requireApprovalFor"),
        ({"requireApprovalFor": ["a:b", "b"]}, "requireApprovalFor[1]"),
        ({"requireApprovalFor": [{"resource": "a"}]}, "requireApprovalFor[0].actions"),
        ({"argPatterns": {"a": "("}}, "argPatterns.a"),
        ({"argPatterns": []}, "argPatterns"),
        ({"argsOnly": 1}, "argsOnly"),
        ({"argsOnly": None}, "argsOnly"),
        ({"argPatterns": None, "argsOnly": True}, "argPatterns"),
        ({"args_only": "yes"}, "argsOnly"),
    ],
)
def test_paths_lead_to_the_value(constraints, field):
    assert refused(constraints, "permissions[3].constraints")[0] == f"permissions[3].constraints.{field}"


@pytest.mark.promise("AGT-5", "APR-0")
def test_approval_patterns_are_counted_once_each_and_sorted():
    hundred = [f"r{n}:x" for n in range(MAX_APPROVAL_PATTERNS)]
    parsed = Constraints.parse({"requireApprovalFor": [*hundred, *hundred, "R0:X"]})
    assert [p.text for p in parsed.approvals] == sorted(hundred)
    assert "at most 100" in refused({"requireApprovalFor": [*hundred, "y:x"]})[1]
    objects = Constraints.parse({"requireApprovalFor": [{"resource": "a:*", "actions": ["x", "y"]}, "*"]})
    assert [p.text for p in objects.approvals] == ["*", "a:*:x", "a:*:y"]
    assert objects == Constraints.parse({"requireApprovalFor": ("*", "a:*:y", "a:*:x")})


@pytest.mark.parametrize(
    ("constraints", "metered", "has_budget", "throttle"),
    [
        ({}, False, False, 6),
        ({"maxCallsPerMinute": 0}, True, False, 6),
        ({"maxCallsPerDay": 0}, True, False, 6),
        ({"maxCalls": 0}, True, False, 6),
        ({"maxUsdPerCall": 0}, True, False, 6),
        ({"budgetUsdPerDay": 0}, True, True, 6),
        ({"budgetUsdPerMonth": 0}, True, True, 6),
        ({"budgetUsd": 0}, True, True, 6),
        ({"reserveUsdPerCall": 1}, False, False, 6),
        ({"throttleCallsPerMinute": 0}, False, False, 0),
        ({"throttleCallsPerMinute": 9, "budgetUsd": 0}, True, True, 9),
        ({"allowedHoursUTC": "09:00-18:00", "ipAllowlist": ["::1"], "argsOnly": True}, False, False, 6),
        ({"requireApprovalFor": ["*"]}, False, False, 6),
    ],
)
def test_what_is_derived(constraints, metered, has_budget, throttle):
    parsed = Constraints.parse(constraints)
    assert (parsed.metered, parsed.has_budget, parsed.throttle) == (metered, has_budget, throttle)


@pytest.mark.promise("BUD-3", "EX-1")
@pytest.mark.parametrize(
    ("name", "cap", "place", "room"),
    [
        ("maxCallsPerMinute", 5, 0, 5),
        ("maxCallsPerDay", 5, 1, 5),
        ("maxCalls", 5, 2, 5),
        ("maxUsdPerCall", "0.000005", 3, 6),  # what is below it costs 5 at most
        *(
            (name, f"0.{cap:06}", place, room)
            for place, name in enumerate(("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"), 4)
            for cap, room in ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (10, 8), (11, 9))
        ),
    ],
)
def test_room_is_up_to_a_cap_or_80_percent_of_a_budget(name, cap, place, room):
    """What is below it fits for sure, with everything that is not limited endless."""
    parsed = Constraints.parse({name: cap})
    assert parsed.room == (*NONE.room[:place], room, *NONE.room[place + 1 :])
    assert {type(each) for each in parsed.room} == {int}, "exact: no float on the way"
    assert parsed == replace(parsed, room=NONE.room), "derived from the rest, so neither compared nor shown"
    assert "room" not in repr(parsed)
    assert len(NONE.room) == 7
    assert min(NONE.room) > 1 << 64, "beyond every number a store can count to"


@pytest.mark.promise("API-6")
@given(worlds.constraints(most=6))
def test_the_round_trip_through_stored_text(wire):
    parsed = Constraints.parse(wire)
    text = codec.stored(codec.canonical(parsed.wire()))
    again = Constraints.parse(codec.loads(text))
    assert (
        again.wire()
        == parsed.wire()
        == wire | {name: sorted(value) for name, value in wire.items() if name == "requireApprovalFor"}
    )
    assert (again.metered, again.has_budget, again.throttle) == (
        parsed.metered,
        parsed.has_budget,
        parsed.throttle,
    )


# -- widening ----------------------------------------------------------------------------------------------------------

NARROWER = [
    *((name, {name: 5}, {name: 4}) for name in [*COUNTS][:3]),
    *((name, {name: 5}, {name: 4}) for name in MONEY if name != "reserveUsdPerCall"),
    ("reserveUsdPerCall", {"reserveUsdPerCall": 4}, {"reserveUsdPerCall": 5}),
    ("throttleCallsPerMinute", {"throttleCallsPerMinute": 5}, {"throttleCallsPerMinute": 4}),
    ("allowedHoursUTC", {"allowedHoursUTC": "09:00-18:00"}, {"allowedHoursUTC": "Mon 09:00-18:00"}),
    ("ipAllowlist", {"ipAllowlist": ["10.0.0.0/8"]}, {"ipAllowlist": ["10.1.0.0/16"]}),
    ("argPatterns", {"argPatterns": {"a": ["x", "y"]}}, {"argPatterns": {"a": "x"}}),
    ("argPatterns", {"argPatterns": {"a": "x"}}, {"argPatterns": {"a": "x"}, "argsOnly": True}),
]


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize(("name", "wide", "narrow"), NARROWER)
def test_each_constraint_narrows_one_way(name, wide, narrow):
    loose, tight = Constraints.parse(wide), Constraints.parse(narrow)
    assert tight.widening(loose) is None
    assert loose.widening(tight) == name
    assert loose.widening(loose) is None
    assert tight.widening(NONE) is None
    # Dropping it widens; only the throttle has a default to fall back to.
    assert NONE.widening(tight) == name


@pytest.mark.promise("AGT-1", "BUD-3")
@pytest.mark.parametrize(
    ("was", "now", "wider"), [(None, 6, False), (None, 7, True), (5, None, True), (6, None, False)]
)
def test_a_throttle_that_is_not_set_is_six(was, now, wider):
    def throttled(limit):
        return Constraints.parse({} if limit is None else {"throttleCallsPerMinute": limit})

    assert throttled(now).widening(throttled(was)) == ("throttleCallsPerMinute" if wider else None)


@pytest.mark.promise("AGT-1")
def test_a_cap_may_be_set_to_nothing_and_not_taken_away():
    for name in [*COUNTS, *MONEY]:
        if name in {"throttleCallsPerMinute", "reserveUsdPerCall"}:
            continue
        none, some = Constraints.parse({name: 0}), Constraints.parse({name: 5})
        assert none.widening(some) is None
        assert some.widening(none) == name
        assert NONE.widening(none) == name
    assert NONE.widening(Constraints.parse({"reserveUsdPerCall": 0})) is None
    assert NONE.widening(Constraints.parse({"reserveUsdPerCall": "0.000001"})) == "reserveUsdPerCall"


def test_approvals_are_compared_by_the_agent_as_a_whole():
    asked = Constraints.parse({"requireApprovalFor": ["*"]})
    assert NONE.widening(asked) is None
    assert asked.widening(NONE) is None


@pytest.mark.promise("AGT-1")
@given(worlds.constraints(most=4), worlds.constraints(most=4), worlds.constraints(most=4))
def test_narrowing_is_an_order(a, b, c):
    one, two, three = map(Constraints.parse, (a, b, c))
    for each in (one, two, three):
        assert each.widening(each) is None
    for x, y, z in itertools.permutations((one, two, three)):
        if x.widening(y) is None and y.widening(z) is None:
            assert x.widening(z) is None
