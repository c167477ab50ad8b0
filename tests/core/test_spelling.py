"""How sentences name our own arguments."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import pykavach
from pykavach.core.codec import camel
from pykavach.core.spelling import ARGUMENTS, CALLS, for_python, for_wire
from pykavach.server.table import ENDPOINTS

SENTENCES = [
    ("cost_usd: must be 0 or more dollars", "costUsd: must be 0 or more dollars"),
    ("expires_at: give either expires_in or expires_at", "expiresAt: give either expiresIn or expiresAt"),
    ("cursor: must be the next_cursor of a page", "cursor: must be the nextCursor of a page"),
    ("name: must be a text of 1 to 200 characters", "name: must be a text of 1 to 200 characters"),
    (
        "agent: none by that id; list them with agents.list()",
        "agent: none by that id; list them with GET /v1/agents",
    ),
    ("run audit.verify()", "run POST /v1/audit/verify"),
    ("let audit.verify(checkpoint=…) walk", "let POST /v1/audit/verify with a checkpoint walk"),
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
SENTENCES += [(f"let {call} do", f"let {request} do") for call, request in CALLS.items()]


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


@pytest.mark.parametrize(
    "text", ["my.agents.list()", "'agents.list()'", "GET /v1/agents/{agentId}/limits", "GET /v1/agents2"]
)
def test_calls_of_others_stay(text: str):
    assert for_wire(text) == text
    assert for_python(text) == text


@pytest.mark.promise("API-6", "ERR-2")
def test_every_call_that_a_sentence_names_has_a_request_that_is_there():
    there = {f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS}
    assert {request.removesuffix(" with a checkpoint") for request in CALLS.values()} <= there
    assert named_in_sentences() == CALLS.keys()


def named_in_sentences() -> set[str]:
    """The calls of the library that texts of its core, engine and stores name, docstrings aside."""
    found: set[str] = set()
    for part in ("core", "engine", "storage"):
        for file in (Path(pykavach.__file__).parent / part).rglob("*.py"):
            if file.name == "spelling.py":
                continue
            tree = ast.parse(file.read_text())
            described = {
                id(node.body[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                and isinstance(node.body[0], ast.Expr)
            }
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in described
                ):
                    found |= {match[0] for match in _CALL.finditer(node.value)}
    return found


_CALL = re.compile(r"\b(?:agents|approvals|audit|keys|passkeys|usage|users|webhooks)\.[a-z_]+\([^()]*\)")
