"""New files for what a command makes: tokens, secrets, checkpoints, exports."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, Self

from pykavach.core.errors import Conflict, InvalidInput


class NewFile:
    """A file that must not exist yet, made before the work whose result it takes: what cannot be kept is not made.

    Without a path it takes nothing. Unless ``finish`` was called, leaving removes it: half a file must not look whole.
    """

    def __init__(self, path: str | None, option: str, *, mode: int = 0o600, way_out: str = "") -> None:
        self.path = path
        self._option = option
        self._mode = mode
        self._way_out = way_out
        self._file: BinaryIO | None = None
        self._whole = False

    def __enter__(self) -> Self:
        if self.path is not None:
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                self._file = os.fdopen(os.open(self.path, flags, self._mode), "wb")
            except FileExistsError:
                rule = f"{self._option}: {self.path!r} exists already and is left alone{self._way_out}"
                raise Conflict(rule) from None
            except (OSError, ValueError) as error:
                why = error.strerror if isinstance(error, OSError) else "the name is not one of a file"
                raise InvalidInput(self._option, f"cannot be written: {why}") from None
        return self

    def write(self, text: str) -> int:
        """Write a part; how many bytes it has."""
        data = text.encode()
        if self._file is not None:
            self._file.write(data)
        return len(data)

    def finish(self, text: str = "") -> None:
        """Write the last part, down to the system; from here on the file stays."""
        self.write(text)
        if self._file is not None:
            self._file.flush()
        self._whole = True

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._file is None or self.path is None:
            return
        try:
            self._file.close()
        finally:
            if not self._whole:
                Path(self.path).unlink(missing_ok=True)
