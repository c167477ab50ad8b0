"""What all requests share: the opened Kavach, who its callers are, and the views that they see it through."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final, cast

from pykavach.aio import Kavach, View
from pykavach.core.errors import NotFound, Unavailable
from pykavach.core.roles import Right
from pykavach.engine.principals import Authenticator, Principal
from pykavach.server.addresses import Proxies
from pykavach.server.asks import Caller
from pykavach.server.credentials import is_agents
from pykavach.server.observe import Observer
from pykavach.server.problems import hidden, unauthenticated, unknown

#: What a token that nobody alive holds was tried on.
_TRIED: Final = "kavach:http"
_MOST_VIEWS: Final = 1000
_MOST_CALLERS: Final = 10_000
#: Where the application leaves ``House.stop`` in the server's state, to be called at the beginning of the end.
STOP: Final = "stop"


class House:
    """One server over one opened Kavach."""

    def __init__(
        self,
        kavach: Kavach,
        proxies: Proxies | None = None,
        *,
        public_url: str | None = None,
        audience: Sequence[str] = (),
    ) -> None:
        self.kavach = kavach
        self.proxies = proxies or Proxies()
        #: Where clients reach this server, without a slash at the end; None: wherever they say they do.
        self.public_url = public_url
        #: Whom the tokens are for, as introspection states it; nobody: it states nothing.
        self.audience = tuple(audience)
        self.observer = Observer()
        self._stopping = asyncio.Event()
        self._authenticator: Authenticator | None = None
        #: By the id of the key or session: for whom somebody has been taken, and what was made of it.
        self._callers: dict[str, tuple[Principal, Caller]] = {}
        self._views: OrderedDict[tuple[str | None, str | None, str | None], View] = OrderedDict()

    def view(
        self, tenant_id: str | None = None, user_id: str | None = None, agent_id: str | None = None
    ) -> View:
        """The installation as somebody sees it. Kept: making one costs more than a decision."""
        key = tenant_id, user_id, agent_id
        found = self._views.get(key)
        if found is None:
            if key == (None, None, None):
                found = cast("View", self.kavach)  # it has the same names
            else:
                found = self.kavach.view(tenant_id=tenant_id, user_id=user_id, agent_id=agent_id)
            self._views[key] = found
            if len(self._views) > _MOST_VIEWS:
                self._views.popitem(last=False)
        return found

    # -- the end -----------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Let nobody wait any longer: streams end, and who waits for a person is told how things stand."""
        self._stopping.set()
        self.kavach.engine.hurried = True

    async def rest(self, seconds: float) -> bool:
        """Wait that long, or until the server is told to stop; whether it was."""
        try:
            async with asyncio.timeout(seconds):
                return await self._stopping.wait()
        except TimeoutError:
            return False

    # -- callers -----------------------------------------------------------------------------------------------------

    async def caller(
        self, token: str | None, right: Right | None, *, agents: bool, fresh: bool, ip: str | None = None
    ) -> Caller:
        """Whoever presents this credential, if they may. ``fresh``: asked in the database, not remembered for a second.

        Raises ``Problem``: unauthenticated for nobody; for somebody who may not, what is asked for is not there.
        """
        if token is None:
            raise unauthenticated()
        if is_agents(token):
            agent = await self._agent(token, ip)
            if not agents:
                raise hidden()
            return agent
        found = await self.known(token, fresh=fresh)
        if found is None:
            raise unknown()
        if right is not None and right not in found.rights:
            raise hidden()
        return found

    async def known(self, token: str, *, fresh: bool) -> Caller | None:
        """The holder of an admin key or a session; None for nobody."""
        principal = None if fresh else self._remembered(token)
        if principal is None:
            principal = await self._principal(token, fresh=fresh)
        return None if principal is None else self._taken_for(principal, token)

    def remembered(self, token: str) -> Caller | None:
        """The holder of an admin key or a session who was here within the second; None for whoever has to be looked up."""
        principal = self._remembered(token)
        return None if principal is None else self._taken_for(principal, token)

    def _remembered(self, token: str) -> Principal | None:
        return None if self._authenticator is None else self._authenticator.remembered(token)

    def _taken_for(self, principal: Principal, token: str) -> Caller:
        known = self._callers.get(principal.id)
        if known is not None and known[0] is principal:
            return known[1]
        if len(self._callers) >= _MOST_CALLERS:
            self._callers.clear()
        caller = self._caller_of(principal, token)
        self._callers[principal.id] = principal, caller
        return caller

    def _caller_of(self, principal: Principal, token: str) -> Caller:
        return Caller(
            kind=principal.kind,
            id=principal.id,
            name=principal.name,
            rights=principal.rights,
            view=self.view(principal.tenant_id, principal.owner_id),
            actor=principal.actor,
            token=token,
            tenant_id=principal.tenant_id,
            user_id=principal.owner_id,
            person_id=principal.person_id,
        )

    async def _principal(self, token: str, *, fresh: bool) -> Principal | None:
        if fresh:
            return await self.kavach.keys.authenticate(token)
        if self._authenticator is None:
            self._authenticator = Authenticator(self.kavach.engine)
        return await asyncio.to_thread(self._authenticator.authenticate, token)

    async def ready(self) -> bool:
        """Whether the database answers."""
        try:
            await self.kavach.audit.tail_cursor()
        except Unavailable:
            return False
        return True

    async def gone(self, caller: Caller) -> bool:
        """Whether a caller whose answer takes long has meanwhile lost the right to it."""
        assert caller.token is not None
        return await self.known(caller.token, fresh=False) is None

    async def _agent(self, token: str, ip: str | None) -> Caller:
        try:
            agent = await self.kavach.agents.holder(token)
        except NotFound:
            # Somebody tries a token that is dead or was never minted: that stands in the log as any such try does (AUD-7).
            await self.kavach.authorize(token=token, ip=ip, resource=_TRIED, action="call")
            raise unknown() from None
        return Caller(
            kind="agent",
            id=agent.id,
            name=agent.name,
            actor=agent.id,
            rights=frozenset(),
            view=self.view(agent_id=agent.id),
            token=token,
        )
