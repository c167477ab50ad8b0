"""SPEC 6 and 7: delegation and approvals, and the judgement rules of SPEC 5 that only a whole installation shows."""

from __future__ import annotations

import itertools
import queue
import random
import threading
import time
from datetime import timedelta
from decimal import Decimal

import pytest

from journey_world import EVERYTHING, MICROSECOND, NOON, READ, SECRET, at_once
from pykavach import Conflict, ExceedsParent, InvalidInput, NotFound

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
GATED = {"requireApprovalFor": ["*:delete"]}
DELETE = {"resource": "db:users", "action": "delete", "arguments": {"id": 7}}


def allow(resource, *actions, **more):
    return {"resource": resource, "actions": list(actions or ("*",)), **more}


def deny(resource, *actions):
    return allow(resource, *actions, effect="deny")


# -- DEL-1: narrowing -------------------------------------------------------------------------------------------------

P = (allow("files:*", "read"), allow("files:reports:*", "write"), allow("mail:*:send", "a", "b"))

WITHIN = {
    "the same": P,
    "nothing": (),
    "a literal": (allow("files:a", "read"),),
    "a longer literal": (allow("files:a:b:c", "read"),),
    "a narrower pattern": (allow("files:reports:*", "read"),),
    "each action within an allow of its own": (allow("files:reports:*", "read", "write"),),
    "an inner star under an inner star": (allow("mail:*:send", "a"),),
    "a literal under an inner star": (allow("mail:x:send", "b"),),
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
        (allow("files:a", "read"), allow("db:x", "read")),
        "permissions[1]: 'read' on 'db:x'",
    ),
    "the second of two actions": ((allow("files:a", "read", "write"),), "'write' on 'files:a'"),
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
    for call in (
        lambda: world.k.agents.delegate(parent_id=root.id, name="c", permissions=wanted),
        lambda: world.k.agents.delegate(parent_token=root.token, name="c", permissions=wanted),
        lambda: world.k.agents.update(child.id, permissions=wanted),
    ):
        with pytest.raises(ExceedsParent) as caught:
            call()
        assert named in str(caught.value)
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
        decision = world.ask(agent)
        assert decision.chain == tuple(a.id for a in reversed(line[: n + 1]))
    assert world.code(uncle) == (code if place == 0 else "ok")
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
    with pytest.raises(ExceedsParent):
        world.agent(parent=root, max_depth=5)
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
    # A grandparent's life binds as well, also after it has been shortened.
    world.k.agents.update(root.id, expires_in=60)
    assert world.agent(parent=child).view.expires_at == NOON + timedelta(seconds=60)
    with pytest.raises(ExceedsParent):
        world.agent(parent=child, expires_in=61)


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


@pytest.mark.promise("DEL-7")
def test_every_decision_and_entry_shows_depth_and_the_full_chain(world):
    root = world.agent(GATED)
    child = world.agent({"maxCalls": 1}, parent=root)
    grand = world.agent(parent=child)
    chain = (grand.id, child.id, root.id)
    asked = [world.ask(grand), world.ask(grand), world.ask(grand, resource=""), world.ask(grand, **DELETE)]
    world.k.agents.suspend(child.id)
    asked.append(world.ask(grand))
    assert [d.code for d in asked] == ["ok", "rate_limited", "invalid_request", "rate_limited", "suspended"]
    for decision in asked:
        assert (decision.chain, decision.depth, decision.agent_id) == (chain, 2, grand.id)
        entry = world.k.audit.get(decision.audit_id)
        assert (entry.chain, entry.depth, entry.agent_id) == (chain, 2, grand.id)
    assert (world.ask(root).chain, world.ask(root).depth) == ((root.id,), 0)


@pytest.mark.promise("DEL-7", "AGT-4")
def test_entries_of_changes_show_depth_and_chain_too(world):
    root = world.agent()
    middle = world.agent(parent=root)
    leaf = world.agent(GATED, parent=middle)
    chain = (leaf.id, middle.id, root.id)
    world.k.approvals.approve(pend(world, leaf), by="ann")
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
    world.k.agents.rotate(root.id)
    for token in (old, "kv_" + "0" * 72, "x", "", root.id):
        with pytest.raises(NotFound) as caught:
            world.k.agents.delegate(parent_token=token, name="c", permissions=[])
        assert old not in str(caught.value)
    world.k.agents.revoke(child.id)
    with pytest.raises(Conflict):
        world.k.agents.delegate(parent_token=child.token, name="c", permissions=[])


# -- APR-0, APR-1: opening --------------------------------------------------------------------------------------------


def pend(world, agent, **access):
    decision = world.ask(agent, **DELETE | access)
    assert (decision.outcome, decision.code, decision.retry) == (
        "pending",
        "approval_required",
        "with_approval",
    )
    assert not decision
    assert decision.approval_id is not None
    return decision.approval_id


@pytest.mark.promise("APR-0")
@pytest.mark.parametrize(
    ("pattern", "access", "gated"),
    [
        ("*:delete", ("db", "delete"), True),
        ("*:delete", ("db:users:7", "DELETE"), True),
        ("*:delete", ("db:delete", "read"), False),
        ("db:*", ("db:users", "read"), True),
        ("db:*", ("DB", "read"), True),
        ("db:*:delete", ("db:a:b:c", "delete"), True),
        ("db:*:delete", ("db", "delete"), False),
        ("*:users:*", ("x:y:Users:z", "read"), True),
        ("*", ("a", "b"), True),
        ("db:users:delete", ("db:users", "delete"), True),
        ("db:users:delete", ("db:users:delete", "read"), False),
        ({"resource": "db:*", "action": "delete"}, None, None),
        ({"resource": "db:*", "actions": ["delete", "Drop"]}, ("db:users", "drop"), True),
        ({"resource": "db:*", "actions": ["delete"]}, ("db:users", "read"), False),
        ({"resource": "db:*", "actions": ["*"]}, ("db:users", "read"), True),
    ],
)
def test_what_needs_a_person(world, pattern, access, gated):
    if access is None:
        with pytest.raises(InvalidInput):
            world.agent({"requireApprovalFor": [pattern]})
        return
    for agent in (
        world.agent({"requireApprovalFor": [pattern]}),
        world.agent(permissions=[allow("*", constraints={"requireApprovalFor": [pattern]})]),
        world.agent(parent=world.agent({"requireApprovalFor": [pattern]})),
    ):
        asked = world.ask(agent, resource=access[0], action=access[1])
        assert asked.outcome == ("pending" if gated else "allow")


@pytest.mark.promise("APR-0", "PRM-2")
def test_a_gate_on_a_permission_binds_however_the_access_is_allowed(world):
    agent = world.agent(
        permissions=[
            allow("db:users", "delete"),
            allow("db:*", "read", constraints={"requireApprovalFor": ["*:delete"]}),
        ]
    )
    assert world.ask(agent, **DELETE).outcome == "pending"


@pytest.mark.promise("APR-1", "RATE-3", "AUD-1")
def test_identical_calls_join_one_request_and_take_nothing(world):
    agent = world.agent(GATED | {"maxCalls": 1, "budgetUsd": 1})
    id = pend(world, agent, cost_usd="0.50")
    for same in (
        {"cost_usd": "0.50"},
        {"cost_usd": "0.4999999"},
        {"cost_usd": 0},
        {"ip": "10.0.0.1"},
        {"idempotency_key": "k"},
    ):
        assert pend(world, agent, **same) == id
    other = world.open()
    joined = at_once([lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], **DELETE) for n in range(12)])
    assert {d.approval_id for d in joined} == {id}
    assert len({d.audit_id for d in joined}) == 12
    assert [a.id for a in world.k.approvals.list().items] == [id]
    assert world.k.agents.limits(agent.id)[0].calls == 0
    assert len(world.entries(outcome="pending")) == 18
    entry = world.k.audit.get(joined[0].audit_id)
    assert (entry.outcome, entry.code, entry.arguments, entry.charges) == (
        "pending",
        "approval_required",
        {"id": 7},
        (),
    )


@pytest.mark.promise("APR-1")
@pytest.mark.parametrize(
    "other",
    [
        {"arguments": {"id": 8}},
        {"arguments": {"id": "7"}},
        {"arguments": {"id": 7.5}},
        {"arguments": {"id": 7, "x": None}},
        {"arguments": {}},
        {"arguments": None},
        {"resource": "db:user"},
        {"resource": "DB:users"},
        {"cost_usd": "0.500001"},
    ],
    ids=repr,
)
def test_another_access_opens_another_request(world, other):
    agent = world.agent(GATED)
    id = pend(world, agent, cost_usd="0.50")
    world.k.approvals.approve(id, by="ann")
    second = pend(world, agent, **{"cost_usd": "0.50"} | other)
    assert second != id
    assert world.k.approvals.get(id).state == "approved"
    assert world.allow(agent, **DELETE, cost_usd="0.50").approval_id == id


@pytest.mark.promise("APR-1")
def test_the_same_arguments_written_otherwise_join(world):
    agent = world.agent(GATED)
    id = pend(world, agent, arguments={"a": 1, "b": [True, None]})
    assert pend(world, agent, arguments={"b": [True, None], "a": 1}) == id


@pytest.mark.promise("APR-1")
def test_a_yes_to_one_agent_is_none_to_another(world):
    root = world.agent(GATED)
    child, sibling = world.agent(parent=root), world.agent(parent=root)
    world.k.approvals.approve(pend(world, child), by="ann")
    assert world.ask(sibling, **DELETE).outcome == "pending"
    assert world.ask(root, **DELETE).outcome == "pending"
    world.allow(child, **DELETE)


@pytest.mark.promise("APR-1", "DEC-1")
def test_only_when_everything_else_passes_is_a_person_asked(world):
    agent = world.agent(
        GATED | {"maxCalls": 1, "ipAllowlist": ["10.0.0.1"]},
        permissions=[allow("db:users", "delete", "read")],
    )
    good = {"ip": "10.0.0.1"}
    for access, code in (
        ({}, "ip_not_allowed"),
        (good | {"resource": "db:x"}, "not_permitted"),
        (good | {"resource": ""}, "invalid_request"),
    ):
        assert world.code(agent, **DELETE | access) == code
    world.allow(agent, resource="db:users", **good)
    assert world.code(agent, **DELETE | good) == "rate_limited"
    assert world.k.approvals.list(state=None).items == []


@pytest.mark.promise("APR-1", "PRM-3")
def test_explaining_opens_no_request(world):
    agent = world.agent(GATED)
    asked = world.k.explain(token=agent.token, **DELETE)
    assert (asked.outcome, asked.approval_id) == ("pending", None)
    assert [f["rule"] for f in asked.findings if f["code"] == "approval_required"] == ["requireApprovalFor"]
    assert world.k.approvals.list(state=None).items == []
    id = pend(world, agent)
    world.k.approvals.approve(id, by="ann")
    assert world.k.explain(token=agent.token, **DELETE).outcome == "allow"
    assert world.k.approvals.get(id).state == "approved"
    refused = DELETE | {"arguments": {"n": 2}}
    world.k.approvals.deny(pend(world, agent, **refused), by="ann")
    asked = world.k.explain(token=agent.token, **refused)
    assert asked.code == "approval_denied"
    assert [f["rule"] for f in asked.findings if f["code"] == asked.code] == ["requireApprovalFor"]
    assert [e.kind for e in world.entries(kind="explain")] == ["explain"] * 3


# -- APR-2, APR-3: deciding -------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-2", "EX-1")
def test_a_yes_passes_exactly_once_under_concurrency(world):
    agent = world.agent(GATED)
    id = pend(world, agent)
    view = world.k.approvals.approve(id, by="ann", note="fine")
    assert (view.state, view.decided_by, view.decided_at, view.note) == ("approved", "ann", NOON, "fine")
    other = world.open()
    answers = at_once([lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], **DELETE) for n in range(16)])
    allowed = [a for a in answers if a.allowed]
    assert len(allowed) == 1
    assert allowed[0].approval_id == id
    assert {a.outcome for a in answers if not a.allowed} == {"pending"}
    (next_id,) = {a.approval_id for a in answers if not a.allowed}
    assert next_id != id
    assert [a.state for a in (world.k.approvals.get(id), world.k.approvals.get(next_id))] == ["used", "open"]
    assert world.k.audit.get(allowed[0].audit_id).marks["approval"] == id
    assert world.k.agents.limits(agent.id)[0].calls == 1


@pytest.mark.promise("APR-2")
def test_an_approved_call_is_judged_afresh_and_a_denial_leaves_the_yes(world):
    agent = world.agent(GATED | {"maxCallsPerMinute": 1, "ipAllowlist": ["10.0.0.1"]})
    good = {"ip": "10.0.0.1"}
    id = pend(world, agent, **good)
    world.k.approvals.approve(id, by="ann")
    world.allow(agent, **good)
    assert world.code(agent, **DELETE | good) == "rate_limited"
    world.clock.tick(minutes=1)
    assert world.code(agent, **DELETE) == "ip_not_allowed"
    world.k.agents.update(agent.id, permissions=[*EVERYTHING, deny("db:*", "*")])
    assert world.code(agent, **DELETE | good) == "not_permitted"
    world.k.agents.update(agent.id, permissions=EVERYTHING)
    assert world.k.approvals.get(id).state == "approved"
    assert world.allow(agent, **DELETE | good).approval_id == id


@pytest.mark.promise("APR-2", "PRM-5")
def test_a_replay_is_not_a_second_use(world):
    agent = world.agent(GATED)
    id = pend(world, agent, idempotency_key="k")
    world.k.approvals.approve(id, by="ann")
    first = world.allow(agent, **DELETE, idempotency_key="k")
    again = world.allow(agent, **DELETE, idempotency_key="k")
    assert (again.audit_id, again.replayed, again.approval_id) == (first.audit_id, True, id)
    assert pend(world, agent) != id
    assert len(world.entries(kind="decision", outcome="allow")) == 1


@pytest.mark.promise("APR-2", "APR-3")
def test_a_no_holds_until_the_request_expires(world):
    agent = world.agent(GATED)
    id = pend(world, agent, cost_usd="0.50")
    world.clock.tick(minutes=20)
    denied = world.k.approvals.deny(id, by="ann", note="no")
    assert (denied.state, denied.expires_at, denied.note) == ("denied", NOON + HOUR, "no")
    for cost in ("0.50", "0.10"):
        refused = world.ask(agent, **DELETE, cost_usd=cost)
        assert (refused.outcome, refused.code, refused.approval_id) == ("deny", "approval_denied", id)
    world.clock.now = NOON + HOUR - MICROSECOND
    assert world.code(agent, **DELETE) == "approval_denied"
    world.clock.now += MICROSECOND
    assert pend(world, agent) != id
    assert world.k.approvals.get(id).state == "expired"


@pytest.mark.promise("APR-3")
def test_requests_and_yeses_end_by_the_clock(world):
    agent = world.agent(GATED)
    unseen = pend(world, agent, arguments={"n": 0})
    late = pend(world, agent, arguments={"n": 1})
    prompt = pend(world, agent, arguments={"n": 2})
    assert world.k.approvals.get(unseen).expires_at == NOON + HOUR
    world.k.approvals.approve(prompt, by="ann")
    world.clock.now = NOON + HOUR - MICROSECOND
    assert world.k.approvals.approve(late, by="ann").expires_at == NOON + 2 * HOUR - MICROSECOND
    world.allow(agent, **DELETE | {"arguments": {"n": 2}})
    world.clock.now = NOON + HOUR
    for decide in (world.k.approvals.approve, world.k.approvals.deny):
        with pytest.raises(Conflict):
            decide(unseen, by="ann")
    assert pend(world, agent, arguments={"n": 0}) != unseen
    world.clock.now = NOON + 2 * HOUR - 2 * MICROSECOND
    world.allow(agent, **DELETE | {"arguments": {"n": 1}})
    world.k.approvals.approve(again := pend(world, agent, arguments={"n": 1}), by="ann")
    world.clock.tick(hours=1)
    assert pend(world, agent, arguments={"n": 1}) != again
    assert world.k.approvals.get(again).state == "expired"


@pytest.mark.promise("APR-3", "EX-1")
def test_exactly_one_decision_wins(world):
    agent = world.agent(GATED)
    id = pend(world, agent)
    other = world.open()
    answers = at_once(
        [
            lambda n=n: getattr((world.k, other)[n % 2].approvals, ("approve", "deny")[n // 2 % 2])(
                id, by=f"person {n}"
            )
            for n in range(8)
        ]
    )
    won = [a for a in answers if not isinstance(a, Exception)]
    assert len(won) == 1
    assert all(isinstance(a, Conflict) for a in answers if a not in won)
    kept = world.k.approvals.get(id)
    assert (kept.state, kept.decided_by) == (won[0].state, won[0].decided_by)
    decided = [e for e in world.entries(kind="change") if (e.action or "").startswith("approvals.")]
    assert [e.actor for e in decided] == [won[0].decided_by]


@pytest.mark.promise("APR-3", "AGT-4")
def test_only_a_person_or_an_admin_key_decides(world):
    agent = world.agent(GATED)
    id = pend(world, agent)
    for by in (
        agent.id,
        agent.token,
        f"it is {agent.token}",
        "",
        " ",
        None,
        5,
        f" {agent.id} ",
        agent.id.upper(),
        f"\u200b{agent.id}",
        f"ann ({agent.id})",
        "\uff41\uff47\uff54_1",
        "\u200b\u2060",
        "a\nb",
    ):
        for decide in (world.k.approvals.approve, world.k.approvals.deny):
            with pytest.raises(InvalidInput) as caught:
                decide(id, by=by)
            assert agent.token not in str(caught.value)
    with pytest.raises(TypeError):
        world.k.approvals.approve(id)
    with pytest.raises(NotFound):
        world.k.approvals.approve("apr_none", by="ann")
    assert world.k.approvals.get(id).state == "open"
    world.k.approvals.approve(id, by="ann@example.com", note="yes")
    made = world.last(kind="change")
    assert (made.action, made.actor, made.agent_id, made.facts) == (
        "approvals.approve",
        "ann@example.com",
        agent.id,
        {"approval": id},
    )
    assert (made.detail["before"]["state"], made.detail["after"]["state"], made.detail["after"]["note"]) == (
        "open",
        "approved",
        "yes",
    )


@pytest.mark.promise("APR-3", "APR-1")
def test_one_yes_serves_all_levels_that_asked(world):
    root = world.agent(GATED)
    child = world.agent({"requireApprovalFor": ["db:*:delete"]}, parent=root)
    id = pend(world, child)
    shown = world.k.approvals.get(id)
    assert (shown.agent_id, shown.root_id) == (child.id, root.id)
    assert len(world.k.approvals.list().items) == 1
    world.k.approvals.approve(id, by="ann")
    world.allow(child, **DELETE)


@pytest.mark.promise("APR-3", "DEL-4", "TOK-4")
@pytest.mark.parametrize("stop", ["revoke", "compromise"])
def test_a_yes_dies_with_its_agents_power(world, stop):
    root = world.agent()
    child = world.agent(GATED, parent=root)
    id = pend(world, child)
    world.k.approvals.approve(id, by="ann")
    asked = pend(world, child, arguments={"id": 8})
    if stop == "revoke":
        world.k.agents.revoke(root.id)
        assert world.code(child, **DELETE) == "revoked"
    else:
        rotated = world.k.agents.rotate(child.id, compromised=True)
        assert world.ask(rotated.token, **DELETE).outcome == "pending"
    for each in (id, asked):
        closed = world.k.approvals.get(each)
        assert (closed.state, closed.arguments) == ("closed", None)
        with pytest.raises(Conflict):
            world.k.approvals.approve(each, by="ann")


# -- APR-4: waiting, bounds -------------------------------------------------------------------------------------------


def in_background(call):
    box = []
    thread = threading.Thread(target=lambda: box.append(call()), daemon=True)
    thread.start()

    def result():
        thread.join(30)
        assert not thread.is_alive(), "it still waits"
        return box[0]

    return result


def the_open_one(world):
    for _ in range(1000):
        if found := world.k.approvals.list().items:
            return found[0].id
        time.sleep(0.005)
    raise AssertionError("no request was opened")


@pytest.mark.promise("APR-4", "AUD-1")
@pytest.mark.parametrize(("verb", "code"), [("approve", "ok"), ("deny", "approval_denied")])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_waiting_call_gets_the_final_decision(world, verb, code, elsewhere):
    agent = world.agent(GATED)
    final = in_background(lambda: world.ask(agent, **DELETE, wait=20))
    id = the_open_one(world)
    kavach = world.open() if elsewhere else world.k
    getattr(kavach.approvals, verb)(id, by="ann")
    decision = final()
    assert (decision.code, decision.approval_id) == (code, id)
    entries = world.entries(kind="decision")
    assert [e.code for e in entries] == ["approval_required", code]
    assert entries[1].id == decision.audit_id
    assert entries[1].marks["waitedOn"] == id


@pytest.mark.promise("APR-4")
def test_waiting_ends_with_its_time(world):
    agent = world.agent(GATED)
    began = time.monotonic()
    asked = world.ask(agent, **DELETE, wait=0.3)
    assert 0.25 < time.monotonic() - began < 10
    assert asked.outcome == "pending"
    assert world.k.approvals.get(asked.approval_id).state == "open"
    assert world.code(agent, wait=5) == "ok"  # nothing to wait for
    for wrong in (-1, "1", True, float("nan"), float("inf")):
        assert world.code(agent, wait=wrong) == "invalid_request"


@pytest.mark.promise("APR-4", "AUD-6", "API-1")
def test_waiting_ends_in_a_denial_when_the_store_goes_away(world):
    agent = world.agent(GATED)
    final = in_background(lambda: world.ask(agent, **DELETE, wait=25))
    id = the_open_one(world)
    world.sql("UPDATE epoch SET schema=schema+1")
    denied = final()
    assert (denied.outcome, denied.code) == ("deny", "unavailable")
    assert "newer schema" in denied.reason
    world.sql("UPDATE epoch SET schema=schema-1")
    assert world.ask(agent, **DELETE).approval_id == id  # it still waits
    assert world.last(kind="decision").marks["unavailable"] == 1


@pytest.mark.promise("APR-4")
def test_waiting_ends_when_the_request_expires_or_is_closed(world):
    agent = world.agent(GATED)
    final = in_background(lambda: world.ask(agent, **DELETE, wait=25))
    id = the_open_one(world)
    world.clock.tick(hours=1)
    assert not final().allowed
    assert world.k.approvals.get(id).state == "expired"
    final = in_background(lambda: world.ask(agent, **DELETE, wait=25))
    the_open_one(world)
    world.k.agents.revoke(agent.id)
    assert final().code == "revoked"


@pytest.mark.promise("APR-2", "APR-4", "EX-1")
def test_of_many_that_waited_one_passes_and_the_others_learn_that_it_was_used(world):
    agent = world.agent(GATED)
    other = world.open()
    finals = [
        in_background(lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], **DELETE, wait=25))
        for n in range(6)
    ]
    id = the_open_one(world)
    for _ in range(1000):
        if len(world.entries(outcome="pending")) == 6:
            break
        time.sleep(0.005)
    world.k.approvals.approve(id, by="ann")
    answers = [final() for final in finals]
    assert sorted(a.outcome for a in answers) == ["allow"] + ["pending"] * 5
    assert {a.approval_id for a in answers} == {id}
    assert [a.id for a in world.k.approvals.list(state=None).items] == [id]
    assert world.k.approvals.get(id).state == "used"
    # Whoever asks anew, having waited for nothing, opens another.
    assert pend(world, agent) != id


@pytest.mark.promise("APR-4")
def test_approvals_wait_gives_the_request_as_it_is(world):
    agent = world.agent(GATED)
    id = pend(world, agent)
    assert world.k.approvals.wait(id, timeout=0.1).state == "open"
    answer = in_background(lambda: world.k.approvals.wait(id, timeout=20))
    time.sleep(0.05)
    world.k.approvals.deny(id, by="ann")
    assert answer().state == "denied"
    assert world.k.approvals.wait(id, timeout=20).state == "denied"
    with pytest.raises(NotFound):
        world.k.approvals.wait("apr_none", timeout=1)


@pytest.mark.promise("APR-4")
@pytest.mark.parametrize("state", ["open", "approved", "denied"])
def test_twenty_of_a_state_per_root_then_a_denial_with_the_time(world, state):
    root = world.agent(GATED)
    child = world.agent(parent=root)
    ids = []
    for n in range(20):
        ids.append(pend(world, (root, child)[n % 2], arguments={"n": n}))
        if state != "open":
            getattr(world.k.approvals, {"approved": "approve", "denied": "deny"}[state])(ids[-1], by="ann")
        world.clock.tick(seconds=1)
    full = world.ask(child, **DELETE)
    assert (full.outcome, full.code, full.approval_id) == ("deny", "approval_required", None)
    assert full.retry_after == 3600 - 20
    assert world.k.audit.get(full.audit_id).outcome == "deny"
    # Those that are there go on: a join, a use, a refusal; and another root has its own.
    again = world.ask(root, **DELETE | {"arguments": {"n": 0}})
    assert again.approval_id == ids[0]
    assert again.outcome == {"open": "pending", "approved": "allow", "denied": "deny"}[state]
    assert world.ask(world.agent(GATED), **DELETE).outcome == "pending"
    if state == "approved":
        pend(world, child)  # the use has freed a place
    else:
        world.clock.tick(seconds=full.retry_after - 1)
        assert world.code(child, **DELETE) == "approval_required"
        assert not world.k.approvals.list(agent_id=child.id, state="open").items or state == "open"
        world.clock.tick(seconds=1)
        pend(world, child)


@pytest.mark.promise("APR-4", "EX-1")
def test_twenty_open_under_concurrency(world):
    agent = world.agent(GATED)
    other = world.open()
    answers = at_once(
        [
            lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], **DELETE | {"arguments": {"n": n}})
            for n in range(32)
        ]
    )
    assert sorted(a.outcome for a in answers) == ["deny"] * 12 + ["pending"] * 20
    assert len(world.k.approvals.list().items) == 20


@pytest.mark.promise("APR-4")
def test_no_more_than_twenty_approved_and_unused_stand_under_a_root(world):
    agent = world.agent(GATED)
    opened = [pend(world, agent, arguments={"n": n}) for n in range(19)]
    for id in opened:
        world.k.approvals.approve(id, by="ann")
    late = []
    for n in range(19, 39):
        asked = world.ask(agent, **DELETE | {"arguments": {"n": n}})
        if asked.approval_id is not None:
            late.append(asked.approval_id)
    for id in late:
        try:
            world.k.approvals.approve(id, by="ann")
        except Conflict:
            break
    assert len(world.k.approvals.list(state="approved").items) <= 20


@pytest.mark.promise("APR-4", "EX-1")
def test_no_more_than_twenty_refusals_hold_under_a_root(world):
    agent = world.agent(GATED)
    for n in range(19):
        world.k.approvals.deny(pend(world, agent, arguments={"n": n}), by="ann")
    world.clock.tick(minutes=10)
    late = [pend(world, agent, arguments={"n": n}) for n in range(19, 39)]
    other = world.open()

    def refuse(place, id):
        try:
            return (world.k, other)[place % 2].approvals.deny(id, by="ann").state
        except Conflict as error:
            return str(error)

    answers = at_once([lambda place=place, id=id: refuse(place, id) for place, id in enumerate(late)])
    assert sorted(a if a == "denied" else a[:22] for a in answers) == ["approval: 20 refusals "] * 19 + [
        "denied"
    ]
    assert len(world.k.approvals.list(state="denied").items) == 20
    # What could not be refused still waits, and does not run; a place is free when the first refusals have expired.
    kept = answers.index(next(a for a in answers if a != "denied"))
    assert world.ask(agent, **DELETE | {"arguments": {"n": 19 + kept}}).approval_id == late[kept]
    world.clock.tick(minutes=50)
    assert world.k.approvals.get(late[kept]).state == "open"
    assert world.k.approvals.deny(late[kept], by="ann").state == "denied"
    assert world.code(agent, **DELETE | {"arguments": {"n": 19 + kept}}) == "approval_denied"


@pytest.mark.promise("APR-4")
def test_explain_says_when_no_further_request_can_be_opened(world):
    agent = world.agent(GATED)
    for n in range(20):
        pend(world, agent, arguments={"n": n})
    ask = {"agent_id": agent.id, **DELETE}
    seen, real = world.k.explain(**ask), world.k.authorize(**ask)
    assert (seen.outcome, seen.code, seen.retry_after) == ("deny", "approval_required", 3600)
    assert (real.outcome, real.code, real.retry_after, real.reason) == (
        seen.outcome, seen.code, seen.retry_after, seen.reason,
    )  # fmt: skip
    assert world.k.explain(**ask | {"arguments": {"n": 0}}).outcome == "pending"


# -- APR-5: what the person sees --------------------------------------------------------------------------------------


@pytest.mark.promise("APR-5", "AUD-2")
@pytest.mark.parametrize("sealed", [False, True])
def test_the_person_sees_what_will_run_and_what_is_hidden(world, sealed):
    if sealed:
        world.begin(secret=SECRET, audit_arguments="digest")
    agent = world.agent(GATED)
    arguments = {
        "letter": "a rather peculiar sentence",
        "password": "hunter2hunter2",
        "deep/er": [{"url": "https://me:swordfish@host/"}],
        "bearer": agent.token,
        "n": 5,
    }
    id = pend(world, agent, arguments=arguments, cost_usd="0.25")
    shown = world.k.approvals.get(id)
    assert shown.arguments["letter"] == "a rather peculiar sentence"
    assert shown.arguments["n"] == 5
    assert set(shown.hidden) == {"/password", "/deep~1er/0/url", "/bearer"}
    for secret in ("hunter2hunter2", "swordfish", agent.token):
        assert secret not in str(shown.wire())
        assert secret.encode() not in world.bytes()
    assert (b"a rather peculiar sentence" in world.bytes()) is not sealed
    assert "peculiar" not in repr(shown)
    assert (shown.resource, shown.action, shown.cost_usd, shown.state) == (
        "db:users",
        "delete",
        Decimal("0.25"),
        "open",
    )
    approved = world.k.approvals.approve(id, by="ann")
    assert approved.arguments == shown.arguments
    world.allow(agent, **DELETE | {"arguments": arguments})


@pytest.mark.promise("APR-5")
def test_another_secret_shows_nothing_and_says_so(world):
    world.begin(secret=SECRET)
    agent = world.agent(GATED)
    id = pend(world, agent)
    world.begin(secret="another secret of at least thirty-two bytes")
    shown = world.k.approvals.get(id)
    assert (shown.arguments, shown.hidden) == (None, ("",))
    world.begin(secret=["another secret of at least thirty-two bytes", SECRET])
    assert world.k.approvals.get(id).arguments == {"id": 7}
    world.k.approvals.approve(id, by="ann")
    world.allow(agent, **DELETE)


@pytest.mark.promise("APR-5")
@pytest.mark.parametrize("end", ["used", "denied", "expired", "closed"])
def test_the_arguments_go_when_the_request_closes(world, end):
    agent = world.agent(GATED)
    id = pend(world, agent)
    if end == "used":
        world.k.approvals.approve(id, by="ann")
        world.allow(agent, **DELETE)
    elif end == "denied":
        world.k.approvals.deny(id, by="ann")
    elif end == "closed":
        world.k.agents.revoke(agent.id)
    else:
        world.clock.tick(hours=1)
    gone = world.k.approvals.get(id)
    assert (gone.state, gone.arguments, gone.hidden) == (end, None, ())
    assert [a.id for a in world.k.approvals.list(state=end).items] == [id]
    assert world.k.approvals.list().items == []
    if end != "expired":
        assert world.sql("SELECT arguments FROM approval") == [(None,)]


@pytest.mark.promise("APR-5", "TEN-1")
def test_lists_page_in_order_and_by_agent(world):
    first, second = world.agent(GATED), world.agent(GATED)
    ids = [pend(world, (first, second)[n % 2], arguments={"n": n}) for n in range(7)]
    found, cursor = [], None
    while True:
        page = world.k.approvals.list(limit=3, cursor=cursor)
        found += [a.id for a in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ids
    assert [a.id for a in world.k.approvals.list(agent_id=second.id).items] == ids[1::2]
    with pytest.raises(NotFound):
        world.k.approvals.list(agent_id="agt_none")
    with pytest.raises(InvalidInput):
        world.k.approvals.list(state="happy")
    assert [a.id for a in world.k.tenant("t").approvals.list().items] == []


# -- PRM-1 to PRM-5 ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-1")
def test_the_grammar_of_resources_actions_and_patterns(world):
    agent = world.agent()
    longest = ":".join(["a" * 128] * 3 + ["a" * 125])
    assert len(longest) == 512
    for good in (longest, ":".join("a" * 16), "a", "!~", "a/b?c#%2f", "a" * 128):
        world.allow(agent, resource=good)
    for bad in (
        longest + "a",
        ":".join("a" * 17),
        "",
        ":",
        "a:",
        ":a",
        "a::b",
        "a*",
        "*",
        "a:*",
        "a b",
        "é",
        "a\n",
        "a" * 129,
        5,
        None,
    ):
        assert world.code(agent, resource=bad) == "invalid_request"
    for good in ("a" * 64, "read.all", "~"):
        world.allow(agent, action=good)
    for bad in ("a" * 65, "", "a:b", "*", "a*", "a b", "\x7f", None):
        assert world.code(agent, action=bad) == "invalid_request"
    for bad in ("a*", "*a", "a:b*:c", "a:**", "", "a::*", "a b"):
        with pytest.raises(InvalidInput):
            world.agent(permissions=[allow(bad, "read")])


@pytest.mark.promise("PRM-1", "PRM-2")
@pytest.mark.parametrize(
    ("pattern", "resource", "exact", "folded"),
    [
        ("a:*", "a:b", True, True),
        ("a:*", "a:b:c", True, True),
        ("a:*", "a", False, False),
        ("a:*", "A:b", False, True),
        ("a:*:c", "a:b:c", True, True),
        ("a:*:c", "a:b:b:c", False, False),
        ("*:c", "a:c", True, True),
        ("*:c", "a:b:c", False, False),
        ("*", "a:b:c:d", True, True),
        ("*:*", "a", False, False),
        ("*:*", "a:b:c", True, True),
        ("a%3ab", "a:b", False, False),
        ("A:B", "a:b", False, True),
    ],
)
def test_allows_compare_exactly_and_denies_folded(world, pattern, resource, exact, folded):
    ask = {"resource": resource, "action": "read"}
    assert world.ask(world.agent(permissions=[allow(pattern, "read")]), **ask).allowed is exact
    assert world.ask(world.agent(permissions=[allow(pattern, "READ")]), **ask).allowed is False
    assert world.ask(world.agent(permissions=[allow(pattern, "*")]), **ask).allowed is exact
    for action in ("read", "READ", "*"):
        blocked = world.agent(permissions=[*EVERYTHING, deny(pattern, action)])
        assert world.ask(blocked, **ask).allowed is not folded


@pytest.mark.promise("PRM-2")
def test_the_most_specific_permission_is_charged_first_whatever_the_order(world):
    specific = allow("a:b", "read", constraints={"maxCalls": 1})
    middle = allow("a:*", "read", constraints={"maxCalls": 2})
    widest = allow("*", "read", constraints={"maxCalls": 3})
    for order in itertools.permutations((specific, middle, widest)):
        agent = world.agent(permissions=order)
        charged = []
        for _ in range(6):
            entry = world.k.audit.get(world.allow(agent, resource="a:b").audit_id)
            charged.append(entry.charges[-1]["level"])
        assert charged == ["a:b read"] + ["a:* read"] * 2 + ["* read"] * 3
        refused = world.ask(agent, resource="a:b")
        assert (refused.code, refused.findings[0]["level"]) == ("rate_limited", "a:b read")


@pytest.mark.promise("PRM-2")
def test_the_outcome_is_the_least_over_the_chain(world):
    gated = world.agent(GATED)
    closed = world.agent(permissions=[allow("files:*", "*")])
    assert world.ask(world.agent(parent=gated), **DELETE).outcome == "pending"
    below = world.agent({"requireApprovalFor": ["*:delete"]}, parent=closed, permissions=[])
    refused = world.ask(below, **DELETE)
    assert (refused.outcome, refused.code) == ("deny", "not_permitted")
    assert world.k.approvals.list(agent_id=below.id).items == []
    assert world.code(world.agent(permissions=[])) == "not_permitted"
    with pytest.raises(InvalidInput):
        world.agent(permissions=[deny("a", "b") | {"constraints": {"maxCalls": 1}}])


@pytest.mark.promise("PRM-3")
def test_explain_shows_every_finding_with_its_numbers_and_takes_nothing(world):
    root = world.agent({"maxCalls": 5, "budgetUsdPerDay": "1.00"})
    child = world.agent({"maxCallsPerDay": 1, "allowedHoursUTC": "13:00-14:00"}, parent=root)
    world.k.agents.update(child.id, constraints={"maxCallsPerDay": 1})
    world.allow(child, cost_usd="0.25")
    seen = world.k.explain(agent_id=child.id, **READ, cost_usd="0.25")
    assert (seen.code, seen.audit_id) == ("rate_limited", None)
    numbers = {(f["agent"], f["rule"]): (f["outcome"], f.get("used"), f.get("limit")) for f in seen.findings}
    assert numbers[child.id, "maxCallsPerDay"] == ("deny", 1, 1)
    assert numbers[root.id, "maxCalls"] == ("allow", 1, 5)
    assert numbers[root.id, "budgetUsdPerDay"][0] == "allow"
    before = len(world.entries())
    assert world.k.explain(token=child.token, **READ).code == "rate_limited"
    assert [e.kind for e in world.entries()[before:]] == ["explain"]
    assert world.k.agents.limits(child.id)[0].calls == 1


@pytest.mark.promise("PRM-4")
@pytest.mark.parametrize("where", ["agent", "permission", "child", "update"])
def test_a_minimum_of_trust_is_refused(world, where):
    trust = {"minTrust": 10}
    agent = world.agent()
    calls = {
        "agent": lambda: world.agent(trust),
        "permission": lambda: world.agent(permissions=[allow("*", constraints=trust)]),
        "child": lambda: world.agent(trust, parent=agent),
        "update": lambda: world.k.agents.update(agent.id, constraints=trust),
    }
    with pytest.raises(InvalidInput) as caught:
        calls[where]()
    assert "minTrust" in str(caught.value)


@pytest.mark.promise("PRM-5")
def test_an_allow_under_a_key_is_given_again_for_a_day(world):
    agent = world.agent({"maxCalls": 2, "budgetUsd": "1"})
    access = {"idempotency_key": "k", "cost_usd": "0.40", "arguments": {"a": 1, "b": 2}}
    first = world.allow(agent, **access)
    for kavach in (world.k, world.open()):
        again = world.ask(agent, of=kavach, **access | {"arguments": {"b": 2, "a": 1}})
        assert (again.allowed, again.audit_id, again.replayed) == (True, first.audit_id, True)
    assert not first.replayed
    assert world.k.agents.limits(agent.id)[0].calls == 1
    kept = world.entries(kind="replay")
    assert [e.marks["replayOf"] for e in kept] == [first.audit_id] * 2
    for other in ({"arguments": {"a": 1}}, {"cost_usd": "0.41"}, {"resource": "x"}, {"action": "write"}):
        assert world.code(agent, **access | other) == "invalid_request"
    world.k.usage.settle(first.audit_id, cost_usd="0.10")
    assert world.allow(agent, **access).replayed
    stranger = world.agent()
    assert not world.allow(stranger, **access).replayed  # per agent
    world.clock.tick(hours=24, microseconds=-1)
    assert world.allow(agent, **access).replayed
    world.clock.tick(microseconds=1)
    second = world.allow(agent, **access)
    assert (second.replayed, second.audit_id != first.audit_id) == (False, True)
    assert world.k.agents.limits(agent.id)[0].calls == 2


@pytest.mark.promise("PRM-5")
def test_a_replay_needs_a_living_chain_and_refusals_are_not_kept(world):
    root = world.agent({"maxCallsPerMinute": 1})
    child = world.agent(parent=root)
    world.allow(child, idempotency_key="kept")
    assert world.code(child, idempotency_key="late") == "rate_limited"
    world.k.agents.update(root.id, permissions=[])  # alive, though it may do nothing any more
    assert world.allow(child, idempotency_key="kept").replayed
    world.k.agents.suspend(root.id)
    assert world.code(child, idempotency_key="kept") == "suspended"
    world.k.agents.resume(root.id)
    world.k.agents.update(root.id, permissions=EVERYTHING)
    world.clock.tick(minutes=1)
    assert not world.allow(child, idempotency_key="late").replayed
    world.k.agents.revoke(root.id)
    assert world.code(child, idempotency_key="kept") == "revoked"


@pytest.mark.promise("PRM-5", "EX-1")
def test_many_at_once_under_one_key_are_charged_once(world):
    agent = world.agent({"maxCalls": 3})
    other = world.open()
    answers = at_once(
        [lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], idempotency_key="k") for n in range(12)]
    )
    assert all(a.allowed for a in answers)
    assert len({a.audit_id for a in answers}) == 1
    assert sum(not a.replayed for a in answers) == 1
    assert world.k.agents.limits(agent.id)[0].calls == 1


@pytest.mark.promise("PRM-5")
def test_keys_are_texts_of_up_to_200_characters(world):
    agent = world.agent()
    world.allow(agent, idempotency_key="k" * 200)
    for wrong in ("k" * 201, "", 5, b"k"):
        assert world.code(agent, idempotency_key=wrong) == "invalid_request"
