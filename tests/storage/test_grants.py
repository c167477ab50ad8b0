"""Roles of PostgreSQL with the least rights: one that decides, one that only reads. Real roles on the real server."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

import partitioning
import postgres_server
from pykavach import InvalidInput, Unavailable
from pykavach.engine import moving
from pykavach.engine.database import Database
from pykavach.ports import Move
from pykavach.storage import grants
from pykavach.storage.postgres import PostgresStore
from pykavach.storage.tables import metadata
from pykavach.sync import Kavach

pytestmark = pytest.mark.promise("FC-1", "ERR-2", "TM-1")

SECRET = "s" * 40
ALLOW = [{"resource": "*", "actions": ["*"]}]
READ = {"resource": "a:b", "action": "read"}
GATED = {"resource": "a:delete", "action": "write"}


def test_every_table_has_been_thought_about():
    for rights in (grants.DECIDER, grants.AUDITOR):
        assert {table.name for table in rights} == set(metadata.tables)
    assert set(grants.AUDITOR.values()) == {grants.Rights()}
    assert all(column.table is table for table, given in grants.DECIDER.items() for column in given.updates)


def test_names_are_quoted_and_what_is_none_is_refused():
    text = grants.script('my "schema', deciders=['o"brien; DROP TABLE audit'])
    assert '"my ""schema"."audit" TO "o""brien; DROP TABLE audit";' in text
    assert "PUBLIC" not in text
    for options in (
        {"deciders": [""]},
        {"deciders": ["x" * 64]},
        {"auditors": ["a\0"]},
        {"auditors": ["Public"]},
        {"deciders": ["a", "a"]},
        {"deciders": ["a"], "auditors": ["a"]},
    ):
        with pytest.raises(InvalidInput) as caught:
            grants.script("kavach", **options)  # type: ignore[arg-type]
        assert caught.value.field in ("decider", "auditor")
    with pytest.raises(InvalidInput):
        grants.script("", deciders=["a"])


class Roles:
    """An installation of its owner, and addresses under which the roles open it."""

    def __init__(self, schema: str, decider: str, auditor: str) -> None:
        self.schema, self.decider, self.auditor = schema, decider, auditor
        self.owner = Kavach(postgres_server.address(schema), SECRET, timeout=30.0).open()
        self.made = self.owner.agents.create(
            name="agent",
            type="service",
            permissions=ALLOW,
            constraints={"maxCalls": 100, "budgetUsd": 10, "requireApprovalFor": ["a:delete:write"]},
        )

    def grant(self) -> None:
        postgres_server.run(
            grants.script(self.schema, deciders=[self.decider], auditors=[self.auditor]), schema=self.schema
        )

    def address(self, role: str) -> str:
        found = conninfo_to_dict(postgres_server.ADDRESS)
        host, port = found.get("host") or "127.0.0.1", found.get("port") or 5432
        return f"postgresql://{role}@{host}:{port}/{found['dbname']}?options=-csearch_path%3D{self.schema}"

    def open(self, role: str, **options: Any) -> Kavach:
        return Kavach(self.address(role), SECRET, timeout=30.0, **options)

    def raw(self, role: str, statement: str) -> list[tuple[Any, ...]]:
        """A statement of the role's own, past Kavach."""
        address = make_conninfo(self.address(role))
        with psycopg.connect(address, autocommit=True) as raw:
            cursor = raw.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def roles() -> Iterator[Roles]:
    with ExitStack() as stack:
        schema = stack.enter_context(postgres_server.a_schema())
        names = [f"kavach_{what}_{os.urandom(6).hex()}" for what in ("decider", "auditor")]
        for name in names:
            postgres_server.run(f"CREATE ROLE {name} LOGIN")
            stack.callback(postgres_server.run, f"DROP ROLE {name}")
            stack.callback(postgres_server.run, f"DROP OWNED BY {name}")
        made = Roles(schema, *names)
        stack.callback(made.owner.close)
        yield made


def denied(call: Callable[[], Any], table: str) -> None:
    with pytest.raises(
        Unavailable, match=f"lacks a right: permission denied for table {table}; kavach db grants"
    ):
        call()


# -- deciding ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1", "APR-2", "PRM-5", "BUD-5", "BUD-7", "EVT-1", "AUD-3")
def test_the_role_that_decides_can_do_all_that_deciding_is(roles: Roles):
    roles.grant()
    heard: list[str] = []

    def listener(event: Any) -> None:
        heard.append(event.type)

    token = roles.made.token
    with roles.open(roles.decider, listeners=[listener]) as kavach:
        first = kavach.authorize(token=token, **READ, idempotency_key="k", cost_usd="0.5", arguments={"a": 1})
        assert first.allowed
        assert kavach.authorize(
            token=token, **READ, idempotency_key="k", cost_usd="0.5", arguments={"a": 1}
        ).replayed
        assert kavach.usage.settle(first.audit_id, cost_usd="0.25")
        kavach.usage.record(roles.made.agent.id, cost_usd="0.1", key="spent")
        assert not kavach.explain(token=token, **READ | {"resource": ""}).allowed
        assert kavach.authorize(token="kv_" + "0" * 72, **READ).code == "unknown_token"
        assert all(kavach.authorize_many([{"token": token} | READ] * 20))
        asked = kavach.authorize(token=token, **GATED)
        assert asked.outcome == "pending"
        roles.owner.approvals.approve(asked.approval_id, by="ann")
        assert kavach.authorize(token=token, **GATED).allowed
        assert kavach.authorize(token=token, **GATED).outcome == "pending"
        with kavach.guard(token, **READ, cost_usd="0.01") as permit:
            permit.cost_usd = "0.02"
        assert kavach.agents.limits(roles.made.agent.id)
        assert kavach.usage.summary(roles.made.agent.id)
        assert kavach.audit.query().items
        assert kavach.audit.verify().ok
        roles.owner.agents.revoke(roles.made.agent.id)
        assert kavach.authorize(token=token, **READ).code == "revoked"
        # Now and then it drops what has expired.
        postgres_server.run("UPDATE memo SET expires_at=1", schema=roles.schema)
        postgres_server.run("UPDATE approval SET expires_at=1", schema=roles.schema)
        postgres_server.run("INSERT INTO sink VALUES ('gone',1)", schema=roles.schema)
        kavach.engine._tidied = 0
        kavach.usage.record(roles.made.agent.id, cost_usd="0.1")
        assert postgres_server.run("SELECT count(*) FROM memo WHERE expires_at=1", schema=roles.schema) == [
            (0,)
        ]
        assert postgres_server.run("SELECT 1 FROM sink WHERE name='gone'", schema=roles.schema) == []
    assert "approval.opened" in heard
    assert roles.owner.audit.verify().ok


@pytest.mark.promise("AGT-4", "TOK-3", "DEL-1", "APR-3")
def test_the_role_that_decides_cannot_administer(roles: Roles):
    roles.grant()
    id, token = roles.made.agent.id, roles.made.token
    checkpoint = roles.owner.audit.checkpoint()
    with roles.open(roles.decider) as kavach:
        request = roles.owner.authorize(token=token, **GATED).approval_id
        before = postgres_server.everything(roles.schema)
        for call, table in (
            (lambda: kavach.agents.create(name="x", type="service", permissions=ALLOW), "agent"),
            (lambda: kavach.agents.delegate(parent_token=token, name="x", permissions=ALLOW), "agent"),
            (lambda: kavach.agents.update(id, constraints={"maxCalls": 1}), "agent"),
            (lambda: kavach.agents.rotate(id), "agent"),
            (lambda: kavach.agents.suspend(id), "agent"),
            (lambda: kavach.agents.revoke(id), "agent"),
            (lambda: kavach.agents.revoke(all=True), "agent"),
            (lambda: kavach.approvals.approve(request, by="ann"), "approval"),
            (lambda: kavach.approvals.deny(request, by="ann"), "approval"),
            (kavach.audit.checkpoint, "checkpoint"),
            (lambda: kavach.audit.erase_arguments(agent_id=id), "audit"),
            (lambda: kavach.audit.prune(before=datetime.now(UTC) + timedelta(minutes=1)), "log"),
            (lambda: moving.close(kavach.engine, Move("i", "a", "b", 1, False), 64), "epoch"),
        ):
            denied(call, table)
        assert postgres_server.everything(roles.schema) == before
        # Nobody it works beside is the worse for it.
        assert kavach.authorize(token=token, **READ).allowed
    assert roles.owner.audit.verify(checkpoint=checkpoint).ok
    roles.owner.agents.suspend(id)


@pytest.mark.promise("AUD-3", "AUD-5")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET entry='x'",
        "UPDATE audit SET kept=NULL",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DELETE FROM audit_span",
        "UPDATE audit_span SET span=0",
        "UPDATE log SET base=1",
        "DELETE FROM log",
        "INSERT INTO log VALUES (64,0,'x')",
        "DELETE FROM meter",
        "INSERT INTO meter (agent,level) VALUES (1,'x')",
        "UPDATE meter SET agent=1",
        "UPDATE meter SET level='x'",
        "UPDATE meter SET id=99 WHERE id=1",
        "UPDATE agent SET status='active'",
        "UPDATE agent SET permissions='[]'",
        "INSERT INTO agent SELECT * FROM agent",
        "DELETE FROM agent",
        "UPDATE approval SET decided_by='ann'",
        "UPDATE approval SET expires_at=expires_at+1",
        "UPDATE approval SET fingerprint='x'",
        "DELETE FROM approval",
        "UPDATE settlement SET cost=0",
        "DELETE FROM settlement",
        "UPDATE setting SET value='x'",
        "INSERT INTO setting VALUES ('a','b')",
        "UPDATE epoch SET n=n+1",
        "UPDATE epoch SET schema=2000001",
        "DELETE FROM epoch",
        "INSERT INTO change VALUES (1,1)",
        "INSERT INTO checkpoint (at,text) VALUES (1,'x')",
        "DELETE FROM checkpoint",
        "DROP TABLE audit",
        "ALTER TABLE audit ADD COLUMN x int",
        "CREATE TABLE more (x int)",
        "CREATE TRIGGER t BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SELECT setval('approval_n_seq',1)",
        "SELECT nextval('agent_n_seq')",
    ],
)
def test_neither_role_can_do_it_past_kavach(roles: Roles, statement: str):
    roles.owner.authorize(token=roles.made.token, **GATED)
    roles.grant()
    for role in (roles.decider, roles.auditor):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            roles.raw(role, statement)


def test_what_the_role_that_decides_can_do_past_kavach_is_what_the_docs_say(roles: Roles):
    """It is no promise: it is what deciding takes, told frankly. Whoever narrows it changes the docs, too."""
    roles.owner.authorize(token=roles.made.token, **GATED)
    roles.grant()
    for statement in (
        "UPDATE meter SET calls=0,usd=0 WHERE id>0",
        "UPDATE approval SET state='approved'",
        "UPDATE memo SET expires_at=1",
        "DELETE FROM memo",
        "DELETE FROM outbox",
        "DELETE FROM sink",
        "INSERT INTO settlement VALUES (1,0,1)",
        "INSERT INTO audit (seq,at,kind,entry,hash) VALUES (999,1,'change','x','x')",
        "SELECT value FROM setting",
    ):
        roles.raw(roles.decider, statement)
    # What it appends to the log past Kavach does not hold.
    assert not roles.owner.audit.verify().ok
    text = (Path(__file__).parents[2] / "docs" / "how-to" / "least-privilege.md").read_text()
    for word in ("meters", "approved", "remembered keys", "events", "settlements", "append"):
        assert word in text.split("## What a decider could do")[1]


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-3", "AUD-4")
def test_the_auditor_reads_everything_and_changes_nothing(roles: Roles, caplog: pytest.LogCaptureFixture):
    roles.grant()
    id, token = roles.made.agent.id, roles.made.token
    allowed = roles.owner.authorize(token=token, **READ, cost_usd="0.5")
    checkpoint = roles.owner.audit.checkpoint()
    before = postgres_server.everything(roles.schema)
    with roles.open(roles.auditor) as kavach:
        assert kavach.audit.verify(checkpoint=checkpoint).ok
        assert [item.id for item in kavach.audit.query(agent_id=id, kind="decision").items] == [
            allowed.audit_id
        ]
        assert "".join(kavach.audit.export(format="csv")).count("\n") == 4
        assert kavach.audit.get(allowed.audit_id).outcome == "allow"
        assert kavach.agents.get(id).id == id
        assert kavach.agents.limits(id)
        assert kavach.usage.unsettled().items
        assert kavach.approvals.list().items == []
        assert kavach.engine.store.describe()["database"].startswith("PostgreSQL")
        assert Database(kavach.engine).check().ok
        with caplog.at_level(logging.WARNING, "pykavach"):
            asked = kavach.authorize(token=token, **READ)
        assert (asked.allowed, asked.code) == (False, "unavailable")
        assert "lacks a right" not in asked.reason
        assert re.search("lacks a right: permission denied for table (meter|epoch)", caplog.text)
        for call in (
            lambda: kavach.usage.settle(allowed.audit_id, cost_usd=0),
            lambda: kavach.usage.record(id, cost_usd=1),
            lambda: kavach.agents.revoke(id),
            lambda: kavach.agents.create(name="x", type="service", permissions=ALLOW),
            lambda: kavach.audit.erase_arguments(agent_id=id),
            kavach.audit.checkpoint,
        ):
            with pytest.raises(Unavailable, match="lacks a right: permission denied for table"):
                call()
    assert postgres_server.everything(roles.schema) == before


@pytest.mark.promise("AUD-1", "AUD-5")
def test_a_log_that_is_divided_is_reached_with_the_same_rights(roles: Roles):
    roles.grant()
    partitioning.divide("postgres", roles.schema)
    token = roles.made.token
    with roles.open(roles.decider) as kavach:
        assert kavach.authorize(token=token, **READ).code == "unavailable"  # the table is another one
        roles.grant()
        allowed = kavach.authorize(token=token, **READ, cost_usd="0.5")
        assert allowed.allowed
        assert kavach.usage.settle(allowed.audit_id, cost_usd="0.25")
        assert kavach.audit.verify().ok
    with roles.open(roles.auditor) as kavach:
        assert Database(kavach.engine).check().ok
        assert kavach.audit.get(allowed.audit_id).code == "ok"
    for role in (roles.decider, roles.auditor):
        for partition in partitioning.partitions("postgres", roles.schema):
            for statement in (
                "DELETE FROM audit_{}",
                "INSERT INTO audit_{} SELECT * FROM audit",
                "DROP TABLE audit_{}",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    roles.raw(role, statement.format(partition))


# -- without rights, and again -------------------------------------------------------------------------------------------


def test_a_role_without_rights_is_told_so_when_it_opens(roles: Roles):
    with pytest.raises(InvalidInput, match="grant USAGE"):
        roles.open(roles.decider).open()
    postgres_server.run(f"GRANT USAGE ON SCHEMA {roles.schema} TO {roles.decider}")
    with pytest.raises(
        Unavailable, match="lacks a right: permission denied for table epoch; kavach db grants"
    ):
        roles.open(roles.decider).open()
    with postgres_server.a_schema() as empty:
        postgres_server.run(f"GRANT USAGE ON SCHEMA {empty} TO {roles.decider}")
        roles.schema, schema = empty, roles.schema
        with pytest.raises(Unavailable, match="lacks a right: permission denied for schema"):
            roles.open(roles.decider).open()
        roles.schema = schema


@pytest.mark.promise("AUD-6")
def test_a_right_that_is_taken_while_it_runs_denies_and_one_that_is_given_back_allows(roles: Roles):
    roles.grant()
    with roles.open(roles.decider) as kavach:
        assert kavach.authorize(token=roles.made.token, **READ).allowed
        postgres_server.run(f"REVOKE INSERT ON audit FROM {roles.decider}", schema=roles.schema)
        for _ in range(2):
            assert kavach.authorize(token=roles.made.token, **READ).code == "unavailable"
        roles.grant()
        assert kavach.authorize(token=roles.made.token, **READ).allowed
    assert postgres_server.run("SELECT calls FROM meter WHERE id>0", schema=roles.schema) == [(2,)]
    assert roles.owner.audit.verify().ok


def test_granting_again_takes_what_is_too_much(roles: Roles):
    postgres_server.run(f"GRANT ALL ON ALL TABLES IN SCHEMA {roles.schema} TO {roles.auditor}")
    postgres_server.run(f"GRANT ALL ON SCHEMA {roles.schema} TO {roles.auditor}")
    postgres_server.run(f"GRANT UPDATE (entry) ON audit TO {roles.auditor}", schema=roles.schema)
    roles.grant()
    roles.grant()
    for statement in ("UPDATE audit SET entry='x'", "CREATE TABLE more (x int)", "DELETE FROM memo"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            roles.raw(roles.auditor, statement)
    with pytest.raises(Unavailable):
        PostgresStore(roles.address("kavach_nobody_" + os.urandom(4).hex()))
