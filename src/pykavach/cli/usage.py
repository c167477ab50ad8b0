"""``kavach usage``: what calls cost, settled and recorded."""

from __future__ import annotations

import click

from pykavach.cli.base import Group, session
from pykavach.cli.output import Column, facts, note, page_wire, print_json, say, table, when_text


class _Usage(Group):
    """``kavach usage AGENT`` is ``kavach usage summary AGENT``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and args[0].startswith("agt_"):
            args = ["summary", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Usage)
def usage() -> None:
    """See, settle and record what calls cost. `kavach usage AGENT` is the summary."""


@usage.command()
@click.argument("agent")
def summary(agent: str) -> None:
    """What AGENT and everyone below it have used: booked and spent together."""
    here = session()
    with here.open() as opened:
        found = opened.view.usage.summary(agent)
    wire = found.wire()
    if here.json:
        print_json(wire)
        return
    facts(
        (
            ("Agent", (found.agent_id, "bold")),
            ("Today", f"{found.calls_today} calls, ${wire['usdToday']}"),
            ("This month", f"${wire['usdThisMonth']}"),
            ("In all", f"{found.calls} calls, ${wire['usd']}"),
            ("Unsettled", f"{found.open_bookings} calls, ${wire['bookedUsd']}"),
        )
    )


@usage.command()
@click.argument("entry")
@click.argument("cost", metavar="USD")
def settle(entry: str, cost: str) -> None:
    """Replace what the allowed call ENTRY has booked by what it cost."""
    here = session()
    with here.open() as opened:
        done = opened.view.usage.settle(entry, cost_usd=cost)
    if here.json:
        print_json(done.wire())
    else:
        wire = done.wire()
        say(("settled", "ok"), f" {done.audit_id} at ${wire['costUsd']} (booked: ${wire['bookedUsd']})")


@usage.command()
@click.argument("agent")
@click.option("--cost", metavar="USD", help="What was spent, in dollars.")
@click.option("--model", metavar="NAME", help="Or the model that was called, priced by its tokens.")
@click.option("--input-tokens", type=int, metavar="N", help="Tokens sent.")
@click.option("--output-tokens", type=int, metavar="N", help="Tokens received.")
@click.option("--provider", metavar="NAME", help="Whose model it is.")
@click.option("--key", metavar="KEY", help="Record it once under this key.")
def record(
    agent: str,
    cost: str | None,
    model: str | None,
    input_tokens: int | None,
    output_tokens: int | None,
    provider: str | None,
    key: str | None,
) -> None:
    """Charge AGENT and everyone above it for spend that no authorization booked."""
    here = session()
    with here.open() as opened:
        done = opened.view.usage.record(
            agent,
            cost_usd=cost,
            model=model,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            provider=provider,
            key=key,
        )
    if here.json:
        print_json(done.wire())
        return
    priced = "" if done.model is None else f" for {done.model}"
    again = ", before, under this key" if done.replayed else ""
    say(("recorded", "ok"), f" ${done.wire()['costUsd']}{priced}{again}; entry {done.audit_id}")


@usage.command()
@click.argument("agent", required=False)
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def unsettled(agent: str | None, limit: int, cursor: str | None) -> None:
    """Allowed calls whose booking nobody has settled: of AGENT and everyone below it, or of all."""
    here = session()
    with here.open() as opened:
        page = opened.view.usage.unsettled(agent_id=agent, limit=limit, cursor=cursor)
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ENTRY", keep=True),
        Column("BOOKED", right=True),
        Column("TIME (UTC)"),
        Column("ACCESS"),
    )
    rows = (
        (u.audit_id, f"${u.wire()['bookedUsd']}", when_text(u.at), f"{u.action} {u.resource}")
        for u in page.items
    )
    table(columns, rows)
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")
