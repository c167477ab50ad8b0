"""The blocking surface: the same names as ``pykavach.Kavach``, without an event loop."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from pykavach.core.agents import parse_name
from pykavach.core.decision import Decision
from pykavach.engine.admin_keys import AdminKeys as Keys
from pykavach.engine.agents import Agents
from pykavach.engine.approvals import Approvals
from pykavach.engine.audit import Audit
from pykavach.engine.dispatch import Dispatcher
from pykavach.engine.engine import Engine
from pykavach.engine.guard import Permit, Ran, settle_quietly, true_cost
from pykavach.engine.passkeys import Passkeys
from pykavach.engine.scope import EVERYTHING, Scope, scope_of
from pykavach.engine.usage import Usage
from pykavach.engine.users import Users
from pykavach.engine.webhooks import Webhooks
from pykavach.open import Settings

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class View:
    """Everything that can be asked and changed: of the whole installation, or of a part of it (TEN-1)."""

    def __init__(self, engine: Engine, ran: Ran, scope: Scope = EVERYTHING) -> None:
        self.agents = Agents(engine, scope)
        self.approvals = Approvals(engine, scope)
        self.usage = Usage(engine, scope)
        self.audit = Audit(engine, scope)
        self._engine, self._scope = engine, scope
        self.authorize = self.agents.authorize
        self.authorize_many = self.agents.authorize_many
        self.explain = self.agents.explain
        self._ran = ran

    @property
    def keys(self) -> Keys:
        """Admin keys; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Keys(self._engine, self._scope.tenant_alone("keys"))

    @property
    def users(self) -> Users:
        """People; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Users(self._engine, self._scope.tenant_alone("users"))

    @property
    def passkeys(self) -> Passkeys:
        """People's passkeys; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Passkeys(self._engine, self._scope.tenant_alone("passkeys"))

    @property
    def webhooks(self) -> Webhooks:
        """Webhooks; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Webhooks(self._engine, self._scope.tenant_alone("webhooks"))

    @contextmanager
    def guard(
        self,
        token: str | None = None,
        *,
        resource: str,
        action: str,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        wait: float | None = None,
        idempotency_key: str | None = None,
        first_run_was_lost: bool = False,
    ) -> Generator[Permit]:
        """Run the body only if it is allowed; raises ``Denied``. Settles on every exit, at ``permit.cost_usd``."""
        decision: Decision = self.agents.authorize(
            token=token,
            agent_id=agent_id,
            resource=resource,
            action=action,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            wait=wait,
            idempotency_key=idempotency_key,
        )
        permit = self._ran.enter(decision, first_run_was_lost)
        try:
            yield permit
        finally:
            id = permit.audit_id
            settle_quietly(lambda: self.usage.settle(id, cost_usd=true_cost(permit)), id)


def _agents(view: View) -> Agents:
    return view.agents


def _itself(view: View) -> View:
    return view


def _forward(
    method: Callable[Concatenate[T, P], R], of: Callable[[View], T]
) -> Callable[Concatenate[Kavach, P], R]:
    """The same call on an opened Kavach, with the same signature."""

    @wraps(method)
    def forwarded(self: Kavach, *args: P.args, **kwargs: P.kwargs) -> R:
        return method(of(self._opened()), *args, **kwargs)

    return cast("Callable[Concatenate[Kavach, P], R]", forwarded)


class Kavach(Settings):
    """An installation, opened. Use it as a context manager, or call ``open`` and ``close``."""

    _engine: Engine | None = None
    _dispatcher: Dispatcher | None = None

    def open(self) -> Self:
        """Open the database, creating what is missing. Safe to call twice."""
        with self._opening.lock:
            if self._engine is None:
                engine, self._dispatcher = self._open_engine()
                self._view = View(engine, Ran())
                # Asked all the time: without the detour over ``_opened``.
                vars(self)["authorize"] = self._view.authorize
                self._engine = engine
        return self

    def close(self) -> None:
        """Finish what is under way and close the database."""
        engine, dispatcher = self._engine, self._dispatcher
        self._engine = self._dispatcher = None
        vars(self).pop("authorize", None)
        if engine is not None and dispatcher is not None:
            dispatcher.stop(self._timeout)
            engine.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> View:
        if self._engine is None:
            raise RuntimeError("this Kavach is not open; use 'with Kavach(...) as kavach', or call open()")
        return self._view

    @property
    def engine(self) -> Engine:
        """The engine under this surface."""
        self._opened()
        assert self._engine is not None
        return self._engine

    @property
    def agents(self) -> Agents:
        return self._opened().agents

    @property
    def approvals(self) -> Approvals:
        return self._opened().approvals

    @property
    def usage(self) -> Usage:
        return self._opened().usage

    @property
    def audit(self) -> Audit:
        return self._opened().audit

    @property
    def keys(self) -> Keys:
        return self._opened().keys

    @property
    def users(self) -> Users:
        return self._opened().users

    @property
    def passkeys(self) -> Passkeys:
        return self._opened().passkeys

    @property
    def webhooks(self) -> Webhooks:
        return self._opened().webhooks

    authorize = _forward(Agents.authorize, _agents)
    authorize_many = _forward(Agents.authorize_many, _agents)
    explain = _forward(Agents.explain, _agents)
    guard = _forward(View.guard, _itself)

    def tenant(self, id: str) -> View:
        """The same surface, seeing and changing only that tenant's: short for ``view(tenant_id=id)``."""
        return self._narrowed(Scope(tenant_id=parse_name(id, "tenant")))

    def view(
        self, *, tenant_id: str | None = None, user_id: str | None = None, agent_id: str | None = None
    ) -> View:
        """The same surface, seeing and changing only a part: whatever meets every condition given, at least one.

        ``tenant_id``: one tenant's agents, approvals and entries; ``user_id``: one owner's; ``agent_id``: those of one
        agent and all below it. To the view the rest does not exist: single things are ``NotFound``, lists leave them
        out, their tokens are unknown. ``create`` makes agents of that tenant and owner; in the view of an agent it is
        refused, as are all calls about the whole log in any view. In the view of an agent nothing above it is shown:
        there it stands as a root. What is above still binds it. Raises ``InvalidInput``.
        """
        return self._narrowed(scope_of(tenant_id, user_id, agent_id))

    def _narrowed(self, scope: Scope) -> View:
        ran = self._opened()._ran
        return View(self.engine, ran, scope)
