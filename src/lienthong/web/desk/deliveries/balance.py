"""The post's list of a day beside our books; each difference is explained by a head."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from lienthong.connectors.public_post import client
from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries import GAP_LABELS, GapRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.deliveries.page import ReasonForm, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import write_money


@requires(Permission.SEE)
def balance(request: HttpRequest) -> HttpResponse:
    room, is_open = room_of(request), request.GET.get("list") != "settled"
    rows = queries.list_gaps(is_open=is_open, by=room.desk.by)
    context = {
        "room": room,
        "rows": [(one, GAP_LABELS[one.kind]) for one in rows],
        "is_open": is_open,
        "statements": queries.list_statements(),
        "is_connected": client.is_connected(),
        "tabs": room.tabs("balance"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/deliveries/balance.html", context)


@requires(Permission.DECIDE)
def mismatch(request: HttpRequest, mismatch: int) -> HttpResponse:
    room = room_of(request)
    row = queries.get_gap(mismatch, by=room.desk.by)
    if row is None or not room.may_decide:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.explain(
                difference=mismatch, explanation=form.cleaned_data["reason"], by=room.desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Explained. Your sentence stays with the parcel."))
            return redirect("desk:parcel_balance")
    title = _("Explain a difference of parcels")
    context = {
        "form": form,
        "title": title,
        "facts": _facts(row),
        "back": reverse("desk:parcel_balance"),
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/deliveries/settle.html", context)


def _facts(row: GapRow) -> list[Fact]:
    nothing = _("not delivered")
    url = reverse("desk:parcel", args=[row.order]) if row.order else ""
    return [
        Fact(_("What differs between us and the post"), GAP_LABELS[row.kind]),
        Fact(_("Parcel’s code"), row.code, url=url),
        Fact(_("Taken, in our books"), nothing if row.here is None else write_money(row.here)),
        Fact(_("Taken, in the post’s list"), nothing if row.there is None else write_money(row.there)),
    ]


urlpatterns = [
    path("balance/", balance, name="parcel_balance"),
    path("balance/<int:mismatch>/", mismatch, name="parcel_mismatch"),
]
