"""The short way of a plain call gives what the long way gives: the same decision, the same entry, the same meters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

import worlds
from engine_world import World, a_world
from judgement_model import Ask
from pykavach.core import tokens
from pykavach.core.agents import Agent, Kind, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.engine import batch, engine, swift
from pykavach.engine.engine import Engine
from pykavach.storage.sqlite import SqliteStore
from pykavach.storage.tables import SCHEMA

#: What differs between two runs of the same story: random, measured, or made of those.
_OWN = {"id", "prev", "args", "latencyUs"}


class Stage:
    """One engine in memory, with the agents of a chain in it."""

    def __init__(self, chain: Sequence[dict[str, Any]]) -> None:
        self.now = 0
        self.engine = Engine(SqliteStore(":memory:", now=lambda: self.now), schema=SCHEMA)
        self.engine.work(lambda work: work.unit.see_sink("test", work.now))
        above: Agent | None = None
        for place, one in enumerate(reversed(chain)):
            held = parse_permissions(one["permissions"])
            draft = Agent(
                id=one["id"],
                parent=above.n if above is not None else None,
                root=above.root if above is not None else 0,
                depth=place,
                kind=Kind.SERVICE if above is None else Kind.DELEGATED,
                user_id="user",
                name="agent",
                digest=tokens.digest(tokens.mint(bytes([place] * 32))),
                created_at=0,
                changed_at=0,
                permissions=held,
                constraints=Constraints.parse(one["constraints"]),
            )
            levels = ["agent", *dict.fromkeys(p.level for p in held if p.constraints.metered)]
            above = self.engine.work(lambda work, d=draft, names=levels: work.unit.insert_agent(d, names))
        assert above is not None
        self.presented = above.id

    def tell(self, story: Sequence[Ask], sizes: Sequence[int]) -> list[Any]:
        """Ask in groups of these sizes, each group one transaction; all there is to see afterwards."""
        said: list[Any] = []
        rest = list(story)
        for size in sizes:
            some, rest = rest[:size], rest[size:]
            if not some:
                break
            self.now = int(some[-1].now.timestamp() * 1_000_000)
            calls = [
                self.engine.prepare(
                    agent_id=self.presented,
                    resource=ask.resource,
                    action=ask.action,
                    arguments=ask.arguments,
                    ip=ask.ip,
                    cost_usd=ask.cost,
                )
                for ask in some
            ]
            answers = (
                [self.engine.authorize(calls[0])] if len(calls) == 1 else self.engine.authorize_many(calls)
            )
            said += [_plain(answer.wire()) for answer in answers]
        raw = self.engine.store._writer.raw
        for entry, *columns in raw.execute(
            "SELECT entry, at, agent, kind, code, booked, kept FROM audit ORDER BY seq"
        ):
            said.append((_plain(json.loads(entry)), columns))
        said += raw.execute("SELECT * FROM meter WHERE id > 0 ORDER BY id").fetchall()
        said += [_plain(json.loads(body)) for (body,) in raw.execute("SELECT body FROM outbox ORDER BY n")]
        self.engine.close()
        return said


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in found.items()
        if name not in (*_OWN, "auditId", "latencyUs", "approvalId")
    }


@pytest.mark.promise("PRM-2", "AUD-1", "DEL-3", "BUD-3")
@given(worlds.chains(), worlds.stories(), st.lists(st.integers(1, 4), min_size=12, max_size=12))
def test_both_ways_tell_the_same_story(chain, story, sizes):
    short = Stage(chain).tell(story, sizes)
    with patch.object(engine, "alone", lambda *_: None), patch.object(batch, "swift", lambda *_: None):
        long = Stage(chain).tell(story, sizes)
    assert short == long


def test_plain_calls_do_go_the_short_way(tmp_path: Path):
    """Else the test above would compare the long way with itself."""
    with a_world(tmp_path) as world:
        _go_the_short_way(world)


def _go_the_short_way(world: World) -> None:
    agent = world.agent({"maxCalls": 9, "budgetUsd": 1}, parent=world.agent({"maxCallsPerDay": 9}))
    world.allow(agent)  # finds the agent
    with patch.object(batch.Batch, "_decide", side_effect=AssertionError("the long way")):
        with patch.object(engine, "alone", wraps=swift.alone) as alone:
            world.allow(agent, cost_usd="0.01", ip="10.0.0.1", arguments={"title": "hi"})
        assert alone.call_count == 1
        calls = [world.engine.prepare(agent_id=agent.id, resource="a", action="b") for _ in range(3)]
        assert [answer.allowed for answer in world.engine.authorize_many(calls)] == [True] * 3
