from __future__ import annotations

import base64
import ipaddress
import json
import os
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from pykavach import webhooks
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.engine.dispatch import Dispatcher, Event, Gone
from pykavach.engine.engine import Engine
from pykavach.storage import tables
from pykavach.storage.sqlite import SqliteStore
from pykavach.webhooks import WebhookListener, is_public, parse_keys, sign
from receivers import LONG, SECRET, Receiver
from vectors_dir import vectors_dir

KEY = bytes(range(32))
OTHER = "whsec_" + base64.b64encode(bytes(reversed(range(32)))).decode()


def an_event(kind: str = "approval.opened", **data) -> Event:
    at = datetime(2027, 1, 15, 8, tzinfo=UTC)
    return Event("evt_1", kind, at, "agt_1", "user_1", None, data)


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


# -- what is sent ----------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_a_delivery_verifies_with_the_standard_library(receiver):
    listener = receiver.listener()
    before = int(time.time())
    listener(an_event(approval="apr_1", agentId="spoofed", note="käse"))
    ((path, headers, body),) = receiver.requests
    assert path == "/hook?x=1"
    assert headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert headers["Content-Type"] == "application/json"
    assert headers["webhook-id"] == "evt_1"
    assert before <= int(headers["webhook-timestamp"]) <= int(time.time())
    assert Webhook(SECRET).verify(body, headers) == {
        "type": "approval.opened",
        "timestamp": "2027-01-15T08:00:00Z",
        "data": {
            "approval": "apr_1",
            "note": "käse",
            "agentId": "agt_1",
            "userId": "user_1",
            "tenantId": None,
        },
    }
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body + b" ", headers)


@pytest.mark.promise("EVT-1")
def test_while_secrets_rotate_both_verify(receiver):
    receiver.listener(secret=[SECRET, OTHER])(an_event())
    ((_, headers, body),) = receiver.requests
    assert headers["webhook-signature"].count("v1,") == 2
    Webhook(SECRET).verify(body, headers)
    Webhook(OTHER).verify(body, headers)


@pytest.mark.promise("EVT-1")
def test_the_published_vector():
    vector = json.loads((vectors_dir("standard-webhooks") / "sign.json").read_text())
    (key,) = parse_keys(vector["secret"])
    made = sign([key], vector["msg_id"], vector["timestamp"], vector["payload"].encode())
    assert made == vector["signature"]


@given(
    key=st.binary(min_size=24, max_size=64),
    id=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1),
    timestamp=st.integers(0, 2**33),
    body=st.text(),
)
def test_signatures_are_those_of_the_reference_library(key, id, timestamp, body):
    at = datetime.fromtimestamp(timestamp, UTC)
    data = body.encode(errors="ignore").decode()
    assert sign([key], id, timestamp, data.encode()) == Webhook(key).sign(id, at, data)


def test_only_the_events_asked_for_are_sent(receiver):
    listener = receiver.listener(events=["budget.reached"])
    listener(an_event("approval.opened"))
    assert receiver.requests == []
    listener(an_event("budget.reached"))
    assert len(receiver.requests) == 1


# -- what comes back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_success(receiver, status):
    receiver.answer = lambda handler: handler.say(status)
    assert receiver.listener()(an_event()) is None


def test_410_means_gone(receiver):
    receiver.answer = lambda handler: handler.say(410)
    with pytest.raises(Gone):
        receiver.listener()(an_event())


@pytest.mark.parametrize("status", [304, 400, 401, 404, 429, 500, 503])
def test_everything_else_is_a_failure(receiver, status):
    receiver.answer = lambda handler: handler.say(status)
    with pytest.raises(Unavailable, match=str(status)):
        receiver.listener()(an_event())


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(receiver, status):
    target = Receiver()
    try:
        where = f"http://127.0.0.1:{target.port}/"
        receiver.answer = lambda handler: handler.say(status, Location=where)
        with pytest.raises(Unavailable, match="redirects"):
            receiver.listener()(an_event())
        assert target.requests == []
    finally:
        target.close()


def test_of_a_long_answer_little_is_read(receiver):
    written, ended = [0], threading.Event()

    def endless(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while written[0] < 1 << 30:
                written[0] += handler.connection.send(b"x" * 65536)
        except OSError:
            ended.set()

    receiver.answer = endless
    receiver.listener()(an_event())
    assert ended.wait(LONG)
    assert written[0] < 1 << 26  # what the kernels buffer


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("drip", ["silent", "status", "header"])
def test_the_time_out_is_for_the_whole_exchange(receiver, drip):
    stop = threading.Event()

    def slow(handler) -> None:
        if drip == "header":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        try:
            while not stop.wait(0.02):
                if drip != "silent":
                    handler.wfile.write(b"H")
        except OSError:
            pass

    receiver.answer = slow
    started = time.monotonic()
    try:
        with pytest.raises(Unavailable, match="no answer within"):
            receiver.listener(timeout=0.3)(an_event())
        assert time.monotonic() - started < LONG / 2
    finally:
        stop.set()


def test_a_body_that_does_not_end_in_time_is_still_a_success(receiver):
    stop = threading.Event()

    def slow(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        stop.wait(LONG)

    receiver.answer = slow
    try:
        receiver.listener(timeout=0.3)(an_event())
    finally:
        stop.set()


def test_no_time_left_is_a_time_out(receiver, monkeypatch):
    def slow_look_up(name, port):
        threading.Event().wait(0.01)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    monkeypatch.setattr(webhooks, "_look_up", slow_look_up)
    with pytest.raises(Unavailable, match="no answer within"):
        receiver.listener(timeout=0.001)(an_event())


def test_nonsense_for_an_answer_is_a_failure(receiver):
    receiver.answer = lambda handler: handler.wfile.write(b"hello\r\n\r\n")
    with pytest.raises(Unavailable, match="BadStatusLine"):
        receiver.listener()(an_event())


def test_nobody_there_is_a_failure():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(Unavailable, match="ConnectionRefusedError"):
            WebhookListener(url, secret=SECRET, allow_private=True)(an_event())


def test_errors_carry_neither_the_url_nor_a_secret(receiver):
    receiver.answer = lambda handler: handler.say(500, b"echo")
    listener = receiver.listener("/T0KEN/path")
    with pytest.raises(Unavailable) as caught:
        listener(an_event())
    for text in (str(caught.value), repr(listener), str(listener), listener.name):
        assert "T0KEN" not in text
        assert SECRET[6:] not in text
        assert repr(KEY) not in text


# -- where it goes ---------------------------------------------------------------------------------------------------

PRIVATE = [
    "127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
    "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "100::1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize("address", PRIVATE)
def test_special_addresses_are_refused(address, monkeypatch):
    assert not is_public(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(InvalidInput, match="allow_private"):
        WebhookListener(f"https://{host}/", secret=SECRET)
    # the same behind a name
    monkeypatch.setattr(webhooks, "_look_up", lambda name, port: [(socket.AF_INET, (address, port))])
    with pytest.raises(Unavailable, match="allow_private"):
        WebhookListener("https://hooks.example.com/", secret=SECRET)(an_event())


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_admitted(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_the_standard_library_calls_special_is_never_public(address):
    # One way only: the library's table is older in older Pythons, and it has exceptions that are of no use here.
    if getattr(address, "ipv4_mapped", None) or address in ipaddress.ip_network(
        "64:ff9b::/96" if address.version == 6 else "0.0.0.0/32"
    ):
        return
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local:
        assert not is_public(address)


@pytest.mark.promise("EVT-1")
def test_one_private_address_among_many_refuses_them_all(monkeypatch):
    found = [(socket.AF_INET, ("8.8.8.8", 443)), (socket.AF_INET6, ("fe80::1%eth0", 443, 0, 2))]
    monkeypatch.setattr(webhooks, "_look_up", lambda name, port: found)
    monkeypatch.setattr(WebhookListener, "_open", lambda *args, **kwargs: pytest.fail("must not connect"))
    with pytest.raises(Unavailable, match="private or special"):
        WebhookListener("https://hooks.example.com/", secret=SECRET)(an_event())


@pytest.mark.promise("EVT-1")
def test_a_name_is_resolved_once_and_the_checked_address_is_used(receiver, monkeypatch):
    asked = []

    def once(name, port):
        asked.append(name)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    monkeypatch.setattr(webhooks, "_look_up", once)
    listener = WebhookListener(
        f"http://hooks.example.test:{receiver.port}/", secret=SECRET, allow_private=True
    )
    listener(an_event())
    assert asked == ["hooks.example.test"]
    assert receiver.requests[0][1]["Host"] == f"hooks.example.test:{receiver.port}"


@pytest.mark.promise("EVT-1")
@pytest.mark.parametrize(
    "url", ["https://localhost/", "https://0x7f.1/", "https://2130706433/", "https://127.1/"]
)
def test_names_and_spellings_that_lead_home_are_refused_by_their_address(url):
    with pytest.raises((Unavailable, InvalidInput), match="private or special"):
        WebhookListener(url, secret=SECRET)(an_event())


def test_the_next_address_is_tried_when_one_is_dead(receiver, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = taken.getsockname()
        found = [(socket.AF_INET, dead), (socket.AF_INET, ("127.0.0.1", receiver.port))]
        monkeypatch.setattr(webhooks, "_look_up", lambda name, port: found)
        receiver.listener()(an_event())
    assert len(receiver.requests) == 1


def test_a_name_without_addresses_is_a_failure(monkeypatch):
    monkeypatch.setattr(webhooks, "_look_up", lambda name, port: [])
    with pytest.raises(Unavailable):
        WebhookListener("https://hooks.example.com/", secret=SECRET)(an_event())
    monkeypatch.undo()
    with pytest.raises(Unavailable):
        WebhookListener(f"https://{'a' * 70}.example.com/", secret=SECRET)(an_event())


@pytest.mark.promise("EVT-1")
def test_plain_http_is_for_the_own_network_only(monkeypatch):
    with pytest.raises(InvalidInput, match="https"):
        WebhookListener("http://hooks.example.com/", secret=SECRET)
    with pytest.raises(InvalidInput, match="https"):
        WebhookListener("http://8.8.8.8/", secret=SECRET, allow_private=True)
    monkeypatch.setattr(webhooks, "_look_up", lambda name, port: [(socket.AF_INET, ("8.8.8.8", port))])
    with pytest.raises(Unavailable, match="https"):
        WebhookListener("http://hooks.example.com/", secret=SECRET, allow_private=True)(an_event())


@pytest.mark.parametrize(
    "url",
    [
        None, 7, b"https://example.com/", "", "example.com", "//example.com/", "ftp://example.com/", "https://",
        "https:///path", "https://user:pw@example.com/", "https://user@example.com/", "https://@example.com/",
        "https://example.com/#part", "https://example.com:0/", "https://example.com:99999/", "https://example.com:x/",
        "https://exa mple.com/", "https://example.com/\r\nX: y", "https://bücher.example/", "https://example.com\\@evil/",
        "https://exa%6dple.com/", "https://[fe80::1%25eth0]/", "https://[::1/", "https://example.com/" + "a" * 2048,
    ],
)  # fmt: skip
def test_bad_urls_are_refused(url):
    with pytest.raises(InvalidInput) as caught:
        WebhookListener(url, secret=SECRET)
    assert caught.value.field == "url"
    assert "pw" not in caught.value.message


# -- TLS -------------------------------------------------------------------------------------------------------------


def certificate(folder, name: str) -> ssl.SSLContext:
    """A server's context with a certificate of its own for ``name``, whose authority is ``folder/ca.pem``."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    def build(subject, issuer, public, signer, *extensions):
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(
            subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
            issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
            public_key=public,
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=1),
        )
        for extension, critical in extensions:
            made = made.add_extension(extension, critical)
        return made.sign(signer, hashes.SHA256())

    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = build(
        "root",
        "root",
        authority.public_key(),
        authority,
        (x509.BasicConstraints(ca=True, path_length=None), True),
    )
    leaf = build(
        name, "root", own.public_key(), authority, (x509.SubjectAlternativeName([x509.DNSName(name)]), False)
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(root.public_bytes(pem))
    (folder / "leaf.pem").write_bytes(
        own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + leaf.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem")
    return context


@pytest.fixture
def tls(tmp_path, monkeypatch):
    receiver = Receiver(certificate(tmp_path, "hooks.example.test"))
    monkeypatch.setattr(webhooks, "_look_up", lambda name, port: [(socket.AF_INET, ("127.0.0.1", port))])
    yield receiver
    receiver.close()


def test_tls_carries_the_name(tls, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    url = f"https://hooks.example.test:{tls.port}/"
    listener = WebhookListener(url, secret=SECRET, allow_private=True, timeout=LONG)
    listener(an_event())
    listener(an_event())
    assert tls.names == ["hooks.example.test"] * 2
    assert tls.requests[0][1]["Host"] == f"hooks.example.test:{tls.port}"


@pytest.mark.promise("EVT-1")
def test_an_unknown_authority_is_refused(tls):
    url = f"https://hooks.example.test:{tls.port}/"
    with pytest.raises(Unavailable, match="SSLCertVerificationError"):
        WebhookListener(url, secret=SECRET, allow_private=True, timeout=LONG)(an_event())
    assert tls.requests == []


@pytest.mark.promise("EVT-1")
def test_a_certificate_for_another_name_is_refused(tls, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    url = f"https://other.example.test:{tls.port}/"
    with pytest.raises(Unavailable, match="SSLCertVerificationError"):
        WebhookListener(url, secret=SECRET, allow_private=True, timeout=LONG)(an_event())
    assert tls.requests == []


# -- settings --------------------------------------------------------------------------------------------------------


def test_secrets_in_all_their_forms():
    assert parse_keys(SECRET) == (KEY,)
    assert parse_keys(KEY) == (KEY,)
    assert parse_keys([SECRET, b"k" * 24]) == (KEY, b"k" * 24)
    assert parse_keys(b"k" * 64) == (b"k" * 64,)


@pytest.mark.parametrize(
    ("secret", "field"),
    [
        (None, "secret"),
        (7, "secret"),
        ("", "secret"),
        ("k" * 32, "secret"),
        ("whsec_", "secret"),
        ("whsec_!!!", "secret"),
        ("whsec_" + "k" * 33, "secret"),
        ("whsec_" + base64.b64encode(b"k" * 23).decode(), "secret"),
        ("whsec_" + base64.b64encode(b"k" * 65).decode(), "secret"),
        (b"k" * 23, "secret"),
        (b"k" * 65, "secret"),
        ([], "secret"),
        ([SECRET] * 11, "secret"),
        ([SECRET, "hunter2"], "secret[1]"),
    ],
)
def test_bad_secrets_are_refused_without_being_shown(secret, field):
    with pytest.raises(InvalidInput) as caught:
        WebhookListener("https://example.com/", secret=secret)
    assert caught.value.field == field
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"events": []}, "events"),
        ({"events": "agent.created"}, "events"),
        ({"events": ["agent.created", "agent.exploded"]}, "events[1]"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"timeout": 1000}, "timeout"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_settings_are_refused(options, field):
    with pytest.raises(InvalidInput) as caught:
        WebhookListener("https://example.com/", secret=SECRET, **options)
    assert caught.value.field == field


def test_names_tell_urls_apart_without_showing_them():
    first = WebhookListener("https://example.com/a/T0KEN", secret=SECRET)
    second = WebhookListener("https://example.com/b", secret=SECRET)
    assert first.name != second.name
    assert first.name.startswith("webhook:example.com#")
    assert WebhookListener("https://example.com/", secret=SECRET, name="mine").name == "mine"
    assert WebhookListener("https://[2606:4700::1111]:8443/", secret=SECRET).name.startswith(
        "webhook:[2606:4700::1111]:8443#"
    )
    long = WebhookListener(f"https://{'a.' * 200}example.com/", secret=SECRET)
    assert len(long.name) <= 200


# -- from end to end -------------------------------------------------------------------------------------------------


@pytest.mark.promise("EVT-1")
def test_a_receiver_that_fails_first_gets_the_same_event_again(receiver, tmp_path):
    clock = [1_800_000_000_000_000]
    engine = Engine(SqliteStore(str(tmp_path / "kavach.db"), now=lambda: clock[0]), schema=tables.SCHEMA)
    came = threading.Semaphore(0)
    statuses = iter([500, 503, 200])

    def answer(handler) -> None:
        handler.say(next(statuses))
        came.release()

    receiver.answer = answer
    dispatcher = Dispatcher(engine, [receiver.listener()])
    dispatcher.start()
    try:
        engine.work(lambda work: work.tell("audit.verification_failed", None, {"log": 0}))
        for _ in range(3):
            assert came.acquire(timeout=LONG)
            clock[0] += 60_000_000
            # Woken again and again: the result may not have been written down when the clock moved.
            while came._value == 0 and len(receiver.requests) < 3:
                dispatcher.wake()
                clock[0] += 60_000_000
                threading.Event().wait(0.02)
    finally:
        dispatcher.stop(LONG)
        engine.close()
    ids = {headers["webhook-id"] for _, headers, _ in receiver.requests}
    assert len(receiver.requests) == 3
    assert len(ids) == 1
    for _, headers, body in receiver.requests:
        assert Webhook(SECRET).verify(body, headers)["type"] == "audit.verification_failed"


def test_proxies_of_the_environment_are_not_used(receiver, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:1")
    receiver.listener()(an_event())
    assert len(receiver.requests) == 1
