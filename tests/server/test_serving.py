"""``kavach serve`` as people run it: a process of its own, workers, settings, and the end of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_stop_ends_streams_and_waits_at_once_and_finishes_requests(tmp_path: Path, workers: str):
    key, token = _key(tmp_path, "admin")
    started: list[Any] = []
    with serving(tmp_path, "--workers", workers, KAVACH_SHUTDOWN_TIMEOUT="600") as (process, url):
        options: dict[str, Any] = {
            "headers": {"authorization": f"Bearer {key}"},
            "timeout": 60,
            "trust_env": False,
        }
        with httpx2.Client(base_url=url, **options) as client, ThreadPoolExecutor(3) as pool:
            asked = {"resource": "pay", "action": "x", "token": token, "wait": 500}

            def listen() -> tuple[str, bool]:
                with client.stream("GET", "/v1/approvals/events") as answer:
                    pieces = answer.iter_text()
                    text = next(pieces)
                    while "event: opened" not in text:
                        text += next(pieces)
                    started.append(text)
                    return text + "".join(pieces), answer.is_stream_consumed

            deciding = pool.submit(client.post, "/v1/authorize", json=asked)
            found = until(lambda: client.get("/v1/approvals").json()["items"], what="the call to wait")
            waiting = pool.submit(client.get, f"/v1/approvals/{found[0]['id']}?wait=60")
            stream = pool.submit(listen)
            until(lambda: started, what="the stream to begin")
            host, _, port = url.removeprefix("http://").partition(":")
            body = json.dumps({"resource": "a", "action": "b", "token": token}).encode()
            with socket.create_connection((host, int(port)), timeout=60) as slow:
                head = f"POST /v1/authorize HTTP/1.1\r\nhost: k\r\nauthorization: Bearer {key}\r\n"
                head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
                slow.sendall(head.encode() + body[:5])
                # Another request's answer on a new connection: the first one has been read by then, too.
                until(lambda: httpx2.get(f"{url}/healthz", trust_env=False).is_success, what="an answer")
                process.send_signal(signal.SIGTERM)
                text, whole = stream.result(30)
                assert whole
                assert text.endswith(": the server stops\n\n")
                assert deciding.result(30).json()["outcome"] == "pending"
                assert waiting.result(30).json()["state"] == "open"
                assert process.poll() is None  # somebody has still to be answered
                slow.sendall(body[5:])
                answer = b""
                while piece := slow.recv(1 << 16):
                    answer += piece
                assert answer.startswith(b"HTTP/1.1 200 ")
                assert b'"allowed":true' in answer
        assert process.wait(30) in (0, -signal.SIGTERM)
    with Kavach(f"sqlite:///{tmp_path}/kavach.db", SECRET) as kavach:
        assert kavach.audit.verify().ok


def test_it_greets_with_the_port_that_it_got(tmp_path: Path):
    with serving(tmp_path) as (_, url):
        text = (tmp_path / "log").read_text()
        assert f"dashboard  {url}/\n" in text
        assert not url.endswith(":0")
