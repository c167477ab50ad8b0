"""Signed checkpoints: how far each log reached, and its hash there (AUD-3, AUD-5).

A checkpoint is a JSON object. Its ``signature`` is Ed25519 (RFC 8032) over the canonical JSON of all the rest, so that
anyone who holds the public ``key`` can check it without this library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pykavach.core import codec
from pykavach.core.audit import Head
from pykavach.core.errors import InvalidInput
from pykavach.engine.keys import Keys, verify_signature
from pykavach.engine.values import iso

_VERSION: Final = 1
_FIELDS: Final = frozenset({"version", "installation", "at", "heads", "count", "key", "signature"})
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_KEY_RULE: Final = "must be an Ed25519 public key in hex (64 digits), or a list of them"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that reads well; whether it is genuine, ``signed_by`` says. ``wire`` is it as a JSON object."""

    installation: str
    at: str
    heads: tuple[Head, ...]
    count: int
    wire: dict[str, Any]

    def signed_by(self, keys: Iterable[str]) -> bool:
        """Whether it carries a valid signature under one of these public keys, whatever key it names itself."""
        body = codec.canonical({name: value for name, value in self.wire.items() if name != "signature"})
        signature = self.wire["signature"]
        # One spelling: what is read from hex would also be read from capitals and spaces.
        return _SIGNATURE.fullmatch(signature) is not None and any(
            verify_signature(body, signature, key) for key in keys
        )


def make(keys: Keys, installation: str, at: int, heads: Sequence[Head]) -> dict[str, Any]:
    """A signed checkpoint of these heads. Needs a secret; raises ``InvalidInput`` without one."""
    body: dict[str, Any] = {
        "version": _VERSION,
        "installation": installation,
        "at": iso(at),
        "heads": [
            {"log": head.log, "position": head.position, "hash": head.hash.hex()} for head in sorted(heads)
        ],
        "count": sum(head.position for head in heads),
        "key": keys.public_keys()[0] if keys.sealed else "",
    }
    signature, _ = keys.sign(codec.canonical(body))
    return body | {"signature": signature}


def parse(value: object, path: str = "checkpoint") -> Checkpoint:
    """A checkpoint from a dict, or from JSON text. Raises ``InvalidInput`` on anything else."""
    if isinstance(value, str | bytes):
        value = codec.loads(value, path)
    if not isinstance(value, dict) or value.keys() != _FIELDS:
        raise InvalidInput(path, "must be what audit.checkpoint() returned, unchanged")
    wire = dict(value)
    if wire["version"] != _VERSION or type(wire["version"]) is not int:
        raise InvalidInput(
            f"{path}.version", f"must be {_VERSION}; a newer version of pykavach may know this one"
        )
    for name in ("installation", "at", "key", "signature"):
        if not isinstance(wire[name], str):
            raise InvalidInput(f"{path}.{name}", "must be a text")
    given = wire["heads"]
    if not isinstance(given, list) or not given:
        raise InvalidInput(f"{path}.heads", "must be a list of at least one head")
    heads = tuple(_head(item, f"{path}.heads[{place}]") for place, item in enumerate(given))
    if len({head.log for head in heads}) < len(heads):
        raise InvalidInput(f"{path}.heads", "names a log twice")
    if type(wire["count"]) is not int:
        raise InvalidInput(f"{path}.count", "must be a whole number")
    return Checkpoint(wire["installation"], wire["at"], heads, wire["count"], wire)


def wanted(value: object) -> Checkpoint | str | None:
    """A checkpoint that a caller names: itself, or its signature. Raises ``InvalidInput``."""
    if value is None or (isinstance(value, str) and _SIGNATURE.fullmatch(value)):
        return value
    return parse(dict(value) if isinstance(value, Mapping) else value)


def plain(given: Mapping[str, Any] | str) -> object:
    """What a caller gave, as ``parse`` takes it."""
    return dict(given) if isinstance(given, Mapping) else given


def _head(value: object, path: str) -> Head:
    if not isinstance(value, dict) or value.keys() != {"log", "position", "hash"}:
        raise InvalidInput(path, "must hold log, position and hash")
    log, position, hash = value["log"], value["position"], value["hash"]
    if type(log) is not int or type(position) is not int or log < 0 or position < 0:
        raise InvalidInput(path, "must hold whole numbers from 0 as log and position")
    if not isinstance(hash, str) or not _HASH.fullmatch(hash):
        raise InvalidInput(f"{path}.hash", "must be a SHA-256 in hex")
    return Head(log, position, bytes.fromhex(hash))


def trusted(keys: Keys, public_key: object) -> tuple[str, ...]:
    """The public keys under which a signature counts: our own, and those given."""
    return (*keys.public_keys(), *parse_keys(public_key))


def parse_keys(public_key: object) -> tuple[str, ...]:
    """Public keys from one, a list of them, or None. Raises ``InvalidInput``."""
    given = [public_key] if isinstance(public_key, str) else public_key
    if given is None:
        given = []
    if not isinstance(given, list | tuple):
        raise InvalidInput("public_key", _KEY_RULE)
    found: list[str] = []
    for key in given:
        if not isinstance(key, str) or not _HASH.fullmatch(key):
            raise InvalidInput("public_key", _KEY_RULE)
        found.append(key)
    return tuple(found)


def readable(texts: Iterable[tuple[int, str]]) -> list[Checkpoint]:
    """The checkpoints in the store that read well, oldest first; whether they are genuine is another question."""
    found: list[Checkpoint] = []
    for _, text in texts:
        try:
            found.append(parse(text))
        except InvalidInput:
            continue  # verify misses it where it matters
    return found


def stored(texts: Iterable[tuple[int, str]], installation: str, keys: Sequence[str]) -> list[Checkpoint]:
    """The genuine ones among the checkpoints in the store, oldest first."""
    return [c for c in readable(texts) if c.installation == installation and c.signed_by(keys)]
