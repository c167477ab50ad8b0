"""SPEC 11: errors."""

from __future__ import annotations

import pickle

import pytest

import pykavach
from pykavach import (
    CallerError,
    Conflict,
    Denied,
    ExceedsParent,
    Gone,
    InvalidInput,
    KavachError,
    NotFound,
    PermissionsLocked,
    Unavailable,
    WorldError,
)

CALLER = {
    InvalidInput: ("invalid_input", 422),
    NotFound: ("not_found", 404),
    Conflict: ("conflict", 409),
    ExceedsParent: ("exceeds_parent", 403),
    PermissionsLocked: ("permissions_locked", 403),
    Denied: ("denied", 403),
}
WORLD = {Unavailable: ("unavailable", 503)}


@pytest.mark.promise("ERR-1")
def test_two_families_each_error_with_a_code_and_a_status():
    for family, errors in ((CallerError, CALLER), (WorldError, WORLD)):
        for kind, (code, status) in errors.items():
            assert issubclass(kind, family)
            assert (kind.code, kind.status) == (code, status)
    assert not issubclass(CallerError, WorldError)
    assert issubclass(CallerError, KavachError)
    assert issubclass(WorldError, KavachError)
    public = {getattr(pykavach, name) for name in pykavach.__all__}
    assert {e for e in public if isinstance(e, type) and issubclass(e, Exception)} == {
        *CALLER,
        *WORLD,
        CallerError,
        WorldError,
        KavachError,
        Gone,
    }
    # What a listener raises to be dropped is no error of a call, so it is of neither family.
    assert (Gone.code, Gone.status) == ("gone", 410)
    assert not issubclass(Gone, (CallerError, WorldError))


@pytest.mark.promise("ERR-1")
def test_errors_cross_processes():
    error = pickle.loads(pickle.dumps(InvalidInput("a.b", "must be so")))
    assert (error.field, error.message, str(error)) == ("a.b", "must be so", "a.b: must be so")


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("call", "texts"),
    [
        (lambda w, a: w.agent({"ipAllowlist": ["10.0.0.1/8"]}), ["constraints.ipAllowlist[0]"]),
        (lambda w, a: w.agent({"maxCall": 5}), ["constraints.maxCall", "maxCalls"]),
        (lambda w, a: w.k.agents.update(a.id, max_depth=99), ["max_depth", "16"]),
        (lambda w, a: w.k.agents.get("agt_x"), ["agents.list"]),
        (lambda w, a: w.k.agents.rotate(a.id, if_version=9), ["version", "9", "read it again"]),
        (lambda w, a: w.k.audit.checkpoint(), ["secret", "KAVACH_SECRET"]),
        (lambda w, a: w.open(db="oracle://u:hunter2@h/d"), ["db", "sqlite:///"]),
    ],
)
def test_messages_name_the_field_the_rule_and_the_way_out(world, call, texts):
    agent = world.agent()
    with pytest.raises(KavachError) as refused:
        call(world, agent)
    for text in texts:
        assert text in str(refused.value)
    for secret in (agent.token, "hunter2"):
        assert secret not in str(refused.value)


@pytest.mark.promise("ERR-1", "FC-1", "AGT-6")
@pytest.mark.parametrize(
    ("damage", "calls"),
    [
        ("UPDATE audit SET entry='{}'", ("unsettled",)),
        ("UPDATE audit SET at='once'", ("settle", "unsettled")),
        ("UPDATE memo SET value='x'", ("record",)),
        ("UPDATE approval SET agent=999", ("approve",)),
        ("UPDATE epoch SET \"schema\"='x'", ("get", "create", "settle", "record", "approve", "unsettled")),
        ("UPDATE meter SET hash=NULL WHERE id=0", ("create", "settle", "approve")),
        ("UPDATE meter SET hash='x' WHERE id=0", ("create", "settle", "approve")),
    ],
)
def test_what_is_damaged_in_storage_is_the_worlds_failure(world, damage, calls):
    world.verified = False
    world.is_damage(b"x" if "'x' WHERE id=0" in damage else "")  # a server takes it for a hash
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    allowed = world.allow(agent, cost_usd=1)
    asked = world.ask(agent, action="pay")
    k = world.k
    k.usage.record(agent.id, cost_usd=1, key="k")
    every = {
        "get": lambda: k.agents.get(agent.id),
        "create": lambda: k.agents.create(name="n", type="service", permissions=[]),
        "settle": lambda: k.usage.settle(allowed.audit_id, cost_usd=2),
        "record": lambda: k.usage.record(agent.id, cost_usd=1, key="k"),
        "unsettled": k.usage.unsettled,
        "approve": lambda: k.approvals.approve(asked.approval_id, by="ann"),
    }
    world.sql(damage)
    for name in calls:
        with pytest.raises(Unavailable):
            every[name]()
    assert world.ask(agent).outcome in ("allow", "deny")


#: What databases refuse in a value, each something else: no id of ours looks like these.
STRANGE_IDS = ["agt_\0", "agt_\x7f", "a" * 17_000_000, "agt_é", "\ud800", ""]


@pytest.mark.everywhere
@pytest.mark.promise("ERR-1", "EX-2")
@pytest.mark.parametrize("id", STRANGE_IDS, ids=lambda id: ascii(id[:8]))
def test_an_id_that_nobody_can_have_is_not_found_on_any_database(world, id):
    k = world.k
    for call in (
        lambda: k.agents.get(id),
        lambda: k.agents.rotate(id),
        lambda: k.agents.suspend(id),
        lambda: k.agents.delegate(parent_id=id, name="n", permissions=[]),
        lambda: k.usage.record(id, cost_usd=1),
        lambda: k.usage.settle(id, cost_usd=1),
        lambda: k.approvals.get(id),
        lambda: k.approvals.approve(id, by="ann"),
        lambda: k.approvals.list(agent_id=id),
        lambda: k.audit.get(id),
    ):
        with pytest.raises(NotFound):
            call()


@pytest.mark.everywhere
@pytest.mark.promise("EX-2", "API-1", "FC-1")
@pytest.mark.parametrize("id", STRANGE_IDS, ids=lambda id: ascii(id[:8]))
def test_an_id_that_nobody_can_have_denies_nobody_else(world, id):
    agents = [world.agent() for _ in range(2)]
    world.begin()  # nobody is known to it yet: all are looked up together
    access = {"resource": "mcp:github:issues", "action": "read"}
    found = world.k.authorize_many(
        [
            {"token": agents[0].token, **access},
            {"agent_id": id, **access},
            {"token": agents[1].token, **access},
        ]
    )
    assert [decision.code for decision in found] == ["ok", "unknown_token", "ok"]


@pytest.mark.promise("ERR-1", "DB-4")
@pytest.mark.parametrize("damage", ["UPDATE setting SET value='zz'", "UPDATE epoch SET \"schema\"='x'"])
def test_a_damaged_database_does_not_open_and_says_so(world, damage):
    world.verified = False
    world.sql(damage)
    with pytest.raises(Unavailable):
        world.open()


@pytest.mark.promise("FC-1", "EX-2", "ERR-1")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("expires_at", "x"),
        ("opened_at", 2**62),
        ("cost", "x"),
        ("state", "agreed"),
        ("fingerprint", "x"),
        ("resource", b"\xff"),
    ],
)
def test_a_damaged_request_admits_nothing_and_hides_no_other(world, column, value):
    world.is_damage(value)
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    asked = [world.ask(agent, action="pay", arguments={"n": n}) for n in range(2)]
    world.k.approvals.approve(asked[0].approval_id, by="ann")
    world.sql(f"UPDATE approval SET {column}=? WHERE n=1", value)
    assert not world.ask(agent, action="pay", arguments={"n": 0}).allowed
    with pytest.raises(Conflict):
        world.k.approvals.deny(asked[0].approval_id, by="ann")
    listed = {each.id: each.state for each in world.k.approvals.list(state=None).items}
    assert listed[asked[0].approval_id] == "expired"
    assert listed[asked[1].approval_id] == "open"


@pytest.mark.promise("APR-5", "ERR-1")
def test_damaged_arguments_of_a_request_are_shown_as_hidden(world):
    agent = world.agent({"requireApprovalFor": ["*:pay"]})
    asked = world.ask(agent, action="pay", arguments={"n": 1})
    world.sql("UPDATE approval SET arguments='{'")
    shown = world.k.approvals.get(asked.approval_id)
    assert (shown.arguments, shown.hidden) == (None, ("",))
