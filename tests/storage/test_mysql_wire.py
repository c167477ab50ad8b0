"""Reading what a MySQL server answers, over a socket whose other end says it here."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pymysql import err
from pymysql.constants import CR, ER, FIELD_TYPE

from pykavach.storage.mysql_link import Bounded

pytestmark = pytest.mark.promise("FC-1", "EX-2")

MORE = 8
IN_TRANSACTION = 1
FULL = 0xFFFFFF
VALUES = st.one_of(
    st.none(), st.integers(-(1 << 63), (1 << 63) - 1), st.text(max_size=300), st.binary(max_size=300)
)


# -- what a server says ------------------------------------------------------------------------------------------------


def number(value: int) -> bytes:
    if value < 251:
        return bytes([value])
    mark, size = next((m, s) for m, s in ((b"\xfc", 2), (b"\xfd", 3), (b"\xfe", 8)) if value < 1 << 8 * s)
    return mark + value.to_bytes(size, "little")


def text(value: bytes) -> bytes:
    return number(len(value)) + value


def field(value: Any) -> bytes:
    if value is None:
        return b"\xfb"
    return text(value if isinstance(value, bytes) else str(value).encode())


def column(value: Any) -> bytes:
    """The description of a column that can hold such a value."""
    kind, characters = FIELD_TYPE.VAR_STRING, 45
    if isinstance(value, int):
        kind, characters = FIELD_TYPE.LONGLONG, 63
    elif isinstance(value, bytes):
        characters = 63
    names = b"".join(map(text, (b"def", b"schema", b"t", b"t", "näme".encode(), b"name")))
    return (
        names
        + b"\x0c"
        + characters.to_bytes(2, "little")
        + bytes(4)
        + bytes([kind])
        + b"\x01\x00\x00\x00\x00"
    )


def done(status: int = 0) -> bytes:
    return b"\x00" + number(70_000) + number(1 << 40) + status.to_bytes(2, "little") + b"\x00\x00"


def end(status: int = 0) -> bytes:
    return b"\xfe\x00\x00" + status.to_bytes(2, "little")


def refusal(code: int, message: str) -> bytes:
    return b"\xff" + code.to_bytes(2, "little") + b"#HY000" + message.encode()


def rows(found: Sequence[Sequence[Any]], kinds: Sequence[Any], status: int = 0) -> list[bytes]:
    told = [number(len(kinds)), *map(column, kinds), end()]
    return [*told, *(b"".join(map(field, row)) for row in found), end(status)]


def packets(*parts: bytes, first: int = 1) -> bytes:
    """Numbered packets; one that is too long is several."""
    cut = [part[at : at + FULL] for part in parts for at in range(0, len(part) + 1, FULL)]
    heads = [len(some).to_bytes(3, "little") + bytes([n & 0xFF]) for n, some in enumerate(cut, first)]
    return b"".join(head + some for head, some in zip(heads, cut, strict=True))


@contextmanager
def server(said: bytes) -> Iterator[tuple[Bounded, socket.socket]]:
    """A connection to whoever says this and nothing more."""
    ours, theirs = socket.socketpair()

    def say() -> None:
        with suppress(OSError):
            theirs.sendall(said)
            theirs.shutdown(socket.SHUT_WR)

    raw = Bounded(defer_connect=True)
    raw._sock, raw.server_status = ours, 0
    raw.deadline = time.monotonic() + 60
    thread = threading.Thread(target=say)
    thread.start()
    try:
        yield raw, theirs
    finally:
        ours.close()
        theirs.close()
        thread.join()
        raw._force_close()


def ask(said: bytes) -> tuple[list[Any], Bounded]:
    found: list[Any] = []
    with server(said) as (raw, _):
        raw.ask(b"SELECT 1", found)
        assert raw.clean
        assert raw.open
    return found, raw


# -- what is read ------------------------------------------------------------------------------------------------------


@given(table=st.integers(0, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=4)))
@example(table=[(None, "", b""), (1, "x" * 250, b"y" * 251), (2, "z" * 70_000, b"\xff" * 65_536)])
def test_rows_are_read_as_they_were_sent(table: list[tuple[Any, ...]]):
    # A column has one type: of the first value in it.
    kinds = [next((v for v in values if v is not None), "") for values in zip(*table, strict=True)]
    table = [
        tuple(v if type(v) is type(kind) else None for v, kind in zip(row, kinds, strict=True))
        for row in table
    ]
    said = rows(table, kinds, MORE) if kinds else [done(MORE)]
    found, raw = ask(packets(*said, done(IN_TRANSACTION)))
    assert found == [table if kinds else [], []]
    assert raw.server_status == IN_TRANSACTION


def test_a_row_that_is_more_than_a_packet_is_read():
    row = ("a" * (FULL - 4), b"\xff" * 10)  # the second packet begins as an error does
    exact = ("a" * (2 * FULL - 9),)  # the third one is empty
    assert ask(packets(*rows([row], row)))[0] == [[row]]
    assert ask(packets(*rows([exact, ("b",)], exact)))[0] == [[exact, ("b",)]]


def test_answers_before_an_error_are_kept_and_the_session_goes_on():
    found: list[Any] = []
    with server(packets(done(MORE), refusal(ER.DUP_ENTRY, "no"))) as (raw, _):
        with pytest.raises(err.IntegrityError, match="no"):
            raw.ask(b"SELECT 1; SELECT 2", found)
        assert (found, raw.clean, raw.open) == ([[]], True, True)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (packets(done(), first=2), CR.CR_SERVER_LOST),
        (packets(refusal(ER.SERVER_SHUTDOWN, "bye"), first=0), CR.CR_SERVER_LOST),
        (packets(refusal(ER.SERVER_SHUTDOWN, "bye")), ER.SERVER_SHUTDOWN),
        (packets(done())[:-1], CR.CR_SERVER_LOST),
        (packets(b""), CR.CR_MALFORMED_PACKET),
        (packets(b"\x00\x00\x00"), CR.CR_MALFORMED_PACKET),
        (packets(b"\x01\x01"), CR.CR_MALFORMED_PACKET),
        (packets(b"\xff\x01"), CR.CR_MALFORMED_PACKET),
        (packets(*rows([(1,)], [1])[:2], *rows([(1,)], [1])[1:]), CR.CR_MALFORMED_PACKET),
        (packets(*rows([(1, 2)], [1])), CR.CR_MALFORMED_PACKET),
        (packets(*rows([()], [1])), CR.CR_MALFORMED_PACKET),
        (packets(*rows([("one",)], [1])), CR.CR_MALFORMED_PACKET),
        (packets(*rows([(b"\xff",)], [""])), CR.CR_MALFORMED_PACKET),
        (packets(*rows([], [""])[:2], end(), b"\x05x", end()), CR.CR_MALFORMED_PACKET),
        (packets(*rows([], [""])[:2], end(), b"\xfc\x01", end()), CR.CR_MALFORMED_PACKET),
        (packets(b"\x01", column("")[:5], end(), end()), CR.CR_MALFORMED_PACKET),
        (packets(b"\x01", column("")[:-6] + b"\x0c" + bytes(5), end(), end()), CR.CR_MALFORMED_PACKET),
    ],
)
def test_what_is_no_answer_ends_the_connection(said: bytes, code: int):
    with server(said) as (raw, _):
        with pytest.raises(err.Error) as refused:
            raw.ask(b"SELECT 1", [])
        assert refused.value.args[0] == code
        assert not raw.open
        assert not raw.clean


def test_a_server_that_asks_for_a_file_of_ours_gets_nothing():
    with server(packets(b"\xfb/etc/passwd")) as (raw, other):
        with pytest.raises(err.OperationalError):
            raw.ask(b"SELECT 1", [])
        assert other.recv(1 << 16) == b"\x09\x00\x00\x00\x03SELECT 1"
        assert other.recv(1 << 16) == b""


@given(data=st.data())
def test_damaged_answers_raise_errors_of_the_driver_and_nothing_else(data: st.DataObject):
    whole = bytearray(packets(*rows([(1, "text", b"bytes"), (None, None, None)], [1, "", b""], MORE), done()))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    said = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with server(said) as (raw, _):
        try:
            raw.ask(b"SELECT 1", [])
        except err.Error:
            assert raw.clean == raw.open
        else:
            assert raw.clean
            assert raw.open
