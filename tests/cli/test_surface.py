"""How the command starts, ends, fails and speaks."""

from __future__ import annotations

import json
import stat
import subprocess
import sys

import pytest

import pykavach
from cli_world import COMMAND, SECRET, Shell
from pykavach.cli.app import COMMANDS


def test_the_version_is_said_without_loading_the_database(empty: Shell):
    script = (
        "import sys; from pykavach.cli.app import run; code = run(['--version']); "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('sqlalchemy', 'rich', 'sqlite3'))); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"kavach {pykavach.__version__}", "[]"]


def test_without_click_there_is_one_clear_line():
    script = "import sys; sys.modules['click'] = None; from pykavach.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert 'pip install "pykavach[cli]"' in done.stderr


@pytest.mark.promise("ERR-2")
def test_help_documents_the_exit_codes_and_every_command(empty: Shell):
    top = empty.apart("--help")
    assert top.code == 0
    for word in ("Exit codes", "denied", "130", "--secret-file", "--json", *COMMANDS):
        assert word in top.out
    assert empty("agents", "create", "-h").out.startswith("Usage: kavach agents create")
    assert "did you mean 'agents'" in empty("agent", "list", code=2).err
    assert empty().out.startswith("Usage: kavach")


@pytest.mark.promise("DB-2", "DB-4")
def test_init_makes_what_is_missing_and_overwrites_nothing(empty: Shell):
    assert empty("agents", "list", code=4).err.endswith("create it with: kavach init\n")
    assert not empty.file.exists()
    made = empty("init", "--new-secret", "s.key", "--json", KAVACH_SECRET="")
    assert made.json["created"] is True
    key = (empty.folder / "s.key").read_text()
    assert len(key.strip()) == 64
    assert key.strip() not in made.out + made.err
    assert {stat.S_IMODE(path.stat().st_mode) for path in (empty.file, empty.folder / "s.key")} == {0o600}
    empty("init", "--new-secret", "s.key", code=4)
    assert (empty.folder / "s.key").read_text() == key
    again = empty("init")
    assert "exists already" in again.out
    assert SECRET not in again.out
    sealed = empty("--secret-file", "s.key", "audit", "checkpoint", "--json")
    (empty.folder / "both.key").write_text("x" * 40 + "\n" + key)
    other = empty("audit", "verify", "--checkpoint", "-", "--secret-file", "both.key", input=sealed.out)
    assert "the checkpoint matches" in other.out
    assert (
        empty("agents", "list", "--json", "--secret-file", "nowhere", code=4).json["error"]["field"]
        == "--secret-file"
    )
    assert "32" in empty("agents", "list", code=4, KAVACH_SECRET="short").err


@pytest.mark.parametrize(
    "noun", ["agents", "approvals", "audit", "usage", "keys", "users", "webhooks", "token", "db"]
)
def test_a_noun_alone_shows_its_commands(empty: Shell, noun: str):
    ran = empty(noun, code=2)
    assert ran.err.startswith(f"Usage: kavach {noun}")
    assert "\nCommands:\n" in ran.err
    assert ran.out == ""
    assert "say which: " in empty("--json", noun, code=2).json["error"]["message"]


@pytest.mark.promise("ERR-2")
def test_the_way_out_is_one_that_can_be_typed(kavach: Shell):
    for args, way_out in (
        (("agents", "show", "agt_x"), "kavach agents list"),
        (("approvals", "show", "apr_x"), "kavach approvals list"),
        (("audit", "show", "aud_x"), "kavach audit query"),
        (("audit", "verify", "--checkpoint", "-"), "kavach audit checkpoint"),
        (("audit", "verify", "--tenant", "t"), "leave --tenant out"),
        (("agents", "rotate", "agt_x", "--since", "1h"), "--compromised"),
        (("agents", "create", "x", "--allow", "a=b"), "say for whom with --user"),
        (("keys", "create", "x", "--role", "owner"), "say whose with --user"),
        (("agents", "list", "--cursor", "x"), "nextCursor"),
    ):
        told = kavach(*args, input="{}", code=4).err
        assert way_out in told
        assert "(" not in told
    (kavach.folder / "a.key").write_text("kva_" + "0" * 72)
    remote = ("--server", "http://kavach.example.com", "--key-file", "a.key", "agents", "list")
    assert "say so: --unsafe-plain-http" in kavach(*remote, code=4, KAVACH_DB="").err
    assert "'--tenant'? See: kavach stop --help" in kavach("stop", "--agent", "x", code=2).err
    for file, told in (
        ("[]", "--from-file: must be a JSON object, not list"),
        ('{"name": "x", "userId": "u", "metadata": 5}', "metadata: must be a JSON object, not int"),
        ('{"name": "x", "userId": "u", "constraints": {"argsOnly": 1}}', "argsOnly: must be true or false"),
        ('{"name": "x", "userId": "u", "expiresIn": "soon"}', "--from-file.expiresIn: 'soon' is no length"),
        ('{"name": "x", "userId": "u", "unsafeObserveUntil": "x"}', "--from-file.unsafeObserveUntil: 'x' is"),
    ):
        assert told in kavach("agents", "create", "--from-file", "-", input=file, code=4).err
    told = kavach("audit", "checkpoint", code=4, KAVACH_SECRET="").err
    assert "KAVACH_SECRET or --secret-file" in told
    assert "Kavach(" not in told


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize("option", ["--db", "--server", "--key-file", "--secret-file", "--by"])
def test_an_option_that_is_empty_is_not_the_default(kavach: Shell, option: str):
    kavach("agents", "create", "x", "--type", "service", "--allow", "a:b=read")
    told = kavach("stop", "--all", "--yes", option, "", code=2).err
    assert f"'{option}': it is empty; give it a value, or leave it out" in told
    with kavach.open() as library:
        assert [agent.status for agent in library.agents.list().items] == ["active"]


@pytest.mark.promise("FC-1")
def test_an_empty_file_is_no_database_but_may_become_one(empty: Shell):
    empty.file.touch()
    assert "kavach init" in empty("agents", "list", code=4).err
    assert empty.file.stat().st_size == 0
    assert empty("init", "--json").json["created"] is True
    assert empty("agents", "list", "--json").json["items"] == []


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_closed_stream_is_never_the_database(kavach: Shell, stream: int):
    made = kavach("agents", "create", "x", "--type", "service", "--allow", "a:b=read", "--json").json
    args = ("authorize", "a:b", "read", "--agent", made["agent"]["id"])
    script = f'exec {stream}>&-; exec "$@"'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND, *args],
        capture_output=True,
        text=True,
        env=kavach.env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert ("ALLOW" in done.stdout) is (stream != 1)
    assert kavach("db", "check", "--json").json["ok"] is True


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("full", [">/dev/full", ">/dev/full 2>/dev/full"])
def test_a_full_disk_is_no_denial(kavach: Shell, form: tuple[str, ...], full: str):
    """Exit code 1 says that the call is denied; here nobody knows."""
    done = subprocess.run(
        ["bash", "-c", f'exec "$@" {full}', "bash", *COMMAND, "agents", "list", *form],
        capture_output=True,
        text=True,
        env=kavach.env,
        check=False,
    )
    assert done.returncode == 5, done.stderr
    assert done.stderr.count("\n") == ("2>" not in full)


@pytest.mark.promise("API-5", "TEN-1")
def test_options_of_every_command_may_stand_anywhere(kavach: Shell):
    create = ("create", "x", "--user", "u", "--allow", "a:b=read")
    one = kavach("--json", "--by", "carol", "--tenant", "acme", "agents", *create).json["agent"]
    two = kavach("agents", "--tenant", "acme", *create, "--by", "dave", "--json").json["agent"]
    assert [one["tenantId"], two["tenantId"]] == ["acme", "acme"]
    with kavach.open() as library:
        assert [entry.actor for entry in library.audit.query().items] == ["carol", "dave"]
    assert kavach("agents", "list", "--tenant", "other", "--json").json["items"] == []
    elsewhere = kavach("--db", "sqlite:///other.db", "init", "--json").json
    assert elsewhere["db"].endswith("/other.db")
    assert (kavach.folder / "other.db").exists()


HOSTILE = (
    ("authorize", "\x1b[31m:*", "read", "--agent", "agt_x"),
    ("authorize", "fs:a", "r" * 70_000, "--agent", "agt_x"),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--arguments", "[" * 50_000),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--arguments", '{"a": NaN}'),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--arguments", "@/nowhere"),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--arguments", "[1]", "--arg", "x=1"),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--cost", "1e999999"),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--ip", "\udcff\udcfe"),
    ("authorize", "fs:a", "read", "--agent", "agt_x", "--wait", "99999999999w"),
    ("authorize", "fs:a", "read", "--token-file", "-"),
    ("authorize", "fs:a", "read"),
    ("agents", "create", "\x00name".replace("\x00", "\x07"), "--user", "u"),
    ("agents", "create", "x", "--user", "\udc80"),
    ("agents", "create", "x", "--user", "u", "--allow", "no-actions"),
    ("agents", "create", "x", "--user", "u", "--allow", "a:b*=read"),
    ("agents", "create", "x", "--user", "u", "--limit", "maxCalls=-1"),
    ("agents", "create", "x", "--user", "u", "--limit", "nonsense=1"),
    ("agents", "create", "x", "--user", "u", "--limit", "maxCalls=1", "--limit", "maxCalls=2"),
    ("agents", "create", "x", "--user", "u", "--limit", "argPatterns={"),
    ("agents", "create", "x", "--user", "u", "--limit", "budgetUsd=" + "9" * 5000),
    ("agents", "create", "x", "--user", "u", "--expires-in", "999999999w"),
    ("agents", "create", "--from-file", "/dev/zero"),
    ("agents", "create", "--from-file", "-"),
    ("agents", "list", "--limit", "-1"),
    ("agents", "list", "--limit", "9" * 5000),
    ("agents", "list", "--cursor", "../../etc/passwd"),
    ("agents", "show", ""),
    ("agents", "show", "\x1b]0;title\x07"),
    ("agents", "rotate", "agt_x", "--grace", "25h"),
    ("audit", "query", "--since", "yesterday-ish"),
    ("audit", "query", "--since", "999999999w"),
    ("audit", "query", "--since", "9999-12-31T23:59:59-23:59"),
    ("audit", "query", "--cursor", "o1-ffffffffffff"),
    ("audit", "query", "--resource", "a:b*c"),
    ("audit", "show", "aud_ffffffffffffffffffff_x"),
    ("audit", "verify", "--checkpoint", "-"),
    ("audit", "export", "-o", "/nowhere/x"),
    ("approvals", "approve", "apr_'; DROP TABLE agent; --"),
    ("usage", "settle", "aud_1_x", "NaN"),
    ("usage", "record", "agt_x", "--model", "no-such-model"),
    ("db", "restored", "--checkpoint", "/dev/null", "--yes"),
    ("--db", "postgresql://u:hunter2@h/d", "agents", "list"),
    ("--db", "mysql://u:hunter2@h/d", "agents", "list"),
    ("--db", "sqlite:///", "agents", "list"),
    ("--db", "sqlite:///.", "agents", "list"),
    ("--db", "sqlite:///nowhere/x.db", "init"),
    ("--by", "\x1b", "agents", "create", "x", "--user", "u"),
    ("--nonsense",),
    ("agents", "frobnicate"),
)


@pytest.mark.promise("ERR-1", "ERR-2", "FC-1")
@pytest.mark.parametrize(
    "args", HOSTILE, ids=lambda args: " ".join(args)[:50].encode("ascii", "replace").decode()
)
def test_hostile_input_ends_in_one_line_and_a_code(kavach: Shell, args: tuple[str, ...]):
    ran = kavach(*args, code=None)
    assert ran.code in (1, 2, 4, 5)
    told = ran.err if ran.code != 1 else ran.out
    assert "bug" not in told
    assert "\x1b" not in ran.out + ran.err
    assert "hunter2" not in ran.out + ran.err
    if ran.code != 1:
        assert told.startswith("kavach: ")
        assert told.count("\n") == 1
        assert len(told) < 1000
    as_json = kavach(*args, "--json", code=ran.code)
    value = json.loads(as_json.out)
    if ran.code != 1:
        assert as_json.err == ""
        assert {"code", "message"} <= value["error"].keys() <= {"code", "message", "field"}


def test_the_command_runs_in_the_ordinary_way(kavach: Shell):
    assert COMMAND[0] == sys.executable
    made = kavach.apart("agents", "create", "x", "--user", "u", "--allow", "a:b=read", "--json")
    assert made.code == 0
    id = json.loads(made.out)["agent"]["id"]
    assert kavach.apart("authorize", "a:b", "write", "--agent", id).code == 1


def test_a_terminal_is_asked_and_no_is_no(kavach: Shell):
    import os
    import pty

    def answer(text: bytes) -> int:
        process, terminal = pty.fork()
        if process == 0:
            os.execve(COMMAND[0], [*COMMAND, "stop", "--all"], kavach.env | {"TERM": "xterm"})
        shown = b""
        while b"?" not in shown:
            shown += os.read(terminal, 1024)
        os.write(terminal, text)
        try:
            while os.read(terminal, 1024):
                pass
        except OSError:  # the other end is gone
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        os.close(terminal)
        return code

    with kavach.open() as library:
        library.agents.create(name="a", type="service", permissions=[])
    assert answer(b"n\n") == 130
    with kavach.open() as library:
        assert library.agents.list().items[0].status == "active"
    assert answer(b"y\n") == 0
    with kavach.open() as library:
        assert library.agents.list().items[0].status == "suspended"
