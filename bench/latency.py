"""``authorize()`` in one process: 1, 16, 64 and 256 callers, async and sync, both durabilities, an empty database."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.access import new_database
from bench.floor import Floor, sample_row
from bench.load import Effort, Figures, async_calls, many, rounds, sync_calls
from bench.report import Report

CALLERS = (1, 16, 64, 256)
DURABILITIES = ("process", "disk")
#: (durability, mode, callers) → the least share of the floor's rate
BARS = {
    ("process", "sync", 1): 0.30,
    ("process", "async", 1): 0.10,
    ("process", "async", 64): 0.6,
    ("disk", "sync", 1): 0.5,
    ("disk", "async", 64): 5.0,
}


def run(report: Report, folder: Path, effort: Effort) -> None:
    report.start("latency", "one process, an empty database, 64 agents under 8 roots")
    report.columns()
    for durability in DURABILITIES:
        for mode in ("sync", "async"):
            for callers in CALLERS:
                figures = measure(folder, durability, mode, callers, effort)
                name = f"{mode}, {callers} caller{'s' * (callers > 1)}"
                report.load(name, durability, figures)
                if (least := BARS.get((durability, mode, callers))) is not None:
                    report.bar(f"{durability}: {name}", figures.ratio, "≥", least, " F")
                if (durability, mode, callers) == ("process", "async", 64):
                    report.bar(f"{durability}: {name}, p99", figures.p99, "<", 5, " ms")


def measure(folder: Path, durability: str, mode: str, callers: int, effort: Effort) -> Figures:
    """One line, on a new file."""
    with TemporaryDirectory(dir=folder) as place:
        path = str(Path(place) / "kavach.db")
        tokens = new_database(path, durability)
        floor = Floor(Path(place), durability, sample_row(path))
        try:
            if mode == "sync":
                return _sync(path, durability, tokens, callers, effort, floor)
            return _async(path, durability, tokens, callers, effort, floor)
        finally:
            floor.close()


def _sync(
    path: str, durability: str, tokens: list[str], callers: int, effort: Effort, floor: Floor
) -> Figures:
    from pykavach.sync import Kavach

    with Kavach(f"sqlite:///{path}", durability=durability) as kavach:
        for calls in many(tokens):
            kavach.authorize_many(calls)
        return rounds(effort, floor, lambda seconds: sync_calls(kavach, tokens, callers, seconds))


def _async(
    path: str, durability: str, tokens: list[str], callers: int, effort: Effort, floor: Floor
) -> Figures:
    from pykavach import Kavach

    with asyncio.Runner() as loop:
        kavach = Kavach(f"sqlite:///{path}", durability=durability)
        loop.run(kavach.open())
        try:
            for calls in many(tokens):
                loop.run(kavach.authorize_many(calls))
            return rounds(
                effort, floor, lambda seconds: loop.run(async_calls(kavach, tokens, callers, seconds))
            )
        finally:
            loop.run(kavach.aclose())
