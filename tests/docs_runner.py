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
import subprocess
import sys
from pathlib import Path
from typing import Any

_KEEP = '\ncode=$?; env -0 > "$KAVACH_DOCS_ENV"; exit $code\n'


def run_shell(code: str) -> str:
    kept = Path("../environment")
    env = os.environ | {"KAVACH_DOCS_ENV": str(kept.resolve())}
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", code + _KEEP],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env=env,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
    os.environ.update(part.split("=", 1) for part in kept.read_text().split("\0") if part)
    return done.stdout


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
    main()
