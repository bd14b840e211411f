"""Others tell us of money: it is taken where it fits exactly, and waits for a person where it does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import ONLINE_SERIES, hold, issue, note, said, take
from lienthong.domain.payments.errors import (
    CodeUnreadable,
    Contradicted,
    DemandNotFound,
    DoesNotFit,
    LineOfOthers,
    MatchedAlready,
    NotYoursToDecide,
    TransferNotFound,
)
from lienthong.domain.payments.facts import OrderAsked
from lienthong.domain.payments.permissions import can_decide
from lienthong.domain.payments.queries.money import OrderRow, TransferRow, last_order, transfer_row
from lienthong.domain.payments.rules.codes import demand_in
from lienthong.domain.payments.rules.matching import Told, why_pending
from lienthong.domain.payments.rules.standing import owed
from lienthong.domain.payments.rules.vocabulary import WAY_OF, Fate, Source, State
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.money import format_number
from lienthong.spine.outbox.actions import state


@transaction.atomic
def hear(*, told: Told, by: Actor, at: datetime) -> TransferRow:
    """Money that arrived, as often as it is told. A second telling finds the first; one that says something else is
    refused: the list of the day settles which was right. Raises Contradicted.
    """
    if before := _heard(told):
        return _same(before, told)
    number = demand_in(told.reference)
    row = _held(number)
    if before := _heard(told):  # while the demand was waited for
        return _same(before, told)
    try:
        with transaction.atomic():
            return transfer_row(_enter(told, row, by=by, at=at))
    except IntegrityError:
        if before := _heard(told):
            return _same(before, told)
        raise


@dataclass(frozen=True, slots=True)
class Taken:
    """What lines of a statement came to."""

    taken: int
    pending: int
    known: int


@transaction.atomic
def take_statement(*, listed: Sequence[Told], by: Actor, at: datetime) -> Taken:
    """A bank's statement, as a whole or not at all: who decides in an agency vouches for it.

    Raises NotYoursToDecide, LineOfOthers, Contradicted.
    """
    if not can_decide(by, by.agency):
        raise NotYoursToDecide
    fates = []
    for one in sorted(listed, key=lambda one: demand_in(one.reference) or 0):
        _refuse_of_others(one, by)
        is_known = _heard(one) is not None
        fates.append("known" if is_known else hear(told=one, by=by, at=at).fate)
        if is_known:
            hear(told=one, by=by, at=at)  # refuses one that says something else than before
    return Taken(fates.count(Fate.TAKEN), fates.count(Fate.PENDING), fates.count("known"))


def _refuse_of_others(told: Told, by: Actor) -> None:
    number = demand_in(told.reference)
    row = m.Demand.objects.filter(pk=number).first() if number else None
    if row and row.agency != by.agency:
        raise LineOfOthers(code=told.reference)


def _held(number: int | None) -> m.Demand | None:
    try:
        return hold(number) if number else None
    except DemandNotFound:
        return None


def _heard(told: Told) -> m.Transfer | None:
    return m.Transfer.objects.filter(source=told.source.value, transaction=told.transaction).first()


def _same(before: m.Transfer, told: Told) -> TransferRow:
    if (before.amount, before.reference) != (told.amount, told.reference):
        raise Contradicted(transaction=told.transaction)
    return transfer_row(before)


def _enter(told: Told, row: m.Demand | None, *, by: Actor, at: datetime) -> m.Transfer:
    open_ = owed(state=State(row.state), amount=row.amount, received=row.received) if row else 0
    why = why_pending(State(row.state) if row else None, owed=open_, amount=told.amount)
    entry = _book(told, row, by=by, at=at) if row and why is None else None
    made = m.Transfer.objects.create(
        source=told.source.value,
        transaction=told.transaction,
        reference=told.reference,
        demand=row,
        agency=row.agency if row else "",
        amount=told.amount,
        bank=told.bank,
        paid_at=told.paid_at,
        told_at=at,
        fate=(Fate.TAKEN if entry else Fate.PENDING).value,
        why=why.value if why else "",
        entry=entry,
    )
    _note(made, row, by=by, at=at)
    return made


def _book(told: Told, row: m.Demand, *, by: Actor, at: datetime) -> m.Entry:
    """The money in the ledger of the demand, with its receipt."""
    key = f"{told.source}:{told.transaction}"
    entry = take(row, told.amount, WAY_OF[told.source], key=key, by=by, at=at)
    issue(entry, payer=row.payer, series=ONLINE_SERIES, by=by, at=at)
    return entry


def _note(made: m.Transfer, row: m.Demand | None, *, by: Actor, at: datetime) -> None:
    details: dict[str, Json] = {"transaction": made.transaction, "amount": made.amount, "source": made.source}
    if row:
        note("hear", row, by=by, at=at, **details, fate=made.fate)
    else:
        record(
            by=by,
            verb="payments.hear_unknown",
            subject=f"transfer:{made.pk}",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={**details, "reference": made.reference},
        )


@transaction.atomic
def match(*, transfer: int, code: str, explanation: str, by: Actor, at: datetime) -> TransferRow:
    """A person finds what waiting money pays. Raises CodeUnreadable, TransferNotFound, MatchedAlready, DemandNotFound,
    DoesNotFit, WhyMissing.
    """
    number = demand_in(code)
    if number is None:
        raise CodeUnreadable(code=code)
    row = hold(number)
    if not can_decide(by, row.agency):
        raise DemandNotFound
    waiting, words = _waiting(transfer, by), said(explanation)
    open_ = owed(state=State(row.state), amount=row.amount, received=row.received)
    if waiting.amount > open_:
        raise DoesNotFit(amount=format_number(waiting.amount), owed=format_number(open_))
    told = Told(
        Source(waiting.source), waiting.transaction, waiting.reference, waiting.amount, waiting.paid_at
    )
    waiting.entry, waiting.fate = _book(told, row, by=by, at=at), Fate.TAKEN.value
    waiting.demand, waiting.agency = row, row.agency
    _settle(waiting, words, by=by, at=at)
    note("match", row, by=by, at=at, transaction=waiting.transaction, amount=waiting.amount, reason=words)
    return transfer_row(waiting)


@transaction.atomic
def send_back(*, transfer: int, explanation: str, by: Actor, at: datetime) -> TransferRow:
    """Waiting money is sent back by the bank, outside of the platform. Raises TransferNotFound, MatchedAlready,
    WhyMissing.
    """
    waiting, words = _waiting(transfer, by), said(explanation)
    waiting.fate, waiting.agency = Fate.RETURNED.value, waiting.agency or by.agency
    _settle(waiting, words, by=by, at=at)
    record(
        by=by,
        verb="payments.send_back",
        subject=f"transfer:{waiting.pk}",
        agency=waiting.agency,
        at=at,
        details={"transaction": waiting.transaction, "amount": waiting.amount, "reason": words},
    )
    return transfer_row(waiting)


def _waiting(transfer: int, by: Actor) -> m.Transfer:
    row = m.Transfer.objects.select_for_update(of=("self",)).filter(pk=transfer).first()
    if row is None or not can_decide(by, row.agency or by.agency):
        raise TransferNotFound
    if row.fate != Fate.PENDING:
        raise MatchedAlready(name=row.settler)
    return row


def _settle(row: m.Transfer, words: str, *, by: Actor, at: datetime) -> None:
    row.settled_at, row.settled_by, row.settler, row.explanation = at, by.account, by.name, words
    row.save()


@transaction.atomic
def ask_platform(*, demand: int, by: Actor, at: datetime) -> OrderRow | None:
    """A citizen wants to pay through the platform; the worker asks it for its page. Pressed twice it asks once; None
    where nothing is owed any more. Raises DemandNotFound.
    """
    row = hold(demand)
    open_ = owed(state=State(row.state), amount=row.amount, received=row.received)
    before = last_order(demand)
    if before and before.amount == open_ and not before.refusal:
        return before
    if not open_:
        return None
    order = m.Order.objects.create(demand=row, amount=open_, asked_at=at)
    state(OrderAsked(order=order.pk), subject=f"order:{order.pk}", at=at)
    note("ask_platform", row, by=by, at=at, amount=open_)
    return last_order(demand)


@transaction.atomic
def answer_order(*, order: int, url: str = "", refusal: str = "", at: datetime) -> None:
    """What the platform said to an order."""
    m.Order.objects.filter(pk=order).update(url=url, refusal=refusal[:300], answered_at=at)
