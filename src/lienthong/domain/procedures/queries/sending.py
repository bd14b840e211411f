"""How we stand with the national procedure database: what it took, what waits, where both differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.sending import (
    ANNOUNCED,
    ENDED,
    IN_FORCE,
    Difference,
    Event,
    Gap,
    Told,
    write_day,
)

SHOWN = 200
SENT_AGAIN_A_DAY = 500


@dataclass(frozen=True, slots=True)
class SendingRow:
    version: int
    code: str
    name: str
    number: int
    event: Event
    round: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """``gaps`` holds the first of them; ``fault`` says why nothing could be compared."""

    day: date
    made_at: datetime
    compared: int
    fault: str
    count: int
    gaps: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class ToSend:
    procedure: int
    version: int
    event: Event


def list_sendings(*, limit: int = 50) -> list[SendingRow]:
    """What the database took, newest first."""
    found = m.Sending.objects.select_related("version__procedure").order_by("-sent_at", "-id")
    return [
        SendingRow(
            row.version_id,
            row.version.procedure.code,
            row.version.name,
            row.version.number,
            Event(row.event),
            row.round,
            row.sent_at,
        )
        for row in found[:limit]
    ]


def last_reconciliation() -> ReconciliationRow | None:
    row = m.Reconciliation.objects.order_by("-id").first()
    if row is None:
        return None
    gaps = m.Divergence.objects.filter(reconciliation=row).order_by("code", "gap")
    told = [Difference(gap.code, Gap(gap.gap), gap.here, gap.there) for gap in gaps[:SHOWN]]
    return ReconciliationRow(row.day, row.made_at, row.compared, row.fault, gaps.count(), told)


def list_unsent(*, limit: int = SENT_AGAIN_A_DAY) -> list[ToSend]:
    """What happened to announced versions and was not taken yet: before the connection was made, or given up."""
    found = [
        *_unsent(Event.ANNOUNCED, Q(announced_at__isnull=False, published_at=None)),
        *_unsent(Event.PUBLISHED, Q(published_at__isnull=False, ended="")),
        *_unsent(Event.ABOLISHED, Q(ended=Event.ABOLISHED.value)),
    ]
    return sorted(found, key=lambda one: one.version)[:limit]


def count_unsent() -> int:
    return len(list_unsent(limit=100_000))


def _unsent(event: Event, which: Q) -> list[ToSend]:
    sent = m.Sending.objects.filter(version=OuterRef("pk"), event=event.value)
    found = m.Version.objects.filter(which, ~Exists(sent)).order_by("pk")
    return [ToSend(procedure, version, event) for procedure, version in found.values_list("procedure", "pk")]


def is_sent(version: int, event: Event, told: int) -> bool:
    return m.Sending.objects.filter(version=version, event=event.value, round=told).exists()


def list_told() -> dict[str, Told]:
    """The version of each procedure that the database was told last, as it should list it."""
    told: dict[str, Told] = {}
    for version in _newest_first():
        told.setdefault(version.procedure.code, _told(version))
    return told


def _newest_first() -> QuerySet[m.Version]:
    """In force before announced: the public reads that one."""
    found = m.Version.objects.filter(announced_at__isnull=False).select_related("procedure")
    return found.order_by("procedure__code", "-number")


def _told(version: m.Version) -> Told:
    state = ENDED if version.ended else IN_FORCE if version.published_at else ANNOUNCED
    return Told(
        version.procedure.code, version.name, state, version.decision, write_day(version.effective_from)
    )
