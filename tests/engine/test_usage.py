from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from engine_world import DAY, HOUR, World, a_world, at_once
from pykavach.core.agents import Agent, Status
from pykavach.core.constraints import Constraints
from pykavach.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.engine import prices
from pykavach.engine.scope import Scope
from pykavach.engine.usage import OPEN_FOR, Usage


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


@pytest.fixture
def usage(world):
    return Usage(world.engine)


def spent(world: World, agent: Agent, level: str = "agent") -> tuple[int, int, int]:
    used = world.reading(agent, level)
    return used.day_usd, used.month_usd, used.usd


# -- booking ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-2", "DEL-3")
def test_an_allow_books_its_cost_at_every_level(world):
    root = world.agent({"budgetUsdPerDay": 1})
    limited = {"resource": "mcp:*", "actions": ["write"], "constraints": {"budgetUsd": "0.50"}}
    child = world.agent(parent=root, permissions=[limited])
    world.allow(child, cost_usd="0.10")
    for place in (spent(world, root), spent(world, child), spent(world, child, child.permissions[0].level)):
        assert place == (100_000,) * 3


@pytest.mark.promise("BUD-2")
@pytest.mark.parametrize("cost", [None, 0, "0.25"])
def test_a_call_that_states_no_cost_books_the_largest_reserve_of_the_chain(world, cost):
    root = world.agent({"reserveUsdPerCall": "0.30"})
    child = world.agent({"reserveUsdPerCall": "0.20"}, parent=root)
    world.allow(child, cost_usd=cost)
    booked = 300_000 if cost is None else int(Decimal(cost) * 1_000_000)
    assert world.reading(child).usd == world.reading(root).usd == booked


@pytest.mark.promise("BUD-2", "BUD-4")
def test_a_call_may_reach_a_budget_exactly_and_none_passes_after_that(world):
    agent = world.agent({"budgetUsdPerDay": "0.30"})
    world.allow(agent, cost_usd="0.10")
    assert world.ask(agent, cost_usd="0.200001").code == "budget_exceeded"
    world.allow(agent, cost_usd="0.20")
    assert world.ask(agent, cost_usd=0).code == "budget_exceeded"
    world.now += DAY
    world.allow(agent, cost_usd=0)


@pytest.mark.promise("BUD-3", "BUD-5")
def test_a_settle_below_80_percent_lifts_the_throttle(world, usage):
    agent = world.agent({"budgetUsdPerDay": 1, "throttleCallsPerMinute": 0})
    first = world.allow(agent, cost_usd="0.80")
    refused = world.ask(agent)
    assert (refused.code, refused.retry_after) == ("budget_throttled", 12 * 3600)
    usage.settle(first.audit_id, cost_usd="0.79")
    assert not world.allow(agent).throttled


# -- settling ---------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-5")
def test_settling_replaces_the_booking_at_every_level(world, usage):
    root = world.agent()
    limited = {"resource": "mcp:*", "actions": ["write"], "constraints": {"budgetUsd": "5"}}
    child = world.agent(parent=root, permissions=[limited])
    other = world.allow(child, cost_usd="1")
    decision = world.allow(child, cost_usd="0.01")
    settled = usage.settle(decision.audit_id, cost_usd=0.0042)
    assert settled.wire() == {
        "auditId": decision.audit_id,
        "agentId": child.id,
        "bookedUsd": "0.01",
        "costUsd": "0.0042",
        "settledAt": "2025-01-15T12:00:00Z",
    }
    for place in (spent(world, root), spent(world, child), spent(world, child, child.permissions[0].level)):
        assert place == (1_004_200,) * 3
    assert other.audit_id != decision.audit_id
    assert world.reading(child).calls == 2


@pytest.mark.promise("BUD-5")
def test_a_cost_rounds_up_once(world, usage):
    agent = world.agent()
    decision = world.allow(agent, cost_usd=1)
    assert usage.settle(decision.audit_id, cost_usd="0.0000001").cost_usd == Decimal("0.000001")


@pytest.mark.promise("BUD-4", "BUD-5")
def test_a_true_cost_above_the_booking_is_always_recorded(world, usage):
    agent = world.agent({"budgetUsdPerDay": 1})
    free = world.allow(agent)
    assert usage.settle(free.audit_id, cost_usd=3).booked_usd == 0
    assert spent(world, agent) == (3_000_000,) * 3
    assert world.ask(agent).code == "budget_exceeded"


@pytest.mark.promise("BUD-5")
def test_settling_again_at_the_same_value_changes_nothing(world, usage):
    agent = world.agent()
    decision = world.allow(agent, cost_usd="0.50")
    first = usage.settle(decision.audit_id, cost_usd="0.20")
    count = len(world.rows())
    world.now += HOUR
    assert usage.settle(decision.audit_id, cost_usd=Decimal("0.2")) == first
    with pytest.raises(Conflict, match=r"settled at 0\.20 dollars"):
        usage.settle(decision.audit_id, cost_usd="0.21")
    assert len(world.rows()) == count
    assert spent(world, agent) == (200_000,) * 3


@pytest.mark.promise("BUD-5")
@pytest.mark.parametrize(
    ("later", "left"),
    [(HOUR, (10, 10, 10)), (DAY, (0, 10, 10)), (20 * DAY, (0, 0, 10))],
    ids=["same day", "next day", "next month"],
)
@pytest.mark.parametrize("cost", [10, 2000])
def test_settling_changes_the_windows_in_which_it_was_booked(world, usage, later, left, cost):
    agent = world.agent()
    decision = world.allow(agent, cost_usd="0.001")
    world.now += later
    world.allow(agent)  # enters the new windows
    usage.settle(decision.audit_id, cost_usd=Decimal(cost).scaleb(-6))
    assert spent(world, agent) == tuple(part * cost // 10 for part in left)


@pytest.mark.promise("BUD-5", "TIM-2")
def test_a_booking_made_while_the_clock_had_stepped_back_is_settled_where_it_was_booked(world, usage):
    agent = world.agent()
    world.now += 40 * DAY
    world.allow(agent)
    world.now -= 40 * DAY
    decision = world.allow(agent, cost_usd=1)
    usage.settle(decision.audit_id, cost_usd="0.25")
    assert spent(world, agent) == (250_000,) * 3


@pytest.mark.promise("BUD-5")
def test_after_35_days_the_booking_stands(world, usage):
    agent = world.agent()
    late, settled, last = (world.allow(agent, cost_usd=1).audit_id for _ in range(3))
    first = usage.settle(settled, cost_usd="0.5")
    world.now += OPEN_FOR - 1
    assert [item.audit_id for item in usage.unsettled().items] == [late, last]
    usage.settle(last, cost_usd="0.5")
    world.now += 1
    with pytest.raises(Conflict, match="35 days"):
        usage.settle(late, cost_usd="0.5")
    assert usage.settle(settled, cost_usd="0.5") == first
    assert usage.unsettled().items == []
    assert world.reading(agent).usd == 2_000_000


@pytest.mark.promise("BUD-5")
@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_settling_does_not_mind_what_became_of_the_agents(world, usage, status):
    root = world.agent()
    child = world.agent(parent=root)
    decision = world.allow(child, cost_usd=1)
    world.change(root, status=status)
    world.change(child, status=status, expires_at=world.now)
    usage.settle(decision.audit_id, cost_usd="1.5")
    assert world.reading(root).usd == world.reading(child).usd == 1_500_000


@pytest.mark.promise("BUD-5")
@pytest.mark.parametrize(
    "id", [None, 7, "", "x", "aud_1", "aud_1_", "aud_fffffff_00000000", "aud_zz_1", "a" * 300]
)
def test_an_unknown_id_is_not_found(world, usage, id):
    world.allow(world.agent())
    with pytest.raises(NotFound, match="audit_id"):
        usage.settle(id, cost_usd=1)


@pytest.mark.promise("BUD-5", "DB-5")
def test_an_id_that_a_restored_backup_has_undone_is_not_found(world, usage):
    decision = world.allow(world.agent(), cost_usd=1)
    position = decision.audit_id.rsplit("_", 1)[0]
    for other in (position + "_00000000", position.upper() + decision.audit_id[-9:], decision.audit_id + "0"):
        with pytest.raises(NotFound):
            usage.settle(other, cost_usd="0.5")


@pytest.mark.promise("BUD-5", "PRM-5")
def test_only_an_allow_is_settled(world, usage):
    agent = world.agent(
        {"requireApprovalFor": ["db:*:*"]}, permissions=[{"resource": "*", "actions": ["read"]}]
    )
    denied = world.ask(agent, action="write")
    pending = world.ask(agent, resource="db:users", action="read")
    allowed = world.ask(agent, action="read", idempotency_key="k", cost_usd=1)
    assert (denied.outcome, pending.outcome, allowed.outcome) == ("deny", "pending", "allow")
    assert world.ask(agent, action="read", idempotency_key="k", cost_usd=1).replayed
    asked = world.engine.prepare(token=world.tokens[agent.id], resource="a", action="read", explain=True)
    assert world.engine.authorize(asked).allowed
    usage.settle(allowed.audit_id, cost_usd=1)
    others = [entry for entry in world.entries() if entry["id"] != allowed.audit_id]
    assert {entry["kind"] for entry in others} == {"decision", "replay", "explain", "change"}
    for entry in others:
        with pytest.raises(Conflict, match="only an allowed call"):
            usage.settle(entry["id"], cost_usd=1)


@pytest.mark.promise("AGT-4", "API-5")
def test_a_settle_writes_an_entry(world, usage):
    agent = world.agent(tenant="acme")
    one, two = (world.allow(agent, cost_usd="0.01").audit_id for _ in range(2))
    usage.settle(one, cost_usd="0.02")
    usage.settle(two, cost_usd=0, by="guard@host")
    first, second = world.entries("usage.settle")
    assert first["facts"] == {"entry": one, "before": {"costUsd": "0.01"}, "after": {"costUsd": "0.02"}}
    assert (first["actor"], second["actor"]) == ("library", "guard@host")
    assert (first["agent"], first["owner"], first["tenant"], first["kind"]) == (
        agent.id,
        "user_1",
        "acme",
        "change",
    )


@pytest.mark.promise("TOK-2", "ERR-2")
def test_a_token_is_not_taken_for_a_name(world, usage):
    agent = world.agent()
    decision = world.allow(agent)
    token = world.tokens[agent.id]
    for call in (
        lambda: usage.settle(decision.audit_id, cost_usd=0, by=token),
        lambda: usage.record(agent.id, cost_usd=0, by=f"agent {token}"),
    ):
        with pytest.raises(InvalidInput, match="token") as caught:
            call()
        assert caught.value.field == "by"
        assert token not in str(caught.value)


@pytest.mark.promise("API-1", "BUD-1")
@pytest.mark.parametrize("cost", [-1, True, float("nan"), "1e999", None, 10**10, [1]])
def test_a_bad_cost_is_refused_with_its_field(world, usage, cost):
    decision = world.allow(world.agent(), cost_usd=1)
    with pytest.raises(InvalidInput) as caught:
        usage.settle(decision.audit_id, cost_usd=cost)
    assert caught.value.field == "cost_usd"


@pytest.mark.promise("TEN-1")
def test_a_tenant_settles_only_its_own_calls(world):
    mine, other = world.agent(tenant="mine"), world.agent(tenant="other")
    here = Usage(world.engine, Scope(tenant_id="mine"))
    seen, hidden = world.allow(mine, cost_usd=1), world.allow(other, cost_usd=1)
    with pytest.raises(NotFound):
        here.settle(hidden.audit_id, cost_usd=1)
    assert [item.audit_id for item in here.unsettled().items] == [seen.audit_id]
    assert here.settle(seen.audit_id, cost_usd=1).agent_id == mine.id
    for call in (
        lambda: here.record(other.id, cost_usd=1),
        lambda: here.record(other.id, model="gpt-4o", input_tokens=1),
        lambda: here.summary(other.id),
        lambda: here.unsettled(agent_id=other.id),
        lambda: here.summary(None),
    ):
        with pytest.raises(NotFound):
            call()


@pytest.mark.promise("BUD-5", "EX-1")
@pytest.mark.parametrize("processes", [1, 2])
def test_of_many_settles_at_once_exactly_one_value_counts(world, processes):
    agent = world.agent()
    decision = world.allow(agent, cost_usd=1)
    usages = [Usage(world.engine), Usage(world.open() if processes == 2 else world.engine)]
    costs = [Decimal(n) / 10 for n in range(1, 5)] * 4
    answers = at_once(
        [
            lambda usage=usages[place % 2], cost=cost: usage.settle(decision.audit_id, cost_usd=cost)
            for place, cost in enumerate(costs)
        ]
    )
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len({settled.cost_usd for settled in won}) == 1
    assert len(won) == 4
    assert all(isinstance(answer, Conflict) for answer in answers if answer not in won)
    assert spent(world, agent) == (int(won[0].cost_usd * 1_000_000),) * 3
    assert len(world.entries("usage.settle")) == 1


@pytest.mark.promise("BUD-5", "EX-1")
def test_settles_and_calls_at_once_add_up(world, usage):
    agent = world.agent()
    ids = [world.allow(agent, cost_usd="0.10").audit_id for _ in range(20)]
    calls = [lambda one=one: usage.settle(one, cost_usd="0.03") for one in ids]
    calls += [lambda: world.allow(agent, cost_usd="0.07")] * 10
    assert not [answer for answer in at_once(calls) if isinstance(answer, Exception)]
    assert spent(world, agent) == (20 * 30_000 + 10 * 70_000,) * 3
    assert usage.summary(agent.id).open_bookings == 10


@pytest.mark.promise("BUD-5", "FC-1")
def test_a_settle_leaves_out_a_meter_that_is_lost(world, usage):
    root = world.agent()
    child = world.agent(parent=root)
    decision = world.allow(child, cost_usd=1)
    world.engine.store._writer.raw.execute("DELETE FROM meter WHERE agent=?", (child.n,))
    usage.settle(decision.audit_id, cost_usd=2)
    assert spent(world, root) == (2_000_000,) * 3


@pytest.mark.promise("ERR-1")
def test_an_entry_that_somebody_has_damaged_is_named_as_such(tmp_path):
    world = World(tmp_path)
    decision = world.allow(world.agent(), cost_usd=1)
    for text in ("{", "[]"):
        world.engine.store._writer.raw.execute("UPDATE audit SET entry=?", (text,))
        with pytest.raises(Unavailable, match="verify"):
            Usage(world.engine).settle(decision.audit_id, cost_usd=1)
    world.close()


# -- events -----------------------------------------------------------------------------------------------------------


def budget_events(world: World) -> list[tuple[str, str, str]]:
    found = [event for event in world.heard() if event["type"].startswith("budget.")]
    return [(event["type"], event["data"]["budgetAgentId"], event["data"]["rule"]) for event in found]


@pytest.mark.promise("EVT-1", "BUD-5")
def test_a_settle_that_brings_a_budget_to_80_percent_or_to_the_cap_is_told(world, usage):
    root = world.agent({"budgetUsd": 4})
    child = world.agent({"budgetUsdPerDay": 1, "budgetUsdPerMonth": 10}, parent=root)
    ids = [world.allow(child).audit_id for _ in range(5)]
    world.listen()
    usage.settle(ids[0], cost_usd="0.79")
    assert budget_events(world) == []
    usage.settle(ids[1], cost_usd="0.01")
    assert budget_events(world) == [("budget.threshold", child.id, "budgetUsdPerDay")]
    usage.settle(ids[2], cost_usd="0.1")
    assert budget_events(world) == []
    usage.settle(ids[3], cost_usd="3.1")
    assert set(budget_events(world)) == {
        ("budget.reached", child.id, "budgetUsdPerDay"),
        ("budget.reached", root.id, "budgetUsd"),
    }
    usage.settle(ids[4], cost_usd="1")
    assert budget_events(world) == []


@pytest.mark.promise("EVT-1")
def test_a_settle_tells_nothing_of_a_budget_that_has_started_anew(world, usage):
    agent = world.agent({"budgetUsdPerDay": 1})
    decision = world.allow(agent)
    world.listen()
    world.now += DAY
    usage.settle(decision.audit_id, cost_usd=5)
    assert budget_events(world) == []
    assert world.allow(agent).allowed


@pytest.mark.promise("EVT-1")
def test_a_settle_judges_by_the_budgets_as_they_are_now(world):
    agent = world.agent({"budgetUsd": 100})
    elsewhere = world.open()
    decisions = [world.allow(agent, engine=elsewhere) for _ in range(2)]
    fresh = world.open()  # has seen no agent at all
    world.change(agent, constraints=Constraints.parse({"budgetUsd": 1}))
    world.listen()
    Usage(elsewhere).settle(decisions[0].audit_id, cost_usd="0.8")
    assert budget_events(world) == [("budget.threshold", agent.id, "budgetUsd")]
    Usage(fresh).settle(decisions[1].audit_id, cost_usd="0.8")
    assert budget_events(world) == [("budget.reached", agent.id, "budgetUsd")]


# -- what is open -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-6")
def test_a_crash_before_the_settle_leaves_the_booking_and_lists_it(world):
    agent = world.agent({"budgetUsdPerDay": 10})
    decision = world.allow(agent, cost_usd="0.25")
    usage = Usage(world.open())  # another process looks
    page = usage.unsettled()
    assert page.next_cursor is None
    assert [item.wire() for item in page.items] == [
        {
            "auditId": decision.audit_id,
            "agentId": agent.id,
            "resource": "mcp:github:issues",
            "action": "write",
            "bookedUsd": "0.25",
            "at": "2025-01-15T12:00:00Z",
            "settleBefore": "2025-02-19T12:00:00Z",
        }
    ]
    usage.settle(decision.audit_id, cost_usd="0.25")
    assert usage.unsettled().items == []


@pytest.mark.promise("BUD-6")
def test_unsettled_calls_come_in_pages_and_by_subtree(world, usage):
    root = world.agent()
    child = world.agent(parent=root)
    stranger = world.agent()
    ids = [world.allow((root, child, stranger)[n % 3], cost_usd=1).audit_id for n in range(9)]
    world.allow(root)  # books nothing
    world.ask(root, action="*")
    seen, cursor = [], None
    while True:
        page = usage.unsettled(limit=4, cursor=cursor)
        seen += [item.audit_id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == ids
    below = usage.unsettled(agent_id=root.id, limit=6)
    assert [item.audit_id for item in below.items] == [id for n, id in enumerate(ids) if n % 3 < 2]
    assert below.next_cursor is None
    assert len(usage.unsettled(agent_id=child.id).items) == 3
    with pytest.raises(NotFound):
        usage.unsettled(agent_id="agt_nobody")
    for bad in ({"limit": 0}, {"limit": True}, {"cursor": "x"}):
        with pytest.raises(InvalidInput):
            usage.unsettled(**bad)


def test_a_page_of_unsettled_calls_looks_at_so_many_entries_and_leads_on(world, usage, monkeypatch):
    monkeypatch.setattr("pykavach.engine.usage._STRIDE", 2)
    monkeypatch.setattr("pykavach.engine.usage._STRIDES", 2)
    agent = world.agent()
    found = []
    for cost in (1, *[None] * 9, 1, 1, None, 1):
        decision = world.allow(agent) if cost is None else world.allow(agent, cost_usd=cost)
        if cost:
            found.append(decision.audit_id)
    pages, cursor = [], None
    while cursor is not None or not pages:
        page = usage.unsettled(limit=2, cursor=cursor)
        pages.append([item.audit_id for item in page.items])
        cursor = page.next_cursor
    assert [id for ids in pages for id in ids] == found
    assert [] in pages  # four entries at most, and none of them open
    assert max(map(len, pages)) <= 2


@pytest.mark.promise("BUD-2", "BUD-5")
def test_a_summary_says_what_an_agent_and_all_below_it_have_used(world, usage):
    root = world.agent()
    child = world.agent(parent=root)
    empty = usage.summary(root.id)
    assert (empty.calls, empty.usd, empty.open_bookings, empty.booked_usd) == (0, 0, 0, 0)
    first = world.allow(child, cost_usd="0.30")
    world.now += DAY
    world.allow(root, cost_usd="0.20")
    usage.settle(first.audit_id, cost_usd="0.10")
    assert usage.summary(root.id).wire() == {
        "agentId": root.id,
        "at": "2025-01-16T12:00:00Z",
        "callsToday": 1,
        "usdToday": "0.20",
        "usdThisMonth": "0.30",
        "calls": 2,
        "usd": "0.30",
        "openBookings": 1,
        "bookedUsd": "0.20",
        "unreadable": False,
    }
    world.now += 30 * DAY
    later = usage.summary(child.id)
    assert (later.calls_today, later.usd_today, later.usd_this_month) == (0, 0, 0)
    assert (later.calls, later.usd, later.open_bookings) == (1, Decimal("0.1"), 0)


# -- recording --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("BUD-7", "AGT-4")
def test_a_record_charges_the_agent_and_everyone_above_it(world, usage):
    root = world.agent({"budgetUsdPerDay": 1})
    middle = world.agent(parent=root)
    child = world.agent(parent=middle)
    sibling = world.agent(parent=root)
    recorded = usage.record(child.id, cost_usd="0.1234567", by="billing")
    assert recorded.wire() == {
        "auditId": recorded.audit_id,
        "agentId": child.id,
        "costUsd": "0.123457",
        "recordedAt": "2025-01-15T12:00:00Z",
        "model": None,
        "provider": None,
        "replayed": False,
    }
    for agent in (root, middle, child):
        assert spent(world, agent) == (123_457,) * 3
        assert world.reading(agent).calls == 0
    assert spent(world, sibling) == (0, 0, 0)
    usage.record(middle.id, cost_usd=1)
    assert world.ask(sibling).code == "budget_exceeded"
    first, second = world.entries("usage.record")
    assert first["facts"] == {
        "before": {"usd": "0.00"},
        "after": {"usd": "0.123457"},
        "charged": [child.id, middle.id, root.id],
        "costUsd": "0.123457",
    }
    assert (first["id"], first["actor"], first["agent"]) == (recorded.audit_id, "billing", child.id)
    assert second["facts"]["before"] == {"usd": "0.123457"}


@pytest.mark.promise("BUD-7")
def test_a_record_enters_the_windows_of_its_time(world, usage):
    agent = world.agent()
    usage.record(agent.id, cost_usd=1)
    world.now += DAY
    usage.record(agent.id, cost_usd=2)
    assert spent(world, agent) == (2_000_000, 3_000_000, 3_000_000)


@pytest.mark.promise("BUD-7", "EVT-1")
def test_a_record_that_brings_a_budget_to_80_percent_or_to_the_cap_is_told(world, usage):
    root = world.agent({"budgetUsd": 1})
    child = world.agent(parent=root)
    world.listen()
    usage.record(child.id, cost_usd="0.79")
    usage.record(child.id, cost_usd="0.01")
    usage.record(child.id, cost_usd=7)
    assert budget_events(world) == [
        ("budget.threshold", root.id, "budgetUsd"),
        ("budget.reached", root.id, "budgetUsd"),
    ]


@pytest.mark.promise("BUD-7")
def test_spend_of_a_dead_agent_is_recorded_too(world, usage):
    root = world.agent()
    child = world.change(world.agent(parent=root), status=Status.REVOKED)
    usage.record(child.id, cost_usd=1)
    assert spent(world, root) == (1_000_000,) * 3


@pytest.mark.promise("BUD-7", "FC-1")
def test_spend_of_an_agent_that_has_lost_its_meter_is_charged_above_it(world, usage):
    root = world.agent()
    child = world.agent(parent=root)
    world.engine.store._writer.raw.execute("DELETE FROM meter WHERE agent=?", (child.n,))
    usage.record(child.id, cost_usd=1)
    assert spent(world, root) == (1_000_000,) * 3
    assert usage.summary(child.id).usd == 0
    assert world.ask(child).code == "unreadable_constraint"


@pytest.mark.promise("BUD-7")
def test_models_are_priced_by_the_price_list_and_costs_round_up(world, usage):
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    agent = world.agent()
    recorded = usage.record(agent.id, model="gpt-4o", input_tokens=1001, output_tokens=99)
    exact = calc_price(Tokens(input_tokens=1001, output_tokens=99), model_ref="gpt-4o").total_price
    assert 0 <= recorded.cost_usd - exact < Decimal("0.000001")
    assert (recorded.model, recorded.provider) == ("gpt-4o", "openai")
    assert world.reading(agent).usd == int(recorded.cost_usd * 1_000_000)
    facts = world.entries("usage.record")[0]["facts"]
    assert (facts["model"], facts["inputTokens"], facts["outputTokens"]) == ("gpt-4o", 1001, 99)
    only = usage.record(agent.id, model="gpt-4o", output_tokens=1000, provider="azure")
    assert only.provider == "azure"


@pytest.mark.promise("BUD-7")
@pytest.mark.parametrize("named", [{"model": "no-such-model"}, {"model": "gpt-4o", "provider": "nobody"}])
def test_an_unknown_model_is_invalid_input(world, usage, named):
    agent = world.agent()
    with pytest.raises(InvalidInput, match="cost_usd") as caught:
        usage.record(agent.id, input_tokens=1, output_tokens=1, **named)
    assert caught.value.field == "model"
    assert world.rows() == []


@pytest.mark.promise("BUD-7")
def test_without_the_price_list_the_way_out_is_named(world, usage, monkeypatch):
    agent = world.agent()
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    with pytest.raises(InvalidInput, match=r'pip install "pykavach\[prices\]"') as caught:
        usage.record(agent.id, model="gpt-4o", input_tokens=1)
    assert caught.value.field == "model"
    assert usage.record(agent.id, cost_usd=1).cost_usd == 1


@pytest.mark.promise("BUD-7", "API-1")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "cost_usd"),
        ({"cost_usd": -1}, "cost_usd"),
        ({"cost_usd": 1, "model": "gpt-4o", "input_tokens": 1}, "cost_usd"),
        ({"cost_usd": 1, "input_tokens": 1}, "input_tokens"),
        ({"cost_usd": 1, "output_tokens": 1}, "output_tokens"),
        ({"cost_usd": 1, "provider": "openai"}, "provider"),
        ({"model": "gpt-4o"}, "input_tokens"),
        ({"model": "gpt-4o", "input_tokens": -1}, "input_tokens"),
        ({"model": "gpt-4o", "input_tokens": True}, "input_tokens"),
        ({"model": "gpt-4o", "output_tokens": 1.5}, "output_tokens"),
        ({"model": "gpt-4o", "output_tokens": prices.MAX_TOKENS + 1}, "output_tokens"),
        ({"model": 4, "input_tokens": 1}, "model"),
        ({"model": "", "input_tokens": 1}, "model"),
        ({"model": "gpt-4o", "input_tokens": 1, "provider": "\n"}, "provider"),
        ({"cost_usd": 1, "key": ""}, "key"),
        ({"cost_usd": 1, "key": "k" * 201}, "key"),
        ({"cost_usd": 1, "by": ""}, "by"),
    ],
)
def test_a_bad_record_is_refused_with_its_field(world, usage, given, field):
    agent = world.agent()
    with pytest.raises(InvalidInput) as caught:
        usage.record(agent.id, **given)
    assert caught.value.field == field
    assert world.rows() == []


@pytest.mark.promise("BUD-7")
def test_a_key_records_once_for_ever(world, usage):
    agent, other = world.agent(), world.agent()
    first = usage.record(agent.id, cost_usd="0.50", key="invoice 7")
    world.now += 4000 * DAY
    world.engine.work(lambda work: work.unit.tidy(work.now))
    again = usage.record(agent.id, cost_usd=0.5, key="invoice 7")
    assert again.replayed
    assert again.wire() | {"replayed": False} == first.wire()
    with pytest.raises(Conflict, match="key"):
        usage.record(agent.id, cost_usd="0.51", key="invoice 7")
    with pytest.raises(Conflict, match="key"):
        usage.record(agent.id, model="gpt-4o", input_tokens=1, key="invoice 7")
    assert not usage.record(other.id, cost_usd="0.51", key="invoice 7").replayed
    assert world.reading(agent).usd == 500_000
    assert len(world.entries("usage.record")) == 2


@pytest.mark.promise("BUD-7")
def test_a_key_gives_the_first_price_again_whatever_the_list_says_now(world, usage, monkeypatch):
    agent = world.agent()
    use = {"model": "gpt-4o", "input_tokens": 1000, "output_tokens": 10, "key": "run 1"}
    first = usage.record(agent.id, **use)
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    again = usage.record(agent.id, **use)
    assert again.replayed
    assert (again.cost_usd, again.model, again.provider) == (first.cost_usd, "gpt-4o", "openai")
    with pytest.raises(Conflict):
        usage.record(agent.id, **(use | {"output_tokens": 11}))


@pytest.mark.promise("BUD-7", "EX-1")
def test_a_key_used_by_many_at_once_charges_once(world):
    agent = world.agent()
    usages = [Usage(world.engine), Usage(world.open())]
    answers = at_once([lambda u=usages[n % 2]: u.record(agent.id, cost_usd=1, key="k") for n in range(12)])
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 11
    assert len({answer.audit_id for answer in answers}) == 1
    assert world.reading(agent).usd == 1_000_000


@pytest.mark.promise("BUD-7")
def test_the_values_under_a_key_are_kept_as_a_keyed_fingerprint(world):
    agent = world.agent()
    usage = Usage(world.open(b"a" * 32))
    first = usage.record(agent.id, cost_usd=1, key="my key")
    rotated = Usage(world.open(b"b" * 32, b"a" * 32))
    assert rotated.record(agent.id, cost_usd=1, key="my key").audit_id == first.audit_id
    memo = world.engine.store._writer.raw.execute("SELECT key, fingerprint, expires_at FROM memo").fetchone()
    assert b"my key" not in memo[0]
    assert len(memo[1]) == 32
    assert memo[2] is None
