"""The MySQL or MariaDB server that tests run on, and what is found there behind Kavach's back.

``KAVACH_TEST_MYSQL`` names it (an account that may create databases), else it is looked for on this machine. Where there
is none, the tests are skipped, and the end of the run says so; in CI (``CI`` is set) they fail. ``Throwaway`` is a server
of a test's own, to be killed.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

import pymysql
from pymysql.constants import CLIENT

from patience import until
from server_proxy import Proxy
from throwaway_server import OwnServer, Picture, do_without

LOCAL = "mysql://root@127.0.0.1:3306/test"
ADDRESS = os.environ.get("KAVACH_TEST_MYSQL") or LOCAL
_PARTS = urlsplit(ADDRESS)
_HOST, _PORT = _PARTS.hostname or "127.0.0.1", _PARTS.port or 3306
#: What a server says to a value that does not fit its column.
REFUSED = (pymysql.err.DataError,)
#: What it says to who has no right to a thing, and how.
DENIED = (pymysql.OperationalError, r"^\((1044|1142|1143|1227),")


class _Connection(pymysql.connections.Connection):
    """It reads the system's certificates once, which takes far longer than all else about a connection."""

    def _create_ssl_ctx(self, sslp: Any) -> ssl.SSLContext:
        return _context() if sslp == {} else super()._create_ssl_ctx(sslp)


@lru_cache(1)
def _context() -> ssl.SSLContext:
    return pymysql.connections.Connection._create_ssl_ctx(_Connection.__new__(_Connection), {})


def connect(
    database: str | None = None, *, server: str = ADDRESS, **options: Any
) -> pymysql.connections.Connection[Any]:
    """A connection of somebody who does not know Kavach. Not closed."""
    parts = urlsplit(server)
    return _Connection(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 3306,
        user=unquote(parts.username or "root"),
        password=unquote(parts.password or "").encode(),
        database=database,
        charset="utf8mb4",
        sql_mode="STRICT_ALL_TABLES,ANSI_QUOTES,PIPES_AS_CONCAT,NO_AUTO_VALUE_ON_ZERO",
        **{"autocommit": True, "connect_timeout": 5, **options},
    )


@lru_cache(1)
def missing() -> str | None:
    """Why there is no server to test on."""
    try:
        connect().close()
    except pymysql.Error as error:
        return f"no MySQL or MariaDB server (KAVACH_TEST_MYSQL): {error.args[-1]}"
    return None


def need() -> None:
    if (why := missing()) is not None:
        do_without(why)


def address(schema: str, **options: str) -> str:
    """The address of a database on the server."""
    return _address(_HOST, _PORT, schema, **options)


def _address(host: str, port: int, schema: str, **options: str) -> str:
    account = _PARTS.netloc.rpartition("@")[0] or "root"
    told = "&".join(f"{name}={value}" for name, value in options.items())
    return f"mysql://{account}@{host}:{port}/{schema}{'?' if told else ''}{told}"


def run(
    statement: str, *values: Any, schema: str | None = None, server: str = ADDRESS
) -> list[tuple[Any, ...]]:
    with closing(connect(schema, server=server)) as raw, raw.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())


def load(text: str, schema: str) -> None:
    """Run a text of ``mysqldump`` as it comes from MariaDB."""
    if "mariadb" not in run("SELECT version()")[0][0].lower():
        text = text.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin")
    with closing(connect(schema)) as raw, raw.cursor() as cursor:
        for statement in text.rstrip().removesuffix(";").split(";\n"):
            cursor.execute(statement)


def new_schema() -> str:
    need()
    name = f"kavach_test_{os.getpid()}_{os.urandom(4).hex()}"
    run(
        f"CREATE DATABASE {name} CHARACTER SET latin1 COLLATE latin1_swedish_ci"
    )  # what Kavach must not depend on
    return name


def drop_schema(name: str) -> None:
    """Drop it, whoever is still in the middle of something there."""
    end_sessions(name)
    run(f"DROP DATABASE IF EXISTS {name}")


def end_sessions(schema: str) -> int:
    """End every session that uses a database; how many."""
    with closing(connect()) as raw, raw.cursor() as cursor:
        return _end_sessions(cursor, schema)


def _end_sessions(cursor: Any, schema: str) -> int:
    cursor.execute(
        "SELECT id FROM information_schema.processlist WHERE db=%s AND id<>connection_id()", [schema]
    )
    found = cursor.fetchall()
    for (id,) in found:
        with suppress(pymysql.Error):  # it has ended by itself
            cursor.execute(f"KILL {id}")
    return len(found)


def picture(schema: str) -> Picture:
    """All that is defined in a database, and all rows of its tables."""
    with closing(connect(schema)) as raw, raw.cursor() as cursor:
        shape = _shape(cursor)
        found = {}
        for (name,) in _all(cursor, "SHOW TABLES"):
            found[name] = _all(cursor, f"SELECT * FROM `{name}`")
        return Picture(shape, found)


def _all(cursor: Any, statement: str) -> list[tuple[Any, ...]]:
    cursor.execute(statement)
    return list(cursor.fetchall())


def _shape(cursor: Any) -> list[Any]:
    tables = sorted(_all(cursor, "SHOW FULL TABLES"))
    made = [_all(cursor, f"SHOW CREATE TABLE `{name}`")[0] for name, _ in tables]
    routines = (
        "SELECT routine_name,routine_definition FROM information_schema.routines"
        " WHERE routine_schema=database() ORDER BY 1,2"
    )
    return [
        *_all(cursor, "SHOW CREATE DATABASE " + _all(cursor, "SELECT database()")[0][0]),
        *tables,
        *made,
        *_all(cursor, "SHOW TRIGGERS"),
        *_all(cursor, routines),
    ]


def restore(schema: str, picture: Picture) -> bool:
    """End all sessions in a database, and let its tables hold the rows that they held. False: it is defined differently."""
    with closing(connect(schema)) as raw, raw.cursor() as cursor:
        until(lambda: not _end_sessions(cursor, schema), what=f"the sessions of {schema} to end")
        shape = _shape(cursor)
        if _without_counters(shape) != _without_counters(picture.shape):
            return False
        cursor.execute("START TRANSACTION")
        for name, rows in picture.rows.items():
            cursor.execute(f"DELETE FROM `{name}`")
            if rows:
                cursor.executemany(f"INSERT INTO `{name}` VALUES ({','.join(['%s'] * len(rows[0]))})", rows)
        cursor.execute("COMMIT")
        for each in shape:
            if _COUNTER.search(str(each)) and each not in picture.shape:
                cursor.execute(f"ALTER TABLE `{each[0]}` AUTO_INCREMENT=1")
        return True


_COUNTER = re.compile(r" AUTO_INCREMENT=\d+")


def _without_counters(shape: list[Any]) -> list[str]:
    return [_COUNTER.sub("", str(each)) for each in shape]


def waiting(schema: str) -> bool:
    """Whether anybody has waited for a lock in a database for a second.

    That a statement stands says it, and not ``innodb_trx``: InnoDB does not look anew for whoever asks ten times a second.
    """
    return bool(
        run(
            "SELECT 1 FROM information_schema.processlist"
            " WHERE db=%s AND command='Query' AND time>=1 AND id<>connection_id() LIMIT 1",
            schema,
        )
    )


@contextmanager
def locked(schema: str, statement: str) -> Iterator[Callable[[], None]]:
    """A transaction of somebody else that has run a statement; what is given ends it."""
    with closing(connect(schema, autocommit=False)) as raw, raw.cursor() as cursor:
        cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        cursor.execute(statement)
        yield raw.rollback
        raw.rollback()


def everything(schema: str) -> bytes:
    """All that the tables of a database hold, texts and bytes as they are."""
    tables = run("SELECT table_name FROM information_schema.tables WHERE table_schema=%s ORDER BY 1", schema)
    rows = [row for (table,) in tables for row in run(f"SELECT * FROM `{table}`", schema=schema)]
    values = [value for row in rows for value in row]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


@contextmanager
def an_account() -> Iterator[str]:
    """Somebody who may log in from everywhere, and nothing else."""
    name = f"kavach_{os.urandom(6).hex()}"
    run(f"CREATE USER {name}")
    try:
        yield name
    finally:
        run(f"DROP USER {name}")


def address_of(account: str, schema: str) -> str:
    """The address under which an account opens a database."""
    return f"mysql://{account}@{_HOST}:{_PORT}/{schema}"


def run_as(account: str | None, statements: str, schema: str) -> None:
    """Run statements, one after the other; as who may do everything, if as nobody."""
    server = ADDRESS if account is None else address_of(account, schema)
    with (
        closing(connect(schema, server=server, client_flag=CLIENT.MULTI_STATEMENTS)) as raw,
        raw.cursor() as cursor,
    ):
        cursor.execute(statements)
        while cursor.nextset():
            pass


@contextmanager
def a_schema() -> Iterator[str]:
    name = new_schema()
    try:
        yield name
    finally:
        drop_schema(name)


def proxy() -> Proxy:
    return Proxy(_HOST, _PORT)


def address_by(proxy: Proxy, schema: str) -> str:
    """The address of a database on the server behind a proxy."""
    return _address("127.0.0.1", proxy.port, schema)


# -- a server to be killed -----------------------------------------------------------------------------------------------


class Throwaway(OwnServer):
    """A MariaDB server of its own."""

    ENDINGS = ("kill", "fast")
    _CLOSING = "kill"
    _ACCOUNT = "mysql"
    _SETTINGS = (
        "--bind-address=127.0.0.1",
        "--socket=",
        "--innodb-flush-log-at-trx-commit=1",
        "--log-bin=binlog",
        "--sync-binlog=1",
        "--binlog-commit-wait-count=1000",
        "--binlog-commit-wait-usec=5000",  # what goes down is then mostly in the middle of a commit
        "--innodb-buffer-pool-size=32M",
        "--innodb-log-file-size=16M",
        "--max-connections=60",
    )

    def __init__(self) -> None:
        where = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
        self._programs = {name: shutil.which(name, path=where) for name in ("mariadb-install-db", "mariadbd")}
        if missing := [name for name, found in self._programs.items() if found is None]:
            do_without(f"no MariaDB to start ({', '.join(missing)})")
        self._process: subprocess.Popen[bytes] | None = None
        super().__init__()

    @property
    def server(self) -> str:
        return f"mysql://root@127.0.0.1:{self.port}"

    def _command(self, program: str, *options: str) -> list[str]:
        as_user = [f"--user={self._ACCOUNT}"] if os.geteuid() == 0 else []
        # A server that starts drops what it takes for leftovers where temporary tables are: also those of others.
        where = [f"--datadir={self._data}", f"--tmpdir={self._folder}"]
        return [str(self._programs[program]), "--no-defaults", *where, *as_user, *options]

    def _make(self) -> None:
        options = ("--auth-root-authentication-method=normal", "--skip-test-db")
        self._call(*self._command("mariadb-install-db", *options))

    def start(self) -> None:
        command = self._command("mariadbd", *self._SETTINGS, f"--port={self.port}")
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True
            )
        try:
            until(self._answers, seconds=60, what="MariaDB")
        except BaseException as error:
            error.add_note(self.log())
            raise

    def _answers(self) -> bool:
        with suppress(pymysql.OperationalError):
            connect(server=self.server).close()
            return True
        assert self._process is not None
        assert self._process.poll() is None, "it has ended"
        return False

    def end(self, how: str) -> None:
        assert self._process is not None
        if how == "kill":
            self._process.kill()
        else:
            self._process.terminate()  # no new connections, the old ones are ended, all is written
        self._process.wait(60)

    def address(self, schema: str) -> str:
        return f"{self.server}/{schema}"

    def run(self, statement: str, *values: Any, schema: str | None = None) -> list[tuple[Any, ...]]:
        return run(statement, *values, schema=schema, server=self.server)
