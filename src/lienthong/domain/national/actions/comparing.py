"""Both sides are laid beside each other: what the portal lists of a span of days is kept as it listed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from lienthong.domain.national import models as m
from lienthong.domain.national.errors import SpanTooLong
from lienthong.domain.national.facts import ComparisonWanted
from lienthong.domain.national.rules import SPAN, Fault, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state

WOKEN: Final = 3
"""After so many silences it may be the case itself that the portal cannot bear: that keeps its pauses."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as the portal lists it, received there on ``day``."""

    number: str
    procedure: str
    agency: str
    status: str
    day: date


@transaction.atomic
def want_comparison(*, since: date, until: date, by: Actor, at: datetime) -> None:
    """Asks for a comparison now instead of at night. Raises SpanTooLong."""
    if not since <= until <= since + SPAN:
        raise SpanTooLong(days=SPAN.days)
    state(ComparisonWanted(since.isoformat(), until.isoformat()), subject="national:comparison", at=at)
    record(
        by=by,
        verb="national.compare",
        subject="national:comparison",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={"since": since.isoformat(), "until": until.isoformat()},
    )


@transaction.atomic
def note_comparison(
    *,
    since: date,
    until: date,
    listed: Iterable[Listed] = (),
    fault: str = "",
    asked_at: datetime,
    at: datetime,
) -> int:
    """Keeps what the portal listed, each case once; or why it listed nothing. ``asked_at`` is the real time of asking:
    what was told since is not held against the list.
    """
    rows = {one.number: one for one in listed if one.number}
    made = m.Comparison.objects.create(
        since=since, until=until, made_at=at, real_at=asked_at, held=len(rows), fault=fault[:300]
    )
    if fault:
        return made.pk
    m.Held.objects.filter(day__range=(since, until)).delete()
    m.Held.objects.filter(number__in=rows).delete()
    m.Held.objects.bulk_create(
        (
            m.Held(
                comparison=made,
                number=one.number,
                procedure=one.procedure,
                agency=one.agency,
                status=one.status,
                day=one.day,
            )
            for one in rows.values()
        ),
        batch_size=2_000,
    )
    return made.pk


@transaction.atomic
def note_line(*, fault: str, at: datetime) -> None:
    """How the line itself stands: "" when the portal answered, else why it does not; since when is kept. When it
    answers again, what met its silence need not wait for its own pause.
    """
    row = m.Look.objects.select_for_update().filter(day=clock.local(at).date()).first()
    if row and row.fault != fault[:300]:
        row.failing_since = (row.failing_since or clock.real_now()) if fault else None
        row.fault = fault[:300]
        row.save(update_fields=["fault", "failing_since"])
        if not fault:
            silenced = m.Line.objects.filter(state=State.WAITING.value, fault=Fault.SILENT.value)
            silenced.filter(tries__lte=WOKEN).update(again_at=None)
