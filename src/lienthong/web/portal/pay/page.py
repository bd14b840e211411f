"""The fee of one's own case: what, to whom, a code to scan, the way to the platform."""

from datetime import datetime
from typing import Final

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache

from lienthong.connectors.payment_platform import client
from lienthong.domain.cases.queries import about_money
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.queries import DemandRow, ElectronicRow, OrderRow, ReceiptRow
from lienthong.domain.procedures.queries import FEE_LABELS
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.web.entrance.access import public
from lienthong.web.entrance.downloads import show
from lienthong.web.portal.mine.door import Own, both

ORDERS: Final = "pay_order"
PAYING: Final = "paying"


def fee(request: HttpRequest, own: Own) -> HttpResponse:
    """Who proved that the case is theirs; the platform leads back here, so this browser keeps which case it was."""
    request.session[PAYING] = own.url("fee")
    row = queries.find_of(about_money(own.row.id))
    if row is None:
        raise Http404
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action=ORDERS)
        if refused:
            return refused
        actions.ask_platform(demand=row.id, by=platform("portal"), at=clock.now())
        return redirect(own.url("fee"))
    return render(request, "portal/pay/fee.html", _context(row, own))


def receipt(request: HttpRequest, own: Own, receipt: int) -> HttpResponse:
    """The provider's electronic receipt, where it wrote one, else the paper as we handed it out."""
    del request
    row = queries.find_of(about_money(own.row.id))
    kept = queries.list_receipts(row.id) if row else []
    paper = queries.electronic_of([one.id for one in kept]).get(receipt)
    ours = next((one.file for one in kept if one.id == receipt), None)
    file = (paper.file if paper else None) or ours
    if file is None:
        raise Http404
    return show(file, use=actions.RECEIPT)


@public
@never_cache
def paid(request: HttpRequest) -> HttpResponse:
    """Where the platform leads back to: the fee that this browser looked at last, behind the door it came by."""
    return redirect(request.session.get(PAYING) or "follow")


def _context(row: DemandRow, own: Own) -> dict[str, object]:
    account, order = queries.payee_of(row.agency, clock.today()), queries.last_order(row.id)
    return {
        "row": row,
        "here": own.url("fee"),
        "back": own.url(),
        "lines": [(line, FEE_LABELS[line.kind]) for line in row.lines],
        "agency": get_names({row.agency}, clock.today()).get(row.agency, ""),
        "account": account,
        "qr": queries.qr_of(row, account) if account and row.owed else "",
        "order": order if order and order.amount == row.owed else None,
        "is_waiting": _is_waiting(row, order),
        "is_connected": client.is_connected(),
        "receipts": _receipts(row, own),
    }


def _receipts(row: DemandRow, own: Own) -> list[tuple[ReceiptRow, datetime, str, ElectronicRow | None]]:
    """Those that hold, each with where it is taken away from and what the provider wrote of it."""
    rows = [one for one in queries.list_receipts(row.id) if one.cancelled_at is None]
    papers = queries.electronic_of([one.id for one in rows])
    return [
        (
            one,
            clock.local(one.issued_at),
            own.url("receipt", one.id) if one.file or _is_there(papers.get(one.id)) else "",
            papers.get(one.id),
        )
        for one in rows
    ]


def _is_there(paper: ElectronicRow | None) -> bool:
    return bool(paper and paper.file)


def _is_waiting(row: DemandRow, order: OrderRow | None) -> bool:
    """Whether the platform was asked and has not answered yet."""
    return bool(order and order.amount == row.owed and not order.url and not order.refusal)


urlpatterns = [
    *both("fee/", fee, "fee", is_acting=False),
    *both("fee/receipts/<int:receipt>.pdf", receipt, "receipt"),
    path("follow/fee/", paid, name="fee_of_case"),
]
