"""What a server answers: packets of the protocol's texts, as far as our statements are answered by them.

Whatever is not as it should be raises some ``Exception``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from pymysql.constants import FIELD_TYPE

#: What the first byte of a packet, or of a value, says.
DONE: Final = 0x00
_NULL: Final = 0xFB
_END: Final = 0xFE
ERROR: Final = 0xFF
#: Bytes of a packet at most; one that is full is followed by the rest.
FULL: Final = 0xFFFFFF

#: How a column's values are read.
Reader = Callable[[bytes], Any]
_NUMBERS: Final = frozenset(
    {FIELD_TYPE.TINY, FIELD_TYPE.SHORT, FIELD_TYPE.LONG, FIELD_TYPE.INT24, FIELD_TYPE.LONGLONG}
)
_TEXTS: Final = frozenset(
    {
        FIELD_TYPE.VARCHAR,
        FIELD_TYPE.VAR_STRING,
        FIELD_TYPE.STRING,
        FIELD_TYPE.TINY_BLOB,
        FIELD_TYPE.BLOB,
        FIELD_TYPE.MEDIUM_BLOB,
        FIELD_TYPE.LONG_BLOB,
    }
)
#: The character set of what is no text.
_BINARY: Final = 63


def is_end(packet: bytes) -> bool:
    """Whether no more columns, or no more rows, come."""
    return packet[0] == _END and len(packet) < 9


def status_at_end(packet: bytes) -> int:
    """The state of the session, as the end of rows tells it."""
    return packet[3] | packet[4] << 8


def status_when_done(packet: bytes) -> int:
    """The same, as the answer to a statement without rows tells it."""
    _, at = _number(packet, 1)  # how many rows were changed
    _, at = _number(packet, at)  # which number one was given
    return packet[at] | packet[at + 1] << 8


def columns(packet: bytes) -> int:
    """How many columns come. A server that wants a file of ours instead gets nothing."""
    count, end = _number(packet, 0)
    if end != len(packet):
        raise ValueError("no number of columns")
    return count


def _number(packet: bytes, at: int) -> tuple[int, int]:
    """A whole number in one to nine bytes, and where it ends."""
    first = packet[at]
    if first < _NULL:
        return first, at + 1
    end = at + 1 + {0xFC: 2, 0xFD: 3, 0xFE: 8}[first]
    if end > len(packet):
        raise ValueError("cut off")
    return int.from_bytes(packet[at + 1 : end], "little"), end


def reader(column: bytes) -> Reader:
    """How the values of a column are read. Its description, which begins with names, ends by telling."""
    kind, characters = column[-6], column[-12] | column[-11] << 8
    if kind in _NUMBERS:
        return int
    if kind not in _TEXTS:
        raise ValueError(f"a column of type {kind}")
    return bytes if characters == _BINARY else bytes.decode


def row(packet: bytes, readers: Sequence[Reader]) -> tuple[Any, ...]:
    """The values of a row."""
    found: list[Any] = []
    at = 0
    for read in readers:
        size = packet[at]
        at += 1
        if size >= _NULL:
            if size == _NULL:
                found.append(None)
                continue
            size, at = _number(packet, at - 1)
        end = at + size
        found.append(read(packet[at:end]))
        at = end
    if at != len(packet):
        raise ValueError("cut off")
    return tuple(found)
