"""Who may come in: admin keys, people, and the links that sign them in once."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.core.roles import Right, Role
from pykavach.engine.views import iso_of
from pykavach.server.dashboard.render import go, page
from pykavach.server.dashboard.visits import Page, Visit

_FEW: Final = 50
_DAY: Final = 86_400
_LIVES: Final = {"": "until it is revoked", "1": "a day", "30": "30 days", "90": "90 days", "365": "a year"}
_ROLES: Final = {
    Role.ADMIN: "everything",
    Role.OWNER: "the agents of one user",
    Role.APPROVER: "look, and decide what waits",
    Role.AUDITOR: "look, and read and verify the log",
    Role.SERVICE: "a guard: ask for decisions",
}


async def keys(visit: Visit) -> Response:
    return await _keys(visit)


async def _keys(visit: Visit, problem: str | None = None) -> Response:
    found = await visit.view.keys.list(limit=_FEW, cursor=visit.asked("cursor") or None)
    return page(
        visit,
        "keys.html",
        400 if problem else 200,
        found=found,
        problem=problem,
        roles=_ROLES,
        lives=_LIVES,
        value=visit.given,
        mine=visit.by,
    )


async def create_key(visit: Visit) -> Response:
    days = visit.given("days")
    try:
        if days not in _LIVES:
            raise InvalidInput("days", "must be one of those offered")
        made = await visit.view.keys.create(
            name=visit.given("name"),
            role=visit.given("role"),
            user_id=visit.given("user_id") or None,
            tenant_id=visit.given("tenant_id") or None,
            expires_in=float(days) * _DAY if days else None,
            by=visit.by,
        )
    except NotFound:
        raise
    except CallerError as error:
        return await _keys(visit, f"{error}.")
    return page(
        visit, "shown_once.html", 201, title=made.key.name, what="Its token", token=made.token, back="/keys"
    )


async def revoke_key(visit: Visit) -> Response:
    await visit.view.keys.revoke(visit.path["id"], by=visit.by)
    return go("/keys")


async def users(visit: Visit) -> Response:
    return await _users(visit)


async def _users(visit: Visit, problem: str | None = None) -> Response:
    found = await visit.view.users.list(limit=_FEW, cursor=visit.asked("cursor") or None)
    roles = {role: words for role, words in _ROLES.items() if role is not Role.SERVICE}
    return page(
        visit,
        "users.html",
        400 if problem else 200,
        found=found,
        problem=problem,
        roles=roles,
        value=visit.given,
    )


async def create_user(visit: Visit) -> Response:
    try:
        await visit.view.users.create(
            id=visit.given("id"),
            name=visit.given("name"),
            role=visit.given("role"),
            tenant_id=visit.given("tenant_id") or None,
            by=visit.by,
        )
    except CallerError as error:
        return await _users(visit, f"{error}.")
    return go("/users")


async def update_user(visit: Visit) -> Response:
    """Another role, or kept out, or let in again."""
    given: dict[str, Any] = {}
    if role := visit.given("role"):
        given["role"] = role
    if visit.given("disabled"):
        given["disabled"] = visit.ticked("disabled")
    await visit.view.users.update(visit.exact("id"), **given, by=visit.by)
    return go("/users")


async def person(visit: Visit) -> Response:
    """One person: the sessions and passkeys that they have."""
    id = visit.exact("id")
    return page(
        visit,
        "person.html",
        user=await visit.view.users.get(id),
        sessions=await visit.view.users.sessions(id),
        passkeys=await visit.view.passkeys.list(id, limit=_FEW, cursor=visit.asked("cursor") or None),
        here_again=_address(id),
    )


async def end_sessions(visit: Visit) -> Response:
    id = visit.exact("id")
    await visit.view.users.end_sessions(id, by=visit.by)
    return go(_address(id))


async def revoke_passkey(visit: Visit) -> Response:
    id = visit.exact("id")
    await visit.view.passkeys.revoke(id, visit.given("passkey"), by=visit.by)
    return go(_address(id))


def _address(id: str) -> str:
    return f"/users/person?{urlencode({'id': id})}"


async def link(visit: Visit) -> Response:
    """A link that signs a person in once, on this answer and nowhere else."""
    made = await visit.view.users.sign_in_link(visit.exact("id"), by=visit.by)
    here = visit.house.public_url or f"{'https' if visit.secure else 'http'}://{visit.host}"
    return page(
        visit,
        "shown_once.html",
        201,
        title=f"A link for {visit.exact('id')}",
        what=f"It signs them in once, until {iso_of(made.expires_at)}",
        token=f"{here}/sign-in?link={made.token}",
        back="/users",
    )


PAGES: Final = (
    Page(path="/keys", run=keys, right=Right.ADMINISTER),
    Page(path="/keys", run=create_key, right=Right.ADMINISTER, method="POST"),
    Page(path="/keys/{id}/revoke", run=revoke_key, right=Right.ADMINISTER, method="POST"),
    Page(path="/users", run=users, right=Right.ADMINISTER),
    Page(path="/users", run=create_user, right=Right.ADMINISTER, method="POST"),
    # The id of a person may hold anything, slashes too: it goes into the form, not into the address.
    Page(path="/users/change", run=update_user, right=Right.ADMINISTER, method="POST"),
    Page(path="/users/person", run=person, right=Right.ADMINISTER),
    Page(path="/users/end-sessions", run=end_sessions, right=Right.ADMINISTER, method="POST"),
    Page(path="/users/revoke-passkey", run=revoke_passkey, right=Right.ADMINISTER, method="POST"),
    Page(path="/users/link", run=link, right=Right.ADMINISTER, method="POST"),
)
