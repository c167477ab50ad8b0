"""SPEC 3: tokens, their form, their secrecy, their rotation."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import zlib
from datetime import timedelta

import pytest

import pykavach
from journey_world import EVERYTHING, READ, SECRET, at_once
from pykavach import Conflict, InvalidInput, NotFound
from pykavach.engine.agents import Agents

UNKNOWN = "The token is not known."


def crafted(body: str) -> str:
    """A token with right check digits that nobody holds."""
    text = f"kv_{body * 64}"[:67]
    return text + f"{zlib.crc32(text.encode()):08x}"


@pytest.mark.promise("TOK-1")
def test_a_token_is_32_random_bytes_in_hex_and_their_crc_32(world):
    made = [world.agent().token for _ in range(5)]
    for token in made:
        assert re.fullmatch(r"kv_[0-9a-f]{72}", token)
        assert int(token[67:], 16) == zlib.crc32(token[:67].encode("ascii"))
    assert len(set(made)) == 5


@pytest.mark.promise("TOK-1", "DEC-2", "DEC-1", "API-1")
@pytest.mark.parametrize(
    "token",
    [
        "",
        "kv_",
        "kv_" + "0" * 72,
        "x" * 257,
        "kv_" + "0" * 300,
        crafted("a"),
        crafted("a").upper(),
        crafted("a") + " ",
        " " + crafted("a"),
        crafted("a") + "\n",
        "kv_\ud800" + "0" * 71,
        None,
        5,
        b"kv_",
        ["kv_"],
        {"token": 1},
    ],
)
def test_a_token_nobody_holds_gets_one_fixed_answer(world, token):
    decision = world.k.authorize(token=token, **READ)
    assert not decision.allowed
    assert not bool(decision)
    assert (decision.outcome, decision.code, decision.reason) == ("deny", "unknown_token", UNKNOWN)
    assert (decision.agent_id, decision.chain, decision.depth) == (None, (), 0)
    assert (decision.retry, decision.retry_after, decision.findings, decision.remaining) == (
        "never",
        None,
        [],
        {},
    )
    entry = world.last(kind="decision")
    assert (entry.id, entry.code, entry.agent_id) == (decision.audit_id, "unknown_token", None)


@pytest.mark.promise("TOK-1")
@pytest.mark.parametrize("place", [3, 40, 66, 67, 74])
def test_one_mistyped_character_is_an_unknown_token(world, place):
    agent = world.agent()
    other = "0" if agent.token[place] != "0" else "1"
    assert world.code(agent.token[:place] + other + agent.token[place + 1 :]) == "unknown_token"
    assert world.code(agent) == "ok"


@pytest.mark.promise("DEC-1", "API-1")
@pytest.mark.parametrize(
    "wrong",
    [{"resource": "*"}, {"action": ""}, {"arguments": {1}}, {"cost_usd": -1}, {"idempotency_key": ""}],
)
def test_an_unknown_token_is_told_nothing_of_its_other_mistakes(world, wrong):
    assert world.ask(crafted("b"), **wrong).reason == UNKNOWN


@pytest.mark.promise("TOK-2", "AGT-6")
@pytest.mark.parametrize(
    "rule",
    [
        lambda t: {"argPatterns": {"a": {"const": t}}},
        lambda t: {"argPatterns": {"a": {"const": {"deep": [t]}}}},
        lambda t: {"argPatterns": {"a": {"oneOf": ["x", t]}}},
        lambda t: {"argPatterns": {"a": f"x|{t}"}},
        lambda t: {"argPatterns": {f"a.{t}": "x"}},
        lambda t: {"argPatterns": {"a": {"under": f"/{t}/"}}},
    ],
)
def test_no_rule_holds_a_token(world, rule):
    made = world.agent()
    for attempt in (
        lambda: world.agent(rule(made.token)),
        lambda: world.agent(
            permissions=[{"resource": "*", "actions": ["*"], "constraints": rule(made.token)}]
        ),
        lambda: world.agent(rule(made.token), parent=made),
        lambda: world.k.agents.update(made.id, constraints=rule(made.token)),
    ):
        with pytest.raises(InvalidInput) as caught:
            attempt()
        assert made.token not in str(caught.value)
    for find in (world.k.audit.query, world.k.audit.erase_arguments):
        with pytest.raises(InvalidInput, match="user_id"):
            find(user_id=made.token)
    assert made.token.encode() not in world.bytes()


@pytest.mark.promise("TOK-2")
def test_the_raw_token_is_nowhere(world, caplog):
    caplog.set_level(logging.DEBUG)
    world.begin(secret=SECRET, audit_arguments="full")
    created = world.k.agents.create(
        user_id="u", name="a", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
    )
    rotated = world.k.agents.rotate(created.agent.id, grace=3600)
    child = world.k.agents.delegate(
        parent_token=rotated.token,
        name="child",
        permissions=[{"resource": "*", "actions": ["*"], "constraints": {"requireApprovalFor": ["*:pay"]}}],
    )
    raw = [created.token, rotated.token, child.token]
    shown = [repr(created), repr(rotated), repr(child), str(created.agent), repr(world.make())]
    for token in raw:
        for access in (
            {"arguments": {"text": f"my token is {token}", token: [token]}},
            {"resource": f"files:{token}"},
            {"action": token[:64]},
            {"ip": token[:64]},
            {"idempotency_key": token},
            {"arguments": {"x": token}, "action": "pay"},
        ):
            decision = world.ask(rotated.token, **access)
            shown += [decision.reason, repr(decision), str(decision.wire())]
        decision = world.ask(child.token, action="pay", arguments={"x": token})
        assert decision.outcome == "pending"
        shown.append(repr(world.k.approvals.get(decision.approval_id)))
        shown.append(str(world.k.approvals.get(decision.approval_id).wire()))
        world.k.approvals.approve(decision.approval_id, by="ann", note=f"as {token}")
        world.ask(token[:-1] + "x")
        for call in (
            lambda token=token: world.k.agents.revoke("agt_none", by=token),
            lambda token=token: world.k.agents.get(token),
            lambda token=token: world.k.agents.delegate(
                parent_token=token[:-1] + "0", name="x", permissions=[]
            ),
            lambda token=token, asked=decision: world.k.approvals.approve(asked.approval_id, by=token),
            lambda token=token: world.k.usage.settle(token, cost_usd=1),
        ):
            try:
                call()
            except (InvalidInput, NotFound) as error:
                shown += [str(error), repr(error)]
    shown += [str(entry.wire()) for entry in world.entries()]
    shown += list(world.k.audit.export())
    shown += [record.getMessage() for record in caplog.records]
    disk = world.bytes()
    for token in raw:
        secret = token[3:67]
        assert secret.encode() not in disk
        assert secret[:48].encode() not in disk
        assert not [text for text in shown if secret[:48] in text]
        # Only the hash is there; of a token that was rotated away, too, so that its use is seen.
        assert hashlib.sha256(token.encode()).digest() in {
            d for row in world.sql("SELECT digest, old_digest FROM agent") for d in row
        }
    ((digest,),) = world.sql("SELECT digest FROM agent WHERE n=1")
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        world.sql("UPDATE agent SET digest=? WHERE n=2", digest)


@pytest.mark.promise("TOK-2", "ERR-2")
def test_no_rule_on_arguments_holds_a_token(world):
    token = world.agent().token
    for rules in (
        {"key": {"const": token}},
        {"key": {"oneOf": ["x", {"deep": token}]}},
        {"key": {"under": f"/{token}"}},
        {"key": token},
        {"key": ["x", token]},
        {token: "x"},
    ):
        with pytest.raises(InvalidInput) as refused:
            world.agent({"argPatterns": rules})
        assert refused.value.field.startswith("constraints.argPatterns")
        assert token not in str(refused.value)
        with pytest.raises(InvalidInput):
            world.agent(permissions=[EVERYTHING[0] | {"constraints": {"argPatterns": rules}}])
    world.agent({"argPatterns": {"key": "kv_[0-9a-f]{72}"}})  # of what form one is, is no secret
    assert token[3:67].encode() not in world.bytes()


@pytest.mark.promise("TOK-3", "TOK-6")
def test_after_rotate_the_old_token_is_dead_and_the_new_one_lives_in_every_process(world):
    other = world.open()
    agent = world.agent({"maxCalls": 10}, expires_in=3600)
    assert world.ask(agent, of=other).allowed
    rotated = world.k.agents.rotate(agent.id)
    for kavach in (world.k, other):
        assert world.ask(agent, of=kavach).code == "unknown_token"
        assert world.ask(rotated.token, of=kavach).allowed
    assert rotated.old_valid_until is None
    # Rotation never lengthens a life: expiry, permissions and counters stay.
    view = world.k.agents.get(agent.id)
    assert (view.expires_at, view.permissions, view.constraints) == (
        agent.view.expires_at,
        agent.view.permissions,
        agent.view.constraints,
    )
    assert view.version == agent.view.version + 1
    assert world.ask(rotated.token).remaining[agent.id]["agent"]["maxCalls"] == 6


@pytest.mark.promise("TOK-3", "TIM-2")
def test_a_clock_that_steps_back_does_not_bring_an_old_token_back(world):
    agent = world.agent()
    rotated = world.k.agents.rotate(agent.id)
    graced = world.k.agents.rotate(agent.id, grace=3600)
    world.k.agents.suspend(agent.id)
    world.k.agents.resume(agent.id)
    world.clock.tick(hours=-2)
    assert world.code(agent) == "unknown_token"
    assert world.code(rotated.token) == "unknown_token"
    assert world.code(graced.token) == "ok"


@pytest.mark.promise("TOK-3")
def test_if_version_names_the_version_that_is_rotated(world):
    agent = world.agent()
    world.k.agents.rotate(agent.id, if_version=1)
    with pytest.raises(Conflict):
        world.k.agents.rotate(agent.id, if_version=1)
    world.k.agents.rotate(agent.id, if_version=2)


@pytest.mark.promise("TOK-3")
def test_of_rotations_of_one_version_exactly_one_succeeds(world):
    agent = world.agent()
    answers = at_once([lambda: world.k.agents.rotate(agent.id, if_version=1) for _ in range(8)])
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(won) == 1
    assert all(isinstance(a, Conflict) for a in answers if isinstance(a, Exception))
    assert world.code(won[0].token) == "ok"


@pytest.mark.anyio
@pytest.mark.promise("TOK-3")
async def test_of_rotations_that_start_together_exactly_one_succeeds(tmp_path):
    """Also of more than there are threads, none of which names a version."""
    async with pykavach.Kavach(f"sqlite:///{tmp_path}/kavach.db", durability="process") as kavach:
        made = await kavach.agents.create(name="n", type="service", permissions=list(EVERYTHING))
        id = made.agent.id
        for count in (2, 9, 40, 40):
            calls = [kavach.agents.rotate(id) for _ in range(count)]
            answers = await asyncio.gather(*calls, return_exceptions=True)
            won = [answer for answer in answers if not isinstance(answer, Exception)]
            assert len(won) == 1
            assert all(isinstance(a, Conflict) for a in answers if isinstance(a, Exception))
            assert (await kavach.authorize(token=won[0].token, **READ)).allowed
        await kavach.agents.rotate(id)  # what starts later is no rival


@pytest.mark.promise("TOK-3")
def test_a_rotation_overtaken_before_it_could_read_the_version_conflicts(world):
    """It started before the other went through, whatever it reads then."""
    agent = world.agent()
    engine = world.k.engine
    with engine.rotations.start(agent.id) as overtaken:
        world.k.agents.rotate(agent.id)
        options = dict.fromkeys(("grace", "since", "if_version", "idempotency_key", "by"))
        with pytest.raises(Conflict, match="version"):
            Agents(engine)._rotate(overtaken, agent.id, compromised=False, **options)
    other = world.agent()
    with engine.rotations.start(agent.id) as later:
        world.k.agents.rotate(other.id)  # of another agent: no rival
        Agents(engine)._rotate(later, agent.id, compromised=False, **options)


@pytest.mark.promise("TOK-4")
def test_grace_keeps_the_old_token_until_then_and_marks_its_use(world):
    agent = world.agent()
    rotated = world.k.agents.rotate(agent.id, grace=timedelta(hours=1))
    assert (rotated.old_valid_until - world.clock.now) == timedelta(hours=1)
    world.allow(rotated.token)
    assert "oldToken" not in world.last(kind="decision").marks
    world.allow(agent)
    assert world.last(kind="decision").marks["oldToken"] is True
    world.clock.tick(hours=1, microseconds=-1)
    assert world.code(agent) == "ok"
    world.clock.tick(microseconds=1)
    assert world.code(agent) == "unknown_token"
    assert world.code(rotated.token) == "ok"


@pytest.mark.promise("TOK-4")
def test_the_next_rotation_ends_a_running_grace(world):
    agent = world.agent()
    second = world.k.agents.rotate(agent.id, grace=86_400)
    third = world.k.agents.rotate(agent.id, grace=86_400)
    assert [world.code(token) for token in (agent.token, second.token, third.token)] == [
        "unknown_token",
        "ok",
        "ok",
    ]
    fourth = world.k.agents.rotate(agent.id)
    tokens = (second.token, third.token, fourth.token)
    assert [world.code(token) for token in tokens] == ["unknown_token", "unknown_token", "ok"]


@pytest.mark.promise("TOK-4")
def test_suspend_ends_a_grace_for_good_and_revoke_ends_both_tokens(world):
    agent = world.agent()
    rotated = world.k.agents.rotate(agent.id, grace=3600)
    world.k.agents.suspend(agent.id)
    assert world.code(rotated.token) == "suspended"
    assert world.code(agent) in ("suspended", "unknown_token")
    world.k.agents.resume(agent.id)
    assert world.code(agent) == "unknown_token"
    assert world.code(rotated.token) == "ok"
    again = world.k.agents.rotate(agent.id, grace=3600)
    world.k.agents.revoke(agent.id)
    assert world.code(again.token) == "revoked"
    assert not world.ask(rotated.token).allowed


@pytest.mark.promise("TOK-4")
@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"grace": 86_401}, "grace"),
        ({"grace": timedelta(hours=24, microseconds=1)}, "grace"),
        ({"grace": -1}, "grace"),
        ({"grace": True}, "grace"),
        ({"grace": float("nan")}, "grace"),
        ({"grace": 5, "compromised": True}, "grace"),
        ({"since": "yesterday", "compromised": True}, "since"),
    ],
)
def test_a_wrong_grace_is_refused_and_nothing_is_rotated(world, options, field):
    agent = world.agent()
    with pytest.raises(InvalidInput) as refused:
        world.k.agents.rotate(agent.id, **options)
    assert refused.value.field == field
    assert world.code(agent) == "ok"
    world.k.agents.rotate(agent.id, grace=86_400)


@pytest.mark.promise("TOK-4")
def test_a_compromised_token_takes_what_was_made_with_it_since(world):
    root = world.agent({"requireApprovalFor": ["*:pay"]})
    early = world.k.agents.delegate(
        parent_token=root.token, name="early", permissions=[{"resource": "*", "actions": ["read"]}]
    )
    world.clock.tick(hours=1)
    since = world.clock.now
    late = world.k.agents.delegate(
        parent_token=root.token, name="late", permissions=[{"resource": "*", "actions": ["*"]}]
    )
    below = world.k.agents.delegate(
        parent_token=late.token, name="below", permissions=[{"resource": "*", "actions": ["read"]}]
    )
    by_admin = world.agent(parent=root, name="by-admin")
    asked = world.ask(root, action="pay")
    assert asked.outcome == "pending"
    rotated = world.k.agents.rotate(root.id, compromised=True, since=since)
    assert set(rotated.revoked) == {late.agent.id, below.agent.id}
    assert rotated.closed_approvals == 1
    assert rotated.old_valid_until is None
    assert world.k.approvals.get(asked.approval_id).state == "closed"
    codes = [
        world.code(t)
        for t in (root.token, early.token, late.token, below.token, by_admin.token, rotated.token)
    ]
    assert codes == ["unknown_token", "ok", "revoked", "revoked", "ok", "ok"]
    entry = world.last(action="agents.rotate")
    assert set(entry.facts["revoked"]) == {late.agent.id, below.agent.id}
    assert len(world.entries(action="agents.revoke")) == 2
    # Without a time: ever.
    assert world.k.agents.rotate(root.id, compromised=True).revoked == (early.agent.id,)
    assert world.code(by_admin) == "ok"


@pytest.mark.promise("TOK-5")
@pytest.mark.parametrize("death", ["revoked", "expired", "above"])
def test_the_dead_are_not_rotated_updated_resumed_or_delegated_from(world, death):
    root = world.agent(expires_in=3600)
    agent = world.agent(parent=root) if death == "above" else root
    if death == "expired":
        world.clock.tick(hours=1)
    else:
        world.k.agents.revoke(root.id)
    calls = [
        lambda: world.k.agents.rotate(agent.id),
        lambda: world.k.agents.update(agent.id, constraints={"maxCalls": 1}),
        lambda: world.k.agents.resume(agent.id),
        lambda: world.k.agents.suspend(agent.id),
        lambda: world.k.agents.delegate(parent_id=agent.id, name="x", permissions=[]),
        lambda: world.k.agents.delegate(parent_token=agent.token, name="x", permissions=[]),
    ]
    before = len(world.entries())
    for call in calls:
        with pytest.raises(Conflict):
            call()
    assert len(world.entries()) == before
    assert world.code(agent) == ("expired" if death == "expired" else "revoked")


@pytest.mark.promise("TOK-5")
def test_a_suspended_agent_is_narrowed_and_rotated_but_not_widened_or_delegated_from(world):
    agent = world.agent({"maxCalls": 5})
    world.k.agents.suspend(agent.id)
    rotated = world.k.agents.rotate(agent.id)
    world.k.agents.update(agent.id, constraints={"maxCalls": 4})
    with pytest.raises(Conflict):
        world.k.agents.update(agent.id, constraints={"maxCalls": 5})
    with pytest.raises(Conflict):
        world.k.agents.delegate(parent_id=agent.id, name="x", permissions=[])
    assert world.code(rotated.token) == "suspended"
    world.k.agents.resume(agent.id)
    assert world.count(world_made(agent, rotated)) == 4


def world_made(agent, rotated):
    agent.token = rotated.token
    return agent


@pytest.mark.promise("TOK-6")
def test_every_change_binds_the_next_decision_of_another_process(world):
    other = world.open()
    agent = world.agent()
    child = world.agent(parent=agent)

    def code():
        return world.ask(child, of=other).code

    assert code() == "ok"
    world.k.agents.suspend(agent.id)
    assert code() == "suspended"
    world.k.agents.resume(agent.id)
    assert code() == "ok"
    world.k.agents.update(agent.id, permissions=[{"resource": "other", "actions": ["read"]}])
    assert code() == "not_permitted"
    world.k.agents.update(
        agent.id, permissions=[{"resource": "*", "actions": ["*"]}], constraints={"maxCalls": 3}
    )
    assert code() == "ok"
    assert code() == "rate_limited"
    world.k.agents.update(agent.id, constraints={})
    world.k.agents.revoke(agent.id)
    assert code() == "revoked"
    assert world.k.agents.get(child.id).status == "revoked"
    assert other.agents.get(child.id).status == "revoked"
