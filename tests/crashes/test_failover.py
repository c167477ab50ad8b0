"""Several hosts in one address: one that is down, silent or read-only is passed over, and who takes over is found."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import postgres_server
from process_world import Books, Place, check_whole, standing_for, until, url
from pykavach import Unavailable
from pykavach.core.audit import parse_entry_id
from pykavach.storage.postgres import PostgresStore
from pykavach.sync import Kavach
from throwaway_server import free_port

pytestmark = pytest.mark.promise("AUD-6", "FC-1")

EVERYTHING = [{"resource": "*", "actions": ["*"]}]
ACCESS = {"resource": "mcp:github:issues", "action": "write"}
TIMEOUT = 2.0
SLACK = 5.0
RECOVERY = 5.0


@pytest.fixture(scope="module")
def server() -> Iterator[postgres_server.Throwaway]:
    server = postgres_server.Throwaway()
    yield server
    server.close()


@pytest.fixture
def schema(server: postgres_server.Throwaway) -> Iterator[str]:
    with server.a_schema() as schema:
        yield schema


def hosts(schema: str, *ports: int) -> str:
    """The address of several servers on this machine."""
    where = ",".join(f"127.0.0.1:{port}" for port in ports)
    return f"postgresql://postgres@{where}/postgres?target_session_attrs=read-write&options=-csearch_path%3D{schema}"


def call_of(kavach: Kavach, **constraints: Any) -> dict[str, Any]:
    made = kavach.agents.create(
        user_id="user", name="agent", type="service", permissions=EVERYTHING, constraints=constraints
    )
    return {"token": made.token, **ACCESS}


def in_time(kavach: Kavach, call: dict[str, Any]) -> Any:
    begun = time.monotonic()
    decision = kavach.authorize(**call)
    assert time.monotonic() - begun < TIMEOUT + SLACK
    return decision


@pytest.mark.parametrize("silent", [False, True], ids=["down", "silent"])
def test_a_host_that_does_not_answer_is_passed_over(
    server: postgres_server.Throwaway, schema: str, silent: bool
):
    with socket.create_server(("127.0.0.1", 0)) as listener:  # it takes connections, and says nothing
        port = listener.getsockname()[1] if silent else free_port()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pykavach.storage.postgres_link._SHARE", 1.0)
            kavach = Kavach(hosts(schema, port, server.port), timeout=TIMEOUT).open()
        with kavach:
            assert in_time(kavach, call_of(kavach)).allowed
            store = kavach.engine.store
            assert isinstance(store, PostgresStore)
            assert f"port={server.port}" in store._addresses[0]  # it is asked first from now on
            assert len(store._addresses) == 2


def test_all_hosts_down_is_unavailable_in_time(schema: str, server: postgres_server.Throwaway):
    ports = [free_port() for _ in range(2)]
    with pytest.raises(Unavailable, match="cannot be reached"):
        Kavach(hosts(schema, *ports)).open()
    with pytest.raises(Unavailable):
        Kavach(f"postgresql://postgres@a,b,c:1,2/x?options=-csearch_path%3D{schema}").open()


@pytest.mark.parametrize("attributes", ["any", "read-write"])
def test_a_server_that_takes_no_changes_is_unavailable_and_says_so(
    server: postgres_server.Throwaway, schema: str, attributes: str, caplog: pytest.LogCaptureFixture
):
    def set_read_only(value: str) -> None:
        server.run(f"ALTER SYSTEM SET default_transaction_read_only={value}")
        server.run("SELECT pg_reload_conf()")
        until(lambda: server.run("SHOW default_transaction_read_only") == [(value,)], what="the setting")

    address = hosts(schema, server.port).replace("read-write", attributes)
    with Kavach(address, timeout=TIMEOUT) as kavach:
        call = call_of(kavach)
        assert kavach.authorize(**call).allowed
        set_read_only("on")
        try:
            until(
                lambda: in_time(kavach, call).code == "unavailable",
                seconds=10,
                what="the setting to reach us",
            )
            assert "takes no changes" in caplog.text or "read-only" in caplog.text
            with pytest.raises(Unavailable, match=r"takes no changes|read-only"):
                kavach.agents.create(user_id="user", name="other", permissions=EVERYTHING)
        finally:
            server.run("ALTER SYSTEM RESET default_transaction_read_only")
            server.run("SELECT pg_reload_conf()")
        until(lambda: in_time(kavach, call).allowed, seconds=RECOVERY, what="recovery")


@pytest.mark.promise("EX-1", "AUD-1", "DB-1")
def test_a_synchronous_standby_that_takes_over_has_all_that_was_acknowledged(tmp_path: Path):
    """The primary is killed under load; what callers were told stands on the standby, and its limits go on from there."""
    primary = postgres_server.Throwaway("synchronous_standby_names=*")
    standby = None
    try:
        standby = postgres_server.Throwaway(copy_of=primary)
        asked = "SELECT sync_state FROM pg_stat_replication"
        until(lambda: primary.run(asked) == [("sync",)], what="the standby")
        assert primary.run("SHOW synchronous_commit") == [("on",)]  # not before the standby has it, too
        with primary.a_schema() as schema:
            address = hosts(schema, primary.port, standby.port)
            there = Place(address, partial(standby.run, schema=schema))
            with standing_for(tmp_path / "kavach", there) as path:
                _fail_over(primary, standby, path)
    finally:
        for each in (primary, standby):
            if each is not None:
                each.close()


def _fail_over(primary: postgres_server.Throwaway, standby: postgres_server.Throwaway, path: Path) -> None:
    received: set[str] = set()
    over = threading.Event()
    with Kavach(url(path), timeout=TIMEOUT) as kavach:
        limited = call_of(kavach, maxCalls=300)
        free = call_of(kavach)

        def ask(call: dict[str, Any]) -> None:
            while not over.is_set():
                decision = in_time(kavach, call)
                if decision.allowed:
                    received.add(decision.audit_id)
                elif decision.code == "unavailable":
                    over.wait(0.05)

        def received_more(than: int) -> bool:
            return len(received) > than + 20

        with ThreadPoolExecutor(6) as pool:
            work = [pool.submit(ask, call) for call in (limited, free) * 3]
            until(lambda: received_more(0), what="load")
            primary.end("kill")
            until(lambda: kavach.authorize(**free).code == "unavailable", what="the outage")
            standby.promote()
            before = len(received)
            until(lambda: received_more(before), seconds=RECOVERY, what="recovery")
            over.set()
            for each in work:
                each.result(60)
        while any(decision.allowed for decision in kavach.authorize_many([limited] * 50)):
            pass
    check_whole(path)
    books = Books(path)
    entries = {entry["id"]: entry for entry in books.entries}
    assert all(entries[id]["outcome"] == "allow" for id in received)
    undone = {entry["facts"]["entry"] for entry in books.entries if entry["kind"] == "undelivered"}
    assert not undone & received
    assert all(books.settled[parse_entry_id(id)] == 0 for id in undone)
    agents = {entry["agent"]: books.calls(entry["agent"]) for entry in books.allows()}
    assert agents == {id: len(books.allows(id)) for id in agents}
    assert min(agents.values()) >= 1
    assert 300 in agents.values()
