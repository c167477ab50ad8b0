"""The PostgreSQL server that tests run on, and what is found there behind Kavach's back.

``KAVACH_TEST_POSTGRES`` names it, else it is looked for on this machine. Where there is none, the tests are skipped, and
the end of the run says so; in CI (``CI`` is set) they fail.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

LOCAL = "postgresql://postgres@127.0.0.1:5432/test"
ADDRESS = os.environ.get("KAVACH_TEST_POSTGRES") or LOCAL


@lru_cache(1)
def missing() -> str | None:
    """Why there is no server to test on."""
    try:
        psycopg.connect(ADDRESS, connect_timeout=5).close()
    except psycopg.Error as error:
        return f"no PostgreSQL server (KAVACH_TEST_POSTGRES): {str(error).splitlines()[0]}"
    return None


def need() -> None:
    if (why := missing()) is not None:
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


def address(schema: str, *options: str) -> str:
    """The address of a schema on the server."""
    told = "%20".join(option.replace("=", "%3D") for option in (f"-csearch_path={schema}", *options))
    return f"{ADDRESS}{'&' if '?' in ADDRESS else '?'}options={told}"


def run(statement: str, *values: Any, schema: str = "public") -> list[tuple[Any, ...]]:
    with psycopg.connect(address(schema), autocommit=True) as raw:
        cursor = raw.execute(statement, values or None)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


def new_schema() -> str:
    need()
    name = f"kavach_test_{os.getpid()}_{os.urandom(4).hex()}"
    run(f"CREATE SCHEMA {name}")
    return name


def drop_schema(name: str) -> None:
    """Drop it, whoever is still in the middle of something there."""
    run(
        "SELECT pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_class c ON c.oid=l.relation"
        " JOIN pg_namespace n ON n.oid=c.relnamespace JOIN pg_stat_activity a ON a.pid=l.pid"
        " WHERE n.nspname=%s AND a.pid<>pg_backend_pid()",
        name,
    )
    run(f"DROP SCHEMA IF EXISTS {name} CASCADE")


def everything(schema: str) -> bytes:
    """All that the tables of a schema hold, texts and bytes as they are."""
    tables = run("SELECT tablename FROM pg_tables WHERE schemaname=%s ORDER BY 1", schema)
    rows = [row for (table,) in tables for row in run(f"SELECT * FROM {table}", schema=schema)]
    values = [value for row in rows for value in row]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


@contextmanager
def a_schema() -> Iterator[str]:
    name = new_schema()
    try:
        yield name
    finally:
        drop_schema(name)


class Proxy:
    """A way to the server that can be stalled, cut, and closed to new connections."""

    def __init__(self) -> None:
        found = conninfo_to_dict(ADDRESS)
        self._server = (str(found.get("host") or "127.0.0.1"), int(found.get("port") or 5432))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._open = threading.Event()
        self._open.set()
        self._loud = threading.Event()
        self._loud.set()
        #: New connections are ended at once.
        self.refuse = False
        #: Called with every piece that comes from a client, before it goes on.
        self.on_client: Any = None
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def address(self, schema: str) -> str:
        found = conninfo_to_dict(ADDRESS)
        user = found.get("user") or "postgres"
        return (
            f"postgresql://{user}@127.0.0.1:{self.port}/{found.get('dbname') or user}"
            f"?options=-csearch_path%3D{schema}"
        )

    def stall(self) -> None:
        """Take everything, pass nothing on: a server that has stopped, or a network that is silent."""
        self._open.clear()

    def flow(self) -> None:
        self._open.set()

    def mute(self) -> None:
        """Pass on what clients say, but not what the server answers."""
        self._loud.clear()

    def unmute(self) -> None:
        self._loud.set()

    def cut(self) -> None:
        """End every connection."""
        for pair in list(self._pairs):
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.flow()
        self.unmute()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes who accepts
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)
        for pair in self._pairs:
            for end in pair:
                end.close()

    def _start(self, target: Any, *values: Any) -> None:
        thread = threading.Thread(target=target, args=values, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.refuse:
                client.close()
                continue
            server = socket.create_connection(self._server)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs.append((client, server))
            self._start(self._pump, client, server, True)
            self._start(self._pump, server, client, False)

    def _pump(self, source: socket.socket, sink: socket.socket, from_client: bool) -> None:
        try:
            while data := source.recv(1 << 20):
                if from_client and self.on_client is not None:
                    self.on_client(data)
                self._open.wait()
                if not from_client:
                    self._loud.wait()
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
