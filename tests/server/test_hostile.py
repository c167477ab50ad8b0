"""Requests that nobody friendly sends: malformed, oversized, slow, and very many."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import psutil
import pytest

from pykavach.server import connections
from server_world import Served, served


@pytest.fixture(scope="module")
def guard(server: Served) -> httpx2.Client:
    return server.key("service")


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed_request"),
        (b"\xff\xfe", "application/json", 400, "malformed_request"),
        (b'{"resource": "a", "resource": "b"}', "application/json", 400, "malformed_request"),
        (b'{"costUsd": NaN}', "application/json", 400, "malformed_request"),
        (b'{"costUsd": 1e999}', "application/json", 400, "malformed_request"),
        (b"[" * 100_000, "application/json", 400, "malformed_request"),
        (b'{"resource": "\\ud800"}', "application/json", 400, "malformed_request"),
        (b"resource=a", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"{}", "", 415, "unsupported_media_type"),
        (b"5", "application/json", 422, "invalid_input"),
        (b"x" * (3 << 20), "application/json", 413, "too_large"),
    ],
    ids=[
        "cut",
        "no UTF-8",
        "twice",
        "NaN",
        "infinite",
        "deep",
        "surrogate",
        "form",
        "no type",
        "number",
        "large",
    ],
)
def test_bodies_that_are_none(guard: httpx2.Client, body: bytes, kind: str, status: int, code: str):
    answer = guard.post("/v1/authorize", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_without_end_is_cut_off(guard: httpx2.Client):
    def chunks() -> Iterator[bytes]:
        for _ in range(400):
            yield b" " * 10_000

    try:
        answer = guard.post("/v1/authorize", content=chunks(), headers={"content-type": "application/json"})
    except httpx2.TransportError:  # it stops listening while we still talk
        return
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        "limit=1&limit=2",
        "limit=one",
        "limit=1001",
        "%FF=1",
        "limit",
        "&" * 300,
        "a=1" + "&a=1" * 200,
        "userId=" + "x" * 300,
    ],
)
def test_queries_that_are_none(server: Served, query: str):
    answer = server.key("admin").get(f"/v1/agents?{query}")
    assert answer.status_code in (400, 422), answer.text


def test_addresses_and_methods_that_are_not_there(server: Served, guard: httpx2.Client):
    for client in (guard, server.client()):
        assert client.get("/v1/nothing").json()["code"] == "not_found"
        wrong = client.put("/v1/agents")
        assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
        assert wrong.headers["allow"] == "GET, HEAD, POST"
        # No redirect: it would lead to wherever the Host header says.
        twice = client.get("/v1/agents/", headers={"host": "elsewhere.example"})
        assert (twice.status_code, twice.json()["requestId"]) == (404, twice.headers["x-request-id"])
    odd = server.key("admin").get("/v1/agents/%2e%2e%2f%00")
    assert odd.status_code == 404


def test_a_request_keeps_the_id_that_it_came_with(guard: httpx2.Client):
    for kept in ("abc-123", "trace_1 of 2", "x" * 128):
        assert guard.get("/healthz", headers={"x-request-id": kept}).headers["x-request-id"] == kept
    for odd in ("\xe9".encode("latin-1"), b"x" * 200, b"of kv_0123456789abcdef"):
        assert guard.get("/healthz", headers={"x-request-id": odd}).headers["x-request-id"].startswith("req_")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A server with few places, so that the test does not need many."""
    with served(tmp_path, max_connections=50) as running:
        yield running


def _connect(server: Served) -> socket.socket:
    address = httpx2.URL(server.url)
    return socket.create_connection((address.host, address.port), timeout=30)


def _ended(sock: socket.socket) -> bool:
    try:
        return not sock.recv(1 << 16)
    except ConnectionError:
        return True


def test_whoever_waits_longest_makes_room(small: Served):
    with ExitStack() as half:
        first = half.enter_context(_connect(small))
        first.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n")
        for _ in range(120):
            half.enter_context(_connect(small)).sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n")
        for _ in range(5):
            assert small.client().get("/healthz").status_code == 200
        assert _ended(first)


def test_idle_connections_make_room_as_well(small: Served):
    with ExitStack() as idle:
        for _ in range(120):
            sock = idle.enter_context(_connect(small))
            sock.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            assert sock.recv(100).startswith(b"HTTP/1.1 200")
        assert small.client().get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", b"200"),
        (b"GET /healthz HTTP/1.0\r\n\r\n", b"200"),
        (b"GET /healthz HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /healthz HTTP/1.1\r\nhost: x\r\nHost: y\r\n\r\n", b"400"),
        (b"GET /healthz HTTP/1.0\r\nhost: x\r\nHost: y\r\n\r\n", b"400"),
    ],
)
def test_a_request_names_one_host(small: Served, head: bytes, status: bytes):
    with _connect(small) as sock:
        sock.sendall(head)
        assert sock.recv(1 << 16).startswith(b"HTTP/1.1 " + status)


def test_a_head_that_does_not_end_is_refused(small: Served):
    with _connect(small) as sock:
        try:
            for _ in range(100):
                sock.sendall(
                    b"GET / HTTP/1.1\r\nhost: x\r\n" if not _ else b"x-%d: %s\r\n" % (_, b"y" * 4000)
                )
        except ConnectionError:
            pass
        answer = b""
        try:
            while piece := sock.recv(1 << 16):
                answer += piece
        except ConnectionError:
            pass
    assert not answer or answer.startswith(b"HTTP/1.1 431")
    assert small.client().get("/healthz").status_code == 200


def test_a_body_that_is_announced_too_large_is_not_waited_for(small: Served):
    """On the way of every decision, too, where a request is held until all of it is there."""
    key = small.kavach.keys.create(name="a guard", role="service").token.encode()
    for path in (b"/v1/authorize", b"/v1/explain"):
        with _connect(small) as sock:
            head = b"POST %s HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\n" % (path, key)
            sock.sendall(head + b"content-type: application/json\r\ncontent-length: 99999999\r\n\r\n")
            assert sock.recv(1 << 16).startswith(b"HTTP/1.1 413")


def test_a_head_that_comes_at_once_is_no_larger(small: Served):
    """Large bodies may come together with their head; large heads do not pass because they are there as a whole."""
    key = small.kavach.keys.create(name="a guard", role="service").token.encode()
    for filler, body, status in (
        (60_000, 0, b"200"),
        (100_000, 0, b"431"),
        (1_000, 200_000, b"200"),
    ):
        head = b"POST /v1/authorize HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\n" % key
        head += b"content-type: application/json\r\nx-filler: %s\r\n" % (b"f" * filler)
        access = b'{"token": "x", "resource": "a", "action": "b", "arguments": {"a": "%s"}}' % (b"a" * body)
        with _connect(small) as sock:
            answer = b""
            try:
                sock.sendall(head + b"content-length: %d\r\n\r\n%s" % (len(access), access))
                answer = sock.recv(1 << 16)
            except ConnectionError:  # what it has not read lets the answer be lost
                assert status == b"431"
            assert answer.startswith(b"HTTP/1.1 " + status) or (not answer and status == b"431")


def test_a_request_that_does_not_arrive_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "HEAD_TIME", 0.3)
    monkeypatch.setattr(connections, "BODY_TIME", 0.3)
    with served(tmp_path) as running:
        slow = {
            "silent": b"",
            "half a head": b"POST /v1/authorize HTTP/1.1\r\n",
            "half a body": b"POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{",
        }
        for what, said in slow.items():
            with _connect(running) as sock:
                sock.sendall(said)
                started = time.monotonic()
                while not _ended(sock):
                    assert time.monotonic() - started < 20, what


@pytest.mark.soak
def test_ten_thousand_slow_connections_leave_room_and_memory(tmp_path: Path):
    with served(tmp_path, max_connections=2000) as running:
        me = psutil.Process()
        before = me.memory_info().rss
        half = []
        for number in range(10_000):
            sock = _connect(running)
            sock.sendall(b"POST /v1/authorize HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 2000)
            half.append(sock)
            if len(half) > 4000:
                half.pop(0).close()
            if number % 1000 == 0:
                assert running.client().get("/healthz").status_code == 200
        assert me.memory_info().rss - before < 200 << 20
        for sock in half:
            sock.close()


def test_secrets_are_in_no_answer(server: Served, guard: httpx2.Client):
    token = server.agent().token
    said = [
        guard.post("/v1/authorize", json={token: 1}),
        guard.post(
            "/v1/authorize", content=json.dumps(token).encode(), headers={"content-type": "application/json"}
        ),
        guard.get("/healthz", params={token: "x"}),
        server.key("admin").get(f"/v1/agents/{token}"),
    ]
    for answer in said:
        assert token not in answer.text
        assert token[:20] not in answer.text
