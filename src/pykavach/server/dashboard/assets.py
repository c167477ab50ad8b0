"""Style sheets and scripts, from the package: each under a name with its hash, so that a browser may keep it for ever."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

FOLDER: Final = Path(__file__).with_name("static")
PREFIX: Final = "/static/"
_TYPES: Final = MappingProxyType({".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"})


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is sent."""

    address: str
    media_type: str
    plain: bytes
    zipped: bytes


@lru_cache(1)
def assets() -> dict[str, Asset]:
    """All files by their plain names (``dashboard.css``)."""
    found: dict[str, Asset] = {}
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix not in _TYPES:
            continue
        data = path.read_bytes()
        digest = sha256(data).hexdigest()[:16]
        found[path.name] = Asset(
            f"{PREFIX}{path.stem}.{digest}{path.suffix}",
            _TYPES[path.suffix],
            data,
            gzip.compress(data, 9, mtime=0),
        )
    return found


@lru_cache(1)
def by_address() -> dict[str, Asset]:
    return {asset.address: asset for asset in assets().values()}


def address_of(name: str) -> str:
    """Where a page finds a file."""
    return assets()[name].address
