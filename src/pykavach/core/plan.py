"""What an agent may do, compiled once and kept under the epoch (ARCHITECTURE 1.7).

A ``Node`` is one agent with a pointer to the node above it. A ``Plan`` answers, for one resource and action, which
levels of the chain must be asked; it depends on nothing else, so it is kept per node.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pykavach.core import audit, codec
from pykavach.core.access import NEVER_CLEARS, Code, Finding
from pykavach.core.agents import Agent, Permission, Status
from pykavach.core.constraints import Constraints

_MAX_PLANS: Final = 64


class Level:
    """One place where constraints stand: an agent, or one of its allow permissions.

    ``meter`` is the store's number of the level's reading, ``None`` where the level meters nothing.
    """

    __slots__ = (
        "addresses",
        "agent_id",
        "budgets",
        "caps",
        "limits",
        "meter",
        "name",
        "rules",
        "said",
        "screened",
        "text",
    )

    def __init__(self, agent_id: str, name: str, caps: Constraints, meter: int | None) -> None:
        self.agent_id = agent_id
        self.name = name
        self.caps = caps
        self.meter = meter
        self.rules = caps.arguments
        self.addresses = caps.addresses
        #: Something here needs neither meter nor clock: it is checked before any lock is taken.
        self.screened = self.rules is not None or self.addresses is not None
        self.text = audit.charge_text(agent_id, name, meter)
        #: The caps there are: the rule, how much it admits, and its place in what ``used_of`` gives.
        self.limits = _there(0, _LIMITS, (caps.max_calls_per_minute, caps.max_calls_per_day, caps.max_calls))
        self.budgets = _there(
            3, _BUDGETS, (caps.budget_usd_per_day, caps.budget_usd_per_month, caps.budget_usd)
        )
        #: What is left of them as JSON, with places for the numbers; "" where there are none.
        self.said = _said(name, self.limits, self.budgets)


_LIMITS: Final = ("maxCallsPerMinute", "maxCallsPerDay", "maxCalls")
_BUDGETS: Final = ("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd")


@lru_cache(4096)  # many agents have the same caps, and can share what is made of them
def _there(
    first: int, rules: tuple[str, ...], caps: tuple[int | None, ...]
) -> tuple[tuple[str, int, int], ...]:
    found = zip(rules, caps, range(first, first + len(caps)), strict=True)
    return tuple((rule, cap, place) for rule, cap, place in found if cap is not None)


@lru_cache(4096)
def _said(
    name: str, limits: tuple[tuple[str, int, int], ...], budgets: tuple[tuple[str, int, int], ...]
) -> str:
    parts = [f'"{rule}":%d' for rule, _, _ in limits] + [f'"{rule}":"%s"' for rule, _, _ in budgets]
    return f"{codec.quoted(name).replace('%', '%%')}:{{{','.join(parts)}}}" if parts else ""


class Node:
    """One agent, compiled. ``chain`` runs from this agent to its root; ``stale`` is set when the agent has changed."""

    __slots__ = (
        "agent",
        "alive",
        "allows",
        "approvals",
        "chain",
        "chain_ids",
        "denies",
        "meters",
        "own",
        "plans",
        "stale",
        "until",
    )

    def __init__(self, agent: Agent, parent: Node | None, meters: dict[str, int]) -> None:
        """``meters`` maps level names to the store's meter numbers; the agent's own level is named ``"agent"``."""
        self.agent = agent
        self.stale = False
        self.chain: tuple[Node, ...] = (self, *parent.chain) if parent is not None else (self,)
        self.chain_ids = tuple(node.agent.id for node in self.chain)
        self.meters = meters
        self.own = Level(agent.id, "agent", agent.constraints, meters.get("agent"))
        self.allows = tuple((p, self._level(p, meters)) for p in agent.allows)
        self.denies = agent.denies
        levels = (agent.constraints, *(p.constraints for p in agent.permissions))
        self.approvals = tuple({a.text: a for level in levels for a in level.approvals}.values())
        self.plans: dict[tuple[str, str], Plan] = {}
        #: Nobody in the chain is stopped or unreadable, and until when nobody expires: the short form of ``death``.
        self.alive = all(
            node.agent.status is Status.ACTIVE and node.agent.unreadable is None for node in self.chain
        )
        ends = [node.agent.expires_at for node in self.chain if node.agent.expires_at is not None]
        self.until = min(ends, default=NEVER_CLEARS)

    def _level(self, permission: Permission, meters: dict[str, int]) -> Level:
        metered = permission.constraints.metered
        return Level(
            self.agent.id,
            permission.level,
            permission.constraints,
            meters.get(permission.level) if metered else None,
        )

    def fault(self) -> str | None:
        """Why this agent cannot be judged at all: a row that does not parse, or a limit whose meter is missing."""
        if self.agent.unreadable is not None:
            return self.agent.unreadable
        if self.own.meter is None:
            return "meter"
        for permission, level in self.allows:
            if permission.constraints.metered and level.meter is None:
                return f"meter of {permission.level}"
        return None

    def plan(self, resource: str, action: str) -> Plan:
        """The plan for one access, kept for the next like it."""
        key = (resource, action)
        plan = self.plans.get(key)
        if plan is None:
            if len(self.plans) >= _MAX_PLANS:
                self.plans.clear()
            plan = self.plans[key] = Plan(self, resource, action)
        return plan


class Stage:
    """One agent's part in a plan: its own level, and its matching allow permissions, most specific first."""

    __slots__ = ("allows", "free", "node", "own")

    def __init__(self, node: Node, allows: tuple[Level, ...]) -> None:
        self.node = node
        self.own = node.own
        self.allows = allows
        #: The first permission carries nothing of its own that could refuse or be charged.
        self.free = (
            bool(allows)
            and allows[0].caps.hours is None
            and allows[0].meter is None
            and not allows[0].screened
        )


class Plan:
    """Which levels judge one resource and action, from the presented agent to its root.

    ``refusals`` are the findings that hold for every access of this kind (nothing permits it, a deny matches, a row is
    unreadable). ``approval`` says that a person is asked; ``reserve`` is booked by a call that states no cost.
    """

    __slots__ = (
        "approval",
        "argued",
        "charged",
        "charges",
        "counted",
        "counts_charged",
        "frame",
        "meters",
        "node",
        "plain",
        "refusals",
        "reserve",
        "screened",
        "screens",
        "stages",
    )

    def __init__(self, node: Node, resource: str, action: str) -> None:
        segments = tuple(resource.split(":"))
        folded = tuple(segment.lower() for segment in segments)
        verb = action.lower()
        agent = node.agent
        self.node = node
        self.frame = audit.Frame(
            resource, action, agent.id, node.chain_ids, agent.depth, agent.user_id, agent.tenant_id
        )
        self.refusals: list[Finding] = []
        self.approval = False
        self.reserve = 0
        stages: list[Stage] = []
        for place in node.chain:
            allows = tuple(
                level for p, level in place.allows if p.names((action,)) and p.pattern.matches(segments)
            )
            stages.append(Stage(place, allows))
            self.refusals += _refusals(place, allows, folded, verb)
            asked = (*folded, verb)
            self.approval = self.approval or any(a.matches(asked) for a in place.approvals)
            for level in (place.own, *allows):
                self.reserve = max(self.reserve, level.caps.reserve_usd_per_call or 0)
        self.stages = tuple(stages)
        levels = [level for stage in stages for level in (stage.own, *stage.allows)]
        self.meters = frozenset(level.meter for level in levels if level.meter is not None)
        self.counted = tuple(
            (level, level.meter) for level in levels if level.caps.metered and level.meter is not None
        )
        self.screened = tuple(level for level in levels if level.screened)
        #: What these ask, each rule once: what a chain asks of an access is mostly the same at every level of it.
        screens = {(id(level.rules), id(level.addresses)): level for level in self.screened}
        self.screens = tuple((level.rules, level.addresses) for level in screens.values())
        self.argued = any(level.rules is not None for level in levels)
        #: Nothing decides but the hours and the limits of the agents themselves, and so it is they who are ``charged``.
        self.plain = not self.refusals and not self.approval and all(stage.free for stage in stages)
        self.charged = tuple((stage.own, stage.own.meter) for stage in stages if stage.own.meter is not None)
        #: Those that are charged are those that are counted.
        self.counts_charged = self.charged == self.counted
        self.charges = ",".join(stage.own.text + "}" for stage in stages)


def _refusals(node: Node, allows: tuple[Level, ...], folded: tuple[str, ...], verb: str) -> list[Finding]:
    agent = node.agent
    if (fault := node.fault()) is not None:
        text = "What is stored about this agent cannot be read; an administrator must repair it."
        return [Finding(Code.UNREADABLE_CONSTRAINT, agent.id, "agent", fault, text)]
    found: list[Finding] = []
    for denied in node.denies:
        if denied.names((verb,)) and denied.pattern.matches(folded):
            text = "A deny permission forbids this action on this resource."
            found.append(Finding(Code.NOT_PERMITTED, agent.id, denied.level, "deny", text))
    if not allows:
        text = "No permission covers this action on this resource."
        found.append(Finding(Code.NOT_PERMITTED, agent.id, "agent", "permissions", text))
    return found


def death(chain: tuple[Node, ...], now: int) -> Finding | None:
    """Why the chain is dead, nearest agent first; None while everyone in it is alive (DEL-4)."""
    for node in chain:
        agent = node.agent
        if agent.status is Status.ACTIVE and (agent.expires_at is None or agent.expires_at > now):
            continue
        if agent.status is Status.ACTIVE and agent.unreadable is not None:
            continue  # whether it has expired cannot be read: judged as unreadable
        state = agent.state(now)
        whose = "This agent" if node is chain[0] else "An agent above this one"
        return Finding(Code(state), agent.id, "agent", "status", f"{whose} is {_STATE_WORDS[state]}.")
    return None


_STATE_WORDS: Final = {"suspended": "suspended", "revoked": "revoked", "expired": "expired"}
