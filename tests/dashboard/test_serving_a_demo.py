"""`kavach serve`, from the outside: the demo, and what it says of an installation that nobody can sign in to yet."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx2
import pytest

from dashboard_world import text_of
from patience import until
from pykavach.sync import Kavach


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, str, str]]:
    """The running command; its address, its first line and what it notes."""
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAVACH")}
    with (folder / "notes").open("w+") as notes:
        process = subprocess.Popen(
            [sys.executable, "-m", "pykavach.cli", "serve", "--port", str(port), *options],
            cwd=folder,
            env=kept | {"COLUMNS": "200"},
            stdout=subprocess.PIPE,
            stderr=notes,
            text=True,
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            url = f"http://127.0.0.1:{port}"
            until(lambda: process.poll() is not None or _answers(url), what="the server")
            yield url, line, (folder / "notes").read_text()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
            process.stdout.close()


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/healthz", trust_env=False).status_code == 200
    except httpx2.TransportError:
        return False


def _sign_in(url: str, line: str) -> httpx2.Client:
    link = re.search(r"link=(kvl_\w+)", line)
    assert link, line
    client = httpx2.Client(base_url=url, trust_env=False, timeout=60)
    answer = client.post("/sign-in", data={"token": link[1]}, headers={"origin": url})
    assert answer.status_code == 303
    return client


def test_a_demo_is_there_to_be_looked_at_and_comes_once(tmp_path: Path):
    with serving(tmp_path, "--demo") as (url, line, notes):
        assert line.split()[0] == "dashboard"
        assert f"{url}/sign-in?link=kvl_" in line
        assert "kavach users link demo --db sqlite:///kavach-demo.db" in notes
        with closing(_sign_in(url, line)) as client:
            overview = text_of(client.get("/").text)
            assert "request waits for a person's yes" in overview
            for reason in (
                "arguments not allowed",
                "rate limit",
                "throttled by its budget",
                "address not allowed",
            ):
                assert reason in overview
            assert "INV-1017" in client.get("/approvals").text
            assert "suspended" in text_of(client.get("/agents").text)
    with Kavach(f"sqlite:///{tmp_path}/kavach-demo.db") as kavach:
        assert kavach.audit.verify().ok
        agents = [agent.name for agent in kavach.agents.list().items]
        entries = len(kavach.audit.query(kind="decision", limit=1000).items)
    assert agents == ["office", "clerk", "indexer", "researcher", "bookkeeper", "trainee"]
    with serving(tmp_path, "--demo") as (url, line, _), closing(_sign_in(url, line)):
        pass
    with Kavach(f"sqlite:///{tmp_path}/kavach-demo.db") as kavach:
        assert len(kavach.agents.list().items) == len(agents)
        assert len(kavach.audit.query(kind="decision", limit=1000).items) == entries


def test_a_demo_lets_nobody_into_a_database_that_is_in_use(tmp_path: Path):
    with Kavach(f"sqlite:///{tmp_path}/work.db") as kavach:
        kavach.agents.create(user_id="alice", name="a", permissions=[{"resource": "*", "actions": ["*"]}])
    command = [sys.executable, "-m", "pykavach.cli", "serve", "--demo", "--db", "sqlite:///work.db"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 4
    assert "the database is in use" in ended.stderr
    with Kavach(f"sqlite:///{tmp_path}/work.db") as kavach:
        assert kavach.users.list().items == []


@pytest.mark.parametrize("there", ["nobody", "a guard", "an admin"])
def test_it_says_how_to_make_a_key_while_nobody_can_sign_in(tmp_path: Path, there: str):
    with Kavach(f"sqlite:///{tmp_path}/kavach.db") as kavach:
        if there != "nobody":
            kavach.keys.create(name="key", role="service" if there == "a guard" else "admin")
    with serving(tmp_path) as (url, line, notes):
        assert line.split() == ["dashboard", f"{url}/"]
        assert ("kavach keys create admin --role admin" in notes) == (there != "an admin")
