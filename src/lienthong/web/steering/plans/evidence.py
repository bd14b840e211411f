"""The file of a document that was handed in: for who may see its duty; for everyone once it was accepted."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import ObligationNotFound
from lienthong.web.entrance.access import public
from lienthong.web.entrance.downloads import download
from lienthong.web.steering.plans.page import Page, page_of


@public
def evidence(request: HttpRequest, slug: str, file: int) -> HttpResponse:
    page = page_of(request, slug)
    return cast(HttpResponse, download(file, may_read=lambda row: _may_read(page, row.id)))


def _may_read(page: Page, file: int) -> bool:
    if plans.is_public_file(file, as_of=page.moment.today):
        return True
    return any(_sees(page, row.obligation) for row in plans.find_evidence(file))


def _sees(page: Page, duty: int) -> bool:
    try:
        row = plans.get_obligation(duty, sight=page.sight, as_of=page.moment.today)
    except ObligationNotFound:
        return False
    return row.plan == page.plan.id


urlpatterns = [path("evidence/<int:file>/", evidence, name="plan_evidence")]
