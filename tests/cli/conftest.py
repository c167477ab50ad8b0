from __future__ import annotations

from pathlib import Path

import pytest

from cli_world import Shell


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """A folder without a database."""
    return Shell(tmp_path)


@pytest.fixture
def kavach(empty: Shell) -> Shell:
    """A folder with an empty database."""
    with empty.open():
        pass
    return empty
