"""Approvals: a request for a person's yes to exactly one access, as a transition table and a choice among requests.

=========  ==========================  =======================================
from       on                          to
=========  ==========================  =======================================
open       approve (a person)          approved, usable for one hour
open       deny (a person)             denied, until the request expires
open       the clock                   expired
approved   the allow that takes it     used
approved   the clock                   expired
open       revocation, compromise,     closed
           a restored backup
approved   the same                    closed
=========  ==========================  =======================================

Nothing leaves ``denied``, ``used``, ``expired`` or ``closed``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

HOUR: Final = 3_600_000_000
#: How long a request waits for a person, and how long a yes may be used (APR-3).
OPEN_FOR: Final = HOUR
USABLE_FOR: Final = HOUR
#: Open, approved and refused requests each per root (APR-4).
MAX_PER_ROOT: Final = 20


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    APPROVED = "approved"
    DENIED = "denied"
    USED = "used"
    EXPIRED = "expired"
    CLOSED = "closed"


#: States that the clock ends.
LIVING: Final = frozenset({State.OPEN, State.APPROVED, State.DENIED})

_TRANSITIONS: Final = frozenset(
    {
        (State.OPEN, State.APPROVED),
        (State.OPEN, State.DENIED),
        (State.OPEN, State.CLOSED),
        (State.APPROVED, State.CLOSED),
        (State.APPROVED, State.USED),
    }
)


@dataclass(slots=True)
class Request:
    """One request. Bound to agent, resource, action, arguments (``fingerprint``) and a cost not above ``cost``.

    ``expires_at`` ends the state it is in: an open request, an approved one, or the memory of a refusal.
    """

    n: int
    id: str
    agent: int
    root: int
    fingerprint: bytes = field(repr=False)
    cost: int
    resource: str
    action: str
    arguments: str | None = field(repr=False)
    state: State
    opened_at: int
    expires_at: int
    decided_at: int | None = None
    decided_by: str | None = None
    note: str | None = None

    def at(self, now: int) -> State:
        """The state by the clock."""
        return State.EXPIRED if self.state in LIVING and self.expires_at <= now else self.state

    def may_become(self, state: State, now: int) -> bool:
        return (self.at(now), state) in _TRANSITIONS


def choose(requests: Iterable[Request], cost: int, now: int) -> Request | None:
    """The living request that speaks for this access: a refusal first, then a yes, then the oldest open one.

    A request speaks for a cost not above the one it showed (APR-1).
    """
    fit = (r for r in requests if r.at(now) in _PREFERENCE and r.cost >= cost)
    return min(fit, key=lambda r: (_PREFERENCE[r.at(now)], r.n), default=None)


_PREFERENCE: Final = {State.DENIED: 0, State.APPROVED: 1, State.OPEN: 2}
