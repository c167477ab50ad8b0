"""The one question over HTTP: how it is put, when an answer counts, and what stands in the place of one that does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from pykavach.client.exchange import Again, Answer, Failure, Line, Outcome, Plan, log, query_of
from pykavach.client.exchange import path_of as path
from pykavach.client.nouns import Noun
from pykavach.client.wire import Unreadable
from pykavach.core import codec, money
from pykavach.core.access import Code
from pykavach.core.access import Outcome as Verdict
from pykavach.core.decision import UNAVAILABLE, Decision
from pykavach.core.errors import InvalidInput
from pykavach.core.spelling import for_python
from pykavach.engine.authorize import DECIDED, access_of, check_caller

#: Seconds that one look at a request waits on the server; whoever waits longer looks again.
LOOK: Final = 25.0
#: Accesses, and bytes, of one request.
_MOST: Final = 256
_BYTES: Final = 6 << 20
_LONGEST_WAIT: Final = 3600
_CODES: Final = frozenset(code.value for code in Code)
_OUTCOMES: Final = {verdict.word: verdict for verdict in Verdict}


class Told(Decision):
    """A decision that a server has told. ``findings`` and ``remaining`` are what it said of them."""

    __slots__ = ("_left", "_told")

    _told: list[dict[str, Any]]
    _left: dict[str, Any]

    @property
    def findings(self) -> list[dict[str, Any]]:
        return self._told

    @property
    def remaining(self) -> dict[str, dict[str, dict[str, Any]]]:
        return self._left

    def quotas(self) -> list[tuple[str, int, int]]:
        """Not known here: the server says what is left, and not of how much."""
        return []

    def within(self, chain: tuple[str, ...]) -> Decision:
        """The same decision as who sees only this beginning of the chain may see it."""
        if chain == self.chain:
            return self
        seen = Told.__new__(Told)
        for name in (*Decision.__slots__, *Told.__slots__):
            setattr(seen, name, getattr(self, name))
        seen.chain, seen.depth = chain, len(chain) - 1
        seen._told = [finding for finding in self._told if finding.get("agent") in chain]
        seen._left = {agent: left for agent, left in self._left.items() if agent in chain}
        return seen


def unavailable() -> Decision:
    """The denial that stands in the place of every answer that there is not."""
    return Decision(Verdict.DENY, Code.UNAVAILABLE, UNAVAILABLE, retry_after=1)


# -- reading -------------------------------------------------------------------------------------------------------------


def told(
    wire: object, *, explained: bool = False, agent_id: str | None = None, own: bool = False
) -> Decision:
    """The decision that a server's JSON says. Raises ``Unreadable`` for anything that does not fit together.

    ``explained``: nothing was taken, so there may be no entry. ``agent_id``: whom it was asked about. ``own``: an agent
    asked for itself, and is not told what was booked. A code that is not known is a denial that is never retried.
    """
    read = _Fields(wire)
    allowed, word, code = read("allowed", bool), read("outcome", str), read("code", str)
    verdict = _OUTCOMES.get(word)
    if verdict is None or allowed is not (verdict is Verdict.ALLOW) or allowed is not (code == Code.OK.value):
        raise Unreadable("the decision contradicts itself")
    booked = 0 if not allowed or own else money.micros(read("bookedUsd", str), "bookedUsd")
    audit_id, who = read("auditId", str, None), read("agentId", str, None)
    chain = read("chain", list)
    if not all(type(id) is str for id in chain):
        raise Unreadable("the chain holds something else than ids")
    if allowed and not (who and chain[:1] == [who] and (audit_id or explained)):
        raise Unreadable("an allow that names no entry, or nobody")
    if agent_id is not None and who not in (None, agent_id):
        raise Unreadable("a decision about somebody else")
    known = code in _CODES
    decision = Told(
        verdict if known else Verdict.DENY, Code.UNAVAILABLE, read("reason", str), who, tuple(chain), booked
    )
    decision.code = code
    decision.audit_id = audit_id
    decision.depth = read("depth", int)
    decision.throttled = read("throttled", bool)
    decision.replayed = read("replayed", bool)
    decision.retry_after = read("retryAfter", int, None) if known else None
    decision.approval_id = read("approvalId", str, None)
    decision.would_deny = read("wouldDeny", str, None)
    decision.latency_us = read("latencyUs", int)
    decision._told = read("findings", list)
    decision._left = read("remaining", dict)
    if not all(isinstance(finding, dict) for finding in decision._told):
        raise Unreadable("the findings hold something else than findings")
    if code == Code.INVALID_REQUEST.value:
        decision.reason = for_python(decision.reason)
        for finding in decision._told:
            finding["sentence"] = for_python(str(finding.get("sentence", "")))
    return decision


class _Fields:
    """The fields of a JSON object, each of exactly one type, or None where that is said."""

    def __init__(self, wire: object) -> None:
        if not isinstance(wire, dict):
            raise Unreadable("a decision is a JSON object")
        self._wire = wire

    def __call__(self, name: str, kind: type, *nothing: None) -> Any:
        value = self._wire.get(name, Unreadable)
        if type(value) is not kind and not (nothing and value is None):
            raise Unreadable(f"{name} is missing, or is not what it should be")
        return value


# -- asking --------------------------------------------------------------------------------------------------------------


class Ask:
    """One access as it goes out: its text on the wire, and the canonical text of its arguments.

    A value that JSON cannot carry, or that is too large, goes out as ``false``, which the server refuses where it stands:
    so what was asked is judged and recorded as an invalid request of whoever asked (API-1). ``fault`` says which it was.
    """

    __slots__ = ("agent_id", "arguments", "fault", "repeatable", "text")

    def __init__(self, line: Line, access: Mapping[str, Any], wait: object = None) -> None:
        _check_own(line, access)
        self.fault: InvalidInput | None = None
        self.repeatable = access["idempotency_key"] is not None
        body = {"resource": access["resource"], "action": access["action"]}
        body |= {name: access[name] for name in _NAMES if access[name] is not None}
        self.agent_id = None if line.own_token is not None else body.get("agent_id")
        if line.own_token is not None:
            body.pop("token", None)
        elif "agent_id" not in body:
            body.setdefault("token", "")  # nobody's: judged, and recorded, as such
        if wait is not None:
            body["wait"] = wait
        self.arguments = self._said("arguments", access["arguments"], codec.snapshot)
        parts = [
            f'"{codec.camel(name)}":{self._said(name, value, _scalar) or _REFUSED}'
            for name, value in body.items()
        ]
        if access["arguments"] is not None:
            parts.append(f'"arguments":{self.arguments or _REFUSED}')
        self.text = f"{{{','.join(parts)}}}"

    def _said(self, name: str, value: object, read: Callable[[object, str], str | None]) -> str | None:
        """A value as JSON; None where that cannot be, or there is none."""
        try:
            return read(value, name)
        except InvalidInput as error:
            fault = error
        except Exception as error:  # noqa: BLE001 - a value that breaks our reading of it is an invalid value (API-1)
            fault = InvalidInput(name, f"cannot be read ({type(error).__name__}); use plain JSON values")
        self.fault = self.fault or fault
        return None


_REFUSED: Final = "false"


def _scalar(value: object, path: str) -> str:
    """One value as JSON. Amounts go out with every digit: numbers by their shortest decimal form, as the library reads."""
    if path == "cost_usd":
        if isinstance(value, float):
            value = float.__repr__(value)
        elif type(value) is Decimal:
            value = str(value)
    return codec.canonical(value, path, _SMALL)


#: What a value beside the arguments may be; whatever is larger breaks a rule of the server's anyway.
_SMALL: Final = codec.Bounds(depth=8, nodes=100, size=1 << 17)
_NAMES: Final = ("token", "agent_id", "ip", "cost_usd", "idempotency_key")


def _check_own(line: Line, access: Mapping[str, Any]) -> None:
    """An agent's own credential says nothing about who asks, and nothing about from where (TM-1)."""
    if line.own_token is None:
        return
    if access["token"] not in (None, line.own_token):
        raise TypeError("an agent's own token asks for itself: leave token out")
    for name in ("agent_id", "ip"):
        if access[name] is not None:
            raise TypeError(f"an agent's own token asks for itself, from where it is: leave {name} out")


def _patience(wait: object) -> float | None:
    """Seconds to wait for a person; None for what is no such number, which the server then says."""
    if wait is None:
        return 0.0
    if type(wait) in (int, float) and 0 <= wait <= _LONGEST_WAIT:  # type: ignore[operator]  # a number now
        return float(wait)  # type: ignore[arg-type]
    return None


class Decisions(Noun):
    """What can be asked. No plan raises for a value or for the network; wrong Python raises ``TypeError``."""

    def authorize(
        self,
        *,
        resource: str,
        action: str,
        token: str | None = None,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        wait: float | None = None,
        idempotency_key: str | None = None,
    ) -> Plan[Decision]:
        """Whether an agent may do this now. An allow has been charged and recorded when this returns.

        As the library's, and a denial ``unavailable`` where no answer came, or none that can be relied on: within the
        client's ``timeout``, and ``wait`` more where a person is waited for. The request is repeated only where that
        cannot charge twice: before the server can have seen it, or under an ``idempotency_key``.
        """
        check_caller(token, agent_id)
        access = _access(resource, action, token, agent_id, arguments, ip, cost_usd, idempotency_key)
        patience = _patience(wait)
        ask = self._ask(access, wait if patience is None else None)
        until = time.monotonic() + self._line.timeout
        decision = yield from self._decide(ask, until)
        if patience and decision.outcome == "pending" and decision.approval_id is not None:
            end = time.monotonic() + patience
            state = yield from self._wait(decision.approval_id, end, until + patience)
            if state is None:
                return unavailable()
            if (
                state in DECIDED and state != "used"
            ):  # used by somebody else: no person is asked a second time
                decision = yield from self._decide(ask, until + patience)
        return decision

    def authorize_many(self, accesses: Iterable[Mapping[str, Any]]) -> Plan[list[Decision]]:
        """Decisions on many accesses, in the order given, each on its own; all within the client's ``timeout``.

        Each is a dict of ``authorize`` arguments other than ``wait``, in either spelling (``cost_usd``, ``costUsd``).
        """
        asks = [self._ask(_access(**{**_NOTHING, **access_of(item)}), None) for item in accesses]
        until = time.monotonic() + self._line.timeout
        found: list[Decision] = []
        for some in _batches(asks):
            found += yield from self._decide_many(some, until)
        return found

    def explain(
        self,
        *,
        resource: str,
        action: str,
        token: str | None = None,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        idempotency_key: str | None = None,
    ) -> Plan[Decision]:
        """The decision that ``authorize`` would give, with every finding, taking nothing.

        With a token it writes an entry of kind ``explain``; by id it is an administrator's question and leaves none.
        """
        check_caller(token, agent_id)
        ask = self._ask(
            _access(resource, action, token, agent_id, arguments, ip, cost_usd, idempotency_key), None
        )
        until = time.monotonic() + self._line.timeout
        outcome = yield from self._send("/v1/explain", ask.text, until, Again.SAFE)
        return self._judged(outcome, ask, explained=True)

    # -- the small print -----------------------------------------------------------------------------------------------

    def _ask(self, access: Mapping[str, Any], wait: object) -> Ask:
        return Ask(self._line, access, wait)

    def _decide(self, ask: Ask, until: float) -> Plan[Decision]:
        again = Again.SAFE if ask.repeatable else Again.COUNTS
        return self._judged((yield from self._send("/v1/authorize", ask.text, until, again)), ask)

    def _decide_many(self, asks: Sequence[Ask], until: float) -> Plan[list[Decision]]:
        again = Again.SAFE if all(ask.repeatable for ask in asks) else Again.COUNTS
        text = f'{{"accesses":[{",".join(ask.text for ask in asks)}]}}'
        outcome = yield from self._send("/v1/authorize/batch", text, until, again)
        decisions = self._json(outcome)
        given = decisions.get("decisions") if isinstance(decisions, dict) else None
        if not isinstance(given, list) or len(given) != len(asks):
            if decisions is not None:
                self._distrust("it is not one decision for each question")
            return [unavailable() for _ in asks]
        return [self._read(wire, ask) for wire, ask in zip(given, asks, strict=True)]

    def _send(self, where: str, text: str, until: float, again: Again) -> Plan[Outcome]:
        return self._line.exchange("POST", where, text.encode(), until, again)

    def _judged(self, outcome: Outcome, ask: Ask, *, explained: bool = False) -> Decision:
        wire = self._json(outcome)
        return unavailable() if wire is None else self._read(wire, ask, explained=explained)

    def _json(self, outcome: Outcome) -> Any:
        """The JSON of an answer that counts; None where there is none, and the log says why."""
        line = self._line
        if isinstance(outcome, Failure):
            doubt = "; if it was allowed, its booking stands until it is settled" if outcome.sent else ""
            log.warning("%s: denied, since %s%s", line.address, outcome.why, doubt)
            return None
        if outcome.status == 200:
            try:
                return outcome.json()
            except Unreadable as error:
                self._distrust(str(error))
            return None
        if outcome.status < 500:  # it will not pass by itself
            log.error("%s: every decision is denied, since %s", line.address, self._way_out(outcome))
        else:
            log.warning("%s: denied, since %s", line.address, line.what(outcome))
        return None

    def _way_out(self, answer: Answer) -> str:
        code = answer.problem().get("code")
        what = "token" if self._line.own_token else "key"
        if code == "unauthenticated":
            return f"the server does not know this {what}, or it has expired or was revoked; give another one"
        if code == "not_found":
            return (
                f"this {what} may not ask for decisions; make a key for it: kavach keys create --role service"
            )
        return self._line.what(answer)

    def _read(self, wire: object, ask: Ask, *, explained: bool = False) -> Decision:
        own = self._line.own_token is not None
        try:
            decision = told(wire, explained=explained, agent_id=ask.agent_id, own=own)
        except (Unreadable, InvalidInput) as error:
            self._distrust(str(error))
            return unavailable()
        if ask.fault is not None:
            if decision.allowed:
                self._distrust("it allows what was not asked")
                return unavailable()
            if decision.code == Code.INVALID_REQUEST.value:
                decision.reason = f"Invalid request: {ask.fault}."
        if decision.allowed:
            decision.arguments_json = ask.arguments
        return decision

    def _distrust(self, why: str) -> None:
        log.error("%s: denied, since the answer cannot be relied on: %s", self._line.address, why)

    def _wait(self, id: str, end: float, last: float) -> Plan[str | None]:
        """Wait for a person until ``end``; the state of the request then, None where nobody says so until ``last``."""
        while True:
            look = min(LOOK, max(0.0, end - time.monotonic()))
            where = path("v1", "approvals", id) + query_of({"wait": f"{look:.3f}"})
            until = min(time.monotonic() + look + self._line.timeout, last)
            outcome = yield from self._line.exchange("GET", where, None, until, Again.SAFE)
            wire = self._json(outcome)
            if wire is None:
                return None
            state = wire.get("state") if isinstance(wire, dict) and wire.get("id") == id else None
            if not isinstance(state, str):
                self._distrust("it is no request for approval")
                return None
            if state != "open" or time.monotonic() >= end:
                return state


def _access(
    resource: Any,
    action: Any,
    token: Any,
    agent_id: Any,
    arguments: Any,
    ip: Any,
    cost_usd: Any,
    idempotency_key: Any,
) -> dict[str, Any]:
    return {
        "resource": resource,
        "action": action,
        "token": token,
        "agent_id": agent_id,
        "arguments": arguments,
        "ip": ip,
        "cost_usd": cost_usd,
        "idempotency_key": idempotency_key,
    }


_NOTHING: Final = dict.fromkeys(
    ("resource", "action", "token", "agent_id", "arguments", "ip", "cost_usd", "idempotency_key")
)


def _batches(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Those that go out together, as many as one request may hold, in their order."""
    batches: list[list[Ask]] = []
    size = 0
    for ask in asks:
        length = len(ask.text.encode())
        if not batches or len(batches[-1]) >= _MOST or size + length > _BYTES:
            batches.append([])
            size = 0
        batches[-1].append(ask)
        size += length
    return batches
