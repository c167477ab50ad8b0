"""``kavach serve``: the same engine behind HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pykavach.cli.base import Command, session
from pykavach.cli.output import say
from pykavach.core.errors import InvalidInput


@click.command(cls=Command)
@click.option("--host", metavar="ADDRESS", help="The address to listen on. [KAVACH_HOST; default 127.0.0.1]")
@click.option("--port", type=int, help="The port; 0: any that is free. [KAVACH_PORT; default 8787]")
@click.option("--workers", type=int, help="Processes that answer. [KAVACH_WORKERS; default 1]")
@click.option("--config", metavar="FILE", help="Settings in TOML. [KAVACH_CONFIG]")
@click.option("--public-url", metavar="URL", help="Where clients reach the server. [KAVACH_PUBLIC_URL]")
@click.option(
    "--trusted-proxy",
    metavar="NETWORK",
    multiple=True,
    help="A proxy whose X-Forwarded-For is believed; may be repeated. [KAVACH_TRUSTED_PROXIES]",
)
@click.option("--tls-cert", metavar="FILE", help="The certificate chain. [KAVACH_TLS_CERT]")
@click.option("--tls-key", metavar="FILE", help="Its private key. [KAVACH_TLS_KEY]")
@click.option("--check", is_flag=True, help="Only check the settings, and say what they are.")
def serve(
    host: str | None,
    port: int | None,
    workers: int | None,
    config: str | None,
    public_url: str | None,
    trusted_proxy: tuple[str, ...],
    tls_cert: str | None,
    tls_key: str | None,
    check: bool,
) -> None:
    """Serve the REST API until interrupted. Settings come from here, from KAVACH_… and from a TOML file.

    Nothing is open but /healthz, /readyz and /openapi.json: make a key with `kavach keys create`.
    """
    here = session()
    try:
        from pykavach.server import serve as server
        from pykavach.server.config import CONFIG, load
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("pykavach"):
            raise
        raise InvalidInput(
            "serve", "needs its packages; install them with: pip install 'pykavach[server]'"
        ) from None
    if config is not None:
        os.environ[CONFIG] = config
    settings = load(
        db=here.db if here.chosen else None,
        secret_file=here.secret_file,
        host=host,
        port=port,
        workers=workers,
        public_url=public_url,
        trusted_proxies=list(trusted_proxy) or None,
        tls_cert=None if tls_cert is None else Path(tls_cert),
        tls_key=None if tls_key is None else Path(tls_key),
    )
    if check:
        for name, value in settings.model_dump(mode="json", exclude={"db", "secret"}).items():
            say((f"{name:<22}", "dim"), str(value))
        return
    server.run(settings)
