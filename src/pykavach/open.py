"""The composition root: from a database's address to an engine. The only place that knows both rooms of ring 2."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pykavach.core.agents import parse_name
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.engine import forks
from pykavach.engine.attempts import Poster
from pykavach.engine.dispatch import Dispatcher
from pykavach.engine.engine import Engine
from pykavach.engine.keys import parse_secrets
from pykavach.engine.values import flag, instant
from pykavach.ports import Clock, Store

if TYPE_CHECKING:
    from pykavach.storage.migrations import Upgrade
    from pykavach.storage.mysql import MysqlStore
    from pykavach.storage.postgres import PostgresStore

DEFAULT_DB: Final = "sqlite:///kavach.db"
#: Bytes of a file of secrets at most.
_MOST_SECRET: Final = 64 << 10
_SQLITE: Final = "sqlite:///"
_POSTGRES: Final = ("postgresql://", "postgres://")
_MYSQL: Final = ("mysql://", "mariadb://")
#: A server, its driver, and the extra that brings it: PostgreSQL, and MySQL with MariaDB.
_DRIVERS: Final = (("PostgreSQL", "psycopg", "postgres"), ("MySQL", "pymysql", "mysql"))
#: What a server's address may say that nobody else should read.
_SECRET: Final = re.compile(
    r"(?<=://)[^/?#]*@|(?<=[?&])(?:password|sslpassword|passfile|ssl_key_password)=[^&]*"
)


def read_secrets(path: Path, field: str) -> list[str]:
    """The secrets in a file, one a line, the newest first. Raises ``InvalidInput`` under the name ``field``."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_SECRET + 1)
        lines = [line.strip() for line in data.decode().splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise InvalidInput(field, f"cannot be read: {why}") from None
    if not lines or len(data) > _MOST_SECRET:
        raise InvalidInput(field, "must hold one secret a line, the newest first")
    return lines


class Opening:
    """One thread at a time opens a Kavach."""

    def __init__(self) -> None:
        self.after_fork()
        forks.register(self)

    def after_fork(self) -> None:
        """Whoever was opening it stayed behind in the parent."""
        self.lock = threading.Lock()


class Settings:
    """How a Kavach is opened; shared by the async and the blocking surface.

    ``db``: ``sqlite:///kavach.db`` (relative), ``sqlite:////var/lib/kavach.db`` (absolute), ``sqlite:///:memory:``,
    ``postgresql://user:password@host/database`` as libpq reads it (the extra ``postgres``), or
    ``mysql://user:password@host/database`` (the extra ``mysql``; MariaDB too).
    ``secret``: at least 32 bytes; a list rotates (the first seals and signs, all open and verify). Without it sealing,
    signing and checkpoints refuse to start; the rest works. ``clock`` returns an aware UTC datetime and replaces the
    clock of the database. ``actor`` stands in the entries of changes that name nobody. ``timeout``: seconds within
    which ``authorize`` answers. ``durability``: ``"disk"`` (committed means on disk) or ``"process"`` (survives the
    death of any process, may lose the last decisions at power loss). ``migrate``: bring an older schema up to date
    (default: yes on SQLite). ``listeners`` are called with every event. ``audit_arguments``: what entries keep of
    arguments: ``"redact"``, ``"digest"`` or ``"full"``. ``deliver_webhooks``: post events to the webhooks that are stored
    (``kavach.webhooks``); every server does. ``private_webhooks``: those may lead to addresses that are not public, and
    to http:// there. ``max_agents_per_user`` bounds live root agents, and
    ``max_descendants`` the live agents below one root.
    """

    def __init__(
        self,
        db: str = DEFAULT_DB,
        secret: str | bytes | Sequence[str | bytes] | None = None,
        *,
        clock: Clock | None = None,
        actor: str = "library",
        timeout: float = 2.0,
        durability: str = "disk",
        migrate: bool | None = None,
        listeners: Sequence[Callable[[Any], Any]] = (),
        audit_arguments: str = "redact",
        max_agents_per_user: int | None = None,
        max_descendants: int = 1000,
        deliver_webhooks: bool = False,
        private_webhooks: bool = False,
        unsafe_network_file_system: bool = False,
    ) -> None:
        check_address(db)
        self._db = db
        self._secrets = parse_secrets(secret)
        if clock is not None and not callable(clock):
            raise InvalidInput(
                "clock", "must be callable and return an aware datetime, as lambda: datetime.now(UTC)"
            )
        self._clock = clock
        self._actor = parse_name(actor, "actor")
        self._timeout = _seconds(timeout)
        if durability not in ("disk", "process"):
            raise InvalidInput("durability", 'must be "disk" or "process"')
        self._durability = durability
        _check_flag("migrate", migrate)
        self._migrate = migrate
        self._listeners = _listeners(listeners)
        if audit_arguments not in ("redact", "digest", "full"):
            raise InvalidInput("audit_arguments", 'must be "redact", "digest" or "full"')
        self._audit_arguments = audit_arguments
        if max_agents_per_user is not None:
            _check_bound("max_agents_per_user", max_agents_per_user)
        self._max_agents_per_user = max_agents_per_user
        _check_bound("max_descendants", max_descendants)
        self._max_descendants = max_descendants
        self._deliver_webhooks = flag(deliver_webhooks, "deliver_webhooks")
        self._private_webhooks = flag(private_webhooks, "private_webhooks")
        _check_flag("unsafe_network_file_system", unsafe_network_file_system)
        self._unsafe_network_file_system = unsafe_network_file_system is True
        self._opening = Opening()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({_SECRET.sub('', self._db)!r})"

    def _open_engine(self) -> tuple[Engine, Dispatcher]:
        """Open the store and start the engine over it. Blocking."""
        from pykavach.storage import tables

        store = self._open_store()
        try:
            engine = Engine(
                store,
                self._secrets,
                actor=self._actor,
                timeout=self._timeout,
                arguments=self._audit_arguments,  # type: ignore[arg-type]  # checked above
                max_agents_per_user=self._max_agents_per_user,
                max_descendants=self._max_descendants,
                schema=tables.SCHEMA,
            )
            engine.poster = self._poster
            dispatcher = Dispatcher(engine, self._listeners, webhooks=self._deliver_webhooks)
            dispatcher.start()
        except BaseException:
            store.close()
            raise
        return engine, dispatcher

    def _poster(self, url: str, secrets: Sequence[str]) -> Poster:
        """What posts to a webhook that is stored."""
        from pykavach.webhooks import StoredWebhook

        return StoredWebhook(url, secret=secrets, allow_private=self._private_webhooks)

    def _open_store(self, upgrade: Upgrade | None = None) -> Store:
        now = None if self._clock is None else _microseconds(self._clock)
        if self._db.startswith((*_POSTGRES, *_MYSQL)):
            return self._server()(
                self._db,
                now=now,
                durability=self._durability,
                timeout=self._timeout,
                migrate=self._migrate is True if upgrade is None else upgrade,
            )
        from pykavach.storage.sqlite import SqliteStore

        return SqliteStore(
            sqlite_path(self._db),
            now=now,
            durability=self._durability,
            timeout=self._timeout,
            migrate=self._migrate is not False if upgrade is None else upgrade,
            unsafe_network_file_system=self._unsafe_network_file_system,
        )

    def _open_closed(self) -> Store:
        """The store alone, also where a move has closed the database: for those who move it."""
        from pykavach.storage.migrations import Upgrade

        return self._open_store(Upgrade(allowed=False, closed=True))

    def _server(self) -> type[PostgresStore | MysqlStore]:
        """The store of the server that the address names."""
        name, driver, extra = _DRIVERS[self._db.startswith(_MYSQL)]
        try:
            if extra == "mysql":
                from pykavach.storage.mysql import MysqlStore

                return MysqlStore
            from pykavach.storage.postgres import PostgresStore
        except ImportError as error:
            if error.name is None or not error.name.startswith(driver):
                raise
            raise InvalidInput(
                "db", f"{name} needs its driver; install it with: pip install 'pykavach[{extra}]'"
            ) from error
        return PostgresStore


def upgrade_schema(db: str, upgrade: Upgrade) -> None:
    """Open a database once, for the sake of its schema alone. What it had is then in ``upgrade.found``."""
    Settings(db)._open_store(upgrade).close()  # noqa: SLF001 - the same room


def check_address(db: object) -> None:
    """Raise ``InvalidInput`` for what is no address of a database."""
    if not (isinstance(db, str) and db.startswith((*_POSTGRES, *_MYSQL))):
        sqlite_path(db)
    elif "\0" in db or not _encodable(db):
        scheme, port = ("mysql", 3306) if db.startswith(_MYSQL) else ("postgresql", 5432)
        raise InvalidInput("db", f"is no address; use {scheme}://user:password@host:{port}/database")


def sqlite_path(db: object) -> str:
    """The file an SQLite address names. Raises ``InvalidInput`` for any other address."""
    if not isinstance(db, str):
        raise InvalidInput("db", "must be an address, as in sqlite:///kavach.db")
    if not db.startswith(_SQLITE):
        scheme = db.partition(":")[0][:20]
        raise InvalidInput(
            "db",
            f"{scheme!r} databases are not available in this version; use sqlite:///…, postgresql://… or mysql://…",
        )
    path = db.removeprefix(_SQLITE)
    if not path or "\0" in path or "?" in path or not _encodable(path):
        raise InvalidInput("db", "names no file; use sqlite:///kavach.db or sqlite:////absolute/path.db")
    return path


def _encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _microseconds(clock: Clock) -> Callable[[], int]:
    """A caller's clock as the store's. One that raises or is naive makes the store unavailable: nothing is allowed."""

    def now() -> int:
        try:
            return instant(clock(), "clock")
        except Exception as error:
            raise Unavailable(f"the clock failed: {error}") from error

    return now


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise InvalidInput("timeout", "must be a number of seconds, more than 0 and at most 3600")
    return float(value)


def _listeners(value: object) -> tuple[Callable[[Any], Any], ...]:
    if not isinstance(value, list | tuple):
        raise InvalidInput("listeners", "must be a list of callables")
    return tuple(value)


def _check_bound(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidInput(name, "must be a whole number, 0 or more")


def _check_flag(name: str, value: object) -> None:
    # The text "no" would be true.
    if value is not None and not isinstance(value, bool):
        raise InvalidInput(name, "must be True or False")
