"""Pictures as SVG text: lines, bars and meters. Colours come from the style sheet, so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from markupsafe import Markup

WIDTH: Final = 948
HEIGHT: Final = 190
#: A budget throttles from here on (BUD-3).
MARK: Final = 80


def lines(title: str, main: Sequence[int], other: Sequence[int]) -> Markup:
    """Two lines over the same buckets: the first with a filled area under it."""
    most = max([*main, *other, 1])
    upper, lower = _points(main, most), _points(other, most)
    area = f"0,{HEIGHT} {upper} {WIDTH},{HEIGHT}"
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" preserveAspectRatio="none" role="img" aria-label="{title}">'
        '<defs><linearGradient id="fill" x1="0" y1="0" x2="0" y2="1">'
        '<stop class="chart-top" offset="0"/><stop class="chart-bottom" offset="1"/></linearGradient></defs>'
        '<polygon class="chart-area" points="{area}" fill="url(#fill)"/>'
        '<polyline class="chart-main" points="{upper}"/><polyline class="chart-other" points="{lower}"/></svg>'
    ).format(w=WIDTH, h=HEIGHT, title=title, area=area, upper=upper, lower=lower)


def _points(values: Sequence[int], most: int) -> str:
    step = WIDTH / max(1, len(values) - 1)
    room = HEIGHT - 8
    return " ".join(
        f"{place * step:.1f},{HEIGHT - 3 - value / most * room:.1f}" for place, value in enumerate(values)
    )


def bar(share: float, tone: str = "") -> Markup:
    """A bar as long as a share (0 to 1). What it says stands beside it as text."""
    return Markup(
        '<svg class="bar {tone}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-room" width="100" height="8"/><rect class="bar-part" width="{part:.1f}" height="8"/></svg>'
    ).format(tone=tone, part=100 * min(1.0, max(0.0, share)))


def meter(used: int | str, limit: int | str, *, mark: bool = False) -> Markup:
    """How much of a limit is used; with ``mark`` a line at 80 %. What it says stands beside it as text."""
    part, most = Decimal(used), Decimal(limit)
    share = Decimal(1) if most <= 0 else min(Decimal(1), part / most)
    tone = "full" if share >= 1 else "warn" if share * 100 >= MARK else ""
    line = Markup('<rect class="bar-mark" x="{}" width="0.6" height="8"/>').format(MARK) if mark else ""
    return Markup(
        '<svg class="bar {tone}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-room" width="100" height="8"/><rect class="bar-part" width="{part:.1f}" height="8"/>{line}</svg>'
    ).format(tone=tone, part=float(100 * share), line=line)
