"""What the pages say and do, over HTTP: agents, approvals, the log, access, keys, people and webhooks."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from typing import Any

import pytest

from dashboard_world import HOSTILE, Visitor, pages_about, text_of
from patience import until
from pykavach.open import sqlite_path
from server_world import Served

PAY = [{"resource": "payments:ledger", "actions": ["pay"]}]
ASK = {"requireApprovalFor": ["payments:*:pay"]}


@pytest.fixture(scope="module")
def admin(server: Served) -> Visitor:
    return Visitor(server)


def _token(page: str) -> str:
    found = re.search(r'<code id="new-token" tabindex="0">([^<]+)</code>', page)
    assert found, text_of(page)
    return unescape(found[1])


FORM: dict[str, Any] = {
    "name": "scribe",
    "user_id": "alice",
    "type": "autonomous",
    "effect": ["allow", "deny", "allow"],
    "actions": ["read, write", "*", ""],
    "resource": ["notes:*", "notes:private", ""],
    "maxCallsPerDay": "50",
    "budgetUsdPerDay": "2.50",
    "requireApprovalFor": "notes:*:write",
}


def test_creating_says_what_it_grants_and_then_grants_it(server: Served, admin: Visitor):
    before = len(server.kavach.agents.list(limit=1000).items)
    shown = admin.post("/agents/new", FORM | {"do": "preview"})
    text = text_of(shown.text)
    for sentence in (
        "scribe acts on its own for alice, for 90 days.",
        "It may read and write on everything under notes.",
        "It may never do anything with notes:private.",
        "All of it at most 50 calls a day; at most $2.50 a day; with a person's yes for notes:*:write.",
    ):
        assert sentence in text
    assert len(server.kavach.agents.list(limit=1000).items) == before
    made = admin.post("/agents/new", FORM | {"do": "create", "key": "k" * 32})
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    decision = server.kavach.authorize(token=_token(made.text), resource="notes:today", action="read")
    assert decision.allowed
    agent = server.kavach.agents.get(decision.agent_id or "")
    assert agent.constraints == {
        "maxCallsPerDay": 50,
        "budgetUsdPerDay": "2.50",
        "requireApprovalFor": ["notes:*:write"],
    }
    assert agent.permissions == [
        {"resource": "notes:*", "actions": ["read", "write"]},
        {"resource": "notes:private", "actions": ["*"], "effect": "deny"},
    ]
    entry = server.kavach.audit.query(agent_id=agent.id, kind="change", limit=1).items[0]
    assert entry.actor == admin.key_id
    again = admin.post("/agents/new", FORM | {"do": "create", "key": "k" * 32})
    assert again.status_code == 400
    assert "<code id=" not in again.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "name: is required"),
        ({"effect": [], "actions": [], "resource": []}, "permissions: say what the agent may do"),
        ({"resource": ["no spaces here", "", ""]}, "permissions[0].resource"),
        ({"maxCallsPerDay": "-1"}, "constraints.maxCallsPerDay: must be a whole number"),
        ({"budgetUsdPerDay": "much"}, "constraints.budgetUsdPerDay"),
        ({"constraints": "[1]"}, "constraints: must be a JSON object"),
        ({"constraints": '{"maxCalsPerDay": 1}'}, "maxCalsPerDay"),
        ({"days": "12"}, "days: must be one of those offered"),
        ({"user_id": ""}, "user_id"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_stays_filled(
    server: Served, admin: Visitor, wrong: dict[str, Any], said: str
):
    before = len(server.kavach.agents.list(limit=1000).items)
    answer = admin.post("/agents/new", FORM | wrong | {"do": "create"})
    assert answer.status_code == 400
    assert said in text_of(answer.text)
    assert 'value="notes:*:write"' in answer.text
    assert len(server.kavach.agents.list(limit=1000).items) == before


def test_a_delegate_is_made_under_its_parent_and_never_wider(server: Served, admin: Visitor):
    parent = server.agent("lead", permissions=PAY)
    form = {"name": "hand", "parent": parent.agent.id, "effect": "allow", "do": "create"}
    wider = admin.post("/agents/new", form | {"actions": "pay", "resource": "payments:*"})
    assert wider.status_code == 400
    made = admin.post("/agents/new", form | {"actions": "pay", "resource": "payments:ledger"})
    assert made.status_code == 201
    child = server.kavach.agents.children(parent.agent.id).items[0]
    assert (child.name, child.user_id) == ("hand", "alice")
    picture = admin.get(f"/agents/{child.id}/tree").text
    assert picture.count("<rect ") == 2
    assert f'<a href="/agents/{child.id}" class="here">' in picture


def test_rotating_shows_the_new_token_once(server: Served, admin: Visitor):
    made = server.agent("spinner")
    path = f"/agents/{made.agent.id}"
    shown = admin.post(f"{path}/rotate", {"grace": "0", "version": "1"})
    token = _token(shown.text)
    assert token not in admin.get(path).text
    assert not server.kavach.authorize(token=made.token, resource="a", action="b").allowed
    assert server.kavach.authorize(token=token, resource="a", action="b").allowed
    stale = admin.post(f"{path}/rotate", {"grace": "0", "version": "1"})
    assert stale.status_code == 409
    graced = admin.post(f"{path}/rotate", {"grace": "3600", "version": "2"})
    assert server.kavach.authorize(token=token, resource="a", action="b").allowed
    assert "The old token ends at" in text_of(graced.text)
    child = server.kavach.agents.delegate(
        parent_token=_token(graced.text), name="child", permissions=[{"resource": "a", "actions": ["b"]}]
    )
    stolen = admin.post(f"{path}/rotate", {"compromised": "1"})
    assert "1 revoked that had been delegated with it: child" in text_of(stolen.text)
    assert server.kavach.agents.get(child.agent.id).status == "revoked"


def test_the_blast_radius_is_shown_before_and_is_what_happens(server: Served, admin: Visitor):
    root = server.agent("captain", permissions=PAY, constraints={"budgetUsdPerDay": 10})
    hand = server.kavach.agents.delegate(parent_token=root.token, name="mate", permissions=PAY)
    server.kavach.authorize(token=hand.token, resource="payments:ledger", action="pay", cost_usd="1.25")
    for how in ("suspend", "revoke"):
        text = text_of(admin.get(f"/agents/{root.agent.id}/{how}").text)
        assert "2 active agents: captain and everyone under it" in text
        assert "1 call and $1.25 today. What runs already goes on" in text
        assert "$1.25 of $10.00" in text
        assert "may pay on payments:ledger" in text
    assert server.kavach.agents.get(hand.agent.id).status == "active"
    admin.post(f"/agents/{root.agent.id}/suspend")
    assert server.kavach.agents.get(hand.agent.id).status == "suspended"
    admin.post(f"/agents/{root.agent.id}/resume")
    assert server.kavach.agents.get(hand.agent.id).status == "active"
    admin.post(f"/agents/{root.agent.id}/revoke")
    assert server.kavach.agents.get(hand.agent.id).status == "revoked"
    assert not server.kavach.authorize(token=hand.token, resource="payments:ledger", action="pay").allowed


def test_a_person_sees_what_will_run_and_says_yes(server: Served, admin: Visitor):
    agent = server.agent("payer", permissions=PAY, constraints=ASK)
    call: dict[str, Any] = {
        "token": agent.token,
        "resource": "payments:ledger",
        "action": "pay",
        "arguments": {"to": HOSTILE, "password": "hunter2-hunter2"},
        "cost_usd": "0.10",
    }
    pending = server.kavach.authorize(**call)
    page = admin.get("/approvals")
    shown = json.loads(unescape(re.search(r"<pre[^>]*>(\{.*?\})</pre>", page.text, re.DOTALL)[1]))  # type: ignore[index]
    assert shown["to"] == HOSTILE
    assert "hunter2" not in page.text
    assert "Hidden, because it looks secret: /password" in text_of(page.text)
    assert "with these arguments, of which a part is hidden:" in text_of(page.text)
    assert "for at most $0.10" in text_of(page.text)
    path = f"/approvals/{pending.approval_id}"
    assert admin.post(f"{path}/approve", {"note": "fine"}).status_code == 303
    assert server.kavach.authorize(**call).allowed
    assert not server.kavach.authorize(**call).allowed
    assert admin.post(f"{path}/deny").status_code == 409
    text = text_of(admin.get(path).text)
    assert f"by {admin.key_id}" in text
    assert "fine" in text


def test_a_no_is_a_no(server: Served, admin: Visitor):
    agent = server.agent("asker", permissions=PAY, constraints=ASK)
    call: dict[str, Any] = {"token": agent.token, "resource": "payments:ledger", "action": "pay"}
    pending = server.kavach.authorize(**call)
    admin.post(f"/approvals/{pending.approval_id}/deny")
    assert server.kavach.authorize(**call).code == "approval_denied"


def test_the_log_is_filtered_and_an_entry_says_why(server: Served, admin: Visitor):
    agent = server.agent("logged", permissions=PAY, constraints={"maxCallsPerDay": 1, "budgetUsdPerDay": 2})
    ask = {"token": agent.token, "resource": "payments:ledger", "action": "pay", "cost_usd": "0.07"}
    server.kavach.authorize(**ask)
    denied = server.kavach.authorize(**ask)
    page = admin.get("/audit", params={"agent_id": agent.agent.id, "outcome": "deny"}).text
    assert re.findall(r'class="mono" href="/audit/([^"]+)"', page) == [denied.audit_id]
    assert "denied · rate limit" in text_of(page)
    text = text_of(admin.get(f"/audit/{denied.audit_id}").text)
    assert "What was decided then" in text
    assert "What would be decided now" in text
    assert re.search(r"logged agent maxCallsPerDay .* 1 1", text)
    assert re.search(r"logged agent budgetUsdPerDay .* \$0\.07 \$2\.00", text)
    for query, said in (
        ({"agent_id": "agt_nobody"}, "no agent by that id"),
        ({"code": "nonsense"}, "code: must be among"),
        ({"since": "yesterday"}, "since: must be a time"),
        ({"cursor": "x"}, "cursor: must be the next_cursor"),
    ):
        answer = admin.get("/audit", params=query)
        assert answer.status_code == 400
        assert said in text_of(answer.text)
    for _ in range(60):
        server.kavach.authorize(**ask)
    paged = admin.get("/audit").text
    more = re.search(r'rel="next" href="([^"]+)"', paged)
    assert more
    older = admin.get(unescape(more[1])).text
    assert not set(re.findall(r"/audit/(aud_\w+)", paged)) & set(re.findall(r"/audit/(aud_\w+)", older))


def test_verifying_is_started_here_and_told(admin: Visitor):
    assert "Nobody has asked this server process" in text_of(admin.get("/audit").text)
    assert admin.post("/audit/verify").status_code == 303
    until(lambda: "each chained to the one before it" in admin.get("/audit").text, what="the verification")


def test_who_may_and_what_is_below(server: Served, admin: Visitor):
    root = server.agent("banker", permissions=[{"resource": "vault:*", "actions": ["open"]}])
    asked = server.agent(
        "teller",
        permissions=[{"resource": "vault:gold", "actions": ["*"]}],
        constraints={"requireApprovalFor": ["vault:gold:open"]},
    )
    barred = server.agent(
        "barred",
        permissions=[
            {"resource": "vault:*", "actions": ["open"]},
            {"resource": "vault:gold", "actions": ["*"], "effect": "deny"},
        ],
    )
    entries = len(server.kavach.audit.query(newest_first=True, limit=1000).items)
    page = admin.get("/access", params={"resource": "vault:gold:open"})
    rows = {text_of(row)[:40] for row in re.findall(r"<tr>(.*?)</tr>", page.text, re.DOTALL)}
    assert any(row.startswith("banker alice may ") and "may not" not in row for row in rows)
    assert any(row.startswith("teller alice with a person’s yes") for row in rows)
    assert any(row.startswith("barred alice may not") for row in rows)
    assert len(server.kavach.audit.query(newest_first=True, limit=1000).items) == entries
    below = text_of(admin.get("/access", params={"agent": root.agent.id}).text)
    assert "may open on everything under vault" in below
    assert admin.get("/access", params={"resource": "vault:*", "action": "open"}).status_code == 400
    assert admin.get("/access", params={"agent": "agt_nobody"}).status_code == 400
    assert asked.agent.id != barred.agent.id


def test_keys_are_made_shown_once_and_ended(server: Served, admin: Visitor):
    made = admin.post("/keys", {"name": "guard", "role": "service", "days": "30"})
    assert made.status_code == 201
    token = _token(made.text)
    principal = server.kavach.keys.authenticate(token)
    assert principal is not None
    assert token not in admin.get("/keys").text
    admin.post(f"/keys/{principal.id}/revoke")
    assert server.kavach.keys.authenticate(token) is None
    wrong = admin.post("/keys", {"name": "o", "role": "owner"})
    assert wrong.status_code == 400
    assert "an owner's key is for the agents of one user" in text_of(wrong.text)
    assert admin.post("/keys", {"name": "o", "role": "admin", "days": "2"}).status_code == 400


def test_webhooks_are_made_shown_once_changed_and_removed(server: Served, admin: Visitor):
    url = "https://hooks.example.com/T0KEN"
    given = {"name": "ops", "url": url, "event": ["key.created", "agent.created"]}
    made = admin.post("/webhooks", given)
    assert made.status_code == 201
    secret = _token(made.text)
    [hook] = [each for each in server.kavach.webhooks.list().items if each.name == "ops"]
    assert hook.events == ["agent.created", "key.created"]
    here = f"/webhooks/{hook.id}"
    assert secret.startswith("whsec_")
    for path in ("/webhooks", here):
        assert secret[6:] not in admin.get(path).text
    change = {"name": "new", "url": url, "version": "1"}
    assert admin.post(f"{here}/change", change).status_code == 303
    assert server.kavach.webhooks.get(hook.id).events == ["*"]
    late = admin.post(f"{here}/change", change)
    assert late.status_code == 400
    assert "it has version 2 by now" in text_of(late.text)
    assert admin.post(f"{here}/change", {"name": "new", "url": url, "version": "x"}).status_code == 400
    assert admin.post(f"{here}/pause").status_code == 303
    assert "what is told meanwhile waits for 72 hours" in text_of(admin.get(here).text)
    assert admin.post(f"{here}/resume").status_code == 303
    rotated = admin.post(f"{here}/rotate", {"overlap": "3600"})
    assert _token(rotated.text) not in ("", secret)
    assert "sign until" in text_of(rotated.text)
    assert "sign no more" in text_of(admin.post(f"{here}/rotate", {"overlap": "0"}).text)
    assert admin.post(f"{here}/rotate", {"overlap": "7"}).status_code == 400
    server.kavach.webhooks.update(hook.id, url="https://localhost/")
    told = text_of(admin.post(f"{here}/test").text)
    assert "The test was not taken. The URL leads to a private or special address" in told
    assert admin.post(f"{here}/remove").status_code == 303
    assert admin.get(here).status_code == 404
    wrong = admin.post("/webhooks", {"name": "a", "url": "https://10.0.0.1/", "event": "key.created"})
    assert wrong.status_code == 400
    assert "url: leads to a private or special address" in text_of(wrong.text)
    assert 'value="key.created" checked' in wrong.text


def test_a_webhook_that_is_gone_can_only_be_removed(server: Served, admin: Visitor):
    made = server.kavach.webhooks.create(name="old", url="https://hooks.example.com/").webhook
    with closing(sqlite3.connect(sqlite_path(server.config.db), timeout=30)) as raw, raw:
        raw.execute(
            "UPDATE webhook SET gone_at=1, failure='The receiver answered 410.' WHERE id=?", (made.id,)
        )
    shown = text_of(admin.get(f"/webhooks/{made.id}").text)
    assert "nothing more is posted" in shown
    assert "Send a test" not in shown
    assert admin.post(f"/webhooks/{made.id}/test").status_code == 409
    assert admin.post(f"/webhooks/{made.id}/remove").status_code == 303


def test_a_tenants_admin_makes_webhooks_of_it(server: Served):
    tenant = Visitor(server, "admin", tenant_id="hooked")
    assert 'name="tenant_id"' not in tenant.get("/webhooks").text
    assert (
        tenant.post("/webhooks", {"name": "theirs", "url": "https://hooks.example.com/"}).status_code == 201
    )
    [hook] = server.kavach.tenant("hooked").webhooks.list().items
    assert Visitor(server, "admin", tenant_id="others").get(f"/webhooks/{hook.id}").status_code == 404


def test_people_are_let_in_kept_out_and_linked(server: Served, admin: Visitor):
    assert admin.post("/users", {"id": "kim/1", "name": "Kim", "role": "approver"}).status_code == 303
    assert admin.post("/users", {"id": "kim/1", "name": "Kim", "role": "approver"}).status_code == 400
    assert '<input type="hidden" name="id" value="kim/1">' in admin.get("/users").text
    link = _token(admin.post("/users/link", {"id": "kim/1"}).text)
    assert link.startswith(f"{server.url}/sign-in?link=kvl_")
    admin.post("/users/change", {"id": "kim/1", "disabled": "1"})
    token = link.partition("link=")[2]
    refused = server.client().post("/sign-in", data={"token": token}, headers={"origin": server.url})
    assert refused.status_code == 403
    assert admin.post("/users/link", {"id": "kim/1"}).status_code == 409
    assert admin.post("/users/link", {"id": "nobody"}).status_code == 404
    admin.post("/users/change", {"id": "kim/1", "disabled": "0"})
    assert server.kavach.users.get("kim/1").status == "active"


def test_nobody_sees_what_is_not_theirs(server: Served, admin: Visitor):
    mine, other = server.agent("mine", user_id="olga"), server.agent("others", user_id="bob")
    pending = server.kavach.authorize(
        token=server.agent("bobs", user_id="bob", permissions=PAY, constraints=ASK).token,
        resource="payments:ledger",
        action="pay",
    )
    owner = Visitor(server, "owner", user_id="olga")
    assert owner.get(f"/agents/{mine.agent.id}").status_code == 200
    for path in (
        f"/agents/{other.agent.id}",
        f"/agents/{other.agent.id}/tree",
        f"/agents/{other.agent.id}/revoke",
        f"/approvals/{pending.approval_id}",
        f"/audit/{pending.audit_id}",
        f"/agents/new?parent={other.agent.id}",
    ):
        assert owner.get(path).status_code == 404, path
    assert owner.post(f"/agents/{other.agent.id}/revoke").status_code == 404
    assert owner.post(f"/approvals/{pending.approval_id}/approve").status_code == 404
    assert owner.post("/audit/verify").status_code == 404
    assert "others" not in owner.get("/agents").text
    assert "others" not in owner.get("/usage").text
    assert "others" not in owner.get("/access", params={"resource": "a:b", "action": "c"}).text
    made = owner.post("/agents/new", FORM | {"do": "create", "user_id": "bob"})
    assert made.status_code == 201
    new = server.kavach.authorize(token=_token(made.text), resource="notes:a", action="read")
    assert server.kavach.agents.get(new.agent_id or "").user_id == "olga"


def test_whatever_an_agent_chose_is_text(server: Served, admin: Visitor):
    agent = server.agent(
        HOSTILE[:190], user_id=HOSTILE, permissions=PAY, constraints=ASK, metadata={HOSTILE: HOSTILE}
    )
    child = server.kavach.agents.delegate(parent_token=agent.token, name=HOSTILE, permissions=PAY)
    arguments = {HOSTILE: HOSTILE, "hidden": "a\u202eb\u200b"}
    decision = server.kavach.authorize(
        token=child.token, resource="payments:ledger", action="pay", arguments=arguments, ip="127.0.0.1"
    )
    server.kavach.authorize(token=child.token, resource=HOSTILE, action=HOSTILE)
    server.kavach.users.create(id=HOSTILE, name=HOSTILE, role="owner")
    server.kavach.keys.create(name=HOSTILE, role="service")
    server.kavach.webhooks.create(name=HOSTILE, url="https://hooks.example.com/'%22><b>")
    id = agent.agent.id
    about = pages_about(id, child.agent.id, str(decision.audit_id))
    for path in (*about, f"/approvals/{decision.approval_id}", "/audit"):
        page = admin.get(path)
        assert page.status_code == 200, path
        assert "<img" not in page.text, path
        assert "<script>" not in page.text, path
        assert "\u202e" not in page.text, path
        assert "49" not in re.findall(r"alert\(2\)&lt;/script&gt;(\d+)", page.text), path
    for name in (
        "id",
        "user_id",
        "type",
        "roots",
        "cursor",
        "state",
        "resource",
        "action",
        "agent",
        "code",
        "next",
    ):
        for path in ("/agents", "/approvals", "/audit", "/access", "/usage", "/keys", "/users", "/sign-in"):
            answer = admin.get(path, params={name: HOSTILE})
            assert answer.status_code < 500, (path, name)
            assert "<script>" not in answer.text, (path, name)
    wrong = admin.post(
        "/agents/new", {"name": HOSTILE, "actions": HOSTILE, "resource": HOSTILE, "effect": HOSTILE}
    )
    assert wrong.status_code == 400
    assert "<script>" not in wrong.text


def test_agents_are_found(server: Served, admin: Visitor):
    made = server.agent("needle", user_id="nina")
    other = server.agent("hay", user_id="nina", type="service")

    def found(**query: str) -> set[str]:
        page = admin.get("/agents", params=query).text
        return set(re.findall(r'<a href="/agents/(agt_\w+)"', page)) & {made.agent.id, other.agent.id}

    assert found(user_id="nina") == {made.agent.id, other.agent.id}
    assert found(name="needle") == {made.agent.id}
    assert found(user_id="nina", type="service") == {other.agent.id}
    assert found(name="need") == found(user_id="nobody") == set()
    straight = admin.get("/agents", params={"id": made.agent.id})
    assert straight.headers["location"] == f"/agents/{made.agent.id}"


def test_the_theme_is_kept_and_only_a_theme(admin: Visitor):
    for asked, kept in (("dark", "dark"), ("light", "light"), ("x-evil", "system")):
        assert admin.post("/theme", {"theme": asked, "next": "/usage"}).headers["location"] == "/usage"
        assert f'data-theme="{kept}"' in admin.get("/usage").text
