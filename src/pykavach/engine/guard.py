"""A guard around one tool call: what both surfaces share of ``guard`` and its permit."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final

from pydantic_core import from_json

from pykavach.core import money
from pykavach.core.decision import Decision
from pykavach.core.errors import Conflict, Denied

_log: Final = logging.getLogger("pykavach")
_REMEMBERED: Final = 10_000


class Permit:
    """Leave to run a tool once. Set ``cost_usd`` to what it cost; left alone, the booking is settled.

    ``arguments`` is a copy of exactly what was judged: run the tool with it (TM-1).
    """

    __slots__ = ("arguments", "audit_id", "cost_usd", "decision")

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.audit_id = decision.audit_id or ""
        text = decision.arguments_json
        self.arguments: Any = None if text is None else from_json(text, allow_inf_nan=False)
        self.cost_usd: Any = None

    def __repr__(self) -> str:
        return f"Permit(audit_id={self.audit_id!r}, cost_usd={self.cost_usd!r})"


class Ran:
    """The allows this process has run: each at most once (PRM-5)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: OrderedDict[str, None] = OrderedDict()

    def enter(self, decision: Decision, first_run_was_lost: bool) -> Permit:
        """The permit of an allow. Raises ``Denied`` for anything else, ``Conflict`` for an allow that was run before."""
        if not decision.allowed:
            raise Denied(decision)
        id = decision.audit_id or ""
        with self._lock:
            if (decision.replayed or id in self._ids) and not first_run_was_lost:
                raise Conflict(
                    f"{id}: this allow was given before under the same idempotency key, and runs at most once; "
                    "if that run was lost, say so: first_run_was_lost=True"
                )
            self._ids[id] = None
            while len(self._ids) > _REMEMBERED:
                self._ids.popitem(last=False)
        return Permit(decision)


def true_cost(permit: Permit) -> Any:
    """What to settle: the cost that was set, else the booking."""
    return money.usd(permit.decision.cost) if permit.cost_usd is None else permit.cost_usd


def settle_quietly(settle: Callable[[], Any], audit_id: str) -> None:
    """Settle on the way out. A failure is logged and never hides what the tool did; the booking then stands."""
    try:
        settle()
    except Exception as error:  # noqa: BLE001 - the tool's outcome goes first, whatever became of its cost
        not_settled(audit_id, error)


def not_settled(audit_id: str, error: Exception) -> None:
    """Log that a settle has failed."""
    _log.warning("the cost of %s could not be settled, its booking stands: %s", audit_id, error)
