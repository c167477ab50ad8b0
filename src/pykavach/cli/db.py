"""``kavach db``: whole, up to date, and safe after a restore."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_UNVERIFIED, Group, Session, leave, session
from pykavach.cli.integrity import show_report
from pykavach.cli.moving import copy, reopen
from pykavach.cli.output import facts, note, print_json, progress, say
from pykavach.core.errors import InvalidInput, Unavailable

_SENTENCES: Final = 20
_STATES: Final = {
    "current": "what this program needs",
    "older": "this program needs a newer one; run: kavach db upgrade",
    "newer": "newer than this program knows; upgrade pykavach",
    "unfinished": "an upgrade to it was interrupted; run: kavach db upgrade",
}


@click.group(cls=Group)
def db() -> None:
    """Look after the database."""


db.add_command(copy)
db.add_command(reopen)


def _whole(here: Session) -> None:
    if here.tenant is not None:
        raise InvalidInput("--tenant", "the database is everybody's; leave it out")


@db.command()
def check() -> None:
    """Check the database's files, its tables, and every entry of the audit log. Exit code 6 if anything is wrong.

    Changes nothing: a database with an older schema is refused.
    """
    from pykavach.engine.database import Database

    here = session()
    _whole(here)
    report: Any = None
    unverified: str | None = None
    with here.open(migrate=False) as opened:
        health = Database(opened.engine).check()
        if health.ok:
            try:
                with progress("verifying", quiet=here.json) as tell:
                    report = opened.view.audit.verify(progress=tell)
            except InvalidInput as error:  # a pruned log needs the secret
                unverified = str(error)
        ok = health.ok and report is not None and report.ok
        url = opened.engine.store.url
    if here.json:
        wire = health.wire() | {"ok": ok, "db": url, "audit": None if report is None else report.wire()}
        print_json(wire | {"auditProblem": unverified})
    else:
        schema = (
            (f"version {health.schema}, but its tables differ", "fail")
            if health.drift
            else (f"version {health.schema}", "ok")
        )
        facts(
            (
                ("Database", url),
                ("Schema", schema),
                ("Files", ("broken", "fail") if health.problems else ("whole", "ok")),
            )
        )
        for problem in (*health.drift, *health.problems):
            say(f"  {problem}")
        if report is not None:
            show_report(report)
        elif unverified is not None:
            say(("the audit log was not verified", "fail"), f": {unverified}")
    if not ok:
        leave(EXIT_UNVERIFIED)


@db.command()
def current() -> None:
    """Show the version of the database's schema. Changes nothing. Exit code 6 if this program needs another one."""
    from pykavach.open import upgrade_schema
    from pykavach.storage.migrations import UNFINISHED, Upgrade
    from pykavach.storage.tables import SCHEMA

    here = session()
    _whole(here)
    here.need()
    looked = Upgrade(allowed=False, create=False)
    try:
        upgrade_schema(here.db, looked)
    except Unavailable:
        if looked.found in (None, SCHEMA):
            raise
    found = looked.found or SCHEMA
    unfinished = found > UNFINISHED
    if unfinished:
        found -= UNFINISHED
    state = (
        "newer"
        if found > SCHEMA
        else "unfinished"
        if unfinished
        else "older"
        if found < SCHEMA
        else "current"
    )
    if here.json:
        print_json({"schema": found, "needed": SCHEMA, "state": state})
    else:
        say((f"schema {found}", "ok" if state == "current" else "warn"), f": {_STATES[state]}")
    if state != "current":
        leave(EXIT_UNVERIFIED)


@db.command()
@click.option("--backup", metavar="FILE", help="Copy the SQLite file there before it is changed.")
def upgrade(backup: str | None) -> None:
    """Bring the schema up to the version this program needs.

    End the processes of the version before first: once this is done, they deny everything.
    """
    from pykavach.open import upgrade_schema
    from pykavach.storage.migrations import Upgrade
    from pykavach.storage.tables import SCHEMA

    here = session()
    _whole(here)
    if backup is not None and here.file is None:
        raise InvalidInput("--backup", "is for SQLite files; use the server's own backup")
    here.need()
    steps = 0

    def tell(n: int, title: str) -> None:
        nonlocal steps
        steps += 1
        if not here.json:
            note(f"to schema {n}: {title}")

    run = Upgrade(backup=None if backup is None else Path(backup), tell=tell)
    upgrade_schema(here.db, run)
    with here.open(migrate=False) as opened, opened.engine.reading() as view:
        drift = view.drift(_SENTENCES)
    copied = backup if steps else None
    if here.json:
        print_json(
            {"from": run.found, "schema": SCHEMA, "upgraded": steps > 0, "backup": copied, "drift": drift}
        )
    else:
        if copied is not None:
            say(f"what it was is in {copied}")
        if run.found is None:
            say((f"created schema {SCHEMA}", "ok"))
        elif steps:
            say((f"upgraded from schema {run.found} to {SCHEMA}", "ok"))
        else:
            say((f"schema {SCHEMA} is up to date", "ok"))
        for sentence in drift:
            say(("but ", "fail"), sentence)
    if drift:
        leave(EXIT_UNVERIFIED)


@db.command()
@click.option(
    "--checkpoint", metavar="FILE", help="The newest checkpoint kept elsewhere; - is standard input."
)
@click.option("--all", "everyone", is_flag=True, help="Suspend every agent.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def restored(checkpoint: str | None, everyone: bool, yes: bool) -> None:
    """After a backup was restored: suspend everything changed since its last checkpoint until a person resumes it.

    What happened after the backup is lost: agents may be live again that were revoked, and calls forgotten that were
    counted. Give the newest checkpoint that was kept elsewhere: if it lies behind the end of the restored log, every
    agent is suspended and every admin key revoked. Open and approved requests are closed, sessions and links end. End
    every process that uses the database first.
    """
    from pykavach.engine.database import Database

    here = session()
    _whole(here)
    given = None if checkpoint is None else parse.read(checkpoint, "--checkpoint")
    if not yes and sys.stdin.isatty():
        click.confirm("Suspend agents and close requests after a restore?", abort=True, err=True)
    with here.open() as opened:
        done = Database(opened.engine).restored(checkpoint=given, all=everyone)
    if here.json:
        print_json(done.wire())
        return
    since = "" if done.checkpoint is None else f", since {done.checkpoint}"
    say(("suspended", "warn"), f" {len(done.suspended)} agents: {done.why}{since}")
    for id in done.suspended:
        say(f"  {id}")
    say(f"closed {done.closed_approvals} approvals")
    say(
        f"revoked {len(done.revoked_keys)} admin keys and {done.revoked_passkeys} passkeys, "
        f"ended {done.ended_sessions} sessions and links"
    )
    if done.paused_webhooks:
        say(f"paused {len(done.paused_webhooks)} webhooks: look where they lead, then kavach webhooks resume")
    if done.suspended:
        note("look at each, then: kavach agents resume AGENT...")


@db.command()
@click.option("--decider", multiple=True, metavar="ROLE", help="May decide, settle and record; repeatable.")
@click.option(
    "--auditor", multiple=True, metavar="ROLE", help="May read everything, and change nothing; repeatable."
)
@click.option(
    "--schema",
    metavar="NAME",
    help="The schema of the tables; on MySQL, the database. [default: asked of the database]",
)
def grants(decider: tuple[str, ...], auditor: tuple[str, ...], schema: str | None) -> None:
    """Print the statements that give roles of a server's database the least rights that they need.

    For PostgreSQL, or for MySQL and MariaDB where the address names one; a role there is an account, name or name@host.
    They change nothing until the owner of the tables runs them, with psql, mariadb or mysql for instance.
    """
    from pykavach.storage.grants import script
    from pykavach.storage.mysql_address import SCHEMES

    here = session()
    _whole(here)
    if not decider and not auditor:
        raise InvalidInput("--decider", "name at least one role, with --decider or --auditor")
    if schema is None:
        with here.open() as opened:
            schema = getattr(opened.engine.store, "schema", None)
    if schema is None:
        raise InvalidInput(
            "db", "a file has no roles with rights on tables; name the address of a server, or --schema"
        )
    mysql = here.db.partition("://")[0] in SCHEMES
    text = script(schema, deciders=decider, auditors=auditor, mysql=mysql)
    if here.json:
        print_json({"schema": schema, "sql": text})
    else:
        sys.stdout.write(text)
