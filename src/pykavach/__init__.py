"""Kavach gives every AI agent its own identity, scoped permissions, hard limits and an audit trail.

``Kavach`` is the async surface, ``pykavach.sync.Kavach`` the same names, blocking. Names are loaded when they are first
used, so that importing this package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pykavach.aio import Kavach as Kavach
    from pykavach.core.access import Code as Code
    from pykavach.core.decision import Decision as Decision
    from pykavach.core.errors import CallerError as CallerError
    from pykavach.core.errors import Conflict as Conflict
    from pykavach.core.errors import Denied as Denied
    from pykavach.core.errors import ExceedsParent as ExceedsParent
    from pykavach.core.errors import InvalidInput as InvalidInput
    from pykavach.core.errors import KavachError as KavachError
    from pykavach.core.errors import NotFound as NotFound
    from pykavach.core.errors import PermissionsLocked as PermissionsLocked
    from pykavach.core.errors import Unavailable as Unavailable
    from pykavach.core.errors import WorldError as WorldError
    from pykavach.engine.dispatch import Event as Event
    from pykavach.engine.dispatch import Gone as Gone
    from pykavach.engine.guard import Permit as Permit
    from pykavach.engine.proofs import verify_proof as verify_proof
    from pykavach.webhooks import WebhookListener as WebhookListener

__version__ = "0.1.0"

_HOMES = {
    "Kavach": "pykavach.aio",
    "Code": "pykavach.core.access",
    "Decision": "pykavach.core.decision",
    "Event": "pykavach.engine.dispatch",
    "Gone": "pykavach.engine.dispatch",
    "Permit": "pykavach.engine.guard",
    "verify_proof": "pykavach.engine.proofs",
    "WebhookListener": "pykavach.webhooks",
} | dict.fromkeys(
    (
        "CallerError",
        "Conflict",
        "Denied",
        "ExceedsParent",
        "InvalidInput",
        "KavachError",
        "NotFound",
        "PermissionsLocked",
        "Unavailable",
        "WorldError",
    ),
    "pykavach.core.errors",
)

__all__ = sorted([*_HOMES, "__version__"])  # pyright: ignore[reportUnsupportedDunderAll]


if not TYPE_CHECKING:  # a type checker that saw this would take any name for one of ours

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(home), name)
        return value


def __dir__() -> list[str]:
    return list(__all__)
