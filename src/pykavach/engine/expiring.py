"""Telling of agents that will expire within a week, each once per expiry (EVT-1).

An agent made to live no longer than a week is never told of: it has been about to expire since it exists. What has been
told is remembered in a memo per agent and expiry, written with the event; an expiry that is moved is told of again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Final

from pykavach.core.agents import Agent, effective_state
from pykavach.engine.engine import Engine
from pykavach.engine.values import iso
from pykavach.engine.work import Work, lineage
from pykavach.ports import Memo, MemoKey, View, Wanted

#: How long before its end an agent is told of, in microseconds.
NOTICE: Final = 7 * 86_400_000_000
#: Seconds between two looks of one process.
PAUSE: Final = 60.0
#: Agents looked at in one look, and told of in one transaction.
_SPAN: Final = 5000
_MOST: Final = 100
_KIND: Final = "expiring"


def _key(n: int, expires_at: int) -> MemoKey:
    return (_KIND, n, expires_at.to_bytes(32, "big"))


class Expiring:
    """Looks at the agents bit by bit, again and again. Thread-safe: whoever comes first looks."""

    def __init__(self, engine: Engine, clock: Callable[[], float] | None = None) -> None:
        """``clock`` gives seconds; by default it is the database's, by which agents expire."""
        self._engine = engine
        self._clock = clock or self._database_time
        self._lock = threading.Lock()
        self._next: float | None = None
        self._after = 0

    def look(self) -> None:
        """Look once a minute; in between and beside another thread's look, do nothing. Raises ``Unavailable``."""
        now, due = self._clock(), self._next
        # A clock that was set back must not keep anybody from looking until it has caught up.
        early = due is not None and due - PAUSE < now < due
        if early or not self._lock.acquire(blocking=False):
            return
        try:
            self._next = now + PAUSE
            self._scan()
        finally:
            self._lock.release()

    def _database_time(self) -> float:
        with self._engine.reading() as view:
            return view.start().now / 1_000_000

    def _scan(self) -> None:
        with self._engine.reading() as view:
            now = view.start().now
            numbers, after = view.expiring(
                after=self._after, span=_SPAN, since=now, until=now + NOTICE, life=NOTICE
            )
            fresh = [agent.n for agent in _untold(view, numbers, now)]
        if len(fresh) > _MOST:
            fresh = fresh[:_MOST]
            after = fresh[-1]
        if fresh:
            self._engine.work(lambda work: _tell(work, fresh))
        self._after = after


def _untold(view: View, numbers: Iterable[int], now: int) -> list[Agent]:
    """Those of these agents that live, will expire within the notice, and have not been told of."""
    numbers = list(numbers)
    if not numbers:
        return []
    agents = view.agents(numbers)
    found: dict[MemoKey, Agent] = {}
    for n in numbers:
        agent = agents.get(n)
        if agent is None or agent.expires_at is None or not now < agent.expires_at <= now + NOTICE:
            continue
        if effective_state(lineage(agents, n), now) in ("revoked", "expired"):
            continue
        found[_key(n, agent.expires_at)] = agent
    told = view.load(Wanted(memos=set(found))).memos
    return [agent for key, agent in found.items() if key not in told]


def _tell(work: Work, numbers: Iterable[int]) -> None:
    """Tell and remember in one transaction; another process may have told since the look."""
    for agent in _untold(work.unit, numbers, work.now):
        assert agent.expires_at is not None
        kind, scope, key = _key(agent.n, agent.expires_at)
        # Kept a while past the expiry: a clock that steps back tells nothing twice.
        work.changes.memos += (Memo(kind, scope, key, agent.expires_at + NOTICE, key, "{}"),)
        work.tell("agent.expiring", agent, {"name": agent.name, "expiresAt": iso(agent.expires_at)})
