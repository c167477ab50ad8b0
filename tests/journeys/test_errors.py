"""SPEC 11: errors."""

from __future__ import annotations

import pickle

import pytest

import pykavach
from pykavach import (
    CallerError,
    Conflict,
    Denied,
    ExceedsParent,
    Gone,
    InvalidInput,
    KavachError,
    NotFound,
    PermissionsLocked,
    Unavailable,
    WorldError,
)

CALLER = {
    InvalidInput: ("invalid_input", 422),
    NotFound: ("not_found", 404),
    Conflict: ("conflict", 409),
    ExceedsParent: ("exceeds_parent", 403),
    PermissionsLocked: ("permissions_locked", 403),
    Denied: ("denied", 403),
}
WORLD = {Unavailable: ("unavailable", 503)}


@pytest.mark.promise("ERR-1")
def test_two_families_each_error_with_a_code_and_a_status():
    for family, errors in ((CallerError, CALLER), (WorldError, WORLD)):
        for kind, (code, status) in errors.items():
            assert issubclass(kind, family)
            assert (kind.code, kind.status) == (code, status)
    assert not issubclass(CallerError, WorldError)
    assert issubclass(CallerError, KavachError)
    assert issubclass(WorldError, KavachError)
    public = {getattr(pykavach, name) for name in pykavach.__all__}
    assert {e for e in public if isinstance(e, type) and issubclass(e, Exception)} == {
        *CALLER,
        *WORLD,
        CallerError,
        WorldError,
        KavachError,
        Gone,
    }
    # What a listener raises to be dropped is no error of a call, so it is of neither family.
    assert (Gone.code, Gone.status) == ("gone", 410)
    assert not issubclass(Gone, (CallerError, WorldError))


@pytest.mark.promise("ERR-1")
def test_errors_cross_processes():
    error = pickle.loads(pickle.dumps(InvalidInput("a.b", "must be so")))
    assert (error.field, error.message, str(error)) == ("a.b", "must be so", "a.b: must be so")


@pytest.mark.promise("ERR-2")
@pytest.mark.parametrize(
    ("call", "texts"),
    [
        (lambda w, a: w.agent({"ipAllowlist": ["10.0.0.1/8"]}), ["constraints.ipAllowlist[0]"]),
        (lambda w, a: w.agent({"maxCall": 5}), ["constraints.maxCall", "maxCalls"]),
        (lambda w, a: w.k.agents.update(a.id, max_depth=99), ["max_depth", "16"]),
        (lambda w, a: w.k.agents.get("agt_x"), ["agents.list"]),
        (lambda w, a: w.k.agents.rotate(a.id, if_version=9), ["version", "9", "read it again"]),
        (lambda w, a: w.k.audit.checkpoint(), ["secret", "KAVACH_SECRET"]),
        (lambda w, a: w.open(db="postgresql://u:hunter2@h/d"), ["db", "sqlite:///"]),
    ],
)
def test_messages_name_the_field_the_rule_and_the_way_out(world, call, texts):
    agent = world.agent()
    with pytest.raises(KavachError) as refused:
        call(world, agent)
    for text in texts:
        assert text in str(refused.value)
    for secret in (agent.token, "hunter2"):
        assert secret not in str(refused.value)
