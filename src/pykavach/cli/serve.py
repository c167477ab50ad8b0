"""``kavach serve``: the same engine behind HTTP."""

from __future__ import annotations

import os
import shlex
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pykavach.cli.base import DEFAULT_DB, Command, Session, session
from pykavach.cli.output import note, say
from pykavach.core.errors import InvalidInput, Unavailable

if TYPE_CHECKING:
    from pykavach.server.config import Config
    from pykavach.sync import Kavach

#: Where a demo is kept: never among what is at work.
_DEMO: Final = "sqlite:///kavach-demo.db"
#: Seconds within which a decision of the demo must come: a slow disk shall not change what there is to see.
_PATIENCE: Final = 10.0


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
@click.option(
    "--demo",
    is_flag=True,
    help="Show a demo: fill the database if it is empty (kavach-demo.db, or --db), and print a link that signs in.",
)
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
    demo: bool,
    check: bool,
) -> None:
    """Serve the REST API and the dashboard until interrupted. Settings come from here, from KAVACH_… and from a TOML file.

    Nothing is open but /healthz, /readyz and /openapi.json: make a key with `kavach keys create`, and sign in with it.
    """
    here = session()
    here.need_local()
    settings = server_settings(
        config,
        db=_address(here, demo=demo),
        secret_file=here.secret_file,
        host=host,
        port=port,
        workers=workers,
        public_url=public_url,
        trusted_proxies=list(trusted_proxy) or None,
        tls_cert=None if tls_cert is None else Path(tls_cert),
        tls_key=None if tls_key is None else Path(tls_key),
    )
    if isinstance(settings, list):
        raise InvalidInput(*settings[0])
    if check:
        for name, value in settings.model_dump(mode="json", exclude={"db", "secret"}).items():
            say((f"{name:<22}", "dim"), str(value))
        return
    from pykavach.server import serve as server
    from pykavach.server.checks import obstacle

    found = obstacle(settings)
    if found is not None:
        raise InvalidInput(found.field, f"{found.rule}; {found.way}")
    try:
        server.run(settings, lambda port: _greet(settings, port, demo=demo))
    except SystemExit:  # uvicorn's own way out, with a code that means something else here
        raise Unavailable("the server could not start; its log says why") from None


def server_settings(config: str | None, **given: Any) -> Config | list[tuple[str, str]]:
    """The settings of a server: those given, those of the environment, and those in the file ``config``.

    Or each that breaks a rule, with the rule.
    """
    try:
        import_module("pykavach.server.serve")  # it needs all that a server needs
        from pykavach.server.config import CONFIG, read
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("pykavach"):
            raise
        raise InvalidInput(
            "serve", "needs its packages; install them with: pip install 'pykavach[server]'"
        ) from None
    if config is not None:
        os.environ[CONFIG] = config
    return read(**given)


def _greet(settings: Config, port: int, *, demo: bool) -> None:
    """Say where the dashboard is, and how to come in; of an installation that knows nobody yet, how to make a key."""
    from pykavach.sync import Kavach

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    tls = "http" if settings.tls_cert is None else "https"
    at = settings.public_url or f"{tls}://{host}:{port}"
    with Kavach(
        settings.db, settings.secrets(), actor="server", timeout=_PATIENCE, migrate=settings.migrate
    ) as kavach:
        if demo:
            from pykavach.cli.demo_seed import sign_in_token

            token = sign_in_token(kavach)
            say(("dashboard  ", "dim"), f"{at}/sign-in?link={token}")
            note(
                f"The link signs in once, within ten minutes. Another one: kavach users link demo{_at(settings)}"
            )
            return
        say(("dashboard  ", "dim"), f"{at}/")
        if not _administered(kavach):
            way = f"kavach keys create admin --role admin{_at(settings)}"
            note(f"Nobody can sign in yet. Make an admin key, and sign in with it: {way}")


def _address(here: Session, *, demo: bool) -> str | None:
    """Which database the command line names. KAVACH_DB is one that is at work, so it does not count for a demo."""
    if demo:
        return here.db if here.chosen and here.db != os.environ.get("KAVACH_DB") else _DEMO
    return here.db if here.chosen else None


def _at(settings: Config) -> str:
    """The option that names the same file, where it is not the usual one. What addresses of servers hold is not shown."""
    usual = not settings.db.startswith("sqlite:") or settings.db == os.environ.get("KAVACH_DB", DEFAULT_DB)
    return "" if usual else f" --db {shlex.quote(settings.db)}"


def _administered(kavach: Kavach) -> bool:
    """Whether some admin has a way in. Looks at the first hundred of each: an installation begins with its admins."""
    found = [(key.role, key.status) for key in kavach.keys.list(limit=100).items]
    found += [(user.role, user.status) for user in kavach.users.list(limit=100).items]
    return ("admin", "active") in found
