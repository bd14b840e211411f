"""How satisfied people are with one agency: by procedure and by question, for its head; as Excel too."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.national.queries import count_questions
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.surveys import queries
from lienthong.domain.surveys.exchange import write_results
from lienthong.domain.surveys.permissions import Permission
from lienthong.domain.surveys.queries import SATISFACTION_LABELS, Period
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link, Tab

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tabs(desk: Desk, current: str) -> list[Tab]:
    waiting = queries.count_to_answer(desk.by.agency)
    places = (
        (pgettext("voice", "How satisfied"), "desk:voice", None),
        (pgettext("voice", "Remarks"), "desk:remarks", waiting),
        (pgettext("voice", "Questions"), "desk:questions", count_questions(desk.by.agency)),
    )
    return [Tab(words, reverse(route), count, current=route == current) for words, route, count in places]


def crumbs(*after: str) -> list[Link]:
    return [Link(_("Cases"), reverse("desk:cases")), *map(Link, after)]


def _told(period: Period, agency: str, last: date) -> dict[str, Any]:
    sheet = queries.sheet_on(last)
    return {
        "rows": queries.list_by_procedure(period, agency=agency),
        "total": queries.total_of(period, agency=agency),
        "questions": queries.list_by_question(period, sheet.questions if sheet else (), agency=agency),
        "sheet": sheet,
    }


@requires(Permission.SEE)
def voice(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    period = queries.pick_period(request.GET.get("period", ""), desk.day)
    told = _told(period, desk.by.agency, desk.day)
    context = told | {
        "period": period,
        "periods": [(one, queries.write_period(one)) for one in queries.periods_until(desk.day)],
        "levels": list(zip(SATISFACTION_LABELS.values(), reversed(told["total"].by_level), strict=True)),
        "tabs": tabs(desk, "desk:voice"),
        "crumbs": crumbs(_("What people say")),
    }
    return render(request, "desk/voice/results.html", context)


@requires(Permission.SEE)
def workbook(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    period = queries.pick_period(request.GET.get("period", ""), desk.day)
    told = _told(period, desk.by.agency, desk.day)
    name = get_names({desk.by.agency}, desk.day).get(desk.by.agency, "")
    when = f"quý {period.quarter} năm {period.year}" if period.quarter else f"năm {period.year}"
    title = f"Mức độ hài lòng của người nộp hồ sơ, {name}, {when}"
    answer = HttpResponse(
        write_results(title, told["rows"], told["total"], told["questions"]), content_type=XLSX
    )
    answer["Content-Disposition"] = f'attachment; filename="hai-long-{period.code}.xlsx"'
    return answer


urlpatterns = [
    path("", voice, name="voice"),
    path("results.xlsx", workbook, name="voice_results"),
]
