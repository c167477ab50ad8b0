"""An agent as people see it."""

from __future__ import annotations

from typing import Any

from pykavach.cli.output import facts, json_text, when_text
from pykavach.engine.views import AgentView


def show_agent(agent: AgentView) -> None:
    """What it may do, under what limits, and when it was last used."""
    wire = agent.wire()
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Agent", (agent.id, "bold")),
        ("Name", agent.name),
        ("Type", agent.type),
        ("State", (agent.status, agent.status)),
        ("User", agent.user_id or "-"),
    ]
    if agent.tenant_id is not None:
        pairs.append(("Tenant", agent.tenant_id))
    if agent.parent_id is not None:
        pairs += [("Parent", agent.parent_id), ("Root", agent.root_id)]
    pairs.append(("Depth", f"{agent.depth} below its root; {agent.max_depth} levels allowed below it"))
    for place, permission in enumerate(wire["permissions"]):
        pairs.append(("May" if not place else "", _permission_text(permission)))
    for place, (name, value) in enumerate(wire["constraints"].items()):
        shown = value if isinstance(value, str) else json_text(value)
        pairs.append(("Limits" if not place else "", f"{name} = {shown}"))
    if agent.metadata:
        pairs.append(("Metadata", json_text(agent.metadata)))
    pairs.append(("Created", when_text(agent.created_at)))
    pairs.append(("Expires", "never" if agent.expires_at is None else when_text(agent.expires_at)))
    if agent.unsafe_observe_until is not None:
        pairs.append(("Observed", (f"until {when_text(agent.unsafe_observe_until)}: refusals pass", "warn")))
    if agent.last_used_at is not None:
        pairs.append(
            ("Last used", f"{when_text(agent.last_used_at)} from {agent.last_used_ip or 'no address'}")
        )
    facts(pairs)


def _permission_text(permission: dict[str, Any]) -> str:
    text = f"{permission['resource']} = {','.join(permission['actions'])}"
    if permission.get("effect") == "deny":
        text = f"not {text}"
    if "constraints" in permission:
        text += f" with {json_text(permission['constraints'])}"
    return text
