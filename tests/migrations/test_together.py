"""Many processes of a new version start at once on a database of the old one; some of them are killed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from process_world import Books, Fleet, Member, until
from stored_world import ISSUES, NEXT, NOW, Stored, as_next_version


@pytest.fixture(scope="module", params=[8, pytest.param(20, marks=pytest.mark.soak)])
def crowd(request: pytest.FixtureRequest) -> Iterator[Fleet]:
    with closing(Fleet(request.param)) as fleet:
        yield fleet


@pytest.mark.promise("DB-4", "EX-1")
def test_many_processes_of_a_new_version_migrate_once(old: Stored, crowd: Fleet):
    many = len(crowd.members)
    before = len(Books(old.path).entries)
    asked = {"token": old.facts["updated"]["token"], **ISSUES}
    with old.open() as running:  # somebody of the old version works meanwhile
        answers: list[str] = []
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                answers.append(running.authorize(token=old.facts["rotated"]["new"], **ISSUES).code)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            found = crowd.each("open_as_next_version", db=old.url, access=asked)
        finally:
            stop.set()
            thread.join()
        assert running.authorize(token=old.facts["rotated"]["new"], **ISSUES).code == "unavailable"
    assert [schema for _, schema in found] == [NEXT] * many
    assert Counter(answer for answer, _ in found) == {
        "ok": 3,
        "rate_limited": many - 3,
    }  # exactly what was left
    assert old.read("SELECT count(*) FROM settlement WHERE at=0") == [(1,)]
    with as_next_version(), old.open() as kavach:
        assert kavach.audit.verify(checkpoint=old.facts["checkpoint"]).ok
        rotated = Books(old.path).calls(old.facts["rotated"]["id"])
    # What the old version has allowed meanwhile is there; after the upgrade it has allowed nothing.
    allowed = [answer for answer in answers if answer == "ok"]
    assert rotated == len(allowed)
    assert len(Books(old.path).entries) >= before + many + len(allowed)


@pytest.mark.promise("DB-4", "DB-1")
def test_kill_9_in_the_middle_of_a_step_leaves_the_old_version(old: Stored, tmp_path: Path):
    asked = {"token": old.facts["updated"]["token"], **ISSUES}
    for n in range(2):
        mark = tmp_path / f"middle-{n}"
        with ExitStack() as stack:
            member = Member()
            stack.callback(member.end)
            member.answer()
            member.start("open_as_next_version", db=old.url, access=asked, way=str(mark))
            member.ready()
            member.go()
            until(lambda mark=mark: mark.exists() and mark.read_text(), what="the middle of the step")
            member.kill()
        assert old.version == NOW
    with old.open(migrate=False) as kavach, kavach.engine.reading() as view:
        assert view.drift(5) == []
        assert view.integrity(5) == []
    with as_next_version():
        old.check_all()
    assert old.version == NEXT
    assert old.read("SELECT count(*) FROM settlement WHERE at=0") == [(1,)]
