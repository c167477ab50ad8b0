"""``kavach init``: the database, a secret, and what to do next."""

from __future__ import annotations

import os
import secrets
import shlex
from pathlib import Path
from typing import Final

import click

from pykavach.cli.base import DEFAULT_DB, Command, session
from pykavach.cli.output import clean, print_json, say
from pykavach.core.errors import Conflict

_THERE: Final = "--new-secret: {!s} exists already and is left alone; to use it: --secret-file"


@click.command(cls=Command)
@click.option("--new-secret", metavar="FILE", help="Also make a secret in FILE, which must not exist yet.")
def init(new_secret: str | None) -> None:
    """Create the database and say what to do next. Nothing that exists is overwritten.

    A secret seals arguments that wait for a person and signs checkpoints of the audit log; without one those
    features refuse to work, the rest does. Keep it away from the database and its backups.
    """
    here = session()
    if new_secret is not None and Path(new_secret).exists():
        raise Conflict(_THERE.format(new_secret))
    created = here.missing
    with here.open(create=True) as opened:
        url = opened.engine.store.url
    if new_secret is not None:
        _write_secret(Path(new_secret))
    sealed = new_secret is not None or here.secrets() is not None
    if here.json:
        print_json({"db": url, "created": created, "secretFile": new_secret, "secret": sealed})
        return
    say(("created " if created else "exists already, unchanged: ", "ok" if created else "warn"), clean(url))
    if new_secret is not None:
        say(("created ", "ok"), f"{new_secret} (mode 0600): keep a copy, but not beside the database")
    say("")
    say("Next:")
    if here.db != DEFAULT_DB:
        say(f"  export KAVACH_DB={shlex.quote(here.db)}")
    if new_secret is not None:
        say(f'  export KAVACH_SECRET="$(cat {shlex.quote(new_secret)})"')
    elif not sealed:
        say('  export KAVACH_SECRET="$(openssl rand -hex 32)"      # and keep it')
    say("  kavach agents create my-agent --user alice \\")
    say("    --allow 'mcp:github:*=read,write' --limit maxCallsPerDay=5000")
    say("  kavach doctor")


def _write_secret(path: Path) -> None:
    """A new secret in a file of its own. Raises ``Conflict`` if there is something already."""
    try:
        target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise Conflict(_THERE.format(path)) from None
    with os.fdopen(target, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
