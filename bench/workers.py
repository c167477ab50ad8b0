"""Processes that call when told to, so that several share one database and each keeps a heap of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from bench.access import TIMEOUT
from bench.load import Sample, async_calls, many, sync_calls

_SPAWN = multiprocessing.get_context("spawn")
#: Seconds between the order and the common start.
_NOTICE = 0.03


class Worker:
    """One process with one opened Kavach, ``mode`` ``"sync"`` or ``"async"``."""

    def __init__(self, url: str, durability: str, mode: str, tokens: Sequence[str]) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        args = (theirs, url, durability, mode, list(tokens))
        self._process = _SPAWN.Process(target=_work, args=args, daemon=True)
        self._process.start()
        theirs.close()

    def ready(self) -> None:
        self.answer()

    def answer(self) -> Any:
        try:
            return self._pipe.recv()
        except EOFError:
            raise RuntimeError("a process of the bench has died; its error stands above") from None

    def tell(self, *order: Any) -> None:
        self._pipe.send(order)

    def warm(self) -> float:
        """Call once for every agent, 256 in one transaction; microseconds per call."""
        self.tell("warm")
        return float(self.answer())

    def close(self) -> None:
        if self._process.is_alive():
            self.tell("stop")
        self._process.join(30)
        self._pipe.close()

    def __enter__(self) -> Self:
        self.ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def together(workers: Sequence[Worker], callers: int, seconds: float, active: int | None = None) -> Sample:
    """All of these at once, with that many callers each, over the first ``active`` agents."""
    start = time.monotonic() + _NOTICE
    for worker in workers:
        worker.tell("call", start, callers, seconds, active)
    times, refused, took, cpu, rates = array("q"), Counter[str](), 0.0, 0.0, []
    for worker in workers:
        raw, spent, odd, used = worker.answer()
        mine = array("q")
        mine.frombytes(raw)
        times.extend(mine)
        refused += Counter(odd)
        took = max(took, spent)
        cpu += used
        rates.append(len(mine) / spent)
    return Sample(times, took, refused, cpu, min(rates) / max(rates))


def _work(pipe: Connection, url: str, durability: str, mode: str, tokens: list[str]) -> None:
    import pykavach
    import pykavach.sync

    with asyncio.Runner() as loop:
        kavach: Any
        if mode == "sync":
            kavach = pykavach.sync.Kavach(url, durability=durability, timeout=TIMEOUT).open()
        else:
            kavach = pykavach.Kavach(url, durability=durability, timeout=TIMEOUT)
            loop.run(kavach.open())
        _warm(loop, kavach, mode, tokens[:64])
        pipe.send("ready")
        while True:
            order = pipe.recv()
            if order[0] == "call":
                pipe.send(_call(loop, kavach, mode, tokens, *order[1:]))
            elif order[0] == "warm":
                pipe.send(_warm(loop, kavach, mode, tokens))
            else:
                break
        if mode == "sync":
            kavach.close()
        else:
            loop.run(kavach.aclose())


def _call(
    loop: asyncio.Runner,
    kavach: Any,
    mode: str,
    tokens: list[str],
    start: float,
    callers: int,
    seconds: float,
    active: int | None,
) -> tuple[bytes, float, dict[str, int], float]:
    some = tokens if active is None else tokens[:active]
    time.sleep(max(0.0, start - time.monotonic()))
    if mode == "sync":
        sample = sync_calls(kavach, some, callers, seconds)
    else:
        sample = loop.run(async_calls(kavach, some, callers, seconds))
    return sample.times.tobytes(), sample.seconds, dict(sample.refused), sample.cpu


def _warm(loop: asyncio.Runner, kavach: Any, mode: str, tokens: list[str]) -> float:
    begin = time.perf_counter()
    for calls in many(tokens):
        if mode == "sync":
            kavach.authorize_many(calls)
        else:
            loop.run(kavach.authorize_many(calls))
    return (time.perf_counter() - begin) / len(tokens) * 1e6
