"""Events as webhooks: signed POST requests by the Standard Webhooks specification (https://www.standardwebhooks.com).

Headers ``webhook-id`` (the event's id, the same on every attempt), ``webhook-timestamp`` (seconds since the epoch, of
the attempt) and ``webhook-signature`` (``v1,`` and base64 of HMAC-SHA256 over ``id.timestamp.body``; one per secret,
separated by spaces). The body is JSON: ``{"type", "timestamp", "data"}``, and ``data`` names agent, owner and tenant.

Where requests may go: by default to public addresses over https only. The name is resolved once per attempt, every
address it has is checked, and the connection goes to a checked address itself, so a name server cannot switch it
afterwards; TLS and ``Host`` still carry the name. ``allow_private=True`` also admits addresses that are not public, and
http:// to them; http:// to a public address is never used, since everybody on the way could read it. Proxies from the
environment are not used and redirects are not followed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import io
import json
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import SplitResult, urlsplit

from pykavach.core.agents import parse_name
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.engine.dispatch import Event, Gone, parse_timeout
from pykavach.engine.events import KINDS

if TYPE_CHECKING:
    from ssl import SSLContext

_PREFIX: Final = "whsec_"
_MIN_KEY: Final = 24
_MAX_KEY: Final = 64
_MAX_KEYS: Final = 10
_MAX_URL: Final = 2048
#: Bytes read of an answer's body, so that the receiver can finish; nothing in it is used.
_MAX_BODY: Final = 64 * 1024

#: IPv4 that is not public, after the IANA special-purpose address registry (RFC 6890), and multicast.
_SPECIAL_V4: Final = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
#: All public IPv6 lies here; inside, what the registry keeps for tunnels, documentation and other special uses.
_PUBLIC_V6: Final = IPv6Network("2000::/3")
_SPECIAL_V6: Final = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
#: IPv4 behind a translator (RFC 6052): judged as the IPv4 address inside.
_NAT64: Final = IPv6Network("64:ff9b::/96")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the public internet: not private, loopback, link-local, multicast or special."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _PUBLIC_V6 and not any(address in network for network in _SPECIAL_V6)
    return not any(address in network for network in _SPECIAL_V4)


def sign(keys: Sequence[bytes], id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``: one signature per key, the newest first."""
    text = f"{id}.{timestamp}.".encode() + body
    made = (base64.b64encode(hmac.digest(key, text, "sha256")).decode() for key in keys)
    return " ".join(f"v1,{signature}" for signature in made)


def parse_keys(value: object) -> tuple[bytes, ...]:
    """Signing keys from one secret or a list of them, newest first: ``whsec_`` and base64 of 24 to 64 bytes, or bytes."""
    given = list(value) if isinstance(value, list | tuple) else [value]
    if not 1 <= len(given) <= _MAX_KEYS:
        raise InvalidInput("secret", f"must be one secret, or a list of 1 to {_MAX_KEYS}")
    many = isinstance(value, list | tuple)
    return tuple(
        _parse_key(item, f"secret[{place}]" if many else "secret") for place, item in enumerate(given)
    )


def _parse_key(value: object, path: str) -> bytes:
    if isinstance(value, str) and value.startswith(_PREFIX):
        try:
            value = base64.b64decode(value.removeprefix(_PREFIX), validate=True)
        except (binascii.Error, ValueError):
            raise InvalidInput(path, f"must be {_PREFIX} followed by base64") from None
    if not isinstance(value, bytes):
        raise InvalidInput(path, f"must be a text that starts with {_PREFIX}, or bytes")
    if not _MIN_KEY <= len(value) <= _MAX_KEY:
        raise InvalidInput(
            path,
            f"must hold {_MIN_KEY} to {_MAX_KEY} bytes; make one with: echo whsec_$(openssl rand -base64 32)",
        )
    return value


class _Target:
    """Where requests go, taken apart once. ``way`` is how its caller would say that private addresses are meant."""

    def __init__(self, url: object, *, allow_private: bool, way: str) -> None:
        parts, port = _split(url)
        assert parts.hostname is not None
        self.secure = parts.scheme == "https"
        self.allow_private = allow_private
        self._way = way
        self.name = parts.hostname
        self.port = port or (443 if self.secure else 80)
        bracketed = f"[{self.name}]" if ":" in self.name else self.name
        self.host = bracketed if port is None else f"{bracketed}:{port}"
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not self.secure and not allow_private:
            raise InvalidInput("url", f"must be https://; http:// is only for your own network, with {way}")
        try:
            address = ip_address(self.name)
        except ValueError:
            return
        if fault := self.fault(address):
            raise InvalidInput("url", fault)

    def fault(self, address: IPv4Address | IPv6Address) -> str | None:
        """Why requests must not go to this address."""
        public = is_public(address)
        if not public and not self.allow_private:
            return f"leads to a private or special address; if that is meant, say {self._way}"
        if public and not self.secure:
            return "leads to a public address over http://, readable on the way; use https://"
        return None


def _split(url: object) -> tuple[SplitResult, int | None]:
    if not isinstance(url, str) or not 1 <= len(url) <= _MAX_URL:
        raise InvalidInput("url", f"must be a text of 1 to {_MAX_URL} characters")
    if not all("!" <= c <= "~" for c in url) or "\\" in url:
        raise InvalidInput(
            "url", "must be visible ASCII without backslashes; write other names as xn--…, the rest as %…"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput("url", "cannot be read as a URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InvalidInput("url", "must be absolute, as in https://example.com/hooks")
    if "@" in parts.netloc:
        raise InvalidInput("url", "must not hold a user or a password; requests are signed instead")
    if parts.fragment or "%" in parts.netloc:
        raise InvalidInput("url", "must have neither a fragment nor % in its host")
    return parts, port


class WebhookListener:
    """A listener that posts each event to a URL, signed. Give it to ``Kavach(listeners=[…])``.

    ``secret``: ``whsec_`` and base64 of 24 to 64 bytes, or the bytes; of a list all sign, so that a receiver can change
    over. ``events``: which types are sent, all by default. ``timeout``: seconds for the whole exchange.
    ``allow_private``: see above. ``name``: under which the database remembers what is still to be sent; by default the
    URL's host and a hash of the URL.

    Any 2xx answer means taken. 410 means that no more is wanted: the sink and what waits for it are dropped. After
    anything else the event is sent again later.
    """

    _way: ClassVar[str] = "allow_private=True"

    def __init__(
        self,
        url: str,
        *,
        secret: str | bytes | Sequence[str | bytes],
        events: Sequence[str] | None = None,
        timeout: float = 10,
        allow_private: bool = False,
        name: str | None = None,
    ) -> None:
        self._target = _Target(url, allow_private=allow_private is True, way=self._way)
        self._keys = parse_keys(secret)
        self._events = _parse_events(events)
        self._context: SSLContext | None = None
        self.timeout = parse_timeout(timeout, "timeout")
        mark = sha256(url.encode()).hexdigest()[:12]
        self.name = f"webhook:{self._target.host[:150]}#{mark}" if name is None else parse_name(name, "name")

    def __repr__(self) -> str:
        # The path is left out: many receivers hand out URLs that are secrets themselves.
        return f"WebhookListener({self.name!r})"

    def __call__(self, event: Event) -> None:
        """Send one event. Raises ``Gone`` on 410 and ``Unavailable`` on every other failure."""
        if self._events is not None and event.type not in self._events:
            return
        status = self.post(event)
        if status == 410:
            raise Gone("the receiver answered 410: it wants no more events")
        if not 200 <= status < 300:
            hint = "; redirects are not followed" if 300 <= status < 400 else ""
            raise Unavailable(f"the receiver answered {status}{hint}")

    def post(self, event: Event) -> int:
        """Send one event, of whatever type; the status that is answered. Raises ``Unavailable`` where there is none."""
        from http.client import HTTPException

        body = _body(event)
        sent_at = int(time.time())
        headers = {
            "Host": self._target.host,
            "Content-Type": "application/json",
            "User-Agent": "pykavach",
            "Connection": "close",
            "webhook-id": event.id,
            "webhook-timestamp": str(sent_at),
            "webhook-signature": sign(self._keys, event.id, sent_at, body),
        }
        try:
            return self._post(headers, body, time.monotonic() + self.timeout)
        except TimeoutError:
            raise Unavailable(f"no answer within {self.timeout:g} s") from None
        except (OSError, HTTPException, UnicodeError) as error:  # TLS errors are OSErrors
            raise Unavailable(f"the request failed: {type(error).__name__}") from error

    def _post(self, headers: dict[str, str], body: bytes, deadline: float) -> int:
        from http.client import HTTPConnection, HTTPException

        sock = self._connect(deadline)
        try:
            connection = HTTPConnection(self._target.name, self._target.port)
            connection.sock = _Wire(sock, deadline)
            connection.request("POST", self._target.path, body, headers)
            response = connection.getresponse()
            with suppress(OSError, HTTPException):  # the status has been said already
                response.read(_MAX_BODY)
            return response.status
        finally:
            sock.close()

    def _connect(self, deadline: float) -> socket.socket:
        """A connection to the first address that answers. Every address is checked before any is tried."""
        target = self._target
        found = _look_up(target.name, target.port)
        for _, address in found:
            if fault := target.fault(ip_address(address[0].partition("%")[0])):
                raise Unavailable(f"the URL {fault}")
        failure: OSError = OSError("the name has no address")
        for place, (family, address) in enumerate(found):
            try:
                return self._open(family, address, deadline, of=len(found) - place)
            except OSError as error:
                failure = error
        raise failure

    def _open(self, family: int, address: tuple[Any, ...], deadline: float, of: int) -> socket.socket:
        """Connect to one address, in an ``of``-th of the time that is left: the others get their share."""
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(_left(deadline) / of)
            plain.connect(address)
            if not self._target.secure:
                return plain
            plain.settimeout(_left(deadline))
            return self._tls().wrap_socket(plain, server_hostname=self._target.name)
        except BaseException:
            plain.close()
            raise

    def _tls(self) -> SSLContext:
        if self._context is None:
            from ssl import create_default_context

            self._context = create_default_context()
        return self._context


class StoredWebhook(WebhookListener):
    """What posts for a webhook that is stored. Whether it may go to private addresses, who opens Kavach says."""

    _way: ClassVar[str] = "private_webhooks where Kavach is opened or served"


def _look_up(name: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
    """The addresses of a name, as ``connect`` takes them."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [(family, address) for family, _, _, _, address in found]


def _parse_events(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    if isinstance(value, str) or not isinstance(value, list | tuple | set | frozenset) or not value:
        raise InvalidInput("events", "must be a non-empty list of event types, or None for all")
    for place, kind in enumerate(value):
        if kind not in KINDS:
            raise InvalidInput(f"events[{place}]", f"must be one of: {', '.join(KINDS)}")
    return frozenset(value)


def _body(event: Event) -> bytes:
    about = event.wire()
    names = {key: about[key] for key in ("agentId", "userId", "tenantId")}
    payload = {"type": event.type, "timestamp": about["at"], "data": {**event.data, **names}}
    return json.dumps(payload, separators=(",", ":")).encode()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Wire:
    """A connection whose whole exchange ends at one deadline, however slowly the other side feeds it."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 - http.client only reads
        return io.BufferedReader(_Reader(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: ``http.client`` closes before the body is read; who opened the connection ends it."""


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline))
        return self._sock.recv_into(buffer)


__all__ = ["WebhookListener"]
