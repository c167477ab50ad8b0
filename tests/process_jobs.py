"""What the processes of a ``Fleet`` do. Each job takes a gate first: it is passed when all processes are ready."""

from __future__ import annotations

import asyncio
import fcntl
import itertools
import json
import logging
import os
import resource
import select
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from process_world import Board
from pykavach import CallerError, Unavailable
from pykavach.aio import Kavach as AsyncKavach
from pykavach.engine import engine
from pykavach.engine.batch import Batch
from pykavach.sync import Kavach

Gate = Callable[[], None]
Answer = dict[str, Any]


def _options(at: float | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a Kavach; ``at``: the time of its clock, in seconds since the epoch."""
    found: dict[str, Any] = {"durability": "process", "timeout": 60.0, **options}
    if at is not None:
        found["clock"] = lambda: datetime.fromtimestamp(at, UTC)
    return found


def _short(decision: Any) -> Answer:
    return {
        "outcome": decision.outcome,
        "code": decision.code,
        "id": decision.audit_id,
        "throttled": decision.throttled,
        "replayed": decision.replayed,
        "approval": decision.approval_id,
    }


def ask(
    gate: Gate,
    db: str,
    calls: list[Mapping[str, Any]],
    *,
    threads: int = 4,
    tasks: int = 8,
    at: float | None = None,
    settle: Any = None,
    **options: Any,
) -> list[Answer]:
    """Authorize every call of a list: half from threads, half from tasks of an event loop, all on one engine.

    ``settle``: the true cost at which each allow is settled at once.
    """
    return asyncio.run(_ask(gate, db, calls, threads, tasks, settle, _options(at, options)))


async def _ask(
    gate: Gate,
    db: str,
    calls: list[Mapping[str, Any]],
    threads: int,
    tasks: int,
    settle: Any,
    options: Mapping[str, Any],
) -> list[Answer]:
    answers: list[Answer] = []
    async with AsyncKavach(db, **options) as kavach:
        blocking_agents, blocking_usage = kavach.agents._noun, kavach.usage._noun
        half = len(calls) // 2 if tasks else len(calls)
        from_threads, from_tasks = iter(calls[:half]), iter(calls[half:])
        lock = threading.Lock()

        def blocking() -> None:
            while True:
                with lock:
                    call = next(from_threads, None)
                if call is None:
                    return
                decision = blocking_agents.authorize(**call)
                answers.append(_short(decision))
                if decision.allowed and settle is not None and not decision.replayed:
                    blocking_usage.settle(decision.audit_id, cost_usd=settle)

        async def awaiting() -> None:
            for call in from_tasks:
                decision = await kavach.authorize(**call)
                answers.append(_short(decision))
                if decision.allowed and settle is not None and not decision.replayed:
                    await kavach.usage.settle(decision.audit_id, cost_usd=settle)

        gate()
        with ThreadPoolExecutor(max(1, threads)) as pool:
            started = [pool.submit(blocking) for _ in range(threads)]
            await asyncio.gather(*(awaiting() for _ in range(tasks)))
            await asyncio.gather(*map(asyncio.wrap_future, started))
    return answers


def change(
    gate: Gate,
    db: str,
    calls: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    threads: int = 4,
    at: float | None = None,
    **options: Any,
) -> list[str]:
    """Make changes (``("agents.create", {…})``) from threads: for each the id that came of it, or the error's code."""

    def one(name: str, arguments: Mapping[str, Any]) -> str:
        noun, _, method = name.partition(".")
        try:
            made = getattr(getattr(kavach, noun), method)(**arguments)
        except CallerError as error:
            return error.code
        return str(made.principal.id if noun == "users" else made.agent.id)

    with Kavach(db, **_options(at, options)) as kavach:
        gate()
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda call: one(*call), calls))


def open_and_ask(gate: Gate, db: str, **options: Any) -> str:
    """Open a file that may not exist yet, make an agent, and ask once; the installation's name."""
    gate()
    with Kavach(db, **_options(None, options)) as kavach:
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
        )
        assert kavach.authorize(token=made.token, resource="a", action="read").allowed
        return kavach.engine.installation


def decide(
    gate: Gate, db: str, board: str, callers: tuple[int, int], access: Mapping[str, Any], stale: int = 0
) -> Counter[str]:
    """Ask for what the board says until it ends: half of the callers are threads, half are tasks.

    Counts the decisions that lie wholly inside a stop (``"after"``), those of them that were allows (``"late"``), and
    all others by their code. ``stale``: the bug of the control; the epoch is looked at in every so many transactions.
    """
    return asyncio.run(_decide(gate, db, Board(Path(board)), range(*callers), access, stale))


async def _decide(
    gate: Gate, db: str, board: Board, callers: range, access: Mapping[str, Any], stale: int
) -> Counter[str]:
    found: Counter[str] = Counter()

    def note(caller: int, turn: int, begun_after: bool, decision: Any) -> None:
        if begun_after and board.stopped == turn:
            found["after"] += 1
            found["late"] += decision.allowed
            board.finished(caller, turn)
        elif decision.allowed:
            board.allowed(caller, turn)
        if not decision.allowed:
            found[decision.code] += 1

    async with AsyncKavach(db, **_options(None, {})) as kavach:
        if stale:
            _look_seldom(stale)
        agents = kavach.agents._noun

        def blocking(caller: int) -> None:
            while (task := board.task()) is not None:
                turn, token = task
                after = board.stopped == turn
                note(caller, turn, after, agents.authorize(token=token, **access))

        async def awaiting(caller: int) -> None:
            while (task := board.task()) is not None:
                turn, token = task
                after = board.stopped == turn
                note(caller, turn, after, await kavach.authorize(token=token, **access))

        gate()
        half = len(callers) // 2
        with ThreadPoolExecutor(half) as pool:
            started = [pool.submit(blocking, caller) for caller in callers[:half]]
            await asyncio.gather(*(awaiting(caller) for caller in callers[half:]))
            await asyncio.gather(*map(asyncio.wrap_future, started))
    return found


def _look_seldom(transactions: int) -> None:
    """The bug that the control has on purpose: most transactions do not look at the epoch."""
    real, count = Batch._advance, itertools.count()

    def advance(self: Any, epoch: int) -> bool:
        return real(self, epoch) if next(count) % transactions == 0 else False

    Batch._advance = advance  # type: ignore[method-assign]
    engine.alone = lambda *_: None  # type: ignore[assignment]  # every call goes through a batch


# -- another version --------------------------------------------------------------------------------------------------


def open_as_next_version(
    gate: Gate, db: str, access: Mapping[str, Any], way: str = "", **options: Any
) -> list[Any]:
    """Be the version after this one from now on, and open the database at the gate: what one call gets, and the schema."""
    import stored_world

    os.environ["KAVACH_TEST_STEP"] = way
    stored_world.next_version()
    gate()
    with Kavach(db, **_options(None, {"migrate": True, **options})) as kavach:
        code = kavach.authorize(**access).code
        with kavach.engine.reading() as view:
            return [code, view.start().schema]


# -- forks -----------------------------------------------------------------------------------------------------------


def _in_child(work: Callable[[], Any]) -> tuple[int, int]:
    """Fork; the child does its work and is gone. Its process id, and where to read what it says."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    said: Any = "nothing"
    try:
        os.close(reader)
        said = work()
    except BaseException:  # noqa: BLE001 - whatever it is, the test shall see it
        said = traceback.format_exc()
    finally:
        os.write(writer, json.dumps(said).encode())
        os._exit(0)


def _hear(pid: int, reader: int, seconds: float = 60.0) -> Any:
    """What a child said; ``"hung"`` if it says nothing in time."""
    said = b""
    end = time.monotonic() + seconds
    while select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        if not (some := os.read(reader, 65536)):
            os.waitpid(pid, 0)
            os.close(reader)
            return json.loads(said)
        said += some
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(reader)
    return "hung"


def fork_while_working(gate: Gate, db: str, access: Mapping[str, Any], forks: int) -> dict[str, Any]:
    """Fork again and again while threads and tasks ask; every child asks as well, in each way there is."""
    gate()
    return asyncio.run(_fork_while_working(db, access, forks))


async def _fork_while_working(db: str, access: Mapping[str, Any], forks: int) -> dict[str, Any]:
    answers: list[str] = []
    stop = threading.Event()
    async with AsyncKavach(db, **_options(None, {})) as kavach:
        agents = kavach.agents._noun

        def work_in_child() -> list[str]:
            """First from the thread that forked, then from new threads, then from an event loop."""

            async def asked() -> list[str]:
                return [(await kavach.authorize(**access)).code for _ in range(3)]

            found = [agents.authorize(**access).code]
            with ThreadPoolExecutor(3) as pool:
                found += [d.code for d in pool.map(lambda _: agents.authorize(**access), range(6))]
            return found + asyncio.run(asked())

        def fork() -> list[Any]:
            said = []
            for _ in range(forks):
                some = [_in_child(work_in_child) for _ in range(2)]
                said += [_hear(*child) for child in some]
            return said

        def blocking() -> None:
            while not stop.is_set():
                answers.append(agents.authorize(**access).code)

        async def awaiting() -> None:
            while not stop.is_set():
                answers.append((await kavach.authorize(**access)).code)

        with ThreadPoolExecutor(3) as pool:
            started = [pool.submit(blocking) for _ in range(2)]
            forker = pool.submit(fork)
            forker.add_done_callback(lambda _: stop.set())
            await asyncio.gather(*(awaiting() for _ in range(4)))
            await asyncio.gather(*map(asyncio.wrap_future, started))
        return {"children": forker.result(), "parent": answers}


def fork_and_close(gate: Gate, db: str, access: Mapping[str, Any]) -> list[Any]:
    """A child goes on while its parent closes: once before, and again when the gate says that others came and went."""
    opened, closed = os.pipe(), os.pipe()
    kavach = Kavach(db, **_options(None, {})).open()
    first = kavach.authorize(**access).code

    def work_in_child() -> list[str]:
        found = [kavach.authorize(**access).code for _ in range(3)]
        os.write(opened[1], b"1")
        os.read(closed[0], 1)
        found += [kavach.authorize(**access).code for _ in range(3)]
        kavach.close()
        return found

    child = _in_child(work_in_child)
    os.read(opened[0], 1)
    kavach.close()
    gate()
    os.write(closed[1], b"1")
    return [first, *_hear(*child)]


def fork_and_look(gate: Gate, db: str, access: Mapping[str, Any]) -> list[Any]:
    """On a server: the parent's answers around a child's, and whether the parent's session has outlived the child."""
    gate()
    with Kavach(db, **_options(None, {})) as kavach:
        session = lambda: {_session(link.raw) for link in kavach.engine.store._links}  # type: ignore[attr-defined]  # noqa: E731
        first, before = kavach.authorize(**access).code, session()
        child = _hear(*_in_child(lambda: [kavach.authorize(**access).code]))
        return [[first, kavach.authorize(**access).code], child, before == session()]


def lose_the_server(gate: Gate, db: str, access: Mapping[str, Any]) -> list[str]:
    """A call that finds its server gone: its code, and what went to standard error meanwhile."""
    with Kavach(db, timeout=5.0) as kavach, tempfile.TemporaryFile() as file:
        assert kavach.authorize(**access).allowed
        kept = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            gate()
            code = kavach.authorize(**access).code
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
        file.seek(0)
        return [code, file.read().decode()]


def _session(raw: Any) -> int:
    """What a server calls the session of a driver's connection."""
    return int(raw.thread_id() if hasattr(raw, "thread_id") else raw.info.backend_pid)


def fork_under_a_lock(gate: Gate, db: str, access: Mapping[str, Any]) -> list[Any]:
    """Fork while another process keeps the write lock: the child's answers, then the parent's."""
    with Kavach(db, durability="process", timeout=0.3) as kavach:
        kavach.authorize(**access)
        gate()
        return [_hear(*_in_child(lambda: [kavach.authorize(**access).code for _ in range(2)]))]


def fork_in_memory(gate: Gate, access: Mapping[str, Any]) -> list[Any]:
    """What a child makes of a database that is its parent's memory; then the parent."""
    gate()
    with Kavach("sqlite:///:memory:") as kavach:
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
        )
        ask_it = lambda: kavach.authorize(token=made.token, **access).code  # noqa: E731
        return [ask_it(), _hear(*_in_child(ask_it)), ask_it()]


# -- workers that are killed, stopped, starved ---------------------------------------------------------------------------


def work_until_killed(
    gate: Gate, db: str, calls: list[Mapping[str, Any]], acknowledged: str, **options: Any
) -> None:
    """Ask for ever, from threads and tasks; append every decision that came back to a file, one line each.

    A line is one ``write`` to the end of the file: it is there, whole, even if the process dies in the next moment.
    """
    asyncio.run(_work_until_killed(gate, db, calls, acknowledged, _options(None, options)))


async def _work_until_killed(
    gate: Gate, db: str, calls: list[Mapping[str, Any]], acknowledged: str, options: Mapping[str, Any]
) -> None:
    out = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def acknowledge(decision: Any) -> None:
        os.write(out, f"{decision.outcome} {decision.code} {decision.audit_id}\n".encode())

    async with AsyncKavach(db, **options) as kavach:
        agents = kavach.agents._noun

        def blocking() -> None:
            for call in itertools.cycle(calls):
                acknowledge(agents.authorize(**call))

        async def awaiting() -> None:
            for call in itertools.cycle(calls):
                acknowledge(await kavach.authorize(**call))

        gate()
        with ThreadPoolExecutor(3) as pool:
            for _ in range(3):
                pool.submit(blocking)
            await asyncio.gather(*(awaiting() for _ in range(6)))


def endure(
    gate: Gate, db: str, calls: list[Mapping[str, Any]], notes: str, timeout: float, **options: Any
) -> None:
    """Ask on and on, whatever the database does, until the gate is passed a second time; note all that comes back.

    From threads and tasks, each with all calls in turn. An allow that booked something is settled, at half of it; what
    is pending is approved. A line is one ``write``: caller, what was done, when it began and ended (the machine's
    monotonic clock), and what was answered.
    """
    logging.getLogger("pykavach").addHandler(logging.NullHandler())  # it has much to tell of an outage
    asyncio.run(_endure(gate, db, calls, notes, _options(None, {"timeout": timeout, **options})))


async def _endure(
    gate: Gate, db: str, calls: list[Mapping[str, Any]], notes: str, options: Mapping[str, Any]
) -> None:
    out = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    over = threading.Event()

    def note(caller: int, what: str, begun: float, *answer: object) -> None:
        line = " ".join(map(str, (caller, what, begun, time.monotonic(), *answer)))
        os.write(out, f"{line}\n".encode())

    async with AsyncKavach(db, **options) as kavach:
        agents, usage, approvals = kavach.agents._noun, kavach.usage._noun, kavach.approvals._noun

        def follow(caller: int, call: Mapping[str, Any], begun: float, decision: Any) -> None:
            """What a guard and a person do next; how it ended is noted like a decision."""
            note(caller, "authorize", begun, decision.outcome, decision.code, decision.audit_id)
            begun, id = time.monotonic(), decision.audit_id
            try:
                if decision.outcome == "pending":
                    id = decision.approval_id
                    approvals.approve(id, by="ann@example.com")
                    note(caller, "approve", begun, "done", "ok", id)
                elif decision.allowed and "cost_usd" in call:
                    usage.settle(id, cost_usd=Decimal(call["cost_usd"]) / 2)
                    note(caller, "settle", begun, "done", "ok", id)
            except (Unavailable, CallerError) as error:
                note(caller, "follow", begun, "failed", error.code, id)

        def blocking(caller: int) -> None:
            for call in itertools.cycle([*calls[caller % len(calls) :], *calls[: caller % len(calls)]]):
                if over.is_set():
                    return
                begun = time.monotonic()
                decision = agents.authorize(**call)
                follow(caller, call, begun, decision)
                if decision.code == "unavailable":
                    over.wait(0.05)

        async def awaiting(caller: int) -> None:
            for call in itertools.cycle(calls):
                if over.is_set():
                    return
                begun = time.monotonic()
                decision = await kavach.authorize(**call)
                await asyncio.to_thread(follow, caller, call, begun, decision)
                if decision.code == "unavailable":
                    await asyncio.sleep(0.05)

        def told_to_end() -> None:
            gate()
            over.set()

        gate()
        with ThreadPoolExecutor(4) as pool:
            work = [pool.submit(blocking, caller) for caller in range(3)]
            work.append(pool.submit(told_to_end))
            try:
                await asyncio.gather(*(awaiting(caller) for caller in range(3, 6)))
            finally:
                over.set()
            await asyncio.gather(*map(asyncio.wrap_future, work))


def book_and_wait(gate: Gate, db: str, calls: list[Mapping[str, Any]]) -> None:
    """Decide, then hang before anything is settled."""
    with Kavach(db, **_options(None, {})) as kavach:
        for call in calls:
            assert kavach.authorize(**call).allowed
        gate()
        gate()


def hold(gate: Gate, db: str, how: str) -> None:
    """Keep others from writing until the gate is passed a second time.

    ``"flock"``: the queue between processes; ``"exclusive"``: SQLite's own lock, as a shell or a backup takes it;
    ``"unit"``: both, in the middle of a transaction.
    """
    path = db.removeprefix("sqlite:///")
    if how == "flock":
        with open(path + ".lock", "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            gate()
            gate()
    elif how == "exclusive":
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("BEGIN EXCLUSIVE")
            gate()
            gate()
            raw.execute("ROLLBACK")
    else:
        with Kavach(db, **_options(None, {})) as kavach, kavach.engine.store.unit():
            gate()
            gate()


def starve(gate: Gate, db: str, access: Mapping[str, Any]) -> dict[str, Any]:
    """Let the file system refuse every write that makes the log longer, in the middle of commits; then relent."""
    found: dict[str, Any] = {}
    with Kavach(db, durability="disk", timeout=2.0) as kavach:
        found["before"] = kavach.authorize(**access).code
        gate()
        size = os.path.getsize(db.removeprefix("sqlite:///") + "-wal")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, hard))
        try:
            found["starved"] = [kavach.authorize(**access).code for _ in range(3)]

            async def asked() -> list[str]:
                async with AsyncKavach(db, durability="disk", timeout=2.0) as other:
                    return [d.code for d in await other.agents.authorize_many([access] * 3)]

            try:
                found["starved async"] = asyncio.run(asked())
            except Unavailable:
                found["starved async"] = ["unavailable"]
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        found["after"] = [kavach.authorize(**access).code for _ in range(2)]
    return found


def deliver_webhooks(gate: Gate, db: str, secret: str, ahead: float) -> None:
    """Deliver to the webhooks that are stored, by a clock that runs ahead, until the gate opens."""
    with Kavach(
        db,
        secret,
        durability="process",
        timeout=60.0,
        clock=lambda: datetime.now(UTC) + timedelta(seconds=ahead),
        deliver_webhooks=True,
        private_webhooks=True,
    ):
        gate()
