"""Agents: create, delegate, look, narrow, rotate, stop. Each call one transaction."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from pykavach.core import codec, tokens
from pykavach.core.agents import (
    DEFAULT_DEPTH,
    KINDS,
    Agent,
    Kind,
    Status,
    check_patterns,
    check_within,
    effective_state,
    parse_depth,
    parse_metadata,
    parse_name,
    parse_permissions,
    widening,
)
from pykavach.core.constraints import Constraints
from pykavach.core.errors import Conflict, ExceedsParent, InvalidInput, NotFound, PermissionsLocked
from pykavach.core.meters import Windows
from pykavach.engine.authorize import Authorize
from pykavach.engine.limits import LevelLimits, limits_of
from pykavach.engine.rotations import Rotation
from pykavach.engine.scope import belonging
from pykavach.engine.values import (
    Page,
    actor,
    duration,
    flag,
    instant,
    name_or_none,
    number_cursor,
    page_limit,
    version_number,
    when,
)
from pykavach.engine.views import AgentView, Created, Rotated, Stopped, state_of, view_of
from pykavach.engine.work import Work, find_agent, lineage
from pykavach.ports import Memo, Named, View, Wanted, Whose

DAY: Final = 86_400_000_000
_FOREVER: Final = 10**17
#: Agents that one stop names one by one in the log.
_FEW: Final = 1000
#: Agents whose status one statement sets by number.
_CHUNK: Final = 500
#: Stands for what an update leaves as it is.
KEPT: Final = object()
#: States in which an agent is not over, whatever it is denied now.
_COMES_BACK: Final = ("active", "suspended", "unreadable")
_PAST: Final = {Status.SUSPENDED: "suspended", Status.ACTIVE: "resumed", Status.REVOKED: "revoked"}


class Agents(Authorize):
    """The agents that the view sees."""

    # -- making ------------------------------------------------------------------------------------------------------

    def create(
        self,
        *,
        user_id: str | None = None,
        name: str,
        type: str = "autonomous",
        permissions: Sequence[Mapping[str, Any]],
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | None = None,
        max_depth: int = DEFAULT_DEPTH,
        metadata: Mapping[str, Any] | None = None,
        tenant_id: str | None = None,
        unsafe_observe_until: datetime | None = None,
        idempotency_key: str | None = None,
        by: str | None = None,
    ) -> Created:
        """Make an agent with no one above it. Its token is in the answer and nowhere else.

        ``type``: ``"autonomous"`` (needs a ``user_id``; can only be narrowed; lives 90 days by default) or
        ``"service"`` (no expiry by default). ``expires_in`` is a timedelta or seconds. ``max_depth``: levels of
        delegation allowed below it, 0 to 16. Raises ``InvalidInput``; ``Conflict`` if the user has too many agents, or
        if ``idempotency_key`` (24 h) was used before: the message names the agent that was made.
        """
        kind = _kind(type)
        if KINDS[kind].under_parent:
            raise InvalidInput("type", "a delegated agent is made by agents.delegate() under its parent")
        if self._scope.agent_id is not None:
            raise InvalidInput(
                "view", "this view makes no agent with no one above it; make one below with agents.delegate()"
            )
        user_id = belonging(self._scope.user_id, user_id, "user_id", "agents")
        if user_id is None and KINDS[kind].needs_user:
            raise InvalidInput("user_id", f"an agent of type {kind.value!r} acts for a user; say for whom")
        tenant_id = belonging(self._scope.tenant_id, tenant_id, "tenant_id", "agents")
        if self._scope.user_id is not None and tenant_id != self._scope.tenant_id:
            raise InvalidInput("tenant_id", "an owner's view puts no agents into a tenant; leave it out")
        token, digest = _mint()
        draft = Agent(
            id=_agent_id(),
            kind=kind,
            user_id=user_id,
            tenant_id=tenant_id,
            name=parse_name(name, "name"),
            digest=digest,
            created_at=0,
            changed_at=0,
            max_depth=parse_depth(max_depth),
            permissions=parse_permissions(_plain(permissions)),
            constraints=Constraints.parse(_plain(constraints)),
            metadata=parse_metadata(_plain(metadata)),
            observe_until=None
            if unsafe_observe_until is None
            else instant(unsafe_observe_until, "unsafe_observe_until"),
        )
        check_patterns(draft.permissions, draft.constraints)
        expiry = _expiry(expires_in, expires_at)
        remember = self._idempotency("create", idempotency_key, tenant_id, user_id)

        def use_case(work: Work) -> Created:
            memo = remember(work, 0)
            most = self._engine.max_agents_per_user
            if (
                most is not None
                and user_id is not None
                and work.unit.count_live_roots(user_id, work.now) >= most
            ):
                raise Conflict(f"user_id: {most} live agents is the most for one user; revoke one first")
            agent = _born(draft, expiry(work.now, KINDS[kind].default_life), work.now)
            return self._insert(work, agent, token, by, memo, "agents.create", ())

        return self._engine.work(use_case)

    def delegate(
        self,
        *,
        parent_token: str | None = None,
        parent_id: str | None = None,
        name: str,
        permissions: Sequence[Mapping[str, Any]],
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | None = None,
        max_depth: int | None = None,
        metadata: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        by: str | None = None,
    ) -> Created:
        """Make an agent under another one. It can never do more than its parent, whatever it is given (DEL-2).

        With ``parent_token`` it is the parent's own act, with ``parent_id`` an administrator's. Default life 24 hours,
        cut to the parent's; ``max_depth`` defaults to the parent's less one. Raises ``ExceedsParent`` for permissions,
        depth or life beyond the parent's; ``Conflict`` if the parent is not active or its root has too many
        descendants; ``NotFound`` for an unknown parent.
        """
        if (parent_token is None) == (parent_id is None):
            raise InvalidInput("parent_token", "give either parent_token or parent_id")
        token, digest = _mint()
        draft = Agent(
            id=_agent_id(),
            kind=Kind.DELEGATED,
            user_id=None,
            name=parse_name(name, "name"),
            digest=digest,
            created_at=0,
            changed_at=0,
            permissions=parse_permissions(_plain(permissions)),
            constraints=Constraints.parse(_plain(constraints)),
            metadata=parse_metadata(_plain(metadata)),
            by_token=parent_token is not None,
        )
        check_patterns(draft.permissions, draft.constraints)
        expiry = _expiry(expires_in, expires_at)
        explicit = expires_in is not None or expires_at is not None
        depth = None if max_depth is None else parse_depth(max_depth)
        remember = self._idempotency("delegate", idempotency_key)

        def use_case(work: Work) -> Created:
            parent = self._parent(work, parent_token, parent_id)
            above = work.lineage(parent)
            memo = remember(
                work, parent.n
            )  # first: a repeat names what was made, whatever became of the parent
            _check_active(above, work.now, "delegate")
            room = _levels_left(above)
            if room < 1:
                raise ExceedsParent(
                    "max_depth: this agent may not delegate; its own max_depth, or that of one above it, is used up"
                )
            if depth is not None and depth > room - 1:
                raise ExceedsParent(f"max_depth: at most {room - 1} under this parent")
            check_within(parent, draft.permissions)
            most = self._engine.max_descendants
            if work.unit.count_live_below(parent.root, work.now) >= most:
                raise Conflict(
                    f"parent: {most} live descendants is the most under one root; revoke some first"
                )
            ends = expiry(work.now, KINDS[Kind.DELEGATED].default_life)
            last = min((a.expires_at for a in above if a.expires_at is not None), default=None)
            if last is not None and (ends is None or ends > last):
                if explicit:
                    raise ExceedsParent("expires_at: later than the parent's; ask for a shorter life")
                ends = last
            agent = replace(
                draft,
                parent=parent.n,
                root=parent.root,
                depth=parent.depth + 1,
                user_id=parent.user_id,
                tenant_id=parent.tenant_id,
                max_depth=room - 1 if depth is None else depth,
            )
            who = by if by is not None else (parent.id if parent_token is not None else None)
            facts = {"parent": parent.id, "byToken": agent.by_token}
            if parent_token is not None and tokens.digest(parent_token) != parent.digest:
                facts["oldToken"] = True  # in its grace (TOK-4)
                work.tell("token.old_used", parent)
            return self._insert(
                work, _born(agent, ends, work.now), token, who, memo, "agents.delegate", above, facts
            )

        return self._engine.work(use_case)

    def _insert(
        self,
        work: Work,
        agent: Agent,
        token: str,
        by: str | None,
        memo: Callable[[str], None],
        action: str,
        above: tuple[Agent, ...],
        facts: Mapping[str, object] | None = None,
    ) -> Created:
        stored = work.unit.insert_agent(agent, _levels(agent))
        memo(stored.id)
        work.record(
            action, self._by(by), stored, detail={"before": None, "after": state_of(stored)}, facts=facts
        )
        work.tell("agent.created", stored, {"parentId": above[0].id if above else None})
        return Created(view_of((stored, *above), work.now, scope=self._scope), token)

    def _idempotency(
        self, kind: str, key: str | None, tenant: str | None = None, user: str | None = None
    ) -> Callable[[Work, int], Callable[[str], None]]:
        """Refuse a key that has made an agent in the last 24 hours; keep it with what it makes (API-2).

        Keys of ``create`` are one tenant's, the others' those of one agent: the same through every view. In a view of
        one owner, a key that has made another's agent is free: it is then kept as that owner's.
        """
        if key is None:
            return lambda work, of: lambda made: None
        parse_name(key, "idempotency_key")
        hashed, owners = (
            sha256(codec.canonical(parts).encode()).digest() for parts in ([tenant, key], [tenant, key, user])
        )

        def remember(work: Work, of: int) -> Callable[[str], None]:
            places = {(kind, of, hashed)} | ({(kind, of, owners)} if user is not None else set())
            for memo in work.unit.load(Wanted(memos=places)).memos.values():
                alive = memo.expires_at is not None and memo.expires_at > work.now
                if alive and self._sees(work.unit, memo.value):
                    raise Conflict(
                        f"idempotency_key: it was used before, for {memo.value}; its token is not shown again. "
                        "Rotate that agent, or take a new key"
                    )
            mark = hashed if self._scope.user_id is None or user is None else owners

            def keep(made: str) -> None:
                work.changes.memos += (Memo(kind, of, mark, work.now + DAY, mark, made),)

            return keep

        return remember

    def _parent(self, work: Work, token: str | None, id: str | None) -> Agent:
        if token is None:
            return work.agent(id, self._scope)
        digest = tokens.digest(token) if tokens.well_formed(token) else None
        n = None if digest is None else work.unit.holders([digest]).get(digest)
        line = () if n is None else lineage(work.unit.agents([n]), n)
        agent = line[0] if line else None
        if agent is not None and agent.digest != digest and (agent.old_until or 0) <= work.now:
            agent = None  # rotated away
        if agent is None or not self._scope.sees(agent.tenant_id, agent.user_id, [a.id for a in line]):
            raise NotFound("parent_token: the token is not known, or is no longer the agent's own")
        return agent

    # -- looking -----------------------------------------------------------------------------------------------------

    def get(self, agent_id: str) -> AgentView:
        """One agent, with the time and address of its last use. Raises ``NotFound``."""
        with self._engine.reading() as view:
            agent = self._find(view, agent_id)
            own = view.meters([agent.n]).get(agent.n, {}).get("agent", 0)
            used = view.load(Wanted(meters={own})).meters.get(own)
            line = lineage(view.agents([agent.n]), agent.n)
            return view_of(line, view.start().now, used, self._scope)

    def holder(self, token: str, *, stopped: bool = False) -> AgentView:
        """The agent whose token this is, while it is alive. Raises ``NotFound`` for anybody else; which, is not told.

        ``stopped``: also one that is denied now but could come back, being suspended or damaged.
        """
        good = _COMES_BACK if flag(stopped, "stopped") else ("active",)
        unknown = NotFound("token: nobody who is alive holds it")
        if not tokens.well_formed(token):
            raise unknown
        digest = tokens.digest(token)
        with self._engine.reading() as view:
            n = view.holders({digest}).get(digest)
            if n is None:
                raise unknown
            line, now = lineage(view.agents([n]), n), view.start().now
            agent = line[0]
            graceful = agent.old_until is not None and agent.old_until > now
            held = agent.digest == digest or graceful
            if not held or effective_state(line, now) not in good or not self._sees(view, agent.id):
                raise unknown
            return view_of(line, now, None, self._scope)

    def list(
        self,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        name: str | None = None,
        type: str | None = None,
        roots_only: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page[AgentView]:
        """Agents in the order they were made, each with the state that binds it."""
        roots, top = flag(roots_only, "roots_only"), self._scope.agent_id
        asked = Whose(
            id=top if roots else None,
            name=name_or_none(name, "name"),
            user_id=name_or_none(user_id, "user_id"),
            tenant_id=name_or_none(tenant_id, "tenant_id"),
            kind=None if type is None else _kind(type).value,
            roots=roots and top is None,
        )
        return self._page(lambda view: self._scope.whose(view, asked), limit, cursor)

    def children(self, agent_id: str, *, limit: int = 100, cursor: str | None = None) -> Page[AgentView]:
        """The agents directly under one."""
        return self._page(lambda view: Whose(parent=self._find(view, agent_id).n), limit, cursor)

    def chain(self, agent_id: str) -> builtins.list[AgentView]:
        """The agent, its parent, and so on up to its root; in the view of one agent, up to that one."""
        with self._engine.reading() as view:
            agent = self._find(view, agent_id)
            line = lineage(view.agents([agent.n]), agent.n)
            now = view.start().now
            return [view_of(line[place:], now, scope=self._scope) for place in range(self._levels(line))]

    def limits(self, agent_id: str) -> builtins.list[LevelLimits]:
        """What is left now, at every level of the chain: nearest agent first."""
        with self._engine.reading() as view:
            agent = self._find(view, agent_id)
            line = lineage(view.agents([agent.n]), agent.n)
            return limits_of(view, line[: self._levels(line)], Windows.at(view.start().now))

    def _page(self, whose: Callable[[View], Whose], limit: int, cursor: str | None) -> Page[AgentView]:
        most, after = page_limit(limit), number_cursor(cursor)
        with self._engine.reading() as view:
            found = view.find_agents(whose(view), limit=most + 1, after=after)
            more = len(found) > most
            found = found[:most]
            agents = view.agents(agent.n for agent in found)
            meters = view.meters(agent.n for agent in found)
            own = {n: levels.get("agent", 0) for n, levels in meters.items()}
            used = view.load(Wanted(meters=set(own.values()))).meters
            now = view.start().now
            items = [
                view_of(lineage(agents, a.n), now, used.get(own.get(a.n, 0)), self._scope) for a in found
            ]
            return Page(items, str(found[-1].n) if more else None)

    def _find(self, view: View, id: object) -> Agent:
        return find_agent(view, id, self._scope)

    def _sees(self, view: View, id: str) -> bool:
        return self._scope.whole or bool(view.find_agents(self._scope.whose(view, Whose(id=id)), limit=1))

    def _levels(self, line: tuple[Agent, ...]) -> int:
        """How many agents of a chain are shown."""
        return len(self._scope.shown(tuple(agent.id for agent in line)))

    # -- changing ----------------------------------------------------------------------------------------------------

    def update(
        self,
        agent_id: str,
        *,
        name: str | None = None,
        permissions: Sequence[Mapping[str, Any]] | None = None,
        constraints: Mapping[str, Any] | None = None,
        expires_in: timedelta | float | None = None,
        expires_at: datetime | object | None = KEPT,
        max_depth: int | None = None,
        metadata: Mapping[str, Any] | None = None,
        unsafe_observe_until: datetime | object | None = KEPT,
        if_version: int | None = None,
        by: str | None = None,
    ) -> AgentView:
        """Replace what is given; what is left out stays. Binds every decision that starts after this returns (TOK-6).

        An update that can only narrow is allowed on every live or suspended agent. Anything else raises
        ``PermissionsLocked`` on an autonomous agent and ``Conflict`` on a suspended one; a delegate must stay within
        its parent (``ExceedsParent``). ``if_version`` raises ``Conflict`` if somebody else changed the agent since.
        """
        given: dict[str, Any] = {}
        if name is not None:
            given["name"] = parse_name(name, "name")
        if permissions is not None:
            given["permissions"] = parse_permissions(_plain(permissions))
        if constraints is not None:
            given["constraints"] = Constraints.parse(_plain(constraints))
        if max_depth is not None:
            given["max_depth"] = parse_depth(max_depth)
        if metadata is not None:
            given["metadata"] = parse_metadata(_plain(metadata))
        if unsafe_observe_until is not KEPT:
            until = unsafe_observe_until
            given["observe_until"] = None if until is None else instant(until, "unsafe_observe_until")
        ends = None if expires_at is KEPT else expires_at
        expiry = _expiry(expires_in, ends)
        new_expiry = expires_in is not None or expires_at is not KEPT
        wanted, who = version_number(if_version), self._by(by)

        def use_case(work: Work) -> AgentView:
            old = work.agent(agent_id, self._scope)
            line = work.lineage(old)
            _check_version(old, wanted)
            _check_not_dead(line, work.now, "updated")
            _check_readable(old)
            known = work.unit.meters([old.n]).get(old.n, {})
            if any(level not in known for level in _levels(old)):
                raise Conflict(_BEYOND_REPAIR.format("meters"))
            new = replace(old, **given, changed_at=work.now, version=old.version + 1)
            if new_expiry:
                new = replace(new, expires_at=expiry(work.now, None))
            check_patterns(new.permissions, new.constraints)
            self._check_update(old, new, line)
            self._save(work, old, new)
            self._carry_meters(work, old, new)
            work.record("agents.update", who, new, detail={"before": state_of(old), "after": state_of(new)})
            work.tell("agent.updated", new, {"version": new.version})
            return view_of((new, *line[1:]), work.now, scope=self._scope)

        return self._engine.work(use_case)

    @staticmethod
    def _check_update(old: Agent, new: Agent, line: tuple[Agent, ...]) -> None:
        wider = widening(old, new)
        if wider is None:
            if len(line) > 1:  # what only goes may always go; a pattern that is new is compared (DEL-1)
                check_within(line[1], new.permissions, kept=old.allows)
            return
        if KINDS[old.kind].only_narrows:
            raise PermissionsLocked(f"{wider}. An autonomous agent can only be narrowed; create another one")
        if old.status is not Status.ACTIVE:
            raise Conflict(f"{wider}. A suspended agent can only be narrowed; resume it first")
        if len(line) > 1:
            parent = line[1]
            check_within(parent, new.permissions)
            room = _levels_left(line[1:])
            if new.max_depth > room - 1:
                raise ExceedsParent(f"max_depth: at most {max(0, room - 1)} under this parent")
            last = min((a.expires_at for a in line[1:] if a.expires_at is not None), default=None)
            if last is not None and (new.expires_at is None or new.expires_at > last):
                raise ExceedsParent("expires_at: later than the parent's; ask for a shorter life")

    @staticmethod
    def _carry_meters(work: Work, old: Agent, new: Agent) -> None:
        """Give new levels their meters, which go on from what they come from has used (RATE-5).

        That is every old permission that covers the new one, and every one that is gone and shares accesses with it.
        """
        known = work.unit.meters([new.n]).get(new.n, {})
        meters = work.unit.add_meters(new.n, _levels(new))
        before = {p.level for p in old.allows if p.constraints.metered}
        after = {p.level for p in new.allows}
        for permission in new.allows:
            if permission.level in before or permission.level not in meters:
                continue
            sources = [
                known[p.level]
                for p in old.allows
                if p.level in known
                and (p.covers(permission) or (p.level not in after and p.meets(permission)))
            ]
            if not sources:
                continue
            target = work.readings([meters[permission.level]])[meters[permission.level]]
            for source in work.readings(sources).values():
                source.roll(work.at)
                target.roll(work.at)
                for count in (
                    "minute_calls",
                    "throttle_calls",
                    "day_calls",
                    "day_usd",
                    "month_usd",
                    "calls",
                    "usd",
                ):
                    setattr(target, count, max(getattr(target, count), getattr(source, count)))

    def _save(self, work: Work, old: Agent, new: Agent) -> None:
        if not work.unit.update_agent(new, if_version=old.version):
            raise Conflict("version: somebody else has just changed this agent; read it again")
        work.unit.touch([new.n])

    def rotate(
        self,
        agent_id: str,
        *,
        grace: timedelta | float | None = None,
        compromised: bool = False,
        since: datetime | None = None,
        if_version: int | None = None,
        idempotency_key: str | None = None,
        by: str | None = None,
    ) -> Rotated:
        """Give an agent a new token. After this returns the old one is denied, in every process (TOK-3).

        ``grace`` (at most 24 h) keeps the old token until then; at most two live at once. ``compromised`` has no grace,
        revokes every descendant that was delegated with a token ``since`` then (default: ever) and closes open
        approvals. Of simultaneous rotations one succeeds; the others raise ``Conflict``. Expiry, permissions and
        counters stay as they are.
        """
        with self._engine.rotations.start(agent_id) as rotation:
            return self._rotate(
                rotation,
                agent_id,
                grace=grace,
                compromised=compromised,
                since=since,
                if_version=if_version,
                idempotency_key=idempotency_key,
                by=by,
            )

    def _rotate(
        self,
        rotation: Rotation,
        agent_id: str,
        *,
        grace: timedelta | float | None,
        compromised: bool,
        since: datetime | None,
        if_version: int | None,
        idempotency_key: str | None,
        by: str | None,
    ) -> Rotated:
        flag(compromised, "compromised")
        keep = None if grace is None else duration(grace, "grace")
        if keep is not None and keep > DAY:
            raise InvalidInput("grace", "at most 24 hours")
        if keep is not None and compromised:
            raise InvalidInput("grace", "a compromised token gets none; leave it out")
        if since is not None and not compromised:
            raise InvalidInput("since", "belongs to compromised=True")
        from_then = None if since is None else instant(since, "since")
        who, wanted = self._by(by), version_number(if_version)
        given = wanted is not None
        if not given:
            with self._engine.reading() as view:
                wanted = self._find(view, agent_id).version
        token, digest = _mint()
        remember = self._idempotency("rotate", idempotency_key)

        def use_case(work: Work) -> Rotated:
            old = work.agent(agent_id, self._scope)
            memo = remember(work, old.n)
            if rotation.late and not given:
                raise Conflict("version: the agent was rotated by another call meanwhile; read it again")
            _check_version(old, wanted)
            line = work.lineage(old)
            _check_not_dead(line, work.now, "rotated")
            _check_readable(old)
            new = replace(
                old,
                digest=digest,
                old_digest=old.digest,
                # Not "until now": a clock that steps back must not bring it back (TIM-2).
                old_until=0 if keep is None else work.now + keep,
                version=old.version + 1,
                changed_at=work.now,
            )
            self._save(work, old, new)
            self._engine.rotations.went_through(rotation)
            revoked, closed = self._contain(work, new, from_then, who) if compromised else ((), 0)
            memo(new.id)
            facts = {
                "grace": keep or 0,
                "compromised": compromised,
                "revoked": list(revoked),
                "closedApprovals": closed,
            }
            detail = {"before": {"version": old.version}, "after": {"version": new.version}}
            work.record("agents.rotate", who, new, detail=detail, facts=facts)
            work.tell("agent.rotated", new, {"compromised": compromised, "revoked": list(revoked)})
            until = None if keep is None else new.old_until
            shown = view_of((new, *line[1:]), work.now, scope=self._scope)
            return Rotated(shown, token, when(until), revoked, closed)

        return self._engine.work(use_case)

    def _contain(self, work: Work, agent: Agent, since: int | None, by: str) -> tuple[tuple[str, ...], int]:
        """Revoke what a stolen token may have made, and close what it may have asked for (TOK-4).

        Of a row that cannot be read it is not known when and how it was made: it counts as suspect.
        """
        below = work.unit.find_agents(Whose(under=agent.n), limit=_FOREVER)
        suspect = [
            a
            for a in below
            if a.n != agent.n
            and a.status is not Status.REVOKED
            and (a.unreadable is not None or (a.by_token and (since is None or a.created_at >= since)))
        ]
        revoked: list[Named] = []
        for start in range(0, len(suspect), _CHUNK):
            some = Whose(among=tuple(a.n for a in suspect[start : start + _CHUNK]))
            revoked += work.unit.set_status(some, "revoked", only=("active", "suspended"), now=work.now)
        if revoked:
            work.unit.touch([a.n for a in revoked])
        work.record_status("agents.revoke", by, revoked, "revoked", {"compromised": agent.id})
        for each in revoked:
            work.tell("agent.revoked", each, {"compromised": agent.id})
        closed = work.unit.close_requests(agents=[a.n for a in below], now=work.now)
        return tuple(a.id for a in suspect), closed

    # -- stopping ----------------------------------------------------------------------------------------------------

    def suspend(
        self,
        agent_id: str | None = None,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        all: bool = False,
        by: str | None = None,
    ) -> Stopped:
        """Stop an agent and everyone under it until ``resume``; or all of a user's, of a tenant's, or all.

        One transaction, binding every decision that starts after it returns. Ends a running grace (TOK-4).
        """
        return self._stop(Status.SUSPENDED, ("active",), agent_id, user_id, tenant_id, all, by)

    def resume(self, agent_id: str, *, by: str | None = None) -> Stopped:
        """Let a suspended agent go on. A revoked or expired one raises ``Conflict``; nothing brings it back."""
        return self._stop(Status.ACTIVE, ("suspended",), agent_id, None, None, False, by)

    def revoke(
        self,
        agent_id: str | None = None,
        *,
        user_id: str | None = None,
        tenant_id: str | None = None,
        all: bool = False,
        by: str | None = None,
    ) -> Stopped:
        """End an agent and everyone under it for good; or all of a user's, of a tenant's, or all. One transaction.

        Binds every decision that starts after it returns, in every process. Revoking twice changes nothing.
        """
        return self._stop(Status.REVOKED, ("active", "suspended"), agent_id, user_id, tenant_id, all, by)

    def _stop(
        self,
        status: Status,
        only: tuple[str, ...],
        agent_id: str | None,
        user_id: str | None,
        tenant_id: str | None,
        all: bool,
        by: str | None,
    ) -> Stopped:
        user_id, tenant_id = name_or_none(user_id, "user_id"), name_or_none(tenant_id, "tenant_id")
        who, everybody = self._by(by), flag(all, "all")
        if sum((agent_id is not None, user_id is not None, tenant_id is not None, everybody)) != 1:
            raise InvalidInput("agent_id", "give exactly one of agent_id, user_id, tenant_id or all=True")
        scope = self._scope
        for name, asked, own in (
            ("tenant_id", tenant_id, scope.tenant_id),
            ("user_id", user_id, scope.user_id),
        ):
            if own is not None and asked not in (None, own):
                raise NotFound(f"{name}: not visible in this view")
        verb = {Status.SUSPENDED: "suspend", Status.ACTIVE: "resume", Status.REVOKED: "revoke"}[status]

        def use_case(work: Work) -> Stopped:
            whose = scope.whose(work.unit, Whose(user_id=user_id, tenant_id=tenant_id))
            if agent_id is not None:
                agent = work.agent(agent_id, scope)
                whose = Whose(id=agent.id)
                if status is not Status.REVOKED:
                    _check_not_dead(work.lineage(agent), work.now, _PAST[status])
            changed = work.unit.set_status(whose, status.value, only=only, now=work.now)
            if not changed:
                return Stopped((), 0)
            few = len(changed) <= 100
            work.unit.touch([a.n for a in changed] if few else None)
            targets = [a.n for a in changed]
            if len(changed) == 1:
                targets = [a.n for a in work.unit.find_agents(Whose(under=changed[0].n), limit=_FOREVER)]
            closed = work.unit.close_requests(agents=targets, now=work.now) if status is Status.REVOKED else 0
            if len(changed) > _FEW:
                # The stop button on a whole installation must not wait for an entry each: one says what was stopped.
                facts: dict[str, Any] = {"count": len(changed), "all": all}
                facts |= {"userId": user_id or scope.user_id, "tenantId": tenant_id or scope.tenant_id}
                if scope.agent_id is not None:
                    facts["subtree"] = scope.agent_id
                work.record(f"agents.{verb}", who, facts=facts, tenant_id=facts["tenantId"])
                work.tell(f"agent.{_PAST[status]}", None, facts)
            else:
                work.record_status(f"agents.{verb}", who, changed, status.value)
                for each in changed:
                    work.tell(f"agent.{_PAST[status]}", each)
            return Stopped(tuple(a.id for a in changed), len(targets), closed)

        return self._engine.work(use_case)

    def _by(self, by: str | None) -> str:
        return actor(by, self._engine.actor)


# -- the small print -------------------------------------------------------------------------------------------------


def _mint() -> tuple[str, bytes]:
    token = tokens.mint(os.urandom(tokens.ENTROPY_BYTES))
    return token, tokens.digest(token)


def _agent_id() -> str:
    return "agt_" + os.urandom(12).hex()


def _kind(value: object) -> Kind:
    try:
        return Kind(value if isinstance(value, str) else "")
    except ValueError:
        raise InvalidInput("type", 'must be "autonomous", "delegated" or "service"') from None


def _plain(value: Any) -> Any:
    """Mappings and tuples as dicts and lists, one level: what a caller may hand over beside plain JSON."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def _levels(agent: Agent) -> list[str]:
    """The levels that have meters: the agent itself always, a permission where it carries a limit."""
    return ["agent", *dict.fromkeys(p.level for p in agent.allows if p.constraints.metered)]


def _levels_left(line: tuple[Agent, ...]) -> int:
    """Levels that may follow below the first of a chain: what every agent of it still allows (DEL-5).

    An agent above may have been narrowed since those below it were made.
    """
    return min(agent.max_depth - place for place, agent in enumerate(line))


def _born(agent: Agent, expires_at: int | None, now: int) -> Agent:
    if expires_at is not None and expires_at <= now:
        raise InvalidInput("expires_at", "lies in the past; give a later time")
    return replace(agent, created_at=now, changed_at=now, expires_at=expires_at)


def _expiry(expires_in: object, expires_at: object) -> Callable[[int, int | None], int | None]:
    """How to find the end of a life, given the time and the default length."""
    if expires_in is not None and expires_at is not None:
        raise InvalidInput("expires_at", "give either expires_in or expires_at")
    if expires_at is not None:
        fixed = instant(expires_at, "expires_at")
        return lambda now, default: fixed
    length = None if expires_in is None else duration(expires_in, "expires_in")

    def ends(now: int, default: int | None) -> int | None:
        life = default if length is None else length
        return None if life is None else now + life

    return ends


def _check_version(agent: Agent, if_version: int | None) -> None:
    if if_version is not None and agent.version != if_version:
        raise Conflict(f"version: the agent is at {agent.version}, not {if_version}; read it again")


def _check_not_dead(line: tuple[Agent, ...], now: int, verb: str) -> None:
    """Revoked and expired agents, and those under one, admit no change (TOK-5)."""
    for place, agent in enumerate(line):
        # Whether a row that cannot be read has expired is not known; it is denied as it is.
        gone = agent.expired(now) and agent.unreadable is None
        state = "revoked" if agent.status is Status.REVOKED else "expired" if gone else None
        if state is not None:
            who = "it is" if place == 0 else "an agent above it is"
            raise Conflict(f"agent: {who} {state}, so it cannot be {verb}; create another one")


_BEYOND_REPAIR: Final = (
    "agent: its stored {} cannot be read, and a change would write over it; repair the database, or revoke the agent "
    "and create another one"
)


def _check_readable(agent: Agent) -> None:
    """What cannot be read is denied, and must not be stored anew as if it had been empty (AGT-6)."""
    if agent.unreadable is not None:
        raise Conflict(_BEYOND_REPAIR.format(agent.unreadable))


def _check_active(line: tuple[Agent, ...], now: int, verb: str) -> None:
    state = effective_state(line, now)
    if state != "active":
        way = "resume it first" if state == "suspended" else "create another one"
        raise Conflict(f"parent: it is {state} and cannot {verb}; {way}")
