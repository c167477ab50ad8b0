"""Does a decision cost more when there are 100,000 agents and 1,000,000 entries?

An empty database and a used one take turns, each called by a process of its own, so that neither pays for the other's
heap. On SQLite ``durability="process"``: with ``"disk"`` both wait for the same disk.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from statistics import median

from bench.access import fill
from bench.databases import Server, sample_row
from bench.floor import Floor, floor
from bench.load import Effort, Figures, Sample
from bench.report import Report
from bench.seed import Seed, make
from bench.workers import Worker, together

ACTIVE = 64
#: The most that the p50 may be beside that of an empty database: with few agents active, and with all of them.
BARS = {"sqlite": (1.3, 3.0), "postgresql": (1.5, 1.5), "mysql": (1.5, 1.5)}


def run(report: Report, server: Server, effort: Effort, seeded: str | None = None) -> None:
    logs = 1 if server.kind == "sqlite" else 4
    seed = Seed(roots=10, children=99, rows=5_000, logs=logs) if effort.quick else Seed(logs=logs)
    durability = server.durabilities[0]
    title = f"an empty database beside {seed.agents:,} agents with {seed.rows:,} entries, one process"
    report.start("growth", title)
    with ExitStack() as stack:
        full, new = server.kept(seeded) if seeded else (stack.enter_context(server.new()), True)
        if new:
            begin = time.perf_counter()
            make(full, seed)
            report.fact("making the used database", time.perf_counter() - begin, "s")
        _verify(report, full)
        empty = stack.enter_context(server.new())
        few, many = fill(empty, durability), seed.tokens()
        base = stack.enter_context(floor(server, durability, sample_row(empty)))
        for mode, callers in (("sync", 1), ("async", 64)):
            places = (empty, few), (full, many)
            _compare(report, base, effort, durability, BARS[server.kind], mode, callers, places)


def _compare(
    report: Report,
    floor: Floor,
    effort: Effort,
    durability: str,
    bars: tuple[float, float],
    mode: str,
    callers: int,
    places: tuple[tuple[str, list[str]], tuple[str, list[str]]],
) -> None:
    with ExitStack() as stack:
        started = [Worker(url, durability, mode, tokens) for url, tokens in places]
        small, large = (stack.enter_context(worker) for worker in started)
        name = f"{mode}, {callers} caller{'s' * (callers > 1)}"
        for active, most in zip((ACTIVE, None), bars, strict=True):
            if active is None:
                cold = large.warm()
                report.fact(f"{name}: first call of each agent, 256 together", cold, "us per call")
            figures, ratio = _turns(floor, effort, callers, small, large, active)
            report.columns()
            report.load(f"{name}, empty", durability, figures[0])
            label = f"{name}, {'all' if active is None else active} active"
            report.load(label, durability, figures[1], p50_ratio=ratio)
            report.bar(f"growth: {label}: p50 beside empty", ratio, "≤", most, " x")


def _turns(
    floor: Floor, effort: Effort, callers: int, small: Worker, large: Worker, active: int | None
) -> tuple[tuple[Figures, Figures], float]:
    """Rounds of: floor, empty, used, floor. The figures of both, and the median of the ratios of their p50."""
    samples: tuple[list[Sample], list[Sample]] = ([], [])
    floors: list[float] = []
    for worker in (small, large):
        together([worker], callers, min(0.2, effort.seconds / 2), active)
    before = floor.rate(effort.floor)
    for turn in range(effort.rounds):
        pair = [(small, samples[0]), (large, samples[1])]
        for worker, found in pair if turn % 2 else reversed(pair):
            found.append(together([worker], callers, effort.seconds, active))
        after = floor.rate(effort.floor)
        floors.append((before + after) / 2)
        before = after
    ratio = median(b.at(0.5) / a.at(0.5) for a, b in zip(*samples, strict=True))
    return (Figures.of(samples[0], floors, floor.cpu), Figures.of(samples[1], floors, floor.cpu)), ratio


def _verify(report: Report, url: str) -> None:
    from pykavach.sync import Kavach

    with Kavach(url, durability="process") as kavach:
        begin = time.perf_counter()
        found = kavach.audit.verify()
        spent = time.perf_counter() - begin
    if not found.ok:
        raise RuntimeError(f"the used database does not verify: {found}")
    report.fact(f"audit.verify() of {found.entries:,} entries", spent, "s")
