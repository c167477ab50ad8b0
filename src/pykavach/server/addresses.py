"""Where a request comes from: the socket, or what a proxy says that is trusted to say it.

A header is a claim by whoever sent it. Only hops that are configured are believed, and they are walked from the right:
the first address that is not a trusted proxy's is the client's, whatever stands further left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from pykavach.core.errors import InvalidInput

Address = IPv4Address | IPv6Address


class Proxies:
    """The proxies in front of this server, by their addresses."""

    def __init__(self, trusted: Iterable[str] = (), *, header: str = "x-forwarded-for") -> None:
        """``trusted``: addresses or networks; ``unix`` for a proxy that comes over a Unix socket."""
        self._networks: list[IPv4Network | IPv6Network] = []
        self._unix = False
        self._header = header.lower()
        for text in trusted:
            if text == "unix":
                self._unix = True
                continue
            try:
                self._networks.append(ip_network(text))
            except ValueError:
                raise InvalidInput(
                    "trusted_proxies", f"{text[:64]!r} is no address or network, such as 10.0.0.0/8"
                ) from None

    def client(self, peer: Sequence[object] | None, headers: Mapping[str, str]) -> str | None:
        """The client's address, or None where nothing that can be believed says it."""
        at = _address(str(peer[0])) if peer else None
        if not (self._unix if at is None else self._trusts(at)):
            return None if at is None else str(at)
        hops = headers.get(self._header, "").split(",")
        for text in reversed(hops):
            hop = _address(text.strip())
            if (
                hop is None
            ):  # a hop that nobody can read: what is further left was not seen by anybody trusted
                return None
            if not self._trusts(hop):
                return str(hop)
            at = hop
        return None if at is None else str(at)

    def forwarded(self, peer: Sequence[object] | None, headers: Mapping[str, str]) -> str | None:
        """The address of somebody whose request a proxy relays, or None where no trusted proxy says it.

        The proxy's own address is never theirs.
        """
        at = _address(str(peer[0])) if peer else None
        trusted = self._unix if at is None else self._trusts(at)
        return self.client(peer, headers) if trusted else None

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks if network.version == address.version)


def _address(text: str) -> Address | None:
    if text.startswith("[") and "]" in text:  # with a port, as some proxies write it
        text = text[1 : text.index("]")]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return found if mapped is None else mapped
