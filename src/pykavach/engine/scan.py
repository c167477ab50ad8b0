"""Finding entries: conditions, and the way through all logs at once in the order of time (AUD-4).

A place in the logs is one position per log. A position is given under the log's lock, so nothing ever appears below one
that was seen: whoever goes on behind a cursor meets every entry, also one that another process commits late.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypedDict

from pykavach.core.access import Code, Outcome
from pykavach.core.audit import Head, Row, log_and_position
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.core.resources import Pattern, parse_action
from pykavach.engine.entries import Entry, entry_of, time_of
from pykavach.engine.values import instant
from pykavach.ports import EntryFilter, View, Whose

#: Rows that one page looks at beyond the first of each log, where Python must do the finding.
BUDGET: Final = 5_000
_LOOK: Final = 250
_CURSOR: Final = re.compile(r"[on](?:[0-9a-f]{1,4}-[0-9a-f]{1,12}(?:\.[0-9a-f]{1,4}-[0-9a-f]{1,12}){0,255})?")
_KIND: Final = re.compile(r"[a-z_]{1,16}")
_CODES: Final = tuple(code.value for code in Code)
_BY_OUTCOME: Final = {
    "allow": (Code.OK.value,),
    "deny": tuple(code for code in _CODES if code != Code.OK.value),
    "pending": (Code.APPROVAL_REQUIRED.value,),
}


class Filters(TypedDict, total=False):
    """Which entries; ``Audit.query`` says what each means."""

    agent_id: str | None
    subtree: str | None
    user_id: str | None
    code: str | Sequence[str] | None
    outcome: Literal["allow", "deny", "pending"] | None
    kind: str | Sequence[str] | None
    action: str | None
    resource: str | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """Checked filters: what SQL finds, and what is looked at in Python."""

    where: EntryFilter
    subtree: str | None = None
    outcome: str | None = None
    action: str | None = None
    resource: Pattern | None = None

    @property
    def looks(self) -> bool:
        """Whether SQL finds more than is asked for."""
        return self.outcome is not None or self.action is not None or self.resource is not None

    def holds(self, entry: Entry) -> bool:
        """Whether an entry that SQL has found meets the rest."""
        if self.outcome is not None and entry.outcome != self.outcome:
            return False
        if self.action is not None and entry.action != self.action:
            return False
        if self.resource is None:
            return True
        return isinstance(entry.resource, str) and self.resource.matches(tuple(entry.resource.split(":")))

    def on(self, view: View) -> EntryFilter:
        """What SQL is to find, in this state of the store. Raises ``NotFound`` for agents nobody here may see."""
        whose = self.where.whose
        if whose.id is not None and not view.find_agents(Whose(id=whose.id, tenant_id=whose.tenant_id), limit=1):
            raise NotFound("agent_id: no agent by that id; list them with agents.list()")
        if self.subtree is None:
            return self.where
        roots = view.find_agents(Whose(id=self.subtree, tenant_id=whose.tenant_id), limit=1)
        if not roots:
            raise NotFound("subtree: no agent by that id; list them with agents.list()")
        below = Whose(whose.id, whose.user_id, whose.tenant_id, under=roots[0].n)
        old = self.where
        return EntryFilter(below, old.codes, old.kinds, old.since, old.until)


def condition(
    tenant: str | None,
    *,
    agent_id: object = None,
    subtree: object = None,
    user_id: object = None,
    code: object = None,
    outcome: object = None,
    kind: object = None,
    action: object = None,
    resource: object = None,
    since: object = None,
    until: object = None,
) -> Condition:
    """Check filters. Raises ``InvalidInput`` under the name of the one that breaks a rule."""
    codes = _texts(code, "code")
    for name in codes:
        if name not in _CODES:
            raise InvalidInput("code", f"must be among {', '.join(_CODES)}")
    kinds = _texts(kind, "kind")
    if not all(_KIND.fullmatch(name) for name in kinds):
        raise InvalidInput("kind", 'must be the kind of an entry, such as "decision" or "change"')
    if outcome is not None:
        if not isinstance(outcome, str) or outcome not in _BY_OUTCOME:
            raise InvalidInput("outcome", f"must be one of {', '.join(o.word for o in Outcome)}")
        possible = _BY_OUTCOME[outcome]
        if codes and not set(codes) & set(possible):
            raise InvalidInput("outcome", f"is never {outcome!r} under the code asked for; leave one of the two out")
        codes = tuple(name for name in codes or possible if name in possible)
    whose = Whose(id=_id(agent_id, "agent_id"), user_id=_id(user_id, "user_id"), tenant_id=tenant)
    return Condition(
        EntryFilter(
            whose,
            codes,
            kinds,
            None if since is None else instant(since, "since"),
            None if until is None else instant(until, "until"),
        ),
        _id(subtree, "subtree"),
        outcome,
        # Changes have actions, too, with dots in them: both are names.
        None if action is None else parse_action(action),
        None if resource is None else Pattern.parse(resource),
    )


def _texts(value: object, path: str) -> tuple[str, ...]:
    if value is None:
        return ()
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple | set | frozenset) or not given:
        raise InvalidInput(path, "must be a text, or a list of at least one")
    found: list[str] = []
    for item in given:
        if not isinstance(item, str):
            raise InvalidInput(path, "must hold texts only")
        found.append(item)
    return tuple(found)


def _id(value: object, path: str) -> str | None:
    if value is not None and (not isinstance(value, str) or not 1 <= len(value) <= 200):
        raise InvalidInput(path, "must be a text of 1 to 200 characters")
    return value


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
        chunk = _LOOK if self._condition.looks else max(16, min(limit, 4 * limit // len(self._streams)))
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
        high = head.position
        while rows := view.entries(
            where, log=head.log, after=floor.get(head.log, 0), until=high, limit=100, newest_first=True
        ):
            yield from rows
            high = log_and_position(rows[-1].seq)[1] - 1
