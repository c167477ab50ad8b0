"""``kavach agents tree``: who hangs under whom, each with what it has used of its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from pykavach.cli.base import Command, session
from pykavach.cli.output import bar, bar_style, clean, console, fancy, note, print_json, say
from pykavach.engine.limits import LevelLimits, Limit
from pykavach.engine.views import AgentView

if TYPE_CHECKING:
    from pykavach.sync import View

_SHORT: Final = {
    "maxCallsPerMinute": "calls/min",
    "maxCallsPerDay": "calls/day",
    "maxCalls": "calls",
    "budgetUsdPerDay": "$/day",
    "budgetUsdPerMonth": "$/month",
    "budgetUsd": "$",
    "throttleCallsPerMinute": "throttled/min",
}
_MONEY: Final = frozenset({"budgetUsdPerDay", "budgetUsdPerMonth", "budgetUsd"})


@dataclass(slots=True)
class Node:
    """One agent with its own levels and those directly under it."""

    agent: AgentView
    levels: list[LevelLimits]
    children: list[Node] = field(default_factory=list)

    def wire(self) -> dict[str, Any]:
        return {
            "agent": self.agent.wire(),
            "limits": [level.wire() for level in self.levels],
            "children": [child.wire() for child in self.children],
        }


@click.command(cls=Command)
@click.argument("agent", required=False)
@click.option("--live", is_flag=True, help="Only active agents.")
@click.option(
    "-n", "--limit", type=int, default=50, show_default=True, metavar="N", help="How many roots at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page of roots.")
def tree(agent: str | None, live: bool, limit: int, cursor: str | None) -> None:
    """The delegation tree with meters: of AGENT, or of all roots."""
    here = session()
    with here.open() as opened:
        view, after = opened.view, None
        if agent is not None:
            tops = [view.agents.get(agent)]
        else:
            page = view.agents.list(roots_only=True, limit=limit, cursor=cursor)
            tops, after = page.items, page.next_cursor
        nodes = [grow(view, top, live) for top in tops if not live or top.status == "active"]
    if here.json:
        print_json({"items": [node.wire() for node in nodes], "nextCursor": after})
        return
    if not nodes:
        say(("no agents", "dim"))
    for node in nodes:
        draw(node, "", "", "")
    if after is not None:
        note(f"more: --cursor {after}")


def grow(view: View, agent: AgentView, live: bool) -> Node:
    """An agent with all below it. Children are found page by page; depth is bounded by the engine."""
    node = Node(agent, [level for level in view.agents.limits(agent.id) if level.agent_id == agent.id])
    cursor: str | None = None
    while True:
        page = view.agents.children(agent.id, limit=1000, cursor=cursor)
        node.children += [
            grow(view, child, live) for child in page.items if not live or child.status == "active"
        ]
        cursor = page.next_cursor
        if cursor is None:
            return node


# -- drawing ---------------------------------------------------------------------------------------------------------


def _guides() -> tuple[str, str, str, str]:
    return ("├╴", "└╴", "│ ", "  ") if fancy() else ("|-", "`-", "| ", "  ")


def draw(node: Node, before: str, joint: str, after: str) -> None:
    """One agent, its meters, and those below it. Two columns a level, so that 17 levels still fit 80."""
    agent = node.agent
    width = console().width
    fixed = len(before) + len(joint) + 2 + len(agent.id) + 2 + len(agent.status)
    name = _cut(agent.name, max(8, width - fixed))
    say(
        (before + joint, "dim"),
        (name, "bold" if agent.status == "active" else "dim"),
        "  ",
        (agent.id, "dim"),
        "  ",
        (agent.status, agent.status),
    )
    branch, last, line, blank = _guides()
    below = before + after
    stem = below + (line if node.children else blank)
    for parts in _meters(node, width - len(stem)):
        say((stem, "dim"), *parts)
    for place, child in enumerate(node.children):
        end = place == len(node.children) - 1
        draw(child, below, last if end else branch, blank if end else line)


def _cut(text: str, width: int) -> str:
    text = clean(text)
    return text if len(text) <= width else text[: width - 1] + ("…" if fancy() else "~")


def _meters(node: Node, room: int) -> Iterator[list[tuple[str, str]]]:
    for level in node.levels:
        for limit in level.limits:
            where = "" if level.level == "agent" else f"  {level.level}"
            yield meter_parts(limit, where, room)
        if level.level == "agent" and not level.limits and level.calls:
            spent = "" if level.usd == "0.00" else f", ${level.usd}"
            yield [(f"{level.calls} calls{spent}", "dim")]


def meter_parts(limit: Limit, where: str, room: int) -> list[tuple[str, str]]:
    """One limit as a line: a bar, the numbers, and where it stands."""
    used, most = Decimal(limit.used), Decimal(limit.limit)
    unit = "$" if limit.rule in _MONEY else ""
    numbers = f"{unit}{limit.used}/{unit}{limit.limit}"
    head = f"{_SHORT.get(limit.rule, limit.rule):<13} "
    shown = bar(float(used), float(most))
    left = room - len(head) - len(shown) - 1 - len(numbers)
    return [
        (head, "dim"),
        (shown, bar_style(float(used), float(most))),
        (f" {numbers}", ""),
        (_cut(where, left) if where and left > 6 else "", "dim"),
    ]
