"""What waits and why: parcels of which the post does not know, news that fits nothing, questions without an answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.connectors.public_post import client
from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries import FATE_LABELS, TIDING_LABELS, NewsRow, OrderRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.deliveries.page import ReasonForm, case_url, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Text
from lienthong.web.ui.words import in_vietnamese, write_moment


@requires(Permission.SEE)
def troubles(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    is_connected = client.is_connected()
    poll = queries.last_poll()
    context = {
        "room": room,
        "untold": [
            (row, case_url(row), why(row, is_connected=is_connected), clock.local(row.moved_at))
            for row in queries.list_untold(by=room.desk.by)
        ],
        "news": [
            (one, TIDING_LABELS[one.tiding], FATE_LABELS[one.fate], clock.local(one.occurred_at))
            for one in queries.list_waiting_news(by=room.desk.by)
        ],
        "poll": poll,
        "asked_at": clock.local(poll.at) if poll else None,
        "is_connected": is_connected,
        "tabs": room.tabs("troubles"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/deliveries/troubles.html", context)


def why(row: OrderRow, *, is_connected: bool) -> Text:
    """Why the post does not know of a parcel, and what helps."""
    if not row.is_addressed:
        return gettext_lazy("No whole address is known. Ask the applicant and write it in.")
    if not is_connected:
        return gettext_lazy("The post is not connected here: hand the parcel over with its label, as before.")
    if row.refusal:
        return _("The post refused it: %(words)s. Mend it, or tell the post again.") % {"words": row.refusal}
    return gettext_lazy("The post has not answered yet. It is told again by itself; nothing is to be done.")


@requires(Permission.DECIDE)
def settle(request: HttpRequest, news: int) -> HttpResponse:
    """A head looks into what the post said, and writes what it came to."""
    room = room_of(request)
    row = queries.get_news(news, by=room.desk.by)
    if row is None or not room.may_decide:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_news(
                news=news, explanation=form.cleaned_data["reason"], by=room.desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Settled. Your sentence stays with the message."))
            return redirect("desk:parcel_troubles")
    title = _("Settle a message of the post")
    context = {
        "form": form,
        "title": title,
        "facts": _facts(row),
        "back": reverse("desk:parcel_troubles"),
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/deliveries/settle.html", context)


def _facts(row: NewsRow) -> list[Fact]:
    url = reverse("desk:parcel", args=[row.order]) if row.order else ""
    return [
        Fact(_("Parcel’s code"), row.code, url=url),
        Fact(_("What the post says"), TIDING_LABELS[row.tiding], hint=in_vietnamese(row.words)),
        Fact(_("When, by the post"), write_moment(clock.local(row.occurred_at))),
        Fact(_("Why it waits"), FATE_LABELS[row.fate]),
    ]


urlpatterns = [
    path("troubles/", troubles, name="parcel_troubles"),
    path("troubles/<int:news>/", settle, name="parcel_news"),
]
