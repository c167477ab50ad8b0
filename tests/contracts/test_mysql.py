"""The contract of every store, kept by the store on MySQL and MariaDB, in a database that no other test uses."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from enum import Enum
from http import HTTPStatus
from pathlib import Path

import pytest

import mysql_server
import partitioning
import ready_schemas
from pykavach import InvalidInput, Unavailable
from pykavach.core.approvals import State
from pykavach.core.audit import Head, Row
from pykavach.core.meters import Reading
from pykavach.ports import Changes, Collided, EntryFilter, Memo, Unstorable, Wanted
from pykavach.storage.mysql import MysqlStore, check_settings
from pykavach.storage.mysql_address import parse
from pykavach.storage.mysql_link import check_version
from pykavach.storage.mysql_literals import literal, literals
from pykavach.sync import Kavach
from pykavach.testing.stores import (
    EngineContract,
    RecordContract,
    StoreContract,
    StoreHarness,
    TransactionContract,
)

pytestmark = pytest.mark.promise("EX-1", "DB-1", "DB-4")

EVERYTHING = [{"resource": "*", "actions": ["*"]}]


class OnMysql(StoreHarness):
    durability = "disk"
    #: Makes the tables.
    make = staticmethod(ready_schemas.make_tables)

    def setup_method(self) -> None:
        self.ready = ready_schemas.take("mysql", self.make)
        self.schema = self.ready.name
        super().setup_method()

    def teardown_method(self) -> None:
        super().teardown_method()
        ready_schemas.give_back(self.ready)

    def open_store(self, place: Path, now: Callable[[], int]) -> MysqlStore:
        url = mysql_server.address(self.schema)
        return MysqlStore(url, now=now, durability=self.durability, timeout=30.0)


class TestMysqlOnDisk(OnMysql, StoreContract):
    pass


class TestMysqlUnflushed(OnMysql, TransactionContract):
    """How a commit is flushed concerns transactions."""

    durability = "process"


def divided(server: str, schema: str) -> None:
    ready_schemas.make_tables(server, schema)
    partitioning.divide(server, schema)


class TestMysqlDivided(OnMysql, RecordContract, EngineContract):
    """The log is divided by months, as docs/how-to/partition-the-log.md says."""

    make = staticmethod(divided)


@pytest.fixture
def schema() -> Iterator[str]:
    with mysql_server.a_schema() as schema:
        yield schema


@pytest.fixture
def store(schema: str) -> Iterator[MysqlStore]:
    store = MysqlStore(mysql_server.address(schema), timeout=30.0)
    yield store
    store.close()


# -- what statements say -----------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-2", "AGT-6")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "a\0b",
        "\\",
        "\\'",
        'it\'s "quoted" `here`',
        "'; DROP TABLE meter; -- ",
        "\\'; DROP TABLE meter; #",
        "%s %(x)s %% ?",
        "a\r\n\t\x1a\b\x7fb",
        "blanks  ",
        "\U0001f600\u0430\u00e9\ufeff",
        "\u00a5' \u20a9'",  # a backslash, in some Asian character sets
        "x" * 100_000,
    ],
)
def test_texts_come_back_as_they_went(store: MysqlStore, text: str):
    memo = Memo("authorize", 1, b"'\\\0\xff\xf0\x9f", None, b"\\' OR 1=1 -- ", text)
    with store.unit() as unit:
        unit.save(Changes(unit.start().head, memos=(memo,)))  # by our statements
        unit.put_setting("text", text)  # by SQLAlchemy's
    with store.view() as view:
        assert view.load(Wanted(memos={memo[:3]})).memos == {memo[:3]: memo}
        assert view.setting("text") == text


@pytest.mark.promise("EX-2")
@pytest.mark.parametrize("value", [1.5, object(), ["a"], Decimal(1), bytearray(b"x")])
def test_only_texts_bytes_and_whole_numbers_become_literals(value: object):
    with pytest.raises(Unstorable):
        literal(value)


@pytest.mark.promise("EX-2")
@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "NULL"),
        (True, "1"),
        (HTTPStatus.OK, "200"),
        (-(1 << 63), "-9223372036854775808"),
        (State.OPEN, "'open'"),
        (Enum("Named", {"A": "a"}, type=str)("a"), "'a'"),
        ("a'b\\c", "'a''b\\\\c'"),
        (b"'\\", "X'275c'"),
    ],
)
def test_a_literal_is_what_the_value_is(value: object, written: str):
    assert literal(value) == written
    assert literals([value, "x"]) == [written, "'x'"]
    assert literals([value] * 2) == [written] * 2
    assert literals([]) == []


@pytest.mark.promise("EX-1")
@pytest.mark.parametrize("maria", [True, False])
@pytest.mark.parametrize("count", [1, 4, 5, 60])
def test_readings_come_back_as_they_were_saved(schema: str, store: MysqlStore, count: int, maria: bool):
    rows = ",".join(f"({n},'a')" for n in range(1, count + 1))
    mysql_server.run(f"INSERT INTO meter (agent, level) VALUES {rows}", schema=schema)
    ids = {n for (n,) in mysql_server.run("SELECT id FROM meter WHERE id>0", schema=schema)}
    addresses = [None, "10.0.0.1", "2001:db8::ffff:10.1.2.3", 'it\'s \\ "one" ],[ 😀', ""]
    saved = []
    for n in sorted(ids):
        reading = Reading(n, 29_000_000, n, 0, 20_000, n * 7, (1 << 63) - 1 - n, 24_000, 0, n, 10**15)
        reading.last_at, reading.last_ip = (None, 1, 1 << 50)[n % 3], addresses[n % 5]
        saved.append(reading)
    with store.unit() as unit:
        assert {id: reading.row() for id, reading in unit.begin(Wanted(ids))[1].meters.items()} == {
            id: Reading(id).row() for id in ids
        }
        if not maria:  # spelled for MySQL, which MariaDB understands, too
            unit._say.maria = False
        unit.append(unit.start().head, [], saved)
    for look in (store.view, store.unit):
        with look() as found:
            loaded = found.load(Wanted(ids)).meters
            assert [loaded[reading.id].row() for reading in saved] == [reading.row() for reading in saved]
    assert mysql_server.run("SELECT sum(minute) FROM meter WHERE id<=0", schema=schema) == [(0,)]


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("calls BIGINT", "NULL"),
        ("calls BIGINT", "-1"),
        ("last_at DOUBLE", "1e30"),
        ("last_at DECIMAL(20,1)", "0.5"),
    ],
)
def test_a_reading_that_only_a_changed_table_holds_is_none(
    schema: str, store: MysqlStore, column: str, value: str
):
    name = column.partition(" ")[0]
    mysql_server.run("INSERT INTO meter (agent, level) VALUES (1,'a'),(2,'a')", schema=schema)
    mysql_server.run(f"ALTER TABLE meter MODIFY {column}", schema=schema)
    mysql_server.run(f"UPDATE meter SET {name}={value} WHERE agent=1", schema=schema)
    with store.unit() as unit:
        assert 1 not in unit.begin(Wanted({1, 2}))[1].meters


@pytest.mark.promise("AUD-6")
def test_a_session_is_told_anew_how_long_to_wait_when_that_changes_or_is_not_certain(store: MysqlStore):
    def bound(seconds: float, *more: str) -> int:
        with store.unit(time.monotonic() + seconds) as unit:
            unit.start()
            [[(found,)]] = unit.link.run(["SELECT @@innodb_lock_wait_timeout"])
            unit.link.run(more)
            return int(found)

    for seconds in (20.5, 3.0, 40.5, 1.5):
        assert 0.8 * seconds - 1 <= bound(seconds) <= seconds
    assert bound(20.5, "SET SESSION innodb_lock_wait_timeout=77") == 18
    assert bound(20.5) == 77  # it was told, and nobody but us changes it
    for wrong in ("SELECT '\ud800'", "SELECT x FROM nowhere"):
        with pytest.raises(Unavailable):
            bound(20.5, wrong)
        assert bound(20.5, "SET SESSION innodb_lock_wait_timeout=77") == 18


def test_literals_are_not_written_where_they_mean_something_else(store: MysqlStore):
    with pytest.raises(Unavailable, match="literals"), store.unit() as unit:
        unit.start()
        unit.link.raw.query("SET SESSION sql_mode='NO_BACKSLASH_ESCAPES'")
        unit.put_setting("name", "value")
        unit.link.run(["SELECT 1"])
    with store.view() as view:
        assert view.setting("name") is None


def test_a_session_is_what_kavach_needs_whatever_the_server_prefers(store: MysqlStore):
    asked = "@@sql_mode,@@time_zone,@@character_set_connection,@@character_set_client,@@autocommit"
    with store.unit() as unit:
        unit.start()
        [[(mode, zone, *characters, autocommit)]] = unit.link.run([f"SELECT {asked}"])
        assert unit.link.raw.server_status & 1  # in a transaction
    assert set(mode.split(",")) == {"STRICT_ALL_TABLES", "NO_AUTO_VALUE_ON_ZERO", "NO_ENGINE_SUBSTITUTION"}
    assert (zone, characters, autocommit) == ("+00:00", ["utf8mb4"] * 2, 1)


@pytest.mark.promise("TOK-6", "FC-1", "AUD-3")
def test_a_server_that_keeps_its_people_from_mistakes_keeps_nothing_from_us():
    """Answers that are cut would hide whom another process has suspended."""
    server = mysql_server.Throwaway()
    try:
        for setting in ("sql_select_limit=5", "sql_safe_updates=1", "max_join_size=1", "completion_type=1"):
            server.run(f"SET GLOBAL {setting}")
        with server.a_schema() as schema:
            url = server.address(schema)
            with Kavach(url) as one, Kavach(url) as other:
                made = [
                    one.agents.create(user_id="user", name=f"agent {n}", permissions=EVERYTHING)
                    for n in range(12)
                ]
                calls = [{"token": each.token, "resource": "a", "action": "read"} for each in made]
                assert {decision.code for decision in other.authorize_many(calls)} == {"ok"}
                for each in made:
                    one.agents.suspend(each.agent.id)
                assert {decision.code for decision in other.authorize_many(calls)} == {"suspended"}
                assert len(one.agents.list().items) == 12
                report = one.audit.verify()
                assert (report.ok, report.entries) == (True, 4 * 12)
    finally:
        server.close()


@pytest.mark.promise("EX-2", "AUD-1")
def test_what_is_more_than_a_packet_goes_in_several_and_one_row_that_is_more_is_refused(store: MysqlStore):
    def save(size: int) -> None:
        with store.unit() as unit:
            head = unit.start().head
            unit.link.raw.most = 20_000
            end = Head(head.log, head.position + 100, b"h" * 32)
            numbers = range(head.position + 1, end.position + 1)
            unit.save(
                Changes(
                    end,
                    [
                        Row(n, 1, None, "change", None, None, "x" * size, None, None, end.hash)
                        for n in numbers
                    ],
                )
            )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.mysql_unit._MOST", 10_000)
        save(900)
        with pytest.raises(Unstorable):
            save(30_000)
    with store.view() as view:
        assert view.heads()[0].position == 100
        assert len(view.entries(EntryFilter(), log=0, after=0, until=200, limit=300)) == 100


# -- opening -------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("DB-4")
@pytest.mark.parametrize("left", [13, 5])
def test_a_schema_whose_making_was_interrupted_is_made_anew(schema: str, left: int):
    class Stop(Exception):
        pass

    def stop(sql: object) -> None:
        raise Stop

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.mysql.fill", stop)
        with pytest.raises(Stop):
            MysqlStore(mysql_server.address(schema))
    tables = mysql_server.run(
        "SELECT table_name FROM information_schema.tables WHERE table_schema=%s", schema
    )
    for (table,) in sorted(tables)[left:]:
        mysql_server.run(f'DROP TABLE "{table}"', schema=schema)
    store = MysqlStore(mysql_server.address(schema))
    with store.view() as view:
        assert view.start().epoch == 0
    store.close()


@pytest.mark.promise("FC-1", "DB-4")
def test_a_database_that_has_lost_something_is_not_made_anew(schema: str, store: MysqlStore):
    mysql_server.run("DELETE FROM epoch", schema=schema)
    with pytest.raises(Unavailable, match="restore a backup"):
        MysqlStore(mysql_server.address(schema))
    assert mysql_server.run("SELECT count(*) FROM meter", schema=schema) == [(64,)]


@pytest.mark.promise("EX-1", "FC-1")
def test_tables_without_transactions_are_refused(schema: str, store: MysqlStore):
    mysql_server.run("ALTER TABLE memo ENGINE=MyISAM", schema=schema)
    with pytest.raises(Unavailable, match=r"memo is not InnoDB"):
        MysqlStore(mysql_server.address(schema))
    with store.view() as view:
        assert len(view.integrity(5)) == 1


GOOD = {
    "innodb_doublewrite": "ON",
    "innodb_flush_log_at_trx_commit": "1",
    "innodb_flush_method": "O_DIRECT",
    "log_bin": "ON",
    "sync_binlog": "1",
    "wsrep_on": "OFF",
}


@pytest.mark.promise("DB-1", "EX-1")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({}, None),
        ({"log_bin": "OFF", "sync_binlog": "0"}, None),
        ({"innodb_doublewrite": "1"}, None),
        ({"innodb_doublewrite": "OFF"}, "durability"),
        ({"innodb_doublewrite": "DETECT_ONLY"}, "durability"),
        ({"innodb_flush_log_at_trx_commit": "0"}, "durability"),
        ({"innodb_flush_log_at_trx_commit": "2"}, "durability"),
        ({"innodb_flush_method": "nosync"}, "durability"),
        ({"sync_binlog": "0"}, "durability"),
        ({"sync_binlog": "100"}, "durability"),
        ({"wsrep_on": "ON"}, "db"),
        ({"group_replication_single_primary_mode": "OFF"}, "db"),
        ({"group_replication_single_primary_mode": "ON"}, None),
    ],
)
def test_servers_that_lose_commits_or_do_not_agree_are_refused(changed: dict[str, str], field: str | None):
    check_settings(GOOD, durability="disk")
    for durability in ("disk", "process"):
        if field is None or (durability, field) == ("process", "durability"):
            check_settings(GOOD | changed, durability=durability)
        else:
            with pytest.raises(InvalidInput) as refused:
                check_settings(GOOD | changed, durability=durability)
            assert refused.value.field == field


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("10.6.0-MariaDB", True),
        ("5.5.5-10.11.19-MariaDB-log", True),
        ("11.8.2-MariaDB-ubu2404", True),
        ("10.5.29-MariaDB", False),
        ("8.0.17", True),
        ("8.4.3-azure", True),
        ("9.1.0", True),
        ("8.0.16", False),
        ("5.7.44-log", False),
    ],
)
def test_old_servers_are_refused(version: str, good: bool):
    if good:
        check_version(version)
    else:
        with pytest.raises(InvalidInput, match=r"needs MariaDB 10\.6"):
            check_version(version)


# -- addresses -----------------------------------------------------------------------------------------------------------


def test_an_address_is_read():
    found = parse("mysql://ann%40x:p%40ss%2F%C3%A9@db.example:3307/ka%20vach?ssl_disabled=true")
    assert found.options == {
        "host": "db.example",
        "port": 3307,
        "database": "ka vach",
        "user": "ann@x",
        "password": "p@ss/é".encode(),
        "ssl_disabled": True,
    }
    assert found.shown == "mysql://db.example:3307/ka%20vach"
    assert "p@ss" not in repr(found)
    assert parse("mariadb://[::1]/d").shown == "mariadb://[::1]:3306/d"
    assert parse("mysql:///d?unix_socket=/run/mysqld.sock").unix_socket == "/run/mysqld.sock"
    context = parse("mysql://h/d?ssl_verify_cert=true").options["ssl"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    context = parse("mysql://h/d?ssl_verify_identity=false").options["ssl"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, False)
    assert parse("mysql://h/d?ssl_verify_cert=false").options["ssl"].verify_mode == ssl.CERT_NONE


@pytest.mark.promise("API-6", "ERR-2")
@pytest.mark.parametrize(
    "url",
    [
        "mysql://h",
        "mysql://h/",
        "mysql://h/a/b",
        "mysql://h:x/d",
        "mysql://h:99999/d",
        "mysql://[::1/d",
        "mysql://h/d#x",
        "mysql+pymysql://h/d",
        "mysql://h/d?charset=latin1",
        "mysql://h/d?local_infile=1",
        "mysql://h/d?init_command=DROP",
        "mysql://h/d?ssl_ca=",
        "mysql://h/d?ssl_ca",
        "mysql://h/d?ssl_ca=/nowhere.pem",
        "mysql://h/d?ssl_disabled=maybe",
        "mysql://h/d?ssl_disabled=true&ssl_verify_cert=true",
        "mysql://h/d?ssl_verify_cert=true&ssl_verify_cert=false",
    ],
)
def test_what_an_address_may_not_say_is_refused(url: str):
    with pytest.raises(InvalidInput) as refused:
        parse(url)
    assert refused.value.field == "db"


# -- a server that is none -----------------------------------------------------------------------------------------------


@contextmanager
def a_server(*answers: bytes, pause: float = 0.0) -> Iterator[str]:
    """Say this to whoever connects, byte by byte where there is a pause."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client, suppress(OSError):
                    for answer in answers:
                        for part in [answer[i : i + 1] for i in range(len(answer))] if pause else [answer]:
                            client.sendall(part)
                            time.sleep(pause)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"mysql://root@127.0.0.1:{listener.getsockname()[1]}/d"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(60)


@pytest.mark.promise("AUD-6", "FC-1")
def test_a_server_that_says_a_little_now_and_then_is_not_waited_for_beyond_the_deadline():
    slow = a_server(b"\xff\x00\x00\x00" + b"x" * 255, pause=0.05)
    with slow as url, pytest.MonkeyPatch.context() as patch:
        patch.setattr("pykavach.storage.server._PATIENCE", 1.0)
        begun = time.monotonic()
        with pytest.raises(Unavailable, match="does not answer"):
            MysqlStore(url, timeout=1.0)
        assert time.monotonic() - begun < 10  # it would say something for 13 s


@pytest.mark.promise("ERR-1", "FC-1")
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 400 Bad Request\r\n\r\n" * 3,
        b"\x01\x00\x00\x00\x0a",
        b"\x00\x00\x00\x00",
        b"\x05\x00\x00\x00\xff\x10\x04no",
        b"\x4a\x00\x00\x00\x0a8.0.30\x00" + b"\xff" * 66,
    ],
)
def test_what_is_no_server_is_unavailable(answer: bytes):
    with a_server(answer) as url, pytest.raises(Unavailable):
        MysqlStore(url, timeout=1.0)


# -- waiting -------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("EX-1")
def test_a_lock_that_is_not_given_in_whole_seconds_is_asked_for_again(schema: str, store: MysqlStore):
    mysql_server.run("INSERT INTO meter (agent, level) VALUES (1, 'a')", schema=schema)
    with mysql_server.locked(schema, "SELECT 1 FROM meter WHERE agent=1 FOR UPDATE") as end:

        def in_time() -> bool:
            """What is left of a second is too little for this machine now and then: then it is over, and no more."""
            begun = time.monotonic()
            with pytest.raises((Collided, Unavailable)) as given, store.unit(begun + 1.8) as unit:
                unit.begin(Wanted(meters={1}))
            return given.type is Collided and time.monotonic() - begun < 1.8

        assert any(in_time() for _ in range(10))
        end()
    with store.unit() as unit:
        assert unit.begin(Wanted(meters={1}))[1].meters.keys() == {1}
