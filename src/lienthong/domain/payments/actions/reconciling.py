"""The other side's list of a day is laid beside our books; a person explains each difference."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import said
from lienthong.domain.payments.actions.telling import hear
from lienthong.domain.payments.errors import ExplainedAlready, GapNotFound
from lienthong.domain.payments.permissions import can_decide
from lienthong.domain.payments.rules.codes import demand_in
from lienthong.domain.payments.rules.matching import Gap, Told, gaps
from lienthong.domain.payments.rules.vocabulary import Kind, Source
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def compare(*, source: Source, day: date, listed: Sequence[Told], by: Actor, at: datetime) -> int:
    """Their list beside our books. What we were never told of is taken in now, as if it were told; each difference is
    kept once, however often a day is compared. Gives how many are new.
    """
    listed = list({one.transaction: one for one in listed}.values())
    ours = _ours(source, day)
    theirs = {one.transaction: one.amount for one in listed}
    known = _amounts(source, [one for one in theirs if one not in ours])
    found = gaps(ours | known, theirs)
    new = sum(_keep(gap, source, day, listed, at) for gap in found)
    for one in listed:
        if any(gap.transaction == one.transaction and gap.kind is Kind.MISSING_HERE for gap in found):
            hear(told=one, by=by, at=at)
    m.Statement.objects.create(
        source=source.value,
        day=day,
        here=sum(ours.values()),
        there=sum(theirs.values()),
        count_here=len(ours),
        count_there=len(theirs),
        compared_at=at,
        compared_by=by.account,
    )
    return new


@transaction.atomic
def note_missed(*, source: Source, day: date, fault: str, by: Actor, at: datetime) -> None:
    """The list of a day was not to be had: pages say so, and it is asked for again the next morning."""
    nothing = {"here": 0, "there": 0, "count_here": 0, "count_there": 0}
    m.Statement.objects.create(
        source=source.value, day=day, fault=fault[:200], compared_at=at, compared_by=by.account, **nothing
    )


def _ours(source: Source, day: date) -> dict[str, int]:
    rows = m.Transfer.objects.filter(source=source.value, paid_at__date=day)
    return dict(rows.values_list("transaction", "amount"))


def _amounts(source: Source, transactions: Sequence[str]) -> dict[str, int]:
    """Of another day by our clock: about midnight the two sides may differ by one."""
    rows = m.Transfer.objects.filter(source=source.value, transaction__in=transactions)
    return dict(rows.values_list("transaction", "amount"))


def _keep(gap: Gap, source: Source, day: date, listed: Sequence[Told], at: datetime) -> bool:
    told = next((one for one in listed if one.transaction == gap.transaction), None)
    ours = m.Transfer.objects.filter(source=source.value, transaction=gap.transaction).first()
    reference = told.reference if told else ours.reference if ours else ""
    demand = m.Demand.objects.filter(pk=demand_in(reference) or 0).first()
    _row, is_new = m.Difference.objects.get_or_create(
        source=source.value,
        transaction=gap.transaction,
        kind=gap.kind.value,
        defaults={
            "agency": demand.agency if demand else "",
            "reference": reference,
            "day": day,
            "here": gap.here,
            "there": gap.there,
            "found_at": at,
        },
    )
    return is_new


@transaction.atomic
def explain(*, difference: int, explanation: str, by: Actor, at: datetime) -> None:
    """Raises GapNotFound, WhyMissing, ExplainedAlready."""
    row = m.Difference.objects.select_for_update().filter(pk=difference).first()
    if row is None or not can_decide(by, row.agency or by.agency):
        raise GapNotFound
    words = said(explanation)
    if row.settled_at:
        if (row.settled_by, row.explanation) == (by.account, words):
            return
        raise ExplainedAlready(name=row.settler)
    row.settled_at, row.settled_by, row.settler, row.explanation = at, by.account, by.name, words
    row.save(update_fields=["settled_at", "settled_by", "settler", "explanation"])
    record(
        by=by,
        verb="payments.explain",
        subject=f"money_difference:{row.pk}",
        agency=row.agency or by.agency,
        at=at,
        details={"transaction": row.transaction, "kind": row.kind, "reason": words},
    )
