"""SPEC 7: approvals."""

from __future__ import annotations

import threading
import time
from decimal import Decimal

import pytest

from journey_world import DELETE, EVERYTHING, GATED, HOUR, MICROSECOND, NOON, SECRET, allow, at_once, deny
from patience import PATIENCE, until
from pykavach import Conflict, InvalidInput, NotFound

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
        ("payments:*:refund", ("payments:a:b:c", "refund"), True),
        ("payments:*:refund", ("PAYMENTS:A", "Refund"), True),
        ("payments:*:refund", ("payments", "refund"), False),
        ("payments:*:refund", ("payments:a", "pay"), False),
        ("*:pay", ("a", "paid"), False),
        ("a:*", ("b", "x"), False),
        ({"resource": "Db:*", "actions": ["Drop", "delete"]}, ("db:x:y", "DELETE"), True),
        ({"resource": "Db:*", "actions": ["Drop", "delete"]}, ("db", "drop"), False),
        ({"resource": "db:x", "actions": ["*"]}, ("db:x", "anything"), True),
        ({"resource": "db:x", "actions": ["*"]}, ("db:y", "z"), False),
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
    (request,) = world.k.approvals.list().items
    assert (request.id, request.agent_id, request.root_id, request.state) == (id, agent.id, agent.id, "open")
    assert (request.resource, request.action, request.arguments, request.cost_usd) == (
        *DELETE.values(),
        Decimal("0.5"),
    )
    assert (request.opened_at, request.expires_at) == (NOON, NOON + HOUR)
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
    assert world.allow(agent, **DELETE, cost_usd="0.49").approval_id == id  # at most what was shown


@pytest.mark.promise("APR-1")
def test_the_same_arguments_written_otherwise_join(world):
    agent = world.agent(GATED)
    id = pend(world, agent, arguments={"a": 1, "b": [True, None]})
    for same in ({"b": [True, None], "a": 1}, {"a": 1.0, "b": [True, None]}):
        assert pend(world, agent, arguments=same) == id


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
    assert world.code(world.agent(GATED | {"maxCalls": 0}), **DELETE) == "rate_limited"
    assert world.k.approvals.list(state=None).items == []


@pytest.mark.promise("APR-1", "PRM-3")
def test_explaining_opens_no_request(world):
    agent = world.agent(GATED)
    asked = world.k.explain(token=agent.token, **DELETE)
    assert [f["rule"] for f in asked.findings if f["code"] == "approval_required"] == ["requireApprovalFor"]
    assert (asked.outcome, asked.approval_id) == ("pending", None)
    assert world.k.approvals.list(state=None).items == []
    id = pend(world, agent)
    world.k.approvals.approve(id, by="ann")
    assert world.k.explain(token=agent.token, **DELETE).outcome == "allow"
    assert world.k.explain(token=agent.token, **DELETE).allowed
    assert world.k.approvals.get(id).state == "approved"
    refused = DELETE | {"arguments": {"n": 2}}
    world.k.approvals.deny(pend(world, agent, **refused), by="ann")
    asked = world.k.explain(token=agent.token, **refused)
    assert asked.code == "approval_denied"
    assert [f["rule"] for f in asked.findings if f["code"] == asked.code] == ["requireApprovalFor"]
    assert [e.kind for e in world.entries(kind="explain")] == ["explain"] * 4
    assert world.allow(agent, **DELETE).approval_id == id


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
    assert not first.replayed  # the pending answer was not kept under the key
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
        assert refused.retry == "never"
    world.clock.now = NOON + HOUR - MICROSECOND
    assert world.code(agent, **DELETE) == "approval_denied"
    world.clock.now += MICROSECOND
    assert pend(world, agent) != id
    assert world.k.approvals.get(id).state == "expired"


@pytest.mark.promise("APR-2", "DEC-1")
def test_an_approval_survives_a_suspension_but_passes_nothing_meanwhile(world):
    agent = world.agent(GATED)
    world.k.approvals.approve(pend(world, agent), by="ann")
    world.k.agents.suspend(agent.id)
    assert world.code(agent, **DELETE) == "suspended"
    world.k.agents.resume(agent.id)
    world.allow(agent, **DELETE)


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
    assert world.ask(agent, **DELETE).allowed is (won[0].state == "approved")
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
        "kv_x",
        "agt_other",
    ):
        for decide in (world.k.approvals.approve, world.k.approvals.deny):
            with pytest.raises(InvalidInput) as caught:
                decide(id, by=by)
            assert agent.token not in str(caught.value)
    for note in (5, "x" * 2001, "a\x00"):
        with pytest.raises(InvalidInput):
            world.k.approvals.deny(id, by="ann", note=note)
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
    leaf = world.agent(parent=child)
    for asking in (child, leaf):
        id = pend(world, asking)
        shown = world.k.approvals.get(id)
        assert (shown.agent_id, shown.root_id) == (asking.id, root.id)
        assert len(world.k.approvals.list().items) == 1
        world.k.approvals.approve(id, by="ann")
        world.allow(asking, **DELETE)


@pytest.mark.promise("APR-3", "DEL-4", "TOK-4")
@pytest.mark.parametrize("stop", ["revoke", "compromise"])
def test_a_yes_dies_with_its_agents_power(world, stop):
    root = world.agent()
    child = world.agent(GATED, parent=root)
    id = pend(world, child)
    world.k.approvals.approve(id, by="ann")
    asked = pend(world, child, arguments={"id": 8})
    if stop == "revoke":
        assert world.k.agents.revoke(root.id).closed_approvals == 2
        assert world.code(child, **DELETE) == "revoked"
    else:
        rotated = world.k.agents.rotate(child.id, compromised=True)
        assert rotated.closed_approvals == 2
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
        thread.join(PATIENCE)
        assert not thread.is_alive(), "it still waits"
        return box[0]

    return result


def the_open_one(world):
    return until(lambda: world.k.approvals.list().items, what="a request")[0].id


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
    until(lambda: len(world.entries(outcome="pending")) == 6, what="six that wait")
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
    for timeout in (0, 0.1):
        assert world.k.approvals.wait(id, timeout=timeout).state == "open"
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
        "nested": [{"key": agent.token}],
        "n": 5,
    }
    id = pend(world, agent, arguments=arguments, cost_usd="0.25")
    shown = world.k.approvals.get(id)
    assert shown.arguments["letter"] == "a rather peculiar sentence"
    assert shown.arguments["n"] == 5
    assert set(shown.hidden) == {"/password", "/deep~1er/0/url", "/bearer", "/nested/0/key"}
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


@pytest.mark.promise("APR-5", "APR-1")
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
    world.begin(secret=["a third secret of at least thirty-two bytes", SECRET])
    assert world.allow(agent, **DELETE).approval_id == id


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
    world.k.approvals.approve(ids[0], by="ann")
    world.k.approvals.deny(ids[1], by="ann")
    for state, wanted in (("open", ids[2:]), ("approved", ids[:1]), ("denied", ids[1:2]), (None, ids)):
        assert [a.id for a in world.k.approvals.list(state=state).items] == wanted
    world.clock.tick(hours=1)
    assert world.k.approvals.list().items == []
    assert [a.id for a in world.k.approvals.list(state="expired").items] == ids
    with pytest.raises(NotFound):
        world.k.approvals.list(agent_id="agt_none")
    with pytest.raises(InvalidInput):
        world.k.approvals.list(state="happy")
    assert [a.id for a in world.k.tenant("t").approvals.list().items] == []


@pytest.mark.promise("APR-4", "AUD-6", "API-1")
def test_waiting_ends_in_a_denial_when_the_store_goes_away(world):
    agent = world.agent(GATED)
    final = in_background(lambda: world.ask(agent, **DELETE, wait=25))
    id = the_open_one(world)
    world.sql('UPDATE epoch SET "schema"="schema"+1')
    denied = final()
    assert (denied.outcome, denied.code) == ("deny", "unavailable")
    assert "newer schema" in denied.reason
    world.sql('UPDATE epoch SET "schema"="schema"-1')
    assert world.ask(agent, **DELETE).approval_id == id  # it still waits
    assert world.last(kind="decision").marks["unavailable"] == 1


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
