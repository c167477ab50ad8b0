"""The same calls through the library and through both clients, on one installation: the same answers and errors."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from authenticator import Authenticator
from client_world import ACCESS, Both
from pykavach.core.errors import CallerError, KavachError
from pykavach.core.tokens import mint
from pykavach.engine.ceremony import Site
from pykavach.open import sqlite_path

NOBODY = mint(b"\x07" * 32)
AT: dict[str, Any] = {"site": Site.at("http://localhost:8787"), "browser": "a browser"}


class World:
    """An installation with something of everything."""

    def __init__(self, both: Both) -> None:
        k = both.library
        caps = {
            "maxCallsPerDay": 9,
            "budgetUsdPerDay": "2.00",
            "requireApprovalFor": ["pay:*"],
            "argPatterns": {"title?": "[a-z]+"},
        }
        self.root = both.agent(name="root", constraints=caps, metadata={"team": "π", "n": [1, 2.5, None]})
        self.child = k.agents.delegate(
            parent_id=self.root.agent.id,
            name="child",
            permissions=[{"resource": "mcp:*", "actions": ["write"], "constraints": {"maxCalls": 3}}],
        )
        self.ids = (self.root.agent.id, self.child.agent.id)
        self.allowed = k.authorize(token=self.child.token, **ACCESS, cost_usd="0.5", arguments={"title": "a"})
        self.settled = k.authorize(token=self.child.token, **ACCESS, cost_usd="0.4")
        k.usage.settle(self.settled.audit_id, cost_usd="0.1")
        self.pending = k.authorize(
            token=self.root.token,
            resource="pay:bill",
            action="x",
            arguments={"password": "hidden", "to": [1]},
        )
        assert self.pending.outcome == "pending"
        k.users.create(id="bob@example.com", name="Bob", role="approver")
        for _ in range(2):
            answer = Authenticator().create(k.passkeys.ask_to_register("bob@example.com", **AT))
            k.passkeys.register("bob@example.com", answer, name="phone ü", **AT)
        self.named = k.keys.create(name="named", role="auditor", expires_in=3600).key
        k.webhooks.create(name="hook", url="https://hooks.example.com/", events=["agent.rotated"])
        self.hook = k.webhooks.create(name="gone", url="https://hooks.example.com/", tenant_id="acme").webhook
        k.audit.checkpoint()


@pytest.fixture(scope="module")
def world(both: Both) -> World:
    return World(both)


#: Calls that change nothing: what they give must be the same, field by field and type by type.
LOOKS: dict[str, Callable[[Any, World], Any]] = {
    "agent": lambda k, w: k.agents.get(w.child.agent.id),
    "agents": lambda k, w: k.agents.list(user_id="alice", limit=1000),
    "roots of a page": lambda k, w: k.agents.list(roots_only=True, limit=1),
    "services": lambda k, w: k.agents.list(type="service"),
    "children": lambda k, w: k.agents.children(w.root.agent.id),
    "chain": lambda k, w: k.agents.chain(w.child.agent.id),
    "limits": lambda k, w: k.agents.limits(w.child.agent.id),
    "approvals": lambda k, w: k.approvals.list(),
    "approvals of one": lambda k, w: k.approvals.list(state=None, agent_id=w.root.agent.id),
    "approval": lambda k, w: k.approvals.get(w.pending.approval_id),
    "not waiting": lambda k, w: k.approvals.wait(w.pending.approval_id, timeout=0),
    "unsettled": lambda k, w: k.usage.unsettled(agent_id=w.root.agent.id),
    "entries": lambda k, w: k.audit.query(subtree=w.root.agent.id, code=["ok", "approval_required"]),
    "newest": lambda k, w: k.audit.query(newest_first=True, limit=2),
    "kinds": lambda k, w: k.audit.query(kind={"change"}, since=datetime(2020, 1, 1, tzinfo=UTC), limit=3),
    "entry": lambda k, w: k.audit.get(w.allowed.audit_id),
    "checkpoints": lambda k, w: k.audit.checkpoints(),
    "proved": lambda k, w: k.audit.proof(w.allowed.audit_id),
    "proved under one": lambda k, w: k.audit.proof(w.allowed.audit_id, checkpoint=k.audit.checkpoints()[0]),
    "verified": lambda k, w: k.audit.verify(checkpoint=k.audit.checkpoints()[0]),
    "keys": lambda k, w: k.keys.get(w.named.id),
    "people": lambda k, w: k.users.list(),
    "person": lambda k, w: k.users.get("bob@example.com"),
    "passkeys": lambda k, w: k.passkeys.list("bob@example.com", limit=1),
    "no passkeys": lambda k, w: k.passkeys.list("bob@example.com", cursor="99999"),
    "webhooks": lambda k, w: k.webhooks.list(limit=1),
    "webhook": lambda k, w: k.webhooks.get(w.hook.id),
    "the end": lambda k, w: k.audit.tail_cursor(),
    "what has come": lambda k, w: k.audit.follow(k.audit.query(limit=1).next_cursor, limit=2),
    "settled again": lambda k, w: k.usage.settle(w.settled.audit_id, cost_usd=Decimal("0.1")),
}


@pytest.mark.parametrize("name", LOOKS)
def test_looking_gives_the_same(both: Both, world: World, name: str):
    look = LOOKS[name]
    mine = look(both.library, world)
    theirs = look(both.sync, world)
    assert theirs == mine
    assert repr(theirs) == repr(mine)


def test_a_summary_and_an_export_are_the_same(both: Both, world: World):
    id = world.root.agent.id
    mine, theirs = both.library.usage.summary(id), both.sync.usage.summary(id)
    assert {**mine.wire(), "at": None} == {**theirs.wire(), "at": None}
    for form in ("jsonl", "csv"):
        one = "".join(both.library.audit.export(format=form, subtree=id))
        assert one
        assert "".join(both.sync.audit.export(format=form, subtree=id)) == one


#: Calls that raise: the same error, field and sentence.
RAISES: dict[str, Callable[[Any, World], Any]] = {
    "no such agent": lambda k, w: k.agents.get("agt_nobody"),
    "no such request": lambda k, w: k.approvals.get("apr_nobody"),
    "no such entry": lambda k, w: k.audit.get("aud_nobody"),
    "no entry to prove": lambda k, w: k.audit.proof("aud_nobody"),
    "a checkpoint that is none": lambda k, w: k.audit.proof(w.allowed.audit_id, checkpoint="{}"),
    "no checkpoint so signed": lambda k, w: k.audit.proof(w.allowed.audit_id, checkpoint="ab" * 64),
    "no such person": lambda k, w: k.users.get("nobody"),
    "no such webhook": lambda k, w: k.webhooks.get("wh_nobody"),
    "nothing to test": lambda k, w: k.webhooks.test("wh_nobody"),
    "a private target": lambda k, w: k.webhooks.create(name="x", url="https://10.0.0.1/"),
    "no such event": lambda k, w: k.webhooks.update(w.hook.id, events=["agent.exploded"]),
    "another version": lambda k, w: k.webhooks.update(w.hook.id, name="x", if_version=7),
    "an overlap that is none": lambda k, w: k.webhooks.rotate_secret(w.hook.id, overlap=-1),
    "no such key": lambda k, w: k.keys.get("key_nobody"),
    "no such permit": lambda k, w: k.usage.settle("aud_1_ffffffff", cost_usd=1),
    "another cost": lambda k, w: k.usage.settle(w.settled.audit_id, cost_usd="0.2"),
    "a cost that is none": lambda k, w: k.usage.settle(w.allowed.audit_id, cost_usd="much"),
    "no permissions": lambda k, w: k.agents.create(user_id="a", name="n", permissions={"resource": "a"}),
    "a cap below zero": lambda k, w: k.agents.create(
        user_id="a", name="n", permissions=[], constraints={"maxCalls": -1}
    ),
    "no user": lambda k, w: k.agents.create(name="n", permissions=[]),
    "a kind that is none": lambda k, w: k.agents.create(user_id="a", name="n", type="odd", permissions=[]),
    "a naive time": lambda k, w: k.agents.create(
        user_id="a", name="n", permissions=[], expires_at=datetime(2100, 1, 1)
    ),
    "no life": lambda k, w: k.agents.create(user_id="a", name="n", permissions=[], expires_in=0),
    "wider": lambda k, w: k.agents.update(w.root.agent.id, constraints={}),
    "more than the parent": lambda k, w: k.agents.delegate(
        parent_id=w.child.agent.id, name="n", permissions=[{"resource": "*", "actions": ["*"]}]
    ),
    "no parent": lambda k, w: k.agents.delegate(name="n", permissions=[]),
    "nobody's token": lambda k, w: k.agents.delegate(parent_token=NOBODY, name="n", permissions=[]),
    "an old version": lambda k, w: k.agents.update(w.root.agent.id, name="n", if_version=99),
    "a long grace": lambda k, w: k.agents.rotate(w.root.agent.id, grace=timedelta(days=2)),
    "nobody to stop": lambda k, w: k.agents.suspend(),
    "nobody's passkeys": lambda k, w: k.passkeys.list("nobody"),
    "no such passkey": lambda k, w: k.passkeys.revoke("bob@example.com", "pky_nobody"),
    "nobody's sessions": lambda k, w: k.users.end_sessions("nobody"),
    "no role": lambda k, w: k.keys.create(name="n", role="king"),
    "an owner of nothing": lambda k, w: k.keys.create(name="n", role="owner"),
    "a person twice": lambda k, w: k.users.create(id="bob@example.com", name="B", role="admin"),
    "no format": lambda k, w: list(k.audit.export(format="xml")),
    "no such code": lambda k, w: k.audit.query(code="fine"),
    "no code": lambda k, w: k.audit.query(code=[]),
    "a page too long": lambda k, w: k.audit.query(limit=1001),
    "no cursor": lambda k, w: k.agents.list(cursor="x"),
    "no state": lambda k, w: k.approvals.list(state="any"),
    "no patience": lambda k, w: k.approvals.wait(w.pending.approval_id, timeout=-1),
    "nothing to erase": lambda k, w: k.audit.erase_arguments(),
    "no checkpoint so early": lambda k, w: k.audit.prune(before=datetime(2020, 1, 1, tzinfo=UTC)),
    "a model and a cost": lambda k, w: k.usage.record(w.root.agent.id, cost_usd=1, model="m"),
}


@pytest.mark.promise("ERR-1", "ERR-2")
@pytest.mark.parametrize("name", RAISES)
def test_errors_are_the_same(both: Both, world: World, name: str):
    call = RAISES[name]
    with pytest.raises(CallerError) as mine:
        call(both.library, world)
    with pytest.raises(KavachError) as theirs:
        call(both.sync, world)
    assert type(theirs.value) is type(mine.value)
    assert str(theirs.value) == str(mine.value)
    assert vars(theirs.value) == vars(mine.value)


_NEW = re.compile(r"(agt|key|apr|aud)_[0-9a-f_]+|kva?_[0-9a-f]{72}|[0-9]{4}-[0-9-]{5}T[0-9:.]+Z")
_WHO = ("latencyUs", "actor", "createdBy", "decidedBy")


def bare(value: Any) -> str:
    """What goes out, without what is new each time: ids, tokens, times, and who it was."""
    wire = value.wire()
    for name in _WHO:
        wire.pop(name, None)
        if isinstance(wire.get("key"), dict):
            wire["key"].pop(name, None)
    return _NEW.sub("new", json.dumps(wire))


def agent_and_changes(k: Any) -> list[Any]:
    """The life of an agent, with everything that changes something."""
    given: list[Any] = []
    made = k.agents.create(
        user_id="zoe",
        name="n",
        type="autonomous",
        permissions=(
            {"resource": "a:*", "actions": ("r", "w"), "constraints": {"budget_usd": Decimal("3.5")}},
        ),
        constraints={"require_approval_for": ["a:pay:w"]},
        expires_in=timedelta(days=2),
        metadata={"k": "v"},
        max_depth=3,
        unsafe_observe_until=datetime(2100, 1, 1, tzinfo=UTC),
    )
    id = made.agent.id
    below = k.agents.delegate(
        parent_token=made.token,
        name="c",
        permissions=[{"resource": "a:b", "actions": ["r"]}],
        expires_in=60.5,
    )
    given += [made, below, k.agents.update(id, name="m", metadata={}, unsafe_observe_until=None)]
    given.append(k.usage.record(below.agent.id, cost_usd=0.1, key="once"))
    given.append(k.usage.record(below.agent.id, cost_usd="0.10", key="once"))
    for place, decide in enumerate(("approve", "deny")):
        asked = {"token": made.token, "resource": "a:pay", "action": "w", "arguments": {"n": place}}
        waits = k.authorize(**asked)
        assert waits.outcome == "pending", waits
        more = {"by": "maria"} if hasattr(k, "engine") else {}
        given += [
            waits,
            getattr(k.approvals, decide)(waits.approval_id, note="why", **more),
            k.authorize(**asked),
        ]
    rotated = k.agents.rotate(id, grace=60)
    given += [rotated, k.agents.suspend(id), k.agents.resume(id), k.agents.revoke(user_id="zoe")]
    key = k.keys.create(name="n", role="owner", user_id="zoe", expires_in=timedelta(hours=1))
    given += [key, k.keys.revoke(key.key.id)]
    return given


@pytest.mark.promise("API-6")
def test_changing_gives_the_same(both: Both):
    mine = [bare(value) for value in agent_and_changes(both.library)]
    assert [bare(value) for value in agent_and_changes(both.sync)] == mine


def test_ending_a_passkey_and_sessions_gives_the_same(both: Both, world: World):
    id = "bob@example.com"
    ended: list[Any] = []
    for k, passkey in zip((both.library, both.sync), both.library.passkeys.list(id).items, strict=True):
        both.library.users.sign_in(both.library.users.sign_in_link(id).token)
        gone = k.passkeys.revoke(id, passkey.id)
        assert gone == both.library.passkeys.revoke(id, passkey.id)
        ended.append((gone.status, gone.name, k.users.end_sessions(id), k.users.end_sessions(id)))
    assert ended == [("revoked", "phone ü", 1, 0)] * 2


def test_the_key_is_who_made_a_change(both: Both):
    made = both.sync.agents.create(name="n", type="service", permissions=[])
    entry = both.library.audit.query(agent_id=made.agent.id).items[-1]
    assert entry.actor == both.sync.me().id
    with pytest.raises(TypeError):
        both.sync.agents.suspend(made.agent.id, by="maria")


def test_an_id_that_would_lead_elsewhere_is_refused(both: Both):
    for id in ("", ".", "..", "a/limits", "a\\b", "a\0", "a\r\nb", "\ud800", 5, None):
        with pytest.raises(CallerError) as error:
            both.sync.agents.get(id)  # type: ignore[arg-type]
        assert str(error.value).startswith("id: ")
    for id in ("agt_1?x=y", "agt_1#", "%2e%2e", "a b", "é"):
        with pytest.raises(CallerError) as error:
            both.sync.agents.get(id)
        assert error.value.code == "not_found"


def test_the_async_client_gives_the_same(both: Both, world: World):
    async def calls(k: Any) -> list[Any]:
        text = "".join([chunk async for chunk in k.audit.export(subtree=world.root.agent.id)])
        return [
            text,
            await k.agents.get(world.root.agent.id),
            await k.agents.list(limit=3),
            await k.approvals.list(),
            await k.audit.query(limit=5),
            (await k.me()).kind,
        ]

    k, id = both.library, world.root.agent.id
    text = "".join(k.audit.export(subtree=id))
    mine = [text, k.agents.get(id), k.agents.list(limit=3), k.approvals.list(), k.audit.query(limit=5), "key"]
    assert both.awaited(calls) == mine


def test_a_damaged_entry_is_shown_as_the_library_shows_it(both: Both):
    """Whoever writes into the database may write anything; one entry must not hide the others."""
    made = both.agent(name="damaged")
    id = both.library.authorize(token=made.token, **ACCESS).audit_id
    path = sqlite_path(both.server.config.db)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            """UPDATE audit SET entry = replace(entry, '"depth":0', '"depth":["odd"]') WHERE entry LIKE ?""",
            (f"%{id}%",),
        )
    found = both.library.audit.query(agent_id=made.agent.id)
    assert found.items[-1].depth == ["odd"]  # type: ignore[comparison-overlap]
    assert both.sync.audit.query(agent_id=made.agent.id) == found
