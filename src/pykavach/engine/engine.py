"""The engine: one store, one cache, one committer, and the use cases over them. Blocking; the async surface awaits it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, Final, TypeVar

from pykavach.core import audit, tokens
from pykavach.core.access import Code, Outcome
from pykavach.core.decision import UNAVAILABLE, UNKNOWN_TOKEN, Decision
from pykavach.core.errors import InvalidInput, KavachError, Unavailable
from pykavach.core.plan import Node
from pykavach.engine import forks
from pykavach.engine.attempts import MakePoster, Poster
from pykavach.engine.batch import Batch, resolve
from pykavach.engine.cache import Cache
from pykavach.engine.call import ArgumentMode, Call
from pykavach.engine.committer import Committer, Job
from pykavach.engine.events import Muted
from pykavach.engine.keys import Keys
from pykavach.engine.lookups import Lookups
from pykavach.engine.rotations import Rotations
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.settling import Settle, Settling
from pykavach.engine.spend import Settled
from pykavach.engine.standing import Standing
from pykavach.engine.strangers import Strangers, Tally
from pykavach.engine.swift import alone
from pykavach.engine.values import may_be_id
from pykavach.engine.work import Work, entry_of
from pykavach.ports import (
    AT_ONCE,
    Busy,
    Collided,
    Doubtful,
    Memo,
    NewerSchema,
    Store,
    Unit,
    Unstorable,
    View,
    Whose,
    refusal,
)

T = TypeVar("T")
_log: Final = logging.getLogger("pykavach")
#: What is told of a change whose caller waits no longer.
TOO_LATE: Final = (
    "the database did not answer in time; the change may not have happened: look before you repeat it"
)
#: Management work may wait longer than a decision, in seconds: nobody's tool call hangs on it.
_PATIENCE: Final = 10.0
#: Commits of unknown fate that are remembered; of older ones the bookings stand.
_MOST_DOUBTFUL: Final = 10_000
#: Allows of either kind that are undone in one transaction: it holds the write lock at most 100 ms (DB-3).
_MOST_UNDONE: Final = 128
#: Microseconds between looks for what has expired.
_TIDY_EVERY: Final = 60_000_000
#: Seconds between looks at a request that somebody waits on: the first, and the longest.
_FIRST_LOOK: Final = 0.05
_LAST_LOOK: Final = 0.5


class Engine:
    """Everything that one opened Kavach shares. Thread-safe."""

    def __init__(
        self,
        store: Store,
        secrets: tuple[bytes, ...] = (),
        *,
        actor: str = "library",
        timeout: float = 2.0,
        arguments: ArgumentMode = "redact",
        max_agents_per_user: int | None = None,
        max_descendants: int = 1000,
        schema: int,
    ) -> None:
        self.store = store
        self.actor = actor
        self.timeout = timeout
        self.arguments: ArgumentMode = arguments
        self.max_agents_per_user = max_agents_per_user
        self.max_descendants = max_descendants
        self.cache = Cache()
        self._schema = schema
        with store.view() as view:
            own = view.setting("fingerprint_key")
            self.installation = view.setting("installation") or ""
        if own is None:
            raise Unavailable("the database has lost its own key; restore a backup")
        try:
            self.keys = Keys(secrets, bytes.fromhex(own))
        except ValueError:
            raise Unavailable("the database's own key is damaged; restore a backup") from None
        self.committer = Committer(
            self._decide,
            self.late,
            after=store.upkeep,
            due=store.wants_upkeep,
            release=store.let_go,
        )
        self._lookups = Lookups(self._look, store.let_go)
        self.strangers = Strangers(self._write_tally)
        #: Called after a transaction that told events, so that they are delivered at once.
        self.on_events: Callable[[], None] = lambda: None
        self.muted = Muted()
        self.rotations = Rotations()
        self.standing = Standing()
        #: Whether nobody shall wait for a person any longer: who does is told how things stand.
        self.hurried = False
        #: The sinks that this process delivers to, and those of webhooks that it keeps known.
        self.sinks: tuple[str, ...] = ()
        self.kept_sinks: tuple[str, ...] = ()
        #: How webhooks that are stored are posted to.
        self.poster: MakePoster = _nowhere
        self.closed = False
        self.decided = threading.Condition()
        self._decisions = 0
        self._unavailable = 0
        self._tidied = 0
        self._count_lock = threading.Lock()
        self._undelivered: deque[Call] = deque()
        self._doubtful: deque[tuple[int, bytes, Call]] = deque(maxlen=_MOST_DOUBTFUL)
        forks.register(self)

    def after_fork(self) -> None:
        """In a forked child: nothing is shared with the parent (API-3). The store re-opens by itself."""
        self.cache.reset()
        self.committer.reset()
        self._lookups.reset()
        self.strangers.reset()
        self.muted = Muted()
        self.rotations = Rotations()
        self._count_lock = threading.Lock()
        self.decided = threading.Condition()
        self._decisions = 0
        self._unavailable = 0
        self._undelivered.clear()
        self._doubtful.clear()

    def close(self) -> None:
        """Finish what is queued, write what is owed, and close the store."""
        if self.closed:
            return
        self.strangers.flush()
        deadline = time.monotonic() + self.timeout
        with suppress(Unavailable):
            # More than once where somebody is appending to the log in which it is to be looked for.
            while (self._undelivered or self._doubtful) and time.monotonic() < deadline:
                self.work(lambda work: None)
        if owed := len(self._undelivered) + len(self._doubtful):
            _log.warning("%d allows could not be marked as undelivered", owed)
        self.closed = True
        self.committer.close(self.timeout + _PATIENCE)
        self.store.close()

    def check_open(self) -> None:
        if self.closed:
            raise RuntimeError("this Kavach is closed; open it with 'with' or 'async with', or call open()")

    def _check_schema(self, view: View, schema: int) -> None:
        """Raise ``NewerSchema`` where nothing may be read from the database, or a move has closed it."""
        if schema > self._schema:
            raise refusal(schema, view)

    # -- authorize ---------------------------------------------------------------------------------------------------

    def prepare(
        self,
        *,
        resource: Any,
        action: Any,
        token: Any = None,
        agent_id: Any = None,
        arguments: Any = None,
        ip: Any = None,
        cost_usd: Any = None,
        idempotency_key: Any = None,
        explain: bool = False,
        scope: Scope = EVERYTHING,
    ) -> Call:
        """Everything about a call that needs no lock and no look-up. A cached agent is judged here already."""
        self.check_open()
        call = Call(time.monotonic() + self.timeout)
        if explain:
            call.explain = call.special = True
        if scope is not EVERYTHING:
            call.scope = scope
        call.read(resource, action, arguments, ip, cost_usd, idempotency_key, self.arguments, self.keys)
        node = self._known(call, token, agent_id)
        if node is not None:
            call.plan_for(node, self.keys)
        return call

    def again(self, call: Call, waited_on: str) -> Call:
        """A call once more, after somebody has decided the request that it waited for."""
        self.check_open()
        again = call.again(time.monotonic() + self.timeout, waited_on)
        node = self._cached(again)
        if node is not None:
            again.plan_for(node, self.keys)
        return again

    def _cached(self, call: Call) -> Node | None:
        """The caller of a call that names one, if they are cached."""
        if call.digest is not None:
            return self.cache.by_digest(call.digest)
        return self.cache.by_id(call.agent_id or "")

    def _known(self, call: Call, token: Any, agent_id: Any) -> Node | None:
        """Note who calls, and find them in the cache. A malformed token names nobody and is looked up nowhere."""
        if agent_id is not None:
            call.by_token = False
            if type(agent_id) is str and may_be_id(agent_id):
                call.agent_id = agent_id
                return self.cache.by_id(agent_id)
        elif type(token) is str and len(token) == tokens.LENGTH and token.isascii():
            digest = tokens.digest(token)
            node = self.cache.by_digest(digest)
            # Whose hash is in the cache is well-formed: nothing else is ever minted.
            if node is not None or tokens.well_formed(token):
                call.digest = digest
                return node
        return None

    def resolve(self, calls: Iterable[Call]) -> None:
        """Look up callers who are not cached. Raises ``Unavailable``."""
        named = [call for call in calls if call.digest is not None or call.agent_id is not None]
        if named:
            self._lookups.run(named)

    def _look(self, calls: Sequence[Call], deadline: float) -> None:
        """Look up the callers of these calls, but for those whom somebody has looked up meanwhile."""
        unknown: list[Call] = []
        for call in calls:
            node = self._cached(call)
            if node is None:
                unknown.append(call)
            else:
                call.plan_for(node, self.keys)
        if unknown:
            with self.store.view(deadline) as view:
                self._check_schema(view, view.start().schema)
                resolve(view, unknown, self.cache, self.keys)

    def stranger(self, call: Call) -> Decision | None:
        """The denial of a call whose token nobody holds, if it is not to be recorded in an entry of its own."""
        if call.explain and not call.by_token:
            return Decision(Outcome.DENY, Code.UNKNOWN_TOKEN, UNKNOWN_TOKEN)
        id = self.strangers.meet(call.ip)
        if id is None:
            return None
        decision = Decision(Outcome.DENY, Code.UNKNOWN_TOKEN, UNKNOWN_TOKEN)
        decision.audit_id = id
        return decision

    def authorize(self, call: Call) -> Decision:
        """Judge one prepared call, blocking. Never raises for what the call holds (API-1)."""
        if call.node is None:
            return self.authorize_many((call,))[0]
        self.committer.run(call)
        return self.given(None if call.abandoned else call.answer, call)

    def authorize_many(self, calls: Sequence[Call]) -> list[Decision]:
        """Judge prepared calls, blocking; answers in the order given."""
        answers: dict[Call, Decision] = {}
        try:
            if strangers := [call for call in calls if call.node is None]:
                self.resolve(strangers)
                for call in strangers:
                    if call.node is None and (denial := self.stranger(call)) is not None:
                        answers[call] = denial
            if rest := [call for call in calls if call not in answers]:
                self.committer.run(*rest)
        except Exception as error:  # noqa: BLE001 - whatever fails, nobody is allowed and nothing is raised
            self.blame(calls, error)
        return [
            answers[c] if c in answers else self.given(None if c.abandoned else c.answer, c) for c in calls
        ]

    def blame(self, calls: Sequence[Call], error: Exception) -> None:
        """Log why these calls get no decision; a schema that is too new, or closed, is told to the callers too (DB-4)."""
        _log.warning("%d decisions were not possible: %s", len(calls), error)
        if isinstance(error, NewerSchema):
            for call in calls:
                call.why = error.told

    def lost(self, call: Call, error: Unavailable) -> Decision:
        """The denial of a call that could not be judged because of this error."""
        self.blame([call], error)
        return self.unavailable(call.why)

    def given(self, answer: Decision | None, call: Call) -> Decision:
        """The decision on a call as its view sees it, or the denial that is given where none was possible."""
        if answer is None:
            return self.unavailable(call.why)
        return answer if call.scope is None else answer.within(call.scope.shown(answer.chain))

    def unavailable(self, why: str | None = None) -> Decision:
        """The denial that is given when no decision could be made; it is counted, the next entry says how often."""
        with self._count_lock:
            self._unavailable += 1
        return Decision(Outcome.DENY, Code.UNAVAILABLE, why or UNAVAILABLE, retry_after=1)

    def _decide(self, calls: list[Call]) -> None:
        """Answer a batch of calls: the committer's way in. Never raises an ``Exception``."""
        while calls:
            calls = self._decide_some(calls, None if self.committer.patient else calls[-1].deadline)

    def _decide_some(self, calls: list[Call], deadline: float | None) -> list[Call]:
        """Answer calls in one transaction; those that it did not come to. Raises no ``Exception`` but ``Busy``."""
        try:
            return self._run_batch(calls, deadline)
        except Busy:
            raise
        except Collided as error:  # nothing has happened: run them again while there is time
            for call in calls:
                call.answer = None
            last = calls[-1].deadline if deadline is None else deadline
            if last is not None and time.monotonic() < last:
                return calls
            self.blame(calls, error)
        except Doubtful as error:
            _log.error("%s; %d decisions are denied and will be looked up", error, len(calls))
        except Exception as error:  # noqa: BLE001 - a leader answers everyone, whatever happens
            for call in calls:
                call.answer = None
            if isinstance(error, Unavailable) and not isinstance(error, Unstorable):
                self.blame(calls, error)
            elif len(calls) == 1:
                _log.exception("a decision failed")
            else:  # a batch that fails on data is run again one by one: the culprit fails alone (EX-2)
                for call in calls:
                    self._decide([call])
        return []

    def at_once(self, calls: list[Call]) -> list[Call]:
        """Answer calls in a transaction of microseconds, on an event loop; those that have to wait, untouched."""
        return self.committer.at_once(calls, self._decide_at_once) if self.store.instant else calls

    def _decide_at_once(self, calls: list[Call]) -> list[Call]:
        try:
            return self._decide_some(calls, AT_ONCE)
        except Busy:
            return calls

    def _run_batch(self, calls: list[Call], deadline: float | None) -> list[Call]:
        owed = self._take_unavailable() if self._unavailable else 0
        changes = rows = None
        rest: Sequence[Call] = ()
        try:
            if self._undelivered or self._doubtful:
                self._settle_debts(deadline)
            with self.store.unit(deadline) as unit:
                if len(calls) == 1 and not owed:
                    rows = alone(unit, calls[0], self.cache, self._schema)
                if rows is None:
                    batch = Batch(unit, calls, self.cache, self.keys, owed, self.muted, self._schema)
                    changes = batch.run()
                    rows, rest = changes.rows, batch.rest
                    unit.save(changes)
                    if changes.memos or changes.opened:
                        self._tidy(unit, batch.at.now)
            if changes is not None and changes.events:
                self.muted.keep(changes.events)
                self.on_events()
            return list(rest)
        except Doubtful:
            self._doubt(calls, rows, final=True)
            raise
        except BaseException as error:
            with self._count_lock:
                self._unavailable += owed
            if not isinstance(error, Unavailable):  # interrupted, perhaps between the commit and its answer
                self.store.let_go()
                self._doubt(calls, rows, final=not isinstance(error, Exception))
            raise

    def _doubt(self, calls: list[Call], rows: Sequence[audit.Row] | None, *, final: bool) -> None:
        """The commit may have happened: deny everyone, and remember what to look for when the store is back.

        ``final``: they are not run again.
        """
        for call, row in zip(calls, _rows_of(calls, rows or ()), strict=True):
            if row is not None and call.answer.allowed:
                if final:
                    call.let_go()
                self._doubtful.append((row.seq, row.hash, call))
            call.answer = None

    def _take_unavailable(self) -> int:
        with self._count_lock:
            owed, self._unavailable = self._unavailable, 0
        return owed

    # -- allows nobody received --------------------------------------------------------------------------------------

    def late(self, jobs: list[Any]) -> None:
        """Jobs whose caller had gone with a denial when the answer came (AUD-6)."""
        for job in jobs:
            answer = job.answer
            if (
                isinstance(job, Call)
                and isinstance(answer, Decision)
                and answer.allowed
                and not answer.replayed
            ):
                job.let_go()
                self._undelivered.append(job)

    def _settle_debts(self, deadline: float | None) -> None:
        """Mark some allows that were committed but never delivered, and settle them at 0.

        In a transaction of their own: a decision locks its meters in the order of their keys, and holds no other. How
        often it asks the server does not grow with their number: who waits behind it has a deadline.
        """
        late, doubtful = (
            list(islice(self._undelivered, _MOST_UNDONE)),
            list(islice(self._doubtful, _MOST_UNDONE)),
        )
        if not late and not doubtful:
            return
        with self.store.unit(deadline) as unit:
            work = Work(unit)
            self._check_schema(unit, work.schema)
            over = {log: unit.over(seq) for log, seq in {_log_of(seq): seq for seq, _, _ in doubtful}.items()}
            open_still = [debt for debt in doubtful if not over[_log_of(debt[0])]]
            owed: dict[int, tuple[bytes | None, Call]]
            owed = {audit.parse_entry_id(call.answer.audit_id) or 0: (None, call) for call in late}
            owed |= {seq: (hash, call) for seq, hash, call in doubtful if over[_log_of(seq)]}
            self._undo(work, owed)
            work.finish()
        for _ in late:
            self._undelivered.popleft()
        for _ in doubtful:
            self._doubtful.popleft()
        self._doubtful.extend(open_still)

    def _undo(self, work: Work, owed: Mapping[int, tuple[bytes | None, Call]]) -> None:
        """Undo those of these allows that are in the log, known by their hashes or the ids that were given."""
        found: dict[int, tuple[audit.Row, dict[str, Any], Call]] = {}
        meters: set[int] = set()
        for seq, row in sorted(work.unit.rows(owed).items()):
            hash, call = owed[seq]
            if hash is not None and row.hash != hash:
                continue
            try:
                with _stored():
                    entry = entry_of(row)
                    if hash is None and entry["id"] != call.answer.audit_id:
                        continue
                    meters.update([charge["meter"] for charge in entry["charges"]])
            except Unavailable as error:  # a damaged entry must not stand in everybody's way (EX-2)
                _log.error("an allow that was not delivered cannot be undone, its booking stands: %s", error)
            else:
                found[seq] = row, entry, call
        work.readings(sorted(meters))
        settled = work.unit.settlements(found)
        for seq, debt in found.items():
            if seq not in settled:  # by another process, which knows of no doubt
                self._undo_one(work, *debt)

    def _undo_one(self, work: Work, row: audit.Row, entry: dict[str, Any], call: Call) -> None:
        agent = call.node.agent if call.node is not None else None
        work.settle(row, 0, entry["charges"])
        if call.key is not None and agent is not None:
            # The caller will come again with this key: it shall get a decision, not the one it never had.
            dead = Memo("authorize", agent.n, call.key, work.now, call.memo_fingerprints[0], "{}")
            work.changes.memos += (dead,)
        facts = {"entry": entry["id"], "costUsd": "0.00"}
        work.record("authorize", "kavach", agent, chain=entry["chain"], kind="undelivered", facts=facts)

    def _write_tally(self, tally: Tally) -> None:
        facts = {"tally": tally.id, "count": tally.calls, "addresses": list(tally.addresses)}
        try:
            self.work(lambda work: work.record("authorize", "kavach", kind="unknown_tokens", facts=facts))
        except Unavailable:
            _log.warning("%d calls with unknown tokens could not be recorded", tally.calls)

    # -- waiting for a person ------------------------------------------------------------------------------------------

    def request_state(self, id: str) -> str:
        """The state of a request by the clock; ``"expired"`` for one that is not there any more."""
        with self.reading() as view:
            found = view.find_requests(Whose(), id=id, limit=1)
            return found[0].at(view.start().now).value if found else "expired"

    def wait_for(self, id: str, patience: float) -> str:
        """Wait until a request is no longer open, at most ``patience`` seconds; its state then.

        A decision in this process wakes the waiter at once, one in another is seen within half a second.
        """
        deadline = time.monotonic() + patience
        pause = _FIRST_LOOK
        while True:
            seen = self._decisions
            state = self.request_state(id)
            left = deadline - time.monotonic()
            if state != "open" or left <= 0:
                return state
            with self.decided:
                if self._decisions == seen:  # nobody has decided between the look and the wait
                    self.decided.wait(min(pause, left))
            pause = min(pause * 2, _LAST_LOOK)

    def notify_decided(self) -> None:
        """Wake everyone in this process who waits for a person."""
        with self.decided:
            self._decisions += 1
            self.decided.notify_all()

    # -- settling ----------------------------------------------------------------------------------------------------

    def settling(self, audit_id: str, cost: int, by: str, scope: Scope) -> Settle:
        """A settle, to be run. Raises ``NotFound`` for what is no id."""
        self.check_open()
        return Settle(time.monotonic() + _PATIENCE, audit_id, cost, by, scope, self._settle)

    def settle(self, settle: Settle) -> Settled:
        """Run a settle, blocking. Raises what goes wrong."""
        if not self.committer.run(settle):
            raise Unavailable(TOO_LATE)
        return settle.given()

    def _settle(self, settles: list[Settle]) -> None:
        """Run settles in one transaction: the committer's way in. Leaves an answer or an error on each."""
        deadline = settles[-1].deadline
        while True:
            try:
                with _stored():
                    self._run_settles(settles, None if self.committer.patient else deadline)
            except Collided as error:  # nothing has happened: run them again while there is time
                if deadline is not None and time.monotonic() < deadline:
                    continue
                failed: Unavailable = error
            except Unavailable as error:
                failed = error
            else:
                return
            break
        if len(settles) > 1 and isinstance(failed, Unreadable | Unstorable):
            for settle in settles:  # the culprit fails alone (EX-2)
                self._settle([settle])
            return
        for settle in settles:
            settle.error = failed

    def _run_settles(self, settles: list[Settle], deadline: float | None) -> None:
        try:
            with self.store.unit(deadline) as unit:
                work = Settling(unit, settles, self.cache, self._schema).run()
                work.finish()
                self._tidy(unit, work.now)
        except BaseException:
            self.store.let_go()
            raise
        if work.changes.events:
            self.on_events()

    # -- everything else ---------------------------------------------------------------------------------------------

    def work(self, use_case: Callable[[Work], T], patience: float = _PATIENCE) -> T:
        """Run one use case as one transaction. Raises what it raises, and ``Unavailable``."""
        self.check_open()
        deadline = time.monotonic() + patience
        told = False

        def run() -> T:
            while True:
                try:
                    return once()
                except Collided:
                    if time.monotonic() >= deadline:
                        raise

        def once() -> T:
            nonlocal told
            with _stored():
                self._settle_debts(deadline)
            with _stored(), self.store.unit(deadline) as unit:
                work = Work(unit)
                self._check_schema(unit, work.schema)
                answer = use_case(work)
                work.finish()
                self._tidy(unit, work.now)
                told = bool(work.changes.events)
            return answer

        job = Job(deadline, run)
        if not self.committer.run(job):
            raise Unavailable(TOO_LATE)
        if told:
            self.on_events()
        if job.error is not None:
            raise job.error
        answer: T = job.answer
        return answer

    def later(self, change: Callable[[Unit], None]) -> None:
        """Hand over a change that nobody waits for, and that may be lost: it has no entry."""

        def run() -> None:
            with _stored(), self.store.unit(time.monotonic() + self.timeout) as unit:
                self._check_schema(unit, unit.start().schema)
                change(unit)

        self.committer.enqueue([Job(None, run)])

    def _tidy(self, unit: Unit, now: int) -> None:
        """Once a minute, let the store drop what has expired."""
        if not 0 <= now - self._tidied < _TIDY_EVERY:
            self._tidied = now
            for name in self.sinks:  # alive here, however long this host has slept
                unit.see_sink(name, now)
            unit.keep_sinks(self.kept_sinks, now)
            unit.tidy(now)

    @contextmanager
    def reading(self, patience: float = _PATIENCE) -> Generator[View]:
        """One consistent state, for reading."""
        self.check_open()
        try:
            with _stored(), self.store.view(time.monotonic() + patience) as view:
                self._check_schema(view, view.start().schema)
                yield view
        except KavachError:
            raise
        except BaseException:
            self.store.let_go()
            raise


def _nowhere(url: str, secrets: Sequence[str]) -> Poster:  # noqa: ARG001 - it goes nowhere
    raise InvalidInput("webhooks", "this engine cannot post; open it through pykavach.Kavach")


class Unreadable(Unavailable):
    """Something that is stored is not what was written."""


@contextmanager
def _stored() -> Generator[None]:
    """What goes wrong here is not the caller's fault, whose values were checked before: it is what is stored (ERR-1)."""
    try:
        yield
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        _log.exception("what is stored could not be read")
        raise Unreadable(
            f"what is stored cannot be read ({type(error).__name__}); audit.verify() and kavach doctor tell more"
        ) from error


def _rows_of(calls: list[Call], rows: Sequence[audit.Row]) -> list[audit.Row | None]:
    """The row of each call, by the id its decision names."""
    by_seq = {row.seq: row for row in rows}
    found: list[audit.Row | None] = []
    for call in calls:
        answer = call.answer
        seq = audit.parse_entry_id(answer.audit_id) if isinstance(answer, Decision) else None
        found.append(by_seq.get(seq) if seq is not None else None)
    return found


def _log_of(seq: int) -> int:
    return audit.log_and_position(seq)[0]
