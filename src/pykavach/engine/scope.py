"""How much of an installation a view sees: one tenant, one owner, one agent with everything below it, or all (TEN-1).

What a view does not see is to it as if it did not exist. That is decided here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pykavach.core.errors import InvalidInput
from pykavach.engine.values import name_or_none
from pykavach.ports import View, Whose

#: No agent at all.
NOBODY: Final = Whose(among=())
_ALL: Final = Whose()


@dataclass(frozen=True, slots=True)
class Scope:
    """What is seen: of one tenant, of one owner, of one agent and all below it. Every condition that is set must hold."""

    tenant_id: str | None = None
    user_id: str | None = None
    agent_id: str | None = None

    @property
    def whole(self) -> bool:
        """Whether everything is seen."""
        return self == EVERYTHING

    def tenant_alone(self, things: str) -> str | None:
        """The tenant, for things that belong to tenants and not to owners or agents. Raises ``InvalidInput``."""
        if self.user_id is None and self.agent_id is None:
            return self.tenant_id
        which = "agent_id" if self.user_id is None else "user_id"
        raise InvalidInput(which, f"{things} are the installation's or a tenant's; this view is narrower")

    def sees(self, tenant_id: str | None, user_id: str | None, chain: Collection[str]) -> bool:
        """Whether an agent is seen, or what is about it, by its tenant, its owner, and the ids of its chain."""
        return (
            self.tenant_id in (None, tenant_id)
            and self.user_id in (None, user_id)
            and (self.agent_id is None or self.agent_id in chain)
        )

    def sees_entry(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry is seen, by its text. One that is about no agent may still be about a tenant's key or person."""
        if self is EVERYTHING:
            return True
        chain = entry.get("chain")
        return self.sees(entry.get("tenant"), entry.get("owner"), chain if isinstance(chain, list) else ())

    def whose(self, view: View, asked: Whose = _ALL) -> Whose:
        """Those of the agents asked for that are seen, in this state of the store.

        ``asked.under`` is not for this: whoever has found an agent that is seen may look below it.
        """
        assert asked.under is None
        if self is EVERYTHING:
            return asked
        tenant, user = asked.tenant_id or self.tenant_id, asked.user_id or self.user_id
        if self.tenant_id not in (None, tenant) or self.user_id not in (None, user):
            return NOBODY
        under = None
        if self.agent_id is not None:
            under = view.numbers([self.agent_id]).get(self.agent_id)
            if under is None:
                return NOBODY
        return replace(asked, tenant_id=tenant, user_id=user, under=under)

    @property
    def tenant_only(self) -> str | None:
        """The tenant, where all of it is seen: also its keys and people, which no owner's or agent's view shows."""
        return self.tenant_id if self == Scope(tenant_id=self.tenant_id) else None

    def shown(self, chain: tuple[str, ...]) -> tuple[str, ...]:
        """As much of an agent's chain as is seen, nearest first: nothing above the view's own agent."""
        if self.agent_id is None:
            return chain
        return chain[: chain.index(self.agent_id) + 1] if self.agent_id in chain else chain[:1]


#: The whole installation.
EVERYTHING: Final = Scope()


def belonging(own: str | None, given: object, field: str, things: str) -> str | None:
    """The tenant, or the user, that something new belongs to, in a view that sees only its ``own``.

    Raises ``InvalidInput`` for another's.
    """
    named = name_or_none(given, field)
    if own is not None and named not in (None, own):
        whose = field.removesuffix("_id")
        raise InvalidInput(field, f"this view makes {things} of its own {whose} only; leave it out")
    return named if own is None else own


def scope_of(tenant_id: object, user_id: object, agent_id: object) -> Scope:
    """The scope that a caller asks for. Raises ``InvalidInput``, also for none: who lost an id must not see everything."""
    scope = Scope(
        name_or_none(tenant_id, "tenant_id"),
        name_or_none(user_id, "user_id"),
        name_or_none(agent_id, "agent_id"),
    )
    if scope.whole:
        raise InvalidInput(
            "tenant_id",
            "a view is of a tenant_id, a user_id or an agent_id: give at least one; kavach itself sees everything",
        )
    return scope
