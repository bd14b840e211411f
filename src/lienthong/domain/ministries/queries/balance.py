"""Reconciliation: by day what was entered here, what their files say, and each difference with who settled it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.queries.entries import EntryRow, entry_row
from lienthong.domain.ministries.rules.vocabulary import Answer, Kind, Outcome

DAYS: Final = 14
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class DayRow:
    """``there`` is None for a day of which no file told anything, nor said that it holds all of it."""

    day: date
    here: int
    there: int | None
    differing: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """``agency`` is whose it is to settle; ``file`` by which it was found, "" for a morning's comparison."""

    id: int
    system: str
    agency: str
    kind: Kind
    day: date
    here: str
    there: str
    entry: EntryRow | None
    file: str
    found_at: datetime
    answer: Answer | None
    explanation: str
    settled_at: datetime | None
    settler: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    name: str
    first: date | None
    last: date | None
    counts: dict[str, int]
    recorded_at: datetime
    recorder: str


def list_days(system: str, agency: str, until: date, *, days: int = DAYS) -> list[DayRow]:
    """The newest first; a day on which nothing was entered on either side is left out. Four statements."""
    span = (until - timedelta(days=days - 1), until)
    mine = Q(owner=agency) | Q(seat=agency)
    entries = m.Entry.objects.filter(mine, system__code=system, entered_on__range=span)
    here = dict(entries.values_list("entered_on").annotate(count=Count("pk")).order_by())
    there = _there(system, agency, span)
    found: dict[date, tuple[int, int]] = {}
    rows = m.Difference.objects.filter(system__code=system, agency=agency, day__range=span)
    counts = rows.values_list("day").annotate(
        count=Count("pk"), unsettled=Count("pk", filter=Q(settled_at=None))
    )
    for day, count, unsettled in counts.order_by():
        found[day] = (count, unsettled)
    known = sorted({*here, *found, *(day for day, count in there.items() if count)}, reverse=True)
    return [DayRow(day, here.get(day, 0), there.get(day), *found.get(day, (0, 0))) for day in known if day]


def _there(system: str, agency: str, span: tuple[date, date]) -> dict[date, int]:
    """Each number once: of a case of ours on the day on which it was entered, else on the day that their file gives; 0
    for a day that a file holds in full.
    """
    batches = m.Batch.objects.filter(system__code=system, agency=agency)
    told = m.Told.objects.filter(batch__in=batches).exclude(outcome=Outcome.REFUSED.value)
    dated = told.annotate(day=Coalesce("entry__entered_on", "on")).filter(day__range=span)
    counted = dated.values_list("day").annotate(count=Count("number", distinct=True))
    found: dict[date, int] = defaultdict(int, counted.order_by())
    whole = batches.filter(first__lte=span[1], last__gte=span[0]).values_list("first", "last")
    covered = [(first, last) for first, last in whole if first and last]
    for day in (span[0] + timedelta(days=place) for place in range((span[1] - span[0]).days + 1)):
        if any(first <= day <= last for first, last in covered):
            found[day] += 0
    return dict(found)


def list_differences(
    system: str, agency: str, *, settled: bool = False, day: date | None = None
) -> list[DifferenceRow]:
    """The oldest open one first; of settled ones the newest first."""
    rows = m.Difference.objects.filter(system__code=system, agency=agency, settled_at__isnull=not settled)
    if day:
        rows = rows.filter(day=day)
    order = ("-settled_at", "-id") if settled else ("day", "id")
    found = rows.select_related("system", "entry__system", "batch").order_by(*order)[:MOST]
    return [_row(row) for row in found]


def get_difference(difference: int) -> DifferenceRow | None:
    rows = m.Difference.objects.filter(pk=difference).select_related("system", "entry__system", "batch")
    row = rows.first()
    return _row(row) if row else None


def list_batches(system: str, agency: str) -> list[BatchRow]:
    """The newest first."""
    rows = m.Batch.objects.filter(system__code=system, agency=agency).order_by("-id")[:20]
    return [
        BatchRow(row.name, row.first, row.last, row.counts, row.recorded_at, row.recorder) for row in rows
    ]


def _row(row: m.Difference) -> DifferenceRow:
    return DifferenceRow(
        id=row.pk,
        system=row.system.code,
        agency=row.agency,
        kind=Kind(row.kind),
        day=row.day,
        here=row.here,
        there=row.there,
        entry=entry_row(row.entry) if row.entry else None,
        file=row.batch.name if row.batch else "",
        found_at=row.found_at,
        answer=Answer(row.answer) if row.answer else None,
        explanation=row.explanation,
        settled_at=row.settled_at,
        settler=row.settler,
    )
