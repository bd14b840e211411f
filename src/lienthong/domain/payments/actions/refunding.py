"""Money is given back: somebody asks, another decides, it is paid out with a line in the ledger."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import ask, hold, note, said, take
from lienthong.domain.payments.errors import (
    NotYoursToCollect,
    RefundDecidedByAnother,
    RefundNotAtThisStep,
    RefundNotFound,
    RefundOpenAlready,
    RefundTooLarge,
)
from lienthong.domain.payments.facts import RefundPaid
from lienthong.domain.payments.permissions import can_ask, can_decide
from lienthong.domain.payments.queries.money import RefundRow, refund_row
from lienthong.domain.payments.rules.vocabulary import Deed, Step, Way
from lienthong.spine.actor import Actor
from lienthong.spine.money import format_number
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

UNDER_WAY = (Step.ASKED.value, Step.APPROVED.value)


@transaction.atomic
def ask_refund(
    *, key: UUID, demand: int, amount: int, reason: str, to: str, by: Actor, at: datetime
) -> RefundRow:
    """``to``: the account or person that gets it. A form sent twice finds what it made.

    Raises DemandNotFound, NotYoursToCollect, NotInThisState, RefundTooLarge, RefundOpenAlready, WhyMissing.
    """
    row = hold(demand)
    if not can_ask(by, row.agency):
        raise NotYoursToCollect
    if made := m.Refund.objects.filter(key=key, demand=row).first():
        return refund_row(made)
    ask(row, Deed.PAY_BACK)
    if not 0 < amount <= row.received - row.returned:
        raise RefundTooLarge(most=format_number(row.received - row.returned))
    if m.Refund.objects.filter(demand=row, step__in=UNDER_WAY).exists():
        raise RefundOpenAlready
    refund = m.Refund.objects.create(
        key=key,
        demand=row,
        agency=row.agency,
        amount=amount,
        reason=said(reason),
        to=clean(to)[:300],
        asked_at=at,
        asked_by=by.account,
        asker=by.name,
    )
    note("ask_refund", row, by=by, at=at, amount=amount, reason=refund.reason)
    return refund_row(refund)


@transaction.atomic
def decide_refund(*, refund: int, is_granted: bool, answer: str, by: Actor, at: datetime) -> RefundRow:
    """Another than who asked decides. Raises RefundNotFound, RefundDecidedByAnother, RefundNotAtThisStep, WhyMissing
    for a refusal without a reason.
    """
    held = _held(refund, by)
    step = Step.APPROVED if is_granted else Step.REFUSED
    if held.asked_by in {by.account, by.acting_for}:
        raise RefundDecidedByAnother
    words = clean(answer)[:500] if is_granted else said(answer)
    if held.step != Step.ASKED:
        if (held.step, held.decided_by, held.answer) == (step, by.account, words):
            return refund_row(held)
        raise RefundNotAtThisStep
    held.step, held.answer = step.value, words
    held.decided_at, held.decided_by, held.decider = at, by.account, by.name
    held.save()
    note("decide_refund", held.demand, by=by, at=at, amount=held.amount, answer=step.value, reason=words)
    return refund_row(held)


@transaction.atomic
def pay_out(*, refund: int, way: Way, by: Actor, at: datetime) -> RefundRow:
    """The money left us. Raises RefundNotFound, RefundNotAtThisStep."""
    held = _held(refund, by, is_paying=True)
    if held.step == Step.PAID_OUT:
        return refund_row(held)
    if held.step != Step.APPROVED:
        raise RefundNotAtThisStep
    held.entry = take(held.demand, -held.amount, way, key=f"refund:{held.pk}", by=by, at=at)
    held.step = Step.PAID_OUT.value
    held.save()
    state(RefundPaid(refund=held.pk), subject=f"electronic:{held.demand_id}", at=at)
    note("pay_out", held.demand, by=by, at=at, amount=held.amount, way=way.value)
    return refund_row(held)


def _held(refund: int, by: Actor, *, is_paying: bool = False) -> m.Refund:
    """The refund with its demand, both locked, the demand first as everywhere."""
    found = m.Refund.objects.filter(pk=refund).values_list("demand", "agency").first()
    may = can_ask if is_paying else can_decide
    if found is None or not may(by, found[1]):
        raise RefundNotFound
    demand = hold(found[0])
    held = m.Refund.objects.select_for_update(of=("self",)).get(pk=refund)
    held.demand = demand
    return held
