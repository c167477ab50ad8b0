"""What is left: every level of a chain with its numbers, at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pykavach.core import money
from pykavach.core.agents import Agent
from pykavach.core.constraints import Constraints
from pykavach.core.meters import Windows, measures
from pykavach.engine.values import iso
from pykavach.ports import View, Wanted


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
    """One level (``"agent"`` or a permission's pattern and actions) with its limits and what it has used in all."""

    agent_id: str
    level: str
    limits: tuple[Limit, ...]
    calls: int
    usd: str
    throttled: bool

    def wire(self) -> dict[str, Any]:
        return {
            "agentId": self.agent_id,
            "level": self.level,
            "limits": [limit.wire() for limit in self.limits],
            "calls": self.calls,
            "usd": self.usd,
            "throttled": self.throttled,
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
            if reading is None:
                continue
            reading.roll(at)
            counted = [m for m in measures(caps, reading, 0) if m.rule != "maxUsdPerCall"]
            limits = tuple(
                Limit(
                    m.rule,
                    money.usd_text(m.used) if m.money else m.used,
                    money.usd_text(m.limit) if m.money else m.limit,
                    money.usd_text(max(0, m.limit - m.used)) if m.money else max(0, m.limit - m.used),
                    iso(m.clears) if m.clears < 1 << 60 else None,
                )
                for m in counted
            )
            throttled = any(m.rule == "throttleCallsPerMinute" for m in counted)
            found.append(
                LevelLimits(agent.id, name, limits, reading.calls, money.usd_text(reading.usd), throttled)
            )
    return found
