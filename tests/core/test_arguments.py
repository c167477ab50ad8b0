"""ARG-1 to ARG-5: paths through the arguments, and `argsOnly`."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core.arguments import MAX_PATH, MAX_PATTERNS, MAX_RULE, ArgumentRules, Mismatch, parse_path
from pykavach.core.errors import InvalidInput


def rules(patterns: object = None, args_only: object = None) -> ArgumentRules:
    return ArgumentRules.parse(patterns, args_only, "constraints")


def passes(patterns: object, arguments: object, args_only: object = None) -> bool:
    return rules(patterns, args_only).check(arguments) is None  # type: ignore[arg-type]


# --- values at a path --------------------------------------------------------------------------------------------


@pytest.mark.promise("ARG-1", "ARG-2")
@pytest.mark.parametrize(
    ("patterns", "arguments", "expected"),
    [
        ({"a": "x+"}, {"a": "xx"}, True),
        ({"a": "x+"}, {"a": "xxy"}, False),
        ({"a": "x+"}, {"a": "xx", "b": "y"}, True),
        ({"a": "x", "b": "y"}, {"a": "x", "b": "z"}, False),
        ({"a": "x", "b": "y"}, {"a": "z", "b": "y"}, False),
        ({"a": ["x", "y"]}, {"a": "y"}, True),
        ({"a": ["x", {"min": 5}]}, {"a": 5}, True),
        ({"a": ["x", {"min": 5}]}, {"a": "y"}, False),
        # missing, null, objects
        ({"a": ".*"}, {}, False),
        ({"a": ".*"}, None, False),
        ({"a": ".*"}, {"a": None}, False),
        ({"a": ".*"}, {"A": "x"}, False),
        ({"a": ".*"}, {"a": {}}, False),
        ({"a": ".*"}, {"a": {"a": "x"}}, False),
        ({"a": "null|None"}, {"a": None}, False),
        ({"a?": "x"}, {}, True),
        ({"a?": "x"}, None, True),
        ({"a?": "x"}, {"a": None}, True),
        ({"a?": "x"}, {"a": "x"}, True),
        ({"a?": "x"}, {"a": "y"}, False),
        ({"a?": ".*"}, {"a": {}}, False),
        ({"a?": ".*"}, {"a": []}, False),
        ({"a?": ".*"}, {"a?": "x"}, True),
        # lists
        ({"a": "x"}, {"a": ["x"]}, True),
        ({"a": "x"}, {"a": ["x", "x"]}, True),
        ({"a": "x"}, {"a": ["x", "y"]}, False),
        ({"a": "x"}, {"a": ["y", "x"]}, False),
        ({"a": "x"}, {"a": []}, False),
        ({"a": "x"}, {"a": [["x"], "x"]}, True),
        ({"a": "x"}, {"a": [["x"], []]}, False),
        ({"a": "x"}, {"a": ["x", None]}, False),
        ({"a?": "x"}, {"a": ["x", None]}, False),
        ({"a": "x"}, {"a": ["x", {"a": "x"}]}, False),
        ({"a": ["x", "y"]}, {"a": ["x", "y"]}, True),
        ({"a": ["x", "y"]}, {"a": ["x", "z"]}, False),
        ({"a": {"under": "/srv"}}, {"a": ["/srv/a", "/etc"]}, False),
        # other types
        ({"a": "5"}, {"a": 5}, True),
        ({"a": "true"}, {"a": True}, True),
        ({"a": ".*"}, {"a": b"x"}, False),
        ({"a": ".*"}, {"a": ("x",)}, False),
        ({"a": ".*"}, {"a": float("nan")}, False),
        ({"a": ".*"}, {"a": 10**5000}, False),
    ],
)
def test_top_level(patterns: object, arguments: object, expected: bool) -> None:
    assert passes(patterns, arguments) is expected


@pytest.mark.promise("ARG-2")
@pytest.mark.parametrize(
    ("path", "arguments", "expected"),
    [
        ("a.b", {"a": {"b": "x"}}, True),
        ("a.b", {"a": {"b": "y"}}, False),
        ("a.b", {"a": {"c": "x"}}, False),
        ("a.b", {"a.b": "x"}, False),
        ("a.b", {"a": None}, False),
        ("a.b", {"a": "x"}, False),
        ("a.b", {}, False),
        ("a.b?", {}, True),
        ("a.b?", {"a": {}}, True),
        ("a.b?", {"a": None}, True),
        ("a.b?", {"a": {"b": None}}, True),
        ("a.b?", {"a": {"b": "y"}}, False),
        ("a.b?", {"a": "--b=y"}, False),
        ("a.b?", {"a": 0}, False),
        ("a.b?", {"a": False}, False),
        # any other name goes through every element of a list
        ("a.b", {"a": [{"b": "x"}, {"b": "x"}]}, True),
        ("a.b", {"a": [{"b": "x"}, {"b": "y"}]}, False),
        ("a.b", {"a": [{"b": "y"}, {"b": "x"}]}, False),
        ("a.b", {"a": [{"b": "x"}, {}]}, False),
        ("a.b", {"a": [{"b": "x"}, "x"]}, False),
        ("a.b", {"a": [{"b": "x"}, None]}, False),
        ("a.b", {"a": []}, False),
        ("a.b?", {"a": []}, False),
        ("a.b?", {"a": [{}, {"b": "x"}, None]}, True),
        ("a.b?", {"a": [{}, {"b": "y"}]}, False),
        ("a.b?", {"a": ["y"]}, False),
        ("a.b", {"a": [[{"b": "x"}], {"b": "x"}]}, True),
        ("a.b", {"a": [[{"b": "y"}], {"b": "x"}]}, False),
        ("a.b", {"a": [{"b": ["x", "x"]}]}, True),
        ("a.b.c", {"a": [{"b": [{"c": "x"}]}, {"b": [{"c": "y"}]}]}, False),
        ("a.b.c", {"a": [{"b": [{"c": "x"}]}, {"b": [{"c": "x"}]}]}, True),
        # numbers name one element, or a key
        ("a.0", {"a": ["x", "y"]}, True),
        ("a.1", {"a": ["x", "y"]}, False),
        ("a.1", {"a": ["y", "x"]}, True),
        ("a.2", {"a": ["x", "x"]}, False),
        ("a.2?", {"a": ["x", "x"]}, True),
        ("a.10?", {"a": ["x"] * 10 + ["y"]}, False),
        ("a.0", {"a": {"0": "x"}}, True),
        ("a.0", {"a": []}, False),
        ("a.0?", {"a": []}, True),
        ("a.0.b", {"a": [{"b": "x"}, {"b": "y"}]}, True),
        ("a.01", {"a": ["x"]}, False),
        ("a.01", {"a": [{"01": "x"}]}, True),
        ("a.-1", {"a": ["y", "x"]}, False),
        ("a.٠", {"a": ["x"]}, False),
        ("a." + "9" * 30, {"a": ["x"]}, False),
        # JSON Pointers
        ("/a", {"a": "x"}, True),
        ("/a/b", {"a": {"b": "x"}}, True),
        ("/a.b", {"a.b": "x"}, True),
        ("/a~1b", {"a/b": "x"}, True),
        ("/a~0b", {"a~b": "x"}, True),
        ("/a~01", {"a~1": "x"}, True),
        ("/", {"": "x"}, True),
        ("/a/", {"a": {"": "x"}}, True),
        ("/a/0", {"a": ["x", "y"]}, True),
        ("/a?", {}, True),
        ("/a??", {"a?": "y"}, False),
        ("/a??", {"a": "y"}, True),
        ("a~0", {"a~0": "x"}, True),
    ],
)
def test_paths(path: str, arguments: object, expected: bool) -> None:
    assert passes({path: "x"}, arguments) is expected


@pytest.mark.promise("ARG-3")
def test_long_values_deny() -> None:
    assert passes({"a": "x*"}, {"a": "x" * 4096})
    assert not passes({"a": "x*"}, {"a": "x" * 4097})
    assert not passes({"a": "x*"}, {"a": ["x", "x" * 4097]})


# --- argsOnly ----------------------------------------------------------------------------------------------------


@pytest.mark.promise("ARG-5")
@pytest.mark.parametrize(
    ("patterns", "arguments", "expected"),
    [
        (None, None, True),
        (None, {}, True),
        ({}, {}, True),
        (None, {"a": None}, False),
        ({"a": "x"}, {"a": "x"}, True),
        ({"a": "x"}, {"a": "x", "b": "x"}, False),
        ({"a": "x"}, {"b": "x", "a": "x"}, False),
        ({"a?": "x"}, {"a": None}, True),
        ({"a": "x"}, {"a": ["x", ["x"]]}, True),
        ({"a.b": "x"}, {"a": {"b": "x"}}, True),
        ({"a.b": "x"}, {"a": {"b": ["x", "x"]}}, True),
        ({"a.b": "x"}, {"a": {"b": "x", "c": "x"}}, False),
        ({"a.b": "x"}, {"a": {"b": "x", "c": {}}}, False),
        ({"a.b": "x"}, {"a": {"b": "x", "c": []}}, False),
        ({"a.b": "x"}, {"a": {"b": "x", "c": None}}, False),
        ({"a.b": "x"}, {"a": {"b": "x"}, "c": None}, False),
        ({"a.b": "x"}, {"a": {"b": "x"}, "a.b": "x"}, False),
        ({"a.b?": "x"}, {}, True),
        ({"a.b?": "x"}, {"a": {}}, False),
        ({"a.b?": "x"}, {"a": None}, False),
        ({"a.b?": "x"}, {"a": {"b": None}}, True),
        ({"a.b": "x", "c": "y"}, {"a": {"b": "x"}, "c": "y"}, True),
        ({"a.b": "x", "a.c": "y"}, {"a": {"b": "x", "c": "y"}}, True),
        ({"a.b": "x"}, {"a": [{"b": "x"}, {"b": "x"}]}, True),
        ({"a.b": "x"}, {"a": [{"b": "x"}, {"b": "x", "c": 1}]}, False),
        ({"a.b?": "x"}, {"a": [{"b": "x"}, None]}, False),
        ({"a.0": "x"}, {"a": ["x"]}, True),
        ({"a.0": "x"}, {"a": ["x", "x"]}, False),
        ({"a.0": "x", "a.1?": "y"}, {"a": ["x", "y"]}, True),
        ({"a.0": "x"}, {"a": [["x"], ["y"]]}, False),
        ({"a.0": "x"}, {"a": [["x", "x"]]}, True),
        ({"a.0": "x"}, {"a": {"0": "x"}}, True),
        ({"a.0": "x", "a.1.b": "x"}, {"a": ["x", {"b": "x"}]}, True),
        ({"a.0": "x", "a.1.b": "x"}, {"a": ["x", {"b": "x", "0": "y"}]}, False),
        ({"/a.b": "x"}, {"a.b": "x"}, True),
        ({"/a.b": "x"}, {"a": {"b": "x"}}, False),
    ],
)
def test_args_only(patterns: object, arguments: object, expected: bool) -> None:
    assert passes(patterns, arguments, args_only=True) is expected


scalars = st.sampled_from(["x", "y", 1, True, None])
names = st.sampled_from(["a", "b", "0", "1"])
trees = st.recursive(
    scalars, lambda t: st.lists(t, max_size=3) | st.dictionaries(names, t, max_size=3), max_leaves=8
)
objects = st.dictionaries(names, trees, max_size=3)
dotted = st.lists(names, min_size=1, max_size=3).map(".".join)
path_sets = st.dictionaries(
    st.tuples(dotted, st.sampled_from(["", "?"])), st.sampled_from(["x", "x|y", ["x", "1"]]), max_size=4
).map(
    lambda found: {
        path + mark: p
        for path, mark, p in {path: (path, mark, p) for (path, mark), p in found.items()}.values()
    }
)


def oracle(patterns: dict[str, object], arguments: dict[str, object], args_only: bool) -> bool:
    """The rules restated over the flat list of all leaves, with a regular expression per path over their positions."""

    def leaves(value: object, at: str) -> list[tuple[str, object]]:
        """Leaves as ("{key}[index]...", value); keys in braces, indices in brackets."""
        if isinstance(value, dict) and value:
            return [leaf for name, item in value.items() for leaf in leaves(item, at + "{" + name + "}")]
        if isinstance(value, list) and value:
            return [leaf for place, item in enumerate(value) for leaf in leaves(item, at + f"[{place}]")]
        return [(at, value)]

    def texts(value: object) -> object:
        return "true" if value is True else "1" if value == 1 else value

    found = leaves(arguments, "") if arguments else []
    named: set[str] = set()
    for path, pattern in patterns.items():
        optional = path.endswith("?")
        options = pattern if isinstance(pattern, list) else [pattern]
        # Where values judged by the path stand, step by step, as the set of positions reached.
        reached: list[tuple[str, object]] = [("", arguments)]
        for name in path.rstrip("?").split("."):
            following: list[tuple[str, object]] = []
            while reached:
                at, value = reached.pop()
                if isinstance(value, dict) and name in value:
                    following.append((at + "{" + name + "}", value[name]))
                elif isinstance(value, list) and name in ("0", "1"):
                    if int(name) < len(value):
                        following.append((at + f"[{name}]", value[int(name)]))
                    elif not optional:
                        return False
                elif isinstance(value, list) and value:
                    reached += [(at + f"[{place}]", item) for place, item in enumerate(value)]
                elif not (optional and (value is None or isinstance(value, dict))):
                    return False
            reached = following
        for at, value in reached:
            if value is None:
                if not optional:
                    return False
                named.add(at)
                continue
            for leaf, item in leaves(value, at):
                text = texts(item)
                if (
                    "{" in leaf[len(at) :]
                    or not isinstance(text, str)
                    or not any(re.fullmatch(o, text) for o in options)
                ):
                    return False
                named.add(leaf)
    return not args_only or all(at in named for at, _ in found)


@pytest.mark.promise("ARG-2", "ARG-5")
@given(path_sets, objects, st.booleans())
def test_rules_judge_as_the_oracle_does(
    patterns: dict[str, object], arguments: dict[str, object], args_only: bool
) -> None:
    assert passes(patterns, arguments, args_only) is oracle(patterns, arguments, args_only)


@pytest.mark.promise("ARG-5")
@pytest.mark.parametrize(
    ("patterns", "arguments", "shown"),
    [
        (None, {"key": 1}, "key"),
        ({"a": "x"}, {"a": "x", "key": {"b": 1}}, "key"),
        ({"a.b": "x"}, {"a": {"b": "x", "c": [{"d": 1}]}}, "a.c.0.d"),
        (None, {"an odd\nkey": 1}, "?"),
        (None, {"kv_" + "0" * 72: 1}, "?"),
        (None, {"k" * 32: 1}, "k" * 32),
        (None, {"AZ_az-09": 1}, "AZ_az-09"),
        (None, {"k" * 33: 1}, "?"),
        (None, {"": 1}, "?"),
        ({"a.b": "x"}, {"a": {"b": "x", "é": 1}}, "a.?"),
    ],
)
def test_the_unnamed_argument_is_shown_if_its_name_is_plain(
    patterns: object, arguments: dict[str, object], shown: str
) -> None:
    assert rules(patterns, True).check(arguments) == Mismatch(
        shown, "is not among the arguments that may be given"
    )


# --- what a mismatch says ----------------------------------------------------------------------------------------


@pytest.mark.promise("ARG-2")
@pytest.mark.parametrize(
    ("patterns", "arguments", "path", "rule"),
    [
        ({"b": "x", "a": "x"}, {}, "a", "must be given and not be null"),
        ({"a": "x"}, {"a": "sec-ret"}, "a", "must match the whole of the pattern x"),
        (
            {"a?": ["x", {"min": 1}]},
            {"a": "sec-ret"},
            "a?",
            "must match the whole of the pattern x, or must be at least 1",
        ),
        ({"a.b": {"under": "/srv"}}, {"a": {"b": "/sec-ret"}}, "a.b", "must lie under /srv"),
        ({"a.b": "x"}, {"a": "sec-ret"}, "a.b", "must be inside an object or a list"),
        ({"a.b": "x"}, {"a": []}, "a.b", "must not be inside an empty list"),
        ({"a.b": "x"}, {"a": None}, "a.b", "must be given and not be null"),
    ],
)
def test_a_mismatch_names_the_first_path_and_its_rule(
    patterns: object, arguments: dict[str, object], path: str, rule: str
) -> None:
    assert rules(patterns).check(arguments) == Mismatch(path, rule)


def test_long_rules_are_cut() -> None:
    exact = MAX_RULE - len("must match the whole of the pattern ")
    kept = rules({"a": "x" * exact}).check({"a": ""})
    assert kept is not None
    assert kept.rule.endswith("pattern " + "x" * exact)
    cut = rules({"a": "x" * (exact + 1)}).check({"a": ""})
    assert cut is not None
    assert len(cut.rule) == MAX_RULE
    assert cut.rule.endswith("xxx...")


@pytest.mark.promise("ARG-2", "PRM-3")
def test_the_check_is_total() -> None:
    class Hostile(dict):  # type: ignore[type-arg]
        def get(self, *_: object) -> object:
            raise RuntimeError

        items = get

    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    checked = rules({"a": "x", "b?": "x"}, True)
    for arguments in (
        Hostile(a="x"),
        MappingProxyType({"a": "x"}),
        [["a", "x"]],
        "a",
        5,
        {"a": Hostile()},
        {"a": deep},
        {"a": "x", 5: "x"},
    ):
        assert checked.check(arguments) is not None  # type: ignore[arg-type]
    assert rules().check([["a", "x"]]) == Mismatch("arguments", "must be a JSON object")  # type: ignore[arg-type]
    failed = rules({"a.b": "x"}).check({"a": deep})
    assert failed == Mismatch("arguments", "must be a JSON object that can be checked")
    while deep:
        deep = deep[0]  # type: ignore[assignment]


# --- parsing -----------------------------------------------------------------------------------------------------


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    ("patterns", "args_only", "field"),
    [
        ("a", None, "constraints.argPatterns"),
        ([], None, "constraints.argPatterns"),
        (MappingProxyType({}), None, "constraints.argPatterns"),
        ({f"a{i}": "x" for i in range(MAX_PATTERNS + 1)}, None, "constraints.argPatterns"),
        ({5: "x"}, None, "constraints.argPatterns"),
        ({"": "x"}, None, "constraints.argPatterns"),
        ({"a" * (MAX_PATH + 1): "x"}, None, "constraints.argPatterns"),
        ({"\ud800": "x"}, None, "constraints.argPatterns"),
        ({"?": "x"}, None, "constraints.argPatterns.?"),
        ({"a..b": "x"}, None, "constraints.argPatterns.a..b"),
        ({".a": "x"}, None, "constraints.argPatterns..a"),
        ({"a.": "x"}, None, "constraints.argPatterns.a."),
        ({"a.?": "x"}, None, "constraints.argPatterns.a.?"),
        ({"/~": "x"}, None, "constraints.argPatterns./~"),
        ({"/~2": "x"}, None, "constraints.argPatterns./~2"),
        ({"a": "x", "a?": "x"}, None, "constraints.argPatterns.a?"),
        ({"a.b": "x", "/a/b": "x"}, None, "constraints.argPatterns./a/b"),
        ({"a": None}, None, "constraints.argPatterns.a"),
        ({"a": "("}, None, "constraints.argPatterns.a"),
        ({"a": []}, None, "constraints.argPatterns.a"),
        ({"a": ["x"] * (MAX_PATTERNS + 1)}, None, "constraints.argPatterns.a"),
        ({"a": ["x", ["y"]]}, None, "constraints.argPatterns.a[1]"),
        ({"a": ["x", {"oneOf": [1, None]}]}, None, "constraints.argPatterns.a[1].oneOf[1]"),
        ({"a": {"nope": 1}}, None, "constraints.argPatterns.a.nope"),
        (None, 1, "constraints.argsOnly"),
        (None, "true", "constraints.argsOnly"),
        (None, 0, "constraints.argsOnly"),
    ],
)
def test_bad_rules_are_refused_by_their_path(patterns: object, args_only: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        rules(patterns, args_only)
    assert refused.value.field == field


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("patterns", "args_only", "message"),
    [
        (None, 1, "must be True or False"),
        ({"\ud800": "x"}, None, "must have paths without lone surrogates as keys"),
        ({"a..b": "x"}, None, "has an empty name: write a.b, or a JSON Pointer such as /a/b"),
        ({"/~2": "x"}, None, "has a stray ~: in a JSON Pointer write ~0 for ~ and ~1 for /"),
    ],
)
def test_messages_name_the_rule_and_the_way_out(patterns: object, args_only: object, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        rules(patterns, args_only)
    assert refused.value.message == message


def test_sizes_at_their_bounds_are_taken() -> None:
    assert rules({f"a{i}": "x" for i in range(MAX_PATTERNS)}).pattern_count == MAX_PATTERNS
    assert rules({"a": ["x"] * MAX_PATTERNS, "b": "y"}).pattern_count == MAX_PATTERNS + 1
    assert parse_path("a" * MAX_PATH, "f") == ("a" * MAX_PATH,)
    assert rules().pattern_count == 0
    assert (MAX_PATH, MAX_PATTERNS, MAX_RULE) == (512, 100, 300)


@pytest.mark.parametrize(
    ("patterns", "args_only", "wire"),
    [
        (None, None, {}),
        ({}, False, {}),
        (None, True, {"argsOnly": True}),
        (
            {"b?": ["x"], "a": ("x", {"max_length": 2})},
            None,
            {"argPatterns": {"a": ["x", {"maxLength": 2}], "b?": "x"}},
        ),
        (
            {"/a~1b": {"one_of": (1, "a")}},
            True,
            {"argPatterns": {"/a~1b": {"oneOf": [1, "a"]}}, "argsOnly": True},
        ),
    ],
)
def test_the_wire_form_parses_to_the_same_rules(
    patterns: object, args_only: object, wire: dict[str, object]
) -> None:
    parsed = rules(patterns, args_only)
    assert parsed.wire() == wire
    again = rules(wire.get("argPatterns"), wire.get("argsOnly"))
    assert again.wire() == wire
    assert parsed.narrows(again)
    assert again.narrows(parsed)


# --- narrowing ---------------------------------------------------------------------------------------------------


@pytest.mark.promise("AGT-1")
@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (({"a": "x"}, None), ({"a": "x"}, None), True),
        (({"a": "x"}, None), (None, None), True),
        ((None, None), ({"a": "x"}, None), False),
        ((None, None), ({"a?": "x"}, None), False),
        (({"a": "x"}, None), ({"a": ["x", "y"]}, None), True),
        (({"a": ["y", "x"]}, None), ({"a": ["x", "y"]}, None), True),
        (({"a": ["x", "y"]}, None), ({"a": "x"}, None), False),
        (({"a": "x"}, None), ({"a?": "x"}, None), True),
        (({"a?": "x"}, None), ({"a": "x"}, None), False),
        (({"a?": "x"}, None), ({"a?": "x"}, None), True),
        (({"a": "x", "b": "y"}, None), ({"a": "x"}, None), True),
        (({"/a/b": "x"}, None), ({"a.b": "x"}, None), True),
        (({"a": {"const": True}}, None), ({"a": {"const": 1}}, None), False),
        (({"a": {"const": 1.0}}, None), ({"a": {"const": 1}}, None), True),
        (({"a": {"max": 5}}, None), ({"a": {"max": 6}}, None), False),
        ((None, True), (None, None), True),
        ((None, None), (None, True), False),
        (({"a": "x"}, True), ({"a": "x"}, None), True),
        (({"a": "x"}, None), ({"a": "x"}, True), False),
        (({"a": "x"}, True), ({"a": ["x", "y"]}, True), True),
        (({"a": "x", "b": "y"}, True), ({"a": "x"}, True), False),
        (({"a": "x"}, True), ({"a": "x", "b?": "y"}, True), False),
    ],
)
def test_narrows(mine: tuple[object, object], theirs: tuple[object, object], expected: bool) -> None:
    assert rules(*mine).narrows(rules(*theirs)) is expected
    assert rules(*mine).narrows(None)


@pytest.mark.promise("AGT-1")
@given(path_sets, path_sets, st.booleans(), st.booleans(), objects)
def test_what_narrows_admits_nothing_new(
    mine: dict[str, object],
    theirs: dict[str, object],
    mine_only: bool,
    theirs_only: bool,
    arguments: dict[str, object],
) -> None:
    for new, old in (
        (rules(mine, mine_only), rules(theirs, theirs_only)),
        (
            rules(mine | theirs, mine_only) if not _clash(mine, theirs) else rules(mine, True),
            rules(theirs, theirs_only),
        ),
    ):
        if new.narrows(old) and new.check(arguments) is None:
            assert old.check(arguments) is None


def _clash(mine: dict[str, object], theirs: dict[str, object]) -> bool:
    return len({path.rstrip("?") for path in mine | theirs}) != len(mine | theirs)


@pytest.mark.promise("ARG-1", "FC-1")
def test_checking_one_call_is_bounded_whatever_it_is_made_of():
    """Each value is cheap to check; very many of them are refused rather than checked."""
    much = "is too much to check: send fewer or shorter values"

    def check(pattern, path, arguments):
        found = ArgumentRules.parse({path: pattern}, None, "constraints").check(arguments)
        return None if found is None else found.rule

    assert check({"max": 5}, "xs", {"xs": [1] * 40_000}) is None
    assert check({"max": 5}, "xs", {"xs": [1] * 40_001}) == much
    assert check({"max": 5}, "xs.v?", {"xs": [{}] * 40_000}) is None
    assert check({"max": 5}, "xs.v?", {"xs": [{}] * 40_001}) == much
    assert check({"max": 5}, "xs.v", {"xs": [{"v": 1}] * 20_001}) == much
    assert check({"max": 5}, "xs", {"xs": [1, 9]}) not in {None, much}
    # The last value that may still be looked at is told what is wrong with it.
    assert check({"max": 5}, "xs", {"xs": [1] * 39_999 + [9]}) == "must be at most 5"


@pytest.mark.promise("ARG-1", "FC-1")
def test_a_long_text_under_a_large_pattern_counts_for_several_checks():
    """A check is counted for every 512 characters times items of the pattern; a number is as long as one character."""
    for pattern, value, most in (
        ("[a-z]{64}", "x" * 64, 40_000 // 9),  # 64 * 64 / 512 = 8, and one for the check itself
        ("[0-9]|[a-z]{256}", 5, 40_000),
    ):
        assert passes({"xs": pattern}, {"xs": [value] * most})
        assert not passes({"xs": pattern}, {"xs": [value] * (most + 1)})
