"""What a browser says about a passkey, and whether it is true (Web Authentication Level 3, sections 7.1 and 7.2).

The package ``webauthn`` checks it. It is loaded when somebody comes with a passkey, and not before.
"""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from pydantic_core import from_json, to_json

from pykavach.core.credentials import CHALLENGE_LIFE, Passkey
from pykavach.core.errors import InvalidInput

#: Characters of an answer at most; an attestation that nobody asked for may make it long.
_MOST: Final = 64 << 10
#: Bytes of a credential id at most (section 4).
_LONGEST_ID: Final = 1023
#: ES256, EdDSA and RS256: what authenticators have (COSE, RFC 9053).
_ALGORITHMS: Final = (-7, -8, -257)
_PORTS: Final = {"https": 443, "http": 80}
_WAY_OUT: Final = "need the package webauthn: pip install 'pykavach[passkeys]'"


class Refused(Exception):
    """Why something is not believed: for the log, never for whoever sent it."""


def installed() -> bool:
    """Whether the package for it is there."""
    return find_spec("webauthn") is not None


def check_installed() -> None:
    """Raise ``InvalidInput`` where the package for it is missing."""
    if not installed():
        raise InvalidInput("passkeys", _WAY_OUT)


@dataclass(frozen=True, slots=True)
class Site:
    """The site whose passkeys they are: the relying party's id, which is a host, and the origin of its pages."""

    id: str
    origin: str

    @classmethod
    def at(cls, address: str) -> Site:
        """The site at an address. Browsers keep passkeys for names that are reached by TLS, and for ``localhost``.

        Raises ``InvalidInput`` for every other one.
        """
        try:
            url = urlsplit(address)
            host, port = url.hostname or "", url.port
        except ValueError:
            raise InvalidInput("address", "must be an address such as https://kavach.example.com") from None
        if not host or not host.isascii():
            raise InvalidInput("address", "must name a host, in ASCII, as in https://kavach.example.com")
        if _is_address(host):
            raise InvalidInput(
                "address", "must be a name: no passkey is for an IP address; here, use localhost"
            )
        near = host == "localhost" or host.endswith(".localhost")
        if url.scheme != "https" and not (url.scheme == "http" and near):
            raise InvalidInput("address", "must be https, or localhost: browsers have no passkeys elsewhere")
        end = "" if port in (None, _PORTS[url.scheme]) else f":{port}"
        return cls(host, f"{url.scheme}://{host}{end}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


# -- what a browser is asked ---------------------------------------------------------------------------------------------


def to_register(
    site: Site, challenge: bytes, handle: bytes, id: str, name: str, known: Iterable[Passkey]
) -> dict[str, Any]:
    """The options of ``navigator.credentials.create``, as JSON has them (section 5.4)."""
    return {
        "rp": {"id": site.id, "name": "Kavach"},
        "user": {"id": encode(handle), "name": id, "displayName": name},
        "challenge": encode(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": algorithm} for algorithm in _ALGORITHMS],
        "timeout": CHALLENGE_LIFE // 1000,
        "excludeCredentials": [
            {"type": "public-key", "id": encode(passkey.credential_id)} for passkey in known
        ],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def to_sign_in(site: Site, challenge: bytes) -> dict[str, Any]:
    """The options of ``navigator.credentials.get`` (section 5.5): any passkey of the site, so nobody says who they are."""
    return {
        "rpId": site.id,
        "challenge": encode(challenge),
        "timeout": CHALLENGE_LIFE // 1000,
        "userVerification": "required",
    }


# -- what it answers -----------------------------------------------------------------------------------------------------


class Given(NamedTuple):
    """An answer that has been read, and not believed yet."""

    credential_id: bytes
    challenge: bytes
    #: Whose passkey the authenticator says it is; None where it does not say.
    handle: bytes | None
    whole: dict[str, Any]


class Made(NamedTuple):
    """A passkey that an authenticator has made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def read(answer: object) -> Given:
    """An answer of a browser, as JSON text or as what it holds. Raises ``Refused``."""
    try:
        text = answer if isinstance(answer, str) else to_json(answer).decode()
        if len(text) > _MOST:
            raise Refused("the answer is too long")
        whole = from_json(text, allow_inf_nan=False)
        response = whole["response"]
        client = from_json(decode(response["clientDataJSON"]), allow_inf_nan=False)
        handle = response.get("userHandle")
        given = Given(
            decode(whole["rawId"]),
            decode(client["challenge"]),
            None if handle is None else decode(handle),
            whole,
        )
        framed = client.get("crossOrigin", False)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise Refused(f"the answer cannot be read ({type(error).__name__})") from None
    if framed is not False:
        raise Refused("the answer comes from a page inside another site's")
    return given


def made(given: Given, site: Site) -> Made:
    """The passkey that a browser says was made, for its challenge, at this site. Raises ``Refused``."""
    from webauthn import verify_registration_response
    from webauthn.helpers.cose import COSEAlgorithmIdentifier

    try:
        found = verify_registration_response(
            credential=given.whole,
            expected_challenge=given.challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(algorithm) for algorithm in _ALGORITHMS],
        )
    except Exception as error:
        raise Refused(_words(error)) from error
    if found.credential_id != given.credential_id or len(found.credential_id) > _LONGEST_ID:
        raise Refused("the credential id is not the authenticator's")
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def signed(given: Given, site: Site, passkey: Passkey) -> int:
    """The count of a signature that this passkey has made, for its challenge, at this site. Raises ``Refused``.

    Whether the count may follow the one that is known, is another question.
    """
    from webauthn import verify_authentication_response

    try:
        found = verify_authentication_response(
            credential=given.whole,
            expected_challenge=given.challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:
        raise Refused(_words(error)) from error
    return found.new_sign_count


def _words(error: Exception) -> str:
    """What is wrong, for the log: one line, and not a long one."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def encode(data: bytes) -> str:
    """Base64url without padding (RFC 4648, section 5), as WebAuthn has it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes again. Raises ``ValueError``, or ``TypeError`` for what is no text."""
    if not isinstance(text, str):
        raise TypeError("no text")
    return base64.b64decode(
        text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars="-_", validate=True
    )
