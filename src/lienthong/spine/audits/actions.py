from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.audits.errors import AuditRunning
from lienthong.spine.audits.models import Audit
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.verification import Report, verify
from lienthong.spine.outbox import engine

TASK = "audits.prove"


@transaction.atomic
def ask(*, by: Actor, at: datetime) -> int:
    """Has the worker walk the whole ledger; gives the run's number. Raises AuditRunning."""
    if Audit.objects.filter(state__in=Audit.OPEN).exists():
        raise AuditRunning
    audit = Audit.objects.create(asked_by=by.account, asked_at=at)
    engine.enqueue(TASK, engine.Wanted({"audit": audit.pk}))
    agency = by.agency or settings.LIENTHONG_PROVINCE
    record(by=by, verb="audits.ask", subject=f"audit:{audit.pk}", agency=agency, at=at)
    return audit.pk


def run(*, audit: int) -> None:
    """Walks, noting progress after each chain, each note committed. A run that was cut off begins anew; one that
    came to its end is left alone.
    """
    rows = Audit.objects.filter(pk=audit, state__in=Audit.OPEN)
    if not rows.update(state=Audit.State.RUNNING, done=0):
        return
    try:
        report = verify(lambda so_far, of: _note(audit, so_far, of))
    except Exception:
        rows.update(state=Audit.State.BROKEN_OFF, ended_at=clock.now())
        raise
    _note(audit, report, report.chains)
    rows.update(state=Audit.State.ENDED, ended_at=clock.now())


def _note(audit: int, report: Report, chains: int) -> None:
    Audit.objects.filter(pk=audit).update(
        chains=chains,
        done=report.chains,
        entries=report.entries,
        seals=report.seals,
        fault_count=report.fault_count,
        faults=[[fault.agency, fault.sequence, fault.code] for fault in report.faults],
    )
