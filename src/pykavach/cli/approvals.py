"""``kavach approvals``: what waits for a person, and the person's yes or no."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from pykavach.cli import parse
from pykavach.cli.base import Group, Session, session
from pykavach.cli.output import (
    Column,
    facts,
    json_text,
    note,
    page_wire,
    print_json,
    rest,
    say,
    table,
    when_text,
)
from pykavach.core.errors import Conflict
from pykavach.engine.requests import Approval

if TYPE_CHECKING:
    from pykavach.sync import View

_STATES: Final = ("open", "approved", "denied", "used", "expired", "closed", "any")
#: Seconds between looks at the database.
_PAUSE: Final = 0.2


@click.group(cls=Group)
def approvals() -> None:
    """See and decide what waits for a person."""


@approvals.command(name="list")
@click.option(
    "--state", type=click.Choice(_STATES), default="open", show_default=True, help="In which state."
)
@click.option("--agent", metavar="AGENT", help="Only this agent's.")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_approvals(state: str, agent: str | None, limit: int, cursor: str | None) -> None:
    """Requests, the oldest first."""
    here = session()
    with here.open() as opened:
        page = opened.view.approvals.list(
            state=None if state == "any" else state, agent_id=agent, limit=limit, cursor=cursor
        )
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("STATE", keep=True),
        Column("COST", right=True),
        Column("ACCESS"),
    )
    rows = (
        (a.id, (a.state, a.state), f"${a.wire()['costUsd']}", f"{a.action} {a.resource}") for a in page.items
    )
    table(columns, rows)
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@approvals.command()
@click.argument("approval")
def show(approval: str) -> None:
    """One request, with the arguments that will run."""
    here = session()
    with here.open() as opened:
        found = opened.view.approvals.get(approval)
    _tell(here, found)


@approvals.command()
@click.argument("approval")
@click.option("--note", metavar="TEXT", help="Why; kept in the audit log.")
def approve(approval: str, note: str | None) -> None:
    """Say yes: the identical access passes once, within the next hour."""
    _decide(approval, note, yes=True)


@approvals.command()
@click.argument("approval")
@click.option("--note", metavar="TEXT", help="Why; kept in the audit log.")
def deny(approval: str, note: str | None) -> None:
    """Say no: the identical access is refused until the request expires."""
    _decide(approval, note, yes=False)


def _decide(id: str, note: str | None, *, yes: bool) -> None:
    here = session()
    with here.open() as opened:
        room = opened.view.approvals
        found = (room.approve if yes else room.deny)(id, **here.decider, note=note)
    _tell(here, found)


def _tell(here: Session, found: Approval) -> None:
    if here.json:
        print_json(found.wire())
    else:
        _show(found)


def _show(found: Approval) -> None:
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Approval", (found.id, "bold")),
        ("State", (found.state, found.state)),
        ("Access", f"{found.action} {found.resource}"),
        ("Agent", found.agent_id),
    ]
    if found.root_id != found.agent_id:
        pairs.append(("Root", found.root_id))
    pairs.append(("Cost", f"at most ${found.wire()['costUsd']}"))
    if found.hidden == ("",):
        pairs.append(("Arguments", ("sealed: give the secret to see them", "warn")))
    elif found.arguments is not None:
        pairs.append(("Arguments", json_text(found.arguments)))
        if found.hidden:
            pairs.append(("Hidden", (", ".join(found.hidden), "warn")))
    pairs.append(("Opened", when_text(found.opened_at)))
    pairs.append(("Until", when_text(found.expires_at)))
    if found.decided_by is not None:
        pairs.append(("Decided", f"{when_text(found.decided_at)} by {found.decided_by}"))
    if found.note is not None:
        pairs.append(("Note", found.note))
    facts(pairs)


# -- watching --------------------------------------------------------------------------------------------------------


@approvals.command()
@click.option("--for", "length", type=parse.LENGTH, metavar="LENGTH", help="End after so long.")
@click.option("--ask/--no-ask", default=None, help="Ask about each request. [default: at a terminal]")
def watch(length: timedelta | None, ask: bool | None) -> None:
    """Show requests as they open and as they are decided, until interrupted; at a terminal, ask about each."""
    here = session()
    asking = sys.stdin.isatty() and sys.stdout.isatty() and not here.json if ask is None else ask
    if asking and here.json:
        raise click.UsageError("--ask is for people; leave --json out")
    end = None if length is None else time.monotonic() + length.total_seconds()
    with here.open() as opened:
        if not here.json:
            note("watching for requests; end with Ctrl-C")
        _watch(here, opened.view, end, asking)


def _watch(here: Session, view: View, end: float | None, asking: bool) -> None:
    known: dict[str, Approval] = {}
    while True:
        open_now = {found.id: found for found in _open(view)}
        for id in [id for id in known if id not in open_now]:
            del known[id]
            _show_change(here, view.approvals.get(id))
        for id, found in open_now.items():
            if id in known:
                continue
            known[id] = found
            _show_change(here, found)
            if asking:
                _ask(here, view, id)
        pause = _PAUSE if end is None else min(_PAUSE, end - time.monotonic())
        if pause <= 0:
            return
        rest(pause)


def _open(view: View) -> list[Approval]:
    found: list[Approval] = []
    cursor: str | None = None
    while True:
        page = view.approvals.list(limit=1000, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def _show_change(here: Session, found: Approval) -> None:
    if here.json:
        print_json(found.wire(), line=True)
        return
    if found.state == "open":
        say("")
        _show(found)
    else:
        by = f" by {found.decided_by}" if found.decided_by is not None else ""
        say((found.state, found.state), f"  {found.id}{by}")
    sys.stdout.flush()


def _ask(here: Session, view: View, id: str) -> None:
    answer = click.prompt("approve, deny or skip", type=click.Choice(["a", "d", "s"]), default="s", err=True)
    if answer == "s":
        return
    room = view.approvals
    try:
        (room.approve if answer == "a" else room.deny)(id, **here.decider)
    except Conflict as error:
        note(f"kavach: {error}")  # somebody else was quicker; the next look shows who
