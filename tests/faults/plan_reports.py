"""A report is begun, written and finished wholly, with its entry, or not at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.domain.plans.small import Row, in_force, of
from tests.faults.harness import Swept

AT = datetime(2021, 7, 10, 5, tzinfo=UTC)
FIRST, LAST = date(2021, 3, 15), date(2021, 7, 5)
WORDS = {"results": "Đã ban hành 12 văn bản.", "causes": "Dịch bệnh."}


@dataclass(frozen=True)
class Run:
    """One run's plan, of an agency of its own, whose one duty is late; ``report`` is 0 before it is begun."""

    plan: int
    agency: str
    report: int = 0


def a_plan(k: int) -> Run:
    agency = f"REPORT{k}"
    return Run(in_force(Row([agency])).pk, agency)


def a_draft(k: int) -> Run:
    run = a_plan(k)
    return Run(run.plan, run.agency, begun(run))


def a_written_draft(k: int) -> Run:
    run = a_draft(k)
    save(run)
    return run


def begun(run: Run) -> int:
    return actions.begin_report(
        plan=run.plan, agency=run.agency, first=FIRST, last=LAST, by=of(run.agency), at=AT
    )


def begin(run: Run) -> None:
    begun(run)


def save(run: Run) -> None:
    actions.save_report(report=run.report, words=WORDS, by=of(run.agency), at=AT)


def finish(run: Run) -> None:
    actions.finish_report(report=run.report, by=of(run.agency), at=AT)


def begun_once(run: Run, done: bool) -> None:
    made = m.ProgressReport.objects.filter(plan=run.plan)
    assert made.count() <= 1, "begun twice"
    assert made.exists() or not done, "begun, answered, lost"
    assert [verb for one in made for verb in _verbs(one.pk)] == ["plans.begin_report"] * made.count()
    assert verify().is_sound


def kept_whole(run: Run, done: bool) -> None:
    words = queries.get_report(run.report).words
    assert words in ({}, WORDS), "half of the words"
    assert words or not done, "kept, answered, lost"
    assert _verbs(run.report).count("plans.save_report") == bool(words)
    assert verify().is_sound


def finished_with_its_figures(run: Run, done: bool) -> None:
    report = queries.get_report(run.report)
    assert report.is_finished == (report.progress is not None), "finished without figures"
    assert report.is_finished or not done, "finished, answered, lost"
    assert _verbs(run.report).count("plans.finish_report") == report.is_finished
    if report.progress:
        assert report.progress.plan.overdue == len(report.progress.late) == 1
    assert report.words == WORDS
    assert verify().is_sound


def _verbs(report: int) -> list[str]:
    return [entry.verb for entry in ledger.list_entries(subject=f"progress_report:{report}")]


SWEPT = [
    Swept("begin a report", setup=a_plan, action=begin, holds=begun_once),
    Swept("keep a report's words", setup=a_draft, action=save, holds=kept_whole),
    Swept("finish a report", setup=a_written_draft, action=finish, holds=finished_with_its_figures),
]
