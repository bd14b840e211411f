"""Reports on how a plan went: begun for a period, written by people, finished once with the figures of that moment."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import (
    NotYourReport,
    PeriodOutside,
    PeriodReversed,
    PlanNotFound,
    ReportFinished,
    ReportNotFound,
    ReportWritten,
    WordsChanged,
)
from lienthong.domain.plans.permissions import can_report
from lienthong.domain.plans.queries.document import get_plan
from lienthong.domain.plans.queries.progress import Progress, get_pulse, measure_progress
from lienthong.domain.plans.queries.reports import freeze
from lienthong.domain.plans.rules.reporting import BOXES, as_kept, mark, mark_all, span_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record

ATTEMPTS = 5


@transaction.atomic
def begin_report(*, plan: int, agency: str, first: date, last: date, by: Actor, at: datetime) -> int:
    """Begins a report on an agency's duties (the plan's own agency: on all), or goes on with its draft; gives its id.

    Raises PlanNotFound, NotYourReport, PeriodReversed, PeriodOutside.
    """
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    if held is None:
        raise PlanNotFound
    _refuse_stranger(held, agency, by)
    _refuse_period(held, first, last, today=clock.local(at).date())
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


def _refuse_period(plan: m.Plan, first: date, last: date, *, today: date) -> None:
    """Raises PeriodReversed, PeriodOutside."""
    if last < first or first > today:
        raise PeriodReversed
    earliest = date(plan.year - 1, 1, 1)
    try:
        get_plan(plan.slug, as_of=min(last, today))
    except PlanNotFound:
        is_outside = True
    else:
        is_outside = first < earliest
    if is_outside:
        raise PeriodOutside(issued=f"{plan.issued_on:%d/%m/%Y}", first=f"{earliest:%d/%m/%Y}")


@transaction.atomic
def save_report(
    *, report: int, words: Mapping[str, str], seen: Mapping[str, str] | None = None, by: Actor, at: datetime
) -> None:
    """Keeps what people wrote; boxes that are not given stay. What is as it was before is no change.

    ``seen`` holds the ``mark`` of each box as its writer opened it: what only others changed since stays theirs. Raises
    ReportNotFound, NotYourReport, ReportFinished; WordsChanged with the boxes that both changed: then nothing is kept.
    """
    held = _hold(report, by)
    given = {box: as_kept(words[box]) for box in BOXES if box in words}
    opened = {box: (seen or {}).get(box, mark(held.words.get(box, ""))) for box in given}
    changed = {
        box: text
        for box, text in given.items()
        if text != held.words.get(box, "") and mark(text) != opened[box]
    }
    lost = tuple(box for box in changed if mark(held.words.get(box, "")) != opened[box])
    if lost:
        raise WordsChanged(name=held.saved_name, boxes=lost)
    if not changed:
        return
    held.words = {**held.words, **changed}
    held.saved_at, held.saved_name = at, by.name
    held.save(update_fields=["words", "saved_at", "saved_name"])
    _tell(held, "plans.save_report", by=by, at=at, boxes=", ".join(changed))


@transaction.atomic
def finish_report(*, report: int, seen: str = "", by: Actor, at: datetime) -> None:
    """Keeps the figures as they are known at this moment; from then on the report never changes.

    ``seen`` is the ``mark_all`` of the words that were looked at. Raises ReportNotFound, NotYourReport, ReportFinished,
    WordsChanged.
    """
    held = _hold(report, by)
    words = mark_all(held.words)
    if seen not in ("", words):
        raise WordsChanged(name=held.saved_name)
    held.figures = freeze(_measure(held, today=clock.local(at).date()))
    held.finished_at, held.finished_by, held.finished_name = at, by.account, by.name
    held.save(update_fields=["figures", "finished_at", "finished_by", "finished_name"])
    _tell(held, "plans.finish_report", by=by, at=at, due=held.figures["plan"]["due"], words=words)


def _measure(report: m.ProgressReport, *, today: date) -> Progress:
    """Of one moment: counted again while somebody changes a duty between counting and listing."""
    plan = get_plan(report.plan.slug, as_of=min(report.last, today))
    span = span_of(report.first, report.last)
    for _ in range(ATTEMPTS):
        pulse = get_pulse(plan)
        progress = measure_progress(plan, report.agency, span, today=today)
        if get_pulse(plan) == pulse:
            break
    return progress


@transaction.atomic
def discard_report(*, report: int, by: Actor, at: datetime) -> None:
    """Takes away a draft without words, begun for the wrong period for example.

    Raises ReportNotFound, NotYourReport, ReportFinished, ReportWritten.
    """
    held = _hold(report, by)
    if any(held.words.values()):
        raise ReportWritten
    _tell(
        held,
        "plans.discard_report",
        by=by,
        at=at,
        first=held.first.isoformat(),
        last=held.last.isoformat(),
    )
    held.delete()


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
