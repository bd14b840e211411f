"""How satisfied people are, for everybody: by agency, and by procedure of one; nothing that few people said."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.surveys import queries
from lienthong.domain.surveys.queries import LEAST_SHOWN, Period, Tally
from lienthong.spine import clock
from lienthong.web.entrance.access import public


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    tally: Tally
    url: str = ""


@public
def satisfaction(request: HttpRequest) -> HttpResponse:
    period = queries.pick_period(request.GET.get("period", ""), clock.today())
    tallies = queries.list_by_agency(period)
    names = get_names({one.code for one in tallies}, clock.today())
    address = {one.code: reverse("satisfaction_of", args=[one.code]) for one in tallies}
    rows = [Row(names.get(one.code, one.code), one, address[one.code]) for one in tallies]
    return _page(request, rows, period, {"total": queries.total_of(period)})


@public
def of_agency(request: HttpRequest, agency: str) -> HttpResponse:
    name = get_names({agency}, clock.today()).get(agency)
    if name is None:
        raise Http404
    period = queries.pick_period(request.GET.get("period", ""), clock.today())
    tallies = queries.list_by_procedure(period, agency=agency)
    rows = [Row(one.title, one, reverse("procedure", args=[one.code])) for one in tallies]
    more = {"total": queries.total_of(period, agency=agency), "agency": name}
    return _page(request, rows, period, more)


def _page(
    request: HttpRequest,
    rows: list[Row],
    period: Period,
    more: dict[str, Any],
) -> HttpResponse:
    is_shown = more["total"].count >= LEAST_SHOWN
    shown, others = queries.publishable(rows, [row.tally.count for row in rows])
    context = {
        "rows": shown,
        "others": others if is_shown else 0,
        "least": LEAST_SHOWN,
        "period": period,
        "period_words": queries.write_period(period),
        "periods": [(one, queries.write_period(one)) for one in queries.periods_until(clock.today())],
        "is_shown": is_shown,
    }
    return render(request, "portal/satisfaction.html", context | more)


urlpatterns = [
    path("satisfaction/", satisfaction, name="satisfaction"),
    path("satisfaction/<str:agency>/", of_agency, name="satisfaction_of"),
]
