"""Rows of a table between two keys, in order: what is copied and compared at a time (ADR 0012)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, func, or_, select

from pykavach.storage import tables as t

#: Rows of one stretch at most, and roughly the characters in its long texts.
MOST_ROWS: Final = 2000
MOST_TEXT: Final = 4 << 20
#: What is copied, in this order; the entries, which are most of it, last.
TABLES: Final[tuple[Table, ...]] = (
    t.setting,
    t.log,
    t.agent,
    t.meter,
    t.change,
    t.approval,
    t.memo,
    t.settlement,
    t.checkpoint,
    t.person,
    t.credential,
    t.passkey,
    t.webhook,
    t.sink,
    t.outbox,
    t.audit_span,
    t.audit,
)
#: Texts of these may be long; an entry is bounded by itself.
_WIDE: Final = {table.name for table in TABLES if any(isinstance(c.type, Text) for c in table.c)} - {"audit"}

Key = tuple[Any, ...]
Values = tuple[Any, ...]
Compare = Callable[[Any, Any], ColumnElement[bool]]


def read(
    sql: Connection,
    table: Table,
    where: Iterable[ColumnElement[bool]],
    after: Key | None,
    upto: Key | None = None,
    most: int | None = None,
) -> list[Values]:
    """The next rows behind a key: as many as memory should hold, unless ``upto`` says where they end."""
    where = [*where, *([] if after is None else [behind(table, after)])]
    if upto is not None:
        where.append(until(table, upto))
    elif table.name in _WIDE:
        most = _fitting(sql, table, where)
    statement = select(table).where(*where).order_by(*table.primary_key.columns).limit(most or MOST_ROWS)
    return [tuple(row) for row in sql.execute(statement)]


def key_of(table: Table, row: Values) -> Key:
    """The key of a row."""
    return tuple(value for column, value in zip(table.c, row, strict=True) if column.primary_key)


def behind(table: Table, key: Key) -> ColumnElement[bool]:
    """Rows whose key is greater."""
    return _beside(table, key, operator.gt, operator.ge, operator.gt)


def until(table: Table, key: Key) -> ColumnElement[bool]:
    """Rows whose key is that or less."""
    return _beside(table, key, operator.lt, operator.le, operator.le)


def _beside(table: Table, key: Key, beyond: Compare, along: Compare, last: Compare) -> ColumnElement[bool]:
    """Rows on one side of a key. The first column is also compared by itself: so its index serves everywhere."""
    columns = list(table.primary_key.columns)
    found = last(columns[-1], key[-1])
    for column, value in reversed(list(zip(columns[:-1], key[:-1], strict=True))):
        found = or_(beyond(column, value), and_(column == value, found))
    return found if len(columns) == 1 else and_(along(columns[0], key[0]), found)


def _fitting(sql: Connection, table: Table, where: Iterable[ColumnElement[bool]]) -> int:
    """How many of the next rows to read at once; one at least."""
    texts = [func.coalesce(func.length(c), 0) for c in table.c if isinstance(c.type, Text)]
    size = sum(texts[1:], texts[0])
    keys = list(table.primary_key.columns)
    statement = select(size).where(*where).order_by(*keys).limit(MOST_ROWS)
    room, count = MOST_TEXT, 0
    for (length,) in sql.execute(statement):
        room -= length
        if room < 0 and count:
            break
        count += 1
    return max(count, 1)


def named(table: Table, key: Key) -> str:
    """A row by its key, for people."""
    pairs = zip(table.primary_key.columns, key, strict=True)
    shown = ", ".join(f"{c.name} {v.hex() if isinstance(v, bytes) else v}" for c, v in pairs)
    return f"{table.name} ({shown})"


def unfit(table: Table, row: Values) -> list[str]:
    """What is wrong with the values of a row, by the types its columns should have."""
    found: list[str] = []
    for column, value in zip(table.c, row, strict=True):
        kind, length = column.type.python_type, getattr(column.type, "length", None)
        if value is None:
            rule = None if column.nullable else "has no value"
        elif not isinstance(value, kind):
            rule = f"holds {type(value).__name__} where {kind.__name__} belongs"
        elif isinstance(value, str) and "\0" in value:
            rule = "holds a NUL character"
        elif isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
            rule = "holds a lone surrogate"
        elif length is not None and isinstance(value, str | bytes) and len(value) > length:
            rule = f"is longer than {length}"
        else:
            rule = None
        if rule is not None:
            found.append(f"{column.name} {rule}")
    return found


def text_of(rows: Iterable[Values]) -> bytes:
    """Rows as one text: two are the same exactly when their values and the types of these are."""
    return "\n".join([repr(row) for row in rows]).encode("utf-8", "surrogatepass")


def difference(table: Table, rows: Sequence[Values], copied: Sequence[Values]) -> str:
    """Where two stretches of a table that are not the same differ first."""
    ours, theirs = ({key_of(table, row): repr(row) for row in some} for some in (rows, copied))
    for key in sorted(ours.keys() | theirs.keys(), key=repr):
        if key not in theirs:
            return f"{named(table, key)} is missing in the copy"
        if key not in ours:
            return f"{named(table, key)} is not in the source"
        if ours[key] != theirs[key]:
            return f"{named(table, key)} differs"
    return "rows are there twice"
