"""One payment: what is owed and why, every movement of money, its receipts, and what may be done now."""

from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.errors import ReceiptNotFound
from lienthong.domain.payments.permissions import Permission, can_ask, can_collect, can_decide
from lienthong.domain.payments.queries import STATE_LABELS, STEP_LABELS, WAY_LABELS, Deed, DemandRow
from lienthong.domain.procedures.queries import FEE_LABELS
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.payments.page import TAGS, Room, demand_of, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_money, write_name

SLUGS: Final = {
    "collect": Deed.RECEIVE,
    "exempt": Deed.EXEMPT,
    "waive": Deed.WAIVE,
    "cancel": Deed.CANCEL,
    "refund": Deed.PAY_BACK,
}

_RIGHTS: Final = {
    Deed.RECEIVE: can_collect,
    Deed.EXEMPT: can_collect,
    Deed.WAIVE: can_decide,
    Deed.CANCEL: can_decide,
    Deed.PAY_BACK: can_ask,
}


@requires(Permission.SEE)
def show_fee(request: HttpRequest, fee: int) -> HttpResponse:
    room = room_of(request)
    row = demand_of(room.desk, fee)
    account = queries.payee_of(row.agency, room.desk.day)
    receipts = queries.list_receipts(fee)
    papers = queries.electronic_of([one.id for one in receipts])
    mine = deeds_of(row, room.desk.by)
    names = words_of()
    context = {
        "room": room,
        "row": row,
        "tag": TAGS[row.state],
        "word": STATE_LABELS[row.state],
        "lines": [(line, FEE_LABELS[line.kind]) for line in row.lines],
        "first": Link(names["collect"], _url(row, "collect")) if "collect" in mine else None,
        "others": [Link(names[slug], _url(row, slug)) for slug in mine if slug != "collect"],
        "entries": [(one, WAY_LABELS[one.way], clock.local(one.at)) for one in queries.list_entries(fee)],
        "receipts": [(one, clock.local(one.issued_at), papers.get(one.id)) for one in receipts],
        "refunds": [(one, STEP_LABELS[one.step]) for one in queries.list_refunds_of(fee)],
        "may_collect": can_collect(room.desk.by, row.agency),
        "qr": queries.qr_of(row, account) if account and row.owed else "",
        "account": account,
        "facts": _facts(row, room),
        "crumbs": room.crumbs(row.code),
    }
    return render(request, "desk/payments/demand.html", context)


def deeds_of(row: DemandRow, by: Actor) -> list[str]:
    """What this person may do with it now, by the word of the address."""
    now = queries.possible(row.state)
    return [slug for slug, deed in SLUGS.items() if deed in now and is_theirs(row, slug, by)]


def is_theirs(row: DemandRow, slug: str, by: Actor) -> bool:
    """Whether it is this person's to do, whenever the payment stands where it can be done."""
    return slug in SLUGS and _RIGHTS[SLUGS[slug]](by, row.agency)


def words_of() -> dict[str, str]:
    return {
        "collect": pgettext("fees", "Take the money"),
        "exempt": pgettext("fees", "Grant an exemption"),
        "waive": pgettext("fees", "Waive it"),
        "cancel": pgettext("fees", "Cancel this payment"),
        "refund": pgettext("fees", "Ask for a refund"),
    }


def _url(row: DemandRow, slug: str) -> str:
    return reverse("desk:fee_deed", args=[row.id, slug])


def _facts(row: DemandRow, room: Room) -> list[Fact]:
    facts = [
        Fact(_("Payment code"), row.code),
        Fact(_("Case"), row.number, url=_case_url(row)),
        Fact(_("Who pays"), write_name(row.payer)),
        Fact(_("Agency"), write_name(room.desk.agency_names([row.agency]).get(row.agency, row.agency))),
        Fact(_("Set by"), write_name(row.raiser), hint=_short(row.raised_at)),
    ]
    if row.returned:
        facts.append(Fact(pgettext("fees", "Given back"), write_money(row.returned)))
    if row.settled_at:
        facts.append(Fact(pgettext("fees", "Settled at"), _short(row.settled_at), hint=row.reason))
    return facts


def _short(moment: datetime) -> str:
    """Without the weekday: it stands in a narrow column."""
    return f"{clock.local(moment):%d/%m/%Y, %H:%M}"


def _case_url(row: DemandRow) -> str:
    kind, _colon, case = row.about.partition(":")
    return reverse("desk:case", args=[int(case)]) if kind == "case" else ""


@requires(Permission.SEE)
def receipt(request: HttpRequest, receipt: int) -> HttpResponse:
    """The provider's, where it wrote one, else as we handed it out; while it is set there is nothing to look at yet."""
    desk = desk_of(request)
    try:
        row = queries.get_receipt(receipt, by=desk.by)
    except ReceiptNotFound as absent:
        raise Http404 from absent
    paper = queries.electronic_of([row.id]).get(row.id)
    file = (paper.file if paper else None) or row.file
    if file is None:
        return render(request, "desk/payments/being_set.html", {"row": row})
    return show(file, use=actions.RECEIPT)


@require_POST
@requires(Permission.COLLECT, Permission.DECIDE)
def electronic_again(request: HttpRequest, receipt: int) -> HttpResponse:
    """The provider refused it and the reason is gone."""
    desk = desk_of(request)
    try:
        row = queries.get_receipt(receipt, by=desk.by)
        actions.ask_electronic_again(receipt=receipt, by=desk.by, at=clock.now())
    except ReceiptNotFound as absent:
        raise Http404 from absent
    messages.success(request, _("The provider is being asked again."))
    return redirect("desk:fee", fee=row.demand)


urlpatterns = [
    path("<int:fee>/", show_fee, name="fee"),
    path("receipts/<int:receipt>/electronic/", electronic_again, name="electronic_again"),
    path("receipts/<int:receipt>.pdf", receipt, name="money_receipt"),
]
