"""What every test shares: the async backend, the hypothesis profiles, and a summary that makes skipped tests hard to miss."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# Deadlines measure the machine, not the code, and so does `too_slow` under parallel runs: both are off everywhere.
_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("dev", _COMMON, max_examples=100)
# The same examples on every run: a red CI means the change, not the dice. `dev` and `soak` look for new ones.
settings.register_profile("ci", _COMMON, max_examples=120, derandomize=True, database=None, print_blob=True)
settings.register_profile("soak", _COMMON, max_examples=10_000, print_blob=True)
# `make mutants` runs a test thousands of times: few examples, and a failure says enough unshrunk.
_QUICK = settings(_COMMON, max_examples=10, derandomize=True, database=None)
settings.register_profile("mutants", _QUICK, phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


#: The tests that take every branch of core and engine, beside the journeys in a file and what is marked so. Only these run
#: under coverage, which makes a test take half as long again.
COVERING = ("core", "engine", "test_attacks.py", "test_fuzz.py", "test_guard.py", "test_surface.py")
#: Where some tests are among them and others are not.
MIXED = ("journeys", "crashes")
HERE = Path(__file__).parent


def _top(path: Path) -> str:
    return path.relative_to(HERE).parts[0] if path != HERE else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The two parts of `make cover` read no file that has nothing for them: reading all takes each process ten seconds."""
    top, part = _top(collection_path), config.getoption("markexpr")
    if part == "covering and not soak":
        return top not in ("", *COVERING, *MIXED) or None
    if part == "not covering and not soak":
        return top in COVERING or None
    return None


@pytest.hookimpl(tryfirst=True)  # before any are left out by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        top = _top(item.path)
        if top in COVERING:
            item.add_marker("covering")
        elif top not in MIXED and item.get_closest_marker("covering"):
            raise pytest.UsageError(f"{item.nodeid} is marked covering: {top} belongs into MIXED")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Kavach runs on asyncio; `anyio`-marked tests run there and nowhere else."""
    return "asyncio"


def _reason(longrepr: object) -> str:
    text = longrepr[2] if isinstance(longrepr, tuple) else longrepr  # (path, line, reason)
    return str(text).removeprefix("Skipped: ")


def pytest_unconfigure() -> None:
    """Drop the schemas that were kept for further tests."""
    if (kept := sys.modules.get("ready_schemas")) is not None:
        kept.drop_all()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List every reason for a skip, loudly: a skipped test proves nothing."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons = Counter(_reason(report.longrepr) for report in skipped)
    terminalreporter.section(f"{len(skipped)} TESTS DID NOT RUN", sep="!", yellow=True, bold=True)
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5d} x {reason}", yellow=True)
