"""How dated rows change: superseded and recorded anew, never edited."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet

from lienthong.domain.organisations.errors import NotInForce, UnknownAgency
from lienthong.domain.organisations.models import Agency, AgencyVersion
from lienthong.domain.organisations.models.dated import Dated, range_of
from lienthong.domain.organisations.rules.period import Period, divide


def restate[Row: Dated](
    rows: Iterable[Row], period: Period, *, at: datetime, change: Callable[[Row], None] | None = None
) -> list[Row]:
    """Supersedes ``rows`` and records them anew, changed within ``period``, or absent there without
    ``change``.

    What they said of days outside the period stays as it was. Returns the new rows. Where a row was recorded
    later than ``at`` (see ``in_turn``), its own instant counts.
    """
    old = [row for row in rows if row.period.overlaps(period)]
    if not old:
        return []
    at = max(at, *(row.recorded_at for row in old))
    table = type(old[0])._base_manager
    table.filter(pk__in=[row.pk for row in old]).update(superseded_at=at)
    return list(table.bulk_create(_anew(old, period, at, change)))


def in_turn(at: datetime, rows: QuerySet[Any]) -> datetime:
    """``at``, or the latest instant at which any of these rows was recorded or superseded, if that is later.

    Two requests may read the clock in one order and be served in the other; knowledge only grows.
    """
    latest = rows.aggregate(recorded=Max("recorded_at"), superseded=Max("superseded_at"))
    instants: list[datetime] = [instant for instant in latest.values() if instant]
    return max([at, *instants])


def _anew[Row: Dated](
    rows: list[Row], period: Period, at: datetime, change: Callable[[Row], None] | None
) -> Iterable[Row]:
    for row in rows:
        for part, inside in divide(row.period, period):
            if inside and change is None:
                continue
            new = copy(row)
            new.pk, new._state = None, type(row._state)()
            new.valid, new.recorded_at, new.superseded_at = range_of(part), at, None
            if inside and change is not None:
                change(new)
            yield new


def hold_agency(code: str) -> Agency:
    """The agency, held until the transaction ends so that changes to it come one after another.

    Raises UnknownAgency.
    """
    agency = Agency.objects.select_for_update(no_key=True).filter(code=code).first()
    if agency is None:
        raise UnknownAgency(code=code)
    return agency


def version_on(code: str, day: date) -> AgencyVersion:
    """What is now known of an agency on a day. Raises NotInForce."""
    version = AgencyVersion.objects.as_of(day).filter(agency=code).first()
    if version is None:
        raise NotInForce(code=code, day=f"{day:%d/%m/%Y}")
    return version


def require_in_force(codes: Iterable[str], day: date) -> None:
    """Raises NotInForce for the first agency that is not in force on the day."""
    wanted = list(codes)
    found = AgencyVersion.objects.as_of(day).filter(agency__in=wanted)
    in_force = set(found.values_list("agency_id", flat=True))
    for code in wanted:
        if code not in in_force:
            raise NotInForce(code=code, day=f"{day:%d/%m/%Y}")
