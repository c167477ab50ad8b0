"""What a model call costs, by the maintained price list of the ``genai-prices`` package (BUD-7)."""

from __future__ import annotations

from typing import NamedTuple

from pykavach.core import money
from pykavach.core.agents import parse_name
from pykavach.core.errors import InvalidInput
from pykavach.engine.values import moment

#: Tokens of one record at most: more is a slip of the pen.
MAX_TOKENS = 10**12


class ModelUse(NamedTuple):
    """A model call as its caller states it, checked for form."""

    model: str
    input_tokens: int
    output_tokens: int
    provider: str | None


class Price(NamedTuple):
    """What it costs, in micro-dollars, and under which names the price list has it."""

    cost: int
    model: str
    provider: str


def parse_use(model: object, input_tokens: object, output_tokens: object, provider: object) -> ModelUse:
    """Check a model call for form. Raises ``InvalidInput``."""
    if input_tokens is None and output_tokens is None:
        raise InvalidInput("input_tokens", "is required beside model, or output_tokens, or both")
    return ModelUse(
        parse_name(model, "model"),
        _count(input_tokens, "input_tokens"),
        _count(output_tokens, "output_tokens"),
        None if provider is None else parse_name(provider, "provider"),
    )


def _count(value: object, path: str) -> int:
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_TOKENS:
        raise InvalidInput(path, f"must be a whole number of tokens, from 0 to {MAX_TOKENS}")
    return value


def price_of(use: ModelUse, now: int) -> Price:
    """The price of a model call at that time (microseconds since the epoch), rounded up to a micro-dollar.

    Raises ``InvalidInput`` for a model that the list does not know. The first call reads the list, which takes a while:
    never under a lock.
    """
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        way_out = 'needs the price list: pip install "pykavach[prices]", or give cost_usd instead'
        raise InvalidInput("model", way_out) from None
    tokens = Usage(input_tokens=use.input_tokens, output_tokens=use.output_tokens)
    try:
        found = calc_price(tokens, use.model, provider_id=use.provider, genai_request_timestamp=moment(now))
    except (LookupError, ValueError):
        whose = "" if use.provider is None else " of that provider"
        rule = f"the price list has no such model{whose}; check the name, give its provider, or give cost_usd"
        raise InvalidInput("model", rule) from None
    return Price(money.micros(found.total_price, "cost_usd"), found.model.id, found.provider.id)
