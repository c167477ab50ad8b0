"""Webhooks: where events are posted, what has come of it, and a test now."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.core.roles import Right
from pykavach.core.webhooks import ALL
from pykavach.engine.events import KINDS
from pykavach.engine.views import iso_of
from pykavach.engine.webhooks import WebhookSecret, WebhookTest
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 50
_OVERLAPS: Final = {"86400": "in a day", "3600": "in an hour", "604800": "in a week", "0": "now"}
_SEALED: Final = (
    "It is shown here once, and kept sealed. Copy it now to the receiver, which checks signatures with it."
)


async def webhooks(visit: Visit) -> Response:
    return await _webhooks(visit)


async def _webhooks(visit: Visit, problem: str | None = None) -> Response:
    found = await visit.view.webhooks.list(limit=_FEW, cursor=visit.asked("cursor") or None)
    return page(
        visit,
        "webhooks.html",
        400 if problem else 200,
        found=found,
        problem=problem,
        kinds=KINDS,
        chosen=visit.given_all("event"),
        value=visit.given,
    )


async def create(visit: Visit) -> Response:
    try:
        made = await visit.view.webhooks.create(
            name=visit.given("name"),
            url=visit.given("url"),
            events=visit.given_all("event") or None,
            tenant_id=visit.given("tenant_id") or None,
            by=visit.by,
        )
    except CallerError as error:
        return await _webhooks(visit, f"{error}.")
    return _once(visit, made, "Its signing secret", 201)


def _once(visit: Visit, made: WebhookSecret, what: str, status: int = 200) -> Response:
    return page(
        visit,
        "shown_once.html",
        status,
        title=made.webhook.name,
        what=what,
        token=made.secret,
        note=_SEALED,
        back=f"/webhooks/{made.webhook.id}",
    )


async def webhook(visit: Visit) -> Response:
    return await _webhook(visit)


async def _webhook(visit: Visit, problem: str | None = None, told: WebhookTest | None = None) -> Response:
    found = await visit.view.webhooks.get(visit.path["id"])
    return page(
        visit,
        "webhook.html",
        400 if problem else 200,
        webhook=found,
        every=found.events == list(ALL),
        problem=problem,
        told=told,
        kinds=KINDS,
        overlaps=_OVERLAPS,
    )


async def change(visit: Visit) -> Response:
    id = visit.path["id"]
    await visit.view.webhooks.get(id)
    given: dict[str, Any] = {
        "name": visit.given("name"),
        "url": visit.given("url"),
        "events": visit.given_all("event") or list(ALL),
    }
    try:
        await visit.view.webhooks.update(id, **given, if_version=visit.version(), by=visit.by)
    except CallerError as error:
        return await _webhook(visit, f"{error}.")
    return go(f"/webhooks/{id}")


async def pause(visit: Visit) -> Response:
    await visit.view.webhooks.pause(visit.path["id"], by=visit.by)
    return go(f"/webhooks/{visit.path['id']}")


async def resume(visit: Visit) -> Response:
    await visit.view.webhooks.resume(visit.path["id"], by=visit.by)
    return go(f"/webhooks/{visit.path['id']}")


async def test(visit: Visit) -> Response:
    return await _webhook(visit, told=await visit.view.webhooks.test(visit.path["id"], by=visit.by))


async def rotate(visit: Visit) -> Response:
    await visit.view.webhooks.get(visit.path["id"])
    try:
        if visit.given("overlap") not in _OVERLAPS:
            raise InvalidInput("overlap", "must be one of those offered")
        made = await visit.view.webhooks.rotate_secret(
            visit.path["id"], overlap=float(visit.given("overlap")), by=visit.by
        )
    except NotFound:
        raise
    except CallerError as error:
        return await _webhook(visit, f"{error}.")
    old = "those before it sign no more"
    if made.old_until is not None:
        old = f"those before it sign until {iso_of(made.old_until)}"
    return _once(visit, made, f"Its new signing secret; {old}")


async def remove(visit: Visit) -> Response:
    await visit.view.webhooks.remove(visit.path["id"], by=visit.by)
    return go("/webhooks")


#: One for each type that is ticked.
_EVENTS: Final = ("event",)

PAGES: Final = (
    Page(path="/webhooks", run=webhooks, right=Right.ADMINISTER),
    Page(path="/webhooks", run=create, right=Right.ADMINISTER, method="POST", many=_EVENTS),
    Page(path="/webhooks/{id}", run=webhook, right=Right.ADMINISTER),
    Page(path="/webhooks/{id}/change", run=change, right=Right.ADMINISTER, method="POST", many=_EVENTS),
    Page(path="/webhooks/{id}/pause", run=pause, right=Right.ADMINISTER, method="POST"),
    Page(path="/webhooks/{id}/resume", run=resume, right=Right.ADMINISTER, method="POST"),
    Page(path="/webhooks/{id}/test", run=test, right=Right.ADMINISTER, method="POST"),
    Page(path="/webhooks/{id}/rotate", run=rotate, right=Right.ADMINISTER, method="POST"),
    Page(path="/webhooks/{id}/remove", run=remove, right=Right.ADMINISTER, method="POST"),
)
