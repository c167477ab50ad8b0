"""What a decision says is left, also at levels that were not asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pykavach import sync


@pytest.mark.promise("RATE-1", "DEC-2")
def test_what_is_left_is_what_is_left_today(tmp_path):
    now = [datetime(2026, 1, 1, 12, tzinfo=UTC)]
    limited = {"constraints": {"maxCallsPerDay": 3}}
    with sync.Kavach(db=f"sqlite:///{tmp_path}/k.db", clock=lambda: now[0], durability="process") as kavach:
        made = kavach.agents.create(
            user_id="user_1",
            name="a",
            type="service",
            permissions=[
                {"resource": "files:*", "actions": ["read"]} | limited,
                {"resource": "files:reports", "actions": ["read"]} | limited,
            ],
        )
        access = {"token": made.token, "resource": "files:reports", "action": "read"}
        assert [kavach.authorize(**access).code for _ in range(7)] == ["ok"] * 6 + ["rate_limited"]
        now[0] += timedelta(days=1)
        left = kavach.authorize(**access).remaining[made.agent.id]
        assert left == {"files:reports read": {"maxCallsPerDay": 2}, "files:* read": {"maxCallsPerDay": 3}}
