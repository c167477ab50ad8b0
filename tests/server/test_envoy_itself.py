"""The how-to's configuration in a real Envoy: before it a client, behind it an API, beside it Kavach."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from patience import until
from server_world import Served, served

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "envoy.md"


class Api(ThreadingHTTPServer):
    """What stands behind the proxy; it remembers what reached it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.seen: list[dict[str, str]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Answers(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        self.server.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a test reads no log of it."""


class World:
    def __init__(self, server: Served, api: Api, port: int) -> None:
        self.server, self.api = server, api
        self._url = f"http://127.0.0.1:{port}"

    def ask(self, token: str, path: str, method: str = "GET", **headers: str) -> httpx2.Response:
        sent = {"host": "api.example.com", "authorization": f"Bearer {token}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.client().request(method, self._url + path, headers=sent)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    envoy = os.environ.get("KAVACH_ENVOY") or shutil.which("envoy")
    if envoy is None:
        pytest.skip("no envoy on the PATH; set KAVACH_ENVOY to the program")
    folder = tmp_path_factory.mktemp("envoy")
    api, port = Api(), _free_port()
    thread = threading.Thread(target=api.serve_forever)
    thread.start()
    with served(folder, trusted_proxies=["127.0.0.1"], timeout=1.0) as running:
        key = running.kavach.keys.create(name="envoy", role="service").token
        text = PAGE.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
        here = str(httpx2.URL(running.url).port)
        for old, new in (("8080", str(port)), ("8787", here), ("9000", str(api.port)), ("kva_…", key)):
            assert old in text
            text = text.replace(old, new)
        config = folder / "envoy.yaml"
        config.write_text(text, encoding="utf-8")
        log = (folder / "envoy.log").open("wb")
        proxy = subprocess.Popen(
            [envoy, "-c", config, "--concurrency", "1", "--use-dynamic-base-id", "--log-level", "warning"],
            stdout=log,
            stderr=log,
        )
        try:
            until(lambda: _listens(port) or proxy.poll() is not None, what="envoy to listen")
            assert proxy.poll() is None, (folder / "envoy.log").read_text()[-2000:]
            yield World(running, api, port)
        finally:
            proxy.terminate()
            proxy.wait(30)
            log.close()
            api.shutdown()
            thread.join()
            api.server_close()


def test_what_is_allowed_reaches_the_api_and_nothing_else_does(world: World):
    made = world.server.agent(permissions=[{"resource": "http:api.example.com:orders:*", "actions": ["get"]}])
    forged = {"x_kavach_agent_id": "root", "x_kavach_audit_id": "forged", "x_kavach_key": "kva_x"}
    passed = world.ask(made.token, "/orders/7?expand=lines", **forged)
    assert (passed.status_code, passed.text) == (200, "ok"), passed.text
    reached = world.api.seen[-1]
    assert reached["x-kavach-agent-id"] == made.agent.id
    entry = world.server.kavach.audit.get(reached["x-kavach-audit-id"])
    assert (entry.resource, entry.action) == ("http:api.example.com:orders:7", "get")
    assert "authorization" not in reached
    assert "x-kavach-key" not in reached
    count = len(world.api.seen)
    for path, method, code in (
        ("/orders/7", "POST", "not_permitted"),
        ("/other", "GET", "not_permitted"),
        ("/orders/../other", "GET", "not_permitted"),
        ("/orders//7", "GET", "invalid_request"),
    ):
        refused = world.ask(made.token, path, method)
        assert (refused.status_code, refused.json()["code"]) == (403, code), path
    assert world.ask(made.token, "/orders/%2f7").status_code == 400  # Envoy's own doing
    assert len(world.api.seen) == count


def test_a_route_says_what_it_is_about_and_no_client_does(world: World):
    made = world.server.agent(permissions=[{"resource": "mcp:github:repos", "actions": ["get"]}])
    assert world.ask(made.token, "/repos/x").status_code == 200
    assert "x-kavach-resource" in world.api.seen[-1]
    lied = {"x_kavach_resource": "mcp:github:repos", "x_kavach_action": "get"}
    refused = world.ask(made.token, "/orders/7", "POST", **lied)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    named = world.ask(made.token, "/repos/x", "GET", x_kavach_resource="mcp:github:secrets")
    assert named.status_code == 200


def test_the_address_is_what_envoy_saw(world: World):
    made = world.server.agent()
    for claimed in ({}, {"x_forwarded_for": "203.0.113.7"}):
        world.ask(made.token, "/x", **claimed)
    seen = {
        entry.ip for entry in world.server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    }
    # Of a client on its own host, Envoy says the host's address.
    own = {address.address for each in psutil.net_if_addrs().values() for address in each}
    assert len(seen) == 1
    assert seen <= own
    elsewhere = world.server.agent(constraints={"ipAllowlist": ["203.0.113.7"]})
    refused = world.ask(elsewhere.token, "/x", x_forwarded_for="203.0.113.7")
    assert refused.json()["code"] == "ip_not_allowed"


def test_denials_reach_the_agent_as_they_are(world: World):
    made = world.server.agent(constraints={"maxCallsPerDay": 1})
    assert world.ask(made.token, "/x").status_code == 200
    refused = world.ask(made.token, "/x")
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["retry-after"] == str(refused.json()["retryAfter"])
    world.server.kavach.agents.revoke(made.agent.id)
    refused = world.ask(made.token, "/x")
    assert (refused.status_code, refused.json()["code"]) == (401, "revoked")
    assert refused.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.promise("FC-1")
def test_where_no_decision_can_be_made_nothing_passes(world: World):
    made = world.server.agent()
    assert world.ask(made.token, "/x").status_code == 200
    count = len(world.api.seen)
    db = sqlite3.connect(world.server.config.db.removeprefix("sqlite:///"), isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        refused = world.ask(made.token, "/x")
    finally:
        db.execute("ROLLBACK")
        db.close()
    assert refused.status_code == 503
    assert len(world.api.seen) == count
