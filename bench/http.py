"""``POST /v1/authorize`` over loopback, beside an empty Starlette JSON endpoint on the same uvicorn: the floor.

Server and callers are processes of their own, as they are in life. Both servers get the same requests, in turn, on
connections that are kept; what differs is what happens between request and answer.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from bench.access import TIMEOUT, accesses, fill
from bench.databases import Server
from bench.load import Effort, share_of
from bench.report import Report

CONNECTIONS = (1, 64)
_PORT = "LISTENING "


def run(report: Report, server: Server, effort: Effort) -> None:
    report.start("http", "POST /v1/authorize beside an empty JSON endpoint on the same uvicorn")
    print(
        f"{'':<34}{'requests/s':>11}{'floor/s':>10}{'x floor':>9}{'p99 ms':>9}{'floor p99':>10}", flush=True
    )
    for durability in ("disk", "process"):
        with server.new() as url:
            tokens = fill(url, durability)
            key = _key(url, durability)
            with _serving(url, durability) as ours, _serving("", durability) as empty:
                for connections in CONNECTIONS:
                    _line(report, durability, connections, _requests(key, tokens), (ours, empty), effort)


def _key(url: str, durability: str) -> str:
    from pykavach.sync import Kavach

    with Kavach(url, durability=durability, timeout=TIMEOUT) as kavach:
        token: str = kavach.keys.create(name="bench", role="service").token
        return token


def _requests(key: str, tokens: list[str]) -> list[bytes]:
    """What is sent: an access of six constraints on a chain of two, of many agents in turn."""
    found: list[bytes] = []
    for access, token in zip(accesses(len(tokens)), tokens, strict=True):
        cost = access.pop("cost_usd")
        body = json.dumps({**access, "costUsd": cost, "token": token})
        head = (
            "POST /v1/authorize HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
            f"authorization: Bearer {key}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        found.append((head + body).encode())
    return found


def _line(
    report: Report,
    durability: str,
    connections: int,
    requests: list[bytes],
    ports: tuple[int, int],
    effort: Effort,
) -> None:
    rounds: list[tuple[float, float, float, float]] = []
    for _ in range(effort.rounds):
        ours, empty = (asyncio.run(_load(port, connections, requests, effort.seconds)) for port in ports)
        rounds.append((*ours, *empty))
    rate, p99, floor, floor_p99 = (median(values) for values in zip(*rounds, strict=True))
    ratio = median(ours / empty for ours, _, empty, _ in rounds)
    slower = median(p99s / floors for _, p99s, _, floors in rounds)
    name = f"{connections} connection{'s' if connections > 1 else ''}, {durability}"
    print(f"{name:<34}{rate:>11,.0f}{floor:>10,.0f}{ratio:>9.2f}{p99:>9.2f}{floor_p99:>10.2f}", flush=True)
    report.keep(
        {"name": name, "rate": rate, "floor": floor, "ratio": ratio, "p99": p99, "floor_p99": floor_p99}
    )
    if connections == CONNECTIONS[-1] and durability == "disk":
        report.bar(f"http: {name}, requests per second beside the floor's", ratio, "≥", 0.5)
        report.bar(f"http: {name}, p99 beside the floor's", slower, "≤", 5, unit=" x")


async def _load(port: int, connections: int, requests: list[bytes], seconds: float) -> tuple[float, float]:
    """Ask in closed loops for so long: answers per second, and the 99th percentile in milliseconds."""
    times: array[int] = array("q")
    end = time.perf_counter() + seconds

    async def ask(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        place = number
        while time.perf_counter() < end:
            started = time.perf_counter_ns()
            writer.write(requests[place % len(requests)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            times.append(time.perf_counter_ns() - started)
            if not head.startswith(b"HTTP/1.1 200") or b'"allowed":true' not in body:
                raise RuntimeError(f"the access of the bench is refused: {body.decode()[:300]}")
            place += connections
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(ask(number) for number in range(connections)))
    return len(times) / (time.perf_counter() - started), share_of(sorted(times), 0.99) / 1e6


# -- servers -------------------------------------------------------------------------------------------------------------


@contextmanager
def _serving(url: str, durability: str) -> Iterator[int]:
    """A server in a process of its own; its port. Without a database: the empty endpoint."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.http", url, durability],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith(_PORT):
                yield int(line.removeprefix(_PORT))
                return
        raise RuntimeError("the server did not start")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _empty() -> Any:
    """What a server does at least: read JSON, say JSON."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def answer(request: Request) -> JSONResponse:
        await request.json()
        return JSONResponse({"allowed": True})

    return Starlette(routes=[Route("/v1/authorize", answer, methods=["POST"])])


def _serve(url: str, durability: str) -> None:
    import uvicorn

    from pykavach.server.config import Config
    from pykavach.server.serve import server_of

    config = Config(db=url or "sqlite:///:memory:", port=0, durability=durability, timeout=TIMEOUT)  # type: ignore[arg-type]  # one of two words
    found = server_of(config)
    if not url:
        found.app, found.http_protocol_class, found.lifespan = _empty(), None, "off"
        found.http = "httptools"

    class Told(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            await super().startup(sockets)
            print(f"{_PORT}{self.servers[0].sockets[0].getsockname()[1]}", flush=True)

    Told(found).run()


if __name__ == "__main__":
    _serve(*sys.argv[1:3])
