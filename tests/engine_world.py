"""A small world for tests of the use cases: an engine over a real SQLite file, a clock that is set, agents, decisions."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pykavach.core import audit, tokens
from pykavach.core.agents import Agent, Kind, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.decision import Decision
from pykavach.core.meters import Reading
from pykavach.engine.engine import Engine
from pykavach.ports import Wanted
from pykavach.storage.sqlite import SqliteStore
from pykavach.storage.tables import SCHEMA

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
#: Wednesday, 2025-01-15, 12:00 UTC.
NOON = 1_736_942_400 * SECOND
EVERYTHING = ({"resource": "*", "actions": ["*"]},)


class World:
    """One database file with as many engines as a test opens, all on the clock ``now``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "kavach.db"
        self.now = NOON
        self.engines: list[Engine] = []
        self.tokens: dict[str, str] = {}
        self.engine = self.open()

    def open(self, *secrets: bytes, **options: Any) -> Engine:
        """Another engine on the same file, as another process would have it."""
        store = SqliteStore(str(self.path), now=lambda: self.now, durability="process", timeout=30.0)
        engine = Engine(store, secrets, schema=SCHEMA, timeout=30.0, **options)
        self.engines.append(engine)
        return engine

    def close(self) -> None:
        for engine in self.engines:
            engine.close()

    # -- agents and accesses -----------------------------------------------------------------------------------------

    def agent(
        self,
        constraints: dict[str, Any] | None = None,
        *,
        parent: Agent | None = None,
        permissions: Iterable[dict[str, Any]] = EVERYTHING,
        tenant: str | None = None,
        id: str | None = None,
    ) -> Agent:
        """Store an agent with the meters that it needs."""
        token = tokens.mint(os.urandom(32))
        held = parse_permissions(list(permissions))
        agent = Agent(
            id=id or "agt_" + os.urandom(6).hex(),
            parent=parent.n if parent is not None else None,
            root=parent.root if parent is not None else 0,
            depth=parent.depth + 1 if parent is not None else 0,
            kind=Kind.SERVICE if parent is None else Kind.DELEGATED,
            user_id="user_1",
            tenant_id=tenant,
            name="worker",
            digest=tokens.digest(token),
            created_at=self.now,
            changed_at=self.now,
            permissions=held,
            constraints=Constraints.parse(constraints),
        )
        levels = ["agent", *(p.level for p in held if p.constraints.metered)]
        self.tokens[agent.id] = token
        return self.engine.work(lambda work: work.unit.insert_agent(agent, levels))

    def change(self, agent: Agent, **values: Any) -> Agent:
        """Change an agent's row, as an update would."""
        new = replace(agent, version=agent.version + 1, **values)

        def use_case(work: Any) -> None:
            assert work.unit.update_agent(new, if_version=agent.version)
            work.unit.touch([agent.n])

        self.engine.work(use_case)
        return new

    def ask(
        self, agent: Agent, *, engine: Engine | None = None, waited_on: str | None = None, **access: Any
    ) -> Decision:
        """``authorize``, by id unless a token is given; after waiting for a request, if one is named."""
        access = {"resource": "mcp:github:issues", "action": "write"} | access
        if "token" not in access:
            access["agent_id"] = agent.id
        engine = engine or self.engine
        call = engine.prepare(**access)
        return engine.authorize(call if waited_on is None else engine.again(call, waited_on))

    def allow(self, agent: Agent, **access: Any) -> Decision:
        decision = self.ask(agent, **access)
        assert decision.allowed, decision.reason
        return decision

    # -- looking -----------------------------------------------------------------------------------------------------

    def reading(self, agent: Agent, level: str = "agent") -> Reading:
        """What a level has used, as it stands in the store."""
        with self.engine.reading() as view:
            meter = view.meters([agent.n])[agent.n][level]
            return view.load(Wanted(meters={meter})).meters[meter]

    def rows(self) -> list[audit.Row]:
        with self.engine.reading() as view:
            rows = []
            position = 1
            while (row := view.entry(position)) is not None:
                rows.append(row)
                position += 1
            return rows

    def entries(self, action: str | None = None) -> list[dict[str, Any]]:
        found = [json.loads(row.entry) for row in self.rows()]
        return [entry for entry in found if action in (None, entry["action"])]

    def check_log(self) -> None:
        """Every entry is linked, unaltered, and found by the columns it names."""
        with self.engine.reading() as view:
            head = audit.Head(0, 0, audit.GENESIS)
            for row in self.rows():
                named = json.loads(row.entry)["agent"]
                agents = view.agents([row.agent] if row.agent is not None else [])
                assert named == (agents[row.agent].id if row.agent in agents else None)
                assert audit.check(row, head, named) is None
                head = audit.Head(0, head.position + 1, row.hash)
            assert view.heads() == [head]

    def listen(self) -> None:
        """Keep events from now on."""
        self.engine.work(lambda work: work.unit.see_sink("test", work.now))

    def heard(self) -> list[dict[str, Any]]:
        """The events since the last look, in order."""

        raw = self.engine.store._writer.raw
        found = [
            json.loads(body)
            for (body,) in raw.execute("SELECT body FROM outbox WHERE sink='test' ORDER BY n")
        ]
        raw.execute("DELETE FROM outbox")
        return found


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    world = World(folder)
    try:
        yield world
        world.check_log()
    finally:
        world.close()


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Run calls in as many threads, all starting together: what each returned or raised."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except Exception as error:  # noqa: BLE001 (it is what the caller asks for)
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
