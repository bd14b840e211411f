"""What people do to a plan before it runs is whole with its fact and its entry, or it is nothing at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.exchange import PlanReading, read_file
from lienthong.domain.plans.queries.duties import list_wanted
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.models import StatedFact
from tests.faults.harness import Swept

AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")
TASKS = 9


@dataclass(frozen=True)
class Import:
    """One run's plan: the reading of a decision with a number of its own."""

    reading: PlanReading
    digest: str


def a_reading(k: int) -> Import:
    number = f"Quyết định số: {k}/QĐ-UBND"
    head = [line.replace("Quyết định số: 999/QĐ-UBND", number) for line in synthetic_plan.HEAD]
    text = synthetic_plan.as_text(synthetic_plan.make_plan(TASKS), head)
    return Import(read_file("plan.txt", text.encode(), reference.names()), f"{k:064x}")


def accept(one: Import) -> None:
    actions.accept_import(
        reading=one.reading, agency="GL", source_name="plan.txt", source_digest=one.digest, by=BY, at=AT
    )


def whole_or_nothing(one: Import, done: bool) -> None:
    slug = queries.find_import(one.digest)
    assert slug or not done, "accepted, answered, lost"
    drafts = [plan for plan in queries.list_drafts() if plan.number == one.reading.document.number]
    assert len(drafts) == bool(slug), "a plan without its version"
    for plan in drafts:
        assert len(queries.list_tasks(plan)) == TASKS, "half a plan"
        assert len(queries.list_warnings(plan)) == _cautions(one.reading)
        assert StatedFact.objects.filter(subject=f"plan:{plan.id}").count() == 1
        assert _verbs(plan) == ["plans.accept_import"]
    assert verify().is_sound


def _cautions(reading: PlanReading) -> int:
    return len(reading.cautions) + sum(len(task.cautions) for task in reading.tasks)


def _verbs(plan: queries.PlanRow) -> list[str]:
    return [entry.verb for entry in ledger.list_entries(subject=f"plan:{plan.id}")]


@dataclass(frozen=True)
class Draft:
    """A draft as it was before the action that is killed, and the question that it answers."""

    row: queries.PlanRow
    said: list[str]
    warning: int


def a_draft(k: int) -> Draft:
    """A row of it is asked about: does it belong to the task above?"""
    one = a_reading(k)
    accept(one)
    row = queries.get_draft(queries.find_import(one.digest) or "")
    task = m.Task.objects.filter(version=row.version_id, number=2).order_by("position").first()
    warning = m.Warning.objects.create(
        version_id=row.version_id, task=task, position=9_999, code="orphan_row", about="Báo cáo"
    )
    return Draft(row, _said(row), warning.pk)


def _said(row: queries.PlanRow) -> list[str]:
    return [str(task.outputs) for task in queries.list_tasks(row)]


def settle(draft: Draft) -> None:
    actions.settle(warning=draft.warning, answer="MERGED", reason="", by=BY, at=AT)


def answered_or_untouched(draft: Draft, done: bool) -> None:
    settled = m.Settlement.objects.filter(warning=draft.warning).count()
    changed = _said(draft.row) != draft.said
    told = _verbs(draft.row).count("plans.settle")
    assert settled == changed == told, "half an answer"
    assert settled or not done, "answered, lost"
    assert verify().is_sound


def a_settled_draft(k: int) -> queries.PlanRow:
    one = a_reading(k)
    accept(one)
    row = queries.get_draft(queries.find_import(one.digest) or "")
    actions.settle_rest(plan=row.id, reason="Đối chiếu", by=BY, at=AT)
    return row


def issue(row: queries.PlanRow) -> None:
    actions.issue(plan=row.id, monitor="GL-SNV", overseer="GL-VPUBND", by=BY, at=AT)


def duties_once_or_none(row: queries.PlanRow, done: bool) -> None:
    version = m.Version.objects.get(pk=row.version_id)
    laid = m.Obligation.objects.filter(plan=row.id)
    wanted = len(list_wanted(version))
    assert bool(version.issued_at) or not done, "issued, answered, lost"
    assert laid.count() == (wanted if version.issued_at else 0), "half the duties"
    assert m.Standing.objects.filter(obligation__in=laid).count() == laid.count()
    assert _verbs(row).count("plans.issue") == bool(version.issued_at)
    assert verify().is_sound


@dataclass(frozen=True)
class Amended:
    """A plan in force whose amendment, which leaves a task out and moves a day, waits to be issued."""

    row: queries.PlanRow
    gone: int
    before: int


def an_amendment(k: int) -> Amended:
    row = a_settled_draft(k)
    issue(row)
    decision = actions.Decision(f"{k}/QĐ-SĐ", date(2021, 10, 1))
    actions.begin_amendment(plan=row.id, decision=decision, by=BY, at=AT)
    draft = queries.get_draft(row.slug)
    task = queries.list_tasks(draft)[-1]
    actions.remove_task(version=draft.version_id, task=task.id, reason="Bỏ", by=BY, at=AT)
    duties = m.Obligation.objects.filter(plan=row.id)
    return Amended(draft, duties.filter(lineage=task.lineage).count(), duties.count())


def amended_or_untouched(one: Amended, done: bool) -> None:
    duties = m.Obligation.objects.filter(plan=one.row.id)
    dropped = m.Happening.objects.filter(obligation__in=duties, verb="DROPPED").count()
    is_issued = m.Version.objects.get(pk=one.row.version_id).issued_at is not None
    assert duties.count() == one.before, "a duty laid twice"
    assert dropped == (one.gone if is_issued else 0), "half an amendment"
    assert is_issued or not done, "issued, answered, lost"
    assert one.gone, "the amendment drops nothing, so it shows nothing"
    assert verify().is_sound


def issue_amendment(one: Amended) -> None:
    issue(one.row)


def a_plan_in_force(k: int) -> queries.PlanRow:
    row = a_settled_draft(k)
    issue(row)
    return row


def amend(row: queries.PlanRow) -> None:
    decision = actions.Decision("1/QĐ-SĐ", date(2021, 10, 1))
    actions.begin_amendment(plan=row.id, decision=decision, by=BY, at=AT)


def a_whole_draft_or_none(row: queries.PlanRow, done: bool) -> None:
    drafts = m.Version.objects.filter(plan=row.id, issued_at=None)
    assert drafts.exists() or not done, "begun, answered, lost"
    assert _verbs(row).count("plans.amend") == drafts.count()
    for _ in drafts:
        assert len(queries.list_tasks(queries.get_draft(row.slug))) == TASKS, "half a draft"
    assert verify().is_sound


SWEPT = [
    Swept("accept an import", setup=a_reading, action=accept, holds=whole_or_nothing),
    Swept("settle a warning", setup=a_draft, action=settle, holds=answered_or_untouched),
    Swept("issue a plan", setup=a_settled_draft, action=issue, holds=duties_once_or_none),
    Swept("begin an amendment", setup=a_plan_in_force, action=amend, holds=a_whole_draft_or_none),
    Swept("issue an amendment", setup=an_amendment, action=issue_amendment, holds=amended_or_untouched),
]
