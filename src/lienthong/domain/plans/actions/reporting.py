"""Reports on how a plan went: begun for a period, written by people, finished once with the figures of that moment."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import (
    NotYourReport,
    PeriodReversed,
    PlanNotFound,
    ReportFinished,
    ReportNotFound,
)
from lienthong.domain.plans.permissions import can_report
from lienthong.domain.plans.queries.document import get_plan
from lienthong.domain.plans.queries.progress import freeze, measure_progress
from lienthong.domain.plans.rules.reporting import BOXES, span_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def begin_report(*, plan: int, agency: str, first: date, last: date, by: Actor, at: datetime) -> int:
    """Begins a report on an agency's duties (the plan's own agency: on all), or goes on with its draft; gives its id.

    Raises PlanNotFound, NotYourReport, PeriodReversed.
    """
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    if held is None:
        raise PlanNotFound
    _refuse_stranger(held, agency, by)
    if last < first or first > clock.local(at).date():
        raise PeriodReversed
    of_period = m.ProgressReport.objects.filter(plan=held, agency=agency, first=first, last=last)
    waiting = of_period.filter(finished_at__isnull=True).first()
    if waiting is not None:
        return waiting.pk
    made = m.ProgressReport.objects.create(
        plan=held,
        agency=agency,
        author=by.agency,
        first=first,
        last=last,
        begun_at=at,
        begun_by=by.account,
    )
    _tell(made, "plans.begin_report", by=by, at=at, first=first.isoformat(), last=last.isoformat())
    return made.pk


@transaction.atomic
def save_report(*, report: int, words: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keeps what people wrote; boxes that are not given stay. Raises ReportNotFound, NotYourReport, ReportFinished."""
    held = _hold(report, by)
    given = {box: words[box].strip() for box in BOXES if box in words}
    held.words = {**held.words, **given}
    held.saved_at, held.saved_name = at, by.name
    held.save(update_fields=["words", "saved_at", "saved_name"])
    _tell(
        held, "plans.save_report", by=by, at=at, boxes=", ".join(name for name, text in given.items() if text)
    )


@transaction.atomic
def finish_report(*, report: int, by: Actor, at: datetime) -> None:
    """Keeps the figures as they are known at this moment; from then on the report never changes.

    Raises ReportNotFound, NotYourReport, ReportFinished.
    """
    held = _hold(report, by)
    today = clock.local(at).date()
    span = span_of(held.first, held.last, held.plan.year)
    plan = get_plan(held.plan.slug, as_of=min(held.last, today))
    held.figures = freeze(measure_progress(plan, held.agency, span, today=today))
    held.finished_at, held.finished_by, held.finished_name = at, by.account, by.name
    held.save(update_fields=["figures", "finished_at", "finished_by", "finished_name"])
    _tell(held, "plans.finish_report", by=by, at=at, due=held.figures["plan"]["due"])


def _hold(report: int, by: Actor) -> m.ProgressReport:
    """A draft. Raises ReportNotFound, NotYourReport, ReportFinished."""
    rows = m.ProgressReport.objects.select_for_update(of=("self",)).select_related("plan")
    held = rows.filter(pk=report).first()
    if held is None:
        raise ReportNotFound
    _refuse_stranger(held.plan, held.agency, by)
    if held.finished_at is not None:
        raise ReportFinished
    return held


def _refuse_stranger(plan: m.Plan, agency: str, by: Actor) -> None:
    if not can_report(by, agency=agency, province=plan.agency, monitor=plan.monitor):
        raise NotYourReport


def _tell(report: m.ProgressReport, verb: str, *, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"progress_report:{report.pk}",
        agency=by.agency,
        at=at,
        details={"of": report.agency, **details},
    )
