"""Where a request comes from: headers are believed only as far as trusted proxies vouch for them."""

from __future__ import annotations

import pytest

from pykavach.core.errors import InvalidInput
from pykavach.server.addresses import Proxies

PROXY = Proxies(["10.0.0.0/8", "2001:db8::/32"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),  # nobody who is trusted says so
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # what the client itself wrote stands further left
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "1.2.3.4, unknown", None),
        ("10.0.0.1", "", None),
        ("10.0.0.1", None, None),
        ("10.0.0.1", "1.2.3.4:5678", "1.2.3.4"),
        ("10.0.0.1", "[2001:db9::1]:443", "2001:db9::1"),
        ("::ffff:10.0.0.1", "::ffff:1.2.3.4", "1.2.3.4"),
        ("2001:db8::7", "2001:db9::1", "2001:db9::1"),
    ],
)
def test_the_first_hop_from_the_right_that_is_not_ours(peer: str, forwarded: str | None, client: str | None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    assert PROXY.client((peer, 1234), headers) == client


def test_a_socket_without_an_address_is_trusted_only_where_it_was_said():
    headers = {"x-forwarded-for": "1.2.3.4"}
    assert Proxies().client(None, headers) is None
    assert Proxies(["unix"]).client(None, headers) == "1.2.3.4"
    assert Proxies().client(("not an address", 1), headers) is None


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", None, None),
        ("203.0.113.9", "1.2.3.4", None),  # its own address is not that of whom it relays for
        ("203.0.113.9", None, None),
        ("not an address", "1.2.3.4", None),
    ],
)
def test_whom_a_proxy_relays_for_is_where_a_trusted_one_says(
    peer: str, forwarded: str | None, address: str | None
):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    assert PROXY.forwarded((peer, 1234), headers) == address
    assert PROXY.forwarded(None, headers) is None


def test_what_is_no_network_is_refused():
    with pytest.raises(InvalidInput, match="trusted_proxies"):
        Proxies(["10.0.0.1/8"])
