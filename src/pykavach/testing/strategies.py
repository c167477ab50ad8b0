"""Hypothesis strategies for the words of Kavach: resources, patterns, actions, permissions, constraints, agent trees.

All values are plain JSON, as callers hand them over and as the wire carries them; everything drawn is valid unless its
name says otherwise. Names come from a small alphabet, so that patterns meet the resources they are drawn beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

#: Few and alike, with case and length as the only differences between some: where matching goes wrong.
WORDS = ("a", "b", "A", "ab", "mcp", "github", "issues", "read-only", "x.y", "1")
ACTIONS = ("read", "write", "Write", "delete")
_ADDRESSES = (
    "10.0.0.0/8",
    "10.1.2.3",
    "192.168.0.0/16",
    "::1",
    "2001:db8::/32",
    "::ffff:10.0.0.1",
    "0.0.0.0/0",
)
_WINDOWS = ("09:00-18:00", "22:00-06:00", "Mon-Fri 09:00-18:00", "Sat 00:00-24:00", "Fri-Mon 12:30-12:31")
_PATTERNS: tuple[Any, ...] = (
    "a|b",
    "[a-z]{1,3}",
    {"under": "/srv/data"},
    {"hosts": ["*.example.com", "example.com"]},
    {"min": 0, "max": 10},
    {"oneOf": ["a", 1, True]},
    {"const": "a"},
    {"maxLength": 3},
    ["x+", {"const": "y"}],
)


def segments() -> SearchStrategy[str]:
    """One segment of a resource."""
    return st.sampled_from(WORDS)


def resources(most: int = 4) -> SearchStrategy[str]:
    """A concrete resource of up to ``most`` segments (PRM-1)."""
    return st.lists(segments(), min_size=1, max_size=most).map(":".join)


def patterns(most: int = 4) -> SearchStrategy[str]:
    """A resource pattern: ``*`` anywhere, alone too (PRM-1)."""
    return st.lists(segments() | st.just("*"), min_size=1, max_size=most).map(":".join)


def actions() -> SearchStrategy[str]:
    """The name of an action."""
    return st.sampled_from(ACTIONS)


def action_lists() -> SearchStrategy[list[str]]:
    """The actions of a permission: names, or ``*``."""
    return st.lists(actions(), min_size=1, max_size=3, unique=True) | st.just(["*"])


def dollars(most: int = 10) -> SearchStrategy[str]:
    """An amount of money as decimal text, to a micro-dollar (BUD-1)."""
    return st.decimals(0, most, places=6, allow_nan=False, allow_infinity=False).map(
        lambda amount: f"{amount:f}"
    )


def limits(most: int = 20) -> SearchStrategy[dict[str, Any]]:
    """Constraints that meter: counts and budgets."""
    count, amount = st.integers(0, most), dollars()
    return st.fixed_dictionaries(
        {},
        optional={
            "maxCallsPerMinute": count,
            "maxCallsPerDay": count,
            "maxCalls": count,
            "throttleCallsPerMinute": count,
            "budgetUsdPerDay": amount,
            "budgetUsdPerMonth": amount,
            "budgetUsd": amount,
            "maxUsdPerCall": amount,
            "reserveUsdPerCall": amount,
        },
    )


def conditions() -> SearchStrategy[dict[str, Any]]:
    """Constraints that look at the call: hours, addresses, arguments, approvals."""
    return st.fixed_dictionaries(
        {},
        optional={
            "allowedHoursUTC": st.sampled_from(_WINDOWS)
            | st.lists(st.sampled_from(_WINDOWS), min_size=1, max_size=2),
            "ipAllowlist": st.lists(st.sampled_from(_ADDRESSES), min_size=1, max_size=3, unique=True),
            "argPatterns": st.dictionaries(
                st.sampled_from(("a", "a.b", "b?", "/a~1b", "list.0")),
                st.sampled_from(_PATTERNS),
                min_size=1,
                max_size=2,
            ),
            "requireApprovalFor": st.lists(
                st.tuples(patterns(3), actions() | st.just("*")).map(":".join), min_size=1, max_size=2
            ),
        },
    )


def constraints() -> SearchStrategy[dict[str, Any]]:
    """The constraints of an agent or of one allow permission."""
    return st.tuples(limits(), conditions()).map(lambda parts: parts[0] | parts[1])


@st.composite
def permissions(draw: DrawFn, *, constrained: bool = True) -> dict[str, Any]:
    """One permission; a ``deny`` carries no constraints."""
    made: dict[str, Any] = {"resource": draw(patterns()), "actions": draw(action_lists())}
    effect = draw(st.sampled_from(("allow", "allow", "allow", "deny", None)))
    if effect is not None:
        made["effect"] = effect
    if constrained and effect != "deny" and draw(st.booleans()):
        made["constraints"] = draw(constraints())
    return made


def permission_lists(most: int = 4, *, constrained: bool = True) -> SearchStrategy[list[dict[str, Any]]]:
    """The permissions of an agent."""
    return st.lists(permissions(constrained=constrained), max_size=most)


def arguments() -> SearchStrategy[dict[str, Any]]:
    """What a tool may be called with: JSON values (BND-1)."""
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-(10**20), 10**20)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
        | st.sampled_from(("a", "x", "/srv/data/f", "https://example.com/"))
    )
    names = st.sampled_from(("a", "b", "list", "a/b")) | st.text(
        st.characters(exclude_categories=["Cs"]), max_size=5
    )
    values = st.recursive(
        scalars,
        lambda some: st.lists(some, max_size=3) | st.dictionaries(names, some, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(names, values, max_size=4)


def accesses() -> SearchStrategy[dict[str, Any]]:
    """The keyword arguments of one ``authorize``, but for who asks."""
    return st.fixed_dictionaries(
        {"resource": resources(), "action": actions()},
        optional={
            "arguments": arguments(),
            "ip": st.sampled_from(("10.1.2.3", "::1", "192.168.1.1", "2001:db8::5", "8.8.8.8")),
            "cost_usd": dollars(1),
        },
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """One agent of a tree: what it is made with, and the agents to delegate under it.

    A child's permissions are drawn freely: whether its parent may give them is for ``delegate`` to say (DEL-1).
    """

    permissions: list[dict[str, Any]]
    constraints: dict[str, Any]
    children: list[Branch] = field(default_factory=list)

    def size(self) -> int:
        """How many agents the tree has."""
        return 1 + sum(child.size() for child in self.children)


@st.composite
def trees(draw: DrawFn, *, depth: int = 3, width: int = 3) -> Branch:
    """A root agent with delegates under it, ``depth`` levels of at most ``width`` children each."""
    children = draw(st.lists(trees(depth=depth - 1, width=width), max_size=width)) if depth > 0 else []
    return Branch(draw(permission_lists(3)), draw(constraints() | st.just({})), children)


__all__ = [
    "ACTIONS",
    "WORDS",
    "Branch",
    "accesses",
    "action_lists",
    "actions",
    "arguments",
    "conditions",
    "constraints",
    "dollars",
    "limits",
    "patterns",
    "permission_lists",
    "permissions",
    "resources",
    "segments",
    "trees",
]
