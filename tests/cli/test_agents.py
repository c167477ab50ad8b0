from __future__ import annotations

import json
import os
import pwd
import re
import stat

import pytest

from cli_world import Shell
from pykavach.core import tokens

ALLOW = ("--allow", "mcp:github:*=read,write")


@pytest.mark.promise("API-6", "TOK-2", "TOK-3", "API-5")
def test_a_life_of_an_agent(kavach: Shell):
    made = kavach("agents", "create", "helper", "--user", "alice", *ALLOW, "--deny", "mcp:github:admin=*",
                  "--limit", "maxCallsPerDay=5", "--limit", "budgetUsdPerDay=2.00", "--limit", "ipAllowlist=10.0.0.0/8,::1",
                  "--limit", "allowedHoursUTC=Mon-Fri 09:00-18:00", "--expires-in", "1d12h", "--json").json  # fmt: skip
    agent = made["agent"]
    assert tokens.well_formed(made["token"])
    assert agent["permissions"] == [
        {"resource": "mcp:github:*", "actions": ["read", "write"]},
        {"resource": "mcp:github:admin", "actions": ["*"], "effect": "deny"},
    ]
    assert agent["constraints"] == {
        "maxCallsPerDay": 5,
        "budgetUsdPerDay": "2.00",
        "ipAllowlist": ["10.0.0.0/8", "::1"],
        "allowedHoursUTC": "Mon-Fri 09:00-18:00",
    }

    rotated = kavach("agents", "rotate", agent["id"], "--grace", "1h", "--json").json
    assert tokens.well_formed(rotated["token"])
    assert rotated["token"] != made["token"]
    assert rotated["oldValidUntil"] is not None

    child = kavach("agents", "delegate", "reader", "--parent-token-file", "-", "--allow", "mcp:github:issues=read",
                   "--limit", "maxCalls=3", "-q", input=rotated["token"])  # fmt: skip
    assert tokens.well_formed(child.out.strip())
    (sub,) = kavach("agents", "list", "--under", agent["id"], "--json").json["items"]

    shown = kavach("agents", "show", agent["id"])
    assert agent["id"] in shown.out
    assert "not mcp:github:admin = *" in shown.out
    assert "kv_" not in shown.out

    assert kavach("agents", "suspend", agent["id"], "--json").json["changed"] == [agent["id"]]
    assert kavach("agents", "show", sub["id"], "--json").json["status"] == "suspended"
    assert "resumed" in kavach("agents", "resume", agent["id"]).out
    assert kavach("agents", "revoke", agent["id"], sub["id"], "--json").json["nextCursor"] is None
    assert kavach("agents", "rotate", agent["id"], code=4).err.startswith("kavach: ")

    with kavach.open() as library:
        entries = library.audit.query(kind="change").items
        assert {e.actor for e in entries} == {
            pwd.getpwuid(os.getuid()).pw_name,
            agent["id"],
        }  # the parent's token delegated


def test_a_file_says_what_an_agent_is_and_options_win(kavach: Shell):
    spec = {
        "userId": "alice",
        "name": "from-file",
        "type": "service",
        "permissions": [{"resource": "a:*", "actions": ["read"], "constraints": {"maxCalls": 3}}],
        "constraints": {"max_calls_per_day": 9},
        "expiresIn": "2h",
    }
    made = kavach("agents", "create", "--from-file", "-", "other-name", "--allow", "b:*=read", "--json",
                  input=json.dumps(spec)).json["agent"]  # fmt: skip
    assert (made["name"], made["type"], made["constraints"]) == (
        "other-name",
        "service",
        {"maxCallsPerDay": 9},
    )
    assert [p["resource"] for p in made["permissions"]] == ["a:*", "b:*"]
    wrong = kavach("agents", "create", "--from-file", "-", "--json", input='{"nam": 1}', code=4).json
    assert wrong["error"]["field"] == "--from-file.nam"


@pytest.mark.promise("OBS-1", "TEN-1", "DEL-6")
def test_a_file_says_for_which_tenant_an_agent_is_and_until_when_it_is_observed(kavach: Shell):
    spec = {"userId": "u", "name": "n", "tenantId": "acme", "unsafeObserveUntil": "2999-01-01"}
    create = ("agents", "create", "--from-file", "-", "--json")
    made = kavach(*create, input=json.dumps(spec)).json["agent"]
    assert (made["tenantId"], made["unsafeObserveUntil"]) == ("acme", "2999-01-01T00:00:00Z")
    assert kavach("agents", "list", "--tenant", "acme", "--json").json["items"][0]["id"] == made["id"]
    kavach(*create, "--tenant", "other", input=json.dumps(spec), code=4)
    for word in ("userId", "tenantId", "unsafeObserveUntil"):
        part = json.dumps({"name": "n", word: spec[word]})
        told = kavach(
            "agents", "delegate", "--from-file", "-", "--parent", made["id"], input=part, code=2
        ).err
        assert word in told


@pytest.mark.promise("TOK-2")
def test_a_token_can_go_to_a_new_file_and_is_not_shown(kavach: Shell):
    target = kavach.folder / "token"
    made = kavach("agents", "create", "x", "--user", "u", *ALLOW, "--token-out", target)
    assert "kv_" not in made.out + made.err
    token = target.read_text().strip()
    assert tokens.well_formed(token)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = kavach("agents", "create", "y", "--user", "u", *ALLOW, "--token-out", target, "--json", code=4)
    assert again.json["error"]["code"] == "conflict"
    assert target.read_text().strip() == token
    assert kavach("agents", "create", "z", "--token-out", kavach.folder / "t2", code=4).err
    assert not (kavach.folder / "t2").exists()
    with kavach.open() as library:
        assert [a.name for a in library.agents.list().items] == ["x"]


def test_the_tree_and_the_tables_fit_80_columns(kavach: Shell):
    with kavach.open() as library:
        parent = library.agents.create(
            user_id="someone-with-a-rather-long-name@example.com",
            name="a root agent whose name goes on and on and on and on and on and on and on",
            permissions=[{"resource": "fs:*", "actions": ["*"]}],
            constraints={"maxCallsPerDay": 10, "budgetUsdPerDay": 1},
            max_depth=16,
        ).agent
        ids = [parent.id]
        for depth in range(16):
            name = (
                f"level {depth} with a long name that must be cut somewhere" if depth % 2 else "дальше 続き"
            )
            child = library.agents.delegate(
                parent_id=ids[-1], name=name, permissions=[{"resource": "fs:*", "actions": ["read"]}]
            )
            ids.append(child.agent.id)
        for _ in range(10):
            library.authorize(agent_id=ids[1], resource="fs:a", action="read", cost_usd="0.08")
        library.authorize(agent_id=ids[1], resource="fs:a", action="read")

    drawn = kavach("agents", "tree").out.splitlines()
    assert [id for line in drawn for id in ids if id in line] == ids
    assert any("██████████ 10/10" in line for line in drawn)
    assert any("$0.80/$1.00" in line for line in drawn)
    listed = kavach("agents", "list").out.splitlines()
    assert [id for line in listed for id in ids if id in line] == ids
    limits = kavach("limits", ids[2]).out.splitlines()
    assert any("maxCallsPerDay" in line and "10/10" in line for line in limits)
    tail = kavach("audit", "tail", "-n", "30").out.splitlines()
    assert "\x1b" not in "".join(drawn + listed + limits + tail)
    for line in drawn + listed + limits + tail:
        assert len(line) <= 80, line

    # Ids, states and numbers stay whole, however narrow it is; the rest is cut and says so.
    narrow = kavach("agents", "list", COLUMNS="60").out.splitlines()
    assert [id for line in narrow for id in ids if id in line] == ids
    assert all("…" in line and "active" in line for line in narrow[1:])
    found = kavach("explain", "fs:a", "read", "--agent", ids[1], COLUMNS="40", code=1).out
    assert re.search(r"maxCa\S*… +rate_limited +10 +10$", found, re.MULTILINE)
    assert re.search(r"budge\S*… +ok +\$0\.80 +\$1\.00$", found, re.MULTILINE)

    tree = kavach("agents", "tree", ids[1], "--json").json["items"][0]
    assert tree["agent"]["id"] == ids[1]
    assert [child["agent"]["id"] for child in tree["children"]] == [ids[2]]
    plain = kavach("agents", "tree", PYTHONIOENCODING="ascii", LC_ALL="C").out
    assert "##########" in plain
    assert plain.isascii()


@pytest.mark.promise("TEN-1", "EX-1")
def test_the_stop_button(kavach: Shell):
    with kavach.open() as library:
        made = {
            name: library.agents.create(
                user_id=user,
                name=name,
                tenant_id=tenant,
                type="service",
                permissions=[{"resource": "a:*", "actions": ["read"]}],
            )
            for name, user, tenant in (("a1", "alice", None), ("a2", "alice", "acme"), ("b", "bob", "acme"))
        }

    def states() -> dict[str, str]:
        with kavach.open() as library:
            return {agent.name: agent.status for agent in library.agents.list().items}

    assert "--yes" in kavach("stop", "--all", code=2).err  # nobody there to ask
    kavach("stop", code=2)
    kavach("stop", made["b"].agent.id, "--all", "--yes", code=2)
    assert set(states().values()) == {"active"}
    kavach("stop", "--user", "alice", "--tenant", "acme", "--yes")
    assert states() == {"a1": "active", "a2": "suspended", "b": "active"}
    assert (
        kavach("--tenant", "acme", "stop", made["a1"].agent.id, "-y", "--json", code=4).json["error"]["code"]
        == "not_found"
    )
    assert kavach("stop", "--tenant", "acme", "--revoke", "--yes", "--json").json["affected"] == 2
    assert states() == {"a1": "active", "a2": "revoked", "b": "revoked"}
    assert "2 agents" not in kavach("stop", "--all", "--yes").out
    assert states()["a1"] == "suspended"
