from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pykavach.core import codec
from pykavach.core.redact import MASK, _Beginning, keep, mask, redact, suspicious
from pykavach.core.tokens import mint

TOKEN = mint(bytes(range(32)))
AWS = "AKIA" + "ABCDEFGH12345678"
JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----"

# What a value full of near misses is made of: pieces that together may or may not look secret.
PIECES = st.sampled_from(
    [
        *(
            "sk-",
            "abcdefghij123456",
            "sk_live_",
            "rk_test_",
            "ghp_",
            "gho_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "AKIA",
        ),
        *(
            "ASIA",
            "ABCDEFGH12345678",
            "AIza",
            "eyJ",
            "abcde",
            ".",
            "-----BEGIN ",
            "RSA ",
            "PRIVATE KEY",
            "-----END ",
        ),
        *(
            "Bearer ",
            "basic ",
            "dXNlcjpwYXNz",
            "://",
            "user",
            ":",
            "@",
            "/",
            "?",
            "#",
            "pass",
            "word",
            "_",
            "-",
            " ",
        ),
        *(
            "secret",
            "token",
            "=",
            '"',
            "'",
            "\\",
            "\n",
            "\t",
            "\x00",
            "\x7f",
            "é",
            "\u2028",
            "\U0001f602",
            "ſ",
            "\u212a",
        ),
        *(
            "Pin",
            "pin",
            "PIN",
            "auth",
            "pwd",
            "kv_",
            "KV_",
            "0123abcd",
            "api",
            "key",
            "session",
            "id",
            "cookie",
            ",",
        ),
        *(
            "connection",
            "string",
            "card",
            "number",
            "jwt",
            "bearer",
            "otp",
            "Pwd",
            "{",
            "}",
            "[redacted]",
            TOKEN,
            JWT,
        ),
    ]
)
TEXT = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=6)
SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | st.floats(-9, 9) | TEXT
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.promise("AUD-2")
@given(JSON)
def test_what_is_not_suspicious_is_not_changed(value):
    text = codec.canonical(value)
    value = codec.loads(text)
    if not suspicious(text):
        assert codec.canonical(redact(value)) == text
        assert keep(text, "redact", 10**9) == codec.stored(text)


@pytest.mark.promise("AUD-2")
@given(JSON)
def test_redacting_twice_changes_nothing_more(value):
    once = redact(value)
    assert redact(once) == once
    assert mask(mask(value)) == mask(value)


@pytest.mark.promise("AUD-2")
@given(JSON, st.sampled_from(["redact", "full"]))
@example("kv_sk-0123abcd", "redact")  # no token, nor the beginning of one
def test_no_token_is_kept_in_any_mode(value, mode):
    kept = keep(codec.canonical([value, TOKEN, {TOKEN: 1}]), mode, 10**9)
    assert re.search("(?i)kv_[0-9a-f]{8}", kept) is None
    assert TOKEN[3:15] not in kept
    assert type(json.loads(kept)) is list


SECRETS = [
    ("sk-abcdefghij123456", MASK),
    ("use sk-ant-api03-abcdefghij_1234 now", f"use {MASK} now"),
    ("\nsk-abcdefghij123456", f"\n{MASK}"),
    ("sk_live_abcd1234", MASK),
    ("x rk_test_abcd1234", f"x {MASK}"),
    ("ghp_abcdefghij123456", MASK),
    ("gho_abcdefghij123456", MASK),
    ("ghu_abcdefghij123456", MASK),
    ("ghs_abcdefghij123456", MASK),
    ("ghr_abcdefghij123456", MASK),
    ("github_pat_abcdefghij_12345", MASK),
    ("glpat-abcdefghij-12345", MASK),
    ("xoxb-12345678", MASK),
    ("xoxp-1234-5678", MASK),
    ("sk-ABCDEFGHIJ123456", MASK),
    ("sk_live_ABCD1234", MASK),
    ("ghp_ABCDEFGHIJ123456", MASK),
    ("github_pat_ABCDEFGHIJ_12345", MASK),
    ("glpat-ABCDEFGHIJ-12345", MASK),
    ("xoxb-ABCDEFGH", MASK),
    (f"id {AWS}.", f"id {MASK}."),
    ("ASIA" + AWS[4:], MASK),
    ("AIza" + "a1" * 17 + "b", MASK),
    (JWT, MASK),
    (f"jwt is {JWT[:-9]}", f"jwt is {MASK}"),
    (PEM, MASK),
    (f"a\n{PEM}\nb\n{PEM}", f"a\n{MASK}\nb\n{MASK}"),
    ("-----BEGIN PRIVATE KEY-----\nMIIE", MASK),
    ("-----BEGIN PGP PRIVATE KEY BLOCK-----\nx\n-----END PGP PRIVATE KEY BLOCK-----.", f"{MASK}."),
    ("Bearer abcdef12", f"Bearer {MASK}"),
    ("BASIC  dXNlcjpwYXNz", f"BASIC {MASK}"),
    ("basic abcdefg=", f"basic {MASK}"),
    ("https://user:hunter2@host/x", f"https://user:{MASK}@host/x"),
    ("postgresql://u:p@ss@h:5432/d", f"postgresql://u:{MASK}@h:5432/d"),
    ("redis://:pw@h", f"redis://:{MASK}@h"),
    ("DB_PASSWORD=hunter2 run", f"DB_PASSWORD={MASK} run"),
    ("Authorization: Basic abc", f"Authorization: {MASK}"),
    ("authorization: bearer   x'", f"authorization: {MASK}'"),
    ("https://h/?access_token=abc&y=1", f"https://h/?access_token={MASK}&y=1"),
    ("--token=x;", f"--token={MASK};"),
    ("api-key: abc, x", f"api-key: {MASK}, x"),
    ('{"password": "hunter2"}', f'{{"password": "{MASK}"}}'),
    ("pwd='x'", f"pwd='{MASK}'"),
    ('password="a b, c" x', f'password="{MASK}" x'),
    ("{'secret': 'a \"b\" c'}", f"{{'secret': '{MASK}'}}"),
    ('{\\"password\\": \\"a b\\"}', f'{{\\"password\\": \\"{MASK}"}}'),
    ('pwd\\\\\\": x', f'pwd\\\\\\": {MASK}'),
    ("Pwd = x", f"Pwd = {MASK}"),
    (f"say {TOKEN}!", "say kv_[masked]!"),
]


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize(("text", "left"), SECRETS)
def test_secrets_are_masked_by_their_look(text, left):
    assert redact(text) == left
    assert redact({"a": [{"b": text}]}) == {"a": [{"b": left}]}
    assert suspicious(codec.canonical([text]))
    assert json.loads(keep(codec.canonical([text]), "redact")) == [left]


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize(("text", "left"), [(text, left) for text, left in SECRETS if "{" not in text])
def test_secrets_are_masked_in_keys_as_well(text, left):
    [key] = redact({text: None})
    assert key == left


INNOCENT = [
    "task-management-system-for-everyone",
    "sk-abcdefghij12345",
    "xsk-abcdefghij123456",
    "sk_lives_abcd1234",
    "sk_live_abcd123",
    "ghx_abcdefghij123456",
    "ghp_abcdefghij12345",
    "github_pat_abcdefghij12345",
    "glpat-abcdefghij12345",
    "xoxz-12345678",
    "xoxb-1234567",
    AWS[:-1],
    "AIza" + "a1" * 17,
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0",
    "eyJ.a.b",
    "xeyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln",
    "-----BEGIN PUBLIC KEY-----\nMIIE",
    "a basic understanding of finance",
    "the bearer certificates",
    "Bearer abcdef1",
    "https://host:8080/a@b",
    "https://user@host/x",
    "mailto:a@b.c",
    "see https://x.com or mail a@b",
    "the password is long",
    "tokens=5",
    "footprint=1",
    'token=""',
    "to\u212aen=hunter2",  # a Kelvin sign is no k: what is not suspicious is not changed
    "",
]


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_resembles_a_secret_stays(text):
    assert redact(text) == text
    assert redact({"note": [text]}) == {"note": [text]}


SECRET_KEYS = [
    *(
        "password",
        "PASSWORD",
        "userPassword",
        "pass_word",
        "passwd",
        "passphrase",
        "pass-code",
        "client_secret",
    ),
    *(
        "secrets",
        "credentials",
        "Authorization",
        "proxy-authorization",
        "Set-Cookie",
        "apiKey",
        "api_key",
        "API KEY",
    ),
    *("x-api-key", "api.key", "apikey", "aws_access_key_id", "privateKey", "signing_key", "encryption-key"),
    *(
        "masterkey",
        "ssh_key",
        "session_key",
        "sessionId",
        "session_id",
        "connectionString",
        "jwt",
        "bearerValue",
    ),
    *(
        "mnemonic",
        "card_number",
        "auth",
        "http_auth",
        "httpAuth",
        "pass",
        "db-pass",
        "pwd",
        "pin",
        "PIN",
        "userPin",
    ),
    *(
        "card pin",
        "otp",
        "totp",
        "cvv",
        "cvc",
        "2Otp",
        "x1Totp",
        "myCvv",
        "myCvc",
        "aPass",
        "aPwd",
        "user.pin",
    ),
]


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("key", SECRET_KEYS)
@pytest.mark.parametrize("value", ["x", 7, 1.5, True, [], {}, "", [1, {"a": "b"}]])
def test_values_of_secret_keys_are_masked_whatever_they_are(key, value):
    assert redact({key: value}) == {key: MASK}
    assert redact([{"a": {key: value}}]) == [{"a": {key: MASK}}]
    assert suspicious(codec.canonical({key: value}))


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("key", ["token", "accessToken", "tokens", "Max_Tokens", "refresh-token"])
def test_under_token_numbers_are_counts(key):
    for count in (7, 1.5, True, None):
        assert redact({key: count}) == {key: count}
    for value in ("x", ["x"], {"a": 1}, ""):
        assert redact({key: value}) == {key: MASK}


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize(
    "key",
    [
        *(
            "spin",
            "author",
            "authority",
            "footprint",
            "laptop",
            "pinned",
            "compass",
            "passenger",
            "key",
            "monkey",
        ),
        *("to\u212aen", "pa\u017f\u017fword"),
        *("sessions", "pin\n", "card", "apis", "hotpotpin", "PIN2", "Spin", "otpx", "title", ""),
    ],
)
def test_other_keys_keep_their_values(key):
    assert redact({key: "x"}) == {key: "x"}


def test_nothing_is_no_secret():
    assert redact({"password": None}) == {"password": None}


def test_a_copy_is_made_and_the_original_stays():
    inner = {"password": "x", "list": [TOKEN]}
    value = {"a": inner}
    assert redact(value) == {"a": {"password": MASK, "list": ["kv_[masked]"]}}
    assert value == {"a": {"password": "x", "list": [TOKEN]}}
    plain = {"a": [1, {}]}
    copy = redact(plain)
    assert copy == plain
    assert copy is not plain
    assert copy["a"] is not plain["a"]


@pytest.mark.promise("AUD-2")
def test_keys_that_become_alike_are_kept_apart():
    keys = ["kv_[masked]", TOKEN, "kv_00000001", "kv_[masked] (2)", "kv_00000002"]
    for function in (redact, mask):
        copy = function({key: number for number, key in enumerate(keys)})
        assert list(copy.values()) == [0, 1, 2, 3, 4]
        assert list(copy) == [
            "kv_[masked]",
            "kv_[masked] (1)",
            "kv_[masked] (2)",
            "kv_[masked] (2) (3)",
            "kv_[masked] (4)",
        ]


@pytest.mark.promise("AUD-2")
def test_mask_hides_our_tokens_only():
    value = {"password": "x", "a": [f"t {TOKEN}", "Bearer abcdef12", 1, None, True, 1.5], TOKEN: JWT}
    assert mask(value) == {
        "password": "x",
        "a": ["t kv_[masked]", "Bearer abcdef12", 1, None, True, 1.5],
        "kv_[masked]": JWT,
    }


# --- keep ------------------------------------------------------------------------------------------------------


@pytest.mark.promise("AUD-2")
def test_modes():
    text = codec.canonical({"password": "x", "who": "é", "t": TOKEN})
    assert keep(text, "digest") is None
    assert keep(text, "full") == '{"password":"x","t":"kv_[masked]","who":"\\u00e9"}'
    assert keep(text, "redact") == '{"password":"[redacted]","t":"kv_[masked]","who":"\\u00e9"}'
    assert keep('{"a":1}', "full") == keep('{"a":1}', "redact") == '{"a":1}'
    assert keep('{"a":1}', "digest") is None
    with pytest.raises(ValueError, match="unknown mode 'all'"):
        keep(text, "all")


@pytest.mark.promise("AUD-1", "AUD-2")
def test_an_entry_keeps_at_most_4096_characters():
    fits = codec.canonical({"a": "x" * (4096 - 8)})
    assert len(fits) == 4096
    for mode in ("redact", "full"):
        assert keep(fits, mode) == fits
        cut = keep(fits[:-2] + 'x"}', mode)
        assert len(cut) == 4096
        assert json.loads(cut)["$truncated"] == '{"a":"' + "x" * (4096 - 17 - 9)


@pytest.mark.promise("AUD-2")
@given(JSON, st.integers(17, 80), st.sampled_from(["redact", "full"]))
def test_what_is_kept_fits_is_json_and_is_as_long_as_it_can_be(value, limit, mode):
    text = codec.canonical(value)
    whole = keep(text, mode, 10**9)
    kept = keep(text, mode, limit)
    assert kept.isascii()
    assert len(kept) <= limit
    if len(whole) <= limit and kept == whole:
        return
    beginning = json.loads(kept)["$truncated"]
    readable = codec.canonical(codec.loads(whole))
    if len(text) > limit:
        return  # a longer text may have been cut between words before it was masked
    assert readable.startswith(beginning)
    longer = json.dumps({"$truncated": readable[: len(beginning) + 1]}, separators=(",", ":"))
    assert len(longer) > limit


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize(
    ("limit", "kept"),
    [
        (17, '{"$truncated":""}'),
        (18, '{"$truncated":"["}'),
        (19, '{"$truncated":"["}'),
        (20, '{"$truncated":"[\\""}'),
        (25, '{"$truncated":"[\\""}'),
        (26, '{"$truncated":"[\\"\\u00e9"}'),
        (37, '{"$truncated":"[\\"\\u00e9"}'),
        (38, '{"$truncated":"[\\"\\u00e9\\ud83d\\ude02"}'),
    ],
)
def test_the_cut_never_splits_a_character(limit, kept):
    text = codec.canonical(["é\U0001f602" + "x" * 99])
    assert keep(text, "full", limit) == keep(text, "redact", limit) == kept


@pytest.mark.promise("AUD-2")
@pytest.mark.parametrize("shift", range(0, 60, 3))
@pytest.mark.parametrize(
    "secret", [TOKEN, f"https://u:{'hunter2' * 9}@h", "sk-" + "hunter2" * 9, f"x {JWT * 3}"]
)
def test_masking_comes_before_cutting(shift, secret):
    text = codec.canonical({"a": "y" * shift + " " + secret + " " + "z" * 200})
    kept = keep(text, "redact", 100)
    assert "$truncated" in kept
    for leak in ("hunter", TOKEN[3:11], JWT[8:16]):
        assert leak not in kept


@pytest.mark.promise("AUD-2")
def test_a_long_text_is_looked_at_only_as_far_as_it_is_kept():
    for secret in ("sk-" + "hunter2" * 9, "password=" + "hunter2" * 9, "https://u:" + "hunter2" * 99 + "@h"):
        for unit in (f"{secret} ", "x" * 333 + " " + secret + " ", "\n" + secret):
            text = codec.canonical({"a": (unit * (1 + (1 << 17) // len(unit)))[: 1 << 17]})
            kept = keep(text, "redact", 64)
            assert len(kept) <= 64
            assert "hunter" not in kept
            assert "$truncated" in kept


@pytest.mark.promise("AUD-2")
def test_what_was_not_looked_at_is_marked_as_cut():
    # After masking this would fit, but its end was never looked at.
    text = codec.canonical({"a": "password=" + "x" * 300, "b": "rest " * 100})
    kept = keep(text, "redact", 64)
    assert list(json.loads(kept)) == ["$truncated"]
    assert "x" * 9 not in kept
    # Looked at to the end, it is kept whole.
    room = 4 * 64 - (len("a") + 8) - len("password=")
    text = codec.canonical({"a": "password=" + "x" * room})
    assert keep(text, "redact", 64) == '{"a":"password=[redacted]"}'
    text = codec.canonical({"a": "password=" + "x" * (room + 1)})
    assert json.loads(keep(text, "redact", 64)) == {"$truncated": '{"a":""}'}
    text = codec.canonical({"a": "Bearer " + "x1" * 9, "b": "rest"})
    assert keep(text, "redact") == '{"a":"Bearer [redacted]","b":"rest"}'


def test_the_beginning_is_counted_and_ends_between_words():
    clean = _Beginning(room=20)
    assert clean("abcd") == "abcd"
    assert clean("x" * 8) == "x" * 8
    assert not clean.cut
    assert clean(" a") == ""
    assert clean.cut
    for room, left in ((9, "abc defgh"), (8, "abc "), (4, "abc "), (3, ""), (0, "")):
        clean = _Beginning(room)
        assert clean("abc defgh") == left
        assert clean.cut is (left != "abc defgh")


@pytest.mark.parametrize("limit", [0, 1, 14, 15, 16, 17])
def test_below_its_least_limit_only_the_frame_is_kept(limit):
    assert keep('{"a":"hello hello hello"}', "redact", limit) == '{"$truncated":""}'


@pytest.mark.promise("BND-1")
@pytest.mark.parametrize(
    "unit",
    [
        "x",
        "eyJ",
        "a.eyJaaaaa",
        "bearer ",
        "://a:b",
        "-----BEGIN ",
        "token=",
        "kv_abc",
        "token: bearer   ",
        "pass",
    ],
)
def test_hostile_texts_take_linear_time(unit):
    # Quadratic work on a quarter of a million characters would run into the suite's time limit.
    text = unit * ((1 << 18) // len(unit))
    assert type(redact(text)) is str
    assert len(keep(codec.canonical({"a": text}), "redact")) <= 4096
