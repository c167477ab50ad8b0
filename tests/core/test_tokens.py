from __future__ import annotations

import hashlib
import zlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pykavach.core.tokens import (
    LENGTH,
    MASK,
    Prefix,
    digest,
    holds_token,
    mask_tokens,
    mint,
    prefix_of,
    well_formed,
)

ENTROPY = st.binary(min_size=32, max_size=32)
TOKEN = mint(bytes(range(32)))
PREFIXES = st.sampled_from(Prefix)
OTHERS = [prefix for prefix in Prefix if prefix is not Prefix.AGENT]


def with_check(body: str) -> str:
    return body + f"{zlib.crc32(body.encode()):08x}"


@pytest.mark.promise("TOK-1")
@given(ENTROPY)
def test_form(entropy):
    token = mint(entropy)
    assert type(token) is str
    assert len(token) == 75
    assert token[:3] == "kv_"
    assert bytes.fromhex(token[3:67]) == entropy
    assert int(token[67:], 16) == zlib.crc32(token[:67].encode("ascii"))
    assert token == token.lower()
    assert well_formed(token)


@pytest.mark.promise("TOK-1")
def test_a_published_example():
    assert mint(b"\0" * 32) == "kv_" + "0" * 64 + f"{zlib.crc32(b'kv_' + b'0' * 64):08x}"
    assert zlib.crc32(b"123456789") == 0xCBF43926  # the check value of CRC-32 (IEEE)


@pytest.mark.promise("TOK-1")
@pytest.mark.parametrize("size", [0, 31, 33])
def test_minting_takes_exactly_32_bytes(size):
    with pytest.raises(ValueError, match=f"32 random bytes, not {size}"):
        mint(b"\xab" * size)


@pytest.mark.promise("TOK-1")
@given(ENTROPY, st.integers(0, 74), st.sampled_from("0123456789abcdefkv_ABCDEFgG \n\0é"))
def test_one_wrong_character_is_noticed(entropy, place, character):
    token = mint(entropy)
    assume(token[place] != character)
    assert not well_formed(token[:place] + character + token[place + 1 :])


@pytest.mark.promise("TOK-1")
@given(ENTROPY, st.integers(3, 73))
def test_two_swapped_neighbours_are_noticed(entropy, place):
    token = mint(entropy)
    assume(token[place] != token[place + 1])
    swapped = token[:place] + token[place + 1] + token[place] + token[place + 2 :]
    assert not well_formed(swapped)


@pytest.mark.promise("TOK-1")
@pytest.mark.parametrize(
    "text",
    [
        None,
        b"kv_",
        TOKEN.encode(),
        75,
        [TOKEN],
        type("Text", (str,), {})(TOKEN),
        "",
        "kv_",
        TOKEN[:-1],
        TOKEN + "0",
        TOKEN + "\n",
        " " + TOKEN,
        TOKEN.upper(),
        TOKEN[:67] + TOKEN[67:].upper(),
        with_check("KV_" + "0" * 64),
        with_check("kv_" + "A" * 64),
        with_check("kv_" + "g" * 64),
        with_check("kv-" + "0" * 64),
        with_check("kv_" + "0" * 63),
        with_check("kv_" + "0" * 65),
        "kv_" + "٣" * 72,
        "kv_" + "\ud800" * 72,
        pytest.param(TOKEN * 1_000_000, id="huge"),
    ],
)
def test_what_is_no_token(text):
    assert well_formed(text) is False


@pytest.mark.promise("TOK-2")
@given(ENTROPY)
def test_digest_is_sha_256_of_the_whole_token(entropy):
    token = mint(entropy)
    assert digest(token) == hashlib.sha256(token.encode()).digest()
    assert len(digest(token)) == 32


@pytest.mark.promise("TOK-2", "AUD-2")
@given(st.text(max_size=20), ENTROPY, st.text(max_size=20))
def test_masking_leaves_nothing_of_a_token(before, entropy, after):
    token = mint(entropy)
    masked = mask_tokens(before + token + after)
    assert token[3:20] not in masked
    assert MASK in masked
    assert mask_tokens(masked) == masked


@pytest.mark.promise("TOK-2")
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (TOKEN, MASK),
        (f"a {TOKEN}, {TOKEN}!", f"a {MASK}, {MASK}!"),
        ("kv_01234567", MASK),
        ("kv_0123456", "kv_0123456"),
        ("kv_0123456g", "kv_0123456g"),
        ("kv_01234567g", MASK + "g"),
        ("KV_ABCDEFab", MASK),
        ("Kv_abcdef01", MASK),
        (f"kv_{TOKEN}", f"kv_{MASK}"),
        (f"x{TOKEN}", f"x{MASK}"),
        (MASK, MASK),
        ("kv-0123456789", "kv-0123456789"),
        ("", ""),
    ],
)
def test_masking(text, masked):
    assert mask_tokens(text) == masked


@pytest.mark.promise("TOK-2")
@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (TOKEN, True),
        (f"see {TOKEN}.", True),
        (f"kv_{'0123456789abcdef' * 3}", True),
        (f"KV_{'0123456789ABCDEF' * 3}", True),
        (f"kV_{'0123456789aBcDeF' * 3}", True),
        (f"kv_{'0' * 47}", False),
        (f"kv_{'0' * 47}g", False),
        (f"kv-{'0' * 72}", False),
        (f"kw_{'0' * 72}", False),
        ("kv_550e8400-e29b-41d4-a716-446655440000", False),
        ("kv_20250115", False),
        ("", False),
    ],
)
def test_most_of_a_token_is_a_token(text, holds):
    """So much of one that the rest could be guessed; a date or a UUID behind the prefix is none."""
    assert holds_token(text) is holds


def test_what_a_mask_says_and_how_long_a_token_is():
    assert MASK == "kv_[masked]"
    assert len(TOKEN) == LENGTH == 75


# -- other credentials ---------------------------------------------------------------------------------------------------


def test_the_prefixes():
    assert {prefix.name: prefix.value for prefix in Prefix} == {
        "AGENT": "kv_",
        "KEY": "kva_",
        "SESSION": "kvs_",
        "LINK": "kvl_",
    }


@pytest.mark.promise("TOK-1")
@given(ENTROPY, PREFIXES)
def test_every_credential_has_the_form_of_its_prefix(entropy, prefix):
    token = mint(entropy, prefix)
    body = len(prefix) + 64
    assert token[: len(prefix)] == prefix
    assert bytes.fromhex(token[len(prefix) : body]) == entropy
    assert token[body:] == f"{zlib.crc32(token[:body].encode('ascii')):08x}"
    assert prefix_of(token) is prefix
    assert well_formed(token) is (prefix is Prefix.AGENT)


@pytest.mark.promise("TOK-1", "TM-1")
@given(ENTROPY, PREFIXES, PREFIXES)
def test_none_stands_in_the_place_of_another(entropy, one, other):
    assume(one is not other)
    token = mint(entropy, one)
    assert prefix_of(other + token[len(one) :]) is None
    assert digest(token) != digest(mint(entropy, other))


@pytest.mark.promise("TOK-1")
@given(ENTROPY, PREFIXES, st.integers(0, 75), st.sampled_from("0123456789abcdefkvasl_ABCDEFgG \n\0é"))
def test_one_wrong_character_is_noticed_in_every_credential(entropy, prefix, place, character):
    token = mint(entropy, prefix)
    assume(place < len(token) and token[place] != character)
    assert prefix_of(token[:place] + character + token[place + 1 :]) is None


@pytest.mark.promise("TOK-1")
@pytest.mark.parametrize("prefix", OTHERS)
def test_what_is_no_credential(prefix):
    token = mint(bytes(32), prefix)
    assert len(token) == LENGTH + 1
    for other in (
        None,
        token.encode(),
        type("Text", (str,), {})(token),
        "",
        prefix,
        token[:-1],
        token + "0",
        token + "\n",
        " " + token,
        token.upper(),
        token[:68] + token[68:].upper(),
        with_check("kvx_" + "0" * 64),
        with_check(prefix.upper() + "0" * 64),
        with_check(prefix + "A" * 64),
        with_check(prefix + "0" * 63),
        prefix + "٣" * 72,
        prefix + "\ud800" * 72,
        token * 1_000_000,
    ):
        assert prefix_of(other) is None


@pytest.mark.promise("TOK-2", "AUD-2")
@given(st.text(max_size=20), ENTROPY, PREFIXES, st.text(max_size=20))
def test_masking_leaves_nothing_of_any_credential(before, entropy, prefix, after):
    for token in (mint(entropy, prefix), mint(entropy, prefix).upper()):
        text = before + token + after
        masked = mask_tokens(text)
        assert token[5:21] not in masked
        assert MASK in masked
        assert mask_tokens(masked) == masked
        assert holds_token(text)


@pytest.mark.promise("TOK-2")
@pytest.mark.parametrize("prefix", OTHERS)
def test_masking_other_credentials(prefix):
    token = mint(bytes(32), prefix)
    for text, masked in (
        (f"a {token}, {token}!", f"a {MASK}, {MASK}!"),
        (f"{prefix}01234567", MASK),
        (f"{prefix}0123456", f"{prefix}0123456"),
        (f"{prefix.title()}ABCDEFab", MASK),
        (f"kvx_{'0' * 72}", f"kvx_{'0' * 72}"),
        ("kv\u017f_01234567", "kv\u017f_01234567"),  # a long s, which some take for an s
    ):
        assert mask_tokens(text) == masked
    assert holds_token(f"{prefix}{'0' * 48}")
    assert not holds_token(f"{prefix}{'0' * 47}")
    assert not holds_token(f"{prefix}550e8400-e29b-41d4-a716-446655440000")


@pytest.mark.parametrize("prefix", Prefix)
def test_minting_any_credential_takes_exactly_32_bytes(prefix):
    with pytest.raises(ValueError, match="32 random bytes, not 31"):
        mint(bytes(31), prefix)
