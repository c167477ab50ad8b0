"""Files that fail: a full disk, a database that cannot be written, garbage. Denials, plain errors, and recovery."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from patience import until
from process_world import Books, Member, check_whole, url
from pykavach import InvalidInput, Unavailable
from pykavach.aio import Kavach as AsyncKavach
from pykavach.ports import AT_ONCE, Busy
from pykavach.storage import sqlite
from pykavach.storage.lockfile import LockFile
from pykavach.sync import Kavach

EVERYTHING = [{"resource": "*", "actions": ["*"]}]


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "kavach.db"


def make(path: Path) -> dict[str, Any]:
    with Kavach(url(path), durability="process") as kavach:
        made = kavach.agents.create(
            user_id="user", name="agent", permissions=EVERYTHING, constraints={"budgetUsd": 10}
        )
    return {"token": made.token, "resource": "a", "action": "read", "cost_usd": "0.01"}


def check_books(path: Path, allowed: int) -> None:
    """What was answered with an allow is what was charged; whatever else was committed has been undone."""
    check_whole(path)
    books = Books(path)
    agent = books.decisions()[0]["agent"]
    undone = sum(entry["kind"] == "undelivered" for entry in books.entries)
    assert len(books.allows()) == allowed + undone
    assert books.spent(agent) == 10_000 * allowed


@pytest.mark.promise("AUD-6", "FC-1", "AUD-1")
def test_a_disk_that_is_full_in_the_middle_of_a_commit_denies_until_there_is_room(path: Path):
    """A file size limit refuses the write inside COMMIT: the fate of the batch is in doubt, the answer is deny."""
    call = make(path)
    member = Member()
    try:
        member.answer()
        member.start("starve", db=url(path), access={**call, "arguments": {"text": "x" * 3000}})
        member.ready()
        member.go()
        found = member.answer()
    finally:
        member.end()
    assert found["before"] == "ok"
    assert found["starved"][1:] == ["unavailable"] * 2
    assert set(found["starved async"]) == {"unavailable"}
    assert found["after"] == ["ok"] * 2
    check_books(path, 3 + (found["starved"][0] == "ok"))


def full(raw: sqlite3.Connection) -> Callable[[], object]:
    """No page more than there are."""
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages}")
    return lambda: raw.execute("PRAGMA max_page_count=1073741823")


def read_only(raw: sqlite3.Connection) -> Callable[[], object]:
    raw.execute("PRAGMA query_only=ON")
    return lambda: raw.execute("PRAGMA query_only=OFF")


@pytest.mark.promise("AUD-6", "FC-1", "EX-2")
@pytest.mark.parametrize("refuse", [full, read_only])
def test_a_database_that_cannot_be_written_denies_and_recovers(path: Path, refuse: Any):
    call = make(path)
    call["arguments"] = {"text": "x" * 2000}
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        relent = refuse(kavach.engine.store._writer.raw)
        found: Counter[str] = Counter()
        for _ in range(20):
            found[kavach.authorize(**call).code] += 1
        assert found["unavailable"] >= 10
        assert set(found) <= {"ok", "unavailable"}
        # What fails for all fails alone as well, and raises nothing (API-1).
        many = Counter(d.code for d in kavach.authorize_many([call] * 4))
        assert many == {"unavailable": 4}
        with pytest.raises(Unavailable):
            for n in range(20):
                kavach.agents.create(user_id="u", name=f"agent {n}" * 10, permissions=EVERYTHING)
        relent()
        assert kavach.authorize(**call).allowed
    books = Books(path)
    denied = found["unavailable"] + 4
    assert sum(entry["marks"].get("unavailable", 0) for entry in books.decisions()) == denied
    check_books(path, 2 + found["ok"])


@pytest.mark.promise("FC-1", "ERR-1")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"this is not a database, it is a text of more than a hundred bytes." * 20, id="text"),
        pytest.param(os.urandom(8192), id="noise"),
        pytest.param(b"SQLite format 3\0" + bytes(4080), id="header"),
    ],
)
def test_garbage_in_place_of_a_database_is_refused_in_one_sentence(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(Unavailable, match="database"):
        Kavach(url(path)).open()
    with pytest.raises(Unavailable, match="database"):
        asyncio.run(AsyncKavach(url(path)).open())
    assert path.read_bytes() == content


@pytest.mark.promise("FC-1", "ERR-1")
@pytest.mark.parametrize("tables", [["epoch", "agent"], ["note"]], ids=" ".join)
def test_another_applications_database_is_left_alone(path: Path, tables: list[str]):
    with closing(sqlite3.connect(path)) as raw:
        for table in tables:
            raw.execute(f"CREATE TABLE {table} (a)")
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match="another program's database"):
        Kavach(url(path)).open()
    assert path.read_bytes() == before


@pytest.mark.promise("FC-1", "AUD-6", "API-1")
def test_a_file_that_turns_to_garbage_under_a_running_process_denies(path: Path):
    call = make(path)
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        kavach.engine.store._writer.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"\xa5" * size)
        kavach.engine.cache.reset()  # as another process would find it
        found = Counter(kavach.authorize(**call).code for _ in range(3))
        assert found == {"unavailable": 3}
        with pytest.raises(Unavailable):
            kavach.agents.list()

        async def asked() -> str:
            desk = AsyncKavach(url(path))
            with pytest.raises(Unavailable):
                await desk.open()
            return "refused"

        assert asyncio.run(asked()) == "refused"


@pytest.mark.promise("FC-1", "API-1")
def test_tasks_are_denied_when_a_lookup_fails(path: Path):
    """A caller who is not cached is looked up first: a failing look must not leave him waiting."""
    call = make(path)

    async def story() -> list[str]:
        async with AsyncKavach(url(path), durability="process", timeout=90.0) as kavach:
            kavach.engine.store._writer.raw.execute("ALTER TABLE agent RENAME TO gone")
            found = await asyncio.wait_for(asyncio.gather(*(kavach.authorize(**call) for _ in range(3))), 30)
            kavach.engine.store._writer.raw.execute("ALTER TABLE gone RENAME TO agent")
            return [*(d.code for d in found), (await kavach.authorize(**call)).code]

    assert asyncio.run(story()) == ["unavailable"] * 3 + ["ok"]


@pytest.mark.promise("DB-2", "ERR-1")
@pytest.mark.parametrize("name", ["kavach.db", "kavach.db.lock"])
def test_a_folder_in_place_of_a_file_is_refused_in_one_sentence(path: Path, name: str):
    path.with_name(name).mkdir()
    with pytest.raises(Unavailable, match="cannot be opened"):
        Kavach(url(path)).open()


@pytest.mark.promise("DB-2", "ERR-1")
@pytest.mark.parametrize("length", [249, 300])
def test_a_name_that_the_file_system_does_not_take_is_refused_in_one_sentence(path: Path, length: int):
    """The file's own, or that of the lock file beside it."""
    with pytest.raises(Unavailable, match=r"cannot be opened: File name too long"):
        Kavach(url(path.with_name("x" * length + ".db"))).open()


@pytest.mark.promise("DB-3")
def test_whoever_waits_for_a_store_that_is_closed_leaves_no_descriptor_behind(path: Path):
    make(path)
    before = psutil.Process().num_fds()
    with ThreadPoolExecutor(9) as pool:
        for _ in range(30):
            store = sqlite.SqliteStore(str(path), durability="process", timeout=20.0)
            with store.unit():
                others = [pool.submit(refused, store) for _ in range(8)]
                until(lambda others=others: all(map(Future.running, others)), what="others")
                closing = pool.submit(store.close)
                until(lambda store=store: store._closed, what="the end")
            closing.result(30)
            assert {other.result(30) for other in others} <= {True, False}
    assert psutil.Process().num_fds() == before


def refused(store: sqlite.SqliteStore) -> bool:
    try:
        with store.unit():
            return False
    except Unavailable:
        return True


@pytest.mark.promise("DB-1", "DB-3")
def test_one_file_by_several_names_is_one_queue(path: Path):
    call = make(path)
    folder = path.parent / "elsewhere"
    folder.symlink_to(path.parent, target_is_directory=True)
    link = path.with_name("link.db")
    link.symlink_to(path)
    with (
        Kavach(url(path), durability="process") as one,
        Kavach(url(link), durability="process") as two,
        Kavach(url(folder / "kavach.db"), durability="process") as three,
    ):
        for kavach in (one, two, three):
            assert kavach.authorize(**call).allowed
        assert len({kavach.engine.store.url for kavach in (one, two, three)}) == 1
        assert sorted(file.name for file in path.parent.glob("*.lock")) == ["kavach.db.lock"]
    check_books(path, 3)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are looked for at every commit."""
    monkeypatch.setattr(sqlite, "FILES_STAND", 0.0)


@pytest.mark.promise("EX-1", "AUD-1")
@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.11 cannot keep SQLite from it (LIMITATIONS)")
def test_a_log_that_has_lost_its_name_is_not_written_over_what_others_have_written_since(path: Path):
    call = make(path)
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink()
        member = Member()
        try:
            member.answer()
            member.start("ask", db=url(path), calls=[call] * 40, durability="process")
            member.ready()
            member.go()
            answers = member.answer()
        finally:
            member.end()
        assert kavach.authorize(**call).code == "unavailable"
    assert [answer["code"] for answer in answers] == ["ok"] * 40
    check_books(path, 40)


@pytest.mark.usefixtures("watched")
@pytest.mark.promise("EX-1", "AUD-1", "FC-1")
@pytest.mark.parametrize("gone", [[""], ["-wal"], ["-wal", "-shm"], ["", "-wal", "-shm"]], ids=" ".join)
def test_files_that_are_removed_under_a_running_process_deny(path: Path, gone: list[str]):
    """What it committed would be found by nobody, and count for nobody."""
    call = make(path)
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        kept = {path.with_name(path.name + end): path.with_name(f"kept{end}") for end in gone}
        for file, aside in kept.items():
            file.rename(aside)
        assert kavach.authorize(**call).code == "unavailable"
        with pytest.raises(Unavailable, match="removed or replaced"):
            kavach.agents.create(user_id="u", name="n", permissions=EVERYTHING)
        for file, aside in kept.items():  # back in their places, they are what they were
            aside.rename(file)
        assert kavach.authorize(**call).allowed
    check_books(path, 2)


@pytest.mark.usefixtures("watched")
@pytest.mark.promise("EX-1", "DB-3")
def test_a_lock_file_that_is_removed_parts_nobody_from_the_queue(path: Path):
    call, lock = make(path), Path(f"{path}.lock")
    with Kavach(url(path), durability="process") as old:
        assert old.authorize(**call).allowed
        lock.unlink()
        with Kavach(url(path), durability="process") as new:
            assert new.authorize(**call).allowed
            assert old.authorize(**call).allowed
            with new.engine.store.unit(), pytest.raises(Busy, match="another process"):
                old.engine.store.unit(AT_ONCE).__enter__()
            assert old.authorize(**call).allowed
    check_books(path, 4)


@pytest.mark.skipif(sys.platform == "win32", reason="there the database's own lock is the only queue")
@pytest.mark.usefixtures("watched")
@pytest.mark.promise("EX-1", "DB-3", "FC-1")
def test_whoever_finds_another_lock_file_taken_does_not_go_past_it(path: Path):
    call, lock = make(path), Path(f"{path}.lock")
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        lock.unlink()
        another = LockFile(lock)
        another.acquire(None)
        assert kavach.authorize(**call).code == "unavailable"
        another.close()
        assert kavach.authorize(**call).allowed
        lock.unlink()
        lock.mkdir()
        assert kavach.authorize(**call).code == "unavailable"
        with pytest.raises(Unavailable, match="lock file beside the database cannot be opened"):
            kavach.agents.create(user_id="user", name="agent", permissions=[])
        lock.rmdir()
        assert kavach.authorize(**call).allowed
    check_books(path, 3)


@pytest.mark.usefixtures("watched")
@pytest.mark.promise("EX-1", "AUD-1", "FC-1")
def test_a_backup_that_is_put_over_the_file_of_a_running_process_denies(path: Path):
    call = make(path)
    backup = path.with_name("backup.db")
    with Kavach(url(path), durability="process") as kavach:
        assert kavach.authorize(**call).allowed
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("VACUUM INTO ?", (str(backup),))
        backup.rename(path)
        assert kavach.authorize(**call).code == "unavailable"
