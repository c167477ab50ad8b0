"""``kavach keys``: admin keys, for programs that administer or guard."""

from __future__ import annotations

import sys
from datetime import timedelta

import click

from pykavach.cli import parse
from pykavach.cli.base import Group, session
from pykavach.cli.making import secret_options, show_secret, token_file
from pykavach.cli.output import Column, facts, note, page_wire, print_json, say, table, when_text
from pykavach.core.roles import Role
from pykavach.engine.admin_keys import KeyView


@click.group(cls=Group)
def keys() -> None:
    """Make, list and revoke admin keys."""


@keys.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What it is for."
)
@click.option(
    "--user", metavar="ID", help="Who it belongs to. An owner's key needs one, and is for their agents alone."
)
@click.option("--expires-in", type=parse.LENGTH, metavar="LENGTH", help="A life, as 90d. [default: for good]")
@secret_options
def create(
    name: str, role: str, user: str | None, expires_in: timedelta | None, quiet: bool, token_out: str | None
) -> None:
    """Make a key NAME and show its token, once. With --tenant it is of that tenant only.

    \b
    admin     everything
    owner     see and manage the agents of one user, and approve for them
    approver  see agents, and approve
    auditor   see agents, query and verify the audit log
    service   a guard: authorize, settle and record, and see what it decides about
    """  # noqa: D301 - click's mark for text it must not wrap is the escape itself
    here = session()
    with token_file(token_out) as file, here.open() as opened:
        made = opened.view.keys.create(name=name, role=role, user_id=user, expires_in=expires_in)
        show_secret(made, here.json, quiet, file, lambda: _show(made.key))


@keys.command(name="list")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_keys(limit: int, cursor: str | None) -> None:
    """Keys in the order they were made, those that have ended, too."""
    here = session()
    with here.open() as opened:
        page = opened.view.keys.list(limit=limit, cursor=cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("NAME"),
        Column("ROLE", keep=True),
        Column("STATE", keep=True),
        Column("LAST USED"),
    )
    rows = (
        (key.id, key.name, key.role, (key.status, key.status), when_text(key.last_used_at))
        for key in page.items
    )
    table(columns, rows)
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@keys.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def revoke(keys: tuple[str, ...], yes: bool) -> None:
    """End keys for good, by their ids, and the sessions that come from them."""
    if not yes and sys.stdin.isatty():
        click.confirm(f"Revoke {', '.join(keys)} for good?", abort=True, err=True)
    here = session()
    done: list[KeyView] = []
    with here.open() as opened:
        for id in keys:
            done.append(opened.view.keys.revoke(id))
            if not here.json:
                say(("revoked", "ok"), f" {id}")
    if here.json:
        print_json(done[0].wire() if len(done) == 1 else page_wire(done))


def _show(key: KeyView) -> None:
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Key", (key.id, "bold")),
        ("Name", key.name),
        ("Role", key.role),
        ("State", (key.status, key.status)),
    ]
    if key.user_id is not None:
        pairs.append(("User", key.user_id))
    if key.tenant_id is not None:
        pairs.append(("Tenant", key.tenant_id))
    pairs.append(("Created", f"{when_text(key.created_at)} by {key.created_by}"))
    pairs.append(("Expires", "never" if key.expires_at is None else when_text(key.expires_at)))
    facts(pairs)
