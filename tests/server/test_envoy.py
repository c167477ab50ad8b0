"""Envoy's ext_authz over HTTP: whose request it is, what it is about, and what is answered."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from patience import until
from pykavach.core import tokens
from server_world import Served, served

HOST = "api.example.com"


class Proxy:
    """A proxy that holds requests back: what it sends is what Envoy sends."""

    def __init__(self, server: Served, **key: Any) -> None:
        self.server = server
        self.key = server.kavach.keys.create(name="envoy", role="service", **key).token

    def asks(
        self, token: str | None, path: str = "/orders", method: str = "GET", **headers: str
    ) -> httpx2.Response:
        """What is answered; ``headers`` with ``_`` for ``-``."""
        sent = {"host": HOST, "x-kavach-key": self.key}
        if token is not None:
            sent["authorization"] = f"Bearer {token}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.client().request(method, f"{self.server.url}/ext_authz{path}", headers=sent)

    def raw(self, token: str, target: bytes, host: bytes = HOST.encode()) -> tuple[int, bytes]:
        """The same byte by byte: clients tidy addresses up."""
        address = httpx2.URL(self.server.url)
        with socket.create_connection((address.host, address.port), timeout=30) as sock:
            head = b"GET /ext_authz%s HTTP/1.1\r\nhost: %s\r\nconnection: close\r\n" % (target, host)
            keys = f"x-kavach-key: {self.key}\r\nauthorization: Bearer {token}\r\n\r\n".encode()
            sock.sendall(head + keys)
            answer = b""
            while piece := sock.recv(1 << 16):
                answer += piece
        return int(answer.split(b" ", 2)[1]), answer


@pytest.fixture(scope="module")
def proxy(server: Served) -> Proxy:
    return Proxy(server)


def about(server: Served, response: httpx2.Response) -> tuple[str | None, str | None]:
    entry = server.kavach.audit.get(response.headers["x-kavach-audit-id"])
    return entry.resource, entry.action


@pytest.mark.promise("AUD-1")
def test_a_request_passes_that_its_agent_may_make(server: Served, proxy: Proxy):
    made = server.agent(permissions=[{"resource": f"http:{HOST}:orders:*", "actions": ["get"]}])
    passed = proxy.asks(made.token, "/orders/7?expand=lines&id=1&id=2&id=3")
    assert passed.status_code == 200, passed.text
    assert passed.headers["x-kavach-agent-id"] == made.agent.id
    entry = server.kavach.audit.get(passed.headers["x-kavach-audit-id"])
    assert (entry.agent_id, entry.resource, entry.action) == (made.agent.id, f"http:{HOST}:orders:7", "get")
    assert entry.arguments == {
        "method": "GET",
        "host": HOST,
        "path": "/orders/7",
        "query": {"expand": "lines", "id": ["1", "2", "3"]},
    }
    assert passed.json() == {
        "allowed": True,
        "agentId": made.agent.id,
        "auditId": passed.headers["x-kavach-audit-id"],
    }
    for path, method in (("/orders", "GET"), ("/orders/7", "DELETE"), ("/other/7", "GET")):
        refused = proxy.asks(made.token, path, method)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
        assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
def test_every_method_is_an_action(server: Served, proxy: Proxy, method: str):
    passed = proxy.asks(server.agent().token, "/x", method)
    assert passed.status_code == 200
    assert about(server, passed) == (f"http:{HOST}:x", method.lower())


def test_a_body_is_not_judged(server: Served, proxy: Proxy):
    headers = {"x-kavach-key": proxy.key, "authorization": f"Bearer {server.agent().token}", "host": HOST}
    passed = server.client().post("/ext_authz/x", content=b"{" * 9000, headers=headers)
    assert passed.status_code == 200
    assert "{{" not in str(server.kavach.audit.get(passed.headers["x-kavach-audit-id"]).arguments)


@pytest.mark.promise("DEC-2")
def test_what_a_denial_answers(server: Served, proxy: Proxy):
    kavach = server.kavach
    dead = {name: server.agent(name) for name in ("suspended", "revoked")}
    kavach.agents.suspend(dead["suspended"].agent.id)
    kavach.agents.revoke(dead["revoked"].agent.id)
    nobody = [None, "x", tokens.mint(b"\x0c" * 32), proxy.key]
    told = set()
    for token in nobody:
        refused = proxy.asks(token)
        assert (refused.status_code, refused.json()["code"]) == (401, "unknown_token")
        told.add(refused.json()["detail"])
    assert told == {"The token is not known."}
    for name, made in dead.items():
        refused = proxy.asks(made.token)
        assert (refused.status_code, refused.json()["code"]) == (401, name)
        assert refused.headers["www-authenticate"] == 'Bearer realm="kavach", error="invalid_token"'

    limited = server.agent(constraints={"maxCallsPerDay": 1})
    passed, refused = proxy.asks(limited.token), proxy.asks(limited.token)
    assert passed.headers["ratelimit"].startswith('"day";r=0')
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["retry-after"] == str(refused.json()["retryAfter"])

    parent = server.agent(constraints={"maxCalls": 0})
    under = kavach.agents.delegate(
        parent_id=parent.agent.id, name="c", permissions=[{"resource": "*", "actions": ["*"]}]
    )
    refused = proxy.asks(under.token)
    assert refused.status_code == 429
    assert parent.agent.id not in refused.text
    assert "findings" not in refused.json()


@pytest.mark.promise("APR-2")
def test_an_approved_request_passes_once(server: Served, proxy: Proxy):
    made = server.agent(constraints={"requireApprovalFor": ["http:*:delete"]})
    pending = proxy.asks(made.token, "/orders/7", "DELETE")
    assert (pending.status_code, pending.json()["code"]) == (403, "approval_required")
    id = pending.headers["x-kavach-approval-id"]
    assert pending.json()["approvalId"] == id
    server.kavach.approvals.approve(id, by="paula")
    assert proxy.asks(made.token, "/orders/7?force=1", "DELETE").status_code == 403
    assert [proxy.asks(made.token, "/orders/7", "DELETE").status_code for _ in range(2)] == [200, 403]


def test_a_route_says_what_it_is_about(server: Served, proxy: Proxy):
    made = server.agent(permissions=[{"resource": "mcp:github:issues", "actions": ["write"]}])
    route = {"x_kavach_resource": "mcp:github:issues", "x_kavach_action": "write"}
    passed = proxy.asks(made.token, "/repos/x//issues", "POST", **route)
    assert passed.status_code == 200, passed.text
    assert about(server, passed) == ("mcp:github:issues", "write")
    for changed in (
        {"x_kavach_resource": ""},
        {"x_kavach_resource": "mcp:*"},
        {"x_kavach_resource": "mcp:github:issues, mcp:github:issues"},
        {"x_kavach_action": ""},
        {"x_kavach_action": "a:b"},
    ):
        refused = proxy.asks(made.token, "/x", **(route | changed))
        assert (refused.status_code, refused.json()["code"]) == (403, "invalid_request"), changed


@pytest.mark.parametrize(
    ("target", "resource"),
    [
        (b"/", f"http:{HOST}"),
        (b"/a", f"http:{HOST}:a"),
        (b"/a/", f"http:{HOST}:a"),
        (b"/a/b?c=/d", f"http:{HOST}:a:b"),
        (b"/A", f"http:{HOST}:A"),
        (b"/%61%2d%7E", f"http:{HOST}:a-~"),
        (b"/a%20b", f"http:{HOST}:a%20b"),
        (b"/a:b*c", f"http:{HOST}:a%3Ab%2Ac"),
        (b"/%c3%bc", f"http:{HOST}:%C3%BC"),
        (b"/%2561", f"http:{HOST}:%2561"),
        (b"/...", f"http:{HOST}:..."),
        (b"/a;b=c", f"http:{HOST}:a;b=c"),
    ],
)
def test_a_path_is_spelled_in_one_way(server: Served, proxy: Proxy, target: bytes, resource: str):
    made = server.agent()
    status, _ = proxy.raw(made.token, target)
    assert status == 200
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert entry.resource == resource


@pytest.mark.parametrize(
    "target",
    [
        b"//",
        b"//a",
        b"/a//b",
        b"/.",
        b"/a/../b",
        b"/a/..",
        b"/%2e%2e/b",
        b"/a/%2E",
        b"/a%2fb",
        b"/a%2Fb",
        b"/a%5cb",
        b"/a\\b",
        b"/a%00b",
        b"/a%7f",
        b"/a%ff",
        b"/a%2",
        b"/a%zz",
        b'/a"b',
        b"/a|b",
        b"/" + b"/".join([b"x"] * 15),
        b"/" + b"x" * 129,
        b"/a?b",
        b"/a?b=%ff",
    ],
)
def test_a_path_that_servers_read_in_several_ways_does_not_pass(server: Served, proxy: Proxy, target: bytes):
    made = server.agent()
    status, answer = proxy.raw(made.token, target)
    assert status == 403, answer
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert entry.code == "invalid_request"


def test_a_prefix_that_is_spelled_otherwise_does_not_pass(server: Served, proxy: Proxy):
    address = httpx2.URL(server.url)
    with socket.create_connection((address.host, address.port), timeout=30) as sock:
        keys = f"x-kavach-key: {proxy.key}\r\nauthorization: Bearer {server.agent().token}\r\n"
        sock.sendall(
            f"GET /ext%5fauthz/a HTTP/1.1\r\nhost: {HOST}\r\nconnection: close\r\n{keys}\r\n".encode()
        )
        assert sock.recv(1 << 16).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    ("host", "segment"),
    [
        (b"API.Example.COM", HOST),
        (b"api.example.com:8443", HOST),
        (b"api.example.com.", HOST),
        (b"api.example.com.:80", HOST),
        (b"10.1.2.3:80", "10.1.2.3"),
        (b"[::1]:80", "[%3A%3A1]"),
    ],
)
def test_a_host_is_spelled_in_one_way(server: Served, proxy: Proxy, host: bytes, segment: str):
    made = server.agent()
    assert proxy.raw(made.token, b"/a", host)[0] == 200
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert entry.resource == f"http:{segment}:a"


@pytest.mark.parametrize("host", [b"", b"a b", b"a@b", b"a/b", b"a:b", b"a..:", b"*", b"a,b"])
def test_a_host_that_is_none_does_not_pass(server: Served, proxy: Proxy, host: bytes):
    assert proxy.raw(server.agent().token, b"/a", host)[0] in (400, 403)


def test_only_the_proxys_own_key_opens_it(server: Served, proxy: Proxy):
    made = server.agent()
    ended = server.kavach.keys.create(name="ended", role="service")
    server.kavach.keys.revoke(ended.key.id)
    for key in ("", "x", ended.token, f"{proxy.key}, {proxy.key}"):
        refused = proxy.asks(made.token, x_kavach_key=key)
        assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated"), key
    for key in (made.token, server.kavach.keys.create(name="a", role="approver").token):
        assert proxy.asks(made.token, x_kavach_key=key).status_code == 404
    other = Proxy(server, tenant_id="acme")
    assert other.asks(made.token).json()["code"] == "unknown_token"
    assert other.asks(server.agent(tenant_id="acme").token).status_code == 200


@pytest.mark.promise("IP-1", "TM-1")
def test_the_proxys_address_is_never_the_agents(
    server: Served, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory
):
    local = {"ipAllowlist": ["127.0.0.1"]}
    refused = proxy.asks(server.agent(constraints=local).token, x_forwarded_for="127.0.0.1")
    assert refused.json()["code"] == "ip_not_allowed"
    with served(tmp_path_factory.mktemp("trusting"), trusted_proxies=["127.0.0.1"]) as running:
        trusted = Proxy(running)
        token = running.agent(constraints={"ipAllowlist": ["10.1.0.0/16"]}).token
        assert trusted.asks(token, x_forwarded_for="6.6.6.6, 10.1.2.3").status_code == 200
        for claimed in ("10.1.2.3, 6.6.6.6", "", "10.1.2.3, x"):
            assert trusted.asks(token, x_forwarded_for=claimed).json()["code"] == "ip_not_allowed"
        assert trusted.asks(token).json()["code"] == "ip_not_allowed"


@pytest.fixture
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("stuck"), timeout=0.3) as running:
        yield running


@pytest.mark.promise("FC-1", "AUD-6")
def test_where_no_decision_can_be_made_nothing_passes(stuck: Served):
    proxy, made = Proxy(stuck), stuck.agent()
    until(lambda: proxy.asks(made.token).status_code == 200, what="an allow in its short time")
    db = sqlite3.connect(stuck.config.db.removeprefix("sqlite:///"), isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        refused = proxy.asks(made.token)
    finally:
        db.execute("ROLLBACK")
        db.close()
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert refused.headers["retry-after"] == "1"
