"""Webhooks that are set up while a server runs: where events are posted, and what has come of it.

The secrets that sign what is posted are not here: they are stored sealed, and read only where something is signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from pykavach.core import codec
from pykavach.core.agents import HOUR

#: In the place of the types of events: all of them.
ALL: Final = ("*",)
#: How many there may be of one tenant, or of the installation itself; and of all together.
MOST_OF_ONE: Final = 100
MOST: Final = 1000
#: How long the secrets before the newest sign beside it after a rotation, and at most, in microseconds.
OVERLAP: Final = 24 * HOUR
LONGEST_OVERLAP: Final = 30 * 24 * HOUR
#: Secrets that may sign at once.
MOST_SECRETS: Final = 5


@dataclass(frozen=True, slots=True)
class Webhook:
    """One webhook. Of a tenant's, events of that tenant's agents, keys and people are posted, and no others.

    ``events`` are types, or ``ALL``. ``gone_at``: when the receiver said that it wants no more (410). ``taken_at`` and
    ``failed_at`` say when an event was last taken and when one was not, and ``failure`` why.
    """

    id: str
    name: str
    url: str
    events: tuple[str, ...]
    version: int
    created_at: int
    created_by: str
    changed_at: int
    tenant_id: str | None = None
    paused_at: int | None = None
    gone_at: int | None = None
    taken_at: int | None = None
    failed_at: int | None = None
    failure: str | None = None
    n: int = 0

    @property
    def status(self) -> str:
        """``"active"``, ``"paused"`` or ``"gone"``."""
        if self.gone_at is not None:
            return "gone"
        return "active" if self.paused_at is None else "paused"

    @property
    def sink(self) -> str:
        """Under which name the database remembers what is still to be posted."""
        return f"webhook:{self.id}"

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The types of events that are posted; None: all."""
        return None if self.events == ALL else self.events

    def wants(self, kind: str, tenant_id: str | None) -> bool:
        """Whether an event of this type, about this tenant, is posted."""
        return self.tenant_id in (None, tenant_id) and (self.events == ALL or kind in self.events)

    @property
    def shown_url(self) -> str:
        """The URL as entries and logs name it: its path may be a secret, so a hash of the whole stands in its place."""
        return shown(self.url)


def shown(url: str) -> str:
    """A URL without its path and query, and a hash that tells it from others."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}#{sha256(url.encode()).hexdigest()[:12]}"


class Secret(NamedTuple):
    """A secret that signs: ``whsec_`` and base64. ``until``: in microseconds; None for the newest."""

    text: str
    until: int | None = None

    def __repr__(self) -> str:
        return f"Secret(…, until={self.until})"


def signing(secrets: Iterable[Secret], now: int) -> tuple[Secret, ...]:
    """Those that sign now, the newest first."""
    return tuple(secret for secret in secrets if secret.until is None or secret.until > now)


def secrets_text(secrets: Iterable[Secret]) -> str:
    """Secrets as they are sealed."""
    return codec.canonical([[secret.text, secret.until] for secret in secrets])


def secrets_of(text: str) -> tuple[Secret, ...]:
    """Secrets as they were sealed. Nobody can have changed them, whose seal was good."""
    found = codec.loads(text)
    assert isinstance(found, list)
    return tuple(Secret(*each) for each in found)
