"""The contract of ``pykavach.ports.Store`` as a suite: whatever passes it may stand under the engine.

Write your own store in six bullets:

- Implement ``Store``, ``Unit`` and ``View`` of ``pykavach.ports``. A store's constructor opens the database and creates
  what is missing; ``unit()`` is one transaction that may write, ``view()`` one consistent state to read.
- Take the time from ``now`` where one is given (microseconds since the epoch), else from the database's own clock, once
  per transaction.
- Let writers wait for each other, no longer than their deadline, and lose no update: what ``load`` or ``begin`` has read
  is still so when ``save`` writes. Commit before the context is left.
- Raise ``Unavailable`` when the database does not answer, ``Doubtful`` when a commit may or may not have happened,
  ``Unstorable`` when it refuses the data, and nothing else.
- Close everything in ``close()``; after a fork, let the child open its own.
- Subclass ``StoreContract``, return your store from ``open_store``, and run it::

      class TestMyStore(StoreContract):
          def open_store(self, place, now):
              return MyStore(f"mydb://localhost/{place.name}", now=now)

The classes use plain ``assert`` and the set-up methods of xUnit; nothing here imports a test framework.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pykavach.core import audit, tokens
from pykavach.core.agents import Agent, Kind, Status, parse_permissions
from pykavach.core.approvals import Request, State
from pykavach.core.audit import GENESIS, Head, Row
from pykavach.core.constraints import Constraints
from pykavach.core.credentials import Credential, CredentialKind, Passkey, Person
from pykavach.core.errors import Unavailable
from pykavach.core.meters import Reading
from pykavach.core.roles import Role
from pykavach.core.webhooks import Webhook
from pykavach.ports import (
    Changes,
    EntryFilter,
    Event,
    Memo,
    Named,
    Settlement,
    Store,
    Unit,
    Wanted,
    Which,
    Whose,
)

#: 2025-01-15, 12:00 UTC, in microseconds.
NOON = 1_736_942_400_000_000
MINUTE = 60_000_000
#: Larger than any count or sum a caller can reach.
LARGE = 10**15


class StoreHarness:
    """What a test of a store needs: places, a clock that is set, agents, and rows of the log."""

    #: Whether a second store that is opened at the same place sees what the first has committed.
    shared = True
    #: Whether a view can be opened while a unit is open, and sees what was there before it.
    concurrent = True

    now: int
    place: Path
    store: Store

    def open_store(self, place: Path, now: Callable[[], int]) -> Store:
        """A store at ``place`` (an empty folder of its own for every test), on the clock ``now``."""
        raise NotImplementedError

    def setup_method(self) -> None:
        self.now = NOON
        self.place = Path(tempfile.mkdtemp(prefix="kavach-store-"))
        self._stores: list[Store] = []
        self.store = self.another()

    def teardown_method(self) -> None:
        for store in self._stores:
            store.close()
        shutil.rmtree(self.place, ignore_errors=True)

    def another(self) -> Store:
        """One more store at the same place, closed in the end."""
        store = self.open_store(self.place, lambda: self.now)
        self._stores.append(store)
        return store

    # -- making ------------------------------------------------------------------------------------------------------

    def draft(self, **values: Any) -> Agent:
        """An agent that is not stored yet."""
        made: dict[str, Any] = {
            "id": "agt_" + os.urandom(6).hex(),
            "kind": Kind.SERVICE,
            "user_id": "user_1",
            "name": "worker",
            "digest": tokens.digest(tokens.mint(os.urandom(tokens.ENTROPY_BYTES))),
            "created_at": self.now,
            "changed_at": self.now,
        }
        return Agent(**{**made, **values})

    def agent(self, parent: Agent | None = None, **values: Any) -> Agent:
        """A stored agent with its own meter."""
        if parent is not None:
            above = {
                "parent": parent.n,
                "root": parent.root,
                "depth": parent.depth + 1,
                "kind": Kind.DELEGATED,
            }
            values = {**above, **values}
        with self.store.unit() as unit:
            unit.start()
            return unit.insert_agent(self.draft(**values), ["agent"])

    def meter(self, agent: Agent, level: str = "agent") -> int:
        with self.store.view() as view:
            return view.meters([agent.n])[agent.n][level]

    def rows(self, head: Head, count: int, agent: Agent | None = None, **values: Any) -> list[Row]:
        """That many rows that follow a head. They are not true entries: of a change without an agent, a store reads the tenant, and of no other anything."""
        made: list[Row] = []
        for position in range(head.position + 1, head.position + 1 + count):
            row = Row(
                seq=audit.sequence(head.log, position),
                at=self.now,
                agent=None if agent is None else agent.n,
                kind="decision",
                code="ok",
                booked=None,
                entry=f'{{"n":{position}}}',
                kept=None,
                salt=None,
                hash=os.urandom(32),
            )
            made.append(row._replace(**values))
        return made

    def append(self, count: int = 1, agent: Agent | None = None, **values: Any) -> list[Row]:
        """Append rows to the first log."""
        with self.store.unit() as unit:
            head = unit.start().head
            rows = self.rows(head, count, agent, **values)
            unit.save(Changes(Head(head.log, head.position + count, rows[-1].hash), rows))
        return rows

    def request(self, agent: Agent, **values: Any) -> Request:
        """An open request, stored."""
        made: dict[str, Any] = {
            "n": 0,
            "id": "apr_" + os.urandom(6).hex(),
            "agent": agent.n,
            "root": agent.root,
            "fingerprint": os.urandom(32),
            "cost": 0,
            "resource": "a:b",
            "action": "read",
            "arguments": '{"a":1}',
            "state": State.OPEN,
            "opened_at": self.now,
            "expires_at": self.now + 60 * MINUTE,
        }
        request = Request(**{**made, **values})
        with self.store.unit() as unit:
            unit.save(Changes(unit.start().head, opened=[request]))
        with self.store.view() as view:
            [found] = view.find_requests(Whose(), id=request.id)
        return found

    @contextmanager
    def unavailable(self, seconds: float = 20.0) -> Generator[None]:
        """The body must raise ``Unavailable``, and soon."""
        begun = time.monotonic()
        try:
            yield
        except Unavailable:
            assert time.monotonic() - begun < seconds
        else:
            raise AssertionError("it did not raise Unavailable")


class TransactionContract(StoreHarness):
    """Transactions: all or nothing, one writer at a time, every wait bounded."""

    def test_a_new_store_is_empty(self) -> None:
        with self.store.view() as view:
            start = view.start()
            assert start.head == Head(0, 0, GENESIS)
            assert start.now == NOON
            assert view.heads()[0] == start.head
            assert [base.position for base in view.bases()] == [0] * len(view.heads())
            assert view.find_agents(Whose(), limit=10) == []
            assert view.checkpoints() == []
            assert view.setting("installation")
            assert len(bytes.fromhex(view.setting("fingerprint_key") or "")) == 32
            assert view.setting("nonsense") is None
            assert view.integrity(10) == []
            assert view.drift(10) == []

    def test_the_clock_is_read_anew_by_every_transaction(self) -> None:
        self.now += 5
        with self.store.unit() as unit:
            assert unit.start().now == NOON + 5
        self.now -= 10
        with self.store.view() as view:
            assert view.start().now == NOON - 5

    def test_leaving_a_unit_commits_it(self) -> None:
        with self.store.unit() as unit:
            unit.start()
            unit.put_setting("name", "value")
            unit.put_setting("name", "other")
        for store in [self.store, self.another()] if self.shared else [self.store]:
            with store.view() as view:
                assert view.setting("name") == "other"

    def test_an_exception_undoes_everything(self) -> None:
        agent = self.agent()
        meter = self.meter(agent)

        class Stop(Exception):
            pass

        try:
            with self.store.unit() as unit:
                start, loaded = unit.begin(Wanted(meters={meter}))
                loaded.meters[meter].take(5, throttled=False)
                rows = self.rows(start.head, 3)
                unit.save(Changes(Head(0, 3, rows[-1].hash), rows, [loaded.meters[meter]]))
                unit.insert_agent(self.draft(), ["agent"])
                unit.touch([agent.n])
                unit.put_setting("name", "value")
                raise Stop
        except Stop:
            pass
        with self.store.view() as view:
            start = view.start()
            assert (start.epoch, start.head) == (0, Head(0, 0, GENESIS))
            assert view.setting("name") is None
            assert [found.id for found in view.find_agents(Whose(), limit=10)] == [agent.id]
            assert view.entry(1) is None
            assert view.load(Wanted(meters={meter})).meters[meter].calls == 0
        with self.store.unit() as unit:  # the next batch starts from what was committed, too
            start, loaded = unit.begin(Wanted(meters={meter}))
            assert (start.head, loaded.meters[meter].calls) == (Head(0, 0, GENESIS), 0)

    def test_a_view_sees_one_state(self) -> None:
        if not self.concurrent:
            return
        with self.store.view() as view:
            before = view.start()
            with ThreadPoolExecutor(1) as pool:
                pool.submit(self.append).result(60)
            assert view.start() == before
            assert view.entry(1) is None
        with self.store.view() as view:
            assert view.entry(1) is not None

    def test_a_writer_waits_no_longer_than_its_deadline(self) -> None:
        entered, leave = threading.Event(), threading.Event()
        other = self.another() if self.shared else self.store
        wanted = Wanted(meters={self.meter(self.agent())})

        def hold() -> None:
            with self.store.unit(time.monotonic() + 60) as unit:
                unit.begin(wanted)
                entered.set()
                leave.wait(60)

        with ThreadPoolExecutor(1) as pool:
            holding = pool.submit(hold)
            try:
                assert entered.wait(60)
                for store in (self.store, other):
                    with self.unavailable(), store.unit(time.monotonic() + 0.1) as unit:
                        unit.begin(wanted)
            finally:
                leave.set()
            holding.result(60)
        with self.store.unit(time.monotonic() + 20) as unit:
            unit.start()

    def test_changes_wait_for_each_other(self) -> None:
        """What is no decision may read whatever it likes before it writes: nobody else changes anything meanwhile."""
        entered, leave = threading.Event(), threading.Event()

        def hold() -> None:
            with self.store.unit(time.monotonic() + 60) as unit:
                unit.start()
                entered.set()
                leave.wait(60)

        with ThreadPoolExecutor(1) as pool:
            holding = pool.submit(hold)
            try:
                assert entered.wait(60)
                with self.unavailable(), self.store.unit(time.monotonic() + 0.1) as unit:
                    unit.start()
            finally:
                leave.set()
            holding.result(60)

    def test_a_transaction_is_over_when_it_is_committed_or_undone(self) -> None:
        [row] = self.append()
        with self.store.unit() as unit:
            unit.start()
            assert unit.over(row.seq)
            assert unit.over(row.seq + 1)

    def test_no_update_is_lost(self) -> None:
        """Many threads, on two stores where there can be two, each reading and writing the same meter and log."""
        agent = self.agent()
        meter = self.meter(agent)
        stores = [self.store, self.another()] if self.shared else [self.store]
        each, threads = 25, 6

        def count(number: int) -> None:
            for _ in range(each):
                with stores[number % len(stores)].unit() as unit:
                    start, loaded = unit.begin(Wanted(meters={meter}))
                    reading = loaded.meters[meter]
                    reading.take(7, throttled=False)
                    [row] = self.rows(start.head, 1, agent)
                    unit.save(
                        Changes(Head(start.head.log, start.head.position + 1, row.hash), [row], [reading])
                    )

        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(count, number) for number in range(threads)]:
                done.result(120)
        with self.store.view() as view:
            reading = view.load(Wanted(meters={meter})).meters[meter]
            assert (reading.calls, reading.usd) == (each * threads, 7 * each * threads)
            assert sum(head.position for head in view.heads()) == each * threads

    def test_what_one_store_writes_binds_the_other_at_once(self) -> None:
        """Whatever a store remembers between its batches must not outlive another's commit."""
        if not self.shared:
            return
        agent = self.agent()
        meter = self.meter(agent)
        one, two = self.store, self.another()
        for turn in range(6):
            with (one, two)[turn % 2].unit() as unit:
                start, loaded = unit.begin(Wanted(meters={meter}))
                assert start.head.position == turn
                assert loaded.meters[meter].calls == turn
                assert start.epoch == turn // 2
                loaded.meters[meter].take(0, throttled=False)
                [row] = self.rows(start.head, 1)
                unit.save(Changes(Head(0, turn + 1, row.hash), [row], [loaded.meters[meter]]))
            if turn % 2:
                with one.unit() as unit:
                    unit.start()
                    unit.touch([agent.n])

    def test_whoever_waits_for_a_closing_sees_that_the_database_is_closed(self) -> None:
        other = self.another() if self.shared else self.store
        seen: list[int] = []

        def decide() -> None:
            with other.unit(time.monotonic() + 60) as unit:
                seen.append(unit.begin(Wanted())[0].schema)

        late = threading.Thread(target=decide)
        with self.store.unit(time.monotonic() + 60) as unit:
            before = unit.start().schema
            unit.set_schema(before + 1)
            late.start()
            late.join(0.5)
            assert late.is_alive(), "somebody begins to write while the database is being closed"
        late.join(60)
        assert seen == [before + 1]

    def test_a_closing_waits_for_whoever_may_still_commit(self) -> None:
        other = self.another() if self.shared else self.store
        ends: list[int] = []

        def close() -> None:
            with self.store.unit(time.monotonic() + 60) as unit:
                schema = unit.start().schema
                unit.set_schema(schema + 1)
                ends.append(max(head.position for head in unit.heads()))

        late = threading.Thread(target=close)
        with other.unit(time.monotonic() + 60) as unit:
            head = unit.begin(Wanted())[0].head
            late.start()
            late.join(0.5)
            assert late.is_alive(), "the database is closed while somebody writes"
            rows = self.rows(head, 3)
            unit.append(Head(head.log, 3, rows[-1].hash), rows, [])
        late.join(60)
        assert ends == [3]

    def test_a_closed_store_is_unavailable(self) -> None:
        store = self.another() if self.shared else self.store
        store.close()
        store.close()
        with self.unavailable(), store.unit(time.monotonic() + 5) as unit:
            unit.start()
        with self.unavailable(), store.view(time.monotonic() + 5) as view:
            view.start()

    def test_it_says_what_it_is_without_secrets(self) -> None:
        assert "://" in self.store.url
        assert "@" not in self.store.url.partition("://")[2].partition("/")[0].partition("@")[0]
        described = self.store.describe()
        assert {"database", "durability"} <= described.keys()


class AgentContract(StoreHarness):
    """Agents, their meters, and the epoch that binds their changes."""

    def test_an_agent_comes_back_as_it_went(self) -> None:
        stored = self.agent(
            name="Ünïcode \U0001f600 '\"\\ %_",
            tenant_id="acme",
            permissions=parse_permissions(
                [
                    {
                        "resource": "a:*",
                        "actions": ["*"],
                        "constraints": {"maxCalls": LARGE, "budgetUsd": "0.000001"},
                    }
                ]
            ),
            constraints=Constraints.parse(
                {"ipAllowlist": ["10.0.0.0/8", "::1"], "allowedHoursUTC": "09:00-18:00"}
            ),
            metadata='{"a":[1,null,"\\u0000\\u00e9"]}',
            old_digest=os.urandom(32),
            old_until=NOON + 1,
            expires_at=LARGE,
            observe_until=NOON + 2,
            max_depth=16,
            by_token=True,
        )
        assert stored.n > 0
        assert stored.root == stored.n
        with self.store.view() as view:
            found = view.agents([stored.n])
            assert found.keys() == {stored.n}
            for agent in [found[stored.n], *view.find_agents(Whose(id=stored.id), limit=2)]:
                assert agent.constraints.wire() == stored.constraints.wire()
                assert replace(agent, constraints=stored.constraints) == stored
            assert view.numbers([stored.id, "agt_none"]) == {stored.id: stored.n}
            assert view.ids([stored.n, stored.n + 1000]) == {stored.n: stored.id}

    def test_a_token_hash_finds_its_holder(self) -> None:
        agent, old = self.agent(old_digest=os.urandom(32)), self.agent()
        assert agent.old_digest is not None
        wanted = [agent.digest, agent.old_digest, old.digest, os.urandom(32)]
        with self.store.view() as view:
            assert view.holders(wanted) == {
                agent.digest: agent.n,
                agent.old_digest: agent.n,
                old.digest: old.n,
            }
            many = [os.urandom(32) for _ in range(1200)]
            assert view.holders([*many, old.digest]) == {old.digest: old.n}

    def test_two_agents_cannot_hold_one_token(self) -> None:
        agent = self.agent()
        with self.unavailable(), self.store.unit() as unit:
            unit.start()
            unit.insert_agent(self.draft(digest=agent.digest), ["agent"])
        with self.store.view() as view:
            assert len(view.find_agents(Whose(), limit=10)) == 1

    def test_agents_come_with_everyone_above_them(self) -> None:
        root = self.agent()
        middle = self.agent(root)
        leaf, other = self.agent(middle), self.agent(root)
        with self.store.view() as view:
            assert view.agents([leaf.n]).keys() == {leaf.n, middle.n, root.n}
            assert view.agents([leaf.n, other.n])[other.n] == other
            assert view.agents([LARGE]) == {}
        assert (leaf.root, leaf.depth, leaf.parent) == (root.n, 2, middle.n)

    def test_names_are_compared_exactly(self) -> None:
        """Neither case, nor blanks at the end, nor accents make two owners one, or two names."""
        owners = ["acme", "acme ", "ACME", "acmé", "acme%", "acme_", "\u0430cme"]
        for owner in owners:
            self.agent(user_id=owner, tenant_id=owner, name=owner)
        with self.store.view() as view:
            for owner in owners:
                for whose in (Whose(user_id=owner), Whose(tenant_id=owner), Whose(name=owner)):
                    assert [found.user_id for found in view.find_agents(whose, limit=10)] == [owner]
                assert view.count_live_roots(owner, self.now) == 1

    def test_agents_are_found_by_every_condition_and_in_pages(self) -> None:
        root = self.agent(user_id="a", tenant_id="t")
        child = self.agent(root, user_id="a", tenant_id="t")
        leaf = self.agent(child, user_id="a", status=Status.SUSPENDED, name="leaf")
        other = self.agent(user_id="b", kind=Kind.AUTONOMOUS)
        expected: list[tuple[Whose, list[Agent]]] = [
            (Whose(), [root, child, leaf, other]),
            (Whose(user_id="a"), [root, child, leaf]),
            (Whose(tenant_id="t"), [root, child]),
            (Whose(under=child.n), [child, leaf]),
            (Whose(under=root.n), [root, child, leaf]),
            (Whose(parent=root.n), [child]),
            (Whose(roots=True), [root, other]),
            (Whose(status="suspended"), [leaf]),
            (Whose(kind="autonomous"), [other]),
            (Whose(name=leaf.name), [leaf]),
            (Whose(among=(child.n, other.n)), [child, other]),
            (Whose(among=()), []),
            (Whose(id=leaf.id, under=child.n, user_id="a"), [leaf]),
            (Whose(id=other.id, under=root.n), []),
            (Whose(user_id="a", roots=True), [root]),
            (Whose(id=root.id, tenant_id="else"), []),
        ]
        with self.store.view() as view:
            for whose, agents in expected:
                assert view.find_agents(whose, limit=10) == agents, whose
            assert view.find_agents(Whose(), limit=2) == [root, child]
            assert view.find_agents(Whose(), limit=2, after=child.n) == [leaf, other]

    def test_the_living_are_counted(self) -> None:
        root = self.agent(user_id="a")
        dead = self.agent(root, status=Status.REVOKED)
        self.agent(dead)  # under the dead nothing lives
        alive = self.agent(root, status=Status.SUSPENDED, expires_at=self.now + 1)
        self.agent(alive)
        self.agent(root, expires_at=self.now)
        self.agent(user_id="a", expires_at=self.now)
        with self.store.view() as view:
            assert view.count_live_below(root.n, self.now) == 2
            assert view.count_live_below(root.n, self.now + 1) == 0
            assert view.count_live_roots("a", self.now) == 1
            assert view.count_live_roots("nobody", self.now) == 0

    def test_an_update_is_a_compare_and_swap(self) -> None:
        agent = self.agent()
        new = replace(agent, name="new", version=agent.version + 1)
        with self.store.unit() as unit:
            unit.start()
            assert unit.update_agent(new, if_version=agent.version)
            assert not unit.update_agent(replace(new, name="late"), if_version=agent.version)
        with self.store.view() as view:
            assert view.agents([agent.n])[agent.n] == new

    def test_a_status_is_set_on_those_that_have_another(self) -> None:
        root = self.agent(old_digest=os.urandom(32), old_until=self.now + 50)
        child = self.agent(root, status=Status.SUSPENDED)
        gone = self.agent(root, status=Status.REVOKED)
        with self.store.unit() as unit:
            unit.start()
            before = unit.set_status(Whose(under=root.n), "suspended", only=("active",), now=self.now + 9)
        assert before == [Named(root.n, None, root.id, root.user_id, root.tenant_id, "active")]
        with self.store.view() as view:
            found = view.agents([root.n, child.n, gone.n])
        assert found[child.n] == child
        assert found[gone.n] == gone
        after = found[root.n]
        assert (after.old_until or 0) <= self.now + 9  # a stop ends a running grace
        stopped = replace(root, status=Status.SUSPENDED, version=2, changed_at=self.now + 9)
        assert replace(after, old_until=root.old_until) == stopped

    def test_the_epoch_names_who_has_changed(self) -> None:
        one, two = self.agent(), self.agent()
        for named in ([one.n], [two.n, one.n], []):
            with self.store.unit() as unit:
                unit.start()
                unit.touch(named)
        with self.store.view() as view:
            assert view.start().epoch == 3
            assert view.changed_since(0) == {one.n, two.n}
            assert view.changed_since(1) == {one.n, two.n}
        with self.store.unit() as unit:
            unit.start()
            unit.touch(None)
        with self.store.view() as view:
            assert view.changed_since(3) is None
            assert view.changed_since(99) is None  # not of this history: a backup has been restored

    def test_levels_have_meters(self) -> None:
        with self.store.unit() as unit:
            unit.start()
            agent = unit.insert_agent(self.draft(), ["agent", "a:b read", "é" * 60])
            meters = unit.meters([agent.n])[agent.n]
            again = unit.add_meters(agent.n, ["agent", "new"])
        assert meters.keys() == {"agent", "a:b read", "é" * 60}
        assert again == meters | {"new": again["new"]}
        assert len(set(again.values())) == 4
        with self.store.view() as view:
            assert view.meters([agent.n, LARGE]) == {agent.n: again}

    def test_a_meter_below_zero_is_not_read(self) -> None:
        meters = [self.meter(self.agent()) for _ in range(2)]
        for column in Reading.__slots__[2:-2]:
            with self.store.unit() as unit:
                start, _ = unit.begin(Wanted())
                damaged = Reading(meters[0])
                setattr(damaged, column, -1)
                unit.save(Changes(start.head, meters=[damaged]))
            with self.store.unit() as unit:
                _, loaded = unit.begin(Wanted(meters=set(meters)))
                assert loaded.meters.keys() & set(meters) == {meters[1]}, column
                assert unit.load(Wanted(meters=set(meters))).meters.keys() & set(meters) == {meters[1]}
            with self.store.view() as view:
                assert view.load(Wanted(meters=set(meters))).meters.keys() == {meters[1]}

    def test_meters_come_back_as_they_went(self) -> None:
        meters = [self.meter(self.agent()) for _ in range(3)]
        with self.store.unit() as unit:
            start, loaded = unit.begin(Wanted(meters=set(meters)))
            for place, meter in enumerate(meters[:2]):
                reading = loaded.meters[meter]
                names = [name for name in type(reading).__slots__ if name not in ("id", "last_ip", "last_at")]
                for name in names:
                    setattr(reading, name, LARGE + place)
                reading.last_at, reading.last_ip = NOON, "::ffff:10.0.0.1"
            unit.save(Changes(start.head, meters=[loaded.meters[meter] for meter in meters[:2]]))
        for store in [self.store, self.another()] if self.shared else [self.store]:
            with store.unit() as unit:
                _, found = unit.begin(Wanted(meters={*meters, LARGE}))
                assert found.meters.keys() == set(meters)
                for place, meter in enumerate(meters[:2]):
                    assert found.meters[meter].day_usd == LARGE + place
                    assert found.meters[meter].last_ip == "::ffff:10.0.0.1"
                assert found.meters[meters[2]].calls == 0
                assert found.meters[meters[2]].last_ip is None

    def test_few_meters_and_many_are_written_alike(self) -> None:
        for count in (1, 2, 9):
            meters = [self.meter(self.agent()) for _ in range(count)]
            with self.store.unit() as unit:
                start, loaded = unit.begin(Wanted(meters=set(meters)))
                for place, meter in enumerate(meters):
                    reading = loaded.meters[meter]
                    reading.calls, reading.month_usd = place + 1, place + 2
                    if place % 2:
                        reading.last_at, reading.last_ip = NOON + place, "10.0.0.1"
                unit.save(Changes(start.head, meters=[loaded.meters[meter] for meter in meters]))
            with self.store.view() as view:
                found = view.load(Wanted(meters=set(meters))).meters
            for place, meter in enumerate(meters):
                last = (NOON + place, "10.0.0.1") if place % 2 else (None, None)
                expected = (meter, *[0] * 6, 0, place + 2, place + 1, 0, *last)
                assert found[meter].row() == expected, (count, place)

    def test_what_expires_is_found(self) -> None:
        soon = self.agent(expires_at=self.now + 50)
        self.agent(expires_at=self.now + 51)
        self.agent(expires_at=self.now + 50, status=Status.REVOKED)
        self.agent(expires_at=self.now + 5, created_at=self.now)  # was never meant to live long
        with self.store.view() as view:
            options: dict[str, int] = {"since": self.now, "until": self.now + 50, "life": 10}
            assert view.expiring(after=0, span=100, **options) == ([soon.n], 0)
            found, on = view.expiring(after=0, span=2, **options)
            assert (found, on) == ([soon.n], 2)
            assert view.expiring(after=on, span=100, **options) == ([], 0)


class RecordContract(StoreHarness):
    """The log, settlements, requests, memos, events, and what is kept beside them."""

    def test_rows_come_back_as_they_went(self) -> None:
        agent = self.agent()
        rows = self.append(
            3, agent, kept='{"a":"\\u00e9"}', salt=os.urandom(16), booked=LARGE, code="rate_limited"
        )
        rows += self.append(300)  # more than one statement holds
        with self.store.view() as view:
            head = Head(0, 303, rows[-1].hash)
            assert view.start().head == head
            assert view.heads()[0] == head
            assert [view.entry(row.seq) for row in rows] == rows
            assert view.entry(304) is None
            assert view.entries(EntryFilter(), log=0, after=0, until=303, limit=1000) == rows

    def test_rows_are_found_by_every_condition_and_in_both_orders(self) -> None:
        agent, other = self.agent(user_id="a"), self.agent(user_id="b", tenant_id="t")
        one = self.append(2, agent)
        two = self.append(2, other, code="revoked")
        self.now += 10
        three = self.append(1, kind="change", code=None, kept="{}", salt=os.urandom(16))
        everything = [*one, *two, *three]
        expected: list[tuple[EntryFilter, list[Row]]] = [
            (EntryFilter(), everything),
            (EntryFilter(Whose(id=agent.id)), one),
            (EntryFilter(Whose(user_id="b")), two),
            (EntryFilter(Whose(tenant_id="t"), codes=("ok",)), []),
            (EntryFilter(codes=("revoked", "expired")), two),
            (EntryFilter(codes=("ok", "revoked")), [*one, *two]),
            (EntryFilter(kinds=("change",)), three),
            (EntryFilter(since=self.now), three),
            (EntryFilter(until=self.now), [*one, *two]),
            (EntryFilter(agentless=True), three),
            (EntryFilter(texts=True), three),
        ]
        with self.store.view() as view:
            for where, rows in expected:
                assert view.entries(where, log=0, after=0, until=5, limit=10) == rows, where
                assert (
                    view.entries(where, log=0, after=0, until=5, limit=10, newest_first=True) == rows[::-1]
                ), where
            assert view.entries(EntryFilter(), log=0, after=1, until=4, limit=2) == everything[1:3]
            assert view.entries(EntryFilter(), log=0, after=1, until=2, limit=9) == everything[1:2]

    def test_changes_that_are_about_a_tenant_and_no_agent_are_found_by_the_tenant(self) -> None:
        agent = self.agent(tenant_id="t")
        of_t, of_u = '{"tenant":"t"}', '{"tenant":"u"}'
        one = self.append(1, kind="change", code=None, entry=of_t)
        two = self.append(2, agent)
        three = self.append(1, kind="change", code=None, entry=of_u)
        four = self.append(2, kind="change", code=None, entry=of_t)
        stray = self.append(1, entry=of_t)  # a decision about nobody belongs to no tenant
        odd = self.append(1, kind="change", code=None, entry="no JSON")
        odd += self.append(1, kind="change", code=None, entry='{"tenant":5}')
        odd += self.append(1, kind="change", code=None, entry="[]")
        where = EntryFilter(Whose(tenant_id="t"), of_tenant="t")
        with self.store.view() as view:
            for most in (1, 2, 4, 10):
                found = view.entries(where, log=0, after=0, until=11, limit=most)
                assert found == [*one, *two, *four][:most]
                found = view.entries(where, log=0, after=0, until=11, limit=most, newest_first=True)
                assert found == [*one, *two, *four][::-1][:most]
            assert view.entries(where, log=0, after=1, until=5, limit=9) == [*two, *four[:1]]
            assert view.entries(replace(where, kinds=("change",)), log=0, after=0, until=11, limit=9) == [
                *one,
                *four,
            ]
            nobody = EntryFilter(Whose(among=()), of_tenant="u")
            assert view.entries(nobody, log=0, after=0, until=11, limit=9) == three
            assert view.entries(EntryFilter(Whose(tenant_id="t")), log=0, after=0, until=11, limit=9) == two
            assert view.unlisted([*one, *two, *three, *four, *stray, *odd]) == set()
            other = one[0]._replace(entry='{"tenant":"v"}')
            assert view.unlisted([other, *two]) == {other.seq}
        with self.store.unit() as unit:
            unit.start()
            assert unit.delete_entries(0, 1, 10) == 1
        with self.store.view() as view:
            assert view.entries(where, log=0, after=1, until=11, limit=9) == [*two, *four]
        self.append(1100)  # more than are listed together
        with self.store.unit() as unit:
            unit.start()
            unit.delete_entries(0, 1100, 2000)
        with self.store.view() as view:
            assert view.unlisted(four) == {row.seq for row in four}  # a list of what is gone is not kept

    def test_bookings_are_open_until_they_are_settled(self) -> None:
        agent = self.agent()
        rows = self.append(3, agent, booked=LARGE)
        self.append(1, agent)
        with self.store.unit() as unit:
            start = unit.start()
            unit.save(Changes(start.head, settlements=(Settlement(rows[1].seq, 5, NOON),)))
        with self.store.view() as view:
            assert view.settlement(rows[1].seq) == Settlement(rows[1].seq, 5, NOON)
            assert view.settlement(rows[0].seq) is None
            assert view.settlements(row.seq for row in rows) == {
                rows[1].seq: Settlement(rows[1].seq, 5, NOON)
            }
            assert view.rows([rows[2].seq, rows[0].seq, 10**6]) == {row.seq: row for row in rows[::2]}
            assert view.rows([]) == {}
            assert view.settlements([]) == {}
            assert view.unsettled(Whose(), since=0, limit=10) == [rows[0], rows[2]]
            assert view.unsettled(Whose(id=agent.id), since=0, limit=10, after=rows[0].seq) == [rows[2]]
            assert view.unsettled(Whose(), since=self.now + 1, limit=10) == []
            assert view.unsettled(Whose(), since=0, limit=10, until=rows[1].seq) == [rows[0]]
            assert [view.further(0, n) for n in (1, 2, 3)] == [row.seq for row in rows]
            assert view.further(rows[0].seq, 2) == rows[2].seq
            assert view.further(rows[0].seq, 3) is not None
            assert view.further(rows[0].seq, 4) is None
            assert view.booked(Whose(id=agent.id), since=0) == (2, 2 * LARGE)
            assert view.booked(Whose(id="agt_none"), since=0) == (0, 0)
        with self.unavailable(), self.store.unit() as unit:  # once
            start = unit.start()
            unit.save(Changes(start.head, settlements=(Settlement(rows[1].seq, 6, NOON),)))

    def test_a_prefix_of_the_log_can_be_deleted_in_steps(self) -> None:
        rows = self.append(10, booked=1)
        with self.store.unit() as unit:
            start = unit.start()
            unit.save(Changes(start.head, settlements=(Settlement(rows[0].seq, 0, NOON),)))
            unit.set_base(Head(0, 6, rows[5].hash))
            steps = [unit.delete_entries(0, 6, 4) for _ in range(3)]
        assert steps == [4, 2, 0]
        with self.store.view() as view:
            assert view.bases()[0] == Head(0, 6, rows[5].hash)
            assert view.entries(EntryFilter(), log=0, after=0, until=10, limit=20) == rows[6:]
            assert view.settlement(rows[0].seq) is None
            assert view.start().head.position == 10

    def test_texts_beside_entries_can_be_erased(self) -> None:
        rows = self.append(3, kept="{}", salt=os.urandom(16))
        with self.store.unit() as unit:
            unit.start()
            assert unit.erase_arguments([rows[0].seq, rows[2].seq, 99]) == 2
        with self.store.view() as view:
            assert view.entry(rows[0].seq) == rows[0]._replace(kept=None, salt=None)
            assert view.entry(rows[1].seq) == rows[1]

    def test_checkpoints_are_kept_in_order(self) -> None:
        with self.store.unit() as unit:
            unit.start()
            for number in range(3):
                unit.save_checkpoint(NOON - number, f'{{"n":{number}}}')
        with self.store.view() as view:
            assert view.checkpoints() == [(NOON - n, f'{{"n":{n}}}') for n in range(3)]

    def test_requests_come_back_as_they_went_and_are_found(self) -> None:
        root = self.agent(tenant_id="t")
        child = self.agent(root)
        first = self.request(child, cost=LARGE, arguments='{"é":1}')
        second = self.request(root, state=State.APPROVED, decided_at=NOON, decided_by="anna", note="fine é")
        third = self.request(child, fingerprint=first.fingerprint)
        key = (child.n, first.fingerprint)
        with self.store.unit() as unit:
            _, loaded = unit.begin(Wanted(approvals={key, (root.n, first.fingerprint)}))
            assert loaded.approvals[key] == [first, third]
            assert loaded.approvals[root.n, first.fingerprint] == []
        with self.store.view() as view:
            assert view.find_requests(Whose()) == [first, second, third]
            assert view.find_requests(Whose(), limit=1, after=first.n) == [second]
            assert view.find_requests(Whose(tenant_id="t")) == [second]
            assert view.find_requests(Whose(), states=("open",)) == [first, third]
            assert view.find_requests(Whose(), id=second.id) == [second]
            assert view.requests_of_root(root.n, "open") == [first, third]
            assert view.requests_of_root(root.n, "approved") == [second]

    def test_a_request_is_decided_once(self) -> None:
        request = self.request(self.agent())
        yes = replace(request, state=State.APPROVED, decided_by="anna", expires_at=self.now + 5)
        with self.store.unit() as unit:
            unit.start()
            assert unit.decide_request(yes, was=State.OPEN)
            assert not unit.decide_request(replace(yes, state=State.DENIED), was=State.OPEN)
        with self.store.unit() as unit:
            used = replace(yes, state=State.USED, arguments=None)
            unit.save(Changes(unit.start().head, requests=[used]))
        with self.store.view() as view:
            assert view.find_requests(Whose()) == [used]

    def test_requests_are_closed_with_their_agents(self) -> None:
        one, two = self.agent(), self.agent()
        mine, others = self.request(one), self.request(two)
        used = self.request(one, state=State.USED)
        with self.store.unit() as unit:
            unit.start()
            assert unit.close_requests(agents=[one.n], now=self.now) == 1
        closed = replace(mine, state=State.CLOSED, arguments=None, expires_at=self.now)
        with self.store.view() as view:
            assert view.find_requests(Whose()) == [closed, others, used]
        with self.store.unit() as unit:
            unit.start()
            assert unit.close_requests(agents=None, now=self.now) == 1

    def test_a_memo_is_replaced_under_its_key_and_dropped_when_it_has_expired(self) -> None:
        key = os.urandom(32)
        old = Memo("authorize", 1, key, self.now + 10, os.urandom(32), "old é")
        new = old._replace(value="new", fingerprint=os.urandom(32))
        other = Memo("authorize", 2, key, None, os.urandom(32), "{}")
        for memos in ([old], [new, other]):
            with self.store.unit() as unit:
                unit.save(Changes(unit.start().head, memos=tuple(memos)))
        wanted = Wanted(memos={("authorize", 1, key), ("authorize", 2, key), ("create", 1, key)})
        with self.store.unit() as unit:
            _, loaded = unit.begin(wanted)
            assert loaded.memos == {("authorize", 1, key): new, ("authorize", 2, key): other}
            unit.tidy(self.now + 10)
        with self.store.view() as view:
            assert view.load(wanted).memos == {("authorize", 2, key): other}

    def test_tidying_ends_requests_whose_time_is_over(self) -> None:
        agent = self.agent()
        over = self.request(agent, expires_at=self.now)
        going = self.request(agent)
        with self.store.unit() as unit:
            unit.start()
            unit.tidy(self.now)
        with self.store.view() as view:
            assert view.find_requests(Whose()) == [replace(over, state=State.EXPIRED, arguments=None), going]


class PeopleContract(StoreHarness):
    """People, and the keys, sessions and links they sign in with."""

    def credential(
        self, kind: CredentialKind = CredentialKind.KEY, **values: Any
    ) -> tuple[Credential, bytes]:
        """A stored credential, and the hash it is found by."""
        digest = os.urandom(32)
        made: dict[str, Any] = {"name": "é", "role": Role.ADMIN, "created_by": "ann"}
        draft = Credential(id="key_" + os.urandom(6).hex(), kind=kind, created_at=self.now, **(made | values))
        with self.store.unit() as unit:
            unit.start()
            unit.insert_credential(draft, digest)
            [stored] = unit.find_credentials(Which(id=draft.id), limit=2)
        assert stored.n > 0
        assert stored == replace(draft, n=stored.n)
        return stored, digest

    def person(self, id: str = "ann", **values: Any) -> Person:
        person = Person(id, "Ann ü", Role.OWNER, self.now, **values)
        with self.store.unit() as unit:
            unit.start()
            unit.insert_person(person)
        return person

    def test_a_hash_finds_its_credential_and_the_person_it_names(self) -> None:
        ann = self.person(tenant_id="t", disabled_at=self.now)
        key, digest = self.credential()
        mine, own = self.credential(
            CredentialKind.SESSION,
            user_id="ann",
            tenant_id="t",
            parent=key.n,
            expires_at=self.now + 5,
            revoked_at=self.now,
            last_used_at=self.now,
        )
        strangers, other = self.credential(user_id="Ann")
        with self.store.view() as view:
            assert view.credential(digest) == (key, None)
            assert view.credential(own) == (mine, ann)
            assert view.credential(other) == (strangers, None)
            assert view.credential(os.urandom(32)) is None

    def test_two_credentials_share_neither_hash_nor_id(self) -> None:
        key, digest = self.credential()
        for draft, its in ((replace(key, id="key_2"), digest), (key, os.urandom(32))):
            try:
                with self.store.unit() as unit:
                    unit.start()
                    unit.insert_credential(draft, its)
            except Unavailable:
                continue
            raise AssertionError("stored twice")

    def test_credentials_are_found_by_every_condition_and_in_pages(self) -> None:
        kinds = CredentialKind
        key, _ = self.credential(tenant_id="t")
        link, _ = self.credential(kinds.LINK, user_id="ann")
        session, _ = self.credential(kinds.SESSION, user_id="ann", tenant_id="t", parent=key.n)
        expected: list[tuple[Which, list[Credential]]] = [
            (Which(), [key, link, session]),
            (Which(id=link.id), [link]),
            (Which(kinds=(kinds.KEY,)), [key]),
            (Which(kinds=(kinds.LINK, kinds.SESSION)), [link, session]),
            (Which(user_id="ann"), [link, session]),
            (Which(user_id="ann", tenant_id="t"), [session]),
            (Which(tenant_id="t"), [key, session]),
            (Which(parent=key.n), [session]),
            (Which(id="nobody"), []),
        ]
        with self.store.view() as view:
            for which, found in expected:
                assert view.find_credentials(which, limit=10) == found, which
            assert view.find_credentials(Which(), limit=2) == [key, link]
            assert view.find_credentials(Which(), limit=2, after=link.n) == [session]

    def test_a_credential_is_ended_once(self) -> None:
        key, digest = self.credential()
        mine = [self.credential(CredentialKind.SESSION, parent=key.n)[0] for _ in range(3)]
        other, _ = self.credential()
        with self.store.unit() as unit:
            unit.start()
            assert unit.end_credentials(Which(id=key.id), now=self.now) == 1
            assert unit.end_credentials(Which(id=key.id), now=self.now + 1) == 0
            assert unit.end_credentials(Which(parent=key.n), now=self.now) == len(mine)
        with self.store.view() as view:
            assert view.credential(digest) == (replace(key, revoked_at=self.now), None)
            assert view.find_credentials(Which(id=other.id), limit=1) == [other]

    def test_of_two_who_end_one_credential_together_one_is_told(self) -> None:
        link, _ = self.credential(CredentialKind.LINK)
        stores = [self.store, self.another()] if self.shared else [self.store, self.store]
        gate = threading.Barrier(len(stores))

        def end(store: Store) -> int:
            gate.wait()
            with store.unit(time.monotonic() + 30) as unit:
                unit.start()
                return unit.end_credentials(Which(id=link.id), now=self.now)

        with ThreadPoolExecutor(len(stores)) as pool:
            assert sorted(pool.map(end, stores)) == [0, 1]

    def test_a_use_is_noted_unless_one_is_known(self) -> None:
        key, _ = self.credential()
        other, _ = self.credential()
        seen: list[int | None] = []
        for now in (self.now, self.now + 5, self.now + 10):
            with self.store.unit() as unit:
                unit.start()
                unit.use_credential(key.n, now=now, since=now - 10)
                seen.append(unit.find_credentials(Which(id=key.id), limit=1)[0].last_used_at)
        assert seen == [self.now, self.now, self.now + 10]
        with self.store.view() as view:
            assert view.find_credentials(Which(id=other.id), limit=1) == [other]

    def test_what_was_made_for_a_while_is_dropped_when_it_is_over(self) -> None:
        key, _ = self.credential(expires_at=self.now)
        over = [self.credential(CredentialKind.SESSION, expires_at=self.now - n)[0] for n in range(2)]
        over.append(self.credential(CredentialKind.LINK, expires_at=self.now)[0])
        going, _ = self.credential(CredentialKind.SESSION, expires_at=self.now + 1)
        left: list[list[Credential]] = []
        for _ in range(2):
            with self.store.unit() as unit:
                unit.start()
                unit.forget_credentials(self.now, 2)
                left.append(unit.find_credentials(Which(), limit=10))
        assert len(left[0]) == 3
        assert left[1] == [key, going]

    def test_people_come_back_as_they_went_and_are_found_in_pages(self) -> None:
        ids = ["Zoë", "ann", "ann ", "Ann", "ключ"]
        people = {id: self.person(id, tenant_id="t" if id == "ann" else None) for id in ids}
        in_order = [people[id] for id in sorted(ids)]
        with self.store.view() as view:
            assert view.find_people() == in_order
            assert view.find_people(id="ann") == [people["ann"]]
            assert view.find_people(id="ANN") == []
            assert view.find_people(tenant_id="t") == [people["ann"]]
            assert view.find_people(id="Ann", tenant_id="t") == []
            assert view.find_people(limit=2) == in_order[:2]
            assert view.find_people(limit=9, after=in_order[1].id) == in_order[2:]
        changed = replace(people["ann"], name="New", role=Role.AUDITOR, disabled_at=self.now)
        with self.store.unit() as unit:
            unit.start()
            unit.update_person(changed)
        with self.store.view() as view:
            assert view.find_people(id="ann") == [changed]
            assert view.find_people(id="ann ") == [people["ann "]]

    def passkey(self, user_id: str = "ann", **values: Any) -> Passkey:
        made: dict[str, Any] = {"credential_id": os.urandom(1023), "public_key": os.urandom(700)}
        draft = Passkey(
            id="pky_" + os.urandom(6).hex(),
            user_id=user_id,
            name="é",
            sign_count=2**32 - 1,
            created_at=self.now,
            **(made | values),
        )
        with self.store.unit() as unit:
            unit.start()
            unit.insert_passkey(draft)
            [stored] = unit.find_passkeys(id=draft.id, limit=2)
        assert stored.n > 0
        assert stored == replace(draft, n=stored.n)
        return stored

    def test_passkeys_come_back_as_they_went_and_are_found_by_every_condition(self) -> None:
        first, second, other = self.passkey(), self.passkey(), self.passkey("Ann")
        with self.store.view() as view:
            assert view.find_passkeys() == [first, second, other]
            assert view.find_passkeys(user_id="ann") == [first, second]
            assert view.find_passkeys(user_id="ann", limit=1) == [first]
            assert view.find_passkeys(user_id="ann", after=first.n) == [second]
            assert view.find_passkeys(digest=other.digest) == [other]
            assert view.find_passkeys(id=first.id, user_id="Ann") == []
            assert view.find_passkeys(id=first.id.upper()) == []

    def test_two_passkeys_share_neither_credential_nor_id(self) -> None:
        passkey = self.passkey()
        for draft in (replace(passkey, id="pky_2"), replace(passkey, credential_id=b"another")):
            try:
                with self.store.unit() as unit:
                    unit.start()
                    unit.insert_passkey(draft)
            except Unavailable:
                continue
            raise AssertionError("stored twice")

    def test_a_passkey_changes_and_a_persons_are_ended_once(self) -> None:
        first, second, other = self.passkey(), self.passkey(), self.passkey("bob")
        changed = replace(first, name="ключ", sign_count=0, last_used_at=self.now)
        with self.store.unit() as unit:
            unit.start()
            unit.update_passkey(changed)
            unit.update_passkey(replace(second, revoked_at=self.now - 1))
            assert unit.end_passkeys("ann", now=self.now) == 1
            assert unit.end_passkeys("ann", now=self.now) == 0
            gone = [replace(changed, revoked_at=self.now), replace(second, revoked_at=self.now - 1)]
            assert unit.find_passkeys() == [*gone, other]
            assert unit.end_passkeys(None, now=self.now + 1) == 1
        with self.store.view() as view:
            assert view.find_passkeys() == [*gone, replace(other, revoked_at=self.now + 1)]

    def test_whoever_locks_a_person_sees_what_the_one_before_has_done(self) -> None:
        """What is counted under the lock is right, though nothing else is locked."""
        self.person()
        self.person("bob")
        stores = [self.store, self.another()] if self.shared else [self.store, self.store]
        gate = threading.Barrier(len(stores))

        def add(store: Store) -> int:
            gate.wait()
            with store.unit(time.monotonic() + 30) as unit:
                unit.start()
                found = unit.lock_person("ann")
                assert found is not None
                assert (found.id, found.role) == ("ann", Role.OWNER)
                there = len(unit.find_passkeys(user_id="ann"))
                unit.insert_passkey(Passkey(f"pky_{there}", "ann", "x", os.urandom(9), b"k", 0, self.now))
                return there

        with ThreadPoolExecutor(len(stores)) as pool:
            assert sorted(pool.map(add, stores)) == [0, 1]
        with self.store.unit() as unit:
            unit.start()
            assert unit.lock_person("Ann") is None


class EventContract(StoreHarness):
    """Events on their way to sinks: each at least once, in order per agent, in one pair of hands at a time."""

    def tell(self, *events: Event) -> None:
        with self.store.unit() as unit:
            unit.save(Changes(unit.start().head, events=tuple(events)))

    def see(self, *sinks: str) -> None:
        with self.store.unit() as unit:
            unit.start()
            for sink in sinks:
                unit.see_sink(sink, self.now)
                unit.see_sink(sink, self.now)

    def waiting(self, sink: str, at: int = 0) -> list[int]:
        with self.store.view() as view:
            return view.waiting(sink, self.now + at, 10)

    def claim(self, sink: str, by: str, numbers: list[int], at: int = 0) -> list[Any]:
        with self.store.unit() as unit:
            unit.start()
            return unit.claim(sink, by, self.now + at, self.now + at + 100, numbers)

    def settle(self, use: Callable[[Unit], Any]) -> Any:
        with self.store.unit() as unit:
            unit.start()
            return use(unit)

    def test_every_known_sink_gets_every_event_in_order_per_agent(self) -> None:
        self.tell(Event(1, self.now, "a", '{"lost":true}'))  # nobody listens yet
        self.see("one", "two")
        self.tell(
            Event(1, self.now, "a", '{"n":"é"}'), Event(1, self.now, "b", "{}"), Event(2, self.now, "c", "{}")
        )
        first = self.waiting("one")
        assert len(first) == len(self.waiting("two")) == 2  # of each agent only the oldest
        taken = self.claim("one", "me", first)
        assert [(d.agent, d.at, d.attempts, d.body) for d in taken] == [
            (1, self.now, 0, '{"n":"é"}'),
            (2, self.now, 0, "{}"),
        ]
        assert self.waiting("one") == []
        assert self.settle(lambda unit: unit.delivered(taken[0].n, "me")) is True
        [second] = self.waiting("one")
        assert second not in first
        assert len(self.waiting("two")) == 2

    def test_a_claim_excludes_others_until_it_ends(self) -> None:
        self.see("one")
        self.tell(Event(1, self.now, "a", "{}"))
        numbers = self.waiting("one")
        assert len(self.claim("one", "first", numbers)) == 1
        assert self.claim("one", "second", numbers) == []
        assert self.claim("one", "second", numbers, at=99) == []
        assert len(self.claim("one", "second", numbers, at=100)) == 1
        assert self.settle(lambda unit: unit.delivered(numbers[0], "first")) is False
        assert self.settle(lambda unit: unit.delivered(numbers[0], "second")) is True
        assert self.settle(lambda unit: unit.delivered(numbers[0], "second")) is False

    def test_a_postponed_event_waits_and_holds_what_follows_it(self) -> None:
        self.see("one")
        self.tell(Event(1, self.now, "a", "{}"), Event(1, self.now, "b", "{}"))
        [first] = self.waiting("one")
        assert self.claim("else", "me", [first]) == []
        self.claim("one", "me", [first])
        self.settle(lambda unit: unit.postpone(first, "me", self.now + 50, 1))
        assert self.waiting("one") == []
        assert self.waiting("one", at=50) == [first]
        [again] = self.claim("one", "you", [first], at=50)
        assert again.attempts == 1

    def test_a_sink_can_be_forgotten_in_steps_and_is_when_it_stays_away(self) -> None:
        self.see("one", "two")
        self.tell(*(Event(n, self.now, "a", "{}") for n in range(5)))
        assert [self.settle(lambda unit: unit.forget_sink("one", 3)) for _ in range(2)] == [3, 2]
        self.tell(Event(9, self.now, "a", "{}"))
        assert self.waiting("one") == []
        assert len(self.waiting("two")) == 6
        self.settle(lambda unit: unit.tidy(self.now + 8 * 24 * 60 * MINUTE))
        assert self.waiting("two", at=8 * 24 * 60 * MINUTE) == []


class WebhookContract(StoreHarness):
    """Webhooks, and sinks that want only some events."""

    def webhook(self, **values: Any) -> Webhook:
        """A stored webhook, whose sealed secrets are ``sealed-`` and its name."""
        made: dict[str, Any] = {
            "id": "wh_" + os.urandom(6).hex(),
            "name": "é",
            "url": "https://example.com/",
            "events": ("*",),
            "version": 1,
            "created_at": self.now,
            "created_by": "ann",
            "changed_at": self.now,
        }
        draft = Webhook(**(made | values))
        with self.store.unit() as unit:
            unit.start()
            unit.insert_webhook(draft, f"sealed-{draft.name}")
            [stored] = unit.find_webhooks(id=draft.id)
        assert stored.n > 0
        assert stored == replace(draft, n=stored.n)
        return stored

    def change(self, use: Callable[[Unit], Any]) -> Any:
        with self.store.unit() as unit:
            unit.start()
            return use(unit)

    def test_webhooks_are_found_by_every_condition_and_in_pages(self) -> None:
        one = self.webhook(tenant_id="t", events=("key.created", "key.revoked"), paused_at=self.now)
        two, three = self.webhook(gone_at=self.now), self.webhook(tenant_id="T", failure="no ü")
        with self.store.view() as view:
            assert view.find_webhooks() == [one, two, three]
            assert view.find_webhooks(tenant_id="t") == [one]
            assert view.find_webhooks(id=two.id, tenant_id="t") == []
            assert view.find_webhooks(limit=1, after=one.n) == [two]
            assert view.count_webhooks() == {"t": 1, "T": 1, None: 1}
            assert view.webhook_secrets([one.n, three.n]) == {one.n: "sealed-é", three.n: "sealed-é"}
            assert view.webhook_secrets([]) == {}

    def test_a_webhook_is_changed_by_whoever_has_read_it_last(self) -> None:
        one = self.webhook()
        new = replace(one, name="new", tenant_id=None, version=2, events=("key.created",), paused_at=self.now)
        assert self.change(lambda unit: unit.update_webhook(new, if_version=1)) is True
        assert self.change(lambda unit: unit.update_webhook(new, if_version=1)) is False
        with self.store.view() as view:
            assert view.find_webhooks() == [new]
            assert view.webhook_secrets([one.n]) == {one.n: "sealed-é"}
        newer = replace(new, version=3)
        assert self.change(lambda unit: unit.update_webhook(newer, if_version=2, secrets="other")) is True
        with self.store.view() as view:
            assert view.webhook_secrets([one.n]) == {one.n: "other"}

    def test_what_came_of_events_is_noted_until_it_is_deleted(self) -> None:
        one, two = self.webhook(), self.webhook()
        failed = self.now + 1
        self.change(lambda unit: unit.note_webhook(one.id, taken_at=None, failed_at=failed, failure="No ü."))
        self.change(
            lambda unit: unit.note_webhook(one.id, taken_at=self.now + 2, failed_at=None, failure=None)
        )
        with self.store.view() as view:
            noted = replace(one, taken_at=self.now + 2, failed_at=self.now + 1, failure="No ü.")
            assert view.find_webhooks() == [noted, two]
        self.change(lambda unit: unit.delete_webhook(one.id))
        with self.store.view() as view:
            assert view.find_webhooks() == [two]

    def test_a_sink_gets_what_it_wants_and_nothing_else(self) -> None:
        def put(tenant_id: str | None, kinds: list[str] | None, unit: Unit) -> None:
            unit.put_sink(f"{tenant_id}-{kinds}", self.now, tenant_id=tenant_id, kinds=kinds)

        for tenant_id in ("t", None):
            for kinds in (["b", "a.b"], None):
                self.change(partial(put, tenant_id, kinds))
        with self.store.unit() as unit:
            events = [
                Event(n, self.now, kind, f'"{kind} {tenant}"', tenant)
                for n, (kind, tenant) in enumerate(
                    [("a", "t"), ("a.b", "t"), ("b", "T"), ("b", None), ("a.b.c", "t ")]
                )
            ]
            unit.save(Changes(unit.start().head, events=tuple(events)))
        got = {
            name: sorted(d.body for d in self.claimed(name))
            for name in ("t-['b', 'a.b']", "t-None", "None-['b', 'a.b']", "None-None")
        }
        assert got == {
            "t-['b', 'a.b']": ['"a.b t"'],
            "t-None": ['"a t"', '"a.b t"'],
            "None-['b', 'a.b']": ['"a.b t"', '"b None"', '"b T"'],
            "None-None": sorted(event.body for event in events),
        }

    def claimed(self, sink: str) -> Any:
        with self.store.view() as view:
            numbers = view.waiting(sink, self.now, 10)
        return self.change(lambda unit: unit.claim(sink, "me", self.now, self.now + 100, numbers))

    def told(self, *events: Event) -> None:
        with self.store.unit() as unit:
            unit.save(Changes(unit.start().head, events=tuple(events)))

    def test_which_sinks_have_something_due(self) -> None:
        for name in ("one", "two", "idle"):
            self.change(partial(_see, name=name, now=self.now))
        self.change(lambda unit: unit.put_sink("idle", self.now, tenant_id="nobody", kinds=None))
        self.told(Event(1, self.now, "a", "1"), Event(1, self.now, "a", "2"))
        with self.store.view() as view:
            assert view.sinks_due(self.now - 1) == set()
            assert view.sinks_due(self.now) == {"one", "two"}
            assert view.count_waiting(["one", "idle", "nothing"]) == {"one": 2}
        [taken] = self.claimed("one")
        with self.store.view() as view:
            assert view.sinks_due(self.now) == {"two"}  # what follows waits for what is claimed
            assert view.sinks_due(self.now + 100) == {"one", "two"}
        self.change(lambda unit: unit.postpone(taken.n, "me", self.now + 50, 1))
        with self.store.view() as view:
            assert view.sinks_due(self.now) == {"two"}
            assert view.count_waiting(["one"]) == {"one": 2}
        self.change(lambda unit: unit.hurry("one", self.now))
        with self.store.view() as view:
            assert view.sinks_due(self.now) == {"one", "two"}

    def test_what_has_waited_long_can_be_dropped_in_steps(self) -> None:
        for name in ("one", "two"):
            self.change(partial(_see, name=name, now=self.now))
        self.told(*(Event(n, self.now + n, "a", "1") for n in range(4)))
        drop = [self.change(lambda unit: unit.drop_waiting("one", self.now + 3, 2)) for _ in range(3)]
        assert drop == [2, 1, 0]
        with self.store.view() as view:
            assert view.count_waiting(["one", "two"]) == {"one": 1, "two": 4}

    def test_what_is_kept_goes_on_and_what_is_not_known_does_not_begin(self) -> None:
        week = 8 * 24 * 60 * MINUTE
        for name in ("one", "two"):
            self.change(partial(_see, name=name, now=self.now))
        self.change(lambda unit: unit.keep_sinks(["one", "three"], self.now + week))
        self.change(lambda unit: unit.keep_sinks([], self.now + week))
        self.change(lambda unit: unit.tidy(self.now + week))
        self.told(Event(1, self.now, "a", "1"))
        with self.store.view() as view:
            assert view.sinks_due(self.now) == {"one"}


def _see(unit: Unit, name: str, now: int) -> None:
    unit.see_sink(name, now)


class EngineContract(StoreHarness):
    """The engine on this store: a limit of N admits N, and the log verifies."""

    def engine(self, store: Store, schema: int) -> Any:
        from pykavach.engine.engine import Engine

        return Engine(store, schema=schema, timeout=60.0)

    def test_a_limit_admits_exactly_its_number_on_every_engine_together(self) -> None:
        from pykavach.engine.agents import Agents
        from pykavach.engine.audit import Audit

        with self.store.view() as view:
            schema = view.start().schema
        stores = [self.store, self.another()] if self.shared else [self.store]
        engines = [self.engine(store, schema) for store in stores]
        made = Agents(engines[0]).create(
            user_id="user",
            name="agent",
            type="service",
            permissions=[{"resource": "*", "actions": ["*"]}],
            constraints={"maxCalls": 50, "budgetUsd": 1},
        )

        def ask(number: int) -> str:
            agents = Agents(engines[number % len(engines)])
            return agents.authorize(token=made.token, resource="a", action="read", cost_usd="0.001").code

        with ThreadPoolExecutor(8) as pool:
            codes = list(pool.map(ask, range(80)))
        assert sorted(codes) == ["ok"] * 50 + ["rate_limited"] * 30
        report = Audit(engines[0]).verify()
        assert report.ok, report
        assert report.entries == 81
        for engine in engines:
            engine.close()


class StoreContract(
    TransactionContract,
    AgentContract,
    RecordContract,
    PeopleContract,
    EventContract,
    WebhookContract,
    EngineContract,
):
    """The whole contract. Subclass it, and return your store from ``open_store``."""


__all__ = ["StoreContract", "StoreHarness"]
