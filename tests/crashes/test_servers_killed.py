"""A database server that goes down under load and comes back: what was acknowledged is there, and callers recover."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import mysql_server
import postgres_server
from process_world import Books, Member, Place, check_whole, standing_for, until, url
from pykavach.core.audit import parse_entry_id
from pykavach.sync import Kavach
from throwaway_server import OwnServer

#: Each starts with its first use, ``end``s in one of its ``ENDINGS`` and can be ``start``ed again.
SERVERS: dict[str, type[OwnServer]] = {
    "postgres": postgres_server.Throwaway,
    "mysql": mysql_server.Throwaway,
}
WAYS = [(name, how) for name, kind in SERVERS.items() for how in kind.ENDINGS]

PROCESSES = 3
EVERYTHING = [{"resource": "*", "actions": ["*"]}]
TIMEOUT = 2.0
#: Seconds beyond the deadline that this machine may take to wake a thread; and that whoever asks again may wait for it.
SLACK = 2.0
RECOVERY = 5.0
BOOKED, SPENT = 1_000, 500
#: Calls that each of the limited agents may make: some are used up in every round.
LIMITS = (20, 60, 150, 400, 1_000, 3_000, 10_000)


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Any]]:
    """Those that have been started."""
    started: dict[str, Any] = {}
    yield started
    for server in started.values():
        server.close()


@pytest.fixture
def server(servers: dict[str, Any], kind: str) -> Any:
    if kind not in servers:
        servers[kind] = SERVERS[kind]()
    return servers[kind]


@pytest.fixture
def path(server: Any, tmp_path: Path) -> Iterator[Path]:
    with server.a_schema() as schema:
        place = Place(server.address(schema), partial(server.run, schema=schema))
        with standing_for(tmp_path / "kavach", place) as path:
            yield path


class Note(NamedTuple):
    """What a caller was told, and from when to when it waited for that."""

    caller: tuple[int, int]
    what: str
    begun: float
    ended: float
    outcome: str
    code: str
    id: str


class Town:
    """Limited pools (a delegate draws on its parent's), a budget that is settled, and a gate that a person opens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[Path] = []
        self._seen: list[tuple[int, list[Note]]] = []
        with self.opened() as kavach:
            create = partial(kavach.agents.create, user_id="user", type="service", permissions=EVERYTHING)
            self.pools = []
            calls: list[dict[str, Any]] = []
            for limit in LIMITS:
                root = create(name=f"pool {limit}", constraints={"maxCalls": limit})
                child = kavach.agents.delegate(parent_token=root.token, name="child", permissions=EVERYTHING)
                self.pools.append((limit, root.agent.id, child.agent.id, child.token))
                calls.append({"token": child.token, "resource": "pool", "action": "take"})
            self.buyer = create(name="buyer", constraints={"budgetUsd": 1_000})
            self.gated = create(name="gated", constraints={"requireApprovalFor": ["db:*:delete"]})
        buy = {"token": self.buyer.token, "resource": "shop", "action": "buy", "cost_usd": "0.001"}
        gated = {
            "token": self.gated.token,
            "resource": "db:users",
            "action": "delete",
            "arguments": {"id": 7},
        }
        self.calls = [call for pool in calls for call in (pool, buy, gated)]

    def opened(self) -> Kavach:
        return Kavach(url(self.path), timeout=30.0)

    # -- callers -----------------------------------------------------------------------------------------------------

    def start(self, stack: ExitStack) -> list[Member]:
        members: list[Member] = []
        for n in range(PROCESSES):
            member = Member()
            stack.callback(member.end)
            member.answer()
            note = self.path.with_suffix(f".{n}")
            note.touch()
            self.notes.append(note)
            self._seen.append((0, []))
            member.start(
                "endure",
                db=url(self.path),
                calls=self.calls,
                notes=str(note),
                timeout=TIMEOUT,
                durability="disk",
            )
            members.append(member)
        for member in members:
            member.ready()
        for member in members:
            member.go()
        return members

    def told(self) -> list[Note]:
        """All that has been noted."""
        for n, note in enumerate(self.notes):
            place, found = self._seen[n]
            with note.open("rb") as file:
                file.seek(place)
                data = file.read()
            whole = data[: data.rfind(b"\n") + 1]
            for line in whole.decode().splitlines():
                caller, what, begun, ended, outcome, code, id = line.split()
                found.append(Note((n, int(caller)), what, float(begun), float(ended), outcome, code, id))
            self._seen[n] = (place + len(whole), found)
        return [note for _, found in self._seen for note in found]

    def answered(self, since: float, *, available: bool) -> dict[tuple[int, int], Note]:
        """By caller, the first decision asked for since then that was one, or that was none."""
        found: dict[tuple[int, int], Note] = {}
        for note in self.told():
            if note.what == "authorize" and note.begun > since and (note.code != "unavailable") is available:
                found.setdefault(note.caller, note)
        return found

    def wait_for_all(self, since: float, *, available: bool) -> dict[tuple[int, int], Note]:
        """Wait until every caller has had such an answer."""
        everyone = {(n, caller) for n in range(PROCESSES) for caller in range(6)}
        until(
            lambda: self.answered(since, available=available).keys() == everyone,
            seconds=60,
            what=f"every caller to be {'' if available else 'un'}available",
        )
        return self.answered(since, available=available)

    # -- what must hold ----------------------------------------------------------------------------------------------

    def check(self) -> None:
        check_whole(self.path)
        books, told = Books(self.path), self.told()
        entries = {entry["id"]: entry for entry in books.entries}
        # Every call was answered within its time.
        slowest = max((note for note in told if note.what == "authorize"), key=lambda n: n.ended - n.begun)
        assert slowest.ended - slowest.begun < TIMEOUT + SLACK, slowest
        # What was acknowledged is there, and as it was told.
        for note in told:
            if note.what == "authorize" and note.code != "unavailable":
                assert (entries[note.id]["outcome"], entries[note.id]["code"]) == (note.outcome, note.code)
            elif note.what == "settle":
                assert books.settled[parse_entry_id(note.id)] == SPENT
        approved = {
            entry["facts"]["approval"]
            for entry in books.entries
            if entry.get("action") == "approvals.approve"
        }
        assert approved >= {note.id for note in told if note.what == "approve"}
        # What nobody was told of is taken back, and nothing else.
        undone = {entry["facts"]["entry"] for entry in books.entries if entry["kind"] == "undelivered"}
        received = {note.id for note in told if note.outcome == "allow"}
        assert {entry["id"] for entry in books.allows()} - received == undone
        self._check_meters(books)

    def _check_meters(self, books: Books) -> None:
        for limit, root, child, _ in self.pools:
            assert books.calls(root) == books.calls(child) == len(books.allows(child)) <= limit
        buyer, gated = self.buyer.agent.id, self.gated.agent.id
        bought = books.allows(buyer)
        assert books.calls(buyer) == len(bought)
        costs = [books.settled.get(parse_entry_id(entry["id"]), BOOKED) for entry in bought]
        assert books.spent(buyer) == sum(costs)
        # A yes serves once.
        used = [entry["marks"]["approval"] for entry in books.allows(gated)]
        assert len(set(used)) == len(used) == books.calls(gated)

    def use_up(self) -> None:
        """Every limit admits what is left of it, and no more."""
        some = self.pools[:-2]
        with self.opened() as kavach:
            for _, _, _, token in some:
                call = {"token": token, "resource": "pool", "action": "take"}
                while all(decision.allowed for decision in kavach.authorize_many([call] * 100)):
                    pass
        books = Books(self.path)
        for limit, root, child, _ in some:
            assert books.calls(root) == len(books.allows(child)) == limit


def suffer(server: Any, path: Path, how: str, rounds: int, dice: random.Random) -> None:
    town = Town(path)
    with ExitStack() as stack:
        members = town.start(stack)
        since = time.monotonic()
        for _ in range(rounds):
            town.wait_for_all(since, available=True)
            some = len(town.told()) + dice.randrange(50, 200)
            until(lambda some=some: len(town.told()) > some, what="load")
            server.end(how)
            down = time.monotonic()
            town.wait_for_all(down, available=False)
            starting = time.monotonic()
            server.start()
            since = time.monotonic()
            back = town.wait_for_all(since, available=True)
            assert max(note.ended for note in back.values()) - since < RECOVERY
            inside = [note for note in town.told() if down < note.begun and note.ended < starting]
            assert {note.code for note in inside} == {"unavailable"}
        for member in members:
            member.ready()
            member.go()
        for member in members:
            member.answer()
    town.check()
    town.use_up()


@pytest.mark.promise("EX-1", "AUD-1", "AUD-3", "AUD-6", "APR-2", "DB-1", "FC-1")
@pytest.mark.parametrize(("kind", "how"), WAYS)
def test_a_server_that_goes_down_under_load_loses_nothing(server: Any, path: Path, how: str):
    rounds = 2 if how == "kill" else 1  # it is the hardest end that it must survive again
    suffer(server, path, how, rounds, random.Random(how))


@pytest.mark.soak
@pytest.mark.promise("EX-1", "AUD-1", "AUD-3", "AUD-6", "APR-2", "DB-1", "FC-1")
@pytest.mark.parametrize(("kind", "how"), WAYS)
def test_a_server_that_goes_down_again_and_again_loses_nothing(server: Any, path: Path, how: str):
    suffer(server, path, how, 40, random.Random())
