"""Write a database of the present schema down, for the tests that upgrade it for ever after.

    .venv/bin/python tools/store_schema.py postgresql://postgres@127.0.0.1:5432/test mysql://root@127.0.0.1:3306/test

makes a small installation on SQLite and, in a schema of its own that is dropped afterwards, on each of the two servers
(a MariaDB, for the second: its names of collations are replaced where the text is loaded elsewhere). It needs ``pg_dump``
and ``mysqldump``, and writes ``tests/stored/schema-N.*.sql``, and ``schema-N.json``, which says what the tests need to
know: tokens, ids, and what has been used. Run it when a new schema is done; once that schema
is released, never again for that number.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql

from pykavach.storage.tables import SCHEMA
from pykavach.sync import Kavach

STORED = Path(__file__).resolve().parent.parent / "tests" / "stored"
NOON = datetime(2025, 1, 15, 12, 0, tzinfo=UTC)
SECRET = "a secret that only stored databases of the tests have"
ISSUES = {"resource": "mcp:github:issues", "action": "write"}
DELETE = {"resource": "files:tmp", "action": "delete"}
ANY = [{"resource": "*", "actions": ["*"]}]


class Sink:
    """Somebody who wants events, by a name that tests can take on."""

    name = "stored"

    def __call__(self, event: object) -> None:
        """Nothing: it is gone before anything happens."""


def opened(url: str, **options: Any) -> Kavach:
    """The installation that is stored, at the time at which everything in it happens."""
    return Kavach(url, SECRET, clock=lambda: NOON, durability="process", timeout=30.0, **options)


def fill(url: str) -> dict[str, Any]:
    """A bit of everything that tables can hold."""
    with opened(url, listeners=[Sink()]):
        pass  # a sink is known from now on: what happens next waits for it
    facts: dict[str, Any] = {"at": NOON.isoformat(), "secret": SECRET}
    with opened(url) as kavach:
        facts |= _spending(kavach) | _waiting(kavach) | _lives(kavach) | _people(kavach)
        facts["checkpoint"] = kavach.audit.checkpoint()
        made = kavach.webhooks.create(name="stored", url="https://hooks.example.com/kavach", tenant_id="acme")
        facts["webhook"] = {"id": made.webhook.id, "secret": made.secret}
        report = kavach.audit.verify()
        assert report.ok, report
        facts["entries"] = report.entries
    return facts


def _spending(kavach: Kavach) -> dict[str, Any]:
    root = kavach.agents.create(
        user_id="user_1",
        tenant_id="acme",
        name="spender",
        permissions=[
            {"resource": "mcp:github:*", "actions": ["read", "write"], "constraints": {"maxCallsPerDay": 9}},
            {"resource": "mcp:github:secrets", "actions": ["*"], "effect": "deny"},
        ],
        constraints={"maxCalls": 12, "budgetUsdPerDay": "1.00"},
        metadata={"team": "payments", "ü": "\u0000 and 漢字"},
    )
    child = kavach.agents.delegate(
        parent_token=root.token,
        name="helper",
        permissions=[{"resource": "mcp:github:issues", "actions": ["write"]}],
        constraints={"maxCalls": 3},
    )
    bookings = []
    for n in range(4):
        decision = kavach.authorize(
            token=root.token, **ISSUES, cost_usd="0.10", ip="10.1.2.3", arguments={"title": f"issue {n}"}
        )
        bookings.append(decision.audit_id)
    kavach.usage.settle(bookings[0], cost_usd="0.04")
    kavach.usage.settle(bookings[1], cost_usd="0.12")
    kept = kavach.authorize(token=child.token, **ISSUES, idempotency_key="one of the helper's")
    assert not kavach.authorize(token=root.token, resource="mcp:slack:chat", action="read").allowed
    kavach.usage.record(root.agent.id, cost_usd="0.01", key="bill 7")
    return {
        "root": {"id": root.agent.id, "token": root.token},
        "child": {"id": child.agent.id, "token": child.token},
        "bookings": bookings,
        "kept": kept.audit_id,
        "spent": "0.37",
    }


def _waiting(kavach: Kavach) -> dict[str, Any]:
    gated = kavach.agents.create(
        user_id="user_2",
        name="gated",
        permissions=ANY,
        constraints={"requireApprovalFor": ["files:*:delete"]},
    )
    ids = []
    for name in ("open", "approved", "denied", "used"):
        asked = kavach.authorize(token=gated.token, **DELETE, arguments={"name": name})
        ids.append(asked.approval_id)
    kavach.approvals.approve(ids[1], by="ann", note="go on")
    kavach.approvals.deny(ids[2], by="ann")
    kavach.approvals.approve(ids[3], by="ann")
    assert kavach.authorize(token=gated.token, **DELETE, arguments={"name": "used"}).allowed
    return {"gated": {"id": gated.agent.id, "token": gated.token}, "approvals": ids}


def _lives(kavach: Kavach) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("suspended", "revoked", "rotated", "updated"):
        made = kavach.agents.create(name=name, type="service", permissions=ANY, constraints={"maxCalls": 100})
        found[name] = {"id": made.agent.id, "token": made.token}
    kavach.agents.suspend(found["suspended"]["id"])
    kavach.agents.revoke(found["revoked"]["id"])
    found["rotated"]["new"] = kavach.agents.rotate(found["rotated"]["id"], grace=3600).token
    for _ in range(2):
        assert kavach.authorize(token=found["updated"]["token"], **ISSUES).allowed
    kavach.agents.update(found["updated"]["id"], constraints={"maxCalls": 5})
    assert not kavach.authorize(token="kv_" + "0" * 72, **ISSUES).allowed
    return found


def _people(kavach: Kavach) -> dict[str, Any]:
    for id, role in (("ann", "owner"), ("bob", "auditor")):
        kavach.users.create(id=id, name=f"{id} ü", role=role, tenant_id="acme")
    kavach.users.update("bob", disabled=True)
    keys = [kavach.keys.create(name=name, role="service") for name in ("live", "ended")]
    kavach.keys.revoke(keys[1].key.id)
    return {
        "keys": [key.token for key in keys],
        "session": kavach.users.sign_in(kavach.users.sign_in_link("ann").token).token,
        "link": kavach.users.sign_in_link("ann").token,
    }


def dump_sqlite() -> tuple[str, dict[str, Any]]:
    """The SQL text of a file, and the facts about it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kavach.db"
        facts = fill(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as raw:
            return "\n".join(raw.iterdump()) + "\n", facts


def dump_postgres(server: str) -> tuple[str, dict[str, Any]]:
    """The SQL text of a schema on a server, to be run in another one, and the facts about it."""
    schema = f"stored_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as raw:
        raw.execute(f"CREATE SCHEMA {schema}")  # type: ignore[arg-type]
        try:
            separator = "&" if "?" in server else "?"
            facts = fill(f"{server}{separator}options=-csearch_path%3D{schema}")
            asked = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--no-comments"]
            text = subprocess.run(  # noqa: S603 - our own command
                [*asked, f"--schema={schema}", server], check=True, capture_output=True, text=True
            ).stdout
        finally:
            raw.execute(f"DROP SCHEMA {schema} CASCADE")  # type: ignore[arg-type]
    lines = [
        line.replace(f"{schema}.", "")
        for line in text.splitlines()
        if line.strip() and not re.match(r"--|SET |CREATE SCHEMA |SELECT pg_catalog\.set_config|\\", line)
    ]
    return "\n".join(lines) + "\n", facts


def dump_mysql(server: str) -> tuple[str, dict[str, Any]]:
    """The SQL text of a database on a server, and the facts about it."""
    found = urlsplit(server)
    account: dict[str, Any] = {
        "host": found.hostname,
        "port": found.port or 3306,
        "user": unquote(found.username or "root"),
        "password": unquote(found.password or ""),
    }
    name = f"stored_{os.getpid()}"
    with closing(pymysql.connect(**account)) as raw, raw.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            facts = fill(found._replace(path=f"/{name}").geturl())
            asked = ["mysqldump", "--compact", "--skip-extended-insert", "--hex-blob", "--no-tablespaces"]
            told = [f"--{key}={account[key]}" for key in ("host", "port", "user")]
            text = subprocess.run(  # noqa: S603 - our own command
                [*asked, "--default-character-set=utf8mb4", *told, name],
                check=True,
                capture_output=True,
                text=True,
                env=os.environ | {"MYSQL_PWD": account["password"]},
            ).stdout
        finally:
            cursor.execute(f"DROP DATABASE {name}")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("/*")]
    # Log 0 has the number 0, which would otherwise ask for the next number.
    return "\n".join(["SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO';", *lines]) + "\n", facts


def main() -> int:
    """Write the files."""
    STORED.mkdir(exist_ok=True)
    facts: dict[str, Any] = {}
    dumps = {
        "sqlite": dump_sqlite(),
        "postgresql": dump_postgres(sys.argv[1]),
        "mysql": dump_mysql(sys.argv[2]),
    }
    for kind, (text, about) in dumps.items():
        (STORED / f"schema-{SCHEMA}.{kind}.sql").write_text(text, encoding="utf-8")
        facts[kind] = about
    (STORED / f"schema-{SCHEMA}.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
