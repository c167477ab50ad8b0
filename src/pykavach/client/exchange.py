"""Requests and answers as values, and what is repeated: everything about an exchange but the bytes.

A call is a *plan*: a generator that yields what is to be done (send a request, rest) and is sent what came of it. The
blocking and the async surface run the same plans; neither knows what a plan is about.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, NoReturn, TypeVar
from urllib.parse import quote, urlencode

from pykavach.client.address import Address
from pykavach.client.wire import Unreadable
from pykavach.core import codec
from pykavach.core.errors import (
    Conflict,
    ExceedsParent,
    InvalidInput,
    KavachError,
    NotFound,
    PermissionsLocked,
    Unavailable,
)
from pykavach.core.spelling import for_python
from pykavach.core.tokens import mask_tokens

R = TypeVar("R")

log: Final = logging.getLogger("pykavach.client")
#: Bytes of an answer at most.
MOST: Final = 64 << 20
#: Seconds that a change may take beyond the time of a decision, and that long work may take.
PATIENCE: Final = 10.0
LONG: Final = 600.0
#: Requests for one call at most, and seconds between them where the server says nothing else.
_ATTEMPTS: Final = 4
_PAUSE: Final = 0.05
#: The status of an answer that says nothing more.
_NOTHING: Final = 204
_PROBLEM: Final = "application/problem+json"
_JSON: Final = "application/json"
#: Characters of a server's sentence that are told on.
_SENTENCE: Final = 500


class Again(StrEnum):
    """Whether a request may be repeated once the server may have seen it."""

    #: It changes nothing, or the same thing twice is the same as once.
    SAFE = "safe"
    #: It counts; the server says of an error whether anything has happened.
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``until``: when its answer must be there whole, as ``time.monotonic()`` counts.

    ``credential`` stands in the place of the client's.
    """

    method: str
    path: str
    body: bytes | None = field(repr=False)
    until: float
    credential: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, whole. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """The value of a good answer. Raises ``Unreadable`` for any other."""
        if self.kind != _JSON:
            raise Unreadable(f"it answered {self.status} with {self.kind or 'no type'} instead of JSON")
        try:
            return codec.loads(self.body, "answer")
        except InvalidInput as error:
            raise Unreadable(str(error)) from None

    def problem(self) -> dict[str, Any]:
        """The problem details (RFC 9457) of an answer, nothing where it is none of Kavach's."""
        if self.kind != _PROBLEM:
            return {}
        try:
            found = codec.loads(self.body, "problem")
        except InvalidInput:
            return {}
        return found if isinstance(found, dict) and isinstance(found.get("code"), str) else {}


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer. ``sent``: whether the server may have seen the request, and perhaps have done it."""

    why: str
    sent: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """Do nothing for so many seconds."""

    seconds: float


Outcome = Answer | Failure
Plan = Generator[Request | Rest, Outcome | None, R]


class Line:
    """The way to one server with one credential: what all calls of a client share."""

    def __init__(self, address: Address, timeout: float, *, own_token: str | None) -> None:
        self.address = address
        self.timeout = timeout
        #: The agent's own token, where that is the credential.
        self.own_token = own_token

    # -- exchanges ---------------------------------------------------------------------------------------------------

    def exchange(
        self,
        method: str,
        path: str,
        body: bytes | None,
        until: float,
        again: Again,
        credential: str | None = None,
    ) -> Plan[Outcome]:
        """Send a request, and again where that is safe and there is time."""
        request = Request(method, self.address.base + path, body, until, credential)
        attempt = 1
        while True:
            outcome = yield request
            assert outcome is not None
            pause = _pause(outcome, again, attempt) if attempt < _ATTEMPTS else None
            if pause is None or time.monotonic() + pause >= until:
                return outcome
            yield Rest(pause)
            attempt += 1

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        wire: Mapping[str, Any] | None = None,
        again: Again | None = None,
        within: float = PATIENCE,
        expected: int = 200,
        credential: str | None = None,
    ) -> Plan[Any]:
        """A call that is no decision: the JSON value of its answer. Raises the library's errors.

        ``body``: by Python's names, without what is None; ``wire``: as it goes out. ``within``: seconds beyond those of a
        decision.
        """
        if again is None:
            again = Again.SAFE if method == "GET" else Again.COUNTS
        if body is not None:
            wire = given(body)
        text = None if wire is None else codec.canonical(plain(wire), "request").encode()
        until = time.monotonic() + self.timeout + within
        path += query_of(query or {})
        outcome = yield from self.exchange(method, path, text, until, again, credential)
        if isinstance(outcome, Failure):
            raise Unavailable(self.lost(outcome, again))
        if outcome.status != expected:
            self.refuse(outcome)
        if expected == _NOTHING:
            return None
        try:
            return outcome.json()
        except Unreadable as error:
            raise Unavailable(f"{self.address}: {error}") from None

    def lost(self, failure: Failure, again: Again) -> str:
        """What to say where no answer came."""
        doubt = "; the change may have happened: look before you repeat it"
        return f"{self.address}: {failure.why}{doubt if failure.sent and again is not Again.SAFE else ''}"

    def refuse(self, answer: Answer) -> NoReturn:
        """Raise the error that an answer tells of."""
        raise self.error(answer)

    def error(self, answer: Answer) -> KavachError:
        """The error that an answer tells of."""
        problem = answer.problem()
        code, detail = str(problem.get("code")), for_python(sentence(problem.get("detail")))
        if code == "unauthenticated":
            return InvalidInput("token" if self.own_token else "key", _UNKNOWN)
        if code == InvalidInput.code:
            name = problem.get("field")
            path = for_python(name) if isinstance(name, str) else "request"
            return InvalidInput(path, detail.removeprefix(f"{path}: "))
        if code in _ERRORS:
            return _ERRORS[code](detail)
        if code == "too_large":
            return InvalidInput("request", detail)
        return Unavailable(f"{self.address}: {self.what(answer)}")

    def what(self, answer: Answer) -> str:
        """An answer that is none, in words."""
        problem = answer.problem()
        if problem:
            return f"it answered {answer.status}: {sentence(problem.get('detail'))}"
        if 300 <= answer.status < 400:
            return (
                f"it answered {answer.status}, which leads elsewhere, and the credential is for this address only; "
                "give the address that the server has"
            )
        return f"it answered {answer.status}, and not as a Kavach server does; is the address right?"


_UNKNOWN: Final = (
    "the server does not know it, or it has expired or was revoked; make another one with: kavach keys create"
)
_ERRORS: Final[Mapping[str, type[KavachError]]] = {
    kind.code: kind for kind in (NotFound, Conflict, ExceedsParent, PermissionsLocked, Unavailable)
}


def _pause(outcome: Outcome, again: Again, attempt: int) -> float | None:
    """Seconds until the same request may be sent again; None: never."""
    if isinstance(outcome, Failure):
        if not outcome.sent:
            return _PAUSE if attempt == 1 else None
        return _PAUSE * attempt if again is Again.SAFE else None
    code = outcome.problem().get("code")
    # Turned away at the door: nothing has happened, whatever it was.
    if code == "overloaded" or (again is Again.SAFE and outcome.status in (502, 503, 504)):
        told = outcome.headers.get("retry-after", "")
        wait = float(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1.0
        # Not all at once: whoever was turned away together would come together again.
        return wait * (1 + random.random() / 4)  # noqa: S311 - nobody has to guess it
    return None


def sentence(value: object) -> str:
    """A sentence of the server's as it is told on."""
    text = mask_tokens(value) if isinstance(value, str) else ""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown[:_SENTENCE] or "it gives no reason"


# -- what goes out -------------------------------------------------------------------------------------------------------


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, by its names on the wire."""
    return {codec.camel(name): value for name, value in values.items() if value is not None}


def plain(value: Any) -> Any:
    """What callers may hand over beside JSON, as JSON."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return time_text(value)
    return str(value) if type(value).__name__ == "Decimal" else value


def time_text(value: datetime) -> str:
    """An aware time as RFC 3339 text in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def path_of(*parts: object) -> str:
    """A path of segments. Raises ``InvalidInput`` for an id that is none: it would lead elsewhere."""
    return "".join(f"/{_segment(part)}" for part in parts)


def _segment(part: object) -> str:
    if not isinstance(part, str) or not part or part in (".", "..") or set(part) & _LEADING:
        raise InvalidInput("id", 'must be an id: a text without "/", and not "." or ".."')
    try:
        return quote(part, safe="")
    except UnicodeEncodeError:
        raise InvalidInput("id", "must not hold lone surrogates") from None


_LEADING: Final = frozenset("/\\\0\r\n")


def query_of(values: Mapping[str, Any]) -> str:
    """A query of what was given. Raises ``InvalidInput`` for what a query cannot say."""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        if value is None:
            continue
        many: Iterable[Any] = value if isinstance(value, list | tuple | set | frozenset) else (value,)
        pairs += [(codec.camel(name), _text(name, item)) for item in many]
    try:
        return f"?{urlencode(pairs)}" if pairs else ""
    except UnicodeEncodeError:
        raise InvalidInput("query", "must not hold lone surrogates") from None


def _text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, str | int | float):
        return str(value)
    raise InvalidInput(name, "must be a text or a number")
