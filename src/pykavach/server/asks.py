"""One request on its way to its endpoint: who asks, what for, and how it is answered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from pydantic_core import to_json

from pykavach.core.roles import Right
from pykavach.engine.values import Page
from pykavach.server.problems import Problem, hidden

if TYPE_CHECKING:
    from pykavach.aio import View
    from pykavach.server.house import House

#: A host as a header names it, with or without a port (RFC 9110, section 7.2).
_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?").fullmatch


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever holds the credential of a request.

    ``kind``: ``key`` (an admin key), ``session`` (a person at the dashboard) or ``agent`` (an agent's own token, whose
    agent is ``id``). ``view`` is as much of the installation as they see. Nobody is trusted for their own address, cost
    and arguments but holders of ``Right.DECIDE`` (TM-1).
    """

    kind: str
    id: str
    name: str
    rights: frozenset[Right]
    view: View = field(repr=False)
    #: How entries name them (AGT-4).
    actor: str
    token: str | None = field(default=None, repr=False)
    #: The narrowing of a key or of a person: of one tenant, of one owner.
    tenant_id: str | None = None
    user_id: str | None = None
    #: Somebody who signed in as themselves, and not with a key.
    person_id: str | None = None

    @property
    def is_agent(self) -> bool:
        return self.kind == "agent"


#: Who asks where nobody has to be known.
NOBODY: Final = Caller(
    kind="nobody", id="", name="nobody", rights=frozenset(), view=cast("View", None), actor="nobody"
)


@dataclass(slots=True)
class Ask:
    """A request that has been read: its caller, and the arguments of its path, query and body by their Python names."""

    house: House
    caller: Caller
    path: Mapping[str, str]
    query: dict[str, Any]
    body: dict[str, Any]
    peer: Sequence[object] | None
    request_id: str
    headers: Mapping[str, str]
    #: The body as it came, where it is no list of fields.
    json: Any = None
    #: The request as ASGI has it, for protocols that ask about more than they say.
    scope: Mapping[str, Any] = field(default_factory=dict)

    @property
    def view(self) -> View:
        return self.caller.view

    @property
    def ip(self) -> str | None:
        """Where the request comes from."""
        return self.house.proxies.client(self.peer, self.headers)

    @property
    def admin(self) -> View:
        """The view for keys, people and webhooks, which belong to tenants and not to owners."""
        return self.house.view(self.caller.tenant_id)

    @property
    def by(self) -> str:
        """Who makes a change, as entries name them (AGT-4)."""
        return self.caller.actor

    @property
    def base_url(self) -> str:
        """Where clients reach this server: as it was configured, or else as this one says it does."""
        if self.house.public_url is not None:
            return self.house.public_url
        host = self.headers.get("host", "")
        if _HOST(host) is None:
            raise Problem("malformed_request", "The Host header names no host.")
        return f"{self.scope.get('scheme', 'http')}://{host.lower()}"

    def own_agent(self, agent_id: str) -> None:
        """An agent's own credential changes nobody but itself; others look as if they were not there."""
        if self.caller.is_agent and agent_id != self.caller.id:
            raise hidden()


@dataclass(slots=True)
class Answer:
    """What goes back: a JSON value, bytes of another kind, or text in pieces as it comes."""

    value: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"
    stream: AsyncIterator[bytes] | None = None

    def body(self) -> bytes:
        if isinstance(self.value, bytes):
            return self.value
        return b"" if self.status == 204 else to_json(self.value)


def paged(page: Page[Any]) -> Answer:
    """A page of a list."""
    return Answer({"items": [item.wire() for item in page.items], "nextCursor": page.next_cursor})
