"""How satisfied people are: by agency, by procedure, by question, in a period. Counts beside every share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.rules import LEAST_SHOWN, SATISFIED, Question, share
from lienthong.spine import clock

FIRST_YEAR: Final = 2021
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or one of its quarters: ``quarter`` 0 for the whole of it."""

    year: int
    quarter: int = 0

    @property
    def code(self) -> str:
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    @property
    def begin(self) -> datetime:
        month = 3 * self.quarter - 2 if self.quarter else 1
        return datetime.combine(date(self.year, month, 1), time(), clock.ZONE)

    @property
    def end(self) -> datetime:
        after = Period(self.year + 1) if self.quarter in {0, 4} else Period(self.year, self.quarter + 1)
        return after.begin


@dataclass(frozen=True, slots=True)
class Tally:
    """``code`` of an agency or a procedure; ``title`` of a procedure."""

    code: str
    title: str
    count: int
    satisfied: int
    by_level: tuple[int, ...]

    @property
    def share(self) -> int:
        return share(self.satisfied, self.count)


@dataclass(frozen=True, slots=True)
class QuestionTally:
    text: str
    count: int
    satisfied: int

    @property
    def share(self) -> int:
        return share(self.satisfied, self.count)


@dataclass(frozen=True, slots=True)
class MonthTally:
    """What people said in a month of one agency's cases under one procedure."""

    agency: str
    procedure: str
    count: int
    by_level: tuple[int, ...]


def list_month(month: date) -> list[MonthTally]:
    """Of the month that begins on that day; fewer answers than may be shown are not told."""
    begin = datetime.combine(month, time(), clock.ZONE)
    end = datetime.combine((month + timedelta(days=31)).replace(day=1), time(), clock.ZONE)
    rows: Any = m.Rating.objects.filter(rated_at__gte=begin, rated_at__lt=end).values("agency", "procedure")
    found = rows.annotate(**_counts()).filter(count__gte=LEAST_SHOWN).order_by("agency", "procedure")
    return [
        MonthTally(
            row["agency"],
            row["procedure"],
            row["count"],
            tuple(row[f"level_{level}"] for level in range(1, 6)),
        )
        for row in found
    ]


def periods_until(day: date) -> list[Period]:
    """The newest first, from the first year of the platform."""
    return list(_periods(day))


def pick_period(code: str, day: date) -> Period:
    """The one of that code; the present year where there is none."""
    periods = periods_until(day)
    return next((one for one in periods if one.code == code), periods[0])


def write_period(period: Period) -> str:
    if not period.quarter:
        return _("Year %(year)s") % {"year": period.year}
    return _("Quarter %(quarter)s of %(year)s") % {"quarter": period.quarter, "year": period.year}


def _periods(day: date) -> Iterator[Period]:
    for year in range(day.year, FIRST_YEAR - 1, -1):
        yield Period(year)
        last = (day.month + 2) // 3 if year == day.year else 4
        yield from (Period(year, quarter) for quarter in range(last, 0, -1))


def _within(period: Period, agency: str) -> QuerySet[m.Rating]:
    rows = m.Rating.objects.filter(rated_at__gte=period.begin, rated_at__lt=period.end)
    return rows.filter(agency=agency) if agency else rows


def _counts() -> dict[str, Count]:
    levels = {f"level_{level}": Count("id", filter=Q(level=level)) for level in range(1, 6)}
    return {"count": Count("id"), "satisfied": Count("id", filter=Q(level__in=SATISFIED)), **levels}


def _by(name: str, rows: QuerySet[m.Rating]) -> list[dict[str, Any]]:
    counted: Any = rows.values(name).annotate(**_counts())
    return list(counted.order_by("-count", name)[:MOST])


def list_by_agency(period: Period) -> list[Tally]:
    """Most answers first."""
    return [_tally(row["agency"], "", row) for row in _by("agency", _within(period, ""))]


def list_by_procedure(period: Period, *, agency: str) -> list[Tally]:
    found = _by("procedure", _within(period, agency))
    codes = [row["procedure"] for row in found]
    titles = dict(
        m.Rating.objects.filter(procedure__in=codes).order_by("id").values_list("procedure", "title")
    )
    return [_tally(row["procedure"], titles.get(row["procedure"], ""), row) for row in found]


def total_of(period: Period, *, agency: str = "") -> Tally:
    return _tally(agency, "", _within(period, agency).aggregate(**_counts()))


def _tally(code: str, title: str, row: dict[str, Any]) -> Tally:
    levels = tuple(row[f"level_{level}"] for level in range(1, 6))
    return Tally(code, title, row["count"], row["satisfied"], levels)


def list_by_question(period: Period, questions: tuple[Question, ...], *, agency: str) -> list[QuestionTally]:
    """Of those who answered more than the one tap."""
    rows = _within(period, agency)
    counts: dict[str, Count] = {}
    for place, one in enumerate(questions):
        has = Q(answers__has_key=one.code)
        counts[f"count_{place}"] = Count("id", filter=has)
        likes = Q(**{f"answers__{one.code}__in": [int(level) for level in SATISFIED]})
        counts[f"good_{place}"] = Count("id", filter=likes)
    told = rows.aggregate(**counts) if counts else {}
    return [
        QuestionTally(one.text, told[f"count_{place}"], told[f"good_{place}"])
        for place, one in enumerate(questions)
    ]
