"""What these pages share: the agency's parcels as one person sees them, their tabs, their words."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.deliveries import queries
from lienthong.domain.deliveries.errors import OrderNotFound
from lienthong.domain.deliveries.permissions import Permission, can_decide, can_send
from lienthong.domain.deliveries.queries import OrderRow, State, Waiting
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.ui.parts import Link, Tab

TAGS: Final = {
    State.WISHED: "not_due",
    State.TO_SEND: "not_done",
    State.HANDED: "submitted",
    State.UNDER_WAY: "in_progress",
    State.DELIVERED: "done",
    State.RETURNING: "returned",
    State.BACK: "returned",
    State.CANCELLED: "not_applicable",
}


class ReasonForm(forms.Form):
    """One sentence that stays."""

    reason = forms.CharField(
        label=gettext_lazy("Why, in a sentence that stays with the parcel"),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )


class ReceiverForm(forms.Form):
    """At the other end from the agency."""

    name = forms.CharField(
        label=gettext_lazy("Full name of the receiver"),
        max_length=200,
        widget=forms.TextInput({"size": "32", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone of the receiver"),
        help_text=gettext_lazy("The post calls this number before it comes."),
        max_length=20,
        widget=forms.TextInput({"size": "16", "inputmode": "tel", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address to which the post comes"),
        help_text=gettext_lazy("House number, street or village, ward or commune, district, province."),
        max_length=300,
        widget=forms.Textarea({"rows": "2"}),
    )


@dataclass(frozen=True)
class Room:
    """The parcels of one agency, seen by one of its people."""

    desk: Desk
    waiting: Waiting

    @property
    def may_send(self) -> bool:
        return can_send(self.desk.by, self.desk.by.agency)

    @property
    def may_decide(self) -> bool:
        return can_decide(self.desk.by, self.desk.by.agency)

    def tabs(self, current: str) -> list[Tab]:
        told, here = self.waiting, reverse("desk:parcels")
        places = (
            ("send", pgettext("parcels", "To hand over"), here, told.to_send),
            ("way", pgettext("parcels", "With the post"), f"{here}?list=way", told.under_way),
            ("delivered", pgettext("parcels", "Delivered"), f"{here}?list=delivered", None),
            ("back", pgettext("parcels", "Not delivered"), f"{here}?list=back", told.back),
            ("papers", pgettext("parcels", "Papers fetched from home"), f"{here}?list=papers", told.arrived),
            ("arrivals", pgettext("parcels", "Check papers in"), reverse("desk:parcel_arrivals"), None),
            ("lists", pgettext("parcels", "Hand-over lists"), reverse("desk:parcel_lists"), None),
            (
                "troubles",
                pgettext("parcels", "What waits and why"),
                reverse("desk:parcel_troubles"),
                told.troubles,
            ),
            (
                "balance",
                pgettext("parcels", "The post’s list"),
                reverse("desk:parcel_balance"),
                told.differences,
            ),
            ("transfers", pgettext("parcels", "Transferred work"), reverse("desk:transfers"), None),
        )
        return [Tab(words, url, count, current=name == current) for name, words, url, count in places]

    def crumbs(self, *after: str) -> list[Link]:
        here = Link(_("Public post"), reverse("desk:parcels") if after else "")
        return [Link(_("Cases"), reverse("desk:cases")), here, *map(Link, after)]


def room_of(request: HttpRequest) -> Room:
    """Raises Http404 for a hat that has nothing to do with an agency's parcels."""
    desk = desk_of(request)
    if not desk.by.may(Permission.SEE):
        raise Http404
    return Room(desk, queries.count_waiting(desk.by.agency))


def parcel_of(desk: Desk, parcel: int) -> OrderRow:
    """Raises Http404, also for one of an agency that the person does not see."""
    try:
        return queries.get_order(parcel, by=desk.by)
    except OrderNotFound as absent:
        raise Http404(str(absent)) from absent


def case_url(row: OrderRow) -> str:
    kind, _colon, case = row.about.partition(":")
    return reverse("desk:case", args=[int(case)]) if kind == "case" else ""
