"""Does the process grow with history? 1,000,000 decisions by 64 callers, the resident size sampled all the while.

Resources, arguments and addresses vary, some calls are refused and some tokens unknown, so that every bounded cache is
filled before the size is compared.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import time
from multiprocessing.connection import Connection
from random import Random
from statistics import median
from typing import Any

import psutil

from bench import access as one
from bench.databases import Server
from bench.load import Effort
from bench.report import Report

_CALLERS = 64
#: The resident size may move by this share, or by that many MiB, from the second tenth to the last.
_SHARE = 0.05
_SLACK = 4.0


def run(report: Report, server: Server, effort: Effort) -> None:
    decisions = effort.count or (20_000 if effort.quick else 1_000_000)
    report.start("memory", f"resident size over {decisions:,} decisions, {_CALLERS} async callers")
    with server.new() as url:
        sizes, seconds = measure(url, decisions)
    tenth = max(1, len(sizes) // 10)
    points = " ".join(f"{median(sizes[n : n + tenth]):.1f}" for n in range(0, len(sizes), tenth))
    print(f"resident size by tenths, MiB: {points}")
    early, late = median(sizes[tenth : 2 * tenth]), median(sizes[-tenth:])
    report.fact("decisions per second", decisions / seconds, "/s")
    report.fact("resident size in the second tenth", early, "MiB", sizes=sizes)
    report.fact("resident size in the last tenth", late, "MiB")
    report.fact(
        "slope of the second half", _slope(sizes[len(sizes) // 2 :], decisions / len(sizes)), "bytes per call"
    )
    most = max(early * _SHARE, _SLACK)
    if decisions < 200_000:
        print("   too few decisions to fill the caches, so no bar")
        return
    report.bar(f"memory: growth over {decisions:,} decisions", late - early, "≤", round(most, 1), " MiB")


def measure(url: str, decisions: int) -> tuple[list[float], float]:
    """Resident sizes in MiB, evenly spaced, and the seconds it took; in a process of its own."""
    tokens = one.fill(url, "process")
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs, url, tokens, decisions), daemon=True)
    process.start()
    theirs.close()
    try:
        sizes, seconds = pipe.recv()
    finally:
        process.join()
    return sizes, seconds


def _slope(sizes: list[float], calls: float) -> float:
    """Least squares: bytes per call, where samples are ``calls`` calls apart."""
    n = len(sizes)
    middle, mean = (n - 1) / 2, sum(sizes) / n
    spread = sum((x - middle) ** 2 for x in range(n)) or 1.0
    return sum((x - middle) * (y - mean) for x, y in enumerate(sizes)) / spread / calls * 2**20


def _child(pipe: Connection, url: str, tokens: list[str], decisions: int) -> None:
    pipe.send(asyncio.run(_decide(url, tokens, decisions)))


async def _decide(url: str, tokens: list[str], decisions: int) -> tuple[list[float], float]:
    from pykavach import Kavach

    own, every = psutil.Process(), max(1, decisions // 100)
    sizes: list[float] = []
    done = 0
    async with Kavach(url, durability="process", timeout=one.TIMEOUT) as kavach:

        async def caller(number: int) -> None:
            nonlocal done
            dice = Random(number)
            while done < decisions:
                done += 1
                if done % every == 0:
                    gc.collect()
                    sizes.append(own.memory_info().rss / 2**20)
                await kavach.authorize(**_any_access(dice, tokens))

        begin = time.perf_counter()
        await asyncio.gather(*(caller(number) for number in range(_CALLERS)))
        return sizes, time.perf_counter() - begin


def _any_access(dice: Random, tokens: list[str]) -> dict[str, Any]:
    kind = dice.random()
    token = "kv_" + dice.randbytes(36).hex() if kind < 0.01 else tokens[int(dice.random() * len(tokens))]
    arguments = one.arguments(dice.randrange(10_000))
    if kind > 0.95:
        arguments["path"] = "/etc/passwd"
    return {
        "token": token,
        "resource": f"mcp:github:repository-{dice.randrange(50_000)}",
        "action": one.ACTION,
        "arguments": arguments,
        "ip": f"10.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(256)}",
        "cost_usd": dice.randrange(1000) / 10_000,
    }
