"""Looking up callers who are not cached. Whoever comes meanwhile shares the next view, and with it the connection.

Without this, every thread that meets an agent for the first time would hold a connection of its own, and a few
processes that start together would take all that a server has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pykavach.core.errors import Unavailable
from pykavach.engine.call import Call
from pykavach.engine.committer import Committer, Job
from pykavach.ports import Unstorable

_TOO_LATE: Final = "the database did not answer in time"


class _Look(Job):
    """Calls of one caller of ``Lookups.run``."""

    def __init__(self, calls: Sequence[Call], together: Callable[[list[_Look]], None]) -> None:
        super().__init__(calls[0].deadline)
        self.calls = calls
        self.together = together


class Lookups:
    """Group look-ups. ``look`` finds the callers of a batch of calls from one view, until a deadline."""

    def __init__(
        self, look: Callable[[Sequence[Call], float], None], release: Callable[[], None] = lambda: None
    ) -> None:
        self._look = look
        self._line = Committer(_nothing, _nothing, lambda: None, lambda: False, "kavach-lookup", release)

    def reset(self) -> None:
        """Start anew after a fork."""
        self._line.reset()

    def run(self, calls: Sequence[Call]) -> None:
        """Find who makes these calls, until the deadline of the first. Raises ``Unavailable``."""
        look = _Look(calls, self._together)
        if not self._line.run(look):
            raise Unavailable(_TOO_LATE)
        if look.error is not None:
            raise look.error

    def _together(self, looks: list[_Look]) -> None:
        deadline = looks[0].deadline
        assert deadline is not None
        try:
            self._look([call for look in looks for call in look.calls], deadline)
        except Exception as error:
            if len(looks) == 1 or (isinstance(error, Unavailable) and not isinstance(error, Unstorable)):
                raise
            for look in looks:  # whoever fails on what is stored fails alone (EX-2)
                try:
                    self._together([look])
                except Exception as own:  # noqa: BLE001 - raised where it is waited for
                    look.error = own


def _nothing(jobs: list[Job]) -> None:
    """No calls are decided here, and nobody who has gone has taken anything."""
