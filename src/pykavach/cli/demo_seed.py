"""What ``kavach serve --demo`` shows: a root agent and its team with a past of real decisions, and a call that waits."""

from __future__ import annotations

from typing import Any, Final

from pykavach.core.errors import Conflict, NotFound
from pykavach.sync import Kavach

#: Who signs in to the demo.
PERSON: Final = "demo"


def sign_in_token(kavach: Kavach) -> str:
    """A token that signs somebody in to the demo once; what there is to see is made where the database is empty.

    Raises ``Conflict`` for a database that holds more than a demo made.
    """
    try:
        kavach.users.get(PERSON)
    except NotFound:
        if kavach.agents.list(limit=1).items or kavach.users.list(limit=1).items:
            raise Conflict(
                "--demo: the database is in use, and nobody is let in there by a demo; serve it without --demo, "
                "or give another --db"
            ) from None
        kavach.users.create(id=PERSON, name="Demo", role="admin")
        _Office(kavach).work()
    return kavach.users.sign_in_link(PERSON).token


class _Office:
    """The agents of a small office, and a morning of theirs."""

    def __init__(self, kavach: Kavach) -> None:
        self._kavach = kavach

    def work(self) -> None:
        """Make the agents and let them ask. Every decision is a real one; only the tools are missing."""
        self._hire()
        for round in range(24):
            self._ask(self.clerk, "files:work", "read", {"path": f"/srv/work/inbox/invoice-{round}.txt"})
            if round % 2 == 0:
                path = f"/srv/work/reports/summary-{round}.md"
                self._ask(self.clerk, "files:work", "write", {"path": path})
            if round % 3 == 0:
                self._ask(self.indexer, "files:work", "read", {"path": "/srv/work/inbox"})
            self._ask(
                self.researcher, "http:vendors", "get", {"url": "https://vendors.example/list"}, cost="0.04"
            )
        self._ask(self.clerk, "files:work", "read", {"path": "/etc/passwd"})
        self._ask(self.clerk, "payments:ledger", "pay", {"payee": "Acme Paper", "amount_usd": 240})
        self._ask(self.researcher, "http:vendors", "get", {"url": "https://elsewhere.example/"}, cost="0.04")
        self._ask(self.indexer, "files:work", "read", {"path": "/srv/work/inbox"}, ip="203.0.113.9")
        self._pay(86.5, "Blue Freight", "INV-1018", answer=True)
        self._pay(9_000, "Unknown Ltd", "INV-9999", answer=None)
        self._pay(31.2, "Corner Cafe", "INV-1019", answer=False)
        self._pay(240, "Acme Paper", "INV-1017", answer=None)
        self._kavach.agents.suspend(self.trainee_id)

    def _hire(self) -> None:
        work = {"path": {"under": "/srv/work"}}
        pay = _allow("payments:ledger", ["pay"], {"amount_usd": {"max": 500}})
        office = self._kavach.agents.create(
            user_id=PERSON,
            name="office",
            type="autonomous",
            permissions=[
                _allow("files:work", ["read", "write"], work),
                _allow("http:*", ["get"], {"url": {"hosts": ["*.example"]}}),
                pay,
            ],
            constraints={
                "ipAllowlist": ["127.0.0.0/8"],
                "maxCallsPerDay": 500,
                "budgetUsdPerDay": 5,
                "requireApprovalFor": ["payments:*:pay"],
            },
            metadata={"kavachDemo": True},
        ).token
        files = _allow("files:work", ["read", "write"], work)
        self.clerk = self._delegate(office, "clerk", files)
        self.indexer = self._delegate(
            self.clerk, "indexer", _allow("files:work", ["read"], work), {"maxCallsPerDay": 5}
        )
        self.researcher = self._delegate(
            office,
            "researcher",
            _allow("http:vendors", ["get"], {"url": {"hosts": ["vendors.example"]}}),
            {"budgetUsdPerDay": 1, "throttleCallsPerMinute": 2},
        )
        self.bookkeeper = self._delegate(office, "bookkeeper", pay)
        trainee = self._kavach.agents.delegate(parent_token=self.clerk, name="trainee", permissions=[files])
        self.trainee_id = trainee.agent.id

    def _delegate(
        self, parent: str, name: str, permission: dict[str, Any], constraints: dict[str, Any] | None = None
    ) -> str:
        made = self._kavach.agents.delegate(
            parent_token=parent, name=name, permissions=[permission], constraints=constraints
        )
        return made.token

    def _ask(
        self,
        token: str,
        resource: str,
        action: str,
        arguments: dict[str, Any],
        *,
        cost: str | None = None,
        ip: str = "127.0.0.1",
    ) -> str | None:
        """One question, settled as a guard would do it; the request it opened, if it did."""
        decision = self._kavach.authorize(
            token=token, resource=resource, action=action, arguments=arguments, cost_usd=cost, ip=ip
        )
        if decision.allowed and decision.audit_id is not None and cost is not None:
            self._kavach.usage.settle(decision.audit_id, cost_usd=cost)
        return decision.approval_id

    def _pay(self, amount: float, payee: str, reference: str, *, answer: bool | None) -> None:
        """A payment that a person has to agree to: they said yes, or no, or nothing so far."""
        arguments = {"payee": payee, "amount_usd": amount, "reference": reference}
        asked = self._ask(self.bookkeeper, "payments:ledger", "pay", arguments)
        if asked is None or answer is None:
            return
        decide = self._kavach.approvals.approve if answer else self._kavach.approvals.deny
        decide(asked, by=PERSON)
        self._ask(self.bookkeeper, "payments:ledger", "pay", arguments)


def _allow(resource: str, actions: list[str], patterns: dict[str, Any]) -> dict[str, Any]:
    return {"resource": resource, "actions": actions, "constraints": {"argPatterns": patterns}}
