"""The command ``kavach``: one module per noun. Nothing here decides; everything is asked of ``pykavach.sync``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with the code that tells the outcome."""
    try:
        from pykavach.cli.app import run
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        print(
            'kavach: the command line needs two more packages: pip install "pykavach[cli]"', file=sys.stderr
        )
        sys.exit(2)
    sys.exit(run(sys.argv[1:]))
