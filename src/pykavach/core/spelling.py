"""How sentences name our own arguments: ``cost_usd`` in Python is ``costUsd`` on the wire (API-6).

The library words its errors for Python. A server words them for those who speak JSON, and a client back again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pykavach.core.codec import camel

#: Every argument of ours that a request may hold, and that has another name there.
ARGUMENTS: Final = (
    "agent_id",
    "audit_id",
    "cost_usd",
    "expires_at",
    "expires_in",
    "idempotency_key",
    "if_version",
    "input_tokens",
    "max_depth",
    "newest_first",
    "next_cursor",
    "output_tokens",
    "roots_only",
    "tenant_id",
    "unsafe_observe_until",
    "user_id",
)
_WIRE: Final[Mapping[str, str]] = {name: camel(name) for name in ARGUMENTS}
_PYTHON: Final[Mapping[str, str]] = {wire: name for name, wire in _WIRE.items()}
#: One of some names where it stands alone: in quotes or inside a path it is somebody's data.
_ALONE: Final = r"""(?<![\w.'"])(?:{})(?![\w'"])"""
_IN_PYTHON: Final = re.compile(_ALONE.format("|".join(_WIRE)))
_ON_THE_WIRE: Final = re.compile(_ALONE.format("|".join(_PYTHON)))


def for_wire(sentence: str) -> str:
    """A sentence of the library, as those who speak JSON know its arguments."""
    return _IN_PYTHON.sub(lambda found: _WIRE[found[0]], sentence)


def for_python(sentence: str) -> str:
    """A sentence from the wire, as the library would say it."""
    return _ON_THE_WIRE.sub(lambda found: _PYTHON[found[0]], sentence)
