"""One server for the tests of a module, and the library on the same database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from client_world import Both
from server_world import served


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with served(tmp_path_factory.mktemp("client")) as running:
        made = Both(running)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
