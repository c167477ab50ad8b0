"""TOK-6 across processes: what one process has stopped, no other allows from the moment the stop has returned.

A decision is *late* if it began after the stop had returned, ended before the next change began, and said yes. After
each stop the stopper waits until every caller has finished a decision that began after it: without that wait the
stops are shorter than a decision and the race proves nothing. The control runs the same race against
processes that look at the epoch too seldom; a detector that finds nothing there is blind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from process_world import Board, Fleet, url
from pykavach.sync import Kavach

PROCESSES = 2
CALLERS = 4  # in each process: two threads and two tasks
EVERYTHING = [{"resource": "*", "actions": ["*"]}]
ACCESS = {"resource": "mcp:github:issues", "action": "write"}
#: One round: the token to ask under, what stops it, and what may undo that.
Round = tuple[str, Callable[[], object], Callable[[], object] | None]


def race(
    fleet: Fleet, path: Path, rounds: Callable[[Kavach, int], Iterator[Round]], count: int, stale: int = 0
) -> Any:
    board = Board(path.with_suffix(".board"))
    everyone = PROCESSES * CALLERS
    members = fleet.members[:PROCESSES]
    with Kavach(url(path), durability="process", timeout=60.0) as kavach:
        for n, member in enumerate(members):
            member.start(
                "decide",
                db=url(path),
                board=str(path.with_suffix(".board")),
                callers=(n * CALLERS, (n + 1) * CALLERS),
                access=ACCESS,
                stale=stale,
            )
        for member in members:
            member.ready()
        try:
            for turn, (token, stop, undo) in enumerate(rounds(kavach, count), 1):
                board.publish(turn, token)
                if turn == 1:
                    for member in members:
                        member.go()
                board.wait("allowed", everyone, turn)
                stop()
                board.stopped = turn
                board.wait("finished", everyone, turn)
                board.stopped = 0
                if undo is not None:
                    undo()
        finally:
            board.end()
        found: Counter[str] = sum((member.answer() for member in members), Counter())
    assert found["after"] >= count * everyone  # the race has power: decisions lay wholly inside every stop
    return found


def _make(kavach: Kavach) -> Any:
    return kavach.agents.create(user_id="user", name="agent", type="service", permissions=EVERYTHING)


def revocations(kavach: Kavach, count: int) -> Iterator[Round]:
    """Every other time of the agent above the one that asks."""
    for n in range(count):
        root = _make(kavach)
        child = kavach.agents.delegate(parent_id=root.agent.id, name="child", permissions=EVERYTHING)
        target = (root, child)[n % 2].agent.id
        yield child.token, lambda target=target: kavach.agents.revoke(target), None  # type: ignore[misc]


def suspensions(kavach: Kavach, count: int) -> Iterator[Round]:
    root = _make(kavach)
    child = kavach.agents.delegate(parent_id=root.agent.id, name="child", permissions=EVERYTHING)
    for n in range(count):
        target = (root, child)[n % 2].agent.id
        yield (
            child.token,
            lambda target=target: kavach.agents.suspend(target),  # type: ignore[misc]
            lambda target=target: kavach.agents.resume(target),  # type: ignore[misc]
        )


def rotations(kavach: Kavach, count: int) -> Iterator[Round]:
    made = _make(kavach)
    tokens = [made.token]
    for _ in range(count):
        yield tokens[-1], lambda: tokens.append(kavach.agents.rotate(made.agent.id).token), None


def updates(kavach: Kavach, count: int) -> Iterator[Round]:
    made = _make(kavach)
    narrow = [*EVERYTHING, {"effect": "deny", "resource": "mcp:*", "actions": ["write"]}]
    for _ in range(count):
        yield (
            made.token,
            lambda: kavach.agents.update(made.agent.id, permissions=narrow),
            lambda: kavach.agents.update(made.agent.id, permissions=EVERYTHING),
        )


KINDS = [
    pytest.param(revocations, "revoked", id="revoke", marks=pytest.mark.promise("DEL-4")),
    pytest.param(suspensions, "suspended", id="suspend", marks=pytest.mark.promise("DEL-4")),
    pytest.param(rotations, "unknown_token", id="rotate", marks=pytest.mark.promise("TOK-3")),
    pytest.param(updates, "not_permitted", id="update", marks=pytest.mark.promise("DEL-2")),
]


@pytest.mark.promise("TOK-6")
@pytest.mark.parametrize(("rounds", "code"), KINDS)
def test_a_stop_binds_the_next_decision_in_every_process(fleet: Fleet, path: Path, rounds: Any, code: str):
    found = race(fleet, path, rounds, 20)  # as many as find the bug of the control below
    assert found["late"] == 0
    assert {name for name in found if name not in ("after", "late")} == {code}


@pytest.mark.soak
@pytest.mark.promise("TOK-6")
@pytest.mark.parametrize(("rounds", "code"), KINDS)
def test_ten_thousand_stops_bind(fleet: Fleet, path: Path, rounds: Any, code: str):
    found = race(fleet, path, rounds, 10_000 // len(KINDS))
    assert found["late"] == 0
    assert {name for name in found if name not in ("after", "late")} == {code}


@pytest.mark.promise("TOK-6")
@pytest.mark.parametrize("rounds", [revocations, rotations])
def test_the_race_finds_late_allows_where_the_epoch_is_looked_at_too_seldom(path: Path, rounds: Any):
    fleet = Fleet(PROCESSES)
    try:
        assert race(fleet, path, rounds, 20, stale=8)["late"] > 0
    finally:
        fleet.close()
