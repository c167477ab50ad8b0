"""The words of a judgement, and which of several findings a decision gives (DEC-1)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core.access import NEVER_CLEARS, RETRY, Access, Code, Finding, Outcome, Retry, foremost

# As DEC-1 lists them.
FIXED = [
    "unreadable_constraint",
    "invalid_request",
    "not_permitted",
    "argument_mismatch",
    "ip_not_allowed",
    "low_trust",
    "approval_denied",
]
TIMED = ["off_hours", "rate_limited", "budget_exceeded", "budget_throttled"]
LAST = ["approval_required", "ok"]


def finding(code: str, clears: int | None = None) -> Finding:
    return Finding(Code(code), "agent_1", "agent", "rule", "A sentence.", clears=clears)


times = st.none() | st.integers(1, 3) | st.just(NEVER_CLEARS)
findings = st.lists(
    st.builds(finding, st.sampled_from(FIXED + LAST)) | st.builds(finding, st.sampled_from(TIMED), times),
    min_size=1,
    max_size=6,
)


@pytest.mark.promise("DEC-1")
@given(findings)
@example([finding("rate_limited"), finding("off_hours", 1)])
def test_the_finding_a_decision_gives(found):
    """The foremost fixed one, else of the timed the one that clears last, else the rest; of equal ones the nearest."""
    fixed = [f for code in FIXED for f in found if f.code == code]
    timed = sorted((f for f in found if f.code in TIMED), key=lambda f: -(f.clears or 0))
    last = [f for code in LAST for f in found if f.code == code]
    assert foremost(found) is [*fixed, *timed, *last][0]


@pytest.mark.promise("DEC-1")
def test_one_table_says_how_each_code_may_be_retried():
    assert set(RETRY) == set(Code)
    after = {code.value for code, retry in RETRY.items() if retry is Retry.AFTER}
    assert after == {*TIMED, "unavailable"}
    assert RETRY[Code.APPROVAL_REQUIRED] is Retry.WITH_APPROVAL
    other = {code.value for code, retry in RETRY.items() if retry is Retry.WITH_OTHER_ARGUMENTS}
    assert other == {"argument_mismatch", "invalid_request"}


@pytest.mark.promise("DEC-1")
def test_codes_are_those_of_the_specification():
    listed = (
        "ok unknown_token expired revoked suspended not_permitted off_hours ip_not_allowed argument_mismatch "
        "approval_required approval_denied rate_limited budget_throttled budget_exceeded low_trust invalid_request "
        "unreadable_constraint unavailable"
    )
    assert {code.value for code in Code} == set(listed.split())


@pytest.mark.promise("PRM-2")
def test_outcomes_are_ordered():
    assert sorted([Outcome.ALLOW, Outcome.DENY, Outcome.PENDING]) == [
        Outcome.DENY,
        Outcome.PENDING,
        Outcome.ALLOW,
    ]
    assert [o.word for o in sorted(Outcome)] == ["deny", "pending", "allow"]


@pytest.mark.promise("DEC-1")
def test_ways_to_retry_have_the_names_of_the_surface():
    assert [way.value for way in Retry] == ["never", "after", "with_approval", "with_other_arguments"]


def test_what_never_clears_is_later_than_every_time_and_fits_64_bits():
    assert 253_402_300_800_000_000 < NEVER_CLEARS < 2**63  # the year 10000


def test_a_finding_refuses_unless_it_says_otherwise():
    one = finding("not_permitted")
    assert (one.used, one.limit, one.clears, one.outcome) == (None, None, None, Outcome.DENY)


def test_an_access_holds_what_it_was_given():
    place = 0x0A010203
    full = Access("files:a", "read", '{"a":1}', {"a": 1}, place, 5)
    assert (full.resource, full.action, full.arguments) == ("files:a", "read", '{"a":1}')
    assert (full.values, full.place, full.cost) == ({"a": 1}, place, 5)
    bare = Access("files:a", "read")
    assert (bare.arguments, bare.values, bare.place, bare.cost) == (None, None, None, None)
