"""Running the server: one process, or several that share the address and the database."""

from __future__ import annotations

import gc
import json
import logging
import os
import resource
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette

from pykavach.aio import Kavach
from pykavach.server.addresses import Proxies
from pykavach.server.app import application
from pykavach.server.config import Config, load
from pykavach.server.connections import Guarded, guarded
from pykavach.server.dashboard.shown import lost
from pykavach.server.dashboard.table import routes
from pykavach.server.house import House
from pykavach.server.quick import Quick
from pykavach.server.table import ENDPOINTS

#: Descriptors that are not connections: the database, its log, sockets of the process.
OTHERS: Final = 200


def create_app(config: Config | None = None) -> Starlette:
    """The application of these settings (default: those of the environment), for any ASGI server."""
    if config is None:  # one of several workers
        config = load()
        _log()
        Guarded.most = _most(config)
    kavach = Kavach(
        config.db,
        config.secrets(),
        actor="server",
        timeout=config.timeout,
        durability=config.durability,
        migrate=config.migrate,
        audit_arguments=config.audit_arguments,
        max_agents_per_user=config.max_agents_per_user,
        max_descendants=config.max_descendants,
        deliver_webhooks=True,
        private_webhooks=config.private_webhooks,
    )
    house = House(
        kavach, Proxies(config.trusted_proxies), public_url=config.public_url, audience=config.audience
    )
    app = application(
        house, ENDPOINTS, routes(house), most_at_once=config.max_requests, lost=lost, opened=settle_down
    )
    app.quick = Quick(app, house, next(each for each in ENDPOINTS if each.id == "authorize"))
    return app


def settle_down() -> None:
    """Take what is there for permanent: the garbage collector would look through all of it again and again."""
    gc.collect()
    gc.freeze()


def server_of(config: Config, **more: Any) -> uvicorn.Config:
    """How uvicorn runs it: every bound that it has is set, and those that it lacks are ours."""
    alone = config.workers == 1
    return uvicorn.Config(
        create_app(config) if alone else "pykavach.server.serve:create_app",
        factory=not alone,
        host=config.host,
        port=config.port,
        workers=config.workers,
        http=guarded(_most(config)) if alone else Guarded,
        ws="none",
        loop="uvloop",
        lifespan="on",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # whose word counts for a client's address is ours to say
        timeout_keep_alive=75,
        timeout_graceful_shutdown=config.shutdown_timeout,
        backlog=1024,
        ssl_certfile=config.tls_cert,
        ssl_keyfile=config.tls_key,
        log_config=None,
        **more,
    )


def _most(config: Config) -> int:
    """Connections that a process takes at once."""
    return max(16, min(config.max_connections, _descriptors() - OTHERS))


def _descriptors() -> int:
    """How many files and sockets this process may have open, after asking for all it can get."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else 1 << 20
    if soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            return soft
    return wanted


def run(config: Config, greet: Callable[[int], None] | None = None) -> None:
    """Serve until somebody says stop: requests under way are finished, what they booked is settled.

    ``greet`` is called with the port before anybody is answered.
    """
    _log()
    found = server_of(config)
    # A port that is any gets its number by being taken; several processes share it.
    sock = found.bind_socket() if config.workers > 1 or not config.port else None
    if greet is not None:
        greet(config.port if sock is None else sock.getsockname()[1])
    sockets = None if sock is None else [sock]
    if config.workers == 1:
        uvicorn.Server(found).run(sockets)
        return
    from uvicorn.supervisors import Multiprocess

    assert sockets is not None
    os.environ.update(environment(config))
    Multiprocess(found, sockets=sockets).run()


def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def environment(config: Config) -> dict[str, str]:
    """The settings as the other processes find them."""
    found = config.model_dump(mode="json", exclude_defaults=True)
    if config.secret is not None:
        found["secret"] = config.secret.get_secret_value()
    return {
        f"KAVACH_{name.upper()}": value if isinstance(value, str) else json.dumps(value)
        for name, value in found.items()
        if value is not None
    }
