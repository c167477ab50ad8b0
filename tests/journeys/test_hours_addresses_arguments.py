"""SPEC 5: allowed hours, address allowlists, rules on arguments, and the bounds of arguments."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

import pytest

from pykavach import InvalidInput


def refused(world, constraints, field):
    """Neither an agent nor a permission takes these constraints, and the refusal names the field."""
    for options in (
        {"constraints": constraints},
        {"permissions": [{"resource": "*", "actions": ["*"], "constraints": constraints}]},
    ):
        with pytest.raises(InvalidInput, match=field):
            world.agent(**({"constraints": None} | options))
    assert world.k.agents.list().items == []


# -- hours ------------------------------------------------------------------------------------------------------------

#: 2025-01-13 is a Monday. Windows, then an instant, and the wait: 0 where they are open.
HOURS = [
    ("09:00-18:00", "2025-01-15T08:59:59.999999", 1),
    ("09:00-18:00", "2025-01-15T09:00", 0),
    ("09:00-18:00", "2025-01-15T17:59:59.999999", 0),
    ("09:00-18:00", "2025-01-15T18:00", 15 * 3600),
    ("Mon-Fri 09:00-18:00", "2025-01-17T17:59", 0),
    ("Mon-Fri 09:00-18:00", "2025-01-17T18:00", 63 * 3600),
    ("Mon-Fri 09:00-18:00", "2025-01-18T12:00", 45 * 3600),
    ("Mon-Fri 09:00-18:00", "2025-01-20T09:00", 0),
    ("22:00-06:00", "2025-01-15T21:59:30", 30),
    ("22:00-06:00", "2025-01-15T23:59:59.999999", 0),
    ("22:00-06:00", "2025-01-16T05:59:59.999999", 0),
    ("22:00-06:00", "2025-01-16T06:00", 16 * 3600),
    ("Fri 22:00-06:00", "2025-01-17T05:00", 17 * 3600),
    ("Fri 22:00-06:00", "2025-01-18T05:59", 0),
    ("Fri 22:00-06:00", "2025-01-18T22:00", 6 * 86_400),
    ("Sun 23:00-01:00", "2025-01-20T00:59", 0),
    ("Sun 23:00-01:00", "2025-01-20T01:00", 6 * 86_400 + 22 * 3600),
    ("Sun 23:00-01:00", "2025-01-13T00:30", 0),
    ("Sat-Mon 10:00-11:00", "2025-01-13T10:30", 0),
    ("Sat-Mon 10:00-11:00", "2025-01-19T10:30", 0),
    ("Sat-Mon 10:00-11:00", "2025-01-14T10:30", 3 * 86_400 + 23 * 3600 + 1800),
    ("00:00-24:00", "2025-01-15T23:59:59.999999", 0),
    ("00:00-24:00", "2025-01-16T00:00", 0),
    ("Wed 20:00-24:00", "2025-01-16T00:00", 6 * 86_400 + 20 * 3600),
    ("20:00-00:00", "2025-01-15T23:59:59.999999", 0),
    ("20:00-00:00", "2025-01-16T00:00", 20 * 3600),
    (["Mon 09:00-10:00", "Wed 09:00-10:00"], "2025-01-13T10:00", 47 * 3600),
    (["09:00-12:00", "11:00-13:00"], "2025-01-15T12:30", 0),
    (["09:00-10:00", "12:00-13:00"], "2025-01-15T11:00", 3600),
    (["09:00-10:00", "12:00-13:00"], "2025-01-15T12:30", 0),
]


@pytest.mark.promise("HRS-1", "DEC-1")
def test_hours_are_open_from_their_start_to_before_their_end(world):
    wrong = []
    for windows, instant, wait in HOURS:
        world.clock.at("2025-01-01T00:00")
        agent = world.agent({"allowedHoursUTC": windows})
        world.clock.at(instant)
        decision = world.ask(agent)
        want = ("off_hours", "after", wait) if wait else ("ok", "never", None)
        if (decision.code, decision.retry, decision.retry_after) != want:
            wrong.append((windows, instant, decision.code, decision.retry_after))
    assert wrong == []
    assert {entry.code for entry in world.entries(kind="decision")} == {"ok", "off_hours"}


@pytest.mark.promise("HRS-1", "PRM-2")
def test_hours_of_the_whole_chain_and_of_a_permission_bind(world):
    root = world.agent({"allowedHoursUTC": "08:00-16:00"})
    child = world.agent(
        parent=root,
        permissions=[
            {"resource": "files:*", "actions": ["*"], "constraints": {"allowedHoursUTC": "15:00-20:00"}},
            {"resource": "*", "actions": ["*"]},
        ],
    )
    assert world.code(child) == "ok"  # the wider permission passes
    world.k.agents.update(
        child.id,
        permissions=[
            {"resource": "files:*", "actions": ["*"], "constraints": {"allowedHoursUTC": "15:00-20:00"}}
        ],
    )
    assert world.ask(child).retry_after == 3 * 3600
    world.clock.at("2025-01-15T15:00")
    assert world.code(child) == "ok"
    world.clock.at("2025-01-15T16:00")
    assert (world.code(child), world.ask(child).retry_after) == ("off_hours", 16 * 3600)


@pytest.mark.promise("HRS-1", "AGT-6")
def test_what_is_no_window_is_refused(world):
    for windows in (
        "9:00-18:00", "09:00-18", "09:00 - 18:00", "09:00-18:00 ", "24:00-06:00", "09:00-24:01", "09:60-10:00",
        "09:00-09:00", "Mon 09:00-09:00", "mon 09:00-18:00", "Monday 09:00-18:00", "Mon,Tue 09:00-18:00",
        "Mon-Mon 09:00-18:00", "09:00:00-18:00:00", "٠٩:00-18:00", "09:00-18:00\n", "", [], [""], ["09:00-18:00", []],
        5, True, None, {},
    ):  # fmt: skip
        refused(world, {"allowedHoursUTC": windows}, "allowedHoursUTC")


# -- addresses --------------------------------------------------------------------------------------------------------

ADDRESSES = [
    (["10.0.0.0/8"], ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3", "::FFFF:0a01:0203"], ["9.255.255.255", "11.0.0.0", "::a01:203"]),
    (["10.1.2.3"], ["10.1.2.3", "::ffff:a01:203"], ["10.1.2.4", "10.1.2.03", "10.1.515", "167838211", "10.1.2.3/32"]),
    (["::ffff:10.1.0.0/112"], ["10.1.255.255", "::ffff:10.1.0.1"], ["10.2.0.0", "::10.1.0.1"]),
    (["2001:db8::/32"], ["2001:DB8:0:0::1", "2001:0db8:ffff:ffff:ffff:ffff:ffff:ffff"], ["2001:db9::", "fe80::1%eth0", "2001:db8::1%1", "[2001:db8::1]"]),
    (["0.0.0.0/0"], ["255.255.255.255", "::ffff:1.2.3.4"], ["::1", "2001:db8::1"]),
    (["::/0"], ["::1"], ["1.2.3.4", "::ffff:1.2.3.4"]),
    (["10.0.0.1", "192.168.0.0/16"], ["10.0.0.1", "192.168.3.4"], ["10.0.0.2", "192.169.0.0"]),
]  # fmt: skip
NO_ADDRESS = [
    None,
    "",
    " ",
    "localhost",
    "10.0.0.1 ",
    " 10.0.0.1",
    "10.0.0.1:80",
    "10.0.0.1\n",
    "0x0a000001",
    "010.0.0.1",
    "１0.0.0.1",
    "१०.१.२.३",
    "10.1.2",
    "fe80::1%eth0",
    "x" * 1000,
]


@pytest.mark.promise("IP-1")
def test_an_allowlist_admits_what_it_lists_in_any_spelling_and_nothing_else(world):
    wrong = []
    for listed, inside, outside in ADDRESSES:
        agent = world.agent({"ipAllowlist": listed})
        wrong += [(listed, ip) for ip in inside if world.code(agent, ip=ip) != "ok"]
        wrong += [
            (listed, ip) for ip in [*outside, *NO_ADDRESS] if world.code(agent, ip=ip) != "ip_not_allowed"
        ]
    assert wrong == []


@pytest.mark.promise("IP-1", "API-1")
@pytest.mark.parametrize("constraints", [{}, {"ipAllowlist": ["0.0.0.0/0", "::/0"]}])
def test_what_is_no_text_is_no_address(world, constraints):
    agent = world.agent(constraints)
    for ip in (167838211, b"10.0.0.1", ["10.0.0.1"], True):
        assert world.code(agent, ip=ip) == "invalid_request"


@pytest.mark.promise("IP-1", "AGT-6")
def test_an_odd_allowlist_is_refused(world):
    for listed in (
        [], "10.0.0.0/8", None, {}, [""], ["10.0.0.1/8"], ["10.0.0.0/33"], ["10.0.0.0/08"], ["10.0.0.0/255.0.0.0"],
        ["10.0.0/8"], ["10.0.0.0/"], ["10.0.0.0/-1"], ["2001:db8::1/32"], ["::/129"], ["fe80::%1/64"], ["::ffff:0.0.0.0/95"],
        ["*"], ["localhost"], [5], [None], ["10.0.0.0 /8"], ["10.0.0.1", "x"],
    ):  # fmt: skip
        refused(world, {"ipAllowlist": listed}, "ipAllowlist")


@pytest.mark.promise("IP-2", "DEC-2")
def test_the_address_of_the_call_is_judged_at_every_level(world):
    root = world.agent({"ipAllowlist": ["10.0.0.0/8"]})
    child = world.agent({"ipAllowlist": ["10.1.0.0/16", "192.168.0.0/16"]}, parent=root)
    codes = {ip: world.code(child, ip=ip) for ip in ("10.1.2.3", "10.2.0.1", "192.168.0.1", None)}
    assert codes == {
        "10.1.2.3": "ok",
        "10.2.0.1": "ip_not_allowed",
        "192.168.0.1": "ip_not_allowed",
        None: "ip_not_allowed",
    }
    assert not any(part in world.ask(child, ip="10.2.0.1").reason for part in ("10.1", "192.168", "/16"))
    assert world.ask(child, ip="10.2.0.1").retry == "never"
    limited = {"resource": "*", "actions": ["*"], "constraints": {"ipAllowlist": ["10.0.0.1"]}}
    on_permission = world.agent(permissions=[limited])
    assert [world.code(on_permission, ip=ip) for ip in ("10.0.0.1", "10.0.0.2")] == ["ok", "ip_not_allowed"]


# -- arguments --------------------------------------------------------------------------------------------------------

PLAIN = {"a": "x"}
#: Rules, arguments that pass, arguments that do not.
ARGUMENTS = [
    # ARG-1: the whole value, Rust's syntax
    ({"a": "cat|dog"}, [{"a": "cat"}, {"a": "dog"}], [{"a": "catdog"}, {"a": "cat\n"}, {"a": " cat"}, {"a": "Cat"}, {"a": ""}]),
    ({"a": "(?i)cat"}, [{"a": "CaT"}], [{"a": "cats"}]),
    ({"a": "(?i)abc|def$"}, [{"a": "ABC"}, {"a": "def"}], [{"a": "abcx"}, {"a": "def\n"}]),
    ({"a": "(?:x?){30}x{30}"}, [{"a": "x" * 30}], [{"a": "x" * 29}]),
    ({"a": "^x$"}, [{"a": "x"}], [{"a": "x\n"}, {"a": "y\nx"}]),
    ({"a": "(?m)^x$"}, [{"a": "x"}], [{"a": "x\ny"}, {"a": "x\n"}]),
    ({"a": ".*"}, [{"a": ""}, {"a": "é" * 2048}], [{"a": "x\ny"}, {"a": "é" * 2048 + "x"}]),
    # ARG-2
    ({"a": "1|true|1.5|null"}, [{"a": 1}, {"a": True}, {"a": 1.5}, {"a": 1.0}, {"a": "null"}], [{}, {"a": None}, {"a": 10}, {"a": False}, {"a": {}}, {"a": {"a": 1}}, {"a": []}]),
    ({"a": "[xy]"}, [{"a": ["x", "y"]}, {"a": [["x"], "y"]}], [{"a": ["x", "z"]}, {"a": ["x", None]}, {"a": ["x", {}]}, {"a": ["x", []]}, {"a": [[]]}]),
    ({"a": ["x", "y+"]}, [{"a": "x"}, {"a": "yy"}, {"a": ["x", "yyy"]}], [{"a": "xx"}, {"a": ""}]),
    ({"a?": "x"}, [{}, {"a": None}, {"a": "x"}, {"b": 1}, None], [{"a": ""}, {"a": []}, {"a": "y"}]),
    ({"a": "x"}, [PLAIN], [None, {}, {"A": "x"}, {"a ": "x"}]),
    # paths
    ({"o.path": "x"}, [{"o": {"path": "x"}}, {"o": [{"path": "x"}]}], [{"o.path": "x"}, {"o": "x"}, {"o": {"path": None}}, {"o": []}, {"o": [{"path": "x"}, {}]}, {"path": "x"}]),
    ({"/o.path/~1~0": "x"}, [{"o.path": {"/~": "x"}}], [{"o": {"path": {"/~": "x"}}}, {"o.path": {"~1~0": "x"}}]),
    ({"a.1": "x"}, [{"a": ["q", "x"]}, {"a": {"1": "x"}}], [{"a": ["x"]}, {"a": ["x", "q"]}]),
    ({"o.p?": "x"}, [{}, {"o": None}, {"o": {}}, {"o": {"p": "x"}}], [{"o": {"p": "y"}}, {"o": 5}]),
    # ARG-3, ARG-4
    ({"a": {"maxLength": 65536}}, [{"a": "x" * 65536}, {"a": "é" * 32768}], [{"a": "x" * 65537}, {"a": "é" * 32768 + "x"}, {"a": 5}]),
    ({"a": {"under": "/srv/data"}}, [{"a": "/srv/data"}, {"a": "/srv/data/x/../y"}, {"a": "/srv/./data//x"}, {"a": "/x/../srv/data/a b"}, {"a": "/srv/data/..x"}],
     [{"a": p} for p in ("/srv/database", "/srv", "srv/data/x", "/srv/data/../x", "/srv/data/%2e%2e/x", "/srv/data\\..\\x", "/srv/data/\0", "/srv/data/\n", "/srv/data/\x7f", "//srv/data/x", "", 5, "/SRV/data")]),
    ({"a": {"under": "/"}}, [{"a": "/"}, {"a": "/../x"}], [{"a": "x"}, {"a": "//x"}]),
    ({"a": {"hosts": ["*.example.com", "example.org"]}},
     [{"a": u} for u in ("https://a.example.com/x", "http://a.b.EXAMPLE.com", "HTTPS://example.org:8443?q=1", "https://example.org#x")],
     [{"a": u} for u in ("https://example.com", "https://evilexample.com", "https://example.com.evil.org", "https://u@example.org", "https://example.org@evil.com", "https://evil.com/example.org", "https://example.org\\@evil.com",
                         "ftp://example.org", "//example.org", "example.org", "https:/example.org", "https:///example.org", " https://example.org", "https://example.org\n", "https://example.org.", "https://x..example.com",
                         "https://.example.com", "https://example.org:", "https://example.org:99999", "https://exam%70le.org", "https://ｅxample.org", "https://?@example.org", "https://example.org?q=@", "javascript:https://example.org")]),
    ({"a": {"hosts": ["127.0.0.1", "[::1]"]}}, [{"a": "http://127.0.0.1/"}, {"a": "http://[::1]:80"}],
     [{"a": f"http://{h}/"} for h in ("127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "::1")]),
    ({"a": {"min": 0, "max": 10}}, [{"a": 0}, {"a": 10}, {"a": 9.5}, {"a": [1, 2]}], [{"a": -0.1}, {"a": 10.000001}, {"a": "5"}, {"a": True}, {"a": 11}, {"a": [1, 11]}, {"a": None}]),
    ({"a": {"oneOf": ["x", 1, True]}}, [{"a": "x"}, {"a": 1}, {"a": 1.0}, {"a": True}], [{"a": "1"}, {"a": False}, {"a": 0}, {"a": "true"}, {"a": None}, {"a": {}}]),
    ({"a": {"const": False}}, [{"a": False}, {"a": [False, False]}], [{"a": 0}, {"a": "false"}, {"a": None}, {}]),
    ({"a": {"const": ""}}, [{"a": ""}], [{"a": " "}, {"a": None}, {"a": []}]),
    ({"a": {"maxLength": 2}}, [{"a": "éé"}, {"a": ""}, {"a": ["x", "yy"]}], [{"a": "xyz"}, {"a": 12}]),
    ({"a": {"under": "/d", "maxLength": 4}}, [{"a": "/d/x"}], [{"a": "/d/xy"}, {"a": "/e"}]),
    ({"a": [{"min": 5}, "none"]}, [{"a": 5}, {"a": "none"}], [{"a": 4}, {"a": "5"}]),
]  # fmt: skip


@pytest.mark.promise("ARG-1", "ARG-2", "ARG-3", "ARG-4")
@pytest.mark.parametrize("level", ["agent", "permission", "parent"])
def test_arguments_pass_exactly_where_every_rule_admits_them(world, level):
    wrong = []
    for patterns, good, bad in ARGUMENTS:
        rules = {"argPatterns": patterns}
        if level == "permission":
            agent = world.agent(permissions=[{"resource": "files:*", "actions": ["*"], "constraints": rules}])
        else:
            agent = world.agent(rules)
            agent = world.agent(parent=agent) if level == "parent" else agent
        for want, given in [("ok", x) for x in good] + [("argument_mismatch", x) for x in bad]:
            decision = world.ask(agent, arguments=given)
            if decision.code != want or (want != "ok" and decision.retry != "with_other_arguments"):
                wrong.append((patterns, str(given)[:60], decision.code))
    assert wrong == []


@pytest.mark.promise("ARG-5")
def test_arguments_that_no_path_names_are_denied(world):
    agent = world.agent({"argsOnly": True, "argPatterns": {"a": "x", "b?": "y", "o.p?": "z", "l.q?": "w"}})
    for given in (
        PLAIN,
        {"a": "x", "b": "y"},
        {"a": "x", "o": {"p": "z"}},
        {"a": "x", "l": [{"q": "w"}, {"q": "w"}]},
        {"a": "x", "b": None},
    ):
        assert world.code(agent, arguments=given) == "ok", given
    for more in (
        {"c": 1},
        {"c": None},
        {"o": {"p": "z", "r": 1}},
        {"o": {"p": "z", "r": None}},
        {"l": [{"q": "w", "r": 1}]},
        {"A": "x"},
        {"c": {}},
    ):
        assert world.code(agent, arguments=PLAIN | more) == "argument_mismatch", more
    nothing = world.agent({"argsOnly": True})
    assert world.code(nothing) == world.code(nothing, arguments={}) == "ok"
    assert world.code(nothing, arguments={"a": None}) == "argument_mismatch"
    explicit = world.agent({"argsOnly": False, "argPatterns": {"a": "x"}})
    assert world.code(explicit, arguments=PLAIN | {"b": 1}) == "ok"
    assert "secret-key" not in world.ask(nothing, arguments={"kv_secret-key-name" * 3: 1}).reason


@pytest.mark.promise("ARG-1", "ARG-4", "AGT-6")
def test_rules_that_are_not_understood_are_refused(world):
    for pattern in (
        "(", "a)(b", "a)|(b", "x)|(?:.*", ")|(", "x\\", "[x", "(?P<a", "(?=x)", r"(x)\1", "(?x)a#", "[", "x{1001}", "(ab){501}", "(a{100}){11}", "x" * 1001, "[" + "x" * 1023 + "]",
        "\ud800", "*", 5, None, True, [], [[]], {}, {"under": "srv"}, {"under": "/srv/../x"}, {"under": "/a%20"}, {"hosts": []}, {"hosts": ["*"]},
        {"hosts": ["https://x.org"]}, {"hosts": ["x.org:80"]}, {"hosts": ["*.*.org"]}, {"hosts": "x.org"}, {"hosts": ["127.1"]}, {"min": "1"},
        {"min": True}, {"min": float("nan")}, {"max": float("inf")}, {"min": 2, "max": 1}, {"oneOf": []}, {"oneOf": [None]}, {"oneOf": [[]]},
        {"const": None}, {"const": {}}, {"maxLength": -1}, {"maxLength": 65537}, {"maxLength": 1.0}, {"maxLength": True}, {"regex": "x"}, {"under": "/a", "x": 1},
    ):  # fmt: skip
        refused(world, {"argPatterns": {"a": pattern}}, r"constraints\.argPatterns\.a\b")
    for path in ("", "a..b", ".a", "/a~2", "/~", 5, "x" * 513):
        refused(world, {"argPatterns": {path: "x"}}, "argPatterns")
    refused(world, {"argPatterns": {"a.b": "x", "/a/b": "x"}}, "argPatterns")
    for flag in (None, 1, "true"):
        refused(world, {"argPatterns": {"a": "x"}, "argsOnly": flag}, "argsOnly")
    for bad in (None, [], "a", 5):
        refused(world, {"argPatterns": bad}, "argPatterns")


@pytest.mark.promise("ARG-1")
def test_patterns_as_large_as_may_be_pass_and_take_linear_time(world):
    for pattern, good in (
        ("x" * 1000, "x" * 1000),
        ("x{1000}", "x" * 1000),
        ("(ab){500}", "ab" * 500),
        ("(a{100}){10}", "a" * 1000),
        ("[" + "x" * 1022 + "]", "x"),
    ):
        agent = world.agent({"argPatterns": {"a": pattern}})
        assert world.code(agent, arguments={"a": good}) == "ok", pattern[:20]
        assert world.code(agent, arguments={"a": good + "x"}) == "argument_mismatch", pattern[:20]
    slow = world.agent({"argPatterns": {"a": ["(a+)+b", "(a|aa)+$b", "(.*)*.*.*.*b"]}})
    began = time.process_time()
    assert world.code(slow, arguments={"a": "a" * 4095 + "c"}) == "argument_mismatch"
    assert time.process_time() - began < 2


# -- bounds -----------------------------------------------------------------------------------------------------------


def nested(depth, kind=dict):
    """Arguments of so many levels, themselves counted."""
    value = 1
    for _ in range(depth - 1):
        value = {"a": value} if kind is dict else [value]
    return {"a": value}


def of_size(size, letter="x"):
    """Arguments whose canonical JSON has so many bytes (an even number, for a letter of two)."""
    return {"a": letter * ((size - len('{"a":""}')) // len(letter.encode()))}


@pytest.mark.promise("BND-1", "API-1")
def test_arguments_within_their_bounds_are_judged_and_beyond_them_refused(world):
    agent = world.agent()
    cycle = {"a": []}
    cycle["a"].append(cycle)
    good = [
        None, {}, nested(32), nested(32, list), {"a": [0] * 9999}, {str(n): n for n in range(10_000)}, of_size(1 << 20), of_size(1 << 20, "é"), {"é\U0001f600": "\U0001f600"},
        {"": ""}, {"a": 10**99}, {"a": -0.0}, {"a": 1e308}, {"a": "\x00"},
    ]  # fmt: skip
    bad = [
        nested(33), nested(33, list), nested(5000), {"a": [0] * 10_000}, {str(n): n for n in range(10_001)}, of_size((1 << 20) + 1), of_size((1 << 20) + 2, "é"),
        cycle, {"a": float("nan")}, {"a": float("inf")}, {"a": "\ud800"}, {"\udfff": 1}, {1: 2}, {None: 1}, {"a": (1,)}, {"a": {1}}, {"a": b"x"},
        {"a": datetime(2025, 1, 1, tzinfo=UTC)}, {"a": object()}, {"a": 1j}, [], [1], "x", 5, True, {"a": 10**100}, {"a": 10**100_000}, {"a": type("S", (str,), {})("x")},
        {"a": Decimal(1)}, type("D", (dict,), {})(a=1),
    ]  # fmt: skip
    wrong = [(str(x)[:50], "good") for x in good if world.code(agent, arguments=x) != "ok"]
    wrong += [
        (repr(type(x)), str(x)[:50]) for x in bad if world.code(agent, arguments=x) != "invalid_request"
    ]
    assert wrong == []
    assert world.ask(agent, arguments={"a": float("nan")}).retry == "with_other_arguments"
    assert world.code("kv_" + "0" * 72, arguments=cycle) == "unknown_token"


@pytest.mark.promise("BND-1")
def test_a_walk_that_stops_early_does_not_wait_for_the_end_of_what_is_too_large(world):
    agent = world.agent()
    shared = [0] * 1000
    for _ in range(20):
        shared = [shared] * 1000  # 10^63 nodes, were they all walked
    began = time.monotonic()
    assert world.code(agent, arguments={"a": shared}) == "invalid_request"
    assert world.code(agent, arguments={"a": "x" * (1 << 26)}) == "invalid_request"
    assert time.monotonic() - began < 5


@pytest.mark.promise("BND-1", "AUD-2")
def test_an_entry_keeps_4_kib_of_the_arguments_and_commits_to_the_rest(world):
    agent = world.agent()
    decision = world.allow(agent, arguments={"text": "é" * 250_000, "a": 1})
    entry = world.k.audit.get(decision.audit_id)
    assert list(entry.arguments) == ["$truncated"]
    ((kept, salt),) = world.sql("SELECT kept, salt FROM audit WHERE code='ok'")
    assert kept.isascii()
    assert 2048 < len(kept) <= 4096
    canonical = '{"a":1,"text":"' + "é" * 250_000 + '"}'
    assert entry.commitment == sha256(salt + canonical.encode()).hexdigest()
    assert len(world.bytes()) < 400_000
