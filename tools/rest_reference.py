"""Write ``docs/reference/rest.md`` from the server's own table of endpoints. ``--check``: only say whether it is current."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from pykavach.core.roles import RIGHTS, Role
from pykavach.server.endpoints import FORM, Endpoint
from pykavach.server.fields import Field
from pykavach.server.table import ENDPOINTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rest.md"

HEAD = """# REST API

What `kavach serve` answers. Bodies and answers are JSON in camelCase; `/openapi.json` is the same in OpenAPI 3.1, with the
schema of every answer. [Serve over HTTP](../how-to/serve.md) says how to run it.

A request names its caller by `Authorization: Bearer` with an admin key (`kva_…`), or with an agent's own token (`kv_…`)
where it says *agent*. Whoever is not known gets `401`; what a caller may not see or do answers `404`, as if it were not
there. Problems are `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) with the code of the
[error](errors.md), the field that is wrong, and the request's id. A denial is no problem: `authorize` answers `200` with
`"allowed": false`.

Lists are `{"items", "nextCursor"}`; `cursor` takes the `nextCursor` of the page before. Every answer carries
`X-Request-Id`, the client's own if it sent one (printable ASCII, at most 128 characters, and no token).

Where the body has a field `idempotencyKey`, the header `Idempotency-Key` says the same (`"order-17"`, with quotes or without).

A decision about an agent with limits a minute or a day has `RateLimit-Policy` and `RateLimit`
([draft 10](https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10)), with the policies `"minute"` and
`"day"`: the agent's own, not those of its permissions or of agents above. One that may pass later has `Retry-After`, which is
of all of them.

## Rights

| role | may |
| --- | --- |
"""


def text() -> str:
    """The page."""
    parts = [HEAD]
    parts += [f"| `{role.value}` | {', '.join(sorted(r.value for r in RIGHTS[role]))} |\n" for role in Role]
    for tag, endpoints in groupby(
        sorted(ENDPOINTS, key=lambda each: _TAGS.index(each.tag)), key=lambda each: each.tag
    ):
        parts.append(f"\n## {_TITLES.get(tag, tag.capitalize())}\n")
        parts += [_section(endpoint) for endpoint in endpoints]
    return "".join(parts)


_TITLES = {"authzen": "AuthZEN", "oauth": "OAuth"}
_TAGS = list(dict.fromkeys(endpoint.tag for endpoint in ENDPOINTS))


def _section(endpoint: Endpoint) -> str:
    who = "nobody has to be known" if endpoint.open else " or ".join(_who(endpoint))
    summary = endpoint.summary if endpoint.summary.endswith("?") else endpoint.summary + "."
    parts = [f"\n### `{endpoint.method} {endpoint.path}`\n\n{summary} *{who}*\n"]
    if endpoint.doc:
        parts.append(f"\n{endpoint.doc}\n")
    fields = [("query", field) for field in endpoint.query] + [
        ("body", field) for field in endpoint.body or ()
    ]
    if endpoint.form is not None:
        names = ", ".join(f"`{name}`" for name in endpoint.form["properties"])
        parts.append(f"\nA form (`{FORM}`) of {names}.\n")
    if fields:
        parts.append("\n| field | in | |\n| --- | --- | --- |\n")
        parts += [_row(place, field) for place, field in fields]
    return "".join(parts)


def _who(endpoint: Endpoint) -> list[str]:
    key = "any key" if endpoint.right is None else f"right {endpoint.right.value}"
    if endpoint.key_header is not None:
        key += f", in `{endpoint.key_header}`"
    return [key, "agent"] if endpoint.agents else [key]


def _row(place: str, field: Field) -> str:
    need = "**required** " if field.required else ""
    return f"| `{field.wire}` | {place} | {need}{_kind(field)}{'. ' + field.doc if field.doc else ''} |\n"


def _kind(field: Field) -> str:
    schema = field.schema
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    kind = schema.get("type", "any JSON value")
    words = kind if isinstance(kind, list) else [kind]
    return " or ".join(schema.get("format", word) if word == "string" else word for word in words)


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        if PAGE.read_text(encoding="utf-8") == text():
            return 0
        sys.stderr.write(
            "docs/reference/rest.md is not what the table says; run: python tools/rest_reference.py\n"
        )
        return 1
    PAGE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
