from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from cli_world import Shell, lines_of

EVERYTHING = [{"resource": "*", "actions": ["*"]}]


def fill(kavach: Shell, calls: int = 5) -> str:
    with kavach.open() as library:
        made = library.agents.create(
            name="a", type="service", permissions=EVERYTHING, constraints={"maxCalls": 4}
        )
        for n in range(calls):
            library.authorize(
                agent_id=made.agent.id, resource=f"fs:{n}", action="read", arguments={"n": f"é{n}"}
            )
        return made.agent.id


def edit(kavach: Shell, statement: str) -> None:
    with sqlite3.connect(kavach.file) as raw:
        raw.execute(statement)
    raw.close()


@pytest.mark.promise("AUD-4", "API-6")
def test_the_log_is_searched_and_exported(kavach: Shell):
    id = fill(kavach)
    page = kavach("audit", "query", "--agent", id, "--outcome", "allow", "--limit", "3", "--json").json
    assert [item["resource"] for item in page["items"]] == ["fs:0", "fs:1", "fs:2"]
    rest = kavach(
        "audit", "query", "--agent", id, "--outcome", "allow", "--json", "--cursor", page["nextCursor"]
    ).json
    assert [item["resource"] for item in rest["items"]] == ["fs:3"]
    found = kavach(
        "audit", "query", "--code", "rate_limited", "--code", "revoked", "--resource", "fs:*", "--since", "1h"
    )
    assert "DENY  rate_limited  read fs:4" in found.out
    assert kavach("audit", "query", "--until", "2020-01-01").out == ""
    assert [
        json.loads(line)["resource"] for line in kavach("audit", "tail", "-n", "2", "--json").out.splitlines()
    ] == [
        "fs:3",
        "fs:4",
    ]
    one = page["items"][0]["id"]
    assert kavach("audit", "show", one, "--json").json["arguments"] == {"n": "é0"}
    assert '{"n": "é0"}' in kavach("audit", "show", one).out

    lines = [
        json.loads(line) for line in kavach("audit", "export", PYTHONIOENCODING="ascii").out.splitlines()
    ]
    assert [line["position"] for line in lines] == [1, 2, 3, 4, 5, 6]
    done = kavach("audit", "export", "--kind", "decision", "-o", "log.csv", "--json").json
    text = (kavach.folder / "log.csv").read_bytes()
    assert (done["entries"], done["bytes"], done["format"]) == (5, len(text), "csv")
    assert len(list(csv.DictReader(io.StringIO(text.decode(), newline="")))) == 5
    kavach("audit", "export", "-o", "log.csv", code=4)
    kavach("audit", "export", "--format", "csv", "--json", code=2)


@pytest.mark.promise("AUD-3")
def test_verification_says_by_its_exit_code_what_it_found(kavach: Shell):
    fill(kavach)
    kavach("audit", "checkpoint", "-o", "kept.json")
    kavach("audit", "checkpoint", "-o", "kept.json", code=4)
    assert kavach("audit", "checkpoint", "--json").json["count"] == 7
    good = kavach("audit", "verify", "--checkpoint", "kept.json", "--json").json
    assert (good["ok"], good["checkpointOk"], good["entries"]) == (True, True, 8)
    kept = json.loads((kavach.folder / "kept.json").read_text())
    forged = json.dumps(kept | {"count": 1})
    told = kavach("audit", "verify", "--checkpoint", "-", input=forged, code=6).out
    assert told.startswith("the log is NOT what the checkpoint says\n  the checkpoint: its signature")
    told = kavach("audit", "verify", "--checkpoint", "kept.json", code=4, KAVACH_SECRET="").err
    assert "the secret or --public-key" in told
    public = ("--public-key", kept["key"])
    assert "matches" in kavach("audit", "verify", "--checkpoint", "kept.json", *public, KAVACH_SECRET="").out
    edit(kavach, 'UPDATE audit SET kept = \'{"n":"x"}\' WHERE seq = 3')
    bad = kavach("audit", "verify", "--json", code=6).json
    assert (bad["ok"], bad["firstBreak"]["position"]) == (False, 3)
    told = kavach("audit", "verify", code=6).out
    assert told.startswith("the log does NOT hold\n  log 0, position 3: ")
    assert kavach("db", "check", "--json", code=6).json["audit"]["ok"] is False
    assert (
        kavach("audit", "checkpoint", "--json", code=4, KAVACH_SECRET="").json["error"]["field"] == "secret"
    )


@pytest.mark.promise("AUD-3")
def test_a_proof_is_made_where_the_database_is_and_checked_where_it_is_not(kavach: Shell):
    fill(kavach)
    page = kavach("audit", "query", "--outcome", "allow", "--json").json
    one, two = (item["id"] for item in page["items"][:2])
    assert "no checkpoint covers" in kavach("audit", "proof", one, code=4).err
    kavach("audit", "checkpoint", "-o", "kept.json")
    key = json.loads((kavach.folder / "kept.json").read_text())["key"]
    assert kavach("audit", "proof", one, "-o", "proof.json", "--json").json["links"] == 4
    proved = json.loads((kavach.folder / "proof.json").read_text())
    assert kavach("audit", "proof", one, "--checkpoint", "kept.json", "--json").json == proved
    kavach.file.unlink()
    check = ("audit", "check-proof", "proof.json", "--public-key", key)
    told = kavach(*check, "--entry", one, "--checkpoint", "kept.json", KAVACH_SECRET="").out
    assert told.startswith(f"the proof holds: {one}, in a log signed at 20")
    found = kavach(*check, "--json").json
    assert (found["ok"], found["entry"]["id"]) == (True, one)
    assert "is of another entry" in kavach(*check, "--entry", two, code=6).out
    forged = json.dumps(proved | {"links": proved["links"][:-1]})
    told = kavach("audit", "check-proof", "-", "--public-key", key, input=forged, code=6).out
    assert told.startswith("the proof does NOT hold: links: ")
    kavach("audit", "check-proof", "proof.json", code=2)
    assert not kavach.file.exists()


@pytest.mark.promise("AUD-2", "AUD-5")
def test_erasing_and_pruning(kavach: Shell):
    id = fill(kavach)
    kavach("audit", "erase", code=2)
    assert kavach("audit", "erase", "--agent", id, "--json").json == {"erased": 6}
    kavach("audit", "verify")
    kavach("audit", "prune", "--before", "2020-01-01", code=4)
    kavach("audit", "checkpoint")
    assert kavach("audit", "prune", "--before", "0s", "--json").json["pruned"] >= 6
    assert kavach("audit", "verify", "--json").json["pruned"] >= 6
    told = kavach("audit", "verify", code=4, KAVACH_SECRET="").err
    assert told.startswith("kavach: secret: ")
    assert "the secret or --public-key" in told
    assert "secret" in kavach("db", "check", code=6, KAVACH_SECRET="").out


@pytest.mark.promise("AUD-4")
def test_tail_follows_what_another_process_does_until_it_is_interrupted(kavach: Shell):
    id = fill(kavach)
    tail = kavach.start("audit", "tail", "-f", "-n", "2", "--json", "--agent", id)
    try:
        last = [json.loads(line)["resource"] for line in lines_of(tail, 2)]
        assert last == ["fs:3", "fs:4"]
        kavach("authorize", "fs:new", "read", "--agent", id, code=1)
        kavach("authorize", "fs:newer", "read", "--agent", id, code=1)
        came: list[str] = []
        while len(came) < 2:
            came += [json.loads(line)["resource"] for line in lines_of(tail, 1)]
        assert came == ["fs:new", "fs:newer"]
        tail.send_signal(signal.SIGINT)
        _, err = tail.communicate(timeout=60)
        assert tail.returncode == 130
        assert "Traceback" not in err
    finally:
        tail.kill()
        tail.communicate()


@pytest.mark.parametrize(
    "args",
    [
        ("audit", "export"),
        ("audit", "query"),
        ("audit", "query", "--json"),
        ("agents", "list"),
        ("usage", "unsettled"),
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_ends_the_command_quietly(kavach: Shell, args: tuple[str, ...]):
    fill(kavach, calls=300)
    command = kavach.start(*args)
    assert command.stdout is not None
    command.stdout.close()
    assert command.stderr is not None
    err = command.stderr.read()
    assert command.wait(60) == 141  # not 1, which is a denial
    assert err == ""
    command.stderr.close()


@pytest.mark.parametrize("args", [("audit", "tail", "-f"), ("approvals", "watch")], ids=" ".join)
def test_following_ends_when_the_reader_goes_though_nothing_comes(kavach: Shell, args: tuple[str, ...]):
    fill(kavach, calls=1)
    command = kavach.start(*args, "--json")
    assert command.stdout is not None
    if args[0] == "audit":
        lines_of(command, 2)  # all there is: from here on it waits
    command.stdout.close()
    assert command.wait(60) == 141
    assert command.stderr is not None
    assert command.stderr.read() == ""
    command.stderr.close()


def test_a_length_of_time_needs_something_to_follow(kavach: Shell):
    assert "--for belongs to -f" in kavach("audit", "tail", "--for", "1s", code=2).err


def test_a_file_that_cannot_be_made_stops_the_work_before_it_is_done(kavach: Shell):
    id = fill(kavach)
    before = kavach("audit", "query", "-n", "1000", "--json").json["items"]
    there = kavach.folder / "there"
    there.write_text("mine")
    for args, option in (
        (("audit", "checkpoint", "-o"), "--output"),
        (("audit", "export", "-o"), "--output"),
        (("agents", "rotate", id, "--token-out"), "--token-out"),
        (("agents", "create", "x", "--type", "service", "--token-out"), "--token-out"),
        (("init", "--new-secret"), "--new-secret"),
    ):
        error = kavach(*args, "nowhere/x", "--json", code=4).json["error"]
        assert (error["field"], error["message"]) == (option, "cannot be written: No such file or directory")
        assert f"{option}: 'there' exists already" in kavach(*args, "there", code=4).err
    assert there.read_text() == "mine"
    assert kavach("audit", "query", "-n", "1000", "--json").json["items"] == before


def test_work_that_fails_leaves_no_file_that_looks_whole(kavach: Shell):
    for args in (
        ("audit", "export", "--agent", "agt_x", "-o", "new"),
        ("agents", "rotate", "agt_x", "--token-out", "new"),
        ("--db", "sqlite:///nowhere/x.db", "init", "--new-secret", "new"),
    ):
        kavach(*args, code=4)
        assert not (kavach.folder / "new").exists()
    kavach("audit", "checkpoint", "-o", "new", code=4, KAVACH_SECRET="")
    assert not (kavach.folder / "new").exists()


def test_a_kind_that_does_not_exist_is_refused(kavach: Shell):
    fill(kavach)
    assert "decision, replay" in kavach("audit", "query", "--kind", "decisions", code=4).err
    assert "no such entries" in kavach("audit", "query", "--kind", "replay").err


def test_an_entry_without_an_access_has_no_blanks_at_its_end(kavach: Shell):
    id = fill(kavach, calls=0)
    kavach("authorize", "fs:*", "read", "--agent", id, code=1)
    first = kavach("audit", "tail", "-n", "1").out.splitlines()[0]
    assert first.endswith("DENY invalid_request")


# -- the database ----------------------------------------------------------------------------------------------------


def test_a_damaged_file_is_said_to_be_damaged(kavach: Shell):
    fill(kavach, calls=300)
    edit(kavach, "PRAGMA wal_checkpoint(TRUNCATE)")
    with kavach.file.open("r+b") as file:
        file.seek(-12 * 4096, os.SEEK_END)
        file.write(b"\xff" * 10 * 4096)
    ran = kavach("db", "check", "--json", code=None)
    assert ran.code in (5, 6)
    assert kavach("db", "check", code=None).code == ran.code
    kavach.file.write_bytes(b"not a database at all" * 500)
    assert kavach("db", "check", "--json", code=5).json["error"]["code"] == "unavailable"


@pytest.mark.promise("DB-5")
def test_after_a_restore_what_changed_is_suspended(kavach: Shell):
    with kavach.open() as library:
        old = library.agents.create(name="old", type="service", permissions=EVERYTHING)
        library.audit.checkpoint()
        new = library.agents.create(name="new", type="service", permissions=EVERYTHING)
    backup = kavach.file.read_bytes()
    done = kavach("db", "restored", "--json").json
    assert done["suspended"] == [new.agent.id]
    assert done["checkpoint"] is not None
    assert new.agent.id in kavach("agents", "resume", new.agent.id).out

    kavach("audit", "checkpoint", "-o", "later.json")
    beside(kavach)
    kavach.file.write_bytes(backup)
    ran = kavach("db", "restored", "--checkpoint", "later.json")
    assert old.agent.id in ran.out
    assert new.agent.id in ran.out
    kavach("db", "restored", "--tenant", "acme", code=4)


def beside(kavach: Shell) -> None:
    for name in ("-wal", "-shm"):
        Path(f"{kavach.file}{name}").unlink(missing_ok=True)


@pytest.mark.promise("FC-1", "DB-1", "DB-2")
def test_the_doctor_proves_denials_and_leaves_no_live_agent(kavach: Shell):
    kavach("audit", "checkpoint")
    found = kavach("doctor", "--json").json
    states = {item["check"]: item["state"] for item in found["items"]}
    assert found["ok"] is True
    assert set(states.values()) == {"ok"}
    assert {"durability", "file mode", "clock", "schema", "secret", "lock file", "a revoked agent"} <= set(
        states
    )
    with kavach.open() as library:
        assert [agent.status for agent in library.agents.list().items] == ["revoked"]
    kavach.file.chmod(0o644)
    ran = kavach("doctor", code=6, KAVACH_SECRET="t" * 40)
    assert "warn  file mode" in ran.out
    assert "fail  secret" in ran.out
    edit(kavach, "UPDATE audit SET at = at + 100000000 WHERE seq = (SELECT max(seq) FROM audit)")
    assert "set back" in kavach("doctor", code=6).out
    with kavach.open() as library:
        assert {agent.status for agent in library.agents.list().items} == {"revoked"}
