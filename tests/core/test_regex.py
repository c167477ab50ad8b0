"""ARG-1: the pattern language, its bounds, and that no pattern escapes its wrapping."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import SchemaError, SchemaValidator, core_schema

from pykavach.core.errors import InvalidInput
from pykavach.core.regex import MAX_ITEMS, MAX_PATTERN_BYTES, compile_regex, count_items, regex_weight


def compiles(pattern: str) -> bool:
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as problem:
        return "size limit" in str(problem)
    return True


def refusal(pattern: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        compile_regex(pattern, "c.argPatterns.a")
    assert refused.value.field == "c.argPatterns.a"
    return refused.value.message


@pytest.mark.promise("ARG-1")
@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("abc", "abc", True),
        ("abc", "xabc", False),
        ("abc", "abcx", False),
        ("abc", "abc\n", False),
        ("abc", "\nabc", False),
        ("a|b", "b", True),
        ("a|b", "ab", False),
        ("a|bc", "ac", False),
        ("(?m)^a$", "a", True),
        ("(?m)^a$", "a\nb", False),
        ("(?s).*", "a\nb", True),
        (".*", "a\nb", False),
        ("(?i)abc", "ABC", True),
        ("", "", True),
        ("", "a", False),
        ("(?x) a # b\n", "a", True),
        ("[0-9]+", "12٣", False),
        (".", "\ud800", False),
    ],
)
def test_the_whole_value_must_match(pattern: str, text: str, expected: bool) -> None:
    assert compile_regex(pattern, "p")(text) is expected


@pytest.mark.promise("ARG-1")
@pytest.mark.parametrize(
    "pattern",
    ["a)|(b", "a)|(?:b", "(?x)#", "(?x)a #", "a)", "(a", "a\\", "[a", "a{2", "*", "{2}", "(?=a)", "(a)\\1"],
)
def test_escapes_from_the_wrapping_and_foreign_syntax_are_refused(pattern: str) -> None:
    assert "Rust syntax" in refusal(pattern)


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        ".",
        "^",
        "$",
        "\\z",
        "[ab]",
        "[^a]",
        "(?i)",
        "(?x)",
        "(?m)",
        "#",
        " ",
        "\n",
        "\\",
        ")",
        "(",
        "(?:",
        "|",
        "*",
    ]
)


@pytest.mark.promise("ARG-1")
@given(st.lists(ATOMS, max_size=8).map("".join), st.text("ab#\n )", max_size=5))
@example("a|b", "ab")
@example("(?x)a|b#", "b)")
def test_what_passes_is_a_whole_match_of_the_pattern_alone(pattern: str, text: str) -> None:
    """If a value passes, the pattern alone (unwrapped) matches it once it is told where to stop."""
    try:
        match = compile_regex(pattern, "p")
    except InvalidInput:
        return
    try:
        python = re.compile(pattern.replace("\\z", "\\Z"))
    except re.error:
        return  # not in the common subset
    if "(?" in pattern or "$" in pattern:
        return  # flags in the middle and "$" before a final newline differ between the two engines
    assert match(text) is (python.fullmatch(text) is not None)


@pytest.mark.promise("ARG-1")
@pytest.mark.parametrize("filler", ["a", "é", "😀"])
def test_a_pattern_has_at_most_one_kibibyte(filler: str) -> None:
    size = len(filler.encode())
    longest = filler * (MAX_PATTERN_BYTES // size)
    padded = "[" + filler * ((MAX_PATTERN_BYTES - 2) // size) + "]"
    padded += "a" * (MAX_PATTERN_BYTES - len(padded.encode()))
    assert len(padded.encode()) == MAX_PATTERN_BYTES
    assert compile_regex(padded, "p")(filler + "a" * (len(padded) - padded.index("]") - 1))
    assert f"at most {MAX_PATTERN_BYTES}" in refusal(longest + "a" * (MAX_PATTERN_BYTES % size) + "a")


@pytest.mark.promise("ARG-1")
def test_a_pattern_has_at_most_a_thousand_items() -> None:
    for pattern in (
        "a{1000}",
        "(?:[ab]c){500}",
        "a{999}b",
        "(?:a{10}){100}",
        "a{10}{100}",
        "a" * 1000,
        "a{0,1000}",
        "a{1000,}",
    ):
        assert count_items(pattern) == MAX_ITEMS, pattern
        compile_regex(pattern, "p")
    for pattern in (
        "a{1001}",
        "(?:[ab]c){501}",
        "a{1000}b",
        "(?:a{11}){91}",
        "a" * 1001,
        "a{0,1001}",
        "a{1001,}",
        "(){1001}",
    ):
        assert f"{MAX_ITEMS} items" in refusal(pattern)
    assert f"{MAX_ITEMS} items" in refusal("((a{1000}){1000}){1000}")
    for count in ("4000000000", "99999999999999999999", "000000000000001001"):
        assert f"{MAX_ITEMS} items" in refusal(f"(){{{count}}}")


def test_a_pattern_too_large_when_compiled_says_so() -> None:
    way_out = "use smaller counts or classes such as [0-9], [a-z]"
    assert refusal(r"\w{999}") == f"is too large when compiled: {way_out}"


def test_the_bounds_are_those_of_the_specification() -> None:
    assert (MAX_PATTERN_BYTES, MAX_ITEMS) == (1024, 1000)


def test_lone_surrogates_are_refused() -> None:
    assert refusal("\ud800") == "must be Unicode text without lone surrogates"


def test_the_diagnosis_is_the_compilers_and_does_not_repeat_the_pattern() -> None:
    message = refusal("secret(?P<n>a")
    assert message.endswith("unclosed group")
    assert "secret" not in message
    syntax = "is not a regular expression in Rust syntax"
    start = "invalid repetition count range, the start must be <= the end"
    assert refusal("secret{3,1}") == refusal("error: secret{3,1}") == f"{syntax}: {start}"
    assert refusal("a)") == f"{syntax}: unopened group"
    assert refusal("[a") == f"{syntax}: unclosed character class"


@pytest.mark.parametrize(
    "pattern", ["(", "(a", "(?", "(?i", "(?i:", "(?P<name", "(?<name>a", "(?x)(a #)", "a{", "[", "[^", "[a-"]
)
def test_what_is_left_open_is_refused(pattern: str) -> None:
    assert not compiles(pattern)
    assert refusal(pattern).startswith("is not a regular expression in Rust syntax: ")


@pytest.mark.parametrize(
    ("pattern", "items"),
    [
        ("", 0),
        ("abc", 3),
        ("a|b|cd", 4),
        ("a*b+c?d*?", 4),
        ("()", 1),
        ("(ab)", 2),
        ("(?P<name>ab){2}", 4),
        ("(?<n[0]>ab){2}", 4),
        ("(?i)a", 1),
        ("X{2}", 2),
        ("(?i:ab){3}", 6),
        ("a{0}", 1),
        ("(ab){0,3}?", 6),
        ("a{2,}", 2),
        ("a{ 3 , 5 }", 5),
        ("(a|bc{2}){3}", 12),
        (r"\d{3}", 3),
        (r"\x41{2}", 2),
        (r"\x{41}{2}", 2),
        (r"\u0041{2}", 2),
        (r"\u{41}{2}", 2),
        (r"\U00000041{2}", 2),
        (r"\pL{2}", 2),
        (r"\p{Greek}{2}", 2),
        (r"\P{Greek}a", 2),
        (r"\PL{2}", 2),
        (r"\bab", 3),
        (r"\b{start}a", 2),
        (r"\b{start-half}a", 2),
        (r"\b{2}a", 3),
        (r"\{{2}\}", 3),
        (r"\[a\]", 3),
        ("[abc]{4}", 4),
        ("[]a]{4}", 4),
        ("[^]a]{4}", 4),
        ("[-]{4}", 4),
        ("[--]]{4}", 5),
        ("[a[b]]{4}", 4),
        ("[[:alpha:]_]{4}", 4),
        (r"[\]a]{4}", 4),
        (r"[\x{5D}]{4}", 4),
        ("[!-[]{4}", 4),
        ("[a-]{4}", 4),
        ("[a-z&&[^b]]{4}", 4),
        ("[a--b]{4}", 4),
        ("[a~~[b]]{4}", 4),
        ("[a--[b]]{4}", 4),
        ("[a&&-[b]]{4}", 4),
        ("[a~~-[b]]{4}", 4),
        ("&&[a]{4}", 6),
        ("(?x)[- -[b]]{4}", 4),
        ("(?x)[&- -[b]]{4}", 5),
        ("(?x)a b", 2),
        ("(?x) (a b) # (\n {3}", 6),
        ("(?x)a #(\n b #)\n c", 3),
        ("(?x)a{1 0}", 10),
        ("(?x)a{1 #}\n0}", 10),
        ("(?x)[a #]\n]{3}", 3),
        (r"(?x)\ {3}", 3),
        (r"(?x)\# {3}", 3),
        (r"(?x)\x {4 1}{3}", 3),
        (r"(?x)\x 4 1{3}", 3),
        ("(?x)( ?-x)a b", 3),
        ("(?x:a b)c d", 5),
        ("(?x:(?-x: ){2} )a ", 4),
        ("((?x) a )b ", 3),
        ("(?x-i) a", 1),
        ("x(?i: a)", 3),
        ("(?i-x) a", 2),
        ("#a", 2),
    ],
)
def test_items(pattern: str, items: int) -> None:
    assert compiles(pattern)
    assert count_items(pattern) == items


@pytest.mark.promise("ARG-1")
@pytest.mark.parametrize(
    "char",
    [
        *"\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
        *map(chr, range(0x1FFE, 0x200D)),
        *"X_\u180e\ufeff",
    ],
)
def test_white_space_under_the_x_flag_is_the_compilers(char: str) -> None:
    means_nothing = compile_regex(f"(?x)a{char}b", "p")("ab")
    assert count_items(f"(?x)a{char}b") == (2 if means_nothing else 3)


@pytest.mark.promise("ARG-1")
@pytest.mark.parametrize(
    ("pattern", "weight"),
    [
        ("", 1),
        ("()", 1),
        ("abc", 3),
        ("[a-z]{3}X", 4),
        (r"a\?i", 3),
        (r"\.", 5),  # not told from a bare one: rather too heavy than too light
        *(
            (rf"a{wide}", 10)
            for wide in (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"\pL", r"\PL", ".", "[^b]")
        ),
        ("(?i)ab", 10),
        ("(?mi:ab)", 10),
        ("(?m:ab)", 2),
    ],
)
def test_classes_of_many_characters_weigh_five_times(pattern: str, weight: int) -> None:
    compile_regex(pattern, "p")
    assert regex_weight(pattern) == weight


@st.composite
def counted(draw: st.DrawFn, depth: int = 3) -> tuple[str, int]:
    """A pattern with its number of items, written out by construction."""
    kind = draw(st.integers(0, 5 if depth else 0))
    if kind == 0:
        return draw(
            st.sampled_from(["a", "[x]", "[^]]", r"\d", r"\]", r"\x{61}", "[a[b]-]", r"\p{L}", r"\("])
        ), 1
    if kind == 1:
        parts = draw(st.lists(counted(depth - 1), min_size=1, max_size=3))
        return "".join(text for text, _ in parts), sum(items for _, items in parts)
    if kind == 2:
        parts = draw(st.lists(counted(depth - 1), min_size=2, max_size=3))
        return "(?:" + "|".join(text for text, _ in parts) + ")", sum(items for _, items in parts)
    text, items = draw(counted(depth - 1))
    if kind == 3:
        low, extra = draw(st.integers(0, 4)), draw(st.integers(0, 4))
        return f"(?:{text}){{{low},{low + extra}}}", items * max(1, low + extra)
    if kind == 4:
        count = draw(st.integers(0, 5))
        return f"({text}){{{count}{draw(st.sampled_from(['', ',']))}}}", items * max(1, count)
    return f"({text}){draw(st.sampled_from('*+?'))}", items


@pytest.mark.promise("ARG-1")
@given(counted())
def test_items_are_those_written_out(case: tuple[str, int]) -> None:
    pattern, items = case
    assert compiles(pattern)
    assert count_items(pattern) == items


TOKENS = [
    *"()[]{}\\x?#\n a1,^-&|*+~:<>Pbpu=!",
    "(?x)",
    "(?x:",
    "(?-x)",
    "[^]",
    "{2}",
    "{1,3}",
    "\\b{start}",
    "\\x{41}",
    "\\p{L}",
]
TOKENS += [
    "(?P<a[0]>",
    "\\]",
    "[a-",
    "[!-[",
    " #\n",
    "\u3000",
    "\x1c",
    "{ 2 }",
    "\\u0041",
    "\\x41",
    "[:alpha:]",
    "&&",
    "--",
]


@pytest.mark.promise("ARG-1")
@given(st.booleans(), st.lists(st.sampled_from(TOKENS), max_size=9).map("".join))
def test_the_count_reads_every_pattern_as_the_compiler_does(extended: bool, text: str) -> None:
    """A group that is repeated seven times has seven times the items: the scanner saw where the group ended."""
    pattern = ("(?x)" if extended else "") + text
    repeated = f"(?:{pattern}\n){{7}}"  # the newline ends a comment; outside the x flag it is one item
    if compiles(pattern) and compiles(repeated):
        items = count_items(pattern)
        assert count_items(repeated) in (7 * max(1, items), 7 * (items + 1))
