"""After sending: the receipt with number and code, what comes next and by when, the form as it was sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from lienthong.domain.applications import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.web.entrance.downloads import show
from lienthong.web.portal.apply.page import Page, held
from lienthong.web.portal.follow.words import tell


@held
def sent(request: HttpRequest, page: Page) -> HttpResponse:
    row = page.row
    if row.sent_at is None or row.case is None:
        return redirect(page.url)
    case = cases.follow(row.case, now=page.now)
    context = {
        "page": page,
        "row": row,
        "case": case,
        "told": tell(case),
        "sent_at": clock.local(row.sent_at),
        "agency": get_names({row.owner}, page.today).get(row.owner, ""),
        "follow": settings.LIENTHONG_PUBLIC_ORIGIN + reverse("follow") + f"?code={row.code.replace(' ', '')}",
        "files": len(page.whole.attachments),
    }
    return render(request, "portal/apply/sent.html", context)


@held
def form(request: HttpRequest, page: Page) -> HttpResponse:
    """The form as PDF, as it was sent."""
    del request
    if page.row.paper is None:
        raise Http404
    return show(page.row.paper, use=actions.FILLED)


urlpatterns = [
    path("applications/<uuid:key>/sent/", sent, name="application_sent"),
    path("applications/<uuid:key>/form.pdf", form, name="application_form"),
]
