"""Constraints: conditions that can only narrow, on an agent or on one allow permission.

One table names them. Evolution rules: a name is never re-used with another meaning; a new kind is a new row, a new
field and a new check; what this version does not know is refused when written and denies when found in storage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from pykavach.core import codec, money
from pykavach.core.addresses import Allowlist
from pykavach.core.arguments import ArgumentRules
from pykavach.core.errors import InvalidInput
from pykavach.core.hours import Hours
from pykavach.core.resources import ApprovalPattern
from pykavach.core.tokens import holds_token

#: Calls per minute that a throttled level admits when it sets no number of its own (BUD-3).
DEFAULT_THROTTLE: Final = 6
#: The largest count a cap may state. Nothing reaches it; it keeps counters inside 64 bits on every database.
MAX_COUNT: Final = 10**15
MAX_APPROVAL_PATTERNS: Final = 100

_WIRE: Final = {
    name: codec.snake(name)
    for name in (
        "maxCallsPerMinute",
        "maxCallsPerDay",
        "maxCalls",
        "budgetUsdPerDay",
        "budgetUsdPerMonth",
        "budgetUsd",
        "maxUsdPerCall",
        "reserveUsdPerCall",
        "throttleCallsPerMinute",
        "ipAllowlist",
        "requireApprovalFor",
        "argPatterns",
        "argsOnly",
        "minTrust",
    )
} | {"allowedHoursUTC": "allowed_hours_utc"}


#: More than anything that is counted.
_ENDLESS: Final = 1 << 80


@dataclass(frozen=True, slots=True)
class Constraints:
    """The conditions of one level. ``None`` and empty mean: not set. Money is in micro-dollars."""

    max_calls_per_minute: int | None = None
    max_calls_per_day: int | None = None
    max_calls: int | None = None
    budget_usd_per_day: int | None = None
    budget_usd_per_month: int | None = None
    budget_usd: int | None = None
    max_usd_per_call: int | None = None
    reserve_usd_per_call: int | None = None
    throttle_calls_per_minute: int | None = None
    hours: Hours | None = None
    addresses: Allowlist | None = None
    arguments: ArgumentRules | None = None
    approvals: tuple[ApprovalPattern, ...] = ()
    # Derived once, so that the hot path asks one question.
    has_budget: bool = False
    metered: bool = False
    throttle: int = DEFAULT_THROTTLE
    #: What stays below all of these fits for sure, and below 80 % of every budget: calls in the minute, in the day and
    #: ever, dollars of one call, and with it in the day, in the month and ever.
    room: tuple[int, ...] = field(default=(_ENDLESS,) * 7, repr=False, compare=False)

    @classmethod
    def parse(cls, value: object, path: str = "constraints") -> Constraints:
        """Constraints from a dict in either spelling; ``None`` is none. Raises ``InvalidInput`` with the field's path."""
        if value is None:
            return NONE
        given = codec.wire_keys(value, _WIRE, path)
        if "minTrust" in given:
            raise InvalidInput(
                f"{path}.minTrust", "trust scores are not available yet; leave minTrust out (PRM-4)"
            )
        found: dict[str, Any] = {}
        for name, read in _READERS.items():
            if name in given:
                found[_FIELDS[name]] = read(given[name], f"{path}.{name}")
        if "argPatterns" in given or "argsOnly" in given:
            for name in ("argPatterns", "argsOnly"):
                if name in given and given[name] is None:
                    raise InvalidInput(
                        f"{path}.{name}", "must not be null; leave it out if there is no such rule"
                    )
            rules = ArgumentRules.parse(given.get("argPatterns"), given.get("argsOnly"), path)
            if holds_token(codec.canonical(rules.wire())):
                raise InvalidInput(
                    f"{path}.argPatterns", "must not hold a token: it would be stored in the clear"
                )
            found["arguments"] = rules
        return _derived(found)

    def wire(self) -> dict[str, object]:
        """The canonical camelCase form: what is stored, shown, and parsed again to the same constraints."""
        out: dict[str, object] = {}
        for name in _COUNTS:
            if (count := getattr(self, _FIELDS[name])) is not None:
                out[name] = count
        for name in _MONEY:
            if (amount := getattr(self, _FIELDS[name])) is not None:
                out[name] = money.usd_text(amount)
        if self.hours is not None:
            out["allowedHoursUTC"] = self.hours.wire()
        if self.addresses is not None:
            out["ipAllowlist"] = self.addresses.wire()
        if self.approvals:
            out["requireApprovalFor"] = [pattern.text for pattern in self.approvals]
        if self.arguments is not None:
            out |= self.arguments.wire()
        return out

    def widening(self, old: Constraints) -> str | None:
        """The wire name of the first constraint that is not at least as narrow as in ``old``, or None.

        Approval patterns are compared by the agent as a whole (they bind on every level alike), not here.
        """
        for name in _LOWER_IS_NARROWER:
            was, now = getattr(old, _FIELDS[name]), getattr(self, _FIELDS[name])
            if was is not None and (now is None or now > was):
                return name
        if (old.reserve_usd_per_call or 0) > (self.reserve_usd_per_call or 0):
            return "reserveUsdPerCall"
        if self.throttle > old.throttle:
            return "throttleCallsPerMinute"
        if old.hours is not None and (self.hours is None or not self.hours.narrows(old.hours)):
            return "allowedHoursUTC"
        if old.addresses is not None and (
            self.addresses is None or not self.addresses.narrows(old.addresses)
        ):
            return "ipAllowlist"
        if old.arguments is not None and (
            self.arguments is None or not self.arguments.narrows(old.arguments)
        ):
            return "argPatterns"
        return None


def _count(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInput(path, "must be a whole number, 0 or more")
    count = int.__index__(value)  # of a subclass, the number itself: an enumeration's member is no JSON
    if not 0 <= count <= MAX_COUNT:
        raise InvalidInput(path, f"must be a whole number from 0 to {MAX_COUNT}")
    return count


def _cap(value: object, path: str) -> int:
    # A cap rounds down and a cost up: what the decimal cannot say exactly never admits more.
    return money.micros(value, path, rounding="down")


def _approvals(value: object, path: str) -> tuple[ApprovalPattern, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise InvalidInput(
            path, 'must be a non-empty list of "resource:action" patterns; leave it out for none'
        )
    found: dict[str, ApprovalPattern] = {}
    for place, item in enumerate(value):
        for pattern in ApprovalPattern.parse(item, f"{path}[{place}]"):
            found[pattern.text] = pattern
    if len(found) > MAX_APPROVAL_PATTERNS:
        raise InvalidInput(path, f"holds at most {MAX_APPROVAL_PATTERNS} patterns; use wider ones")
    return tuple(found[text] for text in sorted(found))


_COUNTS: Final = ("maxCallsPerMinute", "maxCallsPerDay", "maxCalls", "throttleCallsPerMinute")
_BUDGETS: Final = ("budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd")
_MONEY: Final = (*_BUDGETS, "maxUsdPerCall", "reserveUsdPerCall")
_LOWER_IS_NARROWER: Final = (*_COUNTS[:3], *_BUDGETS, "maxUsdPerCall")
_FIELDS: Final = _WIRE | {
    "allowedHoursUTC": "hours",
    "ipAllowlist": "addresses",
    "requireApprovalFor": "approvals",
}
_READERS: Final[Mapping[str, Callable[[object, str], object]]] = (
    dict.fromkeys(_COUNTS, _count)
    | dict.fromkeys((*_BUDGETS, "maxUsdPerCall"), _cap)
    | {
        "reserveUsdPerCall": money.micros,
        "allowedHoursUTC": Hours.parse,
        "ipAllowlist": Allowlist.parse,
        "requireApprovalFor": _approvals,
    }
)


def _derived(found: dict[str, Any]) -> Constraints:
    found["has_budget"] = any(found.get(_FIELDS[name]) is not None for name in _BUDGETS)
    found["metered"] = found["has_budget"] or any(
        found.get(_FIELDS[name]) is not None for name in (*_COUNTS[:3], "maxUsdPerCall")
    )
    throttle = found.get("throttle_calls_per_minute")
    found["throttle"] = DEFAULT_THROTTLE if throttle is None else throttle
    limits = [
        *(found.get(_FIELDS[name]) for name in _COUNTS[:3]),
        None if (dearest := found.get("max_usd_per_call")) is None else dearest + 1,
        *(None if (cap := found.get(_FIELDS[name])) is None else -(-cap * 4 // 5) for name in _BUDGETS),
    ]
    found["room"] = tuple(_ENDLESS if limit is None else limit for limit in limits)
    return Constraints(**found)


NONE: Final = Constraints()

#: Every field that ``parse`` fills from the wire; a test holds ``wire`` and ``parse`` against it.
PARSED_FIELDS: Final = tuple(
    field.name
    for field in fields(Constraints)
    if field.name not in ("has_budget", "metered", "throttle", "room")
)
