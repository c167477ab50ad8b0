"""Copying everything from one database to another, whatever kinds they are (ADR 0012).

The source is closed before the first row is read, so it does not change. Rows go over in the order of their keys, a few
thousand in one transaction that also notes how far they have come: whoever is killed goes on from there. In the end both
sides are read again and compared.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, update
from sqlalchemy.exc import DBAPIError, StatementError

from pykavach.core.audit import GENESIS
from pykavach.core.errors import Conflict, Unavailable
from pykavach.ports import COPIED, MOVE, MOVED, MOVING, PARTIAL, Move, Store, Unit, Unstorable, View
from pykavach.storage import tables as t
from pykavach.storage.stretches import (
    TABLES,
    Key,
    Values,
    difference,
    key_of,
    named,
    read,
    text_of,
    unfit,
    until,
)
from pykavach.storage.unit import SqlUnit, SqlView

#: Seconds that one transaction may take.
_PATIENCE: Final = 300.0
#: The setting of a copy that says how far it has come. It and ``MOVE`` are each database's own.
PROGRESS: Final = "copying"
_OWN: Final = (MOVE, PROGRESS)
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
    """What a database is at the moment."""
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
                    after = key_of(table, rows[-1])
                    progress = self._write(table, rows, progress, _text(number, after))
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
            where = [*self._ours(table), until(table, after)]
            return int(sql.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def _write(self, table: Table, rows: Sequence[Values], was: str | None, now: str) -> str:
        try:
            with self._copying(was) as unit:
                self._insert(_sql(unit), table, rows)
                unit.put_setting(PROGRESS, now)
        except Unstorable as error:
            raise Conflict(self._culprit(table, rows, str(error))) from error
        return now

    @staticmethod
    def _insert(sql: Connection, table: Table, rows: Sequence[Values]) -> None:
        if table in (t.setting, t.log, t.meter):  # an empty database has a few
            [key] = table.primary_key.columns
            found = [key_of(table, row)[0] for row in rows]
            there = [value for value in found if table is not t.meter or value <= 0]
            sql.execute(delete(table).where(key.in_(there)))
        names = [column.name for column in table.c]
        try:
            sql.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        except DBAPIError:
            raise
        except StatementError as error:  # a value that the driver's types do not take
            raise Unstorable(f"the database refused the data ({type(error.orig).__name__})") from error

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
    def _copying(self, was: str | None) -> Generator[Unit]:
        """A transaction on the target, which is where it was left: nobody else copies into it."""
        with self._writing(self._target) as unit:
            self._check(unit, (PARTIAL,))
            if unit.setting(PROGRESS) != was:
                raise Conflict("target: another process is copying into it; let that one finish")
            yield unit

    def _culprit(self, table: Table, rows: Sequence[Values], said: str) -> str:
        """Which of these rows the target cannot hold, and why, as far as that can be told."""
        some = list(rows)
        while len(some) > 1:
            half = some[: len(some) // 2]
            some = some[len(half) :] if self._fits(table, half) else half
        why = "; ".join(found) if (found := unfit(table, some[0])) else said
        return (
            f"target: it cannot hold row {named(table, key_of(table, some[0]))} of the source: {why}. Nothing is lost: "
            "kavach db reopen opens the source, where it must be put right"
        )

    def _fits(self, table: Table, rows: Sequence[Values]) -> bool:
        try:
            with self._writing(self._target) as unit:
                unit.start()
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
            ours, theirs = (list(map(tuple, side.execute(statement))) for side in (sql, _sql(view)))
        digests = [sha256(text_of(rows)).hexdigest() for rows in (ours, theirs)]
        first = None if digests[0] == digests[1] else "it counts differently"
        return Compared("epoch", len(ours), digests[0], len(theirs), digests[1], first)

    def _compare(self, table: Table, tell: Callable[[int], None]) -> Compared:
        digests, counts = (sha256(), sha256()), [0, 0]
        after: Key | None = None
        first: str | None = None
        while True:
            rows = self._rows(self._source, table, after)
            last = key_of(table, rows[-1]) if rows else None
            copied = self._rows(self._target, table, after, upto=last, most=len(rows) + 1)
            texts = [text_of(rows), text_of(copied)]
            for side, some in enumerate((rows, copied)):
                digests[side].update(texts[side])
                counts[side] += len(some)
            if texts[0] != texts[1]:
                first = first or difference(table, rows, copied)
            if last is None:
                break
            after = last
            tell(counts[0])
        return Compared(
            table.name, counts[0], digests[0].hexdigest(), counts[1], digests[1].hexdigest(), first
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
        most: int | None = None,
    ) -> list[Values]:
        """The next rows behind a key: as many as memory should hold, unless ``upto`` says where they end."""
        try:
            with self._closed_source() if store is self._source else self._sql_of(store) as sql:
                return read(sql, table, self._ours(table), after, upto, most)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            behind = "at its beginning" if after is None else f"behind {named(table, after)}"
            raise Conflict(
                f"{store.url}: a row of {table.name} {behind} cannot be read ({type(error).__name__}); nothing is lost: "
                "kavach db reopen opens the source, where it must be put right"
            ) from error

    @contextmanager
    def _closed_source(self) -> Generator[Connection]:
        with _reading(self._source) as view:
            self._check(view, (MOVING, MOVED))
            yield _sql(view)

    @contextmanager
    def _sql_of(self, store: Store) -> Generator[Connection]:
        with _reading(store) as view:
            yield _sql(view)

    @staticmethod
    @contextmanager
    def _writing(store: Store) -> Generator[Unit]:
        with store.unit(time.monotonic() + _PATIENCE) as unit:
            yield unit


@contextmanager
def _reading(store: Store) -> Generator[View]:
    with store.view(time.monotonic() + _PATIENCE) as view:
        yield view


def _sql(view: View | Unit) -> Connection:
    return cast("SqlView | SqlUnit", view)._sql


# -- how far it has come, what an empty database holds, and sequences ----------------------------------------------------


def _text(number: int, after: Key | None) -> str:
    plain = None if after is None else [{"hex": v.hex()} if isinstance(v, bytes) else v for v in after]
    return json.dumps({"table": number, "after": plain})


def _parse(text: str | None) -> tuple[int, Key | None]:
    if text is None:
        return 0, None
    try:
        known = json.loads(text)
        plain = known["after"]
        after = (
            None
            if plain is None
            else tuple(bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for v in plain)
        )
        return int(known["table"]), after
    except (ValueError, KeyError, TypeError):
        raise Unavailable("how far the copy has come cannot be read; drop it and begin again") from None


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


def _set_sequence(sql: Connection, table: Table) -> None:
    """Let numbers that the target gives out go on above those that were copied. Others than PostgreSQL do by themselves."""
    column = table.autoincrement_column
    if column is None or sql.dialect.name != "postgresql":
        return
    last = sql.execute(select(func.max(column))).scalar()
    if last is not None and last > 0:
        sql.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), last)))
