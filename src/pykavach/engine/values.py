"""What goes in and out of the use cases: times, pages, limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final, Generic, TypeGuard, TypeVar

from pykavach.core.agents import FIRST_TIME, LAST_TIME, parse_name
from pykavach.core.errors import InvalidInput
from pykavach.core.money import usd_text
from pykavach.core.tokens import mask_tokens

T = TypeVar("T")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
#: Rows in one page at most.
MOST: Final = 1000


def when(us: int | None) -> datetime | None:
    """Microseconds since the epoch as an aware UTC ``datetime``."""
    return None if us is None else _EPOCH + timedelta(microseconds=us)


def moment(us: int) -> datetime:
    """As ``when``, for a time that is known."""
    return _EPOCH + timedelta(microseconds=us)


def instant(value: object, path: str) -> int:
    """An aware ``datetime`` as microseconds since the epoch. A naive one is refused: it could mean any zone."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidInput(path, "must be an aware datetime, as in datetime.now(UTC)")
    us = (value - _EPOCH) // _MICROSECOND
    if not FIRST_TIME <= us <= LAST_TIME:
        raise InvalidInput(path, "must lie in the years 1 to 9999 of UTC")
    return us


def duration(value: object, path: str) -> int:
    """A positive ``timedelta``, or seconds, in microseconds."""
    if isinstance(value, timedelta):
        us = value // _MICROSECOND
    elif isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e11:
        us = round(value * 1_000_000)
    else:
        raise InvalidInput(path, "must be a timedelta or a positive number of seconds")
    if not 0 < us < 10**17:
        raise InvalidInput(path, "must be positive, and less than 3,000 years")
    return us


def iso(us: int | None) -> str | None:
    """Microseconds since the epoch as RFC 3339 text in UTC."""
    return None if us is None else moment(us).isoformat().replace("+00:00", "Z")


def dollars(amount: Decimal) -> str:
    """An amount that went out as a ``Decimal``, as it stands in JSON: ``2.00``, ``0.0042``."""
    return usd_text(int(amount.scaleb(6)))


def page_limit(value: object, path: str = "limit", most: int = MOST) -> int:
    """How many rows a page may hold."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise InvalidInput(path, f"must be a whole number from 1 to {most}")
    return value


def flag(value: object, path: str) -> bool:
    """A choice. Only a bool: the text ``"no"`` would be true."""
    if value is not True and value is not False:
        raise InvalidInput(path, "must be True or False")
    return value


def version_number(value: object, path: str = "if_version") -> int | None:
    """The version somebody has read; None is any."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise InvalidInput(path, "must be the version that was read, a whole number")
    return value


def name_or_none(value: object, path: str) -> str | None:
    """An id or a name, where it may be left out."""
    return None if value is None else parse_name(value, path)


def may_be_id(value: object) -> TypeGuard[str]:
    """Whether something could be an id that was made here. Nothing else is looked up: a database may refuse to."""
    return isinstance(value, str) and value.isascii() and value.isprintable()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list. ``next_cursor`` goes on behind it; None: this was the last page."""

    items: list[T]
    next_cursor: str | None = None


def number_cursor(value: object, path: str = "cursor") -> int:
    """The place a list goes on behind, from the cursor of the page before; None is the start."""
    if value is None:
        return 0
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 18:
        raise InvalidInput(path, "must be the next_cursor of an earlier page")
    return int(value)


def actor(by: object, default: str) -> str:
    """Who makes a change, as entries name them. Nobody's token is a name: it would be stored in the clear (TOK-2)."""
    if by is None:
        return default
    name = parse_name(by, "by")
    if mask_tokens(name) != name:
        raise InvalidInput("by", "holds a token; name the person or the program instead")
    return name
