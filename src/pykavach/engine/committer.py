"""Group commit: calls that arrive together share a transaction (ARCHITECTURE 1.6).

Jobs queue; one *leader* at a time takes what is queued and runs it. A blocking caller that finds no leader becomes it,
runs batches until its own answer is there, and hands on (flat combining): no thread, no event loop. Jobs from an event
loop are led by one worker thread. A batch is closed before its transaction begins: it takes in no job after it has read
the epoch (TOK-6).

Exceptions come from outside, too: a handler of signals raises in the main thread between any two steps (``KeyboardInterrupt``,
a time limit). Who is thrown out so answers for those he led and hands the lead on: ``Committer._leave``.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from pykavach.core.errors import Unavailable

if TYPE_CHECKING:
    import asyncio

#: Calls in one transaction at most.
MAX_BATCH: Final = 256
_INTERRUPTED: Final = "the process was interrupted"


class Job:
    """Something to run under leadership: a call or a settle (share a transaction) or a piece of work (has its own)."""

    done = False
    #: The caller has gone with a denial: nobody receives the answer.
    abandoned = False
    answer: Any = None
    error: BaseException | None = None
    work: Callable[[], Any] | None = None
    #: Runs jobs of one type together, leaving an answer or an error on each; None: they are calls, to be decided.
    together: Callable[[list[Any]], None] | None = None
    park: threading.Lock | None = None
    loop: asyncio.AbstractEventLoop | None = None
    #: Let go of when its answer is on the way to its loop, which may stand still that long (ADR 0008).
    bell: threading.Lock | None = None
    future: asyncio.Future[Any] | None = None

    def __init__(self, deadline: float | None, work: Callable[[], Any] | None = None) -> None:
        self.deadline = deadline
        self.work = work

    def outcome(self) -> Any:
        """What an event loop is handed: where deciding failed there is no answer, and nobody is allowed."""
        return None if self.error is not None else self.answer


_WORKER: Final = Job(None)


class Committer:
    """Runs jobs in batches. ``decide`` answers a batch of calls by setting ``answer`` on each and never raises.

    ``late`` is told of calls whose caller had gone when the answer came; ``after`` runs when a batch has been answered
    and it is ``due``, on a thread that nobody waits for. ``release`` takes from this thread what it holds of the store.
    """

    def __init__(
        self,
        decide: Callable[[list[Any]], None],
        late: Callable[[list[Any]], None],
        after: Callable[[], None],
        due: Callable[[], bool],
        name: str = "kavach",
        release: Callable[[], None] = lambda: None,
    ) -> None:
        self._decide = decide
        self._late = late
        self._after = after
        self._due = due
        self._release = release
        self._name = name
        self.reset()

    def reset(self) -> None:
        """Start anew; also after a fork, where the worker is gone and the mutex may have been held."""
        self._mutex = threading.Lock()
        self._queue: deque[Job] = deque()
        self._running: Sequence[Job] = ()
        #: The job whose caller leads; ``_WORKER``: the worker; None: nobody.
        self._leader: Job | None = None
        #: Whether the thread that leads may wait as long as it takes: the worker may, a caller may not.
        self.patient = False
        self._worker: threading.Thread | None = None
        #: What the worker wakes for: True hands it the lead, which nobody else has then; False is the end.
        #: A queue in C: a semaphore would take thrice as long to wake it.
        self._wake: SimpleQueue[bool] = SimpleQueue()

    # -- ways in -----------------------------------------------------------------------------------------------------

    def run(self, *jobs: Job) -> bool:
        """Run jobs and wait for them, at most until the deadline of the last; False if that passed first."""
        try:
            with self._mutex:
                alone = self._leader is None and len(jobs) == 1
                if alone:
                    self._leader = jobs[0]
                    self._running = jobs
                    self.patient = False
            if not alone:
                return self._join(jobs)
            # One job that found nobody before it: the short way through ``_lead``.
            interrupt = self._run([jobs[0]])
            if interrupt is not None:
                raise interrupt
            self._finish(jobs)
            if self._due():
                self._look_after()
        except BaseException:
            self._leave(jobs)
            raise
        return True

    def _finish(self, jobs: Sequence[Job]) -> None:
        """The batch is over, and these are done: let go of the lead, or hand it on."""
        with self._mutex:
            self._running = ()
            for job in jobs:
                job.done = True
            more = bool(self._queue)
            if not more:
                self._leader = None
        if more:
            self._hand_on()

    def _leave(self, jobs: Sequence[Job]) -> None:
        """Thrown out at any step: give these jobs up and, if the lead was theirs, answer whom it was for and hand it on."""
        self._release()
        with self._mutex:
            for job in jobs:
                job.abandoned = not job.done
            if self._leader is not jobs[-1]:
                return
            batch, self._running = self._running, ()
            for job in batch:
                if job.answer is None and job.error is None:
                    job.error = Unavailable(_INTERRUPTED)
                job.done = True
        gone = [job for job in batch if job.abandoned and job.future is None]
        self._answer(batch)
        self._hand_on()
        if gone:
            self._late(gone)

    def _join(self, jobs: Sequence[Job]) -> bool:
        """Queue jobs, and lead where nobody does until the last of them is done."""
        job = jobs[-1]  # the queue is first in, first out: when the last is done, all are
        park = job.park = threading.Lock()
        park.acquire()
        with self._mutex:
            self._queue.extend(jobs)
            lead = self._leader is None
            if lead:
                self._leader = job
        if not lead and not self._wait(jobs, park):
            return False
        if not job.done:
            self._lead(job)
        return True

    def _wait(self, jobs: Sequence[Job], park: threading.Lock) -> bool:
        """Wait until the last job is done or leads; False if its deadline passes first."""
        job = jobs[-1]
        wait = -1 if job.deadline is None else max(0.0, job.deadline - time.monotonic())
        return park.acquire(timeout=wait) or not self._gone(jobs, park)

    def _gone(self, jobs: Sequence[Job], park: threading.Lock) -> bool:
        """Give jobs up, unless the last has just been done or been handed the lead."""
        with self._mutex:
            if jobs[-1].done or park.acquire(blocking=False):
                return False
            for job in jobs:
                job.abandoned = not job.done
            return True

    def at_once(self, jobs: list[Any], decide: Callable[[list[Any]], list[Any]]) -> list[Any]:
        """Run jobs of an event loop here and now, on the loop itself. Those that have to wait, with nothing done.

        ``decide`` tells which they are: none, the last of them, or all.
        """
        try:
            return self._try_at_once(jobs, decide)
        except BaseException:
            self._leave(jobs)
            raise

    def _try_at_once(self, jobs: list[Any], decide: Callable[[list[Any]], list[Any]]) -> list[Any]:
        with self._mutex:
            if self._leader is not None:
                return jobs
            self._leader = jobs[-1]
            self._running = jobs
            self.patient = False
        rest: list[Any] = decide(jobs)
        self._finish(jobs[: len(jobs) - len(rest)])
        if self._due():
            self._look_after()
        return rest

    def enqueue(self, jobs: Sequence[Job]) -> None:
        """Queue jobs of an event loop; each answers through its future."""
        with self._mutex:
            self._queue.extend(jobs)
            if self._leader is None:
                self._call_worker()

    def _call_worker(self) -> None:
        """Give the worker the lead. The caller holds the mutex."""
        if self._worker is None:
            worker = threading.Thread(target=self._work, name=f"{self._name}-committer", daemon=True)
            worker.start()
            self._worker = worker
        self._leader = _WORKER
        self._wake.put(True)

    def _look_after(self) -> None:
        """Do what is due in a thread of its own: who leads, and everybody behind him, would wait for it."""
        try:
            threading.Thread(target=self._after, name=f"{self._name}-upkeep").start()
        except RuntimeError:  # there can be no more threads: then here, and all have to wait
            self._after()

    def close(self, timeout: float) -> None:
        """Let the worker finish what is queued, and end."""
        worker = self._worker
        if worker is not None and worker is not threading.current_thread():
            self._wake.put(False)
            worker.join(timeout)

    def waiting(self, loop: asyncio.AbstractEventLoop) -> list[Job]:
        """The jobs of this loop that have no answer yet."""
        with self._mutex:
            unanswered = [*self._running, *self._queue]
        return [job for job in unanswered if job.loop is loop and not job.done]

    # -- leading -----------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            if self._wake.get():
                self._lead(None)
                continue
            with self._mutex:
                if self._leader is not _WORKER:
                    self._worker = None  # who comes now starts another
                    return
            self._wake.put(False)  # it has just been called: that comes first

    def _lead(self, own: Job | None) -> None:
        """Run batches until the queue is empty or, for a blocking leader, until its own job is done; then hand on."""
        while True:
            with self._mutex:
                batch = self._take()
                self._running = batch
                self.patient = own is None
                if not batch:
                    self._leader = None
                    return
            interrupt = self._run(batch)
            if interrupt is not None and own is not None:
                raise interrupt
            with self._mutex:
                late = [
                    job for job in batch if job.abandoned and job.future is None
                ]  # ``deliver`` tells of others
                for job in batch:
                    job.done = True
            self._answer(batch)
            with self._mutex:
                self._running = ()
            if late:
                self._late(late)
            if self._due():
                self._look_after()
            if own is not None and own.done:
                self._hand_on()
                return

    def _take(self) -> list[Job]:
        """The next batch: the job that waits longest, and those that can share its transaction."""
        queue = self._queue
        batch: list[Job] = []
        others: list[Job] = []
        while queue and len(batch) < MAX_BATCH:
            job = queue.popleft()
            if job.abandoned or (job.future is not None and job.future.cancelled()):
                continue  # nobody waits and nothing was taken: drop it unstarted
            if not batch or (job.work is None and type(job) is type(batch[0])):
                batch.append(job)
            else:
                others.append(job)
            if job.work is not None and batch[0] is job:
                break
        queue.extendleft(reversed(others))
        return batch

    def _run(self, batch: list[Job]) -> BaseException | None:
        """Run a batch. Returns an interrupt of the leading thread, which leaves with it."""
        first = batch[0]
        try:
            if first.work is None:
                (first.together or self._decide)(batch)
            else:
                first.answer = first.work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the caller's answer
            self._release()
            for job in batch:
                job.error = error
        except BaseException as error:  # noqa: BLE001 - raised again once everyone is answered
            for job in batch:
                job.error = Unavailable(_INTERRUPTED)
            return error
        return None

    def _answer(self, batch: Sequence[Job]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[Job]] = {}
        for job in batch:
            if job.park is not None:
                if job.park.locked():  # else it has its answer already
                    job.park.release()
            elif job.loop is not None:
                by_loop.setdefault(job.loop, []).append(job)
        for loop, jobs in by_loop.items():
            try:
                loop.call_soon_threadsafe(deliver, jobs, self._late)
            except RuntimeError:  # the loop has been closed: nobody is left to answer
                self._late(jobs)
            for job in jobs:
                if job.bell is not None:
                    job.bell.release()

    def _hand_on(self) -> None:
        with self._mutex:
            for job in self._queue:
                if job.park is not None and not job.abandoned:
                    self._leader = job
                    job.park.release()
                    return
            if self._queue:
                self._call_worker()
            else:
                self._leader = None


def deliver(jobs: Sequence[Job], late: Callable[[list[Any]], None]) -> None:
    """On the event loop: hand each answer to its future, unless its caller has gone."""
    gone: list[Job] = []
    for job in jobs:
        future = job.future
        assert future is not None  # whoever names a loop waits on it
        if future.done():
            if job.abandoned:
                gone.append(job)
        else:
            future.set_result(job.outcome())
    if gone:
        late(gone)
