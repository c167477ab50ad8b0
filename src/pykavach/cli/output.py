"""What people and machines see: JSON, tables that fit the terminal, bars, and progress.

``rich`` is imported only when something is shown to a person. Everything an agent or a caller may have chosen goes
through ``clean``, so that no control sequence reaches a terminal, and is never read as markup.
"""

from __future__ import annotations

import errno
import json
import os
import select
import stat
import sys
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

#: Styles by what they say; ``rich`` leaves them out where there is no terminal, or NO_COLOR.
STYLES: Final = {
    "allow": "green",
    "ok": "green",
    "active": "green",
    "approved": "green",
    "deny": "red",
    "fail": "bold red",
    "revoked": "red",
    "unreadable": "red",
    "denied": "red",
    "pending": "yellow",
    "open": "yellow",
    "suspended": "yellow",
    "paused": "yellow",
    "gone": "red",
    "disabled": "yellow",
    "warn": "yellow",
    "expired": "dim",
    "dim": "dim",
    "bold": "bold",
}


# -- machines --------------------------------------------------------------------------------------------------------


def print_json(value: Any, *, line: bool = False) -> None:
    """One JSON value on standard output; on one line where more may follow."""
    indent = None if line else 2
    sys.stdout.write(json.dumps(value, indent=indent, ensure_ascii=True, allow_nan=False) + "\n")
    if line:
        sys.stdout.flush()


def page_wire(items: Iterable[Any], next_cursor: str | None = None) -> dict[str, Any]:
    """A list as a page."""
    return {"items": [item.wire() for item in items], "nextCursor": next_cursor}


# -- text ------------------------------------------------------------------------------------------------------------


def clean(value: object) -> str:
    """Text that is safe on a terminal: what is not printable stands as an escape."""
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def when_text(value: datetime | None) -> str:
    """A time in UTC, to the second."""
    return "-" if value is None else value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def json_text(value: Any) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@cache
def fancy() -> bool:
    """Whether standard output takes more than ASCII."""
    return (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")


def bar(used: float, limit: float, width: int = 10) -> str:
    """How much is used, as a bar. Anything used shows; only what is full looks full."""
    share = 1.0 if limit <= 0 else min(1.0, max(0.0, used / limit))
    filled = int(share * width)
    if 0 < share < 1:
        filled = min(width - 1, max(1, filled))
    full, empty = ("█", "░") if fancy() else ("#", "-")
    return full * filled + empty * (width - filled)


def bar_style(used: float, limit: float) -> str:
    """The style of a bar: at 80 % it warns, at the cap it is full."""
    return "fail" if used >= limit else "warn" if used * 5 >= limit * 4 else "ok"


# -- people ----------------------------------------------------------------------------------------------------------


@cache
def console() -> Console:
    """Standard output, for people."""
    from rich.console import Console as Plain
    from rich.theme import Theme

    class Console(Plain):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(
                errno.EPIPE, "the reader has gone"
            )  # rich would end with 1, which is a denial

    return Console(highlight=False, markup=False, emoji=False, theme=Theme(STYLES))


def say(*parts: str | tuple[str, str], end: str = "\n") -> None:
    """A line of plain and styled text (``(text, style)``), wrapped by nobody."""
    from rich.text import Text

    line = Text.assemble(
        *((clean(part), "") if isinstance(part, str) else (clean(part[0]), part[1]) for part in parts)
    )
    console().print(line, end=end, soft_wrap=True)


def fit(*parts: str | tuple[str, str]) -> None:
    """The same, cut at the width of the terminal."""
    from rich.text import Text

    line = Text.assemble(
        *((clean(part), "") if isinstance(part, str) else (clean(part[0]), part[1]) for part in parts)
    )
    console().print(line, no_wrap=True, overflow="ellipsis" if fancy() else "crop")


def note(text: str) -> None:
    """A remark on standard error: not part of the answer."""
    sys.stderr.write(clean(text) + "\n")


#: Letters that are left of a cell at least.
_LEAST: Final = 6


class Column(NamedTuple):
    """A column of a table. ``keep``: never cut or wrapped, for ids; nor are numbers, which stand on the right.

    Others give way and end in an ellipsis.
    """

    title: str
    keep: bool = False
    right: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | tuple[str, str]]]) -> None:
    """Rows under titles, within the width of the terminal as far as ids and numbers allow."""
    from rich.text import Text

    lines = [[Text(clean(c)) if isinstance(c, str) else Text(clean(c[0]), c[1]) for c in row] for row in rows]
    natural = [
        max([len(column.title), *(line[place].cell_len for line in lines)])
        for place, column in enumerate(columns)
    ]
    widths = _shared(columns, natural, console().width - 2 * (len(columns) - 1))
    for line in [[Text(column.title, "dim") for column in columns], *lines]:
        for cell, column, width in zip(line, columns, widths, strict=True):
            cell.truncate(width, overflow="ellipsis" if fancy() else "crop")
            cell.align("right" if column.right else "left", width)
        shown = Text("  ").join(line)
        shown.rstrip()
        console().print(shown, soft_wrap=True)


def _shared(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """The width of each column: ids and numbers whole, the rest cut where it is widest, but never to nothing."""
    widths = list(natural)
    least = [
        wide if column.keep or column.right else min(wide, _LEAST)
        for column, wide in zip(columns, natural, strict=True)
    ]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda place: (widths[place] > least[place], widths[place]))
        if widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
    return widths


def facts(pairs: Iterable[tuple[str, str | tuple[str, str]]]) -> None:
    """Names and values, one below the other; long values go on below themselves."""
    from rich.table import Table
    from rich.text import Text

    shown = Table.grid(padding=(0, 2, 0, 0))
    shown.add_column(no_wrap=True, style="dim")
    shown.add_column(overflow="fold")
    for name, value in pairs:
        shown.add_row(name, Text(clean(value)) if isinstance(value, str) else Text(clean(value[0]), value[1]))
    _print(shown)


def _print(shown: Any) -> None:
    """Print a table without the blanks it is padded with."""
    with console().capture() as text:
        console().print(shown)
    sys.stdout.write("".join(line.rstrip() + "\n" for line in text.get().splitlines()))


# -- waiting ---------------------------------------------------------------------------------------------------------


def rest(seconds: float) -> None:
    """Wait, unless whoever read standard output has gone: what follows for ever would never find out by writing."""
    out = sys.stdout.fileno()
    mode = os.fstat(out).st_mode
    if sys.platform == "win32" or not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        time.sleep(seconds)
        return
    watched = select.poll()
    watched.register(out, 0)  # nothing but errors and hang-ups
    if watched.poll(seconds * 1000):
        raise BrokenPipeError(errno.EPIPE, "the reader has gone")


# -- long work -------------------------------------------------------------------------------------------------------


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Generator[Callable[[int, int], None] | None, None, None]:
    """A progress bar on standard error: a function of (done, total). None where there is no terminal to draw on."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
