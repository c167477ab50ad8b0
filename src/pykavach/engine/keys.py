"""The keys: what is sealed, signed or fingerprinted (SPEC 2, ``secret``).

The first secret seals and signs; all open and verify. Every use has a key of its own, derived by HKDF-SHA256 (RFC 5869)
with the use as its info.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pykavach.core.errors import InvalidInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MIN_SECRET = 32
_WAY_OUT = 'this needs a secret: Kavach(secret=os.environ["KAVACH_SECRET"]), at least 32 random bytes'


def parse_secrets(value: object) -> tuple[bytes, ...]:
    """Secrets from a text, bytes, or a list of either, newest first; ``None`` is none."""
    if value is None:
        return ()
    given = list(value) if isinstance(value, list | tuple) else [value]
    if not given:
        raise InvalidInput("secret", "an empty list holds no secret; leave it out, or give one")
    found: list[bytes] = []
    for place, item in enumerate(given):
        path = "secret" if len(given) == 1 else f"secret[{place}]"
        if not isinstance(item, str | bytes):
            raise InvalidInput(path, "must be text or bytes")
        try:
            secret = item.encode() if isinstance(item, str) else item
        except UnicodeEncodeError:
            raise InvalidInput(path, "must not hold lone surrogates, which are no text") from None
        if len(secret) < MIN_SECRET:
            raise InvalidInput(
                path, f"must be at least {MIN_SECRET} bytes; make one with: openssl rand -hex 32"
            )
        found.append(secret)
    return tuple(found)


def derive(secret: bytes, use: str) -> bytes:
    """A 32-byte key for one use."""
    extracted = hmac.digest(b"pykavach", secret, "sha256")
    return hmac.digest(extracted, use.encode() + b"\x01", "sha256")


class Keys:
    """The keys of one opened Kavach. ``own`` is the database's own key, which fingerprints where there is no secret."""

    def __init__(self, secrets: Sequence[bytes], own: bytes) -> None:
        self._secrets = tuple(secrets)
        self._own = own
        self._sources = self._secrets or (own,)
        self._fingerprint = tuple(derive(secret, "fingerprint") for secret in self._sources)

    def __repr__(self) -> str:
        return f"Keys({len(self._secrets)} secrets)"

    @property
    def sealed(self) -> bool:
        """Whether there is a secret to seal with."""
        return bool(self._secrets)

    def fingerprints(self, text: str) -> tuple[bytes, ...]:
        """HMAC-SHA256 of a text under each key, the newest first: the first is stored, any is recognised."""
        data = text.encode()
        return tuple(hmac.digest(key, data, "sha256") for key in self._fingerprint)

    def marks(self, text: str, use: str) -> tuple[bytes, ...]:
        """As ``fingerprints``, under keys that serve this use alone."""
        return tuple(hmac.digest(derive(source, use), text.encode(), "sha256") for source in self._sources)

    def alias(self, text: str, use: str) -> bytes:
        """HMAC-SHA256 of a text under the database's own key: the same for ever, whatever becomes of the secrets."""
        return hmac.digest(derive(self._own, use), text.encode(), "sha256")

    def seal(self, text: str, about: str) -> str:
        """Encrypt a text (ChaCha20-Poly1305, RFC 8439), bound to what it is about."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        if not self._secrets:
            raise InvalidInput("secret", _WAY_OUT)
        nonce = os.urandom(12)
        box = ChaCha20Poly1305(derive(self._secrets[0], "seal"))
        return "sealed:" + (nonce + box.encrypt(nonce, text.encode(), about.encode())).hex()

    def unseal(self, sealed: str, about: str) -> str | None:
        """The text again, or None if no secret opens it."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        try:
            data = bytes.fromhex(sealed.removeprefix("sealed:"))
        except ValueError:
            return None
        for secret in self._secrets:
            try:
                plain = ChaCha20Poly1305(derive(secret, "seal")).decrypt(data[:12], data[12:], about.encode())
            except (InvalidTag, ValueError):
                continue
            return plain.decode()
        return None

    def _signer(self, secret: bytes) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(derive(secret, "checkpoint"))

    def sign(self, text: str) -> tuple[str, str]:
        """An Ed25519 signature (RFC 8032) of a text and the public key it verifies under, both in hex."""
        if not self._secrets:
            raise InvalidInput("secret", _WAY_OUT)
        signer = self._signer(self._secrets[0])
        return signer.sign(text.encode()).hex(), signer.public_key().public_bytes_raw().hex()

    def public_keys(self) -> tuple[str, ...]:
        """The public keys of all secrets, in hex."""
        return tuple(self._signer(secret).public_key().public_bytes_raw().hex() for secret in self._secrets)


def verify_signature(text: str, signature: str, public_key: str) -> bool:
    """Whether an Ed25519 signature (hex) of a text verifies under a public key (hex)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
