"""The plan by field, as its appendix is read: what, which product, who, when. Also the search within it."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of
from lienthong.web.steering.plans.reading import TaskShown
from lienthong.web.ui.paging import paging


@public
def fields(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    query = request.GET.get("q", "").strip()[:200]
    tasks = Paginator(plans.find_tasks(page.plan, query), plans.PAGE).get_page(request.GET.get("page"))
    found = page.show(plans.read_tasks(tasks.object_list))
    context = {
        "query": query,
        "fields": _by_field(found),
        "count": tasks.paginator.count,
        "ways": paging(request, tasks),
    }
    if request.headers.get("HX-Request"):
        return render(
            request, "steering/plans/fields.html#tasks", {"page": page, "plan": page.plan} | context
        )
    return page.render("fields", context | {"summary": plans.get_summary(page.plan)}, current="plan_fields")


def _by_field(tasks: list[TaskShown]) -> list[tuple[str, str, list[TaskShown]]]:
    grouped = groupby(tasks, key=lambda task: (task.row.numeral, task.row.area_title))
    return [(numeral, title, list(rows)) for (numeral, title), rows in grouped]


urlpatterns = [path("fields/", fields, name="plan_fields")]
