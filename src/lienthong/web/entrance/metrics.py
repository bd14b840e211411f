"""Figures of the running platform in Prometheus' text form, for this machine and addresses the operator
names.
"""

import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from lienthong.web.entrance.access import public
from lienthong.web.entrance.address import client_address, is_loopback

REQUESTS = Counter("lienthong_requests_total", "Answers given", ["method", "route", "status"])
SECONDS = Histogram(
    "lienthong_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)
SIGN_INS = Counter("lienthong_sign_ins_total", "Sign-ins by outcome", ["outcome"])
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(method: str, route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(method if method in _METHODS else "OTHER", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


@public
def figures(request: HttpRequest) -> HttpResponse:
    """Others get 404: that the page exists is none of their business."""
    address = client_address(request)
    if not is_loopback(address) and address not in settings.LIENTHONG_METRICS_ALLOWED:
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """The figures of all page workers when they share a folder, else of this process."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


urlpatterns = [path("metrics", figures, name="metrics")]
