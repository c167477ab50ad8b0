"""An agent with everything under it: what all of them may do, what is left to them, and how they hang together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from pykavach.engine.limits import LevelLimits
from pykavach.engine.views import AgentView
from pykavach.server.dashboard.render import visible
from pykavach.server.dashboard.visits import Visit

#: Agents whose limits are looked up for one page, and agents in one picture.
MOST: Final = 25
DRAWN: Final = 200

_WIDTH: Final = 208
_HEIGHT: Final = 46
_STEP_X: Final = 244
_STEP_Y: Final = 58


@dataclass(frozen=True, slots=True)
class Power:
    """One agent, and what is left of its own limits."""

    agent: AgentView
    levels: list[LevelLimits]


@dataclass(frozen=True, slots=True)
class Subtree:
    """An agent and those under it, as many as are shown. ``more``: there are further ones."""

    powers: list[Power]
    others: list[AgentView]
    more: bool

    @property
    def agents(self) -> list[AgentView]:
        return [*(power.agent for power in self.powers), *self.others]

    @property
    def known(self) -> int:
        return len(self.powers) + len(self.others)

    @property
    def live(self) -> int:
        return sum(agent.status == "active" for agent in self.agents)


async def subtree(visit: Visit, agent_id: str, *, limits: bool = True) -> Subtree:
    """Look below an agent, itself first. Raises ``NotFound``."""
    page = await visit.below(agent_id).agents.list(limit=DRAWN)
    shown = page.items[:MOST] if limits else []
    # In their own view, which is wider: there a limit is found without a look at the tree.
    levels = await asyncio.gather(*(visit.view.agents.limits(agent.id) for agent in shown))
    powers = [
        Power(agent, [level for level in found if level.agent_id == agent.id])
        for agent, found in zip(shown, levels, strict=True)
    ]
    return Subtree(powers, page.items[len(shown) :], page.next_cursor is not None)


# -- the picture ---------------------------------------------------------------------------------------------------------


def picture(agents: Sequence[AgentView], top: str, here: str) -> Markup:
    """The delegation tree from ``top`` as SVG, each agent a link. ``here`` is marked."""
    by_parent: dict[str | None, list[AgentView]] = {}
    roots: list[AgentView] = []
    for agent in agents:
        if agent.id == top:
            roots.append(agent)
        else:
            by_parent.setdefault(agent.parent_id, []).append(agent)
    places: dict[str, tuple[int, float]] = {}
    lines: list[Markup] = []
    boxes: list[Markup] = []
    rows = 0.0

    def place(agent: AgentView, column: int) -> float:
        nonlocal rows
        children = by_parent.get(agent.id, [])
        middles = [place(child, column + 1) for child in children]
        if middles:
            row = (middles[0] + middles[-1]) / 2
        else:
            row, rows = rows, rows + 1
        places[agent.id] = column, row
        lines.extend(_line(column, row, middle) for middle in middles)
        boxes.append(_box(agent, column, row, marked=agent.id == here))
        return row

    for agent in roots:
        place(agent, 0)
    width = _STEP_X * (1 + max((column for column, _ in places.values()), default=0)) + 4
    height = max(1, rows) * _STEP_Y + 4
    return Markup(
        '<svg class="tree" width="{w}" height="{h:.0f}" viewBox="-2 -2 {w} {h:.0f}" role="group" '
        'aria-label="Delegation tree">{lines}{boxes}</svg>'
    ).format(w=width, h=height, lines=Markup("").join(lines), boxes=Markup("").join(boxes))


def _line(column: int, row: float, below: float) -> Markup:
    x, y, to = column * _STEP_X + _WIDTH, row * _STEP_Y + _HEIGHT / 2, below * _STEP_Y + _HEIGHT / 2
    end = (column + 1) * _STEP_X
    middle = (x + end) / 2
    return Markup('<path d="M{x} {y:.1f} C{m} {y:.1f} {m} {to:.1f} {end} {to:.1f}"/>').format(
        x=x, y=y, m=middle, to=to, end=end
    )


def _box(agent: AgentView, column: int, row: float, *, marked: bool) -> Markup:
    about = agent.status if agent.status != "active" else agent.type
    rules, name = len(agent.permissions), visible(agent.name)
    return Markup(
        '<a href="/agents/{id}" class="{kind}"><title>{name}</title>'
        '<rect x="{x}" y="{y:.1f}" width="{w}" height="{h}" rx="10"/>'
        '<text x="{tx}" y="{t1:.1f}">{label}</text><text class="sub" x="{tx}" y="{t2:.1f}">{about} · {rules}</text></a>'
    ).format(
        id=agent.id,
        kind=" ".join(name for name, holds in (("here", marked), ("off", agent.status != "active")) if holds),
        name=name,
        label=name if len(name) <= 24 else f"{name[:23]}…",
        about=about,
        rules="1 permission" if rules == 1 else f"{rules} permissions",
        x=column * _STEP_X,
        y=row * _STEP_Y,
        w=_WIDTH,
        h=_HEIGHT,
        tx=column * _STEP_X + 12,
        t1=row * _STEP_Y + 19,
        t2=row * _STEP_Y + 36,
    )
