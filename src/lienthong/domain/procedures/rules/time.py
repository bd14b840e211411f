"""How long a process takes, and whether it fits into the time that the law gives. Counted in working hours."""

from collections.abc import Sequence
from decimal import Decimal

from lienthong.domain.procedures.rules.record import Duration, Step
from lienthong.domain.procedures.rules.vocabulary import Channel, TimeUnit

HOURS = Decimal(8)
"""Of a working day (Labour Code 2019, article 105)."""
SHORTEST_MONTH = 28


def hours_of(amount: Decimal, measure: TimeUnit) -> Decimal:
    """Of a step, which is measured in working days or hours."""
    return amount if measure is TimeUnit.WORKING_HOUR else amount * HOURS


def hours_given(limit: Duration) -> Decimal:
    """The working hours that a legal time is sure to hold whatever day it begins, public holidays aside."""
    match limit.unit:
        case TimeUnit.WORKING_HOUR:
            return limit.amount
        case TimeUnit.WORKING_DAY:
            return limit.amount * HOURS
        case TimeUnit.CALENDAR_DAY:
            return _working_days_in(int(limit.amount)) * HOURS
        case TimeUnit.MONTH:
            return _working_days_in(int(limit.amount * SHORTEST_MONTH)) * HOURS


def _working_days_in(days: int) -> Decimal:
    """At least so many: of what is left after whole weeks, two days may be a Saturday and a Sunday."""
    weeks, rest = divmod(days, 7)
    return Decimal(weeks * 5 + max(0, rest - 2))


def hours_until(steps: Sequence[Step], channel: Channel) -> list[Decimal]:
    """For each row, the working hours from the receipt until it is done; a row that waits for several, for the slowest.

    A predecessor that does not stand above counts for nothing: the guard tells of it.
    """
    done: list[Decimal] = []
    for place, step in enumerate(steps, 1):
        begun = max((done[row - 1] for row in step.after if 0 < row < place), default=Decimal(0))
        done.append(begun + hours_of(step.time_of(channel) or Decimal(0), step.measure))
    return done
