"""The short way of a decision over HTTP beside the long one: the same answers, and what is unusual goes the long way."""

from __future__ import annotations

import gc
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from patience import until
from pykavach.core import tokens
from pykavach.server.observe import Observer
from pykavach.server.quick import Quick
from server_world import Served

ACCESS = {"resource": "mcp:github:issues", "action": "write"}
#: What differs between two answers to the same question.
_OWN = ("auditId", "latencyUs", "remaining", "instance", "requestId")


@pytest.fixture(autouse=True)
def nobody_collects_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another test of this process may have set a provider, which then stays: every request would go the long way."""
    monkeypatch.setattr(Observer, "traces", lambda *_: False)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each request that was offered to the short way, whether it went there."""
    found: list[bool] = []
    real = Quick.__call__

    def call(self: Quick, *given: Any) -> bool:
        found.append(real(self, *given))
        return found[-1]

    monkeypatch.setattr(Quick, "__call__", call)
    return found


class Line:
    """One connection, and what is said on it byte by byte."""

    def __init__(self, server: Served) -> None:
        parts = urlsplit(server.url)
        self.sock = socket.create_connection((parts.hostname, parts.port), 30)
        self.file = self.sock.makefile("rb")

    def send(self, *pieces: bytes) -> None:
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            self.sock.sendall(piece)

    def answer(self) -> tuple[int, dict[str, str], Any]:
        status = int(self.file.readline().split()[1])
        headers: dict[str, str] = {}
        while line := self.file.readline().strip().decode():
            name, _, value = line.partition(": ")
            headers[name] = value
        body = self.file.read(int(headers.get("content-length", 0)))
        return status, headers, json.loads(body) if body else None

    def close(self) -> None:
        self.file.close()
        self.sock.close()


@pytest.fixture
def line(server: Served) -> Iterator[Line]:
    line = Line(server)
    yield line
    line.close()


def request(
    key: str | None, body: bytes | dict[str, Any], *, kind: str = "application/json", more: str = ""
) -> bytes:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    who = "" if key is None else f"authorization: Bearer {key}\r\n"
    head = f"POST /v1/authorize HTTP/1.1\r\nhost: x\r\ncontent-type: {kind}\r\n{who}{more}content-length: {len(text)}\r\n\r\n"
    return head.encode() + text


def both(
    line: Line, key: str | None, body: bytes | dict[str, Any], more: str = ""
) -> list[tuple[int, Any, Any]]:
    """What is answered to the same request on either way."""
    found = []
    for kind in ("application/json", "application/json; charset=utf-8"):
        line.send(request(key, body, kind=kind, more=more))
        status, headers, told = line.answer()
        shown = {name: value for name, value in told.items() if name not in _OWN}
        named = {name for name in headers if name != "date"}
        found.append((status, named, shown))
    return found


@pytest.fixture(scope="module")
def keys(server: Served) -> dict[str, str]:
    made = {role: server.kavach.keys.create(name=role, role=role).token for role in ("service", "auditor")}
    made["tenant"] = server.kavach.keys.create(name="t", role="service", tenant_id="acme").token
    return made


def test_both_ways_say_the_same(server: Served, line: Line, keys: dict[str, str], taken: list[bool]):
    free = server.agent(constraints={"maxCallsPerDay": 10**6, "budgetUsdPerDay": 100})
    narrow = server.agent(permissions=[{"resource": "a", "actions": ["b"]}])
    asked = server.agent(constraints={"requireApprovalFor": ["mcp:github:issues:write"]})
    used_up = server.agent(constraints={"maxCalls": 1})
    server.kavach.authorize(token=used_up.token, **ACCESS)
    line.send(request(keys["service"], {**ACCESS, "token": free.token}))  # the key is known from here on
    line.answer()
    taken.clear()
    for body in (
        {
            **ACCESS,
            "token": free.token,
            "arguments": {"a": [1, 2.5, "é"]},
            "costUsd": "0.10",
            "ip": "10.0.0.1",
        },
        {**ACCESS, "agentId": free.agent.id},
        {**ACCESS, "token": narrow.token},
        {**ACCESS, "token": asked.token},
        {**ACCESS, "token": used_up.token},
        {**ACCESS, "token": tokens.mint(b"\x07" * 32)},
        {**ACCESS, "token": free.token, "costUsd": "much"},
        {**ACCESS, "token": free.token, "ip": 7},
    ):
        short, long = both(line, keys["service"], body)
        assert short == long
        assert short[0] == 200
        assert taken == [True, False], body
        taken.clear()


def test_what_is_wrong_is_said_on_the_long_way(
    server: Served, line: Line, keys: dict[str, str], taken: list[bool]
):
    made = server.agent()
    good = {**ACCESS, "token": made.token}
    for key in (keys["service"], keys["auditor"], keys["tenant"]):
        line.send(request(key, good))
        line.answer()
    taken.clear()
    for key, body in (
        (None, good),
        ("kva_nobody", good),
        (made.token, ACCESS),
        (made.token, good),
        (keys["auditor"], good),
        (keys["service"], ACCESS),
        (keys["service"], {**good, "agentId": made.agent.id}),
        (keys["service"], {**good, "colour": "red"}),
        (keys["service"], {**good, "wait": 0.01}),
        (keys["service"], b"{"),
        (keys["service"], b"[]"),
        (keys["service"], b""),
        (keys["service"], b'{"resource":"a","resource":"b"}'),
        (keys["service"], b"\xff"),
    ):
        short, long = both(line, key, body)
        assert short == long
        assert taken == [False, False], body
        taken.clear()


@pytest.mark.promise("TEN-1")
def test_a_tenant_s_key_sees_its_tenant_only(
    server: Served, line: Line, keys: dict[str, str], taken: list[bool]
):
    made = server.agent()
    for _ in range(2):
        line.send(request(keys["tenant"], {**ACCESS, "token": made.token}))
        assert line.answer()[2]["code"] == "unknown_token"
    assert taken[-1]


@pytest.mark.promise("TOK-6")
def test_a_key_that_is_revoked_asks_no_more(server: Served, line: Line, taken: list[bool]):
    made = server.agent()
    key = server.kavach.keys.create(name="short", role="service")
    asked = request(key.token, {**ACCESS, "token": made.token})
    for _ in range(2):
        line.send(asked)
        assert line.answer()[0] == 200
    assert taken[-1]
    server.kavach.keys.revoke(key.key.id)

    def refused() -> bool:
        line.send(asked)
        return line.answer()[0] == 401

    until(refused, what="the second in which a key is remembered")


def test_a_body_may_come_in_pieces_and_requests_may_follow_each_other(
    server: Served, line: Line, keys: dict[str, str], taken: list[bool]
):
    made = server.agent(name="pieces")
    whole = request(keys["service"], {**ACCESS, "token": made.token, "arguments": {"text": "x" * 100}})
    line.send(whole)
    line.answer()
    taken.clear()
    line.send(whole[:120], whole[120:-40], whole[-40:])
    assert line.answer()[2]["allowed"]
    line.send(whole * 3)  # without waiting: in order, one after the other
    assert [line.answer()[2]["allowed"] for _ in range(3)] == [True] * 3
    assert taken[:2] == [True, True]
    long = request(keys["service"], {**ACCESS, "token": made.token, "arguments": {"text": "x" * 60_000}})
    line.send(long[:50_000], long[50_000:])  # more than is held back
    assert line.answer()[2]["allowed"]
    line.send(request(keys["service"], {**ACCESS, "token": made.token}, more="expect: 100-continue\r\n"))
    status, _, _ = line.answer()
    if status == 100:
        status, _, told = line.answer()
        assert told["allowed"]
    assert status == 200
    line.send(request(keys["service"], {**ACCESS, "token": made.token}, more="connection: close\r\n"))
    _, headers, told = line.answer()
    assert told["allowed"]
    assert headers["connection"] == "close"
    assert line.file.read() == b""
    entries = server.kavach.audit.query(agent_id=made.agent.id, limit=100).items
    assert [entry.kind for entry in entries].count("decision") == 8


def test_what_fails_on_the_short_way_is_an_answer(
    server: Served, line: Line, keys: dict[str, str], taken: list[bool], monkeypatch: pytest.MonkeyPatch
):
    made = server.agent()
    asked = request(keys["service"], {**ACCESS, "token": made.token})
    line.send(asked)
    line.answer()
    with monkeypatch.context() as patch:
        patch.setattr("pykavach.server.quick.limit_headers", lambda *_: 1 // 0)
        line.send(asked)
        status, _, told = line.answer()
    assert (status, told["code"], taken[-1]) == (500, "internal", True)
    line.send(asked)
    assert line.answer()[0] == 200
    text = server.client(keys["auditor"]).get("/metrics").text
    assert "kavach_http_requests_in_progress 1.0" in text


def test_what_has_been_answered_leaves_nothing_to_the_garbage_collector(server: Served, taken: list[bool]):
    """What only it can free costs a busy server a tenth of its time."""
    guard, made = server.key("service"), server.agent()

    def cycles() -> int:
        return sum(isinstance(each, RequestResponseCycle) for each in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = cycles()
        for _ in range(20):
            assert guard.post("/v1/authorize", json={**ACCESS, "token": made.token}).json()["allowed"]
        left = cycles() - before
    finally:
        gc.enable()
    assert taken.count(True) >= 19
    assert left <= 3  # the last of its connection, and of whoever else is asking
