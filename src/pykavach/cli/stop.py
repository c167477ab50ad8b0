"""``kavach stop``: the stop button."""

from __future__ import annotations

import sys

import click

from pykavach.cli.agents import show_stopped
from pykavach.cli.base import Command, one_of, session
from pykavach.cli.output import print_json
from pykavach.core.tokens import mask_tokens


@click.command(cls=Command)
@click.argument("agent", required=False)
@click.option("--user", metavar="ID", help="All of this user's agents.")
@click.option("--all", "everyone", is_flag=True, help="All agents.")
@click.option("--revoke", is_flag=True, help="For good, instead of until they are resumed.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def stop(agent: str | None, user: str | None, everyone: bool, revoke: bool, yes: bool) -> None:
    """Stop AGENT, a user's agents, a tenant's (--tenant ID), or all: in one transaction, at once.

    They are suspended, and everyone under them with them, until: kavach agents resume. No decision that starts
    after this returns allows them anything, in any process.
    """
    here = session()
    whole_tenant = here.tenant is not None and one_of((agent, user, everyone)) == 0
    if one_of((agent, user, everyone)) != 1 and not whole_tenant:
        raise click.UsageError("say whom to stop: AGENT, --user, --tenant or --all; one of them")
    verb = "revoke" if revoke else "suspend"
    whom = _whom(agent, user, here.tenant)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("this is not a terminal, so nobody can be asked: add --yes")
        click.confirm(f"{verb.capitalize()} {whom}{' for good' if revoke else ''}?", abort=True, err=True)
    with here.open(whole_tenant=whole_tenant) as opened:
        room = opened.view.agents
        change = room.revoke if revoke else room.suspend
        if agent is not None:
            done = change(agent)
        elif user is not None:
            done = change(user_id=user)
        elif whole_tenant and here.remote is not None:
            done = change(tenant_id=here.tenant)
        else:
            done = change(all=True)  # of the tenant, where the view is one tenant's
    if here.json:
        print_json(done.wire())
        return
    show_stopped(verb, done, whom)


def _whom(agent: str | None, user: str | None, tenant: str | None) -> str:
    within = "" if tenant is None else f" of tenant {tenant}"
    if agent is not None:
        return f"agent {mask_tokens(agent)}{within}"
    return f"all agents of user {user}{within}" if user is not None else f"all agents{within}"
