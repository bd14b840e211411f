"""The post of one case: where its result is, or the form by which it shall go by post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.cases import actions
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.cases.queries import ReturnBy, about_money, may_go_by_post
from lienthong.domain.deliveries.actions import Receiver
from lienthong.domain.deliveries.permissions import can_send
from lienthong.domain.deliveries.queries import ENDED, STATE_LABELS, OrderRow, find_of
from lienthong.domain.deliveries.queries import State as Parcel
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.desk.deliveries.page import TAGS, ReceiverForm
from lienthong.web.entrance.access import requires

FIELDS = {"ReceiverMissing": "name", "PhoneUnfit": "phone", "PlaceMissing": "address"}


@requires(Cases.FOLLOW)
def of_case(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    if page.row.received_at is None or page.is_only_asked:
        raise Http404
    row = find_of(about_money(case))
    may_choose = can_send(page.desk.by, page.row.owner) and _is_open(page, row)
    form = ReceiverForm(request.POST or None, initial=_initial(page, row))
    if request.method == "POST":
        if not can_send(page.desk.by, page.row.owner):
            raise Http404
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.choose_post(
                    case=case,
                    receiver=Receiver(given["name"], given["phone"], given["address"]),
                    by=page.desk.by,
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error(FIELDS.get(refusal.code), str(refusal))
            else:
                messages.success(request, _("The result goes by post to this address."))
                return redirect("desk:case", case=case)
    context = {
        "page": page,
        "parcel": row,
        "tag": TAGS[row.state] if row else "",
        "word": STATE_LABELS[row.state] if row else "",
        "is_chosen": page.row.return_by == ReturnBy.POST,
        "may_choose": may_choose,
        "form": form,
        "crumbs": page.crumbs(_("Public post")),
    }
    is_part = request.headers.get("HX-Request") == "true" and request.method == "GET"
    return render(request, f"desk/deliveries/of_case.html{'#panel' if is_part else ''}", context)


def _is_open(page: CasePage, row: OrderRow | None) -> bool:
    """Whether it may still be said that, and to where, the post brings the result."""
    is_free = row is None or row.state is Parcel.WISHED or row.state in ENDED
    return is_free and may_go_by_post(page.row)


def _initial(page: CasePage, row: OrderRow | None) -> dict[str, str]:
    if row and row.state is Parcel.WISHED:
        return {"name": row.receiver, "phone": row.phone, "address": row.address}
    return {"name": page.row.applicant_name}


urlpatterns = [path("<int:case>/post/", of_case, name="case_post")]
