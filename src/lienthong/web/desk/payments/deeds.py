"""What is done with one payment: each deed one form on one page."""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.permissions import Permission, can_collect
from lienthong.domain.payments.queries import WAY_LABELS, DemandRow, Way
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_number
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.payments.demand import deeds_of, is_theirs, words_of
from lienthong.web.desk.payments.page import DongField, WhyForm, demand_of, room_of
from lienthong.web.entrance.access import requires


class CollectForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How it is paid"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, capfirst(str(WAY_LABELS[one]))) for one in actions.COUNTER_WAYS],
        initial=Way.CASH.value,
    )
    amount = DongField(label=gettext_lazy("Amount in đồng"))
    payer = forms.CharField(
        label=gettext_lazy("Who pays, as it shall stand on the receipt"),
        max_length=300,
        widget=forms.TextInput({"size": "40", "autocomplete": "off"}),
    )


class ReliefForm(forms.Form):
    """Which line, what is paid after it, and by which rule."""

    line = forms.ChoiceField(label=gettext_lazy("Which fee or charge"), widget=forms.RadioSelect)
    amount = DongField(
        label=gettext_lazy("What is paid after the exemption, in đồng"),
        help_text=gettext_lazy("0 when all of it is exempt."),
    )
    ground = forms.CharField(
        label=gettext_lazy("By which rule, for whom"),
        help_text=gettext_lazy("For example: người thuộc hộ nghèo, điểm a khoản 1 Điều 5."),
        max_length=500,
        widget=forms.Textarea({"rows": "2"}),
    )


class RefundForm(WhyForm):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    amount = DongField(label=gettext_lazy("Amount to give back, in đồng"))
    to = forms.CharField(
        label=gettext_lazy("To whom: account and bank, or by hand"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"size": "40"}),
    )
    field_order = ("amount", "to", "reason")


type Do = Callable[[DemandRow, dict[str, Any], Actor], object]


def _collect(row: DemandRow, given: dict[str, Any], by: Actor) -> None:
    paid = actions.Paid(given["key"] or uuid4(), Way(given["way"]), given["amount"], given["payer"])
    actions.collect(demand=row.id, paid=paid, by=by, at=clock.now())


def _exempt(row: DemandRow, given: dict[str, Any], by: Actor) -> None:
    reliefs = {int(given["line"]): actions.Relief(given["amount"], given["ground"])}
    actions.grant(demand=row.id, reliefs=reliefs, by=by, at=clock.now())


def _waive(row: DemandRow, given: dict[str, Any], by: Actor) -> None:
    actions.waive(demand=row.id, reason=given["reason"], by=by, at=clock.now())


def _cancel(row: DemandRow, given: dict[str, Any], by: Actor) -> None:
    actions.cancel(demand=row.id, reason=given["reason"], by=by, at=clock.now())


def _refund(row: DemandRow, given: dict[str, Any], by: Actor) -> None:
    actions.ask_refund(
        key=given["key"] or uuid4(),
        demand=row.id,
        amount=given["amount"],
        reason=given["reason"],
        to=given["to"],
        by=by,
        at=clock.now(),
    )


DOES: Final[dict[str, tuple[type[forms.Form], Do]]] = {
    "collect": (CollectForm, _collect),
    "exempt": (ReliefForm, _exempt),
    "waive": (WhyForm, _waive),
    "cancel": (WhyForm, _cancel),
    "refund": (RefundForm, _refund),
}


@requires(Permission.COLLECT, Permission.DECIDE)
def deed(request: HttpRequest, fee: int, act: str) -> HttpResponse:
    """A second press finds what the first one did; what is never this person's to do is not there."""
    room = room_of(request)
    row = demand_of(room.desk, fee)
    is_sent = request.method == "POST"
    if not is_theirs(row, act, room.desk.by) or not (is_sent or act in deeds_of(row, room.desk.by)):
        raise Http404
    kind, do = DOES[act]
    form = kind(request.POST) if is_sent else kind(initial=_initial(row, act))
    _choose(form, row)
    if is_sent and form.is_valid():
        try:
            do(row, form.cleaned_data, room.desk.by)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(act))
            return redirect("desk:fee", fee=fee)
    title = words_of()[act]
    context = {
        "row": row,
        "form": form,
        "title": title,
        "lead": _lead(row, act),
        "kind": "danger" if act in {"waive", "cancel"} else "primary",
        "back": reverse("desk:fee", args=[fee]),
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/payments/deed.html", context)


def _initial(row: DemandRow, deed: str) -> dict[str, Any]:
    left = {"collect": row.owed, "refund": row.received - row.returned}.get(deed)
    amount = "" if left is None else format_number(left)
    return {"key": uuid4(), "amount": amount, "payer": row.payer, "way": Way.CASH.value, "line": "0"}


def _choose(form: forms.Form, row: DemandRow) -> None:
    if isinstance(form, ReliefForm):
        form.fields["line"].choices = [  # type: ignore[attr-defined]
            (str(place), f"{capfirst(line.name)}: {format_number(line.listed or 0)} đ")
            for place, line in enumerate(row.lines)
        ]


def _lead(row: DemandRow, deed: str) -> str:
    told = {
        "collect": _("%(owed)s đồng are owed. The receipt is numbered and printed at once.")
        % {"owed": format_number(row.owed)},
        "exempt": next((line.exemptions for line in row.lines if line.exemptions), ""),
        "waive": _("Nothing is asked for any more. It stays in the books with your reason."),
        "cancel": _("For a fee that was set wrongly. Another can be set for the case afterwards."),
        "refund": _("Another person decides. Money leaves only after that."),
    }
    return told[deed]


def _said(deed: str) -> str:
    return {
        "collect": _("Taken. The receipt is ready to print below."),
        "exempt": _("The exemption is granted, with its ground."),
        "waive": _("Waived. A case that waited for it goes on."),
        "cancel": _("Cancelled. The reason stays."),
        "refund": _("Asked. The head of your agency decides."),
    }[deed]


class AnewForm(WhyForm):
    payer = forms.CharField(
        label=gettext_lazy("Who paid, as it shall stand on the new receipt"),
        max_length=300,
        widget=forms.TextInput({"size": "40"}),
    )
    field_order = ("payer", "reason")


@requires(Permission.COLLECT)
def anew(request: HttpRequest, receipt: int) -> HttpResponse:
    """The old number stays in the book with its reason; the money stands."""
    desk = desk_of(request)
    try:
        old = queries.get_receipt(receipt, by=desk.by)
    except Refusal as absent:
        raise Http404 from absent
    if not can_collect(desk.by, old.agency):
        raise Http404
    form = AnewForm(request.POST or None, initial={"payer": old.payer})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reissue(receipt=receipt, **form.cleaned_data, by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The old receipt is cancelled and a new one is issued."))
            return redirect("desk:fee", fee=old.demand)
    title = _("Cancel the receipt and issue another")
    context = {
        "row": queries.get_demand(old.demand, by=desk.by),
        "form": form,
        "title": title,
        "lead": _("%(label)s stays in the book with the reason; its number is not given again.")
        % {"label": old.label},
        "kind": "primary",
        "back": reverse("desk:fee", args=[old.demand]),
        "crumbs": room_of(request).crumbs(title),
    }
    return render(request, "desk/payments/deed.html", context)


urlpatterns = [
    path("receipts/<int:receipt>/anew/", anew, name="receipt_anew"),
    path("<int:fee>/<slug:act>/", deed, name="fee_deed"),
]
