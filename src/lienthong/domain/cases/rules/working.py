"""Working time of one year at one place, for whoever draws times: minutes of office hours, days near a long rest."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from lienthong.spine.calendar.rules.days import Calendar
from lienthong.spine.calendar.rules.rulers import DAY, WorkingDays, WorkingSeconds

MINUTE = 60
LONG_REST = 5
"""Days off in a row: only Tết is so long."""


@dataclass(frozen=True)
class Days:
    """Moments are local and naive, in whole minutes."""

    calendar: Calendar
    year: int

    @cached_property
    def _ruler(self) -> WorkingSeconds:
        return WorkingSeconds(self.calendar)

    def of_the_year(self) -> list[date]:
        first = date(self.year, 1, 1)
        days = (first + timedelta(days=place) for place in range(366))
        return [day for day in days if day.year == self.year]

    def is_working(self, day: date) -> bool:
        return self.calendar.is_working(day)

    def within(self, day: date, share: float) -> datetime:
        """The moment of a working day at which such a share of its hours is over."""
        sessions = self.calendar.sessions(day)
        left = int(share * sum(one.closes - one.opens for one in sessions)) // MINUTE * MINUTE
        for session in sessions:
            if left < session.closes - session.opens:
                return datetime.combine(day, datetime.min.time()) + timedelta(seconds=session.opens + left)
            left -= session.closes - session.opens
        raise ValueError(f"{day} has no such hour")

    def after(self, moment: datetime, seconds: float) -> datetime:
        """So much working time later, at least a minute."""
        begin = moment.toordinal() * DAY + (moment.hour * 60 + moment.minute) * MINUTE
        end = self._ruler.advance(begin, max(int(seconds), MINUTE)) // MINUTE * MINUTE
        return self._ruler.moment(max(end, begin + MINUTE))

    def working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day later; before it, where ``count`` is negative."""
        days = WorkingDays(self.calendar)
        if count > 0:
            return date.fromordinal(days.advance(day.toordinal(), count))
        while count < 0:
            day -= timedelta(days=1)
            count += self.is_working(day)
        return day

    @cached_property
    def _near_a_long_rest(self) -> frozenset[date]:
        rests = [day for day in self.of_the_year() if self._rest_from(day) >= LONG_REST]
        return frozenset(day + timedelta(days=shift) for day in rests for shift in range(-6, 10))

    def is_near_a_long_rest(self, day: date) -> bool:
        return day in self._near_a_long_rest

    def _rest_from(self, day: date) -> int:
        length = 0
        while length < LONG_REST and not self.is_working(day + timedelta(days=length)):
            length += 1
        return length
