"""An amending decision makes the next version of a plan: read from its own file, or begun from the version in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.imports import keep_reading, summary_of
from lienthong.domain.plans.actions.mending import (
    BATCH,
    Mend,
    Sheet,
    commit,
    hold_draft,
    new_ids,
    read_sheets,
)
from lienthong.domain.plans.actions.placing import name_task, place_in
from lienthong.domain.plans.actions.reviewing import Given, answer_with, note_change, record_draft
from lienthong.domain.plans.errors import (
    AnswerUnfit,
    NotAmending,
    PlanNotFound,
    TaskNotFound,
    VersionUnderReview,
)
from lienthong.domain.plans.facts import PlanImported
from lienthong.domain.plans.rules.answers import Answer
from lienthong.domain.plans.rules.difference import Match, Told, match_tasks
from lienthong.domain.plans.rules.reading import PlanReading
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@dataclass(frozen=True, slots=True)
class Decision:
    """The amending decision: its number, and the day from which the plan says what it says."""

    number: str
    day: date


@transaction.atomic
def begin_amendment(*, plan: int, decision: Decision, by: Actor, at: datetime) -> int:
    """The next version as a draft that says what the one in force says, for people to change; returns its id.

    Raises PlanNotFound, VersionUnderReview, NotAmending.
    """
    current = _in_force(plan, decision)
    draft = _draft(current, decision, current.source_name, current.source_digest, current.source_file, at)
    draft.summary = current.summary
    _copy(current, draft)
    draft.save(update_fields=["summary"])
    _tell(draft, by=by, at=at, tasks=current.summary["tasks"])
    return draft.pk


@transaction.atomic
def amend_import(
    *,
    plan: int,
    decision: Decision,
    reading: PlanReading,
    source_name: str,
    source_digest: str,
    source_file: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Keeps the reading of an amending decision, whose table states the whole plan anew, as a draft; returns its id.

    Each task goes on with the task of the version in force that it is most like. What is not sure, and what the new
    text leaves out, are questions of the review. Raises PlanNotFound, VersionUnderReview, NotAmending.
    """
    current = _in_force(plan, decision)
    draft = _draft(current, decision, source_name, source_digest, source_file, at)
    draft.summary = summary_of(reading)
    keep_reading(draft, reading)
    asked = _go_on(current, draft)
    draft.summary["warnings"] += asked
    draft.save(update_fields=["summary"])
    _tell(draft, by=by, at=at, tasks=len(reading.tasks), source=source_digest)
    return draft.pk


def _tell(draft: m.Version, *, by: Actor, at: datetime, **details: Any) -> None:
    state(PlanImported(plan_id=draft.plan_id, version_id=draft.pk), subject=f"plan:{draft.plan_id}", at=at)
    told = {"number": draft.number, "decision": draft.decision}
    record_draft("plans.amend", draft, by=by, at=at, **told, **details)


def _in_force(plan: int, decision: Decision) -> m.Version:
    held = m.Plan.objects.select_for_update(no_key=True).filter(pk=plan).first()
    if held is None:
        raise PlanNotFound
    versions = m.Version.objects.filter(plan=held).order_by("number")
    if versions.filter(issued_at__isnull=True).exists():
        raise VersionUnderReview
    current = versions.last()
    if current is None:
        raise PlanNotFound
    if not decision.number.strip() or decision.day < current.occurred_on:
        raise NotAmending(day=f"{current.occurred_on:%d/%m/%Y}")
    return current


def _draft(
    current: m.Version, decision: Decision, name: str, digest: str, file: int | None, at: datetime
) -> m.Version:
    return m.Version.objects.create(
        plan_id=current.plan_id,
        number=current.number + 1,
        occurred_on=decision.day,
        recorded_at=at,
        source_name=name[:255],
        source_digest=digest,
        source_file=file,
        decision=decision.number.strip()[:60],
        summary={},
    )


def _copy(current: m.Version, draft: m.Version) -> None:
    """Every row below a version but its warnings, which were settled; tasks keep their lineage."""
    _copy_rows(m.Objective, m.Objective.objects.filter(version=current), version=draft)
    _copy_rows(m.Section, m.Section.objects.filter(version=current), version=draft)
    _copy_rows(m.Citation, m.Citation.objects.filter(version=current), version=draft)
    areas = list(m.Area.objects.filter(version=current).order_by("position"))
    made = _copy_rows(m.Area, areas, version=draft)
    of_area = {old.pk: new.pk for old, new in zip(areas, made, strict=True)}
    tasks = list(m.Task.objects.filter(version=current).order_by("position"))
    for task in tasks:
        task.area_id = of_area[task.area_id]
    ids = [task.pk for task in tasks]
    of_task = {old: new.pk for old, new in zip(ids, _copy_rows(m.Task, tasks, version=draft), strict=True)}
    _copy_below(m.Party, m.Party.objects.filter(task__in=ids), of_task)
    _copy_below(m.Deadline, m.Deadline.objects.filter(task__in=ids), of_task)
    _copy_below(m.Target, m.Target.objects.filter(task__in=ids), of_task)
    draft.summary = current.summary | {"warnings": 0}


def _copy_rows[M: (m.Objective, m.Section, m.Citation, m.Area, m.Task, m.Party, m.Deadline, m.Target)](
    model: type[M], rows: Iterable[M], **changed: Any
) -> list[M]:
    """The rows as new ones, in the order given."""
    names = [one.attname for one in model._meta.concrete_fields if not one.primary_key]
    made = [model(**{name: getattr(row, name) for name in names} | _ids(changed)) for row in rows]
    return model._default_manager.bulk_create(made, batch_size=BATCH)


def _copy_below[M: (m.Party, m.Deadline, m.Target)](
    model: type[M], rows: Iterable[M], of_task: Mapping[int, int]
) -> None:
    held = list(rows)
    for row in held:
        row.task_id = of_task[row.task_id]
    _copy_rows(model, held)


def _ids(changed: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{name}_id": thing.pk for name, thing in changed.items()}


def _go_on(current: m.Version, draft: m.Version) -> int:
    """Gives tasks of the draft the lineage of those they go on, and the task above that these carry out; returns how
    many questions that leaves.
    """
    old = {task.pk: task for task in _tasks(current)}
    new = {task.pk: task for task in _tasks(draft)}
    matches = match_tasks([_told(task) for task in old.values()], [_told(task) for task in new.values()])
    for match in matches:
        new[match.new].lineage_id = old[match.old].lineage_id
        new[match.new].serves_id = old[match.old].serves_id
    matched = [new[match.new] for match in matches]
    m.Task.objects.bulk_update(matched, ["lineage", "serves"], batch_size=BATCH)
    paired = {match.old for match in matches}
    left = [task for pk, task in old.items() if pk not in paired]
    return _ask(draft, [one for one in matches if not one.is_sure], left, old, new)


def _tasks(version: m.Version) -> Iterable[m.Task]:
    return m.Task.objects.filter(version=version).select_related("area").order_by("position")


def _told(task: m.Task) -> Told:
    return Told(task.pk, task.area.numeral, task.number, _words(task))


def _words(task: m.Task) -> str:
    return " ".join([task.title or "", *([] if task.title else task.details)])


def _ask(
    draft: m.Version,
    unsure: Iterable[Match],
    left: Iterable[m.Task],
    old: Mapping[int, m.Task],
    new: Mapping[int, m.Task],
) -> int:
    """Questions of the amendment behind those of the reading: who a task goes on, what is left out."""
    last = m.Warning.objects.filter(version=draft).order_by("position").last()
    asked = [
        ("match_uncertain", new[one.new], f"{old[one.old].ref} {_words(old[one.old])}") for one in unsure
    ] + [("task_left_out", None, f"{task.ref} {_words(task)}") for task in left]
    rows = [
        m.Warning(version=draft, task=task, position=n, code=code, about=about)
        for n, (code, task, about) in enumerate(asked, last.position + 1 if last else 1)
    ]
    m.Warning.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


@transaction.atomic
def rematch(*, version: int, task: int, old: int | None, by: Actor, at: datetime) -> None:
    """Says which task of the version in force a task of the draft goes on; None: it is new.

    A task that went on the same one so far becomes new. Raises NotUnderReview, TaskNotFound.
    """
    held = hold_draft(version)
    sheets = read_sheets([task]) if m.Task.objects.filter(version=held, pk=task).exists() else {}
    if not sheets:
        raise TaskNotFound
    lineage = _lineage(held, old, at)
    others = m.Task.objects.filter(version=held, lineage=lineage).exclude(pk=task)
    freed = read_sheets(others.values_list("pk", flat=True))
    changed: dict[int, Sheet | None] = {task: sheets[task] | {"lineage_id": lineage}}
    changed |= {pk: sheet | {"lineage_id": _new_lineage(at)} for pk, sheet in freed.items()}
    note_change(held, Answer.REMATCHED, mended=commit(held, Mend(changed)), by=by, at=at)
    record_draft("plans.rematch", held, by=by, at=at, ref=sheets[task]["ref"], lineage=lineage)


def _lineage(draft: m.Version, old: int | None, at: datetime) -> int:
    if old is None:
        return _new_lineage(at)
    before = m.Task.objects.filter(pk=old, version__plan=draft.plan_id, version__number=draft.number - 1)
    lineage = before.values_list("lineage", flat=True).first()
    if lineage is None:
        raise TaskNotFound
    return lineage


def _new_lineage(at: datetime) -> int:
    return m.Lineage.objects.create(made_at=at).pk


def _as_new(warning: m.Warning, _given: Given) -> Mend:
    """The task is not the one it was taken for."""
    task = warning.task_id
    if task is None:
        raise AnswerUnfit
    lineage = _new_lineage(warning.version.recorded_at)
    return Mend({task: read_sheets([task])[task] | {"lineage_id": lineage}})


def _kept(warning: m.Warning, _given: Given) -> Mend:
    """The task that the new text leaves out stays, as it was, in the area of the same numeral."""
    draft, ref = warning.version, warning.about.split(" ", 1)[0]
    old = m.Task.objects.filter(
        version__plan=draft.plan_id, version__number=draft.number - 1, ref=ref
    ).select_related("area")
    task = old.first()
    area = m.Area.objects.filter(version=draft, numeral=task.area.numeral).first() if task else None
    if task is None or area is None or m.Task.objects.filter(version=draft, lineage=task.lineage_id).exists():
        raise AnswerUnfit
    taken = m.Task.objects.filter(version=draft, ref=ref).exists()
    named = name_task(draft, area.pk, None) if taken else {}
    (new,) = new_ids(1)
    placed = {"area_id": area.pk, "position": place_in(area, 1), "warnings": []}
    return Mend({new: read_sheets([task.pk])[task.pk] | placed | named})


answer_with(Answer.REMATCHED, _as_new)
answer_with(Answer.KEPT, _kept)
