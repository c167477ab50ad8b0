from __future__ import annotations

import decimal
import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core.errors import InvalidInput
from pykavach.core.money import micros, usd, usd_text

BILLION = 10**9
AMOUNTS = st.decimals(min_value=0, max_value=BILLION, allow_nan=False, allow_infinity=False)


def refused(value, **options):
    with pytest.raises(InvalidInput) as caught:
        micros(value, "constraints.budgetUsd", **options)
    assert caught.value.field == "constraints.budgetUsd"
    return caught.value.message


def exactly(value: Fraction, rounding: str) -> int:
    return math.ceil(value * 10**6) if rounding == "up" else math.floor(value * 10**6)


@pytest.mark.promise("BUD-1")
@given(AMOUNTS, st.sampled_from(["up", "down"]))
def test_decimals_round_once_in_the_direction_asked(amount, rounding):
    expected = exactly(Fraction(amount), rounding)
    assert micros(amount, "x", rounding=rounding) == expected
    text = str(amount)
    if len(text) <= 64 and "+" not in text[:1]:
        assert micros(text, "x", rounding=rounding) == expected


@pytest.mark.promise("BUD-1")
@given(st.floats(0, BILLION), st.sampled_from(["up", "down"]))
def test_floats_count_by_their_shortest_decimal_form(amount, rounding):
    assert micros(amount, "x", rounding=rounding) == exactly(Fraction(repr(amount)), rounding)


@pytest.mark.promise("BUD-1")
@given(st.integers(0, BILLION))
def test_whole_dollars(amount):
    assert micros(amount, "x") == micros(str(amount), "x", rounding="down") == amount * 10**6


@pytest.mark.promise("BUD-1")
@pytest.mark.parametrize(
    ("value", "up", "down"),
    [
        (0, 0, 0),
        (-0.0, 0, 0),
        ("0", 0, 0),
        ("-0.00", 0, 0),
        (Decimal("0E+1000000"), 0, 0),
        (Decimal("0E-1000000"), 0, 0),
        (Decimal("0E+999999999999999999"), 0, 0),
        (Decimal("-0"), 0, 0),
        (0.1, 100_000, 100_000),
        (0.1 + 0.2, 300_001, 300_000),
        ("0.0042", 4_200, 4_200),
        ("1e-6", 1, 1),
        ("1E-7", 1, 0),
        ("2.5e3", 2_500_000_000, 2_500_000_000),
        ("1e+2", 100_000_000, 100_000_000),
        (5e-324, 1, 0),
        (Decimal("1E-1000000"), 1, 0),
        ("0.0000019999", 2, 1),
        ("1" + "0" * 9 + "." + "0" * 53, 10**15, 10**15),
        pytest.param(Decimal("0." + "9" * 100_000), 1_000_000, 999_999, id="long"),
        (BILLION, 10**15, 10**15),
        (1e9, 10**15, 10**15),
        ("1000000000.000000", 10**15, 10**15),
    ],
)
def test_amounts(value, up, down):
    assert micros(value, "x") == up
    assert micros(value, "x", rounding="up") == up
    assert micros(value, "x", rounding="down") == down
    assert type(micros(value, "x")) is int


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "value", [True, False, None, b"1", [1], 1j, Fraction(1, 2), type("Text", (str,), {})("1"), object()]
)
def test_other_types_are_refused(value):
    assert refused(value) == "must be an amount in dollars: a Decimal, an int, a float or a decimal string"


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "value",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "+1",
        "1_000",
        "1,5",
        ".5",
        "1.",
        "1e",
        "1e99999",
        "0x1",
        "NaN",
        "Infinity",
        "٣",
        "１",
        "$1",
        "1.2.3",
    ],
)
def test_text_that_is_not_a_plain_decimal_is_refused(value):
    assert refused(value) == 'must be an amount in dollars such as "2.00", in at most 64 characters'


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity")]
)
def test_numbers_that_are_not_finite_are_refused(value):
    assert refused(value) == "must be a finite number of dollars"


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "value", [-1, -0.01, "-0.0000001", "-1", Decimal("-1E-1000000"), pytest.param(-(10**100_000), id="huge")]
)
def test_less_than_nothing_is_refused(value):
    assert refused(value) == "must be 0 or more dollars"


@pytest.mark.promise("BUD-1", "AGT-6")
@pytest.mark.parametrize(
    "value",
    [
        BILLION + 1,
        "1000000000.000001",
        1000000000.0000001,
        Decimal("1000000000.000001"),
        1e300,
        "1e9999",
        "9" * 64,
        "1e30",
        "1e31",
        Decimal("1E+1000000"),
        10**30 - 1,
        10**30,
        pytest.param(1 << 10_000_000, id="huge"),
    ],
)
def test_more_than_a_billion_is_refused(value):
    if value == 1000000000.0000001:
        value = math.nextafter(1e9, math.inf)
    assert refused(value) == "must be at most 1000000000.00 dollars"


def test_a_limit_of_ones_own():
    assert micros("2.50", "x", limit=2_500_000) == 2_500_000
    assert refused("2.500001", limit=2_500_000) == "must be at most 2.50 dollars"
    assert refused("2.5000001", limit=2_500_000) == "must be at most 2.50 dollars"
    assert micros("2.5000001", "x", limit=2_500_000, rounding="down") == 2_500_000
    assert micros("0", "x", limit=0) == 0
    assert micros(10**12, "x", limit=10**18) == 10**18
    assert micros("1e30", "x", limit=10**36) == 10**36
    assert micros("1e30", "x", limit=10**36, rounding="down") == 10**36


def test_long_texts_are_refused_unread():
    assert micros("0" * 63 + "1", "x") == 1_000_000
    assert "64 characters" in refused("0" * 64 + "1")
    assert "64 characters" in refused("1" * 10_000_000)


def test_a_subclass_of_float_counts_by_its_value():
    class Odd(float):
        def __repr__(self):
            return "odd(0.5)"

    assert micros(Odd(0.5), "x") == 500_000


def test_the_threads_decimal_context_changes_nothing():
    with decimal.localcontext() as context:
        context.prec = 1
        context.rounding = ROUND_FLOOR
        context.traps[decimal.Inexact] = True
        context.traps[decimal.FloatOperation] = True
        assert micros("123456.7890121", "x") == 123_456_789_013
        assert micros(0.25, "x") == 250_000
        assert usd(123_456_789_013) == Decimal("123456.789013")
        context.rounding = ROUND_CEILING
        assert micros("123456.7890129", "x", rounding="down") == 123_456_789_012


@given(st.integers(0, 10**15))
def test_there_and_back(amount):
    assert micros(usd(amount), "x") == micros(usd_text(amount), "x", rounding="down") == amount


@given(st.integers(-(10**18), 10**18))
def test_usd_is_exact_and_normalised(amount):
    value = usd(amount)
    assert Fraction(value) == Fraction(amount, 10**6) == Fraction(usd_text(amount))
    exponent = value.as_tuple().exponent
    assert exponent <= 0
    assert exponent == 0 or str(value)[-1] != "0"


@pytest.mark.parametrize(
    ("amount", "short", "text"),
    [
        (0, "0", "0.00"),
        (1, "0.000001", "0.000001"),
        (4_200, "0.0042", "0.0042"),
        (9_900, "0.0099", "0.0099"),
        (10_000, "0.01", "0.01"),
        (100_000, "0.1", "0.10"),
        (2_000_000, "2", "2.00"),
        (10_000_000, "10", "10.00"),
        (1_234_567, "1.234567", "1.234567"),
        (-1_500_000, "-1.5", "-1.50"),
        (-1, "-0.000001", "-0.000001"),
    ],
)
def test_spelling(amount, short, text):
    assert str(usd(amount)) == short
    assert usd_text(amount) == text


@pytest.mark.promise("BUD-1")
@pytest.mark.parametrize("value", [0.5, 0.50001, 1.0, 0.123456, 0.1234567, Decimal("0.51"), "0.51", 1])
def test_a_limit_of_ones_own_holds_for_every_spelling(value):
    limit = 500_000
    expected = exactly(Fraction(str(value)), "up")
    if expected > limit:
        assert refused(value, limit=limit) == "must be at most 0.50 dollars"
    else:
        assert micros(value, "x", limit=limit) == expected
