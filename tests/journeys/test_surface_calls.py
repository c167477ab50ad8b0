"""SPEC 2: the decision as a value, and the API promises."""

from __future__ import annotations

import asyncio
import gc
import json
import math
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

import pykavach
import pykavach.sync
from journey_world import EVERYTHING, READ, at_once
from pykavach import Code, Conflict, Denied, InvalidInput, NotFound
from pykavach.engine.engine import Engine

NAIVE = datetime(2030, 1, 1)  # naive on purpose
#: In UTC, the year 10000.
BEYOND = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
CODES = {
    "ok",
    "unknown_token",
    "expired",
    "revoked",
    "suspended",
    "not_permitted",
    "off_hours",
    "ip_not_allowed",
    "argument_mismatch",
    "approval_required",
    "approval_denied",
    "rate_limited",
    "budget_throttled",
    "budget_exceeded",
    "low_trust",
    "invalid_request",
    "unreadable_constraint",
    "unavailable",
}


@pytest.mark.promise("DEC-1")
def test_the_codes_are_closed():
    assert {code.value for code in Code} == CODES


@pytest.mark.promise("DEC-1", "API-6")
def test_an_allow_says_everything_about_itself(world):
    agent = world.agent({"maxCallsPerDay": 5000, "budgetUsdPerDay": 2.00})
    child = world.agent({"maxCalls": 2}, parent=agent)
    decision = world.ask(child, cost_usd=0.01, arguments={"title": "hi"}, ip="10.1.2.3")
    assert decision
    assert (decision.allowed, decision.outcome, decision.code) == (True, "allow", "ok")
    assert (decision.agent_id, decision.chain, decision.depth) == (child.id, (child.id, agent.id), 1)
    assert (decision.throttled, decision.replayed, decision.retry, decision.retry_after) == (
        False,
        False,
        "never",
        None,
    )
    assert decision.approval_id is None
    assert isinstance(decision.latency_us, int)
    assert decision.latency_us >= 0
    assert decision.remaining == {
        child.id: {"agent": {"maxCalls": 1}},
        agent.id: {"agent": {"maxCallsPerDay": 4999, "budgetUsdPerDay": "1.99"}},
    }
    assert isinstance(decision.findings, list)
    wire = decision.wire()
    assert {
        "allowed",
        "outcome",
        "code",
        "reason",
        "auditId",
        "agentId",
        "chain",
        "depth",
        "throttled",
        "replayed",
        "retry",
        "retryAfter",
        "approvalId",
        "remaining",
        "findings",
        "latencyUs",
    } <= wire.keys()
    assert not [key for key in wire if "_" in key]


@pytest.mark.promise("API-6", "TOK-2")
def test_a_new_token_goes_out_with_its_agent_in_camel_case(world):
    created = world.k.agents.create(user_id="u", name="n", permissions=[])
    assert created.wire() == {"agent": created.agent.wire(), "token": created.token}
    rotated = world.k.agents.rotate(created.agent.id, grace=3600)
    assert rotated.wire() == {
        "agent": rotated.agent.wire(),
        "token": rotated.token,
        "oldValidUntil": "2025-01-15T13:00:00Z",
        "revoked": [],
        "closedApprovals": 0,
    }
    for made in (created, rotated):
        assert made.token not in repr(made)
        assert json.loads(json.dumps(made.wire())) == made.wire()
        assert not [key for key in made.wire()["agent"] if "_" in key]


@pytest.mark.everywhere
@pytest.mark.promise("API-1")
@pytest.mark.parametrize(
    "access",
    [
        {"resource": ""},
        {"resource": None},
        {"resource": 5},
        {"resource": "a" * 129},
        {"resource": "a::b"},
        {"resource": ":".join("a" * 17)},
        {"resource": ":".join(["a" * 128] * 4)},
        {"resource": "files:*"},
        {"resource": "fi*les"},
        {"resource": "files:über"},
        {"resource": "files: x"},
        {"action": ""},
        {"action": "a" * 65},
        {"action": "*"},
        {"action": "a:b"},
        {"action": None},
        {"cost_usd": -0.01},
        {"cost_usd": math.nan},
        {"cost_usd": math.inf},
        {"cost_usd": True},
        {"cost_usd": "1,5"},
        {"cost_usd": Decimal("1E+1000000")},
        {"cost_usd": 10**9 + 1},
        {"cost_usd": [1]},
        {"idempotency_key": ""},
        {"idempotency_key": "k" * 201},
        {"idempotency_key": 7},
        {"idempotency_key": "\ud800"},
        {"arguments": [1]},
        {"arguments": "text"},
        {"arguments": {"x": math.nan}},
        {"arguments": {"x": {1, 2}}},
        {"arguments": {1: 2}},
        {"ip": 5},
        {"ip": b"10.0.0.1"},
        {"ip": ["10.0.0.1"]},
        {"wait": -1},
        {"wait": "soon"},
        {"wait": math.nan},
    ],
)
def test_any_value_becomes_a_decision(world, access):
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    decision = world.ask(agent, **access)
    assert (decision.outcome, decision.code, decision.retry) == (
        "deny",
        "invalid_request",
        "with_other_arguments",
    )
    assert decision.agent_id == agent.id
    entry = world.last(kind="decision")
    assert (entry.id, entry.code) == (decision.audit_id, "invalid_request")
    if "wait" not in access:
        assert world.k.explain(token=agent.token, **READ | access).code == "invalid_request"
        assert world.k.authorize_many([{"token": agent.token, **READ, **access}])[0].code == "invalid_request"
    with pytest.raises(Denied) as denied, world.k.guard(agent.token, **READ | access):
        pytest.fail("the body ran")
    assert denied.value.decision.code == "invalid_request"


@pytest.mark.promise("API-1", "PRM-1")
def test_the_bounds_of_resource_action_cost_and_key_are_inside(world):
    agent = world.agent()
    longest = ":".join(["a" * 128, "b" * 128, "c" * 128, "d" * 125])
    assert len(longest) == 512
    for access in (
        {"resource": longest},
        {"resource": longest + "d"},
        {"resource": ":".join("a" * 16)},
        {"action": "a" * 64},
        {"cost_usd": 10**9},
        {"cost_usd": "0"},
        {"idempotency_key": "k" * 200},
        {"resource": "~!/@%2A:.."},
    ):
        expected = "invalid_request" if len(access.get("resource", "")) > 512 else "ok"
        assert world.code(agent, **access) == expected, access


@pytest.mark.promise("API-1")
def test_wrong_python_raises(world):
    agent = world.agent()
    for call in (
        lambda: world.k.authorize(token=agent.token, resource="a"),
        lambda: world.k.authorize(token=agent.token, action="a"),
        lambda: world.k.authorize(agent.token, "a", "b"),
        lambda: world.k.authorize(token=agent.token, **READ, colour="red"),
        lambda: world.k.explain(token=agent.token, resource="a"),
        lambda: world.k.guard(agent.token, resource="a"),
        lambda: world.k.authorize(token=agent.token, agent_id=agent.id, **READ),
        lambda: world.k.explain(token=agent.token, agent_id=agent.id, **READ),
        lambda: world.k.authorize_many([{"token": agent.token, "agent_id": agent.id, **READ}]),
        lambda: world.k.authorize_many([{"token": agent.token, "resource": "a"}]),
        lambda: world.k.authorize_many([{"token": agent.token, **READ, "colour": "red"}]),
        lambda: world.k.authorize_many([{"token": agent.token, **READ, "wait": 1}]),
        lambda: world.k.authorize_many(["a"]),
        lambda: world.k.authorize_many(5),
    ):
        with pytest.raises(TypeError):
            call()
    assert world.entries(kind=["decision", "explain"]) == []


@pytest.mark.promise("API-1")
def test_a_closed_instance_raises_and_can_be_opened_again(world):
    agent = world.agent()
    kavach = world.open()
    nouns = kavach.agents, kavach.usage, kavach.authorize
    world.shut(kavach)
    for call in (
        lambda: kavach.authorize(token=agent.token, **READ),
        lambda: kavach.agents,
        lambda: kavach.tenant("t"),
        lambda: nouns[0].get(agent.id),
        lambda: nouns[0].authorize(token=agent.token, **READ),
        lambda: nouns[1].summary(agent.id),
        lambda: nouns[2](token=agent.token, **READ),
    ):
        with pytest.raises(RuntimeError):
            call()
    kavach.open()
    assert world.ask(agent, of=kavach).allowed
    world.shut(kavach)
    world.shut(kavach)


@pytest.mark.promise("API-1")
def test_opened_by_many_at_once_it_is_opened_once(tmp_path):
    def opened() -> int:
        gc.collect()
        return sum(type(each) is Engine and not each.closed for each in gc.get_objects())

    before = opened()

    async def many() -> None:
        kavach = pykavach.Kavach(f"sqlite:///{tmp_path}/kavach.db")
        await asyncio.gather(*(kavach.open() for _ in range(4)))
        assert opened() == before + 1
        await kavach.aclose()

    asyncio.run(many())
    assert opened() == before
    kavach = pykavach.sync.Kavach(f"sqlite:///{tmp_path}/kavach.db")
    at_once([kavach.open for _ in range(4)])
    assert opened() == before + 1
    kavach.close()
    assert opened() == before


@pytest.mark.promise("API-1")
def test_an_instance_never_opened_raises(tmp_path, event_loop_thread, world):
    with pytest.raises(RuntimeError):
        world.make(db=f"sqlite:///{tmp_path}/other.db").agents  # noqa: B018 - asking is what raises


@pytest.mark.promise("API-1")
@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda k, a: k.agents.create(user_id="u", name="", permissions=[]), "name"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=None), "permissions"),
        (lambda k, a: k.agents.create(name="n", permissions=[]), "user_id"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], type="robot"), "type"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], type="delegated"), "type"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], max_depth=17), "max_depth"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], max_depth=True), "max_depth"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], expires_in=0), "expires_in"),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], expires_in=-5), "expires_in"),
        (
            lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], expires_at=NAIVE),
            "expires_at",
        ),
        (
            lambda k, a: k.agents.create(
                user_id="u", name="n", permissions=[], expires_at=datetime(2020, 1, 1, tzinfo=UTC)
            ),
            "expires_at",
        ),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], metadata=[1]), "metadata"),
        (
            lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], idempotency_key=""),
            "idempotency_key",
        ),
        (
            lambda k, a: k.agents.create(
                user_id="u", name="n", permissions=[], expires_in=timedelta(days=366 * 4000)
            ),
            "expires_in",
        ),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], by="x\n"), "by"),
        (lambda k, a: k.agents.update(a.id, name="n", by=f"for {a.token}"), "by"),
        (lambda k, a: k.agents.update(a.id, name="n", by=f"for {a.token[:11]}"), "by"),
        (lambda k, a: k.agents.rotate(a.id, since=datetime(2025, 1, 1, tzinfo=UTC)), "since"),
        (lambda k, a: k.agents.delegate(name="n", permissions=[]), "parent_token"),
        (
            lambda k, a: k.agents.delegate(parent_id=a.id, parent_token=a.token, name="n", permissions=[]),
            "parent_token",
        ),
        (lambda k, a: k.agents.create(user_id=5, name="n", permissions=[]), "user_id"),
        (lambda k, a: k.agents.create(user_id="u", name=Code.OK, permissions=[]), "name"),
        (
            lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], expires_at=BEYOND),
            "expires_at",
        ),
        (lambda k, a: k.agents.create(user_id="u", name="n", permissions=[], type=["service"]), "type"),
        (lambda k, a: k.agents.update(a.id, constraints=[]), "constraints"),
        (lambda k, a: k.agents.update(a.id, constraints=False), "constraints"),
        (lambda k, a: k.agents.update(a.id, if_version=True), "if_version"),
        (lambda k, a: k.agents.update(a.id, if_version="1"), "if_version"),
        (lambda k, a: k.agents.update(a.id, if_version=10**5000), "if_version"),
        (lambda k, a: k.agents.rotate(a.id, if_version=a.token), "if_version"),
        (lambda k, a: k.agents.rotate(a.id, compromised="no"), "compromised"),
        (lambda k, a: k.agents.suspend(), "agent_id"),
        (lambda k, a: k.agents.suspend(user_id=5), "user_id"),
        (lambda k, a: k.agents.suspend(a.id, all="yes"), "all"),
        (lambda k, a: k.agents.revoke(tenant_id=["t"]), "tenant_id"),
        (lambda k, a: k.agents.resume(a.id, by=5), "by"),
        (lambda k, a: k.agents.list(user_id=5), "user_id"),
        (lambda k, a: k.agents.list(user_id="\ud800"), "user_id"),
        (lambda k, a: k.agents.list(tenant_id=2**80), "tenant_id"),
        (lambda k, a: k.agents.list(roots_only="no"), "roots_only"),
        (lambda k, a: k.agents.list(name=5), "name"),
        (lambda k, a: k.agents.revoke(a.id, user_id="u"), "agent_id"),
        (lambda k, a: k.agents.list(limit=0), "limit"),
        (lambda k, a: k.agents.list(limit=1001), "limit"),
        (lambda k, a: k.agents.list(cursor="x"), "cursor"),
        (lambda k, a: k.usage.record(a.id), "cost_usd"),
        (lambda k, a: k.usage.record(a.id, cost_usd=-1), "cost_usd"),
        (lambda k, a: k.usage.record(a.id, cost_usd=1, model="gpt-4o", input_tokens=1), "cost_usd"),
        (lambda k, a: k.usage.record(a.id, model="gpt-4o"), "input_tokens"),
        (lambda k, a: k.usage.record(a.id, model="no-such-model-1", input_tokens=1), "model"),
        (lambda k, a: k.usage.settle("aud_1_00", cost_usd="lots"), "cost_usd"),
        (lambda k, a: k.audit.query(code="nope"), "code"),
        (lambda k, a: k.audit.query(since=NAIVE), "since"),
        (lambda k, a: k.audit.query(limit=True), "limit"),
        (lambda k, a: k.audit.query(newest_first="no"), "newest_first"),
        (lambda k, a: k.audit.query(agent_id="\ud800"), "agent_id"),
        (lambda k, a: k.audit.query(subtree="\ud800"), "subtree"),
        (lambda k, a: k.audit.query(user_id="\ud800"), "user_id"),
        (lambda k, a: k.audit.erase_arguments(user_id=a.token), "user_id"),
        (lambda k, a: k.approvals.wait("apr_none", timeout="soon"), "timeout"),
        (lambda k, a: k.approvals.wait("apr_none", timeout=math.nan), "timeout"),
        (lambda k, a: k.approvals.wait("apr_none", timeout=-1), "timeout"),
        (lambda k, a: k.audit.query(resource="a*b"), "resource"),
        (lambda k, a: list(k.audit.export(format="xml")), "format"),
        (lambda k, a: k.audit.erase_arguments(), "agent_id"),
        (lambda k, a: k.audit.checkpoint(), "secret"),
        (lambda k, a: k.approvals.list(state="maybe"), "state"),
        (lambda k, a: k.tenant(""), "tenant"),
    ],
)
def test_every_other_call_raises_invalid_input_with_the_field(world, call, field):
    agent = world.agent()
    with pytest.raises(InvalidInput) as refused:
        call(world.k, agent)
    assert refused.value.field == field
    assert str(refused.value).startswith(field)
    assert agent.token not in str(refused.value)


@pytest.mark.promise("API-1")
@pytest.mark.parametrize(
    "call",
    [
        lambda k: k.agents.get("agt_none"),
        lambda k: k.agents.get(None),
        lambda k: k.agents.update("agt_none", name="x"),
        lambda k: k.agents.rotate("agt_none"),
        lambda k: k.agents.revoke("agt_none"),
        lambda k: k.agents.suspend("agt_none"),
        lambda k: k.agents.resume("agt_none"),
        lambda k: k.agents.chain("agt_none"),
        lambda k: k.agents.children("agt_none"),
        lambda k: k.agents.limits("agt_none"),
        lambda k: k.agents.delegate(parent_id="agt_none", name="x", permissions=[]),
        lambda k: k.agents.delegate(parent_token="kv_x", name="x", permissions=[]),
        lambda k: k.approvals.get("apr_none"),
        lambda k: k.approvals.approve("apr_none", by="ann"),
        lambda k: k.usage.settle("aud_ff_00000000", cost_usd=1),
        lambda k: k.usage.settle("nonsense", cost_usd=1),
        lambda k: k.usage.record("agt_none", cost_usd=1),
        lambda k: k.usage.summary("agt_none"),
        lambda k: k.audit.get("aud_ff_00000000"),
        lambda k: k.audit.query(agent_id="agt_none"),
        lambda k: k.audit.query(subtree="agt_none"),
    ],
)
def test_what_is_not_there_is_not_found(world, call):
    with pytest.raises(NotFound):
        call(world.k)


@pytest.mark.promise("API-2")
def test_a_repeated_create_names_the_agent_that_was_made(world):
    def create(**options):
        return world.k.agents.create(
            **{"user_id": "u", "name": "n", "permissions": [], "idempotency_key": "once"} | options
        )

    with pytest.raises(InvalidInput):
        create(permissions=[{}])  # what made nothing takes no key
    created = create()
    for repeat in ({}, {"name": "another"}):
        with pytest.raises(Conflict, match=created.agent.id) as refused:
            create(**repeat)
        assert created.token not in str(refused.value)
    assert len(world.k.agents.list().items) == 1
    world.clock.tick(hours=24, microseconds=-1)
    with pytest.raises(Conflict):
        create()
    world.clock.tick(microseconds=1)
    assert create().agent.id != created.agent.id


@pytest.mark.promise("API-2")
def test_delegate_and_rotate_take_a_key_too(world):
    root = world.agent()
    made = world.k.agents.delegate(parent_id=root.id, name="n", permissions=[], idempotency_key="k")
    with pytest.raises(Conflict, match=made.agent.id):
        world.k.agents.delegate(parent_token=root.token, name="n", permissions=[], idempotency_key="k")
    rotated = world.k.agents.rotate(root.id, idempotency_key="k")
    with pytest.raises(Conflict, match=root.id):
        world.k.agents.rotate(root.id, idempotency_key="k")
    assert world.code(rotated.token) == "ok"
    world.k.agents.create(user_id="u", name="n", permissions=[], idempotency_key="k")
    # A repeat is told so whatever has become of the parent.
    world.k.agents.suspend(root.id)
    with pytest.raises(Conflict, match=made.agent.id):
        world.k.agents.delegate(parent_id=root.id, name="n", permissions=[], idempotency_key="k")


@pytest.mark.promise("API-2")
def test_a_key_is_the_same_through_every_view(world):
    root = world.agent(tenant_id="acme")
    view = world.k.tenant("acme")
    made = view.agents.delegate(parent_id=root.id, name="n", permissions=[], idempotency_key="k")
    with pytest.raises(Conflict, match=made.agent.id):
        world.k.agents.delegate(parent_id=root.id, name="n", permissions=[], idempotency_key="k")
    world.k.agents.rotate(root.id, idempotency_key="k")
    with pytest.raises(Conflict, match=root.id):
        view.agents.rotate(root.id, idempotency_key="k")


@pytest.mark.promise("API-2")
def test_of_simultaneous_creations_under_one_key_one_makes_an_agent(world):
    answers = at_once(
        [
            lambda: world.k.agents.create(user_id="u", name="n", permissions=[], idempotency_key="k")
            for _ in range(6)
        ]
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 5
    assert len(world.k.agents.list().items) == 1


@pytest.mark.promise("API-5", "AGT-4")
def test_every_change_names_its_actor(world):
    def changes(**by):
        k = world.k
        root = k.agents.create(
            user_id="u",
            name="n",
            type="service",
            permissions=EVERYTHING,
            constraints={"requireApprovalFor": ["*:pay"]},
            **by,
        )
        made = [("agents.create", root.agent.id)]
        child = k.agents.delegate(parent_id=root.agent.id, name="c", permissions=EVERYTHING, **by)
        made.append(("agents.delegate", child.agent.id))
        k.agents.update(root.agent.id, name="m", **by)
        made.append(("agents.update", root.agent.id))
        rotated = k.agents.rotate(root.agent.id, **by)
        made.append(("agents.rotate", root.agent.id))
        for verb in ("suspend", "resume"):
            getattr(k.agents, verb)(root.agent.id, **by)
            made.append((f"agents.{verb}", root.agent.id))
        allowed = world.allow(rotated.token, cost_usd=1)
        k.usage.settle(allowed.audit_id, cost_usd=2, **by)
        made.append(("usage.settle", root.agent.id))
        k.usage.record(root.agent.id, cost_usd=1, **by)
        made.append(("usage.record", root.agent.id))
        for verb in ("approve", "deny"):
            asked = world.ask(rotated.token, action="pay", arguments={"n": verb})
            getattr(k.approvals, verb)(asked.approval_id, by=by.get("by", "ann"))
            made.append((f"approvals.{verb}", root.agent.id))
        k.agents.revoke(root.agent.id, **by)
        made.append(("agents.revoke", root.agent.id))
        return made

    for settings, by, actor in (
        ({}, {}, "library"),
        ({"actor": "ops"}, {}, "ops"),
        ({"actor": "ops"}, {"by": "ann"}, "ann"),
    ):
        world.begin(**settings)
        start = len(world.entries(kind="change"))
        made = changes(**by)
        entries = world.entries(kind="change")[start:]
        assert [(e.action, e.agent_id) for e in entries] == made
        for entry in entries:
            assert entry.actor == ("ann" if entry.action.startswith("approvals") else actor)
            before_after = entry.facts if entry.action.startswith("usage") else entry.detail
            assert {"before", "after"} <= before_after.keys(), entry.action


@pytest.mark.promise("API-5")
def test_a_delegation_by_token_is_the_parents_own_act(world):
    root = world.agent()
    world.k.agents.delegate(parent_token=root.token, name="c", permissions=[])
    entry = world.last(action="agents.delegate")
    assert (entry.actor, entry.facts["byToken"], entry.facts["parent"]) == (root.id, True, root.id)
    world.k.agents.delegate(parent_id=root.id, name="c", permissions=[])
    assert world.last(action="agents.delegate").actor == "library"


@pytest.mark.promise("API-6")
def test_both_spellings_in_camel_case_out(world):
    snake = {
        "max_calls_per_minute": 5,
        "max_calls_per_day": 6,
        "max_calls": 7,
        "budget_usd_per_day": 1,
        "budget_usd_per_month": 2,
        "budget_usd": 3,
        "max_usd_per_call": "0.5",
        "reserve_usd_per_call": "0.25",
        "throttle_calls_per_minute": 1,
        "allowed_hours_utc": "09:00-18:00",
        "ip_allowlist": ["10.0.0.0/8"],
        "require_approval_for": ["files:*:pay"],
        "arg_patterns": {"some_path": {"one_of": ["a"]}, "other_path": {"max_length": 3}},
        "args_only": True,
    }
    camel = {
        "maxCallsPerMinute": 5,
        "maxCallsPerDay": 6,
        "maxCalls": 7,
        "budgetUsdPerDay": 1,
        "budgetUsdPerMonth": 2,
        "budgetUsd": 3,
        "maxUsdPerCall": "0.5",
        "reserveUsdPerCall": "0.25",
        "throttleCallsPerMinute": 1,
        "allowedHoursUTC": "09:00-18:00",
        "ipAllowlist": ["10.0.0.0/8"],
        "requireApprovalFor": ["files:*:pay"],
        "argPatterns": {"some_path": {"oneOf": ["a"]}, "other_path": {"maxLength": 3}},
        "argsOnly": True,
    }
    first = world.agent(snake).view.constraints
    assert first == world.agent(camel).view.constraints
    assert first.keys() == camel.keys()
    assert first["budgetUsdPerDay"] == "1.00"
    assert first["argPatterns"] == camel["argPatterns"]


@pytest.mark.promise("API-6")
@pytest.mark.parametrize(
    ("constraints", "field"),
    [
        ({"maxCalls": 1, "max_calls": 1}, "constraints"),
        ({"allowedHoursUTC": "09:00-10:00", "allowed_hours_utc": "09:00-10:00"}, "constraints"),
        ({"max_Calls": 1}, "constraints.max_Calls"),
        ({"maxcalls": 1}, "constraints.maxcalls"),
        ({"MaxCalls": 1}, "constraints.MaxCalls"),
        ({"maxTokens": 1}, "constraints.maxTokens"),
        ({"argPatterns": {"a": {"under": "/a", "regex": "x"}}}, "constraints.argPatterns.a"),
        ({"argPatterns": {"a": {"oneOf": ["x"], "one_of": ["x"]}}}, "constraints.argPatterns.a"),
        ({5: 1}, "constraints"),
    ],
)
def test_both_together_and_unknown_keys_are_refused_by_name(world, constraints, field):
    with pytest.raises(InvalidInput) as refused:
        world.agent(constraints)
    assert refused.value.field.startswith(field)
    assert world.k.agents.list().items == []


@pytest.mark.promise("API-6")
def test_unknown_keys_of_a_permission_are_refused_with_their_path(world):
    for bad, name in (
        ({"colour": 1}, "colour"),
        ({"Resource": "a"}, "Resource"),
        ({"constraints": {"x": 1}}, "constraints.x"),
    ):
        with pytest.raises(InvalidInput) as refused:
            world.agent(
                permissions=[{"resource": "a", "actions": ["b"]}, {"resource": "a", "actions": ["b"], **bad}]
            )
        assert refused.value.field == f"permissions[1].{name}"


@pytest.mark.promise("API-6", "API-1")
def test_authorize_many_takes_both_spellings(world):
    agent = world.agent({"maxUsdPerCall": 1})
    camel = {"agentId": agent.id, **READ, "costUsd": 2, "idempotencyKey": "k"}
    snake = {"agent_id": agent.id, **READ, "cost_usd": 2, "idempotency_key": "k"}
    assert [d.code for d in world.k.authorize_many([camel, snake])] == ["budget_exceeded"] * 2
    with pytest.raises(TypeError, match="costUsd and cost_usd"):
        world.k.authorize_many([{**camel, "cost_usd": 1}])
    with pytest.raises(TypeError, match="costUSD"):
        world.k.authorize_many([{"token": agent.token, **READ, "costUSD": 1}])
    with pytest.raises(TypeError) as refused:
        world.k.authorize_many([{agent.token: 1, **READ}])
    assert agent.token not in str(refused.value)


@pytest.mark.promise("API-6")
def test_keys_of_data_are_never_translated(world):
    data = {"some_key": {"otherKey": 1}, "someKey": 2, "max_calls": 3}
    rules = {"some_key.otherKey": "1", "some_key.other_key?": "1", "/max_calls": "3"}
    agent = world.agent({"argPatterns": rules}, metadata=data)
    assert agent.view.metadata == data
    assert world.k.agents.get(agent.id).wire()["metadata"] == data
    assert agent.view.constraints["argPatterns"] == rules
    world.allow(agent, arguments=data)
    assert world.last(kind="decision").arguments == data
    assert world.code(agent, arguments={"some_key": {"other_key": 1}, "max_calls": 3}) == "argument_mismatch"


@pytest.mark.promise("API-6")
def test_json_columns_are_camel_case_and_ascii(world):
    world.agent(
        {"max_calls": 1},
        metadata={"name": "Zoë"},
        permissions=[{"resource": "a", "actions": ["b"], "constraints": {"args_only": True}}],
    )
    ((constraints, permissions, metadata),) = world.sql(
        "SELECT constraints, permissions, metadata FROM agent"
    )
    assert constraints == '{"maxCalls":1}'
    assert '"argsOnly":true' in permissions
    assert metadata == '{"name":"Zo\\u00eb"}'


@pytest.mark.promise("API-1")
def test_authorize_many_answers_in_order_each_on_its_own(world):
    first, second = world.agent({"maxCalls": 2}), world.agent()
    accesses = [
        {"token": first.token, **READ},
        {"token": "nonsense", **READ},
        {"agent_id": second.id, **READ},
        {"token": first.token, **READ, "arguments": {"x": float("nan")}},
        {"token": first.token, **READ},
        {"token": first.token, **READ},
    ]
    decisions = world.k.authorize_many(accesses)
    assert [d.code for d in decisions] == [
        "ok",
        "unknown_token",
        "ok",
        "invalid_request",
        "ok",
        "rate_limited",
    ]
    assert [e.id for e in world.entries(kind="decision")] == [d.audit_id for d in decisions] or len(
        {d.audit_id for d in decisions}
    ) == 6
    assert world.k.authorize_many([]) == []
    assert world.k.agents.authorize_many(iter(accesses))[2].allowed


@pytest.mark.promise("API-1")
def test_the_administrators_way_in_decides_alike(world):
    agent = world.agent({"maxCalls": 1, "ipAllowlist": ["10.0.0.1"]})
    assert world.k.authorize(agent_id=agent.id, **READ).code == "ip_not_allowed"
    assert world.k.authorize(agent_id=agent.id, ip="10.0.0.1", **READ).allowed
    assert world.k.agents.authorize(agent_id=agent.id, ip="10.0.0.1", **READ).code == "rate_limited"
    for id in ("agt_none", "", 5, "x" * 10_000, "\ud800"):
        assert world.k.authorize(agent_id=id, **READ).code == "unknown_token"
    world.k.agents.revoke(agent.id)
    assert world.k.authorize(agent_id=agent.id, **READ).code == "revoked"


@pytest.mark.promise("FC-1", "TIM-1", "AUD-6")
def test_a_clock_that_fails_denies(world):
    agent = world.agent()
    good = world.clock.now
    for bad in (lambda: 1 / 0, lambda: datetime(2025, 1, 1), lambda: 5, lambda: None):
        world.clock.__class__.__call__, saved = (lambda self, bad=bad: bad()), world.clock.__class__.__call__
        try:
            decision = world.ask(agent)
        finally:
            world.clock.__class__.__call__ = saved
        assert (decision.outcome, decision.code, decision.retry) == ("deny", "unavailable", "after")
    world.clock.now = good
    world.allow(agent)
    assert world.last(kind="decision").marks["unavailable"] == 4


@pytest.mark.promise("API-1")
@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"secret": "short"}, "secret"),
        ({"secret": "x" * 31}, "secret"),
        ({"secret": []}, "secret"),
        ({"secret": 5}, "secret"),
        ({"secret": ["x" * 32, "y"]}, "secret[1]"),
        ({"secret": "\ud800" * 32}, "secret"),
        ({"clock": 5}, "clock"),
        ({"migrate": "no"}, "migrate"),
        ({"unsafe_network_file_system": "no"}, "unsafe_network_file_system"),
        ({"durability": "memory"}, "durability"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"actor": ""}, "actor"),
        ({"audit_arguments": "none"}, "audit_arguments"),
        ({"max_agents_per_user": -1}, "max_agents_per_user"),
        ({"max_descendants": True}, "max_descendants"),
        ({"max_descendants": None}, "max_descendants"),
        ({"listeners": 5}, "listeners"),
        ({"listeners": print}, "listeners"),
        ({"listeners": [5]}, "listeners[0]"),
        ({"db": "oracle://x"}, "db"),
        ({"db": "sqlite:///"}, "db"),
        ({"db": 5}, "db"),
        ({"db": "sqlite:///\ud800"}, "db"),
        ({"db": "sqlite:////no/such/folder/x.db"}, "db"),
    ],
)
def test_wrong_settings_are_refused_by_name(world, options, field):
    with pytest.raises(InvalidInput) as refused:
        world.open(**options)
    assert refused.value.field == field


@pytest.mark.promise("API-1")
def test_without_a_secret_what_needs_one_refuses_and_the_rest_works(world):
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    world.allow(agent)
    assert world.ask(agent, action="pay").outcome == "pending"
    with pytest.raises(InvalidInput, match="secret"):
        world.k.audit.checkpoint()
    world.begin(secret="x" * 32)
    assert world.k.audit.checkpoint()["signature"]
