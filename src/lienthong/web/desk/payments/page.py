"""What these pages share: the agency's money as one person sees it, its tabs, its words."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.payments import queries
from lienthong.domain.payments.errors import DemandNotFound
from lienthong.domain.payments.permissions import Permission, can_collect, can_decide
from lienthong.domain.payments.queries import DemandRow, State, Waiting
from lienthong.spine.money import parse_money
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.ui.parts import Link, Tab

TAGS: Final = {
    State.DUE: "needs_payment",
    State.PARTLY_PAID: "half_done",
    State.PAID: "done",
    State.REFUNDED: "returned",
    State.WAIVED: "not_applicable",
    State.CANCELLED: "not_applicable",
}


class DongField(forms.CharField):
    """Whole đồng, as people write them: 75000, 75.000, 75.000 đ."""

    def __init__(self, **more: object) -> None:
        box = forms.TextInput({"size": "14", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"widget": box, "max_length": 20, **more})  # type: ignore[arg-type]

    def clean(self, value: object) -> int | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            return parse_money(words)
        except ValueError as unfit:
            raise forms.ValidationError(_("Write the amount in whole đồng, for example 75.000.")) from unfit


class WhyForm(forms.Form):
    """One sentence that stays."""

    reason = forms.CharField(
        label=gettext_lazy("Why, in a sentence that stays with the payment"),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )


@dataclass(frozen=True)
class Room:
    """The money of one agency, seen by one of its people."""

    desk: Desk
    waiting: Waiting

    @property
    def may_collect(self) -> bool:
        return can_collect(self.desk.by, self.desk.by.agency)

    @property
    def may_decide(self) -> bool:
        return can_decide(self.desk.by, self.desk.by.agency)

    def tabs(self, current: str) -> list[Tab]:
        told = self.waiting
        places = (
            (pgettext("fees", "To be paid"), "desk:fees", told.due),
            (pgettext("fees", "My till"), "desk:till", None),
            (pgettext("fees", "Money that waits"), "desk:pending", told.pending),
            (pgettext("fees", "Bank and platform"), "desk:money_balance", told.differences),
            (pgettext("fees", "Refunds"), "desk:refunds", told.refunds),
        )
        return [Tab(words, reverse(route), count, current=route == current) for words, route, count in places]

    def crumbs(self, *after: str) -> list[Link]:
        here = Link(_("Fees and charges"), reverse("desk:fees") if after else "")
        return [Link(_("Cases"), reverse("desk:cases")), here, *map(Link, after)]


def room_of(request: HttpRequest) -> Room:
    """Raises Http404 for a hat that has nothing to do with an agency's money."""
    desk = desk_of(request)
    if not desk.by.may(Permission.SEE):
        raise Http404
    return Room(desk, queries.count_waiting(desk.by.agency))


def demand_of(desk: Desk, demand: int) -> DemandRow:
    """Raises Http404, also for one of an agency that the person does not see."""
    try:
        return queries.get_demand(demand, by=desk.by)
    except DemandNotFound as absent:
        raise Http404(str(absent)) from absent
