"""Approvals and the audit log over HTTP."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from typing import Any

import httpx2
import pytest

from patience import until
from pykavach import verify_proof
from server_world import Served

PAY = {"resource": "payments", "action": "write", "arguments": {"to": "ACME", "usd": 12}}


@pytest.fixture(scope="module")
def guard(server: Served) -> httpx2.Client:
    return server.key("service")


@pytest.fixture(scope="module")
def approver(server: Served) -> httpx2.Client:
    return server.key("approver")


def gated(server: Served, **more: Any) -> Any:
    return server.agent("payer", constraints={"requireApprovalFor": ["payments:*"]}, **more)


@pytest.mark.promise("APR-1", "APR-2", "APR-3")
def test_a_person_says_yes_and_the_call_runs_once(
    server: Served, guard: httpx2.Client, approver: httpx2.Client
):
    made = gated(server)
    asked = {**PAY, "token": made.token}
    pending = guard.post("/v1/authorize", json=asked).json()
    assert (pending["outcome"], pending["retry"]) == ("pending", "with_approval")
    request = approver.get(f"/v1/approvals/{pending['approvalId']}").json()
    assert (request["state"], request["arguments"]) == ("open", PAY["arguments"])
    listed = approver.get("/v1/approvals", params={"agentId": made.agent.id}).json()["items"]
    assert [item["id"] for item in listed] == [pending["approvalId"]]
    approved = approver.post(f"/v1/approvals/{request['id']}/approve", json={"note": "as agreed"}).json()
    assert (approved["state"], approved["decidedBy"], approved["note"]) == (
        "approved",
        approver.get("/v1/me").json()["id"],
        "as agreed",
    )
    assert approver.post(f"/v1/approvals/{request['id']}/deny").status_code == 409
    assert [guard.post("/v1/authorize", json=asked).json()["outcome"] for _ in range(2)] == [
        "allow",
        "pending",
    ]


@pytest.mark.promise("APR-4")
def test_a_call_may_wait_for_the_person(server: Served, guard: httpx2.Client, approver: httpx2.Client):
    made = gated(server)
    answers: list[Any] = []
    asking = threading.Thread(
        target=lambda: answers.append(
            guard.post("/v1/authorize", json={**PAY, "token": made.token, "wait": 25}).json()
        )
    )
    asking.start()
    request = until(lambda: approver.get("/v1/approvals", params={"agentId": made.agent.id}).json()["items"])[
        0
    ]
    waiting: list[Any] = []
    polling = threading.Thread(
        target=lambda: waiting.append(
            approver.get(f"/v1/approvals/{request['id']}", params={"wait": 25}).json()
        )
    )
    polling.start()
    approver.post(f"/v1/approvals/{request['id']}/approve")
    asking.join()
    polling.join()
    assert answers[0]["allowed"]
    assert waiting[0]["state"] in ("approved", "used")


def test_an_agent_sees_its_own_requests_only(server: Served, guard: httpx2.Client):
    made = gated(server)
    pending = server.client(made.token).post("/v1/authorize", json=PAY).json()
    path = f"/v1/approvals/{pending['approvalId']}"
    assert server.client(made.token).get(path).json()["state"] == "open"
    assert server.client(gated(server).token).get(path).status_code == 404
    assert server.client(made.token).post(f"{path}/approve").status_code == 404


def test_requests_are_heard_of_as_they_open_and_close(server: Served, guard: httpx2.Client):
    approver = server.key("approver", tenant_id="stream")
    made = gated(server, tenant_id="stream")
    events: list[tuple[str, Any]] = []

    def listen() -> None:
        with approver.stream("GET", "/v1/approvals/events") as response:
            assert response.headers["content-type"] == "text/event-stream"
            name = ""
            for line in response.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    events.append((name, json.loads(line.removeprefix("data: "))))
                    if name == "closed":
                        return

    listening = threading.Thread(target=listen)
    listening.start()
    pending = guard.post("/v1/authorize", json={**PAY, "token": made.token}).json()
    until(lambda: events, what="the request to be heard of")
    approver.post(f"/v1/approvals/{pending['approvalId']}/deny")
    listening.join(30)
    assert not listening.is_alive()
    assert [(kind, value["id"]) for kind, value in events] == [
        ("opened", pending["approvalId"]),
        ("closed", pending["approvalId"]),
    ]


@pytest.mark.promise("AUD-4")
def test_the_log_is_searched_exported_and_verified(server: Served, guard: httpx2.Client):
    auditor = server.key("auditor")
    made = server.agent("logged", permissions=[{"resource": "a", "actions": ["b"]}], user_id="logan")
    for action in ("b", "b", "c"):
        guard.post("/v1/authorize", json={"resource": "a", "action": action, "token": made.token})
    filters = {"agentId": made.agent.id, "kind": "decision"}
    found = auditor.get("/v1/audit", params=filters).json()
    assert [entry["code"] for entry in found["items"]] == ["ok", "ok", "not_permitted"]
    newest = auditor.get("/v1/audit", params={**filters, "newestFirst": "true", "limit": 1}).json()
    assert newest["items"] == found["items"][-1:]
    assert newest["nextCursor"] is not None
    coded = auditor.get(
        f"/v1/audit?agentId={made.agent.id}&code=ok,not_permitted&code=revoked&since=2000-01-01T00:00:00Z"
    ).json()
    assert len(coded["items"]) == 3
    assert auditor.get(f"/v1/audit/{found['items'][0]['id']}").json() == found["items"][0]
    lines = auditor.get("/v1/audit/export", params=filters)
    assert [json.loads(line)["code"] for line in lines.text.splitlines()] == ["ok", "ok", "not_permitted"]
    table = auditor.get("/v1/audit/export", params={**filters, "format": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert [row["code"] for row in csv.DictReader(io.StringIO(table.text))] == ["ok", "ok", "not_permitted"]
    checkpoint = auditor.post("/v1/audit/checkpoints").json()
    report = auditor.post("/v1/audit/verify", json={"checkpoint": checkpoint}).json()
    assert (report["ok"], report["checkpointOk"]) == (True, True)
    proof = auditor.get(f"/v1/audit/{found['items'][0]['id']}/proof").json()
    assert verify_proof(proof, public_key=checkpoint["key"], checkpoint=checkpoint).ok
    asked = auditor.get(f"/v1/audit/{proof['auditId']}/proof?checkpoint={checkpoint['signature']}")
    assert asked.json() == proof
    narrow = server.key("auditor", tenant_id="acme").get(f"/v1/audit/{proof['auditId']}/proof")
    assert (narrow.status_code, narrow.json()["field"]) == (422, "tenant")
    late = server.agent("late").agent.id
    newest = auditor.get("/v1/audit", params={"agentId": late}).json()["items"][0]["id"]
    assert auditor.get(f"/v1/audit/{newest}/proof").status_code == 409
    checkpoint["count"] += 1
    assert auditor.post("/v1/audit/verify", json={"checkpoint": checkpoint}).json()["ok"] is False
    assert auditor.get("/v1/audit?colour=red").json()["field"] == "colour"
    assert auditor.get("/v1/audit?since=yesterday").json()["field"] == "since"
    assert auditor.get("/v1/audit/export?agentId=agt_nobody").status_code == 404


def test_what_is_kept_of_arguments_can_be_erased(server: Served, guard: httpx2.Client):
    admin = server.key("admin")
    made = server.agent("forgotten")
    decision = guard.post("/v1/authorize", json={**PAY, "token": made.token}).json()
    assert admin.post("/v1/audit/erase", json={"agentId": made.agent.id}).json()["erased"] >= 1
    entry = admin.get(f"/v1/audit/{decision['auditId']}").json()
    assert (entry["arguments"], entry["commitment"] is None) == (None, False)
    assert admin.post("/v1/audit/verify").json()["ok"]
    assert admin.post("/v1/audit/prune", json={"before": "2000-01-01T00:00:00Z"}).status_code == 409


def test_a_stream_ends_when_its_key_does(server: Served):
    made = server.kavach.keys.create(name="short", role="approver", tenant_id="nobody's")
    client = server.client(made.token)
    with client.stream("GET", "/v1/approvals/events") as response:
        pieces = response.iter_bytes()
        next(pieces)
        server.kavach.keys.revoke(made.key.id)
        started = time.monotonic()
        assert not [piece for piece in pieces if piece.strip(b": \n")]
        assert time.monotonic() - started < 10


def test_a_stream_that_nobody_hears_ends(server: Served):
    approver = server.key("approver")

    def inside() -> str:
        lines = approver.get("/metrics").text.splitlines()
        return next(line for line in lines if line.startswith("kavach_http_requests_in_progress "))

    with approver.stream("GET", "/v1/approvals/events") as response:
        pieces = response.iter_bytes()  # held: one that is dropped closes the connection
        next(pieces)
        assert inside().endswith(" 2.0")
    until(lambda: inside().endswith(" 1.0"), what="the stream to end")
