"""SPEC 8, DB: the file."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from journey_world import READ, SECRET
from pykavach import InvalidInput, Unavailable


@pytest.mark.promise("DB-2", "DB-4")
def test_opening_creates_the_file_for_its_owner_only(world):
    world.allow(world.agent())
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in world.path.parent.iterdir()}
    assert modes["kavach.db"] == 0o600
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.promise("DB-4")
def test_everything_is_still_there_when_opened_again(world):
    agent = world.agent({"maxCalls": 3})
    world.allow(agent)
    world.begin()
    assert world.count(agent) == 2
    assert world.k.agents.get(agent.id).name == "worker"


@pytest.mark.promise("DB-1")
@pytest.mark.parametrize("durability", ["disk", "process"])
def test_both_durabilities_work(world, durability):
    world.begin(durability=durability)
    agent = world.agent()
    world.allow(agent)
    raw = sqlite3.connect(world.path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()
    # Committed means that another process sees it at once.
    assert world.open().audit.get(world.last().id).code == "ok"


@pytest.mark.promise("DB-4", "FC-1")
def test_a_process_that_meets_a_newer_schema_denies_and_says_why(world):
    agent = world.agent()
    world.allow(agent)
    world.sql("UPDATE epoch SET schema=99")
    decision = world.ask(agent)
    assert (decision.outcome, decision.code) == ("deny", "unavailable")
    assert "newer" in decision.reason
    assert "upgrade" in decision.reason
    for call in (
        lambda: world.k.agents.get(agent.id),
        lambda: world.k.agents.revoke(agent.id),
        world.k.audit.query,
    ):
        with pytest.raises(Unavailable, match="newer"):
            call()
    with pytest.raises(Unavailable, match="newer"):
        world.open()
    world.sql("UPDATE epoch SET schema=1")
    world.allow(agent)


@pytest.mark.promise("DB-4", "FC-1", "ERR-1")
def test_a_file_that_is_no_database_is_unavailable(world, tmp_path):
    path = tmp_path / "other.db"
    path.write_bytes(b"this is no database at all, but a text of some length" * 100)
    with pytest.raises(Unavailable):
        world.open(db=f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"this is no database")
    (tmp_path / "folder.db").mkdir()
    with pytest.raises((Unavailable, InvalidInput)):
        world.open(db=f"sqlite:///{tmp_path}/folder.db")


@pytest.mark.promise("DB-4", "AUD-1")
def test_in_memory(world):
    kavach = world.open(db="sqlite:///:memory:", secret=SECRET)
    created = kavach.agents.create(
        user_id="u",
        name="n",
        type="service",
        permissions=[{"resource": "*", "actions": ["*"]}],
        constraints={"maxCalls": 2},
    )
    assert [kavach.authorize(token=created.token, **READ).code for _ in range(3)] == [
        "ok",
        "ok",
        "rate_limited",
    ]
    assert kavach.audit.verify(checkpoint=kavach.audit.checkpoint()).ok
    assert len(kavach.audit.query().items) >= 4
    assert world.k.agents.list().items == []


@pytest.mark.promise("DB-5", "TOK-6")
def test_a_backup_put_back_under_a_running_process_binds_it(world):
    """What a restored file says counts, also where the process remembers more."""
    agent = world.agent()
    world.allow(agent)
    raw = sqlite3.connect(world.path)
    backup = sqlite3.connect(":memory:")
    raw.backup(backup)
    raw.close()
    world.k.agents.update(agent.id, constraints={"maxCalls": 1000})
    world.k.agents.suspend(agent.id)
    assert world.code(agent) == "suspended"
    world.close()
    raw = sqlite3.connect(world.path)
    backup.backup(raw)
    raw.close()
    world.begin()
    assert world.code(agent) == "ok"
    assert world.k.audit.verify().ok
