"""``/api/v1/``: the description at ``openapi.json``, every other address below it a problem document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from ninja import NinjaAPI

from lienthong.web.api.v1 import agencies, calendar, cases, plans, procedures
from lienthong.web.api.v1.hooks import described
from lienthong.web.api.v1.problems import answering, teach

api = NinjaAPI(
    title="Lienthong",
    version="1",
    description="Plans, agencies, procedures, days off, and how a case stands. Read-only, 300 questions a minute. "
    "A program sends its access token as Authorization: Bearer …; a partner's system may be told by itself (webhooks).",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"webhooks": described()},
)
api.add_router("/plans", plans.router)
api.add_router("/agencies", agencies.router)
api.add_router("/procedures", procedures.router)
api.add_router("/holidays", calendar.router)
api.add_router("", cases.router)
teach(api)


@answering
def nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404(request.path)


def _patterns() -> list[URLPattern]:
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = answering(pattern.callback)
    return [*patterns, re_path("^.*$", nowhere, name="nowhere")]


app_name = "api-v1"
urlpatterns = _patterns()
