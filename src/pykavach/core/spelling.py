"""How sentences name our own arguments and calls: ``cost_usd`` in Python is ``costUsd`` on the wire (API-6).

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
#: Every call of ours that a sentence sends somebody to, and what it is over HTTP.
CALLS: Final[Mapping[str, str]] = {
    "agents.delegate()": "POST /v1/agents/{agentId}/delegate",
    "agents.list()": "GET /v1/agents",
    "approvals.list()": "GET /v1/approvals",
    "audit.checkpoint()": "POST /v1/audit/checkpoints",
    "audit.checkpoints()": "GET /v1/audit/checkpoints",
    "audit.proof()": "GET /v1/audit/{auditId}/proof",
    "audit.query()": "GET /v1/audit",
    "audit.verify()": "POST /v1/audit/verify",
    "audit.verify(checkpoint=…)": "POST /v1/audit/verify with a checkpoint",
    "keys.list()": "GET /v1/keys",
    "passkeys.list()": "GET /v1/users/{userId}/passkeys",
    "usage.summary()": "GET /v1/agents/{agentId}/usage",
    "users.list()": "GET /v1/users",
    "webhooks.list()": "GET /v1/webhooks",
}
_WIRE: Final[Mapping[str, str]] = {name: camel(name) for name in ARGUMENTS}
_PYTHON: Final[Mapping[str, str]] = {wire: name for name, wire in _WIRE.items()}
_REQUESTS: Final[Mapping[str, str]] = {request: call for call, request in CALLS.items()}
_TO_WIRE: Final = {**_WIRE, **CALLS}
_TO_PYTHON: Final = {**_PYTHON, **_REQUESTS}
#: One of some names, or of some calls, where it stands alone: in quotes or inside a path it is somebody's data.
_ALONE: Final = r"""(?<![\w.'"{{])(?:{})(?![\w'"])|(?<![\w.'"/])(?:{})(?![\w'"/{{])"""
_IN_PYTHON: Final = re.compile(_ALONE.format("|".join(_WIRE), "|".join(map(re.escape, CALLS))))
#: Backwards, so that a request that begins with another is looked for before it. No call begins with another.
_ON_THE_WIRE: Final = re.compile(
    _ALONE.format("|".join(_PYTHON), "|".join(map(re.escape, sorted(_REQUESTS, reverse=True))))
)


def for_wire(sentence: str) -> str:
    """A sentence of the library, as those who speak JSON over HTTP know its arguments and calls."""
    return _IN_PYTHON.sub(lambda found: _TO_WIRE[found[0]], sentence)


def for_python(sentence: str) -> str:
    """A sentence from the wire, as the library would say it."""
    return _ON_THE_WIRE.sub(lambda found: _TO_PYTHON[found[0]], sentence)
