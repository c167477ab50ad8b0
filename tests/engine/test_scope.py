"""What a view sees of what somebody has damaged: never more, and the rest of the log is still shown."""

from __future__ import annotations

from typing import Any

import pytest

from pykavach.engine.entries import Entry, within
from pykavach.engine.scope import EVERYTHING, Scope
from pykavach.engine.values import moment

TREE = Scope(agent_id="agt_own")


def entry(**fields: Any) -> Entry:
    rest: dict[str, Any] = {"facts": {}, "marks": {}, "log": 0, "position": 1, "hash": ""}
    return Entry(id="aud_1_00", at=moment(0), kind="change", **rest | fields)


@pytest.mark.promise("TEN-1", "FC-1")
@pytest.mark.parametrize(
    ("chain", "seen"),
    [
        (["agt_own"], True),
        (["agt_leaf", "agt_own", "agt_top"], True),
        (["agt_top"], False),
        ([], False),
        (None, False),
        ("agt_own", False),
        ({"agt_own": 1}, False),
        ([["agt_own"]], False),
    ],
)
def test_an_entry_is_seen_by_what_its_chain_says(chain, seen):
    assert TREE.sees_entry({"chain": chain}) is seen
    assert EVERYTHING.sees_entry({"chain": chain})


@pytest.mark.promise("TEN-1", "FC-1")
def test_a_damaged_entry_shows_nothing_from_above():
    charges: Any = ({"agent": "agt_own"}, {"agent": "agt_top"}, {"agent": []}, {}, "agt_top", None)
    shown = within(entry(chain=("agt_own", "agt_top"), charges=charges, facts=["agt_top"]), TREE)
    assert (shown.charges, shown.facts, shown.depth) == (({"agent": "agt_own"},), {}, 0)
    facts = {"a": "agt_top", "b": ["agt_top", {}, "agt_own"], "c": {"d": 1}, "e": 5}
    shown = within(entry(chain=("agt_own", "agt_top"), facts=facts, actor="agt_top"), TREE)
    assert shown.facts == {"a": None, "b": [{}, "agt_own"], "c": {"d": 1}, "e": 5}
    assert shown.actor is None
    stray = entry(chain=("agt_else", "agt_top"))
    assert within(stray, TREE).chain == ("agt_else",)
    assert within(stray, Scope(tenant_id="t")) is within(stray, EVERYTHING) is stray


@pytest.mark.promise("TEN-1")
def test_a_scope_without_conditions_is_the_whole():
    assert Scope().whole
    assert Scope().sees(None, None, ())
    assert not TREE.whole
