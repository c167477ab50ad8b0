"""Which entries: the conditions of a search (AUD-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, TypedDict

from pykavach.core.access import Code, Outcome
from pykavach.core.agents import Agent
from pykavach.core.errors import InvalidInput, NotFound
from pykavach.core.resources import Pattern, parse_action
from pykavach.engine.entries import Entry
from pykavach.engine.scope import Scope
from pykavach.engine.values import instant, name_or_none
from pykavach.ports import EntryFilter, View, Whose

#: The kinds of entries, as ``Entry.kind`` gives them.
KINDS: Final = ("decision", "replay", "explain", "change", "undelivered", "unknown_tokens")
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

    scope: Scope
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
        asked = self.where.whose
        if asked.id is not None:
            self._agent(view, asked.id, "agent_id")
        whose = self.scope.whose(view, asked)
        if self.subtree is not None:
            whose = replace(whose, under=self._agent(view, self.subtree, "subtree").n)
        anybody = asked == Whose() and self.subtree is None
        return replace(self.where, whose=whose, of_tenant=self.scope.tenant_only if anybody else None)

    def _agent(self, view: View, id: str, path: str) -> Agent:
        found = view.find_agents(self.scope.whose(view, Whose(id=id)), limit=1)
        if not found:
            raise NotFound(f"{path}: no agent by that id; list them with agents.list()")
        return found[0]


def condition(
    scope: Scope,
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
    for name in kinds:
        if name not in KINDS:  # a mistyped one must not look like an empty log
            raise InvalidInput("kind", f"must be among {', '.join(KINDS)}")
    if outcome is not None:
        if not isinstance(outcome, str) or outcome not in _BY_OUTCOME:
            raise InvalidInput("outcome", f"must be one of {', '.join(o.word for o in Outcome)}")
        possible = _BY_OUTCOME[outcome]
        if codes and not set(codes) & set(possible):
            raise InvalidInput(
                "outcome", f"is never {outcome!r} under the code asked for; leave one of the two out"
            )
        codes = tuple(name for name in codes or possible if name in possible)
    whose = Whose(id=name_or_none(agent_id, "agent_id"), user_id=name_or_none(user_id, "user_id"))
    return Condition(
        scope,
        EntryFilter(
            whose,
            codes,
            kinds,
            None if since is None else instant(since, "since"),
            None if until is None else instant(until, "until"),
        ),
        name_or_none(subtree, "subtree"),
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
