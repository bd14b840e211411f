"""Liveness (the process answers) and readiness (it can serve), for the supervisor and a load balancer."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from lienthong.web.entrance.access import public


@public
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    faults = _faults()
    return JsonResponse({"ready": not faults, "faults": faults}, status=503 if faults else 200)


def _faults() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    return ["migrations"] if pending else []


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
