"""Copying everything from one database to another, whatever kinds they are (ADR 0012).

The source is closed before the first row is read, so it does not change. Rows go over in the order of their keys, a few
thousand in one transaction that also notes how far they have come: whoever is killed goes on from there. In the end both
sides are read again and compared.
"""

from __future__ import annotations

import json
import operator
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from pykavach.core.audit import GENESIS
from pykavach.core.errors import Conflict, Unavailable
from pykavach.ports import COPIED, MOVE, MOVED, MOVING, PARTIAL, Move, Store, Unit, Unstorable, View
from pykavach.storage import tables as t
from pykavach.storage.unit import SqlUnit, SqlView

#: Rows of one transaction at most, and roughly the characters in its long texts.
MOST_ROWS: Final = 2000
MOST_TEXT: Final = 4 << 20
#: Seconds that one transaction may take.
_PATIENCE: Final = 300.0
#: The setting of a copy that says how far it has come. It and ``MOVE`` are each database's own.
PROGRESS: Final = "copying"
_OWN: Final = (MOVE, PROGRESS)
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
    t.sink,
    t.outbox,
    t.audit_span,
    t.audit,
)
#: Texts of these may be long; an entry is bounded by itself.
_WIDE: Final = {table.name for table in TABLES if any(isinstance(c.type, Text) for c in table.c)} - {"audit"}

Key = tuple[Any, ...]
Compare = Callable[[Any, Any], ColumnElement[bool]]
#: Called with a table's name, and how many rows of how many are done, over all tables.
Tell = Callable[[str, int, int], None]


class Compared(NamedTuple):
    """One table on both sides: how many rows, SHA-256 over them, and where they first differ."""

    table: str
    rows: int
    digest: str
    copied_rows: int
    copied_digest: str
    difference: str | None

    @property
    def same(self) -> bool:
        return self.difference is None and self[1:3] == self[3:5]


class State(NamedTuple):
    """What a database is at the moment: the version of its schema, or what closes it, and the move it tells of."""

    schema: int
    move: Move | None
    installation: str | None
    logs: int


class _Undone(Exception):
    """Leaves a unit of work without a trace."""


def state_of(store: Store) -> State:
    with _reading(store) as view:
        move = Move.parse(view.setting(MOVE))
        return State(view.start().schema, move, view.setting("installation"), len(view.heads()))


class Copy:
    """One move from a store to another."""

    def __init__(self, source: Store, target: Store, move: Move) -> None:
        self._source = source
        self._target = target
        self._move = move
        #: How many hash chains the source has. The target may have more, which stay empty.
        self._logs = 0

    # -- claiming, retiring, opening ---------------------------------------------------------------------------------

    def claim(self) -> None:
        """Close an empty target, for this copy. Raises ``Conflict`` for one that is not empty."""
        with self._writing(self._target) as unit:
            closed = unit.start().schema != t.SCHEMA
            found = "another move has closed it" if closed else _content(_sql(unit))
            if found is not None:
                raise Conflict(
                    f"target: {self._target.url} is not empty ({found}); name a new file, or a schema or database of "
                    "its own"
                )
            unit.put_setting(MOVE, self._move.text())
            unit.set_schema(PARTIAL)

    @property
    def begun(self) -> bool:
        """Whether anything has been copied."""
        with _reading(self._target) as view:
            return view.setting(PROGRESS) is not None

    def retire(self) -> None:
        """Close the source for good."""
        with self._writing(self._source) as unit:
            self._check(unit, (MOVING, MOVED))
            unit.set_schema(MOVED)

    def open_target(self) -> None:
        """Let the copy be used; or, if the source is to go on, mark it as complete."""
        with self._writing(self._target) as unit:
            self._check(unit, (PARTIAL,))
            unit.set_schema(COPIED if self._move.keep else self._move.schema)

    def _check(self, view: View, states: tuple[int, ...]) -> None:
        if view.start().schema not in states or Move.parse(view.setting(MOVE)) != self._move:
            raise Conflict(
                "db: somebody has opened the source again, or finished the move, in the meantime; look with kavach doctor"
            )

    # -- copying -----------------------------------------------------------------------------------------------------

    def run(self, tell: Tell) -> int:
        """Copy what has not been copied yet; how many rows that were."""
        counts = self._counts()
        total, before = sum(counts.values()), 0
        with _reading(self._target) as view:
            progress = view.setting(PROGRESS)
        place, after = _parse(progress)
        copied = 0
        for number, table in enumerate(TABLES):
            if number >= place:
                done = before + (0 if after is None else self._done(table, after))
                while rows := self._rows(self._source, table, after):
                    first, after = after is None, _key(table, rows[-1])
                    progress = self._write(table, rows, first, progress, _text(number, after))
                    copied += len(rows)
                    done += len(rows)
                    tell(table.name, done, total)
                progress = self._finish(table, progress, _text(number + 1, None))
                after = None
            before += counts[table.name]
        return copied

    def _counts(self) -> dict[str, int]:
        with self._closed_source() as sql:
            self._logs = sql.execute(select(func.max(t.log.c.log))).scalar_one() + 1
            return {
                table.name: sql.execute(
                    select(func.count()).select_from(table).where(*self._ours(table))
                ).scalar_one()
                for table in TABLES
            }

    def _done(self, table: Table, after: Key) -> int:
        """How many rows of a table lie at or before a key."""
        with self._closed_source() as sql:
            where = [*self._ours(table), _upto(table, after)]
            return int(sql.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def _write(self, table: Table, rows: Sequence[Row[Any]], first: bool, was: str | None, now: str) -> str:
        try:
            with self._copying(was) as unit:
                if first:
                    _sql(unit).execute(delete(table).where(*self._ours(table)))  # what an empty database has
                self._insert(_sql(unit), table, rows)
                unit.put_setting(PROGRESS, now)
        except Unstorable as error:
            raise Conflict(self._culprit(table, rows, str(error), first)) from error
        return now

    @staticmethod
    def _insert(sql: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
        names = [column.name for column in table.c]
        sql.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])

    def _finish(self, table: Table, was: str | None, now: str) -> str:
        with self._copying(was) as unit:
            sql = _sql(unit)
            if table is t.setting:  # whose row is there already
                with self._closed_source() as source:
                    n = source.execute(select(t.epoch.c.n)).scalar_one()
                sql.execute(update(t.epoch).values(n=n))
            _set_sequence(sql, table)
            unit.put_setting(PROGRESS, now)
        return now

    @contextmanager
    def _copying(self, was: str | None) -> Iterator[Unit]:
        """A transaction on the target, which is where it was left: nobody else copies into it."""
        with self._writing(self._target) as unit:
            self._check(unit, (PARTIAL,))
            if unit.setting(PROGRESS) != was:
                raise Conflict("target: another process is copying into it; let that one finish")
            yield unit

    def _culprit(self, table: Table, rows: Sequence[Row[Any]], said: str, first: bool) -> str:
        """Which of these rows the target cannot hold, and why, as far as that can be told."""
        some = list(rows)
        while len(some) > 1:
            half = some[: len(some) // 2]
            some = some[len(half) :] if self._fits(table, half, first) else half
        why = "; ".join(found) if (found := _unfit(table, some[0])) else said
        return (
            f"target: it cannot hold row {_named(table, _key(table, some[0]))} of the source: {why}. Nothing is lost: "
            "kavach db reopen opens the source, where it must be put right"
        )

    def _fits(self, table: Table, rows: Sequence[Row[Any]], first: bool) -> bool:
        try:
            with self._writing(self._target) as unit:
                unit.start()
                if first:
                    _sql(unit).execute(delete(table).where(*self._ours(table)))
                self._insert(_sql(unit), table, rows)
                raise _Undone
        except _Undone:
            return True
        except Unstorable:
            return False

    # -- comparing ---------------------------------------------------------------------------------------------------

    def compare(self, tell: Tell) -> list[Compared]:
        """Read both sides again, and say of every table whether the copy is the source."""
        counts = self._counts()
        total, done = sum(counts.values()), 0
        found = [self._compare_epoch()]
        for table in TABLES:
            found.append(self._compare(table, lambda rows: tell(table.name, done + rows, total)))  # noqa: B023 - called here
            done += counts[table.name]
        return found

    def _compare_epoch(self) -> Compared:
        """The counter of changes; how the schema is marked is each side's own."""
        statement = select(t.epoch.c.id, t.epoch.c.n).order_by(t.epoch.c.id)
        with self._closed_source() as sql, _reading(self._target) as view:
            ours, theirs = (tuple(map(repr, map(tuple, side.execute(statement)))) for side in (sql, _sql(view)))
        digests = [sha256("".join(rows).encode()).hexdigest() for rows in (ours, theirs)]
        difference = None if ours == theirs else "it counts differently"
        return Compared("epoch", len(ours), digests[0], len(theirs), digests[1], difference)

    def _compare(self, table: Table, tell: Callable[[int], None]) -> Compared:
        digests, counts = (sha256(), sha256()), [0, 0]
        after: Key | None = None
        difference: str | None = None
        while True:
            rows = self._rows(self._source, table, after)
            last = _key(table, rows[-1]) if rows else None
            copied = self._rows(self._target, table, after, upto=last, most=2 * MOST_ROWS if rows else 1)
            for side, some in enumerate((rows, copied)):
                digests[side].update("".join([repr(tuple(row)) for row in some]).encode("utf-8", "surrogatepass"))
                counts[side] += len(some)
            difference = difference or _difference(table, rows, copied)
            if last is None:
                break
            after = last
            tell(counts[0])
        return Compared(
            table.name, counts[0], digests[0].hexdigest(), counts[1], digests[1].hexdigest(), difference
        )

    # -- reading -----------------------------------------------------------------------------------------------------

    def _ours(self, table: Table) -> list[ColumnElement[bool]]:
        """The rows of a table that are copied: not what a database notes for itself, nor logs that only one has."""
        if table is t.setting:
            return [t.setting.c.name.not_in(_OWN)]
        if table is t.log:
            return [t.log.c.log < self._logs]
        return [t.meter.c.id > -self._logs] if table is t.meter else []

    def _rows(
        self,
        store: Store,
        table: Table,
        after: Key | None,
        *,
        upto: Key | None = None,
        most: int = MOST_ROWS,
    ) -> list[Row[Any]]:
        """The next rows behind a key: as many as memory should hold, unless ``upto`` says where they end."""
        where = [*self._ours(table), *([] if after is None else [_behind(table, after)])]
        if upto is not None:
            where.append(_upto(table, upto))
        keys = list(table.primary_key.columns)
        try:
            with self._closed_source() if store is self._source else self._sql_of(store) as sql:
                if upto is None and table.name in _WIDE and most > 1:
                    most = _fitting(sql, table, where)
                statement = select(table).where(*where).order_by(*keys).limit(most)
                return list(sql.execute(statement).fetchall())
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            behind = "at its beginning" if after is None else f"behind {_named(table, after)}"
            raise Conflict(
                f"{store.url}: a row of {table.name} {behind} cannot be read ({type(error).__name__}); nothing is lost: "
                "kavach db reopen opens the source, where it must be put right"
            ) from error

    @contextmanager
    def _closed_source(self) -> Iterator[Connection]:
        with _reading(self._source) as view:
            self._check(view, (MOVING, MOVED))
            yield _sql(view)

    @contextmanager
    def _sql_of(self, store: Store) -> Iterator[Connection]:
        with _reading(store) as view:
            yield _sql(view)

    @staticmethod
    @contextmanager
    def _writing(store: Store) -> Iterator[Unit]:
        with store.unit(time.monotonic() + _PATIENCE) as unit:
            yield unit


@contextmanager
def _reading(store: Store) -> Iterator[View]:
    with store.view(time.monotonic() + _PATIENCE) as view:
        yield view


def _sql(view: View | Unit) -> Connection:
    return cast("SqlView | SqlUnit", view)._sql


# -- keys --------------------------------------------------------------------------------------------------------------


def _key(table: Table, row: Row[Any]) -> Key:
    return tuple(row._mapping[column] for column in table.primary_key.columns)


def _behind(table: Table, key: Key) -> ColumnElement[bool]:
    return _beside(table, key, operator.gt, operator.ge, operator.gt)


def _upto(table: Table, key: Key) -> ColumnElement[bool]:
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


def _text(number: int, after: Key | None) -> str:
    plain = None if after is None else [{"hex": v.hex()} if isinstance(v, bytes) else v for v in after]
    return json.dumps({"table": number, "after": plain})


def _parse(text: str | None) -> tuple[int, Key | None]:
    if text is None:
        return 0, None
    try:
        known = json.loads(text)
        plain = known["after"]
        after = None if plain is None else tuple(bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for v in plain)
        return int(known["table"]), after
    except (ValueError, KeyError, TypeError):
        raise Unavailable("how far the copy has come cannot be read; drop it and begin again") from None


def _named(table: Table, key: Key) -> str:
    pairs = zip(table.primary_key.columns, key, strict=True)
    shown = ", ".join(f"{c.name} {v.hex() if isinstance(v, bytes) else v}" for c, v in pairs)
    return f"{table.name} ({shown})"


# -- what an empty database holds, what a target cannot, and its sequences -----------------------------------------------


def _content(sql: Connection) -> str | None:
    """What there is in a database that has been used; None for one that has just been made."""
    for table in TABLES:
        if table in (t.setting, t.log, t.meter):
            continue
        if sql.execute(select(*table.primary_key.columns).limit(1)).first() is not None:
            return f"it has rows in {table.name}"
    m = t.meter.c
    used = select(m.id).where(or_(m.id > 0, m.calls != 0, m.hash != GENESIS))
    if sql.execute(used.limit(1)).first() is not None:
        return "it has meters, or entries"
    return None if sql.execute(select(t.epoch.c.n)).scalar() == 0 else "it has seen changes"


def _unfit(table: Table, row: Row[Any]) -> list[str]:
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


def _difference(table: Table, rows: Sequence[Row[Any]], copied: Sequence[Row[Any]]) -> str | None:
    ours, theirs = ({_key(table, row): repr(tuple(row)) for row in some} for some in (rows, copied))
    if ours == theirs and len(rows) == len(copied):
        return None
    for key in sorted(ours.keys() | theirs.keys(), key=repr):
        if ours.get(key) != theirs.get(key):
            what = "is missing" if key not in theirs else "is not in the source" if key not in ours else "differs"
            return f"{_named(table, key)} {what}"
    return "rows are there twice"


def _set_sequence(sql: Connection, table: Table) -> None:
    """Let numbers that the target gives out go on above those that were copied. Others than PostgreSQL do by themselves."""
    column = table.autoincrement_column
    if column is None or sql.dialect.name != "postgresql":
        return
    last = sql.execute(select(func.max(column))).scalar()
    if last is not None and last > 0:
        sql.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), last)))
