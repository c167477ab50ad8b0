"""What calls cost: bookings and how they are settled, spend that nobody booked, and what an agent has used."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from pykavach.core import money
from pykavach.core.agents import Agent
from pykavach.core.audit import Row
from pykavach.core.meters import Reading, Windows
from pykavach.engine.engine import Engine
from pykavach.engine.prices import Price, price_of
from pykavach.engine.records import kept, parse_spend, record
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.settling import OPEN_FOR, Settle
from pykavach.engine.spend import Recorded, Settled, Summary, Unsettled
from pykavach.engine.values import Page, actor, moment, number_cursor, page_limit
from pykavach.engine.work import entry_of, find_agent
from pykavach.ports import View, Wanted, Whose

Amount = Decimal | int | float | str
#: Entries that are looked at in one go for open bookings, and how many goes make a page.
_STRIDE: Final = 4096
_STRIDES: Final = 8


class Usage:
    """What was spent, as far as the view sees."""

    def __init__(self, engine: Engine, scope: Scope = EVERYTHING) -> None:
        self._engine = engine
        self._scope = scope

    # -- settling ----------------------------------------------------------------------------------------------------

    def settle(self, audit_id: str, *, cost_usd: Amount, by: str | None = None) -> Settled:
        """Replace what an allowed call booked by what it cost, at every level of its chain (BUD-5).

        ``cost_usd`` is rounded up to a micro-dollar; it may exceed the booking and is recorded in any case. Once: the
        same value again changes nothing, another raises ``Conflict``, and so does a call that was not allowed or that
        lies 35 days back. ``NotFound`` for an unknown id. What became of the agents meanwhile does not matter.
        """
        return self._engine.settle(self._settling(audit_id, cost_usd, by))

    def _settling(self, audit_id: str, cost_usd: Amount, by: str | None) -> Settle:
        """What is to be settled, checked as far as that takes no look into the database."""
        return self._engine.settling(
            audit_id, money.micros(cost_usd, "cost_usd"), actor(by, self._engine.actor), self._scope
        )

    # -- recording ---------------------------------------------------------------------------------------------------

    def record(
        self,
        agent_id: str,
        *,
        cost_usd: Amount | None = None,
        model: str | None = None,
        input_tokens: int | None = None,
        output_tokens: int | None = None,
        provider: str | None = None,
        key: str | None = None,
        by: str | None = None,
    ) -> Recorded:
        """Charge an agent and everyone above it for spend that no authorization booked (BUD-7).

        Either ``cost_usd``, or a ``model`` with its tokens, priced by the ``genai-prices`` list (the extra ``prices``);
        both round up to a micro-dollar. It is recorded whatever the budgets say and whatever state the agent is in:
        the money is gone. Under a ``key`` (1 to 200 characters, per agent) it is recorded once, for ever: the same
        values give the first result again, others raise ``Conflict``. Raises ``InvalidInput`` for an unknown model,
        ``NotFound`` for an unknown agent.
        """
        who = actor(by, self._engine.actor)
        spend = parse_spend(
            self._engine.keys,
            cost_usd=cost_usd,
            model=model,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            provider=provider,
            key=key,
        )
        price: Price | None = None
        if spend.use is not None:  # priced before any lock is taken
            with self._engine.reading() as view:
                if (earlier := kept(view, self._find(view, agent_id), spend)) is not None:
                    return earlier
                now = view.start().now
            price = price_of(spend.use, now)
        return self._engine.work(
            lambda work: record(work, work.agent(agent_id, self._scope), spend, price, who)
        )

    # -- looking -----------------------------------------------------------------------------------------------------

    def summary(self, agent_id: str) -> Summary:
        """What an agent and everyone below it have used today, this month and in all. Raises ``NotFound``.

        ``agents.limits`` says what is left.
        """
        with self._engine.reading() as view:
            agent = self._find(view, agent_id)
            now = view.start().now
            meter = view.meters([agent.n]).get(agent.n, {}).get("agent", 0)
            reading = view.load(Wanted(meters={meter})).meters.get(meter)
            used = reading or Reading(meter)
            used.roll(Windows.at(now))
            count, booked = view.booked(Whose(under=agent.n), since=_oldest(now))
            return Summary(
                agent_id=agent.id,
                at=moment(now),
                calls_today=used.day_calls,
                usd_today=money.usd(used.day_usd),
                usd_this_month=money.usd(used.month_usd),
                calls=used.calls,
                usd=money.usd(used.usd),
                open_bookings=count,
                booked_usd=money.usd(booked),
                unreadable=reading is None,
            )

    def unsettled(
        self, *, agent_id: str | None = None, limit: int = 100, cursor: str | None = None
    ) -> Page[Unsettled]:
        """Allowed calls with a booking that nobody has settled yet, for instance after a crash (BUD-6).

        With ``agent_id``: those of that agent and everyone below it. Calls that booked nothing are not listed, nor are
        those older than 35 days, whose bookings stand. One page looks at 32,768 entries at most: it may hold fewer calls
        than ``limit``, or none, while its ``next_cursor`` leads on.
        """
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            whose = self._scope.whose(view)
            if agent_id is not None:
                whose = replace(whose, under=self._find(view, agent_id).n)
            now = view.start().now
            rows: list[Row] = []
            end: int | None = after
            for _ in range(_STRIDES):
                end = view.further(after, _STRIDE)
                rows += view.unsettled(
                    whose, since=_oldest(now), limit=most + 1 - len(rows), after=after, until=end
                )
                if len(rows) > most or end is None:
                    break
                after = end
            if len(rows) > most:
                end = rows[most - 1].seq
            return Page([_unsettled(row) for row in rows[:most]], None if end is None else str(end))

    def _find(self, view: View, id: object) -> Agent:
        return find_agent(view, id, self._scope)


def _oldest(now: int) -> int:
    """The earliest time of a call that may still be settled."""
    return now - OPEN_FOR + 1


def _unsettled(row: Row) -> Unsettled:
    entry = entry_of(row)
    booked = money.usd(row.booked or 0)
    return Unsettled(
        entry["id"],
        entry["agent"],
        entry["resource"],
        entry["action"],
        booked,
        moment(row.at),
        moment(row.at + OPEN_FOR),
    )


__all__ = ["Recorded", "Settled", "Summary", "Unsettled", "Usage"]
