"""Looking after the database itself: is it whole, and what follows from a restored backup (DB-5)."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pykavach.core.agents import Status
from pykavach.core.audit import Head, sequence
from pykavach.core.credentials import KEYS, SHORT
from pykavach.core.errors import InvalidInput
from pykavach.core.webhooks import MOST
from pykavach.engine import checkpoints
from pykavach.engine.admin_keys import end_key
from pykavach.engine.checkpoints import Checkpoint
from pykavach.engine.engine import Engine
from pykavach.engine.hooks import pause
from pykavach.engine.retention import Pace
from pykavach.engine.scan import walk
from pykavach.engine.values import actor
from pykavach.engine.work import Work
from pykavach.ports import EntryFilter, Named, View, Which, Whose

_SENTENCES: Final = 20
_CHUNK: Final = 500
_ALL: Final = 10**9
_CHANGES: Final = EntryFilter(kinds=("change",))
#: Reading every page of a large file takes a while, in seconds.
_PATIENCE: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Health:
    """What the database says of itself.

    ``schema`` is the version of its schema, ``drift`` says how its tables differ from those of that version, and
    ``problems`` what its own check found broken in its files.
    """

    schema: int
    problems: tuple[str, ...]
    drift: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not (self.problems or self.drift)

    def wire(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "schema": self.schema,
            "problems": list(self.problems),
            "drift": list(self.drift),
        }


@dataclass(frozen=True, slots=True)
class Restored:
    """What was stopped after a restore, and why.

    ``suspended`` names everything that had changed since ``checkpoint`` (its time), or, without one that can be
    trusted, everything; ``revoked_keys`` are all admin keys then, and ``revoked_passkeys`` how many passkeys, else none.
    ``paused_webhooks`` are those that were active.
    """

    checkpoint: str | None
    why: str
    suspended: tuple[str, ...]
    closed_approvals: int
    revoked_keys: tuple[str, ...] = ()
    ended_sessions: int = 0
    revoked_passkeys: int = 0
    paused_webhooks: tuple[str, ...] = ()

    def wire(self) -> dict[str, Any]:
        return {
            "checkpoint": self.checkpoint,
            "why": self.why,
            "suspended": list(self.suspended),
            "closedApprovals": self.closed_approvals,
            "revokedKeys": list(self.revoked_keys),
            "endedSessions": self.ended_sessions,
            "revokedPasskeys": self.revoked_passkeys,
            "pausedWebhooks": list(self.paused_webhooks),
        }


class Database:
    """The database of one installation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def check(self) -> Health:
        """Have the database check its own files, and compare its tables. Reads everything; decisions go on meanwhile."""
        with self._engine.reading(_PATIENCE) as view:
            schema = view.start().schema
            return Health(schema, tuple(view.integrity(_SENTENCES)), tuple(view.drift(_SENTENCES)))

    def describe(self) -> dict[str, str]:
        """How the database runs: its version, and what decides whether a commit is on disk."""
        return self._engine.store.describe()

    def restored(
        self,
        *,
        checkpoint: Mapping[str, Any] | str | None = None,
        all: bool = False,
        by: str | None = None,
    ) -> Restored:
        """Stop what a restored backup may have undone, until a person resumes it agent by agent (DB-5).

        Suspends every agent with a change in the log behind its last signed checkpoint, and closes every request that
        is open or approved: it may have been used. What happened after the backup was made is lost, so nobody can say
        what it was: if a ``checkpoint`` that was kept elsewhere lies behind the end of the restored log, if there is
        none that this secret has signed, or with ``all``, every agent is suspended, and every admin key and passkey is
        revoked: it may have been already. Sessions and links that sign in always end. Raises ``InvalidInput`` for a
        checkpoint that is not genuine. End every process that uses the database before the backup is restored.

        Works in steps that each hold the write lock for some tens of milliseconds (DB-3). If it is interrupted, run it
        again: what is suspended stays suspended, and the rest follows.
        """
        engine, who = self._engine, actor(by, self._engine.actor)
        keys = engine.keys.public_keys()
        given = None if checkpoint is None else _genuine(engine, checkpoint, keys)
        with engine.reading() as view:
            base, why = (None, "everything was asked for") if all else _last(engine, view, given, keys)
            heads = view.heads()
            numbers = set() if base is None else _changed(view, base.heads, heads)
        done = engine.work(lambda work: _close(work, who, keys=base is None))
        closed, ended, revoked, passkeys, paused = done
        engine.standing.end()
        if base is None:
            numbers = _active(engine)
        stopped = _suspend_all(engine, sorted(numbers), who)

        def finish(work: Work) -> Restored:
            late = (
                _stop(work, who, Whose())
                if base is None
                else _stop_among(work, who, sorted(_changed(work.unit, heads, work.unit.heads()) - numbers))
            )
            names = tuple(agent.id for agent in sorted([*stopped, *late]))
            at = None if base is None else base.at
            facts = {
                "checkpoint": at,
                "suspended": len(names),
                "closedApprovals": closed,
                "revokedKeys": len(revoked),
                "endedSessions": ended,
                "revokedPasskeys": passkeys,
                "pausedWebhooks": len(paused),
                "why": why,
            }
            work.record("db.restored", who, facts=facts)
            return Restored(at, why, names, closed, revoked, ended, passkeys, paused)

        return engine.work(finish)


def _genuine(engine: Engine, value: Mapping[str, Any] | str, keys: tuple[str, ...]) -> Checkpoint:
    found = checkpoints.parse(dict(value) if isinstance(value, Mapping) else value)
    if not found.signed_by(keys):
        raise InvalidInput("checkpoint", "its signature does not verify under our secret; give the right one")
    if found.installation != engine.installation:
        raise InvalidInput("checkpoint", "is of another installation")
    return found


def _last(
    engine: Engine, view: View, given: Checkpoint | None, keys: tuple[str, ...]
) -> tuple[Checkpoint | None, str]:
    """The last checkpoint that this log still holds, and why it is that one; none if none can be trusted."""
    ends = {head.log: head.position for head in view.heads()}
    if given is not None and any(head.position > ends.get(head.log, 0) for head in given.heads):
        return None, "the log ends before the checkpoint given: what followed the backup is lost"
    known = checkpoints.stored(view.checkpoints(), engine.installation, keys)
    if given is not None:
        known.append(given)
    if not known:
        return None, "there is no checkpoint that this secret has signed"
    last = max(known, key=lambda found: found.count)
    bases = {base.log: base.position for base in view.bases()}
    for head in last.heads:
        if head.position > bases.get(head.log, 0):
            row = view.entry(sequence(head.log, head.position))
            if row is None or row.hash != head.hash:
                return None, "the log does not match its last checkpoint; run audit.verify()"
    return last, "agents with a change behind the last checkpoint"


def _changed(view: View, after: Iterable[Head], until: Iterable[Head]) -> set[int]:
    """The numbers of the agents that the log names in changes between two places."""
    return {row.agent for row in walk(view, _CHANGES, until, after) if row.agent is not None}


def _close(work: Work, who: str, *, keys: bool) -> tuple[int, int, tuple[str, ...], int, tuple[str, ...]]:
    """Close requests, end sessions and links, keys and passkeys if so asked, and pause webhooks.

    How many, but of keys and webhooks the ids: one that was removed, or led elsewhere, may be back.
    """
    work.unit.touch(None)  # whatever a process still knows is from before the restore
    closed = work.unit.close_requests(agents=None, now=work.now)
    ended = work.unit.end_credentials(Which(kinds=SHORT), now=work.now)
    found = work.unit.find_credentials(Which(kinds=KEYS), limit=_ALL) if keys else []
    revoked = [key for key in found if key.revoked_at is None]
    for key in revoked:
        end_key(work, key, who, {"restored": True})
    passkeys = work.unit.end_passkeys(None, now=work.now) if keys else 0
    active = [each for each in work.unit.find_webhooks(limit=MOST) if each.status == "active"]
    for webhook in active:
        pause(work, webhook, who, restored=True)
    return closed, ended, tuple(key.id for key in revoked), passkeys, tuple(each.id for each in active)


def _active(engine: Engine) -> set[int]:
    found: set[int] = set()
    after = 0
    while True:
        with engine.reading() as view:
            some = view.find_agents(Whose(status="active"), limit=_CHUNK, after=after)
        found.update(agent.n for agent in some)
        if len(some) < _CHUNK:
            return found
        after = some[-1].n


def _suspend_all(engine: Engine, numbers: Sequence[int], who: str) -> list[Named]:
    """Suspend these agents, in as many transactions as it takes to let others in between."""
    stopped: list[Named] = []
    pace = Pace()
    done = 0
    while done < len(numbers):
        some = numbers[done : done + min(pace.size, _CHUNK)]

        def step(work: Work, some: Sequence[int] = some) -> list[Named]:
            start = time.monotonic()
            found = _stop_among(work, who, some)
            pace.took(time.monotonic() - start)
            return found

        stopped += engine.work(step)
        done += len(some)
    return stopped


def _stop_among(work: Work, who: str, numbers: Sequence[int]) -> list[Named]:
    stopped: list[Named] = []
    for start in range(0, len(numbers), _CHUNK):
        stopped += _stop(work, who, Whose(among=tuple(numbers[start : start + _CHUNK])))
    return stopped


def _stop(work: Work, who: str, whose: Whose) -> list[Named]:
    stopped = work.unit.set_status(whose, Status.SUSPENDED.value, only=("active",), now=work.now)
    if stopped:
        work.unit.touch([agent.n for agent in stopped])
    work.record_status("agents.suspend", who, stopped, Status.SUSPENDED.value, {"restored": True})
    for agent in stopped:
        work.tell("agent.suspended", agent, {"restored": True})
    return stopped
