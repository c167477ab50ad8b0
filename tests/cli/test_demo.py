"""`kavach demo` from the outside: a process in an empty folder, and the file it leaves."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pykavach.cli import demo_story
from pykavach.cli.app import run
from pykavach.sync import Kavach

_TOKEN = re.compile(rb"kv_[0-9a-f]{8}")


def environment(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KAVACH", "FORCE_COLOR"))
    }
    return {**kept, "PYTHONIOENCODING": "utf-8", **more}


def play(folder: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pykavach.cli", "demo", *options],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def events(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def codes(found: list[dict[str, Any]], act: str) -> list[str]:
    return [e["decision"]["code"] for e in found if e["event"] == "decision" and act in e["act"]]


@pytest.mark.promise("AUD-1", "AUD-3", "DEL-4", "TOK-2")
@pytest.mark.parametrize(
    ("flag", "paid"),
    [
        ("--approve", ["approval_required", "ok", "approval_required"]),
        ("--deny", ["approval_required", "approval_denied", "approval_denied"]),
        (None, ["approval_required", "approval_denied", "approval_denied"]),
    ],
)
def test_the_story_and_the_file_it_leaves(tmp_path: Path, flag: str | None, paid: list[str]) -> None:
    done = play(tmp_path, "--json", *([flag] if flag else []))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    found = events(done.stdout)
    assert found[-1]["event"] == "end"
    assert found[-1]["ok"] is True
    assert found[-1]["surprises"] == []
    assert all(e["asExpected"] for e in found if e["event"] == "decision")
    assert all(e["ok"] for e in found if e["event"] == "check")

    # What happened is what the issue asks to be shown.
    assert codes(found, "payment") == paid
    assert set(codes(found, "Work")) == {"ok"}
    assert codes(found, "Out of bounds") == [
        "argument_mismatch",
        "argument_mismatch",
        "ip_not_allowed",
        "not_permitted",
        "argument_mismatch",
    ]
    assert [e["code"] for e in found if e["event"] == "refusal"] == ["exceeds_parent"]
    assert codes(found, "runaway") == ["ok"] * 5 + ["rate_limited"] * 3
    spending = codes(found, "Spending")
    assert spending[0] == "ok"
    assert spending[-3:] == ["budget_throttled", "budget_exceeded", "budget_exceeded"]
    assert codes(found, "mid-flight") == ["ok", "unknown_token", "ok"]
    assert codes(found, "stop button") == ["revoked"] * 5
    forged = [e["report"]["firstBreak"] for e in found if e["event"] == "check" and "forgery" in e]
    assert [broken["what"] for broken in forged] == [
        "the entry does not match its hash",
        "the entry does not follow the one before it",
        "the entry is missing",
    ]

    # The file says the same, to a reader who was not there.
    file = tmp_path / "kavach-demo.db"
    with Kavach(f"sqlite:///{file}") as kavach:
        assert kavach.audit.verify().ok
        shown = [e["decision"] for e in found if e["event"] == "decision"]
        for decision in shown:
            entry = kavach.audit.get(decision["auditId"])
            assert (entry.outcome, entry.code) == (decision["outcome"], decision["code"])
        root = found[-1]["rootId"]
        logged = kavach.audit.query(subtree=root, kind="decision", limit=1000).items
        allowed = Counter(entry.outcome for entry in logged)["allow"]
        assert allowed == sum(decision["allowed"] for decision in shown)
        assert [agent.status for agent in kavach.agents.list().items] == ["revoked"] * 5
        assert kavach.approvals.list(state="open").items == []
    assert not _TOKEN.search(done.stdout.encode())
    assert not any(_TOKEN.search(each.read_bytes()) for each in tmp_path.iterdir())


def test_people_read_aligned_lines_and_paste_commands(tmp_path: Path) -> None:
    done = play(tmp_path, "--approve", NO_COLOR="1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    short = [line for line in lines if str(tmp_path) not in line and "pykavach.cli" not in line]
    assert max(map(len, short)) <= 100
    decided = [line for line in lines if re.match(r"(allow|deny|pending) +[a-z_]+( |$)", line[44:])]
    assert f"  ok  all {len(decided)} decisions above are in the audit log" in done.stdout
    assert lines[-1] == "Everything went as the story says."

    first = next(place for place, line in enumerate(lines) if line.startswith("  export KAVACH_DB="))
    commands = [line.strip() for line in lines[first:-2] if line.strip()]
    assert len(commands) >= 5
    for command in commands[1:]:
        pasted = subprocess.run(
            ["sh", "-c", f"{commands[0]}\n{command}"],
            cwd="/",
            env=environment(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert pasted.returncode == 0, (command, pasted.stdout, pasted.stderr)
        assert pasted.stdout.strip(), command
        assert "kavach:" not in pasted.stderr, command  # no error, no warning; remarks are fine


def test_it_speaks_ascii_where_it_must(tmp_path: Path) -> None:
    done = play(tmp_path, "--deny", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_a_person_at_the_terminal_is_asked(tmp_path: Path) -> None:
    """Standard input and error are a terminal; the answer typed there decides."""
    person, terminal = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "pykavach.cli", "demo", "--json"],
            cwd=tmp_path,
            env=environment(),
            stdin=terminal,
            stderr=terminal,
            stdout=subprocess.PIPE,
        )
        os.close(terminal)
        asked = b""
        while b"Approve?" not in asked:
            asked += os.read(person, 4096)
        assert b"payments:ledger pay" in asked
        assert b"Acme Paper" in asked
        os.write(person, b"y\n")
        output, _ = process.communicate(timeout=60)
    finally:
        os.close(person)
    assert process.returncode == 0
    found = events(output.decode())
    assert codes(found, "payment") == ["approval_required", "ok", "approval_required"]
    (answer,) = [e for e in found if e["event"] == "change" and e["act"].startswith("A payment")]
    assert answer["who"] == "person"
    assert answer["by"].endswith("at the terminal")


def test_nobody_at_a_terminal_is_a_no_and_says_so(tmp_path: Path) -> None:
    done = play(tmp_path)
    assert done.returncode == 0
    assert "No terminal to ask at, neither --approve nor --deny: the answer is no." in done.stdout
    assert re.search(r"nobody +deny the payment +done +no terminal: no by default", done.stdout)


def test_what_exists_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "kavach-demo.db"
    precious.write_bytes(b"somebody's data")
    done = play(tmp_path, "--json", "--deny")
    assert done.returncode == 0
    assert events(done.stdout)[-1]["db"].endswith("kavach-demo-2.db")
    refused = play(tmp_path, "--fresh", "--deny")
    assert refused.returncode == 4
    assert "stays" in refused.stderr
    assert precious.read_bytes() == b"somebody's data"


def test_fresh_replaces_what_a_demo_left_and_nothing_else(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'a.db'}"
    first = events(play(tmp_path, "--json", "--deny", "--db", address).stdout)[-1]
    second = events(play(tmp_path, "--json", "--deny", "--db", "a.db", "--fresh").stdout)[-1]
    assert first["db"] == second["db"]
    assert first["rootId"] != second["rootId"]
    with Kavach(address) as kavach:
        assert [agent.id for agent in kavach.agents.list(roots_only=True).items] == [second["rootId"]]
        mine = kavach.agents.create(user_id="me", name="mine", permissions=[]).agent
    refused = play(tmp_path, "--fresh", "--deny", "--db", "a.db")
    assert refused.returncode == 4
    with Kavach(address) as kavach:
        assert kavach.agents.get(mine.id).status == "active"


def test_keep_goes_on_in_the_same_file(tmp_path: Path) -> None:
    play(tmp_path, "--deny")
    done = play(tmp_path, "--json", "--approve", "--keep")
    assert done.returncode == 0, done.stdout
    with Kavach(f"sqlite:///{tmp_path / 'kavach-demo.db'}") as kavach:
        assert len(kavach.agents.list(roots_only=True).items) == 2
        assert kavach.audit.verify().ok


def test_the_database_at_work_is_not_played_in(tmp_path: Path) -> None:
    done = play(tmp_path, "--json", "--deny", KAVACH_DB=f"sqlite:///{tmp_path / 'work.db'}")
    assert events(done.stdout)[-1]["db"].endswith("kavach-demo.db")
    assert not (tmp_path / "work.db").exists()


def test_a_surprise_is_shown_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The story expects a denial one call too early; the decision of the library is what is shown."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo_story, "LOOPS", 4)
    assert run(["demo", "--json", "--deny"]) == 1
    found = events(capsys.readouterr().out)
    assert found[-1]["ok"] is False
    (surprise,) = found[-1]["surprises"]
    assert "expected rate_limited, got ok" in surprise


@pytest.mark.parametrize(
    "options",
    [
        ["--keep", "--fresh"],
        ["--tenant", "t"],
        ["--db", "postgresql://h/d"],
        ["--db", "mysql://h/d"],
        ["--db", "."],
        ["--db", "sqlite:///:memory:"],
    ],
)
def test_bad_options_are_refused(tmp_path: Path, options: list[str]) -> None:
    done = play(tmp_path, *options)
    assert done.returncode in (2, 4)
    assert len(done.stderr.splitlines()) == 1
    if "--db" in options:
        assert "names no file" in done.stderr
    assert list(tmp_path.iterdir()) == []
