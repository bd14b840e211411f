"""One task through the versions of its plan."""

import datetime as dt
from dataclasses import dataclass

from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow


@dataclass(frozen=True, slots=True)
class VersionOfTask:
    """An issued version that states the task; ``differs`` from the one before in words or days."""

    number: int
    occurred_on: dt.date
    decision: str
    ref: str
    differs: bool


def list_versions_of(plan: PlanRow, lineage: int | None) -> list[VersionOfTask]:
    """Oldest first, up to the version that the plan is seen in."""
    tasks = (
        m.Task.objects.filter(
            lineage=lineage,
            version__plan=plan.id,
            version__issued_at__isnull=False,
            version__number__lte=plan.version,
        )
        .select_related("version")
        .order_by("version__number")
    )
    dues: dict[int, list[tuple[str, str]]] = {}
    for pk, text, due in (
        m.Deadline.objects.filter(task__in=tasks).order_by("position").values_list("task", "text", "due")
    ):
        dues.setdefault(pk, []).append((text, str(due)))
    found: list[VersionOfTask] = []
    before: object = None
    for task in tasks:
        says = (task.title, task.details, task.outputs, dues.get(task.pk))
        version = task.version
        differs = before is not None and says != before
        found.append(VersionOfTask(version.number, version.occurred_on, version.decision, task.ref, differs))
        before = says
    return found
