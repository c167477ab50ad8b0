"""API-3: after a fork the child opens its own connections by itself; no call in it hangs, nothing is shared."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from process_world import Books, Member, flat, url
from pykavach.sync import Kavach

pytestmark = [
    pytest.mark.promise("API-3"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
]
ACCESS = {"resource": "mcp:github:issues", "action": "write"}


@pytest.fixture
def member() -> Iterator[Member]:
    """A process of its own that may fork."""
    member = Member()
    member.answer()
    yield member
    member.end()


def make(path: Path) -> Any:
    with Kavach(url(path), durability="process") as kavach:
        return kavach.agents.create(
            user_id="user", name="agent", permissions=[{"resource": "*", "actions": ["*"]}]
        )


@pytest.mark.promise("EX-1", "AUD-1")
def test_children_of_a_busy_process_work_at_once_and_harm_nobody(member: Member, path: Path):
    made = make(path)
    forks = 6
    member.start("fork_while_working", db=url(path), access={"token": made.token, **ACCESS}, forks=forks)
    member.ready()
    member.go()
    said = member.answer()
    assert said["children"] == [["ok"] * 10] * 2 * forks
    assert Counter(said["parent"]).keys() == {"ok"}
    books = Books(path)
    asked = len(said["parent"]) + len(flat(said["children"]))
    assert books.calls(made.agent.id) == len(books.allows(made.agent.id)) == asked


@pytest.mark.promise("AUD-1", "DB-1")
def test_what_a_child_commits_stays_when_its_parent_closes(member: Member, path: Path):
    """A child that trusted the locks of its parent would go on writing into a file that has been removed."""
    made = make(path)
    access = {"token": made.token, **ACCESS}
    member.start("fork_and_close", db=url(path), access=access)
    member.ready()
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**access).allowed
    member.go()
    assert member.answer() == ["ok"] * 7
    books = Books(path)
    assert books.calls(made.agent.id) == len(books.allows(made.agent.id)) == 8


@pytest.mark.sqlite
@pytest.mark.promise("FC-1", "AUD-6")
def test_a_fork_that_could_not_be_prepared_leaves_a_child_that_is_refused(member: Member, path: Path):
    """Another process keeps the lock, so the parent's connections cannot be closed in good order: deny, never guess."""
    made = make(path)
    member.start("fork_under_a_lock", db=url(path), access={"token": made.token, **ACCESS})
    member.ready()
    with open(f"{path}.lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        member.go()
        [child] = member.answer()
    assert child == ["unavailable"] * 2


@pytest.mark.promise("FC-1")
def test_a_database_in_memory_stays_with_the_parent(member: Member):
    member.start("fork_in_memory", access=ACCESS)
    member.ready()
    member.go()
    assert member.answer() == ["ok", "unavailable", "ok"]
