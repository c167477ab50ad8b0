"""From the table of pages to ASGI: who is signed in, whether they may, whether the form is theirs; and how it ends."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from pykavach.core.credentials import CredentialKind
from pykavach.core.errors import Conflict, InvalidInput, KavachError, NotFound, Unavailable
from pykavach.server.app import Gone, Headers, Receive, Scope, Send, headers_of, read_form
from pykavach.server.asks import NOBODY
from pykavach.server.dashboard.assets import PREFIX, by_address
from pykavach.server.dashboard.board import Board
from pykavach.server.dashboard.render import HEADERS, go, page
from pykavach.server.dashboard.visits import (
    ASKER,
    COOKIE,
    HOST_ASKER,
    HOST_COOKIE,
    MOST,
    Foreign,
    Page,
    Visit,
    check_origin,
    cookies_of,
    csrf_of,
    has_tls,
    host_of,
    is_loopback,
    sign_in_address,
    theme_of,
)
from pykavach.server.fields import pairs_of
from pykavach.server.house import House
from pykavach.server.problems import Problem

_log: Final = logging.getLogger("pykavach.server")
_KEPT: Final = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}
#: A page that only opens itself again, now from this site: after a link elsewhere a strict cookie does not come along.
_AGAIN: Final = (
    '<!doctype html><html lang="en"><meta http-equiv="refresh" content="0"><title>Kavach</title>'
    "<p>Opening the page. If nothing happens, reload it.</p></html>"
)


class Shown:
    """A page as the ASGI application behind its route."""

    def __init__(self, house: House, board: Board, row: Page, belongs: str) -> None:
        self._house, self._board, self._row = house, board, row
        #: The path of the page that is seen where a form of this row is sent from.
        self._belongs = belongs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        visit = _visit(self._house, self._board, scope, headers)
        if self._row.method == "POST":
            visit.changes, visit.address = True, _filled(self._belongs, visit.path)
        try:
            response = await self._answer(visit, receive, headers, scope["query_string"])
        except Gone:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for a page
            response = _failed(visit, error)
        await response(scope, receive, send)

    async def _answer(self, visit: Visit, receive: Receive, headers: Headers, query: bytes) -> Response:
        row, changes = self._row, visit.changes
        if changes:
            check_origin(self._house, headers)
            visit.form = await read_form(receive, headers, MOST, row.many)
        token = _session(visit, headers)
        caller = None if token is None else await self._house.known(token, fresh=changes)
        if caller is not None:
            visit.caller = caller
        elif not row.open:
            return _nobody(visit, headers, changes=changes)
        if not row.open:
            if row.right not in visit.caller.rights:
                raise NotFound("page")
            if changes:
                _check_csrf(visit)
        visit.query = _query(query)
        return await row.run(visit)


def _visit(house: House, board: Board, scope: Scope, headers: Headers) -> Visit:
    path: str = scope["path"]
    text = scope["query_string"].decode("latin-1")
    host = host_of(house, headers)
    tls, near = has_tls(house, scope["scheme"]), is_loopback(host)
    secure, cookies = tls or not near, cookies_of(headers)
    return Visit(
        house=house,
        board=board,
        caller=NOBODY,
        path=scope.get("path_params", {}),
        query={},
        address=f"{path}?{text}" if text else path,
        host=host,
        theme=theme_of(cookies),
        asker=cookies.get(HOST_ASKER if secure else ASKER, ""),
        secure=secure,
        exposed=not tls and not near,
        partial=headers.get("hx-request") == "true",
    )


def _query(text: bytes) -> dict[str, str]:
    """What is asked for. A filter that cannot be read is no filter that may be left out: that is refused."""
    pairs = pairs_of(text)
    if len({name for name, _ in pairs}) < len(pairs):
        raise Problem("malformed_request", "The address gives a name twice; give each once.")
    return dict(pairs)


def _filled(path: str, given: Mapping[str, str]) -> str:
    return path.format(**{name: quote(value, safe="") for name, value in given.items()})


def _session(visit: Visit, headers: Headers) -> str | None:
    """The session's token in the cookie. Only a session's: an admin key in a cookie is nobody's."""
    token = cookies_of(headers).get(HOST_COOKIE if visit.secure else COOKIE, "")
    return token if token.startswith(CredentialKind.SESSION.prefix) and token.isascii() else None


def _nobody(visit: Visit, headers: Headers, *, changes: bool) -> Response:
    """To the sign-in, and from there back to where they wanted to go."""
    address = sign_in_address("/" if changes else visit.address)
    if visit.partial:
        return Response(status_code=401, headers={**HEADERS, "hx-redirect": address})
    if not changes and headers.get("sec-fetch-site") == "cross-site":
        return HTMLResponse(_AGAIN, headers=dict(HEADERS))
    return go(address)


def _check_csrf(visit: Visit) -> None:
    token = visit.caller.token
    if token is None or not hmac.compare_digest(visit.given("csrf").encode(), csrf_of(token).encode()):
        raise Foreign("The form belongs to a session that has ended. Open the page and send it again.")


def _failed(visit: Visit, error: Exception) -> Response:
    """The page for what went wrong."""
    title = "Not changed" if visit.changes else "Not understood"
    if isinstance(error, NotFound) or (isinstance(error, Problem) and error.code == "not_found"):
        return page(
            visit, "error.html", 404, title="Not found", text="There is nothing here, or nothing for you."
        )
    if isinstance(error, Foreign):
        return page(visit, "error.html", 403, title="Not changed", text=str(error))
    if isinstance(error, Problem):
        return page(visit, "error.html", error.status, title="Not understood", text=error.detail)
    if isinstance(error, InvalidInput):
        return page(visit, "error.html", 400, title=title, text=f"{error.field}: {error.message}.")
    if isinstance(error, Conflict):
        return page(visit, "error.html", 409, title=title, text=f"{error}.")
    if isinstance(error, Unavailable):
        return page(
            visit, "error.html", 503, title="Unavailable", text="The database does not answer; try again."
        )
    if isinstance(error, KavachError):
        return page(visit, "error.html", 400, title=title, text=f"{error}.")
    _log.error("a page failed", exc_info=error)
    return page(visit, "error.html", 500, title="Failed", text="The server failed; its log says more.")


# -- the table -----------------------------------------------------------------------------------------------------------


def routes_of(house: House, rows: Iterable[Page]) -> list[BaseRoute]:
    """The routes of these pages, and of the files that they need."""
    board, rows = Board(), tuple(rows)
    pages = {row.path for row in rows if row.method == "GET"}
    found: list[BaseRoute] = [
        Route(
            row.path,
            Shown(house, board, row, _belongs(row.path, pages)),
            methods=[row.method],
            name=f"{row.method} {row.path}",
        )
        for row in rows
    ]
    return [*found, Route(PREFIX + "{name}", static, methods=["GET"])]


def _belongs(path: str, pages: Collection[str]) -> str:
    """The page to which a form belongs: the nearest one above its own address."""
    while path and path not in pages:
        path = path.rpartition("/")[0]
    return path or "/"


async def static(request: Request) -> Response:
    """A file of the package. Its name holds its hash, so it may be kept."""
    asset = by_address().get(request.url.path)
    if asset is None:
        return Response("There is nothing at this address.", 404, dict(HEADERS), "text/plain")
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    more = {"content-encoding": "gzip"} if zipped else {}
    return Response(
        asset.zipped if zipped else asset.plain,
        200,
        {**_KEPT, "vary": "accept-encoding", **more},
        asset.media_type,
    )


async def lost(house: House, request: Request, problem: Problem) -> Response:
    """What a browser sees that goes to no address of ours."""
    visit = _visit(house, Board(), request.scope, headers_of(request.scope))
    token = _session(visit, headers_of(request.scope))
    with suppress(KavachError):  # where the database does not answer, it is nobody who has lost their way
        caller = None if token is None else await house.known(token, fresh=False)
        if caller is not None:
            visit.caller = caller
    if problem.status == 404:
        return _failed(visit, NotFound("page"))
    if problem.code == "method_not_allowed" and request.method == "GET":
        only = "This address only takes the form of another page: go to that page and send it from there."
        problem = Problem(problem.code, only, headers=problem.headers)
    return _failed(visit, problem)
