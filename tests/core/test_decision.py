"""What `authorize` answers, to the operator and to the agent itself."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_world import agent, compiled, readings
from pykavach.core import codec
from pykavach.core.access import RETRY, Code, Finding, Outcome
from pykavach.core.decision import UNAVAILABLE, UNKNOWN_TOKEN, Decision
from pykavach.core.meters import Reading, used_of

MINE = Finding(Code.RATE_LIMITED, "child", "agent", "maxCalls", "Mine.", used=5, limit=5, clears=7)
ABOVE = Finding(Code.OK, "root", "* *", "permissions", "", outcome=Outcome.ALLOW)


def decision(outcome=Outcome.DENY, code=Code.RATE_LIMITED, **more):
    return Decision(outcome, code, "Because.", **more)


@pytest.mark.parametrize("outcome", Outcome)
def test_only_an_allow_is_true(outcome):
    one = decision(outcome)
    assert one.allowed is bool(one) is (outcome is Outcome.ALLOW)
    assert one.outcome == outcome.name.lower()


@pytest.mark.promise("DEC-1")
@pytest.mark.parametrize("code", Code)
def test_what_may_be_retried(code):
    one = decision(code=code)
    assert one.code == code.value
    assert one.retry == RETRY[code].value
    one.code = "a code of a later version"
    assert one.retry == "never"


@pytest.mark.promise("DEL-7")
def test_depth_and_chain():
    assert decision().depth == 0
    assert decision(chain=("a",)).depth == 0
    assert decision(chain=("c", "b", "a")).depth == 2


def used_by(caps, **numbers):
    node = compiled(
        agent("child", [{"resource": "*", "actions": ["*"], "constraints": {"maxCalls": 9}}], caps)
    )
    reading = readings(node)[1]
    for name, value in numbers.items():
        setattr(reading, name, value)
    return (node.own, used_of(reading)), (node.allows[0][1], used_of(Reading(2, calls=4)))


def test_what_remains():
    caps = {
        "maxCallsPerMinute": 5,
        "maxCallsPerDay": 6,
        "maxCalls": 7,
        "budgetUsdPerDay": 1,
        "budgetUsdPerMonth": 2,
        "budgetUsd": 3,
        "throttleCallsPerMinute": 1,
        "maxUsdPerCall": 1,
    }
    one = decision()
    assert one.remaining == {}
    own, permission = used_by(
        caps, minute_calls=1, day_calls=6, calls=9, day_usd=999_999, month_usd=2_000_000, usd=3_500_000
    )
    one._counts = [own, permission]
    assert one.remaining == {
        "child": {
            "agent": {
                "maxCallsPerMinute": 4,
                "maxCallsPerDay": 0,
                "maxCalls": 0,
                "budgetUsdPerDay": "0.000001",
                "budgetUsdPerMonth": "0.00",
                "budgetUsd": "0.00",
            },
            "* *": {"maxCalls": 5},
        }
    }
    one._counts = [used_by({"maxUsdPerCall": 1})[0]]
    assert one.remaining == {}


QUOTAS = {"maxCallsPerMinute": 5, "maxCallsPerDay": 20, "maxCalls": 100}


def test_the_quotas_are_those_of_the_presented_agents_own_level():
    one = decision(agent_id="child", chain=("child", "root"))
    own, permission = used_by(QUOTAS, minute_calls=1, day_calls=8, calls=50)
    above = compiled(agent("root", [], {"maxCallsPerMinute": 3, "maxCallsPerDay": 3})).own
    others = [(above, used_of(Reading(3, minute_calls=2, day_calls=2))), permission]
    for counts in ([*others, own], [own, *others]):
        one._counts = counts
        assert one.quotas() == [
            ("maxCallsPerMinute", 5, 4),
            ("maxCallsPerDay", 20, 12),
            ("maxCalls", 100, 50),
        ]
    one._counts = others
    assert one.quotas() == []


@pytest.mark.parametrize(
    ("rule", "count"),
    [("maxCallsPerMinute", "minute_calls"), ("maxCallsPerDay", "day_calls"), ("maxCalls", "calls")],
)
def test_a_quota_is_never_less_than_none_left_and_none_where_nothing_limits(rule, count):
    one = decision(agent_id="child", chain=("child",))
    for used, left in ((0, 5), (4, 1), (5, 0), (9, 0)):
        one._counts = used_by({rule: 5}, **{count: used})
        assert one.quotas() == [(rule, 5, left)]
    one._counts = used_by({name: cap for name, cap in QUOTAS.items() if name != rule})
    assert rule not in [quota[0] for quota in one.quotas()]
    for damage in (None, "1", 0.5):  # what a damaged meter says is left out
        one._counts = used_by(QUOTAS, **{count: damage})
        assert [quota[0] for quota in one.quotas()] == [name for name in QUOTAS if name != rule]


def test_counts_stand_still():
    """What a decision says remains is what was left then, whatever is used afterwards."""
    node = compiled(agent("a", [], {"maxCalls": 5}))
    reading = Reading(1)
    one = decision()
    one._counts = [(node.own, used_of(reading))]
    reading.take(0, throttled=False)
    assert one.remaining == {"a": {"agent": {"maxCalls": 5}}}


@pytest.mark.promise("DEC-2")
def test_an_agents_own_credential_sees_its_own_level_only():
    one = decision(agent_id="child", chain=("child", "root"), findings=(MINE, ABOVE), retry_after=3, cost=8)
    one.audit_id, one.latency_us, one.would_deny, one.arguments_json = "aud_1", 12, "off_hours", "{}"
    above = compiled(agent("root", [], {"maxCalls": 5})).own
    one._counts = [*used_by({"maxCalls": 7}), (above, used_of(Reading(3)))]
    mine = one.for_agent()
    assert mine.chain == ("child",)
    assert [f["agent"] for f in mine.findings] == ["child"]
    assert set(mine.remaining) == {"child"}
    same = ("outcome", "code", "reason", "audit_id", "agent_id", "depth", "retry_after", "latency_us", "cost")
    assert [getattr(mine, name) for name in same] == [getattr(one, name) for name in same]
    # Who sees a part of the chain takes its end for the root.
    one.chain = ("child", "middle", "root")
    seen = one.within(("child", "middle"))
    assert (seen.chain, seen.depth) == (("child", "middle"), 1)
    assert ([f["agent"] for f in seen.findings], set(seen.remaining)) == (["child"], {"child"})
    assert [getattr(seen, name) for name in same if name != "depth"] == [
        getattr(one, name) for name in same if name != "depth"
    ]
    assert one.within(one.chain) is one
    one.chain = ("child", "root")
    # The operator's is untouched.
    assert one.chain == ("child", "root")
    assert set(one.remaining) == {"child", "root"}
    assert len(one.findings) == 2


@pytest.mark.promise("API-6")
def test_the_wire():
    one = decision(
        Outcome.DENY,
        agent_id="child",
        chain=("child", "root"),
        findings=(MINE, ABOVE),
        retry_after=3,
        approval_id="apr_1",
        throttled=True,
        cost=8,
    )
    one.audit_id, one.latency_us, one.would_deny = "aud_1", 12, "off_hours"
    expected = {
        "allowed": False,
        "outcome": "deny",
        "code": "rate_limited",
        "reason": "Because.",
        "auditId": "aud_1",
        "agentId": "child",
        "chain": ["child", "root"],
        "depth": 1,
        "throttled": True,
        "replayed": False,
        "retry": "after",
        "retryAfter": 3,
        "approvalId": "apr_1",
        "remaining": {},
        "findings": [
            {
                "agent": "child",
                "level": "agent",
                "rule": "maxCalls",
                "code": "rate_limited",
                "outcome": "deny",
                "sentence": "Mine.",
                "used": 5,
                "limit": 5,
            },
            {
                "agent": "root",
                "level": "* *",
                "rule": "permissions",
                "code": "ok",
                "outcome": "allow",
                "sentence": "",
            },
        ],
        "wouldDeny": "off_hours",
        "bookedUsd": None,
        "latencyUs": 12,
    }
    assert one.wire() == expected
    assert json.loads(codec.canonical(one.wire())) == expected


@pytest.mark.promise("API-6", "ERR-2")
@pytest.mark.parametrize("code", Code)
def test_an_invalid_argument_is_named_as_whoever_reads_it_spells_it(code):
    said = "Invalid request: cost_usd: must be 0 or more dollars."
    finding = Finding(code, "child", "request", "cost_usd", said, used=1, limit=2)
    one = Decision(Outcome.DENY, code, said, "child", ("child",), findings=(finding,))
    wire = one.wire()
    # Other sentences may hold what somebody has named so.
    expected = said.replace("cost_usd", "costUsd") if code is Code.INVALID_REQUEST else said
    assert (wire["reason"], one.reason) == (expected, said)
    assert wire["findings"] == [one.findings[0] | {"sentence": expected}]
    assert one.findings[0]["sentence"] == said


def test_an_allow_says_what_it_has_booked():
    made = Decision(Outcome.ALLOW, Code.OK, "Allowed.", "agent", ("agent",), 250_000)
    assert made.wire()["bookedUsd"] == "0.25"
    assert (
        Decision(Outcome.DENY, Code.REVOKED, "No.", "agent", ("agent",), 250_000).wire()["bookedUsd"] is None
    )


def test_what_is_not_said_is_empty():
    one = decision(Outcome.ALLOW, Code.OK)
    assert (one.agent_id, one.chain, one.findings, one.retry_after, one.approval_id) == (
        None,
        (),
        [],
        None,
        None,
    )
    assert (one.throttled, one.cost, one.audit_id, one.replayed, one.latency_us) == (False, 0, None, False, 0)
    assert (one.would_deny, one.arguments_json) == (None, None)


@pytest.mark.promise("TOK-2", "AUD-2")
def test_a_repr_holds_no_arguments():
    one = decision()
    one.arguments_json = '{"password":"hunter2"}'
    assert repr(one) == "Decision(deny, code='rate_limited', audit_id=None, reason='Because.')"


@pytest.mark.promise("DEC-2")
def test_fixed_sentences():
    assert UNKNOWN_TOKEN == "The token is not known."
    assert UNAVAILABLE.startswith("The decision could not be made in time, so it is a denial; ")


def test_a_decision_travels_between_processes():
    one = decision(findings=(MINE,), chain=("child",))
    for again in (pickle.loads(pickle.dumps(one)), copy.copy(one)):
        assert again.wire() == one.wire()


_USED = st.lists(st.integers(0, 10**15), min_size=6, max_size=6)
_DAMAGED = st.lists(st.sampled_from([5, None, "x", b"", 2.5]), min_size=6, max_size=6)
_CAPS = st.fixed_dictionaries(
    {},
    optional={
        "maxCallsPerMinute": st.integers(1, 100),
        "maxCallsPerDay": st.integers(1, 100),
        "maxCalls": st.integers(1, 10**9),
        "budgetUsdPerDay": st.sampled_from(["0.000001", "1", "999999999.99"]),
        "budgetUsdPerMonth": st.sampled_from(["0.01", "12.5"]),
        "budgetUsd": st.just("3"),
    },
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Of a chain of one to three agents, each with caps of its own and on a permission with an odd name."""
    counts = []
    names = [f"agt_{place}" for place in range(draw(st.integers(1, 3)))]
    damaged = draw(st.integers(0, 3)) == 0
    for name in names:
        resource = draw(st.sampled_from(["*", "mcp:github:*", "a:100"]))
        node = compiled(
            agent(name, [{"resource": resource, "actions": ["*"], "constraints": draw(_CAPS)}], draw(_CAPS))
        )
        counts += [
            (level, tuple(draw(_DAMAGED if damaged else _USED))) for level in (node.own, node.allows[0][1])
        ]
    one = Decision(
        draw(st.sampled_from(Outcome)),
        draw(st.sampled_from(Code)),
        draw(st.text(st.characters(exclude_categories=["Cs"]))),
        names[0],
        tuple(names),
        draw(st.integers(0, 10**15)),
        counts,
        findings=draw(st.sampled_from([(), (MINE,), (MINE, ABOVE)])),
        retry_after=draw(st.none() | st.integers(0, 10**6)),
        approval_id=draw(st.none() | st.just("apr_1")),
        throttled=draw(st.booleans()),
    )
    one.audit_id = draw(st.none() | st.just("aud_1"))
    one.replayed = draw(st.booleans())
    one.would_deny = draw(st.none() | st.just("off_hours"))
    one.latency_us = draw(st.integers(0, 10**9))
    return one


@pytest.mark.promise("API-6")
def test_the_text_of_a_plain_allow_is_its_wire():
    one = Decision(Outcome.ALLOW, Code.OK, "Allowed.", "child", ("child", "root"), 250_000)
    above = compiled(agent("root", [], {"maxCalls": 5})).own
    one._counts = [*used_by({"maxCalls": 7, "budgetUsd": 1}), (above, used_of(Reading(3)))]
    assert codec.loads(one.json()) == one.wire()
    assert set(one.remaining["child"]) == {"agent", "* *"}
    for damage in ({"calls": "x"}, {"usd": 0.5}):
        one._counts = used_by({"maxCalls": 7, "budgetUsd": 1}, **damage)
        assert codec.loads(one.json()) == one.wire()


@pytest.mark.promise("API-6")
def test_the_text_of_an_allow_with_everything_about_it_is_its_wire():
    one = Decision(Outcome.ALLOW, Code.OK, "Allowed.", "child", ("child",), retry_after=5)
    one.would_deny = "off_hours"
    assert codec.loads(one.json()) == one.wire()  # no level has anything left to say
    one._counts = used_by({"maxCalls": 7, "budgetUsd": 1}, calls=9, usd=1_500_000)
    assert codec.loads(one.json()) == one.wire()  # recorded spend goes beyond a cap
    assert one.remaining["child"]["agent"] == {"maxCalls": 0, "budgetUsd": "0.00"}


def test_the_text_of_an_allow_is_written_without_its_wire(monkeypatch: pytest.MonkeyPatch):
    one = Decision(Outcome.ALLOW, Code.OK, "Allowed.", "child", ("child",))
    one._counts = used_by({"maxCalls": 7, "budgetUsd": 1})
    expected = one.wire()
    monkeypatch.setattr(Decision, "wire", lambda self: pytest.fail("the long way"))
    assert codec.loads(one.json()) == expected


@pytest.mark.promise("API-6")
@given(decisions())
def test_the_text_of_a_decision_is_its_wire(one: Decision):
    assert codec.loads(one.json()) == one.wire()  # which also refuses a key that stands there twice
    assert list(json.loads(one.json())) == list(one.wire())
