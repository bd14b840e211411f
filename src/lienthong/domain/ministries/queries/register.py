"""The register of systems as it stands on a day, what it was and will be, and what each system is used for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.errors import SystemUnknown
from lienthong.domain.ministries.rules.fields import Field, unpack
from lienthong.domain.ministries.rules.vocabulary import COLUMNS


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system as a layout describes it from ``since`` on."""

    id: int
    code: str
    layout: int
    since: date
    name: str
    ministry: str
    address: str
    pattern: str
    fields: tuple[Field, ...]
    columns: Mapping[str, str]
    statuses: Mapping[str, str]
    basis: str
    recorded_at: datetime
    recorder: str


@dataclass(frozen=True, slots=True)
class UseRow:
    id: int
    system: str
    procedure: str
    since: date
    until: date | None
    basis: str
    recorder: str


def list_systems(day: date) -> list[SystemRow]:
    """Each as described on a day; one that only comes as it will be at first."""
    return _as_of(m.Layout.objects.all(), day)


def _as_of(layouts: QuerySet[m.Layout], day: date) -> list[SystemRow]:
    found: dict[str, m.Layout] = {}
    for row in layouts.select_related("system").order_by("system__code", "since", "id"):
        if row.since <= day or row.system.code not in found:
            found[row.system.code] = row
    return [_row(row) for row in found.values()]


def get_system(code: str, day: date) -> SystemRow:
    """Raises SystemUnknown."""
    rows = m.Layout.objects.filter(system__code=code).select_related("system")
    row = (
        rows.filter(since__lte=day).order_by("-since", "-id").first() or rows.order_by("since", "id").first()
    )
    if row is None:
        raise SystemUnknown
    return _row(row)


def list_layouts(code: str) -> list[SystemRow]:
    """The latest day first; of one day the one that counts first."""
    rows = m.Layout.objects.filter(system__code=code).select_related("system")
    return [_row(row) for row in rows.order_by("-since", "-id")[:100]]


def list_uses(code: str) -> list[UseRow]:
    """Those that run first, then what ended."""
    rows = m.Use.objects.filter(system__code=code).select_related("system")
    return [_use(row) for row in rows.order_by(F("until").desc(nulls_first=True), "procedure")[:500]]


def count_uses(day: date) -> dict[str, int]:
    """By the code of the system: how many procedures it is used for, or will be."""
    rows = m.Use.objects.filter(Q(until=None) | Q(until__gte=day)).values_list("system__code")
    return dict(rows.annotate(count=Count("pk")).order_by())


def get_use(use: int) -> UseRow | None:
    row = m.Use.objects.filter(pk=use).select_related("system").first()
    return _use(row) if row else None


def list_needed(procedure: str, received_on: date, day: date) -> list[SystemRow]:
    """The systems in which a case of a procedure, received on a day, must be entered, as they are on ``day``."""
    systems = uses_on(received_on).filter(procedure=procedure).values("system")
    return _as_of(m.Layout.objects.filter(system__in=systems), day)


def uses_on(day: date) -> QuerySet[m.Use]:
    return m.Use.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def _row(row: m.Layout) -> SystemRow:
    return SystemRow(
        id=row.system_id,
        code=row.system.code,
        layout=row.pk,
        since=row.since,
        name=row.name,
        ministry=row.ministry,
        address=row.address,
        pattern=row.pattern,
        fields=unpack(row.fields),
        columns={name: row.columns.get(name, "") for name in COLUMNS},
        statuses=row.statuses,
        basis=row.basis,
        recorded_at=row.recorded_at,
        recorder=row.recorder,
    )


def _use(row: m.Use) -> UseRow:
    return UseRow(row.pk, row.system.code, row.procedure, row.since, row.until, row.basis, row.recorder)
