"""JSON Schemas (draft 2020-12, as OpenAPI 3.1 has them): the words they are built from, and those of the answers.

What an answer looks like is read off the dataclass that it is made of, so that the description cannot drift from it.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from pykavach.core.codec import camel

Schema = dict[str, Any]

STRING: Final[Schema] = {"type": "string"}
INTEGER: Final[Schema] = {"type": "integer"}
NUMBER: Final[Schema] = {"type": "number"}
BOOLEAN: Final[Schema] = {"type": "boolean"}
OBJECT: Final[Schema] = {"type": "object"}
ANYTHING: Final[Schema] = {}
TIME: Final[Schema] = {"type": "string", "format": "date-time"}
NAME: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 200}
USD: Final[Schema] = {
    "type": "string",
    "pattern": r"^-?\d+\.\d{2,6}$",
    "description": "Dollars as decimal text.",
}
#: Money that comes in: text keeps every digit; numbers are read by their shortest decimal form.
USD_IN: Final[Schema] = {"type": ["string", "number"], "description": "Dollars, as decimal text or a number."}


def ref(name: str) -> Schema:
    """A schema by its name in the description's components."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def record(properties: Mapping[str, Schema], *, optional: frozenset[str] = frozenset()) -> Schema:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def nullable(schema: Schema) -> Schema:
    if isinstance(kind := schema.get("type"), str):
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def page_of(items: Schema) -> Schema:
    return record({"items": array(items), "nextCursor": nullable(STRING)})


def of_dataclass(made: type, **instead: Schema) -> Schema:
    """The schema of what ``made.wire()`` gives; ``instead`` by Python name, where the types do not say enough."""
    hints = typing.get_type_hints(made)
    return record(
        {
            camel(field.name): instead.get(field.name) or _of_type(hints[field.name])
            for field in dataclasses.fields(made)
        }
    )


_PLAIN: Final[Mapping[Any, Schema]] = {
    str: STRING,
    int: INTEGER,
    float: NUMBER,
    bool: BOOLEAN,
    datetime: TIME,
    Decimal: USD,
    Any: ANYTHING,
}


def _of_type(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        rest = [part for part in inner if part is not types.NoneType]
        found = _of_type(rest[0]) if len(rest) == 1 else {"anyOf": [_of_type(part) for part in rest]}
        return nullable(found) if len(rest) < len(inner) else found
    if origin in (list, tuple):
        return array(_of_type(inner[0]))
    if origin is dict:
        return dict(OBJECT)
    raise TypeError(
        f"no schema for {hint!r}"
    )  # at import: every endpoint's answers are described or nothing starts
