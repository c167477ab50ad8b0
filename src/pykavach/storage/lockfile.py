"""The queue between processes on one SQLite file: an exclusive ``flock`` on a file beside it (DB-3).

SQLite's own busy handler polls, so one process can starve another for seconds; the kernel's queue does not. ``flock``
and not ``lockf``: POSIX record locks vanish when any descriptor of the file is closed in the process. The kernel frees
the lock when its holder dies, so there is nothing to clean up.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from pykavach.core.errors import Unavailable
from pykavach.ports import AT_ONCE, Busy

if sys.platform != "win32":
    import fcntl

    _TRY = fcntl.LOCK_EX | fcntl.LOCK_NB

_FIRST_PAUSE = 0.0001
_LONGEST_PAUSE = 0.001


class LockFile:
    """One descriptor of the lock file. Held by one thread at a time; the store sees to that."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = self._open()

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        return os.open(self._path, flags, 0o600)

    def acquire(self, deadline: float | None) -> None:
        """Wait for the lock until ``deadline`` (``time.monotonic()``), for ever if None. Raises ``Unavailable``."""
        if sys.platform == "win32":  # SQLite's busy handler is then the only queue
            return
        if deadline is None:
            fcntl.flock(self._fd, fcntl.LOCK_EX)
            return
        pause = _FIRST_PAUSE
        while True:
            try:
                fcntl.flock(self._fd, _TRY)
                return
            except BlockingIOError:
                if deadline == AT_ONCE:
                    raise Busy("another process writes") from None
                if time.monotonic() >= deadline:
                    raise Unavailable("another process holds the database's write lock; try again") from None
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def release(self) -> None:
        if sys.platform != "win32":
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def in_place(self) -> bool:
        """Whether the file still stands under its name: who comes now would queue on another."""
        return identity(self._path) == identity(self._fd)

    def move(self) -> None:
        """Leave the file, locked as it is, for that which stands under its name now. Raises ``Busy`` where that is locked."""
        left, self._fd = self._fd, self._open()
        os.close(left)
        self.acquire(AT_ONCE)

    def close(self) -> None:
        os.close(self._fd)


def identity(file: str | Path | int) -> tuple[int, int] | None:
    """Which file stands under a name, or is open as that descriptor; None where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 - asked at every commit, and a Path takes thrice as long to make
    except OSError:
        return None
    return found.st_dev, found.st_ino
