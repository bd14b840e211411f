"""The national database is to be told, was told, and was compared with us."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.common import subject_of
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.facts import ComparisonWanted, VersionToSend
from lienthong.domain.procedures.queries.sending import list_unsent
from lienthong.domain.procedures.rules.sending import Difference, Event
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


def to_send(version: m.Version, event: Event, *, at: datetime, told: int = 0) -> None:
    """States that the database must hear of it; in the transaction of what happened."""
    fact = VersionToSend(version.procedure_id, version.pk, event.value, told)
    state(fact, subject=subject_of(version.procedure), at=at)


@transaction.atomic
def note_sent(*, version: int, event: Event, told: int, digest: str, at: datetime) -> None:
    """The database took it; noted once."""
    m.Sending.objects.get_or_create(
        version_id=version, event=event.value, round=told, defaults={"digest": digest, "sent_at": at}
    )


@transaction.atomic
def send_again(*, code: str, by: Actor, at: datetime) -> int:
    """Tells the last version of a procedure anew, whatever was told before; the version. Raises ProcedureNotFound."""
    found = m.Version.objects.filter(procedure__code=code, announced_at__isnull=False)
    version = found.select_related("procedure").order_by("-number").first()
    if version is None:
        raise ProcedureNotFound
    m.Procedure.objects.select_for_update(no_key=True).get(pk=version.procedure_id)
    event = _event_of(version)
    told = m.Sending.objects.filter(version=version, event=event.value).aggregate(last=Max("round"))["last"]
    to_send(version, event, at=at, told=0 if told is None else told + 1)
    record(
        by=by,
        verb="procedures.send_again",
        subject=subject_of(version.procedure),
        agency=version.procedure.keeper,
        at=at,
        details={"code": code, "version": version.number, "event": event.value},
    )
    return version.pk


def _event_of(version: m.Version) -> Event:
    if version.ended:
        return Event(version.ended)
    return Event.PUBLISHED if version.published_at else Event.ANNOUNCED


@transaction.atomic
def send_unsent(*, at: datetime) -> int:
    """States anew all that was never taken; how many. What is on its way already is noted once when it arrives."""
    waiting = list_unsent()
    versions = m.Version.objects.select_related("procedure").in_bulk([one.version for one in waiting])
    for one in waiting:
        to_send(versions[one.version], one.event, at=at)
    return len(waiting)


@transaction.atomic
def want_comparison(*, by: Actor, at: datetime) -> None:
    """Asks for a comparison now instead of at night."""
    day = local(at).date().isoformat()
    state(ComparisonWanted(day), subject="procedures:national", at=at)
    record(
        by=by,
        verb="procedures.want_comparison",
        subject="procedures:national",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={},
    )


@transaction.atomic
def note_reconciliation(
    *, day: date, compared: int, found: Sequence[Difference], fault: str = "", by: Actor, at: datetime
) -> int:
    """Keeps what a comparison found, or why it could not be made."""
    row = m.Reconciliation.objects.create(day=day, made_at=at, compared=compared, fault=fault)
    m.Divergence.objects.bulk_create(
        m.Divergence(
            reconciliation=row, code=one.code[:40], gap=one.gap.value, here=one.here, there=one.there
        )
        for one in found
    )
    record(
        by=by,
        verb="procedures.reconcile",
        subject="procedures:national",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={"compared": compared, "differences": len(found), "fault": fault},
    )
    return row.pk
