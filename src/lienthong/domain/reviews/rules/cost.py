"""Compliance cost by the standard cost model: what people spend in a year to comply with a procedure.

Circular 02/2017/TT-VPCP, article 27, form 03/SCM-KSTT: of each activity the time times the income of an hour, and what
is paid; times how often a year, times how many comply. Every amount is whole đồng, rounded once, at the time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Income:
    """What an hour of people's time is worth, in đồng, for reviews begun from ``since`` on. ``confirmed`` when somebody
    read the figure in its source.
    """

    since: date
    an_hour: int
    source: str
    confirmed: bool


INCOMES: Final = (
    Income(
        date(2021, 1, 1),
        30_540,
        "GDP bình quân đầu người năm 2020 ước 64,5 triệu đồng : 2.112 giờ làm việc (22 ngày x 8 giờ x 12 tháng)",
        confirmed=False,
    ),
)
AIM: Final = Decimal(20)
"""Per cent of compliance cost that plans usually ask to save."""


def income_of(day: date) -> Income:
    """What held on a day; of days before all that is kept, the first."""
    return next((one for one in reversed(INCOMES) if one.since <= day), INCOMES[0])


@dataclass(frozen=True, slots=True)
class Cost:
    """One activity: ``hours`` of one person once, what they pay once for services, other things (copies, travel) and
    fees, ``times`` a year, ``people`` that comply.
    """

    activity: str
    hours: Decimal = Decimal(0)
    service: int = 0
    other: int = 0
    fee: int = 0
    times: int = 1
    people: int = 1

    def work(self, income: int) -> int:
        """The worth of the time, rounded half up to whole đồng."""
        return int((self.hours * income).quantize(Decimal(1), ROUND_HALF_UP))

    def once(self, income: int) -> int:
        return self.work(income) + self.service + self.other + self.fee

    def yearly(self, income: int) -> int:
        return self.once(income) * self.times * self.people


def total(rows: Iterable[Cost], income: int) -> int:
    """The cost of all activities in a year."""
    return sum(row.yearly(income) for row in rows)


@dataclass(frozen=True, slots=True)
class Saving:
    """A year's cost now and afterwards."""

    before: int
    after: int

    @property
    def amount(self) -> int:
        """Negative when it will cost more."""
        return self.before - self.after

    @property
    def percent(self) -> Decimal | None:
        """Of the cost now, rounded half up to one decimal; None where it costs nothing now."""
        if not self.before:
            return None
        return (Decimal(self.amount) * 100 / self.before).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def meets_aim(self) -> bool:
        """Judged by the whole amounts, not by the rounded share."""
        return self.before > 0 and self.amount * 100 >= self.before * AIM

    def __add__(self, other: "Saving") -> "Saving":
        return Saving(self.before + other.before, self.after + other.after)


NOTHING: Final = Saving(0, 0)
