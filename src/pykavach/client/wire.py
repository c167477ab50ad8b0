"""From the wire to the library's own types, by their annotations.

Strict in what is known, since nothing is guessed: a value of another type than the field's, or a field that is missing
and has no default, makes the whole answer unreadable. Fields that are not known are left out: a newer server may say more.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from pykavach.core.codec import camel

T = TypeVar("T")
Reader = Callable[[Any], Any]


class Unreadable(Exception):
    """An answer that is not what the server's description says."""


def read(kind: type[T], value: object) -> T:
    """``value``, as JSON has it, as a ``kind``. Raises ``Unreadable``."""
    return cast("T", _reader(cast("Hashable", kind))(value))


def read_list(kind: type[T], value: object) -> list[T]:
    """A list of them."""
    if not isinstance(value, list):
        raise Unreadable("a list was expected")
    one = _reader(cast("Hashable", kind))
    return [one(item) for item in value]


def read_damaged(kind: type[T], value: object, sure: frozenset[str]) -> T:
    """As ``read``, but what does not fit its field is taken as it is, except under the names in ``sure``."""
    if not isinstance(value, dict):
        raise Unreadable("an object was expected")
    found: dict[str, Any] = {}
    for name, wire, one in _plan(cast("Hashable", kind)):
        if wire in value:
            try:
                found[name] = one(value[wire])
            except Unreadable:
                if name in sure:
                    raise
                found[name] = value[wire]
    try:
        return kind(**found)
    except TypeError:
        raise Unreadable("something is missing") from None


def field(value: object, name: str) -> Any:
    """What a JSON object says under a name."""
    if not isinstance(value, dict) or name not in value:
        raise Unreadable(f"there is no {name}")
    return value[name]


@lru_cache(256)
def _reader(kind: Hashable) -> Reader:
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, types.UnionType):
        return _any_of(
            [_reader(part) for part in inner if part is not types.NoneType], types.NoneType in inner
        )
    if origin in (list, tuple):  # a tuple of one kind, any number of them
        return _many(_reader(inner[0]), origin)
    if origin is dict or kind is dict:
        return _exactly(dict)
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind)
    raise TypeError(f"nothing on the wire is a {kind!r}")


def _exactly(*kinds: type) -> Reader:
    def reader(value: Any) -> Any:
        if type(value) not in kinds:
            raise Unreadable(f"{' or '.join(kind.__name__ for kind in kinds)} was expected")
        return value

    return reader


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable("a time was expected") from None
    if found.utcoffset() is None:
        raise Unreadable("a time without its zone")
    return found.astimezone(UTC)


def _amount(value: Any) -> Decimal:
    """Dollars, as the library has them: without needless zeros or an exponent."""
    try:
        found = Decimal(value) if type(value) is str else Decimal("nan")
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite():
        raise Unreadable("an amount in dollars was expected")
    plain = found.normalize()
    return plain if plain.as_tuple().exponent <= 0 else plain.quantize(Decimal(1))  # type: ignore[operator]  # finite


_PLAIN: Final[Mapping[Any, Reader]] = {
    str: _exactly(str),
    int: _exactly(int),  # not bool, which Python takes for one
    float: _exactly(int, float),
    bool: _exactly(bool),
    datetime: _moment,
    Decimal: _amount,
    Any: lambda value: value,
}


def _any_of(readers: list[Reader], nothing: bool) -> Reader:
    def reader(value: Any) -> Any:
        if value is None and nothing:
            return None
        for one in readers:
            try:
                return one(value)
            except Unreadable:
                continue
        raise Unreadable("none of the kinds that it may be")

    return reader


def _many(one: Reader, made: Callable[[list[Any]], Any]) -> Reader:
    def reader(value: Any) -> Any:
        if not isinstance(value, list):
            raise Unreadable("a list was expected")
        return made([one(item) for item in value])

    return reader


@lru_cache(256)
def _plan(kind: Any) -> list[tuple[str, str, Reader]]:
    """The fields of a dataclass or a named tuple: name, name on the wire, and how it is read."""
    hints = get_type_hints(kind)
    names = (
        [each.name for each in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else kind._fields
    )
    return [(name, camel(name), _reader(hints[name])) for name in names]


def _needed(kind: Any) -> set[str]:
    """The fields that have no default."""
    if not dataclasses.is_dataclass(kind):
        return {name for name in kind._fields if name not in kind._field_defaults}
    nothing = dataclasses.MISSING
    return {
        each.name
        for each in dataclasses.fields(kind)
        if each.default is nothing and each.default_factory is nothing
    }


def _record(kind: Any) -> Reader:
    plan, needed = _plan(kind), _needed(kind)

    def reader(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Unreadable(f"{kind.__name__}: an object was expected")
        found: dict[str, Any] = {}
        for name, wire, one in plan:
            if wire in value:
                try:
                    found[name] = one(value[wire])
                except Unreadable as error:
                    raise Unreadable(f"{kind.__name__}.{wire}: {error}") from None
            elif name in needed:
                raise Unreadable(f"{kind.__name__}: there is no {wire}")
        return kind(**found)

    return reader
