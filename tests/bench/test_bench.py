"""The bench itself: it prints what it should, its seed is a true database, and its detector is not blind."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from bench.parts import FUNCTIONS, STAGES
from bench.revocation import STALE, race
from bench.seed import Seed, id_of, make

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
    assert len(rows) == 16
    assert all(row["calls"] > 0 and row["floor"] > 0 and row["ratio"] > 0 for row in rows)
    assert all(0 < row["p50"] <= row["p99"] <= row["longest"] for row in rows)


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
def test_a_seeded_database_verifies_and_its_meters_say_what_its_log_says(tmp_path: Path) -> None:
    path, seed = tmp_path / "seeded.db", Seed(roots=3, children=5, rows=600)
    make(path, seed)
    with Kavach(f"sqlite:///{path}") as kavach:
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
        after = kavach.audit.verify()
        assert after.ok
        assert after.entries == 601
    allowed[id_of(4)] += 1
    allowed[id_of(1)] += 1
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute(
            "SELECT a.id, m.calls FROM meter m JOIN agent a ON a.n = m.agent WHERE level = 'agent'"
        )
        assert dict(found) == allowed
    with pytest.raises(FileExistsError):
        make(path, seed)


@pytest.mark.promise("TOK-6", "DEL-4")
def test_no_allow_is_late_and_the_detector_would_find_one(tmp_path: Path) -> None:
    blind = race(tmp_path, "process", 10, stale=STALE)
    assert blind.late > 0
    found = race(tmp_path, "process", 20)
    assert found.late == 0
    assert found.after >= 20 * 8  # every caller of both processes, after each revocation
    assert not found.odd
