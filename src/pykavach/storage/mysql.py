"""MySQL and MariaDB. The tables lie in the database that the address names."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from sqlalchemy import Table
from sqlalchemy.engine import Dialect as SqlDialect
from sqlalchemy.schema import CreateTable

from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.storage import mysql_address
from pykavach.storage import tables as t
from pykavach.storage.migrations import Upgrade, may_create, migrate, outdated
from pykavach.storage.mysql_link import FAILURES, Bounded, Link, collation, connect, said, translated
from pykavach.storage.mysql_unit import MysqlDialect
from pykavach.storage.server import MIGRATION, ServerStore, check_durability, fill
from pykavach.storage.server_link import ServerLink
from pykavach.storage.server_unit import TimeSource

#: How our tables are known: making them is no transaction here, and may have been interrupted.
_OURS: Final = "Kavach"
_TABLES: Final = (
    "SELECT table_name,table_comment FROM information_schema.tables WHERE table_schema=DATABASE()"
)
_PREPARING: Final = "CONCAT('kavach.',SHA1(DATABASE()))"
_FOREIGN: Final = "its database has a table {table!r} that is not Kavach's; name a database of its own, as in mysql://…/kavach"
#: Settings with which a server loses what it has committed when the machine stops, unless it keeps to these values.
_KEEPING: Final = {
    "innodb_flush_log_at_trx_commit": {"1"},
    "innodb_doublewrite": {"1", "on", "fast", "detect_and_recover"},
    "sync_binlog": {"1"},
}
_NOT_KEEPING: Final = {"innodb_flush_method": {"nosync", "littlesync"}}


class MysqlStore(ServerStore):
    """A store in a database of a MySQL or MariaDB server."""

    _failures = FAILURES
    _kind: ClassVar[str] = "mysql+pymysql"
    _translated = staticmethod(translated)
    _said = staticmethod(said)

    def __init__(
        self,
        url: str,
        *,
        now: TimeSource | None = None,
        durability: str = "disk",
        timeout: float = 2.0,
        migrate: bool | Upgrade = False,
    ) -> None:
        """Open the database at ``url``, creating the tables where they are missing.

        ``durability``: ``"disk"``, committed means on disk, and a server that does otherwise is refused;
        ``"process"``, whatever the server does.
        """
        check_durability(durability)
        self._address = mysql_address.parse(url)
        self._mysql = self._dialect = MysqlDialect()
        super().__init__(
            self._address.shown, now=now, durability=durability, timeout=timeout, migrate=migrate
        )

    @property
    def schema(self) -> str:
        """The database in which the tables lie."""
        return self._address.database

    def _link(self) -> ServerLink:
        return Link(self._engine)

    def _reach(self, deadline: float) -> Bounded:
        raw = connect(self._address, deadline)
        try:
            check_settings(raw.settings, durability=self._durability)
            self._mysql.maria = raw.maria
        except BaseException:
            raw.close()
            raise
        return raw

    # -- the schema --------------------------------------------------------------------------------------------------

    def _prepare_with(self, link: ServerLink, may_migrate: bool | Upgrade, deadline: float) -> None:
        sql = link.sql
        # Everybody who opens the database at the same time comes through here one by one (DB-4).
        link.run(self._mysql.bounding(link, self._left(deadline)))
        wait = max(1, int(self._left(deadline)))
        if link.run([f"SELECT GET_LOCK({_PREPARING},{wait})"]) != [[(1,)]]:
            raise Unavailable("somebody else is preparing the database; try again")
        there = {str(name): comment for name, comment in link.run([_TABLES])[0]}
        known = there.keys() & t.metadata.tables.keys()
        if foreign := sorted(name for name in known if there[name] != _OURS):
            raise InvalidInput("db", _FOREIGN.format(table=foreign[0]))
        if known and not self._unfinished(link, known):
            if may_migrate and outdated(sql):
                link.raw.deadline = time.monotonic() + MIGRATION
                link.run(self._mysql.bounding(link, MIGRATION))
            link.run(["START TRANSACTION"])  # as far as it goes: what changes a table commits by itself
            migrate(sql, allowed=may_migrate)
            link.run(["COMMIT"])
            if broken := self._dialect.broken(link.run, 1):
                raise Unavailable(broken[0])
        else:
            may_create(may_migrate)
            self._create(link, known)
        link.run([f"SELECT RELEASE_LOCK({_PREPARING})"])

    @staticmethod
    def _left(deadline: float) -> float:
        return max(1.0, deadline - time.monotonic())

    @staticmethod
    def _unfinished(link: ServerLink, known: Iterable[str]) -> bool:
        """Whether tables were being made and nothing has been put into any of them: the first rows are one transaction."""
        return not any(link.run([f"SELECT 1 FROM `{name}` LIMIT 1" for name in sorted(known)]))

    def _create(self, link: ServerLink, unfinished: Iterable[str]) -> None:
        assert isinstance(link, Link)
        options = f" ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE={collation(link.raw.maria)} COMMENT='{_OURS}'"
        link.run([f"DROP TABLE `{name}`" for name in sorted(unfinished)])
        link.run([_definition(table, link.sql.dialect) + options for table in t.metadata.sorted_tables])
        link.run(["START TRANSACTION"])
        fill(link.sql)
        link.run(["COMMIT"])

    def _about(self, link: ServerLink) -> dict[str, str]:
        assert isinstance(link, Link)
        settings = link.raw.settings
        kind = "MariaDB" if link.raw.maria else "MySQL"
        version = settings["version"].partition("-")[0]
        shown = ("innodb_flush_log_at_trx_commit", "innodb_doublewrite", "log_bin", "sync_binlog")
        return {
            "database": f"{kind} {version}",
            "durability": self._durability,
            **{name: settings[name] for name in shown if name in settings},
        }


def check_settings(settings: Mapping[str, str], *, durability: str) -> None:
    """Refuse a server that may lose what it has committed (DB-1), or that several nodes write at once (EX-1)."""
    if settings.get("wsrep_on", "OFF") in ("ON", "1"):
        raise InvalidInput(
            "db", "the server is a node of a Galera cluster, where limits are not exact; use one server"
        )
    if settings.get("group_replication_single_primary_mode", "ON") in ("OFF", "0"):
        raise InvalidInput(
            "db", "the server's group has several primaries, where limits are not exact; use one"
        )
    if durability != "disk":
        return
    for name, value in settings.items():
        if name == "sync_binlog" and settings.get("log_bin", "OFF") in ("OFF", "0"):
            continue
        good = value.lower() in _KEEPING[name] if name in _KEEPING else True
        if not good or value.lower() in _NOT_KEEPING.get(name, ()):
            raise InvalidInput(
                "durability",
                f"the server runs with {name}={value}, which loses commits; change it, or choose "
                'durability="process" and accept that',
            )


def _definition(table: Table, dialect: SqlDialect) -> str:
    """A table with its indexes: each that were made by itself would be a rewrite of the table's description."""
    made = str(CreateTable(table).compile(dialect=dialect)).rstrip().removesuffix(")").rstrip()
    keys = [
        f"INDEX `{index.name}` ({','.join(f'`{column.name}`' for column in index.columns)})"
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return ",\n".join([made, *keys]) + "\n)"


__all__ = ["MysqlStore", "check_settings"]
