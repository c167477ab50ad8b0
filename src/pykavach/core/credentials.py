"""People, and what they and programs sign in with: admin keys, sessions, and links that sign in once.

Nothing here holds a token: whoever presents one is found by its digest (TOK-2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from pykavach.core.agents import HOUR
from pykavach.core.roles import Role
from pykavach.core.tokens import Prefix

#: How long a session and a link last at most, in microseconds.
SESSION_LIFE: Final = 12 * HOUR
LINK_LIFE: Final = HOUR // 6
#: How often the last use of a credential is written down at most, in microseconds.
USE_STEP: Final = HOUR // 60
#: How long a browser may take over a passkey, in microseconds; and passkeys of one person that go on at most.
CHALLENGE_LIFE: Final = HOUR // 12
MOST_PASSKEYS: Final = 20


class CredentialKind(StrEnum):
    """What a credential is."""

    KEY = "key"
    SESSION = "session"
    LINK = "link"

    @property
    def prefix(self) -> Prefix:
        """How its token begins."""
        return Prefix[self.name]


#: What lives until it is revoked, and what lives for a while.
KEYS: Final = (CredentialKind.KEY,)
SESSIONS: Final = (CredentialKind.SESSION,)
SHORT: Final = (CredentialKind.SESSION, CredentialKind.LINK)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in. ``id`` is the ``user_id`` of the agents that they own."""

    id: str
    name: str
    role: Role
    created_at: int
    tenant_id: str | None = None
    disabled_at: int | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """One key, session or link. Of a session, ``parent`` is the number of the key that it comes from, if it does.

    ``role`` is that of a key and of its sessions; a person's sessions and links follow the person as they are now.
    """

    id: str
    kind: CredentialKind
    name: str
    role: Role
    created_at: int
    created_by: str
    user_id: str | None = None
    tenant_id: str | None = None
    parent: int | None = None
    expires_at: int | None = None
    revoked_at: int | None = None
    last_used_at: int | None = None
    n: int = 0

    @property
    def personal(self) -> bool:
        """Whether it stands for a person, whose role and tenant it has."""
        return self.kind is not CredentialKind.KEY and self.parent is None

    def state(self, now: int) -> str:
        """``"active"``, ``"expired"`` or ``"revoked"``."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at is not None and self.expires_at <= now else "active"

    def serves(self, person: Person | None, now: int) -> bool:
        """Whether it may be used. ``person`` is the one it names, if there is one."""
        if self.state(now) != "active":
            return False
        if person is None:
            return not self.personal  # the user of a key need not be a person who signs in
        return person.disabled_at is None


@dataclass(frozen=True, slots=True)
class Passkey:
    """One person's passkey: what their authenticator keeps the private key of (WebAuthn, section 4).

    ``credential_id`` is the authenticator's name for it, ``public_key`` the key as it came (COSE, RFC 9052), and
    ``sign_count`` the authenticator's own count of signatures when it was last heard of; many always say 0.
    """

    id: str
    user_id: str
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    created_at: int
    revoked_at: int | None = None
    last_used_at: int | None = None
    n: int = 0

    @property
    def digest(self) -> bytes:
        """What it is found by: a credential id may be longer than a key of an index."""
        return sha256(self.credential_id).digest()

    @property
    def state(self) -> str:
        """``"active"`` or ``"revoked"``."""
        return "active" if self.revoked_at is None else "revoked"

    def goes_on(self, sign_count: int) -> bool:
        """Whether this count may follow the one that is known (WebAuthn, section 6.1.1).

        One that does not grow comes from a copy of the authenticator; but 0 is said by those that do not count.
        """
        return sign_count > self.sign_count or sign_count == self.sign_count == 0
