"""Settling: what allowed calls have cost, many of them in one transaction, as decisions share theirs (BUD-5).

A settle reads no agent: what its call was charged to stands in the call's entry, whatever became of the agents since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from pykavach.core import audit, money
from pykavach.core.audit import Row
from pykavach.core.errors import Conflict, KavachError, NotFound, Unavailable
from pykavach.core.meters import DAY
from pykavach.core.plan import Level
from pykavach.engine import events
from pykavach.engine.cache import Cache
from pykavach.engine.committer import Job
from pykavach.engine.scope import Scope
from pykavach.engine.spend import Settled
from pykavach.engine.values import moment
from pykavach.engine.work import Work, entry_of
from pykavach.ports import Settlement, Unit, Wanted, refusal

#: How long a booking may be settled; from then on it stands.
OPEN_FOR: Final = 35 * DAY
NO_ENTRY: Final = "audit_id: no decision by that id; use the audit_id of the decision"


class Settle(Job):
    """The true cost of one allowed call, in micro-dollars, on its way through a batch."""

    def __init__(
        self, deadline: float, audit_id: str, cost: int, by: str, scope: Scope, together: Any
    ) -> None:
        """``scope``: only calls of the agents that it sees are found. Raises ``NotFound`` for what is no id."""
        super().__init__(deadline)
        seq = audit.parse_entry_id(audit_id)
        if seq is None:
            raise NotFound(NO_ENTRY)
        self.audit_id = audit_id
        self.seq = seq
        self.cost = cost
        self.by = by
        self.scope = scope
        self.together = together

    def outcome(self) -> Settle:
        """What an event loop is handed: the job, since it may hold an error."""
        return self

    def given(self) -> Settled:
        """The answer. Raises what went wrong."""
        if self.error is not None:
            raise self.error
        answer: Settled = self.answer
        return answer


class _Subject(NamedTuple):
    """Whom an entry is about, as an earlier entry tells."""

    n: int
    id: str
    user_id: str | None
    tenant_id: str | None


class Settling:
    """The fold over the settles of one transaction. ``run`` leaves an answer or an error on each."""

    def __init__(self, unit: Unit, settles: Sequence[Settle], cache: Cache, schema: int) -> None:
        self._unit = unit
        self._settles = settles
        self._cache = cache
        self._schema = schema
        self._rows: dict[int, Row] = {}
        self._entries: dict[int, dict[str, Any]] = {}
        self._settled: dict[int, Settlement] = {}

    def run(self) -> Work:
        """Settle them all. What is to be saved is in the work; it is the caller who finishes it."""
        for settle in self._settles:
            settle.answer = settle.error = None
        # Entries never change, so they are read before anything is locked. Settlements are read behind the meters:
        # whoever settles the same call has let go of them, and is seen.
        self._rows = self._unit.rows({settle.seq for settle in self._settles})
        meters = {charge["meter"] for charges in self._charges() for charge in charges}
        start, loaded = self._unit.begin(Wanted(meters))
        if start.schema > self._schema:
            raise refusal(start.schema, self._unit)
        self._settled = self._unit.settlements(self._rows)
        work = Work(self._unit, start, loaded.meters)
        for settle in self._settles:
            try:
                settle.answer = self._settle(work, settle)
            except KavachError as error:  # nothing has happened on its account
                settle.error = error
        return work

    def _charges(self) -> Iterable[list[dict[str, Any]]]:
        """What the calls were charged to. Damaged entries are left out: their settles will be told."""
        for seq, row in self._rows.items():
            try:
                entry = self._entries[seq] = entry_of(row)
            except Unavailable:
                continue
            if entry["kind"] == "decision":
                yield entry["charges"]

    def _settle(self, work: Work, settle: Settle) -> Settled:
        row = self._rows.get(settle.seq)
        if row is None:
            raise NotFound(NO_ENTRY)
        entry = self._entries.get(settle.seq) or entry_of(row)
        # The whole id: after a backup was restored, its position may be another entry's.
        if entry.get("id") != settle.audit_id or not settle.scope.sees_entry(entry):
            raise NotFound(NO_ENTRY)
        if entry["kind"] != "decision" or entry["outcome"] != "allow" or row.agent is None:
            raise Conflict("audit_id: only an allowed call is settled; that entry is none")
        booked, cost = row.booked or 0, settle.cost
        earlier = self._settled.get(row.seq)
        if earlier is not None:
            if earlier.cost != cost:
                said = money.usd_text(earlier.cost)
                raise Conflict(f"audit_id: it was settled at {said} dollars, which stands")
            return _settled(settle.audit_id, entry["agent"], booked, cost, earlier.at)
        if work.now >= row.at + OPEN_FOR:
            raise Conflict(
                "audit_id: its 35 days have passed, so the booking stands; use usage.record for more"
            )
        whom = _Subject(row.agent, entry["agent"], entry["owner"], entry["tenant"])
        self._replace(work, row, entry["charges"], cost, whom)
        facts = {
            "entry": settle.audit_id,
            "before": {"costUsd": money.usd_text(booked)},
            "after": {"costUsd": money.usd_text(cost)},
        }
        work.record("usage.settle", settle.by, whom, chain=entry["chain"], facts=facts)
        self._settled[row.seq] = Settlement(row.seq, cost, work.now)
        return _settled(settle.audit_id, whom.id, booked, cost, work.now)

    def _replace(
        self, work: Work, row: Row, charges: list[dict[str, Any]], cost: int, whom: _Subject
    ) -> None:
        if cost <= (row.booked or 0):
            work.settle(row, cost, charges)
            return
        readings = work.readings([charge["meter"] for charge in charges])
        levels = self._levels(work, whom)
        before: dict[int, events.Spent] = {}
        for id, used in readings.items():
            used.roll(work.at)  # a budget that has started anew is not reached by what was spent before
            before[id] = (used.day_usd, used.month_usd, used.usd)
        work.settle(row, cost, charges)
        for id, used in readings.items():
            if id in levels:
                work.tell_crossed(whom, levels[id], before[id], used)

    def _levels(self, work: Work, whom: _Subject) -> dict[int, Level]:
        """The levels with budgets of the agent and everyone above it, as they are now, by their meters."""
        cache, unit = self._cache, self._unit
        cache.follow(unit, work.epoch)
        node = cache.by_id(whom.id) or cache.load(unit, [whom.n]).get(whom.n)
        return {
            level.meter: level
            for place in (node.chain if node is not None else ())
            for level in (place.own, *(level for _, level in place.allows))
            if level.meter is not None and level.caps.has_budget
        }


def _settled(audit_id: str, agent_id: str, booked: int, cost: int, at: int) -> Settled:
    return Settled(audit_id, agent_id, money.usd(booked), money.usd(cost), moment(at))


__all__ = ["NO_ENTRY", "OPEN_FOR", "Settle", "Settling"]
