"""Approvals: every transition there is, and the request that speaks for a call."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core.approvals import (
    HOUR,
    LIVING,
    MAX_PER_ROOT,
    OPEN_FOR,
    USABLE_FOR,
    Request,
    State,
    choose,
)

O, A, D, U, E, C = State.OPEN, State.APPROVED, State.DENIED, State.USED, State.EXPIRED, State.CLOSED
MAY = {(O, A), (O, D), (O, C), (A, U), (A, C)}


def request(state=O, n=1, cost=10, expires_at=100):
    return Request(
        n=n,
        id=f"apr_{n}",
        agent=1,
        root=1,
        fingerprint=b"f",
        cost=cost,
        resource="a",
        action="read",
        arguments="secret-arguments",
        state=state,
        opened_at=0,
        expires_at=expires_at,
    )


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_every_transition(before, after):
    assert request(before).may_become(after, 99) is ((before, after) in MAY)
    # Once the clock has ended it, nothing leads on.
    assert request(before).may_become(after, 100) is False


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize("state", State)
def test_the_clock_ends_what_is_living(state):
    living = state in {O, A, D}
    assert (state in LIVING) is living
    assert request(state).at(99) is state
    for now in (100, 101):
        assert request(state).at(now) is (E if living else state)


@pytest.mark.promise("APR-3", "APR-4")
def test_the_numbers_of_the_specification():
    assert (HOUR, OPEN_FOR, USABLE_FOR, MAX_PER_ROOT) == (3600 * 10**6, HOUR, HOUR, 20)


def test_a_request_is_undecided_at_first():
    assert (request().decided_at, request().decided_by, request().note) == (None, None, None)


def test_states_have_the_names_that_are_stored_and_shown():
    assert [state.value for state in State] == ["open", "approved", "denied", "used", "expired", "closed"]


@pytest.mark.promise("APR-1", "APR-2")
@given(
    st.lists(
        st.tuples(st.sampled_from(State), st.integers(0, 3), st.sampled_from([99, 100, 101])), max_size=8
    ),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
)
@example([(O, 3, 101), (A, 3, 101), (D, 3, 101)], 3, Random(1))
@example([(O, 3, 101), (A, 3, 101)], 3, Random(1))
def test_the_request_that_speaks_for_a_call(rows, cost, random):
    """A refusal before a yes before an open one; the oldest of a kind; none that showed less, none that is over."""
    found = [request(state, n, shown, ends) for n, (state, shown, ends) in enumerate(rows)]
    random.shuffle(found)
    expected = None
    for wanted in (D, A, O):
        fit = [r for r in found if r.state is wanted and r.expires_at > 100 and r.cost >= cost]
        if fit:
            expected = min(fit, key=lambda r: r.n)
            break
    assert choose(found, cost, 100) is expected


def test_what_a_person_sees_is_not_in_a_repr():
    text = repr(request())
    assert "secret-arguments" not in text
    assert "fingerprint" not in text
