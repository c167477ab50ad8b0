from __future__ import annotations

import pytest

from pykavach.core.errors import InvalidInput
from pykavach.core.roles import RIGHTS, Right, Role, parse_role

#: The table as people read it.
TABLE = {
    "admin": "decide read manage approve audit verify retain administer",
    "owner": "read manage approve audit",
    "approver": "read approve",
    "auditor": "read audit verify",
    "service": "decide read",
}


@pytest.mark.promise("TM-1")
def test_what_each_role_may_do():
    assert {role.value: set(RIGHTS[role]) for role in Role} == {
        name: {Right(word) for word in words.split()} for name, words in TABLE.items()
    }
    assert set(RIGHTS) == set(Role)


@pytest.mark.promise("FC-1")
def test_the_table_cannot_be_changed():
    with pytest.raises(TypeError):
        RIGHTS[Role.SERVICE] = frozenset(Right)  # type: ignore[index]


class Anything:
    """Equal to whatever it is compared with, every role's name among it."""

    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.promise("AGT-6")
def test_a_role_is_one_of_these():
    assert [parse_role(name) for name in TABLE] == list(Role)
    for other in ("", "Admin", "admin ", None, 1, True, ["admin"], {"admin"}, Anything()):
        with pytest.raises(InvalidInput) as caught:
            parse_role(other, "x")
        assert caught.value.field == "x"
        assert caught.value.message == 'must be one of "admin", "owner", "approver", "auditor", "service"'
    with pytest.raises(InvalidInput) as caught:
        parse_role("boss")
    assert caught.value.field == "role"
