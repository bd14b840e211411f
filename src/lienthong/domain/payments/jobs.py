"""Papers are set, the platform is asked for its page, and its list of a day is laid beside our books."""

from datetime import date, datetime, time

from lienthong.connectors.e_receipts import client as receipts
from lienthong.connectors.e_receipts.errors import NotConnected as NoReceipts
from lienthong.connectors.e_receipts.errors import Refused as ReceiptRefused
from lienthong.connectors.payment_platform import client
from lienthong.connectors.payment_platform.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.domain.payments import actions
from lienthong.domain.payments.exchange import electronic_message, order_message, read_listed
from lienthong.domain.payments.facts import ElectronicAsked, OrderAsked, ReceiptIssued, RefundPaid
from lienthong.domain.payments.queries import Source, days_to_compare
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import CALLS, PAPERS, on
from lienthong.spine.schedule import daily


@on(ReceiptIssued, key="payments.set_paper", queue=PAPERS)
def set_paper(fact: ReceiptIssued, at: datetime) -> None:
    actions.set_paper(receipt=fact.receipt, by=platform("job"), at=at)


@on(ReceiptIssued, key="payments.ask_electronic", queue=CALLS)
def ask_electronic(fact: ReceiptIssued, at: datetime) -> None:
    """Where no provider is connected, the receipt is the one that we set."""
    if receipts.is_connected():
        actions.ask_electronic(receipt=fact.receipt, at=at)


@on(RefundPaid, key="payments.undo_electronic", queue=CALLS)
def undo_electronic(fact: RefundPaid, at: datetime) -> None:
    actions.undo_electronic(refund=fact.refund, at=at)


@on(ElectronicAsked, key="payments.tell_electronic", queue=CALLS)
def tell_electronic(fact: ElectronicAsked, at: datetime) -> None:
    """Silence is tried again by the outbox, and ends among its dead letters; a refusal waits for a person."""
    message, by = electronic_message(fact.electronic), platform("job")
    if message is None:
        return
    try:
        answer = receipts.ask(message)
        content = receipts.paper(answer.number)
    except (NoReceipts, ReceiptRefused) as no:
        refusal = str(no) or "NotConnected"
        actions.refuse_electronic(electronic=fact.electronic, refusal=refusal, by=by, at=at)
        return
    told = {"number": answer.number, "page": answer.page, "lookup": answer.lookup}
    actions.answer_electronic(electronic=fact.electronic, **told, content=content, by=by, at=at)


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
