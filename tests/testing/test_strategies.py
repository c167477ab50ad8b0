"""Everything the public strategies draw is what they say it is, and the product takes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pykavach import CallerError
from pykavach.core import codec, money
from pykavach.core.agents import Permission, check_patterns, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.resources import Pattern, parse_action, parse_resource
from pykavach.sync import Kavach
from pykavach.testing import strategies as drawn


@given(drawn.resources(), drawn.patterns(), drawn.actions(), drawn.dollars())
def test_words_are_valid(resource: str, pattern: str, action: str, amount: str):
    parse_resource(resource)
    Pattern.parse(pattern, "pattern")
    parse_action(action)
    money.micros(amount, "amount")


@given(drawn.permission_lists(), drawn.constraints())
def test_permissions_and_constraints_are_valid(
    permissions: list[dict[str, Any]], constraints: dict[str, Any]
):
    found, binding = parse_permissions(permissions), Constraints.parse(constraints)
    check_patterns(found, binding)
    assert Constraints.parse(binding.wire()).wire() == binding.wire()
    assert [Permission.parse(p.wire(), "p").wire() for p in found] == [p.wire() for p in found]


@given(drawn.arguments())
@pytest.mark.promise("BND-1")
def test_arguments_are_taken(arguments: dict[str, Any]):
    text = codec.snapshot(arguments)
    assert text is not None
    assert codec.canonical(codec.loads(text)) == text


@pytest.fixture(scope="module")
def kavach() -> Iterator[Kavach]:
    with Kavach("sqlite:///:memory:", timeout=60.0) as kavach:
        yield kavach
        assert kavach.audit.verify().ok


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25)
@given(tree=drawn.trees(depth=2, width=2), data=st.data())
@pytest.mark.promise("DEL-2", "DEL-3", "PRM-2")
def test_no_descendant_does_what_an_ancestor_may_not(kavach: Kavach, tree: drawn.Branch, data: st.DataObject):
    """Over random trees: what is allowed to an agent, everyone above it would have been allowed as well."""
    root = kavach.agents.create(
        user_id="u", name="root", type="service", permissions=tree.permissions, constraints=tree.constraints
    )
    made, lines = [root], {root.agent.id: [root]}

    def grow(branch: drawn.Branch, above: Any) -> None:
        for child in branch.children:
            try:
                new = kavach.agents.delegate(
                    parent_id=above.agent.id,
                    name="c",
                    permissions=child.permissions,
                    constraints=child.constraints,
                )
            except CallerError:
                continue
            made.append(new)
            lines[new.agent.id] = [new, *lines[above.agent.id]]
            grow(child, new)

    grow(tree, root)
    for _ in range(5):
        agent, access = data.draw(st.sampled_from(made)), data.draw(drawn.accesses())
        above = [kavach.explain(token=one.token, **access) for one in lines[agent.agent.id]]
        decision = kavach.authorize(token=agent.token, **access)
        if decision.allowed:
            assert all(d.outcome == "allow" for d in above)
        assert [d.outcome for d in above][0] == decision.outcome or "pending" in (
            above[0].outcome,
            decision.outcome,
        )
