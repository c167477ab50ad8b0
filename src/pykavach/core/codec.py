"""Canonical JSON (RFC 8785, integers in full), strict parsing, and the two spellings of our own keys.

*Canonical* text is what is hashed, sealed and compared. *Stored* text is the same JSON with every character
beyond ASCII written as an escape, so that any column of any database takes it unchanged.

Only the exact built-in types are JSON here: ``dict`` with ``str`` keys, ``list``, ``str``, ``int``, ``float``,
``bool`` and ``None``. A subclass can answer differently each time it is asked, so it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from json import JSONDecoder, dumps
from json.encoder import encode_basestring
from json.encoder import encode_basestring_ascii as _quoted_ascii
from math import isfinite
from typing import Any, Final, NamedTuple, NoReturn

from pykavach.core.errors import InvalidInput
from pykavach.core.tokens import mask_tokens

#: A text as JSON says it.
quoted: Final = encode_basestring
INTEGER_LIMIT: Final = 10**100
"""Integers lie strictly between minus this and this: at most 100 digits."""
_LOWEST: Final = -INTEGER_LIMIT


class Bounds(NamedTuple):
    """How much JSON one value may be.

    ``depth`` counts nested objects and lists, the outermost included; ``nodes`` counts every value (object, list or
    scalar; not keys); ``size`` is the length of the canonical text in UTF-8 bytes.
    """

    depth: int
    nodes: int
    size: int


ARGUMENTS: Final = Bounds(depth=32, nodes=10_000, size=1 << 20)
"""What the arguments of one access may be (BND-1)."""

ANYTHING: Final = Bounds(depth=64, nodes=500_000, size=1 << 24)
"""What ``canonical`` takes: roomy for our own documents, yet a cycle or a 100 MB string ends early."""


# --- writing ---------------------------------------------------------------------------------------------------


def canonical(value: object, path: str = "value", bounds: Bounds = ANYTHING) -> str:
    """The canonical JSON text of ``value``; ``InvalidInput`` on what is not JSON or beyond ``bounds``.

    RFC 8785: no spaces, object keys in the order of their UTF-16 code units, numbers as ECMAScript prints them;
    except that integers are written in full. Total: whatever ``value`` is, text or ``InvalidInput`` comes out.
    """
    container = type(value) is dict or type(value) is list
    try:
        writer = _Writer(bounds)
        text = writer.text_of(value, bounds.depth - 1) if container else writer.text_of([value], 0)[1:-1]
        # Bytes are at least as many as characters, and as many in ASCII; encoding also finds lone surrogates.
        if len(text) > bounds.size or not (text.isascii() or len(text.encode()) <= bounds.size):
            raise _too_large(bounds)
        return text
    except _Refused as refused:
        raise InvalidInput(refused.field(path) if container else path, refused.rule) from None
    except UnicodeEncodeError:
        raise InvalidInput(
            path, "holds half of a surrogate pair, which is not text; send whole characters"
        ) from None
    except Exception:  # noqa: BLE001 - whatever another thread does to a dict meanwhile, it is bad input
        raise InvalidInput(path, "cannot be read as JSON; do not change it during the call") from None


def snapshot(arguments: object, path: str = "arguments") -> str | None:
    """The canonical text of the arguments of one access (BND-1), or ``None`` if there are none.

    The text is what is judged, committed to and run; later changes of ``arguments`` do not reach it.
    """
    return read_arguments(arguments, path)[0]


def read_arguments(arguments: object, path: str = "arguments") -> tuple[str | None, dict[str, object] | None]:
    """``snapshot``, and the values it says where they are at hand: None where the text has to be read for them."""
    if arguments is None:
        return None, None
    if type(arguments) is not dict:
        raise InvalidInput(path, f"must be a dict of JSON values, not {_kind(arguments)}")
    return _flat(arguments) or (canonical(arguments, path, ARGUMENTS), None)


def _flat(arguments: dict[Any, Any]) -> tuple[str, dict[str, object]] | None:
    """What most tools take, a few plain values under plain names: its canonical text, and a copy of what that says.

    None for anything else.
    """
    if len(arguments) > _FLAT_ITEMS:
        return None
    values = arguments.copy()  # what is checked is what is written, whatever another thread does meanwhile
    parts: list[str] = []
    try:
        keys = sorted(values)  # ASCII only, or given up below: by code point is by UTF-16 then
    except TypeError:
        return None
    for key in keys:
        if type(key) is not str or len(key) > _FLAT_TEXT:
            return None
        value = values[key]
        kind = type(value)
        if kind is str:
            if len(value) > _FLAT_TEXT:
                return None
            parts.append(f"{quoted(key)}:{quoted(value)}")
        elif kind is int:
            if not -_FLAT_NUMBER < value < _FLAT_NUMBER:
                return None
            parts.append(f"{quoted(key)}:{value}")
        elif value is None or value is True or value is False:
            parts.append(f"{quoted(key)}:{_WORDS[value]}")
        else:
            return None
    text = "{" + ",".join(parts) + "}"
    # Six characters for one where it is escaped: short values are not always a short text.
    return (text, values) if text.isascii() and len(text) <= ARGUMENTS.size else None


_FLAT_ITEMS: Final = 32
_FLAT_TEXT: Final = 4096
_FLAT_NUMBER: Final = 10**18
_WORDS: Final = {None: "null", True: "true", False: "false"}


def stored(canonical_text: str) -> str:
    """The same JSON text in ASCII: what goes into columns. Costs nothing when it is ASCII already."""
    if canonical_text.isascii():
        return canonical_text
    # Beyond ASCII there are only the insides of strings, so a run needs escapes and nothing else.
    return _BEYOND_ASCII.sub(lambda run: _quoted_ascii(run.group())[1:-1], canonical_text)


def number_text(number: object) -> str:
    """The canonical text of one number: an integer in full, a float as ECMAScript prints it (``-0.0`` is ``0``).

    Raises ``InvalidInput`` on NaN, infinities, integers of more than 100 digits, and booleans.
    """
    if isinstance(number, float):
        if not isfinite(number):
            raise InvalidInput("number", "must be finite")
        return _float_text(number)
    if type(number) is not int:
        raise InvalidInput("number", f"must be an int or a float, not {_kind(number)}")
    if not _LOWEST < number < INTEGER_LIMIT:
        raise InvalidInput("number", "must have at most 100 digits")
    return int.__repr__(number)


def _float_text(number: float) -> str:
    """ECMA-262 Number::toString. ``repr`` gives the same shortest digits, but another layout for some exponents."""
    text = float.__repr__(number)
    mantissa, e, exponent_text = text.partition("e")
    if not e:
        text = text.removesuffix(".0")
        return "0" if text == "-0" else text
    exponent = int(exponent_text)
    if not -7 < exponent < 21:
        return f"{mantissa}e{exponent:+d}"
    sign = "-" if text.startswith("-") else ""
    digits = mantissa.removeprefix("-").replace(".", "")
    if exponent_text.startswith("-"):
        return f"{sign}0.{'0' * (-exponent - 1)}{digits}"
    return sign + digits.ljust(exponent + 1, "0")  # repr writes an exponent from 1e16, beyond any 17 digits


_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")


class _Refused(Exception):
    """A rule broken somewhere inside a value; ``steps`` leads there, innermost first."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.steps: list[str] = []

    def field(self, path: str) -> str:
        """The full path of the place, bounded: keys come from the caller."""
        return (path + "".join(reversed(self.steps)))[:256]


def _too_large(bounds: Bounds) -> _Refused:
    return _Refused(
        f"is larger than {bounds.size:,} bytes of canonical JSON; send less, or a reference to it"
    )


class _Writer:
    """Checks and writes in one pass, and stops at the first rule broken.

    What is checked is what is written, whatever another thread does meanwhile. ``size`` counts from below (a byte
    for each character of text) and before each copy, so that the work is bounded by ``bounds`` and not by the input.
    """

    __slots__ = ("bounds", "largest", "nodes", "size")

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.largest = bounds.size
        self.nodes = 0
        self.size = 0

    def text_of(self, node: Any, depth: int) -> str:
        """The text of ``node``, a dict or list, below which ``depth`` levels of containers may follow."""
        self.nodes += len(node)
        if self.nodes > self.bounds.nodes:
            raise _Refused(f"brings the number of values over {self.bounds.nodes:,}; send fewer")
        if type(node) is list:
            return f"[{','.join(self.texts(node, None, depth))}]"
        keys = self.sorted_keys(node)
        return f"{{{','.join(self.texts([node[key] for key in keys], keys, depth))}}}"

    def sorted_keys(self, node: dict[Any, Any]) -> list[str]:
        """The keys of an object in the order of their UTF-16 code units, which for ASCII is that of ``str``."""
        size = self.size
        ascii_only = True
        for key in node:
            if type(key) is not str:
                raise _Refused(f"has a key that is not a str but {_kind(key)}; JSON keys are text")
            size += len(key)
            if not key.isascii():
                ascii_only = False
        if size > self.largest:
            raise _too_large(self.bounds)
        self.size = size
        return sorted(node) if ascii_only else sorted(node, key=_utf16)

    def texts(self, values: list[Any], keys: list[str] | None, depth: int) -> list[str]:
        """The text of each of ``values``, with its key if there are ``keys``. Types come by how often they are met."""
        texts: list[str] = []
        try:
            for value in values:
                kind = type(value)
                if kind is str:
                    self.size += len(value)
                    if self.size > self.largest:
                        raise _too_large(self.bounds)
                    text = quoted(value)
                elif kind is int:
                    if not _LOWEST < value < INTEGER_LIMIT:
                        raise _Refused("is an integer of more than 100 digits; send it as text")
                    text = repr(value)
                elif kind is dict or kind is list:
                    if not depth:
                        raise _Refused(f"is nested deeper than {self.bounds.depth} levels; flatten it")
                    text = self.text_of(value, depth - 1)
                elif kind is bool:
                    text = "true" if value else "false"
                elif value is None:
                    text = "null"
                elif kind is float:
                    if not isfinite(value):
                        raise _Refused("is NaN or infinite, which JSON cannot say; leave it out or send null")
                    text = _float_text(value)
                else:
                    raise _Refused(
                        f"is not JSON but {_kind(value)}; send text, numbers, bools, None, lists or dicts"
                    )
                texts.append(f"{quoted(keys[len(texts)])}:{text}" if keys else text)
        except _Refused as refused:
            place = len(texts)
            refused.steps.append(f".{_shown(keys[place])}" if keys else f"[{place}]")
            raise
        return texts


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


# --- reading ---------------------------------------------------------------------------------------------------


def loads(text: str | bytes, path: str = "json") -> object:
    """The value of strict JSON text; ``bytes`` are UTF-8. Integers stay exact.

    ``InvalidInput`` on anything ``canonical`` could not have written or another parser could read differently:
    repeated keys, NaN and infinities (``1e999`` too), integers over 100 digits, lone surrogates, control
    characters in strings, a byte order mark, deeper nesting than the interpreter can follow.
    """
    try:
        if isinstance(text, bytes):
            text = text.decode()
        value = _decode(text)
        if not text.isascii() or "\\u" in text:
            # Encoding raises on half a surrogate pair, however it was spelled.
            dumps(value, ensure_ascii=False).encode()
        return value
    except _Refused as refused:
        raise InvalidInput(path, refused.rule) from None
    except (ValueError, TypeError, RecursionError):  # ValueError is what the parser and the UTF-8 codec raise
        raise InvalidInput(path, "is not valid JSON text") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _Refused("has an object with the same key twice; give each key once")
    return value


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > 100:
        raise _Refused("has an integer of more than 100 digits; send it as text")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _Refused("has a number too large for a double; send it as text")
    return number


def _constant(name: str) -> NoReturn:
    raise _Refused(f"has {name}, which JSON cannot say; leave it out or send null")


_decode: Final = JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
).decode


# --- keys ------------------------------------------------------------------------------------------------------


def camel(snake_case: str) -> str:
    """The spelling on the wire: ``max_calls_per_day`` is ``maxCallsPerDay``, ``allowed_hours_utc`` ``allowedHoursUTC``."""
    first, *rest = snake_case.split("_")
    return first + "".join("UTC" if word == "utc" else word.capitalize() for word in rest)


def snake(camel_case: str) -> str:
    """The spelling in Python; undoes ``camel`` (of words of two letters and more)."""
    return _WORD_START.sub("_", camel_case).lower()


_WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def wire_keys(value: object, known: Mapping[str, str], path: str) -> dict[str, object]:
    """``value`` keyed by our wire names (API-6). ``known`` maps each wire name (camelCase) to its Python name.

    Either spelling is taken; both together, and any key not known, raise ``InvalidInput`` naming it.
    """
    if not isinstance(value, dict):
        raise InvalidInput(path, f"must be a dict, not {_kind(value)}")
    wire_names = {python_name: name for name, python_name in known.items()}
    found: dict[str, object] = {}
    for key, item in value.items():
        if type(key) is not str:
            raise InvalidInput(path, f"has a key that is not a str but {_kind(key)}")
        name = key if key in known else wire_names.get(key)
        if name is None:
            raise InvalidInput(_join(path, _shown(key)), _unknown(key, known))
        if name in found:
            raise InvalidInput(
                _join(path, name), f"is here twice, as {name} and {known[name]}; give {name} once"
            )
        found[name] = item
    return found


def _unknown(key: str, known: Mapping[str, str]) -> str:
    close = get_close_matches(key[:_SHOWN], [*known, *known.values()], n=1)
    return f"is not a known key; did you mean {close[0]}?" if close else f"is not one of {', '.join(known)}"


# --- naming things in messages ---------------------------------------------------------------------------------

_SHOWN: Final = 64


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(key: str) -> str:
    """A caller's key fit for a message: no tokens, printable ASCII, at most 64 characters and an ellipsis."""
    key = mask_tokens(key[: 4 * _SHOWN])
    return _quoted_ascii(key if len(key) <= _SHOWN else key[:_SHOWN] + "...")[1:-1]


def _kind(value: object) -> str:
    return str(_TYPE_NAME(type(value)))


_TYPE_NAME: Final = type.__dict__["__name__"].__get__  # a metaclass cannot answer in its place
