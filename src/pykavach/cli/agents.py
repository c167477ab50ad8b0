"""``kavach agents``: create, delegate, look, rotate, stop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Self, TextIO

import click

from pykavach.cli import parse
from pykavach.cli.base import Group, one_of, session
from pykavach.cli.output import Column, facts, json_text, note, page_wire, print_json, say, table, when_text
from pykavach.cli.tree import tree
from pykavach.core import codec
from pykavach.core.errors import Conflict
from pykavach.engine.views import AgentView, Created, Rotated, Stopped

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
    "parentId",
)
_KNOWN: Final = {name: codec.snake(name) for name in _SPEC}


@click.group(cls=Group)
def agents() -> None:
    """Create, show, rotate and stop agents."""


# -- making ----------------------------------------------------------------------------------------------------------


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
    for word, convert in (("expiresIn", parse.LENGTH), ("expiresAt", parse.MOMENT)):
        if isinstance(given.get(word), str):
            given[word] = convert.convert(given[word], None, None)
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


@agents.command()
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
    r"""Make an agent NAME with no one above it, and show its token, once.

    \b
    kavach agents create helper --user alice \\
      --allow 'mcp:github:*=read,write' --deny 'mcp:github:admin=*' \\
      --limit maxCallsPerDay=5000 --limit budgetUsdPerDay=2.00
    """
    here = session()
    given = _spec(**spec)
    if "parent_id" in given:
        raise click.UsageError("parentId belongs to: kavach agents delegate")
    given |= {word: value for word, value in (("user_id", user), ("type", kind)) if value is not None}
    with _TokenFile(token_out) as file, here.open() as opened:
        made = opened.view.agents.create(**given, idempotency_key=idempotency_key)
        _show_made(made, here.json, quiet, file)


@agents.command()
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
    for word in ("user_id", "type"):
        if word in given:
            raise click.UsageError(f"a delegate's {word} is its parent's; leave it out")
    if one_of((parent, parent_token_file)) != 1:
        raise click.UsageError("give either --parent or --parent-token-file")
    token = parse.token_from(parent_token_file, environment=False)
    with _TokenFile(token_out) as file, here.open() as opened:
        made = opened.view.agents.delegate(
            parent_id=parent, parent_token=token, **given, idempotency_key=idempotency_key
        )
        _show_made(made, here.json, quiet, file)


class _TokenFile:
    """A new file for a token, made before the agent is: a token that cannot be kept must not be made."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                self._file = os.fdopen(os.open(self._path, flags, 0o600), "w")
            except FileExistsError:
                raise Conflict(f"--token-out: {self._path!r} exists already and is left alone") from None
        return self

    @property
    def path(self) -> str | None:
        """Where the token goes; None: it is shown."""
        return self._path

    def write(self, token: str) -> None:
        if self._file is not None:
            self._file.write(token + "\n")
            self._file.flush()

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._file is not None and self._path is not None:
            self._file.close()
            if kind is not None and not os.path.getsize(self._path):  # noqa: PTH202 - a plain question
                os.unlink(self._path)  # noqa: PTH108


def _show_made(made: Created | Rotated, as_json: bool, quiet: bool, file: _TokenFile) -> None:
    file.write(made.token)
    hidden = file.path is not None
    if as_json:
        print_json(made.wire() | {"token": None, "tokenFile": file.path} if hidden else made.wire())
    elif quiet:
        if not hidden:
            sys.stdout.write(made.token + "\n")
    else:
        _show(made.agent)
        say("")
        if hidden:
            say(f"Its token is in {file.path}")
        else:
            say("Its token, shown only here:")
            sys.stdout.write(made.token + "\n")


# -- looking ---------------------------------------------------------------------------------------------------------


@agents.command(name="list")
@click.option("--user", metavar="ID", help="Only this user's.")
@click.option(
    "--type", "kind", type=click.Choice(["autonomous", "delegated", "service"]), help="Only this kind."
)
@click.option("--roots", is_flag=True, help="Only agents with no one above them.")
@click.option("--under", metavar="AGENT", help="Only those directly under this one.")
@click.option(
    "-n", "--limit", type=int, default=100, show_default=True, metavar="N", help="How many at most."
)
@click.option("--cursor", metavar="CURSOR", help="Go on behind an earlier page.")
def list_agents(
    user: str | None, kind: str | None, roots: bool, under: str | None, limit: int, cursor: str | None
) -> None:
    """Agents in the order they were made, each with the state that binds it."""
    here = session()
    if under is not None and (user, kind, roots) != (None, None, False):
        raise click.UsageError("--under stands alone")
    with here.open() as opened:
        room = opened.view.agents
        page = (
            room.list(user_id=user, type=kind, roots_only=roots, limit=limit, cursor=cursor)
            if under is None
            else room.children(under, limit=limit, cursor=cursor)
        )
    if here.json:
        print_json(page_wire(page.items, page.next_cursor))
        return
    columns = (
        Column("ID", keep=True),
        Column("NAME"),
        Column("TYPE"),
        Column("STATE", keep=True),
        Column("USER"),
    )
    table(columns, ((a.id, a.name, a.type, (a.status, a.status), a.user_id or "-") for a in page.items))
    if page.next_cursor is not None:
        note(f"more: --cursor {page.next_cursor}")


@agents.command()
@click.argument("agent")
def show(agent: str) -> None:
    """One agent: what it may do, under what limits, and when it was last used."""
    here = session()
    with here.open() as opened:
        found = opened.view.agents.get(agent)
    if here.json:
        print_json(found.wire())
    else:
        _show(found)


def _show(agent: AgentView) -> None:
    wire = agent.wire()
    pairs: list[tuple[str, str | tuple[str, str]]] = [
        ("Agent", (agent.id, "bold")),
        ("Name", agent.name),
        ("Type", agent.type),
        ("State", (agent.status, agent.status)),
        ("User", agent.user_id or "-"),
    ]
    if agent.tenant_id is not None:
        pairs.append(("Tenant", agent.tenant_id))
    if agent.parent_id is not None:
        pairs += [("Parent", agent.parent_id), ("Root", agent.root_id)]
    pairs.append(("Depth", f"{agent.depth} below its root; {agent.max_depth} levels allowed below it"))
    for place, permission in enumerate(wire["permissions"]):
        pairs.append(("May" if not place else "", _permission_text(permission)))
    for place, (name, value) in enumerate(wire["constraints"].items()):
        shown = value if isinstance(value, str) else json_text(value)
        pairs.append(("Limits" if not place else "", f"{name} = {shown}"))
    if agent.metadata:
        pairs.append(("Metadata", json_text(agent.metadata)))
    pairs.append(("Created", when_text(agent.created_at)))
    pairs.append(("Expires", "never" if agent.expires_at is None else when_text(agent.expires_at)))
    if agent.unsafe_observe_until is not None:
        pairs.append(("Observed", (f"until {when_text(agent.unsafe_observe_until)}: refusals pass", "warn")))
    if agent.last_used_at is not None:
        pairs.append(
            ("Last used", f"{when_text(agent.last_used_at)} from {agent.last_used_ip or 'no address'}")
        )
    facts(pairs)


def _permission_text(permission: dict[str, Any]) -> str:
    text = f"{permission['resource']} = {','.join(permission['actions'])}"
    if permission.get("effect") == "deny":
        text = f"not {text}"
    if "constraints" in permission:
        text += f" with {json_text(permission['constraints'])}"
    return text


# -- changing --------------------------------------------------------------------------------------------------------


@agents.command()
@click.argument("agent")
@click.option("--grace", type=parse.LENGTH, metavar="LENGTH", help="Keep the old token so long, at most 24h.")
@click.option("--compromised", is_flag=True, help="Also revoke what was delegated with the token.")
@click.option(
    "--since", type=parse.MOMENT, metavar="TIME", help="With --compromised: only what was made since."
)
@click.option("--if-version", type=int, metavar="N", help="Only if the agent is still at this version.")
@click.option("--idempotency-key", metavar="KEY", help="Do it once within 24 hours.")
@click.option("-q", "--quiet", is_flag=True, help="Print the token and nothing else.")
@click.option("--token-out", metavar="FILE", help="Write the token to a new file instead of showing it.")
def rotate(
    agent: str,
    grace: timedelta | None,
    compromised: bool,
    since: datetime | None,
    if_version: int | None,
    idempotency_key: str | None,
    quiet: bool,
    token_out: str | None,
) -> None:
    """Give an agent a new token, shown once. The old one is denied from now on, unless there is a grace."""
    here = session()
    with _TokenFile(token_out) as file, here.open() as opened:
        done = opened.view.agents.rotate(
            agent,
            grace=grace,
            compromised=compromised,
            since=since,
            if_version=if_version,
            idempotency_key=idempotency_key,
        )
        _show_made(done, here.json, quiet, file)
    if here.json or quiet:
        return
    if done.old_valid_until is not None:
        say("")
        say(f"The old token works until {when_text(done.old_valid_until)}.")
    if compromised:
        say("")
        say(f"Revoked {len(done.revoked)} delegates, closed {done.closed_approvals} approvals.")
        for id in done.revoked:
            say(f"  {id}")


_AGENTS: Final = click.argument("agents", nargs=-1, required=True, metavar="AGENT...")


@agents.command()
@_AGENTS
def suspend(agents: tuple[str, ...]) -> None:
    """Stop agents, and everyone under them, until they are resumed."""
    _change("suspend", agents)


@agents.command()
@_AGENTS
def resume(agents: tuple[str, ...]) -> None:
    """Let suspended agents go on."""
    _change("resume", agents)


@agents.command()
@_AGENTS
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def revoke(agents: tuple[str, ...], yes: bool) -> None:
    """End agents, and everyone under them, for good."""
    if not yes and sys.stdin.isatty():
        click.confirm(f"Revoke {', '.join(agents)} for good?", abort=True, err=True)
    _change("revoke", agents)


def _change(verb: str, ids: tuple[str, ...]) -> None:
    """Change agents one by one; a failing one ends it, and what was done before stands."""
    here = session()
    done: list[Stopped] = []
    with here.open() as opened:
        for id in ids:
            each: Stopped = getattr(opened.view.agents, verb)(id)
            done.append(each)
            if not here.json:
                show_stopped(verb, each, id)
    if here.json:
        print_json(done[0].wire() if len(done) == 1 else page_wire(done))


def show_stopped(verb: str, done: Stopped, whom: str) -> None:
    """Say what a stop, or its end, has changed."""
    past = {"suspend": "suspended", "resume": "resumed", "revoke": "revoked"}[verb]
    if not done.changed:
        say(f"{whom}: nothing to change")
        return
    below = done.affected - len(done.changed)
    more = f", with {below} below" if below > 0 else ""
    closed = f"; {done.closed_approvals} approvals closed" if done.closed_approvals else ""
    say(
        (past, "ok"),
        f" {whom}{more}{closed}" if len(done.changed) == 1 else f" {done.affected} agents{closed}",
    )


agents.add_command(tree)
