"""Meters and the ledger: finite quantities, and the fold that takes from them.

Every level (an agent, or one of its permissions that carries limits) has one *reading*: what it has used in the
running UTC minute, day and month and in its whole life. Rolling a reading into a later window empties that window;
a window never goes back, so a clock that steps or differs can only deny more (TIM-2).

Laws, each held by a property test against a sequential model:

1. ``fits`` then ``take`` never brings a count over its cap, and never ``booked + spent`` over a budget (EX-1, BUD-2).
2. A call that does not fit changes no count (RATE-3).
3. Readings are independent: a decision takes from all of its levels or from none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from pykavach.core.access import NEVER_CLEARS, Code
from pykavach.core.constraints import Constraints

MINUTE: Final = 60_000_000
DAY: Final = 86_400_000_000
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()

NO: Final = 0
YES: Final = 1
THROTTLED: Final = 2
#: It fits, and brings a budget to 80 % or to its cap.
NEARLY: Final = 3


@lru_cache(16)
def month_of(day: int) -> int:
    """The number of the UTC month (years * 12 + month - 1) in which the day with that number since the epoch lies."""
    when = date.fromordinal(_EPOCH_ORDINAL + day)
    return when.year * 12 + when.month - 1


@lru_cache(16)
def _day_and_month(minute: int) -> tuple[int, int]:
    day = minute // (DAY // MINUTE)
    return day, month_of(day)


def month_start(month: int) -> int:
    """When the month with that number starts, in microseconds since the epoch."""
    return (date(month // 12, month % 12 + 1, 1).toordinal() - _EPOCH_ORDINAL) * DAY


#: A named tuple without its own constructor, which is a function in Python.
_made: Final = tuple.__new__


class Windows(NamedTuple):
    """One instant as the numbers of the windows it lies in."""

    now: int
    minute: int
    day: int
    month: int

    @classmethod
    def at(cls, us: int) -> Windows:
        minute = us // MINUTE
        day, month = _day_and_month(minute)
        return _made(cls, (us, minute, day, month))


#: The columns of a reading, in the order of its constructor.
COLUMNS: Final = (
    "id",
    "minute",
    "minute_calls",
    "throttle_calls",
    "day",
    "day_calls",
    "day_usd",
    "month",
    "month_usd",
    "calls",
    "usd",
    "last_at",
    "last_ip",
)


class Reading:
    """What one level has used. Money in micro-dollars, booked and spent together."""

    __slots__ = COLUMNS

    def __init__(
        self,
        id: int,
        minute: int = 0,
        minute_calls: int = 0,
        throttle_calls: int = 0,
        day: int = 0,
        day_calls: int = 0,
        day_usd: int = 0,
        month: int = 0,
        month_usd: int = 0,
        calls: int = 0,
        usd: int = 0,
        last_at: int | None = None,
        last_ip: str | None = None,
    ) -> None:
        self.id = id
        self.minute = minute
        self.minute_calls = minute_calls
        self.throttle_calls = throttle_calls
        self.day = day
        self.day_calls = day_calls
        self.day_usd = day_usd
        self.month = month
        self.month_usd = month_usd
        self.calls = calls
        self.usd = usd
        self.last_at = last_at
        self.last_ip = last_ip

    def row(self) -> tuple[object, ...]:
        """The reading as the constructor takes it."""
        return (self.id, *columns_of(self)[:-1])

    def roll(self, windows: Windows) -> None:
        """Enter the windows of this instant; those that are later than the reading's start empty."""
        if windows.minute > self.minute:
            self.minute = windows.minute
            self.minute_calls = self.throttle_calls = 0
            if windows.day > self.day:
                self.day = windows.day
                self.day_calls = self.day_usd = 0
            if windows.month > self.month:
                self.month = windows.month
                self.month_usd = 0

    def take(self, cost: int, throttled: bool) -> None:
        """Charge one allowed call that books ``cost``."""
        self.minute_calls += 1
        self.day_calls += 1
        self.calls += 1
        if throttled:
            self.throttle_calls += 1
        if cost:  # as ``spend`` does
            self.day_usd += cost
            self.month_usd += cost
            self.usd += cost

    def spend(self, cost: int) -> None:
        """Add money to the running windows; negative gives back."""
        self.day_usd += cost
        self.month_usd += cost
        self.usd += cost

    def settle(self, booked: int, cost: int, day: int, month: int) -> None:
        """Replace a booking by the true cost, in the windows in which it was booked (BUD-5).

        Where somebody has taken back more by hand than is left, nothing is left.
        """
        change = cost - booked
        if self.day == day:
            self.day_usd = max(0, self.day_usd + change)
        if self.month == month:
            self.month_usd = max(0, self.month_usd + change)
        self.usd = max(0, self.usd + change)


_WHOLE_NUMBERS: Final = {int}


def readable(row: Sequence[Any]) -> bool:
    """Whether the columns of a stored reading, in the order of its constructor, are ones that this library has written.

    Stores drop what is not: a decision that needs it then denies (FC-1), and the rest need no look at what they compare.
    """
    counts, (at, ip) = row[:-2], row[-2:]
    return (
        set(map(type, counts)) == _WHOLE_NUMBERS
        and min(counts) >= 0
        and (at is None or type(at) is int)
        and (ip is None or type(ip) is str)
    )


def columns_of(reading: Reading) -> tuple[Any, ...]:
    """A reading as columns, in the order of the constructor, but with its id at the end."""
    return (
        reading.minute,
        reading.minute_calls,
        reading.throttle_calls,
        reading.day,
        reading.day_calls,
        reading.day_usd,
        reading.month,
        reading.month_usd,
        reading.calls,
        reading.usd,
        reading.last_at,
        reading.last_ip,
        reading.id,
    )


#: What a reading says is used: calls in the minute, in the day and ever; money in the day, in the month and ever.
used_of: Final = attrgetter("minute_calls", "day_calls", "calls", "day_usd", "month_usd", "usd")


def fits(caps: Constraints, used: Reading, cost: int) -> int:
    """Whether one more call that books ``cost`` fits under the caps of one level: NO, YES, NEARLY or THROTTLED.

    ``used`` is rolled. A call fits that exactly reaches a budget; none fits once a budget is reached (BUD-4). At
    80 % of a budget before the call the level throttles (BUD-3).
    """
    minute, day, life, dearest, day_usd, month_usd, usd = caps.room
    if (
        used.minute_calls < minute
        and used.day_calls < day
        and used.calls < life
        and cost < dearest
        and used.day_usd + cost < day_usd
        and used.month_usd + cost < month_usd
        and used.usd + cost < usd
    ):
        return YES
    cap = caps.max_calls_per_minute
    if cap is not None and used.minute_calls >= cap:
        return NO
    cap = caps.max_calls_per_day
    if cap is not None and used.day_calls >= cap:
        return NO
    cap = caps.max_calls
    if cap is not None and used.calls >= cap:
        return NO
    cap = caps.max_usd_per_call
    if cap is not None and cost > cap:
        return NO
    throttled = nearly = False
    cap = caps.budget_usd_per_day
    if cap is not None:
        spent = used.day_usd
        if spent >= cap or spent + cost > cap:
            return NO
        if (spent + cost) * 5 >= cap * 4:
            nearly, throttled = True, spent * 5 >= cap * 4
    cap = caps.budget_usd_per_month
    if cap is not None:
        spent = used.month_usd
        if spent >= cap or spent + cost > cap:
            return NO
        if (spent + cost) * 5 >= cap * 4:
            nearly, throttled = True, throttled or spent * 5 >= cap * 4
    cap = caps.budget_usd
    if cap is not None:
        spent = used.usd
        if spent >= cap or spent + cost > cap:
            return NO
        if (spent + cost) * 5 >= cap * 4:
            nearly, throttled = True, throttled or spent * 5 >= cap * 4
    if throttled:
        return NO if used.throttle_calls >= caps.throttle else THROTTLED
    return NEARLY if nearly else YES


class Measure(NamedTuple):
    """One cap of one level beside what is used of it: the numbers behind a finding."""

    rule: str
    code: Code
    used: int
    limit: int
    fits: bool
    clears: int
    money: bool


def measures(caps: Constraints, used: Reading, cost: int) -> list[Measure]:
    """Every cap of a level with its numbers, in a fixed order. ``used`` is rolled. Agrees with ``fits``."""
    ends_minute = (used.minute + 1) * MINUTE
    ends_day = (used.day + 1) * DAY
    ends_month = month_start(used.month + 1)
    found: list[Measure] = []
    for rule, cap, count, ends in (
        ("maxCallsPerMinute", caps.max_calls_per_minute, used.minute_calls, ends_minute),
        ("maxCallsPerDay", caps.max_calls_per_day, used.day_calls, ends_day),
        ("maxCalls", caps.max_calls, used.calls, NEVER_CLEARS),
    ):
        if cap is not None:
            # A cap of 0 admits nothing in any window: no reset will clear it.
            clears = ends if cap else NEVER_CLEARS
            found.append(Measure(rule, Code.RATE_LIMITED, count, cap, count < cap, clears, False))
    if caps.max_usd_per_call is not None:
        limit = caps.max_usd_per_call
        found.append(
            Measure("maxUsdPerCall", Code.BUDGET_EXCEEDED, cost, limit, cost <= limit, NEVER_CLEARS, True)
        )
    throttled = False
    for rule, cap, spent, ends in (
        ("budgetUsdPerDay", caps.budget_usd_per_day, used.day_usd, ends_day),
        ("budgetUsdPerMonth", caps.budget_usd_per_month, used.month_usd, ends_month),
        ("budgetUsd", caps.budget_usd, used.usd, NEVER_CLEARS),
    ):
        if cap is None:
            continue
        ok = spent < cap and spent + cost <= cap
        # A call that costs more than the whole budget does not fit in any window.
        clears = ends if cap and cost <= cap else NEVER_CLEARS
        found.append(Measure(rule, Code.BUDGET_EXCEEDED, spent, cap, ok, clears, True))
        throttled = throttled or spent * 5 >= cap * 4
    if throttled:
        count, limit = used.throttle_calls, caps.throttle
        ok = count < limit
        clears = ends_minute if limit else throttle_ends(caps, used, ends_day, ends_month)
        found.append(
            Measure("throttleCallsPerMinute", Code.BUDGET_THROTTLED, count, limit, ok, clears, False)
        )
    return found


def throttle_ends(caps: Constraints, used: Reading, ends_day: int, ends_month: int) -> int:
    """When the last budget that throttles this level starts anew: the wait when no throttled call is admitted."""
    ends = 0
    for cap, spent, end in (
        (caps.budget_usd_per_day, used.day_usd, ends_day),
        (caps.budget_usd_per_month, used.month_usd, ends_month),
        (caps.budget_usd, used.usd, NEVER_CLEARS),
    ):
        if cap is not None and spent * 5 >= cap * 4:
            ends = max(ends, end)
    return ends
