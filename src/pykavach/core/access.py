"""The words of a judgement: an access, the findings about it, and the closed list of codes (DEC-1).

An *access* is one attempted action. A *finding* is what one check says about it. A decision is the least finding of
all, so outcomes are ordered: deny < pending < allow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Outcome(IntEnum):
    """What may happen now. Ordered, so that the least of several outcomes is the outcome of them all."""

    DENY = 0
    PENDING = 1
    ALLOW = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class Code(StrEnum):
    """Why. Closed within a major version; a client treats an unknown code as a denial and does not retry."""

    OK = "ok"
    UNKNOWN_TOKEN = "unknown_token"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    NOT_PERMITTED = "not_permitted"
    OFF_HOURS = "off_hours"
    IP_NOT_ALLOWED = "ip_not_allowed"
    ARGUMENT_MISMATCH = "argument_mismatch"
    APPROVAL_REQUIRED = "approval_required"
    APPROVAL_DENIED = "approval_denied"
    RATE_LIMITED = "rate_limited"
    BUDGET_THROTTLED = "budget_throttled"
    BUDGET_EXCEEDED = "budget_exceeded"
    LOW_TRUST = "low_trust"
    INVALID_REQUEST = "invalid_request"
    UNREADABLE_CONSTRAINT = "unreadable_constraint"
    UNAVAILABLE = "unavailable"


class Retry(StrEnum):
    """What a caller who was refused can do about it."""

    NEVER = "never"
    AFTER = "after"
    WITH_APPROVAL = "with_approval"
    WITH_OTHER_ARGUMENTS = "with_other_arguments"


#: The one table that says how each code may be retried.
RETRY: Final[Mapping[Code, Retry]] = MappingProxyType(
    {
        Code.OK: Retry.NEVER,
        Code.UNKNOWN_TOKEN: Retry.NEVER,
        Code.EXPIRED: Retry.NEVER,
        Code.REVOKED: Retry.NEVER,
        Code.SUSPENDED: Retry.NEVER,
        Code.NOT_PERMITTED: Retry.NEVER,
        Code.OFF_HOURS: Retry.AFTER,
        Code.IP_NOT_ALLOWED: Retry.NEVER,
        Code.ARGUMENT_MISMATCH: Retry.WITH_OTHER_ARGUMENTS,
        Code.APPROVAL_REQUIRED: Retry.WITH_APPROVAL,
        Code.APPROVAL_DENIED: Retry.NEVER,
        Code.RATE_LIMITED: Retry.AFTER,
        Code.BUDGET_THROTTLED: Retry.AFTER,
        Code.BUDGET_EXCEEDED: Retry.AFTER,
        Code.LOW_TRUST: Retry.NEVER,
        Code.INVALID_REQUEST: Retry.WITH_OTHER_ARGUMENTS,
        Code.UNREADABLE_CONSTRAINT: Retry.NEVER,
        Code.UNAVAILABLE: Retry.AFTER,
    }
)

#: DEC-1: among several findings the one that stands first here is given.
_ORDER: Final = (
    Code.UNREADABLE_CONSTRAINT,
    Code.INVALID_REQUEST,
    Code.NOT_PERMITTED,
    Code.ARGUMENT_MISMATCH,
    Code.IP_NOT_ALLOWED,
    Code.LOW_TRUST,
    Code.APPROVAL_DENIED,
    Code.OFF_HOURS,
    Code.RATE_LIMITED,
    Code.BUDGET_EXCEEDED,
    Code.BUDGET_THROTTLED,
    Code.APPROVAL_REQUIRED,
    Code.OK,
)
RANK: Final[Mapping[Code, int]] = MappingProxyType({code: place for place, code in enumerate(_ORDER)})

#: Findings of these codes clear by themselves; among them the one that clears last is given.
TIMED: Final = frozenset({Code.OFF_HOURS, Code.RATE_LIMITED, Code.BUDGET_EXCEEDED, Code.BUDGET_THROTTLED})

#: ``Finding.clears`` of a finding that no passing of time will clear.
NEVER_CLEARS: Final = 1 << 62


class Access:
    """One attempted action, checked for form and ready to be judged.

    ``arguments`` is the canonical JSON text of what the tool would be called with, ``values`` the same as objects;
    ``place`` is the caller's address as ``addresses.place_of`` gives it; ``cost`` is in micro-dollars, ``None`` when the
    caller stated none.
    """

    __slots__ = ("action", "arguments", "cost", "place", "resource", "values")

    def __init__(
        self,
        resource: str,
        action: str,
        arguments: str | None = None,
        values: Mapping[str, object] | None = None,
        place: int | None = None,
        cost: int | None = None,
    ) -> None:
        self.resource = resource
        self.action = action
        self.arguments = arguments
        self.values = values
        self.place = place
        self.cost = cost


@dataclass(slots=True)
class Finding:
    """What one check says about one access.

    ``agent`` is the id of the agent whose rule it is and ``level`` where the rule stands (``"agent"`` or the
    permission's pattern and actions); ``rule`` its name on the wire. ``used`` and ``limit`` are the numbers compared
    (calls or micro-dollars). ``clears`` is when a timed finding clears by itself, in microseconds since the epoch.
    """

    code: Code
    agent: str
    level: str
    rule: str
    sentence: str
    used: int | None = None
    limit: int | None = None
    clears: int | None = None
    outcome: Outcome = Outcome.DENY


def foremost(findings: list[Finding]) -> Finding:
    """The finding a decision gives, by DEC-1. ``findings`` stand nearest agent first and are not empty."""
    first = min(findings, key=lambda f: RANK[f.code])
    if first.code not in TIMED:
        return first
    timed = [f for f in findings if f.code in TIMED]
    return max(timed, key=lambda f: f.clears or 0)
