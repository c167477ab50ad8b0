"""Delivering events to listeners, after the transaction in which they were told, at least once (EVT-1).

A listener is a *sink* under a durable name. What is told while a sink is known waits for it in the database, so a crash
loses nothing; all processes that give a listener the same name share what waits, each event going to one of them. Of one
agent's events a sink gets the next only after it has taken the one before. Decisions never wait for a listener.

A forked child delivers nothing unless ``start`` is called in it: the parent goes on, also with what the child tells.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from pykavach.core.agents import MAX_NAME, parse_name
from pykavach.core.errors import InvalidInput
from pykavach.engine import forks
from pykavach.engine.attempts import Event, Gone, Listener
from pykavach.engine.engine import Engine
from pykavach.engine.expiring import Expiring
from pykavach.engine.hooks import Hooks
from pykavach.engine.sinks import Sink, Spec
from pykavach.engine.work import Work

DEFAULT_TIMEOUT: Final = 10.0
MAX_TIMEOUT: Final = 300.0
#: Seconds a sink gets to end by itself after a stop has run out of time.
_LAST_WAIT: Final = 1.0


class Dispatcher:
    """Delivers events to listeners, one thread each, and with ``webhooks`` to those that are stored.

    Nothing runs, and nothing is kept, when there are neither.

    A listener is called with one ``Event`` in a thread of its own; an async one is awaited on an event loop of its own.
    It may carry a ``name`` (else its qualified name is used: give one if that may change, for what waits under the old
    one is dropped after a week) and a ``timeout`` in seconds (10). One that raises or hangs is tried again after 5 s,
    30 s, 2 min, 10 min, then every hour until 72 h after the event, which is then dropped, logged and recorded.
    """

    def __init__(self, engine: Engine, listeners: Sequence[Listener] = (), *, webhooks: bool = False) -> None:
        self._engine = engine
        self._webhooks = webhooks
        self._hooks: Hooks | None = None
        self._specs = _specs(listeners)
        self._sinks: list[Sink] = []
        forks.register(self)

    def start(self) -> None:
        """Make the sinks known and begin to deliver. Raises ``Unavailable``."""
        if self._sinks or self._hooks or not (self._specs or self._webhooks):
            return

        def register(work: Work) -> None:
            for spec in self._specs:
                work.unit.see_sink(spec.name, work.now)

        self._engine.work(register)
        self._engine.sinks = tuple(spec.name for spec in self._specs)
        look = Expiring(self._engine).look
        self._sinks = [Sink(self._engine, spec, look) for spec in self._specs]
        self._hooks = Hooks(self._engine, look) if self._webhooks else None
        self._engine.on_events = self.wake
        for sink in self._sinks:
            sink.thread.start()
        if self._hooks is not None:
            self._hooks.thread.start()

    def wake(self) -> None:
        """Look for events now. Never waits."""
        for sink in self._sinks:
            sink.wake()
        if self._hooks is not None:
            self._hooks.wake()

    def stop(self, timeout: float = 10.0) -> None:
        """Deliver what is due, for at most ``timeout`` seconds, then end; the rest stays in the database."""
        sinks, deadline = list(self._sinks), time.monotonic() + timeout
        for sink in sinks:
            sink.stop()
        if self._hooks is not None:
            sinks += self._hooks.stop(timeout)
        for sink in sinks:
            sink.thread.join(max(0.0, deadline - time.monotonic()))
        late = [sink for sink in sinks if sink.thread.is_alive()]
        for sink in late:
            sink.abort()
        for sink in late:
            sink.thread.join(_LAST_WAIT)
        self.after_fork()

    def after_fork(self) -> None:
        """In a forked child, where the threads are gone: deliver nothing."""
        if self._sinks or self._hooks:
            self._sinks, self._hooks = [], None
            self._engine.kept_sinks = ()
            self._engine.on_events = _nothing


def _nothing() -> None:
    pass


def _specs(listeners: Sequence[Listener]) -> list[Spec]:
    found: dict[str, Spec] = {}
    for place, listener in enumerate(listeners):
        path = f"listeners[{place}]"
        if not callable(listener):
            raise InvalidInput(path, "must be callable with one event")
        given = getattr(listener, "name", None)
        base = name = _qualified(listener) if given is None else parse_name(given, f"{path}.name")
        count = 1
        while name in found:
            count += 1
            name = f"{base[: MAX_NAME - 10]}#{count}"
        found[name] = Spec(name, listener, _timeout_of(listener, f"{path}.timeout"))
    return list(found.values())


def _qualified(listener: Listener) -> str:
    named = listener if hasattr(listener, "__qualname__") else type(listener)
    name = f"{named.__module__}.{named.__qualname__}"
    return name if len(name) <= MAX_NAME else f"{name[:150]}#{sha256(name.encode()).hexdigest()[:32]}"


def _timeout_of(listener: Listener, path: str) -> float:
    given = getattr(listener, "timeout", None)
    return DEFAULT_TIMEOUT if given is None else parse_timeout(given, path)


def parse_timeout(value: object, path: str) -> float:
    """Seconds that one call of a listener may take."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MAX_TIMEOUT:
        raise InvalidInput(path, f"must be a number of seconds, more than 0 and at most {MAX_TIMEOUT:g}")
    return float(value)


__all__ = ["Dispatcher", "Event", "Gone", "Listener", "parse_timeout"]
