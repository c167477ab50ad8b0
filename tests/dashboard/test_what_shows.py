"""What an agent chose neither hides nor turns what stands beside it, and comes back from a form as it was."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dashboard_world import Visitor, pages_about, text_of
from pykavach.server.dashboard.render import visible
from server_world import Served

#: Mirrors what comes after it; shows nothing; a tag nobody sees.
TRICKS = "\u202etnega\u200b\U000e0041"
SHOWN = r"\u202etnega\u200b\ue0041"
PAY = [{"resource": "payments:ledger", "actions": ["pay"]}]


@pytest.fixture(scope="module")
def admin(server: Served) -> Visitor:
    return Visitor(server)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë\u00a0שלום\u3000道", "Zoë\u00a0שלום\u3000道"),
        ("{\n\t1\n}", "{\n\t1\n}"),
        ("a\u2066b\u2028c\x1b\r", r"a\u2066b\u2028c\u001b\u000d"),
        (7, 7),
    ],
)
def test_what_shows_stays_and_what_does_not_is_told(text: object, shown: object):
    assert visible(text) == shown


def test_a_name_turns_nothing_around(server: Served, admin: Visitor):
    root = server.agent(
        f"the {TRICKS}",
        user_id=TRICKS,
        permissions=PAY,
        constraints={"requireApprovalFor": ["payments:*:pay"]},
    )
    child = server.kavach.agents.delegate(parent_token=root.token, name=TRICKS, permissions=PAY)
    asked = server.kavach.authorize(token=child.token, resource="payments:ledger", action="pay", cost_usd="9")
    server.kavach.users.create(id=TRICKS, name=TRICKS, role="approver")
    server.kavach.keys.create(name=TRICKS, role="service")
    server.kavach.webhooks.create(name=TRICKS, url="https://hooks.example.com/")
    assert f"{SHOWN} wants to pay on payments:ledger for at most $9.00" in text_of(
        admin.get(f"/approvals/{asked.approval_id}").text
    )
    for path in pages_about(root.agent.id, child.agent.id, str(asked.audit_id)):
        page = admin.get(path)
        assert page.status_code == 200, path
        assert not re.search("[\u202e\u200b\U000e0041]", re.sub(r' value="[^"]*"', "", page.text)), path
        assert SHOWN in page.text, path


def test_what_was_typed_comes_back_as_it_was(server: Served, admin: Visitor):
    server.kavach.users.create(id=f"{TRICKS}2", name="somebody", role="approver")
    page = unescape(admin.get("/users").text)
    assert f'name="id" value="{TRICKS}2"' in page
    assert admin.post("/users/change", {"id": f"{TRICKS}2", "role": "auditor"}).status_code == 303
    assert server.kavach.users.get(f"{TRICKS}2").role == "auditor"
    again = admin.post("/agents/new", {"name": TRICKS, "do": "row", "constraints": '{\r\n"x": 1}'})
    assert f'value="{TRICKS}"' in again.text
    assert '{\r\n"x": 1}</textarea>' in unescape(again.text)
