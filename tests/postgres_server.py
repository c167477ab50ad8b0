"""The PostgreSQL server that tests run on, and what is found there behind Kavach's back.

``KAVACH_TEST_POSTGRES`` names it, else it is looked for on this machine. Where there is none, the tests are skipped, and
the end of the run says so; in CI (``CI`` is set) they fail.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from server_proxy import Proxy

#: What a server says to a value that does not fit its column.
REFUSED = (psycopg.DataError, psycopg.errors.DatatypeMismatch, psycopg.errors.UndefinedFunction)
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
    """The address of a schema on the server. Its sessions are known by its name."""
    told = "%20".join(option.replace("=", "%3D") for option in (f"-csearch_path={schema}", *options))
    return f"{ADDRESS}{'&' if '?' in ADDRESS else '?'}application_name={schema}&options={told}"


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


def end_sessions(schema: str) -> int:
    """End every session that uses a schema; how many."""
    return len(
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name=%s", schema)
    )


def waiting(schema: str) -> bool:
    """Whether anybody waits for a lock in a schema."""
    return bool(
        run(
            "SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid=l.pid"
            " WHERE NOT l.granted AND a.application_name=%s LIMIT 1",
            schema,
        )
    )


@contextmanager
def locked(schema: str, statement: str) -> Iterator[Callable[[], None]]:
    """A transaction of somebody else that has run a statement; what is given ends it."""
    with psycopg.connect(address(schema)) as raw:
        raw.execute(statement)  # type: ignore[call-overload]
        yield raw.rollback
        raw.rollback()


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


def proxy() -> Proxy:
    found = conninfo_to_dict(ADDRESS)
    return Proxy(str(found.get("host") or "127.0.0.1"), int(found.get("port") or 5432))


def address_by(proxy: Proxy, schema: str) -> str:
    """The address of a schema on the server behind a proxy."""
    found = conninfo_to_dict(ADDRESS)
    user = found.get("user") or "postgres"
    database = found.get("dbname") or user
    return f"postgresql://{user}@127.0.0.1:{proxy.port}/{database}?options=-csearch_path%3D{schema}"
