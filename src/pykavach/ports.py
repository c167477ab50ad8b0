"""Ring 1: what the engine needs from the world, and what guards need from it, one page of protocols.

A ``Store`` holds everything. It opens two kinds of transaction: a ``Unit`` may write and holds the write lock of what it
touches; a ``View`` only reads one consistent state. Every use case of the engine is one unit of work.

Stores raise ``Unavailable`` when they do not answer in time and when they cannot be used safely, ``Doubtful`` when they
do not know whether a commit happened, and nothing else that callers should see.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from pykavach.core.agents import Agent
from pykavach.core.approvals import Request, State
from pykavach.core.audit import Head, Row
from pykavach.core.credentials import Credential, CredentialKind, Passkey, Person
from pykavach.core.decision import Decision
from pykavach.core.errors import Unavailable
from pykavach.core.meters import Reading
from pykavach.core.webhooks import Webhook

Given_co = TypeVar("Given_co", covariant=True)

#: Returns an aware UTC ``datetime``. Replaces the clock of the store.
Clock = Callable[[], datetime]

#: The deadline of who will not wait.
AT_ONCE: Final = float("-inf")

#: In the place of the schema's version, what closes a database (ADR 0012): it is being copied to another one; it was
#: moved there; it is a copy that is not complete; it is a complete one, and its source goes on. Versions of this library
#: that do not know these take them for newer schemas, and deny as well.
MOVING: Final = 2_000_001
MOVED: Final = 2_000_002
PARTIAL: Final = 2_000_003
COPIED: Final = 2_000_004
CLOSED: Final = frozenset({MOVING, MOVED, PARTIAL, COPIED})
#: The version known to those who work on closed databases.
ANY_SCHEMA: Final = 2_000_999
#: The setting that says what a closed database has to do with which other one.
MOVE: Final = "move"


class Authorizer(Protocol):
    """Who decides, awaited: ``pykavach.Kavach``, its views, and ``pykavach.client.Client``.

    What stands between an agent and its tools needs no more than this, so it does not matter to it whether the database
    is in this process or behind a server. ``authorize`` and its kind give a decision for every value, and deny what
    cannot be decided.
    """

    @property
    def authorize(self) -> Asked[Awaitable[Decision]]: ...
    @property
    def authorize_many(self) -> Callable[[Iterable[Mapping[str, Any]]], Awaitable[Sequence[Decision]]]: ...
    @property
    def explain(self) -> Explained[Awaitable[Decision]]: ...
    @property
    def usage(self) -> Settles[Awaitable[object]]: ...


class BlockingAuthorizer(Protocol):
    """The same, blocking: ``pykavach.sync.Kavach``, its views, and ``pykavach.client.SyncClient``."""

    @property
    def authorize(self) -> Asked[Decision]: ...
    @property
    def authorize_many(self) -> Callable[[Iterable[Mapping[str, Any]]], Sequence[Decision]]: ...
    @property
    def explain(self) -> Explained[Decision]: ...
    @property
    def usage(self) -> Settles[object]: ...


class Explained(Protocol[Given_co]):
    """What is asked about one access."""

    def __call__(
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
    ) -> Given_co: ...


class Asked(Protocol[Given_co]):
    """What is asked about one access that is to happen."""

    def __call__(
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
    ) -> Given_co: ...


class Settles(Protocol[Given_co]):
    """Where the true cost of an allow is told."""

    @property
    def settle(self) -> Settling[Given_co]: ...


class Settling(Protocol[Given_co]):
    """Replace what an allow has booked by what it cost; idempotent by value."""

    def __call__(self, audit_id: str, *, cost_usd: Decimal | float | str) -> Given_co: ...


ApprovalKey = tuple[int, bytes]
MemoKey = tuple[str, int, bytes]


class Doubtful(Unavailable):
    """The fate of a commit is unknown: it may have happened."""


class Busy(Unavailable):
    """Somebody else writes at this moment, and the caller would not wait."""


class Collided(Unavailable):
    """Other transactions were in the way (a deadlock): nothing has happened, and the same may work when run again."""


class NewerSchema(Unavailable):
    """The database is ahead of this version of the library. Nothing may be read from it (DB-4)."""

    def __init__(self, message: str | None = None, told: str | None = None) -> None:
        found = (
            message
            or "The database has a newer schema than this version of pykavach knows; upgrade pykavach."
        )
        super().__init__(found)
        #: What those are told who ask for decisions: nothing that only operators should read.
        self.told = told or found


class Move(NamedTuple):
    """A move of an installation, as both databases keep it: their addresses are without credentials.

    ``schema`` is the version that the databases have while they are open. ``keep``: the source is to go on.
    """

    id: str
    source: str
    target: str
    schema: int
    keep: bool

    def text(self) -> str:
        return json.dumps(self._asdict(), sort_keys=True)

    @classmethod
    def parse(cls, text: str | None) -> Move | None:
        """The move a setting tells of; None for what is none."""
        try:
            found = cls(**json.loads(text or ""))
        except (ValueError, TypeError):
            return None
        kinds = tuple(map(type, found))
        return found if kinds == (str, str, str, int, bool) else None


class Closed(NewerSchema):
    """A move has closed the database: nothing is decided here."""

    def __init__(self, state: int, move: str | None) -> None:
        known = Move.parse(move)
        there = "another database" if known is None else known.target
        source = "another database" if known is None else known.source
        if state == MOVING:
            message = (
                f"this installation is being moved to {there}, and nothing is decided meanwhile; finish it by the same "
                "kavach db copy again, or give it up with: kavach db reopen"
            )
            told = "This installation is being moved; nothing is decided meanwhile."
        elif state == MOVED:
            message = f"this installation was moved to {there}; use that address"
            told = "This installation was moved to another database; nothing is decided here any more."
        elif state == PARTIAL:
            message = (
                f"this database is a copy of {source} that is not complete; finish it by the same kavach db copy again, "
                "or drop it"
            )
            told = "This database is an incomplete copy; nothing is decided here."
        else:
            message = f"this database is a copy of {source}, which goes on; nothing is decided here"
            told = "This database is a copy; nothing is decided here."
        super().__init__(message, told)


def refusal(schema: int, view: View) -> NewerSchema:
    """Why a database with this version is not used, as it says itself where a move has closed it."""
    return Closed(schema, view.setting(MOVE)) if schema in CLOSED else NewerSchema()


class Damaged(Unavailable):
    """The database has lost something without which nothing can be decided."""


class Unstorable(Unavailable):
    """The database refused what it was given. A batch is then run again one by one (EX-2)."""


class Memo(NamedTuple):
    """Something remembered under a caller's key: an idempotent outcome. ``expires_at`` is None for what is kept."""

    kind: str
    scope: int
    key: bytes
    expires_at: int | None
    fingerprint: bytes
    value: str


class Event(NamedTuple):
    """Something that happened, to be delivered to every sink that wants it. ``body`` is JSON text."""

    agent: int
    at: int
    kind: str
    body: str
    tenant_id: str | None = None


class Delivery(NamedTuple):
    """One event on its way to one sink."""

    n: int
    sink: str
    agent: int
    at: int
    attempts: int
    body: str


class Settlement(NamedTuple):
    """The true cost of an allow, in micro-dollars, and when it was stated."""

    seq: int
    cost: int
    at: int


class Named(NamedTuple):
    """As much of an agent as an entry or an event about it says, where it hangs, and its status."""

    n: int
    parent: int | None
    id: str
    user_id: str | None
    tenant_id: str | None
    status: str


@dataclass(slots=True)
class Wanted:
    """What a unit of work is about to need, so that it can be read in one go."""

    meters: AbstractSet[int] = frozenset()
    approvals: AbstractSet[ApprovalKey] = frozenset()
    memos: AbstractSet[MemoKey] = frozenset()


class Start(NamedTuple):
    """What every unit of work reads first: the epoch, the schema's version, the time, and the end of a log."""

    epoch: int
    schema: int
    now: int
    head: Head


class Loaded(NamedTuple):
    """What was wanted and is there. There may be readings that were not wanted: what the store knows anyway.

    A reading that is not ``readable`` is as good as not there.
    """

    meters: dict[int, Reading]
    approvals: dict[ApprovalKey, list[Request]]
    memos: dict[MemoKey, Memo]


@dataclass(slots=True)
class Changes:
    """What a unit of work writes, in bulk. ``head`` is the end of the log after ``rows``.

    Of ``requests``, which are stored already, the state and the arguments have changed.
    """

    head: Head
    rows: Sequence[Row] = ()
    meters: Sequence[Reading] = ()
    opened: Sequence[Request] = ()
    requests: Sequence[Request] = ()
    memos: tuple[Memo, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Whose:
    """Which agents: every condition that is set must hold. ``under`` is an agent's number: it and all below it.

    ``among`` are numbers, at most 500 of them; without any, it is nobody.
    """

    id: str | None = None
    name: str | None = None
    user_id: str | None = None
    tenant_id: str | None = None
    under: int | None = None
    parent: int | None = None
    roots: bool = False
    status: str | None = None
    kind: str | None = None
    among: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """Which credentials: every condition that is set must hold. ``parent`` is the number of the key they come from."""

    id: str | None = None
    kinds: tuple[CredentialKind, ...] = ()
    user_id: str | None = None
    tenant_id: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries. ``codes`` and ``kinds`` empty: all. ``agentless``: of no agent; ``texts``: with a text to erase.

    ``of_tenant``: beside the entries of these agents, also the changes which are about this tenant and no agent.
    """

    whose: Whose = Whose()
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    agentless: bool = False
    of_tenant: str | None = None
    texts: bool = False


class View(Protocol):
    """One consistent state, for reading."""

    def start(self) -> Start: ...
    def load(self, wanted: Wanted) -> Loaded: ...
    def changed_since(self, epoch: int) -> set[int] | None:
        """The numbers of the agents changed since that epoch; None when that is not known: then all of them."""
        ...

    def holders(self, digests: Iterable[bytes]) -> dict[bytes, int]:
        """The numbers of the agents that hold these token hashes, as their live or their previous one."""
        ...

    def numbers(self, ids: Iterable[str]) -> dict[str, int]: ...
    def ids(self, numbers: Iterable[int]) -> dict[int, str]: ...
    def agents(self, numbers: Iterable[int]) -> dict[int, Agent]:
        """These agents and all their ancestors."""
        ...

    def meters(self, agents: Iterable[int]) -> dict[int, dict[str, int]]:
        """The meter numbers of these agents by the name of the level."""
        ...

    def find_agents(self, whose: Whose, *, limit: int, after: int = 0) -> list[Agent]: ...
    def count_live_below(self, root: int, now: int) -> int: ...
    def count_live_roots(self, user_id: str, now: int) -> int: ...
    def find_requests(
        self,
        whose: Whose,
        *,
        id: str | None = None,
        states: Sequence[str] = (),
        limit: int = 100,
        after: int = 0,
    ) -> list[Request]: ...
    def requests_of_root(self, root: int, state: str) -> list[Request]: ...
    def credential(self, digest: bytes) -> tuple[Credential, Person | None] | None:
        """Whose token has this hash, and the person that it names, if there is one."""
        ...

    def find_credentials(self, which: Which, *, limit: int, after: int = 0) -> list[Credential]:
        """In the order in which they were made."""
        ...

    def find_people(
        self, *, id: str | None = None, tenant_id: str | None = None, limit: int = 100, after: str = ""
    ) -> list[Person]:
        """In the order of their ids, byte by byte."""
        ...

    def find_passkeys(
        self,
        *,
        id: str | None = None,
        digest: bytes | None = None,
        user_id: str | None = None,
        limit: int = 100,
        after: int = 0,
    ) -> list[Passkey]:
        """In the order in which they were made. ``digest``: of the credential id."""
        ...

    def find_webhooks(
        self, *, id: str | None = None, tenant_id: str | None = None, limit: int = 100, after: int = 0
    ) -> list[Webhook]:
        """In the order in which they were made."""
        ...

    def count_webhooks(self) -> dict[str | None, int]:
        """How many there are of each tenant, and of none."""
        ...

    def webhook_secrets(self, numbers: Iterable[int]) -> dict[int, str]:
        """The sealed secrets of these webhooks."""
        ...

    def entry(self, seq: int) -> Row | None: ...
    def rows(self, seqs: Iterable[int]) -> dict[int, Row]:
        """Those of these entries that are there."""
        ...

    def entries(
        self, where: EntryFilter, *, log: int, after: int, until: int, limit: int, newest_first: bool = False
    ) -> list[Row]:
        """Rows of one log with ``after`` < position ≤ ``until``."""
        ...

    def unlisted(self, rows: Sequence[Row]) -> set[int]:
        """Which of these rows of one log, in order, ``entries`` would not find by their agent, or by the tenant: their ``seq``."""
        ...

    def heads(self) -> list[Head]: ...
    def bases(self) -> list[Head]:
        """Where each log starts: what lies at or below has been pruned."""
        ...

    def settlement(self, seq: int) -> Settlement | None: ...
    def settlements(self, seqs: Iterable[int]) -> dict[int, Settlement]:
        """Those of these entries that have been settled."""
        ...

    def unsettled(
        self, whose: Whose, *, since: int, limit: int, after: int = 0, until: int | None = None
    ) -> list[Row]:
        """Those with open bookings, by number: above ``after``, and not above ``until``."""
        ...

    def further(self, after: int, rows: int) -> int | None:
        """The number of the entry that lies so many entries above ``after``; None where there are fewer."""
        ...

    def booked(self, whose: Whose, *, since: int) -> tuple[int, int]:
        """How many bookings are open, and their sum in micro-dollars."""
        ...

    def checkpoints(self) -> list[tuple[int, str]]: ...
    def setting(self, name: str) -> str | None: ...
    def integrity(self, limit: int) -> list[str]:
        """What the database itself finds broken in its files, at most ``limit`` sentences; nothing if all is well."""
        ...

    def drift(self, limit: int) -> list[str]:
        """How its tables differ from those this version makes, at most ``limit`` sentences; nothing if they do not."""
        ...

    def waiting(self, sink: str, now: int, limit: int) -> list[int]:
        """The numbers of deliveries that are due and free: of each agent only the oldest, so that they stay in order."""
        ...

    def sinks_due(self, now: int) -> set[str]:
        """The sinks for which ``waiting`` would find something."""
        ...

    def count_waiting(self, sinks: Iterable[str]) -> dict[str, int]:
        """How much waits for each of these sinks, due or not; those for which nothing does are left out."""
        ...

    def expiring(self, *, after: int, span: int, since: int, until: int, life: int) -> tuple[list[int], int]:
        """Agents that are not revoked, were made to live longer than ``life``, and expire between ``since`` and ``until``.

        Looks at ``span`` numbers behind ``after`` and also returns where to go on: 0, from the start.
        """
        ...


class Unit(View, Protocol):
    """One transaction that may write. Leaving the context commits; an exception undoes everything."""

    def begin(self, wanted: Wanted) -> tuple[Start, Loaded]:
        """``start`` and ``load`` in one go: what a batch reads in one trip."""
        ...

    def over(self, seq: int) -> bool:
        """Whether nobody can be about to commit an entry of this number, in a transaction whose fate is unknown."""
        ...

    def save(self, changes: Changes) -> None: ...
    def append(self, head: Head, rows: Sequence[Row], meters: Sequence[Reading]) -> None:
        """``save`` for what most batches change: entries, ``head`` behind them, and readings."""
        ...

    def insert_agent(self, agent: Agent, levels: Sequence[str]) -> Agent:
        """Store a new agent with a meter per level; returns it with its numbers."""
        ...

    def update_agent(self, agent: Agent, *, if_version: int) -> bool:
        """Compare-and-swap on ``version``; ``agent`` carries the next one."""
        ...

    def set_status(self, whose: Whose, status: str, *, only: Sequence[str], now: int) -> list[Named]:
        """Set the status of those that have one of ``only``; who they are and what they had, in order of number.

        They are many when everything is stopped, under the write lock: so no whole agents are read.
        """
        ...

    def add_meters(self, agent: int, levels: Sequence[str]) -> dict[str, int]: ...
    def touch(self, agents: Iterable[int] | None) -> None:
        """Move the epoch, naming the agents changed; None names all."""
        ...

    def decide_request(self, request: Request, *, was: State) -> bool:
        """Compare-and-swap on the state."""
        ...

    def close_requests(self, *, agents: Sequence[int] | None, now: int) -> int: ...
    def insert_credential(self, credential: Credential, digest: bytes) -> None: ...
    def end_credentials(self, which: Which, *, now: int) -> int:
        """Revoke those that are not revoked yet; how many. Of two who end the same one, one is told of it."""
        ...

    def use_credential(self, n: int, *, now: int, since: int) -> None:
        """Note its use, unless one behind ``since`` is noted."""
        ...

    def forget_credentials(self, now: int, limit: int) -> None:
        """Drop some sessions and links that have expired."""
        ...

    def insert_person(self, person: Person) -> None: ...
    def update_person(self, person: Person) -> None:
        """Set the name, the role, and since when they are disabled."""
        ...

    def lock_person(self, id: str) -> Person | None:
        """A person as they are now, and until the end of this transaction for everybody else who asks so, or changes them."""
        ...

    def insert_passkey(self, passkey: Passkey) -> None: ...
    def update_passkey(self, passkey: Passkey) -> None:
        """Set the name, the count, and when it was revoked and last used."""
        ...

    def end_passkeys(self, user_id: str | None, *, now: int) -> int:
        """Revoke those of a person that are not revoked yet; how many. None: everybody's."""
        ...

    def insert_webhook(self, webhook: Webhook, secrets: str) -> None: ...
    def update_webhook(self, webhook: Webhook, *, if_version: int, secrets: str | None = None) -> bool:
        """Compare-and-swap on ``version``; ``webhook`` carries the next one. ``secrets``: sealed, None leaves them."""
        ...

    def note_webhook(
        self, id: str, *, taken_at: int | None, failed_at: int | None, failure: str | None
    ) -> None:
        """Note what has come of events; None leaves what is there."""
        ...

    def delete_webhook(self, id: str) -> None: ...
    def erase_arguments(self, seqs: Sequence[int]) -> int: ...
    def save_checkpoint(self, at: int, text: str) -> None: ...
    def set_base(self, base: Head) -> None: ...
    def delete_entries(self, log: int, upto: int, limit: int) -> int: ...
    def put_setting(self, name: str, value: str) -> None: ...
    def set_schema(self, schema: int) -> None:
        """Another version of the schema, or what closes the database; for everybody from the commit on.

        Waits for transactions that have read the version before and may still commit: there are none afterwards.
        """
        ...

    def tidy(self, now: int) -> None:
        """Drop a few remembered things that have expired."""
        ...

    def see_sink(self, name: str, now: int) -> None: ...
    def put_sink(self, name: str, now: int, *, tenant_id: str | None, kinds: Sequence[str] | None) -> None:
        """As ``see_sink``, and let it want only what is about this tenant and of these types; None: whatever it is."""
        ...

    def keep_sinks(self, names: Iterable[str], now: int) -> None:
        """See those of these sinks that there are."""
        ...

    def hurry(self, sink: str, now: int) -> None:
        """Let what waits for another attempt be due now."""
        ...

    def drop_waiting(self, sink: str, before: int, limit: int) -> int:
        """Drop up to ``limit`` of what waits for a sink and happened before. How many."""
        ...

    def forget_sink(self, name: str, limit: int) -> int:
        """Drop up to ``limit`` of what waits for a sink, and the sink itself once nothing is left. How many."""
        ...

    def claim(self, sink: str, by: str, now: int, until: int, numbers: Sequence[int]) -> list[Delivery]:
        """Take those of these deliveries that are still waiting; nobody else gets them before ``until``.

        ``by`` names this claim, not the claimer: what is claimed again later belongs to another.
        """
        ...

    def delivered(self, n: int, by: str) -> bool:
        """Done with it. False, and nothing happens, unless the claim is still ``by``'s: numbers are used again."""
        ...

    def postpone(self, n: int, by: str, due_at: int, attempts: int) -> None: ...


class Store(Protocol):
    """A database. Opened by its constructor; safe to share between threads; re-made by itself after a fork."""

    @property
    def url(self) -> str:
        """The database's address without credentials."""
        ...

    @property
    def instant(self) -> bool:
        """Whether a transaction takes microseconds where nobody else writes: an event loop may then run it itself."""
        ...

    @property
    def near(self) -> bool:
        """Whether no network lies between: a transaction takes milliseconds at most where nobody else writes."""
        ...

    def unit(self, deadline: float | None = None) -> AbstractContextManager[Unit]:
        """Open a transaction that may write, waiting no later than ``deadline`` (``time.monotonic()``).

        ``AT_ONCE``: not waiting at all; raises ``Busy`` where somebody else writes.
        """
        ...

    def view(self, deadline: float | None = None) -> AbstractContextManager[View]: ...
    def let_go(self) -> None:
        """Undo, and let go of, whatever this thread still holds after an exception came from outside (a signal's)."""
        ...

    def upkeep(self) -> None:
        """What the store does now and then while nobody waits for an answer. Never raises; mostly returns at once."""
        ...

    def wants_upkeep(self) -> bool:
        """Whether ``upkeep`` would do something now. Asked after every batch."""
        ...

    def describe(self) -> dict[str, str]:
        """How the database runs, for operators: its version, and what decides whether a commit is on disk."""
        ...

    def close(self) -> None: ...
