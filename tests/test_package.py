"""What is built: a wheel with the package and its types, an archive of the source that can be worked with."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which both were built, in this environment."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(built: Path):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (about,) = (name.partition("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
        told = message_from_bytes(archive.read(f"{about}/METADATA"))
        points = archive.read(f"{about}/entry_points.txt").decode()
    assert {name.partition("/")[0] for name in names} == {"pykavach", about}
    source = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    pages = ROOT / "src" / "pykavach" / "server" / "dashboard"
    for folder in ("templates", "static"):  # with the licences of what others have written
        source |= {
            path.relative_to(ROOT / "src").as_posix()
            for path in (pages / folder).rglob("*")
            if path.is_file()
        }
    assert {name for name in names if name.startswith("pykavach/")} == source | {"pykavach/py.typed"}
    assert points.split() == ["[console_scripts]", "kavach", "=", "pykavach.cli:main"]
    needed = {
        text.partition(";")[0].strip() for text in told.get_all("Requires-Dist", ()) if "extra" not in text
    }
    assert {text.partition("<")[0].partition(">")[0] for text in needed} == {
        "alembic",
        "cryptography",
        "pydantic",
        "sqlalchemy",
    }
    assert told.get_all("Provides-Extra") == [
        "cli",
        "client",
        "metrics",
        "mysql",
        "otel",
        "passkeys",
        "postgres",
        "prices",
        "server",
    ]
    assert (told["License-Expression"], told["Requires-Python"]) == ("MIT", ">=3.11")


def test_the_source_archive_can_be_worked_with(built: Path):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    for needed in (
        "LICENSE",
        "Makefile",
        "README.md",
        "pyproject.toml",
        "requirements/dev.txt",
        "tests/requirements.py",
        "tools/build_docs.py",
        "zensical.toml",
    ):
        assert needed in names
    assert not [
        name for name in names if name.endswith((".db", ".pyc", ".secret")) or name.startswith(".venv")
    ]
