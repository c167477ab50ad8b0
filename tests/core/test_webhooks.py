"""Webhooks as they are kept: which events one wants, what it is called, and the secrets that sign."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pykavach.core.webhooks import (
    ALL,
    LONGEST_OVERLAP,
    MOST,
    MOST_OF_ONE,
    MOST_SECRETS,
    OVERLAP,
    Secret,
    Webhook,
    secrets_of,
    secrets_text,
    shown,
    signing,
)

URL = "https://hooks.example.com:8443/T0KEN/path?key=k#part"


def webhook(events: tuple[str, ...] = ALL, tenant_id: str | None = None) -> Webhook:
    return Webhook(
        id="wh_1",
        name="ops",
        url=URL,
        events=events,
        version=1,
        created_at=0,
        created_by="ann",
        changed_at=0,
        tenant_id=tenant_id,
    )


def test_how_many_there_may_be_and_how_long_old_secrets_sign():
    hour = 3_600_000_000
    assert (MOST_OF_ONE, MOST, MOST_SECRETS) == (100, 1000, 5)
    assert (24 * hour, 30 * 24 * hour) == (OVERLAP, LONGEST_OVERLAP)


def test_what_is_not_said_is_not_there():
    made = Webhook("wh_1", "ops", URL, ALL, 1, 0, "ann", 0)
    left_out = (made.tenant_id, made.paused_at, made.gone_at, made.taken_at, made.failed_at, made.failure)
    assert left_out == (None,) * 6
    assert made.n == 0
    assert Secret("whsec_a").until is None


def test_one_that_is_gone_is_gone_whether_it_was_paused_or_not():
    made = webhook()
    assert made.status == "active"
    assert replace(made, paused_at=0).status == "paused"
    assert replace(made, gone_at=0).status == replace(made, gone_at=0, paused_at=0).status == "gone"


@pytest.mark.promise("EVT-1", "TEN-1")
@pytest.mark.parametrize(
    ("events", "tenant", "kind", "about", "wanted"),
    [
        (ALL, None, "key.revoked", None, True),
        (ALL, None, "key.revoked", "acme", True),
        (ALL, "acme", "key.revoked", "acme", True),
        (ALL, "acme", "key.revoked", "other", False),
        (ALL, "acme", "key.revoked", None, False),
        (("agent.created", "key.revoked"), None, "key.revoked", "acme", True),
        (("agent.created", "key.revoked"), "acme", "key.revoked", "acme", True),
        (("agent.created", "key.revoked"), "acme", "key.revoked", "other", False),
        (("agent.created",), None, "key.revoked", None, False),
        (("agent.created",), "acme", "key.revoked", "acme", False),
    ],
)
def test_the_events_one_wants(
    events: tuple[str, ...], tenant: str | None, kind: str, about: str | None, wanted: bool
):
    assert webhook(events, tenant).wants(kind, about) is wanted


def test_the_types_it_asks_for():
    assert webhook().kinds is webhook(("*",)).kinds is None  # all, and so it is stored
    assert webhook(("agent.created", "key.revoked")).kinds == ("agent.created", "key.revoked")


def test_what_is_still_to_be_posted_is_remembered_under_its_id():
    assert webhook().sink == "webhook:wh_1"  # stored: another name would lose what waits


@pytest.mark.promise("TOK-2")
def test_a_url_is_shown_without_what_may_be_secret_in_it():
    told = shown(URL)
    assert (
        told
        == webhook().shown_url
        == f"https://hooks.example.com:8443#{sha256(URL.encode()).hexdigest()[:12]}"
    )
    assert shown("http://a.example") != shown("http://a.example/")


@pytest.mark.promise("EVT-1")
def test_the_newest_secret_signs_and_those_before_it_until_their_time():
    newest, old, older = Secret("whsec_c"), Secret("whsec_b", 11), Secret("whsec_a", 10)
    kept = (newest, old, older)
    assert signing(kept, 9) == kept
    assert signing(kept, 10) == (newest, old)
    assert signing(iter(kept), 11) == (newest,)


@given(
    st.lists(st.builds(Secret, st.text("abc+/=_", max_size=9), st.none() | st.integers(0, 2**52)), max_size=5)
)
def test_secrets_are_read_as_they_were_written(secrets: list[Secret]):
    found = secrets_of(secrets_text(secrets))
    assert found == tuple(secrets)
    assert all(type(each) is Secret for each in found)


def test_secrets_are_written_as_those_are_that_are_stored():
    assert secrets_text([Secret("whsec_b"), Secret("whsec_a", 10)]) == '[["whsec_b",null],["whsec_a",10]]'


@pytest.mark.promise("TOK-2")
def test_a_secret_is_in_no_repr():
    assert "whsec_" not in repr((Secret("whsec_abc", 5), [Secret("whsec_def")]))
