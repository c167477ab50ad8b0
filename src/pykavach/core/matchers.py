"""What one pattern asks of one argument value: a regular expression (ARG-1) or a matcher object (ARG-4).

The keys of a matcher object; all that are given must hold:

``under``       the value is an absolute path at or below this one once ``.`` and ``..`` are resolved as text. Symbolic
                links are not followed: where an agent may create them, the tool must resolve paths itself.
``hosts``       the value is an absolute http or https URL whose host is listed: an exact name, ``*.example.com`` (one or
                more labels in front, not ``example.com`` itself), an IPv4 address, or an IPv6 address in brackets.
``min, max``    the value is a number within these bounds, both included.
``oneOf``       the value is one of these strings, numbers or booleans; ``true`` is not ``1``, but ``1.0`` is.
``const``       the value is this string, number or boolean.
``maxLength``   the value is a string of at most so many characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from pykavach.core.codec import canonical, number_text, wire_keys
from pykavach.core.errors import InvalidInput
from pykavach.core.regex import compile_regex, regex_weight

MAX_REGEX_VALUE: Final = 4 * 1024
"""Longest text, in UTF-8 bytes, that a regular expression is asked about (ARG-3)."""
MAX_VALUE: Final = 64 * 1024
"""Longest text, in UTF-8 bytes, that any matcher admits (ARG-3)."""
MAX_CHOICES: Final = 1000
"""Most entries of one ``oneOf`` or ``hosts``."""

Test = Callable[[object], bool]
_Part = tuple[Test, str, object]  # a test, the phrase that says what passes it, its normalised form


@dataclass(frozen=True, slots=True)
class Matcher:
    """One pattern. ``admits`` judges a string, number or boolean and refuses everything else."""

    admits: Test
    rule: str
    wire: object
    weight: int = 1

    @property
    def key(self) -> str:
        """The pattern's canonical spelling: unlike ``==`` on the wire form it tells ``True`` from ``1``."""
        return canonical(self.wire)


def parse_matcher(pattern: object, path: str) -> Matcher:
    """Read a regular expression (str) or a matcher object (dict). Raises ``InvalidInput`` at ``path`` or below."""
    if type(pattern) is str:
        return _regex(pattern, path)
    if type(pattern) is not dict:
        raise InvalidInput(
            path, "must be a regular expression (str) or a matcher object like {'under': '/srv/data'}"
        )
    given = wire_keys(pattern, _WIRE_NAMES, path)
    if not given:
        raise InvalidInput(path, f"must have at least one of {', '.join(_PARTS)}")
    parts = {name: parse(given[name], f"{path}.{name}") for name, parse in _PARTS.items() if name in given}
    _check_order(given, path)
    return Matcher(
        _all_of([test for test, _, _ in parts.values()]),
        " and ".join(rule for _, rule, _ in parts.values()),
        {name: wire for name, (_, _, wire) in parts.items()},
    )


def _regex(pattern: str, path: str) -> Matcher:
    match = compile_regex(pattern, path)

    def admits(value: object) -> bool:
        if type(value) is str and len(value) <= MAX_REGEX_VALUE // 4:  # fits, at up to 4 bytes a character
            return match(value)
        text = value if type(value) is str else _json_text(value)
        return text is not None and _fits(text, MAX_REGEX_VALUE) and match(text)

    return Matcher(admits, f"must match the whole of the pattern {pattern}", pattern, regex_weight(pattern))


def _json_text(value: object) -> str | None:
    if type(value) is bool:
        return "true" if value else "false"
    return number_text(value) if type(value) is int or type(value) is float else None


def _fits(text: str, limit: int) -> bool:
    """Whether ``text`` has at most ``limit`` bytes in UTF-8, where a character has one to four."""
    length = len(text)
    return length * 4 <= limit or (length <= limit and len(text.encode("utf-8", "surrogatepass")) <= limit)


def _all_of(tests: list[Test]) -> Test:
    first, *others = tests

    def admits(value: object) -> bool:
        if type(value) is str and len(value) > MAX_VALUE // 4 and not _fits(value, MAX_VALUE):
            return False
        return first(value) and (not others or all(test(value) for test in others))

    return admits


# --- under -------------------------------------------------------------------------------------------------------

_NOT_IN_PATHS = re.compile("[%\\\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def resolve_path(path: str) -> str | None:
    """``path`` with ``.``, ``..`` and empty segments resolved as text; None if it is not absolute or not plain.

    A leading ``//`` is not plain: POSIX lets a system give it a meaning of its own.
    """
    if path[:1] != "/" or path[:2] == "//" or _NOT_IN_PATHS.search(path):
        return None
    if "/." not in path and "//" not in path:
        return path
    resolved: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del resolved[-1:]
        elif segment not in ("", "."):
            resolved.append(segment)
    return "/" + "/".join(resolved)


def _under(base: object, path: str) -> _Part:
    if type(base) is not str or not _fits(base, MAX_REGEX_VALUE):
        raise InvalidInput(
            path, f"must be a path (str) of at most {MAX_REGEX_VALUE} bytes such as '/srv/data'"
        )
    resolved = resolve_path(base)
    if resolved is None or base not in (resolved, resolved + "/"):
        raise InvalidInput(
            path, "must be an absolute path without . or .. or empty segments, %, \\, control characters"
        )
    exact = resolved.removesuffix("/") or "/"
    prefix = exact if exact == "/" else exact + "/"

    def test(value: object) -> bool:
        resolved = resolve_path(value) if type(value) is str else None
        return resolved is not None and (resolved.startswith(prefix) or resolved == exact)

    return test, f"must lie under {exact}", exact


# --- hosts -------------------------------------------------------------------------------------------------------

# ASCII makes IGNORECASE fold A-Z only; without it "ſ" (U+017F) would pass for "s".
_URL = re.compile(
    r"https?://([a-z0-9._-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?(?=[/?#]|\Z)", re.ASCII | re.IGNORECASE
)
_NOT_IN_URLS = re.compile("[\\s\\\\\x00-\x20\x7f-\x9f\ud800-\udfff]")
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)*(?!(?:[0-9]+|0x[0-9a-f]*)\Z){_LABEL}\Z")
_HOST_RULE = (
    "must be a host name like 'example.com' or '*.example.com', an IPv4 address, or an IPv6 address in brackets, in its "
    "usual spelling: no scheme, port, path or trailing dot; names outside ASCII in their xn-- form"
)


def url_host(url: str) -> str | None:
    """The host as an absolute http(s) URL writes it, in lower case; None where URL parsers may disagree on its place."""
    found = _URL.match(url)
    if found is None or _NOT_IN_URLS.search(url) or int(found[2] or 0) > 65535:
        return None
    # Some parsers take all up to the next slash for the authority: http://a.example?@b.example/
    if "@" in url and "@" in url.split("/", 3)[2]:
        return None
    return found[1].lower()


def _is_address(host: str) -> bool:
    """Whether this is an IPv4 address or a bracketed IPv6 address in its one usual spelling."""
    try:
        if host[:1] != "[":
            return str(IPv4Address(host)) == host
        address = IPv6Address(host[1:-1])
        return f"[{address}]" == host and address.ipv4_mapped is None and address.scope_id is None
    except ValueError:
        return False


def _hosts(value: object, path: str) -> _Part:
    exact: set[str] = set()
    endings: set[str] = set()
    for place, item in enumerate(_choices(value, path)):
        host = item.lower() if type(item) is str and item.isascii() else ""
        if _NAME.match(host) or _is_address(host):
            exact.add(host)
        elif host[:2] == "*." and _NAME.match(host[2:]):
            endings.add(host[1:])
        else:
            raise InvalidInput(f"{path}[{place}]", _HOST_RULE)
    suffixes = tuple(endings)

    def test(value: object) -> bool:
        host = url_host(value) if type(value) is str else None
        if host is None:
            return False
        # Odd spellings of an address are no member of `exact`, and do not end like a name.
        return host in exact or (host.endswith(suffixes) and _NAME.match(host) is not None)

    wire = sorted(exact | {f"*{ending}" for ending in endings})
    return test, f"must be an http or https URL with a host among {', '.join(wire)}", wire


# --- numbers, choices, lengths -----------------------------------------------------------------------------------


def _min(value: object, path: str) -> _Part:
    low = _number(value, path)
    return (
        (lambda x: (type(x) is int or type(x) is float) and low <= x < math.inf),
        f"must be at least {number_text(low)}",
        low,
    )


def _max(value: object, path: str) -> _Part:
    high = _number(value, path)
    return (
        (lambda x: (type(x) is int or type(x) is float) and -math.inf < x <= high),
        f"must be at most {number_text(high)}",
        high,
    )


def _number(value: object, path: str) -> int | float:
    if type(value) is not int and type(value) is not float:
        raise InvalidInput(path, "must be a number (int or float)")
    try:
        number_text(value)
    except InvalidInput as problem:
        raise InvalidInput(path, problem.message) from None
    return value


def _check_order(given: dict[str, object], path: str) -> None:
    low, high = given.get("min"), given.get("max")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise InvalidInput(path, "must have min at most max, or no value could pass")


def _one_of(value: object, path: str) -> _Part:
    choices = [_scalar(item, f"{path}[{place}]") for place, item in enumerate(_choices(value, path))]
    return _among(choices), f"must be one of {', '.join(map(canonical, choices))}", choices


def _const(value: object, path: str) -> _Part:
    scalar = _scalar(value, path)
    return _among([scalar]), f"must be {canonical(scalar)}", scalar


def _among(choices: list[str | int | float | bool]) -> Test:
    booleans = frozenset(choice for choice in choices if type(choice) is bool)
    others = frozenset(choice for choice in choices if type(choice) is not bool)

    def test(value: object) -> bool:
        kind = type(value)
        return value in booleans if kind is bool else kind in (str, int, float) and value in others

    return test


def _scalar(value: object, path: str) -> str | int | float | bool:
    if type(value) is bool:
        return value
    if type(value) is int or type(value) is float:
        return _number(value, path)
    if type(value) is not str:
        raise InvalidInput(path, "must be a string, a number or a boolean")
    if not _fits(value, MAX_VALUE):
        raise InvalidInput(path, f"must have at most {MAX_VALUE} bytes: longer values are denied anyway")
    canonical(value, path)  # refuses lone surrogates
    return value


def _choices(value: object, path: str) -> list[object] | tuple[object, ...]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_CHOICES:
        raise InvalidInput(path, f"must be a list of 1 to {MAX_CHOICES} entries")
    return value


def _max_length(value: object, path: str) -> _Part:
    if type(value) is not int or not 0 <= value <= MAX_VALUE:
        raise InvalidInput(
            path, f"must be a whole number from 0 to {MAX_VALUE}: longer values are denied anyway"
        )
    return (
        (lambda x: type(x) is str and len(x) <= value),
        f"must be a text of at most {value} characters",
        value,
    )


_PARTS: Final[dict[str, Callable[[object, str], _Part]]] = {
    "under": _under,
    "hosts": _hosts,
    "min": _min,
    "max": _max,
    "oneOf": _one_of,
    "const": _const,
    "maxLength": _max_length,
}
_WIRE_NAMES: Final = {name: name for name in _PARTS} | {"oneOf": "one_of", "maxLength": "max_length"}
