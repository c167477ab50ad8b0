"""Agents over HTTP: what the library does, said in JSON."""

from __future__ import annotations

import httpx2
import pytest

from server_world import EVERYTHING, Served

NEW = {"name": "assistant", "type": "autonomous", "userId": "alice", "permissions": EVERYTHING}


@pytest.fixture(scope="module")
def admin(server: Served) -> httpx2.Client:
    return server.key("admin")


def test_an_agent_is_made_seen_changed_and_ended(server: Served, admin: httpx2.Client):
    made = admin.post("/v1/agents", json={**NEW, "constraints": {"maxCallsPerDay": 5}, "expiresIn": 3600})
    assert made.status_code == 201, made.text
    agent, token = made.json()["agent"], made.json()["token"]
    assert made.headers["location"] == f"/v1/agents/{agent['id']}"
    assert made.headers["cache-control"] == "no-store"
    assert token.startswith("kv_")
    shown = admin.get(f"/v1/agents/{agent['id']}").json()
    assert shown == agent
    assert token not in admin.get("/v1/agents").text

    narrowed = admin.patch(f"/v1/agents/{agent['id']}", json={"constraints": {"maxCallsPerDay": 3}})
    assert narrowed.json()["constraints"] == {"maxCallsPerDay": 3}
    widened = admin.patch(f"/v1/agents/{agent['id']}", json={"constraints": {"maxCallsPerDay": 9}})
    assert (widened.status_code, widened.json()["code"]) == (403, "permissions_locked")

    rotated = admin.post(f"/v1/agents/{agent['id']}/rotate", json={"grace": 60}).json()
    assert rotated["token"] not in (token, None)
    assert rotated["oldValidUntil"] is not None
    assert admin.post(f"/v1/agents/{agent['id']}/suspend").json()["changed"] == [agent["id"]]
    assert admin.post(f"/v1/agents/{agent['id']}/resume").json()["changed"] == [agent["id"]]
    assert admin.post(f"/v1/agents/{agent['id']}/revoke").json()["changed"] == [agent["id"]]
    assert admin.get(f"/v1/agents/{agent['id']}").json()["status"] == "revoked"
    entries = server.kavach.audit.query(agent_id=agent["id"]).items
    assert [entry.action for entry in entries][:2] == ["agents.create", "agents.update"]
    assert {entry.actor for entry in entries} == {admin.get("/v1/me").json()["id"]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**NEW, "permissions": [{"resource": "a:*b", "actions": ["x"]}]}, "permissions[0].resource"),
        ({**NEW, "constraints": {"maxCallsPerDay": True}}, "constraints.maxCallsPerDay"),
        ({**NEW, "user_id": "alice"}, "user_id"),
        ({**NEW, "expiresAt": "tomorrow"}, "expiresAt"),
        ({**NEW, "expiresAt": "2031-01-01T00:00:00"}, "expiresAt"),
        ({**NEW, "expiresAt": "0001-01-01T00:00:00+01:00"}, "expiresAt"),
        ({**NEW, "expiresIn": "3600"}, "expiresIn"),
        ({**NEW, "expiresIn": -1}, "expiresIn"),
        ({**NEW, "maxDepth": 17}, "maxDepth"),
        ({**NEW, "constraints": {"argPatterns": {"user_id": "("}}}, "constraints.argPatterns.user_id"),
        ({"name": "x", "type": "autonomous"}, "permissions"),
        ({**NEW, "colour": "red"}, "colour"),
        ([], "body"),
    ],
)
def test_what_breaks_a_rule_is_named(admin: httpx2.Client, body: object, field: str):
    before = len(admin.get("/v1/agents?limit=1000").json()["items"])
    answer = admin.post("/v1/agents", json=body)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert (problem["code"], problem["field"]) == ("invalid_input", field)
    assert problem["type"] == "urn:kavach:problem:invalid_input"
    assert problem["requestId"] == answer.headers["x-request-id"]
    assert len(admin.get("/v1/agents?limit=1000").json()["items"]) == before


def test_a_key_makes_an_agent_once(admin: httpx2.Client):
    body = {**NEW, "idempotencyKey": "once"}
    first = admin.post("/v1/agents", json=body)
    again = admin.post("/v1/agents", json=body)
    assert (first.status_code, again.status_code, again.json()["code"]) == (201, 409, "conflict")
    assert first.json()["agent"]["id"] in again.json()["detail"]


def test_pages_go_on_where_they_ended(server: Served, admin: httpx2.Client):
    owner = server.key("owner", user_id="paula")
    names = [f"agent {number}" for number in range(7)]
    for name in names:
        server.agent(name, user_id="paula")
    found, cursor = [], None
    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = owner.get("/v1/agents", params=query).json()
        found += [agent["name"] for agent in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert found == names
    assert {agent["userId"] for agent in admin.get("/v1/agents?limit=1000").json()["items"]} > {"paula"}


def test_an_agent_delegates_rotates_and_looks_below_itself(server: Served):
    made = server.agent("lead", user_id="dora")
    other = server.agent("other", user_id="dora")
    agent = server.client(made.token)
    child = agent.post(
        f"/v1/agents/{made.agent.id}/delegate",
        json={"name": "helper", "permissions": [{"resource": "a:*", "actions": ["r"]}]},
    )
    assert child.status_code == 201, child.text
    child_id = child.json()["agent"]["id"]
    assert server.kavach.agents.get(child_id).parent_id == made.agent.id
    assert [a["id"] for a in agent.get("/v1/agents").json()["items"]] == [made.agent.id, child_id]
    assert agent.get(f"/v1/agents/{child_id}").status_code == 200
    assert agent.get(f"/v1/agents/{other.agent.id}").status_code == 404
    below = server.client(child.json()["token"])
    assert below.get(f"/v1/agents/{made.agent.id}").status_code == 404
    assert below.post(f"/v1/agents/{made.agent.id}/rotate", json={}).status_code == 404
    assert agent.post(f"/v1/agents/{child_id}/rotate", json={}).status_code == 404
    assert agent.post(f"/v1/agents/{made.agent.id}/rotate", json={"compromised": True}).status_code == 422
    wider = below.post(
        f"/v1/agents/{child_id}/delegate",
        json={"name": "wide", "permissions": [{"resource": "b", "actions": ["r"]}]},
    )
    assert (wider.status_code, wider.json()["code"]) == (403, "exceeds_parent")
    rotated = agent.post(f"/v1/agents/{made.agent.id}/rotate", json={}).json()
    assert agent.get("/v1/me").status_code == 401
    assert server.client(rotated["token"]).get("/v1/me").json()["id"] == made.agent.id


def test_the_stop_button_stops_a_users_agents(server: Served, admin: httpx2.Client):
    mine = [server.agent(f"s{number}", user_id="stopped").agent.id for number in range(3)]
    answer = admin.post("/v1/agents/stop", json={"how": "suspend", "userId": "stopped"})
    assert sorted(answer.json()["changed"]) == sorted(mine)
    assert admin.post("/v1/agents/stop", json={"how": "explode", "userId": "stopped"}).status_code == 422
    assert admin.post("/v1/agents/stop", json={"how": "suspend"}).status_code == 422


@pytest.mark.promise("API-6")
def test_sentences_name_things_as_on_the_wire(admin: httpx2.Client):
    both = admin.post("/v1/agents", json={**NEW, "expiresIn": 5, "expiresAt": "2031-01-01T00:00:00Z"})
    assert both.json()["detail"] == "expiresAt: give either expiresIn or expiresAt"
    once = {**NEW, "idempotencyKey": "named as on the wire"}
    assert admin.post("/v1/agents", json=once).status_code == 201
    assert admin.post("/v1/agents", json=once).json()["detail"].startswith("idempotencyKey: it was used")


def test_a_patch_is_no_merge_patch(admin: httpx2.Client):
    """RFC 7396 would keep the constraints that it does not name; here they are given anew, and would be gone."""
    kept = {"maxCallsPerDay": 10, "ipAllowlist": ["10.0.0.0/8"]}
    made = admin.post("/v1/agents", json={**NEW, "type": "service", "constraints": kept}).json()["agent"]
    answer = admin.patch(
        f"/v1/agents/{made['id']}",
        content=b'{"constraints": {"maxCallsPerDay": 5}}',
        headers={"content-type": "application/merge-patch+json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert admin.get(f"/v1/agents/{made['id']}").json()["constraints"] == kept


@pytest.mark.promise("API-6")
def test_what_takes_no_fields_refuses_them(admin: httpx2.Client):
    made = admin.post("/v1/agents", json=NEW).json()["agent"]
    revoke = f"/v1/agents/{made['id']}/revoke"
    named = admin.post(revoke, json={"ifVersion": 7})
    assert (named.status_code, named.json()["field"]) == (422, "ifVersion")
    assert admin.post(revoke, json=[]).status_code == 422
    assert admin.get(f"/v1/agents/{made['id']}").json()["status"] == "active"
    assert admin.post(revoke, json={}).json()["changed"] == [made["id"]]
    assert admin.post(revoke).json()["changed"] == []
