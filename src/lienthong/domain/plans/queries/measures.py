"""Demanded figures with their newest values, as they stood on a day and as known then."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import MeasureNotFound
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import end_of
from lienthong.domain.plans.rules.measures import counted_unit, is_reached, reached_since, still_missing


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What was stated for the time up to ``period_end``. ``missing``: how many more would reach the demand."""

    agency: str
    period_end: dt.date
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal
    is_reached: bool
    missing: int | None
    document: str
    document_on: dt.date
    file: int | None
    note: str
    name: str
    occurred_at: dt.datetime
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A demanded figure; ``values`` holds the newest of each agency, one for a figure of the province."""

    id: int
    ref: str
    lineage: int
    position: int
    name: str
    text: str
    comparator: str
    demanded: Decimal
    unit: str
    scope: str
    numerator: str
    denominator: str
    values: tuple[ValueRow, ...]

    @property
    def value(self) -> ValueRow | None:
        return self.values[0] if self.values else None

    @property
    def is_defined(self) -> bool:
        return bool(self.name)

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    @property
    def counted(self) -> str:
        """What is counted, in a word beside a number; "" where none is known."""
        return counted_unit(self.numerator)


def list_measures(
    plan: PlanRow,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    lineage: int | None = None,
    until: dt.date | None = None,
) -> list[MeasureRow]:
    """In the order of the plan's tasks; three queries. ``until``: only values of periods that ended by that day."""
    rows = _in_force(plan, as_of, known)
    if lineage is not None:
        rows = rows.filter(lineage=lineage)
    measures = list(rows)
    values = _newest([row.pk for row in measures], as_of, known, until)
    refs = _refs(plan, {row.lineage_id for row in measures})
    shown = [_measure(row, refs, values[row.pk]) for row in measures if row.lineage_id in refs]
    return sorted(shown, key=lambda row: (refs[row.lineage][0], row.position))


def get_measure(
    measure: int, plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None
) -> MeasureRow:
    """Raises MeasureNotFound."""
    found = [row for row in list_measures(plan, as_of=as_of, known=known) if row.id == measure]
    if not found:
        raise MeasureNotFound
    return found[0]


def list_values(measure: MeasureRow, *, as_of: dt.date, known: dt.datetime | None = None) -> list[ValueRow]:
    """Everything ever stated by then, newest period first; what a later statement corrected is marked."""
    row = m.Measure.objects.get(pk=measure.id)
    stated = _stated([measure.id], as_of, known).order_by("-period_end", "-id")
    seen: set[tuple[str, dt.date]] = set()
    found = []
    for one in stated[:1_000]:
        key = (one.agency, one.period_end)
        found.append(_value(row, one, corrected=key in seen))
        seen.add(key)
    return found


def list_reached_since(
    measures: Collection[MeasureRow], *, as_of: dt.date, known: dt.datetime | None = None
) -> dict[tuple[int, str], dt.date]:
    """By measure and agency: the end of the first period of the run in which the demand is reached until now.

    One query for any number of measures; what was corrected does not count.
    """
    demands = {row.id: row for row in measures}
    stated = _stated(list(demands), as_of, known).order_by("measure", "agency", "-period_end", "-id")
    runs: dict[tuple[int, str], list[tuple[dt.date, bool]]] = defaultdict(list)
    for one in stated.distinct("measure", "agency", "period_end"):
        demand = demands[one.measure_id]
        is_met = is_reached(one.value, demand.comparator, demand.demanded)
        runs[one.measure_id, one.agency].append((one.period_end, is_met))
    return {key: since for key, run in runs.items() if (since := reached_since(run))}


def _in_force(plan: PlanRow, as_of: dt.date, known: dt.datetime | None) -> QuerySet[m.Measure]:
    """The definitions of the day."""
    moment = known or end_of(as_of)
    later = Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
    return m.Measure.objects.filter(later, plan=plan.id, recorded_at__lte=moment)


def _refs(plan: PlanRow, lineages: Collection[int]) -> dict[int, tuple[int, str]]:
    tasks = m.Task.objects.filter(version=plan.version_id, lineage__in=lineages)
    return {
        lineage: (position, ref) for lineage, position, ref in tasks.values_list("lineage", "position", "ref")
    }


def _stated(measures: Collection[int], as_of: dt.date, known: dt.datetime | None) -> QuerySet[m.Measurement]:
    rows = m.Measurement.objects.filter(measure__in=measures, occurred_at__lt=end_of(as_of))
    return rows if known is None else rows.filter(recorded_at__lte=known)


def _newest(
    measures: Collection[int], as_of: dt.date, known: dt.datetime | None, until: dt.date | None = None
) -> dict[int, list[m.Measurement]]:
    rows = _stated(measures, as_of, known).order_by("measure", "agency", "-period_end", "-id")
    if until is not None:
        rows = rows.filter(period_end__lte=until)
    found: dict[int, list[m.Measurement]] = defaultdict(list)
    for row in rows.distinct("measure", "agency"):
        found[row.measure_id].append(row)
    return found


def _measure(
    row: m.Measure, refs: dict[int, tuple[int, str]], values: Collection[m.Measurement]
) -> MeasureRow:
    return MeasureRow(
        id=row.pk,
        ref=refs[row.lineage_id][1],
        lineage=row.lineage_id,
        position=row.position,
        name=row.name,
        text=row.text,
        comparator=row.comparator,
        demanded=row.value,
        unit=row.unit,
        scope=row.scope,
        numerator=row.numerator,
        denominator=row.denominator,
        values=tuple(_value(row, one) for one in values),
    )


def _value(row: m.Measure, one: m.Measurement, *, corrected: bool = False) -> ValueRow:
    return ValueRow(
        agency=one.agency,
        period_end=one.period_end,
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.value,
        is_reached=is_reached(one.value, row.comparator, row.value),
        missing=still_missing(one.numerator, one.denominator, row.comparator, row.value, row.unit),
        document=one.document,
        document_on=one.document_on,
        file=one.file,
        note=one.note,
        name=one.name,
        occurred_at=one.occurred_at,
        corrected=corrected,
    )
