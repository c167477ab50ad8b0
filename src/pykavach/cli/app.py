"""The root command: finding the others by name, and turning every way to end into one line and one exit code."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, TextIO

import click

import pykavach
from pykavach.cli.base import (
    EXIT_CALLER,
    EXIT_CLOSED,
    EXIT_DENIED,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    EXIT_WORLD,
    Group,
)
from pykavach.core.errors import CallerError, Denied, InvalidInput, KavachError
from pykavach.core.tokens import mask_tokens

#: name → where it is, and its line in the list of commands; a command is imported when it is run.
COMMANDS: Final = {
    "init": ("pykavach.cli.init:init", "Create the database and say what to do next."),
    "agents": ("pykavach.cli.agents:agents", "Create, show, rotate and stop agents."),
    "authorize": ("pykavach.cli.authorize:authorize", "Ask whether an agent may do something now."),
    "explain": ("pykavach.cli.authorize:explain", "The same, with every finding, taking nothing."),
    "approvals": ("pykavach.cli.approvals:approvals", "See and decide what waits for a person."),
    "usage": ("pykavach.cli.usage:usage", "See, settle and record what calls cost."),
    "limits": ("pykavach.cli.limits:limits", "What an agent has left, at every level."),
    "stop": ("pykavach.cli.stop:stop", "The stop button: one agent, a user's, a tenant's, or all."),
    "audit": ("pykavach.cli.audit:audit", "Follow, search, export and verify the audit log."),
    "keys": ("pykavach.cli.keys:keys", "Make, list and revoke admin keys."),
    "users": ("pykavach.cli.users:users", "The people who may sign in, and links that let them."),
    "webhooks": ("pykavach.cli.webhooks:webhooks", "Where events are posted, and what has come of it."),
    "token": ("pykavach.cli.token:token", "Check a token without showing it."),
    "db": ("pykavach.cli.db:db", "Look after the database."),
    "serve": ("pykavach.cli.serve:serve", "The same engine behind HTTP: a REST API."),
    "doctor": ("pykavach.cli.doctor:doctor", "Prove that what must be denied is denied."),
    "demo": ("pykavach.cli.demo:demo", "A minute of real decisions on a real file."),
}

#: Characters of an error at most: what was typed may be part of it.
_LONGEST: Final = 600

#: What the library tells Python programs to do, and how it is typed.
_CALL: Final = re.compile(r"\b(agents|approvals|audit|usage|keys|users|webhooks)\.([a-z]+)\(\)")
_TYPED: Final = (
    ("passkeys.list()", "kavach users passkeys USER"),
    ('Kavach(secret=os.environ["KAVACH_SECRET"]), at least', "KAVACH_SECRET or --secret-file, with at least"),
    ("call it without kavach.tenant()", "leave --tenant out"),
    ("compromised=True", "--compromised"),
    ("overlap=0", "--overlap 0"),
    (
        "private_webhooks where Kavach is opened or served",
        "KAVACH_PRIVATE_WEBHOOKS=true, here and where it is served",
    ),
    ("public_key=", "--public-key"),
    ("give cost_usd", "give --cost"),
    ("must be a dict", "must be a JSON object"),
    ("JSON object of JSON values", "JSON object"),
    ("must be True or False", "must be true or false"),
    ("unsafe_plain_http=True", "--unsafe-plain-http"),
    ("acts for a user; say for whom", "acts for a user; say for whom with --user"),
    ("agents of one user; say whose", "agents of one user; say whose with --user"),
    ("must be the next_cursor of", "must be the nextCursor of"),
)

#: What writing ends with where there is no more room. Of a database it is said as ``Unavailable``.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

_EXITS: Final = """\b
Exit codes:
  0    done, or allowed
  1    denied
  2    the command line is wrong
  3    pending: a person must decide
  4    the call is wrong: invalid input, not found, conflict …
  5    the world failed: the database is unavailable
  6    a verification failed
  130  interrupted
  141  whoever read the output has gone

With --json the output is one JSON value in camelCase: lists are {"items", "nextCursor"}, errors
{"error": {"code", "message", "field"}}. What may go on and on (audit tail, audit export, approvals watch, db copy,
demo) writes one JSON value a line."""


class Root(Group):
    """Commands are found by name and imported only when they run, so that starting stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks with it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        try:
            found: click.Command = getattr(import_module(module), name)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            raise click.UsageError(f"{cmd_name} is not in this installation") from None
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            raise click.exceptions.Exit(_reader_gone()) from None  # click would call it a failure

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Root,
    epilog=_EXITS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(pykavach.__version__, prog_name="kavach", message="%(prog)s %(version)s")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Identity, permissions, limits and an audit trail for AI agents."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    _fill_streams()
    args = list(arguments)
    as_json = "--json" in args[: args.index("--") if "--" in args else len(args)]
    _quiet_logs()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows its escape
            stream.reconfigure(errors="backslashreplace")
    try:
        result = app.main(args, prog_name="kavach", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except BaseException as error:  # noqa: BLE001 - whatever happens ends in one line, never in a traceback
        try:
            return _end(error, as_json)
        except (OSError, KeyboardInterrupt) as second:
            return _end(second, as_json)


def _fill_streams() -> None:
    """Let what was closed lead nowhere: else the database would be opened in its place, and written to by mistake."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def _end(error: BaseException, as_json: bool) -> int:
    """Say how it ended; the exit code."""
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return _reader_gone()
    if isinstance(error, OSError) and error.errno in _FULL:
        return _unwritten(error)
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt | EOFError):
        click.echo("kavach: interrupted", err=True)
        return EXIT_INTERRUPTED
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    if os.environ.get("KAVACH_DEBUG") and not isinstance(error, click.ClickException):
        raise error
    exit_code, code, message, field = _told(error)
    _complain(code, message, field, as_json)
    return exit_code


def _reader_gone() -> int:
    _drop(sys.stdout)
    return EXIT_CLOSED


def _unwritten(error: OSError) -> int:
    """What there was to say could not be written: say that where somebody may still hear it."""
    try:
        click.echo(f"kavach: the output cannot be written: {error.strerror}", err=True)
    except OSError:
        _drop(sys.stderr)
    _drop(sys.stdout)
    return EXIT_WORLD


def _drop(stream: TextIO) -> None:
    """Python flushes a stream once more on its way out: let that go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _told(error: BaseException) -> tuple[int, str, str, str | None]:
    """Exit code, wire code, sentence and field of an error."""
    if isinstance(error, click.ClickException):
        message = error.format_message()
        context = getattr(error, "ctx", None)
        if context is not None:
            end = "" if message.endswith("?") else "."
            message = f"{message.rstrip('.')}{end} See: {context.command_path} --help"
        return EXIT_USAGE, "usage", message, None
    if isinstance(error, InvalidInput):
        return EXIT_CALLER, error.code, error.message, error.field
    if isinstance(error, Denied):
        return EXIT_DENIED, error.code, str(error), None
    if isinstance(error, CallerError):
        return EXIT_CALLER, error.code, str(error), None
    if isinstance(error, KavachError):
        return EXIT_WORLD, error.code, str(error), None
    if isinstance(error, OSError):
        where = "" if error.filename is None else f": {os.fspath(error.filename)!r}"
        return EXIT_WORLD, "unavailable", f"{error.strerror or error}{where}", None
    said = f"{type(error).__name__}: {error}"
    return (
        EXIT_WORLD,
        "internal",
        f"this is a bug, please report it (KAVACH_DEBUG=1 shows where): {said}",
        None,
    )


def _typed(message: str) -> str:
    """A sentence of the library with its ways out as they are typed here."""
    for said, typed in _TYPED:
        message = message.replace(said, typed)
    return _CALL.sub(r"kavach \1 \2", message)


def _complain(code: str, message: str, field: str | None, as_json: bool) -> None:
    from pykavach.cli.output import clean, print_json

    message = _typed(clean(mask_tokens(message)))
    if len(message) > _LONGEST:
        message = f"{message[:_LONGEST]} …"
    if as_json:
        problem = {"code": code, "message": message}
        if field is not None:
            problem["field"] = mask_tokens(field)
        print_json({"error": problem})
        sys.stdout.flush()
    else:
        shown = message if field is None else f"{clean(mask_tokens(field))}: {message}"
        click.echo(f"kavach: {shown}", err=True)


class _OneLine(logging.Formatter):
    """A warning of the library as one line; what went wrong inside is shown with KAVACH_DEBUG only."""

    def format(self, record: logging.LogRecord) -> str:
        text = f"kavach: {record.levelname.lower()}: {record.getMessage()}"
        if record.exc_info is not None and record.exc_info[1] is not None:
            text += f" ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
        return mask_tokens(text.replace("\n", " "))


def _quiet_logs() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine())
    log = logging.getLogger("pykavach")
    log.addHandler(handler)
    log.propagate = False
