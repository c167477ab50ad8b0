from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stored_world import KINDS, Stored, an_empty_place, stored


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Where a database may be made, on each kind."""
    with an_empty_place(request.param, tmp_path) as path:
        yield path


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stored]:
    """A database of this schema, on each kind."""
    with stored(request.param, tmp_path) as found:
        yield found
