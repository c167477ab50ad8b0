"""Walking the hash chains: is the log what was written (AUD-3)?

Without a checkpoint kept elsewhere this finds edits and accidents, not the work of somebody who may write the database
and computes every later hash and the head again: that log is as good as the true one. A signed checkpoint is what they
cannot make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

from pydantic_core import from_json

from pykavach.core.audit import Break, Head, Row, check, log_and_position, sequence
from pykavach.core.errors import InvalidInput
from pykavach.engine.checkpoints import Checkpoint, readable, stored
from pykavach.engine.engine import Engine
from pykavach.engine.report import Report
from pykavach.ports import Damaged, EntryFilter, View

#: Rows read in one transaction: some milliseconds.
_PAGE: Final = 1000
_ALL: Final = EntryFilter()
_LOWEST: Final = -(1 << 63) - 1
_HIGHEST: Final = (1 << 63) - 1
_NEEDS_KEY: Final = (
    "this log has been pruned, and where it starts can only be checked with the secret or public_key=, "
    "the key that its checkpoints name"
)

Progress = Callable[[int, int], None]


class Verifier:
    """One run over all logs, from their bases to the heads they have now."""

    def __init__(
        self, engine: Engine, checkpoint: Checkpoint | None, keys: Sequence[str], progress: Progress | None
    ) -> None:
        self._engine = engine
        self._given = checkpoint
        self._keys = keys
        self._progress = progress
        self._heads: list[Head] = []
        self._bases: dict[int, Head] = {}
        self._agents: dict[int, str] = {}
        self._unlisted: set[int] = set()
        self._entries = 0
        self._breaks: dict[int, Break] = {}

    def run(self) -> Report:
        try:
            return self._run()
        except Damaged:
            # Without the end of the log there is no position to name: it is broken from the start.
            return self._report((Break(0, 0, "the log's end or the database's epoch is missing"),), None)

    def _run(self) -> Report:
        with self._engine.reading() as view:
            self._bases = {base.log: base for base in view.bases()}
            heads = view.heads()
            self._heads = [head for head in heads if self._readable(head)]
            for log in self._bases.keys() - {head.log for head in heads}:
                self._note(Break(log, 0, "the log's end is missing"))
            texts = view.checkpoints()
            self._look_around(view)
        self._trusted = stored(texts, self._engine.installation, self._keys)
        if not self._keys and any(base in c.heads for c in readable(texts) for base in self._late()):
            raise InvalidInput("secret", _NEEDS_KEY)
        problem = self._problem()
        marks = self._marks(self._genuine(problem))
        self._total = sum(h.position - self._bases[h.log].position for h in self._heads)
        signed = {known.log for found in self._genuine(problem) for known in found.heads}
        for head in self._heads:
            # The logs are a fixed set, which only a move makes larger, and signs: one that no checkpoint knows was
            # made by somebody else.
            if signed and head.log not in signed:
                self._note(Break(head.log, 0, "the log is not among those that a checkpoint signed"))
            broken = self._base_break(self._bases[head.log]) or self._log_break(head, marks.get(head.log, {}))
            if broken is not None:
                self._note(broken)
        if problem is None and self._given is not None:
            problem = self._unmatched(self._given)
        return self._report(tuple(self._breaks[log] for log in sorted(self._breaks)), problem)

    def _report(self, breaks: tuple[Break, ...], problem: str | None) -> Report:
        if breaks and self._given is not None and problem is None and not self._heads:
            problem = "there is no log that it could be compared with"
        return Report(
            ok=not breaks and problem is None,
            entries=self._entries,
            logs=len(self._heads),
            pruned=sum(base.position for base in self._late()),
            breaks=breaks,
            checkpoint_ok=None if self._given is None else problem is None,
            checkpoint_problem=problem,
        )

    def _note(self, broken: Break) -> None:
        """Keep the first broken place of each log."""
        known = self._breaks.get(broken.log)
        if known is None or broken.position < known.position:
            self._breaks[broken.log] = broken

    def _readable(self, head: Head) -> bool:
        base = self._bases.get(head.log)
        if base is not None:
            numbers: tuple[object, ...] = (head.log, head.position, base.position)
            hashes: tuple[object, ...] = (head.hash, base.hash)
            if all(type(n) is int for n in numbers) and all(type(h) is bytes for h in hashes):
                return True
        self._note(Break(head.log, 0, "the log's start and end cannot be read"))
        return False

    def _late(self) -> list[Head]:
        """Where logs start that do not start at the beginning."""
        return [self._bases[head.log] for head in self._heads if self._bases[head.log].position]

    def _look_around(self, view: View) -> None:
        """Nothing may stand outside of the logs. One statement per gap between those that hold something."""
        low = _LOWEST
        for head in [*(head for head in self._heads if head.position > 0), None]:
            high = _HIGHEST if head is None else sequence(head.log, 0)
            # As numbers of log 0, places are what the store numbers its rows by.
            for row in view.entries(_ALL, log=0, after=low, until=high, limit=1):
                self._note(Break(*log_and_position(row.seq), "an entry stands outside of its log"))
            if head is not None:
                low = sequence(head.log, head.position)

    # -- checkpoints -------------------------------------------------------------------------------------------------

    def _problem(self) -> str | None:
        """What is wrong with the given checkpoint itself."""
        given = self._given
        if given is None:
            return None
        if not given.signed_by(self._keys):
            return "its signature does not verify under our keys or the public_key given"
        if given.installation != self._engine.installation:
            return "it is of another installation"
        return None

    def _genuine(self, problem: str | None) -> list[Checkpoint]:
        """The checkpoints that count; ``problem`` is that of the given one."""
        return [*self._trusted, *([self._given] if self._given is not None and problem is None else [])]

    @staticmethod
    def _marks(genuine: Iterable[Checkpoint]) -> dict[int, dict[int, set[bytes]]]:
        """By log and position, the hashes that checkpoints have signed."""
        marks: dict[int, dict[int, set[bytes]]] = {}
        for checkpoint in genuine:
            for head in checkpoint.heads:
                marks.setdefault(head.log, {}).setdefault(head.position, set()).add(head.hash)
        return marks

    def _base_break(self, base: Head) -> Break | None:
        """A log may start late only where a checkpoint of ours was, since only below one is anything pruned (AUD-5)."""
        if not base.position or any(base in checkpoint.heads for checkpoint in self._trusted):
            return None
        return Break(base.log, base.position, "the log starts where no signed checkpoint is")

    def _unmatched(self, given: Checkpoint) -> str | None:
        known = {head.log for head in self._heads}
        for head in given.heads:
            broken = self._breaks.get(head.log)
            if head.log not in known and head.position:
                return f"log {head.log} is missing"
            if broken is not None and broken.position <= head.position:
                return f"log {head.log} does not hold up to position {head.position}"
        return None

    # -- one log -----------------------------------------------------------------------------------------------------

    def _log_break(self, end: Head, marks: dict[int, set[bytes]]) -> Break | None:
        """The first place where one log does not hold."""
        at = self._bases[end.log]
        if any(hash != at.hash for hash in marks.get(at.position, ())):
            return Break(at.log, at.position, "the log's start is not what a checkpoint signed")
        if at.position > end.position:
            return Break(at.log, end.position, "the log's end lies before its start")
        while at.position < end.position:
            found = self._page(at, end.position, marks)
            if isinstance(found, Break):
                later = self._pruned_beyond(at)
                if later is None:
                    return found
                at = later
                continue
            self._entries += found.position - at.position
            at = found
            if self._progress is not None:
                self._progress(self._entries, self._total)
        if at.hash != end.hash and at.position == end.position:
            return Break(end.log, end.position, "the log's head does not match its last entry")
        if beyond := [position for position in marks if position > end.position]:
            cut = f"the log ends before position {min(beyond)}, which a checkpoint signed"
            return Break(end.log, end.position + 1, cut)
        return None

    def _pruned_beyond(self, at: Head) -> Head | None:
        """Where to go on if the log has been pruned during the walk."""
        with self._engine.reading() as view:
            now = next((base for base in view.bases() if base.log == at.log), at)
            self._trusted = stored(view.checkpoints(), self._engine.installation, self._keys)
        if now.position <= self._bases[at.log].position or now.position <= at.position:
            return None
        self._bases[at.log] = now
        return now if self._base_break(now) is None else None

    def _page(self, at: Head, until: int, marks: dict[int, set[bytes]]) -> Head | Break:
        """Check the entries that follow ``at``: some of them, or up to ``until``."""
        try:
            rows = self._read(at, until, _PAGE)
        except Exception:  # noqa: BLE001 - a row that the driver cannot read hides those beside it
            single = self._read_one(at, until)
            if single is None:
                return Break(at.log, at.position + 1, "the entry is not readable")
            rows = single
        if not rows:
            return Break(at.log, at.position + 1, "the entry is missing")
        log, position, previous = at
        seq, prev, agents = sequence(log, position), previous.hex(), self._agents
        for row in rows:
            seq += 1
            if not _plain(row, seq, prev, agents):
                broken = _checked(row, Head(log, position, previous), agents)
                if broken is not None:
                    return broken
            if seq in self._unlisted:
                return Break(log, position + 1, "the entry is hidden from searches by agent")
            position += 1
            previous = row.hash
            prev = previous.hex()
            if position in marks and any(hash != previous for hash in marks[position]):
                return Break(log, position, "the entry is not the one that a checkpoint signed")
        return Head(log, position, previous)

    def _read(self, at: Head, until: int, limit: int) -> list[Row]:
        with self._engine.reading() as view:
            rows = view.entries(_ALL, log=at.log, after=at.position, until=until, limit=limit)
            named: Iterable[int] = {row.agent for row in rows if type(row.agent) is int}
            if missing := [n for n in named if n not in self._agents]:
                self._agents |= view.ids(missing)
            self._unlisted = view.unlisted(rows) if rows else set()
        return rows

    def _read_one(self, at: Head, until: int) -> list[Row] | None:
        try:
            return self._read(at, until, 1)
        except Exception:  # noqa: BLE001 - this row, or the store?
            with self._engine.reading() as view:
                view.heads()
            return None


def _plain(row: Row, seq: int, prev: str, agents: dict[int, str]) -> bool:
    r"""The fast way to say that a row holds; False means: look closely. ``core.audit.check`` is the judge.

    A text without ``\u`` is its own canonical text, and nearly all of ours are.
    """
    text = row.entry
    try:
        if row.seq != seq or "\\u" in text or sha256(text.encode()).digest() != row.hash:
            return False
        entry = from_json(text, cache_strings="keys")
        get = entry.get
        if (
            entry["prev"] != prev
            or sequence(entry["log"], entry["pos"]) != seq
            or entry["at"] != row.at
            or entry["kind"] != row.kind
            or get("code") != row.code
            or get("agent") != (None if row.agent is None else agents.get(row.agent, ""))
        ):
            return False
        booked = get("cost") if get("outcome") == "allow" and row.kind == "decision" else None
        if (booked or None) != row.booked:
            return False
        if row.kept is None and row.salt is None:
            return True
        promised = entry["args"] if "args" in entry else entry["detail"]
        kept: bytes = sha256(row.salt + (row.kept or "").encode()).digest()  # type: ignore[operator]
        return row.kept != "" and bool(kept.hex() == (promised.get("kept") or promised["sha256"]))
    except Exception:  # noqa: BLE001 - anything unexpected deserves the close look
        return False


def _checked(row: Row, head: Head, agents: dict[int, str]) -> Break | None:
    try:
        return check(row, head, None if row.agent is None else agents.get(row.agent, ""))
    except Exception:  # noqa: BLE001 - columns of other types than ours, and what else a hand may have put there
        return Break(head.log, head.position + 1, "the entry is not readable")
