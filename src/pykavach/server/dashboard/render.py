"""Pages from templates, and the headers that bound what a browser does with them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic_core import to_json
from starlette.responses import RedirectResponse, Response

import pykavach
from pykavach.core import money
from pykavach.server.dashboard import charts, words
from pykavach.server.dashboard.assets import address_of

if TYPE_CHECKING:
    from pykavach.server.dashboard.visits import Visit

#: Nothing runs, is shown or is sent to but what this server serves itself: no inline script, no inline style.
CSP: Final = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "  # the style sheet draws its icons itself
    "connect-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'"
)
_FEATURES: Final = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
#: On every page. ``same-origin``, not ``no-referrer``: with that, browsers would send forms with the origin ``null``.
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": CSP,
    "referrer-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in _FEATURES),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


@lru_cache(1)
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "asset": address_of,
        "version": pykavach.__version__,
        "meter": charts.meter,
        "allowance": words.allowance,
        "limit_words": words.limit_words,
        "condition": words.conditions,
    }
    found.filters |= {
        "when": when,
        "clock": clock,
        "minute": minute,
        "usd": usd,
        "micros": micros,
        "json": pretty,
        "count": count,
        "code": words.code,
        "short": short,
        "typed": escape,
    }
    return found


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """A page as it is sent."""
    caller = visit.caller
    body = (
        _templates()
        .get_template(template)
        .render(
            visit=visit,
            caller=caller if caller.token is not None else None,
            can={right.value for right in caller.rights},
            csrf=csrf_field(visit),
            theme=visit.theme,
            here=visit.address,
            **values,
        )
    )
    return Response(body, status, dict(HEADERS), "text/html")


def csrf_field(visit: Visit) -> Markup:
    return Markup('<input type="hidden" name="csrf" value="{}">').format(visit.csrf)


def data(value: Any) -> Response:
    """A JSON value, for a script of a page."""
    return Response(to_json(value), 200, dict(HEADERS), "application/json")


def go(address: str) -> Response:
    """On to another page, with GET."""
    return RedirectResponse(address, 303, dict(HEADERS))


def visible(value: Any) -> Any:
    """Text as everybody can see it: what turns its neighbours around, or shows nothing at all, stands as an escape.

    Whatever a template prints goes through it, but for what ``typed`` puts back into a form as it was given.
    """
    if type(value) is not str or value.isprintable():
        return value
    return "".join(c if _shows(c) else f"\\u{ord(c):04x}" for c in value)


def _shows(char: str) -> bool:
    return char.isprintable() or char in "\t\n" or unicodedata.category(char) == "Zs"


# -- filters -------------------------------------------------------------------------------------------------------------


def when(value: datetime | None) -> Markup:
    """A time in UTC, to the second, for people and machines."""
    if value is None:
        return Markup("–")
    at = value.astimezone(UTC)
    return Markup('<time datetime="{}">{}</time>').format(
        at.strftime("%Y-%m-%dT%H:%M:%SZ"), at.strftime("%-d %b %Y, %H:%M:%S")
    )


def clock(value: datetime | None) -> Markup:
    """The time of the day, with the day for machines and for whoever points at it."""
    if value is None:
        return Markup("–")
    at = value.astimezone(UTC)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        at.strftime("%Y-%m-%dT%H:%M:%SZ"), at.strftime("%-d %b %Y, %H:%M:%S UTC"), at.strftime("%H:%M:%S")
    )


def minute(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%-d %b, %H:%M")


def usd(value: Decimal | str | int | None) -> str:
    """Dollars: two decimals, more only where the amount has them."""
    if value is None:
        return "–"
    amount = Decimal(value)
    text = f"{amount:,.2f}"
    return f"${text}" if Decimal(text.replace(",", "")) == amount else f"${amount.normalize():,f}"


def micros(value: int) -> str:
    """Micro-dollars, as findings give amounts."""
    return usd(money.usd(value))


def count(value: int) -> str:
    return f"{value:,}"


def pretty(value: Any) -> str:
    """A JSON value as people read it. What is not plain stands as an escape: nothing hides in it."""
    return json.dumps(value, indent=2, ensure_ascii=True, sort_keys=False)


def short(id: str) -> str:
    """The beginning of an id, as long as it takes to tell a few apart."""
    return id if len(id) <= 17 else f"{id[:16]}…"
