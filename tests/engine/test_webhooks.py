"""Webhooks that are set up while Kavach is open: the calls, and what is posted to real receivers."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

import pykavach
from patience import until
from pykavach.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from pykavach.core.webhooks import shown
from pykavach.engine import hooks, webhooks
from pykavach.engine.attempts import Event, Gone
from pykavach.engine.database import Database
from pykavach.engine.engine import Engine
from pykavach.engine.events import KINDS
from pykavach.engine.sinks import Sink, Spec
from pykavach.storage import tables
from pykavach.storage.sqlite import SqliteStore
from pykavach.sync import Kavach
from receivers import LONG, Receiver

SECRET = "s" * 40
NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
HOOK = "https://hooks.example.com/T0KEN/path"


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def receivers() -> Iterator[Callable[[], Receiver]]:
    made: list[Receiver] = []

    def make() -> Receiver:
        made.append(Receiver())
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def receiver(receivers: Callable[[], Receiver]) -> Receiver:
    return receivers()


class World:
    """One file, and what is opened over it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / "kavach.db"
        self.clock = clock
        self._opened: list[Kavach] = []

    def open(self, **options: Any) -> Kavach:
        given = {"durability": "process", "timeout": 10.0, "private_webhooks": True, "clock": self.clock}
        kavach = Kavach(f"sqlite:///{self.path}", **{"secret": SECRET, **given, **options})
        self._opened.append(kavach.open())
        return kavach

    def delivering(self, **options: Any) -> Kavach:
        return self.open(**{"deliver_webhooks": True, **options})

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Behind Kavach's back."""
        with closing(sqlite3.connect(self.path, timeout=30)) as raw, raw:
            return raw.execute(statement, values).fetchall()

    def close(self) -> None:
        for kavach in self._opened:
            kavach.close()


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    found = World(tmp_path, clock)
    yield found
    found.close()


def happen(kavach: Any, name: str = "bob", **more: Any) -> str:
    """Something that is told of: ``agent.created``."""
    return kavach.agents.create(name=name, type="service", permissions=[], **more).agent.id


def entries(kavach: Kavach, action: str) -> list[Any]:
    return [entry for entry in kavach.audit.query(limit=1000).items if entry.action == action]


def names(receiver: Receiver) -> list[str]:
    """The agents whose creation was posted."""
    return [each["data"]["agentId"] for each in receiver.told() if each["type"] == "agent.created"]


# -- the calls -----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-4", "API-5", "TOK-2")
def test_a_webhook_is_made_and_its_secret_shown_once(world: World, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    kavach = world.open()
    made = kavach.webhooks.create(
        name="ops", url=HOOK, events=["key.revoked", "agent.created", "agent.created"], by="ann"
    )
    secret = made.secret
    assert secret.startswith("whsec_")
    assert secret not in repr(made)
    assert made.wire() == {"webhook": made.webhook.wire(), "secret": secret, "oldUntil": None}
    assert made.webhook.wire() == {
        "id": made.webhook.id,
        "name": "ops",
        "url": HOOK,
        "events": ["agent.created", "key.revoked"],
        "status": "active",
        "tenantId": None,
        "version": 1,
        "createdAt": "2027-01-15T12:00:00Z",
        "createdBy": "ann",
        "changedAt": "2027-01-15T12:00:00Z",
        "waiting": 0,
        "pausedAt": None,
        "goneAt": None,
        "takenAt": None,
        "failedAt": None,
        "failure": None,
    }
    assert kavach.webhooks.get(made.webhook.id) == made.webhook
    rotated = kavach.webhooks.rotate_secret(made.webhook.id, by="bob")
    assert rotated.secret != secret
    [entry] = entries(kavach, "webhooks.create")
    assert entry.actor == "ann"
    assert entry.detail == {
        "before": None,
        "after": {
            "name": "ops",
            "url": shown(HOOK),
            "events": ["agent.created", "key.revoked"],
            "status": "active",
            "tenantId": None,
            "version": 1,
        },
    }
    assert entries(kavach, "webhooks.rotate_secret")[0].facts["oldUntil"] == "2027-01-16T12:00:00Z"
    told = [repr(kavach.webhooks.list()), "".join(kavach.audit.export()), caplog.text]
    for text in (*told, world.path.read_bytes().decode("latin-1")):
        assert secret[6:] not in text
        assert rotated.secret[6:] not in text
    for text in told[1:]:
        assert "T0KEN" not in text  # nor is the URL's path, which may be a secret


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("url", {"url": "ftp://example.com/"}),
        ("url", {"url": 5}),
        ("url", {"url": "https://user:pw@example.com/"}),
        ("events", {"events": []}),
        ("events", {"events": "key.created"}),
        ("events[1]", {"events": ["key.created", "key.exploded"]}),
        ("events[0]", {"events": ["*", "key.created"]}),
        ("events[0]", {"events": ["webhook.test"]}),
        ("tenant_id", {"tenant_id": ""}),
        ("by", {"by": ""}),
    ],
)
def test_what_is_wrong_is_named(world: World, field: str, given: dict[str, Any]):
    kavach = world.open()
    with pytest.raises(InvalidInput) as caught:
        kavach.webhooks.create(**{"name": "a", "url": HOOK, **given})
    assert caught.value.field == field
    made = kavach.webhooks.create(name="a", url=HOOK).webhook
    if field != "tenant_id":
        with pytest.raises(InvalidInput) as caught:
            kavach.webhooks.update(made.id, **given)
        assert caught.value.field == field
    assert kavach.webhooks.list().items == [made]


def test_without_a_secret_of_kavachs_own_none_is_made(world: World):
    kavach = world.open(secret=None)
    with pytest.raises(InvalidInput, match="KAVACH_SECRET"):
        kavach.webhooks.create(name="a", url=HOOK)
    assert kavach.webhooks.list().items == []


def test_there_is_a_bound_and_it_is_said(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webhooks, "MOST_OF_ONE", 2)
    monkeypatch.setattr(webhooks, "MOST", 3)
    kavach = world.open()
    first = kavach.webhooks.create(name="a", url=HOOK).webhook
    kavach.webhooks.create(name="a", url=HOOK)
    with pytest.raises(Conflict, match="2 of the installation"):
        kavach.webhooks.create(name="a", url=HOOK)
    acme = kavach.tenant("acme")
    acme.webhooks.create(name="a", url=HOOK)
    with pytest.raises(Conflict, match="3 in all"):
        acme.webhooks.create(name="a", url=HOOK)
    kavach.webhooks.remove(first.id)
    acme.webhooks.create(name="a", url=HOOK)
    with pytest.raises(Conflict, match="2 of this tenant"):
        acme.webhooks.create(name="a", url=HOOK)


def test_webhooks_are_listed_in_pages(world: World):
    kavach = world.open()
    made = [kavach.webhooks.create(name=f"n{n}", url=HOOK).webhook for n in range(3)]
    page = kavach.webhooks.list(limit=2)
    assert page.items == made[:2]
    rest = kavach.webhooks.list(limit=2, cursor=page.next_cursor)
    assert (rest.items, rest.next_cursor) == (made[2:], None)


def test_an_update_replaces_what_is_given(world: World):
    kavach = world.open()
    old = kavach.webhooks.create(name="a", url=HOOK, events=["key.created"]).webhook
    new = kavach.webhooks.update(old.id, name="b", if_version=1, by="ann")
    assert (new.name, new.url, new.events, new.version) == ("b", HOOK, ["key.created"], 2)
    with pytest.raises(Conflict, match="version 2"):
        kavach.webhooks.update(old.id, name="c", if_version=1)
    with pytest.raises(InvalidInput, match="if_version"):
        kavach.webhooks.update(old.id, name="c", if_version="1")
    assert kavach.webhooks.update(old.id, name="b") == new  # nothing new, so no new version and no entry
    assert kavach.webhooks.update(old.id, events=["*"]).events == ["*"]
    first, second = entries(kavach, "webhooks.update")
    assert (first.actor, first.detail["before"]["name"], first.detail["after"]["name"]) == ("ann", "a", "b")
    assert second.detail["after"]["events"] == ["*"]


@pytest.mark.promise("TEN-1")
def test_a_tenant_sees_and_makes_its_own_only(world: World):
    kavach = world.open()
    mine = kavach.webhooks.create(name="mine", url=HOOK).webhook
    acme, other = kavach.view(tenant_id="acme"), kavach.tenant("other")
    theirs = acme.webhooks.create(name="theirs", url=HOOK).webhook
    assert theirs.tenant_id == "acme"
    assert kavach.webhooks.create(name="for", url=HOOK, tenant_id="other").webhook.tenant_id == "other"
    with pytest.raises(InvalidInput, match="tenant_id"):
        acme.webhooks.create(name="a", url=HOOK, tenant_id="other")
    assert acme.webhooks.list().items == [theirs]
    assert [each.name for each in kavach.webhooks.list().items] == ["mine", "theirs", "for"]
    for id in (theirs.id, "wh_nobody", "ü", 5):
        for call in (
            other.webhooks.get,
            other.webhooks.update,
            other.webhooks.pause,
            other.webhooks.resume,
            other.webhooks.rotate_secret,
            other.webhooks.test,
            other.webhooks.remove,
        ):
            with pytest.raises(NotFound):
                call(id)
    with pytest.raises(NotFound):
        acme.webhooks.get(mine.id)
    with pytest.raises(InvalidInput, match="webhooks are the installation's or a tenant's"):
        kavach.view(user_id="ann").webhooks  # noqa: B018 - asking is what raises
    assert kavach.webhooks.get(theirs.id) == theirs


@pytest.mark.parametrize("overlap", [-1, True, "1h", timedelta(days=31), float("nan")])
def test_an_overlap_that_is_none_is_refused(world: World, overlap: Any):
    kavach = world.open()
    made = kavach.webhooks.create(name="a", url=HOOK)
    with pytest.raises(InvalidInput) as caught:
        kavach.webhooks.rotate_secret(made.webhook.id, overlap=overlap)
    assert caught.value.field == "overlap"


def test_a_row_that_cannot_be_read_counts_as_gone(world: World, receiver: Receiver):
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    for column, value in (("events", "[]"), ("events", "{"), ("url", 5), ("events", "[1]")):
        world.sql(f"UPDATE webhook SET {column}=? WHERE id=?", value, made.id)
        assert kavach.webhooks.get(made.id).status == "gone"
        with pytest.raises(Conflict):
            kavach.webhooks.resume(made.id)
    kavach.webhooks.remove(made.id)


# -- what is posted ------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_what_happens_from_now_on_is_posted_and_signed(world: World, receiver: Receiver):
    kavach = world.delivering()
    happen(kavach, "before")
    made = kavach.webhooks.create(name="a", url=receiver.url)
    id = happen(kavach, "after", user_id="ann", tenant_id="acme")
    until(lambda: receiver.requests, what="the event")
    [(path, headers, body)] = receiver.requests
    assert path == "/hook?x=1"
    told = Webhook(made.secret).verify(body, {**headers, "webhook-timestamp": headers["webhook-timestamp"]})
    assert (told["type"], told["data"]["agentId"], told["data"]["tenantId"]) == ("agent.created", id, "acme")
    until(lambda: kavach.webhooks.get(made.webhook.id).waiting == 0, what="it to be written down")
    found = kavach.webhooks.get(made.webhook.id)
    assert (found.taken_at, found.failed_at, found.failure) == (NOON, None, None)


def test_what_happened_between_closing_and_opening_is_posted_then(world: World, receiver: Receiver):
    with world.delivering() as kavach:
        kavach.webhooks.create(name="a", url=receiver.url)
    with world.open() as silent:
        id = happen(silent)
    assert receiver.requests == []
    with world.delivering():
        until(lambda: names(receiver) == [id], what="the event")


def test_only_the_events_asked_for_wait_and_are_posted(world: World, receiver: Receiver):
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url, events=["agent.revoked"]).webhook
    kavach.webhooks.pause(made.id)
    id = happen(kavach)
    kavach.agents.revoke(id)
    assert kavach.webhooks.get(made.id).waiting == 1
    kavach.webhooks.resume(made.id)
    until(lambda: receiver.types() == ["agent.revoked"], what="the event")
    kavach.webhooks.update(made.id, events=["*"])
    happen(kavach)
    until(lambda: receiver.types() == ["agent.revoked", "agent.created"], what="the other event")


@pytest.mark.promise("TEN-1", "EVT-1")
def test_a_tenants_webhook_gets_what_is_about_that_tenant(world: World, receivers: Callable[[], Receiver]):
    kavach = world.delivering()
    all_of_it, acmes = receivers(), receivers()
    kavach.webhooks.create(name="all", url=all_of_it.url)
    kavach.tenant("acme").webhooks.create(name="theirs", url=acmes.url)
    ids = [happen(kavach, tenant_id=tenant) for tenant in ("acme", "other", None, "acme")]
    kavach.keys.create(name="k", role="service", tenant_id="acme")
    kavach.keys.create(name="k", role="service", tenant_id="other")
    kavach.users.create(id="u", name="u", role="admin")
    until(lambda: len(all_of_it.requests) == 7, what="all events")
    until(lambda: len(acmes.requests) == 3, what="the tenant's")
    assert names(acmes) == [ids[0], ids[3]]
    assert {each["data"]["tenantId"] for each in acmes.told()} == {"acme"}


def test_what_was_told_before_a_change_is_held_against_it(world: World, receiver: Receiver):
    """Also where what waits was chosen by an older filter, nothing unwanted is posted."""
    kavach = world.open()  # whoever delivers would put the filter right
    made = kavach.tenant("acme").webhooks.create(name="a", url=receiver.url).webhook
    world.sql("UPDATE sink SET tenant_id=NULL")
    happen(kavach, tenant_id="other")
    mine = happen(kavach, tenant_id="acme")
    assert kavach.webhooks.get(made.id).waiting == 2
    world.delivering()
    until(lambda: kavach.webhooks.get(made.id).waiting == 0, what="all to be done with")
    assert names(receiver) == [mine]


@pytest.mark.promise("EVT-1")
def test_a_pause_keeps_what_waits_for_72_hours(world: World, receiver: Receiver, clock: Clock):
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    paused = kavach.webhooks.pause(made.id, by="ann")
    assert (paused.status, paused.paused_at, paused.version) == ("paused", NOON, 2)
    assert kavach.webhooks.pause(made.id) == paused
    happen(kavach, "first")
    clock.move(hours=71)
    second = happen(kavach, "second")
    assert kavach.webhooks.get(made.id).waiting == 2
    clock.move(hours=2)
    until(lambda: kavach.webhooks.get(made.id).waiting == 1, what="the old one to be dropped")
    assert receiver.requests == []
    [entry] = entries(kavach, "events.dropped")
    assert (entry.facts["count"], entry.facts["why"]) == (1, "expired")
    assert kavach.webhooks.resume(made.id, by="ann").status == "active"
    until(lambda: names(receiver) == [second], what="what waited")
    assert kavach.webhooks.resume(made.id).version == 3
    assert [
        each.actor for each in entries(kavach, "webhooks.pause") + entries(kavach, "webhooks.resume")
    ] == [
        "ann",
        "ann",
    ]


@pytest.mark.promise("EVT-1")
def test_what_fails_is_told_in_one_sentence_and_tried_again(world: World, receiver: Receiver, clock: Clock):
    receiver.answer = lambda handler: handler.say(500, b"echo")
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url.replace("hook", "T0KEN")).webhook
    id = happen(kavach)
    until(lambda: kavach.webhooks.get(made.id).failed_at, what="the failure")
    found = kavach.webhooks.get(made.id)
    assert (found.failure, found.waiting, found.taken_at) == ("The receiver answered 500.", 1, None)
    receiver.answer = lambda handler: handler.say(204)
    clock.move(seconds=10)
    until(lambda: kavach.webhooks.get(made.id).waiting == 0, what="the second attempt")
    assert names(receiver) == [id, id]
    assert kavach.webhooks.get(made.id).taken_at == clock.now


def test_a_change_lets_what_has_failed_be_tried_at_once(world: World, receivers: Callable[[], Receiver]):
    wrong, right = receivers(), receivers()
    wrong.answer = lambda handler: handler.say(404)
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=wrong.url).webhook
    id = happen(kavach)
    until(lambda: kavach.webhooks.get(made.id).failed_at, what="the failure")
    kavach.webhooks.update(made.id, url=right.url)
    until(lambda: names(right) == [id], what="the event")  # the clock has not moved


@pytest.mark.promise("EVT-1")
def test_while_a_secret_rotates_both_sign(world: World, receiver: Receiver, clock: Clock):
    kavach = world.delivering()
    old = kavach.webhooks.create(name="a", url=receiver.url)
    id = old.webhook.id
    new = kavach.webhooks.rotate_secret(id, overlap=timedelta(hours=1))
    assert new.old_until == NOON + timedelta(hours=1)

    def signed(count: int) -> tuple[bool, bool]:
        happen(kavach)
        until(lambda: len(receiver.requests) == count, what="the event")
        _, headers, body = receiver.requests[-1]
        return _verifies(old.secret, headers, body), _verifies(new.secret, headers, body)

    assert signed(1) == (True, True)
    clock.move(hours=1)
    assert signed(2) == (False, True)
    newest = kavach.webhooks.rotate_secret(id, overlap=0)
    assert newest.old_until is None
    happen(kavach)
    until(lambda: len(receiver.requests) == 3, what="the event")
    _, headers, body = receiver.requests[-1]
    assert [_verifies(secret, headers, body) for secret in (newest.secret, new.secret)] == [True, False]


def _verifies(secret: str, headers: dict[str, str], body: bytes) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


def test_a_secret_that_ends_earlier_is_not_kept_longer(world: World, clock: Clock):
    kavach = world.open()
    id = kavach.webhooks.create(name="a", url=HOOK).webhook.id
    for _ in range(4):
        kavach.webhooks.rotate_secret(id, overlap=60)
    with pytest.raises(Conflict, match="overlap=0"):
        kavach.webhooks.rotate_secret(id, overlap=86_400)
    clock.move(minutes=1)
    kavach.webhooks.rotate_secret(id)
    assert kavach.webhooks.rotate_secret(id, overlap=timedelta(0)).old_until is None


def test_removing_drops_what_waits(world: World, receiver: Receiver):
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    kavach.webhooks.pause(made.id)
    for n in range(3):
        happen(kavach, f"n{n}")
    kavach.webhooks.remove(made.id, by="ann")
    assert world.sql("SELECT count(*) FROM outbox UNION ALL SELECT count(*) FROM sink") == [(0,), (0,)]
    [entry] = entries(kavach, "webhooks.remove")
    assert (entry.actor, entry.facts["dropped"], entry.detail["after"]) == ("ann", 3, None)
    with pytest.raises(NotFound):
        kavach.webhooks.remove(made.id)
    happen(kavach)
    assert world.sql("SELECT count(*) FROM outbox") == [(0,)]
    assert receiver.requests == []


def test_whoever_follows_a_removal_drops_what_was_left(world: World):
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=HOOK).webhook
    kavach.webhooks.pause(made.id)
    until(lambda: kavach.engine.kept_sinks, what="it to be known")
    happen(kavach)
    world.sql("DELETE FROM webhook")  # as if the one who removed it had died before dropping what waits
    until(lambda: world.sql("SELECT count(*) FROM outbox") == [(0,)], what="the rest to be dropped")
    until(lambda: world.sql("SELECT count(*) FROM sink") == [(0,)], what="the sink to be dropped")
    assert kavach.engine.kept_sinks == ()


@pytest.mark.promise("EVT-1")
def test_410_is_the_end_of_a_webhook(world: World, receiver: Receiver):
    receiver.answer = lambda handler: handler.say(410)
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    happen(kavach)
    until(lambda: entries(kavach, "events.dropped"), what="the end")
    found = kavach.webhooks.get(made.id)
    assert (found.status, found.gone_at, found.waiting, found.version) == ("gone", NOON, 0, 2)
    assert found.failure == "The receiver answered 410: it wants no more events."
    [entry] = entries(kavach, "webhooks.gone")
    assert (entry.actor, entry.facts) == ("kavach", {"webhook": made.id})
    assert (entry.detail["before"]["status"], entry.detail["after"]["status"]) == ("active", "gone")
    happen(kavach)
    assert world.sql("SELECT count(*) FROM outbox UNION ALL SELECT count(*) FROM sink") == [(0,), (0,)]
    for call in (
        kavach.webhooks.update,
        kavach.webhooks.pause,
        kavach.webhooks.resume,
        kavach.webhooks.rotate_secret,
        kavach.webhooks.test,
    ):
        with pytest.raises(Conflict, match="410"):
            call(made.id)
    kavach.webhooks.remove(made.id)


@pytest.mark.parametrize("change", ["moved", "removed"])
def test_a_410_of_an_address_that_was_left_ends_nothing(
    world: World, receivers: Callable[[], Receiver], change: str
):
    old, new = receivers(), receivers()
    asked, changed = threading.Event(), threading.Event()

    def answer(handler: Any) -> None:
        asked.set()
        changed.wait(LONG)
        handler.say(410)

    old.answer = answer
    kavach = world.delivering()
    made = kavach.webhooks.create(name="a", url=old.url).webhook
    id = happen(kavach)
    assert asked.wait(LONG)
    if change == "moved":
        kavach.webhooks.update(made.id, url=new.url)
    else:
        kavach.webhooks.remove(made.id)
    changed.set()
    if change == "moved":
        until(lambda: names(new) == [id], what="the event at the new address")
        assert kavach.webhooks.get(made.id).status == "active"
    else:
        until(lambda: world.sql("SELECT count(*) FROM outbox") == [(0,)], what="it to be dropped")
    assert entries(kavach, "webhooks.gone") == []


def test_a_sink_whose_keeper_does_not_let_go_keeps_what_waits(world: World):
    class Keeper:
        def is_current(self, work: Any) -> bool:
            return True

        def note(self, work: Any, tried: Any) -> None:
            """Nothing is to be noted."""

        def let_go(self, work: Any) -> bool:
            return False

    def gone(event: Event) -> None:
        raise Gone("no more")

    kavach = world.open()
    kavach.engine.work(lambda work: work.unit.see_sink("kept", work.now))
    happen(kavach)
    sink = Sink(kavach.engine, Spec("kept", gone, 10.0), lambda: None, Keeper())
    assert sink._round() is False
    sink._save()
    sink._caller.close()
    with kavach.engine.reading() as view:
        assert view.count_waiting(["kept"]) == {"kept": 1}


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("change", ["moved", "paused", "removed"])
def test_what_another_process_changes_binds_the_next_event(
    world: World, receivers: Callable[[], Receiver], change: str
):
    """This process knows a webhook as it was, and may still be at it: the old address gets no event told after the change."""
    old, new = receivers(), receivers()
    kavach = world.open()
    made = kavach.webhooks.create(name="a", url=old.url).webhook
    with kavach.engine.reading() as view:
        [found] = view.find_webhooks()
        [sealed] = view.webhook_secrets([found.n]).values()
    hook = hooks.Hook(kavach.engine, found, hooks.unsealed(kavach.engine, found, sealed))
    sink = Sink(kavach.engine, Spec(found.sink, hook, 10.0), lambda: None, hook)
    first = happen(kavach)
    assert sink._round() is True
    if change == "moved":
        kavach.webhooks.update(made.id, url=new.url)
    elif change == "paused":
        kavach.webhooks.pause(made.id)
    else:
        kavach.webhooks.remove(made.id)
    happen(kavach)
    assert sink._round() is False
    sink._caller.close()
    assert names(old) == [first]
    with kavach.engine.reading() as view:
        assert sum(view.count_waiting([found.sink]).values()) == (change != "removed")


@pytest.mark.promise("EVT-1")
def test_a_stuck_webhook_does_not_delay_the_others(world: World, receivers: Callable[[], Receiver]):
    stuck, good = receivers(), receivers()
    asked, go_on = threading.Event(), threading.Event()

    def hang(handler: Any) -> None:
        asked.set()
        go_on.wait(LONG)
        handler.say(204)

    stuck.answer = hang
    kavach = world.delivering()
    kavach.webhooks.create(name="stuck", url=stuck.url)
    kavach.webhooks.create(name="good", url=good.url)
    first = happen(kavach)
    assert asked.wait(LONG)
    second = happen(kavach)
    until(lambda: names(good) == [first, second], what="the others' events")
    assert len(stuck.requests) == 1
    go_on.set()
    until(lambda: names(stuck) == [first, second], what="those of the stuck one")


def test_of_one_tenant_only_so_many_are_posted_to_at_once(
    world: World, receivers: Callable[[], Receiver], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hooks, "MOST_AT_ONCE", 1)
    stuck, good = receivers(), receivers()
    asked, go_on = threading.Event(), threading.Event()

    def hang(handler: Any) -> None:
        asked.set()
        go_on.wait(LONG)
        handler.say(204)

    stuck.answer = hang
    kavach = world.delivering()
    acme = kavach.tenant("acme")
    acme.webhooks.create(name="stuck", url=stuck.url)
    acme.webhooks.create(name="waits", url=good.url)
    kavach.webhooks.create(name="free", url=good.url.replace("hook", "free"))
    happen(kavach, tenant_id="acme")
    assert asked.wait(LONG)
    until(lambda: good.requests, what="the other tenant's event")
    assert {path for path, _, _ in good.requests} == {"/free?x=1"}
    go_on.set()
    until(lambda: {path for path, _, _ in good.requests} == {"/free?x=1", "/hook?x=1"}, what="the rest")


# -- where it may go, and with what --------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://169.254.169.254/latest", "http://10.0.0.1/", "http://example.com/"]
)
def test_private_targets_are_refused_unless_kavach_is_opened_for_them(world: World, url: str):
    kavach = world.open(private_webhooks=False)
    with pytest.raises(InvalidInput, match="private_webhooks") as caught:
        kavach.webhooks.create(name="a", url=url)
    assert caught.value.field == "url"
    made = kavach.webhooks.create(name="a", url=HOOK).webhook
    with pytest.raises(InvalidInput, match="private_webhooks"):
        kavach.webhooks.update(made.id, url=url)


@pytest.mark.promise("EVT-1")
def test_what_was_admitted_elsewhere_is_not_posted_here(world: World, receiver: Receiver):
    made = world.open().webhooks.create(name="a", url=receiver.url).webhook
    kavach = world.delivering(private_webhooks=False)
    happen(kavach)
    until(lambda: kavach.webhooks.get(made.id).failed_at, what="the refusal")
    assert "private_webhooks" in (kavach.webhooks.get(made.id).failure or "")
    told = kavach.webhooks.test(made.id)
    assert (told.taken, told.status) == (False, None)
    assert "private_webhooks" in told.said
    # The same behind a name, which is looked up when something is posted.
    by_name = world.open().webhooks.create(name="a", url=f"https://localhost:{receiver.port}/").webhook
    assert "private" in kavach.webhooks.test(by_name.id).said
    assert receiver.requests == []


def test_without_the_secret_it_was_sealed_with_nothing_is_posted(world: World, receiver: Receiver):
    with world.open() as first:
        made = first.webhooks.create(name="a", url=receiver.url)
    other = world.delivering(secret="o" * 40)
    happen(other)
    until(lambda: other.webhooks.get(made.webhook.id).failed_at, what="the failure")
    assert "secret it was sealed with" in (other.webhooks.get(made.webhook.id).failure or "")
    assert receiver.requests == []
    rotated = other.webhooks.rotate_secret(made.webhook.id)  # a new one is sealed with what there is now
    assert rotated.old_until is None
    until(lambda: receiver.requests, what="the event")
    _, headers, body = receiver.requests[0]
    assert _verifies(rotated.secret, headers, body)
    world.sql("UPDATE webhook SET secrets='sealed:xx'")
    assert "sealed" in other.webhooks.test(made.webhook.id).said


# -- tests ---------------------------------------------------------------------------------------------------------------


def test_a_test_says_what_the_receiver_answered(world: World, receiver: Receiver):
    kavach = world.open()
    made = kavach.tenant("acme").webhooks.create(name="a", url=receiver.url, events=["key.created"])
    kavach.webhooks.pause(made.webhook.id)
    told = kavach.webhooks.test(made.webhook.id, by="ann")
    assert told.wire() == {"taken": True, "status": 204, "said": "The receiver answered 204."}
    [(_, headers, body)] = receiver.requests
    assert _verifies(made.secret, headers, body)
    event = json.loads(body)
    assert event["type"] == "webhook.test"
    assert event["data"] == {
        "webhook": made.webhook.id,
        "name": "a",
        "agentId": None,
        "userId": None,
        "tenantId": "acme",
    }
    assert "webhook.test" not in KINDS
    receiver.answer = lambda handler: handler.say(500)
    assert kavach.webhooks.test(made.webhook.id).wire() == {
        "taken": False,
        "status": 500,
        "said": "The receiver answered 500.",
    }
    receiver.close()
    nobody = kavach.webhooks.test(made.webhook.id)
    assert (nobody.taken, nobody.status) == (False, None)
    assert nobody.said == "The request failed: ConnectionRefusedError."
    found = entries(kavach, "webhooks.test")
    assert [(each.actor, each.facts["taken"]) for each in found] == [
        ("ann", True),
        ("library", False),
        ("library", False),
    ]


def test_too_many_tests_at_once_are_refused(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(webhooks, "_testing", threading.BoundedSemaphore(1))
    asked, go_on = threading.Event(), threading.Event()

    def hang(handler: Any) -> None:
        asked.set()
        go_on.wait(LONG)
        handler.say(204)

    receiver.answer = hang
    kavach = world.open()
    made = kavach.webhooks.create(name="a", url=receiver.url).webhook
    first = threading.Thread(target=kavach.webhooks.test, args=(made.id,))
    first.start()
    assert asked.wait(LONG)
    with pytest.raises(Conflict, match="under way"):
        kavach.webhooks.test(made.id)
    go_on.set()
    first.join()
    assert kavach.webhooks.test(made.id).taken


def test_the_async_surface_has_the_same(world: World, receiver: Receiver):
    async def use() -> None:
        address = f"sqlite:///{world.path}"
        async with pykavach.Kavach(
            address, SECRET, durability="process", deliver_webhooks=True, private_webhooks=True
        ) as kavach:
            made = await kavach.webhooks.create(name="a", url=receiver.url)
            id = made.webhook.id
            assert (await kavach.webhooks.test(id, by="ann")).taken
            assert (await kavach.view(tenant_id="acme").webhooks.list()).items == []
            assert (await kavach.webhooks.rotate_secret(id)).secret != made.secret
            assert (await kavach.webhooks.pause(id)).status == "paused"
            assert (await kavach.webhooks.update(id, name="b")).name == "b"
            assert (await kavach.webhooks.resume(id)).status == "active"
            await kavach.agents.create(name="bob", type="service", permissions=[])
            await asyncio.to_thread(until, lambda: "agent.created" in receiver.types(), what="the event")
            await kavach.webhooks.remove(id)
            assert (await kavach.webhooks.list()).items == []

    asyncio.run(use())


def test_after_a_restored_backup_webhooks_are_paused(world: World):
    kavach = world.open()
    made = [kavach.webhooks.create(name=f"n{n}", url=HOOK).webhook for n in range(3)]
    kavach.webhooks.pause(made[0].id)
    world.sql("UPDATE webhook SET gone_at=1 WHERE id=?", made[2].id)
    done = Database(kavach.engine).restored(by="ann")
    assert done.paused_webhooks == (made[1].id,)
    assert done.wire()["pausedWebhooks"] == [made[1].id]
    assert [each.status for each in kavach.webhooks.list().items] == ["paused", "paused", "gone"]
    entry = entries(kavach, "webhooks.pause")[-1]
    assert (entry.actor, entry.facts) == ("ann", {"webhook": made[1].id, "restored": True})
    assert entries(kavach, "db.restored")[0].facts["pausedWebhooks"] == 1


# -- whoever looks after them --------------------------------------------------------------------------------------------


def test_a_sink_that_was_dropped_begins_again(world: World, receiver: Receiver, clock: Clock):
    with world.open() as kavach:
        made = kavach.webhooks.create(name="a", url=receiver.url).webhook
        lost = happen(kavach)
        clock.move(days=8)
        kavach.engine.work(lambda work: work.unit.tidy(work.now))
        assert kavach.webhooks.get(made.id).waiting == 0
    kavach = world.delivering()
    until(lambda: world.sql("SELECT count(*) FROM sink") == [(1,)], what="the sink")
    id = happen(kavach)
    until(lambda: names(receiver) == [id], what="the event")
    assert lost not in names(receiver)
    # and goes on while nothing else happens
    until(lambda: kavach.webhooks.get(made.id).waiting == 0, what="it to be written down")
    clock.move(hours=2)
    until(
        lambda: world.sql("SELECT seen_at FROM sink") == [(round(clock.now.timestamp() * 1_000_000),)],
        what="the sink to be seen",
    )


def test_one_that_is_gone_is_not_looked_after(world: World, receiver: Receiver):
    with world.open() as kavach:
        made = kavach.webhooks.create(name="a", url=receiver.url).webhook
        kavach.webhooks.create(name="b", url=receiver.url)
        happen(kavach)
    world.sql("UPDATE webhook SET gone_at=1 WHERE id=?", made.id)
    kavach = world.delivering()
    until(lambda: receiver.requests, what="the other's event")
    until(lambda: len(kavach.engine.kept_sinks) == 1, what="one to be known")
    assert len(receiver.requests) == 1


def test_a_look_that_fails_is_not_the_last(
    world: World, receiver: Receiver, caplog: pytest.LogCaptureFixture
):
    kavach = world.delivering()
    kavach.webhooks.create(name="a", url=receiver.url)
    keeper = kavach._dispatcher._hooks  # type: ignore[union-attr]
    assert keeper is not None
    look, failing = keeper._look, [Unavailable("no"), Unavailable("no"), RuntimeError("a bug")]

    def fail() -> None:
        if failing:
            raise failing.pop(0)
        look()

    keeper._look = fail  # type: ignore[method-assign]
    id = happen(kavach)
    until(lambda: names(receiver) == [id], what="the event")
    assert caplog.text.count("webhooks wait: no") == 1
    assert "a bug" in caplog.text


def test_who_is_closed_underneath_is_silent(world: World, caplog: pytest.LogCaptureFixture):
    kavach = world.delivering()
    keeper = kavach._dispatcher._hooks  # type: ignore[union-attr]
    assert keeper is not None
    kavach.engine.close()
    keeper.wake()
    keeper.thread.join(LONG)
    assert not keeper.thread.is_alive()
    keeper._work()
    assert caplog.text == ""


def test_starting_twice_starts_once_and_stopping_ends_it(world: World):
    kavach = world.delivering()
    dispatcher = kavach._dispatcher
    assert dispatcher is not None
    keeper = dispatcher._hooks
    dispatcher.start()
    assert dispatcher._hooks is keeper
    assert keeper is not None
    kavach.close()
    assert not keeper.thread.is_alive()


def test_closing_delivers_what_is_due_and_waits_for_it(world: World, receiver: Receiver):
    receiver.answer = lambda handler: (threading.Event().wait(0.2), handler.say(204))
    kavach = world.delivering()
    kavach.webhooks.create(name="a", url=receiver.url)
    id = happen(kavach)
    kavach.close()
    assert names(receiver) == [id]
    assert world.sql("SELECT count(*) FROM outbox") == [(0,)]


def test_an_engine_that_cannot_post_says_so(tmp_path: Path):
    engine = Engine(SqliteStore(str(tmp_path / "kavach.db")), (SECRET.encode(),), schema=tables.SCHEMA)
    with pytest.raises(InvalidInput, match="cannot post"):
        webhooks.Webhooks(engine).create(name="a", url=HOOK)
    engine.close()


def test_a_change_that_comes_between_is_a_change_all_the_same(world: World, receiver: Receiver):
    """Whoever knows a webhook as it was has no word on it any more."""
    kavach = world.open()
    kavach.webhooks.create(name="a", url=receiver.url)
    with kavach.engine.reading() as view:
        [found] = view.find_webhooks()
    hook = hooks.Hook(kavach.engine, found, ())
    assert hook.sink is None
    assert not hook.busy
    hook.abort()  # there is nothing to end
    kavach.webhooks.update(found.id, name="b")
    assert kavach.engine.work(hook.let_go) is False
    assert kavach.engine.work(hook.is_current) is False
    kavach.engine.work(lambda work: hook.note(work, []))
    assert kavach.webhooks.get(found.id).status == "active"
