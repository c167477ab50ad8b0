"""``kavach limits``: what is left now, at every level of the chain."""

from __future__ import annotations

from decimal import Decimal

import click

from pykavach.cli.base import Command, session
from pykavach.cli.output import bar, bar_style, fit, page_wire, print_json, say


@click.command(cls=Command)
@click.argument("agent")
def limits(agent: str) -> None:
    """What AGENT has left now: its own limits, and those of everyone above it, which bind it too."""
    here = session()
    with here.open() as opened:
        levels = opened.view.agents.limits(agent)
    if here.json:
        print_json(page_wire(levels))
        return
    last = None
    for level in levels:
        if level.agent_id != last:
            say((level.agent_id, "bold"))
            last = level.agent_id
        state = ("  throttled", "warn") if level.throttled else ""
        if level.unreadable:
            state = ("  its meter cannot be read, so every call is denied", "deny")
        name = "the agent itself" if level.level == "agent" else level.level
        fit("  ", name, (f"  {level.calls} calls, ${level.usd} in all", "dim"), state)
        for limit in level.limits:
            used, most = float(Decimal(limit.used)), float(Decimal(limit.limit))
            anew = "" if limit.resets_at is None else f"  until {limit.resets_at[:16].replace('T', ' ')}"
            numbers = f"{limit.used}/{limit.limit}"
            fit(
                f"    {limit.rule:<22} ",
                (bar(used, most), bar_style(used, most)),
                f" {numbers:<17}",
                (anew, "dim"),
            )
        if not level.limits:
            fit(("    no limits here", "dim"))
