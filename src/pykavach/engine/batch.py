"""One transaction for many calls: read once, judge one by one, write once (ARCHITECTURE 1.6).

A call that fails on its own data leaves the batch with a denial; the others go on. The readings are shared by the calls
of the batch and folded in order, so the last free unit of a limit goes to exactly one of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, Final

from pykavach.core import audit, codec
from pykavach.core.access import Code, Finding, Outcome, foremost
from pykavach.core.approvals import MAX_PER_ROOT, OPEN_FOR, Request, State, choose
from pykavach.core.decide import Verdict, explain, judge, reason, retry_after, take
from pykavach.core.decision import UNKNOWN_TOKEN, Decision
from pykavach.core.errors import InvalidInput
from pykavach.core.meters import Reading, Windows
from pykavach.core.plan import Plan, death
from pykavach.engine import events
from pykavach.engine.cache import Cache, is_stale
from pykavach.engine.call import Call
from pykavach.engine.journal import Journal
from pykavach.engine.keys import Keys
from pykavach.engine.swift import counts, swift
from pykavach.ports import ApprovalKey, Changes, Memo, MemoKey, Unit, Wanted, refusal

DAY: Final = 86_400_000_000
#: How long an allow is kept under its idempotency key (PRM-5).
MEMO_LIFE: Final = DAY
#: Seconds after which a batch ends with the call it is at; a lock is held at most 100 ms (DB-3).
LONGEST_HOLD: Final = 0.05
#: Agents looked up again under one lock, because they have just changed; calls of others come after them.
MOST_AGAIN: Final = 16
_NO_FRAME: Final = audit.Frame(None, None, None, (), 0, None, None)


class Batch:
    """The fold over the calls of one transaction. ``run`` leaves an answer on every call and the changes to save.

    Unless the calls take long: then it ends early, and ``rest`` holds those that are left.
    """

    def __init__(
        self,
        unit: Unit,
        calls: Sequence[Call],
        cache: Cache,
        keys: Keys,
        unavailable: int,
        muted: events.Muted | None = None,
        schema: int | None = None,
    ) -> None:
        #: Calls that ``run`` has not come to: they need another transaction.
        self.rest: Sequence[Call] = ()
        #: The newest schema this version knows.
        self._schema = schema
        self._unit = unit
        self._calls = calls
        self._cache = cache
        self._keys = keys
        #: Denials that could not be recorded since the last entry; the count rides on the next (AUD-1).
        self._unavailable = unavailable
        self._muted = muted or events.Muted()
        self._told: set[tuple[str, int]] = set()
        self._meters: dict[int, Reading] = {}
        self._approvals: dict[ApprovalKey, list[Request]] = {}
        self._memos: dict[MemoKey, Memo] = {}
        self._touched: dict[int, Reading] = {}
        self._changed_requests: dict[str, Request] = {}
        #: The requests of a root in a state, as they were when this transaction began.
        self._stored: dict[tuple[int, State], list[Request]] = {}

    def run(self) -> Changes:
        start, loaded = self._unit.begin(self._wanted())
        if self._schema is not None and start.schema > self._schema:
            raise refusal(start.schema, self._unit)
        if self._advance(start.epoch):
            loaded = self._unit.load(self._wanted())
        self._meters, self._approvals, self._memos = loaded.meters, loaded.approvals, loaded.memos
        self.at = Windows.at(start.now)
        self.changes = Changes(start.head)
        journal = self._journal = Journal(start.head)
        until = time.monotonic() + LONGEST_HOLD
        for place, call in enumerate(self._calls, 1):
            row = (
                None if self._unavailable else swift(call, self._meters, self.at, journal.head, self._touched)
            )
            if row is not None:
                journal.append(row)
                continue
            call.answer = self._decide(call)
            if time.monotonic() > until:  # judged with many rules: others want the lock, too (DB-3)
                self.rest = [*self._calls[place:], *self.rest]
                break
        self.changes.head, self.changes.rows = journal.head, journal.rows
        self.changes.meters = [self._touched[id] for id in sorted(self._touched)]
        if self._changed_requests:
            asked = self._changed_requests.values()
            self.changes.requests = [request for request in asked if request.n]
            self.changes.opened = [request for request in asked if not request.n]
        return self.changes

    # -- loading -----------------------------------------------------------------------------------------------------

    def _advance(self, epoch: int) -> bool:
        """Enter the epoch of this transaction; judge again whoever has changed since the caller looked, if anyone."""
        cache = self._cache
        cache.follow(self._unit, epoch)
        again = [call for call in self._calls if call.node is not None and is_stale(call.node)]
        if len(again) > MOST_AGAIN:
            again = self._first_of(again)
        if again:
            resolve(self._unit, again, cache, self._keys)
        return bool(again)

    def _first_of(self, again: list[Call]) -> list[Call]:
        """Those of these calls that name the first few agents; whoever comes after them is left for another run."""
        firsts: dict[int, Call] = {}
        for call in again:
            assert call.node is not None
            firsts.setdefault(call.node.agent.n, call)
        if len(firsts) <= MOST_AGAIN:
            return again
        cut = list(firsts.values())[MOST_AGAIN]
        place = self._calls.index(cut)
        self._calls, self.rest = self._calls[:place], self._calls[place:]
        return again[: again.index(cut)]

    def _wanted(self) -> Wanted:
        meters: set[int] = set()
        approvals: set[ApprovalKey] = set()
        memos: set[MemoKey] = set()
        for call in self._calls:
            node = call.node
            if node is None:
                continue
            if call.plan is not None:
                meters.update(call.plan.meters)
            elif node.own.meter is not None:
                meters.add(node.own.meter)
            for fingerprint in call.fingerprints:
                approvals.add((node.agent.n, fingerprint))
            if call.key is not None:
                memos.add(("authorize", node.agent.n, call.key))
        return Wanted(meters, approvals, memos)

    # -- one call ----------------------------------------------------------------------------------------------------

    def _decide(self, call: Call) -> Decision:
        node, now = call.node, self.at.now
        if node is None:
            return self._record(call, Decision(Outcome.DENY, Code.UNKNOWN_TOKEN, UNKNOWN_TOKEN), {})
        agent = node.agent
        marks: dict[str, Any] = {}
        if call.old_token:
            marks["oldToken"] = True
            self._event(call, "token.old_used", {})
            if agent.old_until is None or agent.old_until <= now:
                return self._record(call, Decision(Outcome.DENY, Code.UNKNOWN_TOKEN, UNKNOWN_TOKEN), marks)
        dead = death(node.chain, now)
        if dead is not None:
            self._event(call, "token.dead_used", {"code": dead.code.value})
            return self._record(call, self._denial(call, [dead]), marks)
        self._note_use(call)
        if call.invalid is not None or call.plan is None:
            return self._invalid(call, call.invalid, marks)
        if call.key is not None:
            kept = self._memos.get(("authorize", agent.n, call.key))
            fresh = kept is not None and (kept.expires_at is None or kept.expires_at > now)
            # A chain that cannot be read is not known to be alive: it is judged, and denied (FC-1).
            if kept is not None and fresh and all(place.fault() is None for place in node.chain):
                return self._replay(call, kept, marks)
        judge_it = self._explain if call.explain else self._judge
        return judge_it(call, call.plan, marks)

    def _explain(self, call: Call, plan: Plan, marks: dict[str, Any]) -> Decision:
        """Judge over copies: what takes nothing opens no window either, should the clock step back (TIM-2)."""
        meters = self._meters
        self._meters = {id: copy(meters[id]) for id in plan.meters if id in meters}
        try:
            return self._judge(call, plan, marks)
        finally:
            self._meters = meters

    def _judge(self, call: Call, plan: Plan, marks: dict[str, Any]) -> Decision:
        verdict = judge(plan, call.screened, call.cost, self._meters, self.at)
        request = self._request(call) if plan.approval else None
        if request is not None and request.at(self.at.now) is State.DENIED:
            text = "A person has refused this call; the refusal holds until the request expires."
            finding = Finding(Code.APPROVAL_DENIED, plan.node.agent.id, "agent", "requireApprovalFor", text)
            verdict = Verdict(Outcome.DENY, [*verdict.findings, finding], [])
        if verdict.outcome is Outcome.DENY:
            decision = self._denial(call, verdict.findings)
            if request is not None:
                decision.approval_id = request.id
        elif plan.approval and (request is None or request.at(self.at.now) is not State.APPROVED):
            decision = self._pend(call, plan, request)
        else:
            decision = self._allow(call, plan, verdict, request, marks)
        if call.explain:
            found = explain(plan, call.screened, call.cost, self._meters, self.at)
            asked = [f for f in decision._findings if f.rule == "requireApprovalFor"]
            decision._findings = (*asked, *found)
        decision._counts = counts(plan, self._meters, self.at)
        return decision if decision.audit_id is not None else self._record(call, decision, marks)

    def _allow(
        self, call: Call, plan: Plan, verdict: Verdict, request: Request | None, marks: dict[str, Any]
    ) -> Decision:
        agent = plan.node.agent
        decision = Decision(
            Outcome.ALLOW,
            Code.OK,
            "Allowed.",
            agent_id=agent.id,
            chain=plan.node.chain_ids,
            throttled=verdict.throttled,
            cost=call.cost,
            approval_id=request.id if request is not None else None,
        )
        decision.arguments_json = call.canonical
        if verdict.throttled:
            marks["throttled"] = True
        if verdict.observed:
            first = foremost(verdict.observed)
            decision.would_deny = first.code.value
            marks["wouldDeny"] = first.code.value
        if call.explain:
            return decision
        charges = self._charges(verdict)
        take(verdict, call.cost)
        for level, reading, _ in verdict.charges:
            self._touched[reading.id] = reading
            if call.cost and level.caps.has_budget:
                for kind, facts in events.crossings(level, reading, call.cost):
                    self._event(call, kind, facts)
        if request is not None:
            marks["approval"] = request.id
            self._changed_requests[request.id] = request
            request.state = State.USED
            request.arguments = None
        self._record(call, decision, marks, charges)
        if call.key is not None:
            self._remember(call, plan, decision, call.key)
        return decision

    def _charges(self, verdict: Verdict) -> str:
        day, month = self.at.day, self.at.month
        parts: list[str] = []
        for level, reading, _ in verdict.charges:
            if reading.day == day and reading.month == month:
                parts.append(level.text + "}")
            else:
                # The clock has stepped back: say in which windows this was booked, so that settling finds them.
                text = f'{level.text},"day":{reading.day},"month":{reading.month}}}'
                parts.append(codec.canonical(codec.loads(text)))
        return ",".join(parts)

    def _remember(self, call: Call, plan: Plan, decision: Decision, key: bytes) -> None:
        value = codec.stored(
            codec.canonical(
                {
                    "auditId": decision.audit_id,
                    "throttled": decision.throttled,
                    "cost": call.cost,
                    "approvalId": decision.approval_id,
                }
            )
        )
        n = plan.node.agent.n
        memo = Memo("authorize", n, key, self.at.now + MEMO_LIFE, call.memo_fingerprints[0], value)
        self._memos[memo.kind, memo.scope, memo.key] = memo
        self.changes.memos += (memo,)

    def _replay(self, call: Call, kept: Memo, marks: dict[str, Any]) -> Decision:
        """Give an allow again under its key: the same permission, not a second one (PRM-5)."""
        if kept.fingerprint not in call.memo_fingerprints:
            rule = "was used for another access in the last 24 hours; take a new key"
            return self._invalid(call, InvalidInput("idempotency_key", rule), marks)
        node = call.node
        assert node is not None
        value = codec.loads(kept.value)
        assert isinstance(value, dict)
        first = str(value["auditId"])
        decision = Decision(
            Outcome.ALLOW,
            Code.OK,
            "Allowed before, under the same idempotency key.",
            agent_id=node.agent.id,
            chain=node.chain_ids,
            throttled=bool(value["throttled"]),
            cost=int(value["cost"]),
            approval_id=value["approvalId"],
        )
        decision.arguments_json = call.canonical
        self._record(call, decision, {**marks, "replayOf": first}, kind="replay")
        decision.audit_id = first
        decision.replayed = True
        return decision

    # -- refusals ----------------------------------------------------------------------------------------------------

    def _denial(self, call: Call, findings: list[Finding]) -> Decision:
        node = call.node
        assert node is not None
        first = foremost(findings) if len(findings) > 1 else findings[0]
        return Decision(
            Outcome.DENY,
            first.code,
            reason(first, node.agent.id, self.at.now),
            agent_id=node.agent.id,
            chain=node.chain_ids,
            findings=tuple(findings),
            retry_after=retry_after(first, self.at.now),
            cost=call.cost,
        )

    def _invalid(self, call: Call, error: Exception | None, marks: dict[str, Any]) -> Decision:
        node = call.node
        assert node is not None
        for place in node.chain:
            if (fault := place.fault()) is not None:
                text = "What is stored about this agent cannot be read; an administrator must repair it."
                finding = Finding(Code.UNREADABLE_CONSTRAINT, place.agent.id, "agent", fault, text)
                break
        else:
            finding = Finding(
                Code.INVALID_REQUEST, node.agent.id, "request", "request", f"Invalid request: {error}."
            )
        decision = self._denial(call, [finding])
        return self._record(call, decision, marks)

    # -- approvals ---------------------------------------------------------------------------------------------------

    def _request(self, call: Call) -> Request | None:
        """The request that speaks for this call, if there is one (APR-1, APR-2)."""
        node = call.node
        assert node is not None
        mine = [r for f in call.fingerprints for r in self._approvals.get((node.agent.n, f), ())]
        if call.waited_on is not None:
            for request in mine:
                if request.id == call.waited_on and request.state is State.USED:
                    return request
        return choose(mine, call.cost, self.at.now)

    def _pend(self, call: Call, plan: Plan, request: Request | None) -> Decision:
        """Pending: join the open request for this call, or open one."""
        node, now = plan.node, self.at.now
        if request is None:
            full = self._crowded(node.agent.root)
            if full is not None:
                wait = max(1, -(-(full - now) // 1_000_000))
                text = f"Too many requests for approval are open; try again in {wait} s."
                finding = Finding(
                    Code.APPROVAL_REQUIRED, node.agent.id, "agent", "requireApprovalFor", text, clears=full
                )
                decision = self._denial(call, [finding])
                decision.reason = text
                return decision
            if not call.explain:
                request = self._open(call, plan)
        return Decision(
            Outcome.PENDING,
            Code.APPROVAL_REQUIRED,
            "A person must approve this call; repeat it unchanged once they have.",
            agent_id=node.agent.id,
            chain=node.chain_ids,
            findings=(
                Finding(
                    Code.APPROVAL_REQUIRED,
                    node.agent.id,
                    "agent",
                    "requireApprovalFor",
                    "A person must approve this call.",
                    outcome=Outcome.PENDING,
                ),
            ),
            approval_id=request.id if request is not None else None,
            cost=call.cost,
        )

    def _crowded(self, root: int) -> int | None:
        """When a place for another request becomes free, if some state is full under this root (APR-4)."""
        now = self.at.now
        states = (State.OPEN, State.APPROVED, State.DENIED)
        living = (self._living(root, state, now) for state in states)
        return max((min(ends) for ends in living if len(ends) >= MAX_PER_ROOT), default=None)

    def _living(self, root: int, state: State, now: int) -> list[int]:
        stored = self._stored.get((root, state))
        if stored is None:  # read once: an agent that floods its person must not hold the lock for all (DB-3)
            stored = self._stored[root, state] = self._unit.requests_of_root(root, state.value)
        known = {r.id: r for r in stored if r.id not in self._changed_requests}
        known |= {id: r for id, r in self._changed_requests.items() if r.root == root}
        return [r.expires_at for r in known.values() if r.at(now) is state]

    def _open(self, call: Call, plan: Plan) -> Request:
        agent, access, now = plan.node.agent, call.access, self.at.now
        assert access is not None
        id = f"apr_{self._journal.seq + 1:x}_{call.suffix}"
        request = Request(
            n=0,
            id=id,
            agent=agent.n,
            root=agent.root,
            fingerprint=call.fingerprints[0],
            cost=call.cost,
            resource=access.resource,
            action=access.action,
            arguments=self._shown(call, id),
            state=State.OPEN,
            opened_at=now,
            expires_at=now + OPEN_FOR,
        )
        self._changed_requests[id] = request
        self._approvals.setdefault((agent.n, request.fingerprint), []).append(request)
        facts = {"approval": id, "resource": access.resource, "action": access.action}
        self._event(call, "approval.opened", facts)
        return request

    def _shown(self, call: Call, id: str) -> str | None:
        """What the person will see: the arguments with secret-looking values masked, sealed where there is a secret."""
        if call.shown is None:
            return None
        return self._keys.seal(call.shown, id) if self._keys.sealed else call.shown

    # -- recording ---------------------------------------------------------------------------------------------------

    def _note_use(self, call: Call) -> None:
        """AGT-7: the time and the address of the last use stand beside the agent's meter."""
        node = call.node
        assert node is not None
        if node.own.meter is None or call.explain:
            return
        reading = self._meters.get(node.own.meter)
        if reading is not None:
            reading.last_at = self.at.now
            reading.last_ip = call.ip
            self._touched[reading.id] = reading

    def _event(self, call: Call, kind: str, facts: dict[str, Any]) -> None:
        node = call.node
        if node is None or call.explain:
            return
        agent = node.agent
        if kind in events.MUTABLE:
            if (kind, agent.n) in self._told or self._muted.has(kind, agent.n, self.at.now):
                return
            self._told.add((kind, agent.n))
        self.changes.events += (events.event(kind, self.at.now, agent, facts),)

    def _record(
        self,
        call: Call,
        decision: Decision,
        marks: dict[str, Any],
        charges: str = "",
        kind: str = "decision",
    ) -> Decision:
        """Append the entry of a decision. From here on it exists exactly if the transaction commits (AUD-1)."""
        if call.explain:
            if not call.by_token:
                return decision  # an administrator's question: nothing was asked of the agent's credential
            kind = "explain"
        node, journal, now = call.node, self._journal, self.at.now
        log, position, previous = journal.head
        id = decision.audit_id = audit.entry_id(journal.seq + 1, call.suffix)
        latency = decision.latency_us = (time.perf_counter_ns() - call.started) // 1000
        if self._unavailable or call.waited_on is not None:
            marks = self._marks(call, marks)
        code, cost, outcome = decision.code, decision.cost, decision.outcome
        text = audit.decision_entry(
            call.plan.frame if call.plan is not None else _frame(call),
            id,
            log,
            position + 1,
            previous,
            now,
            kind,
            outcome,
            code,
            decision.reason,
            call.args,
            charges,
            cost,
            call.ip,
            latency,
            marks,
        )
        agent = None if node is None else node.agent.n
        booked = cost if cost and outcome == "allow" and kind == "decision" else None
        journal.add(text, now, agent, kind, code, booked, call.kept, call.salt)
        return decision

    def _marks(self, call: Call, marks: dict[str, Any]) -> dict[str, Any]:
        if self._unavailable:
            marks = {**marks, "unavailable": self._unavailable}
            self._unavailable = 0
        if call.waited_on is not None:
            marks = {**marks, "waitedOn": call.waited_on}
        return marks


def _frame(call: Call) -> audit.Frame:
    """The frame of a call without a plan: nobody is known, or the access is not readable."""
    if call.node is None:
        return _NO_FRAME
    agent, access = call.node.agent, call.access
    resource, action = (access.resource, access.action) if access is not None else (None, None)
    chain = call.node.chain_ids
    return audit.Frame(resource, action, agent.id, chain, agent.depth, agent.user_id, agent.tenant_id)


def resolve(view: Any, calls: Iterable[Call], cache: Cache, keys: Keys) -> None:
    """Look up who calls, from one view, and judge what needs no lock. Who is not found has no node."""
    calls = list(calls)
    holders = view.holders({call.digest for call in calls if call.digest is not None})
    numbers = view.numbers({call.agent_id for call in calls if call.agent_id is not None})
    found = cache.load(view, {*holders.values(), *numbers.values()})
    for call in calls:
        call.node, call.plan, call.old_token = None, None, False
        n = holders.get(call.digest) if call.digest is not None else numbers.get(call.agent_id or "")
        if n is None or n not in found:
            continue
        call.plan_for(found[n], keys)


__all__ = ["MEMO_LIFE", "Batch", "resolve"]
