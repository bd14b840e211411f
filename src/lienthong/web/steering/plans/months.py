"""Columns of due days: the months of the plan's year, what lies before it and the quarters behind it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

QUARTERS = ("I", "II", "III", "IV")
LONG = 2  # years from which a column is a quarter
VERY_LONG = 5  # years from which a column is a year


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it in an address: 2021-09, 2022-Q1, 2024. Days from ``first`` to ``last``."""

    key: str
    label: str
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def columns_of(year: int, last_year: int | None, months: Iterable[dt.date]) -> list[Column]:
    """``months``: the first days of months in which anything falls due."""
    months = sorted(months)
    last_year = last_year or year
    span = last_year - year + 1
    before = [_month(day, own=None) for day in months if day.year < year]
    after = [_wide(day, year_wide=span > LONG) for day in months if day.year > last_year]
    return [*before, *_inside(year, last_year, span), *_once(after)]


def _inside(year: int, last_year: int, span: int) -> Iterator[Column]:
    starts = (dt.date(own, month, 1) for own in range(year, last_year + 1) for month in range(1, 13))
    if span < LONG:
        return (_month(day, own=year) for day in starts)
    return _once(_wide(day, year_wide=span > VERY_LONG) for day in starts)


def _once(columns: Iterable[Column]) -> Iterator[Column]:
    return (next(same) for _key, same in groupby(columns, key=lambda column: column.key))


def _month(first: dt.date, own: int | None) -> Column:
    label = _("M%(month)s") % {"month": first.month} if own else f"{first:%m/%y}"
    return Column(f"{first:%Y-%m}", label, first, _end(first, 1))


def _wide(day: dt.date, *, year_wide: bool) -> Column:
    if year_wide:
        return Column(str(day.year), str(day.year), dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))
    quarter = (day.month - 1) // 3
    first = dt.date(day.year, quarter * 3 + 1, 1)
    label = _("Q.%(quarter)s/%(year)s") % {"quarter": QUARTERS[quarter], "year": f"{day:%y}"}
    return Column(f"{day.year}-Q{quarter + 1}", label, first, _end(first, 3))


def _end(first: dt.date, months: int) -> dt.date:
    place = first.year * 12 + first.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1) - dt.timedelta(days=1)


def say_column(column: Column) -> str:
    """In a sentence or a list to choose from: “month 09/2021”, “quarter I/2022”."""
    if "Q" in column.key:
        quarter = QUARTERS[(column.first.month - 1) // 3]
        return _("quarter %(quarter)s/%(year)s") % {"quarter": quarter, "year": column.first.year}
    if len(column.key) == 4:
        return _("year %(year)s") % {"year": column.key}
    return _("month %(month)s") % {"month": f"{column.first:%m/%Y}"}
