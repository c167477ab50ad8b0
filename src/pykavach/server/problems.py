"""What went wrong, on the wire: problem details by RFC 9457, with the codes of Kavach's own errors (ERR-1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import to_json

from pykavach.core.errors import InvalidInput, KavachError
from pykavach.core.spelling import for_wire

MEDIA_TYPE: Final = "application/problem+json"
#: A problem's type is a name, not an address: nothing has to be reachable to understand it.
_TYPE: Final = "urn:kavach:problem:"

#: Problems of the protocol itself, beside those that are errors of the library: code → status and title.
PROTOCOL: Final[Mapping[str, tuple[int, str]]] = {
    "malformed_request": (400, "The request cannot be read"),
    "unauthenticated": (401, "A valid credential is needed"),
    "not_found": (404, "Nothing here for this credential"),
    "method_not_allowed": (405, "This address does not take this method"),
    "request_timeout": (408, "The request did not arrive in time"),
    "too_large": (413, "The request is too large"),
    "unsupported_media_type": (415, "The body must be JSON"),
    "rate_limited": (429, "Too many calls for now"),
    "internal": (500, "The server failed"),
    "not_available": (501, "This server runs without this feature"),
    "overloaded": (503, "The server is busy"),
}
_CHALLENGE: Final = 'Bearer realm="kavach"'
_TITLES: Final = {
    "invalid_input": "A value breaks a rule",
    "not_found": "Nothing here for this credential",
    "conflict": "The state of the thing does not admit this",
    "exceeds_parent": "A delegate asked for more than its parent holds",
    "permissions_locked": "These permissions can only be narrowed",
    "denied": "Denied",
    "unavailable": "The database did not answer in time",
}


class Problem(Exception):
    """An answer that is a problem; raised anywhere below an endpoint."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.status = status if status is not None else PROTOCOL[code][0]
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more

    def body(self, request_id: str) -> bytes:
        """The problem as JSON."""
        title = (
            PROTOCOL[self.code][1] if self.code in PROTOCOL else _TITLES.get(self.code, "The request failed")
        )
        return to_json(
            {
                "type": _TYPE + self.code,
                "title": title,
                "status": self.status,
                "detail": self.detail,
                "code": self.code,
                "requestId": request_id,
                **self.more,
            }
        )


class NoSuchField(InvalidInput):
    """A request holds a name that is none here. It is told as it was given, also where it is one of Python's."""


def problem_of(error: KavachError) -> Problem:
    """An error of the library as a problem: its own code and status, and its sentence with the names of the wire (API-6)."""
    worded = str if isinstance(error, NoSuchField) else for_wire
    more = {"field": worded(error.field)} if isinstance(error, InvalidInput) else {}
    headers = {"retry-after": "1"} if error.status == 503 else {}
    return Problem(error.code, worded(str(error)), status=error.status, headers=headers, **more)


def unauthenticated() -> Problem:
    """Nobody has said who they are (RFC 6750, section 3)."""
    detail = "Send Authorization: Bearer with an admin key or an agent's token."
    return Problem("unauthenticated", detail, headers={"www-authenticate": _CHALLENGE})


def unknown() -> Problem:
    """Nobody known: one answer for every way of it (RFC 6750, section 3.1)."""
    detail = "This credential is not known, or is no longer valid."
    challenge = f'{_CHALLENGE}, error="invalid_token"'
    return Problem("unauthenticated", detail, headers={"www-authenticate": challenge})


def hidden() -> Problem:
    """What is not there and what is not this caller's look alike."""
    return Problem("not_found", "There is nothing here for this credential.")
