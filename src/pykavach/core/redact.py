"""What an entry keeps of the arguments (AUD-2): secrets go out before anything is cut or stored.

Redaction is a net of last resort. It knows what secrets are usually called and how the usual ones look; it cannot
know all of them. Callers with arguments that must never be stored choose the mode ``digest``.

Masked by *name*: the value of a key that contains ``password``, ``passwd``, ``passphrase``, ``passcode``, ``secret``,
``credential``, ``authorization``, ``cookie``, ``api key``, ``access key``, ``private key``, ``signing key``,
``encryption key``, ``master key``, ``ssh key``, ``session id``, ``session key``, ``connection string``, ``jwt``,
``bearer``, ``mnemonic``, ``card number`` or ``token``, in any case and with ``_``, ``-``, ``.``, a space or nothing
between words; or whose last word is ``auth``, ``pass``, ``pwd``, ``pin``, ``otp``, ``totp``, ``cvv`` or ``cvc``. Under
``token`` numbers and booleans stay: they are counts (``max_tokens``).

Masked by *look*, in any string and any key: our own tokens; keys of OpenAI, Anthropic, Stripe, GitHub, GitLab, Slack,
AWS and Google; JSON Web Tokens; PEM private keys; ``Bearer`` and ``Basic`` credentials; the password in a URL; and
``name=value`` or ``name: value`` where the name is one of those above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from json.encoder import encode_basestring_ascii
from typing import Final, Literal

from pydantic_core import SchemaValidator, core_schema

from pykavach.core import codec
from pykavach.core.tokens import mask_tokens

MASK: Final = "[redacted]"
#: The one key of what stands for a text that was too long: its beginning is under it.
CUT: Final = "$truncated"

# --- the patterns ----------------------------------------------------------------------------------------------
# Each is linear in the text: nothing repeats inside a repetition, and where a run could be entered at every
# character, a look-behind lets it be entered only at its start. Only syntax that Python and Rust read alike.

_SECRET_NAME: Final = (
    r"pass[_\-. ]?(?:word|wd|phrase|code)|secret|credential|authorization|cookie|jwt|bearer|mnemonic"
    r"|(?:api|access|private|signing|encryption|master|ssh|session)[_\-. ]?key|session[_\-. ]?id"
    r"|connection[_\-. ]?string|card[_\-. ]?number"
)
_LAST_WORD: Final = "auth|pass|pwd|pin|otp|totp|cvv|cvc"
_LAST_CAPITALISED: Final = "Auth|Pass|Pwd|Pin|Otp|Totp|Cvv|Cvc"

_secret_key: Final = re.compile(
    rf"(?i:{_SECRET_NAME})|(?:\A|[^A-Za-z])(?i:{_LAST_WORD})\Z|[a-z0-9](?:{_LAST_CAPITALISED})\Z", re.ASCII
).search
_token_key: Final = re.compile(r"(?i:token)", re.ASCII).search

# What it looks like, and what is left of it; ``Bearer`` before ``name: value``, which would end at its space.
_LOOKS: Final = tuple(
    (re.compile(pattern, re.ASCII), replacement)
    for pattern, replacement in (
        (r"(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}", MASK),
        (r"(?<![A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{8,}", MASK),
        (r"gh[pousr]_[A-Za-z0-9]{16,}", MASK),
        (r"github_pat_[A-Za-z0-9_]{16,}", MASK),
        (r"glpat-[A-Za-z0-9_-]{16,}", MASK),
        (r"xox[abeoprs]-[A-Za-z0-9-]{8,}", MASK),
        (r"(?:AKIA|ASIA)[A-Z0-9]{16}", MASK),
        (r"AIza[A-Za-z0-9_-]{35}", MASK),
        (r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*", MASK),
        (
            r"(?s:-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY.*?(?:-----END [A-Z0-9 ]{0,32}PRIVATE KEY[A-Z ]{0,8}-----|\Z))",
            MASK,
        ),
        # A digit, "=" or a change of case tells a credential from "basic understanding".
        (
            r"(?i:(bearer|basic) {1,4})(?=[A-Za-z._~+/-]*(?:[0-9=]|[a-z][A-Z]))[A-Za-z0-9._~+/=-]{8,}",
            rf"\1 {MASK}",
        ),
        (r'(://[^\s/?#:@"]*:)[^\s/?#"]+@', rf"\1{MASK}@"),
        (
            # After a quote everything up to its end, else a word (and the scheme before it).
            (
                rf"((?i:{_SECRET_NAME}|pwd|token)(?:\\{{0,3}}[\"'])? ?[=:] ?(?:\\{{0,3}}(?:(\")|(')))?)"
                r"(?(2)[^\"]+|(?(3)[^']+|(?i:(?:bearer|basic|token|digest) +)?[^\s\"'&;,]+))"
            ),
            rf"\1{MASK}",
        ),
    )
)

# Every match of the patterns above, in a key or a string, shows in the canonical text as a match of this one: the
# text spells the characters they need as themselves, but for quotes and backslashes. Look-behinds are left out, for
# an escape may stand before the match: a line feed and sk-... are spelled \nsk-...
_SUSPECT: Final = (
    rf"(?i-u:{_SECRET_NAME}|token|(?:{_LAST_WORD})\":|pwd[\"'\\]{{0,8}} ?[=:]|kv[asl]?_[0-9a-f]{{8}}"
    r"|(?:bearer|basic) {1,4}[A-Za-z0-9._~+/=-]{8})"
    r"|sk-[A-Za-z0-9_-]{16}|[sr]k_(?:live|test)_|gh[pousr]_[A-Za-z0-9]{16}|github_pat_|glpat-|xox[abeoprs]-"
    r"|AKIA|ASIA|AIza|eyJ|-----BEGIN "
    r'|://[^/?#:@"]*:[^/?#"]+@'
)
suspicious: Final = SchemaValidator(
    core_schema.str_schema(pattern=_SUSPECT, regex_engine="rust-regex")
).isinstance_python
"""Whether ``redact`` might change what this canonical text says: one linear scan, and ``False`` is certain."""


def redact(value: object) -> object:
    """A copy of a JSON value (as ``codec.loads`` gives it) with what looks secret masked."""
    return _copy(value, _clean, by_name=True)


def mask(value: object) -> object:
    """A copy of a JSON value in which only our own tokens are masked, in keys as well."""
    return _copy(value, mask_tokens, by_name=False)


def keep(canonical_text: str, mode: Literal["redact", "digest", "full"], limit: int = 4096) -> str | None:
    """What an entry stores of the arguments: ASCII JSON text of at most ``limit`` characters, or ``None`` (``digest``).

    A text that is longer after masking becomes ``{"$truncated": "<its first characters>"}``; ``limit`` is at least 17,
    the length of that frame. The work is bounded by ``limit``, not by the text: of a long suspicious text only a
    beginning is looked at, and only what was looked at is kept.
    """
    if mode == "redact" and len(canonical_text) <= limit and canonical_text.isascii():
        if not suspicious(canonical_text):
            return canonical_text  # most calls: nothing to hide and nothing to cut
    elif mode == "digest":
        return None
    text = canonical_text
    complete = True
    if mode == "redact":
        if suspicious(text):
            clean = _Beginning(room=4 * limit)
            text = codec.canonical(_copy(codec.loads(text), clean, by_name=True))
            complete = not clean.cut
    elif mode == "full":
        if mask_tokens(text) != text:
            text = codec.canonical(mask(codec.loads(text)))
    else:
        raise ValueError(f"unknown mode {mode!r}; use redact, digest or full")
    whole = codec.stored(text)
    return whole if complete and len(whole) <= limit else _truncated(text, limit)


def _truncated(text: str, limit: int) -> str:
    """The longest beginning of ``text`` that fits; a quoted beginning never shrinks as it grows, so it is searched."""
    frame = f'{{"{CUT}":%s}}'
    room = limit - len(frame % "")
    longest = bisect_right(range(limit), room, key=lambda end: len(encode_basestring_ascii(text[:end]))) - 1
    return frame % encode_basestring_ascii(text[: max(longest, 0)])


def _copy(value: object, clean: Callable[[str], str], *, by_name: bool) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_copy(item, clean, by_name=by_name) for item in value]
    if not isinstance(value, dict):
        return value
    copy: dict[str, object] = {}
    for key, item in value.items():
        shown = clean(key)
        while shown in copy:  # two keys that differ only in their secrets
            shown = f"{shown} ({len(copy)})"
        copy[shown] = MASK if by_name and _names_a_secret(key, item) else _copy(item, clean, by_name=by_name)
    return copy


def _names_a_secret(key: str, item: object) -> bool:
    """Whether the key says that ``item`` is a secret. Nothing is none, and numbers of tokens are counts."""
    if item is None:
        return False
    return bool(_secret_key(key)) or (not isinstance(item, int | float) and bool(_token_key(key)))


def _clean(text: str) -> str:
    text = mask_tokens(text)
    for look, replacement in _LOOKS:
        text = look.sub(replacement, text)
    return text


class _Beginning:
    """``_clean`` until ``room`` characters have been looked at; the rest is left out.

    A text is cut between words, since half a secret may not look like one.
    """

    __slots__ = ("cut", "room")

    def __init__(self, room: int) -> None:
        self.room = room
        self.cut = False

    def __call__(self, text: str) -> str:
        if len(text) > self.room:
            text = _LAST_RUN.sub("", text[: max(self.room, 0)])
            self.cut = True
        self.room -= len(text) + 8  # short texts cost, too
        return _clean(text)


_LAST_RUN: Final = re.compile(r"(?<!\S)\S*\Z")
