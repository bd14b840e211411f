"""The parcels of an agency by where they are; those to hand over are marked, labelled and signed for here."""

from typing import Any, Final
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
from lienthong.domain.deliveries.exchange import print_labels
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries import STATE_LABELS, Kind, OrderRow, State
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.deliveries.page import TAGS, Room, case_url, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show, show_made

LISTS: Final = {
    "way": frozenset({State.HANDED, State.UNDER_WAY}),
    "delivered": frozenset({State.DELIVERED}),
    "back": frozenset({State.RETURNING, State.BACK, State.CANCELLED}),
}
MOST_LABELS: Final = 100


class HandOverForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    collector = forms.CharField(
        label=gettext_lazy("Post’s collector, who signs for them"),
        max_length=200,
        widget=forms.TextInput({"size": "28", "autocomplete": "off"}),
    )


@requires(Permission.SEE)
def parcels(request: HttpRequest) -> HttpResponse:
    room, words = room_of(request), request.GET.get("q", "")[:80].strip()
    found = queries.find_orders(words, by=room.desk.by) if words else []
    if words and len(found) == 1:
        return redirect("desk:parcel", parcel=found[0].id)
    part = request.GET.get("list", "")
    if words or part in {*LISTS, "papers"}:
        return _show(request, room, part, found if words else _rows(part, room), words)
    return _to_hand_over(request, room)


def _rows(part: str, room: Room) -> list[OrderRow]:
    if part == "papers":
        return queries.list_orders(State, kind=Kind.PAPERS, by=room.desk.by)
    return queries.list_orders(LISTS[part], by=room.desk.by)


def _show(request: HttpRequest, room: Room, part: str, rows: list[OrderRow], words: str) -> HttpResponse:
    context = {
        "room": room,
        "rows": [_line(row) for row in rows],
        "words": words,
        "part": part,
        "tabs": room.tabs(part),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/deliveries/listing.html", context)


def _line(row: OrderRow) -> dict[str, Any]:
    return {
        "row": row,
        "tag": TAGS[row.state],
        "word": str(STATE_LABELS[row.state]),
        "at": clock.local(row.moved_at),
        "case": case_url(row),
    }


def _to_hand_over(request: HttpRequest, room: Room) -> HttpResponse:
    """All marked go on one list or none does; a second press finds the list that the first one made."""
    form = HandOverForm(request.POST or None, initial={"key": uuid4()})
    marked = {int(one) for one in request.POST.getlist("parcel") if one.isdigit()}
    if request.method == "POST":
        if not room.may_send:
            raise Http404
        if form.is_valid():
            try:
                made = actions.hand_over(
                    key=form.cleaned_data["key"] or uuid4(),
                    orders=sorted(marked),
                    collector=form.cleaned_data["collector"],
                    by=room.desk.by,
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                words = _("Handed over on list %(number)s. It is ready to print and to be signed.")
                messages.success(request, words % {"number": made.label})
                return redirect("desk:parcel_lists")
    rows = queries.list_orders([State.TO_SEND], by=room.desk.by)
    context = {
        "room": room,
        "rows": [(row, case_url(row), row.id in marked or request.method == "GET") for row in rows],
        "form": form,
        "tabs": room.tabs("send"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/deliveries/hand_over.html", context)


@requires(Permission.SEND)
def labels(request: HttpRequest) -> HttpResponse:
    """Those that were marked, one sheet each; each has to have an address."""
    desk = desk_of(request)
    marked = {int(one) for one in request.GET.getlist("parcel")[:MOST_LABELS] if one.isdigit()}
    rows = [
        row
        for row in queries.list_orders([State.TO_SEND], by=desk.by)
        if row.id in marked and row.is_addressed and row.agency == desk.by.agency
    ]
    if not rows:
        raise Http404
    return show_made(print_labels(rows[::-1], desk.now), "nhan-buu-gui.pdf")


@requires(Permission.SEE)
def lists(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    rows = [(one, clock.local(one.handed_at)) for one in queries.list_handovers(by=room.desk.by)]
    context = {"room": room, "rows": rows, "tabs": room.tabs("lists"), "crumbs": room.crumbs()}
    return render(request, "desk/deliveries/lists.html", context)


@requires(Permission.SEE)
def paper(request: HttpRequest, handover: int) -> HttpResponse:
    """As it was signed for; while the worker sets it there is nothing to look at yet."""
    try:
        row = queries.get_handover(handover, by=desk_of(request).by)
    except ListNotFound as absent:
        raise Http404 from absent
    if row.file is None:
        return render(request, "desk/deliveries/being_set.html", {"row": row})
    return show(row.file, use=actions.LIST)


urlpatterns = [
    path("", parcels, name="parcels"),
    path("labels.pdf", labels, name="parcel_labels"),
    path("lists/", lists, name="parcel_lists"),
    path("lists/<int:handover>.pdf", paper, name="parcel_list"),
]
