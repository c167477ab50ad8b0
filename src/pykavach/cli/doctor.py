"""``kavach doctor``: does it deny what it must? Proved on a throwaway agent, on the real database."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from pykavach.cli.base import EXIT_UNVERIFIED, Command, Opened, Session, leave, session
from pykavach.cli.output import print_json, say

_RESOURCE: Final = "doctor:probe"
_LIFE: Final = timedelta(minutes=2)
_BESIDE: Final = ("", "-wal", "-shm", ".lock")


class Finding(NamedTuple):
    """One thing looked at: ``ok``, ``warn`` (it works, but look) or ``fail`` (do not rely on it)."""

    what: str
    state: str
    says: str
    #: Of a setting: its name, and the way out where it breaks a rule.
    field: str | None = None
    way: str | None = None

    def wire(self) -> dict[str, Any]:
        return {
            "check": self.what,
            "state": self.state,
            "message": self.says,
            "field": self.field,
            "wayOut": self.way,
        }


@click.command(cls=Command)
@click.option(
    "--config", metavar="FILE", help="Check the settings of `kavach serve` in FILE and KAVACH_…, too."
)
@click.option("--settings", is_flag=True, help="Check those that stand in KAVACH_… alone, too.")
def doctor(config: str | None, settings: bool) -> None:
    """Prove that a call that must be denied is denied, and look at what safety rests on. Exit code 6 if it fails.

    A throwaway agent is made, used and revoked; its entries stay in the audit log. With --config or --settings the
    settings of a server are looked at first, as `kavach serve` would read them, and then its database.
    """
    here = session()
    if config is not None or settings:
        found = _server(here, config)
    else:
        with here.open() as opened:
            found = [*_surroundings(here, opened), *_proof(opened)]
    failed = any(finding.state == "fail" for finding in found)
    if here.json:
        print_json({"ok": not failed, "items": [finding.wire() for finding in found], "nextCursor": None})
    else:
        for finding in found:
            way = "" if finding.way is None else f"; {finding.way}"
            say((f"{finding.state:<5}", finding.state), f" {finding.what}: {finding.says}{way}")
        say("")
        say(("it can NOT be relied on", "fail") if failed else ("all that must be denied is denied", "ok"))
    if failed:
        leave(EXIT_UNVERIFIED)


# -- a server's settings -----------------------------------------------------------------------------------------------


def _server(here: Session, config: str | None) -> list[Finding]:
    """What is wrong with the settings of a server, and, where they can be read, with its database."""
    from pykavach.cli.serve import server_settings
    from pykavach.core.errors import KavachError
    from pykavach.engine.values import actor
    from pykavach.sync import Kavach

    here.need_local()
    settings = server_settings(config, db=here.db if here.chosen else None, secret_file=here.secret_file)
    if isinstance(settings, list):
        return [_setting(field, "fail", rule, "kavach serve would not start") for field, rule in settings]
    from pykavach.server.checks import check

    found = [_setting(*checked) for checked in check(settings, os.environ)]
    # What is true of the settings need not be tried on the database: there it would be said in other words.
    if any(each.state == "fail" and each.field in ("db", "secret", "secret_file") for each in found):
        return found
    there = here.at(settings.db, settings.secret_file)
    try:
        there.need()
        with Kavach(settings.db, settings.secrets(), actor=actor(here.by, ""), migrate=False) as kavach:
            opened = Opened(kavach._opened(), kavach.engine)  # noqa: SLF001
            found.append(_setting("db", "ok", "the database can be reached"))
            found += [*_surroundings(there, opened), *_proof(opened)]
    except KavachError as error:
        says = str(error).removeprefix("db: ")
        way = "create it with: kavach init" if there.missing else "start it, or set db to its address"
        found.append(_setting("db", "fail", says, way))
    return found


def _setting(field: str, state: str, rule: str, way: str | None = None) -> Finding:
    return Finding(f"setting {field}", state, rule, field, way)


# -- surroundings ----------------------------------------------------------------------------------------------------


def _surroundings(here: Session, opened: Opened) -> Iterator[Finding]:
    from pykavach.storage import tables

    engine = opened.engine
    file = None if here.file is None else Path(here.file).resolve()
    if file is not None:
        yield _modes("file mode", [Path(f"{file}{end}") for end in _BESIDE])
    runs = engine.store.describe()
    if "journal" in runs:
        says = f"{runs['database']}, {runs['journal']} journal, synchronous={runs['synchronous']}"
        safe = runs["journal"] == "WAL" and runs["synchronous"] in ("FULL", "EXTRA")
    else:
        settings = {name: value for name, value in runs.items() if name not in ("database", "durability")}
        says = ", ".join([runs["database"], *(f"{name}={value}" for name, value in settings.items())])
        safe = "off" not in settings.values()
    yield Finding(
        "durability", "ok" if safe else "warn", says if safe else f"{says}: a power loss may lose decisions"
    )
    yield _clock(opened)
    with engine.reading() as view:
        schema = view.start().schema
    current = schema == tables.SCHEMA
    yield Finding(
        "schema", "ok" if current else "fail", f"version {schema}; this program knows {tables.SCHEMA}"
    )
    yield from _secret(here, opened)
    if file is not None:
        yield _lock(Path(f"{file}.lock"))


def _modes(what: str, paths: list[Path]) -> Finding:
    open_to: list[str] = []
    for path in paths:
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            continue
        if mode & 0o077:
            open_to.append(f"{path.name} is {mode:04o}")
    if open_to:
        return Finding(what, "warn", f"others may read or write: {', '.join(open_to)}; chmod 600 them")
    return Finding(what, "ok", "only its owner may read and write")


def _clock(opened: Opened) -> Finding:
    """The clock decides windows and expiry: one that went back denies more, one that is wrong allows wrongly."""
    with opened.engine.reading() as view:
        now = view.start().now
        latest = max(
            (row.at for head in view.heads() if (row := view.entry(_seq(head))) is not None), default=0
        )
    shown = datetime.fromtimestamp(now / 1e6, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    if latest > now + 1_000_000:
        ahead = (latest - now) // 1_000_000
        return Finding("clock", "fail", f"{shown} lies {ahead} s before the newest entry: it was set back")
    off = abs(now - time.time_ns() // 1000) / 1e6
    if off > 5:
        return Finding("clock", "warn", f"{shown} is {off:.0f} s off this machine's")
    return Finding("clock", "ok", shown)


def _seq(head: Any) -> int:
    from pykavach.core.audit import sequence

    return sequence(head.log, head.position)


def _secret(here: Session, opened: Opened) -> Iterator[Finding]:
    from pykavach.engine.checkpoints import readable

    keys = opened.engine.keys
    if not keys.sealed:
        says = "there is none: arguments that wait for a person are not sealed, checkpoints cannot be signed"
        yield Finding("secret", "warn", says)
        return
    with opened.engine.reading() as view:
        known = list(readable(view.checkpoints()))
    if known and not known[-1].signed_by(keys.public_keys()):
        yield Finding(
            "secret", "fail", "it did not sign the newest checkpoint: is it another installation's?"
        )
    else:
        yield Finding("secret", "ok", "there is one" + ("; it signed the newest checkpoint" if known else ""))
    if here.secret_file is not None:
        yield _modes("secret file", [here.secret_file])


def _lock(path: Path) -> Finding:
    """Two descriptors of the lock file must exclude each other, or processes do not queue."""
    from pykavach.core.errors import Unavailable
    from pykavach.storage.lockfile import LockFile

    first, second = LockFile(path), LockFile(path)
    try:
        first.acquire(time.monotonic() + 10)
        try:
            second.acquire(time.monotonic())
        except Unavailable:
            return Finding("lock file", "ok", "keeps others out while it is held")
        finally:
            first.release()
        second.release()
        return Finding("lock file", "fail", "two holders at once: is it a network file system?")
    except Unavailable:
        return Finding("lock file", "warn", "somebody has held it for 10 s")
    finally:
        first.close()
        second.close()


# -- the proof -------------------------------------------------------------------------------------------------------


def _proof(opened: Opened) -> Iterator[Finding]:
    """One agent, allowed one thing once. Everything else about it must be denied, and it must be gone afterwards."""
    room = opened.view.agents
    made = room.create(
        name=f"kavach-doctor-{os.getpid()}",
        type="service",
        permissions=[{"resource": _RESOURCE, "actions": ["read"]}],
        constraints={"maxCalls": 1},
        expires_in=_LIFE,
        max_depth=0,
    )
    id, token = made.agent.id, made.token
    try:
        yield _expect(opened, "a call within its permissions", "ok", token)
        yield _expect(opened, "an action it was not given", "not_permitted", token, action="write")
        yield _expect(opened, "a resource it was not given", "not_permitted", token, resource="doctor:other")
        yield _expect(opened, "one call more than its limit", "rate_limited", token)
        yield _expect(opened, "a token with one wrong digit", "unknown_token", _mistyped(token))
        room.suspend(id)
        yield _expect(opened, "a suspended agent", "suspended", token)
        room.resume(id)
        token = room.rotate(id).token
        yield _expect(opened, "the token from before a rotation", "unknown_token", made.token)
    finally:
        room.revoke(id)
    yield _expect(opened, "a revoked agent", "revoked", token)
    gone = room.get(id).status == "revoked"
    yield Finding("clean-up", "ok" if gone else "fail", f"{id} is {'revoked' if gone else 'NOT revoked'}")


def _mistyped(token: str) -> str:
    return token[:10] + ("0" if token[10] != "0" else "1") + token[11:]


def _expect(
    opened: Opened, what: str, code: str, token: str, *, resource: str = _RESOURCE, action: str = "read"
) -> Finding:
    """One call whose answer is known, and the entry that must stand behind the answer."""
    decision = opened.view.authorize(token=token, resource=resource, action=action)
    verb = "allowed" if code == "ok" else "denied"
    if decision.allowed != (code == "ok") or decision.code != code:
        return Finding(
            what, "fail", f"must be {verb} ({code}), but it is {decision.outcome} ({decision.code})"
        )
    if decision.agent_id is not None:
        entry = opened.view.audit.get(decision.audit_id or "")
        if (entry.outcome, entry.code) != (decision.outcome, code):
            return Finding(
                what, "fail", f"was {verb}, but entry {entry.id} says {entry.outcome} ({entry.code})"
            )
    return Finding(what, "ok", f"{verb} ({code})")
