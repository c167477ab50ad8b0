"""Money as it is shown: what was settled, recorded, used, and what is still booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from pykavach.engine.values import dollars
from pykavach.engine.views import iso_of


@dataclass(frozen=True, slots=True)
class Settled:
    """A booking that has been replaced by the true cost."""

    audit_id: str
    agent_id: str
    booked_usd: Decimal
    cost_usd: Decimal
    settled_at: datetime

    def wire(self) -> dict[str, Any]:
        return {
            "auditId": self.audit_id,
            "agentId": self.agent_id,
            "bookedUsd": dollars(self.booked_usd),
            "costUsd": dollars(self.cost_usd),
            "settledAt": iso_of(self.settled_at),
        }


@dataclass(frozen=True, slots=True)
class Recorded:
    """Spend that no authorization booked. ``audit_id`` names its entry; ``replayed``: recorded before, under its key.

    ``model`` and ``provider`` are the names in the price list, where the price came from there.
    """

    audit_id: str
    agent_id: str
    cost_usd: Decimal
    recorded_at: datetime
    model: str | None = None
    provider: str | None = None
    replayed: bool = False

    def wire(self) -> dict[str, Any]:
        return {
            "auditId": self.audit_id,
            "agentId": self.agent_id,
            "costUsd": dollars(self.cost_usd),
            "recordedAt": iso_of(self.recorded_at),
            "model": self.model,
            "provider": self.provider,
            "replayed": self.replayed,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """What an agent and everyone below it have used: allowed calls, and dollars booked and spent together.

    Days and months are those of UTC. ``open_bookings`` counts the calls that may still be settled, ``booked_usd`` is
    their part of the dollars. ``unreadable``: the agent's meter is lost or damaged, so that its calls are denied, and
    nothing is known of what it has used.
    """

    agent_id: str
    at: datetime
    calls_today: int
    usd_today: Decimal
    usd_this_month: Decimal
    calls: int
    usd: Decimal
    open_bookings: int
    booked_usd: Decimal
    unreadable: bool = False

    def wire(self) -> dict[str, Any]:
        return {
            "agentId": self.agent_id,
            "at": iso_of(self.at),
            "callsToday": self.calls_today,
            "usdToday": dollars(self.usd_today),
            "usdThisMonth": dollars(self.usd_this_month),
            "calls": self.calls,
            "usd": dollars(self.usd),
            "openBookings": self.open_bookings,
            "bookedUsd": dollars(self.booked_usd),
            "unreadable": self.unreadable,
        }


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An allowed call whose booking stands until it is settled; after ``settle_before`` it stands for good."""

    audit_id: str
    agent_id: str
    resource: str
    action: str
    booked_usd: Decimal
    at: datetime
    settle_before: datetime

    def wire(self) -> dict[str, Any]:
        return {
            "auditId": self.audit_id,
            "agentId": self.agent_id,
            "resource": self.resource,
            "action": self.action,
            "bookedUsd": dollars(self.booked_usd),
            "at": iso_of(self.at),
            "settleBefore": iso_of(self.settle_before),
        }
