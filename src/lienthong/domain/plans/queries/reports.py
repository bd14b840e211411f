"""Reports on how a plan went, as they are kept: drafts without figures, finished ones with those of their day."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import QuerySet

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import ReportNotFound
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import Sight, end_of
from lienthong.domain.plans.queries.progress import LateRow, Progress, ProgressLine, TargetProgress
from lienthong.domain.plans.rules.reporting import Figures, Span, span_of

DRAFTS = 200
PAIRS = 2_000


@dataclass(frozen=True, slots=True)
class ReportRow:
    """``progress`` is None for a draft: compute it with ``measure_progress``."""

    id: int
    plan: int
    agency: str
    author: str
    span: Span
    begun_by: str
    words: Mapping[str, str] = field(hash=False)
    saved_at: dt.datetime | None
    saved_name: str
    finished_at: dt.datetime | None
    finished_name: str
    progress: Progress | None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


def get_report(report: int) -> ReportRow:
    """Raises ReportNotFound."""
    row = m.ProgressReport.objects.filter(pk=report).first()
    if row is None:
        raise ReportNotFound
    return _report(row)


def list_drafts_of_reports(plan: PlanRow, agencies: Collection[str]) -> list[ReportRow]:
    """What people of these agencies are writing, the newest period first."""
    rows = _bare(plan).filter(finished_at=None, agency__in=agencies).order_by("-last", "-id")
    return [_report(row, is_bare=True) for row in rows[:DRAFTS]]


def find_finished_reports(
    plan: PlanRow,
    *,
    as_of: dt.date,
    sight: Sight,
    agency: str = "",
    days: tuple[dt.date, dt.date] | None = None,
) -> QuerySet[m.ProgressReport]:
    """Not read yet: slice it, then ``read_reports``. The newest period first, of one the latest first."""
    rows = _bare(plan).filter(finished_at__lt=end_of(as_of))
    if sight.agencies is not None:
        rows = rows.filter(agency__in=sight.agencies)
    if agency:
        rows = rows.filter(agency=agency)
    if days:
        rows = rows.filter(first=days[0], last=days[1])
    return rows.order_by("-last", "first", "-finished_at", "-id")


def read_reports(rows: Iterable[m.ProgressReport]) -> list[ReportRow]:
    """Without their figures."""
    return [_report(row, is_bare=True) for row in rows]


def list_reported(plan: PlanRow, *, as_of: dt.date, sight: Sight) -> list[tuple[str, Span]]:
    """Agencies and periods of the finished reports that may be seen, to choose from; each pair once."""
    rows = find_finished_reports(plan, as_of=as_of, sight=sight).order_by("-last", "first", "agency")
    pairs = rows.values_list("agency", "first", "last").distinct()
    return [(agency, span_of(first, last)) for agency, first, last in pairs[:PAIRS]]


def _bare(plan: PlanRow) -> QuerySet[m.ProgressReport]:
    return m.ProgressReport.objects.filter(plan=plan.id).defer("figures")


def _report(row: m.ProgressReport, *, is_bare: bool = False) -> ReportRow:
    return ReportRow(
        id=row.pk,
        plan=row.plan_id,
        agency=row.agency,
        author=row.author,
        span=span_of(row.first, row.last),
        begun_by=row.begun_by,
        words=row.words,
        saved_at=row.saved_at,
        saved_name=row.saved_name,
        finished_at=row.finished_at,
        finished_name=row.finished_name,
        progress=None if is_bare or row.figures is None else thaw(row.figures),
    )


def freeze(progress: Progress) -> dict[str, Any]:
    """As plain values of JSON; ``thaw`` gives the same back."""
    frozen = _plainly(asdict(progress))
    assert isinstance(frozen, dict)  # noqa: S101 - a dataclass is one
    return frozen


def _plainly(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plainly(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


_DAYS = {"first", "last", "day", "before_first", "before_last", "due", "evidence_on", "until"}


def thaw(kept: Mapping[str, Any]) -> Progress:
    told = _dated(kept)
    for name in ("plan", "contributions", "requests", "before"):
        told[name] = Figures(**told[name]) if told[name] else None
    for name in ("areas", "agencies"):
        told[name] = tuple(
            ProgressLine(one["code"], one["name"], Figures(**one["figures"])) for one in told[name]
        )
    told["late"] = tuple(
        LateRow(**(_dated(one) | {"letters": tuple(one["letters"])})) for one in told["late"]
    )
    told["targets"] = tuple(TargetProgress(**_dated(one)) for one in told["targets"])
    return Progress(**told)


def _dated(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Days read back; every other "due" of figures is a count and stays."""
    return {
        name: dt.date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
        for name, value in kept.items()
    }
