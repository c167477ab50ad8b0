"""SPEC 5, first half: patterns, the judgement of one agent, explaining it, idempotency keys; and the order of codes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journey_world import EVERYTHING, NOON, READ, at_once
from pykavach import Conflict, Denied, InvalidInput


def may(world, permissions, resource, action="x", **options):
    return (
        world.ask(world.agent(permissions=permissions, **options), resource=resource, action=action).code
        == "ok"
    )


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("*", ["a", "a:b", ":".join("a" * 16)], []),
        ("a", ["a"], ["A", "b", "a:b", "aa"]),
        ("a:*", ["a:b", "a:b:c", "a:*".replace("*", "~")], ["a", "A:b", "b:a"]),
        ("*:b", ["a:b", "b:b"], ["b", "a:c:b", "a:b:c", "a:B"]),
        ("a:*:c", ["a:b:c"], ["a:c", "a:b:b:c", "a:b:c:d"]),
        ("a:*:c:*", ["a:b:c:d", "a:b:c:d:e"], ["a:b:c", "a:c:d"]),
        ("*:*", ["a:b", "a:b:c"], ["a"]),
        ("a:%2A", ["a:%2A"], ["a:*".replace("*", "x"), "a:%2a"]),
        ("a:..", ["a:.."], ["a", "a:b"]),
    ],
)
def test_what_a_pattern_matches(world, pattern, inside, outside):
    agent = world.agent(permissions=[{"resource": pattern, "actions": ["x"]}])
    for resource in inside:
        assert world.code(agent, resource=resource, action="x") == "ok", resource
        assert world.code(agent, resource=resource, action="X") == "not_permitted"
    for resource in outside:
        assert world.code(agent, resource=resource, action="x") == "not_permitted", resource


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


@pytest.mark.promise("PRM-2")
def test_default_is_deny(world):
    agent = world.agent(permissions=[])
    decision = world.ask(agent)
    assert (decision.code, decision.retry) == ("not_permitted", "never")
    assert (
        world.code(world.agent(permissions=[{"resource": "*", "actions": ["*"], "effect": "deny"}]))
        == "not_permitted"
    )


@pytest.mark.promise("PRM-2", "RATE-2", "RATE-3")
def test_the_most_specific_permission_that_passes_is_charged(world):
    limited = {"resource": "files:reports:*", "actions": ["read"], "constraints": {"maxCalls": 1}}
    wide = {"resource": "files:*", "actions": ["*"], "constraints": {"maxCalls": 2}}
    for permissions in ([limited, wide], [wide, limited]):
        agent = world.agent(permissions=permissions)
        left = []
        for _ in range(3):
            decision = world.allow(agent)
            left.append(tuple(level["maxCalls"] for _, level in sorted(decision.remaining[agent.id].items())))
        # By name: "files:* *" before "files:reports:* read".
        assert left == [(2, 0), (1, 0), (0, 0)]
        refused = world.ask(agent)
        assert refused.code == "rate_limited"
        assert [f["level"] for f in refused.findings] == ["files:reports:* read"]  # the first one's finding
        assert world.count(agent) == 0


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
def test_requirements_on_a_permission_bind_like_those_on_the_agent(world):
    narrow = {
        "resource": "mail:*",
        "actions": ["send"],
        "constraints": {"requireApprovalFor": ["files:*:read"]},
    }
    agent = world.agent(permissions=[*EVERYTHING, narrow])
    assert world.ask(agent).outcome == "pending"


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
    assert [e.kind for e in world.entries()][-2:] == ["explain", "explain"]
    before = len(world.entries())
    world.k.explain(agent_id=child.id, ip="10.0.0.1", **READ)
    assert len(world.entries()) == before
    assert world.allow(child, ip="10.0.0.1").remaining[child.id]["agent"]["maxCalls"] == 1


@pytest.mark.promise("PRM-3", "APR-1")
def test_explain_opens_no_request_and_uses_none(world):
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    pay = READ | {"action": "pay"}
    explained = world.k.explain(token=agent.token, **pay)
    assert (explained.outcome, explained.approval_id) == ("pending", None)
    assert world.k.approvals.list(state=None).items == []
    asked = world.ask(agent, action="pay")
    world.k.approvals.approve(asked.approval_id, by="ann")
    assert world.k.explain(token=agent.token, **pay).allowed
    assert world.k.explain(token=agent.token, **pay).allowed
    world.allow(agent, action="pay")


# -- idempotency keys -------------------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-5")
def test_the_same_access_under_a_key_is_the_same_permission(world):
    agent = world.agent({"maxCalls": 1, "budgetUsdPerDay": 1})
    access = {"arguments": {"a": [1, 2.0]}, "ip": "10.0.0.1", "cost_usd": "0.5", "idempotency_key": "k" * 200}
    first = world.allow(agent, **access)
    assert not first.replayed
    again = world.allow(agent, **access)
    assert (again.audit_id, again.replayed, again.code) == (first.audit_id, True, "ok")
    assert world.k.usage.summary(agent.id).calls == 1
    entry = world.last()
    assert (entry.kind, entry.marks["replayOf"]) == ("replay", first.audit_id)
    assert entry.id != first.audit_id
    assert world.code(agent) == "rate_limited"
    # For 24 hours, and per agent.
    world.clock.tick(hours=24, microseconds=-1)
    assert world.allow(agent, **access).replayed
    other = world.agent()
    assert not world.allow(other, **access).replayed
    world.clock.tick(microseconds=1)
    assert world.code(agent, **access) == "rate_limited"


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


@pytest.mark.promise("PRM-5", "DEL-4")
def test_a_replay_needs_a_chain_that_is_alive_afresh(world):
    root = world.agent()
    child = world.agent(parent=root)
    world.allow(child, idempotency_key="k")
    world.k.agents.suspend(root.id)
    assert world.code(child, idempotency_key="k") == "suspended"
    world.k.agents.resume(root.id)
    assert world.allow(child, idempotency_key="k").replayed
    world.k.agents.revoke(root.id)
    assert world.code(child, idempotency_key="k") == "revoked"


@pytest.mark.promise("PRM-5")
def test_denials_and_pendings_are_not_kept(world):
    agent = world.agent({"maxCallsPerMinute": 1, "requireApprovalFor": ["*:pay"]})
    world.allow(agent)
    assert world.code(agent, idempotency_key="a") == "rate_limited"
    world.clock.tick(minutes=1)
    assert not world.allow(agent, idempotency_key="a").replayed
    world.clock.tick(minutes=1)
    asked = world.ask(agent, action="pay", idempotency_key="b")
    assert asked.outcome == "pending"
    world.k.approvals.approve(asked.approval_id, by="ann")
    paid = world.allow(agent, action="pay", idempotency_key="b")
    assert not paid.replayed
    again = world.allow(agent, action="pay", idempotency_key="b")
    assert (again.replayed, again.audit_id) == (True, paid.audit_id)
    assert world.code(agent, action="pay") != "ok"


@pytest.mark.promise("PRM-5", "EX-1")
def test_many_at_once_under_one_key_are_charged_once(world):
    agent = world.agent({"maxCalls": 1})
    other = world.open()
    calls = [
        lambda of=of: world.ask(agent, of=of, idempotency_key="k", cost_usd=1)
        for of in (world.k, other)
        for _ in range(6)
    ]
    answers = at_once(calls)
    assert all(answer.allowed for answer in answers)
    assert len({answer.audit_id for answer in answers}) == 1
    assert sum(not answer.replayed for answer in answers) == 1
    assert world.k.usage.summary(agent.id).calls == 1


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

#: What makes an access fail with each code, on the agent and in the call. In the order of DEC-1.
FAILS = {
    "not_permitted": {"action": "forbidden"},
    "argument_mismatch": {"arguments": {"a": "evil"}},
    "ip_not_allowed": {"ip": "10.0.0.9"},
    "approval_denied": {},
}


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
def test_min_trust_is_refused_until_it_is_built(world):
    for options in (
        {"constraints": {"minTrust": 0}},
        {"permissions": [EVERYTHING[0] | {"constraints": {"minTrust": 100}}]},
    ):
        with pytest.raises(InvalidInput, match="minTrust"):
            world.agent(**options)


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
