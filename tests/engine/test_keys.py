"""Keys show nothing of themselves, and refuse what they cannot do."""

from __future__ import annotations

import pytest

from pykavach.core.errors import InvalidInput
from pykavach.engine.keys import Keys

OWN = bytes(range(32))
SECRET = b"a secret of at least thirty-two bytes"


def test_keys_show_nothing_of_themselves():
    shown = repr(Keys((SECRET, b"x" * 32), OWN))
    assert shown == "Keys(2 secrets)"


@pytest.mark.promise("ERR-2")
def test_without_a_secret_nothing_is_sealed_or_signed():
    keys = Keys((), OWN)
    assert not keys.sealed
    for refused in (lambda: keys.seal("text", "about"), lambda: keys.sign("text")):
        with pytest.raises(InvalidInput, match="KAVACH_SECRET") as caught:
            refused()
        assert caught.value.field == "secret"


@pytest.mark.promise("FC-1", "APR-5")
@pytest.mark.parametrize("damaged", ["sealed:", "sealed:no hex", "sealed:00", "sealed:" + "00" * 40, ""])
def test_what_cannot_be_opened_is_nothing(damaged):
    assert Keys((SECRET,), OWN).unseal(damaged, "about") is None


def test_what_is_sealed_opens_under_any_of_the_secrets_and_about_the_same_thing_only():
    sealed = Keys((SECRET,), OWN).seal("text", "about")
    assert "text" not in sealed
    assert Keys((b"x" * 32, SECRET), OWN).unseal(sealed, "about") == "text"
    assert Keys((SECRET,), OWN).unseal(sealed, "something else") is None
    assert Keys((b"x" * 32,), OWN).unseal(sealed, "about") is None
