"""Webhooks over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from pykavach.client.agents import seconds
from pykavach.client.exchange import Plan, path_of
from pykavach.client.nouns import Noun, as_library
from pykavach.engine import webhooks as library
from pykavach.engine.values import Page, page_limit
from pykavach.engine.webhooks import WebhookSecret, WebhookTest, WebhookView

_WEBHOOKS: Final = "/v1/webhooks"
#: Seconds that a test may take: an attempt, and the look-up of a name.
_TEST: Final = 60.0


class Webhooks(Noun):
    """The webhooks of one installation, or of the tenant of the key."""

    @as_library(library.Webhooks.create)
    def create(
        self, *, name: str, url: str, events: Sequence[str] | None = None, tenant_id: str | None = None
    ) -> Plan[WebhookSecret]:
        body = {"name": name, "url": url, "events": events, "tenant_id": tenant_id}
        return self._one(WebhookSecret, "POST", _WEBHOOKS, body=body, expected=201)

    @as_library(library.Webhooks.list)
    def list(self, *, limit: int = 100, cursor: str | None = None) -> Plan[Page[WebhookView]]:
        return self._page(WebhookView, _WEBHOOKS, query={"limit": page_limit(limit), "cursor": cursor})

    @as_library(library.Webhooks.get)
    def get(self, id: str) -> Plan[WebhookView]:
        return self._one(WebhookView, "GET", path_of("v1", "webhooks", id))

    @as_library(library.Webhooks.update)
    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        url: str | None = None,
        events: Sequence[str] | None = None,
        if_version: int | None = None,
    ) -> Plan[WebhookView]:
        body = {"name": name, "url": url, "events": events, "if_version": if_version}
        return self._one(WebhookView, "PATCH", path_of("v1", "webhooks", id), body=body)

    @as_library(library.Webhooks.pause)
    def pause(self, id: str) -> Plan[WebhookView]:
        return self._one(WebhookView, "POST", path_of("v1", "webhooks", id, "pause"))

    @as_library(library.Webhooks.resume)
    def resume(self, id: str) -> Plan[WebhookView]:
        return self._one(WebhookView, "POST", path_of("v1", "webhooks", id, "resume"))

    @as_library(library.Webhooks.rotate_secret)
    def rotate_secret(self, id: str, *, overlap: timedelta | float | None = None) -> Plan[WebhookSecret]:
        length = 0 if _is_none(overlap) else seconds(overlap, "overlap")
        path = path_of("v1", "webhooks", id, "rotate-secret")
        return self._one(WebhookSecret, "POST", path, body={"overlap": length})

    @as_library(library.Webhooks.remove)
    def remove(self, id: str) -> Plan[None]:
        yield from self._line.call("DELETE", path_of("v1", "webhooks", id), expected=204)

    @as_library(library.Webhooks.test)
    def test(self, id: str) -> Plan[WebhookTest]:
        return self._one(WebhookTest, "POST", path_of("v1", "webhooks", id, "test"), within=_TEST)


def _is_none(value: Any) -> bool:
    """Whether a length of time is none at all: other numbers are looked at by the library's own rule."""
    return value is not True and value is not False and value in (0, timedelta(0))
