"""The audit log as the engine writes it, and as somebody with a database client may have left it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from pykavach.core import audit as core
from pykavach.core import codec
from pykavach.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.engine import checkpoints, retention, scan, verify
from pykavach.engine.admin_keys import AdminKeys
from pykavach.engine.agents import Agents
from pykavach.engine.audit import Audit
from pykavach.engine.engine import Engine
from pykavach.engine.entries import WIRE_KEYS, Entry
from pykavach.engine.journal import Journal
from pykavach.engine.keys import derive
from pykavach.engine.scope import Scope
from pykavach.storage import tables
from pykavach.storage.sqlite import SqliteStore

SECRET = b"a secret of at least thirty-two bytes"
OTHER = b"another secret of at least thirty-two"
START = datetime(2026, 1, 15, 12, tzinfo=UTC)
DAY = 86_400_000_000
ALLOW = [{"resource": "mcp:github:*", "actions": ["read", "write"]}]


class World:
    """An engine over a file, a clock that stands still until it is moved, and two agents of two tenants."""

    def __init__(self, path: Path, secret: bytes | None = SECRET) -> None:
        self.path = path
        self.now = int(START.timestamp()) * 1_000_000
        self.secret = secret
        self.open()
        self.audit = Audit(self.engine)
        self.agents = Agents(self.engine)
        self.alice = self.agents.create(user_id="alice", name="bot", permissions=ALLOW, tenant_id="acme")
        self.bob = self.agents.create(
            user_id="bob", name="boß", permissions=ALLOW, constraints={"budgetUsdPerDay": 5}
        )

    def open(self) -> None:
        store = SqliteStore(str(self.path), now=lambda: self.now, durability="process")
        secrets = () if self.secret is None else (self.secret,)
        self.engine = Engine(store, secrets, schema=tables.SCHEMA, timeout=30)

    def reopen(self, secret: bytes | None) -> Audit:
        self.engine.close()
        self.secret = secret
        self.open()
        self.audit = Audit(self.engine)
        return self.audit

    def ask(
        self, token: str | None = None, action: str = "read", resource: str = "mcp:github:issues", **more: Any
    ) -> Any:
        self.now += 1_000_000
        access = {"arguments": {"title": "hi", "password": "hunter2"}, "ip": "10.0.0.1", **more}
        return Agents(self.engine).authorize(
            token=token or self.bob.token, resource=resource, action=action, **access
        )

    def fill(self, count: int = 6) -> list[Any]:
        return [self.ask(action=("read", "write", "delete")[n % 3], cost_usd="0.01") for n in range(count)]

    def raw(self, *statement: Any) -> list[Any]:
        """What somebody with a database client does, behind our back."""
        link = sqlite3.connect(self.path, isolation_level=None)
        try:
            return link.execute(*statement).fetchall()
        finally:
            link.close()

    def everything(self, **filters: Any) -> list[Entry]:
        found: list[Entry] = []
        cursor = None
        while True:
            page = self.audit.query(cursor=cursor, **filters)
            found += page.items
            if page.next_cursor is None:
                return found
            assert page.next_cursor != cursor, "no progress"
            cursor = page.next_cursor

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for (body,) in self.raw("SELECT body FROM outbox ORDER BY n")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "kavach.db")
    yield world
    world.engine.close()


def add_log(world: World, log: int, times: list[int]) -> list[str]:
    """A second chain, as servers have them: entries of the given times. Written as the engine writes them."""
    journal = Journal(core.Head(log, 0, core.GENESIS))
    ids = [journal.add_change("usage.record", at=at, actor="test") for at in times]
    for row in journal.rows:
        world.raw(f"INSERT INTO audit VALUES ({','.join('?' * len(row))})", row)
    world.raw("INSERT INTO log VALUES (?,?,?)", (log, 0, core.GENESIS))
    world.raw(
        "INSERT INTO meter (id, agent, level, calls, hash) VALUES (?,0,?,?,?)",
        (-log, f"log {log}", *journal.head[1:]),
    )
    return ids


# --- entries ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-1", "AUD-2")
def test_an_entry_says_all_that_was_decided(world: World) -> None:
    decision = world.ask(cost_usd="0.0042", arguments={"title": "grüß", "password": "hunter2"})
    entry = world.audit.get(decision.audit_id)
    assert (entry.kind, entry.outcome, entry.code, entry.reason) == ("decision", "allow", "ok", "Allowed.")
    assert (entry.agent_id, entry.owner, entry.tenant_id) == (world.bob.agent.id, "bob", None)
    assert (entry.chain, entry.depth) == ((world.bob.agent.id,), 0)
    assert (entry.resource, entry.action, entry.ip) == ("mcp:github:issues", "read", "10.0.0.1")
    assert entry.arguments["title"] == "grüß"
    assert "hunter2" not in json.dumps(entry.wire())
    assert entry.cost_usd == Decimal("0.0042")
    assert entry.charges
    assert entry.at == START + timedelta(seconds=1)
    assert (entry.actor, entry.detail, entry.facts) == (None, None, {})
    assert (entry.log, entry.position) == (0, 3)
    assert len(bytes.fromhex(entry.hash)) == 32
    assert tuple(entry.wire()) == WIRE_KEYS
    assert codec.canonical(entry.wire())
    assert entry.wire()["at"] == "2026-01-15T12:00:01Z"
    assert entry.wire()["costUsd"] == "0.0042"


@pytest.mark.promise("AUD-1", "AGT-4")
def test_an_entry_of_a_change_has_before_and_after(world: World) -> None:
    entry = world.audit.query(kind="change", agent_id=world.bob.agent.id).items[0]
    assert (entry.action, entry.actor, entry.outcome, entry.cost_usd) == (
        "agents.create",
        "library",
        None,
        None,
    )
    assert entry.detail["before"] is None
    assert entry.detail["after"]["name"] == "boß"
    assert entry.commitment
    assert entry.wire()["costUsd"] is None


def test_get_finds_nothing_by_other_ids(world: World) -> None:
    id = world.ask().audit_id
    for other in ("", "x", "aud_ffff_00", id[:-1], id + "0", id.upper(), "aud_t5_00", None, 7, "aud_t" * 100):
        with pytest.raises(NotFound):
            world.audit.get(other)


@pytest.mark.promise("AUD-7")
def test_a_tally_is_found_by_its_id(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_WALK", 1)
    ids = [world.ask(token="kv_nobody", ip="192.0.2.1").audit_id for _ in range(103)]
    assert len(set(ids)) == 101
    with pytest.raises(NotFound, match="minute"):
        world.audit.get(ids[-1])
    world.engine.strangers.flush()
    world.fill(2)
    world.engine.work(
        lambda work: work.record("authorize", "kavach", kind="unknown_tokens", facts={"tally": "aud_t1_22"})
    )
    entry = world.audit.get(ids[-1])
    assert (entry.kind, entry.facts["count"], entry.facts["addresses"]) == (
        "unknown_tokens",
        3,
        ["192.0.2.1"],
    )
    with pytest.raises(NotFound):
        Audit(world.engine, Scope(tenant_id="acme")).get(ids[-1])


# --- query -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-4")
def test_every_filter_agrees_with_a_plain_look_at_everything(world: World) -> None:
    child = world.agents.delegate(
        parent_id=world.bob.agent.id,
        name="child",
        permissions=[{"resource": "mcp:github:issues", "actions": ["read"]}],
    )
    for token in (world.alice.token, world.bob.token, child.token, "kv_nobody"):
        for resource in ("mcp:github:issues", "mcp:github:pulls:7", "mcp:slack:send"):
            world.ask(token, action="read", resource=resource)
    world.ask(world.alice.token, resource="not a resource")
    everything = world.everything()
    assert [(e.log, e.position) for e in everything] == [(0, n + 1) for n in range(len(everything))]
    bob, kid = world.bob.agent.id, child.agent.id
    middle = everything[len(everything) // 2].at
    cases: list[tuple[dict[str, Any], Callable[[Entry], bool]]] = [
        ({"agent_id": bob}, lambda e: e.agent_id == bob),
        ({"subtree": bob}, lambda e: e.agent_id in (bob, kid)),
        ({"subtree": bob, "agent_id": kid}, lambda e: e.agent_id == kid),
        ({"user_id": "bob"}, lambda e: e.owner == "bob"),
        ({"user_id": "nobody"}, lambda e: False),
        ({"code": "ok"}, lambda e: e.code == "ok"),
        ({"code": ["ok", "unknown_token"]}, lambda e: e.code in ("ok", "unknown_token")),
        ({"code": ("not_permitted",)}, lambda e: e.code == "not_permitted"),
        ({"outcome": "allow"}, lambda e: e.outcome == "allow"),
        ({"outcome": "deny"}, lambda e: e.outcome == "deny"),
        ({"outcome": "pending"}, lambda e: False),
        ({"outcome": "deny", "code": ["ok", "not_permitted"]}, lambda e: e.code == "not_permitted"),
        ({"kind": "change"}, lambda e: e.kind == "change"),
        ({"kind": ["change", "replay"]}, lambda e: e.kind == "change"),
        ({"action": "read"}, lambda e: e.action == "read"),
        ({"action": "agents.delegate"}, lambda e: e.action == "agents.delegate"),
        ({"resource": "mcp:github:*"}, lambda e: (e.resource or "").startswith("mcp:github:")),
        ({"resource": "mcp:*:issues"}, lambda e: e.resource == "mcp:github:issues"),
        ({"since": middle}, lambda e: e.at >= middle),
        ({"until": middle}, lambda e: e.at < middle),
        (
            {"since": middle, "outcome": "deny", "resource": "*"},
            lambda e: e.at >= middle and e.outcome == "deny" and e.resource is not None,
        ),
    ]
    for filters, expected in cases:
        wanted = [e.id for e in everything if expected(e)]
        for limit in (1, 3, 100):
            assert [e.id for e in world.everything(limit=limit, **filters)] == wanted, filters
            found = world.everything(limit=limit, newest_first=True, **filters)
            assert [e.id for e in found] == wanted[::-1], filters
        exported = "".join(world.audit.export(**filters)).splitlines()
        assert [json.loads(line)["id"] for line in exported] == wanted


@pytest.mark.promise("AUD-4")
def test_pending_and_denied_are_told_apart(world: World) -> None:
    asks = {"requireApprovalFor": ["mcp:github:*"]}
    agent = world.agents.create(user_id="u", name="n", permissions=ALLOW, constraints=asks)
    for n in range(21):
        world.ask(agent.token, arguments={"n": n})
    assert len(world.everything(outcome="pending")) == 20
    denied = world.everything(outcome="deny")
    assert [e.code for e in denied] == ["approval_required"]
    assert len(world.everything(code="approval_required")) == 21


@pytest.mark.promise("AUD-4")
def test_a_search_that_looks_at_much_gives_short_pages_and_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "BUDGET", 4)
    monkeypatch.setattr(scan, "_LOOK", 2)
    world.fill(30)
    world.ask(resource="mcp:github:rare")
    world.fill(9)
    page = world.audit.query(resource="mcp:github:rare")
    assert (page.items, page.next_cursor is None) == ([], False)
    assert [e.resource for e in world.everything(resource="mcp:github:rare")] == ["mcp:github:rare"]
    assert len(world.everything(resource="mcp:github:rare", newest_first=True, limit=1)) == 1
    assert "".join(world.audit.export(resource="mcp:github:rare")).count("\n") == 1


@pytest.mark.promise("AUD-4")
def test_many_logs_are_read_as_one_and_a_late_row_is_not_skipped(world: World) -> None:
    world.fill(4)
    first = add_log(world, 1, [world.now - DAY, world.now - 2_500_000, world.now + 5])
    second = add_log(world, 63, [world.now - 3 * DAY])
    for limit in (1, 2, 1000):
        entries = world.everything(limit=limit)
        assert [e.at for e in entries] == sorted(e.at for e in entries)
        assert len(entries) == 10
        backwards = world.everything(limit=limit, newest_first=True)
        assert [e.id for e in backwards] == [e.id for e in entries][::-1]
    assert {*first, *second} <= {e.id for e in world.everything(kind="change")}
    seen = world.audit.query(limit=8)
    assert seen.next_cursor is not None
    # A log that lags behind commits entries of earlier times: they come behind the cursor all the same.
    late = add_log(world, 7, [world.now - 5 * DAY, world.now])
    rest = world.audit.query(cursor=seen.next_cursor)
    assert [e.id for e in rest.items if e.id in late] == late
    assert len(rest.items) == 4
    assert world.audit.verify()


@pytest.mark.promise("AUD-4")
def test_a_cursor_at_the_end_follows(world: World) -> None:
    world.fill(3)
    cursor = world.audit.tail_cursor()
    page = world.audit.follow(cursor)
    assert (page.items, page.next_cursor) == ([], cursor)
    ids = [world.ask().audit_id, world.ask(action="delete").audit_id, world.ask().audit_id]
    page = world.audit.follow(cursor, limit=2)
    assert [e.id for e in page.items] == ids[:2]
    assert page.next_cursor is not None
    assert [e.id for e in world.audit.follow(page.next_cursor).items] == ids[2:]
    assert [e.id for e in world.audit.follow(cursor, outcome="deny").items] == ids[1:2]
    assert [e.id for e in world.audit.query(cursor=cursor).items] == ids


@pytest.mark.promise("AUD-4", "API-1")
@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"cursor": "x"}, "cursor"),
        ({"cursor": 5}, "cursor"),
        ({"cursor": "n0-1"}, "cursor"),
        ({"cursor": "o0-1", "newest_first": True}, "cursor"),
        ({"cursor": "o0-fffff"}, "cursor"),
        ({"cursor": "o5-1"}, "cursor"),
        ({"cursor": "o0-1.0-1"}, "cursor"),
        ({"cursor": "o" + ".".join(["0-1"] * 300)}, "cursor"),
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"limit": True}, "limit"),
        ({"code": "nope"}, "code"),
        ({"code": []}, "code"),
        ({"code": [1]}, "code"),
        ({"code": 1}, "code"),
        ({"kind": "No"}, "kind"),
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": ["allow"]}, "outcome"),
        ({"outcome": "allow", "code": "revoked"}, "outcome"),
        ({"resource": "mcp:gh*"}, "resource"),
        ({"action": ""}, "action"),
        ({"agent_id": ""}, "agent_id"),
        ({"subtree": 1}, "subtree"),
        ({"user_id": "x" * 201}, "user_id"),
        ({"since": datetime(2026, 1, 1)}, "since"),
        ({"until": "yesterday"}, "until"),
    ],
)
def test_bad_conditions_are_refused_by_name(world: World, filters: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.audit.query(**filters)
    assert caught.value.field == field
    if not filters.keys() & {"cursor", "limit"}:
        with pytest.raises(InvalidInput):
            world.audit.export(**filters)


@pytest.mark.promise("TEN-1")
def test_a_tenant_sees_its_own(world: World) -> None:
    ours, theirs = world.ask(world.alice.token).audit_id, world.ask().audit_id
    world.ask("kv_nobody")
    acme = Audit(world.engine, Scope(tenant_id="acme"))
    assert {e.tenant_id for e in acme.query().items} == {"acme"}
    assert len(acme.query().items) == 2
    assert "".join(acme.export()).count("\n") == 2
    assert acme.get(ours).id == ours
    for denied in (
        lambda: acme.get(theirs),
        lambda: acme.query(agent_id=world.bob.agent.id),
        lambda: acme.query(subtree=world.bob.agent.id),
        lambda: list(acme.export(subtree=world.bob.agent.id)),
        lambda: acme.erase_arguments(agent_id=world.bob.agent.id),
        lambda: acme.erase_arguments(ids=[theirs]),
    ):
        with pytest.raises(NotFound):
            denied()
    assert acme.query(user_id="bob").items == []
    assert acme.erase_arguments(user_id="bob") == 0
    for whole in (acme.verify, acme.checkpoint, acme.checkpoints, lambda: acme.prune(before=START)):
        with pytest.raises(InvalidInput, match="whole log"):
            whole()


def test_an_agent_that_does_not_exist_is_said(world: World) -> None:
    for filters in ({"agent_id": "agt_none"}, {"subtree": "agt_none"}):
        with pytest.raises(NotFound):
            world.audit.query(**filters)
        with pytest.raises(NotFound):
            next(world.audit.export(**filters))


# --- export ----------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-4")
def test_export_leaves_nothing_out_and_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pykavach.engine.audit._EXPORTED", 7)
    world.fill(50)
    chunks = world.audit.export()
    first = next(chunks)
    world.fill(5)  # what comes later is not in it, and does not keep it running
    lines = (first + "".join(chunks)).splitlines()
    assert [json.loads(line)["position"] for line in lines] == list(range(1, 53))
    assert lines[0] == codec.canonical(json.loads(lines[0]))


@pytest.mark.promise("AUD-4")
def test_csv_is_rfc_4180_without_formulas(world: World) -> None:
    world.agents.create(user_id="=cmd|'/c calc'!A1", name="x", permissions=ALLOW)
    world.agents.create(user_id='he said "hi", twice', name="x", permissions=ALLOW)
    world.agents.create(user_id="@SUM(1)", name="x", permissions=ALLOW)
    world.ask(action="-1+1", resource="+1:2")
    world.ask(cost_usd=2)
    text = "".join(world.audit.export(format="csv"))
    assert text.startswith(",".join(WIRE_KEYS) + "\r\n")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 7
    owners = [row["owner"] for row in rows]
    assert "'=cmd|'/c calc'!A1" in owners
    assert 'he said "hi", twice' in owners
    assert "'@SUM(1)" in owners
    assert (rows[-2]["action"], rows[-2]["resource"]) == ("'-1+1", "'+1:2")
    assert (rows[-1]["costUsd"], json.loads(rows[-1]["chain"])) == ("2.00", [world.bob.agent.id])
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
    with pytest.raises(InvalidInput, match="format"):
        world.audit.export(format="xml")


@pytest.mark.promise("AUD-4")
@pytest.mark.parametrize("start", ["", " ", "  ", "\u00a0", "\u200b", "\ufeff"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_starts_a_formula_however_it_is_dressed(world: World, start: str, sign: str) -> None:
    owner = f"{start}{sign}1+1"
    world.agents.create(user_id=owner, name="x", permissions=ALLOW)
    world.agents.create(user_id=f"a{owner}", name="x", permissions=ALLOW)
    rows = list(csv.DictReader(io.StringIO("".join(world.audit.export(format="csv")), newline="")))
    assert [row["owner"] for row in rows][-2:] == [f"'{owner}", f"a{owner}"]


def test_a_damaged_entry_does_not_hide_the_others(world: World) -> None:
    world.fill(4)
    world.raw("UPDATE audit SET entry='{\"half\":', at='x' WHERE seq=4")
    world.raw("UPDATE audit SET entry='[]', hash='x', code=5, kind=x'00' WHERE seq=5")
    entries = {e.position: e for e in world.everything()}
    assert len(entries) == 6
    assert entries[4].marks == entries[5].marks == {"unreadable": True}
    assert (entries[4].kind, entries[4].at) == ("decision", datetime(1970, 1, 1, tzinfo=UTC))
    assert "".join(world.audit.export(format="csv")).count("\r\n") == 7


# --- verify ----------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-3")
def test_an_untouched_log_verifies(world: World) -> None:
    world.fill(25)
    world.ask(arguments={"title": "grüß \\u0041 \x01 \U0001f600"})
    world.ask(arguments={"big": "x" * 10_000, "path": "C:\\users"})
    world.ask(arguments=None)
    world.ask("kv_nobody")
    calls: list[tuple[int, int]] = []
    report = world.audit.verify(progress=lambda done, total: calls.append((done, total)))
    assert report
    assert (report.ok, report.entries, report.logs, report.pruned) == (True, 31, 1, 0)
    assert (report.first_break, report.checkpoint_ok) == (None, None)
    assert calls[-1] == (31, 31)
    assert report.wire() == {
        "ok": True,
        "entries": 31,
        "logs": 1,
        "pruned": 0,
        "firstBreak": None,
        "breaks": [],
        "checkpointOk": None,
        "checkpointProblem": None,
    }


@pytest.mark.promise("AUD-2", "AUD-3")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
def test_every_way_of_keeping_arguments_verifies(tmp_path: Path, mode: Any) -> None:
    store = SqliteStore(str(tmp_path / "k.db"), durability="process")
    engine = Engine(store, schema=tables.SCHEMA, arguments=mode)
    agent = Agents(engine).create(user_id="u", name="n", permissions=ALLOW)
    for arguments in ({"a": 1}, {"password": "p"}, {"ü": "ß" * 9000}, {"token": "kv_" + "ab" * 36}, None):
        assert Agents(engine).authorize(
            token=agent.token, resource="mcp:github:x", action="read", arguments=arguments
        )
    assert Audit(engine).verify()
    # Where nothing is kept, the salt alone stands beside the entry: it is covered as well.
    engine.work(lambda work: work.unit._sql.exec_driver_sql("UPDATE audit SET salt=zeroblob(16) WHERE seq=2"))
    assert Audit(engine).verify().first_break == core.Break(
        0, 2, "the text beside the entry does not match its commitment"
    )
    engine.close()


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("statement", ["DELETE FROM meter WHERE id=0", "UPDATE meter SET id=999 WHERE id=0"])
def test_a_log_without_its_end_does_not_verify(world: World, statement: str) -> None:
    world.fill(2)
    checkpoint = world.audit.checkpoint()
    world.raw(statement)
    for given in (None, checkpoint):
        report = world.audit.verify(checkpoint=given)
        assert not report.ok
        assert report.first_break == core.Break(0, 0, "the log's end or the database's epoch is missing")
        assert report.checkpoint_ok is (None if given is None else False)


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("mode", ["redact", "digest", "full"])
def test_an_export_holds_the_salt_where_nothing_is_hidden(tmp_path: Path, mode: Any) -> None:
    store = SqliteStore(str(tmp_path / "k.db"), durability="process")
    engine = Engine(store, schema=tables.SCHEMA, arguments=mode)
    agent = Agents(engine).create(user_id="u", name="ü", permissions=ALLOW)
    sent = [
        {"ü": "ß", "n": [1, 2.5]},
        {"password": "1234"},
        {"t": "kv_" + "ab" * 36},
        {"long": "x" * 5000},
        None,
    ]
    for arguments in sent:
        Agents(engine).authorize(
            token=agent.token, resource="mcp:github:x", action="read", arguments=arguments
        )
    lines = [json.loads(line) for line in "".join(Audit(engine).export()).splitlines()]
    hidden = {"redact": {1, 2, 3}, "digest": {0, 1, 2, 3}, "full": {2, 3}}[mode]
    for place, line in enumerate(lines[1:]):
        shown = line["salt"] is not None
        assert shown is (place not in hidden and sent[place] is not None)
        if shown:
            text = rfc8785.dumps(line["arguments"])
            assert hashlib.sha256(bytes.fromhex(line["salt"]) + text).hexdigest() == line["commitment"]
    # The details of a change are committed to in the same way: over canonical JSON, not over its escapes.
    made = lines[0]
    assert made["detail"]["after"]["name"] == "ü"
    text = rfc8785.dumps(made["detail"])
    assert hashlib.sha256(bytes.fromhex(made["salt"]) + text).hexdigest() == made["commitment"]
    engine.close()


def _entry(world: World, seq: int) -> str:
    return str(world.raw("SELECT entry FROM audit WHERE seq=?", (seq,))[0][0])


def _rehash(world: World, seq: int, text: str) -> None:
    """As a careful forger would: the entry with its hash."""
    world.raw(
        "UPDATE audit SET entry=?, hash=? WHERE seq=?", (text, hashlib.sha256(text.encode()).digest(), seq)
    )


def _swap(world: World) -> None:
    for old, new in ((5, 100), (6, 5), (100, 6)):
        world.raw("UPDATE audit SET seq=? WHERE seq=?", (new, old))


def _insert(world: World) -> None:
    for seq in range(8, 5, -1):
        world.raw("UPDATE audit SET seq=? WHERE seq=?", (seq + 1, seq))
    world.raw(
        "INSERT INTO audit SELECT 6,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=5"
    )


def _other_salt(world: World) -> None:
    world.raw("UPDATE audit SET salt=randomblob(16) WHERE seq=5")


Tamper = Callable[[World], Any]


def _sql(statement: str) -> Tamper:
    return lambda world: world.raw(statement)


def _hide_a_key(world: World) -> None:
    AdminKeys(world.engine, "acme").create(name="ours", role="admin")
    assert world.audit.verify().ok
    world.raw("DELETE FROM audit_span WHERE agent<0")
    world.raw("DELETE FROM outbox")  # that a key was made


#: What was done, and the position where it shows. The log holds two changes, then six decisions, of which 5 and 8 are
#: denials.
TAMPERED: dict[str, tuple[Tamper, int, str]] = {
    "a word in an entry": (
        lambda w: w.raw("UPDATE audit SET entry=replace(entry,'read','Read') WHERE seq=3"),
        3,
        "hash",
    ),
    "an entry and its hash": (
        lambda w: _rehash(w, 5, _entry(w, 5).replace('"deny"', '"allow"')),
        5,
        "columns|hash|follow",
    ),
    "an entry, its hash and nothing else": (
        lambda w: _rehash(w, 4, _entry(w, 4).replace('"10.0.0.1"', '"10.0.0.2"')),
        5,
        "follow",
    ),
    "an entry that is no JSON": (_sql("UPDATE audit SET entry='x' WHERE seq=4"), 4, "readable"),
    "an entry that is no object": (_sql("UPDATE audit SET entry='[1]' WHERE seq=4"), 4, "readable"),
    "an entry that is bytes": (_sql("UPDATE audit SET entry=x'ff' WHERE seq=4"), 4, "readable"),
    "an entry that is no text": (
        _sql("UPDATE audit SET entry=CAST(x'ff' AS TEXT) WHERE seq=4"),
        4,
        "readable",
    ),
    "a hash": (_sql("UPDATE audit SET hash=zeroblob(32) WHERE seq=5"), 5, "hash"),
    "a hash that is text": (_sql("UPDATE audit SET hash='x' WHERE seq=5"), 5, "hash"),
    "the last hash": (_sql("UPDATE audit SET hash=zeroblob(32) WHERE seq=8"), 8, "hash"),
    "a time": (_sql("UPDATE audit SET at=at+1 WHERE seq=6"), 6, "columns"),
    "an agent": (_sql("UPDATE audit SET agent=1 WHERE seq=6"), 6, "columns"),
    "an agent that is none": (_sql("UPDATE audit SET agent=NULL WHERE seq=6"), 6, "columns"),
    "an agent that does not exist": (_sql("UPDATE audit SET agent=99 WHERE seq=6"), 6, "columns"),
    "a kind": (_sql("UPDATE audit SET kind='explain' WHERE seq=3"), 3, "columns"),
    "a code": (_sql("UPDATE audit SET code='ok' WHERE seq=5"), 5, "columns"),
    "no code": (_sql("UPDATE audit SET code=NULL WHERE seq=5"), 5, "columns"),
    "a booking": (_sql("UPDATE audit SET booked=1 WHERE seq=3"), 3, "columns"),
    "no booking": (_sql("UPDATE audit SET booked=NULL WHERE seq=3"), 3, "columns"),
    "a booking for a denial": (_sql("UPDATE audit SET booked=10000 WHERE seq=5"), 5, "columns"),
    "a booking of nothing": (_sql("UPDATE audit SET booked=0 WHERE seq=5"), 5, "columns"),
    "a booking that is text": (_sql("UPDATE audit SET booked='' WHERE seq=5"), 5, "columns"),
    "a kept text": (_sql("UPDATE audit SET kept=replace(kept,'hi','ho') WHERE seq=4"), 4, "commitment"),
    "a kept text, taken away": (_sql("UPDATE audit SET kept=NULL WHERE seq=4"), 4, "commitment"),
    "the detail of a change, taken away": (_sql("UPDATE audit SET kept=NULL WHERE seq=1"), 1, "commitment"),
    "a kept text in another type": (_sql("UPDATE audit SET kept=x'00' WHERE seq=4"), 4, "readable"),
    "the detail of a change": (
        _sql("UPDATE audit SET kept=replace(kept,'bot','bat') WHERE seq=1"),
        1,
        "commitment",
    ),
    "a salt": (_other_salt, 5, "commitment"),
    "a salt in another type": (_sql("UPDATE audit SET salt='x' WHERE seq=5"), 5, "readable"),
    "no salt": (_sql("UPDATE audit SET salt=NULL WHERE seq=5"), 5, "not covered"),
    "the first row": (_sql("DELETE FROM audit WHERE seq=1"), 1, "missing"),
    "a middle row": (_sql("DELETE FROM audit WHERE seq=5"), 5, "missing"),
    "the last row": (_sql("DELETE FROM audit WHERE seq=8"), 8, "missing"),
    "all rows": (_sql("DELETE FROM audit"), 1, "missing"),
    "two rows, swapped": (_swap, 5, "columns|follow"),
    "a row, inserted": (_insert, 6, "columns|follow"),
    "a row, behind the end": (
        _sql(
            "INSERT INTO audit SELECT 9,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=8"
        ),
        9,
        "outside",
    ),
    "a row before the start": (
        _sql(
            "INSERT INTO audit SELECT 0,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=8"
        ),
        0,
        "outside",
    ),
    "the head's hash": (_sql("UPDATE meter SET hash=zeroblob(32) WHERE id=0"), 8, "head"),
    "the head's position, further": (_sql("UPDATE meter SET calls=9 WHERE id=0"), 9, "missing"),
    "the head's position, back": (_sql("UPDATE meter SET calls=7 WHERE id=0"), 7, "head"),
    "the head, back": (
        _sql("UPDATE meter SET calls=7, hash=(SELECT hash FROM audit WHERE seq=7) WHERE id=0"),
        8,
        "outside",
    ),
    "the base": (
        _sql("UPDATE log SET base=2, base_hash=(SELECT hash FROM audit WHERE seq=2)"),
        2,
        "starts where",
    ),
    "the base beyond the end": (_sql("UPDATE log SET base=20"), 20, "starts where"),
    "the first hash of all": (_sql("UPDATE log SET base_hash=randomblob(32)"), 1, "follow"),
    "the first hash in another type": (_sql("UPDATE log SET base_hash='x'"), 0, "cannot be read"),
    "the head's hash in another type": (_sql("UPDATE meter SET hash='x' WHERE id=0"), 0, "cannot be read"),
    "the start": (_sql("DELETE FROM log"), 0, "cannot be read"),
    "an agent's id": (_sql("UPDATE agent SET id='agt_x' WHERE n=2"), 2, "columns"),
    "the way from a tenant to changes of its keys": (_hide_a_key, 9, "hidden"),
    "the way from an agent to its entries": (_sql("DELETE FROM audit_span WHERE agent=2"), 2, "hidden"),
}


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("what", TAMPERED)
def test_verify_names_the_first_broken_place(world: World, what: str) -> None:
    world.fill(6)
    world.engine.work(lambda work: work.unit.see_sink("hook", work.now))
    assert world.audit.verify().ok
    assert world.events() == []
    tamper, position, why = TAMPERED[what]
    tamper(world)
    report = world.audit.verify()
    assert not report
    assert report.first_break is not None
    assert (report.first_break.log, report.first_break.position) == (0, position), report.first_break
    assert any(word in report.first_break.what for word in why.split("|")), report.first_break
    assert report.wire()["firstBreak"]["position"] == position
    (event,) = world.events()
    assert event["type"] == "audit.verification_failed"
    assert event["data"]["position"] == position


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("seq", [-(1 << 63), -1, (1 << 48) + 1, (1 << 63) - 1])
def test_a_row_at_a_number_that_no_log_has(world: World, seq: int) -> None:
    world.fill(2)
    world.raw(
        "INSERT INTO audit SELECT ?,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=2",
        (seq,),
    )
    report = world.audit.verify()
    assert report.breaks == (core.Break(*core.log_and_position(seq), "an entry stands outside of its log"),)


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("kept_inside", [True, False])
def test_a_log_that_no_checkpoint_knows(world: World, kept_inside: bool) -> None:
    world.fill(2)
    checkpoint = world.audit.checkpoint()
    add_log(world, 1, [world.now] * 3)  # its entries are linked well, but nobody of ours wrote them
    if not kept_inside:
        world.raw("DELETE FROM checkpoint")
    report = world.audit.verify(checkpoint=None if kept_inside else checkpoint)
    assert report.breaks == (core.Break(1, 0, "the log is not among those that a checkpoint signed"),)


@pytest.mark.promise("AUD-3")
def test_a_row_of_a_log_that_does_not_exist(world: World) -> None:
    world.fill(3)
    world.raw(
        "INSERT INTO audit SELECT ?,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=3",
        (core.sequence(9, 4),),
    )
    assert world.audit.verify().first_break == core.Break(9, 4, "an entry stands outside of its log")


@pytest.mark.promise("AUD-3")
def test_each_broken_log_is_named(world: World) -> None:
    world.fill(3)
    add_log(world, 1, [world.now] * 5)
    add_log(world, 2, [world.now] * 5)
    world.raw("DELETE FROM audit WHERE seq=?", (core.sequence(2, 4),))
    world.raw("UPDATE audit SET at=7 WHERE seq=?", (core.sequence(1, 2),))
    report = world.audit.verify()
    assert [(b.log, b.position) for b in report.breaks] == [(1, 2), (2, 4)]
    assert report.first_break == report.breaks[0]
    world.raw("UPDATE meter SET calls='x' WHERE id=-2")
    assert world.audit.verify().breaks[1] == core.Break(2, 0, "the log's start and end cannot be read")
    world.raw("DELETE FROM meter WHERE id=-2")
    assert world.audit.verify().breaks[1] == core.Break(2, 0, "the log's end is missing")
    world.raw("DELETE FROM log WHERE log=1")
    assert world.audit.verify().breaks[0] == core.Break(1, 0, "the log's start and end cannot be read")


@pytest.mark.promise("AUD-3")
def test_a_failure_that_cannot_be_told_is_still_reported(world: World) -> None:
    world.fill(3)
    world.raw("DELETE FROM audit WHERE seq=2")
    world.raw("UPDATE epoch SET schema=schema")  # readable, but no event can be written:
    world.engine.work(lambda work: work.unit.see_sink("hook", work.now))
    world.raw("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    assert world.audit.verify().first_break == core.Break(0, 2, "the entry is missing")


@pytest.mark.promise("AUD-3")
def test_the_fast_way_and_the_judge_agree(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary log never needs the close look; looked at closely, everything is the same."""
    world.agents.create(user_id="zoë", name="x", permissions=ALLOW)
    world.fill(9)
    world.ask("kv_nobody")
    world.ask(resource=None)
    world.audit.checkpoint()
    looks: list[int] = []
    judge = verify.check
    monkeypatch.setattr(
        verify, "check", lambda row, head, agent: looks.append(row.seq) or judge(row, head, agent)
    )
    assert world.audit.verify().ok
    assert looks == [3]  # the owner's name is stored with an escape
    world.ask(arguments={"grüß": "\x01"})
    monkeypatch.setattr(verify, "_plain", lambda *_: False)
    looks.clear()
    assert world.audit.verify().ok
    assert len(looks) == 16


# --- checkpoints -----------------------------------------------------------------------------------------------


def _rewrite(world: World, change: Callable[[dict[str, Any]], Any], upto: int | None = None) -> None:
    """All that somebody can do who may write the database but has no key: a whole new chain that fits together."""
    previous = core.GENESIS
    position = 0
    rows = world.raw("SELECT seq, entry FROM audit ORDER BY seq")
    for seq, stored in rows[:upto]:
        entry = json.loads(stored)
        change(entry)
        entry["prev"] = previous.hex()
        text = codec.canonical(entry)
        previous, position = hashlib.sha256(text.encode()).digest(), seq
        world.raw("UPDATE audit SET entry=?, hash=? WHERE seq=?", (codec.stored(text), previous, seq))
    world.raw("DELETE FROM audit WHERE seq>?", (position,))
    world.raw("UPDATE meter SET calls=?, hash=? WHERE id=0", (position, previous))


@pytest.mark.promise("AUD-3")
def test_a_checkpoint_names_every_head_and_is_signed(world: World) -> None:
    world.fill(4)
    add_log(world, 3, [world.now] * 2)
    made = world.audit.checkpoint(by="carol")
    assert json.loads(json.dumps(made)) == made
    assert (made["version"], made["installation"], made["count"]) == (1, world.engine.installation, 8)
    assert [(h["log"], h["position"]) for h in made["heads"]] == [(0, 6), (3, 2)]
    assert made["at"] == "2026-01-15T12:00:04Z"
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    body = json.dumps(
        {k: v for k, v in made.items() if k != "signature"}, sort_keys=True, separators=(",", ":")
    )
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(made["key"]))
    key.verify(bytes.fromhex(made["signature"]), body.encode())
    assert world.audit.checkpoints() == [made]
    last = world.audit.query(newest_first=True, limit=1, action="audit.checkpoint").items[0]
    assert (last.action, last.actor, last.facts["count"]) == ("audit.checkpoint", "carol", 8)
    world.fill(2)
    for given in (made, json.dumps(made)):
        report = world.audit.verify(checkpoint=given)
        assert report.ok
        assert report.checkpoint_ok is True


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("kept_inside", [False, True])
@pytest.mark.parametrize(
    ("tamper", "position"),
    [
        (lambda w: _rewrite(w, lambda e: None, upto=5), 6),
        (lambda w: _rewrite(w, lambda e: e.update(reason="Never mind.") if e["pos"] == 4 else None), 8),
        (
            lambda w: (
                w.raw("DELETE FROM audit"),
                w.raw("UPDATE meter SET calls=0, hash=zeroblob(32) WHERE id=0"),
            ),
            1,
        ),
    ],
    ids=["the tail cut off", "the whole chain rewritten", "everything gone"],
)
def test_what_only_a_checkpoint_finds(world: World, tamper: Tamper, position: int, kept_inside: bool) -> None:
    world.fill(6)
    made = world.audit.checkpoint()
    tamper(world)
    if not kept_inside:  # whoever rewrites the log also takes the copy in the database
        world.raw("DELETE FROM checkpoint")
        assert world.audit.verify().ok, (
            "without a checkpoint kept elsewhere this log is as good as the true one"
        )
    report = world.audit.verify(checkpoint=made)
    assert not report.ok
    assert report.checkpoint_ok is False
    assert report.first_break is not None
    assert report.first_break.position == position
    assert "signed" in report.first_break.what
    if kept_inside:
        assert not world.audit.verify().ok


@pytest.mark.promise("AUD-3")
def test_a_log_that_a_checkpoint_names_and_is_gone(world: World) -> None:
    world.fill(2)
    add_log(world, 1, [world.now])
    made = world.audit.checkpoint()
    world.raw("DELETE FROM log WHERE log=1")
    world.raw("DELETE FROM meter WHERE id=-1")
    world.raw("DELETE FROM audit WHERE seq>?", (core.sequence(1, 0),))
    world.raw("DELETE FROM checkpoint")
    assert world.audit.verify().ok
    report = world.audit.verify(checkpoint=made)
    assert (report.ok, report.checkpoint_problem) == (False, "log 1 is missing")


@pytest.mark.promise("AUD-3")
def test_only_genuine_checkpoints_count(world: World, tmp_path: Path) -> None:
    world.fill(3)
    made = world.audit.checkpoint()
    for changed in (
        {"count": 99},
        {"at": "x"},
        {"signature": "00" * 64},
        {"signature": "zz"},
        {"key": "00" * 32},
    ):
        report = world.audit.verify(checkpoint=made | changed)
        assert (report.ok, report.checkpoint_ok) == (False, False), changed
        assert "signature" in (report.checkpoint_problem or "")
    other = World(tmp_path / "other.db")
    foreign = other.audit.checkpoint()
    other.engine.close()
    report = world.audit.verify(checkpoint=foreign)  # the same secret, another database
    assert (report.ok, report.checkpoint_problem) == (False, "it is of another installation")
    # Whoever has another key than ours: a signature is worth what its key is.
    audit = world.reopen(OTHER)
    assert audit.verify(checkpoint=made).checkpoint_ok is False
    assert audit.verify(checkpoint=made, public_key=made["key"]).ok
    assert audit.verify(checkpoint=made, public_key=["00" * 32, made["key"]]).ok
    audit = world.reopen(None)
    assert audit.verify().ok
    assert audit.verify(checkpoint=made, public_key=made["key"]).ok
    assert audit.verify(checkpoint=made, public_key="00" * 32).checkpoint_ok is False
    with pytest.raises(InvalidInput, match=r"^secret: .* public_key="):
        audit.verify(checkpoint=made)
    with pytest.raises(InvalidInput) as caught:
        audit.checkpoint()
    assert caught.value.field == "secret"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("checkpoint", "{"),
        ("checkpoint", []),
        ("checkpoint", {}),
        ("checkpoint", {"extra": 1}),
        ("checkpoint.version", {"version": 2}),
        ("checkpoint.version", {"version": True}),
        ("checkpoint.at", {"at": 5}),
        ("checkpoint.count", {"count": "5"}),
        ("checkpoint.heads", {"heads": []}),
        ("checkpoint.heads", {"heads": [{"log": 0, "position": 1, "hash": "00" * 32}] * 2}),
        ("checkpoint.heads[0]", {"heads": [7]}),
        ("checkpoint.heads[0]", {"heads": [{"log": -1, "position": 1, "hash": "00" * 32}]}),
        ("checkpoint.heads[0].hash", {"heads": [{"log": 0, "position": 1, "hash": "0"}]}),
        ("public_key", {"public_key": "x"}),
        ("public_key", {"public_key": 5}),
    ],
)
def test_what_is_no_checkpoint_is_refused(world: World, field: str, value: Any) -> None:
    made = world.audit.checkpoint()
    given: dict[str, Any] = {"checkpoint": value}
    if field == "public_key":
        given = value
    elif isinstance(value, dict) and value:
        given = {"checkpoint": made | value}
    with pytest.raises(InvalidInput) as caught:
        world.audit.verify(**given)
    assert caught.value.field == field


# --- erasing ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-2")
def test_erasing_leaves_a_log_that_verifies(world: World) -> None:
    mine = [world.ask(arguments={"title": "remember me"}).audit_id for _ in range(3)]
    other = world.ask(world.alice.token, arguments={"title": "keep me"}).audit_id
    before = world.audit.get(mine[0])
    erased = world.audit.erase_arguments(agent_id=world.bob.agent.id, by="carol")
    assert erased == 4  # three calls, and the detail of the agent's creation
    after = world.audit.get(mine[0])
    assert after.arguments is None
    assert after.commitment == before.commitment
    assert after.hash == before.hash
    assert world.audit.get(other).arguments == {"title": "keep me"}
    assert world.raw("SELECT count(*) FROM audit WHERE kept LIKE '%remember me%'") == [(0,)]
    assert world.raw("SELECT count(*) FROM audit WHERE salt IS NOT NULL AND kept IS NULL") == [(0,)]
    assert world.audit.verify().ok
    entry = world.audit.query(newest_first=True, limit=1).items[0]
    assert (entry.action, entry.actor, entry.agent_id) == (
        "audit.erase_arguments",
        "carol",
        world.bob.agent.id,
    )
    assert entry.facts == {"entries": 4, "agentId": world.bob.agent.id}
    assert world.audit.erase_arguments(agent_id=world.bob.agent.id) == 0


@pytest.mark.promise("AUD-2")
def test_erasing_by_owner_time_and_id(world: World) -> None:
    ids = [decision.audit_id for decision in world.fill(5)]
    middle = world.audit.get(ids[2]).at
    assert world.audit.erase_arguments(ids=ids[:1]) == 1
    assert world.audit.erase_arguments(user_id="bob", before=middle) == 2  # the creation and the second
    assert [world.audit.get(id).arguments is None for id in ids] == [True, True, False, False, False]
    assert world.audit.erase_arguments(ids=ids, user_id="alice") == 0
    assert world.audit.erase_arguments(ids=ids, before=middle) == 0
    assert world.audit.erase_arguments(before=START + timedelta(days=1)) == 4
    assert world.audit.verify().ok
    facts = [e.facts for e in world.everything(action="audit.erase_arguments")]
    assert facts[0] == {"entries": 1, "ids": ids[:1]}
    assert facts[3] == {"entries": 0, "ids": ids, "before": "2026-01-15T12:00:03Z"}


@pytest.mark.promise("AUD-2")
def test_long_erasing_goes_in_steps_and_says_so_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.fill(30)
    monkeypatch.setattr(retention, "_AIM", 1e9)
    monkeypatch.setattr(retention, "_FIRST", 4)
    monkeypatch.setattr(retention, "_MOST", 4)
    monkeypatch.setattr(retention, "_PAGE", 7)
    work, calls = world.engine.work, 0

    def stops(use_case: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Unavailable("the plug was pulled")
        return work(use_case)

    monkeypatch.setattr(world.engine, "work", stops)
    with pytest.raises(Unavailable):
        world.audit.erase_arguments(user_id="bob")
    assert world.raw("SELECT count(*) FROM audit WHERE kept IS NULL") == [(8 + 1,)]  # and its own entry
    assert world.audit.query(action="audit.erase_arguments").items[0].facts["entries"] == 31
    assert world.audit.erase_arguments(user_id="bob") == 23
    assert calls == 9
    assert world.audit.verify().ok


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "agent_id"),
        ({"ids": []}, "ids"),
        ({"ids": "aud_1_2"}, "ids"),
        ({"ids": ["x"] * 1001}, "ids"),
        ({"before": "x"}, "before"),
        ({"user_id": "bob", "by": ""}, "by"),
    ],
)
def test_erasing_needs_a_condition(world: World, given: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.audit.erase_arguments(**given)
    assert caught.value.field == field
    with pytest.raises(NotFound, match=r"ids\[0\]"):
        world.audit.erase_arguments(ids=["aud_1_00"])
    with pytest.raises(NotFound):
        world.audit.erase_arguments(agent_id="agt_none")


# --- pruning ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-5")
def test_pruning_drops_a_prefix_below_a_signed_checkpoint(world: World) -> None:
    old = [decision.audit_id for decision in world.fill(6)]
    first = world.audit.checkpoint()
    world.now += 10 * DAY
    world.fill(4)
    world.audit.checkpoint()
    recent = world.ask().audit_id
    calls: list[tuple[int, int]] = []
    dropped = world.audit.prune(
        before=START + timedelta(days=5), by="carol", progress=lambda done, total: calls.append((done, total))
    )
    assert dropped == first["count"] == 8
    assert calls[-1] == (8, 8)
    with pytest.raises(NotFound):
        world.audit.get(old[0])
    assert world.audit.get(recent).id == recent
    entries = world.everything()
    assert [e.position for e in entries] == list(range(9, 17))
    assert [e.id for e in world.everything(newest_first=True)] == [e.id for e in entries][::-1]
    entry = entries[-1]
    assert (entry.action, entry.actor, entry.facts["entries"]) == ("audit.prune", "carol", 8)
    report = world.audit.verify()
    assert (report.ok, report.entries, report.pruned) == (True, 8, 8)
    assert world.audit.verify(checkpoint=first).ok
    assert world.audit.prune(before=START + timedelta(days=5)) == 0  # nothing more, and no entry of nothing
    assert world.audit.query(newest_first=True, limit=1).items[0].id == entry.id
    # A page whose cursor lies in what was pruned goes on where the log now starts.
    assert [e.position for e in world.audit.query(cursor="o0-2", limit=1).items] == [9]
    assert world.audit.query(cursor="n0-2", newest_first=True).items == []


@pytest.mark.promise("AUD-5")
def test_a_base_that_no_signed_checkpoint_covers_is_a_break(world: World) -> None:
    world.fill(6)
    made = world.audit.checkpoint()
    world.now += DAY
    world.audit.prune(before=START + timedelta(hours=12))
    assert world.audit.verify().ok
    with pytest.raises(InvalidInput, match="pruned"):
        world.reopen(None).verify()
    assert world.audit.verify(public_key=made["key"]).ok
    audit = world.reopen(OTHER)
    assert audit.verify().first_break == core.Break(0, 8, "the log starts where no signed checkpoint is")
    audit = world.reopen(SECRET)
    forged = codec.canonical(made | {"count": 7})
    world.raw("UPDATE checkpoint SET text=?", (forged,))
    assert not audit.verify().ok
    world.raw("UPDATE checkpoint SET text='not JSON'")
    assert not audit.verify().ok
    assert audit.checkpoints() == []
    assert not world.reopen(None).verify().ok


@pytest.mark.promise("AUD-5")
def test_pruning_is_refused_without_a_checkpoint_that_reaches(world: World) -> None:
    world.fill(3)
    with pytest.raises(Conflict, match="no checkpoint"):
        world.audit.prune(before=START + timedelta(days=1))
    world.audit.checkpoint()
    with pytest.raises(Conflict, match="give a later time"):
        world.audit.prune(before=START + timedelta(seconds=2))
    with pytest.raises(InvalidInput):
        world.audit.prune(before=datetime(2026, 1, 1))
    with pytest.raises(Conflict, match="no checkpoint"):  # what this secret has not signed is no checkpoint
        world.reopen(OTHER).prune(before=START + timedelta(days=1))
    world.reopen(SECRET)
    world.raw("UPDATE audit SET hash=zeroblob(32) WHERE seq=5")
    with pytest.raises(Conflict, match="verify"):
        world.audit.prune(before=START + timedelta(days=1))
    assert world.raw("SELECT count(*) FROM audit") == [(6,)]


@pytest.mark.promise("AUD-5")
def test_an_entry_of_a_clock_that_was_set_back_is_not_dropped(world: World) -> None:
    world.now += 30 * DAY
    world.fill(2)
    world.now -= 29 * DAY
    world.fill(2)
    world.audit.checkpoint()
    with pytest.raises(Conflict):
        world.audit.prune(before=START + timedelta(days=10))
    assert world.audit.prune(before=START + timedelta(days=40)) == 6


@pytest.mark.promise("AUD-5")
def test_an_interrupted_pruning_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.fill(20)
    add_log(world, 1, [world.now] * 5)
    world.audit.checkpoint()
    world.fill(2)
    monkeypatch.setattr(retention, "_AIM", 1e9)
    monkeypatch.setattr(retention, "_FIRST", 3)
    monkeypatch.setattr(retention, "_MOST", 3)
    monkeypatch.setattr(retention, "_STRETCH", 4)
    work, calls = world.engine.work, 0

    def stops(use_case: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise Unavailable("the plug was pulled")
        return work(use_case)

    monkeypatch.setattr(world.engine, "work", stops)
    before = START + timedelta(seconds=20, microseconds=1)
    with pytest.raises(Unavailable):
        world.audit.prune(before=before)
    assert world.raw("SELECT count(*) FROM audit") == [(22 + 5 + 1 + 2 + 1 - 6,)]
    assert world.audit.verify().ok, "the base is where it should be; what is left below it is on its way out"
    assert [e.position for e in world.everything() if e.log == 0] == [23, 24, 25, 26]
    assert world.audit.prune(before=before) == 21
    assert world.raw("SELECT count(*) FROM audit") == [(4,)]
    assert world.audit.verify().ok


@pytest.mark.promise("AUD-5")
def test_pruning_while_verifying(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pykavach.engine.verify._PAGE", 5)
    world.fill(20)
    world.audit.checkpoint()
    world.fill(10)
    pruned: list[int] = []

    def prune(done: int, total: int) -> None:
        if not pruned:
            pruned.append(world.audit.prune(before=START + timedelta(seconds=25)))

    report = world.audit.verify(progress=prune)
    assert pruned == [22]
    assert (report.ok, report.entries, report.pruned) == (True, 5 + 11, 22)
    pruned.clear()
    world.raw("UPDATE log SET base=26, base_hash=(SELECT hash FROM audit WHERE seq=26)")
    assert not world.audit.verify().ok


@pytest.mark.promise("AUD-3", "AUD-5")
def test_a_start_that_contradicts_a_checkpoint_or_the_end(world: World) -> None:
    world.fill(6)
    world.audit.checkpoint()
    world.now += DAY
    world.audit.prune(before=START + timedelta(hours=12))
    # Signed by us at the same place, with another hash: the log was restored from a backup and went another way.
    other = checkpoints.make(world.engine.keys, world.engine.installation, 0, [core.Head(0, 8, bytes(32))])
    report = world.audit.verify(checkpoint=other)
    assert report.first_break == core.Break(0, 8, "the log's start is not what a checkpoint signed")
    assert report.checkpoint_problem == "log 0 does not hold up to position 8"
    world.raw("UPDATE meter SET calls=7 WHERE id=0")
    assert world.audit.verify().breaks[0].what == "the log's end lies before its start"


@pytest.mark.promise("DB-3")
def test_the_pace_follows_the_time_that_steps_take() -> None:
    pace = retention.Pace()
    first = pace.size
    pace.took(0.001)
    assert pace.size == 2 * first
    pace.took(retention._AIM)
    assert pace.size == 2 * first
    for _ in range(20):
        pace.took(0.5)
    assert pace.size == retention._LEAST  # a slow server would else never come to an end


@pytest.mark.promise("AUD-5")
def test_settlements_go_with_their_entries(world: World) -> None:
    decision = world.ask(cost_usd="0.5")
    row = next(iter(world.raw("SELECT seq FROM audit WHERE booked IS NOT NULL")))
    world.raw("INSERT INTO settlement VALUES (?,?,?)", (row[0], 1, 1))
    world.audit.checkpoint()
    world.audit.prune(before=START + timedelta(days=1))
    assert world.raw("SELECT count(*) FROM settlement") == [(0,)]
    with pytest.raises(NotFound):
        world.audit.get(decision.audit_id)


def test_the_key_of_a_checkpoint_is_not_the_secret(world: World) -> None:
    made = world.audit.checkpoint()
    text = json.dumps(made)
    assert SECRET.decode() not in text
    assert derive(SECRET, "checkpoint").hex() not in text
