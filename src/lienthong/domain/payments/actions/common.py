"""What the room's actions share: a locked demand, money that moves it, the receipt for it, the line in the ledger."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from lienthong.domain.payments import models as m
from lienthong.domain.payments.errors import DemandNotFound, NotInThisState, WhyMissing
from lienthong.domain.payments.facts import DemandSettled, ReceiptIssued
from lienthong.domain.payments.rules.owing import Line, pack, total
from lienthong.domain.payments.rules.standing import SETTLED, may, standing
from lienthong.domain.payments.rules.vocabulary import STATE_LABELS, Deed, State, Way
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

COUNTER_SERIES = "CT"
ONLINE_SERIES = "DT"
"""Books of receipts: what the counter takes, and what comes by bank or platform."""


def hold(demand: int) -> m.Demand:
    """Locked until the transaction ends. Raises DemandNotFound."""
    row = m.Demand.objects.select_for_update(no_key=True).filter(pk=demand).first()
    if row is None:
        raise DemandNotFound
    return row


def ask(row: m.Demand, deed: Deed) -> None:
    """Raises NotInThisState."""
    if not may(deed, State(row.state)):
        raise NotInThisState(state=STATE_LABELS[State(row.state)])


def said(reason: str) -> str:
    """Raises WhyMissing."""
    if not (words := clean(reason)[:500]):
        raise WhyMissing
    return words


def restate(row: m.Demand, deed: Deed, *, at: datetime, lines: Sequence[Line] | None = None) -> None:
    """The demand as it stands after a deed; whoever waits for it hears once that nothing is owed any more."""
    if lines is not None:
        row.lines, row.amount = pack(lines), total(lines)
    sums = {"amount": row.amount, "received": row.received, "returned": row.returned}
    after = standing(deed, **sums)
    row.state = after.value
    if is_settled := row.settled_at is None and after in SETTLED:
        row.settled_at = at
    row.save()
    if is_settled:
        state(DemandSettled(demand=row.pk, about=row.about), subject=subject_of(row), at=at)


def hold_till(agency: str, account: str) -> None:
    """One after the other: what enters a till while it is being closed is counted by the next closing, not by none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payments till {agency} {account}"]
        )


def take(row: m.Demand, amount: int, way: Way, *, key: str, by: Actor, at: datetime) -> m.Entry:
    """Money in, or back out where ``amount`` is below nothing."""
    if way in {Way.CASH, Way.CARD}:
        hold_till(row.agency, by.account)
    entry = m.Entry.objects.create(
        demand=row,
        agency=row.agency,
        amount=amount,
        way=way.value,
        key=key,
        at=at,
        account=by.account,
        name=by.name,
    )
    if amount > 0:
        row.received += amount
    else:
        row.returned -= amount
    restate(row, Deed.RECEIVE if amount > 0 else Deed.PAY_BACK, at=at)
    return entry


def issue(
    entry: m.Entry,
    *,
    payer: str,
    series: str,
    by: Actor,
    at: datetime,
    replaces: m.Receipt | None = None,
) -> m.Receipt:
    """The next receipt of the book; its paper is set by the worker. Whoever’s clock is behind comes after the last."""
    number, at = _number(entry, series, by, at)
    receipt = m.Receipt.objects.create(
        entry=entry,
        demand=entry.demand,
        agency=entry.agency,
        series=series,
        year=number.year,
        number=number.value,
        number_id=number.id,
        payer=payer,
        amount=entry.amount,
        issued_at=at,
        account=by.account,
        name=by.name,
        replaces=replaces,
    )
    state(ReceiptIssued(receipt=receipt.pk), subject=f"receipt:{receipt.pk}", at=at)
    return receipt


def _number(entry: m.Entry, series: str, by: Actor, at: datetime) -> tuple[NumberRow, datetime]:
    book, subject = BookKey(entry.agency, f"receipt {series}"), f"payment:{entry.pk}"
    while True:
        year = clock.local(at).year
        try:
            return numbering.issue(book=book, year=year, subject=subject, by=by, at=at), at
        except BackDated as earlier:
            at = earlier.facts["last"]


def subject_of(row: m.Demand) -> str:
    return f"demand:{row.pk}"


def note(verb: str, row: m.Demand, *, by: Actor, at: datetime, **details: Json) -> None:
    record(
        by=by,
        verb=f"payments.{verb}",
        subject=subject_of(row),
        agency=row.agency,
        at=at,
        details={"case": row.number, **details},
    )
