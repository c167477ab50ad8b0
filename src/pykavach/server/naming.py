"""Names of other protocols as segments of resources, so that no two of them become one (PRM-1).

A segment may hold visible ASCII other than ``:`` and ``*``. Whatever else a name holds, and ``%`` itself, is written as
``%`` and two upper-case hex digits for each byte of its UTF-8. Kavach never decodes it: a permission spells it the same way.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote_to_bytes

#: Visible ASCII that stands for itself.
_PLAIN: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in ":*%")


def segment(name: str) -> str:
    """One segment for a name. Different names have different segments; an empty one has none that is valid."""
    return quote(name, safe=_PLAIN)


def segments(name: str) -> str:
    """The segments for a name in which ``:`` separates them."""
    return ":".join(segment(part) for part in name.split(":"))


def name_of(text: str) -> str | None:
    """The name whose ``segments`` are this text; None if it is no name's."""
    try:
        name = unquote_to_bytes(text).decode()
    except ValueError:
        return None
    return name if segments(name) == text else None
