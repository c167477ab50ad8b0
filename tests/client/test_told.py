"""What counts as a decision: anything that does not fit together is a denial, whatever it says of itself."""

from __future__ import annotations

import dataclasses
import json
import logging
import pickle
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client_world import ACCESS, KEY, decision, odd, reply
from pykavach.client import SyncClient
from pykavach.client.decisions import told as read_decision
from pykavach.client.wire import Unreadable, read, read_list
from pykavach.core.access import Code, Outcome
from pykavach.core.decision import Decision
from pykavach.core.errors import Denied, InvalidInput
from pykavach.engine.entries import Entry

MISSING = object()

#: An allow of which one thing is wrong.
INCOHERENT: dict[str, dict[str, Any]] = {
    "an allow that is denied": {"outcome": "deny"},
    "an allow that waits": {"outcome": "pending"},
    "a denial that allows": {"allowed": False},
    "an allow with another code": {"code": "revoked"},
    "an allow with an unknown code": {"code": "splendid"},
    "no code": {"code": None},
    "an outcome that is none": {"outcome": "ALLOW"},
    "allowed, more or less": {"allowed": 1},
    "allowed as text": {"allowed": "true"},
    "no entry": {"auditId": None},
    "an empty entry": {"auditId": ""},
    "an entry that is a number": {"auditId": 7},
    "nobody": {"agentId": None},
    "somebody else's chain": {"chain": ["agt_2", "agt_1"]},
    "no chain": {"chain": []},
    "a chain of numbers": {"chain": ["agt_1", 2]},
    "somebody else": {"agentId": "agt_2", "chain": ["agt_2"]},
    "no booking": {"bookedUsd": None},
    "a booking that is none": {"bookedUsd": "-1"},
    "a booking that is a number": {"bookedUsd": 1},
    "findings that are none": {"findings": [1]},
    "no findings": {"findings": MISSING},
    "nothing remains": {"remaining": None},
    "depth": {"depth": "0"},
    "replayed": {"replayed": None},
}


@pytest.mark.promise("FC-1")
@pytest.mark.parametrize("name", INCOHERENT)
def test_an_allow_that_does_not_fit_together_is_a_denial(name: str, caplog: pytest.LogCaptureFixture):
    wire = {key: value for key, value in decision(**INCOHERENT[name]).items() if value is not MISSING}
    with pytest.raises((Unreadable, InvalidInput)):
        read_decision(wire, agent_id="agt_1")
    with (
        odd(reply(json.dumps(wire).encode())) as server,
        SyncClient(server.url, key=KEY, timeout=30.0) as client,
    ):
        found = client.authorize(agent_id="agt_1", **ACCESS)
    assert (found.outcome, found.code, found.retry, found.audit_id) == ("deny", "unavailable", "after", None)
    assert found.retry_after == 1
    assert not found
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.promise("FC-1")
@given(st.data())
def test_no_damage_makes_an_allow_of_a_denial(data: st.DataObject):
    wire = decision(allowed=False, outcome="deny", code="revoked", bookedUsd=None)
    name = data.draw(st.sampled_from(sorted(wire)))
    wire[name] = data.draw(
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.text(), st.sampled_from(["allow", "ok"]), st.just([])
        )
    )
    try:
        assert not read_decision(wire)
    except (Unreadable, InvalidInput):
        pass


@pytest.mark.promise("FC-1")
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_no_other_json_is_a_decision(value: Any):
    with pytest.raises(Unreadable):
        read_decision(value)


@pytest.mark.promise("DEC-1")
@pytest.mark.parametrize("outcome", ["deny", "pending"])
def test_a_code_of_the_future_is_a_denial_that_is_never_retried(outcome: str):
    wire = decision(
        allowed=False,
        outcome=outcome,
        code="out_of_fashion",
        retry="after",
        retryAfter=5,
        bookedUsd=None,
        new=[1],
    )
    found = read_decision(wire)
    assert (found.outcome, found.code, found.retry, found.retry_after) == (
        "deny",
        "out_of_fashion",
        "never",
        None,
    )
    with pytest.raises(Denied):
        raise Denied(found)


def test_what_was_told_is_kept():
    wire = decision(
        remaining={"agt_1": {"agent": {"maxCalls": 3}}, "agt_0": {"agent": {"maxCalls": 1}}},
        findings=[{"agent": "agt_0", "rule": "new"}, {"agent": "agt_1", "code": "new"}],
        chain=["agt_1", "agt_0"],
        depth=1,
        bookedUsd="0.25",
    )
    found = read_decision({**wire, "unknown": 1})
    assert found.wire() == wire
    assert isinstance(found, Decision)
    assert (found.cost, found.quotas()) == (250_000, [])
    mine = found.for_agent()
    assert (mine.chain, mine.depth, mine.remaining) == (("agt_1",), 1, {"agt_1": {"agent": {"maxCalls": 3}}})
    assert [finding["agent"] for finding in mine.findings] == ["agt_1"]
    assert found.within(found.chain) is found
    assert pickle.loads(pickle.dumps(found)).wire() == wire


def test_an_explanation_and_an_agents_own_decision_say_less():
    assert read_decision(decision(auditId=None), explained=True)
    assert read_decision(decision(bookedUsd=None), own=True)


# -- the reader ----------------------------------------------------------------------------------------------------------


class Pair(NamedTuple):
    first: int
    second: str = "two"


@dataclass(frozen=True)
class Thing:
    some_text: str
    count: int
    share: float
    at: datetime
    cost: Decimal
    yes: bool
    pair: Pair
    pairs: tuple[Pair, ...]
    any: Any
    either: int | str
    maybe: datetime | None
    table: dict[str, Any]
    list: list[str] = dataclasses.field(default_factory=list)


WIRE: dict[str, Any] = {
    "someText": "a",
    "count": 1,
    "share": 1,
    "at": "2026-01-31T10:00:00+01:00",
    "cost": "2.00",
    "yes": True,
    "pair": {"first": 1},
    "pairs": [{"first": 1, "second": "b", "third": 3}],
    "any": [None],
    "either": "a",
    "maybe": None,
    "table": {},
    "unknown": 1,
}


def test_things_are_read_by_their_annotations():
    at = datetime(2026, 1, 31, 9, tzinfo=UTC)
    made = Thing("a", 1, 1, at, Decimal(2), True, Pair(1), (Pair(1, "b"),), [None], "a", None, {})
    found = read(Thing, WIRE)
    assert found == made
    assert found.at.tzinfo is UTC
    assert repr(found.cost) == "Decimal('2')"
    assert read_list(Pair, [{"first": 1}]) == [Pair(1)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("someText", 1),
        ("someText", None),
        ("count", True),
        ("count", 1.0),
        ("count", "1"),
        ("share", "1"),
        ("share", True),
        ("at", "2026-01-31T10:00:00"),
        ("at", "soon"),
        ("at", 5),
        ("cost", 2),
        ("cost", "NaN"),
        ("cost", "much"),
        ("yes", 1),
        ("pair", []),
        ("pair", {"second": "b"}),
        ("pair", {"first": "1"}),
        ("pairs", {}),
        ("pairs", [1]),
        ("either", 1.5),
        ("either", None),
        ("maybe", "soon"),
        ("table", []),
        ("list", [1]),
    ],
)
def test_what_is_of_another_kind_is_unreadable(name: str, value: Any):
    with pytest.raises(Unreadable, match=f"Thing.{name}"):
        read(Thing, {**WIRE, name: value})


def test_what_is_missing_is_unreadable():
    for name in WIRE:
        if name != "unknown":
            with pytest.raises(Unreadable, match=name):
                read(Thing, {key: value for key, value in WIRE.items() if key != name})
    for value in (None, 1, "a", []):
        with pytest.raises(Unreadable):
            read(Thing, value)
        with pytest.raises(Unreadable):
            read(Entry, value)
    with pytest.raises(TypeError):
        read(complex, 1)


def test_every_code_the_library_knows_may_be_told():
    for code in Code:
        if code is not Code.OK:
            found = read_decision(decision(allowed=False, outcome="deny", code=code.value, bookedUsd=None))
            assert found.retry == Decision(Outcome.DENY, code, "").retry
