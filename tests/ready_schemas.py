"""Schemas on the test servers in which Kavach's tables stand already, for one test after the other.

On a server, making the tables and dropping them takes longer than most tests. So a schema that a test gives back is given
to a later test of the same process once it is as it was made: every session in it has ended, all that is defined in it is
still the same, and its tables hold their first rows and no others. If anything is defined differently, it is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pykavach.sync import Kavach
from servers import SERVERS
from throwaway_server import Picture


class Ready(NamedTuple):
    """A schema, as it was made."""

    server: str
    name: str
    make: Callable[[str, str], None]
    picture: Picture


def make_tables(server: str, schema: str) -> None:
    """Kavach's tables, made by Kavach."""
    with Kavach(SERVERS[server].address(schema), durability="process", timeout=30.0):
        pass


_free: defaultdict[tuple[str, Callable[[str, str], None]], list[Ready]] = defaultdict(list)


def take(server: str, make: Callable[[str, str], None] = make_tables) -> Ready:
    """A schema that nobody else uses, as ``make`` leaves it."""
    at = SERVERS[server]
    at.need()
    if free := _free[server, make]:
        return free.pop()
    name = at.new_schema()
    try:
        make(server, name)
        return Ready(server, name, make, at.picture(name))
    except BaseException:
        at.drop_schema(name)
        raise


def give_back(ready: Ready) -> None:
    """Make a schema ready again, or drop it."""
    at = SERVERS[ready.server]
    try:
        restored = at.restore(ready.name, ready.picture)
    except BaseException:
        at.drop_schema(ready.name)
        raise
    if restored:
        _free[ready.server, ready.make].append(ready)
    else:
        at.drop_schema(ready.name)


@contextmanager
def a_ready_schema(server: str) -> Iterator[str]:
    """The name of a schema with Kavach's tables, as they are when nobody has used them yet."""
    ready = take(server)
    try:
        yield ready.name
    finally:
        give_back(ready)


def drop_all() -> None:
    """Drop what is ready; at the end of a run."""
    while _free:
        (server, _), some = _free.popitem()
        for ready in some:
            SERVERS[server].drop_schema(ready.name)
