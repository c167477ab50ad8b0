"""The access that is measured everywhere: six constraints on each agent of a chain of two, three arguments, a cost."""

from __future__ import annotations

from typing import Any

PERMISSIONS: list[dict[str, Any]] = [{"resource": "mcp:github:*", "actions": ["read", "write"]}]

#: Four meters, an address list and an argument pattern. High enough never to be reached.
CONSTRAINTS: dict[str, Any] = {
    "maxCallsPerMinute": 1_000_000_000,
    "maxCallsPerDay": 1_000_000_000,
    "budgetUsdPerDay": "100000000",
    "budgetUsdPerMonth": "100000000",
    "ipAllowlist": ["10.0.0.0/8", "2001:db8::/32"],
    "argPatterns": {"path": "/srv/data/[a-z0-9/._-]+"},
}

#: Seconds that a decision may take. So long that a busy machine alone denies nobody: who waits shows in the times.
TIMEOUT = 30.0

RESOURCE = "mcp:github:issues"
ACTION = "write"
IP = "10.1.2.3"
COST = 0.01


def arguments(number: int) -> dict[str, Any]:
    return {"path": f"/srv/data/reports/2026/{number:04d}.csv", "title": "Quarterly figures", "limit": 25}


def accesses(count: int = 64) -> list[dict[str, Any]]:
    """Keyword arguments of ``authorize``, all but the token."""
    return [
        {"resource": RESOURCE, "action": ACTION, "arguments": arguments(n), "ip": IP, "cost_usd": COST}
        for n in range(count)
    ]


def make_agents(kavach: Any, *, roots: int = 8, children: int = 64) -> list[str]:
    """Through the blocking surface: roots and, dealt over them, children. The tokens of the children."""
    above = [
        kavach.agents.create(
            user_id=f"user_{n}", name=f"root {n}", permissions=PERMISSIONS, constraints=CONSTRAINTS
        ).token
        for n in range(roots)
    ]
    return [
        kavach.agents.delegate(
            parent_token=above[n % roots], name=f"child {n}", permissions=PERMISSIONS, constraints=CONSTRAINTS
        ).token
        for n in range(children)
    ]


def fill(url: str, durability: str, *, roots: int = 8, children: int = 64) -> list[str]:
    """Put agents into a database; the tokens of the children. One access has been decided."""
    from pykavach.sync import Kavach

    with Kavach(url, durability=durability, timeout=TIMEOUT) as kavach:
        tokens = make_agents(kavach, roots=roots, children=children)
        decision = kavach.authorize(token=tokens[0], **accesses(1)[0])
        if not decision.allowed:
            raise RuntimeError(f"the access of the bench is refused: {decision.code}: {decision.reason}")
    return tokens
