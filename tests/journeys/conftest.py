from __future__ import annotations

import pytest

from journey_world import Loop, World


@pytest.fixture(scope="session")
def event_loop_thread():
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(params=["async", "sync"])
def world(request, tmp_path, event_loop_thread):
    """An installation, open, behind the surface that is on trial."""
    world = World(tmp_path, request.param, event_loop_thread)
    world.begin()
    try:
        yield world
        if world.verified:
            assert world.k.audit.verify().ok
    finally:
        world.close()
