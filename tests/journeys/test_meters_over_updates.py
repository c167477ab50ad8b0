"""SPEC 5: meters belong to their level, whatever becomes of the permissions (RATE-5)."""

from __future__ import annotations

import pytest

from pykavach import PermissionsLocked


def limited(actions, pattern="files:*", **constraints):
    return {"resource": pattern, "actions": actions, "constraints": constraints or {"maxCalls": 3}}


@pytest.mark.promise("RATE-5")
def test_an_update_never_resets_a_meter(world):
    agent = world.agent({"maxCallsPerDay": 3})
    update = world.k.agents.update
    assert world.count(agent) == 3
    for cap, more in ((5, 2), (4, 0), (0, 0), (6, 1), (6, 0)):
        update(agent.id, constraints={"maxCallsPerDay": cap})
        assert world.count(agent) == more
    update(agent.id, constraints={})
    world.allow(agent)
    update(agent.id, constraints={"maxCallsPerDay": 7, "maxCalls": 8})
    assert world.count(agent) == 0
    world.k.agents.rotate(agent.id)
    world.k.agents.suspend(agent.id)
    world.k.agents.resume(agent.id)
    update(agent.id, constraints={"maxCalls": 8})
    assert world.k.agents.limits(agent.id)[0].limits[0].used == 7


@pytest.mark.promise("RATE-5", "BUD-2")
def test_money_that_was_spent_counts_under_every_budget_that_is_set_later(world):
    agent = world.agent({"budgetUsd": 10})
    for _ in range(4):
        world.allow(agent, cost_usd=1)
    world.k.agents.update(agent.id, constraints={"budgetUsd": "4.5"})
    assert world.code(agent, cost_usd="0.6") == "budget_exceeded"
    world.k.agents.update(agent.id, constraints={})
    world.allow(agent, cost_usd=1)
    world.k.agents.update(agent.id, constraints={"budgetUsdPerDay": "5.5", "maxCalls": 6})
    assert world.code(agent, cost_usd="0.6") == "budget_exceeded"
    assert world.allow(agent, cost_usd="0.5").remaining[agent.id]["agent"] == {
        "budgetUsdPerDay": "0.00",
        "maxCalls": 0,
    }


@pytest.mark.promise("RATE-5", "AGT-1")
@pytest.mark.parametrize("type", ["autonomous", "service"])
def test_removing_an_action_keeps_what_has_been_used(world, type):
    """Even an autonomous agent may be narrowed: that must not hand out its calls a second time."""
    agent = world.agent(permissions=[limited(["read", "write"])], type=type)
    world.allow(agent, action="write")
    world.allow(agent)
    world.k.agents.update(agent.id, permissions=[limited(["read"])])
    assert world.count(agent) == 1
    world.k.agents.update(agent.id, permissions=[limited(["read"], maxCalls=2)])
    assert world.count(agent) == 0
    assert world.code(agent, action="write") == "not_permitted"


@pytest.mark.promise("RATE-5", "AGT-1")
def test_a_limit_is_not_doubled_by_cutting_its_permission_in_two(world):
    halves = [limited(["read"]), limited(["write"])]
    agent = world.agent(permissions=[limited(["read", "write"])], type="autonomous")
    with pytest.raises(PermissionsLocked):
        world.k.agents.update(agent.id, permissions=halves)
    service = world.agent(permissions=[limited(["read", "write"])])
    assert world.count(service) == 3
    world.k.agents.update(service.id, permissions=halves)
    assert world.count(service) == world.count(service, action="write") == 0
    world.k.agents.update(service.id, permissions=[limited(["read"], "files:reports:*")])
    assert world.count(service) == 0


@pytest.mark.promise("RATE-5", "AGT-1")
def test_an_autonomous_agent_does_not_gain_the_calls_of_a_permission_it_gave_up(world):
    wide = limited(["read", "write"])
    agent = world.agent(permissions=[limited(["read"]), wide], type="autonomous")
    world.k.agents.update(agent.id, permissions=[wide])
    assert world.count(agent) == 3
    world.k.agents.update(agent.id, permissions=[limited(["read"])])
    assert world.count(agent) == 0


@pytest.mark.promise("RATE-5")
def test_the_order_of_actions_and_other_constraints_are_not_the_level(world):
    agent = world.agent(permissions=[limited(["read", "write"])])
    assert world.count(agent) == 3
    for again in (limited(["write", "read"]), limited(["read", "write"], maxCalls=3, argsOnly=True)):
        world.k.agents.update(agent.id, permissions=[{"resource": "mail", "actions": ["send"]}, again])
        assert world.count(agent) == 0


@pytest.mark.promise("RATE-5")
def test_a_permission_taken_away_and_given_back_has_used_what_it_had(world):
    agent = world.agent(permissions=[limited(["read"])])
    assert world.count(agent) == 3
    world.k.agents.update(agent.id, permissions=[])
    assert world.code(agent) == "not_permitted"
    world.k.agents.update(agent.id, permissions=[limited(["read"], maxCalls=4)])
    assert world.count(agent) == 1
    # One beside it has a meter of its own.
    world.k.agents.update(agent.id, permissions=[limited(["read"]), limited(["write"], maxCalls=2)])
    assert world.count(agent, action="write") == 2


@pytest.mark.promise("RATE-5")
def test_narrowing_to_a_level_of_old_goes_on_from_what_was_used_since(world):
    agent = world.agent(permissions=[limited(["read"])])
    world.k.agents.update(agent.id, permissions=[limited(["read", "write"])])
    assert world.count(agent) == 3
    world.k.agents.update(agent.id, permissions=[limited(["read"])])
    assert world.count(agent) == 0


@pytest.mark.promise("RATE-5")
def test_neither_narrowing_a_pattern_nor_widening_it_again_gives_a_fresh_meter(world):
    agent = world.agent(permissions=[limited(["read", "write"], maxCalls=8)])
    for permission in (
        limited(["read"], maxCalls=8),
        limited(["read"], "files:reports:*", maxCalls=8),
        limited(["read", "list"], "files:reports:*", maxCalls=8),
        limited(["*"], "*", maxCalls=8),
        limited(["read", "write"], maxCalls=8),
    ):
        world.allow(agent)
        world.k.agents.update(agent.id, permissions=[permission])
    assert world.count(agent) == 3
