"""Processes that the tests of this folder share: starting one costs more than most tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from process_world import Fleet, check_whole, url
from pykavach.sync import Kavach


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    fleet = Fleet(4)
    yield fleet
    fleet.close()


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A new file, which must be whole in the end."""
    path = tmp_path / "kavach.db"
    with Kavach(url(path), durability="process"):
        pass
    yield path
    check_whole(path)
