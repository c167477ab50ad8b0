"""Rules on the arguments of a call (ARG-1 to ARG-5): ``argPatterns`` and ``argsOnly``.

A *path* names the values a rule judges: dotted (``options.path``), or a JSON Pointer (``/options/file.name``) for keys with
dots in them. In a list, a number names one element and any other name goes through every element. A ``?`` at the end makes
the argument optional: it may be missing or null. (So a key that itself ends in ``?`` can be named only as an optional one:
``/really??``.)

Everything not understood is a mismatch: a missing or null argument that is not optional, an object where a value is expected,
an empty list, a step into something that is neither object nor list, an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from pykavach.core.errors import InvalidInput
from pykavach.core.matchers import Matcher, parse_matcher

MAX_PATTERNS: Final = 100
"""Most paths of one set of rules, and most alternatives of one path."""
#: What checking one call may cost, in matcher calls of 512 weighted bytes each (some hundred milliseconds at most).
MAX_WORK = 40_000
_TOO_MUCH = "is too much to check: send fewer or shorter values"
MAX_PATH: Final = 512
"""Longest path, in characters."""
MAX_RULE: Final = 300
"""Longest description of a rule, in characters."""

_INDEX = re.compile("0|[1-9][0-9]*")
_PLAIN_KEY = re.compile("[A-Za-z0-9_-]{1,32}")  # too short for a token or another secret

_Names = tuple[str, ...]
_Position = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The first rule that arguments break. ``rule`` says what would pass and never holds a value of the call."""

    path: str
    rule: str


class ArgumentRules:
    """What the arguments of a call must look like."""

    __slots__ = ("_nested", "_plan", "_top", "args_only", "rules")

    def __init__(self, rules: tuple[_Rule, ...], args_only: bool) -> None:
        self.rules = rules
        self.args_only = args_only
        # The short way through most checks: a top-level argument that the first of its patterns admits.
        self._plan = tuple(
            (rule.names[0] if len(rule.names) == 1 else None, rule.matchers[0].admits, rule) for rule in rules
        )
        self._top = frozenset(rule.names[0] for rule in rules if len(rule.names) == 1)
        self._nested = args_only and any(len(rule.names) > 1 for rule in rules)

    @classmethod
    def parse(cls, patterns: object, args_only: object, path: str) -> Self:
        """Read ``argPatterns`` and ``argsOnly``, each None if not given. Raises ``InvalidInput`` below ``path``."""
        if args_only is not None and type(args_only) is not bool:
            raise InvalidInput(f"{path}.argsOnly", "must be True or False")
        field = f"{path}.argPatterns"
        if patterns is None:
            patterns = {}
        if type(patterns) is not dict or len(patterns) > MAX_PATTERNS:
            raise InvalidInput(field, f"must be a dict of at most {MAX_PATTERNS} paths with their patterns")
        rules: dict[_Names, _Rule] = {}
        for text, pattern in patterns.items():
            names = parse_path(text, field)
            if names in rules:
                raise InvalidInput(
                    f"{field}.{text}", f"names the same argument as {rules[names].text}: give it once"
                )
            rules[names] = _Rule(text, names, _alternatives(pattern, f"{field}.{text}"))
        return cls(tuple(sorted(rules.values(), key=lambda rule: rule.text)), bool(args_only))

    @property
    def pattern_count(self) -> int:
        """How many patterns there are, alternatives counted each."""
        return sum(len(rule.matchers) for rule in self.rules)

    @property
    def weight(self) -> int:
        """What the regular expressions cost to compile and run: their items, classes of characters counted five times."""
        return sum(matcher.weight for rule in self.rules for matcher in rule.matchers)

    def check(self, arguments: Mapping[str, object] | None) -> Mismatch | None:
        """The first rule, in the order of paths, that ``arguments`` break; None if they break none. Never raises."""
        try:
            given = {} if arguments is None else arguments
            if type(given) is not dict:
                return Mismatch("arguments", "must be a JSON object")
            for name, admits, _ in self._plan:
                if name is None or not admits(given.get(name)):
                    break
            else:
                if not self.args_only:
                    return None
            return self._check(given)
        except Exception:  # noqa: BLE001 - PRM-3: a check that raises denies
            return Mismatch("arguments", "must be a JSON object that can be checked")

    def _check(self, arguments: dict[str, object]) -> Mismatch | None:
        judged: set[_Position] | None = set() if self._nested else None
        work = _Work()
        for name, admits, rule in self._plan:
            if name is not None and admits(arguments.get(name)):
                continue
            broken = rule.check(arguments, 0, (), judged, work)
            if broken is not None:
                return Mismatch(rule.text, broken)
        if not self.args_only:
            return None
        for key, value in arguments.items():
            if key in self._top:
                continue
            unnamed = (key,) if judged is None else _first_unjudged(value, (key,), judged)
            if unnamed is not None:
                return Mismatch(_shown(unnamed), "is not among the arguments that may be given")
        return None

    def wire(self) -> dict[str, object]:
        """The canonical form: ``argPatterns`` and ``argsOnly`` where they say something."""
        out: dict[str, object] = {}
        if self.rules:
            out["argPatterns"] = {rule.text: rule.wire() for rule in self.rules}
        if self.args_only:
            out["argsOnly"] = True
        return out

    def narrows(self, old: ArgumentRules | None) -> bool:
        """Whether these rules provably admit nothing that ``old`` refused.

        Patterns are compared by their text: one may drop alternatives, add paths, make an optional path required, and switch
        ``argsOnly`` on. Where ``old`` has ``argsOnly``, every path also lets an argument in, so the paths must be the same.
        """
        if old is None:
            return True
        mine = {rule.names: rule for rule in self.rules}
        theirs = {rule.names: rule for rule in old.rules}
        if old.args_only and not (self.args_only and mine.keys() == theirs.keys()):
            return False
        return all(names in mine and mine[names].narrows(rule) for names, rule in theirs.items())


def parse_path(path: object, field: str) -> _Names:
    """The names a path steps through, without the ``?``. Raises ``InvalidInput``."""
    if type(path) is not str or not 1 <= len(path) <= MAX_PATH:
        raise InvalidInput(field, f"must have paths (str) of 1 to {MAX_PATH} characters as keys")
    try:
        path.encode()
    except UnicodeEncodeError:
        raise InvalidInput(field, "must have paths without lone surrogates as keys") from None
    text = path.removesuffix("?")
    if not text.startswith("/"):
        names = tuple(text.split("."))
        if "" in names:
            raise InvalidInput(
                f"{field}.{path}", "has an empty name: write a.b, or a JSON Pointer such as /a/b"
            )
        return names
    if re.search("~(?![01])", text):
        raise InvalidInput(f"{field}.{path}", "has a stray ~: in a JSON Pointer write ~0 for ~ and ~1 for /")
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in text[1:].split("/"))


def _alternatives(pattern: object, path: str) -> tuple[Matcher, ...]:
    if not isinstance(pattern, list | tuple):
        return (parse_matcher(pattern, path),)
    if not 1 <= len(pattern) <= MAX_PATTERNS:
        raise InvalidInput(path, f"must have 1 to {MAX_PATTERNS} alternatives")
    return tuple(parse_matcher(item, f"{path}[{place}]") for place, item in enumerate(pattern))


class _Rule:
    """One path with the patterns of which any must match."""

    __slots__ = ("_broken", "_if_absent", "_steps", "matchers", "names", "optional", "text")

    def __init__(self, text: str, names: _Names, matchers: tuple[Matcher, ...]) -> None:
        self.text = text
        self.names = names
        self.optional = text.endswith("?")
        self.matchers = matchers
        self._steps = tuple((name, int(name) if _INDEX.fullmatch(name) else None) for name in names)
        self._if_absent = None if self.optional else "must be given and not be null"
        rule = ", or ".join(matcher.rule for matcher in matchers)
        self._broken = rule if len(rule) <= MAX_RULE else rule[: MAX_RULE - 3] + "..."

    def check(
        self, value: object, depth: int, at: _Position, judged: set[_Position] | None, work: _Work
    ) -> str | None:
        """What is wrong with the value ``depth`` steps down this path, None if nothing.

        ``at`` is where ``value`` stands in the arguments; the position of every value judged is added to ``judged``.
        """
        for step in range(depth, len(self._steps)):
            name, index = self._steps[step]
            if type(value) is dict:
                value, at = value.get(name), (*at, name)
            elif type(value) is list:
                if index is None:
                    return self._check_each(value, step, at, judged, work)
                value, at = value[index] if index < len(value) else None, (*at, index)
            elif value is None:
                return self._if_absent  # and null, where an object should be, stays unjudged
            else:
                return "must be inside an object or a list"
        if judged is not None:
            judged.add(at)
        if value is None:
            return self._if_absent
        if not work.admits(self.matchers, value):
            return _TOO_MUCH if work.left < 0 else self._broken
        return None

    def _check_each(
        self, items: list[object], step: int, at: _Position, judged: set[_Position] | None, work: _Work
    ) -> str | None:
        if not items:
            return "must not be inside an empty list"
        for place, item in enumerate(items):
            work.left -= 1
            if work.left < 0:
                return _TOO_MUCH
            broken = self.check(item, step, (*at, place), judged, work)
            if broken is not None:
                return broken
        return None

    def wire(self) -> object:
        patterns = [matcher.wire for matcher in self.matchers]
        return patterns[0] if len(patterns) == 1 else patterns

    def narrows(self, old: _Rule) -> bool:
        if self.optional and not old.optional:
            return False
        return {matcher.key for matcher in self.matchers} <= {matcher.key for matcher in old.matchers}


class _Work:
    """How much checking one call may still cost: what is linear in each value is not yet small over ten thousand."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_WORK

    def admits(self, matchers: tuple[Matcher, ...], value: object) -> bool:
        """Whether any matcher admits ``value``; of a list, each element by any of them, and there must be one."""
        if type(value) is list:
            return bool(value) and all(self.admits(matchers, item) for item in value)
        size = len(value) if type(value) is str else 1
        for matcher in matchers:
            self.left -= 1 + matcher.weight * size // 512
            if self.left < 0:
                return False
            if matcher.admits(value):
                return True
        return False


def _first_unjudged(value: object, at: _Position, judged: set[_Position]) -> _Position | None:
    """Where the first value stands that is neither judged itself nor part of one that is; None if there is none."""
    if at in judged:
        return None
    inside: Iterable[tuple[str | int, object]]
    if type(value) is dict:
        inside = value.items()
    elif type(value) is list:
        inside = enumerate(value)
    else:
        return at
    if not value:
        return at
    for name, item in inside:
        found = _first_unjudged(item, (*at, name), judged)
        if found is not None:
            return found
    return None


def _shown(position: _Position) -> str:
    """A position fit for a sentence: the caller chose its names, so the odd ones become ``?``."""
    return ".".join(name if _PLAIN_KEY.fullmatch(name) else "?" for name in map(str, position))
