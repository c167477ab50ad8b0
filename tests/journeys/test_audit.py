"""SPEC 8, AUD: the log, and what it shows of observed agents and of tenants."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from hashlib import sha256

import pytest

import pykavach
import pykavach.sync
from journey_world import DAY, DELETE, GATED, HOUR, MICROSECOND, NOON, READ, SECRET, at_once
from pykavach import Conflict, InvalidInput, NotFound
from pykavach.engine.database import Database
from pykavach.storage.unit import SqlView

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
        *world.k.authorize_many([{"token": agent.token} | READ] * 3),
    ]
    entries = world.entries(kind="decision")
    assert [e.id for e in entries] == [d.audit_id for d in asked]
    assert [(e.outcome, e.code, e.reason) for e in entries] == [(d.outcome, d.code, d.reason) for d in asked]
    assert [e.code for e in entries] == [
        "ok",
        "approval_required",
        "budget_exceeded",
        "invalid_request",
        "unknown_token",
        "unknown_token",
        "ok",
        "ok",
        "rate_limited",
    ]
    first = entries[0]
    assert (first.agent_id, first.owner, first.tenant_id, first.chain) == (
        agent.id,
        "ann",
        "t",
        (agent.id, root.id),
    )
    assert (first.resource, first.action, first.arguments, first.ip) == (
        *READ.values(),
        {"q": 1},
        "10.0.0.1",
    )
    assert (first.at, first.reason, first.latency_us) == (NOON, "Allowed.", asked[0].latency_us)
    assert [(c["agent"], c["level"]) for c in first.charges] == [(agent.id, "agent"), (root.id, "agent")]
    assert str(first.cost_usd) == "0.25"
    assert [bool(e.charges) for e in entries] == [d.allowed for d in asked]
    stranger = entries[4]
    assert (stranger.agent_id, stranger.chain, stranger.ip, stranger.resource) == (None, (), "10.0.0.9", None)
    assert [e.position for e in world.entries()] == list(range(1, len(world.entries()) + 1))
    assert world.k.audit.get(first.id) == first
    wire = first.wire()
    assert not [key for key in wire if "_" in key]
    assert json.loads(json.dumps(wire)) == wire


@pytest.mark.promise("AUD-1")
def test_an_entry_that_is_not_there_is_not_found(world):
    agent = world.agent()
    id = world.allow(agent).audit_id
    for wrong in (id[:-1] + ("0" if id[-1] != "0" else "1"), "aud_", "aud_t0_x", "", None, 5):
        with pytest.raises(NotFound):
            world.k.audit.get(wrong)


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
    assert [e.position for e in world.entries()] == list(range(1, 42))
    for n, answer in enumerate(answers):
        assert (kept[answer.audit_id].code, kept[answer.audit_id].arguments) == (answer.code, {"n": n})
    # No allow is returned before its entry is committed: the other process finds it.
    assert other.audit.get(world.ask(agent).audit_id).code == "rate_limited"


@pytest.mark.promise("AUD-2", "TOK-2")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
def test_what_is_kept_of_arguments(world, mode):
    world.begin(audit_arguments=mode)
    agent = world.agent()
    arguments = {
        "q": "plain",
        "api_key": "hunter2hunter2",
        "t": f"x {agent.token}",
        agent.token: 1,
        "auth": "Bearer abcdefghijklmnop",
        "n": 5,
        "é": "ü",
    }
    decision = world.allow(agent, arguments=arguments)
    entry = world.k.audit.get(decision.audit_id)
    assert agent.token.encode() not in world.bytes()
    assert len(entry.commitment) == 64
    if mode == "digest":
        assert entry.arguments is None
    else:
        assert (entry.arguments["q"], entry.arguments["n"], entry.arguments["é"]) == ("plain", 5, "ü")
        assert entry.arguments["t"] == "x kv_[masked]"
        assert entry.arguments["kv_[masked]"] == 1
        assert entry.arguments["api_key"] == ("hunter2hunter2" if mode == "full" else "[redacted]")
    assert (b"hunter2hunter2" in world.bytes()) is (mode == "full")
    # The commitment: SHA-256 over the salt and the canonical arguments, as anyone can repeat while the salt is there.
    ((text, kept, salt),) = world.sql("SELECT entry, kept, salt FROM audit WHERE code='ok'")
    assert text.isascii()
    assert kept is None or kept.isascii()
    canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sha256(salt + canonical.encode()).hexdigest() == entry.commitment
    assert world.k.audit.get(world.allow(agent, arguments=arguments).audit_id).commitment != entry.commitment
    assert world.k.audit.get(world.allow(agent).audit_id).commitment is None


@pytest.mark.promise("AUD-2")
def test_integers_are_committed_to_in_full(world):
    agent = world.agent()
    world.allow(agent, arguments={"n": 2**70, "f": 1e21, "g": 1.0})
    ((salt,),) = world.sql("SELECT salt FROM audit WHERE code='ok'")
    text = '{"f":1e+21,"g":1,"n":1180591620717411303424}'
    assert world.last(kind="decision").commitment == sha256(salt + text.encode()).hexdigest()


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
    assert world.k.audit.erase_arguments(ids=[asked[3].audit_id] * 2) == 1
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
    assert world.sql("SELECT count(*) FROM audit WHERE kind='decision' AND kept IS NOT NULL") == [(1,)]
    assert world.k.audit.verify().ok


# -- AUD-3 ------------------------------------------------------------------------------------------------------------


@pytest.mark.everywhere
@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit SET entry=replace(entry,'Allowed.','Denied..') WHERE seq=%d",
        'UPDATE audit SET entry=replace(entry, \'"outcome":"allow"\', \'"outcome":"deny"\') WHERE seq=%d',
        "UPDATE audit SET entry=entry||' ' WHERE seq=%d",
        "UPDATE audit SET entry='nonsense' WHERE seq=%d",
        "UPDATE audit SET code='revoked' WHERE seq=%d",
        "UPDATE audit SET at=at+1 WHERE seq=%d",
        "UPDATE audit SET agent=NULL WHERE seq=%d",
        "UPDATE audit SET agent=2 WHERE seq=%d",
        "UPDATE audit SET kind='change' WHERE seq=%d",
        "UPDATE audit SET kept='{\"n\":99}' WHERE seq=%d",
        "UPDATE audit SET booked=5 WHERE seq=%d",
        "UPDATE audit SET hash=x'00' WHERE seq=%d",
        f"UPDATE audit SET hash=x'{'00' * 32}' WHERE seq=%d",
        "UPDATE audit SET entry=x'ff' WHERE seq=%d",
        "DELETE FROM audit WHERE seq=%d",
    ],
)
def test_verify_names_the_first_broken_place(world, damage):
    agent, _ = world.agent(), world.agent()
    for n in range(6):
        world.allow(agent, arguments={"n": n})
    whole = world.k.audit.verify()
    assert (whole.ok, whole.entries, whole.first_break) == (True, 8, None)
    world.sql(damage % 5)
    world.sql("UPDATE audit SET code='expired' WHERE seq=7")
    world.verified = False
    report = world.k.audit.verify()
    assert not report.ok
    assert not report
    assert (report.first_break.log, report.first_break.position) == (0, 5)
    assert report.wire()["firstBreak"]["position"] == 5
    # What is broken stops nobody, and the rest is still shown.
    world.allow(agent)
    assert len(world.entries()) >= 8


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
    for malformed in (
        {},
        [],
        "x",
        {"x": 1},
        {"version": 1},
        "{",
        "[]",
        signed | {"more": 1},
        signed | {"version": 2},
    ):
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
    *_, (fourth,) = world.sql("SELECT seq FROM audit ORDER BY seq DESC LIMIT 4")
    world.sql("DELETE FROM audit WHERE seq>=?", fourth)
    world.sql("UPDATE meter SET calls=?, hash=? WHERE id=0", position, hash)
    world.sql("DELETE FROM checkpoint")
    for secret, key in ((None, signed["key"]), (SECRET, None)):
        world.begin(secret=secret)
        assert world.k.audit.verify().ok
        report = world.k.audit.verify(checkpoint=signed, public_key=key)
        assert (report.ok, report.checkpoint_ok) == (False, False)
        assert report.checkpoint_problem or report.breaks


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
    world.ask(world.bob, resource="db:users:7", action="drop")
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
    "resource, deeper": (
        {"resource": "db:users:*"},
        lambda w, e: (e.resource or "").startswith("db:users:"),
    ),
    "since": ({"since": NOON + HOUR}, lambda w, e: e.at >= NOON + HOUR),
    "until": ({"until": NOON + HOUR}, lambda w, e: e.at < NOON + HOUR),
    "both": ({"since": NOON + HOUR, "until": NOON + 2 * HOUR}, lambda w, e: e.at == NOON + HOUR),
    "several": (
        {"user_id": "bob", "outcome": "deny", "action": "drop"},
        lambda w, e: e.owner == "bob" and e.outcome == "deny" and e.action == "drop",
    ),
}


@pytest.mark.everywhere
@pytest.mark.promise("AUD-4")
@pytest.mark.parametrize(("filters", "holds"), FILTERS.values(), ids=FILTERS.keys())
def test_every_filter_finds_exactly_its_entries(full, filters, holds):
    filters = {k: getattr(full, v).id if k in ("agent_id", "subtree") else v for k, v in filters.items()}
    everything = full.entries()
    wanted = [e.id for e in everything if holds(full, e)]
    assert 0 < len(wanted) <= len(everything) - (filters != {})
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
        ("limit", 1001), ("limit", True), ("cursor", "x"), ("cursor", 5), ("cursor", "0:-1"), ("cursor", "{}"),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as caught:
            full.k.audit.query(**{name: value})
        assert name in str(caught.value)
    for name in ("agent_id", "subtree"):
        with pytest.raises(NotFound):
            full.k.audit.query(**{name: "agt_none"})
    with pytest.raises(InvalidInput):
        "".join(full.k.audit.export(format="xml"))
    # Conditions that exclude each other are not wrong: they find nothing.
    assert full.entries(subtree=full.ann.id, user_id="bob") == []


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
    assert world.k.audit.follow(cursor).items == []


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
    assert len("".join(world.k.audit.export(kind="decision", agent_id=agent.id)).splitlines()) == 1300


@pytest.mark.promise("AUD-4")
def test_csv_is_rfc_4180_and_no_formula_gets_in(world):
    agent = world.agent(user_id="=HYPERLINK(1)", name="=cmd|' /C calc'!A1")
    texts = ['say "hi",\r\nthen', '=1+1"\r\n', "+1", "-1", "@x", "\t=x", "a,b", 'q"q']
    for text in texts:
        world.ask(agent, resource="=1+1:x", action="@SUM", ip="-5", arguments={"a": text})
    world.k.agents.update(agent.id, name="+1", by="=evil(1)")
    text = "".join(world.k.audit.export(format="csv"))
    assert text.endswith("\r\n")
    cells = list(csv.reader(io.StringIO(text, newline="")))
    assert cells[0] == list(world.entries()[0].wire())
    assert {len(row) for row in cells} == {len(cells[0])}
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    asked = [row for row in rows if row["kind"] == "decision"]
    assert [json.loads(row["arguments"]) for row in asked] == [{"a": text} for text in texts]
    for row in asked:
        assert (row["resource"], row["action"], row["owner"], row["ip"]) == (
            "'=1+1:x",
            "'@SUM",
            "'=HYPERLINK(1)",
            "'-5",
        )
    assert rows[-1]["actor"] == "'=evil(1)"
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)


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
    with pytest.raises(InvalidInput):
        world.k.audit.prune(before="yesterday")
    assert world.k.audit.prune(before=NOON + DAY, by="ann") == first["count"] == 2
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


@pytest.mark.promise("AUD-7", "AUD-1", "DEC-2")
def test_strangers_are_recorded_up_to_a_hundred_then_counted(world):
    agent = world.agent()
    world.k.engine.strangers._clock = lambda: (
        0.0
    )  # the count goes by the host's minutes: this one does not end
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


# -- AUD-6, EX-2 ------------------------------------------------------------------------------------------------------


@pytest.mark.sqlite
@pytest.mark.promise("AUD-6", "AUD-1", "FC-1")
def test_a_store_that_does_not_answer_means_a_prompt_denial(world):
    hasty = world.open(timeout=2.0)
    agent = world.agent({"maxCalls": 5})
    world.allow(agent)
    blocker = sqlite3.connect(world.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        decision = world.ask(agent, of=hasty, cost_usd=1)
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
    world.allow(agent, of=hasty)
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


@pytest.mark.promise("AUD-3", "AUD-4", "AUD-5", "DB-5")
def test_logs_that_hold_nothing_are_not_looked_through(world, monkeypatch):
    """A server's database has 64 of them, and most installations fill a few."""
    world.begin(secret=SECRET)
    agent = world.agent()
    for n in range(3):
        world.allow(agent, arguments={"n": n})
    world.k.audit.checkpoint()
    world.clock.tick(days=40)
    looked = []
    entries = SqlView.entries

    def counted(self, where, **place):
        looked.append(place["log"])
        return entries(self, where, **place)

    monkeypatch.setattr(SqlView, "entries", counted)
    for scan in (
        world.k.audit.verify,
        lambda: "".join(world.k.audit.export()),
        lambda: world.k.audit.query(limit=1000),
        lambda: world.k.audit.erase_arguments(agent_id=agent.id),
        lambda: world.k.audit.prune(before=world.clock.now - DAY),
        lambda: Database(world.k.engine).restored(),
    ):
        scan()
        with world.k.engine.reading() as view:
            filled = {head.log for head in view.heads() if head.position}
        assert set(looked) <= {0, *filled}
        assert len(looked) <= 2 * (len(filled) + 1)
        looked.clear()


# -- AUD-3: proofs ----------------------------------------------------------------------------------------------------


def without_database(proof, key, **more):
    """Check a proof as somebody does who holds two files and knows the public key."""
    return pykavach.verify_proof(json.dumps(proof), public_key=key, **more)


@pytest.mark.promise("AUD-3")
def test_who_holds_a_decision_and_a_checkpoint_can_check_that_one_is_in_the_other(world):
    world.begin(secret=SECRET)
    agent = world.agent(name="Ünal")
    first = world.allow(agent, arguments={"to": "somebody private"})
    for _ in range(4):
        world.allow(agent)
    with pytest.raises(Conflict, match="no checkpoint covers"):
        world.k.audit.proof(first.audit_id)
    kept = world.k.audit.checkpoint()
    second = world.allow(agent)
    world.k.audit.checkpoint()

    proof = world.k.audit.proof(first.audit_id)
    assert proof["checkpoint"] == kept  # the nearest
    assert "somebody private" not in json.dumps(proof)
    told = without_database(proof, kept["key"], audit_id=first.audit_id, checkpoint=kept)
    assert told, told.problem
    assert told.ok
    entry = world.k.audit.get(first.audit_id)
    assert told.entry["id"] == entry.id == first.audit_id
    assert told.entry["args"]["sha256"] == entry.commitment
    assert proof["hash"] == entry.hash
    assert told.signed_at == kept["at"]

    later = world.k.audit.proof(second.audit_id)
    assert without_database(later, kept["key"]).ok
    assert without_database(later, kept["key"], audit_id=first.audit_id).problem.endswith(
        "is of another entry"
    )
    assert "ask for one under yours" in without_database(later, kept["key"], checkpoint=kept).problem
    with pytest.raises(Conflict, match="no checkpoint covers"):
        world.k.audit.proof(second.audit_id, checkpoint=kept)
    by_name = world.k.audit.proof(first.audit_id, checkpoint=later["checkpoint"]["signature"])
    assert by_name["checkpoint"] == later["checkpoint"]
    assert len(by_name["links"]) > len(proof["links"])
    assert without_database(by_name, kept["key"]).ok
    # A rewritten log proves nothing under what was signed before.
    world.verified = False
    world.sql("UPDATE audit SET hash=? WHERE seq=(SELECT max(seq) FROM audit)", bytes(32))
    assert world.k.audit.proof(first.audit_id) == proof  # columns beside the texts are not what counts


@pytest.mark.promise("AUD-3")
def test_a_proof_that_was_changed_anywhere_does_not_hold(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    decision = world.allow(agent)
    world.allow(agent)
    kept = world.k.audit.checkpoint()
    text = json.dumps(world.k.audit.proof(decision.audit_id), separators=(",", ":"))
    assert pykavach.verify_proof(text, public_key=kept["key"]).ok
    # Of a server's checkpoint nearly all is the ends of its sixty-four logs.
    for place in range(0, len(text), 1 if world.schema is None else 11):
        for other in {chr(ord(text[place]) ^ 1), text[place].swapcase(), ""} - {text[place]}:
            changed = text[:place] + other + text[place + 1 :]
            assert not pykavach.verify_proof(changed, public_key=kept["key"]).ok, changed[place - 20 :][:40]


@pytest.mark.promise("AUD-3", "TEN-1")
def test_a_proof_is_for_those_who_may_see_the_whole_log(world):
    world.begin(secret=SECRET)
    agent = world.agent(tenant_id="acme")
    decision = world.allow(agent)
    world.k.audit.checkpoint()
    for view in (world.k.tenant("acme"), world.k.view(user_id="user_1"), world.k.view(agent_id=agent.id)):
        assert view.audit.get(decision.audit_id).id == decision.audit_id
        with pytest.raises(InvalidInput, match="whole log"):
            view.audit.proof(decision.audit_id)


@pytest.mark.promise("AUD-3", "AUD-5")
def test_no_proof_is_made_from_a_log_that_is_not_what_was_signed(world):
    world.begin(secret=SECRET)
    agent = world.agent()
    decision, second = world.allow(agent), world.allow(agent)
    world.k.audit.checkpoint()
    forged = world.k.audit.proof(decision.audit_id)["links"][0].replace(
        '"outcome":"allow"', '"outcome":"deny"'
    )
    world.verified = False
    world.sql("UPDATE audit SET entry=? WHERE entry LIKE ?", forged, f'%"id":"{second.audit_id}"%')
    with pytest.raises(Conflict, match="not what the checkpoint signed"):
        world.k.audit.proof(decision.audit_id)
    world.sql("UPDATE audit SET entry=? WHERE entry LIKE ?", "no JSON", f'%"id":"{decision.audit_id}"%')
    with pytest.raises(Conflict, match="not what the checkpoint signed"):
        world.k.audit.proof(decision.audit_id)
    for nobody in ("aud_1", decision.audit_id + "0", "aud_ffffff_0123", 7):
        with pytest.raises((NotFound, Conflict)):
            world.k.audit.proof(nobody)
