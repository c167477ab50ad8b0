"""Webhooks over several processes on one database: shared work, changes followed, and nothing lost to ``kill -9``."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from patience import until
from process_world import Fleet, url
from pykavach.sync import Kavach
from receivers import LONG, Receiver

SECRET = "s" * 40


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.close()


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    found = Fleet(2)
    yield found
    found.close()


@pytest.fixture
def kavach(path: Path) -> Iterator[Kavach]:
    """Somebody who makes and changes, and delivers nothing."""
    with Kavach(url(path), SECRET, durability="process", timeout=60.0, private_webhooks=True) as found:
        yield found


def start(fleet: Fleet, path: Path, *numbers: int, ahead: float = 0.0) -> None:
    """Let these processes deliver until they are told to end."""
    for number in numbers:
        fleet.members[number].start("deliver_webhooks", db=url(path), secret=SECRET, ahead=ahead)
        fleet.members[number].ready()


def finish(fleet: Fleet, *numbers: int) -> None:
    for number in numbers:
        fleet.members[number].go()
        fleet.members[number].answer()


def happen(kavach: Kavach) -> str:
    return kavach.agents.create(name="bob", type="service", permissions=[]).agent.id


def agents(receiver: Receiver) -> list[str]:
    return [each["data"]["agentId"] for each in receiver.told()]


@pytest.mark.promise("EVT-1")
def test_processes_share_the_work_and_follow_what_another_changes(
    path: Path, fleet: Fleet, kavach: Kavach, receiver: Receiver
):
    start(fleet, path, 0, 1)
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    ids = [happen(kavach) for _ in range(20)]
    until(lambda: kavach.webhooks.get(made.id).waiting == 0, what="all events")
    assert Counter(agents(receiver)) == Counter(ids)  # each once
    kavach.webhooks.pause(made.id)
    moved = Receiver()
    try:
        kavach.webhooks.update(made.id, url=moved.url)
        last = happen(kavach)
        kavach.webhooks.resume(made.id)
        until(lambda: agents(moved) == [last], what="the event at the new address")
    finally:
        moved.close()
    kavach.webhooks.remove(made.id)
    happen(kavach)
    finish(fleet, 0, 1)
    assert len(receiver.requests) == 20


@pytest.mark.promise("EVT-1")
def test_nothing_is_lost_when_the_one_that_delivers_is_killed(
    path: Path, fleet: Fleet, kavach: Kavach, receiver: Receiver
):
    asked, go_on = threading.Event(), threading.Event()

    def hang(handler: Any) -> None:
        asked.set()
        go_on.wait(LONG)
        handler.say(204)

    receiver.answer = hang
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    start(fleet, path, 0)
    first = happen(kavach)
    assert asked.wait(LONG)
    fleet.members[0].kill()  # in the middle of an attempt
    second = happen(kavach)
    assert kavach.webhooks.get(made.id).waiting == 2
    receiver.answer = lambda handler: handler.say(204)
    go_on.set()
    # What was being tried belongs to the dead for a minute, and then comes again: by this clock, at once.
    start(fleet, path, 1, ahead=120.0)
    until(lambda: second in agents(receiver), what="what nobody had tried")
    until(lambda: agents(receiver).count(first) == 2, what="what was being tried")
    until(lambda: kavach.webhooks.get(made.id).waiting == 0, what="all to be taken")
    finish(fleet, 1)
