"""``kavach users``: the people who may sign in, and what lets them: links, sessions and passkeys."""

from __future__ import annotations

import sys

import click

from pykavach.cli.base import Group, session
from pykavach.cli.making import secret_options, show_secret, token_file
from pykavach.cli.output import Column, facts, note, page_wire, print_json, say, table, when_text
from pykavach.core.roles import Role
from pykavach.engine.passkeys import PasskeyView
from pykavach.engine.users import SessionView, UserView

_ROLE = click.Choice([role.value for role in Role if role is not Role.SERVICE])


@click.group(cls=Group)
def users() -> None:
    """The people who may sign in, and links that let them."""


@users.command()
@click.argument("user")
@click.option("--name", metavar="NAME", help="What they are called. [default: the id]")
@click.option("--role", type=_ROLE, required=True, help="What they may do.")
def create(user: str, name: str | None, role: str) -> None:
    """Make a person known. USER is the id under which agents name them as their owner.

    \b
    admin     everything
    owner     see and manage their own agents, and approve for them
    approver  see agents, and approve
    auditor   see agents, query and verify the audit log
    """  # noqa: D301 - click's mark for text it must not wrap is the escape itself
    here = session()
    with here.open() as opened:
        made = opened.view.users.create(id=user, name=name if name is not None else user, role=role)
    _tell(made, here.json)


@users.command(name="list")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_users(limit: int, cursor: str | None) -> None:
    """People in the order of their ids."""
    here = session()
    with here.open() as opened:
        page = opened.view.users.list(limit=limit, cursor=cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (Column("ID", keep=True), Column("NAME"), Column("ROLE", keep=True), Column("STATE", keep=True))
    table(columns, ((user.id, user.name, user.role, (user.status, user.status)) for user in page.items))
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@users.command()
@click.argument("user")
def show(user: str) -> None:
    """One person, and their sessions that go on."""
    here = session()
    with here.open() as opened:
        found = opened.view.users.get(user)
        # A server does not tell of sessions.
        sessions = None if here.remote is not None else opened.view.users.sessions(user)
    if here.json:
        told = None if sessions is None else [each.wire() for each in sessions]
        print_json(found.wire() | {"sessions": told})
    else:
        _show(found, sessions or [])


@users.command()
@click.argument("user")
@click.option("--name", metavar="NAME", help="What they are called.")
@click.option("--role", type=_ROLE, help="What they may do; binds their open sessions, too.")
@click.option(
    "--disable/--enable",
    "disabled",
    default=None,
    help="End every session, link and passkey at once, and let none in.",
)
def update(user: str, name: str | None, role: str | None, disabled: bool | None) -> None:
    """Change what is given; the rest stays."""
    here = session()
    with here.open() as opened:
        found = opened.view.users.update(user, name=name, role=role, disabled=disabled)
    _tell(found, here.json)


@users.command()
@click.argument("user")
@secret_options
def link(user: str, quiet: bool, token_out: str | None) -> None:
    """Make a token that signs a person in, once, within ten minutes."""
    here = session()
    with token_file(token_out) as file, here.open() as opened:
        made = opened.view.users.sign_in_link(user)

        def show() -> None:
            say(f"Signs {user} in, once, until {when_text(made.expires_at)}.")

        show_secret(made, here.json, quiet, file, show)


@users.command(name="end-sessions")
@click.argument("user")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def end_sessions(user: str, yes: bool) -> None:
    """End every session and unused link of a person. They may sign in again; update --disable keeps them out."""
    _confirm(f"End the sessions of {user}?", yes)
    here = session()
    with here.open() as opened:
        ended = opened.view.users.end_sessions(user)
    if here.json:
        print_json({"ended": ended})
    else:
        say(("ended", "ok"), f" {ended}")


@users.command()
@click.argument("user")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def passkeys(user: str, limit: int, cursor: str | None) -> None:
    """The passkeys of a person, those that have ended, too. They add them themselves, at the dashboard."""
    here = session()
    with here.open() as opened:
        page = opened.view.passkeys.list(user, limit=limit, cursor=cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("NAME"),
        Column("STATE", keep=True),
        Column("CREATED"),
        Column("LAST USED"),
    )
    rows = (
        (
            each.id,
            each.name,
            (each.status, each.status),
            when_text(each.created_at),
            when_text(each.last_used_at),
        )
        for each in page.items
    )
    table(columns, rows)
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@users.command(name="revoke-passkey")
@click.argument("user")
@click.argument("passkeys", nargs=-1, required=True, metavar="PASSKEY...")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def revoke_passkey(user: str, passkeys: tuple[str, ...], yes: bool) -> None:
    """End passkeys of a person for good, by their ids. Sessions that began with them go on; end-sessions ends those."""
    _confirm(f"Revoke {', '.join(passkeys)} for good?", yes)
    here = session()
    done: list[PasskeyView] = []
    with here.open() as opened:
        for id in passkeys:
            done.append(opened.view.passkeys.revoke(user, id))
            if not here.json:
                say(("revoked", "ok"), f" {id}")
    if here.json:
        print_json(done[0].wire() if len(done) == 1 else page_wire(done))


def _confirm(question: str, yes: bool) -> None:
    if not yes and sys.stdin.isatty():
        click.confirm(question, abort=True, err=True)


def _tell(user: UserView, as_json: bool) -> None:
    if as_json:
        print_json(user.wire())
    else:
        _show(user, [])


def _show(user: UserView, sessions: list[SessionView]) -> None:
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("User", (user.id, "bold")),
        ("Name", user.name),
        ("Role", user.role),
        ("State", (user.status, user.status)),
    ]
    if user.tenant_id is not None:
        pairs.append(("Tenant", user.tenant_id))
    pairs.append(("Created", when_text(user.created_at)))
    if user.disabled_at is not None:
        pairs.append(("Disabled", when_text(user.disabled_at)))
    for place, each in enumerate(sessions):
        text = f"{each.id} since {when_text(each.created_at)}, until {when_text(each.expires_at)}"
        pairs.append(("Sessions" if not place else "", text))
    facts(pairs)
