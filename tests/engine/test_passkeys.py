"""Passkeys over a real file: made and used by an authenticator in memory, and every way in which one is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from authenticator import Authenticator, encode
from engine_world import NOON, SECOND, World, a_world, at_once
from pykavach.core import tokens
from pykavach.core.credentials import CHALLENGE_LIFE, MOST_PASSKEYS
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.core.tokens import Prefix
from pykavach.engine import ceremony
from pykavach.engine.admin_keys import AdminKeys
from pykavach.engine.ceremony import Site
from pykavach.engine.passkeys import Passkeys
from pykavach.engine.principals import authenticate
from pykavach.engine.users import Users

SITE = Site.at("http://localhost:8787")
BROWSER = "b" * 64
NO_WAY_IN = "passkey: it does not sign anybody in here; ask for a sign-in link"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as found:
        yield found


@pytest.fixture
def users(world: World) -> Users:
    found = Users(world.engine)
    found.create(id="ann", name="Ann", role="admin")
    return found


@pytest.fixture
def passkeys(world: World, users: Users) -> Passkeys:
    return Passkeys(world.engine)


def sql(world: World, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Behind Kavach's back."""
    with closing(sqlite3.connect(world.path, timeout=30)) as raw, raw:
        return raw.execute(statement, values).fetchall()


def registered(passkeys: Passkeys, id: str = "ann", **how: Any) -> Authenticator:
    device = Authenticator(**how)
    options = passkeys.ask_to_register(id, site=SITE, browser=BROWSER)
    passkeys.register(id, device.create(options), site=SITE, browser=BROWSER, name="laptop", by=id)
    return device


def asked(passkeys: Passkeys) -> dict[str, Any]:
    return passkeys.ask_to_sign_in(site=SITE, browser=BROWSER)


def sign_in(passkeys: Passkeys, device: Authenticator, **wrong: Any) -> Any:
    return passkeys.sign_in(device.get(asked(passkeys), **wrong), site=SITE, browser=BROWSER)


def refuses(call: Callable[[], Any], caplog: pytest.LogCaptureFixture, why: str) -> None:
    """A sign-in is refused in the words that all are refused in; the log alone says why."""
    caplog.clear()
    with pytest.raises(NotFound) as raised:
        call()
    assert str(raised.value) == NO_WAY_IN
    assert why in caplog.text


# -- in --------------------------------------------------------------------------------------------------------------


def test_a_life_of_a_passkey(world: World, users: Users, passkeys: Passkeys):
    options = passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)
    assert options["rp"] == {"id": "localhost", "name": "Kavach"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert (options["attestation"], options["excludeCredentials"]) == ("none", [])
    assert encode(b"ann") not in json.dumps(options["user"]["id"])
    device = Authenticator()
    made = passkeys.register(
        "ann", device.create(options), site=SITE, browser=BROWSER, name="laptop", by="ann"
    )
    assert made.wire() == {
        "id": made.id,
        "userId": "ann",
        "name": "laptop",
        "status": "active",
        "createdAt": "2025-01-15T12:00:00Z",
        "revokedAt": None,
        "lastUsedAt": None,
    }
    again = passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)
    assert [each["id"] for each in again["excludeCredentials"]] == [encode(device.credential_id)]
    assert again["user"] == options["user"]
    world.now = NOON + 60 * SECOND
    ask = asked(passkeys)
    assert set(ask) == {"rpId", "challenge", "timeout", "userVerification"}
    session = passkeys.sign_in(json.loads(device.get(ask)), site=SITE, browser=BROWSER)
    found = authenticate(world.engine, session.token)
    assert found == session.principal
    assert (found.kind, found.actor, found.person_id, found.name) == ("session", "ann", "ann", "Ann")
    assert [each.id for each in users.sessions("ann")] == [found.id]
    [used] = passkeys.list("ann").items
    assert used.last_used_at is not None
    assert used.last_used_at.isoformat() == "2025-01-15T12:01:00+00:00"
    assert passkeys.rename("ann", made.id, name="work laptop", by="ann").name == "work laptop"
    assert passkeys.rename("ann", made.id, name="work laptop").name == "work laptop"
    gone = passkeys.revoke("ann", made.id, by="eve")
    assert (gone.status, passkeys.revoke("ann", made.id)) == ("revoked", gone)
    assert passkeys.list("ann").items == [gone]
    changes = [(entry["action"], entry["actor"]) for entry in world.entries() if entry["kind"] == "change"]
    assert changes[1:] == [
        ("passkeys.register", "ann"),
        ("users.sign_in", "ann"),
        ("passkeys.rename", "ann"),
        ("passkeys.revoke", "eve"),
    ]
    assert authenticate(world.engine, session.token) is not None


def test_keys_do_not_stand_for_a_person(world: World, passkeys: Passkeys):
    key = AdminKeys(world.engine).create(name="ops", role="owner", user_id="ann")
    session = Users(world.engine).sign_in(key.token)
    for token in (key.token, session.token):
        found = authenticate(world.engine, token)
        assert found is not None
        assert found.person_id is None


def test_passkeys_come_in_pages(passkeys: Passkeys):
    for _ in range(3):
        registered(passkeys)
    first = passkeys.list("ann", limit=2)
    rest = passkeys.list("ann", limit=2, cursor=first.next_cursor)
    assert (len(first.items), len(rest.items), rest.next_cursor) == (2, 1, None)


def test_one_that_never_counts_signs_in_again_and_again(passkeys: Passkeys):
    device = registered(passkeys, step=0)
    assert {sign_in(passkeys, device).principal.actor for _ in range(3)} == {"ann"}


# -- not in ----------------------------------------------------------------------------------------------------------

OTHER_KEY = ec.generate_private_key(ec.SECP256R1())
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another origin": ({"origin": "https://evil.example"}, "origin"),
    "another port": ({"origin": "http://localhost:8788"}, "origin"),
    "another site": ({"site": "evil.example"}, "RP ID"),
    "in a frame": ({"framed": True}, "inside another site"),
    "an unverified user": ({"verifies": False}, "User verification"),
    "another key": ({"key": OTHER_KEY}, "signature"),
    "an unknown passkey": ({"credential_id": b"\7" * 32}, "nobody has registered it"),
    "another's name": ({"handle": b"\7" * 32}, "not said to be"),
    "no name": ({"handle": None}, "not said to be"),
    "a registration": ({"type": "webauthn.create"}, "type"),
    "another question": ({"challenge": encode(bytes(56))}, "was not put to this browser"),
    "a short question": ({"challenge": encode(b"short")}, "was not put to this browser"),
    "no question": ({"challenge": None}, "cannot be read"),
    "odd letters": ({"challenge": "!!!!"}, "cannot be read"),
}


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_right_in_every_way_signs_nobody_in(
    users: Users, passkeys: Passkeys, caplog: pytest.LogCaptureFixture, name: str
):
    wrong, why = WRONG[name]
    device = registered(passkeys)
    if name == "no name":
        device.handle = None
    refuses(lambda: sign_in(passkeys, device, **wrong), caplog, why)
    assert users.sessions("ann") == []


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "\ud800",
        "x" * 70_000,
        '{"response": []}',
        5,
        None,
        {"response": "x"},
        object(),
    ],
)
def test_what_is_no_answer_signs_nobody_in(
    passkeys: Passkeys, caplog: pytest.LogCaptureFixture, answer: object
):
    refuses(lambda: passkeys.sign_in(answer, site=SITE, browser=BROWSER), caplog, "the answer")


@pytest.mark.promise("FC-1")
def test_an_answer_counts_once_in_time_and_from_the_browser_that_was_asked(
    world: World, users: Users, passkeys: Passkeys, caplog: pytest.LogCaptureFixture
):
    device = registered(passkeys, step=0)
    answer = device.get(asked(passkeys))
    for browser in ("c" * 64, "", "b" * 201, "ü", "b\n"):
        refuses(
            lambda it=browser: passkeys.sign_in(answer, site=SITE, browser=it),
            caplog,
            "was not put to this browser",
        )
    assert passkeys.sign_in(answer, site=SITE, browser=BROWSER)
    refuses(lambda: passkeys.sign_in(answer, site=SITE, browser=BROWSER), caplog, "answered before")
    late = device.get(asked(passkeys))
    at = world.now
    world.now = at + CHALLENGE_LIFE
    refuses(lambda: passkeys.sign_in(late, site=SITE, browser=BROWSER), caplog, "too late")
    # What was used stays used, though the clock is set back.
    world.now = at
    refuses(lambda: passkeys.sign_in(answer, site=SITE, browser=BROWSER), caplog, "answered before")
    # A question to register is none to sign in.
    options = passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)
    crossed = device.get(asked(passkeys), challenge=options["challenge"])
    refuses(lambda: passkeys.sign_in(crossed, site=SITE, browser=BROWSER), caplog, "not for this")
    assert len(users.sessions("ann")) == 1


@pytest.mark.promise("EX-1")
def test_of_many_who_send_one_answer_together_one_comes_in(users: Users, passkeys: Passkeys):
    device = registered(passkeys, step=0)
    answer = device.get(asked(passkeys))
    came = at_once([lambda: passkeys.sign_in(answer, site=SITE, browser=BROWSER)] * 8)
    assert sorted(type(each).__name__ for each in came) == ["NotFound"] * 7 + ["Session"]
    assert len(users.sessions("ann")) == 1


@pytest.mark.promise("AGT-4")
def test_a_copy_is_refused_and_recorded(
    world: World, users: Users, passkeys: Passkeys, caplog: pytest.LogCaptureFixture
):
    device = registered(passkeys)
    assert sign_in(passkeys, device, count=5)
    for count in (5, 4, 0):
        refuses(lambda it=count: sign_in(passkeys, device, count=it), caplog, "there is a copy")
    entries = world.entries("passkeys.refuse")
    assert [entry["facts"]["count"] for entry in entries] == [5, 4, 0]
    assert entries[0]["facts"]["known"] == 5
    assert sign_in(passkeys, device, count=6)
    assert len(users.sessions("ann")) == 2


@pytest.mark.promise("TOK-6")
def test_a_revoked_one_and_one_of_somebody_disabled_sign_nobody_in(
    world: World, users: Users, passkeys: Passkeys, caplog: pytest.LogCaptureFixture
):
    device, other = registered(passkeys), registered(passkeys)
    first, _ = passkeys.list("ann").items
    passkeys.revoke("ann", first.id)
    refuses(lambda: sign_in(passkeys, device), caplog, "is revoked")
    assert sign_in(passkeys, other)
    users.update("ann", disabled=True)
    refuses(lambda: sign_in(passkeys, other), caplog, "is disabled")
    users.update("ann", disabled=False)
    refuses(lambda: sign_in(passkeys, other), caplog, "is revoked")
    assert {each.status for each in passkeys.list("ann").items} == {"revoked"}
    # Somebody disabled behind Kavach's back is kept out, too.
    third = registered(passkeys)
    sql(world, "UPDATE person SET disabled_at = 1")
    refuses(lambda: sign_in(passkeys, third), caplog, "is disabled")
    sql(world, "DELETE FROM person")
    refuses(lambda: sign_in(passkeys, third), caplog, "nobody's here")


@pytest.mark.promise("FC-1", "AGT-6")
@pytest.mark.parametrize("column", ["public_key", "credential_id", "sign_count", "name"])
def test_a_damaged_one_signs_nobody_in(
    world: World, passkeys: Passkeys, caplog: pytest.LogCaptureFixture, column: str
):
    device = registered(passkeys)
    sql(world, f"UPDATE passkey SET {column} = ?", "x\0")
    refuses(lambda: sign_in(passkeys, device), caplog, "a sign-in by passkey was refused")
    assert passkeys.list("ann").items[0].status == "revoked"


@pytest.mark.promise("TEN-1")
def test_a_tenants_view_has_its_own(
    world: World, users: Users, passkeys: Passkeys, caplog: pytest.LogCaptureFixture
):
    users.create(id="bob", name="Bob", role="admin", tenant_id="acme")
    acme, other = Passkeys(world.engine, "acme"), Passkeys(world.engine, "other")
    device = registered(acme, "bob")
    [passkey] = acme.list("bob").items
    calls: list[Callable[[], Any]] = [
        lambda: other.list("bob"),
        lambda: other.ask_to_register("bob", site=SITE, browser=BROWSER),
        lambda: other.rename("bob", passkey.id, name="x"),
        lambda: other.revoke("bob", passkey.id),
        lambda: passkeys.revoke("ann", passkey.id),
        lambda: passkeys.revoke("bob", "pky_ü"),
        lambda: passkeys.revoke("bob", 5),
        lambda: passkeys.list("nobody"),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            call()
    refuses(lambda: sign_in(other, device), caplog, "nobody's here")
    assert sign_in(acme, device).principal.tenant_id == "acme"


# -- registering -----------------------------------------------------------------------------------------------------

NOT_MADE: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another site": {"site": "evil.example"},
    "in a frame": {"framed": True},
    "an unverified user": {"verifies": False},
    "a signature": {"type": "webauthn.get"},
    "another question": {"challenge": encode(bytes(56))},
    "another id": {"credential_id": b"\7" * 32},
    "an unknown maker": {"fmt": "odd"},
    "an odd key": {"public": {1: 2, 3: -9, -1: 1, -2: b"\1" * 32, -3: b"\1" * 32}},
    "no key": {"public": {}},
}


@pytest.mark.promise("FC-1", "ERR-2")
@pytest.mark.parametrize("name", NOT_MADE)
def test_what_is_not_right_in_every_way_is_not_registered(
    passkeys: Passkeys, caplog: pytest.LogCaptureFixture, name: str
):
    options = passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)
    answer = Authenticator().create(options, **NOT_MADE[name])
    with pytest.raises(InvalidInput, match="answer: the browser's answer was not accepted; try again"):
        passkeys.register("ann", answer, site=SITE, browser=BROWSER, name="laptop")
    assert "was not registered" in caplog.text
    assert passkeys.list("ann").items == []


@pytest.mark.promise("FC-1")
def test_a_passkey_is_registered_once_in_time_by_whom_it_was_asked_for(
    world: World, users: Users, passkeys: Passkeys
):
    users.create(id="bob", name="Bob", role="admin")
    device = Authenticator()
    answer = device.create(passkeys.ask_to_register("ann", site=SITE, browser=BROWSER))

    def register(id: str = "ann", browser: str = BROWSER, answer: object = answer) -> Any:
        return passkeys.register(id, answer, site=SITE, browser=browser, name="laptop")

    at = world.now
    for wrong in ({"id": "bob"}, {"browser": "c"}, {"answer": "{}"}):
        with pytest.raises(InvalidInput, match="not accepted"):
            register(**wrong)
    world.now = at + CHALLENGE_LIFE
    with pytest.raises(InvalidInput, match="not accepted"):
        register()
    world.now = at
    assert register().status == "active"
    with pytest.raises(InvalidInput, match="not accepted"):
        register()
    # Another question, but the same passkey.
    again = device.create(passkeys.ask_to_register("bob", site=SITE, browser=BROWSER))
    with pytest.raises(Conflict, match="registered already"):
        register("bob", answer=again)


@pytest.mark.promise("AGT-5", "EX-1")
def test_a_person_has_so_many_at_most(users: Users, passkeys: Passkeys):
    for _ in range(MOST_PASSKEYS - 1):
        registered(passkeys)
    last = [
        Authenticator().create(passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)) for _ in range(4)
    ]
    register = partial(passkeys.register, "ann", site=SITE, browser=BROWSER, name="x")
    came = at_once([partial(register, answer) for answer in last])
    assert len(passkeys.list("ann").items) == MOST_PASSKEYS
    told = [str(each) for each in came if isinstance(each, Conflict)]
    assert told == [f"passkeys: a person has at most {MOST_PASSKEYS}; revoke one first"] * 3
    with pytest.raises(Conflict, match="at most"):
        passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)
    passkeys.revoke("ann", passkeys.list("ann").items[0].id)
    assert registered(passkeys)
    users.update("ann", disabled=True)
    with pytest.raises(Conflict, match="disabled"):
        passkeys.ask_to_register("ann", site=SITE, browser=BROWSER)


@pytest.mark.promise("AGT-6", "ERR-2")
def test_values_are_checked(passkeys: Passkeys):
    for browser in ("", "ü", "x" * 201, 5):
        with pytest.raises(InvalidInput, match="browser"):
            passkeys.ask_to_sign_in(site=SITE, browser=browser)  # type: ignore[arg-type]
        with pytest.raises(InvalidInput, match="browser"):
            passkeys.ask_to_register("ann", site=SITE, browser=browser)  # type: ignore[arg-type]
    for name in ("", "x" * 201, tokens.mint(b"\7" * 32, Prefix.KEY)):
        with pytest.raises(InvalidInput, match="name"):
            passkeys.register("ann", "{}", site=SITE, browser=BROWSER, name=name)
        with pytest.raises(InvalidInput, match="name"):
            passkeys.rename("ann", "pky_1", name=name)


def test_without_the_package_it_is_said_how_to_get_it(passkeys: Passkeys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ceremony, "find_spec", lambda name: None)
    assert not ceremony.installed()
    calls: list[Callable[[], Any]] = [
        lambda: passkeys.ask_to_sign_in(site=SITE, browser=BROWSER),
        lambda: passkeys.sign_in("{}", site=SITE, browser=BROWSER),
        lambda: passkeys.ask_to_register("ann", site=SITE, browser=BROWSER),
        lambda: passkeys.register("ann", "{}", site=SITE, browser=BROWSER, name="x"),
    ]
    for call in calls:
        with pytest.raises(InvalidInput, match="pykavach\\[passkeys\\]"):
            call()
    assert passkeys.list("ann").items == []


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://kavach.example.com", ("kavach.example.com", "https://kavach.example.com")),
        ("https://Kavach.Example.com:443/x?y", ("kavach.example.com", "https://kavach.example.com")),
        ("https://kavach.example.com:8443", ("kavach.example.com", "https://kavach.example.com:8443")),
        ("http://localhost", ("localhost", "http://localhost")),
        ("http://localhost:80", ("localhost", "http://localhost")),
        ("http://a.localhost:8787/", ("a.localhost", "http://a.localhost:8787")),
    ],
)
def test_a_site_is_what_browsers_take_for_one(address: str, site: tuple[str, str]):
    assert (Site.at(address).id, Site.at(address).origin) == site


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://kavach.example.com", "https, or localhost"),
        ("ftp://localhost", "https, or localhost"),
        ("http://127.0.0.1:8787", "IP address"),
        ("https://[::1]", "IP address"),
        ("https://", "name a host"),
        ("https://ключ.example", "ASCII"),
        ("http://localhost:99999", "address such as"),
        ("https://[", "address such as"),
        ("", "name a host"),
    ],
)
def test_elsewhere_there_are_none(address: str, why: str):
    with pytest.raises(InvalidInput, match=why):
        Site.at(address)


# -- sessions --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("TOK-6", "AGT-4")
def test_a_persons_sessions_are_ended_without_disabling_them(world: World, users: Users, passkeys: Passkeys):
    users.create(id="bob", name="Bob", role="admin")
    device = registered(passkeys)
    open_one = sign_in(passkeys, device)
    link = users.sign_in_link("ann")
    bobs = users.sign_in(users.sign_in_link("bob").token)
    assert users.end_sessions("ann", by="eve") == 2
    assert authenticate(world.engine, open_one.token) is None
    with pytest.raises(NotFound):
        users.sign_in(link.token)
    assert authenticate(world.engine, bobs.token) is not None
    assert users.end_sessions("ann") == 0
    [entry] = world.entries("users.end_sessions")
    assert (entry["actor"], entry["facts"]) == ("eve", {"user": "ann", "ended": 2})
    assert sign_in(passkeys, device)
    with pytest.raises(NotFound):
        users.end_sessions("nobody")
    with pytest.raises(NotFound):
        Users(world.engine, "acme").end_sessions("ann")
