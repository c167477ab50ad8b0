"""``python -m bench SECTION …``: which sections to measure, on which databases, how long, and where to keep the figures."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.databases import server
from bench.load import Effort
from bench.report import Report

SECTIONS = {
    "latency": "authorize() in one process: 1, 16, 64, 256 callers, async and sync, both durabilities",
    "processes": "several processes on one database: throughput, fairness, the longest call",
    "growth": "100,000 agents and 1,000,000 entries beside an empty database",
    "parts": "what one access costs, part by part",
    "memory": "the size of the process over 1,000,000 decisions",
    "startup": "the import, the first authorize on a new database, the packages of a core install",
    "http": "POST /v1/authorize beside an empty endpoint on the same server",
    "simulate": "many trees of agents, several processes that do everything, and an exact check in the end",
    "revocation": "late allows in 10,000 revocations across processes, with the stale control",
}


def main(arguments: list[str] | None = None) -> int:
    lines = "\n".join(f"  {name:<12}{what}" for name, what in SECTIONS.items())
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=f"Measure Kavach beside the floor F of this machine.\n\nsections:\n{lines}\n  all         (default)",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sections", nargs="*", default=["all"], metavar="SECTION")
    parser.add_argument(
        "--db",
        action="append",
        metavar="DATABASE",
        help="sqlite (default), postgresql, mysql, or a server's address; several by commas, or by giving it again",
    )
    parser.add_argument("--quick", action="store_true", help="small numbers, to see that it runs")
    parser.add_argument(
        "--seconds", type=float, help="length of one round (1.0; quick 0.2), or of a simulation (20; quick 2)"
    )
    parser.add_argument("--rounds", type=int, help="rounds per line; medians are printed (5; quick 2)")
    parser.add_argument("--count", type=int, help="decisions of memory, revocations of revocation")
    parser.add_argument("--processes", type=int, default=4, help="simulate: processes (4)")
    parser.add_argument("--callers", type=int, default=16, help="simulate: callers in each process (16)")
    parser.add_argument("--roots", type=int, default=40, help="simulate: trees of agents (40)")
    parser.add_argument("--json", metavar="FILE", help="write every figure there, too")
    parser.add_argument("--dir", metavar="FOLDER", help="where the databases are made (the system's default)")
    parser.add_argument(
        "--seeded",
        metavar="NAME",
        help="growth: the used database (a file, a schema, a database); made if missing, and kept",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 if a bar is missed; where something is not exact that is so anyway",
    )
    given = parser.parse_args(arguments)
    if unknown := set(given.sections) - {*SECTIONS, "all"}:
        parser.error(f"unknown section {min(unknown)!r}")
    chosen = list(SECTIONS) if "all" in given.sections else given.sections
    seconds = given.seconds or (0.2 if given.quick else 1.0)
    rounds = given.rounds or (2 if given.quick else 5)
    effort = Effort(seconds, rounds, min(0.25, seconds / 2), given.quick, given.count)
    wanted = [name for one in given.db or ["sqlite"] for name in ([one] if "://" in one else one.split(","))]
    report = Report()
    report.head()
    with TemporaryDirectory(prefix="kavach-bench-", dir=given.dir) as folder:
        try:
            servers = [server(name, Path(folder)) for name in wanted]
        except ValueError as error:
            parser.error(str(error))
        for place in servers:
            report.on(place.kind, place.about())
            for name in chosen:
                more = _more(name, given)
                import_module(f"bench.{name}").run(report, place, effort, **more)
                if given.json:  # after each section: a long run that is stopped has not been in vain
                    Path(given.json).write_text(json.dumps(report.wire(), indent=1), encoding="utf-8")
    report.foot()
    return 1 if any(not bar.passed and (bar.exact or given.strict) for bar in report.bars) else 0


def _more(section: str, given: argparse.Namespace) -> dict[str, Any]:
    """The options that only one section knows."""
    names = {"growth": ("seeded",), "simulate": ("seconds", "processes", "callers", "roots")}
    return {name: getattr(given, name) for name in names.get(section, ())}


if __name__ == "__main__":
    sys.exit(main())
