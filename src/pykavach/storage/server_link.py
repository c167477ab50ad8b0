"""One connection to a server: none of its waits goes on beyond a deadline, and no error of a driver leaves it.

Time-outs of the server end what the server works on. They do not help when it has stopped, when its host is gone, or
when something between is silent: so the client bounds every wait on its socket too.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

#: What a dialect's connection runs: a statement with its values, in whatever form.
Statement = Any
Result = list[tuple[Any, ...]]


class ServerLink(ABC):
    """A connection, as SQLAlchemy sees it and as the driver's own (``raw``, which has a ``deadline``)."""

    raw: Any
    #: What the store knows of whoever holds it.
    loan: Any = None

    def __init__(self, engine: Engine) -> None:
        self.sql: Connection = engine.connect()
        self.raw = self.sql.connection.driver_connection
        #: Whether it has served a transaction: it may have been lost since, which says nothing about the server now.
        self.used = False

    @abstractmethod
    def run(self, statements: Iterable[Statement]) -> list[Result]:
        """Run statements in one trip; the rows of each, nothing for those that give none."""

    @abstractmethod
    def undo(self) -> bool:
        """Undo whatever is open; whether the connection can be used again."""

    @abstractmethod
    def undone(self, error: BaseException) -> bool:
        """Whether a commit that failed has certainly not happened: the server is there, and it has said no."""

    @property
    @abstractmethod
    def lost(self) -> bool:
        """Whether there is nobody at the other end any more, as far as is known."""

    def elsewhere(self, error: BaseException) -> bool:  # noqa: ARG002 - of a server that tells more
        """Whether the server at the other end has gone, or takes no changes any more: another may have taken over."""
        return self.lost

    @abstractmethod
    def _descriptor(self) -> int | None:
        """The socket's, if it is open."""

    def close(self) -> None:
        self.raw.close()
        try:
            if not (self.sql.closed or self.sql.invalidated):
                self.sql.invalidate()
            self.sql.close()
        except SQLAlchemyError:  # it has noticed the loss by itself
            pass

    def abandon(self) -> None:
        """In a forked child: let go of the parent's connection without a word to the server.

        Its descriptor leads nowhere from now on, and stays taken: whatever still closes it meets nothing of ours.
        """
        descriptor = self._descriptor()
        if descriptor is None:
            return
        nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        try:
            os.dup2(nowhere, descriptor, inheritable=False)
        finally:
            os.close(nowhere)


def cause_of(error: BaseException) -> BaseException:
    """The driver's error in what SQLAlchemy makes of it, whose text quotes the parameters."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def lacking(denied: str) -> str:
    """What a server says to whoever may not do a thing, and the way out."""
    return f"the database role lacks a right: {denied}; kavach db grants prints those that a role needs"
