"""Requests for approval as they are shown to the person who decides (APR-5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from pykavach.core import codec, money, tokens
from pykavach.core.agents import Agent
from pykavach.core.approvals import Request, State
from pykavach.core.errors import InvalidInput
from pykavach.core.redact import CUT, MASK
from pykavach.engine.keys import Keys
from pykavach.engine.values import dollars, moment, when
from pykavach.engine.views import iso_of

#: States whose request still shows its arguments (APR-5).
_SHOWN: Final = frozenset({State.OPEN, State.APPROVED})


@dataclass(frozen=True, slots=True)
class Approval:
    """A request for a person's yes to exactly one access, by the clock of the store.

    ``state``: ``open``, ``approved`` (usable until ``expires_at``), ``denied`` (the refusal holds until then),
    ``used``, ``expired`` or ``closed`` (its agent was stopped). ``arguments`` are what the tool will run with, while
    the request is open or approved; ``hidden`` names, as JSON Pointers, the values in them that were masked because
    they look secret (``("",)``: all of them, since no secret that is configured opens the seal, or they are damaged;
    ``("/$truncated",)``: they are longer than 64 KiB, and what is behind their beginning). ``cost_usd`` is the most that
    the access may cost.
    """

    id: str
    agent_id: str
    root_id: str
    resource: str
    action: str
    arguments: Any = field(repr=False)
    hidden: tuple[str, ...]
    cost_usd: Decimal
    state: str
    opened_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    note: str | None

    def wire(self) -> dict[str, Any]:
        """The request on the wire, in camelCase."""
        return {
            "id": self.id,
            "agentId": self.agent_id,
            "rootId": self.root_id,
            "resource": self.resource,
            "action": self.action,
            "arguments": self.arguments,
            "hidden": list(self.hidden),
            "costUsd": dollars(self.cost_usd),
            "state": self.state,
            "openedAt": iso_of(self.opened_at),
            "expiresAt": iso_of(self.expires_at),
            "decidedAt": iso_of(self.decided_at),
            "decidedBy": self.decided_by,
            "note": self.note,
        }


def view_of(request: Request, agents: Mapping[int, Agent], now: int, keys: Keys) -> Approval:
    """A request as it is shown; ``agents`` holds its agent and that one's root."""
    state = request.at(now)
    arguments, hidden = _arguments(request, keys) if state in _SHOWN else (None, ())
    return Approval(
        id=request.id,
        agent_id=_id_of(agents, request.agent),
        root_id=_id_of(agents, request.root),
        resource=request.resource,
        action=request.action,
        arguments=arguments,
        hidden=hidden,
        cost_usd=money.usd(request.cost),
        state=state.value,
        opened_at=moment(request.opened_at),
        expires_at=moment(request.expires_at),
        decided_at=when(request.decided_at),
        decided_by=request.decided_by,
        note=request.note,
    )


def _id_of(agents: Mapping[int, Agent], n: int) -> str:
    return agents[n].id if n in agents else "unreadable"


def _arguments(request: Request, keys: Keys) -> tuple[Any, tuple[str, ...]]:
    """What the person sees, and what is hidden from them."""
    text = request.arguments
    if text is None:
        return None, ()
    if text.startswith("sealed:"):
        text = keys.unseal(text, request.id)
    try:
        value = None if text is None else codec.loads(text)
    except (
        InvalidInput
    ):  # somebody has been in the database: one damaged text must not hide all other requests
        value = None
    if value is None:
        return None, ("",)
    if isinstance(value, dict) and value.keys() == {CUT}:
        return value, (f"/{CUT}",)  # longer than is shown: the person does not see the rest
    return value, tuple(_masked(value, ""))


def _masked(value: object, path: str) -> Iterator[str]:
    """JSON Pointers (RFC 6901) to what was masked. A caller's own text may look like a mask: then it counts as one."""
    if isinstance(value, dict):
        for key, item in value.items():
            below = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
            if _has_mask(key):
                yield below
            else:
                yield from _masked(item, below)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _masked(item, f"{path}/{place}")
    elif isinstance(value, str) and _has_mask(value):
        yield path


def _has_mask(text: str) -> bool:
    return MASK in text or tokens.MASK in text
