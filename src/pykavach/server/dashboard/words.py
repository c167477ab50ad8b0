"""Permissions, limits and codes in plain language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pykavach.core.access import Code

_CALLS: Final = {
    "maxCallsPerMinute": "a minute",
    "maxCallsPerDay": "a day",
    "maxCalls": "ever",
}
_MONEY: Final = {
    "budgetUsdPerDay": "a day",
    "budgetUsdPerMonth": "a month",
    "budgetUsd": "ever",
    "maxUsdPerCall": "a call",
}
_LIMITS: Final = {
    "maxCallsPerMinute": "Calls this minute",
    "maxCallsPerDay": "Calls today",
    "maxCalls": "Calls ever",
    "budgetUsdPerDay": "Spend today",
    "budgetUsdPerMonth": "Spend this month",
    "budgetUsd": "Spend ever",
    "throttleCallsPerMinute": "Throttled calls this minute",
}
_CODES: Final = {
    Code.OK: "allowed",
    Code.UNKNOWN_TOKEN: "unknown token",
    Code.EXPIRED: "expired",
    Code.REVOKED: "revoked",
    Code.SUSPENDED: "suspended",
    Code.NOT_PERMITTED: "not permitted",
    Code.OFF_HOURS: "outside its hours",
    Code.IP_NOT_ALLOWED: "address not allowed",
    Code.ARGUMENT_MISMATCH: "arguments not allowed",
    Code.APPROVAL_REQUIRED: "needs approval",
    Code.APPROVAL_DENIED: "a person said no",
    Code.RATE_LIMITED: "rate limit",
    Code.BUDGET_THROTTLED: "throttled by its budget",
    Code.BUDGET_EXCEEDED: "budget used up",
    Code.LOW_TRUST: "trust too low",
    Code.INVALID_REQUEST: "invalid request",
    Code.UNREADABLE_CONSTRAINT: "unreadable rule",
    Code.UNAVAILABLE: "unavailable",
}
#: Rules that are amounts of money, as ``limits`` gives them.
MONEY_RULES: Final = frozenset({"budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"})


def code(value: str | None) -> str:
    """A code in words; what is not known stands as it is."""
    return _CODES.get(value, value) if value in list(_CODES) else value or ""  # type: ignore[call-overload]


def limit_words(rule: str) -> str:
    """What a limit counts."""
    return _LIMITS.get(rule, rule)


def listed(items: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def resource(pattern: str) -> str:
    """A resource pattern in words. A ``*`` inside stands for exactly one segment."""
    if pattern == "*":
        return "anything"
    if pattern.endswith(":*"):
        return f"everything under {pattern[:-2]}"
    return pattern


def actions(names: Sequence[str]) -> str:
    return "do anything with" if "*" in names else f"{listed(names)} on"


def allowance(permission: Mapping[str, Any]) -> str:
    """One permission as a sentence's middle: ``may read and write on everything under mcp:github, …``."""
    verb = "may never" if permission.get("effect") == "deny" else "may"
    text = f"{verb} {actions(permission['actions'])} {resource(permission['resource'])}"
    more = conditions(permission.get("constraints") or {})
    return text if not more else f"{text}, {listed(more)}"


def conditions(constraints: Mapping[str, Any]) -> list[str]:
    """Constraints in words, each a part of a sentence."""
    found: list[str] = []
    for rule, window in _CALLS.items():
        if rule in constraints:
            found.append(f"at most {constraints[rule]:,} calls {window}")
    for rule, window in _MONEY.items():
        if rule in constraints:
            found.append(f"at most ${constraints[rule]} {window}")
    if "reserveUsdPerCall" in constraints:
        found.append(f"with ${constraints['reserveUsdPerCall']} set aside for a call that states no cost")
    if "throttleCallsPerMinute" in constraints:
        found.append(
            f"with {constraints['throttleCallsPerMinute']:,} calls a minute once 80 % of a budget are spent"
        )
    if "allowedHoursUTC" in constraints:
        found.append(f"only {listed(_texts(constraints['allowedHoursUTC']), 'or')} UTC")
    if "ipAllowlist" in constraints:
        found.append(f"only from {listed(_texts(constraints['ipAllowlist']), 'or')}")
    if "argPatterns" in constraints:
        found.append(f"only where {listed(sorted(constraints['argPatterns']))} fit its rules")
    if constraints.get("argsOnly"):
        found.append("with no other arguments")
    if "requireApprovalFor" in constraints:
        found.append(f"with a person's yes for {listed(_texts(constraints['requireApprovalFor']))}")
    return found


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value]
