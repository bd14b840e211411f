"""Each request has an id: on every log line, in the answer's header and, shortened, on an error page."""

import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lienthong.spine import clock, log, stamps
from lienthong.web.entrance import metrics

logger = log.get_logger("lienthong.requests")
_ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{8,64}")


class Tracing:
    """Outermost middleware: names the request, measures it and writes its one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = request_id = _id_of(request)  # type: ignore[attr-defined]
        began = time.perf_counter()
        with log.within(request_id=request_id), clock.one_moment(), stamps.held():
            response = self.get_response(request)
            _report(request, response, time.perf_counter() - began)
        response["X-Request-ID"] = request_id
        return response


def _id_of(request: HttpRequest) -> str:
    claimed = request.headers.get("X-Request-ID", "")
    if settings.LIENTHONG_TRUSTED_PROXIES and _ACCEPTABLE.fullmatch(claimed):
        return claimed
    return secrets.token_hex(8)


def _report(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = route_of(request)
    metrics.observe(request.method or "", route, response.status_code, seconds)
    logger.info(
        "request",
        method=request.method,
        route=route,
        path=request.path,  # never the query: it may hold names
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        account=getattr(getattr(request, "actor", None), "account", ""),
    )


def route_of(request: HttpRequest) -> str:
    """The pattern that matched, such as ``plans/<int:number>/``: one label for all objects."""
    match = request.resolver_match
    return match.route if match else "unmatched"


def spoken_code(request: HttpRequest) -> str:
    """``L-1510-7F3A``: day and month, and the beginning of the request's id, short enough to read aloud."""
    request_id = str(getattr(request, "request_id", "")) or "0000"
    return f"L-{datetime.now(UTC):%d%m}-{request_id[:4].upper()}"
