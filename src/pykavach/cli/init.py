"""``kavach init``: the database, a secret, and what to do next."""

from __future__ import annotations

import secrets
import shlex

import click

from pykavach.cli.base import DEFAULT_DB, Command, session
from pykavach.cli.files import NewFile
from pykavach.cli.output import clean, print_json, say


@click.command(cls=Command)
@click.option("--new-secret", metavar="FILE", help="Also make a secret in FILE, which must not exist yet.")
@click.option(
    "--admin-key", metavar="FILE", help="Also make an admin key, its token in FILE, which must not exist yet."
)
def init(new_secret: str | None, admin_key: str | None) -> None:
    """Create the database and say what to do next. Nothing that exists is overwritten.

    A secret seals arguments that wait for a person and signs checkpoints of the audit log; without one those
    features refuse to work, the rest does. Keep it away from the database and its backups.
    """
    here = session()
    here.need_local()
    created = here.missing
    with (
        NewFile(new_secret, "--new-secret", way_out="; to use it: --secret-file") as file,
        NewFile(admin_key, "--admin-key") as key_file,
    ):
        with here.open(create=True) as opened:
            url = opened.engine.store.url
            if admin_key is not None:
                made = opened.view.keys.create(name="made by kavach init", role="admin")
                key_file.finish(made.token + "\n")
        file.finish(secrets.token_hex(32) + "\n")
    sealed = new_secret is not None or here.secrets() is not None
    if here.json:
        print_json(
            {
                "db": url,
                "created": created,
                "secretFile": new_secret,
                "secret": sealed,
                "adminKeyFile": admin_key,
            }
        )
        return
    if here.server:
        say(("ready ", "ok"), clean(url))
    else:
        say(
            ("created " if created else "exists already, unchanged: ", "ok" if created else "warn"),
            clean(url),
        )
    if new_secret is not None:
        say(("created ", "ok"), f"{new_secret} (mode 0600): keep a copy, but not beside the database")
    if admin_key is not None:
        say(("created ", "ok"), f"{admin_key} (mode 0600): whoever has this key may do everything")
    say("")
    say("Next:")
    if here.db != DEFAULT_DB and not here.server:  # whose address may hold a password
        say(f"  export KAVACH_DB={shlex.quote(here.db)}")
    if new_secret is not None:
        say(f'  export KAVACH_SECRET="$(cat {shlex.quote(new_secret)})"')
    elif not sealed:
        say('  export KAVACH_SECRET="$(openssl rand -hex 32)"      # and keep it')
    say("  kavach agents create my-agent --user alice \\")
    say("    --allow 'mcp:github:*=read,write' --limit maxCallsPerDay=5000")
    say("  kavach doctor")
