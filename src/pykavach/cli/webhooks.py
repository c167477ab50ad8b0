"""``kavach webhooks``: where events are posted by every process that delivers, such as a server."""

from __future__ import annotations

import sys
from datetime import timedelta

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_DENIED, Group, leave, session
from pykavach.cli.files import NewFile
from pykavach.cli.making import options_of, show_secret
from pykavach.cli.output import Column, facts, note, page_wire, print_json, say, table, when_text
from pykavach.engine.webhooks import WebhookView

_secret_options = options_of("secret")


@click.group(cls=Group)
def webhooks() -> None:
    """Set up, look at, change and test webhooks."""


@webhooks.command()
@click.argument("name")
@click.argument("url")
@click.option(
    "--event", "events", metavar="TYPE", multiple=True, help="An event to post; repeatable. [default: all]"
)
@_secret_options
def create(name: str, url: str, events: tuple[str, ...], quiet: bool, secret_out: str | None) -> None:
    """Post events to URL from now on, and show the secret that signs them, once.

    https, and a public address, unless KAVACH_PRIVATE_WEBHOOKS is true. With --tenant only what is about that tenant.
    """
    here = session()
    with NewFile(secret_out, "--secret-out") as file, here.open() as opened:
        made = opened.view.webhooks.create(name=name, url=url, events=list(events) or None)
        show_secret(made, here.json, quiet, file, lambda: _show(made.webhook), "secret")


@webhooks.command(name="list")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_webhooks(limit: int, cursor: str | None) -> None:
    """Webhooks in the order they were made."""
    here = session()
    with here.open() as opened:
        page = opened.view.webhooks.list(limit=limit, cursor=cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("NAME"),
        Column("STATE", keep=True),
        Column("WAITING", right=True),
        Column("LAST TAKEN"),
        Column("URL"),
    )
    rows = (
        (
            each.id,
            each.name,
            (each.status, each.status),
            str(each.waiting),
            when_text(each.taken_at),
            each.url,
        )
        for each in page.items
    )
    table(columns, rows)
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@webhooks.command()
@click.argument("webhook")
def show(webhook: str) -> None:
    """One webhook, what waits for it, and why an event last was not taken."""
    here = session()
    with here.open() as opened:
        found = opened.view.webhooks.get(webhook)
    _tell(found, here.json)


@webhooks.command()
@click.argument("webhook")
@click.option("--name", metavar="NAME", help="What it is called.")
@click.option("--url", metavar="URL", help="Where events are posted; what waits goes there, too.")
@click.option(
    "--event", "events", metavar="TYPE", multiple=True, help="An event to post; repeatable; * is all."
)
@click.option("--if-version", type=int, metavar="N", help="Refuse if somebody else was first.")
def update(
    webhook: str, name: str | None, url: str | None, events: tuple[str, ...], if_version: int | None
) -> None:
    """Change what is given; the rest stays."""
    here = session()
    with here.open() as opened:
        found = opened.view.webhooks.update(
            webhook, name=name, url=url, events=list(events) or None, if_version=if_version
        )
    _tell(found, here.json)


@webhooks.command()
@click.argument("webhook")
def pause(webhook: str) -> None:
    """Post nothing until it is resumed. What is told meanwhile waits, for 72 hours at most."""
    here = session()
    with here.open() as opened:
        found = opened.view.webhooks.pause(webhook)
    _tell(found, here.json)


@webhooks.command()
@click.argument("webhook")
def resume(webhook: str) -> None:
    """Go on after a pause, with what waits."""
    here = session()
    with here.open() as opened:
        found = opened.view.webhooks.resume(webhook)
    _tell(found, here.json)


@webhooks.command()
@click.argument("webhook")
@click.option(
    "--overlap",
    type=parse.LENGTH,
    metavar="LENGTH",
    help="How long the old secrets sign beside it; 0 drops them at once. [default: 24h]",
)
@_secret_options
def rotate(webhook: str, overlap: timedelta | None, quiet: bool, secret_out: str | None) -> None:
    """Make a new secret and show it, once."""
    here = session()
    with NewFile(secret_out, "--secret-out") as file, here.open() as opened:
        made = opened.view.webhooks.rotate_secret(webhook, overlap=overlap)

        def told() -> None:
            _show(made.webhook)
            until = (
                "they sign no more"
                if made.old_until is None
                else f"they sign until {when_text(made.old_until)}"
            )
            say(f"Secrets before this one: {until}.")

        show_secret(made, here.json, quiet, file, told, "secret")


@webhooks.command()
@click.argument("webhook")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def remove(webhook: str, yes: bool) -> None:
    """End a webhook for good, and drop what waits for it."""
    if not yes and sys.stdin.isatty():
        click.confirm(f"Remove {webhook} for good?", abort=True, err=True)
    here = session()
    with here.open() as opened:
        opened.view.webhooks.remove(webhook)
    if here.json:
        print_json({"removed": webhook})
    else:
        say(("removed", "ok"), f" {webhook}")


@webhooks.command()
@click.argument("webhook")
def test(webhook: str) -> None:
    """Post a signed event now, and say what the receiver answered. Ends with 1 where it was not taken."""
    here = session()
    with here.open() as opened:
        found = opened.view.webhooks.test(webhook)
    if here.json:
        print_json(found.wire())
    else:
        say(("taken", "ok") if found.taken else ("not taken", "fail"), f"  {found.said}")
    if not found.taken:
        leave(EXIT_DENIED)


def _tell(webhook: WebhookView, as_json: bool) -> None:
    if as_json:
        print_json(webhook.wire())
    else:
        _show(webhook)


def _show(webhook: WebhookView) -> None:
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Webhook", (webhook.id, "bold")),
        ("Name", webhook.name),
        ("URL", webhook.url),
        ("Events", "all" if webhook.events == ["*"] else ", ".join(webhook.events)),
        ("State", (webhook.status, webhook.status)),
    ]
    if webhook.tenant_id is not None:
        pairs.append(("Tenant", webhook.tenant_id))
    pairs.append(("Created", f"{when_text(webhook.created_at)} by {webhook.created_by}"))
    pairs.append(("Version", str(webhook.version)))
    pairs.append(("Waiting", str(webhook.waiting)))
    pairs.append(("Last taken", "never" if webhook.taken_at is None else when_text(webhook.taken_at)))
    if webhook.failed_at is not None:
        pairs.append(("Last failed", f"{when_text(webhook.failed_at)}: {webhook.failure}"))
    facts(pairs)
