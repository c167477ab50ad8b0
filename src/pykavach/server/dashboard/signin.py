"""Coming in and going out: by an admin key, or by a link that signs in once."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from pykavach.core.errors import NotFound
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import COOKIE, HOST_COOKIE, THEME, THEMES, Page, Visit, local


async def form(visit: Visit) -> Response:
    """The way in. A link's token is used by the button, never by the address: programs that preview links open those."""
    if visit.caller.token is not None and not visit.asked("link"):
        return go(local(visit.asked("next") or "/"))
    return _form(visit)


def _form(visit: Visit, status: int = 200, problem: str | None = None) -> Response:
    next = local(visit.given("next") or visit.asked("next") or "/")
    link = "" if problem else visit.asked("link")
    return page(visit, "sign_in.html", status, link=link, next=next, problem=problem)


async def sign_in(visit: Visit) -> Response:
    try:
        session = await visit.house.kavach.users.sign_in(visit.given("token"))
    except NotFound:
        return _form(visit, 403, "That key or link is not known, has expired, or was used before.")
    response = go(local(visit.given("next") or "/"))
    _set(visit, response, session.token)
    return response


async def sign_out(visit: Visit) -> Response:
    token = visit.caller.token
    if token is not None:
        await visit.house.kavach.users.sign_out(token)
    response = go("/sign-in")
    _set(visit, response, None)
    return response


def _set(visit: Visit, response: Response, token: str | None) -> None:
    """Keep the session in a cookie that no script reads and no other site sends; None: forget it."""
    response.set_cookie(
        HOST_COOKIE if visit.secure else COOKIE,
        token or "",
        max_age=None if token else 0,
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
    Page(path="/sign-out", run=sign_out, method="POST"),
    Page(path="/theme", run=theme, method="POST"),
)
