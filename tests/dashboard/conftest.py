"""One server for the tests of a module, and one browser for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server_world import Served, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("dashboard")) as running:
        yield running
