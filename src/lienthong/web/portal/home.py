"""The front page: what somebody came to get done, and what the province has set itself to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.domain.procedures.queries import list_life_events
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import Moment, moment_of

SOON = 5


@public
def home(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    current = next(iter(plans.list_plans(as_of=moment.as_of, known=moment.known)), None)
    shared = {
        "as_of": moment.as_of,
        "today": moment.today,
        "plan": current,
        "events": list_life_events(moment.as_of),
    }
    return render(request, "portal/home.html", shared | (_of(current, moment) if current else {}))


def _of(plan: plans.PlanRow, moment: Moment) -> dict[str, object]:
    soon = plans.list_next_dues(plan, moment.as_of, limit=SOON)
    counts = plans.by_month(plan, as_of=moment.as_of, known=moment.known)
    return {
        "summary": plans.get_summary(plan),
        "areas": plans.list_areas(plan),
        "soon": soon,
        "whole": plans.total(tally for months in counts.values() for tally in months.values()),
    }


urlpatterns = [path("", home, name="home")]
