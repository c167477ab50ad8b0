"""Is the database whole, and what is stopped after a backup was restored."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from authenticator import Authenticator
from pykavach.core.agents import Agent
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.engine import database
from pykavach.engine.admin_keys import AdminKeys
from pykavach.engine.agents import Agents
from pykavach.engine.approvals import Approvals
from pykavach.engine.audit import Audit
from pykavach.engine.ceremony import Site
from pykavach.engine.database import Database, Restored
from pykavach.engine.engine import Engine
from pykavach.engine.entries import Entry
from pykavach.engine.passkeys import Passkeys
from pykavach.engine.users import Users
from pykavach.ports import Changes, Start, Whose
from pykavach.storage import tables
from pykavach.storage.sqlite import PAGE_BYTES, SqliteStore
from pykavach.storage.sqlite_unit import SqliteUnit

SECRET = b"a secret of at least thirty-two bytes"
OTHER = b"another secret of at least thirty-two"
ALLOW = [{"resource": "*", "actions": ["*"]}]


class World:
    """One file, and engines on it as several processes would have them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engines: list[Engine] = []
        self.engine = self.open(SECRET)
        self.agents = Agents(self.engine)
        self.audit = Audit(self.engine)

    def open(self, *secrets: bytes) -> Engine:
        store = SqliteStore(str(self.path), durability="process", timeout=30.0)
        engine = Engine(store, secrets, schema=tables.SCHEMA, timeout=30.0)
        self.engines.append(engine)
        return engine

    def make(self, name: str, **options: object) -> str:
        return self.agents.create(name=name, type="service", permissions=ALLOW, **options).agent.id  # type: ignore[arg-type]

    def crowd(self, count: int) -> None:
        """So many agents more, copied behind our back: making each takes too long."""
        link = self.engine.store._writer.raw
        columns = [row[1] for row in link.execute("PRAGMA table_info(agent)")]
        model = dict(zip(columns, link.execute("SELECT * FROM agent LIMIT 1").fetchone(), strict=True))
        rows = []
        for n in range(1000, 1000 + count):
            new = model | {
                "n": n,
                "root": n,
                "id": f"agt_{n}",
                "digest": n.to_bytes(32, "big"),
                "name": f"n{n}",
            }
            rows.append(tuple(new.values()))
        link.execute("BEGIN")
        link.executemany(f"INSERT INTO agent VALUES ({','.join('?' * len(columns))})", rows)
        link.execute("COMMIT")

    def states(self) -> dict[str, str]:
        return {agent.name: agent.status for agent in self.agents.list().items}

    def everyone(self) -> list[Agent]:
        with self.engine.reading() as view:
            return view.find_agents(Whose(), limit=10**6)

    def changes(self) -> list[Entry]:
        found, cursor = [], None
        while True:
            page = self.audit.query(kind="change", limit=1000, cursor=cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found

    def restored(self, *secrets: bytes, **options: object) -> Restored:
        engine = self.open(*secrets) if secrets else self.engine
        return Database(engine).restored(by="carol", **options)  # type: ignore[arg-type]

    def backup(self) -> Path:
        target = self.path.with_suffix(".backup")
        target.unlink(missing_ok=True)
        copy(self.path, target)
        return target


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "kavach.db")
    yield made
    for engine in made.engines:
        engine.close()


@pytest.mark.promise("DB-5", "AGT-4")
def test_what_changed_since_the_last_checkpoint_is_suspended_until_a_person_resumes_it(world: World):
    old, narrowed = world.make("old"), world.make("narrowed")
    gone = world.make("gone")
    world.audit.checkpoint()
    world.agents.update(narrowed, constraints={"maxCalls": 3})
    new = world.make("new")
    world.agents.revoke(gone)
    assert world.agents.authorize(
        agent_id=old, resource="a", action="read"
    ).allowed  # a decision is no change

    done = world.restored()
    assert done.suspended == (narrowed, new)
    assert done.checkpoint is not None
    assert world.states() == {"old": "active", "narrowed": "suspended", "gone": "revoked", "new": "suspended"}
    denied = world.agents.authorize(agent_id=new, resource="a", action="read")
    assert denied.code == "suspended"
    *_, first, second, last = world.audit.query(kind="change").items
    assert [(e.action, e.agent_id, e.actor) for e in (first, second)] == [
        ("agents.suspend", narrowed, "carol"),
        ("agents.suspend", new, "carol"),
    ]
    assert (last.action, last.facts["suspended"], last.actor) == ("db.restored", 2, "carol")
    assert done.wire()["suspended"] == [narrowed, new]
    assert world.audit.verify().ok

    world.agents.resume(new)
    assert world.agents.authorize(agent_id=new, resource="a", action="read").allowed


@pytest.mark.promise("DB-5", "APR-2")
def test_requests_that_may_have_been_used_are_closed(world: World):
    id = world.make("a", constraints={"requireApprovalFor": ["pay:*"]})
    asked = world.agents.authorize(agent_id=id, resource="pay:x", action="send")
    Approvals(world.engine).approve(asked.approval_id or "", by="carol")
    world.audit.checkpoint()
    done = world.restored()
    assert done.closed_approvals == 1
    again = world.agents.authorize(agent_id=id, resource="pay:x", action="send")
    assert not again.allowed


@pytest.mark.promise("DB-5", "FC-1")
def test_keys_that_may_have_been_revoked_are_and_sessions_end(world: World):
    keys, users = AdminKeys(world.engine), Users(world.engine)
    made, gone = keys.create(name="ops", role="admin"), keys.create(name="gone", role="admin")
    keys.revoke(gone.key.id)
    users.create(id="ann", name="Ann", role="admin")
    passkeys, device, here = Passkeys(world.engine), Authenticator(), Site.at("http://localhost:8787")
    made_there = device.create(passkeys.ask_to_register("ann", site=here, browser="b"))
    passkeys.register("ann", made_there, site=here, browser="b", name="laptop")

    def by_passkey() -> Any:
        return passkeys.sign_in(
            device.get(passkeys.ask_to_sign_in(site=here, browser="b")), site=here, browser="b"
        )

    def ways_in() -> list[str]:
        session = users.sign_in(users.sign_in_link("ann").token)
        return [session.token, users.sign_in(made.token).token]

    world.audit.checkpoint()
    sessions, link = ways_in(), users.sign_in_link("ann").token
    done = world.restored()
    assert (done.revoked_keys, done.ended_sessions) == ((), 3)
    assert [keys.authenticate(token) for token in sessions] == [None, None]
    assert (keys.authenticate(made.token) is not None, done.revoked_passkeys) == (True, 0)
    users.sign_out(by_passkey().token)
    with pytest.raises(NotFound):
        users.sign_in(link)
    sessions = ways_in()
    done = world.restored(all=True)
    assert (done.revoked_keys, done.ended_sessions) == ((made.key.id,), 2)
    assert [keys.authenticate(token) for token in (made.token, *sessions)] == [None] * 3
    assert (done.revoked_passkeys, done.wire()["revokedPasskeys"]) == (1, 1)
    with pytest.raises(NotFound):
        by_passkey()
    assert (done.wire()["revokedKeys"], done.wire()["endedSessions"]) == ([made.key.id], 2)
    *_, last, summed_up = world.audit.query(kind="change").items
    assert (last.action, last.actor, last.facts["restored"]) == ("keys.revoke", "carol", True)
    assert (summed_up.facts["revokedKeys"], summed_up.facts["endedSessions"]) == (1, 2)


@pytest.mark.promise("DB-5", "FC-1")
def test_without_a_checkpoint_that_can_be_trusted_everything_is_suspended(world: World):
    id = world.make("a")
    assert world.restored().suspended == (id,)
    for secrets in ((OTHER,), ()):
        world.agents.resume(id)
        world.audit.checkpoint()
        engine = world.open(*secrets)
        done = Database(engine).restored()
        assert (done.checkpoint, done.suspended) == (None, (id,))
    world.agents.resume(id)
    assert world.restored(all=True).suspended == (id,)


@pytest.mark.promise("DB-5", "AUD-3")
def test_a_checkpoint_kept_elsewhere_says_what_was_lost(world: World):
    id = world.make("a")
    first = world.audit.checkpoint()
    copied = world.backup()
    world.make("b")
    later = world.audit.checkpoint()
    assert world.restored(checkpoint=first).suspended == ()  # the newer one in the store counts

    copy(copied, world.path)
    assert world.restored(checkpoint=later).suspended == (id,)  # what followed the backup is lost
    world.agents.resume(id)
    forged = dict(later) | {"count": 1}
    with pytest.raises(InvalidInput, match="signature"):
        world.restored(checkpoint=forged)
    elsewhere = World(world.path.with_name("other.db"))
    world.engines += elsewhere.engines
    with pytest.raises(InvalidInput, match="installation"):
        world.restored(checkpoint=elsewhere.audit.checkpoint())


@pytest.mark.promise("DB-5", "AUD-3")
def test_a_log_that_does_not_match_its_checkpoint_is_not_believed(world: World):
    id = world.make("a")
    world.audit.checkpoint()
    world.engine.store._writer.raw.execute("UPDATE audit SET hash = zeroblob(32) WHERE seq = 1")
    done = world.restored()
    assert done.suspended == (id,)
    assert "verify" in done.why


class Fails(Exception):
    pass


@pytest.mark.promise("DB-3", "DB-5")
@pytest.mark.parametrize("everything", [True, False])
def test_a_restore_of_many_agents_goes_in_steps_and_can_be_run_again(
    world: World, monkeypatch: pytest.MonkeyPatch, everything: bool
):
    world.make("first")
    if not everything:
        world.audit.checkpoint()
    world.crowd(1500)
    if not everything:  # each has a change behind the checkpoint
        world.engine.work(
            lambda work: [
                work.record("agents.update", "x", a) for a in work.unit.find_agents(Whose(), limit=2000)
            ]
        )
    sizes: list[int] = []
    real, broken = SqliteUnit.save, []

    def save(self: SqliteUnit, changes: Changes) -> None:
        sizes.append(len(changes.rows))
        if broken and len(sizes) == 3:
            raise Fails
        real(self, changes)

    monkeypatch.setattr(SqliteUnit, "save", save)
    broken.append(True)
    with pytest.raises(Fails):
        world.restored(all=everything)
    half = sum(agent.status.value == "suspended" for agent in world.everyone())
    assert 0 < half < 1501
    broken.clear()
    sizes.clear()
    done = world.restored(all=everything)
    assert len(done.suspended) == 1501 - half
    assert {agent.status.value for agent in world.everyone()} == {"suspended"}
    assert len(sizes) > 4
    assert max(sizes) <= 500
    told = [e.agent_id for e in world.changes() if e.action == "agents.suspend"]
    assert sorted(told) == sorted(agent.id for agent in world.everyone())  # each once, over both runs
    assert world.audit.verify().ok


@pytest.mark.promise("DB-5")
def test_what_changes_while_a_restore_is_under_way_is_suspended_too(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    for everything in (True, False):
        world.make("old")
        world.audit.checkpoint()
        meanwhile: list[str] = []
        real = database._suspend_all

        def suspend_all(*given: object, made: list[str] = meanwhile, real=real) -> object:  # type: ignore[no-untyped-def]
            made.append(world.make("meanwhile"))
            return real(*given)

        monkeypatch.setattr(database, "_suspend_all", suspend_all)
        done = world.restored(all=everything)
        monkeypatch.setattr(database, "_suspend_all", real)
        assert meanwhile[0] in done.suspended
        assert world.agents.get(meanwhile[0]).status == "suspended"


def slowness() -> float:
    """How much slower this machine is at the moment than one that takes 60 ms for this loop; 1, if it is not."""
    begun, total = time.thread_time(), 0
    for n in range(1_000_000):
        total += n
    return max(1.0, (time.thread_time() - begun) / 0.06)


@pytest.mark.promise("DB-3", "AGT-4")
@pytest.mark.parametrize("count", [999, 5000])
def test_a_stop_of_many_agents_works_for_less_than_100_ms_under_the_lock(
    world: World, monkeypatch: pytest.MonkeyPatch, count: int
):
    world.make("first")
    world.crowd(count)
    stopped = world.agents.suspend(all=True)
    assert len(stopped.changed) == count + 1
    told = [e for e in world.changes() if e.action == "agents.suspend"]
    if count < 1000:
        assert sorted(e.agent_id or "" for e in told) == sorted(stopped.changed)
        assert {str(e.detail) for e in told} == {
            "{'after': {'status': 'suspended'}, 'before': {'status': 'active'}}"
        }
    else:
        assert [(e.agent_id, e.facts["count"]) for e in told] == [(None, count + 1)]
    real, worked = SqliteUnit.start, []

    def start(self: SqliteUnit) -> Start:
        worked.append(time.thread_time())
        return real(self)

    def took() -> float:
        """What this thread computes while it holds the lock: the waiting for the disk comes on top."""
        world.engine.store._writer.raw.execute("UPDATE agent SET status='active'")
        worked.clear()
        assert len(world.agents.suspend(all=True).changed) == count + 1
        return time.thread_time() - worked[0]

    monkeypatch.setattr(SqliteUnit, "start", start)
    # Whoever else uses this processor takes from its caches: one undisturbed stop says what it costs.
    assert any(took() < 0.1 * slowness() for _ in range(10))


@pytest.mark.promise("FC-1")
def test_damaged_names_do_not_keep_anybody_from_being_stopped(world: World):
    id = world.make("damaged")
    world.engine.store._writer.raw.execute("UPDATE agent SET user_id=x'ff', tenant_id=5")
    assert world.agents.suspend(all=True).changed == (id,)
    assert world.audit.verify().ok


@pytest.mark.promise("DB-5", "AUD-5")
def test_a_pruned_log_still_holds_its_checkpoint(world: World):
    from datetime import UTC, datetime, timedelta

    world.make("a")
    world.audit.checkpoint()
    world.audit.prune(before=datetime.now(UTC) + timedelta(minutes=1))
    assert world.restored().suspended == ()


@pytest.mark.promise("TOK-6", "DB-5")
def test_a_process_that_runs_while_a_backup_is_restored_forgets_what_it_knew(world: World):
    id = world.make("a")
    copied = world.backup()
    for calls in (1, 2, 3):
        world.agents.update(id, constraints={"maxCallsPerDay": calls})
    world.agents.update(id, permissions=[{"resource": "a", "actions": ["read"]}], if_version=4)
    assert not world.agents.authorize(agent_id=id, resource="b", action="read").allowed
    copy(copied, world.path)
    assert world.agents.authorize(agent_id=id, resource="b", action="read").allowed


@pytest.mark.promise("DB-1", "DB-4")
def test_the_database_says_how_it_is(world: World):
    database = Database(world.engine)
    health = database.check()
    assert health.ok
    assert health.wire() == {"ok": True, "schema": tables.SCHEMA, "problems": [], "drift": []}
    assert database.describe()["journal"] == "WAL"
    assert database.describe()["synchronous"] == "NORMAL"  # durability="process"


def test_what_is_broken_in_the_files_is_found(world: World):
    for n in range(50):
        world.make(f"agent {n}")
    raw = world.engine.store._writer.raw
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (page,) = raw.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_agent_1'"
    ).fetchone()
    with world.path.open("r+b") as file:
        file.seek((page - 1) * PAGE_BYTES)
        file.write(b"\xff" * PAGE_BYTES)
    engine = world.open()
    health = Database(engine).check()
    assert not health.ok
    assert health.problems
