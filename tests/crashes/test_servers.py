"""A server that stops, goes away, or takes a commit and says nothing: denied in time, resolved later, recovered from."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

import postgres_server
from process_world import Member, until
from pykavach import InvalidInput, Unavailable
from pykavach.aio import Kavach as AsyncKavach
from pykavach.core.audit import Head
from pykavach.ports import Changes, Collided, Doubtful, Settlement, Unstorable, Wanted
from pykavach.storage import tables
from pykavach.storage.mysql import MysqlStore
from pykavach.storage.postgres import _PREPARING, PostgresStore
from pykavach.sync import Kavach
from ready_schemas import a_ready_schema
from server_proxy import Proxy
from servers import SERVERS

STORES = {"postgres": PostgresStore, "mysql": MysqlStore}
#: What a batch says when it writes its entries.
WRITES = {"postgres": b'"prev":', "mysql": b"INSERT INTO audit "}
pytestmark = pytest.mark.promise("AUD-6", "FC-1")

EVERYTHING = [{"resource": "*", "actions": ["*"]}]
ACCESS = {"resource": "mcp:github:issues", "action": "write"}
TIMEOUT = 1.0
#: Seconds beyond the deadline that this machine may take to wake a thread.
SLACK = 5.0
#: Seconds in which callers go on after a server has come back. What is promised, test_failover holds to.
RECOVERY = 15.0


class Place:
    """A schema on a server."""

    def __init__(self, kind: str, schema: str) -> None:
        self.kind, self.schema = kind, schema
        self.server: Any = SERVERS[kind]
        self.url: str = self.server.address(schema)
        self.writes = WRITES[kind]

    def store(self, url: str | None = None, **options: Any) -> Any:
        return STORES[self.kind](url or self.url, **{"timeout": 20.0, **options})

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return list(self.server.run(statement, *values, schema=self.schema))

    def locked(self, statement: str) -> Any:
        return self.server.locked(self.schema, statement)

    def by(self, proxy: Proxy) -> str:
        return str(self.server.address_by(proxy, self.schema))


@pytest.fixture(params=SERVERS)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with a_ready_schema(request.param) as schema:
        yield Place(request.param, schema)


@pytest.fixture(params=SERVERS)
def empty(request: pytest.FixtureRequest) -> Iterator[Place]:
    """One without tables."""
    with SERVERS[request.param].a_schema() as schema:
        yield Place(request.param, schema)


@pytest.fixture
def postgres() -> Iterator[str]:
    with postgres_server.a_schema() as schema:
        yield schema


@pytest.fixture
def proxy(place: Place) -> Iterator[Proxy]:
    proxy = place.server.proxy()
    yield proxy
    proxy.close()


@pytest.fixture
def access(place: Place) -> dict[str, Any]:
    with Kavach(place.url) as kavach:
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


def whole(place: Place) -> int:
    """The log verifies, and the meter counts the allows; how many."""
    with Kavach(place.url, timeout=20.0) as kavach:
        assert kavach.audit.verify().ok
    read = lambda statement: place.run(statement)[0][0]  # noqa: E731
    allows = read("SELECT count(*) FROM audit WHERE code='ok' AND kind='decision'")
    assert read("SELECT calls FROM meter WHERE id>0") == allows
    return int(allows)


# -- a server that does not answer -------------------------------------------------------------------------------------


def test_a_server_that_stops_answering_means_a_denial_in_time_and_recovery(
    place: Place, access: dict[str, Any], proxy: Proxy
):
    with Kavach(place.by(proxy), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access).allowed
        proxy.stall()
        for _ in range(2):  # on the connection that stalls, then with none
            assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        proxy.flow()
        until(lambda: kavach.authorize(**access).allowed, seconds=RECOVERY, what="recovery")
    whole(place)


def test_tasks_are_denied_in_time_when_the_server_stops(place: Place, access: dict[str, Any], proxy: Proxy):
    async def story() -> None:
        async with AsyncKavach(place.by(proxy), timeout=TIMEOUT) as kavach:
            assert (await kavach.authorize(**access)).allowed
            proxy.stall()
            begun = time.monotonic()
            found = await asyncio.gather(*(kavach.authorize(**access) for _ in range(20)))
            assert time.monotonic() - begun < TIMEOUT + SLACK
            assert {decision.code for decision in found} == {"unavailable"}
            proxy.flow()
            begun = time.monotonic()
            while not (await kavach.authorize(**access)).allowed:
                assert time.monotonic() - begun < RECOVERY

    asyncio.run(story())
    whole(place)


@pytest.mark.promise("EX-1")
def test_a_wait_that_ran_out_ends_its_connection_and_what_runs_there(
    place: Place, access: dict[str, Any], proxy: Proxy
):
    """The server has done what was asked, and holds the meter: its answer may come when somebody else would hear it."""
    with Kavach(place.by(proxy), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access).allowed
        store = kavach.engine.store
        proxy.mute()
        assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        assert (store._idle, store._links, store._loans) == ([], set(), set())
        with Kavach(place.url, timeout=20.0) as other:  # nothing is held for longer
            in_time(lambda: other.authorize(**access))
        with pytest.raises(Unavailable), store.view(time.monotonic() + 0.2) as view:
            view.start()
        assert (store._idle, store._links, store._loans) == ([], set(), set())
        proxy.unmute()
        until(lambda: kavach.authorize(**access).allowed, seconds=RECOVERY, what="recovery")
    whole(place)


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_wait_ends_at_once_and_its_connection_with_it(
    place: Place, access: dict[str, Any], proxy: Proxy, interrupt: type[BaseException]
):
    with Kavach(place.by(proxy), timeout=20.0) as kavach:
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
    whole(place)


def test_the_driver_says_nothing_on_standard_error(place: Place, access: dict[str, Any], proxy: Proxy):
    member = Member()
    try:
        member.answer()
        member.start("lose_the_server", db=place.by(proxy), access=access)
        member.ready()
        proxy.on_client = lambda data: proxy.cut()
        member.go()
        code, said = member.answer()
    finally:
        member.end()
    assert code == "unavailable"
    assert "decisions were not possible" in said  # so it is heard
    assert "psycopg" not in said
    assert "pymysql" not in said
    assert "ignored" not in said


@pytest.mark.promise("EX-1")
def test_a_transaction_that_only_writes_commits_once_on_a_connection_that_is_lost(place: Place, proxy: Proxy):
    store = place.store(place.by(proxy), timeout=TIMEOUT)
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
            return int(place.run("SELECT count(*) FROM settlement")[0][0])

        lost = threading.Thread(target=lose)
        proxy.on_client = meet
        with pytest.raises(Doubtful), store.unit() as unit:
            unit.save(Changes(Head(0, 0, b""), settlements=(Settlement(7, 1, 1),)))
        lost.join(30)
        assert settled() == 1
    finally:
        store.close()


def test_opening_a_server_that_does_not_answer_ends(place: Place, proxy: Proxy):
    proxy.stall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.server._PATIENCE", TIMEOUT)
        with pytest.raises(Unavailable, match="does not answer"):
            in_time(lambda: place.store(place.by(proxy), timeout=TIMEOUT))


def test_a_session_that_holds_a_meter_is_waited_for_no_longer_than_the_deadline(
    place: Place, access: dict[str, Any]
):
    with (
        Kavach(place.url, timeout=TIMEOUT) as kavach,
        place.locked("SELECT 1 FROM meter WHERE id>0 FOR UPDATE") as end,
    ):
        assert in_time(lambda: kavach.authorize(**access)).code == "unavailable"
        end()
        assert kavach.authorize(**access).allowed
    assert whole(place) == 1


# -- a server that goes away -------------------------------------------------------------------------------------------


def test_connections_lost_while_nobody_used_them_are_made_again_unnoticed(
    place: Place, access: dict[str, Any]
):
    with Kavach(place.url) as kavach:
        assert kavach.authorize(**access).allowed
        assert place.server.end_sessions(place.schema)
        assert kavach.authorize(**access).allowed
        assert kavach.agents.get(kavach.agents.list().items[0].id)
    assert whole(place) == 2


def test_a_server_that_is_gone_denies_at_once_and_is_found_again(
    place: Place, access: dict[str, Any], proxy: Proxy
):
    with Kavach(place.by(proxy), timeout=5.0) as kavach:
        assert kavach.authorize(**access).allowed
        proxy.refuse = True
        proxy.cut()
        assert in_time(lambda: kavach.authorize(**access), 1.0).code == "unavailable"
        with pytest.raises(Unavailable):
            kavach.agents.list()
        proxy.refuse = False
        assert in_time(lambda: kavach.authorize(**access), 5.0).allowed
    assert whole(place) == 2


@pytest.mark.promise("EX-1", "AUD-1")
@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_whose_answer_is_lost_is_looked_up(
    place: Place, access: dict[str, Any], proxy: Proxy, arrives: bool
):
    """The connection is cut behind the commit, or before it: either way it is a denial, and nothing stays booked."""

    def meet(data: bytes) -> None:
        if place.writes in data:
            proxy.on_client = None
            if arrives:
                proxy.mute()
            else:
                proxy.cut()

    with Kavach(place.by(proxy), timeout=TIMEOUT) as kavach:
        assert kavach.authorize(**access, cost_usd="0.25").allowed
        proxy.on_client = meet
        lost = in_time(lambda: kavach.authorize(**access, cost_usd="0.50"))
        assert lost.code == "unavailable"
        proxy.unmute()
        assert until(lambda: kavach.authorize(**access).allowed, seconds=RECOVERY, what="recovery")
        until(lambda: not kavach.engine._doubtful, seconds=5, what="the debt")
        kinds = [entry.kind for entry in kavach.audit.query(limit=100).items]
        assert kinds.count("undelivered") == (1 if arrives else 0)
        agent = kavach.agents.list().items[0].id
        assert str(kavach.usage.summary(agent).usd) in ("0.25", "0.250000")
    assert whole(place) == (3 if arrives else 2)


@pytest.mark.promise("AUD-6", "FC-1")
def test_a_large_batch_whose_answer_is_lost_is_looked_up_at_a_server_far_away(
    place: Place, access: dict[str, Any], proxy: Proxy
):
    """Looking for its allows one by one would take longer than whoever asks next has time, again and again."""

    def meet(data: bytes) -> None:
        if place.writes in data:
            proxy.on_client = lambda data: time.sleep(0.005)
            proxy.mute()

    async def story() -> None:
        async with AsyncKavach(place.by(proxy), timeout=TIMEOUT) as kavach:
            assert (await kavach.authorize(**access)).allowed
            proxy.on_client = meet
            lost = await asyncio.gather(*(kavach.authorize(**access, cost_usd="0.50") for _ in range(200)))
            assert {decision.code for decision in lost} == {"unavailable"}
            assert len(kavach.engine._doubtful) == 200
            proxy.unmute()
            begun = time.monotonic()
            while not (await kavach.authorize(**access)).allowed:
                assert time.monotonic() - begun < RECOVERY
            assert (await kavach.authorize(**access)).allowed
            assert not kavach.engine._doubtful  # half of them at a time, as others want the lock, too

    asyncio.run(story())
    assert place.run("SELECT count(*) FROM audit WHERE kind='undelivered'") == [(200,)]
    assert place.run("SELECT usd FROM meter WHERE id>0") == [(0,)]
    assert whole(place) == 203


@pytest.mark.promise("AUD-6", "EX-1")
def test_who_looks_for_a_lost_batch_holds_none_of_its_meters_while_he_waits_for_another(
    place: Place, access: dict[str, Any], proxy: Proxy
):
    """Meters are locked in the order of their keys: who waits for a lower one with a higher in hand meets a deadlock."""

    def meet(data: bytes) -> None:
        if place.writes in data:
            proxy.on_client = None
            proxy.mute()

    with Kavach(place.by(proxy), timeout=TIMEOUT) as kavach, ThreadPoolExecutor(1) as pool:
        made = kavach.agents.create(
            user_id="user", name="other", permissions=EVERYTHING, constraints={"maxCalls": 1000}
        )
        other = {"token": made.token, **ACCESS}
        low, high = (id for (id,) in place.run("SELECT id FROM meter WHERE id>0 ORDER BY id"))
        for call in (access, other):
            assert kavach.authorize(**call).allowed
        proxy.on_client = meet
        assert kavach.authorize(**other).code == "unavailable"
        proxy.unmute()
        assert kavach.engine._doubtful
        kavach.engine.timeout = 20.0
        with place.locked(f"SELECT 1 FROM meter WHERE id={low} FOR UPDATE") as end:
            asked = pool.submit(lambda: kavach.authorize(**access))
            until(lambda: not kavach.engine._doubtful, seconds=10, what="the debt")
            assert place.run(f"SELECT id FROM meter WHERE id={high} FOR UPDATE NOWAIT") == [(high,)]
            assert not asked.done()
            end()
            assert asked.result(30).allowed
    assert place.run("SELECT count(*) FROM audit WHERE kind='undelivered'") == [(1,)]
    assert place.run("SELECT calls FROM meter WHERE id>0 ORDER BY id") == [(2,), (2,)]


# -- what the store itself promises ------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1")
def test_a_deadlock_is_told_apart_from_failure(place: Place):
    store = place.store()
    try:
        place.run("INSERT INTO meter (agent, level) VALUES (1, 'a'), (1, 'b')")
        low, high = (id for (id,) in place.run("SELECT id FROM meter WHERE agent=1 ORDER BY id"))
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
def test_writers_take_different_logs_and_wait_only_when_all_are_taken(place: Place):
    store = place.store(timeout=TIMEOUT)
    try:
        with store.unit() as one, store.unit() as two:
            assert [unit.begin(Wanted())[0].head.log for unit in (one, two)] == [0, 1]
        with place.locked("SELECT 1 FROM meter WHERE id<=0 FOR UPDATE") as end:
            with pytest.raises(Unavailable), store.unit() as unit:
                in_time(lambda: unit.begin(Wanted()))
            waiting = ThreadPoolExecutor(1)

            def begin() -> int:
                with store.unit(time.monotonic() + 30) as unit:
                    return unit.begin(Wanted())[0].head.log

            found = waiting.submit(begin)
            until(lambda: place.server.waiting(place.schema), what="somebody who waits")
            end()
            assert 0 <= found.result(30) < 64
            waiting.shutdown()
    finally:
        store.close()


def test_a_commit_under_way_in_a_lost_connection_is_not_over(place: Place):
    store = place.store()
    try:
        with place.locked("SELECT 1 FROM meter WHERE id=-3 FOR UPDATE"), store.unit() as unit:
            unit.start()
            assert not unit.over((3 << 48) + 1)
            assert unit.over((4 << 48) + 1)
    finally:
        store.close()


@pytest.mark.promise("EX-2")
def test_what_the_server_refuses_is_unstorable_and_not_in_doubt(place: Place):
    store = place.store()
    try:
        for bad in ("\0" if place.kind == "postgres" else "\udc00", "\ud800"):
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
def test_a_server_that_loses_commits_is_refused(postgres: str):
    address = postgres_server.address(postgres, "-csynchronous_commit=off")
    with pytest.raises(InvalidInput, match="synchronous_commit=off"):
        PostgresStore(address)
    store = PostgresStore(address, durability="process")
    assert store.describe()["durability"] == "process"
    store.close()


@pytest.mark.promise("DB-4")
def test_opening_is_bounded_by_nobody_but_us(postgres: str):
    """A role that may wait for little, and for short: for its people that is right."""
    address = postgres_server.address(postgres, "-cstatement_timeout=200ms", "-clock_timeout=200ms")
    with Kavach(address) as kavach:
        assert kavach.agents.list().items == []
    held = f"SELECT pg_advisory_xact_lock({_PREPARING},hashtext(current_schema()))"
    with postgres_server.locked(postgres, held) as end, ThreadPoolExecutor(1) as pool:
        opening = pool.submit(lambda: PostgresStore(address).close())
        until(lambda: postgres_server.waiting(postgres), what="somebody who waits")
        with pytest.raises(TimeoutError):
            opening.result(0.5)  # longer than the role may wait
        end()
        opening.result(30)


@pytest.mark.promise("EX-2")
def test_a_server_that_does_not_hold_every_text_is_refused(postgres: str):
    postgres_server.run(f"CREATE DATABASE {postgres} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(InvalidInput, match=r"LATIN1.*UTF8"):
            PostgresStore(make_conninfo(postgres_server.ADDRESS, dbname=postgres))
    finally:
        postgres_server.run(f"DROP DATABASE {postgres}")


@pytest.mark.promise("EX-2")
def test_an_address_does_not_choose_how_texts_are_encoded(postgres: str):
    with Kavach(f"{postgres_server.address(postgres)}&client_encoding=LATIN1") as kavach:
        made = kavach.agents.create(user_id="Łukasz 🤖", name="n", permissions=[])
        assert [agent.id for agent in kavach.agents.list(user_id="Łukasz 🤖").items] == [made.agent.id]


@pytest.mark.promise("DB-1")
@pytest.mark.parametrize(("durability", "expected"), [("disk", "on"), ("process", "off")])
def test_only_process_durability_does_not_wait_for_the_disk(postgres: str, durability: str, expected: str):
    store = PostgresStore(postgres_server.address(postgres), durability=durability)
    try:
        with store.unit() as unit:
            unit.start()
            [[(found,)]] = unit.link.run([("SELECT current_setting('synchronous_commit')", ())])
            assert found == expected
    finally:
        store.close()


@pytest.mark.promise("DB-4")
def test_processes_that_start_at_once_create_the_schema_once(empty: Place):
    def start(_: int) -> str:
        with Kavach(empty.url, timeout=20.0) as kavach:
            return kavach.engine.installation

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(start, range(20)))) == 1


@pytest.mark.promise("DB-4")
def test_a_newer_schema_is_refused_and_an_older_one_migrated_only_when_asked(place: Place):
    place.store().close()
    place.run('UPDATE epoch SET "schema"="schema"+1')
    for migrate in (True, False):
        with pytest.raises(Unavailable, match="newer"):
            place.store(migrate=migrate)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.tables.SCHEMA", tables.SCHEMA + 2)
        with pytest.raises(Unavailable, match="kavach db upgrade"):
            place.store()


def test_tables_of_another_program_are_left_alone(empty: Place):
    empty.run("CREATE TABLE agent (name varchar(9))")
    with pytest.raises(InvalidInput, match="of its own"):
        empty.store()
    assert empty.run("SELECT count(*) FROM agent") == [(0,)]
    found = empty.run("SELECT count(*) FROM information_schema.tables WHERE table_schema=%s", empty.schema)
    assert found == [(1,)]


@pytest.mark.promise("ERR-2", "TOK-2")
def test_an_address_tells_no_password(place: Place):
    scheme = place.url.partition(":")[0]
    secret = {"postgres": "password", "mysql": "ssl_cert=/dev/null&ssl_key_password"}[place.kind]
    kavach = Kavach(f"{scheme}://ann:hunter2@127.0.0.1:1/db?{secret}=hunter2")
    assert "hunter2" not in repr(kavach)
    with pytest.raises((Unavailable, InvalidInput)) as failed:
        kavach.open()
    assert "hunter2" not in str(failed.value)
    store = place.store()
    assert "@" not in store.url
    store.close()
    with pytest.raises(InvalidInput, match=r"no address|unknown"):
        place.store(f"{scheme}://h/db?nonsense=1")


@pytest.mark.promise("API-3")
def test_a_child_ends_no_connection_of_its_parent(place: Place, access: dict[str, Any]):
    member = Member()
    try:
        member.answer()
        member.start("fork_and_look", db=place.url, access=access)
        member.ready()
        member.go()
        parent, child, same = member.answer()
    finally:
        member.end()
    assert (parent, child, same) == (["ok"] * 2, ["ok"], True)


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("scheme", "driver", "extra"),
    [
        ("postgresql", "psycopg", "postgres"),
        ("mysql", "pymysql", "mysql"),
        ("mariadb", "pymysql", "mysql"),
    ],
)
def test_a_missing_driver_is_named_with_the_way_to_get_it(
    scheme: str, driver: str, extra: str, monkeypatch: pytest.MonkeyPatch
):
    for name in [name for name in sys.modules if name.startswith(f"pykavach.storage.{extra}")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == driver]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InvalidInput, match=rf"pip install 'pykavach\[{extra}\]'"):
        Kavach(f"{scheme}://h/d").open()
