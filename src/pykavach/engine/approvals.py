"""Approvals: a person looks at one access that waits, and says yes or no (APR-1 to APR-5)."""

from __future__ import annotations

import builtins
import math
import re
import unicodedata
from dataclasses import replace
from typing import Any, Final

from pykavach.core import tokens
from pykavach.core.agents import Agent, parse_name
from pykavach.core.approvals import LIVING, MAX_PER_ROOT, USABLE_FOR, Request, State
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.core.redact import redact
from pykavach.core.tokens import Prefix
from pykavach.engine.engine import Engine
from pykavach.engine.requests import Approval, view_of
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.values import Page, iso, may_be_id, number_cursor, page_limit
from pykavach.engine.work import Work, find_agent
from pykavach.ports import Unit, View, Whose

#: Characters of a note at most.
MAX_NOTE: Final = 2000
_EVENTS: Final = {State.APPROVED: "approval.approved", State.DENIED: "approval.denied"}
_FULL: Final = {
    State.APPROVED: "approved calls under this root wait to be used; decide again once one is",
    State.DENIED: (
        "refusals under this root still hold; this request stays open, so the call does not run. "
        "Decide again once one has expired, or suspend the agent"
    ),
}
_AGENT_ID: Final = re.compile("agt_[0-9a-f]{24}")
_VERBS: Final = {State.APPROVED: "approve", State.DENIED: "deny"}


class Approvals:
    """The requests that the view sees: those of its agents."""

    def __init__(self, engine: Engine, scope: Scope = EVERYTHING) -> None:
        self._engine = engine
        self._scope = scope

    # -- looking -----------------------------------------------------------------------------------------------------

    def list(
        self,
        *,
        state: str | None = "open",
        agent_id: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page[Approval]:
        """Requests in one state by the clock (``None``: in any), the oldest first."""
        wanted = None if state is None else _state(state)
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            if agent_id is not None:
                self._agent(view, agent_id)
            whose = self._scope.whose(view, Whose(id=agent_id))
            now = view.start().now
            found = _in_state(view, whose, wanted, now, most + 1, after)
            items = self._views(view, found[:most], now)
        return Page(items, str(found[most - 1].n) if len(found) > most else None)

    def get(self, id: str) -> Approval:
        """One request. Raises ``NotFound``."""
        with self._engine.reading() as view:
            return self._views(view, [self._find(view, id)], view.start().now)[0]

    def wait(self, id: str, *, timeout: float | None = None) -> Approval:
        """Block until the request is no longer open, at most ``timeout`` seconds; then the request as it is.

        It ends by the clock after an hour at the latest. A decision in this process is seen at once, one in another
        within half a second.
        """
        patience = patience_of(timeout)
        if (request := self.get(id)).state != State.OPEN.value:
            return request
        self._engine.wait_for(id, patience)
        return self.get(id)

    # -- deciding ----------------------------------------------------------------------------------------------------

    def approve(self, id: str, *, by: str, note: str | None = None) -> Approval:
        """Say yes: the identical access, at a cost not above the one shown, passes once within the next hour.

        It is judged afresh when it comes; a limit that is used up by then still denies it. ``by`` names the person or
        the admin key that decides; agents and tokens are refused. ``note`` is free text of up to 2,000 characters.
        Raises ``Conflict`` if the request is not open any more, since exactly one decision wins, and while 20 approved
        calls under the same root are still unused (APR-4).
        """
        return self._decide(id, State.APPROVED, by, note)

    def deny(self, id: str, *, by: str, note: str | None = None) -> Approval:
        """Say no: the identical access is ``approval_denied`` until the request expires. As ``approve`` otherwise.

        Raises ``Conflict`` too while 20 refusals under the same root still hold (APR-4): the request stays open, so the
        call does not run.
        """
        return self._decide(id, State.DENIED, by, note)

    def _decide(self, id: str, state: State, by: object, note: object) -> Approval:
        who, said = _person(by), _note(note)
        decided = self._engine.work(lambda work: self._apply(work, id, state, who, said))
        self._engine.notify_decided()
        return decided

    def _apply(self, work: Work, id: str, state: State, who: str, note: str | None) -> Approval:
        unit, now = work.unit, work.now
        request = self._find(unit, id)
        _check_no_agent(unit, who)
        if not request.may_become(state, now):
            raise Conflict(f"approval: it is {request.at(now).value}, no longer open")
        approved = state is State.APPROVED
        _check_room(unit, request.root, state, now)
        decided = replace(
            request,
            state=state,
            arguments=request.arguments if approved else None,
            expires_at=now + USABLE_FOR if approved else request.expires_at,
            decided_at=now,
            decided_by=who,
            note=note,
        )
        if not unit.decide_request(decided, was=State.OPEN):
            raise Conflict("approval: somebody else has just decided it")
        agent = unit.agents([request.agent])[request.agent]
        detail: dict[str, Any] = {
            "before": {"state": request.state.value, "expiresAt": iso(request.expires_at)},
            "after": {"state": state.value, "expiresAt": iso(decided.expires_at), "note": note},
        }
        work.record(f"approvals.{_VERBS[state]}", who, agent, detail=detail, facts={"approval": id})
        work.tell(_EVENTS[state], agent, {"approval": id, "by": who})
        return self._views(unit, [decided], now)[0]

    # -- finding -----------------------------------------------------------------------------------------------------

    def _find(self, view: View, id: object) -> Request:
        whose = self._scope.whose(view)
        found = view.find_requests(whose, id=id, limit=1) if may_be_id(id) else []
        if not found:
            raise NotFound("approval: none by that id; list them with approvals.list()")
        return found[0]

    def _agent(self, view: View, id: object) -> Agent:
        return find_agent(view, id, self._scope)

    def _views(self, view: View, requests: builtins.list[Request], now: int) -> builtins.list[Approval]:
        agents = view.agents({request.agent for request in requests})
        shown = [view_of(request, agents, now, self._engine.keys) for request in requests]
        top = self._scope.agent_id
        return shown if top is None else [replace(each, root_id=top) for each in shown]


def _in_state(
    view: View, whose: Whose, wanted: State | None, now: int, limit: int, after: int
) -> list[Request]:
    """The first requests in a state by the clock. Rows in a state that the clock ends may have lapsed unnoticed."""
    if wanted is None:
        stored: tuple[str, ...] = ()
    elif wanted is State.EXPIRED:
        stored = tuple(sorted(state.value for state in (*LIVING, State.EXPIRED)))
    else:
        stored = (wanted.value,)
    found: list[Request] = []
    while True:
        rows = view.find_requests(whose, states=stored, limit=limit, after=after)
        found += [row for row in rows if wanted is None or row.at(now) is wanted]
        if len(rows) < limit or len(found) >= limit:
            return found[:limit]
        after = rows[-1].n


def patience_of(timeout: object) -> float:
    """How long to wait for a decision, in seconds. Raises ``InvalidInput``."""
    if timeout is None:
        return math.inf
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 <= timeout < math.inf:
        raise InvalidInput("timeout", "must be a number of seconds, 0 or more; leave it out for no limit")
    return float(timeout)


def _state(value: object) -> State:
    try:
        return State(value if isinstance(value, str) else "")
    except ValueError:
        names = ", ".join(f'"{state.value}"' for state in State)
        raise InvalidInput("state", f"must be one of {names}, or None for all") from None


def _person(by: object) -> str:
    """Who decides: a person or an admin key, by name. Agents do not decide about agents (APR-3)."""
    name = parse_name(by, "by")
    # As it is read: wide letters are plain ones, and what nobody sees is not there.
    bare = "".join(c for c in unicodedata.normalize("NFKC", name) if c.isprintable()).strip().lower()
    if not bare:
        raise InvalidInput("by", "must name the person or the admin key that decides")
    if bare.startswith(("agt_", *Prefix)) or _AGENT_ID.search(bare) or tokens.mask_tokens(bare) != bare:
        raise InvalidInput("by", "an agent or a token cannot decide; name the person or the admin key")
    return name


def _check_no_agent(unit: Unit, name: str) -> None:
    if unit.numbers({name, name.strip()}):
        raise InvalidInput("by", "an agent cannot decide; name the person or the admin key")


def _check_room(unit: Unit, root: int, state: State, now: int) -> None:
    """At most so many approved and so many refused requests stand under one root (APR-4)."""
    standing = [r for r in unit.requests_of_root(root, state.value) if r.at(now) is state]
    if len(standing) >= MAX_PER_ROOT:
        raise Conflict(f"approval: {MAX_PER_ROOT} {_FULL[state]}")


def _note(value: object) -> str | None:
    """A note as it is kept: what looks secret in it is masked."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MAX_NOTE:
        raise InvalidInput("note", f"must be a text of at most {MAX_NOTE} characters")
    if any(
        (c < " " and c not in "\t\n\r") or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in value
    ):
        raise InvalidInput("note", "must not hold control characters or lone surrogates")
    return str(redact(value))


__all__ = ["Approval", "Approvals"]
