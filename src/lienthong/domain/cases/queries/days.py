"""Working days as an agency counts them: how many are left, which there are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.organisations.queries import get_path
from lienthong.domain.procedures.queries import Handling
from lienthong.spine import clock
from lienthong.spine.calendar.queries import Calendar, worked, working_days_until, working_time


@dataclass
class Days:
    """Of one agency, seen at ``now``; the calendar is read once, when it is needed."""

    agency: str
    now: datetime

    @cached_property
    def calendar(self) -> Calendar:
        return working_time(self.agency, superiors=self.path[::-1][1:])

    @cached_property
    def path(self) -> list[str]:
        """From the root of the tree down to the agency."""
        return get_path(self.agency, clock.local(self.now).date())

    def calendar_of(self, agency: str) -> Calendar:
        """Its own, or that of another agency."""
        return self.calendar if agency == self.agency else Clocks(self.now).calendar(agency)

    def left(self, due: datetime) -> int:
        """Working days after today up to the due day; negative once it is over."""
        return working_days_until(self.calendar, clock.local(self.now).date(), clock.local(due).date())

    def hours_left(self, due: datetime) -> int:
        """Working seconds."""
        return worked(self.calendar, self.now, due)

    def worked_on(self, first: date, last: date, most: int) -> list[date]:
        """The working days from ``first`` to ``last``, at most so many."""
        found: list[date] = []
        day = first
        while day <= last and len(found) < most:
            if self.calendar.is_working(day):
                found.append(day)
            day += timedelta(days=1)
        return found


def foresee(handling: Handling, channel: str, *, owner: str, now: datetime) -> datetime | None:
    """The day that a case received now would bear; None where no time is laid down for it."""
    due = Clocks(now).result(handling, channel, owner=owner, received_at=now, events=())
    return datetime.fromisoformat(due["due"]) if due else None
