"""Passkeys: what people sign in with instead of a link. Each change one transaction.

A challenge is stored nowhere before it is used: it says itself until when it is good, under a key that all processes
share, for whom and for which browser. Whoever asks for many therefore fills nothing. What has been used is remembered.
"""

from __future__ import annotations

import builtins
import hmac
import logging
import os
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from pykavach.core import codec
from pykavach.core.agents import parse_name
from pykavach.core.credentials import (
    CHALLENGE_LIFE,
    MOST_PASSKEYS,
    SESSION_LIFE,
    CredentialKind,
    Passkey,
    Person,
)
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.core.meters import DAY
from pykavach.engine import ceremony
from pykavach.engine.ceremony import Given, Refused, Site
from pykavach.engine.engine import Engine
from pykavach.engine.principals import principal_of
from pykavach.engine.users import Session, begin, find_person, of_person
from pykavach.engine.values import Page, actor, may_be_id, moment, number_cursor, page_limit, when
from pykavach.engine.views import wire_of
from pykavach.engine.work import Work
from pykavach.ports import Memo, View, Wanted

_log: Final = logging.getLogger("pykavach")
_NO_WAY_IN: Final = "passkey: it does not sign anybody in here; ask for a sign-in link"
_NOT_MADE: Final = "the browser's answer was not accepted; try again"
#: What a challenge consists of: until when it is good, what makes it one of a kind, and the mark that shows it is ours.
_UNTIL: Final = 8
_ONCE: Final = 16
_MARK: Final = 32


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """One passkey. ``status`` is ``active`` or ``revoked``."""

    id: str
    user_id: str
    name: str
    status: str
    created_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def wire(self) -> dict[str, Any]:
        """The passkey on the wire, in camelCase."""
        return wire_of(self)


class Passkeys:
    """The passkeys of the people of one installation, or of one tenant of it.

    ``site`` is where they are used: ``Site.at("https://kavach.example.com")``. ``browser`` is something that only the
    browser has which asks, such as the hash of a cookie: 1 to 200 visible ASCII characters. An answer counts for the
    browser alone whose question it answers, within five minutes, and once.
    """

    def __init__(self, engine: Engine, tenant: str | None = None) -> None:
        self._engine = engine
        self._tenant = tenant

    # -- theirs ------------------------------------------------------------------------------------------------------

    def list(self, user_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[PasskeyView]:
        """The passkeys of a person in the order they were made, those that have ended, too. Raises ``NotFound``."""
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            person = find_person(view, user_id, self._tenant)
            found = view.find_passkeys(user_id=person.id, limit=most + 1, after=after)
        items = [_view_of(passkey) for passkey in found[:most]]
        return Page(items, str(found[most - 1].n) if len(found) > most else None)

    def ask_to_register(self, user_id: str, *, site: Site, browser: str) -> dict[str, Any]:
        """What ``navigator.credentials.create`` is to be called with for a person, as JSON has it.

        Raises ``NotFound``, ``Conflict`` for somebody who is disabled or has as many as one may have, and
        ``InvalidInput``, also where the package for it is missing.
        """
        _check_browser(browser)
        ceremony.check_installed()
        with self._engine.reading() as view:
            person = find_person(view, user_id, self._tenant)
            known = _still(view, person)
            _check_room(person, known)
            challenge = self._challenge(view.start().now, browser, person)
        return ceremony.to_register(site, challenge, self._handle(person.id), person.id, person.name, known)

    def register(
        self, user_id: str, answer: object, *, site: Site, browser: str, name: str, by: str | None = None
    ) -> PasskeyView:
        """Keep the passkey that the browser has had made. ``answer``: its JSON, as text or as what it holds.

        Nobody is asked who made the authenticator; but it must have verified the person. Raises ``InvalidInput`` for
        what is not believed (the log says why), and as ``ask_to_register``.
        """
        name, who = parse_name(name, "name"), actor(by, self._engine.actor)
        ceremony.check_installed()

        def use_case(work: Work) -> PasskeyView:
            person = self._locked(work, user_id)
            known = _still(work.unit, person)
            _check_room(person, known)
            self._use_up(work, given, browser, person)
            if work.unit.find_passkeys(digest=sha256(made.credential_id).digest(), limit=1):
                raise Conflict("passkey: it is registered already")
            passkey = Passkey(
                id=f"pky_{os.urandom(12).hex()}",
                user_id=person.id,
                name=name,
                credential_id=made.credential_id,
                public_key=made.public_key,
                sign_count=made.sign_count,
                created_at=work.now,
            )
            work.unit.insert_passkey(passkey)
            _record(work, "register", who, person, None, passkey)
            _tell(work, "passkey.created", passkey, person)
            return _view_of(passkey)

        try:
            given = ceremony.read(answer)
            made = ceremony.made(given, site)
            return self._engine.work(use_case)
        except Refused as refused:
            _log.warning("a passkey for %r was not registered: %s", user_id, refused)
            raise InvalidInput("answer", _NOT_MADE) from None

    def rename(self, user_id: str, id: str, *, name: str, by: str | None = None) -> PasskeyView:
        """Call a passkey something else. Raises ``InvalidInput`` and ``NotFound``."""
        name, who = parse_name(name, "name"), actor(by, self._engine.actor)

        def use_case(work: Work) -> PasskeyView:
            person, old = self._find(work, user_id, id)
            new = replace(old, name=name)
            if new != old:
                work.unit.update_passkey(new)
                _record(work, "rename", who, person, old, new)
            return _view_of(new)

        return self._engine.work(use_case)

    def revoke(self, user_id: str, id: str, *, by: str | None = None) -> PasskeyView:
        """End a passkey for good. Revoking twice changes nothing. Raises ``NotFound``.

        Sessions that began with it go on: ``users.end_sessions`` ends them.
        """
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> PasskeyView:
            person, old = self._find(work, user_id, id)
            if old.revoked_at is not None:
                return _view_of(old)
            new = replace(old, revoked_at=work.now)
            work.unit.update_passkey(new)
            _record(work, "revoke", who, person, old, new)
            _tell(work, "passkey.revoked", new, person)
            return _view_of(new)

        return self._engine.work(use_case)

    # -- signing in --------------------------------------------------------------------------------------------------

    def ask_to_sign_in(self, *, site: Site, browser: str) -> dict[str, Any]:
        """What ``navigator.credentials.get`` is to be called with, as JSON has it. Says nothing about anybody.

        Raises ``InvalidInput``, also where the package for it is missing.
        """
        _check_browser(browser)
        ceremony.check_installed()
        with self._engine.reading() as view:
            return ceremony.to_sign_in(site, self._challenge(view.start().now, browser, None))

    def sign_in(self, answer: object, *, site: Site, browser: str) -> Session:
        """Begin a session of at most twelve hours for the person whose passkey has answered.

        The authenticator must have verified them, and its count must have grown: one that has not comes from a copy of
        it, and is recorded. Raises ``NotFound``, always with the same words, for whoever may not come in; why, the log
        says. Raises ``InvalidInput`` where the package for it is missing.
        """
        ceremony.check_installed()
        try:
            given = ceremony.read(answer)
            digest = sha256(given.credential_id).digest()
            with self._engine.reading() as view:
                found = view.find_passkeys(digest=digest, limit=1)
            if not found:
                raise Refused("nobody has registered it")
            count = ceremony.signed(given, site, found[0])
            begun = self._engine.work(lambda work: self._sign_in(work, given, browser, found[0], count))
            if begun is None:
                raise Refused(f"the count of {found[0].id} went back: there is a copy of it")
        except Refused as refused:
            _log.warning("a sign-in by passkey was refused: %s", refused)
            raise NotFound(_NO_WAY_IN) from None
        return begun

    def _sign_in(self, work: Work, given: Given, browser: str, known: Passkey, count: int) -> Session | None:
        """The session; None for a count that has not grown."""
        id = known.id
        person = work.unit.lock_person(known.user_id)
        if person is None or self._tenant not in (None, person.tenant_id):
            raise Refused(f"{id} is nobody's here")
        if person.disabled_at is not None:
            raise Refused(f"the person of {id} is disabled")
        [passkey] = work.unit.find_passkeys(id=id, limit=1)  # as it is now that nobody else changes it
        if passkey.revoked_at is not None:
            raise Refused(f"{id} is revoked")
        if given.handle is None or not hmac.compare_digest(given.handle, self._handle(person.id)):
            raise Refused(f"{id} is not said to be the passkey of its person")
        self._use_up(work, given, browser, None)
        if not passkey.goes_on(count):
            facts = {"user": person.id, "passkey": id, "count": count, "known": passkey.sign_count}
            work.record("passkeys.refuse", person.id, facts=facts, tenant_id=person.tenant_id)
            _tell(work, "passkey.copied", passkey, person)
            return None
        work.unit.update_passkey(replace(passkey, sign_count=count, last_used_at=work.now))
        session, token = begin(work, of_person(CredentialKind.SESSION, person, person.id), SESSION_LIFE)
        facts = {"session": session.id, "with": id}
        work.record("users.sign_in", person.id, facts=facts, tenant_id=person.tenant_id)
        return Session(token, principal_of(session, person), moment(work.now + SESSION_LIFE))

    # -- challenges --------------------------------------------------------------------------------------------------

    def _challenge(self, now: int, browser: str, person: Person | None) -> bytes:
        """A question for one browser: to register a passkey of this person, or to sign in."""
        head = (now + CHALLENGE_LIFE).to_bytes(_UNTIL) + os.urandom(_ONCE)
        return head + self._marks(head, browser, person)[0]

    def _use_up(self, work: Work, given: Given, browser: str, person: Person | None) -> None:
        """See that the answer is to a question of ours, in time, from whom it was put to, and the first. Or ``Refused``."""
        head, mark = given.challenge[: _UNTIL + _ONCE], given.challenge[_UNTIL + _ONCE :]
        ours = self._marks(head, browser, person) if _may_be_a_browser(browser) else ()
        if not any(hmac.compare_digest(mark, each) for each in ours):
            raise Refused("the question was not put to this browser, or not for this")
        until = int.from_bytes(head[:_UNTIL])
        if until <= work.now:
            raise Refused("the answer comes too late")
        used = ("passkey", 0, sha256(given.challenge).digest())
        if used in work.unit.load(Wanted(memos={used})).memos:
            raise Refused("the question was answered before")
        # Longer than it is good: clocks may be set back.
        work.changes.memos += (Memo(*used, until + DAY, used[2], "{}"),)

    def _marks(self, head: bytes, browser: str, person: Person | None) -> tuple[bytes, ...]:
        about = [head.hex(), browser, None if person is None else person.id]
        return self._engine.keys.marks(codec.canonical(about), "passkey challenge")

    def _handle(self, user_id: str) -> bytes:
        """What authenticators know a person by: it says nothing about them (section 14.6.1)."""
        return self._engine.keys.alias(user_id, "passkey user")

    def _locked(self, work: Work, user_id: str) -> Person:
        """A person as they are, and stay until the end of the transaction. Raises ``NotFound``."""
        work.unit.lock_person(find_person(work.unit, user_id, self._tenant).id)
        return find_person(work.unit, user_id, self._tenant)

    def _find(self, work: Work, user_id: str, id: object) -> tuple[Person, Passkey]:
        """A person, locked, and one of their passkeys."""
        person = self._locked(work, user_id)
        found: builtins.list[Passkey] = []
        if may_be_id(id):
            found = work.unit.find_passkeys(id=id, user_id=person.id, limit=1)
        if not found:
            raise NotFound("passkey: none by that id; list them with passkeys.list()")
        return person, found[0]


def _still(view: View, person: Person) -> builtins.list[Passkey]:
    """Those of their passkeys that go on."""
    found: builtins.list[Passkey] = []
    after = 0
    while some := view.find_passkeys(user_id=person.id, after=after):
        found += [passkey for passkey in some if passkey.revoked_at is None]
        after = some[-1].n
    return found


def _check_room(person: Person, known: builtins.list[Passkey]) -> None:
    if person.disabled_at is not None:
        raise Conflict("user: they are disabled; enable them first")
    if len(known) >= MOST_PASSKEYS:
        raise Conflict(f"passkeys: a person has at most {MOST_PASSKEYS}; revoke one first")


def _check_browser(browser: object) -> None:
    if not _may_be_a_browser(browser):
        raise InvalidInput("browser", "must be 1 to 200 visible ASCII characters that only this browser has")


def _may_be_a_browser(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isascii() and value.isprintable()


def _record(work: Work, verb: str, who: str, person: Person, before: Passkey | None, after: Passkey) -> None:
    detail = {"before": None if before is None else _state_of(before), "after": _state_of(after)}
    facts = {"user": after.user_id, "passkey": after.id}
    work.record(f"passkeys.{verb}", who, detail=detail, facts=facts, tenant_id=person.tenant_id)


def _tell(work: Work, kind: str, passkey: Passkey, person: Person) -> None:
    facts = {"passkey": passkey.id, "name": passkey.name}
    work.tell_of(kind, person.id, person.tenant_id, facts)


def _state_of(passkey: Passkey) -> dict[str, Any]:
    """What an entry keeps of a passkey before and after a change."""
    return {"name": passkey.name, "status": passkey.state, "userId": passkey.user_id}


def _view_of(passkey: Passkey) -> PasskeyView:
    return PasskeyView(
        id=passkey.id,
        user_id=passkey.user_id,
        name=passkey.name,
        status=passkey.state,
        created_at=moment(passkey.created_at),
        revoked_at=when(passkey.revoked_at),
        last_used_at=when(passkey.last_used_at),
    )


__all__ = ["PasskeyView", "Passkeys", "Site"]
