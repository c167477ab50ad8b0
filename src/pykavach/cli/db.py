"""``kavach db``: whole, up to date, and safe after a restore."""

from __future__ import annotations

import sys
from typing import Any

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_UNVERIFIED, Group, Session, leave, session
from pykavach.cli.integrity import show_report
from pykavach.cli.output import facts, note, print_json, progress, say
from pykavach.core.errors import InvalidInput, NotFound, Unavailable


@click.group(cls=Group)
def db() -> None:
    """Look after the database."""


def _whole(here: Session) -> None:
    if here.tenant is not None:
        raise InvalidInput("--tenant", "the database is everybody's; leave it out")


@db.command()
def check() -> None:
    """Check the database's files, its schema, and every entry of the audit log. Exit code 6 if anything is wrong."""
    from pykavach.engine.database import Database

    here = session()
    _whole(here)
    report: Any = None
    unverified: str | None = None
    with here.open() as opened:
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
        schema = (f"version {health.schema}", "ok")
        facts(
            (
                ("Database", url),
                ("Schema", schema),
                ("Files", ("whole", "ok") if health.ok else ("broken", "fail")),
            )
        )
        for problem in health.problems:
            say(f"  {problem}")
        if report is not None:
            show_report(report)
        elif unverified is not None:
            say(("the audit log was not verified", "fail"), f": {unverified}")
    if not ok:
        leave(EXIT_UNVERIFIED)


@db.command()
def upgrade() -> None:
    """Bring the schema up to the version this program needs."""
    here = session()
    _whole(here)
    upgraded = False
    try:
        with here.open(migrate=False) as opened:
            schema = _schema(opened.engine)
    except NotFound:
        raise
    except Unavailable:
        with here.open(migrate=True) as opened:
            schema = _schema(opened.engine)
        upgraded = True
    if here.json:
        print_json({"schema": schema, "upgraded": upgraded})
    else:
        say((f"upgraded to schema {schema}" if upgraded else f"schema {schema} is up to date", "ok"))


def _schema(engine: Any) -> int:
    with engine.reading() as view:
        return int(view.start().schema)


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
    agent is suspended. Open and approved requests are closed. End every process that uses the database first.
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
    if done.suspended:
        note("look at each, then: kavach agents resume AGENT...")
