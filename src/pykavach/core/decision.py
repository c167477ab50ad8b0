"""What ``authorize`` answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from pydantic_core import to_json

from pykavach.core import codec, money
from pykavach.core.access import RETRY, Code, Finding, Outcome, Retry
from pykavach.core.plan import Level
from pykavach.core.spelling import for_wire

#: Code and sentence of an unknown or malformed token: always the same (DEC-2).
UNKNOWN_TOKEN: Final = "The token is not known."
UNAVAILABLE: Final = "The decision could not be made in time, so it is a denial; try again."

#: A level and what it has used, as ``used_of`` gives it.
_Counts = tuple[Level, tuple[int, ...]]


class Decision:
    """Whether one access may happen now, and why. True in a condition exactly when it is allowed.

    ``outcome`` is ``"allow"``, ``"deny"`` or ``"pending"``; ``code`` one of a closed list; ``reason`` one sentence that
    may be shown to a model. ``audit_id`` names the entry, ``chain`` the agents judged (presented agent first, ``depth``
    levels below the root). ``throttled``: allowed, but a budget is at 80 %. ``replayed``: an earlier allow given again
    under its idempotency key. ``retry`` says what could help: ``"never"``, ``"after"`` (``retry_after`` seconds, None
    where no time is known), ``"with_approval"`` (``approval_id``), ``"with_other_arguments"``. ``latency_us`` is the
    time up to the start of the commit, in microseconds. ``would_deny``: what an observed agent would have refused.
    """

    __slots__ = (
        "_counts",
        "_findings",
        "agent_id",
        "approval_id",
        "arguments_json",
        "audit_id",
        "chain",
        "code",
        "cost",
        "depth",
        "latency_us",
        "outcome",
        "reason",
        "replayed",
        "retry_after",
        "throttled",
        "would_deny",
    )

    def __init__(
        self,
        outcome: Outcome,
        code: Code,
        reason: str,
        agent_id: str | None = None,
        chain: tuple[str, ...] = (),
        cost: int = 0,
        counts: Sequence[_Counts] = (),
        *,
        findings: tuple[Finding, ...] = (),
        retry_after: int | None = None,
        approval_id: str | None = None,
        throttled: bool = False,
    ) -> None:
        self.outcome = _WORDS[outcome]
        self.code: str = code._value_
        self.reason = reason
        self.audit_id: str | None = None
        self.agent_id = agent_id
        self.chain = chain
        self.depth = len(chain) - 1 if chain else 0
        self.throttled = throttled
        self.replayed = False
        self.retry_after = retry_after
        self.approval_id = approval_id
        self.latency_us = 0
        self.cost = cost
        self.would_deny: str | None = None
        self.arguments_json: str | None = None
        self._findings = findings
        self._counts = counts

    @property
    def allowed(self) -> bool:
        return self.outcome == "allow"

    def __bool__(self) -> bool:
        return self.outcome == "allow"

    @property
    def retry(self) -> str:
        return _RETRY.get(self.code, Retry.NEVER.value)

    @property
    def findings(self) -> list[dict[str, Any]]:
        """How the decision was reached: every refusal with its numbers; for the operator (DEC-2)."""
        return [finding_wire(finding) for finding in self._findings]

    @property
    def remaining(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What is left after this decision: agent id → level → constraint → calls, or dollars as text.

        What a damaged meter says is left out.
        """
        out: dict[str, dict[str, dict[str, Any]]] = {}
        for level, used in self._counts:
            left: dict[str, Any] = {}
            for rule, cap, place in level.limits:
                if type(used[place]) is int:
                    left[rule] = max(0, cap - used[place])
            for rule, cap, place in level.budgets:
                if type(used[place]) is int:
                    left[rule] = money.usd_text(max(0, cap - used[place]))
            if left:
                out.setdefault(level.agent_id, {})[level.name] = left
        return out

    def quotas(self) -> list[tuple[str, int, int]]:
        """The call limits of the presented agent: the constraint, how many calls it admits, and how many are left."""
        for level, used in self._counts:
            if level.agent_id == self.agent_id and level.name == "agent":
                return [
                    (rule, cap, max(0, cap - used[place]))
                    for rule, cap, place in level.limits
                    if type(used[place]) is int
                ]
        return []

    def for_agent(self) -> Decision:
        """The same decision as an agent's own credential may see it: its own level only (DEC-2)."""
        mine = self.within(self.chain[:1])
        mine.depth = self.depth
        return mine

    def within(self, chain: tuple[str, ...]) -> Decision:
        """The same decision as who sees only this beginning of the chain may see it; itself, where that is all of it."""
        if chain == self.chain:
            return self
        seen = Decision.__new__(Decision)
        for name in Decision.__slots__:
            setattr(seen, name, getattr(self, name))
        seen.chain, seen.depth = chain, len(chain) - 1
        # A copy of the same class: its private fields are ours.
        seen._findings = tuple(f for f in self._findings if f.agent in chain)
        seen._counts = tuple(c for c in self._counts if c[0].agent_id in chain)
        return seen

    def wire(self) -> dict[str, Any]:
        """The decision on the wire, in camelCase; what it says of our own arguments, too."""
        reason, findings = self.reason, self.findings
        if self.code == _INVALID:
            reason = for_wire(reason)
            findings = [{**finding, "sentence": for_wire(finding["sentence"])} for finding in findings]
        return {
            "allowed": self.allowed,
            "outcome": self.outcome,
            "code": self.code,
            "reason": reason,
            "auditId": self.audit_id,
            "agentId": self.agent_id,
            "chain": list(self.chain),
            "depth": self.depth,
            "throttled": self.throttled,
            "replayed": self.replayed,
            "retry": self.retry,
            "retryAfter": self.retry_after,
            "approvalId": self.approval_id,
            "remaining": self.remaining,
            "findings": findings,
            "wouldDeny": self.would_deny,
            "bookedUsd": money.usd_text(self.cost) if self.allowed else None,
            "latencyUs": self.latency_us,
        }

    def json(self) -> str:
        """``wire()`` as JSON text: what a server says most often, in a fraction of the time."""
        remaining = self._remaining_json()
        if remaining is None or self.outcome != "allow" or self._findings:
            return to_json(self.wire()).decode()
        quoted = codec.quoted
        return (
            f'{{"allowed":true,"outcome":"allow","code":"{self.code}","reason":{quoted(self.reason)},'
            f'"auditId":{_text(self.audit_id)},{_whose(self.agent_id, self.chain, self.depth)},'
            f'"throttled":{"true" if self.throttled else "false"},"replayed":{"true" if self.replayed else "false"},'
            f'"retry":"{self.retry}","retryAfter":{"null" if self.retry_after is None else self.retry_after},'
            f'"approvalId":{_text(self.approval_id)},"remaining":{remaining},"findings":[],'
            f'"wouldDeny":{_text(self.would_deny)},"bookedUsd":"{money.usd_text(self.cost)}",'
            f'"latencyUs":{self.latency_us}}}'
        )

    def _remaining_json(self) -> str | None:
        """``remaining`` as JSON text; None where a damaged meter leaves gaps in it."""
        parts: list[str] = []
        whose = None
        for level, used in self._counts:
            if not level.said:
                continue
            left: list[int | str] = []
            for _, cap, place in level.limits:
                if type(used[place]) is not int:
                    return None
                left.append(cap - used[place] if cap > used[place] else 0)
            for _, cap, place in level.budgets:
                if type(used[place]) is not int:
                    return None
                left.append(money.usd_text(cap - used[place]) if cap > used[place] else "0.00")
            if level.agent_id != whose:  # the levels of an agent stand together
                parts.append(
                    f"{'},' if parts else ''}{codec.quoted(level.agent_id)}:{{{level.said % tuple(left)}"
                )
                whose = level.agent_id
            else:
                parts.append(f",{level.said % tuple(left)}")
        return f"{{{''.join(parts)}}}}}" if parts else "{}"

    def __repr__(self) -> str:
        return f"Decision({self.outcome}, code={self.code!r}, audit_id={self.audit_id!r}, reason={self.reason!r})"


def _text(value: str | None) -> str:
    return "null" if value is None else codec.quoted(value)


@lru_cache(4096)
def _whose(agent_id: str | None, chain: tuple[str, ...], depth: int) -> str:
    """The part of an answer that is the same for every call of an agent."""
    agents = ",".join([codec.quoted(agent) for agent in chain])
    return f'"agentId":{_text(agent_id)},"chain":[{agents}],"depth":{depth}'


_INVALID: Final = Code.INVALID_REQUEST.value
_WORDS: Final = {outcome: outcome.word for outcome in Outcome}
_RETRY: Final = {code.value: RETRY[code].value for code in Code}


def finding_wire(finding: Finding) -> dict[str, Any]:
    """A finding on the wire; numbers that it does not have are left out."""
    out: Mapping[str, Any] = {
        "agent": finding.agent,
        "level": finding.level,
        "rule": finding.rule,
        "code": finding.code.value,
        "outcome": finding.outcome.word,
        "sentence": finding.sentence,
        "used": finding.used,
        "limit": finding.limit,
    }
    return {name: value for name, value in out.items() if value is not None}
