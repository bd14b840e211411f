"""Papers are set, the platform is asked for its page, and its list of a day is laid beside our books."""

from datetime import date, datetime, time

from lienthong.connectors.payment_platform import client
from lienthong.connectors.payment_platform.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.domain.payments import actions
from lienthong.domain.payments.exchange import order_message, read_listed
from lienthong.domain.payments.facts import OrderAsked, ReceiptIssued
from lienthong.domain.payments.queries import Source, days_to_compare
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import CALLS, PAPERS, on
from lienthong.spine.schedule import daily


@on(ReceiptIssued, key="payments.set_paper", queue=PAPERS)
def set_paper(fact: ReceiptIssued, at: datetime) -> None:
    actions.set_paper(receipt=fact.receipt, by=platform("job"), at=at)


@on(OrderAsked, key="payments.order", queue=CALLS)
def order(fact: OrderAsked, at: datetime) -> None:
    """Silence is tried again by the outbox; a refusal is shown to who wants to pay."""
    message = order_message(fact.order)
    if message is None:
        return
    try:
        url = client.order(message)
    except (Refused, NotConnected) as no:
        actions.answer_order(order=fact.order, refusal=str(no) or "NotConnected", at=at)
    else:
        actions.answer_order(order=fact.order, url=url, at=at)


@daily("payments.reconcile", at=time(6, 45))
def reconcile(day: date, at: datetime) -> None:
    """Of the day before, and of those of the last week that the platform did not answer for."""
    if not client.is_connected():
        return
    by = platform("schedule")
    for before in days_to_compare(Source.PLATFORM, day):
        try:
            listed = read_listed(client.list_day(before))
        except (Refused, Silent, Unreadable) as fault:
            actions.note_missed(source=Source.PLATFORM, day=before, fault=str(fault), by=by, at=at)
        else:
            actions.compare(source=Source.PLATFORM, day=before, listed=listed, by=by, at=at)
