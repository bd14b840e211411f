"""Changing a draft unasked: a task in other words, one more, one less; giving a draft up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import Mend, Sheet, commit, hold_draft, read_sheets
from lienthong.domain.plans.actions.placing import name_task, put_tasks
from lienthong.domain.plans.actions.reviewing import hold_warning, note_answer, note_change, record_draft
from lienthong.domain.plans.actions.wording import Reader, TaskWords
from lienthong.domain.plans.errors import AnswerUnfit, ReasonMissing, TaskNotFound
from lienthong.domain.plans.rules.answers import Answer
from lienthong.spine.actor import Actor


class OriginKind(StrEnum):
    """Where a task comes from that no line of the document states."""

    INDEX = "INDEX"
    INSPECTION = "INSPECTION"
    LEADER = "LEADER"
    BODY = "BODY"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Origin:
    """``text`` names the source: the component index that lost points, the conclusion, the direction."""

    kind: OriginKind
    text: str


@transaction.atomic
def edit_task(
    *,
    version: int,
    task: int,
    words: TaskWords,
    reason: str = "",
    warning: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Reads a task of a draft anew from other words; ``warning`` is the question that this answers.

    Raises NotUnderReview, TaskNotFound, AlreadySettled, NumberTaken, and what reading the words raises.
    """
    asked = hold_warning(warning) if warning else None
    if asked and asked.task_id != task:
        raise AnswerUnfit
    held = hold_draft(version)
    sheet = _find(held, task)
    changed = Reader(held).reworded(sheet, words)
    if words.number and words.number != sheet["number"]:
        changed |= name_task(held, sheet["area_id"], words.number, but=task)
    if changed == sheet and asked is None:
        return
    mended = commit(held, Mend({task: changed}))
    if asked:
        note_answer(asked, Answer.EDITED, reason=reason, mended=mended, by=by, at=at)
        return
    note_change(held, Answer.EDITED, reason=reason, mended=mended, by=by, at=at)
    record_draft("plans.edit_task", held, by=by, at=at, ref=changed["ref"], reason=reason.strip())


@transaction.atomic
def add_task(*, version: int, area: int, words: TaskWords, origin: Origin, by: Actor, at: datetime) -> str:
    """Adds a task that the document does not state, with its source; returns how it is called.

    Raises NotUnderReview, ReasonMissing without a source, and what reading the words raises.
    """
    held = hold_draft(version)
    if not origin.text.strip():
        raise ReasonMissing
    stands_in = m.Area.objects.filter(version=held, pk=area).first()
    if stands_in is None:
        raise AnswerUnfit
    told = {"kind": str(origin.kind), "text": origin.text.strip()}
    sheets = put_tasks(held, stands_in, [words], origin=told, at=at)
    note_change(held, Answer.ADDED, reason=origin.text, mended=commit(held, Mend(sheets)), by=by, at=at)
    (sheet,) = sheets.values()
    record_draft("plans.add_task", held, by=by, at=at, ref=sheet["ref"], origin=told)
    return str(sheet["ref"])


@transaction.atomic
def remove_task(*, version: int, task: int, reason: str, by: Actor, at: datetime) -> None:
    """Takes a row out of a draft; its open questions are settled by it. Raises NotUnderReview, ReasonMissing."""
    held = hold_draft(version)
    if not reason.strip():
        raise ReasonMissing
    sheet = _find(held, task)
    mended = commit(held, Mend({task: None}))
    answered = m.Settlement.objects.filter(withdrawn_at__isnull=True, warning__in=sheet["warnings"])
    left = m.Warning.objects.filter(pk__in=sheet["warnings"]).exclude(pk__in=answered.values("warning"))
    closed = [note_change(held, Answer.REMOVED, warning=one, reason=reason, by=by, at=at).pk for one in left]
    note_change(held, Answer.REMOVED, reason=reason, mended=mended | {"closed": closed}, by=by, at=at)
    record_draft("plans.remove_task", held, by=by, at=at, ref=sheet["ref"], reason=reason.strip())


@transaction.atomic
def discard(*, version: int, reason: str, by: Actor, at: datetime) -> None:
    """Gives a draft up: everything below it goes, and the plan with it when no version of it was ever issued. The
    file stays, and the ledger tells what there was. Raises NotUnderReview, ReasonMissing.
    """
    held = hold_draft(version)
    if not reason.strip():
        raise ReasonMissing
    told = {"number": held.number, "plan": held.plan.number, "tasks": held.summary["tasks"]}
    record_draft("plans.discard", held, by=by, at=at, reason=reason.strip(), **told)
    m.Settlement.objects.filter(version=held).delete()
    m.Warning.objects.filter(version=held).delete()
    tasks = list(m.Task.objects.filter(version=held).values_list("pk", flat=True))
    for model in (m.Party, m.Deadline, m.Target):
        model.objects.filter(task__in=tasks).delete()
    for rows in (m.Task, m.Area, m.Objective, m.Section, m.Citation):
        rows._default_manager.filter(version=held).delete()
    held.delete()
    if not m.Version.objects.filter(plan=held.plan_id).exists():
        m.Plan.objects.filter(pk=held.plan_id).delete()


def _find(version: m.Version, task: int) -> Sheet:
    """Raises TaskNotFound for a task of another version."""
    if not m.Task.objects.filter(version=version, pk=task).exists():
        raise TaskNotFound
    return read_sheets([task])[task]
