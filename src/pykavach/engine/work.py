"""One change as one transaction: what every use case other than ``authorize`` runs in (AGT-4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import from_json

from pykavach.core.agents import Agent
from pykavach.core.audit import Row
from pykavach.core.errors import NotFound, Unavailable
from pykavach.core.meters import Reading, Windows
from pykavach.core.plan import Level
from pykavach.engine import events
from pykavach.engine.journal import Detail, Journal, Whom
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.values import may_be_id
from pykavach.ports import Changes, Named, Settlement, Start, Unit, View, Wanted, Whose


class Work:
    """An open unit with its time, its journal, and what is still to be saved."""

    def __init__(
        self, unit: Unit, start: Start | None = None, readings: Mapping[int, Reading] | None = None
    ) -> None:
        """``start``: of a unit that has begun; ``readings`` are then all that this work will ask for."""
        self.unit = unit
        self._loaded = readings
        start = start if start is not None else unit.start()
        self.epoch = start.epoch
        self.now = start.now
        self.schema = start.schema
        self.at = Windows.at(start.now)
        self._journal = Journal(start.head)
        self._changes = Changes(start.head)
        self._meters: dict[int, Reading] = {}
        #: Agents that have been looked up for where they stand, and those above them.
        self._placed: dict[int, Agent] = {}

    def finish(self) -> None:
        self._changes.head, self._changes.rows = self._journal.head, self._journal.rows
        self._changes.meters = [self._meters[id] for id in sorted(self._meters)]
        self.unit.save(self._changes)

    # -- finding -----------------------------------------------------------------------------------------------------

    def agent(self, id: object, scope: Scope = EVERYTHING) -> Agent:
        """The agent by its public id, if ``scope`` sees it. Raises ``NotFound``."""
        return find_agent(self.unit, id, scope)

    def lineage(self, agent: Agent) -> tuple[Agent, ...]:
        """The agent and everyone above it, nearest first."""
        return lineage(self.unit.agents([agent.n]), agent.n)

    # -- writing -----------------------------------------------------------------------------------------------------

    def record(
        self,
        action: str,
        by: str,
        agent: Whom | None = None,
        *,
        chain: Sequence[str] | None = None,
        detail: Mapping[str, Any] | Detail | None = None,
        facts: Mapping[str, object] | None = None,
        kind: str = "change",
        tenant_id: str | None = None,
    ) -> str:
        """Write an entry. ``chain`` is the agent's, for a caller who knows it; else it is looked up (DEL-7).

        ``tenant_id`` is that of a key, a person or whatever else the change is about, where it is about no agent: the
        tenant's view of the log then shows it.
        """
        if chain is None:
            chain = () if agent is None else self._chain(agent)
        return self._journal.add_change(
            action,
            at=self.now,
            actor=by,
            agent=agent,
            chain=chain,
            detail=detail,
            facts=facts,
            kind=kind,
            tenant_id=tenant_id,
        )

    def _chain(self, agent: Whom) -> tuple[str, ...]:
        if isinstance(agent, Agent | Named) and agent.parent is None:
            return (agent.id,)
        if agent.n not in self._placed:
            self._placed |= self.unit.agents([agent.n])
        return tuple(each.id for each in lineage(self._placed, agent.n)) or (agent.id,)

    def record_status(
        self,
        action: str,
        by: str,
        changed: Iterable[Named],
        status: str,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """An entry for each of these agents, whose status has become this one."""
        changed = list(changed)
        if below := [each.n for each in changed if each.parent is not None]:
            self._placed |= self.unit.agents(below)
        details: dict[str, Detail] = {}
        for each in changed:
            detail = details.get(each.status)
            if detail is None:
                detail = Detail({"before": {"status": each.status}, "after": {"status": status}})
                details[each.status] = detail
            self.record(action, by, each, detail=detail, facts=facts)

    def tell(self, kind: str, agent: Whom | None, facts: dict[str, Any] | None = None) -> None:
        self._changes.events += (events.event(kind, self.now, agent, facts or {}),)

    def tell_of(self, kind: str, user_id: str | None, tenant_id: str | None, facts: dict[str, Any]) -> None:
        """Tell of something that is about no agent."""
        self._changes.events += (events.event(kind, self.now, None, facts, user_id, tenant_id),)

    @property
    def changes(self) -> Changes:
        return self._changes

    # -- money -------------------------------------------------------------------------------------------------------

    def readings(self, ids: Sequence[int]) -> dict[int, Reading]:
        """Readings that will be saved with this work."""
        if missing := {id for id in ids if id not in self._meters}:
            loaded = (
                self._loaded if self._loaded is not None else self.unit.load(Wanted(meters=missing)).meters
            )
            self._meters |= {id: loaded[id] for id in missing if id in loaded}
        return {id: self._meters[id] for id in ids if id in self._meters}

    def tell_crossed(self, agent: Whom | None, level: Level, before: events.Spent, used: Reading) -> None:
        """Tell of the budgets of a level that have come to 80 % or to the cap since it had spent ``before``."""
        for kind, facts in events.crossed(level, before, used):
            self.tell(kind, agent, facts)

    def settle(self, row: Row, cost: int, charges: Iterable[Mapping[str, Any]] | None = None) -> None:
        """Replace the booking of an allow by its true cost, at every level, in the windows it was booked in (BUD-5).

        ``charges`` are those of its entry, for a caller who has read it already.
        """
        booked = row.booked or 0
        windows = Windows.at(row.at)
        taken = list(entry_of(row)["charges"] if charges is None else charges)
        readings = self.readings([charge["meter"] for charge in taken])
        for charge in taken:
            reading = readings.get(charge["meter"])
            if reading is not None:
                reading.settle(
                    booked, cost, charge.get("day", windows.day), charge.get("month", windows.month)
                )
        self._changes.settlements += (Settlement(row.seq, cost, self.now),)


def entry_of(row: Row) -> dict[str, Any]:
    """What an entry says. Raises ``Unavailable`` for one that somebody has damaged."""
    try:
        entry = from_json(row.entry, allow_inf_nan=False)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise Unavailable("an entry cannot be read; audit.verify() says where the log is damaged")
    return entry


def find_agent(view: View, id: object, scope: Scope) -> Agent:
    """The agent by its public id, if ``scope`` sees it. Raises ``NotFound``, alike whether it is there or not."""
    found = view.find_agents(scope.whose(view, Whose(id=id)), limit=1) if may_be_id(id) else []
    if not found:
        raise NotFound("agent: none by that id; list them with agents.list()")
    return found[0]


def lineage(agents: Mapping[int, Agent], n: int) -> tuple[Agent, ...]:
    """An agent and everyone above it, nearest first, from a set that holds them all."""
    found: list[Agent] = []
    at: int | None = n
    while at is not None and at in agents and agents[at] not in found:
        found.append(agents[at])
        at = agents[at].parent
    return tuple(found)
