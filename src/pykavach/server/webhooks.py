"""Webhooks over HTTP."""

from __future__ import annotations

from typing import Final

from pykavach.core.roles import Right
from pykavach.core.webhooks import ALL
from pykavach.engine.events import KINDS
from pykavach.engine.webhooks import WebhookTest, WebhookView
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field, seconds
from pykavach.server.schemas import (
    INTEGER,
    NAME,
    NUMBER,
    STRING,
    TIME,
    Schema,
    array,
    nullable,
    of_dataclass,
    page_of,
    record,
    ref,
)

WEBHOOKS: Final = "webhooks"
_URL: Final[Schema] = {"type": "string", "format": "uri", "maxLength": 2048}
_EVENTS: Final = array({"type": "string", "enum": [*ALL, *KINDS]}, minItems=1)
_STATUS: Final[Schema] = {"type": "string", "enum": ["active", "paused", "gone"]}
SCHEMAS: Final[dict[str, Schema]] = {
    "Webhook": of_dataclass(WebhookView, events=_EVENTS, status=_STATUS),
    "WebhookSecret": record({"webhook": ref("Webhook"), "secret": STRING, "oldUntil": nullable(TIME)}),
    "WebhookTest": of_dataclass(WebhookTest),
}
_WHICH: Final = "Types of events; all by default, or by *."


async def create(ask: Ask) -> Answer:
    made = await ask.admin.webhooks.create(**ask.body, by=ask.by)
    return Answer(made.wire(), 201, {"location": f"/v1/webhooks/{made.webhook.id}"})


async def list_all(ask: Ask) -> Answer:
    return paged(await ask.admin.webhooks.list(**ask.query))


async def get(ask: Ask) -> Answer:
    return Answer((await ask.admin.webhooks.get(ask.path["webhookId"])).wire())


async def update(ask: Ask) -> Answer:
    return Answer((await ask.admin.webhooks.update(ask.path["webhookId"], **ask.body, by=ask.by)).wire())


async def remove(ask: Ask) -> Answer:
    await ask.admin.webhooks.remove(ask.path["webhookId"], by=ask.by)
    return Answer(status=204)


async def pause(ask: Ask) -> Answer:
    return Answer((await ask.admin.webhooks.pause(ask.path["webhookId"], by=ask.by)).wire())


async def resume(ask: Ask) -> Answer:
    return Answer((await ask.admin.webhooks.resume(ask.path["webhookId"], by=ask.by)).wire())


async def rotate_secret(ask: Ask) -> Answer:
    made = await ask.admin.webhooks.rotate_secret(ask.path["webhookId"], **ask.body, by=ask.by)
    return Answer(made.wire())


async def test(ask: Ask) -> Answer:
    return Answer((await ask.admin.webhooks.test(ask.path["webhookId"], by=ask.by)).wire())


ENDPOINTS: Final = (
    Endpoint(
        method="POST",
        path="/v1/webhooks",
        id="createWebhook",
        tag=WEBHOOKS,
        summary="Post events to a URL from now on",
        doc="The secret in the answer signs what is posted (Standard Webhooks); it is shown once and stored sealed. "
        "A key of a tenant makes webhooks of its own tenant only, which get what is about that tenant.",
        run=create,
        right=Right.ADMINISTER,
        body=(
            Field("name", NAME, required=True),
            Field(
                "url",
                _URL,
                required=True,
                doc="https, and a public address, unless the server allows others.",
            ),
            Field("events", nullable(_EVENTS), doc=_WHICH),
            Field("tenant_id", nullable(NAME)),
        ),
        answer=ref("WebhookSecret"),
        status=201,
        problems=("conflict",),
    ),
    Endpoint(
        method="GET",
        path="/v1/webhooks",
        id="listWebhooks",
        tag=WEBHOOKS,
        summary="Webhooks, without their secrets",
        run=list_all,
        right=Right.ADMINISTER,
        query=PAGING,
        answer=page_of(ref("Webhook")),
    ),
    Endpoint(
        method="GET",
        path="/v1/webhooks/{webhookId}",
        id="getWebhook",
        tag=WEBHOOKS,
        summary="One webhook, what waits for it, and why an event last was not taken",
        run=get,
        right=Right.ADMINISTER,
        answer=ref("Webhook"),
    ),
    Endpoint(
        method="PATCH",
        path="/v1/webhooks/{webhookId}",
        id="updateWebhook",
        tag=WEBHOOKS,
        summary="Change a webhook's name, URL or events",
        doc="What waits is posted to the new URL, and what has failed is tried again at once.",
        run=update,
        right=Right.ADMINISTER,
        body=(
            Field("name", NAME),
            Field("url", _URL),
            Field("events", _EVENTS, doc=_WHICH),
            Field("if_version", INTEGER, doc="Refuse if somebody else was first."),
        ),
        answer=ref("Webhook"),
        problems=("conflict",),
    ),
    Endpoint(
        method="DELETE",
        path="/v1/webhooks/{webhookId}",
        id="removeWebhook",
        tag=WEBHOOKS,
        summary="End a webhook for good, and drop what waits for it",
        run=remove,
        right=Right.ADMINISTER,
        answer={},
        status=204,
    ),
    Endpoint(
        method="POST",
        path="/v1/webhooks/{webhookId}/pause",
        id="pauseWebhook",
        tag=WEBHOOKS,
        summary="Post nothing until it is resumed; what is told meanwhile waits, for 72 hours at most",
        run=pause,
        right=Right.ADMINISTER,
        answer=ref("Webhook"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/webhooks/{webhookId}/resume",
        id="resumeWebhook",
        tag=WEBHOOKS,
        summary="Go on after a pause, with what waits",
        run=resume,
        right=Right.ADMINISTER,
        answer=ref("Webhook"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/webhooks/{webhookId}/rotate-secret",
        id="rotateWebhookSecret",
        tag=WEBHOOKS,
        summary="A new secret; the old ones sign beside it for a while",
        run=rotate_secret,
        right=Right.ADMINISTER,
        body=(
            Field(
                "overlap",
                nullable({**NUMBER, "minimum": 0, "maximum": 30 * 86_400, "default": 86_400}),
                read=seconds,
                doc="Seconds for which the old ones sign; 0 drops them at once.",
            ),
        ),
        answer=ref("WebhookSecret"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/webhooks/{webhookId}/test",
        id="testWebhook",
        tag=WEBHOOKS,
        summary="Post a signed event of the type webhook.test now, and say what the receiver answered",
        run=test,
        right=Right.ADMINISTER,
        answer=ref("WebhookTest"),
        problems=("conflict",),
    ),
)
