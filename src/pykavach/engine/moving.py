"""Closing a database whose installation moves to another one, and opening it again (ADR 0012).

What is closed is closed to everybody, in the transaction in which they would decide; rows are copied elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pykavach.core import codec
from pykavach.core.audit import GENESIS, Head
from pykavach.core.errors import Conflict, InvalidInput
from pykavach.engine import checkpoints
from pykavach.engine.engine import Engine
from pykavach.engine.report import Report
from pykavach.engine.values import actor
from pykavach.engine.verify import Verifier
from pykavach.engine.work import Work
from pykavach.ports import COPIED, MOVE, MOVED, MOVING, PARTIAL, Move

_PARTIAL: Final = (
    "db: this is a copy that is not complete; finish it by the same kavach db copy again, or drop it"
)
_TWO_LIVE: Final = (
    "db: {what}, and two that are open would each admit what the limits admit, and each obey revocations of its own. "
    "If the other one will never be used again, or that is what you want, say so: --unsafe-two-live"
)
_WHAT: Final = {
    MOVED: "this installation goes on elsewhere, in {to}",
    COPIED: "this is a copy of {source}, which goes on",
}


def check_secret(engine: Engine) -> None:
    """Raise ``InvalidInput`` unless the secret has signed the newest checkpoint, if there is one.

    A move signs another one, which the copy is held against.
    """
    with engine.reading() as view:
        known = checkpoints.readable(view.checkpoints())
    if known and not known[-1].signed_by(engine.keys.public_keys()):
        raise InvalidInput("secret", "give the one that signed the newest checkpoint; a move signs another")


def close(engine: Engine, move: Move, logs: int, by: str | None = None) -> None:
    """Close the database for a move: from now on nothing is decided or changed here, in any process.

    ``logs`` is how many hash chains the target has: a checkpoint signs those that are not there yet as empty. Needs a
    secret only where one has signed before.
    """
    who = actor(by, engine.actor)

    def use_case(work: Work) -> None:
        unit = work.unit
        unit.set_schema(MOVING)
        unit.put_setting(MOVE, move.text())
        if engine.keys.sealed:
            heads = unit.heads()
            known = {head.log for head in heads}
            heads += [Head(log, 0, GENESIS) for log in range(logs) if log not in known]
            made = checkpoints.make(engine.keys, engine.installation, work.now, heads)
            unit.save_checkpoint(work.now, codec.stored(codec.canonical(made)))
            work.record("audit.checkpoint", who, facts={"count": made["count"], "key": made["key"]})
        work.record("db.copy", who, facts={"move": move.id, "to": move.target, "keepSource": move.keep})

    engine.work(use_case)


def verify(engine: Engine, progress: Callable[[int, int], None] | None = None) -> Report:
    """The log of a closed database: does it hold, and is it the one that was signed? Writes nothing."""
    return Verifier(engine, None, engine.keys.public_keys(), progress).run()


def reopen(engine: Engine, *, unsafe_two_live: bool = False, by: str | None = None) -> bool:
    """Open what a move has closed; False if it is open. ``engine`` is one that knows ``ANY_SCHEMA``.

    A source whose move is not finished just goes on, and its copy can never be finished. A source that was moved away,
    and a copy of one that goes on, are opened only with ``unsafe_two_live``. Raises ``Conflict``.
    """
    who = actor(by, engine.actor)

    def use_case(work: Work) -> bool:
        unit, state = work.unit, work.schema
        if state not in (MOVING, MOVED, PARTIAL, COPIED):
            return False
        move = Move.parse(unit.setting(MOVE))
        if state == PARTIAL:
            raise Conflict(_PARTIAL)
        if move is None:
            raise Conflict("db: what it says of its move cannot be read; restore a backup")
        if state != MOVING and not unsafe_two_live:
            what = _WHAT[state].format(to=move.target, source=move.source)
            raise Conflict(_TWO_LIVE.format(what=what))
        unit.set_schema(move.schema)
        work.record(
            "db.reopened", who, facts={"move": move.id, "moved": state == MOVED, "copy": state == COPIED}
        )
        return True

    return engine.work(use_case)
