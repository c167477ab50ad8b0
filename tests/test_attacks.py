"""What an attacker tried against the public surface: found once and closed, or held and kept held."""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from contextlib import closing

import pytest

from pykavach.core.errors import Denied
from pykavach.ports import Doubtful
from pykavach.storage import sqlite
from pykavach.storage.unit import SqlView
from pykavach.sync import Kavach

ALL = [{"resource": "*", "actions": ["*"]}]


def opened(path, **options) -> Kavach:
    return Kavach(f"sqlite:///{path}", durability="process", timeout=30, **options)


@pytest.fixture
def kavach(tmp_path):
    with opened(tmp_path / "kavach.db", secret="s" * 32) as kavach:
        yield kavach


@pytest.mark.promise("TOK-6")
def test_a_caller_who_read_before_a_revocation_and_asks_after_it_is_judged_as_revoked(kavach, monkeypatch):
    slow = kavach.agents.create(user_id="u", name="slow", permissions=ALL)
    other = kavach.agents.create(user_id="u", name="other", permissions=ALL)
    assert kavach.authorize(token=other.token, resource="a:b", action="read")
    has_read, go_on = threading.Event(), threading.Event()
    meters = SqlView.meters

    def paused(self, agents):
        found = meters(self, agents)
        if threading.current_thread().name == "slow":
            has_read.set()
            assert go_on.wait(30)
        return found

    monkeypatch.setattr(SqlView, "meters", paused)
    answers = []

    def ask():
        answers.append(kavach.authorize(token=slow.token, resource="a:b", action="read"))

    thread = threading.Thread(target=ask, name="slow")
    thread.start()
    assert has_read.wait(30)
    kavach.agents.revoke(slow.agent.id)
    assert kavach.authorize(
        token=other.token, resource="a:b", action="read"
    )  # the cache enters the new epoch
    go_on.set()
    thread.join(30)
    assert [answer.code for answer in answers] == ["revoked"]


@pytest.mark.promise("AUD-6", "FC-1")
def test_allows_of_unknown_fate_wait_without_their_arguments(kavach, monkeypatch):
    agent = kavach.agents.create(user_id="u", name="a", permissions=ALL)
    assert kavach.authorize(token=agent.token, resource="a:b", action="read")

    def full_disk(self, kind, error, trace):
        try:
            self._link.raw.end()
        finally:
            self._store._leave()
        raise Doubtful("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite._UnitOfWork, "__exit__", full_disk)
        large = {"token": agent.token, "resource": "a:b", "action": "read", "arguments": {"b": "x" * 900_000}}
        assert [answer.code for answer in kavach.authorize_many([large] * 3)] == ["unavailable"] * 3
    waiting = [call for _, _, call in kavach.engine._doubtful]
    assert len(waiting) == 3
    texts = [value for call in waiting for value in vars(call).values() if isinstance(value, str)]
    assert max(map(len, texts)) < 10_000
    assert all(call.access is None for call in waiting)
    assert kavach.authorize(token=agent.token, resource="a:b", action="read")
    assert not kavach.engine._doubtful
    assert kavach.audit.verify().ok


@pytest.mark.promise("APR-1", "APR-2")
def test_an_approval_serves_nothing_but_the_access_it_was_given_for(kavach):
    root = kavach.agents.create(
        user_id="u", name="root", permissions=ALL, constraints={"requireApprovalFor": ["pay:*:send"]}
    )
    child = kavach.agents.delegate(parent_token=root.token, name="child", permissions=ALL)
    access = {
        "token": child.token,
        "resource": "pay:x",
        "action": "send",
        "arguments": {"to": "bob", "n": 1},
        "cost_usd": 5,
    }
    asked = kavach.authorize(**access)
    assert asked.outcome == "pending"
    kavach.approvals.approve(asked.approval_id, by="alice")
    for other in (
        {"arguments": {"to": "eve", "n": 1}},
        {"arguments": {"to": "bob", "n": True}},
        {"arguments": {"to": "bob", "n": "1"}},
        {"arguments": None},
        {"cost_usd": "5.0000001"},
        {"token": root.token},
        {"action": "Send"},
        {"resource": "PAY:x"},
        {"idempotency_key": "k", "arguments": {"to": "eve"}},
    ):
        answer = kavach.authorize(**{**access, **other})
        assert (answer.outcome, answer.approval_id != asked.approval_id) == ("pending", True), other
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(kavach.authorize(**access))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(map(bool, answers)) == 1


@pytest.mark.promise("TM-1", "FC-1")
def test_arguments_that_change_during_the_call_never_reach_the_tool_unjudged(kavach):
    rules = {"argPatterns": {"path": {"under": "/srv"}}, "argsOnly": True}
    agent = kavach.agents.create(user_id="u", name="a", permissions=[{**ALL[0], "constraints": rules}])
    arguments = {"path": "/srv/a"}
    stop = threading.Event()

    def change():
        while not stop.is_set():
            arguments["path"] = "/etc/passwd"
            arguments["more"] = "x"
            arguments.pop("more", None)
            arguments["path"] = "/srv/a"

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    thread = threading.Thread(target=change)
    thread.start()
    try:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            try:
                with kavach.guard(agent.token, resource="a:b", action="read", arguments=arguments) as permit:
                    assert permit.arguments == {"path": "/srv/a"}
            except Denied:
                pass
    finally:
        stop.set()
        thread.join(30)
        sys.setswitchinterval(interval)


@pytest.mark.promise("AUD-3")
@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE audit SET entry=replace(entry,'\"allow\"','\"deny\"') WHERE seq=2",
        "UPDATE audit SET entry=entry||' ' WHERE seq=2",
        "UPDATE audit SET at=at+1 WHERE seq=2",
        "UPDATE audit SET agent=NULL WHERE seq=2",
        "UPDATE audit SET code=NULL WHERE seq=2",
        "UPDATE audit SET kind='change' WHERE seq=2",
        "UPDATE audit SET booked=NULL WHERE seq=2",
        "UPDATE audit SET kept='{}' WHERE seq=2",
        "UPDATE audit SET salt=x'00' WHERE seq=2",
        "UPDATE audit SET hash=zeroblob(32) WHERE seq=2",
        "DELETE FROM audit WHERE seq=2",
        "DELETE FROM audit WHERE seq=3",
        "INSERT INTO audit SELECT 99,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=2",
        "INSERT INTO audit SELECT -9,at,agent,kind,code,booked,entry,kept,salt,hash FROM audit WHERE seq=2",
        "UPDATE agent SET id='agt_other'",
        "UPDATE log SET base=2; DELETE FROM audit WHERE seq<=2",
    ],
)
def test_an_edit_of_the_log_is_found(tmp_path, edit):
    path = tmp_path / "kavach.db"
    with opened(path, secret="s" * 32) as kavach:
        agent = kavach.agents.create(user_id="u", name="a", permissions=ALL)
        for _ in range(2):
            assert kavach.authorize(
                token=agent.token, resource="a:b", action="read", arguments={"x": 1}, cost_usd="0.5"
            )
        kavach.audit.checkpoint()
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(edit)
    with opened(path, secret="s" * 32) as kavach:
        assert not kavach.audit.verify().ok
