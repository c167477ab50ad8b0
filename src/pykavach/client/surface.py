"""What the blocking and the async client share: how one is made, and that it is open."""

from __future__ import annotations

import codecs
import ssl
from collections.abc import Iterator
from typing import Any, Final

from pykavach.client.address import parse_address, parse_credential
from pykavach.client.exchange import PATIENCE, Answer, Failure, Line, Request
from pykavach.core.errors import InvalidInput, Unavailable
from pykavach.engine.guard import Ran
from pykavach.engine.values import duration, flag

#: Seconds between two pieces of an export at most.
IDLE: Final = 60.0
#: Microseconds that a decision may take at most.
_LONGEST: Final = 3600 * 1_000_000


class Settings:
    """How a client reaches its server; shared by the async and the blocking one.

    ``url``: where the server is, as in ``https://kavach.example.com``. ``key``: an admin key (``kva_…``); or ``token``: an
    agent's own token, which asks for itself. ``timeout``: seconds within which ``authorize`` answers, connecting
    included. ``tls``: an ``ssl.SSLContext``, where the system's certificates are not what the server is to be known by.
    ``unsafe_plain_http``: allow ``http://`` to another machine. Raises ``InvalidInput``.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        token: str | None = None,
        timeout: float = 2.0,
        tls: ssl.SSLContext | None = None,
        unsafe_plain_http: bool = False,
    ) -> None:
        address = parse_address(url, plain_http=flag(unsafe_plain_http, "unsafe_plain_http"))
        credential, own = parse_credential(key, token)
        if duration(timeout, "timeout") > _LONGEST:
            raise InvalidInput("timeout", "must be at most 3600 seconds")
        if tls is not None and not isinstance(tls, ssl.SSLContext):
            raise InvalidInput(
                "tls", "must be an ssl.SSLContext, as ssl.create_default_context(cafile=…) makes it"
            )
        self._line = Line(
            address, duration(timeout, "timeout") / 1_000_000, own_token=credential if own else None
        )
        self._credential = credential
        self._tls = tls
        self._ran = Ran()
        self._set_up(self._line)

    def _set_up(self, line: Line) -> None:
        """Make the rooms."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._line.address)!r})"

    def _check_guard(self) -> None:
        if self._line.own_token is not None:
            raise TypeError(
                "a guard is not the agent it guards, and states what the agent cannot say for itself: give it an admin "
                "key as key= (kavach keys create --role service)"
            )

    def _made(self, wire: str) -> Any:
        """The way to the server."""
        try:
            from pykavach.client import net
        except ModuleNotFoundError as error:
            if error.name is None or not error.name.startswith(("httpcore2", "anyio", "h11")):
                raise
            raise InvalidInput(
                "client", "needs its packages; install them with: pip install 'pykavach[client]'"
            ) from None
        return getattr(net, wire)(self._line.address, self._credential, self._tls)


class Texts:
    """An export's bytes as text: whole characters, to the end, or an error."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, piece: bytes | Answer | Failure) -> str:
        """The text of one piece. Raises the library's errors for what is no export, or has broken off."""
        if isinstance(piece, Answer):
            self._line.refuse(piece)
        if isinstance(piece, Failure):
            raise Unavailable(f"{self._line.address}: the export is not whole: {piece.why}")
        return self._decode(piece, last=False)

    def end(self) -> Iterator[str]:
        """What is left at the end: nothing, or an error."""
        rest = self._decode(b"", last=True)
        if rest:
            yield rest

    def _decode(self, piece: bytes, *, last: bool) -> str:
        try:
            return self._decoder.decode(piece, last)
        except UnicodeDecodeError:
            raise Unavailable(f"{self._line.address}: the export is no UTF-8 text") from None


def export_request(line: Line, path: str, now: float) -> Request:
    """The request for an export."""
    return Request("GET", line.address.base + path, None, now + line.timeout + PATIENCE)
