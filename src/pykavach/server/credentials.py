"""Where a request carries the credential of whoever sends it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_plus

from pykavach.core import tokens
from pykavach.server.problems import Problem

_BEARER: Final = "bearer "
_BASIC: Final = "basic "
#: Characters of a Basic credential at most: a name of some length, a key, and what encoding adds.
_LONGEST_BASIC: Final = 2048


def is_agents(credential: str) -> bool:
    """Whether a credential claims to be an agent's token. Whether it is one, nobody has looked."""
    return credential.startswith(tokens.Prefix.AGENT)


def bearer(headers: Mapping[str, str]) -> str | None:
    """The credential of ``Authorization: Bearer`` (RFC 6750); None without one, or with what cannot be one."""
    value = headers.get("authorization", "")
    if value[: len(_BEARER)].lower() != _BEARER:
        return None
    return _credential(value[len(_BEARER) :].strip())


def in_header(headers: Mapping[str, str], name: str) -> str | None:
    """The credential that is all of one header; None without one, or with what cannot be one."""
    return _credential(headers.get(name, "").strip())


def of_client(headers: Mapping[str, str], form: Mapping[str, str]) -> str | None:
    """The key of an OAuth client: by Bearer, as the password of Basic, or as ``client_secret`` of the form.

    RFC 6749, section 2.3.1. The name that stands beside the password is the client's own affair: a key says who it is.
    Raises ``Problem`` for more than one of them.
    """
    secret = form.get("client_secret")
    if "authorization" not in headers:
        return None if secret is None else _credential(secret)
    if secret is not None:
        raise Problem("malformed_request", "Authenticate in one way: by Authorization, or by client_secret.")
    return bearer(headers) or _basic(headers["authorization"])


def _basic(value: str) -> str | None:
    """The password of ``Authorization: Basic`` (RFC 7617), form-encoded as RFC 6749 has it."""
    if value[: len(_BASIC)].lower() != _BASIC or len(value) > _LONGEST_BASIC:
        return None
    try:
        pair = base64.b64decode(value[len(_BASIC) :].strip(), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return _credential(unquote_plus(pair.partition(":")[2]))


def _credential(text: str) -> str | None:
    return text if 0 < len(text) <= tokens.LENGTH + 1 and text.isascii() else None
