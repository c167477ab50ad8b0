"""Events: what the operator is told of, written in the transaction in which it happened (EVT-1)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Final

from pykavach.core import codec, money
from pykavach.core.meters import Reading
from pykavach.core.plan import Level
from pykavach.engine.journal import Whom
from pykavach.ports import Event

#: Every kind of event. Closed within a major version.
KINDS: Final = (
    "approval.opened",
    "approval.approved",
    "approval.denied",
    "budget.threshold",
    "budget.reached",
    "token.old_used",
    "token.dead_used",
    "audit.verification_failed",
    "agent.expiring",
    "agent.created",
    "agent.updated",
    "agent.rotated",
    "agent.suspended",
    "agent.resumed",
    "agent.revoked",
    "key.created",
    "key.revoked",
    "user.created",
    "user.updated",
    "passkey.created",
    "passkey.revoked",
    "passkey.copied",
)

#: Kinds that whoever holds a token can cause at will, hence told once a minute.
MUTABLE: Final = frozenset({"token.old_used", "token.dead_used"})
_MINUTE: Final = 60_000_000

#: What a level has spent in the running day, in the running month and in its life, in micro-dollars.
Spent = tuple[int, int, int]


def event(
    kind: str,
    at: int,
    agent: Whom | None,
    facts: dict[str, Any],
    user_id: str | None = None,
    tenant_id: str | None = None,
) -> Event:
    """An event as it is stored and delivered. ``at`` is in microseconds since the epoch.

    ``user_id`` and ``tenant_id`` say whom it is about where there is no agent.
    """
    tenant = agent.tenant_id if agent is not None else tenant_id
    body = {
        "id": f"evt_{os.urandom(12).hex()}",
        "type": kind,
        "at": at,
        "agentId": agent.id if agent is not None else None,
        "userId": agent.user_id if agent is not None else user_id,
        "tenantId": tenant,
        "data": facts,
    }
    return Event(agent.n if agent is not None else 0, at, kind, codec.stored(codec.canonical(body)), tenant)


class Muted:
    """Which kinds of event have been told of which agent in the running UTC minute: each once per process.

    The decisions themselves all have their entries. Used under the lead of the committer only, hence without a lock.
    """

    def __init__(self) -> None:
        self._minute = -1
        self._told: set[tuple[str, int]] = set()

    def has(self, kind: str, agent: int, now: int) -> bool:
        if now // _MINUTE != self._minute:
            self._minute = now // _MINUTE
            self._told.clear()
        return (kind, agent) in self._told

    def keep(self, committed: Iterable[Event]) -> None:
        """These have been committed; what was rolled back stays to be told."""
        self._told.update((e.kind, e.agent) for e in committed if e.kind in MUTABLE)


def crossings(level: Level, used: Reading, cost: int) -> list[tuple[str, dict[str, Any]]]:
    """The budgets of a level that this charge of ``cost`` has brought to 80 % or to the cap."""
    caps = level.caps
    for cap, spent in (
        (caps.budget_usd_per_day, used.day_usd),
        (caps.budget_usd_per_month, used.month_usd),
        (caps.budget_usd, used.usd),
    ):
        if cap is not None and spent * 5 >= cap * 4:
            return crossed(level, (used.day_usd - cost, used.month_usd - cost, used.usd - cost), used)
    return []


def crossed(level: Level, before: Spent, used: Reading) -> list[tuple[str, dict[str, Any]]]:
    """The budgets of a level that have come to 80 % or to the cap since it had spent ``before``."""
    found: list[tuple[str, dict[str, Any]]] = []
    caps = level.caps
    for rule, cap, was, spent in (
        ("budgetUsdPerDay", caps.budget_usd_per_day, before[0], used.day_usd),
        ("budgetUsdPerMonth", caps.budget_usd_per_month, before[1], used.month_usd),
        ("budgetUsd", caps.budget_usd, before[2], used.usd),
    ):
        if not cap or spent * 5 < cap * 4 or was >= cap:
            continue  # far below, or told before: the common case, so before anything is written
        facts = {
            "budgetAgentId": level.agent_id,
            "level": level.name,
            "rule": rule,
            "usedUsd": money.usd_text(spent),
            "limitUsd": money.usd_text(cap),
        }
        if spent >= cap:
            found.append(("budget.reached", facts))
        elif was * 5 < cap * 4:
            found.append(("budget.threshold", facts))
    return found
