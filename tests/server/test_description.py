"""The server keeps to its own description: requests made from it, valid and not, and what comes back (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema_rs import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pykavach.core.codec import snake
from pykavach.core.spelling import ARGUMENTS
from pykavach.server.endpoints import ANY
from pykavach.server.table import ENDPOINTS, SCHEMAS, described
from server_world import Served

#: Streams without an end are asked in tests of their own.
_ENDLESS = "/v1/approvals/events"


@pytest.fixture(scope="module")
def key(server: Served) -> str:
    made = server.agent("described", constraints={"requireApprovalFor": ["pay:*"]})
    server.kavach.authorize(token=made.token, resource="pay", action="x")
    return server.kavach.keys.create(name="described", role="admin").token


schema = schemathesis.openapi.from_dict(described()).exclude(path=_ENDLESS)


@schema.parametrize()
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_no_answer_is_undocumented(case: schemathesis.Case, server: Served, key: str):
    case.call_and_validate(
        base_url=server.url,
        headers={"authorization": f"Bearer {key}"},
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
        timeout=30,
    )


def test_every_name_in_the_description_is_there():
    found = described()
    Draft202012Validator({"$schema": "https://json-schema.org/draft/2020-12/schema"})
    names: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(to := value.get("$ref"), str):
                names.add(to.removeprefix("#/components/schemas/"))
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(found)
    assert names <= {*SCHEMAS, "Problem"}
    ids = [endpoint.id for endpoint in ENDPOINTS]
    assert len(set(ids)) == len(ids)
    for endpoint in ENDPOINTS:
        assert endpoint.summary
        operations = found["paths"][endpoint.path]
        for method in operations if endpoint.method == ANY else [endpoint.method.lower()]:
            named = [p["name"] for p in operations[method]["parameters"] if p["in"] == "path"]
            assert named == endpoint.parameters


@pytest.mark.promise("API-6")
def test_every_argument_with_another_name_on_the_wire_is_known():
    fields = [field for endpoint in ENDPOINTS for field in (*endpoint.query, *(endpoint.body or ()))]
    parameters = {snake(name) for endpoint in ENDPOINTS for name in endpoint.parameters}
    asked = {field.name for field in fields if field.name != field.wire}
    assert asked | {"next_cursor"} <= set(ARGUMENTS) <= asked | parameters | {"next_cursor"}
