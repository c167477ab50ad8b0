"""Runs commands for the tests, each in a process of its own that is forked from one where everything is imported already.

A request is one JSON line: ``argv``, ``env``, ``cwd`` and the files for the standard streams. The answer is the exit
code on a line. Importing is the same every time and takes longer than most commands; some tests start the command in
the ordinary way as well. Its argument says of which version they are: of ``this``, or of the ``next``.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

import pykavach.cli
import pykavach.cli.app
import pykavach.storage.sqlite
import pykavach.sync

_WRITTEN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
_FLAGS = (os.O_RDONLY, _WRITTEN, _WRITTEN)


def be_the_next_version() -> None:
    """Of a schema that is one step further, with a column more."""
    sys.path.append(str(Path(__file__).parent.parent))
    from sqlalchemy import Column, String

    import stored_world
    from pykavach.storage import tables
    from pykavach.storage.migrations import steps  # noqa: F401 - most commands need it

    stored_world.next_version()
    tables.agent.append_column(Column("nickname", String(200)))
    tables.setting.c.value.nullable = False


def import_all() -> None:
    for module, _ in pykavach.cli.app.COMMANDS.values():
        __import__(module.partition(":")[0])


def serve(version: str) -> None:
    if version == "next":
        be_the_next_version()
    import_all()
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            run(
                request,
                [os.open(path, flags, 0o600) for path, flags in zip(request["streams"], _FLAGS, strict=True)],
            )
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def run(request: dict, streams: list[int]) -> None:
    """Be the command, to its end."""
    code: object = 99
    try:
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
        sys.stdout = os.fdopen(1, "w", encoding=encoding, closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)
        sys.argv = ["kavach", *request["argv"]]
        try:
            pykavach.cli.main()
        except SystemExit as end:
            code = end.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, the test shall see it, and this process ends
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code if isinstance(code, int) else 98)


if __name__ == "__main__":
    serve(sys.argv[1])
