"""What must happen around a fork, so that an SQLite file survives it (API-3).

SQLite keeps one table per process of the files it has open and of the locks it holds on them. A child inherits that
table, but not the locks: POSIX locks belong to a process. Whatever the child then opens itself, SQLite believes to be
locked already. Nothing keeps another process from resetting or removing the write-ahead log under it, and what the
child commits is lost. So no connection may be open at the moment of the fork: every store closes its own before, and
opens them again, in the parent as in the child, when they are next needed.
"""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Forkable(Protocol):
    """A store that can let go of its connections for the moment of a fork."""

    def before_fork(self) -> None: ...
    def after_fork_in_parent(self) -> None: ...
    def after_fork_in_child(self) -> None: ...


_stores: weakref.WeakSet[Forkable] = weakref.WeakSet()


def register(store: Forkable) -> None:
    """Tell this store of every fork, as long as it lives."""
    _stores.add(store)


def _before() -> None:
    for store in list(_stores):
        store.before_fork()


def _in_parent() -> None:
    for store in list(_stores):
        store.after_fork_in_parent()


def _in_child() -> None:
    for store in list(_stores):
        store.after_fork_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
