"""Admin keys and people over HTTP."""

from __future__ import annotations

from typing import Final

from pykavach.core.roles import Right, Role
from pykavach.engine.admin_keys import KeyView
from pykavach.engine.passkeys import PasskeyView
from pykavach.engine.users import UserView
from pykavach.server.asks import Answer, Ask, paged
from pykavach.server.endpoints import Endpoint
from pykavach.server.fields import PAGING, Field, seconds
from pykavach.server.schemas import (
    BOOLEAN,
    INTEGER,
    NAME,
    NUMBER,
    STRING,
    TIME,
    Schema,
    nullable,
    of_dataclass,
    page_of,
    record,
    ref,
)

KEYS: Final = "keys"
USERS: Final = "users"
_ROLE: Final[Schema] = {"type": "string", "enum": [role.value for role in Role]}
SCHEMAS: Final[dict[str, Schema]] = {
    "Key": of_dataclass(KeyView, role=_ROLE),
    "User": of_dataclass(UserView, role=_ROLE),
    "Passkey": of_dataclass(PasskeyView),
}


async def create_key(ask: Ask) -> Answer:
    made = await ask.admin.keys.create(**ask.body, by=ask.by)
    return Answer({"key": made.key.wire(), "token": made.token}, 201, {"location": f"/v1/keys/{made.key.id}"})


async def list_keys(ask: Ask) -> Answer:
    page = await ask.admin.keys.list(**ask.query)
    return paged(page)


async def get_key(ask: Ask) -> Answer:
    return Answer((await ask.admin.keys.get(ask.path["keyId"])).wire())


async def revoke_key(ask: Ask) -> Answer:
    return Answer((await ask.admin.keys.revoke(ask.path["keyId"], by=ask.by)).wire())


async def create_user(ask: Ask) -> Answer:
    made = await ask.admin.users.create(**ask.body, by=ask.by)
    return Answer(made.wire(), 201)


async def list_users(ask: Ask) -> Answer:
    page = await ask.admin.users.list(**ask.query)
    return paged(page)


async def get_user(ask: Ask) -> Answer:
    return Answer((await ask.admin.users.get(ask.path["userId"])).wire())


async def update_user(ask: Ask) -> Answer:
    return Answer((await ask.admin.users.update(ask.path["userId"], **ask.body, by=ask.by)).wire())


async def sign_in_link(ask: Ask) -> Answer:
    link = await ask.admin.users.sign_in_link(ask.path["userId"], by=ask.by)
    return Answer(link.wire(), 201)


async def end_sessions(ask: Ask) -> Answer:
    return Answer({"ended": await ask.admin.users.end_sessions(ask.path["userId"], by=ask.by)})


async def list_passkeys(ask: Ask) -> Answer:
    return paged(await ask.admin.passkeys.list(ask.path["userId"], **ask.query))


async def revoke_passkey(ask: Ask) -> Answer:
    user, passkey = ask.path["userId"], ask.path["passkeyId"]
    return Answer((await ask.admin.passkeys.revoke(user, passkey, by=ask.by)).wire())


ENDPOINTS: Final = (
    Endpoint(
        method="POST",
        path="/v1/keys",
        id="createKey",
        tag=KEYS,
        summary="Make an admin key",
        doc="The token in the answer is shown once and stored nowhere. A key of a tenant makes keys of its own tenant only.",
        run=create_key,
        right=Right.ADMINISTER,
        body=(
            Field("name", NAME, required=True),
            Field("role", _ROLE, required=True),
            Field(
                "user_id",
                nullable(NAME),
                doc="The person it belongs to, without whom it is refused. A key of the role owner needs one, and sees their agents alone.",
            ),
            Field("tenant_id", nullable(NAME)),
            Field("expires_in", {**NUMBER, "exclusiveMinimum": 0}, read=seconds),
        ),
        answer=record({"key": ref("Key"), "token": STRING}),
        status=201,
    ),
    Endpoint(
        method="GET",
        path="/v1/keys",
        id="listKeys",
        tag=KEYS,
        summary="Admin keys, without their tokens",
        run=list_keys,
        right=Right.ADMINISTER,
        query=PAGING,
        answer=page_of(ref("Key")),
    ),
    Endpoint(
        method="GET",
        path="/v1/keys/{keyId}",
        id="getKey",
        tag=KEYS,
        summary="One admin key",
        run=get_key,
        right=Right.ADMINISTER,
        answer=ref("Key"),
    ),
    Endpoint(
        method="POST",
        path="/v1/keys/{keyId}/revoke",
        id="revokeKey",
        tag=KEYS,
        summary="End an admin key, and every session that was opened with it",
        run=revoke_key,
        right=Right.ADMINISTER,
        answer=ref("Key"),
    ),
    Endpoint(
        method="POST",
        path="/v1/users",
        id="createUser",
        tag=USERS,
        summary="Let a person sign in",
        run=create_user,
        right=Right.ADMINISTER,
        body=(
            Field("id", NAME, required=True, doc="The name under which agents are theirs (userId)."),
            Field("name", NAME, required=True),
            Field("role", _ROLE, required=True),
            Field("tenant_id", nullable(NAME)),
        ),
        answer=ref("User"),
        status=201,
        problems=("conflict",),
    ),
    Endpoint(
        method="GET",
        path="/v1/users",
        id="listUsers",
        tag=USERS,
        summary="People who may sign in",
        run=list_users,
        right=Right.ADMINISTER,
        query=PAGING,
        answer=page_of(ref("User")),
    ),
    Endpoint(
        method="GET",
        path="/v1/users/{userId}",
        id="getUser",
        tag=USERS,
        summary="One person",
        run=get_user,
        right=Right.ADMINISTER,
        answer=ref("User"),
    ),
    Endpoint(
        method="PATCH",
        path="/v1/users/{userId}",
        id="updateUser",
        tag=USERS,
        summary="Change a person's name or role, or keep them out",
        run=update_user,
        right=Right.ADMINISTER,
        body=(Field("name", NAME), Field("role", _ROLE), Field("disabled", BOOLEAN)),
        answer=ref("User"),
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/users/{userId}/sign-in-link",
        id="signInLink",
        tag=USERS,
        summary="A link that signs this person in once, within ten minutes",
        run=sign_in_link,
        right=Right.ADMINISTER,
        answer=record({"token": STRING, "expiresAt": TIME}),
        status=201,
        problems=("conflict",),
    ),
    Endpoint(
        method="POST",
        path="/v1/users/{userId}/end-sessions",
        id="endSessions",
        tag=USERS,
        summary="End every session and unused link of a person, who may sign in again",
        run=end_sessions,
        right=Right.ADMINISTER,
        answer=record({"ended": INTEGER}),
    ),
    Endpoint(
        method="GET",
        path="/v1/users/{userId}/passkeys",
        id="listPasskeys",
        tag=USERS,
        summary="A person's passkeys, those that have ended, too",
        doc="They are made, and sign in, in a browser at the dashboard.",
        run=list_passkeys,
        right=Right.ADMINISTER,
        query=PAGING,
        answer=page_of(ref("Passkey")),
    ),
    Endpoint(
        method="POST",
        path="/v1/users/{userId}/passkeys/{passkeyId}/revoke",
        id="revokePasskey",
        tag=USERS,
        summary="End a passkey for good; sessions that began with it go on",
        run=revoke_passkey,
        right=Right.ADMINISTER,
        answer=ref("Passkey"),
    ),
)
