"""A version comes into force: its duties are laid, those it no longer states are dropped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.db import transaction

from lienthong.domain.organisations.queries import member_codes
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of, standing_row, terms_of
from lienthong.domain.plans.actions.succession import follow_heirs
from lienthong.domain.plans.errors import NothingToIssue, WarningsOpen
from lienthong.domain.plans.facts import PlanIssued
from lienthong.domain.plans.rules.laying import SERIES, Duty, Lead, Limit, lay
from lienthong.domain.plans.rules.standing import CLOSED, Verb, begin
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state

BATCH = 2_000


@transaction.atomic
def issue(*, plan: int, monitor: str, overseer: str, by: Actor, at: datetime) -> int:
    """Issues the version under review and lays its duties; returns how many were laid.

    ``monitor`` is the agency that follows the plan, ``overseer`` the one that judges what the monitor owes. Groups
    are expanded to their members on the day of the decision. Raises NothingToIssue, WarningsOpen.
    """
    held = m.Plan.objects.select_for_update(no_key=True).get(pk=plan)
    version = m.Version.objects.filter(plan=held, issued_at__isnull=True).first()
    if version is None:
        raise NothingToIssue
    if count := count_open_warnings(version.pk):
        raise WarningsOpen(count=count)
    held.monitor, held.overseer = monitor, overseer
    held.save(update_fields=["monitor", "overseer"])
    version.issued_at = at
    version.save(update_fields=["issued_at"])
    return _come_into_force(held, version, by=by, at=at)


@transaction.atomic
def lay_missing(*, monitor: str, overseer: str, by: Actor, at: datetime) -> int:
    """Lays the duties of plans that came into force before duties were laid; returns how many plans those were."""
    laid = m.Obligation.objects.filter(part=m.Obligation.Part.LEAD).values("plan")
    plans = m.Plan.objects.filter(monitor="").exclude(pk__in=laid).select_for_update(no_key=True)
    count = 0
    for plan in plans:
        version = m.Version.objects.filter(plan=plan, issued_at__isnull=False).order_by("number").last()
        if version is None:
            continue
        plan.monitor, plan.overseer = monitor, overseer
        plan.save(update_fields=["monitor", "overseer"])
        _come_into_force(plan, version, by=by, at=at)
        count += 1
    return count


def count_open_warnings(version: int) -> int:
    settled = m.Settlement.objects.filter(version=version, withdrawn_at__isnull=True).values("warning")
    return m.Warning.objects.filter(version=version).exclude(pk__in=settled).count()


def _come_into_force(plan: m.Plan, version: m.Version, *, by: Actor, at: datetime) -> int:
    wanted = {(task.lineage_id, duty.agency, duty.key): (task, duty) for task, duty in _duties(version)}
    standing = {
        (row.lineage_id, row.agency, row.key): row
        for row in m.Obligation.objects.filter(plan=plan, part=m.Obligation.Part.LEAD)
    }
    occurred_at = _start(version, at)
    new = [pair for key, pair in wanted.items() if key not in standing]
    _lay(plan, new, occurred_at=occurred_at, at=at)
    for (lineage, agency, key), row in standing.items():
        base = key.partition(SERIES)[0]  # a further day of a series goes with the duty it was dated from
        _amend(row, wanted.get((lineage, agency, base)), version, by=by, at=at)
    _measure(plan, version, at=at)
    follow_heirs(plan=plan.pk, by=by, at=at)
    subject = f"plan:{plan.pk}"
    state(PlanIssued(plan_id=plan.pk, version_id=version.pk), subject=subject, at=at)
    record(
        by=by,
        verb="plans.issue",
        subject=subject,
        agency=plan.agency,
        at=at,
        details={"version": version.number, "decision": version.decision, "obligations": len(new)},
    )
    return len(new)


def _start(version: m.Version, at: datetime) -> datetime:
    """The first moment of the day of the decision; a plan issued before its own day begins when it is issued."""
    return min(datetime.combine(version.occurred_on, time(), clock.ZONE), at)


def _duties(version: m.Version) -> Iterator[tuple[m.Task, Duty]]:
    tasks = list(m.Task.objects.filter(version=version).order_by("position"))
    leads, limits = _leads(version), _limits(version)
    groups = {lead.group for of_task in leads.values() for lead in of_task if lead.group}
    members = {group: member_codes(group, version.occurred_on) for group in groups}
    for task in tasks:
        title = task.title or next(iter((*task.details, *task.outputs)), task.ref)
        for duty in lay(
            title=title, outputs=task.outputs, leads=leads[task.pk], limits=limits[task.pk], members=members
        ):
            yield task, duty


def _leads(version: m.Version) -> dict[int, list[Lead]]:
    found: dict[int, list[Lead]] = defaultdict(list)
    for party in m.Party.objects.filter(task__version=version, part=m.Party.Part.LEAD).order_by("position"):
        found[party.task_id].append(Lead(party.agency, party.group))
    return found


def _limits(version: m.Version) -> dict[int, list[Limit]]:
    found: dict[int, list[Limit]] = defaultdict(list)
    for row in m.Deadline.objects.filter(task__version=version).order_by("position"):
        periods = tuple(
            (datetime.fromisoformat(start).date(), datetime.fromisoformat(due).date())
            for start, due in row.occurrences
        )
        found[row.task_id].append(Limit(row.subject, row.kind, row.start, row.due, periods))
    return found


def _lay(plan: m.Plan, pairs: Iterable[tuple[m.Task, Duty]], *, occurred_at: datetime, at: datetime) -> None:
    rows = m.Obligation.objects.bulk_create(
        (
            m.Obligation(
                plan=plan,
                task=task,
                lineage_id=task.lineage_id,
                part=m.Obligation.Part.LEAD,
                agency=duty.agency,
                key=duty.key,
                title=duty.title,
                outputs=list(duty.outputs),
                kind=duty.kind,
                start=duty.start,
                due=duty.due,
                occurred_at=occurred_at,
                recorded_at=at,
            )
            for task, duty in pairs
        ),
        batch_size=BATCH,
    )
    m.Standing.objects.bulk_create(
        (standing_row(row, begin(terms_of(row)), at) for row in rows), batch_size=BATCH
    )


def _amend(
    row: m.Obligation, wanted: tuple[m.Task, Duty] | None, version: m.Version, *, by: Actor, at: datetime
) -> None:
    """A duty that the new version no longer states is dropped, one whose day it moved is dated anew."""
    stand = stand_of(row)
    if stand.state in CLOSED:
        return
    if wanted is None:
        happen(
            hold(row.pk),
            Verb.DROPPED,
            by=by,
            at=at,
            data={"decision": version.decision, "version": version.number},
        )
    elif wanted[1].due is not None and wanted[1].due != row.due and wanted[1].due != stand.due:
        due = wanted[1].due.isoformat()
        happen(hold(row.pk), Verb.DATED, by=by, at=at, data={"due": due, "basis": version.decision})


def _measure(plan: m.Plan, version: m.Version, *, at: datetime) -> None:
    """The figures the version demands; those that it states as before go on with their values."""
    targets = m.Target.objects.filter(task__version=version).select_related("task")
    wanted = {(t.task.lineage_id, t.position): t for t in targets}
    for kept in m.Measure.objects.filter(plan=plan, ended_at__isnull=True):
        target = wanted.get((kept.lineage_id, kept.position))
        if target and (target.comparator, target.value, target.unit) == (
            kept.comparator,
            kept.value,
            kept.unit,
        ):
            del wanted[kept.lineage_id, kept.position]
        else:
            kept.ended_at = at
            kept.save(update_fields=["ended_at"])
    m.Measure.objects.bulk_create(
        m.Measure(
            plan=plan,
            lineage=target.task.lineage,
            position=target.position,
            text=target.text,
            comparator=target.comparator,
            value=target.value,
            unit=target.unit,
            recorded_at=at,
        )
        for target in wanted.values()
    )
