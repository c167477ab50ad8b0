"""The list of mutants that survive for a reason speaks of code that is there; `make mutants` asks whether they do survive."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "src/pykavach/core"
LISTED = tomllib.loads((ROOT / "tests/core/survivors.toml").read_text(encoding="utf-8"))["survivor"]


def spellings(entry: dict[str, object]) -> list[str]:
    now = entry["now"]
    return [now] if isinstance(now, str) else now  # type: ignore[return-value]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: f"{entry['module']}.{entry['function']}")
def test_an_entry_names_code_that_is_there_and_says_why(entry):
    assert set(entry) == {"module", "function", "was", "now", "reason"}
    assert entry["reason"].endswith(".")
    source = (CORE / f"{entry['module']}.py").read_text(encoding="utf-8")
    lines = {line.strip() for line in source.splitlines()}
    assert set(entry["was"].splitlines()) <= lines
    if entry["function"]:  # empty: outside of functions
        assert f"def {entry['function'].rpartition('.')[2]}(" in source
    assert entry["was"] not in spellings(entry)


def test_no_mutant_is_listed_twice():
    mutants = [(e["module"], e["function"], e["was"], now) for e in LISTED for now in spellings(e)]
    assert len(set(mutants)) == len(mutants)


@pytest.mark.parametrize("module", sorted(path.stem for path in CORE.glob("[!_]*.py")))
def test_a_module_has_tests_of_its_own(module):
    """Its mutants are tried on them first, and `make mutants` ends where there are none."""
    assert (ROOT / f"tests/core/test_{module}.py").is_file()
