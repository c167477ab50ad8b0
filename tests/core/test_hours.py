"""HRS-1: windows in UTC, judged against `datetime` minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pykavach.core.errors import InvalidInput
from pykavach.core.hours import DAYS, MAX_WINDOWS, Hours

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = 60_000_000


def us(text: str) -> int:
    return (datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)


def oracle(window: str, moment: datetime) -> bool:
    """Whether a window that started on this or the previous day covers the moment."""
    return covers(
        window,
        moment.strftime("%a"),
        (moment - timedelta(days=1)).strftime("%a"),
        moment.hour * 60 + moment.minute,
    )


def covers(window: str, today: str, yesterday: str, minute: int) -> bool:
    days, _, times = window.rpartition(" ")
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in times.split("-"))
    first, _, last = days.partition("-")
    named = {first} if days else set(DAYS)
    place = DAYS.index(first) if days else 0
    while last and DAYS[place % 7] != last:
        place += 1
        named.add(DAYS[place % 7])
    if start < end:
        return today in named and start <= minute < end
    return (today in named and minute >= start) or (yesterday in named and minute < end)


START = datetime(2027, 2, 25, tzinfo=UTC)  # a Thursday; the week runs over the end of a month


times = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
ends = st.one_of(times, st.just("24:00"))
ranges = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
    lambda p: p[0] if p[0] == p[1] else "-".join(p)
)
windows = (
    st.tuples(st.one_of(st.just(""), ranges), times, ends)
    .filter(lambda w: w[1] != w[2])
    .map(lambda w: f"{w[0]} {w[1]}-{w[2]}".strip())
)
lists = st.lists(windows, min_size=1, max_size=4)


@pytest.mark.promise("HRS-1")
@settings(max_examples=20)  # each looks at all minutes of a week
@given(lists)
def test_open_minutes_are_those_of_the_calendar(texts: list[str]) -> None:
    hours = Hours.parse(texts, "h")
    first = (START - EPOCH) // timedelta(microseconds=1)
    open_minutes = []
    for day in range(7):
        today, yesterday = ((START + timedelta(days=day - back)).strftime("%a") for back in (0, 1))
        for minute in range(24 * 60):
            expected = any(covers(text, today, yesterday, minute) for text in texts)
            assert hours.open_at(first + (day * 1440 + minute) * MINUTE) is expected, (today, minute)
            open_minutes.append(expected)
    for minute in (0, 1, 599, 1439, 4000, 10079):
        wait = next(k for k in range(10_081) if open_minutes[(minute + k) % 10_080])
        assert hours.opens_in(first + minute * MINUTE) == wait * 60


@pytest.mark.promise("HRS-1")
@settings(max_examples=20)
@given(lists, lists)
def test_narrows_is_inclusion_of_open_minutes(mine: list[str], theirs: list[str]) -> None:
    new, old = Hours.parse(mine, "h"), Hours.parse(theirs, "h")
    subset = all(old.open_at(m * MINUTE) for m in range(10_080) if new.open_at(m * MINUTE))
    assert new.narrows(old) is subset
    assert new.narrows(new)
    assert new.narrows(None)
    assert Hours.parse(mine + theirs, "h").narrows(new) is old.narrows(new)


@pytest.mark.promise("HRS-1")
@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("09:00-18:00", "09:00-18:00", True),
        ("09:01-17:59", "09:00-18:00", True),
        ("09:00-18:01", "09:00-18:00", False),
        ("08:59-18:00", "09:00-18:00", False),
        ("09:00-18:00", ["09:00-12:00", "12:00-18:00"], True),
        ("Sun 23:00-01:00", ["Sun 23:00-24:00", "Mon 00:00-01:00"], True),
        ("Mon 00:00-01:00", "Sun 22:00-06:00", True),
        ("Tue 00:00-01:00", "Sun 22:00-06:00", False),
        ("22:00-23:00", "09:00-18:00", False),
        ("00:00-24:00", None, True),  # there were none: any hours are fewer
    ],
)
def test_narrows_at_its_bounds(mine: object, theirs: object, expected: bool) -> None:
    old = None if theirs is None else Hours.parse(theirs, "h")
    assert Hours.parse(mine, "h").narrows(old) is expected


@pytest.mark.promise("HRS-1")
def test_start_is_inclusive_and_end_exclusive_to_the_microsecond() -> None:
    hours = Hours.parse("Mon-Fri 09:00-18:00", "h")
    opens, closes = us("2026-11-23T09:00:00"), us("2026-11-23T18:00:00")  # a Monday
    assert [hours.open_at(at) for at in (opens - 1, opens, closes - 1, closes)] == [False, True, True, False]
    assert not hours.open_at(us("2026-11-22T12:00:00"))
    assert hours.open_at(us("2026-11-27T12:00:00"))
    assert not hours.open_at(us("2026-11-28T12:00:00"))
    late = us("9999-11-26T18:00:00")  # a Friday: whole numbers are as exact then as now
    assert [hours.open_at(at) for at in (late - 1, late)] == [True, False]


@pytest.mark.promise("HRS-1")
def test_opens_in_rounds_up_to_whole_seconds() -> None:
    hours = Hours.parse("Mon-Fri 09:00-18:00", "h")
    opens = us("2026-11-23T09:00:00")
    expected = {0: 0, 1: 1, 999_999: 1, 1_000_000: 1, 1_000_001: 2, 60_000_000: 60}
    assert {before: hours.opens_in(opens - before) for before in expected} == expected
    assert hours.opens_in(opens + 1) == 0
    friday = us("2026-11-27T18:00:00")
    assert hours.opens_in(friday - 1) == 0
    assert hours.opens_in(friday) == 63 * 3600
    assert Hours.parse("Mon 00:00-00:01", "h").opens_in(us("2026-11-23T00:01:00")) == 7 * 86_400 - 60
    assert Hours.parse("00:00-24:00", "h").opens_in(friday) == 0


@pytest.mark.promise("HRS-1")
@pytest.mark.parametrize(
    "text", ["00:00-24:00", "Mon 00:00-24:00", "Sun 00:00-24:00", "22:00-00:00", "Sun 22:00-06:00"]
)
def test_midnight_belongs_to_the_next_day(text: str) -> None:
    hours = Hours.parse(text, "h")
    for minute in range(10_080):
        assert hours.open_at(minute * MINUTE) is oracle(text, EPOCH + timedelta(minutes=minute))


@pytest.mark.promise("HRS-1")
def test_wire_form_parses_to_the_same_hours() -> None:
    assert Hours.parse("Mon-Fri 09:00-18:00", "h").wire() == "Mon-Fri 09:00-18:00"
    assert Hours.parse(["09:00-10:00"], "h").wire() == "09:00-10:00"
    assert Hours.parse(("09:00-10:00", "11:00-12:00"), "h").wire() == ["09:00-10:00", "11:00-12:00"]


BAD = [
    *(
        "",
        " ",
        "9:00-18:00",
        "09:00-18:0",
        "09:00",
        "09:00-",
        "-18:00",
        "09.00-18.00",
        "0900-1800",
        "09:00 - 18:00",
    ),
    *(
        "09:00-18:00 ",
        " 09:00-18:00",
        "09:00-18:00\n",
        "Mon  09:00-18:00",
        "Mon\t09:00-18:00",
        "Mon09:00-18:00",
    ),
    *(
        "24:00-06:00",
        "24:00-24:00",
        "09:00-24:01",
        "09:00-25:00",
        "23:60-24:00",
        "09:00-18:60",
        "29:00-30:00",
    ),
    *(
        "mon 09:00-18:00",
        "Monday 09:00-18:00",
        "Foo 09:00-18:00",
        "Mon,Tue 09:00-18:00",
        "Mon-Foo 09:00-18:00",
    ),
    *("Mon- 09:00-18:00", "-Fri 09:00-18:00", "Mon-Tue-Wed 09:00-18:00", "Mon-Mon 09:00-18:00"),
    *("09:00-09:00", "00:00-00:00", "Mon 23:59-23:59", "٠٩:٠٠-١٨:٠٠", "09:00–18:00", "09:00-18:00Z"),
    *(None, 9, True, b"09:00-18:00", {}, {"from": "09:00"}, [[]]),
]


@pytest.mark.promise("HRS-1")
@pytest.mark.parametrize("value", BAD)
def test_anything_else_is_refused_by_its_path(value: object) -> None:
    with pytest.raises(InvalidInput) as alone:
        Hours.parse(value, "c.allowedHoursUTC")
    assert alone.value.field.startswith("c.allowedHoursUTC")
    with pytest.raises(InvalidInput) as listed:
        Hours.parse(["09:00-18:00", value], "c.allowedHoursUTC")
    assert listed.value.field == "c.allowedHoursUTC[1]"


@pytest.mark.promise("HRS-1")
def test_lists_are_bounded_on_both_sides() -> None:
    for size in (0, MAX_WINDOWS + 1):
        with pytest.raises(InvalidInput) as refused:
            Hours.parse(["09:00-18:00"] * size, "h")
        assert refused.value.field == "h"
    assert Hours.parse(["09:00-18:00"] * MAX_WINDOWS, "h").open_at(10 * 60 * MINUTE)


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("09:00-09:00", "must not end when it starts: write 00:00-24:00 for the whole day"),
        ("Mon-Mon 09:00-10:00", "must name two different days, or one day as Mon HH:MM-HH:MM"),
        (
            "x",
            "must look like 09:00-18:00, Mon 09:00-18:00 or Mon-Fri 09:00-18:00, with times from 00:00 to 24:00 (UTC)",
        ),
        ([], "must be a window such as 'Mon-Fri 09:00-18:00' or a list of 1 to 100"),
    ],
)
def test_messages_name_the_rule_and_the_way_out(value: object, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Hours.parse(value, "h")
    assert refused.value.message == message


def test_a_week_of_days_wraps() -> None:
    for first, last in pairwise([*DAYS, "Mon"]):
        hours = Hours.parse(f"{last}-{first} 12:00-13:00", "h")  # from tomorrow to today: all seven
        assert all(hours.open_at((day * 24 + 12) * 60 * MINUTE) for day in range(7))


def test_the_bound_is_the_documented_one() -> None:
    assert MAX_WINDOWS == 100
