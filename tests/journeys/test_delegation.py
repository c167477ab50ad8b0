"""SPEC 6: delegation."""

from __future__ import annotations

import itertools
import queue
import random
from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import (
    DAY,
    DELETE,
    EVERYTHING,
    GATED,
    HOUR,
    MICROSECOND,
    NOON,
    READ,
    allow,
    at_once,
    deny,
)
from pykavach import Conflict, ExceedsParent, InvalidInput, NotFound

# -- DEL-1: narrowing -------------------------------------------------------------------------------------------------

P = (
    allow("files:*", "read"),
    allow("files:reports:*", "write"),
    allow("mail:*:send", "a", "b"),
    allow("db:*", "*"),
    deny("db:secret:*", "*"),
)

WITHIN = {
    "the same": P,
    "nothing": (),
    "a literal": (allow("files:a", "read"),),
    "a longer literal": (allow("files:a:b:c", "read"),),
    "a narrower pattern": (allow("files:reports:*", "read"),),
    "each action within an allow of its own": (allow("files:reports:*", "read", "write"),),
    "an inner star under an inner star": (allow("mail:*:send", "a"),),
    "a literal under an inner star": (allow("mail:x:send", "b"),),
    "every action": (allow("db:*", "*"), allow("db:x", "anything")),
    "beside a deny": (allow("db:secret", "read"),),
    "across a deny": (allow("db:*:x", "read"),),
    "a deny of anything": (deny("*", "*"),),
    "a deny beyond the parent": (deny("db:*", "drop"), allow("files:a", "read")),
    "constraints are not compared": (allow("files:a", "read", constraints={"maxCalls": 10**9}),),
}
WIDER = {
    "everything": (EVERYTHING, "'*' on '*'"),
    "the bare prefix": ((allow("files", "read"),), "'read' on 'files'"),
    "another action": ((allow("files:a", "write"),), "'write' on 'files:a'"),
    "all actions": ((allow("files:a", "*"),), "'*' on 'files:a'"),
    "another case": ((allow("Files:a", "read"),), "'read' on 'Files:a'"),
    "an inner star where there is none": ((allow("*:a", "read"),), "'read' on '*:a'"),
    "a trailing star under an inner one": ((allow("mail:*", "a"),), "'a' on 'mail:*'"),
    "longer than the inner star's pattern": ((allow("mail:x:send:y", "a"),), "'a' on 'mail:x:send:y'"),
    "the second of two": (
        (allow("files:a", "read"), allow("web:x", "read")),
        "permissions[1]: 'read' on 'web:x'",
    ),
    "the second of two actions": ((allow("files:a", "read", "write"),), "'write' on 'files:a'"),
    "inside a deny": ((allow("db:secret:x", "read"),), "'read' on 'db:secret:x'"),
    "inside a deny, in another case": ((allow("db:SECRET:*", "*"),), "'*' on 'db:SECRET:*'"),
}


@pytest.mark.promise("DEL-1")
@pytest.mark.parametrize("wanted", WITHIN.values(), ids=WITHIN.keys())
def test_a_childs_permissions_lie_within_its_parents(world, wanted):
    child = world.agent(parent=world.agent(permissions=P), permissions=wanted)
    assert child.view.permissions == list(wanted)
    assert world.k.agents.update(child.id, permissions=wanted).version == 2


@pytest.mark.promise("DEL-1")
@pytest.mark.parametrize(("wanted", "named"), WIDER.values(), ids=WIDER.keys())
def test_a_wider_one_is_refused_naming_the_first_pattern_and_action(world, wanted, named):
    root = world.agent(permissions=P)
    child = world.agent(parent=root, permissions=[])
    before = len(world.entries())
    for call in (
        lambda: world.k.agents.delegate(parent_id=root.id, name="c", permissions=wanted),
        lambda: world.k.agents.delegate(parent_token=root.token, name="c", permissions=wanted),
        lambda: world.k.agents.update(child.id, permissions=wanted),
    ):
        with pytest.raises(ExceedsParent) as caught:
            call()
        assert named in str(caught.value)
    assert len(world.entries()) == before
    assert [a.id for a in world.k.agents.children(root.id).items] == [child.id]
    assert world.k.agents.get(child.id).permissions == []


@pytest.mark.promise("DEL-1")
def test_two_allows_together_are_not_one(world):
    root = world.agent(permissions=[allow("a:b", "x"), allow("a:b:*", "x")])
    world.agent(parent=root, permissions=[allow("a:b", "x"), allow("a:b:*", "x")])
    with pytest.raises(ExceedsParent):
        world.agent(parent=root, permissions=[allow("a:*", "x")])
    world.k.agents.update(root.id, permissions=[allow("a:b", "x"), allow("a:b", "y")])
    world.agent(parent=root, permissions=[allow("a:b", "x", "y")])


@pytest.mark.promise("DEL-1")
def test_a_request_inside_a_parents_deny_is_refused_and_one_that_meets_it_is_judged(world):
    root = world.agent(permissions=[*EVERYTHING, deny("files:Secret:*", "*")])
    for inside in (
        allow("files:Secret:a", "read"),
        allow("FILES:secret:*", "Read"),
        allow("files:secret:x:*", "*"),
    ):
        with pytest.raises(ExceedsParent):
            world.agent(parent=root, permissions=[inside])
    child = world.agent(parent=root, permissions=[allow("files:*", "read")])
    assert world.code(child, resource="files:secret:a") == "not_permitted"
    assert world.code(child, resource="files:SECRET:a") == "not_permitted"
    assert world.code(child, resource="files:secret") == "ok"


def matches(pattern, resource):
    """An oracle of its own for PRM-1: does this pattern match this resource?"""
    if pattern == "*":
        return True
    wanted, given = pattern.split(":"), resource.split(":")
    tail = wanted[-1] == "*"
    if (len(given) < len(wanted)) if tail else (len(given) != len(wanted)):
        return False
    return all(w in ("*", g) for w, g in zip(wanted, given, strict=False))


WORDS = ("a", "b", "*")
PATTERNS = [":".join(p) for n in (1, 2, 3) for p in itertools.product(WORDS, repeat=n)]
RESOURCES = [":".join(p) for n in (1, 2, 3, 4) for p in itertools.product("ab", repeat=n)]


@pytest.mark.promise("DEL-1")
def test_what_is_accepted_matches_nothing_that_the_parent_does_not(world):
    rng = random.Random(7)
    accepted = 0
    for parent in rng.sample(PATTERNS, 10):
        root = world.agent(permissions=[allow(parent, "x")])
        for wanted in rng.sample(PATTERNS, 12):
            truly = all(matches(parent, r) for r in RESOURCES if matches(wanted, r))
            try:
                world.agent(parent=root, permissions=[allow(wanted, "x")])
            except ExceedsParent:
                # Refusing what lies within would only be unkind, but patterns are simple enough to be exact.
                assert not truly, (parent, wanted)
            else:
                accepted += 1
                assert truly, (parent, wanted)
    assert accepted > 10


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


# -- DEL-2 to DEL-4: the chain ----------------------------------------------------------------------------------------


@pytest.mark.promise("DEL-2", "TOK-6")
def test_power_taken_from_a_parent_is_taken_from_all_below(world):
    root = world.agent()
    child = world.agent(parent=root)
    grand = world.agent(parent=child)
    other = world.open()
    everyone = (root, child, grand)
    for taken, code in (
        ({"permissions": [allow("db:*", "*")]}, "not_permitted"),
        ({"permissions": [*EVERYTHING, deny("FILES:*", "READ")]}, "not_permitted"),
        ({"permissions": EVERYTHING, "constraints": {"ipAllowlist": ["10.0.0.1"]}}, "ip_not_allowed"),
        ({"constraints": {"allowedHoursUTC": "13:00-14:00"}}, "off_hours"),
        ({"constraints": {"maxCalls": 0}}, "rate_limited"),
        ({"constraints": {"argPatterns": {"x": "y"}}}, "argument_mismatch"),
        ({"constraints": {"budgetUsd": 0}}, "budget_exceeded"),
        ({"constraints": {"requireApprovalFor": ["*:read"]}}, "approval_required"),
        ({"constraints": {}}, "ok"),
    ):
        world.k.agents.update(root.id, **taken)
        for kavach in (world.k, other):
            assert [world.ask(a, of=kavach).code for a in everyone] == [code] * 3
    world.k.agents.update(child.id, permissions=[allow("files:*", "write")])
    assert [world.code(a) for a in everyone] == ["ok", "not_permitted", "not_permitted"]


@pytest.mark.promise("IP-2", "APR-1", "DEL-2")
def test_the_rules_of_every_level_judge_the_same_access(world):
    root = world.agent({"argPatterns": {"amount": {"max": 100}}})
    child = world.agent({"argPatterns": {"to": "[a-z]+"}}, parent=root)
    assert world.code(child, arguments={"amount": 5, "to": "ann"}) == "ok"
    assert world.code(child, arguments={"amount": 500, "to": "ann"}) == "argument_mismatch"
    assert world.code(child, arguments={"amount": 5, "to": "Ann"}) == "argument_mismatch"
    assert world.code(child, **READ) == "argument_mismatch"


@pytest.mark.promise("DEL-3", "EX-1")
def test_splitting_an_allowance_among_children_never_multiplies_it(world):
    root = world.agent({"maxCalls": 10, "budgetUsdPerDay": "1.00"})
    children = [world.agent({"maxCalls": 6}, parent=root) for _ in range(3)]
    grand = world.agent({"maxCalls": 10}, parent=children[0])
    other = world.open()
    callers = [*children, grand]
    answers = at_once(
        [
            lambda n=n: world.ask(callers[n % 4], of=(world.k, other)[n % 2], cost_usd="0.05")
            for n in range(32)
        ]
    )
    assert sum(a.allowed for a in answers) == 10
    used = {a.id: world.k.agents.limits(a.id)[0].calls for a in (root, *callers)}
    assert used[root.id] == 10
    assert used[children[0].id] + used[children[1].id] + used[children[2].id] == 10
    assert used[grand.id] <= used[children[0].id] <= 6
    assert world.k.usage.summary(root.id).agent_id == root.id


@pytest.mark.promise("DEL-3", "RATE-3")
def test_a_call_charges_the_whole_chain_or_nobody(world):
    root = world.agent({"maxCalls": 2, "budgetUsd": "1"})
    first = world.agent({"maxCalls": 1}, parent=root)
    second = world.agent({"maxCalls": 9}, parent=root)

    def used():
        return [world.k.agents.limits(a.id)[0].calls for a in (root, first, second)]

    world.allow(first, cost_usd="0.10")
    assert used() == [1, 1, 0]
    assert world.code(first) == "rate_limited"  # its own limit: the root is not charged
    assert used() == [1, 1, 0]
    world.allow(second, cost_usd="0.10")
    assert world.code(second) == "rate_limited"  # the root's: the child is not charged
    assert used() == [2, 1, 1]
    last = world.last(kind="decision")
    assert (last.code, last.charges) == ("rate_limited", ())
    charged = world.entries(kind="decision", code="ok")[-1]
    assert [c["agent"] for c in charged.charges] == [second.id, root.id]
    assert charged.cost_usd == Decimal("0.10")


@pytest.mark.promise("DEL-4")
@pytest.mark.parametrize("end", ["revoke", "suspend", "expire"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_dead_ancestor_denies_its_whole_subtree_and_nobody_else(world, end, place):
    root = world.agent(expires_in=3600)
    child = world.agent(parent=root, expires_in=1800)
    grand = world.agent(parent=child, expires_in=900)
    uncle = world.agent(parent=root, expires_in=3600)
    line = [root, child, grand]
    code = {"revoke": "revoked", "suspend": "suspended", "expire": "expired"}[end]
    if end == "expire":
        world.clock.now = line[place].view.expires_at - MICROSECOND
        assert world.code(line[place]) == "ok"
        world.clock.now += MICROSECOND
        # Those below live shorter, hence are expired as well.
    else:
        getattr(world.k.agents, end)(line[place].id)
    for n, agent in enumerate(line):
        assert world.code(agent) == (code if n >= place else "ok")
        assert world.k.agents.get(agent.id).status == (code if n >= place else "active")
        decision = world.ask(agent)
        assert decision.chain == tuple(a.id for a in reversed(line[: n + 1]))
    assert world.code(uncle) == (code if place == 0 else "ok")
    with pytest.raises(Conflict):
        world.agent(parent=grand)
    if end == "suspend":
        world.k.agents.resume(line[place].id)
        assert [world.code(a) for a in (*line, uncle)] == ["ok"] * 4


@pytest.mark.promise("DEL-4")
def test_expiring_an_ancestor_by_update_denies_the_subtree(world):
    root = world.agent(expires_in=7200)
    child = world.agent(parent=root, expires_in=7200)
    world.k.agents.update(root.id, expires_in=60)
    assert world.code(child) == "ok"
    world.clock.tick(seconds=60)
    assert [world.code(a) for a in (root, child)] == ["expired", "expired"]
    assert world.k.agents.get(child.id).status == "expired"
    with pytest.raises(Conflict):
        world.agent(parent=child)


# -- DEL-5 to DEL-7 ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("DEL-5")
@pytest.mark.parametrize("levels", [0, 1, 5, 16])
def test_max_depth_is_the_number_of_levels_below(world, levels):
    line = [world.agent(max_depth=levels)]
    for n in range(levels):
        line.append(world.agent(parent=line[-1]))
        assert (line[-1].view.depth, line[-1].view.max_depth) == (n + 1, levels - n - 1)
    with pytest.raises(ExceedsParent):
        world.agent(parent=line[-1])
    decision = world.allow(line[-1])
    assert (decision.depth, decision.chain) == (levels, tuple(a.id for a in reversed(line)))


@pytest.mark.promise("DEL-5")
def test_depth_defaults_to_five_and_a_child_has_at_most_one_less(world):
    root = world.agent()
    assert root.view.max_depth == 5
    assert world.agent(parent=root, max_depth=4).view.max_depth == 4
    assert world.agent(parent=root, max_depth=0).view.max_depth == 0
    for deeper in (5, 16):
        with pytest.raises(ExceedsParent):
            world.agent(parent=root, max_depth=deeper)
    for wrong in (-1, 17, True, 1.0, "1"):
        with pytest.raises(InvalidInput):
            world.agent(max_depth=wrong)
        with pytest.raises(InvalidInput):
            world.agent(parent=root, max_depth=wrong)


@pytest.mark.promise("DEL-5", "EX-1")
def test_live_descendants_per_root_are_bounded_exactly(world):
    world.begin(max_descendants=5)
    other = world.open(max_descendants=5)
    root = world.agent()
    child = world.agent(parent=root)
    made = at_once(
        [
            lambda n=n: (world.k, other)[n % 2].agents.delegate(
                parent_id=(root, child)[n % 2].id, name="c", permissions=[], expires_in=60 if n % 3 else 120
            )
            for n in range(12)
        ]
    )
    born = [m for m in made if not isinstance(m, Exception)]
    assert len(born) == 4
    assert all(isinstance(m, Conflict) for m in made if isinstance(m, Exception))
    world.k.agents.revoke(born[0].agent.id)
    world.agent(parent=root, expires_in=60)
    with pytest.raises(Conflict):
        world.agent(parent=root)
    world.clock.tick(seconds=120)  # all but the first child have expired
    for _ in range(4):
        world.agent(parent=root)
    with pytest.raises(Conflict):
        world.agent(parent=child)
    assert world.agent(parent=world.agent()).view.depth == 1  # another root has its own


@pytest.mark.promise("DEL-6")
def test_a_default_life_is_cut_to_the_parents_and_a_longer_one_refused(world):
    root = world.agent(expires_in=3600, user_id="ann", tenant_id="acme")
    child = world.agent(parent=root)
    assert child.view.expires_at == root.view.expires_at == NOON + HOUR
    assert (child.view.user_id, child.view.tenant_id) == ("ann", "acme")
    assert world.agent(parent=root, expires_at=NOON + HOUR).view.expires_at == NOON + HOUR
    for longer in ({"expires_in": 3601}, {"expires_at": NOON + HOUR + MICROSECOND}, {"expires_in": 2 * DAY}):
        with pytest.raises(ExceedsParent):
            world.agent(parent=root, **longer)
    endless = world.agent()
    assert world.agent(parent=endless).view.expires_at == NOON + DAY
    assert world.agent(parent=endless, expires_in=400 * DAY).view.expires_at == NOON + 400 * DAY
    with pytest.raises(InvalidInput):
        world.agent(parent=endless, expires_in=1, expires_at=NOON + HOUR)
    # A grandparent's life binds as well, also after it has been shortened.
    world.k.agents.update(root.id, expires_in=60)
    assert world.agent(parent=child).view.expires_at == NOON + timedelta(seconds=60)
    with pytest.raises(ExceedsParent):
        world.agent(parent=child, expires_in=61)


@pytest.mark.promise("DEL-7")
def test_every_decision_and_entry_shows_depth_and_the_full_chain(world):
    root = world.agent(GATED)
    child = world.agent({"maxCalls": 1}, parent=root)
    grand = world.agent(parent=child)
    chain = (grand.id, child.id, root.id)
    asked = [world.ask(grand), world.ask(grand), world.ask(grand, resource=""), world.ask(grand, **DELETE)]
    for change, whom in (("suspend", child), ("resume", child), ("revoke", root)):
        getattr(world.k.agents, change)(whom.id)
        asked.append(world.ask(grand))
    codes = ["ok", "rate_limited", "invalid_request", "rate_limited", "suspended", "rate_limited", "revoked"]
    assert [d.code for d in asked] == codes
    for decision in asked:
        assert (decision.chain, decision.depth, decision.agent_id) == (chain, 2, grand.id)
        entry = world.k.audit.get(decision.audit_id)
        assert (entry.chain, entry.depth, entry.agent_id, entry.owner) == (chain, 2, grand.id, "user_1")
    alone = world.ask(root)
    assert (alone.chain, alone.depth) == ((root.id,), 0)


@pytest.mark.promise("DEL-7", "AGT-4")
def test_delegating_with_a_token_needs_that_parents_own_token(world):
    root = world.agent()
    child = world.agent(parent=root)
    by_token = world.k.agents.delegate(parent_token=child.token, name="c", permissions=[]).agent
    assert by_token.parent_id == child.id
    made = world.last(kind="change", action="agents.delegate")
    assert (made.actor, made.facts["byToken"], made.facts["parent"]) == (child.id, True, child.id)
    assert (made.chain or made.agent_id) in ((by_token.id, child.id, root.id), by_token.id)
    world.k.agents.delegate(parent_id=child.id, name="c", permissions=[], by="ann")
    made = world.last(kind="change", action="agents.delegate")
    assert (made.actor, made.facts["byToken"]) == ("ann", False)
    for wrong in ({}, {"parent_id": root.id, "parent_token": root.token}):
        with pytest.raises(InvalidInput):
            world.k.agents.delegate(name="c", permissions=[], **wrong)
    old = root.token
    rotated = world.k.agents.rotate(root.id)
    for token in (old, old[:-1], child.token.upper(), "kv_" + "0" * 72, "x", "", root.id):
        with pytest.raises(NotFound) as caught:
            world.k.agents.delegate(parent_token=token, name="c", permissions=[])
        assert not token or token not in str(caught.value)
    world.k.agents.delegate(parent_token=rotated.token, name="c", permissions=[])
    assert [a.depth for a in world.k.agents.children(root.id).items] == [1, 1]
    world.k.agents.revoke(child.id)
    with pytest.raises(Conflict):
        world.k.agents.delegate(parent_token=child.token, name="c", permissions=[])


@pytest.mark.promise("DEL-1", "AGT-1")
def test_a_narrowing_update_of_a_delegate_passes_the_same_check(world):
    root = world.agent(permissions=[allow("files:*", "read", "write"), allow("mail:*", "send")])
    child = world.agent(parent=root, permissions=[allow("files:*", "read", "write"), allow("mail:*", "send")])
    world.k.agents.update(root.id, permissions=[allow("files:a:*", "read"), deny("files:a:x", "read")])
    update = world.k.agents.update
    for wider, named in (
        ([allow("files:b", "read")], "'read' on 'files:b'"),
        ([allow("files:*", "read"), allow("files:a:b", "read", "write")], "'write' on 'files:a:b'"),
        ([allow("files:a:x", "read")], "'read' on 'files:a:x'"),
    ):
        with pytest.raises(ExceedsParent, match=named):
            update(child.id, permissions=wider)
    # What is there may stay, with fewer actions and more rules, or go.
    update(child.id, metadata={"a": 1}, constraints={"maxCalls": 3})
    update(child.id, permissions=[allow("files:*", "read"), deny("files:z", "*"), allow("files:a:b", "read")])
    update(child.id, permissions=[allow("files:a:b", "read")])
    update(child.id, permissions=[])


@pytest.mark.promise("DEL-5")
def test_levels_that_an_agent_far_above_has_lost_are_lost_below(world):
    root = world.agent()
    child = world.agent(parent=root)
    grand = world.agent(parent=child)
    world.k.agents.update(root.id, max_depth=2)
    assert (child.view.max_depth, grand.view.max_depth) == (4, 3)  # as they were made
    for given in ({}, {"max_depth": 0}):
        with pytest.raises(ExceedsParent, match="max_depth"):
            world.agent(parent=grand, **given)
    assert world.agent(parent=child).view.max_depth == 0
    assert world.agent(parent=root).view.max_depth == 1
    for parent, most in ((child, 0), (root, 1)):
        with pytest.raises(ExceedsParent, match=f"at most {most}"):
            world.agent(parent=parent, max_depth=most + 1)
    world.k.agents.update(grand.id, max_depth=0)
    with pytest.raises(ExceedsParent, match="at most 0"):
        world.k.agents.update(grand.id, max_depth=1)
    world.k.agents.update(root.id, max_depth=3)
    assert world.k.agents.update(grand.id, max_depth=1).max_depth == 1
    assert world.agent(parent=grand).view.max_depth == 0


@pytest.mark.promise("DEL-7", "AGT-4")
def test_entries_of_changes_show_depth_and_chain_too(world):
    root = world.agent()
    middle = world.agent(parent=root)
    leaf = world.agent(GATED, parent=middle)
    chain = (leaf.id, middle.id, root.id)
    world.k.approvals.approve(world.ask(leaf, **DELETE).approval_id, by="ann")
    paid = world.allow(leaf, cost_usd="0.50")
    world.k.usage.settle(paid.audit_id, cost_usd="0.25")
    world.k.usage.record(leaf.id, cost_usd=1)
    world.k.agents.update(leaf.id, metadata={"a": 1})
    world.k.agents.suspend(leaf.id)
    world.k.agents.resume(leaf.id)
    world.k.audit.erase_arguments(agent_id=leaf.id)
    rotated = world.k.agents.rotate(leaf.id)
    deeper = world.k.agents.delegate(parent_token=rotated.token, name="d", permissions=[])
    world.k.agents.rotate(leaf.id, compromised=True)
    world.k.agents.revoke(user_id="user_1")
    found = world.entries(agent_id=leaf.id)
    assert {e.action for e in found if e.kind == "change"} == {
        "agents.delegate", "approvals.approve", "usage.settle", "usage.record", "agents.update", "agents.suspend",
        "agents.resume", "audit.erase_arguments", "agents.rotate", "agents.revoke",
    }  # fmt: skip
    assert {(e.chain, e.depth) for e in found} == {(chain, 2)}
    below = world.entries(agent_id=deeper.agent.id)
    assert {(e.action, e.chain, e.depth) for e in below} == {
        ("agents.delegate", (deeper.agent.id, *chain), 3),
        ("agents.revoke", (deeper.agent.id, *chain), 3),
    }
    assert {(e.chain, e.depth) for e in world.entries(agent_id=root.id)} == {((root.id,), 0)}
    assert world.k.audit.verify().ok


@pytest.mark.promise("DEL-7", "TOK-4", "EVT-1")
def test_delegating_with_a_token_in_its_grace_is_marked(world):
    heard = queue.Queue()
    world.begin(listeners=[heard.put])
    root = world.agent()
    new = world.k.agents.rotate(root.id, grace=60).token
    ask = {"name": "child", "permissions": []}
    marked = world.k.agents.delegate(parent_token=root.token, **ask).agent.id
    plain = world.k.agents.delegate(parent_token=new, **ask).agent.id
    by_id = world.k.agents.delegate(parent_id=root.id, **ask).agent.id
    facts = [world.entries(agent_id=id)[0].facts for id in (marked, plain, by_id)]
    assert [f.get("oldToken", False) for f in facts] == [True, False, False]
    events = [heard.get(timeout=30) for _ in range(6)]
    about_root = [e.type for e in events if e.agent_id == root.id]  # in order per agent
    assert about_root == ["agent.created", "agent.rotated", "token.old_used"]
    world.clock.tick(seconds=60)
    with pytest.raises(NotFound):
        world.k.agents.delegate(parent_token=root.token, **ask)
