"""Callers that are met for the first time: how many look at once, whom a failure concerns, and who waits how long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from engine_world import World, a_world
from patience import until
from pykavach.core.errors import Unavailable
from pykavach.engine.scope import Scope
from pykavach.ports import Unstorable

ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


class Views:
    """What the store's views are asked for: how many there were, how many at once, and a gate before each."""

    def __init__(self, world: World, patch: pytest.MonkeyPatch) -> None:
        store = world.engine.store
        real = store.view
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.total = self.inside = self.most = 0
        self.fail: list[BaseException] = []
        lock = threading.Lock()

        @contextmanager
        def view(deadline: float | None = None) -> Iterator[Any]:
            with lock:
                self.total += 1
                self.inside += 1
                self.most = max(self.most, self.inside)
            try:
                self.entered.set()
                assert self.gate.wait(30)
                if self.fail:
                    raise self.fail.pop()
                with real(deadline) as found:
                    yield found
            finally:
                with lock:
                    self.inside -= 1

        patch.setattr(store, "view", view)

    def shut(self) -> None:
        """From here on, looks stand at the gate and are counted."""
        self.gate.clear()
        self.entered.clear()
        self.total = self.most = 0


@pytest.fixture
def views(world, monkeypatch):
    return Views(world, monkeypatch)


def waiting(world: World) -> int:
    return len(world.engine._lookups._line._queue)


def ask(world: World, agent: Any) -> str:
    return world.engine.authorize(world.engine.prepare(agent_id=agent.id, **ACCESS)).code


@contextmanager
def met_at_once(world: World, views: Views, agents: list[Any]) -> Iterator[list[str]]:
    """The codes of one call of each agent, all of them waiting for one look that stands at the gate."""
    codes: list[str] = []
    assert ask(world, world.agent()) == "ok"  # the cache has entered the epoch: what a look finds stays found
    views.shut()
    with ThreadPoolExecutor(len(agents)) as pool:
        first = pool.submit(ask, world, agents[0])
        assert views.entered.wait(30)
        rest = [pool.submit(ask, world, agent) for agent in agents[1:]]
        until(lambda: waiting(world) == len(rest), what="the others to queue")
        yield codes
        views.gate.set()
        codes += [future.result() for future in (first, *rest)]


@pytest.mark.promise("EX-1")
def test_agents_met_at_once_are_looked_up_in_few_views_one_at_a_time(world, views):
    agents = [world.agent() for _ in range(24)]
    with met_at_once(world, views, agents) as codes:
        pass
    assert codes == ["ok"] * 24
    assert (views.total, views.most) == (2, 1)


def test_an_agent_that_many_meet_at_once_is_looked_up_once(world, views):
    agent = world.agent()
    with met_at_once(world, views, [agent] * 12) as codes:
        pass
    assert codes == ["ok"] * 12
    assert views.total == 1


@pytest.mark.promise("FC-1")
def test_a_database_that_is_away_denies_all_who_wait_for_one_look(world, views):
    agents = [world.agent() for _ in range(4)]
    with met_at_once(world, views, agents) as codes:
        views.fail = [Unavailable("gone"), Unavailable("gone")]
    assert codes == ["unavailable"] * 4
    assert views.total == 2
    assert ask(world, agents[0]) == "ok"


@pytest.mark.promise("EX-2", "FC-1")
def test_what_fails_on_stored_data_fails_alone(world, views):
    agents = [world.agent() for _ in range(4)]
    with met_at_once(world, views, agents) as codes:
        # From the last: the look at the gate, the shared one after it, and of those three alone the first.
        views.fail = [Unstorable("damaged"), ValueError("damaged"), Unavailable("gone")]
    assert codes == ["unavailable", "unavailable", "ok", "ok"]
    assert views.total == 5


@pytest.mark.promise("AUD-6")
def test_a_look_that_stands_keeps_nobody_past_the_deadline(world, views):
    agents = [world.agent(), world.agent()]
    world.engine.timeout = 0.3
    views.shut()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ask, world, agents[0])
        assert views.entered.wait(30)
        begun = time.monotonic()
        assert ask(world, agents[1]) == "unavailable"
        assert time.monotonic() - begun < 5
        views.gate.set()
        first.result()
    world.engine.timeout = 30.0
    assert ask(world, agents[1]) == "ok"


def test_of_a_view_nobody_outside_is_met_by_another_s_look(world, views):
    """A caller that a scope does not show stays unknown, though a neighbour's look has just cached it."""
    agent = world.agent()
    scope = Scope(user_id="somebody else")
    views.shut()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, world, agent)
        assert views.entered.wait(30)
        call = world.engine.prepare(agent_id=agent.id, scope=scope, **ACCESS)
        second = pool.submit(world.engine.authorize, call)
        until(lambda: waiting(world) == 1, what="the other to queue")
        views.gate.set()
        assert first.result() == "ok"
        assert second.result().code == "unknown_token"
