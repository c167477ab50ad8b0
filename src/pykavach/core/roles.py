"""Who may do what: the roles of people and admin keys as one table.

A role is a set of rights. What a right is about can be narrowed besides: to one tenant, and for an *owner* to the agents
of one user.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pykavach.core.errors import InvalidInput


class Right(StrEnum):
    """One kind of thing that somebody may do."""

    #: What a guard needs: authorize, explain, settle, record, and wait for approvals.
    DECIDE = "decide"
    #: See agents, limits, usage and approvals.
    READ = "read"
    #: Create, delegate, update, rotate, suspend, resume and revoke agents.
    MANAGE = "manage"
    #: Approve and deny.
    APPROVE = "approve"
    #: Query and export the audit log.
    AUDIT = "audit"
    #: Verify the log and make checkpoints.
    VERIFY = "verify"
    #: Prune the log and erase arguments.
    RETAIN = "retain"
    #: Keys, users, webhooks and settings.
    ADMINISTER = "administer"


class Role(StrEnum):
    """What a person or an admin key is for."""

    ADMIN = "admin"
    #: Answers for the agents of one user, and sees no others.
    OWNER = "owner"
    APPROVER = "approver"
    AUDITOR = "auditor"
    #: A program that guards tools.
    SERVICE = "service"


#: Every role is here; one that is not may do nothing.
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType(
    {
        Role.ADMIN: frozenset(Right),
        Role.OWNER: frozenset({Right.READ, Right.MANAGE, Right.APPROVE, Right.AUDIT}),
        Role.APPROVER: frozenset({Right.READ, Right.APPROVE}),
        Role.AUDITOR: frozenset({Right.READ, Right.AUDIT, Right.VERIFY}),
        Role.SERVICE: frozenset({Right.DECIDE, Right.READ}),
    }
)


def parse_role(value: object, path: str = "role") -> Role:
    """The role by its name. Raises ``InvalidInput``."""
    try:
        return Role(value if isinstance(value, str) else "")
    except ValueError:
        names = ", ".join(f'"{role.value}"' for role in Role)
        raise InvalidInput(path, f"must be one of {names}") from None
