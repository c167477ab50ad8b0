from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from pykavach.core.credentials import (
    CHALLENGE_LIFE,
    KEYS,
    LINK_LIFE,
    MOST_PASSKEYS,
    SESSION_LIFE,
    SESSIONS,
    SHORT,
    USE_STEP,
    Credential,
    CredentialKind,
    Passkey,
    Person,
)
from pykavach.core.roles import Role
from pykavach.core.tokens import Prefix

NOW = 1_000_000


def credential(kind: str = "key", **more: object) -> Credential:
    return Credential("id", CredentialKind(kind), "name", Role.ADMIN, 0, "ann", **more)  # type: ignore[arg-type]


def person(**more: object) -> Person:
    return Person("ann", "Ann", Role.ADMIN, 0, **more)  # type: ignore[arg-type]


def passkey(sign_count: int = 0) -> Passkey:
    return Passkey("pky_1", "ann", "laptop", b"id", b"key", sign_count, created_at=1)


def test_how_long_they_live_and_how_many_there_may_be():
    minute = 60_000_000
    times = (SESSION_LIFE, LINK_LIFE, USE_STEP, CHALLENGE_LIFE)
    assert times == (12 * 60 * minute, 10 * minute, minute, 5 * minute)
    assert {type(each) for each in times} == {int}  # times are whole
    assert MOST_PASSKEYS == 20


def test_what_is_not_said_is_not_there():
    made = credential()
    left_out = (
        made.user_id,
        made.tenant_id,
        made.parent,
        made.expires_at,
        made.revoked_at,
        made.last_used_at,
    )
    assert left_out == (None,) * 6
    assert made.n == 0
    assert (person().tenant_id, person().disabled_at) == (None, None)
    new = passkey()
    assert (new.revoked_at, new.last_used_at, new.n) == (None, None, 0)


def test_the_kinds():
    assert {kind.value: kind.prefix for kind in CredentialKind} == {
        "key": Prefix.KEY,
        "session": Prefix.SESSION,
        "link": Prefix.LINK,
    }
    assert set(KEYS) | set(SHORT) == set(CredentialKind)
    assert set(SESSIONS) < set(SHORT)


@pytest.mark.promise("FC-1")
def test_it_is_over_by_the_clock_or_when_it_was_revoked():
    assert credential().state(NOW) == "active"
    assert credential(expires_at=NOW + 1).state(NOW) == "active"
    assert credential(expires_at=NOW).state(NOW) == "expired"
    assert credential(revoked_at=0).state(NOW) == "revoked"
    assert credential(revoked_at=NOW + 9, expires_at=NOW).state(NOW) == "revoked"


@pytest.mark.promise("FC-1", "TM-1")
def test_whom_it_serves():
    disabled = person(disabled_at=0)
    for each in (credential(), credential("session", parent=1)):
        assert not each.personal
        assert each.serves(None, NOW)
        assert each.serves(person(), NOW)
        assert not each.serves(disabled, NOW)
    for each in (credential("session"), credential("link")):
        assert each.personal
        assert not each.serves(None, NOW)  # whose it is nobody knows
        assert each.serves(person(), NOW)
        assert not each.serves(disabled, NOW)
    for over in (credential(revoked_at=0), credential("session", expires_at=NOW)):
        assert not over.serves(person(), NOW)


@pytest.mark.parametrize(
    ("known", "told", "goes_on"),
    [(0, 0, True), (0, 1, True), (1, 2, True), (1, 9, True), (1, 1, False), (2, 1, False), (1, 0, False)],
)
def test_a_count_grows_or_is_none(known: int, told: int, goes_on: bool):
    mine = passkey(known)
    assert mine.goes_on(told) is goes_on
    assert (mine.state, replace(mine, revoked_at=0).state) == ("active", "revoked")
    assert mine.digest == sha256(b"id").digest()
