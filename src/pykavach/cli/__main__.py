"""``python -m pykavach.cli`` is ``kavach``."""

from pykavach.cli import main

if __name__ == "__main__":
    main()
