"""Resources, actions and the patterns over them (PRM-1), and the patterns that ask for a person (APR-0).

Nothing is decoded: ``%2A`` is three ordinary characters and ``..`` a segment like any other. Letters compare
exactly. Where they must not (``deny``, approvals), fold the resource with ``str.lower`` before matching it;
all accepted text is ASCII, so nothing more is needed.

Every ``parse`` raises ``InvalidInput`` under the field path it was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pykavach.core.errors import InvalidInput
from pykavach.core.tokens import holds_token

MAX_RESOURCE = 512
MAX_SEGMENTS = 16
MAX_SEGMENT = 128
MAX_ACTION = 64
ANY = "*"


def parse_resource(value: object, path: str = "resource") -> tuple[str, ...]:
    """The segments of one concrete resource: 1-16 names of visible ASCII joined by ``:``."""
    text = _visible(value, path, "resource", MAX_RESOURCE)
    if ANY in text:
        raise InvalidInput(path, "'*' belongs in patterns; name one concrete resource")
    return _segments(text, path)


def parse_action(value: object, path: str = "action") -> str:
    """The name of one concrete action."""
    return _action_name(_visible(value, path, "action", MAX_ACTION), path)


def parse_action_pattern(value: object, path: str = "action") -> str:
    """The name of one action, or ``*`` for every action."""
    text = _visible(value, path, "action", MAX_ACTION)
    return text if text == ANY else _action_name(text, path)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A set of resources. A ``*`` at the end matches one or more segments, any other exactly one."""

    text: str
    segments: tuple[str, ...] = field(repr=False)
    _literals: tuple[tuple[int, str], ...] = field(repr=False)  # the segments that are not '*', by place
    _open: bool = field(repr=False)  # ends in '*'

    @classmethod
    def parse(cls, value: object, path: str = "resource") -> Pattern:
        """Read a pattern such as ``mcp:*:issues`` or ``mcp:github:*``."""
        text = _visible(value, path, "resource", MAX_RESOURCE)
        for number, segment in enumerate(_segments(text, path), 1):
            if ANY in segment and segment != ANY:
                raise InvalidInput(path, f"segment {number}: '*' must be the whole segment, as in 'files:*'")
        return cls._compile(text)

    @classmethod
    def _compile(cls, text: str) -> Pattern:
        segments = tuple(text.split(":"))
        literals = tuple((place, segment) for place, segment in enumerate(segments) if segment != ANY)
        return cls(text, segments, literals, segments[-1] == ANY)

    def matches(self, segments: tuple[str, ...]) -> bool:
        """Whether the resource with these segments is in the set."""
        extra = len(segments) - len(self.segments)
        if extra < 0 or (extra and not self._open):
            return False
        for place, literal in self._literals:  # noqa: SIM110 - hot path: all() costs twice as much
            if segments[place] != literal:
                return False
        return True

    def covers(self, other: Pattern) -> bool:
        """Whether every resource in ``other`` is in this set; exact, in both directions (DEL-1).

        It is enough to read ``other`` as if it were a resource, its ``*`` being names equal to no literal:

        * If that does not match, put a new name for each ``*``: a resource in ``other``, not in this set.
        * If it matches, ``other`` has each literal of this pattern in its place. When this pattern is open,
          the resources in ``other`` are long enough too. When it is not, it ends in a literal, so ``other``
          ends in the same one and its resources are exactly as long.

        The bounds on length change nothing, since a name can be as short as ``*``.
        """
        return self.matches(other.segments)

    def meets(self, other: Pattern) -> bool:
        """Whether some resource is in both sets."""
        extra = len(other.segments) - len(self.segments)
        if (extra > 0 and not self._open) or (extra < 0 and not other._open):
            return False
        pairs = zip(
            self.segments, other.segments, strict=False
        )  # what is beyond the shorter, its last '*' takes
        return all(mine == theirs or ANY in {mine, theirs} for mine, theirs in pairs)

    def folded(self) -> Pattern:
        """This pattern in lower case, for resources in lower case."""
        return self._compile(self.text.lower())

    @property
    def specificity(self) -> tuple[int, ...]:
        """Sort key, most specific first (PRM-2): left to right a literal before ``*``, then the longer.

        The closing 2 makes the end of a pattern sort after any segment in that place: the longer comes first.
        """
        return (*(int(segment == ANY) for segment in self.segments), 2)


@dataclass(frozen=True, slots=True)
class ApprovalPattern:
    """A set of accesses, ``resource:action``, in which every ``*`` matches one or more segments (APR-0).

    Deliberately wider than ``Pattern``: to ask a person once too often is safe, once too seldom is not.
    """

    text: str  # in lower case; read again it gives an equal pattern
    # The pattern as bits: bit n stands for its segment n, and in a state for "n segments used up".
    _stars: int = field(repr=False)  # the segments that are '*'
    _end: int = field(repr=False)  # the state in which all are used up
    _takers: dict[str, int] = field(repr=False, compare=False)  # name -> the segments that take that name

    @classmethod
    def parse(cls, value: object, path: str = "requireApprovalFor") -> tuple[ApprovalPattern, ...]:
        """Read ``"resource:action"``, ``"*"`` for everything, or ``{"resource": …, "actions": […]}``."""
        if isinstance(value, dict):
            return cls._parse_object(value, path)
        if type(value) is not str:
            raise InvalidInput(path, f"must be a plain string or an object, not {type(value).__name__}")
        if value == ANY:
            return (cls._compile(ANY),)
        resource, colon, action = value.rpartition(":")
        if not colon:
            raise InvalidInput(path, "must be 'resource:action', as in 'payments:*:refund', or '*' alone")
        return (cls._join(Pattern.parse(resource, path), parse_action_pattern(action, path)),)

    @classmethod
    def _parse_object(cls, value: dict[object, object], path: str) -> tuple[ApprovalPattern, ...]:
        for key in value:
            if key not in {"resource", "actions"}:
                raise InvalidInput(f"{path}.{key}", "unknown key; use 'resource' and 'actions'")
        for key in ("resource", "actions"):
            if key not in value:
                raise InvalidInput(f"{path}.{key}", "is missing; give both 'resource' and 'actions'")
        resource = Pattern.parse(value["resource"], f"{path}.resource")
        actions = value["actions"]
        if not isinstance(actions, list | tuple) or not actions:
            raise InvalidInput(f"{path}.actions", "must be a list of actions, or ['*'] for every action")
        return tuple(
            cls._join(resource, parse_action_pattern(action, f"{path}.actions[{index}]"))
            for index, action in enumerate(actions)
        )

    @classmethod
    def _join(cls, resource: Pattern, action: str) -> ApprovalPattern:
        return cls._compile(f"{resource.text}:{action}".lower())

    @classmethod
    def _compile(cls, text: str) -> ApprovalPattern:
        names = text.split(":")
        stars = sum(1 << place for place, name in enumerate(names) if name == ANY)
        takers: dict[str, int] = {}
        for place, name in enumerate(names):
            takers[name] = takers.get(name, stars) | 1 << place
        return cls(text, stars, 1 << len(names), takers)

    def matches(self, segments: tuple[str, ...]) -> bool:
        """Whether the set holds this access: the resource's segments, then the action, all in lower case.

        Takes one step per segment, in all states of the pattern at once; no pattern makes it slower.
        """
        stars, takers = self._stars, self._takers
        state = 1
        for segment in segments:
            # One on where the pattern's next segment takes this name, or stay where its last was a '*'.
            state = (state & takers.get(segment, stars)) << 1 | state & stars << 1
            if not state:
                return False
        return bool(state & self._end)


def _visible(value: object, path: str, noun: str, limit: int) -> str:
    """A non-empty ``str`` of visible ASCII; no subclass, since an enumeration prints as something else."""
    if type(value) is not str:
        raise InvalidInput(path, f"the {noun} must be a plain string, not {type(value).__name__}")
    if not value:
        raise InvalidInput(path, f"the {noun} must not be empty")
    if len(value) > limit:
        raise InvalidInput(path, f"the {noun} must be at most {limit} characters, not {len(value)}")
    if not value.isascii() or not value.isprintable() or " " in value:
        rule = "may hold visible ASCII characters only: no spaces, control characters or other alphabets"
        raise InvalidInput(path, f"the {noun} {rule}")
    if holds_token(value):  # names are stored as they are
        raise InvalidInput(
            path, f"the {noun} must not hold a token; pass credentials in arguments, if at all"
        )
    return value


def _segments(text: str, path: str) -> tuple[str, ...]:
    segments = tuple(text.split(":"))
    if len(segments) > MAX_SEGMENTS:
        raise InvalidInput(path, f"must have at most {MAX_SEGMENTS} segments, not {len(segments)}")
    for number, segment in enumerate(segments, 1):
        if not segment:
            raise InvalidInput(path, f"segment {number} is empty; remove the extra ':'")
        size = len(segment)
        if size > MAX_SEGMENT:
            raise InvalidInput(path, f"segment {number} must be at most {MAX_SEGMENT} characters, not {size}")
    return segments


def _action_name(text: str, path: str) -> str:
    if ":" in text:
        raise InvalidInput(path, "the action must be one segment; remove the ':'")
    if ANY in text:
        raise InvalidInput(path, "'*' cannot be in an action's name; alone, in a permission, it means all")
    return text
