"""A sink: one listener, and the thread that brings it its events in order (EVT-1)."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from secrets import SystemRandom
from typing import Any, Final, NamedTuple, Protocol

from pykavach.core.errors import KavachError, Unavailable
from pykavach.engine.attempts import SECOND, Caller, Event, Gone, Listener, Stopped, retry_at, why
from pykavach.engine.engine import Engine
from pykavach.engine.work import Work
from pykavach.ports import Delivery

_log: Final = logging.getLogger("pykavach")
_random: Final = SystemRandom()

#: Seconds between two looks for what others have told, or what has become due.
POLL: Final = 1.0
#: A look that took long (a deep backlog) is followed by a longer pause, so that it costs at most a twentieth.
_REST: Final = 20
_LONGEST_POLL: Final = 60.0
#: Deliveries claimed at once, and for how long at least, in seconds.
_BATCH: Final = 16
_LEASE: Final = 60.0
#: Results are written after this many seconds, even if the claimed deliveries are not all done.
_SAVE_AFTER: Final = 1.0
#: How often a sink says that it still exists; one unseen for a week is dropped.
SEEN_EVERY: Final = 3600 * SECOND
#: Deliveries dropped in one transaction.
DROPPED_AT_ONCE: Final = 1000


def pause_after(seconds: float) -> float:
    """Seconds until the next look after one that took ``seconds``."""
    return min(max(POLL, _REST * seconds), _LONGEST_POLL)


class Spec(NamedTuple):
    """A listener under its durable name; ``timeout`` in seconds."""

    name: str
    listener: Listener
    timeout: float


class Keeper(Protocol):
    """Whoever keeps a sink known, wants to know what comes of its events, and has the word on what it gets and when it goes."""

    def is_current(self, work: Work) -> bool:
        """Whether the listener is still the one to bring events to. False: what waits is left to whoever is."""
        ...

    def note(self, work: Work, tried: Sequence[tuple[Event, BaseException | None]]) -> None:
        """These were tried; an error says why one was not taken."""
        ...

    def let_go(self, work: Work) -> bool:
        """The listener wants no more. False, and the sink stays, where it is not the one that was asked any more."""
        ...


class _Result(NamedTuple):
    delivery: Delivery
    by: str
    event: Event | None
    error: BaseException | None


class _Unreadable(KavachError):
    """What is stored is not an event."""


class Sink:
    """One listener with its thread: looks for what is due, claims it, hands it over, writes down what came of it."""

    def __init__(
        self,
        engine: Engine,
        spec: Spec,
        housekeeping: Callable[[], None],
        keeper: Keeper | None = None,
    ) -> None:
        """With a ``keeper`` the sink is known already, and nothing makes it known again here."""
        self.name = spec.name
        self._engine = engine
        self._housekeeping = housekeeping
        self._keeper = keeper
        self._caller = Caller(spec.name, spec.listener, spec.timeout)
        self._lease = max(_LEASE, 2 * self._caller.patience)
        self._results: list[_Result] = []
        self._seen_at: int | None = None
        self._signal = threading.Event()
        self._stopping = self._aborted = self._gone = False
        self.thread = threading.Thread(target=self._run, name=f"kavach-sink-{spec.name}", daemon=True)

    def wake(self) -> None:
        self._signal.set()

    def stop(self) -> None:
        """Deliver what is due, then end."""
        self._stopping = True
        self.wake()

    def abort(self) -> None:
        """End now; what has been claimed is given back."""
        self._aborted = True
        self._caller.stop()
        self.wake()

    def _run(self) -> None:
        while not (self._gone or self._aborted or self._engine.closed):
            self._signal.clear()
            began = time.monotonic()
            if self._work(self._round):
                continue
            if self._stopping:
                break
            self._signal.wait(pause_after(time.monotonic() - began))
        if not self._engine.closed:
            self._work(self._save)
        self._caller.close()

    def _work(self, step: Callable[[], Any]) -> bool:
        """Run a step; whatever fails, this thread lives on and tries again later."""
        try:
            return bool(step())
        except Unavailable as error:
            _log.warning("events wait for %s: %s", self.name, error)
        except Exception:  # noqa: BLE001 - whatever it is, decisions do not depend on it
            if not self._engine.closed:  # else nobody has stopped us before closing; what is left waits
                _log.exception("events wait for %s", self.name)
        return False

    def _round(self) -> bool:
        """One look; whether there may be more to do at once."""
        self._save()
        self._work(self._housekeeping)
        with self._engine.reading() as view:
            now = view.start().now
            numbers = view.waiting(self.name, now, _BATCH)
        unseen = self._seen_at is None or abs(now - self._seen_at) >= SEEN_EVERY
        if unseen and self._keeper is None:
            self._engine.work(lambda work: work.unit.see_sink(self.name, work.now))
            self._seen_at = now
        return bool(numbers) and self._deliver(numbers)

    def _deliver(self, numbers: Sequence[int]) -> bool:
        by, claimed_at = os.urandom(8).hex(), time.monotonic()
        until = round(self._lease * SECOND)

        def claim(work: Work) -> list[Delivery]:
            if self._keeper is not None and not self._keeper.is_current(work):
                return []
            return work.unit.claim(self.name, by, work.now, work.now + until, numbers)

        claims = self._engine.work(claim)
        saved_at = claimed_at
        for delivery in claims:
            # Nobody else may get a delivery while it is being made: what the lease does not cover is given back.
            in_time = time.monotonic() - claimed_at < self._lease - self._caller.patience
            self._results.append(self._hand_over(delivery, by) if in_time else _back(delivery, by))
            if isinstance(self._results[-1].error, Gone):
                if not self._leave():
                    self._results[-1] = _back(delivery, by)
                return False
            if time.monotonic() - saved_at > _SAVE_AFTER:
                self._save()
                saved_at = time.monotonic()
        self._save()
        return bool(claims)

    def _hand_over(self, delivery: Delivery, by: str) -> _Result:
        if self._aborted:
            return _back(delivery, by)
        try:
            event = Event.parse(delivery.body)
        except Exception:  # noqa: BLE001 - stored garbage may raise anything
            _log.exception("an event for %s cannot be read", self.name)
            return _Result(delivery, by, None, _Unreadable("what is stored is not an event"))
        error = self._caller.call(event)
        if error is not None and not isinstance(error, Stopped):
            # A listener's own error is shown with its traceback to who wrote it; ours say enough.
            ours = isinstance(error, KavachError | TimeoutError)
            times = delivery.attempts + 1
            _log.warning(
                "%s has not taken %s event %s (attempt %d): %s",
                self.name, event.type, event.id, times, why(error),
                exc_info=None if ours else error,
            )  # fmt: skip
        return _Result(delivery, by, event, error)

    # -- what came of it ---------------------------------------------------------------------------------------------

    def _save(self) -> None:
        """Write down the results, in one transaction. Until that works they are kept, and nothing more is claimed."""
        if results := self._results:

            def write(work: Work) -> None:
                for result in results:
                    self._write(work, result)
                tried = [
                    (each.event, each.error)
                    for each in results
                    if each.event is not None and not isinstance(each.error, Stopped)
                ]
                if self._keeper is not None and tried:
                    self._keeper.note(work, tried)

            self._engine.work(write)
            self._results = []

    def _write(self, work: Work, result: _Result) -> None:
        delivery, by, _, error = result
        if error is None:
            work.unit.delivered(delivery.n, by)
        elif isinstance(error, Stopped):
            work.unit.postpone(delivery.n, by, work.now, delivery.attempts)
        elif isinstance(error, _Unreadable):
            self._drop(work, result, "unreadable")
        else:
            failures = delivery.attempts + 1
            due_at = retry_at(failures, work.now, delivery.at, _random.random())
            if due_at is None:
                self._drop(work, result, "expired")
            else:
                work.unit.postpone(delivery.n, by, due_at, failures)

    def _drop(self, work: Work, result: _Result, why: str) -> None:
        delivery, event = result.delivery, result.event
        if not work.unit.delivered(delivery.n, result.by):
            return  # another process has it now
        id, kind = (event.id, event.type) if event is not None else (None, None)
        _log.error("event %s (%s) is dropped for %s: %s", id, kind, self.name, why)
        facts = {"sink": self.name, "event": id, "type": kind, "attempts": delivery.attempts + 1, "why": why}
        agent = work.unit.agents([delivery.agent]).get(delivery.agent) if delivery.agent else None
        work.record("events.dropped", "kavach", agent, facts=facts)

    def _leave(self) -> bool:
        """The listener wants nothing more: drop what waits for it, and the sink. Whether it was still to be asked."""
        if self._keeper is not None and not self._engine.work(self._keeper.let_go):
            return False
        self._gone = True
        self._results.clear()
        dropped = forget(self._engine, self.name)
        _log.error("%s is gone; %d events for it are dropped", self.name, dropped)
        facts = {"sink": self.name, "count": dropped, "why": "gone"}
        self._engine.work(lambda work: work.record("events.dropped", "kavach", facts=facts))
        return True


def forget(engine: Engine, sink: str) -> int:
    """Drop a sink and what waits for it, in steps; how much that was."""
    dropped = 0
    while True:
        count = engine.work(lambda work: work.unit.forget_sink(sink, DROPPED_AT_ONCE))
        dropped += count
        if count < DROPPED_AT_ONCE:
            return dropped


def _back(delivery: Delivery, by: str) -> _Result:
    return _Result(delivery, by, None, Stopped())
