"""What one process knows of credentials: how often it has ended some, and whose last use it has just written down."""

from __future__ import annotations

import itertools
from typing import Final

from pykavach.core.credentials import USE_STEP, Credential

#: Credentials whose last use is remembered at most; beyond, it starts anew.
_MOST: Final = 10_000


class Standing:
    """Needs no lock: every step is one operation on a counter or a dict."""

    def __init__(self) -> None:
        self._count = itertools.count(1)
        #: Moves whenever this process may have ended a credential: what was looked up before is not used any more.
        self.ended = 0
        self._noted: dict[int, int] = {}

    def end(self) -> None:
        """Something has just been ended, or may have been."""
        self.ended = next(self._count)

    def use_is_due(self, credential: Credential, now: int) -> bool:
        """Whether its last use is to be written down: once a minute at most, counted from the first time."""
        last = max(credential.last_used_at or 0, self._noted.get(credential.n, 0))
        if 0 <= now - last < USE_STEP:
            return False
        if len(self._noted) >= _MOST:
            self._noted.clear()
        self._noted[credential.n] = now
        return True
