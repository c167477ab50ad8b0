"""Where a bench runs: SQLite files in a folder, or schemas and databases of its own on a server, dropped in the end.

A server that is named by its kind is the one that the tests use: ``KAVACH_TEST_POSTGRES`` and ``KAVACH_TEST_MYSQL`` say
where it is, else it is looked for on this machine.
"""

from __future__ import annotations

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit, urlunsplit

from pykavach.storage import tables

POSTGRES = os.environ.get("KAVACH_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/test"
MYSQL = os.environ.get("KAVACH_TEST_MYSQL") or "mysql://root@127.0.0.1:3306/test"
_SCHEMES = {
    "sqlite": "sqlite",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
}
AUDIT = [column.name for column in tables.audit.c]


def kind_of(url: str) -> str:
    """``"sqlite"``, ``"postgresql"`` or ``"mysql"``, of a kind or of an address."""
    scheme = url.partition(":")[0]
    if scheme not in _SCHEMES:
        raise ValueError(f"{scheme!r} is no database; name {', '.join(KINDS)}, or give an address")
    return _SCHEMES[scheme]


def sqlite_file(url: str) -> str:
    return url.removeprefix("sqlite:///")


def connect(url: str) -> Any:
    """The driver's own connection, every statement a transaction unless one is begun."""
    kind = kind_of(url)
    if kind == "sqlite":
        return sqlite3.connect(sqlite_file(url), isolation_level=None)
    if kind == "postgresql":
        import psycopg

        return psycopg.connect(url, autocommit=True, prepare_threshold=0)
    import pymysql

    at = urlsplit(url)
    return pymysql.connect(
        host=at.hostname or "127.0.0.1",
        port=at.port or 3306,
        user=unquote(at.username or "root"),
        password=unquote(at.password or ""),
        database=at.path.lstrip("/") or None,
        charset="utf8mb4",
        autocommit=True,
    )


def marks(url: str, count: int) -> str:
    """Placeholders for that many values."""
    return ",".join(["?" if kind_of(url) == "sqlite" else "%s"] * count)


def ask(url: str, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Run one statement on a connection of its own."""
    with closing(connect(url)) as raw:
        cursor = raw.cursor()
        # psycopg and PyMySQL look for placeholders only where there are values.
        cursor.execute(statement, values) if values else cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def sample_row(url: str) -> tuple[Any, ...]:
    """The last decision in a database: the floor writes rows of its size."""
    return ask(url, f"SELECT {','.join(AUDIT)} FROM audit WHERE kind='decision' ORDER BY seq DESC LIMIT 1")[0]


class Server(ABC):
    """A place for databases."""

    kind: ClassVar[str]
    #: Those that differ here.
    durabilities: ClassVar[tuple[str, ...]] = ("process", "disk")

    @abstractmethod
    def new(self) -> Any:
        """A context that gives the address of a new, empty database, and drops it in the end."""

    @abstractmethod
    def kept(self, name: str) -> tuple[str, bool]:
        """The address of a database that stays, and whether it is new."""

    @abstractmethod
    def about(self) -> str:
        """Its version, and the settings that figures depend on."""

    def deadlocks(self) -> int | None:
        """How many deadlocks the server has found so far, whosoever; None where there are none to find."""
        return None


class Files(Server):
    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def new(self) -> Iterator[str]:
        with TemporaryDirectory(dir=self._folder) as place:
            yield f"sqlite:///{Path(place) / 'kavach.db'}"

    def kept(self, name: str) -> tuple[str, bool]:
        return f"sqlite:///{name}", not Path(name).exists()

    def about(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"


class Postgres(Server):
    kind = "postgresql"
    durabilities = ("disk", "process")
    _SETTINGS = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "max_connections")

    def __init__(self, address: str) -> None:
        if "options=" in address:
            raise ValueError("the bench makes schemas of its own: leave 'options' out of the address")
        self._address = address

    def _at(self, schema: str) -> str:
        return f"{self._address}{'&' if '?' in self._address else '?'}options=-csearch_path%3D{schema}"

    @contextmanager
    def new(self) -> Iterator[str]:
        schema = _own_name()
        ask(self._address, f"CREATE SCHEMA {schema}")
        try:
            yield self._at(schema)
        finally:
            ask(self._address, f"DROP SCHEMA {schema} CASCADE")

    def kept(self, name: str) -> tuple[str, bool]:
        there = ask(self._address, "SELECT 1 FROM pg_namespace WHERE nspname=%s", (name,))
        if not there:
            ask(self._address, f"CREATE SCHEMA {name}")
        return self._at(name), not there

    def about(self) -> str:
        names = ",".join(f"current_setting('{name}')" for name in self._SETTINGS)
        found = ask(self._address, f"SELECT {names}")[0]
        first, *rest = zip(self._SETTINGS, found, strict=True)
        return f"PostgreSQL {first[1]}, " + ", ".join(f"{name}={value}" for name, value in rest)

    def deadlocks(self) -> int:
        found = ask(self._address, "SELECT deadlocks FROM pg_stat_database WHERE datname=current_database()")
        return int(found[0][0])


class MySQL(Server):
    kind = "mysql"
    # How commits are flushed is the server's setting, for all sessions.
    durabilities = ("disk",)
    _SETTINGS = ("innodb_flush_log_at_trx_commit", "sync_binlog", "log_bin", "innodb_buffer_pool_size")

    def __init__(self, address: str) -> None:
        self._address = address

    def _at(self, database: str) -> str:
        return urlunsplit(urlsplit(self._address)._replace(path=f"/{database}"))

    @contextmanager
    def new(self) -> Iterator[str]:
        database = _own_name()
        ask(self._address, f"CREATE DATABASE {database}")
        try:
            yield self._at(database)
        finally:
            ask(self._address, f"DROP DATABASE {database}")

    def kept(self, name: str) -> tuple[str, bool]:
        there = ask(self._address, "SELECT 1 FROM information_schema.schemata WHERE schema_name=%s", (name,))
        if not there:
            ask(self._address, f"CREATE DATABASE {name}")
        return self._at(name), not there

    def about(self) -> str:
        version, *found = ask(
            self._address, "SELECT version()," + ",".join(f"@@{name}" for name in self._SETTINGS)
        )[0]
        settings = zip(self._SETTINGS, found, strict=True)
        return f"{version}, " + ", ".join(f"{name}={value}" for name, value in settings)

    def deadlocks(self) -> int | None:
        found = ask(self._address, "SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
        return int(found[0][1]) if found else None  # MySQL counts them elsewhere


def _own_name() -> str:
    return f"kavach_bench_{os.getpid()}_{os.urandom(4).hex()}"


KINDS = ("sqlite", "postgresql", "mysql")


def server(wanted: str, folder: Path) -> Server:
    """The place that a kind or an address stands for."""
    kind = kind_of(wanted)
    if kind == "sqlite":
        if wanted != "sqlite":
            raise ValueError("SQLite files are made in --dir; give 'sqlite' alone")
        return Files(folder)
    if kind == "postgresql":
        return Postgres(POSTGRES if wanted == kind else wanted)
    return MySQL(MYSQL if wanted in ("mysql", "mariadb") else wanted)
