"""People, admin keys, sessions and links, over a real file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine_world import DAY, HOUR, NOON, SECOND, World, a_world, at_once
from patience import until
from pykavach.core import tokens
from pykavach.core.credentials import LINK_LIFE, SESSION_LIFE
from pykavach.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.core.roles import RIGHTS, Right, Role
from pykavach.core.tokens import Prefix
from pykavach.engine import principals, standing
from pykavach.engine.admin_keys import AdminKeys
from pykavach.engine.principals import Authenticator, authenticate
from pykavach.engine.users import Session, Users
from pykavach.ports import Which

MINUTE = 60 * SECOND
NO_WAY_IN = "token: it is not known, has expired or was used before; ask for a new link"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as found:
        yield found


@pytest.fixture
def keys(world: World) -> AdminKeys:
    return AdminKeys(world.engine)


@pytest.fixture
def users(world: World) -> Users:
    return Users(world.engine)


def who(world: World, token: object) -> Any:
    return authenticate(world.engine, token)


def sql(world: World, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Behind Kavach's back."""
    with closing(sqlite3.connect(world.path, timeout=30)) as raw, raw:
        return raw.execute(statement, values).fetchall()


def signed_in(users: Users, id: str = "ann") -> Session:
    return users.sign_in(users.sign_in_link(id).token)


def crafted(prefix: Prefix) -> str:
    return tokens.mint(b"\7" * 32, prefix)


# -- keys ----------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-2", "TM-1")
def test_a_key_is_shown_once_and_says_who_presents_it(world: World, keys: AdminKeys):
    made = keys.create(name="ops", role="admin", expires_in=timedelta(days=1), by="ann")
    assert tokens.prefix_of(made.token) is Prefix.KEY
    assert made.token not in repr(made)
    assert made.wire() == {"key": made.key.wire(), "token": made.token}
    assert made.key.wire() == {
        "id": made.key.id,
        "name": "ops",
        "role": "admin",
        "status": "active",
        "userId": None,
        "tenantId": None,
        "createdAt": "2025-01-15T12:00:00Z",
        "createdBy": "ann",
        "expiresAt": "2025-01-16T12:00:00Z",
        "revokedAt": None,
        "lastUsedAt": None,
    }
    found = who(world, made.token)
    assert (found.kind, found.id, found.name, found.role) == ("key", made.key.id, "ops", Role.ADMIN)
    assert (found.actor, found.owner_id, found.rights) == (made.key.id, None, frozenset(Right))
    assert found.may(Right.ADMINISTER)
    assert found.wire() == {
        "kind": "key",
        "id": made.key.id,
        "name": "ops",
        "role": "admin",
        "rights": [right.value for right in Right],
        "userId": None,
        "tenantId": None,
        "expiresAt": "2025-01-16T12:00:00Z",
    }
    assert keys.authenticate(made.token) == found


@pytest.mark.promise("AGT-6", "ERR-2")
@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("name", {"name": crafted(Prefix.KEY)}),
        ("role", {"role": "root"}),
        ("role", {"role": None}),
        ("user_id", {"role": "owner"}),
        ("user_id", {"user_id": 5}),
        ("tenant_id", {"tenant_id": ""}),
        ("expires_in", {"expires_in": 0}),
        ("expires_in", {"expires_in": True}),
        ("by", {"by": crafted(Prefix.SESSION)}),
    ],
)
def test_what_is_no_key_is_refused(keys: AdminKeys, field: str, given: dict[str, Any]):
    with pytest.raises(InvalidInput) as caught:
        keys.create(**{"name": "ops", "role": "admin"} | given)
    assert caught.value.field == field
    assert "kva_" not in str(caught.value)
    assert keys.list().items == []


@pytest.mark.promise("TM-1")
def test_an_owners_key_is_for_the_agents_of_one_user(world: World, keys: AdminKeys):
    made = keys.create(name="mine", role="owner", user_id="ann", tenant_id="acme")
    found = who(world, made.token)
    assert (found.user_id, found.owner_id, found.tenant_id) == ("ann", "ann", "acme")
    assert not found.may(Right.ADMINISTER)
    other = keys.create(name="approver", role="approver", user_id="ann")
    assert (who(world, other.token).user_id, who(world, other.token).owner_id) == ("ann", None)


def test_keys_are_listed_in_pages(keys: AdminKeys):
    made = [keys.create(name=f"k{n}", role="service").key for n in range(5)]
    keys.revoke(made[1].id)
    first = keys.list(limit=2)
    second = keys.list(limit=3, cursor=first.next_cursor)
    assert [key.id for key in (*first.items, *second.items)] == [key.id for key in made]
    assert second.next_cursor is None
    assert [key.status for key in first.items] == ["active", "revoked"]
    assert keys.get(made[0].id) == made[0]
    for id in ("key_0", "", None, 5, "ü", "a\0", made[0].name):
        with pytest.raises(NotFound, match="list them with keys"):
            keys.get(id)  # type: ignore[arg-type]


@pytest.mark.promise("TOK-6")
def test_revoking_ends_a_key_and_its_sessions_at_once_and_only_once(
    world: World, keys: AdminKeys, users: Users
):
    made, other = keys.create(name="ops", role="auditor"), keys.create(name="other", role="admin")
    session, kept = users.sign_in(made.token), users.sign_in(other.token)
    world.listen()
    assert who(world, session.token).role is Role.AUDITOR
    world.now += SECOND
    revoked = keys.revoke(made.key.id, by="ann")
    assert (revoked.status, revoked.revoked_at) == ("revoked", made.key.created_at + timedelta(seconds=1))
    assert [who(world, each) for each in (made.token, session.token)] == [None, None]
    assert who(world, kept.token) is not None
    [entry] = world.entries("keys.revoke")
    assert (entry["actor"], entry["facts"]["endedSessions"]) == ("ann", 1)
    assert [told["type"] for told in world.heard()] == ["key.revoked"]
    world.now += SECOND
    assert keys.revoke(made.key.id) == revoked
    assert len(world.entries("keys.revoke")) == 1
    assert world.heard() == []
    with pytest.raises(NotFound):
        users.sign_in(made.token)


@pytest.mark.promise("FC-1")
def test_an_expired_key_is_nobodys(world: World, keys: AdminKeys):
    made = keys.create(name="ops", role="admin", expires_in=60)
    world.now += MINUTE - 1
    assert who(world, made.token) is not None
    world.now += 1
    assert who(world, made.token) is None
    assert keys.get(made.key.id).status == "expired"


@pytest.mark.promise("TOK-1", "FC-1")
def test_whoever_presents_something_else_is_nobody_before_any_look_up(
    world: World, keys: AdminKeys, users: Users, monkeypatch: pytest.MonkeyPatch
):
    users.create(id="ann", name="Ann", role="admin")
    link = users.sign_in_link("ann").token
    agent = world.tokens[world.agent().id]
    made = keys.create(name="ops", role="admin").token
    assert who(world, crafted(Prefix.KEY)) is None  # which had to be looked up
    monkeypatch.setattr(type(world.engine), "reading", None)
    for other in (
        link,
        agent,
        made[:-1],
        made + "0",
        made.upper(),
        made.replace("kva_", "kvs_"),
        "",
        None,
        5,
        b"x",
    ):
        assert who(world, other) is None
        assert Authenticator(world.engine).authenticate(other) is None


@pytest.mark.promise("DEC-1", "TOK-1")
def test_a_key_is_no_agents_token(world: World, keys: AdminKeys):
    agent = world.agent()
    made = keys.create(name="ops", role="admin").token
    assert world.ask(agent, token=made).code == "unknown_token"


# -- people --------------------------------------------------------------------------------------------------------------


def test_a_person_comes_back_as_they_are(users: Users, world: World):
    world.listen()
    made = users.create(id="ann", name="Ann", role="owner", tenant_id="acme", by="root")
    assert made.wire() == {
        "id": "ann",
        "name": "Ann",
        "role": "owner",
        "status": "active",
        "tenantId": "acme",
        "createdAt": "2025-01-15T12:00:00Z",
        "disabledAt": None,
    }
    assert users.get("ann") == made
    with pytest.raises(Conflict, match="taken"):
        users.create(id="ann", name="Other", role="admin")
    world.now += SECOND
    changed = users.update("ann", name="Ann B", role="auditor", disabled=True)
    assert (changed.name, changed.role, changed.status) == ("Ann B", "auditor", "disabled")
    assert changed.disabled_at == made.created_at + timedelta(seconds=1)
    world.now += SECOND
    assert users.update("ann", disabled=True) == users.update("ann") == changed  # since then, and no entry
    assert users.update("ann", disabled=False).status == "active"
    entries = world.entries("users.update")
    assert [entry["facts"]["user"] for entry in entries] == ["ann"] * 2
    assert [(told["type"], told["userId"]) for told in world.heard()] == [
        ("user.created", "ann"),
        ("user.updated", "ann"),
        ("user.updated", "ann"),
    ]


@pytest.mark.promise("AGT-4")
def test_entries_say_who_changed_what_from_what(world: World, keys: AdminKeys, users: Users):
    users.create(id="ann", name="Ann", role="owner", by="root")
    users.update("ann", role="admin", by="root")
    made = keys.create(name="ops", role="service", by="ann")
    users.sign_in(made.token)
    told = {row.seq: json.loads(row.kept) for row in world.rows() if row.kept is not None}
    ann = {"name": "Ann", "role": "owner", "status": "active", "tenantId": None}
    key = {"name": "ops", "role": "service", "userId": None, "tenantId": None, "status": "active"}
    assert list(told.values()) == [
        {"before": None, "after": ann},
        {"before": ann, "after": ann | {"role": "admin"}},
        {"before": None, "after": key | {"expiresAt": None}},
    ]
    actors = [(entry["action"], entry["actor"]) for entry in world.entries()]
    assert actors == [
        ("users.create", "root"),
        ("users.update", "root"),
        ("keys.create", "ann"),
        ("users.sign_in", made.key.id),
    ]


@pytest.mark.promise("AGT-6")
@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("id", {"id": ""}),
        ("id", {"id": "a\n"}),
        ("id", {"id": crafted(Prefix.LINK)}),
        ("name", {"name": None}),
        ("role", {"role": "service"}),
        ("role", {"role": ["admin"]}),
        ("tenant_id", {"tenant_id": 5}),
        ("by", {"by": ""}),
    ],
)
def test_who_is_no_person_is_refused(users: Users, field: str, given: dict[str, Any]):
    with pytest.raises(InvalidInput) as caught:
        users.create(**{"id": "ann", "name": "Ann", "role": "admin"} | given)
    assert caught.value.field == field
    assert users.list().items == []


@pytest.mark.promise("AGT-6")
def test_no_change_to_what_is_none(users: Users):
    users.create(id="ann", name="Ann", role="admin")
    for field, given in (("name", ""), ("role", "service"), ("disabled", "no")):
        with pytest.raises(InvalidInput) as caught:
            users.update("ann", **{field: given})
        assert caught.value.field == field
    for id in ("bob", "", None, 5, "a\0", "\ud800"):
        for call in (users.get, users.update, users.sign_in_link, users.sessions):
            with pytest.raises(NotFound, match="list them with users"):
                call(id)  # type: ignore[arg-type]


def test_people_are_listed_in_pages(users: Users):
    ids = ["Zoë", "ann", "bob ", "ключ"]
    for id in ids:
        users.create(id=id, name=id, role="approver")
    first = users.list(limit=3)
    assert [each.id for each in first.items] == sorted(ids)[:3]
    last = users.list(limit=3, cursor=first.next_cursor)
    assert ([each.id for each in last.items], last.next_cursor) == (sorted(ids)[3:], None)
    with pytest.raises(InvalidInput, match="cursor"):
        users.list(cursor="\0")


# -- signing in ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-2")
def test_a_link_signs_in_once(world: World, users: Users):
    users.create(id="ann", name="Ann", role="approver", tenant_id="acme")
    link = users.sign_in_link("ann", by="root")
    assert link.token not in repr(link)
    assert link.wire() == {"token": link.token, "expiresAt": "2025-01-15T12:10:00Z"}
    assert who(world, link.token) is None  # it signs in, and nothing else
    session = users.sign_in(link.token)
    assert session.token not in repr(session)
    assert session.wire() == {"token": session.token, **session.principal.wire()}
    found = who(world, session.token)
    assert found == session.principal
    assert (found.kind, found.name, found.role, found.actor) == ("session", "Ann", Role.APPROVER, "ann")
    assert (found.user_id, found.owner_id, found.tenant_id) == ("ann", None, "acme")
    assert found.expires_at == session.expires_at
    for _ in range(2):
        with pytest.raises(NotFound) as caught:
            users.sign_in(link.token)
        assert str(caught.value) == NO_WAY_IN
    assert [entry["actor"] for entry in world.entries("users.sign_in_link")] == ["root"]
    assert [entry["actor"] for entry in world.entries("users.sign_in")] == ["ann"]


@pytest.mark.promise("FC-1", "ERR-2")
def test_whoever_may_not_come_in_is_told_nothing_more(world: World, users: Users, keys: AdminKeys):
    users.create(id="ann", name="Ann", role="admin")
    session = signed_in(users)
    expired = users.sign_in_link("ann").token
    world.now += LINK_LIFE
    agent = world.tokens[world.agent().id]
    ended = keys.create(name="ended", role="admin", expires_in=1).token
    world.now += SECOND
    for token in (expired, ended, session.token, agent, crafted(Prefix.LINK), crafted(Prefix.KEY), "x", None):
        with pytest.raises(NotFound) as caught:
            users.sign_in(token)  # type: ignore[arg-type]
        assert str(caught.value) == NO_WAY_IN


@pytest.mark.promise("EX-1")
def test_of_many_who_use_one_link_together_one_comes_in(world: World, users: Users):
    users.create(id="ann", name="Ann", role="admin")
    link = users.sign_in_link("ann").token
    rooms = [users, Users(world.open()), users, Users(world.open())]
    found = at_once([lambda room=room: room.sign_in(link) for room in rooms])
    assert sorted(type(each).__name__ for each in found) == ["NotFound"] * 3 + ["Session"]
    assert len(users.sessions("ann")) == 1


@pytest.mark.promise("FC-1")
def test_of_two_who_hold_one_link_the_store_lets_one_use_it(
    world: World, users: Users, monkeypatch: pytest.MonkeyPatch
):
    """Whatever was read: the one who does not end it does not come in."""
    users.create(id="ann", name="Ann", role="admin")
    link = users.sign_in_link("ann").token
    unit = type(world.engine.store._unit)
    monkeypatch.setattr(unit, "end_credentials", lambda *_, **__: 0)
    with pytest.raises(NotFound) as caught:
        users.sign_in(link)
    assert str(caught.value) == NO_WAY_IN


def test_a_session_ends_by_the_clock(world: World, users: Users):
    users.create(id="ann", name="Ann", role="admin")
    session = signed_in(users)
    world.now += SESSION_LIFE - 1
    assert who(world, session.token) is not None
    world.now += 1
    assert who(world, session.token) is None
    assert users.sessions("ann") == []
    assert users.sign_out(session.token) is False
    signed_in(users)
    assert sql(world, "SELECT count(*) FROM credential WHERE kind='session'") == [(1,)]  # the old one is gone


def test_a_session_from_a_key_is_the_keys_and_lives_no_longer(world: World, users: Users, keys: AdminKeys):
    made = keys.create(name="ci", role="owner", user_id="ann", tenant_id="acme", expires_in=HOUR / SECOND)
    world.now += SECOND
    session = users.sign_in(made.token)
    found = who(world, session.token)
    assert (found.name, found.role, found.user_id, found.owner_id) == ("ci", Role.OWNER, "ann", "ann")
    assert (found.tenant_id, found.actor) == ("acme", made.key.id)
    assert found.expires_at == made.key.expires_at
    longer = users.sign_in(keys.create(name="long", role="admin", expires_in=timedelta(days=9)).token)
    endless = users.sign_in(keys.create(name="endless", role="admin").token)
    assert longer.expires_at == endless.expires_at == made.key.created_at + timedelta(hours=12, seconds=1)


@pytest.mark.promise("TOK-6")
def test_signing_out_ends_a_session_once(world: World, users: Users, keys: AdminKeys):
    users.create(id="ann", name="Ann", role="admin")
    session, other = signed_in(users), signed_in(users)
    assert users.sign_out(session.token) is True
    assert who(world, session.token) is None
    assert users.sign_out(session.token) is False
    key = keys.create(name="ops", role="admin").token
    for token in (key, crafted(Prefix.SESSION), "x", None):
        assert users.sign_out(token) is False  # type: ignore[arg-type]
    assert who(world, other.token) is not None
    assert who(world, key) is not None
    assert [entry["actor"] for entry in world.entries("users.sign_out")] == ["ann"]


@pytest.mark.promise("TOK-6")
def test_a_person_who_is_disabled_has_no_way_in_until_enabled(world: World, users: Users, keys: AdminKeys):
    for id in ("ann", "bob"):
        users.create(id=id, name=id, role="admin")
    session, others = signed_in(users), signed_in(users, "bob")
    link = users.sign_in_link("ann").token
    key = keys.create(name="hers", role="owner", user_id="ann").token
    users.update("ann", disabled=True)
    assert [entry["facts"]["ended"] for entry in world.entries("users.update")] == [2]
    assert [who(world, token) for token in (session.token, key)] == [None, None]
    for token in (link, key):
        with pytest.raises(NotFound):
            users.sign_in(token)
    with pytest.raises(Conflict, match="disabled"):
        users.sign_in_link("ann")
    assert who(world, others.token) is not None
    users.update("ann", disabled=False)
    assert who(world, key) is not None
    assert who(world, session.token) is None  # what was ended stays so
    with pytest.raises(NotFound):
        users.sign_in(link)
    assert signed_in(users)


def test_a_new_role_binds_the_sessions_that_are_open(world: World, users: Users):
    users.create(id="ann", name="Ann", role="admin")
    session = signed_in(users)
    users.update("ann", role="auditor", name="Ann B")
    found = who(world, session.token)
    assert (found.role, found.name, found.rights) == (Role.AUDITOR, "Ann B", RIGHTS[Role.AUDITOR])


def test_sessions_that_go_on_are_listed(world: World, users: Users, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pykavach.engine.users._FEW", 2)
    users.create(id="ann", name="Ann", role="admin")
    sessions = [signed_in(users) for _ in range(5)]
    users.sign_out(sessions[2].token)
    found = users.sessions("ann")
    assert [each.id for each in found] == [each.principal.id for n, each in enumerate(sessions) if n != 2]
    assert found[0].wire() == {
        "id": sessions[0].principal.id,
        "createdAt": "2025-01-15T12:00:00Z",
        "createdBy": "ann",
        "expiresAt": "2025-01-16T00:00:00Z",
        "lastUsedAt": None,
    }


# -- tenants -------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TEN-1")
def test_a_tenants_view_has_only_its_own(world: World, keys: AdminKeys, users: Users):
    mine, my_people = AdminKeys(world.engine, "acme"), Users(world.engine, "acme")
    strangers = [
        keys.create(name="all", role="admin"),
        keys.create(name="other", role="admin", tenant_id="other"),
    ]
    users.create(id="bob", name="Bob", role="admin", tenant_id="other")
    session, link = signed_in(users, "bob"), users.sign_in_link("bob").token
    made = mine.create(name="ours", role="admin")
    ann = my_people.create(id="ann", name="Ann", role="admin", tenant_id="acme")
    assert (made.key.tenant_id, ann.tenant_id) == ("acme", "acme")
    assert mine.list().items == [made.key]
    assert my_people.list().items == [ann]
    for make in (
        lambda: mine.create(name="x", role="admin", tenant_id="other"),
        lambda: my_people.create(id="x", name="x", role="admin", tenant_id="other"),
    ):
        with pytest.raises(InvalidInput, match="its own tenant"):
            make()
    for each in strangers:
        for call in (mine.get, mine.revoke):
            with pytest.raises(NotFound):
                call(each.key.id)
        assert mine.authenticate(each.token) is None
    for call in (my_people.get, my_people.update, my_people.sign_in_link, my_people.sessions):
        with pytest.raises(NotFound):
            call("bob")
    for token in (link, strangers[0].token, strangers[1].token):
        with pytest.raises(NotFound):
            my_people.sign_in(token)
    assert my_people.sign_out(session.token) is False
    assert who(world, session.token) is not None
    assert mine.authenticate(made.token).tenant_id == "acme"  # type: ignore[union-attr]
    own = my_people.sign_in(my_people.sign_in_link("ann").token)
    assert my_people.sign_out(own.token) is True


# -- last use ------------------------------------------------------------------------------------------------------------


def used(keys: AdminKeys, id: str) -> Any:
    return keys.get(id).last_used_at


@pytest.mark.promise("AGT-7")
def test_the_last_use_is_known_to_the_minute(world: World, keys: AdminKeys, monkeypatch: pytest.MonkeyPatch):
    made = keys.create(name="ops", role="admin")
    handed: list[int] = []
    later = world.engine.later
    monkeypatch.setattr(world.engine, "later", lambda change: (handed.append(world.now), later(change)))
    other = world.open()  # another process
    for step in (0, SECOND, MINUTE - SECOND - 1, 1, MINUTE):
        world.now += step
        who(world, made.token)
        authenticate(other, made.token)
        last = world.now if step in (0, 1, MINUTE) else NOON
        until(
            lambda last=last: used(keys, made.key.id) is not None and moment(used(keys, made.key.id)) == last
        )
    assert handed == [NOON, NOON + MINUTE, NOON + 2 * MINUTE]
    assert world.entries() == world.entries("keys.create")


def moment(value: Any) -> int:
    return int(value.timestamp() * SECOND)


def test_a_clock_that_was_set_back_does_not_hide_a_use(world: World, keys: AdminKeys):
    made = keys.create(name="ops", role="admin")
    who(world, made.token)
    until(lambda: used(keys, made.key.id) is not None)
    world.now -= DAY
    assert world.engine.standing.use_is_due(found(world, made.key.id), world.now)


def found(world: World, id: str) -> Any:
    with world.engine.reading() as view:
        return view.find_credentials(Which(id=id), limit=1)[0]


def test_few_uses_are_remembered(world: World, keys: AdminKeys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standing, "_MOST", 2)
    made = [found(world, keys.create(name="k", role="admin").key.id) for _ in range(3)]
    here = world.engine.standing
    assert [here.use_is_due(each, NOON) for each in made] == [True] * 3
    assert [here.use_is_due(each, NOON) for each in reversed(made)] == [False, True, True]


@pytest.mark.promise("FC-1")
def test_a_use_that_cannot_be_written_down_stands_in_nobodys_way(
    world: World, keys: AdminKeys, monkeypatch: pytest.MonkeyPatch
):
    made = keys.create(name="ops", role="admin")
    tried: list[int] = []

    def refuse(*_: Any, **__: Any) -> None:
        tried.append(1)
        raise Unavailable("the disk is full")

    monkeypatch.setattr(type(world.engine.store._unit), "use_credential", refuse)
    assert who(world, made.token) is not None
    until(lambda: tried)
    assert who(world, made.token) is not None
    assert used(keys, made.key.id) is None


# -- a server's memory ---------------------------------------------------------------------------------------------------


class Watched(Authenticator):
    """On a clock that is set; counts look-ups."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 100.0
        self.looks = 0
        super().__init__(world.engine, lambda: self.seconds)
        real = principals._look_up

        def counted(*asked: Any) -> Any:
            self.looks += 1
            return real(*asked)

        monkeypatch.setattr(principals, "_look_up", counted)


@pytest.fixture
def watched(world: World, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(world, monkeypatch)


@pytest.mark.promise("TOK-6")
def test_whoever_was_found_is_not_looked_up_again_for_a_second(
    keys: AdminKeys, watched: Watched, world: World
):
    made = keys.create(name="ops", role="admin")
    first = watched.authenticate(made.token)
    watched.seconds += 0.999
    assert watched.authenticate(made.token) is first
    assert watched.looks == 1
    sql(world, "UPDATE credential SET revoked_at=1")  # by another process
    assert watched.authenticate(made.token) is first
    watched.seconds += 0.001
    assert watched.authenticate(made.token) is None
    assert watched.authenticate(made.token) is None
    assert watched.looks == 3


@pytest.mark.promise("TOK-6")
def test_whoever_is_remembered_is_known_without_a_look(
    keys: AdminKeys, watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    made, other = (keys.create(name="ops", role="admin") for _ in range(2))
    assert watched.remembered(made.token) is None
    first = watched.authenticate(made.token)
    assert watched.remembered(made.token) is first
    assert watched.looks == 1
    for stranger in (other.token, made.token + "é", ""):
        assert watched.remembered(stranger) is None
    watched.seconds += 1
    assert watched.remembered(made.token) is None
    watched.authenticate(made.token)
    keys.revoke(other.key.id)  # whatever ends here: everybody is looked up again
    assert watched.remembered(made.token) is None


@pytest.mark.promise("TOK-6")
def test_what_this_process_ends_is_forgotten_at_once(
    world: World, keys: AdminKeys, users: Users, watched: Watched
):
    users.create(id="ann", name="Ann", role="admin")
    made = keys.create(name="ops", role="admin")
    session, other = signed_in(users), signed_in(users)
    ways = (made.token, session.token, other.token)
    for end, left in (
        (lambda: keys.revoke(made.key.id), 2),
        (lambda: users.sign_out(session.token), 1),
        (lambda: users.update("ann", disabled=True), 0),
    ):
        assert len([token for token in ways if watched.authenticate(token)]) == left + 1
        end()
        assert len([token for token in ways if watched.authenticate(token)]) == left


@pytest.mark.promise("TOK-6")
def test_a_look_that_began_before_the_end_is_not_remembered(
    keys: AdminKeys, watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    made = keys.create(name="ops", role="admin")
    real = principals._look_up

    def late(*asked: Any) -> Any:
        answer = real(*asked)
        keys.revoke(made.key.id)
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(principals, "_look_up", late)
        assert watched.authenticate(made.token) is not None  # it began before
    assert watched.authenticate(made.token) is None


def test_nobody_is_remembered_past_their_end_and_no_stranger_at_all(
    world: World, keys: AdminKeys, watched: Watched
):
    made = keys.create(name="ops", role="admin", expires_in=0.25)
    assert watched.authenticate(made.token) is not None
    watched.seconds += 0.25
    world.now += SECOND // 4
    assert watched.authenticate(made.token) is None
    for _ in range(2):
        assert watched.authenticate(crafted(Prefix.KEY)) is None
    assert watched.looks == 4


def test_few_are_remembered(keys: AdminKeys, watched: Watched, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(principals, "_MOST", 2)
    made = [keys.create(name="k", role="admin").token for _ in range(3)]
    for token in (*made, *made):
        assert watched.authenticate(token) is not None
    assert len(watched._known) <= 2


def test_a_closed_engine_remembers_nobody(keys: AdminKeys, watched: Watched, world: World):
    made = keys.create(name="ops", role="admin")
    assert watched.authenticate(made.token) is not None
    world.check_log()
    world.engine.close()
    with pytest.raises(RuntimeError, match="closed"):
        watched.authenticate(made.token)
    world.open()
    world.engine = world.engines[-1]


# -- damage --------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("FC-1", "AGT-6")
@pytest.mark.parametrize(
    "change",
    [
        "role='root'",
        "role=NULL",
        "kind='link'",
        "kind='session'",
        "kind='none'",
        "name=''",
        "tenant_id=x'00'",
        "user_id=x'00'",
        "expires_at='soon'",
        "revoked_at='never'",
        "created_at=1e300",
        "created_by=x'00'",
        "parent='x'",
    ],
)
def test_a_key_whose_row_is_damaged_opens_nothing(world: World, keys: AdminKeys, users: Users, change: str):
    made = keys.create(name="ops", role="admin")
    sql(world, "CREATE TABLE loose AS SELECT * FROM credential")
    sql(world, "DROP TABLE credential")
    sql(world, "ALTER TABLE loose RENAME TO credential")
    sql(world, f"UPDATE credential SET {change}")
    assert who(world, made.token) is None
    with pytest.raises(NotFound) as caught:
        users.sign_in(made.token)
    assert str(caught.value) == NO_WAY_IN
    assert all(key.status == "revoked" for key in keys.list().items)


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize(
    "damage", ["UPDATE person SET role='root'", "UPDATE person SET disabled_at='x'", "DELETE FROM person"]
)
def test_a_session_of_a_person_who_cannot_be_read_is_nobodys(world: World, users: Users, damage: str):
    users.create(id="ann", name="Ann", role="admin")
    session, link = signed_in(users), users.sign_in_link("ann").token
    sql(world, damage)
    assert who(world, session.token) is None
    with pytest.raises(NotFound):
        users.sign_in(link)
