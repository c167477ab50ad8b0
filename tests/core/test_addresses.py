"""IP-1: strict addresses and allowlists, judged against `ipaddress`."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core.addresses import MAX_NETWORKS, MAX_TEXT, Allowlist, parse_address, place_of
from pykavach.core.errors import InvalidInput

numbers4 = st.one_of(st.integers(0, 2**32 - 1), st.integers(10 * 2**24, 10 * 2**24 + 600))
numbers6 = st.one_of(st.integers(0, 2**128 - 1), st.integers(0x20010DB8 << 96, (0x20010DB8 << 96) + 600))
addresses = st.one_of(numbers4.map(IPv4Address), numbers6.map(IPv6Address)).map(
    lambda a: getattr(a, "ipv4_mapped", None) or a
)


@st.composite
def networks(draw: st.DrawFn) -> str:
    address = draw(addresses)
    length = draw(
        st.integers(0, address.max_prefixlen) | st.integers(address.max_prefixlen - 9, address.max_prefixlen)
    )
    return str(ip_network((address, length), strict=False))


@pytest.mark.promise("IP-1")
@given(addresses)
def test_every_spelling_of_an_address_is_that_address(address: IPv4Address | IPv6Address) -> None:
    assert parse_address(str(address)) == address
    if isinstance(address, IPv4Address):
        for text in (
            f"::ffff:{address}",
            f"::FFFF:{int(address) >> 16:x}:{int(address) & 0xFFFF:x}",
            f"0:0:0:0:0:ffff:{address}",
        ):
            assert parse_address(text) == address
    else:
        assert parse_address(address.exploded.upper()) == address


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            " ",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1.2.3.256",
            "0x1.2.3.4",
            "1.2.3.4 ",
            " 1.2.3.4",
            "1.2.3.4\n",
            "127.1",
        ),
        *(
            "1.2.3.4/32",
            "1.2.3.4:80",
            "[::1]",
            "::1%eth0",
            "fe80::1%1",
            "::ffff:1.2.3.4%1",
            ":::1",
            "1::2::3",
            "::g",
            "::1/128",
        ),
        *("12345", "localhost", "١.٢.٣.٤", "::ffff:01.2.3.4", "\ud800", "\x00", "::1\x00", "1" * 5000),
        *(None, 1, 2**31, True, b"1.2.3.4", b"\x01\x02\x03\x04", 1.5, [], {}, IPv4Address("1.2.3.4")),
    ],
)
def test_what_is_not_exactly_one_address_is_none(value: object) -> None:
    assert parse_address(value) is None


def test_long_texts_are_not_even_read() -> None:
    text = "0000:" * 6 + "0000:0000:1.2.3.4"
    assert parse_address("0" * (MAX_TEXT + 1)) is None
    assert parse_address(text) is None
    assert (MAX_TEXT, MAX_NETWORKS) == (64, 1000)
    assert parse_address("0000:0000:0000:0000:0000:ffff:255.255.255.255") == IPv4Address("255.255.255.255")


@pytest.mark.promise("IP-1")
@given(addresses, addresses)
@example(IPv4Address("255.255.255.255"), IPv6Address("::"))
@example(IPv4Address("10.0.0.1"), IPv6Address("::10.0.0.1"))
def test_places_keep_the_order_of_addresses_and_the_families_apart(
    one: IPv4Address | IPv6Address, other: IPv4Address | IPv6Address
) -> None:
    first, second = ((a.version, int(a)) for a in (one, other))
    assert (place_of(one) < place_of(other)) is (first < second)
    assert (place_of(one) == place_of(other)) is (one == other)


@pytest.mark.promise("IP-1")
@given(st.lists(networks(), min_size=1, max_size=6), st.lists(addresses, max_size=5))
def test_admits_is_membership_in_any_network(
    texts: list[str], others: list[IPv4Address | IPv6Address]
) -> None:
    allowlist = Allowlist.parse(texts, "a")
    parsed = [ip_network(text) for text in texts]
    edges = [
        type(network.network_address)(number)
        for network in parsed
        for number in (
            int(network.network_address) - 1,
            int(network.network_address),
            int(network.broadcast_address),
            int(network.broadcast_address) + 1,
        )
        if 0 <= number < 2**network.max_prefixlen
    ]
    for address in others + edges:
        expected = any(address in network for network in parsed)
        assert allowlist.admits(place_of(address)) is expected, address
    assert not allowlist.admits(None)
    again = Allowlist.parse(allowlist.wire(), "a")
    assert again.wire() == allowlist.wire()
    assert [ip_network(text) for text in allowlist.wire()] == list(dict.fromkeys(parsed))


@pytest.mark.promise("IP-1")
@given(st.lists(networks(), min_size=1, max_size=4), st.lists(networks(), min_size=1, max_size=4))
def test_narrows_means_each_network_within_one(mine: list[str], theirs: list[str]) -> None:
    new, old = Allowlist.parse(mine, "a"), Allowlist.parse(theirs, "a")
    expected = all(
        any(
            ip_network(n).version == ip_network(o).version and ip_network(n).subnet_of(ip_network(o))
            for o in theirs
        )  # type: ignore[arg-type]
        for n in mine
    )
    assert new.narrows(old) is expected
    assert new.narrows(new)
    assert new.narrows(None)
    assert new.narrows(Allowlist.parse(["0.0.0.0/0", "::/0"], "a"))


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (["10.1.0.0/16"], ["10.0.0.0/8"], True),
        (["10.0.0.0/8"], ["10.1.0.0/16"], False),
        (["10.1.2.3", "11.0.0.1"], ["10.0.0.0/8"], False),
        (["::a00:0/104"], ["10.0.0.0/8"], False),
        (["10.0.0.0/8"], ["::/0"], False),
        (["::/0"], ["0.0.0.0/0"], False),
        (["::1"], ["::/0"], True),
    ],
)
def test_narrows_between_families(mine: list[str], theirs: list[str], expected: bool) -> None:
    assert Allowlist.parse(mine, "a").narrows(Allowlist.parse(theirs, "a")) is expected


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("10.1.2.3/32", "10.1.2.3"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("0.0.0.0/0", "0.0.0.0/0"),
        ("::/0", "::/0"),
        ("::1/128", "::1"),
        ("2001:DB8:0:0::/32", "2001:db8::/32"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
        ("::ffff:0:0/96", "0.0.0.0/0"),
        ("::ffff:1.2.3.4/128", "1.2.3.4"),
    ],
)
def test_spellings_are_normalised(text: str, wire: str) -> None:
    assert Allowlist.parse([text, text], "a").wire() == [wire]


@pytest.mark.promise("IP-1")
def test_families_do_not_mix() -> None:
    assert not Allowlist.parse(["::/0"], "a").admits(place_of(IPv4Address("1.2.3.4")))
    assert not Allowlist.parse(["0.0.0.0/0"], "a").admits(place_of(IPv6Address("::1")))
    assert Allowlist.parse(["0.0.0.0/0"], "a").admits(place_of(parse_address("::ffff:1.2.3.4")))


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    "entry",
    [
        *(
            "10.0.0.1/8",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0.0/",
            "/8",
            "10.0.0.0/08",
            "10.0.0.0/+8",
            "10.0.0.0/ 8",
            "10.0.0.0/8 ",
        ),
        *(
            "10.0.0.0/255.0.0.0",
            "0.0.0.0/",
            "0.0.0.0/x",
            "::/",
            "::/x",
            "::/-0",
            "10.0.0.0/0.255.255.255",
            "10.0.0.0/8/8",
            "10.0.0.0/٨",
            "10.0.0.0/8\n",
            "10.0.0.0/1000",
        ),
        *(
            "::1/64",
            "::/129",
            "fe80::%1/64",
            "fe80::1%eth0",
            "::ffff:10.0.0.1/104",
            "::ffff:10.0.0.0/95",
            "::ffff:10.0.0.0/8",
        ),
        *(
            "",
            "*",
            "10.*",
            "localhost",
            "10.0.0.0-10.0.0.9",
            "010.0.0.0/8",
            "10/8",
            None,
            1,
            True,
            b"10.0.0.1",
            [],
            IPv4Address(1),
        ),
    ],
)
def test_bad_entries_are_refused_by_their_path(entry: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        Allowlist.parse(["10.0.0.1", "::1", entry], "constraints.ipAllowlist")
    assert refused.value.field == "constraints.ipAllowlist[2]"


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("10.1.2.3/8", "has host bits set: write 10.0.0.0/8, or the address alone"),
        ("2001:db8::1/32", "has host bits set: write 2001:db8::/32, or the address alone"),
        ("::ffff:10.1.2.3/104", "has host bits set: write 10.0.0.0/8, or the address alone"),
        (
            "10.0.0.0/33",
            "must end in a prefix length in digits: 0-32, for IPv6 0-128, for mapped IPv4 96-128",
        ),
        ("x", "must be an IPv4 or IPv6 address or a CIDR such as '10.0.0.0/8', without a zone id"),
    ],
)
def test_messages_name_the_rule_and_the_way_out(entry: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Allowlist.parse([entry], "a")
    assert refused.value.message == message


@pytest.mark.promise("IP-1")
@pytest.mark.parametrize(
    "value", [None, "10.0.0.1", [], (), {}, {"10.0.0.1"}, 1, ["10.0.0.1"] * (MAX_NETWORKS + 1)]
)
def test_the_list_itself_is_checked(value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        Allowlist.parse(value, "a")
    assert refused.value.field == "a"


def test_the_longest_list_and_tuples_are_taken() -> None:
    assert (
        len(Allowlist.parse([f"10.0.{i // 256}.{i % 256}" for i in range(MAX_NETWORKS)], "a").wire())
        == MAX_NETWORKS
    )
    assert Allowlist.parse(("10.0.0.1",), "a").admits(place_of(ip_address("10.0.0.1")))


@pytest.mark.promise("IP-1")
def test_neighbours_and_nested_networks_all_count() -> None:
    allowlist = Allowlist.parse(
        ["10.0.0.1", "10.0.0.0", "10.0.0.2/31", "10.0.1.0/24", "10.0.1.7", "10.0.1.255"], "a"
    )
    admitted = [n for n in range(0x0A000000 - 2, 0x0A000300) if allowlist.admits(place_of(IPv4Address(n)))]
    assert admitted == [*range(0x0A000000, 0x0A000004), *range(0x0A000100, 0x0A000200)]
