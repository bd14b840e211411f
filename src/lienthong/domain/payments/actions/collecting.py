"""Money at the counter: taken with a receipt, the receipt issued anew, the till closed and handed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import (
    COUNTER_SERIES,
    ask,
    hold,
    hold_till,
    issue,
    note,
    said,
    take,
)
from lienthong.domain.payments.errors import (
    ClosingNotFound,
    CountUnexplained,
    NotYoursToCollect,
    OtherAmount,
    PayerMissing,
    ReceiptCancelledAlready,
    ReceiptNotFound,
    TakenByAnother,
    TakenOverAlready,
    TillEmpty,
)
from lienthong.domain.payments.permissions import can_collect, can_decide
from lienthong.domain.payments.queries.money import (
    ClosingRow,
    ReceiptRow,
    closing_row,
    get_till,
    receipt_row,
)
from lienthong.domain.payments.rules.standing import owed
from lienthong.domain.payments.rules.vocabulary import Deed, State, Way
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.money import format_number
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.text import clean

COUNTER_WAYS: Final = (Way.CASH, Way.CARD)


@dataclass(frozen=True, slots=True)
class Paid:
    """What somebody lays on the counter. ``key`` is the form's own."""

    key: UUID
    way: Way
    amount: int
    payer: str


@transaction.atomic
def collect(*, demand: int, paid: Paid, by: Actor, at: datetime) -> ReceiptRow:
    """Takes cash or a card and issues the receipt; a form sent twice finds the receipt it made.

    Raises DemandNotFound, NotYoursToCollect, NotInThisState, OtherAmount, PayerMissing.
    """
    row = hold(demand)
    if not can_collect(by, row.agency) or paid.way not in COUNTER_WAYS:
        raise NotYoursToCollect
    key = f"counter:{paid.key}"
    made = m.Receipt.objects.filter(entry__key=key, entry__demand=row).order_by("id").first()
    if made:
        return receipt_row(made)
    ask(row, Deed.RECEIVE)
    payer, open_ = (
        clean(paid.payer)[:300],
        owed(state=State(row.state), amount=row.amount, received=row.received),
    )
    if not payer:
        raise PayerMissing
    if not 0 < paid.amount <= open_:
        raise OtherAmount(owed=format_number(open_))
    entry = take(row, paid.amount, paid.way, key=key, by=by, at=at)
    receipt = receipt_row(issue(entry, payer=payer, series=COUNTER_SERIES, by=by, at=at))
    note("collect", row, by=by, at=at, amount=paid.amount, way=paid.way.value, receipt=receipt.label)
    return receipt


@transaction.atomic
def reissue(*, receipt: int, reason: str, payer: str, by: Actor, at: datetime) -> ReceiptRow:
    """Cancels a receipt, whose number stays in the book with the reason, and issues another for the same money.

    Raises ReceiptNotFound, ReceiptCancelledAlready, WhyMissing, PayerMissing.
    """
    found = m.Receipt.objects.filter(pk=receipt).values_list("demand", flat=True).first()
    if found is None:
        raise ReceiptNotFound
    row = hold(found)
    old = m.Receipt.objects.select_for_update(of=("self",)).select_related("entry__demand").get(pk=receipt)
    if not can_collect(by, row.agency):
        raise ReceiptNotFound
    if old.cancelled_at:
        raise ReceiptCancelledAlready
    told, name = said(reason), clean(payer)[:300]
    if not name:
        raise PayerMissing
    numbering.cancel(number=old.number_id, reason=told, by=by, at=at)
    old.cancelled_at, old.cancelled_by, old.canceller, old.reason = at, by.account, by.name, told
    old.save(update_fields=["cancelled_at", "cancelled_by", "canceller", "reason"])
    new = issue(old.entry, payer=name, series=old.series, by=by, at=at, replaces=old)
    before, after = receipt_row(old).label, receipt_row(new).label
    note("reissue", row, by=by, at=at, before=before, receipt=after, reason=told)
    return receipt_row(new)


@transaction.atomic
def close_till(*, counted: int, reason: str, by: Actor, at: datetime) -> ClosingRow:
    """The cashier counts the drawer; what was taken since the last closing is closed for good.

    Raises NotYoursToCollect, TillEmpty, CountUnexplained.
    """
    if not can_collect(by, by.agency):
        raise NotYoursToCollect
    hold_till(by.agency, by.account)
    till = get_till(by.agency, by.account)
    if not till.entries:
        raise TillEmpty
    words = clean(reason)[:500]
    if counted != till.cash and not words:
        raise CountUnexplained(cash=format_number(till.cash), counted=format_number(counted))
    row = m.Closing.objects.create(
        agency=by.agency,
        account=by.account,
        name=by.name,
        after=till.after,
        last=till.last,
        cash=till.cash,
        card=till.card,
        counted=counted,
        reason=words,
        closed_at=at,
    )
    _note_till("close_till", row, by=by, at=at, cash=row.cash, card=row.card, counted=counted)
    return closing_row(row)


@transaction.atomic
def take_over(*, closing: int, by: Actor, at: datetime) -> ClosingRow:
    """Another person takes the counted money over. Raises ClosingNotFound, TakenByAnother, TakenOverAlready."""
    row = m.Closing.objects.select_for_update().filter(pk=closing).first()
    if row is None or not (can_decide(by, row.agency) or can_collect(by, row.agency)):
        raise ClosingNotFound
    if row.account == by.account or not can_decide(by, row.agency):
        raise TakenByAnother
    if row.taken_at:
        if row.taken_by == by.account:
            return closing_row(row)
        raise TakenOverAlready(name=row.taker)
    row.taken_at, row.taken_by, row.taker = at, by.account, by.name
    row.save(update_fields=["taken_at", "taken_by", "taker"])
    _note_till("take_over", row, by=by, at=at, counted=row.counted)
    return closing_row(row)


def _note_till(verb: str, row: m.Closing, *, by: Actor, at: datetime, **details: int) -> None:
    subject = f"till:{row.pk}"
    record(by=by, verb=f"payments.{verb}", subject=subject, agency=row.agency, at=at, details={**details})
