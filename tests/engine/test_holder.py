"""Whose token is this? Told while the agent is alive, and to a view that sees it (TOK-3, TOK-4, TOK-6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine_world import HOUR, SECOND, World, a_world
from pykavach.core import tokens
from pykavach.core.errors import NotFound
from pykavach.engine.agents import Agents
from pykavach.engine.scope import Scope

READS = [{"resource": "a", "actions": ["b"]}]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


@pytest.fixture
def agents(world: World) -> Agents:
    return Agents(world.engine)


@pytest.mark.promise("TOK-3", "TOK-4")
def test_the_old_token_names_its_holder_until_its_grace_ends(world: World, agents: Agents):
    made = agents.create(user_id="ann", name="a", type="service", permissions=READS)
    assert agents.holder(made.token) == agents.get(made.agent.id)
    rotated = agents.rotate(made.agent.id, grace=3600)
    assert agents.holder(made.token).id == agents.holder(rotated.token).id == made.agent.id
    world.now += HOUR
    with pytest.raises(NotFound):
        agents.holder(made.token)
    assert agents.holder(rotated.token).id == made.agent.id
    last = agents.rotate(made.agent.id)
    with pytest.raises(NotFound):
        agents.holder(rotated.token)
    assert agents.holder(last.token).version == 3


@pytest.mark.promise("TOK-6", "DEL-4")
def test_nobody_who_is_not_alive_is_named(world: World, agents: Agents):
    root = agents.create(user_id="ann", name="a", type="service", permissions=READS, expires_in=7200)
    child = agents.delegate(parent_token=root.token, name="b", permissions=READS)
    agents.suspend(root.agent.id)
    for token in (root.token, child.token, tokens.mint(b"\1" * 32), root.token + "0", ""):
        with pytest.raises(NotFound, match="nobody who is alive"):
            agents.holder(token)
    agents.resume(root.agent.id)
    assert agents.holder(child.token).id == child.agent.id
    world.now += 7200 * SECOND
    with pytest.raises(NotFound):
        agents.holder(child.token)


@pytest.mark.promise("TEN-1")
def test_a_view_names_only_whom_it_sees(world: World, agents: Agents):
    made = agents.create(user_id="ann", tenant_id="acme", name="a", type="service", permissions=READS)
    assert Agents(world.engine, Scope(tenant_id="acme")).holder(made.token).id == made.agent.id
    for scope in (Scope(tenant_id="other"), Scope(user_id="bob"), Scope(agent_id="agt_none")):
        with pytest.raises(NotFound):
            Agents(world.engine, scope).holder(made.token)
