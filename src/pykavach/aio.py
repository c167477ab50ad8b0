"""The async surface. ``authorize`` joins the batches from the event loop; everything else is one hop to a thread."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial, wraps
from types import TracebackType
from typing import Any, Concatenate, Final, Generic, Literal, ParamSpec, Self, TypeVar, Unpack, cast

from pykavach.core.agents import parse_name
from pykavach.core.decision import Decision
from pykavach.core.errors import Unavailable
from pykavach.engine import admin_keys, agents, approvals, audit, forks, passkeys, usage, users, webhooks
from pykavach.engine.approvals import Approval, patience_of
from pykavach.engine.authorize import DECIDED, access_of, check_caller, wait_of
from pykavach.engine.call import Call
from pykavach.engine.committer import Job, deliver
from pykavach.engine.conditions import Filters
from pykavach.engine.dispatch import Dispatcher
from pykavach.engine.engine import TOO_LATE, Engine
from pykavach.engine.guard import Permit, Ran, not_settled, settle_quietly, true_cost
from pykavach.engine.scope import EVERYTHING, Scope, scope_of
from pykavach.engine.settling import Settle
from pykavach.engine.spend import Settled
from pykavach.engine.views import Rotated
from pykavach.open import Settings

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

_THREADS: Final = 8
#: Calls that an event loop judges itself where nobody has to be waited for; more would keep its other tasks waiting.
_MOST_AT_ONCE: Final = 64
#: Seconds: what is too long for a loop to stand still, and how long it then leaves the work to a thread.
_LONG: Final = 0.02
_REST: Final = 1.0
#: Of as many calls together, a loop waits a moment for the thread that judges them, where that needs no network: both
#: would want the interpreter all the time, and what arrives meanwhile is read in one go afterwards. In seconds: how long
#: it waits for fewer as well, how long at most, and how long it does not after that was too short.
_MANY: Final = 8
_BUSY: Final = 0.05
_MOMENT: Final = 0.005
_HURRY: Final = 0.2
_FIRST_LOOK: Final = 0.02
_LAST_LOOK: Final = 0.5


class Pool:
    """The threads that blocking work hops to. Re-made in a forked child, where the parent's are gone."""

    def __init__(self) -> None:
        self.after_fork()
        forks.register(self)

    def after_fork(self) -> None:
        self._executor = ThreadPoolExecutor(_THREADS, "kavach")
        #: For what waits for somebody else's machine: nobody who only needs the database waits behind it.
        self._apart = ThreadPoolExecutor(_THREADS, "kavach-apart")

    def run(self, call: Callable[[], R]) -> Awaitable[R]:
        return asyncio.get_running_loop().run_in_executor(self._executor, call)

    def run_apart(self, call: Callable[[], R]) -> Awaitable[R]:
        return asyncio.get_running_loop().run_in_executor(self._apart, call)

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._apart.shutdown(wait=False)


class Room(Generic[S]):
    """A noun of the blocking surface, awaited."""

    def __init__(self, noun: S, pool: Pool) -> None:
        self._noun = noun
        self._pool = pool


def hop(
    method: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[Room[S], P], Coroutine[Any, Any, R]]:
    """The same method, run in a thread and awaited."""

    @wraps(method)
    async def awaited(self: Room[S], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._pool.run(partial(method, self._noun, *args, **kwargs))

    return cast("Callable[Concatenate[Room[S], P], Coroutine[Any, Any, R]]", awaited)


def _as(method: Callable[..., Any]) -> Callable[[F], F]:
    """The documentation of the blocking method, which says what this one does."""

    def documented(own: F) -> F:
        own.__doc__ = method.__doc__
        return own

    return documented


class Front:
    """The way from one event loop into the batches: calls of one turn of the loop are handed over together."""

    def __init__(self, engine: Engine, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self._engine = engine
        self._pool = pool
        self._loop = loop
        self._calls: list[Call] = []
        self._cold: list[Call] = []
        self._looking: list[Call] = []
        self._resolving = False
        self._sweeping = False
        self._busy = False
        #: When this loop may run a batch itself again.
        self._patient_until = 0.0
        #: When it may stand still for one again.
        self._hurried_until = 0.0
        #: Until when it has so much to do that it pays.
        self._busy_until = 0.0

    def ask(self, call: Call) -> asyncio.Future[Decision | None]:
        """Hand a call over. The future holds its decision, or None where none was possible."""
        loop = self._loop
        future: asyncio.Future[Decision | None] = loop.create_future()
        call.future, call.loop = future, loop
        if call.node is not None:
            self._submit(call)
        else:
            self._cold.append(call)
            if not self._resolving:
                self._resolving = True
                loop.call_soon(self._start_resolving)
        self._watch()
        return future

    def settle(self, settle: Settle) -> asyncio.Future[Settle | None]:
        """Hand a settle over. The future holds it when it has been run, or None where that took too long."""
        future: asyncio.Future[Settle | None] = self._loop.create_future()
        settle.future, settle.loop = future, self._loop
        self._engine.committer.enqueue([settle])
        self._watch()
        return future

    def _watch(self) -> None:
        """See to it that nobody waits past a deadline."""
        self._busy = True
        if not self._sweeping:
            self._sweeping = True
            self._loop.call_later(self._engine.timeout / 4, self._sweep)

    def _submit(self, call: Call) -> None:
        if not self._calls:
            self._loop.call_soon(self._flush)
        self._calls.append(call)

    def _flush(self) -> None:
        calls, self._calls = self._calls, []
        try:
            self._hand_over(calls)
        except BaseException:  # a signal's handler has raised: nobody is left waiting for what will not come
            for call in calls:
                _give_up(call)
            raise

    def _hand_over(self, calls: list[Call]) -> None:
        engine = self._engine
        if len(calls) <= _MOST_AT_ONCE and self._loop.time() >= self._patient_until:
            begun = self._loop.time()
            calls = [call for call in calls if call.future is None or not call.future.cancelled()]
            rest = engine.at_once(calls)
            deliver(calls[: len(calls) - len(rest)], engine.late)
            if self._loop.time() - begun > _LONG:
                # The disk is slow just now: other tasks shall not stand still with us.
                self._patient_until = begun + _REST
            calls = rest
        if not calls:
            return
        if engine.store.near and not engine.store.instant:
            now = self._loop.time()
            if len(calls) >= _MANY:
                self._busy_until = now + _BUSY
            if self._hurried_until <= now < self._busy_until:
                self._wait_a_moment(calls)
                return
        engine.committer.enqueue(calls)

    def _wait_a_moment(self, calls: list[Call]) -> None:
        """Hand calls over, and stand still until they are answered, unless that takes long."""
        bell = calls[-1].bell = threading.Lock()
        bell.acquire()
        self._engine.committer.enqueue(calls)
        if not bell.acquire(timeout=_MOMENT):
            self._hurried_until = self._loop.time() + _HURRY

    def _start_resolving(self) -> None:
        calls, self._cold = self._cold, []
        self._looking = calls
        task = self._loop.create_task(self._resolve(calls))
        task.add_done_callback(lambda _: None)

    async def _resolve(self, calls: list[Call]) -> None:
        """Look up callers who are not cached: many in one look."""
        try:
            await self._pool.run(partial(self._engine.resolve, calls))
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left waiting, and nobody is allowed
            self._engine.blame(calls, error)
            for call in calls:
                _answer(call, None)
        else:
            for call in calls:
                denial = self._engine.stranger(call) if call.node is None else None
                if denial is not None:
                    _answer(call, denial)
                else:
                    self._submit(call)
        finally:
            self._looking = []
            self._resolving = False
            if self._cold:
                self._resolving = True
                self._start_resolving()

    def _sweep(self) -> None:
        """Deny calls that wait past their deadline: a store that hangs must not hang its callers (AUD-6)."""
        waiting: list[Job] = [*self._cold, *self._looking, *self._engine.committer.waiting(self._loop)]
        if not waiting and not self._busy:
            self._sweeping = False
            return
        self._busy = False
        now = time.monotonic()
        for job in waiting:
            if job.deadline is not None and job.deadline <= now:
                _give_up(job)
        self._loop.call_later(self._engine.timeout / 4, self._sweep)


def _give_up(job: Job) -> None:
    """Let nobody wait for a job any more, whatever comes of it."""
    if job.future is not None and not job.future.done():
        job.abandoned = True
        job.future.set_result(None)


def _answer(call: Call, decision: Decision | None) -> None:
    call.answer = decision
    if call.future is not None and not call.future.done():
        call.future.set_result(decision)


class Desk:
    """One front per event loop."""

    def __init__(self, engine: Engine, pool: Pool) -> None:
        self._engine = engine
        self._pool = pool
        self._fronts: dict[asyncio.AbstractEventLoop, Front] = {}
        self._lock = threading.Lock()
        forks.register(self)

    def after_fork(self) -> None:
        self._fronts = {}
        self._lock = threading.Lock()

    def front(self) -> Front:
        loop = asyncio.get_running_loop()
        front = self._fronts.get(loop)
        if front is None:
            with self._lock:
                for closed in [known for known in self._fronts if known.is_closed()]:
                    del self._fronts[closed]
                front = self._fronts.setdefault(loop, Front(self._engine, self._pool, loop))
        return front


class Agents(Room[agents.Agents]):
    """The agents that the view sees."""

    def __init__(self, noun: agents.Agents, pool: Pool, engine: Engine, desk: Desk, scope: Scope) -> None:
        super().__init__(noun, pool)
        self._engine = engine
        self._desk = desk
        self._scope = scope

    create = hop(agents.Agents.create)
    delegate = hop(agents.Agents.delegate)
    get = hop(agents.Agents.get)
    holder = hop(agents.Agents.holder)
    list = hop(agents.Agents.list)
    children = hop(agents.Agents.children)
    chain = hop(agents.Agents.chain)
    limits = hop(agents.Agents.limits)
    update = hop(agents.Agents.update)
    suspend = hop(agents.Agents.suspend)
    resume = hop(agents.Agents.resume)
    revoke = hop(agents.Agents.revoke)

    @_as(agents.Agents.rotate)
    async def rotate(
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
        with self._engine.rotations.start(agent_id) as rotation:
            # Here and not in a thread, and before any of those that start together is under way (TOK-3).
            await asyncio.sleep(0)
            rotate = partial(
                self._noun._rotate,
                rotation,
                agent_id,
                grace=grace,
                compromised=compromised,
                since=since,
                if_version=if_version,
                idempotency_key=idempotency_key,
                by=by,
            )
            return await self._pool.run(rotate)

    @_as(agents.Agents.authorize)
    async def authorize(
        self,
        *,
        resource: str,
        action: str,
        token: str | None = None,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        wait: float | None = None,
        idempotency_key: str | None = None,
    ) -> Decision:
        check_caller(token, agent_id)
        engine = self._engine
        call = engine.prepare(
            resource=resource,
            action=action,
            token=token,
            agent_id=agent_id,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            idempotency_key=idempotency_key,
            scope=self._scope,
        )
        patience = 0.0 if wait is None else wait_of(call, wait)
        front = self._desk.front()
        decision = engine.given(await front.ask(call), call)
        if patience and decision.outcome == "pending" and decision.approval_id is not None:
            try:
                state = await wait_for(engine, self._pool, decision.approval_id, patience)
            except (
                Unavailable
            ) as error:  # the store went away meanwhile: a decision all the same (API-1, AUD-6)
                return engine.lost(call, error)
            if state in DECIDED:
                again = engine.again(call, decision.approval_id)
                decision = engine.given(await front.ask(again), again)
        return decision

    @_as(agents.Agents.authorize_many)
    async def authorize_many(self, accesses: Iterable[Mapping[str, Any]]) -> Any:
        front = self._desk.front()
        calls = [self._engine.prepare(**access_of(item), scope=self._scope) for item in accesses]
        answers = await asyncio.gather(*(front.ask(call) for call in calls))
        return [self._engine.given(answer, call) for answer, call in zip(answers, calls, strict=True)]

    @_as(agents.Agents.explain)
    async def explain(
        self,
        *,
        resource: str,
        action: str,
        token: str | None = None,
        agent_id: str | None = None,
        arguments: Mapping[str, Any] | None = None,
        ip: str | None = None,
        cost_usd: Any = None,
        idempotency_key: str | None = None,
    ) -> Decision:
        check_caller(token, agent_id)
        call = self._engine.prepare(
            resource=resource,
            action=action,
            token=token,
            agent_id=agent_id,
            arguments=arguments,
            ip=ip,
            cost_usd=cost_usd,
            idempotency_key=idempotency_key,
            explain=True,
            scope=self._scope,
        )
        return self._engine.given(await self._desk.front().ask(call), call)


async def wait_for(engine: Engine, pool: Pool, id: str, patience: float) -> str:
    """Wait until a request is no longer open, at most ``patience`` seconds, without holding a thread; its state."""
    deadline = time.monotonic() + patience
    pause = _FIRST_LOOK
    while True:
        state = await pool.run(partial(engine.request_state, id))
        left = deadline - time.monotonic()
        if state != "open" or left <= 0 or engine.hurried:
            return state
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 2, _LAST_LOOK)


def hand_over(agents: Agents, access: Mapping[str, Any]) -> tuple[Call, asyncio.Future[Decision | None]]:
    """``authorize`` for a server that does not await: the call, and what will hold the answer that ``given`` reads."""
    call = agents._engine.prepare(**access, scope=agents._scope)
    return call, agents._desk.front().ask(call)


def given(agents: Agents, call: Call, answer: Decision | None) -> Decision:
    """The decision on a call that was handed over."""
    return agents._engine.given(answer, call)


class Approvals(Room[approvals.Approvals]):
    """Requests for a person's yes."""

    def __init__(self, noun: approvals.Approvals, pool: Pool, engine: Engine) -> None:
        super().__init__(noun, pool)
        self._engine = engine

    list = hop(approvals.Approvals.list)
    get = hop(approvals.Approvals.get)
    approve = hop(approvals.Approvals.approve)
    deny = hop(approvals.Approvals.deny)

    @_as(approvals.Approvals.wait)
    async def wait(self, id: str, *, timeout: float | None = None) -> Approval:
        patience = patience_of(timeout)
        await self.get(id)
        await wait_for(self._engine, self._pool, id, patience)
        return await self.get(id)


class Usage(Room[usage.Usage]):
    """What calls have cost."""

    def __init__(self, noun: usage.Usage, pool: Pool, desk: Desk) -> None:
        super().__init__(noun, pool)
        self._desk = desk

    @_as(usage.Usage.settle)
    async def settle(self, audit_id: str, *, cost_usd: usage.Amount, by: str | None = None) -> Settled:
        # Shielded: whoever is cancelled meanwhile has still spent it.
        return _settled(await asyncio.shield(self._start(audit_id, cost_usd, by)))

    def _start(
        self, audit_id: str, cost_usd: usage.Amount, by: str | None = None
    ) -> asyncio.Future[Settle | None]:
        """Settle without waiting for it."""
        return self._desk.front().settle(self._noun._settling(audit_id, cost_usd, by))

    record = hop(usage.Usage.record)
    summary = hop(usage.Usage.summary)
    unsettled = hop(usage.Usage.unsettled)


def _settled(settle: Settle | None) -> Settled:
    """What a settle has given. Raises what went wrong."""
    if settle is None:
        raise Unavailable(TOO_LATE)
    return settle.given()


class Audit(Room[audit.Audit]):
    """The audit log."""

    query = hop(audit.Audit.query)
    get = hop(audit.Audit.get)
    verify = hop(audit.Audit.verify)
    checkpoint = hop(audit.Audit.checkpoint)
    checkpoints = hop(audit.Audit.checkpoints)
    proof = hop(audit.Audit.proof)
    erase_arguments = hop(audit.Audit.erase_arguments)
    prune = hop(audit.Audit.prune)
    tail_cursor = hop(audit.Audit.tail_cursor)
    follow = hop(audit.Audit.follow)

    @_as(audit.Audit.export)
    async def export(
        self, *, format: Literal["jsonl", "csv"] = "jsonl", **filters: Unpack[Filters]
    ) -> AsyncIterator[str]:
        chunks = self._noun.export(format=format, **filters)
        end = object()
        while (chunk := await self._pool.run(partial(next, chunks, end))) is not end:
            yield cast("str", chunk)


class Keys(Room[admin_keys.AdminKeys]):
    """The admin keys of one installation, or of one tenant of it."""

    create = hop(admin_keys.AdminKeys.create)
    list = hop(admin_keys.AdminKeys.list)
    get = hop(admin_keys.AdminKeys.get)
    revoke = hop(admin_keys.AdminKeys.revoke)
    authenticate = hop(admin_keys.AdminKeys.authenticate)


class Users(Room[users.Users]):
    """The people of one installation, or of one tenant of it."""

    create = hop(users.Users.create)
    list = hop(users.Users.list)
    get = hop(users.Users.get)
    update = hop(users.Users.update)
    sign_in_link = hop(users.Users.sign_in_link)
    sign_in = hop(users.Users.sign_in)
    sign_out = hop(users.Users.sign_out)
    sessions = hop(users.Users.sessions)
    end_sessions = hop(users.Users.end_sessions)


class Passkeys(Room[passkeys.Passkeys]):
    """The passkeys of the people of one installation, or of one tenant of it."""

    list = hop(passkeys.Passkeys.list)
    ask_to_register = hop(passkeys.Passkeys.ask_to_register)
    register = hop(passkeys.Passkeys.register)
    rename = hop(passkeys.Passkeys.rename)
    revoke = hop(passkeys.Passkeys.revoke)
    ask_to_sign_in = hop(passkeys.Passkeys.ask_to_sign_in)
    sign_in = hop(passkeys.Passkeys.sign_in)


class Webhooks(Room[webhooks.Webhooks]):
    """The webhooks of one installation, or of one tenant of it."""

    create = hop(webhooks.Webhooks.create)
    list = hop(webhooks.Webhooks.list)
    get = hop(webhooks.Webhooks.get)
    update = hop(webhooks.Webhooks.update)
    pause = hop(webhooks.Webhooks.pause)
    resume = hop(webhooks.Webhooks.resume)
    rotate_secret = hop(webhooks.Webhooks.rotate_secret)
    remove = hop(webhooks.Webhooks.remove)

    @_as(webhooks.Webhooks.test)
    async def test(self, id: str, *, by: str | None = None) -> webhooks.WebhookTest:
        return await self._pool.run_apart(partial(self._noun.test, id, by=by))


class View:
    """Everything that can be asked and changed: of the whole installation, or of a part of it (TEN-1)."""

    def __init__(self, engine: Engine, pool: Pool, desk: Desk, ran: Ran, scope: Scope = EVERYTHING) -> None:
        self.agents = Agents(agents.Agents(engine, scope), pool, engine, desk, scope)
        self.approvals = Approvals(approvals.Approvals(engine, scope), pool, engine)
        self.usage = Usage(usage.Usage(engine, scope), pool, desk)
        self.audit = Audit(audit.Audit(engine, scope), pool)
        self._engine, self._pool, self._scope = engine, pool, scope
        self.authorize = self.agents.authorize
        self.authorize_many = self.agents.authorize_many
        self.explain = self.agents.explain
        self._ran = ran

    @property
    def keys(self) -> Keys:
        """Admin keys; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Keys(admin_keys.AdminKeys(self._engine, self._scope.tenant_alone("keys")), self._pool)

    @property
    def users(self) -> Users:
        """People; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Users(users.Users(self._engine, self._scope.tenant_alone("users")), self._pool)

    @property
    def passkeys(self) -> Passkeys:
        """People's passkeys; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Passkeys(passkeys.Passkeys(self._engine, self._scope.tenant_alone("passkeys")), self._pool)

    @property
    def webhooks(self) -> Webhooks:
        """Webhooks; ``InvalidInput`` in a view that is narrower than a tenant."""
        return Webhooks(webhooks.Webhooks(self._engine, self._scope.tenant_alone("webhooks")), self._pool)

    @asynccontextmanager
    async def guard(
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
    ) -> AsyncGenerator[Permit]:
        """Run the body only if it is allowed; raises ``Denied``. Settles on every exit, at ``permit.cost_usd``."""
        decision = await self.agents.authorize(
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
            try:
                settling = self.usage._start(id, true_cost(permit))
            except Exception as error:  # noqa: BLE001 - as in ``settle_quietly``; perhaps it has been closed meanwhile
                not_settled(id, error)
            else:
                settling.add_done_callback(partial(_look, id))
                # Shielded: a cancelled tool has still cost what it cost.
                await asyncio.shield(settling)


def _look(id: str, settling: asyncio.Future[Settle | None]) -> None:
    """Log it if a settle that nobody asked for has failed."""
    settle_quietly(lambda: _settled(settling.result()), id)


def _agents(view: View) -> Agents:
    return view.agents


def _itself(view: View) -> View:
    return view


def _forward(
    method: Callable[Concatenate[T, P], R], of: Callable[[View], T]
) -> Callable[Concatenate[Kavach, P], R]:
    """The same call on an opened Kavach, with the same signature."""

    @wraps(method)
    def forwarded(self: Kavach, *args: P.args, **kwargs: P.kwargs) -> R:
        return method(of(self._opened()), *args, **kwargs)

    return cast("Callable[Concatenate[Kavach, P], R]", forwarded)


class Kavach(Settings):
    """An installation, opened. Use it as an async context manager, or await ``open`` and ``aclose``."""

    _engine: Engine | None = None
    _dispatcher: Dispatcher | None = None

    async def open(self) -> Self:
        """Open the database, creating what is missing. Safe to call twice."""
        if not self._is_open():
            pool = Pool()
            engine, dispatcher = await pool.run(self._open_engine)
            if self._is_open():  # another task has opened it meanwhile
                await self._shut(engine, dispatcher, pool)
                return self
            self._engine, self._dispatcher, self._pool = engine, dispatcher, pool
            self._desk = Desk(engine, pool)
            self._view = View(engine, pool, self._desk, Ran())
            # Asked all the time: without the detour over ``_opened``.
            vars(self)["authorize"] = self._view.authorize
        return self

    async def aclose(self) -> None:
        """Finish what is under way and close the database."""
        engine, dispatcher = self._engine, self._dispatcher
        self._engine = self._dispatcher = None
        vars(self).pop("authorize", None)
        if engine is not None and dispatcher is not None:
            await self._shut(engine, dispatcher, self._pool)

    def _is_open(self) -> bool:
        return self._engine is not None

    async def _shut(self, engine: Engine, dispatcher: Dispatcher, pool: Pool) -> None:
        await pool.run(partial(dispatcher.stop, self._timeout))
        await pool.run(engine.close)
        pool.close()

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def _opened(self) -> View:
        if self._engine is None:
            raise RuntimeError(
                "this Kavach is not open; use 'async with Kavach(...) as kavach', or await open()"
            )
        return self._view

    @property
    def engine(self) -> Engine:
        """The engine under this surface."""
        self._opened()
        assert self._engine is not None
        return self._engine

    @property
    def agents(self) -> Agents:
        return self._opened().agents

    @property
    def approvals(self) -> Approvals:
        return self._opened().approvals

    @property
    def usage(self) -> Usage:
        return self._opened().usage

    @property
    def audit(self) -> Audit:
        return self._opened().audit

    @property
    def keys(self) -> Keys:
        return self._opened().keys

    @property
    def users(self) -> Users:
        return self._opened().users

    @property
    def passkeys(self) -> Passkeys:
        return self._opened().passkeys

    @property
    def webhooks(self) -> Webhooks:
        return self._opened().webhooks

    authorize = _forward(Agents.authorize, _agents)
    authorize_many = _forward(Agents.authorize_many, _agents)
    explain = _forward(Agents.explain, _agents)
    guard = _forward(View.guard, _itself)

    def tenant(self, id: str) -> View:
        """The same surface, seeing and changing only that tenant's: short for ``view(tenant_id=id)``."""
        return self._narrowed(Scope(tenant_id=parse_name(id, "tenant")))

    def view(
        self, *, tenant_id: str | None = None, user_id: str | None = None, agent_id: str | None = None
    ) -> View:
        """The same surface, seeing and changing only a part: whatever meets every condition given, at least one.

        ``tenant_id``: one tenant's agents, approvals and entries; ``user_id``: one owner's; ``agent_id``: those of one
        agent and all below it. To the view the rest does not exist: single things are ``NotFound``, lists leave them
        out, their tokens are unknown. ``create`` makes agents of that tenant and owner; in the view of an agent it is
        refused, as are all calls about the whole log in any view. In the view of an agent nothing above it is shown:
        there it stands as a root. What is above still binds it. Raises ``InvalidInput``.
        """
        return self._narrowed(scope_of(tenant_id, user_id, agent_id))

    def _narrowed(self, scope: Scope) -> View:
        ran = self._opened()._ran
        return View(self.engine, self._pool, self._desk, ran, scope)
