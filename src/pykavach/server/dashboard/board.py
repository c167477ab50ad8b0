"""What a server's dashboard remembers between visits: counts that are a few seconds old, names, and one verification."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from pykavach.core.errors import KavachError, NotFound
from pykavach.engine.report import Report
from pykavach.server.dashboard.recent import Recent, look

if TYPE_CHECKING:
    from pykavach.aio import View

#: Seconds for which counts are shown again.
_FRESH: Final = 3.0
_MOST: Final = 200


@dataclass(slots=True)
class Verification:
    """The newest walk over the hash chains that somebody asked this process for."""

    by: str
    started_at: datetime
    done: int = 0
    total: int = 0
    ended_at: datetime | None = None
    report: Report | None = None
    problem: str | None = None

    def progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Board:
    """One dashboard's memory."""

    def __init__(self) -> None:
        self._recent: OrderedDict[View, tuple[float, Recent]] = OrderedDict()
        self.verification: Verification | None = None
        self._task: asyncio.Task[None] | None = None

    async def recent(self, view: View) -> Recent:
        """What happened lately, as it was a few seconds ago at most."""
        known = self._recent.get(view)
        if known is not None and time.monotonic() - known[0] < _FRESH:
            return known[1]
        found = await look(view)
        self._recent[view] = time.monotonic(), found
        self._recent.move_to_end(view)
        while len(self._recent) > _MOST:
            self._recent.popitem(last=False)
        return found

    def verify(self, view: View, by: str) -> None:
        """Begin to verify the log, unless that is under way."""
        if self._task is not None and not self._task.done():
            return
        self.verification = Verification(by, datetime.now(UTC))
        self._task = asyncio.get_running_loop().create_task(_verify(view, self.verification))


async def _verify(view: View, verification: Verification) -> None:
    try:
        verification.report = await view.audit.verify(progress=verification.progress)
    except KavachError as error:
        verification.problem = str(error)
    except Exception as error:  # noqa: BLE001 - whoever waits for it is told; nothing is verified
        verification.problem = type(error).__name__
    verification.ended_at = datetime.now(UTC)


async def names_of(view: View, ids: Iterable[str | None]) -> dict[str, Any]:
    """The agents by these ids, as far as the view sees them."""

    async def one(id: str) -> Any:
        try:
            return await view.agents.get(id)
        except NotFound:
            return None

    wanted = sorted({id for id in ids if id})
    found = await asyncio.gather(*(one(id) for id in wanted))
    return {id: agent for id, agent in zip(wanted, found, strict=True) if agent is not None}
