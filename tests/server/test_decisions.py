"""The question over HTTP: who may say what, what is answered, and what is told of limits."""

from __future__ import annotations

import httpx2
import pytest

from pykavach.core import tokens
from server_world import Served

ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture(scope="module")
def guard(server: Served) -> httpx2.Client:
    return server.key("service")


def test_a_guard_asks_and_settles(server: Served, guard: httpx2.Client):
    made = server.agent(constraints={"budgetUsdPerDay": 2})
    asked = {**ACCESS, "token": made.token, "arguments": {"title": "hi"}, "ip": "10.1.2.3", "costUsd": "0.5"}
    answer = guard.post("/v1/authorize", json=asked)
    assert answer.status_code == 200, answer.text
    decision = answer.json()
    assert decision["allowed"]
    entry = server.kavach.audit.get(decision["auditId"])
    assert (entry.agent_id, entry.ip, entry.arguments) == (made.agent.id, "10.1.2.3", {"title": "hi"})
    settled = guard.post(f"/v1/permits/{decision['auditId']}/settle", json={"costUsd": 0.25}).json()
    assert (settled["bookedUsd"], settled["costUsd"]) == ("0.50", "0.25")
    again = guard.post(f"/v1/permits/{decision['auditId']}/settle", json={"costUsd": "0.26"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    recorded = guard.post(f"/v1/agents/{made.agent.id}/usage", json={"costUsd": "0.05", "key": "k"})
    assert recorded.json()["costUsd"] == "0.05"
    assert (
        server.kavach.usage.summary(made.agent.id).usd_today == server.kavach.usage.summary(made.agent.id).usd
    )
    assert str(server.kavach.usage.summary(made.agent.id).usd) == "0.3"


def test_a_denial_is_an_answer(server: Served, guard: httpx2.Client):
    made = server.agent(permissions=[{"resource": "a", "actions": ["b"]}])
    answer = guard.post("/v1/authorize", json={**ACCESS, "agentId": made.agent.id})
    assert answer.status_code == 200
    assert (answer.json()["allowed"], answer.json()["code"]) == (False, "not_permitted")
    unknown = guard.post("/v1/authorize", json={**ACCESS, "token": tokens.mint(b"\x07" * 32)})
    assert (unknown.status_code, unknown.json()["code"]) == (200, "unknown_token")


@pytest.mark.promise("API-1", "API-6")
@pytest.mark.parametrize(
    "odd",
    [
        {"resource": 5},
        {"action": None},
        {"arguments": [1]},
        {"ip": 7},
        {"costUsd": "much"},
        {"costUsd": -1},
        {"idempotencyKey": ""},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_any_value_gives_a_decision(server: Served, guard: httpx2.Client, odd: dict[str, object]):
    answer = guard.post("/v1/authorize", json={**ACCESS, "token": server.agent().token, **odd})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["outcome"], answer.json()["code"]) == ("deny", "invalid_request")
    named = f"Invalid request: {next(iter(odd))}: "
    sentences = [answer.json()["reason"], *(found["sentence"] for found in answer.json()["findings"])]
    assert [sentence[: len(named)] for sentence in sentences] == [named] * 2


def test_who_calls_is_said_once(server: Served, guard: httpx2.Client):
    made = server.agent()
    for body in ({}, {"token": made.token, "agentId": made.agent.id}):
        answer = guard.post("/v1/authorize", json={**ACCESS, **body})
        assert (answer.status_code, answer.json()["field"]) == (422, "token")


@pytest.mark.promise("TM-1", "DEC-2")
def test_an_agent_asks_for_itself_from_where_it_is(server: Served):
    made = server.agent(constraints={"maxCallsPerDay": 9, "ipAllowlist": ["127.0.0.1"]})
    child = server.kavach.agents.delegate(
        parent_id=made.agent.id,
        name="child",
        permissions=[{"resource": "*", "actions": ["*"]}],
        constraints={"maxCallsPerMinute": 3},
    )
    agent = server.client(child.token)
    decision = agent.post("/v1/authorize", json=ACCESS).json()
    assert decision["allowed"]
    assert decision["chain"] == [child.agent.id]
    assert set(decision["remaining"]) == {child.agent.id}
    assert server.kavach.audit.get(decision["auditId"]).ip == "127.0.0.1"
    for said in ({"ip": "10.0.0.1"}, {"token": made.token}, {"agentId": made.agent.id}):
        answer = agent.post("/v1/authorize", json={**ACCESS, **said})
        assert (answer.status_code, answer.json()["field"]) == (422, next(iter(said)))
    assert agent.post(f"/v1/permits/{decision['auditId']}/settle", json={"costUsd": 0}).status_code == 404
    forwarded = agent.post("/v1/authorize", json=ACCESS, headers={"x-forwarded-for": "10.9.9.9"}).json()
    assert server.kavach.audit.get(forwarded["auditId"]).ip == "127.0.0.1"


@pytest.mark.promise("RATE-1")
def test_what_is_left_stands_in_the_headers(server: Served, guard: httpx2.Client):
    made = server.agent(constraints={"maxCallsPerDay": 2})
    answers = [guard.post("/v1/authorize", json={**ACCESS, "token": made.token}) for _ in range(3)]
    assert [answer.headers["ratelimit-policy"] for answer in answers] == ['"day";q=2;w=86400'] * 3
    assert [answer.headers["ratelimit"].partition(";t=")[0] for answer in answers] == [
        '"day";r=1',
        '"day";r=0',
        '"day";r=0',
    ]
    refused = answers[-1]
    assert refused.json()["code"] == "rate_limited"
    assert refused.headers["retry-after"] == str(refused.json()["retryAfter"])


def test_many_questions_at_once_are_decided_each_on_its_own(server: Served, guard: httpx2.Client):
    made = server.agent(constraints={"maxCalls": 2})
    accesses = [{**ACCESS, "token": made.token}] * 3 + [{**ACCESS, "agentId": "agt_nobody"}]
    answer = guard.post("/v1/authorize/batch", json={"accesses": accesses})
    codes = [decision["code"] for decision in answer.json()["decisions"]]
    assert codes == ["ok", "ok", "rate_limited", "unknown_token"]
    for wrong in ([], [ACCESS] * 300, {"a": 1}, None):
        assert guard.post("/v1/authorize/batch", json={"accesses": wrong}).status_code == 422
    named = guard.post(
        "/v1/authorize/batch", json={"accesses": [{**ACCESS, "agentId": "x", "colour": "red"}]}
    )
    assert named.json()["field"] == "accesses[0].colour"
    assert named.json()["detail"].startswith("accesses[0].colour: is not a field here")
    for asks, wrong, field in (
        (guard, {"resource": "a", "agentId": "x"}, "accesses[1].action"),
        (guard, ACCESS, "accesses[1].token"),
        (server.client(made.token), {**ACCESS, "agentId": "x"}, "accesses[1].agentId"),
    ):
        first = ACCESS if asks is not guard else {**ACCESS, "token": made.token}
        answer = asks.post("/v1/authorize/batch", json={"accesses": [first, wrong]})
        assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_explaining_takes_nothing(server: Served, guard: httpx2.Client):
    made = server.agent(constraints={"maxCalls": 1})
    for _ in range(3):
        answer = guard.post("/v1/explain", json={**ACCESS, "agentId": made.agent.id}).json()
        assert answer["allowed"]
        assert [finding["rule"] for finding in answer["findings"]] == ["maxCalls", "permissions"]
    assert guard.post("/v1/authorize", json={**ACCESS, "agentId": made.agent.id}).json()["allowed"]


@pytest.mark.promise("BUD-5", "DEC-2")
def test_a_guard_is_told_what_was_booked_and_an_agent_is_not(server: Served, guard: httpx2.Client):
    """An estimate may stand in a rule above it, whose numbers are not its own."""
    root = server.agent(name="root", constraints={"reserveUsdPerCall": "0.5"})
    made = server.kavach.agents.delegate(
        parent_id=root.agent.id, name="c", permissions=[{"resource": "*", "actions": ["*"]}]
    )
    told = guard.post("/v1/authorize", json={**ACCESS, "token": made.token}).json()
    assert (told["allowed"], told["bookedUsd"]) == (True, "0.50")
    denied = guard.post("/v1/authorize", json={**ACCESS, "token": tokens.mint(b"\x07" * 32)}).json()
    assert (denied["allowed"], denied["bookedUsd"]) == (False, None)
    with_own = server.client(made.token)
    for answer in (
        with_own.post("/v1/authorize", json=ACCESS).json(),
        with_own.post("/v1/explain", json=ACCESS).json(),
        with_own.post("/v1/authorize/batch", json={"accesses": [ACCESS]}).json()["decisions"][0],
    ):
        assert (answer["allowed"], answer["bookedUsd"]) == (True, None)


@pytest.mark.promise("PRM-5")
def test_a_key_may_stand_in_the_header(server: Served, guard: httpx2.Client):
    made = server.agent(constraints={"maxCalls": 3})
    access = {**ACCESS, "token": made.token}

    def ask(key: str, **more: str) -> httpx2.Response:
        return guard.post("/v1/authorize", json=access | more, headers={"idempotency-key": key})

    first = ask('"order 17"').json()
    assert (first["code"], first["replayed"]) == ("ok", False)
    for again in (ask('"order 17"'), ask('"order 17"', idempotencyKey="order 17")):
        assert (again.json()["auditId"], again.json()["replayed"]) == (first["auditId"], True)
    bare = ask("8e03978e-40d5-43dd-bc93-6894a57f9324").json()
    assert (bare["replayed"], bare["auditId"] != first["auditId"]) == (False, True)
    two = ask("a", idempotencyKey="b")
    assert (two.status_code, two.json()["field"]) == (422, "idempotencyKey")
    for wrong in ("", '"', '"a', "a b", "a, b", '""'):
        answer = ask(wrong)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed_request"), wrong
    assert server.kavach.usage.summary(made.agent.id).calls == 2


@pytest.mark.promise("API-2")
def test_a_key_in_the_header_makes_an_agent_once(server: Served):
    admin, key = server.key("admin"), {"idempotency-key": '"once in the header"'}
    new = {"userId": "alice", "name": "once", "type": "service", "permissions": []}
    made = admin.post("/v1/agents", json=new, headers=key)
    again = admin.post("/v1/agents", json=new, headers=key)
    assert (made.status_code, again.status_code) == (201, 409)
    assert made.json()["agent"]["id"] in again.json()["detail"]
