"""What is done with one parcel: each deed one form on one page."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries import track
from lienthong.domain.deliveries import actions
from lienthong.domain.deliveries.permissions import Permission, can_send
from lienthong.domain.deliveries.queries import OrderRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_number
from lienthong.web.desk.deliveries.page import ReasonForm, ReceiverForm, parcel_of, room_of
from lienthong.web.desk.deliveries.parcel import DEEDS, deeds_of, words_of
from lienthong.web.desk.payments.page import DongField
from lienthong.web.entrance.access import requires


class SendForm(ReceiverForm):
    cod = DongField(
        label=gettext_lazy("To be taken on delivery, in đồng"),
        help_text=gettext_lazy("0 when nothing is owed. The charge of the post comes on top."),
    )


class CaseForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the case that these papers became"),
        max_length=60,
        widget=forms.TextInput({"size": "28", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        told: str = self.cleaned_data["number"].strip().upper()
        return told


class NoForm(forms.Form):
    """Nothing is asked."""


type Do = Callable[[OrderRow, dict[str, Any], Actor], object]


def _back(row: OrderRow, given: dict[str, Any], by: Actor) -> None:
    actions.take_back(order=row.id, reason=given["reason"], by=by, at=clock.now())


def _cancel(row: OrderRow, given: dict[str, Any], by: Actor) -> None:
    actions.cancel(order=row.id, reason=given["reason"], by=by, at=clock.now())


def _mend(row: OrderRow, given: dict[str, Any], by: Actor) -> object:
    return actions.mend(order=row.id, receiver=_receiver(given), cod=given["cod"], by=by, at=clock.now())


def _again(row: OrderRow, given: dict[str, Any], by: Actor) -> object:
    return actions.send_again(
        order=row.id, receiver=_receiver(given), cod=given["cod"], by=by, at=clock.now()
    )


def _receiver(given: dict[str, Any]) -> actions.Receiver:
    return actions.Receiver(given["name"], given["phone"], given["address"])


def _retell(row: OrderRow, given: dict[str, Any], by: Actor) -> None:
    del given
    actions.tell_again(order=row.id, by=by, at=clock.now())


def _became(row: OrderRow, given: dict[str, Any], by: Actor) -> None:
    """Raises ValidationError for a number that is no case of theirs."""
    try:
        found = track(given["number"], proof="", by=by, now=clock.now())
    except CaseNotFound as absent:
        raise ValidationError({"number": str(absent)}) from absent
    actions.received_as(order=row.id, case=found.number, by=by, at=clock.now())


DOES: Final[dict[str, tuple[type[forms.Form], Do]]] = {
    "back": (ReasonForm, _back),
    "again": (SendForm, _again),
    "became": (CaseForm, _became),
    "retell": (NoForm, _retell),
    "mend": (SendForm, _mend),
    "cancel": (ReasonForm, _cancel),
}


@requires(Permission.SEND)
def deed(request: HttpRequest, parcel: int, what: str) -> HttpResponse:
    """A second press finds what the first one did; what is never this person's to do is not there."""
    room = room_of(request)
    row = parcel_of(room.desk, parcel)
    is_sent = request.method == "POST"
    if what not in DEEDS or not can_send(room.desk.by, row.agency):
        raise Http404
    if not is_sent and what not in deeds_of(row, room.desk.by):
        raise Http404
    kind, do = DOES[what]
    form = kind(request.POST) if is_sent else kind(initial=_initial(row))
    if is_sent and form.is_valid():
        try:
            made = do(row, form.cleaned_data, room.desk.by)
        except Refusal as refusal:
            form.add_error(_field_of(refusal, form), str(refusal))
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _said(what))
            return redirect("desk:parcel", parcel=made.id if isinstance(made, OrderRow) else parcel)
    title = words_of()[what]
    context = {
        "row": row,
        "form": form,
        "title": title,
        "lead": _lead(what),
        "kind": "danger" if what == "cancel" else "primary",
        "back": reverse("desk:parcel", args=[parcel]),
        "crumbs": room.crumbs(row.code, title),
    }
    return render(request, "desk/deliveries/deed.html", context)


def _field_of(refusal: Refusal, form: forms.Form) -> str | None:
    """The box that a refusal of the room is about."""
    about = {
        "ReceiverMissing": "name",
        "PhoneUnfit": "phone",
        "PlaceMissing": "address",
        "CodUnfit": "cod",
        "ReasonNeeded": "reason",
    }
    field = about.get(refusal.code)
    return field if field in form.fields else None


def _initial(row: OrderRow) -> dict[str, Any]:
    told = {"name": row.receiver, "phone": row.phone, "address": row.address}
    return {**told, "cod": format_number(row.cod)}


def _lead(act: str) -> str:
    return {
        "back": _(
            "The result lies at the counter again. The applicant sees it when they look their case up."
        ),
        "again": _("It goes out as another parcel with a new code. Call the receiver first."),
        "became": _(
            "Take the papers in at the counter first, filed by public post; then write the number here."
        ),
        "retell": _("For a parcel that the post refused, once the reason is gone."),
        "mend": _("What the post knows already is called off there and told anew with another code."),
        "cancel": _("The applicant fetches the result at the one-stop instead."),
    }[act]


def _said(act: str) -> str:
    return {
        "back": _("Noted: it is back at the counter."),
        "again": _("It waits to be handed over again, as another parcel."),
        "became": _("The number is noted."),
        "retell": _("The post is being told again."),
        "mend": _("Changed. The post is being told."),
        "cancel": _("Called off. The reason stays."),
    }[act]


urlpatterns = [path("<int:parcel>/<slug:what>/", deed, name="parcel_deed")]
