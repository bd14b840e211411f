"""One of one's own cases: how it stands, what happened, what one sent, what came of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.applications.queries import find_of_case, get_my_case, list_my_papers
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.organisations.queries import get_names
from lienthong.web.portal.apply.page import may_open
from lienthong.web.portal.follow.words import history, tell
from lienthong.web.portal.mine.page import Page, citizen


@citizen
def my_case(request: HttpRequest, page: Page, case: int) -> HttpResponse:
    try:
        row = get_my_case(page.mine, case, page.now)
    except CaseNotFound:
        raise Http404 from None
    happenings = cases.get_story(case).happenings
    names = get_names({row.owner, row.seat, *(one.agency for one in happenings)} - {""}, page.today)
    sent = find_of_case(case)
    results = [
        one for one in list_my_papers(page.mine, page.now, page.today) if one.case == case and one.is_result
    ]
    context = {
        "row": row,
        "told": tell(row),
        "agency": names.get(row.owner, ""),
        "knots": history(row, list(happenings), lambda code: names.get(code, "")),
        "sent": sent if sent and may_open(request, sent) else None,
        "results": results,
    }
    return render(request, "portal/mine/case.html", context)


urlpatterns = [path("my/cases/<int:case>/", my_case, name="my_case")]
