"""Closing a database for a move, and opening it again (ADR 0012)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from engine_world import World, a_world
from pykavach.core.audit import GENESIS, Head
from pykavach.core.errors import Conflict, InvalidInput, Unavailable
from pykavach.engine import moving
from pykavach.engine.agents import Agents
from pykavach.engine.audit import Audit
from pykavach.engine.database import Database
from pykavach.engine.engine import Engine
from pykavach.engine.usage import Usage
from pykavach.ports import (
    ANY_SCHEMA,
    COPIED,
    MOVE,
    MOVED,
    MOVING,
    PARTIAL,
    Closed,
    Move,
    NewerSchema,
    refusal,
)
from pykavach.storage.migrations import Upgrade
from pykavach.storage.sqlite import SqliteStore
from pykavach.storage.tables import SCHEMA

pytestmark = pytest.mark.promise("DB-4", "FC-1")

SECRET = b"a secret of at least thirty-two bytes"
OTHER = b"another secret of at least thirty-two"
THERE = Move("id", "sqlite:///here", "postgresql://db.internal/app", SCHEMA, False)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


def admitted(world: World, *secrets: bytes) -> Engine:
    """An engine that works on the database although it is closed."""
    upgrade = Upgrade(allowed=False, closed=True)
    store = SqliteStore(
        str(world.path), now=lambda: world.now, durability="process", timeout=30.0, migrate=upgrade
    )
    engine = Engine(store, secrets, schema=ANY_SCHEMA, timeout=30.0)
    world.engines.append(engine)
    return engine


def put(world: World, state: int, move: str = THERE.text()) -> None:
    with world.engine.store.unit() as unit:
        unit.start()
        unit.put_setting(MOVE, move)
        unit.set_schema(state)


def schema_of(world: World) -> int:
    with world.engine.store.view() as view:
        return view.start().schema


# -- closed ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1", "TOK-6", "DEC-2")
@pytest.mark.parametrize(
    ("state", "word"),
    [(MOVING, "being moved"), (MOVED, "was moved"), (PARTIAL, "incomplete copy"), (COPIED, "is a copy")],
)
def test_a_closed_database_denies_everybody_and_changes_nothing(world: World, state: int, word: str):
    agent, unseen = world.agent({"maxCalls": 9}), world.agent()
    first = world.allow(agent, idempotency_key="k", cost_usd="0.01")
    running = world.open()
    world.allow(agent, engine=running)
    before = world.rows()
    put(world, state)
    for engine in (world.engine, running):
        for asked in (
            world.ask(agent, engine=engine),
            world.ask(agent, engine=engine, idempotency_key="k"),
            world.ask(unseen, engine=engine),
            world.ask(agent, engine=engine, token="kv_" + "0" * 72),
        ):
            assert (asked.outcome, asked.code) == ("deny", "unavailable")
        told = world.ask(agent, engine=engine).reason
        assert word in told
        assert "://" not in told  # addresses are the operator's
        for call in (
            lambda: Agents(engine).create(name="x", type="service", permissions=[]),
            lambda: Agents(engine).revoke(agent.id),
            lambda: Agents(engine).get(agent.id),
            lambda: Usage(engine).settle(first.audit_id, cost_usd="0.02"),
            lambda: Usage(engine).record(agent.id, cost_usd=1),
            lambda: Audit(engine).query(),
            lambda: Audit(engine).verify(),
        ):
            with pytest.raises(Closed):
                call()
    with pytest.raises(Closed, match="db.internal" if state in (MOVING, MOVED) else "sqlite:///here"):
        world.open()
    assert world.engine.cache.by_id(agent.id) is not None  # it was known, and denied all the same
    put(world, SCHEMA)
    assert [row for row in world.rows() if row.kind == "decision"] == before[-2:]
    assert world.reading(agent).calls == 2
    assert world.allow(agent).audit_id


class Told(NamedTuple):
    """A view of a database, as far as a refusal looks at it."""

    text: str | None

    def setting(self, name: str) -> str | None:
        return self.text if name == MOVE else None


def test_what_says_where_to_need_not_be_readable():
    for text in (None, "", "{", "[]", "{}", json.dumps({"id": 1}), THERE.text().replace("false", "0")):
        assert Move.parse(text) is None
        assert "another database" in str(refusal(MOVED, Told(text)))
    assert Move.parse(THERE.text()) == THERE
    newer = refusal(SCHEMA + 1, None)  # nothing is read there
    assert type(newer) is NewerSchema
    assert newer.told == str(newer)


# -- closing -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-3", "AGT-4", "API-5")
@pytest.mark.parametrize("secrets", [(), (SECRET,)])
def test_closing_is_one_transaction_with_its_entry_and_signs_the_end(
    world: World, secrets: tuple[bytes, ...]
):
    agent = world.agent()
    world.allow(agent)
    engine = world.open(*secrets)
    moving.close(engine, THERE, logs=3, by="carol")
    assert schema_of(world) == MOVING
    closed = admitted(world, *secrets)
    with closed.reading() as view:
        assert Move.parse(view.setting(MOVE)) == THERE
        texts = view.checkpoints()
    [entry] = world_entries(closed, "db.copy")
    assert (entry["actor"], entry["facts"]) == (
        "carol",
        {"move": "id", "to": THERE.target, "keepSource": False},
    )
    assert moving.verify(closed).ok
    if not secrets:
        assert texts == []
    else:
        heads = json.loads(texts[0][1])["heads"]
        assert [(head["log"], head["position"]) for head in heads] == [(0, 1), (1, 0), (2, 0)]
        assert {head["hash"] for head in heads[1:]} == {GENESIS.hex()}
        assert world_entries(closed, "audit.checkpoint")
    with pytest.raises(Closed):
        moving.close(engine, THERE, logs=3)
    moving.reopen(closed)


def world_entries(engine: Engine, action: str) -> list[dict[str, Any]]:
    with engine.reading() as view:
        rows = [view.entry(seq) for seq in range(1, view.heads()[0].position + 1)]
    found = [json.loads(row.entry) for row in rows if row is not None]
    return [entry for entry in found if entry["action"] == action]


@pytest.mark.promise("ERR-2")
def test_the_secret_must_be_the_one_that_has_signed(world: World):
    moving.check_secret(world.engine)  # nobody has signed anything
    Audit(world.open(SECRET)).checkpoint()
    moving.check_secret(world.open(SECRET))
    moving.check_secret(world.open(OTHER, SECRET))
    for engine in (world.engine, world.open(OTHER)):
        with pytest.raises(InvalidInput, match="signed the newest checkpoint") as caught:
            moving.check_secret(engine)
        assert caught.value.field == "secret"


@pytest.mark.promise("AUD-3")
def test_a_copy_that_was_tampered_with_does_not_verify_and_nothing_is_told(world: World):
    world.allow(world.agent())
    world.listen()
    raw = world.engine.store._writer.raw
    raw.execute("UPDATE audit SET at=at+1 WHERE seq=1")
    seen: list[tuple[int, int]] = []
    report = moving.verify(admitted(world), lambda done, total: seen.append((done, total)))
    assert not report.ok
    raw.execute("UPDATE audit SET at=at-1 WHERE seq=1")
    assert moving.verify(admitted(world), lambda done, total: seen.append((done, total))).ok
    assert seen == [(1, 1)]
    assert world.heard() == []


# -- opening again -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-4")
def test_a_source_whose_move_was_given_up_goes_on(world: World):
    agent = world.agent({"maxCalls": 2})
    world.allow(agent)
    assert moving.reopen(admitted(world)) is False  # it is open
    moving.close(world.engine, THERE, logs=1)
    assert moving.reopen(admitted(world), by="carol") is True
    assert schema_of(world) == SCHEMA
    [entry] = world.entries("db.reopened")
    assert (entry["actor"], entry["facts"]) == ("carol", {"move": "id", "moved": False, "copy": False})
    world.allow(agent)
    assert world.ask(agent).code == "rate_limited"


@pytest.mark.promise("ERR-2", "EX-1")
@pytest.mark.parametrize(("state", "address"), [(MOVED, THERE.target), (COPIED, THERE.source)])
def test_two_are_live_only_where_somebody_says_so(world: World, state: int, address: str):
    put(world, state)
    with pytest.raises(Conflict, match="unsafe-two-live") as caught:
        moving.reopen(admitted(world))
    assert address in str(caught.value)
    assert schema_of(world) == state
    assert moving.reopen(admitted(world), unsafe_two_live=True) is True
    [entry] = world.entries("db.reopened")
    assert entry["facts"] == {"move": "id", "moved": state == MOVED, "copy": state == COPIED}


def test_an_incomplete_copy_and_what_cannot_be_read_are_never_opened(world: World):
    for state, move, why in ((PARTIAL, THERE.text(), "not complete"), (MOVED, "{", "cannot be read")):
        put(world, state, move)
        with pytest.raises(Conflict, match=why):
            moving.reopen(admitted(world), unsafe_two_live=True)
        assert schema_of(world) == state
    put(world, SCHEMA)


@pytest.mark.promise("DB-4")
def test_a_version_that_nobody_knows_is_no_closed_database(world: World):
    put(world, SCHEMA + 1)
    with pytest.raises(Unavailable, match="newer"):
        SqliteStore(str(world.path), migrate=Upgrade(closed=True))
    put(world, SCHEMA)


# -- logs that only the target has ---------------------------------------------------------------------------------------


def add_logs(world: World, upto: int) -> None:
    """The empty logs that a target brings along."""
    raw = world.engine.store._writer.raw
    for log in range(1, upto):
        raw.execute("INSERT INTO log VALUES (?,0,?)", (log, GENESIS))
        raw.execute("INSERT INTO meter (id,agent,level,hash) VALUES (?,0,?,?)", (-log, f"log {log}", GENESIS))


@pytest.mark.promise("AUD-3", "AUD-5", "DB-5")
def test_logs_that_a_move_has_signed_are_no_strangers_and_may_be_missing(tmp_path: Path):
    world = World(tmp_path)
    agent = world.agent()
    engine = world.open(SECRET)
    audit = Audit(engine)
    world.allow(agent)
    old = audit.checkpoint()
    moving.close(engine, THERE, logs=3)
    moving.reopen(admitted(world, SECRET))
    [_, signed] = audit.checkpoints()
    # At the source, where those logs are not: it verifies, is pruned, and is not taken for one that has lost something.
    assert audit.verify(checkpoint=signed).ok
    assert Database(engine).restored(checkpoint=signed).suspended == ()
    world.now += 10
    assert audit.prune(before=moment(world.now)) == signed["heads"][0]["position"]
    # At the target, where they are: also against the checkpoint from before the move.
    add_logs(world, 3)
    assert audit.verify(checkpoint=old).ok
    assert audit.verify(checkpoint=signed).ok
    add_more = "INSERT INTO log VALUES (3,0,?)"
    world.engine.store._writer.raw.execute(add_more, (GENESIS,))
    world.engine.store._writer.raw.execute(
        "INSERT INTO meter (id,agent,level,hash) VALUES (-3,0,'log 3',?)", (GENESIS,)
    )
    assert [(b.log, b.what) for b in audit.verify().breaks] == [
        (3, "the log is not among those that a checkpoint signed")
    ]
    with engine.reading() as view:
        assert view.heads()[1:] == [Head(log, 0, GENESIS) for log in (1, 2, 3)]
    world.close()


def moment(us: int) -> Any:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(us / 1e6, UTC)
