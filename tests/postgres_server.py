"""The PostgreSQL server that tests run on, and what is found there behind Kavach's back.

``KAVACH_TEST_POSTGRES`` names it, else it is looked for on this machine. Where there is none, the tests are skipped, and
the end of the run says so; in CI (``CI`` is set) they fail. ``Throwaway`` is a server of a test's own, to be killed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg.conninfo import conninfo_to_dict

from patience import until
from server_proxy import Proxy
from throwaway_server import OwnServer, Picture, do_without

#: What a server says to a value that does not fit its column.
REFUSED = (psycopg.DataError, psycopg.errors.DatatypeMismatch, psycopg.errors.UndefinedFunction)
#: What it says to who has no right to a thing, and how.
DENIED = (psycopg.errors.InsufficientPrivilege, "")
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
        do_without(why)


def address(schema: str, *options: str, server: str = ADDRESS) -> str:
    """The address of a schema on the server. Its sessions are known by its name."""
    told = "%20".join(option.replace("=", "%3D") for option in (f"-csearch_path={schema}", *options))
    return f"{server}{'&' if '?' in server else '?'}application_name={schema}&options={told}"


def run(statement: str, *values: Any, schema: str = "public", server: str = ADDRESS) -> list[tuple[Any, ...]]:
    with psycopg.connect(address(schema, server=server), autocommit=True) as raw:
        cursor = raw.execute(statement, values or None)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


def new_schema() -> str:
    need()
    name = f"kavach_test_{os.getpid()}_{os.urandom(4).hex()}"
    run(f"CREATE SCHEMA {name}")
    return name


def drop_schema(name: str) -> None:
    """Drop it, whoever is still in the middle of something there."""
    with psycopg.connect(ADDRESS, autocommit=True) as raw:
        raw.execute(_END_ALL, [name, name])
        raw.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")  # type: ignore[call-overload]


#: Who is there by name, and who is in the middle of something there.
_END_ALL = (
    "SELECT pg_terminate_backend(pid,10000) FROM (SELECT pid FROM pg_stat_activity WHERE application_name=%s UNION"
    " SELECT l.pid FROM pg_locks l JOIN pg_class c ON c.oid=l.relation JOIN pg_namespace n ON n.oid=c.relnamespace"
    " WHERE n.nspname=%s) a WHERE pid<>pg_backend_pid()"
)


def end_sessions(schema: str) -> int:
    """End every session that uses a schema; how many."""
    return len(
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name=%s", schema)
    )


_SHAPE = """
SELECT 'schema', '', s.nspacl::text, s.nspowner::text FROM pg_namespace s WHERE s.oid = {at}
UNION ALL SELECT 'table', c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relowner, c.relrowsecurity, c.reloptions),
  concat_ws(' ', c.relacl, pg_get_expr(c.relpartbound, c.oid)) FROM pg_class c WHERE c.relnamespace = {at}
UNION ALL SELECT 'column', c.relname || '.' || a.attname,
  concat_ws(' ', a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attcollation, a.attacl),
  pg_get_expr(d.adbin, d.adrelid) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relnamespace = {at} AND c.relkind <> 'S'
UNION ALL SELECT 'index', pg_get_indexdef(i.indexrelid), concat_ws(' ', i.indisvalid, i.indisready), ''
  FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relnamespace = {at}
UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid), conrelid::text FROM pg_constraint WHERE connamespace = {at}
UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(t.oid), tgenabled::text
  FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid WHERE c.relnamespace = {at}
UNION ALL SELECT 'routine', proname, prosrc, proargtypes::text FROM pg_proc WHERE pronamespace = {at}
ORDER BY 1, 2, 3, 4""".format(at="current_schema()::regnamespace")


def picture(schema: str) -> Picture:
    """All that is defined in a schema, and all rows of its tables; of one that is divided, by its parts."""
    with psycopg.connect(ADDRESS, autocommit=True) as raw:
        shape = _shape(raw, schema)
        names = raw.execute("SELECT tablename FROM pg_tables WHERE schemaname=%s ORDER BY 1", [schema])
        return Picture(
            shape,
            {
                name: raw.execute(f"SELECT * FROM ONLY {name}").fetchall()  # type: ignore[call-overload]
                for (name,) in names.fetchall()
            },
        )


def _shape(raw: psycopg.Connection[Any], schema: str) -> list[Any]:
    raw.execute("SELECT set_config('search_path',%s,false),set_config('jit','off',false)", [schema])
    return raw.execute(_SHAPE).fetchall()


def restore(schema: str, picture: Picture) -> bool:
    """End all sessions in a schema, and let its tables hold the rows that they held. False: it is defined differently."""
    with psycopg.connect(ADDRESS, autocommit=True) as raw:
        raw.execute(_END_ALL, [schema, schema])
        if _shape(raw, schema) != picture.shape:
            return False
        with raw.transaction():
            raw.execute("SET LOCAL synchronous_commit=off")
            raw.execute(";".join(f"DELETE FROM ONLY {name}" for name in picture.rows))  # type: ignore[call-overload]
            raw.execute(
                "SELECT setval(seqrelid::regclass,seqstart,false) FROM pg_sequence JOIN pg_class ON pg_class.oid=seqrelid"
                " WHERE relnamespace=current_schema()::regnamespace"
            )
            for name, rows in picture.rows.items():
                if rows:
                    row = f"({','.join(['%s'] * len(rows[0]))})"
                    raw.execute(
                        f"INSERT INTO {name} OVERRIDING SYSTEM VALUE VALUES {','.join([row] * len(rows))}",  # type: ignore[call-overload]
                        [value for row in rows for value in row],
                    )
        return True


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
def an_account() -> Iterator[str]:
    """A role that may log in, and nothing else."""
    name = f"kavach_{os.urandom(6).hex()}"
    run(f"CREATE ROLE {name} LOGIN")
    try:
        yield name
    finally:
        run(f"DROP OWNED BY {name}")
        run(f"DROP ROLE {name}")


def address_of(account: str, schema: str) -> str:
    """The address under which a role opens a schema."""
    found = conninfo_to_dict(ADDRESS)
    host, port = found.get("host") or "127.0.0.1", found.get("port") or 5432
    return f"postgresql://{account}@{host}:{port}/{found['dbname']}?options=-csearch_path%3D{schema}"


def run_as(account: str, statements: str, schema: str) -> None:
    """Run statements, one after the other."""
    with psycopg.connect(address_of(account, schema), autocommit=True) as raw:
        raw.execute(statements)  # type: ignore[call-overload]


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


# -- a server to be killed -----------------------------------------------------------------------------------------------


class Throwaway(OwnServer):
    """A server of its own."""

    ENDINGS = ("kill", "immediate", "fast")
    _CLOSING = "immediate"
    _ACCOUNT = "postgres"
    _SETTINGS = (
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "commit_delay=5000",  # what goes down is then mostly in the middle of a commit
        "commit_siblings=0",
        "shared_buffers=32MB",
        "max_connections=60",
        "max_wal_size=64MB",
        "autovacuum_naptime=1h",
    )

    def __init__(self, *settings: str, copy_of: Throwaway | None = None) -> None:
        """With these settings. ``copy_of``: as its standby, which has all that it has, and follows it."""
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
        if not found:
            do_without("no PostgreSQL to start (/usr/lib/postgresql)")
        self._bin = found[-1].parent
        self._settings = [*self._SETTINGS, *settings]
        self._copy_of = copy_of
        super().__init__()

    @property
    def server(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def _make(self) -> None:
        if self._copy_of is None:
            self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        else:
            source = f"--dbname={self._copy_of.server}"
            self._run("pg_basebackup", source, "--write-recovery-conf", "--checkpoint=fast", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", self._ACCOUNT, "--"] if os.geteuid() == 0 else []
        self._call(*as_user, str(self._bin / program), "--pgdata", str(self._data), *arguments)

    def start(self) -> None:
        options = " ".join(f"-c {setting}" for setting in [*self._settings, f"port={self.port}"])
        self._run("pg_ctl", "--log", str(self._folder / "log"), "--options", options, "--wait", "start")

    def end(self, how: str) -> None:
        if how != "kill":
            self._run("pg_ctl", "--mode", how, "--wait", "stop")
            return
        master = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
        family = [master, *master.children(recursive=True)]
        for process in family:  # first the master, which would start others
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        until(lambda: not any(map(_lives, family)), seconds=60, what="the server to die")
        (self._data / "postmaster.pid").unlink()  # where nobody buries it, its number stays taken

    def promote(self) -> None:
        """Let a standby become a server in its own right."""
        self._run("pg_ctl", "--wait", "promote")

    def address(self, schema: str) -> str:
        return address(schema, server=self.server)

    def run(self, statement: str, *values: Any, schema: str = "public") -> list[tuple[Any, ...]]:
        return run(statement, *values, schema=schema, server=self.server)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
