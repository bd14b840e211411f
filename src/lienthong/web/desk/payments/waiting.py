"""Money that nobody could match by itself, the daily comparison, and refunds: each settled by a person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.connectors.payment_platform import client
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.exchange import read_statement
from lienthong.domain.payments.permissions import Permission, can_ask, can_decide
from lienthong.domain.payments.queries import (
    KIND_LABELS,
    SOURCE_LABELS,
    STEP_LABELS,
    WAY_LABELS,
    WHY_LABELS,
    Fate,
    Fit,
    GapRow,
    HeldRow,
    RefundRow,
    RemittanceRow,
    Source,
    Step,
    TransferRow,
    Way,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.payments.page import Room, WhyForm, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import in_vietnamese, write_moment, write_money


class MatchForm(WhyForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("What this money is"),
        widget=forms.RadioSelect,
        choices=[
            ("match", pgettext_lazy("pending money", "It pays a case: its payment code is below")),
            ("back", pgettext_lazy("pending money", "The bank sent it back")),
        ],
    )
    code = forms.CharField(
        label=gettext_lazy("Payment code of the case"),
        help_text=gettext_lazy("LT and eleven digits, as on the page of the payment."),
        max_length=20,
        required=False,
        widget=forms.TextInput({"size": "16", "autocomplete": "off"}),
    )
    field_order = ("answer", "code", "reason")


@requires(Permission.SEE)
def pending(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    agency = room.desk.by.agency
    rows, held = queries.list_transfers(agency, fate=Fate.PENDING), queries.list_held(agency)
    gaps = queries.list_gaps_of_post(agency)
    context = {
        "room": room,
        "rows": [
            (one, SOURCE_LABELS[one.source], _why(one), clock.local(one.paid_at), _of_post(one, held, gaps))
            for one in rows
        ],
        "balance": queries.balance(room.desk.by.agency),
        "tabs": room.tabs("desk:pending"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/payments/pending.html", context)


def _why(row: TransferRow) -> str:
    return str(WHY_LABELS[row.why]) if row.why else ""


def _of_post(row: TransferRow, held: Sequence[HeldRow], gaps: Sequence[RemittanceRow]) -> str:
    """What the post took for parcels may have come in this line: said with how well it fits, and not otherwise."""
    if row.source is not Source.BANK or row.demand:
        return ""
    match queries.fit_of(row, held, gaps):
        case Fit.NONE:
            return ""
        case Fit.NEAR:
            return _("Perhaps what the post took on delivery; the amount differs.")
        case Fit.EXACT:
            count = len(queries.proposed(row.amount, held, until=row.paid_at))
            words = ngettext(
                "Exactly what the post took for %(count)s parcel.",
                "Exactly what the post took for %(count)s parcels.",
                count,
            )
            return words % {"count": count}


@requires(Permission.DECIDE)
def transfer(request: HttpRequest, transfer: int) -> HttpResponse:
    room = room_of(request)
    row = queries.get_transfer(transfer, by=room.desk.by)
    if row is None or not room.may_decide:
        raise Http404
    form = MatchForm(request.POST or None, initial={"code": row.code})
    if request.method == "POST" and form.is_valid():
        try:
            _settle(row, form.cleaned_data, room)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Settled. Your sentence stays with the money."))
            return redirect("desk:pending")
    facts = [
        Fact(_("Amount"), write_money(row.amount)),
        Fact(_("Content of the transfer"), row.reference),
        Fact(_("Transaction"), row.transaction, hint=str(SOURCE_LABELS[row.source])),
        Fact(_("Why it waits"), _why(row)),
        Fact(_("Paid at"), write_moment(clock.local(row.paid_at))),
    ]
    return _page(request, room, _("Settle money that waits"), form, facts, "desk:pending")


def _settle(row: TransferRow, given: dict[str, Any], room: Room) -> None:
    told = {"transfer": row.id, "explanation": given["reason"], "by": room.desk.by, "at": clock.now()}
    if given["answer"] == "match":
        actions.match(code=given["code"], **told)
    else:
        actions.send_back(**told)


def _page(
    request: HttpRequest, room: Room, title: str, form: forms.Form, facts: list[Fact], back: str
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "facts": facts,
        "back": reverse(back),
        "crumbs": room.crumbs(title),
    }
    return render(request, "desk/payments/settle.html", context)


@requires(Permission.SEE)
def balance(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    agency, is_open = room.desk.by.agency, request.GET.get("list") != "settled"
    rows = queries.list_gaps(agency, is_open=is_open)
    context = {
        "room": room,
        "is_open": is_open,
        "rows": [(one, KIND_LABELS[one.kind], SOURCE_LABELS[one.source]) for one in rows],
        "statements": [(one, SOURCE_LABELS[one.source]) for one in queries.list_statements()],
        "post": queries.with_post(agency),
        "remittances": queries.list_remittances(agency),
        "is_connected": client.is_connected(),
        "tabs": room.tabs("desk:money_balance"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/payments/balance.html", context)


class StatementForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Lines of the bank’s statement"),
        help_text=gettext_lazy(
            "One transaction a line: number; day and time; amount; content. A copy from a spreadsheet fits."
        ),
        max_length=100_000,
        widget=forms.Textarea({"rows": "10", "spellcheck": "false"}),
    )


@requires(Permission.DECIDE)
def statement(request: HttpRequest) -> HttpResponse:
    """What came to the account by transfer: each line is taken once, however often it is brought."""
    room = room_of(request)
    if not room.may_decide:
        raise Http404
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            listed = read_statement(form.cleaned_data["text"])
            told = actions.take_statement(listed=listed, by=room.desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            words = _("Put on cases: %(taken)s. Waiting: %(pending)s. Known before: %(known)s.")
            counts = {"taken": told.taken, "pending": told.pending, "known": told.known}
            messages.success(request, words % counts)
            return redirect("desk:pending")
    title = _("Take a bank statement in")
    return _page(request, room, title, form, [], "desk:pending")


@requires(Permission.DECIDE)
def gap(request: HttpRequest, gap: int) -> HttpResponse:
    room = room_of(request)
    row = queries.get_gap(gap, by=room.desk.by)
    if row is None or not room.may_decide:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.explain(
                difference=gap, explanation=form.cleaned_data["reason"], by=room.desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Explained. Your sentence stays with the difference."))
            return redirect("desk:money_balance")
    return _page(
        request, room, _("Explain a difference of money"), form, _gap_facts(row), "desk:money_balance"
    )


def _gap_facts(row: GapRow) -> list[Fact]:
    nothing = _("not there")
    return [
        Fact(_("What differs"), str(KIND_LABELS[row.kind])),
        Fact(_("Transaction"), row.transaction, hint=row.reference),
        Fact(_("In our books"), nothing if row.here is None else write_money(row.here)),
        Fact(_("In their list"), nothing if row.there is None else write_money(row.there)),
    ]


@requires(Permission.SEE)
def refunds(request: HttpRequest) -> HttpResponse:
    room = room_of(request)
    context = {
        "room": room,
        "rows": [(one, STEP_LABELS[one.step]) for one in queries.list_refunds(room.desk.by.agency)],
        "tabs": room.tabs("desk:refunds"),
        "crumbs": room.crumbs(),
    }
    return render(request, "desk/payments/refunds.html", context)


class DecideForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Decision on the refund"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", pgettext_lazy("refund", "Give the money back")),
            ("no", pgettext_lazy("refund", "Refuse it, with the reason")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("In a sentence for who asked"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": "2"}),
    )


class PayOutForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How the money was given back"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, capfirst(str(WAY_LABELS[one]))) for one in (Way.TRANSFER, Way.CASH)],
        initial=Way.TRANSFER.value,
    )


@requires(Permission.COLLECT, Permission.DECIDE)
def refund(request: HttpRequest, refund: int) -> HttpResponse:
    """Asked for: the head decides. Approved: whoever paid it out says so."""
    room = room_of(request)
    row = queries.get_refund(refund, by=room.desk.by)
    may = None if row is None else can_decide if row.step is Step.ASKED else can_ask
    if row is None or may is None or not may(room.desk.by, row.agency):
        raise Http404
    kind = DecideForm if row.step is Step.ASKED else PayOutForm
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(row, form.cleaned_data, room)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. The history of the refund shows it."))
            return redirect("desk:refunds")
    title = _("Decide on a refund") if row.step is Step.ASKED else _("Pay a refund out")
    return _page(request, room, title, form, _refund_facts(row), "desk:refunds")


def _decide(row: RefundRow, given: dict[str, Any], room: Room) -> None:
    told: dict[str, Any] = {"refund": row.id, "by": room.desk.by, "at": clock.now()}
    if row.step is Step.ASKED:
        actions.decide_refund(is_granted=given["answer"] == "yes", answer=given["reason"], **told)
    else:
        actions.pay_out(way=Way(given["way"]), **told)


def _refund_facts(row: RefundRow) -> list[Fact]:
    asked = write_moment(clock.local(row.asked_at))
    facts = [
        Fact(_("Amount"), write_money(row.amount)),
        Fact(_("Case"), row.case, url=reverse("desk:fee", args=[row.demand])),
        Fact(_("Reason given"), in_vietnamese(row.reason)),
        Fact(pgettext_lazy("refund", "To"), in_vietnamese(row.to or row.payer)),
        Fact(_("Asked by"), in_vietnamese(row.asker), hint=asked),
    ]
    if row.decider:
        facts.append(Fact(_("Refund decided by"), in_vietnamese(row.decider), hint=in_vietnamese(row.answer)))
    return facts


urlpatterns = [
    path("pending/", pending, name="pending"),
    path("pending/statement/", statement, name="bank_statement"),
    path("pending/<int:transfer>/", transfer, name="transfer"),
    path("balance/", balance, name="money_balance"),
    path("balance/<int:gap>/", gap, name="money_gap"),
    path("refunds/", refunds, name="refunds"),
    path("refunds/<int:refund>/", refund, name="refund"),
]
