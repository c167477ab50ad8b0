"""Who presents an admin key or a session: one look-up by its hash, and a short memory of it for servers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pykavach.core import tokens
from pykavach.core.credentials import USE_STEP, Credential, CredentialKind, Person
from pykavach.core.roles import RIGHTS, Right, Role
from pykavach.engine.engine import Engine
from pykavach.engine.values import when
from pykavach.engine.views import iso_of
from pykavach.ports import Unit

#: What requests are made with; a link does nothing but sign in.
_PRESENTED: Final = (CredentialKind.KEY, CredentialKind.SESSION)
#: Seconds that a server may take somebody for who they were.
_MEMORY: Final = 1.0
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who may do something, as they are at the moment.

    ``kind`` is ``"key"`` or ``"session"``, and ``id`` that of the key or the session. ``user_id`` is the person whose
    session it is, or whose agents a key is for. ``actor`` is how entries name them (``by=``): a person by their id, a
    key and the sessions that come from it by the id of the key. With a ``tenant_id`` they see that tenant only.
    ``person_id`` is somebody who signed in as themselves; None for keys and what comes from them.
    """

    kind: str
    id: str
    name: str
    role: Role
    actor: str
    user_id: str | None = None
    tenant_id: str | None = None
    expires_at: datetime | None = None
    person_id: str | None = None

    @property
    def rights(self) -> frozenset[Right]:
        """What the role may do."""
        return RIGHTS[self.role]

    @property
    def owner_id(self) -> str | None:
        """Whose agents alone they see and change; None: everybody's."""
        return self.user_id if self.role is Role.OWNER else None

    def may(self, right: Right) -> bool:
        return right in self.rights

    def wire(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "role": self.role.value,
            "rights": [right.value for right in Right if right in self.rights],
            "userId": self.user_id,
            "tenantId": self.tenant_id,
            "expiresAt": iso_of(self.expires_at),
        }


def authenticate(engine: Engine, token: object) -> Principal | None:
    """Who presents this admin key or session; None for what is unknown, malformed, expired, revoked or disabled.

    What cannot be one is refused before any look-up. Raises ``Unavailable`` where the store does not answer.
    """
    digest = digest_of(token, *_PRESENTED)
    found = None if digest is None else _look_up(engine, digest)
    return None if found is None else found[0]


class Authenticator:
    """``authenticate`` for servers: whoever has just been found is not looked up again, for a second at most.

    What this process ends is forgotten at once, what another one ends within the second. Nobody who was not found is
    remembered. ``clock`` counts seconds and never goes back.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        #: By the hash: how often this process had ended something, until when it holds, and who it is.
        self._known: dict[bytes, tuple[int, float, Principal]] = {}

    def remembered(self, token: str) -> Principal | None:
        """Who it is, without a look-up; None for whoever has to be looked up."""
        known = self._known.get(tokens.digest(token)) if token.isascii() else None
        if known is not None and known[0] == self._engine.standing.ended and self._clock() < known[1]:
            return known[2]
        return None

    def authenticate(self, token: object) -> Principal | None:
        """As the function of that name."""
        self._engine.check_open()
        digest = digest_of(token, *_PRESENTED)
        if digest is None:
            return None
        ended, now = self._engine.standing.ended, self._clock()  # before the look-up, which may take a while
        known = self._known.get(digest)
        if known is not None and known[0] == ended and now < known[1]:
            return known[2]
        found = _look_up(self._engine, digest)
        if found is None:
            self._known.pop(digest, None)
            return None
        principal, left = found
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[digest] = (ended, now + min(_MEMORY, left), principal)
        return principal


def digest_of(token: object, *kinds: CredentialKind) -> bytes | None:
    """The hash of a token that can be a credential of one of these kinds; None for what cannot."""
    if type(token) is str and tokens.prefix_of(token) in [kind.prefix for kind in kinds]:
        return tokens.digest(token)
    return None


def mint(kind: CredentialKind) -> tuple[str, bytes]:
    """A new token of this kind, and its hash."""
    token = tokens.mint(os.urandom(tokens.ENTROPY_BYTES), kind.prefix)
    return token, tokens.digest(token)


def new_id(kind: CredentialKind) -> str:
    """An id for a new credential."""
    return f"{kind.value}_{os.urandom(12).hex()}"


def principal_of(credential: Credential, person: Person | None) -> Principal:
    """Who a key or a session stands for. A person's session has the role that the person has now."""
    key = credential.kind is CredentialKind.KEY
    whose = person if person is not None and credential.personal else credential
    return Principal(
        kind=credential.kind.value,
        id=credential.id,
        name=whose.name,
        role=whose.role,
        actor=credential.id if key else credential.created_by,
        user_id=credential.user_id,
        tenant_id=whose.tenant_id,
        expires_at=when(credential.expires_at),
        person_id=person.id if person is not None and credential.personal else None,
    )


def _look_up(engine: Engine, digest: bytes) -> tuple[Principal, float] | None:
    """Who has the token with this hash, and how many seconds it still has."""
    with engine.reading(engine.timeout) as view:
        found = view.credential(digest)
        if found is None:
            return None
        credential, person = found
        now = view.start().now
    if credential.kind not in _PRESENTED or not credential.serves(person, now):
        return None
    if engine.standing.use_is_due(credential, now):
        _note_use(engine, credential.n, now)
    left = float("inf") if credential.expires_at is None else (credential.expires_at - now) / 1_000_000
    return principal_of(credential, person), left


def _note_use(engine: Engine, n: int, now: int) -> None:
    def use(unit: Unit) -> None:
        unit.use_credential(n, now=now, since=now - USE_STEP)

    engine.later(use)
