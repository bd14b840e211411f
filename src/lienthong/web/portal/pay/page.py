"""The fee of the case that this browser follows: what, to whom, a code to scan, the way to the platform."""

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
from lienthong.domain.payments.queries import DemandRow, OrderRow
from lienthong.domain.procedures.queries import FEE_LABELS
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.web.entrance.access import public
from lienthong.web.portal.follow.page import FOLLOWED

ORDERS: Final = "pay_order"


@public
@never_cache
def fee(request: HttpRequest) -> HttpResponse:
    """Who proved that the case is theirs; others are led to where they prove it."""
    case = request.session.get(FOLLOWED)
    if not isinstance(case, int):
        return redirect("follow")
    row = queries.find_of(about_money(case))
    if row is None:
        raise Http404
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action=ORDERS)
        if refused:
            return refused
        actions.ask_platform(demand=row.id, by=platform("portal"), at=clock.now())
        return redirect("fee_of_case")
    return render(request, "portal/pay/fee.html", _context(row))


def _context(row: DemandRow) -> dict[str, object]:
    account, order = queries.payee_of(row.agency, clock.today()), queries.last_order(row.id)
    return {
        "row": row,
        "lines": [(line, FEE_LABELS[line.kind]) for line in row.lines],
        "agency": get_names({row.agency}, clock.today()).get(row.agency, ""),
        "account": account,
        "qr": queries.qr_of(row, account) if account and row.owed else "",
        "order": order if order and order.amount == row.owed else None,
        "is_waiting": _is_waiting(row, order),
        "is_connected": client.is_connected(),
        "receipts": [
            (one, clock.local(one.issued_at))
            for one in queries.list_receipts(row.id)
            if one.cancelled_at is None
        ],
    }


def _is_waiting(row: DemandRow, order: OrderRow | None) -> bool:
    """Whether the platform was asked and has not answered yet."""
    return bool(order and order.amount == row.owed and not order.url and not order.refusal)


urlpatterns = [path("follow/fee/", fee, name="fee_of_case")]
