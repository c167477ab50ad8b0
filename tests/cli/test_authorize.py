from __future__ import annotations

import json

import pytest

from cli_world import Shell, lines_of

READ = {"resource": "fs:*", "actions": ["read", "pay"]}


def make(kavach: Shell, **constraints: object) -> tuple[str, str]:
    with kavach.open() as library:
        made = library.agents.create(user_id="alice", name="a", permissions=[READ], constraints=constraints)
        return made.agent.id, made.token


@pytest.mark.promise("API-6", "TOK-2")
def test_the_exit_code_is_the_answer(kavach: Shell):
    id, token = make(kavach, maxCalls=1, requireApprovalFor=["fs:*:pay"])
    pending = kavach(
        "authorize", "fs:a", "pay", "--agent", id, "--arg", "to=acme", "--arg", "n:=2", "--json", code=3
    )
    assert pending.json["outcome"] == "pending"
    assert pending.json["approvalId"].startswith("apr_")
    allowed = kavach(
        "authorize", "fs:a", "read", "--json", "--ip", "10.0.0.1", "--cost", "0.01", KAVACH_TOKEN=token
    )
    assert allowed.json["allowed"] is True
    assert allowed.json["remaining"][id]["agent"]["maxCalls"] == 0
    denied = kavach("authorize", "fs:a", "read", "--token-file", "-", input=token + "\n", code=1)
    assert denied.out.startswith("DENY  rate_limited")
    assert kavach("explain", "fs:a", "read", "--agent", id, "--json", code=1).json["code"] == "rate_limited"
    assert "maxCalls" in kavach("explain", "other", "read", "--agent", id, code=1).out
    for ran in (pending, allowed, denied):
        assert token not in ran.out + ran.err
    with kavach.open() as library:
        kept = library.audit.query(action="pay").items[-1].arguments
        assert kept == {"to": "acme", "n": 2}


@pytest.mark.promise("TOK-2", "TOK-1")
def test_a_token_on_the_command_line_is_refused_and_not_repeated(kavach: Shell):
    _, token = make(kavach)
    for args in (
        ("token", "check", token),
        ("authorize", "fs:a", "read", "--token", token),
        (token,),
        ("agents", "show", token),
        ("--by", token, "agents", "create", "x"),
        ("agents", "list", "--cursor", token, "--json"),
    ):
        ran = kavach(*args, code=None)
        assert ran.code in (2, 4)
        assert token not in ran.out + ran.err
        assert token[:40] not in ran.out + ran.err
    for path in kavach.folder.iterdir():
        assert token.encode() not in path.read_bytes()


@pytest.mark.promise("TOK-1", "TOK-2", "TOK-4")
def test_a_token_is_checked_without_being_shown(kavach: Shell):
    id, token = make(kavach)
    known = kavach("token", "check", "--json", input=token)
    assert known.json["known"] is True
    assert known.json["agentId"] == id
    assert token not in known.out
    assert (
        "mistyped"
        in kavach("token", "check", input=token[:-1] + ("0" if token[-1] != "0" else "1"), code=1).out
    )
    with kavach.open() as library:
        library.agents.rotate(id, grace=60)
    old = kavach("token", "check", "--json", input=token).json
    assert (old["known"], old["oldToken"]) == (True, True)
    kavach("--tenant", "acme", "token", "check", input=token, code=1)
    with kavach.open() as library:
        newer = library.agents.rotate(id).token
        library.agents.rotate(id)
        entries = len(library.audit.query().items)
    assert kavach("token", "check", "--json", input=newer, code=1).json["rotatedAway"] is True
    with kavach.open() as library:
        assert len(library.audit.query().items) == entries
    kavach.env["KAVACH_DB"] = ""
    (kavach.folder / "elsewhere").mkdir()
    kavach.folder /= "elsewhere"
    assert kavach("token", "check", "--json", input=token).json == {
        "kind": "agent",
        "wellFormed": True,
        "checkDigits": True,
        "known": None,
    }


@pytest.mark.promise("TOK-1", "TOK-2")
def test_keys_sessions_and_links_are_checked_and_not_used(kavach: Shell):
    with kavach.open() as library:
        key = library.keys.create(name="ops", role="auditor", tenant_id="acme")
        library.users.create(id="ann", name="Ann", role="approver")
        session = library.users.sign_in(library.users.sign_in_link("ann").token)
        link = library.users.sign_in_link("ann")
        entries = len(library.audit.query().items)
    kinds = {
        "key": (key.token, "ops", "auditor"),
        "session": (session.token, "Ann", "approver"),
        "link": (link.token, "Ann", "approver"),
    }
    for kind, (token, name, role) in kinds.items():
        told = kavach("token", "check", "--json", input=token)
        assert token not in told.out
        found = told.json
        assert (found["kind"], found["wellFormed"], found["checkDigits"]) == (kind, True, True)
        assert (found["known"], found["name"], found["role"], found["status"]) == (True, name, role, "active")
        mistyped = token[:-1] + ("0" if token[-1] != "0" else "1")
        found = kavach("token", "check", "--json", input=mistyped, code=1).json
        assert (found["kind"], found["wellFormed"], found["checkDigits"]) == (kind, True, False)
        assert kavach("token", "check", input=token).out.splitlines()[1].endswith("right")
    assert "an admin key" in kavach("token", "check", input=key.token).out
    assert kavach("--tenant", "acme", "token", "check", "--json", input=key.token).json["known"] is True
    kavach("--tenant", "other", "token", "check", input=key.token, code=1)
    with kavach.open() as library:
        assert len(library.audit.query().items) == entries
        assert library.keys.get(key.key.id).last_used_at is None
        assert library.users.sign_in(link.token).principal.name == "Ann"  # it was not used up
        library.users.update("ann", disabled=True)
        library.keys.revoke(key.key.id)
    assert kavach("token", "check", "--json", input=key.token, code=1).json["status"] == "revoked"
    assert kavach("token", "check", "--json", input=link.token, code=1).json["status"] == "disabled"
    # Without a database form and check digits are all there is to know.
    kavach.env["KAVACH_DB"] = ""
    (kavach.folder / "elsewhere").mkdir()
    kavach.folder /= "elsewhere"
    for kind, (token, _, _) in kinds.items():
        found = kavach("token", "check", "--json", input=token).json
        assert found == {"kind": kind, "wellFormed": True, "checkDigits": True, "known": None}
    for none in ("kvx_" + "0" * 72, "kv_nothing", "", key.token.upper()):
        found = kavach("token", "check", "--json", input=none, code=1).json
        assert found == {"kind": None, "wellFormed": False, "checkDigits": False, "known": None}


@pytest.mark.promise("APR-2", "APR-3", "APR-5")
def test_a_person_decides(kavach: Shell):
    id, _ = make(kavach, requireApprovalFor=["fs:*:pay"])
    with kavach.open() as library:
        ask = [
            library.authorize(agent_id=id, resource=f"fs:{n}", action="pay", arguments={"n": n}, cost_usd=n)
            for n in range(1, 3)
        ]
    first, second = (decision.approval_id for decision in ask)
    page = kavach("approvals", "list", "--json", "--limit", "1").json
    assert [item["id"] for item in page["items"]] == [first]
    rest = kavach("approvals", "list", "--json", "--cursor", page["nextCursor"]).json
    assert [item["id"] for item in rest["items"]] == [second]
    assert '{"n": 1}' in kavach("approvals", "show", first).out
    assert (
        kavach("approvals", "approve", first, "--by", "carol", "--note", "fine", "--json").json["decidedBy"]
        == "carol"
    )
    assert kavach("approvals", "approve", second, "--by", id, "--json", code=4).json["error"]["field"] == "by"
    assert "denied" in kavach("approvals", "deny", second).out
    assert "no longer open" in kavach("approvals", "deny", first, code=4).err
    listed = kavach("approvals", "list", "--state", "any").out
    assert first in listed
    assert second in listed
    for n, code in ((1, 0), (1, 3), (2, 1)):
        kavach(
            "authorize",
            f"fs:{n}",
            "pay",
            "--agent",
            id,
            "--arguments",
            json.dumps({"n": n}),
            "--cost",
            n,
            code=code,
        )


@pytest.mark.promise("APR-4")
def test_watching_sees_what_opens_and_what_is_decided(kavach: Shell):
    id, _ = make(kavach, requireApprovalFor=["fs:*:pay"])
    watch = kavach.start("approvals", "watch", "--json")
    try:
        with kavach.open() as library:
            opened = library.authorize(agent_id=id, resource="fs:1", action="pay")
            assert json.loads(lines_of(watch, 1)[0])["state"] == "open"
            library.approvals.approve(opened.approval_id, by="carol")
            decided = json.loads(lines_of(watch, 1)[0])
        assert (decided["id"], decided["state"], decided["decidedBy"]) == (
            opened.approval_id,
            "approved",
            "carol",
        )
    finally:
        watch.kill()
        watch.communicate()


@pytest.mark.promise("BUD-5", "BUD-6", "BUD-7")
def test_usage(kavach: Shell):
    id, _ = make(kavach, budgetUsd=5)
    with kavach.open() as library:
        entry = library.authorize(agent_id=id, resource="fs:1", action="read", cost_usd=1).audit_id
    assert entry in kavach("usage", "unsettled", id).out
    assert kavach("usage", "settle", entry, "0.25", "--json").json["costUsd"] == "0.25"
    assert "0.25" in kavach("usage", "settle", entry, "9", code=4).err
    assert "recorded" in kavach("usage", "record", id, "--cost", "1.50", "--key", "k").out
    assert (
        kavach("usage", "record", id, "--cost", "-1", "--json", code=4).json["error"]["field"] == "cost_usd"
    )
    assert kavach("usage", id, "--json").json["usd"] == "1.75"
    assert "$1.75" in kavach("usage", "summary", id).out
    assert kavach("usage", "unsettled", "--json").json == {"items": [], "nextCursor": None}
    assert kavach("limits", id, "--json").json["items"][0]["limits"][0]["left"] == "3.25"
