"""Waiting in tests: for something that shows, never for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

#: Seconds that any job may take; far more than any needs.
PATIENCE = 120.0


def until(condition: Callable[[], Any], *, seconds: float = PATIENCE, what: str = "it") -> Any:
    """Look again and again until the condition holds; what it gave then."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        time.sleep(0.002)
    return found
