"""Callers in closed loops: each asks again as soon as it has its answer. Medians over rounds, each beside the floor."""

from __future__ import annotations

import asyncio
import threading
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

from bench.access import accesses
from bench.floor import Floor

_now = time.perf_counter_ns
_ACCESSES = accesses()
_RING = len(_ACCESSES) - 1  # a power of two, less one


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: seconds of calls per round, rounds, and seconds of floor before and after each."""

    seconds: float = 1.0
    rounds: int = 5
    floor: float = 0.25
    quick: bool = False
    #: how many decisions or revocations, where a section counts them; None: as many as the bars speak of
    count: int | None = None


def share_of(ordered: Sequence[int], share: float) -> float:
    """The value that this share of them does not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


@dataclass(slots=True)
class Sample:
    """One round: the nanoseconds of every call, the seconds it all took, and answers that were not an allow."""

    times: array[int]
    seconds: float
    refused: Counter[str] = field(default_factory=Counter)
    #: seconds of CPU, of all processes together
    cpu: float = 0.0
    #: slowest over fastest process, where there are several
    fairness: float = 1.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def at(self, share: float) -> float:
        """The time of which this share of the calls took at most as much, in milliseconds."""
        return share_of(sorted(self.times), share) / 1e6


@dataclass(slots=True)
class Figures:
    """Medians over rounds; ``longest`` is the longest call of all rounds. Times in ms, rates per second."""

    rate: float
    floor: float
    ratio: float
    p50: float
    p99: float
    longest: float
    calls: int
    refused: dict[str, int]
    ratios: list[float]
    fairness: float
    #: microseconds of CPU per call, and per transaction of the floor
    cpu: float
    floor_cpu: float

    @classmethod
    def of(cls, samples: Sequence[Sample], floors: Sequence[float], floor_cpu: float) -> Figures:
        """``floors[i]`` is the floor around ``samples[i]``, ``floor_cpu`` what one of its transactions takes."""
        ratios = [sample.rate / floor for sample, floor in zip(samples, floors, strict=True)]
        refused: Counter[str] = sum((sample.refused for sample in samples), Counter())
        return cls(
            rate=median(sample.rate for sample in samples),
            floor=median(floors),
            ratio=median(ratios),
            p50=median(sample.at(0.5) for sample in samples),
            p99=median(sample.at(0.99) for sample in samples),
            longest=max(sample.at(1.0) for sample in samples),
            calls=sum(len(sample.times) for sample in samples),
            refused=dict(refused),
            ratios=ratios,
            fairness=median(sample.fairness for sample in samples),
            cpu=median(sample.cpu / len(sample.times) * 1e6 for sample in samples if sample.times),
            floor_cpu=floor_cpu,
        )

    def wire(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def rounds(effort: Effort, floor: Floor, run: Callable[[float], Sample]) -> Figures:
    """Measure calls with the floor before and after each round."""
    return in_turns(effort, floor, [run])[0]


def in_turns(effort: Effort, floor: Floor, runs: Sequence[Callable[[float], Sample]]) -> list[Figures]:
    """Measure several loads that take turns, in alternating order, with the floor before and after each turn."""
    warm = [run(min(0.2, effort.seconds / 2)) for run in runs]
    floor.rate(effort.floor / 5)
    samples: list[list[Sample]] = [[] for _ in runs]
    floors: list[float] = []
    before = floor.rate(effort.floor)
    for turn in range(effort.rounds):
        order = list(zip(runs, samples, strict=True))
        for run, found in order if turn % 2 else reversed(order):
            found.append(run(effort.seconds))
        after = floor.rate(effort.floor)
        floors.append((before + after) / 2)
        before = after
    figures = [Figures.of(found, floors, floor.cpu) for found in samples]
    for one, first in zip(figures, warm, strict=True):  # nobody may be refused while it warms up either
        one.refused = dict(Counter(one.refused) + first.refused)
    return figures


def many(tokens: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """One access for each token, 256 in a transaction: who has been seen once is in the cache."""
    for first in range(0, len(tokens), 256):
        yield [{"token": token, **_ACCESSES[0]} for token in tokens[first : first + 256]]


async def async_calls(kavach: Any, tokens: Sequence[str], callers: int, seconds: float) -> Sample:
    """That many tasks on this event loop."""
    authorize, count = kavach.authorize, len(tokens)
    times = [array("q") for _ in range(callers)]
    refused: Counter[str] = Counter()
    spent = time.process_time()
    begin = _now()
    end = begin + int(seconds * 1e9)

    async def caller(number: int) -> None:
        mine, pick, turn = times[number], Random(number + begin).random, number
        done = begin
        while done < end or not mine:  # once at least, however late this process gets its turn
            token, access = tokens[int(pick() * count)], _ACCESSES[turn & _RING]
            turn += 1
            started = _now()
            decision = await authorize(token=token, **access)
            done = _now()
            mine.append(done - started)
            if not decision.allowed:
                refused[decision.code] += 1

    await asyncio.gather(*(caller(number) for number in range(callers)))
    took = (_now() - begin) / 1e9
    return Sample(_joined(times), took, refused, time.process_time() - spent)


def sync_calls(kavach: Any, tokens: Sequence[str], callers: int, seconds: float) -> Sample:
    """That many threads."""
    authorize, count = kavach.authorize, len(tokens)
    times = [array("q") for _ in range(callers)]
    refused: Counter[str] = Counter()
    line = threading.Barrier(callers + 1)
    ends = [0] * callers

    def caller(number: int) -> None:
        mine, pick, turn = times[number], Random(number).random, number
        line.wait()
        done = _now()
        end = done + int(seconds * 1e9)
        while done < end:
            token, access = tokens[int(pick() * count)], _ACCESSES[turn & _RING]
            turn += 1
            started = _now()
            decision = authorize(token=token, **access)
            done = _now()
            mine.append(done - started)
            if not decision.allowed:
                refused[decision.code] += 1
        ends[number] = done

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(callers)]
    for thread in threads:
        thread.start()
    line.wait()
    spent = time.process_time()
    begin = _now()
    for thread in threads:
        thread.join()
    return Sample(_joined(times), (max(ends) - begin) / 1e9, refused, time.process_time() - spent)


def _joined(times: Sequence[array[int]]) -> array[int]:
    joined = array("q")
    for some in times:
        joined.extend(some)
    return joined
