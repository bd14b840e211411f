"""A demand -> the platform's order; its call-back or its list -> money that was told of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from lienthong.connectors.payment_platform import client
from lienthong.connectors.payment_platform.errors import Unreadable
from lienthong.connectors.payment_platform.messages import Charge, Order, Paid
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.payments import models as m
from lienthong.domain.payments.queries import Source, Told, code_of, payee_of
from lienthong.domain.payments.rules.owing import unpack
from lienthong.domain.procedures.queries import FeeKind
from lienthong.spine import clock

KINDS: Final = {FeeKind.FEE: "1", FeeKind.CHARGE: "2"}
"""LoaiPhiLePhi."""


def order_message(order: int) -> Order | None:
    """None once the order was answered."""
    row = m.Order.objects.select_related("demand").filter(pk=order, answered_at=None).first()
    if row is None:
        return None
    demand, at = row.demand, clock.local(row.asked_at)
    account = payee_of(demand.agency, at.date())
    return Order(
        reference=code_of(demand.pk),
        amount=row.amount,
        about=f"{code_of(demand.pk)} {demand.number}",
        at=f"{at:%Y%m%d%H%M%S}",
        agency=demand.agency,
        agency_name=get_names({demand.agency}, at.date()).get(demand.agency, ""),
        case=demand.number,
        procedure=demand.procedure,
        title=demand.title,
        payer=demand.payer,
        account=account.number if account else "",
        bank=account.bank if account else "",
        holder=account.holder if account else "",
        charges=tuple(Charge(KINDS[one.kind], one.name, one.amount) for one in unpack(demand.lines)),
    )


def read_told(body: bytes) -> Told | None:
    """What a call-back tells; None when it tells of a payment that failed. Raises NotConnected, Unreadable, Forged."""
    paid = client.read_callback(body)
    return _told(paid) if paid.is_done else None


def read_listed(listed: Iterable[Paid]) -> list[Told]:
    """Raises Unreadable."""
    return [_told(one) for one in listed]


def _told(paid: Paid) -> Told:
    try:
        at = datetime.strptime(paid.at, "%Y%m%d%H%M%S").replace(tzinfo=clock.ZONE)
    except ValueError as unfit:
        raise Unreadable("ThoiGianGD") from unfit
    return Told(Source.PLATFORM, paid.transaction, paid.reference, paid.amount, at, paid.bank)
