"""Webhooks over HTTP: a whole life, its receiver, and who may not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from standardwebhooks import Webhook

from patience import until
from pykavach.client import SyncClient
from pykavach.core.errors import NotFound
from pykavach.server.config import Config
from receivers import Receiver
from server_world import Served, served

HOOK = "https://hooks.example.com/T0KEN"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.close()


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose webhooks may lead to this machine."""
    with served(tmp_path_factory.mktemp("open"), private_webhooks=True) as running:
        yield running


def problem(answer: httpx2.Response, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    detail: str = answer.json()["detail"]
    return detail


@pytest.mark.promise("EVT-1", "AGT-4")
def test_a_life_of_a_webhook_over_http(open_server: Served, receiver: Receiver):
    admin = open_server.key("admin")
    answer = admin.post(
        "/v1/webhooks",
        json={"name": "ops", "url": receiver.url, "events": ["agent.created", "agent.revoked"]},
    )
    assert answer.status_code == 201
    made = answer.json()
    path = f"/v1/webhooks/{made['webhook']['id']}"
    assert answer.headers["location"] == path
    agent = open_server.agent("told")
    until(lambda: receiver.requests, what="the event")
    [(_, headers, body)] = receiver.requests
    assert Webhook(made["secret"]).verify(body, headers)["data"]["agentId"] == agent.agent.id
    assert admin.post(path + "/test").json() == {
        "taken": True,
        "status": 204,
        "said": "The receiver answered 204.",
    }
    assert admin.post(path + "/pause").json()["status"] == "paused"
    open_server.kavach.agents.revoke(agent.agent.id)
    assert admin.get(path).json()["waiting"] == 1
    changed = admin.patch(path, json={"name": "new", "ifVersion": 2}).json()
    assert (changed["name"], changed["version"]) == ("new", 3)
    problem(admin.patch(path, json={"name": "newer", "ifVersion": 2}), 409, "conflict")
    rotated = admin.post(path + "/rotate-secret", json={"overlap": 60}).json()
    assert rotated["oldUntil"] is not None
    assert admin.post(path + "/rotate-secret", json={"overlap": 0}).json()["oldUntil"] is None
    assert admin.post(path + "/resume").json()["status"] == "active"
    until(lambda: receiver.types() == ["agent.created", "webhook.test", "agent.revoked"], what="the rest")
    for text in (admin.get(path).text, admin.get("/v1/webhooks").text, admin.get("/v1/audit").text):
        assert "whsec_" not in text
        assert made["secret"][6:] not in text
    assert [each["id"] for each in admin.get("/v1/webhooks").json()["items"]] == [made["webhook"]["id"]]
    gone = admin.delete(path)
    assert (gone.status_code, gone.content) == (204, b"")
    assert not {"content-length", "content-type", "transfer-encoding"} & gone.headers.keys()
    problem(admin.get(path), 404, "not_found")
    problem(admin.delete(path), 404, "not_found")
    actions = [entry.action for entry in open_server.kavach.audit.query(limit=1000).items]
    assert [each for each in actions if each.startswith("webhooks.")] == [
        "webhooks.create",
        "webhooks.test",
        "webhooks.pause",
        "webhooks.update",
        "webhooks.rotate_secret",
        "webhooks.rotate_secret",
        "webhooks.resume",
        "webhooks.remove",
    ]


@pytest.mark.promise("EVT-1")
def test_private_targets_are_refused_unless_the_server_is_set_up_for_them(server: Served, receiver: Receiver):
    assert Config().private_webhooks is False
    admin = server.key("admin")
    for url in (receiver.url, "https://127.0.0.1/", "https://169.254.169.254/latest"):
        detail = problem(admin.post("/v1/webhooks", json={"name": "a", "url": url}), 422, "invalid_input")
        assert "private_webhooks" in detail
    made = admin.post("/v1/webhooks", json={"name": "a", "url": HOOK}).json()["webhook"]
    path = f"/v1/webhooks/{made['id']}"
    problem(admin.patch(path, json={"url": receiver.url}), 422, "invalid_input")
    # A name that leads here is looked up when something is posted.
    admin.patch(path, json={"url": f"https://localhost:{receiver.port}/"})
    told = admin.post(path + "/test").json()
    assert (told["taken"], told["status"]) == (False, None)
    assert "private" in told["said"]
    assert receiver.requests == []


@pytest.mark.promise("TEN-1")
def test_a_tenants_key_makes_and_sees_its_own(server: Served):
    whole, acme, other = (
        server.key("admin"),
        server.key("admin", tenant_id="acme"),
        server.key("admin", tenant_id="other"),
    )
    made = acme.post("/v1/webhooks", json={"name": "theirs", "url": HOOK}).json()["webhook"]
    assert made["tenantId"] == "acme"
    path = f"/v1/webhooks/{made['id']}"
    assert whole.get(path).json() == acme.get(path).json() == made
    problem(
        acme.post("/v1/webhooks", json={"name": "a", "url": HOOK, "tenantId": "other"}), 422, "invalid_input"
    )
    assert other.get("/v1/webhooks").json()["items"] == []
    for method, rest in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/pause"),
        ("POST", "/resume"),
        ("POST", "/rotate-secret"),
        ("POST", "/test"),
    ):
        body = {"json": {}} if method in ("PATCH", "POST") else {}
        problem(other.request(method, path + rest, **body), 404, "not_found")
    assert whole.get(path).json() == made


def test_what_is_wrong_is_named_as_on_the_wire(server: Served):
    admin = server.key("admin")
    for field, body in (
        ("url", {"name": "a"}),
        ("name", {"url": HOOK}),
        ("secret", {"name": "a", "url": HOOK, "secret": "whsec_mine"}),
        ("events[0]", {"name": "a", "url": HOOK, "events": ["agent.exploded"]}),
        ("tenantId", {"name": "a", "url": HOOK, "tenantId": ""}),
    ):
        answer = admin.post("/v1/webhooks", json=body)
        assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text


def test_a_server_without_a_secret_says_what_it_needs(tmp_path: Path):
    with served(tmp_path, secret=None) as running:
        detail = problem(
            running.key("admin").post("/v1/webhooks", json={"name": "a", "url": HOOK}), 422, "invalid_input"
        )
        assert "KAVACH_SECRET" in detail


@pytest.mark.promise("EVT-1")
def test_what_another_process_changes_is_followed(open_server: Served, receiver: Receiver):
    """The server delivers; the library beside it, over the same file, makes and changes."""
    library = open_server.kavach
    made = library.webhooks.create(name="a", url="https://hooks.example.com/").webhook
    until(lambda: library.webhooks.get(made.id).waiting == 0, what="nothing to wait")
    with pytest.raises(Exception, match="private_webhooks"):  # the library here is not open for them
        library.webhooks.update(made.id, url=receiver.url)
    open_server.key("admin").patch(f"/v1/webhooks/{made.id}", json={"url": receiver.url})
    open_server.agent("seen")
    until(lambda: "agent.created" in receiver.types(), what="the event")
    library.webhooks.remove(made.id)


def test_the_client_does_all_of_it(open_server: Served, receiver: Receiver):
    key = open_server.kavach.keys.create(name="client", role="admin").token
    with SyncClient(open_server.url, key=key, timeout=30.0) as client:
        made = client.webhooks.create(name="a", url=receiver.url, events={"agent.created"})
        id = made.webhook.id
        assert made.secret not in repr(made)
        assert client.webhooks.test(id).said == "The receiver answered 204."
        assert client.webhooks.pause(id).status == "paused"
        assert client.webhooks.resume(id).status == "active"
        assert client.webhooks.update(id, events=["*"], if_version=3).events == ["*"]
        assert client.webhooks.rotate_secret(id).old_until is not None
        assert client.webhooks.rotate_secret(id, overlap=0).old_until is None
        assert client.webhooks.remove(id) is None
        with pytest.raises(NotFound):
            client.webhooks.remove(id)
    assert json.loads(receiver.requests[0][2])["type"] == "webhook.test"
