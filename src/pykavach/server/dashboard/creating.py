"""A new agent from a form, which says in a sentence what it would grant before it grants it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from pykavach.core import codec
from pykavach.core.agents import Permission, parse_name
from pykavach.core.constraints import Constraints
from pykavach.core.errors import CallerError, InvalidInput, NotFound
from pykavach.core.roles import Right
from pykavach.server.dashboard import words
from pykavach.server.dashboard.render import page
from pykavach.server.dashboard.visits import Page, Visit

_ROWS: Final = 3
_MOST_ROWS: Final = 50
#: The fields of a permission: as many of each as there are rows.
_LINE: Final = ("effect", "actions", "resource")
_DAY: Final = 86_400
#: Lives that the form offers, in days; empty: the default of the type.
_LIVES: Final = {"": "the usual time", "1": "a day", "7": "7 days", "30": "30 days", "90": "90 days"}
_COUNTS: Final = ("maxCallsPerMinute", "maxCallsPerDay")
_BUDGETS: Final = ("budgetUsdPerDay", "budgetUsdPerMonth")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says, checked by the rules of the engine."""

    given: dict[str, Any]
    says: list[str]
    conditions: list[str]
    opening: str


async def form(visit: Visit) -> Response:
    return await _form(visit)


async def _form(
    visit: Visit, draft: Draft | None = None, problem: str | None = None, rows: int = _ROWS, status: int = 200
) -> Response:
    parent_id = visit.given("parent") or visit.asked("parent")
    parent = await visit.view.agents.get(parent_id) if parent_id else None
    lines = _lines(visit)
    blank = [("allow", "", "")] * max(0, rows - len(lines))
    return page(
        visit,
        "create.html",
        status,
        parent=parent,
        draft=draft,
        problem=problem,
        lines=[*lines, *blank],
        lives=_LIVES,
        value=visit.given,
        owner=visit.caller.user_id,
        key=visit.given("key") or os.urandom(16).hex(),
    )


async def create(visit: Visit) -> Response:
    """Create, show what would be created, or add a row; whatever is wrong is said above the form, which stays filled."""
    do = visit.given("do")
    if do == "row":
        return await _form(visit, rows=min(_MOST_ROWS, len(_lines(visit)) + _ROWS))
    try:
        draft = _draft(visit)
        if do != "create":
            return await _form(visit, draft)
        agents, key = (
            visit.view.agents,
            visit.given("key") or None,
        )  # a form that is sent twice makes one agent
        parent = visit.given("parent")
        if parent:
            made = await agents.delegate(parent_id=parent, **draft.given, idempotency_key=key, by=visit.by)
        else:
            made = await agents.create(
                user_id=visit.caller.user_id or visit.given("user_id") or None,
                type=visit.given("type") or "autonomous",
                tenant_id=visit.caller.tenant_id or visit.given("tenant_id") or None,
                **draft.given,
                idempotency_key=key,
                by=visit.by,
            )
    except NotFound:
        raise
    except CallerError as error:
        return await _form(visit, problem=f"{error}.", status=400)
    return page(visit, "token.html", 201, agent=made.agent, token=made.token, rotated=None, names={})


def _lines(visit: Visit) -> list[tuple[str, str, str]]:
    """The permissions as they stand in the form: effect, actions, resource. Empty rows are none.

    Raises ``InvalidInput`` where one of the three is missing: nobody could say of which row.
    """
    columns = [visit.given_all(name) for name in _LINE]
    if len({len(column) for column in columns}) > 1:
        raise InvalidInput("permissions", "each needs its effect, its actions and its resource")
    return [line for line in zip(*columns, strict=True) if line[1] or line[2]]


def _draft(visit: Visit) -> Draft:
    """Read the form. Raises ``InvalidInput`` with the field's path."""
    name = visit.given("name")
    if not name:
        raise InvalidInput("name", "is required")
    parse_name(name, "name")
    permissions = []
    for place, (effect, actions, resource) in enumerate(_lines(visit)):
        one: dict[str, Any] = {"resource": resource, "actions": actions.replace(",", " ").split()}
        if effect != "allow":
            one["effect"] = effect
        permissions.append(Permission.parse(one, f"permissions[{place}]").wire())
    if not permissions:
        raise InvalidInput("permissions", "say what the agent may do: without a permission it may do nothing")
    constraints = Constraints.parse(_constraints(visit)).wire()
    given: dict[str, Any] = {"name": name, "permissions": permissions, "constraints": constraints}
    days = visit.given("days")
    if days:
        if days not in _LIVES:
            raise InvalidInput("days", "must be one of those offered")
        given["expires_in"] = float(days) * _DAY
    return Draft(
        given=given,
        says=[words.allowance(permission) for permission in permissions],
        conditions=words.conditions(constraints),
        opening=_opening(visit, name),
    )


def _constraints(visit: Visit) -> dict[str, Any]:
    text = visit.given("constraints")
    found = codec.loads(text, "constraints") if text else {}
    if not isinstance(found, dict):
        raise InvalidInput("constraints", 'must be a JSON object, as in {"ipAllowlist": ["10.0.0.0/8"]}')
    for name in (*_COUNTS, *_BUDGETS, "requireApprovalFor"):
        if name in found and visit.given(name):
            raise InvalidInput(f"constraints.{name}", "is given twice: in a field of its own, and as JSON")
    for name in _COUNTS:
        if value := visit.given(name):
            if not (value.isascii() and value.isdecimal() and len(value) < 20):
                raise InvalidInput(f"constraints.{name}", "must be a whole number, 0 or more")
            found[name] = int(value)
    for name in _BUDGETS:
        if value := visit.given(name):
            found[name] = value.removeprefix("$")
    if approvals := visit.given("requireApprovalFor"):
        found["requireApprovalFor"] = approvals.replace(",", " ").split()
    return found


def _opening(visit: Visit, name: str) -> str:
    life = visit.given("days")
    ends = f", for {_LIVES[life]}" if life else ""
    if visit.given("parent"):
        return f"{name} acts under its parent and never beyond what that may do{ends}."
    owner = visit.caller.user_id or visit.given("user_id")
    whose = f" for {owner}" if owner else ""
    if visit.given("type") == "service":
        return f"{name} is a program that acts{whose}{ends or ', until it is revoked'}."
    return f"{name} acts on its own{whose}{ends or ', for 90 days'}."


PAGES: Final = (
    Page(path="/agents/new", run=form, right=Right.MANAGE),
    Page(path="/agents/new", run=create, right=Right.MANAGE, method="POST", many=_LINE),
)
