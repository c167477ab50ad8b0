"""``kavach demo``: a root agent and its team do real work in a small workspace, and every decision is shown."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pykavach.cli.base import Command, Session, leave, session
from pykavach.core.errors import Conflict, InvalidInput, KavachError

if TYPE_CHECKING:
    from pykavach.cli.demo_screen import Screen
    from pykavach.cli.demo_story import Answer, Person
    from pykavach.engine.entries import Entry
    from pykavach.engine.requests import Approval
    from pykavach.sync import Kavach

_ADDRESS: Final = "sqlite:///"
_DEFAULT: Final = "sqlite:///kavach-demo.db"
_MOST_NAMES: Final = 1000
#: Seconds within which a decision must come: a slow disk shall not change the story.
_PATIENCE: Final = 10.0
#: What SQLite and the queue of processes keep beside a database file.
_BESIDE: Final = ("-wal", "-shm", ".lock")


@click.command(cls=Command)
@click.option("--keep", is_flag=True, help="Play in the file even if it exists; what is in it stays.")
@click.option(
    "--fresh", is_flag=True, help="Delete what an earlier demo left under this name, and begin anew."
)
@click.option("--approve", "answer", flag_value="yes", help="Say yes to the payment instead of asking.")
@click.option(
    "--deny",
    "answer",
    flag_value="no",
    help="Say no to the payment instead of asking. It is the answer where there is no terminal to ask at.",
)
def demo(keep: bool, fresh: bool, answer: str | None) -> None:
    """Play a story on a real database: agents at work, and every decision about them as it is made.

    A root agent and four sub-agents read and write files, fetch from a service, pay, overdo it, and are stopped. Then
    the tree with its meters, the audit log verified, and copies of it tampered with.

    It plays in ./kavach-demo.db, or in --db; if that exists, in kavach-demo-2.db and so on. The file stays, to be
    explored. The exit code is 0 if everything went as the story says, else 1. With --json each event is one JSON value
    on a line of its own.
    """
    here = session()
    here.need_local()
    if keep and fresh:
        raise click.UsageError("give either --keep or --fresh")
    if here.tenant is not None or here.secret_file is not None:
        raise click.UsageError("the demo takes neither --tenant nor --secret-file")
    if _play(_place(_address(here), keep=keep, fresh=fresh), here, answer):
        leave(1)


def _play(path: Path, here: Session, answer: str | None) -> int:
    """Play in this file; how many surprises there were."""
    from pykavach.cli.demo_screen import Screen
    from pykavach.cli.demo_story import Story
    from pykavach.cli.workspace import Workspace
    from pykavach.sync import Kavach

    screen = Screen(as_json=here.json)
    with Kavach(f"{_ADDRESS}{path}", actor=here.by, timeout=_PATIENCE) as kavach, Workspace() as space:
        screen.remark(f"database  {path}", db=str(path.resolve()))
        screen.remark(f"workspace {space.folder}, {space.base}", folder=str(space.folder), service=space.base)
        story = Story(kavach, screen, space, _person(answer, here, screen))
        story.play()
        _draw_tree(kavach, screen, story.root_id)
        screen.act("The audit log")
        story.compare_with_log()
        report = kavach.audit.verify()
        text = f"{report.entries} entries verified, each chained to the one before it"
        screen.check(report.ok, text, report=report.wire())
        _tamper(kavach, screen, path)
    _explore(screen, path, story.root_id, story.spender_id)
    screen.end(db=str(path.resolve()), rootId=story.root_id)
    return len(screen.surprises)


# -- the person ------------------------------------------------------------------------------------------------------


def _person(answer: str | None, here: Session, screen: Screen) -> Person:
    """Who decides about the payment: a flag, else the person at the terminal, else nobody, which is a no."""
    from pykavach.cli.demo_story import Answer

    def decide(request: Approval) -> Answer:
        if answer is not None:
            flag = "--approve" if answer == "yes" else "--deny"
            return Answer(answer == "yes", "flag", f"{here.by} by {flag}", f"{flag} was given")
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            screen.remark("No terminal to ask at, neither --approve nor --deny: the answer is no.")
            return Answer(False, "nobody", f"{here.by} without a terminal", "no terminal: no by default")
        return _ask(request, here)

    return decide


def _ask(request: Approval, here: Session) -> Answer:
    """Ask the person at the terminal, showing the arguments that the request itself keeps."""
    from pykavach.cli.demo_story import Answer
    from pykavach.cli.output import clean

    sys.stdout.flush()
    shown: Any = request.arguments
    pairs = (
        ", ".join(f"{name} {value}" for name, value in shown.items()) if isinstance(shown, dict) else shown
    )
    yes = click.confirm(
        f"\n  {clean(request.resource)} {clean(request.action)}: {clean(pairs)}\n  Approve?", err=True
    )
    click.echo(err=True)
    return Answer(yes, "person", f"{here.by} at the terminal", "said at the terminal")


# -- afterwards ------------------------------------------------------------------------------------------------------


def _draw_tree(kavach: Kavach, screen: Screen, root_id: str) -> None:
    """The tree with its meters."""
    from pykavach.cli.tree import draw, grow

    screen.act("The tree, with what was used of each limit")
    node = grow(kavach, kavach.agents.get(root_id), False)  # type: ignore[arg-type]  # a Kavach has all of a View
    screen.draw("tree", {"tree": node.wire()}, lambda: draw(node, "  ", "", ""))


def _tamper(kavach: Kavach, screen: Screen, path: Path) -> None:
    """Change copies of the database behind Kavach's back, and show where verification finds it."""
    from pykavach.cli.demo_tamper import FORGERIES, copy_to, tamper
    from pykavach.sync import Kavach as Other

    screen.act("Tampering with a copy")
    target = _escape(kavach)
    place = {"entry": target.id, "position": target.position}
    what = f"entry {target.position}, the denial of the read outside of the workspace"
    screen.remark(f"In copies of the file, raw SQL changes {what}.", **place)
    with tempfile.TemporaryDirectory(prefix="kavach-demo-") as folder:
        for number, forgery in enumerate(FORGERIES):
            copy = Path(folder, f"copy-{number}.db")
            copy_to(path, copy)
            tamper(copy, forgery, target)
            with Other(f"{_ADDRESS}{copy}", durability="process") as forged:
                report = forged.audit.verify()
            found = report.first_break
            where = "not found" if found is None else f"broken at entry {found.position}: {found.what}"
            holds = found is not None and found.position == target.position + forgery.offset
            screen.check(holds, f"{forgery.name:<30}{where}", forgery=forgery.name, report=report.wire())
    screen.remark(
        "If every later hash is made anew as well, only a signed checkpoint kept elsewhere shows it."
    )


def _escape(kavach: Kavach) -> Entry:
    """The newest entry of a read that tried to leave its folder."""
    found = kavach.audit.query(code="argument_mismatch", resource="files:work", newest_first=True, limit=1)
    return found.items[0]


def _explore(screen: Screen, path: Path, root_id: str, spender_id: str) -> None:
    """The commands that look into the file."""
    from pykavach.cli.output import say

    kavach = _program()
    commands = [
        f"export KAVACH_DB={shlex.quote(_ADDRESS + str(path.resolve()))}",
        f"{kavach} agents tree {root_id}",
        f"{kavach} audit query --under {root_id} --outcome deny",
        f"{kavach} limits {spender_id}",
        f"{kavach} usage {root_id}",
        f"{kavach} audit verify",
    ]

    def draw() -> None:
        for command in commands:
            say(f"  {command}")

    screen.act("The file stays; explore it")
    screen.draw("explore", {"commands": commands}, draw)


def _program() -> str:
    """How this program is called from a shell, wherever that stands."""
    own = Path(sys.argv[0]).resolve()
    found = shutil.which("kavach")
    if found is not None and (Path(found).resolve() == own or own.name != "kavach"):
        return "kavach"
    if own.name == "kavach" and os.access(own, os.X_OK):
        return shlex.quote(str(own))
    return f"{shlex.quote(sys.executable)} -m pykavach.cli"


# -- the file --------------------------------------------------------------------------------------------------------


def _address(here: Session) -> str:
    """Where to play. KAVACH_DB names a database that is at work, so it does not count here."""
    return here.db if here.chosen and here.db != os.environ.get("KAVACH_DB") else _DEFAULT


def _place(db: str, *, keep: bool, fresh: bool) -> Path:
    """The file to play in. What exists is never touched, unless it is asked for by name."""
    name = db.removeprefix(_ADDRESS)
    path = Path(name)
    if "://" in name or name == ":memory:" or not path.name or path.is_dir():
        raise InvalidInput("--db", f"names no file; give one, as in --db {_DEFAULT}")
    if keep or not path.exists():
        return path
    if fresh:
        _delete(path)
        return path
    for number in range(2, _MOST_NAMES):
        other = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not other.exists():
            return other
    raise Conflict(f"--db: {path} exists, and so do {_MOST_NAMES - 2} names made from it; give another one")


def _delete(path: Path) -> None:
    """Delete a file that an earlier demo left, and nothing else."""
    from pykavach.sync import Kavach

    try:
        with Kavach(f"{_ADDRESS}{path}", migrate=False) as kavach:
            roots = kavach.agents.list(roots_only=True, limit=1000)
    except KavachError as error:
        raise Conflict(f"--fresh: {path} is no file of the demo and stays: {error}") from error
    if (
        not roots.items
        or roots.next_cursor
        or not all(root.metadata.get("kavachDemo") for root in roots.items)
    ):
        raise Conflict(f"--fresh: {path} holds more than the demo made and stays; give another --db")
    for each in (path, *(path.with_name(path.name + end) for end in _BESIDE)):
        each.unlink(missing_ok=True)
