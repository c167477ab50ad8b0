"""Servers and networks that fail, on real sockets: a denial in time, whatever happens, and nothing is asked twice that counts."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from client_world import ACCESS, KEY, Both, Odd, decision, odd, reply, told
from patience import until
from pykavach.client import Client, SyncClient, net
from pykavach.core.errors import Conflict, Denied, InvalidInput, NotFound, Unavailable
from pykavach.core.tokens import mint
from server_proxy import Proxy
from server_world import served

TOKEN = mint(b"\x01" * 32)
SHORT = 0.6
#: Seconds that a busy machine may take beyond the client's own time; an exchange that hangs takes for ever.
SLACK = 20.0
ASK = {"agent_id": "agt_1", **ACCESS}


def problem(status: str, code: str, *headers: str, **more: Any) -> bytes:
    body = json.dumps({"code": code, "detail": "A sentence.", **more}).encode()
    return reply(body, status, *headers, kind="application/problem+json")


def drip(text: bytes) -> Callable[[socket.socket, int], None]:
    """A byte every now and then, without end."""

    def answer(connection: socket.socket, _: int) -> None:
        for byte in text:
            connection.sendall(bytes((byte,)))
            time.sleep(0.02)

    return answer


def silent(connection: socket.socket, _: int) -> None:
    connection.recv(1)  # until the client goes


def gone(connection: socket.socket, _: int) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def cut(text: bytes) -> Callable[[socket.socket, int], None]:
    def answer(connection: socket.socket, number: int) -> None:
        connection.sendall(text)
        gone(connection, number)

    return answer


GOOD = told()
BAD: dict[str, Callable[[socket.socket, int], None] | bytes] = {
    "silent": silent,
    "gone": gone,
    "cut in its head": cut(GOOD[:30]),
    "cut in its body": cut(GOOD[:-5]),
    "slow head": drip(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 10_000),
    "slow body": drip(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + b" " * 10_000),
    "slow and in pieces": drip(
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 2000
    ),
    "only on its way": drip(b"HTTP/1.1 102 Processing\r\n\r\n" * 500),
    "garbage": cut(b"\x00\xff" * 500),
    "no HTTP": cut(b"220 mail.example.com ESMTP\r\n"),
    "no length": cut(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: x\r\n\r\n{}"),
    "nothing": reply(b""),
    "no JSON": reply(b"{"),
    "two answers in one": reply(json.dumps(decision()).encode() * 2),
    "said twice": reply(json.dumps(decision()).encode()[:-1] + b', "allowed": true}'),
    "another kind": reply(json.dumps(decision()).encode(), kind="text/html"),
    "no kind": reply(json.dumps(decision()).encode(), kind=""),
    "packed": reply(gzip.compress(json.dumps(decision()).encode()), "200 OK", "content-encoding: gzip"),
    "another good status": reply(json.dumps(decision()).encode(), "201 Created"),
    "partial": reply(json.dumps(decision()).encode(), "206 Partial Content"),
    "moved": reply(json.dumps(decision()).encode(), "307 Temporary Redirect", "location: /v2/authorize"),
    "unknown key": problem("401 Unauthorized", "unauthenticated"),
    "no right": problem("404 Not Found", "not_found"),
    "no such page": reply(b"<h1>404</h1>", "404 Not Found", kind="text/html"),
    "not understood": problem("422 Unprocessable Content", "invalid_input", field="resource"),
    "failed": problem("500 Internal Server Error", "internal"),
    "no upstream": reply(b"bad gateway", "502 Bad Gateway", kind="text/plain"),
    "a list": reply(b"[]"),
    "a lie": told(allowed=False),
}


@pytest.mark.promise("FC-1", "API-1", "AUD-6")
@pytest.mark.parametrize("name", BAD)
def test_every_answer_that_is_none_is_a_denial_in_time(name: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with odd(BAD[name]) as server:
        with SyncClient(server.url, key=KEY, timeout=SHORT) as client:
            started = time.monotonic()
            found = client.authorize(**ASK)
            assert time.monotonic() - started < SHORT + SLACK
            assert len(server.heads) == 1  # what may have counted is not asked again
            many = client.authorize_many([{**ASK}, {**ASK}])
            with pytest.raises(Denied) as denied, client.guard(**ASK):
                raise AssertionError("nothing runs")

        async def ask() -> Any:
            async with Client(server.url, key=KEY, timeout=SHORT) as client:
                return await client.authorize(**ASK), await client.explain(**ASK)

        mine = asyncio.run(ask())
    for each in (found, *many, denied.value.decision, *mine):
        assert (each.outcome, each.code, each.retry, each.retry_after) == ("deny", "unavailable", "after", 1)
    assert not [
        record
        for record in caplog.records
        if KEY in record.getMessage() or "Traceback" in record.getMessage()
    ]
    told_of = [record for record in caplog.records if record.name == "pykavach.client"]
    assert len(told_of) >= 5  # each of them is told of, and with what to do about it
    if name in ("unknown key", "no right", "no such page", "not understood"):
        assert {record.levelno for record in told_of} == {logging.ERROR}


def test_a_key_that_is_not_known_is_told_with_the_way_out(both: Both, caplog: pytest.LogCaptureFixture):
    with SyncClient(both.url, key=KEY) as client:
        assert client.authorize(token=TOKEN, **ACCESS).code == "unavailable"
        assert "does not know this key" in caplog.text
        with pytest.raises(InvalidInput, match="key: the server does not know it"):
            client.agents.list()
    auditor = both.client("auditor")
    with auditor:
        assert auditor.authorize(token=TOKEN, **ACCESS).code == "unavailable"
        assert "--role service" in caplog.text
        with pytest.raises(NotFound):
            auditor.agents.create(name="n", type="service", permissions=[])


# -- no way there ----------------------------------------------------------------------------------------------------------


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.promise("FC-1", "AUD-6")
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}", "http://[::1]:{}", "http://localhost:{}", "https://127.0.0.1:{}"]
)
def test_nobody_there_is_a_denial(url: str):
    address = url.format(closed_port())
    with SyncClient(address, key=KEY, timeout=SHORT) as client:
        assert client.authorize(**ASK).code == "unavailable"
        with pytest.raises(Unavailable, match="there is no connection") as error:
            client.agents.get("agt_1")
        assert "may have happened" not in str(error.value)

    async def ask() -> Any:
        async with Client(address, key=KEY, timeout=SHORT) as client:
            return await client.authorize(**ASK)

    assert asyncio.run(ask()).code == "unavailable"


@pytest.mark.promise("AUD-6")
def test_a_name_server_that_is_silent_holds_nobody(monkeypatch: pytest.MonkeyPatch):
    released = threading.Event()

    def never(*args: Any, **kwargs: Any) -> Any:
        released.wait(60)
        raise OSError("no")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    try:
        with SyncClient("https://kavach.invalid", key=KEY, timeout=SHORT) as client:
            started = time.monotonic()
            assert client.authorize(**ASK).code == "unavailable"
            assert time.monotonic() - started < SHORT + SLACK
    finally:
        released.set()


def test_a_name_that_is_none_is_a_denial():
    for name in ("kavach.invalid", "a" * 64 + ".example.com"):
        with SyncClient(f"https://{name}", key=KEY, timeout=5.0) as client:
            assert client.authorize(**ASK).code == "unavailable"


@pytest.mark.promise("FC-1")
def test_a_certificate_of_somebody_else_is_a_denial(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    with tls_server(tmp_path) as (url, certificate):
        with SyncClient(url, key=KEY, timeout=10.0) as client:
            assert client.authorize(**ASK).code == "unavailable"
            assert "CERTIFICATE_VERIFY_FAILED" in caplog.text.upper()
        with SyncClient(
            url, key=KEY, timeout=10.0, tls=ssl.create_default_context(cafile=certificate)
        ) as client:
            assert client.authorize(**ASK).allowed

        async def ask() -> list[Any]:
            context = ssl.create_default_context(cafile=certificate)
            async with (
                Client(url, key=KEY, timeout=10.0) as strange,
                Client(url, key=KEY, timeout=10.0, tls=context) as known,
            ):
                return [await strange.authorize(**ASK), await known.authorize(**ASK)]

        assert [found.code for found in asyncio.run(ask())] == ["unavailable", "ok"]


@contextmanager
def tls_server(folder: Path) -> Iterator[tuple[str, str]]:
    """A server with a certificate for 127.0.0.1 that it has made itself."""
    certificate, key = certificate_for(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listener.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(plain, server_side=True) as connection:
                        while connection.recv(65536):
                            connection.sendall(GOOD)
                except OSError:
                    plain.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}", str(certificate)
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def certificate_for(folder: Path) -> tuple[Path, Path]:
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a server")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret


# -- what is asked again ---------------------------------------------------------------------------------------------------


def first(bad: Callable[[socket.socket, int], None] | bytes, then: bytes = GOOD, times: int = 1) -> Any:
    """A server that does something else at first."""

    def answer(connection: socket.socket, number: int) -> None:
        if number > times:
            connection.sendall(then)
        elif isinstance(bad, bytes):
            connection.sendall(bad)
        else:
            bad(connection, number)

    return answer


BUSY = problem("503 Service Unavailable", "overloaded", "retry-after: 0")
AWAY = problem("503 Service Unavailable", "unavailable", "retry-after: 0")
PAGE = reply(b'{"items": [], "nextCursor": null}')
SETTLED = reply(
    b'{"auditId": "aud_1", "agentId": "agt_1", "bookedUsd": "1.00", "costUsd": "0.50", '
    b'"settledAt": "2026-01-01T00:00:00Z"}'
)
RECORDED = reply(
    b'{"auditId": "aud_1", "agentId": "agt_1", "costUsd": "0.50", "recordedAt": "2026-01-01T00:00:00Z"}'
)


@pytest.mark.parametrize(
    ("call", "bad", "then", "again"),
    [
        (lambda k: k.authorize(**ASK), BUSY, GOOD, True),
        (lambda k: k.authorize(**ASK), gone, GOOD, False),
        (lambda k: k.authorize(**ASK), AWAY, GOOD, False),
        (lambda k: k.authorize(**ASK, idempotency_key="k"), gone, GOOD, True),
        (lambda k: k.authorize(**ASK, idempotency_key="k"), AWAY, GOOD, True),
        (lambda k: k.authorize(**ASK, idempotency_key="k"), BAD["cut in its body"], GOOD, True),
        (lambda k: k.explain(**ASK), gone, GOOD, True),
        (lambda k: k.agents.list(), gone, PAGE, True),
        (lambda k: k.agents.list(), BAD["no upstream"], PAGE, True),
        (lambda k: k.usage.settle("aud_1", cost_usd="0.5"), gone, SETTLED, True),
        (lambda k: k.usage.record("agt_1", cost_usd="0.5"), gone, RECORDED, False),
        (lambda k: k.usage.record("agt_1", cost_usd="0.5", key="k"), gone, RECORDED, True),
        (lambda k: k.agents.create(name="n", permissions=[]), gone, PAGE, False),
        (lambda k: k.agents.revoke("agt_1"), AWAY, PAGE, False),
    ],
)
def test_only_what_does_no_harm_twice_is_asked_twice(call: Any, bad: Any, then: bytes, again: bool):
    with odd(first(bad, then)) as server, SyncClient(server.url, key=KEY, timeout=30.0) as client:
        if again:
            assert call(client) is not None
            assert len(server.heads) == 2
            return
        try:
            assert call(client).code == "unavailable"
        except Unavailable as error:
            assert "look before you repeat it" in str(error) or "A sentence." in str(error)
        assert len(server.heads) == 1


def test_it_does_not_ask_for_ever():
    with odd(BUSY) as server, SyncClient(server.url, key=KEY, timeout=30.0) as client:
        assert client.authorize(**ASK).code == "unavailable"
        with pytest.raises(Unavailable):
            client.agents.list()
        assert len(server.heads) == 8


def test_a_server_that_says_later_than_there_is_time_is_not_waited_for():
    later = problem("503 Service Unavailable", "overloaded", "retry-after: 60")
    with odd(later) as server, SyncClient(server.url, key=KEY, timeout=SHORT) as client:
        started = time.monotonic()
        assert client.authorize(**ASK).code == "unavailable"
        assert time.monotonic() - started < SLACK
        assert len(server.heads) == 1


def test_a_server_that_comes_up_late_is_asked_once_more(monkeypatch: pytest.MonkeyPatch):
    """Nothing was sent, so nothing can have counted."""
    port = closed_port()
    made: list[Odd] = []
    real = socket.create_server

    def late(seconds: float) -> None:
        if not made:
            monkeypatch.setattr(socket, "create_server", lambda address: real(("127.0.0.1", port)))
            made.append(Odd(lambda connection, _: connection.sendall(GOOD)))

    monkeypatch.setattr(time, "sleep", late)  # the client rests before it tries again
    try:
        with SyncClient(f"http://127.0.0.1:{port}", key=KEY, timeout=30.0) as client:
            assert client.authorize(**ASK).allowed
    finally:
        made[0].close()


def test_a_connection_that_the_server_has_closed_meanwhile_is_not_used():
    def once(connection: socket.socket, number: int) -> None:
        connection.sendall(GOOD)
        gone(connection, number)

    with odd(once) as server, SyncClient(server.url, key=KEY, timeout=30.0) as client:
        for _ in range(5):
            assert client.authorize(**ASK).allowed
            until(lambda: _ended(client), what="the end of the connection")


def _ended(client: SyncClient) -> bool:
    return all(not each.is_available() or each.has_expired() for each in client._wire._pool.connections)


# -- a real server behind a bad network --------------------------------------------------------------------------------------


@contextmanager
def through_proxy(both: Both) -> Iterator[tuple[Proxy, str]]:
    host, _, port = both.url.removeprefix("http://").partition(":")
    proxy = Proxy(host, int(port))
    try:
        yield proxy, f"http://127.0.0.1:{proxy.port}"
    finally:
        proxy.close()


@pytest.mark.promise("FC-1", "AUD-6", "BUD-6")
def test_an_allow_whose_answer_is_lost_is_denied_and_its_booking_stands(both: Both):
    made = both.agent(constraints={"maxCalls": 2})
    with through_proxy(both) as (proxy, url), SyncClient(url, key=both.key, timeout=SHORT) as client:
        assert client.authorize(token=made.token, **ACCESS, cost_usd="0.5").allowed
        proxy.mute()
        lost = client.authorize(token=made.token, **ACCESS, cost_usd="0.25")
        assert lost.code == "unavailable"
        proxy.unmute()
        until(lambda: both.library.usage.summary(made.agent.id).calls == 2)
        booked = both.library.usage.unsettled(agent_id=made.agent.id).items
        assert sorted(str(each.booked_usd) for each in booked) == ["0.25", "0.5"]
        assert client.authorize(token=made.token, **ACCESS).code == "rate_limited"


@pytest.mark.promise("PRM-5")
def test_under_a_key_a_lost_answer_is_asked_for_again_and_charged_once(both: Both):
    made = both.agent(constraints={"maxCalls": 1})
    with through_proxy(both) as (proxy, url), SyncClient(url, key=both.key, timeout=30.0) as client:
        client.me()
        proxy.mute()

        def lose() -> None:
            until(lambda: both.library.usage.summary(made.agent.id).calls == 1)
            proxy.cut()
            proxy.unmute()

        thread = threading.Thread(target=lose)
        thread.start()
        found = client.authorize(token=made.token, **ACCESS, idempotency_key="once")
        thread.join()
        assert (found.allowed, found.replayed) == (True, True)
        # Whether somebody else has run it under that key is not known, so a guard asks its caller.
        with (
            pytest.raises(Conflict, match="first_run_was_lost"),
            client.guard(made.token, **ACCESS, idempotency_key="once"),
        ):
            raise AssertionError("nothing runs")
        with client.guard(made.token, **ACCESS, idempotency_key="once", first_run_was_lost=True) as permit:
            assert permit.audit_id == found.audit_id


def test_a_settle_that_fails_is_told_of_and_hides_nothing(both: Both, caplog: pytest.LogCaptureFixture):
    made = both.agent()
    with through_proxy(both) as (proxy, url), SyncClient(url, key=both.key, timeout=5.0) as client:
        with pytest.raises(ZeroDivisionError), client.guard(made.token, **ACCESS, cost_usd="0.5") as permit:
            proxy.refuse = True
            proxy.cut()
            1 / 0  # noqa: B018 - what the tool does
        assert f"the cost of {permit.audit_id} could not be settled" in caplog.text
        proxy.refuse = False
        client.usage.settle(permit.audit_id, cost_usd="0.1")


def test_an_export_that_breaks_off_is_no_whole_export(both: Both):
    whole = reply(b'{"a": 1}\n{"b": 2}\n', kind="application/jsonl")
    with (
        odd(cut(whole[:-4])) as server,
        SyncClient(server.url, key=KEY, timeout=5.0) as client,
        pytest.raises(Unavailable, match="not whole"),
    ):
        "".join(client.audit.export())
    with odd(reply(b"\xc3", kind="application/jsonl")) as server, SyncClient(server.url, key=KEY) as client:
        with pytest.raises(Unavailable, match="UTF-8"):
            "".join(client.audit.export())

        async def export() -> None:
            async with Client(server.url, key=KEY) as async_client:
                async for _ in async_client.audit.export():
                    pass

        with pytest.raises(Unavailable, match="UTF-8"):
            asyncio.run(export())
    with SyncClient(f"http://127.0.0.1:{closed_port()}", key=KEY) as client, pytest.raises(Unavailable):
        next(client.audit.export())
    with both.client("service") as guard, pytest.raises(NotFound):
        next(guard.audit.export())


def test_an_answer_without_end_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(net, "MOST", 1 << 20)
    endless = (
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9000000\r\n\r\n"
        + b" " * (2 << 20)
    )

    def answer(connection: socket.socket, number: int) -> None:
        connection.sendall(endless)

    with odd(answer) as server, SyncClient(server.url, key=KEY, timeout=30.0) as client:
        assert client.authorize(**ASK).code == "unavailable"

        async def ask() -> Any:
            async with Client(server.url, key=KEY, timeout=30.0) as async_client:
                return await async_client.authorize(**ASK)

        assert asyncio.run(ask()).code == "unavailable"


@pytest.mark.promise("TOK-2")
def test_the_key_goes_to_one_address_only(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with odd(GOOD) as thief:
        for status in (
            "301 Moved Permanently",
            "302 Found",
            "303 See Other",
            "307 Temporary Redirect",
            "308 Permanent",
        ):
            away = reply(b"", status, f"location: {thief.url}/v1/authorize")
            with odd(away) as server, SyncClient(server.url, key=KEY, timeout=30.0) as client:
                assert client.authorize(**ASK).code == "unavailable"
                with pytest.raises(Unavailable, match="leads elsewhere"):
                    client.agents.get("agt_1")
                assert KEY.encode() in server.heads[0]
        assert thief.heads == []
    assert KEY not in caplog.text


@pytest.mark.promise("TOK-2")
def test_no_proxy_of_the_environment_sees_the_key(monkeypatch: pytest.MonkeyPatch):
    with odd(GOOD) as proxy, odd(GOOD) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with SyncClient(server.url, key=KEY, timeout=30.0) as client:
            assert client.authorize(**ASK).allowed
        assert proxy.heads == []
        assert len(server.heads) == 1


@pytest.mark.promise("API-3")
def test_a_forked_child_has_connections_of_its_own(both: Both):
    made = both.agent()
    ask = {"token": made.token, **ACCESS}
    with SyncClient(both.url, key=both.key, timeout=30.0) as client:
        assert client.authorize(**ask).allowed
        child = os.fork()
        if child == 0:
            ok = all(client.authorize(**ask).allowed for _ in range(5))
            os._exit(0 if ok else 1)
        assert all(client.authorize(**ask).allowed for _ in range(5))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert client.authorize(**ask).allowed
    assert both.library.usage.summary(made.agent.id).calls == 12


@pytest.mark.promise("FC-1")
def test_a_server_that_is_stopped_denies_and_allows_again_when_it_is_back(tmp_path: Path):
    with served(tmp_path) as running:
        key = running.kavach.keys.create(name="k", role="service").token
        token = running.agent().token
        port = int(running.url.rpartition(":")[2])
        client = SyncClient(running.url, key=key, timeout=10.0).open()
        assert client.authorize(token=token, **ACCESS).allowed
    assert client.authorize(token=token, **ACCESS).code == "unavailable"
    with served(tmp_path, port=port):
        assert client.authorize(token=token, **ACCESS).allowed
    client.close()
    with pytest.raises(RuntimeError, match="not open"):
        client.authorize(token=token, **ACCESS)
