"""Agents' tokens for servers that speak OAuth: introspection (RFC 7662) and revocation (RFC 7009).

An introspection says that an agent is alive and what it may do at most. It is no decision: whoever lets an agent act
asks for one as well.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic_core import to_json

from pykavach.core.errors import NotFound
from pykavach.core.roles import Right
from pykavach.core.tokens import Prefix
from pykavach.engine.views import AgentView
from pykavach.server.asks import Answer, Ask
from pykavach.server.endpoints import Endpoint, Wording
from pykavach.server.problems import Problem
from pykavach.server.schemas import BOOLEAN, INTEGER, OBJECT, STRING, Schema, array, ref

TAG: Final = "oauth"
#: Bytes of a form at most.
_LARGEST: Final = 16 << 10
_CHALLENGES: Final = 'Bearer realm="kavach", Basic realm="kavach"'
#: How the credentials of keys and people begin, which are no agents' tokens.
_OTHERS: Final = tuple(prefix for prefix in Prefix if prefix is not Prefix.AGENT)
#: The codes of RFC 6749, section 5.2, by the status of what went wrong.
_CODES: Final = {400: "invalid_request", 401: "invalid_client"}

SCHEMAS: Final[dict[str, Schema]] = {
    "OAuthError": {
        "type": "object",
        "description": "RFC 6749, section 5.2.",
        "properties": {"error": STRING, "error_description": STRING, "requestId": STRING},
        "required": ["error"],
    },
    "Introspection": {
        "type": "object",
        "description": "RFC 7662, section 2.2. Of a token that is not active nothing else is said.",
        "properties": {
            "active": BOOLEAN,
            "token_type": {"type": "string", "enum": ["Bearer"]},
            "sub": {"type": "string", "description": "The agent's id."},
            "client_id": {"type": "string", "description": "The agent's id."},
            "username": {"type": "string", "description": "The agent's owner."},
            "scope": {"type": "string", "description": "What it is permitted at most: `resource:action`, …"},
            "exp": INTEGER,
            "iat": INTEGER,
            "iss": STRING,
            "aud": {"anyOf": [STRING, array(STRING)]},
        },
        "required": ["active"],
        "additionalProperties": False,
    },
}


class OAuthError(Problem):
    """A problem in the words of RFC 6749."""

    media_type = "application/json"

    def body(self, request_id: str) -> bytes:
        error = self.more.get("error", _CODES[self.status])
        return to_json({"error": error, "error_description": self.detail, "requestId": request_id})


def _word(problem: Problem) -> Problem:
    status = 400 if problem.status in (415, 422) else problem.status
    if status not in _CODES:
        return problem
    headers = problem.headers | ({"www-authenticate": _CHALLENGES} if status == 401 else {})
    return OAuthError(problem.code, problem.detail, status=status, headers=headers, **problem.more)


_WORDING: Final = Wording(_word, {status: ref("OAuthError") for status in _CODES})


def _token(ask: Ask) -> str:
    token: str | None = ask.body.get("token")
    if not token:
        raise Problem("malformed_request", "The form has no token.")
    return token


async def introspect(ask: Ask) -> Answer:
    try:
        agent = await ask.view.agents.holder(_token(ask))
        chain = [agent] if agent.parent_id is None else await ask.view.agents.chain(agent.id)
    except NotFound:
        return Answer({"active": False})
    return Answer(_told(ask, agent, chain))


def _told(ask: Ask, agent: AgentView, chain: list[AgentView]) -> dict[str, Any]:
    """What is said of a live agent. It ends when the first of its chain does."""
    ends = [each.expires_at for each in chain if each.expires_at is not None]
    found: dict[str, Any] = {
        "active": True,
        "token_type": "Bearer",
        "sub": agent.id,
        "client_id": agent.id,
        "username": agent.user_id,
        "scope": " ".join(_scopes(agent)),
        "exp": int(min(ends).timestamp()) if ends else None,
        "iat": int(agent.created_at.timestamp()),
        "iss": ask.base_url,
    }
    audience = ask.house.audience
    if audience:
        found["aud"] = audience[0] if len(audience) == 1 else list(audience)
    return {name: value for name, value in found.items() if value is not None}


def _scopes(agent: AgentView) -> list[str]:
    """What the allow permissions name, each once."""
    return list(
        dict.fromkeys(
            f"{permission['resource']}:{action}"
            for permission in agent.permissions
            if permission.get("effect", "allow") == "allow"
            for action in permission["actions"]
        )
    )


async def revoke(ask: Ask) -> Answer:
    """End the agent whose token this is. One that is nobody's could not be less alive, so that is no error (2.2)."""
    token = _token(ask)
    if token.startswith(_OTHERS):  # it would go on to work, and 200 would say that it does not
        raise Problem("malformed_request", "Agents' tokens are revoked here.", error="unsupported_token_type")
    if ask.caller.is_agent and token != ask.caller.token:
        raise _not_yours("An agent's own credential revokes that token and no other.")
    try:
        agent = await ask.view.agents.holder(token, stopped=True)
        await ask.view.agents.revoke(agent.id, by=ask.by)
    except NotFound:
        await _nobodys(ask, token)
    return Answer({})


async def _nobodys(ask: Ask, token: str) -> None:
    """Refuse where the token would go on to work: whoever has it can see as much by using it (RFC 7009, section 2.1)."""
    try:
        await ask.house.view().agents.holder(token, stopped=True)
    except NotFound:
        return
    raise _not_yours("This token is not this credential's to revoke.")


def _not_yours(detail: str) -> Problem:
    return Problem("malformed_request", detail, error="unauthorized_client")


def _form() -> Schema:
    names = ("token", "token_type_hint", "client_id", "client_secret")
    return {"type": "object", "properties": dict.fromkeys(names, STRING), "required": ["token"]}


ENDPOINTS: Final = (
    Endpoint(
        method="POST",
        path="/oauth/introspect",
        id="introspectToken",
        tag=TAG,
        summary="Whose token this is, and whether it is alive (RFC 7662)",
        doc="An admin key is never active here. No decision: whoever lets an agent act asks for one as well.",
        run=introspect,
        right=Right.DECIDE,
        quick=True,
        form=_form(),
        answer=ref("Introspection"),
        wording=_WORDING,
        most=_LARGEST,
    ),
    Endpoint(
        method="POST",
        path="/oauth/revoke",
        id="revokeToken",
        tag=TAG,
        summary="End the agent whose token this is (RFC 7009)",
        doc="For good, with all that hangs under it: a token is an agent's identity. What is nobody's token is "
        "answered alike. An agent's own credential revokes itself.",
        run=revoke,
        right=Right.MANAGE,
        agents=True,
        form=_form(),
        answer=OBJECT,
        wording=_WORDING,
        most=_LARGEST,
    ),
)
