"""The public surface: what is there, under which names, alike for both, and cheap to import (SPEC 2)."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pykavach
import pykavach.aio
import pykavach.sync

NAMES = {
    "CallerError",
    "Code",
    "Conflict",
    "Decision",
    "Denied",
    "Event",
    "ExceedsParent",
    "Gone",
    "InvalidInput",
    "Kavach",
    "KavachError",
    "NotFound",
    "Permit",
    "PermissionsLocked",
    "Unavailable",
    "WebhookListener",
    "verify_proof",
    "WorldError",
    "__version__",
}

CALLS = {
    "agents": {
        "authorize",
        "authorize_many",
        "chain",
        "children",
        "create",
        "delegate",
        "explain",
        "get",
        "holder",
        "limits",
        "list",
        "resume",
        "revoke",
        "rotate",
        "suspend",
        "update",
    },
    "approvals": {"approve", "deny", "get", "list", "wait"},
    "usage": {"record", "settle", "summary", "unsettled"},
    "audit": {
        "checkpoint",
        "checkpoints",
        "erase_arguments",
        "export",
        "follow",
        "get",
        "proof",
        "prune",
        "query",
        "tail_cursor",
        "verify",
    },
    "keys": {"authenticate", "create", "get", "list", "revoke"},
    "users": {
        "create",
        "end_sessions",
        "get",
        "list",
        "sessions",
        "sign_in",
        "sign_in_link",
        "sign_out",
        "update",
    },
    "passkeys": {
        "ask_to_register",
        "ask_to_sign_in",
        "list",
        "register",
        "rename",
        "revoke",
        "sign_in",
    },
    "webhooks": {"create", "get", "list", "pause", "remove", "resume", "rotate_secret", "test", "update"},
}
TOP = {
    "agents",
    "approvals",
    "usage",
    "audit",
    "keys",
    "users",
    "passkeys",
    "webhooks",
    "authorize",
    "authorize_many",
    "explain",
    "guard",
    "tenant",
    "view",
    "engine",
    "open",
}


def public(kind: Any) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def noun(module: Any, name: str) -> Any:
    return getattr(module, name.capitalize())


@pytest.mark.promise("API-1")
def test_the_public_names_are_these():
    assert set(pykavach.__all__) == NAMES
    assert set(dir(pykavach)) == NAMES
    for name in NAMES:
        assert getattr(pykavach, name) is not None
    with pytest.raises(AttributeError):
        pykavach.Nothing  # noqa: B018 - asking is what raises


@pytest.mark.promise("API-1")
@pytest.mark.parametrize("name", CALLS)
def test_both_surfaces_have_the_same_calls(name):
    assert public(noun(pykavach.sync, name)) == CALLS[name]
    assert public(noun(pykavach.aio, name)) == CALLS[name]


@pytest.mark.promise("API-1")
def test_both_kavachs_have_the_same_names():
    assert public(pykavach.Kavach) == TOP | {"aclose"}
    assert public(pykavach.sync.Kavach) == TOP | {"close"}
    assert inspect.signature(pykavach.Kavach) == inspect.signature(pykavach.sync.Kavach)


def shape(call: Any) -> list[tuple[str, Any, Any]]:
    """Names, kinds and defaults; which of them may be missing."""
    return [(p.name, p.kind, p.default) for p in inspect.signature(call).parameters.values()]


@pytest.mark.promise("API-1")
@pytest.mark.parametrize(("name", "call"), [(n, c) for n, calls in CALLS.items() for c in sorted(calls)])
def test_both_surfaces_have_the_same_signatures(name, call):
    awaited, blocking = getattr(noun(pykavach.aio, name), call), getattr(noun(pykavach.sync, name), call)
    assert shape(awaited) == shape(blocking)
    assert awaited.__doc__ == blocking.__doc__
    assert awaited.__doc__
    assert inspect.iscoroutinefunction(inspect.unwrap(awaited, stop=inspect.iscoroutinefunction)) or (
        inspect.isasyncgenfunction(awaited)
    )


@pytest.mark.promise("API-1")
@pytest.mark.parametrize("call", ["guard"])
def test_both_views_have_the_same_signatures(call):
    assert shape(getattr(pykavach.aio.View, call)) == shape(getattr(pykavach.sync.View, call))
    for name in ("tenant", "view"):
        awaited, blocking = getattr(pykavach.Kavach, name), getattr(pykavach.sync.Kavach, name)
        assert shape(awaited) == shape(blocking)
        assert awaited.__doc__ == blocking.__doc__


@pytest.mark.promise("API-2", "API-5")
def test_what_the_specification_says_of_the_calls():
    agents = pykavach.sync.Agents

    def named(call: Any) -> set[str]:
        return set(inspect.signature(call).parameters) - {"self"}

    assert {
        "user_id",
        "name",
        "type",
        "permissions",
        "constraints",
        "expires_in",
        "expires_at",
        "max_depth",
        "metadata",
        "tenant_id",
        "idempotency_key",
    } <= named(agents.create)
    assert {
        "parent_token",
        "parent_id",
        "name",
        "permissions",
        "constraints",
        "expires_in",
        "max_depth",
        "idempotency_key",
    } <= named(agents.delegate)
    asked = {
        "token",
        "agent_id",
        "resource",
        "action",
        "arguments",
        "ip",
        "cost_usd",
        "wait",
        "idempotency_key",
    }
    assert asked <= named(agents.authorize)
    assert asked - {"wait"} <= named(agents.explain)
    assert {"grace", "compromised", "since", "if_version", "idempotency_key"} <= named(agents.rotate)
    for call in (agents.suspend, agents.revoke):
        assert {"user_id", "tenant_id", "all", "by"} <= named(call)
    changing = [agents.create, agents.delegate, agents.update, agents.rotate, agents.resume]
    changing += [pykavach.sync.Approvals.approve, pykavach.sync.Approvals.deny]
    changing += [pykavach.sync.Usage.settle, pykavach.sync.Usage.record]
    changing += [
        pykavach.sync.Audit.checkpoint,
        pykavach.sync.Audit.erase_arguments,
        pykavach.sync.Audit.prune,
    ]
    for call in changing:
        assert "by" in named(call), call


HEAVY = {
    "alembic",
    "aiosqlite",
    "anyio",
    "asyncio",
    "asyncpg",
    "click",
    "concurrent",
    "cryptography",
    "genai_prices",
    "httpx",
    "pydantic",
    "pydantic_core",
    "rich",
    "sqlalchemy",
    "sqlite3",
    "ssl",
}


def loaded(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return {name.partition(".")[0] for name in ran.stdout.split()}


@pytest.mark.promise("API-1")
def test_importing_loads_nothing_heavy():
    assert not HEAVY & loaded("import pykavach")


@pytest.mark.promise("API-1")
def test_naming_the_kavach_loads_no_database_and_no_terminal():
    later = HEAVY - {"pydantic_core"}
    assert not later & loaded("from pykavach.sync import Kavach; Kavach()")
    later -= {"asyncio", "concurrent", "ssl"}
    assert not later & loaded("from pykavach import Kavach")


_PROGRAM = """
import pykavach
from pykavach import Decision, Denied, Kavach
from pykavach.sync import Kavach as Blocking

async def tasks(kavach: Kavach, token: str) -> Decision:
    created = await kavach.agents.create(name="n", type="service", permissions=[])
    async with kavach.guard(token, resource="a", action="b", arguments={"x": 1}) as permit:
        permit.cost_usd = "0.01"
    reveal_type(created.token)
    reveal_type([entry.kind for entry in (await kavach.audit.query()).items])
    return await kavach.authorize(token=token, resource="a", action="b")

def threads(kavach: Blocking, token: str) -> Decision:
    with kavach.guard(token, resource="a", action="b") as permit:
        reveal_type(permit.decision.code)
    reveal_type((kavach.agents.rotate("a", grace=60).token, kavach.audit.verify().ok))
    return kavach.authorize(token=token, resource="a", action="b")

kavach = Blocking(secrets="x")
pykavach.Kavahc
from pykavach import Nobody
"""


@pytest.mark.promise("API-1")
def test_a_program_is_checked_against_the_types_of_both_surfaces(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file=", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    told = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    assert [line for line in told if line.startswith("note: Revealed")] == [
        'note: Revealed type is "str"',
        'note: Revealed type is "list[str]"',
        'note: Revealed type is "str"',
        'note: Revealed type is "tuple[str, bool]"',
    ]
    wrong = [line for line in told if line.startswith("error")]
    assert [line.rpartition("  ")[2] for line in wrong] == [
        "[call-arg]",
        "[attr-defined]",
        "[attr-defined]",
    ], wrong
