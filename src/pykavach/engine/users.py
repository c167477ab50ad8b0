"""People who sign in: who they are, links that sign them in once, and their sessions. Each change one transaction."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, TypeGuard

from pykavach.core.agents import parse_name
from pykavach.core.credentials import (
    LINK_LIFE,
    SESSION_LIFE,
    SESSIONS,
    SHORT,
    Credential,
    CredentialKind,
    Person,
)
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.core.roles import Role, parse_role
from pykavach.engine.admin_keys import born
from pykavach.engine.engine import Engine
from pykavach.engine.principals import Principal, digest_of, mint, new_id, principal_of
from pykavach.engine.scope import belonging
from pykavach.engine.values import Page, actor, flag, iso, moment, name_or_none, page_limit, when
from pykavach.engine.views import iso_of, wire_of
from pykavach.engine.work import Work
from pykavach.ports import View, Which

#: Rows of one look; and sessions and links that have expired, dropped with each new one.
_FEW: Final = 100
_NO_WAY_IN: Final = "token: it is not known, has expired or was used before; ask for a new link"


@dataclass(frozen=True, slots=True)
class UserView:
    """One person. ``status`` is ``active`` or ``disabled``; ``id`` is the ``user_id`` of the agents they own."""

    id: str
    name: str
    role: str
    status: str
    tenant_id: str | None
    created_at: datetime
    disabled_at: datetime | None = None

    def wire(self) -> dict[str, Any]:
        """The person on the wire, in camelCase."""
        return wire_of(self)


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A token (``kvl_…``) that signs a person in once, for ten minutes. Its ``repr`` hides the token."""

    token: str = field(repr=False)
    expires_at: datetime

    def wire(self) -> dict[str, Any]:
        return {"token": self.token, "expiresAt": iso_of(self.expires_at)}


@dataclass(frozen=True, slots=True)
class Session:
    """A new session: its token (``kvs_…``), and whom it stands for. Its ``repr`` hides the token."""

    token: str = field(repr=False)
    principal: Principal
    expires_at: datetime

    def wire(self) -> dict[str, Any]:
        return {"token": self.token, **self.principal.wire()}


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session that goes on. ``created_by`` is the person, or the key that it comes from."""

    id: str
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    last_used_at: datetime | None = None

    def wire(self) -> dict[str, Any]:
        """The session on the wire, in camelCase."""
        return wire_of(self)


class Users:
    """The people of one installation, or of one tenant of it."""

    def __init__(self, engine: Engine, tenant: str | None = None) -> None:
        self._engine = engine
        self._tenant = tenant

    # -- people ------------------------------------------------------------------------------------------------------

    def create(
        self, *, id: str, name: str, role: str, tenant_id: str | None = None, by: str | None = None
    ) -> UserView:
        """Make a person known, so that they can sign in. ``id`` is the ``user_id`` of the agents they own.

        ``role`` is ``"admin"``, ``"owner"``, ``"approver"`` or ``"auditor"``. Ids are unique in an installation, not
        only in a tenant. Raises ``InvalidInput``, and ``Conflict`` where the id is taken.
        """
        person = Person(
            id=parse_name(id, "id"),
            name=parse_name(name, "name"),
            role=_role(role),
            created_at=0,
            tenant_id=belonging(self._tenant, tenant_id, "tenant_id", "users"),
        )
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> UserView:
            if work.unit.find_people(id=person.id, limit=1):
                raise Conflict("id: it is taken; take another")
            made = replace(person, created_at=work.now)
            work.unit.insert_person(made)
            self._record(work, "create", who, None, made)
            _tell(work, "user.created", made)
            return _view_of(made)

        return self._engine.work(use_case)

    def list(self, *, limit: int = 100, cursor: str | None = None) -> Page[UserView]:
        """People in the order of their ids."""
        most, after = page_limit(limit), name_or_none(cursor, "cursor") or ""
        with self._engine.reading() as view:
            found = view.find_people(tenant_id=self._tenant, limit=most + 1, after=after)
        items = [_view_of(person) for person in found[:most]]
        return Page(items, items[-1].id if len(found) > most else None)

    def get(self, id: str) -> UserView:
        """One person. Raises ``NotFound``."""
        with self._engine.reading() as view:
            return _view_of(self._find(view, id))

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        role: str | None = None,
        disabled: bool | None = None,
        by: str | None = None,
    ) -> UserView:
        """Replace what is given; what is left out stays. A new role binds the sessions that are open, too.

        ``disabled=True`` ends every session, link and passkey of the person at once, and their keys are refused until
        ``disabled=False``. Raises ``NotFound``.
        """
        given: dict[str, Any] = {}
        if name is not None:
            given["name"] = parse_name(name, "name")
        if role is not None:
            given["role"] = _role(role)
        if disabled is not None:
            flag(disabled, "disabled")
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> UserView:
            old = self._find(work.unit, id)
            new = replace(old, **given)
            if disabled is not None:
                new = replace(new, disabled_at=(old.disabled_at or work.now) if disabled else None)
            if new == old:
                return _view_of(old)
            work.unit.update_person(new)
            ended = passkeys = 0
            if new.disabled_at is not None and old.disabled_at is None:
                passkeys = work.unit.end_passkeys(old.id, now=work.now)
                ended = work.unit.end_credentials(Which(user_id=old.id, kinds=SHORT), now=work.now)
            self._record(work, "update", who, old, new, {"ended": ended, "endedPasskeys": passkeys})
            _tell(work, "user.updated", new)
            return _view_of(new)

        try:
            return self._engine.work(use_case)
        finally:
            self._engine.standing.end()

    # -- signing in --------------------------------------------------------------------------------------------------

    def sign_in_link(self, id: str, *, by: str | None = None) -> SignInLink:
        """A link's token for a person, good for one ``sign_in`` within ten minutes. It is shown here and never again.

        Raises ``NotFound``, and ``Conflict`` for a person who is disabled.
        """
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> SignInLink:
            person = self._find(work.unit, id)
            if person.disabled_at is not None:
                raise Conflict("user: they are disabled; enable them first")
            link, token = begin(work, of_person(CredentialKind.LINK, person, who), LINK_LIFE)
            facts = {"user": person.id, "expiresAt": iso(link.expires_at)}
            work.record("users.sign_in_link", who, facts=facts, tenant_id=person.tenant_id)
            return SignInLink(token, moment(work.now + LINK_LIFE))

        return self._engine.work(use_case)

    def sign_in(self, token: str) -> Session:
        """Begin a session of at most twelve hours, with a link (``kvl_…``) or an admin key (``kva_…``).

        A link is used up: of two who use it together one comes in. A session that comes from a key has the key's role
        and scope, and ends with it. Raises ``NotFound``, always with the same words, for whoever may not come in.
        """
        digest = digest_of(token, CredentialKind.LINK, CredentialKind.KEY)
        if digest is None:
            raise NotFound(_NO_WAY_IN)
        return self._engine.work(lambda work: self._sign_in(work, digest))

    def _sign_in(self, work: Work, digest: bytes) -> Session:
        found = work.unit.credential(digest)
        if found is None:
            raise NotFound(_NO_WAY_IN)
        way, person = found
        mine = self._tenant in (None, way.tenant_id)
        if not mine or way.kind not in (CredentialKind.LINK, CredentialKind.KEY):
            raise NotFound(_NO_WAY_IN)
        if not way.serves(person, work.now):
            raise NotFound(_NO_WAY_IN)
        life, draft = SESSION_LIFE, replace(way, kind=CredentialKind.SESSION, parent=way.n, created_by=way.id)
        if person is not None and way.kind is CredentialKind.LINK:
            if not work.unit.end_credentials(Which(id=way.id), now=work.now):
                raise NotFound(_NO_WAY_IN)
            draft = of_person(CredentialKind.SESSION, person, person.id)
        elif way.expires_at is not None:
            life = min(life, way.expires_at - work.now)
        session, secret = begin(work, draft, life)
        facts = {"session": session.id, "with": way.id}
        work.record("users.sign_in", session.created_by, facts=facts, tenant_id=session.tenant_id)
        return Session(secret, principal_of(session, person), moment(work.now + life))

    def sign_out(self, token: str) -> bool:
        """End a session by its token; whether it went on until now. What is no session ends nothing."""
        digest = digest_of(token, CredentialKind.SESSION)
        if digest is None:
            return False

        def use_case(work: Work) -> bool:
            found = work.unit.credential(digest)
            if found is None or self._tenant not in (None, found[0].tenant_id):
                return False
            session = found[0]
            live = session.state(work.now) == "active"
            if live:
                work.unit.end_credentials(Which(id=session.id, kinds=SESSIONS), now=work.now)
                facts = {"session": session.id}
                work.record("users.sign_out", session.created_by, facts=facts, tenant_id=session.tenant_id)
            return live

        try:
            return self._engine.work(use_case)
        finally:
            self._engine.standing.end()

    def end_sessions(self, id: str, *, by: str | None = None) -> int:
        """End every session and unused link of a person, who may sign in again; how many.

        Those of keys that are for this person's agents are among them. Raises ``NotFound``.
        """
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> int:
            person = self._find(work.unit, id)
            work.unit.lock_person(person.id)  # who is just signing in comes before this, or behind it
            ended = work.unit.end_credentials(Which(user_id=person.id, kinds=SHORT), now=work.now)
            if ended:
                facts = {"user": person.id, "ended": ended}
                work.record("users.end_sessions", who, facts=facts, tenant_id=person.tenant_id)
            return ended

        try:
            return self._engine.work(use_case)
        finally:
            self._engine.standing.end()

    def sessions(self, id: str) -> builtins.list[SessionView]:
        """The sessions of a person that go on, in the order in which they began. Raises ``NotFound``."""
        with self._engine.reading() as view:
            person = self._find(view, id)
            now = view.start().now
            which = Which(user_id=person.id, tenant_id=self._tenant, kinds=SESSIONS)
            found: builtins.list[SessionView] = []
            after = 0
            while some := view.find_credentials(which, limit=_FEW, after=after):
                found += [_session_of(each) for each in some if each.state(now) == "active"]
                after = some[-1].n
        return found

    # -- the small print -----------------------------------------------------------------------------------------------

    def _find(self, view: View, id: object) -> Person:
        return find_person(view, id, self._tenant)

    def _record(
        self,
        work: Work,
        verb: str,
        who: str,
        before: Person | None,
        after: Person,
        facts: dict[str, object] | None = None,
    ) -> None:
        detail = {"before": None if before is None else _state_of(before), "after": _state_of(after)}
        facts = {"user": after.id, **(facts or {})}
        work.record(f"users.{verb}", who, detail=detail, facts=facts, tenant_id=after.tenant_id)


def find_person(view: View, id: object, tenant: str | None) -> Person:
    """A person by their id, if the view of ``tenant`` sees them. Raises ``NotFound``."""
    found = view.find_people(id=id, tenant_id=tenant, limit=1) if _is_name(id) else []
    if not found:
        raise NotFound("user: none by that id; list them with users.list()")
    return found[0]


def begin(work: Work, draft: Credential, life: int) -> tuple[Credential, str]:
    """Store a session or a link that lives for ``life`` microseconds; with its token."""
    token, digest = mint(draft.kind)
    made = born(replace(draft, id=new_id(draft.kind), last_used_at=None), work.now, life)
    work.unit.forget_credentials(work.now, _FEW)
    work.unit.insert_credential(made, digest)
    return made, token


def of_person(kind: CredentialKind, person: Person, by: str) -> Credential:
    """A credential that stands for a person, to begin with."""
    return Credential(
        id="",
        kind=kind,
        name=person.name,
        role=person.role,
        created_at=0,
        created_by=by,
        user_id=person.id,
        tenant_id=person.tenant_id,
    )


def _role(value: object) -> Role:
    role = parse_role(value)
    if role is Role.SERVICE:
        raise InvalidInput("role", "is for programs; make them an admin key instead")
    return role


def _is_name(value: object) -> TypeGuard[str]:
    """Whether it can be the id of a person at all."""
    try:
        parse_name(value, "id")
    except InvalidInput:
        return False
    return True


def _view_of(person: Person) -> UserView:
    return UserView(
        id=person.id,
        name=person.name,
        role=person.role.value,
        status=_status_of(person),
        tenant_id=person.tenant_id,
        created_at=moment(person.created_at),
        disabled_at=when(person.disabled_at),
    )


def _session_of(session: Credential) -> SessionView:
    return SessionView(
        id=session.id,
        created_at=moment(session.created_at),
        created_by=session.created_by,
        expires_at=when(session.expires_at),
        last_used_at=when(session.last_used_at),
    )


def _status_of(person: Person) -> str:
    return "active" if person.disabled_at is None else "disabled"


def _tell(work: Work, kind: str, person: Person) -> None:
    facts = {"name": person.name, "role": person.role.value, "status": _status_of(person)}
    work.tell_of(kind, person.id, person.tenant_id, facts)


def _state_of(person: Person) -> dict[str, Any]:
    """What an entry keeps of a person before and after a change."""
    return {
        "name": person.name,
        "role": person.role.value,
        "status": _status_of(person),
        "tenantId": person.tenant_id,
    }
