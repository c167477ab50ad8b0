"""Who may do what: every route with nobody's, a stranger's, an agent's and each role's credential, from the table itself."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from pykavach.core import tokens
from pykavach.core.roles import RIGHTS, Right, Role
from pykavach.server.endpoints import ANY, Endpoint
from pykavach.server.table import ENDPOINTS
from server_world import Served

#: The routes that answer to nobody; one more, and this test is where it has to be thought about.
OPEN = {"/healthz", "/readyz", "/openapi.json", "/.well-known/authzen-configuration"}
#: The routes that an agent's own token opens.
AGENTS = {
    "authorize",
    "authorizeMany",
    "explain",
    "listAgents",
    "getAgent",
    "delegateAgent",
    "rotateAgent",
    "listChildren",
    "getLimits",
    "getUsage",
    "getApproval",
    "me",
    "revokeToken",
}


def _ask(client: httpx2.Client, endpoint: Endpoint, ids: dict[str, str] | None = None) -> httpx2.Response:
    path = re.sub(r"\{(\w+)\}", lambda found: (ids or {}).get(found[1], "nobody"), endpoint.path)
    if endpoint.media_type == "text/event-stream":
        with client.stream(endpoint.method, path) as response:
            if response.status_code != 200:
                response.read()
            return response
    if endpoint.method == ANY:
        return client.get(path, headers={"x-kavach-key": _credential(client)})
    body: dict[str, Any] = {"json": {}} if endpoint.method in ("POST", "PATCH") else {}
    if endpoint.form is not None:
        body = {"data": {"token": "nobody's"}}
    return client.request(endpoint.method, path, **body)


def _credential(client: httpx2.Client) -> str:
    """What a client presents, as a proxy's key has it: alone in its header."""
    return client.headers.get("authorization", "").removeprefix("Bearer ")


_ROUTES = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.id)


def test_what_is_open_is_what_was_thought_about():
    assert {endpoint.path for endpoint in ENDPOINTS if endpoint.open} == OPEN
    assert {endpoint.id for endpoint in ENDPOINTS if endpoint.agents} == AGENTS
    for endpoint in ENDPOINTS:  # nothing is open by being forgotten
        assert endpoint.open or endpoint.agents or endpoint.right is not None, endpoint.id


@pytest.fixture(scope="module")
def strangers(server: Served) -> dict[str, httpx2.Client]:
    revoked = server.agent("revoked")
    server.kavach.agents.revoke(revoked.agent.id)
    ended = server.kavach.keys.create(name="ended", role="admin")
    server.kavach.keys.revoke(ended.key.id)
    return {
        "nobody": server.client(),
        "not bearer": _basic(server),
        "unknown agent": server.client(tokens.mint(b"\x01" * 32)),
        "mistyped": server.client(ended.token[:-1] + "x"),
        "revoked agent": server.client(revoked.token),
        "revoked key": server.client(ended.token),
        "long": server.client("kva_" + "0" * 8000),
    }


def _basic(server: Served) -> httpx2.Client:
    client = server.client()
    client.headers["authorization"] = "Basic YTpi"
    return client


@_ROUTES
def test_strangers_are_turned_away_and_learn_nothing(
    server: Served, strangers: dict[str, httpx2.Client], endpoint: Endpoint
):
    for who, client in strangers.items():
        response = _ask(client, endpoint)
        if endpoint.open:
            assert response.status_code == 200, who
            continue
        assert response.status_code == 401, (who, response.text)
        assert response.headers["www-authenticate"].startswith("Bearer"), who
        if endpoint.form is not None:
            assert response.json()["error"] == "invalid_client", who
            continue
        if endpoint.key_header is None:  # RFC 6750, section 3.1: said of a credential, not of none
            shown = who not in ("nobody", "not bearer", "long")
            assert ('error="invalid_token"' in response.headers["www-authenticate"]) is shown, who
        assert response.headers["content-type"] == "application/problem+json", who
        assert response.json()["code"] == "unauthenticated", who


@pytest.fixture(scope="module")
def roles(server: Served) -> dict[Role, httpx2.Client]:
    return {role: server.key(role.value, user_id="alice" if role is Role.OWNER else None) for role in Role}


@_ROUTES
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_role_finds_what_it_may_do_and_nothing_else(
    roles: dict[Role, httpx2.Client], endpoint: Endpoint, role: Role
):
    response = _ask(roles[role], endpoint)
    may = endpoint.open or endpoint.right is None or endpoint.right in RIGHTS[role]
    if may and endpoint.method == ANY:  # the proxy may ask; whom it asks about is nobody
        assert (response.status_code, response.json()["code"]) == (401, "unknown_token")
    elif may:  # whatever is wrong with an empty request, it is not the caller
        assert response.status_code not in (401, 403), response.text
        assert response.status_code < 500, response.text
    else:
        assert response.status_code == 404, response.text
        assert response.json()["detail"] == "There is nothing here for this credential."


@_ROUTES
def test_an_agents_token_opens_nothing_but_its_own_routes(server: Served, endpoint: Endpoint):
    client = server.client(server.agent().token)
    response = _ask(client, endpoint)
    if endpoint.id in AGENTS or endpoint.open:
        assert response.status_code != 401, response.text
        assert response.status_code < 500, response.text
    else:
        assert response.status_code == 404, response.text


_OBJECTS = pytest.mark.parametrize(
    "endpoint",
    [each for each in ENDPOINTS if each.parameters and not each.relays],
    ids=lambda endpoint: endpoint.id,
)


@_OBJECTS
def test_what_is_not_yours_looks_as_if_it_were_not_there(server: Served, endpoint: Endpoint):
    """Another owner's and another tenant's things answer exactly as those that never were (TEN-1)."""
    made = server.agent("theirs", user_id="bob", tenant_id="acme")
    gated = server.agent(
        "gated", user_id="bob", tenant_id="acme", constraints={"requireApprovalFor": ["pay:*"]}
    )
    decision = server.kavach.authorize(token=made.token, resource="a", action="b")
    pending = server.kavach.authorize(token=gated.token, resource="pay", action="x")
    key = server.kavach.keys.create(name="theirs", role="admin", tenant_id="acme")
    user = server.kavach.users.create(id=f"bob-{endpoint.id}", name="Bob", role="approver", tenant_id="acme")
    hook = server.kavach.webhooks.create(
        name="w", url="https://hooks.example.com/", events=["passkey.copied"], tenant_id="acme"
    )
    ids = {
        "agentId": made.agent.id,
        "auditId": str(decision.audit_id),
        "approvalId": str(pending.approval_id),
        "keyId": key.key.id,
        "userId": user.id,
        "webhookId": hook.webhook.id,
    }
    right = endpoint.right
    others = [
        server.key(role.value, tenant_id="globex", user_id="alice" if role is Role.OWNER else None)
        for role in Role
        if right is not None and right in RIGHTS[role]
    ]
    if right in RIGHTS[Role.OWNER]:
        others.append(server.key("owner", user_id="alice"))
    if endpoint.agents:
        others.append(server.client(server.agent("other", user_id="bob", tenant_id="acme").token))
    assert others
    body = _body(endpoint)
    for client in others:
        theirs, nothing = (
            client.request(
                endpoint.method,
                re.sub(r"\{(\w+)\}", lambda found: names.get(found[1], "nobody"), endpoint.path),
                **body,
            )
            for names in (ids, dict.fromkeys(ids, "nobody"))
        )
        # What is of the whole installation is refused to every narrower view, whatever it is asked about.
        status = 422 if endpoint.id == "proveEntry" else 404
        assert theirs.status_code == nothing.status_code == status, (theirs.text, nothing.text)
        told = [{**each.json(), "requestId": None} for each in (theirs, nothing)]
        assert told[0] == told[1]


def _body(endpoint: Endpoint) -> dict[str, Any]:
    bodies: dict[str, dict[str, Any]] = {
        "delegateAgent": {"name": "child", "permissions": [{"resource": "a", "actions": ["b"]}]},
        "settle": {"costUsd": "0.01"},
        "recordUsage": {"costUsd": "0.01"},
        "updateAgent": {"name": "mine now"},
        "updateUser": {"name": "mine now"},
    }
    if endpoint.method not in ("POST", "PATCH"):
        return {}
    return {"json": bodies.get(endpoint.id, {})}


def test_rights_are_what_the_roles_are_for():
    assert RIGHTS[Role.ADMIN] == frozenset(Right)
    assert Right.APPROVE not in RIGHTS[Role.SERVICE]
    assert Right.MANAGE not in RIGHTS[Role.SERVICE]
    assert Right.DECIDE not in RIGHTS[Role.APPROVER]


@pytest.mark.promise("AUD-7", "EVT-1")
def test_a_token_that_nobody_alive_holds_leaves_a_trail(server: Served):
    made = server.agent("dead")
    server.kavach.agents.revoke(made.agent.id)
    stranger = tokens.mint(b"\x09" * 32)
    for token in (made.token, stranger):
        assert server.client(token).get("/v1/agents").status_code == 401
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert (entry.code, entry.resource, entry.ip) == ("revoked", "kavach:http", "127.0.0.1")
    unknown = server.kavach.audit.query(code="unknown_token").items
    assert unknown[-1].ip == "127.0.0.1"
