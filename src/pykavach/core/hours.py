"""Allowed hours (HRS-1): weekly windows in UTC, start inclusive, end exclusive.

A window is ``HH:MM-HH:MM`` (every day), or the same with a day or a range of days in front: ``Mon 09:00-18:00``,
``Sat-Mon 22:00-06:00``. A window whose end is not after its start runs past midnight, and its day is the one on which it
starts. ``24:00`` may only be an end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, Self

from pykavach.core.errors import InvalidInput

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MAX_WINDOWS: Final = 100
"""Most windows of one list."""

_MINUTE: Final = 60_000_000  # us
_DAY: Final = 24 * 60  # minutes
_WEEK: Final = 7 * _DAY
_EPOCH: Final = 3 * _DAY * _MINUTE  # us from Monday 00:00 to the epoch, 1970-01-01, which was a Thursday

_DAY_NAME = "|".join(DAYS)
_TIME = "([01][0-9]|2[0-3]):([0-5][0-9])"
_WINDOW = re.compile(f"(?:({_DAY_NAME})(?:-({_DAY_NAME}))? )?{_TIME}-(?:{_TIME}|24:00)")


class Hours:
    """When calls are allowed, as minutes of the week (0 is Monday 00:00 UTC)."""

    __slots__ = ("_texts", "bounds")

    def __init__(self, texts: tuple[str, ...], bounds: tuple[int, ...]) -> None:
        self._texts = texts
        self.bounds = bounds  # ascending: opens, closes, opens, closes, …

    @classmethod
    def parse(cls, value: object, path: str) -> Self:
        """Read one window (str) or a list of windows. Raises ``InvalidInput`` at ``path`` or below."""
        if type(value) is str:
            return cls((value,), _merged(_spans(value, path)))
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_WINDOWS:
            raise InvalidInput(
                path, f"must be a window such as 'Mon-Fri 09:00-18:00' or a list of 1 to {MAX_WINDOWS}"
            )
        spans = [span for place, text in enumerate(value) for span in _spans(text, f"{path}[{place}]")]
        return cls(tuple(value), _merged(spans))

    def wire(self) -> str | list[str]:
        """The windows as they are stored: a list if there are several."""
        return self._texts[0] if len(self._texts) == 1 else list(self._texts)

    def open_at(self, us: int) -> bool:
        """Whether a window is open at ``us``."""
        return bisect_right(self.bounds, (us + _EPOCH) // _MINUTE % _WEEK) % 2 == 1

    def opens_in(self, us: int) -> int:
        """Seconds, rounded up, from ``us`` to the next opening; 0 if a window is open."""
        since_monday = (us + _EPOCH) % (_WEEK * _MINUTE)
        place = bisect_right(self.bounds, since_monday // _MINUTE)
        if place % 2 == 1:
            return 0
        opens = self.bounds[place] if place < len(self.bounds) else self.bounds[0] + _WEEK
        return -((since_monday - opens * _MINUTE) // 1_000_000)

    def narrows(self, old: Hours | None) -> bool:
        """Whether ``old`` is open whenever these hours are."""
        if old is None:
            return True
        for opens, closes in zip(self.bounds[::2], self.bounds[1::2], strict=True):
            place = bisect_right(old.bounds, opens)
            if place % 2 == 0 or old.bounds[place] < closes:
                return False
        return True


def _spans(text: object, path: str) -> list[tuple[int, int]]:
    """The minutes of the week that one window covers, as pairs of start and end with 0 <= start < end <= 10,080."""
    window = _WINDOW.fullmatch(text) if type(text) is str else None
    if window is None:
        raise InvalidInput(
            path,
            "must look like 09:00-18:00, Mon 09:00-18:00 or Mon-Fri 09:00-18:00, with times from 00:00 to 24:00 (UTC)",
        )
    first, last, hour, minute, end_hour, end_minute = window.groups()
    start = int(hour) * 60 + int(minute)
    end = _DAY if end_hour is None else int(end_hour) * 60 + int(end_minute)
    if start == end:
        raise InvalidInput(path, "must not end when it starts: write 00:00-24:00 for the whole day")
    length = (end - start) % _DAY or _DAY
    spans = []
    for day in _days(first, last, path):
        opens = day * _DAY + start
        closes = opens + length
        spans.append((opens, min(closes, _WEEK)))
        if closes > _WEEK:
            spans.append((0, closes - _WEEK))
    return spans


def _days(first: str | None, last: str | None, path: str) -> list[int]:
    if first is None:
        return list(range(7))
    start = DAYS.index(first)
    if last is None:
        return [start]
    if last == first:
        raise InvalidInput(path, f"must name two different days, or one day as {first} HH:MM-HH:MM")
    return [(start + step) % 7 for step in range((DAYS.index(last) - start) % 7 + 1)]


def _merged(spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """The bounds of the union, ascending: opens, closes, opens, closes and so on."""
    bounds: list[int] = []
    for opens, closes in sorted(spans):
        if bounds and opens <= bounds[-1]:
            bounds[-1] = max(bounds[-1], closes)
        else:
            bounds += opens, closes
    return tuple(bounds)
