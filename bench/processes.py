"""Several processes on one database: throughput, fairness, the longest call, and what a root costs that all share."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack

from bench.access import fill
from bench.databases import Server, sample_row
from bench.floor import floor
from bench.latency import HOT
from bench.load import Effort, Figures, in_turns, rounds
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
#: The shape that the bars speak of.
MOST = (4, 16)
#: The durability that they speak of, and the least share of the floor's rate for that many async callers.
BARS = {"sqlite": ("process", 0.4), "postgresql": ("disk", 2.5), "mysql": ("disk", 2.5)}


def run(report: Report, server: Server, effort: Effort) -> None:
    report.start("processes", "several processes on one database, 64 agents under 8 roots")
    report.columns()
    refused: Counter[str] = Counter()
    deadlocks = server.deadlocks()
    bound, least = BARS[server.kind]
    for durability in server.durabilities:
        for mode, processes, callers in SHAPES:
            figures = measure(server, durability, mode, processes, callers, effort)
            name = f"{mode}, {processes} x {callers} callers"
            report.load(name, durability, figures, fairness=figures.fairness)
            refused.update(figures.refused)
            if (durability, mode, processes, callers) == (bound, "async", *MOST):
                report.bar(f"{durability}: {name}", figures.ratio, "≥", least, " F")
                if server.kind == "sqlite":
                    report.bar(f"{durability}: {name}, longest call", figures.longest, "<", 100, " ms")
                    report.bar(f"{durability}: {name}, slowest / fastest process", figures.fairness, "≥", 0.8)
    spread, hot = _one_root(server, bound, effort)
    shape = "async, {} x {} callers".format(*MOST)
    report.load(f"{shape}, 8 roots", bound, spread, fairness=spread.fairness)
    report.load(f"{shape}, 1 root", bound, hot, fairness=hot.fairness)
    report.bar(f"{bound}: {shape}, one root beside eight", hot.rate / spread.rate, "≥", HOT)
    for figures in (spread, hot):
        refused.update(figures.refused)
    report.bar("processes: calls that a deadlock or a wait has cost", refused["unavailable"], "≤", 0)
    if deadlocks is not None:
        report.fact("deadlocks the server has found meanwhile", (server.deadlocks() or 0) - deadlocks, "")


def measure(
    server: Server, durability: str, mode: str, processes: int, callers: int, effort: Effort
) -> Figures:
    with server.new() as url, ExitStack() as stack:
        tokens = fill(url, durability)
        base = stack.enter_context(floor(server, durability, sample_row(url)))
        workers = _workers(stack, url, durability, mode, tokens, processes)
        return rounds(effort, base, lambda seconds: together(workers, callers, seconds))


def _one_root(server: Server, durability: str, effort: Effort) -> tuple[Figures, Figures]:
    """The most callers over eight roots and over one, in turns."""
    with server.new() as url, ExitStack() as stack:
        eight, one = fill(url, durability), fill(url, durability, roots=1)
        base = stack.enter_context(floor(server, durability, sample_row(url)))
        pairs = [_workers(stack, url, durability, "async", tokens, MOST[0]) for tokens in (eight, one)]
        spread, hot = in_turns(
            effort,
            base,
            [lambda seconds, workers=workers: together(workers, MOST[1], seconds) for workers in pairs],
        )
        return spread, hot


def _workers(
    stack: ExitStack, url: str, durability: str, mode: str, tokens: list[str], count: int
) -> list[Worker]:
    started = [Worker(url, durability, mode, tokens) for _ in range(count)]
    return [stack.enter_context(worker) for worker in started]
