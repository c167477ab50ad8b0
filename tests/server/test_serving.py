"""``kavach serve`` as people run it: a process of its own, workers, settings, and the end of it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from cli_world import COMMAND, SECRET
from patience import until
from pykavach.sync import Kavach
from server_world import EVERYTHING


@contextmanager
def serving(folder: Path, *options: str, **more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The command, and where it listens."""
    env = {"KAVACH_DB": f"sqlite:///{folder}/kavach.db", "KAVACH_SECRET": SECRET, **more}
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *options],
            env={name: value for name, value in os.environ.items() if not name.startswith("KAVACH_")} | env,
            stderr=file,
            stdout=file,
        )
    try:

        def address() -> str | None:
            assert process.poll() is None, log.read_text()
            text = log.read_text()
            found = text.partition("running on http://")[2].partition(" ")[0]
            return (
                found
                if "startup complete" in text and " " in text.partition("running on http://")[2]
                else None
            )

        where = until(address, what="the server to listen")
        yield process, f"http://{where}"
    finally:
        process.kill()
        process.wait()


def _key(folder: Path, role: str = "service") -> tuple[str, str]:
    with Kavach(f"sqlite:///{folder}/kavach.db", SECRET) as kavach:
        made = kavach.agents.create(
            user_id="alice",
            name="a",
            type="autonomous",
            permissions=EVERYTHING,
            constraints={"requireApprovalFor": ["pay:*"]},
        )
        return kavach.keys.create(name="k", role=role).token, made.token


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_serves_until_it_is_told_to_stop_and_finishes_what_is_under_way(tmp_path: Path, workers: str):
    key, token = _key(tmp_path)
    with serving(tmp_path, "--workers", workers) as (process, url):
        client = httpx2.Client(
            base_url=url, headers={"authorization": f"Bearer {key}"}, timeout=60, trust_env=False
        )
        with client:
            answer = client.post("/v1/authorize", json={"resource": "a", "action": "b", "token": token})
            assert answer.json()["allowed"], answer.text
            waiting: list[Any] = []
            asked = {"resource": "pay", "action": "x", "token": token, "wait": 3}
            thread = threading.Thread(target=lambda: waiting.append(client.post("/v1/authorize", json=asked)))
            thread.start()
            until(lambda: client.get("/v1/approvals").json()["items"], what="the call to wait")
            process.send_signal(signal.SIGTERM)
            thread.join(60)
            assert process.wait(60) in (0, -signal.SIGTERM)
            assert waiting[0].json()["outcome"] == "pending"
    with Kavach(f"sqlite:///{tmp_path}/kavach.db", SECRET) as kavach:
        assert kavach.audit.verify().ok


@pytest.mark.parametrize(
    ("options", "env", "said"),
    [
        (["--port", "99999"], {}, "port"),
        ([], {"KAVACH_WORKERS": "many"}, "workers"),
        ([], {"KAVACH_TRUSTED_PROXIES": '["10.0.0.1/8"]'}, "trusted_proxies"),
        ([], {"KAVACH_PUBLIC_URL": "kavach.example.com"}, "public_url"),
        (["--config", "nowhere.toml"], {}, "nowhere.toml"),
    ],
)
def test_settings_that_are_none_are_named(tmp_path: Path, options: list[str], env: dict[str, str], said: str):
    done = subprocess.run(
        [*COMMAND, "serve", "--check", *options],
        env={**os.environ, "KAVACH_DB": f"sqlite:///{tmp_path}/kavach.db", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_come_from_a_file_the_environment_and_the_command_line(tmp_path: Path):
    settings = f'host = "127.0.0.2"\nport = 1\nworkers = 3\nsecret = "{SECRET}"\n'
    (tmp_path / "k.toml").write_text(settings)
    done = subprocess.run(
        [*COMMAND, "serve", "--check", "--config", str(tmp_path / "k.toml"), "--port", "5"],
        env={**os.environ, "KAVACH_WORKERS": "2", "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if len(line.split()) > 1)
    assert (found["host"], found["workers"], found["port"]) == ("127.0.0.2", "2", "5")
    assert SECRET not in done.stdout
