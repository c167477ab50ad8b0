"""The short way through a batch: an allow with nothing unusual about it, alone or among others.

It gives exactly what ``Batch`` gives, without asking questions whose answers a plan has already. Nearly every call of a
busy installation goes through here, hence long functions that call few others; a test drives both ways side by side.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pykavach.core import audit
from pykavach.core.access import Code, Outcome
from pykavach.core.audit import Head, Row
from pykavach.core.decision import Decision
from pykavach.core.meters import YES, Reading, Windows, fits, used_of
from pykavach.core.plan import Level, Plan
from pykavach.engine.cache import Cache, is_stale
from pykavach.engine.call import Call
from pykavach.engine.journal import after, row_of
from pykavach.ports import Unit, Wanted

#: Looked up once: its metaclass makes looking up a member of an enumeration slow.
_ALLOW: Final = Outcome.ALLOW
_OK: Final = Code.OK


def alone(unit: Unit, call: Call, cache: Cache, schema: int) -> Sequence[Row] | None:
    """Judge, answer and save one plain call. Its entry; None, with nothing done, where it takes a batch to judge it."""
    plan = call.plan
    if plan is None or call.special or call.screened or not plan.plain:
        return None
    (epoch, newest, now, head), (meters, _, _) = unit.begin(Wanted(plan.meters))
    if epoch != cache.epoch or newest > schema or is_stale(plan.node):
        return None
    touched: dict[int, Reading] = {}
    row = swift(call, meters, Windows.at(now), head, touched)
    if row is None:
        return None
    rows = (row,)
    unit.append(after(head, row), rows, list(touched.values()))
    return rows


def swift(
    call: Call, meters: Mapping[int, Reading], at: Windows, head: Head, touched: dict[int, Reading]
) -> Row | None:
    """Judge, charge and answer one call: its entry, which follows ``head``. The readings that it changes go to ``touched``.

    None, with nothing done, for whatever is not plainly allowed.
    """
    plan = call.plan
    if plan is None or call.special or call.screened or not plan.plain:
        return None
    node, cost = plan.node, call.cost
    now, minute, day, _ = at
    if not node.alive or node.until <= now:
        return None
    taken: list[tuple[Level, Reading]] = []
    try:
        for level, meter in plan.charged:
            caps, reading = level.caps, meters[meter]
            if caps.hours is not None and not caps.hours.open_at(now):
                return None
            if minute > reading.minute:
                reading.roll(at)
            if reading.day != day or (caps.metered and fits(caps, reading, cost) != YES):
                return None
            taken.append((level, reading))
    except Exception:  # noqa: BLE001 - the long way meets it again and says what it is
        return None
    _, own = taken[0]
    own.last_at, own.last_ip = now, call.ip
    left: list[Any] = []
    for level, reading in taken:
        reading.minute_calls = in_minute = reading.minute_calls + 1  # as ``take`` does
        reading.day_calls = in_day = reading.day_calls + 1
        reading.calls = ever = reading.calls + 1
        reading.day_usd = day_usd = reading.day_usd + cost
        reading.month_usd = month_usd = reading.month_usd + cost
        reading.usd = usd = reading.usd + cost
        touched[reading.id] = reading
        left.append((level, (in_minute, in_day, ever, day_usd, month_usd, usd)))  # as ``used_of`` does
    if not plan.counts_charged:
        left = counts(plan, meters, at)
    decision = Decision(_ALLOW, _OK, "Allowed.", node.agent.id, node.chain_ids, cost, left)
    decision.arguments_json = call.canonical
    log, position, previous = head
    seq = audit.sequence(log, position + 1)
    decision.audit_id = id = f"aud_{seq:x}_{call.suffix}"
    decision.latency_us = latency = (time.perf_counter_ns() - call.started) // 1000
    text = audit.allow_entry(
        plan.frame, id, log, position + 1, previous, now, call.args, plan.charges, cost, call.ip, latency
    )  # fmt: skip
    call.answer = decision
    return row_of(seq, text, now, node.agent.n, "decision", "ok", cost or None, call.kept, call.salt)


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
