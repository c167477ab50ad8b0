"""Values in statements. What a literal means is fixed when a connection is opened: the character set, the mode of SQL.

Texts are quoted, bytes are hexadecimal, numbers are whole; there is no spelling for anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from pykavach.ports import Unstorable


def _text(value: str) -> str:
    # Two characters mean something else than themselves. To look for one takes less time than to replace none.
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "'" in value:
        value = value.replace("'", "''")
    return f"'{value}'"


class _Spellings(dict[type, Callable[[Any], str]]):
    """How values of a type are written."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        # Truth values, members of enumerations: what they are, not what they call themselves.
        if issubclass(kind, int):
            return int.__repr__
        if issubclass(kind, str):
            return lambda value: _text(str.__str__(value))
        raise Unstorable(f"the database cannot hold a value of the type {kind.__name__}")


_SPELLINGS: Final = _Spellings(
    {
        int: int.__repr__,
        str: _text,
        bytes: lambda value: f"X'{value.hex()}'",
        type(None): lambda _: "NULL",
    }
)


def literal(value: object) -> str:
    """A value in a statement. Raises ``Unstorable`` for one that is no text, bytes or whole number."""
    return _SPELLINGS[type(value)](value)


def literals(values: Sequence[object]) -> list[str]:
    """Values in a statement, each by itself."""
    kinds = set(map(type, values))
    if len(kinds) == 1:  # of a column, mostly
        return list(map(_SPELLINGS[kinds.pop()], values))
    return [_SPELLINGS[type(value)](value) for value in values]
