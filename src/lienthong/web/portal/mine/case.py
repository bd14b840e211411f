"""One of one's own cases: how it stands, what happened, what one sent, what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.applications.queries import find_of_case
from lienthong.web.portal.apply.page import may_open
from lienthong.web.portal.mine.door import own_by_account
from lienthong.web.portal.mine.page import Page, citizen
from lienthong.web.portal.mine.standing import standing


@citizen
def my_case(request: HttpRequest, page: Page, case: int) -> HttpResponse:
    own, sent = own_by_account(page, case), find_of_case(case)
    context = standing(own) | {"sent": sent if sent and may_open(request, sent) else None}
    return render(request, "portal/mine/case.html", context)


urlpatterns = [path("my/cases/<int:case>/", my_case, name="my_case")]
