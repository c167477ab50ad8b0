"""The short way through a batch: an allow with nothing unusual about it, alone or among others.

It gives exactly what ``Batch`` gives, without asking questions whose answers a plan has already. Nearly every call of a
busy installation goes through here, hence long functions that call few others; a test drives both ways side by side.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from pykavach.core import audit
from pykavach.core.access import Code, Outcome
from pykavach.core.audit import Row
from pykavach.core.decision import Decision
from pykavach.core.meters import YES, Reading, Windows, fits, used_of
from pykavach.core.plan import Plan
from pykavach.engine.cache import Cache, is_stale
from pykavach.engine.call import Call
from pykavach.engine.journal import Journal
from pykavach.ports import Unit, Wanted


def alone(unit: Unit, call: Call, cache: Cache, schema: int) -> Sequence[Row] | None:
    """Judge and save one plain call. Its entry; None, with nothing done, where it takes a batch to judge it."""
    plan = call.plan
    if plan is None or call.special or call.screened or not plan.plain:
        return None
    start, loaded = unit.begin(Wanted(plan.meters))
    if start.epoch != cache.epoch or start.schema > schema or is_stale(plan.node):
        return None
    journal, touched = Journal(start.head), dict[int, Reading]()
    call.answer = swift(call, loaded.meters, Windows.at(start.now), journal, touched)
    if call.answer is None:
        return None
    unit.append(journal.head, journal.rows, list(touched.values()))
    return journal.rows


def swift(
    call: Call, meters: Mapping[int, Reading], at: Windows, journal: Journal, touched: dict[int, Reading]
) -> Decision | None:
    """Judge, charge and record one call. None, with nothing done, for whatever is not plainly allowed.

    The readings that it changes go to ``touched``.
    """
    plan, now = call.plan, at.now
    if plan is None or call.special or call.screened or not plan.plain:
        return None
    node, cost = plan.node, call.cost
    if not node.alive or node.until <= now:
        return None
    readings: list[Reading] = []
    try:
        for level, meter in plan.charged:
            caps, reading = level.caps, meters[meter]
            if caps.hours is not None and not caps.hours.open_at(now):
                return None
            if at.minute > reading.minute:
                reading.roll(at)
            if reading.day != at.day or (caps.metered and fits(caps, reading, cost) != YES):
                return None
            readings.append(reading)
    except Exception:  # noqa: BLE001 - the long way meets it again and says what it is
        return None
    own = readings[0]
    own.last_at, own.last_ip = now, call.ip
    for reading in readings:
        reading.minute_calls += 1  # as ``take`` does
        reading.day_calls += 1
        reading.calls += 1
        reading.day_usd += cost
        reading.month_usd += cost
        reading.usd += cost
        touched[reading.id] = reading
    levels = plan.levels
    left = list(zip(levels, map(used_of, readings), strict=True)) if levels else counts(plan, meters, at)
    decision = Decision(Outcome.ALLOW, Code.OK, "Allowed.", node.agent.id, node.chain_ids, cost, left)
    decision.arguments_json = call.canonical
    position = journal.position + 1
    decision.audit_id = id = f"aud_{journal.seq + 1:x}_{call.suffix}"
    decision.latency_us = latency = (time.perf_counter_ns() - call.started) // 1000
    text = audit.allow_entry(
        plan.frame, id, journal.log, position, journal.previous, now, call.args, plan.charges, cost, call.ip, latency
    )  # fmt: skip
    journal.add(text, now, node.agent.n, "decision", "ok", cost or None, call.kept, call.salt)
    return decision


def counts(plan: Plan, meters: Mapping[int, Reading], at: Windows) -> list[Any]:
    """What every level of a plan has used in the windows of now, also those that were not asked."""
    found: list[Any] = []
    for level, meter in plan.counted:
        reading = meters.get(meter)
        if reading is None:
            continue
        if at.minute > reading.minute:
            reading.roll(at)
        found.append((level, used_of(reading)))
    return found
