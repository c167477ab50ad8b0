"""A real server on a real socket over a real file, for tests that ask it over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from patience import until
from pykavach.server.config import Config
from pykavach.server.serve import server_of
from pykavach.sync import Kavach

SECRET = "s" * 40
EVERYTHING = [{"resource": "*", "actions": ["*"]}]


class Served:
    """A server that answers at ``url``, and the same database opened beside it as ``kavach``."""

    def __init__(self, url: str, kavach: Kavach, config: Config) -> None:
        self.url = url
        self.kavach = kavach
        self.config = config
        self._clients: list[httpx2.Client] = []

    def client(self, token: str | None = None, **options: Any) -> httpx2.Client:
        """Somebody who asks with this credential."""
        headers = options.pop("headers", {}) | ({} if token is None else {"authorization": f"Bearer {token}"})
        made = httpx2.Client(base_url=self.url, headers=headers, timeout=30.0, trust_env=False, **options)
        self._clients.append(made)
        return made

    def key(self, role: str, **more: Any) -> httpx2.Client:
        """Somebody with a new admin key of this role."""
        return self.client(self.kavach.keys.create(name=f"a {role}", role=role, **more).token)

    def agent(self, name: str = "agent", **more: Any) -> Any:
        """A new agent that may do everything but what is said here."""
        options: dict[str, Any] = {"user_id": "alice", "type": "autonomous", "permissions": EVERYTHING}
        return self.kavach.agents.create(name=name, **(options | more))

    def close(self) -> None:
        for client in self._clients:
            client.close()


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[Served]:
    """A server over a new file in this folder."""
    db = f"sqlite:///{folder}/kavach.db"
    config = Config(
        **{"db": db, "secret": SECRET, "port": 0, "durability": "process", "timeout": 30.0, **settings}
    )
    server = uvicorn.Server(server_of(config))
    failed: list[BaseException] = []

    def serve() -> None:
        try:
            server.run()
        except BaseException as error:  # noqa: BLE001 - told by whoever waits for it
            failed.append(error)

    thread = threading.Thread(target=serve, name="server")
    thread.start()
    try:
        until(lambda: server.started or failed or not thread.is_alive(), what="the server to start")
        if failed or not server.started:
            raise RuntimeError("the server did not start") from (failed[0] if failed else None)
        port = server.servers[0].sockets[0].getsockname()[1]
        with Kavach(config.db, SECRET, durability="process", timeout=30.0) as kavach:
            world = Served(f"http://127.0.0.1:{port}", kavach, config)
            try:
                yield world
            finally:
                world.close()
    finally:
        server.should_exit = True
        thread.join(30.0)
