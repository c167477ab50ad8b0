"""Rights on PostgreSQL for roles that do less than everything: one that decides, and one that only reads.

Column by column, from the tables themselves: a table or a column that is not named here is one that such a role cannot
change. What the owner of the tables may do, an administrator does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Table

from pykavach.core.errors import InvalidInput
from pykavach.core.meters import COLUMNS
from pykavach.storage import tables as t

_LONGEST: Final = 63


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
    t.memo: Rights(
        inserts=True, updates=(t.memo.c.expires_at, t.memo.c.fingerprint, t.memo.c.value), deletes=True
    ),
    # Appended to, never changed: erasing texts and pruning are an administrator's.
    t.audit: Rights(inserts=True),
    t.audit_span: Rights(inserts=True),
    t.log: _READS,
    t.settlement: Rights(inserts=True),
    t.checkpoint: _READS,
    # Who administers is no matter of deciding.
    t.person: Rights(hides=tuple(t.person.c)),
    t.credential: Rights(hides=tuple(t.credential.c)),
    t.sink: Rights(inserts=True, updates=(t.sink.c.seen_at,), deletes=True),
    t.outbox: Rights(
        inserts=True,
        updates=(t.outbox.c.due_at, t.outbox.c.attempts, t.outbox.c.claimed_by, t.outbox.c.claimed_until),
        deletes=True,
    ),
}
AUDITOR: Final[Mapping[Table, Rights]] = dict.fromkeys(DECIDER, _READS) | {
    t.credential: Rights(hides=(t.credential.c.digest,))
}


def script(schema: str, *, deciders: Iterable[str] = (), auditors: Iterable[str] = ()) -> str:
    """The statements that give these roles exactly their rights on our tables, and take what else they have there.

    Run by the owner of the tables. Raises ``InvalidInput`` for what is no name of a role or a schema.
    """
    lines = [
        f"-- for schema version {t.SCHEMA}; run by the owner of the tables, and again after every upgrade",
        "BEGIN;",
    ]
    named: set[str] = set()
    for field, roles, rights in (("decider", deciders, DECIDER), ("auditor", auditors, AUDITOR)):
        for role in roles:
            if role in named or role.lower() == "public":
                raise InvalidInput(field, "must be one role, named once; PUBLIC is everybody")
            named.add(role)
            lines += _of_role(_name(schema, "schema"), _name(role, field), rights)
    return "\n".join([*lines, "COMMIT;"]) + "\n"


def _of_role(schema: str, role: str, rights: Mapping[Table, Rights]) -> Iterator[str]:
    # Not all tables of the schema: it may hold another program's.
    yield f"REVOKE ALL ON TABLE {', '.join(f'{schema}.{_quoted(table.name)}' for table in rights)} FROM {role};"
    numbered = [table for table in rights if table.autoincrement_column is not None]
    yield f"REVOKE ALL ON SEQUENCE {', '.join(_sequence(schema, table) for table in numbered)} FROM {role};"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM {role};"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role};"
    for table, given in rights.items():
        may = [*(["INSERT"] if given.inserts else []), *(["DELETE"] if given.deletes else [])]
        if given.updates:
            may.append(f"UPDATE ({_columns(given.updates)})")
        shown = tuple(column for column in table.c if column not in set(given.hides))
        if shown:
            may.insert(0, f"SELECT ({_columns(shown)})" if given.hides else "SELECT")
        if not may:
            continue
        yield f"GRANT {', '.join(may)} ON TABLE {schema}.{_quoted(table.name)} TO {role};"
        if given.inserts and table in numbered:
            yield f"GRANT USAGE ON SEQUENCE {_sequence(schema, table)} TO {role};"


def _columns(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(_quoted(column.name) for column in columns)


def _sequence(schema: str, table: Table) -> str:
    """Where the server takes the numbers of a table from."""
    number = table.autoincrement_column
    assert number is not None
    return f"{schema}.{_quoted(f'{table.name}_{number.name}_seq')}"


def _name(value: str, field: str) -> str:
    if not value or "\0" in value or len(value.encode("utf-8", "replace")) > _LONGEST:
        raise InvalidInput(field, f"must be a name of 1 to {_LONGEST} bytes, without NUL")
    return _quoted(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
