"""The table of endpoints as an OpenAPI 3.1 description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final

from pykavach.core.errors import CallerError, KavachError, Unavailable
from pykavach.server.endpoints import ANY, FORM, GUARD_HEADER, KEY_PATTERN, Endpoint
from pykavach.server.fields import Field, documented
from pykavach.server.problems import MEDIA_TYPE, PROTOCOL
from pykavach.server.schemas import INTEGER, STRING, Schema, record, ref

PROBLEM: Final[Schema] = {
    "type": "object",
    "description": "Problem details (RFC 9457). `code` is stable; `detail` says what to do.",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": STRING,
        "status": INTEGER,
        "detail": STRING,
        "code": STRING,
        "field": STRING,
        "requestId": STRING,
    },
    "required": ["type", "title", "status", "detail", "code", "requestId"],
}
#: The methods that a description can name, of an endpoint that answers to every one.
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_ALWAYS: Final = (
    "malformed_request",
    "too_large",
    "request_timeout",
    "internal",
    "overloaded",
    "unavailable",
)


def description(endpoints: Iterable[Endpoint], schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        for method in _METHODS if endpoint.method == ANY else (endpoint.method,):
            paths.setdefault(endpoint.path, {})[method.lower()] = _operation(endpoint, method)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Kavach",
            "version": version("pykavach"),
            "summary": "Identity, permissions, limits and an audit trail for AI agents.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM, **schemas},
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An admin key (`kva_…`)."},
                "agent": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An agent's own token (`kv_…`).",
                },
                "client": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "An admin key as the password, or as `client_secret` of the form (RFC 6749).",
                },
                "guard": {
                    "type": "apiKey",
                    "in": "header",
                    "name": GUARD_HEADER,
                    "description": "The admin key of a proxy that relays what agents send.",
                },
            },
        },
    }


_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": f"^({KEY_PATTERN})$"},
    "description": "The same as `idempotencyKey` in the body.",
}


def _operation(endpoint: Endpoint, method: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": endpoint.id if method == endpoint.method else endpoint.id + method.capitalize(),
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": STRING}
                for name in endpoint.parameters
            ),
            *(_parameter(field) for field in endpoint.query),
            *([_KEY] if endpoint.keyed else []),
        ],
        "responses": _responses(endpoint),
        "security": _security(endpoint),
    }
    if endpoint.doc:
        found["description"] = endpoint.doc
    if endpoint.body is not None or endpoint.body_schema is not None:
        schema = endpoint.body_schema or _body(endpoint.body or ())
        needed = endpoint.body_schema is not None or any(field.required for field in endpoint.body or ())
        found["requestBody"] = {"required": needed, "content": {"application/json": {"schema": schema}}}
    if endpoint.form is not None:
        found["requestBody"] = {"required": True, "content": {FORM: {"schema": endpoint.form}}}
    return found


def _security(endpoint: Endpoint) -> list[dict[str, list[str]]]:
    if endpoint.open:
        return []
    if endpoint.key_header is not None:  # both: the key of whoever relays, and the agent's own credential
        return [{"guard": [], "agent": []}]
    schemes = ["key"]
    if endpoint.form is not None:
        schemes.append("client")
    if endpoint.agents:
        schemes.append("agent")
    return [{scheme: []} for scheme in schemes]


def _parameter(field: Field) -> dict[str, Any]:
    schema = {"type": "array", "items": field.schema} if field.many else field.schema
    found = {"name": field.wire, "in": "query", "required": field.required, "schema": schema}
    if field.many:
        found |= {"style": "form", "explode": True}
    if field.doc:
        found["description"] = field.doc
    return found


def _body(fields: tuple[Field, ...]) -> Schema:
    optional = frozenset(field.wire for field in fields if not field.required)
    return record(documented(fields), optional=optional)


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    found: dict[str, Any] = {}
    answer: dict[str, Any] = {"description": "The answer."}
    if endpoint.status != 204:
        kinds = (endpoint.media_type, *endpoint.or_media_types)
        answer["content"] = {kind: {"schema": endpoint.answer} for kind in kinds}
    if endpoint.headers:
        answer["headers"] = {name: {"schema": schema} for name, schema in endpoint.headers.items()}
    found[str(endpoint.status)] = answer
    codes = [*_ALWAYS, *endpoint.problems]
    if not endpoint.open:
        codes += ["unauthenticated", "not_found"]
    if endpoint.changes and endpoint.form is None:
        codes += ["unsupported_media_type", "invalid_input"]
    if endpoint.form is not None:
        codes += ["unsupported_media_type"]
    if endpoint.query or (endpoint.parameters and not endpoint.relays):
        codes += ["invalid_input", "not_found"]
    by_status: dict[int, list[str]] = {}
    for code in dict.fromkeys(codes):
        by_status.setdefault(_STATUS[code], []).append(code)
    for status in sorted(by_status):
        told = ", ".join(f"`{code}`" for code in by_status[status])
        found[str(status)] = {
            "description": f"A problem: {told}.",
            "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
        }
    if endpoint.wording is not None:
        found.pop("422", None)
        for number, schema in endpoint.wording.shapes.items():
            found[str(number)]["content"] = {"application/json": {"schema": schema}}
    return found


def _statuses() -> dict[str, int]:
    found = {code: status for code, (status, _) in PROTOCOL.items()}
    kinds: list[type[KavachError]] = [Unavailable, *CallerError.__subclasses__()]
    return found | {kind.code: kind.status for kind in kinds}


_STATUS: Final = _statuses()
