"""Agents' tokens for servers that speak OAuth: introspection (RFC 7662) and revocation (RFC 7009)."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from pykavach.core import tokens
from server_world import Served, served

INACTIVE = {"active": False}
ACCESS = {"resource": "a", "action": "b"}


def key(server: Served, role: str = "service", **more: Any) -> str:
    return str(server.kavach.keys.create(name=f"a {role}", role=role, **more).token)


def introspect(server: Served, token: str, **more: Any) -> dict[str, Any]:
    """What the endpoint says of a token to a client with a new key."""
    auth = httpx2.BasicAuth("a client", key(server, **more))
    answer = server.client().post("/oauth/introspect", data={"token": token}, auth=auth)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


class Verifier:
    """What a resource server does with a token it was sent, written from RFC 7662 and nothing of ours."""

    def __init__(self, endpoint: str, client_id: str, client_secret: str) -> None:
        pair = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        headers = {"authorization": f"Basic {pair}", "accept": "application/json"}
        self._client = httpx2.Client(headers=headers, trust_env=False)
        self._endpoint = endpoint

    def verify(self, token: str, *scopes: str) -> str | None:
        """The subject, if the token is active, has not expired, and has these scopes."""
        form = {"token": token, "token_type_hint": "access_token"}
        answer = self._client.post(self._endpoint, data=form)
        if answer.status_code != 200:
            return None
        said = answer.json()
        if said["active"] is not True or said.get("exp", time.time() + 1) <= time.time():
            return None
        return said["sub"] if set(scopes) <= set(said.get("scope", "").split()) else None

    def close(self) -> None:
        self._client.close()


@pytest.mark.promise("TOK-6", "DEL-4")
def test_a_resource_server_takes_agents_until_they_are_revoked(server: Served):
    verifier = Verifier(f"{server.url}/oauth/introspect", "an-mcp-server", key(server))
    made = server.agent(permissions=[{"resource": "mcp:files:*", "actions": ["read"]}])
    child = server.kavach.agents.delegate(
        parent_id=made.agent.id, name="c", permissions=[{"resource": "mcp:files:x", "actions": ["read"]}]
    )
    assert verifier.verify(made.token, "mcp:files:*:read") == made.agent.id
    assert verifier.verify(child.token, "mcp:files:x:read") == child.agent.id
    assert verifier.verify(made.token, "mcp:files:*:write") is None
    admin = server.key("admin")
    assert admin.post("/oauth/revoke", data={"token": made.token}).status_code == 200
    assert [verifier.verify(each.token) for each in (made, child)] == [None, None]
    assert server.kavach.authorize(token=made.token, **ACCESS).code == "revoked"
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, action="agents.revoke").items
    assert entry.actor == admin.get("/v1/me").json()["id"]
    verifier.close()


def test_what_is_told_of_an_active_token(server: Served):
    made = server.agent(
        user_id="alice",
        expires_in=3600,
        permissions=[
            {"resource": "b:*", "actions": ["read", "write"]},
            {"resource": "a", "actions": ["read"]},
            {"resource": "a", "actions": ["read"], "constraints": {"maxCalls": 1}},
            {"effect": "deny", "resource": "b:c", "actions": ["*"]},
        ],
    )
    found = introspect(server, made.token)
    scope = found.pop("scope").split()
    assert sorted(scope) == ["a:read", "b:*:read", "b:*:write"]
    assert made.agent.expires_at is not None
    assert found == {
        "active": True,
        "token_type": "Bearer",
        "sub": made.agent.id,
        "client_id": made.agent.id,
        "username": "alice",
        "exp": int(made.agent.expires_at.timestamp()),
        "iat": int(made.agent.created_at.timestamp()),
        "iss": server.url,
    }
    forever = server.agent("s", type="service", user_id=None, permissions=[])
    assert set(introspect(server, forever.token)) == {
        "active",
        "token_type",
        "sub",
        "client_id",
        "scope",
        "iat",
        "iss",
    }


def test_a_delegate_ends_with_the_first_of_its_chain(server: Served):
    root = server.agent(expires_in=7200)
    child = server.kavach.agents.delegate(parent_id=root.agent.id, name="c", permissions=[], expires_in=3600)
    soon = datetime.fromtimestamp(int(time.time()) + 60, UTC)
    server.kavach.agents.update(root.agent.id, expires_at=soon)
    assert introspect(server, child.token)["exp"] == int(soon.timestamp())


def test_whom_tokens_are_for_is_told_where_it_was_set(tmp_path: Path):
    address = "https://mcp.example.com/mcp"
    for audience, told in (([address], address), ([address, "b"], [address, "b"])):
        with served(tmp_path, audience=audience, public_url="https://kavach.example.com") as running:
            found = introspect(running, running.agent().token)
        assert (found["aud"], found["iss"]) == (told, "https://kavach.example.com")


def test_of_what_is_not_active_nothing_is_told(server: Served):
    kavach = server.kavach
    suspended, revoked, rotated = (server.agent(name) for name in ("suspended", "revoked", "rotated"))
    kavach.agents.suspend(suspended.agent.id)
    kavach.agents.revoke(revoked.agent.id)
    new = kavach.agents.rotate(rotated.agent.id)
    under = kavach.agents.delegate(parent_id=rotated.agent.id, name="under", permissions=[])
    kavach.agents.suspend(rotated.agent.id)
    user = kavach.users.create(id="oauth", name="O", role="admin")
    for token in (
        suspended.token,
        revoked.token,
        rotated.token,
        new.token,
        under.token,
        tokens.mint(b"\x09" * 32),
        "x",
        "kv_",
        "\u00e9",
        key(server, "admin"),
        key(server),
        kavach.users.sign_in_link(user.id).token,
    ):
        assert introspect(server, token) == INACTIVE
    kavach.agents.resume(rotated.agent.id)
    assert [introspect(server, each)["active"] for each in (new.token, under.token)] == [True, True]


@pytest.mark.promise("TEN-1")
def test_a_key_sees_the_tokens_of_its_own_tenant(server: Served):
    made = server.agent(tenant_id="acme")
    assert introspect(server, made.token, tenant_id="globex") == INACTIVE
    assert introspect(server, made.token, tenant_id="acme")["active"] is True
    theirs = server.key("admin", tenant_id="globex").post("/oauth/revoke", data={"token": made.token})
    assert (theirs.status_code, theirs.json()["error"]) == (400, "unauthorized_client")
    assert introspect(server, made.token)["active"] is True


def test_a_client_authenticates_in_any_of_the_ways(server: Served):
    token, secret = server.agent().token, key(server)
    plain = server.client()
    form = {"token": token}
    ways: list[dict[str, Any]] = [
        {"data": form, "headers": {"authorization": f"Bearer {secret}"}},
        {"data": form, "headers": {"authorization": f"bearer {secret}"}},
        {"data": form, "auth": httpx2.BasicAuth("any name", secret)},
        {"data": form, "auth": httpx2.BasicAuth("", secret)},
        {"data": {**form, "client_id": "any name", "client_secret": secret}},
        {"data": {**form, "unknown": "passed over"}, "headers": {"authorization": f"Bearer {secret}"}},
    ]
    for way in ways:
        assert plain.post("/oauth/introspect", **way).json()["active"] is True, way


@pytest.mark.parametrize(
    ("headers", "form", "status", "error"),
    [
        ({}, {}, 401, "invalid_client"),
        ({}, {"client_secret": "kva_x"}, 401, "invalid_client"),
        ({"authorization": "Basic !"}, {}, 401, "invalid_client"),
        ({"authorization": "Basic 6Q=="}, {}, 401, "invalid_client"),
        ({"authorization": "Basic " + "YTpi" * 2000}, {}, 401, "invalid_client"),
        ({"authorization": "Digest x"}, {}, 401, "invalid_client"),
        ({"authorization": "Basic YTpi"}, {"client_secret": "x"}, 400, "invalid_request"),
    ],
    ids=str,
)
def test_a_client_that_is_none_is_told_so_in_the_words_of_oauth(
    server: Served, headers: dict[str, str], form: dict[str, str], status: int, error: str
):
    data = {"token": server.agent().token, **form}
    for path in ("/oauth/introspect", "/oauth/revoke"):
        answer = server.client().post(path, data=data, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert set(answer.json()) == {"error", "error_description", "requestId"}
        if status == 401:
            assert "Basic" in answer.headers["www-authenticate"]
            assert "Bearer" in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"token=", "application/x-www-form-urlencoded"),
        (b"token=a&token=b", "application/x-www-form-urlencoded"),
        (b"token", "application/x-www-form-urlencoded"),
        (b"token=%ff", "application/x-www-form-urlencoded"),
        (b"\xff", "application/x-www-form-urlencoded"),
        (b"&" * 300, "application/x-www-form-urlencoded"),
        (b'{"token": "x"}', "application/json"),
        (b"token=x", ""),
    ],
)
def test_a_form_that_is_none_is_an_invalid_request(server: Served, content: bytes, kind: str):
    client = server.key("admin")
    for path in ("/oauth/introspect", "/oauth/revoke"):
        answer = client.post(path, content=content, headers={"content-type": kind})
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request"), answer.text


def test_a_token_in_the_address_is_not_read(server: Served):
    token = server.agent().token
    answer = server.key("admin").post(f"/oauth/introspect?token={token}", data={"token": token})
    assert answer.status_code == 400
    assert token not in answer.text
    assert server.key("admin").post("/oauth/introspect", content=b"x" * 20_000).status_code == 413


# -- revocation ----------------------------------------------------------------------------------------------------------


def test_an_agent_revokes_itself_and_nobody_else(server: Served):
    made, other = server.agent(), server.agent()
    agent = server.client(made.token)
    for token in (other.token, tokens.mint(b"\x0a" * 32)):
        answer = agent.post("/oauth/revoke", data={"token": token})
        assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")
    assert agent.post("/oauth/introspect", data={"token": made.token}).status_code == 404
    assert introspect(server, other.token)["active"] is True
    assert agent.post("/oauth/revoke", data={"token": made.token}).json() == {}
    assert server.kavach.agents.get(made.agent.id).status == "revoked"
    [entry] = server.kavach.audit.query(agent_id=made.agent.id, action="agents.revoke").items
    assert entry.actor == made.agent.id
    assert agent.post("/oauth/revoke", data={"token": made.token}).status_code == 401


def test_a_key_that_may_not_manage_revokes_nothing(server: Served):
    made = server.agent()
    for role in ("service", "approver", "auditor"):
        assert server.key(role).post("/oauth/revoke", data={"token": made.token}).status_code == 404
    assert introspect(server, made.token)["active"] is True
    owner = server.key("owner", user_id="alice")
    assert owner.post("/oauth/revoke", data={"token": made.token}).status_code == 200
    assert introspect(server, made.token) == INACTIVE


@pytest.mark.promise("TOK-4")
def test_either_token_of_an_agent_is_its_identity(server: Served):
    admin = server.key("admin")
    made = server.agent()
    rotated = server.kavach.agents.rotate(made.agent.id, grace=3600)
    assert [introspect(server, each)["active"] for each in (made.token, rotated.token)] == [True, True]
    assert admin.post("/oauth/revoke", data={"token": made.token}).status_code == 200
    assert [introspect(server, each) for each in (made.token, rotated.token)] == [INACTIVE] * 2


def test_a_suspended_agent_does_not_come_back_after_a_revocation(server: Served):
    admin = server.key("admin")
    made = server.agent()
    server.kavach.agents.suspend(made.agent.id)
    assert admin.post("/oauth/revoke", data={"token": made.token}).status_code == 200
    assert server.kavach.agents.get(made.agent.id).status == "revoked"


def test_what_is_nobodys_token_is_revoked_already(server: Served):
    admin = server.key("admin")
    made = server.agent()
    server.kavach.agents.revoke(made.agent.id)
    for token in (made.token, tokens.mint(b"\x0b" * 32), "x"):
        answer = admin.post("/oauth/revoke", data={"token": token, "token_type_hint": "refresh_token"})
        assert (answer.status_code, answer.json()) == (200, {})


def test_a_key_is_not_called_revoked_while_it_works(server: Served):
    """RFC 7009, section 2.2.1: 200 would say that the credential works no more."""
    admin, other = server.key("admin"), key(server, "auditor")
    for token in (other, "kvs_" + "0" * 72, "kvl_x"):
        for caller in (admin, server.client(server.agent().token)):
            answer = caller.post("/oauth/revoke", data={"token": token})
            assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_token_type")
    assert server.client(other).get("/v1/me").status_code == 200
