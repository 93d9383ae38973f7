"""What the app does -> counts at /metrics for Prometheus. No label holds anything that a visitor or a report wrote."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from math import nan

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from assistant.domain import Answer
from assistant.errors import AssistantError
from assistant.web.visitors import WithVisitor
from assistant.web.wording import METRICS_LOCAL

# Extractive answers take tens of milliseconds, those of a chat model up to a minute.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
# A reverse proxy adds one of these; the request then comes from elsewhere, whatever its own address is.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")

router = APIRouter(include_in_schema=False)


class Metrics:
    """The counts of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._requests = Counter(
            "assistant_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self._request_s = Histogram(
            "assistant_request_seconds", "How long they took.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self._answers = Counter(
            "assistant_answers", "Answers given.", ("kind", "composer", "abstained"), registry=self.registry
        )
        self._answer_s = Histogram(
            "assistant_answer_seconds", "How long they took to make.", buckets=SECONDS, registry=self.registry
        )
        self._gauges = {
            "running": Gauge("assistant_answers_running", "Answers being made.", registry=self.registry),
            "reports": Gauge("assistant_reports", "Reports in the library.", registry=self.registry),
        }

    def watch(self, *, running: Callable[[], int], reports: Callable[[], int]) -> None:
        """Ask these whenever the counts are read."""
        self._gauges["running"].set_function(running)
        self._gauges["reports"].set_function(lambda: _known(reports))

    def count_request(self, method: str, route: str, status: int, took_s: float) -> None:
        """Count a request whose answer has ended; `route` is one of a fixed set."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_s.labels(route).observe(took_s)

    def count_answer(self, answer: Answer) -> None:
        """Count an answer that was made."""
        self._answers.labels(answer.kind, answer.composer, str(answer.abstained).lower()).inc()
        self._answer_s.observe(answer.took_ms.total / 1e3)


@router.get("/metrics")
def metrics(request: Request, visitor: WithVisitor) -> Response:
    """The counts, for whoever asks from this machine without a proxy between and may read all; 403 for others."""
    if not is_local(request) or visitor.collections is not None:
        raise HTTPException(403, METRICS_LOCAL)
    found: Metrics = request.app.state.metrics
    return Response(generate_latest(found.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


def is_local(request: Request) -> bool:
    """Whether a request was made on this machine and not forwarded to it."""
    forwarded = request.scope.get("was_forwarded") or any(name in request.headers for name in FORWARDED)
    if request.client is None or forwarded:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _known(count: Callable[[], int]) -> float:
    try:
        return count()
    except AssistantError:  # the library cannot be reached; /readyz says so
        return nan
