"""What no browser sends of itself is refused by name: it is neither overlooked nor taken for something else."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard_world import Visitor, text_of
from server_world import Served

PERMISSIONS = [{"resource": "files:*", "actions": ["read"]}]
ROW: dict[str, Any] = {"effect": ["allow"], "actions": ["read"], "resource": ["files:*"]}
FORM: dict[str, Any] = {"name": "scribe", "user_id": "alice", **ROW, "do": "preview"}


@pytest.fixture(scope="module")
def admin(server: Served) -> Visitor:
    return Visitor(server)


@pytest.mark.parametrize(
    "address",
    [
        "/audit?code=expired&agent_id=%ff",
        "/audit?code=expired&code=ok",
        "/audit?code",
        "/agents?type=autonomou",
        "/approvals?state=opened",
        "/sign-in?link=%ff",
    ],
)
def test_a_filter_that_cannot_be_read_does_not_show_everything(server: Served, admin: Visitor, address: str):
    server.agent("somebody", permissions=PERMISSIONS)
    answer = admin.get(address)
    assert answer.status_code == 400
    assert "Not understood" in answer.text
    assert "<table" not in answer.text


def test_a_cursor_that_was_altered_is_said_to_be_one(admin: Visitor):
    for path in ("/agents", "/usage"):
        answer = admin.get(path, params={"cursor": "altered"})
        assert answer.status_code == 400
        assert "Not understood cursor:" in text_of(answer.text)


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "null", "", "//"])
def test_an_origin_that_is_none_is_foreign(server: Served, admin: Visitor, origin: str):
    agent = server.agent("kept", permissions=PERMISSIONS)
    for host in (None, ""):
        headers = {"origin": origin} | ({} if host is None else {"host": host})
        answer = admin.client.post(
            f"/agents/{agent.agent.id}/suspend", data={"csrf": admin.csrf()}, headers=headers
        )
        assert answer.status_code in (400, 403)
    assert server.kavach.agents.get(agent.agent.id).status == "active"


@pytest.mark.parametrize("version", ["", "9" * 5000, "-1", "x", "²"])
def test_a_version_that_is_none_is_refused(server: Served, admin: Visitor, version: str):
    webhook = server.kavach.webhooks.create(name="hook", url="https://hooks.example.com/").webhook
    form = {"name": "other", "url": webhook.url, "version": version}
    assert admin.post(f"/webhooks/{webhook.id}/change", form).status_code == 400
    assert server.kavach.webhooks.get(webhook.id).name == "hook"
    agent = server.agent("rotated", permissions=PERMISSIONS)
    answer = admin.post(f"/agents/{agent.agent.id}/rotate", {"version": version or "0x1"})
    assert answer.status_code == 400
    assert "version: must be that of the page; load it again" in text_of(answer.text)
    assert server.kavach.authorize(token=agent.token, resource="files:a", action="read").allowed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"effect": ["Deny"]}, "permissions[0].effect:"),
        ({"effect": []}, "permissions: each needs its effect"),
        ({"constraints": '{"maxCalls": 1, "maxCalls": 9}'}, "constraints: "),
        ({"constraints": "[" * 80_000}, "constraints: "),
        (
            {"constraints": '{"maxCallsPerDay": 1}', "maxCallsPerDay": "9"},
            "constraints.maxCallsPerDay: is given twice",
        ),
        (
            {"constraints": '{"requireApprovalFor": ["files:*:*"]}', "requireApprovalFor": "a:b"},
            "constraints.requireApprovalFor: is given twice",
        ),
        ({"name": "n" * 201}, "name: must be a text of 1 to 200 characters"),
    ],
)
def test_what_the_form_says_is_what_is_granted_or_it_is_refused(
    admin: Visitor, given: dict[str, Any], said: str
):
    answer = admin.post("/agents/new", FORM | given)
    assert answer.status_code == 400
    assert said in text_of(answer.text)


def test_more_permissions_than_the_form_has_rows_are_all_there(admin: Visitor):
    many = {"effect": ["allow"] * 59 + ["deny"], "actions": ["read"] * 60, "resource": ["files:*"] * 60}
    assert "It may never read on everything under files." in text_of(
        admin.post("/agents/new", FORM | many).text
    )


def test_only_a_yes_or_no_lets_in_or_tells_of_a_theft(server: Served, admin: Visitor):
    server.kavach.users.create(id="olaf", name="Olaf", role="approver")
    server.kavach.users.update("olaf", disabled=True)
    answer = admin.post("/users/change", {"id": "olaf", "disabled": "true"})
    assert answer.status_code == 400
    assert server.kavach.users.get("olaf").status == "disabled"
    agent = server.agent("stolen", permissions=PERMISSIONS)
    form = {"version": str(agent.agent.version), "compromised": "yes"}
    assert admin.post(f"/agents/{agent.agent.id}/rotate", form).status_code == 400
    assert server.kavach.authorize(token=agent.token, resource="files:a", action="read").allowed


def test_the_theme_is_chosen_on_the_answer_to_a_form_too(server: Served, admin: Visitor):
    """The way back is a page, never the address that took the form."""
    agent = server.agent("turned", permissions=PERMISSIONS)
    id = agent.agent.id
    webhook = server.kavach.webhooks.create(name="hook", url="https://hooks.example.com/").webhook.id
    for path, form, page in (
        (f"/agents/{id}/rotate", {"version": str(agent.agent.version)}, f"/agents/{id}"),
        (f"/webhooks/{webhook}/rotate", {"overlap": "0"}, f"/webhooks/{webhook}"),
        ("/keys/nobodys/revoke", {}, "/keys"),
        ("/users/link", {"id": "nobody"}, "/users"),
        ("/approvals/none/approve", {}, "/approvals/none"),
        ("/agents/new", {}, "/agents/new"),
        ("/theme?next=x&next=y", {}, "/"),
    ):
        assert f'name="next" value="{page}"' in admin.post(path, form).text, path


def test_the_address_of_a_form_says_that_it_is_one(admin: Visitor):
    answer = admin.get("/agents/some/rotate", headers={"accept": "text/html"})
    assert answer.status_code == 405
    assert "only takes the form of another page" in answer.text


def test_an_id_with_spaces_around_it_is_nobody_elses(server: Served, admin: Visitor):
    for id in ("twin", " twin", "twin\u00a0"):
        server.kavach.users.create(id=id, name=f"[{id}]", role="approver")
    for id in (" twin", "twin\u00a0"):
        assert f"[{id}]" in admin.get("/users/person", params={"id": id}).text
        assert admin.post("/users/change", {"id": id, "disabled": "1"}).status_code == 303
        assert server.kavach.users.get(id).status == "disabled"
        assert admin.post("/users/end-sessions", {"id": id}).status_code == 303
        assert admin.post("/users/link", {"id": id}).status_code == 409
    assert server.kavach.users.get("twin").status == "active"
