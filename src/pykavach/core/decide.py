"""The decision: one total function from a plan, an access, the time and the readings to a verdict.

The laws, each stated as a property test:

1. *Least of the greatest of the least.* A verdict is the least, over the agents of the chain, of: the agent's own
   checks, its denies, and the greatest, over its matching allow permissions, of the least of that permission's checks.
2. *Nothing permits by default.* An agent without a matching permission denies.
3. *Restrictions only restrict.* Adding a constraint, a deny or an ancestor never turns a denial into an allow.
4. *Order is silent.* The order in which permissions, actions and constraints are written changes nothing.
5. *All or none.* The charges of a verdict are those of every level that allowed it; a verdict that is not an allow
   carries none.
6. *Total.* A check that raises denies (FC-1).
"""

from __future__ import annotations

from typing import Final

from pykavach.core import money
from pykavach.core.access import Access, Code, Finding, Outcome, foremost
from pykavach.core.meters import NO, THROTTLED, Reading, Windows, fits, measures
from pykavach.core.plan import Level, Plan, Stage

Readings = dict[int, Reading]
#: What the checks that need no meter and no clock found, by level: ``None`` where they pass.
Screened = dict[Level, list[Finding]]

_NOTHING: Final[Screened] = {}


#: One level that takes this call, its reading, and whether it takes it while throttled.
Charge = tuple[Level, Reading, bool]


class Verdict:
    """What the judgement found. ``charges`` is empty unless it allows; ``findings`` is empty if it does."""

    __slots__ = ("charges", "findings", "observed", "outcome", "throttled")

    def __init__(self, outcome: Outcome, findings: list[Finding], charges: list[Charge]) -> None:
        self.outcome = outcome
        self.findings = findings
        self.charges = charges
        self.throttled = False
        self.observed: list[Finding] | None = None


def screen(plan: Plan, access: Access) -> Screened:
    """Run the checks that need neither meter nor clock: arguments and address. Done before any lock is taken."""
    try:  # the short way through most plans: everybody admits it, and nothing has to be said
        for rules, addresses in plan.screens:
            if rules is not None and rules.check(access.values) is not None:
                break
            if addresses is not None and not addresses.admits(access.place):
                break
        else:
            return _NOTHING
    except Exception:  # noqa: BLE001, S110 - met again at once, and told
        pass
    return {level: found for level in plan.screened if (found := _screen(level, access))}


def _unreadable(agent_id: str, level: str, error: Exception) -> Finding:
    """FC-1: a check that raises denies. Its text may hold data, so only its type is told."""
    text = "A check on this agent could not be carried out; an administrator must repair it."
    return Finding(Code.UNREADABLE_CONSTRAINT, agent_id, level, type(error).__name__, text)


def _screen(level: Level, access: Access) -> list[Finding]:
    found: list[Finding] = []
    if level.rules is not None:
        mismatch = level.rules.check(access.values)
        if mismatch is not None:
            sentence = f"Argument {mismatch.path!r} {mismatch.rule}."
            found.append(_finding(level, Code.ARGUMENT_MISMATCH, f"argPatterns.{mismatch.path}", sentence))
    if level.addresses is None:
        return found
    try:
        admitted = level.addresses.admits(access.place)
    except Exception as error:  # noqa: BLE001 - PRM-3: a raising check denies
        return [*found, _unreadable(level.agent_id, level.name, error)]
    if not admitted:
        sentence = (
            "The call states no usable address and an address allowlist applies."
            if access.place is None
            else "The caller's address is not on the address allowlist."
        )
        found.append(_finding(level, Code.IP_NOT_ALLOWED, "ipAllowlist", sentence))
    return found


def judge(plan: Plan, screened: Screened, cost: int, readings: Readings, at: Windows) -> Verdict:
    """Judge one access at one instant. Changes no reading's counts; ``take`` does. Approvals are judged by the caller."""
    try:
        if not screened and not plan.refusals:
            charges = admit(plan, cost, readings, at)
            if charges is not None:
                verdict = Verdict(Outcome.ALLOW, [], charges)
                verdict.throttled = any(throttled for _, _, throttled in charges)
                return verdict
        return _judge(plan, screened, cost, readings, at)
    except Exception as error:  # noqa: BLE001 - PRM-3: a raising check denies
        return Verdict(Outcome.DENY, [_unreadable(plan.node.agent.id, "agent", error)], [])


def admit(plan: Plan, cost: int, readings: Readings, at: Windows) -> list[Charge] | None:
    """The charges of an access that every agent of the chain admits; None as soon as one does not.

    The short way through ``_judge`` for the common case: it builds no findings. Both ways give the same verdict.
    """
    charges: list[Charge] = []
    for stage in plan.stages:
        own = _take_from(stage.own, cost, readings, at)
        if own is None:
            return None
        charges += own
        if not stage.free:
            for level in stage.allows:
                taken = _take_from(level, cost, readings, at)
                if taken is not None:
                    charges += taken
                    break
            else:
                return None
    return charges


def _judge(plan: Plan, screened: Screened, cost: int, readings: Readings, at: Windows) -> Verdict:
    verdict = Verdict(Outcome.ALLOW, list(plan.refusals), [])
    for stage in plan.stages:
        refused: list[Finding] = []
        own = None if stage.own in screened else _take_from(stage.own, cost, readings, at)
        if own is None:
            refused += _failures(stage.own, screened, cost, readings, at)
        chosen = None
        for level in stage.allows:
            chosen = None if level in screened else _take_from(level, cost, readings, at)
            if chosen is not None:
                break
        if chosen is None and stage.allows:
            refused += _failures(stage.allows[0], screened, cost, readings, at)
        verdict.charges += [*(own or ()), *(chosen or ())]
        _refuse(verdict, plan, stage, refused, readings, at)
    if verdict.findings:
        verdict.outcome, verdict.charges = Outcome.DENY, []
    verdict.throttled = any(throttled for _, _, throttled in verdict.charges)
    return verdict


def _refuse(
    verdict: Verdict, plan: Plan, stage: Stage, refused: list[Finding], readings: Readings, at: Windows
) -> None:
    """Add what one agent refuses; if the agent is only observed, note it and let pass (OBS-1)."""
    until = stage.node.agent.observe_until
    if until is not None and until > at.now and not plan.approval:
        mine = refused + [f for f in plan.refusals if f.agent == stage.node.agent.id]
        if not mine or any(f.code is Code.UNREADABLE_CONSTRAINT for f in mine):
            verdict.findings += refused
            return
        verdict.observed = (verdict.observed or []) + mine
        verdict.findings = [f for f in verdict.findings if f not in mine]
        own = stage.own
        if own.meter is not None and all(level is not own for level, _, _ in verdict.charges):
            verdict.charges.append((own, readings[own.meter], False))
        return
    verdict.findings += refused


def _take_from(level: Level, cost: int, readings: Readings, at: Windows) -> tuple[Charge, ...] | None:
    """What this level charges for the access: nothing, or one charge; None if its hours or its limits refuse."""
    caps = level.caps
    if caps.hours is not None and not caps.hours.open_at(at.now):
        return None
    if level.meter is None:
        return ()
    reading = readings[level.meter]
    if at.minute > reading.minute:
        reading.roll(at)
    if not caps.metered:
        return ((level, reading, False),)
    answer = fits(caps, reading, cost)
    return None if answer == NO else ((level, reading, answer == THROTTLED),)


def _failures(level: Level, screened: Screened, cost: int, readings: Readings, at: Windows) -> list[Finding]:
    """Every check of a level that refuses, with its numbers."""
    return [f for f in account(level, screened, cost, readings, at) if f.outcome is Outcome.DENY]


def account(level: Level, screened: Screened, cost: int, readings: Readings, at: Windows) -> list[Finding]:
    """Every check of a level, passing or not, with its numbers."""
    found = list(screened.get(level, ()))
    hours = level.caps.hours
    if hours is not None:
        wait = hours.opens_in(at.now)
        sentence = f"It is outside the allowed hours (UTC); they open in {wait} s."
        finding = _finding(level, Code.OFF_HOURS, "allowedHoursUTC", sentence)
        finding.clears = at.now + wait * 1_000_000
        found.append(finding if wait else _passed(finding))
    if level.meter is None:
        return found
    reading = readings[level.meter]
    reading.roll(at)
    for m in measures(level.caps, reading, cost):
        finding = _finding(level, m.code, m.rule, _sentence(m.rule, m.limit, m.money))
        finding.used, finding.limit, finding.clears = m.used, m.limit, m.clears
        found.append(_passed(finding) if m.fits else finding)
    return found


def _sentence(rule: str, limit: int, is_money: bool) -> str:
    if rule == "maxUsdPerCall":
        return f"The call costs more than {rule} of ${money.usd_text(limit)}; a cheaper call passes."
    if is_money:
        return f"{rule} of ${money.usd_text(limit)} is reached, or this call would exceed it."
    if rule == "throttleCallsPerMinute":
        return f"A budget is 80 % used, so {rule} of {limit} applies, and this minute's calls are used up."
    return f"{rule} of {limit} is used up."


def _finding(level: Level, code: Code, rule: str, sentence: str) -> Finding:
    return Finding(code, level.agent_id, level.name, rule, sentence)


def _passed(finding: Finding) -> Finding:
    finding.outcome = Outcome.ALLOW
    finding.code = Code.OK
    finding.sentence = f"{finding.rule} passes."
    return finding


def take(verdict: Verdict, cost: int) -> None:
    """Take every charge of an allow: all or none, since nothing here can fail (DEL-3)."""
    for _, reading, throttled in verdict.charges:
        reading.take(cost, throttled)


#: What an agent is told of a rule above it: the kind, never the rule (DEC-2).
_ABOVE: Final = {
    Code.UNREADABLE_CONSTRAINT: "What is stored about an agent above this one cannot be read.",
    Code.NOT_PERMITTED: "An agent above this one does not permit this action on this resource.",
    Code.ARGUMENT_MISMATCH: "A rule on arguments of an agent above this one does not admit this call.",
    Code.IP_NOT_ALLOWED: "An address allowlist of an agent above this one does not admit this call.",
    Code.LOW_TRUST: "The trust score of an agent above this one is too low.",
    Code.OFF_HOURS: "It is outside the allowed hours of an agent above this one.",
    Code.RATE_LIMITED: "A call limit of an agent above this one is used up.",
    Code.BUDGET_EXCEEDED: "A budget of an agent above this one is used up or would be exceeded.",
    Code.BUDGET_THROTTLED: "A budget of an agent above this one is nearly used up, so calls are throttled.",
}


def reason(finding: Finding, agent_id: str, now: int) -> str:
    """The sentence a decision gives: the caller's own rule with what would pass, of a rule above only its kind."""
    sentence = finding.sentence if finding.agent == agent_id else _ABOVE.get(finding.code, finding.sentence)
    wait = retry_after(finding, now)
    if wait is None or finding.code is Code.OFF_HOURS:
        return sentence
    return f"{sentence.removesuffix('.')}; try again in {wait} s."


def retry_after(finding: Finding, now: int) -> int | None:
    """Whole seconds until a timed finding clears, rounded up; None when no time will clear it."""
    if finding.clears is None or finding.clears >= 1 << 62:
        return None
    return max(1, -(-(finding.clears - now) // 1_000_000))


def gist(verdict: Verdict) -> Finding:
    """The one finding a denial gives (DEC-1)."""
    return foremost(verdict.findings)


def explain(plan: Plan, screened: Screened, cost: int, readings: Readings, at: Windows) -> list[Finding]:
    """Every finding of every level of the chain, nearest agent first, passing ones included."""
    found: list[Finding] = []
    for stage in plan.stages:
        mine = stage.node.agent.id
        found += [f for f in plan.refusals if f.agent == mine]
        if stage.node.fault() is None:
            for level in (stage.own, *stage.allows):
                try:
                    found += account(level, screened, cost, readings, at)
                except Exception as error:  # noqa: BLE001 - PRM-3: a raising check is a finding like any other
                    found.append(_unreadable(mine, level.name, error))
                if level is not stage.own:
                    found.append(_passed(_finding(level, Code.OK, "permissions", "")))
    return found
