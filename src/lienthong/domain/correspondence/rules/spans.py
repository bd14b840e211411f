"""Stretches of the calendar that reports on documents are made for: month, quarter, half-year, year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final


class Span(IntEnum):
    """The value is how many months it has."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    YEAR = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Both days belong to it. ``number`` counts those of its year from 1."""

    span: Span
    year: int
    number: int

    @property
    def first(self) -> date:
        return _first(self.year, (self.number - 1) * self.span)

    @property
    def last(self) -> date:
        return _first(self.year, self.number * self.span) - _A_DAY

    def moved(self, by: int) -> "Stretch":
        """So many of its kind later."""
        years, place = divmod(self.number - 1 + by, 12 // self.span)
        return Stretch(self.span, self.year + years, place + 1)


def holding(span: Span, day: date) -> Stretch:
    return Stretch(span, day.year, (day.month - 1) // span + 1)


def stretch_of(first: date, last: date) -> Stretch | None:
    """None of days that are no whole stretch."""
    for span in Span:
        found = holding(span, first)
        if (found.first, found.last) == (first, last):
            return found
    return None


def _first(year: int, months: int) -> date:
    years, place = divmod(months, 12)
    return date(year + years, place + 1, 1)


_A_DAY: Final = timedelta(days=1)
