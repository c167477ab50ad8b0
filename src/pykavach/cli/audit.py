"""``kavach audit``: follow, search, export, verify, sign, forget."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import click

from pykavach.cli import parse
from pykavach.cli.base import Group, Opened, session
from pykavach.cli.entries import show_detail, show_entry
from pykavach.cli.files import NewFile
from pykavach.cli.integrity import check_proof, checkpoint, erase, proof, prune, verify
from pykavach.cli.output import note, page_wire, print_json, progress, rest, say

#: Seconds between looks at the log.
_PAUSE: Final = 0.1


@click.group(cls=Group)
def audit() -> None:
    """Follow, search, export and verify the audit log."""


def _filters(function: Callable[..., None]) -> Callable[..., None]:
    """The conditions that tail, query and export share: each that is given must hold."""
    for option in reversed(
        (
            click.option("--agent", "agent_id", metavar="AGENT", help="Of this agent."),
            click.option("--under", "subtree", metavar="AGENT", help="Of this agent and everyone below it."),
            click.option("--user", "user_id", metavar="ID", help="Of this user's agents."),
            click.option("--code", multiple=True, metavar="CODE", help="With this code; repeatable."),
            click.option(
                "--outcome", type=click.Choice(["allow", "deny", "pending"]), help="With this outcome."
            ),
            click.option(
                "--kind",
                multiple=True,
                metavar="KIND",
                help="Of this kind, as decision or change; repeatable.",
            ),
            click.option("--action", metavar="ACTION", help="About this action."),
            click.option("--resource", metavar="PATTERN", help="About resources under this pattern."),
            click.option("--since", type=parse.MOMENT, metavar="TIME", help="Since then: 2026-01-31, or 2h."),
            click.option("--until", type=parse.MOMENT, metavar="TIME", help="Before then."),
        )
    ):
        function = option(function)
    return function


def _given(filters: dict[str, Any]) -> dict[str, Any]:
    """Conditions as the library takes them; what was not given is left out."""
    found = {name: list(value) if isinstance(value, tuple) else value for name, value in filters.items()}
    return {name: value for name, value in found.items() if value not in (None, [])}


# -- looking ---------------------------------------------------------------------------------------------------------


@audit.command()
@click.option(
    "-n", "--lines", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many of the last."
)
@click.option("-f", "--follow", is_flag=True, help="Go on with what comes, until interrupted.")
@click.option("--for", "length", type=parse.LENGTH, metavar="LENGTH", help="With -f: end after so long.")
@_filters
def tail(lines: int, follow: bool, length: timedelta | None, **filters: Any) -> None:
    """The last entries; with -f, and what comes, also from other processes. With --json: one entry a line."""
    here = session()
    if length is not None and not follow:
        raise click.UsageError("--for belongs to -f")
    given = _given(filters)
    end = None if length is None else time.monotonic() + length.total_seconds()
    with here.open() as opened:
        room = opened.view.audit
        cursor = room.tail_cursor()
        last: list[Any] = []
        place: str | None = None
        while len(last) < lines:
            page = room.query(**given, newest_first=True, limit=lines - len(last), cursor=place)
            last += page.items
            place = page.next_cursor
            if place is None:
                break
        seen = {entry.id for entry in last}
        _show_all(list(reversed(last)), here.json)
        while follow:
            found = room.follow(cursor, **given)
            # What was committed between the two looks is in both; nothing is in neither.
            _show_all([entry for entry in found.items if entry.id not in seen], here.json)
            if found.next_cursor is not None and found.next_cursor != cursor:
                cursor = found.next_cursor
                continue
            seen.clear()
            pause = _PAUSE if end is None else min(_PAUSE, end - time.monotonic())
            if pause <= 0:
                return
            rest(pause)


def _show_all(entries: list[Any], as_json: bool) -> None:
    for entry in entries:
        if as_json:
            print_json(entry.wire(), line=True)
        else:
            show_entry(entry)
    if entries:
        sys.stdout.flush()


@audit.command()
@_filters
@click.option("--newest-first", is_flag=True, help="The other way round.")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def query(newest_first: bool, limit: int, cursor: str | None, **filters: Any) -> None:
    """Entries that meet every condition given, in the order of time."""
    here = session()
    with here.open() as opened:
        room, given = opened.view.audit, _given(filters)
        page = room.query(**given, newest_first=newest_first, limit=limit, cursor=cursor)
        # A page may end early where much had to be looked through: people want an answer, not a cursor.
        while not here.json and not page.items and page.next_cursor is not None:
            page = room.query(**given, newest_first=newest_first, limit=limit, cursor=page.next_cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    _show_all(page.items, as_json=False)
    if not page.items:
        note("no such entries")
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@audit.command()
@click.argument("entry")
def show(entry: str) -> None:
    """One entry, with everything that is kept of it."""
    here = session()
    with here.open() as opened:
        found = opened.view.audit.get(entry)
    if here.json:
        print_json(found.wire())
    else:
        show_detail(found)


@audit.command()
@_filters
@click.option(
    "--format",
    "kind_of_file",
    type=click.Choice(["jsonl", "csv"]),
    help="[default: jsonl, or by FILE's name]",
)
@click.option("-o", "--output", metavar="FILE", help="A new file, instead of standard output.")
def export(kind_of_file: str | None, output: str | None, **filters: Any) -> None:
    """Everything that meets the conditions, oldest first; nothing is left out."""
    here = session()
    form: Any = kind_of_file or ("csv" if output is not None and output.endswith(".csv") else "jsonl")
    if here.json and output is None and form == "csv":
        raise click.UsageError(
            "CSV on standard output is no JSON; add --output FILE, or leave one of the two out"
        )
    with here.open() as opened:
        chunks = opened.view.audit.export(format=form, **_given(filters))
        if output is None:
            for chunk in chunks:
                sys.stdout.buffer.write(chunk.encode())
            sys.stdout.buffer.flush()
            return
        total = None if here.remote is not None else _entries(opened)
        count = -1 if form == "csv" else 0
        size = 0
        with NewFile(output, "--output") as file, progress("exporting", quiet=here.json) as tell:
            for chunk in chunks:
                size += file.write(chunk)
                # Line breaks inside of cells are escapes: JSON texts hold none.
                count += chunk.count("\n")
                if tell is not None and total is not None:
                    tell(min(max(count, 0), total), total)
            file.finish()
    if here.json:
        print_json({"path": output, "format": form, "entries": max(count, 0), "bytes": size})
    else:
        say(("exported", "ok"), f" {max(count, 0)} entries, {size} bytes to {output}")


def _entries(opened: Opened) -> int:
    """How many entries there are."""
    with opened.engine.reading() as view:
        bases = {base.log: base.position for base in view.bases()}
        return sum(head.position - bases.get(head.log, 0) for head in view.heads())


for _command in (verify, checkpoint, proof, check_proof, prune, erase):
    audit.add_command(_command)
