"""Several processes on one file: throughput, fairness, the longest call."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.access import new_database
from bench.floor import Floor, sample_row
from bench.latency import DURABILITIES
from bench.load import Effort, Figures, rounds
from bench.report import Report
from bench.workers import Worker, together

#: mode, processes, callers in each
SHAPES = (
    ("async", 1, 16),
    ("async", 2, 16),
    ("async", 4, 1),
    ("async", 4, 16),
    ("sync", 4, 1),
    ("sync", 4, 16),
)


def run(report: Report, folder: Path, effort: Effort) -> None:
    report.start("processes", "several processes on one file, 64 agents under 8 roots")
    report.columns()
    for durability in DURABILITIES:
        for mode, processes, callers in SHAPES:
            figures = measure(folder, durability, mode, processes, callers, effort)
            name = f"{mode}, {processes} x {callers} callers"
            report.load(name, durability, figures, fairness=figures.fairness)
            if (durability, mode, processes, callers) == ("process", "async", 4, 16):
                report.bar(f"{durability}: {name}", figures.ratio, "≥", 0.4, " F")
                report.bar(f"{durability}: {name}, longest call", figures.longest, "<", 100, " ms")
                report.bar(f"{durability}: {name}, slowest / fastest process", figures.fairness, "≥", 0.8)


def measure(
    folder: Path, durability: str, mode: str, processes: int, callers: int, effort: Effort
) -> Figures:
    with TemporaryDirectory(dir=folder) as place, ExitStack() as stack:
        path = str(Path(place) / "kavach.db")
        tokens = new_database(path, durability)
        floor = Floor(Path(place), durability, sample_row(path))
        stack.callback(floor.close)
        started = [Worker(path, durability, mode, tokens) for _ in range(processes)]
        workers = [stack.enter_context(worker) for worker in started]
        return rounds(effort, floor, lambda seconds: together(workers, callers, seconds))
