"""Coming in and going out: by an admin key, by a link that signs in once, or by a passkey."""

from __future__ import annotations

import os
import re
from typing import Final

from starlette.responses import Response

from pykavach.core.credentials import CHALLENGE_LIFE
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.server.dashboard.passkeys import offered, site_of
from pykavach.server.dashboard.render import data, go, page
from pykavach.server.dashboard.visits import (
    ASKER,
    COOKIE,
    HOST_ASKER,
    HOST_COOKIE,
    THEME,
    THEMES,
    Page,
    Visit,
    local,
)

_ASKER: Final = re.compile(r"[0-9a-f]{64}").fullmatch


async def form(visit: Visit) -> Response:
    """The way in. A link's token is used by the button, never by the address: programs that preview links open those."""
    if visit.caller.token is not None and not visit.asked("link"):
        return go(local(visit.asked("next") or "/"))
    return _form(visit)


def _form(visit: Visit, status: int = 200, problem: str | None = None) -> Response:
    next = local(visit.given("next") or visit.asked("next") or "/")
    link = "" if problem else visit.asked("link")
    return page(visit, "sign_in.html", status, link=link, next=next, problem=problem, passkeys=offered(visit))


async def sign_in(visit: Visit) -> Response:
    try:
        session = await visit.house.kavach.users.sign_in(visit.given("token"))
    except NotFound:
        return _form(visit, 403, "That key or link is not known, has expired, or was used before.")
    response = go(local(visit.given("next") or "/"))
    _set(visit, response, session.token)
    return response


async def ask_passkey(visit: Visit) -> Response:
    """What a browser asks its passkeys. It gets a cookie that tells it from others: the answer counts for it alone."""
    asker = visit.asker if _ASKER(visit.asker) else os.urandom(32).hex()
    options = await visit.house.kavach.passkeys.ask_to_sign_in(site=site_of(visit), browser=asker)
    response = data(options)
    _keep(visit, response, HOST_ASKER if visit.secure else ASKER, asker, CHALLENGE_LIFE // 1_000_000)
    return response


async def sign_in_by_passkey(visit: Visit) -> Response:
    try:
        session = await visit.house.kavach.passkeys.sign_in(
            visit.given("answer"), site=site_of(visit), browser=visit.asker
        )
    except (NotFound, InvalidInput):  # which of them, and why, is nobody's business
        return _form(visit, 403, "That passkey signs nobody in here. Try again, or use a sign-in link.")
    response = go(local(visit.given("next") or "/"))
    _set(visit, response, session.token)
    _keep(visit, response, HOST_ASKER if visit.secure else ASKER, "", 0)
    return response


async def sign_out(visit: Visit) -> Response:
    token = visit.caller.token
    if token is not None:
        await visit.house.kavach.users.sign_out(token)
    response = go("/sign-in")
    _set(visit, response, None)
    return response


def _set(visit: Visit, response: Response, token: str | None) -> None:
    """Keep the session in a cookie; None: forget it."""
    _keep(visit, response, HOST_COOKIE if visit.secure else COOKIE, token or "", None if token else 0)


def _keep(visit: Visit, response: Response, name: str, value: str, seconds: int | None) -> None:
    """Set a cookie that no script reads and no other site sends."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=visit.secure,
        httponly=True,
        samesite="strict",
    )


async def theme(visit: Visit) -> Response:
    """Light, dark, or what the system says. Scripts are not needed for it, nor may they read it."""
    response = go(local(visit.given("next")))
    chosen = visit.given("theme")
    response.set_cookie(
        THEME,
        chosen if chosen in THEMES else "",
        max_age=365 * 24 * 3600 if chosen in THEMES else 0,
        path="/",
        secure=visit.secure,
        httponly=True,
        samesite="lax",
    )
    return response


PAGES: Final = (
    Page(path="/sign-in", run=form, open=True),
    Page(path="/sign-in", run=sign_in, method="POST", open=True),
    Page(path="/sign-in/passkey/options", run=ask_passkey, method="POST", open=True),
    Page(path="/sign-in/passkey", run=sign_in_by_passkey, method="POST", open=True),
    Page(path="/sign-out", run=sign_out, method="POST"),
    Page(path="/theme", run=theme, method="POST"),
)
