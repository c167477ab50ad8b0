"""Unknown and malformed tokens: each minute a hundred entries per process, the rest counted in one (AUD-7)."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

RECORDED_PER_MINUTE: Final = 100
_ADDRESSES: Final = 20


class Tally(NamedTuple):
    """What one minute brought beyond the recorded hundred."""

    id: str
    calls: int
    addresses: tuple[str, ...]


class Strangers:
    """Thread-safe. ``write`` is called with a finished tally, from a thread of its own."""

    def __init__(self, write: Callable[[Tally], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Start anew; also after a fork: the parent's count is the parent's to write."""
        self._lock = threading.Lock()
        self._minute = -1
        self._seen = 0
        self._id = ""
        self._count = 0
        self._addresses: dict[str, None] = {}
        self._timer: threading.Timer | None = None

    def meet(self, ip: str | None) -> str | None:
        """Count one stranger. None: record it in an entry of its own; else the id of the entry that will count it."""
        now = self._clock()
        minute = int(now // 60)
        finished: Tally | None = None
        try:
            with self._lock:
                if minute != self._minute:
                    finished = self._finish()
                    self._minute, self._seen = minute, 0
                self._seen += 1
                if self._seen <= RECORDED_PER_MINUTE:
                    return None
                if not self._count:
                    self._id = f"aud_t{minute:x}_{os.urandom(8).hex()}"
                    self._start_timer((minute + 1) * 60 - now)
                self._count += 1
                if ip is not None and len(self._addresses) < _ADDRESSES:
                    self._addresses[ip] = None
                return self._id
        finally:
            if (
                finished is not None
            ):  # the next minute has begun before the timer ran: nobody waits for the writing
                threading.Thread(
                    target=self._write, args=(finished,), name="kavach-tally", daemon=True
                ).start()

    def flush(self) -> None:
        """Write what has been counted so far."""
        with self._lock:
            finished = self._finish()
        if finished is not None:
            self._write(finished)

    def _finish(self) -> Tally | None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._count:
            return None
        tally = Tally(self._id, self._count, tuple(self._addresses))
        self._count, self._addresses = 0, {}
        return tally

    def _start_timer(self, wait: float) -> None:
        self._timer = threading.Timer(wait, self.flush)
        self._timer.daemon = True
        self._timer.start()
