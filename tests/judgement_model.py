"""The judgement as the specification tells it: naive, recursive, on plain dicts, with nothing taken from the code.

An agent is a dict with ``id``, ``permissions`` and ``constraints`` as they are on the wire. What has been used is a list of
past charges per level; every window is counted anew from it, with ``datetime`` and ``Decimal``.
"""

from __future__ import annotations

import functools
import ipaddress
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import rfc8785

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)

#: The hours that the worlds use, and when they are open, by day of the week (0 is Monday) and hour.
HOURS: dict[str, Callable[[int, int], bool]] = {
    "00:00-12:00": lambda day, hour: hour < 12,
    "12:00-24:00": lambda day, hour: hour >= 12,
    "Mon-Fri 09:00-18:00": lambda day, hour: day < 5 and 9 <= hour < 18,
    "Wed 22:00-06:00": lambda day, hour: (day == 2 and hour >= 22) or (day == 3 and hour < 6),
}

#: The rules on arguments that the worlds use.
ARGUMENTS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "small": lambda given: type(given.get("n")) is int and given["n"] <= 5,
    "named": lambda given: given.get("name") in {"x", "y"},
}
PATTERNS: dict[str, dict[str, Any]] = {"small": {"n": {"max": 5}}, "named": {"name": ["x", "y"]}}

#: DEC-1, what comes first; the four timed ones share a place.
TIMED = {"off_hours", "rate_limited", "budget_exceeded", "budget_throttled"}
PRECEDENCE = ["not_permitted", "argument_mismatch", "ip_not_allowed", "timed"]


@dataclass
class Ask:
    """One access, at one time."""

    resource: str
    action: str
    arguments: dict[str, Any] | None
    ip: str | None
    cost: Decimal | None
    now: datetime


@dataclass
class Charged:
    at: datetime
    cost: Decimal
    throttled: bool = False
    call: bool = True  # False: spend that was only recorded


History = dict[tuple[str, str], list[Charged]]


@dataclass
class Found:
    """A refusal: by which agent of the chain (0 is the presented one), and when time alone clears it."""

    agent: int
    code: str
    clears: datetime | None = None


@dataclass
class Judged:
    allowed: bool
    approval: bool
    cost: Decimal
    refusals: list[Found] = field(default_factory=list)
    charges: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def throttled(self) -> bool:
        return any(self.charges.values())

    def codes(self) -> set[str]:
        """The codes a denial may give by DEC-1: several only where timed ones clear at the same time."""
        for code in PRECEDENCE:
            if code != "timed" and any(f.code == code for f in self.refusals):
                return {code}
        timed = [f for f in self.refusals if f.code in TIMED]
        last = max(f.clears for f in timed)
        tied = [f for f in timed if f.clears == last]
        nearest = min(f.agent for f in tied)
        return {f.code for f in tied if f.agent == nearest}

    def clears(self) -> datetime | None:
        """When the denial clears by itself, if it is a timed one."""
        if self.codes() & TIMED:
            return max(f.clears for f in self.refusals if f.code in TIMED)
        return None


# -- matching ----------------------------------------------------------------------------------------------------------


def matches(pattern: list[str], resource: list[str]) -> bool:
    """PRM-1: ``*`` as the last segment matches one or more, elsewhere exactly one."""
    if pattern == ["*"]:
        return bool(resource)
    if not pattern or not resource:
        return not pattern and not resource
    return pattern[0] in {"*", resource[0]} and matches(pattern[1:], resource[1:])


def matches_widely(pattern: list[str], segments: list[str]) -> bool:
    """APR-0: every ``*`` matches one or more segments."""
    if not pattern or not segments:
        return not pattern and not segments
    if pattern[0] == "*":
        return any(matches_widely(pattern[1:], segments[n:]) for n in range(1, len(segments) + 1))
    return pattern[0] == segments[0] and matches_widely(pattern[1:], segments[1:])


def names(actions: list[str], action: str) -> bool:
    return "*" in actions or action in actions


def covers_access(permission: dict[str, Any], resource: str, action: str) -> bool:
    """Whether a permission speaks of an access; a deny does so in any case of letters."""
    pattern, actions = permission["resource"], list(permission["actions"])
    if permission.get("effect") == "deny":
        pattern, resource, action = pattern.lower(), resource.lower(), action.lower()
        actions = [each.lower() for each in actions]
    return names(actions, action) and matches(pattern.split(":"), resource.split(":"))


def asks_a_person(agent: dict[str, Any], resource: str, action: str) -> bool:
    levels = [agent["constraints"], *(p.get("constraints", {}) for p in agent["permissions"])]
    said = f"{resource}:{action}".lower().split(":")
    return any(
        text == "*" or matches_widely(text.lower().split(":"), said)
        for level in levels
        for text in level.get("requireApprovalFor", [])
    )


# -- order -------------------------------------------------------------------------------------------------------------


def _unordered(value: Any) -> Any:
    """The order in which lists are written never matters."""
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_unordered(item) for item in value), key=rfc8785.dumps)
    return value


def _before(one: dict[str, Any], other: dict[str, Any]) -> int:
    """PRM-2: left to right a literal before ``*``, then the longer, then canonical JSON."""
    mine, theirs = one["resource"].split(":"), other["resource"].split(":")
    for left, right in zip(mine, theirs, strict=False):
        if (left == "*") != (right == "*"):
            return 1 if left == "*" else -1
    if len(mine) != len(theirs):
        return len(theirs) - len(mine)
    left_text, right_text = (rfc8785.dumps(_unordered(each)) for each in (one, other))
    return (left_text > right_text) - (left_text < right_text)


def tried(agent: dict[str, Any], ask: Ask) -> list[dict[str, Any]]:
    """The agent's matching allow permissions, in the order in which they are tried."""
    found = [
        {**p, "actions": ["*"] if "*" in p["actions"] else sorted(set(p["actions"]))}
        for p in agent["permissions"]
        if p.get("effect") != "deny" and covers_access(p, ask.resource, ask.action)
    ]
    return sorted(found, key=functools.cmp_to_key(_before))


def level_name(permission: dict[str, Any]) -> str:
    actions = ["*"] if "*" in permission["actions"] else sorted(set(permission["actions"]))
    return f"{permission['resource']} {','.join(actions)}"


# -- one level ---------------------------------------------------------------------------------------------------------


def next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def next_day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def next_month(now: datetime) -> datetime:
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def _same(at: datetime, now: datetime, window: str) -> bool:
    return {
        "minute": lambda: at.date() == now.date() and (at.hour, at.minute) == (now.hour, now.minute),
        "day": lambda: at.date() == now.date(),
        "month": lambda: (at.year, at.month) == (now.year, now.month),
        "life": lambda: True,
    }[window]()


ENDS: dict[str, Callable[[datetime], datetime]] = {
    "minute": next_minute,
    "day": next_day,
    "month": next_month,
    "life": lambda now: FOREVER,
}


def opens(window: str, now: datetime) -> datetime:
    """The next time a window of HOURS is open, from ``now`` on, found hour by hour."""
    is_open = HOURS[window]
    if is_open(now.weekday(), now.hour):
        return now
    at = now.replace(minute=0, second=0, microsecond=0)
    while not is_open(at.weekday(), at.hour):
        at += timedelta(hours=1)
    return at


def refused_by(
    caps: dict[str, Any], past: list[Charged], ask: Ask, cost: Decimal
) -> Iterator[tuple[str, datetime | None]]:
    """Everything one level holds against an access, with the time at which it clears."""
    now = ask.now
    if "argPatterns" in caps:
        rule = next(name for name, pattern in PATTERNS.items() if pattern == caps["argPatterns"])
        if not ARGUMENTS[rule](ask.arguments or {}):
            yield "argument_mismatch", None
    if "ipAllowlist" in caps:
        networks = [ipaddress.ip_network(each) for each in caps["ipAllowlist"]]
        if ask.ip is None or all(ipaddress.ip_address(ask.ip) not in network for network in networks):
            yield "ip_not_allowed", None
    if "allowedHoursUTC" in caps:
        opening = opens(caps["allowedHoursUTC"], now)
        if opening > now:
            yield "off_hours", opening
    for name, window in (("maxCallsPerMinute", "minute"), ("maxCallsPerDay", "day"), ("maxCalls", "life")):
        if name in caps and sum(c.call and _same(c.at, now, window) for c in past) >= caps[name]:
            yield "rate_limited", ENDS[window](now) if caps[name] else FOREVER
    if "maxUsdPerCall" in caps and cost > Decimal(caps["maxUsdPerCall"]):
        yield "budget_exceeded", FOREVER
    for window, spent, cap in budgets(caps, past, now):
        if spent >= cap or spent + cost > cap:
            yield "budget_exceeded", ENDS[window](now) if 0 < cap >= cost else FOREVER
    if is_throttled(caps, past, now):
        limit = caps.get("throttleCallsPerMinute", 6)
        if sum(c.throttled and _same(c.at, now, "minute") for c in past) >= limit:
            ends = [
                ENDS[w](now) for w, spent, cap in budgets(caps, past, now) if spent >= cap * Decimal("0.8")
            ]
            yield "budget_throttled", next_minute(now) if limit else max(ends)


def budgets(
    caps: dict[str, Any], past: list[Charged], now: datetime
) -> Iterator[tuple[str, Decimal, Decimal]]:
    for name, window in (
        ("budgetUsdPerDay", "day"),
        ("budgetUsdPerMonth", "month"),
        ("budgetUsd", "life"),
    ):
        if name in caps:
            spent = sum((c.cost for c in past if _same(c.at, now, window)), Decimal(0))
            yield window, spent, Decimal(caps[name])


def is_throttled(caps: dict[str, Any], past: list[Charged], now: datetime) -> bool:
    return any(spent >= cap * Decimal("0.8") for _, spent, cap in budgets(caps, past, now))


def is_metered(caps: dict[str, Any]) -> bool:
    return any(name.startswith(("maxCalls", "budgetUsd", "maxUsd")) for name in caps)


# -- the chain ---------------------------------------------------------------------------------------------------------


def judge(chain: list[dict[str, Any]], ask: Ask, history: History) -> Judged:
    """PRM-2: the least of what the agents of the chain say, each as if it made the call. All charges, or none."""
    past = defaultdict(list, history)
    reserves = [Decimal(0)]
    for agent in chain:
        levels = (agent["constraints"], *(p.get("constraints", {}) for p in tried(agent, ask)))
        reserves += [Decimal(caps.get("reserveUsdPerCall", 0)) for caps in levels]
    cost = max(reserves) if ask.cost is None else ask.cost
    out = Judged(True, any(asks_a_person(agent, ask.resource, ask.action) for agent in chain), cost)
    for place, agent in enumerate(chain):
        refusals, charges = _one(place, agent, ask, cost, past)
        out.refusals += refusals
        out.charges |= charges
    if out.refusals:
        out.allowed, out.charges = False, {}
    return out


def _one(
    place: int, agent: dict[str, Any], ask: Ask, cost: Decimal, past: dict[tuple[str, str], list[Charged]]
) -> tuple[list[Found], dict[tuple[str, str], bool]]:
    found: list[Found] = []
    key = (agent["id"], "agent")
    caps = agent["constraints"]
    charges = {key: is_throttled(caps, past[key], ask.now)}
    denies = [p for p in agent["permissions"] if p.get("effect") == "deny"]
    found += [Found(place, "not_permitted") for p in denies if covers_access(p, ask.resource, ask.action)]
    found += [Found(place, *each) for each in refused_by(caps, past[key], ask, cost)]
    candidates = tried(agent, ask)
    if not candidates:
        found.append(Found(place, "not_permitted"))
    for permission in candidates:
        inner = permission.get("constraints", {})
        name = (agent["id"], level_name(permission))
        if not list(refused_by(inner, past[name], ask, cost)):
            if is_metered(inner):
                charges[name] = is_throttled(inner, past[name], ask.now)
            break
    else:
        for permission in candidates[:1]:
            name = (agent["id"], level_name(permission))
            inner = permission.get("constraints", {})
            found += [Found(place, *each) for each in refused_by(inner, past[name], ask, cost)]
    return found, charges


def take(history: History, judged: Judged, now: datetime) -> None:
    for key, throttled in judged.charges.items():
        history.setdefault(key, []).append(Charged(now, judged.cost, throttled))
