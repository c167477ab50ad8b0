"""The import, the first authorize on a new database, and how many packages a core install has."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from importlib.metadata import distribution
from statistics import median

from bench.databases import Server
from bench.load import Effort
from bench.report import Report

_IMPORT = """
import time
begin = time.process_time()
{statement}
print(time.process_time() - begin)
"""

_FIRST = """
import json, sys, time
begin = time.perf_counter()
from pykavach{module} import Kavach
imported = time.perf_counter()
with Kavach(sys.argv[1], durability={durability!r}) as kavach:
    opened = time.perf_counter()
    created = kavach.agents.create(
        user_id="user_1", name="first", permissions=[{{"resource": "mcp:github:*", "actions": ["*"]}}],
        constraints={{"maxCallsPerDay": 10}},
    )
    decision = kavach.authorize(token=created.token, resource="mcp:github:issues", action="write", arguments={{"a": "b"}})
    done = time.perf_counter()
    assert decision.allowed, decision
print(json.dumps([imported - begin, opened - imported, done - opened, time.process_time()]))
"""

STATEMENTS = ("import pykavach", "from pykavach import Kavach", "from pykavach.sync import Kavach")


def run(report: Report, server: Server, effort: Effort) -> None:
    times = 3 if effort.quick else 15
    report.start("startup", f"fresh interpreters, medians of {times}")
    _run(_IMPORT.format(statement=STATEMENTS[-1]))  # writes the bytecode
    for statement in STATEMENTS:
        program = _IMPORT.format(statement=statement)
        spent = median(float(_run(program)) for _ in range(times)) * 1e3
        report.fact(f"CPU of `{statement}`", spent, "ms")
        report.bar(f"startup: CPU of `{statement}`", spent, "<", 150, " ms")
    for durability in server.durabilities:
        _first(report, server, durability, times)
    names = core_packages()
    print(f"a core install: {' '.join(sorted(names))}")
    report.bar("startup: packages of a core install", len(names), "≤", 13)


def _first(report: Report, server: Server, durability: str, times: int) -> None:
    program = _FIRST.format(module=".sync", durability=durability)
    with ExitStack() as stack:
        places = [stack.enter_context(server.new()) for _ in range(times)]
        found = [json.loads(_run(program, url)) for url in places]
    for place, what in enumerate(("import", "open a new database", "create an agent, first authorize")):
        report.fact(f"{durability}: {what}", median(parts[place] for parts in found) * 1e3, "ms")
    report.fact(f"{durability}: CPU of the whole process", median(parts[3] for parts in found) * 1e3, "ms")
    first = median(parts[1] + parts[2] for parts in found)
    report.bar(f"startup: {durability}: open a new database to first answer", first, "<", 0.5, " s")


def _run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def core_packages(name: str = "pykavach") -> set[str]:
    """The distribution and all it needs here without any extra, by the metadata of what is installed."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    todo: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    while todo:
        wanted, extras = todo.pop()
        found.add(canonicalize_name(wanted))
        for text in distribution(wanted).requires or ():
            need = Requirement(text)
            applies = need.marker is None or any(
                need.marker.evaluate({"extra": extra}) for extra in (extras or {""})
            )
            if applies and canonicalize_name(need.name) not in found:
                todo.append((need.name, frozenset(need.extras)))
    return found
