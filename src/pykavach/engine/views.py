"""Agents as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pykavach.core import codec
from pykavach.core.agents import Agent, effective_state
from pykavach.core.meters import Reading
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.values import iso, moment, when


@dataclass(frozen=True, slots=True)
class AgentView:
    """One agent. ``status`` is the state that binds: a child of a revoked root is revoked, by the clock of the store.

    It is ``active``, ``suspended``, ``revoked``, ``expired``, or ``unreadable`` where a row is damaged: that agent is
    denied everything, nothing but stopping it changes it, and what is shown of it may be incomplete.
    ``permissions``, ``constraints`` and ``metadata`` are plain JSON values in the spelling of the wire. ``depth`` counts
    the levels above it; ``max_depth`` those allowed below. Last use is that of the last decision about this agent.
    """

    id: str
    name: str
    type: str
    user_id: str | None
    tenant_id: str | None
    status: str
    parent_id: str | None
    root_id: str
    depth: int
    max_depth: int
    permissions: list[dict[str, Any]]
    constraints: dict[str, Any]
    metadata: dict[str, Any]
    version: int
    created_at: datetime
    expires_at: datetime | None
    unsafe_observe_until: datetime | None = None
    last_used_at: datetime | None = None
    last_used_ip: str | None = None

    def wire(self) -> dict[str, Any]:
        """The agent on the wire, in camelCase."""
        return wire_of(self)


def wire_of(view: Any) -> dict[str, Any]:
    """The fields of a view on the wire: camelCase, and times as RFC 3339 text."""
    out: dict[str, Any] = {}
    for name in view.__slots__:
        value = getattr(view, name)
        if isinstance(value, datetime):
            value = value.isoformat().replace("+00:00", "Z")
        out[codec.camel(name)] = value
    return out


def view_of(
    lineage: tuple[Agent, ...], now: int, used: Reading | None = None, scope: Scope = EVERYTHING
) -> AgentView:
    """An agent as ``scope`` shows it, with everyone above it: nearest first. All of them bind its state."""
    agent = lineage[0]
    seen = scope.shown(tuple(each.id for each in lineage))
    metadata = codec.loads(agent.metadata)
    return AgentView(
        id=agent.id,
        name=agent.name,
        type=agent.kind.value,
        user_id=agent.user_id,
        tenant_id=agent.tenant_id,
        status=effective_state(lineage, now),
        parent_id=seen[1] if len(seen) > 1 else None,
        root_id=seen[len(seen) - 1],
        depth=agent.depth - len(lineage) + len(seen),
        max_depth=agent.max_depth,
        permissions=[p.wire() for p in agent.permissions],
        constraints=agent.constraints.wire(),
        metadata=metadata if isinstance(metadata, dict) else {},
        version=agent.version,
        created_at=moment(agent.created_at),
        expires_at=when(agent.expires_at),
        unsafe_observe_until=when(agent.observe_until),
        last_used_at=when(used.last_at) if used is not None else None,
        last_used_ip=used.last_ip if used is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Created:
    """A new agent and its token, which is shown here and never again. Its ``repr`` hides the token."""

    agent: AgentView
    token: str = field(repr=False)

    def wire(self) -> dict[str, Any]:
        return {"agent": self.agent.wire(), "token": self.token}


@dataclass(frozen=True, slots=True)
class Rotated:
    """An agent's new token, shown here and never again, and what else the rotation did.

    ``revoked`` names the delegates that a compromised token had made; ``closed_approvals`` counts requests closed.
    """

    agent: AgentView
    token: str = field(repr=False)
    old_valid_until: datetime | None = None
    revoked: tuple[str, ...] = ()
    closed_approvals: int = 0

    def wire(self) -> dict[str, Any]:
        return {
            "agent": self.agent.wire(),
            "token": self.token,
            "oldValidUntil": iso_of(self.old_valid_until),
            "revoked": list(self.revoked),
            "closedApprovals": self.closed_approvals,
        }


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a suspension, a resumption or a revocation changed: the agents named, and those that hang under them."""

    changed: tuple[str, ...]
    affected: int
    closed_approvals: int = 0

    def wire(self) -> dict[str, Any]:
        return {
            "changed": list(self.changed),
            "affected": self.affected,
            "closedApprovals": self.closed_approvals,
        }


def iso_of(value: datetime | None) -> str | None:
    """A time that went out as a ``datetime``, as RFC 3339 text."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")


def state_of(agent: Agent) -> dict[str, Any]:
    """What an entry keeps of an agent before and after a change. Never the token or its hash."""
    return {
        "name": agent.name,
        "type": agent.kind.value,
        "status": agent.status.value,
        "permissions": [p.wire() for p in agent.permissions],
        "constraints": agent.constraints.wire(),
        "metadata": codec.loads(agent.metadata),
        "expiresAt": iso(agent.expires_at),
        "maxDepth": agent.max_depth,
        "unsafeObserveUntil": iso(agent.observe_until),
        "version": agent.version,
    }
