"""Envoy's external authorization over HTTP: the proxy asks with the request that it holds back, and 200 lets it pass.

The agent's token stands where the agent has put it; the proxy, who is the guard, has its own key in a header of its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from pykavach.core.access import Code
from pykavach.core.decision import Decision
from pykavach.core.errors import InvalidInput
from pykavach.core.roles import Right
from pykavach.server.asks import Answer, Ask
from pykavach.server.credentials import bearer
from pykavach.server.endpoints import ANY, GUARD_HEADER, Endpoint
from pykavach.server.fields import pairs_of
from pykavach.server.naming import segment
from pykavach.server.problems import Problem
from pykavach.server.ratelimit import limit_headers
from pykavach.server.schemas import BOOLEAN, INTEGER, STRING, nullable, record

TAG: Final = "envoy"
PREFIX: Final = "/ext_authz"
#: What a route of the proxy states of an access, in place of what its address says.
RESOURCE: Final = "x-kavach-resource"
ACTION: Final = "x-kavach-action"

_CHALLENGE: Final = 'Bearer realm="kavach"'
#: Whose token is nobody's, or not any more.
_DEAD: Final = frozenset({Code.UNKNOWN_TOKEN, Code.EXPIRED, Code.REVOKED, Code.SUSPENDED})
_STATUS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_DEAD, 401),
    Code.RATE_LIMITED: 429,
    Code.BUDGET_THROTTLED: 429,
    Code.BUDGET_EXCEEDED: 429,
    Code.UNAVAILABLE: 503,
}
_HOST: Final = re.compile(r"([a-z0-9._-]+?)\.?(?::[0-9]{1,5})?|(\[[0-9a-f:.]+\])(?::[0-9]{1,5})?").fullmatch
#: Percent-encoding that is whole, and bytes that may stand in a path (RFC 3986, section 3.3).
_SEGMENT: Final = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*").fullmatch
#: What servers take for separators, or cut a name at, once it is decoded.
_AMBIGUOUS: Final = re.compile(r"[/\\\x00-\x1f\x7f]").search


async def check(ask: Ask) -> Answer:
    headers = ask.headers
    access, problem = _access(ask)
    decision = await ask.view.authorize(
        token=bearer(headers) or "",
        resource=headers.get(RESOURCE, access.pop("resource")),
        action=headers.get(ACTION, ask.scope["method"].lower()),
        arguments=access or None,
        ip=ask.house.proxies.forwarded(ask.peer, headers),
    )
    ask.house.observer.decided(decision.outcome, decision.code)
    told = {"x-kavach-audit-id": decision.audit_id, "x-kavach-agent-id": decision.agent_id}
    told["x-kavach-approval-id"] = decision.approval_id
    more = {name: value for name, value in told.items() if value is not None}
    more |= limit_headers(decision, time.time())
    if decision.allowed:
        body = {"allowed": True, "agentId": decision.agent_id, "auditId": decision.audit_id}
        return Answer(body, headers=more)
    raise _refusal(decision, more, problem)


def _refusal(decision: Decision, headers: dict[str, str], unreadable: str) -> Problem:
    """A denial for whoever sent the request: its sentence may be shown to a model, its findings are not there."""
    if decision.code in _DEAD:
        known = f'{_CHALLENGE}, error="invalid_token"'
        headers["www-authenticate"] = known
    invalid = unreadable and decision.code == Code.INVALID_REQUEST.value
    return Problem(
        decision.code,
        unreadable if invalid else decision.reason,
        status=_STATUS.get(decision.code, 403),
        headers=headers,
        title="Denied",
        auditId=decision.audit_id,
        approvalId=decision.approval_id,
        retry=decision.retry,
        retryAfter=decision.retry_after,
    )


def _access(ask: Ask) -> tuple[dict[str, Any], str]:
    """What is asked about: the resource and the arguments; or, of a request that cannot be read, nothing, and why."""
    scope = ask.scope
    try:
        path = _path(scope.get("raw_path") or b"")
        host = _host(ask.headers.get("host", ""))
        query = _query(scope["query_string"])
        resource = ":".join(["http", segment(host), *_segments(path)])
    except (InvalidInput, Problem) as error:
        return {"resource": ""}, str(error)
    found = {"resource": resource, "method": scope["method"], "host": host, "path": path}
    return found | ({"query": query} if query else {}), ""


def _path(raw: bytes) -> str:
    """The path that the proxy holds back, exactly as it was sent."""
    path = raw.decode("latin-1")
    if not path.startswith(f"{PREFIX}/"):
        raise InvalidInput("path", f"must follow {PREFIX} as it is")
    return path.removeprefix(PREFIX)


def _host(header: str) -> str:
    """The host in lower case, without its port and the dot that may end it."""
    found = _HOST(header.lower())
    if found is None:
        raise InvalidInput("host", "must name a host")
    return str(found[1] or found[2])


def _segments(path: str) -> list[str]:
    """The segments of a path, each decoded once and spelled in one way. What servers read in several ways is refused."""
    parts = path[1:].split("/")
    if parts[-1] == "":
        parts.pop()
    return [segment(_decoded(part)) for part in parts]


def _decoded(part: str) -> str:
    if _SEGMENT(part) is None:
        raise InvalidInput(
            "path", "has characters that must be percent-encoded, or '%' without two hex digits"
        )
    try:
        name = unquote_to_bytes(part).decode()
    except ValueError:
        raise InvalidInput("path", "must be UTF-8 where it is percent-encoded") from None
    if name in ("", ".", "..") or _AMBIGUOUS(name):
        raise InvalidInput(
            "path", "must have no empty, '.' or '..' segments, nor separators that are encoded"
        )
    return name


def _query(text: bytes) -> dict[str, Any]:
    """The parameters by name; of one that comes several times, the list of its values."""
    found: dict[str, Any] = {}
    for name, value in pairs_of(text):
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


ENDPOINTS: Final = (
    Endpoint(
        method=ANY,
        path=f"{PREFIX}/{{path}}",
        id="extAuthz",
        tag=TAG,
        summary="Envoy ext_authz: may the request that a proxy holds back pass?",
        doc=f"The proxy's own key stands in `{GUARD_HEADER}`, the agent's token in `Authorization`. 200 lets it pass, "
        "anything else does not. Which resource it is about: docs/how-to/envoy.",
        run=check,
        right=Right.DECIDE,
        quick=True,
        key_header=GUARD_HEADER,
        relays=True,
        answer=record({"allowed": BOOLEAN, "agentId": nullable(STRING), "auditId": nullable(STRING)}),
        problems=("denied", "rate_limited"),
        headers={
            "x-kavach-agent-id": STRING,
            "x-kavach-audit-id": STRING,
            "RateLimit": STRING,
            "RateLimit-Policy": STRING,
            "Retry-After": INTEGER,
        },
    ),
)
