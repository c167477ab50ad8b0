"""One attempt to hand one event to one listener, and when to try again (EVT-1)."""

from __future__ import annotations

import inspect
import queue
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from pykavach.core import codec
from pykavach.core.errors import KavachError
from pykavach.engine.values import moment

if TYPE_CHECKING:
    import asyncio

SECOND: Final = 1_000_000
#: How long an event is tried, from when it happened, in microseconds.
TRIED_FOR: Final = 72 * 3600 * SECOND
#: Waits after the first failures, in seconds; from then on an hour each.
_WAITS: Final = (5, 30, 120, 600)
_LONGEST_WAIT: Final = 3600
#: A call that is past its time-out gets this long to notice it by itself, in seconds.
GRACE: Final = 1.0
#: Calls of one listener that may hang at the same time.
MAX_HANGING: Final = 4


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. A listener may get one twice, after a crash: ``id`` tells.

    ``type`` is one of ``pykavach.engine.events.KINDS``; ``at`` is when it happened (aware, UTC). ``agent_id`` and what
    follows from it are None for events about no agent.
    """

    id: str
    type: str
    at: datetime
    agent_id: str | None
    user_id: str | None
    tenant_id: str | None
    data: dict[str, Any]

    @classmethod
    def parse(cls, body: str) -> Event:
        """The event of a stored body. Raises ``ValueError`` or what the body provokes if it is not one."""
        fields = codec.loads(body)
        if not isinstance(fields, dict) or not isinstance(fields["data"], dict):
            raise TypeError("not an event")
        return cls(
            id=str(fields["id"]),
            type=str(fields["type"]),
            at=moment(fields["at"]),
            agent_id=fields["agentId"],
            user_id=fields["userId"],
            tenant_id=fields["tenantId"],
            data=fields["data"],
        )

    def wire(self) -> dict[str, Any]:
        at = self.at.isoformat().replace("+00:00", "Z")
        names = {"agentId": self.agent_id, "userId": self.user_id, "tenantId": self.tenant_id}
        return {"id": self.id, "type": self.type, "at": at, **names, "data": self.data}


#: Called with each event, in a thread of its own; what it returns is ignored, or awaited if it can be.
Listener = Callable[[Event], object]


class Poster(Protocol):
    """A listener that posts events to a URL."""

    def __call__(self, event: Event) -> None:
        """Post an event. Raises ``Gone`` where no more is wanted, and ``Unavailable`` where it was not taken."""
        ...

    def post(self, event: Event) -> int:
        """Post an event, of whatever type; the status that was answered. Raises ``Unavailable`` without an answer."""
        ...


#: A poster to a URL that signs with these secrets (``whsec_…``). Raises ``InvalidInput``, above all for where it may not go.
MakePoster = Callable[[str, Sequence[str]], Poster]


class Gone(KavachError):
    """Raised by a listener that wants no more events, ever: it and what waits for it are dropped."""

    code = "gone"
    status = 410


class Stopped(Exception):
    """The attempt was given up because the dispatcher ends; it is no failure of the listener."""


def retry_at(failures: int, now: int, happened: int, jitter: float) -> int | None:
    """When to try again after this many failures, at ``now``; None: no more. Times in microseconds.

    ``jitter`` (0 to 1) makes the wait up to a fifth longer, so that many listeners of one receiver do not come at once.
    """
    end = happened + TRIED_FOR
    if now >= end:
        return None
    wait = _WAITS[failures - 1] if failures <= len(_WAITS) else _LONGEST_WAIT
    return min(now + round(wait * SECOND * (1 + jitter / 5)), end)


class _Job:
    """One call on its way through a hand. ``ended`` is set before ``done``: a stop sets ``done`` alone."""

    __slots__ = ("done", "ended", "error", "event")

    def __init__(self, event: Event) -> None:
        self.event = event
        self.done = threading.Event()
        self.ended = False
        self.error: BaseException | None = None


def _new_loop() -> asyncio.Runner:
    import asyncio  # takes a while, and most listeners are functions

    return asyncio.Runner()


async def _within(result: Awaitable[object], seconds: float) -> None:
    import asyncio

    await asyncio.wait_for(result, seconds)


class _Hand:
    """A thread that calls one listener, one event after the other; it owns the event loop of an async one."""

    def __init__(self, name: str, listener: Listener, timeout: float) -> None:
        self._listener = listener
        self._timeout = timeout
        self.jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._work, name=name, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        runner: asyncio.Runner | None = None
        try:
            while (job := self.jobs.get()) is not None:
                try:
                    result = self._listener(job.event)
                    if inspect.isawaitable(result):
                        runner = runner or _new_loop()
                        runner.run(_within(result, self._timeout))
                except BaseException as error:  # noqa: BLE001 - whatever a listener raises, it is only its failure
                    job.error = error
                job.ended = True
                job.done.set()
        finally:
            if runner is not None:
                runner.close()


class Caller:
    """Calls one listener, waiting at most its time-out. A call that hangs keeps its thread, at most a few at a time."""

    def __init__(self, name: str, listener: Listener, timeout: float) -> None:
        self._name = f"kavach-listener-{name}"
        self._listener = listener
        self._timeout = timeout
        self._hand: _Hand | None = None
        self._hanging: list[_Hand] = []
        self._job: _Job | None = None
        self._stopped = threading.Event()

    @property
    def patience(self) -> float:
        """How long one call takes at most, in seconds."""
        return self._timeout + GRACE

    def call(self, event: Event) -> BaseException | None:
        """Hand over one event. None: it was taken; else why not."""
        self._hanging = [hand for hand in self._hanging if hand.thread.is_alive()]
        if len(self._hanging) >= MAX_HANGING:
            return TimeoutError(f"{MAX_HANGING} earlier calls still hang")
        try:
            hand = self._hand = self._hand or _Hand(self._name, self._listener, self._timeout)
        except RuntimeError as error:  # no more threads
            return error
        job = self._job = _Job(event)
        if self._stopped.is_set():
            return Stopped()
        hand.jobs.put(job)
        job.done.wait(self.patience)
        self._job = None
        if job.ended:
            return job.error
        hand.jobs.put(None)  # it ends if it ever comes back
        self._hand = None
        self._hanging.append(hand)
        return Stopped() if self._stopped.is_set() else TimeoutError(f"no answer within {self._timeout:g} s")

    def stop(self) -> None:
        """From another thread: give up the running call, and take no more."""
        self._stopped.set()
        job = self._job
        if job is not None:
            job.done.set()

    def close(self) -> None:
        """End the thread that calls, unless it hangs."""
        hand, self._hand = self._hand, None
        if hand is not None:
            hand.jobs.put(None)
            hand.thread.join(GRACE)


def why(error: BaseException) -> str:
    """Why an event was not taken, in words that may be shown and logged: a listener's own error is named only."""
    return str(error) if isinstance(error, KavachError | TimeoutError) else type(error).__name__


__all__ = ["Caller", "Event", "Gone", "Listener", "Poster", "retry_at"]
