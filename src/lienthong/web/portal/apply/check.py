"""Everything once more before it is sent; sending makes one case, however often one presses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from lienthong.domain.applications import actions
from lienthong.domain.applications.errors import Unfinished
from lienthong.domain.applications.queries import Sheet, tell_part
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.portal.apply.page import Page, held


@held
def check(request: HttpRequest, page: Page) -> HttpResponse:
    if page.row.sent_at:
        return redirect("application_sent", key=page.row.key)
    if request.method == "POST":
        return _send(request, page)
    if page.next_step:
        return redirect(page.url)
    return _show(request, page)


def _send(request: HttpRequest, page: Page) -> HttpResponse:
    if request.POST.get("true") != "yes":
        return _show(request, page, is_unsaid=True)
    try:
        actions.send(application=page.row.key, by=page.by, at=clock.now())
    except Unfinished as refusal:
        messages.error(request, str(refusal))
        return redirect(page.url)
    except Refusal as refusal:
        return _show(request, page, refusal=str(refusal))
    return redirect("application_sent", key=page.row.key)


def _show(request: HttpRequest, page: Page, *, refusal: str = "", is_unsaid: bool = False) -> HttpResponse:
    whole = page.whole
    context = {
        "page": page,
        "row": page.row,
        "told": [
            (tell_part(whole, part), f"{page.url_of_part(part)}?check", part.sheet is Sheet.PEOPLE)
            for part in whole.parts
        ],
        "papers": [(one, page.url_of_paper(one)) for one in whole.papers if one.files],
        "agency": get_names({page.row.owner}, page.today).get(page.row.owner, ""),
        "pledge": str(whole.filing.form.schema.get("x-pledge", "")),
        "refusal": refusal,
        "is_unsaid": is_unsaid,
    }
    return render(request, "portal/apply/check.html", context)


urlpatterns = [path("applications/<uuid:key>/check/", check, name="application_check")]
