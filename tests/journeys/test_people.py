"""People and admin keys, through both surfaces and on every database."""

from __future__ import annotations

import hashlib
import logging

import pytest

from authenticator import Authenticator
from engine_world import at_once
from journey_world import DAY, READ, SECRET
from pykavach import InvalidInput, NotFound
from pykavach.engine.ceremony import Site

HERE = {"site": Site.at("https://kavach.example.com"), "browser": "a browser"}


@pytest.mark.promise("TM-1", "TOK-6")
def test_a_life_of_a_key_and_of_a_person(world):
    keys, users = world.k.keys, world.k.users
    made = keys.create(name="ci", role="service", by="ann")
    assert keys.authenticate(made.token).role == "service"
    users.create(id="ann", name="Ann Ключ", role="owner")
    link = users.sign_in_link("ann")
    session = users.sign_in(link.token)
    found = keys.authenticate(session.token)
    assert (found.name, found.owner_id, found.actor) == ("Ann Ключ", "ann", "ann")
    other = world.open()
    assert other.keys.authenticate(session.token) == found
    with pytest.raises(NotFound):
        other.users.sign_in(link.token)
    assert [each.id for each in users.sessions("ann")] == [session.principal.id]
    other.users.update("ann", disabled=True)
    assert keys.authenticate(session.token) is None
    other.keys.revoke(made.key.id)
    assert keys.authenticate(made.token) is None
    assert [key.status for key in keys.list().items] == ["revoked"]
    assert [(user.id, user.status) for user in users.list().items] == [("ann", "disabled")]
    changes = [entry.action for entry in world.entries() if entry.kind == "change"]
    assert changes == [
        "keys.create",
        "users.create",
        "users.sign_in_link",
        "users.sign_in",
        "users.update",
        "keys.revoke",
    ]


@pytest.mark.promise("TOK-6", "EX-1")
def test_a_passkey_through_several_processes(world):
    """What one process asks another takes the answer to, once; and what one ends is ended in all."""
    device, other = Authenticator(origin="https://kavach.example.com", step=0), world.open()
    world.k.users.create(id="ann", name="Ann Ключ", role="owner")
    made = device.create(world.k.passkeys.ask_to_register("ann", **HERE))
    passkey = other.passkeys.register("ann", made, name="ключ", by="ann", **HERE)
    answer = device.get(other.passkeys.ask_to_sign_in(**HERE))
    came = at_once([lambda k=k: k.passkeys.sign_in(answer, **HERE) for k in (world.k, other) * 3])
    [session] = [each for each in came if not isinstance(each, NotFound)]
    assert other.keys.authenticate(session.token).person_id == "ann"
    assert [each.id for each in world.k.users.sessions("ann")] == [session.principal.id]
    assert other.users.end_sessions("ann") == 1
    assert world.k.keys.authenticate(session.token) is None
    assert world.k.passkeys.rename("ann", passkey.id, name="new").name == "new"
    assert other.passkeys.revoke("ann", passkey.id).status == "revoked"
    with pytest.raises(NotFound, match="does not sign anybody in here"):
        world.k.passkeys.sign_in(device.get(world.k.passkeys.ask_to_sign_in(**HERE)), **HERE)
    assert [each.status for each in world.k.passkeys.list("ann").items] == ["revoked"]
    assert [entry.action for entry in world.entries() if entry.kind == "change"] == [
        "users.create",
        "passkeys.register",
        "users.sign_in",
        "users.end_sessions",
        "passkeys.rename",
        "passkeys.revoke",
    ]


@pytest.mark.promise("TEN-1")
def test_a_tenants_view_has_its_own_people_and_keys(world):
    acme, other = world.k.tenant("acme"), world.k.tenant("other")
    made = acme.keys.create(name="ops", role="admin")
    acme.users.create(id="ann", name="Ann", role="approver")
    assert (made.key.tenant_id, acme.users.get("ann").tenant_id) == ("acme", "acme")
    assert (other.keys.list().items, other.users.list().items) == ([], [])
    for call in (lambda: other.keys.revoke(made.key.id), lambda: other.users.update("ann", disabled=True)):
        with pytest.raises(NotFound):
            call()
    assert other.keys.authenticate(made.token) is None
    assert world.k.keys.authenticate(made.token).tenant_id == "acme"


@pytest.mark.promise("TOK-2", "ERR-2")
def test_the_raw_credential_is_nowhere(world, caplog):
    """In no table, log, error, entry or repr; the hash is."""
    caplog.set_level(logging.DEBUG)
    world.begin(secret=SECRET, audit_arguments="full")
    agent = world.agent()
    users, keys = world.k.users, world.k.keys
    users.create(id="ann", name="Ann", role="admin")
    made = keys.create(name="ops", role="admin")
    links = [users.sign_in_link("ann") for _ in range(2)]
    sessions = [users.sign_in(links[0].token), users.sign_in(made.token)]
    shown = [repr(each) for each in (made, *links, *sessions)]
    raw = [each.token for each in (made, *links, *sessions)]
    for token in raw:
        for access in (
            {"arguments": {"text": f"my token is {token}", token: [token]}},
            {"resource": f"files:{token}"},
            {"action": token[:64]},
            {"ip": token[:64]},
            {"idempotency_key": token},
        ):
            decision = world.ask(agent, **access)
            shown += [decision.reason, repr(decision), str(decision.wire())]
        shown += [repr(world.ask(token)), repr(keys.authenticate(token))]
        for call in (
            lambda token=token: keys.create(name=token, role="admin"),
            lambda token=token: keys.create(name="x", role=token),
            lambda token=token: keys.create(name="x", role="owner", user_id=token),
            lambda token=token: keys.create(name="x", role="admin", by=token),
            lambda token=token: keys.revoke(token),
            lambda token=token: users.create(id=token, name="x", role="admin"),
            lambda token=token: users.get(token),
            lambda token=token: users.list(cursor=token),
            lambda token=token: users.sign_in(token[:-1] + "x"),
            lambda token=token: world.k.agents.revoke(agent.id, by=token),
            lambda token=token: world.agent(metadata={"a": token}),
            lambda token=token: world.k.approvals.approve("apr_none", by=token),
        ):
            with pytest.raises((InvalidInput, NotFound)) as refused:
                call()
            shown += [str(refused.value), repr(refused.value)]
    shown += [str(entry.wire()) for entry in world.entries()]
    shown += [*world.k.audit.export(), *(record.getMessage() for record in caplog.records)]
    disk = world.bytes()
    stored = {bytes(digest) for (digest,) in world.sql("SELECT digest FROM credential")}
    for token in raw:
        secret = token[4:68]
        assert secret[:48].encode() not in disk
        assert not [text for text in shown if secret[:48] in text]
        assert hashlib.sha256(token.encode()).digest() in stored


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize("prefix", ["kva_x", "KVS_x", " kvl_x"])
def test_nobody_decides_under_the_name_of_a_credential(world, prefix):
    agent = world.agent({"requireApprovalFor": ["*"]})
    asked = world.ask(agent, **READ)
    with pytest.raises(InvalidInput, match="token cannot decide"):
        world.k.approvals.approve(asked.approval_id, by=prefix)
    key = world.k.keys.create(name="ops", role="approver").key
    assert world.k.approvals.approve(asked.approval_id, by=key.id).decided_by == key.id


# -- what a tenant sees of it in the log --------------------------------------------------------------------------------


@pytest.mark.promise("TEN-1", "AUD-4")
def test_a_tenants_log_shows_the_changes_of_its_keys_and_people(world):
    world.begin(secret=SECRET)
    k = world.k
    ours, theirs = k.tenant("acme"), k.tenant("other")
    for view, name in ((ours, "ann"), (theirs, "bob"), (k, "cem")):
        key = view.keys.create(name=f"{name}'s", role="auditor").key
        view.users.create(id=name, name=name.title(), role="approver")
        view.users.update(name, role="auditor")
        session = view.users.sign_in(view.users.sign_in_link(name).token)
        view.users.sign_out(session.token)
        view.keys.revoke(key.id)
    agent = world.agent(tenant_id="acme", user_id="ann")
    verbs = [
        *("keys.create", "users.create", "users.update", "users.sign_in_link", "users.sign_in"),
        *("users.sign_out", "keys.revoke"),
    ]

    def actions(view, **filters):
        return [entry.action for entry in view.audit.query(kind="change", **filters).items]

    assert actions(ours) == [*verbs, "agents.create"]
    assert actions(theirs) == verbs
    assert actions(ours, newest_first=True) == ["agents.create", *verbs[::-1]]
    assert actions(ours, action="keys.revoke") == ["keys.revoke"]
    assert actions(k) == [*verbs * 3, "agents.create"]
    assert {entry.tenant_id for entry in ours.audit.query().items} == {"acme"}
    text = "".join(ours.audit.export())
    assert "Ann" in text
    assert "Bob" not in text
    assert "Cem" not in text
    # What is about nobody's agent is in no owner's and no agent's view, and in no search by one.
    for view in (k.view(user_id="ann"), k.view(tenant_id="acme", user_id="ann"), k.view(agent_id=agent.id)):
        assert actions(view) == ["agents.create"]
    assert actions(ours, user_id="ann") == actions(ours, agent_id=agent.id) == ["agents.create"]
    assert actions(ours, subtree=agent.id) == ["agents.create"]
    # One at a time, in pages, and behind a cursor.
    paged, cursor = [], None
    while True:
        page = ours.audit.query(kind="change", limit=1, cursor=cursor)
        paged += [entry.action for entry in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert paged == [*verbs, "agents.create"]
    end = ours.audit.tail_cursor()
    theirs.keys.create(name="later", role="admin")
    mine = ours.keys.create(name="ours", role="admin")
    assert [entry.facts["key"] for entry in ours.audit.follow(end).items] == [mine.key.id]
    # By name, too: one's own, and nobody else's.
    for view, other in ((ours, theirs), (theirs, ours)):
        for entry in view.audit.query(kind="change").items:
            assert view.audit.get(entry.id) == entry
            with pytest.raises(NotFound):
                other.audit.get(entry.id)
            with pytest.raises(NotFound):
                other.audit.erase_arguments(ids=[entry.id])
    # A tenant may forget the details of its own.
    assert ours.audit.erase_arguments(before=world.clock.now + DAY) > 0
    assert "Ann" not in "".join(ours.audit.export())
    assert actions(ours)[-1] == "audit.erase_arguments"
    assert "Bob" in "".join(theirs.audit.export())
