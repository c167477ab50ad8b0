"""The agents of a simulation: trees of very different popularity, whose limits are there to be reached."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

#: Levels of delegation below a root.
DEEPEST = 4
#: Agents below the root at rank 0 and at the last rank; between them it falls.
_MOST_BELOW, _FEWEST_BELOW = 16, 3
#: How much less often a root is asked for than the one before it: weight 1 / rank ** this.
SKEW = 1.1
DATA = {"path": "/srv/data/[a-z0-9/._-]+"}

PERMISSIONS: list[dict[str, Any]] = [
    {"resource": "mcp:github:*", "actions": ["read", "write"], "constraints": {"argPatterns": DATA}},
    {"resource": "files:*", "actions": ["read"], "constraints": {"maxCallsPerDay": 400}},
    {"resource": "payments:*", "actions": ["send"]},
    {"effect": "deny", "resource": "mcp:github:admin", "actions": ["*"]},
]
_PAYMENTS = {"requireApprovalFor": [{"resource": "payments:*", "actions": ["send"]}]}
_WIDE = {
    "maxCallsPerMinute": 1_000_000,
    "maxCallsPerDay": 100_000_000,
    "budgetUsdPerDay": "1000000",
    "budgetUsdPerMonth": "10000000",
    "ipAllowlist": ["10.0.0.0/8", "2001:db8::/32"],
}
#: What roots are given, by rank in turn: nothing that binds, or one limit that does within seconds.
PROFILES: list[dict[str, Any]] = [
    _WIDE,
    {**_WIDE, "maxCalls": 150},
    {**_WIDE, "budgetUsdPerDay": "2.00", "throttleCallsPerMinute": 20},
    {**_WIDE, "maxCallsPerMinute": 60},
    {**_WIDE, "budgetUsd": "1.00", "throttleCallsPerMinute": 1000},
    {**_WIDE, "budgetUsdPerMonth": "1.50", "throttleCallsPerMinute": 0},
    {**_WIDE, "maxCallsPerDay": 80, "maxUsdPerCall": "0.04"},
]
#: What delegates are given.
BELOW: list[dict[str, Any]] = [{}, {"maxCalls": 100_000}, {"maxCallsPerDay": 60}, {"budgetUsd": "0.80"}, {}]
#: What a root of the first profile may be updated to, and back.
UPDATES: list[dict[str, Any]] = [
    {**_WIDE, "maxCallsPerDay": 50_000_000, **_PAYMENTS},
    {**_WIDE, "budgetUsdPerDay": "500000", **_PAYMENTS},
    {**_WIDE, **_PAYMENTS},
]


@dataclass(slots=True)
class Someone:
    """An agent as callers know it. Only the process that owns it has its token; the others name it by its id."""

    id: str
    token: str
    tree: int
    depth: int
    owner: int
    parent: str | None = None
    #: A service agent whose limits may be changed.
    updatable: bool = False
    dead: bool = False


@dataclass(slots=True)
class World:
    """Trees by popularity, and a pick among them."""

    trees: list[list[Someone]] = field(default_factory=list)
    _weights: list[float] = field(default_factory=list)

    def pick(self, dice: Random) -> Someone:
        """Anybody, the agents of popular roots more often."""
        if len(self._weights) != len(self.trees):
            self._weights = list(accumulate(1 / (rank + 1) ** SKEW for rank in range(len(self.trees))))
        tree = self.trees[bisect(self._weights, dice.random() * self._weights[-1])]
        return tree[int(dice.random() * len(tree))]


def plant(kavach: Any, *, roots: int, processes: int, dice: Random) -> World:
    """Make the trees, through the blocking surface."""
    world = World()
    count = 0
    for rank in range(roots):
        service = rank % len(PROFILES) == 0
        made = kavach.agents.create(
            user_id=f"user_{rank % 5}",
            name=f"root {rank}",
            type="service" if service else "autonomous",
            permissions=PERMISSIONS,
            constraints={**PROFILES[rank % len(PROFILES)], **_PAYMENTS},
        )
        root = Someone(made.agent.id, made.token, rank, 0, count % processes, updatable=service)
        tree = [root]
        share = rank / max(1, roots - 1)
        for number in range(round(_MOST_BELOW + (_FEWEST_BELOW - _MOST_BELOW) * share)):
            count += 1
            tree.append(_below(kavach, tree, number, count % processes, dice))
        count += 1
        world.trees.append(tree)
    return world


def _below(kavach: Any, tree: Sequence[Someone], number: int, owner: int, dice: Random) -> Someone:
    """Another agent in a tree. The first few hang one under the other, so that some chains are as long as any."""
    above = tree[-1] if number < DEEPEST else dice.choice([one for one in tree if one.depth < DEEPEST])
    made = kavach.agents.delegate(parent_token=above.token, **delegate(above, dice))
    return Someone(made.agent.id, made.token, above.tree, above.depth + 1, owner, above.id)


def delegate(above: Someone, dice: Random) -> dict[str, Any]:
    """Keyword arguments of ``delegate``, all but who delegates."""
    return {
        "name": f"below {above.id[-6:]}",
        "permissions": PERMISSIONS,
        "constraints": dice.choice(BELOW),
    }


def access(dice: Random) -> dict[str, Any]:
    """One ordinary access. A few of them are refused."""
    kind = dice.random()
    ip = "10.1.2.3" if kind < 0.97 else "192.0.2.1"
    cost = dice.randrange(1, 50) / 1000 if kind > 0.1 else None
    if kind < 0.2:
        return {"resource": f"files:{dice.randrange(50)}", "action": "read", "ip": ip, "cost_usd": cost}
    number = dice.randrange(10_000)
    path = f"/srv/data/reports/{number:04d}.csv" if kind > 0.23 else "/etc/passwd"
    resource = "mcp:github:admin" if 0.3 < kind < 0.31 else f"mcp:github:repository-{number % 97}"
    return {
        "resource": resource,
        "action": "delete" if 0.4 < kind < 0.41 else "write",
        "arguments": {"path": path, "title": "Quarterly figures", "limit": number},
        "ip": ip,
        "cost_usd": cost,
    }


def payment(number: str, dice: Random) -> dict[str, Any]:
    """An access that a person must approve."""
    return {
        "resource": "payments:invoices",
        "action": "send",
        "arguments": {"invoice": number, "amount": dice.randrange(1, 1000)},
        "ip": "10.1.2.3",
        "cost_usd": 0.002,
    }
