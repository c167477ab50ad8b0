"""SPEC 7 (events), 8 (log, durability), and what an operator sees of observed agents and of tenants."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import threading
import time
from collections import Counter
from datetime import UTC, timedelta
from hashlib import sha256

import pytest

import pykavach
import pykavach.sync
from journey_world import EVERYTHING, MICROSECOND, NOON, READ, SECRET, at_once
from pykavach import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.engine.events import KINDS

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
GATED = {"requireApprovalFor": ["*:delete"]}
DELETE = {"resource": "db:users", "action": "delete", "arguments": {"id": 7}}


class Listener:
    """Takes events; what it does with each may be told."""

    def __init__(self, name="taker", then=None, timeout=10.0):
        self.name = name
        self.timeout = timeout
        self.then = then
        self.seen = []
        self.changed = threading.Condition()

    def __call__(self, event):
        with self.changed:
            self.seen.append(event)
            self.changed.notify_all()
        if self.then is not None:
            self.then(event)

    def wait(self, count):
        """The first so many events; nothing else may have come."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.seen) >= count, 20), [e.type for e in self.seen]
        time.sleep(0.05)
        assert len(self.seen) == count, [e.type for e in self.seen]
        return list(self.seen)


class AsyncListener(Listener):
    async def __call__(self, event):  # type: ignore[override]
        Listener.__call__(self, event)


def burn(event):
    raise RuntimeError("the listener is broken")


# -- EVT-1 ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("kind", [Listener, AsyncListener])
def test_each_kind_of_event_is_told_once(world, kind):
    taker = kind()
    world.begin(listeners=[taker])
    # power
    root = world.agent({"budgetUsd": "1.00"} | GATED, tenant_id="acme", expires_in=30 * DAY)
    child = world.agent(parent=root)
    world.k.agents.update(root.id, name="new")
    old = root.token
    root.token = world.k.agents.rotate(root.id, grace=60).token
    world.k.agents.suspend(child.id)
    world.k.agents.resume(child.id)
    world.k.agents.revoke(child.id)
    # tokens: each told once a minute, however often they are used
    for _ in range(3):
        world.allow(old)
        assert world.code(child) == "revoked"
    # approvals
    yes = world.ask(root, **DELETE).approval_id
    world.ask(root, **DELETE)
    no = world.ask(root, **DELETE | {"arguments": {}}).approval_id
    world.k.approvals.approve(yes, by="ann")
    world.k.approvals.deny(no, by="bob")
    # budgets
    for cost in ("0.79", "0.01", "0.01", "0.19"):
        world.allow(root, cost_usd=cost)
    assert world.code(root) == "budget_exceeded"
    seen = taker.wait(15)
    assert [e.type for e in seen if e.agent_id == root.id] == [
        "agent.created",
        "agent.updated",
        "agent.rotated",
        "token.old_used",
        "approval.opened",
        "approval.opened",
        "approval.approved",
        "approval.denied",
        "budget.threshold",
        "budget.reached",
    ]
    assert [e.type for e in seen if e.agent_id == child.id] == [
        "agent.created",
        "agent.suspended",
        "agent.resumed",
        "agent.revoked",
        "token.dead_used",
    ]
    assert len({e.id for e in seen}) == len(seen)
    for event in seen:
        assert (event.at, event.user_id, event.tenant_id) == (NOON, "user_1", "acme")
        assert old not in str(event.wire())
        assert root.token not in str(event.wire())
    data = {e.type: e.data for e in seen}
    assert data["approval.approved"] == {"approval": yes, "by": "ann"}
    assert data["approval.denied"] == {"approval": no, "by": "bob"}
    assert (data["budget.threshold"]["usedUsd"], data["budget.threshold"]["limitUsd"]) == ("0.80", "1.00")
    assert data["budget.reached"]["rule"] == "budgetUsd"
    # the minute is over: the dead token is told of again
    world.clock.tick(minutes=2)
    world.code(child)
    assert taker.wait(16)[-1].type == "token.dead_used"


@pytest.mark.promise("EVT-1")
def test_the_kinds_are_closed(world):
    assert len(KINDS) == len(set(KINDS)) == 15


@pytest.mark.promise("EVT-1", "AUD-3")
def test_a_log_that_does_not_verify_is_told(world):
    taker = Listener()
    agent = world.agent()
    world.allow(agent)
    world.begin(listeners=[taker])
    assert world.k.audit.verify().ok
    world.sql("UPDATE audit SET code='rate_limited' WHERE seq=(SELECT max(seq) FROM audit)")
    world.verified = False
    assert not world.k.audit.verify().ok
    (told,) = taker.wait(1)
    assert (told.type, told.agent_id, told.data["position"]) == ("audit.verification_failed", None, 2)


@pytest.mark.promise("EVT-1")
def test_an_agent_that_will_expire_in_a_week_is_told_of(world):
    due = world.agent(expires_in=30 * DAY)
    world.agent(expires_in=40 * DAY)
    world.agent(expires_in=6 * DAY)  # made to live shorter: no news
    world.clock.now = NOON + 23 * DAY
    taker = Listener()
    world.begin(listeners=[taker])
    (told,) = taker.wait(1)
    assert (told.type, told.agent_id) == ("agent.expiring", due.id)
    world.begin(listeners=[taker])
    taker.wait(1)


@pytest.mark.promise("EVT-1", "EX-2")
@pytest.mark.parametrize("fault", ["raises", "hangs", "exits"])
def test_a_listener_that_raises_or_hangs_changes_nothing(world, fault):
    released = threading.Event()

    def quit(event):
        raise SystemExit

    bad = Listener(
        "bad", {"raises": burn, "hangs": lambda e: released.wait(20), "exits": quit}[fault], timeout=0.2
    )
    good = Listener("good")
    world.begin(listeners=[bad, good])
    try:
        agent = world.agent({"maxCalls": 5} | GATED)
        began = time.monotonic()
        assert [world.code(agent) for _ in range(6)] == ["ok"] * 5 + ["rate_limited"]
        world.k.agents.update(agent.id, constraints=GATED)
        id = world.ask(agent, **DELETE).approval_id
        world.k.approvals.approve(id, by="ann")
        assert world.allow(agent, **DELETE).approval_id == id
        assert time.monotonic() - began < 15
        assert [e.type for e in good.wait(4)] == [
            "agent.created",
            "agent.updated",
            "approval.opened",
            "approval.approved",
        ]
        # Of one agent's events it gets the next only after it has taken the one before.
        assert {e.type for e in bad.seen} == {"agent.created"}
    finally:
        released.set()


@pytest.mark.promise("EVT-1")
def test_events_are_kept_through_failures_and_restarts_in_order_per_agent(world):
    broken = Listener("mailer", burn)
    world.begin(listeners=[broken])
    first, second = world.agent(), world.agent()
    for n in range(3):
        world.k.agents.update(first.id, name=f"n{n}")
    with broken.changed:
        assert broken.changed.wait_for(lambda: len(broken.seen) >= 2, 20)
    world.begin()  # a process without listeners meanwhile: what it tells is kept as well
    world.k.agents.suspend(first.id)
    world.clock.tick(hours=1)
    mended = Listener("mailer")
    world.begin(listeners=[mended])
    seen = mended.wait(6)
    assert [e.type for e in seen if e.agent_id == first.id] == [
        "agent.created",
        *["agent.updated"] * 3,
        "agent.suspended",
    ]
    assert [e.data.get("version") for e in seen if e.type == "agent.updated"] == [2, 3, 4]
    assert [e.type for e in seen if e.agent_id == second.id] == ["agent.created"]
    assert {e.id for e in broken.seen} <= {e.id for e in seen}
    world.begin(listeners=[mended])
    mended.wait(6)


@pytest.mark.promise("EVT-1")
def test_processes_that_share_a_listeners_name_share_its_events(world):
    one, two = Listener("shared"), Listener("shared")
    world.begin(listeners=[one])
    other = world.open(listeners=[two])
    agents = [world.agent() for _ in range(10)]
    for agent in agents:
        other.agents.suspend(agent.id)
    for _ in range(2000):
        if len(one.seen) + len(two.seen) >= 20:
            break
        time.sleep(0.01)
    told = Counter(e.id for e in (*one.seen, *two.seen))
    assert len(told) == 20
    assert set(told.values()) == {1}


@pytest.mark.promise("EVT-1")
def test_what_does_not_happen_is_not_told(world):
    taker = Listener()
    world.begin(listeners=[taker])
    agent = world.agent(GATED | {"budgetUsd": "1.00"})
    with pytest.raises(Conflict):
        world.k.agents.update(agent.id, name="x", if_version=7)
    world.k.explain(token=agent.token, **DELETE)
    world.k.explain(agent_id=agent.id, **READ, cost_usd=1)
    assert world.code(agent, cost_usd=2) == "budget_exceeded"
    assert world.code("kv_" + "0" * 72) == "unknown_token"
    assert [e.type for e in taker.wait(1)] == ["agent.created"]


@pytest.mark.promise("EVT-1")
def test_settling_and_recording_cross_budgets_too(world):
    taker = Listener()
    world.begin(listeners=[taker])
    root = world.agent({"budgetUsdPerDay": "1.00"})
    child = world.agent({"budgetUsd": "9.00"}, parent=root)
    world.k.usage.record(child.id, cost_usd="0.85")
    spent = world.allow(child, cost_usd="0.01")
    world.k.usage.settle(spent.audit_id, cost_usd="0.50")
    seen = taker.wait(4)
    assert [e.type for e in seen[2:]] == ["budget.threshold", "budget.reached"]
    assert {e.data["budgetAgentId"] for e in seen[2:]} == {root.id}


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("listeners", [[5], [Listener, None], [Listener(timeout=0)], [Listener(name="")]])
def test_wrong_listeners_are_refused(world, listeners):
    with pytest.raises(InvalidInput) as caught:
        world.open(listeners=listeners)
    assert "listeners[" in str(caught.value)


# -- OBS-1, TEN-1 -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("OBS-1", "AUD-1")
def test_what_an_observed_agent_would_have_been_denied_stands_in_the_log(world):
    until = NOON + DAY
    agent = world.agent({"maxCalls": 1, "budgetUsd": "0.10"}, permissions=[], unsafe_observe_until=until)
    codes = [world.allow(agent, **more).would_deny for more in ({}, {"cost_usd": "0.20"}, {"action": "x"})]
    assert codes == ["not_permitted"] * 3
    marked = [e.marks.get("wouldDeny") for e in world.entries(outcome="allow")]
    assert marked == codes
    assert [
        json.loads(line)["marks"]["wouldDeny"]
        for line in "".join(world.k.audit.export(outcome="allow")).splitlines()
    ] == codes
    world.clock.now = until - MICROSECOND
    assert world.code(agent) == "ok"
    world.clock.now = until
    refused = world.ask(agent)
    assert (refused.code, refused.would_deny) == ("not_permitted", None)
    world.k.agents.update(agent.id, unsafe_observe_until=until + DAY)
    assert world.allow(agent).would_deny == "not_permitted"
    world.k.agents.update(agent.id, unsafe_observe_until=None)
    assert world.code(agent) == "not_permitted"


@pytest.mark.promise("TEN-1", "AUD-4")
def test_a_tenants_log_and_approvals_are_its_own(world):
    world.begin(secret=SECRET)
    made = {t: world.agent(GATED, tenant_id=t, user_id="same") for t in ("a", "b", None)}
    asked = {t: world.ask(agent, **DELETE) for t, agent in made.items()}
    for agent in made.values():
        world.allow(agent)
    mine = world.k.tenant("a")
    assert {e.tenant_id for e in mine.audit.query(limit=1000).items} == {"a"}
    assert len(mine.audit.query(limit=1000).items) == 3
    assert len(mine.audit.query(user_id="same", limit=1000).items) == 3
    text = "".join(mine.audit.export()) + "".join(mine.audit.export(format="csv"))
    assert made["a"].id in text
    for t in ("b", None):
        assert made[t].id not in text
        with pytest.raises(NotFound):
            mine.audit.get(asked[t].audit_id)
        with pytest.raises(NotFound):
            mine.approvals.deny(asked[t].approval_id, by="ann")
        with pytest.raises(NotFound):
            mine.audit.erase_arguments(ids=[asked["a"].audit_id, asked[t].audit_id])
        with pytest.raises(NotFound):
            next(iter(mine.audit.export(agent_id=made[t].id)), None)
    with pytest.raises(InvalidInput):
        mine.audit.prune(before=NOON)
    assert mine.audit.erase_arguments(before=NOON + DAY) > 0
    assert world.k.audit.get(asked["a"].audit_id).arguments is None
    assert world.k.audit.get(asked["b"].audit_id).arguments == {"id": 7}
    mine.approvals.approve(asked["a"].approval_id, by="ann")
    assert mine.authorize(token=made["a"].token, **DELETE).allowed


# -- AUD-1, AUD-2 -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-1")
def test_exactly_one_entry_per_decision_with_everything_in_it(world):
    root = world.agent({"maxCalls": 3}, user_id="ann", tenant_id="t")
    agent = world.agent(GATED | {"budgetUsd": "1"}, parent=root)
    asked = [
        world.ask(agent, arguments={"q": 1}, ip="10.0.0.1", cost_usd="0.25"),
        world.ask(agent, **DELETE),
        world.ask(agent, cost_usd=2),
        world.ask(agent, resource="a::b"),
        world.ask("kv_" + "0" * 72, ip="10.0.0.9"),
        world.ask("nonsense"),
        *world.k.authorize_many([{"token": agent.token} | READ] * 2),
    ]
    entries = world.entries(kind="decision")
    assert [e.id for e in entries] == [d.audit_id for d in asked]
    assert [(e.outcome, e.code) for e in entries] == [(d.outcome, d.code) for d in asked]
    first = entries[0]
    assert (first.agent_id, first.owner, first.tenant_id, first.chain) == (
        agent.id,
        "ann",
        "t",
        (agent.id, root.id),
    )
    assert (first.resource, first.action, first.arguments, first.ip) == (
        READ["resource"],
        "read",
        {"q": 1},
        "10.0.0.1",
    )
    assert (first.at, first.reason, first.latency_us) == (NOON, "Allowed.", asked[0].latency_us)
    assert [(c["agent"], c["level"]) for c in first.charges] == [(agent.id, "agent"), (root.id, "agent")]
    assert str(first.cost_usd) == "0.25"
    assert [e.charges for e in entries[1:6]] == [()] * 5
    stranger = entries[4]
    assert (stranger.agent_id, stranger.chain, stranger.ip, stranger.resource) == (None, (), "10.0.0.9", None)
    assert [e.position for e in world.entries()] == list(range(1, len(world.entries()) + 1))


@pytest.mark.promise("AUD-1", "EX-1")
def test_one_entry_each_under_concurrency(world):
    agent = world.agent({"maxCalls": 20})
    other = world.open()
    answers = at_once(
        [lambda n=n: world.ask(agent, of=(world.k, other)[n % 2], arguments={"n": n}) for n in range(40)]
    )
    kept = {e.id: e for e in world.entries(kind="decision")}
    assert set(kept) == {a.audit_id for a in answers}
    assert len(kept) == 40
    for n, answer in enumerate(answers):
        assert (kept[answer.audit_id].code, kept[answer.audit_id].arguments) == (answer.code, {"n": n})
    # No allow is returned before its entry is committed: the other process finds it.
    assert other.audit.get(world.ask(agent).audit_id).code == "rate_limited"


@pytest.mark.promise("AUD-2", "TOK-2")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
def test_what_is_kept_of_arguments(world, mode):
    world.begin(audit_arguments=mode)
    agent = world.agent()
    arguments = {"q": "plain", "api_key": "hunter2hunter2", "t": f"x {agent.token}", agent.token: 1, "n": 5}
    decision = world.allow(agent, arguments=arguments)
    entry = world.k.audit.get(decision.audit_id)
    assert agent.token.encode() not in world.bytes()
    assert len(entry.commitment) == 64
    if mode == "digest":
        assert entry.arguments is None
    else:
        assert entry.arguments["q"] == "plain"
        assert entry.arguments["t"] == "x kv_[masked]"
        assert entry.arguments["api_key"] == ("hunter2hunter2" if mode == "full" else "[redacted]")
    assert (b"hunter2hunter2" in world.bytes()) is (mode == "full")
    # The commitment: SHA-256 over the salt and the canonical arguments, as anyone can repeat while the salt is there.
    ((salt,),) = world.sql("SELECT salt FROM audit WHERE code='ok'")
    if salt is not None:
        canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"))
        assert sha256(salt + canonical.encode()).hexdigest() == entry.commitment
    assert world.k.audit.get(world.allow(agent, arguments=arguments).audit_id).commitment != entry.commitment
    assert world.k.audit.get(world.allow(agent).audit_id).commitment is None


@pytest.mark.promise("AUD-2", "BND-1")
def test_long_arguments_are_kept_in_part(world):
    agent = world.agent()
    entry = world.k.audit.get(world.allow(agent, arguments={"text": "é" * 100_000}).audit_id)
    assert set(entry.arguments) == {"$truncated"}
    ((kept,),) = world.sql("SELECT kept FROM audit WHERE code='ok'")
    assert len(kept) <= 4096
    assert kept.isascii()


@pytest.mark.promise("AUD-2", "AUD-3")
def test_arguments_are_erased_with_their_salt_and_the_log_still_verifies(world):
    ann, bob = world.agent(user_id="ann"), world.agent(user_id="bob")
    asked = {}
    for n, agent in enumerate((ann, bob, ann, bob)):
        asked[n] = world.allow(agent, arguments={"letter": f"dear {n}"})
        world.clock.tick(hours=1)
    before = {n: world.k.audit.get(d.audit_id) for n, d in asked.items()}
    with pytest.raises(InvalidInput):
        world.k.audit.erase_arguments()
    assert (
        world.k.audit.erase_arguments(user_id="ann", before=NOON + 2 * HOUR, by="dpo") == 2
    )  # with what made her agent
    gone = world.k.audit.get(asked[0].audit_id)
    assert (gone.arguments, gone.commitment, gone.hash) == (None, before[0].commitment, before[0].hash)
    assert [world.k.audit.get(asked[n].audit_id).arguments for n in (1, 2, 3)] == [
        {"letter": f"dear {n}"} for n in (1, 2, 3)
    ]
    assert world.k.audit.erase_arguments(ids=[asked[3].audit_id]) == 1
    assert world.k.audit.erase_arguments(agent_id=bob.id, before=NOON + 9 * DAY) == 2
    with pytest.raises(NotFound):
        world.k.audit.erase_arguments(ids=[asked[0].audit_id, "aud_1_00000000"])
    with pytest.raises(NotFound):
        world.k.audit.erase_arguments(agent_id="agt_none")
    erased = world.entries(kind="change", action="audit.erase_arguments")
    assert [e.facts["entries"] for e in erased] == [2, 1, 2]
    assert erased[0].actor == "dpo"
    assert world.k.audit.get(asked[2].audit_id).arguments == {"letter": "dear 2"}
    assert world.sql("SELECT count(*) FROM audit WHERE (kept IS NULL) <> (salt IS NULL)") == [(0,)]
    assert world.k.audit.verify().ok


# -- AUD-3 ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit SET entry=replace(entry,'Allowed.','Denied..') WHERE seq=%d",
        "UPDATE audit SET entry=entry||' ' WHERE seq=%d",
        "UPDATE audit SET code='rate_limited' WHERE seq=%d",
        "UPDATE audit SET at=at+1 WHERE seq=%d",
        "UPDATE audit SET agent=NULL WHERE seq=%d",
        "UPDATE audit SET kind='change' WHERE seq=%d",
        "UPDATE audit SET kept='{\"n\":99}' WHERE seq=%d",
        "UPDATE audit SET booked=5 WHERE seq=%d",
        "UPDATE audit SET hash=x'00' WHERE seq=%d",
        "UPDATE audit SET entry=x'ff' WHERE seq=%d",
        "DELETE FROM audit WHERE seq=%d",
    ],
)
def test_verify_names_the_first_broken_place(world, damage):
    agent = world.agent()
    for n in range(6):
        world.allow(agent, arguments={"n": n})
    whole = world.k.audit.verify()
    assert (whole.ok, whole.entries, whole.first_break) == (True, 7, None)
    ((seq,),) = world.sql("SELECT seq FROM audit ORDER BY seq LIMIT 1 OFFSET 3")
    world.sql(damage % seq)
    world.verified = False
    report = world.k.audit.verify()
    assert not report
    assert report.first_break.position == 4
    assert report.wire()["firstBreak"]["position"] == 4
    # What is broken stops nobody, and the rest is still shown.
    world.allow(agent)
    assert len(world.entries()) >= 7


@pytest.mark.promise("AUD-3")
def test_a_checkpoint_finds_what_the_database_cannot(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    for _ in range(3):
        world.allow(agent)
    signed = world.k.audit.checkpoint(by="ann")
    assert (signed["count"], signed["heads"][0]["position"]) == (4, 4)
    assert world.k.audit.checkpoints() == [signed]
    world.allow(agent)
    for given in (signed, json.dumps(signed)):
        report = world.k.audit.verify(checkpoint=given)
        assert (report.ok, report.checkpoint_ok) == (True, True)
    for forged in (
        signed | {"count": 5},
        signed | {"at": "2025-01-15T12:00:01Z"},
        signed | {"heads": [signed["heads"][0] | {"hash": "0" * 64}]},
        signed | {"signature": "00" * 64},
        signed | {"key": "0" * 64},
    ):
        report = world.k.audit.verify(checkpoint=forged)
        assert (report.ok, report.checkpoint_ok) == (False, False)
    for malformed in ({}, {"x": 1}, "{", "[]", signed | {"more": 1}, signed | {"version": 2}):
        with pytest.raises(InvalidInput):
            world.k.audit.verify(checkpoint=malformed)
    # Without our secret, the public key is enough; and it must be the right one.
    world.begin()
    assert world.k.audit.verify(checkpoint=signed, public_key=signed["key"]).ok
    assert not world.k.audit.verify(checkpoint=signed, public_key="00" * 32).ok
    with pytest.raises(InvalidInput):
        world.k.audit.checkpoint()
    # Cut the newest entries off, heads and all: only the checkpoint tells.
    ((hash, position),) = world.sql(
        "SELECT hash, count(*) OVER () - 4 FROM audit ORDER BY seq DESC LIMIT 1 OFFSET 4"
    )
    world.sql("DELETE FROM audit WHERE seq IN (SELECT seq FROM audit ORDER BY seq DESC LIMIT 4)")
    world.sql("UPDATE meter SET calls=?, hash=? WHERE id<=0", position, hash)
    world.sql("DELETE FROM checkpoint")
    world.begin()
    assert world.k.audit.verify().ok
    report = world.k.audit.verify(checkpoint=signed, public_key=signed["key"])
    assert (report.ok, report.checkpoint_ok) == (False, False)


@pytest.mark.promise("AUD-3", "AUD-1")
def test_another_installations_checkpoint_does_not_count(world, tmp_path):
    world.begin(secret=SECRET)
    with pykavach.sync.Kavach(f"sqlite:///{tmp_path / 'other.db'}", SECRET) as other:
        foreign = other.audit.checkpoint()
    report = world.k.audit.verify(checkpoint=foreign)
    assert (report.ok, report.checkpoint_ok) == (False, False)
    assert "another installation" in report.checkpoint_problem


# -- AUD-4 ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def full(world):
    """A log with something of everything."""
    world.ann = world.agent({"maxCalls": 2} | GATED, user_id="ann")
    world.child = world.agent(parent=world.ann)
    world.bob = world.agent(user_id="bob", permissions=[{"resource": "files:*", "actions": ["read"]}])
    world.clock.tick(hours=1)
    world.ask(world.child, **DELETE)
    for agent in (world.ann, world.child, world.bob):
        world.ask(agent)
        world.ask(agent, resource="db:users", action="drop")
    world.ask("kv_x", ip="10.0.0.1")
    world.clock.tick(hours=1)
    world.ask(world.bob)
    world.k.explain(token=world.bob.token, **READ)
    return world


FILTERS = {
    "all": ({}, lambda w, e: True),
    "agent": ({"agent_id": "bob"}, lambda w, e: e.agent_id == w.bob.id),
    "subtree": ({"subtree": "ann"}, lambda w, e: e.agent_id in (w.ann.id, w.child.id)),
    "owner": ({"user_id": "ann"}, lambda w, e: e.owner == "ann"),
    "code": ({"code": "rate_limited"}, lambda w, e: e.code == "rate_limited"),
    "codes": ({"code": ["ok", "not_permitted"]}, lambda w, e: e.code in ("ok", "not_permitted")),
    "allow": ({"outcome": "allow"}, lambda w, e: e.outcome == "allow"),
    "deny": ({"outcome": "deny"}, lambda w, e: e.outcome == "deny"),
    "pending": ({"outcome": "pending"}, lambda w, e: e.outcome == "pending"),
    "kind": ({"kind": "change"}, lambda w, e: e.kind == "change"),
    "kinds": ({"kind": ["explain", "decision"]}, lambda w, e: e.kind in ("explain", "decision")),
    "action": ({"action": "drop"}, lambda w, e: e.action == "drop"),
    "an action of ours": ({"action": "agents.create"}, lambda w, e: e.action == "agents.create"),
    "resource": ({"resource": "db:*"}, lambda w, e: (e.resource or "").startswith("db:")),
    "since": ({"since": NOON + HOUR}, lambda w, e: e.at >= NOON + HOUR),
    "until": ({"until": NOON + HOUR}, lambda w, e: e.at < NOON + HOUR),
    "both": ({"since": NOON + HOUR, "until": NOON + 2 * HOUR}, lambda w, e: e.at == NOON + HOUR),
    "several": (
        {"user_id": "bob", "outcome": "deny", "action": "drop"},
        lambda w, e: e.owner == "bob" and e.outcome == "deny" and e.action == "drop",
    ),
}


@pytest.mark.promise("AUD-4")
@pytest.mark.parametrize(("filters", "holds"), FILTERS.values(), ids=FILTERS.keys())
def test_every_filter_finds_exactly_its_entries(full, filters, holds):
    filters = {k: getattr(full, v).id if k in ("agent_id", "subtree") else v for k, v in filters.items()}
    everything = full.entries()
    wanted = [e.id for e in everything if holds(full, e)]
    assert wanted
    for limit in (1, 3, 1000):
        found, cursor = [], None
        while True:
            page = full.k.audit.query(limit=limit, cursor=cursor, **filters)
            assert len(page.items) <= limit
            found += [e.id for e in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert found == wanted
    newest = full.k.audit.query(newest_first=True, limit=1000, **filters)
    assert [e.id for e in newest.items] == wanted[::-1]
    lines = [json.loads(line) for line in "".join(full.k.audit.export(**filters)).splitlines()]
    assert [line["id"] for line in lines] == wanted
    rows = list(
        csv.DictReader(io.StringIO("".join(full.k.audit.export(format="csv", **filters)), newline=""))
    )
    assert [row["id"] for row in rows] == wanted
    assert lines[0] == json.loads(json.dumps(next(e for e in everything if e.id == wanted[0]).wire()))


@pytest.mark.promise("AUD-4")
def test_wrong_filters_are_refused_by_name(full):
    for name, value in (
        ("code", "happy"), ("code", []), ("outcome", "maybe"), ("kind", "A B"), ("action", "a b"), ("resource", "a*"),
        ("since", "yesterday"), ("since", NOON.replace(tzinfo=None)), ("until", 5), ("user_id", ""), ("limit", 0),
        ("limit", 1001), ("limit", True), ("cursor", "x"), ("cursor", 5),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as caught:
            full.k.audit.query(**{name: value})
        assert name in str(caught.value)
    for name in ("agent_id", "subtree"):
        with pytest.raises(NotFound):
            full.k.audit.query(**{name: "agt_none"})
    with pytest.raises(InvalidInput):
        "".join(full.k.audit.export(format="xml"))
    with pytest.raises(NotFound):
        full.k.audit.get("aud_none")


@pytest.mark.promise("AUD-4")
def test_a_cursor_goes_on_with_what_is_committed_later(world):
    agent = world.agent()
    cursor = world.k.audit.tail_cursor()
    assert world.k.audit.follow(cursor).items == []
    seen = []
    for _ in range(3):
        made = [d.audit_id for d in at_once([lambda: world.ask(agent)] * 5)]
        page = world.k.audit.follow(cursor, limit=1000)
        cursor = page.next_cursor
        assert sorted(e.id for e in page.items) == sorted(made)
        seen += made
    assert len(set(seen)) == 15


@pytest.mark.promise("AUD-4")
def test_export_streams_everything(world):
    agent = world.agent()
    for _ in range(13):
        world.k.authorize_many([{"token": agent.token} | READ] * 100)
    chunks = list(world.k.audit.export())
    assert len(chunks) > 1
    assert all(isinstance(chunk, str) for chunk in chunks)
    assert len("".join(chunks).splitlines()) == 1301
    assert len({json.loads(line)["id"] for line in "".join(chunks).splitlines()}) == 1301
    assert "".join(world.k.audit.export(format="csv")).count("\r\n") == 1302


@pytest.mark.promise("AUD-4")
def test_csv_is_rfc_4180_and_no_formula_gets_in(world):
    agent = world.agent(user_id="=HYPERLINK(1)", name="+1")
    world.ask(agent, resource="=1+1:x", action="@SUM", ip="-5", arguments={"a": 'say "hi",\r\nthen'})
    text = "".join(world.k.audit.export(format="csv"))
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    last = rows[-1]
    assert (last["resource"], last["action"], last["owner"], last["ip"]) == (
        "'=1+1:x",
        "'@SUM",
        "'=HYPERLINK(1)",
        "'-5",
    )
    assert json.loads(last["arguments"]) == {"a": 'say "hi",\r\nthen'}
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)
    assert next(csv.reader(io.StringIO(text))) == list(world.entries()[0].wire())


# -- AUD-5 ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-5", "AUD-3")
def test_retention_deletes_only_whole_prefixes_below_a_signed_checkpoint(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    world.allow(agent)
    with pytest.raises(Conflict):
        world.k.audit.prune(before=NOON + DAY)
    first = world.k.audit.checkpoint()  # 2 entries below it
    world.clock.tick(days=1)
    late = world.allow(agent)
    second = world.k.audit.checkpoint()
    for too_early in (NOON, NOON - DAY):
        with pytest.raises(Conflict):
            world.k.audit.prune(before=too_early)
    assert world.k.audit.prune(before=NOON + DAY, by="ann") == 2
    kept = world.entries()
    assert (kept[0].position, kept[0].action) == (3, "audit.checkpoint")
    assert kept[-1].facts["entries"] == 2
    assert (kept[-1].action, kept[-1].actor) == ("audit.prune", "ann")
    report = world.k.audit.verify()
    assert (report.ok, report.pruned, report.entries) == (True, 2, 4)
    assert world.k.audit.verify(checkpoint=second).ok
    assert world.k.audit.verify(checkpoint=first).ok
    assert world.k.audit.prune(before=NOON + DAY) == 0
    assert world.k.audit.get(late.audit_id).code == "ok"
    assert world.k.audit.prune(before=NOON + DAY + MICROSECOND) == 2
    with pytest.raises(NotFound):
        world.k.audit.get(late.audit_id)
    with pytest.raises(NotFound):
        world.k.usage.settle(late.audit_id, cost_usd=0)
    world.allow(agent)
    # A prefix that is gone without a checkpoint is a break.
    ((seq,),) = world.sql("SELECT min(seq) FROM audit")
    world.sql("DELETE FROM audit WHERE seq=?", seq)
    world.verified = False
    assert not world.k.audit.verify().ok


# -- AUD-7 ------------------------------------------------------------------------------------------------------------


def early_in_a_minute():
    """The count goes by the host's minutes: begin where there is enough of one left."""
    left = 60 - time.monotonic() % 60
    if left < 15:
        time.sleep(left + 0.1)


@pytest.mark.promise("AUD-7", "AUD-1")
def test_strangers_are_recorded_up_to_a_hundred_then_counted(world):
    agent = world.agent()
    early_in_a_minute()
    answers = [
        world.ask(
            ("kv_" + "0" * 72, "nonsense", "x" * 300)[n % 3], ip=f"10.0.0.{n % 30}", arguments={"secret": 1}
        )
        for n in range(160)
    ]
    assert {(a.code, a.reason, a.agent_id) for a in answers} == {("unknown_token", answers[0].reason, None)}
    kept = world.entries(code="unknown_token")
    assert [e.id for e in kept] == [a.audit_id for a in answers[:100]]
    (tally,) = {a.audit_id for a in answers[100:]}
    assert tally.startswith("aud_t")
    with pytest.raises(NotFound):
        world.k.audit.get(tally)  # its minute is not over
    world.allow(agent)
    assert len(world.k.authorize_many([{"token": "nonsense"} | READ] * 40)) == 40
    world.begin()
    counted = world.k.audit.get(tally)
    assert (counted.kind, counted.agent_id, counted.facts["tally"]) == ("unknown_tokens", None, tally)
    assert 100 in counted.facts.values()
    (addresses,) = [v for v in counted.facts.values() if isinstance(v, list)]
    assert len(addresses) == 20
    assert len(set(addresses)) == 20
    assert len(world.entries(kind="unknown_tokens")) == 1
    assert len(world.entries(code="unknown_token")) == 100
    # Another process has its own hundred.
    assert not world.ask("nonsense").audit_id.startswith("aud_t")


# -- DB-1, DB-2, DB-4 -------------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-1")
def test_durability_is_one_of_two_words(world, tmp_path):
    for word in ("full", "Disk", "", None, True, "off", 1):
        with pytest.raises(InvalidInput) as caught:
            world.make(durability=word)
        assert caught.value.field == "durability"
    for word, synchronous in (("disk", "FULL"), ("process", "NORMAL")):
        kavach = world.open(db=f"sqlite:///{tmp_path / word}", durability=word)
        said = kavach.engine.store.describe()
        assert (said["durability"], said["journal"], said["synchronous"]) == (word, "WAL", synchronous)
    with pykavach.sync.Kavach(f"sqlite:///{tmp_path / 'default'}") as kavach:
        assert kavach.engine.store.describe()["synchronous"] == "FULL"


@pytest.mark.promise("DB-2")
def test_only_its_owner_can_read_the_file(world, tmp_path):
    old = os.umask(0)
    try:
        kavach = world.open(db=f"sqlite:///{tmp_path / 'new.db'}")
        kavach.agents.create(name="s", type="service", permissions=EVERYTHING)
    finally:
        os.umask(old)
    found = sorted(tmp_path.glob("new.db*"))
    assert found[0].name == "new.db"
    assert len(found) >= 2
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.mark.promise("DB-2")
def test_a_network_file_system_is_refused_unless_named_unsafe(world, tmp_path, monkeypatch):
    monkeypatch.setattr("pykavach.storage.sqlite.network_file_system", lambda folder: "nfs4")
    db = f"sqlite:///{tmp_path / 'far.db'}"
    with pytest.raises(Exception, match="nfs4") as caught:
        world.open(db=db)
    assert isinstance(caught.value, InvalidInput | Unavailable)
    assert not (tmp_path / "far.db").exists()
    assert world.open(db=db, unsafe_network_file_system=True).agents.list().items == []


@pytest.mark.promise("DB-4", "FC-1")
def test_a_process_that_meets_a_newer_schema_denies_and_says_why(world):
    world.begin(secret=SECRET)
    agent, unseen = world.agent(GATED), world.agent()
    id = world.ask(agent, **DELETE).approval_id
    world.allow(agent, idempotency_key="k")
    ((schema,),) = world.sql("SELECT schema FROM epoch")
    world.sql("UPDATE epoch SET schema=?", schema + 1)
    for asked in (
        world.ask(agent),
        world.ask(agent, idempotency_key="k"),
        world.ask(unseen),
        world.ask("kv_" + "0" * 72),
        world.k.authorize(agent_id=agent.id, **READ),
        world.k.explain(token=agent.token, **READ),
        *world.k.authorize_many([{"token": agent.token} | READ]),
    ):
        assert (asked.outcome, asked.code) == ("deny", "unavailable")
        assert "newer schema" in asked.reason
        assert "upgrade" in asked.reason
    for call in (
        world.agent,
        lambda: world.k.agents.get(agent.id),
        lambda: world.k.agents.revoke(all=True),
        lambda: world.k.approvals.approve(id, by="ann"),
        world.k.approvals.list,
        lambda: world.k.usage.record(agent.id, cost_usd=1),
        world.k.audit.query,
        world.k.audit.verify,
        world.k.audit.checkpoint,
        lambda: "".join(world.k.audit.export()),
        world.open,
    ):
        with pytest.raises(Unavailable, match="newer"):
            call()
    world.sql("UPDATE epoch SET schema=?", schema)
    world.allow(agent)
    # The denials that could not be recorded are counted on the next entry (AUD-1).
    assert world.last(kind="decision").marks["unavailable"] == 7


@pytest.mark.promise("DB-4")
def test_opening_creates_what_is_missing_and_keeps_what_is_there(world, tmp_path):
    agent = world.agent()
    world.begin()
    world.allow(agent)
    with pytest.raises((InvalidInput, Unavailable)):
        world.open(db=f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    other = tmp_path / "other.db"
    other.write_bytes(b"this is no database, " * 200)
    with pytest.raises((InvalidInput, Unavailable)):
        world.open(db=f"sqlite:///{other}")
    assert other.read_bytes().startswith(b"this is no database")
    assert NOON.tzinfo is UTC
