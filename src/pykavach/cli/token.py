"""``kavach token check``: whether a text can be a token, and whether anybody holds it. It is never shown."""

from __future__ import annotations

import re
import sys
from typing import Any, Final

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_DENIED, Group, Opened, Session, leave, session
from pykavach.cli.output import facts, print_json
from pykavach.core import tokens

_FORM: Final = re.compile(r"kv_[0-9a-f]{72}", re.ASCII)


@click.group(cls=Group)
def token() -> None:
    """Check a token without showing it."""


@token.command()
@click.option(
    "--token-file", metavar="FILE", help="Read it from FILE. [default: standard input, or a prompt]"
)
def check(token_file: str | None) -> None:
    """Whether a token is well formed and, if there is a database, whether an agent holds it and in which state.

    It is read from a prompt or from standard input, so that it does not land in the shell's history, and is never
    shown. Exit code 0 if it can be used, 1 if not. Nothing is written: asking leaves no entry.
    """
    here = session()
    if token_file is not None:
        text = parse.read(token_file, "--token-file").strip()
    elif sys.stdin.isatty():
        text = str(click.prompt("Token", hide_input=True, err=True)).strip()
    else:
        text = parse.read("-", "standard input").strip()
    form = _FORM.fullmatch(text) is not None
    found: dict[str, Any] = {"wellFormed": form, "checkDigits": tokens.well_formed(text), "known": None}
    if here.remote is not None:
        found |= _holder_there(here, text) if found["checkDigits"] else {"known": False}
    elif here.chosen or not here.missing:
        with here.open() as opened:
            found |= _holder(opened, tokens.digest(text) if found["checkDigits"] else None)
    if here.json:
        print_json(found)
    else:
        _show(found)
    if not found["checkDigits"] or found["known"] is False or found.get("status", "active") != "active":
        leave(EXIT_DENIED)


def _holder_there(here: Session, token: str) -> dict[str, Any]:
    """Who holds a token, as the server tells the token itself. It knows no more of one that may not be used."""
    from pykavach.core.errors import InvalidInput

    try:
        with here.client(token) as client:
            me = client.me()
    except InvalidInput as error:
        if error.field != "token":
            raise
        return {"known": False}
    return {
        "known": True,
        "agentId": me.id,
        "name": me.name,
        "status": "active",
        "oldToken": None,
        "validUntil": None,
    }


def _holder(opened: Opened, digest: bytes | None) -> dict[str, Any]:
    """Who holds a token, as this view may see it."""
    nobody: dict[str, Any] = {"known": False}
    if digest is None:
        return nobody
    with opened.engine.reading() as view:
        n = view.holders([digest]).get(digest)
        agent = None if n is None else view.agents([n]).get(n)
        now = view.start().now
    if agent is None:
        return nobody
    old = agent.digest != digest
    if old and (agent.old_until or 0) <= now:
        return {"known": False, "rotatedAway": True}
    from pykavach.core.errors import NotFound
    from pykavach.engine.values import when

    try:
        shown = opened.view.agents.get(agent.id)
    except NotFound:
        return nobody  # another tenant's
    until = when(agent.old_until) if old else shown.expires_at
    return {
        "known": True,
        "agentId": shown.id,
        "name": shown.name,
        "status": shown.status,
        "oldToken": old,
        "validUntil": None if until is None else until.isoformat().replace("+00:00", "Z"),
    }


def _show(found: dict[str, Any]) -> None:
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Form", ("right", "ok") if found["wellFormed"] else ("not that of a token", "fail")),
        ("Check digits", ("right", "ok") if found["checkDigits"] else ("wrong: mistyped or cut", "fail")),
    ]
    if found["known"] is None:
        pairs.append(("Known", "not looked up: there is no database here"))
    elif not found["known"]:
        why = "no longer: it was rotated away" if found.get("rotatedAway") else "no"
        pairs.append(("Known", (why, "fail")))
    else:
        pairs += [
            ("Known", ("yes", "ok")),
            ("Agent", found["agentId"]),
            ("Name", found["name"]),
            ("State", (found["status"], found["status"])),
        ]
        if found["oldToken"]:
            pairs.append(("Old token", (f"replaced; works until {found['validUntil']}", "warn")))
    facts(pairs)
