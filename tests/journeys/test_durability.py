"""SPEC 8, DB: the file."""

from __future__ import annotations

import os
import sqlite3
import stat

import pytest

import pykavach.sync
from journey_world import DELETE, EVERYTHING, GATED, READ, SECRET
from pykavach import InvalidInput, Unavailable


@pytest.mark.promise("DB-2", "DB-4")
def test_only_its_owner_can_read_the_file(world, tmp_path):
    old = os.umask(0)
    try:
        kavach = world.open(db=f"sqlite:///{tmp_path / 'new.db'}")
        kavach.agents.create(name="s", type="service", permissions=EVERYTHING)
    finally:
        os.umask(old)
    found = sorted(tmp_path.glob("new.db*"))
    assert found[0].name == "new.db"
    assert len(found) >= 2
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@pytest.mark.promise("DB-2")
def test_a_network_file_system_is_refused_unless_named_unsafe(world, tmp_path, monkeypatch):
    monkeypatch.setattr("pykavach.storage.sqlite.network_file_system", lambda folder: "nfs4")
    db = f"sqlite:///{tmp_path / 'far.db'}"
    with pytest.raises(Exception, match="nfs4") as caught:
        world.open(db=db)
    assert isinstance(caught.value, InvalidInput | Unavailable)
    assert not (tmp_path / "far.db").exists()
    assert world.open(db=db, unsafe_network_file_system=True).agents.list().items == []


@pytest.mark.promise("DB-4")
def test_everything_is_still_there_when_opened_again(world):
    agent = world.agent({"maxCalls": 3})
    world.allow(agent)
    world.begin()
    assert world.count(agent) == 2
    assert world.k.agents.get(agent.id).name == "worker"


@pytest.mark.sqlite
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


@pytest.mark.promise("DB-1")
def test_durability_is_one_of_two_words(world, tmp_path):
    for word in ("full", "Disk", "", None, True, "off", 1):
        with pytest.raises(InvalidInput) as caught:
            world.make(durability=word)
        assert caught.value.field == "durability"
    for word, synchronous in (("disk", "FULL"), ("process", "NORMAL")):
        kavach = world.open(db=f"sqlite:///{tmp_path / word}", durability=word)
        said = kavach.engine.store.describe()
        assert (said["durability"], said["journal"], said["synchronous"]) == (word, "WAL", synchronous)
    with pykavach.sync.Kavach(f"sqlite:///{tmp_path / 'default'}") as kavach:
        assert kavach.engine.store.describe()["synchronous"] == "FULL"


@pytest.mark.promise("DB-4", "FC-1")
def test_a_process_that_meets_a_newer_schema_denies_and_says_why(world):
    world.begin(secret=SECRET)
    agent, unseen = world.agent(GATED), world.agent()
    id = world.ask(agent, **DELETE).approval_id
    world.allow(agent, idempotency_key="k")
    ((schema,),) = world.sql('SELECT "schema" FROM epoch')
    world.sql('UPDATE epoch SET "schema"=?', schema + 1)
    for asked in (
        world.ask(agent),
        world.ask(agent, idempotency_key="k"),
        world.ask(unseen),
        world.ask("kv_" + "0" * 72),
        world.k.authorize(agent_id=agent.id, **READ),
        world.k.explain(token=agent.token, **READ),
        *world.k.authorize_many([{"token": agent.token} | READ]),
    ):
        assert (asked.outcome, asked.code) == ("deny", "unavailable")
        assert "newer schema" in asked.reason
        assert "upgrade" in asked.reason
    for call in (
        world.agent,
        lambda: world.k.agents.get(agent.id),
        lambda: world.k.agents.revoke(all=True),
        lambda: world.k.approvals.approve(id, by="ann"),
        world.k.approvals.list,
        lambda: world.k.usage.record(agent.id, cost_usd=1),
        world.k.audit.query,
        world.k.audit.verify,
        world.k.audit.checkpoint,
        lambda: "".join(world.k.audit.export()),
        world.open,
    ):
        with pytest.raises(Unavailable, match="newer"):
            call()
    world.sql('UPDATE epoch SET "schema"=?', schema)
    world.allow(agent)
    # The denials that could not be recorded are counted on the next entry (AUD-1).
    assert world.last(kind="decision").marks["unavailable"] == 7


@pytest.mark.promise("DB-4", "FC-1", "ERR-1")
def test_a_file_that_is_no_database_is_unavailable(world, tmp_path):
    path = tmp_path / "other.db"
    path.write_bytes(b"this is no database at all, but a text of some length" * 100)
    with pytest.raises(Unavailable):
        world.open(db=f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"this is no database")
    (tmp_path / "folder.db").mkdir()
    for unusable in (tmp_path / "folder.db", tmp_path / "nowhere" / "x.db"):
        with pytest.raises((Unavailable, InvalidInput)):
            world.open(db=f"sqlite:///{unusable}")


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


@pytest.mark.sqlite
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
    backup.close()
    world.begin()
    assert world.code(agent) == "ok"
    assert world.k.audit.verify().ok
