"""The one question: may this agent do this, now? Blocking; the async surface has its own way into the same batches."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pykavach.core.codec import camel
from pykavach.core.decision import Decision
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.core.tokens import mask_tokens
from pykavach.engine.call import Call
from pykavach.engine.engine import Engine
from pykavach.engine.scope import EVERYTHING, Scope

#: States of a request after which a waiting call is judged again.
DECIDED: Final = frozenset({"approved", "denied", "used", "closed"})
_MAX_WAIT: Final = 3600.0
_NAMES: Final = ("token", "agent_id", "resource", "action", "arguments", "ip", "cost_usd", "idempotency_key")
#: Each argument by either of its spellings (API-6).
_SPELLINGS: Final = {camel(name): name for name in _NAMES} | {name: name for name in _NAMES}


def wait_of(call: Call, value: object) -> float:
    """How long to wait for a person, in seconds. What is not a number of seconds up to an hour invalidates the call."""
    kind = type(value)  # compared by identity: a class may raise where it is asked whether it equals another
    if (kind is not int and kind is not float) or not 0 <= value <= _MAX_WAIT:  # type: ignore[operator]
        rule = f"must be a number of seconds from 0 to {_MAX_WAIT:.0f}"
        call.invalid = call.invalid or InvalidInput("wait", rule)
        call.special = True
        return 0.0
    return float(value)  # type: ignore[arg-type]


def access_of(item: object) -> dict[str, Any]:
    """The keyword arguments of one access out of many. Wrong Python raises ``TypeError``, like a wrong call (API-1)."""
    if not isinstance(item, Mapping):
        raise TypeError("authorize_many() takes dicts with the arguments of authorize()")
    access: dict[str, Any] = {}
    for key, value in item.items():
        name = _SPELLINGS.get(key) if type(key) is str else None
        if name is None:
            raise TypeError(f"authorize_many() got an unexpected argument {mask_tokens(str(key))[:64]!r}")
        if name in access:
            raise TypeError(f"authorize_many() got {name!r} twice, as {camel(name)} and {name}")
        access[name] = value
    if missing := {"resource", "action"} - access.keys():
        raise TypeError(f"authorize_many() is missing {min(missing)!r}")
    check_caller(access.get("token"), access.get("agent_id"))
    return access


def check_caller(token: object, agent_id: object) -> None:
    """Naming the caller twice is wrong Python, not a wrong value."""
    if token is not None and agent_id is not None:
        raise TypeError("give either token or agent_id, not both")


class Authorize:
    """What every view of the agents can ask."""

    def __init__(self, engine: Engine, scope: Scope = EVERYTHING) -> None:
        self._engine = engine
        self._scope = scope

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
    ) -> Decision:
        """Whether an agent may do this now. An allow has been charged and recorded when this returns.

        ``token`` is the agent's; ``agent_id`` is the administrator's way in, judged alike. ``arguments`` are what the
        tool will be called with, ``ip`` the address of the caller, ``cost_usd`` what it will cost at most (decimal
        text, int, ``Decimal`` or float). ``wait``: seconds to wait for a person where one is asked. Under an
        ``idempotency_key`` (24 h) the same access gets an earlier allow again, charged once.

        Any value gives a decision; nothing is raised for what an agent sent.
        """
        check_caller(token, agent_id)
        engine = self._engine
        call = engine.prepare(
            resource=resource,
            action=action,
            token=token,
            agent_id=agent_id,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            idempotency_key=idempotency_key,
            scope=self._scope,
        )
        patience = 0.0 if wait is None else wait_of(call, wait)
        decision = engine.authorize(call)
        if patience and decision.outcome == "pending" and decision.approval_id is not None:
            try:
                state = engine.wait_for(decision.approval_id, patience)
            except (
                Unavailable
            ) as error:  # the store went away meanwhile: a decision all the same (API-1, AUD-6)
                return engine.lost(call, error)
            if state in DECIDED:
                again = engine.again(call, decision.approval_id)
                decision = engine.authorize(again)
        return decision

    def authorize_many(self, accesses: Iterable[Mapping[str, Any]]) -> builtins.list[Decision]:
        """Decisions on many accesses, in the order given, each on its own.

        Each is a dict of ``authorize`` arguments other than ``wait``, in either spelling (``cost_usd``, ``costUsd``).
        """
        engine = self._engine
        calls = [engine.prepare(**access_of(item), scope=self._scope) for item in accesses]
        return engine.authorize_many(calls) if calls else []

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
    ) -> Decision:
        """The decision that ``authorize`` would give, with every finding, taking nothing.

        With a token it writes an entry of kind ``explain``; by id it is an administrator's question and leaves none.
        """
        check_caller(token, agent_id)
        call = self._engine.prepare(
            resource=resource,
            action=action,
            token=token,
            agent_id=agent_id,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            idempotency_key=idempotency_key,
            explain=True,
            scope=self._scope,
        )
        return self._engine.authorize(call)
