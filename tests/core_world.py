"""Small worlds for the tests of core: agents from dicts as a caller writes them, compiled, with readings that start empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pykavach.core.access import Access
from pykavach.core.addresses import parse_address, place_of
from pykavach.core.agents import Agent, Kind, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.meters import Reading
from pykavach.core.money import micros
from pykavach.core.plan import Node, Plan


def agent(
    id: str = "agent", permissions: Iterable[Any] = (), constraints: dict[str, Any] | None = None, **more: Any
) -> Agent:
    """An agent as the store would hold it; ``permissions`` and ``constraints`` as they are on the wire."""
    given: dict[str, Any] = {
        "id": id,
        "name": id,
        "kind": Kind.SERVICE,
        "user_id": "user_1",
        "digest": b"",
        "created_at": 0,
        "changed_at": 0,
        "permissions": parse_permissions(list(permissions)),
        "constraints": Constraints.parse(constraints),
    }
    return Agent(**(given | more))


def compiled(*agents: Agent) -> Node:
    """The node of the first agent; each next agent is the parent of the one before. Every metered level has a meter."""
    node: Node | None = None
    number = 0
    for each in reversed(agents):
        meters: dict[str, int] = {}
        for level in ["agent", *(p.level for p in each.allows if p.constraints.metered)]:
            if level not in meters:
                number += 1
                meters[level] = number
        node = Node(each, node, meters)
    assert node is not None
    return node


def readings(node: Node) -> dict[int, Reading]:
    """An empty reading for every meter of a chain."""
    return {n: Reading(n) for place in node.chain for n in place.meters.values()}


def names(node: Node) -> dict[int, tuple[str, str]]:
    """Which agent and level each meter of a chain belongs to."""
    return {n: (place.agent.id, level) for place in node.chain for level, n in place.meters.items()}


def access(
    resource: str, action: str, arguments: dict[str, Any] | None = None, ip: object = None, cost: Any = None
) -> Access:
    address = parse_address(ip)
    return Access(
        resource,
        action,
        None,
        arguments,
        None if address is None else place_of(address),
        None if cost is None else micros(cost, "cost_usd"),
    )


def cost_of(plan: Plan, wanted: Access) -> int:
    """What a call books: its cost, or the reserve where it states none (BUD-2)."""
    return plan.reserve if wanted.cost is None else wanted.cost
