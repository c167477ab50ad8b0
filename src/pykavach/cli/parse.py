"""What people type: permissions, limits, lengths of time, moments, arguments, and JSON from files."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pykavach.core.errors import InvalidInput

#: Bytes of a file or of standard input at most.
_MOST: Final = 16 << 20
_PART: Final = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)([smhdw])", re.ASCII)
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LISTS: Final = frozenset({"ipAllowlist", "ip_allowlist", "requireApprovalFor", "require_approval_for"})
_HOURS: Final = frozenset({"allowedHoursUTC", "allowed_hours_utc"})

if TYPE_CHECKING:
    _Lengths = click.ParamType[timedelta]
    _Moments = click.ParamType[datetime]
    _Permissions = click.ParamType[dict[str, Any]]
else:  # generic since click 8.4 only
    _Lengths = _Moments = _Permissions = click.ParamType


class Length(_Lengths):
    """A length of time: ``90d``, ``1h30m``, ``45s``, or plain seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = _length(str(value))
        if found is None:
            self.fail(
                f"{str(value)[:40]!r} is no length of time; write 90d, 12h, 1h30m or seconds", param, ctx
            )
        return found


class Moment(_Moments):
    """A moment: ``2026-01-31``, ``2026-01-31T09:00`` (UTC unless it names a zone), or ``2h``: two hours ago."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        text = str(value)
        try:
            if (ago := _length(text)) is not None and not text.isdigit():
                return datetime.now(UTC) - ago
            found = datetime.fromisoformat(text)
            return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(
                f"{text[:40]!r} is no time; write 2026-01-31, 2026-01-31T09:00Z, or 2h for two hours ago",
                param,
                ctx,
            )


class Permission(_Permissions):
    """One permission: ``RESOURCE=ACTION[,ACTION]``. The last ``=`` divides."""

    name = "permission"

    def __init__(self, effect: str) -> None:
        self._effect = effect

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        resource, divider, actions = str(value).rpartition("=")
        if not divider or not resource or not actions:
            self.fail(
                f"{str(value)[:80]!r} must be RESOURCE=ACTION[,ACTION], as in 'mcp:github:*=read,write'",
                param,
                ctx,
            )
        found: dict[str, Any] = {"resource": resource, "actions": actions.split(",")}
        return found if self._effect == "allow" else found | {"effect": self._effect}


LENGTH: Final = Length()
MOMENT: Final = Moment()
ALLOW: Final = Permission("allow")
DENY: Final = Permission("deny")


def _length(text: str) -> timedelta | None:
    try:
        if re.fullmatch(r"\d{1,10}(\.\d{1,6})?", text, re.ASCII):
            return timedelta(seconds=float(text))
        parts = _PART.findall(text)
        if not parts or "".join(number + unit for number, unit in parts) != text:
            return None
        return timedelta(seconds=sum(float(number) * _SECONDS[unit] for number, unit in parts))
    except OverflowError:
        return None


# -- constraints -----------------------------------------------------------------------------------------------------


def constraints(texts: tuple[str, ...]) -> dict[str, Any]:
    """Constraints from ``NAME=VALUE`` texts. Values are JSON where they read as JSON, else text; lists take commas."""
    found: dict[str, Any] = {}
    for text in texts:
        name, divider, value = text.partition("=")
        if not divider or not name or not value:
            raise click.UsageError(f"--limit {text[:60]!r} must be NAME=VALUE, as in maxCallsPerDay=5000")
        if name in _LISTS and not value.startswith("["):
            found.setdefault(name, [])
            found[name] += [part.strip() for part in value.split(",")]
        elif name in found:
            raise click.UsageError(f"--limit {name} is given twice; give it once")
        elif name in _HOURS and not value.startswith("["):
            parts = [part.strip() for part in value.split(",")]
            found[name] = parts[0] if len(parts) == 1 else parts
        else:
            found[name] = _value(value)
    return found


def _value(text: str) -> Any:
    """A number, true, false, an object or a list as JSON; a decimal as it is written; the rest as text."""
    if re.fullmatch(r"-?\d{1,100}", text, re.ASCII):
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    return loads(text, "--limit") if text[:1] in ("{", "[", '"') else text


# -- JSON and files --------------------------------------------------------------------------------------------------


def loads(text: str, path: str) -> Any:
    """Strict JSON. Raises ``InvalidInput``."""
    from pykavach.core import codec

    return codec.loads(text, path)


def read(path: str, what: str) -> str:
    """The text of a file, ``-`` for standard input. Raises ``InvalidInput`` under the name ``what``."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read(_MOST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise InvalidInput(what, f"holds more than {_MOST >> 20} MiB")
        return data.decode()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise InvalidInput(what, f"cannot be read: {why}") from None


def arguments(whole: str | None, parts: tuple[str, ...]) -> Any:
    """The arguments of an access: JSON text, ``@file`` or ``-``; beside it ``name=text`` and ``name:=JSON``."""
    found: Any = None
    if whole is not None:
        text = (
            read(whole[1:] if whole != "-" else "-", "--arguments")
            if whole == "-" or whole[:1] == "@"
            else whole
        )
        found = loads(text, "--arguments")
    if not parts:
        return found
    if found is None:
        found = {}
    if not isinstance(found, dict):
        raise click.UsageError("--arg adds to an object; --arguments is none")
    for part in parts:
        name, divider, value = part.partition("=")
        if not divider or not name:
            raise click.UsageError("--arg must be name=text, or name:=JSON")
        if name.endswith(":"):
            found[name[:-1]] = loads(value, f"--arg {name[:-1]}")
        else:
            found[name] = value
    return found


def token_from(path: str | None, environment: bool = True) -> str | None:
    """A token from a file, ``-`` for standard input, or from KAVACH_TOKEN. Never from the command line itself."""
    import os

    if path is not None:
        return read(path, "--token-file").strip()
    found = os.environ.get("KAVACH_TOKEN", "").strip() if environment else ""
    return found or None
