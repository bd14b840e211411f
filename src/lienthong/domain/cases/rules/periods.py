"""Periods of reports, which are not those of the calendar: a month ends on its 14th (Decree 09/2019/NĐ-CP, art. 12)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

CUT_OFF: Final = 15
"""The day of the month on which a new period begins."""


A_FEW_DAYS: Final = timedelta(days=3)


class Kind(StrEnum):
    """NINE_MONTHS is asked for by provinces, not by the State."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date


def month(year: int, number: int) -> Period:
    """15th of the month before to 14th."""
    return _months(year, number - 1, 1)


def quarter(year: int, number: int) -> Period:
    return _months(year, 3 * (number - 1), 3)


def half_year(year: int, number: int) -> Period:
    return _months(year, 6 * (number - 1), 6)


def nine_months(year: int, _number: int = 1) -> Period:
    return _months(year, 0, 9)


def whole_year(year: int, _number: int = 1) -> Period:
    """15 December of the year before to 14 December."""
    return _months(year, 0, 12)


def _months(year: int, before: int, count: int) -> Period:
    """``count`` months after the first ``before`` ones of a year of reports."""
    return Period(_cut(year, before), _cut(year, before + count) - timedelta(days=1))


def _cut(year: int, months: int) -> date:
    """The cut-off after so many months of reports of a year; the year itself is cut in the December before."""
    years, place = divmod(months - 1, 12)
    return date(year + years, place + 1, CUT_OFF)


_MAKERS: Final[dict[Kind, Callable[[int, int], Period]]] = {
    Kind.MONTH: month,
    Kind.QUARTER: quarter,
    Kind.HALF_YEAR: half_year,
    Kind.NINE_MONTHS: nine_months,
    Kind.YEAR: whole_year,
}
_EACH: Final = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.HALF_YEAR: 2, Kind.NINE_MONTHS: 1, Kind.YEAR: 1}


def legal(kind: Kind, year: int, number: int) -> Period:
    return _MAKERS[kind](year, number)


def holding(kind: Kind, day: date) -> tuple[int, int]:
    """(year, number) of the period in which a day lies. What no nine months hold belongs to those before."""
    year = day.year + (day >= _cut(day.year, 12))
    found = [number for number in range(1, _EACH[kind] + 1) if legal(kind, year, number).first <= day]
    return year, found[-1]


def kind_of(period: Period) -> tuple[Kind, int, int] | None:
    """(kind, year, number) of a legal period; None of any other stretch of days."""
    for kind in Kind:
        year, number = holding(kind, period.first)
        if legal(kind, year, number) == period:
            return kind, year, number
    return None


def reported(day: date) -> Period:
    """The month that people report on a day: in the first days of a period still the one before."""
    return legal(Kind.MONTH, *holding(Kind.MONTH, day - A_FEW_DAYS))


def before(kind: Kind, year: int, number: int) -> tuple[int, int]:
    return (year, number - 1) if number > 1 else (year - 1, _EACH[kind])


def after(kind: Kind, year: int, number: int) -> tuple[int, int]:
    return (year, number + 1) if number < _EACH[kind] else (year + 1, 1)
