"""What differs between two versions of a plan: every task that changed, field by field."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.queries.document import PlanRow, TaskRow, list_tasks, plan_row


class Fate(StrEnum):
    """What became of a task."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``field`` is one of ``TaskRow``; values as there."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One task that is not as it was. ``before`` is None for a new one, ``after`` for one that is gone."""

    fate: Fate
    before: TaskRow | None
    after: TaskRow | None
    fields: tuple[FieldChange, ...] = ()


FIELDS = ("ref", "title", "details", "outputs", "leads", "coordinating", "deadlines", "targets", "citations")


def list_all_versions(slug: str, *, drafts: bool) -> list[PlanRow]:
    """Versions of a plan, oldest first; the one under review only with ``drafts``. Raises PlanNotFound."""
    versions = m.Version.objects.filter(plan__slug=slug).select_related("plan").order_by("number")
    rows = [plan_row(version) for version in versions if drafts or version.issued_at]
    if not rows:
        raise PlanNotFound
    return rows


def compare_versions(before: PlanRow, after: PlanRow) -> list[Difference]:
    """Tasks that differ, in the order of ``after``, those that are gone last; a dozen queries."""
    old, new = _by_lineage(before), _by_lineage(after)
    found = [_difference(old.get(lineage), row) for lineage, row in new.items()]
    gone = [Difference(Fate.GONE, row, None) for lineage, row in old.items() if lineage not in new]
    return [*(one for one in found if one.fate is not Fate.CHANGED or one.fields), *gone]


def _by_lineage(version: PlanRow) -> dict[int, TaskRow]:
    tasks = m.Task.objects.filter(version=version.version_id)
    lineages = dict(tasks.values_list("pk", "lineage"))
    return {lineages[row.id] or -row.id: row for row in list_tasks(version)}


def _difference(before: TaskRow | None, after: TaskRow) -> Difference:
    if before is None:
        return Difference(Fate.NEW, None, after)
    fields = (FieldChange(name, getattr(before, name), getattr(after, name)) for name in FIELDS)
    return Difference(Fate.CHANGED, before, after, tuple(one for one in fields if one.before != one.after))


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A task of a draft and the one of the version before that it goes on, None for a new one."""

    after: TaskRow
    before: int | None


def list_matches(draft: PlanRow) -> tuple[list[MatchRow], list[TaskRow]]:
    """Each task of a draft with the task it goes on, and all tasks of the version before."""
    versions = list_all_versions(draft.slug, drafts=False)
    before = _by_lineage(versions[-1])
    after = _by_lineage(draft)
    rows = [
        MatchRow(row, before[lineage].id if lineage in before else None) for lineage, row in after.items()
    ]
    return rows, list(before.values())
