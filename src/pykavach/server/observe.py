"""What operators see of a server at work: metrics for Prometheus, and spans of OpenTelemetry. Both are extras.

Neither a token nor an argument is in them; agents are not labels, since there may be a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer
    from prometheus_client import CollectorRegistry, Histogram

#: Seconds: a decision in memory takes half a millisecond, one that waits for a person an hour.
_BUCKETS: Final = (
    0.0005,
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1.0,
    2.5,
    5.0,
    30.0,
    120.0,
)
_NO_SPAN: Final[AbstractContextManager[None]] = nullcontext()


class Observer:
    """Counts and traces the requests of one process, as far as the packages for it are installed."""

    def __init__(self) -> None:
        self._registry: CollectorRegistry | None = None
        self._tracer: Tracer | None = None
        self._lines: dict[tuple[str, int], Histogram] = {}
        try:
            from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
        except ModuleNotFoundError:
            pass
        else:
            self._registry = CollectorRegistry()
            self._requests = Histogram(
                "kavach_http_request_seconds",
                "Requests by operation and status, and how long they took.",
                ("operation", "status"),
                buckets=_BUCKETS,
                registry=self._registry,
            )
            self._decisions = Counter(
                "kavach_decisions",
                "Decisions asked for over HTTP, by outcome and code.",
                ("outcome", "code"),
                registry=self._registry,
            )
            self._inside = Gauge(
                "kavach_http_requests_in_progress", "Requests being answered now.", registry=self._registry
            )
        try:
            from opentelemetry import trace
        except ModuleNotFoundError:
            pass
        else:
            self._tracer = trace.get_tracer("pykavach.server")

    @property
    def counts(self) -> bool:
        """Whether there are metrics."""
        return self._registry is not None

    def began(self) -> None:
        if self._registry is not None:
            self._inside.inc()

    def ended(self, operation: str, status: int, seconds: float) -> None:
        """A request has been answered; the status 0: its client had gone."""
        if self._registry is not None:
            self._inside.dec()
            line = self._lines.get((operation, status))
            if line is None:  # a look-up by labels takes as long as the rest of this
                line = self._lines[operation, status] = self._requests.labels(operation, str(status))
            line.observe(seconds)

    def decided(self, outcome: str, code: str) -> None:
        if self._registry is not None:
            self._decisions.labels(outcome, code).inc()

    def text(self) -> str:
        """The metrics in the text format of Prometheus."""
        from prometheus_client import generate_latest

        assert self._registry is not None
        return generate_latest(self._registry).decode()

    def span(
        self, operation: str, method: str, route: str, headers: Mapping[str, str]
    ) -> AbstractContextManager[Span | None]:
        """The span of one request, under that of its caller if the headers name one (W3C Trace Context)."""
        if self._tracer is None:
            return _NO_SPAN
        from opentelemetry import propagate, trace

        if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
            return _NO_SPAN  # nobody collects them

        return self._tracer.start_as_current_span(
            operation,
            context=propagate.extract(headers) if "traceparent" in headers else None,
            kind=trace.SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route},
        )


def mark(span: Any, status: int) -> None:
    """Say in a span how its request ended."""
    if span is not None and span.is_recording():
        span.set_attribute("http.response.status_code", status)
        if status >= 500:
            from opentelemetry.trace import StatusCode

            span.set_status(StatusCode.ERROR)
