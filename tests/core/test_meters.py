"""The ledger against a sequential model: a list of what was charged, summed anew with `Decimal` and `datetime`."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import judgement_model as model
import worlds
from pykavach.core.access import NEVER_CLEARS, Code
from pykavach.core.constraints import Constraints
from pykavach.core.meters import (
    DAY,
    MINUTE,
    NEARLY,
    NO,
    THROTTLED,
    YES,
    Reading,
    Windows,
    fits,
    measures,
    month_of,
    month_start,
    readable,
    throttle_ends,
    used_of,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def us(when: datetime) -> int:
    return (when - EPOCH) // timedelta(microseconds=1)


def micros(dollars: Decimal) -> int:
    return int(dollars * 10**6)


# -- windows -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TIM-1")
def test_months_are_calendar_months():
    first = date(1969, 12, 1).toordinal()
    epoch = date(1970, 1, 1).toordinal()
    for ordinal in range(first, date(2130, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        month = month_of(ordinal - epoch)
        assert month == day.year * 12 + day.month - 1
        if day.day == 1:
            assert month_start(month) == (ordinal - epoch) * DAY


@pytest.mark.promise("TIM-1", "RATE-1")
@given(st.integers(0, 230 * 365 * 86_400 * 10**6).map(lambda n: EPOCH + timedelta(microseconds=n)))
def test_windows_of_an_instant(when):
    at = Windows.at(us(when))
    assert at.now == us(when)
    minute = EPOCH + timedelta(minutes=at.minute)
    assert minute == when.replace(second=0, microsecond=0)
    assert EPOCH + timedelta(days=at.day) == when.replace(hour=0, minute=0, second=0, microsecond=0)
    assert divmod(at.month, 12) == (when.year, when.month - 1)
    assert (MINUTE, DAY) == (60 * 10**6, 86_400 * 10**6)


# -- the ledger --------------------------------------------------------------------------------------------------------

CAPS = st.lists(st.sampled_from(sorted(worlds.METERED)), max_size=4, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({name: worlds.METERED[name] for name in chosen})
)
COSTS = st.sampled_from([Decimal(c) for c in ("0", "0.01", "0.02", "0.03", "0.06")])
SECONDS = (0, 0, 0, 5, 60, 3600, 86_400, 31 * 86_400)
CALL = st.tuples(st.just("call"), COSTS, st.sampled_from(SECONDS))
SETTLE = st.tuples(st.just("settle"), COSTS, st.integers(0, 20))
RECORD = st.tuples(st.just("record"), COSTS, st.sampled_from(SECONDS))
BACK = st.tuples(st.just("back"), st.just(Decimal(0)), st.sampled_from((1, 60, 3600, 86_400, 40 * 86_400)))


class Ledger:
    """One level: the reading under test beside the list of what was charged.

    ``now`` is what the clock says; ``seen`` the latest it has ever said, which is the time that a meter keeps to (TIM-2).
    """

    def __init__(self, wire):
        self.wire = wire
        self.caps = Constraints.parse(wire)
        self.used = Reading(1)
        self.now = self.seen = worlds.START
        self.charged = []
        self.booked = []
        self.roll()

    def roll(self):
        self.seen = max(self.seen, self.now)
        self.at = Windows.at(us(self.now))
        self.used.roll(self.at)

    def ask(self, cost):
        return model.Ask("a", "read", None, None, cost, self.seen)

    def sums(self):
        """What the reading must say, from the list."""
        in_ = {
            w: [c for c in self.charged if model._same(c.at, self.seen, w)]
            for w in ("minute", "day", "month", "life")
        }
        calls = {w: [c for c in found if c.call] for w, found in in_.items()}
        usd = {w: micros(sum((c.cost for c in found), Decimal(0))) for w, found in in_.items()}
        return (
            len(calls["minute"]),
            sum(c.throttled for c in calls["minute"]),
            len(calls["day"]),
            len(calls["life"]),
            usd["day"],
            usd["month"],
            usd["life"],
        )

    def counts(self):
        u = self.used
        return (u.minute_calls, u.throttle_calls, u.day_calls, u.calls, u.day_usd, u.month_usd, u.usd)

    def refusals(self, cost):
        return list(model.refused_by(self.wire, self.charged, self.ask(cost), cost))

    def call(self, cost):
        """Try one call; both sides must say the same, and why."""
        refused = self.refusals(cost)
        throttled = model.is_throttled(self.wire, self.charged, self.seen)
        after = [*self.charged, model.Charged(self.seen, cost, throttled)]
        nearly = model.is_throttled(self.wire, after, self.seen)
        answer = fits(self.caps, self.used, micros(cost))
        assert answer == (NO if refused else THROTTLED if throttled else NEARLY if nearly else YES)
        self.check_measures(cost, refused, answer)
        if answer == NO:
            return
        self.used.take(micros(cost), answer == THROTTLED)
        self.charged.append(model.Charged(self.seen, cost, throttled))
        self.booked.append((self.charged[-1], cost, self.used.day, self.used.month))
        self.check_caps()

    def check_measures(self, cost, refused, answer):
        found = measures(self.caps, self.used, micros(cost))
        told = sorted((m.code.value, m.clears) for m in found if not m.fits)
        assert told == sorted((code, NEVER_CLEARS if at == model.FOREVER else us(at)) for code, at in refused)
        assert all(m.fits for m in found) is (answer != NO)
        rules = [m.rule for m in found]
        throttles = "throttleCallsPerMinute" in rules
        assert throttles is model.is_throttled(self.wire, self.charged, self.seen)
        named = set(self.wire) - {"throttleCallsPerMinute"}
        assert set(rules) - {"throttleCallsPerMinute"} == named
        assert len(rules) == len(set(rules))
        counts = dict(
            zip(
                (
                    "maxCallsPerMinute",
                    "throttleCallsPerMinute",
                    "maxCallsPerDay",
                    "maxCalls",
                    "budgetUsdPerDay",
                    "budgetUsdPerMonth",
                    "budgetUsd",
                ),
                self.counts(),
                strict=True,
            )
        ) | {"maxUsdPerCall": micros(cost)}
        for m in found:
            assert m.used == counts[m.rule]
            assert m.money is ("Usd" in m.rule)
            limit = self.wire.get(m.rule, 6)
            assert m.limit == (micros(Decimal(limit)) if m.money else limit)

    def check_caps(self):
        """EX-1, BUD-2: an allow never brings a count over its cap, nor booked and spent over a budget."""
        for name, count in (("maxCallsPerMinute", 0), ("maxCallsPerDay", 2), ("maxCalls", 3)):
            assert self.counts()[count] <= self.wire.get(name, 10**9)
        for name, count in (("budgetUsdPerDay", 4), ("budgetUsdPerMonth", 5), ("budgetUsd", 6)):
            assert self.counts()[count] <= micros(Decimal(self.wire.get(name, 10**9)))

    def settle(self, cost, place):
        if self.booked:
            charge, booked, day, month = self.booked.pop(place % len(self.booked))
            self.used.settle(micros(booked), micros(cost), day, month)
            charge.cost = cost

    def record(self, cost):
        self.used.spend(micros(cost))
        self.charged.append(model.Charged(self.seen, cost, call=False))

    def run(self, story):
        for what, cost, number in story:
            if what == "settle":
                self.settle(cost, number)
            else:
                self.now += timedelta(seconds=-number if what == "back" else number)
                self.roll()
                if what == "call":
                    self.call(cost)
                elif what == "record":
                    self.record(cost)
            assert self.counts() == self.sums()


@pytest.mark.promise("RATE-1", "RATE-3", "RATE-4", "BUD-2", "BUD-3", "BUD-4", "BUD-5", "BUD-7", "EX-1")
@given(CAPS, st.lists(st.one_of(CALL, CALL, CALL, SETTLE, RECORD), max_size=30))
def test_the_ledger_is_the_sequential_model(caps, story):
    Ledger(caps).run(story)


@pytest.mark.promise("TIM-2")
@given(CAPS, st.lists(st.one_of(CALL, CALL, CALL, SETTLE, RECORD, BACK), max_size=30))
def test_a_clock_that_steps_back_is_a_clock_that_stands_still(caps, story):
    """A meter keeps to the latest time it has seen: nothing is given back, and no window is filled twice."""
    Ledger(caps).run(story)


@pytest.mark.promise("TIM-2")
def test_a_window_never_goes_back():
    used = Reading(1)
    late = Windows.at(us(datetime(2024, 3, 1, 0, 1, tzinfo=UTC)))
    used.roll(late)
    used.take(5, throttled=True)
    before = used.row()
    for earlier in (datetime(2024, 3, 1, 0, 0, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC), EPOCH):
        used.roll(Windows.at(us(earlier)))
        assert used.row() == before


@pytest.mark.promise("RATE-1", "TIM-1")
def test_each_window_empties_alone():
    used = Reading(1)
    start = datetime(2024, 1, 30, 23, 58, tzinfo=UTC)
    expected = {
        0: (1, 1, 1, 1, 1, 1),
        1: (0, 0, 1, 1, 1, 1),  # the next minute
        2: (0, 0, 0, 0, 1, 1),  # the next day
        2 + 24 * 60: (0, 0, 0, 0, 0, 1),  # the next month
    }
    used.roll(Windows.at(us(start)))
    used.take(1, throttled=True)
    for minutes, left in expected.items():
        used.roll(Windows.at(us(start + timedelta(minutes=minutes))))
        u = used
        assert (u.minute_calls, u.throttle_calls, u.day_calls, u.day_usd, u.month_usd, u.calls) == left
    assert used.usd == 1


@pytest.mark.promise("BUD-5")
@pytest.mark.parametrize(
    ("day", "month", "left"), [(5, 7, (7, 17, 27)), (4, 7, (10, 17, 27)), (4, 6, (10, 20, 27))]
)
def test_a_settlement_goes_where_it_was_booked(day, month, left):
    used = Reading(1, day=5, day_usd=10, month=7, month_usd=20, usd=30)
    used.settle(4, 1, day, month)
    assert (used.day_usd, used.month_usd, used.usd) == left


@pytest.mark.promise("BUD-5")
def test_a_true_cost_above_its_booking_is_recorded():
    used = Reading(1, day=5, month=7)
    used.take(4, throttled=False)
    used.settle(4, 9, 5, 7)
    assert (used.day_usd, used.month_usd, used.usd, used.calls) == (9, 9, 9, 1)


@pytest.mark.promise("BUD-5", "FC-1")
@pytest.mark.parametrize(("place", "name"), list(enumerate(("day_usd", "month_usd", "usd"))))
def test_no_settlement_brings_a_sum_below_nothing(place, name):
    """Set back by hand, a sum may hold less than a booking; below zero it would be unreadable."""
    sums = {"day_usd": 10, "month_usd": 10, "usd": 10}
    used = Reading(1, day=5, month=7, **sums | {name: 2})
    used.settle(4, 1, 5, 7)
    expected = [7, 7, 7]
    expected[place] = 0
    assert [used.day_usd, used.month_usd, used.usd] == expected


@pytest.mark.promise("FC-1", "AGT-6")
def test_a_stored_reading_is_readable_when_its_counts_are_counts():
    fresh = [1, *[0] * 10, None, None]
    assert readable(fresh)
    assert readable([1, *[2**63 - 1] * 10, -1, "::1"])
    for place in range(11):
        for damage in (-1, 0.5, 0.0, "0", b"\0", None, True):
            assert not readable([*fresh[:place], damage, *fresh[place + 1 :]]), (place, damage)
    for at, ip in ((0.5, None), ("1", None), (True, None), (None, b"::1"), (None, 1)):
        assert not readable([*fresh[:11], at, ip])


def test_a_row_is_the_arguments_of_the_constructor():
    named = list(inspect.signature(Reading).parameters)
    values = list(range(1, len(named) + 1))
    reading = Reading(*values)
    assert reading.row() == tuple(values)
    assert [getattr(reading, name) for name in named] == values
    empty = Reading(9)
    assert empty.row() == (9, *[0] * 10, None, None)


def test_what_is_used_is_read_in_one_go():
    used = Reading(1, 0, 11, 12, 0, 13, 14, 0, 15, 16, 17, 18, "::1")
    assert used_of(used) == (11, 13, 16, 14, 15, 17)  # calls: minute, day, life; money: day, month, life


# -- bounds, one by one ------------------------------------------------------------------------------------------------

AT = Windows.at(us(datetime(2024, 2, 10, 12, 30, tzinfo=UTC)))


#: When the windows of that instant end.
ENDS = {
    "minute": us(datetime(2024, 2, 10, 12, 31, tzinfo=UTC)),
    "day": us(datetime(2024, 2, 11, tzinfo=UTC)),
    "month": us(datetime(2024, 3, 1, tzinfo=UTC)),
    "life": NEVER_CLEARS,
}


def reading(**counts):
    used = Reading(1)
    used.roll(AT)
    for name, value in counts.items():
        setattr(used, name, value)
    return used


@pytest.mark.promise("RATE-1", "RATE-4", "EX-1")
@pytest.mark.parametrize(
    ("rule", "count", "window"),
    [
        ("maxCallsPerMinute", "minute_calls", "minute"),
        ("maxCallsPerDay", "day_calls", "day"),
        ("maxCalls", "calls", "life"),
    ],
)
@pytest.mark.parametrize("cap", [0, 1, 5])
def test_a_cap_of_n_admits_n(rule, count, window, cap):
    caps = Constraints.parse({rule: cap})
    clears = ENDS[window] if cap else NEVER_CLEARS
    for used in range(cap + 2):
        now = reading(**{count: used})
        assert (fits(caps, now, 0) == YES) is (used < cap)
        assert measures(caps, now, 0) == [(rule, Code.RATE_LIMITED, used, cap, used < cap, clears, False)]


@pytest.mark.promise("BUD-2", "BUD-3", "BUD-4")
@pytest.mark.parametrize(
    ("rule", "count", "window"),
    [
        ("budgetUsdPerDay", "day_usd", "day"),
        ("budgetUsdPerMonth", "month_usd", "month"),
        ("budgetUsd", "usd", "life"),
    ],
)
@pytest.mark.parametrize(
    ("spent", "cost", "answer"),
    [
        (0, 79, YES),
        (0, 80, NEARLY),  # to 80 %: not throttled yet
        (0, 100, NEARLY),  # exactly reaching it passes
        (0, 101, NO),
        (79, 0, YES),
        (79, 1, NEARLY),
        (79, 21, NEARLY),
        (79, 22, NO),
        (80, 0, THROTTLED),  # at 80 % before the call
        (80, 20, THROTTLED),
        (80, 21, NO),
        (99, 1, THROTTLED),
        (100, 0, NO),  # once reached, free calls too
        (101, 0, NO),
    ],
)
def test_the_bounds_of_a_budget(rule, count, window, spent, cost, answer):
    caps = Constraints.parse({rule: "0.0001"})
    now = reading(**{count: spent})
    assert fits(caps, now, cost) == answer
    clears = (
        ENDS[window] if cost <= 100 else NEVER_CLEARS
    )  # dearer than the budget: no window has room for it
    budget, *throttle = measures(caps, now, cost)
    assert budget == (rule, Code.BUDGET_EXCEEDED, spent, 100, answer != NO, clears, True)
    shown = ("throttleCallsPerMinute", Code.BUDGET_THROTTLED, 0, 6, True, ENDS["minute"], False)
    assert throttle == ([shown] if spent >= 80 else [])
    throttled = fits(caps, reading(**{count: spent}, throttle_calls=6), cost)
    assert throttled == (NO if answer == THROTTLED else answer)


@pytest.mark.promise("BUD-3")
@pytest.mark.parametrize(("limit", "admitted"), [(0, 0), (1, 1), (None, 6), (9, 9)])
def test_the_throttle_admits_so_many_a_minute(limit, admitted):
    caps = Constraints.parse(
        {"budgetUsd": "0.0001"} | ({} if limit is None else {"throttleCallsPerMinute": limit})
    )
    for calls in range(11):
        used = reading(usd=80, throttle_calls=calls, minute_calls=1000)
        assert fits(caps, used, 0) == (THROTTLED if calls < admitted else NO)


@pytest.mark.promise("BUD-3")
def test_each_call_while_throttled_counts():
    used = reading(usd=80)
    for throttled in (True, False, True):
        used.take(0, throttled)
    assert (used.throttle_calls, used.minute_calls) == (2, 3)


@pytest.mark.promise("BUD-3")
def test_all_budgets_of_a_level_share_its_throttle():
    wire = {"budgetUsdPerDay": "0.0001", "budgetUsdPerMonth": "0.001", "budgetUsd": "0.01"}
    caps = Constraints.parse(wire)
    for spent in ({"day_usd": 80}, {"month_usd": 800}, {"usd": 8000}):
        assert fits(caps, reading(**spent), 0) == THROTTLED
        assert fits(caps, reading(**spent, throttle_calls=6), 0) == NO
        shown = [m for m in measures(caps, reading(**spent), 0) if m.code is Code.BUDGET_THROTTLED]
        assert [(m.used, m.limit, m.fits) for m in shown] == [(0, 6, True)]
    assert fits(caps, reading(day_usd=79, month_usd=799, usd=7999, throttle_calls=6), 0) == YES


@pytest.mark.promise("BUD-1")
@pytest.mark.parametrize(("cost", "answer"), [(0, YES), (50, YES), (51, NO)])
def test_the_bound_of_one_call(cost, answer):
    caps = Constraints.parse({"maxUsdPerCall": "0.00005"})
    assert fits(caps, reading(), cost) == answer
    [m] = measures(caps, reading(), cost)
    assert (m.fits, m.used, m.limit, m.clears, m.code) == (
        answer == YES,
        cost,
        50,
        NEVER_CLEARS,
        Code.BUDGET_EXCEEDED,
    )


@pytest.mark.promise("BUD-3")
@pytest.mark.parametrize(
    ("spent", "window"),
    [
        ({}, None),
        ({"day_usd": 80}, "day"),
        ({"day_usd": 79, "month_usd": 80}, "month"),
        ({"day_usd": 80, "month_usd": 79, "usd": 79}, "day"),
        ({"day_usd": 80, "month_usd": 80}, "month"),
        ({"day_usd": 80, "usd": 80}, "life"),
    ],
)
def test_with_a_throttle_of_none_the_wait_is_that_of_the_budget(spent, window):
    wire = dict.fromkeys(("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"), "0.0001")
    caps = Constraints.parse(wire | {"throttleCallsPerMinute": 0})
    used = reading(**spent)
    ends = ENDS | {None: 0}
    assert throttle_ends(caps, used, ends["day"], ends["month"]) == ends[window]
    if window is not None:
        [throttle] = [m for m in measures(caps, used, 0) if m.code is Code.BUDGET_THROTTLED]
        assert (throttle.clears, throttle.fits, throttle.limit) == (ends[window], False, 0)


FEW = st.integers(0, 12)
DOLLARS = FEW.map(lambda n: f"0.{n:06}")
#: Caps of a few calls and micro-dollars, so that every bound is met, each remainder of 80 % among them.
TIGHT = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("maxCallsPerMinute", "maxCallsPerDay", "maxCalls", "throttleCallsPerMinute"), FEW)
    | dict.fromkeys(("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd", "maxUsdPerCall"), DOLLARS),
)
#: Calls in the minute, in the day and ever; dollars in the day, in the month and ever.
COUNTED = ("minute_calls", "day_calls", "calls", "day_usd", "month_usd", "usd")
USED = st.fixed_dictionaries(dict.fromkeys((*COUNTED, "throttle_calls"), FEW))


@pytest.mark.promise("EX-1", "RATE-3", "BUD-2", "BUD-3", "BUD-4")
@given(TIGHT, USED, FEW)
def test_there_is_room_exactly_where_the_long_way_says_a_plain_yes(wire, counts, cost):
    """The quick yes never says yes where the long way says otherwise, and misses no plain yes."""
    caps = Constraints.parse(wire)
    unhurried = replace(caps, room=(0,) * 7)  # nothing is below it: always the long way
    used = reading(**counts)
    answer = fits(unhurried, used, cost)
    assert fits(caps, used, cost) == answer
    minute, day, life, *money = (counts[name] for name in COUNTED)
    below = (minute, day, life, cost, *(spent + cost for spent in money))
    assert all(some < room for some, room in zip(below, caps.room, strict=True)) is (answer == YES)


@pytest.mark.promise("EX-1", "RATE-3", "BUD-2", "BUD-3", "BUD-4")
@pytest.mark.parametrize(
    ("rule", "cap", "count", "last"),
    [
        ("maxCallsPerMinute", 5, "minute_calls", 4),
        ("maxCallsPerDay", 5, "day_calls", 4),
        ("maxCalls", 5, "calls", 4),
        ("maxUsdPerCall", "0.000010", "cost", 10),
        *(
            (rule, f"0.{cap:06}", count, last)
            for rule, count in (
                ("budgetUsdPerDay", "day_usd"),
                ("budgetUsdPerMonth", "month_usd"),
                ("budgetUsd", "usd"),
            )
            for cap, last in ((10, 7), (11, 8), (12, 9), (13, 10), (14, 11), (15, 11))
        ),
    ],
)
def test_room_ends_where_a_cap_or_80_percent_of_a_budget_begins(rule, cap, count, last):
    """One cap at a time, at its bound: all the other counts are far beyond it."""
    caps = Constraints.parse({rule: cap})
    counts = dict.fromkeys((*COUNTED, "throttle_calls"), 10**9)
    for value in (0, last, last + 1, 10**9):
        some = counts | {"cost": 0} | {count: value}
        cost = some.pop("cost")
        answer = fits(caps, reading(**some), cost)
        assert answer == fits(replace(caps, room=(0,) * 7), reading(**some), cost)
        assert (answer == YES) is (value <= last)


def test_a_level_without_limits_takes_everything():
    assert fits(Constraints(), reading(calls=10**9, usd=10**15), 10**15) == YES
    assert measures(Constraints(), reading(), 0) == []
