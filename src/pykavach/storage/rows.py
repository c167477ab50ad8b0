"""Rows as values. A row that does not parse becomes an agent, a request or a credential that is refused (FC-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pykavach.core import codec
from pykavach.core.agents import (
    FIRST_TIME,
    LAST_TIME,
    MAX_DEPTH,
    Agent,
    Kind,
    Permission,
    Status,
    parse_name,
    parse_permissions,
)
from pykavach.core.approvals import Request, State
from pykavach.core.constraints import Constraints
from pykavach.core.credentials import Credential, CredentialKind, Passkey, Person
from pykavach.core.roles import Role
from pykavach.core.webhooks import ALL, Webhook
from pykavach.ports import Named

_KEPT = 20_000


@lru_cache(_KEPT)
def _permissions(text: str) -> tuple[Permission, ...]:
    value = codec.loads(_text(text))
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and "constraints" in item:
            _written(item["constraints"])
    return parse_permissions(value)


@lru_cache(_KEPT)
def _constraints(text: str) -> Constraints:
    return Constraints.parse(_written(codec.loads(_text(text))))


def _written(constraints: object) -> object:
    """None are written as ``{}``: what says ``null`` is no level without constraints, but one that has lost them."""
    if constraints is None:
        raise TypeError
    return constraints


def agent_values(agent: Agent) -> dict[str, Any]:
    """The columns of an agent, without its number."""
    return {
        "id": agent.id,
        "parent": agent.parent,
        "root": agent.root,
        "depth": agent.depth,
        "kind": agent.kind.value,
        "user_id": agent.user_id,
        "tenant_id": agent.tenant_id,
        "name": agent.name,
        "status": agent.status.value,
        "digest": agent.digest,
        "old_digest": agent.old_digest,
        "old_until": agent.old_until,
        "version": agent.version,
        "created_at": agent.created_at,
        "changed_at": agent.changed_at,
        "expires_at": agent.expires_at,
        "max_depth": agent.max_depth,
        "permissions": codec.stored(codec.canonical([p.wire() for p in agent.permissions])),
        "constraints": codec.stored(codec.canonical(agent.constraints.wire())),
        "metadata": codec.stored(agent.metadata),
        "observe_until": agent.observe_until,
        "by_token": agent.by_token,
    }


def agent_of(row: Mapping[str, Any]) -> Agent:
    """The agent of a row."""
    unreadable: str | None = None

    def read(field: str, make: Any, fallback: Any) -> Any:
        nonlocal unreadable
        try:
            return make(row[field])
        except Exception:  # noqa: BLE001 - whatever a damaged row holds, the agent is denied and named
            unreadable = unreadable or field
            return fallback

    return Agent(
        n=row["n"],
        id=read("id", _name, "unreadable"),
        parent=read("parent", _number_or_none, None),
        root=read("root", _number, 0),
        depth=read("depth", _depth, 0),
        kind=read("kind", Kind, Kind.AUTONOMOUS),
        user_id=read("user_id", _name_or_none, None),
        tenant_id=read("tenant_id", _name_or_none, None),
        name=read("name", _name, "unreadable"),
        status=read("status", Status, Status.ACTIVE),
        digest=read("digest", _digest, b""),
        old_digest=read("old_digest", _digest_or_none, None),
        old_until=read("old_until", _time_or_none, None),
        version=read("version", _number, 0),
        created_at=read("created_at", _time, 0),
        changed_at=read("changed_at", _time, 0),
        expires_at=read("expires_at", _time_or_none, 0),
        max_depth=read("max_depth", _depth, 0),
        permissions=read("permissions", _permissions, ()),
        constraints=read("constraints", _constraints, Constraints()),
        metadata=read("metadata", _metadata, "{}"),
        observe_until=read("observe_until", _time_or_none, None),
        by_token=read("by_token", bool, False),
        unreadable=unreadable,
    )


def named_of(n: int, parent: Any, id: Any, user_id: Any, tenant_id: Any, status: str) -> Named:
    """What an agent is called; what is damaged in a row must not stop anybody from being stopped."""
    owner, tenant = (value if isinstance(value, str) else None for value in (user_id, tenant_id))
    above = parent if isinstance(parent, int) else None
    return Named(n, above, id if isinstance(id, str) else "unreadable", owner, tenant, status)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _metadata(value: Any) -> str:
    if value != "{}" and not isinstance(codec.loads(_text(value)), dict):
        raise TypeError
    return _text(value)


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _name(value: Any) -> str:
    return parse_name(value, "name")


def _name_or_none(value: Any) -> str | None:
    return None if value is None else _name(value)


def _digest(value: Any) -> bytes:
    if not isinstance(value, bytes) or len(value) != 32:
        raise TypeError
    return value


def _digest_or_none(value: Any) -> bytes | None:
    return None if value is None else _digest(value)


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _time(value: Any) -> int:
    if not FIRST_TIME <= _number(value) <= LAST_TIME:
        raise ValueError
    return int(value)


def _time_or_none(value: Any) -> int | None:
    return None if value is None else _time(value)


def _number_or_none(value: Any) -> int | None:
    return None if value is None else _number(value)


def _depth(value: Any) -> int:
    if not 0 <= _number(value) <= MAX_DEPTH:
        raise ValueError
    return int(value)


def request_values(request: Request) -> dict[str, Any]:
    """The columns of a request, without its number."""
    return {
        "id": request.id,
        "agent": request.agent,
        "root": request.root,
        "fingerprint": request.fingerprint,
        "cost": request.cost,
        "resource": request.resource,
        "action": request.action,
        "arguments": request.arguments,
        "state": request.state.value,
        "opened_at": request.opened_at,
        "expires_at": request.expires_at,
        "decided_at": request.decided_at,
        "decided_by": request.decided_by,
        "note": request.note,
    }


def request_of(row: Mapping[str, Any]) -> Request:
    """The request of a row. Of one that cannot be read nothing is admitted: it counts as expired."""
    values = dict(row)
    for field, (make, fallback) in _REQUEST.items():
        try:
            values[field] = make(values[field])
        except Exception:  # noqa: BLE001 - whatever a damaged row holds
            values[field], values["state"] = fallback, State.EXPIRED
    return Request(**values)


#: How each field of a request is read, and what stands in its place where it cannot be.
_REQUEST: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "state": (State, State.EXPIRED),
    "id": (_text, "unreadable"),
    "agent": (_number, 0),
    "root": (_number, 0),
    "fingerprint": (_digest, b""),
    "cost": (_number, 0),
    "resource": (_text, "unreadable"),
    "action": (_text, "unreadable"),
    "arguments": (_text_or_none, None),
    "opened_at": (_time, 0),
    "expires_at": (_time, 0),
    "decided_at": (_time_or_none, None),
    "decided_by": (_text_or_none, None),
    "note": (_text_or_none, None),
}


def person_values(person: Person) -> dict[str, Any]:
    """The columns of a person."""
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "tenant_id": person.tenant_id,
        "created_at": person.created_at,
        "disabled_at": person.disabled_at,
    }


def credential_values(credential: Credential) -> dict[str, Any]:
    """The columns of a credential, without its number and its digest."""
    return {
        "id": credential.id,
        "kind": credential.kind.value,
        "name": credential.name,
        "role": credential.role.value,
        "user_id": credential.user_id,
        "tenant_id": credential.tenant_id,
        "parent": credential.parent,
        "created_at": credential.created_at,
        "created_by": credential.created_by,
        "expires_at": credential.expires_at,
        "revoked_at": credential.revoked_at,
        "last_used_at": credential.last_used_at,
    }


def passkey_values(passkey: Passkey) -> dict[str, Any]:
    """The columns of a passkey, without its number."""
    return {
        "id": passkey.id,
        "digest": passkey.digest,
        "user_id": passkey.user_id,
        "name": passkey.name,
        "credential_id": passkey.credential_id.hex(),
        "public_key": passkey.public_key.hex(),
        "sign_count": passkey.sign_count,
        "created_at": passkey.created_at,
        "revoked_at": passkey.revoked_at,
        "last_used_at": passkey.last_used_at,
    }


def webhook_values(webhook: Webhook) -> dict[str, Any]:
    """The columns of a webhook, without its number and its secrets."""
    return {
        "id": webhook.id,
        "name": webhook.name,
        "tenant_id": webhook.tenant_id,
        "url": webhook.url,
        "events": codec.canonical(list(webhook.events)),
        "version": webhook.version,
        "created_at": webhook.created_at,
        "created_by": webhook.created_by,
        "changed_at": webhook.changed_at,
        "paused_at": webhook.paused_at,
        "gone_at": webhook.gone_at,
        "taken_at": webhook.taken_at,
        "failed_at": webhook.failed_at,
        "failure": webhook.failure,
    }


def webhook_of(row: Mapping[str, Any]) -> Webhook:
    """The webhook of a row, without its secrets. One that cannot be read counts as gone: nothing is posted to it."""
    return Webhook(**_read(row, _WEBHOOK, "gone_at"))


def _texts(value: Any) -> tuple[str, ...]:
    found = codec.loads(_text(value))
    if not isinstance(found, list) or not found:
        raise TypeError
    return tuple(_text(each) for each in found)


def person_of(row: Mapping[str, Any]) -> Person:
    """The person of a row. One that cannot be read counts as disabled."""
    return Person(**_read(row, _PERSON, "disabled_at"))


def credential_of(row: Mapping[str, Any]) -> Credential:
    """The credential of a row, without its digest. One that cannot be read counts as revoked."""
    return Credential(**_read(row, _CREDENTIAL, "revoked_at"))


def passkey_of(row: Mapping[str, Any]) -> Passkey:
    """The passkey of a row. One that cannot be read counts as revoked."""
    return Passkey(**_read(row, _PASSKEY, "revoked_at"))


Readers = dict[str, tuple[Callable[[Any], Any], Any]]


def _read(row: Mapping[str, Any], readers: Readers, ended: str) -> dict[str, Any]:
    """The fields of a row. Where one cannot be read, ``ended`` says that it is over."""
    values: dict[str, Any] = {}
    damaged = False
    for field, (make, fallback) in readers.items():
        try:
            values[field] = make(row[field])
        except Exception:  # noqa: BLE001 - whatever a damaged row holds
            values[field], damaged = fallback, True
    if damaged and values[ended] is None:
        values[ended] = 0
    return values


#: How each field is read, and what stands in its place where it cannot be.
_PERSON: Readers = {
    "id": (_name, "unreadable"),
    "name": (_name, "unreadable"),
    "role": (Role, Role.SERVICE),
    "tenant_id": (_name_or_none, None),
    "created_at": (_time, 0),
    "disabled_at": (_time_or_none, 0),
}
_CREDENTIAL: Readers = {
    "n": (_number, 0),
    "id": (_text, "unreadable"),
    "kind": (CredentialKind, CredentialKind.LINK),
    "name": (_name, "unreadable"),
    "role": (Role, Role.SERVICE),
    "user_id": (_name_or_none, None),
    "tenant_id": (_name_or_none, None),
    "parent": (_number_or_none, None),
    "created_at": (_time, 0),
    "created_by": (_name, "unreadable"),
    "expires_at": (_time_or_none, 0),
    "revoked_at": (_time_or_none, 0),
    "last_used_at": (_time_or_none, None),
}
_PASSKEY: Readers = {
    "n": (_number, 0),
    "id": (_text, "unreadable"),
    "user_id": (_name, "unreadable"),
    "name": (_name, "unreadable"),
    "credential_id": (bytes.fromhex, b""),
    "public_key": (bytes.fromhex, b""),
    "sign_count": (_number, 0),
    "created_at": (_time, 0),
    "revoked_at": (_time_or_none, 0),
    "last_used_at": (_time_or_none, None),
}
_WEBHOOK: Readers = {
    "n": (_number, 0),
    "id": (_text, "unreadable"),
    "name": (_name, "unreadable"),
    "tenant_id": (_name_or_none, None),
    "url": (_text, ""),
    "events": (_texts, ALL),
    "version": (_number, 0),
    "created_at": (_time, 0),
    "created_by": (_name, "unreadable"),
    "changed_at": (_time, 0),
    "paused_at": (_time_or_none, 0),
    "gone_at": (_time_or_none, 0),
    "taken_at": (_time_or_none, None),
    "failed_at": (_time_or_none, None),
    "failure": (_text_or_none, None),
}
