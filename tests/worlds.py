"""Hypothesis strategies for small worlds: few names, few numbers, so that rules meet and limits are reached."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from judgement_model import HOURS, PATTERNS, Ask

SEGMENTS = ("a", "b", "A")
ACTIONS = ("read", "write", "Read")
PATTERN_TEXTS = ("*", "a", "b", "a:*", "A:*", "*:a", "*:b", "a:b", "a:*:b", "*:*", "a:b:*")
MONEY = ("0.00", "0.04", "0.05", "0.10")
IPS = (None, "10.0.0.1", "10.0.1.1", "2001:db8::1")
#: A Wednesday, just before midnight and the end of a month.
START = datetime(2024, 1, 31, 23, 59, 30, tzinfo=UTC)
STEPS = tuple(timedelta(seconds=s) for s in (0, 0, 0, 1, 20, 60, 3600, 86_400, 4 * 86_400, 31 * 86_400))

METERED: dict[str, st.SearchStrategy[Any]] = {
    "maxCallsPerMinute": st.integers(0, 3),
    "maxCallsPerDay": st.integers(0, 4),
    "maxCalls": st.integers(0, 6),
    "budgetUsdPerDay": st.sampled_from(MONEY),
    "budgetUsdPerMonth": st.sampled_from(MONEY),
    "budgetUsd": st.sampled_from(MONEY),
    "maxUsdPerCall": st.sampled_from(("0.00", "0.01", "0.03")),
    "throttleCallsPerMinute": st.integers(0, 2),
}
CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "reserveUsdPerCall": st.sampled_from(("0.00", "0.01", "0.03")),
    "allowedHoursUTC": st.sampled_from(sorted(HOURS)),
    "ipAllowlist": st.sampled_from((["10.0.0.0/24"], ["10.0.0.1", "2001:db8::/32"])),
    "argPatterns": st.sampled_from(list(PATTERNS.values())),
}
APPROVALS = st.lists(
    st.sampled_from(("*", "a:*:write", "*:b:read", "b:write")), min_size=1, max_size=2, unique=True
)


@st.composite
def constraints(draw: st.DrawFn, *, approvals: bool = True, most: int = 2) -> dict[str, Any]:
    """A few constraints, on the wire. Mostly few, so that something is allowed now and then."""
    pool = METERED | CONDITIONS | ({"requireApprovalFor": APPROVALS} if approvals else {})
    chosen = draw(st.lists(st.sampled_from(sorted(pool)), max_size=most, unique=True))
    return {name: draw(pool[name]) for name in chosen}


@st.composite
def permissions(draw: st.DrawFn, *, most: int = 3, denies: bool = True) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, most))):
        actions = draw(st.lists(st.sampled_from((*ACTIONS, "*")), min_size=1, max_size=2, unique=True))
        one: dict[str, Any] = {"resource": draw(st.sampled_from(PATTERN_TEXTS)), "actions": actions}
        if denies and draw(st.integers(0, 4)) == 0:
            one["effect"] = "deny"
        elif caps := draw(constraints()):
            one["constraints"] = caps
        out.append(one)
    return out


@st.composite
def chains(draw: st.DrawFn, *, most: int = 3) -> list[dict[str, Any]]:
    """The agents of a chain, the presented one first. Most hold a wide permission, so that chains are not all shut."""
    out: list[dict[str, Any]] = []
    for place in range(draw(st.integers(1, most))):
        held = draw(permissions())
        if draw(st.integers(0, 3)):
            held = draw(st.permutations([*held, {"resource": "*", "actions": ["*"]}]))
        out.append({"id": f"agent-{place}", "permissions": held, "constraints": draw(constraints())})
    return out


@st.composite
def asks(draw: st.DrawFn, now: datetime = START) -> Ask:
    cost = draw(st.sampled_from((None, "0", "0.01", "0.02", "0.05")))
    return Ask(
        ":".join(draw(st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=3))),
        draw(st.sampled_from(ACTIONS)),
        draw(st.sampled_from((None, {"n": 1}, {"n": 9}, {"name": "x", "n": 3}, {"name": "z"}))),
        draw(st.sampled_from(IPS)),
        None if cost is None else Decimal(cost),
        now,
    )


@st.composite
def stories(draw: st.DrawFn, *, most: int = 12) -> list[Ask]:
    """Accesses one after the other, time going forward."""
    now = START
    out: list[Ask] = []
    for _ in range(draw(st.integers(1, most))):
        now += draw(st.sampled_from(STEPS))
        # Often the same access again: that is what reaches limits.
        again = out and draw(st.integers(0, 2))
        last = out[-1] if again else draw(asks())
        out.append(Ask(last.resource, last.action, last.arguments, last.ip, last.cost, now))
    return out
