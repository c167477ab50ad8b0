"""The agents of the demo at their tools: every call goes through a guard, and every decision onto the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pykavach.cli.demo_screen import Screen
from pykavach.cli.workspace import Workspace
from pykavach.core.decision import Decision
from pykavach.core.errors import Denied
from pykavach.engine.guard import Permit
from pykavach.sync import Kavach

HERE: Final = "127.0.0.1"
OK: Final = ("ok",)
ADMIN: Final = "admin"
#: Calls a day that the indexer may make.
LOOPS: Final = 5
#: Calls a minute that the researcher may make once 80 % of its budget are spent.
THROTTLE: Final = 2

#: A tool behind a guard: what it gives back, and a word on what it did.
Tool = Callable[[Permit], tuple[Any, str]]


@dataclass(slots=True)
class Hand:
    """An agent as its own process knows it: its name, its id, and its token."""

    name: str
    id: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """How one guarded call went."""

    decision: Decision
    result: Any
    note: str | None


class Team:
    """What agents can do in the workspace. ``expect`` names the codes that the story expects of the decision."""

    def __init__(self, kavach: Kavach, screen: Screen, workspace: Workspace) -> None:
        self._kavach = kavach
        self._screen = screen
        self._space = workspace
        #: How many requests were sent to the service.
        self.fetches = 0

    def hire(self) -> None:
        """Create the root agent, and let it and its clerk delegate to the others."""
        work, inbox = {"path": {"under": str(self._space.work)}}, {"path": {"under": str(self._space.inbox)}}
        fetch = {"url": {"hosts": [HERE]}}
        allow = _allow
        made = self._kavach.agents.create(
            user_id="demo",
            name="office",
            permissions=[
                allow("files:work", ["list", "read", "write"], argPatterns=work),
                allow("http:*", ["get"], argPatterns=fetch),
                allow("payments:ledger", ["read"]),
                allow("payments:ledger", ["pay"], argPatterns={"amount_usd": {"max": 500}}),
            ],
            constraints={
                "ipAllowlist": ["127.0.0.0/8"],
                "maxCallsPerDay": 500,
                "budgetUsdPerDay": 5,
                "requireApprovalFor": ["payments:*:pay"],
            },
            metadata={"kavachDemo": True},
        )
        self.office = Hand("office", made.agent.id, made.token)
        self._screen.names[made.agent.id] = "office"
        self._screen.change(ADMIN, "create office", "500 calls, $5.00 a day", agentId=made.agent.id)
        self.clerk = self._delegate(
            self.office,
            "clerk",
            [allow("files:work", ["list", "read", "write"], argPatterns=work)],
            note="files of the workspace",
        )
        self.indexer = self._delegate(
            self.clerk,
            "indexer",
            [allow("files:work", ["read"], argPatterns=inbox)],
            {"maxCallsPerDay": LOOPS},
            f"the inbox, {LOOPS} calls a day",
        )
        self.researcher = self._delegate(
            self.office,
            "researcher",
            [allow("http:vendors", ["get"], argPatterns=fetch)],
            {"budgetUsdPerDay": 1, "throttleCallsPerMinute": THROTTLE},
            "one service, $1.00 a day",
        )
        self.bookkeeper = self._delegate(
            self.office,
            "bookkeeper",
            [
                allow("payments:ledger", ["read"]),
                allow("payments:ledger", ["pay"], argPatterns={"amount_usd": {"max": 500}}),
            ],
            note="payments, if a person agrees",
        )

    def _delegate(
        self,
        parent: Hand,
        name: str,
        permissions: Sequence[Mapping[str, Any]],
        constraints: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> Hand:
        made = self._kavach.agents.delegate(
            parent_token=parent.token, name=name, permissions=permissions, constraints=constraints
        )
        self._screen.names[made.agent.id] = name
        self._screen.change(parent.name, f"delegate to {name}", note, agentId=made.agent.id)
        return Hand(name, made.agent.id, made.token)

    def file(
        self,
        hand: Hand,
        action: str,
        path: str,
        tool: Callable[..., Any],
        *,
        expect: Collection[str] = OK,
        **more: str,
    ) -> Done:
        def run(permit: Permit) -> tuple[Any, str]:
            result = tool(**permit.arguments)
            count = result if isinstance(result, int) else len(result)
            return result, f"{count} {'files' if isinstance(result, list) else 'characters'}"

        arguments = {"path": f"{self._space.work}/{path}", **more}
        access = {"resource": "files:work", "action": action, "arguments": arguments}
        return self.use(hand, f"{action} {path}", access, run, expect=expect)

    def fetch(
        self, hand: Hand, path: str, cost: str, *, expect: Collection[str] = OK, ip: str = HERE
    ) -> Done:
        def run(permit: Permit) -> tuple[Any, str]:
            answer, permit.cost_usd = self._space.fetch(**permit.arguments)
            self.fetches += 1
            return answer, f"${permit.cost_usd}, booked ${cost}"

        url = path if path.startswith("http") else self._space.base + path
        access = {"resource": "http:vendors", "action": "get", "arguments": {"url": url}, "cost_usd": cost}
        what = f"get {path.removeprefix('http://')}"
        if ip != HERE:
            what += f" from {ip}"
        return self.use(hand, what, access, run, expect=expect, ip=ip)

    def rows(self, permit: Permit) -> tuple[Any, str]:
        rows = self._space.read_ledger(**permit.arguments)
        return rows, f"{len(rows)} rows"

    def pay(self, hand: Hand, payment: dict[str, Any], *, expect: Collection[str]) -> Done:
        done = self._guarded(hand, _payment(payment), self._enter_payment, run=False)
        self.show_payment(hand, done, payment, expect)
        return done

    def pay_waiting(self, hand: Hand, payment: dict[str, Any]) -> Done:
        """The call of an agent that waits until a person has decided; in a thread of its own."""
        return self._guarded(hand, _payment(payment) | {"wait": 3600}, self._enter_payment, run=True)

    def _enter_payment(self, permit: Permit) -> tuple[Any, str]:
        rows = self._space.pay(**permit.arguments)
        return rows, f"row {rows} of the ledger"

    def show_payment(self, hand: Hand, done: Done, payment: dict[str, Any], expect: Collection[str]) -> None:
        what = f"pay {payment['payee']} ${payment['amount_usd']:,.2f}"
        self._screen.decision(hand.name, what, done.decision, expect, done.note, **_payment(payment))

    def use(
        self,
        hand: Hand,
        what: str,
        access: dict[str, Any],
        tool: Tool,
        *,
        expect: Collection[str] = OK,
        ip: str = HERE,
    ) -> Done:
        done = self._guarded(hand, access, tool, run="ok" in expect, ip=ip)
        self._screen.decision(hand.name, what, done.decision, expect, done.note, **access)
        if expect == OK and not done.decision.allowed:
            raise Denied(done.decision)  # the rest of the story builds on this
        return done

    def _guarded(self, hand: Hand, access: dict[str, Any], tool: Tool, *, run: bool, ip: str = HERE) -> Done:
        """One call of a tool behind its guard. ``run`` is False where a refusal is expected: nothing runs by surprise."""
        try:
            with self._kavach.guard(hand.token, ip=ip, **access) as permit:
                result, note = tool(permit) if run else (None, "the tool was not run")
                return Done(permit.decision, result, note)
        except Denied as refused:
            return Done(refused.decision, None, None)


def _payment(payment: dict[str, Any]) -> dict[str, Any]:
    return {"resource": "payments:ledger", "action": "pay", "arguments": dict(payment)}


def _allow(resource: str, actions: Sequence[str], **constraints: Any) -> dict[str, Any]:
    permission: dict[str, Any] = {"resource": resource, "actions": list(actions)}
    return permission | ({"constraints": constraints} if constraints else {})
