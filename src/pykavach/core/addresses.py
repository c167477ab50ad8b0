"""Addresses of callers and the allowlists that judge them (IP-1).

An IPv4 address mapped into IPv6 (``::ffff:10.1.2.3``) is that IPv4 address, in calls and in allowlists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, Self

from pykavach.core.errors import InvalidInput

MAX_TEXT: Final = 64
"""Longest spelling of an address, in characters."""
MAX_NETWORKS: Final = 1000
"""Most entries of an allowlist."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PREFIX = re.compile("0|[1-9][0-9]{0,2}")
_MAPPED_BITS: Final = 96  # the length of ::ffff:0:0/96, in front of a mapped IPv4 address


def parse_address(value: object) -> Address | None:
    """The address that ``value`` spells, a mapped one unwrapped; None if it is not exactly one address.

    No zone ids, no leading zeros, no white space, no numbers.
    """
    if type(value) is not str or len(value) > MAX_TEXT:
        return None
    return _parsed(value)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return address
    return None if address.scope_id is not None else address.ipv4_mapped or address


def place_of(address: Address) -> int:
    """Where an address stands on the one line of all addresses: those of IPv4 first, those of IPv6 behind them."""
    return int(address) if isinstance(address, IPv4Address) else _V6 + int(address)


_V6: Final = 1 << 33


class Allowlist:
    """The networks from which calls may come."""

    __slots__ = ("_bounds", "networks")

    def __init__(self, networks: tuple[Network, ...]) -> None:
        self.networks = networks
        self._bounds = _bounds(networks)

    @classmethod
    def parse(cls, value: object, path: str) -> Self:
        """Read a list of addresses and CIDRs. Raises ``InvalidInput`` at ``path`` or below."""
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_NETWORKS:
            raise InvalidInput(
                path, f"must be a list of 1 to {MAX_NETWORKS} addresses or CIDRs such as '10.0.0.0/8'"
            )
        networks = (_network(item, f"{path}[{place}]") for place, item in enumerate(value))
        return cls(tuple(dict.fromkeys(networks)))

    def wire(self) -> list[str]:
        """The entries in their usual spelling, each once; single addresses without a prefix length."""
        return [
            str(network.network_address if network.prefixlen == network.max_prefixlen else network)
            for network in self.networks
        ]

    def admits(self, place: int | None) -> bool:
        """Whether a call from the address at ``place`` may pass; a call without an address may not."""
        return place is not None and bisect_right(self._bounds, place) % 2 == 1

    def narrows(self, old: Allowlist | None) -> bool:
        """Whether every network of this list lies within one network of ``old``."""
        return old is None or all(
            any(_within(mine, theirs) for theirs in old.networks) for mine in self.networks
        )


def _network(value: object, path: str) -> Network:
    text, slash, prefix = value.partition("/") if type(value) is str else ("", "", "")
    address = parse_address(text)
    if address is None:
        raise InvalidInput(
            path, "must be an IPv4 or IPv6 address or a CIDR such as '10.0.0.0/8', without a zone id"
        )
    if not slash:
        return _make(address, address.max_prefixlen)
    length = int(prefix) if _PREFIX.fullmatch(prefix) else -1
    if isinstance(address, IPv4Address) and ":" in text:
        length -= _MAPPED_BITS
    if not 0 <= length <= address.max_prefixlen:
        raise InvalidInput(
            path, "must end in a prefix length in digits: 0-32, for IPv6 0-128, for mapped IPv4 96-128"
        )
    try:
        return _make(address, length)
    except ValueError:
        first = int(address) >> (address.max_prefixlen - length) << (address.max_prefixlen - length)
        raise InvalidInput(
            path, f"has host bits set: write {type(address)(first)}/{length}, or the address alone"
        ) from None


def _make(address: Address, length: int) -> Network:
    return (
        IPv4Network((address, length)) if isinstance(address, IPv4Address) else IPv6Network((address, length))
    )


def _bounds(networks: Iterable[Network]) -> tuple[int, ...]:
    """First address and the one after the last, of each network of the union, ascending.

    Networks contain each other or are disjoint, so it is enough to leave out what lies in an earlier one.
    """
    bounds: list[int] = []
    spans = sorted((place_of(net.network_address), -place_of(net.broadcast_address)) for net in networks)
    for first, last in spans:
        if not bounds or first >= bounds[-1]:
            bounds += first, 1 - last
    return tuple(bounds)


def _within(inner: Network, outer: Network) -> bool:
    if isinstance(inner, IPv4Network):
        return isinstance(outer, IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, IPv6Network) and inner.subnet_of(outer)
