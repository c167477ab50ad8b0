"""A PgBouncer of a test's own, in front of a PostgreSQL server of its own.

Where the program is missing (Debian's package ``pgbouncer``), the tests are skipped, loudly; in CI they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

import postgres_server
from patience import until
from throwaway_server import do_without, free_port


def _program() -> str:
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        do_without("no PgBouncer (the package pgbouncer)")
        raise AssertionError  # not reached
    return found


class Pooler:
    """It listens on a free port, and lets anybody in whom the server lets in without a password."""

    def __init__(self, server: postgres_server.Throwaway, **settings: object) -> None:
        program = _program()
        self._server = server
        self._folder = Path(tempfile.mkdtemp(prefix="kv-"))
        self.port = free_port()
        told = {
            "listen_addr": "127.0.0.1",
            "listen_port": self.port,
            "unix_socket_dir": "",
            "auth_type": "trust",
            "auth_file": self._folder / "users",
            "auth_user": "postgres",
            "auth_query": "SELECT usename, '' FROM pg_user WHERE usename=$1",
            "admin_users": "postgres",
            "pool_mode": "transaction",
            "default_pool_size": 8,
            "max_client_conn": 200,
            "server_login_retry": 0.2,
        } | settings
        lines = ["[databases]", f"* = host=127.0.0.1 port={server.port}", "[pgbouncer]"]
        lines += [f"{name} = {value}" for name, value in told.items()]
        (self._folder / "ini").write_text("\n".join(lines) + "\n")
        (self._folder / "users").write_text('"postgres" ""\n')
        self._command = [program, str(self._folder / "ini")]
        if os.geteuid() == 0:  # it refuses to run as root
            self._command = ["runuser", "-u", "postgres", "--", *self._command]
            for path in (self._folder, *self._folder.iterdir()):
                shutil.chown(path, "postgres")
        self.start()

    def start(self) -> None:
        """Start it; it takes connections when this returns."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log, cwd="/")
        try:
            until(self._answers, seconds=60, what="PgBouncer")
        except BaseException as error:
            error.add_note((self._folder / "log").read_text(errors="replace")[-4000:])
            self.close()
            raise

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.address("postgres"), connect_timeout=5).close()
            return True
        assert self._process.poll() is None, "it has ended"
        return False

    def address(self, role: str) -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/postgres"

    @contextmanager
    def a_role(self) -> Iterator[tuple[str, str]]:
        """A role and a schema of its own, where its sessions begin: their names."""
        with self._server.a_schema() as schema:
            role = f"role_{schema}"
            for statement in (
                f"CREATE ROLE {role} LOGIN",
                f"ALTER ROLE {role} SET search_path={schema}",
                f"GRANT ALL ON SCHEMA {schema} TO {role}",
            ):
                self._server.run(statement)
            yield role, schema
            # The pool of each role keeps its sessions.
            self._server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename=%s", role)

    def stop(self) -> None:
        """End it, and every connection with it, at once."""
        self._process.terminate()
        self._process.wait(30)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
