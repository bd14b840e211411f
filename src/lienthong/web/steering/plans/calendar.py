"""The plan by month of the due day, from its first due day to its last, even outside its year."""

import datetime as dt
from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.steering.plans.reading import show_deadline


@public
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    dues, undated = plans.list_dues(page.plan), plans.list_undated(page.plan)
    tasks = {
        task.row.id: task for task in page.show([due.task for due in dues] + [task for task, _ in undated])
    }
    months: dict[dt.date, list[dict[str, object]]] = defaultdict(list)
    for due in dues:
        row = {"due": due, "task": tasks[due.task.id], "deadline": show_deadline(due.deadline)}
        months[due.on.replace(day=1)].append(row)
    tallies = _tallies(page) if page.is_official else {}
    context = {
        "months": [
            (month, rows, tallies.get(month), page.url("plan_duties", {"month": f"{month:%Y-%m}"}))
            for month, rows in sorted(months.items())
        ],
        "undated": [(tasks[task.id], show_deadline(deadline)) for task, deadline in undated],
        "this_month": page.moment.as_of.replace(day=1),
    }
    return page.render("calendar", context, current="plan_calendar")


def _tallies(page: Page) -> dict[dt.date | None, plans.Tally]:
    """How the duties of each month stand, of those the visitor may see."""
    found: dict[dt.date | None, plans.Tally] = defaultdict(plans.Tally)
    for of_agency in plans.by_month(page.plan, sight=page.sight, **page.seen).values():
        for month, tally in of_agency.items():
            found[month] += tally
    return found


urlpatterns = [path("months/", calendar, name="plan_calendar")]
