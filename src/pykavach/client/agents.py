"""Agents over HTTP: create, delegate, look, narrow, rotate, stop."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pykavach.client.decisions import Decisions
from pykavach.client.exchange import Plan, given, path_of, time_text
from pykavach.client.nouns import Noun, as_library, items_of
from pykavach.client.wire import field, read, read_list
from pykavach.core.agents import DEFAULT_DEPTH
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.core.tokens import Prefix, prefix_of
from pykavach.engine import agents as library
from pykavach.engine.agents import KEPT
from pykavach.engine.limits import LevelLimits
from pykavach.engine.values import Page, duration, flag, instant, page_limit
from pykavach.engine.views import AgentView, Created, Rotated, Stopped

_AGENTS: Final = "/v1/agents"
_NO_PARENT: Final = "the token is not known, or is no longer the agent's own"


class Agents(Decisions, Noun):
    """The agents that the key sees."""

    @as_library(library.Agents.create)
    def create(
        self,
        *,
        user_id: str | None = None,
        name: str,
        type: str = "autonomous",
        permissions: Sequence[Mapping[str, Any]],
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | None = None,
        max_depth: int = DEFAULT_DEPTH,
        metadata: Mapping[str, Any] | None = None,
        tenant_id: str | None = None,
        unsafe_observe_until: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> Plan[Created]:
        body = {
            "user_id": user_id,
            "name": name,
            "type": type,
            "permissions": permissions,
            "constraints": constraints,
            "expires_in": seconds(expires_in, "expires_in"),
            "expires_at": moment(expires_at, "expires_at"),
            "max_depth": max_depth,
            "metadata": metadata,
            "tenant_id": tenant_id,
            "unsafe_observe_until": moment(unsafe_observe_until, "unsafe_observe_until"),
            "idempotency_key": idempotency_key,
        }
        return self._one(Created, "POST", _AGENTS, body=body, expected=201)

    @as_library(library.Agents.delegate)
    def delegate(
        self,
        *,
        parent_token: str | None = None,
        parent_id: str | None = None,
        name: str,
        permissions: Sequence[Mapping[str, Any]],
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | None = None,
        max_depth: int | None = None,
        metadata: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
    ) -> Plan[Created]:
        if (parent_token is None) == (parent_id is None):
            raise InvalidInput("parent_token", "give either parent_token or parent_id")
        if parent_token is not None:
            parent_id = yield from self._holder(parent_token)
        body = {
            "name": name,
            "permissions": permissions,
            "constraints": constraints,
            "expires_in": seconds(expires_in, "expires_in"),
            "expires_at": moment(expires_at, "expires_at"),
            "max_depth": max_depth,
            "metadata": metadata,
            "idempotency_key": idempotency_key,
        }
        path = path_of("v1", "agents", parent_id, "delegate")
        how = {"body": body, "expected": 201, "credential": parent_token}
        return (yield from self._one(Created, "POST", path, **how))

    def _holder(self, token: str) -> Plan[str]:
        """The id of the agent that holds a token: over HTTP it asks for itself. Raises ``NotFound``."""
        try:
            if prefix_of(token) is not Prefix.AGENT:  # no other credential is sent in its place
                raise InvalidInput("token", _NO_PARENT)
            me = yield from self._line.call("GET", "/v1/me", credential=token)
        except InvalidInput:
            raise NotFound(f"parent_token: {_NO_PARENT}") from None
        return self._understood(lambda: read(str, field(me, "id")))

    @as_library(library.Agents.get)
    def get(self, agent_id: str) -> Plan[AgentView]:
        return self._one(AgentView, "GET", path_of("v1", "agents", agent_id))

    @as_library(library.Agents.list)
    def list(
        self,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        name: str | None = None,
        type: str | None = None,
        roots_only: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Plan[Page[AgentView]]:
        query = {
            "user_id": user_id,
            "tenant_id": tenant_id,
            "name": name,
            "type": type,
            "roots_only": flag(roots_only, "roots_only") or None,
            "limit": page_limit(limit),
            "cursor": cursor,
        }
        return self._page(AgentView, _AGENTS, query=query)

    @as_library(library.Agents.children)
    def children(
        self, agent_id: str, *, limit: int = 100, cursor: str | None = None
    ) -> Plan[Page[AgentView]]:
        path = path_of("v1", "agents", agent_id, "children")
        return self._page(AgentView, path, query={"limit": page_limit(limit), "cursor": cursor})

    @as_library(library.Agents.chain)
    def chain(self, agent_id: str) -> Plan[builtins.list[AgentView]]:
        value = yield from self._line.call("GET", path_of("v1", "agents", agent_id, "chain"))
        return self._understood(lambda: read_list(AgentView, items_of(value)))

    @as_library(library.Agents.limits)
    def limits(self, agent_id: str) -> Plan[builtins.list[LevelLimits]]:
        value = yield from self._line.call("GET", path_of("v1", "agents", agent_id, "limits"))
        return self._understood(lambda: read_list(LevelLimits, field(value, "levels")))

    @as_library(library.Agents.update)
    def update(
        self,
        agent_id: str,
        *,
        name: str | None = None,
        permissions: Sequence[Mapping[str, Any]] | None = None,
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | object | None = KEPT,
        max_depth: int | None = None,
        metadata: Mapping[str, Any] | None = None,
        unsafe_observe_until: datetime | object | None = KEPT,
        if_version: int | None = None,
    ) -> Plan[AgentView]:
        body = given(
            {
                "name": name,
                "permissions": permissions,
                "constraints": constraints,
                "expires_in": seconds(expires_in, "expires_in"),
                "max_depth": max_depth,
                "metadata": metadata,
                "if_version": if_version,
            }
        )
        for wire, path, value in (
            ("expiresAt", "expires_at", expires_at),
            ("unsafeObserveUntil", "unsafe_observe_until", unsafe_observe_until),
        ):
            if value is not KEPT:
                body[wire] = moment(value, path)
        return self._one(AgentView, "PATCH", path_of("v1", "agents", agent_id), wire=body)

    @as_library(library.Agents.rotate)
    def rotate(
        self,
        agent_id: str,
        *,
        grace: timedelta | float | None = None,
        compromised: bool = False,
        since: datetime | None = None,
        if_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> Plan[Rotated]:
        body = {
            "grace": seconds(grace, "grace"),
            "compromised": compromised,
            "since": moment(since, "since"),
            "if_version": if_version,
            "idempotency_key": idempotency_key,
        }
        return self._one(Rotated, "POST", path_of("v1", "agents", agent_id, "rotate"), body=body)

    @as_library(library.Agents.suspend)
    def suspend(
        self,
        agent_id: str | None = None,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        all: bool = False,
    ) -> Plan[Stopped]:
        return self._stop("suspend", agent_id, user_id, tenant_id, all)

    @as_library(library.Agents.resume)
    def resume(self, agent_id: str) -> Plan[Stopped]:
        return self._one(Stopped, "POST", path_of("v1", "agents", agent_id, "resume"))

    @as_library(library.Agents.revoke)
    def revoke(
        self,
        agent_id: str | None = None,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        all: bool = False,
    ) -> Plan[Stopped]:
        return self._stop("revoke", agent_id, user_id, tenant_id, all)

    def _stop(
        self, how: str, agent_id: str | None, user_id: str | None, tenant_id: str | None, all: bool
    ) -> Plan[Stopped]:
        everybody = flag(all, "all")
        if sum((agent_id is not None, user_id is not None, tenant_id is not None, everybody)) != 1:
            raise InvalidInput("agent_id", "give exactly one of agent_id, user_id, tenant_id or all=True")
        if agent_id is not None:
            return self._one(Stopped, "POST", path_of("v1", "agents", agent_id, how))
        body = {"how": how, "user_id": user_id, "tenant_id": tenant_id, "all": everybody}
        return self._one(Stopped, "POST", f"{_AGENTS}/stop", body=body)


def seconds(value: object, path: str) -> float | None:
    """A length of time as the wire has it. Raises ``InvalidInput``."""
    return None if value is None else duration(value, path) / 1_000_000


def moment(value: Any, path: str) -> str | None:
    """A time as the wire has it. Raises ``InvalidInput``."""
    if value is None:
        return None
    instant(value, path)
    return time_text(value)
