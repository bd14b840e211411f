"""What is still to be paid in an agency, newest first; found by the payment code or the number of the case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import pgettext

from lienthong.domain.payments import queries
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries import OPEN, SETTLED, STATE_LABELS, DemandRow, State
from lienthong.web.desk.payments.page import TAGS, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Tab


@requires(Permission.SEE)
def fees(request: HttpRequest) -> HttpResponse:
    room, words = room_of(request), request.GET.get("q", "")[:80].strip()
    is_settled = request.GET.get("list") == "settled"
    states = {*SETTLED, State.REFUNDED} if is_settled else OPEN
    found = (
        queries.find_demands(words, by=room.desk.by)
        if words
        else queries.list_demands(states, by=room.desk.by)
    )
    if words and len(found) == 1:
        return redirect("desk:fee", fee=found[0].id)
    context = {
        "room": room,
        "rows": [_line(row) for row in found],
        "words": words,
        "owed": queries.owed_in_all(room.desk.by.agency),
        "lists": [
            Tab(pgettext("fees", "Still owed"), "?", room.waiting.due, current=not is_settled),
            Tab(pgettext("fees", "Settled"), "?list=settled", current=is_settled),
        ],
        "tabs": room.tabs("desk:fees"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/payments/listing.html", context)


def _line(row: DemandRow) -> tuple[DemandRow, str, str]:
    return row, TAGS[row.state], str(STATE_LABELS[row.state])


urlpatterns = [path("", fees, name="fees")]
