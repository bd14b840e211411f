"""What the applicant takes home: number, day, papers, where to ask. And the way to the next applicant."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import RETURN_LABELS, ReturnBy
from lienthong.spine import clock
from lienthong.web.desk.cases.page import case_page
from lienthong.web.entrance.access import requires


@requires(Permission.FOLLOW)
def receipt(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    row, due = page.row, page.story.due
    if row.received_at is None or page.is_only_asked:
        raise Http404
    clerk = next(one for one in page.story.happenings if one.verb == "RECEIVED")
    context = {
        "page": page,
        "row": row,
        "agency": page.names.agency(row.owner),
        "papers": [page.names.papers.get(place, "") for place in row.papers],
        "received": clock.local(row.received_at),
        "due": clock.local(row.due_at) if row.due_at else clock.local(due.at) if due else None,
        "explanation": due.explanation if due else "",
        "return_by": RETURN_LABELS[ReturnBy(row.return_by)],
        "clerk": clerk.name,
        "may_receive": page.desk.may_receive,
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/cases/receipt.html", context)


urlpatterns = [path("<int:case>/receipt/", receipt, name="receipt")]
