"""Stretches of days that plans speak of: a day, a month, quarters, halves, a year. Ends are inclusive."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """First and last day.

    ``assumed``: the words named no year, so the plan's year was taken; ``gap``: they skip a part between.
    """

    start: date
    end: date
    assumed: bool = False
    gap: bool = False

    @property
    def is_day(self) -> bool:
        return self.start == self.end


def months(first: int, last: int, year: int) -> Period:
    """From the first day of one month to the last day of another. Raises ValueError for no such stretch."""
    if last < first:
        raise ValueError("the last month comes before the first")
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def quarters(first: int, last: int, year: int) -> Period:
    """One window over both quarters and those between."""
    return months(3 * first - 2, 3 * last, year)


def parts(year: int, length: int) -> tuple[Period, ...]:
    """The year cut into periods of ``length`` months: 1, 3, 6 or 12."""
    return tuple(months(first, first + length - 1, year) for first in range(1, 13, length))
