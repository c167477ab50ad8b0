"""Everything of one database in another, whatever kinds they are: exactly, in steps, or with a clear refusal (ADR 0012)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import partitioning
from moving_world import Place, check_it_goes_on, fill, places, same
from pykavach.core.errors import Conflict, Unavailable
from pykavach.engine import moving
from pykavach.ports import COPIED, MOVE, MOVED, MOVING, PARTIAL, Closed, Move, Store
from pykavach.storage import stretches
from pykavach.storage.copying import PROGRESS, Copy, state_of
from pykavach.storage.tables import SCHEMA, metadata

pytestmark = pytest.mark.promise("DB-4", "FC-1")

KINDS = ("sqlite", "postgres", "mysql")
_ORDINARY = {("sqlite", "postgres"), ("sqlite", "mysql"), ("postgres", "sqlite"), ("mysql", "postgres")}
#: In the ordinary suite every kind is read from and written to. The long suite pairs each with each.
PAIRS = [
    pytest.param(pair, marks=() if pair in _ORDINARY else pytest.mark.soak) for pair in product(KINDS, KINDS)
]


def quiet(name: str, done: int, total: int) -> None:
    assert 0 < done <= total, name


class Moving:
    """A source with something in it, closed, and a target."""

    def __init__(self, source: Place, target: Place, stack: ExitStack, keep: bool = False) -> None:
        self.source, self.target = source, target
        self._stack = stack
        self.stores = [self.store(source), self.store(target)]
        self.move = Move("id", self.stores[0].url, self.stores[1].url, SCHEMA, keep)
        self.copy = Copy(*self.stores, self.move)

    def store(self, place: Place) -> Store:
        store = place.open()._open_closed()
        self._stack.callback(store.close)
        return store

    def close(self) -> None:
        with self.source.open() as kavach:
            moving.close(kavach.engine, self.move, state_of(self.stores[1]).logs)

    def begin(self) -> None:
        self.copy.claim()
        self.close()

    def finish(self) -> None:
        self.copy.retire()
        self.copy.open_target()

    def again(self) -> Copy:
        return Copy(*self.stores, self.move)

    def differences(self) -> dict[str, str | None]:
        return {each.table: each.difference for each in self.copy.compare(quiet) if not each.same}


@contextmanager
def a_move(folder: Path, *kinds: str, keep: bool = False) -> Iterator[Moving]:
    with places(folder, *kinds) as (source, target), ExitStack() as stack:
        with source.open():
            pass
        yield Moving(source, target, stack, keep)


def few(source: Place) -> None:
    """A little of what makes rows."""
    with source.open() as kavach:
        for n in range(7):
            made = kavach.agents.create(
                name=f"n{n}", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
            )
            kavach.authorize(token=made.token, resource="a:b", action="read", arguments={"n": n})
            kavach.usage.record(made.agent.id, cost_usd=1, key=f"k{n}")


@contextmanager
def in_small_stretches() -> Iterator[None]:
    """Stretches of three rows, or of one whose texts are long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "MOST_ROWS", 3)
        patch.setattr(stretches, "MOST_TEXT", 600)
        yield


@pytest.fixture
def small() -> Iterator[None]:
    with in_small_stretches():
        yield


def test_every_table_is_copied():
    assert {table.name for table in stretches.TABLES} | {"epoch"} == set(metadata.tables)


# -- exactly -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1", "AUD-3", "APR-2", "PRM-5", "BUD-5", "TOK-2")
@pytest.mark.parametrize("kinds", PAIRS, ids="-".join)
def test_the_copy_is_the_source_and_goes_on_where_it_was(
    tmp_path: Path, kinds: tuple[str, str], request: Any
):
    with a_move(tmp_path, *kinds) as made:
        filled = fill(made.source)
        made.begin()
        before = made.source.dump()
        told: list[tuple[str, int, int]] = []
        copied = made.copy.run(lambda *said: told.append(said))
        assert copied == told[-1][1] == told[-1][2]
        assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
        compared = made.copy.compare(quiet)
        assert [each.table for each in compared if not each.same] == []
        rows = {table: len(rows) for table, rows in before.items()}
        assert {each.table: each.rows for each in compared} == rows
        same(before, made.target.dump())
        for place in (made.source, made.target):
            with pytest.raises(Closed):
                place.open().open()
        made.finish()
        assert made.source.dump() == before
        with pytest.raises(Closed, match="was moved to"):
            made.source.open().open()
        check_it_goes_on(made.target, filled)


@pytest.mark.promise("EX-1", "AUD-3")
@pytest.mark.parametrize("kinds", [("postgres", "mysql"), ("mysql", "postgres")], ids="-".join)
def test_a_log_that_is_divided_is_copied_into_one_that_is(tmp_path: Path, kinds: tuple[str, str]):
    with a_move(tmp_path, *kinds) as made:
        filled = fill(made.source)
        for place in (made.source, made.target):
            partitioning.divide(place.kind, place.schema)
        made.begin()
        before = made.source.dump()
        made.copy.run(quiet)
        assert made.differences() == {}
        same(before, made.target.dump())
        made.finish()
        assert sum(partitioning.partitions(kinds[1], made.target.schema).values()) == len(before["audit"])
        check_it_goes_on(made.target, filled)


@pytest.mark.parametrize(
    "kinds", [("sqlite", "postgres"), ("postgres", "mysql"), ("mysql", "sqlite")], ids="-".join
)
def test_it_goes_over_in_stretches_and_goes_on_after_any_of_them(
    tmp_path: Path, kinds: tuple[str, str], small: None
):
    """A process that ends after any step, whether it has told of it or not, is followed by one that goes on."""

    class Killed(BaseException):
        pass

    with a_move(tmp_path, *kinds) as made:
        fill(made.source)
        made.begin()
        assert not made.copy.begun
        runs, seen = 0, set[int]()

        def tell(_: str, done: int, total: int) -> None:
            assert done <= total
            assert done not in seen
            seen.add(done)
            if len(seen) % 4 == 0:
                raise Killed

        while True:
            runs += 1
            try:
                made.again().run(tell)
            except Killed:
                assert made.copy.begun
                continue
            break
        assert runs > 10
        assert made.differences() == {}
        same(made.source.dump(), made.target.dump())
        assert made.again().run(tell) == 0


def test_long_texts_are_not_read_many_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stretches, "MOST_TEXT", 20_000)
    sizes: list[int] = []
    real = Copy._insert

    def insert(sql: Any, table: Any, rows: Any) -> None:
        if table.name == "agent":
            sizes.append(len(rows))
        real(sql, table, rows)

    monkeypatch.setattr(Copy, "_insert", staticmethod(insert))
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        with made.source.open() as kavach:
            for n, length in enumerate((1, 1, 7000, 7000, 1, 7900, 7900, 7900)):
                kavach.agents.create(
                    name=f"n{n}",
                    type="service",
                    permissions=[{"resource": "*", "actions": ["*"]}],
                    metadata={"text": "x" * length},
                )
        made.begin()
        made.copy.run(quiet)
        assert sizes == [5, 2, 1]
        assert made.differences() == {}


def test_numbers_that_the_server_gives_out_go_on_above_the_copied_ones(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "postgres") as made:
        fill(made.source)
        made.begin()
        made.copy.run(quiet)
        made.finish()
        for table, column in (
            ("agent", "n"),
            ("meter", "id"),
            ("approval", "n"),
            ("checkpoint", "n"),
            ("outbox", "n"),
        ):
            [(last,)] = made.target.rows(f"SELECT max({column}) FROM {table}")
            [(next_one,)] = made.target.rows(f"SELECT nextval(pg_get_serial_sequence('{table}','{column}'))")
            assert next_one == last + 1, table


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    "used",
    [
        lambda kavach: kavach.agents.create(name="x", type="service", permissions=[]),
        lambda kavach: kavach.authorize(token="kv_" + "0" * 72, resource="a", action="read"),
        lambda kavach: kavach.engine.work(lambda work: work.unit.touch(None)),
        lambda kavach: kavach.engine.work(lambda work: work.unit.see_sink("hook", work.now)),
        lambda kavach: kavach.engine.store._writer.raw.execute("UPDATE epoch SET n=1"),
        lambda kavach: kavach.engine.store._writer.raw.execute(
            "INSERT INTO meter (agent,level) VALUES (9,'x')"
        ),
    ],
)
def test_a_target_that_has_been_used_is_refused(tmp_path: Path, used: Callable[[Any], Any]):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        with made.target.open() as kavach:
            used(kavach)
        before = made.target.dump()
        with pytest.raises(Conflict, match=r"not empty .*name a new file"):
            made.copy.claim()
        assert made.target.dump() == before
        with made.target.open():
            pass


def test_a_target_that_another_move_has_claimed_is_refused(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        made.copy.claim()
        with pytest.raises(Conflict, match="another move"):
            made.copy.claim()
        with pytest.raises(Closed, match="not complete"):
            made.target.open().open()


@pytest.mark.promise("EX-1")
def test_a_source_that_was_opened_again_is_not_copied_on(tmp_path: Path, small: None):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        few(made.source)
        made.copy.claim()
        with pytest.raises(Conflict, match="opened the source again"):
            made.copy.run(quiet)  # it was never closed
        made.close()
        made.copy.run(quiet)
        made.source.rows(f'UPDATE epoch SET "schema"={SCHEMA}')
        for call in (made.copy.compare, made.again().run):
            with pytest.raises(Conflict, match="opened the source again"):
                call(quiet)
        with pytest.raises(Conflict, match="opened the source again"):
            made.copy.retire()
        made.source.rows(f'UPDATE epoch SET "schema"={MOVING}')
        made.source.rows('UPDATE setting SET value=replace(value,\'"id": "id"\',\'"id": "of another move"\')')
        with pytest.raises(Conflict, match="opened the source again"):
            made.copy.retire()
        assert state_of(made.stores[1]).schema == PARTIAL


def test_two_that_copy_at_the_same_time_do_not_mix(tmp_path: Path, small: None):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        few(made.source)
        made.begin()

        def overtaken(name: str, done: int, total: int) -> None:
            if name == "agent" and done < total:
                made.again().run(quiet)

        with pytest.raises(Conflict, match="another process is copying"):
            made.copy.run(overtaken)
        assert made.differences() == {}


def test_a_copy_whose_progress_is_damaged_is_not_gone_on_with(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        made.begin()
        made.copy.run(quiet)
        for damage in ("", "{", "[]", '{"table": 1}', '{"table": 1, "after": [{"hex": "x"}]}'):
            made.target.rows(f"UPDATE setting SET value='{damage}' WHERE name='{PROGRESS}'")
            with pytest.raises(Unavailable, match="drop it and begin again"):
                made.copy.run(quiet)


# -- what a target cannot hold -------------------------------------------------------------------------------------------


@pytest.mark.promise("ERR-2", "EX-2")
@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (
            "UPDATE agent SET name='a' || char(0) || 'b' WHERE n=5",
            r"agent \(n 5\).*name holds a NUL character",
        ),
        ("UPDATE agent SET root='x' WHERE n=5", r"agent \(n 5\).*root holds str where int belongs"),
        ("UPDATE meter SET last_ip='10' || char(0) WHERE agent=3", r"meter \(id 3\).*last_ip holds a NUL"),
        (
            "UPDATE memo SET value=value || char(0) WHERE scope=2",
            r"memo \(kind .*, scope 2, key [0-9a-f]+\).*value",
        ),
        (
            "UPDATE setting SET value=value || char(0) WHERE name='installation'",
            r"setting \(name inst.*value",
        ),
        ("INSERT INTO change VALUES (1,'x')", r"change \(n 1, agent x\).*agent holds str"),
        ("UPDATE audit SET at=1.5e300 WHERE seq=9", r"audit \(seq 9\).*at holds float where int belongs"),
    ],
)
def test_the_row_that_a_server_cannot_hold_is_named_and_nothing_is_lost(
    tmp_path: Path, damage: str, named: str
):
    with a_move(tmp_path, "sqlite", "postgres") as made:
        few(made.source)
        made.source.rows(damage)
        made.begin()
        before = made.source.dump()
        for _ in range(2):  # and again
            with pytest.raises(Conflict, match=named) as caught:
                made.again().run(quiet)
        assert "kavach db reopen" in str(caught.value)
        assert "\0" not in str(caught.value)
        assert made.source.dump() == before
        assert (state_of(made.stores[0]).schema, state_of(made.stores[1]).schema) == (MOVING, PARTIAL)


def test_a_value_that_no_driver_takes_is_named(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        few(made.source)
        made.source.rows("UPDATE agent SET digest='no bytes' WHERE n=5")
        made.begin()
        with pytest.raises(Conflict, match=r"agent \(n 5\) .*digest holds str where bytes belongs"):
            made.copy.run(quiet)


def test_a_row_that_cannot_be_read_is_named_by_its_place(tmp_path: Path, small: None):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        few(made.source)
        made.source.rows("UPDATE agent SET name=CAST(x'ff' AS TEXT) WHERE n=5")
        made.begin()
        with pytest.raises((Conflict, Unavailable), match=r"agent|UTF-8|decode"):
            made.copy.run(quiet)


def test_what_a_server_makes_of_a_value_is_found_by_comparing(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "postgres") as made:
        few(made.source)
        made.source.rows("UPDATE agent SET permissions=x'5b5d' WHERE n=5")  # bytes, not text
        made.begin()
        made.copy.run(quiet)
        assert made.differences() == {"agent": "agent (n 5) differs"}


def test_everything_that_may_be_wrong_with_a_value_has_a_name():
    agent = metadata.tables["agent"]
    good: dict[str, Any] = {c.name: None if c.nullable else c.type.python_type() for c in agent.c}
    unfit = lambda **values: stretches.unfit(agent, tuple((good | values).values()))  # noqa: E731
    assert unfit() == []
    assert unfit(name="x" * 200, user_id="\t", digest=b"x" * 32) == []
    assert unfit(name=None, depth="1") == ["depth holds str where int belongs", "name has no value"]
    assert unfit(name="x" * 201, digest=b"x" * 33) == ["name is longer than 200", "digest is longer than 32"]
    assert unfit(id="a\0", name="\ud800") == ["id holds a NUL character", "name holds a lone surrogate"]


def test_what_the_server_alone_refuses_is_told_in_its_words(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "postgres") as made:
        few(made.source)
        made.copy.claim()
        made.target.rows("ALTER TABLE agent ADD CHECK (n<>4)")
        made.close()
        with pytest.raises(Conflict, match=r"agent \(n 4\) of the source: the database refused the data"):
            made.copy.run(quiet)


# -- differences -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=KINDS)
def copied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moving]:
    """A source in a file, copied to a target of each kind. Whoever changes a row changes it back."""
    with (
        in_small_stretches(),
        a_move(tmp_path_factory.mktemp("copied"), "sqlite", request.param) as made,
    ):
        few(made.source)
        made.begin()
        made.copy.run(quiet)
        yield made


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize(
    ("statement", "table", "key"),
    [
        ("UPDATE agent SET metadata=metadata || ' ' WHERE n=5", "agent", r"agent \(n 5\) differs"),
        ("UPDATE audit SET entry=entry || ' ' WHERE seq=7", "audit", r"audit \(seq 7\) differs"),
        ("UPDATE audit SET kept=NULL,salt=NULL WHERE seq=2", "audit", r"audit \(seq 2\) differs"),
        ("UPDATE meter SET calls=calls-1 WHERE id=2", "meter", r"meter \(id 2\) differs"),
        ("UPDATE epoch SET n=n+1", "epoch", "counts differently"),
        ("DELETE FROM memo WHERE scope=3", "memo", "memo .*scope 3"),
        ("DELETE FROM audit WHERE seq>20", "audit", r"audit \(seq 21\)"),
        ("INSERT INTO sink (name,seen_at) VALUES ('a',1)", "sink", r"sink \(name a\)"),
        ("UPDATE log SET base=1", "log", r"log \(log 0\) differs"),
        ("UPDATE setting SET value='ff' WHERE name='fingerprint_key'", "setting", "fingerprint_key"),
    ],
)
def test_whatever_was_changed_on_either_side_is_found(
    copied: Moving, statement: str, table: str, key: str, side: str, small: None
):
    assert copied.differences() == {}
    place = copied.source if side == "source" else copied.target
    if table == "log" and place.kind != "sqlite":
        statement += " WHERE log=0"
    with place.to_be_put_back(table):
        place.rows(statement)
        found = copied.differences()
    assert list(found) == [table]
    assert re.search(key, found[table] or ""), found


def test_rows_that_only_the_types_tell_apart_are_not_the_same():
    rows = [(1, "1", b"1", None, "None", 1.0)]
    for other in ("1", 1, "b'1'", b"None", None, 1):
        for place in range(6):
            changed = list(rows[0])
            if type(changed[place]) is type(other):
                continue
            changed[place] = other
            assert stretches.text_of([tuple(changed)]) != stretches.text_of(rows)
    one, two = [("a", "b\n('c',)")], [("a", "b"), ("c",)]
    assert stretches.text_of(one) != stretches.text_of(two)


# -- the end -----------------------------------------------------------------------------------------------------------


def test_a_copy_whose_source_goes_on_stays_closed(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "sqlite", keep=True) as made:
        few(made.source)
        made.begin()
        made.copy.run(quiet)
        made.copy.open_target()
        assert (state_of(made.stores[0]).schema, state_of(made.stores[1]).schema) == (MOVING, COPIED)
        with pytest.raises(Closed, match="which goes on"):
            made.target.open().open()


@pytest.mark.promise("EX-1")
def test_the_source_is_closed_for_good_before_the_target_is_opened(tmp_path: Path):
    with a_move(tmp_path, "sqlite", "sqlite") as made:
        few(made.source)
        made.begin()
        made.copy.run(quiet)
        made.copy.retire()
        for place in (made.source, made.target):
            with pytest.raises(Closed):
                place.open().open()
        # Whoever dies here is followed by one that does it all again.
        assert made.again().run(quiet) == 0
        assert made.differences() == {}
        made.again().retire()
        made.copy.open_target()
        assert state_of(made.stores[0]).schema == MOVED
        with made.target.open() as kavach:
            assert kavach.audit.verify().ok
        with pytest.raises(Conflict):
            made.copy.open_target()
        [(move,)] = made.target.rows(f"SELECT value FROM setting WHERE name='{MOVE}'")
        assert json.loads(move)["id"] == "id"
