"""The audit log's integrity: verify it, sign it, and forget what may be forgotten."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_UNVERIFIED, Command, leave, session
from pykavach.cli.files import NewFile
from pykavach.cli.output import note, print_json, progress, say
from pykavach.engine.report import Report


@click.command(cls=Command)
@click.option("--checkpoint", metavar="FILE", help="A checkpoint kept elsewhere; - is standard input.")
@click.option(
    "--public-key", multiple=True, metavar="HEX", help="Accept checkpoints under this key; repeatable."
)
def verify(checkpoint: str | None, public_key: tuple[str, ...]) -> None:
    """Check every entry and every link between them. Exit code 6 if anything is wrong.

    Without a checkpoint kept elsewhere this finds edits and accidents, not a rewrite by somebody who may write the
    database.
    """
    here = session()
    given = None if checkpoint is None else parse.read(checkpoint, "--checkpoint")
    if here.remote is not None:
        if public_key:
            raise click.UsageError("--public-key: a server accepts checkpoints under its own secrets only")
        with here.open() as opened:
            report = opened.view.audit.verify(checkpoint=given)
    else:
        with here.open() as opened, progress("verifying", quiet=here.json) as tell:
            report = opened.view.audit.verify(
                checkpoint=given, public_key=list(public_key) or None, progress=tell
            )
    if here.json:
        print_json(report.wire())
    else:
        show_report(report)
    if not report.ok:
        leave(EXIT_UNVERIFIED)


def show_report(report: Report) -> None:
    """What a verification has found."""
    pruned = f", {report.pruned} pruned before them" if report.pruned else ""
    if report.ok:
        say(("the log holds", "ok"), f": {report.entries} entries{pruned}")
        if report.checkpoint_ok is None:
            note("no checkpoint was given: a rewrite of the whole log would not be found")
    else:
        holds = (
            not report.breaks
        )  # each entry follows the one before it, but the log is not the one that was signed
        say(("the log is NOT what the checkpoint says" if holds else "the log does NOT hold", "fail"))
        for broken in report.breaks:
            say(f"  log {broken.log}, position {broken.position}: {broken.what}")
        if report.checkpoint_problem is not None:
            say(f"  the checkpoint: {report.checkpoint_problem}")
    if report.checkpoint_ok:
        say(("the checkpoint matches", "ok"))


@click.command(cls=Command)
@click.option("-o", "--output", metavar="FILE", help="A new file, instead of standard output.")
def checkpoint(output: str | None) -> None:
    """Sign how far the log reaches. Keep it where nobody who may write the database can. Needs a secret."""
    here = session()
    with NewFile(output, "--output", mode=0o644) as file, here.open() as opened:
        made = opened.view.audit.checkpoint()
        file.finish(json.dumps(made) + "\n")
    if output is None:
        print_json(made)
        return
    if here.json:
        print_json(made | {"path": output})
    else:
        say(("signed", "ok"), f" {made['count']} entries; the checkpoint is in {output}")


@click.command(cls=Command)
@click.argument("entry")
@click.option(
    "--checkpoint", metavar="FILE", help="Up to this one; - is standard input. [default: the nearest]"
)
@click.option("-o", "--output", metavar="FILE", help="A new file, instead of standard output.")
def proof(entry: str, checkpoint: str | None, output: str | None) -> None:
    """What proves to somebody without the database that ENTRY is in the log which a checkpoint signed.

    It holds the texts of all entries from this one to the signed position, though no arguments: give it to those who may
    see the whole log.
    """
    here = session()
    given = None if checkpoint is None else parse.read(checkpoint, "--checkpoint")
    with NewFile(output, "--output") as file, here.open() as opened:
        made = opened.view.audit.proof(entry, checkpoint=given)
        file.finish(json.dumps(made) + "\n")
    if output is None:
        print_json(made)
        return
    if here.json:
        print_json({"path": output, "auditId": made["auditId"], "links": len(made["links"])})
    else:
        say(("proved", "ok"), f" {made['auditId']} by {len(made['links'])} links; the proof is in {output}")


@click.command("check-proof", cls=Command)
@click.argument("file")
@click.option(
    "--public-key", multiple=True, required=True, metavar="HEX", help="Who signs checkpoints; repeatable."
)
@click.option("--entry", metavar="ENTRY", help="It must be the proof of this one.")
@click.option("--checkpoint", metavar="KEPT", help="It must be under this one, a file that you kept.")
def check_proof(file: str, public_key: tuple[str, ...], entry: str | None, checkpoint: str | None) -> None:
    """Check a proof from FILE (- is standard input), without any database. Exit code 6 if it does not hold."""
    from pykavach.engine.proofs import verify_proof

    here = session()
    given = None if checkpoint is None else parse.read(checkpoint, "--checkpoint")
    text = parse.read(file, "FILE")
    report = verify_proof(text, public_key=public_key, audit_id=entry, checkpoint=given)
    if here.json:
        print_json(report.wire())
    elif report.entry is not None:
        say(("the proof holds", "ok"), f": {report.entry['id']}, in a log signed at {report.signed_at}")
        print_json(report.entry)
    else:
        say(("the proof does NOT hold", "fail"), f": {report.problem}")
    if not report.ok:
        leave(EXIT_UNVERIFIED)


# -- forgetting ------------------------------------------------------------------------------------------------------


@click.command(cls=Command)
@click.option(
    "--before",
    type=parse.MOMENT,
    required=True,
    metavar="TIME",
    help="Drop what is older: 2026-01-31, or 90d.",
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def prune(before: datetime, yes: bool) -> None:
    """Drop the beginning of the log, up to a signed checkpoint that is older than a time."""
    here = session()
    _confirm(f"Drop entries from before {before:%Y-%m-%d %H:%M} UTC for good?", yes=yes)
    with here.open() as opened, progress("pruning", quiet=here.json) as tell:
        watched: dict[str, Any] = {} if here.remote is not None else {"progress": tell}
        gone = opened.view.audit.prune(before=before, **watched)
    if here.json:
        print_json({"pruned": gone})
    else:
        say(("pruned", "ok"), f" {gone} entries")


@click.command(cls=Command)
@click.argument("entries", nargs=-1, metavar="[ENTRY...]")
@click.option("--agent", metavar="AGENT", help="Of this agent.")
@click.option("--user", metavar="ID", help="Of this user's agents.")
@click.option("--before", type=parse.MOMENT, metavar="TIME", help="From before then.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def erase(
    entries: tuple[str, ...], agent: str | None, user: str | None, before: datetime | None, yes: bool
) -> None:
    """Erase the arguments and details kept beside entries. The entries stay, and the log still verifies."""
    here = session()
    if not entries and (agent, user, before) == (None, None, None):
        raise click.UsageError("say what to erase: entries, --agent, --user or --before")
    _confirm("Erase what is kept of these arguments for good?", yes=yes)
    with here.open() as opened:
        gone = opened.view.audit.erase_arguments(
            agent_id=agent, user_id=user, before=before, ids=list(entries) or None
        )
    if here.json:
        print_json({"erased": gone})
    else:
        say(("erased", "ok"), f" the texts of {gone} entries")


def _confirm(question: str, *, yes: bool) -> None:
    """Ask a person at a terminal; elsewhere the command says what it wants."""
    if not yes and sys.stdin.isatty():
        click.confirm(question, abort=True, err=True)
