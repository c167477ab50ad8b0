"""Rights on a server for roles that do less than everything: one that decides, and one that only reads.

Column by column, from the tables themselves: a table or a column that is not named here is one that such a role cannot
change. What the owner of the tables may do, an administrator does.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import Column, Table

from pykavach.core.errors import InvalidInput
from pykavach.core.meters import COLUMNS
from pykavach.storage import tables as t

#: The host of an account, as MySQL has it: a name, an address or a network, with wildcards.
_HOST: Final = re.compile(r"[0-9A-Za-z_%.:/-]{1,255}")
#: What means something else in the name of a database that rights are given for.
_WILD: Final = re.compile(r"[\\_%]")


class Rights(NamedTuple):
    """What may be done to the rows of a table, beside reading them; ``updates`` names the columns.

    ``hides`` names columns that are not read: where it names all of them, there is nothing to read.
    """

    inserts: bool = False
    updates: tuple[Column[Any], ...] = ()
    deletes: bool = False
    hides: tuple[Column[Any], ...] = ()


_READS: Final = Rights()
#: Deciding is: authorize, explain and guard, with requests for approval, keys and events; settling and recording what
#: calls have cost; delivering events. Every table is here, so that a new one has to be thought about.
DECIDER: Final[Mapping[Table, Rights]] = {
    t.setting: _READS,
    # Changes wait for each other at this row, and whoever locks a row must be able to update something of it. The id is
    # what does least harm: a row with another one is not found, and nothing is decided any more.
    t.epoch: Rights(updates=(t.epoch.c.id,)),
    t.change: _READS,
    t.agent: _READS,
    # Readings, and the heads of the logs. Levels and whose they are come with agents.
    t.meter: Rights(updates=(*(t.meter.c[name] for name in COLUMNS[1:]), t.meter.c.hash)),
    # A request is opened by the call that needs it, and taken by the allow that uses it. Who has decided it stays.
    t.approval: Rights(inserts=True, updates=(t.approval.c.state, t.approval.c.arguments)),
    # MariaDB asks for every column that an upsert names. Who may delete and insert rows can change them in any case.
    t.memo: Rights(inserts=True, updates=tuple(t.memo.c), deletes=True),
    # Appended to, never changed: erasing texts and pruning are an administrator's.
    t.audit: Rights(inserts=True),
    t.audit_span: Rights(inserts=True),
    t.log: _READS,
    t.settlement: Rights(inserts=True),
    t.checkpoint: _READS,
    # Who administers is no matter of deciding.
    t.person: Rights(hides=tuple(t.person.c)),
    t.credential: Rights(hides=tuple(t.credential.c)),
    t.passkey: Rights(hides=tuple(t.passkey.c)),
    t.webhook: Rights(hides=tuple(t.webhook.c)),
    t.sink: Rights(inserts=True, updates=(t.sink.c.seen_at,), deletes=True),
    t.outbox: Rights(
        inserts=True,
        updates=(t.outbox.c.due_at, t.outbox.c.attempts, t.outbox.c.claimed_by, t.outbox.c.claimed_until),
        deletes=True,
    ),
}
AUDITOR: Final[Mapping[Table, Rights]] = dict.fromkeys(DECIDER, _READS) | {
    t.credential: Rights(hides=(t.credential.c.digest,)),
    t.webhook: Rights(hides=(t.webhook.c.secrets,)),
}


def script(
    schema: str, *, deciders: Iterable[str] = (), auditors: Iterable[str] = (), mysql: bool = False
) -> str:
    """The statements that give these roles exactly their rights on our tables, and take what else they have there.

    Run by the owner of the tables. ``mysql``: for MySQL and MariaDB, where the schema is a database, and a role an
    account: ``name@host``, or ``name`` for ``name@%``. Raises ``InvalidInput`` for what is no name of one.
    """
    server: _Server = _Mysql() if mysql else _Postgres()
    where = server.schema(schema)
    lines = [
        f"-- for schema version {t.SCHEMA}; run by the owner of the tables, and again after every upgrade",
        *server.opening,
    ]
    named: set[str] = set()
    for field, roles, rights in (("decider", deciders, DECIDER), ("auditor", auditors, AUDITOR)):
        for role in roles:
            quoted = server.role(role, field)
            if quoted in named or role.lower() == "public":
                raise InvalidInput(field, "must be one role, named once; PUBLIC is everybody")
            named.add(quoted)
            lines += server.statements(where, quoted, rights)
    return "\n".join([*lines, *server.ending]) + "\n"


class _Server(ABC):
    """How a server says it. Names are quoted when they are handed on."""

    opening: ClassVar[tuple[str, ...]]
    ending: ClassVar[tuple[str, ...]] = ()
    #: What it takes to see how a table is made, where not every column may be read.
    _to_see: ClassVar[tuple[str, ...]] = ()
    _mark: ClassVar[str]

    @abstractmethod
    def schema(self, name: str) -> str: ...
    @abstractmethod
    def role(self, text: str, field: str) -> str: ...
    @abstractmethod
    def statements(self, schema: str, role: str, rights: Mapping[Table, Rights]) -> Iterator[str]: ...

    def _grant(self, schema: str, table: Table, given: Rights, role: str) -> Iterator[str]:
        may = [*(["INSERT"] if given.inserts else []), *(["DELETE"] if given.deletes else [])]
        if given.updates:
            may.append(f"UPDATE ({self._columns(given.updates)})")
        shown = tuple(column for column in table.c if column not in set(given.hides))
        if shown:
            may.insert(0, f"SELECT ({self._columns(shown)})" if given.hides else "SELECT")
        if given.hides and shown:
            may += self._to_see
        if may:
            yield f"GRANT {', '.join(may)} ON TABLE {self._table(schema, table)} TO {role};"

    def _columns(self, columns: Iterable[Column[Any]]) -> str:
        return ", ".join(self._quoted(column.name) for column in columns)

    def _table(self, schema: str, table: Table) -> str:
        return f"{schema}.{self._quoted(table.name)}"

    def _quoted(self, name: str) -> str:
        return self._mark + name.replace(self._mark, self._mark * 2) + self._mark


class _Postgres(_Server):
    opening = ("BEGIN;",)
    ending = ("COMMIT;",)
    _mark = '"'

    def schema(self, name: str) -> str:
        return self.role(name, "schema")

    def role(self, text: str, field: str) -> str:
        if not text or "\0" in text or len(text.encode("utf-8", "replace")) > 63:
            raise InvalidInput(field, "must be a name of 1 to 63 bytes, without NUL")
        return self._quoted(text)

    def statements(self, schema: str, role: str, rights: Mapping[Table, Rights]) -> Iterator[str]:
        # Not all tables of the schema: it may hold another program's.
        tables = ", ".join(self._table(schema, table) for table in rights)
        #: Where the server takes the numbers of a table from.
        numbers = {
            table: f"{schema}.{self._quoted(f'{table.name}_{number.name}_seq')}"
            for table in rights
            if (number := table.autoincrement_column) is not None
        }
        yield f"REVOKE ALL ON TABLE {tables} FROM {role};"
        yield f"REVOKE ALL ON SEQUENCE {', '.join(numbers.values())} FROM {role};"
        yield f"REVOKE CREATE ON SCHEMA {schema} FROM {role};"
        yield f"GRANT USAGE ON SCHEMA {schema} TO {role};"
        for table, given in rights.items():
            yield from self._grant(schema, table, given, role)
            if given.inserts and table in numbers:
                yield f"GRANT USAGE ON SEQUENCE {numbers[table]} TO {role};"


class _Mysql(_Server):
    #: A mode in which a grant makes no account that is not there: MySQL 8 has no other.
    opening = (
        "SET NAMES utf8mb4;",
        "SET SESSION sql_mode=IF(VERSION() LIKE '%MariaDB%','NO_AUTO_CREATE_USER','');",
    )
    _mark = "`"
    _to_see = ("SHOW VIEW",)

    def schema(self, name: str) -> str:
        return self._name(name, "schema", 64)

    def role(self, text: str, field: str) -> str:
        name, _, host = text.rpartition("@") if "@" in text else (text, "", "%")
        if not _HOST.fullmatch(host):
            raise InvalidInput(field, "must be an account: name, or name@host as the server knows it")
        return f"{self._name(name, field, 128)}@{self._quoted(host.lower())}"

    def _name(self, text: str, field: str, longest: int) -> str:
        if not 0 < len(text) <= longest or not text.isprintable() or text != text.strip():
            raise InvalidInput(
                field,
                f"must have a name of 1 to {longest} characters, without blanks around it or control characters",
            )
        return self._quoted(text)

    def statements(self, schema: str, role: str, rights: Mapping[Table, Rights]) -> Iterator[str]:
        # What holds for the database holds for each table of it. Its name is a pattern there, spelt in one of two ways.
        for database in sorted({schema, _WILD.sub(r"\\\g<0>", schema)}):
            yield from self._take(f"{database}.*", role)
        for table, given in rights.items():
            yield from self._take(self._table(schema, table), role)
            yield from self._grant(schema, table, given, role)

    @staticmethod
    def _take(where: str, role: str) -> Iterator[str]:
        # To take what was never given is an error: something is given first that does no harm.
        yield f"GRANT SHOW VIEW ON {where} TO {role};"
        yield f"REVOKE GRANT OPTION ON {where} FROM {role};"
        yield f"REVOKE ALL PRIVILEGES ON {where} FROM {role};"
