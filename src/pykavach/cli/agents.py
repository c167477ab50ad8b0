"""``kavach agents``: create, delegate, look, rotate, stop."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Final

import click

from pykavach.cli import parse
from pykavach.cli.agent_view import show_agent
from pykavach.cli.base import Group, session
from pykavach.cli.making import create, delegate, show_made, token_file
from pykavach.cli.output import Column, note, page_wire, print_json, say, table, when_text
from pykavach.cli.tree import tree
from pykavach.engine.views import Stopped


@click.group(cls=Group)
def agents() -> None:
    """Create, show, rotate and stop agents."""


for _command in (create, delegate, tree):
    agents.add_command(_command)


# -- looking ---------------------------------------------------------------------------------------------------------


@agents.command(name="list")
@click.option("--user", metavar="ID", help="Only this user's.")
@click.option(
    "--type", "kind", type=click.Choice(["autonomous", "delegated", "service"]), help="Only this kind."
)
@click.option("--roots", is_flag=True, help="Only agents with no one above them.")
@click.option("--under", metavar="AGENT", help="Only those directly under this one.")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_agents(
    user: str | None, kind: str | None, roots: bool, under: str | None, limit: int, cursor: str | None
) -> None:
    """Agents in the order they were made, each with the state that binds it."""
    here = session()
    if under is not None and (user, kind, roots) != (None, None, False):
        raise click.UsageError("--under stands alone")
    with here.open() as opened:
        room = opened.view.agents
        page = (
            room.list(user_id=user, type=kind, roots_only=roots, limit=limit, cursor=cursor)
            if under is None
            else room.children(under, limit=limit, cursor=cursor)
        )
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("NAME"),
        Column("TYPE"),
        Column("STATE", keep=True),
        Column("USER"),
    )
    table(columns, ((a.id, a.name, a.type, (a.status, a.status), a.user_id or "-") for a in page.items))
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@agents.command()
@click.argument("agent")
def show(agent: str) -> None:
    """One agent: what it may do, under what limits, and when it was last used."""
    here = session()
    with here.open() as opened:
        found = opened.view.agents.get(agent)
    if here.json:
        print_json(found.wire())
    else:
        show_agent(found)


# -- changing --------------------------------------------------------------------------------------------------------


@agents.command()
@click.argument("agent")
@click.option("--grace", type=parse.LENGTH, metavar="LENGTH", help="Keep the old token so long, at most 24h.")
@click.option("--compromised", is_flag=True, help="Also revoke what was delegated with the token.")
@click.option(
    "--since", type=parse.MOMENT, metavar="TIME", help="With --compromised: only what was made since."
)
@click.option("--if-version", type=int, metavar="N", help="Only if the agent is still at this version.")
@click.option("--idempotency-key", metavar="KEY", help="Do it once within 24 hours.")
@click.option("-q", "--quiet", is_flag=True, help="Print the token and nothing else.")
@click.option("--token-out", metavar="FILE", help="Write the token to a new file instead of showing it.")
def rotate(
    agent: str,
    grace: timedelta | None,
    compromised: bool,
    since: datetime | None,
    if_version: int | None,
    idempotency_key: str | None,
    quiet: bool,
    token_out: str | None,
) -> None:
    """Give an agent a new token, shown once. The old one is denied from now on, unless there is a grace."""
    here = session()
    with token_file(token_out) as file, here.open() as opened:
        done = opened.view.agents.rotate(
            agent,
            grace=grace,
            compromised=compromised,
            since=since,
            if_version=if_version,
            idempotency_key=idempotency_key,
        )
        show_made(done, here.json, quiet, file)
    if here.json or quiet:
        return
    if done.old_valid_until is not None:
        say("")
        say(f"The old token works until {when_text(done.old_valid_until)}.")
    if compromised:
        say("")
        say(f"Revoked {len(done.revoked)} delegates, closed {done.closed_approvals} approvals.")
        for id in done.revoked:
            say(f"  {id}")


_AGENTS: Final = click.argument("agents", nargs=-1, required=True, metavar="AGENT...")


@agents.command()
@_AGENTS
def suspend(agents: tuple[str, ...]) -> None:
    """Stop agents, and everyone under them, until they are resumed."""
    _change("suspend", agents)


@agents.command()
@_AGENTS
def resume(agents: tuple[str, ...]) -> None:
    """Let suspended agents go on."""
    _change("resume", agents)


@agents.command()
@_AGENTS
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def revoke(agents: tuple[str, ...], yes: bool) -> None:
    """End agents, and everyone under them, for good."""
    if not yes and sys.stdin.isatty():
        click.confirm(f"Revoke {', '.join(agents)} for good?", abort=True, err=True)
    _change("revoke", agents)


def _change(verb: str, ids: tuple[str, ...]) -> None:
    """Change agents one by one; a failing one ends it, and what was done before stands."""
    here = session()
    done: list[Stopped] = []
    with here.open() as opened:
        for id in ids:
            each: Stopped = getattr(opened.view.agents, verb)(id)
            done.append(each)
            if not here.json:
                show_stopped(verb, each, id)
    if here.json:
        print_json(done[0].wire() if len(done) == 1 else page_wire(done))


def show_stopped(verb: str, done: Stopped, whom: str) -> None:
    """Say what a stop, or its end, has changed."""
    past = {"suspend": "suspended", "resume": "resumed", "revoke": "revoked"}[verb]
    if not done.changed:
        say(f"{whom}: nothing to change")
        return
    below = done.affected - len(done.changed)
    more = f", with {below} below" if below > 0 else ""
    closed = f"; {done.closed_approvals} approvals closed" if done.closed_approvals else ""
    say(
        (past, "ok"),
        f" {whom}{more}{closed}" if len(done.changed) == 1 else f" {done.affected} agents{closed}",
    )
