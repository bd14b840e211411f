"""Which form looks how from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import NoForm
from lienthong.domain.cases.rules.forms import Kind


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One layout; ``is_ours``: it came with the platform; else ``basis`` is why somebody replaced it."""

    id: int
    kind: Kind
    since: date
    circular: str
    number: str
    title: str
    symbol: str
    source: str
    digest: str
    is_ours: bool
    file: int | None
    basis: str
    confirmed: bool
    unsure: str
    name: str
    recorded_at: datetime


def get_layout(kind: Kind, day: date) -> LayoutRow:
    """The one in force on a day; days before all that is kept have the first set. Raises NoForm."""
    found = _in_force(kind, day)
    if found is None and (first := m.Layout.objects.aggregate(first=Min("since"))["first"]):
        found = _in_force(kind, max(first, day))
    if found is None:
        raise NoForm
    return layout_row(found)


def _in_force(kind: Kind, day: date) -> m.Layout | None:
    return m.Layout.objects.filter(kind=kind, since__lte=day).order_by("-since", "-id").first()


def find_layout(layout: int) -> LayoutRow | None:
    row = m.Layout.objects.filter(pk=layout).first()
    return layout_row(row) if row else None


def list_layouts(kind: Kind | None = None) -> Sequence[LayoutRow]:
    """All that ever were or will be in force, the latest day first."""
    rows = m.Layout.objects.filter(kind=kind) if kind else m.Layout.objects.all()
    return [layout_row(row) for row in rows.order_by("-since", "-id")[:500]]


def ours_on(kind: Kind, day: date) -> LayoutRow | None:
    """What the platform itself brought for a day, whatever was put in its place since."""
    row = (
        m.Layout.objects.filter(kind=kind, is_ours=True, file=None, since__lte=day)
        .order_by("-since", "-id")
        .first()
    )
    return layout_row(row) if row else None


def layout_row(row: m.Layout) -> LayoutRow:
    return LayoutRow(
        id=row.pk,
        kind=Kind(row.kind),
        since=row.since,
        circular=row.circular,
        number=row.number,
        title=row.title,
        symbol=row.symbol,
        source=row.source,
        digest=row.digest,
        is_ours=row.is_ours,
        file=row.file,
        basis=row.basis,
        confirmed=row.confirmed,
        unsure=row.unsure,
        name=row.name,
        recorded_at=row.recorded_at,
    )
