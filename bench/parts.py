"""What one access costs in parts: the stages of its way, and inside them the functions it calls.

*Stages* are timed on real calls through the blocking surface, one in a transaction and 64 in one. They follow the
protocols of ``pykavach.ports``: what lies between reading and saving is the judgement. *Functions* are timed alone,
with the arguments they really got: one call is made with every function below wrapped, then each is run again and
again. A function that the call did not use has no line.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from statistics import median
from typing import Any

from bench.access import TIMEOUT, accesses, fill
from bench.databases import Server, sample_row
from bench.floor import Floor, floor
from bench.load import Effort, Sample, async_calls
from bench.load import many as groups
from bench.report import Report

_now = time.perf_counter_ns

STAGES = {
    "prepare": "prepare (token, cache, arguments, screen)",
    "begin": "wait for the turn, BEGIN (SQLite)",
    "read": "read epoch, head, meters (server: trip 1)",
    "fold": "judge, charge, entry, hash",
    "save": "write meters, rows, head (server: spell)",
    "commit": "COMMIT (server: trip 2, the writes in it)",
    "rest": "committer, answer, the rest",
}

#: What a transaction asks of its unit, and the stage it counts for. Some ask each other.
_ASKED = {"begin": "read", "start": "read", "load": "read", "save": "save", "append": "save"}

#: What is inside the stages: (line, module, name; a dot for a method)
FUNCTIONS = (
    ("token: form and checksum", "pykavach.core.tokens", "well_formed"),
    ("token: SHA-256", "pykavach.core.tokens", "digest"),
    ("random bytes for salt and id", "os", "urandom"),
    ("agent: look-up in the cache", "pykavach.engine.cache", "Cache.by_digest"),
    ("arguments: canonical JSON", "pykavach.core.codec", "snapshot"),
    ("arguments: redaction", "pykavach.core.redact", "keep"),
    ("arguments: commitment", "pykavach.core.audit", "commit_to"),
    ("address", "pykavach.core.addresses", "parse_address"),
    ("cost", "pykavach.core.money", "micros"),
    ("screen: patterns and address list", "pykavach.core.decide", "screen"),
    ("life of the chain", "pykavach.core.plan", "death"),
    ("what fits: meters, budgets", "pykavach.core.meters", "fits"),
    ("take the charges", "pykavach.core.meters", "Reading.take"),
    ("what remains, for the answer", "pykavach.core.meters", "used_of"),
    ("80 % and cap events", "pykavach.engine.events", "crossings"),
    ("entry: canonical text", "pykavach.core.audit", "decision_entry"),
    ("entry: SHA-256", "pykavach.core.audit", "digest"),
    ("entry: stored spelling", "pykavach.core.codec", "stored"),
)


def run(report: Report, server: Server, effort: Effort) -> None:
    report.start("parts", "what one access costs in parts, in us")
    for durability in server.durabilities:
        with server.new() as url:
            tokens = fill(url, durability)
            with floor(server, durability, sample_row(url)) as base:
                _stages(report, url, durability, tokens, effort, base)
    with server.new() as url:
        _functions(report, url, fill(url, "process"), effort)


# -- stages --------------------------------------------------------------------------------------------------------------


class Clock:
    """Nanoseconds by stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0)
        self._inside: set[str] = set()
        self.kept: dict[str, list[int]] = {stage: [] for stage in (*STAGES, "total")}

    def keep(self, total: int) -> None:
        """End one batch that took ``total``. What lies between reading and saving is the fold; what is left, the rest."""
        spent = self.spent
        spent["fold"] -= spent["read"] + spent["save"]
        spent["rest"] = total - sum(spent.values())
        for stage, value in spent.items():
            self.kept[stage].append(value)
            spent[stage] = 0
        self.kept["total"].append(total)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        spent, inside = self.spent, self._inside

        def timed(*args: Any, **kwargs: Any) -> Any:
            if stage in inside:  # one asks another: the outer one counts
                return function(*args, **kwargs)
            inside.add(stage)
            begin = _now()
            try:
                return function(*args, **kwargs)
            finally:
                spent[stage] += _now() - begin
                inside.discard(stage)

        return timed


class TimedUnit:
    """A unit of the store with its beginning, its end, and what is asked of it timed."""

    def __init__(self, clock: Clock, real: Any) -> None:
        self._clock = clock
        self._real = real

    def __enter__(self) -> Any:
        begin = _now()
        unit = self._real.__enter__()
        self._clock.spent["begin"] += _now() - begin
        self._begun = _now()
        return unit

    def __exit__(self, *error: object) -> Any:
        end = _now()
        self._clock.spent["fold"] += end - self._begun
        try:
            return self._real.__exit__(*error)
        finally:
            self._clock.spent["commit"] += _now() - end


@contextmanager
def watched(engine: Any, clock: Clock) -> Iterator[None]:
    """Time every unit of this engine's store."""
    store = engine.store
    with store.unit() as unit:
        kind = type(unit)
    kept = {name: vars(kind).get(name) for name in _ASKED}
    real, prepare = store.unit, engine.prepare
    for name in kept:
        setattr(kind, name, clock.timed(_ASKED[name], getattr(kind, name)))
    store.unit = lambda deadline=None: TimedUnit(clock, real(deadline))
    engine.prepare = clock.timed("prepare", prepare)
    try:
        yield
    finally:
        del store.unit, engine.prepare
        for name, own in kept.items():
            if own is None:
                delattr(kind, name)
            else:
                setattr(kind, name, own)


def _stages(
    report: Report, url: str, durability: str, tokens: list[str], effort: Effort, floor: Floor
) -> None:
    from pykavach.sync import Kavach

    columns: list[dict[str, float]] = []
    floors: list[float] = []
    with Kavach(url, durability=durability, timeout=TIMEOUT) as kavach:
        for calls in groups(tokens):
            kavach.authorize_many(calls)
        for size in (1, 64):
            _spent(kavach, tokens, size, effort.seconds / 4)  # warm
            found = []
            for _ in range(effort.rounds):
                floors.append(1e6 / floor.rate(effort.floor))
                found.append(_spent(kavach, tokens, size, effort.seconds))
            columns.append({stage: median(one[stage] for one in found) for stage in found[0]})
    f = median(floors)
    rate = median(_through_the_loop(url, durability, tokens, effort))
    print(f"\n{durability}: F = {f:.1f} us{'':<28}{'1 call':>10}{'share':>8}{'64 calls':>10}{'share':>8}")
    for stage, line in {**STAGES, "total": "total, per access"}.items():
        one, many = columns[0][stage], columns[1][stage]
        shares = one / columns[0]["total"], many / columns[1]["total"]
        print(f"{line:<46}{one:>10.2f}{shares[0]:>8.0%}{many:>10.2f}{shares[1]:>8.0%}")
        wire = {"stage": stage, "one": one, "of64": many, "durability": durability, "floor": f}
        report.keep(wire)
    print(f"{'64 async callers: per access':<46}{'':>18}{1e6 / rate:>10.2f}")
    report.keep({"stage": "async", "of64": 1e6 / rate, "durability": durability, "floor": f})
    if not columns[0]["begin"] or not columns[0]["save"]:
        print("   the way of a call has moved: bench/parts.py does not see its transaction any more")


def _spent(kavach: Any, tokens: list[str], size: int, seconds: float) -> dict[str, float]:
    """Microseconds per access by stage: medians over that many seconds of calls in batches of ``size``."""
    clock, ring = Clock(), accesses()
    batches = [
        [
            {"token": tokens[(first + n * 7) % len(tokens)], **ring[(first + n) % len(ring)]}
            for n in range(size)
        ]
        for first in range(64)
    ]
    begin = now = _now()
    done = 0
    with watched(kavach.engine, clock):
        while now - begin < seconds * 1e9:
            batch = batches[done % len(batches)]
            done += 1
            asked = _now()
            if size == 1:
                kavach.authorize(**batch[0])
            else:
                kavach.authorize_many(batch)
            now = _now()
            clock.keep(now - asked)
    return {stage: median(values) / size / 1e3 for stage, values in clock.kept.items()}


def _through_the_loop(url: str, durability: str, tokens: list[str], effort: Effort) -> list[float]:
    from pykavach import Kavach

    with asyncio.Runner() as loop:
        kavach = Kavach(url, durability=durability, timeout=TIMEOUT)
        loop.run(kavach.open())
        try:
            samples: list[Sample] = [
                loop.run(async_calls(kavach, tokens, 64, effort.seconds)) for _ in range(effort.rounds)
            ]
        finally:
            loop.run(kavach.aclose())
    return [sample.rate for sample in samples]


# -- functions -----------------------------------------------------------------------------------------------------------


def _functions(report: Report, url: str, tokens: list[str], effort: Effort) -> None:
    from pykavach.sync import Kavach

    access = {"token": tokens[1], **accesses(1)[0]}
    repeats, loops = (5, 200) if effort.quick else (40, 500)
    with Kavach(url, durability="process", timeout=TIMEOUT) as kavach:
        kavach.authorize(**access)
        seen = _captured(lambda: kavach.authorize(**access))
        print(f"\n{'inside, each alone':<46}{'us':>10}{'times':>8}")
        for line, module, name in FUNCTIONS:
            if not (calls := seen[f"{module}.{name}"]):
                continue
            spent = 0.0
            for function, args, kwargs in calls:
                spent += _alone(function, args, kwargs, repeats, loops)
            print(f"  {line:<44}{spent:>10.2f}{len(calls):>8}")
            wire = {"function": f"{module}.{name}", "us": spent, "calls": len(calls)}
            report.keep(wire)


def _captured(call: Callable[[], Any]) -> dict[str, list[tuple[Any, tuple[Any, ...], dict[str, Any]]]]:
    """Every call of the functions above during ``call``, with its arguments."""
    seen: dict[str, list[tuple[Any, tuple[Any, ...], dict[str, Any]]]] = {}
    undo: list[tuple[Any, str, Any]] = []
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("pykavach")]
    for _, module, name in FUNCTIONS:
        mine = seen[f"{module}.{name}"] = []
        owner: Any = import_module(module)
        *path, last = name.split(".")
        for step in path:
            owner = getattr(owner, step, None)
        real = getattr(owner, last, None)
        if real is None:
            continue

        def noted(*args: Any, _real: Any = real, _mine: Any = mine, **kwargs: Any) -> Any:
            _mine.append((_real, args, kwargs))
            return _real(*args, **kwargs)

        # Wherever the function has been imported to by name, it is one and the same object.
        for place in [owner] if path else {owner, *modules}:
            for key, value in list(vars(place).items()):
                if value is real:
                    undo.append((place, key, value))
                    setattr(place, key, noted)
    try:
        call()
    finally:
        for place, key, value in undo:
            setattr(place, key, value)
    return seen


def _alone(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], repeats: int, loops: int) -> float:
    """Microseconds of one call at its best, the loop itself taken off: a neighbour can only add."""
    found: list[float] = []
    for _ in range(repeats):
        begin = _now()
        for _ in range(loops):
            pass
        empty = _now() - begin
        begin = _now()
        for _ in range(loops):
            function(*args, **kwargs)
        found.append((_now() - begin - empty) / loops / 1e3)
    return min(found)
