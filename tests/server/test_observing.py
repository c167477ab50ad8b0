"""What operators see: metrics by operation and code, spans under their caller's, and no secrets in either."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from patience import until
from server_world import Served

ACCESS = {"resource": "a", "action": "b"}
_TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture(scope="module")
def spans() -> Iterator[InMemorySpanExporter]:
    """Spans are collected in this process from here on: there is one provider for all of it."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    yield exporter
    provider.shutdown()


def test_requests_and_decisions_are_counted(server: Served):
    guard = server.key("service")
    made = server.agent(permissions=[{"resource": "a", "actions": ["b"]}])
    for action in ("b", "b", "c"):
        guard.post("/v1/authorize", json={**ACCESS, "action": action, "token": made.token})
    guard.post("/v1/authorize", json={})
    text = guard.get("/metrics").text
    assert 'kavach_decisions_total{code="ok",outcome="allow"} 2.0' in text
    assert 'kavach_decisions_total{code="not_permitted",outcome="deny"} 1.0' in text
    assert 'kavach_http_request_seconds_count{operation="authorize",status="200"} 3.0' in text
    assert 'kavach_http_request_seconds_count{operation="authorize",status="422"} 1.0' in text
    assert "kavach_http_requests_in_progress 1.0" in text
    assert made.agent.id not in text
    assert server.client().get("/metrics").status_code == 401
    for of in ({"tenant_id": "acme"}, {"user_id": "alice"}):  # who sees a part does not hear of the whole
        assert server.key("owner", **{"user_id": "bob"} | of).get("/metrics").status_code == 404
    assert server.key("admin", tenant_id="acme").get("/metrics").status_code == 404


def test_a_request_is_a_span_under_its_callers(server: Served, spans: InMemorySpanExporter):
    guard = server.key("service")
    made = server.agent()
    spans.clear()

    def found() -> list[ReadableSpan]:
        guard.post(
            "/v1/authorize",
            json={**ACCESS, "token": made.token},
            headers={"traceparent": f"00-{_TRACE}-b7ad6b7169203331-01"},
        )
        return [span for span in spans.get_finished_spans() if span.name == "authorize"]

    span = until(found, what="a span: that somebody collects them is seen within a second")[0]
    assert span.context is not None
    assert span.attributes is not None
    assert f"{span.context.trace_id:032x}" == _TRACE
    assert span.kind is trace.SpanKind.SERVER
    assert span.attributes["http.route"] == "/v1/authorize"
    assert span.attributes["http.response.status_code"] == 200
    assert made.token not in span.to_json()
