"""Admin keys: what programs, and people without a sign-in, administer and guard with. Each change one transaction."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from pykavach.core.agents import parse_name
from pykavach.core.credentials import KEYS, Credential, CredentialKind
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.core.roles import Role, parse_role
from pykavach.engine.engine import Engine
from pykavach.engine.principals import Principal, authenticate, mint, new_id
from pykavach.engine.scope import belonging
from pykavach.engine.values import (
    Page,
    actor,
    duration,
    iso,
    may_be_id,
    moment,
    name_or_none,
    number_cursor,
    page_limit,
    when,
)
from pykavach.engine.views import wire_of
from pykavach.engine.work import Work
from pykavach.ports import View, Which


@dataclass(frozen=True, slots=True)
class KeyView:
    """One admin key. ``status`` is ``active``, ``expired`` or ``revoked``; its last use is known to the minute."""

    id: str
    name: str
    role: str
    status: str
    user_id: str | None
    tenant_id: str | None
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def wire(self) -> dict[str, Any]:
        """The key on the wire, in camelCase."""
        return wire_of(self)


@dataclass(frozen=True, slots=True)
class CreatedKey:
    """A new key and its token, which is shown here and never again. Its ``repr`` hides the token."""

    key: KeyView
    token: str = field(repr=False)

    def wire(self) -> dict[str, Any]:
        return {"key": self.key.wire(), "token": self.token}


class AdminKeys:
    """The admin keys of one installation, or of one tenant of it."""

    def __init__(self, engine: Engine, tenant: str | None = None) -> None:
        self._engine = engine
        self._tenant = tenant

    def create(
        self,
        *,
        name: str,
        role: str,
        user_id: str | None = None,
        tenant_id: str | None = None,
        expires_in: timedelta | float | None = None,
        by: str | None = None,
    ) -> CreatedKey:
        """Make a key. Its token (``kva_…``) is in the answer and nowhere else.

        ``role`` is ``"admin"``, ``"owner"``, ``"approver"``, ``"auditor"`` or ``"service"`` (a guard's). An owner's key
        needs the ``user_id`` whose agents it is for; any key may name one, and is refused while that person is
        disabled. ``tenant_id`` narrows it to one tenant. ``expires_in`` is a timedelta or seconds; without it the key
        lives until it is revoked. Raises ``InvalidInput``.
        """
        given = parse_role(role)
        user_id = name_or_none(user_id, "user_id")
        if given is Role.OWNER and user_id is None:
            raise InvalidInput("user_id", "an owner's key is for the agents of one user; say whose")
        tenant_id = belonging(self._tenant, tenant_id, "tenant_id", "keys")
        draft = Credential(
            id=new_id(CredentialKind.KEY),
            kind=CredentialKind.KEY,
            name=parse_name(name, "name"),
            role=given,
            created_at=0,
            created_by=actor(by, self._engine.actor),
            user_id=user_id,
            tenant_id=tenant_id,
        )
        life = None if expires_in is None else duration(expires_in, "expires_in")
        token, digest = mint(CredentialKind.KEY)

        def use_case(work: Work) -> CreatedKey:
            key = born(draft, work.now, life)
            work.unit.insert_credential(key, digest)
            state = _state_of(key, work.now)
            work.record(
                "keys.create",
                key.created_by,
                detail={"before": None, "after": state},
                facts={"key": key.id},
                tenant_id=key.tenant_id,
            )
            _tell(work, "key.created", key)
            return CreatedKey(_view_of(key, work.now), token)

        return self._engine.work(use_case)

    def list(self, *, limit: int = 100, cursor: str | None = None) -> Page[KeyView]:
        """Keys in the order they were made, those that have ended, too."""
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            which = Which(kinds=KEYS, tenant_id=self._tenant)
            found = view.find_credentials(which, limit=most + 1, after=after)
            now = view.start().now
        items = [_view_of(key, now) for key in found[:most]]
        return Page(items, str(found[most - 1].n) if len(found) > most else None)

    def get(self, id: str) -> KeyView:
        """One key. Raises ``NotFound``."""
        with self._engine.reading() as view:
            return _view_of(self._find(view, id), view.start().now)

    def revoke(self, id: str, *, by: str | None = None) -> KeyView:
        """End a key for good, and every session that comes from it. Revoking twice changes nothing."""
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> KeyView:
            key = self._find(work.unit, id)
            if key.revoked_at is None:
                key = end_key(work, key, who)
            return _view_of(key, work.now)

        try:
            return self._engine.work(use_case)
        finally:  # a commit may have happened though it failed
            self._engine.standing.end()

    def authenticate(self, token: str) -> Principal | None:
        """Who presents this admin key (``kva_…``) or session (``kvs_…``); None for whoever may not come in.

        That is: malformed, unknown, expired, revoked, of a person who is disabled, or of another tenant than this
        view's; which of these it was is not told. Raises ``Unavailable`` where the store does not answer.
        """
        found = authenticate(self._engine, token)
        return None if found is None or self._tenant not in (None, found.tenant_id) else found

    def _find(self, view: View, id: object) -> Credential:
        found: builtins.list[Credential] = []
        if may_be_id(id):
            found = view.find_credentials(Which(id=id, kinds=KEYS, tenant_id=self._tenant), limit=1)
        if not found:
            raise NotFound("key: none by that id; list them with keys.list()")
        return found[0]


def end_key(work: Work, key: Credential, by: str, facts: Mapping[str, object] | None = None) -> Credential:
    """End a key that has not been revoked, and the sessions that come from it. The key as it is then."""
    work.unit.end_credentials(Which(id=key.id, kinds=KEYS), now=work.now)
    sessions = work.unit.end_credentials(Which(parent=key.n), now=work.now)
    ended = replace(key, revoked_at=work.now)
    detail = {"before": _state_of(key, work.now), "after": _state_of(ended, work.now)}
    facts = {"key": key.id, "endedSessions": sessions, **(facts or {})}
    work.record("keys.revoke", by, detail=detail, facts=facts, tenant_id=key.tenant_id)
    _tell(work, "key.revoked", key)
    return ended


def born(draft: Credential, now: int, life: int | None) -> Credential:
    """A credential as it is stored, from now on for ``life`` microseconds."""
    return replace(draft, created_at=now, expires_at=None if life is None else now + life)


def _view_of(key: Credential, now: int) -> KeyView:
    return KeyView(
        id=key.id,
        name=key.name,
        role=key.role.value,
        status=key.state(now),
        user_id=key.user_id,
        tenant_id=key.tenant_id,
        created_at=moment(key.created_at),
        created_by=key.created_by,
        expires_at=when(key.expires_at),
        revoked_at=when(key.revoked_at),
        last_used_at=when(key.last_used_at),
    )


def _tell(work: Work, kind: str, key: Credential) -> None:
    facts = {"key": key.id, "name": key.name, "role": key.role.value}
    work.tell_of(kind, key.user_id, key.tenant_id, facts)


def _state_of(key: Credential, now: int) -> dict[str, Any]:
    """What an entry keeps of a key before and after a change. Never the token or its hash."""
    return {
        "name": key.name,
        "role": key.role.value,
        "status": key.state(now),
        "userId": key.user_id,
        "tenantId": key.tenant_id,
        "expiresAt": iso(key.expires_at),
    }
