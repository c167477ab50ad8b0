"""SPEC 8, AUD: the log."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest

from journey_world import NOON, READ, SECRET, Made, at_once
from pykavach import Conflict, InvalidInput, NotFound

GATED = {"requireApprovalFor": ["*:pay"]}


@pytest.mark.promise("AUD-1")
def test_one_entry_per_decision_with_everything_in_it(world):
    root = world.agent(GATED, tenant_id="t")
    child = world.agent({"maxCalls": 1}, parent=root)
    access = {"arguments": {"title": "hi"}, "ip": "10.1.2.3", "cost_usd": "0.01"}
    decisions = [
        world.ask(child, **access),
        world.ask(child, **access),
        world.ask(root, action="pay", **access),
        world.ask(child, resource="x" * 600),
    ]
    entries = world.entries(kind="decision")
    assert [e.id for e in entries] == [d.audit_id for d in decisions]
    assert [e.outcome for e in entries] == ["allow", "deny", "pending", "deny"]
    assert [e.code for e in entries] == ["ok", "rate_limited", "approval_required", "invalid_request"]
    entry = entries[0]
    assert (entry.agent_id, entry.owner, entry.tenant_id, entry.chain) == (
        child.id,
        "user_1",
        "t",
        (child.id, root.id),
    )
    assert (entry.resource, entry.action, entry.arguments, entry.ip) == (
        *READ.values(),
        {"title": "hi"},
        "10.1.2.3",
    )
    assert (entry.reason, entry.at, str(entry.cost_usd)) == (decisions[0].reason, NOON, "0.01")
    assert [(c["agent"], c["level"]) for c in entry.charges] == [(child.id, "agent"), (root.id, "agent")]
    assert entry.latency_us == decisions[0].latency_us
    assert entries[1].charges == ()
    assert entries[1].reason == decisions[1].reason
    assert world.k.audit.get(entry.id) == entry
    wire = entry.wire()
    assert not [key for key in wire if "_" in key]
    assert json.loads(json.dumps(wire)) == wire


@pytest.mark.promise("AUD-1", "EX-1")
def test_every_decision_of_many_at_once_has_its_entry(world):
    agents = [world.agent({"maxCalls": 3}) for _ in range(4)]
    other = world.open()
    answers = at_once(
        [lambda a=a, of=of: world.ask(a, of=of) for a in agents for of in (world.k, other) for _ in range(4)]
    )
    entries = {e.id: e for e in world.entries(kind="decision")}
    assert len(entries) == len(answers) == len({a.audit_id for a in answers})
    assert all(entries[a.audit_id].outcome == a.outcome for a in answers)
    assert [e.position for e in world.entries()] == list(range(1, len(world.entries()) + 1))


@pytest.mark.promise("AUD-2", "TOK-2")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
def test_what_entries_keep_of_arguments(world, mode):
    world.begin(audit_arguments=mode)
    agent = world.agent()
    arguments = {
        "password": "hunter2",
        "note": f"see {agent.token}",
        "auth": "Bearer abcdefghijklmnop",
        "n": 1,
        "é": "ü",
    }
    world.allow(agent, arguments=arguments)
    entry = world.last(kind="decision")
    shown = json.dumps(entry.arguments)
    assert agent.token not in world.bytes().decode("latin-1")
    if mode == "digest":
        assert entry.arguments is None
    else:
        assert ("hunter2" in shown) is (mode == "full")
        assert entry.arguments["n"] == 1
        assert "kv_[masked]" in shown
    ((text, kept, salt),) = world.sql("SELECT entry, kept, salt FROM audit WHERE code='ok'")
    assert text.isascii()
    assert kept is None or kept.isascii()
    canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert entry.commitment == hashlib.sha256(salt + canonical.encode()).hexdigest()
    world.allow(agent, arguments=arguments)
    assert world.last(kind="decision").commitment != entry.commitment  # a fresh salt each time


@pytest.mark.promise("AUD-2")
def test_integers_are_committed_to_in_full(world):
    agent = world.agent()
    world.allow(agent, arguments={"n": 2**70, "f": 1e21, "g": 1.0})
    ((salt,),) = world.sql("SELECT salt FROM audit WHERE code='ok'")
    text = '{"f":1e+21,"g":1,"n":1180591620717411303424}'
    assert world.last(kind="decision").commitment == hashlib.sha256(salt + text.encode()).hexdigest()


@pytest.mark.promise("AUD-2", "AUD-3")
def test_erasing_leaves_the_commitment_and_a_log_that_verifies(world):
    agent, other = world.agent(), world.agent()
    for one in (agent, other):
        world.allow(one, arguments={"text": "SENSITIVE-0815"})
    before = world.last(kind="decision", agent_id=agent.id)
    assert world.k.audit.erase_arguments(agent_id=agent.id, by="ann") >= 1
    after = world.k.audit.get(before.id)
    assert (after.arguments, after.commitment) == (None, before.commitment)
    assert world.k.audit.get(world.last(kind="decision", agent_id=other.id).id).arguments == {
        "text": "SENSITIVE-0815"
    }
    assert (world.last().action, world.last().actor) == ("audit.erase_arguments", "ann")
    assert world.sql(
        "SELECT count(*) FROM audit WHERE agent=1 AND kind='decision' AND (kept IS NOT NULL OR salt IS NOT NULL)"
    ) == [(0,)]
    assert world.k.audit.verify().ok


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    "tamper",
    [
        'UPDATE audit SET entry=replace(entry, \'"outcome":"allow"\', \'"outcome":"deny"\') WHERE seq=5',
        "UPDATE audit SET hash=zeroblob(32) WHERE seq=5",
        "UPDATE audit SET code='revoked' WHERE seq=5",
        "UPDATE audit SET at=at+1 WHERE seq=5",
        "UPDATE audit SET agent=2 WHERE seq=5",
        "UPDATE audit SET kept='{}' WHERE seq=5",
        "DELETE FROM audit WHERE seq=5",
        "UPDATE audit SET entry='nonsense' WHERE seq=5",
        "UPDATE audit SET entry=x'ff' WHERE seq=5",
    ],
)
def test_verify_names_the_first_broken_place(world, tamper):
    agents = [world.agent(), world.agent()]
    for n in range(6):
        world.allow(agents[0], arguments={"n": n})
    assert world.k.audit.verify().ok
    world.sql(tamper)
    world.sql("UPDATE audit SET code='expired' WHERE seq=7")
    report = world.k.audit.verify()
    assert not report.ok
    assert not report
    assert (report.first_break.log, report.first_break.position) == (0, 5)
    assert report.wire()["firstBreak"]["position"] == 5
    world.verified = False


@pytest.mark.promise("AUD-3")
def test_cutting_the_end_is_found_by_the_head_and_a_rewrite_by_a_checkpoint(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    for _ in range(3):
        world.allow(agent)
    checkpoint = world.k.audit.checkpoint()
    assert checkpoint["count"] == 4
    assert [h["position"] for h in checkpoint["heads"]] == [4]
    for given in (checkpoint, json.dumps(checkpoint)):
        report = world.k.audit.verify(checkpoint=given)
        assert (report.ok, report.checkpoint_ok) == (True, True)
    world.allow(agent)
    assert world.k.audit.verify(checkpoint=checkpoint).ok
    for change in ({"count": 5}, {"at": "2020-01-01T00:00:00Z"}, {"signature": "00" * 64}):
        assert not world.k.audit.verify(checkpoint=checkpoint | change).ok
    # Someone who may write the database cuts the log and mends the head: only the checkpoint tells.
    ((hash,),) = world.sql("SELECT hash FROM audit WHERE seq=3")
    world.sql("DELETE FROM audit WHERE seq>3")
    world.sql("DELETE FROM checkpoint")
    world.sql("UPDATE meter SET calls=3, hash=? WHERE id=0", hash)
    world.begin(secret=SECRET)
    assert world.k.audit.verify().ok
    report = world.k.audit.verify(checkpoint=checkpoint)
    assert (report.ok, report.checkpoint_ok) == (False, False)
    assert report.checkpoint_problem or report.breaks
    for bad in ({}, "x", [], {"version": 1}):
        with pytest.raises(InvalidInput):
            world.k.audit.verify(checkpoint=bad)


@pytest.mark.promise("AUD-4")
def test_query_filters(world):
    root = world.agent(GATED, user_id="ann")
    child = world.agent(parent=root)
    other = world.agent(user_id="bob")
    world.allow(root)
    world.clock.tick(hours=1)
    world.allow(child, resource="mail:inbox:x")
    world.ask(other, resource="mail:inbox", action="send")
    world.ask(other, resource="")
    world.ask(root, action="pay")
    world.k.explain(token=root.token, **READ)

    def found(**f):
        return [(e.agent_id, e.code) for e in world.entries(kind="decision", **f)]

    assert found(agent_id=child.id) == [(child.id, "ok")]
    assert [a for a, _ in found(subtree=root.id)] == [root.id, child.id, root.id]
    assert [a for a, _ in found(user_id="bob")] == [other.id, other.id]
    assert found(code="invalid_request") == [(other.id, "invalid_request")]
    assert len(found(code=["invalid_request", "approval_required"])) == 2
    assert found(outcome="pending") == [(root.id, "approval_required")]
    assert found(outcome="deny") == [(other.id, "invalid_request")]
    assert len(found(outcome="allow")) == 3
    assert found(action="send") == [(other.id, "ok")]
    assert [a for a, _ in found(resource="mail:*")] == [child.id, other.id]
    assert [a for a, _ in found(resource="mail:inbox:*")] == [child.id]
    assert len(found(since=NOON + timedelta(hours=1))) == 4
    assert found(until=NOON + timedelta(hours=1)) == [(root.id, "ok")]
    assert [e.kind for e in world.entries(kind=["explain"])] == ["explain"]
    assert {e.kind for e in world.entries()} == {"change", "decision", "explain"}
    assert world.entries(kind="decision", subtree=root.id, user_id="bob") == []
    newest = world.k.audit.query(newest_first=True, limit=1).items[0]
    assert newest.kind == "explain"


@pytest.mark.promise("AUD-4")
def test_a_cursor_goes_on_where_it_was_and_skips_nothing_that_comes_late(world):
    agent = world.agent()
    seen, cursor = [], None
    for round in range(5):
        for _ in range(3):
            world.allow(agent)
        page = world.k.audit.query(kind="decision", limit=2, cursor=cursor)
        seen += [e.id for e in page.items]
        cursor = page.next_cursor
        assert (cursor is not None) or round == 4
    while cursor is not None:
        page = world.k.audit.query(kind="decision", limit=2, cursor=cursor)
        seen += [e.id for e in page.items]
        cursor = page.next_cursor
    assert seen == [e.id for e in world.entries(kind="decision")]
    backwards, cursor = [], None
    while True:
        page = world.k.audit.query(kind="decision", limit=4, cursor=cursor, newest_first=True)
        backwards += [e.id for e in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert backwards == seen[::-1]
    for bad in ("x", "0:-1", 5, "{}"):
        with pytest.raises(InvalidInput):
            world.k.audit.query(cursor=bad)


@pytest.mark.promise("AUD-4")
def test_following_the_log(world):
    agent = world.agent()
    cursor = world.k.audit.tail_cursor()
    page = world.k.audit.follow(cursor)
    assert page.items == []
    world.allow(agent)
    page = world.k.audit.follow(page.next_cursor)
    assert [e.code for e in page.items] == ["ok"]
    assert world.k.audit.follow(page.next_cursor).items == []


@pytest.mark.promise("AUD-4")
def test_exports_are_whole_and_safe_to_open(world):
    agent = world.agent(name="=cmd|' /C calc'!A1")
    evil = ['=1+1"\r\n', "+1", "-1", "@x", "\t=x", "a,b", 'q"q']
    for n in range(520):
        world.allow(agent, arguments={"text": evil[n % len(evil)]})
    world.k.agents.update(agent.id, name="=HYPERLINK(1)", by="=evil(1)")
    lines = "".join(world.k.audit.export()).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [e.id for e in world.entries()]
    text = "".join(world.k.audit.export(format="csv"))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert text.count("\r\n") >= 522
    assert len(rows) == 523
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r")]
    assert "'=evil(1)" in rows[-1]
    assert len("".join(world.k.audit.export(kind="decision", agent_id=agent.id)).splitlines()) == 520


@pytest.mark.promise("AUD-5")
def test_retention_deletes_whole_prefixes_below_a_checkpoint_only(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    for _ in range(4):
        world.allow(agent)
    with pytest.raises(Conflict):
        world.k.audit.prune(before=NOON + timedelta(days=1))
    world.clock.tick(hours=1)
    checkpoint = world.k.audit.checkpoint()
    world.clock.tick(hours=1)
    late = [world.allow(agent).audit_id for _ in range(3)]
    with pytest.raises(Conflict):
        world.k.audit.prune(before=NOON)
    gone = world.k.audit.prune(before=world.clock.now, by="ann")
    assert gone == checkpoint["count"] == 5
    assert [e.id for e in world.entries(kind="decision")] == late
    report = world.k.audit.verify()
    assert (report.ok, report.pruned) == (True, 5)
    assert world.k.audit.verify(checkpoint=checkpoint).ok
    with pytest.raises((Conflict, InvalidInput)):
        world.k.audit.prune(before="yesterday")


@pytest.mark.promise("AUD-7", "DEC-2")
def test_strangers_are_recorded_up_to_a_rate_and_then_counted(world):
    agent = world.agent()
    # Kavach's minute is one of its own; the calls are few enough to fall into one, or into two.
    ids = [world.ask("kv_" + f"{n:072x}", ip=f"10.0.0.{n % 250}").audit_id for n in range(130)]
    assert all(ids)
    world.allow(agent)
    tallies = {id for id in ids if id.startswith("aud_t")}
    recorded = [id for id in ids if id not in tallies]
    assert {e.id for e in world.entries(code="unknown_token")} == set(recorded)
    assert len(recorded) >= 100
    world.begin()
    counted = world.entries(kind="unknown_tokens")
    assert sum(e.facts["count"] for e in counted) == len(ids) - len(recorded)
    for entry in counted:
        assert len(entry.facts["addresses"]) <= 20
        assert world.k.audit.get(entry.facts["tally"]).id == entry.id
    assert tallies == {e.facts["tally"] for e in counted}


@pytest.mark.promise("AUD-6", "AUD-1", "FC-1")
def test_a_store_that_does_not_answer_means_a_prompt_denial(world):
    import sqlite3

    world.begin(timeout=0.4)
    agent = world.agent({"maxCalls": 5})
    world.allow(agent)
    blocker = sqlite3.connect(world.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        decision = world.ask(agent, cost_usd=1)
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()
    assert (decision.outcome, decision.code, decision.retry, decision.audit_id) == (
        "deny",
        "unavailable",
        "after",
        None,
    )
    assert decision.retry_after
    world.allow(agent)
    assert world.last(kind="decision").marks["unavailable"] >= 1
    assert world.count(agent) == 3


@pytest.mark.promise("EX-2", "API-1")
def test_bad_data_in_one_call_leaves_its_neighbours_alone(world):
    agents = [world.agent() for _ in range(3)]
    bad = {"resource": "a" * 10_000, "arguments": {"x": "\ud800"}}
    decisions = world.k.authorize_many(
        [{"token": a.token, **READ, **(bad if n == 1 else {})} for n, a in enumerate(agents)]
    )
    assert [d.code for d in decisions] == ["ok", "invalid_request", "ok"]
    for ip in ("\ud800", "\x00", "x" * 1000):
        assert world.allow(agents[0], ip=ip)


@pytest.mark.promise("API-4")
def test_a_cancelled_call_never_harms_its_neighbours(world, event_loop_thread):
    import asyncio

    if world.surface != "async":
        return  # a blocking call cannot be cancelled
    agent = world.agent({"maxCalls": 50})
    kavach = world.k._target

    async def storm():
        calls = [asyncio.ensure_future(kavach.authorize(token=agent.token, **READ)) for _ in range(40)]
        await asyncio.sleep(0)
        for call in calls[::2]:
            call.cancel()
        return await asyncio.gather(*calls, return_exceptions=True)

    answers = event_loop_thread.run(storm())
    assert all(isinstance(a, asyncio.CancelledError) or a.allowed for a in answers)
    assert all(not isinstance(a, BaseException) and a.allowed for a in answers[1::2])
    used = world.k.usage.summary(agent.id).calls
    assert 20 <= used <= 40
    assert world.count(agent) == 50 - used


@pytest.mark.promise("AUD-1")
def test_an_entry_that_is_not_there_is_not_found(world):
    agent = world.agent()
    id = world.allow(agent).audit_id
    for wrong in (id[:-1] + ("0" if id[-1] != "0" else "1"), "aud_", "aud_t0_x", "", None, 5):
        with pytest.raises(NotFound):
            world.k.audit.get(wrong)
    assert isinstance(agent, Made)
