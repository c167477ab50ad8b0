"""A way to a server that can be stalled, cut, and closed to new connections."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any


class Proxy:
    """A way to the server at ``host`` and ``port``."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._open = threading.Event()
        self._open.set()
        self._loud = threading.Event()
        self._loud.set()
        #: New connections are ended at once.
        self.refuse = False
        #: Called with every piece that comes from a client, before it goes on.
        self.on_client: Any = None
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def stall(self) -> None:
        """Take everything, pass nothing on: a server that has stopped, or a network that is silent."""
        self._open.clear()

    def flow(self) -> None:
        self._open.set()

    def mute(self) -> None:
        """Pass on what clients say, but not what the server answers."""
        self._loud.clear()

    def unmute(self) -> None:
        self._loud.set()

    def cut(self) -> None:
        """End every connection."""
        for pair in list(self._pairs):
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.flow()
        self.unmute()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes who accepts
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)
        for pair in self._pairs:
            for end in pair:
                end.close()

    def _start(self, target: Any, *values: Any) -> None:
        thread = threading.Thread(target=target, args=values, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.refuse:
                client.close()
                continue
            server = socket.create_connection(self._server)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs.append((client, server))
            self._start(self._pump, client, server, True)
            self._start(self._pump, server, client, False)

    def _pump(self, source: socket.socket, sink: socket.socket, from_client: bool) -> None:
        try:
            while data := source.recv(1 << 20):
                if from_client and self.on_client is not None:
                    self.on_client(data)
                self._open.wait()
                if not from_client:
                    self._loud.wait()
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
