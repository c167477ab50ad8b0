"""A server that stops, goes away, or takes a commit and says nothing: denied in time, resolved later, recovered from."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

import postgres_server
from process_world import Member, until
from pykavach import InvalidInput, Unavailable
from pykavach.aio import Kavach as AsyncKavach
from pykavach.core.audit import Head
from pykavach.ports import Changes, Collided, Doubtful, Settlement, Unstorable, Wanted
from pykavach.storage.postgres import PostgresStore
from pykavach.sync import Kavach
from server_proxy import Proxy

pytestmark = pytest.mark.promise("AUD-6", "FC-1")

EVERYTHING = [{"resource": "*", "actions": ["*"]}]
ACCESS = {"resource": "mcp:github:issues", "action": "write"}
TIMEOUT = 1.0
#: Seconds beyond the deadline that this machine may take to wake a thread.
SLACK = 1.0


@pytest.fixture
def schema() -> Iterator[str]:
    with postgres_server.a_schema() as schema:
        yield schema


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    proxy = postgres_server.proxy()
    yield proxy
    proxy.close()


@pytest.fixture
def access(schema: str) -> dict[str, Any]:
    with Kavach(postgres_server.address(schema)) as kavach:
        made = kavach.agents.create(
            user_id="user",
            name="agent",
            type="service",
            permissions=EVERYTHING,
            constraints={"maxCalls": 1000},
        )
    return {"token": made.token, **ACCESS}


def in_time(call: Callable[[], Any], seconds: float = TIMEOUT) -> Any:
    begun = time.monotonic()
    found = call()
    assert time.monotonic() - begun < seconds + SLACK
    return found


def whole(schema: str) -> int:
    """The log verifies, and the meter counts the allows; how many."""
    with Kavach(postgres_server.address(schema), timeout=20.0) as kavach:
        assert kavach.audit.verify().ok
    read = lambda statement: postgres_server.run(statement, schema=schema)[0][0]  # noqa: E731
    allows = read("SELECT count(*) FROM audit WHERE code='ok' AND kind='decision'")
    assert read("SELECT calls FROM meter WHERE id>0") == allows
    return int(allows)


# -- a server that does not answer -------------------------------------------------------------------------------------


def test_a_server_that_stops_answering_means_a_denial_in_time_and_recovery(
    schema: str, access: dict[str, Any], proxy: Proxy
):
    with Kavach(postgres_server.address_by(proxy, schema), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access).allowed
        proxy.stall()
        for _ in range(2):  # on the connection that stalls, then with none
            assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        proxy.flow()
        until(lambda: kavach.authorize(**access).allowed, seconds=5, what="recovery")
    whole(schema)


def test_tasks_are_denied_in_time_when_the_server_stops(schema: str, access: dict[str, Any], proxy: Proxy):
    async def story() -> None:
        async with AsyncKavach(postgres_server.address_by(proxy, schema), timeout=TIMEOUT) as kavach:
            assert (await kavach.authorize(**access)).allowed
            proxy.stall()
            begun = time.monotonic()
            found = await asyncio.gather(*(kavach.authorize(**access) for _ in range(20)))
            assert time.monotonic() - begun < TIMEOUT + SLACK
            assert {decision.code for decision in found} == {"unavailable"}
            proxy.flow()
            begun = time.monotonic()
            while not (await kavach.authorize(**access)).allowed:
                assert time.monotonic() - begun < 5

    asyncio.run(story())
    whole(schema)


@pytest.mark.promise("EX-1")
def test_a_wait_that_ran_out_ends_its_connection_and_what_runs_there(
    schema: str, access: dict[str, Any], proxy: Proxy
):
    """The server has done what was asked, and holds the meter: its answer may come when somebody else would hear it."""
    with Kavach(postgres_server.address_by(proxy, schema), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access).allowed
        store = kavach.engine.store
        assert isinstance(store, PostgresStore)
        proxy.mute()
        assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        assert (store._idle, store._links, store._count) == ([], set(), 0)
        with Kavach(postgres_server.address(schema), timeout=20.0) as other:  # nothing is held for longer
            in_time(lambda: other.authorize(**access))
        with pytest.raises(Unavailable), store.view(time.monotonic() + 0.2) as view:
            view.start()
        assert (store._idle, store._links, store._count) == ([], set(), 0)
        proxy.unmute()
        until(lambda: kavach.authorize(**access).allowed, seconds=5, what="recovery")
    whole(schema)


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_wait_ends_at_once_and_its_connection_with_it(
    schema: str, access: dict[str, Any], proxy: Proxy, interrupt: type[BaseException]
):
    with Kavach(postgres_server.address_by(proxy, schema), timeout=20.0) as kavach:
        assert kavach.authorize(**access).allowed

        def give_up(number: int, frame: Any) -> None:
            raise interrupt

        def stall(data: bytes) -> None:
            proxy.on_client = None
            proxy.stall()
            os.kill(os.getpid(), signal.SIGUSR1)

        before = signal.signal(signal.SIGUSR1, give_up)
        try:
            proxy.on_client = stall
            begun = time.monotonic()
            with pytest.raises(interrupt):
                kavach.authorize(**access)
            assert time.monotonic() - begun < TIMEOUT + SLACK
        finally:
            signal.signal(signal.SIGUSR1, before)
        proxy.flow()
        assert kavach.authorize(**access).allowed
    whole(schema)


def test_the_driver_says_nothing_on_standard_error(schema: str, access: dict[str, Any], proxy: Proxy):
    member = Member()
    try:
        member.answer()
        member.start("lose_the_server", db=postgres_server.address_by(proxy, schema), access=access)
        member.ready()
        proxy.on_client = lambda data: proxy.cut()
        member.go()
        code, said = member.answer()
    finally:
        member.end()
    assert code == "unavailable"
    assert "decisions were not possible" in said  # so it is heard
    assert "psycopg" not in said
    assert "ignored" not in said


@pytest.mark.promise("EX-1")
def test_a_transaction_that_only_writes_commits_once_on_a_connection_that_is_lost(schema: str, proxy: Proxy):
    store = PostgresStore(postgres_server.address_by(proxy, schema), timeout=TIMEOUT)
    try:
        with store.unit() as unit:
            unit.begin(Wanted())

        def meet(data: bytes) -> None:
            if b"INSERT INTO settlement" in data:
                proxy.on_client = None
                proxy.mute()
                lost.start()

        def lose() -> None:
            until(lambda: settled() == 1, what="the commit")
            proxy.cut()
            proxy.unmute()

        def settled() -> int:
            return int(postgres_server.run("SELECT count(*) FROM settlement", schema=schema)[0][0])

        lost = threading.Thread(target=lose)
        proxy.on_client = meet
        with pytest.raises(Doubtful), store.unit() as unit:
            unit.save(Changes(Head(0, 0, b""), settlements=(Settlement(7, 1, 1),)))
        lost.join(30)
        assert settled() == 1
    finally:
        store.close()


def test_opening_a_server_that_does_not_answer_ends(schema: str, proxy: Proxy):
    proxy.stall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.server._PATIENCE", TIMEOUT)
        with pytest.raises(Unavailable, match="does not answer"):
            in_time(lambda: PostgresStore(postgres_server.address_by(proxy, schema), timeout=TIMEOUT))


def test_a_session_that_holds_a_meter_is_waited_for_no_longer_than_the_deadline(
    schema: str, access: dict[str, Any]
):
    with (
        Kavach(postgres_server.address(schema), timeout=TIMEOUT) as kavach,
        psycopg.connect(postgres_server.address(schema)) as other,
    ):
        other.execute("SELECT 1 FROM meter WHERE id>0 FOR UPDATE")
        assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        other.rollback()
        assert kavach.authorize(**access).allowed
    assert whole(schema) == 1


# -- a server that goes away -------------------------------------------------------------------------------------------


def test_connections_lost_while_nobody_used_them_are_made_again_unnoticed(
    schema: str, access: dict[str, Any]
):
    with Kavach(postgres_server.address(schema) + f"&application_name={schema}") as kavach:
        assert kavach.authorize(**access).allowed
        ended = postgres_server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name=%s", schema
        )
        assert ended
        assert kavach.authorize(**access).allowed
        assert kavach.agents.get(kavach.agents.list().items[0].id)
    assert whole(schema) == 2


def test_a_server_that_is_gone_denies_at_once_and_is_found_again(
    schema: str, access: dict[str, Any], proxy: Proxy
):
    with Kavach(postgres_server.address_by(proxy, schema), timeout=5.0) as kavach:
        assert kavach.authorize(**access).allowed
        proxy.refuse = True
        proxy.cut()
        assert in_time(lambda: kavach.authorize(**access), 1.0).code == "unavailable"
        with pytest.raises(Unavailable):
            kavach.agents.list()
        proxy.refuse = False
        assert in_time(lambda: kavach.authorize(**access), 5.0).allowed
    assert whole(schema) == 2


@pytest.mark.promise("EX-1", "AUD-1")
@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_whose_answer_is_lost_is_looked_up(
    schema: str, access: dict[str, Any], proxy: Proxy, arrives: bool
):
    """The connection is cut behind the commit, or before it: either way it is a denial, and nothing stays booked."""

    def meet(data: bytes) -> None:
        if b'"prev":' in data:
            proxy.on_client = None
            if arrives:
                proxy.mute()
            else:
                proxy.cut()

    with Kavach(postgres_server.address_by(proxy, schema), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access, cost_usd="0.25").allowed
        proxy.on_client = meet
        lost = in_time(lambda: kavach.authorize(**access, cost_usd="0.50"))
        assert lost.code == "unavailable"
        proxy.unmute()
        assert until(lambda: kavach.authorize(**access).allowed, seconds=5, what="recovery")
        until(lambda: not kavach.engine._doubtful, seconds=5, what="the debt")
        kinds = [entry.kind for entry in kavach.audit.query(limit=100).items]
        assert kinds.count("undelivered") == (1 if arrives else 0)
        agent = kavach.agents.list().items[0].id
        assert str(kavach.usage.summary(agent).usd) in ("0.25", "0.250000")
    assert whole(schema) == (3 if arrives else 2)


# -- what the store itself promises ------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1")
def test_a_deadlock_is_told_apart_from_failure(schema: str):
    store = PostgresStore(postgres_server.address(schema), timeout=20.0)
    try:
        with psycopg.connect(postgres_server.address(schema), autocommit=True) as raw:
            raw.execute("INSERT INTO meter (agent, level) VALUES (1, 'a'), (1, 'b')")
            low, high = (id for (id,) in raw.execute("SELECT id FROM meter WHERE agent=1 ORDER BY id"))
        barrier = threading.Barrier(2)

        def cross(first: int, second: int) -> str:
            try:
                with store.unit() as unit:
                    unit.begin(Wanted(meters={first}))
                    barrier.wait(30)
                    unit.load(Wanted(meters={second}))
            except Collided:
                return "collided"
            return "done"

        with ThreadPoolExecutor(2) as pool:
            found = [pool.submit(cross, low, high), pool.submit(cross, high, low)]
            assert sorted(each.result(60) for each in found) == ["collided", "done"]
        with store.unit() as unit:
            assert unit.begin(Wanted(meters={low, high}))[1].meters.keys() == {low, high}
    finally:
        store.close()


@pytest.mark.promise("AUD-3", "EX-1")
def test_writers_take_different_logs_and_wait_only_when_all_are_taken(schema: str):
    store = PostgresStore(postgres_server.address(schema), timeout=TIMEOUT)
    try:
        with store.unit() as one, store.unit() as two:
            assert [unit.begin(Wanted())[0].head.log for unit in (one, two)] == [0, 1]
        with psycopg.connect(postgres_server.address(schema)) as other:
            other.execute("SELECT 1 FROM meter WHERE id<=0 FOR UPDATE")
            with pytest.raises(Unavailable), store.unit() as unit:
                in_time(lambda: unit.begin(Wanted()))
            waiting = ThreadPoolExecutor(1)

            def begin() -> int:
                with store.unit(time.monotonic() + 30) as unit:
                    return unit.begin(Wanted())[0].head.log

            found = waiting.submit(begin)
            until(
                lambda: postgres_server.run("SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1"),
                what="somebody who waits",
            )
            other.rollback()
            assert 0 <= found.result(30) < 64
            waiting.shutdown()
    finally:
        store.close()


def test_a_commit_under_way_in_a_lost_connection_is_not_over(schema: str):
    store = PostgresStore(postgres_server.address(schema), timeout=20.0)
    try:
        with psycopg.connect(postgres_server.address(schema)) as other:
            other.execute("SELECT 1 FROM meter WHERE id=-3 FOR UPDATE")
            with store.unit() as unit:
                unit.start()
                assert not unit.over((3 << 48) + 1)
                assert unit.over((4 << 48) + 1)
    finally:
        store.close()


@pytest.mark.promise("EX-2")
def test_what_the_server_refuses_is_unstorable_and_not_in_doubt(schema: str):
    store = PostgresStore(postgres_server.address(schema), timeout=20.0)
    try:
        for bad in ("\0", "\ud800"):
            with pytest.raises(Unstorable), store.unit() as unit:
                unit.start()
                unit.put_setting("name", bad)
        with pytest.raises(Unstorable) as refused, store.unit() as unit:
            unit.save(Changes(unit.start().head, settlements=(Settlement(1, 2**63, 0),)))
        assert not isinstance(refused.value, Doubtful)
        with store.view() as view:
            assert view.setting("name") is None
    finally:
        store.close()


@pytest.mark.promise("DB-1")
@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_a_server_that_loses_commits_is_refused(schema: str, setting: str):
    address = postgres_server.address(schema, f"-c{setting}=off")
    with pytest.raises(InvalidInput, match=f"{setting}=off"):
        PostgresStore(address)
    store = PostgresStore(address, durability="process")
    assert store.describe()["durability"] == "process"
    store.close()


@pytest.mark.promise("DB-1")
@pytest.mark.parametrize(("durability", "expected"), [("disk", "on"), ("process", "off")])
def test_only_process_durability_does_not_wait_for_the_disk(schema: str, durability: str, expected: str):
    store = PostgresStore(postgres_server.address(schema), durability=durability)
    try:
        with store.unit() as unit:
            unit.start()
            [[(found,)]] = unit.link.run([("SELECT current_setting('synchronous_commit')", ())])
            assert found == expected
    finally:
        store.close()


@pytest.mark.promise("DB-4")
def test_processes_that_start_at_once_create_the_schema_once(schema: str):
    address = postgres_server.address(schema)

    def start(_: int) -> str:
        with Kavach(address, timeout=20.0) as kavach:
            return kavach.engine.installation

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(start, range(20)))) == 1


@pytest.mark.promise("DB-4")
def test_a_newer_schema_is_refused_and_an_older_one_migrated_only_when_asked(schema: str):
    address = postgres_server.address(schema)
    PostgresStore(address).close()
    postgres_server.run("UPDATE epoch SET schema=schema+1", schema=schema)
    for migrate in (True, False):
        with pytest.raises(Unavailable, match="newer"):
            PostgresStore(address, migrate=migrate)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.tables.SCHEMA", 3)
        with pytest.raises(Unavailable, match="kavach db upgrade"):
            PostgresStore(address)


def test_tables_of_another_program_are_left_alone(schema: str):
    postgres_server.run("CREATE TABLE agent (name text)", schema=schema)
    with pytest.raises(InvalidInput, match="search_path"):
        PostgresStore(postgres_server.address(schema))
    assert postgres_server.run("SELECT count(*) FROM pg_tables WHERE schemaname=%s", schema) == [(1,)]


@pytest.mark.promise("ERR-2", "TOK-2")
def test_an_address_tells_no_password(schema: str):
    kavach = Kavach("postgresql://ann:hunter2@127.0.0.1:1/db?password=hunter2")
    assert "hunter2" not in repr(kavach)
    with pytest.raises(Unavailable) as failed:
        kavach.open()
    assert "hunter2" not in str(failed.value)
    store = PostgresStore(postgres_server.address(schema))
    assert "@" not in store.url
    store.close()
    with pytest.raises(InvalidInput, match="no address"):
        PostgresStore("postgresql://h/db?nonsense=1")


@pytest.mark.promise("API-3")
def test_a_child_ends_no_connection_of_its_parent(schema: str, access: dict[str, Any]):
    member = Member()
    try:
        member.answer()
        member.start("fork_and_look", db=postgres_server.address(schema), access=access)
        member.ready()
        member.go()
        parent, child, same = member.answer()
    finally:
        member.end()
    assert (parent, child, same) == (["ok"] * 2, ["ok"], True)
