"""The client's surface: the library's names and signatures, less what the key says and what needs the database."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pykavach.aio
import pykavach.sync
from client_world import KEY, Both
from pykavach.client import Client, SyncClient, awaited, blocking

#: What has no wire: it serves servers, or sign-in pages.
NOT_THERE = {
    "agents": {"holder"},
    "keys": {"authenticate"},
    "users": {"sessions", "sign_in", "sign_out"},
    # made and used in a browser, at the server itself
    "passkeys": {"ask_to_register", "ask_to_sign_in", "register", "rename", "sign_in"},
}
NOUNS = ("agents", "approvals", "usage", "audit", "keys", "users", "passkeys", "webhooks")
#: Arguments that say what the key says, or what only the process with the database can do.
LESS = {"by", "progress", "public_key"}


def calls(kind: Any) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def shape(call: Any) -> list[tuple[str, Any, Any]]:
    parameters = inspect.signature(call).parameters.values()
    return [(p.name, p.kind, p.default) for p in parameters if p.name not in LESS]


@pytest.mark.promise("API-1")
@pytest.mark.parametrize("noun", NOUNS)
def test_the_calls_are_the_librarys(noun: str):
    name = noun.capitalize()
    library = calls(getattr(pykavach.sync, name))
    for module, real in ((blocking, pykavach.sync), (awaited, pykavach.aio)):
        kind = getattr(module, name)
        assert calls(kind) == library - NOT_THERE.get(noun, set())
        for call in calls(kind):
            mine, theirs = getattr(kind, call), getattr(getattr(real, name), call)
            assert shape(mine) == shape(theirs), call
            assert mine.__doc__
            waits = inspect.iscoroutinefunction(mine) or inspect.isasyncgenfunction(mine)
            assert waits is (module is awaited)


@pytest.mark.promise("API-1")
def test_both_clients_have_the_same_names():
    top = {*NOUNS, "authorize", "authorize_many", "explain", "guard", "me", "open"}
    for kind, close in ((Client, "aclose"), (SyncClient, "close")):
        assert {
            name for name in dir(kind("https://kavach.example.com", key=KEY)) if name[0] != "_"
        } == top | {close}
    assert inspect.signature(Client) == inspect.signature(SyncClient)
    assert shape(Client.guard) == shape(SyncClient.guard) == shape(pykavach.sync.View.guard)


_PROGRAM = """
from decimal import Decimal
import pykavach.aio
import pykavach.sync
from pykavach import Decision
from pykavach.client import Client, SyncClient
from pykavach.ports import Authorizer, BlockingAuthorizer

def awaited(a: pykavach.aio.Kavach, b: pykavach.aio.View, c: Client) -> list[Authorizer]:
    return [a, b, c]

def blocking(a: pykavach.sync.Kavach, b: pykavach.sync.View, c: SyncClient) -> list[BlockingAuthorizer]:
    return [a, b, c]

async def guards(kavach: Authorizer) -> Decision:
    decision = await kavach.authorize(token="t", resource="a", action="b", wait=1.5)
    if decision.audit_id is not None:
        await kavach.usage.settle(decision.audit_id, cost_usd=Decimal(1))
    return (await kavach.authorize_many([]))[0]

def the_other(a: pykavach.sync.Kavach) -> Authorizer:
    return a

def another(a: Client) -> BlockingAuthorizer:
    return a

def typed(k: SyncClient) -> None:
    reveal_type(k.agents.get("a").status)
    k.agents.suspend("a", by="me")
"""


@pytest.mark.promise("API-1")
def test_what_stands_before_a_tool_needs_not_know_which_it_has(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file=", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    said = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    wrong = [line for line in said if line.startswith("error")]
    assert [line.rpartition("  ")[2] for line in wrong] == [
        "[return-value]",
        "[return-value]",
        "[call-arg]",
    ], said
    assert 'note: Revealed type is "str"' in said


def test_a_guard_that_knows_the_protocol_alone_runs_over_both(both: Both):
    made = both.agent()

    def tool(kavach: Any, **ask: Any) -> str:
        """Code of somebody who has never heard of a server."""
        with kavach.guard(made.token, **ask) as permit:
            permit.cost_usd = "0.1"
            return permit.decision.code

    for kavach in (both.library, both.sync):
        assert tool(kavach, resource="a:b", action="c", cost_usd="0.2", arguments={"x": 1}) == "ok"
    assert both.library.usage.summary(made.agent.id).calls == 2
