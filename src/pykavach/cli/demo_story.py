"""The story the demo plays: one root agent and its team at work in a real workspace, each tool behind a guard."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pykavach.cli.demo_screen import Screen
from pykavach.cli.demo_team import ADMIN, LOOPS, OK, THROTTLE, Hand, Team
from pykavach.cli.workspace import Workspace, parse_invoice
from pykavach.core.decision import Decision
from pykavach.core.errors import ExceedsParent
from pykavach.engine.requests import Approval
from pykavach.sync import Kavach

_ELSEWHERE: Final = "203.0.113.7"  # an address of the documentation, by RFC 5737
_METADATA: Final = "http://169.254.169.254/latest/"
#: No part that counts calls or money by the day takes as long as this.
_SECONDS_OF_ONE_DAY: Final = 20

#: Decides a request for approval.
Person = Callable[[Approval], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: yes or no, who is shown and who is recorded as having said so, and how."""

    yes: bool
    who: str
    by: str
    how: str


class Story:
    """The acts, to be played in order. What an act learns, later ones use."""

    def __init__(self, kavach: Kavach, screen: Screen, workspace: Workspace, person: Person) -> None:
        self._kavach = kavach
        self._screen = screen
        self._space = workspace
        self._person = person
        self._team = Team(kavach, screen, workspace)
        self._payments: list[dict[str, Any]] = []

    def play(self) -> None:
        """Play every act up to the revocation of the root."""
        self._one_day()
        self._screen.act("A root agent, and a team that can never do more than it")
        self._team.hire()
        self._work()
        self._out_of_bounds()
        self._too_much()
        self._runaway()
        self._spending()
        self._payment()
        self._rotation()
        self._revocation()

    @property
    def root_id(self) -> str:
        return self._team.office.id

    @property
    def spender_id(self) -> str:
        """The agent that spends its whole budget."""
        return self._team.researcher.id

    # -- acts --------------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        team = self._team
        self._screen.act("Work: every tool runs behind a guard, with exactly the arguments that were judged")
        space = self._space
        names = team.file(team.clerk, "list", "inbox", space.list_files).result or []
        invoices = []
        for name in names:
            text = team.file(team.clerk, "read", f"inbox/{name}", space.read_file).result
            invoices.append(parse_invoice(text))
        for invoice in invoices:
            vendor = team.fetch(team.researcher, f"/vendors/{invoice['vendor']}", "0.25").result
            self._payments.append(
                {
                    "payee": vendor["name"],
                    "account": vendor["account"],
                    "amount_usd": float(invoice["amount_usd"]),
                    "reference": invoice["reference"],
                }
            )
        total = sum(payment["amount_usd"] for payment in self._payments)
        report = "".join(
            f"{p['reference']}  {p['payee']:<14}{p['amount_usd']:>9.2f}\n" for p in self._payments
        )
        team.file(
            team.clerk, "write", "reports/due.txt", space.write_file, text=f"{report}total {total:.2f}\n"
        )

    def _out_of_bounds(self) -> None:
        team = self._team
        self._screen.act("Out of bounds")
        space, mismatch = self._space, ("argument_mismatch",)
        team.file(team.clerk, "read", "inbox/../../payroll.csv", space.read_file, expect=mismatch)
        team.fetch(team.researcher, _METADATA, "0.25", expect=mismatch)
        team.fetch(team.researcher, "/rates", "0.25", expect=("ip_not_allowed",), ip=_ELSEWHERE)
        team.pay(team.clerk, self._payments[0], expect=("not_permitted",))
        team.pay(team.bookkeeper, self._payments[0] | {"amount_usd": 9000.0}, expect=mismatch)

    def _too_much(self) -> None:
        team = self._team
        self._screen.act("A sub-agent may not get what its parent does not hold")
        wanted = [{"resource": "payments:ledger", "actions": ["pay"]}]
        try:
            made = self._kavach.agents.delegate(
                parent_token=team.clerk.token, name="clerk-helper", permissions=wanted
            )
        except ExceedsParent as error:
            self._screen.refusal("clerk", "delegate payments:ledger pay", error.code, str(error))
        else:
            self._screen.surprise(f"{made.agent.id} was given a permission that its parent does not hold")

    def _runaway(self) -> None:
        team = self._team
        self._screen.act(f"A runaway loop: the indexer may call {LOOPS} times a day")
        for turn in range(LOOPS + 3):
            expect = OK if turn < LOOPS else ("rate_limited",)
            team.file(team.indexer, "read", "inbox/acme-paper.txt", self._space.read_file, expect=expect)

    def _spending(self) -> None:
        team = self._team
        self._screen.act("Spending: throttled from 80 % of $1.00, blocked at the cap")
        team.fetch(team.researcher, "/rates", "0.25")
        # A minute may end between these calls, which gives new throttled ones: at most twice as many fit.
        for _ in range(2 * THROTTLE + 1):
            done = team.fetch(team.researcher, "/ping", "0.01", expect=("ok", "budget_throttled"))
            if not done.decision.allowed:
                break
            if not done.decision.throttled:
                self._screen.surprise("a call was not throttled although 80 % of the budget were spent")
        else:
            self._screen.surprise(f"more than {THROTTLE} throttled calls passed in a minute")
        team.fetch(team.researcher, "/archive", "0.30", expect=("budget_exceeded",))
        left = next(
            limit.left
            for level in self._kavach.agents.limits(team.researcher.id)
            for limit in level.limits
            if level.agent_id == team.researcher.id and limit.rule == "budgetUsdPerDay"
        )
        spent = self._kavach.usage.record(team.researcher.id, cost_usd=str(left), key="model-bill")
        self._screen.change(
            ADMIN, f"record ${left} for researcher", "a bill nobody had booked", entry=spent.audit_id
        )
        team.fetch(team.researcher, "/health", "0", expect=("budget_exceeded",))

    def _payment(self) -> None:
        team = self._team
        self._screen.act("A payment waits for a person")
        payment = self._payments[0]
        first = team.pay(team.bookkeeper, payment, expect=("approval_required",))
        if first.decision.approval_id is None:
            return
        request = self._kavach.approvals.get(first.decision.approval_id)
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(team.pay_waiting, team.bookkeeper, payment)
            try:
                answer = self._person(request)
            except BaseException:
                self._kavach.approvals.deny(request.id, by="demo, interrupted")
                raise
            yes = answer.yes
            decide = self._kavach.approvals.approve if yes else self._kavach.approvals.deny
            decide(request.id, by=answer.by)
            what = "approve the payment" if yes else "deny the payment"
            self._screen.change(answer.who, what, answer.how, by=answer.by, approvalId=request.id)
            done = waiting.result()
        team.show_payment(team.bookkeeper, done, payment, OK if yes else ("approval_denied",))
        # One yes is for one payment; a no holds until its request expires.
        team.pay(team.bookkeeper, payment, expect=("approval_required",) if yes else ("approval_denied",))
        rows = len(self._space.read_ledger())
        self._screen.check(rows == 1 + yes, f"rows in the ledger: {rows}, new ones: {int(yes)}", rows=rows)

    def _rotation(self) -> None:
        team = self._team
        self._screen.act(
            "A new token in mid-flight: the running call ends well, the old token is dead at once"
        )
        old = Hand("clerk (old)", team.clerk.id, team.clerk.token)

        def write(path: str, text: str) -> int:
            rotated = self._kavach.agents.rotate(team.clerk.id)
            team.clerk.token = rotated.token
            self._screen.change(ADMIN, "rotate clerk", "while its tool is running", agentId=team.clerk.id)
            return self._space.write_file(path, text)

        team.file(team.clerk, "write", "reports/done.txt", write, text="all invoices are read\n")
        team.file(old, "read", "reports/done.txt", self._space.read_file, expect=("unknown_token",))
        team.file(team.clerk, "read", "reports/done.txt", self._space.read_file)

    def _revocation(self) -> None:
        team = self._team
        self._screen.act("The stop button: revoking the root stops everyone below it")
        stopped = self._kavach.agents.revoke(team.office.id)
        closed = f", {stopped.closed_approvals} request closed" if stopped.closed_approvals else ""
        self._screen.change(
            ADMIN, "revoke office", f"{stopped.affected} agents stop{closed}", **stopped.wire()
        )
        space, dead = self._space, ("revoked",)
        for hand in (team.office, team.clerk, team.indexer):
            team.file(hand, "read", "inbox/acme-paper.txt", space.read_file, expect=dead)
        team.fetch(team.researcher, "/health", "0", expect=dead)
        access = {"resource": "payments:ledger", "action": "read", "arguments": {}}
        team.use(team.bookkeeper, "read ledger.csv", access, team.rows, expect=dead)
        served = len(space.served)
        self._screen.check(
            served == team.fetches,
            f"{served} requests reached the service: those that were allowed",
            served=served,
        )

    def _one_day(self) -> None:
        """Do not play over midnight: limits by the day would start anew in the middle of the story."""
        now = datetime.now(UTC)
        left = 86_400 - (now.hour * 3600 + now.minute * 60 + now.second)
        if left <= _SECONDS_OF_ONE_DAY:
            self._screen.remark(
                f"In {left} s a new UTC day begins, and limits by the day with it; waiting for that."
            )
            time.sleep(left + 1)

    # -- afterwards --------------------------------------------------------------------------------------------------

    def compare_with_log(self) -> None:
        """Every decision that was shown has its entry, and the entry says the same."""
        shown = self._screen.decisions
        wrong = [d.audit_id for d in shown if not self._recorded(d)]
        tally = Counter(decision.outcome for decision in shown)
        words = f"{tally['allow']} allowed, {tally['deny']} denied, {tally['pending']} pending"
        text = f"all {len(shown)} decisions above are in the audit log as shown: {words}"
        self._screen.check(not wrong, text, missing=wrong, **tally)

    def _recorded(self, decision: Decision) -> bool:
        entry = self._kavach.audit.get(decision.audit_id or "")
        return (entry.outcome, entry.code) == (decision.outcome, decision.code)
