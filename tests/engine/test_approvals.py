from __future__ import annotations

import threading
from decimal import Decimal

import pytest

from engine_world import HOUR, SECOND, World, a_world, at_once
from pykavach.core.agents import Agent, Status
from pykavach.core.approvals import MAX_PER_ROOT, OPEN_FOR, USABLE_FOR
from pykavach.core.decision import Decision
from pykavach.core.errors import Conflict, InvalidInput, NotFound
from pykavach.engine import batch
from pykavach.engine import engine as engine_module
from pykavach.engine.agents import Agents
from pykavach.engine.approvals import MAX_NOTE, Approvals
from pykavach.engine.audit import Audit
from pykavach.engine.scope import Scope
from pykavach.storage.sqlite_unit import SqliteUnit

DELETE = {"resource": "db:users", "action": "delete", "arguments": {"id": 7}}
GATED = {"requireApprovalFor": ["db:*:delete"]}


@pytest.fixture
def world(tmp_path):
    with a_world(tmp_path) as world:
        yield world


@pytest.fixture
def approvals(world):
    return Approvals(world.engine)


@pytest.fixture
def agent(world):
    return world.agent(GATED)


def pend(world: World, agent: Agent, **access) -> str:
    """Ask for something that needs a person; the id of the request."""
    decision = world.ask(agent, **(DELETE | access))
    assert decision.outcome == "pending", decision.reason
    assert decision.approval_id is not None
    return decision.approval_id


# -- opening ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-1")
def test_a_call_that_needs_a_person_opens_one_request_and_identical_calls_join_it(world, approvals, agent):
    id = pend(world, agent, cost_usd="0.50")
    assert pend(world, agent, cost_usd="0.50") == id
    assert pend(world, agent, cost_usd="0.49") == id
    assert approvals.get(id).wire() == {
        "id": id,
        "agentId": agent.id,
        "rootId": agent.id,
        "resource": "db:users",
        "action": "delete",
        "arguments": {"id": 7},
        "hidden": [],
        "costUsd": "0.50",
        "state": "open",
        "openedAt": "2025-01-15T12:00:00Z",
        "expiresAt": "2025-01-15T13:00:00Z",
        "decidedAt": None,
        "decidedBy": None,
        "note": None,
    }
    assert world.reading(agent).calls == 0


@pytest.mark.promise("APR-1")
@pytest.mark.parametrize(
    "other",
    [
        {"arguments": {"id": 8}},
        {"arguments": {"id": "7"}},
        {"arguments": None},
        {"resource": "db:teams"},
        {"cost_usd": "0.51"},
    ],
)
def test_a_yes_to_one_access_is_none_to_another(world, approvals, agent, other):
    id = pend(world, agent, cost_usd="0.50")
    approvals.approve(id, by="ann")
    assert pend(world, agent, **({"cost_usd": "0.50"} | other)) != id
    assert world.ask(agent, **DELETE, cost_usd="0.50").allowed


@pytest.mark.promise("APR-1")
def test_a_yes_to_one_agent_is_none_to_another(world, approvals, agent):
    approvals.approve(pend(world, agent), by="ann")
    sibling = world.agent(GATED)
    assert world.ask(sibling, **DELETE).outcome == "pending"


@pytest.mark.promise("APR-1", "DEL-2")
def test_any_agent_of_the_chain_may_ask_and_one_yes_serves_all(world, approvals, agent):
    child = world.agent(GATED, parent=agent)
    id = pend(world, child)
    assert (approvals.get(id).agent_id, approvals.get(id).root_id) == (child.id, agent.id)
    approvals.approve(id, by="ann")
    assert world.ask(child, **DELETE).allowed


@pytest.mark.promise("APR-1", "APR-4")
def test_only_so_many_requests_are_open_under_one_root(world, approvals, agent):
    child = world.agent(parent=agent)
    ids = [pend(world, (agent, child)[n % 2], arguments={"n": n}) for n in range(MAX_PER_ROOT)]
    refused = world.ask(child, **DELETE)
    assert (refused.outcome, refused.code, refused.retry_after) == ("deny", "approval_required", 3600)
    assert pend(world, agent, arguments={"n": 0}) == ids[0]
    approvals.deny(ids[1], by="ann")
    pend(world, child)


@pytest.mark.promise("DB-3", "APR-4")
def test_a_flood_of_calls_that_need_a_person_reads_the_requests_once_per_transaction(
    world, agent, monkeypatch
):
    looks: list[str] = []
    for name in ("begin", "requests_of_root"):
        real = getattr(SqliteUnit, name)

        def counted(self, *given, name=name, real=real):
            looks.append(name)
            return real(self, *given)

        monkeypatch.setattr(SqliteUnit, name, counted)
    calls = [{"token": world.tokens[agent.id], **DELETE, "arguments": {"n": n}} for n in range(100)]
    answers = Agents(world.engine).authorize_many(calls)
    assert [a.outcome for a in answers] == ["pending"] * MAX_PER_ROOT + ["deny"] * (100 - MAX_PER_ROOT)
    assert looks.count("requests_of_root") <= 3 * looks.count("begin") < 100


@pytest.mark.promise("DB-3", "EX-1", "AUD-1")
@pytest.mark.parametrize("hold", [-1.0, 60.0])
def test_calls_that_take_long_to_judge_share_the_lock_out_and_nothing_else_changes(world, monkeypatch, hold):
    monkeypatch.setattr(batch, "LONGEST_HOLD", hold)
    begun: list[int] = []
    real = SqliteUnit.begin

    def begin(self, wanted):
        begun.append(1)
        return real(self, wanted)

    monkeypatch.setattr(SqliteUnit, "begin", begin)
    agent = world.agent({"maxCalls": 12} | GATED)
    token = world.tokens[agent.id]
    read = {"token": token, "resource": "db:users", "action": "read"}
    calls = [read | {"idempotency_key": f"k{n % 15}"} for n in range(20)]
    calls += [{"token": token, **DELETE, "arguments": {"n": n % 3}} for n in range(6)]
    answers = Agents(world.engine).authorize_many(calls)
    assert [a.code for a in answers] == ["ok"] * 12 + ["rate_limited"] * 3 + ["ok"] * 5 + ["rate_limited"] * 6
    assert [a.replayed for a in answers[15:20]] == [True] * 5
    assert [a.audit_id for a in answers[15:20]] == [a.audit_id for a in answers[:5]]
    assert len(begun) == (26 if hold < 0 else 1)
    assert len({row.entry for row in world.rows() if '"kind":"change"' not in row.entry}) == 26
    assert Audit(world.engine).verify()


@pytest.mark.promise("DB-3", "TOK-6")
def test_when_everything_has_changed_few_agents_are_looked_up_under_one_lock(world, monkeypatch):
    monkeypatch.setattr(batch, "MOST_AGAIN", 4)
    agents = [world.agent() for _ in range(10)]
    calls = [
        {"token": world.tokens[agent.id], "resource": "db:users", "action": "read"}
        for agent in (*agents, *agents)
    ]
    ask = Agents(world.engine).authorize_many
    assert all(ask(calls))
    other = Agents(world.open())
    other.suspend(agents[0].id)
    other.update(agents[9].id, permissions=[])
    world.engine.work(lambda work: work.unit.touch(None))
    looked: list[set[int]] = []
    real = batch.resolve

    def resolve(unit, again, cache, keys):
        looked.append({call.node.agent.n for call in again})
        real(unit, again, cache, keys)

    monkeypatch.setattr(batch, "resolve", resolve)
    codes = [answer.code for answer in ask(calls)]
    assert codes == (["suspended"] + ["ok"] * 8 + ["not_permitted"]) * 2
    assert max(map(len, looked)) == 4
    assert set().union(*looked) == {agent.n for agent in agents}


# -- deciding ---------------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-2")
def test_a_yes_lets_the_identical_call_pass_exactly_once(world, approvals, agent):
    id = pend(world, agent)
    approved = approvals.approve(id, by="ann", note="asked in the chat")
    assert (approved.state, approved.decided_by, approved.note) == ("approved", "ann", "asked in the chat")
    assert approved.arguments == {"id": 7}
    allowed = world.ask(agent, **DELETE)
    assert allowed.allowed
    assert allowed.approval_id == id
    assert approvals.get(id).state == "used"
    assert pend(world, agent) != id


@pytest.mark.promise("APR-2", "EX-1")
@pytest.mark.parametrize("processes", [1, 2])
def test_of_many_calls_at_once_exactly_one_uses_a_yes(world, approvals, agent, processes):
    id = pend(world, agent)
    approvals.approve(id, by="ann")
    engines = [world.engine, world.open() if processes == 2 else world.engine]
    answers = at_once([lambda e=engines[n % 2]: world.ask(agent, engine=e, **DELETE) for n in range(16)])
    assert sorted(answer.outcome for answer in answers) == ["allow"] + ["pending"] * 15
    assert len({answer.approval_id for answer in answers if not answer.allowed}) == 1
    assert world.reading(agent).calls == 1


@pytest.mark.promise("APR-2", "EX-1")
def test_callers_that_waited_on_a_used_yes_get_its_id_and_open_none(world, approvals, agent):
    id = pend(world, agent)
    approvals.approve(id, by="ann")
    answers = at_once([lambda: world.ask(agent, waited_on=id, **DELETE) for _ in range(8)])
    assert sorted(answer.outcome for answer in answers) == ["allow"] + ["pending"] * 7
    assert {answer.approval_id for answer in answers} == {id}
    assert [item.id for item in approvals.list(state=None).items] == [id]


@pytest.mark.promise("APR-2")
def test_a_denial_leaves_the_yes(world, approvals):
    agent = world.agent(GATED | {"maxCallsPerMinute": 1})
    id = pend(world, agent)
    approvals.approve(id, by="ann")
    world.allow(agent)
    assert world.ask(agent, **DELETE).code == "rate_limited"
    assert approvals.get(id).state == "approved"
    world.now += 60 * SECOND
    assert world.ask(agent, **DELETE).allowed


@pytest.mark.promise("APR-2", "TOK-6")
def test_a_yes_is_no_way_around_a_later_change(world, approvals, agent):
    id = pend(world, agent)
    approvals.approve(id, by="ann")
    world.change(agent, status=Status.SUSPENDED)
    assert world.ask(agent, **DELETE).code == "suspended"


@pytest.mark.promise("APR-2")
def test_a_no_holds_until_the_request_expires(world, approvals, agent):
    id = pend(world, agent, cost_usd="0.50")
    world.now += HOUR // 2
    denied = approvals.deny(id, by="ann", note="never")
    assert (denied.state, denied.note, denied.arguments) == ("denied", "never", None)
    assert denied.wire()["expiresAt"] == "2025-01-15T13:00:00Z"
    refused = world.ask(agent, **DELETE, cost_usd="0.50")
    assert (refused.outcome, refused.code, refused.approval_id) == ("deny", "approval_denied", id)
    world.now += HOUR // 2 - 1
    assert world.ask(agent, **DELETE, cost_usd="0.10").code == "approval_denied"
    world.now += 1
    assert pend(world, agent) != id


@pytest.mark.promise("APR-3")
def test_a_request_expires_by_the_clock(world, approvals, agent):
    id = pend(world, agent)
    world.now += OPEN_FOR - 1
    assert approvals.get(id).state == "open"
    world.now += 1
    expired = approvals.get(id)
    assert (expired.state, expired.arguments, expired.decided_by) == ("expired", None, None)
    for decide in (approvals.approve, approvals.deny):
        with pytest.raises(Conflict, match="expired"):
            decide(id, by="ann")
    assert pend(world, agent) != id


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize("decided_after", [0, OPEN_FOR - 1])
def test_a_yes_may_be_used_for_an_hour(world, approvals, agent, decided_after):
    ids = [pend(world, agent, arguments={"n": n}) for n in range(2)]
    world.now += decided_after
    for id in ids:
        approvals.approve(id, by="ann")
    world.now += USABLE_FOR - 1
    assert world.ask(agent, **(DELETE | {"arguments": {"n": 0}})).allowed
    world.now += 1
    assert approvals.get(ids[1]).state == "expired"
    assert pend(world, agent, arguments={"n": 1}) not in ids


@pytest.mark.promise("APR-3")
@pytest.mark.parametrize("first", ["approve", "deny"])
@pytest.mark.parametrize("second", ["approve", "deny"])
def test_a_decision_stands(world, approvals, agent, first, second):
    id = pend(world, agent)
    decided = getattr(approvals, first)(id, by="ann")
    with pytest.raises(Conflict, match=decided.state):
        getattr(approvals, second)(id, by="bob")
    assert approvals.get(id) == decided


@pytest.mark.promise("APR-3", "EX-1")
@pytest.mark.parametrize("processes", [1, 2])
def test_of_many_decisions_at_once_exactly_one_wins(world, agent, processes):
    id = pend(world, agent)
    people = [Approvals(world.engine), Approvals(world.open() if processes == 2 else world.engine)]
    calls = [
        lambda n=n: (people[n % 2].approve if n % 4 < 2 else people[n % 2].deny)(id, by=f"person {n}")
        for n in range(12)
    ]
    answers = at_once(calls)
    won = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(won) == 1
    assert all(isinstance(answer, Conflict) for answer in answers if answer is not won[0])
    assert people[0].get(id) == won[0]
    made = world.entries("approvals.approve") + world.entries("approvals.deny")
    assert [entry["actor"] for entry in made] == [won[0].decided_by]


@pytest.mark.promise("APR-3")
def test_a_decision_that_was_overtaken_in_the_database_is_a_conflict(world, approvals, agent, monkeypatch):
    id = pend(world, agent)
    unit = type(approvals._engine.work(lambda work: work.unit))
    monkeypatch.setattr(unit, "decide_request", lambda self, request, *, was: False)
    with pytest.raises(Conflict, match="just decided"):
        approvals.approve(id, by="ann")
    assert world.entries("approvals.approve") == []


@pytest.mark.promise("APR-3", "TOK-2")
def test_agents_and_tokens_do_not_decide(world, approvals, agent):
    named = world.agent(id="deploy bot")
    id = pend(world, agent)
    token = world.tokens[agent.id]
    bad = [
        "",
        " ",
        None,
        7,
        "a\nb",
        "a" * 201,
        agent.id,
        named.id,
        " deploy bot ",
        "agt_nobody",
        " AGT_1",
        token,
        f"x {token}",
    ]
    for by in [*bad, token[:20], "kv_short"]:
        for decide in (approvals.approve, approvals.deny):
            with pytest.raises(InvalidInput) as caught:
                decide(id, by=by)
            assert caught.value.field == "by"
            assert token[:20] not in str(caught.value)
    with pytest.raises(TypeError):
        approvals.approve(id)
    assert approvals.get(id).state == "open"
    assert approvals.approve(id, by="Ann (key 3)").decided_by == "Ann (key 3)"


@pytest.mark.promise("APR-3", "AUD-2", "TOK-2")
def test_a_note_is_free_text_in_which_secrets_are_masked(world, approvals, agent):
    id = pend(world, agent)
    for note in (7, "x" * (MAX_NOTE + 1), "a\x00b", "a\x9fb", "\ud800"):
        with pytest.raises(InvalidInput) as caught:
            approvals.approve(id, by="ann", note=note)
        assert caught.value.field == "note"
    token = world.tokens[agent.id]
    shown = approvals.approve(id, by="ann", note=f"ok\tfor now,\nthough {token} was shown").note
    assert shown == "ok\tfor now,\nthough kv_[masked] was shown"
    assert token.encode() not in world.path.read_bytes() + world.path.with_name("kavach.db-wal").read_bytes()


@pytest.mark.promise("AGT-4", "EVT-1", "AUD-2")
@pytest.mark.parametrize("verb", ["approve", "deny"])
def test_a_decision_writes_an_entry_and_an_event(world, approvals, agent, verb):
    id = pend(world, agent)
    world.listen()
    world.now += SECOND
    getattr(approvals, verb)(id, by="ann", note="because")
    (entry,) = world.entries(f"approvals.{verb}")
    assert (entry["actor"], entry["agent"], entry["facts"]) == ("ann", agent.id, {"approval": id})
    row = next(row for row in world.rows() if entry["id"] in row.entry)
    assert "because" not in row.entry  # free text stands beside the entry, where it can be erased
    assert '"note":"because"' in row.kept
    assert '"before":{"expiresAt":"2025-01-15T13:00:00Z","state":"open"}' in row.kept
    (event,) = world.heard()
    assert (event["type"], event["agentId"]) == (
        "approval.approved" if verb == "approve" else "approval.denied",
        agent.id,
    )
    assert event["data"] == {"approval": id, "by": "ann"}


# -- arguments --------------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-5")
def test_the_person_sees_the_arguments_and_what_is_hidden_of_them(world, approvals, agent):
    arguments = {"id": 7, "password": "hunter2", "a/b~": ["x", {"url": "https://u:pw@h/"}], "note": "fine"}
    shown = approvals.get(pend(world, agent, arguments=arguments))
    assert shown.arguments == {
        "id": 7,
        "password": "[redacted]",
        "a/b~": ["x", {"url": "https://u:[redacted]@h/"}],
        "note": "fine",
    }
    assert set(shown.hidden) == {"/password", "/a~1b~0/1/url"}
    assert "hunter2" not in repr(shown)
    masked_key = approvals.get(pend(world, agent, arguments={world.tokens[agent.id]: {"x": 1}}))
    assert masked_key.hidden == ("/kv_[masked]",)
    assert approvals.get(pend(world, agent, arguments=None)).arguments is None


@pytest.mark.promise("APR-5", "EX-2")
@pytest.mark.parametrize("damaged", ["nonsense", "[1", "null", "sealed:no hex", "sealed:" + "00" * 40])
def test_arguments_that_somebody_has_damaged_are_hidden_and_hide_nothing_else(
    world, approvals, agent, damaged
):
    id, other = pend(world, agent), pend(world, agent, arguments={"id": 8})
    world.engine.store._writer.raw.execute("UPDATE approval SET arguments=? WHERE n=1", (damaged,))
    assert [(r.id, r.arguments, r.hidden) for r in approvals.list().items] == [
        (id, None, ("",)),
        (other, {"id": 8}, ()),
    ]
    approvals.approve(id, by="ann")
    assert world.ask(agent, **DELETE).allowed  # what was approved is the access, by its fingerprint


@pytest.mark.promise("APR-5")
def test_arguments_that_are_too_long_to_show_are_said_to_be_hidden(world, approvals, agent):
    room = 64 * 1024 - len('{"text":""}')
    whole = approvals.get(pend(world, agent, arguments={"text": "x" * room}))
    assert (whole.arguments, whole.hidden) == ({"text": "x" * room}, ())
    cut = approvals.get(pend(world, agent, arguments={"text": "x" * (room + 1)}))
    assert cut.arguments["$truncated"].startswith('{"text":"xxx')
    assert cut.hidden == ("/$truncated",)


@pytest.mark.promise("APR-5")
@pytest.mark.parametrize("end", ["used", "denied", "expired"])
def test_the_arguments_go_when_the_request_closes(world, approvals, agent, end):
    id = pend(world, agent)
    if end == "denied":
        approvals.deny(id, by="ann")
    elif end == "used":
        approvals.approve(id, by="ann")
        assert world.ask(agent, **DELETE).allowed
    else:
        world.now += OPEN_FOR
    request = approvals.get(id)
    assert (request.state, request.arguments, request.hidden) == (end, None, ())
    world.engine.work(lambda work: work.unit.tidy(work.now))
    (stored,) = world.engine.store._writer.raw.execute("SELECT arguments FROM approval").fetchone()
    assert stored is None


@pytest.mark.promise("APR-5")
def test_a_closed_request_shows_no_arguments_and_cannot_be_decided(world, approvals, agent):
    id = pend(world, agent)
    world.engine.work(lambda work: work.unit.close_requests(agents=[agent.n], now=work.now))
    closed = approvals.get(id)
    assert (closed.state, closed.arguments) == ("closed", None)
    with pytest.raises(Conflict, match="closed"):
        approvals.approve(id, by="ann")


@pytest.mark.promise("APR-5", "AUD-2")
def test_the_arguments_are_sealed_where_there_is_a_secret(world, agent):
    secret, newer = b"s" * 32, b"n" * 32
    sealed = world.open(secret, arguments="digest")
    arguments = {"letter": "dear reader, only you may see this"}
    id = pend(world, agent, arguments=arguments, engine=sealed)
    assert Approvals(sealed).get(id).arguments == arguments
    assert Approvals(world.open(newer, secret)).get(id).arguments == arguments
    for stranger in (world.engine, world.open(newer)):
        shown = Approvals(stranger).get(id)
        assert (shown.arguments, shown.hidden) == (None, ("",))
    for name in ("kavach.db", "kavach.db-wal"):
        assert b"dear reader" not in world.path.with_name(name).read_bytes()
    Approvals(sealed).approve(id, by="ann")
    assert world.ask(agent, **(DELETE | {"arguments": arguments}), engine=sealed).allowed


# -- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-3", "AGT-7")
def test_lists_go_by_the_state_of_the_clock(world, approvals, agent):
    other = world.agent(GATED)
    lapsed = [pend(world, agent, arguments={"n": n}) for n in range(3)]
    approvals.approve(lapsed[1], by="ann")
    approvals.deny(lapsed[2], by="ann")
    world.now += OPEN_FOR
    opened = [pend(world, place, arguments={"n": n}) for n, place in enumerate((agent, other, agent, other))]
    approvals.approve(opened[0], by="ann")

    def ids(**given) -> list[str]:
        found, cursor = [], None
        while True:
            page = approvals.list(**given, limit=2, cursor=cursor)
            assert len(page.items) <= 2
            found += [item.id for item in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    for _ in range(2):
        assert ids() == opened[1:]
        assert ids(state="approved") == opened[:1]
        assert ids(state="denied") == ids(state="used") == ids(state="closed") == []
        assert ids(state="expired") == lapsed
        assert ids(state=None) == lapsed + opened
        assert ids(agent_id=other.id) == [opened[1], opened[3]]
        world.engine.work(lambda work: work.unit.tidy(work.now))
    with pytest.raises(NotFound):
        approvals.list(agent_id="agt_nobody")
    with pytest.raises(NotFound):
        approvals.list(agent_id=7)
    for bad in ({"state": "waiting"}, {"limit": 0}, {"cursor": "x"}):
        with pytest.raises(InvalidInput):
            approvals.list(**bad)


@pytest.mark.promise("TEN-1")
def test_a_tenant_sees_and_decides_only_its_own_requests(world):
    mine, other = (world.agent(GATED, tenant=name) for name in ("mine", "other"))
    seen, hidden = pend(world, mine), pend(world, other)
    here = Approvals(world.engine, Scope(tenant_id="mine"))
    assert [item.id for item in here.list(state=None).items] == [seen]
    for call in (
        lambda: here.get(hidden),
        lambda: here.approve(hidden, by="ann"),
        lambda: here.deny(hidden, by="ann"),
        lambda: here.wait(hidden, timeout=0),
        lambda: here.list(agent_id=other.id),
        lambda: here.get("apr_nothing"),
        lambda: here.get(None),
    ):
        with pytest.raises(NotFound):
            call()
    assert here.approve(seen, by="ann").state == "approved"


@pytest.mark.promise("FC-1")
def test_a_request_whose_agent_is_gone_is_still_shown(world, approvals, agent):
    id = pend(world, agent)
    world.engine.store._writer.raw.execute("UPDATE approval SET root=999")
    assert approvals.get(id).root_id == "unreadable"


# -- waiting ----------------------------------------------------------------------------------------------------------


@pytest.mark.promise("APR-4")
def test_waiting_ends_at_the_timeout_with_the_request_as_it_is(world, approvals, agent):
    id = pend(world, agent)
    assert approvals.wait(id, timeout=0).state == "open"
    assert approvals.wait(id, timeout=0.02).state == "open"
    approvals.deny(id, by="ann")
    assert approvals.wait(id).state == "denied"
    for bad in (-1, True, "1", float("nan"), float("inf")):
        with pytest.raises(InvalidInput) as caught:
            approvals.wait(id, timeout=bad)
        assert caught.value.field == "timeout"


def waiting(approvals: Approvals, id: str) -> tuple[threading.Thread, list]:
    answers: list = []
    thread = threading.Thread(target=lambda: answers.append(approvals.wait(id)))
    thread.start()
    return thread, answers


@pytest.mark.promise("APR-4")
@pytest.mark.parametrize("verb", ["approve", "deny"])
def test_a_decision_in_this_process_wakes_a_waiter_without_another_look(world, agent, monkeypatch, verb):
    monkeypatch.setattr(engine_module, "_FIRST_LOOK", 1000.0)  # only a notification wakes it
    monkeypatch.setattr(engine_module, "_LAST_LOOK", 1000.0)
    for n in range(20):
        id = pend(world, agent, arguments={"n": n})
        thread, answers = waiting(Approvals(world.engine), id)
        decided = getattr(Approvals(world.engine), verb)(id, by="ann")
        thread.join(30)
        assert answers == [decided]
        if verb == "approve":
            assert world.ask(agent, **(DELETE | {"arguments": {"n": n}})).allowed
        else:
            world.now += OPEN_FOR


@pytest.mark.promise("APR-3", "APR-4")
@pytest.mark.parametrize("end", ["another process", "the clock"])
def test_a_waiter_sees_what_happens_elsewhere(world, approvals, agent, end):
    id = pend(world, agent)
    thread, answers = waiting(approvals, id)
    if end == "the clock":
        world.now += OPEN_FOR
    else:
        Approvals(world.open()).approve(id, by="ann")
    thread.join(30)
    assert [answer.state for answer in answers] == ["expired" if end == "the clock" else "approved"]


@pytest.mark.promise("APR-2", "APR-4")
def test_waiters_of_one_yes_share_it_fairly(world, agent):
    id = pend(world, agent, cost_usd="0.10")

    def wait_and_ask() -> Decision:
        state = Approvals(world.engine).wait(id).state
        assert state in ("approved", "used")
        return world.ask(agent, waited_on=id, cost_usd="0.10", **DELETE)

    def approve() -> None:
        Approvals(world.engine).approve(id, by="ann")

    answers = at_once([wait_and_ask] * 6 + [approve])[:6]
    assert sorted(answer.outcome for answer in answers) == ["allow"] + ["pending"] * 5
    assert {answer.approval_id for answer in answers} == {id}
    assert Decimal(world.reading(agent).usd) == 100_000
