"""What is printed, what is kept for ``--json``, and the bars."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from typing import Any

from bench.load import Figures


@dataclass(frozen=True, slots=True)
class Bar:
    """One promise on a figure: ``"≥"`` or ``"≤"`` or ``"<"`` a limit."""

    name: str
    value: float
    sign: str
    limit: float
    unit: str = ""
    #: Not about speed: where it is missed, something is broken.
    exact: bool = False

    @property
    def passed(self) -> bool:
        if self.sign == "≥":
            return self.value >= self.limit
        return self.value < self.limit if self.sign == "<" else self.value <= self.limit

    def __str__(self) -> str:
        verdict = "PASS" if self.passed else "MISS"
        return f"{verdict}  {self.name}: {self.value:,.3g}{self.unit} (bar {self.sign} {self.limit:,g}{self.unit})"


@dataclass(slots=True)
class Report:
    """Rows and bars as they are found; printed at once."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    section: str = ""
    #: The kind of database that is being measured.
    database: str = ""
    machine: dict[str, Any] = field(default_factory=dict)

    def head(self) -> None:
        self.machine = {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
            "load": os.getloadavg(),
        }
        print("# {cpus} cpus, Python {python}, {system}".format(**self.machine))

    def on(self, kind: str, about: str) -> None:
        """From here on another database is measured."""
        self.database = kind
        self.machine.setdefault("databases", {})[kind] = about
        print(f"# {about}", flush=True)

    def start(self, section: str, title: str) -> None:
        self.section = section
        load = " ".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"\n== {section} on {self.database}: {title} [load {load}]", flush=True)

    def keep(self, row: dict[str, Any]) -> None:
        """A row for ``--json``."""
        self.rows.append({"section": self.section, "database": self.database} | row)

    def columns(self) -> None:
        """The head of a table of ``load`` lines."""
        print(
            f"{'':<30}{'durability':>11}{'calls/s':>10}{'F/s':>9}{'xF':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'cpu us':>8}{'F cpu':>7}",
            flush=True,
        )

    def load(self, name: str, durability: str, figures: Figures, **more: Any) -> None:
        """One line about calls under load."""
        self.keep({"name": name, "durability": durability} | figures.wire() | more)
        extra = "".join(f"  {key} {value:.2f}" for key, value in more.items())
        print(
            f"{name:<30}{durability:>11}{figures.rate:>10,.0f}{figures.floor:>9,.0f}{figures.ratio:>8.2f}"
            f"{figures.p50:>9.3f}{figures.p99:>9.3f}{figures.longest:>9.2f}{figures.cpu:>8.1f}{figures.floor_cpu:>7.1f}{extra}",
            flush=True,
        )
        if figures.refused:
            print(f"{'':<30} NOT ALLOWED: {figures.refused}", flush=True)

    def fact(self, name: str, value: float, unit: str, **more: Any) -> None:
        """One line with one number."""
        self.keep({"name": name, "value": value, "unit": unit} | more)
        print(f"{name:<58}{value:>14,.2f} {unit}", flush=True)

    def bar(
        self, name: str, value: float, sign: str, limit: float, unit: str = "", *, exact: bool = False
    ) -> None:
        bar = Bar(f"{self.database}: {name}", value, sign, limit, unit, exact)
        self.bars.append(bar)
        print(f"   {bar}", flush=True)

    def foot(self) -> None:
        if not self.bars:
            return
        missed = [bar for bar in self.bars if not bar.passed]
        print(f"\n== bars: {len(self.bars) - len(missed)} of {len(self.bars)} passed")
        for bar in self.bars:
            print(f"   {bar}")

    def wire(self) -> dict[str, Any]:
        bars = [
            {
                "name": bar.name,
                "value": bar.value,
                "sign": bar.sign,
                "limit": bar.limit,
                "unit": bar.unit,
                "passed": bar.passed,
            }
            for bar in self.bars
        ]
        return {"machine": self.machine, "rows": self.rows, "bars": bars}
