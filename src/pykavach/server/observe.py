"""What operators see of a server at work: metrics for Prometheus, and spans of OpenTelemetry. Both are extras.

Neither a token nor an argument is in them; agents are not labels, since there may be a hundred thousand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from importlib.util import find_spec
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer
    from prometheus_client.metrics_core import Metric

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
_BOUNDS: Final = (*(str(bound) for bound in _BUCKETS), "+Inf")
#: Seconds between looks for whether somebody has begun to collect spans.
_LOOK: Final = 1.0


class _Times:
    """How long requests of one operation with one status took."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * len(_BOUNDS)
        self.total = 0.0


class Observer:
    """Counts and traces the requests of one process, as far as the packages for it are installed.

    All of it happens on the server's event loop, so counting is adding: no lock, and no look-up by labels.
    """

    def __init__(self) -> None:
        #: Whether there are metrics.
        self.counts = find_spec("prometheus_client") is not None
        self._inside = 0
        self._times: dict[tuple[str, int], _Times] = {}
        self._decided: dict[tuple[str, str], int] = {}
        self._tracer: Tracer | None = None
        self._collected = False
        self._look_at = 0.0
        try:
            from opentelemetry import trace
        except ModuleNotFoundError:
            pass
        else:
            self._tracer = trace.get_tracer("pykavach.server")

    def began(self) -> None:
        self._inside += 1

    def ended(self, operation: str, status: int, seconds: float) -> None:
        """A request has been answered; the status 0: its client had gone."""
        self._inside -= 1
        times = self._times.get((operation, status))
        if times is None:
            times = self._times[operation, status] = _Times()
        times.counts[bisect_left(_BUCKETS, seconds)] += 1
        times.total += seconds

    def decided(self, outcome: str, code: str) -> None:
        self._decided[outcome, code] = self._decided.get((outcome, code), 0) + 1

    def text(self) -> str:
        """The metrics in the text format of Prometheus."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry).decode()

    def collect(self) -> Iterator[Metric]:
        """The metrics of now, as a collector gives them to Prometheus's registry."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

        requests = HistogramMetricFamily(
            "kavach_http_request_seconds",
            "Requests by operation and status, and how long they took.",
            labels=("operation", "status"),
        )
        for (operation, status), times in self._times.items():
            buckets = list(zip(_BOUNDS, accumulate(times.counts), strict=True))
            requests.add_metric((operation, str(status)), buckets, times.total)
        decisions = CounterMetricFamily(
            "kavach_decisions",
            "Decisions asked for over HTTP, by outcome and code.",
            labels=("outcome", "code"),
        )
        for labels, number in self._decided.items():
            decisions.add_metric(labels, number)
        yield requests
        yield decisions
        yield GaugeMetricFamily(
            "kavach_http_requests_in_progress", "Requests being answered now.", self._inside
        )

    def span(
        self, operation: str, method: str, route: str, headers: Mapping[str, str], now: float
    ) -> AbstractContextManager[Span] | None:
        """The span of one request, under that of its caller if the headers name one (W3C Trace Context).

        None where nobody collects spans. ``now``: seconds on a clock that never goes back.
        """
        if not self.traces(now):
            return None
        from opentelemetry import propagate, trace

        assert self._tracer is not None
        return self._tracer.start_as_current_span(
            operation,
            context=propagate.extract(headers) if "traceparent" in headers else None,
            kind=trace.SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route},
        )

    def traces(self, now: float) -> bool:
        """Whether somebody collects spans, which then stays; asking reads the environment, so not for every request."""
        if self._collected or self._tracer is None or now < self._look_at:
            return self._collected
        from opentelemetry import trace

        self._look_at = now + _LOOK
        self._collected = not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)
        return self._collected


def mark(span: Span, status: int) -> None:
    """Say in a span how its request ended."""
    if span.is_recording():
        span.set_attribute("http.response.status_code", status)
        if status >= 500:
            from opentelemetry.trace import StatusCode

            span.set_status(StatusCode.ERROR)
