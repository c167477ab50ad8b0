"""Which rotations are under way in this process: of those that overlap, one succeeds (TOK-3)."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager


class Rotation:
    """One call of ``rotate``. ``late``: since it started, another rotation of the same agent has gone through."""

    __slots__ = ("agent_id", "late")

    def __init__(self, agent_id: object) -> None:
        # Whatever else it is, it names nobody, and must not be asked how it compares.
        self.agent_id = agent_id if type(agent_id) is str else None
        self.late = False


class Rotations:
    """Notes what goes through between the start of a call and the moment at which it can read the version.

    A call may wait for a thread, and the read for the disk. Needs no lock: every step is one operation on a set.
    """

    def __init__(self) -> None:
        self._under_way: set[Rotation] = set()

    @contextmanager
    def start(self, agent_id: object) -> Generator[Rotation]:
        rotation = Rotation(agent_id)
        self._under_way.add(rotation)
        try:
            yield rotation
        finally:
            self._under_way.discard(rotation)

    def went_through(self, rotation: Rotation) -> None:
        for other in tuple(self._under_way):
            if other.agent_id == rotation.agent_id:
                other.late = True
