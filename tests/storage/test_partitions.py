"""A log that is divided by months, as ``docs/how-to/partition-the-log.md`` says: nothing else changes, there and back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest

import partitioning
from moving_world import READ, Place, check_it_goes_on, fill, places
from partitioning import month, name_of
from patience import until
from pykavach import Conflict
from pykavach.engine.database import Database
from pykavach.storage.tables import SCHEMA
from pykavach.sync import Kavach
from servers import SERVERS
from stored_world import as_next_version, stored

pytestmark = pytest.mark.promise("EX-1", "AUD-3", "AUD-4", "AUD-5")

KINDS = ("postgres", "mysql")
DAY = timedelta(days=1)
#: What a server says that does not get a lock in time.
BUSY = (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled, pymysql.err.OperationalError)
#: What it says to a key that is there already.
TWICE = (psycopg.errors.UniqueViolation, pymysql.err.IntegrityError)
_DEFINITION = (
    """SELECT attnum,attname,atttypid,attnotnull,attcollation,attstorage FROM pg_attribute
    WHERE attrelid='audit'::regclass AND attnum>0 ORDER BY 1""",
    "SELECT relkind,relpersistence,relowner,reloptions FROM pg_class WHERE oid='audit'::regclass",
    "SELECT indexdef FROM pg_indexes WHERE schemaname=current_schema() AND tablename='audit' ORDER BY 1",
    "SELECT conname,contype FROM pg_constraint WHERE conrelid='audit'::regclass ORDER BY 1",
)


class Log:
    """An installation with entries of three months and the present one; all but the first begin with a checkpoint."""

    def __init__(self, place: Place, stack: ExitStack) -> None:
        self.place = place
        self.kind = place.kind
        self.now = month(-3) + 9 * DAY
        self._stack = stack
        #: Opened before anything is divided, and never closed.
        self.kavach = self.open()
        self.checkpoints: list[dict[str, Any]] = []
        agents = self.kavach.agents
        self.limited = agents.create(
            name="limited",
            type="service",
            permissions=[{"resource": "*", "actions": ["*"]}],
            constraints={"maxCalls": 12},
        )
        self.free = agents.create(
            name="free",
            type="service",
            permissions=[{"resource": "*", "actions": ["read"]}],
            constraints={"budgetUsd": 100},
        )
        for _ in range(3):
            self._live()
        self.now = month(0) + timedelta(hours=1)

    def _live(self) -> None:
        """A month: an allow of each agent, one that is booked and one denial, then the next one's checkpoint."""
        ask = self.kavach.authorize
        assert ask(token=self.limited.token, **READ).allowed
        self.booked = ask(token=self.free.token, **READ, cost_usd="0.5", arguments={"q": "ключ"})
        assert ask(token=self.free.token, resource="a:b", action="write").code == "not_permitted"
        self.now = (self.now + 30 * DAY).replace(day=1, minute=30)
        self.checkpoints.append(self.kavach.audit.checkpoint())
        self.now += 9 * DAY

    def open(self) -> Kavach:
        return self._stack.enter_context(self.place.open(clock=lambda: self.now))

    def run(self, what: str) -> None:
        partitioning.run(self.kind, what, self.place.schema)

    def divide(self) -> None:
        partitioning.divide(self.kind, self.place.schema)

    @property
    def partitions(self) -> dict[str, int]:
        return partitioning.partitions(self.kind, self.place.schema)

    @property
    def entries(self) -> list[tuple[Any, ...]]:
        return sorted(self.place.rows("SELECT * FROM audit"))

    @property
    def definition(self) -> list[tuple[Any, ...]]:
        """All that the server knows of the table but its rows."""
        if self.kind == "mysql":
            return self.place.rows("SHOW CREATE TABLE audit")
        return [row for statement in _DEFINITION for row in self.place.rows(statement)]

    def check(self, entries: int | None = None) -> None:
        """The log holds, up to everything that was signed, and so does the database."""
        report = self.kavach.audit.verify(checkpoint=self.checkpoints[-1])
        assert report.ok, report
        assert entries in (None, report.entries)
        health = Database(self.kavach.engine).check()
        assert health.ok, health

    def ask(self, **more: Any) -> Any:
        return self.kavach.authorize(token=self.free.token, **READ, **more)


@pytest.fixture(params=KINDS)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    with places(tmp_path, request.param) as [place], ExitStack() as stack:
        yield Log(place, stack)


def test_the_page_has_every_step_for_both():
    steps = ("divide", "months", "drop", "undivide")
    assert set(partitioning.SQL) == {
        f"{kind}-{step}.sql" for kind in ("postgresql", "mysql") for step in steps
    }


# -- divided -----------------------------------------------------------------------------------------------------------


def test_every_entry_lies_in_its_month_and_the_log_holds(log: Log):
    before = log.entries
    log.divide()
    assert log.entries == before
    held = Counter(f"{datetime.fromtimestamp(at / 1e6, UTC):%Y_%m}" for _, at, *_ in before)
    assert held == {name_of(-3): 5, name_of(-2): 4, name_of(-1): 4, name_of(0): 1}
    ahead = {name_of(distance): 0 for distance in (1, 2, 3)}
    assert log.partitions == held | ahead | {"rest": 0}
    log.check(len(before))
    log.run("months")  # again: there is nothing to do
    assert log.partitions == held | ahead | {"rest": 0}


@pytest.mark.promise("RATE-1", "AUD-1", "BUD-5", "AUD-2")
def test_decisions_are_exact_and_recorded_and_everything_is_found(log: Log):
    log.divide()
    before = len(log.entries)
    others = [log.kavach, log.open(), log.open()]
    with ThreadPoolExecutor(12) as pool:
        asked = [
            pool.submit(others[n % 3].authorize, token=log.limited.token, **READ, arguments={"n": n})
            for n in range(36)
        ]
        found = [each.result() for each in asked]
    assert Counter(each.code for each in found) == {"ok": 9, "rate_limited": 27}  # 3 of 12 were used before
    assert len(log.entries) == before + 36
    assert log.partitions[name_of(0)] == 1 + 36
    audit = log.kavach.audit
    assert [audit.get(each.audit_id).code for each in found] == [each.code for each in found]
    log.check(before + 36)
    # Money that was booked in another month is settled, once.
    assert log.kavach.usage.settle(log.booked.audit_id, cost_usd="0.25").cost_usd == Decimal("0.25")
    assert log.kavach.usage.settle(log.booked.audit_id, cost_usd="0.25")
    with pytest.raises(Conflict):
        log.kavach.usage.settle(log.booked.audit_id, cost_usd="0.3")
    assert log.place.rows("SELECT max(usd) FROM meter") == [(1_250_000,)]
    # In the order of time, over months and chains, by any condition.
    everything = audit.query(limit=1000).items
    assert [each.at for each in everything] == sorted(each.at for each in everything)
    assert len(everything) == before + 37
    assert len("".join(audit.export()).splitlines()) == len(everything)
    denied = audit.query(code="not_permitted", agent_id=log.free.agent.id, newest_first=True).items
    assert [f"{each.at:%Y_%m}" for each in denied] == [name_of(distance) for distance in (-1, -2, -3)]
    middle = {"since": month(-2), "until": month(-1)}
    assert [each.kind for each in audit.query(**middle).items] == ["change", *["decision"] * 3]
    assert audit.erase_arguments(before=month(-1)) >= 4
    log.check()


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_an_installation_holds_goes_on(kind: str, tmp_path: Path):
    with places(tmp_path, kind) as [place]:
        filled = fill(place)
        before = place.dump()
        partitioning.divide(kind, place.schema)
        assert place.dump() == before
        check_it_goes_on(place, filled)


@pytest.mark.promise("TIM-2", "FC-1")
def test_what_belongs_in_no_month_is_not_refused(log: Log):
    log.run("divide")
    log.now = month(2) + DAY  # nobody has made the months ahead
    assert log.ask().allowed
    log.now = month(40)
    assert log.ask().allowed
    log.now = month(-50)
    assert log.ask().allowed
    late = {"rest": 3} if log.kind == "postgres" else {"rest": 2, name_of(-3): log.partitions[name_of(-3)]}
    assert {name: log.partitions[name] for name in late} == late
    log.check()
    before = log.entries
    log.run("months")
    assert log.entries == before
    assert log.partitions[name_of(2)] == 1
    assert log.partitions["rest"] == 1
    log.check()


# -- pruned and dropped ------------------------------------------------------------------------------------------------


def test_what_prune_has_emptied_is_dropped_and_nothing_else(log: Log):
    log.divide()
    before = log.partitions
    log.run("drop")
    assert log.partitions == before
    text = "".join(log.kavach.audit.export(until=month(-1) + DAY))
    gone = log.kavach.audit.prune(before=month(-1) + DAY)
    # Up to the checkpoint of the beginning of the last month; its own entry and that of the prune lie behind it.
    assert gone == before[name_of(-3)] + before[name_of(-2)]
    assert len(text.splitlines()) == gone + 1
    left = before | {name_of(-3): 0, name_of(-2): 0, name_of(0): before[name_of(0)] + 1}
    assert log.partitions == left
    for dropped in (-3, -2) if log.kind == "mysql" else (-3,):
        log.run("drop")
        del left[name_of(dropped)]
    left.pop(name_of(-2), None)
    assert log.partitions == left
    log.run("drop")
    assert log.partitions == left
    log.check(sum(left.values()))
    assert log.kavach.audit.verify().pruned == gone
    assert log.ask().allowed
    log.now = month(-2)  # a clock that is set back, to a month that is gone
    assert log.ask().allowed
    log.now = month(0) + timedelta(hours=2)
    log.check(sum(left.values()) + 2)
    assert log.kavach.usage.settle(log.booked.audit_id, cost_usd=0)
    assert log.kavach.audit.prune(before=month(-2)) == 0


@pytest.mark.promise("TOK-6")
def test_months_are_made_and_dropped_while_decisions_go_on(log: Log):
    log.run("divide")
    log.now = month(1) + DAY
    assert log.ask().allowed
    log.now = month(0) + timedelta(hours=2)
    log.kavach.audit.prune(before=month(-1) + DAY)
    answers: Counter[str] = Counter()
    over = threading.Event()

    def call() -> None:
        while not over.is_set():
            answers[log.ask(cost_usd="0.0001").code] += 1

    with ThreadPoolExecutor(4) as pool:
        callers = [pool.submit(call) for _ in range(4)]
        try:
            for what in ("months", "drop", "drop"):
                seen = answers["ok"]
                until(lambda seen=seen: answers["ok"] > seen + 20, what="decisions")
                until(lambda what=what: _done(lambda: log.run(what)), what=what)
        finally:
            over.set()
        for each in callers:
            each.result()
    assert set(answers) == {"ok"}
    assert not {name_of(-3), name_of(-2)} & set(log.partitions)
    assert (log.partitions[name_of(1)], log.partitions["rest"]) == (1, 0)
    log.check()


def test_the_months_ahead_give_up_while_somebody_reads_for_long(log: Log):
    log.run("divide")
    before = log.partitions
    locked = SERVERS[log.kind].locked
    with locked(log.place.schema, "SELECT 1 FROM audit LIMIT 1"):  # a dump
        with pytest.raises(BUSY):
            log.run("months")
        assert log.ask().allowed
    assert log.partitions == before | {name_of(0): before[name_of(0)] + 1}
    if log.kind == "postgres":  # a vacuum of a month is in nobody's way
        with locked(log.place.schema, f"LOCK TABLE audit_{name_of(-1)} IN SHARE UPDATE EXCLUSIVE MODE"):
            log.run("months")
    else:
        log.run("months")
    assert name_of(3) in log.partitions


def _done(step: Callable[[], None]) -> bool:
    try:
        step()
    except BUSY:
        return False
    return True


# -- the key -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("FC-1")
def test_a_head_that_is_set_back_is_refused_by_the_key_or_named_by_verify(log: Log):
    assert log.ask().allowed
    rows = len(log.entries)
    back = "UPDATE meter SET calls=calls-1 WHERE id=0"
    log.place.rows(back)
    assert log.ask().code == "unavailable"  # the key of a table in one piece
    assert len(log.entries) == rows
    log.divide()
    log.now += timedelta(seconds=1)
    assert log.ask().allowed
    assert len(log.entries) == rows + 1
    [broken] = log.kavach.audit.verify().breaks
    assert (broken.log, broken.position in (rows, rows + 1)) == (0, True)
    assert log.ask().allowed
    assert len(log.kavach.audit.verify().breaks) == 1
    # There is no way back to a key that it does not keep.
    before = log.entries
    with pytest.raises(TWICE):
        log.run("undivide")
    assert log.entries == before
    assert "rest" in log.partitions


# -- there and back ----------------------------------------------------------------------------------------------------


def test_the_way_back_leaves_the_table_as_it_was(log: Log):
    definition, before = log.definition, log.entries
    log.divide()
    assert log.definition != definition
    log.run("undivide")
    assert (log.definition, log.entries) == (definition, before)
    assert log.ask().allowed
    log.check(len(before) + 1)
    log.divide()
    log.check(len(before) + 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_log_without_entries_is_divided_too(kind: str, tmp_path: Path):
    with places(tmp_path, kind) as [place]:
        place.open().open().close()
        partitioning.divide(kind, place.schema)
        ahead = {name_of(distance): 0 for distance in range(4)}
        assert partitioning.partitions(kind, place.schema) == ahead | {"rest": 0}
        with place.open() as kavach:
            kavach.agents.create(name="a", type="service", permissions=[{"resource": "*", "actions": ["*"]}])
            assert kavach.audit.verify().entries == 1
        assert partitioning.partitions(kind, place.schema) == ahead | {"rest": 0, name_of(0): 1}


# -- what is looked for ------------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-4", "DB-1")
def test_a_table_that_is_divided_otherwise_is_named(log: Log):
    log.divide()
    said = lambda: list(Database(log.kavach.engine).check().drift)  # noqa: E731
    refused = "the table audit has no partition for entries that belong in no other, which are refused"
    if log.kind == "mysql":
        log.place.rows("ALTER TABLE audit DROP PARTITION rest")
        assert said() == [refused]
        log.now = month(9)
        assert log.ask().code == "unavailable"
        log.place.rows("ALTER TABLE audit REMOVE PARTITIONING")
        assert said() == ["the primary key of audit is another one (seq, at)"]
        log.place.rows("ALTER TABLE audit PARTITION BY HASH (at) PARTITIONS 2")
        assert said() == ["the primary key of audit is another one (seq, at)"]
        return
    run = log.place.rows
    run("CREATE FUNCTION forget() RETURNS trigger AS 'BEGIN RETURN NULL; END' LANGUAGE plpgsql")
    run(f"CREATE TRIGGER gone BEFORE INSERT ON audit_{name_of(0)} FOR EACH ROW EXECUTE FUNCTION forget()")
    run(f"ALTER TABLE audit_{name_of(-1)} SET UNLOGGED")
    assert said() == [
        f"the trigger gone on audit_{name_of(0)} is not of this schema",
        f"the table audit_{name_of(-1)} is unlogged, or lies elsewhere: a crash may take what was committed",
    ]
    run(f"DROP TRIGGER gone ON audit_{name_of(0)}")
    run(f"ALTER TABLE audit_{name_of(-1)} SET LOGGED")
    run("DROP TABLE audit_rest")
    assert said() == [refused]
    log.now = month(9)
    assert log.ask().code == "unavailable"
    run("ALTER TABLE sink SET UNLOGGED")
    run("CREATE UNLOGGED TABLE of_others (n int)")
    run("ALTER TABLE audit RENAME TO divided")
    run("CREATE TABLE audit (LIKE divided, PRIMARY KEY (seq, at))")
    assert said() == [
        "the index audit_code on audit is missing",
        "the primary key of audit is another one (seq, at)",
        "the table sink is unlogged, or lies elsewhere: a crash may take what was committed",
    ]


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
def test_a_divided_database_is_upgraded(kind: str, tmp_path: Path):
    with stored(kind, tmp_path) as old:
        schema = old.read("SELECT current_schema()" if kind == "postgresql" else "SELECT database()")[0][0]
        partitioning.divide("postgres" if kind == "postgresql" else kind, schema)
        with as_next_version():
            with old.open() as kavach, kavach.engine.reading() as view:
                assert kavach.engine.store.describe()
                assert not [sentence for sentence in view.drift(9) if "audit" in sentence]
            assert old.version == SCHEMA + 1
            old.check_all()
