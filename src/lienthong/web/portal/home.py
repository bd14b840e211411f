"""The front page: what somebody came to get done, and what the province has set itself to do."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.domain.procedures.queries import list_life_events
from lienthong.spine.calendar.queries import almanac
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import Moment, moment_of

SOON = 5
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Announced:
    words: str
    first: date
    last: date | None
    decision: str


@public
def home(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    current = next(iter(plans.list_plans(as_of=moment.as_of, known=moment.known)), None)
    shared = {
        "as_of": moment.as_of,
        "today": moment.today,
        "plan": current,
        "events": list_life_events(moment.as_of),
        "outages": announced(moment.today),
    }
    return render(request, "portal/home.html", shared | (_of(current, moment) if current else {}))


def announced(today: date) -> list[Announced]:
    """Outages and suspensions of all places that hold now or within a week: time limits leave them out."""
    return [
        Announced(one.words, one.from_on, one.until_on, one.basis.decision)
        for one in almanac().suspensions
        if not one.areas and one.from_on <= today + AHEAD and (one.until_on is None or one.until_on >= today)
    ]


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
