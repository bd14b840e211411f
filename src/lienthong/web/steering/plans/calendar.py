"""The plan by month of the due day, from its first due day to its last, even outside its year."""

import datetime as dt
from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of
from lienthong.web.steering.plans.reading import show_deadline, shown


@public
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    months: dict[dt.date, list[dict[str, object]]] = defaultdict(list)
    for due in plans.list_dues(page.plan):
        months[due.on.replace(day=1)].append(
            {"due": due, "task": shown(due.task, page.names), "deadline": show_deadline(due.deadline)}
        )
    undated = [(shown(task, page.names), show_deadline(deadline)) for task, deadline in plans.list_undated(page.plan)]
    context = {"months": sorted(months.items()), "undated": undated, "this_month": page.moment.as_of.replace(day=1)}
    return page.render("calendar", current="plan_calendar", **context)


urlpatterns = [path("months/", calendar, name="plan_calendar")]
