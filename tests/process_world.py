"""Real processes on one database, and a look into it afterwards.

A ``Fleet`` is some started processes that run functions of ``process_jobs`` on request, all at the same moment. Every
wait has an end: a process that hangs fails its test, it does not hang the suite.
"""

from __future__ import annotations

import json
import mmap
import multiprocessing
import os
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache, partial
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from patience import PATIENCE, until
from pykavach.sync import Kavach
from ready_schemas import a_ready_schema
from servers import SERVERS


@cache
def starter() -> ForkServerContext:
    """Starts processes from one that has imported everything and done nothing else: importing takes longer than most jobs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["process_jobs", "stored_world", "pykavach.storage.migrations.steps"])
    with pytest.MonkeyPatch.context() as patch:  # Python 3.11 does not tell it where modules are
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()
    return context


class Failed(AssertionError):
    """A job raised in its process."""


class Fleet:
    """Processes that run jobs."""

    def __init__(self, size: int) -> None:
        self.members = [Member() for _ in range(size)]
        for member in self.members:
            member.answer()  # has started

    def run(self, *jobs: tuple[str, dict[str, Any]], patience: float = PATIENCE) -> list[Any]:
        """Run each job in a process of its own, all released at once when all are ready; their answers."""
        members = self.members[: len(jobs)]
        assert len(members) == len(jobs), "more jobs than processes"
        for member, (name, options) in zip(members, jobs, strict=True):
            member.start(name, **options)
        for member in members:
            member.ready(patience)
        for member in members:
            member.go()
        return [member.answer(patience) for member in members]

    def each(self, name: str, count: int | None = None, **options: Any) -> list[Any]:
        """The same job in several processes (all of them, unless ``count`` is given)."""
        return self.run(*[(name, options)] * (count or len(self.members)))

    def close(self) -> None:
        for member in self.members:
            member.end()


class Member:
    """One started process."""

    def __init__(self) -> None:
        self.pipe, theirs = starter().Pipe()
        self.process = starter().Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def start(self, job: str, **options: Any) -> None:
        self.pipe.send((job, options))

    def ready(self, patience: float = PATIENCE) -> None:
        """Wait until the job has reached its gate."""
        assert self._receive(patience) == "ready"

    def go(self) -> None:
        self.pipe.send("go")

    def answer(self, patience: float = PATIENCE) -> Any:
        """What the job returned. Raises ``Failed`` with its traceback if it raised."""
        return self._receive(patience)

    def _receive(self, patience: float) -> Any:
        if not self.pipe.poll(patience):
            raise TimeoutError(f"process {self.pid} has not answered for {patience:g} s")
        word, value = self.pipe.recv()
        if word == "failed":
            raise Failed(f"in process {self.pid}:\n{value}")
        return word if word == "ready" else value

    def kill(self) -> None:
        """``kill -9``, now."""
        self.process.kill()
        self.process.join(10)

    def end(self) -> None:
        try:
            self.pipe.send(None)
        except OSError:  # it is gone already
            pass
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(10)
        self.pipe.close()


def _serve(pipe: Connection) -> None:
    """The life of a member: run what is asked for until told to end."""
    import process_jobs

    pipe.send(("done", None))

    def gate() -> None:
        pipe.send(("ready", None))
        assert pipe.recv() == "go"

    while (request := pipe.recv()) is not None:
        name, options = request
        try:
            answer = ("done", getattr(process_jobs, name)(gate, **options))
        except BaseException:  # noqa: BLE001 - whatever it is, the test shall see it
            answer = ("failed", traceback.format_exc())
        pipe.send(answer)


# -- talking without a pipe --------------------------------------------------------------------------------------------


class Board:
    """Numbers that processes share through a mapped file: each slot has one writer, everybody reads.

    ``turn`` says which round is on (-1: the race is over) and under which token to ask; ``stopped`` names the last
    round whose stop has returned (0: none is in force). Callers note the last round in which they were allowed, and in
    which they finished a decision that began after the stop.
    """

    CALLERS = 32
    _TOKEN = 8 * (2 + 2 * CALLERS)
    _SIZE = _TOKEN + 80

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(self._SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), self._SIZE)
        self._slots = memoryview(self._map)[: self._TOKEN].cast("q")

    def publish(self, turn: int, token: str) -> None:
        self._slots[0] = 0  # nobody asks under half a token
        self._map[self._TOKEN : self._TOKEN + 75] = token.encode()
        self._slots[0] = turn

    def end(self) -> None:
        self._slots[0] = -1

    def task(self) -> tuple[int, str] | None:
        """The round that is on and its token; None at the end."""
        while (turn := self._slots[0]) >= 0:
            token = self._map[self._TOKEN : self._TOKEN + 75].decode()
            if turn and self._slots[0] == turn:
                return turn, token
            time.sleep(0.0002)
        return None

    @property
    def stopped(self) -> int:
        return self._slots[1]

    @stopped.setter
    def stopped(self, turn: int) -> None:
        self._slots[1] = turn

    def allowed(self, caller: int, turn: int) -> None:
        self._slots[2 + caller] = turn

    def finished(self, caller: int, turn: int) -> None:
        self._slots[2 + self.CALLERS + caller] = turn

    def wait(self, what: str, callers: int, turn: int) -> None:
        """Wait until every caller has been ``"allowed"`` or has ``"finished"`` in this round."""
        first = 2 if what == "allowed" else 2 + self.CALLERS
        slots = self._slots[first : first + callers]
        until(lambda: min(slots) >= turn, seconds=60, what=f"callers that are {what} in round {turn}")


# -- looking ---------------------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A database on a server: where Kavach finds it, and how it is read behind Kavach's back."""

    url: str
    read: Callable[..., list[tuple[Any, ...]]]


#: Paths that stand for a database on a server.
_PLACES: dict[Path, Place] = {}


@contextmanager
def standing_for(path: Path, place: Place) -> Iterator[Path]:
    """Let a path stand for a database on a server, for ``url`` and ``Books``."""
    _PLACES[path] = place
    try:
        yield path
    finally:
        del _PLACES[path]


def url(path: Path) -> str:
    place = _PLACES.get(path)
    return f"sqlite:///{path}" if place is None else place.url


def each_database(metafunc: Any) -> None:
    """Run what asks for a ``path`` on every database, unless it is marked ``sqlite`` or makes its own."""
    if "path" in metafunc.fixturenames and not hasattr(metafunc.module, "path"):
        only_file = metafunc.definition.get_closest_marker("sqlite") is not None
        metafunc.parametrize("path", ["sqlite"] if only_file else ["sqlite", *SERVERS], indirect=True)


@contextmanager
def a_database(kind: str, folder: Path) -> Iterator[Path]:
    """A new database, by a path that ``url`` and ``Books`` know; it must be whole in the end."""
    path = folder / "kavach.db"
    with ExitStack() as stack:
        if kind in SERVERS:
            server = SERVERS[kind]
            schema = stack.enter_context(a_ready_schema(kind))
            place = Place(server.address(schema), partial(server.run, schema=schema))
            stack.enter_context(standing_for(path, place))
        with Kavach(url(path), durability="process"):
            pass
        yield path
        check_whole(path)


class Books:
    """What the database says, read behind Kavach's back: entries, meters and settlements."""

    def __init__(self, path: Path) -> None:
        if (place := _PLACES.get(path)) is not None:
            self._read_server(place.read)
            return
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
            raw.row_factory = sqlite3.Row
            self.entries = [
                json.loads(entry) for (entry,) in raw.execute("SELECT entry FROM audit ORDER BY seq")
            ]
            self.meters = {
                (row["agent_id"], row["level"]): dict(row)
                for row in raw.execute(
                    "SELECT a.id AS agent_id, m.* FROM meter m JOIN agent a ON a.n = m.agent"
                )
            }
            self.settled = dict(raw.execute("SELECT seq, cost FROM settlement"))

    def _read_server(self, read: Callable[..., list[tuple[Any, ...]]]) -> None:
        self.entries = [json.loads(entry) for (entry,) in read("SELECT entry FROM audit ORDER BY seq")]
        self.meters = {
            (agent, level): {"calls": calls, "usd": usd, "throttle_calls": throttled}
            for agent, level, calls, usd, throttled in read(
                "SELECT a.id, m.level, m.calls, m.usd, m.throttle_calls FROM meter m JOIN agent a ON a.n = m.agent"
            )
        }
        self.settled = dict(read("SELECT seq, cost FROM settlement"))

    def decisions(self, agent_id: str | None = None, kind: str = "decision") -> list[dict[str, Any]]:
        return [e for e in self.entries if e["kind"] == kind and agent_id in (None, e["agent"])]

    def allows(self, agent_id: str | None = None) -> list[dict[str, Any]]:
        return [e for e in self.decisions(agent_id) if e["outcome"] == "allow"]

    def calls(self, agent_id: str, level: str = "agent") -> int:
        """Calls that the meter of a level has counted in its life."""
        return int(self.meters[agent_id, level]["calls"])

    def spent(self, agent_id: str, level: str = "agent") -> int:
        """Micro-dollars that the meter of a level holds, booked and spent."""
        return int(self.meters[agent_id, level]["usd"])


def check_whole(path: Path) -> None:
    """The file opens, is sound, and its log verifies."""
    with Kavach(url(path), durability="process") as kavach:
        report = kavach.audit.verify()
        assert report.ok, report
        with kavach.engine.reading() as view:
            assert view.integrity(5) == []


def codes(answers: Iterable[dict[str, Any]]) -> Counter[str]:
    return Counter(answer["code"] for answer in answers)


def flat(lists: Iterable[list[Any]]) -> list[Any]:
    return [item for some in lists for item in some]


__all__ = [
    "PATIENCE",
    "Board",
    "Books",
    "Failed",
    "Fleet",
    "Member",
    "Place",
    "a_database",
    "check_whole",
    "codes",
    "each_database",
    "flat",
    "standing_for",
    "starter",
    "until",
    "url",
]
