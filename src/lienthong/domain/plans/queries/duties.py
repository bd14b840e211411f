"""Which duties a version lays, and what it changes in those that stand; known before it is issued."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lienthong.domain.organisations.queries import member_codes, subtree_codes
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.rules.amending import Laying, Standing, Wanted, compare
from lienthong.domain.plans.rules.laying import Lead, Limit, lay
from lienthong.domain.plans.rules.standing import CLOSED, State


@dataclass(frozen=True, slots=True)
class AgencyLoad:
    """What issuing a draft lays on one agency; ``tasks`` counts the tasks these duties come from."""

    agency: str
    tasks: int
    laid: int


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """A group that leads tasks, and how many members it has on the day of the decision."""

    group: str
    tasks: int
    members: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What issuing a draft does, exactly. ``idle``: tasks that lay nothing upon anybody, by their names;
    ``past``: tasks that lay duties whose day has gone by.
    """

    laid: int
    dropped: int
    handed: int
    dated: int
    going_on: int
    agencies: tuple[AgencyLoad, ...]
    groups: tuple[GroupLoad, ...]
    idle: tuple[str, ...]
    past: tuple[str, ...]


def preview_laying(draft: PlanRow, day: dt.date) -> Preview:
    """The number of queries grows with the groups that lead, not with the tasks."""
    version = m.Version.objects.get(pk=draft.version_id)
    laying = plan_laying(version)
    tasks: dict[str, set[int]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for one, _key in laying.laid:
        counts[one.duty.agency] += 1
        tasks[one.duty.agency].add(one.task)
    loads = [AgencyLoad(agency, len(tasks[agency]), count) for agency, count in counts.items()]
    return Preview(
        laid=len(laying.laid),
        dropped=len(laying.dropped),
        handed=len(laying.handed),
        dated=len(laying.dated),
        going_on=len(laying.going_on),
        agencies=tuple(sorted(loads, key=lambda load: (-load.laid, load.agency))),
        groups=tuple(_groups(version)),
        idle=tuple(_idle(version)),
        past=tuple(_past(laying, day)),
    )


def _past(laying: Laying, day: dt.date) -> Iterable[str]:
    late = {one.task for one, _key in laying.laid if one.duty.due and one.duty.due < day}
    return m.Task.objects.filter(pk__in=late).order_by("position").values_list("ref", flat=True)


def _groups(version: m.Version) -> Iterable[GroupLoad]:
    leads = m.Party.objects.filter(task__version=version, part=m.Party.Part.LEAD, group__isnull=False)
    tasks: dict[str, set[int]] = defaultdict(set)
    for group, task in leads.values_list("group", "task"):
        tasks[group or ""].add(task)
    for group in sorted(tasks):
        yield GroupLoad(group, len(tasks[group]), len(_members(group, version)))


def _idle(version: m.Version) -> Iterable[str]:
    led = m.Party.objects.filter(task__version=version, part=m.Party.Part.LEAD)
    known = led.exclude(agency=None, group=None).values("task")
    idle = m.Task.objects.filter(version=version).exclude(pk__in=known).order_by("position")
    return idle.values_list("ref", flat=True)


def plan_laying(version: m.Version) -> Laying:
    """What the version changes in the duties of its plan."""
    rows = m.Standing.objects.filter(
        plan=version.plan_id,
        part=m.Obligation.Part.LEAD,
        until__isnull=True,
        superseded_at__isnull=True,
    ).select_related("obligation")
    standing = [row for row in rows.order_by("obligation") if row.obligation.lineage_id is not None]
    return compare(
        list_wanted(version),
        [_standing(row) for row in standing if row.state != State.DROPPED],
        taken={
            (row.obligation.lineage_id or 0, row.obligation.agency, row.obligation.key) for row in standing
        },
        version=version.number,
    )


def _standing(row: m.Standing) -> Standing:
    duty = row.obligation
    return Standing(
        id=duty.pk,
        lineage=duty.lineage_id or 0,
        laid_on=duty.agency,
        agency=row.agency,
        key=duty.key,
        outputs=len(duty.outputs),
        first_due=duty.due,
        due=row.due,
        is_closed=row.state in CLOSED,
    )


def list_wanted(version: m.Version) -> list[Wanted]:
    """Every duty the version states, in the document's order; groups by their members on the version's day, in the
    plan of an agency below a province by those of them that stand below that agency.
    """
    leads, limits = _leads(version), _limits(version)
    groups = {lead.group for of_task in leads.values() for lead in of_task if lead.group}
    members = {group: _members(group, version) for group in groups}
    return [
        Wanted(task.lineage_id or 0, task.pk, duty)
        for task in m.Task.objects.filter(version=version).order_by("position")
        for duty in lay(
            title=task.title or next(iter((*task.details, *task.outputs)), task.ref),
            outputs=task.outputs,
            leads=leads[task.pk],
            limits=limits[task.pk],
            members=members,
        )
    ]


def _members(group: str, version: m.Version) -> frozenset[str]:
    """ "UBND cấp xã" in the plan of a district means its own communes."""
    members, plan = member_codes(group, version.occurred_on), version.plan
    below = plan.parent_id and "-" in plan.agency
    return members & subtree_codes(plan.agency, version.occurred_on) if below else members


def list_foreign(version: m.Version) -> list[str]:
    """Names of tasks of an agency's plan that would be led by somebody who is not below it."""
    if version.plan.parent_id is None or "-" not in version.plan.agency:
        return []
    own = subtree_codes(version.plan.agency, version.occurred_on) | {version.plan.agency}
    leads = m.Party.objects.filter(task__version=version, part=m.Party.Part.LEAD, agency__isnull=False)
    foreign = leads.exclude(agency__in=own).order_by("task__position")
    return list(dict.fromkeys(foreign.values_list("task__ref", flat=True)))


def _leads(version: m.Version) -> dict[int, list[Lead]]:
    found: dict[int, list[Lead]] = defaultdict(list)
    for party in m.Party.objects.filter(task__version=version, part=m.Party.Part.LEAD).order_by("position"):
        found[party.task_id].append(Lead(party.agency, party.group))
    return found


def _limits(version: m.Version) -> dict[int, list[Limit]]:
    found: dict[int, list[Limit]] = defaultdict(list)
    for row in m.Deadline.objects.filter(task__version=version).order_by("position"):
        periods = tuple(
            (dt.date.fromisoformat(start), dt.date.fromisoformat(due)) for start, due in row.occurrences
        )
        found[row.task_id].append(Limit(row.subject, row.kind, row.start, row.due, periods))
    return found
