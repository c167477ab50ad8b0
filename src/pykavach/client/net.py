"""The bytes: connections that are kept, each exchange bounded as a whole, over httpcore2.

Nothing here follows a redirect, keeps a cookie, or asks the environment for a proxy: the credential goes to one address.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
import weakref
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any, Final, Self

import httpcore2

from pykavach.client.address import Address
from pykavach.client.exchange import MOST, Answer, Failure, Outcome, Request, sentence
from pykavach.engine import forks

#: Connections at once at most, and seconds that one is kept unused: less than servers and proxies keep theirs.
_MOST: Final = 100
_KEPT: Final = 30.0
#: Nothing was sent: there was no connection yet.
_UNSENT: Final = (httpcore2.ConnectError, httpcore2.ConnectTimeout, httpcore2.PoolTimeout)
_SLOW: Final = (httpcore2.TimeoutException, TimeoutError)
_ENCODED: Final = "it sent a body in an encoding that nobody asked for"
_TOO_LARGE: Final = f"its answer is larger than {MOST >> 20} MiB"


class Until(float):
    """Seconds that are left, as httpcore2 passes them on; ``end`` is when none are, as ``time.monotonic()`` counts.

    httpcore2 bounds each read and each write; who feeds it a byte at a time would hold it for ever.
    """

    end: float

    def __new__(cls, end: float) -> Self:
        made = super().__new__(cls, max(0.0, end - time.monotonic()))
        made.end = end
        return made


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    """What is left of a time now. Raises ``late`` if it is over."""
    if not isinstance(timeout, Until):
        return timeout
    left = timeout.end - time.monotonic()
    if left <= 0:
        raise late("the time is over")
    return left


class _Stream(httpcore2.NetworkStream):
    """A connection whose whole exchange ends in time."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        self._inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Where connections come from. Knows those that there are, so that a forked child can let go of its parent's."""

    def __init__(self) -> None:
        self._plain = httpcore2.SyncBackend()
        self._streams: weakref.WeakSet[_Stream] = weakref.WeakSet()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        found = _look_up(host, port, _left(timeout, httpcore2.ConnectTimeout))
        failure: Exception = httpcore2.ConnectError("the name has no address")
        for place, address in enumerate(found):
            left = _left(timeout, httpcore2.ConnectTimeout)
            # The others get their share, where this one swallows everything.
            share = None if left is None else left / (len(found) - place)
            try:
                inner = self._plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            stream = _Stream(inner)
            self._streams.add(stream)
            return stream
        raise failure

    def drop(self) -> None:
        """Close every connection here, without a word to the other side: it is a parent's, too."""
        for stream in list(self._streams):
            stream.close()


def _look_up(host: str, port: int, seconds: float | None) -> Sequence[str]:
    """The addresses of a name. A name server that does not answer holds a thread, and not its caller."""
    found: list[str] = []
    failed: list[Exception] = []

    def look() -> None:
        try:
            for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                if str(address[0]) not in found:
                    found.append(str(address[0]))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    try:
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    except OSError:
        thread = threading.Thread(target=look, name="kavach-name", daemon=True)
        thread.start()
        thread.join(seconds)
    else:
        return (host,)
    if failed:
        raise httpcore2.ConnectError(f"the name cannot be resolved: {failed[0]}")
    if thread.is_alive():
        raise httpcore2.ConnectTimeout("the name was not resolved in time")
    return tuple(found)


# -- what both ways share ------------------------------------------------------------------------------------------------


class _Way:
    """The address, the credential, and how a request looks."""

    def __init__(self, address: Address, credential: str, tls: ssl.SSLContext | None) -> None:
        self._address = address
        self._authorization = f"Bearer {credential}".encode()
        self._tls = tls if tls is not None else ssl.create_default_context()

    def _options(self) -> dict[str, Any]:
        return {
            "ssl_context": self._tls,
            "max_connections": _MOST,
            "max_keepalive_connections": _MOST,
            "keepalive_expiry": _KEPT,
        }

    def _request(self, request: Request, *, timeout: float | None) -> httpcore2.Request:
        address = self._address
        own = request.credential
        headers = [
            (b"host", address.header.encode()),
            (b"authorization", self._authorization if own is None else f"Bearer {own}".encode()),
            (b"user-agent", b"pykavach"),
            (b"accept", b"application/json, application/problem+json, */*;q=0.1"),
            (b"accept-encoding", b"identity"),
        ]
        if request.body is not None:
            headers += [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(request.body)).encode()),
            ]
        elif request.method != "GET":
            headers.append((b"content-length", b"0"))
        url = httpcore2.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=request.path.encode(),
        )
        timeouts = {} if timeout is None else dict.fromkeys(("connect", "read", "write", "pool"), timeout)
        return httpcore2.Request(
            request.method.encode(),
            url,
            headers=headers,
            content=request.body or b"",
            extensions={"timeout": timeouts},
        )


def _headers(response: httpcore2.Response) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _whole(response: httpcore2.Response, parts: Sequence[bytes]) -> Outcome:
    headers = _headers(response)
    if headers.get("content-encoding", "identity").lower() != "identity":
        return Failure(_ENCODED, sent=True)
    return Answer(response.status, headers, b"".join(parts))


def failure_of(error: Exception) -> Failure:
    """What went wrong, without what was sent."""
    sent = not isinstance(error, _UNSENT)
    if isinstance(error, _SLOW):
        return Failure("there was no answer in time" if sent else "there was no connection in time", sent)
    if not sent:
        return Failure(f"there is no connection: {sentence(str(error))}", sent)
    return Failure(f"the answer broke off ({type(error).__name__}: {sentence(str(error))})", sent)


_LATE: Final = Failure("there was no time left", sent=False)


# -- blocking ------------------------------------------------------------------------------------------------------------


class Wire(_Way):
    """The blocking way. Safe to share between threads; a forked child has connections of its own."""

    def __init__(self, address: Address, credential: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(address, credential, tls)
        self._begin()
        forks.register(self)

    def _begin(self) -> None:
        self._backend = _Backend()
        self._pool = httpcore2.ConnectionPool(network_backend=self._backend, **self._options())

    def after_fork(self) -> None:
        old = self._backend
        self._begin()
        old.drop()

    def close(self) -> None:
        self._pool.close()

    def send(self, request: Request) -> Outcome:
        """One request and its whole answer, in time. Raises nothing that comes from the network."""
        if request.until <= time.monotonic():
            return _LATE
        try:
            response = self._pool.handle_request(self._request(request, timeout=Until(request.until)))
            try:
                parts, size = [], 0
                for part in _parts(response):
                    parts.append(part)
                    size += len(part)
                    if size > MOST:
                        return Failure(_TOO_LARGE, sent=True)
            finally:
                response.close()
        except Exception as error:  # noqa: BLE001 - whatever the network does ends in a denial, or in our own error
            return failure_of(error)
        return _whole(response, parts)

    def stream(self, request: Request, idle: float) -> Iterator[bytes | Outcome]:
        """The bytes of a good answer as they come, at most ``idle`` seconds apart; or the one outcome that is none."""
        try:
            response = self._pool.handle_request(self._request(request, timeout=idle))
        except Exception as error:  # noqa: BLE001 - as in ``send``
            yield failure_of(error)
            return
        try:
            if response.status != 200:
                yield _whole(response, list(_parts(response)))
                return
            yield from _parts(response)
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            yield failure_of(error)
        finally:
            response.close()


def _parts(response: httpcore2.Response) -> Iterator[bytes]:
    assert isinstance(response.stream, Iterable)
    return iter(response.stream)


# -- async ---------------------------------------------------------------------------------------------------------------


class AsyncWire(_Way):
    """The async way: connections belong to the event loop that they were made on."""

    def __init__(self, address: Address, credential: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(address, credential, tls)
        self.after_fork()
        forks.register(self)

    def after_fork(self) -> None:
        self._pools: dict[asyncio.AbstractEventLoop, httpcore2.AsyncConnectionPool] = {}
        self._lock = threading.Lock()

    def _pool(self) -> httpcore2.AsyncConnectionPool:
        loop = asyncio.get_running_loop()
        found = self._pools.get(loop)
        if found is None:
            with self._lock:
                for closed in [known for known in self._pools if known.is_closed()]:
                    del self._pools[closed]
                found = self._pools.setdefault(loop, httpcore2.AsyncConnectionPool(**self._options()))
        return found

    async def aclose(self) -> None:
        """Close the connections of this loop; those of others end with their loops."""
        mine = self._pools.pop(asyncio.get_running_loop(), None)
        self._pools.clear()
        if mine is not None:
            await mine.aclose()

    async def send(self, request: Request) -> Outcome:
        """As the blocking one."""
        left = request.until - time.monotonic()
        if left <= 0:
            return _LATE
        try:
            async with asyncio.timeout(left):
                response = await self._pool().handle_async_request(self._request(request, timeout=None))
                try:
                    parts, size = [], 0
                    async for part in _async_parts(response):
                        parts.append(part)
                        size += len(part)
                        if size > MOST:
                            return Failure(_TOO_LARGE, sent=True)
                finally:
                    await response.aclose()
        except Exception as error:  # noqa: BLE001 - whatever the network does ends in a denial, or in our own error
            return failure_of(error)
        return _whole(response, parts)

    async def stream(self, request: Request, idle: float) -> AsyncIterator[bytes | Outcome]:
        """As the blocking one."""
        try:
            response = await self._pool().handle_async_request(self._request(request, timeout=idle))
        except Exception as error:  # noqa: BLE001 - as in ``send``
            yield failure_of(error)
            return
        try:
            if response.status != 200:
                yield _whole(response, [part async for part in _async_parts(response)])
                return
            async for part in _async_parts(response):
                yield part
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            yield failure_of(error)
        finally:
            await response.aclose()


def _async_parts(response: httpcore2.Response) -> AsyncIterator[bytes]:
    assert not isinstance(response.stream, Iterable)
    return aiter(response.stream)
