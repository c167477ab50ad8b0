"""Delivering to the webhooks that are stored: which there are, which have something due, and a sink for each of those.

One thread looks once a second, and whenever events are told: so what another process has made, changed, paused or removed
is followed within a second or two. A webhook has threads only while something is due for it, which a ``Sink`` then
delivers as it does for a listener; one that hangs keeps its own threads, and nobody else waits for it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.core.webhooks import MOST, Secret, Webhook, secrets_of, signing
from pykavach.engine.attempts import TRIED_FOR, Event, Gone, Poster, why
from pykavach.engine.engine import Engine
from pykavach.engine.sinks import DROPPED_AT_ONCE, SEEN_EVERY, Sink, Spec, forget, pause_after
from pykavach.engine.values import iso
from pykavach.engine.work import Work
from pykavach.ports import View

_log: Final = logging.getLogger("pykavach")
#: Seconds for one attempt.
TIMEOUT: Final = 10.0
#: How many webhooks of one tenant, or of the installation itself, are posted to at once by one process.
MOST_AT_ONCE: Final = 16
#: How often what waits too long for a paused webhook is dropped.
_DROP_EVERY: Final = 60_000_000
#: Characters of a failure that are kept.
_LONGEST: Final = 300
NO_SECRET: Final = (
    "its signing secret cannot be opened; give Kavach the secret it was sealed with, or rotate the webhook's"
)


def sentence(error: BaseException) -> str:
    """Why an event was not taken, as it is shown."""
    text = why(error)[:_LONGEST]
    return f"{text[:1].upper()}{text[1:]}."


def state_of(webhook: Webhook) -> dict[str, Any]:
    """What an entry keeps of a webhook before and after a change. Never a secret, nor the path of its URL."""
    return {
        "name": webhook.name,
        "url": webhook.shown_url,
        "events": list(webhook.events),
        "status": webhook.status,
        "tenantId": webhook.tenant_id,
        "version": webhook.version,
    }


def record(
    work: Work, verb: str, by: str, before: Webhook | None, after: Webhook | None, **facts: object
) -> None:
    """Write the entry of a change."""
    whose = after if after is not None else before
    assert whose is not None
    sides = {"before": before, "after": after}
    detail = {side: None if each is None else state_of(each) for side, each in sides.items()}
    about = {"webhook": whose.id, **facts}
    work.record(f"webhooks.{verb}", by, detail=detail, facts=about, tenant_id=whose.tenant_id)


def pause(work: Work, webhook: Webhook, by: str, **facts: object) -> Webhook:
    """Pause a webhook that is active; as it is then."""
    after = replace(webhook, paused_at=work.now, version=webhook.version + 1, changed_at=work.now)
    work.unit.update_webhook(after, if_version=webhook.version)
    record(work, "pause", by, webhook, after, **facts)
    return after


def unsealed(engine: Engine, webhook: Webhook, sealed: str) -> tuple[Secret, ...]:
    """The secrets of a webhook; none where they cannot be opened."""
    text = engine.keys.unseal(sealed, webhook.sink)
    return () if text is None else secrets_of(text)


def poster_of(engine: Engine, webhook: Webhook, secrets: Sequence[Secret]) -> Poster:
    """What posts to a webhook. Raises ``Unavailable`` where it cannot be signed, or may not go there."""
    if not secrets:
        raise Unavailable(NO_SECRET)
    try:
        return engine.poster(webhook.url, [secret.text for secret in secrets])
    except InvalidInput as error:
        raise Unavailable(f"the URL {error.message}") from None


class Hook:
    """A webhook as this process knows it: the listener of its sink, and who keeps it."""

    def __init__(self, engine: Engine, webhook: Webhook, secrets: Sequence[Secret]) -> None:
        self._engine = engine
        self.webhook = webhook
        self._secrets = tuple(secrets)
        self._running: Sink | None = None
        self._poster: tuple[tuple[Secret, ...], Poster] | None = None

    def __call__(self, event: Event) -> None:
        """Post one event."""
        if not self.webhook.wants(event.type, event.tenant_id):
            return  # told before it was changed
        with self._engine.reading() as view:
            now = view.start().now
        secrets = signing(self._secrets, now)
        if self._poster is None or self._poster[0] != secrets:
            self._poster = secrets, poster_of(self._engine, self.webhook, secrets)
        self._poster[1](event)

    @property
    def busy(self) -> bool:
        """Whether a thread of ours is at it."""
        return self._running is not None and self._running.thread.is_alive()

    @property
    def sink(self) -> Sink | None:
        return self._running

    def deliver(self, housekeeping: Callable[[], None]) -> None:
        """Deliver what is due, in a thread that then ends."""
        sink = Sink(self._engine, Spec(self.webhook.sink, self, TIMEOUT), housekeeping, self)
        sink.stop()
        sink.thread.start()
        self._running = sink

    def rest(self) -> None:
        """Let go of what only posting needs."""
        self._poster = None

    def abort(self) -> None:
        """Deliver no more."""
        if self._running is not None:
            self._running.abort()

    # -- as keeper ---------------------------------------------------------------------------------------------------

    def is_current(self, work: Work) -> bool:
        found = self._unchanged(work)
        return found is not None and found.status == "active"

    def _unchanged(self, work: Work) -> Webhook | None:
        """What is stored of it now; None where somebody has changed or removed it since this process looked."""
        found = work.unit.find_webhooks(id=self.webhook.id, limit=1)
        return found[0] if found and found[0].version == self.webhook.version else None

    def note(self, work: Work, tried: Sequence[tuple[Event, BaseException | None]]) -> None:
        wanted = [error for event, error in tried if self.webhook.wants(event.type, event.tenant_id)]
        errors = [error for error in wanted if error is not None]
        if wanted:
            work.unit.note_webhook(
                self.webhook.id,
                taken_at=work.now if len(errors) < len(wanted) else None,
                failed_at=work.now if errors else None,
                failure=sentence(errors[-1]) if errors else None,
            )

    def let_go(self, work: Work) -> bool:
        """The receiver wants no more: that is the webhook's end, unless somebody has changed it meanwhile."""
        found = self._unchanged(work)
        if found is None:
            return False
        failure = sentence(Gone("the receiver answered 410: it wants no more events"))
        gone = replace(
            found,
            gone_at=work.now,
            failed_at=work.now,
            failure=failure,
            version=found.version + 1,
            changed_at=work.now,
        )
        work.unit.update_webhook(gone, if_version=found.version)
        record(work, "gone", "kavach", found, gone)
        return True


class Hooks:
    """All webhooks that are stored, and the thread that looks after them."""

    def __init__(self, engine: Engine, housekeeping: Callable[[], None]) -> None:
        self._engine = engine
        self._housekeeping = housekeeping
        self._hooks: dict[str, Hook] = {}
        self._signal = threading.Event()
        self._stopping = False
        self._kept_at: int | None = None
        self._said = ""
        self._dropped_at: int | None = None
        self.thread = threading.Thread(target=self._run, name="kavach-webhooks", daemon=True)

    def wake(self) -> None:
        self._signal.set()

    def stop(self, timeout: float) -> list[Sink]:
        """Deliver what is due, then end; the sinks that are still at it."""
        self._stopping = True
        self.wake()
        self.thread.join(timeout)
        return [hook.sink for hook in list(self._hooks.values()) if hook.sink is not None and hook.busy]

    def _run(self) -> None:
        while not self._engine.closed:
            self._signal.clear()
            began, last = time.monotonic(), self._stopping
            self._work()
            if last:
                return
            self._signal.wait(pause_after(time.monotonic() - began))

    def _work(self) -> None:
        """Look; whatever fails, this thread lives on and looks again later."""
        try:
            self._look()
            self._said = ""
        except Unavailable as error:
            if str(error) != self._said:  # once, not every second
                _log.warning("webhooks wait: %s", error)
                self._said = str(error)
        except Exception:  # noqa: BLE001 - whatever it is, decisions do not depend on it
            if not self._engine.closed:  # else nobody has stopped us before closing; what is left waits
                _log.exception("webhooks wait")

    def _look(self) -> None:
        with self._engine.reading() as view:
            now = view.start().now
            found = {each.id: each for each in view.find_webhooks(limit=MOST) if each.status != "gone"}
            fresh = self._changed(view, found)
            due = view.sinks_due(now) if found else set()
        self._retire([id for id in self._hooks if id not in found])
        for id, hook in fresh.items():
            if id in self._hooks:
                self._hooks[id].abort()
            self._hooks[id] = hook
        self._keep(now, fresh)
        if not self._hooks:
            return
        self._housekeeping()
        self._drop_old(now)
        self._deliver(due)

    def _changed(self, view: View, found: dict[str, Webhook]) -> dict[str, Hook]:
        """Those that this process does not know yet, or knows as they were before."""
        new = [
            each
            for each in found.values()
            if each.id not in self._hooks or self._hooks[each.id].webhook.version != each.version
        ]
        sealed = view.webhook_secrets([each.n for each in new])
        return {
            each.id: Hook(self._engine, each, unsealed(self._engine, each, sealed.get(each.n, "")))
            for each in new
        }

    def _retire(self, ids: Sequence[str]) -> None:
        """What is gone: nothing more is delivered, and nothing more is kept for it."""
        for id in ids:
            hook = self._hooks.pop(id)
            hook.abort()
            # Whoever removed it may have died before everything was dropped.
            forget(self._engine, hook.webhook.sink)

    def _keep(self, now: int, fresh: Collection[str]) -> None:
        """Let the sinks go on; one that nobody has seen for long begins again."""
        self._engine.kept_sinks = tuple(hook.webhook.sink for hook in self._hooks.values())
        early = self._kept_at is not None and abs(now - self._kept_at) < SEEN_EVERY
        ids = fresh if early else self._hooks.keys()

        def keep(work: Work) -> None:
            for each in work.unit.find_webhooks(limit=MOST):  # as they are now, under the lock
                if each.id in ids and each.status != "gone":
                    work.unit.put_sink(each.sink, work.now, tenant_id=each.tenant_id, kinds=each.kinds)

        if ids:
            self._engine.work(keep)
        if not early:
            self._kept_at = now

    def _drop_old(self, now: int) -> None:
        """What has waited too long for a webhook that is paused is dropped, as it would be had it been tried."""
        paused = [hook.webhook for hook in self._hooks.values() if hook.webhook.status == "paused"]
        early = self._dropped_at is not None and abs(now - self._dropped_at) < _DROP_EVERY
        if early or not paused:
            return

        def drop(work: Work) -> None:
            for each in paused:
                before = work.now - TRIED_FOR
                if count := work.unit.drop_waiting(each.sink, before, DROPPED_AT_ONCE):
                    _log.error("%d events are dropped for %s: expired while it was paused", count, each.sink)
                    facts = {"sink": each.sink, "count": count, "why": "expired", "before": iso(before)}
                    work.record("events.dropped", "kavach", facts=facts, tenant_id=each.tenant_id)

        self._engine.work(drop)
        self._dropped_at = now

    def _deliver(self, due: set[str]) -> None:
        """A thread for each that has something due, and has none; of each tenant a bounded number."""
        at_it = Counter(hook.webhook.tenant_id for hook in self._hooks.values() if hook.busy)
        for hook in self._hooks.values():
            webhook = hook.webhook
            if hook.busy:
                continue
            hook.rest()
            wanted = webhook.status == "active" and webhook.sink in due
            if wanted and at_it[webhook.tenant_id] < MOST_AT_ONCE:
                hook.deliver(self._housekeeping)
                at_it[webhook.tenant_id] += 1


__all__ = ["Hook", "Hooks"]
