"""Money for a task: asked, given, spent."""

from datetime import date, datetime

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import AmountMissing, DocumentMissing, NotYours, TaskNotFound
from lienthong.domain.plans.permissions import Permission, can_monitor, can_submit
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def enter_budget(
    *,
    plan: int,
    lineage: int,
    kind: str,
    amount: int,
    agency: str,
    on: date,
    document: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Enters whole đồng for a task: asked and spent by the agency, given by the monitor with a document.

    A negative amount corrects an earlier entry. Raises TaskNotFound, NotYours, AmountMissing, DocumentMissing.
    """
    task = m.Task.objects.filter(lineage=lineage, version__plan=plan).select_related("version__plan").first()
    if task is None:
        raise TaskNotFound
    _refuse_stranger(kind, agency, task.version.plan.monitor, by)
    if not amount:
        raise AmountMissing
    if on > clock.local(at).date() or (kind == m.BudgetEntry.Kind.GIVEN and not document.strip()):
        raise DocumentMissing
    m.BudgetEntry.objects.create(
        plan_id=plan,
        lineage_id=lineage,
        kind=kind,
        amount=amount,
        agency=agency,
        document=document.strip(),
        on=on,
        note=note.strip(),
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    record(
        by=by,
        verb="plans.enter_budget",
        subject=f"task:{lineage}",
        agency=by.agency or agency,
        at=at,
        details={"kind": kind, "amount": amount, "agency": agency, "document": document.strip()},
    )


def _refuse_stranger(kind: str, agency: str, monitor: str, by: Actor) -> None:
    if kind == m.BudgetEntry.Kind.GIVEN:
        if not can_monitor(by, monitor):
            raise NotYours
    elif not can_submit(by, agency) and not by.may(Permission.MONITOR, monitor):
        raise NotYours
