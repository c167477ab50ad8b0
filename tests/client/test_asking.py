"""The question over HTTP: any value, guards, waiting for a person, many at once, and an agent that asks for itself."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys
import threading
from decimal import Decimal
from typing import Any

import pytest

import pykavach
from client_world import ACCESS, KEY, Both
from patience import until
from process_world import starter
from pykavach.client import Client, SyncClient
from pykavach.core.errors import Conflict, Denied, InvalidInput, NotFound
from pykavach.core.tokens import mint

NOBODY = mint(b"\x07" * 32)


@pytest.mark.promise("API-1")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("resource", 5),
        ("resource", None),
        ("resource", "a b\n"),
        ("resource", "\ud800"),
        ("resource", object()),
        ("resource", "a" * 100_000),
        ("action", b"write"),
        ("action", ""),
        ("arguments", [1]),
        ("arguments", "text"),
        ("arguments", {"a": float("nan")}),
        ("arguments", {"a": {1, 2}}),
        ("arguments", {1: 2}),
        ("arguments", {"a": "\udfff"}),
        ("arguments", {"a": "x" * (2 << 20)}),
        ("arguments", {"a": 10**200}),
        ("ip", 7),
        ("ip", object()),
        ("cost_usd", "much"),
        ("cost_usd", -1),
        ("cost_usd", float("nan")),
        ("cost_usd", float("inf")),
        ("cost_usd", Decimal("NaN")),
        ("cost_usd", True),
        ("cost_usd", object()),
        ("cost_usd", 10**200),
        ("idempotency_key", ""),
        ("idempotency_key", 5),
        ("idempotency_key", object()),
        ("wait", -1),
        ("wait", "long"),
        ("wait", float("nan")),
        ("wait", True),
        ("wait", 3601),
    ],
)
def test_any_value_gives_the_librarys_decision(both: Both, name: str, value: Any):
    made = both.agent()
    for who in ({"token": made.token}, {"agent_id": made.agent.id}):
        call = {**ACCESS, **who, name: value}
        mine, theirs = both.library.authorize(**call), both.sync.authorize(**call)
        assert (theirs.outcome, theirs.code, theirs.agent_id) == (mine.outcome, mine.code, mine.agent_id)
        assert theirs.code == "invalid_request"
        assert theirs.reason.split(":")[:2] == mine.reason.split(":")[:2]
        (said,) = theirs.findings
        assert said["sentence"].startswith(f"Invalid request: {name}")
        entry = both.library.audit.get(theirs.audit_id or "")  # and it is recorded
        assert (entry.code, entry.agent_id) == ("invalid_request", made.agent.id)


@pytest.mark.promise("API-1")
def test_a_value_that_breaks_its_reader_is_invalid(both: Both):
    class Evil:
        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError(name)

    made = both.agent()
    for name in ("resource", "arguments", "ip", "cost_usd", "idempotency_key"):
        assert both.sync.authorize(**{**ACCESS, "token": made.token, name: Evil()}).code == "invalid_request"
    assert both.sync.authorize(token=Evil(), **ACCESS).code == "unknown_token"  # type: ignore[arg-type]


@pytest.mark.promise("API-1", "DEC-2")
@pytest.mark.parametrize("token", [None, "", "x", 5, object(), "kv_", NOBODY, "\ud800", KEY])
def test_a_token_that_is_nobodys_is_the_librarys_denial(both: Both, token: Any):
    mine = both.library.authorize(token=token, **ACCESS, arguments={"a": object()})
    theirs = both.sync.authorize(token=token, **ACCESS, arguments={"a": object()})
    assert (theirs.code, theirs.reason, theirs.agent_id) == (mine.code, mine.reason, None)
    assert theirs.code == "unknown_token"
    assert theirs.audit_id


@pytest.mark.promise("API-1")
def test_an_id_that_is_nobodys_is_the_librarys_denial(both: Both):
    strange = {
        **ACCESS,
        "agent_id": both.agent().agent.id,
        "ip": "x" * 100_000,
    }  # no address at all: nobody asks for one
    assert (both.library.authorize(**strange).code, both.sync.authorize(**strange).code) == ("ok", "ok")
    for id in ("agt_nobody", "", 5, object(), "x" * 10_000):
        mine, theirs = (
            both.library.authorize(agent_id=id, **ACCESS),
            both.sync.authorize(agent_id=id, **ACCESS),
        )
        assert (theirs.code, theirs.reason) == (mine.code, mine.reason) == ("unknown_token", mine.reason)


@pytest.mark.promise("API-1")
def test_wrong_python_raises(both: Both):
    with pytest.raises(TypeError, match="not both"):
        both.sync.authorize(token="a", agent_id="b", **ACCESS)
    with pytest.raises(TypeError):
        both.sync.authorize(token="a", resource="b")  # type: ignore[call-arg]
    for item in (5, {"token": "a"}, {**ACCESS, "odd": 1}, {**ACCESS, "agentId": "a", "agent_id": "a"}):
        with pytest.raises(TypeError):
            both.sync.authorize_many([item])  # type: ignore[list-item]
    closed = SyncClient(both.url, key=both.key)
    with pytest.raises(RuntimeError, match="not open"):
        closed.authorize(token="a", **ACCESS)
    with pytest.raises(RuntimeError, match="not open"):
        closed.agents.list()


def test_numbers_go_out_with_every_digit(both: Both):
    made = both.agent(constraints={"budgetUsd": 100})
    costs: list[Any] = [0.1, "0.2", Decimal("0.3"), 1, 1e-6, 3.3333333333, "1e-3", Decimal("1E-3"), 0.07]
    for cost in costs:
        pairs = [k.authorize(token=made.token, **ACCESS, cost_usd=cost) for k in (both.library, both.sync)]
        assert pairs[0].cost == pairs[1].cost
        assert pairs[1].cost == round(float(cost) * 1e6 + 0.499999)
    arguments = {"n": [1, 1.0, 0.1, 1e300, -0.0, 2**63, "é\u2028"], "z": None, "": {"a": []}}
    mine, theirs = (
        k.authorize(token=made.token, **ACCESS, arguments=arguments) for k in (both.library, both.sync)
    )
    assert theirs.arguments_json == mine.arguments_json
    entries = [both.library.audit.get(each.audit_id or "") for each in (mine, theirs)]
    assert entries[0].arguments == entries[1].arguments


@pytest.mark.promise("TM-1", "PRM-5", "BUD-5")
def test_a_guard_runs_what_was_judged_once_and_settles(both: Both, caplog: pytest.LogCaptureFixture):
    made = both.agent(constraints={"budgetUsd": 10, "maxUsdPerCall": 5})
    arguments = {"to": ["a"]}
    with both.sync.guard(made.token, **ACCESS, arguments=arguments, cost_usd="0.5") as permit:
        arguments["to"].append("thief")
        assert permit.arguments == {"to": ["a"]}
        permit.cost_usd = "0.2"
    with pytest.raises(ZeroDivisionError), both.sync.guard(made.token, **ACCESS, cost_usd="0.3"):
        1 / 0  # noqa: B018 - what the tool does
    assert both.library.usage.summary(made.agent.id).usd == Decimal("0.5")
    assert both.library.usage.unsettled(agent_id=made.agent.id).items == []
    with both.sync.guard(made.token, **ACCESS, cost_usd="0.1", idempotency_key="k"):
        pass
    with pytest.raises(Conflict), both.sync.guard(made.token, **ACCESS, cost_usd="0.1", idempotency_key="k"):
        raise AssertionError("nothing runs")
    with pytest.raises(Denied) as denied, both.sync.guard(made.token, **ACCESS, cost_usd=9):
        raise AssertionError("nothing runs")
    assert denied.value.decision.code == "budget_exceeded"
    assert "could not be settled" not in caplog.text
    with both.sync.guard(made.token, **ACCESS, cost_usd="0.1") as permit:
        permit.cost_usd = "much"
    assert "could not be settled" in caplog.text


@pytest.mark.promise("TM-1", "BUD-5", "API-4")
def test_an_awaited_guard_settles_also_when_its_task_is_cancelled(both: Both):
    made = both.agent(constraints={"budgetUsd": 10})

    async def calls(client: Client) -> None:
        async with client.guard(made.token, **ACCESS, arguments={"a": 1}, cost_usd="0.5") as permit:
            assert permit.arguments == {"a": 1}
            permit.cost_usd = "0.2"
        inside = asyncio.Event()

        async def tool() -> None:
            async with client.guard(made.token, **ACCESS, cost_usd="0.5") as permit:
                permit.cost_usd = "0.1"
                inside.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(tool())
        await inside.wait()
        task.cancel()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(Denied):
            async with client.guard(NOBODY, **ACCESS):
                raise AssertionError("nothing runs")

    both.awaited(calls)
    assert both.library.usage.summary(made.agent.id).usd == Decimal("0.3")
    assert both.library.usage.unsettled(agent_id=made.agent.id).items == []


def test_a_cancelled_call_leaves_the_client_whole(both: Both):
    made = both.agent()

    async def calls(client: Client) -> None:
        for _ in range(20):
            task = asyncio.create_task(client.authorize(token=made.token, **ACCESS))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        answers = await asyncio.gather(*(client.authorize(token=made.token, **ACCESS) for _ in range(50)))
        assert all(answers)

    both.awaited(calls)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_client_serves_several_loops(both: Both):
    """The connections of a loop that has ended are left to the garbage collector, which says so."""
    made = both.agent()
    client = Client(both.url, key=both.key, timeout=30.0)

    async def ask() -> bool:
        await client.open()
        return (await client.authorize(token=made.token, **ACCESS)).allowed

    assert asyncio.run(ask())
    assert asyncio.run(ask())
    asyncio.run(client.aclose())
    gc.collect()
    with pytest.raises(RuntimeError, match="not open"):
        asyncio.run(client.authorize(token=made.token, **ACCESS))


@pytest.mark.promise("EX-2")
def test_many_are_decided_each_on_its_own_in_their_order(both: Both):
    made = both.agent(constraints={"maxCalls": 300})
    accesses: list[dict[str, Any]] = [
        {"token": made.token, **ACCESS, "arguments": {"n": n}} for n in range(310)
    ]
    accesses[5]["arguments"] = {"n": object()}
    accesses[6]["token"] = NOBODY
    accesses[7] = {"agentId": made.agent.id, **ACCESS, "costUsd": 0.1}
    found = both.sync.authorize_many(accesses)
    assert [each.code for each in found[5:8]] == ["invalid_request", "unknown_token", "ok"]
    codes = [each.code for each in found]
    assert (codes.count("ok"), codes.count("rate_limited")) == (300, 8)
    assert found[0].arguments_json == '{"n":0}'
    assert both.sync.authorize_many([]) == []
    large = [{**access, "arguments": {"x": "y" * 900_000}} for access in accesses[:1] * 9]
    assert {each.code for each in both.sync.authorize_many(large)} == {"rate_limited"}

    async def ask(client: Client) -> Any:
        return await client.authorize_many(accesses[:2])

    assert [each.code for each in both.awaited(ask)] == ["rate_limited"] * 2


@pytest.mark.promise("APR-1", "APR-2")
@pytest.mark.parametrize("verb", ["approve", "deny"])
def test_a_person_is_waited_for(both: Both, verb: str):
    made = both.agent(constraints={"requireApprovalFor": ["*"]})
    ask: dict[str, Any] = {"token": made.token, **ACCESS, "arguments": {"to": verb}, "wait": 120}

    def decide() -> None:
        waiting = until(lambda: both.library.approvals.list(agent_id=made.agent.id).items, what="a request")
        getattr(both.sync.approvals, verb)(waiting[0].id)

    outcomes = []
    for call in (lambda: both.sync.authorize(**ask), lambda: both.awaited(lambda k: k.authorize(**ask))):
        person = threading.Thread(target=decide)
        person.start()
        outcomes.append(call())
        person.join()
        ask["arguments"] = {"to": f"{verb} again"}
    assert [each.code for each in outcomes] == ["ok" if verb == "approve" else "approval_denied"] * 2
    assert both.library.audit.get(outcomes[0].audit_id or "").code == outcomes[0].code


def test_nobody_is_waited_for_longer_than_said(both: Both):
    made = both.agent(constraints={"requireApprovalFor": ["*"]})
    for wait in (0, 0.05):
        found = both.sync.authorize(token=made.token, **ACCESS, wait=wait)
        assert (found.outcome, found.code, found.retry) == ("pending", "approval_required", "with_approval")
    waiting = both.sync.approvals.wait(found.approval_id or "", timeout=0.05)
    assert waiting.state == "open"

    async def ask(client: Client) -> Any:
        return await client.approvals.wait(waiting.id, timeout=0)

    assert both.awaited(ask) == waiting


# -- an agent's own token ------------------------------------------------------------------------------------------------


@pytest.mark.promise("TM-1", "DEC-2")
def test_an_agent_asks_for_itself(both: Both):
    root = both.agent(
        name="root", constraints={"maxCallsPerDay": 9, "reserveUsdPerCall": "0.5", "maxUsdPerCall": 1}
    )
    made = both.library.agents.delegate(
        parent_id=root.agent.id,
        name="c",
        permissions=[{"resource": "*", "actions": ["*"]}],
        constraints={"maxCalls": 5},
    )
    with SyncClient(both.url, token=made.token, timeout=30.0) as agent:
        assert agent.me().id == made.agent.id
        found = agent.authorize(**ACCESS, arguments={"a": 1})
        assert (found.allowed, found.chain, found.depth) == (True, (made.agent.id,), 0)
        assert found.remaining == {made.agent.id: {"agent": {"maxCalls": 4}}}
        assert agent.authorize(token=made.token, **ACCESS).allowed
        assert agent.explain(**ACCESS).allowed
        assert agent.authorize_many([ACCESS])[0].allowed
        assert agent.agents.get(made.agent.id).id == made.agent.id
        below = agent.agents.delegate(
            parent_token=made.token, name="d", permissions=[{"resource": "a", "actions": ["b"]}]
        )
        assert below.agent.parent_id == made.agent.id
        for more in ({"token": NOBODY}, {"agent_id": made.agent.id}, {"ip": "10.0.0.1"}):
            with pytest.raises(TypeError, match="asks for itself"):
                agent.authorize(**ACCESS, **more)
        with pytest.raises(TypeError, match="a guard is not the agent it guards"), agent.guard(**ACCESS):
            raise AssertionError("nothing runs")
        with pytest.raises(NotFound):
            agent.agents.list(tenant_id="x") and agent.agents.create(name="n", type="service", permissions=[])
        both.library.agents.revoke(made.agent.id)
        assert agent.authorize(**ACCESS).code == "unavailable"  # it is nobody's any more
        with pytest.raises(InvalidInput, match="token: the server does not know it"):
            agent.me()


# -- many processes ------------------------------------------------------------------------------------------------------


def spend(url: str, key: str, token: str, calls: int, gate: Any, results: Any) -> None:
    """Ask in a process of its own, with threads and with an event loop."""
    with SyncClient(url, key=key, timeout=60.0) as client:
        codes: list[str] = []

        def threads() -> None:
            codes.extend(client.authorize(token=token, **ACCESS).code for _ in range(calls))

        async def tasks() -> list[str]:
            async with Client(url, key=key, timeout=60.0) as other:
                answers = await asyncio.gather(
                    *(other.authorize(token=token, **ACCESS) for _ in range(calls))
                )
                return [each.code for each in answers]

        gate.wait(60)
        workers = [threading.Thread(target=threads) for _ in range(3)]
        for worker in workers:
            worker.start()
        codes += asyncio.run(tasks())
        for worker in workers:
            worker.join()
    results.put(codes)


@pytest.mark.promise("EX-1", "RATE-1", "RATE-3")
def test_a_limit_admits_exactly_its_number_whoever_asks(both: Both):
    made = both.agent(constraints={"maxCalls": 97})
    start = starter()
    gate, results = start.Barrier(3), start.Queue()
    processes = [
        start.Process(target=spend, args=(both.url, both.key, made.token, 15, gate, results))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    codes = [code for _ in processes for code in results.get(timeout=120)]
    for process in processes:
        process.join(60)
    assert len(codes) == 3 * 4 * 15
    assert (codes.count("ok"), codes.count("rate_limited")) == (97, 180 - 97)
    assert both.library.usage.summary(made.agent.id).calls == 97


# -- being made ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "given", "field"),
    [
        ("http://kavach.example.com", {"key": KEY}, "url"),
        ("http://10.0.0.1", {"key": KEY}, "url"),
        ("http://localhost.example.com", {"key": KEY}, "url"),
        ("http://127.0.0.1.example.com", {"key": KEY}, "url"),
        ("ftp://kavach.example.com", {"key": KEY}, "url"),
        ("kavach.example.com", {"key": KEY}, "url"),
        ("https://", {"key": KEY}, "url"),
        ("https://user:pass@kavach.example.com", {"key": KEY}, "url"),
        ("https://kavach.example.com?a=b", {"key": KEY}, "url"),
        ("https://kavach.example.com#a", {"key": KEY}, "url"),
        ("https://kavach.example.com:99999", {"key": KEY}, "url"),
        ("https://kavach.example.com:0", {"key": KEY}, "url"),
        ("https://kävach.example.com", {"key": KEY}, "url"),
        ("https://a\\b", {"key": KEY}, "url"),
        ("", {"key": KEY}, "url"),
        (5, {"key": KEY}, "url"),
        ("https://kavach.example.com", {}, "key"),
        ("https://kavach.example.com", {"key": KEY, "token": NOBODY}, "key"),
        ("https://kavach.example.com", {"key": NOBODY}, "key"),
        ("https://kavach.example.com", {"key": KEY + "\n"}, "key"),
        ("https://kavach.example.com", {"key": KEY[:-1]}, "key"),
        ("https://kavach.example.com", {"key": 5}, "key"),
        ("https://kavach.example.com", {"token": KEY}, "token"),
        ("https://kavach.example.com", {"token": "x"}, "token"),
        ("https://kavach.example.com", {"key": KEY, "timeout": 0}, "timeout"),
        ("https://kavach.example.com", {"key": KEY, "timeout": 3601}, "timeout"),
        ("https://kavach.example.com", {"key": KEY, "timeout": True}, "timeout"),
        ("https://kavach.example.com", {"key": KEY, "tls": True}, "tls"),
        ("https://kavach.example.com", {"key": KEY, "unsafe_plain_http": "no"}, "unsafe_plain_http"),
    ],
)
def test_how_it_is_made_is_checked(url: Any, given: dict[str, Any], field: str):
    for kind in (Client, SyncClient):
        with pytest.raises(InvalidInput) as error:
            kind(url, **given)
        assert error.value.field == field
        assert KEY not in str(error.value)
        assert NOBODY not in str(error.value)


@pytest.mark.promise("TOK-2")
def test_nothing_shows_the_credential(both: Both):
    for kind in (Client, SyncClient):
        for url in (
            "https://kavach.example.com/base/",
            "http://127.0.0.1:8787",
            "http://[::1]",
            "http://localhost",
        ):
            made = kind(url, key=KEY)
            assert repr(made) == f"{kind.__name__}({url.rstrip('/')!r})"
    assert kind("http://kavach.internal", key=KEY, unsafe_plain_http=True)
    for error in (pytest.raises(NotFound),):
        with error as raised:
            both.sync.agents.get("agt_nobody")
    seen: BaseException | None = raised.value
    while seen is not None:
        assert both.key not in repr(seen) + repr(vars(seen))
        seen = seen.__cause__ or seen.__context__


def test_importing_it_loads_no_database_and_importing_kavach_loads_no_client():
    program = (
        "import sys, pykavach.client\n"
        "assert not {'sqlalchemy', 'alembic', 'sqlite3', 'httpcore2', 'httpx2', 'starlette'} & sys.modules.keys()\n"
        "assert not [name for name in sys.modules if name.startswith('pykavach.storage')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    program = "import sys, pykavach\nassert not [n for n in sys.modules if n.startswith('pykavach.client')]"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert pykavach


def test_without_its_packages_it_says_which(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    monkeypatch.delitem(sys.modules, "pykavach.client.net", raising=False)
    monkeypatch.delattr("pykavach.client.net", raising=False)
    with pytest.raises(InvalidInput, match=r"pip install 'pykavach\[client\]'"):
        SyncClient("https://kavach.example.com", key=KEY).open()


def test_its_log_says_where_and_why(both: Both, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    assert both.sync.authorize(token=NOBODY, **ACCESS).code == "unknown_token"
    assert not [record for record in caplog.records if record.name.startswith("pykavach.client")]
    assert both.key not in caplog.text
    assert NOBODY not in caplog.text
