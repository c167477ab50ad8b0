"""The passkeys of whoever is signed in: added, named and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.engine import ceremony
from pykavach.engine.ceremony import Site
from pykavach.server.dashboard.render import data, go, page
from pykavach.server.dashboard.visits import Page, Visit, is_loopback

if TYPE_CHECKING:
    from pykavach.aio import Passkeys

_FEW: Final = 50
_HERE: Final = "/settings/passkeys"


def site_of(visit: Visit) -> Site:
    """The site whose passkeys are asked for. Raises ``InvalidInput`` where there are none.

    It is never what a request says of itself, unless that is this machine: a passkey would be for whoever says so.
    """
    if visit.house.public_url is not None:
        try:
            return Site.at(visit.house.public_url)
        except InvalidInput as error:
            raise InvalidInput("public_url", error.message) from None
    if is_loopback(visit.host):
        return Site.at(f"{'https' if visit.secure else 'http'}://{visit.host}")
    raise InvalidInput(
        "public_url",
        "is not set: give the server its own address, as KAVACH_PUBLIC_URL=https://kavach.example.com",
    )


def missing(visit: Visit) -> str | None:
    """What stands in the way of passkeys here, and the way out; None: nothing."""
    try:
        ceremony.check_installed()
        site_of(visit)
    except InvalidInput as error:
        return f"{error}."
    return None


def offered(visit: Visit) -> bool:
    """Whether one may sign in by passkey here."""
    return missing(visit) is None


async def passkeys(visit: Visit) -> Response:
    return await _passkeys(visit)


async def _passkeys(visit: Visit, problem: str | None = None) -> Response:
    person = visit.caller.person_id
    found = None
    if person is not None:
        found = await _theirs(visit).list(person, limit=_FEW, cursor=visit.asked("cursor") or None)
    return page(
        visit,
        "passkeys.html",
        400 if problem else 200,
        found=found,
        problem=problem,
        missing=missing(visit),
        value=visit.given,
    )


async def ask(visit: Visit) -> Response:
    """What the browser is to have made."""
    return data(await _theirs(visit).ask_to_register(_person(visit), site=site_of(visit), browser=visit.csrf))


async def register(visit: Visit) -> Response:
    try:
        await _theirs(visit).register(
            _person(visit),
            visit.given("answer"),
            site=site_of(visit),
            browser=visit.csrf,
            name=visit.given("name"),
            by=visit.by,
        )
    except NotFound:
        raise
    except CallerError as error:
        return await _passkeys(visit, f"{error}.")
    return go(_HERE)


async def rename(visit: Visit) -> Response:
    try:
        await _theirs(visit).rename(_person(visit), visit.path["id"], name=visit.given("name"), by=visit.by)
    except InvalidInput as error:
        return await _passkeys(visit, f"{error}.")
    return go(_HERE)


async def revoke(visit: Visit) -> Response:
    await _theirs(visit).revoke(_person(visit), visit.path["id"], by=visit.by)
    return go(_HERE)


def _person(visit: Visit) -> str:
    """Who is signed in. An admin key is nobody, and has no passkeys."""
    if visit.caller.person_id is None:
        raise NotFound("page")
    return visit.caller.person_id


def _theirs(visit: Visit) -> Passkeys:
    """An owner's view is narrower than people are: theirs are found in their tenant."""
    return visit.house.view(visit.caller.tenant_id).passkeys


PAGES: Final = (
    Page(path=_HERE, run=passkeys),
    Page(path=_HERE, run=register, method="POST"),
    Page(path=f"{_HERE}/options", run=ask, method="POST"),
    Page(path=f"{_HERE}/{{id}}/rename", run=rename, method="POST"),
    Page(path=f"{_HERE}/{{id}}/revoke", run=revoke, method="POST"),
)
