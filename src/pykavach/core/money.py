"""Money: whole micro-dollars inside, decimals outside (BUD-1).

A micro-dollar is a millionth of a US dollar. Inside, money is an ``int`` of them and never a float.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, InvalidOperation
from typing import Any, Final, Literal

from pykavach.core.errors import InvalidInput

MICROS_PER_DOLLAR: Final = 1_000_000
_MICROS_PER_CENT: Final = MICROS_PER_DOLLAR // 100
MAX_MICROS: Final = 10**15
"""A billion dollars: the most any amount may be."""

_TEXT: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?").fullmatch
_LONGEST_TEXT: Final = 64
_MICRO: Final = Decimal("0.000001")
_DOLLAR_DIGITS: Final = 30
# Contexts of our own: the thread's may round elsewhere, hold few digits or trap what we rely on.
_ROUNDING: Final = {
    "up": Context(prec=64, rounding=ROUND_CEILING, traps=[InvalidOperation]),
    "down": Context(prec=64, rounding=ROUND_FLOOR, traps=[InvalidOperation]),
}


def micros(
    value: object, path: str, *, rounding: Literal["up", "down"] = "up", limit: int = MAX_MICROS
) -> int:
    """An amount in dollars as micro-dollars, from 0 to ``limit`` (in micro-dollars) inclusive.

    Takes a ``Decimal``, an ``int``, a decimal string or a ``float`` by its shortest decimal form (so ``0.1`` is ten
    cents exactly). What is finer than a micro-dollar is rounded once: costs ``"up"``, caps ``"down"``.
    ``InvalidInput`` on anything else, booleans included.
    """
    if type(value) is float and 0.0001 <= value < 1_000_000:
        # The way most costs come: no more than six decimals, and no exponent in the shortest form.
        whole, _, fraction = float.__repr__(value).partition(".")
        if len(fraction) <= 6:
            amount = int(whole) * MICROS_PER_DOLLAR + int(fraction.ljust(6, "0"))
            if amount > limit:
                raise _too_much(path, limit)
            return amount
    dollars = _decimal(value, path)
    if not dollars.is_finite():
        raise InvalidInput(path, "must be a finite number of dollars")
    if dollars.is_signed() and dollars:
        raise InvalidInput(path, "must be 0 or more dollars")
    # Looked at before any arithmetic: 1E+1000000 is short to write and long to compute with.
    if dollars and dollars.adjusted() > _DOLLAR_DIGITS:
        raise _too_much(path, limit)
    context = _ROUNDING[rounding]
    amount = int(dollars.quantize(_MICRO, context=context).scaleb(6, context))
    if amount > limit:
        raise _too_much(path, limit)
    return amount


def usd(amount: int) -> Decimal:
    """Micro-dollars as dollars, without needless zeros or an exponent: ``Decimal("0.0042")``, ``Decimal("2")``."""
    return Decimal(_plain(amount, 0))


def usd_text(amount: int) -> str:
    """Micro-dollars as dollars for people and JSON, at least two decimals: ``2.00``, ``0.0042``."""
    cents, finer = divmod(amount, _MICROS_PER_CENT)
    if finer or cents < 0:
        return _plain(amount, 2)
    return f"{cents // 100}.{cents % 100:02d}"  # nearly every amount, and in half the time


def _plain(amount: int, decimals: int) -> str:
    dollars, rest = divmod(abs(amount), MICROS_PER_DOLLAR)
    fraction = f"{rest:06d}".rstrip("0").ljust(decimals, "0")
    return f"{'-' if amount < 0 else ''}{dollars}.{fraction}"  # a bare "2." is a decimal, too


def _decimal(value: Any, path: str) -> Decimal:
    """The exact decimal that ``value`` says."""
    if isinstance(value, float):  # also numpy's, whose own repr says more than the number
        return Decimal(float.__repr__(value))
    kind = type(value)
    if kind is Decimal:
        exact: Decimal = value
        return exact
    if kind is int:
        # Bounded before it becomes digits, which takes quadratic time.
        return Decimal(max(-1, min(value, 10**_DOLLAR_DIGITS)))
    if kind is str:
        if len(value) <= _LONGEST_TEXT and _TEXT(value):
            return Decimal(value)
        raise InvalidInput(path, 'must be an amount in dollars such as "2.00", in at most 64 characters')
    raise InvalidInput(path, "must be an amount in dollars: a Decimal, an int, a float or a decimal string")


def _too_much(path: str, limit: int) -> InvalidInput:
    return InvalidInput(path, f"must be at most {usd_text(limit)} dollars")
