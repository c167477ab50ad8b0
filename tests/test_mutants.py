"""`make mutants` over a core of one line: what it says of mutants that live, and of tests that cannot tell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PASSES = "from pykavach.core.bound import MOST\n\ndef test_it():\n    assert MOST\n"
FAILS = "def test_it():\n    assert False\n"


def judged(folder: Path, own: str | None, others: str = PASSES) -> tuple[int, str]:
    """The exit status and all that is said, where the module's own tests are these and those of the others are those."""
    core, tests = folder / "src/pykavach/core", folder / "tests/core"
    for each in (core, tests, folder / "tools"):
        each.mkdir(parents=True)
    shutil.copy(ROOT / "tools/mutants.py", folder / "tools")
    shutil.copy(ROOT / "tests/conftest.py", folder / "tests")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = covering\n")
    for package in (core.parent, core):
        (package / "__init__.py").write_text("")
    (core / "bound.py").write_text("MOST = 7\n")
    (tests / "survivors.toml").write_text("survivor = []\n")
    (tests / "test_other.py").write_text(others)
    if own is not None:
        (tests / "test_bound.py").write_text(own)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COV"))
    }
    ran = subprocess.run(
        [sys.executable, "tools/mutants.py", "--jobs", "1", "bound"],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_what_nothing_tells_apart_needs_a_reason(tmp_path: Path):
    status, said = judged(tmp_path, PASSES)
    assert (status, "a survivor without a reason: bound, outside of functions" in said) == (1, True), said
    assert "2 mutants     1 killed   1 survive" in said


@pytest.mark.parametrize(("own", "others"), [(None, PASSES), (PASSES, FAILS)], ids=["none", "failing"])
def test_tests_that_fail_on_the_code_itself_kill_nothing(tmp_path: Path, own: str | None, others: str):
    """A module without tests of its own is such a case: pytest fails where it finds no file."""
    status, said = judged(tmp_path, own, others)
    assert (status, "a test fails without any mutant, or there is none" in said) == (1, True), said
