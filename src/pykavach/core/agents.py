"""Agents: who acts. Three kinds as one table, permissions, and the pure rules of creating, delegating and narrowing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from pykavach.core import codec
from pykavach.core.constraints import NONE, Constraints
from pykavach.core.errors import ExceedsParent, InvalidInput
from pykavach.core.resources import Pattern, parse_action_pattern
from pykavach.core.tokens import holds_token

MAX_NAME: Final = 200
MAX_METADATA: Final = 8 * 1024
MAX_PERMISSIONS: Final = 100
MAX_ACTIONS: Final = 50
MAX_PATTERNS: Final = 100
#: The regular expressions of one agent together, in weighted items: what compiling them may cost.
MAX_WEIGHT: Final = 10_000
#: Permissions and constraints of one agent, in characters of JSON.
MAX_SIZE: Final = 256 * 1024
MAX_DEPTH: Final = 16
DEFAULT_DEPTH: Final = 5
HOUR: Final = 3_600_000_000
#: The times that a ``datetime`` can say, in microseconds since 1970: the years 1 to 9999.
FIRST_TIME: Final = -62_135_596_800_000_000
LAST_TIME: Final = 253_402_300_799_999_999


class Kind(StrEnum):
    """What sort of agent: the value of ``type``."""

    AUTONOMOUS = "autonomous"
    DELEGATED = "delegated"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class KindRules:
    """What a kind implies. ``default_life`` is in microseconds, ``None`` for no expiry."""

    needs_user: bool
    default_life: int | None
    only_narrows: bool
    under_parent: bool


#: AGT-1, AGT-2, AGT-3 as data.
KINDS: Final[Mapping[Kind, KindRules]] = MappingProxyType(
    {
        Kind.AUTONOMOUS: KindRules(True, 90 * 24 * HOUR, only_narrows=True, under_parent=False),
        Kind.DELEGATED: KindRules(False, 24 * HOUR, only_narrows=False, under_parent=True),
        Kind.SERVICE: KindRules(False, None, only_narrows=False, under_parent=False),
    }
)


class Status(StrEnum):
    """An agent's own state; its effective state also depends on the clock and on everyone above it."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


_PERMISSION_KEYS: Final = {name: name for name in ("effect", "resource", "actions", "constraints")}


@dataclass(frozen=True, slots=True)
class Permission:
    """An effect on resources under a pattern, for some actions, with constraints of its own (allow only)."""

    allow: bool
    pattern: Pattern
    actions: tuple[str, ...]
    constraints: Constraints = NONE

    @classmethod
    def parse(cls, value: object, path: str) -> Permission:
        given = codec.wire_keys(value, _PERMISSION_KEYS, path)
        effect = given.get("effect", "allow")
        if effect not in ("allow", "deny"):
            raise InvalidInput(f"{path}.effect", 'must be "allow" or "deny"')
        for name in ("resource", "actions"):
            if name not in given:
                raise InvalidInput(f"{path}.{name}", "is required")
        pattern = Pattern.parse(given["resource"], f"{path}.resource")
        actions = _actions(given["actions"], f"{path}.actions")
        constraints = Constraints.parse(given.get("constraints"), f"{path}.constraints")
        if effect == "deny" and constraints != NONE:
            raise InvalidInput(
                f"{path}.constraints", "a deny permission carries none; put them on an allow permission"
            )
        return cls(effect == "allow", pattern, actions, constraints)

    def wire(self) -> dict[str, object]:
        out: dict[str, object] = {"resource": self.pattern.text, "actions": list(self.actions)}
        if not self.allow:
            out["effect"] = "deny"
        if self.constraints != NONE:
            out["constraints"] = self.constraints.wire()
        return out

    @property
    def level(self) -> str:
        """The name of this permission's meter: its pattern and actions (RATE-5), shortened by a hash if long."""
        text = f"{self.pattern.text} {','.join(self.actions)}"
        if any("," in action for action in self.actions):  # told apart from two names by what no name has
            text = f"{self.pattern.text}  {' '.join(self.actions)}"
        if len(text) <= MAX_NAME:
            return text
        return f"{text[:120]}#{sha256(text.encode()).hexdigest()}"

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the most specific first (PRM-2). Lists count without their order, which never matters."""
        return (self.pattern.specificity, codec.canonical(_unordered(self.wire())))

    def covers(self, other: Permission) -> bool:
        """Every access that ``other`` names, this one names too."""
        return self.pattern.covers(other.pattern) and self.names(other.actions)

    def names(self, actions: Iterable[str]) -> bool:
        return "*" in self.actions or set(actions) <= set(self.actions)

    def meets(self, other: Permission) -> bool:
        """Some access is named by both."""
        both = {*self.actions, *other.actions}
        shared = "*" in both or len(both) < len(self.actions) + len(other.actions)
        return shared and self.pattern.meets(other.pattern)

    def folded(self) -> Permission:
        """As a deny compares: without regard to case."""
        return Permission(self.allow, self.pattern.folded(), tuple(a.lower() for a in self.actions))


def _unordered(value: Any) -> Any:
    """JSON with its lists sorted: the same for everything that differs only in the order of writing."""
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    return sorted(map(_unordered, value), key=codec.canonical) if isinstance(value, list) else value


def _actions(value: object, path: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise InvalidInput(path, 'must be a non-empty list of action names, or ["*"]')
    if len(value) > MAX_ACTIONS:
        raise InvalidInput(path, f"holds at most {MAX_ACTIONS} actions")
    names = {parse_action_pattern(item, f"{path}[{place}]") for place, item in enumerate(value)}
    return ("*",) if "*" in names else tuple(sorted(names))


def parse_permissions(value: object, path: str = "permissions") -> tuple[Permission, ...]:
    """Permissions from a list of dicts. An empty list is an agent that may do nothing."""
    if not isinstance(value, list | tuple):
        raise InvalidInput(path, "must be a list of permissions")
    if len(value) > MAX_PERMISSIONS:
        raise InvalidInput(path, f"holds at most {MAX_PERMISSIONS} permissions")
    return tuple(Permission.parse(item, f"{path}[{place}]") for place, item in enumerate(value))


def check_patterns(permissions: tuple[Permission, ...], constraints: Constraints) -> None:
    """AGT-5: argument and approval patterns of one agent, on all its levels together."""
    count = weight = 0
    for level in (constraints, *(p.constraints for p in permissions)):
        count += len(level.approvals)
        if level.arguments is not None:
            count += level.arguments.pattern_count
            weight += level.arguments.weight
    if weight > MAX_WEIGHT:
        raise InvalidInput(
            "permissions",
            f"the regular expressions of an agent weigh at most {MAX_WEIGHT} items together, and classes such as \\w, "
            f"\\d and . count five times; these weigh {weight}. Use smaller counts, or + and *",
        )
    text = codec.canonical([[p.wire() for p in permissions], constraints.wire()])
    if len(text) > MAX_SIZE:
        raise InvalidInput(
            "permissions",
            f"permissions and constraints of an agent are at most {MAX_SIZE} characters of JSON",
        )
    if count > MAX_PATTERNS:
        raise InvalidInput(
            "permissions",
            f"an agent holds at most {MAX_PATTERNS} argument and approval patterns; got {count}",
        )


def parse_name(value: object, path: str) -> str:
    """An id or a name: 1 to 200 characters, none of them a control character or a lone surrogate."""
    # No subclass: an enumeration prints as something else than it is stored as.
    if type(value) is not str or not 1 <= len(value) <= MAX_NAME:
        raise InvalidInput(path, f"must be a text of 1 to {MAX_NAME} characters")
    if any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in value):
        raise InvalidInput(path, "must not hold control characters or lone surrogates")
    if holds_token(value):
        raise InvalidInput(path, "must not hold a token: it would be stored in the clear")
    return value


def parse_metadata(value: object, path: str = "metadata") -> str:
    """Metadata as canonical JSON text; ``None`` is none. Its keys are data and are never translated."""
    text = codec.snapshot(value, path) or "{}"
    if len(text.encode()) > MAX_METADATA:
        raise InvalidInput(path, f"holds at most {MAX_METADATA} bytes of JSON")
    if holds_token(text):
        raise InvalidInput(path, "must not hold a token: it would be stored in the clear")
    return text


def parse_depth(value: object, path: str = "max_depth") -> int:
    """How many levels of delegation are allowed below an agent (DEL-5)."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_DEPTH:
        raise InvalidInput(path, f"must be a whole number from 0 to {MAX_DEPTH}")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One agent as the store holds it.

    ``n``, ``parent`` and ``root`` are the store's own small numbers (0: not stored yet); ``id`` is the public name.
    Times are in microseconds since the epoch. ``unreadable`` names the field of a row that does not parse: such an
    agent is denied everything (FC-1).
    """

    n: int = 0
    id: str
    parent: int | None = None
    root: int = 0
    depth: int = 0
    kind: Kind
    user_id: str | None
    tenant_id: str | None = None
    name: str
    status: Status = Status.ACTIVE
    digest: bytes = field(repr=False)
    old_digest: bytes | None = field(default=None, repr=False)
    old_until: int | None = None
    version: int = 1
    created_at: int
    changed_at: int
    expires_at: int | None = None
    max_depth: int = DEFAULT_DEPTH
    permissions: tuple[Permission, ...] = ()
    constraints: Constraints = NONE
    metadata: str = "{}"
    observe_until: int | None = None
    by_token: bool = False
    unreadable: str | None = None

    def expired(self, now: int) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    def state(self, now: int) -> str:
        """The agent's own state by the clock, ignoring everyone above it.

        One whose row does not parse is ``"unreadable"``: denied, and perhaps expired.
        """
        if self.status is not Status.ACTIVE:
            return self.status.value
        if self.unreadable is not None:
            return "unreadable"
        return "expired" if self.expired(now) else "active"

    @property
    def allows(self) -> tuple[Permission, ...]:
        """The allow permissions, most specific first."""
        return tuple(sorted((p for p in self.permissions if p.allow), key=lambda p: p.order))

    @property
    def denies(self) -> tuple[Permission, ...]:
        """The deny permissions, case-folded as they compare, in an order that does not depend on the writing."""
        return tuple(sorted((p.folded() for p in self.permissions if not p.allow), key=lambda p: p.order))

    @property
    def approval_texts(self) -> frozenset[str]:
        """Every approval pattern of the agent; one on a permission binds like one on the agent (PRM-2)."""
        levels = (self.constraints, *(p.constraints for p in self.permissions))
        return frozenset(pattern.text for level in levels for pattern in level.approvals)


def effective_state(lineage: tuple[Agent, ...], now: int) -> str:
    """The state that binds: the first state other than active, from the agent up to its root."""
    for agent in lineage:
        state = agent.state(now)
        if state != "active":
            return state
    # The last is a root, unless somebody above it is lost, or it hangs under itself.
    return "active" if lineage[-1].parent is None else "unreadable"


def check_within(
    parent: Agent, permissions: tuple[Permission, ...], kept: tuple[Permission, ...] = ()
) -> None:
    """DEL-1: every allow of a child lies, action by action, within one allow of its parent.

    Raises ``ExceedsParent`` naming the first pattern and action that does not, or that lies wholly inside a deny.
    What is ``kept`` of a child's allows, perhaps with fewer actions, is not looked at.
    """
    held, denied = parent.allows, parent.denies
    for place, wanted in enumerate(permissions):
        if not wanted.allow or any(p.pattern == wanted.pattern and p.covers(wanted) for p in kept):
            continue
        folded = wanted.pattern.folded()
        for action in wanted.actions:
            where = f"permissions[{place}]: {action!r} on {wanted.pattern.text!r}"
            if not any(p.names((action,)) and p.pattern.covers(wanted.pattern) for p in held):
                raise ExceedsParent(f"{where} is more than the parent holds; ask for less")
            if any(p.names((action.lower(),)) and p.pattern.covers(folded) for p in denied):
                raise ExceedsParent(f"{where} lies inside what the parent is denied; leave it out")


def widening(old: Agent, new: Agent) -> str | None:
    """The first way in which ``new`` could do more than ``old``, as a field with a reason; None if it only narrows.

    AGT-1. The test is sound, not complete: what it cannot show to be narrower counts as wider.
    """
    if old.expires_at is not None and (new.expires_at is None or new.expires_at > old.expires_at):
        return "expires_at: may only be shortened"
    if new.max_depth > old.max_depth:
        return "max_depth: may only be lowered"
    if (new.observe_until or 0) > (old.observe_until or 0):
        return "unsafe_observe: may only be ended"
    if (name := new.constraints.widening(old.constraints)) is not None:
        return f"constraints.{name}: may only be narrowed"
    if lost := sorted(old.approval_texts - new.approval_texts):
        return f"requireApprovalFor: {lost[0]!r} must stay; put it on the agent's constraints"
    for denied in old.denies:
        if not any(kept.covers(denied) for kept in new.denies):
            return f"permissions: the deny on {denied.pattern.text!r} must stay"
    return _lost_reserve(old, new) or _wider_allow(old, new)


def _lost_reserve(old: Agent, new: Agent) -> str | None:
    """A smaller booking brings more calls under a budget: a reserve goes only with all that it was booked for."""
    for held in old.allows:
        reserve = held.constraints.reserve_usd_per_call or 0
        if reserve <= (new.constraints.reserve_usd_per_call or 0):
            continue
        keep = [p for p in new.allows if (p.constraints.reserve_usd_per_call or 0) >= reserve]
        for left in new.allows:
            met = left.meets(held)
            if met and not any(p.covers(left) or p.covers(held) for p in keep):
                return (
                    f"reserveUsdPerCall: that of {held.level!r} must stay; put it on the agent's constraints"
                )
    return None


def _wider_allow(old: Agent, new: Agent) -> str | None:
    free = list(old.allows)
    metered = {held.level for held in free if held.constraints.metered}
    for wanted in new.allows:
        for held in free:
            # A limit belongs to one meter: two permissions cut out of one limited permission would have two, and one
            # that takes the name of another's level would go on from that one's meter.
            own = wanted.level == held.level or wanted.level not in metered
            same = own and held.pattern == wanted.pattern
            if (
                (same or not held.constraints.metered)
                and held.covers(wanted)
                and wanted.constraints.widening(held.constraints) is None
            ):
                if held.constraints.metered:
                    free.remove(held)
                break
        else:
            return f"permissions: {wanted.level!r} is more than the agent held"
    return None
