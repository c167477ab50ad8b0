"""The address of a MySQL or MariaDB database: ``mysql://user:password@host:3306/database?ssl_ca=/etc/ca.pem``."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pykavach.core.errors import InvalidInput

SCHEMES: Final = ("mysql", "mariadb")
_NONE: Final = "is no address; use mysql://user:password@host:3306/database"
_FILES: Final = ("ssl_ca", "ssl_cert", "ssl_key")
_FLAGS: Final = ("ssl_disabled", "ssl_verify_cert", "ssl_verify_identity")
_KNOWN: Final = (*_FILES, "ssl_key_password", *_FLAGS, "unix_socket")
_TRUTH: Final[Mapping[str, bool]] = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, and how to get there. ``shown`` is what others may read."""

    shown: str
    host: str
    port: int
    database: str
    unix_socket: str | None
    #: What the driver takes beside; holds the password.
    options: Mapping[str, Any] = field(repr=False)


def parse(url: str) -> Address:
    """Read an address. Raises ``InvalidInput`` for what is none, and for what it asks and nobody knows."""
    try:
        parts = urlsplit(url)
        port = parts.port or 3306
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise InvalidInput("db", _NONE) from None
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or parts.fragment or not database or "/" in database:
        raise InvalidInput("db", _NONE)
    asked: dict[str, str] = {}
    for name, value in query:
        if name not in _KNOWN or name in asked or not value:
            raise InvalidInput(
                "db",
                f"{name[:40]!r} is asked twice, empty or unknown; the address may say: {', '.join(_KNOWN)}",
            )
        asked[name] = value
    host = parts.hostname or "localhost"
    options: dict[str, Any] = {"host": host, "port": port, "database": database, **_tls(asked)}
    if parts.username:
        options["user"] = unquote(parts.username)
    if parts.password:
        options["password"] = unquote(parts.password).encode()  # the driver would take it for Latin-1
    unix_socket = asked.get("unix_socket")
    where = f"[{host}]" if ":" in host else quote(host)
    shown = f"{parts.scheme}://{where}:{port}/{quote(database, safe='')}"
    return Address(shown, host, port, database, unix_socket, options)


def _tls(asked: Mapping[str, str]) -> dict[str, Any]:
    """How the connection is encrypted: as asked; else where the server offers it, without proof who it is."""
    flags = {name: _truth(name, asked[name]) for name in _FLAGS if name in asked}
    told = any(name in asked for name in (*_FILES, "ssl_verify_cert", "ssl_verify_identity"))
    if flags.get("ssl_disabled"):
        if told:
            raise InvalidInput("db", "ssl_disabled contradicts the other ssl_… settings; take one away")
        return {"ssl_disabled": True}
    if not told:
        return {}
    verify = flags.get("ssl_verify_cert", True)
    try:
        context = ssl.create_default_context(cafile=asked.get("ssl_ca"))
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # which the server's own certificates do not pass
        context.check_hostname = verify and flags.get("ssl_verify_identity", True)
        context.verify_mode = ssl.CERT_REQUIRED if verify else ssl.CERT_NONE
        if "ssl_cert" in asked:
            context.load_cert_chain(asked["ssl_cert"], asked.get("ssl_key"), asked.get("ssl_key_password"))
    except OSError as error:
        raise InvalidInput("db", f"its certificates cannot be read: {error.strerror or error}") from None
    return {"ssl": context}


def _truth(name: str, value: str) -> bool:
    try:
        return _TRUTH[value.lower()]
    except KeyError:
        raise InvalidInput("db", f"{name} must be true or false") from None
