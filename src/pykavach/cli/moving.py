"""``kavach db copy`` and ``kavach db reopen``: moving an installation to another database."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from pykavach.cli.base import EXIT_UNVERIFIED, Command, Session, leave, session
from pykavach.cli.integrity import show_report
from pykavach.cli.output import Column, note, print_json, progress, say, table
from pykavach.core.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from pykavach.engine.engine import Engine
    from pykavach.engine.report import Report
    from pykavach.ports import Move, Store
    from pykavach.storage.copying import Compared, Copy, State
    from pykavach.sync import Kavach

#: Seconds between two lines of progress.
_EVERY: Final = 0.5
_MEMORY: Final = "sqlite:///:memory:"


@click.command(cls=Command)
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@click.option(
    "--keep-source", is_flag=True, help="Let the source go on in the end; the copy then stays closed."
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def copy(source: str, target: str, keep_source: bool, yes: bool) -> None:
    """Move everything from the database SOURCE to the empty database TARGET, both named as for --db.

    From its beginning to its end every call is denied as unavailable, in every process. Then both sides are compared row
    by row, the audit log is verified on the target, the source is closed for good, and the target is opened: give
    its address to every process. If it is interrupted, run it again: it goes on where it was. Exit code 6: the copy is
    not what the source is, or the log does not hold; nothing was opened.
    """
    here = session()
    here.need_local()
    if here.tenant is not None:
        raise InvalidInput("--tenant", "the database is everybody's; leave it out")
    for name, address in (("SOURCE", source), ("TARGET", target)):
        _check_address(name, address)
    if not yes and sys.stdin.isatty():
        click.confirm("Deny every call until the database is copied?", abort=True, err=True)
    with ExitStack() as stack:
        _Run(here, source, target, keep_source, stack).run()


def _check_address(name: str, address: str) -> None:
    from pykavach.open import check_address

    if address == _MEMORY:
        raise InvalidInput(name, "ends with its process; name a file or a server")
    try:
        check_address(address)
    except InvalidInput as error:
        raise InvalidInput(name, error.message) from None


class _Run:
    """One run of the command: from whatever state the two databases are in to the end."""

    def __init__(self, here: Session, source: str, target: str, keep: bool, stack: ExitStack) -> None:
        from pykavach.storage.copying import state_of

        self._here = here
        self._keep = keep
        self._begun = time.monotonic()
        self._from, self._to = _kavach(here, source), _kavach(here, target)
        path = source.removeprefix("sqlite:///")
        if path != source and not Path(path).exists():
            raise NotFound(f"SOURCE: there is no database at {path!r}")
        self.source = self._opened(self._from, stack)
        self.target = self._opened(self._to, stack)
        self._was: State = state_of(self.source)
        self._there: State = state_of(self.target)

    @staticmethod
    def _opened(kavach: Kavach, stack: ExitStack) -> Store:
        store = kavach._open_closed()  # noqa: SLF001 - the command line is the library's own
        stack.callback(store.close)
        return store

    def run(self) -> None:
        from pykavach.ports import COPIED, MOVED, MOVING, PARTIAL
        from pykavach.storage.copying import Copy
        from pykavach.storage.tables import SCHEMA

        was, there = self._was, self._there
        if was.schema in (PARTIAL, COPIED):
            raise Conflict(
                f"SOURCE: {self.source.url} is a copy itself, and not open; name the database it is of"
            )
        known = there.move if there.schema in (PARTIAL, COPIED) else None
        if was.schema in (MOVING, MOVED):
            move = self._again(was.move, SCHEMA)
            if there.move == move and there.schema not in (PARTIAL, COPIED):
                self._done(move, None, None)  # it had come to its end, and could not say so
                return
            if known != move:
                raise Conflict(
                    f"SOURCE: it is being copied to {move.target}, or was; go on with that one, or open it again by: "
                    "kavach db reopen"
                )
            copying = Copy(self.source, self.target, move)
        else:
            move = self._new(known, SCHEMA)
            copying = Copy(self.source, self.target, move)
            self._check_source()
            if known is None:
                copying.claim()
            self._close_source(move)
        compared: list[Compared] | None = None
        report: Report | None = None
        if there.schema != COPIED:
            compared, report = self._copy(copying)
            if not move.keep:
                copying.retire()
            copying.open_target()
        if move.keep:
            self._reopen_source()
        self._done(move, compared, report)

    # -- beginning ---------------------------------------------------------------------------------------------------

    def _again(self, move: Move | None, schema: int) -> Move:
        if move is None:
            raise Conflict("SOURCE: what it says of its move cannot be read; restore a backup")
        if move.schema != schema:
            raise Conflict(
                f"SOURCE: this copy was begun by a version of Kavach with schema {move.schema}; finish it with that one"
            )
        if move.keep != self._keep:
            word = "with" if move.keep else "without"
            raise Conflict(f"SOURCE: this copy was begun {word} --keep-source; go on in the same way")
        return move

    def _new(self, known: Move | None, schema: int) -> Move:
        """The move that begins now, or the one that had claimed the target and died before it closed the source."""
        from pykavach.ports import Move
        from pykavach.storage.copying import Copy

        if known is None:
            if self._was.installation == self._there.installation:
                raise Conflict("TARGET: it is the source itself, or a copy of it; name an empty database")
            return Move(os.urandom(16).hex(), self.source.url, self.target.url, schema, self._keep)
        if known.source != self.source.url or Copy(self.source, self.target, known).begun:
            raise Conflict(
                f"TARGET: it holds a part of a copy of {known.source}, which has been opened again or is another "
                "database; drop it, and name an empty one"
            )
        return self._again(known, schema)

    def _check_source(self) -> None:
        """Look before everything stops: the log must hold, and the secret must be the right one."""
        from pykavach.engine import moving

        with self._from as kavach:
            moving.check_secret(kavach.engine)
            with self._progress("verifying the source") as tell:
                report = kavach.audit.verify(progress=lambda done, total: tell("audit", done, total))
        if not report.ok:
            self._broken(report, None, "the log of the source does not hold; nothing was changed")

    def _close_source(self, move: Move) -> None:
        from pykavach.engine import moving

        with self._from as kavach:
            moving.close(kavach.engine, move, self._there.logs, self._here.by)
        self._note("the source is closed: every call is denied until this is done")

    # -- copying -----------------------------------------------------------------------------------------------------

    def _copy(self, copying: Copy) -> tuple[list[Compared], Report]:
        from pykavach.engine import moving

        with self._progress("copying") as tell:
            copying.run(tell)
        with self._progress("comparing") as tell:
            compared = copying.compare(tell)
        if any(not each.same for each in compared):
            self._broken(
                None, compared, "the copy is not what the source is: one was changed behind Kavach's back"
            )
        with self._engine(self._to) as engine, self._progress("verifying the copy") as tell:
            report = moving.verify(engine, lambda done, total: tell("audit", done, total))
        if not report.ok:
            self._broken(report, compared, "the log does not hold")
        return compared, report

    def _reopen_source(self) -> None:
        from pykavach.engine import moving

        with self._engine(self._from) as engine:
            moving.reopen(engine, by=self._here.by)

    @contextmanager
    def _engine(self, kavach: Kavach) -> Generator[Engine]:
        with _any_engine(self._here, kavach) as engine:
            yield engine

    # -- telling -----------------------------------------------------------------------------------------------------

    @contextmanager
    def _progress(self, step: str) -> Generator[Callable[[str, int, int], None]]:
        last = time.monotonic()

        def line(name: str, done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _EVERY or done == total:
                last = time.monotonic()
                print_json({"step": step, "table": name, "done": done, "total": total}, line=True)

        if self._here.json:
            yield line
            return
        with progress(step) as shown:
            yield lambda name, done, total: None if shown is None else shown(done, total)

    def _note(self, text: str) -> None:
        if not self._here.json:
            note(text)

    def _broken(self, report: Report | None, compared: Sequence[Compared] | None, why: str) -> NoReturn:
        way_out = "kavach db reopen opens the source again; look there, then copy it to an empty database"
        if self._here.json:
            print_json(self._wire("failed", compared, report) | {"problem": why}, line=True)
        else:
            say((why, "fail"))
            for each in compared or ():
                if not each.same:
                    say(f"  {each.table}: {each.difference or 'the digests differ'}")
            if report is not None and not report.ok:
                show_report(report)
            if compared is not None:
                note(way_out)
        leave(EXIT_UNVERIFIED)

    def _wire(self, step: str, compared: Sequence[Compared] | None, report: Report | None) -> dict[str, Any]:
        tables = [
            {
                "table": each.table,
                "rows": each.rows,
                "sha256": each.digest,
                "copiedRows": each.copied_rows,
                "copiedSha256": each.copied_digest,
                "difference": each.difference,
            }
            for each in compared or ()
        ]
        return {
            "step": step,
            "from": self.source.url,
            "to": self.target.url,
            "keptSource": self._keep,
            "seconds": round(time.monotonic() - self._begun, 3),
            "tables": tables,
            "audit": None if report is None else report.wire(),
        }

    def _done(self, move: Move, compared: Sequence[Compared] | None, report: Report | None) -> None:
        if self._here.json:
            print_json(self._wire("done", compared, report), line=True)
            return
        if compared is not None:
            columns = (Column("table", keep=True), Column("rows", right=True), Column("SHA-256 of both"))
            table(columns, [(each.table, str(each.rows), each.digest) for each in compared])
        if move.keep:
            say(("copied", "ok"), f" to {self.target.url}; the source goes on, the copy is closed")
            return
        say(("moved", "ok"), f" to {self.target.url}; give that address to every process")
        note(f"{self.source.url} is closed for good; keep it until you have a backup of the target")


def _kavach(here: Session, address: str) -> Kavach:
    from pykavach.sync import Kavach

    return Kavach(address, here.secrets(), actor=here.by)


@contextmanager
def _any_engine(here: Session, kavach: Kavach) -> Generator[Engine]:
    """An engine on a database that may be closed."""
    from pykavach.engine.engine import Engine
    from pykavach.engine.keys import parse_secrets
    from pykavach.ports import ANY_SCHEMA

    store = kavach._open_closed()  # noqa: SLF001 - the command line is the library's own
    try:
        engine = Engine(store, parse_secrets(here.secrets()), schema=ANY_SCHEMA)
    except BaseException:
        store.close()
        raise
    try:
        yield engine
    finally:
        engine.close()


@click.command(cls=Command)
@click.option(
    "--unsafe-two-live",
    is_flag=True,
    help="Open it although another database goes on with the same agents, tokens and limits.",
)
def reopen(unsafe_two_live: bool) -> None:
    """Open a database that kavach db copy has closed.

    A source whose copy was not finished just goes on; drop the copy. A source that was moved away, or a copy whose source
    goes on, is opened only with --unsafe-two-live: limits then count twice. After going back to a source that was moved,
    run kavach db restored --all: what the other one has decided and revoked is not known here.
    """
    from pykavach.engine import moving

    here = session()
    if here.tenant is not None:
        raise InvalidInput("--tenant", "the database is everybody's; leave it out")
    if here.missing:
        raise NotFound(f"db: there is no database at {str(here.file)!r}")
    with _any_engine(here, _kavach(here, here.db)) as engine:
        opened = moving.reopen(engine, unsafe_two_live=unsafe_two_live, by=here.by)
        url = engine.store.url
    if here.json:
        print_json({"db": url, "reopened": opened})
    else:
        say((("opened " if opened else "it is open: "), "ok"), url)
    if opened and unsafe_two_live and not here.json:
        note(
            "what the other database has decided and revoked is not known here; to suspend everybody: kavach db restored --all"
        )
