"""Making agents: what one is to be, from options and files, and its token, shown once or put into a new file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, Protocol

import click

from pykavach.cli import parse
from pykavach.cli.agent_view import show_agent
from pykavach.cli.base import Command, one_of, session
from pykavach.cli.files import NewFile
from pykavach.cli.output import print_json, say
from pykavach.core import codec
from pykavach.core.errors import InvalidInput
from pykavach.engine.views import Created, Rotated

_SPEC: Final = (
    "userId",
    "name",
    "type",
    "permissions",
    "constraints",
    "expiresIn",
    "expiresAt",
    "maxDepth",
    "metadata",
    "tenantId",
    "unsafeObserveUntil",
    "parentId",
)
_KNOWN: Final = {name: codec.snake(name) for name in _SPEC}


def _spec_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that say what an agent is."""
    for option in reversed(
        (
            click.argument("name", required=False),
            click.option(
                "--allow",
                type=parse.ALLOW,
                multiple=True,
                metavar="PERM",
                help="Allow RESOURCE=ACTION[,ACTION]; repeatable.",
            ),
            click.option(
                "--deny",
                type=parse.DENY,
                multiple=True,
                metavar="PERM",
                help="Deny RESOURCE=ACTION[,ACTION]; repeatable.",
            ),
            click.option(
                "--limit",
                "limits",
                multiple=True,
                metavar="NAME=VALUE",
                help="A constraint of the agent, as maxCallsPerDay=5000; repeatable.",
            ),
            click.option(
                "--from-file",
                metavar="FILE",
                help="A JSON object with the same words; - is standard input. Options win over it.",
            ),
            click.option("--expires-in", type=parse.LENGTH, metavar="LENGTH", help="A life, as 90d or 12h."),
            click.option("--max-depth", type=int, metavar="N", help="Levels of delegation allowed below."),
            click.option("--metadata", metavar="JSON", help="A JSON object of your own."),
            click.option("--idempotency-key", metavar="KEY", help="Make it once within 24 hours."),
            click.option("-q", "--quiet", is_flag=True, help="Print the token and nothing else."),
            click.option(
                "--token-out", metavar="FILE", help="Write the token to a new file instead of showing it."
            ),
        )
    ):
        function = option(function)
    return function


def _spec(
    name: str | None,
    allow: tuple[dict[str, Any], ...],
    deny: tuple[dict[str, Any], ...],
    limits: tuple[str, ...],
    from_file: str | None,
    expires_in: timedelta | None,
    max_depth: int | None,
    metadata: str | None,
) -> dict[str, Any]:
    """What an agent is to be, from the file and the options, as the library's arguments."""
    given: dict[str, Any] = {}
    if from_file is not None:
        given = codec.wire_keys(
            parse.loads(parse.read(from_file, "--from-file"), "--from-file"), _KNOWN, "--from-file"
        )
    for word, kind in (
        ("expiresIn", parse.LENGTH),
        ("expiresAt", parse.MOMENT),
        ("unsafeObserveUntil", parse.MOMENT),
    ):
        if isinstance(given.get(word), str):
            try:
                given[word] = kind.convert(given[word], None, None)
            except click.BadParameter as error:
                raise InvalidInput(f"--from-file.{word}", error.message) from None
    own = {"name": name, "expiresIn": expires_in, "maxDepth": max_depth}
    given |= {word: value for word, value in own.items() if value is not None}
    if expires_in is not None:
        given.pop("expiresAt", None)
    if metadata is not None:
        given["metadata"] = parse.loads(metadata, "--metadata")
    if allow or deny:
        named = given.get("permissions", [])
        given["permissions"] = [*named, *allow, *deny] if isinstance(named, list) else named
    if limits:
        merged = given.get("constraints") or {}
        given["constraints"] = merged | parse.constraints(limits) if isinstance(merged, dict) else merged
    if given.get("name") is None:
        raise click.UsageError("an agent needs a name: give NAME, or name in --from-file")
    given.setdefault("permissions", [])
    return {_KNOWN[word]: value for word, value in given.items()}


@click.command(cls=Command)
@_spec_options
@click.option("--user", metavar="ID", help="Whose agent it is.")
@click.option("--type", "kind", type=click.Choice(["autonomous", "service"]), help="[default: autonomous]")
def create(
    user: str | None,
    kind: str | None,
    idempotency_key: str | None,
    quiet: bool,
    token_out: str | None,
    **spec: Any,
) -> None:
    """Make an agent NAME with no one above it, and show its token, once.

    \b
    kavach agents create helper --user alice \\
      --allow 'mcp:github:*=read,write' --deny 'mcp:github:admin=*' \\
      --limit maxCallsPerDay=5000 --limit budgetUsdPerDay=2.00
    """  # noqa: D301 - click's mark for text it must not wrap is the escape itself
    here = session()
    given = _spec(**spec)
    if "parent_id" in given:
        raise click.UsageError("parentId belongs to: kavach agents delegate")
    given |= {word: value for word, value in (("user_id", user), ("type", kind)) if value is not None}
    with token_file(token_out) as file, here.open() as opened:
        made = opened.view.agents.create(**given, idempotency_key=idempotency_key)
        show_made(made, here.json, quiet, file)


@click.command(cls=Command)
@_spec_options
@click.option("--parent", metavar="AGENT", help="The parent, by id: an administrator's act.")
@click.option(
    "--parent-token-file",
    metavar="FILE",
    help="The parent's token, - for standard input: the parent's own act.",
)
def delegate(
    parent: str | None,
    parent_token_file: str | None,
    idempotency_key: str | None,
    quiet: bool,
    token_out: str | None,
    **spec: Any,
) -> None:
    """Make an agent NAME under another one. It can never do more than its parent."""
    here = session()
    given = _spec(**spec)
    parent = parent or given.pop("parent_id", None)
    for word in ("userId", "type", "tenantId"):
        if _KNOWN[word] in given:
            raise click.UsageError(f"a delegate's {word} is given by its parent; leave it out")
    if "unsafe_observe_until" in given:
        raise click.UsageError("a delegate is not observed from its start; leave unsafeObserveUntil out")
    if one_of((parent, parent_token_file)) != 1:
        raise click.UsageError("give either --parent or --parent-token-file")
    token = parse.token_from(parent_token_file, environment=False)
    with token_file(token_out) as file, here.open() as opened:
        made = opened.view.agents.delegate(
            parent_id=parent, parent_token=token, **given, idempotency_key=idempotency_key
        )
        show_made(made, here.json, quiet, file)


def token_file(path: str | None) -> NewFile:
    """Where a token goes: a new file, or nowhere."""
    return NewFile(path, "--token-out")


def show_made(made: Created | Rotated, as_json: bool, quiet: bool, file: NewFile) -> None:
    """The agent and its token."""
    show_secret(made, as_json, quiet, file, lambda: show_agent(made.agent))


class Secret(Protocol):
    """Something new, with the token or the secret that nobody will see again."""

    def wire(self) -> dict[str, Any]: ...


def show_secret(
    made: Secret, as_json: bool, quiet: bool, file: NewFile, show: Callable[[], None], name: str = "token"
) -> None:
    """What was made, as ``show`` shows it, and its token, or what ``name`` says: the one place that shows one."""
    text = f"{made.wire()[name]}\n"
    file.finish(text)
    hidden = file.path is not None
    if as_json:
        print_json(made.wire() | {name: None, f"{name}File": file.path} if hidden else made.wire())
    elif quiet:
        if not hidden:
            sys.stdout.write(text)
    else:
        show()
        say("")
        if hidden:
            say(f"Its {name} is in {file.path}")
        else:
            say(f"Its {name}, shown only here:")
            sys.stdout.write(text)


def options_of(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Where a new token goes, or what ``name`` says."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option(
                f"--{name}-out", metavar="FILE", help=f"Write the {name} to a new file instead of showing it."
            ),
            click.option("-q", "--quiet", is_flag=True, help=f"Print the {name} and nothing else."),
        ):
            function = option(function)
        return function

    return decorate


secret_options = options_of("token")
