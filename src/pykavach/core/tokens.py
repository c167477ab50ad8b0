"""Credentials (TOK-1, TOK-2): their form, their check digits, their digest, and how they are hidden.

A token is a prefix, 64 lower-case hex characters of 32 random bytes, and 8 lower-case hex characters: the CRC-32
(IEEE 802.3, as in zlib) of the ASCII characters before them. The check digits tell a mistyped token from an unknown one
without a look-up; they are no secret and prove nothing.

The prefix says what it is for: ``kv_`` is an agent's, ``kva_`` an admin key, ``kvs_`` a session, ``kvl_`` a link that
signs in once. One stands nowhere in the place of another: it is not well-formed there, and its digest is another.

Tokens are plain ``str``; nothing here stores or formats one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import sha256
from typing import Final
from zlib import crc32

ENTROPY_BYTES: Final = 32
#: Characters of an agent's token; other credentials have one more.
LENGTH: Final = 75
MASK: Final = "kv_[masked]"


class Prefix(StrEnum):
    """How a credential begins, which says what it is for."""

    AGENT = "kv_"
    KEY = "kva_"
    SESSION = "kvs_"
    LINK = "kvl_"


_FORM: Final = re.compile(r"kv_[0-9a-f]{72}").fullmatch
_OTHER: Final = re.compile(r"(kv[asl]_)[0-9a-f]{72}").fullmatch
# Wider than a token on purpose: cut, upper-cased and mistyped ones give most of the secret away too. The sign after
# the underscore keeps the mask itself out, so that masking twice changes nothing.
_ANY: Final = re.compile(r"kv[asl]?_[0-9a-f]{8,}", re.ASCII | re.IGNORECASE)
#: So much of a token that the rest could be guessed; names such as ``kv_20250115`` or ``kv_`` and a UUID are none.
_MOST: Final = re.compile(r"kv[asl]?_[0-9a-f]{48}", re.ASCII | re.IGNORECASE).search


def mint(entropy: bytes, prefix: Prefix = Prefix.AGENT) -> str:
    """The token made of 32 bytes of a cryptographic random source. ``ValueError`` for any other number of bytes."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"a token needs {ENTROPY_BYTES} random bytes, not {len(entropy)}")
    body = prefix.value + entropy.hex()
    return body + _check(body)


def well_formed(text: object) -> bool:
    """Whether ``text`` can be an agent's token at all: the form and the check digits. Says nothing about any rights."""
    return type(text) is str and _FORM(text) is not None and text[67:] == _check(text[:67])


def prefix_of(text: object) -> Prefix | None:
    """What kind of credential ``text`` can be, by its form and check digits; None if it can be none."""
    if well_formed(text):
        return Prefix.AGENT
    if type(text) is not str or (found := _OTHER(text)) is None or text[68:] != _check(text[:68]):
        return None
    return Prefix(found[1])


def digest(token: str) -> bytes:
    """SHA-256 of a well-formed token: 32 bytes, the only trace of it that is stored."""
    return sha256(token.encode()).digest()


def holds_token(text: str) -> bool:
    """Whether a token, or most of one, stands in ``text``: then it is no name that may be stored (TOK-2)."""
    return "_" in text and _MOST(text) is not None


def mask_tokens(text: str) -> str:
    """``text`` with everything that looks like a token, or the beginning of one, replaced by ``kv_[masked]``."""
    return _ANY.sub(MASK, text)


def _check(body: str) -> str:
    return f"{crc32(body.encode()):08x}"
