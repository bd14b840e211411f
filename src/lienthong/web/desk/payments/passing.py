"""A line of the bank by which the post passes on what it took on delivery: proposed, looked through, confirmed."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.permissions import Permission
from lienthong.domain.payments.queries import Fate, HeldRow, RemittanceRow, Source, TransferRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.payments.page import Room, WhyForm, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import in_vietnamese, write_moment, write_money


class PassedOnForm(forms.Form):
    """What is ticked in the two tables; the page draws the boxes."""

    parcel = forms.TypedMultipleChoiceField(coerce=int, required=False)
    earlier = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(
        label=gettext_lazy("If it differs: what you know of the difference"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": "2"}),
    )

    def __init__(self, data: object, *, held: Sequence[HeldRow], gaps: Sequence[RemittanceRow]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["parcel"].choices = [(one.id, one.parcel) for one in held]  # type: ignore[attr-defined]
        self.fields["earlier"].choices = [(one.id, one.transaction) for one in gaps]  # type: ignore[attr-defined]


@requires(Permission.DECIDE)
def passed_on(request: HttpRequest, remitted: int) -> HttpResponse:
    """“Reckon again” shows what the ticked ones come to and keeps nothing."""
    room = room_of(request)
    row = _line_of(room, remitted)
    if row.fate is Fate.REMITTED:
        messages.info(request, _("This line was confirmed already, by %(name)s.") % {"name": row.settler})
        return redirect("desk:pending")
    agency = room.desk.by.agency
    held, gaps = queries.list_held(agency), queries.list_gaps_of_post(agency)
    form = PassedOnForm(request.POST or None, held=held, gaps=gaps)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and "reckon" not in request.POST:
        try:
            made = _confirm(row, form, room)
        except Refusal as refusal:
            form.add_error("reason" if refusal.code == "GapUnexplained" else None, str(refusal))
        else:
            messages.success(request, _said(made))
            return redirect("desk:pending")
    if is_sent:
        parcels, earlier = set(form.cleaned_data["parcel"]), set(form.cleaned_data["earlier"])
    else:
        parcels, earlier = set(queries.proposed(row.amount, held, until=row.paid_at)), set()
    expected = sum(one.amount for one in held if one.id in parcels) - sum(
        one.gap for one in gaps if one.id in earlier
    )
    title = _("Money that the post passes on")
    context = {
        "form": form,
        "held": [(one, one.id in parcels) for one in held],
        "gaps": [(one, -one.gap, one.id in earlier) for one in gaps],
        "facts": _facts(row, expected),
        "is_even": row.amount == expected,
        "title": title,
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/payments/passing.html", context)


def _line_of(room: Room, transfer: int) -> TransferRow:
    """Raises Http404 for what is no line of the bank, or was settled otherwise."""
    row = queries.get_transfer(transfer, by=room.desk.by)
    waits = row is not None and row.fate in {Fate.PENDING, Fate.REMITTED} and row.source is Source.BANK
    if row is None or not waits or not room.may_decide:
        raise Http404
    return row


def _confirm(row: TransferRow, form: PassedOnForm, room: Room) -> RemittanceRow:
    given = form.cleaned_data
    return actions.pass_on(
        transfer=row.id,
        parcels=given["parcel"],
        makes_up=given["earlier"],
        reason=given["reason"],
        by=room.desk.by,
        at=clock.now(),
    )


def _said(made: RemittanceRow) -> str:
    told = ngettext(
        "Confirmed: %(amount)s for %(count)s parcel.",
        "Confirmed: %(amount)s for %(count)s parcels.",
        made.parcels,
    ) % {"amount": write_money(made.amount), "count": made.parcels}
    return told if not made.gap else f"{told} {_('The difference stays open under “Bank and platform”.')}"


def _facts(row: TransferRow, expected: int) -> list[Fact]:
    gap = row.amount - expected
    return [
        Fact(_("On the bank’s line"), write_money(row.amount), hint=write_moment(clock.local(row.paid_at))),
        Fact(_("What is ticked comes to"), write_money(expected)),
        Fact(pgettext("money", "Difference"), _signed(gap) if gap else _("none")),
        Fact(_("Transaction"), row.transaction, hint=row.reference),
    ]


def _signed(amount: int) -> str:
    """More came than was expected, or less."""
    words = _("%(amount)s too much") if amount > 0 else _("%(amount)s too little")
    return words % {"amount": write_money(abs(amount))}


@requires(Permission.DECIDE)
def post_gap(request: HttpRequest, remittance: int) -> HttpResponse:
    """Nothing more comes for it: a sentence closes it."""
    room = room_of(request)
    row = queries.get_remittance(remittance, by=room.desk.by)
    if row is None or not row.gap or row.is_made_up or not room.may_decide:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["reason"]
        try:
            actions.close_gap(remittance=row.id, explanation=words, by=room.desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Explained. Your sentence stays with the difference."))
            return redirect("desk:money_balance")
    title = _("Close a difference with the post")
    context = {
        "title": title,
        "form": form,
        "facts": [
            Fact(pgettext("money", "Difference"), _signed(row.gap)),
            Fact(_("Transaction"), row.transaction, hint=write_moment(clock.local(row.confirmed_at))),
            Fact(_("On the bank’s line"), write_money(row.amount)),
            Fact(_("What the parcels come to"), write_money(row.expected)),
            Fact(
                _("Said when it was confirmed"), in_vietnamese(row.reason), hint=in_vietnamese(row.confirmer)
            ),
        ],
        "back": reverse("desk:money_balance"),
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/payments/settle.html", context)


urlpatterns = [
    path("pending/<int:remitted>/post/", passed_on, name="passed_on"),
    path("balance/post/<int:remittance>/", post_gap, name="post_gap"),
]
