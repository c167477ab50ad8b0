"""EX-1 with real processes: a limit of N admits N, whatever mix of processes, threads and tasks asks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from process_world import Books, Fleet, codes, flat, url
from pykavach.sync import Kavach

#: Wednesday, 2025-01-15, 12:00:30 UTC: no window ends while a test runs, since its clock stands still.
AT = 1_736_942_430.0
EVERYTHING = [{"resource": "*", "actions": ["*"]}]


def opened(path: Path, **options: Any) -> Kavach:
    """A Kavach in this process, on the clock of the others."""
    clock = lambda: datetime.fromtimestamp(AT, UTC)  # noqa: E731
    return Kavach(url(path), durability="process", clock=clock, timeout=60.0, **options)


def make(path: Path, permissions: Any = EVERYTHING, **constraints: Any) -> Any:
    with opened(path) as kavach:
        return kavach.agents.create(
            user_id="user", name="agent", type="service", permissions=permissions, constraints=constraints
        )


def access(token: str, **more: Any) -> dict[str, Any]:
    return {"token": token, "resource": "mcp:github:issues", "action": "write", **more}


def check_books(books: Books, agent_id: str, allowed: int, asked: int) -> None:
    """Meter, allows and entries agree (AUD-1, RATE-3)."""
    assert books.calls(agent_id) == allowed
    assert len(books.allows(agent_id)) == allowed
    assert len(books.decisions(agent_id)) == asked


@pytest.mark.promise("EX-1", "RATE-1", "RATE-3", "AUD-1")
@pytest.mark.parametrize("rule", ["maxCalls", "maxCallsPerMinute", "maxCallsPerDay"])
def test_a_limit_admits_exactly_its_number(fleet: Fleet, path: Path, rule: str):
    made = make(path, **{rule: 137})
    answers = flat(fleet.each("ask", db=url(path), calls=[access(made.token)] * 80, at=AT))
    assert codes(answers) == {"ok": 137, "rate_limited": 4 * 80 - 137}
    assert len({answer["id"] for answer in answers}) == 4 * 80
    check_books(Books(path), made.agent.id, 137, 4 * 80)


@pytest.mark.promise("EX-1")
def test_eight_processes_of_32_callers_each_admit_exactly_the_limit(path: Path):
    made = make(path, maxCalls=300)
    eight = Fleet(8)
    try:
        calls = [access(made.token)] * 64
        answers = flat(eight.each("ask", db=url(path), calls=calls, threads=28, tasks=4, at=AT))
    finally:
        eight.close()
    assert codes(answers) == {"ok": 300, "rate_limited": 8 * 64 - 300}
    check_books(Books(path), made.agent.id, 300, 8 * 64)


@pytest.mark.promise("EX-1", "DB-1")
def test_a_limit_admits_exactly_its_number_on_disk_and_on_several_engines(fleet: Fleet, path: Path):
    """Sync and async surfaces that know nothing of each other, with commits that reach the disk."""
    made = make(path, maxCalls=31)
    calls = [access(made.token)] * 20
    mixes = [(4, 0), (1, 8), (8, 1), (1, 1)]
    options = {"db": url(path), "calls": calls, "durability": "disk"}
    jobs = [("ask", {**options, "threads": threads, "tasks": tasks}) for threads, tasks in mixes]
    answers = flat(fleet.run(*jobs))
    assert codes(answers) == {"ok": 31, "rate_limited": 49}
    check_books(Books(path), made.agent.id, 31, 80)


@pytest.mark.promise("DEL-3", "EX-1")
def test_a_pool_over_a_parent_and_its_children_is_exact(fleet: Fleet, path: Path):
    with opened(path) as kavach:
        root = kavach.agents.create(
            user_id="user", name="root", permissions=EVERYTHING, constraints={"maxCallsPerDay": 100}
        )
        team = [
            kavach.agents.delegate(
                parent_token=root.token,
                name=f"child {n}",
                permissions=EVERYTHING,
                constraints={"maxCalls": 40},
            )
            for n in range(3)
        ]
    jobs = [
        ("ask", {"db": url(path), "calls": [access(made.token)] * 60, "at": AT}) for made in [*team, root]
    ]
    answers = fleet.run(*jobs)
    assert sum(codes(some)["ok"] for some in answers) == 100
    books = Books(path)
    assert books.calls(root.agent.id) == 100
    own = codes(answers[3])["ok"]
    assert own + sum(books.calls(made.agent.id) for made in team) == 100
    for made, some in zip(team, answers, strict=False):
        assert codes(some)["ok"] == books.calls(made.agent.id) <= 40
        assert len(books.allows(made.agent.id)) == books.calls(made.agent.id)


@pytest.mark.promise("RATE-2", "RATE-5", "PRM-2", "EX-1")
def test_the_limits_of_permissions_are_exact_and_the_next_permission_takes_over(fleet: Fleet, path: Path):
    narrow = {"resource": "mcp:github:issues", "actions": ["write"], "constraints": {"maxCalls": 23}}
    wide = {"resource": "mcp:*", "actions": ["write"], "constraints": {"maxCallsPerDay": 41}}
    made = make(path, [narrow, wide])
    answers = flat(fleet.each("ask", db=url(path), calls=[access(made.token)] * 40, at=AT))
    assert codes(answers) == {"ok": 64, "rate_limited": 160 - 64}
    books = Books(path)
    check_books(books, made.agent.id, 64, 160)
    assert books.calls(made.agent.id, "mcp:github:issues write") == 23
    assert books.calls(made.agent.id, "mcp:* write") == 41


@pytest.mark.promise("BUD-2", "BUD-5", "EX-1")
def test_a_budget_is_exact_while_calls_are_settled(fleet: Fleet, path: Path):
    """Each call books a cent and settles at 0.4 cents: the budget fills with true costs and open bookings only."""
    made = make(path, budgetUsdPerDay="0.50", throttleCallsPerMinute=10_000)
    calls = [access(made.token, cost_usd="0.01")] * 50
    answers = flat(fleet.each("ask", db=url(path), calls=calls, at=AT, settle="0.004"))
    books = Books(path)
    allowed = len(books.allows(made.agent.id))
    assert codes(answers)["ok"] == allowed == len(books.settled)
    assert set(codes(answers)) <= {"ok", "budget_exceeded"}
    assert books.spent(made.agent.id) == 4_000 * allowed <= 500_000
    # What was refused did not fit at that moment: with 16 calls in flight, at most 16 cents are booked beside what is spent.
    assert allowed == 200 or 4_000 * allowed > 500_000 - 4 * 12 * 10_000
    with opened(path) as kavach:
        assert kavach.usage.unsettled().items == []
        assert kavach.usage.summary(made.agent.id).usd_today == Decimal(4 * allowed) / 1000


@pytest.mark.promise("BUD-2", "BUD-4", "EX-1")
def test_a_budget_that_is_exactly_reached_admits_no_more(fleet: Fleet, path: Path):
    made = make(path, budgetUsd="1.00", throttleCallsPerMinute=10_000)
    calls = [access(made.token, cost_usd="0.01")] * 40
    answers = flat(fleet.each("ask", db=url(path), calls=calls, at=AT))
    assert codes(answers) == {"ok": 100, "budget_exceeded": 60}
    books = Books(path)
    assert books.spent(made.agent.id) == 1_000_000
    assert sum(entry["cost"] for entry in books.allows(made.agent.id)) == 1_000_000


@pytest.mark.promise("BUD-3", "EX-1")
def test_a_throttled_budget_admits_exactly_its_calls_per_minute(fleet: Fleet, path: Path):
    made = make(path, budgetUsdPerDay="1.00", throttleCallsPerMinute=5)
    calls = [access(made.token, cost_usd="0.01")] * 40
    answers = flat(fleet.each("ask", db=url(path), calls=calls, at=AT))
    assert codes(answers) == {"ok": 85, "budget_throttled": 75}
    assert Counter(a["throttled"] for a in answers if a["code"] == "ok") == {False: 80, True: 5}
    assert Books(path).meters[made.agent.id, "agent"]["throttle_calls"] == 5


@pytest.mark.promise("APR-2", "EX-1")
def test_an_approval_is_used_exactly_once(fleet: Fleet, path: Path):
    made = make(path, requireApprovalFor=["mcp:github:*:write"])
    call = access(made.token, arguments={"title": "hi"})
    with opened(path) as kavach:
        first = kavach.authorize(**call)
        assert first.outcome == "pending"
        kavach.approvals.approve(first.approval_id, by="anna")
    answers = flat(fleet.each("ask", db=url(path), calls=[call] * 12, at=AT))
    assert codes(answers) == {"ok": 1, "approval_required": 47}
    assert {a["outcome"] for a in answers} == {"allow", "pending"}
    [used] = [a for a in answers if a["outcome"] == "allow"]
    assert used["approval"] == first.approval_id
    # Everyone else has joined one new request.
    assert len({a["approval"] for a in answers if a["outcome"] == "pending"}) <= 2
    books = Books(path)
    assert len(books.allows(made.agent.id)) == books.calls(made.agent.id) == 1
    with opened(path) as kavach:
        assert kavach.approvals.get(first.approval_id).state == "used"


@pytest.mark.promise("PRM-5", "EX-1")
def test_an_idempotency_key_is_charged_once(fleet: Fleet, path: Path):
    made = make(path, maxCalls=10)
    call = access(made.token, arguments={"amount": 5}, idempotency_key="pay-1", cost_usd="0.25")
    answers = flat(fleet.each("ask", db=url(path), calls=[call] * 12, at=AT))
    assert codes(answers) == {"ok": 48}
    assert Counter(a["replayed"] for a in answers) == {True: 47, False: 1}
    assert len({a["id"] for a in answers}) == 1
    books = Books(path)
    assert books.calls(made.agent.id) == 1
    assert books.spent(made.agent.id) == 250_000
    assert len(books.allows(made.agent.id)) == 1
    assert len(books.decisions(made.agent.id, "replay")) == 47


@pytest.mark.promise("TOK-3")
def test_of_simultaneous_rotations_exactly_one_succeeds(fleet: Fleet, path: Path):
    made = make(path)
    for version in (1, 2, 3):
        rotation = ("agents.rotate", {"agent_id": made.agent.id, "if_version": version})
        found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=[rotation] * 4)))
        assert found == {made.agent.id: 1, "conflict": 15}
    with opened(path) as kavach:
        assert kavach.agents.get(made.agent.id).version == 4


@pytest.mark.promise("TOK-3")
def test_rotations_that_read_the_version_themselves_leave_one_live_token(fleet: Fleet, path: Path):
    made = make(path)
    rotation = ("agents.rotate", {"agent_id": made.agent.id})
    found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=[rotation] * 8)))
    assert set(found) <= {made.agent.id, "conflict"}
    with opened(path) as kavach:
        assert kavach.agents.get(made.agent.id).version == 1 + found[made.agent.id] > 1
        assert kavach.authorize(**access(made.token)).code == "unknown_token"


@pytest.mark.promise("TOK-2", "EX-1")
def test_a_link_signs_in_once_however_many_use_it(fleet: Fleet, path: Path):
    with opened(path) as kavach:
        kavach.users.create(id="ann", name="Ann", role="admin")
        links = [kavach.users.sign_in_link("ann").token for _ in range(3)]
    for link in links:
        signing_in = ("users.sign_in", {"token": link})
        found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=[signing_in] * 4)))
        assert found.pop("not_found") == 15
        assert sum(found.values()) == 1
    with opened(path) as kavach:
        assert len(kavach.users.sessions("ann")) == 3


@pytest.mark.promise("API-2")
def test_an_idempotency_key_makes_one_agent(fleet: Fleet, path: Path):
    creation = (
        "agents.create",
        {"user_id": "u", "name": "a", "permissions": EVERYTHING, "idempotency_key": "k"},
    )
    found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=[creation] * 4)))
    assert found["conflict"] == 15
    assert len(found) == 2


@pytest.mark.promise("AGT-5", "EX-1")
def test_the_agents_of_a_user_are_bounded_exactly(fleet: Fleet, path: Path):
    creations = [
        ("agents.create", {"user_id": "u", "name": f"a{n}", "permissions": EVERYTHING}) for n in range(8)
    ]
    found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=creations, max_agents_per_user=9)))
    assert found.pop("conflict") == 32 - 9
    assert len(found) == 9
    with opened(path) as kavach:
        assert len(kavach.agents.list(user_id="u").items) == 9


@pytest.mark.promise("DEL-5", "EX-1")
def test_the_descendants_of_a_root_are_bounded_exactly(fleet: Fleet, path: Path):
    root = make(path)
    with opened(path) as kavach:
        middle = kavach.agents.delegate(parent_id=root.agent.id, name="middle", permissions=EVERYTHING)
    calls = [
        ("agents.delegate", {"parent_id": parent, "name": f"d{n}", "permissions": EVERYTHING})
        for n in range(4)
        for parent in (root.agent.id, middle.agent.id)
    ]
    found = Counter(flat(fleet.each("change", db=url(path), at=AT, calls=calls, max_descendants=11)))
    assert found.pop("conflict") == 32 - 10
    assert len(found) == 10
    with opened(path) as kavach:
        assert len(kavach.agents.list(user_id="user").items) == 1 + 11


@pytest.mark.promise("EX-1", "DB-1", "DB-3")
def test_two_stores_of_one_process_survive_another_process_that_leaves(fleet: Fleet, path: Path):
    """Opening the second must not cost the first its locks: who leaves would remove the log that both write to."""
    made = make(path, maxCalls=3)
    with opened(path) as one, opened(path) as two:
        assert codes(flat(fleet.each("ask", 1, db=url(path), calls=[access(made.token)], at=AT))) == {"ok": 1}
        assert one.authorize(**access(made.token)).allowed
        assert two.authorize(**access(made.token)).allowed
        answers = flat(fleet.each("ask", 1, db=url(path), calls=[access(made.token)], at=AT))
        assert codes(answers) == {"rate_limited": 1}
        assert one.authorize(**access(made.token)).code == "rate_limited"
    check_books(Books(path), made.agent.id, 3, 5)


@pytest.mark.promise("DB-4", "DB-2")
@pytest.mark.parametrize("many", [8, pytest.param(20, marks=pytest.mark.soak)])
def test_many_processes_open_a_new_file_at_once(tmp_path: Path, many: int):
    crowd = Fleet(many)
    try:
        path = tmp_path / "new.db"
        assert len(set(crowd.each("open_and_ask", db=url(path)))) == 1
        assert path.stat().st_mode & 0o777 == 0o600
        books = Books(path)
        assert len(books.allows()) == many
        assert sum(e["kind"] == "change" for e in books.entries) == many
    finally:
        crowd.close()
