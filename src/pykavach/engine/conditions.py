"""Which entries: the conditions of a search (AUD-4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypedDict

from pykavach.core.access import Code, Outcome
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.core.resources import Pattern, parse_action
from pykavach.core.tokens import holds_token
from pykavach.engine.entries import Entry
from pykavach.engine.values import instant
from pykavach.ports import EntryFilter, View, Whose

_KIND: Final = re.compile(r"[a-z_]{1,16}")
_CODES: Final = tuple(code.value for code in Code)
_BY_OUTCOME: Final = {
    "allow": (Code.OK.value,),
    "deny": tuple(code for code in _CODES if code != Code.OK.value),
    "pending": (Code.APPROVAL_REQUIRED.value,),
}


class Filters(TypedDict, total=False):
    """Which entries; ``Audit.query`` says what each means."""

    agent_id: str | None
    subtree: str | None
    user_id: str | None
    code: str | Sequence[str] | None
    outcome: Literal["allow", "deny", "pending"] | None
    kind: str | Sequence[str] | None
    action: str | None
    resource: str | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """Checked filters: what SQL finds, and what is looked at in Python."""

    where: EntryFilter
    subtree: str | None = None
    outcome: str | None = None
    action: str | None = None
    resource: Pattern | None = None

    @property
    def looks(self) -> bool:
        """Whether SQL finds more than is asked for."""
        return self.outcome is not None or self.action is not None or self.resource is not None

    def holds(self, entry: Entry) -> bool:
        """Whether an entry that SQL has found meets the rest."""
        if self.outcome is not None and entry.outcome != self.outcome:
            return False
        if self.action is not None and entry.action != self.action:
            return False
        if self.resource is None:
            return True
        return isinstance(entry.resource, str) and self.resource.matches(tuple(entry.resource.split(":")))

    def on(self, view: View) -> EntryFilter:
        """What SQL is to find, in this state of the store. Raises ``NotFound`` for agents nobody here may see."""
        whose = self.where.whose
        if whose.id is not None and not view.find_agents(
            Whose(id=whose.id, tenant_id=whose.tenant_id), limit=1
        ):
            raise NotFound("agent_id: no agent by that id; list them with agents.list()")
        if self.subtree is None:
            return self.where
        roots = view.find_agents(Whose(id=self.subtree, tenant_id=whose.tenant_id), limit=1)
        if not roots:
            raise NotFound("subtree: no agent by that id; list them with agents.list()")
        below = Whose(whose.id, whose.user_id, whose.tenant_id, under=roots[0].n)
        old = self.where
        return EntryFilter(below, old.codes, old.kinds, old.since, old.until)


def condition(
    tenant: str | None,
    *,
    agent_id: object = None,
    subtree: object = None,
    user_id: object = None,
    code: object = None,
    outcome: object = None,
    kind: object = None,
    action: object = None,
    resource: object = None,
    since: object = None,
    until: object = None,
) -> Condition:
    """Check filters. Raises ``InvalidInput`` under the name of the one that breaks a rule."""
    codes = _texts(code, "code")
    for name in codes:
        if name not in _CODES:
            raise InvalidInput("code", f"must be among {', '.join(_CODES)}")
    kinds = _texts(kind, "kind")
    if not all(_KIND.fullmatch(name) for name in kinds):
        raise InvalidInput("kind", 'must be the kind of an entry, such as "decision" or "change"')
    if outcome is not None:
        if not isinstance(outcome, str) or outcome not in _BY_OUTCOME:
            raise InvalidInput("outcome", f"must be one of {', '.join(o.word for o in Outcome)}")
        possible = _BY_OUTCOME[outcome]
        if codes and not set(codes) & set(possible):
            raise InvalidInput(
                "outcome", f"is never {outcome!r} under the code asked for; leave one of the two out"
            )
        codes = tuple(name for name in codes or possible if name in possible)
    whose = Whose(id=_id(agent_id, "agent_id"), user_id=_id(user_id, "user_id"), tenant_id=tenant)
    return Condition(
        EntryFilter(
            whose,
            codes,
            kinds,
            None if since is None else instant(since, "since"),
            None if until is None else instant(until, "until"),
        ),
        _id(subtree, "subtree"),
        outcome,
        # Changes have actions, too, with dots in them: both are names.
        None if action is None else parse_action(action),
        None if resource is None else Pattern.parse(resource),
    )


def _texts(value: object, path: str) -> tuple[str, ...]:
    if value is None:
        return ()
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple | set | frozenset) or not given:
        raise InvalidInput(path, "must be a text, or a list of at least one")
    found: list[str] = []
    for item in given:
        if not isinstance(item, str):
            raise InvalidInput(path, "must hold texts only")
        found.append(item)
    return tuple(found)


def _id(value: object, path: str) -> str | None:
    if value is not None and (not isinstance(value, str) or not 1 <= len(value) <= 200):
        raise InvalidInput(path, "must be a text of 1 to 200 characters")
    if value is not None and holds_token(value):
        raise InvalidInput(path, "must not hold a token; give an id")
    return value
