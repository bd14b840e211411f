"""One's own papers: what one sent, the results one received."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import path

from lienthong.domain.applications import queries
from lienthong.domain.applications.queries import Kept
from lienthong.web.entrance.downloads import download
from lienthong.web.portal.mine.page import Page, citizen


@citizen
def my_papers(request: HttpRequest, page: Page) -> HttpResponse:
    papers = queries.list_my_papers(page.mine, page.now, page.today)
    context = {
        "received": [(one, filesizeformat(one.size)) for one in papers if one.kept is not Kept.SENT],
        "sent": [(one, filesizeformat(one.size)) for one in papers if one.kept is Kept.SENT],
    }
    return render(request, "portal/mine/papers.html", context)


@citizen
def my_paper(request: HttpRequest, page: Page, file: int) -> HttpResponse:
    del request
    if queries.get_my_paper(page.mine, file, page.now, page.today) is None:
        raise Http404
    return cast(HttpResponse, download(file, may_read=lambda _row: True))


urlpatterns = [
    path("my/papers/", my_papers, name="my_papers"),
    path("my/papers/<int:file>/", my_paper, name="my_paper"),
]
