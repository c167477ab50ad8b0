"""``kavach webhooks``, over a file and over a server."""

from __future__ import annotations

import stat
from collections.abc import Iterator

import pytest

from cli_world import Shell
from pykavach.webhooks import parse_keys
from receivers import Receiver

HOOK = "https://hooks.example.com/kavach"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.close()


@pytest.mark.promise("API-5", "API-6")
def test_a_life_of_a_webhook(kavach: Shell, receiver: Receiver):
    env = {"KAVACH_PRIVATE_WEBHOOKS": "true"}
    made = kavach(
        "webhooks", "create", "ops", receiver.url, "--event", "key.created", "--by", "root", "--json", **env
    )
    hook, id = made.json["webhook"], made.json["webhook"]["id"]
    assert len(parse_keys(made.json["secret"])[0]) == 32
    assert (hook["name"], hook["events"], hook["createdBy"]) == ("ops", ["key.created"], "root")
    shown = kavach("webhooks", "create", "all", HOOK, "--tenant", "acme", **env).out
    head, _, secret = shown.rpartition("Its secret, shown only here:\n")
    assert parse_keys(secret.strip())
    for word in ("all", HOOK, "acme", "active", "never"):
        assert word in head
    quiet = kavach("webhooks", "create", "q", HOOK, "-q", **env).out
    assert parse_keys(quiet.strip())

    page = kavach("webhooks", "list", "-n", "2", "--json").json
    assert [each["name"] for each in page["items"]] == ["ops", "all"]
    assert f"more: --cursor {page['nextCursor']}" in kavach("webhooks", "list", "-n", "2").err
    rest = kavach("webhooks", "list", "--cursor", page["nextCursor"])
    assert ("q" in rest.out, "whsec_" in rest.out) == (True, False)
    assert [
        each["name"] for each in kavach("webhooks", "list", "--tenant", "acme", "--json").json["items"]
    ] == ["all"]

    kavach("keys", "create", "told", "--role", "service", "-q")
    assert kavach("webhooks", "show", id, "--json").json["waiting"] == 1
    assert "key.created" in kavach("webhooks", "show", id).out
    assert kavach("webhooks", "pause", id, "--json").json["status"] == "paused"
    assert "active" in kavach("webhooks", "resume", id).out
    assert kavach("webhooks", "test", id, **env).out == "taken  The receiver answered 204.\n"
    receiver.answer = lambda handler: handler.say(500)
    failed = kavach("webhooks", "test", id, "--json", code=1, **env).json
    assert failed == {"taken": False, "status": 500, "said": "The receiver answered 500."}
    changed = kavach(
        "webhooks", "update", id, "--name", "new", "--event", "*", "--if-version", "3", "--json"
    ).json
    assert (changed["name"], changed["events"]) == ("new", ["*"])
    kavach("webhooks", "update", id, "--name", "newer", "--if-version", "3", code=4)

    path = kavach.folder / "secret"
    kept = kavach("webhooks", "rotate", id, "--overlap", "1h", "--secret-out", str(path), **env)
    assert "they sign until" in kept.out
    assert "whsec_" not in kept.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert parse_keys(path.read_text().strip())
    assert "they sign no more" in kavach("webhooks", "rotate", id, "--overlap", "0", **env).out

    assert kavach("webhooks", "remove", id).out == f"removed {id}\n"
    other = page["items"][1]["id"]
    assert kavach("webhooks", "remove", other, "--json").json == {"removed": other}
    assert [each["name"] for each in kavach("webhooks", "list", "--json").json["items"]] == ["q"]


@pytest.mark.promise("ERR-2")
def test_a_wrong_line_says_the_way_out(kavach: Shell):
    assert "kavach webhooks list" in kavach("webhooks", "show", "wh_0", code=4).err
    assert "KAVACH_SECRET" in kavach("webhooks", "create", "a", HOOK, code=4, KAVACH_SECRET="").err
    assert (
        "KAVACH_PRIVATE_WEBHOOKS=true" in kavach("webhooks", "create", "a", "https://10.0.0.1/", code=4).err
    )
    wrong = kavach("webhooks", "create", "a", HOOK, "--event", "no", "--json", code=4).json["error"]
    assert (wrong["code"], wrong["field"]) == ("invalid_input", "events[0]")
    kavach("webhooks", "create", "a", code=2)
    kavach("webhooks", "remove", code=2)
