"""An authenticator in memory with the browser in front of it: makes passkeys and signs with them, or does it wrong."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

#: Flags of authenticator data (Web Authentication, section 6.1).
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """Holds one passkey. ``step``: how its count grows with each signature; 0: it does not count."""

    origin: str = "http://localhost:8787"
    step: int = 1
    count: int = 0
    verifies: bool = True
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: bytes | None = None

    def create(self, options: dict[str, Any], **wrong: Any) -> str:
        """The answer of ``navigator.credentials.create``."""
        self.handle = decode(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = (
            bytes(16)
            + len(self.credential_id).to_bytes(2)
            + self.credential_id
            + cbor2.dumps(wrong.get("public", public))
        )
        data = self._data(options["rp"]["id"], wrong, ATTESTED) + attested
        made = {"fmt": wrong.get("fmt", "none"), "attStmt": {}, "authData": data}
        response = {
            "clientDataJSON": encode(self._client("webauthn.create", options, wrong)),
            "attestationObject": encode(cbor2.dumps(made)),
        }
        return self._answer(response, wrong)

    def get(self, options: dict[str, Any], **wrong: Any) -> str:
        """The answer of ``navigator.credentials.get``."""
        self.count += self.step
        client = self._client("webauthn.get", options, wrong)
        data = self._data(options["rpId"], wrong)
        signed = data + sha256(client).digest()
        response = {
            "clientDataJSON": encode(client),
            "authenticatorData": encode(data),
            "signature": encode(wrong.get("key", self.key).sign(signed, ec.ECDSA(SHA256()))),
        }
        handle = wrong.get("handle", self.handle)
        if handle is not None:
            response["userHandle"] = encode(handle)
        return self._answer(response, wrong)

    def _client(self, kind: str, options: dict[str, Any], wrong: dict[str, Any]) -> bytes:
        said = {
            "type": wrong.get("type", kind),
            "challenge": wrong.get("challenge", options["challenge"]),
            "origin": wrong.get("origin", self.origin),
            "crossOrigin": wrong.get("framed", False),
        }
        return json.dumps(said).encode()

    def _data(self, site: str, wrong: dict[str, Any], more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if wrong.get("verifies", self.verifies) else 0)
        hashed = sha256(wrong.get("site", site).encode()).digest()
        return hashed + bytes([flags]) + wrong.get("count", self.count).to_bytes(4)

    def _answer(self, response: dict[str, str], wrong: dict[str, Any]) -> str:
        id = encode(wrong.get("credential_id", self.credential_id))
        return json.dumps(
            {"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )
