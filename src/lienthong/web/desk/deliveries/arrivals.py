"""Papers that the post brings to the one-stop: checked in parcel by parcel, on a list that both sides sign."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.errors import ListNotFound
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries import OUTCOME_LABELS, STATE_LABELS, Expected, Outcome
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.deliveries.page import TAGS, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show


class ArrivalForm(forms.Form):
    """``found-7`` and ``words-7`` of parcel 7 are drawn by the page."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    bringer = forms.CharField(
        label=gettext_lazy("Post’s carrier, who brought them"),
        max_length=200,
        widget=forms.TextInput({"size": "28", "autocomplete": "off"}),
    )


@requires(Permission.SEE)
def arrivals(request: HttpRequest) -> HttpResponse:
    """All that is said is kept on one list or nothing is; a second press finds the list that the first one made."""
    room = room_of(request)
    expected = queries.list_expected(by=room.desk.by, at=clock.now())
    form = ArrivalForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST":
        if not room.may_send:
            raise Http404
        if form.is_valid():
            try:
                made = actions.check_in(
                    key=form.cleaned_data["key"] or uuid4(),
                    found=_found(request),
                    bringer=form.cleaned_data["bringer"],
                    by=room.desk.by,
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                words = _("Checked in on list %(number)s. It is ready to print and to be signed.")
                messages.success(request, words % {"number": made.label})
                return redirect("desk:parcel_arrivals")
    context = {
        "room": room,
        "form": form,
        "rows": [_line(one, request) for one in expected],
        "outcomes": [(one.value, label) for one, label in OUTCOME_LABELS.items()],
        "lists": [(one, clock.local(one.arrived_at)) for one in queries.list_arrivals(by=room.desk.by)],
        "tabs": room.tabs("arrivals"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/deliveries/arrivals.html", context)


def _found(request: HttpRequest) -> dict[int, actions.Found]:
    """Of each parcel of which something was said."""
    said = {
        name.removeprefix("found-"): value
        for name, value in request.POST.items()
        if name.startswith("found-")
    }
    return {
        int(parcel): actions.Found(Outcome(value), request.POST.get(f"words-{parcel}", ""))
        for parcel, value in said.items()
        if parcel.isdigit() and value in set(Outcome)
    }


def _line(one: Expected, request: HttpRequest) -> dict[str, object]:
    row = one.order
    return {
        "row": row,
        "missing": one.missing,
        "tag": TAGS[row.state],
        "word": str(STATE_LABELS[row.state]),
        "found": request.POST.get(f"found-{row.id}", ""),
        "words": request.POST.get(f"words-{row.id}", ""),
    }


@requires(Permission.SEE)
def paper(request: HttpRequest, arrival: int) -> HttpResponse:
    """As it was signed; while the worker sets it there is nothing to look at yet."""
    try:
        row = queries.get_arrival(arrival, by=desk_of(request).by)
    except ListNotFound as absent:
        raise Http404 from absent
    if row.file is None:
        return render(request, "desk/deliveries/being_set.html", {"row": row})
    return show(row.file, use=actions.LIST)


urlpatterns = [
    path("arrivals/", arrivals, name="parcel_arrivals"),
    path("arrivals/<int:arrival>.pdf", paper, name="parcel_arrival"),
]
