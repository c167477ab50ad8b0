"""The blocking client: the names of ``pykavach.sync.Kavach``, over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Any, Concatenate, Generic, Literal, ParamSpec, Self, TypeVar, Unpack, cast

from pykavach.client import agents, approvals, audit, people, usage, webhooks
from pykavach.client.exchange import Line, Plan, Request, Rest
from pykavach.client.nouns import Noun, as_library
from pykavach.client.people import Me
from pykavach.client.surface import IDLE, Settings, Texts, export_request
from pykavach.engine import audit as library
from pykavach.engine.conditions import Filters
from pykavach.engine.guard import Permit, settle_quietly, true_cost

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=Noun)
S_co = TypeVar("S_co", bound=Noun, covariant=True)


class Room(Generic[S_co]):
    """A noun whose plans are run here."""

    def __init__(self, noun: S_co, client: SyncClient) -> None:
        self._noun = noun
        self._client = client


def run(method: Callable[Concatenate[S, P], Plan[R]]) -> Callable[Concatenate[Room[S], P], R]:
    """The same call, run to its end."""

    @wraps(method)
    def called(self: Room[S], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._client._run(method(self._noun, *args, **kwargs))

    return cast("Callable[Concatenate[Room[S], P], R]", called)


class Agents(Room[agents.Agents]):
    """The agents that the key sees."""

    authorize = run(agents.Agents.authorize)
    authorize_many = run(agents.Agents.authorize_many)
    explain = run(agents.Agents.explain)
    create = run(agents.Agents.create)
    delegate = run(agents.Agents.delegate)
    get = run(agents.Agents.get)
    list = run(agents.Agents.list)
    children = run(agents.Agents.children)
    chain = run(agents.Agents.chain)
    limits = run(agents.Agents.limits)
    update = run(agents.Agents.update)
    rotate = run(agents.Agents.rotate)
    suspend = run(agents.Agents.suspend)
    resume = run(agents.Agents.resume)
    revoke = run(agents.Agents.revoke)


class Approvals(Room[approvals.Approvals]):
    """Requests for a person's yes."""

    list = run(approvals.Approvals.list)
    get = run(approvals.Approvals.get)
    wait = run(approvals.Approvals.wait)
    approve = run(approvals.Approvals.approve)
    deny = run(approvals.Approvals.deny)


class Usage(Room[usage.Usage]):
    """What calls have cost."""

    settle = run(usage.Usage.settle)
    record = run(usage.Usage.record)
    summary = run(usage.Usage.summary)
    unsettled = run(usage.Usage.unsettled)


class Audit(Room[audit.Audit]):
    """The audit log."""

    query = run(audit.Audit.query)
    get = run(audit.Audit.get)
    tail_cursor = run(audit.Audit.tail_cursor)
    follow = run(audit.Audit.follow)
    verify = run(audit.Audit.verify)
    checkpoint = run(audit.Audit.checkpoint)
    checkpoints = run(audit.Audit.checkpoints)
    proof = run(audit.Audit.proof)
    erase_arguments = run(audit.Audit.erase_arguments)
    prune = run(audit.Audit.prune)

    @as_library(library.Audit.export)
    def export(
        self, *, format: Literal["jsonl", "csv"] = "jsonl", **filters: Unpack[Filters]
    ) -> Iterator[str]:
        return self._chunks(self._noun.export_path(format, filters))

    def _chunks(self, path: str) -> Iterator[str]:
        line = self._noun._line
        texts = Texts(line)
        for piece in self._client._way().stream(export_request(line, path, time.monotonic()), IDLE):
            text = texts.take(piece)
            if text:
                yield text
        yield from texts.end()


class Keys(Room[people.Keys]):
    """The admin keys of one installation, or of the tenant of the key."""

    create = run(people.Keys.create)
    list = run(people.Keys.list)
    get = run(people.Keys.get)
    revoke = run(people.Keys.revoke)


class Users(Room[people.Users]):
    """The people of one installation, or of the tenant of the key."""

    create = run(people.Users.create)
    list = run(people.Users.list)
    get = run(people.Users.get)
    update = run(people.Users.update)
    sign_in_link = run(people.Users.sign_in_link)
    end_sessions = run(people.Users.end_sessions)


class Passkeys(Room[people.Passkeys]):
    """The passkeys of people."""

    list = run(people.Passkeys.list)
    revoke = run(people.Passkeys.revoke)


class Webhooks(Room[webhooks.Webhooks]):
    """The webhooks of one installation, or of the tenant of the key."""

    create = run(webhooks.Webhooks.create)
    list = run(webhooks.Webhooks.list)
    get = run(webhooks.Webhooks.get)
    update = run(webhooks.Webhooks.update)
    pause = run(webhooks.Webhooks.pause)
    resume = run(webhooks.Webhooks.resume)
    rotate_secret = run(webhooks.Webhooks.rotate_secret)
    remove = run(webhooks.Webhooks.remove)
    test = run(webhooks.Webhooks.test)


class SyncClient(Settings):
    """A Kavach server, asked over HTTP. Use it as a context manager, or call ``open`` and ``close``.

    Code that guards tools with ``pykavach.sync.Kavach`` runs with this unchanged. Threads may share one.
    """

    _wire: Any = None

    def _set_up(self, line: Line) -> None:
        self.agents = Agents(agents.Agents(line), self)
        self.approvals = Approvals(approvals.Approvals(line), self)
        self.usage = Usage(usage.Usage(line), self)
        self.audit = Audit(audit.Audit(line), self)
        self.keys = Keys(people.Keys(line), self)
        self.users = Users(people.Users(line), self)
        self.passkeys = Passkeys(people.Passkeys(line), self)
        self.webhooks = Webhooks(webhooks.Webhooks(line), self)
        self.authorize = self.agents.authorize
        self.authorize_many = self.agents.authorize_many
        self.explain = self.agents.explain

    def open(self) -> Self:
        """Be ready to ask; nothing is sent yet. Safe to call twice."""
        if self._wire is None:
            self._wire = self._made("Wire")
        return self

    def close(self) -> None:
        """Close the connections."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def me(self) -> Me:
        """Whose credential this is, and what it may do."""
        return self._run(people.Own(self._line).me())

    @contextmanager
    def guard(
        self,
        token: str | None = None,
        *,
        resource: str,
        action: str,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        wait: float | None = None,
        idempotency_key: str | None = None,
        first_run_was_lost: bool = False,
    ) -> Generator[Permit]:
        """Run the body only if it is allowed; raises ``Denied``. Settles on every exit, at ``permit.cost_usd``."""
        self._check_guard()
        decision = self.authorize(
            token=token,
            agent_id=agent_id,
            resource=resource,
            action=action,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            wait=wait,
            idempotency_key=idempotency_key,
        )
        permit = self._ran.enter(decision, first_run_was_lost)
        try:
            yield permit
        finally:
            id = permit.audit_id
            settle_quietly(lambda: self.usage.settle(id, cost_usd=true_cost(permit)), id)

    # -- running -------------------------------------------------------------------------------------------------------

    def _way(self) -> Any:
        if self._wire is None:
            raise RuntimeError(
                "this client is not open; use 'with SyncClient(...) as kavach', or call open()"
            )
        return self._wire

    def _run(self, plan: Plan[R]) -> R:
        """Do what a plan says, to its end."""
        way = self._way()
        try:
            step: Request | Rest = next(plan)
            while True:
                if isinstance(step, Rest):
                    time.sleep(step.seconds)
                    step = plan.send(None)
                else:
                    step = plan.send(way.send(step))
        except StopIteration as end:
            result: R = end.value
            return result
