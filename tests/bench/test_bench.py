"""The bench itself: it prints what it should, its seed is a true database, and its detector is not blind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.databases import POSTGRES, Files, Server, ask, kind_of, sample_row, server
from bench.floor import floor
from bench.load import Effort
from bench.parts import FUNCTIONS, STAGES
from bench.report import Report
from bench.revocation import STALE, race
from bench.seed import Seed, id_of, make

from bench import latency, processes
from pykavach.sync import Kavach

ROOT = Path(__file__).resolve().parents[2]


def bench(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_latency_table_has_every_line(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    few = ["--quick", "--seconds", "0.02", "--rounds", "1"]
    printed = bench("latency", *few, "--dir", str(tmp_path), "--json", str(figures))
    for mode in ("sync", "async"):
        for callers in ("1 caller", "16 callers", "64 callers", "256 callers"):
            lines = [line for line in printed.splitlines() if line.startswith(f"{mode}, {callers} ")]
            assert [line.split()[3] for line in lines] == ["process", "disk"]
    assert "NOT ALLOWED" not in printed
    rows = json.loads(figures.read_text())["rows"]
    assert len(rows) == 18
    assert {row["database"] for row in rows} == {"sqlite"}
    assert all(row["calls"] > 0 and row["floor"] > 0 and row["ratio"] > 0 for row in rows)
    assert all(0 < row["p50"] <= row["p99"] <= row["longest"] for row in rows)


@pytest.mark.soak
def test_every_bar_of_a_server_is_measured(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(latency, "CALLERS", (1, 64))
    monkeypatch.setattr(processes, "MOST", (2, 4))
    monkeypatch.setattr(processes, "SHAPES", (("async", 2, 4),))
    monkeypatch.setattr(server, "durabilities", (processes.BARS[server.kind][0],), raising=False)
    report, effort = Report(database=server.kind), Effort(0.02, 1, 0.01, quick=True)
    latency.run(report, server, effort)
    processes.run(report, server, effort)
    assert "NOT ALLOWED" not in capsys.readouterr().out
    lines = [row for row in report.rows if "ratio" in row]
    assert len(lines) == 4 + 2 + 1 + 2
    assert all(row["database"] == server.kind and row["calls"] > 0 and row["floor"] > 0 for row in lines)
    bars = "\n".join(bar.name for bar in report.bars)
    wanted = {"sync, 1 caller", "async, 64 callers", "2 x 4 callers", "one root beside eight", "a deadlock"}
    assert all(name in bars for name in wanted)
    waits = [bar for bar in report.bars if "a deadlock" in bar.name]
    assert [bar.passed for bar in waits] == [True]


def test_the_floor_commits_one_row_at_a_time(server: Server) -> None:
    row = (1, 2, None, "decision", "ok", None, "{}", None, None, bytes(32))
    for durability in server.durabilities:
        with server.new() as url, floor(server, durability, row) as base:
            assert kind_of(url) == server.kind
            before = base._next
            assert base.rate(0.05) > 0
            written = base._next - before
            assert written > 0
            base._execute("SELECT count(*), min(seq), max(seq) FROM audit")
            assert list(base._cursor.fetchall()) == [(written, 1, written)]


def test_what_the_bench_made_on_a_server_is_gone_in_the_end(server: Server) -> None:
    if server.kind == "sqlite":
        with server.new() as url:
            path = Path(url.removeprefix("sqlite:///"))
            ask(url, "CREATE TABLE t (n INTEGER)")
            assert path.exists()
        assert not path.exists()
        return
    with server.new() as url:
        name = url.rpartition("%3D" if server.kind == "postgresql" else "/")[2]
        ask(url, "CREATE TABLE t (n INTEGER)")
        assert name in _names(server)
    assert name not in _names(server)


def _names(server: Server) -> set[str]:
    return {name for (name,) in ask(server._address, "SELECT schema_name FROM information_schema.schemata")}


def test_a_database_is_named_by_its_kind_or_by_its_address(tmp_path: Path) -> None:
    assert isinstance(server("sqlite", tmp_path), Files)
    for wanted in ("postgresql", POSTGRES):
        assert server(wanted, tmp_path).kind == "postgresql"
    assert server("mysql://root@localhost/test", tmp_path).kind == "mysql"
    for wanted in ("oracle", "sqlite:///kavach.db", "postgresql://h/d?options=-csearch_path%3Dx"):
        with pytest.raises(ValueError, match=r"no database|--dir|options"):
            server(wanted, tmp_path)


def test_the_parts_see_the_whole_way_of_a_call(tmp_path: Path) -> None:
    """The hot path may move; then the lines here must move with it."""
    figures = tmp_path / "figures.json"
    printed = bench("parts", "--quick", "--seconds", "0.05", "--rounds", "1", "--json", str(figures))
    assert "has moved" not in printed
    rows = json.loads(figures.read_text())["rows"]
    stages = {row["stage"]: row for row in rows if "stage" in row}
    assert {*STAGES, "total", "async"} == set(stages)
    assert all(stages[stage]["one"] > 0 for stage in ("prepare", "begin", "read", "fold", "save", "commit"))
    functions = {row["function"] for row in rows if "function" in row}
    assert functions <= {f"{module}.{name}" for _, module, name in FUNCTIONS}
    assert {"pykavach.core.tokens.digest", "pykavach.core.meters.fits"} <= functions


@pytest.mark.promise("AUD-3", "EX-1")
def test_a_seeded_database_verifies_and_its_meters_say_what_its_log_says(server: Server) -> None:
    seed = Seed(roots=3, children=5, rows=600, logs=1 if server.kind == "sqlite" else 3)
    with server.new() as url:
        make(url, seed)
        assert sample_row(url)[3] == "decision"
        with Kavach(url) as kavach:
            report = kavach.audit.verify()
            assert report.ok
            assert report.entries == 600
            allowed = {id_of(n): 0 for n in range(1, seed.agents + 1)}
            for line in "".join(kavach.audit.export(format="jsonl")).splitlines():
                entry = json.loads(line)
                for name in entry["chain"] if entry["outcome"] == "allow" else ():
                    allowed[name] += 1
            decision = kavach.authorize(
                token=seed.tokens(1)[0],
                resource="mcp:github:issues",
                action="write",
                arguments={"path": "/srv/data/a.csv"},
                ip="10.0.0.1",
            )
            assert decision.allowed
            assert decision.chain == (id_of(4), id_of(1))
            made = kavach.agents.create(
                name="another", type="service", permissions=[{"resource": "x", "actions": ["y"]}]
            )
            assert made.agent.id not in allowed  # the numbers of new agents go on behind those in bulk
            after = kavach.audit.verify()
            assert after.ok
            assert after.entries == 602
        allowed[id_of(4)] += 1
        allowed[id_of(1)] += 1
        allowed[made.agent.id] = 0
        found = ask(
            url, "SELECT a.id, m.calls FROM meter m JOIN agent a ON a.n = m.agent WHERE level = 'agent'"
        )
        assert dict(found) == allowed
        with pytest.raises(FileExistsError):
            make(url, seed)


@pytest.mark.promise("TOK-6", "DEL-4")
def test_no_allow_is_late_and_the_detector_would_find_one(server: Server) -> None:
    blind = race(server, "process", 10, stale=STALE)
    assert blind.late > 0
    found = race(server, "process", 10)
    assert found.late == 0
    assert found.after >= 10 * 8  # every caller of both processes, after each revocation
    assert not found.odd
