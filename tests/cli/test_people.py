"""``kavach keys`` and ``kavach users``."""

from __future__ import annotations

import stat
from typing import Any

import pytest

from authenticator import Authenticator
from cli_world import Shell
from pykavach.core import tokens
from pykavach.core.tokens import Prefix
from pykavach.engine.ceremony import Site


@pytest.mark.promise("API-5", "API-6", "TOK-2")
def test_a_life_of_a_key(kavach: Shell):
    create = (
        "keys",
        "create",
        "ci",
        "--role",
        "owner",
        "--user",
        "ann",
        "--expires-in",
        "9d",
        "--by",
        "root",
    )
    made = kavach(*create, "--json").json
    key = made["key"]
    assert tokens.prefix_of(made["token"]) is Prefix.KEY
    assert (key["name"], key["role"], key["userId"], key["createdBy"]) == ("ci", "owner", "ann", "root")
    people = kavach("keys", "create", "ops", "--role", "admin", "--tenant", "acme")
    shown, _, token = people.out.rpartition("Its token, shown only here:\n")
    assert tokens.prefix_of(token.strip()) is Prefix.KEY
    for word in ("ops", "admin", "acme", "never", "active"):
        assert word in shown
    quiet = kavach("keys", "create", "q", "--role", "service", "-q").out
    assert tokens.prefix_of(quiet.strip()) is Prefix.KEY

    page = kavach("keys", "list", "-n", "2", "--json").json
    assert [each["name"] for each in page["items"]] == ["ci", "ops"]
    rest = kavach("keys", "list", "--cursor", page["nextCursor"])
    assert ("q" in rest.out, "ci" in rest.out, "never" in rest.out) == (True, False, False)
    assert f"more: --cursor {page['nextCursor']}" in kavach("keys", "list", "-n", "2").err
    assert [each["name"] for each in kavach("keys", "list", "--tenant", "acme", "--json").json["items"]] == [
        "ops"
    ]

    assert kavach("keys", "revoke", key["id"]).out == f"revoked {key['id']}\n"
    assert kavach("keys", "revoke", key["id"], "--json").json["status"] == "revoked"
    others = [each["id"] for each in kavach("keys", "list", "--json").json["items"]][1:]
    assert [each["id"] for each in kavach("keys", "revoke", *others, "--json").json["items"]] == others
    with kavach.open() as library:
        assert library.keys.authenticate(made["token"]) is None
        assert not {key.status for key in library.keys.list().items} - {"revoked"}


@pytest.mark.promise("ERR-2")
def test_a_wrong_line_says_the_way_out(kavach: Shell):
    assert "kavach keys list" in kavach("keys", "revoke", "key_0", code=4).err
    assert "kavach users list" in kavach("users", "show", "nobody", code=4).err
    missing = kavach("keys", "create", "x", "--role", "owner", "--json", code=4).json["error"]
    assert (missing["code"], missing["field"]) == ("invalid_input", "user_id")
    kavach("keys", "create", "x", code=2)
    kavach("keys", "create", "x", "--role", "root", code=2)
    kavach("users", "create", "x", "--role", "service", code=2)
    kavach("keys", "revoke", code=2)
    kavach("users", "create", "ann", "--role", "admin")
    assert (
        kavach("users", "create", "ann", "--role", "admin", "--json", code=4).json["error"]["code"]
        == "conflict"
    )


@pytest.mark.promise("API-6", "TOK-2")
def test_a_life_of_a_person(kavach: Shell):
    made = kavach(
        "users", "create", "ann", "--role", "owner", "--name", "Ann Ключ", "--tenant", "acme", "--json"
    ).json
    assert (made["id"], made["name"], made["role"], made["tenantId"]) == ("ann", "Ann Ключ", "owner", "acme")
    kavach("users", "create", "bob", "--role", "auditor")
    link = kavach("users", "link", "ann", "--json").json
    assert tokens.prefix_of(link["token"]) is Prefix.LINK
    assert "once, until " in kavach("users", "link", "ann").out
    with kavach.open() as library:
        session = library.users.sign_in(link["token"])
    shown = kavach("users", "show", "ann", "--json").json
    assert [each["id"] for each in shown["sessions"]] == [session.principal.id]
    assert session.principal.id in kavach("users", "show", "ann").out
    changed = kavach("users", "update", "ann", "--role", "approver", "--name", "Ann", "--json").json
    assert (changed["role"], changed["name"], changed["status"]) == ("approver", "Ann", "active")
    assert "disabled" in kavach("users", "update", "ann", "--disable").out
    assert "enable them first" in kavach("users", "link", "ann", code=4).err
    with kavach.open() as library:
        assert library.keys.authenticate(session.token) is None
    page = kavach("users", "list", "-n", "1", "--json").json
    assert ([each["id"] for each in page["items"]], page["nextCursor"]) == (["ann"], "ann")
    assert "bob" in kavach("users", "list", "--cursor", "ann").out
    assert "more: --cursor ann" in kavach("users", "list", "-n", "1").err
    assert "active" in kavach("users", "update", "ann", "--enable").out


@pytest.mark.promise("API-6")
def test_passkeys_and_sessions_of_a_person(kavach: Shell):
    kavach("users", "create", "ann", "--role", "owner")
    at: dict[str, Any] = {"site": Site.at("http://localhost:8787"), "browser": "a browser"}
    with kavach.open() as library:
        for name in ("laptop", "phone", "key"):
            answer = Authenticator().create(library.passkeys.ask_to_register("ann", **at))
            library.passkeys.register("ann", answer, name=name, **at)
        session = library.users.sign_in(library.users.sign_in_link("ann").token)
    page = kavach("users", "passkeys", "ann", "-n", "2", "--json").json
    assert [(each["name"], each["status"]) for each in page["items"]] == [
        ("laptop", "active"),
        ("phone", "active"),
    ]
    first, second = (each["id"] for each in page["items"])
    cursor = page["nextCursor"]
    assert "key" in kavach("users", "passkeys", "ann", "--cursor", cursor).out
    assert f"more: --cursor {cursor}" in kavach("users", "passkeys", "ann", "-n", "2").err
    assert f"revoked {first}" in kavach("users", "revoke-passkey", "ann", first, "-y").out
    gone = kavach("users", "revoke-passkey", "ann", first, "--json").json
    assert (gone["id"], gone["status"]) == (first, "revoked")
    both = kavach("users", "revoke-passkey", "ann", first, second, "--json").json
    assert [each["status"] for each in both["items"]] == ["revoked", "revoked"]
    assert (
        "list them with kavach users passkeys USER"
        in kavach("users", "revoke-passkey", "ann", "pky_1", code=4).err
    )
    with kavach.open() as library:
        assert library.keys.authenticate(session.token) is not None
    assert "ended 1" in kavach("users", "end-sessions", "ann", "-y").out
    assert kavach("users", "end-sessions", "ann", "--json").json == {"ended": 0}
    with kavach.open() as library:
        assert library.keys.authenticate(session.token) is None
    assert "kavach users list" in kavach("users", "end-sessions", "nobody", code=4).err


@pytest.mark.promise("TOK-2")
def test_tokens_go_to_new_files_and_are_not_shown(empty: Shell):
    made = empty("init", "--admin-key", "admin.key", "--json")
    assert made.json["adminKeyFile"] == "admin.key"
    path = empty.folder / "admin.key"
    token = path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert token not in made.out + made.err
    with empty.open() as library:
        assert library.keys.authenticate(token).role == "admin"  # type: ignore[union-attr]
    assert "exists already" in empty("init", "--admin-key", "admin.key", code=4).err
    again = empty("init", "--admin-key", "second.key")
    assert "second.key (mode 0600): whoever has this key may do everything" in again.out
    assert path.read_text().strip() == token
    empty("users", "create", "ann", "--role", "admin")
    for args in (("keys", "create", "x", "--role", "admin"), ("users", "link", "ann")):
        name = f"{args[1]}.token"
        ran = empty(*args, "--token-out", name, "--json")
        assert (ran.json["token"], ran.json["tokenFile"]) == (None, name)
        assert (empty.folder / name).read_text().strip() not in ran.out + ran.err
    with empty.open() as library:
        assert len(library.keys.list().items) == 3
