"""The documentation is true: its code runs, its links lead somewhere, and its tables are those of the code."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import unquote

import click
import pytest

import docs_commands
from pykavach.cli import base
from pykavach.cli.app import COMMANDS, app
from pykavach.client import SyncClient
from pykavach.core import constraints, errors
from pykavach.core.access import RETRY, Code
from pykavach.core.matchers import _PARTS
from pykavach.engine.conditions import KINDS as KINDS_OF_ENTRIES
from pykavach.engine.entries import WIRE_KEYS
from pykavach.engine.events import KINDS
from pykavach.open import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
RUNNER = Path(__file__).with_name("docs_runner.py")
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
LINKED = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

_FENCE = re.compile(
    r"(?P<skip><!-- not run[^>]*-->\n\n?)?^```(?P<language>[a-z]+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


class Block(NamedTuple):
    language: str
    title: str | None
    code: str
    line: int


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def fences(text: str) -> Iterator[tuple[re.Match[str], int]]:
    for found in _FENCE.finditer(text):
        yield found, text.count("\n", 0, found.start("code"))


def blocks_of(page: Path) -> list[Block]:
    """What runs of a page, and what it must print."""
    found: list[Block] = []
    ran = False
    for fence, line in fences(page.read_text(encoding="utf-8")):
        language, title = fence["language"], fence["title"]
        runs = language in ("python", "sh") and not fence["skip"]
        if runs or (language == "text" and ran and not fence["skip"]):
            found.append(Block(language, title, fence["code"], line))
        ran = runs and title is None
    return found


def prose(page: Path) -> str:
    """A page without its blocks and its inline code."""
    return _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))


def table_rows(page: str, heading: str | None = None) -> list[list[str]]:
    """The cells of every row of the tables on a page, or under one heading of it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    if heading is not None:
        text = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in text.splitlines() if line.startswith("|") and not re.match(r"\|[ :-]+\|", line)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def named(cells: list[str]) -> list[str]:
    return _CODE.findall(cells[0])


# -- it runs ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def commands() -> Iterator[Path]:
    """A folder with the command in it."""
    with TemporaryDirectory(prefix="kv-") as name:  # the name of a socket must be short
        folder = Path(name)
        docs_commands.install(folder, folder / "socket")
        with subprocess.Popen(
            [sys.executable, docs_commands.__file__, str(folder / "socket")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as server:
            assert server.stdout is not None
            assert server.stdout.readline() == b"ready\n"
            yield folder


@pytest.mark.parametrize("page", [page for page in PAGES if blocks_of(page)], ids=name_of)
def test_the_blocks_of_a_page_run_in_an_empty_folder(page: Path, tmp_path: Path, commands: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    home = {name: os.environ[name] for name in ("LANG", "COVERAGE_PROCESS_START") if name in os.environ}
    path = os.pathsep.join((str(commands), str(Path(sys.executable).parent), os.environ["PATH"]))
    given = {"name": name_of(page), "blocks": [block._asdict() for block in blocks_of(page)]}
    done = subprocess.run(
        [sys.executable, str(RUNNER)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=folder,
        env=home | {"PATH": path, "HOME": str(tmp_path)},
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_most_blocks_run() -> None:
    """A block that does not run says so where it stands; ``console`` blocks show a session and never run."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence, line in fences(text):
            if fence["language"] in ("python", "sh") and fence["skip"]:
                assert re.match(r"<!-- not run: .{10,}-->", fence["skip"]), f"{page}:{line} does not say why"


# -- it leads somewhere ----------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#{1,6} (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    slugs = (re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in headings)
    return {re.sub(r"[ -]+", "-", slug) for slug in slugs}


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), f"{name_of(page)}: {target}"
            continue
        path, _, anchor = unquote(target).partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name_of(page)}: {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{name_of(page)}: {target}"


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_limitations_are_linked(page: str) -> None:
    assert re.search(r"\]\([^)]*LIMITATIONS\.md\)", (ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_no_page_shows_a_token(page: Path) -> None:
    assert not re.search(r"kv_[0-9a-f]{8}", page.read_text(encoding="utf-8"))


# -- it says what the code says --------------------------------------------------------------------------------------


def test_the_table_of_constraints_is_the_codes() -> None:
    rows = [row for row in table_rows("reference/constraints.md", "The table") if named(row)]
    told = {
        name: snake for row in rows for name, snake in zip(named(row), _CODE.findall(row[1]), strict=True)
    }
    assert told == dict(constraints._WIRE)


def test_the_readme_names_every_limit() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not {name for name in constraints._WIRE if name != "minTrust" and f"`{name}`" not in text}


def test_the_matchers_are_the_codes() -> None:
    rows = table_rows("reference/constraints.md", "Matchers")
    assert {name for row in rows for name in named(row)} == set(_PARTS)


def test_every_code_is_documented_with_its_retry() -> None:
    rows = [row for row in table_rows("reference/codes.md", "The codes") if named(row)]
    told = {named(row)[0]: row[1].strip("`") for row in rows}
    assert told == {code.value: RETRY[code].value for code in Code}


def test_every_error_is_documented_with_its_code_and_status() -> None:
    rows = [row for row in table_rows("reference/errors.md") if named(row) and named(row)[0][:1].isupper()]
    told = {named(row)[0]: (row[1].strip("`"), int(row[2])) for row in rows}
    raised = {
        name: (found.code, found.status)
        for name, found in inspect.getmembers(errors, inspect.isclass)
        if issubclass(found, errors.KavachError)
        and found not in (errors.KavachError, errors.CallerError, errors.WorldError)
    }
    assert told == raised


def test_every_event_is_documented() -> None:
    rows = table_rows("reference/events.md", "The events")
    assert [name for row in rows for name in named(row)] == list(KINDS)


def test_every_setting_is_documented() -> None:
    rows = table_rows("reference/settings.md", "Kavach")
    told = [name for row in rows for name in named(row)]
    assert told == [name for name in inspect.signature(Settings.__init__).parameters if name != "self"]


def test_every_setting_of_a_client_is_documented() -> None:
    rows = table_rows("reference/settings.md", "Client")
    told = [name for row in rows for name in named(row)]
    assert told == list(inspect.signature(SyncClient).parameters)


def test_every_key_of_an_entry_is_documented() -> None:
    rows = table_rows("reference/audit-entries.md", "What a query shows")
    assert {name for row in rows for name in named(row)} == set(WIRE_KEYS)


def test_every_kind_of_entry_is_documented() -> None:
    rows = table_rows("reference/audit-entries.md", "Kinds")
    assert {name for row in rows for name in named(row)} == set(KINDS_OF_ENTRIES)


def test_every_exit_code_is_documented() -> None:
    rows = [row for row in table_rows("how-to/scripting.md") if row[0].isdigit()]
    there = {value for name, value in vars(base).items() if name.startswith("EXIT_")}
    assert {int(row[0]) for row in rows} == there | {0}
    helped = app.epilog or ""
    assert {int(code) for code in re.findall(r"^ +(\d+) ", helped, re.MULTILINE)} == there | {0}


def test_every_page_is_in_the_navigation_and_every_decision_in_the_index() -> None:
    text = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    there = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert set(re.findall(r'"([\w/-]+\.md)"', text)) == there
    index = (DOCS / "adr" / "index.md").read_text(encoding="utf-8")
    assert set(_LINK.findall(index)) == {page.name for page in (DOCS / "adr").glob("0*.md")}


def _commands(command: click.Command, context: click.Context, words: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield " ".join(words)
        return
    for name in command.list_commands(context):
        found: Any = command.get_command(context, name)
        yield from _commands(found, context, (*words, name))


def test_every_command_is_documented() -> None:
    there = set(_commands(app, click.Context(app), ("kavach",)))
    assert {each.split()[1] for each in there} == set(COMMANDS)
    rows = table_rows("reference/cli.md", "Commands")
    told = {name for row in rows for name in named(row)}
    assert told == there
