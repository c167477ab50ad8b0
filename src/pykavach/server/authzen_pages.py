"""Pages of an AuthZEN search: which results are asked for, and the tokens that lead from one page to the next.

A token holds where the next page starts, and which search it belongs to. It is no secret and gives no rights: whoever
presents it is asked for their key all the same.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from pykavach.core import codec
from pykavach.core.errors import InvalidInput
from pykavach.server.schemas import INTEGER, STRING, Schema, array

#: Results in a page: as many as are asked for, and at most.
_DEFAULT: Final = 100
_MOST: Final = 1000
#: Digits of a position at most.
_LONGEST: Final = 18
#: How the results that a caller knows of are named in ``page.properties``, by what is looked for.
KNOWN: Final = {"resource": "ids", "action": "names"}

PAGE: Final[Schema] = {
    "type": "object",
    "properties": {
        "token": STRING,
        "limit": {**INTEGER, "minimum": 0},
        "properties": {
            "type": "object",
            "properties": {name: array(STRING, maxItems=_MOST) for name in KNOWN.values()},
        },
    },
}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of the results: as many as are ``wanted`` from ``position``; ``known``: all that is asked about."""

    #: The search itself, as a hash.
    asked: str
    wanted: int
    position: str
    known: tuple[str, ...] | None
    #: Whether the request speaks of pages, so that the answer has to.
    spoken: bool

    @property
    def limit(self) -> int:
        return min(self.wanted, _MOST)

    def token(self, position: str) -> str:
        """What leads to the results from there on, in the same search."""
        text = codec.canonical([self.asked, self.wanted, position])
        return base64.urlsafe_b64encode(text.encode()).decode()


def paging(body: dict[str, Any], seeks: str) -> Paging:
    """Which page a request asks for. Raises ``InvalidInput``, also for a token of another search."""
    page = body.get("page")
    if page is not None and not isinstance(page, dict):
        raise InvalidInput("page", "must be a JSON object")
    page, properties = page or {}, (page or {}).get("properties")
    if properties is not None and not isinstance(properties, dict):
        raise InvalidInput("page.properties", "must be a JSON object")
    rest = {key: value for key, value in body.items() if key != "page"}
    asked = sha256(codec.canonical([seeks, rest, properties]).encode()).hexdigest()[:32]
    wanted, token = page.get("limit"), page.get("token")
    if wanted is not None and (type(wanted) is not int or wanted < 0):
        raise InvalidInput("page.limit", "must be a whole number, zero or more")
    position = "0"
    if token not in (None, ""):
        of, before, position = _opened(token)
        if of != asked or wanted not in (None, before):
            raise InvalidInput("page.token", "belongs to another search; repeat the one that gave it")
        wanted = before
    known = _known(properties or {}, seeks)
    return Paging(
        asked, _DEFAULT if wanted is None else wanted, position, known, body.get("page") is not None
    )


def _opened(token: object) -> tuple[str, int, str]:
    try:
        found = codec.loads(base64.b64decode(str(token).encode("ascii"), b"-_", validate=True))
    except (binascii.Error, ValueError, InvalidInput):
        found = None
    if isinstance(found, list) and [type(part) for part in found] == [str, int, str]:
        asked, wanted, position = found
        if wanted >= 0 and position.isascii() and position.isdigit() and len(position) <= _LONGEST:
            return asked, wanted, position
    raise InvalidInput("page.token", "is none that a search has given")


def _known(properties: dict[str, Any], seeks: str) -> tuple[str, ...] | None:
    name = KNOWN.get(seeks, "")
    known = properties.get(name)
    if known is None:
        return None
    if not isinstance(known, list) or len(known) > _MOST or not all(isinstance(each, str) for each in known):
        raise InvalidInput(f"page.properties.{name}", f"must be a list of at most {_MOST} texts")
    return tuple(dict.fromkeys(known))
