"""What the journeys share: one installation on a real file, driven through either public surface, on a clock that is set.

``Driven`` calls the async surface from an event loop of its own, so that one test reads the same for both: what is
awaited there is simply returned here.
"""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import pykavach
import pykavach.sync
from servers import SERVERS

#: A Wednesday.
NOON = datetime(2025, 1, 15, 12, 0, 0, tzinfo=UTC)
EVERYTHING = ({"resource": "*", "actions": ["*"]},)
READ = {"resource": "files:reports:q1", "action": "read"}
SECRET = "an old secret of at least thirty-two bytes"
MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
#: A gate, and an access that it holds until a person has said yes.
GATED = {"requireApprovalFor": ["*:delete"]}
DELETE = {"resource": "db:users", "action": "delete", "arguments": {"id": 7}}


def allow(resource: str, *actions: str, **more: Any) -> dict[str, Any]:
    """A permission for these actions; for all, if none is named."""
    return {"resource": resource, "actions": list(actions or ("*",)), **more}


def deny(resource: str, *actions: str) -> dict[str, Any]:
    return allow(resource, *actions, effect="deny")


class Clock:
    """The injected clock: stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **parts: float) -> None:
        self.now += timedelta(**parts)

    def at(self, text: str) -> None:
        """Set it to ``2025-01-31T23:59`` and the like, in UTC."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=UTC)


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class Driven:
    """A public object of the async surface; what it returns is awaited before it is given back."""

    def __init__(self, target: Any, loop: Loop) -> None:
        self._target = target
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._target, name)
        return self._wrapped(found) if callable(found) or name in _NOUNS else found

    def _wrapped(self, found: Any) -> Any:
        if not callable(found):
            return Driven(found, self._loop)

        def call(*args: Any, **options: Any) -> Any:
            async def start() -> Any:
                answer = found(*args, **options)
                return await answer if inspect.isawaitable(answer) else answer

            answer = self._loop.run(start())
            if inspect.isasyncgen(answer):
                return self._each(answer)
            if hasattr(answer, "__aenter__") and not isinstance(answer, pykavach.Kavach):
                return self._entered(answer)
            return Driven(answer, self._loop) if hasattr(answer, "agents") else answer

        return call

    def _each(self, source: Any) -> Iterator[Any]:
        async def collect() -> list[Any]:
            return [item async for item in source]

        yield from self._loop.run(collect())

    @contextmanager
    def _entered(self, manager: Any) -> Iterator[Any]:
        value = self._loop.run(manager.__aenter__())
        try:
            yield value
        except BaseException as error:
            if not self._loop.run(manager.__aexit__(type(error), error, error.__traceback__)):
                raise
        else:
            self._loop.run(manager.__aexit__(None, None, None))


_NOUNS = frozenset({"agents", "approvals", "usage", "audit", "keys", "users", "passkeys"})


class Made:
    """An agent with the token it was given."""

    def __init__(self, created: Any) -> None:
        self.id: str = created.agent.id
        self.token: str = created.token
        self.view = created.agent


class World:
    """One database, and as many opened Kavachs on it as a test wants: each as another process would have it.

    In a file of ``folder``, or in a ``schema`` of a server.
    """

    def __init__(
        self, folder: Path, surface: str, loop: Loop, server: str = "", schema: str | None = None
    ) -> None:
        self.path = folder / "kavach.db"
        self.server: Any = SERVERS.get(server)
        self.schema = schema
        self.db = f"sqlite:///{self.path}" if schema is None else self.server.address(schema)
        self.clock = Clock()
        self.surface = surface
        self._loop = loop
        self._opened: list[Any] = []
        self.k: Any = None
        #: Every journey ends with a log that verifies; a test that damages it says so.
        self.verified = True

    def make(self, **options: Any) -> Any:
        """A Kavach that is not open yet."""
        settings = {"db": self.db, "clock": self.clock, "durability": "process", "timeout": 30.0} | options
        kind = pykavach.Kavach if self.surface == "async" else pykavach.sync.Kavach
        return kind(**settings)

    def open(self, **options: Any) -> Any:
        """Another Kavach on the same file, open until the test ends."""
        kavach = self.make(**options)
        if self.surface == "async":
            self._loop.run(kavach.open())
            self._opened.append(lambda: self._loop.run(kavach.aclose()))
            return Driven(kavach, self._loop)
        kavach.open()
        self._opened.append(kavach.close)
        return kavach

    def begin(self, **options: Any) -> Any:
        """Open the main one anew with these options; what is told of them in the file stays."""
        self.close()
        self.k = self.open(**options)
        return self.k

    def shut(self, kavach: Any) -> None:
        """Close one early."""
        if self.surface == "async":
            kavach.aclose()
        else:
            kavach.close()

    def close(self) -> None:
        while self._opened:
            self._opened.pop()()

    # -- agents and accesses -----------------------------------------------------------------------------------------

    def agent(self, constraints: Any = None, *, parent: Made | None = None, **options: Any) -> Made:
        """A service agent that may do everything, or a delegate of ``parent`` (by id, as an administrator)."""
        options = {"name": "worker", "permissions": EVERYTHING, "constraints": constraints} | options
        if parent is None:
            return Made(self.k.agents.create(**{"user_id": "user_1", "type": "service"} | options))
        return Made(self.k.agents.delegate(**{"parent_id": parent.id} | options))

    def ask(self, agent: Made | str, *, of: Any = None, **access: Any) -> Any:
        """``authorize`` with the agent's token."""
        token = agent if isinstance(agent, str) else agent.token
        return (of or self.k).authorize(**{"token": token} | READ | access)

    def code(self, agent: Made | str, **access: Any) -> str:
        return self.ask(agent, **access).code

    def allow(self, agent: Made | str, **access: Any) -> Any:
        decision = self.ask(agent, **access)
        assert decision.allowed, (decision.code, decision.reason)
        return decision

    def count(self, agent: Made, most: int = 100, **access: Any) -> int:
        """How many calls pass before the first one does not."""
        for passed in range(most):
            if not self.ask(agent, **access).allowed:
                return passed
        return most

    # -- looking -----------------------------------------------------------------------------------------------------

    def entries(self, **filters: Any) -> list[Any]:
        """Every entry, oldest first."""
        found: list[Any] = []
        cursor = None
        while True:
            page = self.k.audit.query(cursor=cursor, limit=1000, **filters)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found

    def last(self, **filters: Any) -> Any:
        return self.entries(**filters)[-1]

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What somebody does who has the database: behind Kavach's back, but so that every process notices."""
        if self.schema is not None:
            return self._sql_on_server(statement, *values)
        raw = sqlite3.connect(self.path, timeout=30)
        try:
            with raw:
                found = raw.execute(statement, values).fetchall()
                if not statement.lstrip().upper().startswith("SELECT"):
                    raw.execute("UPDATE epoch SET n=n+1")
                    raw.execute("INSERT INTO change (n, agent) SELECT n, 0 FROM epoch")
            return found
        finally:
            raw.close()

    def _sql_on_server(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        assert self.schema is not None
        try:
            found = self.server.run(statement.replace("?", "%s"), *values, schema=self.schema)
        except self.server.REFUSED:
            pytest.skip("a server's column types refuse this damage")
        if not statement.lstrip().upper().startswith("SELECT"):
            self.server.run("UPDATE epoch SET n=n+1", schema=self.schema)
            self.server.run('INSERT INTO "change" (n, agent) SELECT n, 0 FROM epoch', schema=self.schema)
        return list(found)

    def is_damage(self, value: Any) -> None:
        """Skip where a server would make a good text of what is put into a column of texts."""
        if self.schema is not None and not isinstance(value, str | int):
            pytest.skip("a server's column types refuse this damage")

    def bytes(self) -> bytes:
        """All that lies on the disk; of a server, all that its tables hold."""
        if self.schema is not None:
            return bytes(self.server.everything(self.schema))
        return b"".join(path.read_bytes() for path in sorted(self.path.parent.iterdir()) if path.is_file())


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Run calls in as many threads, all starting together: what each returned or raised."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - it is what the caller asks for
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def spent(world: World, agent: Made) -> tuple[Decimal, Decimal, Decimal]:
    """Dollars of today, of this month and in all, as the agent's meter has them."""
    told = world.k.usage.summary(agent.id)
    return told.usd_today, told.usd_this_month, told.usd


def usd(*amounts: Any) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount) for amount in amounts)
