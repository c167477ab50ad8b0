"""Databases that older versions have written, and what must still hold in them, whatever they have been through.

``tests/stored/schema-N.*.sql`` are whole databases as SQL text (``tools/store_schema.py`` wrote them), ``schema-N.json``
says what is in them. ``tests/stored/revisions`` holds a step that no version has, to try out steps with.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

import mysql_server
import postgres_server
import process_world
from process_world import Place, check_whole, standing_for, url
from pykavach import Conflict
from pykavach.storage import migrations, tables
from pykavach.sync import Kavach

STORED = Path(__file__).with_name("stored")
#: Databases in which a transaction undoes what changes tables, and all.
KINDS = ("sqlite", "postgresql")
ALL_KINDS = (*KINDS, "mysql")
VERSIONS = sorted(int(path.stem.partition("-")[2]) for path in STORED.glob("schema-*.json"))
ISSUES = {"resource": "mcp:github:issues", "action": "write"}
DELETE = {"resource": "files:tmp", "action": "delete"}


#: The version of the schema as it is, and the one after it, which only tests have.
NOW = tables.SCHEMA
NEXT = NOW + 1


def next_version() -> int:
    """Make this process a version whose schema is one step further. The number of it."""
    migrations.VERSIONS = (migrations.VERSIONS[0], STORED / "revisions")
    tables.SCHEMA = NEXT  # type: ignore[misc]
    return NEXT


@contextmanager
def as_next_version() -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "VERSIONS", migrations.VERSIONS)
        patch.setattr(tables, "SCHEMA", tables.SCHEMA)
        yield next_version()


class Stored:
    """An older database, loaded; ``facts`` says what was in it."""

    def __init__(self, kind: str, version: int, path: Path) -> None:
        self.kind = kind
        self.path = path
        self.text = (STORED / f"schema-{version}.{kind}.sql").read_text(encoding="utf-8")
        self.facts: dict[str, Any] = json.loads((STORED / f"schema-{version}.json").read_bytes())[kind]
        #: The clock goes on a minute after everything was written.
        self.now = datetime.fromisoformat(self.facts["at"]).astimezone(UTC) + timedelta(minutes=1)

    @property
    def url(self) -> str:
        return url(self.path)

    @property
    def schema(self) -> str:
        """Its name on the server."""
        [(name,)] = self.read("SELECT current_schema()")
        return str(name)

    def load(self) -> None:
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.path)) as raw:
                raw.executescript(self.text)
        elif self.kind == "postgresql":
            self.read(self.text)
        else:
            mysql_server.load(self.text, process_world._PLACES[self.path].url.rpartition("/")[2])

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows, behind Kavach's back."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.path)) as raw, raw:
                return raw.execute(statement).fetchall()
        return process_world._PLACES[self.path].read(statement)

    @property
    def version(self) -> int:
        return int(self.read('SELECT "schema" FROM epoch')[0][0])

    def open(self, **options: Any) -> Kavach:
        options = {"migrate": True, "durability": "process", "timeout": process_world.PATIENCE} | options
        return Kavach(self.url, self.facts["secret"], clock=lambda: self.now, **options)

    def check_all(self) -> None:
        """It goes on exactly where it was left."""
        heard: set[str] = set()
        waiting = set(re.findall(r"evt_[0-9a-f]{24}", self.text))

        class Sink:
            name = "stored"

            def __call__(self, event: Any) -> None:
                heard.add(event.id)

        with self.open() as kavach:
            self._check_log(kavach)
            self._check_limits(kavach)
            self._check_money(kavach)
            self._check_requests(kavach)
            self._check_people(kavach)
            self._check_lives(kavach)
            self._check_webhooks(kavach)
            assert kavach.audit.verify(checkpoint=self.facts["checkpoint"]).ok
        with self.open(listeners=[Sink()]):
            process_world.until(lambda: waiting <= heard, what="events that were waiting")
        assert len(waiting) == (24 if "keys" in self.facts else 18)
        check_whole(self.path)

    def _check_log(self, kavach: Kavach) -> None:
        report = kavach.audit.verify(checkpoint=self.facts["checkpoint"])
        assert report.ok, report
        assert report.entries == self.facts["entries"]

    def _check_limits(self, kavach: Kavach) -> None:
        """Used are 5 of the tree's 12 calls, 5 of the 9 a day of its permission, and one of the helper's 3."""
        ask = lambda who, **more: kavach.authorize(token=self.facts[who]["token"], **ISSUES, **more)  # noqa: E731
        again = ask("child", idempotency_key="one of the helper's")
        assert (again.code, again.replayed, again.audit_id) == ("ok", True, self.facts["kept"])
        assert [ask("child").code for _ in range(4)] == ["ok", "ok", "rate_limited", "rate_limited"]
        assert [ask("root").code for _ in range(6)] == ["ok"] * 2 + ["rate_limited"] * 4
        assert [ask("updated").code for _ in range(4)] == ["ok", "ok", "ok", "rate_limited"]

    def _check_money(self, kavach: Kavach) -> None:
        root, bookings = self.facts["root"]["id"], self.facts["bookings"]
        spent = lambda: kavach.usage.summary(root).usd_today  # noqa: E731
        assert spent() == Decimal(self.facts["spent"])
        kavach.usage.settle(bookings[0], cost_usd="0.04")
        with pytest.raises(Conflict):
            kavach.usage.settle(bookings[0], cost_usd="0.05")
        kavach.usage.settle(bookings[2], cost_usd="0.30")
        kavach.usage.record(root, cost_usd="0.01", key="bill 7")
        with pytest.raises(Conflict):
            kavach.usage.record(root, cost_usd="0.02", key="bill 7")
        assert spent() == Decimal(self.facts["spent"]) + Decimal("0.20")
        assert bookings[3] in {each.audit_id for each in kavach.usage.unsettled().items}

    def _check_requests(self, kavach: Kavach) -> None:
        opened, approved, denied, used = self.facts["approvals"]

        def ask(name: str) -> Any:
            token = self.facts["gated"]["token"]
            return kavach.authorize(token=token, **DELETE, arguments={"name": name})

        assert (ask("open").code, ask("open").approval_id) == ("approval_required", opened)
        assert kavach.approvals.get(opened).arguments == {"name": "open"}  # unsealed
        kavach.approvals.approve(opened, by="bob")
        assert [ask("open").code for _ in range(2)] == ["ok", "approval_required"]
        assert kavach.approvals.get(approved).note == "go on"
        assert [ask("approved").code for _ in range(2)] == ["ok", "approval_required"]
        assert (ask("denied").code, kavach.approvals.get(denied).state) == ("approval_denied", "denied")
        assert ask("used").approval_id != used

    def _check_people(self, kavach: Kavach) -> None:
        if "keys" in self.facts:
            live, ended = (kavach.keys.authenticate(token) for token in self.facts["keys"])
            assert (live.name, live.role, ended) == ("live", "service", None)  # type: ignore[union-attr]
            session = kavach.keys.authenticate(self.facts["session"])
            assert (session.name, session.owner_id, session.tenant_id) == ("ann ü", "ann", "acme")  # type: ignore[union-attr]
            assert kavach.users.sign_in(self.facts["link"]).principal.name == "ann ü"
            assert kavach.users.get("bob").status == "disabled"
        assert kavach.keys.authenticate(kavach.keys.create(name="new", role="admin").token)

    def _check_webhooks(self, kavach: Kavach) -> None:
        if "webhook" in self.facts:
            found = kavach.webhooks.get(self.facts["webhook"]["id"])
            assert (found.name, found.tenant_id, found.status) == ("stored", "acme", "active")
            rotated = kavach.webhooks.rotate_secret(found.id)
            assert rotated.old_until is not None  # so the stored one could be opened
            kavach.webhooks.remove(found.id)
        made = kavach.webhooks.create(name="new", url="https://hooks.example.com/")
        kavach.webhooks.remove(made.webhook.id)

    def _check_lives(self, kavach: Kavach) -> None:
        ask = lambda token: kavach.authorize(token=token, **ISSUES).code  # noqa: E731
        stopped, gone, rotated = (self.facts[name] for name in ("suspended", "revoked", "rotated"))
        assert [ask(each["token"]) for each in (stopped, gone)] == ["suspended", "revoked"]
        kavach.agents.resume(stopped["id"])
        assert ask(stopped["token"]) == "ok"
        assert [ask(rotated["new"]), ask(rotated["token"])] == ["ok", "ok"]  # in its grace
        agent = kavach.agents.get(self.facts["root"]["id"])
        assert (agent.metadata, agent.tenant_id) == ({"team": "payments", "ü": "\u0000 and 漢字"}, "acme")
        self.now += timedelta(hours=13)  # the next day
        root = self.facts["root"]["token"]
        assert [ask(root) for _ in range(4)] == ["ok"] * 3 + ["rate_limited"]  # the tree's 12 are used up
        kavach.agents.revoke(agent.id)
        assert ask(self.facts["child"]["token"]) == "revoked"


@contextmanager
def an_empty_place(kind: str, folder: Path) -> Iterator[Path]:
    """A path for a database that is not there yet."""
    path = Path(mkdtemp(dir=folder)) / "kavach.db"
    if kind == "sqlite":
        yield path
        return
    server = mysql_server if kind == "mysql" else postgres_server
    with server.a_schema() as schema:
        place = Place(server.address(schema), partial(server.run, schema=schema))
        with standing_for(path, place):
            yield path


@contextmanager
def stored(kind: str, folder: Path, version: int = NOW) -> Iterator[Stored]:
    with an_empty_place(kind, folder) as path:
        found = Stored(kind, version, path)
        found.load()
        yield found
