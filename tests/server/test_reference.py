"""The REST reference in the docs is what the table says; so are the settings in the how-to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pykavach.server.config import Config

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_is_current():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "rest_reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_setting_is_in_the_how_to():
    page = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    assert [name for name in Config.model_fields if f"`{name}`" not in page] == []
