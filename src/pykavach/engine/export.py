"""The log as a file: JSON Lines, or CSV by RFC 4180 (AUD-4)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any, Final

from pykavach.core import codec
from pykavach.core.errors import InvalidInput
from pykavach.engine.entries import WIRE_KEYS, Entry

#: What a spreadsheet would read as a formula, also in the wide forms that some of them take for the same.
_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")
#: What it may skip to find one.
_SKIPPED: Final = " \n\v\f\u00a0\u200b\ufeff"

Writer = Callable[[Iterable[Entry]], str]


def writer(format: object) -> tuple[str, Writer]:
    """What a file in this format starts with, and what writes entries in it."""
    if format == "jsonl":
        return "", _json_lines
    if format == "csv":
        return _csv_lines([WIRE_KEYS]), lambda entries: _csv_lines(_cells(entry) for entry in entries)
    raise InvalidInput("format", 'must be "jsonl" or "csv"')


def _json_lines(entries: Iterable[Entry]) -> str:
    return "".join(codec.canonical(entry.wire(), "entry") + "\n" for entry in entries)


def _csv_lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(entry: Entry) -> list[str]:
    wire = entry.wire()
    return [_cell(wire[key]) for key in WIRE_KEYS]


def _cell(value: Any) -> str:
    """One value as text: nothing where there is none, JSON where there is structure, and never a formula."""
    if value is None or value in ([], {}):
        return ""
    text = value if isinstance(value, str) else codec.canonical(value, "entry")
    return f"'{text}" if text.lstrip(_SKIPPED).startswith(_FORMULA) else text
