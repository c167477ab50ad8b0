"""Resources and patterns, against an oracle: regular expressions over every small resource there is."""

from __future__ import annotations

import enum
import functools
import itertools
import pickle
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core.errors import InvalidInput
from pykavach.core.resources import (
    ApprovalPattern,
    Pattern,
    parse_action,
    parse_action_pattern,
    parse_resource,
)

VISIBLE = string.ascii_letters + string.digits + string.punctuation
NAME_CHARACTERS = VISIBLE.replace(":", "").replace("*", "")


# --- the oracle: shares no line with the code under test ----------------------------------------------------

ONE = "[^:]+"
MORE = "[^:]+(?::[^:]+)*"


def oracle(text: str, resource: str, flags: int = 0) -> bool:
    *inner, last = text.split(":")
    parts = [ONE if part == "*" else re.escape(part) for part in inner]
    parts.append(MORE if last == "*" else re.escape(last))
    return re.fullmatch(":".join(parts), resource, flags) is not None


def approval_oracle(text: str, access: str) -> bool:
    expression = ":".join(MORE if part == "*" else re.escape(part) for part in text.split(":"))
    return re.fullmatch(expression, access, re.IGNORECASE) is not None


def texts(alphabet: str, longest: int) -> list[str]:
    return [
        ":".join(parts)
        for size in range(1, longest + 1)
        for parts in itertools.product(alphabet, repeat=size)
    ]


# "c" occurs in no pattern: it stands for every name that a pattern does not mention.
PATTERNS = texts("ab*", 3)
RESOURCES = texts("abc", 5)
LANGUAGE = {text: frozenset(r for r in RESOURCES if oracle(text, r)) for text in PATTERNS}


@functools.cache
def pattern(text: str) -> Pattern:
    return Pattern.parse(text)


names = st.sampled_from(["a", "b", "A", "ab"])
long_patterns = st.lists(names | st.just("*"), min_size=1, max_size=16).map(":".join)


@st.composite
def instances(draw: st.DrawFn, text: str) -> str:
    """A resource that the pattern matches, by PRM-1."""
    *inner, last = text.split(":")
    parts = [draw(names | st.just("z")) if part == "*" else part for part in inner]
    if last == "*":
        parts += draw(st.lists(names | st.just("z"), min_size=1, max_size=16 - len(parts)))
    else:
        parts.append(last)
    return ":".join(parts)


# --- syntax -------------------------------------------------------------------------------------------------

VISIBLE_ONLY = "may hold visible ASCII characters only: no spaces, control characters or other alphabets"
FULL = ":".join(["a" * 127] * 4)  # 511 characters
SIXTEEN = ":".join("abcdefghijklmnop")


class Name(enum.StrEnum):
    READ = "read"


def refusal(parse, *arguments) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        parse(*arguments)
    return caught.value.field, caught.value.message


@pytest.mark.promise("TOK-2", "ERR-2")
@pytest.mark.parametrize(
    ("parse", "noun"),
    [
        (parse_resource, "resource"),
        (Pattern.parse, "resource"),
        (parse_action, "action"),
        (parse_action_pattern, "action"),
    ],
)
def test_a_name_holds_no_token(parse, noun):
    token = f"kv_{'0123456789abcdef' * 3}"
    rule = f"the {noun} must not hold a token; pass credentials in arguments, if at all"
    assert refusal(parse, token, "here") == ("here", rule)


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize(
    "text",
    [
        "a",
        "mcp:github:issues",
        NAME_CHARACTERS,
        "%2A:..:.:%3a",
        SIXTEEN,
        "a" * 128,
        f"{FULL}a",
        f"a:{'b' * 128}:c",
    ],
)
def test_a_resource_within_the_bounds_is_split_and_otherwise_untouched(text):
    assert parse_resource(text) == tuple(re.findall("[^:]+", text))
    read = Pattern.parse(text)
    assert (read.text, read.segments) == (text, parse_resource(text))


RESOURCE_FAULTS = [
    ("", "the resource must not be empty"),
    (None, "the resource must be a plain string, not NoneType"),
    (7, "the resource must be a plain string, not int"),
    (b"a", "the resource must be a plain string, not bytes"),
    (["a"], "the resource must be a plain string, not list"),
    (Name.READ, "the resource must be a plain string, not Name"),
    (f"{FULL}ab", "the resource must be at most 512 characters, not 513"),
    ("a" * 1000, "the resource must be at most 512 characters, not 1000"),
    (f"{SIXTEEN}:q", "must have at most 16 segments, not 17"),
    ("a" * 129, "segment 1 must be at most 128 characters, not 129"),
    (f"a:{'b' * 130}:c", "segment 2 must be at most 128 characters, not 130"),
    (":", "segment 1 is empty; remove the extra ':'"),
    (":a", "segment 1 is empty; remove the extra ':'"),
    ("a::b", "segment 2 is empty; remove the extra ':'"),
    ("a:b:", "segment 3 is empty; remove the extra ':'"),
    *(
        (f"a{odd}b", f"the resource {VISIBLE_ONLY}")
        for odd in " \t\n\0\x1f\x7f\x80\xa0\xe9\u0430\u2215\uff1a\ud800"
    ),
    ("a:b\n", f"the resource {VISIBLE_ONLY}"),
    (" a", f"the resource {VISIBLE_ONLY}"),
]


@pytest.mark.promise("PRM-1", "AGT-6")
@pytest.mark.parametrize(("value", "message"), RESOURCE_FAULTS)
@pytest.mark.parametrize("parse", [parse_resource, Pattern.parse])
def test_a_resource_or_pattern_outside_the_bounds_is_refused_by_rule_and_field(parse, value, message):
    assert refusal(parse, value) == ("resource", message)
    assert refusal(parse, value, "permissions[3].resource") == ("permissions[3].resource", message)


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize("text", ["*", "a:*", "*:a", "a*", "a:b*c"])
def test_a_concrete_resource_has_no_star(text):
    assert refusal(parse_resource, text, "x.y") == (
        "x.y",
        "'*' belongs in patterns; name one concrete resource",
    )


@pytest.mark.promise("PRM-1", "AGT-6")
@pytest.mark.parametrize(
    ("text", "number"), [("a*", 1), ("*a", 1), ("**", 1), ("a:b*c", 2), ("*:**:a", 2), ("a:*:*x", 3)]
)
def test_a_star_inside_a_segment_is_refused(text, number):
    message = f"segment {number}: '*' must be the whole segment, as in 'files:*'"
    assert refusal(Pattern.parse, text, "p") == ("p", message)


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize("text", ["*", "*:*", ":".join("*" * 16), f"{FULL[:-1]}:*", f"{'a' * 128}:*"])
def test_a_pattern_within_the_bounds_is_kept_as_written(text):
    assert Pattern.parse(text).text == text
    assert Pattern.parse(text).segments == tuple(re.findall("[^:]+", text))


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize("parse", [parse_action, parse_action_pattern])
@pytest.mark.parametrize("text", ["r", "read", "Read", "a" * 64, NAME_CHARACTERS[:50], NAME_CHARACTERS[50:]])
def test_an_action_within_the_bounds_is_kept_as_written(parse, text):
    assert parse(text) == text


STAR_IN_ACTION = "'*' cannot be in an action's name; alone, in a permission, it means all"
ACTION_FAULTS = [
    ("", "the action must not be empty"),
    (None, "the action must be a plain string, not NoneType"),
    (True, "the action must be a plain string, not bool"),
    (Name.READ, "the action must be a plain string, not Name"),
    ("a" * 65, "the action must be at most 64 characters, not 65"),
    ("a:b", "the action must be one segment; remove the ':'"),
    (":", "the action must be one segment; remove the ':'"),
    ("*:a", "the action must be one segment; remove the ':'"),
    ("rea*", STAR_IN_ACTION),
    ("**", STAR_IN_ACTION),
    *((f"a{odd}b", f"the action {VISIBLE_ONLY}") for odd in " \n\0\x1f\x7f\x80\xe9"),
]


@pytest.mark.promise("PRM-1", "AGT-6")
@pytest.mark.parametrize(("value", "message"), ACTION_FAULTS)
@pytest.mark.parametrize("parse", [parse_action, parse_action_pattern])
def test_an_action_outside_the_bounds_is_refused_by_rule_and_field(parse, value, message):
    assert refusal(parse, value) == ("action", message)
    assert refusal(parse, value, "permissions[3].actions[1]") == ("permissions[3].actions[1]", message)


@pytest.mark.promise("PRM-1")
def test_a_star_alone_is_an_action_pattern_but_no_action():
    assert parse_action_pattern("*") == "*"
    assert refusal(parse_action, "*") == ("action", STAR_IN_ACTION)


@pytest.mark.promise("PRM-1")
@given(st.text(max_size=140) | st.text(alphabet=VISIBLE, max_size=140))
def test_the_readers_accept_exactly_the_grammar(text):
    name = r"[!-)+-9;-~]"
    grammar = {
        parse_resource: rf"{name}{{1,128}}(?::{name}{{1,128}}){{0,15}}",
        Pattern.parse: rf"(?:\*|{name}{{1,128}})(?::(?:\*|{name}{{1,128}})){{0,15}}",
        parse_action: rf"{name}{{1,64}}",
        parse_action_pattern: rf"\*|{name}{{1,64}}",
    }
    for parse, expression in grammar.items():
        try:
            parse(text)
            accepted = True
        except InvalidInput:
            accepted = False
        assert accepted == (re.fullmatch(expression, text) is not None)


# --- matching -----------------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-1")
def test_matches_agrees_with_the_oracle_on_every_small_pattern_and_resource():
    for text in PATTERNS:
        assert {r for r in RESOURCES if pattern(text).matches(parse_resource(r))} == LANGUAGE[text], text


@pytest.mark.promise("PRM-1")
@given(st.data(), long_patterns)
def test_matches_agrees_with_the_oracle_on_long_ones(data, text):
    other = data.draw(long_patterns)
    for resource in (data.draw(instances(text)), data.draw(instances(other))):
        assert pattern(text).matches(parse_resource(resource)) == oracle(text, resource)


@pytest.mark.promise("PRM-1")
@pytest.mark.parametrize(
    ("text", "resource", "expected"),
    [
        ("*", "a", True),
        ("*", SIXTEEN, True),
        ("a:*", "a", False),
        ("a:*", "a:b", True),
        ("a:*", "a:b:c", True),
        ("a:*:c", "a:b:c", True),
        ("a:*:c", "a:c", False),
        ("a:*:c", "a:b:b:c", False),
        ("*:c", "a:b:c", False),
        ("*:*", "a", False),
        ("a", "A", False),
        ("A:*", "a:b", False),
        ("%2A:b", "%2a:b", False),
        ("a:..", "a:..", True),
        ("a.c", "abc", False),
    ],
)
def test_what_a_pattern_matches_case_by_case(text, resource, expected):
    assert pattern(text).matches(parse_resource(resource)) is expected


@pytest.mark.promise("PRM-1")
@given(st.data(), long_patterns)
def test_a_folded_pattern_ignores_case_and_nothing_else(data, text):
    folded = pattern(text).folded()
    assert folded == Pattern.parse(text.lower())
    for resource in (data.draw(instances(text)), data.draw(long_patterns.flatmap(instances))):
        expected = oracle(text, resource, re.IGNORECASE)
        assert folded.matches(parse_resource(resource.lower())) == expected


# --- inclusion ----------------------------------------------------------------------------------------------


@pytest.mark.promise("DEL-1")
def test_covers_is_inclusion_of_the_sets_for_every_pair_of_small_patterns():
    for wide, narrow in itertools.product(PATTERNS, repeat=2):
        assert pattern(wide).covers(pattern(narrow)) == (LANGUAGE[narrow] <= LANGUAGE[wide]), (wide, narrow)


@pytest.mark.promise("DEL-1")
def test_covers_is_a_partial_order():
    covered = {w: {n for n in PATTERNS if pattern(w).covers(pattern(n))} for w in PATTERNS}
    for wide, below in covered.items():
        assert wide in below
        for middle in below:
            assert covered[middle] <= below
            assert middle == wide or wide not in covered[middle]


@st.composite
def narrowings(draw: st.DrawFn, text: str) -> str:
    """A pattern that often lies within the given one: some ``*`` filled, now and then a segment changed."""
    parts = [draw(names) if part == "*" and draw(st.booleans()) else part for part in text.split(":")]
    if text.endswith("*"):
        parts += draw(st.lists(names | st.just("*"), max_size=16 - len(parts)))
    if draw(st.integers(0, 3)) == 0:
        parts[draw(st.integers(0, len(parts) - 1))] = draw(names | st.just("*"))
    return ":".join(parts)


@pytest.mark.promise("DEL-1")
@given(st.data(), long_patterns)
def test_covers_has_no_exception_and_its_refusal_has_a_witness_on_long_patterns(data, wide):
    narrow = data.draw(narrowings(wide))
    if pattern(wide).covers(pattern(narrow)):
        resource = data.draw(instances(narrow))
        assert oracle(narrow, resource)
        assert oracle(wide, resource)
    else:
        witness = narrow.replace("*", "z")
        assert oracle(narrow, witness)
        assert not oracle(wide, witness)


@pytest.mark.promise("DEL-1")
@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("*", "*", True),
        ("*", ":".join("*" * 16), True),
        (":".join("*" * 16), "*", False),
        ("a:*", "a", False),
        ("a:*", "a:*:*", True),
        ("a:*:*", "a:*", False),
        ("a:*:c", "a:b:c", True),
        ("a:*:c", "a:b:*", False),
        ("a:b", "a:*", False),
        ("A:*", "a:b", False),
        # Only one resource length fits beside so long a prefix, and still '*' is wider than any name.
        (f"{FULL[:-1]}:a", f"{FULL[:-1]}:*", False),
        (f"{FULL[:-1]}:*", f"{FULL[:-1]}:a", True),
        (f"{SIXTEEN[:-1]}*", SIXTEEN, True),
        (SIXTEEN, f"{SIXTEEN[:-1]}*", False),
    ],
)
def test_covers_case_by_case(wide, narrow, expected):
    assert pattern(wide).covers(pattern(narrow)) is expected


# --- what is in both ----------------------------------------------------------------------------------------


@pytest.mark.promise("PRM-1")
def test_patterns_meet_if_some_resource_is_in_both():
    for one, other in itertools.product(PATTERNS, repeat=2):
        assert pattern(one).meets(pattern(other)) == bool(LANGUAGE[one] & LANGUAGE[other]), (one, other)


# --- order and identity -------------------------------------------------------------------------------------


def spec_order(left: str, right: str) -> int:
    """-1, 0 or 1, by PRM-2 read out: left to right a literal before ``*``, then the longer."""
    mine, theirs = left.split(":"), right.split(":")
    for one, other in zip(mine, theirs, strict=False):
        if (one == "*") != (other == "*"):
            return 1 if one == "*" else -1
    return (len(mine) < len(theirs)) - (len(mine) > len(theirs))


@pytest.mark.promise("PRM-2")
def test_specificity_sorts_as_the_specification_reads():
    for left, right in itertools.product(PATTERNS, repeat=2):
        mine, theirs = pattern(left).specificity, pattern(right).specificity
        assert (mine > theirs) - (mine < theirs) == spec_order(left, right)


@pytest.mark.promise("PRM-2")
def test_the_most_specific_comes_first():
    ordered = ["a:b:c", "a:b:*", "a:b", "a:*:c", "a:*:*:*", "a:*:*", "a:*", "a", "*:b", "*:*", "*"]
    assert sorted(set(ordered), key=lambda text: pattern(text).specificity) == ordered


@pytest.mark.promise("PRM-1")
def test_patterns_are_values():
    assert Pattern.parse("a:*") == Pattern.parse("a:*")
    assert len({Pattern.parse("a:*"), Pattern.parse("a:*"), Pattern.parse("a:b")}) == 2
    assert repr(Pattern.parse("a:*")) == "Pattern(text='a:*')"
    assert pickle.loads(pickle.dumps(Pattern.parse("a:*"))) == Pattern.parse("a:*")
    (approval,) = ApprovalPattern.parse("a:*")
    assert len({approval, *ApprovalPattern.parse("A:*"), *ApprovalPattern.parse("a:b")}) == 2
    assert repr(approval) == "ApprovalPattern(text='a:*')"
    assert not hasattr(Pattern.parse("a"), "__dict__")
    assert not hasattr(approval, "__dict__")
    with pytest.raises(AttributeError):
        Pattern.parse("a").text = "*"
    with pytest.raises(AttributeError):
        approval.text = "*"


# --- approvals ----------------------------------------------------------------------------------------------


@functools.cache
def approval(text: str) -> ApprovalPattern:
    (one,) = ApprovalPattern.parse(text)
    return one


@pytest.mark.promise("APR-0")
def test_approval_matching_agrees_with_the_oracle_on_every_small_pattern_and_access():
    for text in ["*", *(text for text in texts("ab*", 4) if ":" in text)]:
        matched = {r for r in RESOURCES if approval(text).matches(tuple(r.split(":")))}
        assert matched == {r for r in RESOURCES if approval_oracle(text, r)}, text


def accesses(text: str) -> st.SearchStrategy[str]:
    """Accesses that often match: each ``*`` becomes one to three segments, now and then one is changed."""
    some = st.lists(st.sampled_from("abz"), min_size=1, max_size=3).map(":".join)
    parts = [some if part == "*" else st.just(part.lower()) for part in text.split(":")]
    return st.tuples(*(part | st.just("b") for part in parts)).map(":".join)


@pytest.mark.promise("APR-0")
@given(st.data(), st.lists(st.sampled_from("aAb**"), min_size=2, max_size=8).map(":".join))
def test_approval_matching_agrees_with_the_oracle_on_long_ones(data, text):
    access = data.draw(accesses(text))
    assert approval(text).matches(tuple(access.split(":"))) == approval_oracle(text, access)


@pytest.mark.promise("APR-0")
@given(st.data(), long_patterns, st.sampled_from(["*", "read", "Read"]))
def test_an_approval_pattern_never_matches_less_than_the_permission_written_alike(data, text, action):
    resource = data.draw(instances(text))
    access = f"{resource}:{'Read' if action == '*' else action}".lower()
    for written in (f"{text}:{action}", {"resource": text, "actions": [action]}):
        (one,) = ApprovalPattern.parse(written)
        assert one.matches(tuple(access.split(":")))


@pytest.mark.promise("APR-0")
@pytest.mark.parametrize(
    ("text", "access", "expected"),
    [
        ("*", "a:read", True),
        ("payments:*", "payments:read", True),
        ("payments:*", "payments:eu:refund", True),
        ("payments:*", "payments", False),
        ("*:refund", "payments:eu:refund", True),
        ("*:refund", "refund", False),
        ("*:refund", "payments:eu:refunds", False),
        ("a:*:c:*:e", "a:c:c:e:e", True),
        ("a:*:c:*:e", "a:c:e", False),
        ("Payments:REFUND", "payments:refund", True),
    ],
)
def test_what_an_approval_pattern_matches_case_by_case(text, access, expected):
    assert approval(text).matches(tuple(access.split(":"))) is expected


@pytest.mark.promise("APR-0")
def test_a_hostile_approval_pattern_takes_no_longer_than_another():
    stars = approval(":".join([*"*a" * 8, "z"]))  # a backtracking matcher would take ages
    assert not stars.matches(("a",) * 17)
    assert stars.matches((*["a"] * 16, "z"))


@pytest.mark.promise("APR-0")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("*", ["*"]),
        ("*:*", ["*:*"]),
        ("Payments:*:Refund", ["payments:*:refund"]),
        ({"resource": "Payments:*", "actions": ["Refund", "*"]}, ["payments:*:refund", "payments:*:*"]),
        ({"actions": ("read",), "resource": "*"}, ["*:read"]),
        (f"{FULL}a:{'b' * 64}", [f"{FULL}a:{'b' * 64}"]),
        (f"{SIXTEEN}:x", [f"{SIXTEEN}:x"]),
    ],
)
def test_both_ways_to_write_an_approval_pattern_give_one_canonical_text(value, expected):
    read = ApprovalPattern.parse(value)
    assert [one.text for one in read] == expected
    for one in read:
        assert ApprovalPattern.parse(one.text) == (one,)


FORM = "must be 'resource:action', as in 'payments:*:refund', or '*' alone"
UNKNOWN = "unknown key; use 'resource' and 'actions'"
MISSING = "is missing; give both 'resource' and 'actions'"
LIST = "must be a list of actions, or ['*'] for every action"


@pytest.mark.promise("APR-0", "AGT-6")
@pytest.mark.parametrize(
    ("value", "where", "message"),
    [
        (None, "", "must be a plain string or an object, not NoneType"),
        (Name.READ, "", "must be a plain string or an object, not Name"),
        (["a:b"], "", "must be a plain string or an object, not list"),
        ("", "", FORM),
        ("payments", "", FORM),
        ("**", "", FORM),
        (":read", "", "the resource must not be empty"),
        ("a:", "", "the action must not be empty"),
        ("a b:read", "", f"the resource {VISIBLE_ONLY}"),
        ("a*:read", "", "segment 1: '*' must be the whole segment, as in 'files:*'"),
        ("a:rea*", "", STAR_IN_ACTION),
        (f"{FULL}ab:read", "", "the resource must be at most 512 characters, not 513"),
        (f"a:{'b' * 65}", "", "the action must be at most 64 characters, not 65"),
        ({}, ".resource", MISSING),
        ({"resource": "a"}, ".actions", MISSING),
        ({"actions": ["read"]}, ".resource", MISSING),
        ({"resource": "a", "actions": ["read"], "action": "x"}, ".action", UNKNOWN),
        ({"resource": "a", "actions": ["read"], 7: "x"}, ".7", UNKNOWN),
        ({"resource": "a:", "actions": ["read"]}, ".resource", "segment 2 is empty; remove the extra ':'"),
        ({"resource": "a", "actions": []}, ".actions", LIST),
        ({"resource": "a", "actions": "read"}, ".actions", LIST),
        ({"resource": "a", "actions": None}, ".actions", LIST),
        ({"resource": "a", "actions": {"read": 1}}, ".actions", LIST),
        ({"resource": "a", "actions": ["read", ""]}, ".actions[1]", "the action must not be empty"),
        ({"resource": "a", "actions": [7]}, ".actions[0]", "the action must be a plain string, not int"),
    ],
)
def test_an_approval_pattern_that_cannot_be_read_is_refused_by_rule_and_field(value, where, message):
    assert refusal(ApprovalPattern.parse, value) == (f"requireApprovalFor{where}", message)
    assert refusal(ApprovalPattern.parse, value, "c[1]") == (f"c[1]{where}", message)
