"""The way through all logs at once, in the order of time (AUD-4).

A place in the logs is one position per log. A position is given under the log's lock, so nothing ever appears below one
that was seen: whoever goes on behind a cursor meets every entry, also one that another process commits late.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pykavach.core.audit import Head, Row, log_and_position
from pykavach.core.errors import InvalidInput
from pykavach.engine.conditions import Condition
from pykavach.engine.entries import Entry, entry_of, time_of
from pykavach.ports import EntryFilter, View

#: Rows that one page looks at beyond the first of each log, where Python must do the finding.
BUDGET: Final = 5_000
_LOOK: Final = 250
_WALK: Final = 100
_CURSOR: Final = re.compile(r"[on](?:[0-9a-f]{1,4}-[0-9a-f]{1,12}(?:\.[0-9a-f]{1,4}-[0-9a-f]{1,12}){0,255})?")


# --- cursors ---------------------------------------------------------------------------------------------------


def cursor_text(places: Mapping[int, int], *, newest_first: bool) -> str:
    """One position per log as text; what is not named is at 0."""
    named = ".".join(f"{log:x}-{position:x}" for log, position in sorted(places.items()) if position)
    return ("n" if newest_first else "o") + named


def parse_cursor(value: object, heads: Iterable[Head], *, newest_first: bool) -> dict[int, int]:
    """The positions in a cursor. Raises ``InvalidInput`` on what is not one, or not of these logs and this order."""
    if not isinstance(value, str) or len(value) > 5_000 or not _CURSOR.fullmatch(value):
        raise InvalidInput("cursor", "must be the next_cursor of an earlier page")
    if value[0] != ("n" if newest_first else "o"):
        raise InvalidInput("cursor", "is from a list in the other order; give newest_first as before")
    ends = {head.log: head.position for head in heads}
    found: dict[int, int] = {}
    for part in value[1:].split(".") if len(value) > 1 else ():
        log, position = (int(digits, 16) for digits in part.split("-"))
        if log in found or position > ends.get(log, -1):
            raise InvalidInput("cursor", "does not fit this log (was a backup restored?); start without one")
        found[log] = position
    return found


# --- the way through the logs ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Stream:
    """One log on the way: ``place`` is where everything up to it has been given or found not to match."""

    log: int
    place: int
    end: int
    found: deque[tuple[int, Entry]]
    scanned: int

    @property
    def over(self) -> bool:
        return not self.found and self.place == self.end


class Scan:
    """A search through all logs from one place to another. ``page`` goes on from where it stopped, on any view.

    The places are positions by log: behind ``start``, up to and with ``end``; the other way round when
    ``newest_first``.
    """

    def __init__(
        self,
        condition: Condition,
        start: Mapping[int, int],
        end: Mapping[int, int],
        *,
        newest_first: bool = False,
    ) -> None:
        self._condition = condition
        self._backwards = newest_first
        self._streams = [
            _Stream(log, start.get(log, 0), end[log], deque(), start.get(log, 0)) for log in sorted(end)
        ]
        for stream in self._streams:  # what was pruned meanwhile is not looked for
            beyond = stream.place < stream.end if newest_first else stream.place > stream.end
            if beyond:
                stream.place = stream.scanned = stream.end

    @property
    def over(self) -> bool:
        return all(stream.over for stream in self._streams)

    @property
    def places(self) -> dict[int, int]:
        return {stream.log: stream.place for stream in self._streams}

    def page(self, view: View, limit: int) -> list[Entry]:
        """The next entries, at most ``limit``. Fewer do not mean the end: only ``over`` does."""
        where = self._condition.on(view)
        going = sum(not stream.over for stream in self._streams) or 1
        chunk = _LOOK if self._condition.looks else max(16, min(limit, 4 * limit // going))
        budget = BUDGET
        for stream in self._streams:  # each log moves in each page: there is always progress
            if not stream.found:
                self._fill(view, where, stream, chunk)
        page: list[Entry] = []
        while len(page) < limit:
            waiting = [stream for stream in self._streams if not stream.found and not stream.over]
            if waiting and budget <= 0:
                break
            for stream in waiting:
                budget -= self._fill(view, where, stream, chunk)
            if any(not stream.found and not stream.over for stream in waiting):
                continue
            ready = [stream for stream in self._streams if stream.found]
            if not ready:
                break
            page.append(self._take(ready))
        return page

    def _take(self, ready: list[_Stream]) -> Entry:
        def order(stream: _Stream) -> tuple[int, int]:
            return stream.found[0][0], stream.log

        stream = max(ready, key=order) if self._backwards else min(ready, key=order)
        _, entry = stream.found.popleft()
        stream.place = entry.position - 1 if self._backwards else entry.position
        if not stream.found:
            stream.place = stream.scanned
        return entry

    def _fill(self, view: View, where: EntryFilter, stream: _Stream, chunk: int) -> int:
        """Look at some more rows of one log; how many they were."""
        if stream.over:
            return 0
        low, high = (stream.end, stream.place) if self._backwards else (stream.place, stream.end)
        rows = view.entries(
            where, log=stream.log, after=low, until=high, limit=chunk, newest_first=self._backwards
        )
        if len(rows) < chunk:
            stream.scanned = stream.end
        else:
            last = log_and_position(rows[-1].seq)[1]
            stream.scanned = last - 1 if self._backwards else last
        for row in rows:
            entry = entry_of(row)
            if self._condition.holds(entry):
                stream.found.append((time_of(row), entry))
        if not stream.found:
            stream.place = stream.scanned
        return len(rows)


def walk(view: View, where: EntryFilter, heads: Iterable[Head], bases: Iterable[Head]) -> Iterator[Row]:
    """Every row that SQL finds, newest first within each log, in pages of one view. For seldom searches."""
    floor = {base.log: base.position for base in bases}
    for head in heads:
        low, high = floor.get(head.log, 0), head.position
        while low < high:
            rows = view.entries(where, log=head.log, after=low, until=high, limit=_WALK, newest_first=True)
            yield from rows
            high = log_and_position(rows[-1].seq)[1] - 1 if len(rows) == _WALK else low
