"""Webhooks that are set up while a server runs. Each change one transaction, except that a removal may take some."""

from __future__ import annotations

import base64
import builtins
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from pykavach.core.agents import parse_name
from pykavach.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.core.webhooks import (
    ALL,
    LONGEST_OVERLAP,
    MOST,
    MOST_OF_ONE,
    MOST_SECRETS,
    OVERLAP,
    Secret,
    Webhook,
    secrets_text,
    signing,
)
from pykavach.engine.attempts import Event
from pykavach.engine.engine import Engine
from pykavach.engine.events import KINDS
from pykavach.engine.hooks import pause, poster_of, record, sentence, unsealed
from pykavach.engine.scope import belonging
from pykavach.engine.sinks import DROPPED_AT_ONCE, forget
from pykavach.engine.values import (
    Page,
    actor,
    duration,
    may_be_id,
    moment,
    number_cursor,
    page_limit,
    version_number,
    when,
)
from pykavach.engine.views import iso_of, wire_of
from pykavach.engine.work import Work
from pykavach.ports import View

T = TypeVar("T")
#: The type of the event that a test posts. Nothing else is told under it, so it is no type to ask for.
TEST: Final = "webhook.test"
#: Tests that one process makes at once.
_TESTS: Final = 4
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class WebhookView:
    """One webhook. ``status`` is ``active``, ``paused``, or ``gone``: its receiver answered 410 and gets nothing more.

    ``events`` are the types that are posted, ``["*"]`` for all. ``waiting`` counts events that are still to be posted;
    ``taken_at`` and ``failed_at`` say when the last was taken and when one last was not, and ``failure`` why.
    """

    id: str
    name: str
    url: str
    events: list[str]
    status: str
    tenant_id: str | None
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    waiting: int
    paused_at: datetime | None = None
    gone_at: datetime | None = None
    taken_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None

    def wire(self) -> dict[str, Any]:
        """The webhook on the wire, in camelCase."""
        return wire_of(self)


@dataclass(frozen=True, slots=True)
class WebhookSecret:
    """A webhook and its new secret (``whsec_…``), which is shown here and never again. Its ``repr`` hides the secret.

    ``old_until``: how long the secrets before it sign beside it; None: not at all.
    """

    webhook: WebhookView
    secret: str = field(repr=False)
    old_until: datetime | None = None

    def wire(self) -> dict[str, Any]:
        return {
            "webhook": self.webhook.wire(),
            "secret": self.secret,
            "oldUntil": iso_of(self.old_until),
        }


@dataclass(frozen=True, slots=True)
class WebhookTest:
    """What came of a test: whether the event was taken, the status answered (None: no answer), and a sentence."""

    taken: bool
    status: int | None
    said: str

    def wire(self) -> dict[str, Any]:
        return wire_of(self)


class Webhooks:
    """The webhooks of one installation, or of one tenant of it."""

    def __init__(self, engine: Engine, tenant: str | None = None) -> None:
        self._engine = engine
        self._tenant = tenant

    def create(
        self,
        *,
        name: str,
        url: str,
        events: Sequence[str] | None = None,
        tenant_id: str | None = None,
        by: str | None = None,
    ) -> WebhookSecret:
        """Post events to a URL from now on, wherever Kavach is open with ``deliver_webhooks=True``, as in every server.

        The secret that signs them is in the answer and nowhere else; it is stored sealed, which needs a secret of
        Kavach's own. ``events``: the types, all by default. With ``tenant_id`` only what is about that tenant is posted.
        https only, and public addresses only, unless Kavach is open with ``private_webhooks=True``. There can be 100 of
        the installation, 100 of each tenant, and 1,000 altogether. Raises ``InvalidInput``, and ``Conflict`` at those
        bounds.
        """
        draft = Webhook(
            id=f"wh_{os.urandom(12).hex()}",
            name=parse_name(name, "name"),
            url=url,
            events=_parse_events(events),
            version=1,
            created_at=0,
            created_by=actor(by, self._engine.actor),
            changed_at=0,
            tenant_id=belonging(self._tenant, tenant_id, "tenant_id", "webhooks"),
        )
        secret = _mint()
        self._check_url(url, secret)
        sealed = self._seal(draft, [secret])

        def use_case(work: Work) -> WebhookSecret:
            _check_room(work.unit.count_webhooks(), draft.tenant_id)
            made = replace(draft, created_at=work.now, changed_at=work.now)
            work.unit.insert_webhook(made, sealed)
            work.unit.put_sink(made.sink, work.now, tenant_id=made.tenant_id, kinds=made.kinds)
            record(work, "create", made.created_by, None, made)
            return WebhookSecret(_view_of(made, 0), secret.text)

        return self._engine.work(use_case)

    def list(self, *, limit: int = 100, cursor: str | None = None) -> Page[WebhookView]:
        """Webhooks in the order in which they were made."""
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            found = view.find_webhooks(tenant_id=self._tenant, limit=most + 1, after=after)
            some = found[:most]
            waiting = view.count_waiting([each.sink for each in some])
        items = [_view_of(each, waiting.get(each.sink, 0)) for each in some]
        return Page(items, str(some[-1].n) if len(found) > most else None)

    def get(self, id: str) -> WebhookView:
        """One webhook. Raises ``NotFound``."""
        with self._engine.reading() as view:
            return _seen(view, self._find(view, id))

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        url: str | None = None,
        events: Sequence[str] | None = None,
        if_version: int | None = None,
        by: str | None = None,
    ) -> WebhookView:
        """Replace what is given; what is left out stays. ``events=["*"]`` is all of them.

        What waits is posted to the new URL, and what has failed is tried again at once. ``if_version`` refuses if
        somebody else was first. Raises ``NotFound``, and ``Conflict`` for one that is gone.
        """
        given: dict[str, Any] = {}
        if name is not None:
            given["name"] = parse_name(name, "name")
        if url is not None:
            self._check_url(url, _mint())
            given["url"] = url
        if events is not None:
            given["events"] = _parse_events(events)
        wanted = version_number(if_version)

        def change(old: Webhook) -> Webhook:
            if wanted not in (None, old.version):
                raise Conflict(f"if_version: it has version {old.version} by now; read it again")
            return replace(old, **given)

        return self._change(id, "update", by, change)

    def pause(self, id: str, *, by: str | None = None) -> WebhookView:
        """Post nothing until it is resumed. What is told meanwhile waits, for 72 hours at most."""
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> WebhookView:
            found = self._find_living(work.unit, id)
            return _seen(work.unit, found if found.status == "paused" else pause(work, found, who))

        return self._done(use_case)

    def resume(self, id: str, *, by: str | None = None) -> WebhookView:
        """Go on after a pause, with what waits."""
        return self._change(id, "resume", by, lambda old: replace(old, paused_at=None))

    def rotate_secret(
        self, id: str, *, overlap: timedelta | float | None = None, by: str | None = None
    ) -> WebhookSecret:
        """A new secret. Those before it sign beside it for ``overlap`` (24 hours by default, 30 days at most).

        ``overlap=0`` drops them at once: for one that has leaked, or when the receiver has changed over. Five may sign at
        once. Raises ``NotFound``, ``Conflict`` and ``InvalidInput``.
        """
        lasts = _overlap(overlap)
        who, new = actor(by, self._engine.actor), _mint()

        def use_case(work: Work) -> WebhookSecret:
            old = self._find_living(work.unit, id)
            until = work.now + lasts
            kept = self._kept(work, old, until) if lasts else []
            after = replace(old, version=old.version + 1, changed_at=work.now)
            work.unit.update_webhook(after, if_version=old.version, secrets=self._seal(old, [new, *kept]))
            work.unit.hurry(old.sink, work.now)
            old_until = moment(until) if kept else None
            record(work, "rotate_secret", who, old, after, oldUntil=iso_of(old_until))
            return WebhookSecret(_seen(work.unit, after), new.text, old_until)

        return self._done(use_case)

    def remove(self, id: str, *, by: str | None = None) -> None:
        """End it for good, and drop what waits for it. Raises ``NotFound``."""
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> str:
            old = self._find(work.unit, id)
            work.unit.delete_webhook(old.id)
            dropped = work.unit.count_waiting([old.sink]).get(old.sink, 0)
            work.unit.forget_sink(old.sink, DROPPED_AT_ONCE)
            record(work, "remove", who, old, None, dropped=dropped)
            return old.sink

        forget(self._engine, self._done(use_case))

    def test(self, id: str, *, by: str | None = None) -> WebhookTest:
        """Post a signed event of the type ``webhook.test`` now, whatever is paused, and say what the receiver answered.

        It is not tried again. Takes ten seconds at most, and the look-up of the name. Raises ``NotFound``, and
        ``Conflict`` for one that is gone, and where too many are under way.
        """
        who = actor(by, self._engine.actor)
        with self._engine.reading() as view:
            found = self._find_living(view, id)
            sealed = view.webhook_secrets([found.n]).get(found.n, "")
            now = view.start().now
        event = Event(
            id=f"evt_{os.urandom(12).hex()}",
            type=TEST,
            at=moment(now),
            agent_id=None,
            user_id=None,
            tenant_id=found.tenant_id,
            data={"webhook": found.id, "name": found.name},
        )
        if not _testing.acquire(blocking=False):
            raise Conflict(f"test: {_TESTS} are under way, which is the most; try again in a moment")
        try:
            poster = poster_of(self._engine, found, signing(unsealed(self._engine, found, sealed), now))
            status = poster.post(event)
        except Unavailable as error:
            told = WebhookTest(False, None, sentence(error))
        else:
            told = WebhookTest(200 <= status < 300, status, f"The receiver answered {status}.")
        finally:
            _testing.release()
        facts = {"webhook": found.id, "event": event.id, "taken": told.taken, "status": told.status}
        self._engine.work(
            lambda work: work.record("webhooks.test", who, facts=facts, tenant_id=found.tenant_id)
        )
        return told

    # -- the small print -----------------------------------------------------------------------------------------------

    def _find(self, view: View, id: object) -> Webhook:
        found: builtins.list[Webhook] = []
        if may_be_id(id):
            found = view.find_webhooks(id=id, tenant_id=self._tenant, limit=1)
        if not found:
            raise NotFound("webhook: none by that id; list them with webhooks.list()")
        return found[0]

    def _find_living(self, view: View, id: object) -> Webhook:
        found = self._find(view, id)
        if found.status == "gone":
            raise Conflict("webhook: its receiver wants no more (410); remove it, and make another one")
        return found

    def _change(
        self,
        id: str,
        verb: str,
        by: str | None,
        change: Callable[[Webhook], Webhook],
    ) -> WebhookView:
        """Store what ``change`` makes of it, if that is something else, and try again at once what has failed."""
        who = actor(by, self._engine.actor)

        def use_case(work: Work) -> WebhookView:
            old = self._find_living(work.unit, id)
            new = change(old)
            if new != old:
                new = replace(new, version=old.version + 1, changed_at=work.now)
                work.unit.update_webhook(new, if_version=old.version)
                work.unit.put_sink(new.sink, work.now, tenant_id=new.tenant_id, kinds=new.kinds)
                work.unit.hurry(new.sink, work.now)
                record(work, verb, who, old, new)
            return _seen(work.unit, new)

        return self._done(use_case)

    def _done(self, use_case: Callable[[Work], T]) -> T:
        """Run a change, and let whoever delivers here follow it at once."""
        done = self._engine.work(use_case)
        self._engine.on_events()
        return done

    def _kept(self, work: Work, old: Webhook, until: int) -> builtins.list[Secret]:
        """The secrets that sign on beside a new one. Raises ``Conflict`` where they are too many."""
        sealed = work.unit.webhook_secrets([old.n]).get(old.n, "")
        living = signing(unsealed(self._engine, old, sealed), work.now)
        if len(living) >= MOST_SECRETS:
            raise Conflict(
                f"overlap: {MOST_SECRETS} secrets sign already, which is the most; wait, or drop them with overlap=0"
            )
        return [Secret(each.text, until if each.until is None else min(each.until, until)) for each in living]

    def _check_url(self, url: object, secret: Secret) -> None:
        """Raise ``InvalidInput`` for where nothing may be posted to."""
        if not isinstance(url, str):
            raise InvalidInput("url", "must be a text, as https://example.com/hooks")
        self._engine.poster(url, [secret.text])

    def _seal(self, webhook: Webhook, secrets: Sequence[Secret]) -> str:
        return self._engine.keys.seal(secrets_text(secrets), webhook.sink)


_testing: Final = threading.BoundedSemaphore(_TESTS)


def _mint() -> Secret:
    """A secret as Standard Webhooks spells it."""
    return Secret("whsec_" + base64.b64encode(os.urandom(_SECRET_BYTES)).decode())


def _parse_events(value: object) -> tuple[str, ...]:
    if value is None:
        return ALL
    if not isinstance(value, list | tuple | set | frozenset) or not value:
        raise InvalidInput("events", 'must be a non-empty list of event types, or ["*"] for all')
    if set(map(str, value)) == set(ALL):
        return ALL
    for place, kind in enumerate(value):
        if kind not in KINDS:
            raise InvalidInput(f"events[{place}]", f"must be one of: {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in value)


def _overlap(value: object) -> int:
    """How long old secrets sign on, in microseconds."""
    if value is None:
        return OVERLAP
    none = isinstance(value, int | float) and not isinstance(value, bool) and value == 0
    lasts = 0 if none or value == timedelta(0) else duration(value, "overlap")
    if lasts > LONGEST_OVERLAP:
        raise InvalidInput("overlap", "must be at most 30 days")
    return lasts


def _check_room(counts: dict[str | None, int], tenant_id: str | None) -> None:
    """Raise ``Conflict`` where there is no room for another one."""
    whose = "of the installation" if tenant_id is None else "of this tenant"
    if counts.get(tenant_id, 0) >= MOST_OF_ONE:
        raise Conflict(f"webhooks: there are {MOST_OF_ONE} {whose}, which is the most; remove one first")
    if sum(counts.values()) >= MOST:
        raise Conflict(f"webhooks: there are {MOST:,} in all, which is the most; remove one first")


def _seen(view: View, webhook: Webhook) -> WebhookView:
    return _view_of(webhook, view.count_waiting([webhook.sink]).get(webhook.sink, 0))


def _view_of(webhook: Webhook, waiting: int) -> WebhookView:
    return WebhookView(
        id=webhook.id,
        name=webhook.name,
        url=webhook.url,
        events=list(webhook.events),
        status=webhook.status,
        tenant_id=webhook.tenant_id,
        version=webhook.version,
        created_at=moment(webhook.created_at),
        created_by=webhook.created_by,
        changed_at=moment(webhook.changed_at),
        waiting=waiting,
        paused_at=when(webhook.paused_at),
        gone_at=when(webhook.gone_at),
        taken_at=when(webhook.taken_at),
        failed_at=when(webhook.failed_at),
        failure=webhook.failure,
    )
