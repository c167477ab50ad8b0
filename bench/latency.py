"""``authorize()`` in one process: 1, 16, 64 and 256 callers, async and sync, each durability, an empty database.

Then 64 callers whose agents all hang under one root take turns with 64 whose agents hang under eight: what a meter costs
that everybody shares.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager

from bench.access import TIMEOUT, fill
from bench.databases import Server, sample_row
from bench.floor import floor
from bench.load import Effort, Figures, Sample, async_calls, in_turns, many, rounds, sync_calls
from bench.report import Report

CALLERS = (1, 16, 64, 256)
#: (kind of database, durability, mode, callers) → the least share of the floor's rate
BARS = {
    ("sqlite", "process", "sync", 1): 0.30,
    ("sqlite", "process", "async", 1): 0.10,
    ("sqlite", "process", "async", 64): 0.6,
    ("sqlite", "disk", "sync", 1): 0.5,
    ("sqlite", "disk", "async", 64): 5.0,
    ("postgresql", "disk", "sync", 1): 0.4,
    ("postgresql", "disk", "async", 1): 0.4,
    ("postgresql", "disk", "async", 64): 6.0,
    ("mysql", "disk", "sync", 1): 0.4,
    ("mysql", "disk", "async", 1): 0.4,
    ("mysql", "disk", "async", 64): 6.0,
}
#: The least share of the rate over eight roots that calls under one must have.
HOT = 0.7
Calls = Callable[[list[str], int, float], Sample]


def run(report: Report, server: Server, effort: Effort) -> None:
    report.start("latency", "one process, an empty database, 64 agents under 8 roots")
    report.columns()
    for durability in server.durabilities:
        for mode in ("sync", "async"):
            for callers in CALLERS:
                figures = measure(server, durability, mode, callers, effort)
                name = f"{mode}, {callers} caller{'s' * (callers > 1)}"
                report.load(name, durability, figures)
                if (least := BARS.get((server.kind, durability, mode, callers))) is not None:
                    report.bar(f"{durability}: {name}", figures.ratio, "≥", least, " F")
                if (server.kind, durability, mode, callers) == ("sqlite", "process", "async", 64):
                    report.bar(f"{durability}: {name}, p99", figures.p99, "<", 5, " ms")
    durability = server.durabilities[0]
    spread, hot = _one_root(server, durability, effort)
    report.load("async, 64 callers, 8 roots", durability, spread)
    report.load("async, 64 callers, 1 root", durability, hot)
    report.bar(f"{durability}: async, 64 callers, one root beside eight", hot.rate / spread.rate, "≥", HOT)


def measure(server: Server, durability: str, mode: str, callers: int, effort: Effort) -> Figures:
    """One line, on a new database."""
    with server.new() as url:
        tokens = fill(url, durability)
        with (
            floor(server, durability, sample_row(url)) as base,
            opened(url, durability, mode, tokens) as call,
        ):
            return rounds(effort, base, lambda seconds: call(tokens, callers, seconds))


def _one_root(server: Server, durability: str, effort: Effort) -> tuple[Figures, Figures]:
    """The same load over eight roots and over one, in turns."""
    with server.new() as url:
        eight, one = fill(url, durability), fill(url, durability, roots=1)
        with (
            floor(server, durability, sample_row(url)) as base,
            opened(url, durability, "async", [*eight, *one]) as call,
        ):
            spread, hot = in_turns(
                effort,
                base,
                [lambda seconds, tokens=tokens: call(tokens, 64, seconds) for tokens in (eight, one)],
            )
        return spread, hot


@contextmanager
def opened(url: str, durability: str, mode: str, tokens: list[str]) -> Generator[Calls]:
    """A Kavach that has seen these agents, as a function of tokens, callers and seconds."""
    if mode == "sync":
        from pykavach.sync import Kavach as Blocking

        with Blocking(url, durability=durability, timeout=TIMEOUT) as kavach:
            for calls in many(tokens):
                kavach.authorize_many(calls)
            yield lambda some, callers, seconds: sync_calls(kavach, some, callers, seconds)
        return
    from pykavach import Kavach

    with asyncio.Runner() as loop:
        waited = Kavach(url, durability=durability, timeout=TIMEOUT)
        loop.run(waited.open())
        try:
            for calls in many(tokens):
                loop.run(waited.authorize_many(calls))
            yield lambda some, callers, seconds: loop.run(async_calls(waited, some, callers, seconds))
        finally:
            loop.run(waited.aclose())
