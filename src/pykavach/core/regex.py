r"""Regular expressions for argument values (ARG-1): Rust syntax, linear time, the whole value must match.

A pattern must compile alone and then runs as ``\A(?:…)\z``. Text that compiles alone cannot leave the wrapping group: its
own groups are balanced, and a comment under the ``x`` flag that would swallow the closing ``)\z`` leaves the wrapped text
unbalanced, which the compiler refuses.

The size of a pattern is counted in *items*: literals, classes, escapes and empty groups, with counted repetitions written
out (``(?:ab){10}`` has 20). ``count_items`` reads just enough of the syntax to count them; the compiler has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pydantic_core import SchemaError, SchemaValidator, core_schema

from pykavach.core.errors import InvalidInput

MAX_PATTERN_BYTES = 1024
MAX_ITEMS = 1000
_SPACE = frozenset(
    "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
)
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_NUMBER = re.compile("[0-9]+")


def compile_regex(pattern: str, path: str) -> Callable[[str], bool]:
    """A test whether a text as a whole matches ``pattern``. Raises ``InvalidInput`` at ``path``."""
    try:
        return _compiled(pattern)
    except ValueError as problem:
        raise InvalidInput(path, str(problem)) from None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Callable[[str], bool]:
    try:
        size = len(pattern.encode())
    except UnicodeEncodeError:
        raise ValueError("must be Unicode text without lone surrogates") from None
    if size > MAX_PATTERN_BYTES:
        raise ValueError(
            f"has {size} bytes, at most {MAX_PATTERN_BYTES} are allowed: shorten or split the pattern"
        )
    if count_items(pattern) > MAX_ITEMS:
        raise ValueError(
            f"has more than {MAX_ITEMS} items with its counted repetitions written out: use smaller counts, or + and *"
        )
    _validator(pattern)
    return _validator(rf"\A(?:{pattern})\z").isinstance_python


def _validator(pattern: str) -> SchemaValidator:
    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as problem:
        if "size limit" in str(problem):
            raise ValueError(
                "is too large when compiled: use smaller counts or classes such as [0-9], [a-z]"
            ) from None
        # The last line is the compiler's diagnosis; the lines before it repeat the pattern.
        diagnosis = str(problem).rpartition("error: ")[2].strip()
        raise ValueError(f"is not a regular expression in Rust syntax: {diagnosis}") from None


_WIDE = re.compile(r"\\[wWdDsSpP]|\.|\[\^|\(\?[a-z]*i")


def regex_weight(pattern: str) -> int:
    """The items of a pattern that compiles; five times as many where it holds classes of many characters.

    Such a class takes a hundred times the memory of a letter, and its compiled form is what a match walks over.
    """
    return max(1, count_items(pattern)) * (5 if _WIDE.search(pattern) else 1)


def count_items(pattern: str) -> int:
    """How many items ``pattern`` has with counted repetitions written out. Raises ``ValueError`` if it is unbalanced.

    An open-ended repetition counts its minimum, every group counts as at least one item, and so does a repetition of zero.
    """
    return _Scanner(pattern).count()


class _Scanner:
    """Walks a pattern as the Rust parser does. Where that parser refuses the text, any count will do."""

    __slots__ = ("_at", "_extended", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._extended = False  # the x flag: white space and #comments between tokens mean nothing

    def count(self) -> int:
        outer: list[tuple[int, bool]] = []  # per open group: items before it, x flag around it
        done = last = 0  # items of this group so far; items of the piece a repetition would multiply
        while char := self._token():
            if char in "*+?":
                self._at += 1
                continue
            if char == "{":
                last *= self._repetition()
                continue
            if char == ")":
                if not outer:
                    raise ValueError("is not a regular expression in Rust syntax: unopened group")
                last = max(1, done + last)
                done, self._extended = outer.pop()
                self._at += 1
                continue
            done, last = done + last, 1
            if char == "(":
                around = self._extended
                if self._group():
                    outer.append((done, around))
                    done = 0
                last = 0
            elif char == "[":
                self._class()
            elif char == "\\":
                self._escape()
            else:
                last = char != "|"
                self._at += 1
        if outer:
            raise ValueError("is not a regular expression in Rust syntax: unclosed group")
        return done + last

    def _token(self) -> str:
        """The next character that means something, "" at the end."""
        if self._extended:
            while (char := self._peek()) == "#" or char in _SPACE:
                end = self._text.find("\n", self._at) if char == "#" else self._at
                self._at = end + 1 if end >= 0 else len(self._text)
        return self._peek()

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        """Step over one character and what means nothing behind it."""
        self._at += 1
        return self._token()

    def _skip_past(self, end: str) -> str:
        """Step past the next ``end``; what lay before it."""
        seen = ""
        while (char := self._peek()) != end:
            if not char:
                raise ValueError(f"is not a regular expression in Rust syntax: missing {end}")
            seen += char
            self._next()
        self._at += 1
        return seen

    def _repetition(self) -> int:
        """The larger count of ``{n}``, ``{n,}``, ``{n,m}``; at least 1."""
        self._next()
        counts = [part.strip() for part in self._skip_past("}").split(",")]
        return max([1, *(int(text) for text in counts if _NUMBER.fullmatch(text))])

    def _group(self) -> bool:
        """Step over the head of a group; False if it was only a change of flags such as ``(?i)``."""
        if self._next() != "?":
            return True
        if self._text.startswith(("?<", "?P<"), self._at):
            while self._peek() not in ("", ">"):
                self._at += 1
            self._at += 1
            return True
        start = self._at
        while (char := self._peek()) not in ("", ":", ")"):
            self._at += 1
        on, _, off = self._text[start : self._at].partition("-")
        self._at += 1
        self._extended = (self._extended or "x" in on) and "x" not in off
        return char == ":"

    def _escape(self) -> None:
        r"""Step over an escape; not over the braces of ``\b{start}``, which read as a repetition without a number."""
        self._at += 1
        kind = self._peek()
        self._at += 1  # not _next: after "\" and in "\ " white space counts even under the x flag
        if kind in ("x", "u", "U", "p", "P"):
            if self._token() == "{":
                self._skip_past("}")
                return
            for _ in range(_HEX_DIGITS.get(kind, 1)):
                self._next()

    def _class(self) -> None:
        """Step over ``[…]`` with its nested classes and its operators."""
        depth = 0
        while char := self._token():
            if char == "[":
                depth += 1
                self._class_head()
            elif char == "]":
                depth -= 1
                self._at += 1
                if depth == 0:
                    return
            elif self._text.startswith(("&&", "--", "~~"), self._at):
                self._at += 2
            else:
                self._class_item()
                if self._token() == "-" and self._range_follows():
                    self._next()
                    self._class_item()
        raise ValueError("is not a regular expression in Rust syntax: unclosed character class")

    def _class_head(self) -> None:
        char = self._next()
        if char == "^":
            char = self._next()
        if char == "]":  # a first "]" is a literal, unless a "-" stands before it
            self._next()
        while char == "-":
            char = self._next()

    def _class_item(self) -> None:
        if self._peek() == "\\":
            self._escape()
        else:
            self._at += 1

    def _range_follows(self) -> bool:
        start = self._at
        char = self._next()
        self._at = start
        return char not in ("]", "-")
