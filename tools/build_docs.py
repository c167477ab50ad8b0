"""Build the documentation into ``site/`` with every warning an error.

``zensical build --strict`` fails on broken links, anchors and references, but not on what the docstring parser complains
about, nor on a navigation entry without a page. This closes both gaps, and asks that every page can be reached.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPLAINTS = ("griffe:", "warning", "mkdocstrings:", "mkdocs_autorefs:")


def targets(nav: object) -> Iterator[str]:
    """The pages that a navigation tree names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for child in nav.values():
            yield from targets(child)
    elif isinstance(nav, list):
        for child in nav:
            yield from targets(child)


def navigation_problems() -> list[str]:
    """Entries without a page, and pages without an entry."""
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    docs = ROOT / project["docs_dir"]
    named = set(targets(project["nav"]))
    present = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
    return [f"zensical.toml: nav names {name}, which does not exist" for name in sorted(named - present)] + [
        f"{project['docs_dir']}/{name}: not in the nav of zensical.toml" for name in sorted(present - named)
    ]


def main() -> int:
    """Build, show what was said, and answer 1 if anything was wrong."""
    built = subprocess.run(  # noqa: S603 - our own command, no input
        [str(Path(sys.executable).with_name("zensical")), "build", "--clean", "--strict"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    sys.stdout.write(built.stdout)
    problems = navigation_problems()
    problems += [line for line in built.stdout.splitlines() if line.lower().startswith(COMPLAINTS)]
    for problem in problems:
        sys.stdout.write(f"docs: {problem}\n")
    return 1 if built.returncode or problems else 0


if __name__ == "__main__":
    sys.exit(main())
