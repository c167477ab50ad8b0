"""What came of walking the hash chains, and telling of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from pykavach.core.audit import Break
from pykavach.engine.engine import Engine

_log: Final = logging.getLogger("pykavach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What ``verify`` found. ``ok``, and true in a condition, only if nothing is wrong.

    ``entries`` were read, in ``logs`` logs; ``pruned`` more lie below the signed checkpoints at which the logs start.
    ``breaks`` holds the first broken place of each broken log, ``first_break`` the first of them. ``checkpoint_ok``:
    whether the given checkpoint is genuine and every head in it lies on its log; ``None`` if none was given.
    ``checkpoint_problem`` says what is wrong with it.
    """

    ok: bool
    entries: int
    logs: int
    pruned: int
    breaks: tuple[Break, ...]
    checkpoint_ok: bool | None
    checkpoint_problem: str | None

    @property
    def first_break(self) -> Break | None:
        return self.breaks[0] if self.breaks else None

    def __bool__(self) -> bool:
        return self.ok

    def wire(self) -> dict[str, Any]:
        """The report on the wire, in camelCase."""
        breaks = [broken._asdict() for broken in self.breaks]
        return {
            "ok": self.ok,
            "entries": self.entries,
            "logs": self.logs,
            "pruned": self.pruned,
            "firstBreak": breaks[0] if breaks else None,
            "breaks": breaks,
            "checkpointOk": self.checkpoint_ok,
            "checkpointProblem": self.checkpoint_problem,
        }


def tell(engine: Engine, report: Report) -> None:
    """Tell of a failure: an event, in a transaction of its own."""
    first = report.first_break
    facts: dict[str, Any] = {"checkpointProblem": report.checkpoint_problem}
    if first is not None:
        facts |= {"log": first.log, "position": first.position, "what": first.what}
    try:
        engine.work(lambda work: work.tell("audit.verification_failed", None, facts))
    except Exception:  # noqa: BLE001 - the report matters more: a database that was tampered with may refuse anything
        _log.exception("the audit log does not verify, and the event could not be stored")
