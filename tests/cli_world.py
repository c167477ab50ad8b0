"""The real command in real processes on a real file: what the tests of the command line share."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pykavach.sync import Kavach

SECRET = "s" * 40
COMMAND = (sys.executable, "-m", "pykavach.cli")


class Ran(NamedTuple):
    """How one command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


@cache
def _server(version: str) -> subprocess.Popen[str]:
    """Where commands of a version run; it ends with the tests, when its standard input does."""
    script = Path(__file__).with_name("cli_server.py")
    return subprocess.Popen(
        [sys.executable, script, version], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


class Shell:
    """A folder with a database, and the command run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._streams = folder.parent / f"{folder.name}-streams"
        self._streams.mkdir()
        self.file = folder / "kavach.db"
        self.db = f"sqlite:///{self.file}"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "KAVACH_DB": self.db,
            "KAVACH_SECRET": SECRET,
        }

    def open(self, **options: Any) -> Kavach:
        """The library on the same file, as another process would have it."""
        return Kavach(self.db, SECRET, actor="test", durability="process", timeout=30.0, **options)

    def __call__(
        self,
        *args: object,
        input: str | bytes = b"",
        code: int | None = 0,
        version: str = "this",
        **env: str,
    ) -> Ran:
        """Run the command to its end, of this version or of the next. No way to end it shows a traceback."""
        streams = [self._streams / name for name in ("in", "out", "err")]
        streams[0].write_bytes(input.encode() if isinstance(input, str) else input)
        request = {"argv": [str(arg) for arg in args], "env": self.env | env, "cwd": str(self.folder)}
        server = _server(version)
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request | {"streams": [str(path) for path in streams]}) + "\n")
        server.stdin.flush()
        ran = Ran(int(server.stdout.readline()), *(path.read_text() for path in streams[1:]))
        assert "Traceback" not in ran.out + ran.err, ran.err
        assert code is None or ran.code == code, ran
        return ran

    def apart(self, *args: object, **env: str) -> Ran:
        """Run the command in the ordinary way, as a shell does."""
        process = self.start(*args, **env)
        out, err = process.communicate(timeout=120)
        return Ran(process.returncode, out, err)

    def start(self, *args: object, **env: str) -> subprocess.Popen[str]:
        """Run the command beside the test; its output is read as it comes."""
        # Tests that run in the background may ignore interrupts, and so would the command that they start.
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            return subprocess.Popen(
                [*COMMAND, *map(str, args)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self.env | env,
                cwd=self.folder,
                text=True,
            )
        finally:
            signal.signal(signal.SIGINT, before)


def lines_of(process: subprocess.Popen[str], count: int) -> list[str]:
    """The next lines, which must come within a minute."""
    assert process.stdout is not None
    data, end = b"", time.monotonic() + 60
    while data.count(b"\n") < count:
        assert time.monotonic() < end, data
        assert process.poll() is None, process.stderr and process.stderr.read()
        if select.select([process.stdout], [], [], 1)[0]:
            data += os.read(process.stdout.fileno(), 1 << 16)
    return data.decode().splitlines()
