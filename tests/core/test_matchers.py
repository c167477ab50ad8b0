"""ARG-3 and ARG-4: what one pattern asks of one value."""

from __future__ import annotations

import math
import posixpath
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core.errors import InvalidInput
from pykavach.core.matchers import (
    MAX_CHOICES,
    MAX_REGEX_VALUE,
    MAX_VALUE,
    parse_matcher,
    resolve_path,
    url_host,
)


def admits(pattern: object, value: object) -> bool:
    return parse_matcher(pattern, "p").admits(value)


def refused(pattern: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as error:
        parse_matcher(pattern, "p")
    return error.value


# --- any pattern -------------------------------------------------------------------------------------------------


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    "pattern",
    [
        ".*",
        {"under": "/"},
        {"hosts": ["a.b"]},
        {"min": 0},
        {"max": 9},
        {"oneOf": ["", 0]},
        {"const": "x"},
        {"maxLength": 9},
    ],
)
@pytest.mark.parametrize(
    "value", [None, {}, {"a": 1}, [], ["x"], b"x", math.nan, math.inf, -math.inf, ("x",)]
)
def test_only_strings_numbers_and_booleans_can_pass(pattern: object, value: object) -> None:
    try:
        assert not admits(pattern, value)
    except InvalidInput:  # NaN has no JSON text; ArgumentRules.check turns this into a mismatch
        assert isinstance(value, float)
        assert pattern == ".*"


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        (None, "p"),
        (5, "p"),
        (True, "p"),
        (["a"], "p"),
        ({}, "p"),
        ({"regex": "a"}, "p.regex"),
        ({"Under": "/a"}, "p.Under"),
        ({"oneOf": [1], "one_of": [1]}, "p.oneOf"),
        ({1: 2}, "p"),
        ({"min": 2, "max": 1}, "p"),
        ({"under": "/a", "nope": 1}, "p.nope"),
        ("(", "p"),
    ],
)
def test_what_is_no_pattern_is_refused_by_its_path(pattern: object, field: str) -> None:
    assert refused(pattern).field == field


@pytest.mark.promise("ARG-4")
def test_all_keys_of_a_matcher_must_hold() -> None:
    both = {"min": 1, "max": 3, "oneOf": [0, 1, 2, 4]}
    assert [n for n in range(6) if admits(both, n)] == [1, 2]
    text = {"under": "/srv", "maxLength": 6}
    assert admits(text, "/srv/a")
    assert not admits(text, "/srv/ab")
    assert not admits(text, "/etc/a")
    matcher = parse_matcher({"max_length": 6, "under": "/srv"}, "p")
    assert matcher.rule == "must lie under /srv and must be a text of at most 6 characters"
    assert matcher.wire == {"under": "/srv", "maxLength": 6}


@pytest.mark.promise("ARG-3")
@pytest.mark.parametrize(
    ("pattern", "limit"),
    [
        ("(?s).*", MAX_REGEX_VALUE),
        ({"under": "/"}, MAX_VALUE),
        ({"under": "/", "maxLength": MAX_VALUE}, MAX_VALUE),
    ],
)
@pytest.mark.parametrize("filler", ["a", "é", "€", "😀"])
def test_values_are_bounded_in_utf8_bytes(pattern: object, limit: int, filler: str) -> None:
    size = len(filler.encode())
    text = "/" + filler * ((limit - 1) // size)
    text += "a" * (limit - len(text.encode()))
    assert len(text.encode()) == limit
    assert admits(pattern, text)
    assert not admits(pattern, text + "a")
    assert admits(pattern, "/" + filler * (limit // 4 - 1))  # at the edge of the short way
    assert not admits(pattern, "/" + filler * limit)


def test_the_bounds_are_those_of_the_specification() -> None:
    assert (MAX_REGEX_VALUE, MAX_VALUE, MAX_CHOICES) == (4096, 65536, 1000)


@pytest.mark.promise("ARG-2")
@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("true", True),
        ("false", False),
        ("5", 5),
        ("-5", -5),
        ("5", 5.0),
        ("1\\.5", 1.5),
        ("1e\\+21", 1e21),
        ("1e-7", 1e-7),
        ("0", -0.0),
        ("[0-9]{100}", 10**99),
    ],
)
def test_numbers_and_booleans_match_on_their_json_text(pattern: str, value: object) -> None:
    assert admits(pattern, value)
    assert not admits(pattern + "x", value)
    assert not admits("True|False|5\\.0|1|None", value)


# --- under -------------------------------------------------------------------------------------------------------

segments = st.sampled_from(["", ".", "..", "a", "b", "srv", "data", "data2", "...", ".a", "a.", "é"])
paths = st.lists(segments, max_size=8).map(lambda parts: "/" + "/".join(parts))


@pytest.mark.promise("ARG-4")
@given(paths, st.sampled_from(["/", "/srv", "/srv/data", "/a"]))
def test_under_is_the_prefix_after_resolution(path: str, base: str) -> None:
    expected = False
    if not path.startswith("//"):
        resolved = posixpath.normpath(path)
        expected = posixpath.commonpath([base, resolved]) == base
    assert admits({"under": base}, path) is expected


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *(
            ("/srv/data", True),
            ("/srv/data/", True),
            ("/srv/data/x", True),
            ("/srv/data/../data/x", True),
            ("/srv/./data", True),
            ("/srv/data/a/b/../c", True),
        ),
        *(
            ("/../srv/data/x", True),
            ("/srv/data/.git", True),
            ("/srv//data/x", True),
            ("/srv/data/x y", True),
            ("/srv/data/..x", True),
        ),
        *(
            ("/srv/data2", False),
            ("/srv/datax/y", False),
            ("/srv/dat", False),
            ("/srv", False),
            ("/", False),
            ("", False),
        ),
        *(
            ("srv/data/x", False),
            ("./srv/data", False),
            ("~/x", False),
            ("/srv/data/..", False),
            ("/srv/data/../x", False),
        ),
        *(
            ("/srv/data/a/../../../etc", False),
            ("/srv/data/./../x", False),
            ("//srv/data/x", False),
            ("///srv/data", False),
        ),
        *(
            ("/SRV/data/x", False),
            ("file:///srv/data/x", False),
            (" /srv/data", False),
            ("/srv/data/%2e%2e/x", False),
        ),
        *(
            ("/srv/data/100%", False),
            ("/srv/data\\..\\x", False),
            ("/srv/data/a\\b", False),
            ("/srv/data/\x00", False),
        ),
        *(
            ("/srv/data/a\n", False),
            ("/srv/data/\x1f", False),
            ("/srv/data/\x7f", False),
            ("/srv/data/\x80", False),
        ),
        *(
            ("/srv/data/\x9f", False),
            ("/srv/data/\ud800", False),
            ("/srv/data/\udfff", False),
            ("/srv/data/\xa0", True),
        ),
        *(
            ("/srv/data/~", True),
            ("/srv/data/\ud7ff", True),
            ("/srv/data/\ue000", True),
            (5, False),
            (True, False),
        ),
    ],
)
def test_under(path: object, expected: bool) -> None:
    assert admits({"under": "/srv/data"}, path) is expected
    assert admits({"under": "/srv/data/"}, path) is expected


@pytest.mark.promise("ARG-4")
def test_under_the_root() -> None:
    for path, expected in {
        "/": True,
        "/a": True,
        "/..": True,
        "/a/../..": True,
        "a": False,
        "//": False,
        "//a": False,
    }.items():
        assert admits({"under": "/"}, path) is expected
    assert parse_matcher({"under": "/"}, "p").wire == {"under": "/"}
    assert parse_matcher({"under": "/srv/"}, "p").wire == {"under": "/srv"}
    assert parse_matcher({"under": "/srv/"}, "p").rule == "must lie under /srv"
    assert parse_matcher({"under": "/srv/.git/"}, "p").wire == {"under": "/srv/.git"}


@pytest.mark.promise("ARG-4")
def test_two_dots_take_back_one_segment() -> None:
    assert resolve_path("/a/b/c/../d") == "/a/b/d"
    assert resolve_path("/a/b/c/../../d/./e//") == "/a/d/e"


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    "base",
    [
        None,
        5,
        "",
        "srv",
        "./srv",
        "/srv/../x",
        "/srv/./x",
        "/..",
        "/.",
        "//",
        "//srv",
        "/srv//x",
        "/srv//",
        "/a%b",
        "/a\\b",
        "/a\x00",
        "/\ud800",
        ["/"],
    ],
)
def test_bases_must_be_plain(base: object) -> None:
    assert refused({"under": base}).field == "p.under"


def test_bases_are_bounded() -> None:
    assert admits({"under": "/" + "a" * (MAX_REGEX_VALUE - 1)}, "/" + "a" * (MAX_REGEX_VALUE - 1))
    assert refused({"under": "/" + "a" * MAX_REGEX_VALUE}).field == "p.under"


@given(st.text("/.a", max_size=12))
def test_resolved_paths_stay_resolved(path: str) -> None:
    resolved = resolve_path(path)
    if resolved is not None:
        assert resolve_path(resolved) == resolved


# --- hosts -------------------------------------------------------------------------------------------------------

HOSTS = {"hosts": ["api.example.org", "*.example.com", "192.0.2.7", "[2001:db8::1]"]}


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://api.example.org",
            "http://api.example.org/",
            "HTTPS://API.Example.ORG/x?y#z",
            "https://api.example.org:8443/x",
        ),
        *(
            "https://api.example.org:65535",
            "https://api.example.org:1",
            "https://api.example.org?x",
            "https://api.example.org#x",
        ),
        *(
            "https://a.example.com",
            "https://a.b.example.com/",
            "https://1.example.com",
            "https://xn--a.example.com",
            "https://a_b.example.com",
        ),
        *("http://192.0.2.7/x", "http://192.0.2.7:80", "http://[2001:db8::1]/", "http://[2001:DB8::1]:80/x"),
        *(
            "https://api.example.org/a@b",
            "https://api.example.org/?m=a@b",
            "https://api.example.org/%2e%2e/é",
            "https://api.example.org//x:y",
            "https://api.example.org/v1/a@b/c",
        ),
        f"https://{'a' * 63}.example.com/",
    ],
)
def test_urls_with_a_listed_host_pass(url: str) -> None:
    assert admits(HOSTS, url)
    assert url_host(url) == (f"[{urlsplit(url).hostname}]" if "[" in url else urlsplit(url).hostname)


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    "url",
    [
        # other hosts
        *(
            "https://example.com",
            "https://aexample.com",
            "https://a.example.com.evil",
            "https://evil/api.example.org",
            "https://example.org",
        ),
        *(
            "https://x.api.example.org",
            "https://api.example.orgx",
            "https://.example.com",
            "https://a..example.com",
            "https://-.example.com",
        ),
        *(
            "https://a-.example.com",
            f"https://{'a' * 64}.example.com/",
            "https://" + "a." * 122 + "example.com",
        ),
        # not absolute http(s)
        *(
            "",
            "api.example.org",
            "//api.example.org",
            "/x",
            "https:api.example.org",
            "https:/api.example.org",
            "https:///api.example.org",
        ),
        *(
            "ftp://api.example.org",
            "file://api.example.org/x",
            "javascript://api.example.org",
            "httpſ://api.example.org",
            "xhttps://api.example.org",
        ),
        *(
            " https://api.example.org",
            "\ufeffhttps://api.example.org",
            "https ://api.example.org",
            "https://",
            "https:///",
            "https://?api.example.org",
        ),
        # userinfo
        *(
            "https://u@api.example.org",
            "https://u:p@api.example.org",
            "https://api.example.org@evil",
            "https://api.example.org:80@evil/",
        ),
        *(
            "https://@api.example.org",
            "https://api.example.org?@evil/",
            "https://api.example.org#@evil",
            "https://api.example.org%40evil",
        ),
        # characters
        *(
            "https://api.example.org\\@evil",
            "https://evil\\.api.example.org",
            "https://api.example.org/\\",
            "https://api.example.org/ x",
        ),
        *(
            "https://api.example.org/\tx",
            "https://api.example.org\n",
            "https://api.example.org/\n",
            "https://api.exa\tmple.org",
            "https://api.example.org/\x00",
        ),
        *(
            "https://api.example.org/\x7f",
            "https://api.example.org/\x85",
            "https://api.example.org/\x9f",
            "https://api.example.org/\u3000",
        ),
        *(
            "https://api.example.org/\ud800",
            "https://api%2eexample.org",
            "https://api。example.org",
            "https://аpi.example.org",
            "https://api.example.org;x",
        ),
        *(
            "https://api.example.orK",
            "https://a*.example.com",
            "https://a,b.example.com",
            "https://api.example.org&x",
        ),
        # ports and dots
        *(
            "https://api.example.org:",
            "https://api.example.org:0",
            "https://api.example.org:080",
            "https://api.example.org:65536",
        ),
        *(
            "https://api.example.org:99999",
            "https://api.example.org:100000",
            "https://api.example.org?@evil.example/x/y/z",
            "https://api.example.org:8x",
            "https://api.example.org:+8",
        ),
        *(
            "https://api.example.org.",
            "https://api.example.org./",
            "https://a.example.com.",
            "https://api.example.org:80:80",
        ),
        # odd spellings of addresses
        *(
            "http://3221225991",
            "http://0xc0000207",
            "http://0300.0.2.7",
            "http://192.0.519",
            "http://192.0.2.07",
            "http://192.0.2.0x7",
        ),
        *(
            "http://192.0.2.7.",
            "http://192.0.2.7.example.com.7",
            "http://[::ffff:192.0.2.7]",
            "http://[::ffff:c000:207]",
            "http://[2001:db8:0::1]",
        ),
        *(
            "http://[2001:db8::1%25eth0]",
            "http://[2001:db8::01]",
            "http://[2001:db8::1",
            "http://2001:db8::1",
            "http://[2001:db8::1]x",
            "http://[]",
        ),
    ],
)
def test_other_and_ambiguous_urls_do_not(url: str) -> None:
    assert not admits(HOSTS, url)


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize("value", [5, True, None, ["https://api.example.org"]])
def test_urls_are_strings(value: object) -> None:
    assert not admits(HOSTS, value)


@pytest.mark.promise("ARG-4")
@given(st.text("ahtps:/@.?#[]1%\\ e", max_size=12), st.sampled_from(["http://", "https://", ""]))
def test_the_host_is_the_one_the_standard_library_reads(text: str, scheme: str) -> None:
    url = scheme + text
    host = url_host(url)
    if host is not None:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert host.strip("[]") == parts.hostname
        assert (parts.username, parts.password) == (None, None)


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    "host",
    [
        *(
            None,
            5,
            "",
            "*",
            "*.",
            "*.*.com",
            "a.*",
            "*a.com",
            "a.com.",
            ".a.com",
            "a..com",
            "a.com:80",
            "http://a.com",
            "a.com/",
            "u@a.com",
            " a.com",
            "a.com\n",
        ),
        *(
            "é.com",
            "a b",
            "-a.com",
            "a-.com",
            "127.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "1.2.3.256",
            "a.1",
            "a.0x",
            "a.0x1f",
            "*.1.2.3.4",
            "*.4",
        ),
        *(
            "::1",
            "[::1",
            "[::1%1]",
            "[::ffff:1.2.3.4]",
            "[::ffff:102:304]",
            "[0::1]",
            "[]",
            "*.[::1]",
            "a" * 64 + ".com",
            "a." * 126 + "aa",
        ),
    ],
)
def test_hosts_must_be_names_or_addresses(host: object) -> None:
    error = refused({"hosts": ["a.com", host]})
    assert error.field == "p.hosts[1]"
    assert error.message == (
        "must be a host name like 'example.com' or '*.example.com', an IPv4 address, or an IPv6 address in brackets, in its "
        "usual spelling: no scheme, port, path or trailing dot; names outside ASCII in their xn-- form"
    )


@pytest.mark.promise("ARG-4")
def test_hosts_are_normalised() -> None:
    matcher = parse_matcher(
        {"hosts": ["B.com", "*.A.com", "a" * 63, "a.0x1g", "1.2.3.4", "[::1]", "a." * 126 + "a", "b.com"]},
        "p",
    )
    assert matcher.wire == {
        "hosts": ["*.a.com", "1.2.3.4", "[::1]", "a.0x1g", "a." * 126 + "a", "a" * 63, "b.com"]
    }
    assert (
        parse_matcher({"hosts": ["b.com", "*.a.com"]}, "p").rule
        == "must be an http or https URL with a host among *.a.com, b.com"
    )
    for hosts in (None, "a.com", [], {}, ["a.com"] * (MAX_CHOICES + 1)):
        assert refused({"hosts": hosts}).field == "p.hosts"
    assert admits({"hosts": ("a.com",) * MAX_CHOICES}, "http://a.com")


# --- numbers, choices, lengths -----------------------------------------------------------------------------------


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    ("matcher", "passing", "failing"),
    [
        ({"min": 3}, [3, 3.0, 4, 10**90, 1e300], [2, 2.999, -3, True, "3", "4", math.inf, math.nan]),
        (
            {"max": 3},
            [3, 3.0, 2, -(10**90), -1e300, 0],
            [4, 3.001, True, False, "3", "", -math.inf, math.nan],
        ),
        ({"min": 1, "max": 1}, [1, 1.0], [0, 2, True]),
        ({"min": 9007199254740993}, [9007199254740993], [9007199254740992, 9007199254740992.0]),
        ({"oneOf": ["a", 1, True]}, ["a", 1, 1.0, True], ["A", "1", 0, False, "true", "", 2, "a ", None]),
        ({"oneOf": [0, 1]}, [0, 1, -0.0], [True, False, "0"]),
        ({"oneOf": [True]}, [True], [1, 1.0, False, "True"]),
        ({"const": "x"}, ["x"], ["X", "", "xx", None]),
        ({"const": 0}, [0, 0.0], [False, "", "0", None]),
        ({"const": False}, [False], [0, 0.0, "", None, True]),
        ({"maxLength": 3}, ["", "abc", "😀😀😀"], ["abcd", 3, True, None]),
        ({"maxLength": 0}, [""], ["a"]),
    ],
)
def test_values(matcher: object, passing: list[object], failing: list[object]) -> None:
    assert [value for value in passing if not admits(matcher, value)] == []
    assert [value for value in failing if admits(matcher, value)] == []


@pytest.mark.promise("ARG-4")
@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        *(
            ({name: value}, f"p.{name}")
            for name in ("min", "max")
            for value in (None, True, "1", math.nan, math.inf, 10**100, [1], 1j)
        ),
        *(
            ({"const": value}, "p.const")
            for value in (None, [], {}, b"x", math.nan, 10**100, "\ud800", "a" * (MAX_VALUE + 1))
        ),
        *(
            ({"oneOf": value}, "p.oneOf")
            for value in (None, [], (), "ab", {"a"}, {}, [1] * (MAX_CHOICES + 1))
        ),
        *(({"oneOf": [1, value]}, "p.oneOf[1]") for value in (None, [1], {}, math.inf)),
        *(({"maxLength": value}, "p.maxLength") for value in (None, True, -1, 1.0, "1", MAX_VALUE + 1)),
    ],
)
def test_bad_parameters_are_refused_by_their_path(pattern: object, field: str) -> None:
    assert refused(pattern).field == field


def test_parameters_at_their_bounds_are_taken() -> None:
    assert admits({"max": 10**100 - 1}, 10**100 - 1)
    assert admits({"const": "a" * MAX_VALUE}, "a" * MAX_VALUE)
    assert admits({"oneOf": list(range(MAX_CHOICES))}, MAX_CHOICES - 1)
    assert admits({"maxLength": MAX_VALUE}, "a" * MAX_VALUE)


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ("a+", "must match the whole of the pattern a+"),
        ({"min": 1, "max": 2.5}, "must be at least 1 and must be at most 2.5"),
        ({"one_of": ["a", True, 1.0]}, 'must be one of "a", true, 1'),
        ({"const": "x"}, 'must be "x"'),
    ],
)
def test_rules_say_what_would_pass(pattern: object, rule: str) -> None:
    assert parse_matcher(pattern, "p").rule == rule


def test_an_expression_is_stored_as_it_was_written_and_weighs_its_items() -> None:
    matcher = parse_matcher("[a-z]{30}", "p")
    assert (matcher.wire, matcher.weight) == ("[a-z]{30}", 30)
    assert parse_matcher({"const": "[a-z]{30}"}, "p").weight == 1


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (5, "must be a regular expression (str) or a matcher object like {'under': '/srv/data'}"),
        ({}, "must have at least one of under, hosts, min, max, oneOf, const, maxLength"),
        (
            {"under": "/a/../b"},
            "must be an absolute path without . or .. or empty segments, %, \\, control characters",
        ),
        ({"min": "1"}, "must be a number (int or float)"),
        ({"min": 2, "max": 1}, "must have min at most max, or no value could pass"),
        ({"const": None}, "must be a string, a number or a boolean"),
    ],
)
def test_messages_name_the_rule_and_the_way_out(pattern: object, message: str) -> None:
    assert refused(pattern).message == message


def test_keys_tell_types_apart() -> None:
    keys = [parse_matcher({"const": value}, "p").key for value in (1, True, "1", "true")]
    assert len(set(keys)) == 4
    assert parse_matcher({"min": 1.0}, "p").key == parse_matcher({"min": 1}, "p").key
    assert parse_matcher({"min": 1, "max": 2}, "p").key == parse_matcher({"max": 2, "min": 1}, "p").key
