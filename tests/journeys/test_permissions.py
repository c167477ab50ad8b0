"""SPEC 5, first half: patterns, the judgement of one agent, explaining it, idempotency keys; and the order of codes."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from journey_world import DELETE, EVERYTHING, GATED, NOON, READ, allow, at_once, deny
from pykavach import Conflict, Denied, InvalidInput


@pytest.mark.promise("PRM-1", "PRM-2")
@pytest.mark.parametrize(
    ("pattern", "inside", "folded", "outside"),
    [
        ("*", ["a", "a:b", "a:b:c:d", ":".join("a" * 16)], [], []),
        ("a", ["a"], ["A"], ["b", "a:b", "aa"]),
        ("a:*", ["a:b", "a:b:c", "a:~"], ["A:b"], ["a", "b:a"]),
        ("*:b", ["a:b", "b:b"], ["a:B"], ["b", "a:c:b", "a:b:c"]),
        ("a:*:c", ["a:b:c"], ["A:b:C"], ["a:c", "a:b:b:c", "a:b:c:d"]),
        ("a:*:c:*", ["a:b:c:d", "a:b:c:d:e"], ["a:b:C:d"], ["a:b:c", "a:c:d"]),
        ("*:*", ["a:b", "a:b:c"], [], ["a"]),
        ("a:%2A", ["a:%2A"], ["a:%2a"], ["a:x"]),
        ("a%3ab", ["a%3ab"], ["a%3Ab"], ["a:b"]),
        ("a:..", ["a:.."], ["A:.."], ["a", "a:b"]),
        ("A:B", ["A:B"], ["a:b"], ["a"]),
    ],
)
def test_allows_compare_exactly_and_denies_folded(world, pattern, inside, folded, outside):
    for action, passes in (("read", True), ("READ", False), ("*", True)):
        allows = world.agent(permissions=[{"resource": pattern, "actions": [action]}])
        denies = world.agent(
            permissions=[*EVERYTHING, {"resource": pattern, "actions": [action], "effect": "deny"}]
        )
        for resources, allowed, denied in (
            (inside, passes, True),
            (folded, False, True),
            (outside, False, False),
        ):
            for resource in resources:
                assert world.ask(allows, resource=resource).allowed is allowed, resource
                assert world.ask(denies, resource=resource).allowed is not denied, resource


@pytest.mark.promise("PRM-1", "PRM-2")
def test_deny_wins_and_compares_case_folded(world):
    agent = world.agent(
        permissions=[
            *EVERYTHING,
            {"resource": "Files:Secret:*", "actions": ["Delete", "read"], "effect": "deny"},
        ]
    )
    for resource in ("files:secret:a", "FILES:SECRET:A", "Files:Secret:a:b"):
        for action in ("read", "READ", "delete"):
            assert world.code(agent, resource=resource, action=action) == "not_permitted"
        assert world.code(agent, resource=resource, action="write") == "ok"
    assert world.code(agent, resource="files:secret", action="read") == "ok"


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


@pytest.mark.promise("PRM-2")
def test_default_is_deny(world):
    agent = world.agent(permissions=[])
    decision = world.ask(agent)
    assert (decision.code, decision.retry) == ("not_permitted", "never")
    assert (
        world.code(world.agent(permissions=[{"resource": "*", "actions": ["*"], "effect": "deny"}]))
        == "not_permitted"
    )


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


@pytest.mark.promise("PRM-2", "RATE-2", "RATE-3")
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
        assert refused.code == "rate_limited"
        assert [f["level"] for f in refused.findings] == ["a:b read"]  # the first one's finding


@pytest.mark.promise("PRM-2")
def test_specific_is_decided_from_the_left_then_by_length(world):
    def first(*patterns):
        """Which of these is charged first."""
        agent = world.agent(
            permissions=[
                {"resource": p, "actions": ["read"], "constraints": {"maxCalls": 1}} for p in patterns
            ]
        )
        remaining = world.allow(agent).remaining[agent.id]
        (charged,) = [level for level, left in remaining.items() if left == {"maxCalls": 0}]
        return charged

    assert first("files:*", "*:reports:q1") == "files:* read"
    assert first("*:reports:q1", "files:*") == "files:* read"
    assert first("files:*", "files:*:q1") == "files:*:q1 read"
    assert first("files:*:*", "files:*") == "files:*:* read"
    assert first("*", "*:*") == "*:* read"
    assert first("files:reports:*", "files:*:q1") == "files:reports:* read"


@pytest.mark.promise("PRM-2")
def test_a_limit_on_a_permission_may_be_passed_by_another_one_on_the_agent_not(world):
    around = [*EVERYTHING, {"resource": "files:*", "actions": ["read"], "constraints": {"maxCalls": 0}}]
    assert world.code(world.agent(permissions=around)) == "ok"
    assert world.code(world.agent({"maxCalls": 0}, permissions=around)) == "rate_limited"


@pytest.mark.promise("PRM-3")
def test_explain_shows_every_finding_with_its_numbers_and_takes_nothing(world):
    root = world.agent({"budgetUsdPerDay": 1})
    child = world.agent(
        {"maxCalls": 3, "maxCallsPerMinute": 9, "ipAllowlist": ["10.0.0.1"]},
        parent=root,
        permissions=[{"resource": "files:*", "actions": ["read"], "constraints": {"maxCallsPerDay": 2}}],
    )
    world.allow(child, ip="10.0.0.1", cost_usd="0.25")
    explained = world.k.explain(token=child.token, ip="10.0.0.1", cost_usd="0.25", **READ)
    assert (explained.allowed, explained.code) == (True, "ok")
    numbers = {
        (f["agent"], f["level"], f["rule"]): (f.get("used"), f.get("limit"), f["outcome"])
        for f in explained.findings
    }
    assert numbers[child.id, "agent", "maxCalls"] == (1, 3, "allow")
    assert numbers[child.id, "agent", "maxCallsPerMinute"] == (1, 9, "allow")
    assert numbers[child.id, "files:* read", "maxCallsPerDay"] == (1, 2, "allow")
    assert numbers[root.id, "agent", "budgetUsdPerDay"] == (250_000, 1_000_000, "allow")
    refused = world.k.explain(token=child.token, cost_usd="0.76", **READ)
    assert refused.code == "ip_not_allowed"
    assert {f["rule"] for f in refused.findings if f["outcome"] == "deny"} == {
        "ipAllowlist",
        "budgetUsdPerDay",
    }
    (money,) = [f for f in refused.findings if f["rule"] == "budgetUsdPerDay"]
    assert (money["used"], money["limit"]) == (250_000, 1_000_000)
    assert [e.kind for e in world.entries()][-2:] == ["explain", "explain"]
    before = len(world.entries())
    assert world.k.explain(agent_id=child.id, ip="10.0.0.1", **READ).audit_id is None
    assert len(world.entries()) == before
    assert world.allow(child, ip="10.0.0.1").remaining[child.id]["agent"]["maxCalls"] == 1
    used_up = world.k.explain(agent_id=child.id, ip="10.0.0.1", **READ)
    assert used_up.code == "rate_limited"
    (calls,) = [f for f in used_up.findings if f["rule"] == "maxCallsPerDay"]
    assert (calls["used"], calls["limit"], calls["outcome"]) == (2, 2, "deny")


# -- idempotency keys -------------------------------------------------------------------------------------------------


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
    assert first.audit_id not in {e.id for e in kept}
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
@pytest.mark.parametrize(
    "change",
    [
        {"resource": "files:reports:q2"},
        {"action": "write"},
        {"arguments": {"a": 2}},
        {"arguments": None},
        {"ip": "10.0.0.2"},
        {"ip": None},
        {"cost_usd": "0.51"},
        {"cost_usd": None},
    ],
)
def test_another_access_under_the_key_is_invalid(world, change):
    agent = world.agent()
    access = {"arguments": {"a": 1}, "ip": "10.0.0.1", "cost_usd": "0.5", "idempotency_key": "k"}
    world.allow(agent, **access)
    decision = world.ask(agent, **access | change)
    assert (decision.code, decision.replayed) == ("invalid_request", False)
    assert world.allow(agent, **access).replayed


@pytest.mark.promise("PRM-5")
def test_keys_are_texts_of_up_to_200_characters(world):
    agent = world.agent()
    world.allow(agent, idempotency_key="k" * 200)
    for wrong in ("k" * 201, "", 5, b"k"):
        assert world.code(agent, idempotency_key=wrong) == "invalid_request"


@pytest.mark.promise("PRM-5", "DEL-4")
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
    assert world.allow(child, idempotency_key="kept").replayed
    world.k.agents.update(root.id, permissions=EVERYTHING)
    world.clock.tick(minutes=1)
    assert not world.allow(child, idempotency_key="late").replayed
    world.k.agents.revoke(root.id)
    assert world.code(child, idempotency_key="kept") == "revoked"


@pytest.mark.promise("PRM-5", "EX-1")
def test_many_at_once_under_one_key_are_charged_once(world):
    agent = world.agent({"maxCalls": 1})
    other = world.open()
    answers = at_once(
        [lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], idempotency_key="k") for n in range(12)]
    )
    assert all(a.allowed for a in answers)
    assert len({a.audit_id for a in answers}) == 1
    assert sum(not a.replayed for a in answers) == 1
    assert world.k.agents.limits(agent.id)[0].calls == 1


@pytest.mark.promise("PRM-5", "TM-1")
def test_a_guard_runs_an_allow_once(world):
    agent = world.agent()
    ran = []
    with world.k.guard(agent.token, idempotency_key="k", **READ) as permit:
        ran.append(permit.audit_id)
    with pytest.raises(Conflict), world.k.guard(agent.token, idempotency_key="k", **READ) as permit:
        ran.append(permit.audit_id)
    with world.k.guard(agent.token, idempotency_key="k", first_run_was_lost=True, **READ) as permit:
        ran.append(permit.audit_id)
    assert len(ran) == 2
    assert len(set(ran)) == 1
    # In another process, too: the replay says so.
    with pytest.raises(Conflict), world.open().guard(agent.token, idempotency_key="k", **READ):
        ran.append("no")
    assert len(ran) == 2


# -- the guard --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TM-1", "BUD-5", "BUD-6")
def test_a_guard_settles_on_every_exit(world):
    agent = world.agent({"reserveUsdPerCall": "0.50"})
    with world.k.guard(agent.token, arguments={"path": ["a"]}, **READ) as permit:
        assert permit.arguments == {"path": ["a"]}
        permit.cost_usd = "0.10"
    assert world.last(kind="change").facts["after"] == {"costUsd": "0.10"}
    with world.k.guard(agent.token, **READ):
        pass
    assert world.last(kind="change").facts["after"] == {"costUsd": "0.50"}

    class Broken(Exception):
        pass

    def run(cost, error):
        with world.k.guard(agent.token, **READ) as permit:
            permit.cost_usd = cost
            raise error

    with pytest.raises(Broken):
        run("0.70", Broken)
    assert world.last(kind="change").facts["after"] == {"costUsd": "0.70"}
    assert world.k.usage.unsettled().items == []
    assert str(world.k.usage.summary(agent.id).usd) == "1.3"


@pytest.mark.promise("TM-1")
def test_a_failing_settle_is_logged_and_hides_nothing(world, caplog):
    agent = world.agent({"reserveUsdPerCall": "0.50"})
    with world.k.guard(agent.token, **READ) as permit:
        permit.cost_usd = "lots"
    assert "could not be settled" in caplog.text
    assert len(world.k.usage.unsettled().items) == 1

    def run():
        with world.k.guard(agent.token, **READ) as permit:
            permit.cost_usd = -1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run()


@pytest.mark.promise("TM-1")
def test_a_guard_hands_over_a_copy_of_what_was_judged(world):
    agent = world.agent({"argPatterns": {"path": "safe"}})
    arguments = {"path": "safe"}
    with world.k.guard(agent.token, arguments=arguments, **READ) as permit:
        arguments["path"] = "evil"
        assert permit.arguments == {"path": "safe"}
    with pytest.raises(Denied) as denied, world.k.guard(agent.token, arguments=arguments, **READ):
        pytest.fail("the body ran")
    assert denied.value.decision.code == "argument_mismatch"
    assert (denied.value.code, denied.value.status) == ("denied", 403)
    assert str(denied.value) == denied.value.decision.reason


# -- the order of codes -----------------------------------------------------------------------------------------------


@pytest.mark.promise("DEC-1")
def test_the_first_code_in_the_order_is_given(world):
    agent = world.agent(
        {
            "argPatterns": {"a": "x"},
            "ipAllowlist": ["10.0.0.1"],
            "requireApprovalFor": ["*:pay"],
            "allowedHoursUTC": "09:00-13:00",
            "maxCallsPerMinute": 1,
            "budgetUsdPerDay": 1,
        },
        permissions=[{"resource": "*", "actions": ["pay", "read"]}],
    )
    good = {"arguments": {"a": "x"}, "ip": "10.0.0.1", "action": "pay"}
    asked = world.ask(agent, **good)
    assert (asked.outcome, asked.code) == ("pending", "approval_required")
    world.k.approvals.deny(asked.approval_id, by="ann")
    world.allow(agent, **good | {"action": "read"})  # the minute is used up
    everything = {"action": "forbidden", "arguments": {"a": "evil"}, "ip": "10.0.0.9", "cost_usd": 2}
    assert world.code(agent, **everything | {"resource": ""}) == "invalid_request"
    assert world.code(agent, **everything) == "not_permitted"
    assert world.code(agent, **everything | {"action": "pay"}) == "argument_mismatch"
    assert world.code(agent, **everything | {"action": "pay", "arguments": {"a": "x"}}) == "ip_not_allowed"
    assert world.code(agent, **good) == "approval_denied"
    assert world.code(agent, **good | {"action": "read"}) == "rate_limited"


@pytest.mark.promise("DEC-1")
def test_of_what_clears_by_itself_the_last_to_clear_is_given(world):
    agent = world.agent(
        {"allowedHoursUTC": "13:00-14:00", "maxCallsPerMinute": 1, "maxCallsPerDay": 5, "budgetUsdPerDay": 1}
    )
    decision = world.ask(agent)
    assert (decision.code, decision.retry, decision.retry_after) == ("off_hours", "after", 3600)
    world.clock.at("2025-01-15T13:00")
    world.allow(agent, cost_usd="0.9")
    # The minute ends at 13:01, the budget's day at midnight; the hours are open.
    for cost, code, wait in (("0", "rate_limited", 60), ("0.2", "budget_exceeded", 11 * 3600)):
        decision = world.ask(agent, cost_usd=cost)
        assert (decision.code, decision.retry_after) == (code, wait)
    assert {f["code"] for f in decision.findings} == {"rate_limited", "budget_exceeded"}
    world.clock.at("2025-01-15T14:30")
    decision = world.ask(agent, cost_usd="0.2")  # opens tomorrow at 13:00, after the budget has started anew
    assert (decision.code, decision.retry_after) == ("off_hours", 22 * 3600 + 1800)


@pytest.mark.promise("DEC-1")
def test_the_nearest_agent_first(world):
    root = world.agent({"maxCalls": 0, "ipAllowlist": ["10.0.0.1"]})
    child = world.agent({"maxCalls": 0}, parent=root)
    decision = world.ask(child, ip="10.0.0.1")
    assert decision.code == "rate_limited"
    assert decision.reason == "maxCalls of 0 is used up."
    assert [f["agent"] for f in decision.findings] == [child.id, root.id]
    assert world.code(child) == "ip_not_allowed"
    both = world.agent({"ipAllowlist": ["10.0.0.7"]}, parent=root)
    assert world.ask(both).reason == "The call states no usable address and an address allowlist applies."


@pytest.mark.promise("DEC-1", "DEL-4")
def test_a_dead_chain_ends_the_judgement(world):
    root = world.agent(expires_in=3600)
    child = world.agent({"maxCalls": 0}, parent=root, permissions=[])
    grand = world.agent(parent=child, permissions=[])
    world.k.agents.suspend(child.id)
    decision = world.ask(grand, resource="")
    assert (decision.code, decision.retry, decision.retry_after) == ("suspended", "never", None)
    assert decision.reason == "An agent above this one is suspended."
    assert decision.remaining == {}
    assert world.ask(child).reason == "This agent is suspended."
    world.clock.tick(hours=1)
    assert world.code(grand) in ("suspended", "expired")
    world.k.agents.revoke(root.id)
    assert world.code(root) == "revoked"


# -- reasons ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("DEC-2")
def test_reasons_name_the_own_rule_and_of_a_rule_above_only_its_kind(world):
    hidden = {
        "ipAllowlist": ["203.0.113.7"],
        "argPatterns": {"secretpath": "hush-[0-9]+"},
        "allowedHoursUTC": "03:00-03:17",
        "maxCalls": 4711,
        "budgetUsd": "47.11",
        "requireApprovalFor": ["*:hidden-action"],
    }
    for name, value in hidden.items():
        root = world.agent({name: value} if name != "maxCalls" else {"maxCallsPerDay": 0})
        child = world.agent(parent=root)
        access = (
            {"cost_usd": 50} if name == "budgetUsd" else {"arguments": {"secretpath": "VALUE-IN-ARGUMENTS"}}
        )
        if name == "requireApprovalFor":
            access["action"] = "hidden-action"
        decision = world.ask(child, **access)
        assert not decision.allowed
        for leak in (
            "203.0.113",
            "hush",
            "03:17",
            "4711",
            "47.11",
            "VALUE-IN",
            "secretpath",
            root.id,
            root.token,
        ):
            assert leak not in decision.reason, decision.reason
        own = world.ask(root, **access)
        assert "VALUE-IN" not in own.reason
        assert "203.0.113" not in own.reason
    denied = world.agent(
        permissions=[*EVERYTHING, {"resource": "vault:hidden:*", "actions": ["*"], "effect": "deny"}]
    )
    child = world.agent(parent=denied)
    assert world.ask(child, resource="vault:hidden:x").reason == (
        "An agent above this one does not permit this action on this resource."
    )


@pytest.mark.promise("DEC-2")
def test_an_own_rule_says_what_would_pass(world):
    agent = world.agent({"argPatterns": {"path": {"under": "/srv/data"}}, "allowedHoursUTC": "13:00-14:00"})
    assert "/srv/data" in world.ask(agent, arguments={"path": "/etc/passwd"}).reason
    assert "/etc/passwd" not in world.ask(agent, arguments={"path": "/etc/passwd"}).reason
    assert "3600 s" in world.ask(agent, arguments={"path": "/srv/data/x"}).reason


@pytest.mark.promise("DEC-2")
def test_a_reason_with_a_wait_is_one_sentence(world):
    agent = world.agent({"maxCallsPerMinute": 1})
    world.allow(agent)
    assert world.ask(agent).reason == "maxCallsPerMinute of 1 is used up; try again in 60 s."


@pytest.mark.promise("DEC-2")
def test_an_agents_own_credential_sees_its_own_level_only(world):
    root = world.agent({"maxCalls": 5, "budgetUsd": 1})
    child = world.agent({"maxCalls": 3}, parent=root)
    mine = world.ask(child, cost_usd=2).for_agent()
    assert mine.chain == (child.id,)
    assert mine.depth == 1
    assert {f["agent"] for f in mine.findings} <= {child.id}
    assert mine.remaining == {child.id: {"agent": {"maxCalls": 3}}}
    assert root.id not in str(mine.wire())


@pytest.mark.promise("PRM-4")
@pytest.mark.parametrize("least", [0, 100])
@pytest.mark.parametrize("where", ["agent", "permission", "child", "update"])
def test_a_minimum_of_trust_is_refused_until_trust_is_built(world, where, least):
    trust = {"minTrust": least}
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


@pytest.mark.promise("DEC-1")
@pytest.mark.parametrize(
    ("code", "constraints", "access", "retry", "after"),
    [
        ("off_hours", {"allowedHoursUTC": "Thu 00:00-01:00"}, {}, "after", 12 * 3600),
        ("ip_not_allowed", {"ipAllowlist": ["10.0.0.1"]}, {}, "never", None),
        ("argument_mismatch", {"argPatterns": {"a": "x"}}, {}, "with_other_arguments", None),
        ("approval_required", {"requireApprovalFor": ["*"]}, {}, "with_approval", None),
        ("rate_limited", {"maxCalls": 0}, {}, "after", None),
        ("budget_exceeded", {"budgetUsd": 1}, {"cost_usd": 2}, "after", None),
        ("budget_exceeded", {"maxUsdPerCall": 1}, {"cost_usd": 2}, "after", None),
        ("not_permitted", {}, {"resource": "none"}, "never", None),
    ],
)
def test_retry_is_fixed_per_code(world, code, constraints, access, retry, after):
    agent = world.agent(constraints, permissions=[{"resource": "files:*", "actions": ["*"]}])
    decision = world.ask(agent, **access)
    assert (decision.code, decision.retry, decision.retry_after) == (code, retry, after)
    assert bool(decision) is False
    assert decision.reason.endswith(".")
    assert ". " not in decision.reason
    assert NOON + timedelta(0) == world.clock.now
