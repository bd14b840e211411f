"""Papers on their way to the one-stop, and the lists on which they came."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.errors import ListNotFound
from lienthong.domain.deliveries.queries.orders import MOST, OrderRow, order_row
from lienthong.domain.deliveries.queries.sight import within_sight
from lienthong.domain.deliveries.rules.vocabulary import Kind, Outcome, State
from lienthong.spine.actor import Actor

LATELY: Final = timedelta(days=60)
"""What the post says that it delivered and nobody checked in is looked for so long."""
_ON_THE_WAY: Final = (State.TO_SEND.value, State.UNDER_WAY.value)


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """``file`` is None until the worker has set the paper."""

    id: int
    agency: str
    year: int
    number: int
    bringer: str
    arrived_at: datetime
    name: str
    file: int | None
    count: int = 0
    missing: int = 0
    damaged: int = 0

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"


@dataclass(frozen=True, slots=True)
class Expected:
    """``missing``: what was said when it was looked for in vain."""

    order: OrderRow
    missing: str


def list_expected(*, by: Actor, at: datetime) -> list[Expected]:
    """Fetched or to be fetched, and not checked in; what the post says that it brought comes first."""
    came = m.Arrived.objects.filter(order=OuterRef("pk")).exclude(outcome=Outcome.MISSING.value)
    rows = m.Order.objects.filter(
        Q(state__in=_ON_THE_WAY) | Q(state=State.DELIVERED.value, became="", delivered_at__gt=at - LATELY),
        ~Exists(came),
        kind=Kind.PAPERS.value,
        agency=by.agency,
    ).order_by("state", "id")[:MOST]
    found = [order_row(row) for row in rows]
    lines = m.Arrived.objects.filter(order__in=[row.id for row in found]).order_by("id")
    words = dict(lines.values_list("order_id", "words"))
    return [Expected(row, words.get(row.id, "")) for row in found]


def list_arrivals(*, by: Actor, limit: int = 50) -> list[ArrivalRow]:
    """Newest first."""
    counted = m.Arrival.objects.annotate(
        count=Count("lines"),
        missing=Count("lines", filter=Q(lines__outcome=Outcome.MISSING.value)),
        damaged=Count("lines", filter=Q(lines__outcome=Outcome.DAMAGED.value)),
    )
    rows = within_sight(counted, by).order_by("-id")[:limit]
    return [arrival_row(row, row.count, row.missing, row.damaged) for row in rows]


def get_arrival(arrival: int, *, by: Actor) -> ArrivalRow:
    """Raises ListNotFound, also for one of an agency that the reader does not see."""
    row = within_sight(m.Arrival.objects.filter(pk=arrival), by).first()
    if row is None:
        raise ListNotFound
    return arrival_row(row)


def arrival_row(row: m.Arrival, count: int = 0, missing: int = 0, damaged: int = 0) -> ArrivalRow:
    return ArrivalRow(
        id=row.pk,
        agency=row.agency,
        year=row.year,
        number=row.number,
        bringer=row.bringer,
        arrived_at=row.arrived_at,
        name=row.name,
        file=row.file,
        count=count,
        missing=missing,
        damaged=damaged,
    )
