"""Somebody who is posted to: a real HTTP server on loopback."""

from __future__ import annotations

import base64
import http.server
import json
import ssl
import threading
from typing import Any

from pykavach.webhooks import WebhookListener

#: Seconds after which a test gives up.
LONG = 30
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


class Receiver:
    """A real HTTP server on loopback. ``answer`` decides what it says."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.answer = lambda handler: handler.say(204)
        self.names: list[str | None] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests.append((self.path, dict(self.headers.items()), body))
                receiver.answer(self)

            def say(self, status: int, body: bytes = b"", **headers: str) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args) -> None: ...

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(
                self, request, client_address
            ) -> None: ...  # a client that gives up is no error here

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        if context is not None:
            context.sni_callback = lambda sock, name, ctx: self.names.append(name)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def listener(self, path: str = "/hook?x=1", **options) -> WebhookListener:
        given = {"secret": SECRET, "allow_private": True, "timeout": LONG}
        return WebhookListener(f"http://127.0.0.1:{self.port}{path}", **(given | options))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?x=1"

    def told(self) -> list[dict[str, Any]]:
        """What was posted, in order."""
        return [json.loads(body) for _, _, body in self.requests]

    def types(self) -> list[str]:
        return [each["type"] for each in self.told()]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
