"""``kavach token check``: whether a text can be a token or a key, and whether anybody holds it. It is never shown."""

from __future__ import annotations

import re
import sys
from typing import Any, Final

import click

from pykavach.cli import parse
from pykavach.cli.base import EXIT_DENIED, Group, Opened, Session, leave, session
from pykavach.cli.output import facts, print_json
from pykavach.core import tokens
from pykavach.core.tokens import Prefix

_FORM: Final = re.compile(r"(kv[asl]?_)[0-9a-f]{72}", re.ASCII)
#: What each kind is called, in the output for machines and for people.
_KINDS: Final = {
    Prefix.AGENT: ("agent", "an agent's token"),
    Prefix.KEY: ("key", "an admin key"),
    Prefix.SESSION: ("session", "a session"),
    Prefix.LINK: ("link", "a link that signs in once"),
}


@click.group(cls=Group)
def token() -> None:
    """Check a token without showing it."""


@token.command()
@click.option(
    "--token-file", metavar="FILE", help="Read it from FILE. [default: standard input, or a prompt]"
)
def check(token_file: str | None) -> None:
    """Whether a token is well formed and, if there is a database, whether somebody holds it and in which state.

    It may be an agent's token (kv_), an admin key (kva_), a session (kvs_), or a link that signs in (kvl_). Form and check
    digits need no database. A server is asked about agents' tokens only.

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
    form, kind = _FORM.fullmatch(text), tokens.prefix_of(text)
    found: dict[str, Any] = {
        "kind": None if form is None else _KINDS[Prefix(form[1])][0],
        "wellFormed": form is not None,
        "checkDigits": kind is not None,
        "known": None,
    }
    if kind is None:
        found["known"] = False if here.remote is not None or here.chosen or not here.missing else None
    elif here.remote is not None:
        found |= _holder_there(here, text) if kind is Prefix.AGENT else {}
    elif here.chosen or not here.missing:
        with here.open() as opened:
            digest = tokens.digest(text)
            found |= _holder(opened, digest) if kind is Prefix.AGENT else _credential(here, opened, digest)
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


def _credential(here: Session, opened: Opened, digest: bytes) -> dict[str, Any]:
    """Which key, session or link it is, as this view may see it. Looking leaves no trace: it is not used."""
    from pykavach.engine.values import when

    with opened.engine.reading() as view:
        found, now = view.credential(digest), view.start().now
    if found is None or here.tenant not in (None, found[0].tenant_id):
        return {"known": False}
    credential, person = found
    disabled = person is not None and person.disabled_at is not None
    until = when(credential.expires_at)
    return {
        "known": True,
        "id": credential.id,
        "name": credential.name if person is None else person.name,
        "role": (person.role if person is not None and credential.personal else credential.role).value,
        "status": "disabled" if disabled else credential.state(now),
        "validUntil": None if until is None else until.isoformat().replace("+00:00", "Z"),
    }


def _holder(opened: Opened, digest: bytes) -> dict[str, Any]:
    """Which agent holds a token, as this view may see it."""
    nobody: dict[str, Any] = {"known": False}
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
    words = dict(_KINDS.values())
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Form", (words[found["kind"]], "ok") if found["wellFormed"] else ("not that of a token", "fail")),
        ("Check digits", ("right", "ok") if found["checkDigits"] else ("wrong: mistyped or cut", "fail")),
    ]
    if found["known"] is None:
        pairs.append(("Known", "not looked up: only the database could say"))
    elif not found["known"]:
        why = "no longer: it was rotated away" if found.get("rotatedAway") else "no"
        pairs.append(("Known", (why, "fail")))
    else:
        pairs += [
            ("Known", ("yes", "ok")),
            ("Agent", found["agentId"]) if "agentId" in found else ("Id", found["id"]),
            ("Name", found["name"]),
            *([("Role", found["role"])] if "role" in found else []),
            ("State", (found["status"], found["status"])),
        ]
        if found.get("oldToken"):
            pairs.append(("Old token", (f"replaced; works until {found['validUntil']}", "warn")))
    facts(pairs)
