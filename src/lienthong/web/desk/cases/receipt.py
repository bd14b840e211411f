"""After a case was received: its number and day, the receipt to print, and the way to the next applicant."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.cases.permissions import Permission
from lienthong.spine import clock
from lienthong.web.desk.cases.page import case_page
from lienthong.web.desk.cases.papers import paper_url, receipts_of
from lienthong.web.entrance.access import requires


@requires(Permission.FOLLOW)
def receipt(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    row, due = page.row, page.story.promise or page.story.due
    if row.received_at is None or page.is_only_asked:
        raise Http404
    receipts = receipts_of(case)
    may_receive = page.desk.may_receive and page.desk.by.agency in {row.owner, row.taken_by}
    context = {
        "page": page,
        "row": row,
        "last": paper_url(receipts[-1]) if receipts else "",
        "earlier": [(one, paper_url(one), clock.local(one.issued_at)) for one in receipts[:-1]],
        "newest": receipts[-1] if receipts else None,
        "printed": clock.local(receipts[-1].issued_at) if receipts else None,
        "received": clock.local(row.received_at),
        "due": clock.local(row.due_at) if row.due_at else clock.local(due.at) if due else None,
        "explanation": due.explanation if due else "",
        "may_receive": may_receive,
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/cases/receipt.html", context)


urlpatterns = [path("<int:case>/receipt/", receipt, name="receipt")]
