"""The table of typed endpoints. One row says everything about a route: address, who may ask, what goes in and out.

Routes, authorization, the OpenAPI description and the reference in the docs are made from these rows and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pykavach.core.roles import Right
from pykavach.server.asks import Answer, Ask
from pykavach.server.fields import Field
from pykavach.server.problems import Problem
from pykavach.server.schemas import Schema

Run = Callable[[Ask], Awaitable[Answer]]
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
#: Bytes of a body at most: arguments of 1 MiB, spelled in whatever way, and what is around them.
BODY: Final = 2 << 20
#: The media type of forms.
FORM: Final = "application/x-www-form-urlencoded"
#: Where a proxy that relays what agents send has its own key.
GUARD_HEADER: Final = "x-kavach-key"
#: The header of draft-ietf-httpapi-idempotency-key-header, and a key in it.
KEY_HEADER: Final = "idempotency-key"
KEY_PATTERN: Final = r'"([ !#-\[\]-~]+)"|([A-Za-z0-9._~:/+=-]+)'
#: The method of an endpoint that answers to every method.
ANY: Final = "ANY"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a protocol with errors of its own words a problem; none of them has the status 422 any more."""

    word: Callable[[Problem], Problem]
    #: The statuses whose answers are no problem details (RFC 9457) but JSON of this shape.
    shapes: Mapping[int, Schema] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One row. ``id`` is the operation's name; ``right`` what a key or a person must hold, None: nobody needs anything.

    ``agents``: an agent's own token will do as well. ``open``: nobody has to be known.
    """

    method: str
    path: str
    id: str
    tag: str
    summary: str
    run: Run
    answer: Schema
    right: Right | None = None
    agents: bool = False
    open: bool = False
    #: Changes nothing about the installation: its caller may be remembered for a second.
    quick: bool = False
    doc: str = ""
    query: tuple[Field, ...] = ()
    body: tuple[Field, ...] | None = None
    #: What else may be said of the body, for the description: examples, a schema that is no list of fields.
    body_schema: Schema | None = None
    #: The body is a form of texts (``application/x-www-form-urlencoded``); others than these are not read.
    #: Its sender is an OAuth client, whose key may stand where those have it.
    form: Schema | None = None
    #: The header that holds the caller's key, where ``Authorization`` is somebody else's.
    key_header: str | None = None
    #: The query is what is asked about, and not read here.
    relays: bool = False
    wording: Wording | None = None
    status: int = 200
    media_type: str = "application/json"
    #: Other media types that the answer may have, if it is asked for so.
    or_media_types: tuple[str, ...] = ()
    #: Problems beyond those that every endpoint may answer with, by code.
    problems: tuple[str, ...] = ()
    most: int = BODY
    #: Headers of the answer that are part of what it says.
    headers: Mapping[str, Schema] | None = None

    @property
    def route(self) -> str:
        """The path as the router has it: the parameter of an endpoint that relays is all that follows."""
        return self.path.replace("}", ":path}") if self.relays else self.path

    @property
    def keyed(self) -> bool:
        """Whether a key may say that a request is the same as an earlier one."""
        return any(field.name == "idempotency_key" for field in self.body or ())

    @property
    def changes(self) -> bool:
        """Whether its method may change something; a proxy's request has any."""
        return self.method not in ("GET", ANY)

    @property
    def parameters(self) -> list[str]:
        """The names in the path."""
        return _PARAMETER.findall(self.path)
