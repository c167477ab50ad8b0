"""What the demo shows, line by line: aligned text for people, one JSON object a line for programs.

Every line about a decision is made from the ``Decision`` that the library gave; what the story expects is compared
with it here and nowhere else.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection
from typing import Any, Final

from pykavach.cli.output import fancy, print_json, say
from pykavach.core.decision import Decision
from pykavach.core.money import usd_text

_NARROWEST: Final = 80
_WIDEST: Final = 120
_WIDTH: Final = 100
#: Columns: who, what, outcome, code; the reason takes the rest of the line.
_WHO, _WHAT, _OUTCOME, _CODE = 11, 29, 7, 17
_STYLES: Final = {"done": "ok", "refused": "deny"}


class Screen:
    """Shows events as they happen and keeps count of surprises: whatever did not go as the story says."""

    def __init__(self, *, as_json: bool) -> None:
        self.surprises: list[str] = []
        #: Every decision shown, in order.
        self.decisions: list[Decision] = []
        #: Agent id → name, for lines that name somebody else's rule.
        self.names: dict[str, str] = {}
        self._as_json = as_json
        self._act = ""
        columns = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
        self._width = min(max(columns, _NARROWEST), _WIDEST)
        self._room = self._width - 2 - _WHO - _WHAT - _OUTCOME - _CODE - 4
        self._dots = "…" if fancy() else "..."

    # -- the parts of the story --------------------------------------------------------------------------------------

    def act(self, title: str) -> None:
        """Begin a part of the story."""
        self._act = title
        self._show("act", {"title": title}, "\n", (title, "bold"))

    def remark(self, text: str, **facts: Any) -> None:
        """A remark, with its facts for programs."""
        self._show("remark", {"text": text, **facts}, (f"  {text}", "dim"))

    def decision(
        self,
        who: str,
        what: str,
        decision: Decision,
        expected: Collection[str],
        note: str | None = None,
        **access: Any,
    ) -> None:
        """One decision: the reason it gave, or for an allow what the tool then did."""
        self.decisions.append(decision)
        as_expected = decision.code in expected and decision.allowed == (decision.code == "ok")
        facts = {"who": who, **access, "note": note, "expected": sorted(expected), "asExpected": as_expected}
        throttled = "throttled; " if decision.throttled else ""
        reason = throttled + (note or "") if decision.allowed else self._short(decision)
        line = self._line(who, what, decision.outcome, decision.code, reason)
        self._show("decision", {**facts, "decision": decision.wire()}, *line)
        if not as_expected:
            self.surprise(f"{who}: {what}: expected {' or '.join(sorted(expected))}, got {decision.code}")

    def change(self, who: str, what: str, note: str, **facts: Any) -> None:
        """A change that was made."""
        told = {"who": who, "what": what, "note": note, **facts}
        self._show("change", told, *self._line(who, what, "done", "", note))

    def refusal(self, who: str, what: str, code: str, reason: str) -> None:
        """A change that the library refused, with the code of its error."""
        told = {"who": who, "what": what, "code": code, "reason": reason}
        self._show("refusal", told, *self._line(who, what, "refused", code, reason))

    def check(self, holds: bool, text: str, **facts: Any) -> None:
        """Something about the world that must be true now."""
        word = ("ok", "ok") if holds else ("FAILED", "fail")
        self._show("check", {"text": text, "ok": holds, **facts}, "  ", word, f"  {text}")
        if not holds:
            self.surprise(text)

    def surprise(self, text: str) -> None:
        """Something did not go as the story says; the demo will end with an error."""
        self.surprises.append(text)
        self._show("surprise", {"text": text}, (f"  !! a surprise: {text}", "fail"))

    def draw(self, event: str, facts: dict[str, Any], draw: Callable[[], None]) -> None:
        """Anything else: its facts for programs, and how to draw it for people."""
        if self._as_json:
            self._show(event, facts)
        else:
            draw()
        sys.stdout.flush()

    def end(self, **facts: Any) -> None:
        """The last event: whether it all went well."""
        self._act = ""
        went = "Everything went as the story says."
        line = (went, "ok") if not self.surprises else (went.replace("Everything", "Not everything"), "fail")
        self._show("end", {"ok": not self.surprises, "surprises": self.surprises, **facts}, "\n", line)

    # -- lines -------------------------------------------------------------------------------------------------------

    def _show(self, event: str, facts: dict[str, Any], *line: str | tuple[str, str]) -> None:
        if self._as_json:
            act = {"act": self._act} if self._act and event != "act" else {}
            print_json({"event": event, **act, **facts}, line=True)
            return
        if line and line[0] == "\n":
            say()
            line = line[1:]
        say(*line)

    def _short(self, decision: Decision) -> str:
        """The reason; where it does not fit, the finding behind it: the numbers, or whose rule it is."""
        finding = next((f for f in decision.findings if f["code"] == decision.code), None)
        if len(decision.reason) <= self._room or finding is None:
            return decision.reason
        rule, used, limit = finding["rule"], finding.get("used"), finding.get("limit")
        if used is not None and limit is not None:
            if rule.startswith("budget"):
                used, limit = f"${usd_text(used)}", f"${usd_text(limit)}"
            return f"{rule} {used} of {limit}"
        if finding["agent"] != decision.agent_id:
            return f"{rule} of {self.names.get(finding['agent'], finding['agent'])}"
        return decision.reason

    def _line(self, who: str, what: str, outcome: str, code: str, reason: str) -> list[str | tuple[str, str]]:
        style = _STYLES.get(outcome, outcome)
        return [
            f"  {self._fit(who, _WHO)} {self._fit(what, _WHAT)} ",
            (f"{self._fit(outcome, _OUTCOME)} {self._fit(code, _CODE)} ", style),
            (self._fit(reason, self._room).rstrip(), "dim"),
        ]

    def _fit(self, text: str, width: int) -> str:
        """The text in exactly so many columns; cut between words where it can be, and marked."""
        text = " ".join(text.split())
        if len(text) > width:
            kept = text[: width - len(self._dots)]
            whole = kept.rpartition(" ")[0] if text[len(kept)] != " " else kept
            text = (whole if len(whole) * 3 > width else kept).rstrip() + self._dots
        return text.ljust(width)
