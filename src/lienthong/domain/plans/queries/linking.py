"""Which task may carry out which above, and which may go on with which of last year's: as it is, and as is likely."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """Plans in force that a plan may carry out: programmes of its province that hold its year, and a plan of its year
    that stands above its agency; those of the longest time first.
    """
    province = plan.agency.split("-")[0]
    found = {
        version.plan_id: version for version in versions_in_force(day, None).filter(plan__agency=province)
    }
    rows = [plan_row(version) for version in found.values()]
    fitting = [
        row for row in rows if row.id != plan.id and row.year <= plan.year <= (row.last_year or row.year)
    ]
    return sorted(
        [row for row in fitting if row.is_programme or plan.is_below],
        key=lambda row: (row.year - (row.last_year or row.year), row.number),
    )


def list_before(draft: PlanRow) -> list[PlanRow]:
    """Plans of earlier years of the same agency, the latest first."""
    versions = versions_in_force(dt.date.max, None).filter(
        plan__agency=draft.agency, plan__year__lt=draft.year, plan__kind=draft.kind
    )
    found = {version.plan_id: plan_row(version) for version in versions}
    return sorted(found.values(), key=lambda row: (-row.year, row.number))


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
