"""One visit to a page: who comes, with what, and whether their browser sent them from here."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from starlette.responses import Response

from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.server.asks import NOBODY, Caller
from pykavach.server.house import House

if TYPE_CHECKING:
    from pykavach.aio import View
    from pykavach.server.dashboard.board import Board

#: The session's cookie. With ``__Host-`` a browser takes it over TLS only, from this host alone, for all of it (RFC 6265bis).
COOKIE: Final = "kavach"
HOST_COOKIE: Final = "__Host-kavach"
#: What tells the browser that asks to sign in by passkey from all others.
ASKER: Final = "kavach-asker"
HOST_ASKER: Final = "__Host-kavach-asker"
THEME: Final = "kavach-theme"
THEMES: Final = ("light", "dark")
#: Bytes of a form at most.
MOST: Final = 256 << 10
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")

Run = Callable[["Visit"], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One row of the table of pages. ``right`` is needed to see it, or, with ``method`` POST, to do it.

    ``open``: nobody has to be signed in. ``many`` are the fields of the form that may come more than once.
    """

    path: str
    run: Run
    right: Right = Right.READ
    method: str = "GET"
    open: bool = False
    many: tuple[str, ...] = ()


@dataclass(slots=True)
class Visit:
    """A request to a page that has been read and found to be allowed."""

    house: House
    board: Board
    caller: Caller
    path: Mapping[str, str]
    query: Mapping[str, str]
    #: Where they are: the path and the query. Of a form, the page to which it belongs.
    address: str
    #: The host and port by which they reach the server.
    host: str = ""
    form: list[tuple[str, str]] = field(default_factory=list)
    theme: str = ""
    #: What this browser was told apart by when it asked to sign in by passkey; empty: it has not.
    asker: str = ""
    #: Whether cookies of this visit are for TLS only.
    secure: bool = True
    #: Whether the page came without TLS to somewhere else than this machine.
    exposed: bool = False
    #: Whether htmx asks, for a part of the page.
    partial: bool = False
    #: Whether a form was sent, to change something.
    changes: bool = False
    rendered: dict[str, Any] = field(default_factory=dict)

    @property
    def view(self) -> View:
        """As much of the installation as they see."""
        return self.caller.view

    @property
    def by(self) -> str:
        return self.caller.actor

    @property
    def csrf(self) -> str:
        """What a form of this session must hold: nobody who cannot read its pages or its cookie knows it."""
        return "" if self.caller.token is None else csrf_of(self.caller.token)

    def may(self, right: Right) -> bool:
        return right in self.caller.rights

    def given(self, name: str) -> str:
        """A field of the form, without the spaces around it; empty where there is none."""
        return next((value.strip() for key, value in self.form if key == name), "")

    def exact(self, name: str) -> str:
        """A field of the form, or of the query where there is none, as it was sent: spaces may be a part of an id."""
        return next((value for key, value in self.form if key == name), self.query.get(name, ""))

    def given_all(self, name: str) -> list[str]:
        return [value.strip() for key, value in self.form if key == name]

    def asked(self, name: str) -> str:
        """A field of the query, as ``given``."""
        return self.query.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        """A yes or no of the form: ``1``, or ``0`` or nothing. Raises ``InvalidInput``."""
        value = self.given(name)
        if value not in ("", "0", "1"):
            raise InvalidInput(name, "must be 1 or 0")
        return value == "1"

    def version(self) -> int:
        """The version of what a form changes, as its page showed it. Raises ``InvalidInput``."""
        value = self.given("version")
        if not (value.isascii() and value.isdecimal() and len(value) < 19):
            raise InvalidInput("version", "must be that of the page; load it again")
        return int(value)

    def below(self, agent_id: str) -> View:
        """An agent and everything under it, as far as they see it."""
        return self.house.view(self.caller.tenant_id, self.caller.user_id, agent_id)


def csrf_of(token: str) -> str:
    return hmac.digest(token.encode(), b"kavach dashboard form", "sha256").hex()


def cookies_of(headers: Mapping[str, str]) -> dict[str, str]:
    """The cookies. Of one that comes twice the first counts, as browsers send the most specific first."""
    found: dict[str, str] = {}
    for part in headers.get("cookie", "").replace(",", ";").split(";"):
        name, _, value = part.strip().partition("=")
        if name:
            found.setdefault(name, value.strip('"'))
    return found


def theme_of(cookies: Mapping[str, str]) -> str:
    """What they chose; empty: what their system says."""
    found = cookies.get(THEME, "")
    return found if found in THEMES else ""


def host_of(house: House, headers: Mapping[str, str]) -> str:
    """The host and port by which they reach the server."""
    return urlsplit(house.public_url).netloc if house.public_url else headers.get("host", "")


def is_loopback(host: str) -> bool:
    """Whether ``host`` (with or without a port) is this machine, as a browser sees it."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in _LOOPBACK or name.endswith(".localhost")


def has_tls(house: House, scheme: str) -> bool:
    return scheme == "https" or (house.public_url or "").startswith("https://")


def check_origin(house: House, headers: Mapping[str, str]) -> None:
    """Raise unless the browser says that a page of this server sent the form.

    All browsers of today say so with every POST: by ``Sec-Fetch-Site``, by ``Origin``, or by both.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    same = site in (None, "same-origin", "none")
    if origin is not None:
        same = same and _place(origin) == host_of(house, headers).lower()
    if not same or (site is None and origin is None):
        raise Foreign(
            "The form did not come from this site, so nothing was changed. Open the page and send it again."
        )


def _place(origin: str) -> str | None:
    """The host and port of an origin; None for what is none, such as ``null``."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


class Foreign(Exception):
    """A form that this site did not send, or sent to somebody else."""


def local(path: str) -> str:
    """A path on this site to go on to; the overview for whatever might lead elsewhere."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def sign_in_address(address: str) -> str:
    return "/sign-in" if address == "/" else f"/sign-in?next={quote(address, safe='')}"


__all__ = ["NOBODY", "Caller", "Foreign", "Page", "Run", "Visit"]
