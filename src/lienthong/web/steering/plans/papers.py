"""What can be taken away: Word in official layout, a workbook that can be read again, JSON, a calendar of due days."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from lienthong.domain.plans.exchange import plan_contract
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of


@public
def paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    page = page_of(request, slug)
    if kind != "json":
        raise Http404
    return JsonResponse(plan_contract(page.plan), json_dumps_params={"ensure_ascii": False, "indent": 2})


urlpatterns = [path("plan.<str:kind>", paper, name="plan_paper")]
