"""A database server of a test's own, to be killed: what is the same for every kind."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest


def do_without(why: str) -> None:
    """Skip a test, loudly; in CI nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def free_port() -> int:
    """A port that nobody listens on, below those that clients get: one that tries again and again must not meet itself."""
    while True:
        port = random.randrange(20_000, 30_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Picture(NamedTuple):
    """A schema as it was: what is defined in it, and the rows of its tables by their names."""

    shape: list[Any]
    rows: dict[str, list[tuple[Any, ...]]]


class OwnServer(ABC):
    """A server on a port of its own, with its data in a folder that goes when it is closed. It flushes what it commits."""

    #: The ways in which it can go down; and the one that closing takes.
    ENDINGS: ClassVar[tuple[str, ...]]
    _CLOSING: ClassVar[str]
    #: Who it runs as where the tests run as root, which it refuses to do.
    _ACCOUNT: ClassVar[str]

    def __init__(self) -> None:
        """Make its data, and start it."""
        self._folder = Path(tempfile.mkdtemp(prefix="kv-"))
        self._data = self._folder / "data"
        self.port = free_port()
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._ACCOUNT)
        try:
            self._make()
            self.start()
        except BaseException:
            self.close()
            raise

    @abstractmethod
    def _make(self) -> None:
        """Make its data."""

    @abstractmethod
    def start(self) -> None:
        """Start it; it takes connections when this returns."""

    @abstractmethod
    def end(self, how: str) -> None:
        """Take it down, in one of the ways of ``ENDINGS``; nothing of it runs when this returns."""

    @abstractmethod
    def address(self, schema: str) -> str: ...

    @abstractmethod
    def run(self, statement: str, *values: Any, schema: str = ...) -> list[tuple[Any, ...]]: ...

    def _call(self, *command: str) -> None:
        """Run one of its programs to the end."""
        # Into a file: a server inherits what its starter writes to, and a pipe would stay open as long as it runs.
        with (self._folder / "said").open("w+b") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/", timeout=120, check=False)
            if done.returncode:
                said.seek(0)
                raise RuntimeError(f"{command}: {said.read().decode(errors='replace')}\n{self.log()}")

    def log(self) -> str:
        """The end of what it has to say."""
        path = self._folder / "log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    @contextmanager
    def a_schema(self) -> Iterator[str]:
        name = f"kavach_{os.urandom(4).hex()}"
        self.run(f"CREATE SCHEMA {name}")
        yield name

    def close(self) -> None:
        with suppress(Exception):
            self.end(self._CLOSING)
        shutil.rmtree(self._folder, ignore_errors=True)
