"""The interop cases of the AuthZEN working group, over HTTP: 43 decisions of its Todo app, and 198 searches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from server_world import Served
from vectors_dir import vectors_dir

#: The people of the Todo app: id → role and address, as its directory has them.
PEOPLE = {
    "CiRmZDA2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs": ("genius", "rick@the-citadel.com"),
    "CiRmZDE2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs": ("editor", "morty@the-citadel.com"),
    "CiRmZDI2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs": ("editor", "summer@the-smiths.com"),
    "CiRmZDM2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs": ("viewer", "beth@the-smiths.com"),
    "CiRmZDQ2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs": ("viewer", "jerry@the-smiths.com"),
}
#: How often each kind of case is there.
CASES = {"todo": 43, "search": 198}


def _may(role: str, email: str) -> list[dict[str, Any]]:
    """What the Todo app's policy gives a role: readers, editors of what is their own, and editors of everything."""
    found: list[dict[str, Any]] = [
        {"resource": "user:*", "actions": ["can_read_user"]},
        {"resource": "todo:*", "actions": ["can_read_todos"]},
    ]
    changes = ["can_update_todo", "can_delete_todo"]
    if role == "editor":
        own = {"argPatterns": {"resource.ownerID": {"const": email}}}
        found.append({"resource": "todo:*", "actions": ["can_create_todo"]})
        found.append({"resource": "todo:*", "actions": changes, "constraints": own})
    if role == "genius":
        found.append({"resource": "todo:*", "actions": ["can_create_todo", *changes]})
    return found


@pytest.fixture(scope="module")
def todo(server: Served) -> httpx2.Client:
    for id, (role, email) in PEOPLE.items():
        server.agent("user", user_id=id, tenant_id="todo", permissions=_may(role, email))
    return server.key("service", tenant_id="todo")


def test_every_decision_of_the_todo_app(todo: httpx2.Client):
    cases = json.loads((vectors_dir("authzen") / "todo-decisions-1_0-02.json").read_text())
    assert len(cases["evaluation"]) + len(cases["evaluations"]) == CASES["todo"]
    for case in cases["evaluation"]:
        answer = todo.post("/access/v1/evaluation", json=case["request"])
        assert answer.status_code == 200, answer.text
        assert answer.json()["decision"] is case["expected"], case
    for case in cases["evaluations"]:
        answer = todo.post("/access/v1/evaluations", json=case["request"])
        assert answer.status_code == 200, answer.text
        given = [{"decision": each["decision"]} for each in answer.json()["evaluations"]]
        assert given == case["expected"], case


def _records() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Each user of the Search scenario, and what its policy gives them: owners all, a department's people to look."""
    folder = vectors_dir("authzen")
    users, records = (json.loads((folder / f"{name}.json").read_text()) for name in ("users", "records"))
    for user in users:
        permissions = []
        for record in records:
            own = record["owner"] == user["id"]
            ours = record["department"] == user["department"]
            boss = user["role"] == "manager"
            grants = {"view": own or ours or boss, "edit": own or (ours and boss), "delete": own}
            actions = [action for action, granted in grants.items() if granted]
            if actions:
                permissions.append({"resource": f"record:{record['id']}", "actions": actions})
        yield user["id"], "user", permissions


@pytest.fixture(scope="module")
def records(server: Served) -> httpx2.Client:
    for id, name, permissions in _records():
        server.agent(name, user_id=id, tenant_id="records", permissions=permissions)
    return server.key("service", tenant_id="records")


def test_every_search_finds_what_it_should_and_nothing_else(records: httpx2.Client):
    folder = vectors_dir("authzen")
    count = 0
    for seeks in ("subject", "resource", "action"):
        cases = json.loads((folder / f"search-{seeks}-results.json").read_text())["evaluation"]
        for case in cases:
            answer = records.post(f"/access/v1/search/{seeks}", json=case["request"])
            assert answer.status_code == 200, answer.text
            assert _sorted(answer.json()) == _sorted(case["expected"]), case
        count += len(cases)
    assert count == CASES["search"]


def _sorted(answer: dict[str, Any]) -> dict[str, Any]:
    """Results have no order."""
    return answer | {"results": sorted(answer["results"], key=json.dumps)}


def test_what_a_search_finds_an_evaluation_permits(records: httpx2.Client):
    asked = {
        "subject": {"type": "user", "id": "dan"},
        "action": {"name": "edit"},
        "resource": {"type": "record"},
    }
    found = records.post("/access/v1/search/resource", json=asked).json()["results"]
    assert found
    for resource in found:
        answer = records.post("/access/v1/evaluation", json={**asked, "resource": resource})
        assert answer.json()["decision"] is True
