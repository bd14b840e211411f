"""A version comes into force: its duties are laid, those it no longer states are dropped."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, standing_row, terms_of
from lienthong.domain.plans.actions.rows import write
from lienthong.domain.plans.actions.succession import follow_heirs
from lienthong.domain.plans.errors import LeadsForeign, NothingToIssue, WarningsOpen
from lienthong.domain.plans.facts import PlanIssued
from lienthong.domain.plans.queries.duties import list_foreign, plan_laying
from lienthong.domain.plans.rules.amending import Laying, Wanted
from lienthong.domain.plans.rules.standing import CLOSED, Verb, begin
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


@transaction.atomic
def issue(*, plan: int, monitor: str, overseer: str, by: Actor, at: datetime) -> int:
    """Issues the version under review and lays its duties; returns how many were laid.

    ``monitor`` is the agency that follows the plan, ``overseer`` the one that judges what the monitor owes. Groups
    are expanded to their members on the day of the decision. Raises NothingToIssue, WarningsOpen, LeadsForeign.
    """
    held = m.Plan.objects.select_for_update(no_key=True).get(pk=plan)
    version = m.Version.objects.filter(plan=held, issued_at__isnull=True).first()
    if version is None:
        raise NothingToIssue
    if count := count_open_warnings(version.pk):
        raise WarningsOpen(count=count)
    if foreign := list_foreign(version):
        raise LeadsForeign(refs=", ".join(foreign))
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
    settled = m.Settlement.objects.filter(
        version=version, withdrawn_at__isnull=True, warning__isnull=False
    ).values("warning")
    return m.Warning.objects.filter(version=version).exclude(pk__in=settled).count()


def _come_into_force(plan: m.Plan, version: m.Version, *, by: Actor, at: datetime) -> int:
    laying = plan_laying(version)
    _lay(plan, laying.laid, occurred_at=_start(version, at), at=at)
    _amend(laying, version, by=by, at=at)
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
        details={"version": version.number, "decision": version.decision, **_counts(laying)},
    )
    return len(laying.laid)


def _counts(laying: Laying) -> dict[str, int]:
    return {
        "obligations": len(laying.laid),
        "dropped": len(laying.dropped),
        "handed": len(laying.handed),
        "dated": len(laying.dated),
    }


def _start(version: m.Version, at: datetime) -> datetime:
    """The first moment of the day of the decision; a plan issued before its own day begins when it is issued."""
    return min(datetime.combine(version.occurred_on, time(), clock.ZONE), at)


def _lay(plan: m.Plan, pairs: Iterable[tuple[Wanted, str]], *, occurred_at: datetime, at: datetime) -> None:
    rows = [
        m.Obligation(
            plan=plan,
            task_id=one.task,
            lineage_id=one.lineage,
            part=m.Obligation.Part.LEAD,
            agency=one.duty.agency,
            key=key,
            title=one.duty.title,
            outputs=list(one.duty.outputs),
            kind=one.duty.kind,
            start=one.duty.start,
            due=one.duty.due,
            occurred_at=occurred_at,
            recorded_at=at,
        )
        for one, key in pairs
    ]
    write(rows)
    write([standing_row(row, begin(terms_of(row)), at) for row in rows])


def _amend(laying: Laying, version: m.Version, *, by: Actor, at: datetime) -> None:
    """Notes with each duty that stood what the version changes in it, and by which decision."""
    basis = {"decision": version.decision, "version": version.number}
    for duty in [*laying.dropped, *_contributions(laying.dropped)]:
        happen(hold(duty), Verb.DROPPED, by=by, at=at, data=basis)
    for duty, agency in laying.handed:
        happen(hold(duty), Verb.HANDED_OVER, by=by, at=at, data=basis | {"to": agency})
    for duty, due in laying.dated:
        told = {"due": due.isoformat(), "basis": version.decision}
        happen(hold(duty), Verb.DATED, by=by, at=at, data=told)


def _contributions(duties: list[int]) -> list[int]:
    """Open contributions asked for duties that are dropped: they go with them."""
    open_now = m.Standing.objects.filter(
        obligation__of__in=duties, until__isnull=True, superseded_at__isnull=True
    ).exclude(state__in=CLOSED)
    return list(open_now.order_by("obligation").values_list("obligation", flat=True))


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
