"""Where the published test vectors are: the folder named by KAVACH_VECTORS, or ../shared/vectors beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[1]


def vectors_dir(name: str) -> Path:
    """The folder of vectors called ``name``; the calling test is skipped, with the reason, if it is not there."""
    named = os.environ.get("KAVACH_VECTORS")
    folder = (Path(named) if named else _REPOSITORY.parent / "shared" / "vectors") / name
    if not folder.is_dir():
        pytest.skip(f"no vectors in {folder}; set KAVACH_VECTORS to the folder that holds {name}/")
    return folder
