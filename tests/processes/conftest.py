"""Processes that the tests of this folder share: starting one costs more than most tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from process_world import Fleet, a_database, each_database

pytest_generate_tests = each_database


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    fleet = Fleet(4)
    yield fleet
    fleet.close()


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A new database, which must be whole in the end."""
    with a_database(request.param, tmp_path) as path:
        yield path
