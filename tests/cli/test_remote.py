"""The command line against a server: the same commands, and a clear word where the database itself is needed."""

from __future__ import annotations

import json
import re
import select
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli_world import Shell, lines_of
from patience import until
from server_world import Served, served


class Remote:
    """The command in a folder without a database, and a server elsewhere."""

    def __init__(self, server: Served, shell: Shell) -> None:
        self.server = server
        self.library = server.kavach
        self.shell = shell
        self.key = server.kavach.keys.create(name="command line", role="admin").token
        shell.env = {name: shell.env[name] for name in ("PATH", "HOME")}
        shell.env |= {"KAVACH_SERVER": server.url, "KAVACH_KEY": self.key}

    def __call__(self, *args: object, **how: Any) -> Any:
        return self.shell(*args, **how)

    def json(self, *args: object, **how: Any) -> Any:
        return self.shell(*args, "--json", **how).json


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    with served(tmp_path_factory.mktemp("there")) as running:
        yield Remote(running, Shell(tmp_path_factory.mktemp("here")))


def make(remote: Remote, **more: Any) -> Any:
    return remote.server.agent(user_id="rita", **more)


@pytest.mark.promise("API-6")
def test_what_is_shown_is_what_the_database_says(remote: Remote):
    made = make(remote, name="shown", constraints={"maxCallsPerDay": 9, "requireApprovalFor": ["pay:*"]})
    k, id = remote.library, made.agent.id
    allowed = k.authorize(token=made.token, resource="a", action="b", cost_usd="0.5")
    waits = k.authorize(token=made.token, resource="pay", action="b", arguments={"to": "x"})
    assert remote.json("agents", "show", id) == k.agents.get(id).wire()
    assert remote.json("agents", "list", "--user", "rita")["items"] == [
        each.wire() for each in k.agents.list(user_id="rita").items
    ]
    assert remote.json("limits", id)["items"] == [level.wire() for level in k.agents.limits(id)]
    assert remote.json("agents", "tree", id)["items"][0]["agent"]["id"] == id
    assert {**remote.json("usage", id), "at": 0} == {**k.usage.summary(id).wire(), "at": 0}
    assert remote.json("usage", "unsettled", id)["items"][0]["auditId"] == allowed.audit_id
    assert (
        remote.json("approvals", "show", waits.approval_id) == k.approvals.get(waits.approval_id or "").wire()
    )
    assert remote.json("audit", "show", allowed.audit_id) == k.audit.get(allowed.audit_id or "").wire()
    assert remote.json("audit", "query", "--agent", id)["items"] == [
        entry.wire() for entry in k.audit.query(agent_id=id).items
    ]
    assert remote("audit", "export", "--agent", id).out == "".join(k.audit.export(agent_id=id))
    told = remote.json("audit", "export", "--agent", id, "--output", "out.csv")
    assert (remote.shell.folder / "out.csv").read_bytes() == "".join(
        k.audit.export(agent_id=id, format="csv")
    ).encode()
    assert told["entries"] == len(k.audit.query(agent_id=id).items)
    assert "shown" in remote("agents", "list").out
    assert id in remote("agents", "show", id).out


def test_the_life_of_an_agent(remote: Remote):
    made = remote.json(
        "agents", "create", "worker", "--user", "walt", "--allow", "a:*=b,c", "--limit", "maxCalls=3"
    )
    id, token = made["agent"]["id"], made["token"]
    assert remote.library.agents.get(id).constraints == {"maxCalls": 3}
    assert remote("authorize", "a:x", "b", KAVACH_TOKEN=token).out.startswith("ALLOW")
    assert remote("authorize", "z", "b", "--agent", id, code=1).out.startswith("DENY")
    assert remote.json("explain", "a:x", "c", "--agent", id)["allowed"]
    settled = remote.json("authorize", "a:x", "b", "--agent", id, "--cost", "0.5")
    assert remote.json("usage", "settle", settled["auditId"], "0.25")["costUsd"] == "0.25"
    assert remote.json("usage", "record", id, "--cost", "0.10")["costUsd"] == "0.10"
    (remote.shell.folder / "token").write_text(token)
    child = remote.json("agents", "delegate", "child", "--parent-token-file", "token", "--allow", "a:x=b")
    assert child["agent"]["parentId"] == id
    rotated = remote.json("agents", "rotate", id)
    assert rotated["token"] != token
    assert remote.json("agents", "suspend", id)["affected"] == 2
    assert remote.json("agents", "resume", id)["affected"] == 2
    assert remote.json("stop", "--user", "walt", "--yes")["changed"]
    assert remote.json("agents", "revoke", id, "--yes")["changed"] == [id]
    entry = remote.library.audit.query(agent_id=id).items[-1]
    assert entry.actor == remote.library.keys.authenticate(remote.key).id  # type: ignore[union-attr]


def test_a_tenant_is_stopped(remote: Remote):
    made = make(remote, name="t", tenant_id="acme")
    remote("stop", "--tenant", "acme", "--yes")
    assert remote.library.agents.get(made.agent.id).status == "suspended"
    for args in (("stop", made.agent.id, "--yes"), ("agents", "list")):
        refused = remote(*args, "--tenant", "acme", code=2)
        assert "--tenant belongs to a database" in refused.err


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize(("verb", "state"), [("approve", "approved"), ("deny", "denied")])
def test_whoever_has_the_key_decides(remote: Remote, verb: str, state: str):
    made = make(remote, name=verb, constraints={"requireApprovalFor": ["*"]})
    waits = remote.json("authorize", "a", "b", "--agent", made.agent.id, code=3)
    found = remote.json("approvals", verb, waits["approvalId"], "--note", "since")
    assert (found["state"], found["note"], found["decidedBy"][:4]) == (state, "since", "key_")
    assert "--by belongs to a database" in remote("approvals", verb, "x", "--by", "maria", code=2).err


def test_the_log_is_followed_and_checked(remote: Remote):
    made = make(remote, name="followed")
    assert remote.json("audit", "checkpoint", "-o", "kept.json")["path"] == "kept.json"
    process = remote.shell.start("audit", "tail", "-f", "-n", "0", "--json", "--agent", made.agent.id)
    try:
        # It may not have begun to look yet: of what comes again and again, one is seen.
        assert process.stdout is not None
        until(
            lambda: (
                remote.library.authorize(token=made.token, resource="a", action="b")
                and select.select([process.stdout], [], [], 0.2)[0]
            ),
            what="an entry to be followed",
        )
        assert json.loads(lines_of(process, 1)[0])["agentId"] == made.agent.id
    finally:
        process.kill()
        process.communicate()
    report = remote.json("audit", "verify", "--checkpoint", "kept.json")
    assert (report["ok"], report["checkpointOk"]) == (True, True)
    assert "--public-key" in remote("audit", "verify", "--public-key", "00", code=2).err
    last = remote.json("audit", "query", "--agent", made.agent.id)["items"][0]["id"]
    proof = remote.json("audit", "proof", last, "--checkpoint", "kept.json")
    assert (proof["auditId"], proof["checkpoint"]["heads"][0]["log"]) == (last, 0)
    assert len(remote("audit", "tail", "--json").out.splitlines()) >= 3
    assert remote.json("audit", "erase", "--agent", made.agent.id, "--yes")["erased"] >= 1
    refused = remote("audit", "prune", "--before", "2020-01-01", "--yes", code=4)
    assert "no checkpoint" in refused.err or "checkpoint" in refused.err


def test_keys_and_people(remote: Remote):
    made = remote.json("keys", "create", "ci", "--role", "service", "--expires-in", "1d")
    assert remote.library.keys.get(made["key"]["id"]).role == "service"
    assert remote.json("keys", "revoke", made["key"]["id"], "--yes")["status"] == "revoked"
    assert remote.json("keys", "list")["items"][-1]["name"] == "ci"
    remote("users", "create", "una", "--name", "Una", "--role", "approver")
    assert remote.json("users", "show", "una") == remote.library.users.get("una").wire() | {"sessions": None}
    assert "Una" in remote("users", "show", "una").out
    assert re.fullmatch("kvl_[0-9a-f]{72}\n", remote("users", "link", "una", "-q").out)
    assert remote.json("users", "passkeys", "una")["items"] == []
    assert "passkey" in remote("users", "revoke-passkey", "una", "pky_1", code=4).err
    assert remote.json("users", "end-sessions", "una") == {"ended": 1}
    assert remote.json("users", "update", "una", "--disable")["status"] == "disabled"
    assert "disabled" in remote("users", "link", "una", "-q", code=4).err


def test_webhooks(remote: Remote):
    made = remote.json("webhooks", "create", "ops", "https://hooks.example.com/")
    id = made["webhook"]["id"]
    assert remote.library.webhooks.get(id).name == "ops"
    assert remote.json("webhooks", "list")["items"] == [remote.json("webhooks", "show", id)]
    assert remote.json("webhooks", "update", id, "--event", "key.created")["events"] == ["key.created"]
    assert remote.json("webhooks", "pause", id)["status"] == "paused"
    assert remote.json("webhooks", "resume", id)["status"] == "active"
    assert remote.json("webhooks", "rotate", id, "--overlap", "0")["oldUntil"] is None
    assert "private" in remote("webhooks", "update", id, "--url", "https://10.0.0.1/", code=4).err
    assert remote.json("webhooks", "remove", id, "--yes") == {"removed": id}
    assert remote.library.webhooks.list().items == []


def test_a_token_is_checked_by_asking_as_the_agent(remote: Remote):
    made = make(remote, name="checked")
    found = remote.json("token", "check", input=made.token)
    assert (found["known"], found["agentId"], found["status"]) == (True, made.agent.id, "active")
    assert "checked" in remote("token", "check", input=made.token, KAVACH_KEY="").out
    remote.library.agents.revoke(made.agent.id)
    assert remote.json("token", "check", input=made.token, code=1)["known"] is False
    assert remote.json("token", "check", input="kv_nothing", code=1)["known"] is False
    key = remote.library.keys.create(name="unasked", role="auditor")
    assert remote.json("token", "check", input=key.token)["known"] is None


@pytest.mark.parametrize(
    "args",
    [
        ("init",),
        ("serve", "--check"),
        ("demo",),
        ("doctor",),
        ("db", "check"),
        ("db", "current"),
        ("db", "upgrade"),
        ("db", "restored", "--yes"),
        ("db", "copy", "sqlite:///a.db", "sqlite:///b.db"),
        ("db", "reopen"),
        ("db", "grants", "--decider", "d"),
    ],
)
def test_what_needs_the_database_says_so(remote: Remote, args: tuple[str, ...]):
    refused = remote(*args, code=None)
    assert refused.code in (2, 4), refused
    assert "this command works on the database itself" in refused.err, refused
    assert not list(remote.shell.folder.glob("*.db"))


def test_which_is_meant_is_said(remote: Remote, tmp_path: Path):
    url = remote.server.url
    assert (
        "either --server or --db"
        in remote("agents", "list", "--server", url, "--db", "sqlite:///x.db", code=2).err
    )
    both = {"KAVACH_DB": "sqlite:///x.db"}
    assert "are both set" in remote("agents", "list", code=2, **both).err
    assert remote("agents", "list", "--server", url, **both).code == 0
    there = remote("agents", "list", "--db", f"sqlite:///{tmp_path}/none.db", code=4)
    assert "kavach init" in there.err
    (remote.shell.folder / "key").write_text(f"{remote.key}\n")
    assert remote("agents", "list", "--key-file", "key", KAVACH_KEY="").code == 0


def test_how_a_key_that_is_none_is_told_of(remote: Remote):
    for env, words, code in (
        ({"KAVACH_KEY": ""}, "KAVACH_KEY must give", 4),
        ({"KAVACH_KEY": "nonsense"}, "no admin key", 4),
        ({"KAVACH_KEY": remote.server.agent().token}, "agent's own token", 4),
        ({"KAVACH_SERVER": "http://127.0.0.1:1"}, "there is no connection", 5),
        ({"KAVACH_SERVER": "http://kavach.example.com"}, "must be https://", 4),
        ({"KAVACH_SERVER": "nonsense"}, "must be absolute", 4),
    ):
        refused = remote("agents", "list", code=code, **env)
        assert words in refused.err
        assert remote.key not in refused.err + refused.out
    gone = remote(
        "keys", "list", code=4, KAVACH_KEY=remote.library.keys.create(name="s", role="service").token
    )
    assert "nothing here for this credential" in gone.err
    assert remote(
        "authorize", "a", "b", "--agent", "x", code=5, KAVACH_SERVER="http://127.0.0.1:1"
    ).out.startswith("DENY")
    assert remote("agents", "list", "--key-file", "nowhere", code=4).err.startswith("kavach: --key-file")
