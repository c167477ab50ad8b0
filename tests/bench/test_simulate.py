"""The load simulator: a small run is exact on every database, and the check sees whatever is done to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from bench.__main__ import main
from bench.databases import Server, ask, marks
from bench.load import Effort
from bench.report import Report
from bench.sim_caller import MIX, Answer, Notes, Stop
from bench.sim_check import Verdict, check
from bench.sim_world import DEEPEST, World

from bench import simulate


@dataclass
class Run:
    """One small simulation and what it left behind."""

    url: str
    world: World
    notes: Notes
    verdict: Verdict

    def problems(self, notes: Notes | None = None) -> list[str]:
        return check(self.url, notes or self.notes).problems


@pytest.fixture
def run(server: Server) -> Iterator[Run]:
    with server.new() as url:
        world, notes = simulate.simulate(url, "process", 1, processes=2, callers=8, roots=7, least=80)
        yield Run(url, world, notes, check(url, notes))


@pytest.mark.promise("EX-1", "AUD-1", "TOK-6", "DEL-3", "BUD-2")
def test_a_run_is_exact_and_whatever_is_done_to_it_is_seen(run: Run) -> None:
    assert run.verdict.problems == []
    assert run.notes.unexpected == []
    _says_something(run)
    # What is done is the same on every database: all of it in a file, some of it on a server.
    seldom = 1 if run.url.startswith("sqlite") else 3
    for spoil in _ON_PAPER[::seldom]:
        spoilt, word = spoil(run)
        assert any(problem.startswith(word) for problem in run.problems(spoilt)), spoil.__name__
    for spoil in _IN_THE_DATABASE[::seldom]:
        word, undo = spoil(run)
        found = run.problems()
        assert any(problem.startswith(word) for problem in found), (spoil.__name__, found)
        for statement, values in undo:
            ask(run.url, statement, values)
    assert run.problems() == []


def _says_something(run: Run) -> None:
    """The run was long enough to prove anything: every kind of call, of answer and of depth was there."""
    assert {one.depth for tree in run.world.trees for one in tree} == set(range(DEEPEST + 1))
    codes = {answer.code for answer in run.notes.answers}
    assert {"ok", "not_permitted"} <= codes
    assert codes & {"rate_limited", "budget_exceeded", "budget_throttled"}
    assert any(answer.replayed for answer in run.notes.answers)
    assert run.notes.settled
    assert run.verdict.facts["allows"] > 50
    assert run.verdict.facts["answers inside a stop"] > 0
    assert len(MIX) == 13


# -- what callers were told, changed ----------------------------------------------------------------------------------


def _with(run: Run, **changes: Any) -> Notes:
    return replace(run.notes, **changes)


def _allows(run: Run) -> list[Answer]:
    return [
        a
        for a in run.notes.answers
        if (a.kind, a.outcome, a.replayed, a.key) == ("decision", "allow", False, None)
    ]


def _an_allow(run: Run) -> Answer:
    return _allows(run)[0]


def _an_allow_is_forgotten(run: Run) -> tuple[Notes, str]:
    gone = _an_allow(run)
    return _with(run, answers=[a for a in run.notes.answers if a is not gone]), "answers: aud_"


def _a_denial_was_told_as_an_allow(run: Run) -> tuple[Notes, str]:
    denial = next(a for a in run.notes.answers if a.outcome == "deny" and a.kind == "decision")
    told = denial._replace(outcome="allow", code="ok")
    return _with(run, answers=[*run.notes.answers, told]), "answers: Answer("


def _an_allow_was_told_to_another(run: Run) -> tuple[Notes, str]:
    told = _an_allow(run)._replace(agent_id="agt_somebody")
    return _with(run, answers=[*run.notes.answers, told]), "answers: Answer("


def _an_allow_came_after_a_stop(run: Run) -> tuple[Notes, str]:
    stop = Stop(_an_allow(run).agent_id, 1, 0)
    return _with(run, stops=[*run.notes.stops, stop]), "stops"


def _an_old_token_was_allowed(run: Run) -> tuple[Notes, str]:
    answers = [*run.notes.answers, _an_allow(run)._replace(stale=True)]
    return _with(run, answers=answers), "stops"


def _a_key_gave_two_permissions(run: Run) -> tuple[Notes, str]:
    first, second = _allows(run)[:2]
    named = [first._replace(key="k"), second._replace(key="k", agent_id=first.agent_id)]
    return _with(run, answers=[*run.notes.answers, *named]), "keys"


def _a_settle_was_lost(run: Run) -> tuple[Notes, str]:
    return _with(run, settled=run.notes.settled | {_an_allow(run).audit_id or "": 123_456_789}), "settlements"


def _a_record_was_lost(run: Run) -> tuple[Notes, str]:
    return _with(run, recorded=[*run.notes.recorded, (_an_allow(run).agent_id, 999)]), "records"


_ON_PAPER: tuple[Callable[[Run], tuple[Notes, str]], ...] = (
    _an_allow_is_forgotten,
    _a_denial_was_told_as_an_allow,
    _an_allow_was_told_to_another,
    _an_allow_came_after_a_stop,
    _an_old_token_was_allowed,
    _a_key_gave_two_permissions,
    _a_settle_was_lost,
    _a_record_was_lost,
)

# -- what the database says, changed ----------------------------------------------------------------------------------

Undo = list[tuple[str, tuple[Any, ...]]]


def _change(
    run: Run, table: str, column: str, value: Any, key: str, number: int, old: Any
) -> tuple[str, tuple[Any, ...]]:
    """Set one value of one row; the statement that sets it back."""
    mark = marks(run.url, 1)
    statement = f"UPDATE {table} SET {column}={mark} WHERE {key}={mark}"
    ask(run.url, statement, (value, number))
    return statement, (old, number)


def _one(run: Run, what: str) -> tuple[Any, ...]:
    return ask(run.url, what)[0]


def _a_meter(column: str) -> Callable[[Run], tuple[str, Undo]]:
    def spoil(run: Run) -> tuple[str, Undo]:
        id, value = _one(run, f"SELECT id,{column} FROM meter WHERE id>0 AND {column}>0 ORDER BY id LIMIT 1")
        return "meters", [_change(run, "meter", column, value - 1, "id", id, value)]

    spoil.__name__ = f"{column} is one too few"
    return spoil


def _a_limit_was_lower(rule: str, value: Any, wanted: str) -> Callable[[Run], tuple[str, Undo]]:
    """As if the library had admitted more than the limit in the agent's row."""

    def spoil(run: Run) -> tuple[str, Undo]:
        # One that was never updated: its limits are what its row says.
        n, stored = _one(
            run,
            "SELECT a.n,a.constraints FROM agent a JOIN meter m ON m.agent=a.n AND m.level='agent'"
            f" WHERE a.version=1 AND {wanted} ORDER BY a.n LIMIT 1",
        )
        spoilt = json.dumps(json.loads(stored) | {rule: value})
        return "limits", [_change(run, "agent", "constraints", spoilt, "n", n, stored)]

    spoil.__name__ = f"{rule} was {value}"
    return spoil


def _a_denial_became_an_allow(run: Run) -> tuple[str, Undo]:
    seq, entry = _one(
        run, "SELECT seq,entry FROM audit WHERE code<>'ok' AND kind='decision' ORDER BY seq LIMIT 1"
    )
    spoilt = entry.replace('"outcome":"deny"', '"outcome":"allow"').replace(
        '"outcome":"pending"', '"outcome":"allow"'
    )
    return "chains", [_change(run, "audit", "entry", spoilt, "seq", seq, entry)]


def _an_allow_charged_nobody(run: Run) -> tuple[str, Undo]:
    seq, entry = _one(
        run, "SELECT seq,entry FROM audit WHERE code='ok' AND kind='decision' ORDER BY seq LIMIT 1"
    )
    read = json.loads(entry)
    spoilt = json.dumps(read | {"charges": read["charges"][1:]})
    return "charges", [_change(run, "audit", "entry", spoilt, "seq", seq, entry)]


def _a_settlement_says_another_cost(run: Run) -> tuple[str, Undo]:
    seq, cost = _one(run, "SELECT seq,cost FROM settlement ORDER BY seq LIMIT 1")
    return "settlements", [_change(run, "settlement", "cost", cost + 1, "seq", seq, cost)]


def _an_acknowledged_row_is_gone(run: Run) -> tuple[str, Undo]:
    columns = "seq,at,agent,kind,code,booked,entry,kept,salt,hash"
    row = _one(
        run, f"SELECT {columns} FROM audit WHERE code='ok' AND kind='decision' ORDER BY seq DESC LIMIT 1"
    )
    ask(run.url, f"DELETE FROM audit WHERE seq={marks(run.url, 1)}", (row[0],))
    return "answers", [(f"INSERT INTO audit ({columns}) VALUES ({marks(run.url, 10)})", row)]


_IN_THE_DATABASE: tuple[Callable[[Run], tuple[str, Undo]], ...] = (
    *map(_a_meter, ("calls", "usd", "minute_calls", "day_calls", "day_usd", "month_usd")),
    _a_limit_was_lower("maxCalls", 1, "m.calls>1"),
    _a_limit_was_lower("maxCallsPerDay", 1, "m.calls>1"),
    _a_limit_was_lower("maxCallsPerMinute", 1, "m.calls>2"),
    _a_limit_was_lower("budgetUsd", "0.0001", "m.usd>100"),
    _a_limit_was_lower("budgetUsdPerDay", "0.0001", "m.day_usd>100"),
    _a_limit_was_lower("budgetUsdPerMonth", "0.0001", "m.month_usd>100"),
    _a_limit_was_lower("maxUsdPerCall", "0", "m.usd>100"),
    _a_denial_became_an_allow,
    _an_allow_charged_nobody,
    _a_settlement_says_another_cost,
    _an_acknowledged_row_is_gone,
)


def test_the_report_tells_what_was_seen(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(database=server.kind)
    simulate.run(report, server, Effort(quick=True), seconds=0.5, processes=1, callers=4, roots=3)
    printed = capsys.readouterr().out
    assert "all decisions" in printed
    assert "codes: ok" in printed
    assert [bar.passed for bar in report.bars] == [True, True]
    lines = {row["name"]: row for row in report.rows if "p99" in row}
    assert lines["all decisions"]["calls"] > 0
    assert 0 < lines["authorize"]["p50"] <= lines["authorize"]["p99"] <= lines["authorize"]["longest"]


def test_a_run_that_is_not_exact_misses_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    report, verdict, notes = Report(database="sqlite"), Verdict(), Notes()
    for number in range(20):
        verdict.wrong("meters", f"number {number}")
    notes.unexpected.append("usage.settle: the database did not answer in time")
    simulate.tell(report, notes, verdict)
    assert [(bar.value, bar.passed, bar.exact) for bar in report.bars] == [
        (20, False, True),
        (1, False, False),
    ]
    printed = capsys.readouterr().out
    assert "NOT EXACT: meters: number 0" in printed
    assert printed.count("NOT EXACT") == 5  # of one kind, a few say it
    assert "NOT EXPECTED" in printed


def test_a_run_that_is_not_exact_ends_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    few = ["simulate", "--seconds", "0.2", "--processes", "1", "--callers", "2", "--roots", "2"]
    assert main(few) == 0
    spoilt = Verdict()
    spoilt.wrong("meters", "one too few")
    monkeypatch.setattr(simulate, "check", lambda url, notes: spoilt)
    assert main(few) == 1
