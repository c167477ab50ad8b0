"""``kavach authorize`` and ``kavach explain``: the one question, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_DENIED, EXIT_PENDING, EXIT_WORLD, Command, leave, one_of, session
from pykavach.cli.output import Column, facts, print_json, say, table
from pykavach.core.decision import Decision

_NUMBERS = {"maxUsdPerCall", "budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"}


def _access_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that describe one access."""
    for option in reversed(
        (
            click.argument("resource"),
            click.argument("action"),
            click.option("--agent", metavar="AGENT", help="Who acts, by id: the administrator's way in."),
            click.option(
                "--token-file",
                metavar="FILE",
                help="Who acts, by the token in FILE; - is standard input. [else KAVACH_TOKEN]",
            ),
            click.option(
                "--arg",
                "args",
                multiple=True,
                metavar="NAME=TEXT",
                help="One argument; NAME:=JSON for others.",
            ),
            click.option(
                "--arguments", metavar="JSON", help="All arguments: JSON, @FILE, or - for standard input."
            ),
            click.option("--ip", metavar="ADDRESS", help="The caller's address."),
            click.option("--cost", metavar="USD", help="What it will cost at most, in dollars."),
            click.option("--idempotency-key", metavar="KEY", help="The same allow again for the same key."),
        )
    ):
        function = option(function)
    return function


def _access(
    resource: str,
    action: str,
    agent: str | None,
    token_file: str | None,
    args: tuple[str, ...],
    arguments: str | None,
    ip: str | None,
    cost: str | None,
    idempotency_key: str | None,
) -> dict[str, Any]:
    """One access as the library's arguments."""
    if agent is not None and token_file is not None:
        raise click.UsageError("give either --agent or --token-file")
    token = None if agent is not None else parse.token_from(token_file)
    if one_of((agent, token)) == 0:
        raise click.UsageError("say who acts: --agent, --token-file, or KAVACH_TOKEN in the environment")
    return {
        "resource": resource,
        "action": action,
        "agent_id": agent,
        "token": token,
        "arguments": parse.arguments(arguments, args),
        "ip": ip,
        "cost_usd": cost,
        "idempotency_key": idempotency_key,
    }


@click.command(cls=Command)
@_access_options
@click.option(
    "--wait", type=parse.LENGTH, metavar="LENGTH", help="Wait so long for a person, where one is asked."
)
def authorize(wait: timedelta | None, **access: Any) -> None:
    """Whether an agent may do ACTION on RESOURCE now. An allow is charged and recorded.

    The exit code is the answer: 0 allowed, 1 denied, 3 a person must decide.
    """
    here = session()
    given = _access(**access)
    with here.open() as opened:
        patience = None if wait is None else wait.total_seconds()
        decision = opened.view.authorize(**given, wait=patience)
    if here.json:
        print_json(decision.wire())
    else:
        _show(decision)
    _leave(decision)


@click.command(cls=Command)
@_access_options
def explain(**access: Any) -> None:
    """The decision that authorize would give, with every finding and what is left. Takes nothing."""
    here = session()
    given = _access(**access)
    with here.open() as opened:
        decision = opened.view.explain(**given)
    if here.json:
        print_json(decision.wire())
    else:
        _show(decision)
        _show_findings(decision)
    _leave(decision)


def _leave(decision: Decision) -> None:
    if decision.code == "unavailable":
        leave(EXIT_WORLD)
    if not decision.allowed:
        leave(EXIT_PENDING if decision.outcome == "pending" else EXIT_DENIED)


def _show(decision: Decision) -> None:
    say((decision.outcome.upper(), decision.outcome), f"  {decision.code}")
    pairs: list[tuple[str, str]] = [("Reason", decision.reason)]
    if decision.agent_id is not None:
        pairs.append(("Agent", decision.agent_id))
    for place, above in enumerate(decision.chain[1:]):
        pairs.append(("Under" if not place else "", above))
    if decision.audit_id is not None:
        pairs.append(("Entry", decision.audit_id))
    if decision.approval_id is not None:
        pairs.append(("Approval", decision.approval_id))
    if decision.retry_after is not None:
        pairs.append(("Retry", f"after {decision.retry_after} s"))
    marks = [name for name in ("throttled", "replayed") if getattr(decision, name)]
    if decision.would_deny is not None:
        marks.append(f"observed only: it would be {decision.would_deny}")
    if marks:
        pairs.append(("Marks", ", ".join(marks)))
    facts(pairs)


def _show_findings(decision: Decision) -> None:
    if decision.findings:
        say("")
        columns = (
            Column("RULE"),
            Column("SAYS", keep=True),
            Column("USED", right=True),
            Column("LIMIT", right=True),
        )
        rows = []
        for finding in decision.findings:
            numbers = [_number(finding, name) for name in ("used", "limit")]
            rows.append((finding["rule"], (finding["code"], finding["outcome"]), *numbers))
        table(columns, rows)
        for finding in decision.findings:
            say(("  " + finding["sentence"], "dim"), f"  ({finding['agent']}, {finding['level']})")
    left = [
        (agent, level, rule, str(value))
        for agent, levels in decision.remaining.items()
        for level, rules in levels.items()
        for rule, value in rules.items()
    ]
    if left:
        say("")
        table((Column("AGENT", keep=True), Column("LEVEL"), Column("RULE"), Column("LEFT", right=True)), left)


def _number(finding: dict[str, Any], name: str) -> str:
    """Calls, or dollars where the rule is about money."""
    value = finding.get(name)
    if value is None:
        return "-"
    if finding["rule"] in _NUMBERS:
        from pykavach.core.money import usd_text

        return f"${usd_text(value)}"
    return str(value)
