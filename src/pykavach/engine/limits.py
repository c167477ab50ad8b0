"""What is left: every level of a chain with its numbers, at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pykavach.core import money
from pykavach.core.agents import Agent
from pykavach.core.constraints import Constraints
from pykavach.core.meters import Measure, Reading, Windows, measures
from pykavach.engine.values import iso
from pykavach.ports import View, Wanted

#: A bound of each call by itself: there is nothing of it to be left.
_UNCOUNTED: Final = "maxUsdPerCall"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: ``used`` of ``limit`` (calls, or dollars as text), what is ``left``, and when it starts anew."""

    rule: str
    used: int | str
    limit: int | str
    left: int | str
    resets_at: str | None

    def wire(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "used": self.used,
            "limit": self.limit,
            "left": self.left,
            "resetsAt": self.resets_at,
        }


@dataclass(frozen=True, slots=True)
class LevelLimits:
    """One level (``"agent"`` or a permission's pattern and actions) with its limits and what it has used: in all, today, this month.

    ``unreadable``: its meter is lost or damaged, so that every call that needs it is denied. Its limits are then given
    as used up, and what it has used as nothing.
    """

    agent_id: str
    level: str
    limits: tuple[Limit, ...]
    calls: int
    usd: str
    throttled: bool
    unreadable: bool = False
    calls_today: int = 0
    usd_today: str = "0.00"
    usd_this_month: str = "0.00"

    def wire(self) -> dict[str, Any]:
        return {
            "agentId": self.agent_id,
            "level": self.level,
            "limits": [limit.wire() for limit in self.limits],
            "calls": self.calls,
            "usd": self.usd,
            "throttled": self.throttled,
            "unreadable": self.unreadable,
            "callsToday": self.calls_today,
            "usdToday": self.usd_today,
            "usdThisMonth": self.usd_this_month,
        }


def limits_of(view: View, line: tuple[Agent, ...], at: Windows) -> list[LevelLimits]:
    """Every level of a chain, nearest agent first; the agent's own level before its permissions'."""
    meters = view.meters(agent.n for agent in line)
    readings = view.load(Wanted(meters={id for levels in meters.values() for id in levels.values()})).meters
    found: list[LevelLimits] = []
    for agent in line:
        levels: dict[str, Constraints] = {"agent": agent.constraints}
        levels |= {p.level: p.constraints for p in agent.allows if p.constraints.metered}
        for name, caps in levels.items():
            reading = readings.get(meters.get(agent.n, {}).get(name, 0))
            found.append(_level(agent.id, name, caps, reading, at))
    return found


def _level(agent_id: str, name: str, caps: Constraints, reading: Reading | None, at: Windows) -> LevelLimits:
    lost = reading is None
    if reading is None:
        reading = Reading(0)
    reading.roll(at)
    try:
        limits = tuple(_limit(m, lost) for m in measures(caps, reading, 0) if m.rule != _UNCOUNTED)
    except (ArithmeticError, ValueError):  # a window beyond the calendar
        if not lost:
            return _level(agent_id, name, caps, None, at)
        limits = ()  # the clock's own
    throttled = any(limit.rule == "throttleCallsPerMinute" for limit in limits)
    return LevelLimits(
        agent_id,
        name,
        limits,
        reading.calls,
        money.usd_text(reading.usd),
        throttled,
        lost,
        reading.day_calls,
        money.usd_text(reading.day_usd),
        money.usd_text(reading.month_usd),
    )


def _limit(m: Measure, lost: bool) -> Limit:
    used = m.limit if lost else m.used
    left = max(0, m.limit - used)
    return Limit(
        m.rule,
        money.usd_text(used) if m.money else used,
        money.usd_text(m.limit) if m.money else m.limit,
        money.usd_text(left) if m.money else left,
        None if lost or m.clears >= 1 << 60 else iso(m.clears),
    )
