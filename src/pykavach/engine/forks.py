"""After a fork, in the child: everything registered here starts anew (API-3)."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class _Forkable(Protocol):
    def after_fork(self) -> None: ...


_live: weakref.WeakSet[_Forkable] = weakref.WeakSet()


def register(thing: _Forkable) -> None:
    """From now on, ``thing.after_fork()`` runs in every forked child, as long as somebody holds the thing."""
    _live.add(thing)


def _in_child() -> None:
    for thing in list(_live):
        thing.after_fork()


if hasattr(os, "register_at_fork"):  # pragma: no branch - where it is missing (Windows), nothing forks
    os.register_at_fork(after_in_child=_in_child)
