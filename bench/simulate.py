"""A load simulator: many agents in trees, several processes with callers that do everything, and an exact check in the end.

A few roots are asked for all the time and many seldom; agents hang up to four levels under them, with limits that are
reached within seconds. Callers authorize, explain, repeat calls under keys, settle and record, ask for approvals and
decide them, delegate, rotate, suspend, revoke and update, all at once. In the end everything is counted again from the
audit log (``bench/sim_check.py``); if anything is off by one, the run has failed.
"""

from __future__ import annotations

import multiprocessing
from array import array
from collections import Counter
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from bench.access import TIMEOUT
from bench.databases import Server
from bench.load import Effort, share_of
from bench.report import Report
from bench.sim_caller import Notes, work
from bench.sim_check import Verdict, check
from bench.sim_world import World, plant

_SPAWN = multiprocessing.get_context("spawn")
_DECISIONS = (
    "authorize",
    "authorize, keyed",
    "authorize, with approval",
    "authorize, unknown token",
    "explain",
)


def run(
    report: Report,
    server: Server,
    effort: Effort,
    *,
    seconds: float | None = None,
    processes: int = 4,
    callers: int = 16,
    roots: int = 40,
) -> None:
    lasts = seconds or (2.0 if effort.quick else 20.0)
    title = f"{processes} processes x {callers} callers on {roots} trees for {lasts:g} s"
    report.start("simulate", title)
    with server.new() as url:
        durability = server.durabilities[0]
        world, notes = simulate(url, durability, lasts, processes, callers, roots)
        agents = sum(len(tree) for tree in world.trees)
        report.fact("agents at the start", agents, "")
        _show(report, notes)
        verdict = check(url, notes)
    tell(report, notes, verdict)


def simulate(
    url: str,
    durability: str,
    seconds: float,
    processes: int,
    callers: int,
    roots: int,
    *,
    least: int = 1,
) -> tuple[World, Notes]:
    """Plant agents in an empty database, and let everybody loose on it.

    For so many seconds, and until each caller has done ``least`` things.
    """
    from pykavach.sync import Kavach

    with Kavach(url, durability="process") as kavach:
        world = plant(kavach, roots=roots, processes=processes, dice=Random(1))
    pipes: list[Connection] = []
    started = []
    try:
        for me in range(processes):
            pipe, theirs = _SPAWN.Pipe()
            args = (theirs, url, durability, TIMEOUT, world, me, callers, seconds, least)
            started.append(_SPAWN.Process(target=work, args=args, daemon=True))
            started[-1].start()
            theirs.close()
            pipes.append(pipe)
        for pipe in pipes:
            _heard(pipe)
        for pipe in pipes:
            pipe.send("go")
        notes = Notes()
        for pipe in pipes:
            notes.add(_heard(pipe))
    except BaseException:
        for process in started:
            process.kill()
        raise
    finally:
        for process in started:
            process.join()
    return world, notes


def _heard(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        raise RuntimeError("a process of the simulation has died; its error stands above") from None


def _show(report: Report, notes: Notes) -> None:
    print(f"{'':<30}{'calls':>10}{'/s':>10}{'p50 ms':>10}{'p99 ms':>10}{'max ms':>10}", flush=True)
    together: array[int] = array("q")
    for call in _DECISIONS:
        together.extend(notes.times.get(call, ()))
    _line(report, "all decisions", together, notes.seconds)
    for call in sorted(notes.times, key=lambda call: (call not in _DECISIONS, -len(notes.times[call]))):
        _line(report, call, notes.times[call], notes.seconds)
    codes = Counter(answer.code for answer in notes.answers if answer.kind == "decision")
    report.keep({"name": "codes", "codes": dict(codes)})
    print("codes: " + ", ".join(f"{code} {count:,}" for code, count in codes.most_common()))
    if notes.errors:
        report.keep({"name": "errors", "errors": dict(notes.errors)})
        print("refused: " + ", ".join(f"{name} {count:,}" for name, count in notes.errors.most_common()))


def _line(report: Report, call: str, times: array[int], seconds: float) -> None:
    ordered = sorted(times)
    p50, p99, longest = (share_of(ordered, share) / 1e6 for share in (0.5, 0.99, 1.0))
    count = len(ordered)
    report.keep(
        {"name": call, "calls": count, "rate": count / seconds, "p50": p50, "p99": p99, "longest": longest}
    )
    print(
        f"{call:<30}{count:>10,}{count / seconds:>10,.0f}{p50:>10.2f}{p99:>10.2f}{longest:>10.1f}", flush=True
    )


def tell(report: Report, notes: Notes, verdict: Verdict) -> None:
    """What the check has found, as facts and bars."""
    for name, value in verdict.facts.items():
        report.fact(f"checked: {name}", value, "")
    for problem in verdict.problems:
        print(f"   NOT EXACT: {problem}")
    for problem in notes.unexpected[:20]:
        print(f"   NOT EXPECTED: {problem}")
    denied = sum(answer.code == "unavailable" for answer in notes.answers)
    report.bar("simulate: what is not exact", verdict.count, "≤", 0, exact=True)
    report.bar("simulate: calls that a deadlock or a wait has cost", denied + len(notes.unexpected), "≤", 0)
