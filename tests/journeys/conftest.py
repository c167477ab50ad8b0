"""Every journey on every database: in a file through both surfaces, on servers through the async one.

In the long suite (``make soak``) those that have no variants go through the blocking one there, too.
Of many variants all run through the async surface in a file, and a few elsewhere; the long suite runs the others. Those that are
about what a database makes of a value run with all of them on every database, and are marked ``everywhere``.
What is about the file itself is marked ``sqlite``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from journey_world import Loop, World
from ready_schemas import a_ready_schema
from servers import SERVERS

FILE = (("async", "sqlite"), ("sync", "sqlite"))
SERVER = tuple(("async", server) for server in SERVERS)
ALSO = (("sync", "postgres"),)


#: Variants of a journey that run on a server, and through the blocking surface, in the ordinary suite.
VARIANTS = 2

#: Where calls wait for a person: of all branches, only how the blocking surface waits is not taken by the async one, too.
WAITING = ("test_approvals.py",)


@pytest.hookimpl(tryfirst=True)  # before those that are marked ``soak`` are left out
def pytest_collection_modifyitems(items):
    seen = Counter()
    for item in items:  # of all folders
        place = item.callspec.params.get("world") if hasattr(item, "callspec") else None
        if place is None:
            continue
        if place == FILE[0] or (place in FILE and item.path.name in WAITING):
            item.add_marker("covering")
        if place == FILE[0] or item.get_closest_marker("everywhere"):
            continue
        seen[item.function, place] += 1
        if place in ALSO or seen[item.function, place] > VARIANTS:
            item.add_marker("soak")


@pytest.fixture(scope="session")
def event_loop_thread():
    loop = Loop()
    yield loop
    loop.close()


def pytest_generate_tests(metafunc):
    if "world" in metafunc.fixturenames:
        only_file = metafunc.definition.get_closest_marker("sqlite") is not None
        has_variants = metafunc.definition.get_closest_marker("parametrize") is not None
        places = FILE if only_file else (*FILE, *SERVER, *(() if has_variants else ALSO))
        ids = [surface if database == "sqlite" else f"{surface}-{database}" for surface, database in places]
        metafunc.parametrize("world", places, ids=ids, indirect=True)


@pytest.fixture
def world(request, tmp_path, event_loop_thread):
    """An installation, open, behind the surface that is on trial."""
    surface, database = request.param
    if database == "sqlite":
        yield from a_world(World(tmp_path, surface, event_loop_thread))
        return
    with a_ready_schema(database) as schema:
        yield from a_world(World(tmp_path, surface, event_loop_thread, database, schema))


def a_world(world):
    try:
        world.begin()
        yield world
        if world.verified:
            assert world.k.audit.verify().ok
    finally:
        world.close()
