"""The guard: a tool runs once, with exactly the arguments that were judged, and its cost is settled on every way out."""

from __future__ import annotations

import asyncio
import logging
from decimal import Decimal

import pytest

import pykavach
from pykavach import Conflict, Denied, sync

CALL = {"resource": "tools:mail", "action": "send"}
EVERYTHING = {"resource": "*", "actions": ["*"]}


@pytest.fixture
def kavach(tmp_path):
    with sync.Kavach(db=f"sqlite:///{tmp_path}/kavach.db", durability="process") as opened:
        yield opened


def make(kavach, **constraints):
    return kavach.agents.create(
        user_id="user_1",
        name="mailer",
        permissions=[{"resource": "tools:*", "actions": ["send"], "constraints": constraints}],
    )


@pytest.mark.promise("TM-1")
def test_a_tool_runs_with_a_copy_of_what_was_judged(kavach):
    made = make(kavach, argPatterns={"to": {"oneOf": ["a@example.com"]}})
    arguments = {"to": "a@example.com", "parts": ["one"]}
    with kavach.guard(made.token, **CALL, arguments=arguments) as permit:
        arguments["to"] = "thief@example.com"
        arguments["parts"].append("two")
        assert permit.arguments == {"to": "a@example.com", "parts": ["one"]}
        permit.arguments["to"] = "b@example.com"  # a copy: the entry still has what was judged
    entry = kavach.audit.get(permit.audit_id)
    assert entry.arguments == {"to": "a@example.com", "parts": ["one"]}


@pytest.mark.promise("TM-1")
def test_a_refused_tool_does_not_run(kavach):
    made = make(kavach, argPatterns={"to": {"oneOf": ["a@example.com"]}})
    ran = []
    with pytest.raises(Denied) as refused, kavach.guard(made.token, **CALL, arguments={"to": "x"}):
        ran.append(1)
    assert (ran, refused.value.decision.code) == ([], "argument_mismatch")


@pytest.mark.promise("BUD-5", "BUD-6")
@pytest.mark.parametrize("cost", [None, "0.40"])
def test_every_exit_settles(kavach, cost):
    made = make(kavach)
    with (
        pytest.raises(ZeroDivisionError),
        kavach.guard(made.token, **CALL, cost_usd="1.00") as permit,
    ):
        permit.cost_usd = cost
        _ = 1 / 0
    assert kavach.usage.summary(made.agent.id).usd == Decimal(cost or "1")
    assert kavach.usage.unsettled().items == []
    with pytest.raises(Conflict):
        kavach.usage.settle(permit.audit_id, cost_usd="0.99")


@pytest.mark.promise("BUD-6")
def test_a_settle_that_fails_hides_nothing(kavach, caplog):
    made = make(kavach)
    with (
        caplog.at_level(logging.WARNING, "pykavach"),
        kavach.guard(made.token, **CALL, cost_usd="1") as permit,
    ):
        permit.cost_usd = "not a number"
    assert "could not be settled" in caplog.text
    assert [item.audit_id for item in kavach.usage.unsettled().items] == [permit.audit_id]


@pytest.mark.promise("PRM-5")
def test_an_allow_runs_at_most_once(kavach):
    made = make(kavach)
    with kavach.guard(made.token, **CALL, idempotency_key="k") as first:
        pass
    with pytest.raises(Conflict, match="at most once"), kavach.guard(made.token, **CALL, idempotency_key="k"):
        raise AssertionError("a replay must not run")
    with kavach.guard(made.token, **CALL, idempotency_key="k", first_run_was_lost=True) as again:
        assert again.audit_id == first.audit_id


@pytest.mark.promise("TM-1")
def test_a_kavach_closed_under_the_tool_hides_nothing(kavach, caplog):
    made = make(kavach)
    with pytest.raises(LookupError, match="of the tool"), kavach.guard(made.token, **CALL):
        kavach.close()
        raise LookupError("of the tool")
    assert "could not be settled" in caplog.text


@pytest.mark.anyio
@pytest.mark.promise("TM-1")
async def test_an_async_kavach_closed_under_the_tool_hides_nothing(tmp_path, caplog):
    kavach = await pykavach.Kavach(db=f"sqlite:///{tmp_path}/kavach.db", durability="process").open()
    made = await kavach.agents.create(name="mailer", type="service", permissions=[EVERYTHING])
    with pytest.raises(LookupError, match="of the tool"):
        async with kavach.guard(made.token, **CALL):
            await kavach.aclose()
            raise LookupError("of the tool")
    assert "could not be settled" in caplog.text


@pytest.mark.promise("PRM-5")
def test_a_process_remembers_the_allows_it_has_run_up_to_a_bound(kavach, monkeypatch):
    """Of older ones the replay itself says that they were given before."""
    monkeypatch.setattr("pykavach.engine.guard._REMEMBERED", 2)
    made = make(kavach)
    for n in range(4):
        with kavach.guard(made.token, **CALL, idempotency_key=f"k{n}"):
            pass
    assert len(kavach._view._ran._ids) == 2
    for n in range(4):
        with pytest.raises(Conflict), kavach.guard(made.token, **CALL, idempotency_key=f"k{n}"):
            raise AssertionError("a replay must not run")


@pytest.mark.promise("TM-1")
def test_a_permit_shows_what_it_costs_and_not_what_it_runs_with(kavach):
    made = make(kavach)
    with kavach.guard(made.token, **CALL, arguments={"to": "ann@example.com"}) as permit:
        permit.cost_usd = "0.25"
        assert repr(permit) == f"Permit(audit_id='{permit.audit_id}', cost_usd='0.25')"


@pytest.mark.anyio
@pytest.mark.promise("TM-1", "BUD-5")
async def test_the_async_guard_settles_a_cancelled_tool(tmp_path):
    async with pykavach.Kavach(db=f"sqlite:///{tmp_path}/kavach.db", durability="process") as kavach:
        made = await kavach.agents.create(
            user_id="user_1", name="mailer", permissions=[{"resource": "tools:*", "actions": ["send"]}]
        )
        running = asyncio.Event()

        async def tool():
            async with kavach.guard(made.token, **CALL, cost_usd="1.00") as permit:
                permit.cost_usd = "0.25"
                running.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(tool())
        await asyncio.wait_for(running.wait(), 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await kavach.usage.summary(made.agent.id)).usd == Decimal("0.25")
