"""What all nouns of a client share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pykavach.client.exchange import Line, Plan
from pykavach.client.wire import Unreadable, field, read
from pykavach.core.errors import Unavailable
from pykavach.engine.values import Page

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Noun:
    """The calls about one kind of thing, as plans."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def _one(self, kind: type[T], method: str, path: str, **how: Any) -> Plan[T]:
        """A call that gives one thing."""
        value = yield from self._line.call(method, path, **how)
        return self._understood(lambda: read(kind, value))

    def _page(self, kind: type[T], path: str, **how: Any) -> Plan[Page[T]]:
        """A call that gives a page of things."""
        return (yield from self._page_of(lambda item: read(kind, item), path, **how))

    def _page_of(self, one: Callable[[object], T], path: str, **how: Any) -> Plan[Page[T]]:
        value = yield from self._line.call("GET", path, **how)
        return self._understood(lambda: Page([one(item) for item in items_of(value)], _cursor_of(value)))

    def _understood(self, reading: Callable[[], T]) -> T:
        """What the server said. Raises ``Unavailable`` for what cannot be read."""
        try:
            return reading()
        except Unreadable as error:
            raise Unavailable(f"{self._line.address}: its answer cannot be read: {error}") from None


def items_of(value: object) -> list[Any]:
    """The items of a list on the wire."""
    items = field(value, "items")
    if not isinstance(items, list):
        raise Unreadable("the items are no list")
    return items


def _cursor_of(value: object) -> str | None:
    cursor = field(value, "nextCursor")
    return None if cursor is None else read(str, cursor)


def as_library(method: Callable[..., Any]) -> Callable[[F], F]:
    """The documentation of the library's method, which says what this one does."""

    def documented(own: F) -> F:
        own.__doc__ = method.__doc__
        return own

    return documented
