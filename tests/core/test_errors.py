"""Two families of errors, each error with a wire code and an HTTP status (ERR-1), whose messages hold no secret (ERR-2)."""

from __future__ import annotations

import pickle

import pytest

from pykavach.core import errors
from pykavach.core.access import Code, Outcome
from pykavach.core.addresses import Allowlist
from pykavach.core.agents import Permission, parse_metadata, parse_name, parse_permissions
from pykavach.core.constraints import Constraints
from pykavach.core.decision import Decision
from pykavach.core.errors import CallerError, Denied, InvalidInput, KavachError, WorldError
from pykavach.core.money import micros
from pykavach.core.resources import parse_action, parse_resource
from pykavach.core.tokens import mint

#: The page of errors: name, family, code on the wire, HTTP status.
PAGE = {
    "InvalidInput": (CallerError, "invalid_input", 422),
    "NotFound": (CallerError, "not_found", 404),
    "Conflict": (CallerError, "conflict", 409),
    "ExceedsParent": (CallerError, "exceeds_parent", 403),
    "PermissionsLocked": (CallerError, "permissions_locked", 403),
    "Denied": (CallerError, "denied", 403),
    "Unavailable": (WorldError, "unavailable", 503),
}
ROOTS = {
    "KavachError": (Exception, "error", 500),
    "CallerError": (KavachError, "caller_error", 400),
    "WorldError": (KavachError, "world_error", 503),
}


@pytest.mark.promise("ERR-1")
def test_the_page_is_complete():
    defined = {
        name: each
        for name, each in vars(errors).items()
        if isinstance(each, type) and each.__module__ == errors.__name__
    }
    expected = PAGE | ROOTS
    assert defined.keys() == expected.keys()
    for name, (base, code, status) in expected.items():
        assert (defined[name].__bases__, defined[name].code, defined[name].status) == ((base,), code, status)
    assert len({code for _, code, _ in expected.values()}) == len(expected)


@pytest.mark.promise("ERR-1", "ERR-2")
def test_invalid_input_names_the_field():
    error = InvalidInput("permissions[0].resource", "must not be empty")
    assert (error.field, error.message) == ("permissions[0].resource", "must not be empty")
    assert str(error) == "permissions[0].resource: must not be empty"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.field, again.message, str(again)) == (
        InvalidInput,
        error.field,
        error.message,
        str(error),
    )


@pytest.mark.promise("ERR-1")
def test_denied_carries_the_decision():
    decision = Decision(Outcome.DENY, Code.REVOKED, "This agent is revoked.")
    error = Denied(decision)
    assert error.decision is decision
    assert str(error) == "This agent is revoked."
    again = pickle.loads(pickle.dumps(error))
    assert again.decision.wire() == decision.wire()
    assert str(again) == str(error)


SECRET = mint(bytes(range(32)))


@pytest.mark.promise("ERR-2", "TOK-2")
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: parse_resource(SECRET + " "),
        lambda: parse_resource(f"a:{SECRET}:"),
        lambda: parse_action(f"{SECRET}:"),
        lambda: parse_name(SECRET + "\n", "name"),
        lambda: parse_metadata({SECRET: object()}),
        lambda: parse_permissions([{"resource": SECRET, "actions": [SECRET, SECRET + "\n"]}]),
        lambda: Permission.parse({SECRET: 1}, "p"),
        lambda: Permission.parse({"resource": "a", "actions": ["b"], "effect": SECRET}, "p"),
        lambda: Constraints.parse({SECRET: 1}),
        lambda: Constraints.parse({"maxCalls": SECRET}),
        lambda: Constraints.parse({"budgetUsd": SECRET}),
        lambda: Constraints.parse({"allowedHoursUTC": SECRET}),
        lambda: Constraints.parse({"requireApprovalFor": [SECRET]}),
        lambda: Constraints.parse({"requireApprovalFor": [{SECRET: 1}]}),
        lambda: Constraints.parse({"argPatterns": {SECRET: "("}}),
        lambda: Constraints.parse({"argPatterns": {"a": f"({SECRET}"}}),
        lambda: Constraints.parse({"argPatterns": {"a": {SECRET: 1}}}),
        lambda: Allowlist.parse([SECRET], "ipAllowlist"),
        lambda: micros(SECRET, "cost_usd"),
    ],
)
def test_no_message_holds_a_token(wrong):
    """Somebody pastes a token into the wrong field: the message names the field and the rule, not the token."""
    with pytest.raises(InvalidInput) as caught:
        wrong()
    assert SECRET[3:40] not in str(caught.value)
    assert caught.value.field
    assert caught.value.message
