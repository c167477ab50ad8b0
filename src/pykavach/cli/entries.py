"""Entries of the audit log as people see them."""

from __future__ import annotations

from pykavach.cli.output import facts, fit, json_text, when_text
from pykavach.engine.entries import Entry

_SHOWN = ("allow", "deny", "pending")


def show_entry(entry: Entry) -> None:
    """Two lines, three for what was refused: what happened, who and where, why."""
    outcome = entry.outcome if entry.outcome in _SHOWN else None
    what = " ".join(part for part in (entry.action, entry.resource) if part)
    if outcome is not None:
        kind = "" if entry.kind == "decision" else f" [{entry.kind}]"
        code = "" if entry.code == "ok" else f" {entry.code}"
        told = f"{outcome.upper():<5}{code}{kind}" if what else f"{outcome.upper()}{code}{kind}"
        fit(when_text(entry.at), "  ", (told, outcome), f"  {what}" if what else "")
    else:
        by = "" if entry.actor is None else f"  by {entry.actor}"
        fit(when_text(entry.at), "  ", (f"{entry.kind:<6}", "bold"), f"  {what}{by}")
    whom = entry.agent_id or "no agent"
    from_ip = "" if entry.ip is None else f"  from {entry.ip}"
    cost = "" if not entry.cost_usd else f"  ${entry.wire()['costUsd']}"
    fit("  ", (f"{entry.id}  {whom}{from_ip}{cost}", "dim"))
    if outcome in ("deny", "pending") and entry.reason:
        fit("  ", entry.reason)


def show_detail(entry: Entry) -> None:
    """Everything that an entry says."""
    pairs: list[tuple[str, str | tuple[str, str]]] = []
    for name, value in entry.wire().items():
        if value in (None, [], {}):
            continue
        text = value if isinstance(value, str) else json_text(value)
        if name == "at":
            text = when_text(entry.at)
        pairs.append((name, (text, entry.outcome or "") if name == "outcome" else text))
    facts(pairs)
