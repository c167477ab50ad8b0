"""Spend that no authorization booked: read, charged, and remembered under its key (BUD-7)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final, NamedTuple

from pykavach.core import codec, money
from pykavach.core.agents import Agent, parse_name
from pykavach.core.errors import Conflict, InvalidInput, Unavailable
from pykavach.core.plan import Level
from pykavach.engine.keys import Keys
from pykavach.engine.prices import ModelUse, Price, parse_use
from pykavach.engine.spend import Recorded
from pykavach.engine.values import moment
from pykavach.engine.work import Work
from pykavach.ports import Memo, View, Wanted

_KIND: Final = "record"


class Spend(NamedTuple):
    """What a caller states: a cost in micro-dollars or the use of a model, and under which key.

    ``marks`` are fingerprints of the values, the one to be stored first.
    """

    cost: int | None
    use: ModelUse | None
    key: bytes | None
    marks: tuple[bytes, ...]


def parse_spend(
    keys: Keys,
    *,
    cost_usd: object,
    model: object,
    input_tokens: object,
    output_tokens: object,
    provider: object,
    key: object,
) -> Spend:
    """Check the values for form. Raises ``InvalidInput``."""
    use: ModelUse | None = None
    cost: int | None = None
    if model is not None:
        if cost_usd is not None:
            raise InvalidInput("cost_usd", "give either cost_usd or a model with its tokens")
        use = parse_use(model, input_tokens, output_tokens, provider)
    else:
        beside = {"input_tokens": input_tokens, "output_tokens": output_tokens, "provider": provider}
        for field, value in beside.items():
            if value is not None:
                raise InvalidInput(field, "belongs to a model; name it, or give cost_usd alone")
        if cost_usd is None:
            raise InvalidInput("cost_usd", "is required, or a model with its tokens")
        cost = money.micros(cost_usd, "cost_usd")
    hashed = None if key is None else sha256(parse_name(key, "key").encode()).digest()
    return Spend(cost, use, hashed, keys.fingerprints(codec.canonical([_KIND, cost, *(use or ())])))


def kept(view: View, agent: Agent, spend: Spend) -> Recorded | None:
    """What was recorded under this key, if anything was. Raises ``Conflict`` where that was something else."""
    if spend.key is None:
        return None
    place = (_KIND, agent.n, spend.key)
    memo = view.load(Wanted(memos={place})).memos.get(place)
    if memo is None:
        return None
    if memo.fingerprint not in spend.marks:
        raise Conflict("key: it was used for other values, which stand; take a new key")
    try:
        value = codec.loads(memo.value)
        assert isinstance(value, list)
        entry, cost, at, model, provider = value
    except (AssertionError, InvalidInput, ValueError) as error:
        raise Unavailable("key: what was recorded under it cannot be read; usage.summary() has it") from error
    return Recorded(entry, agent.id, money.usd(cost), moment(at), model, provider, replayed=True)


def record(work: Work, agent: Agent, spend: Spend, price: Price | None, who: str) -> Recorded:
    """Charge an agent and everyone above it, and write the entry. ``price`` is that of ``spend.use``."""
    if (earlier := kept(work.unit, agent, spend)) is not None:
        return earlier
    cost = price.cost if price is not None else spend.cost or 0
    line = work.lineage(agent)
    before = _charge(work, line, cost)
    facts: dict[str, Any] = {
        "before": {"usd": money.usd_text(before)},
        "after": {"usd": money.usd_text(before + cost)},
        "charged": [each.id for each in line],
        "costUsd": money.usd_text(cost),
    }
    detail: dict[str, Any] | None = None
    names: tuple[str | None, str | None] = (None, None)
    if spend.use is not None and price is not None:
        names = (price.model, price.provider)
        facts |= {"model": price.model, "provider": price.provider}
        facts |= {"inputTokens": spend.use.input_tokens, "outputTokens": spend.use.output_tokens}
        detail = {"model": spend.use.model, "provider": spend.use.provider}
    entry = work.record("usage.record", who, agent, facts=facts, detail=detail)
    if spend.key is not None:
        value = codec.stored(codec.canonical([entry, cost, work.now, *names]))
        work.changes.memos += (Memo(_KIND, agent.n, spend.key, None, spend.marks[0], value),)
    return Recorded(entry, agent.id, money.usd(cost), moment(work.now), *names)


def _charge(work: Work, line: tuple[Agent, ...], cost: int) -> int:
    """Charge the agent and everyone above it, each on its own level; what the agent itself had spent before."""
    meters = work.unit.meters(agent.n for agent in line)
    own = {agent.n: meters.get(agent.n, {}).get("agent", 0) for agent in line}
    readings = work.readings(list(own.values()))
    first = readings.get(own[line[0].n])
    spent = first.usd if first is not None else 0
    for agent in line:
        used = readings.get(own[agent.n])
        if used is None:
            continue  # an agent without its meter is denied everything; the others are still charged
        used.roll(work.at)
        before = (used.day_usd, used.month_usd, used.usd)
        used.spend(cost)
        work.tell_crossed(line[0], Level(agent.id, "agent", agent.constraints, used.id), before, used)
    return spent
