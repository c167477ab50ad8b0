"""What pages are made of: permissions in words, counts of what was lately, pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dashboard_world import Visitor, text_of
from patience import until
from pykavach.core.access import Code
from pykavach.core.constraints import Constraints
from pykavach.engine.entries import Entry
from pykavach.server.dashboard import charts, words
from pykavach.server.dashboard.recent import MOST, SPAN, counted
from pykavach.server.dashboard.render import usd
from pykavach.server.dashboard.visits import is_loopback
from server_world import Served

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(minutes: float, outcome: str, **more: Any) -> Entry:
    given = {"agent_id": "agt_a", "code": "ok" if outcome == "allow" else "not_permitted", "latency_us": 100}
    return Entry(
        id="aud_1",
        at=NOON - timedelta(minutes=minutes),
        kind="decision",
        outcome=outcome,
        facts={},
        marks={},
        log=0,
        position=1,
        hash="",
        **(given | more),
    )


def test_counts_are_those_of_the_entries():
    found = counted(
        [
            entry(0, "allow", cost_usd=Decimal("0.25")),
            entry(1, "deny"),
            entry(2, "deny", code="rate_limited", agent_id="agt_b"),
            entry(3, "pending", code="approval_required"),
            entry(60, "allow", agent_id="agt_b", cost_usd=Decimal(2), latency_us=9000),
        ],
        NOON,
        whole=True,
    )
    assert (found.decisions, found.denied, found.pending, found.agents) == (5, 2, 1, 2)
    assert found.usd == Decimal("2.25")
    assert found.denied_share == 0.4
    assert found.p99_us == 9000
    assert dict(found.codes) == {"not_permitted": 1, "rate_limited": 1, "approval_required": 1}
    assert found.spenders == [("agt_b", 2, 1, Decimal(2)), ("agt_a", 3, 1, Decimal("0.25"))]
    assert (sum(found.all), sum(found.refused)) == (5, 2)
    assert (found.all[0], found.since) == (1, NOON - timedelta(hours=1))


def test_nothing_at_all_is_counted_as_nothing():
    found = counted([], NOON, whole=True)
    assert (found.decisions, found.denied_share, found.p99_us, found.usd) == (0, 0.0, 0, 0)
    assert timedelta(0) < found.until - found.since <= SPAN


def test_the_overview_says_when_it_does_not_count_all(server: Served):
    admin = Visitor(server)
    assert "All 0 decisions of the last 24 hours." in text_of(admin.get("/").text)
    agent = server.agent("busy")
    for _ in range(MOST // 200 + 1):
        server.kavach.authorize_many(
            {"token": agent.token, "resource": "a:b", "action": "c"} for _ in range(200)
        )
    # What was counted may be shown again for three seconds.
    until(lambda: "All 0 decisions" not in admin.get("/").text, what="new counts")
    text = text_of(admin.get("/").text)
    assert f"The newest {MOST:,} decisions, since" in text


@pytest.mark.parametrize(
    ("permission", "said"),
    [
        ({"resource": "a:b", "actions": ["read"]}, "may read on a:b"),
        ({"resource": "a:*", "actions": ["x", "y", "z"]}, "may x, y and z on everything under a"),
        ({"resource": "*", "actions": ["*"]}, "may do anything with anything"),
        ({"resource": "a:*:c", "actions": ["x"]}, "may x on a:*:c"),
        ({"resource": "a", "actions": ["*"], "effect": "deny"}, "may never do anything with a"),
        (
            {"resource": "a", "actions": ["x"], "constraints": {"maxCalls": 1000, "budgetUsd": "5.00"}},
            "may x on a, at most 1,000 calls ever and at most $5.00 ever",
        ),
    ],
)
def test_permissions_in_words(permission: dict[str, Any], said: str):
    assert words.allowance(permission) == said


def test_every_constraint_has_words():
    every = {
        "maxCallsPerMinute": 1,
        "maxCallsPerDay": 2,
        "maxCalls": 3,
        "budgetUsdPerDay": 4,
        "budgetUsdPerMonth": 5,
        "budgetUsd": 6,
        "maxUsdPerCall": 7,
        "reserveUsdPerCall": 8,
        "throttleCallsPerMinute": 9,
        "ipAllowlist": ["10.0.0.0/8"],
        "requireApprovalFor": ["a:b"],
        "allowedHoursUTC": "09:00-18:00",
        "argPatterns": {"x": "y"},
        "argsOnly": True,
    }
    wire = Constraints.parse(every).wire()
    assert wire.keys() == every.keys()
    for name in wire:  # each adds something of its own
        kept = {other: value for other, value in wire.items() if other != name}
        assert len(words.conditions(wire)) == len(words.conditions(kept)) + 1, name


def test_every_code_has_words():
    assert all(words.code(code.value) for code in Code)
    assert words.code("something_new") == "something_new"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("1", "$1.00"), ("0.10", "$0.10"), ("0.000001", "$0.000001"), ("1234.5", "$1,234.50"), (None, "–")],
)
def test_dollars(amount: str | None, said: str):
    assert usd(amount) == said


def test_pictures_are_well_formed_and_in_bounds():
    for values in ([], [0], [0, 0, 0], [1, 5, 2], [10**9] * 48):
        picture = ET.fromstring(charts.lines('a "title" <b>', values, values))
        for shape in picture.iter("polyline"):
            points = [tuple(map(float, point.split(","))) for point in shape.attrib["points"].split()]
            assert all(0 <= x <= charts.WIDTH and 0 <= y <= charts.HEIGHT for x, y in points)
    for used, limit, tone in (
        ("0", "5", ""),
        ("4", "5", "warn"),
        ("5", "5", "full"),
        ("9", "5", "full"),
        (0, 0, "full"),
    ):
        picture = ET.fromstring(charts.meter(used, limit, mark=True))
        assert picture.attrib["class"].split() == ["bar", *([tone] if tone else [])]
        assert float(list(picture)[1].attrib["width"]) <= 100


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("localhost:8787", True),
        ("127.0.0.1:8787", True),
        ("[::1]:8787", True),
        ("kavach.localhost", True),
        ("", False),
        ("kavach.example.com", False),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
        ("[::1", False),
    ],
)
def test_what_is_this_machine(host: str, here: bool):
    assert is_loopback(host) is here
