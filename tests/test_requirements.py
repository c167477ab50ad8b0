"""Every promise has a test, and every test's mark names a promise."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from requirements import PROMISES

TESTS = Path(__file__).resolve().parent


def is_mark(call: ast.Call) -> bool:
    """Whether this is `pytest.mark.promise(…)`."""
    return ast.unparse(call.func) == "pytest.mark.promise"


def marks() -> Iterator[tuple[str, str]]:
    """Each promise that some mark names, with the place of the mark."""
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes(), path.name)):
            if isinstance(node, ast.Call) and is_mark(node):
                place = f"{path.relative_to(TESTS)}:{node.lineno}"
                assert node.args, f"{place}: a promise mark names its promises"
                assert not node.keywords, f"{place}: a promise mark takes ids only"
                for argument in node.args:
                    assert isinstance(argument, ast.Constant), f"{place}: write the ids out"
                    assert isinstance(argument.value, str), f"{place}: ids are texts"
                    yield argument.value, place


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for promise, place in marks():
        places[promise].append(place)
    return places


def test_every_promise_has_a_test(found):
    assert sorted(PROMISES.keys() - found.keys()) == []


def test_every_mark_names_a_promise(found):
    assert {promise: found[promise] for promise in found.keys() - PROMISES.keys()} == {}


def test_every_promise_says_what_it_is():
    assert all(text.endswith(".") and len(text) > 20 for text in PROMISES.values())
    assert len(set(PROMISES.values())) == len(PROMISES)
