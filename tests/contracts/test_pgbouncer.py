"""The store on PostgreSQL behind a PgBouncer that pools transactions: the contract, exact limits, and outages of either."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

import pgbouncer_server
import postgres_server
from process_world import Books, Fleet, Place, check_whole, codes, flat, standing_for, until, url
from pykavach import InvalidInput, Unavailable
from pykavach.storage.postgres import PostgresStore
from pykavach.sync import Kavach
from pykavach.testing.stores import StoreContract

EVERYTHING = [{"resource": "*", "actions": ["*"]}]
TIMEOUT = 2.0
SLACK = 5.0


@pytest.fixture(scope="module")
def server() -> Iterator[postgres_server.Throwaway]:
    server = postgres_server.Throwaway()
    yield server
    server.close()


@pytest.fixture(scope="module")
def pooler(server: postgres_server.Throwaway) -> Iterator[pgbouncer_server.Pooler]:
    """With fewer sessions than the tests have connections: each of these meets what others have left."""
    pooler = pgbouncer_server.Pooler(server, default_pool_size=4)
    yield pooler
    pooler.close()


@pytest.fixture
def place(pooler: pgbouncer_server.Pooler) -> Iterator[tuple[str, str]]:
    """A role and its schema."""
    with pooler.a_role() as place:
        yield place


@pytest.mark.promise("EX-1", "DB-1", "DB-4")
class TestPostgresBehindPgBouncer(StoreContract):
    @pytest.fixture(autouse=True)
    def _address(self, pooler: pgbouncer_server.Pooler, place: tuple[str, str]) -> None:
        self.address = pooler.address(place[0])

    def setup_method(self) -> None:
        """Nothing: the fixture comes later."""

    @pytest.fixture(autouse=True)
    def _opened(self, _address: None) -> Iterator[None]:
        super().setup_method()
        yield
        super().teardown_method()

    def teardown_method(self) -> None:
        """Nothing: see there."""

    def open_store(self, place: Path, now: Callable[[], int]) -> PostgresStore:
        return PostgresStore(self.address, now=now, timeout=30.0)


@pytest.fixture
def path(
    server: postgres_server.Throwaway,
    pooler: pgbouncer_server.Pooler,
    place: tuple[str, str],
    tmp_path: Path,
) -> Iterator[Path]:
    role, schema = place
    there = Place(pooler.address(role), partial(server.run, schema=schema))
    with standing_for(tmp_path / "kavach", there) as path:
        yield path


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    fleet = Fleet(4)
    yield fleet
    fleet.close()


@pytest.mark.promise("EX-1", "RATE-1", "DEL-3", "AUD-1")
def test_a_limit_is_exact_for_processes_behind_a_pooler(path: Path, fleet: Fleet):
    with Kavach(url(path)) as kavach:
        root = kavach.agents.create(
            user_id="user", name="root", permissions=EVERYTHING, constraints={"maxCalls": 150}
        )
        child = kavach.agents.delegate(parent_token=root.token, name="child", permissions=EVERYTHING)
    call = {"token": child.token, "resource": "pool", "action": "take", "cost_usd": "0.01"}
    answers = flat(fleet.each("ask", db=url(path), calls=[call] * 60, settle="0.004"))
    assert codes(answers) == {"ok": 150, "rate_limited": 90}
    check_whole(path)
    books = Books(path)
    assert books.calls(root.agent.id) == books.calls(child.agent.id) == len(books.allows()) == 150
    assert books.spent(root.agent.id) == 150 * 4_000
    assert {entry["id"] for entry in books.decisions()} == {answer["id"] for answer in answers}


def test_nothing_is_left_behind_in_the_sessions_of_the_server(
    server: postgres_server.Throwaway, pooler: pgbouncer_server.Pooler, place: tuple[str, str]
):
    ours = (
        "SELECT current_setting('statement_timeout'),current_setting('lock_timeout'),"
        "current_setting('idle_in_transaction_session_timeout'),current_setting('synchronous_commit'),"
        "(SELECT count(*) FROM pg_prepared_statements)"
    )
    store = PostgresStore(pooler.address(place[0]), durability="process", timeout=20.0)
    try:
        with store.view() as view:
            view.start()
        with store.unit() as unit:
            unit.start()
            assert unit.link.raw.pooled
            [[found]] = unit.link.run([(ours, ())])
            assert int(found[0].removesuffix("ms")) <= 20_000
            assert found[2:] == ("15s", "off", 0)
        with psycopg.connect(pooler.address(place[0]), autocommit=True) as raw:
            assert raw.execute(ours).fetchone() == ("0", "0", "0", "on", 0)
    finally:
        store.close()
    direct = PostgresStore(server.address(place[1]), timeout=20.0)
    try:
        with direct.unit() as unit:
            unit.start()
            assert not unit.link.raw.pooled
    finally:
        direct.close()


@pytest.mark.promise("FC-1", "ERR-2")
@pytest.mark.parametrize("ignored", ["", "options"])
def test_a_search_path_that_does_not_get_through_is_refused(server: postgres_server.Throwaway, ignored: str):
    """Ignored, it would put the tables where the role's sessions begin, perhaps beside those of somebody else."""
    pooler = pgbouncer_server.Pooler(server, ignore_startup_parameters=ignored)
    try:
        with pooler.a_role() as (role, schema):
            with pytest.raises(InvalidInput, match="ALTER ROLE") as refused:
                PostgresStore(f"{pooler.address(role)}?options=-csearch_path%3D{schema}")
            assert refused.value.field == "db"
            assert server.run(
                "SELECT count(*) FROM pg_tables WHERE tablename='meter' AND schemaname='public'"
            ) == [(0,)]
            PostgresStore(pooler.address(role)).close()
            assert server.run("SELECT count(*) FROM pg_tables WHERE schemaname=%s", schema) != [(0,)]
    finally:
        pooler.close()


@pytest.mark.promise("AUD-6", "FC-1", "EX-1")
@pytest.mark.parametrize("what", ["the pooler", "the server"])
def test_callers_recover_when_what_is_between_or_behind_has_gone_away(
    server: postgres_server.Throwaway, what: str, tmp_path: Path
):
    pooler = pgbouncer_server.Pooler(server)
    try:
        with pooler.a_role() as (role, schema):
            there = Place(pooler.address(role), partial(server.run, schema=schema))
            with standing_for(tmp_path / "kavach", there) as path:
                with Kavach(url(path), timeout=TIMEOUT) as kavach:
                    made = kavach.agents.create(user_id="user", name="agent", permissions=EVERYTHING)
                    call: dict[str, Any] = {"token": made.token, "resource": "a", "action": "b"}
                    assert kavach.authorize(**call).allowed
                    (pooler.stop if what == "the pooler" else partial(server.end, "kill"))()
                    for _ in range(3):
                        begun = time.monotonic()
                        assert kavach.authorize(**call).code == "unavailable"
                        assert time.monotonic() - begun < TIMEOUT + SLACK
                        with pytest.raises(Unavailable):
                            kavach.agents.get(made.agent.id)
                    (pooler if what == "the pooler" else server).start()
                    until(lambda: kavach.authorize(**call).allowed, what="recovery")
                check_whole(path)
                books = Books(path)
                undone = sum(entry["kind"] == "undelivered" for entry in books.entries)
                assert books.calls(made.agent.id) == len(books.allows()) == 2 + undone
    finally:
        pooler.close()
