"""An installation with something of everything, and what its tables hold, read with the databases' own drivers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import mysql_server
import postgres_server
from authenticator import Authenticator
from pykavach.engine.ceremony import Site
from pykavach.sync import Kavach

SECRET = "s" * 40
READ = {"resource": "mcp:github:issues", "action": "read"}
GATED = {"resource": "mcp:github:delete", "action": "write", "arguments": {"repo": "Zoë/ключ"}}
SITE = {"site": Site.at("http://localhost:8787"), "browser": "a browser"}
Dump = dict[str, list[tuple[Any, ...]]]


class Place(NamedTuple):
    """A database by its address; ``schema`` where it is on a server."""

    kind: str
    address: str
    schema: str = ""
    path: Path | None = None

    def dump(self) -> Dump:
        """Every row of every table, but for what each database notes for itself."""
        found = {table: self.rows(f'SELECT * FROM "{table}"') for table in TABLES}
        found["epoch"] = [(id, n) for id, n, _ in found["epoch"]]
        found["setting"] = [row for row in found["setting"] if row[0] not in ("move", "copying")]
        return {table: sorted(rows, key=repr) for table, rows in found.items()}

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement gives, or does, behind Kavach's back."""
        if self.kind == "postgres":
            rows = postgres_server.run(statement, schema=self.schema)
        elif self.kind == "mysql":
            rows = mysql_server.run(statement, schema=self.schema)
        else:
            assert self.path is not None
            with closing(sqlite3.connect(self.path)) as raw, raw:
                rows = raw.execute(statement).fetchall()
        return [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in rows]

    @contextmanager
    def to_be_put_back(self, table: str) -> Iterator[None]:
        """Whatever is done to the rows of a table is undone in the end."""
        name = f'"{table}"'
        self.rows(f"CREATE TABLE kept_rows AS SELECT * FROM {name}")
        try:
            yield
        finally:
            self.rows(f"DELETE FROM {name}")
            given = "OVERRIDING SYSTEM VALUE " if self.kind == "postgres" else ""
            self.rows(f"INSERT INTO {name} {given}SELECT * FROM kept_rows")
            self.rows("DROP TABLE kept_rows")

    def open(self, **options: Any) -> Kavach:
        return Kavach(
            self.address, SECRET, actor="test", **{"durability": "process", "timeout": 60.0} | options
        )


TABLES = (
    "setting",
    "epoch",
    "change",
    "agent",
    "meter",
    "approval",
    "memo",
    "audit",
    "audit_span",
    "log",
    "settlement",
    "checkpoint",
    "person",
    "passkey",
    "webhook",
    "credential",
    "sink",
    "outbox",
)


@contextmanager
def places(folder: Path, *kinds: str) -> Iterator[list[Place]]:
    """Places where nothing is yet."""
    with ExitStack() as stack:
        found: list[Place] = []
        for number, kind in enumerate(kinds):
            if kind == "sqlite":
                path = folder / f"{number}.db"
                found.append(Place(kind, f"sqlite:///{path}", path=path))
                continue
            server = {"postgres": postgres_server, "mysql": mysql_server}[kind]
            schema = stack.enter_context(server.a_schema())
            found.append(Place(kind, server.address(schema), schema))
        yield found


def without_blank_logs(dump: Dump, logs: set[int]) -> Dump:
    """A dump without the logs beyond these, which must be blank."""
    blank = bytes(32)
    for log, base, hash in dump["log"]:
        assert log in logs or (base, hash) == (0, blank)
    for row in dump["meter"]:
        assert row[0] > 0 or -row[0] in logs or (row[-1], set(row[3:-3])) == (blank, {0})
    return dump | {
        "log": [row for row in dump["log"] if row[0] in logs],
        "meter": [row for row in dump["meter"] if row[0] > 0 or -row[0] in logs],
    }


def same(source: Dump, copy: Dump) -> None:
    """The copy holds exactly what the source does."""
    copy = without_blank_logs(copy, {row[0] for row in source["log"]})
    for table in TABLES:
        assert copy[table] == source[table], table


class Filled(NamedTuple):
    """What is known of an installation that was filled: tokens, and what must go on from where it was."""

    #: Limited to 10 calls, 4 of which are used.
    token: str
    #: Under it.
    child: str
    old: str
    revoked: str
    #: Ids of requests for ``GATED`` calls under ``token``: still open, and approved but not used.
    open: str
    approved: str
    #: An allow that is not settled, and one that is.
    booked: str
    settled: str
    #: Under the key "again", an allow of ``READ``.
    replay: str
    #: An admin key, a session of a person, and what holds their passkey.
    key: str
    session: str
    device: Authenticator


def fill(place: Place) -> Filled:
    with place.open() as kavach:
        kavach.engine.work(lambda work: work.unit.see_sink("hook", work.now))
        kavach.webhooks.create(
            name="hook ключ", url="https://hooks.example.com/", events=["key.created"], tenant_id="acme "
        )
        kavach.users.create(id="zoë", name="Zoë ключ", role="owner", tenant_id="acme ")
        key = kavach.keys.create(name="ops", role="admin", expires_in=timedelta(days=9)).token
        session = kavach.users.sign_in(kavach.users.sign_in_link("zoë").token).token
        device = Authenticator()
        made_there = device.create(kavach.passkeys.ask_to_register("zoë", **SITE))
        kavach.passkeys.register("zoë", made_there, name="телефон", **SITE)
        kavach.passkeys.sign_in(device.get(kavach.passkeys.ask_to_sign_in(**SITE)), **SITE)
        gone = kavach.agents.create(
            name="gone", type="service", permissions=[{"resource": "*", "actions": ["*"]}], max_depth=0
        )
        kavach.authorize(token=gone.token, **READ)
        kavach.agents.revoke(gone.agent.id)
        kavach.audit.checkpoint()
        kavach.audit.prune(before=datetime.now(UTC) + timedelta(minutes=1))
        made = kavach.agents.create(
            user_id="zoë",
            name="agent 'zoë' \U0001f600",
            type="autonomous",
            permissions=[{"resource": "mcp:*", "actions": ["read", "write"]}],
            constraints={
                "maxCalls": 10,
                "budgetUsd": 10,
                "requireApprovalFor": ["mcp:github:delete:write"],
                "argPatterns": {"title?": ["x" * 900] * 3},
            },
            metadata={"team": "ü" * 100, "nul": "\0"},
            tenant_id="acme ",
        )
        child = kavach.agents.delegate(
            parent_token=made.token,
            name="child",
            permissions=[{"resource": "mcp:github:*", "actions": ["read"]}],
        )
        for n in range(30):
            kavach.agents.create(
                name=f"n{n}", type="service", permissions=[{"resource": "*", "actions": ["*"]}]
            )
        booked = kavach.authorize(token=made.token, **READ, cost_usd="0.5", ip="10.0.0.1")
        settled = kavach.authorize(token=child.token, **READ, cost_usd="0.25", arguments={"a": "ö" * 2000})
        kavach.usage.settle(settled.audit_id, cost_usd="0.125")
        replay = kavach.authorize(token=made.token, **READ, idempotency_key="again")
        erased = kavach.authorize(token=made.token, **READ, arguments={"secret": 1, "b": [None, True, 1.5]})
        kavach.audit.erase_arguments(ids=[erased.audit_id])
        for n in range(5):
            kavach.authorize(token=made.token, **GATED | {"arguments": {"n": n}})
        ids = [request.id for request in kavach.approvals.list().items]
        kavach.approvals.deny(ids[0], by="ann", note="no \n 'quoted' ключ")
        kavach.approvals.approve(ids[1], by="ann")
        opened = kavach.authorize(token=made.token, **GATED).approval_id
        approved = kavach.authorize(token=made.token, **GATED | {"arguments": {"yes": 1}}).approval_id
        kavach.approvals.approve(approved, by="ann")
        kavach.authorize(token="kv_" + "0" * 72, **READ, ip="2001:db8::1")
        old = made.token
        rotated = kavach.agents.rotate(made.agent.id, grace=timedelta(hours=1))
        kavach.audit.checkpoint()
        assert not booked.replayed
        assert {each.allowed for each in (booked, settled, replay, erased)} == {True}
    dump = place.dump()
    assert not [table for table, rows in dump.items() if not rows], "something of everything"
    return Filled(
        rotated.token,
        child.token,
        old,
        gone.token,
        opened,
        approved,
        booked.audit_id,
        settled.audit_id,
        replay.audit_id,
        key,
        session,
        device,
    )


def check_it_goes_on(place: Place, filled: Filled) -> None:
    """Tokens, limits, approvals, keys, settling and the log: everything goes on from where it was."""
    with place.open() as kavach:
        assert kavach.audit.verify().ok
        assert [kavach.keys.authenticate(token).role for token in (filled.key, filled.session)] == [
            "admin",
            "owner",
        ]
        assert kavach.keys.create(name="next", role="service").key.id  # numbers go on
        answer = filled.device.get(kavach.passkeys.ask_to_sign_in(**SITE))
        assert kavach.passkeys.sign_in(answer, **SITE).principal.person_id == "zoë"
        checkpoint = kavach.audit.checkpoint()
        denied = kavach.authorize(token=filled.revoked, **READ)
        assert (denied.code, denied.allowed) == ("revoked", False)
        replayed = kavach.authorize(token=filled.token, **READ, idempotency_key="again")
        assert (replayed.replayed, replayed.audit_id) == (True, filled.replay)
        assert kavach.usage.settle(filled.booked, cost_usd="0.5").cost_usd == kavach_money("0.5")
        assert kavach.usage.settle(filled.settled, cost_usd="0.125").cost_usd == kavach_money("0.125")
        # 4 of 10 calls are used.
        passed = kavach.authorize(token=filled.token, **GATED | {"arguments": {"yes": 1}})
        assert (passed.allowed, passed.approval_id) == (True, filled.approved)
        joined = kavach.authorize(token=filled.token, **GATED)
        assert (joined.outcome, joined.approval_id) == ("pending", filled.open)
        assert kavach.approvals.get(filled.open).arguments == GATED["arguments"]
        kavach.approvals.approve(filled.open, by="ann")
        assert kavach.authorize(token=filled.old, **GATED).allowed
        assert (
            kavach.authorize(token=filled.token, **GATED | {"arguments": {"n": 0}}).code == "approval_denied"
        )
        assert [kavach.authorize(token=filled.child, **READ).code for _ in range(5)] == ["ok"] * 4 + [
            "rate_limited"
        ]
        made = kavach.agents.create(
            name="new",
            type="service",
            permissions=[{"resource": "*", "actions": ["*"]}],
            constraints={"requireApprovalFor": ["b:read"]},
        )
        assert kavach.authorize(token=made.token, resource="a", action="read").allowed
        assert kavach.authorize(token=made.token, resource="b", action="read").outcome == "pending"
        report = kavach.audit.verify(checkpoint=checkpoint)
        assert report.ok, report


def kavach_money(text: str) -> Any:
    from decimal import Decimal

    return Decimal(text)
