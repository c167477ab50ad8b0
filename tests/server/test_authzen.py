"""AuthZEN 1.0 over HTTP: how its words are read, what is charged, and how its searches are paged."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import httpx2
import pytest

from patience import until
from pykavach.server import authzen_search
from pykavach.server.naming import name_of, segments
from server_world import Served, served

ASKED = {
    "subject": {"type": "user", "id": "alice"},
    "action": {"name": "read"},
    "resource": {"type": "doc", "id": "1"},
}


class Tenant:
    """A tenant of its own: what a test makes, its searches find and no others do."""

    def __init__(self, server: Served, name: str) -> None:
        self.server, self.name = server, name
        self.pep = server.key("service", tenant_id=name)

    def agent(self, name: str = "user", **more: Any) -> Any:
        return self.server.agent(name, tenant_id=self.name, **more)

    def ask(self, **more: Any) -> dict[str, Any]:
        answer = self.pep.post("/access/v1/evaluation", json={**ASKED, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def find(self, seeks: str, **more: Any) -> dict[str, Any]:
        asked = {key: value for key, value in ASKED.items() if key != "action" or seeks != "action"}
        answer = self.pep.post(f"/access/v1/search/{seeks}", json={**asked, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def tenant(server: Served, request: pytest.FixtureRequest) -> Tenant:
    return Tenant(server, request.node.name[:100].replace("\n", " "))


def named(permissions: list[dict[str, Any]] | None = None, **constraints: Any) -> dict[str, Any]:
    return {
        "permissions": permissions or [{"resource": "doc:*", "actions": ["read"]}],
        "constraints": constraints,
    }


# -- evaluation ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-1", "RATE-1")
def test_an_evaluation_is_a_decision_charged_and_recorded(tenant: Tenant):
    made = tenant.agent(**named(maxCalls=1))
    allowed, denied = tenant.ask(), tenant.ask()
    assert (allowed["decision"], denied["decision"]) == (True, False)
    assert set(allowed["context"]) == {"code", "auditId", "agentId"}
    assert denied["context"]["code"] == "rate_limited"
    assert denied["context"]["retry"] == "after"
    assert denied["context"]["reason_user"] == {"en": "maxCalls of 1 is used up."}
    entries = [tenant.server.kavach.audit.get(each["context"]["auditId"]) for each in (allowed, denied)]
    assert [(entry.agent_id, entry.resource, entry.action) for entry in entries] == [
        (made.agent.id, "doc:1", "read")
    ] * 2


def test_the_request_id_comes_back(tenant: Tenant):
    for id in ("bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "any text_at all"):
        answer = tenant.pep.post("/access/v1/evaluation", json=ASKED, headers={"x-request-id": id})
        assert answer.headers["x-request-id"] == id


def test_an_agent_is_named_by_its_id(tenant: Tenant):
    made = tenant.agent(**named())
    assert tenant.ask(subject={"type": "agent", "id": made.agent.id})["context"]["agentId"] == made.agent.id
    other = tenant.server.agent(tenant_id="elsewhere")
    for id in (other.agent.id, "", "nobody", "\u00e9", "x" * 500):
        answer = tenant.ask(subject={"type": "agent", "id": id})
        assert (answer["decision"], answer["context"]["code"]) == (False, "unknown_token")


def test_another_subject_is_the_one_live_agent_that_is_named_so_for_them(tenant: Tenant):
    kavach = tenant.server.kavach
    assert tenant.ask()["context"]["code"] == "unknown_token"  # nobody
    first = tenant.agent(**named())
    tenant.agent("User", **named())
    tenant.agent("user", **named(), user_id="bob")
    kavach.agents.delegate(parent_id=first.agent.id, name="user", permissions=[])
    assert tenant.ask()["context"]["agentId"] == first.agent.id
    second = tenant.agent(**named())
    several = tenant.ask()
    assert (several["decision"], several["context"]["code"]) == (False, "unknown_token")
    assert several["context"]["reason_user"] == {"en": "No agent stands for this subject."}
    assert "Several" in several["context"]["reason_admin"]["en"]
    kavach.agents.suspend(second.agent.id)
    assert tenant.ask()["decision"] is False  # a suspended one may come back
    kavach.agents.revoke(second.agent.id)
    assert tenant.ask()["context"]["agentId"] == first.agent.id
    kavach.agents.suspend(first.agent.id)
    assert tenant.ask()["context"]["code"] == "suspended"


@pytest.mark.parametrize("subject", [{"type": "x" * 300, "id": "a"}, {"type": "user", "id": "\n"}])
def test_what_can_name_nobody_is_nobody(tenant: Tenant, subject: dict[str, str]):
    assert tenant.ask(subject=subject)["context"]["code"] == "unknown_token"
    body = {"subject": subject, "resource": {"type": "doc"}}
    assert tenant.find("resource", **body)["results"] == []


def test_ids_are_resources_and_no_two_are_one(tenant: Tenant):
    ids = ["1", "a b", "a%20b", "a+b", "*", "%2A", "\u00fc", "x:y", "beth@the-smiths.com", "/srv/../etc"]
    for id in ids:
        assert name_of(segments(id)) == id
    assert len({segments(id) for id in ids}) == len(ids)
    tenant.agent(
        **named(
            [{"resource": "doc:a%20b", "actions": ["read"]}, {"resource": "doc:x:y", "actions": ["read"]}]
        )
    )
    allowed = [id for id in ids if tenant.ask(resource={"type": "doc", "id": id})["decision"]]
    assert allowed == ["a b", "x:y"]
    assert tenant.ask(resource={"type": "doc:x", "id": "y"})["decision"] is False
    for id in ("", "a::b", "x" * 200, ":".join("x" * 20)):  # no resource can be named so
        assert tenant.ask(resource={"type": "doc", "id": id})["context"]["code"] == "invalid_request"


def test_properties_and_context_are_the_arguments(tenant: Tenant):
    pattern = {
        "subject.role": "clerk",
        "resource.owner.id": "alice",
        "action.soft": "true",
        "context.channel": "web",
    }
    constraints = {"argPatterns": pattern, "argsOnly": True}
    permission = {"resource": "doc:*", "actions": ["read"], "constraints": constraints}
    tenant.agent(**named([permission]))
    full = {
        "subject": {**ASKED["subject"], "properties": {"role": "clerk"}, "passedOver": 1},
        "resource": {**ASKED["resource"], "properties": {"owner": {"id": "alice"}}},
        "action": {"name": "read", "properties": {"soft": True}},
        "context": {"channel": "web", "time": "2026-01-01T00:00:00Z", "ip": "10.0.0.1"},
        "passedOver": {"x": 1},
    }
    answer = tenant.ask(**full)
    assert answer["decision"] is True, answer
    entry = tenant.server.kavach.audit.get(answer["context"]["auditId"])
    assert entry.ip == "10.0.0.1"
    assert entry.arguments == {
        "subject": {"role": "clerk"},
        "resource": {"owner": {"id": "alice"}},
        "action": {"soft": True},
        "context": {"channel": "web"},
    }
    for changed in (
        {"context": {"channel": "phone"}},
        {"context": {"channel": "web", "more": 1}},
        {"subject": ASKED["subject"]},
        {"resource": {**ASKED["resource"], "properties": {"owner": "alice"}}},
    ):
        assert tenant.ask(**{**full, **changed})["context"]["code"] == "argument_mismatch", changed


@pytest.mark.promise("IP-1", "BUD-2", "PRM-5")
def test_the_address_the_cost_and_a_key_are_told_in_the_context(tenant: Tenant):
    made = tenant.agent(**named(ipAllowlist=["10.0.0.0/8"], budgetUsd=1))
    assert tenant.ask()["context"]["code"] == "ip_not_allowed"
    assert tenant.ask(context={"ip": "11.0.0.1"})["context"]["code"] == "ip_not_allowed"
    assert tenant.ask(context={"ip": 5})["context"]["code"] == "invalid_request"
    told = {"ip": "10.1.1.1", "kavach": {"costUsd": "0.4", "idempotencyKey": "k"}}
    first, again = tenant.ask(context=told), tenant.ask(context=told)
    assert first["context"]["auditId"] == again["context"]["auditId"]
    assert again["context"]["replayed"] is True
    booked = tenant.server.kavach.audit.get(first["context"]["auditId"])
    assert booked.arguments is None
    assert str(tenant.server.kavach.agents.limits(made.agent.id)[0].wire()).count("0.60") >= 1
    too_much = tenant.ask(context={"ip": "10.1.1.1", "kavach": {"costUsd": 0.7}})
    assert too_much["context"]["code"] == "budget_exceeded"


@pytest.mark.promise("APR-1", "APR-2")
def test_an_approved_evaluation_passes_once_whatever_the_time(tenant: Tenant):
    tenant.agent(**named(requireApprovalFor=["doc:*:read"]))
    pending = tenant.ask(context={"time": "2026-01-01T00:00:00Z"})
    assert (pending["decision"], pending["context"]["code"]) == (False, "approval_required")
    assert pending["context"]["retry"] == "with_approval"
    tenant.server.kavach.approvals.approve(pending["context"]["approvalId"], by="paula")
    answers = [tenant.ask(context={"time": f"2026-01-01T00:00:0{n}Z"})["decision"] for n in (1, 2)]
    assert answers == [True, False]


@pytest.mark.promise("DEC-2")
def test_a_user_learns_their_own_rule_and_an_administrator_all(tenant: Tenant):
    parent = tenant.agent(constraints={"maxCallsPerDay": 1})
    child = tenant.server.kavach.agents.delegate(
        parent_id=parent.agent.id, name="c", permissions=[{"resource": "doc:*", "actions": ["read"]}]
    )
    subject = {"type": "agent", "id": child.agent.id}
    assert tenant.ask(subject=subject)["decision"] is True
    context = tenant.ask(subject=subject)["context"]
    assert context["code"] == "rate_limited"
    assert 0 < context["retryAfter"] <= 86_400
    wait = f"in {context['retryAfter']} s"
    user, admin = (context[name]["en"].replace(wait, "later") for name in ("reason_user", "reason_admin"))
    assert re.search(r"\b1\b", user) is None
    assert re.search(r"\b1\b", admin)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        (None, "body"),
        ({}, "subject"),
        ({**ASKED, "subject": None}, "subject"),
        ({**ASKED, "subject": "alice"}, "subject"),
        ({**ASKED, "subject": {"type": "user"}}, "subject.id"),
        ({**ASKED, "resource": {"id": "1"}}, "resource.type"),
        ({**ASKED, "resource": {"type": "doc", "id": 1}}, "resource.id"),
        ({**ASKED, "action": {}}, "action.name"),
        ({**ASKED, "action": {"name": "read", "properties": []}}, "action.properties"),
        ({**ASKED, "context": "now"}, "context"),
        ({**ASKED, "context": {"kavach": {"cost": 1}}}, "context.kavach.cost"),
        ({**ASKED, "context": {"kavach": []}}, "context.kavach"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_a_bad_request(tenant: Tenant, body: Any, field: str):
    for path in ("evaluation", "evaluations"):
        answer = tenant.pep.post(f"/access/v1/{path}", json=body)
        assert (answer.status_code, answer.json()["field"]) == (400, field), answer.text
        assert answer.json()["code"] == "malformed_request"


# -- evaluations ---------------------------------------------------------------------------------------------------------


def _several(tenant: Tenant, semantic: str | None, *ids: str) -> list[bool]:
    body: dict[str, Any] = {**ASKED, "evaluations": [{"resource": {"type": "doc", "id": id}} for id in ids]}
    del body["resource"]
    if semantic is not None:
        body["options"] = {"evaluations_semantic": semantic, "another_option": "value"}
    answer = tenant.pep.post("/access/v1/evaluations", json=body)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"evaluations"}
    return [each["decision"] for each in answer.json()["evaluations"]]


@pytest.mark.parametrize(
    ("semantic", "answers", "charged"),
    [
        (None, [True, False, True, False], 2),
        ("execute_all", [True, False, True, False], 2),
        ("deny_on_first_deny", [True, False], 1),
        ("permit_on_first_permit", [True], 1),
    ],
)
def test_what_is_not_evaluated_is_not_charged(
    tenant: Tenant, semantic: str | None, answers: list[bool], charged: int
):
    made = tenant.agent(
        **named([{"resource": f"doc:{id}", "actions": ["read"]} for id in "13"], maxCallsPerDay=100)
    )
    assert _several(tenant, semantic, "1", "2", "3", "4") == answers
    entries = tenant.server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert len(entries) == len(answers)
    assert [entry.resource for entry in entries] == [f"doc:{n + 1}" for n in range(len(answers))]
    left = tenant.server.kavach.authorize(agent_id=made.agent.id, resource="doc:9", action="read").remaining
    assert left[made.agent.id]["agent"]["maxCallsPerDay"] == 100 - charged


def test_a_later_permission_is_found(tenant: Tenant):
    tenant.agent(**named([{"resource": "doc:3", "actions": ["read"]}]))
    assert _several(tenant, "permit_on_first_permit", "1", "2", "3", "4") == [False, False, True]
    assert _several(tenant, "deny_on_first_deny", "3", "3") == [True, True]


def test_what_an_item_says_stands_for_all_of_what_is_common(tenant: Tenant):
    tenant.agent(**named())
    common = {"subject": {**ASKED["subject"], "properties": {"a": 1}}, "context": {"b": 1}}
    items: list[dict[str, Any]] = [
        {},
        {"context": None},
        {"subject": ASKED["subject"], "context": {"c": 2}},
        {"subject": {"type": "user", "id": "nobody"}},
    ]
    answer = tenant.pep.post("/access/v1/evaluations", json={**ASKED, **common, "evaluations": items}).json()
    assert [each["decision"] for each in answer["evaluations"]] == [True, True, True, False]
    get = tenant.server.kavach.audit.get
    arguments = [get(each["context"]["auditId"]).arguments for each in answer["evaluations"][:3]]
    assert arguments == [{"subject": {"a": 1}, "context": {"b": 1}}] * 2 + [{"context": {"c": 2}}]


def test_without_items_it_is_one_evaluation(tenant: Tenant):
    tenant.agent(**named())
    for body in (ASKED, {**ASKED, "evaluations": []}, {**ASKED, "evaluations": None}):
        assert tenant.pep.post("/access/v1/evaluations", json=body).json()["decision"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"evaluations": {}}, "evaluations"),
        ({"evaluations": [{}] * 257}, "evaluations"),
        ({"evaluations": [{}, 5]}, "evaluations[1]"),
        ({"evaluations": [{}, {"resource": {"type": "doc"}}]}, "evaluations[1].resource.id"),
        ({"evaluations": [{}], "options": []}, "options"),
        ({"evaluations": [{}], "options": {"evaluations_semantic": "any"}}, "options.evaluations_semantic"),
        ({"evaluations": [{}], "options": {"evaluations_semantic": []}}, "options.evaluations_semantic"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_item_is_a_bad_request_before_anything_is_charged(tenant: Tenant, body: Any, field: str):
    made = tenant.agent(**named())
    answer = tenant.pep.post("/access/v1/evaluations", json={**ASKED, **body})
    assert (answer.status_code, answer.json()["field"]) == (400, field), answer.text
    assert not tenant.server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items


# -- search --------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("RATE-3")
def test_searching_takes_nothing_and_leaves_no_entry(tenant: Tenant):
    made = tenant.agent(**named([{"resource": "doc:1", "actions": ["read"]}], maxCalls=1))
    for seeks in ("subject", "resource", "action") * 2:
        assert len(tenant.find(seeks)["results"]) == 1
    assert not tenant.server.kavach.audit.query(agent_id=made.agent.id, kind="decision").items
    assert tenant.ask()["decision"] is True
    for seeks in ("subject", "resource", "action"):  # what a limit refuses now is not found now
        assert tenant.find(seeks)["results"] == []


def test_agents_are_found_wherever_they_hang(tenant: Tenant):
    root = tenant.agent(**named(requireApprovalFor=["doc:9:read"]))
    kavach = tenant.server.kavach
    child = kavach.agents.delegate(parent_id=root.agent.id, name="c", permissions=named()["permissions"])
    other = tenant.agent("other", permissions=[{"resource": "else", "actions": ["read"]}])
    ended = tenant.agent("ended")
    kavach.agents.revoke(ended.agent.id)
    found = tenant.find("subject", subject={"type": "agent", "id": other.agent.id})["results"]
    assert found == [{"type": "agent", "id": id} for id in (root.agent.id, child.agent.id)]
    gated = tenant.find("subject", subject={"type": "agent"}, resource={"type": "doc", "id": "9"})
    assert gated["results"] == []


def test_a_subject_that_several_stand_for_is_not_found(tenant: Tenant):
    for owner in ("alice", "bob", "bob", "carol"):
        tenant.agent(user_id=owner, **named())
    tenant.agent("user", type="service", user_id=None, **named())
    assert [each["id"] for each in tenant.find("subject")["results"]] == ["alice", "carol"]


def test_what_a_star_admits_is_not_listed_and_said_to_be_missing(tenant: Tenant):
    tenant.agent(
        **named(
            [
                {"resource": "doc:*", "actions": ["read"]},
                {"resource": "doc:1", "actions": ["read", "write"]},
                {"resource": "doc:a%20b", "actions": ["read"]},
                {"resource": "doc:%41", "actions": ["read"]},  # no id is spelled so
                {"resource": "doc", "actions": ["read"]},
                {"resource": "pic:*", "actions": ["*"]},
                {"resource": "doc:2", "actions": ["write"]},
                {"effect": "deny", "resource": "doc:3", "actions": ["read"]},
            ]
        )
    )
    found = tenant.find("resource")
    assert found["results"] == [{"type": "doc", "id": "1"}, {"type": "doc", "id": "a b"}]
    assert found["context"]["complete"] is False
    assert "page.properties.ids" in found["context"]["reason"]
    known = {"page": {"properties": {"ids": ["7", "3", "1", "7", "a::b"]}}}
    listed = tenant.find("resource", **known)
    assert [each["id"] for each in listed["results"]] == ["7", "1"]
    assert "context" not in listed
    assert "context" not in tenant.find("resource", action={"name": "write"})
    actions = tenant.find("action", resource={"type": "pic", "id": "1"})
    assert (actions["results"], actions["context"]["complete"]) == ([], False)
    known = {"page": {"properties": {"names": ["look", "draw"]}}}
    actions = tenant.find("action", resource={"type": "pic", "id": "1"}, **known)
    assert [each["name"] for each in actions["results"]] == ["look", "draw"]
    assert tenant.find("action") == {"results": [{"name": "read"}, {"name": "write"}]}


def test_one_agent_of_a_chain_that_names_all_is_enough(tenant: Tenant):
    kavach = tenant.server.kavach
    parent = tenant.agent("service", type="service", permissions=[{"resource": "doc:*", "actions": ["*"]}])
    child = kavach.agents.delegate(
        parent_id=parent.agent.id, name="c", permissions=[{"resource": "doc:*", "actions": ["*"]}]
    )
    kavach.agents.update(parent.agent.id, permissions=[{"resource": "doc:5", "actions": ["read", "write"]}])
    subject = {"type": "agent", "id": child.agent.id}
    assert tenant.find("resource", subject=subject) == {"results": [{"type": "doc", "id": "5"}]}
    five = {"subject": subject, "resource": {"type": "doc", "id": "5"}}
    assert tenant.find("action", **five) == {"results": [{"name": "read"}, {"name": "write"}]}


def _pages(tenant: Tenant, seeks: str, limit: int, **more: Any) -> list[list[Any]]:
    pages = []
    page: dict[str, Any] = {"limit": limit}
    while True:
        found = tenant.find(seeks, page=page, **more)
        assert found["page"]["count"] == len(found["results"])
        pages.append([each.get("id", each.get("name")) for each in found["results"]])
        if not found["page"]["next_token"]:
            return pages
        page = {"token": found["page"]["next_token"]}


@pytest.mark.parametrize("limit", [1, 3, 5, 100])
def test_pages_together_are_everything_once(tenant: Tenant, limit: int):
    owners = [f"user {n}" for n in range(7)]
    for n, owner in enumerate(owners):
        permissions = [{"resource": "doc:1" if n % 3 else "doc:none", "actions": ["read"]}]
        tenant.agent(user_id=owner, permissions=permissions)
    names = [f"a{n}" for n in range(7)]
    ids = [f"{n}" for n in range(1, 8)]
    tenant.agent(**named([{"resource": f"doc:{id}", "actions": ["read", *names]} for id in ids]))
    for seeks, everything in (
        ("subject", [*(owner for n, owner in enumerate(owners) if n % 3), "alice"]),
        ("resource", ids),
        ("action", [*names, "read"]),
    ):
        pages = _pages(tenant, seeks, limit)
        assert [each for page in pages for each in page] == everything
        assert max(len(page) for page in pages) <= limit


def test_one_request_tries_so_much_and_the_next_goes_on(tenant: Tenant, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(authzen_search, "_TRIES", 3)
    monkeypatch.setattr(authzen_search, "_FETCHES", 2)
    for n in range(9):
        permissions = [{"resource": "doc:1" if n == 8 else "doc:none", "actions": ["read"]}]
        tenant.agent(user_id=f"user {n}", permissions=permissions)
    tenant.agent(**named([{"resource": f"doc:{n}", "actions": ["read"]} for n in range(9)], maxCalls=0))
    pages = _pages(tenant, "subject", 1)
    assert [each for page in pages for each in page] == ["user 8"]
    assert len(pages) > 2
    assert _pages(tenant, "resource", 1) == [[], [], []]


@pytest.mark.promise("FC-1", "AUD-6")
def test_where_no_decision_can_be_made_nothing_is_permitted_and_nothing_found(
    tmp_path_factory: pytest.TempPathFactory,
):
    with served(tmp_path_factory.mktemp("stuck"), timeout=0.3) as running:
        stuck = Tenant(running, "stuck")
        stuck.agent(**named([{"resource": "doc:1", "actions": ["read"]}]))
        until(lambda: stuck.ask()["decision"] is True, what="an allow in its short time")
        db = sqlite3.connect(running.config.db.removeprefix("sqlite:///"), isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        try:
            answer = stuck.ask()
            found = stuck.pep.post("/access/v1/search/resource", json=ASKED)
        finally:
            db.execute("ROLLBACK")
            db.close()
    assert (answer["decision"], answer["context"]["code"]) == (False, "unavailable")
    assert (found.status_code, found.json()["code"]) == (503, "unavailable")


def test_a_page_of_nothing_leads_to_the_rest(tenant: Tenant):
    tenant.agent(**named([{"resource": "doc:1", "actions": ["read"]}]))
    for seeks in ("subject", "resource", "action"):
        nothing = tenant.find(seeks, page={"limit": 0})
        assert nothing["results"] == []
        rest = tenant.find(seeks, page={"limit": 0, "token": nothing["page"]["next_token"]})
        assert rest["results"] == []
        assert tenant.find(seeks, page={"limit": 10**9})["page"] == {"next_token": "", "count": 1}


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ([], "page"),
        ({"limit": -1}, "page.limit"),
        ({"limit": True}, "page.limit"),
        ({"limit": "1"}, "page.limit"),
        ({"token": "x"}, "page.token"),
        ({"token": 5}, "page.token"),
        ({"token": "W10="}, "page.token"),
        ({"token": "WyJhIiwxLCJiIl0="}, "page.token"),
        ({"token": "\u00e9"}, "page.token"),
        ({"properties": []}, "page.properties"),
        ({"properties": {"ids": "1"}}, "page.properties.ids"),
        ({"properties": {"ids": [1]}}, "page.properties.ids"),
        ({"properties": {"ids": ["1"] * 1001}}, "page.properties.ids"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_page_that_is_none_is_a_bad_request(tenant: Tenant, page: Any, field: str):
    answer = tenant.pep.post("/access/v1/search/resource", json={**ASKED, "page": page})
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_token_goes_on_with_its_own_search_only(tenant: Tenant):
    tenant.agent(**named([{"resource": f"doc:{n}", "actions": ["read"]} for n in range(3)]))
    token = tenant.find("resource", page={"limit": 1})["page"]["next_token"]
    page = {"token": token, "limit": 1}
    assert tenant.find("resource", page=page)["results"] == [{"type": "doc", "id": "1"}]
    for changed in (
        {"action": {"name": "write"}, "page": page},
        {"context": {"x": 1}, "page": page},
        {"page": {**page, "limit": 2}},
        {"page": {**page, "properties": {"ids": ["1"]}}},
    ):
        answer = tenant.pep.post("/access/v1/search/resource", json={**ASKED, **changed})
        assert (answer.status_code, answer.json()["field"]) == (400, "page.token"), answer.text
    answer = tenant.pep.post("/access/v1/search/subject", json={**ASKED, "page": page})
    assert answer.json()["field"] == "page.token"


@pytest.mark.parametrize(
    ("seeks", "resource"),
    [
        ("resource", {"type": ""}),
        ("resource", {"type": "x" * 200}),
        ("action", {"type": "doc", "id": "a::b"}),
    ],
)
def test_what_is_no_resource_is_found_nowhere(tenant: Tenant, seeks: str, resource: dict[str, str]):
    tenant.agent(**named())
    assert tenant.find(seeks, resource=resource) == {"results": []}


# -- where everything is -------------------------------------------------------------------------------------------------


def test_the_metadata_leads_to_endpoints_that_answer(server: Served, tenant: Tenant):
    tenant.agent(**named())
    found = server.client().get("/.well-known/authzen-configuration").json()
    assert found["policy_decision_point"] == server.url
    url = found["access_evaluation_endpoint"]
    assert tenant.pep.post(url, json=ASKED).json()["decision"] is True
    for name in ("subject", "resource", "action"):
        assert "results" in tenant.pep.post(found[f"search_{name}_endpoint"], json=ASKED).json()
    odd = server.client().get("/.well-known/authzen-configuration", headers={"host": "a b"})
    assert odd.status_code == 400


def test_the_metadata_is_about_the_public_address(tmp_path_factory: pytest.TempPathFactory):
    with served(tmp_path_factory.mktemp("public"), public_url="https://pdp.example.com/") as running:
        found: httpx2.Response = running.client().get("/.well-known/authzen-configuration")
    assert found.json() == {
        "policy_decision_point": "https://pdp.example.com",
        "access_evaluation_endpoint": "https://pdp.example.com/access/v1/evaluation",
        "access_evaluations_endpoint": "https://pdp.example.com/access/v1/evaluations",
        "search_subject_endpoint": "https://pdp.example.com/access/v1/search/subject",
        "search_resource_endpoint": "https://pdp.example.com/access/v1/search/resource",
        "search_action_endpoint": "https://pdp.example.com/access/v1/search/action",
    }
