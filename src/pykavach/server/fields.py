"""What a request carries, field by field: its name on the wire and in Python, its schema, and how it is read.

Only names and the shapes that JSON cannot say (times) are looked at here; every rule about values is the library's own,
and so are its messages. Unknown fields are refused by name (API-6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl

from pykavach.core.codec import camel
from pykavach.core.errors import InvalidInput
from pykavach.core.tokens import mask_tokens
from pykavach.server.problems import NoSuchField, Problem
from pykavach.server.schemas import BOOLEAN, INTEGER, TIME, Schema

Reader = Callable[[Any, str], Any]
#: Parameters in a query at most.
_MOST_PARAMETERS: Final = 300


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a body or of a query. ``name`` is the Python argument; ``wire`` what a request says."""

    name: str
    schema: Schema
    required: bool = False
    read: Reader | None = None
    doc: str = ""
    #: Several values, in a query: repeated or separated by commas.
    many: bool = False
    wire: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wire", camel(self.name))  # asked for every request


def moment(value: object, path: str) -> datetime | None:
    """An RFC 3339 time with its zone."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
        if found.utcoffset() is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):  # the first day of all, east of Greenwich, is none in UTC
        pass
    raise InvalidInput(path, 'must be an RFC 3339 time with a zone, such as "2026-01-31T09:00:00Z"')


def seconds(value: object, path: str) -> object:
    """A length of time in seconds; anything else the library refuses by its Python name, which is not the wire's."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise InvalidInput(path, "must be a number of seconds")
    return value


def whole(value: object, path: str) -> int:
    """A whole number in a query."""
    text = str(value)
    if not text.isascii() or not text.removeprefix("-").isdigit() or len(text) > 18:
        raise InvalidInput(path, "must be a whole number")
    return int(text)


def yes_or_no(value: object, path: str) -> bool:
    """A choice in a query."""
    if value not in ("true", "false"):
        raise InvalidInput(path, 'must be "true" or "false"')
    return value == "true"


def time_field(name: str, doc: str = "") -> Field:
    return Field(name, TIME, read=moment, doc=doc)


def int_query(name: str, doc: str = "") -> Field:
    return Field(name, INTEGER, read=whole, doc=doc)


def flag_query(name: str, doc: str = "") -> Field:
    return Field(name, BOOLEAN, read=yes_or_no, doc=doc)


LIMIT: Final = Field(
    "limit",
    {**INTEGER, "minimum": 1, "maximum": 1000, "default": 100},
    read=whole,
    doc="Rows in a page at most.",
)
CURSOR: Final = Field("cursor", {"type": "string"}, doc="The nextCursor of the page before.")
PAGING: Final = (LIMIT, CURSOR)


@lru_cache(1024)
def _by_wire(fields: tuple[Field, ...]) -> Mapping[str, Field]:
    return {field.wire: field for field in fields}


def read_object(value: object, fields: tuple[Field, ...], path: str = "body") -> dict[str, Any]:
    """The Python arguments of a JSON object. Raises ``InvalidInput``."""
    if not isinstance(value, dict):
        raise InvalidInput(path, "must be a JSON object")
    known, at = _by_wire(fields), "" if path == "body" else f"{path}."
    found: dict[str, Any] = {}
    for key, item in value.items():
        field = known.get(key)
        if field is None:
            names = ", ".join(known) or "none"
            raise NoSuchField(at + mask_tokens(str(key))[:64], f"is not a field here; there are: {names}")
        found[field.name] = item if field.read is None else field.read(item, at + field.wire)
    for field in fields:
        if field.required and field.name not in found:
            raise InvalidInput(f"{at}{field.wire}", "is missing")
    return found


def pairs_of(text: bytes, what: str = "query") -> list[tuple[str, str]]:
    """The names and values of a query, or of a form. Raises ``Problem``."""
    try:
        return parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(text),
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError:
        raise Problem(
            "malformed_request", f"The {what} cannot be read; write it as name=value&name=value."
        ) from None


def read_query(pairs: Sequence[tuple[str, str]], fields: tuple[Field, ...]) -> dict[str, Any]:
    """The Python arguments of a query. Raises ``InvalidInput`` for what is unknown, or given twice."""
    known = _by_wire(fields)
    found: dict[str, Any] = {}
    for key, text in pairs:
        field = known.get(key)
        if field is None:
            names = ", ".join(known) or "none"
            raise NoSuchField(mask_tokens(key)[:64], f"is not a parameter here; there are: {names}")
        if field.many:
            found.setdefault(field.name, []).extend(part for part in text.split(",") if part)
            continue
        if field.name in found:
            raise InvalidInput(field.wire, "is given twice")
        found[field.name] = text if field.read is None else field.read(text, field.wire)
    for field in fields:
        if field.required and field.name not in found:
            raise InvalidInput(field.wire, "is missing")
    return found


def documented(fields: Sequence[Field]) -> Mapping[str, Schema]:
    """The schemas of fields by their names on the wire."""
    return {
        field.wire: {**field.schema, **({"description": field.doc} if field.doc else {})} for field in fields
    }
