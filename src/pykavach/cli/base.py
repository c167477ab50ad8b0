"""What every command shares: the options that may stand anywhere, the opened database, and the exit codes."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import click

from pykavach.core.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from pykavach.client import SyncClient
    from pykavach.engine.engine import Engine
    from pykavach.sync import View

EXIT_DENIED: Final = 1
EXIT_USAGE: Final = 2
EXIT_PENDING: Final = 3
EXIT_CALLER: Final = 4
EXIT_WORLD: Final = 5
EXIT_UNVERIFIED: Final = 6
EXIT_INTERRUPTED: Final = 130
EXIT_CLOSED: Final = 141

DEFAULT_DB: Final = "sqlite:///kavach.db"
_SQLITE: Final = "sqlite:///"
_SERVERS: Final = ("postgresql://", "postgres://", "mysql://", "mariadb://")
_MOST_KEY: Final = 64 << 10
#: What the server takes for a yes in the environment.
_YES: Final = ("1", "true", "yes", "on", "y", "t")
#: Seconds in which a server must give a decision: whoever types can wait longer than an agent.
_REMOTE: Final = 10.0
_HERE: Final = "pykavach.cli"


class Opened:
    """An opened database or server: what the command sees of it, and the engine, where the database is here."""

    def __init__(self, view: View, engine: Engine | None = None) -> None:
        self.view = view
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The engine under the view. Raises ``InvalidInput`` where it is behind a server."""
        return self._engine if self._engine is not None else not_remote()


class Session:
    """What the shared options of one command line say, wherever they stood."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    @property
    def json(self) -> bool:
        """Whether the output is for a machine."""
        return bool(self._given.get("json"))

    @property
    def remote(self) -> str | None:
        """The address of the server that is asked; None where the database is here. What was typed counts first."""
        given, chosen = self._given.get("server"), os.environ.get("KAVACH_SERVER")
        if given is not None and self._given.get("db") is not None:
            raise click.UsageError("give either --server or --db")
        if given is None and self._given.get("db") is None and chosen and os.environ.get("KAVACH_DB"):
            raise click.UsageError(
                "KAVACH_SERVER and KAVACH_DB are both set; say which is meant: --server or --db"
            )
        return str(given or chosen) if (given or chosen) and self._given.get("db") is None else None

    @property
    def db(self) -> str:
        """The database's address. Raises ``InvalidInput`` where a server is asked."""
        self.need_local()
        return str(self._given.get("db") or os.environ.get("KAVACH_DB") or DEFAULT_DB)

    @property
    def chosen(self) -> bool:
        """Whether somebody chose the database, rather than taking the default."""
        return bool(self._given.get("db") or os.environ.get("KAVACH_DB"))

    @property
    def file(self) -> Path | None:
        """The database's file; None where there is none."""
        if not self.db.startswith(_SQLITE):
            return None
        path = self.db.removeprefix(_SQLITE)
        return None if path == ":memory:" or "\0" in path or not path else Path(path)

    @property
    def server(self) -> bool:
        """Whether the database is on a server."""
        return self.db.startswith(_SERVERS)

    @property
    def missing(self) -> bool:
        """Whether the database is a file that is not there, or in which there is nothing yet."""
        try:
            return self.file is not None and (not self.file.exists() or self.file.stat().st_size == 0)
        except OSError:
            return False  # opening it says what is wrong

    def need_local(self) -> None:
        """Raise ``InvalidInput`` where a server is asked."""
        if self.remote is not None:
            not_remote()

    def need(self) -> None:
        """Raise ``NotFound`` where the file is missing."""
        if self.missing:
            raise NotFound(f"db: there is no database at {str(self.file)!r}; create it with: kavach init")

    @property
    def tenant(self) -> str | None:
        found: str | None = self._given.get("tenant")
        return found

    @property
    def decider(self) -> dict[str, str]:
        """Who decides on a request, as a call names them; over HTTP the key says it."""
        return {} if self.remote is not None else {"by": self.by}

    @property
    def by(self) -> str:
        """Who acts: ``--by``, else the user of the operating system."""
        return str(self._given.get("by") or _os_user())

    @property
    def secret_file(self) -> Path | None:
        path = self._given.get("secret_file")
        return None if path is None else Path(path)

    def secrets(self) -> list[str] | None:
        """The secrets, the newest first: the lines of the secret file, else the one in the environment."""
        if self.secret_file is None:
            found = os.environ.get("KAVACH_SECRET", "").strip()
            return [found] if found else None
        from pykavach.open import read_secrets

        return read_secrets(self.secret_file, "--secret-file")

    def at(self, db: str, secret_file: Path | None) -> Session:
        """The same command line with another database."""
        return Session(self._given | {"db": db, "secret_file": secret_file, "server": None})

    @contextmanager
    def open(
        self, *, create: bool = False, migrate: bool | None = None, whole_tenant: bool = False
    ) -> Generator[Opened, None, None]:
        """Open the database, or the way to the server.

        A database that is not there is an error: a mistyped name must not look like an empty log. ``whole_tenant``: the
        command itself says which tenant it means.
        """
        if self.remote is not None:
            if create or migrate is not None:
                self.need_local()
            with self.client(whole_tenant=whole_tenant) as client:
                yield Opened(cast("View", client))  # it has the same names
            return
        if not create:
            self.need()
        from pykavach.engine.values import actor
        from pykavach.sync import Kavach

        with Kavach(
            self.db,
            self.secrets(),
            actor=actor(self.by, ""),
            migrate=migrate,
            private_webhooks=os.environ.get("KAVACH_PRIVATE_WEBHOOKS", "").lower() in _YES,
        ) as kavach:
            view = kavach._opened() if self.tenant is None else kavach.tenant(self.tenant)  # noqa: SLF001
            yield Opened(view, kavach.engine)

    def client(self, token: str | None = None, *, whole_tenant: bool = False) -> SyncClient:
        """The client of the server that is asked, with the key, or with an agent's own token."""
        from pykavach.client import SyncClient

        for option in ("by", "secret_file", *(() if whole_tenant else ("tenant",))):
            if self._given.get(option) is not None:
                name = f"--{option.replace('_', '-')}"
                raise click.UsageError(
                    f"{name} belongs to a database; over HTTP the key says whose word it is"
                )
        return SyncClient(
            self.remote or "",
            key=self._key() if token is None else None,
            token=token,
            timeout=_REMOTE,
            unsafe_plain_http=bool(self._given.get("unsafe_plain_http")),
        )

    def _key(self) -> str:
        """The admin key: the file's, else the one in the environment."""
        path = self._given.get("key_file")
        if path is None:
            found = os.environ.get("KAVACH_KEY", "").strip()
            if not found:
                raise InvalidInput("--key-file", "or KAVACH_KEY must give the admin key for the server")
            return found
        try:
            with Path(path).open("rb") as file:
                return file.read(_MOST_KEY).decode().strip()
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not text"
            raise InvalidInput("--key-file", f"cannot be read: {why}") from None


def not_remote() -> NoReturn:
    """Refuse what needs the database itself."""
    raise InvalidInput(
        "--server",
        "this command works on the database itself; run it where that is, with --db and not KAVACH_SERVER",
    )


def _os_user() -> str:
    """The name of the user this process runs as; not what the environment says it is."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "cli"


def session() -> Session:
    """The session of the command that runs."""
    return Session(_given(click.get_current_context()))


def _given(ctx: click.Context) -> dict[str, Any]:
    given: dict[str, Any] = ctx.meta.setdefault(_HERE, {})
    return given


def leave(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise click.exceptions.Exit(code)


# -- options that may stand anywhere ---------------------------------------------------------------------------------


class Anywhere(click.Option):
    """An option that every command takes, before or after the command's name; the last one counts."""


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value == "" and param.name != "tenant":  # of a tenant the library says it
        # What a variable that is not set has left is not the default: that is another database, or another person.
        raise click.BadParameter("it is empty; give it a value, or leave it out", ctx, param)
    if value is not None and value is not False:
        _given(ctx)[str(param.name)] = value


def _anywhere() -> list[click.Parameter]:
    texts = (
        ("--db", "ADDRESS", f"The database. [KAVACH_DB; default {DEFAULT_DB}]"),
        ("--server", "URL", "Ask this server instead. [KAVACH_SERVER]"),
        ("--key-file", "FILE", "The admin key for the server. [else KAVACH_KEY]"),
        ("--secret-file", "FILE", "The secret, one a line, the newest first. [else KAVACH_SECRET]"),
        ("--by", "NAME", "Who acts, for the audit log. [default: the OS user]"),
        ("--tenant", "ID", "See and change only this tenant."),
    )
    found: list[click.Parameter] = [
        Anywhere([name], metavar=metavar, help=help, expose_value=False, callback=_keep, is_eager=True)
        for name, metavar, help in texts
    ]
    flags = (
        ("--unsafe-plain-http", "Send the key over http:// to another machine."),
        ("--json", "Output for machines: one JSON value."),
    )
    found += [
        Anywhere([name], is_flag=True, help=help, expose_value=False, callback=_keep, is_eager=True)
        for name, help in flags
    ]
    return found


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            (shared if isinstance(param, Anywhere) else own).append(record)
    for title, records in (("Options", own), ("Options of every command", shared)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class Command(click.Command):
    """A command that also takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_anywhere())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)


class Group(click.Group):
    """Commands under one noun, each with the shared options."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_anywhere())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's, but a noun alone is a wrong command line: its help goes where errors go."""
        if args or not self.no_args_is_help:
            return super().parse_args(ctx, args)
        if session().json:
            ctx.fail(f"say which: {', '.join(self.list_commands(ctx))}")
        click.echo(ctx.get_help(), err=True)
        leave(EXIT_USAGE)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with a word of help for a mistyped name."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"there is no command {name[:40]!r}{hint}")
        return super().resolve_command(ctx, args)


def one_of(count: Sequence[object]) -> int:
    """How many of several options were given."""
    return sum(1 for value in count if value not in (None, False, ()))
