"""The words of a judgement, and which of several findings a decision gives (DEC-1)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core.access import NEVER_CLEARS, Access, Code, Finding, Outcome, foremost
from pykavach.core.addresses import parse_address

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


def test_outcomes_have_the_names_of_the_surface():
    assert [outcome.word for outcome in Outcome] == ["deny", "pending", "allow"]


def test_an_access_holds_what_it_was_given():
    address = parse_address("10.1.2.3")
    full = Access("files:a", "read", '{"a":1}', {"a": 1}, address, 5)
    assert (full.resource, full.action, full.arguments) == ("files:a", "read", '{"a":1}')
    assert (full.values, full.address, full.cost) == ({"a": 1}, address, 5)
    bare = Access("files:a", "read")
    assert (bare.arguments, bare.values, bare.address, bare.cost) == (None, None, None, None)
