"""Plans: which levels judge an access, what holds for all accesses of a kind, and when a chain cannot be judged."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import judgement_model as model
import worlds
from core_world import agent, compiled
from pykavach.core import audit
from pykavach.core import plan as plans
from pykavach.core.access import Code
from pykavach.core.agents import Status
from pykavach.core.plan import Node, Plan


def permission(resource="*", actions=("*",), **constraints):
    out = {"resource": resource, "actions": list(actions)}
    return out | ({"constraints": constraints} if constraints else {})


def chain_of(chain):
    return compiled(*(agent(a["id"], a["permissions"], a["constraints"]) for a in chain))


@pytest.mark.promise("PRM-1", "PRM-2", "APR-0", "APR-1", "BUD-2")
@given(worlds.chains(), worlds.asks())
def test_a_plan_is_what_the_model_finds(chain, ask):
    node = chain_of(chain)
    plan = node.plan(ask.resource, ask.action)
    assert [stage.node.agent.id for stage in plan.stages] == [a["id"] for a in chain]
    for stage, one in zip(plan.stages, chain, strict=True):
        assert [level.name for level in stage.allows] == [model.level_name(p) for p in model.tried(one, ask)]
        assert stage.own.name == "agent"
    assert plan.approval is any(model.asks_a_person(one, ask.resource, ask.action) for one in chain)
    denied = [
        (one["id"], p)
        for one in chain
        for p in one["permissions"]
        if p.get("effect") == "deny" and model.covers_access(p, ask.resource, ask.action)
    ]
    shut = [one["id"] for one in chain if not model.tried(one, ask)]
    assert sorted(f.agent for f in plan.refusals) == sorted([*(id for id, _ in denied), *shut])
    assert all(f.code is Code.NOT_PERMITTED for f in plan.refusals)
    levels = [level for stage in plan.stages for level in (stage.own, *stage.allows)]
    reserves = [level.caps.reserve_usd_per_call or 0 for level in levels]
    assert plan.reserve == max(reserves)
    assert plan.meters == {level.meter for level in levels if level.meter is not None}
    assert plan.counted == tuple((level, level.meter) for level in levels if level.caps.metered)
    agents = [stage.own for stage in plan.stages]
    assert plan.charged == tuple((own, own.meter) for own in agents)
    assert plan.counts_charged is ([level for level in levels if level.caps.metered] == agents)
    conditions = [model.tried(one, ask) for one in chain]
    caps = [one["constraints"] for one in chain] + [
        p.get("constraints", {}) for held in conditions for p in held
    ]
    assert plan.argued is any("argPatterns" in each for each in caps)
    harmless = {"reserveUsdPerCall", "requireApprovalFor", "throttleCallsPerMinute"}
    free = [bool(held) and held[0].get("constraints", {}).keys() <= harmless for held in conditions]
    assert plan.plain is (not plan.refusals and not plan.approval and all(free))
    screened = [
        level.name
        for level in levels
        if level.caps.wire().keys() & {"ipAllowlist", "argPatterns", "argsOnly"}
    ]
    assert [level.name for level in plan.screened] == screened
    assert bool(plan.screened) is any("ipAllowlist" in each or "argPatterns" in each for each in caps)


def test_what_a_chain_asks_alike_is_asked_once():
    child, root = agent("a", [permission()]), agent("b", [permission()])
    one, two = (agent(constraints={"ipAllowlist": ["::1"], "argsOnly": True}).constraints for _ in range(2))
    for above, times in (
        (one, 1),
        (two, 2),
        (replace(two, arguments=one.arguments), 2),
        (replace(two, addresses=one.addresses), 2),
        (replace(two, arguments=one.arguments, addresses=one.addresses), 1),
    ):
        plan = compiled(replace(child, constraints=one), replace(root, constraints=above)).plan("x", "read")
        assert [level.agent_id for level in plan.screened] == ["a", "b"]
        assert plan.screens == ((one.arguments, one.addresses), (above.arguments, above.addresses))[:times]


def test_levels():
    node = compiled(
        agent("a", [permission("x", maxCalls=1), permission("y", ipAllowlist=["::1"])], {"maxCalls": 1})
    )
    own, second, first = node.own, node.allows[0][1], node.allows[1][1]
    assert (own.agent_id, own.name, own.meter, own.screened) == ("a", "agent", 1, False)
    assert (first.agent_id, first.name, first.meter, first.screened) == ("a", "x *", 2, False)
    assert (second.name, second.meter, second.screened) == ("y *", None, True)
    assert own.text == '{"agent":"a","level":"agent","meter":1'
    assert second.text == '{"agent":"a","level":"y *","meter":0'
    assert compiled(agent("a", [permission(argsOnly=True)])).allows[0][1].screened is True


def test_the_caps_of_a_level_and_what_is_left_of_them_as_json():
    """Of the caps alone, in the order of their counts: three of calls, then three of money."""
    own = compiled(
        agent(constraints={"maxCalls": 5, "budgetUsdPerMonth": "2.00", "maxCallsPerMinute": 9})
    ).own
    assert own.limits == (("maxCallsPerMinute", 9, 0), ("maxCalls", 5, 2))
    assert own.budgets == (("budgetUsdPerMonth", 2_000_000, 4),)
    left = json.loads("{" + own.said % (8, 4, "0.50") + "}")
    assert left == {"agent": {"maxCallsPerMinute": 8, "maxCalls": 4, "budgetUsdPerMonth": "0.50"}}
    [(_, odd)] = compiled(agent(permissions=[permission('50%:"s"', maxCalls=1)])).allows
    assert json.loads("{" + odd.said % (1,) + "}") == {'50%:"s" *': {"maxCalls": 1}}
    for none in ({}, {"throttleCallsPerMinute": 1}, {"maxUsdPerCall": 1}):
        bare = compiled(agent(constraints=none)).own
        assert (bare.limits, bare.budgets, bare.said) == ((), (), "")


def test_a_permission_without_limits_has_no_meter_whatever_the_store_holds():
    one = agent("a", [permission("x")])
    assert Node(one, None, {"agent": 1, "x *": 2}).allows[0][1].meter is None


@pytest.mark.parametrize(
    ("first", "free"),
    [
        ({}, True),
        ({"reserveUsdPerCall": 1}, True),
        ({"requireApprovalFor": ["q:r"]}, True),
        ({"allowedHoursUTC": "00:00-12:00"}, False),
        ({"maxCalls": 1}, False),
        ({"maxUsdPerCall": 1}, False),
        ({"ipAllowlist": ["::1"]}, False),
        ({"argsOnly": True}, False),
    ],
)
def test_a_free_first_permission_is_known_beforehand(first, free):
    node = compiled(agent("a", [permission("x", **first), permission("*", maxCalls=1)]))
    [stage] = node.plan("x", "read").stages
    assert stage.free is free
    [other] = node.plan("y", "read").stages
    assert other.free is False
    [none] = compiled(agent("b")).plan("x", "read").stages
    assert none.free is False


@pytest.mark.promise("FC-1")
def test_faults():
    held = [permission("x", maxCalls=1), permission("y")]
    one = agent("a", held)
    assert Node(one, None, {"agent": 1, "x *": 2}).fault() is None
    assert Node(one, None, {"x *": 2}).fault() == "meter"
    assert Node(one, None, {"agent": 1}).fault() == "meter of x *"
    broken = replace(one, unreadable="permissions")
    assert Node(broken, None, {}).fault() == "permissions"
    [finding] = Node(one, None, {"agent": 1}).plan("y", "read").refusals
    assert (finding.code, finding.agent, finding.level, finding.rule) == (
        Code.UNREADABLE_CONSTRAINT,
        "a",
        "agent",
        "meter of x *",
    )
    assert (
        finding.sentence == "What is stored about this agent cannot be read; an administrator must repair it."
    )


@pytest.mark.promise("FC-1", "DEL-2")
def test_what_is_unreadable_says_nothing_else():
    denied = {"effect": "deny", "resource": "*", "actions": ["*"]}
    node = Node(agent("a", [denied], unreadable="name"), None, {"agent": 1})
    assert [f.code for f in node.plan("x", "read").refusals] == [Code.UNREADABLE_CONSTRAINT]


@pytest.mark.promise("PRM-1")
def test_a_deny_compares_without_case_and_an_allow_with_it():
    node = compiled(
        agent(
            "a", [permission("Ab:*", ["Read"]), {"effect": "deny", "resource": "AB:c", "actions": ["READ"]}]
        )
    )

    def refusals(resource, action):
        return [(f.rule, f.level) for f in node.plan(resource, action).refusals]

    denied, uncovered = node.plan("aB:c", "read").refusals
    assert denied.sentence == "A deny permission forbids this action on this resource."
    assert uncovered.sentence == "No permission covers this action on this resource."

    assert refusals("Ab:d", "Read") == []
    assert refusals("Ab:C", "Read") == [("deny", "ab:c read")]
    assert refusals("ab:d", "Read") == [("permissions", "agent")]
    assert refusals("aB:c", "read") == [("deny", "ab:c read"), ("permissions", "agent")]


@pytest.mark.promise("APR-0")
def test_approvals_of_all_levels_of_the_chain_bind():
    asked = [permission("x", requireApprovalFor=["p:*:do"])]
    for chain in ([agent("a", asked)], [agent("c", [permission()]), agent("a", asked)]):
        node = compiled(*chain)
        assert node.plan("P:q:r", "DO").approval is True  # also where that permission does not match
        assert node.plan("p", "do").approval is False
    twice = agent("a", [permission(requireApprovalFor=["p:q"])], {"requireApprovalFor": ["p:q", "z:z"]})
    assert sorted(a.text for a in compiled(twice).approvals) == ["p:q", "z:z"]


@pytest.mark.promise("AUD-1", "DEL-7")
def test_a_plan_holds_the_parts_of_its_entries():
    parent = agent("a", [permission()], user_id="user_1", tenant_id="acme")
    child = agent("c", [permission()], user_id="user_1", tenant_id="acme", depth=1)
    plan = compiled(child, parent).plan("files:x", "read")
    assert plan.node.agent is child
    text = audit.decision_entry(
        *(plan.frame, "aud_1_ab", 0, 1, b"", 5, "decision", "allow", "ok", "", "null"),
        *(plan.charges, 0, None, 7, None),
    )
    entry = json.loads(text)
    assert (entry["resource"], entry["action"]) == ("files:x", "read")
    assert (entry["agent"], entry["chain"], entry["depth"]) == ("c", ["c", "a"], 1)
    assert (entry["owner"], entry["tenant"]) == ("user_1", "acme")
    assert entry["charges"] == [
        {"agent": place.agent.id, "level": "agent", "meter": place.meters["agent"]}
        for place in plan.node.chain
    ]


ends = st.none() | st.integers(8, 12)


@pytest.mark.promise("DEL-4", "FC-1")
@given(
    st.lists(st.tuples(st.sampled_from(Status), ends, st.none() | st.just("name")), min_size=1, max_size=3)
)
@example([(Status.ACTIVE, None, None)])
@example([(Status.ACTIVE, None, None), (Status.ACTIVE, 10, None), (Status.ACTIVE, 11, None)])
def test_the_short_form_of_death_is_the_long_one(chain):
    node = compiled(
        *(
            agent(f"a{n}", status=status, expires_at=end, unreadable=unreadable)
            for n, (status, end, unreadable) in enumerate(chain)
        )
    )
    for now in (9, 10, 11):
        living = plans.death(node.chain, now) is None and not any(unreadable for _, _, unreadable in chain)
        assert (node.alive and now < node.until) is living


def test_plans_are_kept_up_to_a_bound():
    node = compiled(agent("a", [permission()]))
    first = node.plan("x", "read")
    assert node.plan("x", "read") is first
    assert node.plan("x", "write") is not first
    assert node.plan("y", "read") is not first
    for n in range(plans._MAX_PLANS - 3):
        node.plan(f"n{n}", "read")
    assert len(node.plans) == plans._MAX_PLANS
    assert node.plan("x", "read") is first
    node.plan("one-more", "read")
    assert len(node.plans) == 1
    again = node.plan("x", "read")
    assert isinstance(again, Plan)
    assert again is not first


@pytest.mark.promise("DEL-7")
def test_a_chain_runs_from_the_presented_agent_to_its_root():
    node = compiled(agent("c"), agent("b"), agent("a"))
    assert node.chain_ids == ("c", "b", "a")
    assert [place.agent.id for place in node.chain] == ["c", "b", "a"]
    assert node.stale is False
