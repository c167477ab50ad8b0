from __future__ import annotations

import json
import math
import struct
import threading
import tracemalloc
from collections import OrderedDict
from enum import StrEnum

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core import codec
from pykavach.core.errors import InvalidInput
from vectors_dir import vectors_dir

TEXT = st.text(max_size=12)  # hypothesis leaves surrogates out of `text()`
SAFE = 2**53 - 1
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-SAFE, SAFE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
KEYS = TEXT | st.sampled_from(["\ue000", "\U0001f602", "\uffff", "a", "é", "\r", "1", "10", ""])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


def refused(value, bounds=codec.ANYTHING):
    with pytest.raises(InvalidInput) as caught:
        codec.canonical(value, "args", bounds)
    str(caught.value).encode()
    return caught.value


# --- canonical -------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_published_vectors(name):
    data = vectors_dir("jcs") / "testdata"
    expected = bytes.fromhex((data / "outhex" / f"{name}.txt").read_text())
    value = codec.loads((data / "input" / f"{name}.json").read_bytes())
    assert codec.canonical(value).encode() == expected


@pytest.mark.promise("AUD-2")
@given(JSON)
@example({"\ue000": 1, "\U0001f602": 2, "a": 3})
def test_agrees_with_an_independent_implementation_of_rfc_8785(value):
    assert codec.canonical(value).encode() == rfc8785.dumps(value)


@given(JSON)
def test_reading_back_gives_the_same_text(value):
    text = codec.canonical(value)
    assert codec.canonical(codec.loads(text)) == text
    assert codec.canonical(codec.loads(text.encode())) == text


@given(st.integers(0, 2**64 - 1).map(lambda bits: struct.unpack("<d", struct.pack("<Q", bits))[0]))
def test_every_double_is_printed_as_ecmascript_does(number):
    if not math.isfinite(number):
        with pytest.raises(InvalidInput, match="finite"):
            codec.number_text(number)
        refused(number)
    else:
        assert codec.number_text(number).encode() == rfc8785.dumps(number)
        assert codec.canonical(number) == codec.number_text(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        # RFC 8785, appendix B
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (-1e20, "-100000000000000000000"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (-1.5e-6, "-0.0000015"),
        (1e-7, "1e-7"),
        (0.00001, "0.00001"),
        (333333333.33333325, "333333333.33333325"),
        (1e16, "10000000000000000"),
        (100.0, "100"),
        (-1.5, "-1.5"),
        (7, "7"),
        (-(10**100) + 1, "-" + "9" * 100),
    ],
)
def test_numbers(number, text):
    assert codec.number_text(number) == text
    assert codec.canonical([number]) == f"[{text}]"


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (True, "must be an int or a float, not bool"),
        (False, "must be an int or a float, not bool"),
        (None, "must be an int or a float, not NoneType"),
        ("1", "must be an int or a float, not str"),
        (10**100, "must have at most 100 digits"),
        (-(10**100), "must have at most 100 digits"),
        (math.nan, "must be finite"),
        (math.inf, "must be finite"),
        (-math.inf, "must be finite"),
    ],
)
def test_what_number_text_refuses(number, message):
    with pytest.raises(InvalidInput) as caught:
        codec.number_text(number)
    assert caught.value.field == "number"
    assert caught.value.message == message


def test_number_text_takes_a_subclass_of_float_by_its_value():
    class Odd(float):
        def __repr__(self):
            return "odd"

    assert codec.number_text(Odd(1.5)) == "1.5"


@pytest.mark.promise("BND-1")
def test_integers_are_written_in_full_up_to_100_digits():
    assert refused({"n": 10**100}).message == "is an integer of more than 100 digits; send it as text"
    with pytest.raises(InvalidInput) as caught:
        codec.canonical(10**100)
    assert caught.value.field == "value"
    assert codec.canonical({"n": 10**100 - 1}) == f'{{"n":{10**100 - 1}}}'
    assert codec.canonical({"n": 1 - 10**100}) == f'{{"n":{1 - 10**100}}}'
    for number in (10**100, -(10**100), 1 << 10_000_000):
        error = refused({"n": [0, number]})
        assert error.field == "args.n[1]"
        assert "100 digits" in error.message


class Name(str):
    __slots__ = ()


class Colour(StrEnum):
    RED = "red"


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ((1, 2), "tuple"),
        ({1}, "set"),
        (b"x", "bytes"),
        (Name("x"), "Name"),
        (Colour.RED, "Colour"),
        (type("Count", (int,), {})(1), "Count"),
        (type("Share", (float,), {})(1), "Share"),
        (OrderedDict(a=1), "OrderedDict"),
        (type("Items", (list,), {})(), "Items"),
        (object(), "object"),
        (1j, "complex"),
    ],
)
def test_other_types_are_refused_wherever_they_are(value, kind):
    for holder, field in ((value, "args"), ([value], "args[0]"), ({"a": {"b": [1, value]}}, "args.a.b[1]")):
        error = refused(holder)
        assert error.field == field
        assert error.message.startswith(f"is not JSON but {kind};")


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize("key", [1, None, False, 1.5, (1,), Name("k"), Colour.RED])
def test_keys_are_text(key):
    for value, field in (({"b": 1, key: 2}, "args"), ({"a": [{key: 1}]}, "args.a[0]")):
        error = refused(value)
        assert error.field == field
        assert error.message.startswith(f"has a key that is not a str but {type(key).__name__};")


def test_a_metaclass_cannot_speak_for_its_class():
    class Meta(type):
        @property
        def __name__(cls):
            raise RuntimeError("never asked")

    class Thing(metaclass=Meta):
        pass

    assert "Thing" in refused({"a": Thing()}).message


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_no_json_number_says(number):
    error = refused({"a": number})
    assert (error.field, error.message.split(",")[0]) == ("args.a", "is NaN or infinite")


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize("half", ["\ud800", "z\udfff", "a\udc00b", "\ude02\ud83d"])
def test_half_a_surrogate_pair_is_not_text(half):
    for value in (half, [half], {"a": half}, {half: 1}, {"é": 1, half: 1}):
        error = refused(value)
        assert error.field == "args"
        assert error.message.startswith("holds half of a surrogate pair")


def test_control_characters_are_escaped_in_lower_case_and_nothing_else_is():
    assert codec.canonical('\x00\x1f\b\f\n\r\t"\\/\x7f\u2028é') == (
        '"\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\/\x7f\u2028é"'
    )


def test_keys_sort_by_utf_16_code_units():
    assert codec.canonical({"\ue000": 1, "\U0001f602": 2}) == '{"\U0001f602":2,"\ue000":1}'
    assert codec.canonical({"b": 1, "a": 2, "B": 3}) == '{"B":3,"a":2,"b":1}'


def test_every_scalar_stands_alone():
    assert [codec.canonical(value) for value in (None, True, False, 0, "", [], {})] == [
        "null",
        "true",
        "false",
        "0",
        '""',
        "[]",
        "{}",
    ]


# --- bounds ----------------------------------------------------------------------------------------------------


def nested(levels, kind=list):
    value = [] if kind is list else {}
    for _ in range(levels - 1):
        value = [value] if kind is list else {"k": value}
    return value


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize("kind", [list, dict])
def test_depth_counts_the_outermost_container_as_one(kind):
    bounds = codec.Bounds(depth=3, nodes=100, size=100)
    codec.canonical(nested(3, kind), "args", bounds)
    error = refused(nested(4, kind), bounds)
    assert error.field == ("args[0][0][0]" if kind is list else "args.k.k.k")
    assert "deeper than 3 levels" in error.message


@pytest.mark.promise("BND-1")
def test_arguments_are_bounded_at_exactly_the_promised_numbers():
    assert tuple(codec.ARGUMENTS) == (32, 10_000, 1024 * 1024)
    assert tuple(codec.ANYTHING) == (64, 500_000, 16 * 1024 * 1024)
    codec.snapshot({"a": nested(31)})
    with pytest.raises(InvalidInput, match="32 levels"):
        codec.snapshot({"a": nested(32)})
    codec.snapshot({"a": [0] * 9_999})  # and the list makes 10,000; the arguments themselves are not counted
    with pytest.raises(InvalidInput, match="10,000"):
        codec.snapshot({"a": [0] * 10_000})
    fits = "x" * (1024 * 1024 - len('{"a":""}'))
    assert len(codec.snapshot({"a": fits})) == 1024 * 1024
    with pytest.raises(InvalidInput, match="1,048,576 bytes"):
        codec.snapshot({"a": fits + "x"})


@pytest.mark.promise("BND-1")
def test_arguments_of_a_few_short_values_count_as_they_are_written():
    """Each of these has six characters on paper, and none is long: together they come to more than what is allowed."""
    keys = ["\x01" * 4000 + f"{place:02}" for place in range(32)]
    rest = 1024 * 1024 - len(codec.snapshot(dict.fromkeys(keys, "")))
    each, more = divmod(rest, 32)
    values = ["\x01" * (each // 6) + "x" * (each % 6) for _ in keys]
    values[0] += "x" * more
    fits = dict(zip(keys, values, strict=True))
    assert len(codec.snapshot(fits)) == 1024 * 1024
    with pytest.raises(InvalidInput, match="1,048,576 bytes"):
        codec.snapshot(fits | {keys[0]: values[0] + "x"})


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize(
    ("fits", "too_large"),
    [
        ("x" * 18, "x" * 19),
        ("é" * 9, "é" * 9 + "x"),
        ("\U0001f602" * 4 + "ab", "\U0001f602" * 4 + "abc"),
        ("\n" * 9, "\n" * 9 + "x"),  # escapes count as written
        pytest.param("x" * 18, "x" * 100_000_000, id="huge"),
    ],
)
def test_size_at_its_bound(fits, too_large):
    bounds = codec.Bounds(depth=2, nodes=10, size=20)
    assert len(codec.canonical(fits, "args", bounds).encode()) == 20
    error = refused(too_large, bounds)
    assert (error.field, error.message.split(";")[0]) == ("args", "is larger than 20 bytes of canonical JSON")


def test_size_counts_keys_and_adds_up_over_the_whole_value():
    bounds = codec.Bounds(depth=9, nodes=99, size=100)
    assert refused({"k" * 101: 1}, bounds).message.startswith("is larger")
    assert refused([{"a" * 40: 1}, {"b" * 40: "c" * 21}], bounds).field == "args[1]." + "b" * 40
    assert refused([["x" * 50], ["x" * 51]], bounds).field == "args[1][0]"
    assert len(codec.canonical({"k" * 94: 1}, "args", bounds)) == 100
    assert refused({"k" * 95: 1}, bounds).field == "args"


def test_what_is_too_large_by_itself_is_named():
    """What is too large only with its quotes and brackets is too large as a whole."""
    bounds = codec.Bounds(depth=9, nodes=99, size=20)
    assert refused(["x" * 20], bounds).field == "args"
    assert refused(["x" * 21], bounds).field == "args[0]"
    assert refused([{"k" * 20: 1}], bounds).field == "args"
    assert refused([{"k" * 21: 1}], bounds).field == "args[0]"


def test_nodes_add_up_over_the_whole_value():
    bounds = codec.Bounds(depth=9, nodes=6, size=1000)
    codec.canonical([[1, 2], {"a": 3, "b": 4}], "args", bounds)
    assert refused([[1, 2], {"a": 3, "b": 4, "c": 5}], bounds).field == "args[1]"
    assert refused([0] * 7, bounds).message == "brings the number of values over 6; send fewer"


@pytest.mark.promise("BND-1")
def test_a_huge_text_is_refused_before_it_is_copied():
    huge = "x" * 100_000_000
    tracemalloc.start()
    try:
        for value in ({"a": huge}, {huge: 1}, {"a": [huge] * 9_000}):
            with pytest.raises(InvalidInput):
                codec.snapshot(value)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.promise("BND-1")
def test_cycles_and_towers_end_early():
    cycle: list = []
    cycle.append(cycle)
    loop: dict = {}
    loop["self"] = loop
    wide: list = []
    wide.extend([wide] * 100)
    tower: list = []
    for _ in range(10_000):
        tower = [tower]
    laughs = ["ha" * 100]
    for _ in range(30):
        laughs = [laughs, laughs, laughs]
    for value in (cycle, loop, wide, tower, laughs):
        refused(value)
        with pytest.raises(InvalidInput):
            codec.snapshot({"a": value})
    while tower:  # take it down by hand: the interpreter would do so recursively
        tower = tower.pop()


def test_without_stack_left_it_is_still_the_callers_error():
    def at_the_edge(value):
        try:
            return at_the_edge(value)
        except RecursionError:
            codec.canonical(value)
            raise

    with pytest.raises((InvalidInput, RecursionError)):
        at_the_edge(nested(60))


def test_a_dict_that_changes_underneath_gives_text_or_the_callers_error():
    shared = {str(number): number for number in range(50)}
    stop = threading.Event()
    messages = set()

    def change():
        while not stop.is_set():
            shared["x"] = 1
            shared.pop("x")

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(500):
            try:
                codec.loads(codec.snapshot(shared))
            except InvalidInput as error:
                messages.add(error.message)
    finally:
        stop.set()
        thread.join()
    assert messages <= {"cannot be read as JSON; do not change it during the call"}


def test_what_raises_while_it_is_read_is_the_callers_error(monkeypatch):
    monkeypatch.setattr(codec, "quoted", lambda text: 1 // 0)
    error = refused({"a": "x"})
    assert (error.field, error.message) == (
        "args",
        "cannot be read as JSON; do not change it during the call",
    )
    assert error.__suppress_context__


# --- snapshot --------------------------------------------------------------------------------------------------


@pytest.mark.promise("BND-1")
def test_snapshot_takes_a_dict_or_nothing():
    assert codec.snapshot(None) is None
    assert codec.snapshot({}) == "{}"
    assert codec.snapshot({"b": [True, None, 1.0], "a": "é"}) == '{"a":"é","b":[true,null,1]}'
    for value in ([], "x", 1, True, OrderedDict()):
        with pytest.raises(InvalidInput) as caught:
            codec.snapshot(value)
        assert caught.value.field == "arguments"
        assert caught.value.message == f"must be a dict of JSON values, not {type(value).__name__}"


def test_snapshot_says_where():
    with pytest.raises(InvalidInput) as caught:
        codec.snapshot({"filter": [{"a": 1}, {"limit": math.nan}]}, "calls[3].arguments")
    assert caught.value.field == "calls[3].arguments.filter[1].limit"


def test_paths_are_bounded_printable_and_hide_tokens():
    token = "kv_" + "ab" * 36
    error = refused({f"x{token}": math.nan})
    assert error.field == "args.xkv_[masked]"
    assert refused({'a\u2028\x7f\n"é': math.nan}).field == 'args.a\\u2028\\u007f\\n\\"\\u00e9'
    assert refused({"k" * 64: math.nan}).field == "args." + "k" * 64
    assert refused({"k" * 65: math.nan}).field == "args." + "k" * 64 + "..."
    assert refused({"k" * 60 + token: math.nan}).field == "args." + "k" * 60 + "kv_[..."
    assert refused({token * 5: math.nan}).field == "args." + "kv_[masked]" * 4  # no more of it is looked at
    deep: object = math.nan
    for _ in range(10):
        deep = {"k" * 64: deep}
    assert len(refused(deep).field) == 256
    assert "ab" * 4 not in str(refused({token: math.nan}))


# --- stored ----------------------------------------------------------------------------------------------------


@given(JSON)
def test_stored_is_the_same_json_in_ascii(value):
    text = codec.canonical(value)
    spelled = codec.stored(text)
    assert spelled.isascii()
    assert codec.canonical(codec.loads(spelled)) == text
    if text.isascii():
        assert spelled == text


def test_stored_spelling():
    assert codec.stored('{"é":"\U0001f602\x7f\\n\x80"}') == '{"\\u00e9":"\\ud83d\\ude02\x7f\\n\\u0080"}'


# --- loads -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"a":1,"a":1}', "has an object with the same key twice; give each key once"),
        ('[{"\\u0061":1,"a":2}]', "has an object with the same key twice; give each key once"),
        ("NaN", "has NaN, which JSON cannot say; leave it out or send null"),
        ("[-Infinity]", "has -Infinity, which JSON cannot say; leave it out or send null"),
        ("Infinity", "has Infinity, which JSON cannot say; leave it out or send null"),
        ("1e999", "has a number too large for a double; send it as text"),
        ("-1e999", "has a number too large for a double; send it as text"),
        ("1" * 101, "has an integer of more than 100 digits; send it as text"),
        ("-" + "1" * 101, "has an integer of more than 100 digits; send it as text"),
        ('"\\ud800"', "is not valid JSON text"),
        ('{"\\uDC00":1}', "is not valid JSON text"),
        ('"\ud800"', "is not valid JSON text"),
        ('"a\nb"', "is not valid JSON text"),
        ("\ufeff{}", "is not valid JSON text"),
        ("", "is not valid JSON text"),
        ("{} {}", "is not valid JSON text"),
        ("{'a':1}", "is not valid JSON text"),
        ("[1,]", "is not valid JSON text"),
        ("01", "is not valid JSON text"),
        pytest.param("[" * 100_000, "is not valid JSON text", id="deep"),
        (b"\xff", "is not valid JSON text"),
        ('"é"'.encode("utf-16"), "is not valid JSON text"),
        (None, "is not valid JSON text"),
        (1, "is not valid JSON text"),
    ],
)
def test_what_strict_json_is_not(text, why):
    with pytest.raises(InvalidInput) as caught:
        codec.loads(text, "row.arguments")
    assert (caught.value.field, caught.value.message) == ("row.arguments", why)
    assert caught.value.__suppress_context__


def test_what_strict_json_is():
    assert codec.loads(' {"a": [1, 2.5, true, null, "\\u00e9\\ud83d\\ude02"]} ') == {
        "a": [1, 2.5, True, None, "é\U0001f602"]
    }
    assert codec.loads("9" * 100) == 10**100 - 1
    assert codec.loads("-" + "9" * 100) == 1 - 10**100
    assert codec.loads(b'"\xc3\xa9"') == "é"
    assert type(codec.loads("1.0")) is float
    with pytest.raises(InvalidInput, match="json: is not"):
        codec.loads("x")


@given(JSON)
def test_loads_agrees_with_the_standard_library(value):
    text = json.dumps(value)
    assert codec.loads(text) == json.loads(text)


# --- keys ------------------------------------------------------------------------------------------------------


@pytest.mark.promise("API-6")
@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("maxCallsPerDay", "max_calls_per_day"),
        ("allowedHoursUTC", "allowed_hours_utc"),
        ("budgetUsdPerDay", "budget_usd_per_day"),
        ("resource", "resource"),
        ("userId", "user_id"),
        ("sha256Hash", "sha256_hash"),
    ],
)
def test_the_two_spellings(wire, python):
    assert codec.camel(python) == wire
    assert codec.snake(wire) == python


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]{1,5}", fullmatch=True), min_size=1, max_size=4))
def test_snake_undoes_camel(words):
    name = "_".join([word for word in words[:-1] if word != "utc"] + words[-1:])
    assert codec.snake(codec.camel(name)) == name


KNOWN = {"maxCalls": "max_calls", "argsOnly": "args_only", "resource": "resource"}


@pytest.mark.promise("API-6", "AGT-6")
def test_wire_keys_takes_either_spelling():
    assert codec.wire_keys({"maxCalls": 1, "args_only": True, "resource": "x"}, KNOWN, "p") == {
        "maxCalls": 1,
        "argsOnly": True,
        "resource": "x",
    }
    assert codec.wire_keys({}, KNOWN, "p") == {}


@pytest.mark.promise("API-6", "AGT-6")
@pytest.mark.parametrize(
    ("value", "path", "field", "message"),
    [
        (
            {"maxCalls": 1, "max_calls": 1},
            "p",
            "p.maxCalls",
            "is here twice, as maxCalls and max_calls; give maxCalls once",
        ),
        ({"max_calls": None, "maxCalls": None}, "", "maxCalls", None),
        ({"maxCall": 1}, "p", "p.maxCall", "is not a known key; did you mean maxCalls?"),
        ({"max_call": 1}, "", "max_call", "is not a known key; did you mean max_calls?"),
        ({"zzz": 1}, "p[0]", "p[0].zzz", "is not one of maxCalls, argsOnly, resource"),
        ({"x" * 1_000_000: 1}, "p", "p." + "x" * 64 + "...", "is not one of maxCalls, argsOnly, resource"),
        ({"a\ud800": 1}, "p", "p.a\\ud800", None),
        ({1: 1}, "p", "p", "has a key that is not a str but int"),
        ({Name("maxCalls"): 1}, "p", "p", "has a key that is not a str but Name"),
        ([], "p", "p", "must be a dict, not list"),
        (None, "p", "p", "must be a dict, not NoneType"),
    ],
)
def test_wire_keys_refuses_by_name(value, path, field, message):
    with pytest.raises(InvalidInput) as caught:
        codec.wire_keys(value, KNOWN, path)
    assert caught.value.field == field
    if message is not None:
        assert caught.value.message == message
    str(caught.value).encode()


def test_an_unknown_key_that_is_a_token_is_not_repeated():
    with pytest.raises(InvalidInput) as caught:
        codec.wire_keys({"kv_" + "0f" * 36: 1}, KNOWN, "p")
    assert caught.value.field == "p.kv_[masked]"


# What the short way takes, and what lies just beyond it in each direction.
FLAT = st.dictionaries(
    KEYS | st.sampled_from(["k" * 4096, "k" * 4097, 'q"\\', "\x00\x1f\x7f"]),
    SCALARS
    | st.sampled_from(
        [10**18, -(10**18), 10**18 - 1, 1 - 10**18, "x" * 4096, "x" * 4097, "é", '"\\\n\x7f/', [], {}]
    ),
    max_size=40,
)


@pytest.mark.promise("BND-1", "AUD-2")
@given(FLAT)
@example({"n": 10**18, "z": 1})
@example({"n": -(10**18)})
@example({"a": "b"})
@example({"b": None, "c": True, "d": False})
@example({"n": 10**18 - 1, "m": 1 - 10**18})
@example({"é": 1, "z": 2})
@example({"z": "é"})
@example({"k" * 4097: 1})
@example({"k": "x" * 4097})
@example({"a": 1.5, "b": None, "c": True, "d": False})
@example({f"k{n}": n for n in range(33)})
def test_the_short_way_of_a_snapshot_writes_the_same(value):
    text = codec.snapshot(value)
    assert text == codec.canonical(value)
    assert text == codec.canonical(codec.loads(text))


def typed(value):
    """A value beside the types of what it holds: to `==` alone, `True` is 1."""
    return [(key, type(item), item) for key, item in sorted(value.items())]


@pytest.mark.promise("BND-1")
@given(FLAT)
@example({"a": "b", "n": 5, "c": True, "d": False, "e": None})
@example({"one": 1, "zero": 0, "true": True, "false": False})
def test_the_values_of_arguments_are_what_their_text_says(value):
    text, values = codec.read_arguments(value)
    assert text == codec.snapshot(value)
    if values is None:
        return  # the text has to be read for them
    said = typed(json.loads(text))
    assert typed(values) == said
    value.clear()
    assert typed(values) == said, "what the caller does afterwards does not reach them"


@pytest.mark.promise("BND-1")
def test_values_are_at_hand_for_plain_arguments_only():
    plain = {"name": "x", "n": -5, "c": True, "d": False, "e": None}
    assert codec.read_arguments(plain) == (codec.canonical(plain), plain)
    assert codec.read_arguments({}) == ("{}", {})
    assert codec.read_arguments(None) == (None, None)
    for other in ({"a": [1]}, {"a": {}}, {"a": 1.5}, {"a": "é"}):
        assert codec.read_arguments(other) == (codec.canonical(other), None)
    with pytest.raises(InvalidInput, match="tool\\.arguments: must be a dict"):
        codec.read_arguments([], "tool.arguments")
    with pytest.raises(InvalidInput, match=r"^arguments: must be a dict"):
        codec.read_arguments([])


class Word(str):
    __slots__ = ()


class Count(int):
    pass


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize(
    "value",
    [
        *({1: 2}, {1: 2, "a": 3}, {Word("a"): 1}, {"a": Word("b")}, {"a": Count(5)}, {None: 1}),
        *({"a": "\ud800"}, {"\ud800": 1}, {"a": 10**100}, {"a": -(10**100)}, {"a": math.nan}),
    ],
)
def test_the_short_way_of_a_snapshot_refuses_the_same(value):
    for write in (codec.snapshot, codec.canonical):
        with pytest.raises(InvalidInput):
            write(value)
