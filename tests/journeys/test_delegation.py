"""SPEC 6: delegation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journey_world import EVERYTHING, NOON, READ, Made, at_once
from pykavach import Conflict, ExceedsParent, InvalidInput, NotFound


def allow(resource, *actions, **more):
    return {"resource": resource, "actions": list(actions), **more}


HELD = [
    allow("files:*", "read", "write"),
    allow("mail:*:inbox", "read"),
    allow("db:*", "*"),
    allow("db:secret:*", "*", effect="deny"),
]


@pytest.mark.promise("DEL-1")
@pytest.mark.parametrize(
    "wanted",
    [
        [],
        [allow("files:*", "read")],
        [allow("files:a", "read", "write"), allow("files:*:b:*", "write")],
        [allow("mail:x:inbox", "read"), allow("mail:*:inbox", "read")],
        [allow("db:*", "*"), allow("db:x", "anything")],
        [allow("files:*", "read", "write"), allow("anything", "*", effect="deny")],
        [allow("db:secret", "read")],
        [allow("db:*:x", "read")],
    ],
)
def test_what_lies_within_one_allow_is_given(world, wanted):
    root = world.agent(permissions=HELD)
    child = world.agent(parent=root, permissions=wanted)
    assert len(child.view.permissions) == len(wanted)


@pytest.mark.promise("DEL-1")
@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ([allow("*", "read")], ["'read'", "'*'"]),
        (
            [allow("files:*", "read"), allow("files:a", "delete", "read")],
            ["'delete'", "'files:a'", "permissions[1]"],
        ),
        ([allow("files:*", "*")], ["'*'", "'files:*'"]),
        ([allow("files", "read")], ["'files'"]),
        ([allow("FILES:a", "read")], ["'FILES:a'"]),
        ([allow("mail:*", "read")], ["'mail:*'"]),
        ([allow("mail:a:*", "read")], ["'mail:a:*'"]),
        ([allow("db:secret:x", "read")], ["'db:secret:x'"]),
        ([allow("db:SECRET:*", "*")], ["'db:SECRET:*'"]),
        ([allow("*:inbox", "read")], ["'*:inbox'"]),
    ],
)
def test_wider_names_the_first_offending_pattern_and_action(world, wanted, named):
    root = world.agent(permissions=HELD)
    before = len(world.entries())
    with pytest.raises(ExceedsParent) as refused:
        world.k.agents.delegate(parent_token=root.token, name="c", permissions=wanted)
    for text in named:
        assert text in str(refused.value)
    assert len(world.entries()) == before


@pytest.mark.promise("DEL-1")
def test_two_allows_of_the_parent_do_not_add_up_for_one_action(world):
    root = world.agent(
        permissions=[allow("files:a", "read"), allow("files:b", "read"), allow("files:*", "write")]
    )
    with pytest.raises(ExceedsParent):
        world.agent(parent=root, permissions=[allow("files:*", "read")])
    # Action by action, though, each may lie within another one.
    world.agent(parent=root, permissions=[allow("files:a", "read", "write")])


@pytest.mark.promise("DEL-1", "DEL-2")
def test_constraints_are_not_compared_and_never_widen(world):
    root = world.agent({"maxCalls": 2, "ipAllowlist": ["10.0.0.1"], "allowedHoursUTC": "12:00-13:00"})
    child = world.agent(
        {"maxCalls": 100, "ipAllowlist": ["0.0.0.0/0"], "allowedHoursUTC": "00:00-24:00"}, parent=root
    )
    assert world.code(child, ip="10.0.0.2") == "ip_not_allowed"
    assert world.count(child, ip="10.0.0.1") == 2
    world.clock.tick(hours=1)
    assert world.code(child, ip="10.0.0.1") == "rate_limited"


@pytest.mark.promise("DEL-2", "TOK-6")
def test_power_taken_from_a_parent_is_taken_from_all_below(world):
    root = world.agent()
    line = [root]
    for _ in range(3):
        line.append(world.agent(parent=line[-1]))
    assert [world.code(a) for a in line] == ["ok"] * 4
    world.k.agents.update(line[1].id, permissions=[allow("files:*", "write")])
    assert [world.code(a) for a in line] == ["ok", *["not_permitted"] * 3]
    world.k.agents.update(root.id, permissions=[*EVERYTHING, allow("*", "write", effect="deny")])
    assert [world.code(a, action="write") for a in line] == ["not_permitted"] * 4


@pytest.mark.promise("DEL-3", "EX-1")
def test_splitting_an_allowance_never_multiplies_it(world):
    root = world.agent({"maxCalls": 10, "budgetUsd": 1, "throttleCallsPerMinute": 100})
    children = [world.agent({"maxCalls": 10}, parent=root) for _ in range(4)]
    grand = [world.agent(parent=child) for child in children]
    answers = at_once(
        [lambda a=a: world.ask(a, cost_usd="0.01") for a in (*children, *grand) for _ in range(4)]
    )
    assert sum(answer.allowed for answer in answers) == 10
    assert world.k.usage.summary(root.id).calls == 10
    assert sum(world.k.usage.summary(c.id).calls for c in children) == 10


@pytest.mark.promise("DEL-3", "RATE-3")
def test_a_call_charges_its_whole_chain_or_nobody(world):
    root = world.agent({"maxCalls": 1})
    child = world.agent({"maxCalls": 5}, parent=root)
    sibling = world.agent({"maxCalls": 5}, parent=root)
    charged = world.allow(child)
    assert world.code(sibling) == "rate_limited"
    assert world.k.usage.summary(sibling.id).calls == 0
    entry = world.k.audit.get(charged.audit_id)
    assert [c["agent"] for c in entry.charges] == [child.id, root.id]
    assert world.last(kind="decision").charges == ()


@pytest.mark.promise("DEL-4")
@pytest.mark.parametrize("end", ["revoke", "suspend", "expire"])
def test_a_dead_ancestor_stops_the_whole_subtree_at_once(world, end):
    root = world.agent(expires_in=7200)
    middle = world.agent(parent=root, expires_in=3600)
    leaf = world.agent(parent=middle)
    assert leaf.view.expires_at == NOON + timedelta(hours=1)
    if end == "expire":
        world.clock.tick(hours=1)
    else:
        getattr(world.k.agents, end)(middle.id)
    code = {"revoke": "revoked", "suspend": "suspended", "expire": "expired"}[end]
    assert [world.code(a) for a in (leaf, middle, root)] == [code, code, "ok"]
    assert [world.k.agents.get(a.id).status for a in (leaf, middle, root)] == [code, code, "active"]
    with pytest.raises(Conflict):
        world.agent(parent=leaf)


@pytest.mark.promise("DEL-5")
def test_depth_is_the_number_of_levels_below(world):
    assert world.agent().view.max_depth == 5
    at = world.agent(max_depth=16)
    for depth in range(1, 17):
        at = world.agent(parent=at)
        assert (at.view.depth, at.view.max_depth) == (depth, 16 - depth)
    with pytest.raises(ExceedsParent):
        world.agent(parent=at)
    decision = world.allow(at)
    assert (decision.depth, len(decision.chain)) == (16, 17)
    root = world.agent(max_depth=2)
    for bad in (2, 16):
        with pytest.raises(ExceedsParent):
            world.agent(parent=root, max_depth=bad)
    for bad in (-1, 17, True, "1"):
        with pytest.raises(InvalidInput):
            world.agent(parent=root, max_depth=bad)
    leaf = world.agent(parent=root, max_depth=0)
    with pytest.raises(ExceedsParent):
        world.agent(parent=leaf)
    with pytest.raises(ExceedsParent):
        world.agent(parent=world.agent(max_depth=0))


@pytest.mark.promise("DEL-5")
def test_live_descendants_per_root_are_bounded_exactly(world):
    world.begin(max_descendants=5)
    root = world.agent()
    first = world.agent(parent=root)
    answers = at_once([lambda n=n: world.agent(parent=root if n % 2 else first) for n in range(10)])
    made = [a for a in answers if isinstance(a, Made)]
    assert len(made) == 4
    assert all(isinstance(a, Conflict) for a in answers if not isinstance(a, Made))
    assert world.agent(parent=world.agent())
    world.k.agents.revoke(made[0].id)
    world.agent(parent=root)
    with pytest.raises(Conflict):
        world.agent(parent=root)
    world.clock.tick(days=1)  # the delegates have lived their day
    world.agent(parent=root)


@pytest.mark.promise("DEL-6")
def test_a_childs_life_lies_within_its_parents(world):
    root = world.agent(expires_in=timedelta(hours=2))
    assert world.agent(parent=root).view.expires_at == NOON + timedelta(hours=2)
    assert world.agent(parent=root, expires_in=7200).view.expires_at == NOON + timedelta(hours=2)
    for longer in (
        {"expires_in": timedelta(hours=2, microseconds=1)},
        {"expires_at": NOON + timedelta(hours=3)},
    ):
        with pytest.raises(ExceedsParent):
            world.agent(parent=root, **longer)
    forever = world.agent()
    assert world.agent(parent=forever, expires_in=timedelta(days=900)).view.expires_at == NOON + timedelta(
        days=900
    )
    with pytest.raises(InvalidInput):
        world.agent(parent=forever, expires_in=1, expires_at=NOON + timedelta(hours=1))


@pytest.mark.promise("DEL-6", "TOK-5")
def test_a_parents_shortened_life_shortens_its_childrens(world):
    root = world.agent()
    child = world.agent(parent=root)
    world.k.agents.update(root.id, expires_in=60)
    world.clock.tick(seconds=60)
    assert world.code(child) == "expired"


@pytest.mark.promise("DEL-7")
def test_every_decision_and_entry_shows_depth_and_chain(world):
    root = world.agent()
    child = world.agent(parent=root)
    leaf = world.agent(parent=child)
    chain = (leaf.id, child.id, root.id)
    for access in ({}, {"resource": ""}):
        decision = world.ask(leaf, **access)
        assert (decision.chain, decision.depth) == (chain, 2)
        entry = world.last(kind="decision")
        assert (entry.chain, entry.depth, entry.owner) == (chain, 2, "user_1")
    world.k.agents.revoke(root.id)
    decision = world.ask(leaf)
    assert (decision.code, decision.chain, decision.depth) == ("revoked", chain, 2)


@pytest.mark.promise("DEL-7", "TOK-3")
def test_delegating_with_a_token_needs_the_parents_own(world):
    root, other = world.agent(), world.agent()
    child = world.k.agents.delegate(parent_token=root.token, name="c", permissions=[])
    assert child.agent.parent_id == root.id
    assert world.last(action="agents.delegate").facts["byToken"] is True
    rotated = world.k.agents.rotate(root.id)
    for token in (root.token, root.token[:-1], "", other.token.upper()):
        with pytest.raises((NotFound, InvalidInput)) as refused:
            world.k.agents.delegate(parent_token=token, name="c", permissions=[])
        assert not token or token not in str(refused.value)
    world.k.agents.delegate(parent_token=rotated.token, name="c", permissions=[])
    assert [a.depth for a in world.k.agents.children(root.id).items] == [1, 1]


@pytest.mark.promise("IP-2", "APR-1", "DEL-2")
def test_the_rules_of_every_level_judge_the_same_access(world):
    root = world.agent({"argPatterns": {"amount": {"max": 100}}})
    child = world.agent({"argPatterns": {"to": "[a-z]+"}}, parent=root)
    assert world.code(child, arguments={"amount": 5, "to": "ann"}) == "ok"
    assert world.code(child, arguments={"amount": 500, "to": "ann"}) == "argument_mismatch"
    assert world.code(child, arguments={"amount": 5, "to": "Ann"}) == "argument_mismatch"
    assert world.code(child, **READ) == "argument_mismatch"
