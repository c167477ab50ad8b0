"""Runs the blocks of one page of the documentation, in order, in the current folder. Started by ``test_docs.py``.

A ``python`` block with a ``title`` becomes a file of that name; without one it runs in a namespace that the page shares.
An ``sh`` block runs under ``bash -eu``; what it exports stays for the blocks behind it. A ``text`` block behind one that
ran is what that one must have printed, where ``...`` stands for anything.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

_KEEP = '\ncode=$?; env -0 > "$KAVACH_DOCS_ENV"; exit $code\n'


#: The groups of processes that blocks have started: what one leaves behind ends with the page.
_GROUPS: list[int] = []


def run_shell(code: str) -> str:
    kept = Path("../environment")
    env = os.environ | {"KAVACH_DOCS_ENV": str(kept.resolve())}
    with subprocess.Popen(
        ["bash", "-eu", "-o", "pipefail", "-c", code + _KEEP],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,
    ) as shell:
        _GROUPS.append(shell.pid)
        out, err = shell.communicate(timeout=120)
    if shell.returncode:
        raise RuntimeError(f"exit code {shell.returncode}\n{out}{err}")
    os.environ.update(part.split("=", 1) for part in kept.read_text().split("\0") if part)
    return out


def end_groups() -> None:
    for group in _GROUPS:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def run_python(code: str, place: str, shared: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, place, "exec"), shared)  # the page's own code is what is tested
    return out.getvalue()


def expect(wanted: str, printed: str) -> None:
    squeezed = [re.sub(r"[ \t]+", " ", text).strip() for text in (wanted, printed)]
    pattern = re.escape(squeezed[0]).replace(r"\.\.\.", "(?s:.*?)")
    if not re.fullmatch(pattern, squeezed[1]):
        raise AssertionError(f"the page says it prints\n{wanted}\nbut it printed\n{printed}")


def main() -> None:
    page = json.load(sys.stdin)
    shared: dict[str, Any] = {"__name__": "__main__"}
    printed = ""
    for block in page["blocks"]:
        try:
            if block["language"] == "text":
                expect(block["code"], printed)
            elif block["language"] == "sh":
                printed = run_shell(block["code"])
            elif block["title"]:
                Path(block["title"]).write_text(block["code"], encoding="utf-8")
            else:
                printed = run_python(block["code"], f"{page['name']}:{block['line']}", shared)
        except BaseException:
            print(f"{page['name']}, the block at line {block['line']}, failed:", file=sys.stderr)
            raise


if __name__ == "__main__":
    try:
        main()
    finally:
        end_groups()
