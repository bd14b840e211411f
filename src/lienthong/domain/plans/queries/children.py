"""Plans above and below: which agencies made theirs, which task carries out which, and how those below stand.

Figures are counted from the duties, never typed. Every function takes the same number of queries, however many plans.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.counts import NONE, Tally, tally_of
from lienthong.domain.plans.queries.document import PlanRow, plan_row, versions_in_force
from lienthong.domain.plans.queries.obligations import Sight, sight_over, standings
from lienthong.domain.plans.rules.standing import State, status
from lienthong.spine.actor import Actor


@dataclass(frozen=True, slots=True)
class Texts:
    """What an agency's plan says besides its tasks; each may be empty."""

    focus: str
    breakthroughs: str
    solutions: str

    def __bool__(self) -> bool:
        return bool(self.focus or self.breakthroughs or self.solutions)


@dataclass(frozen=True, slots=True)
class TaskThere:
    """A task in another plan: of one below that carries a task out, or of another year. ``tally`` counts its duties
    that the visitor may see; None where they may see none.
    """

    plan: PlanRow
    ref: str
    called: str
    lineage: int
    serves: int | None
    tally: Tally | None


def find_concerning(version: int, agency: str, day: dt.date) -> QuerySet[m.Task]:
    """Tasks of a version that an agency leads or coordinates, itself or by a group of that day; in their order."""
    groups = [group.code for group in list_groups_of(agency, day)]
    parties = m.Party.objects.filter(Q(agency=agency) | Q(group__in=groups), task__version=version)
    return m.Task.objects.filter(pk__in=parties.values("task")).order_by("position")


def get_texts(plan: PlanRow) -> Texts:
    return Texts(*m.Plan.objects.values_list("focus", "breakthroughs", "solutions").get(pk=plan.id))


def get_above(
    plan: PlanRow, *, as_of: dt.date | None = None, known: dt.datetime | None = None
) -> PlanRow | None:
    """The plan that this one carries out, as it was in force on a day (None: as it is); None when it names none."""
    if plan.parent is None:
        return None
    version = versions_in_force(as_of or dt.date.max, known).filter(plan=plan.parent).last()
    return plan_row(version) if version else None


def list_children(plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None) -> list[PlanRow]:
    """Plans in force by the day that carry this one out, by year, agency and number."""
    newest = {
        version.plan_id: version for version in versions_in_force(as_of, known).filter(plan__parent=plan.id)
    }
    rows = [plan_row(version) for version in newest.values()]
    return sorted(rows, key=lambda row: (row.year, row.agency, row.number))


def get_child_draft(plan: PlanRow, agency: str) -> PlanRow | None:
    """The plan of an agency that carries this one out and was never issued."""
    drafts = m.Version.objects.filter(plan__parent=plan.id, plan__agency=agency, number=1, issued_at=None)
    version = drafts.select_related("plan").first()
    return plan_row(version) if version else None


def list_leading(plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None) -> list[str]:
    """Codes of the agencies that answer for duties of the plan on a day: those expected to make plans of their own."""
    rows = standings(plan.id, as_of, known).filter(part=m.Obligation.Part.LEAD).exclude(state=State.DROPPED)
    return list(rows.order_by("agency").values_list("agency", flat=True).distinct())


def count_below(
    children: Sequence[PlanRow], *, actor: Actor, as_of: dt.date, known: dt.datetime | None = None
) -> dict[int, Tally]:
    """How duties stand in each plan, by the plan's id, counted as its own pages count them; plans one may see nothing
    of are left out.
    """
    counted = _count(children, None, actor=actor, as_of=as_of, known=known)
    found: dict[int, Tally] = defaultdict(lambda: NONE)
    for (plan, _lineage), one in counted.items():
        found[plan] += one
    return dict(found)


def list_serving(
    plan: PlanRow,
    lineage: int | None,
    *,
    actor: Actor,
    as_of: dt.date,
    known: dt.datetime | None = None,
) -> list[TaskThere]:
    """The tasks of plans below that carry one task of this plan out (None: any of its tasks)."""
    children = list_children(plan, as_of=as_of, known=known)
    tasks = m.Task.objects.filter(version__in=[one.version_id for one in children], serves__isnull=False)
    if lineage is not None:
        tasks = tasks.filter(serves=lineage)
    return _there(children, tasks, actor=actor, as_of=as_of, known=known)


def list_years(
    plan: PlanRow, lineage: int, *, actor: Actor, as_of: dt.date, known: dt.datetime | None = None
) -> list[TaskThere]:
    """The same task in the plans of the years up to a day, this plan's among them, oldest first."""
    holding = m.Task.objects.filter(lineage=lineage).values("version__plan")
    newest = {
        version.plan_id: version
        for version in versions_in_force(as_of, known).filter(plan__in=holding, plan__agency=plan.agency)
    }
    rows = sorted((plan_row(one) for one in newest.values()), key=lambda row: (row.year, row.id))
    tasks = m.Task.objects.filter(version__in=[row.version_id for row in rows], lineage=lineage)
    return _there(rows, tasks, actor=actor, as_of=as_of, known=known)


def get_served(
    plan: PlanRow, task: int, *, as_of: dt.date, known: dt.datetime | None = None
) -> TaskThere | None:
    """The task of the plan above that a task carries out, without figures."""
    above = get_above(plan, as_of=as_of, known=known)
    serves = m.Task.objects.values_list("serves", flat=True).get(pk=task)
    if above is None or serves is None:
        return None
    found = m.Task.objects.filter(version=above.version_id, lineage=serves).first()
    return _task_there(above, found, None) if found else None


def get_origin(task: int) -> dict[str, str] | None:
    """Where a task comes from that no line of the document states: ``{"kind": "INDEX", "text": "..."}``."""
    return m.Task.objects.values_list("origin", flat=True).get(pk=task)


def _there(
    plans: Sequence[PlanRow],
    tasks: QuerySet[m.Task],
    *,
    actor: Actor,
    as_of: dt.date,
    known: dt.datetime | None,
) -> list[TaskThere]:
    """In the order of the plans, then of their tasks."""
    found = list(tasks.order_by("position"))
    if not found:
        return []
    lineages = {task.lineage_id for task in found if task.lineage_id}
    counted = _count(plans, lineages, actor=actor, as_of=as_of, known=known)
    by_version: dict[int, list[m.Task]] = defaultdict(list)
    for task in found:
        by_version[task.version_id].append(task)
    return [
        _task_there(row, task, counted.get((row.id, task.lineage_id or 0)))
        for row in plans
        for task in by_version[row.version_id]
    ]


def _task_there(plan: PlanRow, task: m.Task, tally: Tally | None) -> TaskThere:
    called = task.title or next(iter((*task.details, *task.outputs)), "")
    return TaskThere(plan, task.ref, called, task.lineage_id or 0, task.serves_id, tally)


def _count(
    plans: Sequence[PlanRow],
    lineages: Collection[int] | None,
    *,
    actor: Actor,
    as_of: dt.date,
    known: dt.datetime | None,
) -> dict[tuple[int, int], Tally]:
    """Duties, contributions aside, by plan and lineage, those only that the actor may see; lineages None: all."""
    sight = sight_over(actor, [row.version_id for row in plans], as_of)
    rows = standings(None, as_of, known).filter(plan__in=[row.id for row in plans])
    rows = _seen(rows.exclude(state=State.DROPPED).exclude(part=m.Obligation.Part.CONTRIBUTION), sight)
    if lineages is not None:
        rows = rows.filter(obligation__lineage__in=lineages)
    counted = rows.values_list("plan", "obligation__lineage", "due", "state", "on_time").annotate(
        n=Count("id")
    )
    found: dict[tuple[int, int], Tally] = defaultdict(lambda: NONE)
    for plan, lineage, due, stands, on_time, n in counted.order_by():
        found[plan, lineage or 0] += tally_of(status(stands, due, on_time, as_of), due, as_of, n)
    return dict(found)


def _seen(rows: QuerySet[m.Standing], sight: Sight) -> QuerySet[m.Standing]:
    if sight.agencies is None:
        return rows
    return rows.filter(Q(agency__in=sight.agencies) | Q(obligation__lineage__in=sight.lineages))


def total_by_task(below: Iterable[TaskThere]) -> dict[int, Tally]:
    """What all plans below owe for each task above, by its lineage; what the visitor sees of it."""
    found: dict[int, Tally] = defaultdict(lambda: NONE)
    for one in below:
        if one.serves and one.tally:
            found[one.serves] += one.tally
    return dict(found)
