"""Liveness (the process answers) and readiness (it can serve), for the supervisor and a load balancer."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, resolve

from lienthong.spine.errors import Refusal
from lienthong.spine.place.queries import check_place
from lienthong.web.entrance.access import public


@public
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    faults = _faults()
    return JsonResponse({"ready": not faults, "faults": faults}, status=503 if faults else 200)


class Probes:
    """Answers whoever reaches the process, by whatever name: a supervisor, a load balancer or a collector of metrics
    knows an address only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in _PROBES:
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        return match.func(request)  # type: ignore[no-any-return]


def _faults() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    if pending:
        return ["migrations"]
    try:
        check_place()
    except Refusal:
        return ["place"]
    return []


_PROBES = ("/healthz", "/readyz", "/metrics")
urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
