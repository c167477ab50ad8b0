"""How sentences name our own arguments."""

from __future__ import annotations

import pytest

from pykavach.core.codec import camel
from pykavach.core.spelling import ARGUMENTS, for_python, for_wire

SENTENCES = [
    ("cost_usd: must be 0 or more dollars", "costUsd: must be 0 or more dollars"),
    ("expires_at: give either expires_in or expires_at", "expiresAt: give either expiresIn or expiresAt"),
    ("cursor: must be the next_cursor of a page", "cursor: must be the nextCursor of a page"),
    ("name: must be a text of 1 to 200 characters", "name: must be a text of 1 to 200 characters"),
    ("", ""),
]

SPELLED = {
    "agent_id": "agentId",
    "audit_id": "auditId",
    "cost_usd": "costUsd",
    "expires_at": "expiresAt",
    "expires_in": "expiresIn",
    "idempotency_key": "idempotencyKey",
    "if_version": "ifVersion",
    "input_tokens": "inputTokens",
    "max_depth": "maxDepth",
    "newest_first": "newestFirst",
    "next_cursor": "nextCursor",
    "output_tokens": "outputTokens",
    "roots_only": "rootsOnly",
    "tenant_id": "tenantId",
    "unsafe_observe_until": "unsafeObserveUntil",
    "user_id": "userId",
}
SENTENCES += [(f"{python}: is wrong", f"{wire}: is wrong") for python, wire in SPELLED.items()]


@pytest.mark.promise("API-6")
@pytest.mark.parametrize(("python", "wire"), SENTENCES)
def test_names_of_ours_are_spelled_for_whoever_reads_them(python: str, wire: str):
    assert for_wire(python) == wire
    assert for_python(wire) == python


@pytest.mark.promise("API-6")
def test_every_argument_that_has_another_name_on_the_wire_is_known():
    assert set(ARGUMENTS) == set(SPELLED)


@pytest.mark.promise("API-6")
@pytest.mark.parametrize("name", ARGUMENTS)
def test_what_is_somebodys_data_stays(name: str):
    for data in (f"metadata.{name}: is wrong", f"'{name}' is wrong", f'"{name}"', f"my_{name}", f"{name}s"):
        assert for_wire(data) == data
        wired = data.replace(name, camel(name))
        assert for_python(wired) == wired
