"""What the tests of the client share: a server with the library beside it, and servers that do not do what they should."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pykavach.client import Client, SyncClient
from pykavach.core.tokens import Prefix, mint
from server_world import Served

KEY = mint(bytes(32), Prefix.KEY)
ACCESS = {"resource": "mcp:github:issues", "action": "write"}


class Both:
    """One installation, through the library and through a client."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self.url = server.url
        self.library = server.kavach
        self.key = server.kavach.keys.create(name="client", role="admin").token
        self.sync = SyncClient(server.url, key=self.key, timeout=30.0).open()

    def agent(self, **more: Any) -> Any:
        return self.server.agent(**more)

    def client(self, role: str, **options: Any) -> SyncClient:
        """A blocking client with a new key of this role."""
        made = self.library.keys.create(name=role, role=role, **options)
        return SyncClient(self.url, key=made.token, timeout=30.0)

    def awaited(self, call: Callable[[Client], Coroutine[Any, Any, Any]]) -> Any:
        """What the async client gives."""

        async def run() -> Any:
            async with Client(self.url, key=self.key, timeout=30.0) as client:
                return await call(client)

        return asyncio.run(run())

    def close(self) -> None:
        self.sync.close()


def reply(body: bytes, status: str = "200 OK", *headers: str, kind: str = "application/json") -> bytes:
    """A whole answer of HTTP/1.1."""
    lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def decision(**more: Any) -> dict[str, Any]:
    """An allow as a good server tells it."""
    return {
        "allowed": True,
        "outcome": "allow",
        "code": "ok",
        "reason": "Allowed.",
        "auditId": "aud_1_00000000",
        "agentId": "agt_1",
        "chain": ["agt_1"],
        "depth": 0,
        "throttled": False,
        "replayed": False,
        "retry": "never",
        "retryAfter": None,
        "approvalId": None,
        "remaining": {},
        "findings": [],
        "wouldDeny": None,
        "bookedUsd": "0.00",
        "latencyUs": 1,
        **more,
    }


def told(**more: Any) -> bytes:
    """A server's whole answer: a decision."""
    return reply(json.dumps(decision(**more)).encode())


class Odd:
    """A server on a real socket that does with each request whatever a test wants; it counts them."""

    def __init__(self, answer: Callable[[socket.socket, int], None]) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.heads: list[bytes] = []
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            while head := _request(connection):
                with self._lock:
                    self.heads.append(head)
                    number = len(self.heads)
                self._answer(connection, number)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(10)


def _request(connection: socket.socket) -> bytes:
    """One whole request; its head. Nothing where the client has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head


@contextmanager
def odd(answer: Callable[[socket.socket, int], None] | bytes) -> Iterator[Odd]:
    """Such a server; with bytes, it answers everything with them."""

    def always(connection: socket.socket, _: int) -> None:
        assert isinstance(answer, bytes)
        connection.sendall(answer)

    made = Odd(always if isinstance(answer, bytes) else answer)
    try:
        yield made
    finally:
        made.close()
