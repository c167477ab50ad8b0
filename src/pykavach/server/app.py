"""From the table of endpoints to an ASGI application: reading requests, asking who it is, answering, and bounding it all."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterable, Mapping, MutableMapping
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route

from pykavach.core import codec
from pykavach.core.errors import InvalidInput, KavachError
from pykavach.core.tokens import mask_tokens
from pykavach.server.asks import NOBODY, Answer, Ask
from pykavach.server.credentials import bearer, in_header, is_agents, of_client
from pykavach.server.endpoints import ANY, FORM, KEY_HEADER, KEY_PATTERN, Endpoint
from pykavach.server.fields import pairs_of, read_object, read_query
from pykavach.server.house import STOP, House
from pykavach.server.observe import mark
from pykavach.server.problems import MEDIA_TYPE, PROTOCOL, Problem, problem_of

if TYPE_CHECKING:
    from pykavach.server.quick import Quick

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = dict[str, str]
Lost = Callable[[House, Request, Problem], Awaitable[Response]]
Whole = Callable[[int, bytes, bytes], bool]
#: Where the application leaves its short way in the server's state.
QUICK: Final = "pykavach.quick"
#: Where a request's scope offers to send a whole answer: status, the lines of its head, its body. It says whether it did.
WHOLE: Final = "pykavach.whole"

_log: Final = logging.getLogger("pykavach.server")
#: Seconds in which a body must have arrived.
BODY_TIME: Final = 10.0
_JSON: Final = "application/json"
_KEY: Final = re.compile(KEY_PATTERN).fullmatch
_HERE: Final = os.urandom(8).hex()
_numbers: Final = count()
#: Characters of a request's id that a client gives.
_LONGEST_ID: Final = 128
#: On every answer: nothing here is to be kept by caches, guessed about, or shown inside another page.
SAFE: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)
_SAFE: Final = "".join(f"{name.decode()}: {value.decode()}\r\n" for name, value in SAFE)


class Gone(Exception):
    """The client went away before its request was whole: nobody is left to answer."""


class Served:
    """An endpoint as the ASGI application behind its route."""

    def __init__(self, house: House, endpoint: Endpoint) -> None:
        self._house = house
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        endpoint, observer = self._endpoint, self._house.observer
        headers = headers_of(scope)
        started, status = time.perf_counter(), 0
        observer.began()
        try:
            span = observer.span(endpoint.id, endpoint.method, endpoint.path, headers, started)
            if span is None:
                status = await self._answer(scope, receive, send, headers)
            else:
                with span as here:
                    status = await self._answer(scope, receive, send, headers)
                    mark(here, status)
        finally:
            observer.ended(endpoint.id, status, time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> int:
        """Answer a request; the status it was answered with, 0 if nobody was there to hear it."""
        request_id = scope.get("state", {}).get("request_id") or new_request_id()
        try:
            ask = await self._read(scope, receive, headers, request_id)
            answer = await self._endpoint.run(ask)
            if answer.stream is not None:
                await _stream(receive, send, answer, request_id)
            else:
                await respond(
                    send,
                    answer.status,
                    answer.body(),
                    answer.media_type,
                    answer.headers,
                    request_id,
                    scope.get(WHOLE),
                )
        except Gone:
            return 0
        except Problem as error:
            problem = error
        except KavachError as error:
            problem = problem_of(error)
        except Exception:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            problem = failed(request_id)
        else:
            return answer.status
        if self._endpoint.wording is not None:
            problem = self._endpoint.wording.word(problem)
        await tell(send, problem, request_id)
        return problem.status

    async def _read(self, scope: Scope, receive: Receive, headers: Headers, request_id: str) -> Ask:
        endpoint, house = self._endpoint, self._house
        caller, query, form = NOBODY, {}, {}
        if endpoint.form is not None:
            form = dict(await read_form(receive, headers, endpoint.most))
        if not endpoint.open:
            fresh = endpoint.method != "GET" and not endpoint.quick
            token = self._token(headers, form)
            ip = None
            if token is not None and is_agents(token):
                ip = house.proxies.client(scope.get("client"), headers)
            caller = await house.caller(token, endpoint.right, agents=endpoint.agents, fresh=fresh, ip=ip)
        if (scope["query_string"] or endpoint.query) and not endpoint.relays:
            query = read_query(pairs_of(scope["query_string"]), endpoint.query)
        path, peer = scope.get("path_params", {}), scope.get("client")
        ask = Ask(house, caller, path, query, {}, peer, request_id, headers, scope=scope)
        if endpoint.form is not None:
            ask.body = form
        elif endpoint.body is not None:
            ask.json = await read_json(receive, headers, endpoint.most)
            ask.body = read_object(ask.json if ask.json is not None else {}, endpoint.body)
            if KEY_HEADER in headers and endpoint.keyed:
                take_key(headers[KEY_HEADER], ask.body)
        elif endpoint.body_schema is not None:
            ask.json = await read_json(receive, headers, endpoint.most)
        elif endpoint.changes:  # what is said beside the address would be passed over
            said = await read_json(receive, headers, endpoint.most)
            read_object({} if said is None else said, ())
        return ask

    def _token(self, headers: Headers, form: Mapping[str, str]) -> str | None:
        if self._endpoint.form is not None:
            return of_client(headers, form)
        header = self._endpoint.key_header
        return bearer(headers) if header is None else in_header(headers, header)


# -- reading -------------------------------------------------------------------------------------------------------------


def headers_of(scope: Scope) -> Headers:
    """The headers by their names in lower case. Of one that comes twice, the values are joined, as in RFC 9110."""
    found: Headers = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def new_request_id() -> str:
    """An id that no other request of any process has. It is no secret."""
    return f"req_{_HERE}{next(_numbers):08x}"


async def read_body(receive: Receive, headers: Mapping[str, str], most: int) -> bytes:
    """The body, if it is not too large and arrives in time."""
    length = headers.get("content-length")
    if length is not None and (not length.isdigit() or int(length) > most):
        raise too_large(most)
    message = _part(await receive())  # until when it must have begun, the connection knows
    body: bytes = message.get("body", b"")
    if message.get("more_body"):
        body = await _rest(receive, body, most)
    if len(body) > most:
        raise too_large(most)
    return body


async def _rest(receive: Receive, first: bytes, most: int) -> bytes:
    """A body that comes in parts, by its first one."""
    parts, size = [first], len(first)
    try:
        async with asyncio.timeout(BODY_TIME):
            while size <= most:
                message = _part(await receive())
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if not message.get("more_body"):
                    break
    except TimeoutError:
        raise Problem(
            "request_timeout", "The body did not arrive in time.", headers={"connection": "close"}
        ) from None
    return b"".join(parts)


def _part(message: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if message["type"] != "http.request":
        raise Gone
    return message


async def read_json(receive: Receive, headers: Mapping[str, str], most: int) -> Any:
    """The value of a JSON body; None for an empty one."""
    body = await read_body(receive, headers, most)
    if not body:
        return None
    if _media_type(headers) != _JSON:
        raise Problem("unsupported_media_type", "Send the body as application/json.")
    try:
        return codec.loads(body, "body")
    except InvalidInput as error:
        raise Problem("malformed_request", f"{error}.") from None


def take_key(text: str, body: dict[str, Any]) -> None:
    """Put the key of ``Idempotency-Key`` where the body would have it. Clients send it in quotes, as its draft says, or bare."""
    found = _KEY(text)
    if found is None:
        raise Problem(
            "malformed_request", 'The Idempotency-Key header must hold one key, such as "order-17".'
        )
    key = found[1] or found[2]
    if body.setdefault("idempotency_key", key) != key:
        raise InvalidInput("idempotency_key", "is another one than in the Idempotency-Key header; give one")


async def read_form(
    receive: Receive, headers: Mapping[str, str], most: int, many: Collection[str] = ()
) -> list[tuple[str, str]]:
    """The names and values of a form; none for an empty one. No name may come twice (RFC 6749, section 3.2), but ``many``."""
    body = await read_body(receive, headers, most)
    if not body:
        return []
    if _media_type(headers) != FORM:
        raise Problem("unsupported_media_type", f"Send the body as {FORM}.")
    pairs = pairs_of(body, "form")
    single = [name for name, _ in pairs if name not in many]
    if len(set(single)) < len(single):
        raise Problem("malformed_request", "The form gives a name twice; give each once.")
    return pairs


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def too_large(most: int) -> Problem:
    return Problem("too_large", f"The body may hold {most:,} bytes at most.", headers={"connection": "close"})


# -- answering -----------------------------------------------------------------------------------------------------------


async def respond(
    send: Send,
    status: int,
    body: bytes,
    media_type: str,
    headers: Mapping[str, str],
    request_id: str,
    whole: Whole | None = None,
) -> None:
    """Send an answer that is there as a whole; by way of ``whole``, where the connection offers that.

    Of one that says nothing (204) there is neither a type nor a length (RFC 9110, 8.6).
    """
    nothing = status == 204
    head = head_of(None if nothing else media_type, headers, request_id, None if nothing else len(body))
    if whole is None or "connection" in headers or not whole(status, head, body):
        await send({"type": "http.response.start", "status": status, "headers": lines_of(head)})
        await send({"type": "http.response.body", "body": body})


def head_of(
    media_type: str | None, more: Mapping[str, str], request_id: str, length: int | None = None
) -> bytes:
    """The lines of an answer's head after the first. Raises ``ValueError`` for a value that would be lines of its own."""
    text, ends = f"x-request-id: {request_id}\r\n{_SAFE}", 3
    if media_type is not None:
        text, ends = f"{text}content-type: {media_type}\r\n", ends + 1
    if length is not None:
        text, ends = f"{text}content-length: {length}\r\n", ends + 1
    if more:
        text += "".join([f"{name}: {value}\r\n" for name, value in more.items()])
        ends += len(more)
    if not text.count("\r") == text.count("\n") == ends:
        raise ValueError("a header of an answer holds the end of a line")
    return text.encode("latin-1")


def lines_of(head: bytes) -> list[tuple[bytes, bytes]]:
    """The same as ASGI has it."""
    found: list[tuple[bytes, bytes]] = []
    for line in head.split(b"\r\n")[:-1]:
        name, _, value = line.partition(b": ")
        found.append((name, value))
    return found


async def _stream(receive: Receive, send: Send, answer: Answer, request_id: str) -> None:
    """Send an answer in pieces, as long as somebody is there to take them. Raises ``Gone`` once nobody is."""
    pumping = asyncio.ensure_future(_pump(send, answer, request_id))
    leaving = asyncio.ensure_future(_until_gone(receive))
    try:
        await asyncio.wait({pumping, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not pumping.done():
            raise Gone
        await pumping
    finally:
        for task in (pumping, leaving):
            task.cancel()
        await asyncio.gather(pumping, leaving, return_exceptions=True)


async def _pump(send: Send, answer: Answer, request_id: str) -> None:
    """Send all pieces. The first is made before anything is sent: what fails at once is a problem."""
    assert answer.stream is not None
    pieces = aiter(answer.stream)
    first = await anext(pieces, b"")
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": lines_of(head_of(answer.media_type, answer.headers, request_id)),
        }
    )
    await send({"type": "http.response.body", "body": first, "more_body": True})
    async for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def failed(request_id: str) -> Problem:
    """What is told of an exception that nobody foresaw; the log has it in full."""
    _log.exception("request %s failed", request_id)
    return Problem("internal", f"The server failed; its log says more about {request_id}.")


async def tell(send: Send, problem: Problem, request_id: str) -> None:
    await respond(
        send, problem.status, problem.body(request_id), problem.media_type, problem.headers, request_id
    )


# -- the application -----------------------------------------------------------------------------------------------------


def application(
    house: House,
    endpoints: Iterable[Endpoint],
    routes: Iterable[BaseRoute] = (),
    *,
    most_at_once: int = 1000,
    lost: Lost | None = None,
    opened: Callable[[], None] = lambda: None,
) -> Application:
    """The ASGI application that serves these endpoints, and whatever other routes there are, over an opened Kavach.

    ``lost`` answers browsers that the router refuses; everybody else gets a problem. ``opened`` is called when everything
    is ready for requests.
    """

    async def refuse(request: Request, error: Exception) -> Response:
        problem = _refusal(request, error)
        if lost is not None and "text/html" in request.headers.get("accept", ""):
            return await lost(house, request, problem)
        return _response(request, problem)

    served = [(endpoint, Served(house, endpoint)) for endpoint in endpoints]
    table = [
        Route(
            endpoint.route,
            here,
            methods=None if endpoint.method == ANY else [endpoint.method],
            name=endpoint.id,
        )
        for endpoint, here in served
    ]
    plain = {(endpoint.method, endpoint.path): here for endpoint, here in served if not endpoint.parameters}

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncGenerator[Mapping[str, Any]]:
        async with house.kavach:
            opened()
            yield {STOP: house.stop, **({} if app.quick is None else {QUICK: app.quick})}

    app = Application(
        routes=[*table, *routes],
        lifespan=life,
        exception_handlers={HTTPException: refuse, Exception: _fail},
    )
    # An address has one spelling, and a redirect would go where Host says.
    app.router.redirect_slashes = False
    app.plain = plain
    app.most_at_once = most_at_once
    return app


class Application(Starlette):
    """Gives each request its id, and turns away what is more than the server can do at once."""

    #: Endpoints whose address is always the same: they need no router.
    plain: Mapping[tuple[str, str], Served]
    most_at_once: int
    #: Where a server may hand over requests that are there as a whole, past all this; see ``quick``.
    quick: Quick | None = None
    #: Requests that are being answered.
    inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request_id = given_id(scope) or new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id
        if self.inside >= self.most_at_once:
            detail = "Too many requests are being answered; try again in a second."
            await tell(send, Problem("overloaded", detail, headers={"retry-after": "1"}), request_id)
            return
        self.inside += 1
        try:
            here = self.plain.get((scope["method"], scope["path"]))
            if here is None:
                await super().__call__(scope, receive, send)
            else:
                await here(scope, receive, send)
        finally:
            self.inside -= 1


def _refusal(request: Request, error: Exception) -> Problem:
    """What the router refuses: no such address, or not with this method."""
    assert isinstance(error, HTTPException)
    codes = {status: code for code, (status, _) in PROTOCOL.items()}
    code = codes.get(error.status_code, "malformed_request")
    detail = "There is nothing at this address." if code == "not_found" else f"{error.detail}."
    headers = {"allow": ", ".join(_methods(request))} if code == "method_not_allowed" else error.headers
    return Problem(code, detail, status=error.status_code, headers=headers)


def _methods(request: Request) -> list[str]:
    """All methods that an address takes (RFC 9110, section 15.5.6): the router names those of one route."""
    here = (route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in here for method in getattr(route, "methods", None) or ()})


def _fail(request: Request, error: Exception) -> Response:
    _log.error("a request failed", exc_info=error)
    return _response(request, Problem("internal", "The server failed; its log says more."))


def _response(request: Request, problem: Problem) -> Response:
    request_id = getattr(request.state, "request_id", None) or new_request_id()
    headers = {name.decode(): value.decode() for name, value in SAFE} | {"x-request-id": request_id}
    return Response(problem.body(request_id), problem.status, headers | problem.headers, MEDIA_TYPE)


def given_id(scope: Scope) -> str | None:
    """The id that the client gave its request, if it is fit to be shown."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text: str = value.decode("latin-1")
            plain = text.isascii() and text.isprintable() and mask_tokens(text) == text
            return text if 0 < len(text) <= _LONGEST_ID and plain else None
    return None
