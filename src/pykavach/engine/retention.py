"""Forgetting: erasing what is kept beside entries (AUD-2), and dropping whole prefixes of the log (AUD-5).

Both hold the write lock for some tens of milliseconds at a time, so that decisions go on meanwhile (DB-3). Each writes
its entry first, in the transaction of its first step: nothing is gone without an entry that says so.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Final

from pykavach.core.agents import Agent
from pykavach.core.audit import Head, sequence
from pykavach.core.errors import Conflict
from pykavach.engine.checkpoints import Checkpoint, stored
from pykavach.engine.engine import Engine
from pykavach.engine.values import iso
from pykavach.engine.work import Work
from pykavach.ports import EntryFilter, View

#: What one transaction aims to take, in seconds, without its commit; a lock is held at most 100 ms (DB-3).
_AIM: Final = 0.015
_FIRST: Final = 200
_MOST: Final = 2_000
#: Finding what is to be done takes its time, however little that is: fewer at once would hold no lock shorter, but more often.
_LEAST: Final = 100
_PAGE: Final = 1_000
#: Positions looked through in one reading transaction.
_STRETCH: Final = 50_000

Progress = Callable[[int, int], None]


class Pace:
    """How much to do under one lock, learned from how long it took."""

    def __init__(self) -> None:
        self.size = _FIRST

    def took(self, seconds: float) -> None:
        if seconds > _AIM:
            self.size = min(_MOST, max(_LEAST, self.size // 2))
        elif seconds < _AIM / 4:
            self.size = min(_MOST, self.size * 2)


# --- erasing ---------------------------------------------------------------------------------------------------


def find_texts(engine: Engine, where: EntryFilter) -> array[int]:
    """The entries that are there now and have a text beside them, by their numbers."""
    found: array[int] = array("q")
    with engine.reading() as view:
        heads, bases = view.heads(), {base.log: base.position for base in view.bases()}
    for head in heads:
        after = bases.get(head.log, 0)
        while after < head.position:
            with engine.reading() as view:
                rows = view.entries(where, log=head.log, after=after, until=head.position, limit=_PAGE)
            found.extend(row.seq for row in rows)
            after = rows[-1].seq - sequence(head.log, 0) if len(rows) == _PAGE else head.position
    return found


def erase(engine: Engine, seqs: Sequence[int], by: str, agent: Agent | None, facts: dict[str, Any]) -> None:
    """Erase the texts beside these entries. The entry of the call is written with the first of them."""
    pace, done = Pace(), 0
    while True:

        def some(work: Work, first: int = done) -> int:
            start = time.monotonic()
            if not first:
                work.record("audit.erase_arguments", by, agent, facts=facts, tenant_id=facts.get("tenantId"))
            part = seqs[first : first + pace.size]
            if part:
                work.unit.erase_arguments(part)
            pace.took(time.monotonic() - start)
            return len(part)

        done += engine.work(some)
        if done >= len(seqs):
            return


# --- pruning ---------------------------------------------------------------------------------------------------


def prune(engine: Engine, before: int, by: str, progress: Progress | None) -> int:
    """Drop every entry below the newest signed checkpoint that holds nothing from ``before`` or later."""
    checkpoint = _choose(engine, before)
    facts = {"before": iso(before), "checkpoint": checkpoint.at, "count": checkpoint.count}

    def move(work: Work) -> tuple[dict[int, Head], int]:
        bases = {base.log: base for base in work.unit.bases()}
        later = [
            head
            for head in checkpoint.heads
            if head.log in bases and head.position > bases[head.log].position
        ]
        for head in later:
            work.unit.set_base(head)
        dropped = sum(head.position - bases[head.log].position for head in later)
        if later:
            work.record("audit.prune", by, facts=facts | {"entries": dropped})
        return bases | {head.log: head for head in later}, dropped

    return _delete(engine, *engine.work(move), progress)


def _choose(engine: Engine, before: int) -> Checkpoint:
    with engine.reading() as view:
        texts = view.checkpoints()
        bases = {base.log: base for base in view.bases()}
    known = stored(texts, engine.installation, engine.keys.public_keys())
    for checkpoint in reversed(known):
        if all(
            not head.position or (head.log in bases and _lies_before(engine, head, bases[head.log], before))
            for head in checkpoint.heads
        ):
            return checkpoint
    if not known:
        why = "there is no checkpoint that this secret has signed; call audit.checkpoint() now, and regularly"
    else:
        why = f"the oldest checkpoint, of {known[0].at}, holds entries that are not older; give a later time"
    raise Conflict(
        f"before: only whole beginnings of the log below a signed checkpoint are dropped, and {why}"
    )


def _lies_before(engine: Engine, head: Head, base: Head, before: int) -> bool:
    """Whether a log up to ``head`` is what was signed and holds nothing from ``before`` or later."""
    if head.position <= base.position:
        return True
    with engine.reading() as view:
        last = view.entry(sequence(head.log, head.position))
    if last is None or last.hash != head.hash:
        raise Conflict(
            f"log {head.log} does not match its checkpoint; run audit.verify() before anything is dropped"
        )
    if last.at >= before:
        return False
    # A clock that was set back leaves later times on earlier entries: look at them all.
    for start in range(base.position, head.position, _STRETCH):
        end = min(start + _STRETCH, head.position)
        with engine.reading() as view:
            if _any_since(view, head.log, start, end, before):
                return False
    return True


def _any_since(view: View, log: int, after: int, until: int, since: int) -> bool:
    return bool(view.entries(EntryFilter(since=since), log=log, after=after, until=until, limit=1))


def _delete(engine: Engine, bases: dict[int, Head], total: int, progress: Progress | None) -> int:
    """Delete what lies at or below the bases: also what an earlier call, that was interrupted, has left."""
    pace, done = Pace(), 0
    # Of most logs of a server's database nothing was ever dropped.
    for base in [base for base in bases.values() if base.position]:
        while True:

            def some(work: Work, base: Head = base) -> int:
                start = time.monotonic()
                count = work.unit.delete_entries(base.log, base.position, pace.size)
                pace.took(time.monotonic() - start)
                return count

            count = engine.work(some)
            done += count
            if progress is not None:
                progress(done, max(total, done))
            if not count:
                break
    return done
