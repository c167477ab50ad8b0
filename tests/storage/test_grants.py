"""Roles of servers with the least rights: one that decides, one that only reads. Real roles on the real servers."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import mysql_server
import partitioning
import postgres_server
from patience import until
from pykavach import InvalidInput, Unavailable
from pykavach.engine import moving
from pykavach.engine.database import Database
from pykavach.ports import Move
from pykavach.storage import grants
from pykavach.storage.mysql_link import Bounded
from pykavach.storage.tables import metadata
from pykavach.sync import Kavach
from servers import SERVERS

pytestmark = pytest.mark.promise("FC-1", "ERR-2", "TM-1")

SECRET = "s" * 40
ALLOW = [{"resource": "*", "actions": ["*"]}]
READ = {"resource": "a:b", "action": "read"}
GATED = {"resource": "a:delete", "action": "write"}
#: Who may make the tables, and hand rights on. What a server says of a right that is missing.
OWNING = {
    "postgres": "ALTER SCHEMA {} OWNER TO {}",
    "mysql": "GRANT ALL ON {}.* TO {} WITH GRANT OPTION",
}
SAID = {
    "postgres": "permission denied for table {}",
    "mysql": "[A-Z ]+ command denied to user .*[`'](?:{})[`'].*",
}


def test_every_table_has_been_thought_about():
    for rights in (grants.DECIDER, grants.AUDITOR):
        assert {table.name for table in rights} == set(metadata.tables)
    assert {given._replace(hides=()) for given in grants.AUDITOR.values()} == {grants.Rights()}
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


def test_accounts_of_mysql_are_quoted_and_what_is_none_is_refused():
    text = grants.script(r"a`\_b", deciders=["o'b`@x; DROP@LocalHost", "app"], mysql=True)
    assert r"GRANT SELECT, INSERT ON TABLE `a``\_b`.`audit` TO `o'b``@x; DROP`@`localhost`;" in text
    assert "`audit` TO `app`@`%`;" in text
    # A database with its name as a pattern, spelt in both ways.
    assert r"ON `a``\_b`.* FROM" in text
    assert r"ON `a``\\\_b`.* FROM" in text
    for options in (
        {"deciders": [""]},
        {"deciders": ["x" * 129]},
        {"deciders": ["@%"]},
        {"deciders": ["a@"]},
        {"deciders": ["a@" + "x" * 256]},
        {"deciders": ["a@b`"]},
        {"deciders": ["a@b c"]},
        {"deciders": ["a\n"]},
        {"deciders": ["a "]},
        {"deciders": ["\ud800"]},
        {"auditors": ["a\0@%"]},
        {"auditors": ["Public"]},
        {"deciders": ["a", "a@%"]},
        {"deciders": ["a@Host"], "auditors": ["a@host"]},
    ):
        with pytest.raises(InvalidInput) as caught:
            grants.script("kavach", mysql=True, **options)  # type: ignore[arg-type]
        assert caught.value.field in ("decider", "auditor")
    for schema in ("", "a\n", " a", "x" * 65):
        with pytest.raises(InvalidInput, match="schema"):
            grants.script(schema, deciders=["a"], mysql=True)


class Roles:
    """An installation on a server, and the roles that have to do with it."""

    def __init__(self, kind: str, schema: str, owner: str, decider: str, auditor: str) -> None:
        self.kind, self.server, self.schema = kind, SERVERS[kind], schema
        self.owning, self.decider, self.auditor = owner, decider, auditor
        self.run(OWNING[kind].format(schema, owner))
        self.owner = self.open(owner).open()
        self.made = self.owner.agents.create(
            name="agent",
            type="service",
            permissions=ALLOW,
            constraints={"maxCalls": 100, "budgetUsd": 10, "requireApprovalFor": ["a:delete:write"]},
        )

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """As somebody who may do everything on the server."""
        found: list[tuple[Any, ...]] = self.server.run(statement, schema=self.schema)
        return found

    def grant(self) -> None:
        script = grants.script(
            self.schema, deciders=[self.decider], auditors=[self.auditor], mysql=self.kind == "mysql"
        )
        self.raw(self.owning, script)

    def open(self, role: str, **options: Any) -> Kavach:
        address = self.server.address_of(role, self.schema)
        return Kavach(address, SECRET, timeout=30.0, migrate=False, **options)

    def raw(self, role: str, statement: str) -> None:
        """A statement of the role's own, past Kavach."""
        self.server.run_as(role, statement, self.schema)

    def may(self, role: str, statement: str) -> bool:
        """Whether the server lets a role do it."""
        denied, words = self.server.DENIED
        try:
            self.raw(role, statement)
        except denied as error:
            assert re.search(words, str(error)), error
            return False
        return True

    def denied(self, call: Callable[[], Any], table: str) -> None:
        said = SAID[self.kind].format(table)
        with pytest.raises(Unavailable, match=f"lacks a right: {said}; kavach db grants"):
            call()

    def everything(self) -> bytes:
        found: bytes = self.server.everything(self.schema)
        return found


def some_roles(kind: str) -> Iterator[Roles]:
    with ExitStack() as stack:
        server = SERVERS[kind]
        schema = stack.enter_context(server.a_schema())
        made = Roles(kind, schema, *(stack.enter_context(server.an_account()) for _ in range(3)))
        stack.callback(made.owner.close)
        yield made


@pytest.fixture(params=list(SERVERS))
def roles(request: pytest.FixtureRequest) -> Iterator[Roles]:
    yield from some_roles(request.param)


@pytest.fixture
def on_postgres() -> Iterator[Roles]:
    yield from some_roles("postgres")


@pytest.fixture
def on_mysql() -> Iterator[Roles]:
    yield from some_roles("mysql")


# -- deciding ----------------------------------------------------------------------------------------------------------


def decide(roles: Roles, kavach: Kavach) -> None:
    """All that deciding is, by the role that decides."""
    token = roles.made.token
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
    # Now and then it drops what has expired.
    roles.run("UPDATE memo SET expires_at=1")
    roles.run("UPDATE approval SET expires_at=1")
    roles.run("INSERT INTO sink (name,seen_at) VALUES ('gone',1)")
    kavach.engine._tidied = 0
    kavach.usage.record(roles.made.agent.id, cost_usd="0.1")
    assert roles.run("SELECT count(*) FROM memo WHERE expires_at=1") == [(0,)]
    assert roles.run("SELECT count(*) FROM approval WHERE state='expired'") == [(1,)]
    assert roles.run("SELECT 1 FROM sink WHERE name='gone'") == []
    roles.owner.agents.revoke(roles.made.agent.id)
    assert kavach.authorize(token=token, **READ).code == "revoked"


@pytest.mark.promise("EX-1", "APR-2", "PRM-5", "BUD-5", "BUD-7", "EVT-1", "AUD-3")
def test_the_role_that_decides_can_do_all_that_deciding_is(roles: Roles):
    roles.grant()
    heard: list[str] = []

    def listener(event: Any) -> None:
        heard.append(event.type)

    with roles.open(roles.decider, listeners=[listener]) as kavach:
        decide(roles, kavach)
    assert "approval.opened" in heard
    assert roles.owner.audit.verify().ok


@pytest.mark.promise("EVT-1")
def test_the_role_that_decides_puts_off_what_cannot_be_delivered(roles: Roles):
    roles.grant()

    def listener(event: Any) -> None:
        raise OSError(event.type)

    with roles.open(roles.decider, listeners=[listener]) as kavach:
        kavach.authorize(token=roles.made.token, **GATED)
        put_off = "SELECT max(attempts) FROM outbox WHERE claimed_by IS NULL"
        until(lambda: roles.run(put_off) == [(1,)], what="the event to be put off")


def test_the_role_that_decides_locks_on_mysql_what_it_may_change(
    on_mysql: Roles, monkeypatch: pytest.MonkeyPatch
):
    """MySQL asks for that. MariaDB, on which this runs, does not."""
    on_mysql.grant()
    asked: list[str] = []
    ask = Bounded._execute_command

    def asking(self: Bounded, command: int, sql: bytes | str) -> None:
        asked.extend((sql if isinstance(sql, str) else sql.decode(errors="replace")).split(";"))
        ask(self, command, sql)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Bounded, "_execute_command", asking)
        with on_mysql.open(on_mysql.decider) as kavach:
            decide(on_mysql, kavach)
    locks = [re.search(r" FROM (\w+) .*FOR UPDATE", statement) for statement in asked]
    may = {table.name for table, given in grants.DECIDER.items() if given.updates or given.deletes}
    assert {"epoch", "meter", "approval", "memo"} <= {lock[1] for lock in locks if lock} <= may


@pytest.mark.promise("AGT-4", "TOK-3", "DEL-1", "APR-3")
def test_the_role_that_decides_cannot_administer(roles: Roles):
    roles.grant()
    id, token = roles.made.agent.id, roles.made.token
    checkpoint = roles.owner.audit.checkpoint()
    with roles.open(roles.decider) as kavach:
        request = roles.owner.authorize(token=token, **GATED).approval_id
        before = roles.everything()
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
            roles.denied(call, table)
        assert roles.everything() == before
        # Nobody it works beside is the worse for it.
        assert kavach.authorize(token=token, **READ).allowed
    assert roles.owner.audit.verify(checkpoint=checkpoint).ok
    roles.owner.agents.suspend(id)


FORBIDDEN = (
    "UPDATE audit SET entry='x'",
    "UPDATE audit SET kept=NULL",
    "DELETE FROM audit",
    "TRUNCATE TABLE audit",
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
    'UPDATE epoch SET "schema"=2000001',
    "DELETE FROM epoch",
    'INSERT INTO "change" VALUES (1,1)',
    "INSERT INTO checkpoint (at,text) VALUES (1,'x')",
    "DELETE FROM checkpoint",
    "SELECT digest FROM credential",
    "INSERT INTO credential (id,kind,digest,name,role,created_at,created_by) VALUES ('a','key','x','x','admin',1,'x')",
    "UPDATE credential SET revoked_at=NULL",
    "UPDATE credential SET last_used_at=1",
    "DELETE FROM credential",
    "INSERT INTO person VALUES ('ann','Ann','admin',NULL,1,NULL)",
    "UPDATE person SET role='admin'",
    "DROP TABLE audit",
    "ALTER TABLE audit ADD COLUMN x int",
    "CREATE TABLE more (x int)",
)
#: What only one of them understands.
ALSO_FORBIDDEN = {
    "postgres": (
        "CREATE TRIGGER t BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SELECT setval('approval_n_seq',1)",
        "SELECT nextval('agent_n_seq')",
    ),
    "mysql": (
        "CREATE TRIGGER t BEFORE INSERT ON audit FOR EACH ROW SET NEW.entry='x'",
        "REPLACE INTO audit (seq,at,kind,entry,hash) VALUES (1,1,'change','x','x')",
        "INSERT INTO audit (seq,at,kind,entry,hash) VALUES (1,1,'change','x','x') ON DUPLICATE KEY UPDATE entry='x'",
        "INSERT INTO audit SELECT * FROM audit ON DUPLICATE KEY UPDATE audit.entry='x'",
        "INSERT INTO audit_span VALUES (1,0) ON DUPLICATE KEY UPDATE agent=audit_span.agent",
        "INSERT INTO settlement SELECT * FROM settlement ON DUPLICATE KEY UPDATE settlement.cost=0",
        "INSERT INTO meter SELECT * FROM meter ON DUPLICATE KEY UPDATE meter.level='x'",
        "UPDATE (SELECT 1 AS id) v JOIN meter m ON m.id=v.id SET m.level='x'",
        "LOCK TABLES meter WRITE",
        "RENAME TABLE audit TO other",
        "CREATE VIEW more AS SELECT 1",
        "GRANT SELECT ON audit TO CURRENT_USER",
    ),
}


@pytest.mark.promise("AUD-3", "AUD-5")
def test_neither_role_can_do_it_past_kavach(roles: Roles):
    roles.owner.authorize(token=roles.made.token, **GATED)
    roles.grant()
    for role in (roles.decider, roles.auditor):
        done = [some for some in (*FORBIDDEN, *ALSO_FORBIDDEN[roles.kind]) if roles.may(role, some)]
        assert done == []


@pytest.mark.promise("TOK-2")
def test_who_administers_is_no_matter_of_deciding(roles: Roles):
    roles.grant()
    for statement in ("SELECT id FROM credential", "SELECT 1 FROM credential", "SELECT id FROM person"):
        assert not roles.may(roles.decider, statement)
        assert roles.may(roles.auditor, statement)


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
    maria = roles.kind == "mysql" and "mariadb" in roles.run("SELECT version()")[0][0].lower()
    assert roles.may(roles.auditor, "SELECT id FROM meter FOR UPDATE") == maria
    over = "INSERT INTO approval SELECT * FROM approval ON DUPLICATE KEY UPDATE decided_by='ann'"
    assert roles.kind == "postgres" or roles.may(roles.decider, over) == maria
    # What it appends to the log past Kavach does not hold.
    assert not roles.owner.audit.verify().ok
    text = (Path(__file__).parents[2] / "docs" / "how-to" / "least-privilege.md").read_text()
    for word in ("meters", "approved", "remembered keys", "events", "settlements", "append", "On MariaDB"):
        assert word in text.split("## What a decider could do")[1]


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-3", "AUD-4")
def test_the_auditor_reads_everything_and_changes_nothing(roles: Roles, caplog: pytest.LogCaptureFixture):
    roles.grant()
    id, token = roles.made.agent.id, roles.made.token
    allowed = roles.owner.authorize(token=token, **READ, cost_usd="0.5")
    checkpoint = roles.owner.audit.checkpoint()
    before = roles.everything()
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
        assert kavach.engine.store.describe()["database"].startswith(("PostgreSQL", "MariaDB", "MySQL"))
        assert Database(kavach.engine).check().ok
        with caplog.at_level(logging.WARNING, "pykavach"):
            asked = kavach.authorize(token=token, **READ)
        assert (asked.allowed, asked.code) == (False, "unavailable")
        assert "lacks a right" not in asked.reason
        assert re.search(f"lacks a right: {SAID[roles.kind].format('meter')};", caplog.text)
        for call in (
            lambda: kavach.usage.settle(allowed.audit_id, cost_usd=0),
            lambda: kavach.usage.record(id, cost_usd=1),
            lambda: kavach.agents.revoke(id),
            lambda: kavach.agents.create(name="x", type="service", permissions=ALLOW),
            lambda: kavach.audit.erase_arguments(agent_id=id),
            kavach.audit.checkpoint,
        ):
            with pytest.raises(Unavailable, match=r"lacks a right: .* denied .*; kavach db grants"):
                call()
    assert roles.everything() == before


@pytest.mark.promise("AUD-1", "AUD-5")
def test_a_log_that_is_divided_is_reached_with_the_same_rights(on_postgres: Roles):
    roles = on_postgres
    roles.grant()
    partitioning.divide("postgres", roles.schema)
    for table in ("audit", *(f"audit_{name}" for name in partitioning.partitions("postgres", roles.schema))):
        roles.run(f"ALTER TABLE {table} OWNER TO {roles.owning}")  # the recipe is the owner's to run
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
                assert not roles.may(role, statement.format(partition))


# -- without rights, and again -------------------------------------------------------------------------------------------


def test_a_role_of_postgresql_without_rights_is_told_so_when_it_opens(on_postgres: Roles):
    roles = on_postgres
    with pytest.raises(InvalidInput, match="grant USAGE"):
        roles.open(roles.decider).open()
    roles.run(f"GRANT USAGE ON SCHEMA {roles.schema} TO {roles.decider}")
    roles.denied(roles.open(roles.decider).open, "epoch")
    with postgres_server.a_schema() as empty:
        postgres_server.run(f"GRANT USAGE ON SCHEMA {empty} TO {roles.decider}")
        roles.schema, schema = empty, roles.schema
        with pytest.raises(Unavailable, match="lacks a right: permission denied for schema"):
            roles.open(roles.decider).open()
        roles.schema = schema


def test_an_account_of_mysql_without_rights_is_told_so_when_it_opens(on_mysql: Roles):
    roles = on_mysql
    with pytest.raises(
        Unavailable, match=r"lacks a right: Access denied .* to database .*; kavach db grants"
    ):
        roles.open(roles.decider).open()
    roles.run("CREATE TABLE others (x int)")
    roles.run(f"GRANT SELECT ON others TO {roles.decider}")
    with pytest.raises(Unavailable, match=r"lacks a right: CREATE command denied .*; kavach db grants"):
        roles.open(roles.decider).open()
    for right, table in (("INSERT", "audit"), ("SELECT", "setting")):
        roles.run(f"GRANT {right} ON {table} TO {roles.decider}")
        roles.denied(roles.open(roles.decider).open, "audit|epoch")
    assert roles.owner.audit.verify().ok


@pytest.mark.promise("AUD-6")
def test_a_right_that_is_taken_while_it_runs_denies_and_one_that_is_given_back_allows(roles: Roles):
    roles.grant()
    with roles.open(roles.decider) as kavach:
        assert kavach.authorize(token=roles.made.token, **READ).allowed
        roles.run(f"REVOKE INSERT ON audit FROM {roles.decider}")
        for _ in range(2):
            assert kavach.authorize(token=roles.made.token, **READ).code == "unavailable"
        roles.grant()
        assert kavach.authorize(token=roles.made.token, **READ).allowed
    assert roles.run("SELECT calls FROM meter WHERE id>0") == [(2,)]
    assert roles.owner.audit.verify().ok


TOO_MUCH = {
    "postgres": (
        "GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT ALL ON SCHEMA {schema} TO {role}",
        "GRANT UPDATE (entry) ON audit TO {role}",
    ),
    "mysql": (
        "GRANT ALL ON {schema}.* TO {role} WITH GRANT OPTION",
        "GRANT ALL ON `{pattern}`.* TO {role}",
        "GRANT ALL ON audit TO {role} WITH GRANT OPTION",
        "GRANT UPDATE (entry), SELECT (seq) ON audit TO {role}",
        "GRANT DELETE ON log TO {role}",
    ),
}


def too_much(roles: Roles) -> None:
    for statement in TOO_MUCH[roles.kind]:
        pattern = roles.schema.replace("_", r"\_")
        roles.run(statement.format(schema=roles.schema, pattern=pattern, role=roles.auditor))


def test_granting_again_takes_what_is_too_much(roles: Roles):
    too_much(roles)
    assert roles.may(roles.auditor, "CREATE TABLE more (x int)")
    roles.grant()
    roles.grant()
    for statement in (
        "UPDATE audit SET entry='x'",
        "CREATE TABLE even_more (x int)",
        "DELETE FROM memo",
        "DELETE FROM log",
    ):
        assert not roles.may(roles.auditor, statement), statement
    assert roles.may(roles.auditor, "SELECT 1 FROM audit")


def test_an_account_of_mysql_has_then_what_the_script_says_and_nothing_else(on_mysql: Roles):
    too_much(on_mysql)
    on_mysql.grant()
    hiding = {"credential": "digest", "webhook": "secrets"}
    reads = [f"SELECT ON `{on_mysql.schema}`.`{table}`" for table in metadata.tables if table not in hiding]
    found = [shown.replace('"', "`") for (shown,) in mysql_server.run(f"SHOW GRANTS FOR {on_mysql.auditor}")]
    for table, column in hiding.items():
        [some] = [shown for shown in found if f"`{table}`" in shown]
        found.remove(some)
        assert f"`{column}`" not in some
        assert re.fullmatch(
            r"GRANT SELECT \([^()]*\), SHOW VIEW ON .*|GRANT SHOW VIEW, SELECT \([^()]*\) ON .*", some
        )
    assert sorted(found) == sorted(
        f"GRANT {right} TO `{on_mysql.auditor}`@`%`" for right in ("USAGE ON *.*", *reads)
    )
    # Nobody is made by a name that is mistyped, whatever the server's mode is.
    nobody = on_mysql.auditor + "x"
    script = grants.script(on_mysql.schema, auditors=[nobody], mysql=True)
    with pytest.raises(mysql_server.pymysql.OperationalError, match=r"^\((1133|1410),"):
        mysql_server.run_as(None, "SET SESSION sql_mode='';" + script, on_mysql.schema)
    assert mysql_server.run("SELECT 1 FROM mysql.user WHERE user=%s", nobody) == []
