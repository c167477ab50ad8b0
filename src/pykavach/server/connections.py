"""Bounds on connections: how many, how long a request may take to arrive, and how large its head may be.

uvicorn bounds none of these: a client that sends a byte a minute, or headers without end, would hold its connection and
whatever memory it fills. Where all places are taken, whoever has waited longest without a whole request makes room: so
the server still answers those who ask.

An answer that is there as a whole also leaves as a whole, past the two messages and the checks of each header that ASGI
has for it.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from pykavach.server.app import QUICK, WHOLE
from pykavach.server.house import STOP

#: Seconds until the head of a request must be there, and from then on its body.
HEAD_TIME: Final = 10.0
BODY_TIME: Final = 30.0
#: Bytes of a request's head at most: its line and all headers.
HEAD: Final = 64 << 10
#: Bytes of a body at most that go the short way.
_SHORT: Final = 32 << 10
_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
)


class Guarded(HttpToolsProtocol):
    """A connection that is closed when its request does not arrive in time, or is larger than anybody needs."""

    #: Connections at once at most, and those that have no request under way, the oldest first.
    most: ClassVar[int] = 4096
    waiting: ClassVar[dict[Guarded, None]] = {}

    _timer: asyncio.TimerHandle | None = None
    _head = 0
    _in_body = False
    #: What has come ends with a request: nothing more is expected for now.
    _ended = False
    #: A request may go the short way once all of it is there; meanwhile the long way is held back.
    _begins = False
    _held: tuple[RequestResponseCycle, Any] | None = None
    #: The headers that every answer has, and their lines.
    _defaults: list[tuple[bytes, bytes]] | None = None
    _default_lines = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if len(self.connections) > self.most:
            oldest = next(iter(self.waiting), self)
            oldest.drop()
            if oldest is self:
                return
        self._expect(HEAD_TIME)

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        self._held = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        in_body = self._in_body
        if not in_body:
            before = self._head
            self._head += len(data)
            if self._head > HEAD and not 0 <= data.find(b"\r\n\r\n") <= HEAD - before:
                self.transport.write(_TOO_LARGE)
                self.drop()
                return
        self._ended = False
        super().data_received(data)
        if self._held is not None and (self.expect_100_continue or self._is_long(self._held[0])):
            self._go_on()
        if self._ended:
            self._arrived()
        elif self._timer is None or self._in_body is not in_body:
            self._expect(BODY_TIME if self._in_body else HEAD_TIME)

    def on_message_begin(self) -> None:
        self._ended = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        assert self.parser is not None  # it is calling
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) != 1 and (hosts or self.parser.get_http_version() != "1.0"):
            # Answered with 400 (RFC 9112, 3.2): a proxy may have read another name than whoever reads it here.
            raise ValueError("not exactly one host")
        self._head, self._in_body = 0, True
        self._begins = True
        super().on_headers_complete()
        self._begins = False
        self.scope[WHOLE] = partial(self._whole, self.cycle)  # type: ignore[typeddict-unknown-key]

    def on_message_complete(self) -> None:
        self._in_body, self._ended = False, True
        super().on_message_complete()
        if self._held is not None:
            cycle, _ = self._held
            if self.app_state[QUICK](cycle.scope, bytes(cycle.body), cycle.send):
                self._held = None
            else:
                self._go_on()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        quick = self.app_state.get(QUICK) if self._begins else None
        if quick is not None and quick.takes(cycle.scope):
            self._held = cycle, app
        else:
            super()._start_asgi_task(cycle, app)

    def _go_on(self) -> None:
        """Go the long way, with a request that is not there as a whole or is not for the short one."""
        assert self._held is not None
        held, self._held = self._held, None
        super()._start_asgi_task(*held)

    @staticmethod
    def _is_long(cycle: RequestResponseCycle) -> bool:
        """Whether a body is too long for the short way, by what has come or by what is announced."""
        told = (value for name, value in cycle.scope["headers"] if name == b"content-length")
        return len(cycle.body) > _SHORT or int(next(told, b"0")) > _SHORT

    def _whole(self, cycle: RequestResponseCycle, status: int, head: bytes, body: bytes) -> bool:
        """Send an answer in one piece, as ``send`` would in two; False where it has to wait, or nobody takes it."""
        if self.flow.write_paused or cycle.disconnected or cycle.response_started:
            return False
        cycle.response_started = cycle.response_complete = True
        del cycle.scope[WHOLE]  # type: ignore[typeddict-item]  # it leads back to the scope: what is gone shall be free at once
        cycle.waiting_for_100_continue = False
        if cycle.default_headers is not self._defaults:  # new ones every second, with the time
            self._defaults = cycle.default_headers
            self._default_lines = b"".join([b"%s: %s\r\n" % line for line in self._defaults])
        close = b"" if cycle.keep_alive else b"connection: close\r\n"
        content = b"" if cycle.scope["method"] == "HEAD" else body
        self.transport.write(
            b"".join((STATUS_LINE[status], self._default_lines, close, head, b"\r\n", content))
        )
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    def shutdown(self) -> None:
        """The server is told to stop: what waits for something to happen ends, what is being done is finished."""
        stop = self.app_state.get(STOP)
        if stop is not None:
            stop()
        super().shutdown()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._timer is None:  # it waits for another request: others may need its place
            self.waiting[self] = None

    def _expect(self, seconds: float) -> None:
        """Close the connection unless something comes of it in time."""
        self._arrived()
        self.waiting[self] = None
        self._timer = self.loop.call_later(seconds, self.drop)

    def _arrived(self) -> None:
        self.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def drop(self) -> None:
        self._arrived()
        self.transport.close()


def guarded(most: int) -> type[Guarded]:
    """The protocol for one server, with its bound."""

    class Here(Guarded):
        waiting: ClassVar[dict[Any, None]] = {}

    Here.most = most
    return Here
