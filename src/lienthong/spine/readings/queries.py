from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from lienthong.spine.clock import ZONE
from lienthong.spine.readings.models import Reading
from lienthong.spine.readings.rules import unusual_from

MASKED: Final = "record"
"""The part that shows nothing in full."""
PLATFORM: Final = "platform"


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A look as it was written down; ``id`` pages."""

    id: int
    subject: str
    parts: tuple[str, ...]
    reason: str
    account: str
    name: str
    hat: str
    position: str
    acting_for: str
    origin: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Within:
    """Looks of people wearing hats of these agencies (None: all), from ``first`` to ``last``, both days included.

    ``subjects`` and ``account`` narrow them further. The platform's own, for letters and labels, are left out.
    """

    hats: Collection[str] | None
    first: date
    last: date
    subjects: Collection[str] = ()
    account: str = ""


@dataclass(frozen=True, slots=True)
class LookerDay:
    """How much one person looked at in one day: ``people`` whose data, ``looks`` how often, ``whole`` of them
    unmasked. ``is_unusual``: far more than others of the period.
    """

    account: str
    name: str
    position: str
    hat: str
    day: date
    looks: int
    whole: int
    people: int
    is_unusual: bool


def list_readings(
    *, subjects: Collection[str] = (), account: str = "", before: int | None = None, limit: int = 50
) -> list[ReadingRow]:
    """The newest looks first, at any of these subjects, or by one account; without either all of them."""
    rows = Reading.objects.order_by("-id")
    if subjects:
        rows = rows.filter(subject__in=subjects)
    if account:
        rows = rows.filter(account=account)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_row(row) for row in rows[:limit]]


def list_within(within: Within, *, before: int | None = None, limit: int = 50) -> list[ReadingRow]:
    """The newest first."""
    rows = _within(within).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_row(row) for row in rows[:limit]]


def sum_looks(within: Within, *, limit: int = 200) -> list[LookerDay]:
    """Unusual amounts first, then the largest; each person and day once."""
    day, whole = TruncDate("at", tzinfo=ZONE), Count("id", filter=~Q(parts=[MASKED]))
    rows = _within(within).order_by().annotate(day=day).values("account", "hat", "day")
    summed = rows.annotate(
        looks=Count("id"),
        whole=whole,
        people=Count("subject", distinct=True),
        called=Max("name"),
        title=Max("position"),
    )
    found = list(summed.order_by("-people", "-day", "account")[:limit])
    unusual = unusual_from([row["people"] for row in found])
    days = [
        LookerDay(
            row["account"],
            row["called"],
            row["title"],
            row["hat"],
            row["day"],
            row["looks"],
            row["whole"],
            row["people"],
            row["people"] >= unusual,
        )
        for row in found
    ]
    return sorted(days, key=lambda one: (not one.is_unusual, -one.people, -one.day.toordinal(), one.name))


def _within(within: Within) -> QuerySet[Reading]:
    first = datetime.combine(within.first, time.min, ZONE)
    after = datetime.combine(within.last + timedelta(days=1), time.min, ZONE)
    rows = Reading.objects.filter(at__gte=first, at__lt=after).exclude(account=PLATFORM)
    if within.hats is not None:
        rows = rows.filter(hat__in=within.hats)
    if within.subjects:
        rows = rows.filter(subject__in=within.subjects)
    return rows.filter(account=within.account) if within.account else rows


def _row(row: Reading) -> ReadingRow:
    return ReadingRow(
        row.pk,
        row.subject,
        tuple(row.parts),
        row.reason,
        row.account,
        row.name,
        row.hat,
        row.position,
        row.acting_for,
        row.origin,
        row.at,
    )
