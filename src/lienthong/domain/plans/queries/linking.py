"""Which task may carry out which above, and which may go on with which of last year's: as it is, and as is likely."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lienthong.domain.organisations.queries import get_path
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow, plan_row, versions_in_force
from lienthong.domain.plans.rules.difference import Told, match_tasks, nearest


@dataclass(frozen=True, slots=True)
class Choice:
    """A task that may be named, by how people call it."""

    ref: str
    called: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A task with the one it is linked to and the one suggested, by their names; "" for none. ``likeness`` is that of
    the suggestion, 0 to 1.
    """

    ref: str
    called: str
    linked: str
    suggested: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Linking:
    """The tasks of a plan beside those of another, both in their documents' order."""

    there: PlanRow
    rows: tuple[LinkRow, ...]
    choices: tuple[Choice, ...]

    @property
    def count_linked(self) -> int:
        return sum(bool(row.linked) for row in self.rows)

    @property
    def count_suggested(self) -> int:
        """Suggestions that nobody has confirmed."""
        return sum(bool(row.suggested) and not row.linked for row in self.rows)


def list_above(plan: PlanRow, day: dt.date) -> list[PlanRow]:
    """Plans in force that a plan may carry out, the nearest first: those of its years by agencies above its own, and
    programmes of its own agency that last longer.
    """
    agencies = {*get_path(plan.agency, day), plan.agency.split("-")[0], plan.agency}
    versions = versions_in_force(day, None).filter(plan__agency__in=agencies).exclude(plan=plan.id)
    found = {version.plan_id: plan_row(version) for version in versions}
    rows = [row for row in found.values() if row.year <= plan.year and _end(plan) <= _end(row)]
    return sorted(
        [row for row in rows if row.agency != plan.agency or _span(row) > _span(plan)],
        key=lambda row: (_span(row), -len(row.agency), row.number),
    )


def _end(plan: PlanRow) -> int:
    return plan.last_year or plan.year


def _span(plan: PlanRow) -> int:
    return _end(plan) - plan.year


def list_before(draft: PlanRow) -> list[PlanRow]:
    """Plans of earlier years of the same agency, the latest first."""
    versions = versions_in_force(dt.date.max, None).filter(
        plan__agency=draft.agency, plan__year__lt=draft.year, plan__kind=draft.kind
    )
    found = {version.plan_id: plan_row(version) for version in versions}
    return sorted(found.values(), key=lambda row: (-row.year, row.number))


def list_served(plan: PlanRow, above: PlanRow) -> dict[int, Choice]:
    """Which task of the plan above each task carries out, by the task's id; those that carry none out are left out."""
    there = m.Task.objects.filter(version=above.version_id)
    choices = {task.lineage_id: Choice(task.ref, _called(task)) for task in there}
    serving = m.Task.objects.filter(version=plan.version_id, serves__isnull=False)
    pairs = serving.order_by("position").values_list("pk", "serves")
    return {pk: choices[lineage] for pk, lineage in pairs if lineage in choices}


def count_serving(plan: PlanRow) -> int:
    """How many of its tasks carry one out above."""
    return m.Task.objects.filter(version=plan.version_id, serves__isnull=False).count()


def count_continuing(plan: PlanRow) -> int:
    """How many of its tasks go on from an earlier year's plan of the same agency."""
    tasks = m.Task.objects.filter(version=plan.version_id)
    earlier = m.Task.objects.filter(
        lineage__in=tasks.values("lineage"),
        version__plan__agency=plan.agency,
        version__plan__year__lt=plan.year,
        version__issued_at__isnull=False,
    )
    return earlier.values("lineage").distinct().count()


def read_serving(plan: PlanRow, above: PlanRow) -> Linking:
    """Many tasks may carry out one above: each is compared by itself."""
    tasks, there = _tasks(plan), _tasks(above)
    likely = nearest([_told(task) for task in there], [_told(task) for task in tasks])
    found = {match.new: (match.old, match.likeness) for match in likely}
    return _linking(above, tasks, there, {task.pk: task.serves_id for task in tasks}, found)


def read_continuing(draft: PlanRow, before: PlanRow) -> Linking:
    """A task goes on with one at most, and no two with the same."""
    tasks, then = _tasks(draft), _tasks(before)
    matches = match_tasks([_told(task) for task in then], [_told(task) for task in tasks])
    found = {match.new: (match.old, match.likeness) for match in matches}
    return _linking(before, tasks, then, {task.pk: task.lineage_id for task in tasks}, found)


def _linking(
    plan: PlanRow,
    tasks: Sequence[m.Task],
    there: Sequence[m.Task],
    linked: dict[int, int | None],
    likely: dict[int, tuple[int, float]],
) -> Linking:
    by_lineage = {task.lineage_id: task.ref for task in there}
    refs = {task.pk: task.ref for task in there}
    rows = [
        LinkRow(
            task.ref,
            _called(task),
            by_lineage.get(linked[task.pk], ""),
            refs.get(likely.get(task.pk, (0, 0.0))[0], ""),
            likely.get(task.pk, (0, 0.0))[1],
        )
        for task in tasks
    ]
    return Linking(plan, tuple(rows), tuple(Choice(task.ref, _called(task)) for task in there))


def _tasks(plan: PlanRow) -> list[m.Task]:
    return list(m.Task.objects.filter(version=plan.version_id).select_related("area").order_by("position"))


def _told(task: m.Task) -> Told:
    return Told(task.pk, task.area.numeral, task.number, _called(task))


def _called(task: m.Task) -> str:
    words: Iterable[str] = (*task.details, *task.outputs)
    return task.title or next(iter(words), "")
