"""The post's list of a day is laid beside our books; a person explains each difference."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.actions.common import said
from lienthong.domain.deliveries.errors import NewsNotFound, SettledAlready
from lienthong.domain.deliveries.permissions import can_decide
from lienthong.domain.deliveries.rules import comparing
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def compare(*, day: date, listed: Mapping[str, int], at: datetime) -> int:
    """What they say was delivered on a day, and what they took for it, by the code of the parcel. Each difference is
    kept once, however often a day is compared. Gives how many are new.
    """
    ours = _delivered(day)
    known = _taken(m.Order.objects.filter(code__in=listed.keys() - ours.keys(), delivered_at__isnull=False))
    # known ones of another day: about midnight the two sides may differ by one
    found = comparing.compare(ours | known, listed)
    new = sum(_keep(one, day, at) for one in found)
    m.Statement.objects.create(
        day=day,
        here=sum(ours.values()),
        there=sum(listed.values()),
        count_here=len(ours),
        count_there=len(listed),
        compared_at=at,
    )
    return new


def _delivered(day: date) -> dict[str, int]:
    return _taken(m.Order.objects.filter(delivered_at__date=day))


def _taken(delivered: QuerySet[m.Order]) -> dict[str, int]:
    return {code: collected or 0 for code, collected in delivered.values_list("code", "collected")}


def _keep(found: comparing.Differing, day: date, at: datetime) -> bool:
    order = m.Order.objects.filter(code=found.code).first()
    told = {"order": order, "agency": order.agency if order else "", "day": day, "found_at": at}
    _row, is_new = m.Difference.objects.get_or_create(
        code=found.code, kind=found.kind.value, defaults={**told, "here": found.here, "there": found.there}
    )
    return is_new


@transaction.atomic
def note_missed(*, day: date, fault: str, at: datetime) -> None:
    """The list of a day was not to be had: pages say so, and it is asked for again the next morning."""
    nothing = {"here": 0, "there": 0, "count_here": 0, "count_there": 0}
    m.Statement.objects.create(day=day, fault=fault[:200], compared_at=at, **nothing)


@transaction.atomic
def explain(*, difference: int, explanation: str, by: Actor, at: datetime) -> None:
    """Raises NewsNotFound, ReasonNeeded, SettledAlready."""
    row = m.Difference.objects.select_for_update(of=("self",)).filter(pk=difference).first()
    if row is None or not can_decide(by, row.agency or by.agency):
        raise NewsNotFound
    words = said(explanation)
    if row.settled_at:
        if (row.settler, row.explanation) == (by.name, words):
            return
        raise SettledAlready(name=row.settler)
    row.settled_at, row.settler, row.explanation = at, by.name, words
    row.save(update_fields=["settled_at", "settler", "explanation"])
    record(
        by=by,
        verb="deliveries.explain",
        subject=f"parcel_difference:{row.pk}",
        agency=row.agency or by.agency,
        at=at,
        details={"code": row.code, "kind": row.kind, "reason": words},
    )
