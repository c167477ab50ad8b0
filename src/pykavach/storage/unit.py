"""The management queries, the same on every database: SQLAlchemy Core over one open transaction.

A dialect adds the handful of statements of the hot path (``start``, ``load``, ``save``) and opens and ends transactions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from pykavach.core.agents import Agent
from pykavach.core.approvals import LIVING, Request, State
from pykavach.core.audit import Head, Row, listed_under, sequence, tenant_number, tenant_of
from pykavach.core.credentials import Credential, CredentialKind, Passkey, Person
from pykavach.core.webhooks import Webhook
from pykavach.ports import Delivery, EntryFilter, Event, Memo, Named, Settlement, Start, Which, Whose
from pykavach.storage import tables as t
from pykavach.storage.rows import (
    agent_of,
    agent_values,
    credential_of,
    credential_values,
    named_of,
    passkey_of,
    passkey_values,
    person_of,
    person_values,
    request_of,
    request_values,
    webhook_of,
    webhook_values,
)

_CHUNK = 500  # values per IN list: inside every database's bounds
_ALL = 0
#: Epochs whose changes are remembered; a process further behind drops its whole cache.
_REMEMBERED = 10_000
#: A sink unseen for this long is dropped with what waits for it.
_SINK_LIFE = 7 * 86_400_000_000
#: A hash is only ever compared: who lists credentials needs no right to read it.
_CREDENTIAL = tuple(column for column in t.credential.c if column is not t.credential.c.digest)
#: What signs is read by itself: who lists webhooks needs no right to read it.
_WEBHOOK = tuple(column for column in t.webhook.c if column is not t.webhook.c.secrets)
#: Asked with every request to a server: made once.
_HOLDER = (
    select(*_CREDENTIAL, *(column.label(f"person_{column.name}") for column in t.person.c))
    .select_from(t.credential.outerjoin(t.person, t.person.c.id == t.credential.c.user_id))
    .where(t.credential.c.digest == bindparam("digest", type_=t.credential.c.digest.type))
)


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


class SqlView:
    """Reading, over one open transaction."""

    def __init__(self, sql: Connection) -> None:
        self._sql = sql

    def _rows(self, statement: Select[Any]) -> Any:
        return self._sql.execute(statement).mappings().all()

    def start(self) -> Start:
        raise NotImplementedError

    # -- agents ------------------------------------------------------------------------------------------------------

    def changed_since(self, epoch: int) -> set[int] | None:
        oldest, newest = self._sql.execute(select(func.min(t.change.c.n), func.max(t.change.c.n))).one()
        # An epoch that lies behind the one that is known: a backup was restored under a running process.
        if oldest is None or oldest > epoch + 1 or newest < epoch:
            return None
        changed = set(self._sql.execute(select(t.change.c.agent).where(t.change.c.n > epoch)).scalars())
        return None if _ALL in changed else changed

    def holders(self, digests: Iterable[bytes]) -> dict[bytes, int]:
        found: dict[bytes, int] = {}
        a = t.agent.c
        for some in _chunks(digests):
            for column in (a.old_digest, a.digest):
                for digest, n in self._sql.execute(select(column, a.n).where(column.in_(some))):
                    found[bytes(digest)] = n
        return found

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in _chunks(ids):
            for id, n in self._sql.execute(select(t.agent.c.id, t.agent.c.n).where(t.agent.c.id.in_(some))):
                found[id] = n
        return found

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in _chunks(numbers):
            for n, id in self._sql.execute(select(t.agent.c.n, t.agent.c.id).where(t.agent.c.n.in_(some))):
                found[n] = id
        return found

    def agents(self, numbers: Iterable[int]) -> dict[int, Agent]:
        found: dict[int, Agent] = {}
        missing = set(numbers)
        while missing:
            above: set[int] = set()
            for some in _chunks(missing):
                for row in self._rows(select(t.agent).where(t.agent.c.n.in_(some))):
                    agent = found[row["n"]] = agent_of(row)
                    if agent.parent is not None:
                        above.add(agent.parent)
            missing = above - found.keys()
        return found

    def meters(self, agents: Iterable[int]) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        m = t.meter.c
        for some in _chunks(agents):
            for agent, level, id in self._sql.execute(
                select(m.agent, m.level, m.id).where(m.agent.in_(some))
            ):
                found.setdefault(agent, {})[level] = id
        return found

    def find_agents(self, whose: Whose, *, limit: int, after: int = 0) -> list[Agent]:
        statement = select(t.agent).where(t.agent.c.n > after, *self._conditions(whose))
        return [agent_of(row) for row in self._rows(statement.order_by(t.agent.c.n).limit(limit))]

    def _conditions(self, whose: Whose) -> list[ColumnElement[bool]]:
        a = t.agent.c
        found = _equal(
            (a.id, whose.id),
            (a.name, whose.name),
            (a.user_id, whose.user_id),
            (a.tenant_id, whose.tenant_id),
            (a.parent, whose.parent),
            (a.status, whose.status),
            (a.kind, whose.kind),
        )
        if whose.roots:
            found.append(a.parent.is_(None))
        if whose.under is not None:
            found.append(a.n.in_(select(_subtree(whose.under).c.n)))
        if whose.among is not None:
            found.append(a.n.in_(whose.among))
        return found

    def count_live_below(self, root: int, now: int) -> int:
        # Only through the living: what hangs under a dead agent is dead.
        tree = select(t.agent.c.n).where(t.agent.c.n == root).cte("tree", recursive=True)
        child = t.agent.alias("child")
        tree = tree.union(
            select(child.c.n).where(
                child.c.parent == tree.c.n,
                child.c.status != "revoked",
                or_(child.c.expires_at.is_(None), child.c.expires_at > now),
            )
        )
        return int(self._sql.execute(select(func.count()).select_from(tree)).scalar_one()) - 1

    def count_live_roots(self, user_id: str, now: int) -> int:
        a = t.agent.c
        statement = select(func.count()).where(
            a.user_id == user_id,
            a.parent.is_(None),
            a.status != "revoked",
            or_(a.expires_at.is_(None), a.expires_at > now),
        )
        return int(self._sql.execute(statement).scalar_one())

    # -- approvals ---------------------------------------------------------------------------------------------------

    def find_requests(
        self,
        whose: Whose,
        *,
        id: str | None = None,
        states: Sequence[str] = (),
        limit: int = 100,
        after: int = 0,
    ) -> list[Request]:
        q = t.approval.c
        statement = select(t.approval).where(q.n > after)
        if conditions := self._conditions(whose):
            statement = statement.where(q.agent.in_(select(t.agent.c.n).where(*conditions)))
        if id is not None:
            statement = statement.where(q.id == id)
        if states:
            statement = statement.where(q.state.in_(states))
        return [request_of(row) for row in self._rows(statement.order_by(q.n).limit(limit))]

    def requests_of_root(self, root: int, state: str) -> list[Request]:
        q = t.approval.c
        statement = select(t.approval).where(q.root == root, q.state == state).order_by(q.n)
        return [request_of(row) for row in self._rows(statement)]

    # -- people and keys ---------------------------------------------------------------------------------------------

    def credential(self, digest: bytes) -> tuple[Credential, Person | None] | None:
        row: Any = self._sql.execute(_HOLDER, {"digest": digest}).mappings().first()
        if row is None:
            return None
        named = {column.name: row[f"person_{column.name}"] for column in t.person.c}
        return credential_of(row), None if named["id"] is None else person_of(named)

    def find_credentials(self, which: Which, *, limit: int, after: int = 0) -> list[Credential]:
        n = t.credential.c.n
        statement = select(*_CREDENTIAL).where(n > after, *_which(which)).order_by(n).limit(limit)
        return [credential_of(row) for row in self._rows(statement)]

    def find_people(
        self, *, id: str | None = None, tenant_id: str | None = None, limit: int = 100, after: str = ""
    ) -> list[Person]:
        p = t.person.c
        statement = select(t.person).where(p.id > after, *_equal((p.id, id), (p.tenant_id, tenant_id)))
        return [person_of(row) for row in self._rows(statement.order_by(p.id).limit(limit))]

    def find_passkeys(
        self,
        *,
        id: str | None = None,
        digest: bytes | None = None,
        user_id: str | None = None,
        limit: int = 100,
        after: int = 0,
    ) -> list[Passkey]:
        k = t.passkey.c
        statement = select(t.passkey).where(
            k.n > after, *_equal((k.id, id), (k.digest, digest), (k.user_id, user_id))
        )
        return [passkey_of(row) for row in self._rows(statement.order_by(k.n).limit(limit))]

    # -- webhooks ----------------------------------------------------------------------------------------------------

    def find_webhooks(
        self, *, id: str | None = None, tenant_id: str | None = None, limit: int = 100, after: int = 0
    ) -> list[Webhook]:
        w = t.webhook.c
        statement = select(*_WEBHOOK).where(w.n > after, *_equal((w.id, id), (w.tenant_id, tenant_id)))
        return [webhook_of(row) for row in self._rows(statement.order_by(w.n).limit(limit))]

    def count_webhooks(self) -> dict[str | None, int]:
        tenant = t.webhook.c.tenant_id
        counted = self._sql.execute(select(tenant, func.count()).group_by(tenant))
        return {row[0]: row[1] for row in counted}

    def webhook_secrets(self, numbers: Iterable[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        w = t.webhook.c
        for some in _chunks(numbers):
            for n, text in self._sql.execute(select(w.n, w.secrets).where(w.n.in_(some))):
                found[n] = text
        return found

    # -- audit -------------------------------------------------------------------------------------------------------

    def entry(self, seq: int) -> Row | None:
        row = self._sql.execute(select(t.audit).where(t.audit.c.seq == seq)).first()
        return None if row is None else Row(*row)

    def rows(self, seqs: Iterable[int]) -> dict[int, Row]:
        found: dict[int, Row] = {}
        for some in _chunks(seqs):
            for row in self._sql.execute(select(t.audit).where(t.audit.c.seq.in_(some))):
                found[row.seq] = Row(*row)
        return found

    def entries(
        self, where: EntryFilter, *, log: int, after: int, until: int, limit: int, newest_first: bool = False
    ) -> list[Row]:
        first, last = sequence(log, after) + 1, sequence(log, until)
        found = self._of_agents(where, first, last, limit, newest_first)
        if where.of_tenant is None:
            return found
        found += self._of_tenant(where.of_tenant, where, first, last, limit, newest_first)
        return sorted(found, key=lambda row: row.seq, reverse=newest_first)[:limit]

    def _of_agents(
        self, where: EntryFilter, first: int, last: int, limit: int, newest_first: bool
    ) -> list[Row]:
        statement = select(t.audit)
        if conditions := self._conditions(where.whose):
            whose = select(t.agent.c.n).where(*conditions)
            some = list(self._sql.execute(whose.limit(_CHUNK + 1)).scalars())
            if len(some) <= _CHUNK:
                return self._entries_of(some, where, first, last, limit, newest_first)
            statement = statement.where(t.audit.c.agent.in_(whose))  # so many that nearly every span has some
        return self._search(statement, where, first, last, limit, newest_first)

    def _entries_of(
        self, agents: list[int], where: EntryFilter, first: int, last: int, limit: int, newest_first: bool
    ) -> list[Row]:
        """Entries of these agents, by the spans that list them."""
        found: list[Row] = []
        statement = select(t.audit).where(t.audit.c.agent.in_(agents))
        for span in self._spans(agents, first >> t.SPAN_BITS, last >> t.SPAN_BITS, newest_first):
            low, high = span << t.SPAN_BITS, ((span + 1) << t.SPAN_BITS) - 1
            room = limit - len(found)
            found += self._search(statement, where, max(first, low), min(last, high), room, newest_first)
            if len(found) >= limit:
                break
        return found

    def _of_tenant(
        self, tenant_id: str, where: EntryFilter, first: int, last: int, limit: int, newest_first: bool
    ) -> list[Row]:
        """Changes that are about a tenant and no agent. What they are about, only their texts say."""
        found: list[Row] = []
        e = t.audit.c
        statement = select(t.audit).where(e.agent.is_(None), e.kind == "change")
        numbers = [tenant_number(tenant_id)]
        for span in self._spans(numbers, first >> t.SPAN_BITS, last >> t.SPAN_BITS, newest_first):
            low, high = span << t.SPAN_BITS, ((span + 1) << t.SPAN_BITS) - 1
            all_of_it = high - low + 1
            rows = self._search(statement, where, max(first, low), min(last, high), all_of_it, newest_first)
            found += [row for row in rows if tenant_of(row) == tenant_id]
            if len(found) >= limit:
                break
        return found[:limit]

    def _spans(self, agents: list[int], first: int, last: int, newest_first: bool) -> Iterator[int]:
        """The spans from ``first`` to ``last`` that list any of these agents."""
        s = t.audit_span.c
        listed = select(s.span).where(s.agent.in_(agents)).distinct()
        width = 64  # few at first: most searches end early
        while first <= last:
            if newest_first:
                low, high = max(first, last - width + 1), last
                last = low - 1
            else:
                low, high = first, min(last, first + width - 1)
                first = high + 1
            order = s.span.desc() if newest_first else s.span
            yield from (
                self._sql.execute(listed.where(s.span.between(low, high)).order_by(order)).scalars().all()
            )
            width *= 4

    def _search(
        self,
        statement: Select[Any],
        where: EntryFilter,
        first: int,
        last: int,
        limit: int,
        newest_first: bool,
    ) -> list[Row]:
        e = t.audit.c
        statement = statement.where(e.seq >= first, e.seq <= last)
        if where.codes:
            statement = statement.where(e.code.in_(where.codes))
            if "ok" not in where.codes:
                statement = statement.where(e.code != "ok")  # lets the partial index serve
        if where.kinds:
            statement = statement.where(e.kind.in_(where.kinds))
        if where.since is not None:
            statement = statement.where(e.at >= where.since)
        if where.until is not None:
            statement = statement.where(e.at < where.until)
        if where.agentless:
            statement = statement.where(e.agent.is_(None))
        if where.texts:
            statement = statement.where(or_(e.kept.is_not(None), e.salt.is_not(None)))
        order = e.seq.desc() if newest_first else e.seq
        return [
            Row._make(row) for row in self._sql.execute(statement.order_by(order).limit(limit)).fetchall()
        ]

    def unlisted(self, rows: Sequence[Row]) -> set[int]:
        s = t.audit_span.c
        listed: set[tuple[int, int]] = set()
        numbers = {row.seq: listed_under(row) for row in rows}
        for some in _chunks(n for n in numbers.values() if type(n) is int):
            low, high = rows[0].seq >> t.SPAN_BITS, rows[-1].seq >> t.SPAN_BITS
            statement = select(s.agent, s.span).where(s.agent.in_(some), s.span.between(low, high))
            listed |= {(agent, span) for agent, span in self._sql.execute(statement)}
        return {
            row.seq
            for row in rows
            if (n := numbers[row.seq]) is not None and (n, row.seq >> t.SPAN_BITS) not in listed
        }

    def heads(self) -> list[Head]:
        c = t.meter.c
        statement = select(-c.id, c.calls, c.hash).where(c.id <= 0).order_by(c.id.desc())
        return [Head(*row) for row in self._sql.execute(statement)]

    def bases(self) -> list[Head]:
        c = t.log.c
        return [Head(*row) for row in self._sql.execute(select(c.log, c.base, c.base_hash).order_by(c.log))]

    def settlement(self, seq: int) -> Settlement | None:
        row = self._sql.execute(select(t.settlement).where(t.settlement.c.seq == seq)).first()
        return None if row is None else Settlement(*row)

    def settlements(self, seqs: Iterable[int]) -> dict[int, Settlement]:
        found: dict[int, Settlement] = {}
        for some in _chunks(seqs):
            for row in self._sql.execute(select(t.settlement).where(t.settlement.c.seq.in_(some))):
                found[row.seq] = Settlement(*row)
        return found

    def unsettled(
        self, whose: Whose, *, since: int, limit: int, after: int = 0, until: int | None = None
    ) -> list[Row]:
        e = t.audit.c
        statement = select(t.audit).where(e.seq > after, *self._open_bookings(whose, since))
        if until is not None:
            statement = statement.where(e.seq <= until)
        return [Row(*row) for row in self._sql.execute(statement.order_by(e.seq).limit(limit))]

    def further(self, after: int, rows: int) -> int | None:
        seq = t.audit.c.seq
        statement = select(seq).where(seq > after).order_by(seq).limit(1).offset(rows - 1)
        found: int | None = self._sql.execute(statement).scalar()
        return found

    def booked(self, whose: Whose, *, since: int) -> tuple[int, int]:
        count, total = func.count(), func.coalesce(func.sum(t.audit.c.booked), 0)
        row = self._sql.execute(select(count, total).where(*self._open_bookings(whose, since))).one()
        return int(row[0]), int(row[1])

    def _open_bookings(self, whose: Whose, since: int) -> list[ColumnElement[bool]]:
        e = t.audit.c
        settled = exists().where(t.settlement.c.seq == e.seq)
        found = [e.booked.is_not(None), e.at >= since, ~settled]
        if conditions := self._conditions(whose):
            found.append(e.agent.in_(select(t.agent.c.n).where(*conditions)))
        return found

    def checkpoints(self) -> list[tuple[int, str]]:
        c = t.checkpoint.c
        return [(at, text) for at, text in self._sql.execute(select(c.at, c.text).order_by(c.n))]

    def integrity(self, limit: int) -> list[str]:
        raise NotImplementedError

    def drift(self, limit: int) -> list[str]:
        from pykavach.storage.migrations.compare import differences

        return differences(self._sql)[:limit]

    def setting(self, name: str) -> str | None:
        return self._sql.execute(select(t.setting.c.value).where(t.setting.c.name == name)).scalar()

    # -- events and housekeeping -------------------------------------------------------------------------------------

    def waiting(self, sink: str, now: int, limit: int) -> list[int]:
        o = t.outbox.c
        # In order per agent: nothing is due while something older of the same agent waits.
        oldest = select(func.min(o.n).label("n")).where(o.sink == sink).group_by(o.agent).subquery()
        statement = select(o.n).join(oldest, o.n == oldest.c.n).where(*_free(now)).order_by(o.n)
        return list(self._sql.execute(statement.limit(limit)).scalars())

    def sinks_due(self, now: int) -> set[str]:
        o = t.outbox.c
        oldest = select(func.min(o.n).label("n")).group_by(o.sink, o.agent).subquery()
        statement = select(o.sink).join(oldest, o.n == oldest.c.n).where(*_free(now)).distinct()
        return set(self._sql.execute(statement).scalars())

    def count_waiting(self, sinks: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        o = t.outbox.c
        for some in _chunks(sinks):
            statement = select(o.sink, func.count()).where(o.sink.in_(some)).group_by(o.sink)
            for sink, n in self._sql.execute(statement):
                found[sink] = n
        return found

    def expiring(self, *, after: int, span: int, since: int, until: int, life: int) -> tuple[list[int], int]:
        a = t.agent.c
        statement = select(a.n).where(
            a.n > after,
            a.n <= after + span,
            a.status != "revoked",
            a.expires_at > since,
            a.expires_at <= until,
            a.expires_at - a.created_at > life,
        )
        last = self._sql.execute(select(func.max(a.n))).scalar() or 0
        return list(
            self._sql.execute(statement.order_by(a.n)).scalars()
        ), after + span if last > after + span else 0


class SqlUnit(SqlView):
    """Writing too, over one open transaction."""

    #: Whether an UPDATE may ask its own table for what it changes.
    _asks_itself = True

    def insert_agent(self, agent: Agent, levels: Sequence[str]) -> Agent:
        result = self._sql.execute(insert(t.agent).values(agent_values(agent)))
        key = result.inserted_primary_key
        assert key is not None
        n = key[0]
        agent = replace(agent, n=n, root=agent.root or n)
        if agent.root == n:
            self._sql.execute(update(t.agent).where(t.agent.c.n == n).values(root=n))
        self.add_meters(n, levels)
        return agent

    def add_meters(self, agent: int, levels: Sequence[str]) -> dict[str, int]:
        known = self.meters([agent]).get(agent, {})
        if missing := [{"agent": agent, "level": level} for level in levels if level not in known]:
            self._sql.execute(insert(t.meter), missing)
        return self.meters([agent])[agent]

    def update_agent(self, agent: Agent, *, if_version: int) -> bool:
        a = t.agent.c
        statement = update(t.agent).where(a.n == agent.n, a.version == if_version).values(agent_values(agent))
        return self._sql.execute(statement).rowcount == 1

    def set_status(self, whose: Whose, status: str, *, only: Sequence[str], now: int) -> list[Named]:
        a = t.agent.c
        where = [*self._conditions(whose), a.status.in_(only)]
        names = select(a.n, a.parent, a.id, a.user_id, a.tenant_id, a.status).where(*where).order_by(a.n)
        changed = [named_of(*row) for row in self._sql.execute(names)]
        values: dict[str, Any] = {"status": status, "changed_at": now, "version": a.version + 1}
        if status != "active":  # a stop ends a running grace for good (TOK-4)
            values["old_until"] = case((a.old_until.is_not(None), 0))
        for some in (
            [where] if self._asks_itself else [[a.n.in_(ns)] for ns in _chunks(one.n for one in changed)]
        ):
            self._sql.execute(update(t.agent).where(*some).values(values))
        return changed

    def touch(self, agents: Iterable[int] | None) -> None:
        self._sql.execute(update(t.epoch).values(n=t.epoch.c.n + 1))
        n = self._sql.execute(select(t.epoch.c.n)).scalar_one()
        named = [_ALL] if agents is None else sorted(set(agents))
        if len(named) > _CHUNK:
            named = [_ALL]
        if named:
            self._sql.execute(insert(t.change), [{"n": n, "agent": agent} for agent in named])
        if n % 100 == 0:
            self._sql.execute(delete(t.change).where(t.change.c.n < n - _REMEMBERED))

    def close_requests(self, *, agents: Sequence[int] | None, now: int) -> int:
        q = t.approval.c
        where: list[ColumnElement[bool]] = [q.state.in_([State.OPEN.value, State.APPROVED.value])]
        closed = 0
        for some in [None] if agents is None else _chunks(agents):
            mine = where if some is None else [*where, q.agent.in_(some)]
            values = {"state": State.CLOSED.value, "arguments": None, "expires_at": now}
            closed += self._sql.execute(update(t.approval).where(*mine).values(values)).rowcount
        return closed

    def decide_request(self, request: Request, *, was: State) -> bool:
        q = t.approval.c
        statement = update(t.approval).where(q.n == request.n, q.state == was.value)
        return self._sql.execute(statement.values(request_values(request))).rowcount == 1

    def insert_credential(self, credential: Credential, digest: bytes) -> None:
        self._sql.execute(insert(t.credential).values(digest=digest, **credential_values(credential)))

    def end_credentials(self, which: Which, *, now: int) -> int:
        statement = update(t.credential).where(t.credential.c.revoked_at.is_(None), *_which(which))
        return self._sql.execute(statement.values(revoked_at=now)).rowcount

    def use_credential(self, n: int, *, now: int, since: int) -> None:
        c = t.credential.c
        stale = or_(c.last_used_at.is_(None), c.last_used_at <= since)
        self._sql.execute(update(t.credential).where(c.n == n, stale).values(last_used_at=now))

    def forget_credentials(self, now: int, limit: int) -> None:
        c = t.credential.c
        short = [CredentialKind.SESSION.value, CredentialKind.LINK.value]
        over = select(c.n).where(c.kind.in_(short), c.expires_at <= now).limit(limit)
        for some in _chunks(self._sql.execute(over).scalars()):
            self._sql.execute(delete(t.credential).where(c.n.in_(some)))

    def insert_person(self, person: Person) -> None:
        self._sql.execute(insert(t.person).values(person_values(person)))

    def update_person(self, person: Person) -> None:
        values = {"name": person.name, "role": person.role.value, "disabled_at": person.disabled_at}
        self._sql.execute(update(t.person).where(t.person.c.id == person.id).values(values))

    def lock_person(self, id: str) -> Person | None:
        rows = self._rows(select(t.person).where(t.person.c.id == id).with_for_update())
        return next((person_of(row) for row in rows), None)

    def insert_passkey(self, passkey: Passkey) -> None:
        self._sql.execute(insert(t.passkey).values(passkey_values(passkey)))

    def update_passkey(self, passkey: Passkey) -> None:
        changing = ("name", "sign_count", "revoked_at", "last_used_at")
        values = {name: getattr(passkey, name) for name in changing}
        self._sql.execute(update(t.passkey).where(t.passkey.c.n == passkey.n).values(values))

    def end_passkeys(self, user_id: str | None, *, now: int) -> int:
        k = t.passkey.c
        statement = update(t.passkey).where(k.revoked_at.is_(None))
        if user_id is not None:
            statement = statement.where(k.user_id == user_id)
        return self._sql.execute(statement.values(revoked_at=now)).rowcount

    def insert_webhook(self, webhook: Webhook, secrets: str) -> None:
        self._sql.execute(insert(t.webhook).values(secrets=secrets, **webhook_values(webhook)))

    def update_webhook(self, webhook: Webhook, *, if_version: int, secrets: str | None = None) -> bool:
        w = t.webhook.c
        values = webhook_values(webhook) | ({} if secrets is None else {"secrets": secrets})
        statement = update(t.webhook).where(w.id == webhook.id, w.version == if_version).values(values)
        return self._sql.execute(statement).rowcount == 1

    def note_webhook(
        self, id: str, *, taken_at: int | None, failed_at: int | None, failure: str | None
    ) -> None:
        given = {"taken_at": taken_at, "failed_at": failed_at, "failure": failure}
        values = {name: value for name, value in given.items() if value is not None}
        self._sql.execute(update(t.webhook).where(t.webhook.c.id == id).values(values))

    def delete_webhook(self, id: str) -> None:
        self._sql.execute(delete(t.webhook).where(t.webhook.c.id == id))

    def erase_arguments(self, seqs: Sequence[int]) -> int:
        erased = 0
        for some in _chunks(seqs):
            where = t.audit.c.seq.in_(some)
            erased += self._sql.execute(update(t.audit).where(where).values(kept=None, salt=None)).rowcount
        return erased

    def save_checkpoint(self, at: int, text: str) -> None:
        self._sql.execute(insert(t.checkpoint).values(at=at, text=text))

    def set_base(self, base: Head) -> None:
        values = {"base": base.position, "base_hash": base.hash}
        self._sql.execute(update(t.log).where(t.log.c.log == base.log).values(values))

    def delete_entries(self, log: int, upto: int, limit: int) -> int:
        e = t.audit.c
        first = self._sql.execute(select(func.min(e.seq)).where(e.seq > sequence(log, 0))).scalar()
        if first is None:
            return 0
        last = min(sequence(log, upto), first + limit - 1)
        settled = t.settlement.c.seq
        self._sql.execute(delete(t.settlement).where(settled >= first, settled <= last))
        # A span that goes whole is forgotten with its first entries: nobody searches below the base any more.
        s, end = t.audit_span.c, sequence(log, upto)
        gone = e.seq.between(first, min(end, last | (1 << t.SPAN_BITS) - 1))
        agents = self._sql.execute(select(e.agent).where(gone, e.agent.is_not(None)).distinct()).scalars()
        whole = s.span.between(first >> t.SPAN_BITS, ((end + 1) >> t.SPAN_BITS) - 1)
        changes = select(t.audit).where(gone, e.agent.is_(None), e.kind == "change")
        about = [listed_under(Row._make(row)) for row in self._sql.execute(changes).fetchall()]
        for some in _chunks([*agents, *(n for n in about if n is not None)]):
            self._sql.execute(delete(t.audit_span).where(s.agent.in_(some), whole))
        return self._sql.execute(delete(t.audit).where(e.seq >= first, e.seq <= last)).rowcount

    def put_setting(self, name: str, value: str) -> None:
        if (
            self._sql.execute(update(t.setting).where(t.setting.c.name == name).values(value=value)).rowcount
            == 0
        ):
            self._sql.execute(insert(t.setting).values(name=name, value=value))

    def set_schema(self, schema: int) -> None:
        # Whoever may still commit holds the head of a log, and reads the version after it has one.
        m = t.meter.c
        self._sql.execute(select(m.id).where(m.id <= 0).order_by(m.id.desc()).with_for_update()).all()
        self._sql.execute(update(t.epoch).values(schema=schema))

    def tidy(self, now: int) -> None:
        m, q = t.memo.c, t.approval.c
        expired = select(m.kind, m.scope, m.key).where(m.expires_at <= now).limit(1000)
        if gone_by := [{"k": kind, "s": scope, "y": key} for kind, scope, key in self._sql.execute(expired)]:
            one = (m.kind == bindparam("k"), m.scope == bindparam("s"), m.key == bindparam("y"))
            self._sql.execute(delete(t.memo).where(*one), gone_by)
        living = [state.value for state in LIVING]
        lapsed = select(q.n).where(q.expires_at <= now, q.state.in_(living)).limit(100)
        if numbers := list(self._sql.execute(lapsed).scalars()):
            values = {"state": State.EXPIRED.value, "arguments": None}
            self._sql.execute(update(t.approval).where(q.n.in_(numbers)).values(values))
        self._drop_sinks(now)

    def _drop_sinks(self, now: int) -> None:
        s = t.sink.c
        gone = list(self._sql.execute(select(s.name).where(s.seen_at < now - _SINK_LIFE)).scalars())
        for name in gone:
            self.forget_sink(name, 1000)

    # -- memos and events --------------------------------------------------------------------------------------------

    def _save_memos(self, memos: Sequence[Memo]) -> None:
        m = t.memo.c
        for memo in memos:
            where = (m.kind == memo.kind, m.scope == memo.scope, m.key == memo.key)
            self._sql.execute(delete(t.memo).where(*where))
        self._sql.execute(insert(t.memo), [memo._asdict() for memo in memos])

    def _save_requests(self, opened: Sequence[Request], changed: Sequence[Request]) -> None:
        for request in changed:
            if request.n:
                where = t.approval.c.n == request.n
                self._sql.execute(update(t.approval).where(where).values(request_values(request)))
        if opened:
            self._sql.execute(insert(t.approval), [request_values(request) for request in opened])

    def _save_settlements(self, settlements: Sequence[Settlement]) -> None:
        self._sql.execute(insert(t.settlement), [s._asdict() for s in settlements])

    def _save_events(self, events: Sequence[Event]) -> None:
        s = t.sink.c
        sinks = self._sql.execute(select(s.name, s.tenant_id, s.kinds)).all()
        rows = [
            {"sink": name, "agent": e.agent, "at": e.at, "due_at": e.at, "attempts": 0, "body": e.body}
            for e in events
            for name, tenant_id, kinds in sinks
            if tenant_id in (None, e.tenant_id) and (kinds is None or f",{e.kind}," in kinds)
        ]
        if rows:
            self._sql.execute(insert(t.outbox), rows)

    def see_sink(self, name: str, now: int) -> None:
        if self._sql.execute(update(t.sink).where(t.sink.c.name == name).values(seen_at=now)).rowcount == 0:
            self._sql.execute(insert(t.sink).values(name=name, seen_at=now))

    def put_sink(self, name: str, now: int, *, tenant_id: str | None, kinds: Sequence[str] | None) -> None:
        self.see_sink(name, now)
        text = None if kinds is None else f",{','.join(kinds)},"
        where = t.sink.c.name == name
        self._sql.execute(update(t.sink).where(where).values(tenant_id=tenant_id, kinds=text))

    def keep_sinks(self, names: Iterable[str], now: int) -> None:
        for some in _chunks(names):
            self._sql.execute(update(t.sink).where(t.sink.c.name.in_(some)).values(seen_at=now))

    def hurry(self, sink: str, now: int) -> None:
        o = t.outbox.c
        free = or_(o.claimed_until.is_(None), o.claimed_until <= now)
        self._sql.execute(update(t.outbox).where(o.sink == sink, o.due_at > now, free).values(due_at=now))

    def drop_waiting(self, sink: str, before: int, limit: int) -> int:
        o = t.outbox.c
        old = select(o.n).where(o.sink == sink, o.at < before).limit(limit)
        numbers = list(self._sql.execute(old).scalars())
        for some in _chunks(numbers):
            self._sql.execute(delete(t.outbox).where(o.n.in_(some)))
        return len(numbers)

    def forget_sink(self, name: str, limit: int) -> int:
        numbers = list(
            self._sql.execute(select(t.outbox.c.n).where(t.outbox.c.sink == name).limit(limit)).scalars()
        )
        for some in _chunks(numbers):
            self._sql.execute(delete(t.outbox).where(t.outbox.c.n.in_(some)))
        if len(numbers) < limit:
            self._sql.execute(delete(t.sink).where(t.sink.c.name == name))
        return len(numbers)

    def claim(self, sink: str, by: str, now: int, until: int, numbers: Sequence[int]) -> list[Delivery]:
        o = t.outbox.c
        older = t.outbox.alias("older")
        blocked = exists().where(older.c.sink == o.sink, older.c.agent == o.agent, older.c.n < o.n)
        statement = select(t.outbox).where(o.n.in_(numbers), *_free(now), ~blocked).order_by(o.n)
        # The sink is compared here: in the query it would make SQLite read everything that waits, under the write lock.
        found = [row for row in self._rows(statement) if row["sink"] == sink]
        if found:
            claimed = update(t.outbox).where(o.n.in_([row["n"] for row in found]))
            self._sql.execute(claimed.values(claimed_by=by, claimed_until=until))
        return [Delivery(r["n"], r["sink"], r["agent"], r["at"], r["attempts"], r["body"]) for r in found]

    def delivered(self, n: int, by: str) -> bool:
        o = t.outbox.c
        return self._sql.execute(delete(t.outbox).where(o.n == n, o.claimed_by == by)).rowcount == 1

    def postpone(self, n: int, by: str, due_at: int, attempts: int) -> None:
        o = t.outbox.c
        values = {"due_at": due_at, "attempts": attempts, "claimed_by": None, "claimed_until": None}
        self._sql.execute(update(t.outbox).where(o.n == n, o.claimed_by == by).values(values))


def _equal(*pairs: tuple[ColumnElement[Any], object]) -> list[ColumnElement[bool]]:
    """The conditions that these columns have these values; None asks for nothing."""
    return [column == value for column, value in pairs if value is not None]


def _which(which: Which) -> list[ColumnElement[bool]]:
    c = t.credential.c
    found = _equal(
        (c.id, which.id),
        (c.user_id, which.user_id),
        (c.tenant_id, which.tenant_id),
        (c.parent, which.parent),
    )
    if which.kinds:
        found.append(c.kind.in_([kind.value for kind in which.kinds]))
    return found


def _free(now: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Due, and not in the hands of a process that still lives."""
    o = t.outbox.c
    return o.due_at <= now, or_(o.claimed_until.is_(None), o.claimed_until <= now)


def _subtree(n: int) -> Any:
    # UNION, not UNION ALL: damaged rows that hang under themselves must not make it go on for ever.
    tree = select(t.agent.c.n).where(t.agent.c.n == n).cte("subtree", recursive=True)
    child = t.agent.alias("below")
    return tree.union(select(child.c.n).where(child.c.parent == tree.c.n))
