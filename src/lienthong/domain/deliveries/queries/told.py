"""What the post told, its lists of a day, and what differs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.permissions import Permission
from lienthong.domain.deliveries.queries.orders import MOST
from lienthong.domain.deliveries.rules.vocabulary import Fate, Gap, Tiding
from lienthong.spine.actor import Actor

WEEK = 7


@dataclass(frozen=True, slots=True)
class NewsRow:
    id: int
    number: int
    code: str
    order: int | None
    agency: str
    tiding: Tiding
    words: str
    collected: int
    occurred_at: datetime
    told_at: datetime
    fate: Fate
    settler: str
    explanation: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One parcel of which both sides say different things; None where a side does not have it delivered."""

    id: int
    code: str
    kind: Gap
    order: int | None
    agency: str
    day: date
    here: int | None
    there: int | None
    settled_at: datetime | None
    settler: str
    explanation: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    day: date
    here: int
    there: int
    count_here: int
    count_there: int
    fault: str


@dataclass(frozen=True, slots=True)
class PollRow:
    last: int
    count: int
    fault: str
    at: datetime


def list_news(order: int) -> list[NewsRow]:
    """Of one parcel, oldest first; the reader has been shown it."""
    return [news_row(row) for row in m.News.objects.filter(order=order).order_by("id")[:MOST]]


def list_waiting_news(*, by: Actor) -> list[NewsRow]:
    """What fits nothing, newest first; news of an unknown parcel is everybody's until one looks into it."""
    rows = m.News.objects.filter(fate__in=[Fate.UNFIT.value, Fate.UNKNOWN.value])
    return [news_row(row) for row in _or_nobodys(rows, by).order_by("-id")[:MOST]]


def get_news(news: int, *, by: Actor) -> NewsRow | None:
    row = _or_nobodys(m.News.objects.filter(pk=news), by).first()
    return news_row(row) if row else None


def list_gaps(*, is_open: bool, by: Actor) -> list[GapRow]:
    """Newest first."""
    rows = m.Difference.objects.filter(settled_at__isnull=is_open)
    return [gap_row(row) for row in _or_nobodys(rows, by).order_by("-id")[:MOST]]


def get_gap(gap: int, *, by: Actor) -> GapRow | None:
    row = _or_nobodys(m.Difference.objects.filter(pk=gap), by).first()
    return gap_row(row) if row else None


def _or_nobodys[M: (m.News, m.Difference)](rows: QuerySet[M], by: Actor) -> QuerySet[M]:
    reach = by.reach(Permission.SEE)
    return rows if reach is None else rows.filter(Q(agency__in=reach) | Q(agency=""))


def list_statements(limit: int = 10) -> list[StatementRow]:
    """The last comparison of each of the last days, newest first."""
    rows = m.Statement.objects.order_by("-day", "-id").distinct("day")[:limit]
    return [
        StatementRow(row.day, row.here, row.there, row.count_here, row.count_there, row.fault) for row in rows
    ]


def days_to_compare(day: date) -> list[date]:
    """The day before, and those of the last week for which no list was to be had."""
    week = [day - timedelta(days=back) for back in range(WEEK, 0, -1)]
    done = set(m.Statement.objects.filter(day__in=week, fault="").values_list("day", flat=True))
    tried = set(m.Statement.objects.filter(day__in=week).values_list("day", flat=True))
    return [one for one in week if one not in done and (one in tried or one == week[-1])]


def last_poll() -> PollRow | None:
    row = m.Poll.objects.order_by("-id").first()
    return PollRow(row.last, row.count, row.fault, row.at) if row else None


def news_row(row: m.News) -> NewsRow:
    return NewsRow(
        id=row.pk,
        number=row.number,
        code=row.code,
        order=row.order_id,
        agency=row.agency,
        tiding=Tiding(row.tiding),
        words=row.words,
        collected=row.collected,
        occurred_at=row.occurred_at,
        told_at=row.told_at,
        fate=Fate(row.fate),
        settler=row.settler,
        explanation=row.explanation,
    )


def gap_row(row: m.Difference) -> GapRow:
    return GapRow(
        id=row.pk,
        code=row.code,
        kind=Gap(row.kind),
        order=row.order_id,
        agency=row.agency,
        day=row.day,
        here=row.here,
        there=row.there,
        settled_at=row.settled_at,
        settler=row.settler,
        explanation=row.explanation,
    )
