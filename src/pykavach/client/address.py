"""Where the server is: its address, taken apart and judged once."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from pykavach.core.errors import InvalidInput
from pykavach.core.tokens import Prefix, prefix_of

_MAX_URL: Final = 2048


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address. ``base`` is what stands before every path, without a slash at its end."""

    scheme: str
    host: str
    port: int
    header: str
    base: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.header}{self.base}"


def parse_address(url: object, *, plain_http: bool) -> Address:
    """Read a server's address. Raises ``InvalidInput``.

    ``http://`` is refused unless it stays on this machine or ``plain_http`` is given: whoever is on the way would read
    the key, and could answer in the server's name.
    """
    if not isinstance(url, str) or not 1 <= len(url) <= _MAX_URL:
        raise InvalidInput("url", f"must be a text of 1 to {_MAX_URL} characters")
    if not all("!" <= c <= "~" for c in url) or "\\" in url:
        raise InvalidInput("url", "must be visible ASCII without backslashes; write other names as xn--…")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput("url", "cannot be read as a URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InvalidInput("url", "must be absolute, as in https://kavach.example.com")
    if "@" in parts.netloc:
        raise InvalidInput("url", "must not hold a user or a password; give key= or token=")
    if parts.query or parts.fragment or "%" in parts.netloc:
        raise InvalidInput("url", "must have neither a query nor a fragment, nor % in its host")
    if parts.scheme == "http" and not (plain_http or _here(parts.hostname)):
        raise InvalidInput(
            "url",
            "must be https://: over http:// anybody on the way reads the key and can answer in the server's place. "
            "If the way is safe otherwise, say so: unsafe_plain_http=True",
        )
    bracketed = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Address(
        parts.scheme,
        parts.hostname,
        port or (443 if parts.scheme == "https" else 80),
        bracketed if port is None else f"{bracketed}:{port}",
        parts.path.rstrip("/"),
    )


def _here(host: str) -> bool:
    """Whether this is certainly this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def parse_credential(key: object, token: object) -> tuple[str, bool]:
    """The one credential that is given, and whether it is an agent's own token. Raises ``InvalidInput``."""
    if (key is None) == (token is None):
        raise InvalidInput("key", "give either an admin key as key=, or an agent's own token as token=")
    if token is not None:
        if prefix_of(token) is not Prefix.AGENT:
            raise InvalidInput("token", "is no agent's token (kv_…); it is mistyped, cut, or something else")
        return str(token), True
    kind = prefix_of(key)
    if kind is Prefix.AGENT:
        raise InvalidInput("key", "is an agent's own token; give it as token=, or an admin key (kva_…)")
    if kind not in (Prefix.KEY, Prefix.SESSION):
        raise InvalidInput(
            "key",
            "is no admin key (kva_…); it is mistyped, cut, or something else. Make one: kavach keys create",
        )
    return str(key), False
