"""kill -9 at any moment: every acknowledged decision has its row, no limit is exceeded, the log verifies, the file opens."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from process_world import Books, Member, check_whole, until, url
from pykavach.sync import Kavach

EVERYTHING = [{"resource": "*", "actions": ["*"]}]
LIMIT = 400


@contextmanager
def member() -> Iterator[Member]:
    started = Member()
    try:
        started.answer()
        yield started
    finally:
        started.end()


def start_all(members: list[Member], path: Path, calls: list[Any], durability: str) -> list[Path]:
    """Start workers that note what they were told; where each notes it."""
    notes = [path.with_suffix(f".{n}") for n in range(len(members))]
    for started, note in zip(members, notes, strict=True):
        note.unlink(missing_ok=True)
        note.touch()
        started.start(
            "work_until_killed", db=url(path), calls=calls, acknowledged=str(note), durability=durability
        )
    for started in members:
        started.ready()
    for started in members:
        started.go()
    return notes


def acknowledged(note: Path) -> list[list[str]]:
    return [line.split() for line in note.read_text().splitlines()]


class Town:
    """A file with a limited pool, a free agent, and a budget, to be hit again and again."""

    def __init__(self, path: Path, durability: str) -> None:
        self.path, self.durability = path, durability
        with self.opened() as kavach:
            self.root = kavach.agents.create(
                user_id="user", name="root", permissions=EVERYTHING, constraints={"maxCalls": LIMIT}
            )
            self.child = kavach.agents.delegate(
                parent_token=self.root.token, name="child", permissions=EVERYTHING
            )
            self.free = kavach.agents.create(
                user_id="user", name="free", permissions=EVERYTHING, constraints={"budgetUsdPerDay": 1000}
            )
        self.calls = [
            {"token": self.child.token, "resource": "pool", "action": "take"},
            {"token": self.free.token, "resource": "shop", "action": "buy", "cost_usd": "0.001"},
            {
                "token": self.free.token,
                "resource": "shop",
                "action": "buy",
                "cost_usd": "0.001",
                "arguments": {"n": 1},
            },
        ]

    def opened(self) -> Kavach:
        return Kavach(url(self.path), durability=self.durability, timeout=30.0)

    def check(self, lines: list[list[str]]) -> None:
        check_whole(self.path)
        books = Books(self.path)
        by_id = {entry["id"]: entry for entry in books.entries}
        for outcome, code, id in lines:
            assert (by_id[id]["outcome"], by_id[id]["code"]) == (outcome, code)
        pool, free = self.root.agent.id, self.free.agent.id
        assert len(books.allows(self.child.agent.id)) == books.calls(pool) == books.calls(self.child.agent.id)
        assert books.calls(pool) <= LIMIT
        assert books.spent(free) == sum(entry["cost"] for entry in books.allows(free))
        with self.opened() as kavach:
            assert kavach.authorize(**self.calls[1]).allowed  # the next writer gets in


def hit(town: Town, rounds: int, dice: random.Random) -> None:
    lines: list[list[str]] = []
    for _ in range(rounds):
        with ExitStack() as stack:
            members = [stack.enter_context(member()) for _ in range(2)]
            notes = start_all(members, town.path, town.calls, town.durability)
            mark = dice.randrange(1, 60)
            until(lambda notes=notes, mark=mark: notes[0].stat().st_size > mark * 30, what="decisions")
            threading.Event().wait(dice.random() * 0.02)  # at any moment of a transaction
            members[0].kill()
            # The other process goes on: nothing that the dead one held is left behind.
            size = notes[1].stat().st_size
            until(
                lambda note=notes[1], size=size: note.stat().st_size > size + 100,
                seconds=10,
                what="the survivor",
            )
            members[1].kill()
            for note in notes:
                lines += acknowledged(note)
        town.check(lines)


@pytest.mark.promise("AUD-1", "EX-1", "DB-1", "AUD-3", "DB-3")
@pytest.mark.parametrize("durability", ["process", "disk"])
def test_whatever_was_acknowledged_survives_kill_9(path: Path, durability: str):
    hit(Town(path, durability), 5, random.Random(durability))


@pytest.mark.soak
@pytest.mark.promise("AUD-1", "EX-1", "DB-1", "AUD-3", "DB-3")
@pytest.mark.parametrize("town", range(20))  # every round reads what was written in all rounds before
@pytest.mark.parametrize("durability", ["process", "disk"])
def test_whatever_was_acknowledged_survives_many_kills(path: Path, durability: str, town: int):
    hit(Town(path, durability), 15, random.Random())


@pytest.mark.promise("EX-1", "RATE-1")
def test_a_limit_is_used_up_exactly_whoever_dies_on_the_way(path: Path):
    """Counted is the committed allow, whether or not its answer arrived."""
    town = Town(path, "process")
    calls = town.calls[:1]
    for _ in range(2):
        with member() as started:
            [note] = start_all([started], path, calls, "process")
            until(lambda note=note: note.stat().st_size > 60 * 25, what="decisions")
            started.kill()
    with town.opened() as kavach:
        while kavach.authorize(**calls[0]).allowed:
            pass
    books = Books(path)
    assert books.calls(town.root.agent.id) == len(books.allows(town.child.agent.id)) == LIMIT


@pytest.mark.promise("BUD-6")
def test_a_crash_between_decision_and_settle_leaves_the_booking_to_be_found(path: Path):
    town = Town(path, "disk")
    with member() as started:
        started.start("book_and_wait", db=url(town.path), calls=[town.calls[1], town.calls[2]])
        started.ready()
        started.kill()
    with town.opened() as kavach:
        left = kavach.usage.unsettled().items
        assert [(u.agent_id, u.resource, u.booked_usd) for u in left] == [
            (town.free.agent.id, "shop", Decimal("0.001"))
        ] * 2
        kavach.usage.settle(left[0].audit_id, cost_usd="0.0004")
        assert [u.audit_id for u in kavach.usage.unsettled().items] == [left[1].audit_id]
        assert kavach.usage.summary(town.free.agent.id).usd == Decimal("0.0014")
    check_whole(town.path)
